#pragma once
// Checks a draw list the way a person with a ruler would: contrast, sizes, clipping, overlap,
// focus. Run over every screen in every language and text size by the tests. Pure but for measuring
// text with the list's fonts.
#include "ui/draw.h"

enum lint_for {
    LINT_TERMINAL, // contrast 7, text 22 (32 in Largest), touch 68 with 96 for tools and 88 actions
    LINT_STAFF,    // contrast 5, text 15, touch 34
    LINT_ROOM,     // contrast 5, text 22 on its canvas, nothing to touch
};

enum lint_rule {
    LINT_CONTRAST,  // text or icon against what lies under it
    LINT_TEXT_SIZE, // under the floor
    LINT_CLIPPED,   // text wider or taller than its rectangle, or its lines_max
    LINT_OVERLAP,   // two texts on each other
    LINT_EDGE,      // letters run over the edge of the box they stand in
    LINT_TARGET,    // a touchable part too small
    LINT_GAP,       // two touchable parts less than 8 px apart (keys and rows may touch)
    LINT_OUTSIDE,   // text or part outside the canvas
    LINT_FOCUS,     // a part that Tab does not reach, or out of order
    LINT_IDENTITY,  // two parts with one key or one name, or a touchable part with neither
    LINT_ANSWERS,   // more than six answers
    LINT_RULES,
};

struct lint_finding {
    enum lint_rule rule;
    int item; // index, or -1
    int part; // index, or -1
    float found, wanted;
};

enum {
    LINT_FINDINGS_MAX = 64
};

// Returns how many findings there are; the first LINT_FINDINGS_MAX are written.
int lint_list(const struct draw_list *list, enum lint_for lint_for, enum text_size text_size,
              struct lint_finding out_findings[LINT_FINDINGS_MAX]);
const char *lint_name(enum lint_rule rule);
// One line about a finding, with the text or name it is about.
void lint_explain(const struct draw_list *list, const struct lint_finding *finding,
                  struct out *out);

#pragma once
// One sheet of paper about a group that has just ended, for the attendance folder: group and day, the six
// words, time, the numbers as the closing page has them, what was used, the note for the team, and where the
// group goes on. A plain value, filled from what the closing page shows and nothing besides: no card, no
// face, no line of anybody's, no result and no band ever gets into it (docs/PRIVACY.md).
#include "deck/words.h"
#include "facilitator/view.h"
#include "paper/paper.h"
#include "seal/vault.h"

struct end_sheet_step {
    char title[NAME_BYTES];
    uint16_t spent, planned; // minutes
};

struct end_sheet {
    struct words words; // lent
    enum paper_size paper;
    char group[NAME_BYTES];
    char module_title[NAME_BYTES];
    uint8_t session_number;
    uint32_t day;
    uint16_t minute; // of the day: the group began
    uint32_t minutes;
    char end_words[SIX_WORDS_BYTES]; // empty: there are none
    uint8_t step_count;
    struct end_sheet_step steps[STEPS_MAX];
    bool tagged[TECHNIQUE_LAST + 1];
    struct finish finish; // numbers and note, as they stand on the page
    bool knows_next;      // the group's book is open
    // Where the group goes on; .slide 0: nothing is carried over.
    struct {
        char title[NAME_BYTES];
        uint8_t number, slide;
    } next;
};

// From a closing page (scene->phase SCENE_ENDED).
void end_sheet_fill(const struct view *view, enum paper_size paper, struct end_sheet *out_sheet);
// As a PDF of one page. Errors of paper_make.
enum err end_sheet_make(const struct end_sheet *sheet, uint8_t **out_bytes,
                        size_t *out_size) MUST_USE; // free() it

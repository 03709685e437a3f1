#pragma once
// The box of answers of one prompt: a set in canonical form. What it holds depends only on which
// answers were put in, never on order, time or terminal: slots stand in the order of a keyed hash of
// their ids that the caller computes. Pure values, no pointers. Wiped by its owner.
#include "base/limits.h"
#include "wire/text_line.h"
#include "wire/words.h"

struct box_slot {
    uint8_t order[32]; // BLAKE2b(box key, id)
    uint8_t id[SUBMISSION_ID_BYTES];
    uint8_t choice; // bit i: option i
    bool pass;
    char text[OWN_WORDS_BYTES]; // own words, else zeros
};

struct box {
    uint32_t phase_id;
    enum prompt_kind kind;
    enum privacy_class class;
    uint8_t option_count;
    uint8_t places; // people present
    uint8_t count;
    struct box_slot slots[PEOPLE_MAX];
};

enum box_put {
    BOX_PUT,
    BOX_REPEAT,
    BOX_NO_PLACE,
    BOX_NOT_AN_ANSWER
};
// Puts one answer. BOX_REPEAT if its id is in already (counted once), BOX_NO_PLACE over the quota,
// BOX_NOT_AN_ANSWER if the choice does not fit kind and options.
enum box_put box_put(struct box *box, const struct box_slot *slot);
// What the facilitator may know while it is open.
struct box_view {
    enum box_state state;
    bool count_known; // class plain
    uint8_t count;
    // PROMPT_REVIEW only: what the lines to approve are read from. Lent by the box's owner.
    const struct box *review;
};
void box_view_of(const struct box *box, struct box_view *out_view);
// The answers of a text prompt as lines, in the box's order, which is that of a keyed hash and says
// nothing of time or place: a phrase by its number, own words, and nothing for who passed. Returns how
// many; lines behind them are zero.
uint8_t box_lines(const struct box *box, struct text_line out_lines[PEOPLE_MAX]);

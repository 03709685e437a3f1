#pragma once
// The box of answers of one prompt: a set in canonical form. What it holds depends only on which
// answers were put in, never on order, time or terminal: slots stand in the order of a keyed hash of
// their ids that the caller computes (privacy.md 4). Pure values, no pointers. Wiped by its owner.
#include "base/limits.h"
#include "wire/words.h"

struct box_slot {
    uint8_t order[32]; // BLAKE2b(box key, id)
    uint8_t id[SUBMISSION_ID_BYTES];
    uint8_t choice; // bit i: option i
    bool pass;
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
};
void box_view_of(const struct box *box, struct box_view *out_view);

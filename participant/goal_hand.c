#include "participant/goal_hand.h"

#include "participant/view.h"
#include <string.h>

static const struct {
    uint32_t key;
    enum goal_input input;
} PARTS[] = {
    {PART_GOALS, GOAL_IN_ENTER},     {PART_NEW_CARD, GOAL_IN_NEW},  {PART_UNDO, GOAL_IN_UNDO},
    {PART_WRITTEN, GOAL_IN_WRITTEN}, {PART_HOME, GOAL_IN_HOME},     {PART_WAY, GOAL_IN_WAY},
    {PART_SAVE, GOAL_IN_SAVE},       {PART_FORGET, GOAL_IN_FORGET}, {PART_NEXT, GOAL_IN_NEXT},
    {PART_GOAL_BACK, GOAL_IN_BACK},  {PART_OWN, GOAL_IN_OWN},       {PART_NOTHING, GOAL_IN_NOTHING},
    {PART_DONE, GOAL_IN_DONE},       {PART_YES, GOAL_IN_YES},       {PART_NO, GOAL_IN_NO},
    {PART_GO_ON, GOAL_IN_TOUCH},
};

static bool within(uint32_t key, uint32_t first, uint32_t count, uint8_t *out_number)
{
    if (key < first || key >= first + count)
        return false;
    *out_number = (uint8_t)(key - first);
    return true;
}

// A line of the sheet: the practice and the step now are asked about, a short-term goal gives way to the
// next one, and everything else is written.
static void line(uint8_t slot, const struct goal_turn *turn, struct goal_event *event)
{
    bool share, words = goal_turn_slot(turn, (enum goal_slot)slot, &share);
    event->input = GOAL_IN_EDIT;
    if (slot == GOAL_SLOT_PRACTICE) {
        bool set = turn->sheet.practice.kind == PRACTICE_SET;
        event->input = set ? GOAL_IN_ASK : GOAL_IN_HOME;
        event->number = GOAL_ASK_TRIED;
    } else if (slot == GOAL_SLOT_SHORT && turn->sheet.short_count > 1) {
        event->input = GOAL_IN_SHORT;
    } else if (slot >= GOAL_SLOT_STEP && words && slot - GOAL_SLOT_STEP == turn->step) {
        event->input = GOAL_IN_ASK;
        event->number = GOAL_ASK_STEP;
    } else {
        event->number = slot == GOAL_SLOT_LONG    ? GOAL_FIELD_LONG
                        : slot == GOAL_SLOT_WHY   ? GOAL_FIELD_WHY
                        : slot == GOAL_SLOT_SHORT ? GOAL_FIELD_SHORT
                                                  : GOAL_FIELD_STEP;
    }
}

static enum goal_input pick(const struct goal_turn *turn)
{
    return turn->state == GOAL_AT_WAY        ? GOAL_IN_RUNG
           : turn->state == GOAL_AT_PRACTICE ? GOAL_IN_CHOOSE
                                             : GOAL_IN_ANSWER;
}

bool goal_hand_event(uint32_t key, const struct goal_turn *turn, struct goal_event *out_event)
{
    struct goal_event *event = out_event;
    uint8_t number = 0;
    memset(event, 0, sizeof *event);
    for (size_t i = 0; i < sizeof PARTS / sizeof PARTS[0]; i++) {
        if (PARTS[i].key != key)
            continue;
        event->input = PARTS[i].input;
        return true;
    }
    if (key == PART_EDIT) {
        event->input = GOAL_IN_EDIT;
        event->number = GOAL_FIELD_LONG;
    } else if (within(key, PART_PICTURE, PICTURES_COUNT, &number)) {
        event->input = GOAL_IN_PICTURE;
        event->number = number;
    } else if (within(key, PART_LINE, GOAL_SLOTS, &number)) {
        line(number, turn, event);
    } else if (within(key, PART_SHARE, GOAL_SLOTS, &number)) {
        event->input = GOAL_IN_SHARE;
        event->number = number;
    } else if (within(key, PART_PICK, 16, &number)) {
        event->input = pick(turn);
        event->number = number;
    } else if (within(key, PART_PRACTICE_PART, PRACTICE_PARTS, &number)) {
        event->input = GOAL_IN_PART;
        event->number = number;
    } else if (within(key, PART_GOAL_FIELD, GOAL_FIELDS, &number)) {
        event->input = GOAL_IN_EDIT;
        event->number = number;
    } else if (key >= PART_LETTER) {
        event->input = GOAL_IN_KEY;
        event->key = (struct board_key){BOARD_LETTER, key - PART_LETTER};
    } else if (within(key, PART_BOARD, BOARD_SPACE + 1, &number)) {
        event->input = GOAL_IN_KEY;
        event->key.kind = (enum board_key_kind)number;
    } else {
        return false;
    }
    return true;
}

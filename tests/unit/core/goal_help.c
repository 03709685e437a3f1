#include "goal_help.h"

#include "base/check.h"
#include <stdio.h>
#include <string.h>

static void words(struct goal_words *words, const char *text, bool share)
{
    memset(words, 0, sizeof *words);
    snprintf(words->text, sizeof words->text, "%s", text);
    words->share = share;
}

struct goal_sheet help_sheet(void)
{
    struct goal_sheet sheet;
    memset(&sheet, 0, sizeof sheet);
    sheet.handle = (struct goal_handle){SHAPE_WAVE, 27};
    words(&sheet.long_term, "Be closer to my sister", false);
    words(&sheet.why, "She makes me laugh", false);
    sheet.short_count = 2;
    words(&sheet.shorts[0].words, "See her once this month", true);
    sheet.shorts[0].step_count = 2;
    words(&sheet.shorts[0].steps[0].words, "Call my sister", true);
    sheet.shorts[0].steps[0].status = GOAL_DID;
    sheet.shorts[0].steps[0].week = HELP_WEEK - 2;
    words(&sheet.shorts[0].steps[1].words, "Pick a day to meet", true);
    words(&sheet.shorts[1].words, "Cook for us both", false);
    sheet.practice.kind = PRACTICE_SET;
    sheet.practice.week = HELP_WEEK - 1;
    sheet.practice.parts[0].preset = 3;
    sheet.practice.parts[1].preset = 5;
    return sheet;
}

struct goal_event help_event(enum goal_input input, uint64_t now_ms)
{
    struct goal_event event = {.input = input, .now_ms = now_ms, .week = HELP_WEEK, .version = 7};
    memcpy(event.random, (uint8_t[]){6, 8, 2, 10, 14}, CARD_RANDOM);
    event.key = (struct board_key){BOARD_LETTER, 'b'};
    return event;
}

static void give(struct goal_turn *turn, enum goal_input input, uint8_t number)
{
    struct goal_effect effect;
    struct goal_event event = help_event(input, 1);
    static struct goal_sheet sheet;
    sheet = help_sheet();
    event.number = number;
    event.sheet = &sheet;
    goal_turn_step(turn, &event, &effect);
}

static void touch_card(struct goal_turn *turn)
{
    uint8_t card[CARD_PICTURES] = {6, 8, 2, 10, 14};
    card[CARD_RANDOM] = goal_card_check(card);
    give(turn, GOAL_IN_ENTER, 0);
    for (int i = 0; i < CARD_PICTURES; i++)
        give(turn, GOAL_IN_PICTURE, card[i]);
}

static void to_sheet(struct goal_turn *turn)
{
    touch_card(turn);
    give(turn, GOAL_IN_FOUND, 0);
}

struct goal_turn help_goal_turn(enum goal_turn_state state)
{
    struct goal_turn turn;
    struct goal_effect effect;
    const struct goal_room room = {.open = true, .new_cards = true};
    struct goal_event event = help_event(GOAL_IN_ROOM, 1);
    event.room = &room;
    goal_turn_init(&turn, 1);
    goal_turn_step(&turn, &event, &effect);
    switch (state) {
    case GOAL_AT_AWAY:
        break;
    case GOAL_AT_CARD:
        give(&turn, GOAL_IN_ENTER, 0);
        give(&turn, GOAL_IN_PICTURE, 3);
        break;
    case GOAL_AT_REST:
        touch_card(&turn);
        give(&turn, GOAL_IN_RESTING, 0);
        break;
    case GOAL_AT_OPENING:
        touch_card(&turn);
        break;
    case GOAL_AT_MAKING:
        give(&turn, GOAL_IN_ENTER, 0);
        give(&turn, GOAL_IN_NEW, 0);
        break;
    case GOAL_AT_NEW_CARD:
        give(&turn, GOAL_IN_ENTER, 0);
        give(&turn, GOAL_IN_NEW, 0);
        give(&turn, GOAL_IN_MADE, 0);
        give(&turn, GOAL_IN_SAVED, 0);
        break;
    case GOAL_AT_SHEET:
        to_sheet(&turn);
        break;
    case GOAL_AT_WRITING:
        to_sheet(&turn);
        give(&turn, GOAL_IN_EDIT, GOAL_FIELD_WHY);
        break;
    case GOAL_AT_PRACTICE:
    case GOAL_AT_PART_WORDS:
        to_sheet(&turn);
        give(&turn, GOAL_IN_HOME, 0);
        if (state == GOAL_AT_PART_WORDS)
            give(&turn, GOAL_IN_OWN, 0);
        break;
    case GOAL_AT_WAY:
    case GOAL_AT_FORGET_ASK:
    case GOAL_AT_FORGETTING:
        to_sheet(&turn);
        give(&turn, GOAL_IN_WAY, 0);
        if (state != GOAL_AT_WAY)
            give(&turn, GOAL_IN_FORGET, 0);
        if (state == GOAL_AT_FORGETTING)
            give(&turn, GOAL_IN_YES, 0);
        break;
    case GOAL_AT_SAVING:
    case GOAL_AT_CLEAR_ASK:
    case GOAL_AT_STILL_THERE:
        to_sheet(&turn);
        give(&turn, GOAL_IN_SHARE, GOAL_SLOT_LONG);
        if (state == GOAL_AT_SAVING)
            give(&turn, GOAL_IN_SAVE, 0);
        if (state == GOAL_AT_CLEAR_ASK)
            give(&turn, GOAL_IN_DONE, 0);
        if (state == GOAL_AT_STILL_THERE) {
            event = help_event(GOAL_IN_TIME, 1 + GOAL_QUIET_MS);
            goal_turn_step(&turn, &event, &effect);
        }
        break;
    case GOAL_AT_TOLD:
        to_sheet(&turn);
        give(&turn, GOAL_IN_WAY, 0);
        give(&turn, GOAL_IN_FORGET, 0);
        give(&turn, GOAL_IN_YES, 0);
        give(&turn, GOAL_IN_FORGOTTEN, 0);
        break;
    }
    check(turn.state == state);
    return turn;
}

// A person's turn with a goal card: what they can do in what order, and what is left of them.
#include "core/goal_turn.h"
#include "base/utf8.h"
#include "core/goal_merge.h"
#include "goal_help.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

static struct goal_turn turn;
static struct goal_effect effect;
static struct goal_sheet hub; // what the hub gives
static uint64_t now_ms;

static void give(enum goal_input input, uint8_t number)
{
    struct goal_event event = help_event(input, now_ms);
    event.number = number;
    event.sheet = &hub;
    goal_turn_step(&turn, &event, &effect);
}

static void room(bool open, bool paused, uint8_t session)
{
    const struct goal_room now = {
        .open = open, .new_cards = true, .paused = paused, .session_id = {session}};
    struct goal_event event = help_event(GOAL_IN_ROOM, now_ms);
    event.room = &now;
    goal_turn_step(&turn, &event, &effect);
}

static void time_passes(uint64_t ms)
{
    now_ms += ms;
    give(GOAL_IN_TIME, 0);
}

static void type(const char *words)
{
    struct span rest = span_of_string(words);
    while (rest.size > 0) {
        struct goal_event event = help_event(GOAL_IN_KEY, now_ms);
        size_t size = utf8_decode(rest, &event.key.point);
        event.key.kind = event.key.point == ' ' ? BOARD_SPACE : BOARD_LETTER;
        goal_turn_step(&turn, &event, &effect);
        rest = span_from(rest, size);
    }
}

static void at(enum goal_turn_state state)
{
    now_ms = 1;
    hub = help_sheet();
    turn = help_goal_turn(state);
}

static void touch_card(bool right)
{
    uint8_t card[CARD_PICTURES] = {6, 8, 2, 10, 14};
    card[CARD_RANDOM] = goal_card_check(card);
    if (!right)
        card[2] = 3;
    for (int i = 0; i < CARD_PICTURES; i++)
        give(GOAL_IN_PICTURE, card[i]);
}

// Nothing of a person: every byte that is theirs is zero.
static void nothing_is_left(void)
{
    struct goal_turn none;
    goal_turn_init(&none, 0);
    none.state = turn.state;
    none.told = turn.told;
    none.room = turn.room;
    none.week = turn.week;
    none.since_ms = turn.since_ms;
    none.touched_at_ms = turn.touched_at_ms;
    none.misses = turn.misses;
    none.rest_until_ms = turn.rest_until_ms;
    assert_int_equal(turn.count, 0);
    assert_int_equal(turn.wrongs, 0);
    assert_memory_equal(turn.pictures, none.pictures, sizeof none.pictures);
    assert_memory_equal(&turn.sheet, &none.sheet, sizeof none.sheet);
    assert_memory_equal(&turn.base, &none.base, sizeof none.base);
    assert_memory_equal(&turn.practice, &none.practice, sizeof none.practice);
    assert_memory_equal(&turn.keyboard, &none.keyboard, sizeof none.keyboard);
    assert_int_equal(turn.version, 0);
}

static void a_slip_is_caught_without_a_word_to_the_hub(void **state)
{
    (void)state;
    at(GOAL_AT_AWAY);
    give(GOAL_IN_ENTER, 0);
    touch_card(false);
    assert_int_equal(turn.state, GOAL_AT_CARD);
    assert_int_equal(effect.want, GOAL_WANT_NOTHING);
    assert_true(turn.wrong);
    assert_int_equal(turn.misses, 0);
    give(GOAL_IN_PICTURE, 1); // there is no seventh
    assert_int_equal(turn.count, CARD_PICTURES);
    for (int i = 0; i < CARD_PICTURES + 1; i++)
        give(GOAL_IN_UNDO, 0);
    assert_false(turn.wrong);
    assert_int_equal(turn.count, 0);
    touch_card(true);
    assert_int_equal(effect.want, GOAL_WANT_OPEN);
    assert_int_equal(turn.state, GOAL_AT_OPENING);
}

// The second time, of one person, the screen says that a card may have ended: of a slip as of a card that the
// hub does not know. The next person begins anew.
static void a_card_may_have_ended(void **state)
{
    (void)state;
    at(GOAL_AT_AWAY);
    for (int person = 0; person < 2; person++) {
        give(GOAL_IN_ENTER, 0);
        assert_int_equal(turn.wrongs, 0);
        touch_card(person == 0);
        if (person == 0)
            give(GOAL_IN_MISSING, 0);
        assert_int_equal(turn.wrongs, 1);
        for (int i = 0; i < CARD_PICTURES; i++)
            give(GOAL_IN_UNDO, 0);
        touch_card(false);
        assert_true(turn.wrong);
        assert_int_equal(turn.wrongs, 2);
        give(GOAL_IN_DONE, 0);
        nothing_is_left();
    }
}

static void five_wrong_cards_rest_for_a_minute_then_longer(void **state)
{
    (void)state;
    static const uint64_t REST[] = {60000, 120000, 240000, 480000, 900000, 900000};
    at(GOAL_AT_AWAY);
    for (size_t i = 0; i < sizeof REST / sizeof REST[0]; i++) {
        for (int miss = 0; miss < GOAL_MISSES; miss++) {
            give(GOAL_IN_ENTER, 0);
            touch_card(true);
            assert_int_equal(turn.state, GOAL_AT_OPENING);
            give(GOAL_IN_MISSING, 0);
            if (miss + 1 < GOAL_MISSES) {
                assert_int_equal(turn.state, GOAL_AT_CARD);
                assert_true(turn.wrong); // an unknown card and a slip look alike
                give(GOAL_IN_DONE, 0);
            }
        }
        assert_int_equal(turn.state, GOAL_AT_REST);
        assert_int_equal(turn.rest_until_ms - now_ms, REST[i]);
        // Going away and coming back does not shorten it.
        give(GOAL_IN_DONE, 0);
        assert_int_equal(turn.state, GOAL_AT_AWAY);
        now_ms += REST[i] - 1;
        give(GOAL_IN_ENTER, 0);
        assert_int_equal(turn.state, GOAL_AT_REST);
        time_passes(1);
        assert_int_equal(turn.state, GOAL_AT_CARD);
        give(GOAL_IN_DONE, 0);
    }
    // Another group begins anew.
    room(true, false, 9);
    assert_int_equal(turn.misses, 0);
}

static void a_step_is_updated_in_two_touches(void **state)
{
    (void)state;
    at(GOAL_AT_OPENING);
    hub.practice.kind = PRACTICE_NONE;
    give(GOAL_IN_FOUND, 0);
    assert_int_equal(turn.state, GOAL_AT_SHEET);
    assert_int_equal(turn.ask, GOAL_ASK_STEP);
    assert_int_equal(turn.step, 1); // the first that is not done
    give(GOAL_IN_ANSWER, GOAL_DID);
    assert_int_equal(turn.step, 1); // to look over
    assert_int_equal(goal_turn_answer(&turn), GOAL_DID);
    give(GOAL_IN_SAVE, 0);
    assert_int_equal(effect.want, GOAL_WANT_SAVE);
    assert_int_equal(turn.sheet.shorts[0].steps[1].status, GOAL_DID);
    assert_int_equal(turn.sheet.shorts[0].steps[1].week, HELP_WEEK);
    give(GOAL_IN_SAVED, 0);
    assert_int_equal(turn.state, GOAL_AT_SHEET);
    assert_false(goal_turn_dirty(&turn));
    assert_int_equal(turn.step, GOAL_STEPS_MAX); // all are done: a next step can be written
}

static void last_weeks_practice_comes_first(void **state)
{
    (void)state;
    at(GOAL_AT_SHEET);
    assert_int_equal(turn.ask, GOAL_ASK_TRIED);
    give(GOAL_IN_ANSWER, TRIED_SOME);
    assert_int_equal(turn.ask, GOAL_ASK_OBSTACLE);
    give(GOAL_IN_ANSWER, 2);
    assert_int_equal(turn.sheet.practice.obstacle, 2);
    give(GOAL_IN_ASK, GOAL_ASK_STEP);
    give(GOAL_IN_ANSWER, GOAL_PART);
    give(GOAL_IN_ASK, GOAL_ASK_TRIED);
    assert_int_equal(goal_turn_answer(&turn), TRIED_SOME);
    give(GOAL_IN_ANSWER, TRIED_YES); // nothing got in the way after all
    assert_int_equal(turn.sheet.practice.obstacle, 0);
    assert_int_equal(turn.ask, GOAL_ASK_STEP);
    give(GOAL_IN_SAVE, 0);
    give(GOAL_IN_SAVED, 0);
    assert_int_equal(turn.ask, GOAL_ASK_STEP); // it is reviewed
}

static void practice_is_four_parts_or_nothing(void **state)
{
    (void)state;
    at(GOAL_AT_PRACTICE);
    give(GOAL_IN_CHOOSE, 1);
    give(GOAL_IN_NEXT, 0);
    give(GOAL_IN_OWN, 0);
    assert_int_equal(turn.state, GOAL_AT_PART_WORDS);
    type("after lunch ");
    give(GOAL_IN_NEXT, 0);
    assert_int_equal(turn.part, 2);
    give(GOAL_IN_NEXT, 0); // no part has to be chosen
    give(GOAL_IN_CHOOSE, 4);
    give(GOAL_IN_SHARE, GOAL_SLOT_PRACTICE);
    give(GOAL_IN_SAVE, 0);
    assert_int_equal(effect.want, GOAL_WANT_SAVE);
    const struct goal_practice *practice = &turn.sheet.practice;
    assert_int_equal(practice->kind, PRACTICE_SET);
    assert_int_equal(practice->parts[0].preset, 1);
    assert_string_equal(practice->parts[1].own, "after lunch");
    assert_int_equal(practice->parts[1].preset, 0);
    assert_false(practice_part_set(&practice->parts[2]));
    assert_int_equal(practice->parts[3].preset, 4);
    assert_true(practice->share);
    assert_int_equal(practice->week, HELP_WEEK);
    assert_int_equal(practice->tried, TRIED_NONE);
    give(GOAL_IN_SAVED, 0);
    assert_int_equal(turn.ask, GOAL_ASK_STEP); // this week's is not reviewed yet
    // One touch for nothing this week, which may be changed before it is saved.
    give(GOAL_IN_HOME, 0);
    give(GOAL_IN_NOTHING, 0);
    assert_int_equal(turn.practice.kind, PRACTICE_NOTHING);
    give(GOAL_IN_SAVE, 0);
    assert_int_equal(turn.sheet.practice.kind, PRACTICE_NOTHING);
    assert_false(practice_part_set(&turn.sheet.practice.parts[0]));
}

static void words_are_written_line_by_line(void **state)
{
    (void)state;
    at(GOAL_AT_NEW_CARD);
    give(GOAL_IN_WRITTEN, 0);
    memset(&turn.sheet.long_term, 0, sizeof turn.sheet.long_term);
    memset(turn.sheet.shorts, 0, sizeof turn.sheet.shorts);
    turn.sheet.short_count = 0;
    give(GOAL_IN_EDIT, GOAL_FIELD_LONG);
    type("be well ");
    give(GOAL_IN_NEXT, 0);
    assert_int_equal(turn.field, GOAL_FIELD_WHY);
    give(GOAL_IN_NEXT, 0);
    give(GOAL_IN_NEXT, 0);
    assert_int_equal(turn.field, GOAL_FIELD_STEP);
    type("walk"); // a step without a short-term goal is a step all the same
    assert_string_equal(goal_turn_words(&turn, GOAL_FIELD_STEP), "walk");
    give(GOAL_IN_NEXT, 0);
    assert_int_equal(turn.short_term, 1);
    assert_int_equal(turn.field, GOAL_FIELD_SHORT);
    give(GOAL_IN_SAVE, 0);
    assert_string_equal(turn.sheet.long_term.text, "be well");
    assert_int_equal(turn.sheet.short_count, 1);
    assert_int_equal(turn.sheet.shorts[0].step_count, 1);
}

static void a_fourth_step_takes_the_place_of_the_oldest(void **state)
{
    (void)state;
    at(GOAL_AT_OPENING);
    hub.shorts[0].step_count = 3;
    hub.shorts[0].steps[2] = hub.shorts[0].steps[1];
    for (int i = 0; i < 3; i++)
        hub.shorts[0].steps[i].status = GOAL_DID;
    give(GOAL_IN_FOUND, 0);
    give(GOAL_IN_EDIT, GOAL_FIELD_STEP);
    assert_string_equal(goal_turn_words(&turn, GOAL_FIELD_STEP), "");
    type("next");
    assert_string_equal(goal_turn_words(&turn, GOAL_FIELD_STEP), "next");
    assert_int_equal(turn.sheet.shorts[0].step_count, 3);
    assert_string_equal(turn.sheet.shorts[0].steps[0].words.text, "Pick a day to meet");
    assert_int_equal(turn.sheet.shorts[0].steps[2].status, GOAL_STATUS_NONE);
}

static void words_stay_within_their_row(void **state)
{
    (void)state;
    at(GOAL_AT_WRITING);
    memset(&turn.sheet.why, 0, sizeof turn.sheet.why);
    for (int i = 0; i < 80; i++)
        type("ທ"); // three bytes each: 60 fit
    assert_int_equal(strlen(turn.sheet.why.text), 180);
    memset(&turn.sheet.why, 0, sizeof turn.sheet.why);
    for (int i = 0; i < 80; i++)
        type("\xf0\xa0\x80\x80"); // four bytes each: never more than a row has room for
    assert_true(strlen(turn.sheet.why.text) <= GOAL_WORDS_BYTES_MOST);
}

static void nothing_is_shared_until_it_is_ticked(void **state)
{
    (void)state;
    bool share;
    at(GOAL_AT_SHEET);
    assert_true(goal_turn_slot(&turn, GOAL_SLOT_WHY, &share));
    assert_false(share);
    give(GOAL_IN_SHARE, GOAL_SLOT_WHY);
    assert_true(turn.sheet.why.share);
    give(GOAL_IN_SHARE, GOAL_SLOT_WHY);
    assert_false(turn.sheet.why.share);
    give(GOAL_IN_SHARE, GOAL_SLOT_STEP + 2); // no words, no tick
    assert_false(turn.sheet.shorts[0].steps[2].words.share);
    // Words that are taken out are not shared either.
    turn.sheet.why.share = true;
    memset(turn.sheet.why.text, 0, sizeof turn.sheet.why.text);
    give(GOAL_IN_SAVE, 0);
    assert_false(turn.sheet.why.share);
}

static void a_new_card_is_safe_before_it_is_shown(void **state)
{
    (void)state;
    at(GOAL_AT_AWAY);
    memset(&hub, 0, sizeof hub);
    hub.handle = (struct goal_handle){SHAPE_KITE, 11};
    give(GOAL_IN_ENTER, 0);
    give(GOAL_IN_NEW, 0);
    assert_int_equal(effect.want, GOAL_WANT_NEW);
    assert_true(goal_card_ok(turn.pictures));
    give(GOAL_IN_MADE, 0);
    assert_int_equal(effect.want, GOAL_WANT_SAVE);
    assert_int_equal(turn.state, GOAL_AT_MAKING);
    give(GOAL_IN_SAVED, 0);
    assert_int_equal(turn.state, GOAL_AT_NEW_CARD);
    assert_int_equal(turn.sheet.handle.number, 11);
    assert_true(goal_card_ok(turn.pictures));
    give(GOAL_IN_WRITTEN, 0);
    assert_int_equal(turn.state, GOAL_AT_SHEET);
    const uint8_t none[CARD_PICTURES] = {0};
    assert_memory_equal(turn.pictures, none, sizeof none); // shown once
    // Only while the group leader has opened new cards.
    give(GOAL_IN_DONE, 0);
    turn.room.new_cards = false;
    give(GOAL_IN_ENTER, 0);
    give(GOAL_IN_NEW, 0);
    assert_int_equal(effect.want, GOAL_WANT_NOTHING);
}

static void the_later_save_wins_line_by_line_and_both_are_kept(void **state)
{
    (void)state;
    at(GOAL_AT_SHEET);
    give(GOAL_IN_EDIT, GOAL_FIELD_WHY);
    type(" a lot");
    give(GOAL_IN_SAVE, 0);
    // Meanwhile another screen wrote a step and another long-term goal.
    snprintf(hub.long_term.text, sizeof hub.long_term.text, "Be a good brother");
    hub.shorts[0].steps[1].status = GOAL_HELP;
    hub.weeks[hub.week_count++] = (struct goal_rung){HELP_WEEK, 3};
    struct goal_event event = help_event(GOAL_IN_STALE, now_ms);
    event.sheet = &hub;
    event.version = 8;
    goal_turn_step(&turn, &event, &effect);
    assert_int_equal(effect.want, GOAL_WANT_SAVE);
    assert_int_equal(turn.version, 8);
    assert_string_equal(turn.sheet.why.text, "She makes me laugh a lot");
    assert_string_equal(turn.sheet.long_term.text, "Be a good brother");
    assert_int_equal(turn.sheet.shorts[0].steps[1].status, GOAL_HELP);
    assert_int_equal(goal_sheet_rung(&turn.sheet, HELP_WEEK), 3);
    give(GOAL_IN_SAVED, 0);
    assert_true(turn.both); // and the screen says so
    assert_int_equal(turn.state, GOAL_AT_SHEET);
    give(GOAL_IN_ANSWER, GOAL_PART);
    give(GOAL_IN_SAVE, 0);
    give(GOAL_IN_SAVED, 0);
    assert_false(turn.both); // of that save, not of the next one
}

static void of_one_line_in_two_hands_the_later_stays(void **state)
{
    (void)state;
    struct goal_sheet base = help_sheet(), mine = base, theirs = base, both;
    snprintf(mine.why.text, sizeof mine.why.text, "mine");
    snprintf(theirs.why.text, sizeof theirs.why.text, "theirs");
    theirs.practice.tried = TRIED_YES;
    mine.weeks[mine.week_count++] = (struct goal_rung){HELP_WEEK, 5};
    theirs.weeks[theirs.week_count++] = (struct goal_rung){HELP_WEEK, 1};
    goal_sheet_merge(&base, &mine, &theirs, &both);
    assert_string_equal(both.why.text, "mine");
    assert_int_equal(both.practice.tried, TRIED_YES);
    assert_int_equal(both.week_count, 1);
    assert_int_equal(both.weeks[0].rung, 5);
    goal_sheet_merge(&base, &base, &theirs, &both);
    assert_true(goal_sheet_equal(&both, &theirs));
    goal_sheet_merge(&base, &mine, &base, &both);
    assert_true(goal_sheet_equal(&both, &mine));
}

static void rungs_are_one_a_week_and_the_oldest_go(void **state)
{
    (void)state;
    at(GOAL_AT_WAY);
    for (uint32_t week = 0; week < 40; week++) {
        struct goal_event event = help_event(GOAL_IN_RUNG, now_ms);
        event.week = HELP_WEEK + week;
        event.number = (uint8_t)(1 + week % 5);
        goal_turn_step(&turn, &event, &effect);
        goal_turn_step(&turn, &event, &effect);
    }
    assert_int_equal(turn.sheet.week_count, GOAL_WEEKS_MAX);
    for (uint8_t i = 0; i < GOAL_WEEKS_MAX; i++)
        assert_int_equal(turn.sheet.weeks[i].week, HELP_WEEK + 40 - GOAL_WEEKS_MAX + i);
    give(GOAL_IN_RUNG, 2); // a clock set back changes the newest, never the order
    assert_int_equal(turn.sheet.weeks[GOAL_WEEKS_MAX - 1].week, HELP_WEEK + 39);
    give(GOAL_IN_RUNG, 6);
    assert_int_equal(turn.sheet.weeks[GOAL_WEEKS_MAX - 1].rung, 2);
}

static void who_goes_away_is_asked_and_then_forgotten(void **state)
{
    (void)state;
    for (int at_state = GOAL_AT_CARD; at_state <= GOAL_AT_LAST; at_state++) {
        at((enum goal_turn_state)at_state);
        if (at_state == GOAL_AT_STILL_THERE)
            now_ms += GOAL_QUIET_MS;
        for (int minutes = 0; minutes < 30 && turn.state != GOAL_AT_AWAY; minutes++)
            time_passes(30000);
        bool waits = at_state == GOAL_AT_OPENING || at_state == GOAL_AT_MAKING ||
                     at_state == GOAL_AT_SAVING || at_state == GOAL_AT_FORGETTING;
        if (waits) {
            assert_int_equal(turn.state, at_state);
            continue; // for the hub, until goals close
        }
        assert_int_equal(turn.state, GOAL_AT_AWAY);
        nothing_is_left();
    }
    at(GOAL_AT_SHEET);
    time_passes(GOAL_QUIET_MS - 1);
    assert_int_equal(turn.state, GOAL_AT_SHEET);
    give(GOAL_IN_TOUCH, 0);
    time_passes(GOAL_QUIET_MS - 1);
    assert_int_equal(turn.state, GOAL_AT_SHEET);
    time_passes(1);
    assert_int_equal(turn.state, GOAL_AT_STILL_THERE);
    give(GOAL_IN_YES, 0);
    assert_int_equal(turn.state, GOAL_AT_SHEET);
}

static void whatever_ends_it_leaves_nothing(void **state)
{
    (void)state;
    for (int at_state = GOAL_AT_CARD; at_state <= GOAL_AT_LAST; at_state++)
        for (int end = 0; end < 4; end++) {
            at((enum goal_turn_state)at_state);
            if (end == 0)
                room(false, false, 0); // goals are closed
            else if (end == 1)
                room(true, false, 3); // another group
            else if (end == 2)
                give(GOAL_IN_DONE, 0);
            else
                give(GOAL_IN_NO, 0);
            if (turn.state == GOAL_AT_AWAY || turn.state == GOAL_AT_TOLD)
                nothing_is_left();
            assert_true(end > 1 || turn.state == GOAL_AT_AWAY || turn.state == GOAL_AT_TOLD);
            if (turn.state == GOAL_AT_AWAY)
                assert_true(effect.forget);
        }
}

static void what_was_not_saved_is_wiped_and_told(void **state)
{
    (void)state;
    at(GOAL_AT_SHEET);
    room(false, false, 0);
    assert_int_equal(turn.state, GOAL_AT_AWAY); // nothing was lost
    at(GOAL_AT_SHEET);
    give(GOAL_IN_SHARE, GOAL_SLOT_LONG);
    room(false, false, 0);
    assert_int_equal(turn.state, GOAL_AT_TOLD);
    assert_int_equal(turn.told, GOAL_TOLD_CLOSED);
    nothing_is_left();
    time_passes(GOAL_TOLD_MS);
    assert_int_equal(turn.state, GOAL_AT_AWAY);
}

static void a_pause_gives_the_time_back(void **state)
{
    (void)state;
    at(GOAL_AT_SHEET);
    room(true, true, 0);
    time_passes(GOAL_QUIET_MS + 1);
    assert_int_equal(turn.state, GOAL_AT_SHEET); // nobody can be asked below it
    room(true, false, 0);
    assert_int_equal(turn.state, GOAL_AT_SHEET);
    time_passes(GOAL_QUIET_MS - 1);
    assert_int_equal(turn.state, GOAL_AT_SHEET);
    room(true, true, 0);
    time_passes(GOAL_WARNING_MS + 1);
    assert_int_equal(turn.state, GOAL_AT_AWAY); // it lasted, and nobody came back
    nothing_is_left();
}

static void pictures_that_are_taken_are_drawn_anew(void **state)
{
    (void)state;
    at(GOAL_AT_MAKING);
    uint8_t first = turn.pictures[0];
    struct goal_event event = help_event(GOAL_IN_TAKEN, now_ms);
    event.random[0] = (uint8_t)(first + 1);
    goal_turn_step(&turn, &event, &effect);
    assert_int_equal(effect.want, GOAL_WANT_NEW);
    assert_int_equal(turn.pictures[0], first + 1);
    assert_true(goal_card_ok(turn.pictures));
    give(GOAL_IN_FULL, 0);
    assert_int_equal(turn.told, GOAL_TOLD_FULL);
    nothing_is_left();
}

static void a_row_that_cannot_be_read_says_so(void **state)
{
    (void)state;
    at(GOAL_AT_OPENING);
    struct goal_event event = help_event(GOAL_IN_FOUND, now_ms);
    goal_turn_step(&turn, &event, &effect);
    assert_int_equal(turn.told, GOAL_TOLD_BROKEN);
    nothing_is_left();
}

// Whatever comes in whatever state: never more than the table of transitions says, always in order.
static void any_input_in_any_state_is_safe(void **state)
{
    (void)state;
    for (int at_state = 0; at_state <= GOAL_AT_LAST; at_state++)
        for (int first = 0; first <= GOAL_IN_LAST; first++)
            for (int second = 0; second <= GOAL_IN_LAST; second++) {
                at((enum goal_turn_state)at_state);
                for (int i = 0; i < 2; i++) {
                    int input = i == 0 ? first : second;
                    if (input == GOAL_IN_ROOM)
                        room(true, false, 0);
                    else
                        give((enum goal_input)input, (uint8_t)(first * 7 + second));
                    assert_true(turn.state <= GOAL_AT_LAST);
                    assert_true(turn.part < PRACTICE_PARTS);
                    assert_true(turn.short_term < GOAL_SHORTS_MAX);
                    assert_true(turn.field < GOAL_FIELDS);
                    if (effect.forget)
                        nothing_is_left();
                    (void)goal_turn_due_ms(&turn);
                    (void)goal_turn_answer(&turn);
                }
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_slip_is_caught_without_a_word_to_the_hub),
        cmocka_unit_test(a_card_may_have_ended),
        cmocka_unit_test(five_wrong_cards_rest_for_a_minute_then_longer),
        cmocka_unit_test(a_step_is_updated_in_two_touches),
        cmocka_unit_test(last_weeks_practice_comes_first),
        cmocka_unit_test(practice_is_four_parts_or_nothing),
        cmocka_unit_test(words_are_written_line_by_line),
        cmocka_unit_test(a_fourth_step_takes_the_place_of_the_oldest),
        cmocka_unit_test(words_stay_within_their_row),
        cmocka_unit_test(nothing_is_shared_until_it_is_ticked),
        cmocka_unit_test(a_new_card_is_safe_before_it_is_shown),
        cmocka_unit_test(the_later_save_wins_line_by_line_and_both_are_kept),
        cmocka_unit_test(of_one_line_in_two_hands_the_later_stays),
        cmocka_unit_test(rungs_are_one_a_week_and_the_oldest_go),
        cmocka_unit_test(who_goes_away_is_asked_and_then_forgotten),
        cmocka_unit_test(whatever_ends_it_leaves_nothing),
        cmocka_unit_test(what_was_not_saved_is_wiped_and_told),
        cmocka_unit_test(a_pause_gives_the_time_back),
        cmocka_unit_test(pictures_that_are_taken_are_drawn_anew),
        cmocka_unit_test(a_row_that_cannot_be_read_says_so),
        cmocka_unit_test(any_input_in_any_state_is_safe),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// Goal cards between terminals and the hub, in the twin: a new card, its row, its shared lines, two
// screens with one card, limits that outlive restarts (C27), and files that do not open.
#include "twin.h"
#include "unit/core/goal_help.h"

#include "base/check.h"
#include "room/goals.h"
#include "room/goals_rows.h"
#include "room/hub_internal.h"
#include "seal/goal_card.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
    SCREENS = 3,
};

static int setup(void **state)
{
    struct twin *twin = twin_create(5, SCREENS);
    assert_true(twin_console_on(twin));
    *state = twin;
    return 0;
}

static int teardown(void **state)
{
    twin_destroy(*state);
    return 0;
}

static enum refusal tell(struct twin *twin, enum command_kind kind, uint16_t number)
{
    struct command *command = calloc(1, sizeof *command);
    assert_non_null(command);
    if (kind == COMMAND_BEGIN)
        twin_begin(twin, (uint8_t)number, command);
    command->kind = kind;
    command->show = true;
    bool died = false;
    enum refusal refusal = twin_command(twin, command, &died);
    free(command);
    return refusal;
}

static void pass(struct twin *twin, uint64_t ms)
{
    for (uint64_t i = 0; i < ms / TWIN_STEP_MS; i++)
        (void)twin_step(twin);
}

// ---- somebody with a card

struct person {
    struct goal_card_key key;
    struct link_goal last;
    struct goal_sheet sheet;
};

static void person_init(const struct twin *twin, struct person *person, uint8_t card)
{
    const uint8_t pictures[6] = {card, 2, 3, 4, 5, 6};
    memset(person, 0, sizeof *person);
    enum err err =
        goal_card_make((struct span){pictures, sizeof pictures},
                       twin->screens[0].envelope.goal_salt, GOAL_CARD_PRACTICE, &person->key);
    assert_int_equal(err, OK);
}

static enum link_goal_kind wait_goal(struct twin *twin, size_t screen)
{
    for (size_t i = 0; i < 60 && twin->screens[screen].goal.kind == 0; i++)
        pass(twin, 500);
    return twin->screens[screen].goal.kind;
}

static enum link_goal_kind ask(struct twin *twin, size_t screen, struct person *person,
                               enum goal_request_kind kind)
{
    struct goal_request request = {.kind = kind, .version = person->last.version};
    goal_card_find(&person->key, request.find);
    twin->screens[screen].goal.kind = 0;
    link_goal(twin->screens[screen].link, &request);
    enum link_goal_kind came = wait_goal(twin, screen);
    person->last = twin->screens[screen].goal;
    return came;
}

static void request_save(const struct person *person, const char *shared,
                         struct goal_request *out_request)
{
    uint8_t plain[GOAL_PLAIN_BYTES];
    memset(out_request, 0, sizeof *out_request);
    out_request->kind = GOAL_REQUEST_PUT;
    out_request->version = person->last.version;
    goal_card_find(&person->key, out_request->find);
    goal_sheet_encode(&person->sheet, plain);
    goal_row_seal(&person->key, person->last.share, plain, out_request->row);
    if (shared == NULL)
        return;
    out_request->share_count = 1;
    out_request->shares[0].kind = GOAL_STEP;
    out_request->shares[0].status = GOAL_PART;
    strcpy(out_request->shares[0].text, shared);
}

static void words_set(char text[OWN_WORDS_BYTES], const char *words)
{
    memset(text, 0, OWN_WORDS_BYTES); // nothing of longer words that stood there
    strcpy(text, words);
}

static enum link_goal_kind save(struct twin *twin, size_t screen, struct person *person,
                                const char *words, const char *shared)
{
    struct goal_request request;
    words_set(person->sheet.long_term.text, words);
    person->sheet.handle = person->last.handle;
    request_save(person, shared, &request);
    twin->screens[screen].goal.kind = 0;
    link_goal(twin->screens[screen].link, &request);
    enum link_goal_kind came = wait_goal(twin, screen);
    if (came == LINK_GOAL_SAVED)
        person->last.version = twin->screens[screen].goal.version;
    else
        person->last = twin->screens[screen].goal;
    return came;
}

static void assert_row_says(const struct person *person, const char *words)
{
    uint8_t plain[GOAL_PLAIN_BYTES];
    struct goal_sheet sheet;
    assert_int_equal(goal_row_open(&person->key, person->last.share, person->last.row, plain), OK);
    assert_int_equal(goal_sheet_decode(plain, &sheet), OK);
    assert_string_equal(sheet.long_term.text, words);
}

static void begin(struct twin *twin, uint16_t people)
{
    assert_int_equal(tell(twin, COMMAND_BEGIN, people), ALLOWED);
    assert_int_equal(tell(twin, COMMAND_GOALS_OPEN, 0), ALLOWED);
    pass(twin, 2000);
    assert_true(envelope_has_goals(&twin->screens[0].envelope));
}

static void close_goals(struct twin *twin)
{
    assert_int_equal(tell(twin, COMMAND_GOALS_CLOSE, 0), ALLOWED);
    pass(twin, GOALS_CLOSING_MS + 2000);
    assert_int_equal(twin->hub->session.goals_state, GOALS_IDLE);
}

static void restart(struct twin *twin)
{
    twin_console_off(twin, true, FAKE_CRASH_SECTORS);
    assert_true(twin_console_on(twin));
    pass(twin, 3000);
}

static const struct goal_board *board_of(const struct twin *twin)
{
    static struct goal_board board;
    hub_goal_board(twin->hub, &board);
    return &board;
}

// ---- what it does

static void a_card_from_week_to_week(void **state)
{
    struct twin *twin = *state;
    static struct person ann, stranger;
    begin(twin, 8);
    person_init(twin, &ann, 1);
    person_init(twin, &stranger, 9);
    assert_int_equal(ask(twin, 0, &ann, GOAL_REQUEST_GET), LINK_GOAL_MISSING);
    assert_int_equal(ask(twin, 0, &ann, GOAL_REQUEST_NEW), LINK_GOAL_MADE);
    assert_true(goal_handle_ok(&ann.last.handle));
    assert_int_equal(save(twin, 0, &ann, "sing again", "call the choir"), LINK_GOAL_SAVED);
    assert_int_equal(ann.last.version, 1);
    assert_int_equal(board_of(twin)->line_count, 0); // nothing before goals close
    close_goals(twin);
    const struct goal_board *board = board_of(twin);
    assert_int_equal(board->line_count, 1);
    assert_string_equal(board->lines[0].line.text, "call the choir");
    assert_int_equal(board->lines[0].handle.number, ann.last.handle.number);
    assert_int_equal(board->new_card_count, 1);
    restart(twin);
    assert_int_equal(board_of(twin)->line_count, 1); // the book has not taken it yet
    assert_int_equal(tell(twin, COMMAND_END, 0), ALLOWED);
    assert_int_equal(tell(twin, COMMAND_FINISH, 0), ALLOWED);
    assert_int_equal(board_of(twin)->line_count, 0);
    restart(twin);
    begin(twin, 8);
    assert_int_equal(ask(twin, 1, &ann, GOAL_REQUEST_GET), LINK_GOAL_FOUND);
    assert_int_equal(ann.last.version, 1);
    assert_row_says(&ann, "sing again");
    assert_int_equal(ask(twin, 1, &stranger, GOAL_REQUEST_GET), LINK_GOAL_MISSING);
    assert_int_equal(ask(twin, 1, &ann, GOAL_REQUEST_NEW), LINK_GOAL_TAKEN);
    assert_int_equal(goals_misses(twin->hub->goals), 2);
    assert_int_equal(ask(twin, 0, &ann, GOAL_REQUEST_FORGET), LINK_GOAL_FORGOTTEN);
    assert_int_equal(ask(twin, 1, &ann, GOAL_REQUEST_GET), LINK_GOAL_MISSING);
    close_goals(twin);
    assert_int_equal(board_of(twin)->line_count, 0);
}

// The later save wins, and the earlier is not lost: its screen gets the newer row and saves over it.
static void one_card_on_two_screens(void **state)
{
    struct twin *twin = *state;
    static struct person ann, again;
    begin(twin, 8);
    person_init(twin, &ann, 1);
    assert_int_equal(ask(twin, 0, &ann, GOAL_REQUEST_NEW), LINK_GOAL_MADE);
    assert_int_equal(save(twin, 0, &ann, "first", NULL), LINK_GOAL_SAVED);
    person_init(twin, &again, 1);
    assert_int_equal(ask(twin, 1, &again, GOAL_REQUEST_GET), LINK_GOAL_FOUND);
    assert_int_equal(save(twin, 1, &again, "on the other screen", NULL), LINK_GOAL_SAVED);
    assert_int_equal(save(twin, 0, &ann, "mine", NULL), LINK_GOAL_STALE);
    assert_int_equal(ann.last.version, 2);
    assert_row_says(&ann, "on the other screen");
    assert_int_equal(save(twin, 0, &ann, "both of them", NULL), LINK_GOAL_SAVED);
    assert_int_equal(ask(twin, 2, &again, GOAL_REQUEST_GET), LINK_GOAL_FOUND);
    assert_row_says(&again, "both of them");
    assert_int_equal(goals_misses(twin->hub->goals), 0);
}

// A save that was on the disk when the power went is known again, and is neither stale nor twice.
static void a_save_outlives_the_console(void **state)
{
    struct twin *twin = *state;
    static struct person ann;
    struct goal_request request;
    begin(twin, 8);
    person_init(twin, &ann, 1);
    assert_int_equal(ask(twin, 0, &ann, GOAL_REQUEST_NEW), LINK_GOAL_MADE);
    ann.sheet.handle = ann.last.handle;
    strcpy(ann.sheet.long_term.text, "keep on");
    request_save(&ann, "a line", &request);
    twin->screens[0].goal.kind = 0;
    link_goal(twin->screens[0].link, &request);
    // Off when the row is on the disk and its receipt is not yet heard, whichever step that is.
    while (twin->hub->goals != NULL && goals_misses(twin->hub->goals) == 0 &&
           twin->screens[0].goal.kind == 0) {
        (void)twin_step(twin);
        if (goals_gathered(twin->hub->goals)->line_count == 1)
            break;
    }
    restart(twin);
    assert_int_equal(twin->hub->session.goals_state, GOALS_OPEN);
    assert_int_equal(wait_goal(twin, 0), LINK_GOAL_SAVED);
    assert_int_equal(twin->screens[0].goal.version, 1);
    assert_int_equal(ask(twin, 0, &ann, GOAL_REQUEST_GET), LINK_GOAL_FOUND);
    assert_row_says(&ann, "keep on");
    const struct goals_gathered *gathered = goals_gathered(twin->hub->goals);
    assert_int_equal(gathered->cards, 1); // it counts as opened, once
    assert_int_equal(gathered->line_count, 1);
}

static void the_record_holds_bands_and_lines(void **state)
{
    struct twin *twin = *state;
    static struct person people[6];
    begin(twin, 8);
    for (uint8_t i = 0; i < 6; i++) {
        char words[32] = "secret dream 0", shared[32] = "shared step 0";
        words[13] = shared[12] = (char)('0' + i);
        person_init(twin, &people[i], (uint8_t)(i + 1));
        assert_int_equal(ask(twin, i % SCREENS, &people[i], GOAL_REQUEST_NEW), LINK_GOAL_MADE);
        assert_int_equal(save(twin, i % SCREENS, &people[i], words, shared), LINK_GOAL_SAVED);
    }
    close_goals(twin);
    assert_true(twin->hub->session.goals.banded);
    assert_int_equal(twin->hub->session.goals.opened, BAND_MOST);
    assert_int_equal(twin->hub->session.goals_lines, 6);
    assert_int_equal(tell(twin, COMMAND_END, 0), ALLOWED);
    assert_int_equal(tell(twin, COMMAND_FINISH, 0), ALLOWED);
    assert_int_equal(twin_replay_check(twin, true), twin->seen_count);
}

// C27: wrong cards are counted over restarts; twenty in a session and goals rest, a hundred in thirty
// days and they stay closed until a supervisor says otherwise.
static void c27_limits_outlive_restarts(void **state)
{
    struct twin *twin = *state;
    static struct person ann, wrong;
    static struct hub_health health;
    for (int session = 0; session < 5; session++) {
        begin(twin, 8);
        if (session == 0) {
            person_init(twin, &ann, 1);
            assert_int_equal(ask(twin, 0, &ann, GOAL_REQUEST_NEW), LINK_GOAL_MADE);
            assert_int_equal(save(twin, 0, &ann, "mine", NULL), LINK_GOAL_SAVED);
        }
        assert_int_equal(ask(twin, 0, &ann, GOAL_REQUEST_GET), LINK_GOAL_FOUND);
        for (uint8_t i = 0; i < GOAL_MISSES_SESSION; i++) {
            person_init(twin, &wrong, (uint8_t)(100 + i));
            assert_int_equal(ask(twin, i % SCREENS, &wrong, GOAL_REQUEST_GET), LINK_GOAL_MISSING);
            if (i == 7 || i == GOAL_MISSES_SESSION - 1)
                restart(twin);
        }
        hub_health(twin->hub, &health);
        assert_int_equal(health.goal_misses, GOAL_MISSES_SESSION);
        assert_true(health.goals_resting);
        assert_int_equal(ask(twin, 0, &ann, GOAL_REQUEST_GET), LINK_GOAL_RESTING);
        assert_int_equal(ask(twin, 1, &wrong, GOAL_REQUEST_GET), LINK_GOAL_RESTING);
        assert_int_equal(tell(twin, COMMAND_END, 0), ALLOWED);
        assert_int_equal(tell(twin, COMMAND_FINISH, 0), ALLOWED);
        twin->wall_day += 5;
    }
    hub_health(twin->hub, &health);
    assert_true(health.goals_locked);
    restart(twin);
    assert_int_equal(tell(twin, COMMAND_BEGIN, 8), ALLOWED);
    assert_int_equal(tell(twin, COMMAND_GOALS_OPEN, 0), REFUSED_GOALS_LOCKED);
    assert_int_equal(hub_goals_reset(twin->hub, "Another group"), ERR_NOT_FOUND);
    assert_int_equal(hub_goals_reset(twin->hub, "Tuesday Recovery Group"), OK);
    assert_int_equal(tell(twin, COMMAND_GOALS_OPEN, 0), ALLOWED);
    pass(twin, 1000);
    assert_int_equal(ask(twin, 0, &ann, GOAL_REQUEST_GET), LINK_GOAL_FOUND);
}

static void a_month_later_misses_are_forgiven(void **state)
{
    struct twin *twin = *state;
    static struct person wrong;
    begin(twin, 8);
    person_init(twin, &wrong, 100);
    assert_int_equal(ask(twin, 0, &wrong, GOAL_REQUEST_GET), LINK_GOAL_MISSING);
    static struct goal_cards cards;
    memset(&cards, 0, sizeof cards);
    for (int i = 0; i < GOAL_MISSES_MONTH; i++)
        goal_cards_miss(&cards, 1000);
    assert_int_equal(goal_cards_misses(&cards, 1000), GOAL_MISSES_MONTH);
    assert_int_equal(goal_cards_misses(&cards, 1000 + GOAL_MISS_DAYS - 1), GOAL_MISSES_MONTH);
    assert_int_equal(goal_cards_misses(&cards, 1000 + GOAL_MISS_DAYS), 0);
    assert_int_equal(goal_cards_misses(&cards, 999), GOAL_MISSES_MONTH); // a clock set back
    for (uint32_t day = 0; day < 3 * GOAL_MISS_DAYS; day++)
        goal_cards_miss(&cards, 1000 + day);
    assert_int_equal(goal_cards_misses(&cards, 1000 + 3 * GOAL_MISS_DAYS - 1), GOAL_MISS_DAYS);
}

// ---- one card in two hands, as the screens have it

struct hand {
    size_t screen;
    struct person person;
    struct goal_turn turn;
    bool stale; // it heard that it was late
};

static void hand_send(struct twin *twin, struct hand *hand)
{
    struct goal_request request;
    hand->person.sheet = hand->turn.sheet;
    hand->person.last.version = hand->turn.version;
    request_save(&hand->person, NULL, &request);
    twin->screens[hand->screen].goal.kind = 0;
    link_goal(twin->screens[hand->screen].link, &request);
}

static void hand_step(struct twin *twin, struct hand *hand, enum goal_input input)
{
    struct goal_event event = help_event(input, 1000);
    struct goal_effect effect;
    struct goal_sheet sheet;
    uint8_t plain[GOAL_PLAIN_BYTES];
    const struct link_goal *came = &twin->screens[hand->screen].goal;
    event.version = came->version;
    if (input == GOAL_IN_STALE) {
        assert_int_equal(goal_row_open(&hand->person.key, came->share, came->row, plain), OK);
        assert_int_equal(goal_sheet_decode(plain, &sheet), OK);
        event.sheet = &sheet;
        hand->stale = true;
    }
    goal_turn_step(&hand->turn, &event, &effect);
    if (effect.want == GOAL_WANT_SAVE)
        hand_send(twin, hand);
}

static void hand_open(struct twin *twin, struct hand *hand, size_t screen)
{
    uint8_t plain[GOAL_PLAIN_BYTES];
    memset(hand, 0, sizeof *hand);
    hand->screen = screen;
    person_init(twin, &hand->person, 1);
    assert_int_equal(ask(twin, screen, &hand->person, GOAL_REQUEST_GET), LINK_GOAL_FOUND);
    assert_int_equal(
        goal_row_open(&hand->person.key, hand->person.last.share, hand->person.last.row, plain),
        OK);
    hand->turn = help_goal_turn(GOAL_AT_SHEET);
    assert_int_equal(goal_sheet_decode(plain, &hand->turn.sheet), OK);
    hand->turn.base = hand->turn.sheet;
    hand->turn.version = hand->person.last.version;
    hand->turn.both = false;
}

// What came for this screen; true once it has been told that its sheet is saved.
static bool hand_hears(struct twin *twin, struct hand *hand)
{
    enum link_goal_kind kind = twin->screens[hand->screen].goal.kind;
    if (hand->turn.state != GOAL_AT_SAVING)
        return true;
    if (kind == LINK_GOAL_STALE || kind == LINK_GOAL_SAVED)
        hand_step(twin, hand, kind == LINK_GOAL_STALE ? GOAL_IN_STALE : GOAL_IN_SAVED);
    return hand->turn.state != GOAL_AT_SAVING;
}

// Two screens save one card so many ms apart; the console may go off meanwhile. Every line is kept, whoever
// was late, and that screen says so.
static void two_hands(struct twin *twin, uint64_t apart_ms, uint64_t off_after_ms)
{
    static struct hand one, two, third;
    static uint32_t round;
    char why[32], long_term[32];
    snprintf(why, sizeof why, "because %u", (unsigned)++round);
    snprintf(long_term, sizeof long_term, "a garden, %u", (unsigned)round);
    hand_open(twin, &one, 0);
    hand_open(twin, &two, 1);
    words_set(one.turn.sheet.why.text, why);
    words_set(two.turn.sheet.long_term.text, long_term);
    hand_step(twin, &one, GOAL_IN_SAVE);
    pass(twin, apart_ms);
    (void)hand_hears(twin, &one);
    hand_step(twin, &two, GOAL_IN_SAVE);
    if (off_after_ms > 0) {
        pass(twin, off_after_ms);
        restart(twin);
    }
    bool both = false;
    for (int i = 0; i < 120 && !both; i++) {
        pass(twin, 500);
        bool first = hand_hears(twin, &one), second = hand_hears(twin, &two);
        both = first && second;
    }
    assert_true(both);
    assert_true(one.stale != two.stale); // one of them was late
    assert_int_equal(one.turn.both, one.stale);
    assert_int_equal(two.turn.both, two.stale);
    hand_open(twin, &third, 2);
    assert_string_equal(third.turn.sheet.why.text, why);
    assert_string_equal(third.turn.sheet.long_term.text, long_term);
}

static void two_hands_keep_every_line(void **state)
{
    struct twin *twin = *state;
    static struct person ann;
    begin(twin, 8);
    person_init(twin, &ann, 1);
    ann.sheet = help_sheet();
    assert_int_equal(ask(twin, 0, &ann, GOAL_REQUEST_NEW), LINK_GOAL_MADE);
    assert_int_equal(save(twin, 0, &ann, "a house", NULL), LINK_GOAL_SAVED);
    for (uint64_t apart_ms = 0; apart_ms <= 4000; apart_ms += 500)
        two_hands(twin, apart_ms, 0);
    for (uint64_t off_ms = 500; off_ms <= 4000; off_ms += 700)
        two_hands(twin, off_ms / 2, off_ms);
    assert_int_equal(goals_misses(twin->hub->goals), 0);
}

// ---- the group's key

static struct goals_renewal told(struct twin *twin)
{
    static struct hub_health health;
    hub_health(twin->hub, &health);
    return health.renewal;
}

static void end_session(struct twin *twin)
{
    close_goals(twin);
    assert_int_equal(tell(twin, COMMAND_END, 0), ALLOWED);
    assert_int_equal(tell(twin, COMMAND_FINISH, 0), ALLOWED);
}

// Half a year and the weeks after it, through the door and over the links: the console tells of it when
// the group is chosen, whoever opens their card goes on, and the other card is one that never was.
static void cards_expire_with_the_key(void **state)
{
    struct twin *twin = *state;
    static struct person ann, ben, carl;
    begin(twin, 8);
    person_init(twin, &ann, 1);
    person_init(twin, &ben, 2);
    assert_int_equal(ask(twin, 0, &ann, GOAL_REQUEST_NEW), LINK_GOAL_MADE);
    assert_int_equal(save(twin, 0, &ann, "sing again", NULL), LINK_GOAL_SAVED);
    assert_int_equal(ask(twin, 1, &ben, GOAL_REQUEST_NEW), LINK_GOAL_MADE);
    assert_int_equal(save(twin, 1, &ben, "a dog", NULL), LINK_GOAL_SAVED);
    end_session(twin);
    twin->wall_day += GOAL_KEY_DAYS;
    restart(twin);
    assert_int_equal(told(twin).kind, RENEWAL_NONE); // no group is chosen
    assert_int_equal(hub_welcome(twin->hub, "Another group", HUB_MINUTE_UNKNOWN), OK);
    assert_int_equal(told(twin).kind, RENEWAL_NONE);
    for (uint8_t week = GOAL_OVERLAP_WEEKS; week > 0; week--) {
        uint64_t changes = hub_changes(twin->hub);
        assert_int_equal(hub_welcome(twin->hub, "Tuesday Recovery Group", HUB_MINUTE_UNKNOWN), OK);
        assert_true(hub_changes(twin->hub) > changes);
        assert_int_equal(told(twin).kind, RENEWAL_RUNS);
        assert_int_equal(told(twin).weeks, week);
        begin(twin, 8);
        if (week == 3) {
            assert_int_equal(ask(twin, 2, &ann, GOAL_REQUEST_GET), LINK_GOAL_FOUND);
            assert_row_says(&ann, "sing again");
            restart(twin); // no second week, and no step back
            assert_int_equal(save(twin, 2, &ann, "sing in a choir", NULL), LINK_GOAL_SAVED);
        }
        assert_int_equal(told(twin).weeks, week);
        end_session(twin);
        twin->wall_day += 7;
    }
    assert_int_equal(told(twin).kind, RENEWAL_ENDS);
    begin(twin, 8);
    assert_int_equal(told(twin).kind, RENEWAL_NONE);
    assert_int_equal(ask(twin, 0, &ann, GOAL_REQUEST_GET), LINK_GOAL_FOUND);
    assert_row_says(&ann, "sing in a choir");
    assert_int_equal(ask(twin, 1, &ben, GOAL_REQUEST_GET), LINK_GOAL_MISSING);
    // Ben makes a new card, of other pictures or of the same.
    person_init(twin, &carl, 2);
    assert_int_equal(ask(twin, 1, &carl, GOAL_REQUEST_NEW), LINK_GOAL_MADE);
    assert_int_equal(goals_misses(twin->hub->goals), 1);
}

// ---- the files

static void file_of(struct twin *twin, const char *tail, char path[DISK_PATH_BYTES])
{
    uint8_t hash[HASH_BYTES];
    static const char digits[] = "0123456789abcdef";
    vault_name(twin->unlock, "goal-rows", span_of_string("Tuesday Recovery Group"), hash);
    strcpy(path, "room/live/");
    char *at = path + strlen(path);
    for (size_t i = 0; i < 16; i++) {
        *at++ = digits[hash[i] >> 4];
        *at++ = digits[hash[i] & 15];
    }
    strcpy(at, ".goals-");
    strcat(path, tail);
}

static void flip(struct twin *twin, const char *tail)
{
    char path[DISK_PATH_BYTES];
    size_t size = 0;
    file_of(twin, tail, path);
    uint8_t *bytes = fake_disk_bytes(twin->fake, path, &size);
    assert_non_null(bytes);
    assert_true(size > (size_t)GOAL_CARDS_MAX * GOAL_SLOT_BYTES);
    bytes[size / 2] ^= 1;
}

static void finish(struct twin *twin)
{
    assert_int_equal(tell(twin, COMMAND_END, 0), ALLOWED);
    assert_int_equal(tell(twin, COMMAND_FINISH, 0), ALLOWED);
    twin_console_off(twin, false, FAKE_CRASH_KEEP);
}

static void a_damaged_file_is_kept_aside(void **state)
{
    struct twin *twin = *state;
    static struct person ann;
    static struct hub_health health;
    char aside[DISK_PATH_BYTES];
    size_t size = 0;
    begin(twin, 8);
    person_init(twin, &ann, 1);
    assert_int_equal(ask(twin, 0, &ann, GOAL_REQUEST_NEW), LINK_GOAL_MADE);
    assert_int_equal(save(twin, 0, &ann, "kept", NULL), LINK_GOAL_SAVED);
    finish(twin);
    flip(twin, "a");
    assert_true(twin_console_on(twin));
    begin(twin, 8);
    hub_health(twin->hub, &health);
    file_of(twin, "bad-1", aside);
    assert_string_equal(health.goals_bad, aside);
    assert_non_null(fake_disk_bytes(twin->fake, aside, &size));
    assert_int_equal(ask(twin, 0, &ann, GOAL_REQUEST_GET), LINK_GOAL_FOUND); // the good copy
    assert_row_says(&ann, "kept");
    finish(twin);
    flip(twin, "a");
    flip(twin, "b");
    assert_true(twin_console_on(twin));
    begin(twin, 8);
    hub_health(twin->hub, &health);
    file_of(twin, "bad-3", aside);
    assert_string_equal(health.goals_bad, aside);
    assert_int_equal(ask(twin, 0, &ann, GOAL_REQUEST_GET), LINK_GOAL_MISSING);
}

// Staff hear that it is the program that is old, not the disk that is full.
static void cards_of_a_newer_program_are_refused_as_such(void **state)
{
    struct twin *twin = *state;
    struct goal_rows *rows = NULL;
    struct goal_rows_found found;
    assert_int_equal(goal_rows_open(fake_disk_of(twin->fake), &twin->random.source, "room/live",
                                    twin->unlock, span_of_string("Tuesday Recovery Group"), &rows,
                                    &found),
                     OK);
    goal_rows_content(rows)->head[0] = UINT8_MAX; // the version
    assert_int_equal(goal_rows_write(rows), OK);
    goal_rows_close(rows);
    assert_int_equal(tell(twin, COMMAND_BEGIN, 8), ALLOWED);
    assert_int_equal(tell(twin, COMMAND_GOALS_OPEN, 0), REFUSED_GOALS_NEWER);
    assert_int_equal(tell(twin, COMMAND_STEP_NEXT, 0), ALLOWED); // the group goes on without goals
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_card_from_week_to_week, setup, teardown),
        cmocka_unit_test_setup_teardown(one_card_on_two_screens, setup, teardown),
        cmocka_unit_test_setup_teardown(two_hands_keep_every_line, setup, teardown),
        cmocka_unit_test_setup_teardown(a_save_outlives_the_console, setup, teardown),
        cmocka_unit_test_setup_teardown(the_record_holds_bands_and_lines, setup, teardown),
        cmocka_unit_test_setup_teardown(c27_limits_outlive_restarts, setup, teardown),
        cmocka_unit_test_setup_teardown(a_month_later_misses_are_forgiven, setup, teardown),
        cmocka_unit_test_setup_teardown(cards_expire_with_the_key, setup, teardown),
        cmocka_unit_test_setup_teardown(a_damaged_file_is_kept_aside, setup, teardown),
        cmocka_unit_test_setup_teardown(cards_of_a_newer_program_are_refused_as_such, setup,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

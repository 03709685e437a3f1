// C28, C34: the console's memory never holds the words of a goal sheet that are not shared, while they are
// written, saved, kept and opened again; and when a turn with a goal card is over, the terminal's memory
// holds none of them either. A console and a terminal as two processes over real sockets; what is looked
// for are sixteen letters drawn at random for each card.
#include "booth.h"
#include "seal/random.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
    SPEED = 60,
    CARDS = 8, // made, and each opened again on the turn after
    TICKS_AFTER = 2,
};

// --- The terminal's process.

enum tell_kind {
    TELL_WORDS = 1, // .changed: they are being written
    TELL_CONTROL,   // .found: in this process, while they are
    TELL_OVER,      // .found: after a turn
    TELL_SAVED,     // they are on the console's disk now
    TELL_DONE,
    TELL_LAST, // .found: after the terminal is gone
};

struct seat {
    struct terminal *terminal;
    size_t turns;
    bool again;                      // the card of the last turn is opened
    uint8_t letters[SCAN_BYTES];     // from 0: never the letters themselves
    uint8_t pictures[CARD_PICTURES]; // of the last card, as a person has it on paper
    uint64_t over_tick;              // of the envelope when the turn was over; 0: it is not
    bool told;
};

static void give(struct seat *seat, enum goal_input input, uint8_t number)
{
    terminal_goal(seat->terminal, &(struct goal_event){.input = input, .number = number});
}

static void draw_words(struct seat *seat)
{
    uint8_t changed[SCAN_BYTES], words[SCAN_BYTES];
    const struct random_source *random = random_system();
    random->fill(random->self, seat->letters, sizeof seat->letters);
    for (int i = 0; i < SCAN_BYTES; i++) {
        seat->letters[i] %= 26;
        words[i] = (uint8_t)('a' + seat->letters[i]);
    }
    scan_changed(words, changed);
    seal_wipe(words, sizeof words);
    scan_add_changed(booth_scan, changed);
    booth_tell(TELL_WORDS, 0, changed);
}

static void write_words(struct seat *seat)
{
    draw_words(seat);
    give(seat, GOAL_IN_EDIT, GOAL_FIELD_LONG);
    for (int i = 0; i < SCAN_BYTES; i++) {
        struct goal_event event = {.input = GOAL_IN_KEY,
                                   .key = {BOARD_LETTER, (uint32_t)'a' + seat->letters[i]}};
        terminal_goal(seat->terminal, &event);
    }
    booth_tell(TELL_CONTROL, scan_run(booth_scan), NULL);
    give(seat, GOAL_IN_SAVE, 0);
}

static void open_or_make(struct seat *seat)
{
    if (seat->again)
        for (int i = 0; i < CARD_PICTURES; i++)
            give(seat, GOAL_IN_PICTURE, seat->pictures[i]);
    else
        give(seat, GOAL_IN_NEW, 0);
}

// A sheet that is saved, or open again: the person is done.
static void leave(struct seat *seat)
{
    const struct goal_turn *turn = terminal_goal_turn(seat->terminal);
    if (turn->toast_ms == 0 && !seat->again) {
        write_words(seat);
        return;
    }
    if (!seat->again)
        booth_tell(TELL_SAVED, 0, NULL);
    give(seat, GOAL_IN_DONE, 0);
    if (turn->state != GOAL_AT_AWAY)
        exit(6);
    seat->again = !seat->again;
    seat->turns++;
    seat->over_tick = terminal_envelope(seat->terminal)->tick;
}

static void act(void *self)
{
    struct seat *seat = self;
    const struct envelope *envelope = terminal_envelope(seat->terminal);
    const struct goal_turn *turn = terminal_goal_turn(seat->terminal);
    if (envelope == NULL || !turn->room.open || seat->told)
        return;
    if (seat->over_tick != 0) {
        if (envelope->tick < seat->over_tick + TICKS_AFTER)
            return;
        seat->over_tick = 0;
        booth_tell(TELL_OVER, scan_run(booth_scan), NULL);
    }
    if (seat->turns == 2 * (size_t)CARDS) {
        seat->told = true;
        booth_tell(TELL_DONE, 0, NULL);
        return;
    }
    switch (turn->state) {
    case GOAL_AT_AWAY:
        give(seat, GOAL_IN_ENTER, 0);
        break;
    case GOAL_AT_CARD:
        open_or_make(seat);
        break;
    case GOAL_AT_NEW_CARD:
        memcpy(seat->pictures, turn->pictures, sizeof seat->pictures);
        give(seat, GOAL_IN_WRITTEN, 0);
        break;
    case GOAL_AT_SHEET:
        leave(seat);
        break;
    default:
        break;
    }
}

static int terminal_main(void)
{
    struct seat seat = {.terminal = booth_terminal(NULL, 0)};
    booth_run(seat.terminal, act, &seat);
    booth_tell(TELL_LAST, scan_run(booth_scan), NULL);
    return 0;
}

// --- The console's process: this test.

struct room {
    struct booth booth;
    size_t cards, looks, control, found_after, found_here;
    bool done;
};

static void hear(void *self, const struct booth_told *told)
{
    struct room *room = self;
    switch ((enum tell_kind)told->kind) {
    case TELL_WORDS:
        scan_add_changed(booth_scan, told->changed);
        break;
    case TELL_SAVED:
        room->cards++;
        room->found_here += scan_run(booth_scan);
        break;
    case TELL_CONTROL:
        room->control += told->found > 0;
        room->found_here += scan_run(booth_scan);
        break;
    case TELL_OVER:
    case TELL_LAST:
        room->looks++;
        room->found_after += told->found;
        break;
    case TELL_DONE:
        room->done = true;
        break;
    }
}

static bool is_done(const void *self)
{
    return ((const struct room *)self)->done;
}

static void no_word_is_where_it_should_not_be(void **state)
{
    (void)state;
    struct room room = {.booth = {.place = place_create(1, 8, SPEED), .hear = hear}};
    room.booth.self = &room;
    assert_int_equal(place_do(room.booth.place, COMMAND_GOALS_OPEN, 0), ALLOWED);
    booth_start(&room.booth, (struct span){0});
    booth_wait(&room.booth, is_done);
    size_t open_found = scan_run(booth_scan);
    booth_end(&room.booth);
    print_message("%zu cards; while written found %zu times, after a turn %zu (%zu looks), in the "
                  "console %zu\n",
                  room.cards, room.control, room.found_after, room.looks,
                  room.found_here + open_found);
    assert_int_equal(room.cards, CARDS);
    assert_int_equal(room.control, CARDS); // the search finds what is there
    assert_int_equal(room.looks, 2 * CARDS + 1);
    assert_int_equal(room.found_after, 0);
    assert_int_equal(room.found_here, 0);
    assert_int_equal(open_found, 0);
}

static int test_main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(no_word_is_where_it_should_not_be)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

int main(int argc, char **argv)
{
    return booth_main(argc, argv, terminal_main, test_main);
}

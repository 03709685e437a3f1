// C34: when a turn is over, the terminal's memory holds nothing of its answer, and when a prompt is over
// the console's holds nothing of any. A console and a terminal as two processes over real sockets; what
// is looked for is the random id of each answer, which stands beside the choice in every copy of it.
// residue [--long]: 160 turns, or 1,000.
#include "booth.h"
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
    PEOPLE = PEOPLE_MAX,
    TURNS_SHORT = 160,
    TURNS_LONG = 1000,
    SCAN_EVERY = 16,
    TICKS_AFTER = 1, // the link's thread has heard that the turn is over
    PROMPT = 2
};

// --- The terminal's process. Told to by standard input, which also ends it; tells on standard output.

enum tell_kind {
    TELL_ID = 1,  // .changed
    TELL_FOUND,   // .found: after a turn
    TELL_CONTROL, // .found: while an answer is on its way
    TELL_DONE,    // all turns
    TELL_LAST,    // .found: after the terminal is gone
};

struct seat {
    struct terminal *terminal;
    size_t turns, turns_wanted;
    bool sent;
    uint64_t over_tick; // of the last envelope when the turn was over
};

static void answer(struct seat *seat)
{
    static const uint8_t choices[] = {0, 1, 2, 3, 4, TURN_PASS};
    const struct turn *turn = terminal_turn(seat->terminal);
    terminal_input(seat->terminal, TURN_IN_CHOOSE, choices[seat->turns % sizeof choices]);
    if (turn->state != TURN_CHOSEN)
        return; // the deck is not here yet
    terminal_input(seat->terminal, TURN_IN_SEND, 0);
    if (turn->state != TURN_SENDING)
        exit(6);
    uint8_t changed[SCAN_BYTES];
    scan_changed(turn->answer.id, changed);
    scan_add_changed(booth_scan, changed);
    booth_tell(TELL_ID, 0, changed);
    seat->sent = true;
    if (seat->turns == 0)
        booth_tell(TELL_CONTROL, scan_run(booth_scan), NULL);
}

// A turn is over when the screen says that it is saved.
static void turn_over(struct seat *seat, uint64_t tick)
{
    seat->sent = false;
    seat->turns++;
    seat->over_tick = tick;
}

static bool may_look(const struct seat *seat, uint64_t tick)
{
    bool wanted = seat->turns % SCAN_EVERY == 1 || seat->turns == seat->turns_wanted;
    return wanted && seat->over_tick != 0 && tick >= seat->over_tick + TICKS_AFTER;
}

static void act(void *self)
{
    struct seat *seat = self;
    const struct envelope *envelope = terminal_envelope(seat->terminal);
    if (envelope == NULL)
        return;
    if (may_look(seat, envelope->tick)) {
        seat->over_tick = 0;
        booth_tell(TELL_FOUND, scan_run(booth_scan), NULL);
        if (seat->turns == seat->turns_wanted)
            booth_tell(TELL_DONE, 0, NULL);
    }
    bool looked = seat->over_tick == 0 || seat->turns % SCAN_EVERY != 1;
    switch (terminal_turn(seat->terminal)->state) {
    case TURN_WELCOME:
    case TURN_PROMISE:
        terminal_input(seat->terminal, TURN_IN_START, 0);
        break;
    case TURN_QUESTION:
        if (seat->turns < seat->turns_wanted && looked)
            answer(seat);
        break;
    case TURN_SAVED:
        if (seat->sent)
            turn_over(seat, envelope->tick);
        break;
    case TURN_COVER:
        if (looked)
            terminal_input(seat->terminal, TURN_IN_WAKE, 0);
        break;
    default:
        break;
    }
}

static int terminal_main(void)
{
    uint64_t turns = 0;
    struct seat seat = {.terminal = booth_terminal(&turns, sizeof turns)};
    seat.turns_wanted = (size_t)turns;
    booth_run(seat.terminal, act, &seat);
    booth_tell(TELL_LAST, scan_run(booth_scan), NULL);
    return 0;
}

// --- The console's process: this test.

static size_t turns_wanted = TURNS_SHORT;

struct room {
    struct booth booth;
    size_t ids, looks, found_after, control;
    bool done;
};

static void hear(void *self, const struct booth_told *told)
{
    struct room *room = self;
    switch ((enum tell_kind)told->kind) {
    case TELL_ID:
        scan_add_changed(booth_scan, told->changed);
        room->ids++;
        break;
    case TELL_FOUND:
    case TELL_LAST:
        room->looks++;
        room->found_after += told->found;
        break;
    case TELL_CONTROL:
        room->control = told->found;
        break;
    case TELL_DONE:
        room->done = true;
        break;
    }
}

static bool is_full_or_done(const void *self)
{
    const struct room *room = self;
    return room->booth.place->scene.box_state == BOX_FULL || room->done;
}

static bool is_over(const void *self)
{
    const struct room *room = self;
    enum prompt_state state = room->booth.place->scene.prompt_state;
    return state != PROMPT_OPEN && state != PROMPT_CLOSING;
}

static void nothing_stays_behind(void **state)
{
    (void)state;
    uint64_t turns = turns_wanted;
    struct room room = {.booth = {.place = place_create(1, PEOPLE, SPEED), .hear = hear}};
    struct place *place = room.booth.place;
    room.booth.self = &room;
    booth_start(&room.booth, (struct span){(const uint8_t *)&turns, sizeof turns});
    size_t open_found = 0, after = 0, prompts = 0;
    while (!room.done) {
        assert_int_equal(place_do(place, COMMAND_PROMPT_OPEN, PROMPT), ALLOWED);
        booth_wait(&room.booth, is_full_or_done);
        if (prompts == 0)
            open_found = scan_run(booth_scan);
        // Thrown away, but for the last one, which is closed as people do.
        enum command_kind end = room.done ? COMMAND_PROMPT_CLOSE : COMMAND_PROMPT_VOID;
        assert_int_equal(place_do(place, end, 0), ALLOWED);
        booth_wait(&room.booth, is_over);
        after += scan_run(booth_scan);
        prompts++;
    }
    assert_int_equal(place->scene.release.kind, RELEASE_BANDS);
    booth_end(&room.booth);
    size_t gone = scan_run(booth_scan);
    print_message("%zu answers in %zu prompts; on the way %zu, in the box %zu; after a turn %zu "
                  "(%zu looks), after a prompt %zu, after the end %zu\n",
                  room.ids, prompts, room.control, open_found, room.found_after, room.looks, after,
                  gone);
    assert_int_equal(room.ids, turns_wanted);
    // The search finds what is there: in the turn and the link, and in the box.
    assert_true(room.control >= 1);
    assert_true(open_found >= PEOPLE);
    assert_true(room.looks > turns_wanted / SCAN_EVERY);
    assert_int_equal(room.found_after, 0);
    assert_int_equal(after, 0);
    assert_int_equal(gone, 0);
}

static int test_main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(nothing_stays_behind)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "--long") == 0)
        turns_wanted = TURNS_LONG;
    return booth_main(argc, argv, terminal_main, test_main);
}

// C28, C34: the console's memory never holds the words of a goal sheet that are not shared, while they are
// written, saved, kept and opened again; and when a turn with a goal card is over, the terminal's memory
// holds none of them either. A console and a terminal as two processes over real sockets; what is looked
// for are sixteen letters drawn at random for each card.
#include "participant/terminal.h"
#include "place.h"
#include "room/wall.h"
#include "scan.h"
#include "seal/care.h"
#include "seal/random.h"
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

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
struct tell {
    enum tell_kind kind;
    size_t found;
    uint8_t changed[SCAN_BYTES];
};

struct seat {
    struct terminal *terminal;
    struct scan *scan;
    size_t turns;
    bool again;                      // the card of the last turn is opened
    uint8_t letters[SCAN_BYTES];     // from 0: never the letters themselves
    uint8_t pictures[CARD_PICTURES]; // of the last card, as a person has it on paper
    uint64_t over_tick;              // of the envelope when the turn was over; 0: it is not
    bool told;
};

static void tell(enum tell_kind kind, size_t found, const uint8_t *changed)
{
    struct tell message = {.kind = kind, .found = found};
    if (changed != NULL)
        memcpy(message.changed, changed, sizeof message.changed);
    if (write(STDOUT_FILENO, &message, sizeof message) != (ssize_t)sizeof message)
        exit(5);
}

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
    scan_add_changed(seat->scan, changed);
    tell(TELL_WORDS, 0, changed);
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
    tell(TELL_CONTROL, scan_run(seat->scan), NULL);
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
        tell(TELL_SAVED, 0, NULL);
    give(seat, GOAL_IN_DONE, 0);
    if (turn->state != GOAL_AT_AWAY)
        exit(6);
    seat->again = !seat->again;
    seat->turns++;
    seat->over_tick = terminal_envelope(seat->terminal)->tick;
}

static void act(struct seat *seat)
{
    const struct envelope *envelope = terminal_envelope(seat->terminal);
    const struct goal_turn *turn = terminal_goal_turn(seat->terminal);
    if (envelope == NULL || !turn->room.open || seat->told)
        return;
    if (seat->over_tick != 0) {
        if (envelope->tick < seat->over_tick + TICKS_AFTER)
            return;
        seat->over_tick = 0;
        tell(TELL_OVER, scan_run(seat->scan), NULL);
    }
    if (seat->turns == 2 * (size_t)CARDS) {
        seat->told = true;
        tell(TELL_DONE, 0, NULL);
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

static int timeout_of(const struct terminal *terminal)
{
    uint64_t due_ms = terminal_due_ms(terminal), now_ms = monotonic_now_ms();
    if (due_ms <= now_ms)
        return 0;
    return due_ms - now_ms > 100 ? 100 : (int)(due_ms - now_ms);
}

static int terminal_main(struct scan *scan)
{
    struct terminal_keys keys;
    if (read(STDIN_FILENO, &keys, sizeof keys) != (ssize_t)sizeof keys || seal_start() != OK)
        return 3;
    const struct profile profile = {.practice = true};
    struct terminal_config config = {.profile = &profile, .keys = &keys};
    struct seat seat = {.scan = scan};
    if (terminal_create(&config, &seat.terminal) != OK)
        return 4;
    for (;;) {
        terminal_pump(seat.terminal);
        act(&seat);
        struct pollfd fds[] = {{.fd = STDIN_FILENO, .events = POLLIN},
                               {.fd = terminal_fd(seat.terminal), .events = POLLIN},
                               {.fd = terminal_work_fd(seat.terminal), .events = POLLIN}};
        poll(fds, 3, timeout_of(seat.terminal));
        if (fds[0].revents != 0)
            break;
    }
    terminal_destroy(seat.terminal);
    tell(TELL_LAST, scan_run(scan), NULL);
    scan_destroy(scan);
    return 0;
}

// --- The console's process: this test.

static struct scan *own_scan;

struct room {
    struct place *place;
    pid_t child;
    int to, from;
    size_t cards, looks, control, found_after, found_here;
    bool done, ended;
};

static void child_start(struct room *room)
{
    int to[2], from[2];
    assert_int_equal(pipe(to), 0);
    assert_int_equal(pipe(from), 0);
    room->child = fork();
    if (room->child == 0) {
        dup2(to[0], STDIN_FILENO);
        dup2(from[1], STDOUT_FILENO);
        close(to[1]);
        close(from[0]);
        execl("/proc/self/exe", "terminal", "terminal", (char *)NULL);
        _exit(126);
    }
    close(to[0]);
    close(from[1]);
    room->to = to[1];
    room->from = from[0];
    const struct terminal_keys *keys = &room->place->terminals[0];
    assert_int_equal(write(room->to, keys, sizeof *keys), sizeof *keys);
}

static void hear(struct room *room)
{
    struct tell message = {0};
    ssize_t got = read(room->from, &message, sizeof message);
    assert_true(got == 0 || got == (ssize_t)sizeof message);
    if (got == 0) {
        room->ended = true;
        return;
    }
    switch (message.kind) {
    case TELL_WORDS:
        scan_add_changed(own_scan, message.changed);
        break;
    case TELL_SAVED:
        room->cards++;
        room->found_here += scan_run(own_scan);
        break;
    case TELL_CONTROL:
        room->control += message.found > 0;
        room->found_here += scan_run(own_scan);
        break;
    case TELL_OVER:
    case TELL_LAST:
        room->looks++;
        room->found_after += message.found;
        break;
    case TELL_DONE:
        room->done = true;
        break;
    }
}

static void wait_until(struct room *room, const bool *holds)
{
    uint64_t until_ms = monotonic_now_ms() + 4 * PLACE_LIMIT_MS;
    for (place_take(room->place); !*holds; place_take(room->place)) {
        assert_true(monotonic_now_ms() < until_ms);
        struct pollfd fds[2] = {{.fd = room->from, .events = POLLIN},
                                {.fd = hub_thread_fd(room->place->hub), .events = POLLIN}};
        poll(fds, 2, 1000);
        if (fds[0].revents != 0)
            hear(room);
    }
}

static void no_word_is_where_it_should_not_be(void **state)
{
    (void)state;
    struct room room = {.place = place_create(1, 8, SPEED)};
    assert_int_equal(place_do(room.place, COMMAND_GOALS_OPEN, 0), ALLOWED);
    child_start(&room);
    wait_until(&room, &room.done);
    size_t open_found = scan_run(own_scan);
    close(room.to);
    wait_until(&room, &room.ended);
    int status = 0;
    assert_int_equal(waitpid(room.child, &status, 0), room.child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    close(room.from);
    place_destroy(room.place);
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

int main(int argc, char **argv)
{
    // As the programs do; the search needs a descriptor that seal_start would refuse it.
    if (seal_care(argv) != OK)
        return 2;
    own_scan = scan_create();
    if (argc > 1 && strcmp(argv[1], "terminal") == 0)
        return terminal_main(own_scan);
    const struct CMUnitTest tests[] = {cmocka_unit_test(no_word_is_where_it_should_not_be)};
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    scan_destroy(own_scan);
    return failed;
}

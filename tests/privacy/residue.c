// C34: when a turn is over, the terminal's memory holds nothing of its answer, and when a prompt is over
// the console's holds nothing of any. A console and a terminal as two processes over real sockets; what
// is looked for is the random id of each answer, which stands beside the choice in every copy of it.
// residue [--long]: 160 turns, or 1,000.
#include "participant/terminal.h"
#include "place.h"
#include "room/wall.h"
#include "scan.h"
#include "seal/care.h"
#include <errno.h>
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
struct tell {
    enum tell_kind kind;
    size_t found;
    uint8_t changed[SCAN_BYTES];
};

struct seat {
    struct terminal *terminal;
    struct scan *scan;
    size_t turns, turns_wanted;
    bool sent;
    uint64_t over_tick; // of the last envelope when the turn was over
};

static void tell(enum tell_kind kind, size_t found, const uint8_t *changed)
{
    struct tell message = {.kind = kind, .found = found};
    if (changed != NULL)
        memcpy(message.changed, changed, sizeof message.changed);
    if (write(STDOUT_FILENO, &message, sizeof message) != (ssize_t)sizeof message)
        exit(5);
}

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
    scan_add_changed(seat->scan, changed);
    tell(TELL_ID, 0, changed);
    seat->sent = true;
    if (seat->turns == 0)
        tell(TELL_CONTROL, scan_run(seat->scan), NULL);
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

static void act(struct seat *seat)
{
    const struct envelope *envelope = terminal_envelope(seat->terminal);
    if (envelope == NULL)
        return;
    if (may_look(seat, envelope->tick)) {
        seat->over_tick = 0;
        tell(TELL_FOUND, scan_run(seat->scan), NULL);
        if (seat->turns == seat->turns_wanted)
            tell(TELL_DONE, 0, NULL);
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
    uint64_t turns = 0;
    if (read(STDIN_FILENO, &keys, sizeof keys) != (ssize_t)sizeof keys ||
        read(STDIN_FILENO, &turns, sizeof turns) != (ssize_t)sizeof turns || seal_start() != OK)
        return 3;
    const struct profile profile = {.practice = true};
    struct terminal_config config = {.profile = &profile, .keys = &keys};
    struct seat seat = {.scan = scan, .turns_wanted = (size_t)turns};
    if (terminal_create(&config, &seat.terminal) != OK)
        return 4;
    for (;;) {
        terminal_pump(seat.terminal);
        act(&seat);
        struct pollfd fds[2] = {{.fd = STDIN_FILENO, .events = POLLIN},
                                {.fd = terminal_fd(seat.terminal), .events = POLLIN}};
        poll(fds, 2, timeout_of(seat.terminal));
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
static size_t turns_wanted = TURNS_SHORT;

struct room {
    struct place *place;
    pid_t child;
    int to, from;
    size_t ids, looks, found_after, control;
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
    uint64_t turns = turns_wanted;
    const struct terminal_keys *keys = &room->place->terminals[0];
    assert_int_equal(write(room->to, keys, sizeof *keys), sizeof *keys);
    assert_int_equal(write(room->to, &turns, sizeof turns), sizeof turns);
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
    case TELL_ID:
        scan_add_changed(own_scan, message.changed);
        room->ids++;
        break;
    case TELL_FOUND:
    case TELL_LAST:
        room->looks++;
        room->found_after += message.found;
        break;
    case TELL_CONTROL:
        room->control = message.found;
        break;
    case TELL_DONE:
        room->done = true;
        break;
    }
}

static bool is_full(const struct room *room)
{
    return room->place->scene.box_state == BOX_FULL;
}

static bool is_full_or_done(const struct room *room)
{
    return is_full(room) || room->done;
}

static bool is_over(const struct room *room)
{
    return room->place->scene.prompt_state != PROMPT_OPEN &&
           room->place->scene.prompt_state != PROMPT_CLOSING;
}

static bool has_ended(const struct room *room)
{
    return room->ended;
}

static void wait_until(struct room *room, bool (*holds)(const struct room *room))
{
    uint64_t until_ms = monotonic_now_ms() + 4 * PLACE_LIMIT_MS;
    for (place_take(room->place); !holds(room); place_take(room->place)) {
        assert_true(monotonic_now_ms() < until_ms);
        struct pollfd fds[2] = {{.fd = room->from, .events = POLLIN},
                                {.fd = hub_thread_fd(room->place->hub), .events = POLLIN}};
        poll(fds, 2, 1000);
        if (fds[0].revents != 0)
            hear(room);
    }
}

static void nothing_stays_behind(void **state)
{
    (void)state;
    struct room room = {.place = place_create(1, PEOPLE, SPEED)};
    child_start(&room);
    size_t open_found = 0, after = 0, prompts = 0;
    while (!room.done) {
        assert_int_equal(place_do(room.place, COMMAND_PROMPT_OPEN, PROMPT), ALLOWED);
        wait_until(&room, is_full_or_done);
        if (prompts == 0)
            open_found = scan_run(own_scan);
        // Thrown away, but for the last one, which is closed as people do.
        enum command_kind end = room.done ? COMMAND_PROMPT_CLOSE : COMMAND_PROMPT_VOID;
        assert_int_equal(place_do(room.place, end, 0), ALLOWED);
        wait_until(&room, is_over);
        after += scan_run(own_scan);
        prompts++;
    }
    assert_int_equal(room.place->scene.release.kind, RELEASE_BANDS);
    close(room.to);
    wait_until(&room, has_ended);
    int status = 0;
    assert_int_equal(waitpid(room.child, &status, 0), room.child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    close(room.from);
    place_destroy(room.place);
    size_t gone = scan_run(own_scan);
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

int main(int argc, char **argv)
{
    // As the programs do; the search needs a descriptor that seal_start would refuse it.
    if (seal_care(argv) != OK)
        return 2;
    own_scan = scan_create();
    if (argc > 1 && strcmp(argv[1], "terminal") == 0)
        return terminal_main(own_scan);
    if (argc > 1 && strcmp(argv[1], "--long") == 0)
        turns_wanted = TURNS_LONG;
    const struct CMUnitTest tests[] = {cmocka_unit_test(nothing_stays_behind)};
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    scan_destroy(own_scan);
    return failed;
}

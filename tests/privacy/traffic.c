// C24: what somebody on the room's network can see, the length and the time of every frame of every
// screen, does not tell who answered. Real terminals and a real console over encrypted sockets, with a
// relay between them that reads along. The same guesser, given traffic with a leak put into it, finds it.
// traffic [--long]: 48 guessed prompts, or 600.
#include "base/check.h"
#include "guesser.h"
#include "participant/terminal.h"
#include "place.h"
#include "relay.h"
#include "room/wall.h"
#include <math.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum {
    SPEED = 20, // a cell each 25 ms
    TERMINALS = 12,
    COUNTED = TERMINALS + 1, // prompts with 0, 1, ... 12 answers come first
    GUESSED_SHORT = 48,
    GUESSED_LONG = 600,
    PROMPTS_MOST = COUNTED + GUESSED_LONG,
    TICKS = 16, // that a prompt is watched for
    PROMPT = 2,
    NOTES_A_PROMPT = 4 * TERMINALS * TICKS * 4,
    PARTS = 4, // of a prompt's time, looked at by themselves
    LENGTHS_MOST = 8,
    HEARTBEAT_BYTES = 64, // libzmq's own frames, one each 5 s whatever else goes on, are shorter
};

struct watched {
    uint64_t from_us, until_us;
    size_t answers;
    bool answered[TERMINALS];
};

static size_t guessed = GUESSED_SHORT;

struct room {
    struct place *place;
    struct relay *relay;
    struct terminal *terminals[TERMINALS];
    uint64_t random;
    size_t prompts;
    struct watched watched[PROMPTS_MOST];
};

static uint32_t draw(struct room *room)
{
    uint64_t *seed = &room->random;
    *seed ^= *seed >> 12;
    *seed ^= *seed << 25;
    *seed ^= *seed >> 27;
    return (uint32_t)(*seed * UINT64_C(2685821657736338717) >> 32);
}

static uint64_t now_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

// --- The room.

static void pump(struct room *room)
{
    struct pollfd fds[TERMINALS + 1];
    int timeout = 50;
    place_take(room->place);
    for (size_t i = 0; i < TERMINALS; i++) {
        terminal_pump(room->terminals[i]);
        fds[i] = (struct pollfd){.fd = terminal_fd(room->terminals[i]), .events = POLLIN};
        uint64_t due_ms = terminal_due_ms(room->terminals[i]), now_ms = monotonic_now_ms();
        int left = due_ms <= now_ms ? 0 : due_ms - now_ms > 50 ? 50 : (int)(due_ms - now_ms);
        timeout = left < timeout ? left : timeout;
    }
    fds[TERMINALS] = (struct pollfd){.fd = hub_thread_fd(room->place->hub), .events = POLLIN};
    poll(fds, TERMINALS + 1, timeout);
}

static bool all_asked(const struct room *room)
{
    for (size_t i = 0; i < TERMINALS; i++) {
        const struct envelope *envelope = terminal_envelope(room->terminals[i]);
        if (envelope == NULL || !envelope->open || terminal_deck(room->terminals[i]) == NULL ||
            terminal_turn(room->terminals[i])->state != TURN_QUESTION)
            return false;
    }
    return true;
}

static bool all_idle(const struct room *room)
{
    for (size_t i = 0; i < TERMINALS; i++) {
        const struct envelope *envelope = terminal_envelope(room->terminals[i]);
        if (envelope == NULL || envelope->open || terminal_deck(room->terminals[i]) == NULL)
            return false;
    }
    return true;
}

static void wait_until(struct room *room, bool (*holds)(const struct room *room))
{
    uint64_t until_ms = monotonic_now_ms() + PLACE_LIMIT_MS;
    while (!holds(room)) {
        assert_true(monotonic_now_ms() < until_ms);
        pump(room);
    }
}

static struct room *room_create(void)
{
    struct room *room = calloc(1, sizeof *room);
    assert_non_null(room);
    room->random = 20240607;
    room->place = place_create(TERMINALS, TERMINALS, SPEED);
    room->relay =
        relay_start(room->place->port, TERMINALS, (COUNTED + guessed) * NOTES_A_PROMPT + 100000);
    const struct profile profile = {.practice = true};
    for (size_t i = 0; i < TERMINALS; i++) {
        struct terminal_keys keys = room->place->terminals[i];
        keys.port = relay_port(room->relay, i);
        struct terminal_config config = {.profile = &profile, .keys = &keys};
        assert_int_equal(terminal_create(&config, &room->terminals[i]), OK);
    }
    wait_until(room, all_idle);
    return room;
}

static void room_close(struct room *room)
{
    for (size_t i = 0; i < TERMINALS; i++)
        terminal_destroy(room->terminals[i]);
    relay_stop(room->relay);
    place_destroy(room->place);
}

// One prompt; each who answers does so at some tick of its first half, and is saved within it.
static void prompt_run(struct room *room, size_t answers)
{
    struct watched *watched = &room->watched[room->prompts++];
    watched->answers = answers;
    uint64_t at_tick[TERMINALS];
    for (size_t left = answers; left > 0;) {
        size_t who = draw(room) % TERMINALS;
        left -= !watched->answered[who];
        watched->answered[who] = true;
    }
    for (size_t i = 0; i < TERMINALS; i++)
        at_tick[i] = draw(room) % (TICKS / 2);
    assert_int_equal(place_do(room->place, COMMAND_PROMPT_OPEN, PROMPT), ALLOWED);
    wait_until(room, all_asked);
    const struct envelope *envelope = terminal_envelope(room->terminals[0]);
    uint64_t first = envelope->tick;
    bool sent[TERMINALS] = {false};
    watched->from_us = now_us();
    while (envelope->tick < first + TICKS) {
        for (size_t i = 0; i < TERMINALS; i++) {
            if (!watched->answered[i] || sent[i] || envelope->tick < first + at_tick[i])
                continue;
            uint8_t choice = (uint8_t)(draw(room) % (TURN_PASS + 1));
            terminal_input(room->terminals[i], TURN_IN_CHOOSE, choice);
            terminal_input(room->terminals[i], TURN_IN_SEND, 0);
            assert_int_equal(terminal_turn(room->terminals[i])->state, TURN_SENDING);
            sent[i] = true;
        }
        pump(room);
    }
    watched->until_us = now_us();
    for (size_t i = 0; i < TERMINALS; i++)
        assert_int_equal(terminal_turn(room->terminals[i])->answer.kind, CELL_DUMMY);
    assert_int_equal(place_do(room->place, COMMAND_PROMPT_VOID, 0), ALLOWED);
    wait_until(room, all_idle);
}

// --- What was seen.

// The lengths of all frames of one kind in one prompt, each once, ascending.
struct lengths {
    size_t count;
    uint32_t bytes[LENGTHS_MOST];
};

static void length_add(struct lengths *lengths, uint32_t bytes)
{
    size_t at = 0;
    while (at < lengths->count && lengths->bytes[at] < bytes)
        at++;
    if (at < lengths->count && lengths->bytes[at] == bytes)
        return;
    assert_true(lengths->count < LENGTHS_MOST);
    memmove(lengths->bytes + at + 1, lengths->bytes + at,
            (lengths->count - at) * sizeof lengths->bytes[0]);
    lengths->bytes[at] = bytes;
    lengths->count++;
}

// .heartbeats: only those; else all others.
struct view {
    uint8_t socket;
    bool up, heartbeats;
};

static struct lengths lengths_of(const struct room *room, const struct watched *watched,
                                 struct view view)
{
    const struct relay_note *notes = NULL;
    size_t count = relay_notes(room->relay, &notes);
    struct lengths lengths = {0};
    for (size_t i = 0; i < count; i++)
        if (notes[i].at_us >= watched->from_us && notes[i].at_us < watched->until_us &&
            notes[i].socket == view.socket && notes[i].up == view.up &&
            (notes[i].bytes <= HEARTBEAT_BYTES) == view.heartbeats)
            length_add(&lengths, notes[i].bytes);
    return lengths;
}

static void the_same_lengths(const struct room *room)
{
    const struct view cells = {.socket = 1, .up = true}, envelopes = {.socket = 0};
    struct lengths cell = lengths_of(room, &room->watched[0], cells);
    struct lengths envelope = lengths_of(room, &room->watched[0], envelopes);
    // One length each, whatever is in them.
    assert_int_equal(cell.count, 1);
    assert_int_equal(envelope.count, 1);
    assert_true(cell.bytes[0] > CELL_BYTES);
    assert_true(envelope.bytes[0] > ENVELOPE_OPEN_BYTES);
    struct lengths others[2] = {{0}, {0}}; // health, and heartbeats, of all prompts
    for (size_t p = 0; p < room->prompts; p++) {
        const struct watched *watched = &room->watched[p];
        struct lengths now_cell = lengths_of(room, watched, cells);
        struct lengths now_envelope = lengths_of(room, watched, envelopes);
        assert_memory_equal(&now_cell, &cell, sizeof cell);
        assert_memory_equal(&now_envelope, &envelope, sizeof envelope);
        assert_int_equal(lengths_of(room, watched, (struct view){.socket = 0, .up = true}).count,
                         0);
        assert_int_equal(lengths_of(room, watched, (struct view){.socket = 1}).count, 0);
        for (uint8_t i = 0; i < 2 * 2 * RELAY_SOCKETS; i++) {
            struct view view = {.socket = i / 4, .up = (i & 1) != 0, .heartbeats = (i & 2) != 0};
            if (!view.heartbeats && view.socket != 2)
                continue;
            struct lengths some = lengths_of(room, watched, view);
            for (size_t k = 0; k < some.count; k++)
                length_add(&others[view.heartbeats], some.bytes[k]);
        }
    }
    print_message("bytes of a cell %u, of an envelope %u; kinds of health %zu, of heartbeats %zu\n",
                  cell.bytes[0], envelope.bytes[0], others[0].count, others[1].count);
    assert_true(others[0].count <= 1 && others[1].count <= 2);
}

enum leak {
    LEAK_NONE,
    LEAK_BYTE, // one cell of who answered is one byte longer
    LEAK_CELL, // an answer goes at once, in a cell of its own
};

// Numbers about one terminal in one prompt.
struct tally {
    double count[RELAY_SOCKETS][2], bytes[RELAY_SOCKETS][2], longest[RELAY_SOCKETS][2];
    double heartbeats[RELAY_SOCKETS];
    double intervals, sum, squares, most, least;
    double part_sum[PARTS], part_intervals[PARTS];
    uint64_t last_us;
};

static void tally_cell(struct tally *tally, const struct watched *watched, uint64_t at_us)
{
    if (tally->last_us != 0) {
        double interval = (double)(at_us - tally->last_us);
        size_t part =
            (size_t)((at_us - watched->from_us) * PARTS / (watched->until_us - watched->from_us));
        tally->part_sum[part] += interval;
        tally->part_intervals[part]++;
        tally->sum += interval;
        tally->squares += interval * interval;
        tally->most = fmax(tally->most, interval);
        tally->least = tally->intervals > 0 ? fmin(tally->least, interval) : interval;
        tally->intervals++;
    }
    tally->last_us = at_us;
}

static void tally_note(struct tally *tally, const struct watched *watched, uint64_t at_us,
                       uint32_t bytes, uint8_t socket, bool up)
{
    if (bytes <= HEARTBEAT_BYTES) {
        tally->heartbeats[socket]++;
        return;
    }
    tally->count[socket][up]++;
    tally->bytes[socket][up] += bytes;
    tally->longest[socket][up] = fmax(tally->longest[socket][up], bytes);
    if (socket == 1 && up)
        tally_cell(tally, watched, at_us);
}

static size_t numbers_of(const struct tally *tally, double *out)
{
    size_t n = 0;
    for (size_t socket = 0; socket < RELAY_SOCKETS; socket++) {
        out[n++] = tally->heartbeats[socket];
        for (size_t up = 0; up < 2; up++) {
            out[n++] = tally->count[socket][up];
            out[n++] = tally->bytes[socket][up];
            out[n++] = tally->longest[socket][up];
        }
    }
    double mean = tally->intervals > 0 ? tally->sum / tally->intervals : 0;
    out[n++] = mean;
    out[n++] =
        tally->intervals > 0 ? sqrt(fmax(0, tally->squares / tally->intervals - mean * mean)) : 0;
    out[n++] = tally->most;
    out[n++] = tally->least;
    for (size_t part = 0; part < PARTS; part++)
        out[n++] = tally->part_intervals[part] > 0
                       ? tally->part_sum[part] / tally->part_intervals[part]
                       : 0;
    check(n <= GUESS_NUMBERS_MAX);
    return n;
}

static void tally_prompt(const struct room *room, const struct watched *watched, enum leak leak,
                         struct tally tallies[TERMINALS])
{
    const struct relay_note *notes = NULL;
    size_t count = relay_notes(room->relay, &notes);
    memset(tallies, 0, TERMINALS * sizeof tallies[0]);
    for (size_t i = 0; i < count; i++) {
        const struct relay_note *note = &notes[i];
        if (note->at_us < watched->from_us || note->at_us >= watched->until_us)
            continue;
        struct tally *tally = &tallies[note->terminal];
        bool cell = note->socket == 1 && note->up;
        bool fifth = cell && tally->count[1][1] == 4 && watched->answered[note->terminal];
        uint32_t bytes = note->bytes + (fifth && leak == LEAK_BYTE ? 1 : 0);
        tally_note(tally, watched, note->at_us, bytes, note->socket, note->up);
        if (fifth && leak == LEAK_CELL)
            tally_note(tally, watched, note->at_us + 1, bytes, note->socket, note->up);
    }
}

static struct guess_result guess_all(const struct room *room, enum leak leak)
{
    struct guess_sample *samples = calloc(guessed * TERMINALS, sizeof *samples);
    assert_non_null(samples);
    size_t count = 0, numbers = 0;
    for (size_t p = 0; p < guessed; p++) {
        const struct watched *watched = &room->watched[COUNTED + p];
        struct tally tallies[TERMINALS];
        tally_prompt(room, watched, leak, tallies);
        double mean[GUESS_NUMBERS_MAX] = {0};
        for (size_t i = 0; i < TERMINALS; i++) {
            struct guess_sample *sample = &samples[count + i];
            sample->group = p;
            sample->label = watched->answered[i];
            numbers = numbers_of(&tallies[i], sample->numbers);
            for (size_t k = 0; k < numbers; k++)
                mean[k] += sample->numbers[k] / TERMINALS;
        }
        // What all screens of one prompt share is no news about one of them.
        for (size_t i = 0; i < TERMINALS; i++, count++)
            for (size_t k = 0; k < numbers; k++)
                samples[count].numbers[k] -= mean[k];
    }
    struct guess_result result = guess(samples, count, numbers);
    free(samples);
    return result;
}

static void traffic_does_not_tell(void **state)
{
    (void)state;
    struct room *room = room_create();
    for (size_t answers = 0; answers < COUNTED; answers++)
        prompt_run(room, answers);
    for (size_t p = 0; p < guessed; p++)
        prompt_run(room, TERMINALS / 2);
    room_close(room);
    the_same_lengths(room);
    struct guess_result honest = guess_all(room, LEAK_NONE);
    struct guess_result byte = guess_all(room, LEAK_BYTE);
    struct guess_result cell = guess_all(room, LEAK_CELL);
    print_message("who answered: %zu of %zu right (%.3f; chance up to %.3f); "
                  "with a longer cell %.3f, with a cell at once %.3f\n",
                  honest.right, honest.tried, honest.rate, honest.most_by_chance, byte.rate,
                  cell.rate);
    assert_true(honest.rate <= honest.most_by_chance);
    assert_true(byte.rate > 0.9);
    assert_true(cell.rate > 0.9);
    relay_destroy(room->relay);
    free(room);
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "--long") == 0)
        guessed = GUESSED_LONG;
    const struct CMUnitTest tests[] = {cmocka_unit_test(traffic_does_not_tell)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

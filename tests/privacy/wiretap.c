#include "wiretap.h"

#include "base/check.h"
#include "room/wall.h"
#include <math.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    NOTES_MORE = 100000, // while the room comes and goes
    PARTS = 4,           // of a span, looked at by themselves
    HEARTBEAT_BYTES = 64,
    BEATS_MOST = 4096,
};

uint32_t wiretap_draw(struct wiretap *tap)
{
    uint64_t *seed = &tap->random;
    *seed ^= *seed >> 12;
    *seed ^= *seed << 25;
    *seed ^= *seed >> 27;
    return (uint32_t)(*seed * UINT64_C(2685821657736338717) >> 32);
}

void wiretap_choose(struct wiretap *tap, size_t count, bool out_chosen[TAP_TERMINALS])
{
    check(count <= TAP_TERMINALS);
    memset(out_chosen, 0, TAP_TERMINALS * sizeof out_chosen[0]);
    for (size_t left = count; left > 0;) {
        size_t who = wiretap_draw(tap) % TAP_TERMINALS;
        left -= !out_chosen[who];
        out_chosen[who] = true;
    }
}

uint64_t tap_now_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

// --- The room.

void wiretap_pump(struct wiretap *tap)
{
    struct pollfd fds[2 * TAP_TERMINALS + 1];
    int timeout = 50;
    place_take(tap->place);
    for (size_t i = 0; i < TAP_TERMINALS; i++) {
        terminal_pump(tap->terminals[i]);
        fds[2 * i] = (struct pollfd){.fd = terminal_fd(tap->terminals[i]), .events = POLLIN};
        fds[2 * i + 1] =
            (struct pollfd){.fd = terminal_work_fd(tap->terminals[i]), .events = POLLIN};
        uint64_t due_ms = terminal_due_ms(tap->terminals[i]), now_ms = monotonic_now_ms();
        int left = due_ms <= now_ms ? 0 : due_ms - now_ms > 50 ? 50 : (int)(due_ms - now_ms);
        timeout = left < timeout ? left : timeout;
    }
    fds[2 * TAP_TERMINALS] =
        (struct pollfd){.fd = hub_thread_fd(tap->place->hub), .events = POLLIN};
    poll(fds, 2 * TAP_TERMINALS + 1, timeout);
}

bool wiretap_is_idle(const struct wiretap *tap)
{
    for (size_t i = 0; i < TAP_TERMINALS; i++) {
        const struct envelope *envelope = terminal_envelope(tap->terminals[i]);
        if (envelope == NULL || envelope->open || terminal_deck(tap->terminals[i]) == NULL)
            return false;
    }
    return true;
}

void wiretap_wait(struct wiretap *tap, bool (*holds)(const struct wiretap *tap))
{
    uint64_t until_ms = monotonic_now_ms() + PLACE_LIMIT_MS;
    while (!holds(tap)) {
        check(monotonic_now_ms() < until_ms);
        wiretap_pump(tap);
    }
}

struct wiretap *wiretap_create(size_t ticks_most)
{
    struct wiretap *tap = calloc(1, sizeof *tap);
    check(tap != NULL);
    tap->random = 20240607;
    tap->place = place_create(TAP_TERMINALS, TAP_TERMINALS, TAP_SPEED);
    tap->relay =
        relay_start(tap->place->port, TAP_TERMINALS, ticks_most * TAP_NOTES_A_TICK + NOTES_MORE);
    const struct profile profile = {.practice = true};
    for (size_t i = 0; i < TAP_TERMINALS; i++) {
        struct terminal_keys keys = tap->place->terminals[i];
        keys.port = relay_port(tap->relay, i);
        struct terminal_config config = {.profile = &profile, .keys = &keys};
        enum err err = terminal_create(&config, &tap->terminals[i]);
        check(err == OK);
    }
    wiretap_wait(tap, wiretap_is_idle);
    return tap;
}

void wiretap_close(struct wiretap *tap)
{
    for (size_t i = 0; i < TAP_TERMINALS; i++)
        terminal_destroy(tap->terminals[i]);
    relay_stop(tap->relay);
    place_destroy(tap->place);
}

void wiretap_destroy(struct wiretap *tap)
{
    relay_destroy(tap->relay);
    free(tap);
}

// --- Lengths and beats.

void tap_lengths_add(struct tap_lengths *lengths, uint32_t bytes)
{
    size_t at = 0;
    while (at < lengths->count && lengths->bytes[at] < bytes)
        at++;
    if (at < lengths->count && lengths->bytes[at] == bytes)
        return;
    check(lengths->count < TAP_LENGTHS_MOST);
    memmove(lengths->bytes + at + 1, lengths->bytes + at,
            (lengths->count - at) * sizeof lengths->bytes[0]);
    lengths->bytes[at] = bytes;
    lengths->count++;
}

static bool is_in(const struct relay_note *note, const struct tap_span *span)
{
    return note->at_us >= span->from_us && note->at_us < span->until_us;
}

struct tap_lengths wiretap_lengths(const struct wiretap *tap, const struct tap_span *span,
                                   struct tap_kind kind)
{
    const struct relay_note *notes = NULL;
    size_t count = relay_notes(tap->relay, &notes);
    struct tap_lengths lengths = {0};
    for (size_t i = 0; i < count; i++)
        if (is_in(&notes[i], span) && notes[i].socket == kind.socket && notes[i].up == kind.up &&
            (notes[i].bytes <= HEARTBEAT_BYTES) == kind.heartbeats)
            tap_lengths_add(&lengths, notes[i].bytes);
    return lengths;
}

static int by_time(const void *a, const void *b)
{
    uint64_t first = *(const uint64_t *)a, second = *(const uint64_t *)b;
    return (first > second) - (first < second);
}

uint64_t wiretap_beat_us(const struct wiretap *tap, const struct tap_span *span)
{
    const struct relay_note *notes = NULL;
    size_t count = relay_notes(tap->relay, &notes), beats = 0;
    static uint64_t beat[BEATS_MOST];
    uint64_t last[TAP_TERMINALS] = {0};
    for (size_t i = 0; i < count; i++) {
        const struct relay_note *note = &notes[i];
        if (!is_in(note, span) || note->socket != 1 || !note->up || note->bytes <= HEARTBEAT_BYTES)
            continue;
        if (last[note->terminal] != 0 && beats < BEATS_MOST)
            beat[beats++] = note->at_us - last[note->terminal];
        last[note->terminal] = note->at_us;
    }
    check(beats > 0);
    qsort(beat, beats, sizeof beat[0], by_time);
    return beat[beats / 2];
}

// --- Guessing.

// Numbers about one terminal in one span.
struct tally {
    double count[RELAY_SOCKETS][2], bytes[RELAY_SOCKETS][2], longest[RELAY_SOCKETS][2];
    double heartbeats[RELAY_SOCKETS];
    double intervals, sum, squares, most, least;
    double part_sum[PARTS], part_intervals[PARTS];
    uint64_t last_us;
};

static void tally_cell(struct tally *tally, const struct tap_span *span, uint64_t at_us)
{
    if (tally->last_us != 0) {
        double interval = (double)(at_us - tally->last_us);
        size_t part = (size_t)((at_us - span->from_us) * PARTS / (span->until_us - span->from_us));
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

static void tally_note(struct tally *tally, const struct tap_span *span, uint64_t at_us,
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
        tally_cell(tally, span, at_us);
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

static void tally_span(const struct wiretap *tap, const struct tap_span *span, enum tap_leak leak,
                       struct tally tallies[TAP_TERMINALS])
{
    const struct relay_note *notes = NULL;
    size_t count = relay_notes(tap->relay, &notes);
    memset(tallies, 0, TAP_TERMINALS * sizeof tallies[0]);
    for (size_t i = 0; i < count; i++) {
        const struct relay_note *note = &notes[i];
        if (!is_in(note, span))
            continue;
        struct tally *tally = &tallies[note->terminal];
        bool cell = note->socket == 1 && note->up;
        bool fifth = cell && tally->count[1][1] == 4 && span->used[note->terminal];
        uint32_t bytes = note->bytes + (fifth && leak == TAP_LEAK_BYTE ? 1 : 0);
        tally_note(tally, span, note->at_us, bytes, note->socket, note->up);
        if (fifth && leak == TAP_LEAK_CELL)
            tally_note(tally, span, note->at_us + 1, bytes, note->socket, note->up);
    }
}

struct guess_result wiretap_guess(const struct wiretap *tap, const struct tap_span *spans,
                                  size_t count, enum tap_leak leak)
{
    struct guess_sample *samples = calloc(count * TAP_TERMINALS, sizeof *samples);
    check(samples != NULL);
    size_t sampled = 0, numbers = 0;
    for (size_t at = 0; at < count; at++) {
        struct tally tallies[TAP_TERMINALS];
        tally_span(tap, &spans[at], leak, tallies);
        double mean[GUESS_NUMBERS_MAX] = {0};
        for (size_t i = 0; i < TAP_TERMINALS; i++) {
            struct guess_sample *sample = &samples[sampled + i];
            sample->group = at;
            sample->label = spans[at].used[i];
            numbers = numbers_of(&tallies[i], sample->numbers);
            for (size_t k = 0; k < numbers; k++)
                mean[k] += sample->numbers[k] / TAP_TERMINALS;
        }
        // What all screens of one span share is no news about one of them.
        for (size_t i = 0; i < TAP_TERMINALS; i++, sampled++)
            for (size_t k = 0; k < numbers; k++)
                samples[sampled].numbers[k] -= mean[k];
    }
    struct guess_result result = guess(samples, sampled, numbers);
    free(samples);
    return result;
}

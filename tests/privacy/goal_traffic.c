// C29, and C24 for goals: on the wire a goal phase is like a prompt. Frames have the same lengths and the same
// beat, whether people answer, open their cards and save, or nobody does anything; no eight bytes of one
// stand in the other; and which screens open a card and save cannot be guessed from the rest. Real
// terminals and a real console over encrypted sockets, with a relay between them that reads along. The same
// guesser, given traffic with a leak put into it, finds it, and the same search finds what there is.
// goal_traffic [--long]: 40 guessed spans, or 600.
#include "base/check.h"
#include "wiretap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
    SPANS_SHORT = 40,
    SPANS_LONG = 600,
    TICKS = 28, // that a span is watched for
    BEGIN_TICKS = 6,
    TICKS_MORE = 4000, // to make the cards, and until everybody is away again
    PROMPT = 2,
    HEAD_BYTES = 16, // of a sealed frame: a name and a counter
    WINDOW_BYTES = 8,
};

static size_t span_count = SPANS_SHORT;
static struct tap_span spans[SPANS_LONG];
static struct tap_span resting, answering;
static uint8_t cards[TAP_TERMINALS][CARD_PICTURES]; // as people have them on paper

// What a person at a screen is about, in a span.
struct person {
    bool wants; // to open their card and save
    bool saved;
    uint64_t from_tick;
};
static struct person people[TAP_TERMINALS];
static size_t in_time; // saved while they were watched

static void give(struct terminal *terminal, enum goal_input input, uint8_t number)
{
    terminal_goal(terminal, &(struct goal_event){.input = input, .number = number});
}

static void touch_card(struct terminal *terminal, const uint8_t pictures[CARD_PICTURES])
{
    for (int i = 0; i < CARD_PICTURES; i++)
        give(terminal, GOAL_IN_PICTURE, pictures[i]);
}

static void write_line(struct terminal *terminal, uint32_t letter)
{
    give(terminal, GOAL_IN_EDIT, GOAL_FIELD_LONG);
    terminal_goal(terminal, &(struct goal_event){.input = GOAL_IN_KEY,
                                                 .key = {BOARD_LETTER, 'a' + letter % 26}});
    give(terminal, GOAL_IN_SAVE, 0);
}

// A sheet that is open: one more letter, saved; then the person is done.
static void at_sheet(struct wiretap *tap, size_t who)
{
    struct terminal *terminal = tap->terminals[who];
    if (terminal_goal_turn(terminal)->toast_ms == 0) {
        write_line(terminal, wiretap_draw(tap));
        return;
    }
    people[who].saved = true;
    give(terminal, GOAL_IN_DONE, 0);
}

static void act(struct wiretap *tap, size_t who)
{
    struct terminal *terminal = tap->terminals[who];
    const struct goal_turn *turn = terminal_goal_turn(terminal);
    bool begins = people[who].wants && !people[who].saved &&
                  terminal_envelope(terminal)->tick >= people[who].from_tick;
    switch (turn->state) {
    case GOAL_AT_AWAY:
        if (begins)
            give(terminal, GOAL_IN_ENTER, 0);
        break;
    case GOAL_AT_CARD:
        if (cards[who][0] == PICTURES_COUNT)
            give(terminal, GOAL_IN_NEW, 0);
        else
            touch_card(terminal, cards[who]);
        break;
    case GOAL_AT_NEW_CARD:
        memcpy(cards[who], turn->pictures, sizeof cards[who]);
        give(terminal, GOAL_IN_WRITTEN, 0);
        break;
    case GOAL_AT_SHEET:
        at_sheet(tap, who);
        break;
    default:
        break;
    }
}

static bool goals_are_here(const struct wiretap *tap)
{
    for (size_t i = 0; i < TAP_TERMINALS; i++)
        if (!terminal_goal_turn(tap->terminals[i])->room.open)
            return false;
    return true;
}

static bool all_away(const struct wiretap *tap)
{
    for (size_t i = 0; i < TAP_TERMINALS; i++)
        if (terminal_goal_turn(tap->terminals[i])->state != GOAL_AT_AWAY ||
            people[i].wants != people[i].saved)
            return false;
    return true;
}

static uint64_t now_tick(const struct wiretap *tap)
{
    return terminal_envelope(tap->terminals[0])->tick;
}

static void watch(struct wiretap *tap, struct tap_span *span)
{
    uint64_t first = now_tick(tap);
    span->from_us = tap_now_us();
    while (now_tick(tap) < first + TICKS) {
        for (size_t i = 0; i < TAP_TERMINALS; i++)
            act(tap, i);
        wiretap_pump(tap);
    }
    span->until_us = tap_now_us();
}

// Until everybody who began has saved and gone: one at whose screen it took longer is in the next span.
static void wait_until_away(struct wiretap *tap)
{
    uint64_t until = now_tick(tap) + TICKS_MORE;
    while (!all_away(tap)) {
        assert_true(now_tick(tap) < until);
        for (size_t i = 0; i < TAP_TERMINALS; i++)
            act(tap, i);
        wiretap_pump(tap);
    }
}

static void span_run(struct wiretap *tap, struct tap_span *span, size_t count)
{
    wiretap_choose(tap, count, span->used);
    for (size_t i = 0; i < TAP_TERMINALS; i++)
        people[i] = (struct person){.wants = span->used[i],
                                    .from_tick = now_tick(tap) + wiretap_draw(tap) % BEGIN_TICKS};
    watch(tap, span);
    for (size_t i = 0; i < TAP_TERMINALS; i++)
        in_time += people[i].saved;
    wait_until_away(tap);
}

static void goal_phase(struct wiretap *tap)
{
    struct tap_span making = {0};
    assert_int_equal(place_do(tap->place, COMMAND_GOALS_OPEN, 0), ALLOWED);
    wiretap_wait(tap, goals_are_here);
    for (size_t i = 0; i < TAP_TERMINALS; i++)
        cards[i][0] = PICTURES_COUNT; // none yet
    span_run(tap, &making, TAP_TERMINALS);
    relay_keep(tap->relay, true);
    span_run(tap, &resting, 0);
    span_run(tap, &spans[0], TAP_TERMINALS / 2);
    relay_keep(tap->relay, false);
    for (size_t i = 1; i < span_count; i++)
        span_run(tap, &spans[i], TAP_TERMINALS / 2);
    assert_int_equal(place_do(tap->place, COMMAND_GOALS_CLOSE, 0), ALLOWED);
    wiretap_wait(tap, wiretap_is_idle);
}

static bool all_asked(const struct wiretap *tap)
{
    for (size_t i = 0; i < TAP_TERMINALS; i++)
        if (!terminal_envelope(tap->terminals[i])->open ||
            terminal_turn(tap->terminals[i])->state != TURN_QUESTION)
            return false;
    return true;
}

static void prompt_phase(struct wiretap *tap)
{
    assert_int_equal(place_do(tap->place, COMMAND_PROMPT_OPEN, PROMPT), ALLOWED);
    wiretap_wait(tap, all_asked);
    wiretap_choose(tap, TAP_TERMINALS / 2, answering.used);
    memset(people, 0, sizeof people);
    for (size_t i = 0; i < TAP_TERMINALS; i++) {
        if (!answering.used[i])
            continue;
        terminal_input(tap->terminals[i], TURN_IN_CHOOSE, 1);
        terminal_input(tap->terminals[i], TURN_IN_SEND, 0);
        assert_int_equal(terminal_turn(tap->terminals[i])->state, TURN_SENDING);
    }
    relay_keep(tap->relay, true);
    watch(tap, &answering);
    relay_keep(tap->relay, false);
    assert_int_equal(place_do(tap->place, COMMAND_PROMPT_VOID, 0), ALLOWED);
    wiretap_wait(tap, wiretap_is_idle);
}

// --- What was seen.

static void the_same_lengths_and_beat(const struct wiretap *tap)
{
    const struct tap_kind cells = {.socket = 1, .up = true}, envelopes = {.socket = 0};
    struct tap_lengths cell = wiretap_lengths(tap, &answering, cells);
    struct tap_lengths envelope = wiretap_lengths(tap, &answering, envelopes);
    assert_int_equal(cell.count, 1);
    assert_int_equal(envelope.count, 1);
    uint64_t beat_us = wiretap_beat_us(tap, &answering);
    for (size_t i = 0; i <= span_count; i++) {
        const struct tap_span *span = i == span_count ? &resting : &spans[i];
        struct tap_lengths now_cell = wiretap_lengths(tap, span, cells);
        struct tap_lengths now_envelope = wiretap_lengths(tap, span, envelopes);
        assert_memory_equal(&now_cell, &cell, sizeof cell);
        assert_memory_equal(&now_envelope, &envelope, sizeof envelope);
        uint64_t now_us = wiretap_beat_us(tap, span);
        assert_true(now_us > beat_us * 9 / 10 && now_us < beat_us * 11 / 10);
    }
    print_message("bytes of a cell %u, of an envelope %u; %.1f ms from cell to cell\n",
                  cell.bytes[0], envelope.bytes[0], (double)beat_us / 1000);
}

struct windows {
    size_t count;
    uint64_t *at;
};

// All runs of eight bytes of the frames kept in a span, behind so many bytes of each.
static struct windows windows_of(const struct wiretap *tap, const struct tap_span *span,
                                 size_t behind)
{
    const struct relay_note *notes = NULL;
    size_t count = relay_notes(tap->relay, &notes), room = 0;
    struct windows windows = {0};
    for (size_t i = 0; i < count; i++)
        room += notes[i].kept_bytes;
    windows.at = malloc(room * sizeof windows.at[0]);
    check(windows.at != NULL);
    for (size_t i = 0; i < count; i++) {
        const struct relay_note *note = &notes[i];
        if (note->kept == NULL || note->at_us < span->from_us || note->at_us >= span->until_us)
            continue;
        for (size_t at = behind; at + WINDOW_BYTES <= note->kept_bytes; at++)
            memcpy(&windows.at[windows.count++], note->kept + at, WINDOW_BYTES);
    }
    check(windows.count > 0);
    return windows;
}

static int by_value(const void *a, const void *b)
{
    uint64_t first = *(const uint64_t *)a, second = *(const uint64_t *)b;
    return (first > second) - (first < second);
}

static size_t shared(struct windows some, struct windows others)
{
    size_t count = 0;
    qsort(some.at, some.count, sizeof some.at[0], by_value);
    for (size_t i = 0; i < others.count; i++)
        count += bsearch(&others.at[i], some.at, some.count, sizeof some.at[0], by_value) != NULL;
    return count;
}

static size_t bytes_in_both(const struct wiretap *tap, const struct tap_span *a,
                            const struct tap_span *b, size_t behind)
{
    struct windows first = windows_of(tap, a, behind), second = windows_of(tap, b, behind);
    size_t count = shared(first, second);
    free(first.at);
    free(second.at);
    return count;
}

static void no_bytes_of_one_in_the_other(const struct wiretap *tap)
{
    assert_int_equal(bytes_in_both(tap, &answering, &spans[0], HEAD_BYTES), 0);
    assert_int_equal(bytes_in_both(tap, &answering, &resting, HEAD_BYTES), 0);
    assert_int_equal(bytes_in_both(tap, &spans[0], &resting, HEAD_BYTES), 0);
    // What stands openly in front of each sealed frame is the same in all, and is found.
    assert_true(bytes_in_both(tap, &answering, &spans[0], 0) > 0);
}

static void c29_a_goal_phase_is_like_a_prompt(void **state)
{
    (void)state;
    struct wiretap *tap = wiretap_create((span_count + 4) * TICKS * 2 + TICKS_MORE);
    goal_phase(tap);
    prompt_phase(tap);
    wiretap_close(tap);
    // Else what is to be guessed would not be in what is seen.
    assert_true(in_time * 10 >= (TAP_TERMINALS + span_count * TAP_TERMINALS / 2) * 9);
    the_same_lengths_and_beat(tap);
    no_bytes_of_one_in_the_other(tap);
    struct guess_result honest = wiretap_guess(tap, spans, span_count, TAP_LEAK_NONE);
    struct guess_result byte = wiretap_guess(tap, spans, span_count, TAP_LEAK_BYTE);
    struct guess_result cell = wiretap_guess(tap, spans, span_count, TAP_LEAK_CELL);
    print_message("%zu of %zu saved within their span\n", in_time,
                  TAP_TERMINALS + span_count * TAP_TERMINALS / 2);
    print_message("who opened a card: %zu of %zu right (%.3f; chance up to %.3f); "
                  "with a longer cell %.3f, with a cell at once %.3f\n",
                  honest.right, honest.tried, honest.rate, honest.most_by_chance, byte.rate,
                  cell.rate);
    assert_true(honest.rate <= honest.most_by_chance);
    assert_true(byte.rate > 0.9);
    assert_true(cell.rate > 0.9);
    wiretap_destroy(tap);
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "--long") == 0)
        span_count = SPANS_LONG;
    const struct CMUnitTest tests[] = {cmocka_unit_test(c29_a_goal_phase_is_like_a_prompt)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

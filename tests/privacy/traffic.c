// C24: what somebody on the room's network can see, the length and the time of every frame of every
// screen, does not tell who answered. Real terminals and a real console over encrypted sockets, with a
// relay between them that reads along. The same guesser, given traffic with a leak put into it, finds it.
// traffic [--long]: 48 guessed prompts, or 600.
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
    COUNTED = TAP_TERMINALS + 1, // prompts with 0, 1, ... 12 answers come first
    GUESSED_SHORT = 48,
    GUESSED_LONG = 600,
    PROMPTS_MOST = COUNTED + GUESSED_LONG,
    TICKS = 16, // that a prompt is watched for
    PROMPT = 2,
};

static size_t guessed = GUESSED_SHORT;
static struct tap_span prompts[PROMPTS_MOST];
static size_t prompt_count;

static bool all_asked(const struct wiretap *tap)
{
    for (size_t i = 0; i < TAP_TERMINALS; i++) {
        const struct envelope *envelope = terminal_envelope(tap->terminals[i]);
        if (envelope == NULL || !envelope->open || terminal_deck(tap->terminals[i]) == NULL ||
            terminal_turn(tap->terminals[i])->state != TURN_QUESTION)
            return false;
    }
    return true;
}

static void answer(struct wiretap *tap, struct terminal *terminal)
{
    uint8_t choice = (uint8_t)(wiretap_draw(tap) % (TURN_PASS + 1));
    terminal_input(terminal, TURN_IN_CHOOSE, choice);
    terminal_input(terminal, TURN_IN_SEND, 0);
    assert_int_equal(terminal_turn(terminal)->state, TURN_SENDING);
}

// One prompt; each who answers does so at some tick of its first half, and is saved within it.
static void prompt_run(struct wiretap *tap, size_t answers)
{
    struct tap_span *span = &prompts[prompt_count++];
    uint64_t at_tick[TAP_TERMINALS];
    wiretap_choose(tap, answers, span->used);
    for (size_t i = 0; i < TAP_TERMINALS; i++)
        at_tick[i] = wiretap_draw(tap) % (TICKS / 2);
    assert_int_equal(place_do(tap->place, COMMAND_PROMPT_OPEN, PROMPT), ALLOWED);
    wiretap_wait(tap, all_asked);
    const struct envelope *envelope = terminal_envelope(tap->terminals[0]);
    uint64_t first = envelope->tick;
    bool sent[TAP_TERMINALS] = {false};
    span->from_us = tap_now_us();
    while (envelope->tick < first + TICKS) {
        for (size_t i = 0; i < TAP_TERMINALS; i++) {
            if (!span->used[i] || sent[i] || envelope->tick < first + at_tick[i])
                continue;
            answer(tap, tap->terminals[i]);
            sent[i] = true;
        }
        wiretap_pump(tap);
    }
    span->until_us = tap_now_us();
    for (size_t i = 0; i < TAP_TERMINALS; i++)
        assert_int_equal(terminal_turn(tap->terminals[i])->answer.kind, CELL_DUMMY);
    assert_int_equal(place_do(tap->place, COMMAND_PROMPT_VOID, 0), ALLOWED);
    wiretap_wait(tap, wiretap_is_idle);
}

static void the_same_lengths(const struct wiretap *tap)
{
    const struct tap_kind cells = {.socket = 1, .up = true}, envelopes = {.socket = 0};
    struct tap_lengths cell = wiretap_lengths(tap, &prompts[0], cells);
    struct tap_lengths envelope = wiretap_lengths(tap, &prompts[0], envelopes);
    // One length each, whatever is in them.
    assert_int_equal(cell.count, 1);
    assert_int_equal(envelope.count, 1);
    assert_true(cell.bytes[0] > CELL_BYTES);
    assert_true(envelope.bytes[0] > ENVELOPE_OPEN_BYTES);
    struct tap_lengths others[2] = {{0}, {0}}; // health, and heartbeats, of all prompts
    for (size_t p = 0; p < prompt_count; p++) {
        const struct tap_span *span = &prompts[p];
        struct tap_lengths now_cell = wiretap_lengths(tap, span, cells);
        struct tap_lengths now_envelope = wiretap_lengths(tap, span, envelopes);
        assert_memory_equal(&now_cell, &cell, sizeof cell);
        assert_memory_equal(&now_envelope, &envelope, sizeof envelope);
        assert_int_equal(
            wiretap_lengths(tap, span, (struct tap_kind){.socket = 0, .up = true}).count, 0);
        assert_int_equal(wiretap_lengths(tap, span, (struct tap_kind){.socket = 1}).count, 0);
        for (uint8_t i = 0; i < 2 * 2 * RELAY_SOCKETS; i++) {
            struct tap_kind kind = {
                .socket = i / 4, .up = (i & 1) != 0, .heartbeats = (i & 2) != 0};
            if (!kind.heartbeats && kind.socket != 2)
                continue;
            struct tap_lengths some = wiretap_lengths(tap, span, kind);
            for (size_t k = 0; k < some.count; k++)
                tap_lengths_add(&others[kind.heartbeats], some.bytes[k]);
        }
    }
    print_message("bytes of a cell %u, of an envelope %u; kinds of health %zu, of heartbeats %zu\n",
                  cell.bytes[0], envelope.bytes[0], others[0].count, others[1].count);
    assert_true(others[0].count <= 1 && others[1].count <= 2);
}

static void traffic_does_not_tell(void **state)
{
    (void)state;
    struct wiretap *tap = wiretap_create((COUNTED + guessed) * TICKS);
    for (size_t answers = 0; answers < COUNTED; answers++)
        prompt_run(tap, answers);
    for (size_t p = 0; p < guessed; p++)
        prompt_run(tap, TAP_TERMINALS / 2);
    wiretap_close(tap);
    the_same_lengths(tap);
    const struct tap_span *spans = prompts + COUNTED;
    struct guess_result honest = wiretap_guess(tap, spans, guessed, TAP_LEAK_NONE);
    struct guess_result byte = wiretap_guess(tap, spans, guessed, TAP_LEAK_BYTE);
    struct guess_result cell = wiretap_guess(tap, spans, guessed, TAP_LEAK_CELL);
    print_message("who answered: %zu of %zu right (%.3f; chance up to %.3f); "
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
        guessed = GUESSED_LONG;
    const struct CMUnitTest tests[] = {cmocka_unit_test(traffic_does_not_tell)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

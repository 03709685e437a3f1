#pragma once
// A whole session for tests: eight steps, ten slides, five prompts, eight people; and the way every
// caller goes: decide, encode, decode, apply.
#include "core/session.h"

enum {
    HELP_SLIDES = 10,
    HELP_STEPS = 8
};
// Prompts of the session below, by number.
enum {
    PLAIN_SINGLE = 1,
    PERSONAL_FACES = 2,
    SENSITIVE_ALL = 3,
    PERSONAL_SINGLE = 4,
    TEXT = 5, // three phrases
    HELP_PROMPTS = 5
};

struct begin help_begin(void);
struct command help_command(enum command_kind kind, uint16_t number, uint16_t amount);
// A moment at a session time, a usual day.
struct moment help_moment(uint64_t session_ms);
// Decides and, if allowed, applies every fact after a trip through fact_encode and fact_decode.
// Fails the test if the session changed during decide or a fact is refused.
enum refusal help_do(struct session *session, const struct command *command,
                     const struct moment *moment);
// The same for a command with a number, at the session's own time.
enum refusal help_now(struct session *session, enum command_kind kind, uint16_t number);
void help_start(struct session *session);
// A box for the open prompt with count answers of the given choices, in a fixed order.
void help_box(const struct session *session, const uint8_t *choices, uint8_t count,
              struct box *out_box);
// Opens, answers (choices 0 stand for pass), closes and lets the 20 s pass.
void help_run_prompt(struct session *session, uint16_t number, const uint8_t *choices,
                     uint8_t count, bool show);
// A text prompt with a line each of own words, NULL for who passes, up to its review (or further, if
// they are too few): opens, answers, closes to be shown, lets the 20 s pass.
void help_write(struct session *session, const char *const *words, uint8_t count,
                struct box *out_box);
// Fails unless encoding, decoding and encoding again give the same bytes and the same value.
void help_round_trip(const struct session *session);
// A seeded sequence of numbers for tests: xorshift64*.
uint32_t help_random(uint64_t *seed);

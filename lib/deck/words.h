#pragma once
// Small sentences made of the interface's words: dates, times, numbers, the names of steps. For whatever is
// no window, such as paper and tables; everything that is not a number comes from assets/strings. Pure.
#include "base/out.h"
#include "deck/strings.h"

struct words { // which words; lent
    const struct strings *strings;
    enum language language;
};

enum {
    WORDS_NUMBER_BYTES = 24
};

// The text of an id, as strings_get gives it.
const char *words_get(const struct words *words, const char *id);
const char *words_number(int64_t number, char buffer[WORDS_NUMBER_BYTES]); // gives back buffer
void words_date(struct out *out, const struct words *words, uint32_t day); // with the weekday
void words_date_iso(struct out *out, uint32_t day);                        // "2026-11-04"
// Time of day of a session time: "10:38".
void words_time(struct out *out, uint16_t wall_minute, uint64_t at_ms);
// One word or sentence, with {n}, or {a} and {b}, filled in.
void words_one(struct out *out, const struct words *words, const char *id, int64_t n);
void words_two(struct out *out, const struct words *words, const char *id, int64_t a, int64_t b);
// The id's group and its name apart, as "flag." and "large-group"; empty if English lacks it.
const char *words_named(const struct words *words, const char *group, const char *name);
// The step's own title, or the interface's word for its key.
const char *words_step(const struct words *words, const char *key, const char *title);

#pragma once
// The words of the evidence, for windows, reports and the command line: everything that is not a
// number comes from assets/strings. Nothing here says more than the evidence holds. Pure.
#include "base/out.h"
#include "deck/strings.h"
#include "supervisor/evidence.h"

struct words { // which words; lent
    const struct strings *strings;
    enum language language;
};

void words_date(struct out *out, const struct words *words, uint32_t day); // with the weekday
void words_date_iso(struct out *out, uint32_t day);                        // "2026-11-04"
// Time of day of a session time: "10:38".
void words_time(struct out *out, uint16_t wall_minute, uint64_t at_ms);
// One word or sentence, with {n}, or {a} and {b}, filled in.
void words_one(struct out *out, const struct words *words, const char *id, int64_t n);
void words_two(struct out *out, const struct words *words, const char *id, int64_t a, int64_t b);
// The id's group and its name apart, as "flag." and "large-group"; empty if English lacks it.
const char *words_of(const struct words *words, const char *group, const char *name);
// The step's own title, or the interface's word for its key.
const char *words_step(const struct words *words, const char *key, const char *title);
// "10:39 Say it back", "62 of 60 min", "6 of 8 followed up".
void evidence_chip_words(struct out *out, const struct words *words,
                         const struct evidence *evidence, const struct evidence_chip *chip);
// "The record cannot show this", ...; empty for EVIDENCE_CHIPS.
const char *evidence_state_words(const struct words *words, enum evidence_state state);
// "6 of 8 goals were followed up".
void review_flag_words(struct out *out, const struct words *words, const struct evidence *evidence,
                       const struct review_flag *flag);
const char *measure_words(const struct words *words, enum measure measure);

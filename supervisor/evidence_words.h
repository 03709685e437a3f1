#pragma once
// The words of the evidence, for windows, reports and the command line: everything that is not a
// number comes from assets/strings. Pure.
#include "base/out.h"
#include "deck/strings.h"
#include "supervisor/evidence.h"

// A time of day of a session time: "10:38". With a start of 0:00 it counts from the beginning.
void words_time(struct out *out, uint16_t wall_minute, uint64_t at_ms);
// "Topic and practice": the step's own title, or the interface's short word for its key.
const char *words_step(const struct strings *strings, enum language language, const char *key,
                       const char *title);
// "10:39 Say it back", "62 of 60 min", "6 of 8 followed up".
void evidence_chip_words(struct out *out, const struct strings *strings, enum language language,
                         const struct evidence *evidence, const struct evidence_chip *chip);
// "The record cannot show this", ...; empty for EVIDENCE_CHIPS.
const char *evidence_state_words(const struct strings *strings, enum language language,
                                 enum evidence_state state);
// "Goals: 6 of 8 followed up".
void review_flag_words(struct out *out, const struct strings *strings, enum language language,
                       const struct evidence *evidence, const struct review_flag *flag);
// "Home practice set"
const char *review_measure_words(const struct strings *strings, enum language language,
                                 enum review_measure measure);
// "few", "about half", "most", or a plain count.
void release_row_words(struct out *out, const struct strings *strings, enum language language,
                       const struct release *release, uint8_t row);

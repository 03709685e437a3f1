#pragma once
// The words of the evidence, for windows, reports and the command line: everything that is not a
// number comes from assets/strings. Nothing here says more than the evidence holds. Pure.
#include "base/out.h"
#include "deck/words.h"
#include "supervisor/evidence.h"

// "10:39 Say it back", "62 of 60 min", "6 of 8 followed up".
void evidence_chip_words(struct out *out, const struct words *words,
                         const struct evidence *evidence, const struct evidence_chip *chip);
// "The record cannot show this", ...; empty for EVIDENCE_CHIPS.
const char *evidence_state_words(const struct words *words, enum evidence_state state);
// "6 of 8 goals were followed up".
void review_flag_words(struct out *out, const struct words *words, const struct evidence *evidence,
                       const struct review_flag *flag);
const char *measure_words(const struct words *words, enum measure measure);

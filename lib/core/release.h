#pragma once
// The release rules, complete and in one place. Pure.
#include "core/box.h"
#include "core/session.h"
#include "wire/fact.h"

// Least number of accepted answers, passes included: plain 4, personal 5, sensitive 7.
uint8_t release_least(enum privacy_class class);
// f: "few" is at most f people. 2 up to 6 answers, else max(3, round(n / 3)).
uint8_t release_few_most(uint8_t answer_count);
// The released view of a box of any kind but text. show false gives RELEASE_HELD; too few gives RELEASE_WITHHELD.
void release_of(const struct box *box, bool show, struct release *out_release);

// What a release is judged by when a record tells it.
struct release_terms {
    enum prompt_kind kind;
    enum privacy_class class;
    uint8_t option_count;
    uint8_t places;
    bool show;
    bool reviewed; // text: its lines were read by the practitioner
};
// Whether a closing text prompt goes on to its review: it is to be shown and has enough answers.
bool release_needs_review(const struct box *box, bool show);
// What a review ends with: its lines, or, without any, held back. Terms and number are checked before
// (text_lines_ok).
void release_of_lines(const struct text_line *lines, uint8_t count, struct release *out_release);
// What a goal phase leaves: a band of the cards opened among the people present, from five cards on, and
// the lines that were shared. Cards past the people present count as everybody's.
void release_of_goals(const struct goals_gathered *gathered, uint8_t people,
                      struct goals_release *out_release);
// Whether some goal phase with so many people present could have left this.
bool goals_release_can_be(const struct goals_release *release, uint8_t people);
// Whether some box under these terms could have been released so. False for what release_of never
// says: bands for a plain prompt, a legend that no number of answers gives, counts past the places.
bool release_can_be(const struct release *release, const struct release_terms *terms);

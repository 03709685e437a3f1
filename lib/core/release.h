#pragma once
// The release rules (privacy.md 2), complete and in one place. Pure.
#include "core/box.h"
#include "wire/fact.h"

// Least number of accepted answers, passes included: plain 4, personal 5, sensitive 7.
uint8_t release_least(enum privacy_class class);
// f: "few" is at most f people. 2 up to 6 answers, else max(3, round(n / 3)).
uint8_t release_few_most(uint8_t answer_count);
// The released view of a box. show false gives RELEASE_HELD; too few gives RELEASE_WITHHELD.
void release_of(const struct box *box, bool show, struct release *out_release);

// What a release is judged by when a record tells it.
struct release_terms {
    enum prompt_kind kind;
    enum privacy_class class;
    uint8_t option_count;
    uint8_t places;
    bool show;
};
// Whether some box under these terms could have been released so. False for what release_of never
// says: bands for a plain prompt, a legend that no number of answers gives, counts past the places.
bool release_can_be(const struct release *release, const struct release_terms *terms);

#pragma once
// Somebody who tries to tell two kinds of things apart: logistic regression over standardised numbers,
// learned on one half and tried on the other.
#include <stddef.h>
#include <stdint.h>

enum {
    GUESS_NUMBERS_MAX = 40
};
struct guess_sample {
    double numbers[GUESS_NUMBERS_MAX];
    int label;    // 0 or 1
    size_t group; // even groups are learned from, odd ones are guessed
};
struct guess_result {
    size_t tried, right;
    double rate;
    double most_by_chance; // of a coin with so many throws: half, and 3.3 standard deviations
};
// Samples are standardised in place.
struct guess_result guess(struct guess_sample *samples, size_t count, size_t numbers);

#pragma once
// A line of a text prompt: a preset phrase of the deck, by its number, or a person's own words. What
// may stand in own words is decided here once, for the terminal that types them, the cell that carries
// them, the box that keeps them, the practitioner who shortens them and the record that holds what was
// shown. Plain values, pure.
#include "base/limits.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text_line {
    uint8_t phrase;             // option 1 to option count; 0: own words
    char text[OWN_WORDS_BYTES]; // empty for a phrase
};

// Whether a field holds own words: 1 to OWN_WORDS_POINTS code points as text_ok wants them, no blank at
// either end, NUL-terminated, zeros behind it.
bool own_words_ok(const char text[OWN_WORDS_BYTES]);
// Whether it holds own words of a goal: the same in at most GOAL_WORDS_BYTES_MOST bytes, so that a sheet
// of them fits its row.
bool goal_words_ok(const char text[OWN_WORDS_BYTES]);
// Whether a field holds no words at all: every byte zero.
bool own_words_none(const char text[OWN_WORDS_BYTES]);
// Whether a line is one or the other. phrases: how many the prompt has.
bool text_line_ok(const struct text_line *line, uint8_t phrases);
// Whether this is what may be shown: count lines from 1 to TEXT_LINES_MAX, each line_ok, zeros behind them.
bool text_lines_ok(const struct text_line lines[TEXT_LINES_MAX], uint8_t count, uint8_t phrases);

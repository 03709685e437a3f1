#pragma once
// The small text files of a data folder, and lines of scripts: lines, words, numbers and keys in hex,
// read from a lent span without copying. Pure.
#include "base/err.h"
#include "base/span.h"

// Takes the next line off text, without its end of line; false when there is none.
bool line_take(struct span *text, struct span *out_line);
// Takes the next word (no blanks) off line; false when there is none.
bool word_take(struct span *line, struct span *out_word);
bool word_is(struct span word, const char *text);
// A whole decimal number from 0 to most.
bool word_number(struct span word, uint64_t most, uint64_t *out_number);
// Exactly size bytes in lower-case hex.
bool word_hex(struct span word, uint8_t *out_bytes, size_t size);

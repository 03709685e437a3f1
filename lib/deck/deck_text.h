#pragma once
// Text fields of a deck: like text_set() of base/utf8.h, but a translator's line break (U+200B,
// which Lao needs) may stay. Private to lib/deck.
#include "base/err.h"
#include "base/span.h"
#include <stddef.h>

// Copies acceptable text into a fixed field, zero-padded and NUL-terminated. ERR_TOO_LONG if it
// does not fit whole, ERR_TEXT if it is not acceptable.
enum err deck_text_set(char *out_field, size_t size, struct span text) MUST_USE;

#pragma once
// The body of a deck file: pieces of Markdown put together as slides, prompts, notes and ideas.
// Private to lib/deck. What is missing or does not fit together is found afterwards by
// deck_source.c; here each piece alone must make sense.
#include "deck/deck_source.h"

// Fills the slides, prompts and ideas of source. Every fault is added to the list. ERR_MALFORMED
// if reading had to stop before the end.
enum err deck_body_read(struct span bytes, uint32_t line_first, const struct deck_art *art,
                        struct diagnostics *diagnostics, struct deck_source *source) MUST_USE;

#pragma once
// The head of a deck file: the YAML between its two lines of "---". Private to lib/deck.
#include "deck/deck_source.h"

// Fills the head's fields of source. bytes: the YAML alone; line_first: the number of its first
// line. Every fault is added to the list.
void deck_head_read(struct span bytes, uint32_t line_first, struct arena *arena,
                    struct diagnostics *diagnostics, struct deck_source *source);

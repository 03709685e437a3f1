#pragma once
// Private to evidence*.c and trends.c: how an item gets its chips.
#include "supervisor/evidence.h"

// Fills both sheets from the numbers of the review page.
void evidence_fill_items(struct evidence *evidence);
// One more chip, if there is room; the item then shows something.
void evidence_chip_add(struct evidence_item *item, const struct evidence_chip *chip);

#pragma once
// A group that has a word of its own for everything, in every language: for tests that switch the labels
// of every screen. Short words, and words as long as a label may be.
#include "deck/labels.h"
#include "ui/draw.h"

enum labels_kind {
    LABELS_SHORT,
    LABELS_LONGEST,
#ifdef TEST_BRISK
    LABELS_FIRST = LABELS_LONGEST,
#else
    LABELS_FIRST = LABELS_SHORT,
#endif
};

// Lent for good.
const struct deck_labels *labels_of(enum labels_kind kind);
// How many texts of a list say a default of the interface in a language, from the first label on that is
// looked for; each is printed. What the deck says, legends that count people, and texts with some words
// that somebody wrote (NULL: none), are passed over.
int labels_left(const struct draw_list *list, const struct strings *plain, enum language language,
                enum label first, const struct deck *deck, const char *written, const char *screen);

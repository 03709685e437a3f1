#pragma once
// What a group calls things, in every text that says it. Where a text of assets/strings names one of
// the few things that a group may have a word of its own for (enum label) it holds a slot:
// {home-practice}, or {Home-practice} where it begins with a capital. The slots of all texts are filled
// here, at once, with the group's word in the text's language or with that language's default
// ("label.home-practice"), so that no screen has to know of labels: whoever holds the filled texts says
// the right word. A narrow place says {home-practice-short}, whose default ("label.home-practice.short")
// is shorter; a group's word stands there as it is. One thread a struct.
#include "deck/strings.h"
#include "wire/deck.h"

enum {
    LABELLED_MAX = 48, // more than a start page has groups
    LABELLED_ARENA_BYTES = 1024 * 1024,
};

struct label_slot {
    enum label label;
    bool capital, is_short;
};
// Whether a placeholder's name (without braces) is a slot of a label, and of which.
bool label_slot_find(struct span name, struct label_slot *out_slot);
// Fills the slots of all texts. labels: by enum language; NULL: the defaults. The filled texts and the
// entries of out_strings live in the arena, all else stays in that of strings; out_strings may be
// strings itself. ERR_MEMORY.
enum err labels_fill(const struct strings *strings, const struct deck_labels *labels,
                     struct arena *arena, struct strings *out_strings) MUST_USE;

// The texts as one group after another says them. One thread asks; what was lent any thread may read.
struct labelled;
enum err labelled_create(const struct strings *plain, struct labelled **out_labelled) MUST_USE;
void labelled_destroy(struct labelled *labelled); // NULL is fine
// The texts with these labels, by enum language; NULL: the defaults. Made once for each labels and lent
// until destroyed: a sheet may still be printing with the words of the group before. Where there is no
// memory, or after LABELLED_MAX different ones, the defaults are said.
const struct strings *labelled_strings(struct labelled *labelled, const struct deck_labels *labels);

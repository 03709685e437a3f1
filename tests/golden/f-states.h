#pragma once
// Every state of the console that has a picture: made by hand from the real words and decks, so that
// golden lists, lint and rectangles can be had without a hub, a network or a clock.
#include "facilitator/view.h"

struct f_states; // the library, the choices and one scene, shared by all states
struct f_states *f_states_create(const char *assets);
void f_states_destroy(struct f_states *states);

struct f_state {
    const char *name; // of the golden file: "f-live"
    const char *wide; // of the wide one, or NULL
    const char *mock; // the design's picture whose rectangles hold, or NULL
};
const struct f_state *f_states_list(size_t *out_count);
// The words that views have from now on, and the labels, by enum language, that every group's file has;
// NULL: the interface's own, which f_states_words gives, and those of the real files.
void f_states_say(struct f_states *states, const struct strings *strings,
                  const struct deck_labels *labels);
const struct strings *f_states_words(const struct f_states *states);
// Puts the state into a view. Lent until the next call.
const struct view *f_state_view(struct f_states *states, const char *name, enum language language);

#pragma once
// The room screen: what the projector shows, from a scene made for AUDIENCE_ROOM. While a prompt is
// open it shows the question and its answers and nothing about who or how many; that the box is full
// is all that it may add. One language, the leader's; an open question stands in the
// others below it. A pure function of its arguments: nothing is kept between two calls.
#include "deck/strings.h"
#include "ui/draw.h"
#include "wire/deck.h"
#include "wire/scene.h"

enum room_screen {
    ROOM_WELCOME = 1, // no group yet: mark and hills
    ROOM_PROMISE,     // "How we keep answers private", until the first slide
    ROOM_SLIDE,
    ROOM_PROMPT, // open or closing
    ROOM_FULL,   // open, and everyone has had a turn
    ROOM_RESULT, // bands, counts, or too few
    ROOM_PAUSE,
    ROOM_BLANK, // night and nothing else
    ROOM_ENDED,
};

struct room_view {
    const struct scene *scene; // .audience == AUDIENCE_ROOM
    const struct deck *deck;   // NULL only where show_room_needs_deck says no
    const struct strings *strings;
    enum language language;
    // Who may replay, by name, for the opening card; 0: it does not say.
    const char *const *reviewers;
    size_t reviewer_count;
};

enum {
    ROOM_WIDTH = 1600,
    ROOM_HEIGHT = 900
};

// Which of the screens a scene asks for. Blank wins over pause, pause over results, results over an
// open prompt, and that over the slide.
enum room_screen show_room_screen(const struct scene *scene);
// Whether that screen cannot be painted without the deck.
bool show_room_needs_deck(const struct scene *scene);
// The whole list, from draw_begin to draw_end, for a window of so many device pixels: a 1600 x 900
// canvas scaled to fit, on white for slides, paper for the rest, night for pause and blank.
void show_room(struct draw_list *list, struct fonts *fonts, int pixels_w, int pixels_h,
               const struct room_view *view);

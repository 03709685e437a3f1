#pragma once
// Slides, painted once for all three programs. A slide is a 1280 x 720 canvas put into any
// rectangle (draw_mini), so that the room screen, a terminal, the console's "now" and "next" and the
// replay show the same thing to the pixel. Pure: emits into the draw list, keeps nothing; measures
// text with the list's fonts. Call it between draw_begin and draw_end, outside draw_mini.
//
//   struct slide_view view = {.deck = deck, .strings = strings, .slide = scene->slide,
//                             .language = LANGUAGE_LO, .size = TEXT_LARGE};
//   show_slide(list, rect_of(50, 20, 1180, 666), SLIDE_ON_TERMINAL, "slide", &view);
#include "deck/strings.h"
#include "ui/draw.h"
#include "wire/deck.h"

// What is to be shown. All pointers are lent for the call.
struct slide_view {
    const struct deck *deck;
    const struct strings *strings;
    uint8_t slide;          // 1 to deck->slide_count
    enum language language; // a slide that lacks it is shown in English
    enum text_size size;    // terminals; what fits grows with it. Others leave it TEXT_LARGE
    bool staff; // marks drafts and slides not yet translated; never on room or terminals
};

// The frame around a slide; the rectangle given is the frame's outside.
enum slide_frame {
    SLIDE_BARE,        // none: the room screen
    SLIDE_ON_TERMINAL, // r 26, 2 px line: 1180 x 666 at 50, 20 in the design
    SLIDE_ON_STAFF,    // r 14, 1 px line: 640 x 360, 300 x 169 and 608 x 343
};

// Paints a slide into a rectangle, as large as 16:9 allows, in its middle. A name makes the frame an
// area of the list ("slide", "next-slide"); NULL: no area.
void show_slide(struct draw_list *list, struct rect rect, enum slide_frame frame, const char *name,
                const struct slide_view *view);

// One half of the two-language view (596 x 656): the language's name, the title and the same cards
// in the same order and colours as the other half. Emits the area "slide-en", "slide-lo", ...
void show_slide_half(struct draw_list *list, struct rect rect, const struct slide_view *view);

// The title in the language shown ("Slide 7: ..." in lists of slides, and for reading aloud).
const char *show_slide_title(const struct slide_view *view);

// Whether a slide has no words of its own in the view's language and English is shown instead.
bool show_slide_falls_back(const struct slide_view *view);

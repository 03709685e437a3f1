#pragma once
// Private to lib/show: what a whole slide and half a slide have in common.
#include "show/block.h"
#include "show/slide.h"

enum slide_tint {
    TINT_PINE,
    TINT_GOLD,
    TINT_PLUM,
    TINT_SKY,
    SLIDE_TINTS
};

// Ground and foreground of the card at a place: four pairs, in turn.
struct card_colors {
    enum color ground, art;
};
struct card_colors slide_card_colors(int place);

// A slide made ready to be painted.
struct slide_words {
    const struct deck_slide *slide;
    const struct deck_slide_words *words;
    enum tongue tongue; // of the words
    const char *kicker; // of a talk slide; never NULL
    const char *foot;   // the module's title
    enum text_size size;
    int number;
    bool lao; // lines are taller, gaps smaller
};
struct slide_words slide_words_of(const struct slide_view *view);

// A type of the slide canvas in the slide's tongue.
struct text_style slide_style(const struct slide_words *words, enum type type, enum color color);
// A card as a block: heading in ink, text in ink2.
struct block slide_block(const struct slide_words *words, const struct deck_card *card);

// The layouts, on the 1280 x 720 canvas, without ground, title slides to pictures.
void slide_body(struct draw_list *list, const struct slide_words *words);

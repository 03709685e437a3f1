#pragma once
// Private to lib/show: a heading and a text under each other, measured and painted, and the search
// for the largest type at which everything fits. Works inside draw_mini too.
#include "ui/draw.h"

// The lines a text falls into at a width of the canvas being painted, small copy or not.
struct text_size_used show_measure(const struct draw_list *list, const struct text_style *style,
                                   const char *text, float width);

// The widest column, no wider than width, in which the text takes no more lines and its last line is
// not left nearly alone. width itself where there is no better one.
float show_balanced(const struct draw_list *list, const struct text_style *style, const char *text,
                    float width);

// Either text may be empty; then its line takes no room.
struct block {
    const char *head, *text;
    struct text_style head_style, text_style;
    bool balanced; // the text, see show_balanced
};

float block_height(const struct draw_list *list, const struct block *block, float width);
// Paints the block with its top at y; returns the y after it.
float block_draw(struct draw_list *list, const struct block *block, float x, float y, float width);
// The same in the middle of a height.
void block_draw_middle(struct draw_list *list, const struct block *block, struct rect rect);
void block_scale(struct block *block, float scale);

// Scales to try, from the largest wanted at this text size down to the smallest that is still read.
// Returns false past the last one. step counts from 0.
bool fit_scale(enum text_size size, int step, float *out_scale);
// Scales size and line of a style.
struct text_style style_scaled(struct text_style style, float scale);
// A name of art that the draw list can hold: decks allow longer ones than any picture has.
const char *show_art_name(const char *name);

#pragma once
// Private to lib/show: what the places that show a result have in common.
#include "show/block.h"
#include "show/results.h"
#include "ui/widget.h"

struct draw_list;

// The view's own tongue, for words of the interface; words of the deck have show_prompt_tongue().
enum tongue result_tongue(const struct result_view *view);
const char *result_string(const struct result_view *view, const char *id);
// How many bytes of a text its first sentence has, with its full stop; 0 if there is only one.
int first_sentence(const char *text);
enum bar_size result_bar(enum band band);
// The word of a row's band, or its count as digits.
const char *result_value(const struct result_view *view, uint8_t row,
                         char buffer[RESULT_TEXT_BYTES]);
// The largest count of a plain release, at least 1.
int result_most(const struct result_view *view);

// The pictures of a row in a space whose middle is x, y: one, or two of a joined row.
void result_picture(struct draw_list *list, const struct result_view *view, uint8_t row, float x,
                    float y, float size);

// The legend as entries that flow like words within a width.
struct legend_look {
    float bar_w, bar_h, gap, line_gap;
    struct text_style style;
    bool column; // one entry a line
};
float legend_height(struct draw_list *list, const struct result_view *view,
                    const struct legend_look *look, float width);
// Paints it and returns the width of its widest line.
float legend_paint(struct draw_list *list, const struct result_view *view,
                   const struct legend_look *look, float x, float y, float width);
// The same, and emits the area "legend".
void legend_draw(struct draw_list *list, const struct result_view *view,
                 const struct legend_look *look, float x, float y, float width);

// Where a row says what it says, on a screen with the label beside its bar.
struct row_geometry {
    float art_x, art_w, art; // column of pictures and the size of one
    float label_x;
    float end_x; // right edge of the words after the bar
    float gap;   // between label, track and words
    float label_least, track_most, word_least;
    float track_h;
    enum band_place place;
};

// Styles of a row's parts at one scale.
struct row_styles {
    struct text_style label, value;
};

// Columns that fit the words of one language: decided by all the words that may come, never by the
// bands themselves, so that the picture of one result is laid out as that of any other.
struct row_columns {
    float label_w, track_x, track_w, value_x, value_w;
};
struct row_columns row_columns_of(struct draw_list *list, const struct result_view *view,
                                  const struct row_geometry *geometry,
                                  const struct row_styles *styles);
// What the tallest row needs.
float row_height(struct draw_list *list, const struct result_view *view,
                 const struct row_columns *columns, const struct row_styles *styles);
void row_draw(struct draw_list *list, const struct result_view *view, uint8_t row, float y,
              float height, const struct row_geometry *geometry, const struct row_columns *columns,
              const struct row_styles *styles);

// The approved lines of a text prompt under each other, each with a dot; smaller where they would not
// fit rect.h (0: no bound). Returns the y after them.
float lines_draw(struct draw_list *list, const struct result_view *view, struct rect rect,
                 struct text_style style);
// The same for a staff panel, with a small dot.
float lines_staff(struct draw_list *list, const struct result_view *view, struct rect rect);
// The same in a card. Area "lines".
void lines_card(struct draw_list *list, const struct result_view *view, struct rect card,
                struct text_style style);

// "Thank you. Too few answers to show safely. Let's talk about it together." in the middle.
void thanks_draw(struct draw_list *list, const struct result_view *view, struct rect rect,
                 float mark, float scale);

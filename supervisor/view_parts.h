#pragma once
// Private to view*.c: words filled in, dates and times, the top bar, the look of a verdict.
#include "supervisor/view.h"
#include "ui/staff.h"

enum {
    VIEW_TEXT_BYTES = 512
};

const char *view_word(const struct view_frame *frame, const char *id);
enum tongue view_tongue(const struct view_frame *frame);
// An id made of two pieces, as "verdict.complete".
const char *view_word_of(const struct view_frame *frame, const char *group, const char *name);
// The text of an id with its placeholders filled in.
const char *view_fill(const struct view_frame *frame, const char *id,
                      const struct strings_value *values, size_t count,
                      char buffer[VIEW_TEXT_BYTES]);
const char *view_number(uint64_t number, char buffer[24]);
// Time of day of a session time: "10:38".
const char *view_time(uint16_t wall_minute, uint64_t at_ms, char buffer[24]);
// "4 Nov" or "4 November".
const char *view_date(const struct view_frame *frame, uint32_t day, bool whole,
                      char buffer[VIEW_TEXT_BYTES]);

// The page of a canvas: the design's 1280 x 800 in the middle, or, from a logical width of 1500 on, the
// whole of it up to 1760. Where a window is higher than 800 the page is too, up to 1000.
struct page {
    float x; // its left edge on the canvas
    float w, h;
};
struct page view_page(const struct canvas *canvas);

void view_begin(struct draw_list *list, const struct view_frame *frame, enum view_screen screen);
// A rectangle of the page.
struct rect view_at(const struct draw_list *list, float x, float y, float w, float h);
// One line of a type; the rectangle's height is the line's.
void view_text(struct draw_list *list, const struct view_frame *frame, struct rect rect,
               enum type type, enum color color, enum align align, const char *text);
// The same at another size; as many lines as fit.
void view_sized(struct draw_list *list, const struct view_frame *frame, struct rect rect,
                float size, float line, bool bold, enum color color, const char *text);
// One line at a size of its own, in the middle of the rectangle's height; the words are cut to fit it.
// Returns the width that they take.
float view_line(struct draw_list *list, const struct view_frame *frame, struct rect rect,
                float size, bool bold, enum color color, enum align align, const char *text);
// As many lines of a size as the rectangle has room for, the last one cut; the first bold_bytes are
// bold. Returns the height that they take.
float view_lines(struct draw_list *list, const struct view_frame *frame, struct rect rect,
                 float size, float line, enum color color, int bold_bytes, const char *text);
float view_width(struct draw_list *list, const struct view_frame *frame, enum type type,
                 const char *text);
// Makes the text shorter with "…" until it fits; the buffer holds what is left.
const char *view_fit(struct draw_list *list, const struct view_frame *frame, enum type type,
                     float width, const char *text, char buffer[VIEW_TEXT_BYTES]);
// Top bar with mark, title and line under it, cut before right.
void view_top(struct draw_list *list, const struct view_frame *frame, const char *title,
              const char *sub, float right);
// The top bar of a page about one record: its verdict, then the buttons, the last one at the right.
struct view_top_button {
    enum view_part part;
    enum staff_button kind;
    const char *name, *icon, *id;
};
void view_record_top(struct draw_list *list, const struct view_frame *frame, const char *title,
                     const char *sub, enum record_verdict verdict,
                     const struct view_top_button *buttons, size_t count);
// That of the review's pages.
void view_review_top(struct draw_list *list, const struct view_frame *frame,
                     const struct evidence *evidence, const struct view_top_button *buttons,
                     size_t count);
// A button in a place of its own. Words that are too long go without the icon, then shortened.
void view_button_in(struct draw_list *list, const struct view_frame *frame,
                    const struct view_top_button *button, struct rect rect);
// A button whose right edge is at right; returns its left edge.
float view_button(struct draw_list *list, const struct view_frame *frame, enum view_part part,
                  const char *name, const char *icon, const char *id, float right, float y);
// The buttons that choose dates and group, from the right; returns their left edge.
float view_filters(struct draw_list *list, const struct view_frame *frame,
                   const struct shelf_filter *filter, float right, float y);
void view_read_only(struct draw_list *list, const struct view_frame *frame, float right);

// A card of a number with two short lines beside it, or with both in one text where they need more
// room. Returns the x after the words.
float view_card(struct draw_list *list, const struct view_frame *frame, struct rect rect,
                const char *number, const char *first, const char *second);
// A pill that leads to a moment of the replay, 28 high in a row of 34; returns its width, at most
// most. part 0: it leads nowhere.
float view_link(struct draw_list *list, const struct view_frame *frame, uint32_t part,
                const char *name, float x, float y, float most, const char *text);
float view_link_width(struct draw_list *list, const struct view_frame *frame, bool leads,
                      const char *text);

struct verdict_look {
    enum chip chip;
    const char *icon;
    const char *name; // as in "verdict.<name>"
    enum color ground, color;
};
const struct verdict_look *view_verdict(enum record_verdict verdict);
// A pill of any height with a 19 px icon; returns its width.
float view_pill(struct draw_list *list, const struct view_frame *frame, struct rect rect,
                enum color ground, enum color color, const char *icon, const char *text,
                bool right_aligned);

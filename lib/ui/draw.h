#pragma once
// The draw list: one screen as data. Views emit items in painting order and parts in focus order;
// the list is hashed to skip frames, compared to paint only what changed, dumped as text for golden
// tests, and linted (lint.h). Fixed arrays, no allocation. The caller owns it (it is large: keep it
// in the program's own struct). A list that overflows is the view's mistake: check() aborts.
//
//   draw_begin(list, &canvas, fonts, &hand, COLOR_PAPER);
//   draw_screen(list, SCREEN_QUESTION);
//   ... widgets, items ...
//   draw_end(list);
#include "base/out.h"
#include "ui/canvas.h"
#include "ui/fonts.h"
#include "ui/token.h"
#include <stdint.h>

enum {
    ITEMS_MAX = 2048,
    PARTS_MAX = 256,
    DRAW_TEXT_BYTES_MAX = 48 * 1024, // bytes of all texts of one screen
    PART_NAME_BYTES = 32,
    ART_NAME_BYTES = 24,
};

enum draw_kind {
    DRAW_RECT,
    DRAW_RING,
    DRAW_ELLIPSE,
    DRAW_LINE,
    DRAW_TRIANGLE,
    DRAW_ICON,
    DRAW_PICTURE,
    DRAW_TEXT,
    DRAW_FOCUS,
};

struct draw_item {
    enum draw_kind kind;
    struct rect rect;         // logical; of a ring or ellipse its bounds, of a line its two ends
    enum color fill;          // rectangle, ellipse, ring, line, triangle, icon, text
    enum color border;        // rectangle and ellipse
    float border_width;       // logical, inside the rectangle; lines and rings: the stroke
    float radius;             // rectangle; at most half its smaller side
    bool dashed;              // border in dashes of 8 with gaps of 6
    bool miniature;           // part of a small copy of another screen: lint leaves its sizes alone
    uint8_t corners;          // rectangle: which corners are round, CORNER_ bits
    uint8_t turn;             // triangle: the side it points to, TURN_
    float from, span;         // ring: start and length in turns from 12 o'clock, clockwise
    char art[ART_NAME_BYTES]; // icon or picture: file name without .svg
    uint32_t text;            // offset of the text in strings
    uint32_t text_bytes;
    struct text_style style;
    bool cut; // only what lies in cut_to is painted
    struct rect cut_to;
    uint64_t hash; // of all of the above and the text; set when emitted
};

enum {
    CORNER_TOP_LEFT = 1,
    CORNER_TOP_RIGHT = 2,
    CORNER_BOTTOM_RIGHT = 4,
    CORNER_BOTTOM_LEFT = 8,
    CORNERS_LEFT = 9,
    CORNERS_RIGHT = 6,
    CORNERS_TOP = 3,
    CORNERS_BOTTOM = 12,
    CORNERS_ALL = 15,
};

enum {
    TURN_UP,
    TURN_RIGHT,
    TURN_DOWN,
    TURN_LEFT
};

enum role {
    ROLE_AREA,     // a named rectangle that cannot be touched (a panel, a bar, a row)
    ROLE_QUESTION, // the question: first in focus order, so that it can be read aloud again
    ROLE_ANSWER,   // one of at most six
    ROLE_ACTION,   // the main or second action of the screen, 88 high
    ROLE_BUTTON,   // any other button
    ROLE_FIELD,    // takes typed text
    ROLE_KEY,      // of the on-screen keyboard: repeats after 120 ms instead of 300
    ROLE_ROW,      // a row that can be touched
    ROLE_CHECK,    // a tick
    ROLE_TOOL,     // tool bar
    ROLES,
};

// A part is what can be touched, focused, or named.
struct part {
    uint32_t key; // what the data calls it, unique on the screen; 0 only for ROLE_AREA
    enum role role;
    bool off;        // shown, but neither touch nor focus reaches it
    bool skip_focus; // touched but not focused: a second way to something that is focused elsewhere
    struct rect rect;
    struct rect touch;          // where a touch counts; empty means rect
    float radius;               // of its corners, for the focus ring
    char name[PART_NAME_BYTES]; // as in the design's rectangles, for example "answer-1"
};

struct hand;

struct draw_list {
    struct canvas canvas;
    struct fonts *fonts; // lent
    enum color ground;
    uint32_t screen;  // which screen this is: touches rest for 350 ms when it changes
    bool staff;       // focus ring 3 + 3 instead of 5 + 5
    int wake_in_ms;   // when it would look different by itself; -1: never
    uint32_t pressed; // part held down now, or 0
    uint32_t focused; // part with the ring, or 0 when the ring is hidden
    struct {
        bool on;
        struct rect into;
        float scale;
    } mini; // the small copy being emitted
    int item_count, part_count;
    uint32_t string_bytes;
    uint64_t hash; // set by draw_end
    struct draw_item items[ITEMS_MAX];
    struct part parts[PARTS_MAX];
    char strings[DRAW_TEXT_BYTES_MAX];
};

// Empties the list. hand (may be NULL) tells what is pressed and focused.
void draw_begin(struct draw_list *list, const struct canvas *canvas, struct fonts *fonts,
                const struct hand *hand, enum color ground);
// Names the screen. Two lists with different numbers are different screens (cross-fade, guard).
void draw_screen(struct draw_list *list, uint32_t screen);
// Hashes the list. Nothing may be emitted after it.
void draw_end(struct draw_list *list);
// Overwrites everything: for lists that held what a person typed.
void draw_forget(struct draw_list *list);
// The screen changes by itself in this time (a second's step of a clock); the smallest counts.
void draw_wake(struct draw_list *list, int in_ms);

// A small copy of a w x h canvas (a slide on the console) inside into: until draw_mini_end all
// coordinates and sizes are of that canvas. Parts may not be emitted inside.
void draw_mini_begin(struct draw_list *list, struct rect into, float w, float h);
void draw_mini_end(struct draw_list *list);

// Items. Each returns the item just emitted so that a view can adjust it; call draw_touch_up() after
// changing it (it hashes again). Rectangles have all corners round by radius.
struct draw_item *draw_rect(struct draw_list *list, struct rect rect, float radius,
                            enum color fill);
struct draw_item *draw_box(struct draw_list *list, struct rect rect, float radius, enum color fill,
                           enum color border, float border_width);
struct draw_item *draw_dashed(struct draw_list *list, struct rect rect, float radius,
                              enum color fill, enum color border, float border_width);
struct draw_item *draw_corners(struct draw_list *list, struct rect rect, float radius, int corners,
                               enum color fill);
struct draw_item *draw_ellipse(struct draw_list *list, struct rect bounds, enum color fill);
struct draw_item *draw_disc(struct draw_list *list, float x, float y, float radius, enum color fill,
                            enum color border, float border_width);
// A ring within bounds, stroke inside, round caps; span 1 is the whole circle.
struct draw_item *draw_ring(struct draw_list *list, struct rect bounds, float stroke, float from,
                            float span, enum color color);
struct draw_item *draw_line(struct draw_list *list, float x1, float y1, float x2, float y2,
                            float width, enum color color);
struct draw_item *draw_triangle(struct draw_list *list, struct rect bounds, int turn,
                                enum color color);
// assets/icons/NAME.svg, tinted; assets/pictures/NAME.svg, in its own colours. Square.
struct draw_item *draw_icon(struct draw_list *list, const char *name, float x, float y, float size,
                            enum color color);
struct draw_item *draw_picture(struct draw_list *list, const char *name, float x, float y,
                               float size);
// Text in a rectangle, wrapped to its width; width 0: one line as wide as it needs (align left). The
// text is copied. Valid UTF-8, shorter than 4,096 bytes.
struct draw_item *draw_text(struct draw_list *list, struct rect rect,
                            const struct text_style *style, const char *text);
// The same with the type table: large text of size 0, in the list's tongue given, left, top.
struct draw_item *draw_type(struct draw_list *list, struct rect rect, enum type type,
                            enum tongue tongue, enum color color, enum align align,
                            const char *text);
void draw_touch_up(struct draw_list *list, struct draw_item *item);

// Parts. The returned part may be adjusted until draw_end. A focused part gets its ring from
// draw_end, over everything else.
struct part *draw_part(struct draw_list *list, enum role role, uint32_t key, const char *name,
                       struct rect rect, float radius);
struct part *draw_area(struct draw_list *list, const char *name, struct rect rect);
bool draw_is_pressed(const struct draw_list *list, uint32_t key);
bool draw_is_focused(const struct draw_list *list, uint32_t key);
const struct part *draw_find(const struct draw_list *list, uint32_t key);
const struct part *draw_find_name(const struct draw_list *list, const char *name);
const char *draw_item_text(const struct draw_list *list, const struct draw_item *item);
// The part at a point, the last emitted first; slop widens the touch rectangle. NULL if none.
const struct part *draw_hit(const struct draw_list *list, float x, float y, float slop);

// A text form for golden tests: canvas, items and parts, one a line, coordinates rounded to whole
// pixels. Secret texts appear as their length only.
void draw_dump(const struct draw_list *list, struct out *out);
const char *role_name(enum role role);

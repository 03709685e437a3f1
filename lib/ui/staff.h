#pragma once
// The components of the console and of replay (design system 7, staff part). As widget.h, smaller.
#include "ui/widget.h"

enum staff_button {
    STAFF_PLAIN,
    STAFF_MAIN,    // pine
    STAFF_TINT,    // pineT
    STAFF_GHOST,   // no edge
    STAFF_END,     // clay edge
    STAFF_LATCHED, // ink fill: paused, blank on
    STAFF_PLUM,
};

// A button of the rectangle's height (44, 56 big, 68 pairing); keycap may be NULL ("P", "Page
// Down"). A rectangle of width 0 gets the width its words need; returns the x after it.
float staff_button(struct draw_list *list, const struct widget *widget, enum staff_button kind,
                   const char *keycap);
float staff_button_width(struct draw_list *list, const struct widget *widget,
                         enum staff_button kind, const char *keycap);
// 26 high; returns its width.
float staff_keycap(struct draw_list *list, float x, float y, const char *text, bool on_pine);
float staff_keycap_width(struct draw_list *list, const char *text);

enum chip {
    CHIP_PINE,
    CHIP_AMBER,
    CHIP_CLAY,
    CHIP_PLUM,
    CHIP_GREY,
    CHIP_LINE
};
// 34 high pill at x, y; with right_aligned x is its right edge. Returns its width.
float staff_chip(struct draw_list *list, float x, float y, enum chip chip, const char *icon,
                 const char *text, bool right_aligned);
float staff_chip_width(struct draw_list *list, const char *icon, const char *text);

void staff_panel(struct draw_list *list, struct rect rect); // r 16, 1 px line
void staff_top(struct draw_list *list);                     // top bar 68 with its line and the mark
void staff_command_bar(struct draw_list *list);             // 66 at the bottom

// A plan row. NOW and OVER are tall, with a bar. right is "6 / 5", "8", or "17 left" / "3 over";
// under is "8 of 25 min".
enum plan_state {
    PLAN_DONE,
    PLAN_NOW,
    PLAN_OVER,
    PLAN_NEXT
};
struct plan_row {
    uint32_t key; // 0: cannot be touched
    const char *name;
    struct rect rect;
    enum plan_state state;
    const char *title, *right, *under;
    float progress; // 0 to 1
};
void staff_plan_row(struct draw_list *list, const struct plan_row *row);
float staff_plan_height(enum plan_state state, bool wide); // 48 or 58; NOW and OVER 104

// A screen row: number tile, language, icon and word.
enum screen_state {
    SCREEN_GOOD,
    SCREEN_GOALS,
    SCREEN_PAUSED,
    SCREEN_CABLE,
    SCREEN_LOST
};
struct screen_row {
    uint32_t key;
    const char *name;
    struct rect rect;
    int number;
    enum screen_state state;
    enum tongue tongue;
    const char *language, *word;
};
void staff_screen_row(struct draw_list *list, const struct screen_row *row);

// The state of an open prompt: three boxes with arrows, now is 0 to 2.
void staff_state_strip(struct draw_list *list, struct rect rect, const char *const words[3],
                       const char *const icons[3], int now);
// Minus, value, plus. key is the minus part's, key + 1 the plus part's; names get "-less", "-more".
void staff_stepper(struct draw_list *list, const struct widget *widget, float button,
                   const char *value, bool may_less, bool may_more);
// Five cells 165 x 30, score 0 (none) to 5; keys key to key + 4. key 0: cannot be touched.
void staff_score(struct draw_list *list, const struct widget *widget, int score);
// Progress against a plan: fill 0 to 1, mark where the plan ends.
void staff_plan_bar(struct draw_list *list, struct rect rect, float fill, float mark, bool over);
// Timeline pieces. tint 0 to 6.
void staff_segment(struct draw_list *list, struct rect rect, int tint, bool bold, const char *text);
enum event_tint {
    EVENT_PLUM,
    EVENT_AMBER,
    EVENT_CLAY,
    EVENT_PINE
};
void staff_event(struct draw_list *list, float x, float y, enum event_tint tint, const char *icon);
void staff_play_line(struct draw_list *list, float x, float top, float bottom, const char *time);
// A row of segments of which one is on ("1x 4x 16x"); keys key, key + 1, ...
void staff_switch(struct draw_list *list, const struct widget *widget, int count,
                  const char *const words[], int on);

#pragma once
// The components of the participant's screen, and those that all programs share, sized and coloured
// as the design system says. A widget emits items and, where it can be touched, one part; what is
// pressed and focused it reads from the list. Sizes that the caller gives are the rectangle's.
// Pure but for measuring text with the list's fonts.
#include "ui/draw.h"

// What a widget is told. Unset fields are off, empty, or English in Large.
struct widget {
    uint32_t key;     // the part's
    const char *name; // the part's
    struct rect rect;
    const char *text;
    const char *icon; // or the picture's name
    bool chosen;      // answers, tools and keys: on
    bool not_ready;   // main button: dashed, says what to do, can still be touched
    bool off;         // dashed, sunken, out of reach
    bool secret;      // its text was typed by a person or is a goal
    bool urged;       // an answer's edge turns pine: "Touch one first" was touched
    bool read;        // being read aloud: goldT background
    bool icon_last;   // the icon comes after the text (Send, Next)
    float word_size;  // em of the words where those of the text size are too wide, or of a key's
                      // icon; else 0
    enum text_size size;
    enum tongue tongue;
};

// Text of a type in a rectangle, grown by the text size. The list's usual way to say something.
void widget_text(struct draw_list *list, struct rect rect, enum type type, enum text_size size,
                 enum tongue tongue, enum color color, enum align align, const char *text);

// Buttons: 88 high and at least 240 wide; main ones are pine with a lip, second ones white.
void widget_main(struct draw_list *list, const struct widget *widget);
void widget_second(struct draw_list *list, const struct widget *widget);
void widget_plum(struct draw_list *list, const struct widget *widget);
// The width a main or second button needs for its words.
float widget_button_width(struct draw_list *list, const struct widget *widget);

// Answers. Tile: 380 x 166, disc and icon beside the words. Face: 184 x 296, icon is "face-1" to
// "face-5". Steps: 184 x 296, filled 0 to 4 of four bars. Pass: "Prefer not to say" in the shape of
// the tiles beside it. All get the check badge when chosen.
// A tile that is wider than high has its picture beside the words.
void widget_choice(struct draw_list *list, const struct widget *widget);
void widget_face(struct draw_list *list, const struct widget *widget);
void widget_steps(struct draw_list *list, const struct widget *widget, int filled);
void widget_pass_tall(struct draw_list *list, const struct widget *widget);
// Whether the words of a face, a step or "Prefer not to say" stand in their tile on two lines, and
// the same of a choice's.
bool widget_answer_fits(struct draw_list *list, const struct widget *widget);
bool widget_choice_fits(struct draw_list *list, const struct widget *widget);
// A picture of the goal card, 184 x 148, and a plain white tile with its state for anything else.
void widget_picture_tile(struct draw_list *list, const struct widget *widget);
void widget_tile(struct draw_list *list, const struct widget *widget, float radius);
void widget_badge(struct draw_list *list, struct rect tile);
// A check with a heavier line than the icon's, for badges, boxes and steps.
void widget_tick(struct draw_list *list, float x, float y, float size, enum color color);

// Card slot 92 x 116: number 1 to 6; icon NULL while empty; check: clay edge.
void widget_slot(struct draw_list *list, struct rect rect, int number, const char *picture,
                 bool check);
// Card face: disc with its shape, for example "shape-wave".
void widget_card_face(struct draw_list *list, float x, float y, float size, const char *shape);

// Tool bar: ground and line, then tools. The touch area of a tool is 96 high.
void widget_bar(struct draw_list *list);
// Returns the x after the tool. width 0: as wide as its words.
float widget_tool(struct draw_list *list, const struct widget *widget);
float widget_tool_width(struct draw_list *list, const struct widget *widget);
// Three letters; keys and names of the three parts follow key: key, key + 1, key + 2.
void widget_size_switch(struct draw_list *list, const struct widget *widget);

// Lines under and above questions.
void widget_privacy(struct draw_list *list, const struct widget *widget);
// The second line of the safety line, where to find help, is bold.
void widget_safety(struct draw_list *list, const struct widget *widget, const char *second_line);
// How high it has to be for its words; at least 84.
float widget_safety_height(struct draw_list *list, const struct widget *widget,
                           const char *second_line);
void widget_banner(struct draw_list *list, const struct widget *widget);
void widget_problem(struct draw_list *list, const struct widget *widget);

// A key of the on-screen keyboard; text or icon. A typed field with its caret after caret_bytes
// of the text (-1: none), and the count ("15 of 60") at the right.
void widget_key(struct draw_list *list, const struct widget *widget);
void widget_field(struct draw_list *list, const struct widget *widget, int caret_bytes,
                  const char *count);

// What is left of some time, 0 to 1, with a number in the middle.
void widget_ring(struct draw_list *list, struct rect rect, float stroke, float left, bool amber,
                 const char *number, float number_size);
enum step_state {
    STEP_DONE,
    STEP_NOW,
    STEP_LATER
};
void widget_step(struct draw_list *list, float x, float y, enum step_state state, int number);
// 32 (48 on terminals), pine with a check when on.
void widget_check(struct draw_list *list, const struct widget *widget);

// Whole-screen pieces. Dialog: panel on opaque night. Cards and panels.
void widget_dialog(struct draw_list *list, struct rect rect);
void widget_card(struct draw_list *list, struct rect rect, float radius);
void widget_toast(struct draw_list *list, const struct widget *widget);
void widget_hills(struct draw_list *list, struct rect rect, bool night);
void widget_mark(struct draw_list *list, float x, float y, float size);

// Results. Only three lengths of a band bar exist: 20, 50 and 80 % of the track.
enum bar_size {
    BAR_FEW,
    BAR_HALF,
    BAR_MOST
};
enum band_place {
    BAND_TERMINAL,
    BAND_ON_ROOM,
    BAND_ON_STAFF,
    BAND_IN_LEGEND
};
void widget_band(struct draw_list *list, struct rect track, enum bar_size band,
                 enum band_place place);
// One entry of the legend: a small bar, then "word = range" with the word bold. Returns the x after.
float widget_legend(struct draw_list *list, float x, float y, float bar_w, float bar_h, float size,
                    float line, enum bar_size band, enum tongue tongue, const char *word,
                    const char *range);
// A plain prompt's bar, 128 px an answer up to 6, else scaled to fit 768; the number after it.
void widget_tally(struct draw_list *list, float x, float y, int count, int most,
                  enum text_size size);

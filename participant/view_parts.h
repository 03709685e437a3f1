#pragma once
// What the screens of a terminal share: words, places, rows of text that flow down, the tool bar, the
// banner, the ring. Not for use outside participant/view*.c.
#include "base/out.h"
#include "participant/view.h"
#include "show/prompt_words.h"
#include "ui/widget.h"

enum {
    VIEW_TEXT_BYTES = 512,
    BAR_TOP = 704
};

// Which screen a list is: a change of it is a cut or a fade, and touches rest for a moment.
enum view_screen {
    SCREEN_WELCOME = 1,
    SCREEN_LOADING,
    SCREEN_SLIDE,
    SCREEN_PROMISE,
    SCREEN_QUESTION,
    SCREEN_SENDING,
    SCREEN_SAVED,
    SCREEN_COVER,
    SCREEN_BOX_FULL,
    SCREEN_NOT_TAKEN,
    SCREEN_CLEARED,
    SCREEN_RESULT,
    SCREEN_PAUSED,
    SCREEN_STILL_THERE,
    SCREEN_CLEAR_ASK,
    SCREEN_ENDED,
    SCREEN_SETTINGS,
    SCREEN_WRITING,
    SCREEN_STAFF,
    SCREEN_GOALS, // and after it, by state of the goal turn
};

// --- Words and places.
const char *view_words(const struct terminal_view *view, const char *id); // lent
// The words with {name} replaced.
const char *view_fill(const struct terminal_view *view, const char *id, const char *name,
                      const char *value, char buffer[VIEW_TEXT_BYTES]);
// The same with a number.
const char *view_fill_number(const struct terminal_view *view, const char *id, const char *name,
                             unsigned number, char buffer[VIEW_TEXT_BYTES]);
enum tongue view_tongue(const struct terminal_view *view);
// A rectangle of the design's 1280 wide page in the middle of a wider canvas.
struct rect view_at(const struct draw_list *list, float x, float y, float w, float h);

// --- Text that flows: emitted at the top of a column, as high as it needs.
struct text_column {
    float x, y, w; // y moves down
    enum align align;
};
// Emits and moves down; returns the rectangle used.
struct rect column_text(struct draw_list *list, const struct terminal_view *view,
                        struct text_column *column, enum type type, enum color color,
                        const char *text);
struct rect column_styled(struct draw_list *list, struct text_column *column,
                          const struct text_style *style, const char *text);
// How high a text would be in a width.
float view_height(struct draw_list *list, const struct text_style *style, const char *text,
                  float width);
struct text_style view_style(const struct terminal_view *view, enum type type, enum color color);

// --- Parts.
// The tool bar: language, text size, and "I am done" where somebody can be done.
void view_bar(struct draw_list *list, const struct terminal_view *view, bool done);
// The same with tools of one's own, from the right.
enum {
    BAR_TOOLS_MAX = 4
};
struct bar_tool {
    uint32_t key;
    const char *name, *words, *icon; // words: an id
    const char *brief;               // where the words have no room; may be NULL
    bool on;
};
void view_bar_tools(struct draw_list *list, const struct terminal_view *view,
                    const struct bar_tool *tools, int count);
// The bar's ground with a line of text instead of tools.
void view_bar_line(struct draw_list *list, const struct terminal_view *view, const char *icon,
                   enum color icon_color, enum color color, const char *text);
// The console has not been heard for a while.
bool view_is_silent(const struct terminal_view *view);
// The banner at the top, where the screen has room for it; elsewhere it stands in the tool bar.
void view_banner(struct draw_list *list, const struct terminal_view *view);
// Whether slides and results are shown in two languages.
bool view_is_two(const struct terminal_view *view);
// What is left of a span as a ring with its seconds, and when it looks different next.
void view_ring(struct draw_list *list, const struct terminal_view *view, struct rect rect,
               float stroke, uint64_t since_ms, uint64_t span_ms, float number_size, bool warning);
unsigned view_seconds_left(const struct terminal_view *view, uint64_t since_ms, uint64_t span_ms);
// Gives the text item just emitted another size, in the middle of a rectangle.
void view_relabel(struct draw_list *list, struct rect rect, float size, float line);
// A white or chosen tile that is no answer: returns the rectangle its words stand in, and their
// colour.
struct rect view_tile(struct draw_list *list, const struct widget *widget, float radius,
                      enum color *out_color);

// --- The head of screens about a text prompt: the question, a line beside or under it, and the safety
// line. Placed before anything is drawn.
struct text_head {
    struct rect question, line, safety;
    const char *line_words; // NULL: there was no room beside the question, and it may go elsewhere
};
struct text_head view_text_head(struct draw_list *list, const struct terminal_view *view,
                                const struct prompt_view *prompt);
void view_text_head_draw(struct draw_list *list, const struct terminal_view *view,
                         const struct prompt_view *prompt, const struct text_head *head);

// --- The keyboard. Returns the first of the two wide places beside space; the second is BOARD_WIDE +
// BOARD_GAP further right.
enum {
    BOARD_WIDE = 322,
    BOARD_GAP = 10,
};
struct board {
    float top, high, last_high, gap; // of the rows of keys
};
struct rect view_board(struct draw_list *list, const struct terminal_view *view,
                       const struct keyboard *keyboard, const struct board *board);

// --- The screens.
void view_welcome(struct draw_list *list, const struct terminal_view *view);
void view_slide(struct draw_list *list, const struct terminal_view *view, uint8_t slide);
void view_loading(struct draw_list *list, const struct terminal_view *view);
void view_promise(struct draw_list *list, const struct terminal_view *view);
void view_question(struct draw_list *list, const struct terminal_view *view);
void view_writing(struct draw_list *list, const struct terminal_view *view);
void view_sending(struct draw_list *list, const struct terminal_view *view);
void view_saved(struct draw_list *list, const struct terminal_view *view);
void view_cover(struct draw_list *list, const struct terminal_view *view);
void view_box_full(struct draw_list *list, const struct terminal_view *view, bool not_taken);
void view_cleared(struct draw_list *list, const struct terminal_view *view);
void view_result(struct draw_list *list, const struct terminal_view *view);
void view_paused(struct draw_list *list, const struct terminal_view *view);
void view_still_there(struct draw_list *list, const struct terminal_view *view);
void view_clear_ask(struct draw_list *list, const struct terminal_view *view);
void view_ended(struct draw_list *list, const struct terminal_view *view);
void view_settings(struct draw_list *list, const struct terminal_view *view);
void view_staff(struct draw_list *list, const struct terminal_view *view);
// The screens of a person with a goal card, by the state of the goal turn.
void view_goals(struct draw_list *list, const struct terminal_view *view);
void view_card(struct draw_list *list, const struct terminal_view *view);
void view_new_card(struct draw_list *list, const struct terminal_view *view);
void view_sheet(struct draw_list *list, const struct terminal_view *view);
void view_way(struct draw_list *list, const struct terminal_view *view);
void view_goal_words(struct draw_list *list, const struct terminal_view *view);
void view_practice(struct draw_list *list, const struct terminal_view *view);
void view_forget_ask(struct draw_list *list, const struct terminal_view *view);

// --- What the screens of goals share.
// A person's own words, in as many lines as the rectangle has room for and never under the floor of
// sizes; what is still too long ends in dots, and stands whole where it is written.
void view_own_words(struct draw_list *list, const struct terminal_view *view, struct rect rect,
                    enum type type, enum color color, const char *words);
// The same in a sentence of the screen's, id, in place of {name}.
void view_sentence(struct draw_list *list, const struct terminal_view *view, struct rect rect,
                   enum type type, enum color color, const char *id, const char *name,
                   const char *words);
// A home practice as one line: what, when, where, with whom.
void view_practice_words(const struct terminal_view *view, const struct goal_practice *practice,
                         struct out *out);
// The words of a part: own ones or the preset's; empty if there are none.
const char *view_part_words(const struct terminal_view *view, const struct practice_part *part,
                            int place);
const char *view_preset_words(const struct terminal_view *view, int place, uint8_t preset);
// "Wave 27".
void view_handle(const struct terminal_view *view, const struct goal_handle *handle,
                 struct out *out);
// "shape-wave".
const char *view_shape(const struct goal_handle *handle);
// "Short-term goal 1 of 3"; of: the last number.
void view_short_label(const struct terminal_view *view, unsigned of, struct out *out);
// The tool bar of a person with a card: I am done, and beside it one more tool; NULL: none.
void view_goal_tools(struct draw_list *list, const struct terminal_view *view,
                     const struct bar_tool *beside);
extern const struct bar_tool view_goal_back; // from the words or the way to the sheet
// A tick with its words: "The group leader can see this".
void view_share(struct draw_list *list, const struct terminal_view *view, struct rect rect,
                enum type type, uint32_t key, const char *words, bool on);
float view_share_width(struct draw_list *list, const struct terminal_view *view, enum type type,
                       const char *words);
// A row that can be chosen, with a picture at its left: answers at the right of a sheet.
void view_row(struct draw_list *list, const struct widget *widget);

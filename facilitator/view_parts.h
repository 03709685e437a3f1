#pragma once
// What the console's views share: words by their id, texts that fit their place in every language,
// buttons, and the bars above and below. Private to the views.
#include "facilitator/paperwork.h"
#include "facilitator/view.h"
#include "ui/staff.h"

enum {
    WORDS_BYTES = 512
};

struct page {
    struct draw_list *list;
    const struct view *view;
    enum tongue tongue;
    float w, h;
    bool wide;
};

// The words of an id in the view's language.
const char *page_word(const struct page *page, const char *id);
// The same with placeholders filled in. buffer is returned.
struct fill {
    const char *name;
    const char *text; // or
    int64_t number;
};
const char *page_fill(const struct page *page, char buffer[WORDS_BYTES], const char *id,
                      struct fill first, struct fill second);
const char *page_number(const struct page *page, char buffer[WORDS_BYTES], const char *id,
                        const char *name, int64_t number);
// A day since 1970-01-01 as "4 November", and with its weekday and year. buffer is returned.
const char *page_day(const struct page *page, char buffer[WORDS_BYTES], uint32_t day);
const char *page_date(const struct page *page, char buffer[WORDS_BYTES], uint32_t day);
// A card's face: its shape in a disc of a radius, and its name ("Wave 27"). buffer is returned.
void page_face(const struct page *page, float x, float y, float radius, struct goal_handle handle);
const char *page_face_name(const struct page *page, char buffer[WORDS_BYTES],
                           struct goal_handle handle);
// What of the sessions is a person's to know, by whether the group is open or closed.
enum book_share page_share(const struct view *view);
// Whether a closed group's first sessions, in which people join, are over.
bool page_is_closed(const struct view *view);
// Minutes of a day as "9:30"; wraps at midnight. buffer is returned.
const char *page_time(char buffer[16], uint64_t minute);
// Seconds as "0:40". buffer is returned.
const char *page_seconds(char buffer[16], uint64_t seconds);

// Words in a place: in the middle of its height, on as many lines as it has room for. Words that are
// too long in some language take the next smaller staff type, and what is still too long ends in an
// ellipsis: a name that a person typed may be of any length.
struct say {
    struct rect rect;
    enum type type;
    enum color color;
    enum align align;
    bool top;    // from the top instead
    bool secret; // typed by a person
    bool struck; // a line through it
    bool tight;  // where it needs several lines they stand closer
    int bold_bytes;
    float size; // instead of the type's; 0: the type's
};
void page_say(const struct page *page, const struct say *say, const char *text);
// The usual way: left, in the middle.
void page_line(const struct page *page, struct rect rect, enum type type, enum color color,
               const char *text);
// A bold line and a note of one line under it, 49 high; a note that needs two lines moves both up.
void page_pair(const struct page *page, float x, float y, float w, const char *title,
               const char *note);
float page_width(const struct page *page, enum type type, const char *text);

// A button whose words fit: without its key cap, then without its icon, then on two lines.
struct press {
    uint32_t part;
    const char *name; // of the part
    struct rect rect;
    const char *text; // the words themselves
    const char *icon;
    const char *keycap;
    enum staff_button kind;
    bool off, not_ready, icon_last;
};
void page_press(const struct page *page, const struct press *press);
// The head of a dialog: its title, and at the right the button that closes it.
void page_dialog_head(const struct page *page, struct rect dialog, const char *title);
float page_press_width(const struct page *page, const struct press *press);
// A stepper; the parts are less and less + 1. "button" is the size of its two buttons.
void page_stepper(const struct page *page, uint32_t less, const char *name, struct rect rect,
                  float button, const char *value, bool may_less, bool may_more);
// A line of typed text with its caret. Long text shows its end.
void page_field(const struct page *page, uint32_t part, const char *name, struct rect rect,
                const struct field *field, bool hidden);
// A chip right of x (x is its right edge); returns the x before it, gap included.
float page_chip(const struct page *page, float right, float y, enum chip chip, const char *icon,
                const char *text);

// The bar at the top, with its clock (NULL: none); returns the right edge of what is left. Then come
// the chips, from the right, and at last the title in the room that they leave. When nothing can be
// recorded the bar says so instead, and neither chips nor title are drawn.
float page_top(const struct page *page, const char *clock, const char *under_clock);
void page_title(const struct page *page, const char *title, const char *line, float right);
// The group that the scene is of, as the top bar of a running session says it. While lines are
// reviewed it says that one person alone sees this.
void page_top_session(const struct page *page);
// Whether something is on its way to the printer, and what became of one thing that was asked for.
bool page_printing(const struct view *view);
void page_paperwork(const struct page *page, enum paperwork_what what, struct rect rect);
// Panels with a heading.
void page_rule(const struct page *page, float x, float y, float w);
// A yes or no question on night.
struct ask {
    const char *id, *question, *yes, *no;
    const char *icon;
    bool mild; // "yes" ends or wipes nothing
};
void page_ask(const struct page *page, const struct ask *ask);
// Whether nothing can be recorded. The top bar then says so, where, and what to do.
bool page_disk_failed(const struct view *view);

// A step's name as the plan shows it: its own title, or the interface's word for its key.
const char *page_step_title(const struct page *page, const char *key, const char *title,
                            bool is_short);
// Whole minutes of a step, and of the whole plan.
struct plan_time {
    uint32_t elapsed, planned; // minutes
    int32_t behind;            // minutes, negative: ahead
    uint64_t ends_minute;      // of the day
};
struct plan_time page_plan_time(const struct view *view);
uint32_t page_step_minutes(const struct view *view, const struct scene_step *step);

// The views, each one room.
void view_unlock(const struct page *page);
void view_start(const struct page *page);
void view_live(const struct page *page);
void view_prompt(const struct page *page);
void view_board(const struct page *page);
void view_people(const struct page *page);
void view_member(const struct page *page);
void view_review(const struct page *page);
void view_end(const struct page *page);
void view_keys(const struct page *page);
void view_connect(const struct page *page);
void view_reviewers(const struct page *page);
// Parts of the live and the prompt screens.
void view_plan(const struct page *page, struct rect rect);
void view_step(const struct page *page, struct rect rect); // of desk->step
void view_screens(const struct page *page, struct rect rect, float first_row, float row);
void view_prompt_card(const struct page *page, struct rect rect);
void view_commands(const struct page *page);
void view_notes(const struct page *page, struct rect rect);

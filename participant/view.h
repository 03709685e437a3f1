#pragma once
// What a terminal's window shows: a pure function of plain data to a draw list. No state, no clock,
// no network: a test can paint any moment of a meeting. One file for each screen (view_*.c); the
// names of the parts are those of the design's pictures.
#include "core/goal_turn.h"
#include "core/turn.h"
#include "deck/strings.h"
#include "participant/staff.h"
#include "participant/terminal.h"
#include "ui/draw.h"

// Everything a screen depends on. Pointers are lent for the call.
struct terminal_view {
    const struct strings *strings;
    const struct turn *turn;         // where it lies: its answer is copied into nothing
    const struct envelope *envelope; // the newest; NULL before the first
    const struct deck *deck;         // NULL until it is whole
    struct table table;              // language and size now
    enum link_state link;
    uint16_t screen;     // this terminal's number; 0: not told yet
    uint16_t speed;      // how many times faster the turn's clock runs than a real one
    uint64_t now_ms;     // the turn's clock
    uint64_t silent_ms;  // real time since the console was last heard; 0 while it is heard
    uint64_t closing_ms; // on the turn's clock: since this terminal saw the prompt closing
    bool closing;
    const struct goal_turn *goal; // where it lies; NULL: this terminal has no goals
    uint64_t goals_closing_ms;    // since this terminal saw goals closing
    bool goals_closing;
    bool steady; // less motion: a ring moves once a second
    // The window's own, gone with the person.
    bool settings; // language and text size are open over what the turn shows
    bool urged;    // "Touch one first" was touched: the answers' edges are pine for a second
    bool picked;   // somebody touched a language on the welcome screen
    const struct staff_panel *staff; // the way out for staff; NULL: there is none
    unsigned staff_rests_s;          // while it rests
};

// Keys of the parts. An answer's is its place among the options, TURN_PASS or TURN_OWN.
enum {
    PART_QUESTION = 1,
    PART_SEND,
    PART_WAKE,  // the cover: the whole screen
    PART_GO_ON, // anywhere on a screen that goes with a touch
    PART_YES,
    PART_NO,
    PART_DONE,
    PART_OK,    // leave the settings
    PART_TWO,   // both languages, or one
    PART_BACK,  // from the keyboard to the phrases
    PART_FIELD, // what is being written
    PART_TOOL_LANGUAGE,
    PART_TOOL_SIZE, // and the two after it, by text size
    PART_ANSWER = 0x100,
    PART_LANGUAGE = 0x200, // and after it, by language
    PART_SIZE = 0x300,     // and after it, by text size
    PART_BOARD = 0x400,    // and after it, by kind of key: shift, delete, ...
    PART_GOALS = 0x500,    // "My goals", and what belongs to a goal card
    PART_NEW_CARD,
    PART_UNDO,
    PART_WRITTEN,
    PART_EDIT,
    PART_HOME,
    PART_WAY,
    PART_SAVE,
    PART_FORGET,
    PART_NEXT,
    PART_GOAL_BACK,
    PART_OWN,
    PART_NOTHING,
    PART_SHEET,                 // its head
    PART_PICTURE = 0x520,       // and after it, by picture
    PART_LINE = 0x540,          // and after it, by enum goal_slot
    PART_SHARE = 0x560,         // the same
    PART_PICK = 0x580,          // and after it, what is picked: an answer, a rung, a preset
    PART_PRACTICE_PART = 0x5a0, // and after it, by part
    PART_GOAL_FIELD = 0x5c0,    // and after it, by enum goal_field
    PART_LETTER = 0x10000,      // and after it, by code point
};

// The whole list, from draw_begin to draw_end. hand may be NULL.
void view_paint(struct draw_list *list, const struct canvas *canvas, struct fonts *fonts,
                const struct hand *hand, const struct terminal_view *view);
// The slide that will probably come next, as this terminal would show it; false when there is none.
// For painting ahead of time.
bool view_paint_next(struct draw_list *list, const struct canvas *canvas, struct fonts *fonts,
                     const struct terminal_view *view);
// Whether the way out for staff lies over everything.
bool view_is_staffs(const struct terminal_view *view);
// Whether a person is at a question and may choose.
bool view_answers_open(const struct terminal_view *view);
// Whether the screen is a person's with a goal card; and whether it offers "My goals".
bool view_in_goals(const struct terminal_view *view);
bool view_goals_offered(const struct terminal_view *view);
// Whether the settings can be opened over what is shown now.
bool view_has_settings(const struct terminal_view *view);
// Whether the tool bar's size switch is shown now.
bool view_has_tools(const struct terminal_view *view);

#pragma once
// The console's screens. Each view is a function of what it is given: the words, what the hub last
// told, the prepared choices of the start page, the time, and the desk (which dialog is open, what is
// typed). Nothing is kept between two calls and nothing is decided here: what a part does when it is
// touched is said in act.h, what may be done by the session. Pure but for measuring text.
#include "deck/strings.h"
#include "facilitator/console.h"
#include "facilitator/desk.h"
#include "facilitator/start.h"
#include "ui/draw.h"

enum view_screen {
    VIEW_UNLOCK = 1,
    VIEW_FIRST, // no passphrase yet: choose one
    VIEW_START,
    VIEW_LIVE,
    VIEW_PROMPT, // open or closing
    VIEW_END,
    VIEW_REVIEW,      // a text prompt has closed: its lines are approved
    VIEW_DIALOG = 16, // + enum desk_dialog
};

struct view {
    const struct strings *strings;
    enum language language;
    const struct desk *desk;
    const struct start *start; // the start page's; may be NULL elsewhere
    enum console_state state;
    bool is_new; // no passphrase has been set
    bool passphrase_wrong;
    const struct console_problem *trouble; // NULL or .what NULL: none
    const struct scene *scene;             // facilitator's; NULL before
    const struct deck *deck;               // NULL if there is none
    const struct hub_health *health;       // NULL before
    const char *folder;                    // where a pairing file goes if nothing else is typed
    bool room_on;
    uint32_t wall_day;    // what the machine believes
    uint64_t now_ms;      // monotonic, the clock of .health
    uint64_t session_ms;  // session time
    uint16_t speed;       // of the clocks, at least 1
    uint64_t phase_at_ms; // session time at which the prompt's state was first seen
};

// The parts that can be touched. Rows add their index to the first of their kind.
enum view_part {
    PART_NONE,
    // unlock
    PART_PASSPHRASE,
    PART_AGAIN,
    PART_REVEAL,
    PART_QUIT,
    PART_UNLOCK,
    // start
    PART_CONNECT,
    PART_EDITION,
    PART_SESSION,
    PART_MEETING_GROUP,
    PART_MEETING_ONE,
    PART_PEOPLE_LESS,
    PART_PEOPLE_MORE,
    PART_START,
    PART_GROUPS_MORE,
    // live
    PART_PREVIOUS,
    PART_NEXT,
    PART_NOTES_SMALLER,
    PART_NOTES_BIGGER,
    PART_ROOM,
    PART_OPEN,
    PART_RAISE,
    PART_RESULT,
    PART_PAUSE,
    PART_BLANK,
    PART_MARK,
    PART_KEYS,
    PART_END,
    // prompt
    PART_CLOSE_SHOW,
    PART_CLOSE_HOLD,
    PART_VOID,
    PART_PROMPT_WAKE,
    // the lines of a text prompt
    PART_LINE_FIELD,
    PART_LINES_MORE,
    PART_LINES_SHOW,
    PART_LINES_NONE,
    // a step of the plan
    PART_STEP_NAME,
    PART_STEP_LESS,
    PART_STEP_MORE,
    PART_STEP_EARLIER,
    PART_STEP_LATER,
    PART_STEP_SKIP,
    PART_STEP_GO,
    PART_STEP_CLOSE,
    // end
    PART_NOTE,
    PART_COPIED,
    PART_LATER,
    PART_SAVE,
    // dialogs
    PART_YES,
    PART_NO,
    PART_SMALLER,
    PART_LARGER,
    PART_PAIR_LESS,
    PART_PAIR_MORE,
    PART_FOLDER,
    PART_WRITE,
    PART_DONE,
    // rows
    PART_GROUP = 100,
    PART_MODULE = 200,
    PART_PLAN = 300,   // two a step: less, more
    PART_STEP = 400,   // a row of today's plan, from 1
    PART_TAG = 500,    // + enum technique
    PART_COUNT = 600,  // two a number: less, more
    PART_LINE = 700,   // three a line: show, shorten, leave out
    PART_UNPAIR = 1000 // + screen
};

// Which screen is due, without what lies over it.
enum view_screen view_screen(const struct view *view);
// The whole list, from draw_begin to draw_end.
void view_console(struct draw_list *list, struct fonts *fonts, const struct canvas *canvas,
                  const struct hand *hand, const struct view *view);
// The prompt that the console offers now: of the slide on screen, else one that was passed by.
// 0 if there is none.
uint8_t view_prompt_ready(const struct scene *scene, const struct deck *deck);
// The class it would be opened with.
enum privacy_class view_prompt_class(const struct view *view, uint8_t prompt);
// What a line of the review says to the practitioner: own words, or a phrase in the view's language.
const char *view_review_words(const struct view *view, uint8_t line);
// How many steppers the numbers of the closing page have.
enum {
    VIEW_COUNTS = 4
};
struct finish_count *view_finish_count(struct finish *finish, int index);

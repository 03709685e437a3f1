#pragma once
// The console's screens. Each view is a function of what it is given: the words, what the hub last
// told, the prepared choices of the start page, the time, and the desk (which dialog is open, what is
// typed). Nothing is kept between two calls and nothing is decided here: what a part does when it is
// touched is said in act.h, what may be done by the session. Pure but for measuring text.
#include "deck/strings.h"
#include "facilitator/console.h"
#include "facilitator/desk.h"
#include "facilitator/start.h"
#include "room/book_figures.h"
#include "ui/draw.h"

enum view_screen {
    VIEW_UNLOCK = 1,
    VIEW_FIRST, // no passphrase yet: choose one
    VIEW_START,
    VIEW_LIVE,
    VIEW_PROMPT, // open or closing
    VIEW_END,
    VIEW_REVIEW,      // a text prompt has closed: its lines are approved
    VIEW_PEOPLE,      // the roster, before or in the group
    VIEW_BOARD,       // shared lines of goals, once they have closed
    VIEW_DIALOG = 16, // + enum desk_dialog
};

struct paperwork_status;

struct view {
    const struct strings *strings;
    enum language language;
    const struct desk *desk;
    const struct start *start; // the start page's; may be NULL elsewhere
    enum console_state state;
    bool is_new; // no passphrase has been set
    bool passphrase_wrong;
    uint32_t wait_s;                       // until a passphrase may be tried again; 0: now
    const struct console_problem *trouble; // NULL or .what NULL: none
    const struct scene *scene;             // facilitator's; NULL before
    const struct deck *deck;               // NULL if there is none
    const struct hub_health *health;       // NULL before
    const struct book *book;               // the chosen group's; NULL while it is not open
    struct group_entry entry;              // of that group; zeros where its file is gone: open
    const struct book_session *today;      // in the book; NULL before the group begins
    enum err book_trouble;                 // why it is not open, or not saved
    const struct book_opened *book_opened; // NULL, or what opening it had to say
    const struct goal_board *board;        // NULL: no goals have closed in this session
    const struct reviewer *reviewers;      // who may replay
    size_t reviewer_count;
    const struct console_keys *keys;          // that were looked for; NULL: never
    const struct paperwork_status *paperwork; // what is printed; NULL: nothing
    const char *folder;                       // where a pairing file goes if nothing else is typed
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
    PART_PRINT,
    PART_LATER,
    PART_SAVE,
    // the goals board
    PART_BOARD,
    PART_BOARD_MORE,
    PART_GOALS,
    PART_NEW_CARDS,
    PART_PRINT_CARDS,
    // the roster
    PART_PEOPLE,
    PART_PEOPLE_BACK,
    PART_ROSTER_MORE,
    PART_PEOPLE_JOIN,
    PART_REVIEWERS_MORE,
    PART_NOT_TODAY,
    PART_MEMBER_LEFT,
    PART_MEMBER_FACE, // another face, drawn
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
    PART_REVIEWERS,
    PART_REVIEWER_KEEP,
    PART_KEYS_AGAIN,
    PART_KEY_WORDS,
    PART_KEY_ADD,
    // rows
    PART_GROUP = 100,
    PART_MODULE = 200,
    PART_PLAN = 300,             // two a step: less, more
    PART_STEP = 400,             // a row of today's plan, from 1
    PART_TAG = 500,              // + enum technique
    PART_COUNT = 600,            // two a number: less, more
    PART_LINE = 700,             // three a line: show, shorten, leave out
    PART_UNPAIR = 1000,          // + screen
    PART_REVIEWER = 1520,        // + place in the list
    PART_PEOPLE_TAB = 1600,      // + enum people_tab
    PART_FACE = 1700,            // + member: here or away
    PART_FACE_OPEN = 1800,       // + member: what there is to know and to change
    PART_ROUND = 2000,           // four a member: a mark, and that a step was set
    PART_LOOK_BACK = 2300,       // four a member: a mark, and what got in the way
    PART_HOME_PRACTICE = 2600,   // two a member
    PART_MISSED = 2800,          // + session of the book
    PART_NEW_FACE = 3200,        // + member: whose face is this person's now
    PART_KEY = 3400,             // + key that was found
    PART_KEY_ROLE = 3420,        // + enum reviewer_role
    PART_REVIEWER_REMOVE = 3440, // + place in the list: asks
    PART_REVIEWER_YES = 3460,    // + place in the list: removes
};

// Which screen is due, without what lies over it.
enum view_screen view_screen(const struct view *view);
// The whole list, from draw_begin to draw_end.
void view_console(struct draw_list *list, struct fonts *fonts, const struct canvas *canvas,
                  const struct hand *hand, const struct view *view);
// The prompt that the console offers now: of the slide on screen, else, in the plan's closing step, the
// next of the closing check-in, whatever slide the group has come to, else one that was passed by.
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

#pragma once
// The screens of session replay as functions of plain structs: a view emits one whole draw list and
// keeps nothing. A test can therefore paint any state. All pointers are lent for the call. The page is
// the design's 1280 x 800; where a window has more room than that (1500 logical pixels across, or more
// than 800 down) its tables, slide and tracks grow with it.
#include "deck/strings.h"
#include "supervisor/evidence.h"
#include "supervisor/shelf.h"
#include "supervisor/timeline.h"
#include "ui/draw.h"
#include "ui/input.h"
#include "wire/scene.h"

enum view_screen {
    SCREEN_SESSIONS = 1,
    SCREEN_REPLAY,
    SCREEN_VERIFY,
    SCREEN_UNLOCK,
    SCREEN_OVERVIEW,
    SCREEN_SHEET,
    SCREEN_TRENDS,
    SCREEN_SUPERVISION,
};

// Keys of parts. Rows of records have keys of their own, with the highest bit set.
enum view_part {
    PART_SESSIONS = 1,
    PART_CHECK,
    PART_FIND,
    PART_DATES,
    PART_GROUPS,
    PART_STEP_BACK,
    PART_PLAY,
    PART_STEP_NEXT,
    PART_SPEED, // and the two after it
    PART_SEGMENT = 15,
    PART_REVIEW,
    PART_EXPORT,
    PART_OVERVIEW,
    PART_SHEETS,
    PART_TRACK = 20,
    PART_WORD, // and the five after it
    PART_REPLAY = 40,
    PART_PASSPHRASE,
    PART_SHOW,
    PART_UNLOCK,
    PART_QUIT,
    PART_TRENDS,
    PART_SAVE_CHECK,
    PART_PLACE,
    PART_SCALE = 60, // and the one after it
    PART_COMMENT = 64,
    PART_LIVE,
    PART_PDF,
    PART_CSV,
    PART_PRINT,
    PART_BUNDLE,
    PART_SUPERVISION,
    PART_HELD_DAY = 80,     // and the one after it
    PART_HELD_MINUTES = 82, // and the one after it
    PART_HELD_METHOD = 84,  // and the two after it
    PART_HELD_PEOPLE = 88,
    PART_HELD_KEEP,
    // Parts that come in numbers: what is linked on the overview, and of each item of a sheet the
    // scores, the chips, and the wish to rate one that was not tried.
    PART_STEP = 0x100,
    PART_MEASURE = 0x200,
    PART_TECHNIQUE = 0x300,
    PART_FLAG = 0x400,
    PART_TALK = 0x500,
    PART_SCORE = 0x1000, // + 8 for each item; the score less 1
    PART_CHIP = 0x2000,  // + 8 for each item; the chip
    PART_RATE = 0x3000,  // + the item
    PART_TALKING = 0x600,
    PART_DRAFT,
    PART_DRAFT_LIVE,
    PART_KEEP,
    PART_ANSWER = 0x4000, // + the line; likewise the two below
    PART_REMOVE = 0x5000,
    PART_GO = 0x6000,
};

enum {
    SESSION_ROWS = 7, // that fit the table of the design's page
    VERIFY_ROWS = 5,
    SHEET_WORDS = 6,
    SHEET_WORD_BYTES = 24,
    REPLAY_SPEEDS = 3,
};

// What every view needs.
struct view_frame {
    const struct canvas *canvas;
    struct fonts *fonts;
    const struct hand *hand; // NULL: nothing is pressed or focused
    const struct strings *strings;
    enum language language;
    const char *supervisor; // whose key is open
};

struct sessions_view {
    const struct shelf_row *const *rows; // that fit the filter, newest first
    size_t row_count;
    size_t first;      // the first on the page
    uint32_t selected; // key of a row; 0: none
    const struct shelf_filter *filter;
    int caret; // of the find box, in bytes; -1: it is not being typed in
    bool shelf_empty;
    bool places;       // there is more than one place where records lie
    const char *place; // name of the stick that is listed; empty: it is none
};
void view_sessions(struct draw_list *list, const struct view_frame *frame,
                   const struct sessions_view *view);
// How many rows there is room for on the window.
int view_sessions_rows(const struct canvas *canvas);

struct trends_view {
    const struct shelf_row *const *rows; // that fit the filter, newest first
    size_t row_count;
    const struct shelf_filter *filter;
};
void view_trends(struct draw_list *list, const struct view_frame *frame,
                 const struct trends_view *view);

// A part of the meeting that was drawn at random, as integrity raters do.
struct replay_segment {
    bool drawn;
    uint64_t from_ms, to_ms;
};

// Something that was said about a moment: a comment, or an answer to one.
struct comment_view {
    uint64_t at_ms;
    const char *who;
    const char *text;
    bool live; // to be discussed in person
    bool timed;
    bool answer; // to the one before it that is none
    bool own;
};

// The panel in which comments are read and written; it stands in place of the result and the moment.
struct talking_view {
    bool on;
    size_t first;  // line that stands at the top
    int answering; // line that is answered; -1: a comment of its own
    const char *draft;
    bool typing;
    bool live;
    const char *trouble; // why the last one was not kept; NULL
};

struct replay_view {
    const struct scene *scene; // made for AUDIENCE_SUPERVISOR, at .at_ms
    const struct deck *deck;   // NULL: the slides are not whole in the record
    const struct timeline *timeline;
    enum record_verdict verdict;
    uint64_t at_ms;
    uint64_t slide_since_ms;
    uint64_t closed_ms; // when the scene's release was made
    uint32_t behind_minutes;
    bool playing;
    int speed;    // 0 to 2: 1, 4 or 16 times
    bool exports; // files can be written
    struct replay_segment segment;
    const struct comment_view *comments; // the thread: in the order of moments, answers behind
    size_t comment_count;
    struct talking_view talking;
};
void view_replay(struct draw_list *list, const struct view_frame *frame,
                 const struct replay_view *view);
// The session time under a point of the timeline, an event's own where it is on its disc.
uint64_t view_replay_at(const struct replay_view *view, const struct canvas *canvas, float x,
                        float y);
// How many lines of comments there is room for.
size_t view_talking_rows(const struct canvas *canvas);
// How far one device pixel of the timeline is.
uint64_t view_replay_pixel_ms(const struct timeline *timeline, const struct canvas *canvas);

// What the last button did, in place of the note about files.
enum note_tone {
    NOTE_NONE,
    NOTE_GOOD,
    NOTE_BAD,
    NOTE_BUSY, // under way
};

// One moment that somebody wants to talk about: a mark of the leader's, or a comment.
struct talk_view {
    bool timed;
    uint64_t at_ms;
    const char *who; // NULL: the leader marked it
    const char *text;
};

struct overview_view {
    const struct evidence *evidence;
    const struct talk_view *talks;
    size_t talk_count;
    bool exports; // files can be written
};
void view_overview(struct draw_list *list, const struct view_frame *frame,
                   const struct overview_view *view);

struct supervision;
struct supervision_view {
    const struct evidence *evidence;
    const struct supervision *held; // being filled in
    bool typing;                    // who was there
    uint32_t today;
    const struct supervision *kept; // one's own about this record, oldest first
    uint8_t kept_count;
    const char *trouble; // why the last was not kept; empty: it was
};
void view_supervision(struct draw_list *list, const struct view_frame *frame,
                      const struct supervision_view *view);

// The measure in a place of the page's list, from 0.
enum measure view_overview_measure(unsigned place);

struct sheet_view {
    const struct evidence *evidence;
    const uint8_t *scores; // SHEET_ITEMS_MAX of them, 0: none
    const char *scorer;    // whose they are; NULL: one's own
    enum sheet sheet;
    uint32_t rated; // bits: items not tried that are to be rated all the same
    const char *comment;
    bool typing; // into the comment
    bool live;
    bool exports; // files can be written
    enum note_tone tone;
    const char *note;
};
void view_sheet(struct draw_list *list, const struct view_frame *frame,
                const struct sheet_view *view);

enum sheet_fit {
    SHEET_TYPING,
    SHEET_FITS,
    SHEET_FITS_NOT
};

struct verify_view {
    const struct shelf_row *const *rows; // that were opened
    size_t row_count;
    size_t first;
    const struct shelf_row *row; // whose verdict is shown; NULL: none
    const struct meeting_verdict *verdict;
    const struct meeting_part *parts;
    uint32_t part_count;
    bool deck_whole;
    char (*words)[SHEET_WORD_BYTES]; // SHEET_WORDS of them, as typed
    int word;                        // being typed; -1: none
    enum sheet_fit fit;
    struct meeting_heard heard; // of the screens' witnesses
    bool saves;                 // a folder for files is known
    enum note_tone saved;       // what became of it
    const char *note;
};

// Why the verdict is what it is, a line each.
enum {
    VERIFY_REASONS_MAX = 8
};
struct verify_reason {
    bool good;
    char text[256];
};
struct verify_reasons {
    size_t count;
    struct verify_reason of[VERIFY_REASONS_MAX];
};
void view_verify_reasons(const struct view_frame *frame, const struct verify_view *view,
                         struct verify_reasons *out_reasons);
void view_verify(struct draw_list *list, const struct view_frame *frame,
                 const struct verify_view *view);
int view_verify_rows(const struct canvas *canvas);

struct unlock_view {
    const char *typed; // lent from locked memory
    bool show;
    bool opening;
    bool wrong;
};
void view_unlock(struct draw_list *list, const struct view_frame *frame,
                 const struct unlock_view *view);

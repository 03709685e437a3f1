#pragma once
// A command is what somebody wants: the only way to change a session (docs/ARCHITECTURE.md). Plain
// values without pointers. Commands stay inside the facilitator's process: a window, a script and
// the hub's own watch over screens make them; they are neither sent nor recorded.
#include "wire/text_line.h"
#include "wire/words.h"

enum command_kind {
    COMMAND_BEGIN = 1, // .begin
    COMMAND_CLOCK,     // time has passed; yields a fact only when a deadline has
    COMMAND_RESUMED,   // the console was restarted into this session
    COMMAND_SLIDE_NEXT,
    COMMAND_SLIDE_BACK,
    COMMAND_SLIDE_FIRST,
    COMMAND_SLIDE_LAST,
    COMMAND_SLIDE_GO,        // .number: slide 1 to slide count
    COMMAND_SLIDE_TAKE_BACK, // the last change of slide was a slip
    COMMAND_STEP_NEXT,       // the current step is done, the next begins
    COMMAND_STEP_GO,         // .number: step 1 to step count becomes the current one
    COMMAND_STEP_SKIP,       // .number: this step will not happen today
    COMMAND_STEP_RENAME,     // .number, .text
    COMMAND_STEP_RESIZE,     // .number, .amount: minutes
    COMMAND_STEP_MOVE,       // .number to place .amount
    COMMAND_PEOPLE,          // .amount: people present
    COMMAND_PROMPT_OPEN,     // .number: prompt 1 to prompt count; .class: 0 for the deck's
    COMMAND_PROMPT_CLOSE,    // .show: whether the result is to be shown
    COMMAND_PROMPT_PAUSE,
    COMMAND_PROMPT_WAKE,
    COMMAND_PROMPT_VOID,    // throw away all answers, unseen
    COMMAND_PROMPT_APPROVE, // .line_count, .lines: what a text prompt shows; none: it is held back
    COMMAND_PROMPT_SHOW,    // put the last result back on the screens
    COMMAND_PROMPT_HIDE,    // take the result off the screens
    COMMAND_SCREENS_PAUSE,
    COMMAND_SCREENS_WAKE,
    COMMAND_ROOM_BLANK,
    COMMAND_ROOM_SHOW,
    COMMAND_MARK,         // .text: may be empty
    COMMAND_TAG,          // .technique
    COMMAND_UNTAG,        // .technique
    COMMAND_SCREEN_FOUND, // .number: screen; from the hub's watch
    COMMAND_SCREEN_LOST,  // .number: screen; from the hub's watch
    COMMAND_DISK_FAILED,  // a write failed: the open phase stops
    COMMAND_GOALS_OPEN,   // .show: new cards may be made
    COMMAND_GOALS_CLOSE,  // a minute later they are closed
    COMMAND_COUNT,        // .number: a measure; .amount of .of
    COMMAND_END,          // all screens clear
    COMMAND_FINISH,       // .finish: save and finish, the record's final frame
    COMMAND_LAST = COMMAND_FINISH,
};

struct plan_step {
    char key[KEY_BYTES];    // "welcome", "look-back", ...; empty for a step of the group's own
    char title[NAME_BYTES]; // empty: the interface's word for the key
    uint16_t minutes;
};

// What the session needs to know of a prompt. Words are in the deck.
struct prompt_outline {
    char key[KEY_BYTES];
    enum prompt_kind kind;
    enum privacy_class class;
    uint8_t option_count; // five for faces and five steps; phrases of a text prompt, two to four
    uint8_t slide;        // the slide it belongs to, 1 to slide count
};

// What the session needs to know of a deck.
struct deck_outline {
    uint8_t deck_hash[HASH_BYTES]; // BLAKE2b-256 of the encoded deck
    char module[KEY_BYTES];        // stable key, "coping-with-stress"
    char module_title[NAME_BYTES]; // in the facilitator's language
    char title[NAME_BYTES];        // of this session's deck
    uint8_t session_number;        // in this edition's plan for the module
    uint8_t session_count;
    uint8_t slide_count;
    uint8_t prompt_count;
    struct prompt_outline prompts[PROMPTS_MAX];
};

struct begin {
    uint8_t session_id[16];
    char group[NAME_BYTES];
    char leader[NAME_BYTES];
    char edition[KEY_BYTES];
    enum meeting_kind meeting;
    bool practice;         // practice profile
    uint16_t speed;        // 1, or how many times faster the clocks run (practice only)
    uint8_t people;        // present at the start
    uint8_t people_joined; // on the group's list; 0 if not known
    uint8_t step_count;
    struct plan_step steps[STEPS_MAX];
    struct deck_outline deck;
};

// Numbers of the closing page; .known is false where nobody counted.
struct finish_count {
    bool known;
    uint8_t done;
    uint8_t of;
};

struct finish {
    struct finish_count people_here;
    struct finish_count goals_followed_up;
    struct finish_count practice_reviewed;
    struct finish_count practice_set;
    bool words_copied; // the six words stand on the attendance sheet
    char note[NOTE_BYTES];
};

struct command {
    enum command_kind kind;
    uint16_t number;
    uint16_t amount;
    uint16_t of;
    bool show;
    enum privacy_class class; // 0: as the deck says
    enum technique technique;
    char text[LINE_BYTES];
    uint8_t line_count;
    struct text_line lines[TEXT_LINES_MAX]; // zeros behind line_count
    struct begin begin;
    struct finish finish;
};

const char *command_kind_name(enum command_kind kind); // as in scripts: "slide next", "prompt open"

#pragma once
// A person's turn with a goal card at a shared terminal: find my goals or a new card, the sheet, its
// words, home practice, the way so far, saved, forgotten. Pure: time, weeks, random pictures and what
// the hub says come in as arguments; what it wants done comes out. Holds the only readable copy of a
// card and of a sheet on the terminal; goal_turn_forget() zeroes both. How many cards did not fit is the
// screen's and outlives the person. The table of transitions is enumerated by a test.
//
// What core/turn.h does for questions this does while goals are open; the two never hold a person at the
// same time. A pause covers both: it is the turn's.
#include "core/goal_card.h"
#include "core/keyboard.h"
#include "wire/goal_sheet.h"

enum goal_turn_state {
    GOAL_AT_AWAY,       // nobody is in goals here
    GOAL_AT_CARD,       // touching the pictures (t14); with .wrong they are to be checked (t29)
    GOAL_AT_REST,       // too many cards did not fit
    GOAL_AT_OPENING,    // the card is worked on, and its row asked for
    GOAL_AT_MAKING,     // a new card, until its row is safe
    GOAL_AT_NEW_CARD,   // t26, once
    GOAL_AT_SHEET,      // t15
    GOAL_AT_WRITING,    // t27
    GOAL_AT_PRACTICE,   // t28
    GOAL_AT_PART_WORDS, // own words of a part of the home practice
    GOAL_AT_WAY,        // rungs over the weeks; the handle; forget my card
    GOAL_AT_SAVING,
    GOAL_AT_FORGET_ASK,
    GOAL_AT_FORGETTING,
    GOAL_AT_TOLD, // .told, until somebody touches it or ten seconds have passed
    GOAL_AT_STILL_THERE,
    GOAL_AT_CLEAR_ASK,
    GOAL_AT_LAST = GOAL_AT_CLEAR_ASK,
};

enum goal_input {
    GOAL_IN_ROOM, // .room: what the scene says
    GOAL_IN_TIME,
    GOAL_IN_ENTER,   // "My goals"
    GOAL_IN_NEW,     // "New card"; .random
    GOAL_IN_PICTURE, // .number
    GOAL_IN_UNDO,
    GOAL_IN_FOUND,   // .sheet, .version: the row of our card
    GOAL_IN_MISSING, // there is no such card
    GOAL_IN_MADE,    // .sheet with its handle and no more: a row for our new card
    GOAL_IN_TAKEN,   // somebody else has these pictures: .random
    GOAL_IN_FULL,    // the group has as many cards as there can be
    GOAL_IN_RESTING, // goals rest for everybody
    GOAL_IN_SAVED,   // .version
    GOAL_IN_STALE,   // .sheet, .version: another screen has saved meanwhile
    GOAL_IN_FORGOTTEN,
    GOAL_IN_WRITTEN, // "I have written them down"
    GOAL_IN_EDIT,    // .number: enum goal_field
    GOAL_IN_SHORT,   // the next short-term goal
    GOAL_IN_ASK,     // .number: enum goal_ask, of what the sheet asks about
    GOAL_IN_ANSWER,  // .number: to what the sheet asks, from 1
    GOAL_IN_SHARE,   // .number: enum goal_slot
    GOAL_IN_KEY,     // .key
    GOAL_IN_NEXT,    // next line, next part
    GOAL_IN_BACK,
    GOAL_IN_HOME,    // home practice
    GOAL_IN_PART,    // .number: of the practice, from 0
    GOAL_IN_CHOOSE,  // .number: a preset from 1
    GOAL_IN_OWN,     // own words of this part
    GOAL_IN_NOTHING, // nothing this week
    GOAL_IN_WAY,
    GOAL_IN_RUNG, // .number: from 1
    GOAL_IN_SAVE,
    GOAL_IN_FORGET,
    GOAL_IN_DONE,
    GOAL_IN_YES,
    GOAL_IN_NO,
    GOAL_IN_TOUCH,
    GOAL_IN_LAST = GOAL_IN_TOUCH,
};

// The four lines of t27.
enum goal_field {
    GOAL_FIELD_LONG,
    GOAL_FIELD_WHY,
    GOAL_FIELD_SHORT,
    GOAL_FIELD_STEP,
    GOAL_FIELDS,
};

// What may be shared, line by line. GOAL_SLOT_STEP and after it, by step of the short-term goal shown.
enum goal_slot {
    GOAL_SLOT_LONG,
    GOAL_SLOT_WHY,
    GOAL_SLOT_SHORT,
    GOAL_SLOT_PRACTICE,
    GOAL_SLOT_STEP,
    GOAL_SLOTS = GOAL_SLOT_STEP + GOAL_STEPS_MAX,
};

// What the sheet asks at its right.
enum goal_ask {
    GOAL_ASK_NOTHING,
    GOAL_ASK_STEP,     // how did it go: enum goal_status
    GOAL_ASK_TRIED,    // last week's home practice: enum practice_tried
    GOAL_ASK_OBSTACLE, // what got in the way, from 1
};

enum goal_told {
    GOAL_TOLD_NOTHING,
    GOAL_TOLD_CLOSED,    // goals closed before this was saved: it is wiped
    GOAL_TOLD_FORGOTTEN, // the card opens nothing any more
    GOAL_TOLD_FULL,      // no new card: there are as many as there can be
    GOAL_TOLD_BROKEN,    // the row of this card cannot be read: ask
};

enum {
    GOAL_QUIET_MS = 60000,
    GOAL_WARNING_MS = 30000,
    GOAL_TOLD_MS = 10000,
    GOAL_TOAST_MS = 4000,
    GOAL_MISSES = 5, // then the terminal rests
    GOAL_REST_MS = 60000,
    GOAL_REST_MOST_MS = 15 * 60000,
    GOAL_OBSTACLES = 5,
    GOAL_PRESETS = 6, // of each part of a home practice
};

// What the scene says, as far as this depends on it.
struct goal_room {
    bool open; // a group runs and its goals are open, paused or closing
    bool new_cards;
    bool paused;
    uint8_t session_id[16];
};

struct goal_turn {
    enum goal_turn_state state;
    enum goal_turn_state under; // STILL_THERE, CLEAR_ASK: the state to go back to
    struct goal_room room;
    enum goal_told told;
    // The card, until it is open.
    uint8_t count; // pictures touched
    uint8_t pictures[CARD_PICTURES];
    bool wrong;     // they are to be checked
    uint8_t wrongs; // how often, of this person: then the card may have ended
    // The sheet: as this person has it now, and as the hub has it.
    struct goal_sheet sheet;
    struct goal_sheet base;
    uint32_t version;
    uint32_t week;      // this week's number
    bool both;          // another screen saved it too, and both are kept
    uint64_t toast_ms;  // when it was saved; 0 when that needs no saying any more
    uint8_t short_term; // the one that is shown, from 0
    uint8_t step;       // the one asked about, from 0; GOAL_STEPS_MAX: none
    enum goal_ask ask;
    enum goal_field field; // being written
    struct keyboard keyboard;
    struct goal_practice practice; // being chosen
    uint8_t part;                  // of it, from 0
    uint64_t since_ms, touched_at_ms, warned_at_ms;
    // The screen's: not forgotten with the person.
    uint32_t misses;
    uint64_t rest_until_ms; // 0: none
    bool rest_for_all;
};

struct goal_event {
    enum goal_input input;
    uint64_t now_ms; // monotonic, already scaled by the practice speed
    uint32_t week;   // of any event
    uint8_t number;
    struct board_key key;
    uint8_t random[CARD_RANDOM];    // GOAL_IN_NEW: pictures drawn at random
    const struct goal_room *room;   // GOAL_IN_ROOM, else NULL
    const struct goal_sheet *sheet; // what the hub gave; NULL for a row that does not open
    uint32_t version;
};

enum goal_want {
    GOAL_WANT_NOTHING,
    GOAL_WANT_OPEN, // work on .pictures and ask for their row
    GOAL_WANT_NEW,  // work on .pictures and ask for a new row
    GOAL_WANT_SAVE, // seal .sheet, over .version
    GOAL_WANT_FORGET,
};
struct goal_effect {
    enum goal_want want; // from the turn itself: .pictures, .sheet, .version
    bool forget;         // wipe key, mailbox, caches and everything of this person
    bool redraw;
};

// A screen that nobody has used.
void goal_turn_init(struct goal_turn *turn, uint64_t now_ms);
// One event. Never refuses: what does not fit the state changes nothing.
void goal_turn_step(struct goal_turn *turn, const struct goal_event *event,
                    struct goal_effect *out_effect);
// Zeroes everything of the person. goal_turn_step does so wherever it sets .forget.
void goal_turn_forget(struct goal_turn *turn);
// When the next GOAL_IN_TIME is due, in the same clock; UINT64_MAX if nothing waits for time.
uint64_t goal_turn_due_ms(const struct goal_turn *turn);
const char *goal_turn_state_name(enum goal_turn_state state); // "card", "sheet", ...
const char *goal_input_name(enum goal_input input);

// For views: the answer that is chosen to what the sheet asks; 0 when none.
uint8_t goal_turn_answer(const struct goal_turn *turn);
// Whether somebody changed something that is not saved.
bool goal_turn_dirty(const struct goal_turn *turn);
// The words that t27 shows in a field; never NULL.
const char *goal_turn_words(const struct goal_turn *turn, enum goal_field field);
// The step that t27 writes, from 0.
uint8_t goal_turn_written_step(const struct goal_turn *turn);
// Whether a slot has words, and whether the group leader may see them.
bool goal_turn_slot(const struct goal_turn *turn, enum goal_slot slot, bool *out_share);
// The rung of a week; 0 if none was chosen.
uint8_t goal_sheet_rung(const struct goal_sheet *sheet, uint32_t week);
// Whether a part of a home practice has been chosen or written.
bool practice_part_set(const struct practice_part *part);

#pragma once
// A person's turn at a shared terminal: prompt, answer,
// review, send, saved, pass it on, prompt again; warnings and forgetting. Pure: time, random ids
// and scenes come in as arguments; what it wants done comes out. Holds the only copy of an answer
// on the terminal; turn_forget() zeroes it. The table of transitions is enumerated by a test.
#include "core/keyboard.h"
#include "wire/message.h"

enum turn_state {
    TURN_WELCOME, // before a session: choose a language
    TURN_SLIDE,
    TURN_PROMISE,   // when a group starts
    TURN_QUESTION,  // nothing chosen
    TURN_CHOSEN,    // chosen, to look over
    TURN_WRITING,   // a text prompt's own words, on the keyboard
    TURN_SENDING,   // sent, not yet saved: "Sending. Stay here a moment."
    TURN_SAVED,     // 4 s, the same after every answer
    TURN_COVER,     // pass it to the next person
    TURN_BOX_FULL,  // everyone has had a turn
    TURN_NOT_TAKEN, // box full or closed before our answer: wiped, and the screen says so
    TURN_CLEARED,   // after close, until the result or slide is shown
    TURN_RESULT,
    TURN_PAUSED,
    TURN_STILL_THERE, // 60 s without a touch, 30 s to go
    TURN_CLEAR_ASK,   // "Clear this screen?"
    TURN_ENDED,
    TURN_LAST = TURN_ENDED,
};

enum turn_input {
    TURN_IN_SCENE,  // a scene (and envelope) came; .scene
    TURN_IN_TIME,   // time passed
    TURN_IN_CHOOSE, // .choice: option 0 to 4, TURN_PASS or, for text, TURN_OWN
    TURN_IN_KEY,    // .key: of the keyboard on the screen, or one that was typed; while writing
    TURN_IN_BACK,   // from writing to the phrases; what was written stays for this person
    TURN_IN_SEND,   // send; with own words chosen: go and write them
    TURN_IN_DONE,   // "I am done"
    TURN_IN_YES,    // clear it / I am still here, by state
    TURN_IN_NO,     // go back
    TURN_IN_WAKE,   // touch the cover
    TURN_IN_START,  // welcome: begin; promise: go on
    TURN_IN_TOUCH,  // any touch or key
    TURN_IN_LAST = TURN_IN_TOUCH,
};
enum {
    TURN_PASS = 5,
    TURN_OWN = 6, // write my own words
};

enum {
    TURN_QUIET_MS = 60000,     // without a touch, then the warning
    TURN_WARNING_MS = 30000,   // then the screen clears
    TURN_SAVED_MS = 4000,      // the same after every answer, no button shortens it
    TURN_CLEARED_MS = 4000,    // then the slide comes, if nobody touched before
    TURN_NOT_TAKEN_MS = 10000, // after a close; while the prompt is open it stays
};

// The app reads .state, .slide, .prompt, .choice, .pass, .own, .text, .keyboard, .slide_waits and
// .warned_at_ms of a turn; it writes nothing.

// What the last scene said, as far as a turn depends on it.
struct turn_seen {
    bool any; // a scene has come at all
    uint8_t session_id[16];
    uint32_t phase_id; // 0 when none is open
    enum scene_phase phase;
    enum prompt_state prompt_state;
    uint8_t slide;
    uint8_t prompt;
    bool paused; // the screens or the prompt
    bool box_full;
    bool result_on;
};

struct turn {
    enum turn_state state;
    enum turn_state under;      // PAUSED, STILL_THERE, CLEAR_ASK: the state to go back to
    uint8_t slide;              // the slide to draw: the scene's, but for a person who is answering
    uint8_t prompt;             // the prompt that QUESTION to NOT_TAKEN are about; 0 when none
    uint8_t choice;             // bit i: option i is chosen
    bool pass;                  // prefer not to say is chosen
    bool own;                   // write my own words is chosen
    char text[OWN_WORDS_BYTES]; // what is being written; may end in a blank, which is not sent
    struct keyboard keyboard;   // its layer, shift and order; never kept for the next person
    bool touched;               // somebody touched this screen since the question came
    bool slide_waits;           // the leader is on another slide; this screen follows when it can
    uint64_t since_ms;          // when .state began
    uint64_t touched_at_ms;     // last touch or key
    uint64_t warned_at_ms;      // STILL_THERE: when it began
    struct cell_body answer;    // what is on its way; zero when nothing is
    struct turn_seen seen;
};

struct turn_event {
    enum turn_input input;
    uint64_t now_ms;                 // monotonic, already scaled by the practice speed
    const struct envelope *envelope; // TURN_IN_SCENE, else NULL
    uint8_t choice;                  // TURN_IN_CHOOSE: option 0 to 4, TURN_PASS or TURN_OWN
    struct board_key key;            // TURN_IN_KEY
    enum prompt_kind kind;           // TURN_IN_CHOOSE: of the prompt on the screen, from the deck
    uint8_t option_count;            // TURN_IN_CHOOSE: of that prompt, from the deck
    uint8_t random_id[SUBMISSION_ID_BYTES]; // TURN_IN_SEND: fresh random bytes, never reused
};

struct turn_effect {
    bool send; // give .answer to the link, which puts it into every cell until forget
    struct cell_body answer;
    bool forget; // wipe the mailbox, the caches and everything of this person, in order
    bool redraw; // what the screen shows has changed
};

// A screen that has heard nothing yet: TURN_WELCOME.
void turn_init(struct turn *turn, uint64_t now_ms);
// One event. Never refuses: what does not fit the state changes nothing.
void turn_step(struct turn *turn, const struct turn_event *event, struct turn_effect *out_effect);
// Zeroes the answer, chosen and on its way. turn_step does so wherever it sets .forget.
void turn_forget(struct turn *turn);
// When the next TURN_IN_TIME is due, in the same clock; UINT64_MAX if nothing waits for time.
uint64_t turn_due_ms(const struct turn *turn);
const char *turn_state_name(enum turn_state state); // "question", "still-there", ...
const char *turn_input_name(enum turn_input input);

#pragma once
// The fields of a terminal's turn, of what happens to it and of what it wants done. Included by
// core/turn.h only. The app reads .state, .slide, .prompt, .choice, .pass, .slide_waits and
// .warned_at_ms; it writes nothing.
#include "base/limits.h"
#include "wire/message.h"

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
    enum turn_state under;   // PAUSED, STILL_THERE, CLEAR_ASK: the state to go back to
    uint8_t slide;           // the slide to draw: the scene's, but for a person who is answering
    uint8_t prompt;          // the prompt that QUESTION to NOT_TAKEN are about; 0 when none
    uint8_t choice;          // bit i: option i is chosen
    bool pass;               // prefer not to say is chosen
    bool touched;            // somebody touched this screen since the question came
    bool slide_waits;        // the leader is on another slide; this screen follows when it can
    uint64_t since_ms;       // when .state began
    uint64_t touched_at_ms;  // last touch or key
    uint64_t warned_at_ms;   // STILL_THERE: when it began
    struct cell_body answer; // what is on its way; zero when nothing is
    struct turn_seen seen;
};

struct turn_event {
    enum turn_input input;
    uint64_t now_ms;                 // monotonic, already scaled by the practice speed
    const struct envelope *envelope; // TURN_IN_SCENE, else NULL
    uint8_t choice;                  // TURN_IN_CHOOSE: option 0 to 4, or TURN_PASS
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

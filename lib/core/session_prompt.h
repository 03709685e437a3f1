#pragma once
// The transition table of a prompt, for lib/core and for the test that enumerates and prints it.
#include "core/session.h"

enum prompt_event {
    PROMPT_OPENS,
    PROMPT_PAUSES,
    PROMPT_WAKES,
    PROMPT_CLOSES,
    PROMPT_IS_CLOSED,   // 20 s later, by the clock; SHOWN, HELD or WITHHELD by the release
    PROMPT_IS_READ,     // the same for a text prompt with enough answers
    PROMPT_IS_APPROVED, // SHOWN or HELD by the release
    PROMPT_IS_VOIDED,
    PROMPT_RESTARTS,   // the console was restarted
    PROMPT_LOSES_DISK, // the record cannot be written
    PROMPT_EVENT_LAST = PROMPT_LOSES_DISK,
};

enum {
    PROMPT_STEP_IMPOSSIBLE = 255
};

// The next state, or PROMPT_STEP_IMPOSSIBLE.
int prompt_transition(enum prompt_state state, enum prompt_event event);
const char *prompt_event_name(enum prompt_event event);
// Moves a session's prompt. False, and nothing changed, if the event cannot happen in its state.
bool prompt_step(struct session *session, enum prompt_event event);

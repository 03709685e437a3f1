#pragma once
// The transition table of goals on the screens, for lib/core and for the test that enumerates and
// prints it.
#include "core/session.h"

enum goals_event {
    GOALS_OPENS,
    GOALS_CLOSES,
    GOALS_IS_CLOSED, // a minute later, by the clock; or the group has ended
    GOALS_RESTARTS,  // the console was restarted
    GOALS_LOSES_DISK,
    GOALS_EVENT_LAST = GOALS_LOSES_DISK,
};

enum {
    GOALS_STEP_IMPOSSIBLE = 255
};

// The next state, or GOALS_STEP_IMPOSSIBLE.
int goals_transition(enum goals_state state, enum goals_event event);
const char *goals_event_name(enum goals_event event);
// Moves a session's goals. False, and nothing changed, if the event cannot happen in their state.
bool goals_step(struct session *session, enum goals_event event);

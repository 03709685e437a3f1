#pragma once
// States of session replay for its golden screens and their lint: made by hand where a list shows
// them, and from a sealed record that is opened and played where a meeting does.
#include "golden.h"
#include "supervisor/view.h"

enum replay_state_name {
    STATE_SESSIONS,
    STATE_SESSIONS_OPENING,
    STATE_SESSIONS_WIDE,
    STATE_SESSIONS_NOTHING,
    STATE_REPLAY,
    STATE_REPLAY_OPEN,
    STATE_REPLAY_START,
    STATE_REPLAY_COUNTS,
    STATE_REPLAY_LINES,   // of a text prompt, as they were approved
    STATE_REPLAY_SEGMENT, // 15 minutes were drawn
    STATE_REPLAY_WIDE,
    STATE_REPLAY_NO_DECK,
    STATE_VERIFY_TRUNCATED,
    STATE_VERIFY_WIDE,
    STATE_VERIFY_COMPLETE,
    STATE_VERIFY_FORGED,
    STATE_UNLOCK,
    REPLAY_STATES,
};

// The name of its golden file.
const char *replay_state_name(enum replay_state_name state);
// Draws the state in a language. Makes what it needs and lets it go again.
void replay_state_draw(struct golden *golden, enum replay_state_name state, enum language language);

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
    STATE_REPLAY_GOALS,
    STATE_REPLAY_GOALS_CLOSED,
    STATE_REPLAY_TALKING, // comments are read, and one is answered
    STATE_REPLAY_SAID,    // comments among what happened
    STATE_REPLAY_NO_DECK,
    STATE_VERIFY_TRUNCATED,
    STATE_VERIFY_WIDE,
    STATE_VERIFY_COMPLETE,
    STATE_VERIFY_FORGED,
    STATE_UNLOCK,
    STATE_TRENDS,
    STATE_TRENDS_FEW, // two sessions in which nothing was counted
    STATE_TRENDS_WIDE,
    STATE_OVERVIEW,
    STATE_OVERVIEW_BARE, // nothing counted, nothing marked, a step skipped
    STATE_OVERVIEW_FULL, // more than there is room for
    STATE_OVERVIEW_WIDE,
    STATE_SHEET,
    STATE_SHEET_FIDELITY,
    STATE_SHEET_TYPING, // a long comment; the last save failed
    STATE_SHEET_WIDE,
    STATE_SUPERVISION,
    STATE_SUPERVISION_FULL, // as many as there may be, and the last was not kept
    REPLAY_STATES,
};

// The name of its golden file.
const char *replay_state_name(enum replay_state_name state);
// Draws the state in a language. Makes what it needs and lets it go again.
void replay_state_draw(struct golden *golden, enum replay_state_name state, enum language language);

// review_states.c: those of the review page and the sheets.
struct view_frame;
void review_state_draw(struct golden *golden, const struct view_frame *frame,
                       enum replay_state_name state, const struct meeting *meeting,
                       const struct timeline *timeline);

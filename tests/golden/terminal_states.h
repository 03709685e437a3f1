#pragma once
// Moments of a meeting as a terminal's view sees them, for golden lists, lint and layout.
#include "golden.h"
#include "participant/view.h"

enum terminal_state_id {
    STATE_WELCOME,
    STATE_WELCOME_BARE,
    STATE_WELCOME_ALONE,
    STATE_SLIDE,
    STATE_SLIDE_TWO,
    STATE_FACES,
    STATE_FACES_REST,
    STATE_FACES_FOCUS,
    STATE_FACES_URGED,
    STATE_FACES_CLOSING,
    STATE_FACES_SILENT,
    STATE_STEPS,
    STATE_SINGLE,
    STATE_CHOOSE_ALL,
    STATE_PASS,
    STATE_PLAIN,
    STATE_PHRASES,
    STATE_PHRASES_REST,
    STATE_PHRASES_OWN,
    STATE_PHRASES_CLOSING,
    STATE_PHRASES_SILENT,
    STATE_PHRASES_ALL, // in all five languages
    STATE_WRITING,
    STATE_WRITING_NONE,
    STATE_WRITING_FULL,
    STATE_WRITING_SHIFT,
    STATE_WRITING_NUMBERS,
    STATE_WRITING_BY_LETTER,
    STATE_WRITING_PASS,
    STATE_WRITING_CLOSING,
    STATE_WRITING_SILENT,
    STATE_SENDING,
    STATE_SENDING_SILENT,
    STATE_SAVED,
    STATE_COVER,
    STATE_COVER_SILENT,
    STATE_BANDS,
    STATE_LINES,
    STATE_LINES_TWO,
    STATE_TOO_FEW,
    STATE_COUNTS,
    STATE_RESULT_SILENT,
    STATE_RESULT_TWO,
    STATE_RECONNECTING,
    STATE_PAUSED,
    STATE_STILL_THERE,
    STATE_CLEAR_ASK,
    STATE_SETTINGS,
    STATE_SETTINGS_TWO,
    STATE_PROMISE,
    STATE_BOX_FULL,
    STATE_NOT_TAKEN,
    STATE_CLOSED_NOT_TAKEN,
    STATE_CLEARED,
    STATE_STAFF,
    STATE_STAFF_TYPED,
    STATE_STAFF_WRONG,
    STATE_STAFF_RESTS,
    STATE_STAFF_NONE,
    STATE_LOADING,
    STATE_ENDED,
    // With a goal card: goal_states.c.
    STATE_CARD,
    STATE_CARD_FIRST,
    STATE_CARD_CHECK,
    STATE_CARD_ENDED,
    STATE_CARD_REST,
    STATE_CARD_REST_ALL,
    STATE_OPENING,
    STATE_MAKING,
    STATE_NEW_CARD,
    STATE_SHEET,
    STATE_SHEET_FIRST,
    STATE_SHEET_LONG,
    STATE_SHEET_TRIED,
    STATE_SHEET_OBSTACLE,
    STATE_SHEET_NEXT,
    STATE_SHEET_SAVED,
    STATE_SHEET_BOTH,
    STATE_SHEET_CLOSING,
    STATE_GOAL_WORDS,
    STATE_GOAL_WORDS_LONG,
    STATE_PART_WORDS,
    STATE_PRACTICE,
    STATE_PRACTICE_WHAT,
    STATE_PRACTICE_WHERE,
    STATE_PRACTICE_WHO,
    STATE_PRACTICE_NOTHING_WEEK,
    STATE_WAY,
    STATE_SAVING,
    STATE_FORGET_ASK,
    STATE_GOAL_CLOSED,
    STATE_GOAL_FORGOTTEN,
    STATE_GOAL_BROKEN,
    STATE_GOAL_FULL,
    STATE_GOAL_STILL_THERE,
    STATE_SLIDE_GOALS,
    STATES,
    STATE_GOALS = STATE_CARD, // the first of them
};

// A moment with everything it lends to its view.
struct terminal_moment {
    struct turn turn;
    struct goal_turn goal;
    struct envelope envelope;
    struct hand hand;
    struct staff_panel staff;
    struct terminal_view view;
};

const char *terminal_state_name(enum terminal_state_id id);
// A deck with a five-step prompt, and with text prompts: the curriculum's own, and one whose phrases
// are in every language. In memory of the caller.
void terminal_other_deck(const struct golden *golden, struct deck *out_deck);
// other: that deck.
void terminal_moment_of(enum terminal_state_id id, const struct golden *golden,
                        const struct deck *other, struct terminal_moment *out_moment);
void terminal_moment_draw(const struct golden *golden, const struct terminal_moment *moment);
// A moment of a goal turn, on a slide.
void goal_moment_of(enum terminal_state_id id, uint64_t now_ms, struct terminal_moment *moment);
const char *goal_moment_name(enum terminal_state_id id);

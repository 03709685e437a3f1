#pragma once
// What one person writes down about their goals, and the bytes that a terminal seals of it
// (proto/goal.proto, imr.v1.GoalSheet). The hub never has one of these: it keeps sealed rows. Plain
// values; unused elements and bytes behind a text are zero.
#include "base/err.h"
#include "base/span.h"
#include "wire/fact.h"
#include "wire/goal_handle.h"

enum {
    GOAL_SHORTS_MAX = 3,
    GOAL_STEPS_MAX = 3, // of one short-term goal
    GOAL_WEEKS_MAX = 26,
    GOAL_RUNGS = 5,
    PRACTICE_PARTS = 4, // what, when, where, with whom
    // A short-term goal with its steps three times, the long-term goal, why, the practice: each may be
    // shared.
    GOAL_SHARED_MAX = 2 + GOAL_SHORTS_MAX * (1 + GOAL_STEPS_MAX) + 1,
};

struct goal_words {
    char text[OWN_WORDS_BYTES]; // goal_words_ok, or empty
    bool share;                 // the group leader may see this line
};

struct goal_step {
    struct goal_words words;
    enum goal_status status;
    uint32_t week; // of the last change, counted from 1970-01-01; 0: none
};

struct goal_short {
    struct goal_words words;
    uint8_t step_count;
    struct goal_step steps[GOAL_STEPS_MAX];
};

enum practice_kind {
    PRACTICE_NONE,
    PRACTICE_SET,
    PRACTICE_NOTHING, // chose "nothing this week"
    PRACTICE_KIND_LAST = PRACTICE_NOTHING,
};

enum practice_tried {
    TRIED_NONE, // not reviewed
    TRIED_YES,
    TRIED_SOME,
    TRIED_NOT_YET,
    TRIED_LAST = TRIED_NOT_YET,
};

// A preset by its number from 1, or own words; neither: nothing was chosen.
struct practice_part {
    uint8_t preset;
    char own[OWN_WORDS_BYTES];
};

struct goal_practice {
    enum practice_kind kind;
    struct practice_part parts[PRACTICE_PARTS];
    bool share;
    enum practice_tried tried;
    uint8_t obstacle; // what got in the way, from 1; 0: not said
    uint32_t week;    // when it was set; 0: none
};

struct goal_rung {
    uint32_t week;
    uint8_t rung; // 1 to GOAL_RUNGS
};

struct goal_sheet {
    struct goal_handle handle;
    struct goal_words long_term, why;
    uint8_t short_count;
    struct goal_short shorts[GOAL_SHORTS_MAX];
    struct goal_practice practice;
    uint8_t week_count;
    struct goal_rung weeks[GOAL_WEEKS_MAX]; // the oldest first, a week once
};

// A row's plaintext, always GOAL_PLAIN_BYTES: u16 LE size of the protobuf, the protobuf, zeros. The
// sheet is check()ed.
void goal_sheet_encode(const struct goal_sheet *sheet, uint8_t buffer[GOAL_PLAIN_BYTES]);
// ERR_MALFORMED, ERR_RANGE, ERR_TEXT, ERR_TOO_LONG, ERR_VERSION; out_sheet is untouched then.
enum err goal_sheet_decode(const uint8_t bytes[GOAL_PLAIN_BYTES],
                           struct goal_sheet *out_sheet) MUST_USE;

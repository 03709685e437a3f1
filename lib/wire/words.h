#pragma once
// The field's terms as enums, shared by decks, commands, facts and scenes. Each has a stable name
// (in words.c) used in decks, scripts, transcripts and JSON; numbers equal those in proto/.
#include "base/limits.h"
#include <stdbool.h>
#include <stdint.h>

enum language {
    LANGUAGE_EN,
    LANGUAGE_ES,
    LANGUAGE_HMN,
    LANGUAGE_LO,
    LANGUAGE_SO
};

// How an answer is given.
enum prompt_kind {
    PROMPT_FACES = 1,  // five faces, low to high
    PROMPT_FIVE_STEPS, // five steps, low to high
    PROMPT_SINGLE,     // one of two to five options
    PROMPT_CHOOSE_ALL, // any of two to five options
    PROMPT_TEXT,       // one of two to four phrases, or a person's own words; always personal
    PROMPT_KIND_LAST = PROMPT_TEXT,
};

// What an answer is worth protecting as.
enum privacy_class {
    CLASS_PLAIN = 1,
    CLASS_PERSONAL,
    CLASS_SENSITIVE
};

enum band {
    BAND_FEW = 1,
    BAND_HALF,
    BAND_MOST
};

// What a closed prompt may show. One value for every audience.
enum release_kind {
    RELEASE_NONE,     // nothing closed
    RELEASE_COUNTS,   // plain: exact counts
    RELEASE_BANDS,    // personal, sensitive: one band per row
    RELEASE_HELD,     // closed by the leader without showing
    RELEASE_WITHHELD, // below the least number: too few to show safely
    RELEASE_LINES,    // text: the lines that were approved
    RELEASE_KIND_LAST = RELEASE_LINES,
};

// docs/ARCHITECTURE.md prints the transition table. CLOSING always takes 20 s.
enum prompt_state {
    PROMPT_IDLE,
    PROMPT_OPENING,
    PROMPT_OPEN,
    PROMPT_PAUSED,
    PROMPT_CLOSING,
    PROMPT_SHOWN, // released and on the screens; hidden again by "prompt hide" without a new state
    PROMPT_HELD,  // closed, not shown
    PROMPT_WITHHELD, // closed, too few
    PROMPT_REVIEW,   // text: closed; lines are being approved, at most ten minutes
    PROMPT_STATE_LAST = PROMPT_REVIEW,
};
// From opening until the end of closing: people may be answering.
bool prompt_state_is_open(enum prompt_state state);

// What the facilitator may learn of a box while it is open (never a number but for plain).
enum box_state {
    BOX_WAITING,
    BOX_ENOUGH,
    BOX_FULL
};

enum meeting_kind {
    MEETING_GROUP,
    MEETING_INDIVIDUAL
};

enum audience {
    AUDIENCE_TERMINAL,
    AUDIENCE_ROOM,
    AUDIENCE_FACILITATOR,
    AUDIENCE_SUPERVISOR
};

// Technique tags of the field.
enum technique {
    TECHNIQUE_HOPE_AND_PRAISE = 1, // motivation
    TECHNIQUE_PROS_AND_CONS,
    TECHNIQUE_LINK_TO_GOAL,
    TECHNIQUE_SMALL_PIECES, // education
    TECHNIQUE_SAY_IT_BACK,
    TECHNIQUE_ASK_AND_TELL,
    TECHNIQUE_ROLE_PLAY, // skills
    TECHNIQUE_RELAXATION,
    TECHNIQUE_PROBLEM_SOLVING,
    TECHNIQUE_COPING_PLAN,
    TECHNIQUE_LAST = TECHNIQUE_COPING_PLAN,
};

enum slide_layout {
    LAYOUT_TITLE = 1,
    LAYOUT_TEXT,
    LAYOUT_CARDS,
    LAYOUT_TALK,
    LAYOUT_PICTURE
};
enum note_kind {
    NOTE_SAY = 1,
    NOTE_ASK,
    NOTE_TIP
};

// What a group may have a word of its own for (docs/DECK-FORMAT.md). The interface's own words stand
// under "label.<name>".
enum label {
    LABEL_PARTICIPANT, // one of the group: "client"
    LABEL_PARTICIPANTS,
    LABEL_HOME_PRACTICE, // "homework"
    LABEL_GROUP_LEADER,  // "clinician"
    LABEL_LAST = LABEL_GROUP_LEADER,
};

// Goals on the screens. CLOSING always takes a minute, PAUSED is a disk that cannot be written.
enum goals_state {
    GOALS_IDLE,
    GOALS_OPEN,
    GOALS_PAUSED,
    GOALS_CLOSING,
    GOALS_STATE_LAST = GOALS_CLOSING,
};

// What a line of a goal sheet is.
enum goal_line_kind {
    GOAL_LONG_TERM = 1,
    GOAL_WHY,
    GOAL_SHORT_TERM,
    GOAL_STEP,
    GOAL_PRACTICE,
    GOAL_LINE_KIND_LAST = GOAL_PRACTICE,
};

// How a step or a home practice went.
enum goal_status {
    GOAL_STATUS_NONE,
    GOAL_DID,
    GOAL_PART,
    GOAL_NOT_YET,
    GOAL_HELP, // would like help with it
    GOAL_STATUS_LAST = GOAL_HELP,
};

// What is counted of a session without anybody's name: of so many, so many.
enum measure {
    MEASURE_ATTENDANCE = 1, // people here of people joined
    MEASURE_GOALS_SET,
    MEASURE_GOALS_FOLLOWED_UP,
    MEASURE_GOALS_DEFERRED,
    MEASURE_GOALS_NOT_DUE,
    MEASURE_PRACTICE_REVIEWED,
    MEASURE_PRACTICE_SET,
    MEASURE_PRACTICE_NOTHING, // chose "nothing this week"
    MEASURE_ROUND_NOT_TODAY,  // the goal round was left for another day
    MEASURE_LAST = MEASURE_ROUND_NOT_TODAY,
};

// Stable names. *_name never returns NULL for a valid value; *_find returns false if unknown.
const char *language_name(enum language language);     // "en", "es", "hmn", "lo", "so"
const char *language_own_name(enum language language); // "English", "Español", "Hmoob", ...
bool language_find(const char *name, enum language *out_language);
const char *
prompt_kind_name(enum prompt_kind kind); // "faces", "five-steps", "single", "choose-all", "text"
bool prompt_kind_find(const char *name, enum prompt_kind *out_kind);
const char *privacy_class_name(enum privacy_class class); // "plain", "personal", "sensitive"
bool privacy_class_find(const char *name, enum privacy_class *out_class);
const char *band_name(enum band band); // "few", "half", "most"
const char *release_kind_name(enum release_kind kind);
const char *prompt_state_name(enum prompt_state state);
const char *box_state_name(enum box_state state);
const char *audience_name(enum audience audience);
const char *technique_name(enum technique technique); // "role-play", ...
bool technique_find(const char *name, enum technique *out_technique);
const char *label_name(enum label label); // "home-practice", ...
bool label_find(const char *name, enum label *out_label);
const char *goals_state_name(enum goals_state state);
const char *goal_line_kind_name(enum goal_line_kind kind);
const char *goal_status_name(enum goal_status status);
const char *measure_name(enum measure measure); // "attendance", "goals-followed-up", ...
bool measure_find(const char *name, enum measure *out_measure);
const char *slide_layout_name(enum slide_layout layout);
bool slide_layout_find(const char *name, enum slide_layout *out_layout);
const char *note_kind_name(enum note_kind kind);

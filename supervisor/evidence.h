#pragma once
// What one recorded meeting shows to somebody who supervises: the numbers of the review page, and
// for each item of the two scales what the record can show, linked to the moment. Made once from a
// replay and its timeline; pure, and a plain value (over 100 KB: never on the stack). Holds nothing
// that the room did not see. It counts what can be counted and rates nothing: scores are given by
// the supervisor and are kept in comments.h. Items and what raters look for:
// docs/ARCHITECTURE.md, "What a supervisor sees".
#include "seal/record.h"
#include "supervisor/sheet.h"
#include "supervisor/timeline.h"

enum {
    EVIDENCE_CHIPS_MAX = 6, // of one item; the earliest are kept
    REVIEW_FLAGS_MAX = 24,
    REVIEW_LOST_MAX = 32,    // screens lost that are listed
    REVIEW_GOALS_MAX = 4,    // goal phases of one meeting that are listed
    REVIEW_OVER_MINUTES = 3, // past the plan by more: a flag
    REVIEW_GROUP_MOST = 8,   // more people than that: a quiet note (imr-domain.md 6.1, item 1)
};

// A moment of the replay that something is linked to.
struct review_moment {
    bool known;
    uint64_t at_ms;
    uint32_t event; // index of the fact in the replay
};

struct review_count {
    bool known;
    bool confirmed; // by the practitioner, on the closing page
    uint8_t done;
    uint8_t of; // 0: of how many is not known
    struct review_moment moment;
};

struct review_step {
    char key[KEY_BYTES];    // empty for a step of the group's own
    char title[NAME_BYTES]; // empty: the interface's word for the key
    uint16_t plan_minutes;  // as planned at the start
    uint64_t spent_ms;
    bool begun;
    bool done;
    bool skipped;
    struct review_moment moment; // when it first began, or was skipped
};

struct review_technique {
    enum technique technique;
    bool after; // added on the closing page, after the group
    struct review_moment moment;
};

enum technique_family {
    FAMILY_MOTIVATION,
    FAMILY_EDUCATION,
    FAMILY_SKILLS,
    TECHNIQUE_FAMILIES
};
enum technique_family technique_family_of(enum technique technique);
const char *technique_family_name(enum technique_family family); // "motivation", ...

struct review_prompt {
    uint8_t prompt; // of the deck, from 1
    char key[KEY_BYTES];
    enum prompt_kind kind;
    enum privacy_class class;
    bool closed;
    bool voided;
    struct release release; // as it was recorded: the same for everybody
    struct review_moment opened;
    struct review_moment ended; // closed or voided
};

// What came of it: "bands", "counts", "lines", "held", "withheld", "thrown-away" or "open".
const char *review_prompt_result(const struct review_prompt *prompt);

// One goal phase: how many cards were opened, as a band, and the lines that people shared.
struct review_goals {
    bool closed;
    struct goals_release release; // as it was recorded; no line tells whose it is
    struct review_moment opened;
    struct review_moment ended;
};

struct review_lost {
    uint16_t screen;
    uint64_t back_ms; // 0: it was not found again
    struct review_moment moment;
};

struct review_mark {
    char text[LINE_BYTES];
    struct review_moment moment;
};

enum review_flag_kind {
    REVIEW_FLAG_RECORD = 1,   // the record is not complete: evidence.verdict
    REVIEW_FLAG_STEP_SKIPPED, // .number: the step, from 1
    REVIEW_FLAG_STEP_MISSED,  // .number: never begun
    REVIEW_FLAG_OVER,         // .number: minutes past the plan
    REVIEW_FLAG_HURRIED,      // the time of the last two steps was being eaten
    REVIEW_FLAG_GOALS_OPEN,   // .number of .of followed up: not all
    REVIEW_FLAG_NOT_REVIEWED, // home practice: none was reviewed
    REVIEW_FLAG_NOT_SET,      // .number of .of have home practice
    REVIEW_FLAG_NO_PRACTICE,  // no technique of practice was marked
    REVIEW_FLAG_LARGE,        // .number people here
    REVIEW_FLAG_LOST,         // .number times a screen was lost
    REVIEW_FLAG_RESUMED,      // .number times the console came back
    REVIEW_FLAG_DISK,         // the disk failed
    REVIEW_FLAG_LAST = REVIEW_FLAG_DISK,
};
const char *review_flag_name(enum review_flag_kind kind); // "step-skipped", ...

struct review_flag {
    enum review_flag_kind kind;
    uint16_t number;
    uint16_t of;
    struct review_moment moment;
};

enum evidence_kind {
    EVIDENCE_SLIDES = 1, // .number to .of: slides shown
    EVIDENCE_STEP,       // .key, .text: a step, .number minutes long
    EVIDENCE_SKIPPED,    // .key, .text: a step that was skipped
    EVIDENCE_TECHNIQUE,  // .technique
    EVIDENCE_COUNT,      // .measure: .number of .of
    EVIDENCE_MINUTES,    // .number of .of planned
    EVIDENCE_PEOPLE,     // .number people at most
    EVIDENCE_MODULE,     // .text: the module, session .number of .of
    EVIDENCE_PROMPT,     // .number: a prompt whose result was shown
    EVIDENCE_SESSIONS,   // other records of the group: .number sessions in .of weeks
    EVIDENCE_MODULES,    // other records: .number of .of topic areas
    EVIDENCE_SHARE,      // other records: .number of .of sessions
    EVIDENCE_WITHIN,     // other records: .number of .of sessions with at most 8 people
    EVIDENCE_KIND_LAST = EVIDENCE_WITHIN,
};

struct evidence_chip {
    enum evidence_kind kind;
    uint16_t number;
    uint16_t of;
    enum technique technique;
    enum measure measure;
    char key[KEY_BYTES];
    char text[NAME_BYTES];
    struct review_moment moment; // what touching it leads to; unknown: it leads nowhere
};

enum evidence_state {
    EVIDENCE_CHIPS,     // what the record shows: at least one chip
    EVIDENCE_CANNOT,    // the record cannot show this
    EVIDENCE_NONE,      // it could, and there is nothing: nobody marked it
    EVIDENCE_NOT_TRIED, // an item that is rated only when tried, and was not
};
const char *evidence_state_name(enum evidence_state state); // "shown", "cannot", ...

struct evidence_item {
    enum evidence_state state;
    uint8_t chip_count;
    struct evidence_chip chips[EVIDENCE_CHIPS_MAX];
};

struct evidence {
    // The head of the page.
    char group[NAME_BYTES];
    char leader[NAME_BYTES];
    char module[KEY_BYTES];
    char module_title[NAME_BYTES];
    char topic[NAME_BYTES];
    uint8_t session_number;
    uint8_t session_count;
    bool practice_profile; // made up for training: never beside real ones
    enum meeting_kind meeting;
    uint32_t wall_day;
    uint16_t wall_minute;
    enum record_verdict verdict;
    bool ended;

    // The review page.
    uint64_t length_ms;
    uint32_t minutes;      // whole, as the list of records counts them
    uint32_t plan_minutes; // as planned at the start
    uint8_t step_count;
    uint8_t steps_done;
    uint8_t steps_skipped;
    struct review_step steps[STEPS_MAX];
    uint8_t slide_first, slide_last, slide_count; // shown, of the deck
    uint8_t people;                               // at the end
    uint8_t people_most;
    struct review_moment people_moment; // when there were most
    uint8_t people_joined;              // 0: not known
    struct review_count counts[MEASURE_LAST + 1];
    uint8_t technique_count;
    struct review_technique techniques[TECHNIQUE_LAST]; // in the order they were marked
    uint8_t family_counts[TECHNIQUE_FAMILIES];
    bool practised; // a technique of practice was marked
    uint8_t prompt_count;
    struct review_prompt prompts[PROMPTS_MAX]; // in the order they were opened, each once
    uint8_t goals_count;
    struct review_goals goals[REVIEW_GOALS_MAX];
    uint16_t lost_count; // all; the first are listed
    struct review_lost lost[REVIEW_LOST_MAX];
    uint8_t mark_count;
    struct review_mark marks[MARKS_MAX];
    uint8_t flag_count;
    struct review_flag flags[REVIEW_FLAGS_MAX];
    char covered[LINE_BYTES]; // what was covered, in words; empty: nothing was said of it
    char note[NOTE_BYTES];    // the practitioner's, of the closing page

    // The sheets.
    struct evidence_item fidelity[FIDELITY_ITEMS];
    struct evidence_item integrity[INTEGRITY_ITEMS];
};

void evidence_of(const struct replay *replay, const struct timeline *timeline,
                 enum record_verdict verdict, struct evidence *out_evidence);
const struct evidence_item *evidence_item_of(const struct evidence *evidence, enum sheet sheet,
                                             uint8_t item); // from 0

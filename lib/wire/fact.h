#pragma once
// A fact is what happened: decided, recorded, never refused afterwards. Plain values. On the record
// it is the protobuf message imr.v1.Fact (proto/fact.proto); fact_encode and fact_decode are the
// only way between the two, and the session is changed only by facts that came out of fact_decode.
#include "base/err.h"
#include "base/span.h"
#include "wire/command.h"

enum fact_kind {
    FACT_BEGUN = 1,        // .begin, .wall_day, .wall_minute
    FACT_RESUMED,          // .gap_minutes
    FACT_SLIDE_SHOWN,      // .number
    FACT_SLIDE_TAKEN_BACK, // .number: the slide shown again
    FACT_STEP_BEGUN,       // .number; the step before, if any, is done
    FACT_STEP_SKIPPED,     // .number
    FACT_STEP_RENAMED,     // .number, .text
    FACT_STEP_RESIZED,     // .number, .amount minutes
    FACT_STEP_MOVED,       // .number to .amount
    FACT_PEOPLE,           // .amount
    FACT_PROMPT_OPENED,    // .number, .class, .amount: places in the box
    FACT_PROMPT_PAUSED,
    FACT_PROMPT_WOKEN,
    FACT_PROMPT_CLOSING, // .show
    FACT_PROMPT_CLOSED,  // .number, .release; the one fact with a result
    FACT_PROMPT_VOIDED,
    FACT_RESULT_SHOWN, // put back on the screens
    FACT_RESULT_HIDDEN,
    FACT_SCREENS_PAUSED,
    FACT_SCREENS_WOKEN,
    FACT_ROOM_BLANKED,
    FACT_ROOM_SHOWN,
    FACT_MARKED,       // .text
    FACT_TAGGED,       // .technique
    FACT_UNTAGGED,     // .technique
    FACT_SCREEN_FOUND, // .number
    FACT_SCREEN_LOST,  // .number
    FACT_WARNED,       // the time left has fallen under the last two steps' minutes
    FACT_DISK_FAILED,
    FACT_ENDED,
    FACT_FINISHED,      // .finish
    FACT_PROMPT_REVIEW, // closed; its lines are read by the practitioner. Tells no more
    FACT_GOALS_OPENED,  // .amount: people present; .show: new cards may be made
    FACT_GOALS_CLOSING,
    FACT_GOALS_CLOSED, // .goals
    FACT_COUNTED,      // .number: enum measure; .amount of .of. The latest of a measure holds
    FACT_COVERED,      // .text: what the session covered, as words; once, when it ends
    FACT_LAST = FACT_COVERED,
};

// The released view of one prompt: the same for everybody, replay included.
struct release {
    enum release_kind kind;
    uint8_t row_count;            // bands or counts: options, or 3 for a joined five-point scale
    uint8_t counts[OPTIONS_MAX];  // RELEASE_COUNTS only, else zero
    enum band bands[OPTIONS_MAX]; // RELEASE_BANDS only, else zero
    bool joined;                  // five points joined to low, middle, high: rows in that order
    // The legend, in people; half_least > half_most means that there is no "about half".
    uint8_t few_most;
    uint8_t half_least;
    uint8_t half_most;
    uint8_t most_least;
    uint8_t most_most;
    uint8_t line_count; // RELEASE_LINES: 1 to TEXT_LINES_MAX; none once a session has ended
    struct text_line lines[TEXT_LINES_MAX]; // in the order they are shown; zeros behind line_count
};

// A line of goals that a person chose to share. Never whose it is.
struct goal_line {
    enum goal_line_kind kind;
    enum goal_status status;    // of a step or a home practice, else none
    char text[OWN_WORDS_BYTES]; // goal_words_ok (wire/text_line.h)
};

// What one goal phase leaves: how many cards were opened, as a band of the people present and only
// from five cards on, and the lines that people shared, in an order that says nothing.
struct goals_release {
    bool banded;
    enum band opened; // banded only, else zero, as the legend
    uint8_t few_most;
    uint8_t half_least;
    uint8_t half_most;
    uint8_t most_least;
    uint8_t most_most; // people present
    uint8_t line_count;
    struct goal_line lines[GOAL_LINES_MAX]; // zeros behind line_count
};

struct fact {
    uint32_t revision; // counts facts, from 1
    uint64_t at_ms;    // session time; whole minutes for facts that touch answers
    enum fact_kind kind;
    uint16_t number;
    uint16_t amount;
    uint16_t of;
    bool show;
    enum privacy_class class;
    enum technique technique;
    uint32_t wall_day;    // days since 1970-01-01, local
    uint16_t wall_minute; // of that day, local
    uint32_t gap_minutes;
    char text[LINE_BYTES];
    struct release release;
    struct begin begin;
    struct finish finish;
    struct goals_release goals;
};

enum {
    FACTS_MAX = 8
}; // one command yields at most this many
struct facts {
    uint8_t count;
    struct fact items[FACTS_MAX];
};

// Encodes into buffer. Returns the bytes used, never 0; check()s that FACT_BYTES_MAX suffices.
size_t fact_encode(const struct fact *fact, uint8_t buffer[FACT_BYTES_MAX]);
// Decodes and validates everything: enums, ranges, text, counts, no unknown or repeated field.
// ERR_MALFORMED, ERR_RANGE, ERR_TEXT, ERR_TOO_LONG, ERR_VERSION (a kind we do not know).
enum err fact_decode(struct span bytes, struct fact *out_fact) MUST_USE;
const char *fact_kind_name(enum fact_kind kind); // "slide-shown", ...

#pragma once
// What a meeting looked like over time, from its facts: the plan as it was at the start, the steps as
// they went, and what happened when. Made once when a record is opened; pure.
#include "core/replay.h"
#include "wire/fact.h"

enum {
    TIMELINE_SPANS_MAX = 64,
    TIMELINE_HAPPENINGS_MAX = 1024, // later ones are still in the replay, not in the list
    SEGMENT_MS = 15 * MINUTE_MS,    // what integrity raters watch of a session
};

enum happening_kind {
    HAPPENED_MARK,
    HAPPENED_LOST, // .back_ms: when the screen was found again; 0 if it was not
    HAPPENED_OPEN,
    HAPPENED_SHOWN,
    HAPPENED_HELD,
    HAPPENED_FEW,
    HAPPENED_VOID,
    HAPPENED_TAG,
    HAPPENED_PAUSE,
    HAPPENED_WAKE,
    HAPPENED_PEOPLE,
    HAPPENED_RESUMED,
    HAPPENED_DISK,
    HAPPENED_ENDED,
    HAPPENED_GOALS,
    HAPPENED_GOALS_CLOSED, // .banded, .band: how many cards were opened
    HAPPENED_GOAL_LINE,    // .text: one that a person shared
    HAPPENED_COUNT,        // .measure: .number of .of; of 0: of how many is not known
};

struct happening {
    enum happening_kind kind;
    uint64_t at_ms;
    uint64_t back_ms;
    uint16_t number; // screen, prompt, people; what was counted
    uint16_t of;
    enum measure measure;
    bool banded;
    enum band band;
    enum privacy_class class;
    enum technique technique;
    char text[LINE_BYTES]; // a mark's
};

struct timeline_span {
    uint64_t from_ms;
    uint64_t to_ms;
    char key[KEY_BYTES];    // of the step; empty for one of the group's own
    char title[NAME_BYTES]; // empty: the interface's word for the key
};

struct timeline {
    uint64_t length_ms; // until the group ended, or until the last fact
    uint64_t last_ms;   // of the last fact: techniques may be added after the end
    uint64_t plan_ms;
    uint16_t wall_minute; // of the start
    uint32_t wall_day;
    uint8_t plan_count;
    struct timeline_span plan[STEPS_MAX];
    uint8_t span_count;
    struct timeline_span spans[TIMELINE_SPANS_MAX];
    uint16_t happening_count;
    struct happening happenings[TIMELINE_HAPPENINGS_MAX];
};

void timeline_of(const struct replay *replay, struct timeline *out_timeline);
// Whether what was counted is about home practice.
bool happening_is_practice(const struct happening *happening);
// Whether it stands on the timeline as a disc, to which a key jumps: not what was added after the end.
bool timeline_has_event(const struct timeline *timeline, const struct happening *happening);
// The next event after a time, or the last one before it; false if there is none.
bool timeline_event(const struct timeline *timeline, uint64_t at_ms, int step, uint64_t *out_ms);
// The next step's beginning, or the last one before; going back inside a step finds its own.
bool timeline_step(const struct timeline *timeline, uint64_t at_ms, int step, uint64_t *out_ms);
// A part of SEGMENT_MS, whole inside the meeting, chosen by 64 random bits: every beginning, to the
// second, is as likely as any other. A meeting that is no longer than that is the part.
void timeline_segment(const struct timeline *timeline, uint64_t random, uint64_t *out_from_ms,
                      uint64_t *out_to_ms);
// How many minutes the steps that are over and the current one are behind their plan; 0 if none.
uint32_t timeline_behind(const struct timeline *timeline, const struct session *session,
                         uint64_t at_ms);

#include "supervisor/timeline.h"
#include "base/check.h"
#include "base/out.h"
#include <stdlib.h>
#include <string.h>

// The happening that a kind of fact is, if it is one.
static bool kind_of(const struct fact *fact, enum happening_kind *out_kind)
{
    switch (fact->kind) {
    case FACT_MARKED:
        *out_kind = HAPPENED_MARK;
        return true;
    case FACT_SCREEN_LOST:
        *out_kind = HAPPENED_LOST;
        return true;
    case FACT_PROMPT_OPENED:
        *out_kind = HAPPENED_OPEN;
        return true;
    case FACT_PROMPT_CLOSED:
        *out_kind = fact->release.kind == RELEASE_WITHHELD ? HAPPENED_FEW
                    : fact->release.kind == RELEASE_HELD   ? HAPPENED_HELD
                                                           : HAPPENED_SHOWN;
        return true;
    case FACT_PROMPT_VOIDED:
        *out_kind = HAPPENED_VOID;
        return true;
    case FACT_TAGGED:
        *out_kind = HAPPENED_TAG;
        return true;
    case FACT_SCREENS_PAUSED:
        *out_kind = HAPPENED_PAUSE;
        return true;
    case FACT_SCREENS_WOKEN:
        *out_kind = HAPPENED_WAKE;
        return true;
    case FACT_PEOPLE:
        *out_kind = HAPPENED_PEOPLE;
        return true;
    case FACT_RESUMED:
        *out_kind = HAPPENED_RESUMED;
        return true;
    case FACT_DISK_FAILED:
        *out_kind = HAPPENED_DISK;
        return true;
    case FACT_ENDED:
        *out_kind = HAPPENED_ENDED;
        return true;
    case FACT_GOALS_OPENED:
        *out_kind = HAPPENED_GOALS;
        return true;
    case FACT_GOALS_CLOSED:
        *out_kind = HAPPENED_GOALS_CLOSED;
        return true;
    case FACT_COUNTED:
        *out_kind = HAPPENED_COUNT;
        return true;
    case FACT_BEGUN:
    case FACT_SLIDE_SHOWN:
    case FACT_SLIDE_TAKEN_BACK:
    case FACT_STEP_BEGUN:
    case FACT_STEP_SKIPPED:
    case FACT_STEP_RENAMED:
    case FACT_STEP_RESIZED:
    case FACT_STEP_MOVED:
    case FACT_PROMPT_PAUSED:
    case FACT_PROMPT_WOKEN:
    case FACT_PROMPT_CLOSING:
    case FACT_PROMPT_REVIEW:
    case FACT_RESULT_SHOWN:
    case FACT_RESULT_HIDDEN:
    case FACT_ROOM_BLANKED:
    case FACT_ROOM_SHOWN:
    case FACT_UNTAGGED:
    case FACT_SCREEN_FOUND:
    case FACT_WARNED:
    case FACT_FINISHED:
    case FACT_GOALS_CLOSING:
    case FACT_COVERED:
        return false;
    }
    check_never("a fact is of a known kind");
}

static void note_back(struct timeline *timeline, uint16_t screen, uint64_t at_ms)
{
    for (uint16_t i = timeline->happening_count; i > 0; i--) {
        struct happening *happening = &timeline->happenings[i - 1];
        if (happening->kind != HAPPENED_LOST || happening->number != screen)
            continue;
        if (happening->back_ms == 0)
            happening->back_ms = at_ms;
        return;
    }
}

static struct happening *note(struct timeline *timeline, enum happening_kind kind, uint64_t at_ms)
{
    if (timeline->happening_count == TIMELINE_HAPPENINGS_MAX)
        return NULL;
    struct happening *happening = &timeline->happenings[timeline->happening_count++];
    *happening = (struct happening){.kind = kind, .at_ms = at_ms};
    return happening;
}

// A round is counted one by one: of one measure in one step the last count is what happened.
static void forget_count(struct timeline *timeline, enum measure measure)
{
    uint64_t step_ms =
        timeline->span_count > 0 ? timeline->spans[timeline->span_count - 1].from_ms : 0;
    for (uint16_t i = timeline->happening_count; i > 0; i--) {
        struct happening *happening = &timeline->happenings[i - 1];
        if (happening->at_ms < step_ms)
            return;
        if (happening->kind != HAPPENED_COUNT || happening->measure != measure)
            continue;
        memmove(happening, happening + 1,
                (size_t)(timeline->happening_count - i) * sizeof *happening);
        timeline->happening_count--;
        return;
    }
}

static void note_lines(struct timeline *timeline, const struct goals_release *goals, uint64_t at_ms)
{
    for (uint8_t i = 0; i < goals->line_count; i++) {
        struct happening *happening = note(timeline, HAPPENED_GOAL_LINE, at_ms);
        if (happening == NULL)
            return;
        struct out out = out_into(happening->text, sizeof happening->text);
        out_text(&out, goals->lines[i].text);
    }
}

static void note_fact(struct timeline *timeline, const struct fact *fact, uint64_t at_ms)
{
    enum happening_kind kind;
    if (fact->kind == FACT_SCREEN_FOUND)
        note_back(timeline, fact->number, at_ms);
    if (!kind_of(fact, &kind))
        return;
    if (kind == HAPPENED_COUNT)
        forget_count(timeline, (enum measure)fact->number);
    struct happening *happening = note(timeline, kind, at_ms);
    if (happening == NULL)
        return;
    happening->number = fact->number;
    happening->class = fact->class;
    happening->technique = fact->technique;
    memcpy(happening->text, fact->text, sizeof happening->text);
    if (kind == HAPPENED_PEOPLE || kind == HAPPENED_COUNT)
        happening->number = fact->amount;
    if (kind == HAPPENED_COUNT) {
        happening->measure = (enum measure)fact->number;
        happening->of = fact->of;
    }
    if (kind == HAPPENED_GOALS_CLOSED) {
        happening->banded = fact->goals.banded;
        happening->band = fact->goals.opened;
        note_lines(timeline, &fact->goals, at_ms);
    }
}

static void close_span(struct timeline *timeline, uint64_t at_ms)
{
    if (timeline->span_count > 0 && timeline->spans[timeline->span_count - 1].to_ms == UINT64_MAX)
        timeline->spans[timeline->span_count - 1].to_ms = at_ms;
}

// After each fact: a span for as long as one step is the current one.
static void note_step(struct timeline *timeline, const struct session *session, uint8_t before)
{
    bool running = session->phase == SESSION_RUNNING;
    uint8_t step = running ? session->step : 0;
    if (step == before)
        return;
    close_span(timeline, session->now_ms);
    if (step == 0 || timeline->span_count == TIMELINE_SPANS_MAX)
        return;
    const struct session_step *from = &session->steps[step - 1];
    const struct plan_step *origin = &session->begin.steps[from->origin - 1];
    struct timeline_span *span = &timeline->spans[timeline->span_count++];
    span->from_ms = session->now_ms;
    span->to_ms = UINT64_MAX;
    memcpy(span->key, origin->key, sizeof span->key);
    memcpy(span->title, from->renamed ? from->title : origin->title, sizeof span->title);
}

static void note_plan(struct timeline *timeline, const struct begin *begin)
{
    for (uint8_t i = 0; i < begin->step_count; i++) {
        struct timeline_span *span = &timeline->plan[i];
        span->from_ms = timeline->plan_ms;
        timeline->plan_ms += (uint64_t)begin->steps[i].minutes * MINUTE_MS;
        span->to_ms = timeline->plan_ms;
        memcpy(span->key, begin->steps[i].key, sizeof span->key);
        memcpy(span->title, begin->steps[i].title, sizeof span->title);
    }
    timeline->plan_count = begin->step_count;
}

void timeline_of(const struct replay *replay, struct timeline *out_timeline)
{
    struct timeline *timeline = out_timeline;
    memset(timeline, 0, sizeof *timeline);
    struct session *session = malloc(sizeof *session);
    check(session != NULL);
    *session = replay->first;
    // A later part alone begins in the middle: its first step began before anything we know.
    uint8_t step = 0;
    note_step(timeline, session, step);
    for (size_t i = 0; i < replay->fact_count; i++) {
        struct fact fact;
        step = session->phase == SESSION_RUNNING ? session->step : 0;
        replay_forward(replay, i, session, &fact);
        note_fact(timeline, &fact, session->now_ms);
        note_step(timeline, session, step);
        if (fact.kind == FACT_ENDED)
            timeline->length_ms = session->now_ms;
    }
    close_span(timeline, session->now_ms);
    timeline->last_ms = session->now_ms;
    if (timeline->length_ms == 0)
        timeline->length_ms = session->now_ms;
    note_plan(timeline, &session->begin);
    timeline->wall_day = session->wall_day;
    timeline->wall_minute = session->wall_minute;
    free(session);
}

bool happening_is_practice(const struct happening *happening)
{
    return happening->kind == HAPPENED_COUNT && (happening->measure == MEASURE_PRACTICE_REVIEWED ||
                                                 happening->measure == MEASURE_PRACTICE_SET);
}

bool timeline_has_event(const struct timeline *timeline, const struct happening *happening)
{
    enum happening_kind kind = happening->kind;
    return happening->at_ms <= timeline->length_ms &&
           (kind == HAPPENED_MARK || kind == HAPPENED_LOST || kind == HAPPENED_OPEN ||
            kind == HAPPENED_TAG || kind == HAPPENED_GOALS || happening_is_practice(happening));
}

bool timeline_event(const struct timeline *timeline, uint64_t at_ms, int step, uint64_t *out_ms)
{
    check(step == 1 || step == -1);
    bool found = false;
    for (uint16_t i = 0; i < timeline->happening_count; i++) {
        const struct happening *happening = &timeline->happenings[i];
        if (!timeline_has_event(timeline, happening))
            continue;
        if (step > 0 && happening->at_ms > at_ms) {
            *out_ms = happening->at_ms;
            return true;
        }
        if (step < 0 && happening->at_ms < at_ms) {
            *out_ms = happening->at_ms;
            found = true;
        }
    }
    return found;
}

bool timeline_step(const struct timeline *timeline, uint64_t at_ms, int step, uint64_t *out_ms)
{
    check(step == 1 || step == -1);
    bool found = false;
    for (uint8_t i = 0; i < timeline->span_count; i++) {
        uint64_t from_ms = timeline->spans[i].from_ms;
        if (step > 0 && from_ms > at_ms) {
            *out_ms = from_ms;
            return true;
        }
        if (step < 0 && from_ms < at_ms) {
            *out_ms = from_ms;
            found = true;
        }
    }
    return found;
}

void timeline_segment(const struct timeline *timeline, uint64_t random, uint64_t *out_from_ms,
                      uint64_t *out_to_ms)
{
    uint64_t length_ms = timeline->length_ms;
    *out_from_ms = 0;
    *out_to_ms = length_ms;
    if (length_ms <= SEGMENT_MS)
        return;
    uint64_t beginnings = (length_ms - SEGMENT_MS) / 1000 + 1;
    *out_from_ms = random % beginnings * 1000; // a few thousand of 2^64: no beginning is favoured
    *out_to_ms = *out_from_ms + SEGMENT_MS;
    check(*out_to_ms <= length_ms);
}

uint32_t timeline_behind(const struct timeline *timeline, const struct session *session,
                         uint64_t at_ms)
{
    uint64_t planned_ms = 0;
    for (uint8_t i = 0; i < session->begin.step_count; i++) {
        const struct session_step *step = &session->steps[i];
        if (step->done || step->skipped || i + 1 == session->step)
            planned_ms += step->skipped ? 0 : (uint64_t)step->minutes * MINUTE_MS;
    }
    uint64_t now_ms = at_ms < timeline->length_ms ? at_ms : timeline->length_ms;
    // Inside a step there is time left until its own minutes are over, so what counts is how late it
    // began.
    if (session->step > 0 && session->phase == SESSION_RUNNING) {
        const struct session_step *step = &session->steps[session->step - 1];
        uint64_t spent_ms = step->spent_ms + (now_ms - session->step_since_ms);
        uint64_t minutes_ms = (uint64_t)step->minutes * MINUTE_MS;
        planned_ms = planned_ms - minutes_ms + (spent_ms < minutes_ms ? spent_ms : minutes_ms);
    }
    return now_ms > planned_ms ? (uint32_t)((now_ms - planned_ms) / MINUTE_MS) : 0;
}

#include "base/check.h"
#include "replay_states.h"
#include "supervisor/comments.h"
#include "supervisor/evidence.h"
#include <stdlib.h>
#include <string.h>

// The chips of the design's sheet, by hand: the record of the other states shows fewer.
static const struct {
    enum integrity_item item;
    struct evidence_chip chip;
} chips[] = {
    {INTEGRITY_CURRICULUM,
     {.kind = EVIDENCE_SLIDES, .number = 1, .of = 14, .moment = {true, 0, 0}}},
    {INTEGRITY_CURRICULUM, {.kind = EVIDENCE_STEP, .key = "topic", .moment = {true, 27, 0}}},
    {INTEGRITY_EDUCATION,
     {.kind = EVIDENCE_TECHNIQUE, .technique = TECHNIQUE_SAY_IT_BACK, .moment = {true, 39, 0}}},
    {INTEGRITY_RECOVERY,
     {.kind = EVIDENCE_TECHNIQUE, .technique = TECHNIQUE_HOPE_AND_PRAISE, .moment = {true, 52, 0}}},
    {INTEGRITY_GOALS,
     {.kind = EVIDENCE_STEP, .key = "goals", .number = 9, .moment = {true, 16, 0}}},
    {INTEGRITY_GOALS,
     {.kind = EVIDENCE_COUNT, .measure = MEASURE_GOALS_FOLLOWED_UP, .number = 6, .of = 8}},
    {INTEGRITY_MOTIVATION,
     {.kind = EVIDENCE_TECHNIQUE, .technique = TECHNIQUE_LINK_TO_GOAL, .moment = {true, 31, 0}}},
    {INTEGRITY_TIME, {.kind = EVIDENCE_MINUTES, .number = 62, .of = 60, .moment = {true, 62, 0}}},
    {INTEGRITY_PLANNING,
     {.kind = EVIDENCE_COUNT,
      .measure = MEASURE_PRACTICE_SET,
      .number = 7,
      .of = 8,
      .moment = {true, 52, 0}}},
    {INTEGRITY_COPING,
     {.kind = EVIDENCE_TECHNIQUE, .technique = TECHNIQUE_COPING_PLAN, .moment = {true, 44, 0}}},
    {INTEGRITY_COGNITIVE,
     {.kind = EVIDENCE_TECHNIQUE, .technique = TECHNIQUE_ROLE_PLAY, .moment = {true, 41, 0}}},
    {INTEGRITY_REVIEW,
     {.kind = EVIDENCE_COUNT,
      .measure = MEASURE_PRACTICE_REVIEWED,
      .number = 7,
      .of = 8,
      .moment = {true, 10, 0}}},
};

static void fill_sheet(struct evidence *evidence)
{
    for (uint8_t i = 0; i < INTEGRITY_ITEMS; i++) {
        bool optional = i == INTEGRITY_RELAPSE || i == INTEGRITY_MEDICATION;
        evidence->integrity[i] =
            (struct evidence_item){.state = optional ? EVIDENCE_NOT_TRIED : EVIDENCE_CANNOT};
    }
    for (size_t i = 0; i < sizeof chips / sizeof chips[0]; i++) {
        struct evidence_item *item = &evidence->integrity[chips[i].item];
        item->state = EVIDENCE_CHIPS;
        item->chips[item->chip_count] = chips[i].chip;
        item->chips[item->chip_count++].moment.at_ms *= MINUTE_MS;
    }
}

static struct review_count counted(uint8_t done, uint8_t of, uint64_t minute)
{
    return (struct review_count){
        .known = true, .done = done, .of = of, .moment = {true, minute * MINUTE_MS, 0}};
}

static void fill_counts(struct evidence *evidence)
{
    evidence->counts[MEASURE_GOALS_SET] = counted(8, 8, 16);
    evidence->counts[MEASURE_GOALS_FOLLOWED_UP] = counted(6, 8, 16);
    evidence->counts[MEASURE_GOALS_DEFERRED] = counted(1, 0, 24);
    evidence->counts[MEASURE_GOALS_NOT_DUE] = counted(1, 0, 24);
    evidence->counts[MEASURE_PRACTICE_REVIEWED] = counted(7, 8, 10);
    evidence->counts[MEASURE_PRACTICE_SET] = counted(7, 8, 52);
    evidence->counts[MEASURE_PRACTICE_NOTHING] = counted(1, 8, 52);
}

static void fill_flags(struct evidence *evidence)
{
    static const struct review_flag flags[] = {
        {.kind = REVIEW_FLAG_GOALS_OPEN, .number = 6, .of = 8, .moment = {true, 16, 0}},
        {.kind = REVIEW_FLAG_NOT_SET, .number = 7, .of = 8, .moment = {true, 52, 0}},
        {.kind = REVIEW_FLAG_LOST, .number = 1, .moment = {true, 34, 0}},
    };
    evidence->flag_count = sizeof flags / sizeof flags[0];
    for (uint8_t i = 0; i < evidence->flag_count; i++) {
        evidence->flags[i] = flags[i];
        evidence->flags[i].moment.at_ms *= MINUTE_MS;
    }
}

static void fill_techniques(struct evidence *evidence)
{
    static const struct review_technique used[] = {
        {TECHNIQUE_LINK_TO_GOAL, false, {true, 31, 0}},
        {TECHNIQUE_SAY_IT_BACK, false, {true, 39, 0}},
        {TECHNIQUE_ROLE_PLAY, false, {true, 41, 0}},
        {TECHNIQUE_COPING_PLAN, false, {true, 44, 0}},
        {TECHNIQUE_HOPE_AND_PRAISE, false, {true, 52, 0}},
    };
    evidence->technique_count = sizeof used / sizeof used[0];
    for (uint8_t i = 0; i < evidence->technique_count; i++) {
        evidence->techniques[i] = used[i];
        evidence->techniques[i].moment.at_ms *= MINUTE_MS;
    }
}

static void empty(struct evidence *evidence)
{
    memset(evidence->counts, 0, sizeof evidence->counts);
    evidence->technique_count = 0;
    evidence->flag_count = 0;
    evidence->people_joined = 0;
    evidence->steps[3].done = false;
    evidence->steps[3].begun = false;
    evidence->steps[3].skipped = true;
    evidence->steps_done--;
}

static void overfill(struct evidence *evidence)
{
    for (uint8_t i = 0; i < TECHNIQUE_LAST; i++)
        evidence->techniques[i] = (struct review_technique){
            (enum technique)(TECHNIQUE_LAST - i), i == 0, {true, (3 + i) * (uint64_t)MINUTE_MS, 0}};
    evidence->technique_count = TECHNIQUE_LAST;
    for (uint8_t i = 0; i < 12; i++)
        evidence->flags[i] =
            (struct review_flag){.kind = (enum review_flag_kind)(1 + i % REVIEW_FLAG_LAST),
                                 .number = i + 1,
                                 .of = 12,
                                 .moment = {i % 3 > 0, i * (uint64_t)MINUTE_MS, 0}};
    evidence->flag_count = 12;
    evidence->minutes = 124;
    evidence->people_joined = 64;
    evidence->people = 64;
    evidence->counts[MEASURE_GOALS_FOLLOWED_UP] = counted(64, 64, 16);
    evidence->steps[5].spent_ms = 97 * (uint64_t)MINUTE_MS;
}

static void draw_overview(struct golden *golden, const struct view_frame *frame,
                          enum replay_state_name state, struct evidence *evidence)
{
    static const struct talk_view talks[] = {
        {true, 31 * (uint64_t)MINUTE_MS, NULL, "strong talk about sleep."},
        {true, 41 * (uint64_t)MINUTE_MS, "J. Ortiz", "Who could play the other part next time?"},
        {false, 0, "J. Ortiz", "Clear structure. Next time ask each person aloud."},
        {true, 45 * (uint64_t)MINUTE_MS, NULL, ""},
        {true, 46 * (uint64_t)MINUTE_MS, NULL, "a mark"},
        {true, 47 * (uint64_t)MINUTE_MS, NULL, "one more mark"},
        {true, 48 * (uint64_t)MINUTE_MS, NULL, "and another"},
    };
    fill_counts(evidence);
    fill_flags(evidence);
    fill_techniques(evidence);
    struct overview_view view = {
        .evidence = evidence, .talks = talks, .talk_count = 3, .exports = true};
    if (state == STATE_OVERVIEW_BARE) {
        empty(evidence);
        view.exports = false;
        view.talk_count = 0;
    }
    if (state == STATE_OVERVIEW_FULL) {
        overfill(evidence);
        view.talk_count = sizeof talks / sizeof talks[0];
    }
    view_overview(golden->list, frame, &view);
}

static void draw_sheet(struct golden *golden, const struct view_frame *frame,
                       enum replay_state_name state, struct evidence *evidence)
{
    static const uint8_t integrity[SHEET_ITEMS_MAX] = {5, 4, 4, 4, 4, 0, 3, 3,
                                                       4, 0, 0, 0, 3, 3, 3, 0};
    static const uint8_t fidelity[SHEET_ITEMS_MAX] = {5};
    fill_sheet(evidence);
    struct sheet_view view = {
        .evidence = evidence,
        .scores = integrity,
        .sheet = SHEET_INTEGRITY,
        .comment = "Clear structure. Next time ask each person to say the home practice aloud.",
        .live = true,
        .exports = true};
    if (state == STATE_SHEET_FIDELITY) {
        view.scores = fidelity;
        view.sheet = SHEET_FIDELITY;
        view.comment = "";
        view.live = false;
        view.scorer = "J. Ortiz";
        view.tone = NOTE_GOOD;
        view.note = "Saved: 2026-11-04-07070707.pdf in exports";
    }
    if (state == STATE_SHEET_TYPING) {
        view.typing = true;
        view.rated = 1U << INTEGRITY_RELAPSE;
        view.comment = "Clear structure, and every step had its time. Next time ask each person to "
                       "say the home practice aloud, in their own words, and to say when and where "
                       "and with whom";
        view.tone = NOTE_BAD;
        view.note = "Not saved: no space left. Free some space and try again.";
    }
    view_sheet(golden->list, frame, &view);
}

static void draw_supervision(struct golden *golden, const struct view_frame *frame,
                             enum replay_state_name state, struct evidence *evidence)
{
    const struct supervision held = {.day = 20398,
                                     .minutes = 45,
                                     .method = SUPERVISION_IN_PERSON,
                                     .people = "J. Ortiz, M. Reyes"};
    struct supervision kept[SUPERVISIONS_MAX];
    for (uint8_t i = 0; i < SUPERVISIONS_MAX; i++) {
        kept[i] = held;
        kept[i].day = 20390 + i;
        kept[i].method = (enum supervision_method)(1 + i % SUPERVISION_METHOD_LAST);
    }
    bool full = state == STATE_SUPERVISION_FULL;
    const struct supervision_view view = {
        .evidence = evidence,
        .held = &held,
        .typing = full,
        .today = 20398,
        .kept = kept,
        .kept_count = full ? SUPERVISIONS_MAX : 1,
        .trouble = full ? "Not kept: no space left. Free some space and try again." : ""};
    view_supervision(golden->list, frame, &view);
}

void review_state_draw(struct golden *golden, const struct view_frame *frame,
                       enum replay_state_name state, const struct meeting *meeting,
                       const struct timeline *timeline)
{
    struct evidence *evidence = calloc(1, sizeof *evidence);
    check(evidence != NULL);
    evidence_of(meeting_replay(meeting), timeline, RECORD_COMPLETE, evidence);
    if (state <= STATE_OVERVIEW_WIDE)
        draw_overview(golden, frame, state, evidence);
    else if (state >= STATE_SUPERVISION)
        draw_supervision(golden, frame, state, evidence);
    else
        draw_sheet(golden, frame, state, evidence);
    free(evidence);
}

#include "replay_states.h"
#include "base/check.h"
#include "core/scene.h"
#include "fake_disk.h"
#include "unit/apps/supervisor_help.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    TODAY = 20763
};

static const char *const names[REPLAY_STATES] = {
    [STATE_SESSIONS] = "s01-session-list",
    [STATE_SESSIONS_OPENING] = "s01-opening",
    [STATE_SESSIONS_WIDE] = "s01-wide",
    [STATE_SESSIONS_NOTHING] = "s01-nothing",
    [STATE_REPLAY] = "s02-replay",
    [STATE_REPLAY_OPEN] = "s02-prompt-open",
    [STATE_REPLAY_START] = "s02-start",
    [STATE_REPLAY_COUNTS] = "s02-counts",
    [STATE_REPLAY_LINES] = "s02-lines",
    [STATE_REPLAY_SEGMENT] = "s02-random-part",
    [STATE_REPLAY_WIDE] = "s02-wide",
    [STATE_REPLAY_GOALS] = "s02-goals",
    [STATE_REPLAY_GOALS_CLOSED] = "s02-goals-closed",
    [STATE_REPLAY_TALKING] = "s02-comments",
    [STATE_REPLAY_SAID] = "s02-said",
    [STATE_REPLAY_NO_DECK] = "s02-no-slides",
    [STATE_VERIFY_TRUNCATED] = "s04-verify",
    [STATE_VERIFY_WIDE] = "s04-wide",
    [STATE_VERIFY_COMPLETE] = "s04-complete",
    [STATE_VERIFY_FORGED] = "s04-forged",
    [STATE_UNLOCK] = "s05-unlock",
    [STATE_TRENDS] = "s07-trends",
    [STATE_TRENDS_FEW] = "s07-few",
    [STATE_TRENDS_WIDE] = "s07-wide",
    [STATE_OVERVIEW] = "s06-overview",
    [STATE_OVERVIEW_BARE] = "s06-bare",
    [STATE_OVERVIEW_FULL] = "s06-full",
    [STATE_OVERVIEW_WIDE] = "s06-wide",
    [STATE_SHEET] = "s03-report",
    [STATE_SHEET_FIDELITY] = "s03-fidelity",
    [STATE_SHEET_TYPING] = "s03-typing",
    [STATE_SHEET_WIDE] = "s03-wide",
    [STATE_SUPERVISION] = "s08-supervision",
    [STATE_SUPERVISION_FULL] = "s08-full",
};

const char *replay_state_name(enum replay_state_name state)
{
    return names[state];
}

struct listed {
    uint32_t day;
    uint16_t minute;
    const char *group, *topic;
    uint8_t session;
    const char *leader;
    uint32_t minutes;
    uint8_t people;
    enum record_verdict verdict;
    uint64_t last_minute;
};

static const struct listed listed[] = {
    {20761, 600, "Tuesday Recovery Group", "Coping with stress", 2, "M. Reyes", 62, 8,
     RECORD_COMPLETE, 62},
    {20756, 810, "Thursday Wellness Group", "Social support", 4, "A. Vang", 58, 6, RECORD_UNCLOSED,
     56},
    {20754, 600, "Tuesday Recovery Group", "Coping with stress", 1, "M. Reyes", 60, 7,
     RECORD_TRUNCATED, 41},
    {20750, 540, "Friday Open Group", "Recovery strategies", 2, "K. Lor", 71, 8, RECORD_FORKED, 52},
    {20749, 810, "Thursday Wellness Group", "Social support", 3, "A. Vang", 61, 6, RECORD_FORGED,
     17},
    {20747, 600, "Tuesday Recovery Group", "Social support", 7, "M. Reyes", 57, 8, RECORD_COMPLETE,
     57},
    {20743, 540, "Friday Open Group", "Recovery strategies", 1, "K. Lor", 66, 8, RECORD_COMPLETE,
     66},
};
enum {
    LISTED = sizeof listed / sizeof listed[0]
};

struct rows {
    struct shelf_row items[LISTED];
    const struct shelf_row *at[LISTED];
};

static void rows_fill(struct rows *rows)
{
    memset(rows, 0, sizeof *rows);
    for (size_t i = 0; i < LISTED; i++) {
        const struct listed *from = &listed[i];
        struct shelf_row *row = &rows->items[i];
        row->key = 0x80000000U + (uint32_t)i;
        row->state = SHELF_OPENED;
        row->day = from->day;
        row->wall_minute = from->minute;
        memcpy(row->group, from->group, strlen(from->group) + 1);
        memcpy(row->topic, from->topic, strlen(from->topic) + 1);
        memcpy(row->leader, from->leader, strlen(from->leader) + 1);
        row->session_number = from->session;
        row->minutes = from->minutes;
        row->plan_minutes = 60;
        row->people = from->people;
        row->joined = 8;
        row->verdict = from->verdict;
        row->last_ms = from->last_minute * MINUTE_MS;
        rows->at[i] = row;
    }
}

static void draw_sessions(struct golden *golden, const struct view_frame *frame,
                          enum replay_state_name state)
{
    struct rows rows;
    rows_fill(&rows);
    struct shelf_filter filter = {.today = TODAY, .weeks = 3};
    struct sessions_view view = {.rows = rows.at,
                                 .row_count = LISTED,
                                 .selected = rows.items[0].key,
                                 .filter = &filter,
                                 .place = "",
                                 .caret = -1};
    if (state == STATE_SESSIONS_OPENING) {
        rows.items[1].day -= 400;
        view.places = true;
        view.place = "STICK-4";
        filter.weeks = 0;
        rows.items[2].state = SHELF_NOT_YOURS;
        rows.items[3].state = SHELF_UNREADABLE;
        rows.items[4].state = SHELF_NEWER;
        rows.items[5].state = rows.items[6].state = SHELF_WAITING;
        rows.items[0].joined = 0;
    }
    if (state == STATE_SESSIONS_NOTHING) {
        view.row_count = 0;
        memcpy(filter.find, "sleep", 6);
        memcpy(filter.group, "Friday Open Group", 18);
        view.caret = 5;
    }
    view_sessions(golden->list, frame, &view);
}

// A record is written, opened again and played to a moment.
struct played {
    struct fake_disk *fake;
    struct help_record *record;
    struct meeting *meeting;
    struct timeline timeline;
    struct session session;
    struct scene scene;
};

static struct played *play(unsigned parts)
{
    struct played *played = calloc(1, sizeof *played);
    check(played != NULL);
    played->fake = fake_disk_create();
    played->record = help_record_make(fake_disk_of(played->fake), "s", "review.key", 7);
    help_meeting(played->record, parts);
    enum err err = meeting_open(fake_disk_of(played->fake), "s/2026-11-04-07070707.0.imrlog",
                                played->record->key, &played->meeting);
    check(err == OK);
    timeline_of(meeting_replay(played->meeting), &played->timeline);
    return played;
}

static void play_end(struct played *played)
{
    meeting_close(played->meeting);
    help_record_free(played->record);
    fake_disk_destroy(played->fake);
    free(played);
}

// What the record of these states does not hold: goals, and home practice that was counted.
static void happen(struct timeline *timeline, const struct happening *happening)
{
    uint16_t at = timeline->happening_count++;
    check(timeline->happening_count <= TIMELINE_HAPPENINGS_MAX);
    while (at > 0 && timeline->happenings[at - 1].at_ms > happening->at_ms) {
        timeline->happenings[at] = timeline->happenings[at - 1];
        at--;
    }
    timeline->happenings[at] = *happening;
}

static void add_goals(struct timeline *timeline)
{
    static const struct happening goals[] = {
        {.kind = HAPPENED_GOALS, .at_ms = 18},
        {.kind = HAPPENED_GOALS_CLOSED, .at_ms = 23, .banded = true, .band = BAND_MOST},
        {.kind = HAPPENED_GOAL_LINE, .at_ms = 23, .text = "Go to bed by 11 on weekdays"},
        {.kind = HAPPENED_COUNT,
         .at_ms = 24,
         .measure = MEASURE_GOALS_FOLLOWED_UP,
         .number = 6,
         .of = 8},
        {.kind = HAPPENED_COUNT,
         .at_ms = 53,
         .measure = MEASURE_PRACTICE_SET,
         .number = 7,
         .of = 8},
    };
    for (size_t i = 0; i < sizeof goals / sizeof goals[0]; i++) {
        struct happening happening = goals[i];
        happening.at_ms *= MINUTE_MS;
        happen(timeline, &happening);
    }
}

// As many lines as may be, two of them long.
static void approve_lines(struct scene *scene)
{
    static const char *const LINES[TEXT_LINES_MAX] = {
        "music",
        "a walk after lunch",
        "calling my friend and walking with her dog by the river",
        "my cat",
        "tea with a neighbor",
        "praying in the morning",
        "sleep",
        "writing down what went well before I go to bed"};
    scene->release = (struct release){.kind = RELEASE_LINES, .line_count = TEXT_LINES_MAX};
    for (size_t i = 0; i < TEXT_LINES_MAX; i++)
        memcpy(scene->release.lines[i].text, LINES[i], strlen(LINES[i]) + 1);
}

static void draw_replay(struct golden *golden, const struct view_frame *frame,
                        enum replay_state_name state)
{
    static const uint64_t minutes[REPLAY_STATES] = {
        [STATE_REPLAY] = 38,         [STATE_REPLAY_OPEN] = 37,
        [STATE_REPLAY_START] = 0,    [STATE_REPLAY_COUNTS] = 62,
        [STATE_REPLAY_LINES] = 38,   [STATE_REPLAY_NO_DECK] = 53,
        [STATE_REPLAY_SEGMENT] = 38, [STATE_REPLAY_WIDE] = 38,
        [STATE_REPLAY_GOALS] = 19,   [STATE_REPLAY_GOALS_CLOSED] = 25,
        [STATE_REPLAY_TALKING] = 38, [STATE_REPLAY_SAID] = 45};
    struct played *played = play(1);
    const struct replay *replay = meeting_replay(played->meeting);
    uint64_t at_ms = minutes[state] * MINUTE_MS;
    replay_state(replay, replay_count_at(replay, at_ms), &played->session);
    scene_of(&played->session, NULL, AUDIENCE_SUPERVISOR, &played->scene);
    add_goals(&played->timeline);
    if (state == STATE_REPLAY_GOALS)
        played->scene.goals_state = GOALS_OPEN;
    if (state == STATE_REPLAY_LINES)
        approve_lines(&played->scene);
    struct replay_view view = {
        .scene = &played->scene,
        .deck = state == STATE_REPLAY_NO_DECK ? NULL : meeting_deck(played->meeting),
        .timeline = &played->timeline,
        .verdict = state == STATE_REPLAY_NO_DECK ? RECORD_TRUNCATED : RECORD_COMPLETE,
        .at_ms = at_ms,
        .slide_since_ms = 22 * (uint64_t)MINUTE_MS,
        .closed_ms = at_ms,
        .behind_minutes = timeline_behind(&played->timeline, &played->session, at_ms),
        .playing = state == STATE_REPLAY_COUNTS,
        .speed = 1,
        .exports = true};
    if (state == STATE_REPLAY_SEGMENT)
        timeline_segment(&played->timeline, 1700, &view.segment.from_ms, &view.segment.to_ms);
    static const struct comment_view said[] = {
        {.at_ms = 27 * (uint64_t)MINUTE_MS,
         .timed = true,
         .own = true,
         .who = "J. Ortiz",
         .text = "A good start: you asked before you told. Keep the slide for after their words."},
        {.at_ms = 41 * (uint64_t)MINUTE_MS,
         .timed = true,
         .live = true,
         .own = true,
         .who = "J. Ortiz",
         .text = "Who could play the other part next time?"},
        {.at_ms = 41 * (uint64_t)MINUTE_MS,
         .timed = true,
         .answer = true,
         .who = "M. Reyes",
         .text = "Someone who has done it before."},
        {.live = true, .who = "J. Ortiz", .own = true, .text = "Clear structure."},
    };
    if (state == STATE_REPLAY_TALKING || state == STATE_REPLAY_SAID) {
        view.comments = said;
        view.comment_count = sizeof said / sizeof said[0];
    }
    view.talking = (struct talking_view){.on = state == STATE_REPLAY_TALKING,
                                         .answering = 1,
                                         .draft = "",
                                         .typing = true,
                                         .live = true};
    view.segment.drawn = state == STATE_REPLAY_SEGMENT;
    view_replay(golden->list, frame, &view);
    play_end(played);
}

static void draw_verify(struct golden *golden, const struct view_frame *frame,
                        enum replay_state_name state)
{
    static const struct meeting_part parts[] = {
        {0, 120, 0, 22 * (uint64_t)MINUTE_MS, true},
        {1, 92, 22 * (uint64_t)MINUTE_MS, 41 * (uint64_t)MINUTE_MS, true}};
    struct rows rows;
    rows_fill(&rows);
    char words[SHEET_WORDS][SHEET_WORD_BYTES] = {"anchor", "meadow", "copper",
                                                 "lemon",  "harbor", "winter"};
    struct meeting_verdict verdict = {.verdict = RECORD_TRUNCATED,
                                      .fault = FAULT_END_MISSING,
                                      .segment = 1,
                                      .frame = 212,
                                      .frames = 212,
                                      .signed_heads = 2,
                                      .session_ms = 41 * (uint64_t)MINUTE_MS};
    struct verify_view view = {.rows = rows.at,
                               .row_count = 5,
                               .row = rows.at[2],
                               .verdict = &verdict,
                               .parts = parts,
                               .part_count = 2,
                               .deck_whole = true,
                               .words = words,
                               .word = -1,
                               .fit = SHEET_FITS_NOT,
                               .heard = {.heard = 5, .fit = 1},
                               .saves = true};
    if (state == STATE_VERIFY_COMPLETE) {
        view.row = rows.at[0];
        verdict.verdict = RECORD_COMPLETE;
        verdict.fault = FAULT_NONE;
        view.fit = SHEET_FITS;
        view.heard.fit = 5;
        view.saved = NOTE_GOOD;
        view.note = "Saved: 2026-11-04-07070707.check.txt";
    }
    if (state == STATE_VERIFY_FORGED) {
        view.row = rows.at[4];
        verdict.verdict = RECORD_FORGED;
        verdict.fault = FAULT_CHECKPOINT;
        verdict.trailing_bytes = 100;
        view.part_count = 1;
        view.deck_whole = false;
        view.fit = SHEET_TYPING;
        memset(words[2], 0, sizeof words - 2 * sizeof words[0]);
        view.word = 2;
    }
    view_verify(golden->list, frame, &view);
}

enum {
    TREND_SESSIONS = 20
};

// Twenty sessions of a group, made by a rule so that every plot has something to tell.
static void trend_row(struct shelf_row *row, int age)
{
    int place = TREND_SESSIONS - age;
    row->key = 0x80000000U + (uint32_t)age;
    row->state = SHELF_OPENED;
    row->day = (uint32_t)(TODAY - 2 - 7 * age);
    row->minutes = (uint32_t)(56 + place * 7 % 17);
    row->plan_minutes = 60;
    row->people = (uint8_t)(5 + place * 3 % 4);
    row->joined = 8;
    struct trend_numbers *trend = &row->trend;
    uint8_t here = row->people;
    if (age != 7) {
        trend->counts[MEASURE_GOALS_FOLLOWED_UP] =
            (struct trend_count){true, (uint8_t)(place < 8 ? here / 2 : here - 1), here};
        trend->counts[MEASURE_PRACTICE_REVIEWED] =
            (struct trend_count){true, (uint8_t)(here - place % 3), here};
        trend->counts[MEASURE_PRACTICE_SET] =
            (struct trend_count){true, (uint8_t)(place < 5 ? 1 : here - place % 2), here};
    }
    trend->family_counts[FAMILY_MOTIVATION] = (uint8_t)(place % 3);
    trend->family_counts[FAMILY_EDUCATION] = (uint8_t)(place % 2);
    trend->family_counts[FAMILY_SKILLS] = (uint8_t)(place > 10 ? 2 : 0);
    if (age == 12)
        return;
    trend->checkin_count = 1;
    memcpy(trend->checkins[0].key, "feel-now", 9);
    trend->checkins[0].release = RELEASE_BANDS;
    trend->checkins[0].joined = true;
    trend->checkins[0].row_count = 3;
    trend->checkins[0].bands[0] = place < 6 ? BAND_HALF : BAND_FEW;
    trend->checkins[0].bands[1] = place % 4 == 0 ? BAND_HALF : BAND_FEW;
    trend->checkins[0].bands[2] = place < 6 ? BAND_FEW : place < 15 ? BAND_HALF : BAND_MOST;
}

static void draw_trends(struct golden *golden, const struct view_frame *frame,
                        enum replay_state_name state)
{
    struct shelf_row *rows = calloc(TREND_SESSIONS, sizeof *rows);
    check(rows != NULL);
    const struct shelf_row *at[TREND_SESSIONS];
    struct shelf_filter filter = {.today = TODAY, .group = "Tuesday Recovery Group"};
    struct trends_view view = {.rows = at, .row_count = TREND_SESSIONS, .filter = &filter};
    for (int i = 0; i < TREND_SESSIONS; i++) {
        trend_row(&rows[i], i);
        at[i] = &rows[i];
    }
    if (state == STATE_TRENDS_FEW) {
        view.row_count = 3;
        rows[0].state = SHELF_WAITING;
        for (int i = 1; i < 3; i++)
            memset(&rows[i].trend, 0, sizeof rows[i].trend);
        memset(filter.group, 0, sizeof filter.group);
    }
    view_trends(golden->list, frame, &view);
    free(rows);
}

static void draw_review(struct golden *golden, const struct view_frame *frame,
                        enum replay_state_name state)
{
    struct played *played = play(1);
    review_state_draw(golden, frame, state, played->meeting, &played->timeline);
    play_end(played);
}

void replay_state_draw(struct golden *golden, enum replay_state_name state, enum language language)
{
    struct canvas canvas = canvas_staff(golden->pixels_w, golden->pixels_h, 0);
    static const bool wide[REPLAY_STATES] = {
        [STATE_SESSIONS_WIDE] = true, [STATE_REPLAY_WIDE] = true,   [STATE_VERIFY_WIDE] = true,
        [STATE_TRENDS_WIDE] = true,   [STATE_OVERVIEW_WIDE] = true, [STATE_SHEET_WIDE] = true};
    if (wide[state])
        canvas = canvas_staff(1920, 1080, 0);
    struct view_frame frame = {.canvas = &canvas,
                               .fonts = golden->fonts,
                               .strings = golden->strings,
                               .language = language,
                               .supervisor = "Riverside Clinic"};
    if (state <= STATE_SESSIONS_NOTHING)
        draw_sessions(golden, &frame, state);
    else if (state <= STATE_REPLAY_NO_DECK)
        draw_replay(golden, &frame, state);
    else if (state <= STATE_VERIFY_FORGED)
        draw_verify(golden, &frame, state);
    else if (state == STATE_UNLOCK)
        view_unlock(golden->list, &frame,
                    &(struct unlock_view){.typed = "four words or more", .wrong = true});
    else if (state <= STATE_TRENDS_WIDE)
        draw_trends(golden, &frame, state);
    else
        draw_review(golden, &frame, state);
}

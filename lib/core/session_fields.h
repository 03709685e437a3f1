#pragma once
// The fields of a session and of a moment's answer about it. Included by core/session.h only.
// Read by lib/core and its tests; everybody else asks for a scene or calls a function of session.h.
#include "base/limits.h"
#include "wire/scene.h"

enum {
    // The words that a session gathers while it runs, marks and new names of steps, share one
    // budget, so that the whole state fits one frame of the record. Past it: REFUSED_FULL.
    SESSION_TEXT_BYTES_MAX = 1792,
};

enum session_phase_name { // numbers equal enum scene_phase
    SESSION_WAITING,
    SESSION_RUNNING,
    SESSION_ENDED,
    SESSION_FINISHED,
    SESSION_PHASE_LAST = SESSION_FINISHED,
};

struct session_step {
    uint8_t origin; // which step of begin.steps it is, from 1
    bool renamed;
    char title[NAME_BYTES]; // if renamed, else empty
    uint16_t minutes;
    uint64_t spent_ms; // of closed spans
    bool done;
    bool skipped;
};

struct session_mark {
    uint64_t at_ms;
    char text[LINE_BYTES];
};

struct session {
    enum session_phase_name phase;
    uint32_t revision; // of the last fact
    uint64_t now_ms;   // of the last fact, never backwards
    uint32_t wall_day; // of the start
    uint16_t wall_minute;
    struct begin begin;

    uint8_t slide;         // 1 to slide count; 0 before the first
    uint8_t history_count; // slides that can be taken back to, the newest last
    uint8_t history[8];    // SLIDE_HISTORY_MAX
    uint64_t slides_shown; // bit n - 1: slide n has been shown, and not taken back at once

    uint8_t step; // the current one, 1 to begin.step_count; 0 when none
    uint64_t step_since_ms;
    bool warned;
    struct session_step steps[STEPS_MAX]; // in today's order

    uint8_t people;
    bool paused;
    bool blank;

    enum prompt_state prompt_state;
    uint8_t prompt; // the open one or the last closed one; 0 when none
    enum privacy_class prompt_class;
    uint64_t prompt_since_ms; // whole minutes
    uint8_t places;           // in the box while it is open
    bool closing_show;        // whether the closing prompt is to be shown
    bool result_on;
    struct release release;
    bool prompts_used[PROMPTS_MAX];
    bool disk_failed;

    enum goals_state goals_state;
    bool new_cards;             // while goals are open
    struct goals_release goals; // of the last goal phase; its lines are in the fact only
    uint8_t goals_lines;        // how many there were
    struct measure_count counts[MEASURE_LAST + 1];

    uint8_t mark_count;
    struct session_mark marks[MARKS_MAX];
    bool tagged[TECHNIQUE_LAST + 1];
    uint8_t screens_here[TERMINALS_MAX / 8]; // bit n - 1: screen n was found and not lost since
    uint8_t screens_lost[TERMINALS_MAX / 8]; // bit n - 1: screen n was lost and not found since
    struct finish finish;
};

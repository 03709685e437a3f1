#include "base/check.h"
#include "terminal_states.h"

#include <stdio.h>
#include <string.h>

enum {
    WEEK = 2900, // of every moment
};

static const char *const NAMES[] = {
    [STATE_CARD - STATE_GOALS] = "card",
    [STATE_CARD_FIRST - STATE_GOALS] = "card-first",
    [STATE_CARD_CHECK - STATE_GOALS] = "card-check",
    [STATE_CARD_ENDED - STATE_GOALS] = "card-ended",
    [STATE_CARD_REST - STATE_GOALS] = "card-rest",
    [STATE_CARD_REST_ALL - STATE_GOALS] = "card-rest-all",
    [STATE_OPENING - STATE_GOALS] = "opening",
    [STATE_MAKING - STATE_GOALS] = "making",
    [STATE_NEW_CARD - STATE_GOALS] = "new-card",
    [STATE_SHEET - STATE_GOALS] = "sheet",
    [STATE_SHEET_FIRST - STATE_GOALS] = "sheet-first",
    [STATE_SHEET_LONG - STATE_GOALS] = "sheet-long",
    [STATE_SHEET_TRIED - STATE_GOALS] = "sheet-tried",
    [STATE_SHEET_OBSTACLE - STATE_GOALS] = "sheet-obstacle",
    [STATE_SHEET_NEXT - STATE_GOALS] = "sheet-next",
    [STATE_SHEET_SAVED - STATE_GOALS] = "sheet-saved",
    [STATE_SHEET_BOTH - STATE_GOALS] = "sheet-both",
    [STATE_SHEET_CLOSING - STATE_GOALS] = "sheet-closing",
    [STATE_GOAL_WORDS - STATE_GOALS] = "goal-words",
    [STATE_GOAL_WORDS_LONG - STATE_GOALS] = "goal-words-long",
    [STATE_PART_WORDS - STATE_GOALS] = "part-words",
    [STATE_PRACTICE - STATE_GOALS] = "practice",
    [STATE_PRACTICE_WHAT - STATE_GOALS] = "practice-what",
    [STATE_PRACTICE_WHERE - STATE_GOALS] = "practice-where",
    [STATE_PRACTICE_WHO - STATE_GOALS] = "practice-who",
    [STATE_PRACTICE_NOTHING_WEEK - STATE_GOALS] = "practice-nothing",
    [STATE_WAY - STATE_GOALS] = "way",
    [STATE_SAVING - STATE_GOALS] = "saving",
    [STATE_FORGET_ASK - STATE_GOALS] = "forget-ask",
    [STATE_GOAL_CLOSED - STATE_GOALS] = "goal-closed",
    [STATE_GOAL_FORGOTTEN - STATE_GOALS] = "goal-forgotten",
    [STATE_GOAL_BROKEN - STATE_GOALS] = "goal-broken",
    [STATE_GOAL_FULL - STATE_GOALS] = "goal-full",
    [STATE_GOAL_STILL_THERE - STATE_GOALS] = "goal-still-there",
    [STATE_SLIDE_GOALS - STATE_GOALS] = "slide-goals",
};

const char *goal_moment_name(enum terminal_state_id id)
{
    check(id >= STATE_GOALS && id < STATES);
    return NAMES[id - STATE_GOALS];
}

static void set_card(struct goal_turn *goal, const char *const *names, uint8_t count)
{
    for (goal->count = 0; goal->count < count; goal->count++) {
        bool known = goal_picture_find(names[goal->count], &goal->pictures[goal->count]);
        check(known);
    }
}

static void words(struct goal_words *words, const char *text, bool share)
{
    snprintf(words->text, sizeof words->text, "%s", text);
    words->share = share;
}

// The sheet of the design's pictures.
static void set_sheet(struct goal_turn *goal)
{
    struct goal_sheet *sheet = &goal->sheet;
    struct goal_short *term = &sheet->shorts[0];
    words(&sheet->long_term, "Be closer to my sister", false);
    words(&sheet->why, "She makes me laugh", false);
    words(&term->words, "See her once this month", true);
    words(&term->steps[0].words, "Call my sister", true);
    words(&term->steps[1].words, "Pick a day to meet", true);
    term->steps[0].status = GOAL_DID;
    term->steps[0].week = WEEK - 1;
    term->steps[1].status = GOAL_PART;
    term->steps[1].week = WEEK;
    term->step_count = 2;
    words(&sheet->shorts[1].words, "Cook for us both", false);
    sheet->short_count = 2;
    sheet->practice.kind = PRACTICE_SET;
    sheet->practice.week = WEEK;
    snprintf(sheet->practice.parts[0].own, OWN_WORDS_BYTES, "Text her on Saturday");
    goal->base = goal->sheet;
    goal->state = GOAL_AT_SHEET;
    goal->step = 1;
    goal->ask = GOAL_ASK_STEP;
}

static void set_long(struct goal_turn *goal)
{
    static const char LONG[] = "when my mother made us warm soup and we all sat together now";
    struct goal_short *term = &goal->sheet.shorts[0];
    words(&goal->sheet.long_term, LONG, true);
    words(&goal->sheet.why, LONG, true);
    words(&term->words, LONG, true);
    words(&term->steps[0].words, LONG, true);
    words(&term->steps[1].words, LONG, true);
    for (int i = 0; i < PRACTICE_PARTS; i++)
        snprintf(goal->sheet.practice.parts[i].own, OWN_WORDS_BYTES, "%s", LONG);
}

static void set_review(struct goal_turn *goal, bool obstacle)
{
    struct goal_practice *practice = &goal->sheet.practice;
    practice->week = WEEK - 1;
    practice->tried = obstacle ? TRIED_SOME : TRIED_NONE;
    practice->obstacle = obstacle ? 2 : 0;
    goal->ask = obstacle ? GOAL_ASK_OBSTACLE : GOAL_ASK_TRIED;
}

// Every step is done: the next one waits to be written.
static void set_done(struct goal_turn *goal)
{
    goal->sheet.shorts[0].steps[1].status = GOAL_DID;
    goal->step = GOAL_STEPS_MAX;
    goal->ask = GOAL_ASK_NOTHING;
}

// t28: the first part is done, the second chosen.
static void set_practice(enum terminal_state_id id, struct goal_turn *goal)
{
    struct goal_practice *practice = &goal->practice;
    goal->state = GOAL_AT_PRACTICE;
    practice->kind = PRACTICE_SET;
    snprintf(practice->parts[0].own, OWN_WORDS_BYTES, "Text my sister");
    goal->part = 1;
    practice->parts[1].preset = 5;
    if (id == STATE_PRACTICE_WHAT) {
        memset(practice, 0, sizeof *practice);
        goal->part = 0;
    } else if (id == STATE_PRACTICE_WHERE) {
        goal->part = 2;
    } else if (id == STATE_PRACTICE_WHO) {
        goal->part = 3;
        practice->parts[2].preset = 1;
        practice->parts[3].preset = 4;
        practice->share = true;
    } else if (id == STATE_PRACTICE_NOTHING_WEEK) {
        memset(practice, 0, sizeof *practice);
        practice->kind = PRACTICE_NOTHING;
        goal->part = 3;
    }
}

static void set_words(enum terminal_state_id id, struct goal_turn *goal)
{
    struct goal_short *term = &goal->sheet.shorts[0];
    goal->state = GOAL_AT_WRITING;
    goal->field = GOAL_FIELD_SHORT;
    words(&term->words, "See her once this mon", true);
    term->step_count = 0;
    memset(term->steps, 0, sizeof term->steps);
    if (id == STATE_GOAL_WORDS_LONG) {
        set_long(goal);
        goal->field = GOAL_FIELD_WHY;
    }
}

static void set_way(struct goal_turn *goal)
{
    static const uint8_t RUNGS[] = {1, 1, 2, 0, 2, 3, 3, 2, 0, 3, 4, 4};
    struct goal_sheet *sheet = &goal->sheet;
    for (uint32_t i = 0; i < sizeof RUNGS; i++)
        if (RUNGS[i] != 0)
            sheet->weeks[sheet->week_count++] =
                (struct goal_rung){.week = WEEK - 11 + i, .rung = RUNGS[i]};
    goal->state = GOAL_AT_WAY;
}

static void set_between(enum terminal_state_id id, uint64_t now_ms, struct goal_turn *goal)
{
    static const struct {
        enum terminal_state_id id;
        enum goal_turn_state state;
        enum goal_told told;
    } STATES_BETWEEN[] = {
        {STATE_OPENING, GOAL_AT_OPENING, GOAL_TOLD_NOTHING},
        {STATE_MAKING, GOAL_AT_MAKING, GOAL_TOLD_NOTHING},
        {STATE_SAVING, GOAL_AT_SAVING, GOAL_TOLD_NOTHING},
        {STATE_FORGET_ASK, GOAL_AT_FORGET_ASK, GOAL_TOLD_NOTHING},
        {STATE_GOAL_CLOSED, GOAL_AT_TOLD, GOAL_TOLD_CLOSED},
        {STATE_GOAL_FORGOTTEN, GOAL_AT_TOLD, GOAL_TOLD_FORGOTTEN},
        {STATE_GOAL_BROKEN, GOAL_AT_TOLD, GOAL_TOLD_BROKEN},
        {STATE_GOAL_FULL, GOAL_AT_TOLD, GOAL_TOLD_FULL},
        {STATE_GOAL_STILL_THERE, GOAL_AT_STILL_THERE, GOAL_TOLD_NOTHING},
        {STATE_SLIDE_GOALS, GOAL_AT_AWAY, GOAL_TOLD_NOTHING},
    };
    for (size_t i = 0; i < sizeof STATES_BETWEEN / sizeof STATES_BETWEEN[0]; i++) {
        if (STATES_BETWEEN[i].id != id)
            continue;
        goal->state = STATES_BETWEEN[i].state;
        goal->told = STATES_BETWEEN[i].told;
        goal->warned_at_ms = now_ms - 10000;
        return;
    }
    check(false && "a state of goals");
}

void goal_moment_of(enum terminal_state_id id, uint64_t now_ms, struct terminal_moment *moment)
{
    static const char *const HALF[] = {"sun", "boat", "key"};
    static const char *const WHOLE[] = {"sun", "boat", "key", "tree", "cup", "moon"};
    static const char *const NEW[] = {"house", "fish", "star", "apple", "hat", "fish"};
    struct goal_turn *goal = &moment->goal;
    goal_turn_init(goal, now_ms);
    goal->week = WEEK;
    goal->room.open = true;
    goal->sheet.handle = (struct goal_handle){SHAPE_WAVE, 27};
    moment->view.goal = goal;
    switch (id) {
    case STATE_CARD:
    case STATE_CARD_FIRST:
    case STATE_CARD_CHECK:
    case STATE_CARD_ENDED:
        goal->state = GOAL_AT_CARD;
        goal->room.new_cards = id == STATE_CARD_FIRST || id == STATE_CARD_ENDED;
        goal->wrong = id == STATE_CARD_CHECK || id == STATE_CARD_ENDED;
        goal->wrongs = id == STATE_CARD_ENDED ? 2 : goal->wrong;
        if (id != STATE_CARD_FIRST)
            set_card(goal, goal->wrong ? WHOLE : HALF, goal->wrong ? CARD_PICTURES : 3);
        return;
    case STATE_CARD_REST:
    case STATE_CARD_REST_ALL:
        goal->state = GOAL_AT_REST;
        goal->rest_until_ms = now_ms + 47000;
        goal->rest_for_all = id == STATE_CARD_REST_ALL;
        return;
    case STATE_NEW_CARD:
        goal->state = GOAL_AT_NEW_CARD;
        set_card(goal, NEW, CARD_PICTURES);
        return;
    case STATE_SHEET_FIRST:
        goal->state = GOAL_AT_SHEET;
        goal->step = GOAL_STEPS_MAX;
        return;
    case STATE_SHEET:
    case STATE_SHEET_LONG:
    case STATE_SHEET_TRIED:
    case STATE_SHEET_OBSTACLE:
    case STATE_SHEET_NEXT:
    case STATE_SHEET_SAVED:
    case STATE_SHEET_BOTH:
    case STATE_SHEET_CLOSING:
        set_sheet(goal);
        if (id == STATE_SHEET_LONG)
            set_long(goal);
        if (id == STATE_SHEET_TRIED || id == STATE_SHEET_OBSTACLE)
            set_review(goal, id == STATE_SHEET_OBSTACLE);
        if (id == STATE_SHEET_NEXT)
            set_done(goal);
        goal->toast_ms = id == STATE_SHEET_SAVED || id == STATE_SHEET_BOTH ? now_ms - 1000 : 0;
        goal->both = id == STATE_SHEET_BOTH;
        moment->view.goals_closing = id == STATE_SHEET_CLOSING;
        moment->view.goals_closing_ms = now_ms - 19000;
        return;
    case STATE_GOAL_WORDS:
    case STATE_GOAL_WORDS_LONG:
        set_sheet(goal);
        set_words(id, goal);
        return;
    case STATE_PART_WORDS:
    case STATE_PRACTICE:
    case STATE_PRACTICE_WHAT:
    case STATE_PRACTICE_WHERE:
    case STATE_PRACTICE_WHO:
    case STATE_PRACTICE_NOTHING_WEEK:
        set_sheet(goal);
        set_practice(id, goal);
        if (id == STATE_PART_WORDS) {
            goal->state = GOAL_AT_PART_WORDS;
            goal->part = 0;
        }
        return;
    case STATE_WAY:
        set_sheet(goal);
        set_way(goal);
        return;
    default:
        set_between(id, now_ms, goal);
        return;
    }
}

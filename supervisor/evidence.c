#include "supervisor/evidence.h"
#include "base/check.h"
#include "supervisor/evidence_private.h"
#include <stdlib.h>
#include <string.h>

enum technique_family technique_family_of(enum technique technique)
{
    switch (technique) {
    case TECHNIQUE_HOPE_AND_PRAISE:
    case TECHNIQUE_PROS_AND_CONS:
    case TECHNIQUE_LINK_TO_GOAL:
        return FAMILY_MOTIVATION;
    case TECHNIQUE_SMALL_PIECES:
    case TECHNIQUE_SAY_IT_BACK:
    case TECHNIQUE_ASK_AND_TELL:
        return FAMILY_EDUCATION;
    case TECHNIQUE_ROLE_PLAY:
    case TECHNIQUE_RELAXATION:
    case TECHNIQUE_PROBLEM_SOLVING:
    case TECHNIQUE_COPING_PLAN:
        return FAMILY_SKILLS;
    }
    check_never("a technique is of a known family");
}

const char *technique_family_name(enum technique_family family)
{
    static const char *const names[TECHNIQUE_FAMILIES] = {"motivation", "education", "skills"};
    check(family < TECHNIQUE_FAMILIES);
    return names[family];
}

const char *review_flag_name(enum review_flag_kind kind)
{
    static const char *const names[REVIEW_FLAG_LAST + 1] = {
        [REVIEW_FLAG_RECORD] = "record",
        [REVIEW_FLAG_STEP_SKIPPED] = "step-skipped",
        [REVIEW_FLAG_STEP_MISSED] = "step-missed",
        [REVIEW_FLAG_OVER] = "over-plan",
        [REVIEW_FLAG_HURRIED] = "hurried-end",
        [REVIEW_FLAG_GOALS_OPEN] = "goals-open",
        [REVIEW_FLAG_NOT_REVIEWED] = "practice-not-reviewed",
        [REVIEW_FLAG_NOT_SET] = "practice-not-set",
        [REVIEW_FLAG_NO_PRACTICE] = "no-practice",
        [REVIEW_FLAG_LARGE] = "large-group",
        [REVIEW_FLAG_LOST] = "screens-lost",
        [REVIEW_FLAG_RESUMED] = "console-back",
        [REVIEW_FLAG_DISK] = "disk-failed",
    };
    check(kind >= REVIEW_FLAG_RECORD && kind <= REVIEW_FLAG_LAST);
    return names[kind];
}

const char *review_prompt_result(const struct review_prompt *prompt)
{
    if (prompt->voided)
        return "thrown-away";
    return prompt->closed ? release_kind_name(prompt->release.kind) : "open";
}

const char *evidence_state_name(enum evidence_state state)
{
    static const char *const names[] = {"shown", "cannot", "none", "not-tried"};
    check(state <= EVIDENCE_NOT_TRIED);
    return names[state];
}

const struct evidence_item *evidence_item_of(const struct evidence *evidence, enum sheet sheet,
                                             uint8_t item)
{
    check(sheet < SHEETS && item < sheet_item_count(sheet));
    return sheet == SHEET_FIDELITY ? &evidence->fidelity[item] : &evidence->integrity[item];
}

// ------------------------------------------------------------------------------------- the walk

// The facts of a meeting, one after the other, with the state that each of them made.
struct walk {
    struct evidence *evidence;
    const struct session *session;
    uint32_t event;                          // index of the fact that was applied last
    uint8_t step;                            // the origin of the current step, from 1; 0: none
    struct review_moment stepped[STEPS_MAX]; // by origin: when it first began, or was skipped
    uint16_t resumed;
    struct review_moment warned;
    struct review_moment resumed_first;
    struct review_moment disk_first;
};

static struct review_moment moment_of(const struct walk *walk)
{
    return (struct review_moment){true, walk->session->now_ms, walk->event};
}

static void note_first(struct review_moment *moment, const struct walk *walk)
{
    if (!moment->known)
        *moment = moment_of(walk);
}

static void take_prompt_opened(struct walk *walk, const struct fact *fact)
{
    struct evidence *evidence = walk->evidence;
    const struct prompt_outline *outline =
        &walk->session->begin.deck.prompts[walk->session->prompt - 1];
    // One that was thrown away unseen may be asked again; what came of the last time counts.
    struct review_prompt *prompt = NULL;
    for (uint8_t i = 0; i < evidence->prompt_count; i++)
        if (evidence->prompts[i].prompt == fact->number)
            prompt = &evidence->prompts[i];
    if (prompt == NULL && evidence->prompt_count < PROMPTS_MAX)
        prompt = &evidence->prompts[evidence->prompt_count++];
    if (prompt == NULL)
        return;
    *prompt = (struct review_prompt){.prompt = (uint8_t)fact->number,
                                     .kind = outline->kind,
                                     .class = fact->class,
                                     .opened = moment_of(walk)};
    memcpy(prompt->key, outline->key, sizeof prompt->key);
}

static struct review_prompt *prompt_of(struct evidence *evidence, uint16_t number)
{
    for (uint8_t i = 0; i < evidence->prompt_count; i++)
        if (evidence->prompts[i].prompt == number)
            return &evidence->prompts[i];
    return NULL;
}

static void take_prompt_ended(struct walk *walk, const struct fact *fact)
{
    bool voided = fact->kind == FACT_PROMPT_VOIDED;
    struct evidence *evidence = walk->evidence;
    struct review_prompt *prompt = NULL;
    if (!voided)
        prompt = prompt_of(evidence, fact->number);
    else if (evidence->prompt_count > 0) // only what is open can be thrown away
        for (uint8_t i = 0; i < evidence->prompt_count; i++)
            if (!evidence->prompts[i].ended.known)
                prompt = &evidence->prompts[i];
    if (prompt == NULL)
        return; // a later part alone may begin while one is open
    prompt->ended = moment_of(walk);
    prompt->voided = voided;
    prompt->closed = !voided;
    if (!voided)
        prompt->release = fact->release;
}

static void take_technique(struct walk *walk, const struct fact *fact)
{
    struct evidence *evidence = walk->evidence;
    uint8_t at = 0;
    while (at < evidence->technique_count && evidence->techniques[at].technique != fact->technique)
        at++;
    if (fact->kind == FACT_UNTAGGED) {
        if (at == evidence->technique_count)
            return;
        evidence->technique_count--;
        memmove(&evidence->techniques[at], &evidence->techniques[at + 1],
                (evidence->technique_count - at) * sizeof evidence->techniques[0]);
        return;
    }
    if (at < evidence->technique_count || at == TECHNIQUE_LAST)
        return;
    evidence->techniques[at] =
        (struct review_technique){.technique = fact->technique,
                                  .after = walk->session->phase != SESSION_RUNNING,
                                  .moment = moment_of(walk)};
    evidence->technique_count++;
}

static void take_screen(struct walk *walk, const struct fact *fact)
{
    struct evidence *evidence = walk->evidence;
    if (fact->kind == FACT_SCREEN_LOST) {
        if (evidence->lost_count < REVIEW_LOST_MAX)
            evidence->lost[evidence->lost_count] =
                (struct review_lost){.screen = fact->number, .moment = moment_of(walk)};
        if (evidence->lost_count < UINT16_MAX)
            evidence->lost_count++;
        return;
    }
    uint16_t listed =
        evidence->lost_count < REVIEW_LOST_MAX ? evidence->lost_count : REVIEW_LOST_MAX;
    for (uint16_t i = listed; i > 0; i--) {
        struct review_lost *lost = &evidence->lost[i - 1];
        if (lost->screen != fact->number)
            continue;
        if (lost->back_ms == 0)
            lost->back_ms = walk->session->now_ms;
        return;
    }
}

static void take_mark(struct walk *walk, const struct fact *fact)
{
    struct evidence *evidence = walk->evidence;
    if (evidence->mark_count == MARKS_MAX)
        return;
    struct review_mark *mark = &evidence->marks[evidence->mark_count++];
    memcpy(mark->text, fact->text, sizeof mark->text);
    mark->moment = moment_of(walk);
}

static void take_people(struct walk *walk)
{
    struct evidence *evidence = walk->evidence;
    if (walk->session->people <= evidence->people_most)
        return;
    evidence->people_most = walk->session->people;
    evidence->people_moment = moment_of(walk);
}

static void take_counted(struct walk *walk, const struct fact *fact)
{
    walk->evidence->counts[fact->number] = (struct review_count){.known = true,
                                                                 .done = (uint8_t)fact->amount,
                                                                 .of = (uint8_t)fact->of,
                                                                 .moment = moment_of(walk)};
}

static void take_confirmed(struct walk *walk, enum measure measure,
                           const struct finish_count *count)
{
    if (!count->known)
        return;
    struct review_count *to = &walk->evidence->counts[measure];
    // The page that confirms a number does not move it: it stays linked to where it was counted.
    struct review_moment moment = to->known ? to->moment : moment_of(walk);
    *to = (struct review_count){true, true, count->done, count->of, moment};
}

static void take_finish(struct walk *walk, const struct finish *finish)
{
    take_confirmed(walk, MEASURE_ATTENDANCE, &finish->people_here);
    take_confirmed(walk, MEASURE_GOALS_FOLLOWED_UP, &finish->goals_followed_up);
    take_confirmed(walk, MEASURE_PRACTICE_REVIEWED, &finish->practice_reviewed);
    take_confirmed(walk, MEASURE_PRACTICE_SET, &finish->practice_set);
    memcpy(walk->evidence->note, finish->note, sizeof walk->evidence->note);
}

static void take_goals_opened(struct walk *walk)
{
    struct evidence *evidence = walk->evidence;
    if (evidence->goals_count < REVIEW_GOALS_MAX)
        evidence->goals[evidence->goals_count++].opened = moment_of(walk);
}

static void take_goals_closed(struct walk *walk, const struct fact *fact)
{
    struct evidence *evidence = walk->evidence;
    if (evidence->goals_count == 0)
        return; // a later part alone may begin while goals are open
    struct review_goals *goals = &evidence->goals[evidence->goals_count - 1];
    if (goals->closed)
        return;
    goals->closed = true;
    goals->release = fact->goals;
    goals->ended = moment_of(walk);
}

static void take_slide(struct walk *walk)
{
    struct evidence *evidence = walk->evidence;
    uint8_t slide = walk->session->slide;
    if (slide == 0)
        return;
    if (evidence->slide_first == 0 || slide < evidence->slide_first)
        evidence->slide_first = slide;
    if (slide > evidence->slide_last)
        evidence->slide_last = slide;
}

static void take_fact(struct walk *walk, const struct fact *fact)
{
    switch (fact->kind) {
    case FACT_PROMPT_OPENED:
        take_prompt_opened(walk, fact);
        break;
    case FACT_PROMPT_CLOSED:
    case FACT_PROMPT_VOIDED:
        take_prompt_ended(walk, fact);
        break;
    case FACT_TAGGED:
    case FACT_UNTAGGED:
        take_technique(walk, fact);
        break;
    case FACT_SCREEN_LOST:
    case FACT_SCREEN_FOUND:
        take_screen(walk, fact);
        break;
    case FACT_MARKED:
        take_mark(walk, fact);
        break;
    case FACT_WARNED:
        note_first(&walk->warned, walk);
        break;
    case FACT_RESUMED:
        note_first(&walk->resumed_first, walk);
        walk->resumed++;
        break;
    case FACT_DISK_FAILED:
        note_first(&walk->disk_first, walk);
        break;
    case FACT_FINISHED:
        take_finish(walk, &fact->finish);
        break;
    case FACT_GOALS_OPENED:
        take_goals_opened(walk);
        break;
    case FACT_GOALS_CLOSED:
        take_goals_closed(walk, fact);
        break;
    case FACT_COUNTED:
        take_counted(walk, fact);
        break;
    case FACT_COVERED:
        memcpy(walk->evidence->covered, fact->text, sizeof walk->evidence->covered);
        break;
    default: // steps, slides and people are read from the state
        break;
    }
}

// What the state tells after each fact: where the plan stands, which slide is on, how many are here.
static void take_state(struct walk *walk)
{
    const struct session *session = walk->session;
    uint8_t step = 0;
    if (session->phase == SESSION_RUNNING && session->step > 0)
        step = session->steps[session->step - 1].origin;
    if (step != 0 && step != walk->step) {
        // A step that was skipped first and done after all began when it began.
        struct review_moment *moment = &walk->stepped[step - 1];
        if (!moment->known || !walk->evidence->steps[step - 1].begun)
            *moment = moment_of(walk);
        walk->evidence->steps[step - 1].begun = true;
    }
    walk->step = step;
    for (uint8_t i = 0; i < session->begin.step_count; i++)
        if (session->steps[i].skipped && session->steps[i].origin != 0)
            note_first(&walk->stepped[session->steps[i].origin - 1], walk);
    take_slide(walk);
    take_people(walk);
}

// ------------------------------------------------------------------------------------ the whole

static void fill_steps(struct evidence *evidence, const struct session *session,
                       const struct walk *walk)
{
    struct review_step steps[STEPS_MAX] = {0};
    evidence->step_count = session->begin.step_count;
    for (uint8_t i = 0; i < evidence->step_count; i++) {
        const struct session_step *from = &session->steps[i];
        const struct plan_step *origin = &session->begin.steps[from->origin - 1];
        struct review_step *step = &steps[i];
        memcpy(step->key, origin->key, sizeof step->key);
        memcpy(step->title, from->renamed ? from->title : origin->title, sizeof step->title);
        step->plan_minutes = origin->minutes;
        step->spent_ms = from->spent_ms;
        if (session->phase == SESSION_RUNNING && session->step == i + 1)
            step->spent_ms += session->now_ms - session->step_since_ms;
        step->begun = evidence->steps[from->origin - 1].begun || from->done || step->spent_ms > 0;
        step->done = from->done;
        step->skipped = from->skipped;
        step->moment = walk->stepped[from->origin - 1];
        evidence->plan_minutes += origin->minutes;
        if (from->done)
            evidence->steps_done++;
        if (from->skipped)
            evidence->steps_skipped++;
    }
    memcpy(evidence->steps, steps, sizeof steps);
}

static void fill_head(struct evidence *evidence, const struct session *session)
{
    const struct begin *begin = &session->begin;
    memcpy(evidence->group, begin->group, sizeof evidence->group);
    memcpy(evidence->leader, begin->leader, sizeof evidence->leader);
    memcpy(evidence->module, begin->deck.module, sizeof evidence->module);
    memcpy(evidence->module_title, begin->deck.module_title, sizeof evidence->module_title);
    memcpy(evidence->topic, begin->deck.title, sizeof evidence->topic);
    evidence->session_number = begin->deck.session_number;
    evidence->session_count = begin->deck.session_count;
    evidence->slide_count = begin->deck.slide_count;
    evidence->practice_profile = begin->practice;
    evidence->meeting = begin->meeting;
    evidence->people_joined = begin->people_joined;
    evidence->people = session->people;
    evidence->wall_day = session->wall_day;
    evidence->wall_minute = session->wall_minute;
    evidence->ended = session->phase >= SESSION_ENDED;
}

static void fill_techniques(struct evidence *evidence)
{
    for (uint8_t i = 0; i < evidence->technique_count; i++)
        evidence->family_counts[technique_family_of(evidence->techniques[i].technique)]++;
    evidence->practised = evidence->family_counts[FAMILY_SKILLS] > 0;
}

static void flag(struct evidence *evidence, enum review_flag_kind kind, unsigned number,
                 unsigned of, const struct review_moment *moment)
{
    if (evidence->flag_count == REVIEW_FLAGS_MAX)
        return;
    struct review_flag *to = &evidence->flags[evidence->flag_count++];
    *to = (struct review_flag){.kind = kind, .number = (uint16_t)number, .of = (uint16_t)of};
    if (moment != NULL)
        to->moment = *moment;
}

static void flag_steps(struct evidence *evidence)
{
    for (uint8_t i = 0; i < evidence->step_count; i++) {
        const struct review_step *step = &evidence->steps[i];
        if (step->skipped)
            flag(evidence, REVIEW_FLAG_STEP_SKIPPED, i + 1U, 0, &step->moment);
        else if (!step->begun && evidence->ended)
            flag(evidence, REVIEW_FLAG_STEP_MISSED, i + 1U, 0, NULL);
    }
}

static void flag_counts(struct evidence *evidence)
{
    const struct review_count *goals = &evidence->counts[MEASURE_GOALS_FOLLOWED_UP];
    const struct review_count *reviewed = &evidence->counts[MEASURE_PRACTICE_REVIEWED];
    const struct review_count *set = &evidence->counts[MEASURE_PRACTICE_SET];
    const struct review_count *nothing = &evidence->counts[MEASURE_PRACTICE_NOTHING];
    if (goals->known && goals->done < goals->of)
        flag(evidence, REVIEW_FLAG_GOALS_OPEN, goals->done, goals->of, &goals->moment);
    if (reviewed->known && reviewed->done == 0 && reviewed->of > 0)
        flag(evidence, REVIEW_FLAG_NOT_REVIEWED, 0, reviewed->of, &reviewed->moment);
    // Who chose "nothing this week" has chosen.
    unsigned have = set->done + (nothing->known ? (unsigned)nothing->done : 0);
    if (set->known && have < set->of)
        flag(evidence, REVIEW_FLAG_NOT_SET, set->done, set->of, &set->moment);
}

static void fill_flags(struct evidence *evidence, const struct walk *walk)
{
    if (evidence->verdict != RECORD_COMPLETE)
        flag(evidence, REVIEW_FLAG_RECORD, 0, 0, NULL);
    flag_steps(evidence);
    if (evidence->minutes > evidence->plan_minutes + REVIEW_OVER_MINUTES)
        flag(evidence, REVIEW_FLAG_OVER, evidence->minutes - evidence->plan_minutes, 0, NULL);
    if (walk->warned.known)
        flag(evidence, REVIEW_FLAG_HURRIED, 0, 0, &walk->warned);
    flag_counts(evidence);
    if (!evidence->practised && evidence->ended)
        flag(evidence, REVIEW_FLAG_NO_PRACTICE, 0, 0, NULL);
    if (evidence->people_most > REVIEW_GROUP_MOST && evidence->meeting == MEETING_GROUP)
        flag(evidence, REVIEW_FLAG_LARGE, evidence->people_most, 0, &evidence->people_moment);
    if (evidence->lost_count > 0)
        flag(evidence, REVIEW_FLAG_LOST, evidence->lost_count, 0, &evidence->lost[0].moment);
    if (walk->resumed > 0)
        flag(evidence, REVIEW_FLAG_RESUMED, walk->resumed, 0, &walk->resumed_first);
    if (walk->disk_first.known)
        flag(evidence, REVIEW_FLAG_DISK, 0, 0, &walk->disk_first);
}

void evidence_of(const struct replay *replay, const struct timeline *timeline,
                 enum record_verdict verdict, struct evidence *out_evidence)
{
    struct evidence *evidence = out_evidence;
    memset(evidence, 0, sizeof *evidence);
    struct session *session = malloc(sizeof *session);
    check(session != NULL);
    *session = replay->first;
    struct walk walk = {.evidence = evidence, .session = session};
    take_state(&walk); // a later part alone begins in the middle
    for (size_t i = 0; i < replay->fact_count; i++) {
        struct fact fact;
        replay_forward(replay, i, session, &fact);
        walk.event = (uint32_t)i;
        take_fact(&walk, &fact);
        take_state(&walk);
    }
    evidence->verdict = verdict;
    evidence->length_ms = timeline->length_ms;
    // As the list of records counts them.
    evidence->minutes = (uint32_t)(timeline->length_ms / MINUTE_MS);
    fill_head(evidence, session);
    fill_steps(evidence, session, &walk);
    fill_techniques(evidence);
    fill_flags(evidence, &walk);
    evidence_fill_items(evidence);
    free(session);
}

#include "supervisor/trends.h"
#include "base/check.h"
#include "supervisor/evidence_private.h"
#include <stdlib.h>
#include <string.h>

static void take_steps(struct trend_session *session, const struct evidence *evidence)
{
    session->step_count = evidence->step_count;
    session->steps_done = evidence->steps_done;
    for (uint8_t i = 0; i < evidence->step_count; i++) {
        const struct review_step *from = &evidence->steps[i];
        struct trend_step *step = &session->steps[i];
        uint64_t minutes = (from->spent_ms + MINUTE_MS / 2) / MINUTE_MS;
        memcpy(step->key, from->key, sizeof step->key);
        memcpy(step->title, from->title, sizeof step->title);
        step->plan_minutes = from->plan_minutes;
        step->minutes = (uint16_t)(minutes < UINT16_MAX ? minutes : UINT16_MAX);
        step->done = from->done;
        step->skipped = from->skipped;
    }
}

static void take_checkins(struct trend_numbers *numbers, const struct evidence *evidence)
{
    for (uint8_t i = 0; i < evidence->prompt_count; i++) {
        const struct review_prompt *from = &evidence->prompts[i];
        if (!from->closed || from->class == CLASS_PLAIN || from->kind == PROMPT_TEXT)
            continue;
        struct trend_checkin *checkin = &numbers->checkins[numbers->checkin_count++];
        memcpy(checkin->key, from->key, sizeof checkin->key);
        checkin->kind = from->kind;
        checkin->class = from->class;
        checkin->release = from->release.kind;
        if (from->release.kind != RELEASE_BANDS)
            continue;
        checkin->joined = from->release.joined;
        checkin->row_count = from->release.row_count;
        memcpy(checkin->bands, from->release.bands, sizeof checkin->bands);
    }
}

void trend_numbers_of(const struct evidence *evidence, struct trend_numbers *out_numbers)
{
    struct trend_numbers *to = out_numbers;
    memset(to, 0, sizeof *to);
    memcpy(to->module, evidence->module, sizeof to->module);
    to->people_most = evidence->people_most;
    for (int i = MEASURE_ATTENDANCE; i <= MEASURE_LAST; i++)
        to->counts[i] = (struct trend_count){evidence->counts[i].known, evidence->counts[i].done,
                                             evidence->counts[i].of};
    memcpy(to->family_counts, evidence->family_counts, sizeof to->family_counts);
    to->practised = evidence->practised;
    take_checkins(to, evidence);
}

const struct trend_checkin *trend_checkin_of(const struct trend_numbers *numbers, const char *key)
{
    for (uint8_t i = 0; i < numbers->checkin_count; i++)
        if (strcmp(numbers->checkins[i].key, key) == 0)
            return &numbers->checkins[i];
    return NULL;
}

bool trend_is_scale(const struct trend_checkin *checkin)
{
    return checkin->release == RELEASE_BANDS && checkin->joined && checkin->row_count == 3;
}

static void take_session(struct trend_session *session, const struct evidence *evidence)
{
    memcpy(session->group, evidence->group, sizeof session->group);
    memcpy(session->leader, evidence->leader, sizeof session->leader);
    memcpy(session->module_title, evidence->module_title, sizeof session->module_title);
    memcpy(session->topic, evidence->topic, sizeof session->topic);
    session->session_number = evidence->session_number;
    session->practice_profile = evidence->practice_profile;
    session->day = evidence->wall_day;
    session->wall_minute = evidence->wall_minute;
    session->verdict = evidence->verdict;
    session->minutes = evidence->minutes;
    session->plan_minutes = evidence->plan_minutes;
    session->people = evidence->people;
    session->people_joined = evidence->people_joined;
    for (uint8_t i = 0; i < evidence->technique_count; i++)
        session->tagged[evidence->techniques[i].technique] = true;
    take_steps(session, evidence);
    trend_numbers_of(evidence, &session->numbers);
}

// In the order of time; the same moment, of the name.
static bool stands_after(const struct trend_session *a, const struct trend_session *b)
{
    if (a->day != b->day)
        return a->day > b->day;
    if (a->wall_minute != b->wall_minute)
        return a->wall_minute > b->wall_minute;
    return strcmp(a->name, b->name) > 0;
}

enum err trends_add(struct trends *trends, const char *name, const struct evidence *evidence)
{
    check(trends != NULL && name != NULL && evidence != NULL);
    if (trends->count > 0 && trends->sessions[0].practice_profile != evidence->practice_profile)
        return ERR_PROFILE;
    if (strlen(name) >= TREND_NAME_BYTES)
        return ERR_TOO_LONG;
    if (trends->count == trends->room) {
        size_t room = trends->room == 0 ? 16 : trends->room * 2;
        struct trend_session *more = realloc(trends->sessions, room * sizeof *more);
        if (more == NULL)
            return ERR_MEMORY;
        trends->sessions = more;
        trends->room = room;
    }
    struct trend_session *session = calloc(1, sizeof *session);
    if (session == NULL)
        return ERR_MEMORY;
    memcpy(session->name, name, strlen(name) + 1);
    take_session(session, evidence);
    size_t at = trends->count++;
    while (at > 0 && stands_after(&trends->sessions[at - 1], session)) {
        trends->sessions[at] = trends->sessions[at - 1];
        at--;
    }
    trends->sessions[at] = *session;
    free(session);
    return OK;
}

void trends_finish(struct trends *trends)
{
    free(trends->sessions);
    memset(trends, 0, sizeof *trends);
}

int32_t trend_drift(uint32_t minutes, uint32_t plan_minutes)
{
    return (int32_t)minutes - (int32_t)plan_minutes;
}

int32_t trend_step_drift(const struct trend_step *step)
{
    return trend_drift(step->skipped ? 0 : step->minutes, step->plan_minutes);
}

// Modules by their stable keys; the scale counts nine areas, and an edition may have more.
static void add_module(struct trend_sum *sum, const char *module)
{
    uint32_t *count = &sum->summary.topic_areas;
    if (module[0] == '\0' || *count == TREND_MODULES_MAX)
        return;
    for (uint32_t i = 0; i < *count; i++)
        if (strcmp(sum->modules[i], module) == 0)
            return;
    sum->modules[(*count)++] = module;
}

void trend_sum_add(struct trend_sum *sum, uint32_t day, const struct trend_numbers *numbers)
{
    struct trend_summary *summary = &sum->summary;
    sum->first_day = summary->sessions == 0 || day < sum->first_day ? day : sum->first_day;
    sum->last_day = day > sum->last_day ? day : sum->last_day;
    summary->sessions++;
    summary->weeks = (sum->last_day - sum->first_day) / 7 + 1;
    add_module(sum, numbers->module);
    if (numbers->people_most > summary->people_most)
        summary->people_most = numbers->people_most;
    summary->sessions_over += numbers->people_most > REVIEW_GROUP_MOST ? 1 : 0;
    for (int family = 0; family < TECHNIQUE_FAMILIES; family++)
        summary->with_family[family] += numbers->family_counts[family] > 0 ? 1 : 0;
    summary->practised += numbers->practised ? 1 : 0;
}

void trends_summary(const struct trends *trends, const char *group,
                    struct trend_summary *out_summary)
{
    struct trend_sum sum = {.first_day = 0};
    for (size_t i = 0; i < trends->count; i++)
        if (strcmp(trends->sessions[i].group, group) == 0)
            trend_sum_add(&sum, trends->sessions[i].day, &trends->sessions[i].numbers);
    *out_summary = sum.summary;
}

static void add(struct evidence *evidence, enum fidelity_item item, enum evidence_kind kind,
                uint32_t number, uint32_t of)
{
    evidence_chip_add(
        &evidence->fidelity[item],
        &(struct evidence_chip){.kind = kind, .number = (uint16_t)number, .of = (uint16_t)of});
}

void trend_summary_evidence(const struct trend_summary *summary, struct evidence *evidence)
{
    if (summary->sessions < 2 || summary->sessions > UINT16_MAX)
        return; // one session shows nothing that it does not show itself
    uint32_t within = summary->sessions - summary->sessions_over;
    uint32_t areas =
        summary->topic_areas < TREND_TOPIC_AREAS ? summary->topic_areas : TREND_TOPIC_AREAS;
    add(evidence, FIDELITY_PEOPLE, EVIDENCE_WITHIN, within, summary->sessions);
    add(evidence, FIDELITY_LENGTH, EVIDENCE_SESSIONS, summary->sessions, summary->weeks);
    add(evidence, FIDELITY_COMPREHENSIVE, EVIDENCE_MODULES, areas, TREND_TOPIC_AREAS);
    static const enum fidelity_item of_family[TECHNIQUE_FAMILIES] = {
        FIDELITY_MOTIVATION, FIDELITY_EDUCATION, FIDELITY_COGNITIVE};
    for (int family = 0; family < TECHNIQUE_FAMILIES; family++)
        add(evidence, of_family[family], EVIDENCE_SHARE, summary->with_family[family],
            summary->sessions);
}

void trends_evidence(const struct trends *trends, struct evidence *evidence)
{
    struct trend_summary summary;
    trends_summary(trends, evidence->group, &summary);
    trend_summary_evidence(&summary, evidence);
}

// How a session begins: what it is given is judged and copied here and nowhere else.
#include "base/check.h"
#include "core/session_parts.h"

#include <string.h>

enum {
    SPEED_MAX = 1000
};

static enum refusal check_steps(const struct begin *begin)
{
    if (begin->step_count < 1 || begin->step_count > STEPS_MAX)
        return REFUSED_NO_SUCH_STEP;
    for (uint8_t i = 0; i < begin->step_count; i++) {
        const struct plan_step *step = &begin->steps[i];
        if (!text_field_ok(step->key, sizeof step->key) ||
            !text_field_ok(step->title, sizeof step->title))
            return REFUSED_TEXT;
        if (step->key[0] == '\0' && step->title[0] == '\0')
            return REFUSED_TEXT; // a step of the group's own needs a name
        if (step->minutes > STEP_MINUTES_MAX)
            return REFUSED_MINUTES;
    }
    return ALLOWED;
}

static bool options_fit(const struct prompt_outline *prompt)
{
    switch (prompt->kind) {
    case PROMPT_FACES:
    case PROMPT_FIVE_STEPS:
        return prompt->option_count == OPTIONS_MAX;
    case PROMPT_SINGLE:
    case PROMPT_CHOOSE_ALL:
        return prompt->option_count >= 2 && prompt->option_count <= OPTIONS_MAX;
    case PROMPT_TEXT:
        return prompt->option_count >= 2 && prompt->option_count <= PHRASES_MAX &&
               prompt->class == CLASS_PERSONAL;
    }
    return false;
}

static enum refusal check_deck(const struct deck_outline *deck)
{
    if (!text_field_ok(deck->module, sizeof deck->module) ||
        !text_field_ok(deck->module_title, sizeof deck->module_title) ||
        !text_field_ok(deck->title, sizeof deck->title))
        return REFUSED_TEXT;
    if (deck->slide_count < 1 || deck->slide_count > SLIDES_MAX)
        return REFUSED_NO_SUCH_SLIDE;
    if (deck->prompt_count > PROMPTS_MAX)
        return REFUSED_NO_SUCH_PROMPT;
    for (uint8_t i = 0; i < deck->prompt_count; i++) {
        const struct prompt_outline *prompt = &deck->prompts[i];
        if (!text_field_ok(prompt->key, sizeof prompt->key) || prompt->key[0] == '\0')
            return REFUSED_TEXT;
        if (prompt->class < CLASS_PLAIN || prompt->class > CLASS_SENSITIVE || !options_fit(prompt))
            return REFUSED_NO_SUCH_PROMPT;
        if (prompt->slide < 1 || prompt->slide > deck->slide_count)
            return REFUSED_NO_SUCH_SLIDE;
        // One key twice would let the same prompt run twice.
        for (uint8_t j = 0; j < i; j++)
            if (strcmp(prompt->key, deck->prompts[j].key) == 0)
                return REFUSED_NO_SUCH_PROMPT;
    }
    return ALLOWED;
}

enum refusal begin_check(const struct begin *begin)
{
    if (!text_field_ok(begin->group, sizeof begin->group) ||
        !text_field_ok(begin->leader, sizeof begin->leader) ||
        !text_field_ok(begin->edition, sizeof begin->edition))
        return REFUSED_TEXT;
    if (begin->meeting != MEETING_GROUP && begin->meeting != MEETING_INDIVIDUAL)
        return REFUSED_INDIVIDUAL;
    if (begin->people < 1 || begin->people > PEOPLE_MAX)
        return REFUSED_PEOPLE_RANGE;
    if (begin->meeting == MEETING_INDIVIDUAL && begin->people != 1)
        return REFUSED_PEOPLE_RANGE;
    enum refusal refusal = check_steps(begin);
    return refusal != ALLOWED ? refusal : check_deck(&begin->deck);
}

static uint16_t speed_in_range(const struct begin *begin)
{
    if (!begin->practice || begin->speed < 1)
        return 1;
    return begin->speed > SPEED_MAX ? SPEED_MAX : begin->speed;
}

void begin_copy(struct begin *to, const struct begin *from)
{
    memset(to, 0, sizeof *to);
    memcpy(to->session_id, from->session_id, sizeof to->session_id);
    text_field_copy(to->group, from->group, sizeof to->group);
    text_field_copy(to->leader, from->leader, sizeof to->leader);
    text_field_copy(to->edition, from->edition, sizeof to->edition);
    to->meeting = from->meeting;
    to->practice = from->practice;
    to->speed = speed_in_range(from);
    to->people = from->people;
    to->people_joined = from->people_joined;
    to->step_count = from->step_count;
    for (uint8_t i = 0; i < from->step_count; i++) {
        text_field_copy(to->steps[i].key, from->steps[i].key, sizeof to->steps[i].key);
        text_field_copy(to->steps[i].title, from->steps[i].title, sizeof to->steps[i].title);
        to->steps[i].minutes = from->steps[i].minutes;
    }
    const struct deck_outline *deck = &from->deck;
    memcpy(to->deck.deck_hash, deck->deck_hash, sizeof to->deck.deck_hash);
    text_field_copy(to->deck.module, deck->module, sizeof to->deck.module);
    text_field_copy(to->deck.module_title, deck->module_title, sizeof to->deck.module_title);
    text_field_copy(to->deck.title, deck->title, sizeof to->deck.title);
    to->deck.session_number = deck->session_number;
    to->deck.session_count = deck->session_count;
    to->deck.slide_count = deck->slide_count;
    to->deck.prompt_count = deck->prompt_count;
    for (uint8_t i = 0; i < deck->prompt_count; i++) {
        struct prompt_outline *prompt = &to->deck.prompts[i];
        text_field_copy(prompt->key, deck->prompts[i].key, sizeof prompt->key);
        prompt->kind = deck->prompts[i].kind;
        prompt->class = deck->prompts[i].class;
        prompt->option_count = deck->prompts[i].option_count;
        prompt->slide = deck->prompts[i].slide;
    }
}

enum refusal check_begin(const struct want *want)
{
    return begin_check(&want->command->begin);
}

void make_begin(const struct want *want, struct facts *facts)
{
    struct fact *begun = facts_add(facts, FACT_BEGUN);
    begin_copy(&begun->begin, &want->command->begin);
    begun->wall_day = want->moment->wall_day;
    begun->wall_minute = want->moment->wall_minute;
    facts_add(facts, FACT_STEP_BEGUN)->number = 1;
    facts_add(facts, FACT_SLIDE_SHOWN)->number = 1;
}

bool apply_begun(struct session *session, const struct fact *fact)
{
    if (begin_check(&fact->begin) != ALLOWED || fact->begin.speed != speed_in_range(&fact->begin))
        return false;
    if (fact->at_ms != 0 || fact->wall_day > WALL_DAY_MAX || fact->wall_minute > 24 * 60 - 1)
        return false;
    check(session->phase == SESSION_WAITING);
    uint32_t revision = session->revision;
    memset(session, 0, sizeof *session);
    session->revision = revision;
    session->phase = SESSION_RUNNING;
    session->wall_day = fact->wall_day;
    session->wall_minute = fact->wall_minute;
    begin_copy(&session->begin, &fact->begin);
    session->people = fact->begin.people;
    for (uint8_t i = 0; i < fact->begin.step_count; i++) {
        session->steps[i].origin = (uint8_t)(i + 1);
        session->steps[i].minutes = fact->begin.steps[i].minutes;
    }
    return true;
}

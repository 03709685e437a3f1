// People present, screens, the room screen, marks and technique tags.
#include "base/check.h"
#include "core/session_parts.h"

#include <string.h>

enum refusal check_people(const struct want *want)
{
    const struct session *session = want->session;
    uint16_t amount = want->command->amount;
    if (amount < 1 || amount > PEOPLE_MAX)
        return REFUSED_PEOPLE_RANGE;
    if (session->begin.meeting == MEETING_INDIVIDUAL && amount != 1)
        return REFUSED_PEOPLE_RANGE;
    // Going down until "box full" lights would count the answers.
    if (session_phase_is_open(session) && amount < session->people)
        return REFUSED_PEOPLE_DOWN;
    return ALLOWED;
}

enum refusal check_screens_pause(const struct want *want)
{
    if (want->session->paused)
        return REFUSED_PAUSED;
    if (want->session->goals_state == GOALS_CLOSING)
        return REFUSED_GOALS_CLOSING;
    return want->session->prompt_state == PROMPT_CLOSING ? REFUSED_CLOSING : ALLOWED;
}

enum refusal check_screens_wake(const struct want *want)
{
    return want->session->paused ? ALLOWED : REFUSED_NOT_PAUSED;
}

enum refusal check_room_blank(const struct want *want)
{
    return want->session->blank ? REFUSED_BLANK : ALLOWED;
}

enum refusal check_room_show(const struct want *want)
{
    return want->session->blank ? ALLOWED : REFUSED_NOT_BLANK;
}

enum refusal check_mark(const struct want *want)
{
    const struct command *command = want->command;
    if (!text_field_ok(command->text, sizeof command->text))
        return REFUSED_TEXT;
    if (want->session->mark_count >= MARKS_MAX)
        return REFUSED_FULL;
    if (session_text_bytes(want->session) + strlen(command->text) > SESSION_TEXT_BYTES_MAX)
        return REFUSED_FULL;
    return ALLOWED;
}

static bool technique_exists(enum technique technique)
{
    return technique >= TECHNIQUE_HOPE_AND_PRAISE && technique <= TECHNIQUE_LAST;
}

enum refusal check_tag(const struct want *want)
{
    return technique_exists(want->command->technique) ? ALLOWED : REFUSED_NO_SUCH_TAG;
}

enum refusal check_untag(const struct want *want)
{
    enum technique technique = want->command->technique;
    if (!technique_exists(technique) || !want->session->tagged[technique])
        return REFUSED_NO_SUCH_TAG;
    return ALLOWED;
}

void make_people(const struct want *want, struct facts *facts)
{
    if (want->command->amount != want->session->people)
        facts_add(facts, FACT_PEOPLE)->amount = want->command->amount;
}

void make_screens_pause(const struct want *want, struct facts *facts)
{
    (void)want;
    facts_add(facts, FACT_SCREENS_PAUSED);
}

void make_screens_wake(const struct want *want, struct facts *facts)
{
    (void)want;
    facts_add(facts, FACT_SCREENS_WOKEN);
}

void make_room_blank(const struct want *want, struct facts *facts)
{
    (void)want;
    facts_add(facts, FACT_ROOM_BLANKED);
}

void make_room_show(const struct want *want, struct facts *facts)
{
    (void)want;
    facts_add(facts, FACT_ROOM_SHOWN);
}

void make_mark(const struct want *want, struct facts *facts)
{
    struct fact *fact = facts_add(facts, FACT_MARKED);
    text_field_copy(fact->text, want->command->text, sizeof fact->text);
}

void make_tag(const struct want *want, struct facts *facts)
{
    if (!want->session->tagged[want->command->technique])
        facts_add(facts, FACT_TAGGED)->technique = want->command->technique;
}

void make_untag(const struct want *want, struct facts *facts)
{
    facts_add(facts, FACT_UNTAGGED)->technique = want->command->technique;
}

// Which screen went while somebody may have been answering on it must not be known, so while a
// phase is open nothing is said; the hub asks again when it is over.
static bool screen_counts(const struct want *want)
{
    uint16_t screen = want->command->number;
    return want->session->phase == SESSION_RUNNING && !session_screens_in_use(want->session) &&
           screen >= 1 && screen <= TERMINALS_MAX;
}

void make_screen_found(const struct want *want, struct facts *facts)
{
    if (screen_counts(want) && !session_screen_here(want->session, want->command->number))
        facts_add(facts, FACT_SCREEN_FOUND)->number = want->command->number;
}

void make_screen_lost(const struct want *want, struct facts *facts)
{
    if (screen_counts(want) && session_screen_here(want->session, want->command->number))
        facts_add(facts, FACT_SCREEN_LOST)->number = want->command->number;
}

bool apply_people(struct session *session, const struct fact *fact)
{
    if (fact->amount < 1 || fact->amount > PEOPLE_MAX)
        return false;
    if (session->begin.meeting == MEETING_INDIVIDUAL && fact->amount != 1)
        return false;
    if (session_phase_is_open(session)) {
        if (fact->amount < session->people)
            return false;
        session->places = (uint8_t)fact->amount;
    }
    session->people = (uint8_t)fact->amount;
    return true;
}

static bool flip(bool *flag, bool to)
{
    if (*flag == to)
        return false;
    *flag = to;
    return true;
}

bool apply_screens_paused(struct session *session, const struct fact *fact)
{
    (void)fact;
    return session->prompt_state != PROMPT_CLOSING && session->goals_state != GOALS_CLOSING &&
           flip(&session->paused, true);
}

bool apply_screens_woken(struct session *session, const struct fact *fact)
{
    (void)fact;
    return flip(&session->paused, false);
}

bool apply_room_blanked(struct session *session, const struct fact *fact)
{
    (void)fact;
    return flip(&session->blank, true);
}

bool apply_room_shown(struct session *session, const struct fact *fact)
{
    (void)fact;
    return flip(&session->blank, false);
}

bool apply_marked(struct session *session, const struct fact *fact)
{
    if (session->mark_count >= MARKS_MAX || !text_field_tidy(fact->text, sizeof fact->text))
        return false;
    struct session_mark *mark = &session->marks[session->mark_count++];
    mark->at_ms = fact->at_ms;
    text_field_copy(mark->text, fact->text, sizeof mark->text);
    return session_text_bytes(session) <= SESSION_TEXT_BYTES_MAX;
}

bool apply_tagged(struct session *session, const struct fact *fact)
{
    return technique_exists(fact->technique) && flip(&session->tagged[fact->technique], true);
}

bool apply_untagged(struct session *session, const struct fact *fact)
{
    return technique_exists(fact->technique) && flip(&session->tagged[fact->technique], false);
}

static bool screen_change_fits(const struct session *session, const struct fact *fact, bool here)
{
    if (fact->number < 1 || fact->number > TERMINALS_MAX || session_screens_in_use(session))
        return false;
    return session_screen_here(session, fact->number) == here;
}

bool apply_screen_found(struct session *session, const struct fact *fact)
{
    if (!screen_change_fits(session, fact, false))
        return false;
    uint8_t bit = (uint8_t)(1u << (fact->number - 1) % 8);
    session->screens_here[(fact->number - 1) / 8] |= bit;
    session->screens_lost[(fact->number - 1) / 8] &= (uint8_t)~bit;
    return true;
}

bool apply_screen_lost(struct session *session, const struct fact *fact)
{
    if (!screen_change_fits(session, fact, true))
        return false;
    uint8_t bit = (uint8_t)(1u << (fact->number - 1) % 8);
    session->screens_here[(fact->number - 1) / 8] &= (uint8_t)~bit;
    session->screens_lost[(fact->number - 1) / 8] |= bit;
    return true;
}

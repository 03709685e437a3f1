// Slides: next, back, first, last, go to, take back.
#include "base/check.h"
#include "core/session_parts.h"

#include <string.h>

_Static_assert(sizeof((struct session *)0)->history == SLIDE_HISTORY_MAX, "one byte a slide");

enum refusal check_slide_next(const struct want *want)
{
    const struct session *session = want->session;
    return session->slide >= session->begin.deck.slide_count ? REFUSED_LAST_SLIDE : ALLOWED;
}

enum refusal check_slide_back(const struct want *want)
{
    return want->session->slide <= 1 ? REFUSED_FIRST_SLIDE : ALLOWED;
}

enum refusal check_slide_go(const struct want *want)
{
    uint16_t number = want->command->number;
    if (number < 1 || number > want->session->begin.deck.slide_count)
        return REFUSED_NO_SUCH_SLIDE;
    return ALLOWED;
}

enum refusal check_slide_take_back(const struct want *want)
{
    return want->session->history_count == 0 ? REFUSED_NOTHING_TO_TAKE_BACK : ALLOWED;
}

static void show(struct facts *facts, uint16_t number)
{
    facts_add(facts, FACT_SLIDE_SHOWN)->number = number;
}

void make_slide_next(const struct want *want, struct facts *facts)
{
    show(facts, want->session->slide + 1u);
}

void make_slide_back(const struct want *want, struct facts *facts)
{
    check(want->session->slide > 1);
    show(facts, (uint16_t)(want->session->slide - 1));
}

void make_slide_first(const struct want *want, struct facts *facts)
{
    (void)want;
    show(facts, 1);
}

void make_slide_last(const struct want *want, struct facts *facts)
{
    show(facts, want->session->begin.deck.slide_count);
}

void make_slide_go(const struct want *want, struct facts *facts)
{
    if (want->command->number != want->session->slide)
        show(facts, want->command->number);
}

void make_slide_take_back(const struct want *want, struct facts *facts)
{
    const struct session *session = want->session;
    check(session->history_count > 0);
    facts_add(facts, FACT_SLIDE_TAKEN_BACK)->number = session->history[session->history_count - 1];
}

static void remember(struct session *session, uint8_t slide)
{
    if (session->history_count == SLIDE_HISTORY_MAX) {
        memmove(session->history, session->history + 1, SLIDE_HISTORY_MAX - 1);
        session->history_count--;
    }
    session->history[session->history_count++] = slide;
}

bool apply_slide_shown(struct session *session, const struct fact *fact)
{
    if (fact->number < 1 || fact->number > session->begin.deck.slide_count ||
        fact->number == session->slide)
        return false;
    if (session->slide != 0)
        remember(session, session->slide);
    session->slide = (uint8_t)fact->number;
    session->slides_shown |= UINT64_C(1) << (fact->number - 1);
    session->result_on = false;
    return true;
}

bool apply_slide_taken_back(struct session *session, const struct fact *fact)
{
    if (session->history_count == 0 || fact->number != session->history[session->history_count - 1])
        return false;
    // A slip covers nothing, unless the slide had been there before it.
    bool before = false;
    for (uint8_t i = 0; i < session->history_count; i++)
        before = before || session->history[i] == session->slide;
    if (!before)
        session->slides_shown &= ~(UINT64_C(1) << (session->slide - 1));
    session->slide = session->history[--session->history_count];
    session->history[session->history_count] = 0;
    session->result_on = false;
    return true;
}

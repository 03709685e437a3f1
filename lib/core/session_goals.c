// Goals on the screens, what a session counts without names, and what it covered.
#include "core/session_goals.h"

#include "base/check.h"
#include "base/out.h"
#include "core/release.h"
#include "core/session_parts.h"

#include <string.h>

enum {
    NONE = GOALS_STEP_IMPOSSIBLE
};

// Rows: what happened. Columns: the state it happened in. A failed disk stops goals: what would be
// saved then could be lost. A restart opens them again: every card that was said to be saved is there,
// and closing promises a minute in which people can save, so it begins anew.
static const uint8_t transitions[GOALS_EVENT_LAST + 1][GOALS_STATE_LAST + 1] = {
    //                     IDLE        OPEN           PAUSED        CLOSING
    [GOALS_OPENS] = {GOALS_OPEN, NONE, NONE, NONE},
    [GOALS_CLOSES] = {NONE, GOALS_CLOSING, NONE, NONE},
    [GOALS_IS_CLOSED] = {NONE, GOALS_IDLE, GOALS_IDLE, GOALS_IDLE},
    [GOALS_RESTARTS] = {GOALS_IDLE, GOALS_OPEN, GOALS_OPEN, GOALS_OPEN},
    [GOALS_LOSES_DISK] = {GOALS_IDLE, GOALS_PAUSED, GOALS_PAUSED, GOALS_PAUSED},
};

static const char *const event_names[GOALS_EVENT_LAST + 1] = {
    [GOALS_OPENS] = "open",
    [GOALS_CLOSES] = "close",
    [GOALS_IS_CLOSED] = "are closed",
    [GOALS_RESTARTS] = "restart",
    [GOALS_LOSES_DISK] = "lose the disk",
};

int goals_transition(enum goals_state state, enum goals_event event)
{
    check(state <= GOALS_STATE_LAST && event <= GOALS_EVENT_LAST);
    return transitions[event][state];
}

const char *goals_event_name(enum goals_event event)
{
    check(event <= GOALS_EVENT_LAST);
    return event_names[event];
}

bool goals_step(struct session *session, enum goals_event event)
{
    int next = goals_transition(session->goals_state, event);
    if (next == NONE)
        return false;
    session->goals_state = (enum goals_state)next;
    return true;
}

enum refusal check_goals_open(const struct want *want)
{
    const struct session *session = want->session;
    if (session->goals_state != GOALS_IDLE)
        return REFUSED_GOALS_OPEN;
    if (session_phase_is_open(session))
        return REFUSED_PROMPT_OPEN;
    if (session->prompt_state == PROMPT_REVIEW)
        return REFUSED_REVIEW;
    return session->disk_failed ? REFUSED_DISK : ALLOWED;
}

enum refusal check_goals_close(const struct want *want)
{
    const struct session *session = want->session;
    if (session->goals_state == GOALS_IDLE)
        return REFUSED_GOALS_NOT_OPEN;
    if (session->goals_state == GOALS_CLOSING)
        return REFUSED_GOALS_CLOSING;
    if (session->disk_failed)
        return REFUSED_DISK;
    // For a minute people are told that they can still save, so the screens must be theirs.
    return session->paused ? REFUSED_PAUSED : ALLOWED;
}

void make_goals_open(const struct want *want, struct facts *facts)
{
    struct fact *fact = facts_add(facts, FACT_GOALS_OPENED);
    fact->amount = want->session->people;
    fact->show = want->command->show;
}

void make_goals_close(const struct want *want, struct facts *facts)
{
    (void)want;
    facts_add(facts, FACT_GOALS_CLOSING);
}

void make_goals_over(const struct want *want, struct facts *facts)
{
    if (want->session->goals_state == GOALS_IDLE)
        return;
    struct fact *fact = facts_add(facts, FACT_GOALS_CLOSED);
    if (want->moment->goals != NULL)
        release_of_goals(want->moment->goals, want->session->people, &fact->goals);
}

void make_goals_closed(const struct want *want, struct facts *facts)
{
    if (want->session->goals_state == GOALS_CLOSING && want->moment->goals != NULL &&
        want->moment->goals_closing_ms >= GOALS_CLOSING_MS)
        make_goals_over(want, facts);
}

bool apply_goals_opened(struct session *session, const struct fact *fact)
{
    if (session->disk_failed || session_phase_is_open(session) ||
        session->prompt_state == PROMPT_REVIEW || fact->amount != session->people)
        return false;
    if (!goals_step(session, GOALS_OPENS))
        return false;
    session->new_cards = fact->show;
    session->result_on = false;
    session->goals_lines = 0;
    memset(&session->goals, 0, sizeof session->goals);
    return true;
}

bool apply_goals_closing(struct session *session, const struct fact *fact)
{
    (void)fact;
    return !session->paused && !session->disk_failed && goals_step(session, GOALS_CLOSES);
}

bool apply_goals_closed(struct session *session, const struct fact *fact)
{
    if (!goals_release_can_be(&fact->goals, session->people) ||
        !goals_step(session, GOALS_IS_CLOSED))
        return false;
    session->new_cards = false;
    // The lines stay in the fact: a session has no room for them, and no screen shows them.
    session->goals = fact->goals;
    session->goals.line_count = 0;
    memset(session->goals.lines, 0, sizeof session->goals.lines);
    session->goals_lines = fact->goals.line_count;
    return true;
}

// ---- what is counted

enum refusal check_count(const struct want *want)
{
    const struct command *command = want->command;
    if (command->number < MEASURE_ATTENDANCE || command->number > MEASURE_LAST ||
        command->of > UINT8_MAX || command->amount > command->of)
        return REFUSED_COUNT;
    return ALLOWED;
}

void make_count(const struct want *want, struct facts *facts)
{
    const struct command *command = want->command;
    const struct measure_count *count = &want->session->counts[command->number];
    if (count->known && count->done == command->amount && count->of == command->of)
        return;
    struct fact *fact = facts_add(facts, FACT_COUNTED);
    fact->number = command->number;
    fact->amount = command->amount;
    fact->of = command->of;
}

bool apply_counted(struct session *session, const struct fact *fact)
{
    if (fact->number < MEASURE_ATTENDANCE || fact->number > MEASURE_LAST || fact->of > UINT8_MAX ||
        fact->amount > fact->of)
        return false;
    session->counts[fact->number] = (struct measure_count){.known = true,
                                                           .done = (uint8_t)fact->amount,
                                                           .of = (uint8_t)fact->of,
                                                           .at_ms = fact->at_ms};
    return true;
}

// ---- what was covered

static bool slide_was_shown(const struct session *session, uint8_t slide)
{
    return (session->slides_shown >> (slide - 1) & 1) != 0;
}

// "3-7, 9": the slides that were shown, each run as its ends.
static void write_slides(struct out *out, const struct session *session)
{
    const char *before = "";
    for (uint8_t first = 1; first <= session->begin.deck.slide_count; first++) {
        if (!slide_was_shown(session, first))
            continue;
        uint8_t last = first;
        while (last < session->begin.deck.slide_count &&
               slide_was_shown(session, (uint8_t)(last + 1)))
            last++;
        out_text(out, before);
        out_number(out, first);
        if (last != first) {
            out_text(out, "-");
            out_number(out, last);
        }
        before = ", ";
        first = last;
    }
}

// "coping-with-stress 2: slides 1-7 of 9, at 7".
static void covered_text(const struct session *session, char *text, size_t size)
{
    const struct deck_outline *deck = &session->begin.deck;
    struct out out = out_into(text, size);
    out_text(&out, deck->module);
    out_text(&out, " ");
    out_number(&out, deck->session_number);
    out_text(&out, ": slides ");
    write_slides(&out, session);
    out_text(&out, " of ");
    out_number(&out, deck->slide_count);
    out_text(&out, ", at ");
    out_number(&out, session->slide);
    check(!out.full); // a key, 64 slides as at most 32 runs, three numbers
}

void make_covered(const struct want *want, struct facts *facts)
{
    struct fact *fact = facts_add(facts, FACT_COVERED);
    covered_text(want->session, fact->text, sizeof fact->text);
}

bool apply_covered(struct session *session, const struct fact *fact)
{
    (void)session;
    return fact->text[0] != '\0' && text_field_tidy(fact->text, sizeof fact->text);
}

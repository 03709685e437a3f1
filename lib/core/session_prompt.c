// A prompt's life as one table of transitions, and the result it leaves.
#include "core/session_prompt.h"

#include "base/check.h"
#include "core/release.h"
#include "core/session_parts.h"

#include <string.h>

enum {
    NONE = PROMPT_STEP_IMPOSSIBLE
};

// Rows: what happened. Columns: the state it happened in. PROMPT_OPENING never occurs here: between
// decide and apply the hub makes keys and box, and if it cannot, the fact is not applied. CLOSED and
// APPROVED lead to one of several states, by the release; the table says SHOWN, release_state() the
// rest. A failed disk stops a closing prompt too: what it gathered could not be recorded. So does a
// restart: nobody can send before the screens are back, and closing promises 20 s in which one can. A
// prompt in review has its answers; it stays in review.
static const uint8_t transitions[PROMPT_EVENT_LAST + 1][PROMPT_STATE_LAST + 1] = {
    //                 IDLE         OPENING OPEN            PAUSED          CLOSING
    //                 SHOWN        HELD         WITHHELD         REVIEW
    [PROMPT_OPENS] = {PROMPT_OPEN, NONE, NONE, NONE, NONE, PROMPT_OPEN, PROMPT_OPEN, PROMPT_OPEN,
                      NONE},
    [PROMPT_PAUSES] = {NONE, NONE, PROMPT_PAUSED, NONE, NONE, NONE, NONE, NONE, NONE},
    [PROMPT_WAKES] = {NONE, NONE, NONE, PROMPT_OPEN, NONE, NONE, NONE, NONE, NONE},
    [PROMPT_CLOSES] = {NONE, NONE, PROMPT_CLOSING, NONE, NONE, NONE, NONE, NONE, NONE},
    [PROMPT_IS_CLOSED] = {NONE, NONE, NONE, NONE, PROMPT_SHOWN, NONE, NONE, NONE, NONE},
    [PROMPT_IS_READ] = {NONE, NONE, NONE, NONE, PROMPT_REVIEW, NONE, NONE, NONE, NONE},
    [PROMPT_IS_APPROVED] = {NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, PROMPT_SHOWN},
    [PROMPT_IS_VOIDED] = {NONE, NONE, PROMPT_IDLE, PROMPT_IDLE, PROMPT_IDLE, NONE, NONE, NONE,
                          NONE},
    [PROMPT_RESTARTS] = {PROMPT_IDLE, NONE, PROMPT_PAUSED, PROMPT_PAUSED, PROMPT_PAUSED,
                         PROMPT_SHOWN, PROMPT_HELD, PROMPT_WITHHELD, PROMPT_REVIEW},
    [PROMPT_LOSES_DISK] = {PROMPT_IDLE, NONE, PROMPT_PAUSED, PROMPT_PAUSED, PROMPT_PAUSED,
                           PROMPT_SHOWN, PROMPT_HELD, PROMPT_WITHHELD, PROMPT_REVIEW},
};

static const char *const event_names[PROMPT_EVENT_LAST + 1] = {
    [PROMPT_OPENS] = "opens",
    [PROMPT_PAUSES] = "pauses",
    [PROMPT_WAKES] = "wakes",
    [PROMPT_CLOSES] = "closes",
    [PROMPT_IS_CLOSED] = "is closed",
    [PROMPT_IS_READ] = "is to be read",
    [PROMPT_IS_APPROVED] = "is approved",
    [PROMPT_IS_VOIDED] = "is voided",
    [PROMPT_RESTARTS] = "restarts",
    [PROMPT_LOSES_DISK] = "loses the disk",
};

int prompt_transition(enum prompt_state state, enum prompt_event event)
{
    check(state <= PROMPT_STATE_LAST && event <= PROMPT_EVENT_LAST);
    return transitions[event][state];
}

const char *prompt_event_name(enum prompt_event event)
{
    check(event <= PROMPT_EVENT_LAST);
    return event_names[event];
}

bool prompt_step(struct session *session, enum prompt_event event)
{
    int next = prompt_transition(session->prompt_state, event);
    if (next == NONE)
        return false;
    session->prompt_state = (enum prompt_state)next;
    return true;
}

static const struct prompt_outline *outline_of(const struct session *session, uint16_t number)
{
    check(number >= 1 && number <= session->begin.deck.prompt_count);
    return &session->begin.deck.prompts[number - 1];
}

static enum privacy_class class_wanted(const struct want *want)
{
    enum privacy_class deck_class = outline_of(want->session, want->command->number)->class;
    return want->command->class == 0 ? deck_class : want->command->class;
}

// Words are always personal: a higher class would promise what approved lines cannot keep.
static bool class_fits(enum prompt_kind kind, enum privacy_class class)
{
    return kind != PROMPT_TEXT || class == CLASS_PERSONAL;
}

// Why a command for an open prompt is refused when none is open.
static enum refusal refused_not_open(const struct session *session)
{
    return session->prompt_state == PROMPT_REVIEW ? REFUSED_REVIEW : REFUSED_PROMPT_NOT_OPEN;
}

enum refusal check_prompt_open(const struct want *want)
{
    const struct session *session = want->session;
    uint16_t number = want->command->number;
    if (session->begin.meeting == MEETING_INDIVIDUAL)
        return REFUSED_INDIVIDUAL;
    if (number < 1 || number > session->begin.deck.prompt_count)
        return REFUSED_NO_SUCH_PROMPT;
    if (session_phase_is_open(session))
        return REFUSED_PROMPT_OPEN;
    if (session->goals_state != GOALS_IDLE)
        return REFUSED_GOALS_OPEN;
    if (session->prompt_state == PROMPT_REVIEW)
        return REFUSED_REVIEW;
    if (session->prompts_used[number - 1])
        return REFUSED_PROMPT_USED;
    enum privacy_class class = class_wanted(want);
    if (class < outline_of(session, number)->class)
        return REFUSED_CLASS_LOWER;
    if (!class_fits(outline_of(session, number)->kind, class))
        return REFUSED_CLASS_TEXT;
    check(class <= CLASS_SENSITIVE);
    if (session->people < release_least(class))
        return REFUSED_TOO_FEW_PRESENT;
    return session->disk_failed ? REFUSED_DISK : ALLOWED;
}

enum refusal check_prompt_close(const struct want *want)
{
    const struct session *session = want->session;
    if (session->prompt_state == PROMPT_CLOSING)
        return REFUSED_CLOSING;
    if (!session_phase_is_open(session))
        return refused_not_open(session);
    if (session->disk_failed)
        return REFUSED_DISK;
    // For 20 s people are told that they can still send, so the screens must be theirs.
    if (session->prompt_state == PROMPT_PAUSED || session->paused)
        return REFUSED_PAUSED;
    return ALLOWED;
}

enum refusal check_prompt_pause(const struct want *want)
{
    const struct session *session = want->session;
    if (session->prompt_state == PROMPT_CLOSING)
        return REFUSED_CLOSING;
    if (!session_phase_is_open(session))
        return refused_not_open(session);
    return session->prompt_state == PROMPT_PAUSED ? REFUSED_PAUSED : ALLOWED;
}

enum refusal check_prompt_wake(const struct want *want)
{
    const struct session *session = want->session;
    if (!session_phase_is_open(session))
        return refused_not_open(session);
    if (session->prompt_state != PROMPT_PAUSED)
        return REFUSED_NOT_PAUSED;
    return session->disk_failed ? REFUSED_DISK : ALLOWED;
}

enum refusal check_prompt_void(const struct want *want)
{
    const struct session *session = want->session;
    return session_phase_is_open(session) ? ALLOWED : refused_not_open(session);
}

enum refusal check_prompt_approve(const struct want *want)
{
    const struct session *session = want->session;
    const struct command *command = want->command;
    if (session->prompt_state != PROMPT_REVIEW)
        return REFUSED_NO_REVIEW;
    if (command->line_count == 0)
        return ALLOWED;
    uint8_t phrases = outline_of(session, session->prompt)->option_count;
    return text_lines_ok(command->lines, command->line_count, phrases) ? ALLOWED : REFUSED_LINES;
}

static bool has_result(const struct session *session)
{
    return session->prompt_state == PROMPT_SHOWN || session->prompt_state == PROMPT_WITHHELD;
}

enum refusal check_result_show(const struct want *want)
{
    const struct session *session = want->session;
    if (session_phase_is_open(session))
        return REFUSED_PROMPT_OPEN;
    if (session->prompt_state == PROMPT_REVIEW)
        return REFUSED_REVIEW;
    if (session->goals_state != GOALS_IDLE)
        return REFUSED_GOALS_OPEN;
    return has_result(session) && !session->result_on ? ALLOWED : REFUSED_NO_RESULT;
}

enum refusal check_result_hide(const struct want *want)
{
    return want->session->result_on ? ALLOWED : REFUSED_NO_RESULT;
}

void make_prompt_open(const struct want *want, struct facts *facts)
{
    struct fact *fact = facts_add(facts, FACT_PROMPT_OPENED);
    fact->number = want->command->number;
    fact->class = class_wanted(want);
    fact->amount = want->session->people;
}

void make_prompt_close(const struct want *want, struct facts *facts)
{
    facts_add(facts, FACT_PROMPT_CLOSING)->show = want->command->show;
}

void make_prompt_pause(const struct want *want, struct facts *facts)
{
    (void)want;
    facts_add(facts, FACT_PROMPT_PAUSED);
}

void make_prompt_wake(const struct want *want, struct facts *facts)
{
    (void)want;
    facts_add(facts, FACT_PROMPT_WOKEN);
}

void make_prompt_void(const struct want *want, struct facts *facts)
{
    (void)want;
    facts_add(facts, FACT_PROMPT_VOIDED);
}

void make_prompt_closed(const struct want *want, struct facts *facts)
{
    const struct session *session = want->session;
    const struct box *box = want->moment->box;
    if (session->prompt_state != PROMPT_CLOSING || box == NULL ||
        want->moment->closing_ms < CLOSING_MS)
        return;
    const struct prompt_outline *outline = outline_of(session, session->prompt);
    check(box->kind == outline->kind && box->option_count == outline->option_count);
    check(box->class == session->prompt_class && box->count <= session->places);
    if (release_needs_review(box, session->closing_show)) {
        facts_add(facts, FACT_PROMPT_REVIEW);
        return;
    }
    struct fact *fact = facts_add(facts, FACT_PROMPT_CLOSED);
    fact->number = session->prompt;
    release_of(box, session->closing_show, &fact->release);
}

// The one fact that ends a review.
static void make_reviewed(const struct want *want, const struct text_line *lines, uint8_t count,
                          struct facts *facts)
{
    check(want->session->prompt_state == PROMPT_REVIEW);
    struct fact *fact = facts_add(facts, FACT_PROMPT_CLOSED);
    fact->number = want->session->prompt;
    release_of_lines(lines, count, &fact->release);
}

void make_prompt_approve(const struct want *want, struct facts *facts)
{
    make_reviewed(want, want->command->lines, want->command->line_count, facts);
}

void make_review_held(const struct want *want, struct facts *facts)
{
    if (want->session->prompt_state == PROMPT_REVIEW)
        make_reviewed(want, NULL, 0, facts);
}

void make_review_over(const struct want *want, struct facts *facts)
{
    if (want->moment->review_ms >= REVIEW_MS)
        make_review_held(want, facts);
}

void make_result_show(const struct want *want, struct facts *facts)
{
    (void)want;
    facts_add(facts, FACT_RESULT_SHOWN);
}

void make_result_hide(const struct want *want, struct facts *facts)
{
    (void)want;
    facts_add(facts, FACT_RESULT_HIDDEN);
}

bool apply_prompt_opened(struct session *session, const struct fact *fact)
{
    if (session->begin.meeting == MEETING_INDIVIDUAL || session->disk_failed ||
        session->goals_state != GOALS_IDLE)
        return false;
    if (fact->number < 1 || fact->number > session->begin.deck.prompt_count ||
        session->prompts_used[fact->number - 1])
        return false;
    const struct prompt_outline *outline = outline_of(session, fact->number);
    if (fact->class < outline->class || fact->class > CLASS_SENSITIVE ||
        !class_fits(outline->kind, fact->class))
        return false;
    if (fact->amount != session->people || fact->amount < release_least(fact->class))
        return false;
    if (!prompt_step(session, PROMPT_OPENS))
        return false;
    session->prompt = (uint8_t)fact->number;
    session->prompt_class = fact->class;
    session->prompt_since_ms = fact->at_ms;
    session->places = (uint8_t)fact->amount;
    session->closing_show = false;
    session->result_on = false;
    memset(&session->release, 0, sizeof session->release);
    return true;
}

bool apply_prompt_paused(struct session *session, const struct fact *fact)
{
    (void)fact;
    return prompt_step(session, PROMPT_PAUSES);
}

bool apply_prompt_woken(struct session *session, const struct fact *fact)
{
    (void)fact;
    return !session->disk_failed && prompt_step(session, PROMPT_WAKES);
}

bool apply_prompt_closing(struct session *session, const struct fact *fact)
{
    if (session->paused || session->disk_failed || !prompt_step(session, PROMPT_CLOSES))
        return false;
    session->closing_show = fact->show;
    return true;
}

static enum prompt_state release_state(enum release_kind kind)
{
    switch (kind) {
    case RELEASE_COUNTS:
    case RELEASE_BANDS:
    case RELEASE_LINES:
        return PROMPT_SHOWN;
    case RELEASE_WITHHELD:
        return PROMPT_WITHHELD;
    case RELEASE_HELD:
    case RELEASE_NONE:
        return PROMPT_HELD;
    }
    check(false && "a release is of one of its kinds");
    return PROMPT_HELD;
}

bool apply_prompt_review(struct session *session, const struct fact *fact)
{
    (void)fact;
    if (!session->closing_show || !prompt_step(session, PROMPT_IS_READ))
        return false;
    if (outline_of(session, session->prompt)->kind != PROMPT_TEXT ||
        session->places < release_least(session->prompt_class))
        return false;
    session->prompts_used[session->prompt - 1] = true;
    session->closing_show = false;
    return true;
}

bool apply_prompt_closed(struct session *session, const struct fact *fact)
{
    bool reviewed = session->prompt_state == PROMPT_REVIEW;
    if (fact->number != session->prompt ||
        !prompt_step(session, reviewed ? PROMPT_IS_APPROVED : PROMPT_IS_CLOSED))
        return false;
    const struct prompt_outline *outline = outline_of(session, session->prompt);
    const struct release_terms terms = {outline->kind,
                                        session->prompt_class,
                                        outline->option_count,
                                        session->places,
                                        reviewed || session->closing_show,
                                        reviewed};
    if (!release_can_be(&fact->release, &terms))
        return false;
    session->prompt_state = release_state(fact->release.kind);
    session->release = fact->release;
    session->prompts_used[session->prompt - 1] = true;
    session->result_on = session->prompt_state != PROMPT_HELD;
    session->places = 0;
    session->closing_show = false;
    return true;
}

bool apply_prompt_voided(struct session *session, const struct fact *fact)
{
    (void)fact;
    if (!prompt_step(session, PROMPT_IS_VOIDED))
        return false;
    session->prompt = 0;
    session->prompt_class = 0;
    session->prompt_since_ms = 0;
    session->places = 0;
    session->closing_show = false;
    return true;
}

bool apply_result_shown(struct session *session, const struct fact *fact)
{
    (void)fact;
    if (!has_result(session) || session->result_on || session->goals_state != GOALS_IDLE)
        return false;
    session->result_on = true;
    return true;
}

bool apply_result_hidden(struct session *session, const struct fact *fact)
{
    (void)fact;
    if (!session->result_on)
        return false;
    session->result_on = false;
    return true;
}

#include "core/session.h"

#include "base/check.h"
#include "base/utf8.h"
#include "core/session_parts.h"

#include <string.h>

// The phases of a session in which a command is heard or a fact can happen.
enum {
    IN_WAITING = 1 << SESSION_WAITING,
    IN_RUNNING = 1 << SESSION_RUNNING,
    IN_ENDED = 1 << SESSION_ENDED,
    IN_FINISHED = 1 << SESSION_FINISHED,
    IN_ANY = IN_WAITING | IN_RUNNING | IN_ENDED | IN_FINISHED,
    IN_RECORD = IN_RUNNING | IN_ENDED, // the record has begun and has no final frame yet
};

typedef enum refusal check_function(const struct want *want);
typedef void make_function(const struct want *want, struct facts *facts);
typedef bool apply_function(struct session *session, const struct fact *fact);

static enum refusal check_nothing(const struct want *want)
{
    (void)want;
    return ALLOWED;
}

static void make_clock(const struct want *want, struct facts *facts)
{
    if (want->session->phase != SESSION_RUNNING)
        return;
    make_warning(want, facts);
    make_prompt_closed(want, facts);
    make_review_over(want, facts);
    make_goals_closed(want, facts);
}

struct command_rule {
    unsigned when;
    check_function *judge;
    make_function *make;
};

// Every command: its kind, the phases in which it is heard, what may refuse it, what it becomes.
// The hub's own watch (clock, screens, disk) is heard always and yields facts only when it matters.
static const struct command_rule commands[COMMAND_LAST + 1] = {
    [COMMAND_BEGIN] = {IN_WAITING, check_begin, make_begin},
    [COMMAND_CLOCK] = {IN_ANY, check_nothing, make_clock},
    [COMMAND_RESUMED] = {IN_RECORD, check_nothing, make_resumed},
    [COMMAND_SLIDE_NEXT] = {IN_RUNNING, check_slide_next, make_slide_next},
    [COMMAND_SLIDE_BACK] = {IN_RUNNING, check_slide_back, make_slide_back},
    [COMMAND_SLIDE_FIRST] = {IN_RUNNING, check_slide_back, make_slide_first},
    [COMMAND_SLIDE_LAST] = {IN_RUNNING, check_slide_next, make_slide_last},
    [COMMAND_SLIDE_GO] = {IN_RUNNING, check_slide_go, make_slide_go},
    [COMMAND_SLIDE_TAKE_BACK] = {IN_RUNNING, check_slide_take_back, make_slide_take_back},
    [COMMAND_STEP_NEXT] = {IN_RUNNING, check_step_next, make_step_next},
    [COMMAND_STEP_GO] = {IN_RUNNING, check_step_go, make_step_go},
    [COMMAND_STEP_SKIP] = {IN_RUNNING, check_step_skip, make_step_skip},
    [COMMAND_STEP_RENAME] = {IN_RUNNING, check_step_rename, make_step_rename},
    [COMMAND_STEP_RESIZE] = {IN_RUNNING, check_step_resize, make_step_resize},
    [COMMAND_STEP_MOVE] = {IN_RUNNING, check_step_move, make_step_move},
    [COMMAND_PEOPLE] = {IN_RUNNING, check_people, make_people},
    [COMMAND_PROMPT_OPEN] = {IN_RUNNING, check_prompt_open, make_prompt_open},
    [COMMAND_PROMPT_CLOSE] = {IN_RUNNING, check_prompt_close, make_prompt_close},
    [COMMAND_PROMPT_PAUSE] = {IN_RUNNING, check_prompt_pause, make_prompt_pause},
    [COMMAND_PROMPT_WAKE] = {IN_RUNNING, check_prompt_wake, make_prompt_wake},
    [COMMAND_PROMPT_VOID] = {IN_RUNNING, check_prompt_void, make_prompt_void},
    [COMMAND_PROMPT_APPROVE] = {IN_RUNNING, check_prompt_approve, make_prompt_approve},
    [COMMAND_PROMPT_SHOW] = {IN_RUNNING, check_result_show, make_result_show},
    [COMMAND_PROMPT_HIDE] = {IN_RUNNING, check_result_hide, make_result_hide},
    [COMMAND_SCREENS_PAUSE] = {IN_RUNNING, check_screens_pause, make_screens_pause},
    [COMMAND_SCREENS_WAKE] = {IN_RUNNING, check_screens_wake, make_screens_wake},
    [COMMAND_ROOM_BLANK] = {IN_RUNNING, check_room_blank, make_room_blank},
    [COMMAND_ROOM_SHOW] = {IN_RUNNING, check_room_show, make_room_show},
    [COMMAND_MARK] = {IN_RECORD, check_mark, make_mark},
    [COMMAND_TAG] = {IN_RECORD, check_tag, make_tag},
    [COMMAND_UNTAG] = {IN_RECORD, check_untag, make_untag},
    [COMMAND_SCREEN_FOUND] = {IN_ANY, check_nothing, make_screen_found},
    [COMMAND_SCREEN_LOST] = {IN_ANY, check_nothing, make_screen_lost},
    [COMMAND_DISK_FAILED] = {IN_ANY, check_nothing, make_disk_failed},
    [COMMAND_GOALS_OPEN] = {IN_RUNNING, check_goals_open, make_goals_open},
    [COMMAND_GOALS_CLOSE] = {IN_RUNNING, check_goals_close, make_goals_close},
    [COMMAND_COUNT] = {IN_RECORD, check_count, make_count},
    [COMMAND_END] = {IN_RUNNING, check_nothing, make_end},
    [COMMAND_FINISH] = {IN_ENDED, check_finish, make_finish},
};

struct fact_rule {
    unsigned when;
    bool whole_minutes; // it touches answers
    apply_function *apply;
};

static const struct fact_rule rules[FACT_LAST + 1] = {
    [FACT_BEGUN] = {IN_WAITING, false, apply_begun},
    [FACT_RESUMED] = {IN_RECORD, false, apply_resumed},
    [FACT_SLIDE_SHOWN] = {IN_RUNNING, false, apply_slide_shown},
    [FACT_SLIDE_TAKEN_BACK] = {IN_RUNNING, false, apply_slide_taken_back},
    [FACT_STEP_BEGUN] = {IN_RUNNING, false, apply_step_begun},
    [FACT_STEP_SKIPPED] = {IN_RUNNING, false, apply_step_skipped},
    [FACT_STEP_RENAMED] = {IN_RUNNING, false, apply_step_renamed},
    [FACT_STEP_RESIZED] = {IN_RUNNING, false, apply_step_resized},
    [FACT_STEP_MOVED] = {IN_RUNNING, false, apply_step_moved},
    [FACT_PEOPLE] = {IN_RUNNING, false, apply_people},
    [FACT_PROMPT_OPENED] = {IN_RUNNING, true, apply_prompt_opened},
    [FACT_PROMPT_PAUSED] = {IN_RUNNING, true, apply_prompt_paused},
    [FACT_PROMPT_WOKEN] = {IN_RUNNING, true, apply_prompt_woken},
    [FACT_PROMPT_CLOSING] = {IN_RUNNING, true, apply_prompt_closing},
    [FACT_PROMPT_CLOSED] = {IN_RUNNING, true, apply_prompt_closed},
    [FACT_PROMPT_VOIDED] = {IN_RUNNING, true, apply_prompt_voided},
    [FACT_RESULT_SHOWN] = {IN_RUNNING, true, apply_result_shown},
    [FACT_RESULT_HIDDEN] = {IN_RUNNING, true, apply_result_hidden},
    [FACT_SCREENS_PAUSED] = {IN_RUNNING, false, apply_screens_paused},
    [FACT_SCREENS_WOKEN] = {IN_RUNNING, false, apply_screens_woken},
    [FACT_ROOM_BLANKED] = {IN_RUNNING, false, apply_room_blanked},
    [FACT_ROOM_SHOWN] = {IN_RUNNING, false, apply_room_shown},
    [FACT_MARKED] = {IN_RECORD, false, apply_marked},
    [FACT_TAGGED] = {IN_RECORD, false, apply_tagged},
    [FACT_UNTAGGED] = {IN_RECORD, false, apply_untagged},
    [FACT_SCREEN_FOUND] = {IN_RUNNING, false, apply_screen_found},
    [FACT_SCREEN_LOST] = {IN_RUNNING, false, apply_screen_lost},
    [FACT_WARNED] = {IN_RUNNING, false, apply_warned},
    [FACT_DISK_FAILED] = {IN_RECORD, false, apply_disk_failed},
    [FACT_ENDED] = {IN_RUNNING, false, apply_ended},
    [FACT_FINISHED] = {IN_ENDED, false, apply_finished},
    [FACT_PROMPT_REVIEW] = {IN_RUNNING, true, apply_prompt_review},
    [FACT_GOALS_OPENED] = {IN_RUNNING, true, apply_goals_opened},
    [FACT_GOALS_CLOSING] = {IN_RUNNING, true, apply_goals_closing},
    [FACT_GOALS_CLOSED] = {IN_RUNNING, true, apply_goals_closed},
    [FACT_COUNTED] = {IN_RECORD, false, apply_counted},
    [FACT_COVERED] = {IN_RUNNING, false, apply_covered},
};

static enum refusal refusal_of_phase(enum session_phase_name phase, enum command_kind kind)
{
    switch (phase) {
    case SESSION_WAITING:
        return REFUSED_NOT_STARTED;
    case SESSION_RUNNING:
        return kind == COMMAND_BEGIN ? REFUSED_STARTED : REFUSED_NOT_ENDED;
    case SESSION_ENDED:
        return REFUSED_ENDED;
    case SESSION_FINISHED:
        return REFUSED_FINISHED;
    }
    check(false && "a session is in one of its phases");
    return REFUSED_FINISHED;
}

static uint64_t whole_minutes(uint64_t ms)
{
    return ms - ms % MINUTE_MS;
}

// Time as the session may know it: not behind its last fact, not past the longest session.
static struct moment moment_in_range(const struct session *session, const struct moment *moment)
{
    struct moment now = *moment;
    if (now.session_ms < session->now_ms)
        now.session_ms = session->now_ms;
    if (now.session_ms > SESSION_MS_MAX)
        now.session_ms = SESSION_MS_MAX;
    if (session->phase == SESSION_WAITING)
        now.session_ms = 0; // the session begins now, whatever the caller's clock says
    if (now.wall_day > WALL_DAY_MAX)
        now.wall_day = WALL_DAY_MAX;
    if (now.wall_minute > 24 * 60 - 1)
        now.wall_minute = 24 * 60 - 1;
    if (now.gap_minutes > GAP_MINUTES_MAX)
        now.gap_minutes = GAP_MINUTES_MAX;
    return now;
}

enum refusal session_decide(const struct session *session, const struct command *command,
                            const struct moment *moment, struct facts *out_facts)
{
    check(command->kind >= COMMAND_BEGIN && command->kind <= COMMAND_LAST);
    check(session->now_ms <= SESSION_MS_MAX);
    const struct command_rule *rule = &commands[command->kind];
    if ((rule->when & 1u << session->phase) == 0)
        return refusal_of_phase(session->phase, command->kind);
    const struct moment now = moment_in_range(session, moment);
    const struct want want = {session, command, &now};
    enum refusal refusal = rule->judge(&want);
    if (refusal != ALLOWED)
        return refusal;
    out_facts->count = 0;
    rule->make(&want, out_facts);
    for (uint8_t i = 0; i < out_facts->count; i++) {
        struct fact *fact = &out_facts->items[i];
        fact->revision = session->revision + 1u + i;
        fact->at_ms =
            rules[fact->kind].whole_minutes ? whole_minutes(now.session_ms) : now.session_ms;
    }
    return ALLOWED;
}

static bool time_can_follow(const struct session *session, const struct fact *fact)
{
    if (fact->at_ms > SESSION_MS_MAX)
        return false;
    if (rules[fact->kind].whole_minutes)
        return fact->at_ms % MINUTE_MS == 0 && fact->at_ms >= whole_minutes(session->now_ms);
    return fact->at_ms >= session->now_ms;
}

enum err session_apply(struct session *session, const struct fact *fact)
{
    if (fact->kind < FACT_BEGUN || fact->kind > FACT_LAST)
        return ERR_MALFORMED;
    const struct fact_rule *rule = &rules[fact->kind];
    if ((rule->when & 1u << session->phase) == 0 || fact->revision != session->revision + 1)
        return ERR_MALFORMED;
    if (!time_can_follow(session, fact))
        return ERR_MALFORMED;
    struct session next = *session;
    next.revision = fact->revision;
    if (fact->at_ms > next.now_ms)
        next.now_ms = fact->at_ms;
    if (!rule->apply(&next, fact))
        return ERR_MALFORMED;
    *session = next;
    return OK;
}

struct fact *facts_add(struct facts *facts, enum fact_kind kind)
{
    check(facts->count < FACTS_MAX);
    struct fact *fact = &facts->items[facts->count++];
    memset(fact, 0, sizeof *fact);
    fact->kind = kind;
    return fact;
}

bool text_field_ok(const char *text, size_t size)
{
    size_t used = 0;
    while (used < size && text[used] != '\0')
        used++;
    if (used == size)
        return false;
    return text_ok((struct span){(const uint8_t *)text, used}) == OK;
}

void text_field_copy(char *to, const char *from, size_t size)
{
    size_t used = strlen(from);
    check(used < size);
    memset(to, 0, size);
    memcpy(to, from, used);
}

bool text_field_tidy(const char *text, size_t size)
{
    if (!text_field_ok(text, size))
        return false;
    for (size_t i = strlen(text); i < size; i++)
        if (text[i] != '\0')
            return false;
    return true;
}

size_t session_text_bytes(const struct session *session)
{
    size_t bytes = 0;
    for (uint8_t i = 0; i < session->begin.step_count; i++)
        bytes += strlen(session->steps[i].title);
    for (uint8_t i = 0; i < session->mark_count; i++)
        bytes += strlen(session->marks[i].text);
    return bytes;
}

bool session_phase_is_open(const struct session *session)
{
    return prompt_state_is_open(session->prompt_state);
}

bool session_screens_in_use(const struct session *session)
{
    return session_phase_is_open(session) || session->goals_state != GOALS_IDLE;
}

void session_phase_of(const struct session *session, struct session_phase *out_phase)
{
    *out_phase = (struct session_phase){.state = session->prompt_state,
                                        .goals_state = session->goals_state,
                                        .new_cards = session->new_cards};
    out_phase->open = session_phase_is_open(session);
    out_phase->review = session->prompt_state == PROMPT_REVIEW;
    if (!out_phase->open && !out_phase->review)
        return;
    check(session->prompt >= 1 && session->prompt <= session->begin.deck.prompt_count);
    const struct prompt_outline *outline = &session->begin.deck.prompts[session->prompt - 1];
    out_phase->prompt = session->prompt;
    out_phase->kind = outline->kind;
    out_phase->class = session->prompt_class;
    out_phase->option_count = outline->option_count;
    out_phase->places = session->places;
}

bool session_screen_here(const struct session *session, uint16_t screen)
{
    if (screen < 1 || screen > TERMINALS_MAX)
        return false;
    return (session->screens_here[(screen - 1) / 8] >> ((screen - 1) % 8) & 1) != 0;
}

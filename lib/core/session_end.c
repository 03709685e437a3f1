// What stops a session or ends it: a restart, a failed disk, the end, the final frame.
#include "base/check.h"
#include "core/session_goals.h"
#include "core/session_parts.h"
#include "core/session_prompt.h"

#include <string.h>

static bool count_ok(const struct finish_count *count)
{
    if (!count->known)
        return count->done == 0 && count->of == 0;
    return count->done <= count->of;
}

bool finish_ok(const struct finish *finish)
{
    return count_ok(&finish->people_here) && count_ok(&finish->goals_followed_up) &&
           count_ok(&finish->practice_reviewed) && count_ok(&finish->practice_set) &&
           text_field_ok(finish->note, sizeof finish->note);
}

static struct finish_count count_tidy(struct finish_count count)
{
    return count.known ? count : (struct finish_count){0};
}

static void finish_copy(struct finish *to, const struct finish *from)
{
    memset(to, 0, sizeof *to);
    to->people_here = count_tidy(from->people_here);
    to->goals_followed_up = count_tidy(from->goals_followed_up);
    to->practice_reviewed = count_tidy(from->practice_reviewed);
    to->practice_set = count_tidy(from->practice_set);
    to->words_copied = from->words_copied;
    text_field_copy(to->note, from->note, sizeof to->note);
}

enum refusal check_finish(const struct want *want)
{
    if (!text_field_ok(want->command->finish.note, sizeof want->command->finish.note))
        return REFUSED_TEXT;
    struct finish tidy;
    finish_copy(&tidy, &want->command->finish);
    return finish_ok(&tidy) ? ALLOWED : REFUSED_PEOPLE_RANGE;
}

void make_resumed(const struct want *want, struct facts *facts)
{
    facts_add(facts, FACT_RESUMED)->gap_minutes = want->moment->gap_minutes;
}

void make_disk_failed(const struct want *want, struct facts *facts)
{
    enum session_phase_name phase = want->session->phase;
    bool recording = phase == SESSION_RUNNING || phase == SESSION_ENDED;
    if (recording && !want->session->disk_failed)
        facts_add(facts, FACT_DISK_FAILED);
}

void make_end(const struct want *want, struct facts *facts)
{
    if (session_phase_is_open(want->session))
        facts_add(facts, FACT_PROMPT_VOIDED);
    make_review_held(want, facts);
    make_goals_over(want, facts);
    make_covered(want, facts);
    facts_add(facts, FACT_ENDED);
}

void make_finish(const struct want *want, struct facts *facts)
{
    finish_copy(&facts_add(facts, FACT_FINISHED)->finish, &want->command->finish);
}

// A console that has started again has opened a new segment: the disk takes writes again.
bool apply_resumed(struct session *session, const struct fact *fact)
{
    if (fact->gap_minutes > GAP_MINUTES_MAX || !prompt_step(session, PROMPT_RESTARTS) ||
        !goals_step(session, GOALS_RESTARTS))
        return false;
    session->disk_failed = false;
    session->closing_show = false;
    return true;
}

bool apply_disk_failed(struct session *session, const struct fact *fact)
{
    (void)fact;
    if (session->disk_failed || !prompt_step(session, PROMPT_LOSES_DISK) ||
        !goals_step(session, GOALS_LOSES_DISK))
        return false;
    session->disk_failed = true;
    session->closing_show = false;
    return true;
}

bool apply_ended(struct session *session, const struct fact *fact)
{
    (void)fact;
    if (session_screens_in_use(session) || session->prompt_state == PROMPT_REVIEW)
        return false;
    agenda_close_step(session);
    session->phase = SESSION_ENDED;
    session->result_on = false;
    // No screen shows them again; the record's fact keeps them.
    session->release.line_count = 0;
    memset(session->release.lines, 0, sizeof session->release.lines);
    session->paused = false;
    session->blank = false;
    return true;
}

bool apply_finished(struct session *session, const struct fact *fact)
{
    if (!finish_ok(&fact->finish))
        return false;
    finish_copy(&session->finish, &fact->finish);
    session->phase = SESSION_FINISHED;
    return true;
}

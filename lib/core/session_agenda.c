// The agenda: steps in today's order, their minutes and names, the time they took, the warning.
// A step that is done stays where and as it is; going back to it makes it the current one again.
#include "base/check.h"
#include "core/session_parts.h"

#include <string.h>

// The first step after number that is neither done nor skipped; 0 if there is none.
static uint8_t step_after(const struct session *session, uint16_t number)
{
    for (uint16_t next = number + 1u; next <= session->begin.step_count; next++) {
        const struct session_step *step = &session->steps[next - 1];
        if (!step->done && !step->skipped)
            return (uint8_t)next;
    }
    return 0;
}

static bool step_exists(const struct session *session, uint16_t number)
{
    return number >= 1 && number <= session->begin.step_count;
}

static const struct session_step *step_at(const struct session *session, uint16_t number)
{
    check(step_exists(session, number));
    return &session->steps[number - 1];
}

enum refusal check_step_next(const struct want *want)
{
    return step_after(want->session, want->session->step) == 0 ? REFUSED_NO_SUCH_STEP : ALLOWED;
}

enum refusal check_step_go(const struct want *want)
{
    return step_exists(want->session, want->command->number) ? ALLOWED : REFUSED_NO_SUCH_STEP;
}

enum refusal check_step_skip(const struct want *want)
{
    if (!step_exists(want->session, want->command->number))
        return REFUSED_NO_SUCH_STEP;
    return step_at(want->session, want->command->number)->done ? REFUSED_STEP_DONE : ALLOWED;
}

enum refusal check_step_rename(const struct want *want)
{
    const struct command *command = want->command;
    if (!step_exists(want->session, command->number))
        return REFUSED_NO_SUCH_STEP;
    if (!text_field_ok(command->text, sizeof command->text) || command->text[0] == '\0' ||
        strlen(command->text) >= NAME_BYTES)
        return REFUSED_TEXT;
    size_t before = strlen(step_at(want->session, command->number)->title);
    if (session_text_bytes(want->session) - before + strlen(command->text) > SESSION_TEXT_BYTES_MAX)
        return REFUSED_FULL;
    return ALLOWED;
}

enum refusal check_step_resize(const struct want *want)
{
    if (!step_exists(want->session, want->command->number))
        return REFUSED_NO_SUCH_STEP;
    return want->command->amount > STEP_MINUTES_MAX ? REFUSED_MINUTES : ALLOWED;
}

enum refusal check_step_move(const struct want *want)
{
    const struct command *command = want->command;
    if (!step_exists(want->session, command->number) ||
        !step_exists(want->session, command->amount))
        return REFUSED_NO_SUCH_STEP;
    if (step_at(want->session, command->number)->done ||
        step_at(want->session, command->amount)->done)
        return REFUSED_STEP_DONE;
    return ALLOWED;
}

void make_step_next(const struct want *want, struct facts *facts)
{
    facts_add(facts, FACT_STEP_BEGUN)->number = step_after(want->session, want->session->step);
}

void make_step_go(const struct want *want, struct facts *facts)
{
    if (want->command->number != want->session->step)
        facts_add(facts, FACT_STEP_BEGUN)->number = want->command->number;
}

void make_step_skip(const struct want *want, struct facts *facts)
{
    uint16_t number = want->command->number;
    if (step_at(want->session, number)->skipped)
        return;
    facts_add(facts, FACT_STEP_SKIPPED)->number = number;
    uint8_t next = step_after(want->session, number);
    if (number == want->session->step && next != 0)
        facts_add(facts, FACT_STEP_BEGUN)->number = next;
}

void make_step_rename(const struct want *want, struct facts *facts)
{
    struct fact *fact = facts_add(facts, FACT_STEP_RENAMED);
    fact->number = want->command->number;
    text_field_copy(fact->text, want->command->text, sizeof fact->text);
}

void make_step_resize(const struct want *want, struct facts *facts)
{
    if (step_at(want->session, want->command->number)->minutes == want->command->amount)
        return;
    struct fact *fact = facts_add(facts, FACT_STEP_RESIZED);
    fact->number = want->command->number;
    fact->amount = want->command->amount;
}

void make_step_move(const struct want *want, struct facts *facts)
{
    if (want->command->number == want->command->amount)
        return;
    struct fact *fact = facts_add(facts, FACT_STEP_MOVED);
    fact->number = want->command->number;
    fact->amount = want->command->amount;
}

// Whether the time left by plan has fallen under the minutes of the last two steps while an
// earlier step still runs. With fewer than three steps there is no earlier one.
static bool last_steps_are_eaten(const struct session *session, uint64_t now_ms)
{
    if (session->step == 0)
        return false;
    uint32_t total = 0;
    uint32_t last_two = 0;
    uint8_t found = 0;
    uint8_t first_of_two = 0;
    for (uint8_t number = session->begin.step_count; number >= 1; number--) {
        const struct session_step *step = step_at(session, number);
        if (step->skipped)
            continue;
        total += step->minutes;
        if (found < 2) {
            last_two += step->minutes;
            first_of_two = number;
            found++;
        }
    }
    if (found < 2 || session->step >= first_of_two)
        return false;
    return now_ms > (uint64_t)(total - last_two) * MINUTE_MS;
}

void make_warning(const struct want *want, struct facts *facts)
{
    if (!want->session->warned && last_steps_are_eaten(want->session, want->moment->session_ms))
        facts_add(facts, FACT_WARNED);
}

static void count_time(struct session *session)
{
    check(session->step >= 1);
    struct session_step *step = &session->steps[session->step - 1];
    check(session->now_ms >= session->step_since_ms);
    step->spent_ms += session->now_ms - session->step_since_ms;
    session->step = 0;
    session->step_since_ms = 0;
}

void agenda_close_step(struct session *session)
{
    if (session->step == 0)
        return;
    session->steps[session->step - 1].done = true;
    count_time(session);
}

bool apply_step_begun(struct session *session, const struct fact *fact)
{
    if (!step_exists(session, fact->number) || fact->number == session->step)
        return false;
    agenda_close_step(session);
    session->step = (uint8_t)fact->number;
    session->step_since_ms = session->now_ms;
    session->steps[session->step - 1].done = false;
    session->steps[session->step - 1].skipped = false;
    return true;
}

bool apply_step_skipped(struct session *session, const struct fact *fact)
{
    if (!step_exists(session, fact->number))
        return false;
    struct session_step *step = &session->steps[fact->number - 1];
    if (step->done || step->skipped)
        return false;
    if (fact->number == session->step)
        count_time(session);
    step->skipped = true;
    return true;
}

bool apply_step_renamed(struct session *session, const struct fact *fact)
{
    if (!step_exists(session, fact->number) || !text_field_tidy(fact->text, sizeof fact->text))
        return false;
    if (fact->text[0] == '\0' || strlen(fact->text) >= NAME_BYTES)
        return false;
    struct session_step *step = &session->steps[fact->number - 1];
    text_field_copy(step->title, fact->text, sizeof step->title);
    step->renamed = true;
    return session_text_bytes(session) <= SESSION_TEXT_BYTES_MAX;
}

bool apply_step_resized(struct session *session, const struct fact *fact)
{
    if (!step_exists(session, fact->number) || fact->amount > STEP_MINUTES_MAX)
        return false;
    session->steps[fact->number - 1].minutes = fact->amount;
    return true;
}

// The place of the current step after the step at number has moved to place.
static uint8_t place_after_move(uint8_t current, uint8_t number, uint8_t place)
{
    if (current == number)
        return place;
    if (number < current && current <= place)
        return current - 1;
    if (place <= current && current < number)
        return current + 1;
    return current;
}

bool apply_step_moved(struct session *session, const struct fact *fact)
{
    if (!step_exists(session, fact->number) || !step_exists(session, fact->amount) ||
        fact->number == fact->amount)
        return false;
    if (step_at(session, fact->number)->done || step_at(session, fact->amount)->done)
        return false;
    uint8_t number = (uint8_t)fact->number;
    uint8_t place = (uint8_t)fact->amount;
    const struct session_step moved = session->steps[number - 1];
    if (number < place)
        memmove(&session->steps[number - 1], &session->steps[number],
                (size_t)(place - number) * sizeof moved);
    else
        memmove(&session->steps[place], &session->steps[place - 1],
                (size_t)(number - place) * sizeof moved);
    session->steps[place - 1] = moved;
    session->step = place_after_move(session->step, number, place);
    return true;
}

bool apply_warned(struct session *session, const struct fact *fact)
{
    (void)fact;
    if (session->warned)
        return false;
    session->warned = true;
    return true;
}

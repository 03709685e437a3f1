// C16: a million seeded commands. Whatever order they come in, what was allowed applies, nothing
// closed opens again, no prompt runs twice, and the state survives its own encoding.
#include "core/session.h"
#include "help.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

enum {
    COMMANDS = 1000000,
    FACT_TRIP_EVERY = 7, // through protobuf, which costs more than all the rest
    ROUND_TRIP_EVERY = 61,
    TWICE_EVERY = 5
};

static struct session session;

struct watch {
    uint8_t closed[PROMPTS_MAX + 1]; // how often each prompt was closed in this session
    uint64_t now_ms;
    uint32_t allowed;
    uint32_t refused;
    uint32_t closings;
    uint32_t reviews;
    uint32_t goals;
    uint32_t finished;
};

static struct command random_command(uint64_t *seed)
{
    uint16_t number = (uint16_t)(help_random(seed) % 12);
    uint16_t amount = (uint16_t)(help_random(seed) % 12);
    enum command_kind kind = (enum command_kind)(COMMAND_BEGIN + help_random(seed) % COMMAND_LAST);
    // What cuts a prompt or a session short is seldom, so that prompts and sessions live long enough.
    bool cuts = kind == COMMAND_DISK_FAILED || kind == COMMAND_END || kind == COMMAND_FINISH ||
                kind == COMMAND_PROMPT_VOID;
    if (kind == COMMAND_PROMPT_APPROVE && help_random(seed) % 2 == 0)
        kind = COMMAND_PROMPT_CLOSE;
    if (cuts && help_random(seed) % 8 != 0)
        kind = help_random(seed) % 2 == 0 ? COMMAND_PROMPT_OPEN : COMMAND_PROMPT_CLOSE;
    // Goals keep prompts away: seldom opened, often closed.
    if (kind == COMMAND_GOALS_OPEN && help_random(seed) % 4 != 0)
        kind = COMMAND_PROMPT_OPEN;
    if (session.goals_state == GOALS_OPEN && help_random(seed) % 4 == 0)
        kind = COMMAND_GOALS_CLOSE;
    if (help_random(seed) % 4 == 0)
        kind = COMMAND_CLOCK;
    struct command command = help_command(kind, number, amount);
    command.show = help_random(seed) % 2 == 0;
    command.class = (enum privacy_class)(help_random(seed) % 4);
    command.technique = (enum technique)(help_random(seed) % (TECHNIQUE_LAST + 2));
    if (help_random(seed) % 2 == 0)
        strcpy(command.text, "some words");
    command.of = (uint16_t)(help_random(seed) % 14);
    command.line_count = (uint8_t)(help_random(seed) % 3);
    for (uint8_t i = 0; i < command.line_count; i++) {
        if (help_random(seed) % 2 == 0)
            command.lines[i].phrase = (uint8_t)(help_random(seed) % 5);
        else
            strcpy(command.lines[i].text, "a line");
    }
    return command;
}

static void random_box(uint64_t *seed, struct box *box)
{
    struct session_phase phase;
    session_phase_of(&session, &phase);
    uint8_t count = (uint8_t)(help_random(seed) % (phase.places + 1u));
    uint8_t choices[PEOPLE_MAX];
    for (uint8_t i = 0; i < count; i++)
        choices[i] =
            (uint8_t)(help_random(seed) % 4 == 0 ? 0
                                                 : 1u << help_random(seed) % phase.option_count);
    help_box(&session, choices, count, box);
}

static void random_goals(uint64_t *seed, struct goals_gathered *gathered)
{
    memset(gathered, 0, sizeof *gathered);
    gathered->cards = (uint8_t)(help_random(seed) % 12);
    gathered->line_count = (uint8_t)(help_random(seed) % 4);
    for (uint8_t i = 0; i < gathered->line_count; i++) {
        gathered->lines[i].kind = (enum goal_line_kind)(1 + help_random(seed) % 5);
        if (gathered->lines[i].kind >= GOAL_STEP)
            gathered->lines[i].status = (enum goal_status)(help_random(seed) % 5);
        strcpy(gathered->lines[i].text, "walk more");
    }
}

static void apply_fact(const struct fact *fact, bool trip)
{
    if (!trip) {
        assert_int_equal(session_apply(&session, fact), OK);
        return;
    }
    uint8_t bytes[FACT_BYTES_MAX];
    static struct fact decoded;
    static struct session direct;
    size_t size = fact_encode(fact, bytes);
    assert_int_equal(fact_decode((struct span){bytes, size}, &decoded), OK);
    memcpy(&direct, &session, sizeof direct);
    assert_int_equal(session_apply(&direct, fact), OK);
    assert_int_equal(session_apply(&session, &decoded), OK);
    assert_memory_equal(&direct, &session, sizeof direct);
}

static void watch_fact(struct watch *watch, enum prompt_state before, const struct fact *fact)
{
    bool reopened = session.prompt_state == PROMPT_OPEN && before >= PROMPT_SHOWN &&
                    fact->kind != FACT_PROMPT_OPENED;
    assert_false(reopened);
    if (fact->kind == FACT_PROMPT_OPENED)
        assert_int_equal(watch->closed[fact->number], 0);
    if (fact->kind == FACT_PROMPT_REVIEW)
        assert_int_equal(before, PROMPT_CLOSING);
    if (fact->kind == FACT_PROMPT_CLOSED) {
        assert_true(before == PROMPT_CLOSING || before == PROMPT_REVIEW);
        watch->reviews += before == PROMPT_REVIEW;
        assert_int_equal(++watch->closed[fact->number], 1);
        watch->closings++;
    }
    if (fact->kind == FACT_GOALS_CLOSED)
        watch->goals++;
    if ((fact->kind >= FACT_PROMPT_OPENED && fact->kind <= FACT_RESULT_HIDDEN) ||
        (fact->kind >= FACT_GOALS_OPENED && fact->kind <= FACT_GOALS_CLOSED))
        assert_int_equal(fact->at_ms % MINUTE_MS, 0);
    assert_true(session.now_ms >= watch->now_ms);
    watch->now_ms = session.now_ms;
}

static void check_invariants(void)
{
    struct session_phase phase;
    session_phase_of(&session, &phase);
    assert_int_not_equal(session.prompt_state, PROMPT_OPENING);
    if (phase.open) {
        assert_int_equal(phase.places, session.people);
        assert_int_equal(session.release.kind, RELEASE_NONE);
        assert_false(session.prompts_used[phase.prompt - 1]);
    }
    if (session.prompt_state == PROMPT_CLOSING || session.goals_state == GOALS_CLOSING)
        assert_false(session.paused);
    if (session.goals_state != GOALS_IDLE)
        assert_false(phase.open || phase.review || session.result_on);
    if (session.phase == SESSION_RUNNING)
        assert_in_range(session.slide, 1, HELP_SLIDES);
    if (session.phase >= SESSION_ENDED)
        assert_false(phase.open || session.result_on || session.goals_state != GOALS_IDLE);
}

static void one_command(uint64_t *seed, struct watch *watch, uint32_t number)
{
    static struct facts facts;
    static struct facts again;
    static struct session before;
    struct box box;
    struct command command = random_command(seed);
    if (command.kind == COMMAND_BEGIN)
        command.begin = help_begin();
    struct moment moment = help_moment(session.now_ms + help_random(seed) % 90000);
    if (help_random(seed) % 16 == 0)
        moment.session_ms = help_random(seed); // any jump
    if (session.prompt_state == PROMPT_CLOSING && help_random(seed) % 2 == 0) {
        random_box(seed, &box);
        moment.box = &box;
        moment.closing_ms = help_random(seed) % (8 * CLOSING_MS);
    }
    if (session.prompt_state == PROMPT_REVIEW)
        moment.review_ms = help_random(seed) % (8 * REVIEW_MS);
    static struct goals_gathered gathered;
    random_goals(seed, &gathered);
    if (session.goals_state != GOALS_IDLE && help_random(seed) % 4 != 0) {
        moment.goals = &gathered;
        moment.goals_closing_ms = help_random(seed) % (4 * GOALS_CLOSING_MS);
    }
    bool twice = number % TWICE_EVERY == 0;
    if (twice)
        memcpy(&before, &session, sizeof before);
    enum refusal refusal = session_decide(&session, &command, &moment, &facts);
    if (twice) {
        assert_int_equal(session_decide(&session, &command, &moment, &again), refusal);
        assert_memory_equal(&before, &session, sizeof before);
    }
    if (refusal != ALLOWED) {
        watch->refused++;
        return;
    }
    watch->allowed++;
    if (twice) {
        assert_int_equal(facts.count, again.count);
        assert_memory_equal(facts.items, again.items, facts.count * sizeof facts.items[0]);
    }
    for (uint8_t i = 0; i < facts.count; i++) {
        enum prompt_state state = session.prompt_state;
        apply_fact(&facts.items[i], number % FACT_TRIP_EVERY == 0);
        watch_fact(watch, state, &facts.items[i]);
    }
    check_invariants();
}

static void test_a_million_commands(void **state)
{
    (void)state;
    static struct watch watch;
    uint64_t seed = 20260317;
    print_message("seed %llu\n", (unsigned long long)seed);
    for (uint32_t number = 0; number < COMMANDS; number++) {
        if (session.phase == SESSION_FINISHED) {
            watch.finished++;
            memset(&session, 0, sizeof session);
            memset(watch.closed, 0, sizeof watch.closed);
            watch.now_ms = 0;
        }
        one_command(&seed, &watch, number);
        if (number % ROUND_TRIP_EVERY == 0)
            help_round_trip(&session);
    }
    print_message("%u allowed, %u refused, %u closed, %u read, %u goals, %u sessions\n",
                  watch.allowed, watch.refused, watch.closings, watch.reviews, watch.goals,
                  watch.finished);
    // The walk has been where it matters, not only in front of closed doors.
    assert_true(watch.allowed > COMMANDS / 4);
    assert_true(watch.closings > COMMANDS / 1500);
    assert_true(watch.reviews > COMMANDS / 20000);
    assert_true(watch.goals > COMMANDS / 2000);
    assert_true(watch.finished > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_a_million_commands)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

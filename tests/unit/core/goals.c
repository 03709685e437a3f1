// Goals in a session: when they are open, what they leave, what is counted and covered.
#include "core/release.h"
#include "core/scene.h"
#include "help.h"
#include "test.h"

#include <string.h>

static struct session session;

static enum refusal tell(enum command_kind kind, const struct goals_gathered *goals,
                         uint64_t closing_ms)
{
    struct command command = {.kind = kind, .show = true};
    struct moment moment = help_moment(session.now_ms);
    moment.goals = goals;
    moment.goals_closing_ms = closing_ms;
    return help_do(&session, &command, &moment);
}

static struct goals_gathered gathered_of(uint8_t cards, uint8_t lines)
{
    struct goals_gathered gathered = {.cards = cards, .line_count = lines};
    for (uint8_t i = 0; i < lines; i++) {
        gathered.lines[i].kind = GOAL_STEP;
        gathered.lines[i].status = GOAL_PART;
        strcpy(gathered.lines[i].text, "call my sister");
    }
    return gathered;
}

static void test_closing_takes_a_minute(void **state)
{
    (void)state;
    static struct goals_gathered gathered;
    gathered = gathered_of(6, 2);
    help_start(&session);
    assert_int_equal(tell(COMMAND_GOALS_OPEN, NULL, 0), ALLOWED);
    assert_int_equal(session.goals_state, GOALS_OPEN);
    assert_true(session.new_cards);
    assert_int_equal(tell(COMMAND_CLOCK, &gathered, GOALS_CLOSING_MS), ALLOWED);
    assert_int_equal(session.goals_state, GOALS_OPEN);
    assert_int_equal(tell(COMMAND_GOALS_CLOSE, &gathered, 0), ALLOWED);
    assert_int_equal(tell(COMMAND_CLOCK, &gathered, GOALS_CLOSING_MS - 1), ALLOWED);
    assert_int_equal(session.goals_state, GOALS_CLOSING);
    assert_int_equal(tell(COMMAND_CLOCK, NULL, GOALS_CLOSING_MS), ALLOWED);
    assert_int_equal(session.goals_state, GOALS_CLOSING); // nobody knows what was gathered
    assert_int_equal(tell(COMMAND_CLOCK, &gathered, GOALS_CLOSING_MS), ALLOWED);
    assert_int_equal(session.goals_state, GOALS_IDLE);
    assert_false(session.new_cards);
    assert_true(session.goals.banded);
    assert_int_equal(session.goals.opened, BAND_MOST);
    assert_int_equal(session.goals_lines, 2);
    assert_int_equal(session.goals.line_count, 0);
    help_round_trip(&session);
    static struct session before;
    before = session;
    assert_int_equal(tell(COMMAND_GOALS_OPEN, NULL, 0), ALLOWED);
    assert_false(session.goals.banded); // of the last phase, not of all
    assert_int_not_equal(before.revision, session.revision);
}

static void test_the_end_closes_goals(void **state)
{
    (void)state;
    static struct facts facts;
    static struct goals_gathered gathered;
    gathered = gathered_of(3, 1);
    help_start(&session);
    assert_int_equal(tell(COMMAND_GOALS_OPEN, NULL, 0), ALLOWED);
    struct command end = {.kind = COMMAND_END};
    struct moment moment = help_moment(session.now_ms);
    moment.goals = &gathered;
    assert_int_equal(session_decide(&session, &end, &moment, &facts), ALLOWED);
    assert_int_equal(facts.count, 3);
    assert_int_equal(facts.items[0].kind, FACT_GOALS_CLOSED);
    assert_int_equal(facts.items[0].goals.line_count, 1);
    assert_false(facts.items[0].goals.banded); // three cards: no band
    assert_int_equal(facts.items[1].kind, FACT_COVERED);
    assert_int_equal(facts.items[2].kind, FACT_ENDED);
    assert_int_equal(help_do(&session, &end, &moment), ALLOWED);
}

static void test_disk_and_restart(void **state)
{
    (void)state;
    help_start(&session);
    assert_int_equal(tell(COMMAND_GOALS_OPEN, NULL, 0), ALLOWED);
    assert_int_equal(tell(COMMAND_DISK_FAILED, NULL, 0), ALLOWED);
    assert_int_equal(session.goals_state, GOALS_PAUSED);
    assert_int_equal(tell(COMMAND_GOALS_CLOSE, NULL, 0), REFUSED_DISK);
    assert_int_equal(tell(COMMAND_RESUMED, NULL, 0), ALLOWED);
    assert_int_equal(session.goals_state, GOALS_OPEN);
    assert_true(session.new_cards);
    assert_int_equal(tell(COMMAND_GOALS_CLOSE, NULL, 0), ALLOWED);
    assert_int_equal(tell(COMMAND_RESUMED, NULL, 0), ALLOWED);
    assert_int_equal(session.goals_state, GOALS_OPEN); // the minute is promised anew
    assert_int_equal(tell(COMMAND_SCREENS_PAUSE, NULL, 0), ALLOWED);
    assert_int_equal(tell(COMMAND_GOALS_CLOSE, NULL, 0), REFUSED_PAUSED);
}

// Every number of cards and people: a band only from five cards on, and always the right one.
static void test_bands_of_cards(void **state)
{
    (void)state;
    for (uint8_t people = 1; people <= PEOPLE_MAX; people++)
        for (uint8_t cards = 0; cards <= PEOPLE_MAX; cards++) {
            struct goals_gathered gathered = {.cards = cards};
            static struct goals_release release;
            release_of_goals(&gathered, people, &release);
            assert_true(goals_release_can_be(&release, people));
            uint8_t counted = cards < people ? cards : people;
            assert_int_equal(release.banded, counted >= 5);
            if (!release.banded) {
                assert_int_equal(release.most_most, 0);
                continue;
            }
            assert_int_equal(release.most_most, people);
            uint8_t few = release_few_most(people);
            assert_int_equal(release.opened, counted <= few            ? BAND_FEW
                                             : counted >= people - few ? BAND_MOST
                                                                       : BAND_HALF);
            release.opened = release.opened == BAND_MOST ? 0 : BAND_MOST + 1;
            assert_false(goals_release_can_be(&release, people));
        }
}

static void test_forged_releases(void **state)
{
    (void)state;
    struct goals_gathered gathered = gathered_of(8, 2);
    static struct goals_release release;
    release_of_goals(&gathered, 8, &release);
    assert_false(goals_release_can_be(&release, 9));
    release.lines[0].kind = GOAL_WHY; // a reason has no status
    assert_false(goals_release_can_be(&release, 8));
    release_of_goals(&gathered, 8, &release);
    release.opened = BAND_FEW; // of eight, five are never few
    assert_false(goals_release_can_be(&release, 8));
    release_of_goals(&gathered, 8, &release);
    memset(release.lines[1].text, 'a', OWN_WORDS_POINTS);
    assert_true(goals_release_can_be(&release, 8));
    for (size_t i = 0; i < OWN_WORDS_POINTS; i++)
        memcpy(release.lines[1].text + 4 * i, "\xf0\x9f\x98\x80", 4);
    assert_false(goals_release_can_be(&release, 8)); // 60 code points, and 240 bytes
}

static enum refusal count(uint16_t measure, uint16_t done, uint16_t of)
{
    struct command command = {.kind = COMMAND_COUNT, .number = measure, .amount = done, .of = of};
    struct moment moment = help_moment(session.now_ms + 700);
    return help_do(&session, &command, &moment);
}

static void test_the_latest_count_holds(void **state)
{
    (void)state;
    static struct scene scene;
    help_start(&session);
    assert_int_equal(count(MEASURE_GOALS_FOLLOWED_UP, 3, 8), ALLOWED);
    assert_int_equal(count(MEASURE_GOALS_FOLLOWED_UP, 5, 8), ALLOWED);
    assert_int_equal(count(0, 1, 1), REFUSED_COUNT);
    assert_int_equal(count(MEASURE_LAST + 1, 1, 1), REFUSED_COUNT);
    assert_int_equal(count(MEASURE_GOALS_SET, 2, 1), REFUSED_COUNT);
    assert_int_equal(count(MEASURE_GOALS_SET, 2, 256), REFUSED_COUNT);
    uint32_t revision = session.revision;
    assert_int_equal(count(MEASURE_GOALS_FOLLOWED_UP, 5, 8), ALLOWED);
    assert_int_equal(session.revision, revision); // nothing new
    assert_int_equal(help_now(&session, COMMAND_END, 0), ALLOWED);
    assert_int_equal(count(MEASURE_ATTENDANCE, 8, 9), ALLOWED); // corrected at the end
    scene_of(&session, NULL, AUDIENCE_SUPERVISOR, &scene);
    assert_true(scene.counts[MEASURE_GOALS_FOLLOWED_UP].known);
    assert_int_equal(scene.counts[MEASURE_GOALS_FOLLOWED_UP].done, 5);
    assert_int_equal(scene.counts[MEASURE_ATTENDANCE].of, 9);
    assert_false(scene.counts[MEASURE_GOALS_SET].known);
    scene_of(&session, NULL, AUDIENCE_TERMINAL, &scene);
    assert_false(scene.counts[MEASURE_ATTENDANCE].known);
}

static void slide(uint16_t number)
{
    assert_int_equal(help_now(&session, COMMAND_SLIDE_GO, number), ALLOWED);
}

static void test_what_was_covered(void **state)
{
    (void)state;
    static struct facts facts;
    help_start(&session);
    slide(2);
    slide(3);
    slide(8); // a slip
    assert_int_equal(help_now(&session, COMMAND_SLIDE_TAKE_BACK, 0), ALLOWED);
    slide(5);
    slide(2); // back to an old one, and that was a slip
    assert_int_equal(help_now(&session, COMMAND_SLIDE_TAKE_BACK, 0), ALLOWED);
    struct command end = {.kind = COMMAND_END};
    struct moment moment = help_moment(session.now_ms);
    assert_int_equal(session_decide(&session, &end, &moment, &facts), ALLOWED);
    assert_int_equal(facts.items[0].kind, FACT_COVERED);
    assert_string_equal(facts.items[0].text, "coping-with-stress 2: slides 1-3, 5 of 10, at 5");
    help_round_trip(&session);
}

// A terminal learns that goals are open and whether cards may be made, and no more.
static void test_what_a_terminal_learns(void **state)
{
    (void)state;
    static struct scene scene;
    static struct scene other;
    static struct session second;
    static struct goals_gathered gathered;
    gathered = gathered_of(7, 3);
    help_start(&session);
    assert_int_equal(tell(COMMAND_GOALS_OPEN, NULL, 0), ALLOWED);
    scene_of(&session, NULL, AUDIENCE_TERMINAL, &scene);
    assert_int_equal(scene.goals_state, GOALS_OPEN);
    assert_true(scene.new_cards);
    assert_int_equal(tell(COMMAND_GOALS_CLOSE, NULL, 0), ALLOWED);
    assert_int_equal(tell(COMMAND_CLOCK, &gathered, GOALS_CLOSING_MS), ALLOWED);
    second = session;
    memset(&second.goals, 0, sizeof second.goals);
    second.goals_lines = 0;
    for (int audience = AUDIENCE_TERMINAL; audience <= AUDIENCE_ROOM; audience++) {
        scene_of(&session, NULL, (enum audience)audience, &scene);
        scene_of(&second, NULL, (enum audience)audience, &other);
        assert_memory_equal(&scene, &other, sizeof scene);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_closing_takes_a_minute),
        cmocka_unit_test(test_the_end_closes_goals),
        cmocka_unit_test(test_disk_and_restart),
        cmocka_unit_test(test_bands_of_cards),
        cmocka_unit_test(test_forged_releases),
        cmocka_unit_test(test_the_latest_count_holds),
        cmocka_unit_test(test_what_was_covered),
        cmocka_unit_test(test_what_a_terminal_learns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// Who sees what, and how a scene is printed.
#include "core/scene.h"
#include "core/transcript.h"
#include "help.h"
#include "test.h"

#include <string.h>

static struct session session;
static struct scene scene;
static struct scene other;
static const uint8_t eight[8] = {1, 2, 4, 8, 16, 16, 8, 0};

// What a terminal may not learn: two rooms that differ only in these look the same on it.
static void test_terminal_learns_nothing_more(void **state)
{
    (void)state;
    static struct session second;
    help_start(&session);
    assert_int_equal(help_now(&session, COMMAND_PROMPT_OPEN, PERSONAL_FACES), ALLOWED);
    second = session;
    strcpy(second.begin.group, "Another group");
    strcpy(second.begin.leader, "Somebody else");
    memset(second.begin.session_id, 1, sizeof second.begin.session_id);
    second.begin.people_joined = 30;
    second.people = second.places = 12;
    second.step = 4;
    second.steps[0].done = true;
    second.warned = true;
    second.mark_count = 3;
    strcpy(second.marks[1].text, "a mark");
    second.tagged[TECHNIQUE_ROLE_PLAY] = true;
    second.prompts_used[3] = true;
    second.prompt_since_ms = 60000;
    second.history_count = 2;
    second.screens_here[0] = 1;
    second.screens_lost[0] = 2;
    second.disk_failed = true;
    second.wall_day = 9;
    second.release = (struct release){.kind = RELEASE_BANDS, .row_count = 3};
    struct box_view view = {.state = BOX_WAITING};
    struct box_view enough = {.state = BOX_ENOUGH, .count_known = true, .count = 6};
    scene_of(&session, &view, AUDIENCE_TERMINAL, &scene);
    scene_of(&second, &enough, AUDIENCE_TERMINAL, &other);
    assert_memory_equal(&scene, &other, sizeof scene);
    view.state = BOX_FULL;
    scene_of(&session, &view, AUDIENCE_TERMINAL, &scene);
    assert_true(scene.box_full);
    assert_int_equal(scene.group[0], 0);
    assert_int_equal(scene.people, 0);
}

// The room learns the group's name, and no more of the box than a terminal does.
static void test_room_learns_the_group_only(void **state)
{
    (void)state;
    static struct session second;
    help_start(&session);
    assert_int_equal(help_now(&session, COMMAND_PROMPT_OPEN, PLAIN_SINGLE), ALLOWED);
    second = session;
    second.people = second.places = 12;
    second.mark_count = 1;
    struct box_view one = {.state = BOX_WAITING, .count_known = true, .count = 1};
    struct box_view six = {.state = BOX_ENOUGH, .count_known = true, .count = 6};
    scene_of(&session, &one, AUDIENCE_ROOM, &scene);
    scene_of(&second, &six, AUDIENCE_ROOM, &other);
    assert_memory_equal(&scene, &other, sizeof scene);
    assert_string_equal(scene.group, "Tuesday Recovery Group");
}

static void test_facilitator_sees_no_number_but_of_plain(void **state)
{
    (void)state;
    static const uint16_t prompts[] = {PLAIN_SINGLE, PERSONAL_FACES, SENSITIVE_ALL};
    for (size_t i = 0; i < 3; i++) {
        help_start(&session);
        assert_int_equal(help_now(&session, COMMAND_PROMPT_OPEN, prompts[i]), ALLOWED);
        // Even a view that tells too much tells it to nobody.
        struct box_view view = {.state = BOX_ENOUGH, .count_known = true, .count = 7};
        scene_of(&session, &view, AUDIENCE_FACILITATOR, &scene);
        bool plain = prompts[i] == PLAIN_SINGLE;
        assert_int_equal(scene.box_count_known, plain);
        assert_int_equal(scene.box_count, plain ? 7 : 0);
        assert_int_equal(scene.box_state, BOX_ENOUGH);
        scene_of(&session, &view, AUDIENCE_SUPERVISOR, &scene);
        assert_int_equal(scene.box_state, BOX_WAITING);
        assert_int_equal(scene.box_count, 0);
    }
}

static void test_result_only_while_it_is_on(void **state)
{
    (void)state;
    help_start(&session);
    help_run_prompt(&session, PERSONAL_FACES, eight, 8, true);
    for (int audience = AUDIENCE_TERMINAL; audience <= AUDIENCE_SUPERVISOR; audience++) {
        scene_of(&session, NULL, (enum audience)audience, &scene);
        assert_memory_equal(&scene.release, &session.release, sizeof scene.release);
    }
    assert_int_equal(help_now(&session, COMMAND_PROMPT_HIDE, 0), ALLOWED);
    for (int audience = AUDIENCE_TERMINAL; audience <= AUDIENCE_ROOM; audience++) {
        scene_of(&session, NULL, (enum audience)audience, &scene);
        assert_int_equal(scene.release.kind, RELEASE_NONE);
    }
}

static void test_the_end_clears(void **state)
{
    (void)state;
    help_start(&session);
    help_run_prompt(&session, PERSONAL_FACES, eight, 8, true);
    assert_int_equal(help_now(&session, COMMAND_END, 0), ALLOWED);
    for (int audience = AUDIENCE_TERMINAL; audience <= AUDIENCE_ROOM; audience++) {
        scene_of(&session, NULL, (enum audience)audience, &scene);
        assert_int_equal(scene.phase, SCENE_ENDED);
        assert_int_equal(scene.slide, 0);
        assert_int_equal(scene.prompt, 0);
        assert_int_equal(scene.release.kind, RELEASE_NONE);
    }
    scene_of(&session, NULL, AUDIENCE_FACILITATOR, &scene);
    assert_int_equal(scene.step_count, HELP_STEPS);
}

static void test_plan_as_staff_see_it(void **state)
{
    (void)state;
    help_start(&session);
    struct command command = help_command(COMMAND_STEP_RENAME, 3, 0);
    strcpy(command.text, "New words");
    struct moment moment = help_moment(1500);
    assert_int_equal(help_do(&session, &command, &moment), ALLOWED);
    command = help_command(COMMAND_STEP_NEXT, 0, 0);
    assert_int_equal(help_do(&session, &command, &moment), ALLOWED);
    command = help_command(COMMAND_STEP_MOVE, 3, 5);
    assert_int_equal(help_do(&session, &command, &moment), ALLOWED);
    scene_of(&session, NULL, AUDIENCE_SUPERVISOR, &scene);
    assert_int_equal(scene.step, 2);
    assert_true(scene.steps[0].done);
    assert_int_equal(scene.steps[0].spent_ms, 1500);
    assert_true(scene.steps[1].current);
    assert_int_equal(scene.steps[1].since_ms, 1500);
    assert_string_equal(scene.steps[4].title, "New words");
    assert_string_equal(scene.steps[4].key, "practice");
}

// ---- transcripts

static const char *print(enum audience audience, const struct box_view *view, bool json)
{
    static char text[32 * 1024];
    struct out out = out_into(text, sizeof text);
    scene_of(&session, view, audience, &scene);
    if (json)
        transcript_scene_json(&out, &scene);
    else
        transcript_scene(&out, &scene);
    assert_false(out.full);
    return text;
}

static void test_text_of_a_terminal(void **state)
{
    (void)state;
    help_start(&session);
    help_run_prompt(&session, PERSONAL_FACES, eight, 8, true);
    assert_string_equal(print(AUDIENCE_TERMINAL, NULL, false),
                        "terminal revision 6 at 0 running slide 1/10\n"
                        "  deck 0303030303030303030303030303030303030303030303030303030303030303\n"
                        "  prompt 2 shown personal result on\n"
                        "  release bands joined few few half; few 0-3, half 4-4, most 5-8\n");
}

static void test_json_of_a_terminal(void **state)
{
    (void)state;
    help_start(&session);
    assert_string_equal(
        print(AUDIENCE_TERMINAL, NULL, true),
        "{\"scene\":{\"audience\":\"terminal\",\"revision\":3,\"session_ms\":0,\"phase\":"
        "\"running\","
        "\"deck\":\"0303030303030303030303030303030303030303030303030303030303030303\","
        "\"slide\":1,\"slide_count\":10,\"meeting\":\"group\",\"practice\":false,\"paused\":false,"
        "\"blank\":false,\"prompt_state\":\"idle\",\"prompt\":0,\"prompt_class\":\"\","
        "\"box_full\":false,\"result_on\":false,\"release\":{\"kind\":\"none\",\"joined\":false,"
        "\"rows\":[]},\"goals_state\":\"idle\",\"new_cards\":false}}\n");
}

static void test_json_is_well_formed_and_one_line(void **state)
{
    (void)state;
    help_start(&session);
    struct command mark = {.kind = COMMAND_MARK, .text = "a \"quoted\" word"};
    struct moment moment = help_moment(10);
    assert_int_equal(help_do(&session, &mark, &moment), ALLOWED);
    help_run_prompt(&session, PLAIN_SINGLE, (const uint8_t[]){1, 1, 2, 4}, 4, true);
    for (int audience = AUDIENCE_TERMINAL; audience <= AUDIENCE_SUPERVISOR; audience++) {
        const char *text = print((enum audience)audience, NULL, true);
        int depth = 0;
        bool quoted = false;
        for (const char *at = text; *at != '\0'; at++) {
            if (quoted && *at == '\\')
                at++;
            else if (*at == '"')
                quoted = !quoted;
            else if (!quoted)
                depth += (*at == '{' || *at == '[') - (*at == '}' || *at == ']');
            bool hole = !quoted && at[0] == ',' && (at[1] == ',' || at[1] == '}' || at[1] == ']');
            assert_false(hole);
            assert_true(*at != '\n' || at[1] == '\0');
        }
        assert_int_equal(depth, 0);
        assert_false(quoted);
    }
    assert_non_null(strstr(print(AUDIENCE_FACILITATOR, NULL, true), "a \\\"quoted\\\" word"));
    assert_non_null(strstr(print(AUDIENCE_ROOM, NULL, true), "\"rows\":[2,1,1,0]"));
}

static void test_box_in_words_for_the_facilitator_only(void **state)
{
    (void)state;
    help_start(&session);
    assert_int_equal(help_now(&session, COMMAND_PROMPT_OPEN, PERSONAL_FACES), ALLOWED);
    struct box_view view = {.state = BOX_ENOUGH};
    assert_non_null(strstr(print(AUDIENCE_FACILITATOR, &view, false), "  box enough\n"));
    assert_null(strstr(print(AUDIENCE_SUPERVISOR, &view, false), "  box"));
    assert_null(strstr(print(AUDIENCE_TERMINAL, &view, false), "box"));
    assert_null(strstr(print(AUDIENCE_ROOM, &view, true), "enough"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_terminal_learns_nothing_more),
        cmocka_unit_test(test_room_learns_the_group_only),
        cmocka_unit_test(test_facilitator_sees_no_number_but_of_plain),
        cmocka_unit_test(test_result_only_while_it_is_on),
        cmocka_unit_test(test_the_end_clears),
        cmocka_unit_test(test_plan_as_staff_see_it),
        cmocka_unit_test(test_text_of_a_terminal),
        cmocka_unit_test(test_json_of_a_terminal),
        cmocka_unit_test(test_json_is_well_formed_and_one_line),
        cmocka_unit_test(test_box_in_words_for_the_facilitator_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

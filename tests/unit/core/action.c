// Script lines become commands, and wrong lines say what is wrong.
#include "core/action.h"
#include "test.h"

#include <string.h>

static struct command parse(const char *line)
{
    struct command command = {0};
    const char *problem = "untouched";
    if (!action_parse(line, &command, &problem))
        fail_msg("%s: %s", line, problem == NULL ? "unknown" : problem);
    assert_null(problem);
    return command;
}

static void refuse(const char *line, bool ours)
{
    struct command command = {.kind = COMMAND_END};
    const char *problem = NULL;
    assert_false(action_parse(line, &command, &problem));
    assert_int_equal(command.kind, COMMAND_END);
    if ((problem != NULL) != ours)
        fail_msg("%s: %s", line, problem == NULL ? "unknown" : problem);
}

static void test_lines_without_arguments(void **state)
{
    (void)state;
    static const enum command_kind kinds[] = {
        COMMAND_SLIDE_NEXT,  COMMAND_SLIDE_BACK,     COMMAND_SLIDE_FIRST,   COMMAND_SLIDE_LAST,
        COMMAND_STEP_NEXT,   COMMAND_PROMPT_PAUSE,   COMMAND_PROMPT_WAKE,   COMMAND_PROMPT_VOID,
        COMMAND_PROMPT_SHOW, COMMAND_PROMPT_HIDE,    COMMAND_SCREENS_PAUSE, COMMAND_SCREENS_WAKE,
        COMMAND_ROOM_BLANK,  COMMAND_ROOM_SHOW,      COMMAND_MARK,          COMMAND_END,
        COMMAND_FINISH,      COMMAND_SLIDE_TAKE_BACK};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        assert_int_equal(parse(command_kind_name(kinds[i])).kind, kinds[i]);
    assert_int_equal(parse("  slide\tnext \r").kind, COMMAND_SLIDE_NEXT);
}

static void test_lines_with_arguments(void **state)
{
    (void)state;
    assert_int_equal(parse("slide go 7").number, 7);
    assert_int_equal(parse("people 8").amount, 8);
    struct command command = parse("step rename 3 New words here ");
    assert_int_equal(command.number, 3);
    assert_string_equal(command.text, "New words here");
    command = parse("step resize 3 10");
    assert_int_equal(command.number, 3);
    assert_int_equal(command.amount, 10);
    assert_int_equal(parse("step move 3 5").amount, 5);
    assert_int_equal(parse("prompt open 2").class, 0);
    assert_int_equal(parse("prompt open 2 class sensitive").class, CLASS_SENSITIVE);
    assert_true(parse("prompt close show").show);
    assert_false(parse("prompt close hold").show);
    assert_string_equal(parse("mark some text").text, "some text");
    assert_int_equal(parse("tag role-play").technique, TECHNIQUE_ROLE_PLAY);
    assert_int_equal(parse("untag coping-plan").technique, TECHNIQUE_COPING_PLAN);
    assert_int_equal(parse("slide go 65535").number, 65535);
    assert_false(parse("goals open").show);
    assert_true(parse("goals open new").show);
    assert_int_equal(parse("goals close").kind, COMMAND_GOALS_CLOSE);
    command = parse("count goals-followed-up 5/8");
    assert_int_equal(command.number, MEASURE_GOALS_FOLLOWED_UP);
    assert_int_equal(command.amount, 5);
    assert_int_equal(command.of, 8);
    refuse("count", true);
    refuse("count smiles 3/4", true);
    refuse("count attendance 3", true);
    refuse("goals open old", true);
}

static void test_finish(void **state)
{
    (void)state;
    struct finish finish =
        parse("finish people 8/9 goals 6/8 set 7/8 words note A good group.").finish;
    assert_true(finish.people_here.known);
    assert_int_equal(finish.people_here.done, 8);
    assert_int_equal(finish.people_here.of, 9);
    assert_int_equal(finish.goals_followed_up.done, 6);
    assert_false(finish.practice_reviewed.known);
    assert_int_equal(finish.practice_set.of, 8);
    assert_true(finish.words_copied);
    assert_string_equal(finish.note, "A good group.");
    refuse("finish people 8", true);
    refuse("finish people 8/ 9", true);
    refuse("finish people 8/256", true);
    refuse("finish perhaps", true);
}

static void test_wrong_lines(void **state)
{
    (void)state;
    static const char *const ours[] = {"slide",
                                       "slide sideways",
                                       "slide go",
                                       "slide go x",
                                       "slide go 7x",
                                       "slide go 65536",
                                       "slide go -1",
                                       "slide next 3",
                                       "prompt close",
                                       "prompt close now",
                                       "prompt open two",
                                       "tag whistling",
                                       "prompt open 2 class secret",
                                       "step rename 3",
                                       "step resize 3",
                                       "mark \x01",
                                       "people many"};
    for (size_t i = 0; i < sizeof ours / sizeof ours[0]; i++)
        refuse(ours[i], true);
    static const char *const others[] = {"",      "   ",   "wait 3",  "slides next", "connect",
                                         "begin", "clock", "resumed", "disk failed"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        refuse(others[i], false);
    char line[LINE_BYTES + 8] = "mark ";
    memset(line + 5, 'x', LINE_BYTES);
    refuse(line, true); // too long
    line[5 + LINE_BYTES - 1] = '\0';
    assert_int_equal(strlen(parse(line).text), LINE_BYTES - 1);
}

static void test_help_names_every_command(void **state)
{
    (void)state;
    char text[4096];
    struct out out = out_into(text, sizeof text);
    action_help(&out);
    assert_false(out.full);
    for (int kind = COMMAND_SLIDE_NEXT; kind <= COMMAND_FINISH; kind++) {
        bool hub = kind >= COMMAND_SCREEN_FOUND && kind <= COMMAND_DISK_FAILED;
        bool named = strstr(text, command_kind_name((enum command_kind)kind)) != NULL;
        assert_int_equal(named, !hub);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines_without_arguments),
        cmocka_unit_test(test_lines_with_arguments),
        cmocka_unit_test(test_finish),
        cmocka_unit_test(test_wrong_lines),
        cmocka_unit_test(test_help_names_every_command),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

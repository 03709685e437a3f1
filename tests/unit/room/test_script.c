// The runner of scripts: lines, conditions, limits, refusals, and what it says when one goes wrong.
#include "room/script_words.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

struct program {
    struct scene scene;
    uint64_t now_ms;
    uint32_t commands;
    enum command_kind last;
    enum refusal refusal;
    bool answer_later;
    char said[64];
};

static enum script_step run_say(void *self, const char *rest, struct out *problem)
{
    struct program *program = self;
    if (strcmp(rest, "no") == 0) {
        out_text(problem, "will not say that");
        return SCRIPT_WRONG;
    }
    struct out out = out_into(program->said, sizeof program->said);
    out_text(&out, rest);
    return SCRIPT_DONE;
}

static enum script_step run_whisper(void *self, const char *rest, struct out *problem)
{
    (void)rest;
    return run_say(self, "no", problem);
}

static enum script_step run_say_twice(void *self, const char *rest, struct out *problem)
{
    (void)rest;
    return run_say(self, "twice", problem);
}

static const struct script_verb verbs[] = {
    {"say", "say WORDS", run_say},
    {"say twice", "say it twice", run_say_twice},
    {"whisper", "whisper WORDS", run_whisper},
};

static enum script_step command(void *self, const struct command *what, struct out *problem)
{
    (void)problem;
    struct program *program = self;
    program->commands++;
    program->last = what->kind;
    return SCRIPT_DONE;
}

static enum script_step answer(void *self, enum refusal *out_refusal)
{
    struct program *program = self;
    if (program->answer_later)
        return SCRIPT_AGAIN;
    *out_refusal = program->refusal;
    return SCRIPT_DONE;
}

static const struct scene *scene(void *self)
{
    return &((struct program *)self)->scene;
}

static uint64_t now_ms(void *self)
{
    return ((struct program *)self)->now_ms;
}

static enum script_step holds(void *self, const char *name, const char *value, struct out *problem)
{
    const struct program *program = self;
    if (strcmp(name, "said") != 0)
        return SCRIPT_WRONG;
    out_text(problem, "it said ");
    out_text(problem, program->said);
    return strcmp(program->said, value) == 0 ? SCRIPT_DONE : SCRIPT_AGAIN;
}

static struct script *open_text(struct program *program, const char *text)
{
    struct script_program table = {.self = program,
                                   .verbs = verbs,
                                   .secret_verb = "whisper",
                                   .verb_count = sizeof verbs / sizeof verbs[0],
                                   .command = command,
                                   .answer = answer,
                                   .holds = holds,
                                   .scene = scene,
                                   .now_ms = now_ms};
    struct script *script = NULL;
    assert_int_equal(script_open_text("text", text, &table, &script), OK);
    return script;
}

static void lines_run_in_order(void **state)
{
    (void)state;
    struct program *program = calloc(1, sizeof *program);
    struct script *script = open_text(program, "# a comment\n\n  slide next  \nsay hello world\n"
                                               "expect said=twice\n");
    assert_int_equal(script_run(script), SCRIPT_FAILED);
    assert_int_equal(program->commands, 1);
    assert_int_equal(program->last, COMMAND_SLIDE_NEXT);
    assert_string_equal(program->said, "hello world");
    assert_string_equal(script_problem(script), "text:5: it said hello world: expect said=twice");
    assert_int_equal(script_run(script), SCRIPT_FAILED); // and stays so
    script_close(script);
    script = open_text(program, "say twice\nexpect said=twice slide=0 phase=waiting");
    assert_int_equal(script_run(script), SCRIPT_ENDED);
    script_close(script);
    free(program);
}

static void what_is_wrong_is_said(void **state)
{
    (void)state;
    static const struct {
        const char *text, *problem;
    } cases[] = {
        {"say no", "text:1: will not say that: say no"},
        {"\ndance", "text:2: no such command: dance"},
        {"expect", "text:1: say what should hold: NAME=VALUE: expect"},
        {"expect slide", "text:1: a condition is written NAME=VALUE: expect slide"},
        {"expect nonsense=1", "text:1: there is nothing called nonsense: expect nonsense=1"},
        {"expect slide=2", "text:1: slide is 0: expect slide=2"},
        {"wait for slide=2 within 5 m",
         "text:1: a limit is written: within N s: wait for slide=2 within 5 m"},
        {"refuse slide next", "text:1: write: refuse NAME: COMMAND: refuse slide next"},
        {"refuse first-slide: slide back",
         "text:1: this was allowed: refuse first-slide: slide back"},
        {"say \x01", "text:1: this line is too long or no plain text"},
        {"whisper my passphrase", "text:1: will not say that: whisper"},
    };
    struct program *program = calloc(1, sizeof *program);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct script *script = open_text(program, cases[i].text);
        assert_int_equal(script_run(script), SCRIPT_FAILED);
        assert_string_equal(script_problem(script), cases[i].problem);
        script_close(script);
    }
    free(program);
}

static void waiting_ends_by_the_event_or_the_limit(void **state)
{
    (void)state;
    struct program *program = calloc(1, sizeof *program);
    program->now_ms = 500;
    struct script *script = open_text(program, "wait for slide=2 within 3 s\nsay done\n");
    assert_int_equal(script_run(script), SCRIPT_RUNNING);
    assert_int_equal(script_deadline_ms(script), 3500);
    program->now_ms = 3499;
    assert_int_equal(script_run(script), SCRIPT_RUNNING);
    program->scene.slide = 2;
    assert_int_equal(script_run(script), SCRIPT_ENDED);
    assert_string_equal(program->said, "done");
    script_close(script);
    script = open_text(program, "wait for slide=9");
    assert_int_equal(script_run(script), SCRIPT_RUNNING);
    program->now_ms += SCRIPT_LIMIT_MS;
    assert_int_equal(script_run(script), SCRIPT_FAILED);
    assert_string_equal(script_problem(script), "text:1: slide is 2: wait for slide=9");
    script_close(script);
    free(program);
}

static void refusals(void **state)
{
    (void)state;
    struct program *program = calloc(1, sizeof *program);
    program->refusal = REFUSED_FIRST_SLIDE;
    struct script *script = open_text(program, "refuse first-slide: slide back\n");
    assert_int_equal(script_run(script), SCRIPT_ENDED);
    script_close(script);
    script = open_text(program, "refuse last-slide: slide back\n");
    assert_int_equal(script_run(script), SCRIPT_FAILED);
    script_close(script);
    script = open_text(program, "slide back\n");
    assert_int_equal(script_run(script), SCRIPT_FAILED);
    assert_string_equal(script_problem(script), "text:1: this is refused, first-slide: slide back");
    script_close(script);
    // An answer that comes later: the command is given once.
    program->commands = 0;
    program->answer_later = true;
    program->refusal = ALLOWED;
    script = open_text(program, "slide next\n");
    assert_int_equal(script_run(script), SCRIPT_RUNNING);
    assert_int_equal(script_run(script), SCRIPT_RUNNING);
    program->answer_later = false;
    assert_int_equal(script_run(script), SCRIPT_ENDED);
    assert_int_equal(program->commands, 1);
    script_close(script);
    free(program);
}

// Lines that come one by one, as from a pipe, a line cut in two, a last one without its end.
static void from_a_pipe(void **state)
{
    (void)state;
    struct program *program = calloc(1, sizeof *program);
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    int standard = dup(STDIN_FILENO);
    assert_true(dup2(ends[0], STDIN_FILENO) >= 0);
    struct script_program table = {
        .self = program, .verbs = verbs, .verb_count = 2, .command = command, .answer = answer};
    struct script *script = NULL;
    assert_int_equal(script_open("-", &table, &script), OK);
    assert_int_equal(write(ends[1], "say on", 6), 6);
    assert_int_equal(script_run(script), SCRIPT_READING);
    assert_string_equal(program->said, "");
    assert_int_equal(write(ends[1], "e\nsay two\nsay", 13), 13);
    assert_int_equal(script_run(script), SCRIPT_READING);
    assert_string_equal(program->said, "two");
    assert_int_equal(write(ends[1], " three", 6), 6);
    close(ends[1]);
    while (script_run(script) == SCRIPT_READING)
        continue;
    assert_string_equal(program->said, "three");
    script_close(script);
    assert_true(dup2(standard, STDIN_FILENO) >= 0);
    close(standard);
    close(ends[0]);
    assert_int_equal(script_open("no such file", &table, &script), ERR_NOT_FOUND);
    free(program);
}

static void every_field_has_a_text(void **state)
{
    (void)state;
    char names[1024], value[256];
    struct out list = out_into(names, sizeof names);
    struct scene *empty = calloc(1, sizeof *empty);
    script_scene_fields(&list);
    size_t count = 0;
    for (char *name = strtok(names, " \n"); name != NULL; name = strtok(NULL, " \n")) {
        struct out out = out_into(value, sizeof value);
        assert_true(script_scene_field(empty, name, &out));
        assert_true(out.used > 0);
        count++;
    }
    assert_true(count > 20);
    struct out out = out_into(value, sizeof value);
    assert_false(script_scene_field(empty, "nothing", &out));
    free(empty);
}

static void words_of_a_line(void **state)
{
    (void)state;
    static const char *const COLOURS[] = {"red", "green", NULL};
    char word[6], problem[32];
    const char *rest = "  green 12   five-letters";
    assert_true(script_take_word(&rest, word, sizeof word));
    assert_int_equal(script_word_of(word, COLOURS), 1);
    assert_int_equal(script_word_of("blue", COLOURS), -1);
    assert_true(script_take_word(&rest, word, sizeof word));
    long number = 7;
    assert_true(script_number(word, 1, 12, &number));
    assert_int_equal(number, 12);
    assert_false(script_number(word, 1, 11, &number));
    assert_false(script_number("12x", 1, 99, &number));
    assert_false(script_number("", 0, 99, &number));
    assert_int_equal(number, 12);                             // untouched
    assert_false(script_take_word(&rest, word, sizeof word)); // too long for it
    assert_string_equal(rest, "five-letters");                // and still there
    rest = "  ";
    assert_false(script_take_word(&rest, word, sizeof word));
    struct out out = out_into(problem, sizeof problem);
    assert_int_equal(script_wrong(&out, "no such colour: ", "blue"), SCRIPT_WRONG);
    assert_string_equal(problem, "no such colour: blue");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_run_in_order),
        cmocka_unit_test(what_is_wrong_is_said),
        cmocka_unit_test(waiting_ends_by_the_event_or_the_limit),
        cmocka_unit_test(refusals),
        cmocka_unit_test(from_a_pipe),
        cmocka_unit_test(every_field_has_a_text),
        cmocka_unit_test(words_of_a_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

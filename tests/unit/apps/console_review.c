// The lines of a text prompt: what is decided, what is typed, and what the one command then holds.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "facilitator/desk.h"
#include "facilitator/view.h"
#include <stdio.h>
#include <string.h>

static struct scene scene;
static struct review review;
static struct command command;

static void write_lines(uint8_t count)
{
    memset(&scene, 0, sizeof scene);
    review_init(&review);
    scene.prompt_state = PROMPT_REVIEW;
    scene.review_count = count;
    for (uint8_t i = 0; i < count; i++)
        snprintf(scene.review[i].text, sizeof scene.review[i].text, "line %u", i + 1U);
}

static void nothing_is_shown_that_was_not_chosen(void **state)
{
    (void)state;
    write_lines(6);
    memset(&command, 7, sizeof command);
    struct command before = command;
    assert_int_equal(review_count(&review, &scene), 0);
    assert_false(review_command(&review, &scene, &command));
    assert_memory_equal(&command, &before, sizeof command);
    review_choose(&review, 2, LINE_SHOW, "line 2");
    review_choose(&review, 5, LINE_LEAVE, "line 5");
    assert_true(review_command(&review, &scene, &command));
    assert_int_equal(command.kind, COMMAND_PROMPT_APPROVE);
    assert_int_equal(command.line_count, 1);
    assert_string_equal(command.lines[0].text, "line 2");
    assert_true(text_lines_ok(command.lines, command.line_count, 4));
}

static void the_order_is_that_of_the_lines_and_not_of_the_touches(void **state)
{
    (void)state;
    write_lines(5);
    scene.review[3] = (struct text_line){.phrase = 2};
    review_choose(&review, 4, LINE_SHOW, "a phrase");
    review_choose(&review, 3, LINE_SHOW, "line 3");
    review_choose(&review, 1, LINE_SHOW, "line 1");
    review_choose(&review, 3, LINE_LEAVE, "line 3"); // a second thought
    assert_true(review_command(&review, &scene, &command));
    assert_int_equal(command.line_count, 2);
    assert_string_equal(command.lines[0].text, "line 1");
    assert_int_equal(command.lines[1].phrase, 2); // stays a phrase, in everybody's language
    assert_true(text_lines_ok(command.lines, command.line_count, 4));
}

static void a_line_is_shortened_or_a_theme_takes_its_place(void **state)
{
    (void)state;
    write_lines(3);
    review_choose(&review, 1, LINE_SHORTEN, "line 1");
    assert_int_equal(review.editing, 1);
    assert_string_equal(review.field.text, "line 1");
    field_set(&review.field, "  family ");
    // It counts while it is typed: the preview shows it at once.
    assert_true(review_command(&review, &scene, &command));
    assert_string_equal(command.lines[0].text, "family");
    // Another line is shortened: the first keeps what was typed.
    review_choose(&review, 3, LINE_SHORTEN, "line 3");
    assert_int_equal(review.editing, 3);
    assert_string_equal(review_typed(&review, 1), "  family ");
    review_choose(&review, 3, LINE_SHORTEN, "line 3"); // again: done
    assert_int_equal(review.editing, 0);
    assert_string_equal(review.field.text, "");
    review_choose(&review, 1, LINE_SHORTEN, "line 1"); // opens with what was typed before
    assert_string_equal(review.field.text, "  family ");
    field_set(&review.field, "   ");
    assert_true(review_command(&review, &scene, &command)); // nothing left of it: not shown
    assert_int_equal(command.line_count, 1);
    assert_string_equal(command.lines[0].text, "line 3");
    review_choose(&review, 1, LINE_SHOW, "line 1"); // back to what was written
    assert_true(review_command(&review, &scene, &command));
    assert_string_equal(command.lines[0].text, "line 1");
}

static void sixty_letters_are_the_most(void **state)
{
    (void)state;
    write_lines(1);
    review_choose(&review, 1, LINE_SHORTEN, "line 1");
    field_clear(&review.field);
    for (int i = 0; i < 70; i++)
        assert_int_equal(field_type(&review.field, "\xE0\xBA\xA5"), i < OWN_WORDS_POINTS);
    assert_int_equal(strlen(review.field.text), 3 * OWN_WORDS_POINTS);
    assert_true(review_command(&review, &scene, &command));
    assert_true(own_words_ok(command.lines[0].text));
    assert_true(field_key(&review.field, KEY_BACKSPACE));
    assert_true(field_type(&review.field, "x"));
    assert_false(field_type(&review.field, "y"));
}

static void more_than_eight_are_not_sent(void **state)
{
    (void)state;
    write_lines(PEOPLE_MAX);
    for (uint8_t i = 1; i <= TEXT_LINES_MAX; i++)
        review_choose(&review, i, LINE_SHOW, "");
    assert_true(review_command(&review, &scene, &command));
    assert_int_equal(command.line_count, TEXT_LINES_MAX);
    review_choose(&review, PEOPLE_MAX, LINE_SHOW, "");
    assert_int_equal(review_count(&review, &scene), TEXT_LINES_MAX + 1);
    assert_false(review_command(&review, &scene, &command));
    review_choose(&review, 1, LINE_LEAVE, "");
    assert_true(review_command(&review, &scene, &command));
    assert_string_equal(command.lines[TEXT_LINES_MAX - 1].text, "line 64");
}

static void nothing_of_it_is_left(void **state)
{
    (void)state;
    static struct desk desk;
    desk_init(&desk);
    assert_ptr_equal(desk_field(&desk, PART_LINE_FIELD), &desk.review.field);
    review_choose(&desk.review, 1, LINE_SHORTEN, "marker");
    review_choose(&desk.review, 2, LINE_SHORTEN, "marker");
    review_init(&desk.review);
    const uint8_t *bytes = (const uint8_t *)&desk.review;
    for (size_t i = 0; i + 6 <= sizeof desk.review; i++)
        assert_int_not_equal(memcmp(bytes + i, "marker", 6), 0);
    assert_int_equal(desk.review.editing, 0);
    for (size_t i = 0; i < PEOPLE_MAX; i++)
        assert_int_equal(desk.review.choices[i], LINE_UNDECIDED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_shown_that_was_not_chosen),
        cmocka_unit_test(the_order_is_that_of_the_lines_and_not_of_the_touches),
        cmocka_unit_test(a_line_is_shortened_or_a_theme_takes_its_place),
        cmocka_unit_test(sixty_letters_are_the_most),
        cmocka_unit_test(more_than_eight_are_not_sent),
        cmocka_unit_test(nothing_of_it_is_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

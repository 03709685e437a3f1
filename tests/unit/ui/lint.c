#include "ui/lint.h"
#include "fixture.h"
#include <string.h>

static struct draw_list list;
static struct fonts *fonts;
static struct lint_finding findings[LINT_FINDINGS_MAX];

static int open_all(void **state)
{
    (void)state;
    fonts = open_fonts();
    return 0;
}

static int close_all(void **state)
{
    (void)state;
    fonts_destroy(fonts);
    return 0;
}

static void begin(void)
{
    struct canvas canvas = canvas_participant(1280, 800);
    draw_begin(&list, &canvas, fonts, NULL, COLOR_PAPER);
}

static void say(float x, float y, float w, float h, enum color color, const char *text)
{
    draw_type(&list, rect_of(x, y, w, h), TYPE_BODY, TONGUE_EN, color, ALIGN_LEFT, text);
}

// Exactly one finding, of this rule.
static void expect(enum lint_for lint_for, enum lint_rule rule)
{
    draw_end(&list);
    int count = lint_list(&list, lint_for, TEXT_LARGE, findings);
    if (count != 1 || findings[0].rule != rule)
        fail_msg("%d findings, first %s, wanted %s", count,
                 count > 0 ? lint_name(findings[0].rule) : "none", lint_name(rule));
    char text[256];
    struct out out = out_into(text, sizeof(text));
    lint_explain(&list, &findings[0], &out);
    assert_int_equal(strncmp(text, lint_name(rule), strlen(lint_name(rule))), 0);
}

static void a_good_screen_has_no_findings(void **state)
{
    (void)state;
    question_screen(&list, fonts, NULL, 1);
    assert_int_equal(lint_list(&list, LINT_TERMINAL, TEXT_LARGE, findings), 0);
}

static void pale_text_is_found(void **state)
{
    (void)state;
    begin();
    say(50, 50, 400, 38, COLOR_INK3, "Pale");
    expect(LINT_TERMINAL, LINT_CONTRAST);
    // The ground counts, not the page: white on paper is nothing, white on pine is fine.
    begin();
    draw_rect(&list, rect_of(40, 40, 500, 80), 20, COLOR_PINE);
    say(50, 50, 400, 38, COLOR_SURFACE, "White on pine");
    draw_end(&list);
    assert_int_equal(lint_list(&list, LINT_TERMINAL, TEXT_LARGE, findings), 0);
    begin();
    draw_rect(&list, rect_of(40, 40, 500, 80), 20, COLOR_PINE);
    draw_rect(&list, rect_of(100, 40, 440, 80), 20, COLOR_PAPER);
    say(50, 50, 400, 38, COLOR_SURFACE, "White that runs out of it");
    expect(LINT_TERMINAL, LINT_CONTRAST);
}

static void cut_text_is_found(void **state)
{
    (void)state;
    begin();
    say(50, 50, 120, 38, COLOR_INK, "Too long for one line");
    expect(LINT_TERMINAL, LINT_CLIPPED);
}

static void small_text_is_found(void **state)
{
    (void)state;
    begin();
    draw_type(&list, rect_of(50, 50, 400, 23), TYPE_S_NOTE, TONGUE_EN, COLOR_INK, ALIGN_LEFT,
              "Small");
    expect(LINT_TERMINAL, LINT_TEXT_SIZE);
    begin();
    draw_type(&list, rect_of(50, 50, 400, 23), TYPE_S_NOTE, TONGUE_EN, COLOR_INK, ALIGN_LEFT,
              "Small");
    draw_end(&list);
    assert_int_equal(lint_list(&list, LINT_STAFF, TEXT_LARGE, findings), 0);
}

static void text_on_text_is_found(void **state)
{
    (void)state;
    begin();
    say(50, 50, 400, 38, COLOR_INK, "One");
    say(60, 60, 400, 38, COLOR_INK, "Two");
    expect(LINT_TERMINAL, LINT_OVERLAP);
    // A dialog's opaque ground hides what is under it.
    begin();
    say(50, 50, 400, 38, COLOR_INK, "One");
    widget_dialog(&list, rect_of(20, 20, 840, 500));
    say(60, 60, 400, 38, COLOR_INK, "Two");
    draw_end(&list);
    assert_int_equal(lint_list(&list, LINT_TERMINAL, TEXT_LARGE, findings), 0);
}

static void text_over_an_edge_is_found(void **state)
{
    (void)state;
    begin();
    draw_rect(&list, rect_of(40, 40, 100, 80), 20, COLOR_SURFACE);
    say(50, 50, 400, 38, COLOR_INK, "Wider than its box");
    expect(LINT_TERMINAL, LINT_EDGE);
    begin();
    draw_rect(&list, rect_of(40, 40, 500, 60), 20, COLOR_SURFACE);
    say(50, 46, 220, 76, COLOR_INK, "Lower than its box, by a line");
    expect(LINT_TERMINAL, LINT_EDGE);
    begin();
    draw_rect(&list, rect_of(40, 40, 500, 90), 20, COLOR_SURFACE);
    say(50, 46, 220, 76, COLOR_INK, "Lower than its box, by a line");
    draw_end(&list);
    assert_int_equal(lint_list(&list, LINT_TERMINAL, TEXT_LARGE, findings), 0);
}

static void small_and_close_targets_are_found(void **state)
{
    (void)state;
    begin();
    draw_part(&list, ROLE_BUTTON, 1, "a", rect_of(50, 50, 200, 60), 8);
    expect(LINT_TERMINAL, LINT_TARGET);
    begin();
    draw_part(&list, ROLE_TOOL, 1, "a", rect_of(50, 50, 200, 68), 8);
    expect(LINT_TERMINAL, LINT_TARGET);
    begin();
    draw_part(&list, ROLE_BUTTON, 1, "a", rect_of(50, 50, 200, 88), 8);
    draw_part(&list, ROLE_BUTTON, 2, "b", rect_of(255, 50, 200, 88), 8);
    expect(LINT_TERMINAL, LINT_GAP);
}

static void doubles_and_strays_are_found(void **state)
{
    (void)state;
    begin();
    draw_part(&list, ROLE_BUTTON, 1, "a", rect_of(50, 50, 200, 88), 8);
    draw_part(&list, ROLE_BUTTON, 1, "b", rect_of(300, 50, 200, 88), 8);
    expect(LINT_TERMINAL, LINT_IDENTITY);
    begin();
    draw_part(&list, ROLE_BUTTON, 1, "a", rect_of(1150, 50, 200, 88), 8);
    expect(LINT_TERMINAL, LINT_OUTSIDE);
    begin();
    draw_part(&list, ROLE_TOOL, 1, "a", rect_of(50, 704, 200, 96), 8);
    draw_part(&list, ROLE_ANSWER, 2, "b", rect_of(50, 50, 200, 88), 8);
    expect(LINT_TERMINAL, LINT_FOCUS);
}

static void seven_answers_are_too_many(void **state)
{
    (void)state;
    static const char *const NAMES[] = {"1", "2", "3", "4", "5", "6", "7"};
    begin();
    for (int i = 0; i < 7; i++)
        draw_part(&list, ROLE_ANSWER, (uint32_t)i + 1, NAMES[i],
                  rect_of(20 + 170 * (float)i, 50, 150, 88), 8);
    expect(LINT_TERMINAL, LINT_ANSWERS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_screen_has_no_findings),
        cmocka_unit_test(pale_text_is_found),
        cmocka_unit_test(cut_text_is_found),
        cmocka_unit_test(small_text_is_found),
        cmocka_unit_test(text_on_text_is_found),
        cmocka_unit_test(text_over_an_edge_is_found),
        cmocka_unit_test(small_and_close_targets_are_found),
        cmocka_unit_test(doubles_and_strays_are_found),
        cmocka_unit_test(seven_answers_are_too_many),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}

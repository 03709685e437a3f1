#include "fixture.h"
#include <string.h>

static struct draw_list list, other;
static struct fonts *fonts;

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

static void equal_lists_have_equal_hashes(void **state)
{
    (void)state;
    question_screen(&list, fonts, NULL, 1);
    memset(&other, 0xAA, sizeof(other));
    question_screen(&other, fonts, NULL, 1);
    assert_true(list.hash == other.hash);
    question_screen(&other, fonts, NULL, 2);
    assert_true(list.hash != other.hash);
}

static uint64_t hash_of(struct rect rect, enum color color, const char *text)
{
    struct canvas canvas = canvas_participant(1280, 800);
    draw_begin(&list, &canvas, fonts, NULL, COLOR_PAPER);
    draw_rect(&list, rect, 4, color);
    draw_type(&list, rect, TYPE_BODY, TONGUE_EN, COLOR_INK, ALIGN_LEFT, text);
    draw_end(&list);
    return list.hash;
}

static void every_difference_changes_the_hash(void **state)
{
    (void)state;
    uint64_t base = hash_of(rect_of(1, 2, 30, 40), COLOR_PINE, "a few");
    assert_true(base == hash_of(rect_of(1, 2, 30, 40), COLOR_PINE, "a few"));
    assert_true(base != hash_of(rect_of(2, 1, 30, 40), COLOR_PINE, "a few"));
    assert_true(base != hash_of(rect_of(1, 2, 30, 40.5F), COLOR_PINE, "a few"));
    assert_true(base != hash_of(rect_of(1, 2, 30, 40), COLOR_PLUM, "a few"));
    assert_true(base != hash_of(rect_of(1, 2, 30, 40), COLOR_PINE, "a fev"));
}

static void press_and_focus_change_the_list(void **state)
{
    (void)state;
    struct hand hand;
    hand_init(&hand, true);
    question_screen(&list, fonts, &hand, 1);
    uint64_t rest = list.hash;
    hand.pressed = KEY_ANSWER;
    question_screen(&list, fonts, &hand, 1);
    assert_true(list.hash != rest);
    hand.pressed = 0;
    hand_focus(&hand, KEY_SEND, true);
    question_screen(&list, fonts, &hand, 1);
    const struct draw_item *ring = &list.items[list.item_count - 1];
    assert_int_equal(ring->kind, DRAW_FOCUS);
    assert_true(ring->rect.x == 860 && ring->border_width == 5);
    hand.focus_visible = false;
    question_screen(&list, fonts, &hand, 1);
    assert_true(list.hash == rest);
}

static void the_dump_reads_like_the_screen(void **state)
{
    (void)state;
    struct canvas canvas = canvas_participant(1280, 800);
    draw_begin(&list, &canvas, fonts, NULL, COLOR_PAPER);
    draw_screen(&list, 7);
    draw_dashed(&list, rect_of(10, 20, 30.4F, 40), 8, COLOR_SUNKEN, COLOR_EDGE, 2);
    draw_type(&list, rect_of(0, 0, 500, 40), TYPE_BODY, TONGUE_EN, COLOR_INK2, ALIGN_CENTER,
              "Say \"yes\"");
    struct text_style typed = text_style_of(TYPE_H2, TEXT_LARGE, TONGUE_EN, COLOR_INK);
    typed.secret = true;
    draw_text(&list, rect_of(0, 50, 500, 46), &typed, "my garden");
    draw_icon(&list, "lock", 1, 2, 30, COLOR_PLUM);
    draw_part(&list, ROLE_TOOL, 5, "tool-done", rect_of(32, 719, 100, 68), 16)->touch =
        rect_of(32, 704, 100, 96);
    draw_end(&list);
    char text[1024];
    struct out out = out_into(text, sizeof(text));
    draw_dump(&list, &out);
    assert_string_equal(text, "screen 7 1280 800 paper\n"
                              "items\n"
                              "  rect 10 20 30 40 sunken dashed edge r 8\n"
                              "  text 0 0 500 40 ink2 size 26 regular center \"Say \\\"yes\\\"\"\n"
                              "  text 0 50 500 46 ink size 34 bold left secret 9\n"
                              "  icon 1 2 30 30 plum lock\n"
                              "parts\n"
                              "  tool tool-done 32 719 100 68 touch 32 704 100 96\n");
}

static void touches_reach_parts_and_their_slop(void **state)
{
    (void)state;
    question_screen(&list, fonts, NULL, 1);
    assert_int_equal(draw_hit(&list, 60, 200, 0)->key, KEY_ANSWER);
    assert_null(draw_hit(&list, 240, 200, 0));
    assert_int_equal(draw_hit(&list, 235, 200, 12)->key, KEY_ANSWER);
    // The whole height of the bar belongs to its tools, the rest of the bar to nobody.
    assert_int_equal(draw_hit(&list, 60, 799, 0)->key, KEY_TOOL);
    assert_null(draw_hit(&list, 700, 750, 0));
    assert_int_equal(draw_find_name(&list, "send")->key, KEY_SEND);
    assert_null(draw_find(&list, 99));
}

static void a_small_copy_is_scaled_into_its_place(void **state)
{
    (void)state;
    struct canvas canvas = canvas_participant(1280, 800);
    draw_begin(&list, &canvas, fonts, NULL, COLOR_PAPER);
    draw_mini_begin(&list, rect_of(304, 130, 640, 360), SLIDE_WIDTH, SLIDE_HEIGHT);
    draw_type(&list, rect_of(56, 50, 1000, 68), TYPE_SLIDE_TITLE, TONGUE_EN, COLOR_INK, ALIGN_LEFT,
              "Stress");
    draw_mini_end(&list);
    draw_end(&list);
    assert_true(list.items[0].rect.x == 332 && list.items[0].rect.y == 155);
    assert_true(list.items[0].style.size == 27 && list.items[0].style.line == 34);
    assert_true(list.items[0].miniature);
}

static void the_nearest_change_wakes(void **state)
{
    (void)state;
    question_screen(&list, fonts, NULL, 1);
    assert_int_equal(list.wake_in_ms, -1);
    draw_wake(&list, 1000);
    draw_wake(&list, 100);
    draw_wake(&list, 500);
    assert_int_equal(list.wake_in_ms, 100);
}

static void forgetting_leaves_no_byte(void **state)
{
    (void)state;
    question_screen(&list, fonts, NULL, 1);
    draw_forget(&list);
    for (size_t i = 0; i < sizeof(list.strings); i++)
        assert_int_equal(list.strings[i], 0);
    assert_int_equal(list.item_count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_lists_have_equal_hashes),
        cmocka_unit_test(every_difference_changes_the_hash),
        cmocka_unit_test(press_and_focus_change_the_list),
        cmocka_unit_test(the_dump_reads_like_the_screen),
        cmocka_unit_test(touches_reach_parts_and_their_slop),
        cmocka_unit_test(a_small_copy_is_scaled_into_its_place),
        cmocka_unit_test(the_nearest_change_wakes),
        cmocka_unit_test(forgetting_leaves_no_byte),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}

#include "fixture.h"

static struct draw_list list;
static struct fonts *fonts;
static struct hand hand;
static uint64_t now;

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

// A screen that has been there for a while.
static int settle(void **state)
{
    (void)state;
    hand_init(&hand, true);
    question_screen(&list, fonts, &hand, 1);
    hand_screen(&hand, &list, 1000);
    now = 5000;
    return 0;
}

static struct hand_result feed(enum ui_kind kind, float x, float y)
{
    struct ui_input input = {.kind = kind, .x = x, .y = y, .touch = true, .at_ms = now};
    return hand_feed(&hand, &input, &list);
}

static struct hand_result type_key(uint32_t key, int mods)
{
    struct ui_input input = {.kind = UI_KEY, .key = key, .mods = mods, .at_ms = now};
    return hand_feed(&hand, &input, &list);
}

static struct hand_result tap(float x, float y)
{
    feed(UI_PRESS, x, y);
    now += 60;
    return feed(UI_RELEASE, x, y);
}

static void press_shows_and_lift_off_acts(void **state)
{
    (void)state;
    assert_int_equal(feed(UI_PRESS, 100, 300).does, HAND_SHOW);
    assert_int_equal(hand.pressed, KEY_ANSWER);
    struct hand_result result = feed(UI_RELEASE, 100, 300);
    assert_int_equal(result.does, HAND_ACT);
    assert_int_equal(result.key, KEY_ANSWER);
    assert_true(result.by_touch);
    assert_int_equal(hand.pressed, 0);
}

static void press_and_release_in_one_batch_count(void **state)
{
    (void)state;
    // No list is built between the two: a quick tap must not be lost.
    feed(UI_PRESS, 900, 600);
    assert_int_equal(feed(UI_RELEASE, 900, 600).key, KEY_SEND);
}

static void lift_off_counts_within_twelve_pixels(void **state)
{
    (void)state;
    feed(UI_PRESS, 100, 300);
    feed(UI_MOVE, 240, 300);
    assert_int_equal(feed(UI_RELEASE, 243, 300).does, HAND_ACT);
}

static void sliding_off_cancels_for_good(void **state)
{
    (void)state;
    feed(UI_PRESS, 100, 300);
    assert_int_equal(feed(UI_MOVE, 246, 300).does, HAND_SHOW);
    assert_int_equal(hand.pressed, 0);
    feed(UI_MOVE, 100, 300);
    assert_int_equal(feed(UI_RELEASE, 100, 300).does, HAND_NOTHING);
    // Lifted off elsewhere without a move in between: nothing either.
    feed(UI_PRESS, 100, 300);
    assert_int_not_equal(feed(UI_RELEASE, 900, 600).does, HAND_ACT);
}

static void two_quick_touches_act_once(void **state)
{
    (void)state;
    assert_int_equal(tap(900, 600).does, HAND_ACT);
    now += 100;
    assert_int_not_equal(tap(900, 600).does, HAND_ACT);
    now += 300;
    assert_int_equal(tap(900, 600).does, HAND_ACT);
    // Another part is not the same part.
    now += 100;
    assert_int_equal(tap(100, 300).does, HAND_ACT);
}

static void keys_rest_shorter(void **state)
{
    (void)state;
    assert_int_equal(tap(740, 340).does, HAND_ACT);
    now += 70;
    assert_int_equal(tap(740, 340).does, HAND_NOTHING);
    now += 130;
    assert_int_equal(tap(740, 340).key, KEY_LETTER);
}

static void a_new_screen_rests(void **state)
{
    (void)state;
    feed(UI_PRESS, 900, 600);
    question_screen(&list, fonts, &hand, 2);
    hand_screen(&hand, &list, now);
    // The finger that was down on the old screen does nothing on the new one.
    assert_int_equal(feed(UI_RELEASE, 900, 600).does, HAND_NOTHING);
    now += 349 - 60;
    assert_int_not_equal(tap(900, 600).does, HAND_ACT);
    now += 60;
    assert_int_equal(tap(900, 600).does, HAND_ACT);
}

static void a_cancelled_touch_does_nothing(void **state)
{
    (void)state;
    feed(UI_PRESS, 900, 600);
    assert_int_equal(feed(UI_CANCEL, 0, 0).does, HAND_SHOW);
    assert_int_equal(feed(UI_RELEASE, 900, 600).does, HAND_NOTHING);
}

static void second_finger_and_palm_cancel(void **state)
{
    (void)state;
    struct fingers fingers = {0};
    assert_int_equal(fingers_feed(&fingers, FINGER_DOWN, 7), FINGER_PRESS);
    assert_int_equal(fingers_feed(&fingers, FINGER_MOTION, 7), FINGER_MOVE);
    assert_int_equal(fingers_feed(&fingers, FINGER_DOWN, 8), FINGER_CANCEL);
    assert_int_equal(fingers_feed(&fingers, FINGER_MOTION, 7), FINGER_IGNORED);
    // A palm: many contacts come and go; nothing counts until the glass is free.
    assert_int_equal(fingers_feed(&fingers, FINGER_DOWN, 9), FINGER_IGNORED);
    assert_int_equal(fingers_feed(&fingers, FINGER_UP, 7), FINGER_IGNORED);
    assert_int_equal(fingers_feed(&fingers, FINGER_UP, 8), FINGER_IGNORED);
    assert_int_equal(fingers_feed(&fingers, FINGER_MOTION, 9), FINGER_IGNORED);
    assert_int_equal(fingers_feed(&fingers, FINGER_UP, 9), FINGER_IGNORED);
    assert_int_equal(fingers_feed(&fingers, FINGER_DOWN, 4), FINGER_PRESS);
    assert_int_equal(fingers_feed(&fingers, FINGER_UP, 4), FINGER_RELEASE);
    // A lift-off nobody saw begin does not confuse the next touch.
    assert_int_equal(fingers_feed(&fingers, FINGER_UP, 5), FINGER_IGNORED);
    assert_int_equal(fingers_feed(&fingers, FINGER_DOWN, 6), FINGER_PRESS);
}

static void tab_goes_round_every_part_in_order(void **state)
{
    (void)state;
    static const uint32_t ORDER[] = {KEY_QUESTION, KEY_ANSWER, KEY_ANSWER + 1, KEY_ANSWER + 2,
                                     KEY_SEND,     KEY_LETTER, KEY_TOOL,       KEY_QUESTION};
    for (size_t i = 0; i < sizeof(ORDER) / sizeof(ORDER[0]); i++) {
        assert_int_equal(type_key(KEY_TAB, 0).does, HAND_SHOW);
        assert_int_equal(hand.focused, ORDER[i]);
        assert_true(hand.focus_visible);
    }
    type_key(KEY_TAB, MOD_SHIFT);
    assert_int_equal(hand.focused, KEY_TOOL);
}

static void arrows_go_where_they_point(void **state)
{
    (void)state;
    hand_focus(&hand, KEY_ANSWER, true);
    type_key(KEY_RIGHT, 0);
    assert_int_equal(hand.focused, KEY_ANSWER + 1);
    type_key(KEY_LEFT, 0);
    type_key(KEY_LEFT, 0);
    assert_int_equal(hand.focused, KEY_ANSWER);
    type_key(KEY_UP, 0);
    assert_int_equal(hand.focused, KEY_QUESTION);
    hand_focus(&hand, KEY_ANSWER, true);
    type_key(KEY_DOWN, 0);
    assert_int_equal(hand.focused, KEY_TOOL);
    // The console's arrows turn slides.
    hand.arrows_move = false;
    assert_int_equal(type_key(KEY_RIGHT, 0).does, HAND_KEY);
}

static void enter_and_space_act_only_with_the_ring(void **state)
{
    (void)state;
    assert_int_equal(type_key(KEY_ENTER, 0).does, HAND_KEY);
    hand_focus(&hand, KEY_SEND, true);
    struct hand_result result = type_key(' ', 0);
    assert_int_equal(result.does, HAND_ACT);
    assert_int_equal(result.key, KEY_SEND);
    // The space that pressed a button is not typed as well.
    struct ui_input text = {.kind = UI_TEXT, .text = " ", .at_ms = now};
    assert_int_equal(hand_feed(&hand, &text, &list).does, HAND_NOTHING);
    type_key('x', 0);
    assert_int_equal(hand_feed(&hand, &text, &list).does, HAND_TEXT);
    now += 500;
    struct ui_input held = {.kind = UI_KEY, .key = KEY_ENTER, .repeat = true, .at_ms = now};
    assert_int_equal(hand_feed(&hand, &held, &list).does, HAND_NOTHING);
}

static void a_touch_hides_the_ring(void **state)
{
    (void)state;
    type_key(KEY_TAB, 0);
    assert_true(hand.focus_visible);
    assert_int_equal(feed(UI_PRESS, 5, 150).does, HAND_SHOW);
    assert_false(hand.focus_visible);
    // The next Tab shows the ring where it was before it moves on.
    uint32_t focused = hand.focused;
    type_key(KEY_TAB, 0);
    assert_int_equal(hand.focused, focused);
}

static void reset_forgets(void **state)
{
    (void)state;
    tap(100, 300);
    type_key(KEY_TAB, 0);
    feed(UI_PRESS, 900, 600);
    hand_reset(&hand);
    assert_int_equal(hand.pressed, 0);
    assert_int_equal(hand.focused, 0);
    assert_int_equal(hand.acted, 0);
    assert_int_equal(feed(UI_RELEASE, 900, 600).does, HAND_NOTHING);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(press_shows_and_lift_off_acts, settle),
        cmocka_unit_test_setup(press_and_release_in_one_batch_count, settle),
        cmocka_unit_test_setup(lift_off_counts_within_twelve_pixels, settle),
        cmocka_unit_test_setup(sliding_off_cancels_for_good, settle),
        cmocka_unit_test_setup(two_quick_touches_act_once, settle),
        cmocka_unit_test_setup(keys_rest_shorter, settle),
        cmocka_unit_test_setup(a_new_screen_rests, settle),
        cmocka_unit_test_setup(a_cancelled_touch_does_nothing, settle),
        cmocka_unit_test(second_finger_and_palm_cancel),
        cmocka_unit_test_setup(tab_goes_round_every_part_in_order, settle),
        cmocka_unit_test_setup(arrows_go_where_they_point, settle),
        cmocka_unit_test_setup(enter_and_space_act_only_with_the_ring, settle),
        cmocka_unit_test_setup(a_touch_hides_the_ring, settle),
        cmocka_unit_test_setup(reset_forgets, settle),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}

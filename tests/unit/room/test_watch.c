// The watch over screens.
#include "room/watch.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void rows_follow_the_list(void **state)
{
    (void)state;
    static struct watch watch;
    memset(&watch, 0, sizeof watch);
    struct net_terminal list[3] = {{.screen = 9}, {.screen = 2}, {.screen = 5}};
    watch_screens(&watch, list, 3);
    assert_int_equal(watch.count, 3);
    assert_int_equal(watch.rows[0].screen, 2);
    assert_int_equal(watch.rows[2].screen, 9);
    struct control hello = {.kind = CONTROL_HELLO};
    assert_true(watch_hear(&watch, 5, &hello, 100));
    assert_false(watch_hear(&watch, 7, &hello, 100)); // not on the list
    struct net_terminal less[2] = {{.screen = 5}, {.screen = 11}};
    watch_screens(&watch, less, 2);
    assert_int_equal(watch.count, 2);
    assert_int_equal(watch_find(&watch, 5)->state, WATCH_HERE); // what is known stays
    assert_int_equal(watch_find(&watch, 11)->state, WATCH_NEVER);
    assert_null(watch_find(&watch, 9));
}

static void silence_is_loss(void **state)
{
    (void)state;
    static struct watch watch;
    memset(&watch, 0, sizeof watch);
    struct net_terminal list[2] = {{.screen = 1}, {.screen = 2}};
    watch_screens(&watch, list, 2);
    struct control health = {.kind = CONTROL_HEALTH, .power = 50};
    assert_true(watch_hear(&watch, 1, &health, 1000));
    assert_false(watch_hear(&watch, 1, &health, 2000)); // the same again is no change
    assert_false(watch_time(&watch, 2000 + WATCH_LOST_MS - 1, WATCH_LOST_MS));
    assert_int_equal(watch.rows[0].state, WATCH_HERE);
    assert_true(watch_time(&watch, 2000 + WATCH_LOST_MS, WATCH_LOST_MS));
    assert_int_equal(watch.rows[0].state, WATCH_LOST);
    assert_int_equal(watch.rows[1].state, WATCH_NEVER); // never here, never lost
    assert_false(watch_time(&watch, 99999, WATCH_LOST_MS));
    assert_true(watch_hear(&watch, 1, &health, 100000));
    assert_int_equal(watch.rows[0].state, WATCH_HERE);
    assert_string_equal(watch_state_name(WATCH_LOST), "lost");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_follow_the_list),
        cmocka_unit_test(silence_is_loss),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

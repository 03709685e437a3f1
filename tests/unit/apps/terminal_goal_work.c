// The worker that makes a card's key: it wakes whoever waits for it each time, not only the first, and
// leaves nothing behind that would keep them awake.
#include "participant/goal_work.h"
#include "seal/random.h"
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum {
    CARDS = 3,
    LIMIT_MS = 60000,
};

static const uint8_t pictures[CARD_PICTURES] = {1, 2, 3, 4, 5, 6};
static const uint8_t salt[GOAL_SALT_BYTES] = {7};

static int setup(void **state)
{
    (void)state;
    return seal_start() == OK ? 0 : -1;
}

static void each_card_wakes_its_waiter(void **state)
{
    (void)state;
    struct goal_work *work = NULL;
    assert_int_equal(goal_work_create(NULL, NULL, &work), OK);
    struct pollfd wait = {.fd = goal_work_fd(work), .events = POLLIN};
    for (int i = 0; i < CARDS; i++) {
        enum err err;
        struct goal_card_key key;
        assert_int_equal(poll(&wait, 1, 0), 0);
        assert_true(goal_work_start(work, pictures, salt, GOAL_CARD_PRACTICE));
        assert_int_equal(poll(&wait, 1, LIMIT_MS), 1);
        assert_true(goal_work_take(work, &err, &key));
        assert_int_equal(err, OK);
        assert_int_equal(poll(&wait, 1, 0), 0);
        assert_false(goal_work_take(work, &err, &key));
    }
    goal_work_destroy(work);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_card_wakes_its_waiter)};
    return cmocka_run_group_tests(tests, setup, NULL);
}

// Who may replay: added and turned on at once, turned off and removed from tomorrow on, one to eight.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// cmocka's header needs the four above.
#include "fake_disk.h"
#include "room/reviewers.h"
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    TODAY = 20761
};
static const char path[] = "keys/recipients.list";

struct world {
    struct fake_disk *fake;
    const struct disk *disk;
    struct reviewer all[REVIEWERS_MAX];
    size_t count;
};

static int setup(void **state)
{
    struct world *world = calloc(1, sizeof *world);
    world->fake = fake_disk_create();
    world->disk = fake_disk_of(world->fake);
    *state = world;
    return 0;
}

static int teardown(void **state)
{
    struct world *world = *state;
    fake_disk_destroy(world->fake);
    free(world);
    return 0;
}

static struct recipient who(uint8_t number)
{
    struct recipient recipient = {.practice = true};
    memset(recipient.public_key, number, sizeof recipient.public_key);
    snprintf(recipient.name, sizeof recipient.name, "Reviewer %u", (unsigned)number);
    return recipient;
}

static enum err add(struct world *world, uint8_t number, enum reviewer_role role)
{
    struct recipient recipient = who(number);
    return reviewers_add(world->disk, path, true, TODAY, &recipient, role);
}

static enum err turn(struct world *world, uint8_t number, uint32_t day, bool on)
{
    struct recipient recipient = who(number);
    return reviewers_turn(world->disk, path, true, day, recipient.public_key, on);
}

static enum err take_off(struct world *world, uint8_t number, uint32_t day)
{
    struct recipient recipient = who(number);
    return reviewers_remove(world->disk, path, true, day, recipient.public_key);
}

// How many a record of that day is sealed to.
static uint8_t on(struct world *world, uint32_t day)
{
    struct recipient recipients[RECIPIENTS_MAX];
    assert_int_equal(reviewers_load(world->disk, path, true, day, world->all, &world->count), OK);
    return reviewers_recipients(world->all, world->count, day, recipients);
}

static void an_empty_list_is_fine(void **state)
{
    struct world *world = *state;
    assert_int_equal(on(world, TODAY), 0);
    assert_int_equal(world->count, 0);
}

static void roles_and_order_are_kept(void **state)
{
    struct world *world = *state;
    assert_int_equal(add(world, 1, REVIEWER_SUPERVISOR), OK);
    assert_int_equal(add(world, 2, REVIEWER_OWN), OK);
    assert_int_equal(add(world, 3, REVIEWER_RECOVERY), OK);
    assert_int_equal(add(world, 2, REVIEWER_SUPERVISOR), ERR_EXISTS);
    assert_int_equal(on(world, TODAY), 3);
    assert_int_equal(world->all[1].role, REVIEWER_OWN);
    assert_int_equal(world->all[2].role, REVIEWER_RECOVERY);
    assert_string_equal(world->all[2].recipient.name, "Reviewer 3");
}

static void turning_off_begins_tomorrow(void **state)
{
    struct world *world = *state;
    add(world, 1, REVIEWER_SUPERVISOR);
    add(world, 2, REVIEWER_SUPERVISOR);
    assert_int_equal(turn(world, 2, TODAY, false), OK);
    assert_int_equal(on(world, TODAY), 2);
    assert_int_equal(on(world, TODAY + 1), 1);
    assert_int_equal(world->count, 2);                      // still on the list
    assert_int_equal(turn(world, 2, TODAY + 5, false), OK); // changes nothing
    assert_int_equal(on(world, TODAY + 5), 1);
    assert_int_equal(turn(world, 2, TODAY + 5, true), OK); // at once
    assert_int_equal(on(world, TODAY + 5), 2);
    assert_int_equal(turn(world, 9, TODAY, true), ERR_NOT_FOUND);
}

static void removing_begins_tomorrow_too(void **state)
{
    struct world *world = *state;
    add(world, 1, REVIEWER_SUPERVISOR);
    add(world, 2, REVIEWER_SUPERVISOR);
    assert_int_equal(take_off(world, 2, TODAY), OK);
    assert_int_equal(on(world, TODAY), 2);
    assert_int_equal(world->count, 2);
    assert_int_equal(on(world, TODAY + 1), 1);
    assert_int_equal(world->count, 1);
    // Enrolled again the same day, it stays.
    assert_int_equal(add(world, 2, REVIEWER_OWN), OK);
    assert_int_equal(on(world, TODAY + 1), 2);
    // One that is off already goes at once.
    assert_int_equal(turn(world, 2, TODAY, false), OK);
    assert_int_equal(take_off(world, 2, TODAY + 1), OK);
    assert_int_equal(on(world, TODAY + 1), 1);
    assert_int_equal(world->count, 1);
    assert_int_equal(take_off(world, 2, TODAY + 1), ERR_NOT_FOUND);
}

static void somebody_is_always_left(void **state)
{
    struct world *world = *state;
    add(world, 1, REVIEWER_SUPERVISOR);
    add(world, 2, REVIEWER_RECOVERY);
    assert_int_equal(turn(world, 1, TODAY, false), ERR_RANGE);
    assert_int_equal(take_off(world, 1, TODAY), ERR_RANGE);
    assert_int_equal(on(world, TODAY + 1), 2);
    assert_int_equal(turn(world, 2, TODAY, false), OK);
    add(world, 3, REVIEWER_OWN);
    assert_int_equal(take_off(world, 1, TODAY), OK);
    assert_int_equal(turn(world, 3, TODAY, false), ERR_RANGE);
}

static void eight_at_once_and_sixteen_listed(void **state)
{
    struct world *world = *state;
    for (uint8_t i = 1; i <= RECIPIENTS_MAX; i++)
        assert_int_equal(add(world, i, REVIEWER_SUPERVISOR), OK);
    assert_int_equal(add(world, 9, REVIEWER_SUPERVISOR), ERR_TOO_LONG);
    assert_int_equal(turn(world, 1, TODAY, false), OK);
    assert_int_equal(add(world, 9, REVIEWER_SUPERVISOR), ERR_TOO_LONG); // today there are eight
    struct recipient nine = who(9);
    assert_int_equal(reviewers_add(world->disk, path, true, TODAY + 1, &nine, REVIEWER_SUPERVISOR),
                     OK);
    assert_int_equal(on(world, TODAY + 1), 8);
    assert_int_equal(turn(world, 1, TODAY + 1, true), ERR_TOO_LONG);
    assert_int_equal(world->count, 9);
    // Back on the day it was turned off: it was one of the eight all along.
    assert_int_equal(turn(world, 2, TODAY + 1, false), OK);
    assert_int_equal(turn(world, 2, TODAY + 1, true), OK);
    assert_int_equal(on(world, TODAY + 2), 8);
}

static void an_older_list_is_read(void **state)
{
    struct world *world = *state;
    char line[RECIPIENT_LINE_BYTES], text[RECIPIENT_LINE_BYTES + 2];
    struct recipient one = who(1);
    recipient_print(&one, line);
    snprintf(text, sizeof text, "%s\n", line);
    fake_disk_put(world->fake, path, text, strlen(text));
    assert_int_equal(on(world, TODAY), 1);
    assert_int_equal(world->all[0].role, REVIEWER_SUPERVISOR);
    assert_int_equal(add(world, 2, REVIEWER_OWN), OK);
    assert_int_equal(on(world, TODAY), 2);
}

static void what_is_wrong_is_refused(void **state)
{
    struct world *world = *state;
    char line[RECIPIENT_LINE_BYTES], text[RECIPIENT_LINE_BYTES + 64];
    struct recipient one = who(1);
    recipient_print(&one, line);
    static const char *const before[] = {"chief on ",     "supervisor ",         "supervisor of ",
                                         "own off ",      "own off 0 ",          "own off x ",
                                         "own gone 1.5 ", "own off 99999999999 "};
    for (size_t i = 0; i < sizeof before / sizeof before[0]; i++) {
        snprintf(text, sizeof text, "%s%s\n", before[i], line);
        fake_disk_put(world->fake, path, text, strlen(text));
        assert_int_equal(reviewers_load(world->disk, path, true, TODAY, world->all, &world->count),
                         ERR_MALFORMED);
    }
    snprintf(text, sizeof text, "own on %s\n", line);
    fake_disk_put(world->fake, path, text, strlen(text));
    assert_int_equal(reviewers_load(world->disk, path, false, TODAY, world->all, &world->count),
                     ERR_PROFILE);
    struct recipient real = who(2);
    real.practice = false;
    assert_int_equal(reviewers_add(world->disk, path, true, TODAY, &real, REVIEWER_OWN),
                     ERR_PROFILE);
}

static void a_full_disk_leaves_the_old_list(void **state)
{
    struct world *world = *state;
    add(world, 1, REVIEWER_SUPERVISOR);
    for (uint64_t nth = 1; nth <= 20; nth++) {
        fake_disk_fail(world->fake, nth, ERR_NO_SPACE, true);
        enum err err = add(world, 2, REVIEWER_SUPERVISOR);
        fake_disk_fail(world->fake, 0, ERR_IO, false);
        assert_int_equal(on(world, TODAY), err == OK ? 2 : 1);
        if (err == OK)
            return;
        assert_int_equal(err, ERR_NO_SPACE);
    }
    fail();
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_empty_list_is_fine, setup, teardown),
        cmocka_unit_test_setup_teardown(roles_and_order_are_kept, setup, teardown),
        cmocka_unit_test_setup_teardown(turning_off_begins_tomorrow, setup, teardown),
        cmocka_unit_test_setup_teardown(removing_begins_tomorrow_too, setup, teardown),
        cmocka_unit_test_setup_teardown(somebody_is_always_left, setup, teardown),
        cmocka_unit_test_setup_teardown(eight_at_once_and_sixteen_listed, setup, teardown),
        cmocka_unit_test_setup_teardown(an_older_list_is_read, setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_wrong_is_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(a_full_disk_leaves_the_old_list, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

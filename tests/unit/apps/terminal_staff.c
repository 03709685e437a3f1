// The way out for staff: how long the keys are held, what the panel takes, when it rests, when it goes,
// and how the code is kept.
#include "fake_disk.h"
#include "participant/staff.h"
#include "room/staff_code.h"
#include <semaphore.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define CODE "204060"

struct world {
    struct fake_disk *fake;
    struct profile profile;
    struct staff *staff;
    sem_t tried; // the worker rang
    uint64_t now_ms;
};

static bool ring(void *self)
{
    struct world *world = self;
    return sem_post(&world->tried) == 0;
}

static struct world *world_of(bool practice, const char *code)
{
    struct world *world = calloc(1, sizeof *world);
    assert_non_null(world);
    assert_int_equal(seal_start(), OK);
    assert_int_equal(sem_init(&world->tried, 0, 0), 0);
    world->fake = fake_disk_create();
    world->now_ms = 1000;
    assert_int_equal(profile_open(fake_disk_of(world->fake), "data", PROFILE_PARTICIPANT, practice,
                                  &world->profile),
                     OK);
    if (code != NULL)
        assert_int_equal(staff_code_set(&world->profile, code), OK);
    assert_int_equal(staff_create(&world->profile, ring, world, &world->staff), OK);
    return world;
}

static void world_end(struct world *world)
{
    staff_destroy(world->staff);
    profile_close(&world->profile);
    fake_disk_destroy(world->fake);
    sem_destroy(&world->tried);
    free(world);
}

// True: the program is to end.
static bool pass(struct world *world, uint64_t ms)
{
    world->now_ms += ms;
    return staff_pump(world->staff, world->now_ms);
}

static const struct staff_panel *panel(const struct world *world)
{
    return staff_panel(world->staff);
}

static void hold(struct world *world)
{
    staff_hold(world->staff, true, world->now_ms);
    assert_int_equal(staff_due_ms(world->staff), world->now_ms + STAFF_HOLD_MS);
    assert_false(pass(world, STAFF_HOLD_MS));
    staff_hold(world->staff, false, world->now_ms);
}

static void type(struct world *world, const char *digits)
{
    for (; *digits != '\0'; digits++)
        staff_digit(world->staff, *digits, world->now_ms);
}

// Types a code and waits until the worker has tried it.
static bool try(struct world *world, const char *digits)
{
    type(world, digits);
    staff_enter(world->staff, world->now_ms);
    assert_int_equal(panel(world)->says, STAFF_TRYING);
    assert_int_equal(panel(world)->digits, 0);
    assert_int_equal(sem_wait(&world->tried), 0);
    return pass(world, 0);
}

static void only_held_keys_open_it(void **state)
{
    (void)state;
    struct world *world = world_of(true, CODE);
    staff_hold(world->staff, true, world->now_ms);
    assert_false(pass(world, STAFF_HOLD_MS - 1));
    assert_false(panel(world)->open);
    staff_hold(world->staff, false, world->now_ms);
    assert_false(pass(world, STAFF_HOLD_MS));
    assert_false(panel(world)->open);
    hold(world);
    assert_true(panel(world)->open);
    assert_int_equal(panel(world)->says, STAFF_ASKS);
    world_end(world);
}

static void the_code_ends_the_program(void **state)
{
    (void)state;
    struct world *world = world_of(true, CODE);
    hold(world);
    assert_false(try(world, "204061"));
    assert_int_equal(panel(world)->says, STAFF_WRONG);
    assert_true(try(world, CODE));
    world_end(world);
}

static void what_is_no_code_is_not_tried(void **state)
{
    (void)state;
    struct world *world = world_of(true, CODE);
    hold(world);
    type(world, "20406");
    assert_false(panel(world)->ready);
    staff_enter(world->staff, world->now_ms);
    assert_int_equal(panel(world)->says, STAFF_ASKS);
    assert_int_equal(panel(world)->digits, 5);
    type(world, "0123456789");
    assert_int_equal(panel(world)->digits, STAFF_CODE_DIGITS_MOST);
    for (int i = 0; i < 20; i++)
        staff_delete(world->staff, world->now_ms);
    assert_int_equal(panel(world)->digits, 0);
    assert_true(try(world, CODE));
    world_end(world);
}

static void five_misses_rest_and_ten_rest_longer(void **state)
{
    (void)state;
    struct world *world = world_of(true, CODE);
    uint64_t rest_ms = STAFF_REST_MS;
    for (int round = 0; round < 6; round++) {
        hold(world);
        for (int i = 0; i < STAFF_TRIES; i++)
            assert_false(try(world, "111111"));
        assert_int_equal(panel(world)->says, STAFF_RESTS);
        assert_int_equal(panel(world)->rest_until_ms, world->now_ms + rest_ms);
        // Resting it takes nothing, and coming back does not shorten it.
        type(world, CODE);
        assert_int_equal(panel(world)->digits, 0);
        staff_close(world->staff);
        hold(world);
        assert_int_equal(panel(world)->says, STAFF_RESTS);
        assert_false(pass(world, rest_ms));
        assert_false(panel(world)->open); // nobody touched it for so long
        rest_ms = rest_ms * 2 < STAFF_REST_MOST_MS ? rest_ms * 2 : STAFF_REST_MOST_MS;
    }
    hold(world);
    assert_true(try(world, CODE));
    world_end(world);
}

static void a_panel_left_alone_goes(void **state)
{
    (void)state;
    struct world *world = world_of(true, CODE);
    hold(world);
    type(world, "2040");
    assert_false(pass(world, STAFF_QUIET_MS - 1));
    assert_true(panel(world)->open);
    type(world, "6");
    assert_false(pass(world, STAFF_QUIET_MS));
    assert_false(panel(world)->open);
    assert_int_equal(panel(world)->digits, 0);
    hold(world);
    assert_int_equal(panel(world)->digits, 0);
    world_end(world);
}

static void without_a_code_only_practice_lets_go(void **state)
{
    (void)state;
    struct world *world = world_of(false, NULL);
    hold(world);
    assert_true(panel(world)->open);
    assert_int_equal(panel(world)->says, STAFF_HAS_NONE);
    staff_enter(world->staff, world->now_ms);
    assert_false(pass(world, 0));
    world_end(world);
    world = world_of(true, NULL);
    staff_hold(world->staff, true, world->now_ms);
    assert_true(pass(world, STAFF_HOLD_MS));
    world_end(world);
}

static void the_code_is_kept_hashed_and_replaced(void **state)
{
    (void)state;
    struct world *world = world_of(true, NULL);
    static const char *const wrong[] = {"", "12345", "1234567890123", "12345a", " 123456"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_int_equal(staff_code_set(&world->profile, wrong[i]), ERR_RANGE);
    assert_false(staff_code_is_set(&world->profile));
    assert_int_equal(staff_code_try(&world->profile, CODE), ERR_NOT_FOUND);
    assert_int_equal(staff_code_set(&world->profile, CODE), OK);
    assert_true(staff_code_is_set(&world->profile));
    size_t size = 0;
    const uint8_t *kept = fake_disk_bytes(world->fake, "data/keys/unlock.salt", &size);
    assert_non_null(kept);
    assert_true(size > 0);
    for (size_t i = 0; i + 6 <= size; i++)
        assert_memory_not_equal(kept + i, CODE, 6);
    assert_int_equal(staff_code_set(&world->profile, "998877"), OK);
    assert_int_equal(staff_code_try(&world->profile, CODE), ERR_SEAL);
    assert_int_equal(staff_code_try(&world->profile, "998877"), OK);
    world_end(world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_held_keys_open_it),
        cmocka_unit_test(the_code_ends_the_program),
        cmocka_unit_test(what_is_no_code_is_not_tried),
        cmocka_unit_test(five_misses_rest_and_ten_rest_longer),
        cmocka_unit_test(a_panel_left_alone_goes),
        cmocka_unit_test(without_a_code_only_practice_lets_go),
        cmocka_unit_test(the_code_is_kept_hashed_and_replaced),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

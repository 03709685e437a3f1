// Wrong passphrases in a row: how long the next one waits, and that nothing but a right one ends it.
#include "fake_disk.h"
#include "room/tries.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum {
    NOW_S = 1790000000
};
static const char path[] = "keys/unlock.tries";

static void five_are_free_and_then_it_doubles(void **state)
{
    (void)state;
    static const uint32_t waits[] = {0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900};
    for (uint32_t wrong = 0; wrong < sizeof waits / sizeof waits[0]; wrong++) {
        struct tries tries = {wrong, NOW_S};
        assert_int_equal(tries_wait_s(&tries, NOW_S), waits[wrong]);
        for (uint32_t gone = 0; gone < 1000; gone++)
            assert_int_equal(tries_wait_s(&tries, NOW_S + gone),
                             gone < waits[wrong] ? waits[wrong] - gone : 0);
    }
    struct tries most = {UINT32_MAX, NOW_S};
    assert_int_equal(tries_wait_s(&most, NOW_S), TRIES_WAIT_MOST_S);
    assert_int_equal(tries_wait_s(&most, UINT64_MAX), 0);
}

static void a_clock_set_back_begins_the_wait_again(void **state)
{
    (void)state;
    struct tries tries = {6, NOW_S};
    assert_int_equal(tries_wait_s(&tries, NOW_S - 1), 60);
    assert_int_equal(tries_wait_s(&tries, 0), 60);
}

static void what_is_saved_is_found(void **state)
{
    (void)state;
    struct fake_disk *fake = fake_disk_create();
    const struct disk *disk = fake_disk_of(fake);
    struct tries tries;
    assert_int_equal(tries_load(disk, "keys", NOW_S, &tries), OK);
    assert_int_equal(tries.wrong, 0);
    assert_int_equal(tries_save(disk, "keys", &tries), OK); // nothing to remove is no fault
    for (uint32_t wrong = 1; wrong < 20; wrong++) {
        assert_int_equal(tries_save(disk, "keys", &(struct tries){wrong, NOW_S + wrong}), OK);
        fake_disk_restart(fake, FAKE_CRASH_DROP,
                          wrong); // it is synced: a power cut forgets nothing
        assert_int_equal(tries_load(disk, "keys", NOW_S, &tries), OK);
        assert_int_equal(tries.wrong, wrong);
        assert_int_equal(tries.at_s, NOW_S + wrong);
    }
    assert_int_equal(tries_save(disk, "keys", &(struct tries){0}), OK);
    size_t size = 0;
    assert_null(fake_disk_bytes(fake, path, &size));
    assert_int_equal(tries_load(disk, "keys", NOW_S, &tries), OK);
    assert_int_equal(tries.wrong, 0);
    fake_disk_destroy(fake);
}

// Damaging the file buys no free tries.
static void a_damaged_file_is_five_tries(void **state)
{
    (void)state;
    static const char *const texts[] = {"",
                                        "\n",
                                        "wrong",
                                        "wrong 3",
                                        "wrong 3 at",
                                        "wrong -1 at 5\n",
                                        "wrong 3 at 5 and more\n",
                                        "right 0 at 5\n",
                                        "wrong 99999999999 at 5\n",
                                        "wrong 0 at 99999999999999999999999\n"};
    struct fake_disk *fake = fake_disk_create();
    char longest[300];
    memset(longest, '7', sizeof longest);
    for (size_t i = 0; i <= sizeof texts / sizeof texts[0]; i++) {
        bool last = i == sizeof texts / sizeof texts[0];
        fake_disk_put(fake, path, last ? longest : texts[i],
                      last ? sizeof longest : strlen(texts[i]));
        struct tries tries = {0};
        assert_int_equal(tries_load(fake_disk_of(fake), "keys", NOW_S, &tries), OK);
        assert_int_equal(tries.wrong, TRIES_FREE);
        assert_int_equal(tries_wait_s(&tries, NOW_S), TRIES_WAIT_S);
    }
    fake_disk_destroy(fake);
}

// Where the count cannot be kept, there is no try.
static void a_disk_that_fails_is_told(void **state)
{
    (void)state;
    for (uint64_t nth = 1; nth <= 6; nth++) {
        struct fake_disk *fake = fake_disk_create();
        const struct disk *disk = fake_disk_of(fake);
        assert_int_equal(tries_save(disk, "keys", &(struct tries){4, NOW_S}), OK);
        fake_disk_fail(fake, nth, ERR_IO, true);
        enum err err = tries_save(disk, "keys", &(struct tries){5, NOW_S});
        fake_disk_fail(fake, 0, ERR_IO, false);
        struct tries tries;
        assert_int_equal(tries_load(disk, "keys", NOW_S, &tries), OK);
        assert_true(tries.wrong == 5 || (err != OK && tries.wrong == 4));
        fake_disk_destroy(fake);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(five_are_free_and_then_it_doubles),
        cmocka_unit_test(a_clock_set_back_begins_the_wait_again),
        cmocka_unit_test(what_is_saved_is_found),
        cmocka_unit_test(a_damaged_file_is_five_tries),
        cmocka_unit_test(a_disk_that_fails_is_told),
    };
    return cmocka_run_group_tests_name("room.tries", tests, NULL, NULL);
}

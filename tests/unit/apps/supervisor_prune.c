// Retention: what is due goes whole and leaves its text, on a disk that may stop at any step; nothing
// else is ever removed.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// cmocka's header needs the four above.
#include "fake_disk.h"
#include "supervisor/prune.h"
#include "supervisor_help.h"
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    DUE = HELP_DAY + 90 + 1
};

static const char *const others[] = {
    "s/2026-11-04-07070707.0.imrlog.bak", "s/2026-11-04-07070707.comments",  "s/notes.txt",
    "s/2026-11-04-0707070.0.imrlog",      "s/x2026-11-04-07070707.0.imrlog",
};

static size_t size_of(struct fake_disk *fake, const char *path)
{
    size_t size = 0;
    return fake_disk_bytes(fake, path, &size) != NULL ? size : 0;
}

static struct fake_disk *folder_of_two(void)
{
    struct fake_disk *fake = fake_disk_create();
    const struct disk *disk = fake_disk_of(fake);
    struct help_record *record = help_record_make(disk, "s", "review.key", 7);
    help_meeting(record, 2);
    help_record_free(record);
    record = help_record_make(disk, "s", "review.key", 9);
    record->info.retain_days = 200;
    help_meeting(record, 1);
    help_record_free(record);
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        fake_disk_put(fake, others[i], "x", 1);
    fake_disk_put(fake, "s/2026-11-04-07070707.0.imrrest", "x", 1);
    fake_disk_put(fake, "s/2026-11-04-07070707.0a0b0c0d.review", "x", 1);
    fake_disk_put(fake, "s/2026-11-04-07070707.0a0b0c0d.review.aside-1", "x", 1);
    fake_disk_put(fake, "s/2026-11-04-09090909.0a0b0c0d.review", "x", 1);
    return fake;
}

static void expect_untouched(struct fake_disk *fake)
{
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        assert_int_equal(size_of(fake, others[i]), 1);
    assert_true(size_of(fake, "s/2026-11-04-09090909.0.imrlog") > 1000);
    assert_int_equal(size_of(fake, "s/2026-11-04-09090909.0a0b0c0d.review"), 1);
}

static void nothing_goes_before_its_day(void **state)
{
    (void)state;
    struct fake_disk *fake = folder_of_two();
    struct prune prune = {0};
    uint64_t writes = fake_disk_writes(fake);
    assert_int_equal(prune_open(fake_disk_of(fake), "s", DUE - 1, &prune), OK);
    assert_int_equal(prune.count, 2);
    assert_int_equal(prune.records[0].state, PRUNE_KEPT);
    assert_int_equal(prune.records[0].part_count, 2);
    assert_int_equal(prune.records[0].due_day, DUE);
    assert_int_equal(prune_remove(&prune, &prune.records[0], DUE - 1), ERR_RANGE);
    prune_close(&prune);
    assert_int_equal(prune_open(fake_disk_of(fake), "s", DUE, &prune), OK);
    assert_int_equal(prune.records[0].state, PRUNE_DUE);
    assert_int_equal(prune.records[1].state, PRUNE_KEPT);
    assert_int_equal(prune_remove(&prune, &prune.records[1], DUE), ERR_RANGE);
    prune_close(&prune);
    assert_int_equal(fake_disk_writes(fake), writes); // looking changes nothing
    fake_disk_destroy(fake);
}

static void what_is_due_goes_whole_and_leaves_its_text(void **state)
{
    (void)state;
    struct fake_disk *fake = folder_of_two();
    struct prune prune = {0};
    assert_int_equal(prune_open(fake_disk_of(fake), "s", DUE, &prune), OK);
    assert_int_equal(prune_remove(&prune, &prune.records[0], DUE), OK);
    assert_int_equal(prune.records[0].state, PRUNE_REMOVED);
    prune_close(&prune);
    assert_int_equal(size_of(fake, "s/2026-11-04-07070707.0.imrlog"), 0);
    assert_int_equal(size_of(fake, "s/2026-11-04-07070707.1.imrlog"), 0);
    assert_int_equal(size_of(fake, "s/2026-11-04-07070707.0.imrrest"), 0);
    assert_int_equal(size_of(fake, "s/2026-11-04-07070707.0a0b0c0d.review"), 0);
    assert_int_equal(size_of(fake, "s/2026-11-04-07070707.0a0b0c0d.review.aside-1"), 0);
    size_t size = 0;
    char text[1024] = "";
    const uint8_t *bytes = fake_disk_bytes(fake, "s/2026-11-04-07070707.pruned", &size);
    assert_non_null(bytes);
    memcpy(text, bytes, size);
    assert_non_null(strstr(text, "removed 2027-02-03\nrecorded 2026-11-04\nkept 90 days\n"
                                 "kind practice, 42 CFR Part 2\nsession 0707"));
    expect_untouched(fake);
    assert_int_equal(prune_open(fake_disk_of(fake), "s", DUE, &prune), OK);
    assert_int_equal(prune.count, 1);
    prune_close(&prune);
    fake_disk_destroy(fake);
}

static void a_cut_leaves_it_due(void **state)
{
    (void)state;
    bool more = true;
    for (uint64_t nth = 1; more; nth++) {
        struct fake_disk *fake = folder_of_two();
        const struct disk *disk = fake_disk_of(fake);
        struct prune prune = {0};
        assert_int_equal(prune_open(disk, "s", DUE, &prune), OK);
        fake_disk_cut(fake, nth);
        enum err err = prune_remove(&prune, &prune.records[0], DUE);
        more = fake_disk_is_dark(fake);
        prune_close(&prune);
        fake_disk_restart(fake, (enum fake_crash)(nth % 3), nth);
        // Once anything of it is gone, its text is there.
        bool all = size_of(fake, "s/2026-11-04-07070707.1.imrlog") > 0 &&
                   size_of(fake, "s/2026-11-04-07070707.0.imrrest") > 0;
        assert_true(all || size_of(fake, "s/2026-11-04-07070707.pruned") > 0);
        assert_int_equal(prune_open(disk, "s", DUE, &prune), OK);
        if (err != OK && prune.count == 2) {
            assert_int_equal(prune.records[0].state, PRUNE_DUE);
            assert_int_equal(prune_remove(&prune, &prune.records[0], DUE), OK);
        }
        prune_close(&prune);
        assert_int_equal(size_of(fake, "s/2026-11-04-07070707.0.imrlog"), 0);
        assert_int_equal(size_of(fake, "s/2026-11-04-07070707.0a0b0c0d.review"), 0);
        expect_untouched(fake);
        fake_disk_destroy(fake);
    }
}

static void what_cannot_be_read_stays(void **state)
{
    (void)state;
    for (int how = 0; how < 4; how++) {
        struct fake_disk *fake = folder_of_two();
        struct prune prune = {0};
        size_t size = 0;
        const char *path = how == 3 ? "s/2026-11-04-07070707.1.imrlog" // a later part
                                    : "s/2026-11-04-07070707.0.imrlog";
        uint8_t *bytes = fake_disk_bytes(fake, path, &size);
        assert_non_null(bytes);
        if (how == 0)
            bytes[66] ^= 1; // the days: not what was signed
        else if (how == 1)
            fake_disk_put(fake, path, "IMRLOG1", 7);
        else if (how == 2)
            fake_disk_put(fake, path, "", 0);
        else
            bytes[10] ^= 1;
        assert_int_equal(prune_open(fake_disk_of(fake), "s", DUE + 5000, &prune), OK);
        assert_int_equal(prune.records[0].state, PRUNE_UNCERTAIN);
        assert_int_equal(prune_remove(&prune, &prune.records[0], DUE + 5000), ERR_RANGE);
        prune_close(&prune);
        fake_disk_destroy(fake);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_goes_before_its_day),
        cmocka_unit_test(what_is_due_goes_whole_and_leaves_its_text),
        cmocka_unit_test(a_cut_leaves_it_due),
        cmocka_unit_test(what_cannot_be_read_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

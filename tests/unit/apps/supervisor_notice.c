// C43, the part that every export shares: the agency's notice and the list of exports.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// cmocka's header needs the four above.
#include "fake_disk.h"
#include "supervisor/notice.h"
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static struct export_entry entry_of(const struct record_info *info, const char *to)
{
    return (struct export_entry){.at_s = 1793793600,
                                 .what = "report",
                                 .record = "2026-11-04-01010101.0.imrlog",
                                 .info = info,
                                 .by = "=Supervisor, \"B\"",
                                 .to = to,
                                 .notice = "Do not pass on."};
}

static const struct record_info programme = {.notice = 1, .practice = true};

static void the_notice_is_read_as_it_is_written(void **state)
{
    (void)state;
    struct fake_disk *fake = fake_disk_create();
    static const char file[] = "\r\nThis record is protected.\r\n\r\nDo not pass on.  \n\n";
    char text[NOTICE_BYTES] = "untouched";
    assert_int_equal(notice_text(fake_disk_of(fake), "notice.txt", text), ERR_NOT_FOUND);
    assert_string_equal(text, "untouched");
    fake_disk_put(fake, "notice.txt", file, sizeof file - 1);
    assert_int_equal(notice_text(fake_disk_of(fake), "notice.txt", text), OK);
    assert_string_equal(text, "This record is protected.\n\nDo not pass on.");
    fake_disk_put(fake, "notice.txt", "no end", 6);
    assert_int_equal(notice_text(fake_disk_of(fake), "notice.txt", text), OK);
    assert_string_equal(text, "no end");
    fake_disk_destroy(fake);
}

static void a_notice_that_cannot_be_shown_is_refused(void **state)
{
    (void)state;
    struct fake_disk *fake = fake_disk_create();
    static uint8_t much[NOTICE_BYTES];
    memset(much, 'a', sizeof much);
    char text[NOTICE_BYTES];
    fake_disk_put(fake, "notice.txt", "\n \r\n", 4);
    assert_int_equal(notice_text(fake_disk_of(fake), "notice.txt", text), ERR_NOT_FOUND);
    fake_disk_put(fake, "notice.txt", "a\x1b[2Jb", 6);
    assert_int_equal(notice_text(fake_disk_of(fake), "notice.txt", text), ERR_TEXT);
    fake_disk_put(fake, "notice.txt", much, sizeof much - 2);
    assert_int_equal(notice_text(fake_disk_of(fake), "notice.txt", text), OK);
    assert_int_equal(strlen(text), sizeof much - 2);
    fake_disk_put(fake, "notice.txt", much, sizeof much - 1);
    assert_int_equal(notice_text(fake_disk_of(fake), "notice.txt", text), ERR_TOO_LONG);
    fake_disk_destroy(fake);
}

static size_t lines_of(struct fake_disk *fake, const char *with)
{
    size_t size = 0, count = 0;
    const char *bytes = (const char *)fake_disk_bytes(fake, "data/exports.csv", &size);
    char *copy = calloc(1, size + 1);
    memcpy(copy, bytes, size);
    for (char *at = copy; (at = strstr(at, with)) != NULL; at++)
        count++;
    free(copy);
    return count;
}

static void every_export_is_listed(void **state)
{
    (void)state;
    struct fake_disk *fake = fake_disk_create();
    const struct disk *disk = fake_disk_of(fake);
    for (unsigned i = 0; i < 3; i++) {
        struct export_entry entry = entry_of(&programme, i == 1 ? "two.pdf" : "report.pdf");
        assert_int_equal(export_log_add(disk, "data/exports.csv", &entry), OK);
    }
    assert_int_equal(lines_of(fake, "when,what,record"), 1);
    assert_int_equal(lines_of(fake, "\n"), 4);
    assert_int_equal(lines_of(fake, "\"two.pdf\""), 1);
    // A name is text, never a formula, and a quotation mark ends no field.
    assert_int_equal(lines_of(fake, ",\"'=Supervisor, \"\"B\"\"\","), 3);
    fake_disk_destroy(fake);
}

static void no_listed_export_is_lost(void **state)
{
    (void)state;
    for (uint64_t nth = 1;; nth++) {
        struct fake_disk *fake = fake_disk_create();
        const struct disk *disk = fake_disk_of(fake);
        struct export_entry first = entry_of(&programme, "first.pdf");
        struct export_entry second = entry_of(&programme, "second.pdf");
        assert_int_equal(export_log_add(disk, "data/exports.csv", &first), OK);
        fake_disk_cut(fake, nth);
        enum err err = export_log_add(disk, "data/exports.csv", &second);
        bool reached = fake_disk_is_dark(fake);
        assert_true(err == OK || reached);
        fake_disk_restart(fake, FAKE_CRASH_DROP, nth);
        assert_int_equal(lines_of(fake, "first.pdf"), 1);
        assert_int_equal(lines_of(fake, "second.pdf"),
                         err == OK ? 1 : lines_of(fake, "second.pdf"));
        assert_int_equal(export_log_add(disk, "data/exports.csv", &second), OK);
        assert_true(lines_of(fake, "second.pdf") >= 1);
        fake_disk_destroy(fake);
        if (!reached) {
            assert_true(nth > 3);
            break;
        }
    }
}

static void a_torn_line_swallows_no_other(void **state)
{
    (void)state;
    struct fake_disk *fake = fake_disk_create();
    const struct disk *disk = fake_disk_of(fake);
    static const char torn[] = "when,what,record,session,practice,by,written to,notice\n\"2026-";
    fake_disk_put(fake, "data/exports.csv", torn, sizeof torn - 1);
    struct export_entry entry = entry_of(&programme, "next.pdf");
    assert_int_equal(export_log_add(disk, "data/exports.csv", &entry), OK);
    assert_int_equal(lines_of(fake, "\"2026-\n\"2026-11-04 "), 1);
    fake_disk_destroy(fake);
}

int main(void)
{
    setenv("TZ", "UTC", 1);
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_notice_is_read_as_it_is_written),
        cmocka_unit_test(a_notice_that_cannot_be_shown_is_refused),
        cmocka_unit_test(every_export_is_listed),
        cmocka_unit_test(no_listed_export_is_lost),
        cmocka_unit_test(a_torn_line_swallows_no_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

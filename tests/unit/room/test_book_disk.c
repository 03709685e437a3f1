// The group book on a disk: whatever the disk does, what is read is the old book or the new one.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// cmocka's header needs the four above.
#include "book_help.h"
#include "fake_disk.h"
#include "room/book_file.h"
#include "seal/vault_private.h"
#include <cmocka.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct shelf {
    struct fake_disk *fake;
    struct unlock_key key;
    struct book_place_on_disk place;
};

static void shelf_init(struct shelf *shelf)
{
    assert_true(sodium_init() >= 0);
    memset(shelf, 0, sizeof *shelf);
    shelf->fake = fake_disk_create();
    memset(shelf->key.bytes, 4, sizeof shelf->key.bytes);
    shelf->place = (struct book_place_on_disk){fake_disk_of(shelf->fake), "groups", &shelf->key};
}

static void shelf_finish(struct shelf *shelf)
{
    fake_disk_destroy(shelf->fake);
}

static void remember_name(void *context, const char *name)
{
    char *out = context;
    size_t used = strlen(name);
    // The book itself, not its last one or one kept aside.
    if (used > 5 && strcmp(name + used - 5, ".book") == 0)
        memcpy(out, name, used + 1);
}

static void path_of_book(struct shelf *shelf, char path[DISK_PATH_BYTES])
{
    char name[DISK_PATH_BYTES] = "";
    const struct disk *disk = shelf->place.disk;
    assert_int_equal(disk->list(disk->self, "groups", remember_name, name), OK);
    assert_true(name[0] != '\0');
    assert_int_equal(disk_join(path, "groups", name), OK);
}

static int sessions_read(struct shelf *shelf, struct book_opened *opened)
{
    struct book *book = malloc(sizeof *book);
    assert_int_equal(book_load(&shelf->place, "Tuesday Recovery Group", book, opened), OK);
    int sessions = book->session_count;
    free(book);
    return sessions;
}

static void save(struct shelf *shelf, const struct book *book)
{
    assert_int_equal(book_save(&shelf->place, book), OK);
}

static void test_saved_and_read(void **state)
{
    (void)state;
    struct shelf shelf;
    struct book_opened opened;
    shelf_init(&shelf);
    assert_int_equal(sessions_read(&shelf, &opened), 0);
    assert_true(opened.is_new);
    struct book *book = full_book(), *back = malloc(sizeof *back);
    save(&shelf, book);
    assert_int_equal(book_load(&shelf.place, book->group, back, &opened), OK);
    assert_memory_equal(back, book, sizeof *book);
    assert_false(opened.is_new || opened.was_last || opened.bad[0] != '\0');
    // Neither the name nor the bytes tell the group or a member.
    char path[DISK_PATH_BYTES];
    path_of_book(&shelf, path);
    assert_null(strstr(path, "uesday"));
    size_t size = 0;
    const uint8_t *bytes = fake_disk_bytes(shelf.fake, path, &size);
    for (size_t i = 0; i + 7 <= size; i++)
        assert_true(memcmp(bytes + i, "Tuesday", 7) != 0);
    free(back);
    free(book);
    shelf_finish(&shelf);
}

static void test_a_crash_leaves_old_or_new(void **state)
{
    (void)state;
    static const enum fake_crash HOW[] = {FAKE_CRASH_DROP, FAKE_CRASH_KEEP, FAKE_CRASH_SECTORS};
    struct book *book = full_book();
    struct book *next = malloc(sizeof *next);
    *next = *book;
    next->session_count = 151; // told apart by how many sessions they have
    unsigned olds = 0, news = 0;
    for (size_t how = 0; how < 3; how++) {
        for (uint64_t nth = 1;; nth++) {
            struct shelf shelf;
            struct book_opened opened;
            shelf_init(&shelf);
            save(&shelf, book);
            fake_disk_cut(shelf.fake, nth);
            bool died = book_save(&shelf.place, next) != OK;
            fake_disk_restart(shelf.fake, HOW[how], nth);
            int sessions = sessions_read(&shelf, &opened);
            assert_true(sessions == 150 || sessions == 151);
            assert_true(died || sessions == 151);
            assert_string_equal(opened.bad, ""); // no crash makes a file that does not open
            olds += sessions == 150, news += sessions == 151;
            // And it can be written again from there.
            save(&shelf, next);
            assert_int_equal(sessions_read(&shelf, &opened), 151);
            shelf_finish(&shelf);
            if (!died)
                break;
        }
    }
    assert_true(olds > 3 && news >= 3);
    free(next);
    free(book);
}

static void test_every_torn_or_failed_write(void **state)
{
    (void)state;
    struct book *book = full_book(), *next = malloc(sizeof *next);
    *next = *book;
    next->session_count = 151;
    for (size_t bytes = 0; bytes < 9000; bytes += 512) {
        struct shelf shelf;
        struct book_opened opened;
        shelf_init(&shelf);
        save(&shelf, book);
        fake_disk_tear(shelf.fake, 1, bytes);
        assert_true(book_save(&shelf.place, next) != OK);
        fake_disk_restart(shelf.fake, FAKE_CRASH_KEEP, bytes);
        assert_int_equal(sessions_read(&shelf, &opened), 150);
        shelf_finish(&shelf);
    }
    static const enum err ERRS[] = {ERR_IO, ERR_NO_SPACE, ERR_READ_ONLY};
    for (uint64_t nth = 1; nth < 40; nth++) {
        struct shelf shelf;
        struct book_opened opened;
        shelf_init(&shelf);
        save(&shelf, book);
        fake_disk_fail(shelf.fake, nth, ERRS[nth % 3], true);
        bool failed = book_save(&shelf.place, next) != OK;
        fake_disk_fail(shelf.fake, 0, ERR_IO, false);
        assert_int_equal(sessions_read(&shelf, &opened), failed ? 150 : 151);
        shelf_finish(&shelf);
    }
    free(next);
    free(book);
}

static void test_a_bad_book_is_kept_aside(void **state)
{
    (void)state;
    struct shelf shelf;
    struct book_opened opened;
    shelf_init(&shelf);
    struct book *book = full_book();
    save(&shelf, book);
    book->session_count = 140;
    save(&shelf, book);
    char path[DISK_PATH_BYTES];
    path_of_book(&shelf, path);
    size_t size = 0;
    for (int round = 1; round <= 2; round++) {
        fake_disk_bytes(shelf.fake, path, &size)[size / 2] ^= 1;
        assert_int_equal(sessions_read(&shelf, &opened), round == 1 ? 150 : 140);
        assert_true(opened.was_last && !opened.is_new);
        assert_non_null(strstr(opened.bad, round == 1 ? ".book.bad-1" : ".book.bad-2"));
        assert_non_null(fake_disk_bytes(shelf.fake, opened.bad, &size)); // not thrown away
        save(&shelf, book);
        save(&shelf, book);
    }
    // Another group's book in this one's place, an empty file, and both files bad.
    struct book *other = book_of(0);
    book_init(other, "Other");
    struct shelf elsewhere;
    shelf_init(&elsewhere);
    save(&elsewhere, other);
    char other_path[DISK_PATH_BYTES];
    path_of_book(&elsewhere, other_path);
    assert_string_not_equal(other_path, path);
    const uint8_t *bytes = fake_disk_bytes(elsewhere.fake, other_path, &size);
    fake_disk_put(shelf.fake, path, bytes, size);
    assert_int_equal(sessions_read(&shelf, &opened), 140);
    assert_non_null(strstr(opened.bad, ".bad-3"));
    fake_disk_put(shelf.fake, path, "", 0);
    char last[DISK_PATH_BYTES + 8];
    snprintf(last, sizeof last, "%s.last", path);
    fake_disk_put(shelf.fake, last, "nonsense", 8);
    assert_int_equal(sessions_read(&shelf, &opened), 0);
    assert_true(opened.is_new);
    assert_non_null(strstr(opened.bad, ".bad-5"));
    shelf_finish(&elsewhere);
    free(other);
    free(book);
    shelf_finish(&shelf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_saved_and_read),
        cmocka_unit_test(test_a_crash_leaves_old_or_new),
        cmocka_unit_test(test_every_torn_or_failed_write),
        cmocka_unit_test(test_a_bad_book_is_kept_aside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// The real disk in a folder of its own, and the fake one held to the same behaviour.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// cmocka's header needs the four above.
#include "fake_disk.h"
#include "seal/random.h"
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct place {
    struct fake_disk *fake; // NULL: the real disk
    const struct disk *disk;
    char folder[64];
};

static int setup_real(void **state)
{
    struct place *place = calloc(1, sizeof *place);
    memcpy(place->folder, "disk-XXXXXX", 12);
    assert_non_null(mkdtemp(place->folder));
    place->disk = disk_posix();
    *state = place;
    return 0;
}

static int setup_fake(void **state)
{
    struct place *place = calloc(1, sizeof *place);
    memcpy(place->folder, "disk", 5);
    place->fake = fake_disk_create();
    place->disk = fake_disk_of(place->fake);
    *state = place;
    return 0;
}

static const char *in(const struct place *place, const char *name)
{
    static char path[DISK_PATH_BYTES];
    assert_int_equal(disk_join(path, place->folder, name), OK);
    return path;
}

static int teardown(void **state)
{
    struct place *place = *state;
    static const char *const names[] = {"a", "b", "c", "lock", "pipe", "link", "a.new"};
    if (place->fake == NULL) {
        for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
            unlink(in(place, names[i]));
        rmdir(in(place, "sub"));
        assert_int_equal(rmdir(place->folder), 0); // nothing else was left behind
    }
    fake_disk_destroy(place->fake);
    free(place);
    return 0;
}

static void files_keep_what_is_put_into_them(void **state)
{
    struct place *place = *state;
    const struct disk *disk = place->disk;
    int handle = -1;
    assert_int_equal(disk->open(disk->self, in(place, "a"), false, &handle), ERR_NOT_FOUND);
    assert_int_equal(disk->open(disk->self, in(place, "a"), true, &handle), OK);
    assert_int_equal(disk->write_at(disk->self, handle, 0, "hello", 5), OK);
    assert_int_equal(disk->write_at(disk->self, handle, 8, "there", 5), OK);
    assert_int_equal(disk->sync(disk->self, handle), OK);
    uint64_t size = 0;
    assert_int_equal(disk->size(disk->self, handle, &size), OK);
    assert_int_equal(size, 13);
    char bytes[32];
    size_t got = 0;
    assert_int_equal(disk->read_at(disk->self, handle, 0, bytes, sizeof bytes, &got), OK);
    assert_int_equal(got, 13);
    assert_memory_equal(bytes, "hello\0\0\0there", 13);
    assert_int_equal(disk->read_at(disk->self, handle, 13, bytes, sizeof bytes, &got), OK);
    assert_int_equal(got, 0);
    assert_int_equal(disk->truncate(disk->self, handle, 5), OK);
    disk->close(disk->self, handle);
    int other = -1;
    assert_int_equal(disk->open(disk->self, in(place, "a"), true, &other), ERR_EXISTS);
    assert_int_equal(other, -1);
    assert_int_equal(disk_read_file(disk, in(place, "a"), bytes, sizeof bytes, &got), OK);
    assert_int_equal(got, 5);
    assert_int_equal(disk_read_file(disk, in(place, "a"), bytes, 4, &got), ERR_TOO_LONG);
    assert_int_equal(disk->remove(disk->self, in(place, "a")), OK);
    assert_int_equal(disk->remove(disk->self, in(place, "a")), ERR_NOT_FOUND);
}

static void files_are_replaced_whole(void **state)
{
    struct place *place = *state;
    const struct disk *disk = place->disk;
    char bytes[16];
    size_t got = 0;
    assert_int_equal(disk_write_file(disk, in(place, "b"), "old", 3), OK);
    assert_int_equal(disk_write_file(disk, in(place, "b"), "newer", 5), OK);
    assert_int_equal(disk_read_file(disk, in(place, "b"), bytes, sizeof bytes, &got), OK);
    assert_int_equal(got, 5);
    assert_memory_equal(bytes, "newer", 5);
    assert_int_equal(disk_write_file(disk, in(place, "b"), "", 0), OK);
    assert_int_equal(disk_read_file(disk, in(place, "b"), bytes, sizeof bytes, &got), OK);
    assert_int_equal(got, 0);
}

static void add_name(void *context, const char *name)
{
    char *names = context;
    size_t used = strlen(names);
    snprintf(names + used, 64 - used, "%s ", name);
}

static void folders_list_plain_files_in_order(void **state)
{
    struct place *place = *state;
    const struct disk *disk = place->disk;
    assert_int_equal(disk->make_folder(disk->self, in(place, "sub")), OK);
    assert_int_equal(disk->make_folder(disk->self, in(place, "sub")), OK);
    static const char *const made[] = {"c", "a", "b"};
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(disk_write_file(disk, in(place, made[i]), "x", 1), OK);
    char names[64] = "";
    assert_int_equal(disk->list(disk->self, place->folder, add_name, names), OK);
    assert_string_equal(names, "a b c ");
    int handle = -1;
    assert_int_equal(disk->open(disk->self, in(place, "sub"), false, &handle), ERR_MALFORMED);
    assert_int_equal(disk->make_folder(disk->self, in(place, "a")), ERR_EXISTS);
}

static void a_folder_is_locked_once(void **state)
{
    struct place *place = *state;
    const struct disk *disk = place->disk;
    int first = -1, second = -1;
    assert_int_equal(disk_lock(disk, place->folder, &first), OK);
    assert_int_equal(disk_lock(disk, place->folder, &second), ERR_BUSY);
    assert_int_equal(second, -1);
    disk->close(disk->self, first);
    assert_int_equal(disk_lock(disk, place->folder, &second), OK);
    assert_int_equal(disk_lock(disk, place->folder, &first), ERR_BUSY);
    disk->close(disk->self, second);
}

static void another_process_finds_the_folder_locked(void **state)
{
    struct place *place = *state;
    int lock = -1;
    assert_int_equal(disk_lock(place->disk, place->folder, &lock), OK);
    pid_t child = fork();
    if (child == 0) {
        int own = -1;
        _exit(disk_lock(disk_posix(), place->folder, &own) == ERR_BUSY ? 0 : 1);
    }
    int status = 1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    place->disk->close(place->disk->self, lock);
}

static void nobody_else_may_read(void **state)
{
    struct place *place = *state;
    const struct disk *disk = place->disk;
    mode_t old = umask(0); // the kindest umask there is
    assert_int_equal(disk_write_file(disk, in(place, "a"), "x", 1), OK);
    assert_int_equal(disk->make_folder(disk->self, in(place, "sub")), OK);
    int lock = -1;
    assert_int_equal(disk_lock(disk, place->folder, &lock), OK);
    disk->close(disk->self, lock);
    umask(old);
    struct stat about;
    assert_int_equal(stat(in(place, "a"), &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    assert_int_equal(stat(in(place, "lock"), &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    assert_int_equal(stat(in(place, "sub"), &about), 0);
    assert_int_equal(about.st_mode & 0777, 0700);
}

static void the_world_is_refused_by_name(void **state)
{
    struct place *place = *state;
    const struct disk *disk = place->disk;
    int handle = -1;
    assert_int_equal(disk->open(disk->self, in(place, "no/such"), true, &handle), ERR_NOT_FOUND);
    assert_int_equal(mkfifo(in(place, "pipe"), 0600), 0);
    assert_int_equal(disk->open(disk->self, in(place, "pipe"), false, &handle), ERR_MALFORMED);
    // A device that is always full, where the system has one.
    assert_int_equal(disk->open(disk->self, "/dev/full", false, &handle), ERR_MALFORMED);
    char long_name[DISK_PATH_BYTES + 10];
    memset(long_name, 'n', sizeof long_name - 1);
    long_name[sizeof long_name - 1] = '\0';
    char path[DISK_PATH_BYTES];
    assert_int_equal(disk_join(path, place->folder, long_name), ERR_TOO_LONG);
    assert_int_equal(disk_write_file(disk, long_name, "x", 1), ERR_TOO_LONG);
}

// Old or new, never half, and no name left that should not be there: at every failing operation and
// every power cut.
static void replacing_survives_anything(void **state)
{
    (void)state;
    for (int way = 0; way < 4; way++)
        for (uint64_t nth = 1; nth <= 8; nth++) {
            struct fake_disk *fake = fake_disk_create();
            const struct disk *disk = fake_disk_of(fake);
            assert_int_equal(disk_write_file(disk, "f", "old", 3), OK);
            if (way == 0)
                fake_disk_fail(fake, nth, ERR_IO, true);
            else if (way == 1)
                fake_disk_fail(fake, nth, ERR_NO_SPACE, false);
            else
                fake_disk_cut(fake, nth);
            enum err err = disk_write_file(disk, "f", "newer", 5);
            fake_disk_restart(fake, way == 2 ? FAKE_CRASH_DROP : FAKE_CRASH_KEEP, 0);
            char bytes[16];
            size_t got = 0;
            assert_int_equal(disk_read_file(disk, "f", bytes, sizeof bytes, &got), OK);
            if (err == OK)
                assert_int_equal(got, 5);
            assert_true((got == 5 && memcmp(bytes, "newer", 5) == 0) ||
                        (got == 3 && memcmp(bytes, "old", 3) == 0));
            // A file that a crash left beside it does not stand in the way of the next time.
            assert_int_equal(disk_write_file(disk, "f", "third", 5), OK);
            fake_disk_destroy(fake);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(files_keep_what_is_put_into_them, setup_real, teardown),
        cmocka_unit_test_setup_teardown(files_keep_what_is_put_into_them, setup_fake, teardown),
        cmocka_unit_test_setup_teardown(files_are_replaced_whole, setup_real, teardown),
        cmocka_unit_test_setup_teardown(files_are_replaced_whole, setup_fake, teardown),
        cmocka_unit_test_setup_teardown(folders_list_plain_files_in_order, setup_real, teardown),
        cmocka_unit_test_setup_teardown(folders_list_plain_files_in_order, setup_fake, teardown),
        cmocka_unit_test_setup_teardown(a_folder_is_locked_once, setup_real, teardown),
        cmocka_unit_test_setup_teardown(a_folder_is_locked_once, setup_fake, teardown),
        cmocka_unit_test_setup_teardown(another_process_finds_the_folder_locked, setup_real,
                                        teardown),
        cmocka_unit_test_setup_teardown(nobody_else_may_read, setup_real, teardown),
        cmocka_unit_test_setup_teardown(the_world_is_refused_by_name, setup_real, teardown),
        cmocka_unit_test(replacing_survives_anything),
    };
    return cmocka_run_group_tests_name("seal.disk", tests, NULL, NULL);
}

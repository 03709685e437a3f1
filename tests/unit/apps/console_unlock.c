// Unlocking: a try is on the disk as a wrong one before the passphrase is tried, so that ending the program
// gains nothing; a right one takes it off again, and while one must wait nothing is tried at all.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "facilitator/opening.h"
#include "fake_disk.h"
#include "room/tries.h"
#include "room/wall.h"

struct watched {
    struct fake_disk *fake;
    struct disk disk;
    uint32_t salt_reads;
    bool counted_first; // at each of them the count stood on the disk already
};

static enum err watched_open(void *self, const char *path, bool create, int *out_handle)
{
    struct watched *watched = self;
    const struct disk *below = fake_disk_of(watched->fake);
    if (strstr(path, "unlock.salt") != NULL && !create) {
        struct tries tries = {0};
        enum err err = tries_load(below, "keys", wall_seconds(), &tries);
        watched->counted_first = watched->counted_first && err == OK && tries.wrong > 0;
        watched->salt_reads++;
    }
    return below->open(below->self, path, create, out_handle);
}

static enum err watched_read(void *self, int handle, uint64_t offset, void *bytes, size_t size,
                             size_t *out_read)
{
    const struct disk *below = fake_disk_of(((struct watched *)self)->fake);
    return below->read_at(below->self, handle, offset, bytes, size, out_read);
}

static enum err watched_write(void *self, int handle, uint64_t offset, const void *bytes,
                              size_t size)
{
    const struct disk *below = fake_disk_of(((struct watched *)self)->fake);
    return below->write_at(below->self, handle, offset, bytes, size);
}

static enum err watched_truncate(void *self, int handle, uint64_t size)
{
    const struct disk *below = fake_disk_of(((struct watched *)self)->fake);
    return below->truncate(below->self, handle, size);
}

static enum err watched_sync(void *self, int handle)
{
    const struct disk *below = fake_disk_of(((struct watched *)self)->fake);
    return below->sync(below->self, handle);
}

static enum err watched_size(void *self, int handle, uint64_t *out_size)
{
    const struct disk *below = fake_disk_of(((struct watched *)self)->fake);
    return below->size(below->self, handle, out_size);
}

static void watched_close(void *self, int handle)
{
    const struct disk *below = fake_disk_of(((struct watched *)self)->fake);
    below->close(below->self, handle);
}

static enum err watched_rename(void *self, const char *from, const char *to)
{
    const struct disk *below = fake_disk_of(((struct watched *)self)->fake);
    return below->rename(below->self, from, to);
}

static enum err watched_remove(void *self, const char *path)
{
    const struct disk *below = fake_disk_of(((struct watched *)self)->fake);
    return below->remove(below->self, path);
}

static enum err watched_folder(void *self, const char *path)
{
    const struct disk *below = fake_disk_of(((struct watched *)self)->fake);
    return below->make_folder(below->self, path);
}

static void watch(struct watched *watched, struct profile *profile)
{
    *watched = (struct watched){.fake = fake_disk_create(), .counted_first = true};
    watched->disk = (struct disk){.self = watched,
                                  .open = watched_open,
                                  .read_at = watched_read,
                                  .write_at = watched_write,
                                  .truncate = watched_truncate,
                                  .sync = watched_sync,
                                  .size = watched_size,
                                  .close = watched_close,
                                  .rename = watched_rename,
                                  .remove = watched_remove,
                                  .make_folder = watched_folder};
    *profile = (struct profile){.disk = &watched->disk, .practice = true, .lock = -1};
    strcpy(profile->keys, "keys");
    assert_int_equal(seal_start(), OK);
}

static enum err try_one(const struct profile *profile, const char *passphrase)
{
    struct opened opened = {0};
    const char *step = NULL;
    enum err err = unlock_now(profile, VAULT_PRACTICE, passphrase, &opened, &step);
    opened_close(&opened);
    return err;
}

static uint32_t counted(const struct watched *watched)
{
    struct tries tries = {0};
    assert_int_equal(tries_load(fake_disk_of(watched->fake), "keys", wall_seconds(), &tries), OK);
    return tries.wrong;
}

static void counted_before_it_is_tried(void **state)
{
    (void)state;
    struct watched watched;
    struct profile profile;
    watch(&watched, &profile);
    assert_int_equal(try_one(&profile, "right"), OK); // the first one is set
    assert_int_equal(counted(&watched), 0);
    watched.salt_reads = 0;
    watched.counted_first = true;
    for (uint32_t wrong = 1; wrong <= TRIES_FREE; wrong++) {
        assert_int_equal(unlock_wait_s(&profile), 0);
        assert_int_equal(try_one(&profile, "wrong"), ERR_SEAL);
        assert_int_equal(counted(&watched), wrong);
    }
    assert_int_equal(watched.salt_reads, TRIES_FREE);
    assert_true(watched.counted_first);
    // Now not even the right one is tried.
    assert_true(unlock_wait_s(&profile) > TRIES_WAIT_S - 10);
    assert_int_equal(try_one(&profile, "right"), ERR_WAIT);
    assert_int_equal(try_one(&profile, "wrong"), ERR_WAIT);
    assert_int_equal(watched.salt_reads, TRIES_FREE);
    assert_int_equal(counted(&watched), TRIES_FREE);
    // The wait has gone by; one more wrong one waits twice as long.
    struct tries past = {TRIES_FREE, wall_seconds() - TRIES_WAIT_S};
    assert_int_equal(tries_save(fake_disk_of(watched.fake), "keys", &past), OK);
    assert_int_equal(try_one(&profile, "wrong"), ERR_SEAL);
    assert_true(unlock_wait_s(&profile) > 2 * TRIES_WAIT_S - 10);
    past = (struct tries){TRIES_FREE + 1, wall_seconds() - 2 * TRIES_WAIT_S};
    assert_int_equal(tries_save(fake_disk_of(watched.fake), "keys", &past), OK);
    assert_int_equal(try_one(&profile, "right"), OK);
    assert_int_equal(counted(&watched), 0);
    assert_int_equal(unlock_wait_s(&profile), 0);
    fake_disk_destroy(watched.fake);
}

// Where the count cannot be written nothing is tried: a read-only stick is no way around it.
static void without_a_count_there_is_no_try(void **state)
{
    (void)state;
    struct watched watched;
    struct profile profile;
    watch(&watched, &profile);
    assert_int_equal(try_one(&profile, "right"), OK);
    watched.salt_reads = 0;
    fake_disk_fail(watched.fake, 2, ERR_READ_ONLY, true); // the first looks for the count
    assert_int_equal(try_one(&profile, "right"), ERR_READ_ONLY);
    assert_int_equal(watched.salt_reads, 0);
    fake_disk_destroy(watched.fake);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counted_before_it_is_tried),
        cmocka_unit_test(without_a_count_there_is_no_try),
    };
    return cmocka_run_group_tests_name("apps.console_unlock", tests, NULL, NULL);
}

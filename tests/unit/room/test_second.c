// The second folder: whichever write or sync of the record the first disk refuses, with or without
// what it had not synced, the meeting goes on, nothing that was shown is lost, and a reader who has
// both folders together finds one whole record.
#include "twin.h"

#include "base/check.h"
#include "room/hub_internal.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
    SCREENS = 2,
    HANDLES = 64,
};
static const char second[] = "second";

// A disk of which the folder of sessions dies at its nth write or sync.
struct bad_disk {
    struct disk below; // the twin's own
    const char *folder;
    uint64_t nth, count; // 0: never
    bool loses;          // what was not synced is gone then
    bool half;           // the write that fails was half done
    bool dead;
    enum err err;
    bool ours[HANDLES];
    char paths[HANDLES][ROOM_PATH_BYTES];
    uint64_t synced[HANDLES];
    struct twin *twin;
};
static struct bad_disk bad;

static enum err bad_open(void *self, const char *path, bool create, int *out_handle)
{
    bool ours = strncmp(path, bad.folder, strlen(bad.folder)) == 0;
    if (ours && bad.dead && create)
        return bad.err;
    enum err err = bad.below.open(self, path, create, out_handle);
    if (err != OK)
        return err;
    uint64_t size = 0;
    assert_int_equal(bad.below.size(self, *out_handle, &size), OK);
    bad.ours[*out_handle] = ours;
    bad.synced[*out_handle] = size;
    snprintf(bad.paths[*out_handle], ROOM_PATH_BYTES, "%s", path);
    return OK;
}

static bool dies(int handle)
{
    return bad.ours[handle] && (bad.dead || ++bad.count == bad.nth);
}

static void die(int handle)
{
    size_t size = 0;
    const uint8_t *bytes = fake_disk_bytes(bad.twin->fake, bad.paths[handle], &size);
    if (!bad.dead && bad.loses && size > bad.synced[handle]) {
        uint8_t *copy = malloc(size);
        assert_non_null(copy);
        memcpy(copy, bytes, size);
        fake_disk_put(bad.twin->fake, bad.paths[handle], copy, (size_t)bad.synced[handle]);
        free(copy);
    }
    bad.dead = true;
}

static enum err bad_write_at(void *self, int handle, uint64_t offset, const void *bytes,
                             size_t size)
{
    if (dies(handle)) {
        if (bad.half && !bad.dead)
            (void)!bad.below.write_at(self, handle, offset, bytes, size / 2);
        die(handle);
        return bad.err;
    }
    return bad.below.write_at(self, handle, offset, bytes, size);
}

static enum err bad_sync(void *self, int handle)
{
    if (dies(handle)) {
        die(handle);
        return bad.err;
    }
    enum err err = bad.below.sync(self, handle);
    if (err == OK)
        err = bad.below.size(self, handle, &bad.synced[handle]);
    return err;
}

static struct twin *start(uint64_t nth, unsigned how)
{
    struct twin *twin = twin_create(5, SCREENS);
    snprintf(twin->config.second_folder, sizeof twin->config.second_folder, "%s", second);
    bad = (struct bad_disk){.below = twin->disk,
                            .folder = twin->config.sessions_folder,
                            .nth = nth,
                            .loses = how % 2 == 1,
                            .half = how / 2 % 2 == 1,
                            .err = how % 3 == 0 ? ERR_IO : ERR_NO_SPACE,
                            .twin = twin};
    twin->disk.open = bad_open;
    twin->disk.write_at = bad_write_at;
    twin->disk.sync = bad_sync;
    return twin;
}

static enum refusal tell(struct twin *twin, enum command_kind kind, uint16_t number)
{
    struct command *command = calloc(1, sizeof *command);
    assert_non_null(command);
    if (kind == COMMAND_BEGIN)
        twin_begin(twin, (uint8_t)number, command);
    command->kind = kind;
    command->number = number;
    command->show = true;
    bool died = false;
    enum refusal refusal = twin_command(twin, command, &died);
    free(command);
    return refusal;
}

static void pass(struct twin *twin, uint64_t ms)
{
    for (uint64_t i = 0; i < ms / TWIN_STEP_MS; i++)
        (void)twin_step(twin);
}

static enum hub_disk disk_of(const struct twin *twin)
{
    static struct hub_health health;
    hub_health(twin->hub, &health);
    return health.disk;
}

// The first part of a meeting, up to a prompt that is closing.
static void first_half(struct twin *twin)
{
    assert_int_equal(tell(twin, COMMAND_BEGIN, 8), ALLOWED);
    for (unsigned i = 0; i < 6; i++) {
        assert_int_equal(tell(twin, COMMAND_SLIDE_NEXT, 0), ALLOWED);
        pass(twin, i % 2 == 0 ? 200 : 800); // some synced, some not
    }
    assert_int_equal(tell(twin, COMMAND_PROMPT_OPEN, 1), ALLOWED);
    pass(twin, 2000);
    assert_int_equal(tell(twin, COMMAND_PROMPT_CLOSE, 0), ALLOWED);
}

static void second_half(struct twin *twin)
{
    pass(twin, CLOSING_MS + 2000);
    assert_int_equal(tell(twin, COMMAND_MARK, 0), ALLOWED);
    assert_int_equal(tell(twin, COMMAND_SLIDE_BACK, 0), ALLOWED);
    assert_int_equal(tell(twin, COMMAND_END, 0), ALLOWED);
    assert_int_equal(tell(twin, COMMAND_FINISH, 0), ALLOWED);
}

static void copy_one(void *context, const char *name)
{
    struct twin *twin = context;
    char from[2 * ROOM_PATH_BYTES], to[2 * ROOM_PATH_BYTES];
    size_t size = 0;
    snprintf(from, sizeof from, "%s/%s", second, name);
    snprintf(to, sizeof to, "%s/%s", twin->config.sessions_folder, name);
    const uint8_t *lent = fake_disk_bytes(twin->fake, from, &size), *there = NULL;
    uint8_t *bytes = malloc(size + 1);
    assert_non_null(bytes);
    memcpy(bytes, lent, size);
    // Two files of one name would make whoever copies choose.
    size_t there_size = 0;
    there = fake_disk_bytes(twin->fake, to, &there_size);
    assert_null(there);
    fake_disk_put(twin->fake, to, bytes, size);
    free(bytes);
}

static void put_together(struct twin *twin)
{
    const struct disk *disk = fake_disk_of(twin->fake);
    enum err err = disk->list(disk->self, second, copy_one, twin);
    assert_true(err == OK || err == ERR_NOT_FOUND);
}

static void every_write_and_sync_may_fail(void **state)
{
    (void)state;
    for (unsigned how = 0; how < 4; how++) {
        uint64_t nth = 1;
        for (bool more = true; more; nth++) {
            struct twin *twin = start(nth, how);
            assert_true(twin_console_on(twin));
            first_half(twin);
            second_half(twin);
            more = bad.dead;
            assert_int_equal(disk_of(twin), more ? HUB_DISK_SECOND : HUB_DISK_FINE);
            put_together(twin);
            assert_int_equal(twin_replay_check(twin, true), twin->seen_count);
            twin_destroy(twin);
        }
        assert_true(nth > 30);
    }
}

// And the power goes while the first disk is already dead, or dies with it.
static void a_power_cut_after_the_disk(void **state)
{
    (void)state;
    for (unsigned how = 0; how < 4; how++)
        for (uint64_t nth = 1; nth < 36; nth += 2) {
            struct twin *twin = start(nth, how);
            assert_true(twin_console_on(twin));
            first_half(twin);
            enum fake_crash crash = (enum fake_crash)(nth % 3);
            twin_console_off(twin, true, crash);
            assert_true(twin_console_on(twin));
            assert_int_equal(tell(twin, COMMAND_PROMPT_WAKE, 0), ALLOWED);
            assert_int_equal(tell(twin, COMMAND_PROMPT_CLOSE, 0), ALLOWED);
            second_half(twin);
            put_together(twin);
            assert_int_equal(twin_replay_check(twin, true), twin->seen_count);
            twin_destroy(twin);
        }
}

// Without a second folder, or when it fails as well, the phase stops and says so: nothing changes.
static void when_both_fail_it_says_so(void **state)
{
    (void)state;
    struct twin *twin = start(22, 0);
    twin->config.second_folder[0] = '\0';
    assert_true(twin_console_on(twin));
    assert_int_equal(tell(twin, COMMAND_BEGIN, 8), ALLOWED);
    enum refusal refusal = ALLOWED;
    for (unsigned i = 0; i < 8 && refusal == ALLOWED; i++) {
        refusal = tell(twin, COMMAND_SLIDE_NEXT, 0);
        pass(twin, 1000);
    }
    assert_int_equal(refusal, REFUSED_DISK);
    assert_int_equal(disk_of(twin), HUB_DISK_FAILED);
    twin_destroy(twin);
}

// The next session begins on the first disk again, if it is well.
static void the_next_session_tries_the_first_again(void **state)
{
    (void)state;
    struct twin *twin = start(8, 1);
    assert_true(twin_console_on(twin));
    first_half(twin);
    second_half(twin);
    assert_int_equal(disk_of(twin), HUB_DISK_SECOND);
    bad.dead = false;
    bad.nth = 0;
    assert_int_equal(tell(twin, COMMAND_BEGIN, 8), ALLOWED);
    assert_int_equal(disk_of(twin), HUB_DISK_FINE);
    static struct hub_health health;
    hub_health(twin->hub, &health);
    assert_int_equal(strncmp(health.record_path, bad.folder, strlen(bad.folder)), 0);
    // And where the first is still dead, it begins in the second.
    assert_int_equal(tell(twin, COMMAND_END, 0), ALLOWED);
    assert_int_equal(tell(twin, COMMAND_FINISH, 0), ALLOWED);
    bad.dead = true;
    assert_int_equal(tell(twin, COMMAND_BEGIN, 8), ALLOWED);
    assert_int_equal(disk_of(twin), HUB_DISK_SECOND);
    hub_health(twin->hub, &health);
    assert_int_equal(strncmp(health.record_path, second, strlen(second)), 0);
    twin_destroy(twin);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_write_and_sync_may_fail),
        cmocka_unit_test(a_power_cut_after_the_disk),
        cmocka_unit_test(when_both_fail_it_says_so),
        cmocka_unit_test(the_next_session_tries_the_first_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

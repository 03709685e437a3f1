// C12 on a real disk: the hub on a small file system in memory, mounted where nobody else sees it, which
// is then filled to its last byte. The phase stops, nothing is acknowledged from then on, nothing that
// was acknowledged is lost, and what the console says it with names disk and cause. On one that may only
// be read no start succeeds, and what was saved waits for the next. A disk with an error, which the system
// itself turns into one that may only be read while a question is open, stops the phase like a full one.
// Needs the right to mount; without it, it says so and is skipped.
#define _GNU_SOURCE 1 // unshare: a mount that nobody else sees is no part of POSIX
#include "box_room.h"

#include "base/check.h"
#include <fcntl.h>
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <cmocka.h>

enum {
    PEOPLE = 8,
    SAVED_BEFORE = 4,
    // The record's last block has room for this many changes at most before it needs another.
    CHANGES_MAX = 200,
    SKIPPED = 77, // what CTest takes for it
};
static const char filler[] = "filler";
static const char image[] = "disk.ext4";

// --- The disk.

static bool namespace_enter(void)
{
    return unshare(CLONE_NEWNS) == 0 && mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}

static void disk_mount(char *folder)
{
    assert_non_null(mkdtemp(folder));
    assert_int_equal(mount("none", folder, "tmpfs", 0, "size=2m,mode=700"), 0);
    assert_int_equal(chdir(folder), 0);
}

static void disk_unmount(const char *folder)
{
    assert_int_equal(chdir(".."), 0);
    assert_int_equal(umount(folder), 0);
    assert_int_equal(rmdir(folder), 0);
}

static void disk_fill(void)
{
    static const uint8_t bytes[4096];
    int file = open(filler, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    assert_true(file >= 0);
    while (write(file, bytes, sizeof bytes) > 0)
        continue;
    close(file);
}

static void disk_read_only(bool read_only)
{
    unsigned long flags = MS_REMOUNT | (read_only ? MS_RDONLY : 0);
    assert_int_equal(mount("none", ".", "tmpfs", flags, "size=2m,mode=700"), 0);
}

// A disk as a laptop has it, ext4 on a block device, here the kernel's loop over a file. False: there is
// none of them here.
static bool disk_make(void)
{
    int file = open(image, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    assert_true(file >= 0);
    assert_int_equal(ftruncate(file, 8 << 20), 0);
    close(file);
    return system("mkfs.ext4 -q -F disk.ext4 >/dev/null 2>&1") == 0;
}

// Mounted as Debian's installer writes it down: after an error it may only be read.
static bool disk_attach(const char *folder)
{
    char command[128];
    snprintf(command, sizeof command,
             "mount -t ext4 -o loop,errors=remount-ro disk.ext4 %s 2>/dev/null", folder);
    return system(command) == 0;
}

// Has the kernel find an error on the disk of this folder.
static bool disk_break(void)
{
    struct stat stat_of;
    char path[96], target[256];
    assert_int_equal(stat(".", &stat_of), 0);
    snprintf(path, sizeof path, "/sys/dev/block/%u:%u", major(stat_of.st_dev),
             minor(stat_of.st_dev));
    ssize_t size = readlink(path, target, sizeof target - 1);
    if (size <= 0)
        return false;
    target[size] = '\0';
    snprintf(path, sizeof path, "/sys/fs/ext4/%.40s/trigger_fs_error", strrchr(target, '/') + 1);
    int file = open(path, O_WRONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    bool taken = write(file, "room.full_disk", 14) == 14;
    close(file);
    return taken;
}

// --- The console on it.

static size_t acked(const struct box_room *room)
{
    size_t count = 0;
    for (size_t i = 0; i < room->people_count; i++)
        count += room->people[i].acked;
    return count;
}

// A console with an open question, and the first four people's answers saved.
static struct box_room *open_question(uint64_t seed)
{
    struct box_room *room = box_room_create(seed, PEOPLE);
    room->disk = *disk_posix();
    assert_int_equal(box_room_on(room), OK);
    assert_int_equal(box_room_begin(room, PEOPLE), ALLOWED);
    assert_int_equal(box_room_tell(room, COMMAND_PROMPT_OPEN, 1), ALLOWED);
    for (size_t i = 0; i < SAVED_BEFORE; i++)
        box_room_send(room, i);
    box_room_step(room, BOX_STEP_MS);
    assert_int_equal(acked(room), SAVED_BEFORE);
    return room;
}

// Everybody sends and sends again, for a while; none of it is acknowledged.
static void nothing_is_acknowledged(struct box_room *room)
{
    size_t before = acked(room);
    for (size_t tick = 0; tick < 10; tick++) {
        for (size_t i = 0; i < PEOPLE; i++)
            box_room_send(room, i);
        box_room_step(room, BOX_STEP_MS);
    }
    assert_int_equal(acked(room), before);
    assert_int_equal(room->acked_on_failed_disk, 0);
}

static void the_console_says(const struct box_room *room, enum err why)
{
    static struct hub_health health;
    hub_health(room->hub, &health);
    assert_int_equal(health.disk, HUB_DISK_FAILED);
    assert_int_equal(health.disk_err, why);
    assert_true(strncmp(health.record_path, "sessions/", strlen("sessions/")) == 0);
    static struct scene scene;
    hub_scene(room->hub, AUDIENCE_FACILITATOR, &scene);
    assert_true(scene.disk_failed);
}

// The console starts again on a disk that is well: all that was saved is there, and the rest can come.
static void nothing_acknowledged_is_lost(struct box_room *room)
{
    size_t saved = acked(room);
    box_room_off(room);
    assert_int_equal(box_room_on(room), OK);
    assert_false(room->hub->answers_gone);
    assert_true(cells_box(room->hub->cells)->count >= saved);
    assert_int_equal(box_room_tell(room, COMMAND_PROMPT_WAKE, 0), ALLOWED);
    box_room_step(room, BOX_STEP_MS);
    for (size_t i = 0; i < PEOPLE; i++)
        box_room_send(room, i); // those who were saved are repeats
    box_room_step(room, BOX_STEP_MS);
    assert_true(box_room_all_acked(room));
    assert_int_equal(cells_box(room->hub->cells)->count, PEOPLE);
    assert_int_equal(box_room_tell(room, COMMAND_PROMPT_CLOSE, 0), ALLOWED);
    box_room_step(room, CLOSING_MS);
    assert_int_equal(box_room_prompt(room), PROMPT_SHOWN);
    assert_true(box_room_result_ok(room));
}

// Something for the record, as often as one likes.
static enum refusal change(struct box_room *room, bool tag)
{
    static struct command command;
    command.kind = tag ? COMMAND_TAG : COMMAND_UNTAG;
    command.technique = TECHNIQUE_LAST;
    return hub_command(room->hub, &command);
}

static void c12_the_disk_is_full(void **state)
{
    (void)state;
    char folder[] = "full-XXXXXX";
    disk_mount(folder);
    struct box_room *room = open_question(21);
    disk_fill();
    // The box has had its blocks from the start: an answer needs no more of them, and is saved.
    box_room_send(room, SAVED_BEFORE);
    box_room_step(room, BOX_STEP_MS);
    assert_int_equal(acked(room), SAVED_BEFORE + 1);
    // The record grows, until there is nothing left to grow into.
    enum refusal refusal = ALLOWED;
    for (size_t i = 0; i < CHANGES_MAX && refusal == ALLOWED; i++)
        refusal = change(room, i % 2 == 0);
    assert_int_equal(refusal, REFUSED_DISK);
    the_console_says(room, ERR_NO_SPACE);
    nothing_is_acknowledged(room);
    assert_int_not_equal(box_room_tell(room, COMMAND_PROMPT_CLOSE, 0), ALLOWED);
    // What it asks for is done: space, and a new start.
    assert_int_equal(unlink(filler), 0);
    nothing_acknowledged_is_lost(room);
    box_room_destroy(room);
    disk_unmount(folder);
}

static void c12_the_disk_may_only_be_read(void **state)
{
    (void)state;
    char folder[] = "only-XXXXXX";
    disk_mount(folder);
    struct box_room *room = open_question(22);
    size_t saved = acked(room);
    // Linux takes the right to write from a disk only when nobody writes on it, so between two runs.
    box_room_off(room);
    disk_read_only(true);
    enum err err = box_room_on(room);
    assert_int_equal(err, ERR_READ_ONLY); // the console's start says so, and does not go on
    assert_null(room->hub);
    assert_int_equal(acked(room), saved);
    box_room_off(room);
    disk_read_only(false);
    nothing_acknowledged_is_lost(room);
    box_room_destroy(room);
    disk_unmount(folder);
}

static void c12_the_disk_breaks_while_a_question_is_open(void **state)
{
    (void)state;
    char folder[] = "broken-XXXXXX";
    assert_non_null(mkdtemp(folder));
    if (!disk_make() || !disk_attach(folder)) {
        rmdir(folder);
        unlink(image);
        puts("no disk of ext4 can be made here");
        skip();
    }
    assert_int_equal(chdir(folder), 0);
    struct box_room *room = open_question(23);
    assert_true(disk_break());
    size_t saved = acked(room);
    box_room_send(room, SAVED_BEFORE);
    box_room_step(room, BOX_STEP_MS);
    assert_int_equal(acked(room), saved);
    the_console_says(room, ERR_READ_ONLY);
    nothing_is_acknowledged(room);
    assert_int_not_equal(box_room_tell(room, COMMAND_PROMPT_CLOSE, 0), ALLOWED);
    box_room_off(room);
    // What a restart of the machine does.
    assert_int_equal(chdir(".."), 0);
    assert_int_equal(umount(folder), 0);
    assert_true(disk_attach(folder));
    assert_int_equal(chdir(folder), 0);
    nothing_acknowledged_is_lost(room);
    box_room_destroy(room);
    disk_unmount(folder);
    assert_int_equal(unlink(image), 0);
}

int main(void)
{
    if (!namespace_enter()) {
        puts("skipped: only root may mount a disk to fill");
        return SKIPPED;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(c12_the_disk_is_full),
        cmocka_unit_test(c12_the_disk_may_only_be_read),
        cmocka_unit_test(c12_the_disk_breaks_while_a_question_is_open),
    };
    return cmocka_run_group_tests_name("room.full_disk", tests, NULL, NULL);
}

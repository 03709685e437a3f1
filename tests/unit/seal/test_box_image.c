// The box on the disk: whatever is torn or lost of a write, what is found is what was acknowledged, or
// that and what was staged with it (C9); names, sizes and modes never change (C2); after the end
// nothing opens it (C10).
// Usage: [all], for C9 over a million random subsets of lost sectors.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// cmocka's header needs the four above.
#include "fake_disk.h"
#include "seal/box_image.h"
#include "seal/vault_private.h"
#include <cmocka.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
    SECTOR_BYTES = 512,
    SECTORS = (BOX_IMAGE_BYTES + SECTOR_BYTES - 1) / SECTOR_BYTES,
    SUBSETS = 1500,
    SUBSETS_LONG = 1000000,
};

static const uint8_t phase_name[BOX_PHASE_BYTES] = {1, 2, 3};
static const char *const paths[] = {"live/box-a", "live/box-b", "live/box.key"};

struct room {
    struct fake_disk *fake;
    struct random_seeded random;
    struct unlock_key unlock;
    struct phase_keys keys;
    struct box_image *image;
};

static void room_open(struct room *room)
{
    assert_int_equal(box_image_open(fake_disk_of(room->fake), &room->random.source, "live",
                                    &room->unlock, &room->image),
                     OK);
}

static void room_init(struct room *room)
{
    assert_int_equal(seal_start(), OK);
    memset(room, 0, sizeof *room);
    room->fake = fake_disk_create();
    random_seeded_init(&room->random, 5);
    memset(room->unlock.bytes, 4, sizeof room->unlock.bytes);
    phase_keys_make(&room->keys);
    room_open(room);
}

static void room_finish(struct room *room)
{
    box_image_close(room->image);
    fake_disk_destroy(room->fake);
}

static void content_set(struct box_image *image, uint8_t number)
{
    memset(box_image_content(image), number, sizeof(struct box_content));
}

static enum err begin(struct room *room, uint8_t number)
{
    content_set(room->image, number);
    return box_image_begin(room->image, phase_name, &room->keys);
}

static enum err put(struct room *room, uint8_t number)
{
    content_set(room->image, number);
    return box_image_write(room->image);
}

// Which content a start finds; -1: there is no such phase, -2: keys, and no whole image.
static int found(struct room *room)
{
    box_image_close(room->image);
    room_open(room);
    struct phase_keys keys;
    enum err err = box_image_resume(room->image, phase_name, NULL, &keys);
    if (err == ERR_NOT_FOUND)
        return -1;
    if (err == ERR_SEAL)
        return -2;
    assert_int_equal(err, OK);
    assert_memory_equal(&keys, &room->keys, sizeof keys);
    uint8_t wanted[sizeof(struct box_content)];
    const struct box_content *content = box_image_content(room->image);
    memset(wanted, content->head[0], sizeof wanted);
    assert_memory_equal(content, wanted, sizeof wanted);
    return content->head[0];
}

static void copies_are_equal(const struct room *room)
{
    size_t size_a = 0, size_b = 0;
    const uint8_t *a = fake_disk_bytes(room->fake, paths[0], &size_a);
    const uint8_t *b = fake_disk_bytes(room->fake, paths[1], &size_b);
    assert_int_equal(size_a, BOX_IMAGE_BYTES);
    assert_int_equal(size_b, BOX_IMAGE_BYTES);
    assert_memory_equal(a, b, size_a);
}

static void what_is_written_is_found(void **state)
{
    (void)state;
    struct room room;
    room_init(&room);
    assert_int_equal(found(&room), -1);
    assert_int_equal(begin(&room, 7), OK);
    assert_int_equal(found(&room), 7);
    for (uint8_t i = 8; i < 14; i++) {
        assert_int_equal(put(&room, i), OK);
        copies_are_equal(&room);
        if (i % 2 == 0)
            assert_int_equal(found(&room), i);
        copies_are_equal(&room);
    }
    struct phase_keys keys;
    uint8_t other[BOX_PHASE_BYTES] = {1, 2, 4};
    assert_int_equal(box_image_resume(room.image, other, NULL, &keys), ERR_NOT_FOUND);
    room_finish(&room);
}

// The same content twice never looks the same: every write has a nonce of its own.
static void equal_contents_look_different(void **state)
{
    (void)state;
    struct room room;
    room_init(&room);
    uint8_t before[BOX_IMAGE_BYTES];
    size_t size = 0;
    assert_int_equal(begin(&room, 1), OK);
    memcpy(before, fake_disk_bytes(room.fake, paths[0], &size), sizeof before);
    assert_int_equal(put(&room, 1), OK);
    const uint8_t *now = fake_disk_bytes(room.fake, paths[0], &size);
    size_t same = 0;
    for (size_t i = 0; i < sizeof before; i++)
        same += before[i] == now[i];
    assert_true(same < sizeof before / 100); // 1 in 256 by chance
    room_finish(&room);
}

// Tears the write of one copy and says what a start finds.
static int found_after_tear(uint64_t nth_write, size_t bytes)
{
    struct room room;
    room_init(&room);
    assert_int_equal(begin(&room, 1), OK);
    assert_int_equal(put(&room, 2), OK);
    fake_disk_tear(room.fake, nth_write, bytes);
    assert_int_equal(put(&room, 3), ERR_IO);
    assert_int_equal(put(&room, 4), ERR_IO); // final
    fake_disk_restart(room.fake, FAKE_CRASH_DROP, 0);
    int number = found(&room);
    copies_are_equal(&room);
    room_finish(&room);
    return number;
}

static void c9_every_torn_prefix(void **state)
{
    (void)state;
    for (size_t bytes = 0; bytes < BOX_IMAGE_BYTES; bytes += bytes % SECTOR_BYTES == 0 ? 509 : 3) {
        assert_int_equal(found_after_tear(1, bytes), 2);
        assert_int_equal(found_after_tear(2, bytes), 3);
    }
    assert_int_equal(found_after_tear(1, BOX_IMAGE_BYTES - 1), 2);
    assert_int_equal(found_after_tear(1, BOX_IMAGE_BYTES), 3);
    assert_int_equal(found_after_tear(2, BOX_IMAGE_BYTES - 1), 3);
}

struct lost { // a disk on which writing content 3 over content 2 did not reach every sector
    struct room room;
    uint8_t old[BOX_IMAGE_BYTES];
    uint8_t new[BOX_IMAGE_BYTES];
    uint8_t mixed[BOX_IMAGE_BYTES];
};

static void sector_lose(struct lost *lost, size_t sector)
{
    size_t at = sector * SECTOR_BYTES;
    size_t size = at + SECTOR_BYTES <= BOX_IMAGE_BYTES ? SECTOR_BYTES : BOX_IMAGE_BYTES - at;
    memcpy(lost->mixed + at, lost->old + at, size);
}

// What a start finds when either copy is the mixed one.
static void mixed_check(struct lost *lost)
{
    struct fake_disk *fake = lost->room.fake;
    // Copy A was being written: the write before it holds.
    fake_disk_put(fake, paths[0], lost->mixed, sizeof lost->mixed);
    fake_disk_put(fake, paths[1], lost->old, sizeof lost->old);
    assert_int_equal(found(&lost->room), 2);
    // Copy B was being written: A holds the new one.
    fake_disk_put(fake, paths[0], lost->new, sizeof lost->new);
    fake_disk_put(fake, paths[1], lost->mixed, sizeof lost->mixed);
    assert_int_equal(found(&lost->room), 3);
}

static void lost_check(struct lost *lost, size_t first, size_t second)
{
    memcpy(lost->mixed, lost->new, sizeof lost->mixed);
    sector_lose(lost, first);
    sector_lose(lost, second);
    mixed_check(lost);
}

static struct lost *lost_create(void)
{
    struct lost *lost = calloc(1, sizeof *lost);
    assert_non_null(lost);
    struct room *room = &lost->room;
    room_init(room);
    size_t size = 0;
    assert_int_equal(begin(room, 1), OK);
    assert_int_equal(put(room, 2), OK);
    memcpy(lost->old, fake_disk_bytes(room->fake, paths[0], &size), sizeof lost->old);
    assert_int_equal(put(room, 3), OK);
    memcpy(lost->new, fake_disk_bytes(room->fake, paths[0], &size), sizeof lost->new);
    return lost;
}

static void c9_every_one_or_two_lost_sectors(void **state)
{
    (void)state;
    struct lost *lost = lost_create();
    struct room *room = &lost->room;
    for (size_t first = 0; first < SECTORS; first++)
        for (size_t second = first; second < SECTORS; second++)
            lost_check(lost, first, second);
    // Both copies damaged: it says so, and makes nothing up.
    lost->mixed[100] ^= 1;
    fake_disk_put(room->fake, paths[0], lost->mixed, sizeof lost->mixed);
    fake_disk_put(room->fake, paths[1], lost->mixed, sizeof lost->mixed);
    assert_int_equal(found(room), -2);
    room_finish(room);
    free(lost);
}

// Any subset, from one sector to all but one: each is lost with the same chance, and that chance is
// drawn anew each time, so that few and many are tried as often as half of them.
static void c9_random_subsets_of_lost_sectors(void **state)
{
    const size_t *subsets = *state;
    struct lost *lost = lost_create();
    struct random_seeded random;
    random_seeded_init(&random, 9);
    for (size_t n = 0; n < *subsets; n++) {
        uint8_t draws[SECTORS + 1];
        size_t missing = 0;
        random.source.fill(random.source.self, draws, sizeof draws);
        memcpy(lost->mixed, lost->new, sizeof lost->mixed);
        for (size_t sector = 0; sector < SECTORS; sector++)
            if (draws[sector] < draws[SECTORS]) {
                sector_lose(lost, sector);
                missing++;
            }
        if (missing > 0 && missing < SECTORS)
            mixed_check(lost);
    }
    room_finish(&lost->room);
    free(lost);
}

// Wherever a beginning is cut there is no phase, or an empty one; wherever an end is cut the phase is
// still whole or gone for good.
static void beginnings_and_ends_are_cut(void **state)
{
    (void)state;
    for (uint64_t nth = 1; nth <= 6; nth++)
        for (uint64_t seed = 0; seed < 40; seed++) {
            struct room room;
            room_init(&room);
            fake_disk_cut(room.fake, nth);
            assert_int_equal(begin(&room, 1), ERR_IO);
            fake_disk_restart(room.fake, FAKE_CRASH_SECTORS, seed);
            int number = found(&room);
            assert_true(number == -1 || (number == 1 && nth == 6));
            room_finish(&room);

            room_init(&room);
            assert_int_equal(begin(&room, 1), OK);
            fake_disk_cut(room.fake, nth);
            assert_int_equal(box_image_destroy(room.image), ERR_IO);
            fake_disk_restart(room.fake, FAKE_CRASH_SECTORS, seed);
            number = found(&room);
            assert_true(number == -1 || (number == 1 && nth <= 2));
            assert_int_equal(box_image_destroy(room.image), OK);
            assert_int_equal(found(&room), -1);
            room_finish(&room);
        }
}

static bool holds(const uint8_t *bytes, size_t size, const void *what, size_t what_size)
{
    for (size_t at = 0; at + what_size <= size; at++)
        if (memcmp(bytes + at, what, what_size) == 0)
            return true;
    return false;
}

static void c10_after_the_end_nothing_opens(void **state)
{
    (void)state;
    struct room room;
    room_init(&room);
    assert_int_equal(begin(&room, 1), OK);
    assert_int_equal(put(&room, 2), OK);
    size_t size = 0;
    uint8_t key_file[BOX_KEY_BYTES], *plain = malloc(BOX_IMAGE_BYTES);
    assert_non_null(plain);
    memcpy(key_file, fake_disk_bytes(room.fake, paths[2], &size), sizeof key_file);
    assert_int_equal(box_image_destroy(room.image), OK);
    for (size_t i = 0; i < 3; i++) {
        const uint8_t *bytes = fake_disk_bytes(room.fake, paths[i], &size);
        struct span sealed = {bytes, size};
        // Neither the passphrase nor even the keys themselves open anything that is left.
        assert_int_not_equal(vault_open(&room.unlock, "box-key", sealed, plain), OK);
        assert_int_not_equal(vault_open(&room.unlock, "box", sealed, plain), OK);
        assert_int_not_equal(
            vault_open_with(room.keys.box_key, "box", (struct span){NULL, 0}, sealed, plain), OK);
        assert_false(holds(bytes, size, room.keys.box_key, 32));
        assert_false(holds(bytes, size, key_file + 24, 32));
    }
    assert_int_equal(found(&room), -1);
    free(plain);
    room_finish(&room);
}

static void every_operation_may_fail(void **state)
{
    (void)state;
    static const enum err errors[] = {ERR_IO, ERR_NO_SPACE};
    for (size_t kind = 0; kind < 2; kind++)
        for (uint64_t nth = 1; nth <= 4; nth++) {
            struct room room;
            room_init(&room);
            assert_int_equal(begin(&room, 1), OK);
            fake_disk_fail(room.fake, nth, errors[kind], false);
            assert_int_equal(put(&room, 2), errors[kind]);
            uint64_t operations = fake_disk_operations(room.fake);
            assert_int_equal(put(&room, 3), errors[kind]); // a later success would prove nothing
            assert_int_equal(box_image_destroy(room.image), errors[kind]);
            assert_int_equal(fake_disk_operations(room.fake), operations);
            fake_disk_restart(room.fake, FAKE_CRASH_DROP, 0);
            assert_int_equal(found(&room), nth <= 2 ? 1 : 2);
            room_finish(&room);
        }
}

// --- On a real disk.

static void look(const char *folder, struct stat out_stat[3])
{
    static const char *const names[] = {"box-a", "box-b", "box.key"};
    for (size_t i = 0; i < 3; i++) {
        char path[DISK_PATH_BYTES];
        assert_int_equal(disk_join(path, folder, names[i]), OK);
        assert_int_equal(stat(path, &out_stat[i]), 0);
    }
}

static void same(const struct stat before[3], const char *folder)
{
    struct stat now[3];
    look(folder, now);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(now[i].st_ino, before[i].st_ino);
        assert_int_equal(now[i].st_size, before[i].st_size);
        assert_int_equal(now[i].st_blocks, before[i].st_blocks);
        assert_int_equal(now[i].st_mode, before[i].st_mode);
        assert_int_equal(now[i].st_nlink, before[i].st_nlink);
    }
}

static void c2_files_never_change_their_shape(void **state)
{
    (void)state;
    struct room room = {0};
    assert_int_equal(seal_start(), OK);
    random_seeded_init(&room.random, 9);
    const struct disk *disk = disk_posix();
    static const char folder[] = "box-on-a-disk";
    assert_int_equal(disk->make_folder(disk->self, folder), OK);
    assert_int_equal(box_image_open(disk, &room.random.source, folder, &room.unlock, &room.image),
                     OK);
    struct stat before[3];
    look(folder, before);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(before[i].st_size, BOX_IMAGE_BYTES);
        assert_int_equal(before[i].st_mode & 0777, 0600);
    }
    assert_int_equal(before[2].st_size, BOX_KEY_BYTES);
    for (uint8_t phase = 0; phase < 3; phase++) {
        phase_keys_make(&room.keys);
        assert_int_equal(begin(&room, 1), OK);
        same(before, folder);
        for (uint8_t i = 0; i < 5; i++) {
            assert_int_equal(put(&room, (uint8_t)(i * 50)), OK);
            same(before, folder);
        }
        box_image_close(room.image);
        assert_int_equal(
            box_image_open(disk, &room.random.source, folder, &room.unlock, &room.image), OK);
        struct phase_keys keys;
        assert_int_equal(box_image_resume(room.image, phase_name, NULL, &keys), OK);
        same(before, folder);
        assert_int_equal(box_image_destroy(room.image), OK);
        same(before, folder);
    }
    box_image_close(room.image);
}

int main(int count, char **arguments)
{
    size_t subsets = count > 1 && strcmp(arguments[1], "all") == 0 ? SUBSETS_LONG : SUBSETS;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_found),
        cmocka_unit_test(equal_contents_look_different),
        cmocka_unit_test(c9_every_torn_prefix),
        cmocka_unit_test(c9_every_one_or_two_lost_sectors),
        cmocka_unit_test_prestate(c9_random_subsets_of_lost_sectors, &subsets),
        cmocka_unit_test(beginnings_and_ends_are_cut),
        cmocka_unit_test(c10_after_the_end_nothing_opens),
        cmocka_unit_test(every_operation_may_fail),
        cmocka_unit_test(c2_files_never_change_their_shape),
    };
    return cmocka_run_group_tests_name("seal.box", tests, NULL, NULL);
}

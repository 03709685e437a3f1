// The resume image: whatever is torn, lost or refused, what is read is old or new and never else.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// cmocka's header needs the four above.
#include "fake_disk.h"
#include "seal/resume.h"
#include "seal/vault_private.h"
#include <cmocka.h>
#include <sodium.h>
#include <string.h>

enum {
    IMAGE_BYTES = 8 + 8 + 4 + RESUME_PAYLOAD_BYTES + VAULT_OVERHEAD
};

struct room {
    struct fake_disk *fake;
    struct random_seeded random;
    struct unlock_key key;
    struct resume *resume;
};

static void room_open(struct room *room)
{
    assert_int_equal(resume_open(fake_disk_of(room->fake), &room->random.source, "live", &room->key,
                                 &room->resume),
                     OK);
}

static void room_init(struct room *room)
{
    assert_true(sodium_init() >= 0);
    memset(room, 0, sizeof *room);
    room->fake = fake_disk_create();
    random_seeded_init(&room->random, 5);
    memset(room->key.bytes, 4, sizeof room->key.bytes);
    room_open(room);
}

static void room_finish(struct room *room)
{
    resume_close(room->resume);
    fake_disk_destroy(room->fake);
}

static struct span payload(uint8_t number)
{
    static uint8_t bytes[RESUME_PAYLOAD_BYTES];
    memset(bytes, number, sizeof bytes);
    return (struct span){bytes, number == 3 ? sizeof bytes : 1000U + number};
}

// The number of the payload that is read; 0 if there is nothing to resume.
static uint8_t number_read(struct room *room)
{
    static uint8_t bytes[RESUME_PAYLOAD_BYTES];
    size_t size = 0;
    enum err err = resume_read(room->resume, bytes, &size);
    if (err == ERR_NOT_FOUND)
        return 0;
    assert_int_equal(err, OK);
    struct span wanted = payload(bytes[0]);
    assert_int_equal(size, wanted.size);
    assert_memory_equal(bytes, wanted.at, size);
    return bytes[0];
}

static void what_is_written_is_read(void **state)
{
    (void)state;
    struct room room;
    room_init(&room);
    assert_int_equal(number_read(&room), 0);
    for (uint8_t i = 1; i <= 5; i++) {
        assert_int_equal(resume_write(room.resume, payload(i)), OK);
        assert_int_equal(number_read(&room), i);
        resume_close(room.resume);
        room_open(&room);
        assert_int_equal(number_read(&room), i);
        // The same size always, and both copies alike: the file tells nothing of its use.
        size_t size_a = 0, size_b = 0;
        const uint8_t *a = fake_disk_bytes(room.fake, "live/resume-a", &size_a);
        const uint8_t *b = fake_disk_bytes(room.fake, "live/resume-b", &size_b);
        assert_int_equal(size_a, IMAGE_BYTES);
        assert_int_equal(size_b, IMAGE_BYTES);
        assert_memory_equal(a, b, size_a);
    }
    assert_int_equal(resume_erase(room.resume), OK);
    assert_int_equal(number_read(&room), 0);
    size_t size = 0;
    const uint8_t *a = fake_disk_bytes(room.fake, "live/resume-a", &size);
    assert_int_equal(size, IMAGE_BYTES);
    for (size_t i = 0; i < size; i++)
        assert_int_equal(a[i], 0);
    room_finish(&room);
}

static void wrong_key_and_damage_are_told_from_nothing(void **state)
{
    (void)state;
    struct room room;
    room_init(&room);
    assert_int_equal(resume_write(room.resume, payload(1)), OK);
    resume_close(room.resume);
    room.key.bytes[0] ^= 1;
    room_open(&room);
    static uint8_t bytes[RESUME_PAYLOAD_BYTES];
    size_t size = 99;
    assert_int_equal(resume_read(room.resume, bytes, &size), ERR_SEAL);
    assert_int_equal(size, 99);
    resume_close(room.resume);
    room.key.bytes[0] ^= 1;
    room_open(&room);
    size_t file_size = 0;
    fake_disk_bytes(room.fake, "live/resume-a", &file_size)[700] ^= 1;
    assert_int_equal(number_read(&room), 1); // B is whole
    fake_disk_bytes(room.fake, "live/resume-b", &file_size)[9] ^= 1;
    assert_int_equal(resume_read(room.resume, bytes, &size), ERR_SEAL);
    room_finish(&room);
}

// Tears write `nth` (1 is A, 2 is B) at `bytes`, and returns what is read after the power is back.
static uint8_t read_after_tear(uint8_t old, bool erase, uint64_t nth, size_t bytes)
{
    struct room room;
    room_init(&room);
    for (uint8_t i = 1; i <= old; i++)
        assert_int_equal(resume_write(room.resume, payload(i)), OK);
    fake_disk_tear(room.fake, nth, bytes);
    enum err err =
        erase ? resume_erase(room.resume) : resume_write(room.resume, payload((uint8_t)(old + 1)));
    assert_int_equal(err, ERR_IO);
    assert_int_equal(resume_write(room.resume, payload(9)), ERR_IO); // final
    resume_close(room.resume);
    fake_disk_restart(room.fake, FAKE_CRASH_DROP, 0);
    room_open(&room);
    uint8_t number = number_read(&room);
    // Whatever was read, the next write stands.
    assert_int_equal(resume_write(room.resume, payload(3)), OK);
    assert_int_equal(number_read(&room), 3);
    room_finish(&room);
    return number;
}

static void torn_at_every_sector_gives_old_or_new(void **state)
{
    (void)state;
    for (uint8_t old = 0; old <= 2; old += 2)
        for (size_t bytes = 0; bytes < IMAGE_BYTES; bytes += 512) {
            assert_int_equal(read_after_tear(old, false, 1, bytes), old);
            assert_int_equal(read_after_tear(old, false, 2, bytes), old + 1);
        }
    assert_int_equal(read_after_tear(1, false, 1, IMAGE_BYTES), 2);
    assert_int_equal(read_after_tear(1, false, 1, IMAGE_BYTES - 1), 1);
}

static void erasing_torn_gives_old_or_nothing(void **state)
{
    (void)state;
    for (size_t bytes = 512; bytes < IMAGE_BYTES; bytes += 512) {
        assert_int_equal(read_after_tear(2, true, 1, bytes), 2);
        assert_int_equal(read_after_tear(2, true, 2, bytes), 0);
    }
}

// The power goes before every operation of two writes, and each unsynced sector is lost or kept by
// itself: what is read is what the last finished write left, or the one under way.
static void every_power_cut_gives_old_or_new(void **state)
{
    (void)state;
    for (uint64_t nth = 1; nth <= 9; nth++)
        for (uint64_t seed = 0; seed < 50; seed++) {
            struct room room;
            room_init(&room);
            assert_int_equal(resume_write(room.resume, payload(1)), OK);
            fake_disk_cut(room.fake, nth);
            uint8_t done = 1;
            while (done < 3 && resume_write(room.resume, payload((uint8_t)(done + 1))) == OK)
                done++;
            assert_int_equal(done, nth <= 4 ? 1 : nth <= 8 ? 2 : 3);
            resume_close(room.resume);
            fake_disk_restart(room.fake, FAKE_CRASH_SECTORS, seed);
            room_open(&room);
            uint8_t number = number_read(&room);
            assert_in_range(number, done, done == 3 ? 3 : done + 1);
            room_finish(&room);
        }
}

// Two cuts in a row: the first leaves A as the only whole copy, so the next write must not begin there.
static void the_only_whole_copy_is_written_last(void **state)
{
    (void)state;
    for (size_t bytes = 512; bytes < IMAGE_BYTES; bytes += 1024) {
        struct room room;
        room_init(&room);
        assert_int_equal(resume_write(room.resume, payload(1)), OK);
        for (uint8_t cut = 0; cut < 2; cut++) {
            fake_disk_tear(room.fake, cut == 0 ? 2 : 1, bytes); // B, then whichever comes first
            assert_int_equal(resume_write(room.resume, payload(2)), ERR_IO);
            resume_close(room.resume);
            fake_disk_restart(room.fake, FAKE_CRASH_DROP, 0);
            room_open(&room);
            assert_int_equal(number_read(&room), 2);
        }
        assert_int_equal(resume_write(room.resume, payload(3)), OK);
        assert_int_equal(number_read(&room), 3);
        room_finish(&room);
    }
}

static void every_operation_may_fail(void **state)
{
    (void)state;
    static const enum err errors[] = {ERR_IO, ERR_NO_SPACE};
    for (size_t kind = 0; kind < 2; kind++)
        for (uint64_t nth = 1; nth <= 20; nth++) {
            struct room room;
            room_init(&room);
            assert_int_equal(resume_write(room.resume, payload(1)), OK);
            resume_close(room.resume);
            room.resume = NULL;
            fake_disk_fail(room.fake, nth, errors[kind], true);
            struct resume *resume = NULL;
            enum err err = resume_open(fake_disk_of(room.fake), &room.random.source, "live",
                                       &room.key, &resume);
            uint8_t written = 1;
            for (uint8_t i = 2; i <= 4 && err == OK; i++) {
                err = resume_write(resume, payload(i));
                written = err == OK ? i : written;
            }
            assert_int_equal(err, errors[kind] * (nth <= 16)); // 4 to open, 4 to each write
            resume_close(resume);
            fake_disk_restart(room.fake, FAKE_CRASH_DROP, 0);
            room_open(&room);
            assert_in_range(number_read(&room), written, written + 1);
            room_finish(&room);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read),
        cmocka_unit_test(wrong_key_and_damage_are_told_from_nothing),
        cmocka_unit_test(torn_at_every_sector_gives_old_or_new),
        cmocka_unit_test(erasing_torn_gives_old_or_nothing),
        cmocka_unit_test(every_power_cut_gives_old_or_new),
        cmocka_unit_test(the_only_whole_copy_is_written_last),
        cmocka_unit_test(every_operation_may_fail),
    };
    return cmocka_run_group_tests_name("seal.resume", tests, NULL, NULL);
}

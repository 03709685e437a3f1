// The record on a disk that fails, fills up or loses power.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// cmocka's header needs the four above.
#include "seal/record_private.h"
#include "seal_test.h"
#include <cmocka.h>

enum {
    FRAMES = 9
};

// Writes FRAMES frames, syncing every third, until the first error. *out_synced: whole frames that
// a sync promised.
static enum err write_some(struct fixture *fixture, uint64_t *out_synced)
{
    *out_synced = 0;
    struct record_writer *writer = NULL;
    enum err err = record_create(fixture->disk, &fixture->random.source, "sessions", &fixture->info,
                                 fixture->recipients, fixture->sign_secret, &writer);
    if (err != OK)
        return err;
    for (uint64_t i = 0; i < FRAMES && err == OK; i++) {
        uint8_t plain[RECORD_PLAIN_MAX];
        size_t size = fixture_plain(i, plain);
        struct record_frame frame;
        bool sync = i % 3 == 2;
        record_seal(writer, (struct span){plain, size}, 0, i == FRAMES - 1, &frame);
        err = record_write(writer, &frame, sync);
        if (err == OK && sync)
            *out_synced = i + 1;
    }
    if (err != OK) {
        // Final: nothing is written to a disk that lied, however well it feels now.
        uint64_t writes = fake_disk_writes(fixture->fake);
        assert_int_equal(record_sync(writer), err);
        assert_int_equal(fake_disk_writes(fixture->fake), writes);
    }
    record_close(writer);
    return err;
}

static void every_operation_may_fail(void **state)
{
    (void)state;
    static const enum err errors[] = {ERR_IO, ERR_NO_SPACE};
    for (size_t kind = 0; kind < 2; kind++)
        for (int ever_after = 0; ever_after < 2; ever_after++) {
            enum err err = errors[kind];
            for (uint64_t nth = 1; err != OK; nth++) {
                assert_true(nth < 100);
                struct fixture fixture;
                fixture_init(&fixture, 1);
                fake_disk_fail(fixture.fake, nth, errors[kind], ever_after == 1);
                uint64_t synced = 0;
                err = write_some(&fixture, &synced);
                assert_true(err == OK || err == errors[kind]);
                fake_disk_fail(fixture.fake, 0, ERR_IO, false);
                fake_disk_restart(fixture.fake, FAKE_CRASH_DROP, 0);
                struct record_end end;
                enum err read = fixture_read(&fixture, &end);
                if (synced > 0) {
                    assert_int_equal(read, OK);
                    assert_true(end.frames >= synced);
                    assert_true(end.verdict == (err == OK ? RECORD_COMPLETE : RECORD_UNCLOSED));
                }
                fixture_finish(&fixture);
            }
        }
}

// The power goes before every operation, and what was not synced is lost, kept or lost by sectors:
// every frame that a sync promised is there, and nothing reads as forged.
static void every_power_cut_leaves_a_readable_record(void **state)
{
    (void)state;
    enum err err = ERR_IO;
    for (uint64_t nth = 1; err != OK; nth++) {
        assert_true(nth < 100);
        for (uint64_t seed = 0; seed < 40; seed++) {
            struct fixture fixture;
            fixture_init(&fixture, 1);
            fake_disk_cut(fixture.fake, nth);
            uint64_t synced = 0;
            err = write_some(&fixture, &synced);
            enum fake_crash crash = seed == 0   ? FAKE_CRASH_DROP
                                    : seed == 1 ? FAKE_CRASH_KEEP
                                                : FAKE_CRASH_SECTORS;
            fake_disk_restart(fixture.fake, crash, seed);
            struct record_end end;
            enum err read = fixture_read(&fixture, &end);
            if (read == OK) {
                assert_true(end.frames >= synced);
                // The final frame may have got there although nobody could promise it.
                enum record_verdict wanted =
                    end.frames == FRAMES ? RECORD_COMPLETE : RECORD_UNCLOSED;
                assert_int_equal(end.verdict, wanted);
            } else {
                assert_int_equal(synced, 0); // cut before its header was whole
                // Such a file does not stand in the way of the next start.
                assert_int_equal(write_some(&fixture, &synced), OK);
                assert_int_equal(fixture_read(&fixture, &end), OK);
                assert_int_equal(end.verdict, RECORD_COMPLETE);
            }
            fixture_finish(&fixture);
        }
    }
}

static void a_write_torn_at_any_byte_is_unclosed(void **state)
{
    (void)state;
    for (size_t bytes = 0; bytes <= 516; bytes++) {
        struct fixture fixture;
        fixture_init(&fixture, 1);
        struct record_writer *writer = fixture_create(&fixture);
        fake_disk_tear(fixture.fake, 1, bytes);
        struct record_frame frame;
        uint8_t plain[RECORD_PLAIN_MAX];
        size_t size = fixture_plain(0, plain);
        record_seal(writer, (struct span){plain, size}, 0, false, &frame);
        assert_int_equal(frame.size, 516);
        assert_int_equal(record_write(writer, &frame, true), ERR_IO);
        record_close(writer);
        fake_disk_restart(fixture.fake, FAKE_CRASH_DROP, 0);
        struct record_end end;
        assert_int_equal(fixture_read(&fixture, &end), OK);
        assert_int_equal(end.verdict, RECORD_UNCLOSED);
        assert_int_equal(end.frames, bytes == 516 ? 1 : 0);
        assert_int_equal(end.trailing_bytes, bytes == 516 ? 0 : bytes);

        // A restart finishes the frame: the same bytes at the same place, however often.
        for (int again = 0; again < 2; again++) {
            assert_int_equal(record_finish_frame(fixture.disk, fixture_path, &frame), OK);
            size_t file_size = 0;
            const uint8_t *file = fake_disk_bytes(fixture.fake, fixture_path, &file_size);
            assert_int_equal(file_size, 2048 + 516);
            assert_memory_equal(file + 2048, frame.bytes, frame.size);
        }
        assert_int_equal(fixture_read(&fixture, &end), OK);
        assert_int_equal(end.frames, 1);
        assert_int_equal(end.trailing_bytes, 0);
        fixture_finish(&fixture);
    }
}

// Finishing is itself cut at every operation, and at every sector, and then finished.
static void finishing_survives_being_cut(void **state)
{
    (void)state;
    for (uint64_t nth = 1; nth <= 6; nth++)
        for (uint64_t seed = 0; seed < 20; seed++) {
            struct fixture fixture;
            fixture_init(&fixture, 1);
            fixture_write(&fixture, 1, false);
            // The next frame was made and its image kept, but no byte of it was written.
            struct fixture twin;
            fixture_init(&twin, 1);
            struct record_writer *writer = fixture_create(&twin);
            fixture_append(writer, 0, false);
            struct record_frame frame;
            uint8_t plain[RECORD_PLAIN_MAX];
            size_t size = fixture_plain(1, plain);
            record_seal(writer, (struct span){plain, size}, FRAME_BYTES_MAX, false, &frame);
            record_close(writer);
            fixture_finish(&twin);

            fake_disk_cut(fixture.fake, nth);
            enum err err = record_finish_frame(fixture.disk, fixture_path, &frame);
            assert_int_equal(err, nth <= 5 ? ERR_IO : OK); // open, size, read, write, sync
            fake_disk_restart(fixture.fake, FAKE_CRASH_SECTORS, seed);
            assert_int_equal(record_finish_frame(fixture.disk, fixture_path, &frame), OK);
            struct record_end end;
            assert_int_equal(fixture_read(&fixture, &end), OK);
            assert_int_equal(end.frames, 2);
            assert_int_equal(end.trailing_bytes, 0);
            fixture_finish(&fixture);
        }
}

static void finishing_never_writes_over_others(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_init(&fixture, 1);
    struct record_writer *writer = fixture_create(&fixture);
    struct record_frame frames[3];
    for (uint64_t i = 0; i < 3; i++) {
        uint8_t plain[RECORD_PLAIN_MAX];
        size_t size = fixture_plain(i, plain);
        record_seal(writer, (struct span){plain, size}, 0, false, &frames[i]);
        if (i < 2)
            assert_int_equal(record_write(writer, &frames[i], true), OK);
    }
    record_close(writer);
    assert_int_equal(record_finish_frame(fixture.disk, fixture_path, &frames[0]), OK);
    struct record_frame changed = frames[0];
    changed.bytes[100] ^= 1;
    assert_int_equal(record_finish_frame(fixture.disk, fixture_path, &changed), ERR_MALFORMED);
    changed = frames[2];
    changed.offset += 8;
    assert_int_equal(record_finish_frame(fixture.disk, fixture_path, &changed), ERR_TRUNCATED);
    assert_int_equal(record_finish_frame(fixture.disk, "sessions/none", &frames[2]), ERR_NOT_FOUND);
    struct record_end end;
    assert_int_equal(fixture_read(&fixture, &end), OK);
    assert_int_equal(end.frames, 2);
    assert_int_equal(record_finish_frame(fixture.disk, fixture_path, &frames[2]), OK);
    assert_int_equal(fixture_read(&fixture, &end), OK);
    assert_int_equal(end.frames, 3);
    fixture_finish(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_operation_may_fail),
        cmocka_unit_test(every_power_cut_leaves_a_readable_record),
        cmocka_unit_test(a_write_torn_at_any_byte_is_unclosed),
        cmocka_unit_test(finishing_survives_being_cut),
        cmocka_unit_test(finishing_never_writes_over_others),
    };
    return cmocka_run_group_tests_name("seal.record_crash", tests, NULL, NULL);
}

// The record as its users see it: what is written is read, by those who may and nobody else.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// cmocka's header needs the four above.
#include "seal/record_private.h"
#include "seal_test.h"
#include <cmocka.h>
#include <stdlib.h>
#include <unistd.h>

static void what_is_written_is_read(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_init(&fixture, 8);
    fixture_write(&fixture, 24, true);
    struct record_end end;
    assert_int_equal(fixture_read(&fixture, &end), OK);
    assert_int_equal(end.verdict, RECORD_COMPLETE);
    assert_int_equal(end.frames, 24);
    struct record_info info;
    assert_int_equal(record_info_of(fixture.disk, fixture_path, &info), OK);
    assert_memory_equal(info.session_id, fixture.info.session_id, 16);
    assert_int_equal(info.day, 20000);
    assert_int_equal(info.retain_days, 90);
    assert_int_equal(info.notice, 1);
    assert_true(info.practice);
    assert_int_equal(info.recipient_count, 8);
    fixture_finish(&fixture);
}

static void an_open_record_is_unclosed(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_init(&fixture, 1);
    for (uint64_t frames = 0; frames < 4; frames++) {
        fixture.info.segment = 0;
        fixture_write(&fixture, frames, false);
        struct record_end end;
        assert_int_equal(fixture_read(&fixture, &end), OK);
        assert_int_equal(end.verdict, RECORD_UNCLOSED);
        assert_int_equal(end.frames, frames);
        assert_int_equal(end.trailing_bytes, 0);
        assert_int_equal(fixture.disk->remove(fixture.disk->self, fixture_path), OK);
    }
    fixture_finish(&fixture);
}

static void frames_have_the_five_sizes_only(void **state)
{
    (void)state;
    static const struct {
        size_t plain;
        uint32_t at_least, size;
    } cases[] = {
        {1, 0, 512},     {494, 0, 512},   {495, 0, 1024},  {1006, 0, 1024},
        {1007, 0, 2048}, {2030, 0, 2048}, {2031, 0, 4096}, {4078, 0, 4096},
        {4079, 0, 8192}, {8174, 0, 8192}, {5, 8192, 8192}, {5, 600, 1024},
    };
    struct fixture fixture;
    fixture_init(&fixture, 1);
    struct record_writer *writer = fixture_create(&fixture);
    static uint8_t plain[RECORD_PLAIN_MAX];
    uint64_t offset = RECORD_HEADER_BYTES;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct record_frame frame;
        record_seal(writer, (struct span){plain, cases[i].plain}, cases[i].at_least, false, &frame);
        assert_int_equal(frame.size, cases[i].size + 4);
        assert_int_equal(record_u32(frame.bytes), cases[i].size);
        assert_int_equal(frame.offset, offset);
        assert_int_equal(record_write(writer, &frame, false), OK);
        offset += frame.size;
    }
    record_close(writer);
    struct record_reader *reader = NULL;
    assert_int_equal(record_open(fixture.disk, fixture_path, &fixture.reviewer, &reader), OK);
    struct span got;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_true(record_next(reader, &got));
        assert_int_equal(got.size, cases[i].plain);
    }
    assert_false(record_next(reader, &got));
    record_reader_close(reader);
    fixture_finish(&fixture);
}

static void errors_say_which(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_init(&fixture, 3);
    struct record_reader *reader = NULL;
    const struct disk *disk = fixture.disk;
    assert_int_equal(record_open(disk, fixture_path, &fixture.reviewer, &reader), ERR_NOT_FOUND);
    fixture_write(&fixture, 3, true);
    assert_int_equal(record_open(disk, fixture_path, &fixture.stranger, &reader), ERR_KEY);

    size_t size = 0;
    uint8_t *bytes = fake_disk_bytes(fixture.fake, fixture_path, &size);
    bytes[6] = '2'; // a later format
    assert_int_equal(record_open(disk, fixture_path, &fixture.reviewer, &reader), ERR_VERSION);
    bytes[6] = '1';
    bytes[8] = 2; // a later suite
    assert_int_equal(record_open(disk, fixture_path, &fixture.reviewer, &reader), ERR_VERSION);
    bytes[8] = 1;
    bytes[69] = 0; // practice, made to look real
    assert_int_equal(record_open(disk, fixture_path, &fixture.reviewer, &reader), ERR_SEAL);
    bytes[69] = 1;
    bytes[0] = 'X';
    assert_int_equal(record_open(disk, fixture_path, &fixture.reviewer, &reader), ERR_MALFORMED);
    fake_disk_put(fixture.fake, fixture_path, "hello", 5);
    assert_int_equal(record_open(disk, fixture_path, &fixture.reviewer, &reader), ERR_MALFORMED);
    fake_disk_put(fixture.fake, fixture_path, "", 0);
    assert_int_equal(record_open(disk, fixture_path, &fixture.reviewer, &reader), ERR_TRUNCATED);
    assert_null(reader);
    fixture_finish(&fixture);
}

static void a_segment_is_made_once(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_init(&fixture, 1);
    fixture_write(&fixture, 1, false);
    struct record_writer *writer = NULL;
    assert_int_equal(record_create(fixture.disk, &fixture.random.source, "sessions", &fixture.info,
                                   fixture.recipients, fixture.sign_secret, &writer),
                     ERR_EXISTS);
    assert_null(writer);
    fixture.info.segment = 1;
    assert_int_equal(record_create(fixture.disk, &fixture.random.source, "sessions", &fixture.info,
                                   fixture.recipients, fixture.sign_secret, &writer),
                     OK);
    assert_string_equal(record_path(writer), "sessions/2024-10-04-abababab.1.imrlog");
    record_close(writer);
    fixture_finish(&fixture);
}

static void practice_and_real_never_mix(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_init(&fixture, 2);
    struct record_writer *writer = NULL;
    fixture.recipients[0].practice = false;
    assert_int_equal(record_create(fixture.disk, &fixture.random.source, "sessions", &fixture.info,
                                   fixture.recipients, fixture.sign_secret, &writer),
                     ERR_PROFILE);
    fixture.info.practice = false;
    assert_int_equal(record_create(fixture.disk, &fixture.random.source, "sessions", &fixture.info,
                                   fixture.recipients, fixture.sign_secret, &writer),
                     ERR_PROFILE);
    memset(fixture.recipients[0].public_key, 0, 32); // no point anybody has the secret of
    fixture.recipients[1].practice = false;
    assert_int_equal(record_create(fixture.disk, &fixture.random.source, "sessions", &fixture.info,
                                   fixture.recipients, fixture.sign_secret, &writer),
                     ERR_KEY);
    assert_null(writer);
    fixture_finish(&fixture);
}

// C4's kind of sameness: one seed, one file, byte for byte; another seed, another file.
static void the_same_seed_makes_the_same_bytes(void **state)
{
    (void)state;
    struct fixture first, second, third;
    fixture_init(&first, 4);
    fixture_init(&second, 4);
    fixture_init(&third, 4);
    random_seeded_init(&third.random, 8);
    fixture_write(&first, 12, true);
    fixture_write(&second, 12, true);
    fixture_write(&third, 12, true);
    size_t first_size = 0, second_size = 0, third_size = 0;
    const uint8_t *first_bytes = fake_disk_bytes(first.fake, fixture_path, &first_size);
    const uint8_t *second_bytes = fake_disk_bytes(second.fake, fixture_path, &second_size);
    const uint8_t *third_bytes = fake_disk_bytes(third.fake, fixture_path, &third_size);
    assert_int_equal(first_size, second_size);
    assert_memory_equal(first_bytes, second_bytes, first_size);
    assert_int_equal(first_size, third_size);
    assert_memory_not_equal(first_bytes + 2048, third_bytes + 2048, 512);
    fixture_finish(&first);
    fixture_finish(&second);
    fixture_finish(&third);
}

static void heads_agree_with_and_without_a_key(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_init(&fixture, 2);
    struct record_writer *writer = fixture_create(&fixture);
    uint8_t heads[13][32];
    uint64_t frames = 99;
    record_head_of(writer, &frames, heads[0]);
    assert_int_equal(frames, 0);
    for (uint64_t i = 0; i < 12; i++) {
        fixture_append(writer, i, i == 11);
        record_head_of(writer, &frames, heads[i + 1]);
        assert_int_equal(frames, i + 1);
    }
    record_close(writer);

    struct record_reader *reader = NULL;
    assert_int_equal(record_open(fixture.disk, fixture_path, &fixture.reviewer, &reader), OK);
    struct span plain;
    while (record_next(reader, &plain)) {
    }
    static const uint64_t order[] = {12, 0, 1, 5, 4, 11, 12};
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        uint8_t head[32];
        record_reader_head(reader, order[i], head);
        assert_memory_equal(head, heads[order[i]], 32);
        assert_int_equal(record_head_at(fixture.disk, fixture_path, order[i], head), OK);
        assert_memory_equal(head, heads[order[i]], 32);
    }
    record_reader_close(reader);
    uint8_t head[32];
    assert_int_equal(record_head_at(fixture.disk, fixture_path, 13, head), ERR_TRUNCATED);

    uint8_t signature[64];
    record_sign_head(fixture.sign_secret, &fixture.info, 12, heads[12], signature);
    const uint8_t *public_key = fixture.info.sign_public;
    assert_true(record_check_head(public_key, &fixture.info, 12, heads[12], signature));
    assert_false(record_check_head(public_key, &fixture.info, 11, heads[12], signature));
    assert_false(record_check_head(public_key, &fixture.info, 12, heads[11], signature));
    struct record_info other = fixture.info;
    other.segment++;
    assert_false(record_check_head(public_key, &other, 12, heads[12], signature));
    signature[3] ^= 1;
    assert_false(record_check_head(public_key, &fixture.info, 12, heads[12], signature));
    fixture_finish(&fixture);
}

// C31: a cut tail is unclosed by itself, and truncated as soon as one fresh enough witness speaks.
static void witnesses_tell_a_cut_tail(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_init(&fixture, 1);
    enum {
        FRAMES = 14
    };
    fixture_write(&fixture, FRAMES, true);
    struct record_witness fresh = {.segment = 0, .frames = FRAMES - 1}; // as six words would be
    memset(fresh.session_id, 0xab, 16);
    assert_int_equal(record_head_at(fixture.disk, fixture_path, FRAMES - 1, fresh.head), OK);
    struct record_witness stale = fresh;
    stale.frames = 2;
    assert_int_equal(record_head_at(fixture.disk, fixture_path, 2, stale.head), OK);
    struct record_witness elsewhere = fresh;
    elsewhere.segment = 3;
    elsewhere.frames = 1000;
    struct record_witness forked = stale;
    forked.head[31] ^= 1;

    size_t size = 0;
    const uint8_t *lent = fake_disk_bytes(fixture.fake, fixture_path, &size);
    static uint8_t bytes[128 * 1024];
    assert_true(size <= sizeof bytes);
    memcpy(bytes, lent, size);
    size_t cut = RECORD_HEADER_BYTES;
    for (uint64_t frames = 0; frames <= FRAMES; frames++) {
        fake_disk_put(fixture.fake, fixture_path, bytes, cut);
        struct record_reader *reader = NULL;
        assert_int_equal(record_open(fixture.disk, fixture_path, &fixture.reviewer, &reader), OK);
        struct span plain;
        while (record_next(reader, &plain)) {
        }
        enum record_verdict own = frames == FRAMES ? RECORD_COMPLETE : RECORD_UNCLOSED;
        size_t by = 9;
        assert_int_equal(record_judge(reader, NULL, 0, &by), own);
        assert_int_equal(by, 0);
        const struct record_witness strangers[] = {elsewhere};
        assert_int_equal(record_judge(reader, strangers, 1, &by), own);
        assert_int_equal(by, 1);
        const struct record_witness both[] = {elsewhere, stale, fresh};
        bool gone = frames < FRAMES - 1;
        assert_int_equal(record_judge(reader, both, 3, &by), gone ? RECORD_TRUNCATED : own);
        assert_int_equal(by, frames < 2 ? 1 : gone ? 2 : 3);
        if (frames >= 2) {
            assert_int_equal(record_judge(reader, &stale, 1, &by), own);
            const struct record_witness two[] = {fresh, forked};
            assert_int_equal(record_judge(reader, two, 2, &by), RECORD_FORKED);
            assert_int_equal(by, 1);
        }
        record_reader_close(reader);
        if (frames < FRAMES)
            cut += 4 + record_u32(bytes + cut);
    }
    fixture_finish(&fixture);
}

static void unsynced_bytes_stay_bounded(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_init(&fixture, 1);
    struct record_writer *writer = fixture_create(&fixture);
    uint64_t before = fake_disk_syncs(fixture.fake);
    uint8_t plain[1] = {1};
    for (unsigned i = 0; i < 20; i++) {
        struct record_frame frame;
        record_seal(writer, (struct span){plain, 1}, FRAME_BYTES_MAX, false, &frame);
        assert_int_equal(record_write(writer, &frame, false), OK);
    }
    // 20 frames of 8,196 bytes: seven fit below 64 KiB, so two syncs were due.
    assert_int_equal(fake_disk_syncs(fixture.fake) - before, 2);
    assert_int_equal(record_sync(writer), OK);
    assert_int_equal(fake_disk_syncs(fixture.fake) - before, 3);
    assert_int_equal(record_sync(writer), OK); // nothing to do
    assert_int_equal(fake_disk_syncs(fixture.fake) - before, 3);
    record_close(writer);
    fixture_finish(&fixture);
}

static void dates_in_names_are_right(void **state)
{
    (void)state;
    static const struct {
        uint32_t day;
        const char *path;
    } cases[] = {
        {0, "s/1970-01-01-abababab.0.imrlog"},     {58, "s/1970-02-28-abababab.0.imrlog"},
        {59, "s/1970-03-01-abababab.0.imrlog"},    {789, "s/1972-02-29-abababab.0.imrlog"},
        {11016, "s/2000-02-29-abababab.0.imrlog"}, {19722, "s/2023-12-31-abababab.0.imrlog"},
        {19723, "s/2024-01-01-abababab.0.imrlog"}, {47541, "s/2100-03-01-abababab.0.imrlog"},
    };
    struct fixture fixture;
    fixture_init(&fixture, 1);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        fixture.info.day = cases[i].day;
        struct record_writer *writer = NULL;
        assert_int_equal(record_create(fixture.disk, &fixture.random.source, "s", &fixture.info,
                                       fixture.recipients, fixture.sign_secret, &writer),
                         OK);
        assert_string_equal(record_path(writer), cases[i].path);
        record_close(writer);
    }
    fixture_finish(&fixture);
}

static void the_real_disk_holds_it_too(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_init(&fixture, 2);
    char folder[] = "record-XXXXXX";
    assert_non_null(mkdtemp(folder));
    const struct disk *disk = disk_posix();
    struct record_writer *writer = NULL;
    assert_int_equal(record_create(disk, random_system(), folder, &fixture.info, fixture.recipients,
                                   fixture.sign_secret, &writer),
                     OK);
    for (uint64_t i = 0; i < 30; i++)
        fixture_append(writer, i, i == 29);
    char path[DISK_PATH_BYTES];
    memcpy(path, record_path(writer), strlen(record_path(writer)) + 1);
    record_close(writer);

    struct record_reader *reader = NULL;
    assert_int_equal(record_open(disk, path, &fixture.reviewer, &reader), OK);
    struct span got;
    for (uint64_t i = 0; i < 30; i++) {
        uint8_t plain[RECORD_PLAIN_MAX];
        size_t size = fixture_plain(i, plain);
        assert_true(record_next(reader, &got));
        assert_int_equal(got.size, size);
        assert_memory_equal(got.at, plain, size);
    }
    assert_false(record_next(reader, &got));
    struct record_end end;
    record_reader_end(reader, &end);
    assert_int_equal(end.verdict, RECORD_COMPLETE);
    record_reader_close(reader);
    assert_int_equal(disk->remove(disk->self, path), OK);
    assert_int_equal(rmdir(folder), 0);
    fixture_finish(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read),
        cmocka_unit_test(an_open_record_is_unclosed),
        cmocka_unit_test(frames_have_the_five_sizes_only),
        cmocka_unit_test(errors_say_which),
        cmocka_unit_test(a_segment_is_made_once),
        cmocka_unit_test(practice_and_real_never_mix),
        cmocka_unit_test(the_same_seed_makes_the_same_bytes),
        cmocka_unit_test(heads_agree_with_and_without_a_key),
        cmocka_unit_test(witnesses_tell_a_cut_tail),
        cmocka_unit_test(unsynced_bytes_stay_bounded),
        cmocka_unit_test(dates_in_names_are_right),
        cmocka_unit_test(the_real_disk_holds_it_too),
    };
    return cmocka_run_group_tests_name("seal.record", tests, NULL, NULL);
}

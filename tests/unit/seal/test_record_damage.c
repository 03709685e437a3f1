// C30: on a record of about 64 KiB every truncation, every flipped bit, and every swap, loss and copy
// of frames is noticed, at its place, with its verdict, and what stands before it is still read.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// cmocka's header needs the four above.
#include "seal/record_private.h"
#include "seal_test.h"
#include <cmocka.h>
#include <stdlib.h>

enum {
    FRAMES = 33
};

struct whole {
    struct fixture fixture;
    uint8_t *bytes; // of the undamaged file
    size_t size;
    size_t offsets[FRAMES + 1]; // of each frame, and the end
};

static int setup(void **state)
{
    struct whole *whole = calloc(1, sizeof *whole);
    fixture_init(&whole->fixture, 2);
    fixture_write(&whole->fixture, FRAMES, true);
    const uint8_t *bytes = fake_disk_bytes(whole->fixture.fake, fixture_path, &whole->size);
    whole->bytes = malloc(whole->size);
    memcpy(whole->bytes, bytes, whole->size);
    size_t offset = RECORD_HEADER_BYTES;
    for (size_t i = 0; i < FRAMES; i++) {
        whole->offsets[i] = offset;
        offset += 4 + record_u32(whole->bytes + offset);
    }
    whole->offsets[FRAMES] = offset;
    assert_int_equal(offset, whole->size);
    assert_in_range(whole->size, 60000, 75000);
    *state = whole;
    return 0;
}

static int teardown(void **state)
{
    struct whole *whole = *state;
    fixture_finish(&whole->fixture);
    free(whole->bytes);
    free(whole);
    return 0;
}

static size_t frame_holding(const struct whole *whole, size_t offset)
{
    size_t frame = 0;
    while (whole->offsets[frame + 1] <= offset)
        frame++;
    return frame;
}

static void whole_record_is_complete(void **state)
{
    struct whole *whole = *state;
    struct record_end end;
    assert_int_equal(fixture_read(&whole->fixture, &end), OK);
    assert_int_equal(end.verdict, RECORD_COMPLETE);
    assert_int_equal(end.frames, FRAMES);
    assert_int_equal(end.offset, whole->size);
    assert_int_equal(end.trailing_bytes, 0);
}

static void every_truncation_is_noticed(void **state)
{
    struct whole *whole = *state;
    for (size_t size = 0; size < whole->size; size++) {
        // Through the whole reader near every frame's edges and at each 11th byte between; the test
        // below looks at every byte.
        size_t frame = size < RECORD_HEADER_BYTES ? 0 : frame_holding(whole, size);
        size_t into = size - whole->offsets[frame];
        size_t left = whole->offsets[frame + 1] - size;
        if (size >= RECORD_HEADER_BYTES && into > 24 && left > 24 && size % 11 != 0)
            continue;
        fake_disk_put(whole->fixture.fake, fixture_path, whole->bytes, size);
        struct record_end end;
        enum err err = fixture_read(&whole->fixture, &end);
        if (size < RECORD_HEADER_BYTES) {
            assert_int_equal(err, ERR_TRUNCATED);
            continue;
        }
        assert_int_equal(err, OK);
        assert_int_equal(end.verdict, RECORD_UNCLOSED);
        assert_int_equal(end.frames, frame);
        assert_int_equal(end.offset, whole->offsets[frame]);
        assert_int_equal(end.trailing_bytes, into);
    }
}

// Every cut of every frame, without opening those before it again: the reader's one way to find a
// frame finds none.
static void no_cut_frame_counts_as_whole(void **state)
{
    struct whole *whole = *state;
    for (size_t frame = 0; frame < FRAMES; frame++) {
        for (size_t size = whole->offsets[frame]; size < whole->offsets[frame + 1]; size++) {
            struct span left = {whole->bytes + whole->offsets[frame], size - whole->offsets[frame]};
            assert_int_equal(record_frame_at(left, 0).size, 0);
        }
        struct span all = {whole->bytes, whole->size};
        assert_int_equal(record_frame_at(all, whole->offsets[frame]).size,
                         whole->offsets[frame + 1] - whole->offsets[frame]);
    }
}

static void every_flip_in_the_header_is_noticed(void **state)
{
    struct whole *whole = *state;
    uint8_t header[RECORD_HEADER_BYTES];
    struct record_header parsed;
    memcpy(header, whole->bytes, sizeof header);
    assert_int_equal(record_header_read(header, sizeof header, &parsed), OK);
    for (size_t bit = 0; bit < (size_t)RECORD_HEADER_BYTES * 8; bit++) {
        header[bit / 8] ^= (uint8_t)(1 << bit % 8);
        enum err err = record_header_read(header, sizeof header, &parsed);
        assert_true(err == ERR_MALFORMED || err == ERR_VERSION || err == ERR_SEAL);
        header[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
}

// A flip cannot reach the frames before it, so each is tried on a stream that stands before it: the
// same call that record_next makes, without opening 64 KiB half a million times.
static void every_flip_in_a_frame_fails_its_seal(void **state)
{
    struct whole *whole = *state;
    uint8_t file_key[32], header_hash[32], beside[RECORD_BESIDE_BYTES], plain[FRAME_BYTES_MAX];
    struct record_header header;
    assert_int_equal(record_header_read(whole->bytes, whole->size, &header), OK);
    assert_int_equal(crypto_box_seal_open(file_key, header.seals[1], RECORD_SEAL_BYTES,
                                          whole->fixture.reviewer.recipient.public_key,
                                          whole->fixture.reviewer.secret),
                     0);
    seal_hash(whole->bytes, RECORD_HEADER_BYTES, header_hash);
    crypto_secretstream_xchacha20poly1305_state stream;
    crypto_secretstream_xchacha20poly1305_init_pull(&stream, header.stream_header, file_key);
    for (size_t i = 0; i < FRAMES; i++) {
        uint8_t *sealed = whole->bytes + whole->offsets[i] + 4;
        size_t size = whole->offsets[i + 1] - whole->offsets[i] - 4;
        record_beside(header_hash, i, beside);
        for (size_t bit = 0; bit < size * 8; bit++) {
            crypto_secretstream_xchacha20poly1305_state copy = stream;
            sealed[bit / 8] ^= (uint8_t)(1 << bit % 8);
            int result = crypto_secretstream_xchacha20poly1305_pull(
                &copy, plain, NULL, NULL, sealed, size, beside, sizeof beside);
            sealed[bit / 8] ^= (uint8_t)(1 << bit % 8);
            assert_int_not_equal(result, 0);
        }
        uint8_t tag = 0;
        assert_int_equal(crypto_secretstream_xchacha20poly1305_pull(
                             &stream, plain, NULL, &tag, sealed, size, beside, sizeof beside),
                         0);
    }
}

static void check_flip(struct whole *whole, size_t offset, uint8_t mask)
{
    size_t frame = frame_holding(whole, offset);
    size_t size = 0;
    uint8_t *bytes = fake_disk_bytes(whole->fixture.fake, fixture_path, &size);
    bytes[offset] ^= mask;
    struct record_end end;
    enum err err = fixture_read(&whole->fixture, &end);
    bytes = fake_disk_bytes(whole->fixture.fake, fixture_path, &size);
    bytes[offset] ^= mask;
    assert_int_equal(err, OK);
    assert_int_equal(end.frames, frame);
    assert_int_equal(end.offset, whole->offsets[frame]);
    assert_int_equal(end.trailing_bytes, whole->size - whole->offsets[frame]);
    // A length that now reaches past the end looks as a cut does, and one that is now zero at the end
    // of a sector as a lost sector does; all else is forgery.
    if (end.verdict == RECORD_UNCLOSED) {
        assert_true(offset < whole->offsets[frame] + 4);
        uint8_t bytes_of_length[4];
        memcpy(bytes_of_length, whole->bytes + whole->offsets[frame], 4);
        bytes_of_length[offset - whole->offsets[frame]] ^= mask;
        uint32_t length = record_u32(bytes_of_length);
        bool past = record_size_ok(length) && length > whole->size - whole->offsets[frame] - 4;
        assert_true(past || (length == 0 && whole->offsets[frame] % 512 == 508));
    } else {
        assert_int_equal(end.verdict, RECORD_FORGED);
    }
}

// Through the reader itself: every bit of every length, of each frame's first and last 20 bytes, and
// one bit of every 97th byte between, with verdict and place.
static void flips_are_placed_by_the_reader(void **state)
{
    struct whole *whole = *state;
    fake_disk_put(whole->fixture.fake, fixture_path, whole->bytes, whole->size);
    for (size_t i = 0; i < FRAMES; i++) {
        for (size_t at = whole->offsets[i]; at < whole->offsets[i + 1]; at++) {
            bool edge = at < whole->offsets[i] + 4;
            bool near = at < whole->offsets[i] + 20 || at + 20 >= whole->offsets[i + 1];
            if (edge)
                for (unsigned bit = 0; bit < 8; bit++)
                    check_flip(whole, at, (uint8_t)(1 << bit));
            else if (near || at % 97 == 0)
                check_flip(whole, at, (uint8_t)(1 << at % 8));
        }
    }
}

// Puts together a file of frames in the given order and checks that exactly `intact` are read.
static void check_order(struct whole *whole, const size_t *order, size_t count, size_t intact,
                        enum record_verdict verdict)
{
    uint8_t *bytes = malloc(whole->size * 2);
    memcpy(bytes, whole->bytes, RECORD_HEADER_BYTES);
    size_t size = RECORD_HEADER_BYTES;
    for (size_t i = 0; i < count; i++) {
        size_t frame_size = whole->offsets[order[i] + 1] - whole->offsets[order[i]];
        memcpy(bytes + size, whole->bytes + whole->offsets[order[i]], frame_size);
        size += frame_size;
    }
    fake_disk_put(whole->fixture.fake, fixture_path, bytes, size);
    free(bytes);
    struct record_end end;
    assert_int_equal(fixture_read(&whole->fixture, &end), OK);
    assert_int_equal(end.verdict, verdict);
    assert_int_equal(end.frames, intact);
    assert_int_equal(end.offset, whole->offsets[intact]);
    assert_int_equal(end.trailing_bytes, size - whole->offsets[intact]);
}

static void every_swap_is_noticed(void **state)
{
    struct whole *whole = *state;
    for (size_t a = 0; a < FRAMES; a++)
        for (size_t b = a + 1; b < FRAMES; b++) {
            size_t order[FRAMES];
            for (size_t i = 0; i < FRAMES; i++)
                order[i] = i == a ? b : i == b ? a : i;
            check_order(whole, order, FRAMES, a, RECORD_FORGED);
        }
}

static void every_lost_frame_is_noticed(void **state)
{
    struct whole *whole = *state;
    for (size_t lost = 0; lost < FRAMES; lost++) {
        size_t order[FRAMES];
        for (size_t i = 0; i + 1 < FRAMES; i++)
            order[i] = i < lost ? i : i + 1;
        // Without the last there is nothing wrong but that it is not closed.
        enum record_verdict verdict = lost == FRAMES - 1 ? RECORD_UNCLOSED : RECORD_FORGED;
        check_order(whole, order, FRAMES - 1, lost, verdict);
    }
}

static void every_copied_frame_is_noticed(void **state)
{
    struct whole *whole = *state;
    for (size_t copied = 0; copied < FRAMES; copied++)
        for (size_t place = 0; place <= FRAMES; place++) {
            size_t order[FRAMES + 1];
            size_t next = 0;
            for (size_t i = 0; i <= FRAMES; i++)
                order[i] = i == place ? copied : next++;
            // A copy right before itself reads as itself, and the second one is wrong.
            size_t intact = place == copied ? place + 1 : place;
            check_order(whole, order, FRAMES + 1, intact, RECORD_FORGED);
        }
}

static void bytes_after_the_end_are_noticed(void **state)
{
    struct whole *whole = *state;
    for (size_t more = 1; more <= 9000; more += 89) {
        uint8_t *bytes = calloc(1, whole->size + more);
        memcpy(bytes, whole->bytes, whole->size);
        fake_disk_put(whole->fixture.fake, fixture_path, bytes, whole->size + more);
        free(bytes);
        struct record_end end;
        assert_int_equal(fixture_read(&whole->fixture, &end), OK);
        assert_int_equal(end.verdict, RECORD_FORGED);
        assert_int_equal(end.frames, FRAMES);
        assert_int_equal(end.trailing_bytes, more);
    }
}

// A sector that a power cut kept from the platter reads as zeros: an open end, not forgery.
static void torn_tail_is_unclosed(void **state)
{
    struct whole *whole = *state;
    size_t frame = 22; // 8,196 bytes
    size_t from = whole->offsets[frame];
    size_t end_of_file = whole->offsets[frame + 1];
    for (size_t sector = from / 512; sector * 512 < end_of_file; sector++) {
        uint8_t *bytes = malloc(end_of_file);
        memcpy(bytes, whole->bytes, end_of_file);
        size_t start = sector * 512 > from ? sector * 512 : from;
        size_t stop = (sector + 1) * 512 < end_of_file ? (sector + 1) * 512 : end_of_file;
        memset(bytes + start, 0, stop - start);
        fake_disk_put(whole->fixture.fake, fixture_path, bytes, end_of_file);
        free(bytes);
        struct record_end end;
        assert_int_equal(fixture_read(&whole->fixture, &end), OK);
        assert_int_equal(end.verdict, RECORD_UNCLOSED);
        assert_int_equal(end.frames, frame);
        assert_int_equal(end.trailing_bytes, end_of_file - from);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(whole_record_is_complete, setup, teardown),
        cmocka_unit_test_setup_teardown(every_truncation_is_noticed, setup, teardown),
        cmocka_unit_test_setup_teardown(no_cut_frame_counts_as_whole, setup, teardown),
        cmocka_unit_test_setup_teardown(every_flip_in_the_header_is_noticed, setup, teardown),
        cmocka_unit_test_setup_teardown(every_flip_in_a_frame_fails_its_seal, setup, teardown),
        cmocka_unit_test_setup_teardown(flips_are_placed_by_the_reader, setup, teardown),
        cmocka_unit_test_setup_teardown(every_swap_is_noticed, setup, teardown),
        cmocka_unit_test_setup_teardown(every_lost_frame_is_noticed, setup, teardown),
        cmocka_unit_test_setup_teardown(every_copied_frame_is_noticed, setup, teardown),
        cmocka_unit_test_setup_teardown(bytes_after_the_end_are_noticed, setup, teardown),
        cmocka_unit_test_setup_teardown(torn_tail_is_unclosed, setup, teardown),
    };
    return cmocka_run_group_tests_name("seal.record_damage", tests, NULL, NULL);
}

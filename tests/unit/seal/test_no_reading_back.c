// C32: whoever takes the running console's memory after a frame was written cannot open any frame
// before it. Every window of 32 bytes in the writer's memory is tried as the file key and as each
// earlier stream key, and the true nonces, which nobody would have, are given away for free.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// cmocka's header needs the four above.
#include "seal/record_private.h"
#include "seal_test.h"
#include <cmocka.h>

enum {
    FRAMES = 14
};
typedef crypto_secretstream_xchacha20poly1305_state stream_state;

struct kept {
    stream_state before; // the stream as it was when the frame was sealed
    struct record_frame frame;
};

static bool opens(stream_state stream, const struct record_writer *writer, const struct kept *kept,
                  uint64_t index)
{
    uint8_t beside[RECORD_BESIDE_BYTES], plain[FRAME_BYTES_MAX];
    record_beside(writer->header_hash, index, beside);
    return crypto_secretstream_xchacha20poly1305_pull(
               &stream, plain, NULL, NULL, kept->frame.bytes + RECORD_SIZE_BYTES,
               kept->frame.size - RECORD_SIZE_BYTES, beside, sizeof beside) == 0;
}

// Tries one window as this frame's stream key, and as the file key if it is the first frame.
static bool window_opens(const uint8_t *window, const struct record_writer *writer,
                         const struct kept *kept, uint64_t index, const uint8_t *stream_header)
{
    stream_state stream = kept->before; // its nonce is the true one
    memcpy(stream.k, window, sizeof stream.k);
    if (opens(stream, writer, kept, index))
        return true;
    if (index > 0)
        return false;
    crypto_secretstream_xchacha20poly1305_init_pull(&stream, stream_header, window);
    return opens(stream, writer, kept, index);
}

static size_t windows_that_open(const struct record_writer *writer, const struct kept *kept,
                                uint64_t index, const uint8_t *stream_header)
{
    const uint8_t *memory = (const uint8_t *)writer;
    size_t found = 0;
    for (size_t at = 0; at + 32 <= sizeof *writer; at++)
        if (window_opens(memory + at, writer, kept, index, stream_header))
            found++;
    return found;
}

static void memory_opens_nothing_written_before(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_init(&fixture, 2);
    struct record_writer *writer = fixture_create(&fixture);
    size_t size = 0;
    const uint8_t *file = fake_disk_bytes(fixture.fake, fixture_path, &size);
    struct record_header header;
    assert_int_equal(record_header_read(file, size, &header), OK);

    static struct kept kept[FRAMES];
    static const char marker[] = "what was said in the room";
    for (uint64_t i = 0; i < FRAMES; i++) {
        kept[i].before = writer->stream;
        record_seal(writer, span_of_string(marker), 0, i == FRAMES - 1, &kept[i].frame);
        assert_int_equal(record_write(writer, &kept[i].frame, true), OK);
        if (i == 0) {
            // The search finds what is there: with the old state put back it opens the frame.
            stream_state now = writer->stream;
            writer->stream = kept[0].before;
            assert_int_equal(windows_that_open(writer, &kept[0], 0, header.stream_header), 1);
            writer->stream = now;
        }
        for (uint64_t earlier = 0; earlier <= i; earlier++)
            assert_int_equal(
                windows_that_open(writer, &kept[earlier], earlier, header.stream_header), 0);
        // Nor is the text itself still there.
        const uint8_t *memory = (const uint8_t *)writer;
        for (size_t at = 0; at + 8 <= sizeof *writer; at++)
            assert_memory_not_equal(memory + at, marker, 8);
    }
    record_close(writer);
    fixture_finish(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(memory_opens_nothing_written_before)};
    return cmocka_run_group_tests_name("seal.c32_no_reading_back", tests, NULL, NULL);
}

// The canonical encoding of our own state: layout, round trip, every cut, refusals.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
// cmocka.h needs the ones above.
#include <cmocka.h>

#include "base/codec.h"
#include <string.h>

enum colour {
    RED,
    GREEN,
    BLUE
};

struct sample {
    uint8_t u8;
    uint16_t u16;
    uint32_t u32;
    uint64_t u64;
    int64_t i64;
    bool flag;
    enum colour colour;
    uint8_t bytes[3];
    char text[6];
};
enum {
    SAMPLE_BYTES = 1 + 2 + 4 + 8 + 8 + 1 + 1 + 3 + 6
};

static void visit(struct codec *codec, struct sample *sample)
{
    codec_u8(codec, &sample->u8);
    codec_u16(codec, &sample->u16);
    codec_u32(codec, &sample->u32);
    codec_u64(codec, &sample->u64);
    codec_i64(codec, &sample->i64);
    codec_bool(codec, &sample->flag);
    codec_enum(codec, &sample->colour, BLUE);
    codec_bytes(codec, sample->bytes, sizeof sample->bytes);
    codec_text(codec, sample->text, sizeof sample->text);
}

static struct sample full_sample(void)
{
    return (struct sample){.u8 = 0x12,
                           .u16 = 0x3456,
                           .u32 = 0x789abcde,
                           .u64 = UINT64_C(0x1122334455667788),
                           .i64 = INT64_MIN,
                           .flag = true,
                           .colour = BLUE,
                           .bytes = {7, 8, 9},
                           .text = "né"};
}

static const uint8_t encoded[SAMPLE_BYTES] = {
    0x12, 0x56, 0x34, 0xde, 0xbc, 0x9a, 0x78, 0x88, 0x77, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11, 0, 0,
    0,    0,    0,    0,    0,    0x80, 1,    2,    7,    8,    9,    'n',  0xc3, 0xa9, 0,    0, 0};

static void fields_stand_little_endian_in_order(void **state)
{
    (void)state;
    struct sample sample = full_sample();
    uint8_t buffer[SAMPLE_BYTES];
    struct codec writer = codec_writer(buffer, sizeof buffer);
    visit(&writer, &sample);
    assert_int_equal(writer.err, OK);
    assert_int_equal(writer.used, SAMPLE_BYTES);
    assert_memory_equal(buffer, encoded, SAMPLE_BYTES);
}

static void what_is_read_was_written(void **state)
{
    (void)state;
    const struct sample sample = full_sample();
    struct sample back = {0};
    struct codec reader = codec_reader(encoded, sizeof encoded);
    visit(&reader, &back);
    assert_int_equal(reader.err, OK);
    assert_int_equal(back.u8, sample.u8);
    assert_int_equal(back.u16, sample.u16);
    assert_int_equal(back.u32, sample.u32);
    assert_int_equal(back.u64, sample.u64);
    assert_int_equal(back.i64, sample.i64);
    assert_true(back.flag);
    assert_int_equal(back.colour, BLUE);
    assert_memory_equal(back.bytes, sample.bytes, 3);
    assert_memory_equal(back.text, sample.text, 6);
}

static void every_cut_is_seen_and_sticks(void **state)
{
    (void)state;
    for (size_t size = 0; size < SAMPLE_BYTES; size++) {
        struct sample sample = full_sample();
        struct sample back = {0};
        uint8_t buffer[SAMPLE_BYTES + 1];
        memset(buffer, 0xee, sizeof buffer);
        struct codec reader = codec_reader(encoded, size);
        visit(&reader, &back);
        assert_int_equal(reader.err, ERR_TRUNCATED);
        struct codec writer = codec_writer(buffer, size);
        visit(&writer, &sample);
        assert_int_equal(writer.err, ERR_TOO_LONG);
        assert_true(writer.used <= size);
        assert_int_equal(buffer[size], 0xee);
        // The last field is never reached, whatever failed.
        assert_int_equal(back.text[0], 0);
    }
}

static enum err read_changed(size_t at, uint8_t byte)
{
    uint8_t bytes[SAMPLE_BYTES];
    memcpy(bytes, encoded, sizeof bytes);
    bytes[at] = byte;
    struct sample back = {0};
    struct codec reader = codec_reader(bytes, sizeof bytes);
    visit(&reader, &back);
    return reader.err;
}

static void what_no_writer_writes_is_refused(void **state)
{
    (void)state;
    enum {
        BOOL_AT = 23,
        ENUM_AT = 24,
        TEXT_AT = 28
    };
    assert_int_equal(read_changed(BOOL_AT, 2), ERR_RANGE);
    assert_int_equal(read_changed(ENUM_AT, 3), ERR_RANGE);
    assert_int_equal(read_changed(ENUM_AT, 0), OK);
    assert_int_equal(read_changed(TEXT_AT, '\n'), ERR_TEXT);
    assert_int_equal(read_changed(TEXT_AT + 1, 'x'), ERR_TEXT); // a broken sequence
    assert_int_equal(read_changed(TEXT_AT, 0), ERR_TEXT);       // bytes behind the end
    assert_int_equal(read_changed(TEXT_AT + 5, 'x'), ERR_TEXT); // the same, and no end
    struct sample sample = full_sample();
    memset(sample.text, 'x', sizeof sample.text);
    uint8_t buffer[SAMPLE_BYTES];
    struct codec writer = codec_writer(buffer, sizeof buffer);
    visit(&writer, &sample);
    assert_int_equal(writer.err, ERR_TEXT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_stand_little_endian_in_order),
        cmocka_unit_test(what_is_read_was_written),
        cmocka_unit_test(every_cut_is_seen_and_sticks),
        cmocka_unit_test(what_no_writer_writes_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

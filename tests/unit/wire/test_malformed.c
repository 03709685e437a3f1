// Damage of every kind to every message. Claim C39: whatever is accepted has one encoding only, so
// each mutant is refused or is itself what its content encodes to.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
// cmocka.h needs the ones above.
#include <cmocka.h>

#include "unit/wire/samples.h"
#include <stdlib.h>
#include <string.h>

static struct samples samples;
static uint8_t again[SAMPLE_BYTES_MAX];

static int set_up(void **state)
{
    (void)state;
    samples_make(&samples);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    samples_free(&samples);
    return 0;
}

// True if accepted.
static bool judge(enum message message, const uint8_t *bytes, size_t size)
{
    // An exact block, so that a sanitizer sees a read past its end.
    uint8_t *exact = malloc(size + (size == 0));
    assert_non_null(exact);
    if (size > 0)
        memcpy(exact, bytes, size);
    size_t used = 0;
    const enum err err = codec_row(message)->trip((struct span){exact, size}, again, &used);
    if (err == OK) {
        assert_int_equal(used, size);
        assert_memory_equal(again, exact, size);
    }
    free(exact);
    return err == OK;
}

static void samples_are_accepted(void **state)
{
    (void)state;
    assert_int_equal(samples.count, FACT_LAST + 1 + 2 + 4 + 3 + CONTROL_ROOM_KEY +
                                        RECORD_CONTINUED + 1 + GOAL_CELL_LAST - 1 + 1);
    for (size_t i = 0; i < samples.count; i++)
        assert_true(judge(samples.items[i].message, samples.items[i].bytes, samples.items[i].size));
}

// Long blobs are tried here and there, their heads everywhere.
#ifdef TEST_BRISK
enum {
    HEAD = 128,
    CUT_STRIDE = 251,
    BIT_STRIDE = 61
};
#else
enum {
    HEAD = 512,
    CUT_STRIDE = 61,
    BIT_STRIDE = 17
};
#endif

static void every_cut(void **state)
{
    (void)state;
    for (size_t i = 0; i < samples.count; i++) {
        const struct sample *sample = &samples.items[i];
        for (size_t size = 0; size < sample->size; size += size < HEAD ? 1 : CUT_STRIDE)
            (void)judge(sample->message, sample->bytes, size);
    }
    // Fixed sizes admit no other.
    static const uint8_t zeros[ENVELOPE_OPEN_BYTES + 1];
    for (size_t size = 0; size <= ENVELOPE_OPEN_BYTES + 1; size += 31)
        assert_false(judge(MESSAGE_ENVELOPE, zeros, size));
}

static void every_bit(void **state)
{
    (void)state;
    for (size_t i = 0; i < samples.count; i++) {
        const struct sample *sample = &samples.items[i];
        uint8_t *bytes = malloc(sample->size);
        assert_non_null(bytes);
        memcpy(bytes, sample->bytes, sample->size);
        for (size_t at = 0; at < sample->size; at += at < HEAD ? 1 : BIT_STRIDE) {
            for (int bit = 0; bit < 8; bit++) {
                bytes[at] ^= (uint8_t)(1U << bit);
                (void)judge(sample->message, bytes, sample->size);
                bytes[at] ^= (uint8_t)(1U << bit);
            }
        }
        free(bytes);
    }
}

static bool is_fixed(enum message message)
{
    return message == MESSAGE_CELL || message == MESSAGE_GOAL_CELL || message == MESSAGE_GOAL_SHEET;
}

static void a_longer_input_is_refused(void **state)
{
    (void)state;
    uint8_t *big = calloc(1, DECK_BYTES_MAX + 1);
    assert_non_null(big);
    for (int message = 0; message < MESSAGES; message++) {
        const struct codec_row *row = codec_row((enum message)message);
        size_t used = 0;
        const enum err err = row->trip((struct span){big, row->size_max + 1}, again, &used);
        assert_int_equal(err, is_fixed((enum message)message) ? ERR_MALFORMED : ERR_TOO_LONG);
    }
    free(big);
}

// Each non-semantic byte of an accepted cell, changed in every way, is refused (C39).
static void no_answer_hides_anything(void **state)
{
    (void)state;
    uint8_t bytes[CELL_BODY_BYTES];
    const struct cell_body body = sample_cell(CELL_ANSWER);
    cell_body_encode(&body, bytes);
    const size_t used = (size_t)bytes[0] + 2;
    struct cell_body back;
    for (size_t at = used; at < sizeof bytes; at++) {
        for (unsigned value = 1; value < 256; value++) {
            bytes[at] = (uint8_t)value;
            assert_int_equal(cell_body_decode(bytes, &back), ERR_MALFORMED);
        }
        bytes[at] = 0;
    }
    // The same answer in more bytes: longer varint, unknown field, field again, field of zeros.
    static const struct {
        const char *tail;
        size_t size;
    } tails[] = {{"\x20\x91\x00", 3}, {"\x30\x01", 2}, {"\x20\x11", 2},
                 {"\x28\x00", 2},     {"\x2b\x2c", 2}, {"\x2a\x00", 2}};
    for (size_t i = 0; i < sizeof tails / sizeof tails[0]; i++) {
        cell_body_encode(&body, bytes);
        // choice is the last field, two bytes of it
        const size_t at = i == 0 ? used - 2 : used;
        memcpy(bytes + at, tails[i].tail, tails[i].size);
        bytes[0] = (uint8_t)(at + tails[i].size - 2);
        assert_int_equal(cell_body_decode(bytes, &back), ERR_MALFORMED);
    }
}

static void refusal(enum message message, const char *bytes, size_t size, enum err expected)
{
    size_t used = 0;
    assert_int_equal(
        codec_row(message)->trip((struct span){(const uint8_t *)bytes, size}, again, &used),
        expected);
}
#define REFUSED(message, literal, err) refusal(message, literal, sizeof(literal) - 1, err)

static void each_fault_has_its_name(void **state)
{
    (void)state;
    // kind 23 (marked), revision 7, text (field 12).
    REFUSED(MESSAGE_FACT, "\x08\x17\x10\x07\x62\x01x", OK);
    REFUSED(MESSAGE_FACT, "", ERR_RANGE);                                 // no kind
    REFUSED(MESSAGE_FACT, "\x08\x26\x10\x07", ERR_VERSION);               // a kind of tomorrow
    REFUSED(MESSAGE_FACT, "\x08\x17\x10\x07\x62\x02x", ERR_TRUNCATED);    // past the end
    REFUSED(MESSAGE_FACT, "\x08\x17\x10\x07\x62\x01\x07", ERR_TEXT);      // a control character
    REFUSED(MESSAGE_FACT, "\x08\x17\x10\x07\x62\x03x\0y", ERR_TEXT);      // a NUL inside
    REFUSED(MESSAGE_FACT, "\x08\x17\x10\x07\x62\x02\xc3\x28", ERR_TEXT);  // not UTF-8
    REFUSED(MESSAGE_FACT, "\x08\x17\x10\x07\x62\x00", ERR_MALFORMED);     // a default on the wire
    REFUSED(MESSAGE_FACT, "\x10\x07\x08\x17", ERR_MALFORMED);             // out of order
    REFUSED(MESSAGE_FACT, "\x08\x17\x08\x17\x10\x07", ERR_MALFORMED);     // twice
    REFUSED(MESSAGE_FACT, "\x08\x97\x00\x10\x07", ERR_MALFORMED);         // a varint too long
    REFUSED(MESSAGE_FACT, "\x08\x17\x10\x07\x63\x64", ERR_MALFORMED);     // a group
    REFUSED(MESSAGE_FACT, "\x08\x17\x10\x07\x20\x01", ERR_MALFORMED);     // not of this kind
    REFUSED(MESSAGE_FACT, "\x08\x17\x10\x07\x90\x01\x01", ERR_MALFORMED); // an unknown field
    REFUSED(MESSAGE_FACT, "\x08\x17\x12\x01\x07", ERR_MALFORMED);         // the wrong wire type
    REFUSED(MESSAGE_FACT, "\x08\x17\x10\x80\x80\x80\x80\x10", ERR_RANGE); // over 32 bits
    REFUSED(MESSAGE_FACT, "\x08\x17\x10\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02", ERR_MALFORMED);
    REFUSED(MESSAGE_ENVELOPE, "", ERR_TRUNCATED);
    REFUSED(MESSAGE_DECK, "\x08\x02", ERR_VERSION);
    REFUSED(MESSAGE_DECK, "", ERR_VERSION);
    REFUSED(MESSAGE_SCENE, "\x08\x02", ERR_RANGE); // the facilitator's scene never travels
    // A list of six counts where five are the most: scene.release.counts.
    REFUSED(MESSAGE_SCENE, "\x8a\x01\x0a\x08\x01\x12\x06\x01\x01\x01\x01\x01\x01", ERR_TOO_LONG);
    // Numbers one by one where proto3 packs them.
    REFUSED(MESSAGE_SCENE, "\x8a\x01\x06\x08\x01\x10\x01\x10\x01", ERR_MALFORMED);
}

static void too_many_elements_are_refused_before_unpacking(void **state)
{
    (void)state;
    // 17 empty steps in a beginning; 65 slides would do the same in a deck.
    uint8_t bytes[64] = {0x08, 0x01, 0x10, 0x01, 0x72, 2 * (STEPS_MAX + 1)};
    for (size_t i = 0; i <= STEPS_MAX; i++) {
        bytes[6 + 2 * i] = 0x52;
        bytes[7 + 2 * i] = 0;
    }
    refusal(MESSAGE_FACT, (const char *)bytes, 6 + 2 * (STEPS_MAX + 1), ERR_TOO_LONG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(samples_are_accepted),
        cmocka_unit_test(every_cut),
        cmocka_unit_test(every_bit),
        cmocka_unit_test(a_longer_input_is_refused),
        cmocka_unit_test(no_answer_hides_anything),
        cmocka_unit_test(each_fault_has_its_name),
        cmocka_unit_test(too_many_elements_are_refused_before_unpacking),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

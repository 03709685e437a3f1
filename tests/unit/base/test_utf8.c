// Claim C41: the text filter admits no control, bidi, invisible or invalid UTF-8. Every code point
// alone, every sequence of two bytes and many of three and four, against rules written again here.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
// cmocka.h needs the ones above.
#include <cmocka.h>

#include "base/utf8.h"
#include <string.h>

// ------------------------------------------------------------------------------- the oracle

// What must be refused, one line a reason.
static bool oracle_refuses(uint32_t p)
{
    if (p < 0x20 || (p >= 0x7f && p <= 0x9f))
        return true; // C0, DEL, C1
    if (p == 0x00ad || p == 0x034f || p == 0x061c || p == 0xfeff)
        return true; // soft hyphen, grapheme joiner, Arabic letter mark, byte order mark
    if (p == 0x115f || p == 0x1160 || p == 0x3164 || p == 0xffa0)
        return true; // Hangul fillers
    if (p == 0x17b4 || p == 0x17b5 || (p >= 0x180b && p <= 0x180f))
        return true; // invisible Khmer vowels, Mongolian selectors
    if (p >= 0x200b && p <= 0x200f)
        return true; // zero width, direction marks
    if (p >= 0x2028 && p <= 0x202e)
        return true; // separators, direction embeddings and overrides
    if (p >= 0x2060 && p <= 0x206f)
        return true; // joiner, invisible operators, isolates, deprecated
    if ((p >= 0xfe00 && p <= 0xfe0f) || (p >= 0xfff0 && p <= 0xfffb))
        return true; // variation selectors, specials
    if ((p >= 0x1bca0 && p <= 0x1bca3) || (p >= 0x1d173 && p <= 0x1d17a))
        return true; // shorthand and musical format controls
    if (p >= 0xd800 && p <= 0xf8ff)
        return true; // surrogates, private use
    if ((p >= 0xfdd0 && p <= 0xfdef) || (p & 0xfffe) == 0xfffe)
        return true; // non-characters
    return p > 0x2ffff;
}

// The definition of UTF-8 by its table of well-formed sequences. Returns the bytes or 0.
static size_t oracle_decode(const uint8_t *b, size_t size, uint32_t *out)
{
    struct row {
        uint8_t low, high, second_low, second_high;
        size_t size;
    };
    static const struct row rows[] = {
        {0x00, 0x7f, 0, 0, 1},       {0xc2, 0xdf, 0x80, 0xbf, 2}, {0xe0, 0xe0, 0xa0, 0xbf, 3},
        {0xe1, 0xec, 0x80, 0xbf, 3}, {0xed, 0xed, 0x80, 0x9f, 3}, {0xee, 0xef, 0x80, 0xbf, 3},
        {0xf0, 0xf0, 0x90, 0xbf, 4}, {0xf1, 0xf3, 0x80, 0xbf, 4}, {0xf4, 0xf4, 0x80, 0x8f, 4},
    };
    for (size_t r = 0; size > 0 && r < sizeof rows / sizeof rows[0]; r++) {
        const struct row *row = &rows[r];
        if (b[0] < row->low || b[0] > row->high)
            continue;
        if (row->size == 1) {
            *out = b[0];
            return 1;
        }
        if (size < row->size || b[1] < row->second_low || b[1] > row->second_high)
            return 0;
        uint32_t point = b[0] & (0x7fU >> row->size);
        for (size_t i = 1; i < row->size; i++) {
            if (b[i] < 0x80 || b[i] > 0xbf)
                return 0;
            point = point << 6 | (b[i] & 0x3fU);
        }
        *out = point;
        return row->size;
    }
    return 0;
}

static void compare_decoding(const uint8_t *bytes, size_t size)
{
    uint32_t ours = 0xdead;
    uint32_t theirs = 0xdead;
    const size_t our_size = utf8_decode((struct span){bytes, size}, &ours);
    const size_t their_size = oracle_decode(bytes, size, &theirs);
    assert_int_equal(our_size, their_size);
    assert_int_equal(ours, theirs); // and untouched when refused
}

// ------------------------------------------------------------------------------- tests

static void every_code_point_alone(void **state)
{
    (void)state;
    size_t allowed = 0;
    for (uint32_t point = 0; point <= 0x10ffff; point++) {
        const bool refused = oracle_refuses(point);
        assert_int_equal(text_point_ok(point), !refused);
        if (point >= 0xd800 && point <= 0xdfff)
            continue; // cannot be encoded: see every_surrogate_is_refused
        char bytes[4];
        const size_t size = utf8_encode(point, bytes);
        uint32_t back = 0;
        assert_int_equal(utf8_decode((struct span){(uint8_t *)bytes, size}, &back), size);
        assert_int_equal(back, point);
        const struct span text = {(uint8_t *)bytes, size};
        assert_int_equal(text_ok(text), refused ? ERR_TEXT : OK);
        assert_int_equal(text_ok_deck(text), refused && point != 0x200b ? ERR_TEXT : OK);
        allowed += !refused;
    }
    assert_in_range(allowed, 150000, 0x30000);
    assert_false(text_point_ok(0x110000));
    assert_false(text_point_ok(UINT32_MAX));
}

static void every_surrogate_is_refused(void **state)
{
    (void)state;
    for (uint32_t point = 0xd800; point <= 0xdfff; point++) {
        const uint8_t bytes[3] = {(uint8_t)(0xe0 | point >> 12),
                                  (uint8_t)(0x80 | (point >> 6 & 0x3f)),
                                  (uint8_t)(0x80 | (point & 0x3f))};
        assert_int_equal(text_ok((struct span){bytes, 3}), ERR_TEXT);
    }
}

static void every_two_bytes(void **state)
{
    (void)state;
    for (unsigned first = 0; first < 256; first++) {
        for (unsigned second = 0; second < 256; second++) {
            const uint8_t bytes[2] = {(uint8_t)first, (uint8_t)second};
            compare_decoding(bytes, 1);
            compare_decoding(bytes, 2);
            uint32_t a = 0;
            uint32_t b = 0;
            const size_t used = oracle_decode(bytes, 2, &a);
            bool good = used > 0 && !oracle_refuses(a);
            if (used == 1)
                good = good && oracle_decode(bytes + 1, 1, &b) == 1 && !oracle_refuses(b);
            assert_int_equal(text_ok((struct span){bytes, 2}), good ? OK : ERR_TEXT);
        }
    }
}

static void sampled_longer_sequences(void **state)
{
    (void)state;
    // Bytes at the edges of every range in the definition, in every combination, and a stride over
    // the rest.
    static const uint8_t edges[] = {0x00, 0x20, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0,
                                    0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef, 0xf0,
                                    0xf1, 0xf3, 0xf4, 0xf5, 0xf8, 0xfc, 0xfe, 0xff};
    const size_t n = sizeof edges;
    for (size_t i = 0; i < n * n * n * n; i++) {
        const uint8_t bytes[4] = {edges[i % n], edges[i / n % n], edges[i / n / n % n],
                                  edges[i / n / n / n]};
        compare_decoding(bytes, 3);
        compare_decoding(bytes, 4);
    }
    for (uint64_t word = 0; word <= UINT32_MAX; word += 4093) {
        const uint8_t bytes[4] = {(uint8_t)(word >> 24), (uint8_t)(word >> 16),
                                  (uint8_t)(word >> 8), (uint8_t)word};
        compare_decoding(bytes, 4);
    }
}

static enum err judge(const char *text)
{
    return text_ok(span_of_string(text));
}

static void marks_stack_at_most_three_high(void **state)
{
    (void)state;
    assert_int_equal(judge("e\u0301\u0302\u0303"), OK);
    assert_int_equal(judge("e\u0301\u0302\u0303\u0304"), ERR_TEXT);
    assert_int_equal(judge("e\u0301\u0302e\u0303\u0304"), OK); // a letter begins anew
    // Lao "these": a semivowel, a vowel and a tone mark on one consonant.
    assert_int_equal(judge("\u0ec0\u0eab\u0ebc\u0ebb\u0ec8\u0eb2\u0e99\u0eb5\u0ec9"), OK);
    assert_int_equal(judge("\u0eab\u0ebc\u0ebb\u0ec8\u0ec8"), ERR_TEXT);
    // An enclosing mark counts too.
    assert_int_equal(judge("1\u20e3\u20e3\u20e3\u20e3"), ERR_TEXT);
    // A line break stands only where decks may have one.
    assert_int_equal(text_ok_deck(span_of_string("\u0e81\u0eb4\u200b\u0ec8")), OK);
    assert_int_equal(judge("\u0e81\u0eb4\u200b\u0ec8"), ERR_TEXT);
}

static void texts_of_the_five_languages_pass(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "How are you today?",
        "¿Cómo está usted hoy?",
        "Koj nyob li cas hnub no?",
        "ມື້ນີ້ເຈົ້າເປັນແນວໃດ?",
        "Sidee tahay maanta?",
        "“half” – 50 %…",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        assert_int_equal(judge(texts[i]), OK);
    assert_int_equal(text_points(span_of_string("¿Cómo?")), 6);
    assert_int_equal(text_points(span_of_string("ລາວ")), 3);
}

static void a_field_is_set_whole_or_not_at_all(void **state)
{
    (void)state;
    char field[8];
    memset(field, 'x', sizeof field);
    assert_int_equal(text_set(field, sizeof field, span_of_string("abcdefgh")), ERR_TOO_LONG);
    assert_int_equal(text_set(field, sizeof field, span_of_string("a\nb")), ERR_TEXT);
    assert_memory_equal(field, "xxxxxxxx", 8);
    assert_int_equal(text_set(field, sizeof field, (struct span){(const uint8_t *)"a\0b", 3}),
                     ERR_TEXT);
    assert_int_equal(text_set(field, sizeof field, span_of_string("abcdefg")), OK);
    assert_memory_equal(field, "abcdefg", 8);
    assert_int_equal(text_set(field, sizeof field, span_of_string("é")), OK);
    assert_memory_equal(field, "\xc3\xa9\0\0\0\0\0\0", 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point_alone),
        cmocka_unit_test(every_surrogate_is_refused),
        cmocka_unit_test(every_two_bytes),
        cmocka_unit_test(sampled_longer_sequences),
        cmocka_unit_test(marks_stack_at_most_three_high),
        cmocka_unit_test(texts_of_the_five_languages_pass),
        cmocka_unit_test(a_field_is_set_whole_or_not_at_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

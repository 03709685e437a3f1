// The keyboard on the screen: whatever is pressed, what is written could be sent.
#include "core/keyboard.h"
#include "base/utf8.h"
#include "test.h"

#include <string.h>

static struct keyboard keyboard;
static char text[OWN_WORDS_BYTES];

static void fresh(void)
{
    memset(&keyboard, 0, sizeof keyboard);
    memset(text, 0, sizeof text);
}

static bool press(enum board_key_kind kind, uint32_t point)
{
    struct board_key key = {kind, point};
    return keyboard_press(&keyboard, &key, text);
}

static void type(const char *words)
{
    struct span rest = span_of_string(words);
    while (rest.size > 0) {
        uint32_t point = 0;
        size_t size = utf8_decode(rest, &point);
        assert_true(size > 0);
        (void)press(BOARD_LETTER, point);
        rest = span_from(rest, size);
    }
}

static bool row_has(enum language language, uint8_t row, enum board_key_kind kind, uint32_t point)
{
    struct keyboard_row keys;
    keyboard_row(&keyboard, language, row, &keys);
    for (uint8_t i = 0; i < keys.count; i++)
        if (keys.keys[i].kind == kind && keys.keys[i].point == point)
            return true;
    return false;
}

static bool anywhere(enum language language, enum board_key_kind kind, uint32_t point)
{
    bool found = false;
    for (uint8_t row = 0; row < KEYBOARD_ROWS; row++)
        found = found || row_has(language, row, kind, point);
    return found;
}

static void test_every_layer_has_its_keys(void **state)
{
    (void)state;
    for (int language = 0; language < LANGUAGES; language++)
        for (int stand = 0; stand < 8; stand++) {
            keyboard = (struct keyboard){stand & 1, stand & 2, stand & 4};
            enum language at = (enum language)language;
            assert_true(row_has(at, 2, BOARD_DELETE, 0));
            assert_true(row_has(at, 3, BOARD_LAYER, 0) && row_has(at, 3, BOARD_SPACE, 0));
            // The order is a matter of letters, and of Latin ones.
            bool orders = !keyboard.numbers && at != LANGUAGE_LO;
            assert_int_equal(row_has(at, 3, BOARD_ORDER, 0), orders);
            assert_int_equal(row_has(at, 2, BOARD_SHIFT, 0), !keyboard.numbers);
            for (uint32_t digit = '0'; digit <= '9'; digit++)
                assert_int_equal(anywhere(at, BOARD_LETTER, digit), keyboard.numbers);
        }
}

static void test_every_letter_is_there(void **state)
{
    (void)state;
    static const enum language latin[] = {LANGUAGE_EN, LANGUAGE_HMN, LANGUAGE_SO, LANGUAGE_ES};
    for (size_t i = 0; i < 4; i++)
        for (int by_letter = 0; by_letter <= 1; by_letter++)
            for (uint32_t letter = 'a'; letter <= 'z'; letter++) {
                keyboard = (struct keyboard){.by_letter = by_letter != 0};
                assert_true(anywhere(latin[i], BOARD_LETTER, letter));
                keyboard.shift = true;
                assert_true(anywhere(latin[i], BOARD_LETTER, letter - 'a' + 'A'));
            }
    fresh();
    assert_true(row_has(LANGUAGE_EN, 0, BOARD_LETTER, 'q'));
    assert_true(anywhere(LANGUAGE_SO, BOARD_LETTER, '\''));
    static const uint32_t spanish[] = {0xf1, 0xe1, 0xe9, 0xed, 0xf3, 0xfa, 0xfc};
    for (size_t i = 0; i < 7; i++) {
        assert_true(anywhere(LANGUAGE_ES, BOARD_LETTER, spanish[i]));
        assert_false(anywhere(LANGUAGE_EN, BOARD_LETTER, spanish[i]));
    }
    keyboard.shift = true;
    assert_true(anywhere(LANGUAGE_ES, BOARD_LETTER, 0xd1));
    keyboard = (struct keyboard){.numbers = true};
    assert_true(anywhere(LANGUAGE_ES, BOARD_LETTER, 0xbf) &&
                anywhere(LANGUAGE_ES, BOARD_LETTER, 0xa1));
}

// Every consonant, vowel and mark of today's Lao, on one of the two layers and on one only.
static void test_lao_is_whole(void **state)
{
    (void)state;
    for (uint32_t point = 0x0e81; point <= 0x0edd; point++) {
        bool letter = text_point_ok(point);
        static const uint32_t none[] = {0x0e83, 0x0e85, 0x0e8b, 0x0ea4, 0x0ea6, 0x0ebe, 0x0ebf,
                                        0x0ec5, 0x0ec7, 0x0eba, 0x0ece, 0x0ecf, 0x0eda, 0x0edb};
        for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
            letter = letter && point != none[i];
        // Letters of Pali and digits of Lao are not written here; everybody uses European digits.
        bool pali = point == 0x0e86 || point == 0x0e89 || point == 0x0e8c || point == 0x0ea8 ||
                    point == 0x0ea9 || point == 0x0eac || (point >= 0x0e8e && point <= 0x0e93) ||
                    point == 0x0e98 || point == 0x0ea0;
        bool digit = point >= 0x0ed0 && point <= 0x0ed9;
        keyboard = (struct keyboard){0};
        bool first = anywhere(LANGUAGE_LO, BOARD_LETTER, point);
        keyboard.shift = true;
        bool second = anywhere(LANGUAGE_LO, BOARD_LETTER, point);
        if (letter && !pali && !digit && first == second)
            fail_msg("U+%04X is on %s", (unsigned)point, first ? "both layers" : "no layer");
    }
}

static void test_shift_is_for_one_letter(void **state)
{
    (void)state;
    fresh();
    assert_false(press(BOARD_SHIFT, 0));
    assert_true(keyboard.shift);
    assert_true(press(BOARD_LETTER, 'A'));
    assert_false(keyboard.shift);
    assert_true(press(BOARD_SPACE, 0));
    assert_false(press(BOARD_SPACE, 0)); // no two
    assert_true(press(BOARD_LETTER, 'b'));
    assert_string_equal(text, "A b");
    (void)press(BOARD_SHIFT, 0);
    (void)press(BOARD_LAYER, 0);
    assert_true(keyboard.numbers && !keyboard.shift);
    (void)press(BOARD_ORDER, 0);
    assert_true(keyboard.by_letter);
}

static void test_sixty_and_no_more(void **state)
{
    (void)state;
    fresh();
    assert_false(press(BOARD_SPACE, 0)); // no blank first
    for (int i = 0; i < OWN_WORDS_POINTS; i++)
        assert_true(press(BOARD_LETTER, 0x0e81));
    assert_false(press(BOARD_LETTER, 'x'));
    assert_false(press(BOARD_LETTER, 0x0ec8)); // nor a mark
    assert_true(own_words_ok(text));
    assert_int_equal(strlen(text), 3 * OWN_WORDS_POINTS);
    assert_true(press(BOARD_DELETE, 0));
    assert_true(press(BOARD_LETTER, 0x0ec8));
    assert_true(own_words_ok(text));
}

// A mark needs a consonant, stands once of its class, and in the order that fonts expect.
static void test_lao_marks(void **state)
{
    (void)state;
    fresh();
    assert_false(press(BOARD_LETTER, 0x0ec8));
    type("a");
    assert_false(press(BOARD_LETTER, 0x0eb4)); // not on a Latin letter
    fresh();
    type("ກ");
    assert_true(press(BOARD_LETTER, 0x0ec8)); // the tone first
    assert_true(press(BOARD_LETTER, 0x0eb5)); // then the vowel, which goes before it
    assert_string_equal(text, "\xe0\xba\x81\xe0\xba\xb5\xe0\xbb\x88");
    assert_true(press(BOARD_LETTER, 0x0ec9)); // another tone takes its place
    assert_string_equal(text, "\xe0\xba\x81\xe0\xba\xb5\xe0\xbb\x89");
    assert_false(press(BOARD_LETTER, 0x0ec9));
    assert_true(press(BOARD_LETTER, 0x0ebc)); // the semivowel goes first of all
    assert_string_equal(text, "\xe0\xba\x81\xe0\xba\xbc\xe0\xba\xb5\xe0\xbb\x89");
    // One mark at a time, then the letter.
    for (size_t left = 4; left > 0; left--) {
        assert_int_equal(text_points(span_of_string(text)), left);
        assert_true(press(BOARD_DELETE, 0));
    }
    assert_false(press(BOARD_DELETE, 0));
    type("ບໍ່ນ້ຳ");
    assert_string_equal(text, "ບໍ່ນ້ຳ");
}

static void test_a_letter_goes_with_its_accent(void **state)
{
    (void)state;
    fresh();
    type("ae\xcc\x81"); // e and a combining acute, as some keyboards write it
    assert_true(press(BOARD_DELETE, 0));
    assert_string_equal(text, "a");
}

static void test_any_presses_leave_words(void **state)
{
    (void)state;
    static const uint32_t points[] = {'a',    ' ',    0x0e81, 0x0eb5,  0x0ec8, 0x0ebc, 0x0eb3,
                                      0x0301, 0x202e, 0x200b, 0x1f600, 0,      0xd800, 0x7f};
    uint64_t seed = 7;
    fresh();
    for (int i = 0; i < 200000; i++) {
        seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
        uint32_t dice = (uint32_t)(seed >> 33);
        enum board_key_kind kind = (enum board_key_kind)(dice % 7);
        (void)press(dice % 3 == 0 ? kind : BOARD_LETTER, points[dice / 7 % 14]);
        struct span words = span_of_string(text);
        assert_true(text_points(words) <= OWN_WORDS_POINTS && text_ok(words) == OK);
        assert_true(text[0] != ' ' && strstr(text, "  ") == NULL);
        if (words.size > 0 && text[words.size - 1] != ' ')
            assert_true(own_words_ok(text));
        if (dice % 997 == 0)
            fresh();
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_layer_has_its_keys),
        cmocka_unit_test(test_every_letter_is_there),
        cmocka_unit_test(test_lao_is_whole),
        cmocka_unit_test(test_shift_is_for_one_letter),
        cmocka_unit_test(test_sixty_and_no_more),
        cmocka_unit_test(test_lao_marks),
        cmocka_unit_test(test_a_letter_goes_with_its_accent),
        cmocka_unit_test(test_any_presses_leave_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

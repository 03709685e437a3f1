#include "fixture.h"
#include <stdio.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

static struct fonts *fonts;

static int open_all(void **state)
{
    (void)state;
    fonts = open_fonts();
    return 0;
}

static int close_all(void **state)
{
    (void)state;
    fonts_destroy(fonts);
    return 0;
}

static struct text_style body(enum tongue tongue)
{
    return text_style_of(TYPE_BODY, TEXT_LARGE, tongue, COLOR_INK);
}

static void a_missing_font_is_named(void **state)
{
    (void)state;
    struct fonts *none = NULL;
    char message[256] = "";
    assert_int_equal(fonts_create("/nowhere", &none, message, sizeof(message)), ERR_NOT_FOUND);
    assert_null(none);
    assert_non_null(strstr(message, "/nowhere/NotoSans-Regular.ttf"));
    assert_non_null(strstr(message, "fonts-noto-core"));
}

static void widths_grow_with_words_and_scale(void **state)
{
    (void)state;
    struct text_style style = body(TONGUE_EN);
    float one = fonts_width(fonts, 1, &style, "Good");
    float two = fonts_width(fonts, 1, &style, "Very good");
    assert_true(one > 40 && one < 80);
    assert_true(two > one + 40);
    // Logical widths stay nearly the same at every scale, because fonts are opened, not stretched.
    float scaled = fonts_width(fonts, 1.35F, &style, "Very good");
    assert_true(scaled > two * 0.96F && scaled < two * 1.04F);
    struct text_style bold = style;
    bold.bold = true;
    assert_true(fonts_width(fonts, 1, &bold, "Good") > one);
    // Only the first bytes bold: between the two.
    static const char MANY[] = "most of us here = 5 to 8 people";
    struct text_style part = style;
    part.bold_bytes = 13;
    float mixed = fonts_width(fonts, 1, &part, MANY);
    assert_true(mixed > fonts_width(fonts, 1, &style, MANY));
    assert_true(mixed < fonts_width(fonts, 1, &bold, MANY));
}

static void digits_do_not_jump(void **state)
{
    (void)state;
    struct text_style style = text_style_of(TYPE_S_BIG, TEXT_LARGE, TONGUE_EN, COLOR_INK);
    float width = fonts_width(fonts, 1, &style, "00:00");
    assert_true(width == fonts_width(fonts, 1, &style, "11:11"));
    assert_true(width == fonts_width(fonts, 1, &style, "47:83"));
}

static void lines_fit_their_column_and_lose_nothing(void **state)
{
    (void)state;
    static const char TEXT[] = "You can keep reading. Nothing you sent is lost. Look up.";
    struct text_style style = body(TONGUE_EN);
    for (float width = 120; width < 800; width += 40) {
        struct text_size_used used = fonts_measure(fonts, 1, &style, TEXT, width);
        assert_true(used.width <= width + 1);
        assert_true(used.height == style.line * (float)used.lines);
        char joined[128] = "";
        size_t start, end;
        for (int i = 0; fonts_line(fonts, 1, &style, TEXT, width, i, &start, &end); i++) {
            size_t at = strlen(joined);
            snprintf(joined + at, sizeof(joined) - at, "%s%.*s", i > 0 ? " " : "",
                     (int)(end - start), TEXT + start);
        }
        assert_string_equal(joined, TEXT);
    }
}

static void a_new_line_is_kept_and_a_long_word_is_cut(void **state)
{
    (void)state;
    struct text_style style = body(TONGUE_EN);
    assert_int_equal(fonts_measure(fonts, 1, &style, "one\ntwo", 600).lines, 2);
    struct text_size_used used =
        fonts_measure(fonts, 1, &style, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 200);
    assert_true(used.lines >= 2 && used.width <= 201);
    assert_int_equal(fonts_measure(fonts, 1, &style, "", 200).lines, 1);
}

static const char LAO[] = "ຄວາມຄຽດສະແດງອອກໄດ້ຫຼາຍແບບຢູ່ໃນຮ່າງກາຍແລະອາລົມຂອງພວກເຮົາ";

static bool icu_breaks_at(const char *text, size_t at)
{
    UErrorCode status = U_ZERO_ERROR;
    UText ut = UTEXT_INITIALIZER;
    utext_openUTF8(&ut, text, -1, &status);
    UBreakIterator *it = ubrk_open(UBRK_LINE, "lo", NULL, 0, &status);
    ubrk_setUText(it, &ut, &status);
    assert_true(U_SUCCESS(status));
    bool found = false;
    for (int32_t next = ubrk_first(it); next != UBRK_DONE; next = ubrk_next(it))
        found = found || (size_t)next == at;
    ubrk_close(it);
    utext_close(&ut);
    return found;
}

static void lao_breaks_where_icu_says(void **state)
{
    (void)state;
    struct text_style style = body(TONGUE_LO);
    int lines = 0;
    for (float width = 150; width <= 400; width += 50) {
        size_t start, end, last = 0;
        for (int i = 0; fonts_line(fonts, 1, &style, LAO, width, i, &start, &end); i++) {
            assert_int_equal(start, last);
            assert_true(i == 0 || icu_breaks_at(LAO, start));
            last = end;
            lines++;
        }
        assert_int_equal(last, strlen(LAO));
        assert_true(fonts_measure(fonts, 1, &style, LAO, width).width <= width + 1);
    }
    assert_true(lines > 12);
}

static void the_repetition_sign_stays_with_its_word(void **state)
{
    (void)state;
    // U+0EC6 after "slowly"; whatever the width, no line begins with it.
    static const char TEXT[] = "ຫາຍໃຈຊ້າໆຊ້າໆຊ້າໆຊ້າໆ ຄ່ອຍໆເວົ້າໆ";
    struct text_style style = body(TONGUE_LO);
    for (float width = 90; width <= 400; width += 10) {
        size_t start, end;
        for (int i = 0; fonts_line(fonts, 1, &style, TEXT, width, i, &start, &end); i++)
            assert_true(i == 0 || memcmp(TEXT + start, "\xE0\xBB\x86", 3) != 0);
    }
}

static void a_translators_break_is_honoured_and_unseen(void **state)
{
    (void)state;
    struct text_style style = body(TONGUE_LO);
    static const char MARKED[] = "ສະ\xE2\x80\x8Bບາຍ";
    assert_true(fonts_width(fonts, 1, &style, MARKED) == fonts_width(fonts, 1, &style, "ສະບາຍ") ||
                fonts_width(fonts, 1, &style, MARKED) <=
                    fonts_width(fonts, 1, &style, "ສະບາຍ") + 1);
    size_t start, end;
    float half = fonts_width(fonts, 1, &style, "ສະບາຍ") - 4;
    assert_true(fonts_line(fonts, 1, &style, MARKED, half, 1, &start, &end));
    assert_int_equal(start, strlen("ສະ\xE2\x80\x8B"));
}

static void sara_am_is_shaped(void **state)
{
    (void)state;
    // With its script's name the font takes sara am apart and stacks the tone mark: the word is no
    // wider than its consonant, the vowel and a little.
    struct text_style style = text_style_of(TYPE_H0, TEXT_LARGE, TONGUE_LO, COLOR_INK);
    float bare = fonts_width(fonts, 1, &style, "ນຳ");
    float toned = fonts_width(fonts, 1, &style, "ນ້ຳ");
    assert_true(toned <= bare + 1);
}

static void the_caches_are_bounded(void **state)
{
    (void)state;
    struct text_style style = text_style_of(TYPE_H0, TEXT_LARGE, TONGUE_EN, COLOR_INK);
    struct fonts_load first = fonts_load(fonts);
    for (int i = 0; i < 2000; i++) {
        char text[64];
        snprintf(text, sizeof(text), "A line like no other %d", i);
        fonts_measure(fonts, 1, &style, text, 300);
        struct fonts_load load = fonts_load(fonts);
        assert_true(load.wraps <= load.wraps_max);
    }
    struct fonts_load last = fonts_load(fonts);
    assert_int_equal(last.wraps, last.wraps_max);
    assert_true(first.wraps_max == last.wraps_max && last.bytes <= last.bytes_max);
}

static void secrets_are_counted_and_forgotten(void **state)
{
    (void)state;
    struct text_style style = body(TONGUE_EN);
    fonts_measure(fonts, 1, &style, "My goals", 300);
    assert_int_equal(fonts_load(fonts).secrets, 0);
    style.secret = true;
    fonts_measure(fonts, 1, &style, "my garden", 300);
    fonts_width(fonts, 1, &style, "my garden");
    assert_int_equal(fonts_load(fonts).secrets, 2);
    size_t before = fonts_load(fonts).wraps;
    fonts_forget(fonts);
    assert_int_equal(fonts_load(fonts).secrets, 0);
    assert_int_equal(fonts_load(fonts).wraps, before - 2);
    // And after forgetting everything works as before.
    assert_int_equal(fonts_measure(fonts, 1, &style, "my garden", 300).lines, 1);
    fonts_forget(fonts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_missing_font_is_named),
        cmocka_unit_test(widths_grow_with_words_and_scale),
        cmocka_unit_test(digits_do_not_jump),
        cmocka_unit_test(lines_fit_their_column_and_lose_nothing),
        cmocka_unit_test(a_new_line_is_kept_and_a_long_word_is_cut),
        cmocka_unit_test(lao_breaks_where_icu_says),
        cmocka_unit_test(the_repetition_sign_stays_with_its_word),
        cmocka_unit_test(a_translators_break_is_honoured_and_unseen),
        cmocka_unit_test(sara_am_is_shaped),
        cmocka_unit_test(secrets_are_counted_and_forgotten),
        cmocka_unit_test(the_caches_are_bounded),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}

// The bounded writer: numbers, escapes, and that a full buffer holds whole pieces only.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
// cmocka.h needs the ones above.
#include <cmocka.h>

#include "base/out.h"
#include <string.h>

static void numbers(void **state)
{
    (void)state;
    char text[256];
    struct out out = out_into(text, sizeof text);
    out_number(&out, 0);
    out_text(&out, " ");
    out_number(&out, INT64_MIN);
    out_text(&out, " ");
    out_number(&out, INT64_MAX);
    out_text(&out, " ");
    out_padded(&out, 7, 2);
    out_text(&out, ":");
    out_padded(&out, 123, 2);
    out_text(&out, " ");
    out_padded(&out, UINT64_MAX, 20);
    out_text(&out, " ");
    out_hex(&out, "\x00\xaf\x10", 3);
    assert_string_equal(text, "0 -9223372036854775808 9223372036854775807 07:123 "
                              "18446744073709551615 00af10");
    assert_false(out.full);
    assert_int_equal(out.used, strlen(text));
}

static void json_is_escaped(void **state)
{
    (void)state;
    char text[128];
    struct out out = out_into(text, sizeof text);
    out_json(&out, "say \"hi\" \\ \n\t\x7f ມື້");
    assert_string_equal(text, "\"say \\\"hi\\\" \\\\ \\n\\u0009\\u007f ມື້\"");
}

// Writes the n-th kind of piece.
static void piece(struct out *out, int kind)
{
    switch (kind) {
    case 0:
        out_text(out, "abc");
        return;
    case 1:
        out_number(out, -12);
        return;
    case 2:
        out_padded(out, 1, 3);
        return;
    case 3:
        out_hex(out, "\x01", 1);
        return;
    default:
        out_json(out, "\n");
        return;
    }
}

static void a_full_buffer_holds_whole_pieces(void **state)
{
    (void)state;
    static const char *const whole[] = {"abc", "-12", "001", "01", "\"\\n\""};
    for (int kind = 0; kind < 5; kind++) {
        const size_t need = strlen(whole[kind]) + 1;
        for (size_t size = 1; size <= need; size++) {
            char text[16];
            memset(text, 'x', sizeof text);
            struct out out = out_into(text, size);
            piece(&out, kind);
            assert_int_equal(out.full, size < need);
            assert_string_equal(text, size < need ? "" : whole[kind]);
            assert_int_equal(text[size], 'x');
        }
    }
}

static void nothing_follows_what_did_not_fit(void **state)
{
    (void)state;
    char text[5];
    struct out out = out_into(text, sizeof text);
    out_text(&out, "ab");
    out_text(&out, "long");
    out_text(&out, "c");
    assert_string_equal(text, "ab");
    assert_true(out.full);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers),
        cmocka_unit_test(json_is_escaped),
        cmocka_unit_test(a_full_buffer_holds_whole_pieces),
        cmocka_unit_test(nothing_follows_what_did_not_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

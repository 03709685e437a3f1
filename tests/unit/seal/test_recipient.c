// A recipient travels as one line of text that people copy, and a slip in it is seen.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// cmocka's header needs the four above.
#include "seal/vault.h"
#include <cmocka.h>
#include <sodium.h>
#include <string.h>

static struct recipient example(void)
{
    struct recipient recipient = {.name = "Dr Ana Ruiz, Northside"};
    for (uint8_t i = 0; i < 32; i++)
        recipient.public_key[i] = (uint8_t)(i * 7 + 3);
    return recipient;
}

static void what_is_printed_is_parsed(void **state)
{
    (void)state;
    assert_true(sodium_init() >= 0);
    for (int practice = 0; practice < 2; practice++) {
        struct recipient recipient = example(), parsed = {0};
        recipient.practice = practice == 1;
        char line[RECIPIENT_LINE_BYTES];
        recipient_print(&recipient, line);
        assert_memory_equal(line, practice ? "imrsup1p" : "imrsup1r", 8);
        assert_int_equal(recipient_parse(span_of_string(line), &parsed), OK);
        assert_memory_equal(&parsed, &recipient, sizeof parsed);
        memcpy(line + strlen(line), "\r\n", 3);
        assert_int_equal(recipient_parse(span_of_string(line), &parsed), OK);
    }
    struct recipient longest = example();
    memset(longest.name, 'n', sizeof longest.name - 1);
    char line[RECIPIENT_LINE_BYTES];
    struct recipient parsed;
    recipient_print(&longest, line);
    assert_int_equal(recipient_parse(span_of_string(line), &parsed), OK);
    assert_memory_equal(&parsed, &longest, sizeof parsed);
}

static void every_slip_is_seen(void **state)
{
    (void)state;
    assert_true(sodium_init() >= 0);
    struct recipient recipient = example(), parsed;
    char line[RECIPIENT_LINE_BYTES];
    recipient_print(&recipient, line);
    size_t length = strlen(line);
    memset(&parsed, 0x5a, sizeof parsed);
    const struct recipient untouched = parsed;
    static const char others[] = "0123456789abcdefpqrz AZ.~";
    for (size_t at = 0; at < length; at++) {
        char right = line[at];
        for (size_t i = 0; others[i] != '\0'; i++) {
            if (others[i] == right)
                continue;
            line[at] = others[i];
            enum err err = recipient_parse(span_of_string(line), &parsed);
            assert_true(err == ERR_MALFORMED || (err == ERR_VERSION && at == 6));
        }
        line[at] = right;
    }
    for (size_t at = 0; at + 1 < length; at++) { // neighbours swapped
        if (line[at] == line[at + 1])
            continue;
        char kept = line[at];
        line[at] = line[at + 1];
        line[at + 1] = kept;
        assert_int_equal(recipient_parse(span_of_string(line), &parsed), ERR_MALFORMED);
        line[at + 1] = line[at];
        line[at] = kept;
    }
    for (size_t size = 0; size < length; size++)
        assert_int_equal(recipient_parse((struct span){(uint8_t *)line, size}, &parsed),
                         ERR_MALFORMED);
    for (size_t lost = 0; lost < length; lost++) { // one letter left out
        char shorter[RECIPIENT_LINE_BYTES];
        memcpy(shorter, line, lost);
        memcpy(shorter + lost, line + lost + 1, length - lost);
        assert_int_equal(recipient_parse(span_of_string(shorter), &parsed), ERR_MALFORMED);
    }
    assert_memory_equal(&parsed, &untouched, sizeof parsed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_printed_is_parsed),
        cmocka_unit_test(every_slip_is_seen),
    };
    return cmocka_run_group_tests_name("seal.recipient", tests, NULL, NULL);
}

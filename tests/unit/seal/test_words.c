// Six words: plain, distinct, and telling hashes apart.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// cmocka's header needs the four above.
#include "base/span.h"
#include "seal/vault.h"
#include "seal/words_list.h"
#include <cmocka.h>
#include <string.h>

static void the_list_is_plain_and_distinct(void **state)
{
    (void)state;
    const char *before = "";
    for (unsigned i = 0; i < WORDS_LIST_COUNT; i++) {
        const char *word = words_list_at(i);
        size_t letters = strlen(word);
        assert_in_range(letters, 3, 8);
        for (size_t j = 0; j < letters; j++)
            assert_in_range(word[j], 'a', 'z');
        assert_true(strcmp(before, word) < 0);      // in order, so none twice
        assert_true(strncmp(before, word, 4) != 0); // four letters are enough to tell
        before = word;
    }
}

static void the_list_never_changes(void **state)
{
    (void)state;
    uint8_t hash[HASH_BYTES] = {0};
    char joined[WORDS_LIST_COUNT * 9 + 1];
    size_t used = 0;
    for (unsigned i = 0; i < WORDS_LIST_COUNT; i++) {
        size_t letters = strlen(words_list_at(i));
        memcpy(joined + used, words_list_at(i), letters);
        joined[used + letters] = '\n';
        used += letters + 1;
    }
    seal_hash(joined, used, hash);
    // Words on an attendance sheet must mean the same in ten years.
    static const uint8_t first_bytes[8] = {0xb6, 0x53, 0x05, 0xd7, 0x29, 0x6d, 0x26, 0x28};
    assert_memory_equal(hash, first_bytes, sizeof first_bytes);
}

static void bits_choose_words(void **state)
{
    (void)state;
    uint8_t hash[HASH_BYTES] = {0};
    char words[SIX_WORDS_BYTES], wanted[SIX_WORDS_BYTES];
    six_words(hash, words);
    const char *first = words_list_at(0);
    assert_int_equal(strlen(words), 6 * strlen(first) + 5);
    memset(hash, 0xff, sizeof hash);
    six_words(hash, words);
    const char *last = words_list_at(2047);
    assert_int_equal(strlen(words), 6 * strlen(last) + 5);

    // Each of the first 66 bits changes one word, its own; the 67th changes none.
    for (unsigned bit = 0; bit < 67; bit++) {
        memset(hash, 0, sizeof hash);
        hash[bit / 8] = (uint8_t)(0x80 >> bit % 8);
        six_words(hash, words);
        wanted[0] = '\0';
        size_t used = 0;
        for (unsigned word = 0; word < 6; word++) {
            unsigned number = bit / 11 == word ? 1U << (10 - bit % 11) : 0;
            size_t letters = strlen(words_list_at(number));
            memcpy(wanted + used, words_list_at(number), letters);
            wanted[used + letters] = word == 5 ? '\0' : ' ';
            used += letters + 1;
        }
        assert_string_equal(words, wanted);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_list_is_plain_and_distinct),
        cmocka_unit_test(the_list_never_changes),
        cmocka_unit_test(bits_choose_words),
    };
    return cmocka_run_group_tests_name("seal.words", tests, NULL, NULL);
}

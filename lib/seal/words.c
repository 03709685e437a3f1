#include "base/check.h"
#include "base/out.h"
#include "seal/vault.h"
#include "seal/words_list.h"

enum {
    WORDS = 6,
    WORD_BITS = 11,
    WORD_LETTERS_MAX = 8
};
_Static_assert(1 << WORD_BITS == WORDS_LIST_COUNT, "eleven bits choose a word");
_Static_assert(WORDS *(WORD_LETTERS_MAX + 1) <= SIX_WORDS_BYTES, "six words fit");

void six_words(const uint8_t hash[HASH_BYTES], char out_words[SIX_WORDS_BYTES])
{
    check(hash != NULL && out_words != NULL);
    struct out out = out_into(out_words, SIX_WORDS_BYTES);
    for (unsigned word = 0; word < WORDS; word++) {
        unsigned number = 0;
        for (unsigned bit = word * WORD_BITS; bit < (word + 1) * WORD_BITS; bit++)
            number = number << 1 | (hash[bit / 8] >> (7 - bit % 8) & 1U);
        if (word > 0)
            out_text(&out, " ");
        out_text(&out, words_list_at(number));
    }
    check(!out.full);
}

bool six_words_tidy(const char *typed, char out_words[SIX_WORDS_BYTES])
{
    struct out out = out_into(out_words, SIX_WORDS_BYTES);
    int words = 0;
    bool inside = false;
    for (; *typed != '\0'; typed++) {
        char letter = *typed >= 'A' && *typed <= 'Z' ? (char)(*typed - 'A' + 'a') : *typed;
        bool blank = letter == ' ' || letter == '\t' || letter == ',' || letter == '\n';
        if (!blank && (letter < 'a' || letter > 'z'))
            return false;
        if (!blank && !inside)
            out_text(&out, words++ > 0 ? " " : "");
        if (!blank)
            out_text(&out, (const char[2]){letter, '\0'});
        inside = !blank;
    }
    return words == 6 && !out.full;
}

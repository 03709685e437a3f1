#include "room/lines.h"

#include "base/check.h"
#include <string.h>

static bool is_blank(uint8_t byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r';
}

bool line_take(struct span *text, struct span *out_line)
{
    if (text->size == 0)
        return false;
    const uint8_t *end = memchr(text->at, '\n', text->size);
    size_t size = end == NULL ? text->size : (size_t)(end - text->at);
    *out_line = (struct span){text->at, size};
    size_t taken = end == NULL ? size : size + 1;
    *text = span_from(*text, taken);
    return true;
}

bool word_take(struct span *line, struct span *out_word)
{
    size_t from = 0;
    while (from < line->size && is_blank(line->at[from]))
        from++;
    size_t to = from;
    while (to < line->size && !is_blank(line->at[to]))
        to++;
    if (to == from)
        return false;
    *out_word = (struct span){line->at + from, to - from};
    *line = (struct span){line->at + to, line->size - to};
    return true;
}

bool word_is(struct span word, const char *text)
{
    return span_equal(word, span_of_string(text));
}

bool word_number(struct span word, uint64_t most, uint64_t *out_number)
{
    check(most <= UINT64_MAX / 10 - 10);
    if (word.size == 0)
        return false;
    uint64_t number = 0;
    for (size_t i = 0; i < word.size; i++) {
        if (word.at[i] < '0' || word.at[i] > '9')
            return false;
        number = number * 10 + (uint64_t)(word.at[i] - '0');
        if (number > most)
            return false;
    }
    *out_number = number;
    return true;
}

static int hex_digit(uint8_t byte)
{
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    if (byte >= 'a' && byte <= 'f')
        return byte - 'a' + 10;
    return -1;
}

bool word_hex(struct span word, uint8_t *out_bytes, size_t size)
{
    if (word.size != 2 * size)
        return false;
    for (size_t i = 0; i < word.size; i++)
        if (hex_digit(word.at[i]) < 0)
            return false;
    for (size_t i = 0; i < size; i++)
        out_bytes[i] = (uint8_t)(hex_digit(word.at[2 * i]) << 4 | hex_digit(word.at[2 * i + 1]));
    return true;
}

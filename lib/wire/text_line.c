#include "wire/text_line.h"
#include "base/check.h"
#include "base/utf8.h"
#include <string.h>

bool own_words_none(const char text[OWN_WORDS_BYTES])
{
    uint8_t any = 0;
    for (size_t i = 0; i < OWN_WORDS_BYTES; i++)
        any |= (uint8_t)text[i];
    return any == 0;
}

bool own_words_ok(const char text[OWN_WORDS_BYTES])
{
    check(text != NULL);
    const char *end = memchr(text, 0, OWN_WORDS_BYTES);
    if (end == NULL || end == text)
        return false;
    const size_t size = (size_t)(end - text);
    for (size_t i = size; i < OWN_WORDS_BYTES; i++)
        if (text[i] != '\0')
            return false;
    const struct span words = {.at = (const uint8_t *)text, .size = size};
    if (text[0] == ' ' || text[size - 1] == ' ' || text_ok(words) != OK)
        return false;
    return text_points(words) <= OWN_WORDS_POINTS;
}

bool goal_words_ok(const char text[OWN_WORDS_BYTES])
{
    return own_words_ok(text) && text[GOAL_WORDS_BYTES_MOST] == '\0';
}

bool text_line_ok(const struct text_line *line, uint8_t phrases)
{
    check(phrases <= OPTIONS_MAX);
    if (line->phrase != 0)
        return line->phrase <= phrases && own_words_none(line->text);
    return own_words_ok(line->text);
}

bool text_lines_ok(const struct text_line lines[TEXT_LINES_MAX], uint8_t count, uint8_t phrases)
{
    if (count < 1 || count > TEXT_LINES_MAX)
        return false;
    for (uint8_t i = 0; i < TEXT_LINES_MAX; i++) {
        const bool used = i < count;
        const bool empty = lines[i].phrase == 0 && own_words_none(lines[i].text);
        if (used ? !text_line_ok(&lines[i], phrases) : !empty)
            return false;
    }
    return true;
}

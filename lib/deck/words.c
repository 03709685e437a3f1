#include "deck/words.h"
#include "base/check.h"
#include "base/date.h"
#include "base/limits.h"

enum {
    MINUTE_MS = 60 * 1000
};

const char *words_get(const struct words *words, const char *id)
{
    return strings_get(words->strings, words->language, id);
}

const char *words_number(int64_t number, char buffer[WORDS_NUMBER_BYTES])
{
    struct out out = out_into(buffer, WORDS_NUMBER_BYTES);
    out_number(&out, number);
    return buffer;
}

const char *words_named(const struct words *words, const char *group, const char *name)
{
    char id[NAME_BYTES];
    struct out out = out_into(id, sizeof id);
    out_text(&out, group);
    out_text(&out, name);
    check(!out.full);
    // An id that English lacks would be given back itself, and that is ours to lend.
    return strings_has(words->strings, id) ? words_get(words, id) : "";
}

void words_date(struct out *out, const struct words *words, uint32_t day)
{
    char number[WORDS_NUMBER_BYTES], weekday[WORDS_NUMBER_BYTES], month[WORDS_NUMBER_BYTES],
        year[WORDS_NUMBER_BYTES];
    unsigned day_of, month_of, year_of;
    date_of_day(day, &day_of, &month_of, &year_of);
    const struct strings_value values[] = {
        {"weekday", words_named(words, "date.day.", words_number(date_weekday(day), weekday))},
        {"day", words_number(day_of, number)},
        {"month", words_named(words, "month.", words_number(month_of, month))},
        {"year", words_number(year_of, year)}};
    strings_fill(out, words_get(words, "date.full"), values, 4);
}

void words_date_iso(struct out *out, uint32_t day)
{
    unsigned day_of, month_of, year_of;
    date_of_day(day, &day_of, &month_of, &year_of);
    out_padded(out, year_of, 4);
    out_text(out, "-");
    out_padded(out, month_of, 2);
    out_text(out, "-");
    out_padded(out, day_of, 2);
}

void words_time(struct out *out, uint16_t wall_minute, uint64_t at_ms)
{
    uint64_t minutes = (wall_minute + at_ms / MINUTE_MS) % ((uint64_t)24 * 60);
    out_number(out, (int64_t)(minutes / 60));
    out_text(out, ":");
    out_padded(out, minutes % 60, 2);
}

void words_one(struct out *out, const struct words *words, const char *id, int64_t n)
{
    char text[WORDS_NUMBER_BYTES];
    const struct strings_value values[] = {{"n", words_number(n, text)}};
    strings_fill(out, words_get(words, id), values, 1);
}

void words_two(struct out *out, const struct words *words, const char *id, int64_t a, int64_t b)
{
    char first[WORDS_NUMBER_BYTES], second[WORDS_NUMBER_BYTES];
    const struct strings_value values[] = {{"a", words_number(a, first)},
                                           {"b", words_number(b, second)}};
    strings_fill(out, words_get(words, id), values, 2);
}

const char *words_step(const struct words *words, const char *key, const char *title)
{
    if (title[0] != '\0')
        return title;
    const char *known = words_named(words, "agenda.", key);
    return known[0] != '\0' ? known : key;
}

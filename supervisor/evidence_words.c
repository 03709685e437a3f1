#include "supervisor/evidence_words.h"
#include "base/check.h"
#include "supervisor/shelf.h"

enum {
    NUMBER_BYTES = 24
};

static const char *word(const struct words *words, const char *id)
{
    return strings_get(words->strings, words->language, id);
}

static const char *number_text(int64_t number, char buffer[NUMBER_BYTES])
{
    struct out out = out_into(buffer, NUMBER_BYTES);
    out_number(&out, number);
    return buffer;
}

const char *words_of(const struct words *words, const char *group, const char *name)
{
    char id[NAME_BYTES];
    struct out out = out_into(id, sizeof id);
    out_text(&out, group);
    out_text(&out, name);
    check(!out.full);
    // An id that English lacks would be given back itself, and that is ours to lend.
    return strings_has(words->strings, id) ? word(words, id) : "";
}

void words_date(struct out *out, const struct words *words, uint32_t day)
{
    char number[NUMBER_BYTES], weekday[NUMBER_BYTES], month[NUMBER_BYTES], year[NUMBER_BYTES];
    unsigned day_of, month_of, year_of;
    shelf_date(day, &day_of, &month_of, &year_of);
    // The first of January 1970 was a Thursday; weeks are counted from Monday.
    const struct strings_value values[] = {
        {"weekday", words_of(words, "date.day.", number_text((day + 3) % 7 + 1, weekday))},
        {"day", number_text(day_of, number)},
        {"month", words_of(words, "month.", number_text(month_of, month))},
        {"year", number_text(year_of, year)}};
    strings_fill(out, word(words, "date.full"), values, 4);
}

void words_date_iso(struct out *out, uint32_t day)
{
    unsigned day_of, month_of, year_of;
    shelf_date(day, &day_of, &month_of, &year_of);
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
    char text[NUMBER_BYTES];
    const struct strings_value values[] = {{"n", number_text(n, text)}};
    strings_fill(out, word(words, id), values, 1);
}

void words_two(struct out *out, const struct words *words, const char *id, int64_t a, int64_t b)
{
    char first[NUMBER_BYTES], second[NUMBER_BYTES];
    const struct strings_value values[] = {{"a", number_text(a, first)},
                                           {"b", number_text(b, second)}};
    strings_fill(out, word(words, id), values, 2);
}

const char *words_step(const struct words *words, const char *key, const char *title)
{
    if (title[0] != '\0')
        return title;
    const char *known = words_of(words, "agenda.", key);
    return known[0] != '\0' ? known : key;
}

// A moment after the group, on the closing page, is no time of the meeting.
static bool is_timed(const struct evidence *evidence, const struct evidence_chip *chip)
{
    switch (chip->kind) {
    case EVIDENCE_STEP:
    case EVIDENCE_TECHNIQUE:
    case EVIDENCE_COUNT:
    case EVIDENCE_PROMPT:
        return chip->moment.known && chip->moment.at_ms <= evidence->length_ms;
    case EVIDENCE_SLIDES:
    case EVIDENCE_SKIPPED:
    case EVIDENCE_MINUTES:
    case EVIDENCE_PEOPLE:
    case EVIDENCE_MODULE:
    case EVIDENCE_SESSIONS:
    case EVIDENCE_MODULES:
    case EVIDENCE_SHARE:
    case EVIDENCE_WITHIN:
        return false;
    }
    check_never("a chip is of a known kind");
}

static void step_words(struct out *out, const struct words *words, const struct evidence_chip *chip)
{
    const char *known = words_of(words, "agenda.short.", chip->key);
    char number[NUMBER_BYTES];
    const struct strings_value values[] = {{"step", chip->text[0] != '\0' ? chip->text
                                                    : known[0] != '\0'    ? known
                                                                          : chip->key},
                                           {"n", number_text(chip->number, number)}};
    const char *id = chip->kind == EVIDENCE_SKIPPED ? "evidence.skipped"
                     : chip->number > 0             ? "evidence.step"
                                                    : "evidence.step.bare";
    strings_fill(out, word(words, id), values, 2);
}

static void module_words(struct out *out, const struct words *words,
                         const struct evidence_chip *chip)
{
    char a[NUMBER_BYTES], b[NUMBER_BYTES];
    const struct strings_value values[] = {{"title", chip->text},
                                           {"a", number_text(chip->number, a)},
                                           {"b", number_text(chip->of, b)}};
    strings_fill(out, word(words, "evidence.module"), values, 3);
}

static void count_words(struct out *out, const struct words *words,
                        const struct evidence_chip *chip)
{
    char a[NUMBER_BYTES], b[NUMBER_BYTES];
    const struct strings_value values[] = {{"a", number_text(chip->number, a)},
                                           {"b", number_text(chip->of, b)}};
    strings_fill(out, words_of(words, "evidence.count.", measure_name(chip->measure)), values, 2);
}

void evidence_chip_words(struct out *out, const struct words *words,
                         const struct evidence *evidence, const struct evidence_chip *chip)
{
    if (is_timed(evidence, chip)) {
        words_time(out, evidence->wall_minute, chip->moment.at_ms);
        out_text(out, " ");
    }
    switch (chip->kind) {
    case EVIDENCE_SLIDES:
        words_two(out, words, "evidence.slides", chip->number, chip->of);
        return;
    case EVIDENCE_STEP:
    case EVIDENCE_SKIPPED:
        step_words(out, words, chip);
        return;
    case EVIDENCE_TECHNIQUE:
        out_text(out, words_of(words, "technique.", technique_name(chip->technique)));
        return;
    case EVIDENCE_COUNT:
        count_words(out, words, chip);
        return;
    case EVIDENCE_MINUTES:
        words_two(out, words, "evidence.minutes", chip->number, chip->of);
        return;
    case EVIDENCE_PEOPLE:
        words_one(out, words, chip->number == 1 ? "evidence.people.one" : "evidence.people",
                  chip->number);
        return;
    case EVIDENCE_MODULE:
        module_words(out, words, chip);
        return;
    case EVIDENCE_PROMPT:
        words_one(out, words, "evidence.prompt", chip->number);
        return;
    case EVIDENCE_SESSIONS:
        words_two(out, words, "evidence.sessions", chip->number, chip->of);
        return;
    case EVIDENCE_MODULES:
        words_two(out, words, "evidence.modules", chip->number, chip->of);
        return;
    case EVIDENCE_SHARE:
        words_two(out, words, "evidence.share", chip->number, chip->of);
        return;
    case EVIDENCE_WITHIN:
        words_two(out, words, "evidence.within", chip->number, chip->of);
        return;
    }
    check_never("a chip is of a known kind");
}

const char *evidence_state_words(const struct words *words, enum evidence_state state)
{
    switch (state) {
    case EVIDENCE_CHIPS:
        return "";
    case EVIDENCE_CANNOT:
        return word(words, "review.cannot");
    case EVIDENCE_NONE:
        return word(words, "review.nothing");
    case EVIDENCE_NOT_TRIED:
        return word(words, "review.nottried");
    }
    check_never("evidence is of a known state");
}

void review_flag_words(struct out *out, const struct words *words, const struct evidence *evidence,
                       const struct review_flag *flag)
{
    const char *step = "";
    bool of_step = flag->kind == REVIEW_FLAG_STEP_SKIPPED || flag->kind == REVIEW_FLAG_STEP_MISSED;
    if (of_step) {
        check(flag->number >= 1 && flag->number <= evidence->step_count);
        const struct review_step *from = &evidence->steps[flag->number - 1];
        step = words_step(words, from->key, from->title);
    }
    if (flag->kind == REVIEW_FLAG_RECORD) {
        char name[NAME_BYTES];
        struct out id = out_into(name, sizeof name);
        out_text(&id, record_verdict_text(evidence->verdict));
        out_text(&id, ".record");
        out_text(out, words_of(words, "verdict.", name));
        return;
    }
    char n[NUMBER_BYTES], m[NUMBER_BYTES];
    const struct strings_value values[] = {
        {"step", step}, {"a", number_text(flag->number, n)}, {"b", number_text(flag->of, m)}};
    strings_fill(out, words_of(words, "flag.", review_flag_name(flag->kind)), values, 3);
}

const char *measure_words(const struct words *words, enum measure measure)
{
    return words_of(words, "measure.", measure_name(measure));
}

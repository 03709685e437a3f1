#include "supervisor/evidence_words.h"
#include "base/check.h"
#include "supervisor/shelf.h"

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
    const char *known = words_named(words, "agenda.short.", chip->key);
    char number[WORDS_NUMBER_BYTES];
    const struct strings_value values[] = {{"step", chip->text[0] != '\0' ? chip->text
                                                    : known[0] != '\0'    ? known
                                                                          : chip->key},
                                           {"n", words_number(chip->number, number)}};
    const char *id = chip->kind == EVIDENCE_SKIPPED ? "evidence.skipped"
                     : chip->number > 0             ? "evidence.step"
                                                    : "evidence.step.bare";
    strings_fill(out, words_get(words, id), values, 2);
}

static void module_words(struct out *out, const struct words *words,
                         const struct evidence_chip *chip)
{
    char a[WORDS_NUMBER_BYTES], b[WORDS_NUMBER_BYTES];
    const struct strings_value values[] = {{"title", chip->text},
                                           {"a", words_number(chip->number, a)},
                                           {"b", words_number(chip->of, b)}};
    strings_fill(out, words_get(words, "evidence.module"), values, 3);
}

static void count_words(struct out *out, const struct words *words,
                        const struct evidence_chip *chip)
{
    char a[WORDS_NUMBER_BYTES], b[WORDS_NUMBER_BYTES];
    const struct strings_value values[] = {{"a", words_number(chip->number, a)},
                                           {"b", words_number(chip->of, b)}};
    strings_fill(out, words_named(words, "evidence.count.", measure_name(chip->measure)), values,
                 2);
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
        out_text(out, words_named(words, "technique.", technique_name(chip->technique)));
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
        return words_get(words, "review.cannot");
    case EVIDENCE_NONE:
        return words_get(words, "review.nothing");
    case EVIDENCE_NOT_TRIED:
        return words_get(words, "review.nottried");
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
        out_text(out, words_named(words, "verdict.", name));
        return;
    }
    char n[WORDS_NUMBER_BYTES], m[WORDS_NUMBER_BYTES];
    const struct strings_value values[] = {
        {"step", step}, {"a", words_number(flag->number, n)}, {"b", words_number(flag->of, m)}};
    strings_fill(out, words_named(words, "flag.", review_flag_name(flag->kind)), values, 3);
}

const char *measure_words(const struct words *words, enum measure measure)
{
    return words_named(words, "measure.", measure_name(measure));
}

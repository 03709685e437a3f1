// Plain words: syllables, sentences, grades, and questions that may not be asked.
#include "fixture.h"

#include "deck/words_check.h"
#include <limits.h>

static void syllables_are_counted_as_spoken(void **state)
{
    (void)state;
    static const struct {
        const char *word;
        unsigned syllables;
    } words[] = {{"stress", 1},     {"walk", 1},     {"home", 1},   {"table", 2},  {"little", 2},
                 {"people", 2},     {"worried", 2},  {"needed", 2}, {"walked", 1}, {"wanted", 2},
                 {"notes", 1},      {"changes", 2},  {"real", 1},   {"diet", 2},   {"practice", 2},
                 {"medication", 4}, {"recovery", 4}, {"the", 1},    {"you", 1},    {"see", 1},
                 {"tired", 1},      {"every", 3},    {"OK", 1},     {"don't", 1},  {"breathe", 1}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        unsigned counted = syllables_en(span_of_string(words[i].word));
        if (counted != words[i].syllables)
            print_message("    %s: %u\n", words[i].word, counted);
        assert_int_equal(counted, words[i].syllables);
    }
}

static unsigned longest(const char *text, enum language language)
{
    return sentence_measure(span_of_string(text), language).words;
}

static void words_are_counted_by_sentence(void **state)
{
    (void)state;
    assert_int_equal(longest("", LANGUAGE_EN), 0);
    assert_int_equal(longest("One two three. Four five!", LANGUAGE_EN), 3);
    assert_int_equal(longest("Don't stop well-known 10 things?", LANGUAGE_EN), 5);
    assert_int_equal(longest("¿Qué le ayuda? Hablar con un amigo.", LANGUAGE_ES), 4);
    assert_int_equal(longest("“Come to me any time.”", LANGUAGE_EN), 5);
    // Lao has no spaces: words end at the translator's break marks.
    assert_int_equal(longest("ຄວາມ\xe2\x80\x8bຄຽດ\xe2\x80\x8bດີ", LANGUAGE_LO), 3);
}

static void only_english_sentences_are_graded(void **state)
{
    (void)state;
    static const char EASY[] = "You can take a walk with a friend.";
    static const char HARD[] = "Psychiatric rehabilitation necessitates individualized "
                               "collaborative participation.";
    assert_true(sentence_measure(span_of_string(EASY), LANGUAGE_EN).grade_tenths <
                SENTENCE_GRADE_TENTHS);
    assert_true(sentence_measure(span_of_string(HARD), LANGUAGE_EN).grade_tenths >
                SENTENCE_GRADE_TENTHS);
    assert_int_equal(sentence_measure(span_of_string(HARD), LANGUAGE_ES).grade_tenths, INT_MIN);
    // A label is no sentence.
    assert_int_equal(sentence_measure(span_of_string("Medication"), LANGUAGE_EN).grade_tenths,
                     INT_MIN);
    // 8 words, 9 syllables: 0.39 * 8 + 11.8 * 9 / 8 - 15.59 = 0.8.
    assert_in_range(sentence_measure(span_of_string(EASY), LANGUAGE_EN).grade_tenths + 100, 90,
                    110);
}

static void check_text(struct fixture *fixture, const char *from, const char *to, const char *file)
{
    const char *text = altered(fixture, ENGLISH, from, to);
    fixture_reset(fixture);
    struct deck_source *source = NULL;
    enum err err = deck_source_parse(span_of_string(text), file, &fixture->art, &fixture->arena,
                                     &fixture->found, &source);
    assert_true(err == OK || fixture->found.errors > 0);
}

static void long_and_hard_sentences_warn_with_their_line(void **state)
{
    struct fixture *fixture = *state;
    static const char LONG[] = "One two three four five six seven eight nine ten one two three "
                               "four five six.";
    check_text(fixture, "Tired, tense", LONG, "en.md");
    assert_int_equal(fixture->found.errors, 0);
    expect_fault(&fixture->found, SEVERITY_WARNING, line_of(fixture->text, "One two"),
                 "a sentence of 16 words, make it two of at most 15");
    check_text(fixture, "Take a walk on three days.",
               "Consider participating in recreational community activities.", "en.md");
    expect_fault(&fixture->found, SEVERITY_WARNING, line_of(fixture->text, "Consider"),
                 "school grade");
    check_text(fixture, "How do you feel right now?",
               "How do you feel right now about all of the many things that went on in the last "
               "week?",
               "en.md");
    expect_fault(&fixture->found, SEVERITY_WARNING, line_of(fixture->text, "## Prompt: How"),
                 "a sentence of 19 words");
    expect_fault(&fixture->found, SEVERITY_WARNING, line_of(fixture->text, "## Prompt: How"),
                 "80 are easy to read");
}

// What the group leader says aloud may be longer.
static void notes_are_not_measured(void **state)
{
    struct fixture *fixture = *state;
    check_text(fixture, "Stress is normal.",
               "One two three four five six seven eight nine ten one two three four five six.",
               "en.md");
    expect_clean(&fixture->found);
}

static void fifteen_words_are_not_too_many(void **state)
{
    struct fixture *fixture = *state;
    check_text(fixture, "Take a walk on three days.",
               "One two three four five six seven eight nine ten one two three four five.",
               "en.md");
    expect_clean(&fixture->found);
}

static void sensitive_modules_ask_no_plain_prompts(void **state)
{
    struct fixture *fixture = *state;
    static const char *const MODULES[] = {"substance-use",
                                          "medication",
                                          "relapse",
                                          "reducing-relapses",
                                          "using-medication-effectively",
                                          "drug-and-alcohol-use"};
    for (size_t i = 0; i < sizeof MODULES / sizeof MODULES[0]; i++) {
        char line[96];
        (void)snprintf(line, sizeof line, "module: %s\n", MODULES[i]);
        assert_true(module_is_sensitive(MODULES[i]));
        check_text(fixture, "module: coping-with-stress\n", line, "en.md");
        expect_fault(&fixture->found, SEVERITY_ERROR, line_of(fixture->text, "class: plain"),
                     "would show exact numbers");
        expect_fault(&fixture->found, SEVERITY_WARNING, line_of(fixture->text, "class: personal"),
                     "write `class: sensitive` if");
    }
    assert_false(module_is_sensitive("coping-with-stress"));
    assert_false(module_is_sensitive("recovery-strategies"));
    assert_false(module_is_sensitive("drugstore-visits"));
}

static void refused_words_are_whole_words(void **state)
{
    struct fixture *fixture = *state;
    static const char *const ALLOWED[] = {"Which skill will you try?", "Have you begun to rest?",
                                          "What alarms you?"};
    static const char *const REFUSED[] = {"Did you want to kill?", "Any violent thoughts?",
                                          "Do you hurt yourself?", "SUICIDAL lately?"};
    for (size_t i = 0; i < sizeof ALLOWED / sizeof ALLOWED[0]; i++) {
        check_text(fixture, "Which topic next?", ALLOWED[i], "en.md");
        expect_clean(&fixture->found);
    }
    for (size_t i = 0; i < sizeof REFUSED / sizeof REFUSED[0]; i++) {
        check_text(fixture, "Which topic next?", REFUSED[i], "en.md");
        expect_fault(&fixture->found, SEVERITY_ERROR, line_of(fixture->text, REFUSED[i]),
                     "suicide or violence");
    }
}

static void spanish_has_its_own_refused_words(void **state)
{
    struct fixture *fixture = *state;
    check_text(fixture, "Which topic next?", "¿Pensó en hacerse daño?", "es.md");
    expect_fault(&fixture->found, SEVERITY_ERROR, line_of(fixture->text, "¿Pensó"),
                 "suicide or violence");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(syllables_are_counted_as_spoken),
        cmocka_unit_test(words_are_counted_by_sentence),
        cmocka_unit_test(only_english_sentences_are_graded),
        cmocka_unit_test(long_and_hard_sentences_warn_with_their_line),
        cmocka_unit_test(notes_are_not_measured),
        cmocka_unit_test(fifteen_words_are_not_too_many),
        cmocka_unit_test(sensitive_modules_ask_no_plain_prompts),
        cmocka_unit_test(refused_words_are_whole_words),
        cmocka_unit_test(spanish_has_its_own_refused_words),
    };
    return cmocka_run_group_tests(tests, fixture_make, fixture_drop);
}

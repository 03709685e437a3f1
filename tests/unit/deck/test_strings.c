// Interface words: falling back, filling in, and what is told about a file; then the real files.
#include "fixture.h"

#include "deck/strings.h"
#include "wire/refusal.h"

static struct strings load(struct fixture *fixture, const char *spanish, enum err expected)
{
    struct strings strings = {0};
    fixture_reset(fixture);
    write_file(fixture, "en.yaml",
               "# Words.\n"
               "bar.read: Read aloud\n"
               "saved.clears: \"Clears in {n} seconds, {n}.\"\n"
               "welcome.start: Starts at {time}\n");
    for (int i = LANGUAGE_HMN; i < LANGUAGES; i++) {
        char name[FILE_NAME_BYTES];
        (void)snprintf(name, sizeof name, "%s.yaml", language_name((enum language)i));
        write_file(fixture, name, "bar.read: A\nsaved.clears: B {n}\nwelcome.start: C {time}\n");
    }
    write_file(fixture, "es.yaml", spanish);
    assert_int_equal(strings_load(fixture->folder, &fixture->arena, &fixture->found, &strings),
                     expected);
    return strings;
}

static const char SPANISH[] = "bar.read: Leer en voz alta\n"
                              "saved.clears: \"Se borra en {n} segundos.\"\n"
                              "welcome.start: Empieza a las {time}\n";

static void words_are_found_in_each_language(void **state)
{
    struct fixture *fixture = *state;
    struct strings strings = load(fixture, SPANISH, OK);
    expect_clean(&fixture->found);
    assert_int_equal(strings.count, 3);
    assert_int_equal(strings.translated[LANGUAGE_ES], 3);
    assert_string_equal(strings_get(&strings, LANGUAGE_EN, "bar.read"), "Read aloud");
    assert_string_equal(strings_get(&strings, LANGUAGE_ES, "bar.read"), "Leer en voz alta");
    assert_string_equal(strings_get(&strings, LANGUAGE_ES, "no.such"), "no.such");
    assert_true(strings_has(&strings, "welcome.start"));
    assert_false(strings_has(&strings, "welcome"));
}

static void a_missing_word_falls_back_and_is_told(void **state)
{
    struct fixture *fixture = *state;
    const char *text = altered(fixture, SPANISH, "bar.read: Leer en voz alta\n", "");
    struct strings strings = load(fixture, text, OK);
    assert_int_equal(fixture->found.errors, 0);
    expect_fault(&fixture->found, SEVERITY_WARNING, 0, "bar.read has no words");
    assert_string_equal(strings_get(&strings, LANGUAGE_ES, "bar.read"), "Read aloud");
    assert_int_equal(strings.translated[LANGUAGE_ES], 2);
}

static void faults_are_named_with_their_line(void **state)
{
    static const struct {
        const char *from;
        const char *to;
        const char *at;
        const char *part;
    } cases[] = {
        {"bar.read: Leer", "bar.red: Leer", "bar.red", "bar.red is not in en.yaml"},
        {"{n} segundos", "{m} segundos", "saved.clears", "has other {names} than en.yaml line 3"},
        {"{n} segundos", "unos segundos", "saved.clears", "has other {names}"},
        {"a las {time}", "{time} {n}", "welcome.start", "has other {names}"},
        {"bar.read: Leer en voz alta", "bar.read:", "bar.read", "no words"},
        {"bar.read: Leer en voz alta", "bar.read: [a]", "bar.read", "not a text"},
        {"saved.clears: \"Se", "bar.read: \"Se", "bar.read: \"Se", "stands here twice"},
        {"\"Se borra", "\"\\u200e", "saved.clears", "cannot be shown"},
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[512];
        const char *changed = altered(fixture, SPANISH, cases[i].from, cases[i].to);
        assert_true(strlen(changed) < sizeof text);
        memcpy(text, changed, strlen(changed) + 1);
        struct strings strings = load(fixture, text, OK);
        expect_fault(&fixture->found, SEVERITY_ERROR, line_of(text, cases[i].at), cases[i].part);
        // Whatever is wrong with a translation, English is whole.
        assert_int_equal(strings.count, 3);
    }
}

static void a_broken_translation_leaves_english(void **state)
{
    struct fixture *fixture = *state;
    struct strings strings = load(fixture, "bar.read: [\n", OK);
    assert_true(fixture->found.errors > 0);
    assert_string_equal(strings_get(&strings, LANGUAGE_ES, "bar.read"), "Read aloud");
}

static void without_english_nothing_is_loaded(void **state)
{
    struct fixture *fixture = *state;
    struct strings strings = {0};
    fixture_reset(fixture);
    assert_int_equal(strings_load("no/such/folder", &fixture->arena, &fixture->found, &strings),
                     ERR_NOT_FOUND);
    assert_int_equal(fixture->found.errors, 1);
}

static void placeholders_are_filled(void **state)
{
    (void)state;
    static const struct strings_value values[] = {{"a", "2"}, {"b", "5"}, {"m:ss", "1:05"}};
    static const struct {
        const char *text;
        const char *filled;
    } cases[] = {
        {"", ""},
        {"Step {a} of {b}", "Step 2 of 5"},
        {"{a}{b}{a}", "252"},
        {"Lost {m:ss}", "Lost 1:05"},
        {"{x} stays, { a } and {a", "{x} stays, { a } and {a"},
        {"{{a}}", "{2}"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char buffer[256];
        struct out out = out_into(buffer, sizeof buffer);
        strings_fill(&out, cases[i].text, values, sizeof values / sizeof values[0]);
        assert_string_equal(buffer, cases[i].filled);
    }
}

static void a_long_text_is_filled_whole(void **state)
{
    (void)state;
    char text[STRING_BYTES_MAX];
    memset(text, 'x', sizeof text);
    memcpy(text + sizeof text - 4, "{a}", 4);
    static const struct strings_value value = {"a", "end"};
    char buffer[2 * STRING_BYTES_MAX];
    struct out out = out_into(buffer, sizeof buffer);
    strings_fill(&out, text, &value, 1);
    assert_false(out.full);
    assert_int_equal(out.used, sizeof text - 4 + 3);
    assert_string_equal(buffer + out.used - 4, "xend");
}

// The real files: nothing wrong in any, English whole, and what other languages lack is reported.
static void the_real_words_are_right(void **state)
{
    struct fixture *fixture = *state;
    struct strings strings = {0};
    fixture_reset(fixture);
    assert_int_equal(
        strings_load(TEST_ASSETS "/strings", &fixture->arena, &fixture->found, &strings), OK);
    print_found(&fixture->found);
    assert_int_equal(fixture->found.errors, 0);
    assert_true(strings.count > 300);
    for (int i = 0; i < LANGUAGES; i++)
        print_message("    %s: %zu of %zu words\n", language_name((enum language)i),
                      strings.translated[i], strings.count);
    assert_string_equal(strings_get(&strings, LANGUAGE_EN, "q.send"), "Send my answer");
    // The two that are reviewed are whole.
    assert_int_equal(strings.translated[LANGUAGE_EN], strings.count);
    assert_int_equal(strings.translated[LANGUAGE_ES], strings.count);
}

// Whatever a person may not do now has words.
static void every_refusal_has_words(void **state)
{
    struct fixture *fixture = *state;
    struct strings strings = {0};
    fixture_reset(fixture);
    assert_int_equal(
        strings_load(TEST_ASSETS "/strings", &fixture->arena, &fixture->found, &strings), OK);
    for (int i = ALLOWED + 1; i <= REFUSAL_LAST; i++) {
        char id[96];
        (void)snprintf(id, sizeof id, "refusal.%s", refusal_name((enum refusal)i));
        if (!strings_has(&strings, id))
            fail_msg("assets/strings/en.yaml has no %s", id);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_found_in_each_language),
        cmocka_unit_test(a_missing_word_falls_back_and_is_told),
        cmocka_unit_test(faults_are_named_with_their_line),
        cmocka_unit_test(a_broken_translation_leaves_english),
        cmocka_unit_test(without_english_nothing_is_loaded),
        cmocka_unit_test(placeholders_are_filled),
        cmocka_unit_test(a_long_text_is_filled_whole),
        cmocka_unit_test(the_real_words_are_right),
        cmocka_unit_test(every_refusal_has_words),
    };
    return cmocka_run_group_tests(tests, fixture_make, fixture_drop);
}

// Interface words: falling back, filling in, and what is told about a file; then the real files.
#include "fixture.h"

#include "deck/labels.h"
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

// ------------------------------------------------------------------------------- labels

static const char LABELLED[] = "label.participant: person\n"
                               "label.home-practice: home practice\n"
                               "label.home-practice.short: practice\n"
                               "label.group-leader: group leader\n"
                               "a: \"{Home-practice} of {n}: {home-practice}.\"\n"
                               "b: \"{Home-practice-short}, {home-practice-short}\"\n"
                               "c: \"The {group-leader}\"\n"
                               "d: \"{Participant} {participants}\"\n"
                               "e: plain\n";
static const char ETIQUETADO[] = "label.participant: persona\n"
                                 "label.home-practice: práctica en casa\n"
                                 "label.home-practice.short: práctica\n"
                                 "label.group-leader: el líder\n"
                                 "a: \"{home-practice} {n}\"\n"
                                 "b: \"x\"\n"
                                 "c: \"{Group-leader}, ¿{group-leader}?\"\n"
                                 "d: \"{Participant}\"\n"
                                 "e: \"{home-practice}\"\n";

static void load_labelled(struct fixture *fixture, struct strings *out_strings)
{
    fixture_reset(fixture);
    write_file(fixture, "en.yaml", LABELLED);
    write_file(fixture, "es.yaml", ETIQUETADO);
    for (int i = LANGUAGE_HMN; i < LANGUAGES; i++) {
        char name[FILE_NAME_BYTES];
        (void)snprintf(name, sizeof name, "%s.yaml", language_name((enum language)i));
        write_file(fixture, name, "e: ee\n");
    }
    assert_int_equal(strings_load(fixture->folder, &fixture->arena, &fixture->found, out_strings),
                     OK);
    assert_int_equal(fixture->found.errors, 0);
}

static void label(struct deck_labels labels[LANGUAGES], enum language language, enum label label,
                  const char *word)
{
    labels[language].present = true;
    (void)snprintf(labels[language].words[label], LABEL_BYTES, "%s", word);
}

static void a_label_without_a_word_says_the_default(void **state)
{
    static struct strings strings;
    load_labelled(*state, &strings);
    assert_string_equal(strings_get(&strings, LANGUAGE_EN, "a"),
                        "Home practice of {n}: home practice.");
    assert_string_equal(strings_get(&strings, LANGUAGE_EN, "b"), "Practice, practice");
    assert_string_equal(strings_get(&strings, LANGUAGE_EN, "c"), "The group leader");
    // What not even English has a word for stays as it is, so that it is noticed.
    assert_string_equal(strings_get(&strings, LANGUAGE_EN, "d"), "Person {participants}");
    assert_string_equal(strings_get(&strings, LANGUAGE_ES, "c"), "El líder, ¿el líder?");
    assert_string_equal(strings_pattern(&strings, LANGUAGE_ES, "c"),
                        "{Group-leader}, ¿{group-leader}?");
    // A text that falls back to English says the English word.
    assert_string_equal(strings_get(&strings, LANGUAGE_SO, "c"), "The group leader");
}

static void a_groups_label_is_said_in_its_language_and_in_no_other(void **state)
{
    static struct strings strings;
    struct deck_labels labels[LANGUAGES] = {0};
    struct labelled *labelled = NULL;
    load_labelled(*state, &strings);
    assert_int_equal(labelled_create(&strings, &labelled), OK);
    assert_ptr_equal(labelled_strings(labelled, NULL), &strings);
    assert_ptr_equal(labelled_strings(labelled, labels), &strings);
    label(labels, LANGUAGE_EN, LABEL_HOME_PRACTICE, "homework");
    label(labels, LANGUAGE_ES, LABEL_GROUP_LEADER, "ésta clínica");
    const struct strings *said = labelled_strings(labelled, labels);
    assert_string_equal(strings_get(said, LANGUAGE_EN, "a"), "Homework of {n}: homework.");
    assert_string_equal(strings_get(said, LANGUAGE_EN, "b"), "Homework, homework");
    assert_string_equal(strings_get(said, LANGUAGE_EN, "c"), "The group leader");
    assert_string_equal(strings_get(said, LANGUAGE_EN, "e"), "plain");
    assert_string_equal(strings_get(said, LANGUAGE_ES, "a"), "práctica en casa {n}");
    assert_string_equal(strings_get(said, LANGUAGE_ES, "c"), "Ésta clínica, ¿ésta clínica?");
    assert_string_equal(strings_get(said, LANGUAGE_SO, "b"), "Homework, homework");
    // Another group, and none.
    label(labels, LANGUAGE_EN, LABEL_HOME_PRACTICE, "action plan");
    said = labelled_strings(labelled, labels);
    assert_string_equal(strings_get(said, LANGUAGE_EN, "a"), "Action plan of {n}: action plan.");
    said = labelled_strings(labelled, NULL);
    assert_string_equal(strings_get(said, LANGUAGE_EN, "a"),
                        "Home practice of {n}: home practice.");
    labelled_destroy(labelled);
}

// Texts that may say a default's word without a slot, and why.
static bool may_say(const char *id)
{
    static const char *const IDS[] = {
        "label.", "meta.",
        // A screen that is not connected knows no group.
        "pair.",
        // People's own screens and the room call nobody by a role: "client" tells an onlooker more than
        // "person" does.
        "text.few", "saved.pass", "cover.title", "results.why", "band.legend", "promise.",
        // Not of the group: a meeting eye to eye.
        "supervision.in-person"};
    for (size_t i = 0; i < sizeof IDS / sizeof IDS[0]; i++)
        if (strncmp(id, IDS[i], strlen(IDS[i])) == 0)
            return true;
    return false;
}

// Whether words hold a word that stands there alone, in small letters or with a capital.
static bool says(const char *words, const char *word)
{
    size_t size = strlen(word);
    for (const char *at = words; *at != '\0'; at++) {
        bool begins = at == words || (unsigned char)(at[-1] | 0x20) < 'a' ||
                      (unsigned char)(at[-1] | 0x20) > 'z';
        bool same = (*at | 0x20) == word[0] && strncmp(at + 1, word + 1, size - 1) == 0;
        if (begins && same && !(at[size] >= 'a' && at[size] <= 'z'))
            return true;
    }
    return false;
}

// No English text writes out a word that a group may have its own for, and every language says what
// English says with the same kind of word.
static void no_text_writes_a_labels_word_out(void **state)
{
    static const char *const WORDS[] = {"person", "people", "home practice", "group leader",
                                        "homework"};
    struct fixture *fixture = *state;
    struct strings strings = {0};
    fixture_reset(fixture);
    assert_int_equal(
        strings_load(TEST_ASSETS "/strings", &fixture->arena, &fixture->found, &strings), OK);
    size_t slots = 0;
    for (size_t i = 0; i < strings.count; i++) {
        const struct strings_entry *entry = &strings.entries[i];
        const char *english = entry->patterns[LANGUAGE_EN];
        slots += strcmp(english, entry->texts[LANGUAGE_EN]) != 0;
        for (size_t word = 0; word < sizeof WORDS / sizeof WORDS[0]; word++)
            if (!may_say(entry->id) && says(english, WORDS[word]))
                fail_msg("%s says \"%s\" without a slot: %s", entry->id, WORDS[word], english);
        for (int language = 0; language < LANGUAGES; language++)
            for (const char *at = entry->texts[language]; at != NULL; at = strchr(at + 1, '{')) {
                struct label_slot slot;
                if (label_slot_find(strings_placeholder(at), &slot))
                    fail_msg("%s has a slot that is not filled: %s", entry->id, at);
            }
    }
    print_message("    %zu texts have a slot\n", slots);
    assert_true(slots > 60);
}

// A sentence does not begin with a small letter because it begins with a label. Cards of the review are
// no sentences: "home practice", "people here", as "goals" beside them.
static void a_label_at_the_beginning_has_its_capital(void **state)
{
    static const char *const SMALL[] = {"review.card.practice", "replay.card.people",
                                        "start.practicedue"};
    struct fixture *fixture = *state;
    struct strings strings = {0};
    fixture_reset(fixture);
    assert_int_equal(
        strings_load(TEST_ASSETS "/strings", &fixture->arena, &fixture->found, &strings), OK);
    for (size_t i = 0; i < strings.count; i++) {
        const struct strings_entry *entry = &strings.entries[i];
        bool small = false;
        for (size_t k = 0; k < sizeof SMALL / sizeof SMALL[0]; k++)
            small = small || strcmp(entry->id, SMALL[k]) == 0;
        for (int language = 0; language < LANGUAGES && !small; language++) {
            const char *text = entry->patterns[language];
            if (text == NULL || language == LANGUAGE_LO) // Lao knows no capitals
                continue;
            for (const char *at = text; at != NULL; at = strpbrk(at + 1, ".?!")) {
                const char *begin = at == text ? at : at + 1 + (at[1] == ' ');
                struct label_slot slot;
                if (label_slot_find(strings_placeholder(begin), &slot) && !slot.capital)
                    fail_msg("%s in %s: %s", entry->id, language_name((enum language)language),
                             text);
            }
        }
    }
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
        cmocka_unit_test(a_label_without_a_word_says_the_default),
        cmocka_unit_test(a_groups_label_is_said_in_its_language_and_in_no_other),
        cmocka_unit_test(no_text_writes_a_labels_word_out),
        cmocka_unit_test(a_label_at_the_beginning_has_its_capital),
        cmocka_unit_test(the_real_words_are_right),
        cmocka_unit_test(every_refusal_has_words),
    };
    return cmocka_run_group_tests(tests, fixture_make, fixture_drop);
}

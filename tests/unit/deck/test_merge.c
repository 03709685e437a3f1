// The languages of one session together: what must agree, and what falls back to English.
#include "fixture.h"

#include "wire/words.h"

// A right translation: the same ids, other words.
static const char SPANISH[] = "---\n"
                              "deck: signs-1\n"
                              "module: coping-with-stress\n"
                              "session: 1\n"
                              "sessions: 5\n"
                              "language: es\n"
                              "title: Señales de estrés\n"
                              "module-title: Manejar el estrés\n"
                              "licence: CC BY 4.0, IMR Room\n"
                              "status: draft\n"
                              "---\n"
                              "\n"
                              "# El estrés se nota\n"
                              "`slide: signs` `layout: cards`\n"
                              "\n"
                              "- `icon: body` **En el cuerpo**: Cansancio\n"
                              "- **En el ánimo**: Preocupación\n"
                              "\n"
                              "> Say: El estrés es normal.\n"
                              "\n"
                              "# ¿Qué le ayuda?\n"
                              "`slide: helps`\n"
                              "\n"
                              "- Hablar\n"
                              "- Música\n"
                              "\n"
                              "## Prompt: ¿Cómo se siente?\n"
                              "`prompt: feel-now` `kind: faces`\n"
                              "\n"
                              "- `very-good` Muy bien\n"
                              "- `good` Bien\n"
                              "- `ok` Regular\n"
                              "- `bad` Mal\n"
                              "- `very-bad` Muy mal\n"
                              "\n"
                              "`low` Mal o muy mal\n"
                              "`middle` Regular\n"
                              "`high` Bien o muy bien\n"
                              "\n"
                              "## Prompt: ¿Qué tema sigue?\n"
                              "`prompt: next-topic`\n"
                              "\n"
                              "- `sleep` Dormir mejor\n"
                              "- `friends` Hacer amigos\n"
                              "\n"
                              "## Home practice ideas\n"
                              "- Camine tres días.\n";

static enum err load(struct fixture *fixture, const char *english, const char *spanish)
{
    fixture_reset(fixture);
    write_file(fixture, "en.md", english);
    write_file(fixture, "es.md", spanish);
    enum err err =
        deck_load(fixture->folder, &fixture->art, &fixture->arena, &fixture->deck, &fixture->found);
    assert_int_equal(fixture->arena.used, 0);
    return err;
}

static void two_languages_become_one_deck(void **state)
{
    struct fixture *fixture = *state;
    assert_int_equal(load(fixture, ENGLISH, SPANISH), OK);
    expect_clean(&fixture->found);
    const struct deck *deck = &fixture->deck;
    assert_string_equal(deck->key, "signs-1");
    assert_int_equal(deck->slide_count, 2);
    assert_int_equal(deck->prompt_count, 2);
    assert_true(deck->languages[LANGUAGE_ES].present);
    assert_true(deck->languages[LANGUAGE_ES].draft);
    assert_false(deck->languages[LANGUAGE_EN].draft);
    assert_false(deck->languages[LANGUAGE_LO].present);
    const struct deck_slide *slide = &deck->slides[0];
    assert_int_equal(slide->layout, LAYOUT_CARDS);
    assert_string_equal(slide->words[LANGUAGE_ES].title, "El estrés se nota");
    assert_string_equal(slide->words[LANGUAGE_ES].cards[1].head, "En el ánimo");
    // An icon that a translation leaves out is the English one.
    assert_string_equal(slide->words[LANGUAGE_ES].cards[1].icon, "cloud");
    assert_false(slide->words[LANGUAGE_LO].present);
    assert_int_equal(deck->prompts[1].class, CLASS_PLAIN);
    assert_string_equal(deck->prompts[0].words[LANGUAGE_ES].middle, "Regular");
}

// Whatever the order in a translation, an answer keeps its place by its id.
static void answers_keep_the_english_order(void **state)
{
    struct fixture *fixture = *state;
    assert_int_equal(load(fixture, ENGLISH, SPANISH), OK);
    const struct deck_prompt *prompt = &fixture->deck.prompts[0];
    assert_string_equal(prompt->option_keys[0], "very-bad");
    assert_string_equal(prompt->words[LANGUAGE_EN].options[0], "Very bad");
    assert_string_equal(prompt->words[LANGUAGE_ES].options[0], "Muy mal");
    assert_string_equal(prompt->words[LANGUAGE_ES].options[4], "Muy bien");
}

struct disagreement {
    const char *from;
    const char *to;
    const char *at; // NULL: about the whole file
    const char *part;
};

static void what_disagrees_is_named_in_the_translation(void **state)
{
    static const struct disagreement cases[] = {
        {"deck: signs-1", "deck: signs-2", "deck: signs-2", "deck is \"signs-2\" here"},
        {"module: coping-with-stress", "module: stress", "module: stress", "module is \"stress\""},
        {"session: 1\n", "session: 2\n", "session: 2", "session is 2 here and 1 in en.md"},
        {"sessions: 5", "sessions: 4", "sessions: 4", "sessions is 4 here"},
        {"layout: cards", "layout: talk", "layout: talk", "the layout is \"talk\" here"},
        {"icon: body", "icon: moon", "icon: moon", "the icon is \"moon\" here"},
        {"kind: faces", "kind: five-steps", "kind: five-steps", "the kind is \"five-steps\" here"},
        {"`prompt: next-topic`", "`prompt: next-topic` `class: sensitive`", "class: sensitive",
         "the class is \"sensitive\" here and \"plain\" in en.md"},
        {"- Música\n", "", "# ¿Qué le", "has 1 cards or lines here and 2 in en.md"},
        {"- `ok` Regular", "- `okay` Regular", "- `okay`", "`okay` is not in en.md"},
        {"- `ok` Regular", "- `okay` Regular", "## Prompt: ¿Cómo",
         "`ok` of the prompt feel-now "
         "is missing"},
        {"- `friends` Hacer amigos\n", "- `calm` Calma\n", "## Prompt: ¿Qué",
         "`friends` of the prompt next-topic is missing"},
        {"`slide: helps`", "`slide: help`", "# ¿Qué le", "the slide help is not in en.md"},
        {"`prompt: next-topic`", "`prompt: topic`", "## Prompt: ¿Qué",
         "the prompt topic is not in en.md"},
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *text = altered(fixture, SPANISH, cases[i].from, cases[i].to);
        assert_int_equal(load(fixture, ENGLISH, text), ERR_MALFORMED);
        expect_fault(&fixture->found, SEVERITY_ERROR, line_of(text, cases[i].at), cases[i].part);
        assert_true(name_ends(fixture->found.items[0].file, "/es.md"));
    }
}

static void a_prompt_under_another_slide_disagrees(void **state)
{
    struct fixture *fixture = *state;
    const char *text = altered(fixture, SPANISH, "`slide: signs` `layout: cards`",
                               "`slide: helps` `layout: talk`");
    char *swapped = strdup(text);
    assert_non_null(swapped);
    text = altered(fixture, swapped, "`slide: helps`\n", "`slide: signs`\n");
    free(swapped);
    assert_int_equal(load(fixture, ENGLISH, text), ERR_MALFORMED);
    expect_fault(&fixture->found, SEVERITY_ERROR, line_of(text, "## Prompt: ¿Cómo"),
                 "the slide above this prompt is \"signs\" here and \"helps\" in en.md");
}

static void what_is_not_translated_falls_back_and_is_told(void **state)
{
    struct fixture *fixture = *state;
    char text[sizeof SPANISH];
    (void)snprintf(text, sizeof text, "%s", SPANISH);
    *strstr(text, "# ¿Qué le") = '\0'; // all that follows the first slide
    assert_int_equal(load(fixture, ENGLISH, text), OK);
    assert_int_equal(fixture->found.errors, 0);
    expect_fault(&fixture->found, SEVERITY_WARNING, 0, "the slide helps is not translated");
    expect_fault(&fixture->found, SEVERITY_WARNING, 0, "the prompt feel-now is not translated");
    expect_fault(&fixture->found, SEVERITY_WARNING, 0, "no home practice ideas");
    const struct deck *deck = &fixture->deck;
    assert_false(deck->slides[1].words[LANGUAGE_ES].present);
    assert_false(deck->prompts[0].words[LANGUAGE_ES].present);
    assert_string_equal(deck->languages[LANGUAGE_ES].ideas[0], "Take a walk on three days.");
}

static void untranslated_notes_are_the_english_ones(void **state)
{
    struct fixture *fixture = *state;
    const char *text = altered(fixture, SPANISH, "> Say: El estrés es normal.\n", "");
    assert_int_equal(load(fixture, ENGLISH, text), OK);
    expect_fault(&fixture->found, SEVERITY_WARNING, line_of(text, "# El estrés"),
                 "the notes of the slide signs are not translated");
    const struct deck_slide_words *words = &fixture->deck.slides[0].words[LANGUAGE_ES];
    assert_int_equal(words->note_count, 2);
    assert_string_equal(words->notes[0].text, "Stress is normal.");
}

static void a_broken_translation_is_refused_with_its_line(void **state)
{
    struct fixture *fixture = *state;
    const char *text = altered(fixture, SPANISH, "title: Señales", "title: [Señales");
    assert_int_equal(load(fixture, ENGLISH, text), ERR_MALFORMED);
    expect_fault(&fixture->found, SEVERITY_ERROR, line_of(text, "module-title"), "YAML");
}

static void without_english_there_is_no_deck(void **state)
{
    struct fixture *fixture = *state;
    fixture_reset(fixture);
    make_folder(fixture, "empty");
    char folder[PATH_BYTES];
    assert_int_equal(path_join(fixture->folder, "empty", folder), OK);
    assert_int_equal(deck_load(folder, NULL, &fixture->arena, &fixture->deck, &fixture->found),
                     ERR_NOT_FOUND);
    expect_fault(&fixture->found, SEVERITY_ERROR, 0, "write it or correct the path");
}

static void folders_must_say_the_same_as_the_head(void **state)
{
    struct fixture *fixture = *state;
    fixture_reset(fixture);
    make_folder(fixture, "sleep");
    make_folder(fixture, "sleep/3");
    write_file(fixture, "sleep/3/en.md", ENGLISH);
    char folder[PATH_BYTES];
    assert_int_equal(path_join(fixture->folder, "sleep/3/", folder), OK);
    assert_int_equal(deck_load(folder, NULL, &fixture->arena, &fixture->deck, &fixture->found),
                     ERR_MALFORMED);
    expect_fault(&fixture->found, SEVERITY_ERROR, line_of(ENGLISH, "session: 1"),
                 "session is 1 but the folder is 3");
    expect_fault(&fixture->found, SEVERITY_ERROR, line_of(ENGLISH, "module: "),
                 "module is coping-with-stress but the folder is sleep");
}

static void paths_of_every_kind_can_be_checked(void **state)
{
    struct fixture *fixture = *state;
    struct check_totals totals = {0};
    assert_int_equal(load(fixture, ENGLISH, SPANISH), OK);
    assert_int_equal(
        deck_check_path(fixture->folder, &fixture->art, &fixture->arena, &fixture->found, &totals),
        OK);
    assert_int_equal(totals.decks, 1);
    assert_int_equal(totals.files, 2);
    char path[PATH_BYTES];
    assert_int_equal(path_join(fixture->folder, "es.md", path), OK);
    assert_int_equal(
        deck_check_path(path, &fixture->art, &fixture->arena, &fixture->found, &totals), OK);
    assert_int_equal(totals.files, 1);
    expect_clean(&fixture->found);
    assert_int_equal(
        deck_check_path("no/such/path", &fixture->art, &fixture->arena, &fixture->found, &totals),
        ERR_NOT_FOUND);
    assert_int_equal(deck_check_path(TEST_ASSETS "/icons", &fixture->art, &fixture->arena,
                                     &fixture->found, &totals),
                     ERR_NOT_FOUND);
    assert_int_equal(fixture->arena.used, 0);
}

// English with long notes on many slides; the other languages fall back to those notes.
static void write_large_deck(struct fixture *fixture, int slides)
{
    enum {
        LARGE_BYTES = SOURCE_BYTES_MAX
    };
    char *text = malloc(LARGE_BYTES);
    assert_non_null(text);
    for (int language = 0; language < LANGUAGES; language++) {
        const char *name = language_name((enum language)language);
        char file[FILE_NAME_BYTES];
        struct out out = out_into(text, LARGE_BYTES);
        (void)snprintf(file, sizeof file, "%s.md", name);
        out_text(&out, "---\ndeck: d\nmodule: m\nsession: 1\nsessions: 1\ntitle: T\n"
                       "module-title: M\nlicence: L\nstatus: draft\nlanguage: ");
        out_text(&out, name);
        out_text(&out, "\n---\n");
        for (int slide = 0; slide < slides; slide++) {
            out_text(&out, "# A\n`slide: s");
            out_number(&out, slide);
            out_text(&out, "` `layout: text`\n\n");
            for (int note = 0; language == LANGUAGE_EN && note < NOTES_MAX; note++) {
                out_text(&out, "> Say: ");
                for (int word = 0; word < 100; word++)
                    out_text(&out, "word ");
                out_text(&out, "\n");
            }
            out_text(&out, "\n");
        }
        assert_false(out.full);
        write_file(fixture, file, text);
    }
    free(text);
}

static void a_deck_too_large_for_the_wire_is_told(void **state)
{
    struct fixture *fixture = *state;
    fixture_reset(fixture);
    write_large_deck(fixture, 14);
    assert_int_equal(
        deck_load(fixture->folder, NULL, &fixture->arena, &fixture->deck, &fixture->found), OK);
    fixture_reset(fixture);
    write_large_deck(fixture, 20);
    assert_int_equal(
        deck_load(fixture->folder, NULL, &fixture->arena, &fixture->deck, &fixture->found),
        ERR_TOO_LONG);
    expect_fault(&fixture->found, SEVERITY_ERROR, 0, "all languages together are over");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_languages_become_one_deck),
        cmocka_unit_test(answers_keep_the_english_order),
        cmocka_unit_test(what_disagrees_is_named_in_the_translation),
        cmocka_unit_test(a_prompt_under_another_slide_disagrees),
        cmocka_unit_test(what_is_not_translated_falls_back_and_is_told),
        cmocka_unit_test(untranslated_notes_are_the_english_ones),
        cmocka_unit_test(a_broken_translation_is_refused_with_its_line),
        cmocka_unit_test(without_english_there_is_no_deck),
        cmocka_unit_test(folders_must_say_the_same_as_the_head),
        cmocka_unit_test(paths_of_every_kind_can_be_checked),
        cmocka_unit_test(a_deck_too_large_for_the_wire_is_told),
    };
    return cmocka_run_group_tests(tests, fixture_make, fixture_drop);
}

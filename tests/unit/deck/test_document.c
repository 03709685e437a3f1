// docs/DECK-FORMAT.md stays true: its worked example is taken out and checked, and every layout,
// kind, class and message part that it promises exists.
#include "fixture.h"

#include "wire/words.h"

// The text between a line "```NAME" and the next "```", from the n-th such block on.
static struct span block_of(struct span document, const char *name, int number)
{
    char fence[64];
    int size = snprintf(fence, sizeof fence, "\n```%s\n", name);
    const char *at = (const char *)document.at;
    for (int i = 0; i <= number; i++) {
        at = strstr(at, fence);
        if (at == NULL)
            return (struct span){0};
        at += size;
    }
    const char *end = strstr(at, "\n```");
    assert_non_null(end);
    return (struct span){(const uint8_t *)at, (size_t)(end + 1 - at)};
}

static struct span read_document(struct fixture *fixture)
{
    struct span document = {0};
    fixture_reset(fixture);
    assert_int_equal(
        file_read(TEST_DOCS "/DECK-FORMAT.md", SOURCE_BYTES_MAX, &fixture->arena, &document), OK);
    // The arena's memory is zeroed and one byte longer than the file.
    assert_int_equal(document.at[document.size], 0);
    return document;
}

static void write_block(struct fixture *fixture, struct span block, const char *name)
{
    assert_true(block.size > 0 && block.size < sizeof fixture->text);
    (void)snprintf(fixture->text, sizeof fixture->text, "%.*s", (int)block.size, block.at);
    write_file(fixture, name, fixture->text);
}

static void the_worked_example_is_a_right_deck(void **state)
{
    struct fixture *fixture = *state;
    struct span document = read_document(fixture);
    write_block(fixture, block_of(document, "markdown", 0), "en.md");
    write_block(fixture, block_of(document, "markdown", 1), "es.md");
    fixture_reset(fixture);
    enum err err =
        deck_load(fixture->folder, &fixture->art, &fixture->arena, &fixture->deck, &fixture->found);
    expect_clean(&fixture->found);
    assert_int_equal(err, OK);
    // It shows every part of the format at least once.
    bool layouts[LAYOUT_PICTURE + 1] = {false};
    bool notes[NOTE_TIP + 1] = {false};
    bool kinds[PROMPT_CHOOSE_ALL + 1] = {false};
    bool classes[CLASS_SENSITIVE + 1] = {false};
    for (uint8_t i = 0; i < fixture->deck.slide_count; i++) {
        const struct deck_slide *slide = &fixture->deck.slides[i];
        layouts[slide->layout] = true;
        for (uint8_t at = 0; at < slide->words[LANGUAGE_EN].note_count; at++)
            notes[slide->words[LANGUAGE_EN].notes[at].kind] = true;
    }
    for (uint8_t i = 0; i < fixture->deck.prompt_count; i++) {
        kinds[fixture->deck.prompts[i].kind] = true;
        classes[fixture->deck.prompts[i].class] = true;
    }
    for (int i = LAYOUT_TITLE; i <= LAYOUT_PICTURE; i++)
        assert_true(layouts[i]);
    for (int i = NOTE_SAY; i <= NOTE_TIP; i++)
        assert_true(notes[i]);
    for (int i = PROMPT_FACES; i <= PROMPT_CHOOSE_ALL; i++)
        assert_true(kinds[i]);
    assert_true(classes[CLASS_PLAIN] && classes[CLASS_PERSONAL] && classes[CLASS_SENSITIVE]);
    assert_true(fixture->deck.languages[LANGUAGE_EN].idea_count > 0);
}

static void every_name_is_explained(void **state)
{
    struct fixture *fixture = *state;
    const char *document = (const char *)read_document(fixture).at;
    for (int i = LAYOUT_TITLE; i <= LAYOUT_PICTURE; i++)
        assert_non_null(strstr(document, slide_layout_name((enum slide_layout)i)));
    for (int i = PROMPT_FACES; i <= PROMPT_CHOOSE_ALL; i++)
        assert_non_null(strstr(document, prompt_kind_name((enum prompt_kind)i)));
    for (int i = CLASS_PLAIN; i <= CLASS_SENSITIVE; i++)
        assert_non_null(strstr(document, privacy_class_name((enum privacy_class)i)));
}

// Each kind of message is looked for in the document by the words that it really has.
static void messages_are_explained_in_their_own_words(void **state)
{
    static const struct {
        const char *from;
        const char *to;
        const char *part; // of the message, and of the document
    } breaks[] = {
        {"layout: cards", "layout: grid", "unknown layout"},
        {"icon: body", "icon: bodi", "no icon"},
        {"kind: faces", "kind: smiles", "unknown kind"},
        {"class: plain", "class: secret", "unknown class"},
        {"- `bad` Bad\n", "", "needs exactly five answers and has"},
        {"- `friends` Making friends\n", "", "a prompt with "},
        {"`slide: signs` ", "", "the slide has no id"},
        {"`slide: helps`", "`slide: signs`", "is taken by the slide"},
        {"> Say: Stress", "> Stress", "a note must begin with Say:, Ask: or Tip:"},
        {"status: reviewed by Ana Lee", "status: fine", "unknown status"},
        {"Tired, tense", "[Tired](x)", "a link"},
        {"Tired, tense", "Tired\t", "a tab"},
        {"title: Signs", "title: [Signs", "not readable as YAML"},
        {"deck: signs-1\n", "", "the head has no"},
        {"session: 1\n", "session: x\n", "write a number from"},
        {"`middle` OK\n", "", "one of `low`, `middle` and `high` is missing"},
        {"How do you feel right now?", "Suicide?", "a prompt about suicide or violence"},
        {"module: coping-with-stress", "module: relapse", "would show exact numbers"},
    };
    struct fixture *fixture = *state;
    struct span document = read_document(fixture);
    char *text = malloc(document.size + 1);
    assert_non_null(text);
    memcpy(text, document.at, document.size + 1);
    for (size_t i = 0; i < sizeof breaks / sizeof breaks[0]; i++) {
        const char *broken = altered(fixture, ENGLISH, breaks[i].from, breaks[i].to);
        struct deck_source *source = NULL;
        fixture_reset(fixture);
        assert_int_equal(deck_source_parse(span_of_string(broken), "en.md", &fixture->art,
                                           &fixture->arena, &fixture->found, &source),
                         ERR_MALFORMED);
        bool told = false;
        for (size_t at = 0; at < fixture->found.count; at++)
            told = told || strstr(fixture->found.items[at].text, breaks[i].part) != NULL;
        if (!told || strstr(text, breaks[i].part) == NULL)
            fail_msg("\"%s\" is not in the %s", breaks[i].part, told ? "document" : "message");
    }
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_worked_example_is_a_right_deck),
        cmocka_unit_test(every_name_is_explained),
        cmocka_unit_test(messages_are_explained_in_their_own_words),
    };
    return cmocka_run_group_tests(tests, fixture_make, fixture_drop);
}

// One language file: what a right one means, and every fault named with its line.
#include "fixture.h"

#include "base/utf8.h"

static struct deck_source *parse(struct fixture *fixture, const char *file, const char *text,
                                 enum err expected)
{
    fixture_reset(fixture);
    struct deck_source *source = NULL;
    enum err err = deck_source_parse(span_of_string(text), file, &fixture->art, &fixture->arena,
                                     &fixture->found, &source);
    if (err != expected)
        print_found(&fixture->found);
    assert_int_equal(err, expected);
    return source;
}

static void a_right_deck_is_read_whole(void **state)
{
    struct fixture *fixture = *state;
    const struct deck_source *source = parse(fixture, "x/en.md", ENGLISH, OK);
    expect_clean(&fixture->found);
    assert_string_equal(source->key, "signs-1");
    assert_string_equal(source->module, "coping-with-stress");
    assert_int_equal(source->session_number, 1);
    assert_int_equal(source->session_count, 5);
    assert_int_equal(source->language, LANGUAGE_EN);
    assert_string_equal(source->words.title, "Signs of stress");
    assert_string_equal(source->words.module_title, "Coping with stress");
    assert_string_equal(source->words.reviewer, "Ana Lee");
    assert_false(source->words.draft);
    assert_string_equal(source->licence, "CC BY 4.0, IMR Room");

    assert_int_equal(source->slide_count, 2);
    const struct source_slide *slide = &source->slides[0];
    assert_string_equal(slide->key, "signs");
    assert_int_equal(slide->layout, LAYOUT_CARDS);
    assert_string_equal(slide->words.title, "Stress shows up in many ways");
    assert_int_equal(slide->words.card_count, 2);
    assert_string_equal(slide->words.cards[0].icon, "body");
    assert_string_equal(slide->words.cards[0].head, "In the body");
    assert_string_equal(slide->words.cards[0].text, "Tired, tense");
    assert_int_equal(slide->words.note_count, 2);
    assert_int_equal(slide->words.notes[0].kind, NOTE_SAY);
    assert_string_equal(slide->words.notes[0].text, "Stress is normal.");
    assert_int_equal(slide->words.notes[1].kind, NOTE_ASK);
    assert_string_equal(source->slides[1].words.cards[1].head, "");
    assert_string_equal(source->slides[1].words.cards[1].text, "Music");

    assert_int_equal(source->prompt_count, 2);
    const struct source_prompt *prompt = &source->prompts[0];
    assert_string_equal(prompt->key, "feel-now");
    assert_int_equal(prompt->kind, PROMPT_FACES);
    assert_int_equal(prompt->class, CLASS_PERSONAL);
    assert_int_equal(prompt->slide, 2);
    assert_int_equal(prompt->option_count, 5);
    assert_string_equal(prompt->option_keys[4], "very-good");
    assert_string_equal(prompt->words.options[4], "Very good");
    assert_string_equal(prompt->words.low, "Bad or very bad");
    assert_string_equal(prompt->words.middle, "OK");
    assert_string_equal(prompt->words.high, "Good or very good");
    assert_string_equal(source->prompts[1].option_icons[0], "moon");
    assert_string_equal(source->prompts[1].words.help, "Touch one.");
    assert_int_equal(source->words.idea_count, 1);
    assert_string_equal(source->words.ideas[0], "Take a walk on three days.");
}

// What may be written in more than one way.
static void other_ways_to_write_are_understood(void **state)
{
    static const struct {
        const char *from;
        const char *to;
    } ways[] = {
        {"**In the body**: Tired", "**In the body:** Tired"},
        {"> Say: Stress is normal.\n>\n", "> Say: Stress is normal.\n"},
        {"> Say: Stress is normal.", "> say: Stress\n> is normal."},
        {"> Say: Stress is normal.", "> **Say:** Stress is normal."},
        {"`slide: signs` `layout: cards`", "`slide: signs`\n`layout: cards`"},
        {"# Stress shows", "\n\n#   Stress shows"},
        {"Tired, tense\n", "Tired,\n  tense\n"},
        {"- `icon: cloud`", "\n- `icon: cloud`"},
        {"---\ndeck", "\xef\xbb\xbf---\ndeck"},
        {"# Stress shows up in many ways\n", "Stress shows up in many ways\n===\n"},
    };
    struct fixture *fixture = *state;
    struct deck_slide_words *expected = malloc(sizeof *expected);
    assert_non_null(expected);
    *expected = parse(fixture, "en.md", ENGLISH, OK)->slides[0].words;
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        const char *text = altered(fixture, ENGLISH, ways[i].from, ways[i].to);
        const struct deck_source *source = parse(fixture, "en.md", text, OK);
        expect_clean(&fixture->found);
        assert_memory_equal(&source->slides[0].words, expected, sizeof *expected);
    }
    free(expected);
}

static void windows_line_ends_change_nothing(void **state)
{
    struct fixture *fixture = *state;
    char *text = calloc(2, sizeof ENGLISH);
    assert_non_null(text);
    size_t used = 0;
    for (const char *at = ENGLISH; *at != '\0'; at++) {
        if (*at == '\n')
            text[used++] = '\r';
        text[used++] = *at;
    }
    const struct deck_source *source = parse(fixture, "en.md", text, OK);
    expect_clean(&fixture->found);
    assert_string_equal(source->words.ideas[0], "Take a walk on three days.");
    free(text);
}

struct fault {
    const char *from; // replaced ...
    const char *to;   // ... by this
    const char *at; // the fault is told in the line of this, in the changed text; NULL: whole file
    const char *part; // of the message
};

static const struct fault FAULTS[] = {
    // The head.
    {"---\ndeck: signs-1\n", "deck: signs-1\n", "deck: signs-1", "no head"},
    {"deck: signs-1\n", "", "module: coping", "no deck"},
    {"module: coping-with-stress\n", "", "deck: signs-1", "no module"},
    {"session: 1\n", "", "deck: signs-1", "no session"},
    {"sessions: 5\n", "", "deck: signs-1", "no sessions"},
    {"language: en\n", "", "deck: signs-1", "no language"},
    {"title: Signs of stress\n", "", "deck: signs-1", "no title"},
    {"module-title: Coping with stress\n", "", "deck: signs-1", "no module-title"},
    {"licence: CC BY 4.0, IMR Room\n", "", "deck: signs-1", "no licence"},
    {"status: reviewed by Ana Lee\n", "", "deck: signs-1", "no status"},
    {"title: Signs of stress", "title:", "title:", "title is empty"},
    {"deck: signs-1", "deck: Signs 1", "deck: Signs 1", "use small letters"},
    {"session: 1", "session: one", "session: one", "write a number from 1 to 99"},
    {"session: 1\n", "session: 6\n", "session: 6", "session 6 of 5"},
    {"session: 1\n", "session: 100\n", "session: 100", "write a number from 1 to 99"},
    {"language: en", "language: fr", "language: fr", "unknown language \"fr\""},
    {"language: en", "language: es", "language: es", "the head says es but the file is en.md"},
    {"status: reviewed by Ana Lee", "status: fine", "status: fine", "unknown status \"fine\""},
    {"status: reviewed by Ana Lee", "status: reviewed by", "status: reviewed by", "unknown status"},
    {"licence: CC", "colour: red\nlicence: CC", "colour: red", "unknown name \"colour\""},
    {"licence: CC", "title: Again\nlicence: CC", "title: Again", "\"title\" stands here twice"},
    {"title: Signs", "title: [Signs", "module-title: C", "not readable as YAML"},
    {"title: Signs of", "title: Signs: of", "title: Signs:", "not readable as YAML"},
    {"title: Signs of stress", "title: &a Signs", "title: &a", "an & or ! mark"},
    {"title: Signs of stress", "title: *a", "title: *a", "a * alias"},
    {"title: Signs of stress", "title: \"a\\u202eb\"", "title: \"a", "cannot be shown"},
    {"title: Signs of stress",
     "title: 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 "
     "0123456789 01234567",
     "title: 0123", "title is 96 bytes long, shorten it to 95"},
    // Slides.
    {"`slide: signs` ", "", "# Stress shows", "the slide has no id"},
    {"`slide: signs` `layout: cards`", "`slide: signs`", "# Stress shows", "no layout"},
    {"`slide: helps`", "`slide: signs`", "# What helps", "the id signs is taken"},
    {"`slide: signs`", "`slide: Signs!`", "`slide: Signs!`", "is not an id"},
    {"layout: cards", "layout: grid", "layout: grid", "unknown layout \"grid\""},
    {"layout: cards", "layout: picture", "layout: picture", "without a picture"},
    {"`layout: talk`", "`layout: picture` `picture: nix`", "picture: nix", "no picture \"nix\""},
    {"`layout: talk`", "`layout: talk` `picture: sun`", "picture: sun", "another kind of slide"},
    {"`layout: talk`", "`layout: cards` `kind: x`", "`kind: x`", "unknown mark `kind:`"},
    {"`layout: talk`", "`layout: talk` `loud`", "`loud`", "has no colon"},
    {"`layout: talk`", "`layout: talk` words", "talk` words", "words behind a `mark: value`"},
    {"`layout: talk`\n", "`layout: talk`\n`shout` Hey\n", "`shout` Hey", "unknown mark `shout`"},
    {"`layout: talk`\n", "`layout: talk`\n`kicker`\n", "`kicker`", "`kicker` without words"},
    {"- `icon: chat` Talk\n- `icon: music` Music\n", "- 1\n- 2\n- 3\n- 4\n- 5\n- 6\n- 7\n", "- 7",
     "more than 6 cards"},
    {"- `icon: cloud` **In our mood**: Worry\n", "", "`slide: signs`", "fewer than two"},
    {"icon: body", "icon: bodi", "icon: bodi", "no icon \"bodi\""},
    {"`icon: body`", "`body`", "`body`", "unknown mark `body` in a list"},
    {"- `icon: body` **In the body**: Tired, tense", "- `icon: body`", "- `icon: body`",
     "an empty line of a list"},
    {"- `icon: chat` Talk", "-", "-\n- `icon: music`", "an empty line of a list"},
    {"# What helps you?", "#", "#\n`slide: helps`", "a slide without a title"},
    {"# Stress shows", "Hello.\n\n# Stress shows", "Hello.", "words before the first slide"},
    {"# What helps you?", "### What helps you?", "### What", "three or more #"},
    {"## Prompt: Which", "## Question: Which", "## Question:", "unknown heading"},
    // Notes.
    {"> Say: Stress", "> Stress", "> Stress is", "must begin with Say:, Ask: or Tip:"},
    {"> Say: Stress is normal.", "> Say:", "> Say:", "a note without words"},
    {"> Say: Stress is normal.", "> - Say: Stress", "> - Say", "a list inside a note"},
    {"> Say: Stress is normal.", "> > Say: Stress", "> > Say", "a note inside a note"},
    {"- Take a walk on three days.\n", "- A walk.\n\n> Tip: Praise.\n", "> Tip: Praise",
     "a note under home practice"},
    // Prompts.
    {"`prompt: feel-now` ", "", "## Prompt: How", "the prompt has no id"},
    {"`prompt: next-topic`", "`prompt: feel-now`", "## Prompt: Which", "the id feel-now is taken"},
    {"`kind: faces` ", "", "## Prompt: How", "the prompt has no kind"},
    {"kind: faces", "kind: smiles", "kind: smiles", "unknown kind \"smiles\""},
    {"class: plain", "class: secret", "class: secret", "unknown class \"secret\""},
    {"## Prompt: Which topic next?", "## Prompt:", "## Prompt:\n", "without a question"},
    {"- `bad` Bad\n", "", "## Prompt: How", "needs exactly five answers and has 4"},
    {"- `friends` Making friends\n", "", "## Prompt: Which", "a prompt with 1 answers"},
    {"- `friends` Making friends\n", "- `a` A\n- `b` B\n- `c` C\n- `d` D\n- `e` E\n", "- `e` E",
     "more than 5 answers"},
    {"- `friends` Making", "- `sleep` Making", "- `sleep` Making", "`sleep` stands here twice"},
    {"- `friends` Making", "- Making", "- Making", "an answer without an id"},
    {"- `friends` Making friends", "- `friends`", "- `friends`", "an answer without words"},
    {"- `friends` Making", "- `Friends` Making", "- `Friends`", "is not an id"},
    {"`icon: moon`", "`icon: mooon`", "icon: mooon", "no icon \"mooon\""},
    {"`middle` OK\n", "", "`low` Bad", "write all three or none"},
    {"`help` Touch one.", "`low` A\n`middle` B\n`high` C", "`low` A", "are for faces"},
    {"`help` Touch one.", "Touch one.", "Touch one.", "words under a prompt"},
    {"`help` Touch one.", "`help` A.\n`help` B.", "`help` B.", "`help` stands here twice"},
    {"How do you feel right now?", "Do you think about suicide?", "## Prompt: Do",
     "about suicide or violence"},
    {"Making friends", "Use a weapon", "Use a weapon", "about suicide or violence"},
    // Markdown that a slide cannot show.
    {"Tired, tense", "[Tired](http://x.test)", "[Tired]", "a link"},
    {"Tired, tense", "![Tired](x.png)", "![Tired]", "a picture among words"},
    {"Tired, tense", "<b>Tired</b>", "<b>Tired", "HTML"},
    {"Tired, tense", "Tired `tense`", "Tired `tense`", "a `mark` after words"},
    {"Tired, tense", "Tired&nbsp;tense", "&nbsp;", "a code like &name;"},
    {"Tired, tense", "Tired\n  - tense", "  - tense", "a list inside a list"},
    {"> Say: Stress", "***\n\n> Say: Stress", "***", "a line across"},
    {"> Say: Stress", "1. One\n\n> Say: Stress", "1. One", "a numbered list"},
    {"> Say: Stress", "```\ncode\n```\n\n> Say: Stress", "```", "a block of code"},
    {"- `icon: chat` Talk", "    code\n\n- Talk", "    code", "a block of code"},
    {"> Say: Stress", "    more\n\n> Say: Stress", "- `icon: cloud`", "a second paragraph"},
    {"> Say: Stress", "<div>\n\n> Say: Stress", "<div>", "HTML"},
    {"> Say: Stress", "[x]: y\n\n> Say: Stress", "[x]: y", "a link's address"},
    // Characters.
    {"Tired, tense", "Tired,\ttense", "Tired,\t", "a tab"},
    {"Tired, tense", "Tired \x07", "Tired \x07", "a character that cannot be shown"},
    {"Tired, tense", "Tired \xe2\x80\xae", "Tired \xe2\x80\xae", "cannot be shown"},
    {"Tired, tense", "Tired \xc3(", "Tired \xc3", "cannot be shown"},
    // Ideas.
    {"- Take a walk on", "Take a walk on", "Take a walk on", "begin each idea with -"},
    {"- Take a walk on", "- `walk` Take a walk on", "- `walk`", "marks or bold words in an idea"},
    {"- Take a walk on three days.\n", "- 1\n- 2\n- 3\n- 4\n- 5\n- 6\n- 7\n- 8\n- 9\n", "- 9",
     "more than 8 home practice ideas"},
};

static void every_fault_is_named_with_its_line(void **state)
{
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof FAULTS / sizeof FAULTS[0]; i++) {
        const struct fault *fault = &FAULTS[i];
        const char *text = altered(fixture, ENGLISH, fault->from, fault->to);
        fixture_reset(fixture);
        struct deck_source *source = NULL;
        enum err err = deck_source_parse(span_of_string(text), "en.md", &fixture->art,
                                         &fixture->arena, &fixture->found, &source);
        expect_fault(&fixture->found, SEVERITY_ERROR, line_of(text, fault->at), fault->part);
        assert_int_equal(err, ERR_MALFORMED);
    }
}

static void a_message_reads_as_promised(void **state)
{
    struct fixture *fixture = *state;
    const char *text = altered(fixture, ENGLISH, "layout: cards", "layout: grid");
    (void)parse(fixture, "decks/en.md", text, ERR_MALFORMED);
    char line[512];
    struct out out = out_into(line, sizeof line);
    diagnostic_format(&fixture->found.items[0], &out);
    assert_string_equal(line, "decks/en.md:14: unknown layout \"grid\", write title, text, cards, "
                              "talk or picture");
}

static void a_file_name_must_be_a_language(void **state)
{
    struct fixture *fixture = *state;
    (void)parse(fixture, "english.md", ENGLISH, ERR_MALFORMED);
    expect_fault(&fixture->found, SEVERITY_ERROR, 0, "name is not a language");
}

static void too_many_of_anything_is_told_once(void **state)
{
    struct fixture *fixture = *state;
    struct out out = out_into(fixture->text, sizeof fixture->text);
    out_text(&out, altered(fixture, ENGLISH, "# What helps you?", "# What helps you?"));
    out.used = strlen(fixture->text);
    for (int i = 0; i < SLIDES_MAX + 3; i++) {
        out_text(&out, "# More\n`slide: more-");
        out_number(&out, i);
        out_text(&out, "` `layout: text`\n\n## Prompt: Why?\n`prompt: why-");
        out_number(&out, i);
        out_text(&out, "` `kind: single`\n\n- `a` A\n- `b` B\n\n");
    }
    assert_false(out.full);
    const struct deck_source *source = parse(fixture, "en.md", fixture->text, ERR_MALFORMED);
    assert_int_equal(source->slide_count, SLIDES_MAX);
    assert_int_equal(source->prompt_count, PROMPTS_MAX);
    assert_int_equal(fixture->found.errors, 2);
}

static void a_huge_file_is_refused(void **state)
{
    struct fixture *fixture = *state;
    fixture_reset(fixture);
    const struct span huge = {fixture->arena.block, SOURCE_BYTES_MAX + 1};
    struct deck_source *source = NULL;
    assert_int_equal(
        deck_source_parse(huge, "en.md", NULL, &fixture->arena, &fixture->found, &source),
        ERR_TOO_LONG);
    assert_null(source);
    expect_fault(&fixture->found, SEVERITY_ERROR, 0, "split the session");
}

// The arena's cap is met at every size without a crash, and the parser says so.
static void a_small_arena_is_an_error_and_no_crash(void **state)
{
    struct fixture *fixture = *state;
    bool parsed = false;
    for (size_t size = 0; size < DECK_SOURCE_ARENA_BYTES && !parsed; size += 4096) {
        struct arena arena;
        arena_init(&arena, fixture->arena.block, size);
        diagnostics_init(&fixture->found);
        struct deck_source *source = NULL;
        enum err err = deck_source_parse(span_of_string(ENGLISH), "en.md", NULL, &arena,
                                         &fixture->found, &source);
        assert_true(err == OK || err == ERR_MEMORY || err == ERR_MALFORMED);
        if (err == ERR_MALFORMED)
            assert_true(fixture->found.errors > 0);
        parsed = err == OK;
    }
    assert_true(parsed);
}

// Every beginning of a right deck is refused or understood, never fatal.
static void every_cut_of_a_deck_is_survived(void **state)
{
    struct fixture *fixture = *state;
    size_t understood = 0;
    for (size_t size = 0; size < sizeof ENGLISH - 1; size++) {
        fixture_reset(fixture);
        struct deck_source *source = NULL;
        const struct span cut = {(const uint8_t *)ENGLISH, size};
        enum err err =
            deck_source_parse(cut, "en.md", NULL, &fixture->arena, &fixture->found, &source);
        assert_true((err == OK) == (fixture->found.errors == 0));
        understood += err == OK ? 1 : 0;
    }
    assert_true(understood > 0 && understood < sizeof ENGLISH / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_right_deck_is_read_whole),
        cmocka_unit_test(other_ways_to_write_are_understood),
        cmocka_unit_test(windows_line_ends_change_nothing),
        cmocka_unit_test(every_fault_is_named_with_its_line),
        cmocka_unit_test(a_message_reads_as_promised),
        cmocka_unit_test(a_file_name_must_be_a_language),
        cmocka_unit_test(too_many_of_anything_is_told_once),
        cmocka_unit_test(a_huge_file_is_refused),
        cmocka_unit_test(a_small_arena_is_an_error_and_no_crash),
        cmocka_unit_test(every_cut_of_a_deck_is_survived),
    };
    return cmocka_run_group_tests(tests, fixture_make, fixture_drop);
}

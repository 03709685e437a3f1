#include "deck/deck_body.h"

#include "base/check.h"
#include "deck/deck_text.h"
#include "deck/markdown.h"
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum section {
    SECTION_NONE,
    SECTION_SLIDE,
    SECTION_PROMPT,
    SECTION_IDEAS,
    SECTION_UNKNOWN
};

struct builder {
    struct deck_source *source;
    struct diagnostics *diagnostics;
    const struct deck_art *art;
    enum section section;
    bool too_many_slides;
    bool too_many_prompts;
};

static void error_at(const struct builder *builder, uint32_t line, const char *what)
{
    diagnostics_add(builder->diagnostics, SEVERITY_ERROR, builder->source->file, line, "%s", what);
}

// Copies words into a field that goes to the screens, telling what does not fit.
static void set_words(const struct builder *builder, uint32_t line, const char *what, char *field,
                      size_t size, const char *words)
{
    enum err err = deck_text_set(field, size, span_of_string(words));
    if (err == ERR_TOO_LONG)
        diagnostics_add(builder->diagnostics, SEVERITY_ERROR, builder->source->file, line,
                        "%s is %zu bytes long and %zu fit, shorten it", what, strlen(words),
                        size - 1);
    else if (err != OK)
        diagnostics_add(builder->diagnostics, SEVERITY_ERROR, builder->source->file, line,
                        "%s has a character that cannot be shown, type it again", what);
}

static void set_key(const struct builder *builder, uint32_t line, const char *what,
                    char field[KEY_BYTES], const char *key)
{
    if (!deck_key_ok(key))
        diagnostics_add(builder->diagnostics, SEVERITY_ERROR, builder->source->file, line,
                        "%s \"%s\" is not an id, use small letters, digits and -, at most %d", what,
                        key, KEY_BYTES - 1);
    else if (deck_text_set(field, KEY_BYTES, span_of_string(key)) != OK)
        check(false && "a key is plain ASCII and fits");
}

static struct source_slide *current_slide(const struct builder *builder)
{
    struct deck_source *source = builder->source;
    check(source->slide_count > 0);
    return &source->slides[source->slide_count - 1];
}

static struct source_prompt *current_prompt(const struct builder *builder)
{
    struct deck_source *source = builder->source;
    check(source->prompt_count > 0);
    return &source->prompts[source->prompt_count - 1];
}

// Splits "key: value"; false if the code mark has no colon.
static bool split_setting(const char *code, char name[MARKDOWN_CODE_BYTES],
                          char value[MARKDOWN_CODE_BYTES])
{
    const char *colon = strchr(code, ':');
    if (colon == NULL)
        return false;
    size_t size = (size_t)(colon - code);
    memcpy(name, code, size);
    name[size] = '\0';
    const char *rest = colon + 1 + strspn(colon + 1, " ");
    (void)snprintf(value, MARKDOWN_CODE_BYTES, "%s", rest);
    for (size_t end = strlen(value); end > 0 && value[end - 1] == ' '; end--)
        value[end - 1] = '\0';
    return true;
}

static void begin_slide(struct builder *builder, const struct piece *piece)
{
    struct deck_source *source = builder->source;
    builder->section = SECTION_UNKNOWN;
    if (source->slide_count == SLIDES_MAX) {
        if (!builder->too_many_slides)
            diagnostics_add(builder->diagnostics, SEVERITY_ERROR, source->file, piece->line,
                            "more than %d slides, split the session", SLIDES_MAX);
        builder->too_many_slides = true;
        return;
    }
    builder->section = SECTION_SLIDE;
    struct source_slide *slide = &source->slides[source->slide_count++];
    slide->line = piece->line;
    slide->words.present = true;
    if (piece->text[0] == '\0')
        error_at(builder, piece->line, "a slide without a title, write it behind the #");
    set_words(builder, piece->line, "the title", slide->words.title, sizeof slide->words.title,
              piece->text);
}

static void begin_prompt(struct builder *builder, const struct piece *piece, const char *question)
{
    struct deck_source *source = builder->source;
    builder->section = SECTION_UNKNOWN;
    if (source->slide_count == 0) {
        error_at(builder, piece->line, "a prompt before any slide, put it below its slide");
        return;
    }
    if (source->prompt_count == PROMPTS_MAX) {
        if (!builder->too_many_prompts)
            diagnostics_add(builder->diagnostics, SEVERITY_ERROR, source->file, piece->line,
                            "more than %d prompts, take some out", PROMPTS_MAX);
        builder->too_many_prompts = true;
        return;
    }
    builder->section = SECTION_PROMPT;
    struct source_prompt *prompt = &source->prompts[source->prompt_count++];
    prompt->line = piece->line;
    prompt->slide = source->slide_count;
    prompt->words.present = true;
    if (question[0] == '\0')
        error_at(builder, piece->line, "a prompt without a question, write it behind \"Prompt:\"");
    set_words(builder, piece->line, "the question", prompt->words.question,
              sizeof prompt->words.question, question);
}

static void take_heading(struct builder *builder, const struct piece *piece)
{
    static const char PROMPT[] = "Prompt:";
    if (piece->code_count > 0)
        error_at(builder, piece->line, "a `mark` in a heading, put it on the line below");
    if (piece->level == 1) {
        begin_slide(builder, piece);
    } else if (piece->level == 2 && strncasecmp(piece->text, PROMPT, sizeof PROMPT - 1) == 0) {
        const char *question = piece->text + sizeof PROMPT - 1;
        begin_prompt(builder, piece, question + strspn(question, " "));
    } else if (piece->level == 2 && strcasecmp(piece->text, "Home practice ideas") == 0) {
        builder->section = SECTION_IDEAS;
    } else {
        builder->section = SECTION_UNKNOWN;
        if (piece->level == 2)
            diagnostics_add(builder->diagnostics, SEVERITY_ERROR, builder->source->file,
                            piece->line,
                            "unknown heading \"%s\", write \"## Prompt: \" and a question, or "
                            "\"## Home practice ideas\"",
                            piece->text);
    }
}

static void set_slide_setting(struct builder *builder, uint32_t line, const char *name,
                              const char *value)
{
    struct source_slide *slide = current_slide(builder);
    if (strcmp(name, "slide") == 0) {
        if (slide->key[0] != '\0')
            error_at(builder, line, "a second `slide:` in one slide, begin a new slide with #");
        else
            set_key(builder, line, "the slide's name", slide->key, value);
    } else if (strcmp(name, "layout") == 0) {
        slide->layout_line = line;
        if (!slide_layout_find(value, &slide->layout))
            diagnostics_add(builder->diagnostics, SEVERITY_ERROR, builder->source->file, line,
                            "unknown layout \"%s\", write title, text, cards, talk or picture",
                            value);
    } else if (strcmp(name, "picture") == 0) {
        slide->picture_line = line;
        set_key(builder, line, "the picture", slide->picture, value);
        if (builder->art != NULL && slide->picture[0] != '\0' &&
            !deck_art_has_picture(builder->art, slide->picture))
            diagnostics_add(builder->diagnostics, SEVERITY_ERROR, builder->source->file, line,
                            "no picture \"%s\", choose one from assets/pictures", value);
    } else {
        diagnostics_add(builder->diagnostics, SEVERITY_ERROR, builder->source->file, line,
                        "unknown mark `%s:` on a slide, use slide, layout or picture", name);
    }
}

static void set_prompt_setting(struct builder *builder, uint32_t line, const char *name,
                               const char *value)
{
    struct source_prompt *prompt = current_prompt(builder);
    if (strcmp(name, "prompt") == 0) {
        if (prompt->key[0] != '\0')
            error_at(builder, line, "a second `prompt:` in one prompt, begin a new one with ##");
        else
            set_key(builder, line, "the prompt's name", prompt->key, value);
    } else if (strcmp(name, "kind") == 0) {
        prompt->kind_line = line;
        if (!prompt_kind_find(value, &prompt->kind))
            diagnostics_add(
                builder->diagnostics, SEVERITY_ERROR, builder->source->file, line,
                "unknown kind \"%s\", write faces, five-steps, single, choose-all or text", value);
    } else if (strcmp(name, "class") == 0) {
        prompt->class_line = line;
        if (!privacy_class_find(value, &prompt->class))
            diagnostics_add(builder->diagnostics, SEVERITY_ERROR, builder->source->file, line,
                            "unknown class \"%s\", write plain, personal or sensitive", value);
    } else {
        diagnostics_add(builder->diagnostics, SEVERITY_ERROR, builder->source->file, line,
                        "unknown mark `%s:` on a prompt, use prompt, kind or class", name);
    }
}

// Where the words of a line of one mark go (`low` Bad or very bad).
struct named_words {
    const char *name;
    char *field;
    size_t size;
    uint32_t *line; // may be NULL
};

static void set_named_words(struct builder *builder, const struct piece *piece,
                            const struct named_words *known, size_t count)
{
    const char *name = piece->codes[0];
    for (size_t i = 0; i < count; i++) {
        if (strcmp(known[i].name, name) != 0)
            continue;
        if (piece->text[0] == '\0')
            diagnostics_add(builder->diagnostics, SEVERITY_ERROR, builder->source->file,
                            piece->line, "`%s` without words, write them behind it", name);
        else if (known[i].field[0] != '\0')
            diagnostics_add(builder->diagnostics, SEVERITY_ERROR, builder->source->file,
                            piece->line, "`%s` stands here twice, remove one", name);
        if (known[i].line != NULL)
            *known[i].line = piece->line;
        set_words(builder, piece->line, name, known[i].field, known[i].size, piece->text);
        return;
    }
    diagnostics_add(builder->diagnostics, SEVERITY_ERROR, builder->source->file, piece->line,
                    "unknown mark `%s`, use %s", name,
                    builder->section == SECTION_PROMPT ? "low, middle, high, help or result"
                                                       : "kicker, or `slide: name`");
}

static void take_named_words(struct builder *builder, const struct piece *piece)
{
    if (builder->section == SECTION_PROMPT) {
        struct source_prompt *prompt = current_prompt(builder);
        struct deck_prompt_words *words = &prompt->words;
        const struct named_words known[] = {
            {"low", words->low, sizeof words->low, &prompt->low_line},
            {"middle", words->middle, sizeof words->middle, &prompt->middle_line},
            {"high", words->high, sizeof words->high, &prompt->high_line},
            {"help", words->help, sizeof words->help, &prompt->help_line},
            {"result", words->result_title, sizeof words->result_title, &prompt->result_line},
        };
        set_named_words(builder, piece, known, sizeof known / sizeof known[0]);
    } else {
        struct deck_slide_words *words = &current_slide(builder)->words;
        const struct named_words known = {"kicker", words->kicker, sizeof words->kicker, NULL};
        set_named_words(builder, piece, &known, 1);
    }
}

static void take_settings(struct builder *builder, const struct piece *piece)
{
    char name[MARKDOWN_CODE_BYTES];
    char value[MARKDOWN_CODE_BYTES];
    if (!split_setting(piece->codes[0], name, value)) {
        if (piece->code_count > 1)
            error_at(builder, piece->line, "several `marks` before words, write one a line");
        take_named_words(builder, piece);
        return;
    }
    if (piece->text[0] != '\0')
        error_at(builder, piece->line, "words behind a `mark: value`, put them on their own line");
    for (size_t i = 0; i < piece->code_count; i++) {
        if (!split_setting(piece->codes[i], name, value))
            diagnostics_add(builder->diagnostics, SEVERITY_ERROR, builder->source->file,
                            piece->line, "`%s` has no colon, write `name: value`", piece->codes[i]);
        else if (builder->section == SECTION_PROMPT)
            set_prompt_setting(builder, piece->line, name, value);
        else
            set_slide_setting(builder, piece->line, name, value);
    }
}

static struct deck_card *add_card(struct builder *builder, uint32_t line)
{
    struct source_slide *slide = current_slide(builder);
    if (slide->words.card_count == CARDS_MAX) {
        diagnostics_add(builder->diagnostics, SEVERITY_ERROR, builder->source->file, line,
                        "more than %d cards or lines on a slide, move some to the next slide",
                        CARDS_MAX);
        return NULL;
    }
    slide->card_lines[slide->words.card_count] = line;
    return &slide->words.cards[slide->words.card_count++];
}

static void take_line(struct builder *builder, const struct piece *piece)
{
    if (piece->code_count > 0) {
        if (builder->section == SECTION_IDEAS)
            error_at(builder, piece->line, "a `mark` among home practice ideas, leave it out");
        else
            take_settings(builder, piece);
        return;
    }
    if (builder->section == SECTION_PROMPT) {
        error_at(builder, piece->line,
                 "words under a prompt, begin them with - (an answer) or `help`");
        return;
    }
    if (builder->section == SECTION_IDEAS) {
        error_at(builder, piece->line, "words among home practice ideas, begin each idea with -");
        return;
    }
    if (piece->text[0] == '\0') // a picture without words: told already
        return;
    struct deck_card *card = add_card(builder, piece->line);
    if (card != NULL)
        set_words(builder, piece->line, "the line", card->text, sizeof card->text, piece->text);
}

// Takes the icon of a card or an answer from a code mark.
static void set_icon(struct builder *builder, uint32_t line, const char *code,
                     char field[KEY_BYTES])
{
    char name[MARKDOWN_CODE_BYTES];
    char value[MARKDOWN_CODE_BYTES];
    if (!split_setting(code, name, value) || strcmp(name, "icon") != 0) {
        diagnostics_add(builder->diagnostics, SEVERITY_ERROR, builder->source->file, line,
                        "unknown mark `%s` in a list, use `icon: name`", code);
        return;
    }
    set_key(builder, line, "the icon", field, value);
    if (builder->art != NULL && field[0] != '\0' && !deck_art_has_icon(builder->art, field))
        diagnostics_add(builder->diagnostics, SEVERITY_ERROR, builder->source->file, line,
                        "no icon \"%s\", choose one from assets/icons or assets/pictures", value);
}

static void take_card(struct builder *builder, const struct piece *piece)
{
    struct deck_card *card = add_card(builder, piece->line);
    if (card == NULL)
        return;
    for (size_t i = 0; i < piece->code_count; i++)
        set_icon(builder, piece->line, piece->codes[i], card->icon);
    char head[LINE_BYTES];
    (void)snprintf(head, sizeof head, "%s", piece->head);
    size_t size = strlen(head);
    if (size > 0 && head[size - 1] == ':') // "**In the body:** Tired" is meant the same way
        head[size - 1] = '\0';
    const char *text = piece->text;
    if (head[0] != '\0' && text[0] == ':')
        text += 1 + strspn(text + 1, " ");
    if (head[0] == '\0' && text[0] == '\0')
        error_at(builder, piece->line, "an empty line of a list, write words or remove it");
    set_words(builder, piece->line, "the card's head", card->head, sizeof card->head, head);
    set_words(builder, piece->line, "the card", card->text, sizeof card->text, text);
}

static void take_option(struct builder *builder, const struct piece *piece)
{
    struct source_prompt *prompt = current_prompt(builder);
    if (prompt->option_count == OPTIONS_MAX) {
        diagnostics_add(builder->diagnostics, SEVERITY_ERROR, builder->source->file, piece->line,
                        "more than %d answers, take some out", OPTIONS_MAX);
        return;
    }
    uint8_t at = prompt->option_count++;
    prompt->option_lines[at] = piece->line;
    if (piece->code_count == 0 || strchr(piece->codes[0], ':') != NULL)
        error_at(builder, piece->line,
                 "an answer without an id, begin it as in - `very-bad` Very bad");
    else
        set_key(builder, piece->line, "the answer's id", prompt->option_keys[at], piece->codes[0]);
    size_t first_icon = piece->code_count > 0 && strchr(piece->codes[0], ':') == NULL ? 1 : 0;
    for (size_t i = first_icon; i < piece->code_count; i++)
        set_icon(builder, piece->line, piece->codes[i], prompt->option_icons[at]);
    for (uint8_t i = 0; i < at; i++)
        if (prompt->option_keys[at][0] != '\0' &&
            strcmp(prompt->option_keys[i], prompt->option_keys[at]) == 0)
            diagnostics_add(builder->diagnostics, SEVERITY_ERROR, builder->source->file,
                            piece->line, "the answer `%s` stands here twice, give it another id",
                            prompt->option_keys[at]);
    // Bold words of an answer are its words: an answer has no head.
    char words[MARKDOWN_TEXT_BYTES + LINE_BYTES];
    (void)snprintf(words, sizeof words, "%s%s%s", piece->head,
                   piece->head[0] != '\0' && piece->text[0] != '\0' ? " " : "", piece->text);
    if (words[0] == '\0')
        error_at(builder, piece->line, "an answer without words, write them behind its id");
    set_words(builder, piece->line, "the answer", prompt->words.options[at],
              sizeof prompt->words.options[at], words);
}

static void take_idea(struct builder *builder, const struct piece *piece)
{
    struct deck_language *words = &builder->source->words;
    if (piece->code_count > 0 || piece->head[0] != '\0') {
        error_at(builder, piece->line, "marks or bold words in an idea, write plain words");
        return;
    }
    if (words->idea_count == PRACTICE_IDEAS_MAX) {
        diagnostics_add(builder->diagnostics, SEVERITY_ERROR, builder->source->file, piece->line,
                        "more than %d home practice ideas, keep the best", PRACTICE_IDEAS_MAX);
        return;
    }
    if (piece->text[0] == '\0') {
        error_at(builder, piece->line, "an empty idea, write words or remove it");
        return;
    }
    builder->source->idea_lines[words->idea_count] = piece->line;
    set_words(builder, piece->line, "the idea", words->ideas[words->idea_count],
              sizeof words->ideas[0], piece->text);
    words->idea_count++;
}

static void take_item(struct builder *builder, const struct piece *piece)
{
    if (builder->section == SECTION_PROMPT)
        take_option(builder, piece);
    else if (builder->section == SECTION_IDEAS)
        take_idea(builder, piece);
    else
        take_card(builder, piece);
}

static void take_note(struct builder *builder, const struct piece *piece)
{
    if (builder->section == SECTION_IDEAS) {
        error_at(builder, piece->line, "a note under home practice ideas, put it below a slide");
        return;
    }
    struct deck_slide_words *words = &current_slide(builder)->words;
    int kind = 0;
    size_t keyword = markdown_note_keyword(span_of_string(piece->text), &kind);
    if (keyword == 0 || piece->code_count > 0) {
        error_at(builder, piece->line, "a note must begin with Say:, Ask: or Tip:, add the word");
        return;
    }
    if (words->note_count == NOTES_MAX) {
        diagnostics_add(builder->diagnostics, SEVERITY_ERROR, builder->source->file, piece->line,
                        "more than %d notes on a slide, join or drop some", NOTES_MAX);
        return;
    }
    const char *text = piece->text + keyword + strspn(piece->text + keyword, " ");
    if (text[0] == '\0') {
        error_at(builder, piece->line, "a note without words, write them behind the colon");
        return;
    }
    struct deck_note *note = &words->notes[words->note_count++];
    note->kind = (enum note_kind)kind;
    set_words(builder, piece->line, "the note", note->text, sizeof note->text, text);
}

static void take_piece(void *context, const struct piece *piece)
{
    struct builder *builder = context;
    if (piece->kind != PIECE_HEADING && builder->section == SECTION_NONE) {
        error_at(builder, piece->line, "words before the first slide, begin a slide with #");
        builder->section = SECTION_UNKNOWN;
    }
    if (piece->kind != PIECE_HEADING && builder->section == SECTION_UNKNOWN)
        return;
    switch (piece->kind) {
    case PIECE_HEADING:
        take_heading(builder, piece);
        break;
    case PIECE_LINE:
        take_line(builder, piece);
        break;
    case PIECE_ITEM:
        take_item(builder, piece);
        break;
    case PIECE_NOTE:
        take_note(builder, piece);
        break;
    }
}

enum err deck_body_read(struct span bytes, uint32_t line_first, const struct deck_art *art,
                        struct diagnostics *diagnostics, struct deck_source *source)
{
    check(diagnostics != NULL && source != NULL);
    struct builder builder = {.source = source, .diagnostics = diagnostics, .art = art};
    enum err err =
        markdown_read(bytes, source->file, line_first, diagnostics, take_piece, &builder);
    check(source->slide_count <= SLIDES_MAX && source->prompt_count <= PROMPTS_MAX);
    return err;
}

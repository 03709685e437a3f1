#include "deck/deck_source.h"

#include "base/check.h"
#include "base/utf8.h"
#include "deck/deck_body.h"
#include "deck/deck_head.h"
#include "deck/files.h"
#include "deck/markdown.h"
#include "deck/words_check.h"
#include <stdio.h>
#include <string.h>

bool deck_key_ok(const char *key)
{
    check(key != NULL);
    size_t size = strlen(key);
    if (size == 0 || size >= KEY_BYTES || key[0] < 'a' || key[0] > 'z')
        return false;
    return strspn(key, "abcdefghijklmnopqrstuvwxyz0123456789-") == size;
}

static void error_at(const struct deck_source *source, struct diagnostics *diagnostics,
                     uint32_t line, const char *what)
{
    diagnostics_add(diagnostics, SEVERITY_ERROR, source->file, line, "%s", what);
}

// A copy with every line ending as one line feed and without a byte order mark, which some editors
// write; line numbers stay what the editor shows. Empty if the arena is full.
static struct span with_plain_line_ends(struct span bytes, struct arena *arena)
{
    if (bytes.size >= 3 && memcmp(bytes.at, "\xef\xbb\xbf", 3) == 0)
        bytes = span_from(bytes, 3);
    uint8_t *copy = arena_take(arena, bytes.size + 1);
    if (copy == NULL)
        return (struct span){0};
    size_t used = 0;
    for (size_t i = 0; i < bytes.size; i++) {
        if (bytes.at[i] == '\r' && i + 1 < bytes.size && bytes.at[i + 1] == '\n')
            continue;
        copy[used++] = bytes.at[i];
    }
    return (struct span){copy, used};
}

// The next line without its line feed; moves *at behind it.
static struct span next_line(struct span bytes, size_t *at)
{
    size_t start = *at;
    size_t end = start;
    while (end < bytes.size && bytes.at[end] != '\n')
        end++;
    *at = end < bytes.size ? end + 1 : end;
    return (struct span){bytes.at + start, end - start};
}

// "[name]: place" defines a link in Markdown and would vanish without a word.
static bool defines_link(struct span line)
{
    size_t at = 0;
    while (at < line.size && (line.at[at] == ' ' || line.at[at] == '>' || line.at[at] == '-'))
        at++;
    if (at == line.size || line.at[at] != '[')
        return false;
    for (; at + 1 < line.size; at++)
        if (line.at[at] == ']' && line.at[at + 1] == ':')
            return true;
    return false;
}

static const char *fault_of_line(struct span line)
{
    if (line.size > MARKDOWN_LINE_BYTES_MAX)
        return "much too long a line, break it into several";
    if (line.size > 0 && memchr(line.at, '\t', line.size) != NULL)
        return "a tab, use spaces";
    if (text_ok_deck(line) != OK)
        return "a character that cannot be shown (control, invisible, or not UTF-8), type the "
               "line again and save the file as UTF-8";
    if (defines_link(line))
        return "a link's address, write only the words";
    return NULL;
}

// The border: behind it every line is acceptable text.
static bool lines_acceptable(struct span bytes, const struct deck_source *source,
                             struct diagnostics *diagnostics)
{
    bool acceptable = true;
    uint32_t number = 1;
    for (size_t at = 0; at < bytes.size; number++) {
        const char *fault = fault_of_line(next_line(bytes, &at));
        if (fault != NULL)
            error_at(source, diagnostics, number, fault);
        acceptable = acceptable && fault == NULL;
    }
    return acceptable;
}

static bool is_fence(struct span line)
{
    while (line.size > 0 && line.at[line.size - 1] == ' ')
        line.size--;
    return span_equal(line, span_of_string("---"));
}

// Where the head ends: sets the head's YAML, the body, and the body's first line. False if the file
// does not begin with a head.
static bool split_head(struct span bytes, struct span *out_head, struct span *out_body,
                       uint32_t *out_body_line)
{
    size_t at = 0;
    if (bytes.size == 0 || !is_fence(next_line(bytes, &at)))
        return false;
    size_t head_start = at;
    for (uint32_t number = 2; at < bytes.size; number++) {
        size_t line_start = at;
        if (!is_fence(next_line(bytes, &at)))
            continue;
        *out_head = (struct span){bytes.at + head_start, line_start - head_start};
        *out_body = span_from(bytes, at);
        *out_body_line = number + 1;
        return true;
    }
    return false;
}

static void check_slide(const struct deck_source *source, uint8_t at,
                        struct diagnostics *diagnostics)
{
    const struct source_slide *slide = &source->slides[at];
    const bool english = source->language == LANGUAGE_EN;
    if (slide->key[0] == '\0')
        error_at(source, diagnostics, slide->line,
                 "the slide has no id, write `slide: name` on the line below");
    for (uint8_t i = 0; i < at && slide->key[0] != '\0'; i++)
        if (strcmp(source->slides[i].key, slide->key) == 0)
            diagnostics_add(diagnostics, SEVERITY_ERROR, source->file, slide->line,
                            "the id %s is taken by the slide in line %u, choose another",
                            slide->key, (unsigned)source->slides[i].line);
    // In other languages the layout may be left out: it is the English one.
    if (english && slide->layout == 0 && slide->layout_line == 0)
        error_at(source, diagnostics, slide->line,
                 "the slide has no layout, write `layout: text` (or title, cards, talk, picture)");
    if (english && slide->layout == LAYOUT_PICTURE && slide->picture_line == 0)
        error_at(source, diagnostics, slide->layout_line,
                 "a picture slide without a picture, add `picture: name`");
    if (english && slide->layout != LAYOUT_PICTURE && slide->picture_line != 0)
        error_at(source, diagnostics, slide->picture_line,
                 "a picture on another kind of slide, use `layout: picture` or remove it");
    if (slide->layout == LAYOUT_CARDS && slide->words.card_count < 2)
        error_at(source, diagnostics, slide->layout_line,
                 "a slide of cards with fewer than two, add cards or use `layout: text`");
}

static bool prompt_is_five(const struct source_prompt *prompt)
{
    return prompt->kind == PROMPT_FACES || prompt->kind == PROMPT_FIVE_STEPS;
}

static void check_joined_rows(const struct deck_source *source, const struct source_prompt *prompt,
                              struct diagnostics *diagnostics)
{
    uint32_t given = prompt->low_line != 0      ? prompt->low_line
                     : prompt->middle_line != 0 ? prompt->middle_line
                                                : prompt->high_line;
    if (given == 0 || prompt->kind == 0)
        return;
    if (!prompt_is_five(prompt))
        error_at(source, diagnostics, given,
                 "`low`, `middle` and `high` are for faces and five-steps, remove them");
    else if (prompt->low_line == 0 || prompt->middle_line == 0 || prompt->high_line == 0)
        error_at(source, diagnostics, given,
                 "one of `low`, `middle` and `high` is missing, write all three or none");
}

// Words are always personal: exact numbers would mean nothing, and no class makes them safer than the
// eyes that approve them.
static void check_text(const struct deck_source *source, const struct source_prompt *prompt,
                       struct diagnostics *diagnostics)
{
    if (prompt->kind != PROMPT_TEXT)
        return;
    if (prompt->option_count > PHRASES_MAX)
        diagnostics_add(diagnostics, SEVERITY_ERROR, source->file, prompt->line,
                        "a text prompt with %d phrases, give it two to four", prompt->option_count);
    if (prompt->class != 0 && prompt->class != CLASS_PERSONAL)
        error_at(source, diagnostics, prompt->class_line,
                 "a text prompt is always personal, write `class: personal`");
}

static void check_prompt(const struct deck_source *source, uint8_t at,
                         struct diagnostics *diagnostics)
{
    const struct source_prompt *prompt = &source->prompts[at];
    if (prompt->key[0] == '\0')
        error_at(source, diagnostics, prompt->line,
                 "the prompt has no id, write `prompt: name` on the line below");
    for (uint8_t i = 0; i < at && prompt->key[0] != '\0'; i++)
        if (strcmp(source->prompts[i].key, prompt->key) == 0)
            diagnostics_add(diagnostics, SEVERITY_ERROR, source->file, prompt->line,
                            "the id %s is taken by the prompt in line %u, choose another",
                            prompt->key, (unsigned)source->prompts[i].line);
    if (source->language == LANGUAGE_EN && prompt->kind == 0 && prompt->kind_line == 0)
        error_at(source, diagnostics, prompt->line,
                 "the prompt has no kind, write `kind: faces` (or five-steps, single, choose-all, "
                 "text)");
    if (prompt_is_five(prompt) && prompt->option_count != 5)
        diagnostics_add(diagnostics, SEVERITY_ERROR, source->file, prompt->line,
                        "%s needs exactly five answers and has %d, write them from low to high",
                        prompt_kind_name(prompt->kind), prompt->option_count);
    else if (prompt->option_count < 2)
        diagnostics_add(diagnostics, SEVERITY_ERROR, source->file, prompt->line,
                        "a prompt with %d answers, give it two to five", prompt->option_count);
    check_joined_rows(source, prompt, diagnostics);
    check_text(source, prompt, diagnostics);
}

// What no single piece could tell: what is missing, twice, or does not go together.
static void check_whole(const struct deck_source *source, struct diagnostics *diagnostics)
{
    if (source->slide_count == 0)
        error_at(source, diagnostics, 0, "no slides, begin one with # and its title");
    for (uint8_t i = 0; i < source->slide_count; i++)
        check_slide(source, i, diagnostics);
    for (uint8_t i = 0; i < source->prompt_count; i++)
        check_prompt(source, i, diagnostics);
}

static void take_language_of_name(struct deck_source *source, struct diagnostics *diagnostics)
{
    char name[FILE_NAME_BYTES];
    path_last_part(source->file, name);
    if (name_ends(name, ".md"))
        name[strlen(name) - 3] = '\0';
    if (!language_find(name, &source->language))
        error_at(source, diagnostics, 0,
                 "the file's name is not a language, name it en.md, es.md, hmn.md, lo.md or so.md");
}

enum err deck_source_parse(struct span bytes, const char *file, const struct deck_art *art,
                           struct arena *arena, struct diagnostics *diagnostics,
                           struct deck_source **out_source)
{
    check(file != NULL && arena != NULL && diagnostics != NULL && out_source != NULL);
    const size_t errors_before = diagnostics->errors;
    if (bytes.size > SOURCE_BYTES_MAX) {
        diagnostics_add(diagnostics, SEVERITY_ERROR, file, 0,
                        "the file is %zu bytes long and %d are allowed, split the session",
                        bytes.size, SOURCE_BYTES_MAX);
        return ERR_TOO_LONG;
    }
    struct deck_source *source = arena_take(arena, sizeof *source);
    struct span plain = with_plain_line_ends(bytes, arena);
    if (source == NULL || plain.at == NULL)
        return ERR_MEMORY;
    size_t file_size = strlen(file);
    size_t skip = file_size < sizeof source->file ? 0 : file_size - sizeof source->file + 1;
    (void)snprintf(source->file, sizeof source->file, "%s", file + skip);
    take_language_of_name(source, diagnostics);
    if (!lines_acceptable(plain, source, diagnostics))
        return ERR_MALFORMED;
    *out_source = source;
    struct span head = {0};
    struct span body = plain;
    uint32_t body_line = 1;
    if (split_head(plain, &head, &body, &body_line))
        deck_head_read(head, 2, arena, diagnostics, source);
    else
        error_at(source, diagnostics, 1,
                 "no head, begin the file with a line of --- and end the head with another");
    enum err err = deck_body_read(body, body_line, art, diagnostics, source);
    if (err != OK)
        return err;
    check_whole(source, diagnostics);
    words_check(source, diagnostics);
    return diagnostics->errors > errors_before ? ERR_MALFORMED : OK;
}

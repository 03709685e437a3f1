#include "base/check.h"
#include "deck/deck_load.h"
#include <stdio.h>
#include <string.h>

// Another language and what it must agree with.
struct merge {
    const struct deck_source *english;
    const struct deck_source *other;
    struct diagnostics *diagnostics;
    struct deck *deck;
};

static const uint8_t NOT_FOUND = UINT8_MAX;

static uint8_t find_slide(const struct deck_source *source, const char *key)
{
    for (uint8_t i = 0; i < source->slide_count; i++)
        if (key[0] != '\0' && strcmp(source->slides[i].key, key) == 0)
            return i;
    return NOT_FOUND;
}

static uint8_t find_prompt(const struct deck_source *source, const char *key)
{
    for (uint8_t i = 0; i < source->prompt_count; i++)
        if (key[0] != '\0' && strcmp(source->prompts[i].key, key) == 0)
            return i;
    return NOT_FOUND;
}

static uint8_t find_option(const struct source_prompt *prompt, const char *key)
{
    for (uint8_t i = 0; i < prompt->option_count; i++)
        if (key[0] != '\0' && strcmp(prompt->option_keys[i], key) == 0)
            return i;
    return NOT_FOUND;
}

void deck_merge_english(const struct deck_source *english, struct deck *out_deck)
{
    check(english != NULL && out_deck != NULL);
    check(english->language == LANGUAGE_EN);
    struct deck *deck = out_deck;
    memset(deck, 0, sizeof *deck);
    memcpy(deck->key, english->key, sizeof deck->key);
    memcpy(deck->module, english->module, sizeof deck->module);
    memcpy(deck->licence, english->licence, sizeof deck->licence);
    deck->session_number = english->session_number;
    deck->session_count = english->session_count;
    deck->languages[LANGUAGE_EN] = english->words;
    deck->slide_count = english->slide_count;
    for (uint8_t i = 0; i < english->slide_count; i++) {
        const struct source_slide *from = &english->slides[i];
        struct deck_slide *to = &deck->slides[i];
        memcpy(to->key, from->key, sizeof to->key);
        memcpy(to->picture, from->picture, sizeof to->picture);
        to->layout = from->layout;
        to->words[LANGUAGE_EN] = from->words;
    }
    deck->prompt_count = english->prompt_count;
    for (uint8_t i = 0; i < english->prompt_count; i++) {
        const struct source_prompt *from = &english->prompts[i];
        struct deck_prompt *to = &deck->prompts[i];
        memcpy(to->key, from->key, sizeof to->key);
        memcpy(to->option_keys, from->option_keys, sizeof to->option_keys);
        memcpy(to->option_icons, from->option_icons, sizeof to->option_icons);
        to->kind = from->kind;
        to->class = from->class != 0 ? from->class : CLASS_PERSONAL;
        to->slide = from->slide;
        to->option_count = from->option_count;
        to->words[LANGUAGE_EN] = from->words;
    }
}

static void compare_text(const struct merge *merge, uint32_t line, const char *name,
                         const char *here, const char *english)
{
    if (strcmp(here, english) != 0)
        diagnostics_add(merge->diagnostics, SEVERITY_ERROR, merge->other->file, line,
                        "%s is \"%s\" here and \"%s\" in en.md, make them the same", name, here,
                        english);
}

static void compare_number(const struct merge *merge, uint32_t line, const char *name, int here,
                           int english)
{
    if (here != english)
        diagnostics_add(merge->diagnostics, SEVERITY_ERROR, merge->other->file, line,
                        "%s is %d here and %d in en.md, make them the same", name, here, english);
}

static void merge_head(const struct merge *merge)
{
    const struct deck_source *other = merge->other;
    const struct deck_source *english = merge->english;
    compare_text(merge, other->key_line, "deck", other->key, english->key);
    compare_text(merge, other->module_line, "module", other->module, english->module);
    compare_number(merge, other->session_line, "session", other->session_number,
                   english->session_number);
    compare_number(merge, other->sessions_line, "sessions", other->session_count,
                   english->session_count);
    struct deck_language *words = &merge->deck->languages[other->language];
    *words = other->words;
    const struct deck_language *lead = &english->words;
    if (words->idea_count == 0 && lead->idea_count > 0) {
        diagnostics_add(merge->diagnostics, SEVERITY_WARNING, other->file, 0,
                        "no home practice ideas, English is shown until they are translated");
        words->idea_count = lead->idea_count;
        memcpy(words->ideas, lead->ideas, sizeof words->ideas);
    }
}

// A translation may leave an icon out: it is the English one.
static void compare_icon(const struct merge *merge, uint32_t line, char here[KEY_BYTES],
                         const char english[KEY_BYTES])
{
    if (here[0] == '\0')
        memcpy(here, english, KEY_BYTES);
    else
        compare_text(merge, line, "the icon", here, english);
}

static void compare_slide(const struct merge *merge, const struct source_slide *here,
                          const struct source_slide *english)
{
    if (here->layout != 0 && english->layout != 0)
        compare_text(merge, here->layout_line, "the layout", slide_layout_name(here->layout),
                     slide_layout_name(english->layout));
    if (here->picture[0] != '\0')
        compare_text(merge, here->picture_line, "the picture", here->picture, english->picture);
    if (here->words.card_count != english->words.card_count)
        diagnostics_add(merge->diagnostics, SEVERITY_ERROR, merge->other->file, here->line,
                        "the slide %s has %d cards or lines here and %d in en.md, translate each "
                        "of them",
                        here->key, here->words.card_count, english->words.card_count);
}

static void merge_slide(const struct merge *merge, uint8_t at)
{
    const struct source_slide *english = &merge->english->slides[at];
    uint8_t found = find_slide(merge->other, english->key);
    if (found == NOT_FOUND) {
        diagnostics_add(merge->diagnostics, SEVERITY_WARNING, merge->other->file, 0,
                        "the slide %s is not translated, English is shown until it is",
                        english->key);
        return;
    }
    const struct source_slide *here = &merge->other->slides[found];
    compare_slide(merge, here, english);
    struct deck_slide_words *words = &merge->deck->slides[at].words[merge->other->language];
    *words = here->words;
    for (uint8_t i = 0; i < words->card_count && i < english->words.card_count; i++)
        compare_icon(merge, here->card_lines[i], words->cards[i].icon,
                     english->words.cards[i].icon);
    if (words->note_count == 0 && english->words.note_count > 0) {
        diagnostics_add(merge->diagnostics, SEVERITY_WARNING, merge->other->file, here->line,
                        "the notes of the slide %s are not translated, English is shown until "
                        "they are",
                        here->key);
        words->note_count = english->words.note_count;
        memcpy(words->notes, english->words.notes, sizeof words->notes);
    }
}

static void compare_prompt(const struct merge *merge, const struct source_prompt *here,
                           const struct source_prompt *english)
{
    if (here->kind != 0 && english->kind != 0)
        compare_text(merge, here->kind_line, "the kind", prompt_kind_name(here->kind),
                     prompt_kind_name(english->kind));
    if (here->class != 0)
        compare_text(merge, here->class_line, "the class", privacy_class_name(here->class),
                     privacy_class_name(english->class != 0 ? english->class : CLASS_PERSONAL));
    compare_text(merge, here->line, "the slide above this prompt",
                 merge->other->slides[here->slide - 1].key,
                 merge->english->slides[english->slide - 1].key);
    for (uint8_t i = 0; i < here->option_count; i++)
        if (here->option_keys[i][0] != '\0' &&
            find_option(english, here->option_keys[i]) == NOT_FOUND)
            diagnostics_add(merge->diagnostics, SEVERITY_ERROR, merge->other->file,
                            here->option_lines[i],
                            "the answer `%s` is not in en.md, correct its id or add it there",
                            here->option_keys[i]);
    if (english->low_line != 0 && here->low_line == 0)
        diagnostics_add(merge->diagnostics, SEVERITY_WARNING, merge->other->file, here->line,
                        "`low`, `middle` and `high` are not translated, English is shown until "
                        "they are");
}

// The answers in the English order, whatever the order here.
static void merge_options(const struct merge *merge, const struct source_prompt *here,
                          const struct source_prompt *english, struct deck_prompt_words *words)
{
    for (uint8_t i = 0; i < english->option_count; i++) {
        uint8_t found = find_option(here, english->option_keys[i]);
        if (found == NOT_FOUND) {
            diagnostics_add(merge->diagnostics, SEVERITY_ERROR, merge->other->file, here->line,
                            "the answer `%s` of the prompt %s is missing, add it as in en.md",
                            english->option_keys[i], english->key);
            continue;
        }
        memcpy(words->options[i], here->words.options[found], sizeof words->options[i]);
        char icon[KEY_BYTES];
        memcpy(icon, here->option_icons[found], sizeof icon);
        compare_icon(merge, here->option_lines[found], icon, english->option_icons[i]);
    }
}

// Words that a person may leave out of a translation.
static void fall_back(char *field, size_t size, const char *english)
{
    if (field[0] == '\0')
        memcpy(field, english, size);
}

static void merge_prompt(const struct merge *merge, uint8_t at)
{
    const struct source_prompt *english = &merge->english->prompts[at];
    uint8_t found = find_prompt(merge->other, english->key);
    if (found == NOT_FOUND) {
        diagnostics_add(merge->diagnostics, SEVERITY_WARNING, merge->other->file, 0,
                        "the prompt %s is not translated, English is shown until it is",
                        english->key);
        return;
    }
    const struct source_prompt *here = &merge->other->prompts[found];
    compare_prompt(merge, here, english);
    struct deck_prompt_words *words = &merge->deck->prompts[at].words[merge->other->language];
    *words = here->words;
    memset(words->options, 0, sizeof words->options);
    merge_options(merge, here, english, words);
    fall_back(words->low, sizeof words->low, english->words.low);
    fall_back(words->middle, sizeof words->middle, english->words.middle);
    fall_back(words->high, sizeof words->high, english->words.high);
}

static void refuse_strangers(const struct merge *merge)
{
    for (uint8_t i = 0; i < merge->other->slide_count; i++) {
        const struct source_slide *slide = &merge->other->slides[i];
        if (slide->key[0] != '\0' && find_slide(merge->english, slide->key) == NOT_FOUND)
            diagnostics_add(merge->diagnostics, SEVERITY_ERROR, merge->other->file, slide->line,
                            "the slide %s is not in en.md, correct its id or add it there",
                            slide->key);
    }
    for (uint8_t i = 0; i < merge->other->prompt_count; i++) {
        const struct source_prompt *prompt = &merge->other->prompts[i];
        if (prompt->key[0] != '\0' && find_prompt(merge->english, prompt->key) == NOT_FOUND)
            diagnostics_add(merge->diagnostics, SEVERITY_ERROR, merge->other->file, prompt->line,
                            "the prompt %s is not in en.md, correct its id or add it there",
                            prompt->key);
    }
}

enum err deck_merge_language(const struct deck_source *english, const struct deck_source *source,
                             struct diagnostics *diagnostics, struct deck *deck)
{
    check(english != NULL && source != NULL && diagnostics != NULL && deck != NULL);
    check(source->language != LANGUAGE_EN && (int)source->language < LANGUAGES);
    const size_t errors_before = diagnostics->errors;
    const struct merge merge = {english, source, diagnostics, deck};
    merge_head(&merge);
    for (uint8_t i = 0; i < english->slide_count; i++)
        merge_slide(&merge, i);
    for (uint8_t i = 0; i < english->prompt_count; i++)
        merge_prompt(&merge, i);
    refuse_strangers(&merge);
    return diagnostics->errors > errors_before ? ERR_MALFORMED : OK;
}

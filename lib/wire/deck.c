#include "wire/deck.h"
#include "base/check.h"
#include "base/utf8.h"
#include "deck.pb-c.h"
#include "wire/map_private.h"
#include "words.pb-c.h"
#include <string.h>

enum {
    DECK_VERSION = 1,
    OPTIONS_LEAST = 2,
};

_Static_assert((int)LANGUAGE_SO == (int)IMR__V1__LANGUAGE__LANGUAGE_SOMALI, "numbers");
_Static_assert((int)PROMPT_KIND_LAST == (int)IMR__V1__PROMPT_KIND__PROMPT_KIND_TEXT, "numbers");
_Static_assert((int)CLASS_SENSITIVE == (int)IMR__V1__PRIVACY_CLASS__PRIVACY_CLASS_SENSITIVE,
               "numbers");
_Static_assert((int)LAYOUT_PICTURE == (int)IMR__V1__SLIDE_LAYOUT__SLIDE_LAYOUT_PICTURE, "numbers");
_Static_assert((int)LABEL_LAST == (int)IMR__V1__LABEL__LABEL_GROUP_LEADER, "numbers");
_Static_assert((int)NOTE_TIP == (int)IMR__V1__NOTE_KIND__NOTE_KIND_TIP, "numbers");
// A decode holds the plain deck, what protobuf-c unpacks of the bytes, and its pointers.
_Static_assert(sizeof(struct deck) + 4 * DECK_BYTES_MAX < DECK_SCRATCH_BYTES, "scratch suffices");

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

// ------------------------------------------------------------------------------- slides

static const struct map_field card_fields[] = {
    MAP_TEXT(1, struct deck_card, icon),
    MAP_WORDS(2, struct deck_card, head),
    MAP_WORDS(3, struct deck_card, text),
};
static const struct map card_map = {
    .descriptor = &imr__v1__deck_card__descriptor,
    .fields = card_fields,
    .field_count = COUNT(card_fields),
    .size = sizeof(struct deck_card),
};

static const struct map_field note_fields[] = {
    MAP_ENUM(1, struct deck_note, kind, NOTE_SAY, NOTE_TIP),
    MAP_WORDS(2, struct deck_note, text),
};
static const struct map note_map = {
    .descriptor = &imr__v1__deck_note__descriptor,
    .fields = note_fields,
    .field_count = COUNT(note_fields),
    .size = sizeof(struct deck_note),
};

static const struct map_field slide_words_fields[] = {
    MAP_LANGUAGE(),
    MAP_WORDS(2, struct deck_slide_words, title),
    MAP_WORDS(3, struct deck_slide_words, kicker),
    MAP_MESSAGES(4, struct deck_slide_words, cards, card_count, &card_map),
    MAP_MESSAGES(5, struct deck_slide_words, notes, note_count, &note_map),
};
static const struct map slide_words_map = {
    .descriptor = &imr__v1__deck_slide_words__descriptor,
    .fields = slide_words_fields,
    .field_count = COUNT(slide_words_fields),
    .size = sizeof(struct deck_slide_words),
};

static enum err slide_rules(const void *plain)
{
    // English is what a missing language falls back to.
    const struct deck_slide *slide = plain;
    return slide->words[LANGUAGE_EN].present ? OK : ERR_MALFORMED;
}

static const struct map_field slide_fields[] = {
    MAP_TEXT(1, struct deck_slide, key),
    MAP_ENUM(2, struct deck_slide, layout, LAYOUT_TITLE, LAYOUT_PICTURE),
    MAP_TEXT(3, struct deck_slide, picture),
    MAP_LANGUAGES(4, struct deck_slide, words, struct deck_slide_words, &slide_words_map),
};
static const struct map slide_map = {
    .descriptor = &imr__v1__deck_slide__descriptor,
    .fields = slide_fields,
    .field_count = COUNT(slide_fields),
    .size = sizeof(struct deck_slide),
    .rules = slide_rules,
};

// ------------------------------------------------------------------------------- prompts

static const struct map_field prompt_words_fields[] = {
    MAP_LANGUAGE(),
    MAP_WORDS(2, struct deck_prompt_words, question),
    MAP_WORDS(3, struct deck_prompt_words, help),
    MAP_TRIMMED(4, FORM_WORDS, struct deck_prompt_words, options),
    MAP_WORDS(5, struct deck_prompt_words, low),
    MAP_WORDS(6, struct deck_prompt_words, middle),
    MAP_WORDS(7, struct deck_prompt_words, high),
    MAP_WORDS(8, struct deck_prompt_words, result_title),
};
static const struct map prompt_words_map = {
    .descriptor = &imr__v1__deck_prompt_words__descriptor,
    .fields = prompt_words_fields,
    .field_count = COUNT(prompt_words_fields),
    .size = sizeof(struct deck_prompt_words),
};

static enum err prompt_rules(const void *plain)
{
    const struct deck_prompt *prompt = plain;
    const bool is_scale = prompt->kind == PROMPT_FACES || prompt->kind == PROMPT_FIVE_STEPS;
    if (prompt->key[0] == '\0' || (is_scale && prompt->option_count != OPTIONS_MAX))
        return ERR_RANGE;
    const bool is_text = prompt->kind == PROMPT_TEXT;
    if (is_text && (prompt->option_count > PHRASES_MAX || prompt->class != CLASS_PERSONAL))
        return ERR_RANGE;
    return prompt->words[LANGUAGE_EN].present ? OK : ERR_MALFORMED;
}

static const struct map_field prompt_fields[] = {
    MAP_TEXT(1, struct deck_prompt, key),
    MAP_ENUM(2, struct deck_prompt, kind, PROMPT_FACES, PROMPT_KIND_LAST),
    MAP_ENUM(3, struct deck_prompt, class, CLASS_PLAIN, CLASS_SENSITIVE),
    MAP_NUMBER(4, struct deck_prompt, slide, 1, SLIDES_MAX),
    MAP_NUMBER(5, struct deck_prompt, option_count, OPTIONS_LEAST, OPTIONS_MAX),
    MAP_TRIMMED(6, FORM_TEXT, struct deck_prompt, option_keys),
    MAP_TRIMMED(7, FORM_TEXT, struct deck_prompt, option_icons),
    MAP_LANGUAGES(8, struct deck_prompt, words, struct deck_prompt_words, &prompt_words_map),
};
static const struct map prompt_map = {
    .descriptor = &imr__v1__deck_prompt__descriptor,
    .fields = prompt_fields,
    .field_count = COUNT(prompt_fields),
    .size = sizeof(struct deck_prompt),
    .rules = prompt_rules,
};

// ------------------------------------------------------------------------------- deck

static const struct map_field language_fields[] = {
    MAP_LANGUAGE(),
    MAP_BOOL(2, struct deck_language, draft),
    MAP_WORDS(3, struct deck_language, reviewer),
    MAP_WORDS(4, struct deck_language, title),
    MAP_WORDS(5, struct deck_language, module_title),
    MAP_LIST(6, FORM_WORDS, struct deck_language, ideas, idea_count, 0, 0, NULL),
};
static const struct map language_map = {
    .descriptor = &imr__v1__deck_language__descriptor,
    .fields = language_fields,
    .field_count = COUNT(language_fields),
    .size = sizeof(struct deck_language),
};

static enum err labels_rules(const void *plain)
{
    const struct deck_labels *labels = plain;
    bool some = false;
    for (int i = 0; i <= LABEL_LAST; i++) {
        const struct span word = span_of_string(labels->words[i]);
        some = some || word.size > 0;
        if (text_points(word) > LABEL_POINTS)
            return ERR_TOO_LONG;
    }
    return some ? OK : ERR_MALFORMED;
}

static const struct map_field labels_fields[] = {
    MAP_LANGUAGE(),
    MAP_TRIMMED(2, FORM_WORDS, struct deck_labels, words),
};
static const struct map labels_map = {
    .descriptor = &imr__v1__deck_labels__descriptor,
    .fields = labels_fields,
    .field_count = COUNT(labels_fields),
    .size = sizeof(struct deck_labels),
    .rules = labels_rules,
};

static enum err deck_rules(const void *plain)
{
    const struct deck *deck = plain;
    if (!deck->languages[LANGUAGE_EN].present)
        return ERR_MALFORMED;
    if (deck->slide_count == 0)
        return ERR_RANGE;
    for (uint8_t i = 0; i < deck->prompt_count; i++)
        if (deck->prompts[i].slide > deck->slide_count)
            return ERR_RANGE;
    return OK;
}

static const struct map_field deck_fields[] = {
    MAP_VERSION(1, DECK_VERSION),
    MAP_TEXT(2, struct deck, key),
    MAP_TEXT(3, struct deck, module),
    MAP_NUMBER(4, struct deck, session_number, 0, UINT8_MAX),
    MAP_NUMBER(5, struct deck, session_count, 0, UINT8_MAX),
    MAP_WORDS(6, struct deck, licence),
    MAP_LANGUAGES(7, struct deck, languages, struct deck_language, &language_map),
    MAP_MESSAGES(8, struct deck, slides, slide_count, &slide_map),
    MAP_MESSAGES(9, struct deck, prompts, prompt_count, &prompt_map),
    MAP_WORDS(10, struct deck, help_line),
    MAP_LANGUAGES(11, struct deck, labels, struct deck_labels, &labels_map),
};
static const struct map deck_map = {
    .descriptor = &imr__v1__deck__descriptor,
    .fields = deck_fields,
    .field_count = COUNT(deck_fields),
    .size = sizeof(struct deck),
    .rules = deck_rules,
};

enum err deck_encode(const struct deck *deck, struct arena *scratch, uint8_t *buffer, size_t size,
                     size_t *out_size)
{
    check(deck != NULL);
    check(out_size != NULL);
    arena_reset(scratch);
    const size_t used = map_encode(&deck_map, deck, scratch, buffer, size);
    if (used == 0)
        return ERR_TOO_LONG;
    *out_size = used;
    return OK;
}

enum err deck_decode(struct span bytes, struct arena *scratch, struct deck *out_deck)
{
    check(out_deck != NULL);
    arena_reset(scratch);
    return map_decode(&deck_map, bytes, DECK_BYTES_MAX, scratch, out_deck);
}

const struct deck_slide_words *deck_slide_words(const struct deck *deck, uint8_t slide,
                                                enum language language)
{
    check(slide >= 1 && slide <= deck->slide_count);
    check((unsigned)language < LANGUAGES);
    const struct deck_slide_words *words = deck->slides[slide - 1].words;
    return words[language].present ? &words[language] : &words[LANGUAGE_EN];
}

const struct deck_prompt_words *deck_prompt_words(const struct deck *deck, uint8_t prompt,
                                                  enum language language)
{
    check(prompt >= 1 && prompt <= deck->prompt_count);
    check((unsigned)language < LANGUAGES);
    const struct deck_prompt_words *words = deck->prompts[prompt - 1].words;
    return words[language].present ? &words[language] : &words[LANGUAGE_EN];
}

// Copies a title for a place that knows no line breaks: without U+200B, which is E2 80 8B.
static void copy_title(char target[NAME_BYTES], const char source[NAME_BYTES])
{
    static const char line_break[] = "\xe2\x80\x8b";
    const size_t break_size = sizeof line_break - 1;
    size_t used = 0;
    memset(target, 0, NAME_BYTES);
    for (size_t at = 0; at < NAME_BYTES && source[at] != '\0';) {
        if (strncmp(source + at, line_break, break_size) == 0)
            at += break_size;
        else
            target[used++] = source[at++];
    }
    check(used < NAME_BYTES);
}

void deck_outline_of(const struct deck *deck, const uint8_t deck_hash[HASH_BYTES],
                     struct deck_outline *out_outline)
{
    check(deck->slide_count <= SLIDES_MAX);
    check(deck->prompt_count <= PROMPTS_MAX);
    memset(out_outline, 0, sizeof *out_outline);
    memcpy(out_outline->deck_hash, deck_hash, HASH_BYTES);
    memcpy(out_outline->module, deck->module, sizeof out_outline->module);
    copy_title(out_outline->module_title, deck->languages[LANGUAGE_EN].module_title);
    copy_title(out_outline->title, deck->languages[LANGUAGE_EN].title);
    out_outline->session_number = deck->session_number;
    out_outline->session_count = deck->session_count;
    out_outline->slide_count = deck->slide_count;
    out_outline->prompt_count = deck->prompt_count;
    for (uint8_t i = 0; i < deck->prompt_count; i++) {
        const struct deck_prompt *from = &deck->prompts[i];
        struct prompt_outline *to = &out_outline->prompts[i];
        memcpy(to->key, from->key, sizeof to->key);
        to->kind = from->kind;
        to->class = from->class;
        to->option_count = from->option_count;
        to->slide = from->slide;
    }
}

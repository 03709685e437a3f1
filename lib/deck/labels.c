#include "deck/labels.h"

#include "base/check.h"
#include "base/utf8.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    // The shortest slot is {participant}, and every one of a text may become the longest label.
    FILLED_BYTES_MAX = STRING_BYTES_MAX + STRING_BYTES_MAX / 13 * LABEL_BYTES,
};

#define DEFAULT_PREFIX "label."

bool label_slot_find(struct span name, struct label_slot *out_slot)
{
    static const char ENDING[] = "-short";
    const size_t ending = sizeof ENDING - 1;
    char word[KEY_BYTES];
    if (name.size <= ending || name.size >= sizeof word)
        return false;
    memcpy(word, name.at, name.size);
    word[name.size] = '\0';
    struct label_slot slot = {.capital = word[0] >= 'A' && word[0] <= 'Z',
                              .is_short = strcmp(word + name.size - ending, ENDING) == 0};
    if (slot.capital)
        word[0] = (char)(word[0] - 'A' + 'a');
    if (slot.is_short)
        word[name.size - ending] = '\0';
    if (!label_find(word, &slot.label))
        return false;
    *out_slot = slot;
    return true;
}

// The capital of a small letter of English, Spanish, Hmong or Somali; Lao has none.
static uint32_t capital_of(uint32_t point)
{
    bool ascii = point >= 'a' && point <= 'z';
    bool latin = point >= 0xe0 && point <= 0xfe && point != 0xf7;
    return ascii || latin ? point - 0x20 : point;
}

static void out_label_word(struct out *out, const char *word, bool capital)
{
    uint32_t point = 0;
    char first[5] = {0};
    size_t size = utf8_decode(span_of_string(word), &point);
    if (!capital || size == 0) {
        out_text(out, word);
        return;
    }
    (void)utf8_encode(capital_of(point), first);
    out_text(out, first);
    out_text(out, word + size);
}

// The words of one language, the group's before the interface's own: the usual ones and the short.
struct words {
    const char *of[LABEL_LAST + 1][2]; // NULL: not even English has one
};

static struct words words_of(const struct strings *strings, const struct deck_labels *labels,
                             enum language language)
{
    struct words words = {0};
    for (int i = 0; i <= LABEL_LAST; i++)
        for (int is_short = 0; is_short < 2; is_short++) {
            const char **word = &words.of[i][is_short];
            char id[KEY_BYTES + 16];
            (void)snprintf(id, sizeof id, DEFAULT_PREFIX "%s%s", label_name((enum label)i),
                           is_short ? ".short" : "");
            *word = strings_has(strings, id) ? strings_pattern(strings, language, id)
                    : is_short               ? words.of[i][0]
                                             : NULL;
            if (labels != NULL && labels[language].present && labels[language].words[i][0] != '\0')
                *word = labels[language].words[i];
        }
    return words;
}

// Replaces the slots of one text. Returns whether there was any.
static bool fill(struct out *out, const char *pattern, const struct words *words)
{
    bool any = false;
    const char *at = pattern;
    while (*at != '\0') {
        struct span name = strings_placeholder(at);
        struct label_slot slot = {0};
        const char *word =
            label_slot_find(name, &slot) ? words->of[slot.label][slot.is_short] : NULL;
        if (word != NULL) {
            out_label_word(out, word, slot.capital);
            at += name.size + 2;
            any = true;
            continue;
        }
        char one[2] = {*at++, '\0'};
        out_text(out, one);
    }
    return any;
}

static enum err fill_entry(struct strings_entry *entry, enum language language,
                           const struct words *words, struct arena *arena)
{
    const char *pattern = entry->patterns[language];
    if (pattern == NULL)
        return OK;
    char text[FILLED_BYTES_MAX];
    struct out out = out_into(text, sizeof text);
    entry->texts[language] = pattern;
    if (fill(&out, pattern, words))
        entry->texts[language] = arena_copy(arena, text, out.used);
    check(!out.full);
    return entry->texts[language] != NULL ? OK : ERR_MEMORY;
}

enum err labels_fill(const struct strings *strings, const struct deck_labels *labels,
                     struct arena *arena, struct strings *out_strings)
{
    check(strings != NULL && arena != NULL && out_strings != NULL);
    struct strings filled = *strings;
    filled.entries = arena_take_array(arena, strings->count, sizeof *filled.entries);
    if (filled.entries == NULL && strings->count > 0)
        return ERR_MEMORY;
    if (strings->count > 0)
        memcpy(filled.entries, strings->entries, strings->count * sizeof *filled.entries);
    for (int language = 0; language < LANGUAGES; language++) {
        struct words words = words_of(strings, labels, (enum language)language);
        for (size_t i = 0; i < filled.count; i++) {
            enum err err = fill_entry(&filled.entries[i], (enum language)language, &words, arena);
            if (err != OK)
                return err;
        }
    }
    *out_strings = filled;
    return OK;
}

// ------------------------------------------------------------------------------- one group after another

struct table {
    struct deck_labels labels[LANGUAGES];
    struct strings strings; // with those
    struct arena arena;
    uint8_t block[LABELLED_ARENA_BYTES]; // of which what is used is touched
};

struct labelled {
    const struct strings *plain; // lent
    size_t count;
    struct table *tables[LABELLED_MAX];
};

enum err labelled_create(const struct strings *plain, struct labelled **out_labelled)
{
    check(plain != NULL && out_labelled != NULL);
    struct labelled *labelled = calloc(1, sizeof *labelled);
    if (labelled == NULL)
        return ERR_MEMORY;
    labelled->plain = plain;
    *out_labelled = labelled;
    return OK;
}

void labelled_destroy(struct labelled *labelled)
{
    for (size_t i = 0; labelled != NULL && i < labelled->count; i++)
        free(labelled->tables[i]);
    free(labelled);
}

// NULL where there is no room for another.
static const struct table *table_add(struct labelled *labelled, const struct deck_labels *labels)
{
    struct table *table = labelled->count < LABELLED_MAX ? malloc(sizeof *table) : NULL;
    if (table == NULL)
        return NULL;
    memcpy(table->labels, labels, sizeof table->labels);
    arena_init(&table->arena, table->block, sizeof table->block);
    if (labels_fill(labelled->plain, labels, &table->arena, &table->strings) != OK) {
        free(table);
        return NULL;
    }
    labelled->tables[labelled->count++] = table;
    return table;
}

const struct strings *labelled_strings(struct labelled *labelled, const struct deck_labels *labels)
{
    static const struct deck_labels none[LANGUAGES];
    check(labelled != NULL);
    if (labels == NULL || memcmp(labels, none, sizeof none) == 0)
        return labelled->plain;
    for (size_t i = 0; i < labelled->count; i++)
        if (memcmp(labels, labelled->tables[i]->labels, sizeof none) == 0)
            return &labelled->tables[i]->strings;
    const struct table *table = table_add(labelled, labels);
    return table != NULL ? &table->strings : labelled->plain;
}

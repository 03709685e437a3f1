#include "deck/strings.h"

#include "base/check.h"
#include "deck/files.h"
#include "deck/labels.h"
#include "deck/yaml_tree.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct loading {
    const char *folder;
    struct arena *arena;
    struct diagnostics *diagnostics;
    struct strings *strings;
};

struct span strings_placeholder(const char *text)
{
    static const char LETTERS[] = "abcdefghijklmnopqrstuvwxyz0123456789_:-";
    if (text[0] != '{')
        return (struct span){0};
    size_t size = text[1] >= 'A' && text[1] <= 'Z' ? 1 : 0; // {Home-practice}
    size += strspn(text + 1 + size, LETTERS);
    if (size == 0 || text[1 + size] != '}')
        return (struct span){0};
    return (struct span){(const uint8_t *)text + 1, size};
}

// The different placeholders of a text; those over PLACEHOLDERS_MAX are not counted. Slots of labels
// are none: each language says such a word where its grammar wants it.
static size_t placeholders_of(const char *text, struct span out[PLACEHOLDERS_MAX])
{
    size_t count = 0;
    for (const char *at = text; *at != '\0'; at++) {
        struct span name = strings_placeholder(at);
        struct label_slot slot;
        bool known = name.size == 0 || label_slot_find(name, &slot);
        for (size_t i = 0; i < count; i++)
            known = known || span_equal(out[i], name);
        if (!known && count < PLACEHOLDERS_MAX)
            out[count++] = name;
    }
    return count;
}

static bool holds(const struct span *names, size_t count, struct span name)
{
    for (size_t i = 0; i < count; i++)
        if (span_equal(names[i], name))
            return true;
    return false;
}

static bool same_placeholders(const char *text, const char *english)
{
    struct span here[PLACEHOLDERS_MAX];
    struct span there[PLACEHOLDERS_MAX];
    size_t here_count = placeholders_of(text, here);
    size_t there_count = placeholders_of(english, there);
    if (here_count != there_count)
        return false;
    for (size_t i = 0; i < here_count; i++)
        if (!holds(there, there_count, here[i]))
            return false;
    return true;
}

static int compare_entries(const void *left, const void *right)
{
    const struct strings_entry *a = left;
    const struct strings_entry *b = right;
    return strcmp(a->id, b->id);
}

static struct strings_entry *find(const struct strings *strings, const char *id)
{
    if (strings->count == 0)
        return NULL;
    const struct strings_entry key = {.id = id};
    return bsearch(&key, strings->entries, strings->count, sizeof key, compare_entries);
}

static enum err read_tree(const struct loading *loading, enum language language,
                          char out_path[PATH_BYTES], const struct yaml_node **out_root)
{
    char name[FILE_NAME_BYTES];
    (void)snprintf(name, sizeof name, "%s.yaml", language_name(language));
    enum err err = path_join(loading->folder, name, out_path);
    if (err != OK)
        return err;
    struct span bytes = {0};
    err = file_read(out_path, SOURCE_BYTES_MAX, loading->arena, &bytes);
    if (err != OK) {
        enum severity severity = language == LANGUAGE_EN ? SEVERITY_ERROR : SEVERITY_WARNING;
        diagnostics_add(loading->diagnostics, severity, out_path, 0,
                        "%s, put the words of this language here", err_text(err));
        return err;
    }
    return yaml_tree_read(bytes, out_path, 1, loading->arena, loading->diagnostics, out_root);
}

// Whether a node is a text that a screen can show. What tells about the file itself may be empty: a
// draft has no reviewer, and must not borrow the English one.
static bool usable(const struct loading *loading, const char *path, const struct yaml_node *node)
{
    const char *fault = NULL;
    if (node->kind != YAML_VALUE)
        fault = "not a text, write one line: an id, a colon, the words in quotes";
    else if (node->text[0] == '\0' && strncmp(node->key, "meta.", 5) != 0)
        fault = "no words, write them or remove the line";
    else if (strlen(node->text) >= STRING_BYTES_MAX)
        fault = "a text that is too long, shorten it";
    if (fault != NULL)
        diagnostics_add(loading->diagnostics, SEVERITY_ERROR, path, node->line, "%s: %s", node->key,
                        fault);
    return fault == NULL;
}

static enum err load_english(const struct loading *loading)
{
    struct strings *strings = loading->strings;
    char path[PATH_BYTES];
    const struct yaml_node *root = NULL;
    enum err err = read_tree(loading, LANGUAGE_EN, path, &root);
    if (err != OK)
        return err;
    if (root->count > STRINGS_MAX)
        return ERR_TOO_LONG;
    strings->entries = arena_take_array(loading->arena, root->count, sizeof *strings->entries);
    if (strings->entries == NULL && root->count > 0)
        return ERR_MEMORY;
    for (const struct yaml_node *node = root->first; node != NULL; node = node->next) {
        if (!usable(loading, path, node))
            continue;
        struct strings_entry *entry = &strings->entries[strings->count++];
        entry->id = node->key;
        entry->patterns[LANGUAGE_EN] = node->text;
        entry->lines[LANGUAGE_EN] = node->line;
    }
    check(strings->count <= root->count);
    strings->translated[LANGUAGE_EN] = strings->count;
    if (strings->count > 0)
        qsort(strings->entries, strings->count, sizeof *strings->entries, compare_entries);
    return OK;
}

static void take_translation(const struct loading *loading, enum language language,
                             const char *path, const struct yaml_node *node)
{
    struct strings *strings = loading->strings;
    struct strings_entry *entry = find(strings, node->key);
    if (entry == NULL) {
        strings->unknown++;
        diagnostics_add(loading->diagnostics, SEVERITY_ERROR, path, node->line,
                        "%s is not in en.yaml, correct the id or add it there first", node->key);
        return;
    }
    if (!usable(loading, path, node))
        return;
    if (!same_placeholders(node->text, entry->patterns[LANGUAGE_EN])) {
        diagnostics_add(loading->diagnostics, SEVERITY_ERROR, path, node->line,
                        "%s has other {names} than en.yaml line %u, copy them from there",
                        node->key, (unsigned)entry->lines[LANGUAGE_EN]);
        return; // English is safer than a sentence with a hole
    }
    entry->patterns[language] = node->text;
    entry->lines[language] = node->line;
    strings->translated[language]++;
}

static void load_translation(const struct loading *loading, enum language language)
{
    char path[PATH_BYTES];
    const struct yaml_node *root = NULL;
    if (read_tree(loading, language, path, &root) != OK)
        return; // told in the list
    for (const struct yaml_node *node = root->first; node != NULL; node = node->next)
        take_translation(loading, language, path, node);
    for (size_t i = 0; i < loading->strings->count; i++) {
        const struct strings_entry *entry = &loading->strings->entries[i];
        if (entry->patterns[language] == NULL)
            diagnostics_add(loading->diagnostics, SEVERITY_WARNING, path, 0,
                            "%s has no words, English is shown until it has", entry->id);
    }
}

enum err strings_load(const char *folder, struct arena *arena, struct diagnostics *diagnostics,
                      struct strings *out_strings)
{
    check(folder != NULL && arena != NULL && diagnostics != NULL && out_strings != NULL);
    struct strings strings = {0};
    const struct loading loading = {folder, arena, diagnostics, &strings};
    enum err err = load_english(&loading);
    if (err != OK)
        return err;
    for (int i = LANGUAGE_ES; i < LANGUAGES; i++)
        load_translation(&loading, (enum language)i);
    return labels_fill(&strings, NULL, arena, out_strings);
}

const char *strings_get(const struct strings *strings, enum language language, const char *id)
{
    check(strings != NULL && id != NULL);
    check((int)language >= 0 && (int)language < LANGUAGES);
    const struct strings_entry *entry = find(strings, id);
    if (entry == NULL)
        return id;
    const char *text = entry->texts[language];
    return text != NULL ? text : entry->texts[LANGUAGE_EN];
}

const char *strings_pattern(const struct strings *strings, enum language language, const char *id)
{
    check(strings != NULL && id != NULL);
    check((int)language >= 0 && (int)language < LANGUAGES);
    const struct strings_entry *entry = find(strings, id);
    if (entry == NULL)
        return id;
    const char *pattern = entry->patterns[language];
    return pattern != NULL ? pattern : entry->patterns[LANGUAGE_EN];
}

bool strings_has(const struct strings *strings, const char *id)
{
    check(strings != NULL && id != NULL);
    return find(strings, id) != NULL;
}

void strings_fill(struct out *out, const char *text, const struct strings_value *values,
                  size_t count)
{
    check(out != NULL && text != NULL && (values != NULL || count == 0));
    const char *at = text;
    while (*at != '\0') {
        struct span name = strings_placeholder(at);
        const char *value = NULL;
        for (size_t i = 0; i < count && name.size > 0; i++)
            if (span_equal(name, span_of_string(values[i].name)))
                value = values[i].text;
        if (value != NULL) {
            out_text(out, value);
            at += name.size + 2;
            continue;
        }
        // Up to the next brace, in pieces that out can take.
        char piece[128];
        size_t size = 1 + strcspn(at + 1, "{");
        if (size >= sizeof piece)
            size = sizeof piece - 1;
        memcpy(piece, at, size);
        piece[size] = '\0';
        out_text(out, piece);
        at += size;
    }
}

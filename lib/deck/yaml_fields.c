#include "deck/yaml_fields.h"

#include "base/check.h"
#include "deck/deck_source.h"
#include "deck/deck_text.h"
#include <string.h>

const struct yaml_node *yaml_field_node(const struct yaml_reader *reader,
                                        const struct yaml_node *map, const char *name,
                                        enum yaml_need need, enum yaml_kind kind)
{
    static const char *const KINDS[] = {"a value on the same line", "lines of \"name: value\"",
                                        "lines that begin with -"};
    check(reader != NULL && map != NULL && name != NULL);
    const struct yaml_node *node = yaml_find(map, name);
    // "name:" with nothing behind it is an empty value to YAML.
    bool empty = node != NULL && node->kind == YAML_VALUE && node->text[0] == '\0';
    if (node == NULL || empty) {
        if (need == YAML_REQUIRED)
            diagnostics_add(reader->diagnostics, SEVERITY_ERROR, reader->file,
                            node != NULL ? node->line : map->line, "%s is missing, write %s", name,
                            KINDS[kind]);
        return NULL;
    }
    if (node->kind != kind) {
        diagnostics_add(reader->diagnostics, SEVERITY_ERROR, reader->file, node->line,
                        "%s is of another form, write %s", name, KINDS[kind]);
        return NULL;
    }
    return node;
}

void yaml_field_text(const struct yaml_reader *reader, const struct yaml_node *map,
                     const char *name, enum yaml_need need, char *field, size_t size)
{
    const struct yaml_node *node = yaml_field_node(reader, map, name, need, YAML_VALUE);
    if (node == NULL)
        return;
    enum err err = deck_text_set(field, size, span_of_string(node->text));
    if (err == ERR_TOO_LONG)
        diagnostics_add(reader->diagnostics, SEVERITY_ERROR, reader->file, node->line,
                        "%s is %zu bytes long and %zu fit, shorten it", name, strlen(node->text),
                        size - 1);
    else if (err != OK)
        diagnostics_add(reader->diagnostics, SEVERITY_ERROR, reader->file, node->line,
                        "%s has a character that cannot be shown, type it again", name);
}

void yaml_field_key(const struct yaml_reader *reader, const struct yaml_node *map, const char *name,
                    enum yaml_need need, char *field, size_t size)
{
    const struct yaml_node *node = yaml_field_node(reader, map, name, need, YAML_VALUE);
    if (node == NULL)
        return;
    if (!deck_key_ok(node->text) || deck_text_set(field, size, span_of_string(node->text)) != OK)
        diagnostics_add(reader->diagnostics, SEVERITY_ERROR, reader->file, node->line,
                        "%s \"%s\" is not a key, use small letters, digits and -, at most %zu",
                        name, node->text, size - 1);
}

void yaml_field_number(const struct yaml_reader *reader, const struct yaml_node *map,
                       const char *name, enum yaml_need need, unsigned least, unsigned most,
                       unsigned *out_number)
{
    check(least <= most && most <= 9999);
    const struct yaml_node *node = yaml_field_node(reader, map, name, need, YAML_VALUE);
    if (node == NULL)
        return;
    size_t digits = strspn(node->text, "0123456789");
    unsigned number = 0;
    for (size_t i = 0; i < digits && digits <= 4; i++)
        number = number * 10 + (unsigned)(node->text[i] - '0');
    if (digits == 0 || digits > 4 || node->text[digits] != '\0' || number < least || number > most)
        diagnostics_add(reader->diagnostics, SEVERITY_ERROR, reader->file, node->line,
                        "%s is \"%s\", write a number from %u to %u", name, node->text, least,
                        most);
    else
        *out_number = number;
}

void yaml_field_bool(const struct yaml_reader *reader, const struct yaml_node *map,
                     const char *name, enum yaml_need need, bool *out_value)
{
    const struct yaml_node *node = yaml_field_node(reader, map, name, need, YAML_VALUE);
    if (node == NULL)
        return;
    bool yes = strcmp(node->text, "true") == 0;
    if (yes || strcmp(node->text, "false") == 0)
        *out_value = yes;
    else
        diagnostics_add(reader->diagnostics, SEVERITY_ERROR, reader->file, node->line,
                        "%s is \"%s\", write true or false", name, node->text);
}

void yaml_refuse_others(const struct yaml_reader *reader, const struct yaml_node *map,
                        const char *const *names, size_t count)
{
    check(reader != NULL && map != NULL && map->kind == YAML_MAP);
    for (const struct yaml_node *node = map->first; node != NULL; node = node->next) {
        bool known = false;
        for (size_t i = 0; i < count; i++)
            known = known || strcmp(node->key, names[i]) == 0;
        if (!known)
            diagnostics_add(reader->diagnostics, SEVERITY_ERROR, reader->file, node->line,
                            "unknown name \"%s\", correct it or take it out", node->key);
    }
}

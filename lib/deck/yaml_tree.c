#include "deck/yaml_tree.h"

#include "base/check.h"
#include "base/utf8.h"
#include <string.h>
#include <yaml.h>

enum {
    SEEN_BITS = 16384, // several times as many as the longest file of words has names
};

struct tree {
    const char *file;
    uint32_t line_first;
    struct arena *arena;
    struct diagnostics *diagnostics;
    struct yaml_node *root;
    struct yaml_node *open[YAML_DEPTH_MAX];
    // Of the names in each open map, which hashes there are: a new one, as nearly all are, is known to
    // be new without a look at the others. A program reads thousands before its first picture.
    uint8_t seen[YAML_DEPTH_MAX][SEEN_BITS / 8];
    size_t depth;
    size_t nodes;
    const char *key; // read, its value is still to come
    uint32_t key_line;
    bool ended; // the first document is complete
};

static uint32_t line_of(const struct tree *tree, yaml_mark_t mark)
{
    return tree->line_first + (uint32_t)mark.line;
}

static enum err refuse(const struct tree *tree, yaml_mark_t mark, const char *what)
{
    diagnostics_add(tree->diagnostics, SEVERITY_ERROR, tree->file, line_of(tree, mark), "%s", what);
    return ERR_MALFORMED;
}

static uint32_t hash_name(const char *name)
{
    uint32_t hash = 2166136261U;
    for (; *name != '\0'; name++)
        hash = (hash ^ (uint8_t)*name) * 16777619U;
    return (hash ^ hash >> 16) % SEEN_BITS;
}

// Whether the innermost map has the name; from now on it has.
static bool map_has(struct tree *tree, const char *name)
{
    check(tree->depth > 0);
    uint32_t hash = hash_name(name);
    uint8_t *seen = &tree->seen[tree->depth - 1][hash / 8];
    const uint8_t bit = (uint8_t)(1U << hash % 8);
    bool known = (*seen & bit) != 0;
    *seen |= bit;
    return known && yaml_find(tree->open[tree->depth - 1], name) != NULL;
}

// Makes a node and hangs it into the map or list that is open.
static enum err hang(struct tree *tree, enum yaml_kind kind, yaml_mark_t mark, const char *text)
{
    if (++tree->nodes > YAML_NODES_MAX)
        return refuse(tree, mark, "too many entries, split the file");
    struct yaml_node *node = arena_take(tree->arena, sizeof *node);
    if (node == NULL)
        return refuse(tree, mark, "the file needs too much memory, make it shorter");
    node->kind = kind;
    node->line = line_of(tree, mark);
    node->text = text;
    if (tree->depth == 0) {
        check(tree->root == NULL);
        tree->root = node;
        return OK;
    }
    struct yaml_node *parent = tree->open[tree->depth - 1];
    if (parent->kind == YAML_MAP) {
        check(tree->key != NULL);
        node->key = tree->key;
        node->line = tree->key_line;
        tree->key = NULL;
    }
    if (parent->last == NULL)
        parent->first = node;
    else
        parent->last->next = node;
    parent->last = node;
    parent->count++;
    return OK;
}

static enum err open_node(struct tree *tree, enum yaml_kind kind, const yaml_event_t *event)
{
    const yaml_mark_t mark = event->start_mark;
    if (tree->depth == 0 && kind != YAML_MAP)
        return refuse(tree, mark, "a list at the top, write lines of \"name: value\"");
    if (tree->depth == YAML_DEPTH_MAX)
        return refuse(tree, mark, "nested too deep, write it flatter");
    if (tree->depth > 0 && tree->open[tree->depth - 1]->kind == YAML_MAP && tree->key == NULL)
        return refuse(tree, mark, "a list or map as a name, write a word before the colon");
    enum err err = hang(tree, kind, mark, NULL);
    if (err != OK)
        return err;
    struct yaml_node *node = tree->root;
    if (tree->depth > 0)
        node = tree->open[tree->depth - 1]->last;
    memset(tree->seen[tree->depth], 0, sizeof tree->seen[tree->depth]);
    tree->open[tree->depth++] = node;
    return OK;
}

static enum err take_scalar(struct tree *tree, const yaml_event_t *event)
{
    const yaml_mark_t mark = event->start_mark;
    struct span value = {event->data.scalar.value, event->data.scalar.length};
    if (event->data.scalar.anchor != NULL || event->data.scalar.tag != NULL)
        return refuse(tree, mark, "an & or ! mark of YAML, put the value in quotes");
    if (tree->depth == 0)
        return refuse(tree, mark, "a lone value, write lines of \"name: value\"");
    if (value.size > YAML_VALUE_BYTES_MAX)
        return refuse(tree, mark, "a value that is too long, shorten it");
    if (text_ok_deck(value) != OK)
        return refuse(tree, mark,
                      "a character that cannot be shown, type the value again on one line");
    char *text = arena_copy(tree->arena, value.at, value.size);
    if (text == NULL)
        return refuse(tree, mark, "the file needs too much memory, make it shorter");
    struct yaml_node *parent = tree->open[tree->depth - 1];
    if (parent->kind == YAML_MAP && tree->key == NULL) {
        if (map_has(tree, text)) {
            diagnostics_add(tree->diagnostics, SEVERITY_ERROR, tree->file, line_of(tree, mark),
                            "\"%s\" stands here twice, remove one", text);
            return ERR_MALFORMED;
        }
        tree->key = text;
        tree->key_line = line_of(tree, mark);
        return OK;
    }
    return hang(tree, YAML_VALUE, mark, text);
}

static enum err take_event(struct tree *tree, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_STREAM_END_EVENT:
        return OK;
    case YAML_DOCUMENT_START_EVENT:
        if (tree->ended)
            return refuse(tree, event->start_mark, "a second document, keep one in a file");
        return OK;
    case YAML_DOCUMENT_END_EVENT:
        tree->ended = true;
        return OK;
    case YAML_ALIAS_EVENT:
        return refuse(tree, event->start_mark, "a * alias of YAML, write the value out");
    case YAML_SCALAR_EVENT:
        return take_scalar(tree, event);
    case YAML_SEQUENCE_START_EVENT:
        if (event->data.sequence_start.anchor != NULL || event->data.sequence_start.tag != NULL)
            return refuse(tree, event->start_mark, "an & or ! mark of YAML, leave it out");
        return open_node(tree, YAML_LIST, event);
    case YAML_MAPPING_START_EVENT:
        if (event->data.mapping_start.anchor != NULL || event->data.mapping_start.tag != NULL)
            return refuse(tree, event->start_mark, "an & or ! mark of YAML, leave it out");
        return open_node(tree, YAML_MAP, event);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        check(tree->depth > 0 && tree->key == NULL);
        tree->depth--;
        return OK;
    }
    return refuse(tree, event->start_mark, "something unknown, write lines of \"name: value\"");
}

static enum err refuse_syntax(const struct tree *tree, const yaml_parser_t *parser)
{
    const char *problem = parser->problem != NULL ? parser->problem : "not YAML";
    uint32_t line = line_of(tree, parser->problem_mark);
    diagnostics_add(tree->diagnostics, SEVERITY_ERROR, tree->file, line,
                    "not readable as YAML (%s), check the colon, the quotes and the spaces in "
                    "front of this line",
                    problem);
    return ERR_MALFORMED;
}

enum err yaml_tree_read(struct span bytes, const char *file, uint32_t line_first,
                        struct arena *arena, struct diagnostics *diagnostics,
                        const struct yaml_node **out_root)
{
    check(file != NULL && arena != NULL && diagnostics != NULL && out_root != NULL);
    struct tree tree = {
        .file = file, .line_first = line_first, .arena = arena, .diagnostics = diagnostics};
    yaml_parser_t parser;
    if (yaml_parser_initialize(&parser) == 0)
        return ERR_MEMORY;
    yaml_parser_set_input_string(&parser, bytes.at != NULL ? bytes.at : (const uint8_t *)"",
                                 bytes.size);
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    enum err err = OK;
    for (bool more = true; more && err == OK;) {
        yaml_event_t event;
        if (yaml_parser_parse(&parser, &event) == 0) {
            err = refuse_syntax(&tree, &parser);
            break;
        }
        more = event.type != YAML_STREAM_END_EVENT;
        err = take_event(&tree, &event);
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    if (err == OK && tree.root == NULL) {
        diagnostics_add(diagnostics, SEVERITY_ERROR, file, line_first,
                        "nothing is written here, write lines of \"name: value\"");
        err = ERR_MALFORMED;
    }
    if (err == OK)
        *out_root = tree.root;
    return err;
}

const struct yaml_node *yaml_find(const struct yaml_node *map, const char *key)
{
    check(key != NULL);
    if (map == NULL || map->kind != YAML_MAP)
        return NULL;
    for (const struct yaml_node *child = map->first; child != NULL; child = child->next)
        if (strcmp(child->key, key) == 0)
            return child;
    return NULL;
}

const char *yaml_text(const struct yaml_node *map, const char *key)
{
    const struct yaml_node *child = yaml_find(map, key);
    return child != NULL && child->kind == YAML_VALUE ? child->text : NULL;
}

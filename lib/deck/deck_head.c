#include "deck/deck_head.h"

#include "base/check.h"
#include "deck/deck_text.h"
#include "deck/yaml_tree.h"
#include <stdio.h>
#include <string.h>
#include <strings.h>

struct head {
    const struct yaml_node *root;
    uint32_t line; // of the head's beginning, for what is missing
    struct diagnostics *diagnostics;
    struct deck_source *source;
};

static const char *const NAMES[] = {"deck",  "module",       "session", "sessions", "language",
                                    "title", "module-title", "licence", "status"};

static void fault(const struct head *head, uint32_t line, const char *what, const char *todo)
{
    diagnostics_add(head->diagnostics, SEVERITY_ERROR, head->source->file, line, "%s, %s", what,
                    todo);
}

// The value of a name that must be there; NULL after telling that it is not.
static const struct yaml_node *need(const struct head *head, const char *name, const char *example)
{
    const struct yaml_node *node = yaml_find(head->root, name);
    if (node == NULL) {
        diagnostics_add(head->diagnostics, SEVERITY_ERROR, head->source->file, head->line,
                        "the head has no %s, add a line such as \"%s: %s\"", name, name, example);
        return NULL;
    }
    if (node->kind != YAML_VALUE || node->text[0] == '\0') {
        diagnostics_add(head->diagnostics, SEVERITY_ERROR, head->source->file, node->line,
                        "%s is empty, write for example \"%s: %s\"", name, name, example);
        return NULL;
    }
    return node;
}

static uint32_t need_text(const struct head *head, const char *name, const char *example,
                          char *field, size_t size)
{
    const struct yaml_node *node = need(head, name, example);
    if (node == NULL)
        return head->line;
    enum err err = deck_text_set(field, size, span_of_string(node->text));
    if (err == ERR_TOO_LONG)
        diagnostics_add(head->diagnostics, SEVERITY_ERROR, head->source->file, node->line,
                        "%s is %zu bytes long, shorten it to %zu", name, strlen(node->text),
                        size - 1);
    else if (err != OK)
        fault(head, node->line, "a character that cannot be shown", "type it again");
    return node->line;
}

static uint32_t need_key(const struct head *head, const char *name, const char *example,
                         char field[KEY_BYTES])
{
    const struct yaml_node *node = need(head, name, example);
    if (node == NULL)
        return head->line;
    if (!deck_key_ok(node->text) ||
        deck_text_set(field, KEY_BYTES, span_of_string(node->text)) != OK)
        diagnostics_add(head->diagnostics, SEVERITY_ERROR, head->source->file, node->line,
                        "%s is \"%s\", use small letters, digits and -, at most %d, as in \"%s\"",
                        name, node->text, KEY_BYTES - 1, example);
    return node->line;
}

static uint32_t need_number(const struct head *head, const char *name, const char *example,
                            uint8_t *out_number)
{
    const struct yaml_node *node = need(head, name, example);
    if (node == NULL)
        return head->line;
    unsigned number = 0;
    size_t digits = strspn(node->text, "0123456789");
    if (digits >= 1 && digits <= 2 && node->text[digits] == '\0')
        for (size_t i = 0; i < digits; i++)
            number = number * 10 + (unsigned)(node->text[i] - '0');
    if (number == 0)
        diagnostics_add(head->diagnostics, SEVERITY_ERROR, head->source->file, node->line,
                        "%s is \"%s\", write a number from 1 to 99", name, node->text);
    else
        *out_number = (uint8_t)number;
    return node->line;
}

// "draft", or "reviewed by" and who.
static void read_status(const struct head *head)
{
    static const char REVIEWED[] = "reviewed by ";
    struct deck_language *words = &head->source->words;
    words->draft = true; // until somebody says otherwise
    const struct yaml_node *node = need(head, "status", "draft");
    if (node == NULL || strcasecmp(node->text, "draft") == 0)
        return;
    if (strncasecmp(node->text, REVIEWED, sizeof REVIEWED - 1) != 0) {
        diagnostics_add(head->diagnostics, SEVERITY_ERROR, head->source->file, node->line,
                        "unknown status \"%s\", write draft, or reviewed by and a name",
                        node->text);
        return;
    }
    struct span name = span_of_string(node->text + sizeof REVIEWED - 1);
    while (name.size > 0 && name.at[0] == ' ')
        name = span_from(name, 1);
    if (name.size == 0 || deck_text_set(words->reviewer, sizeof words->reviewer, name) != OK)
        fault(head, node->line, "the reviewer's name is missing or too long",
              "write reviewed by and a short name");
    else
        words->draft = false;
}

// The language is said twice, in the file's name and in its head, so that a copied file that was
// not yet translated is noticed.
static void read_language(const struct head *head)
{
    const enum language of_name = head->source->language;
    const struct yaml_node *node = need(head, "language", language_name(of_name));
    enum language of_head;
    if (node == NULL)
        return;
    if (!language_find(node->text, &of_head))
        diagnostics_add(head->diagnostics, SEVERITY_ERROR, head->source->file, node->line,
                        "unknown language \"%s\", write en, es, hmn, lo or so", node->text);
    else if (of_head != of_name)
        diagnostics_add(head->diagnostics, SEVERITY_ERROR, head->source->file, node->line,
                        "the head says %s but the file is %s.md, correct one of them", node->text,
                        language_name(of_name));
}

static void refuse_unknown_names(const struct head *head)
{
    for (const struct yaml_node *node = head->root->first; node != NULL; node = node->next) {
        bool known = false;
        for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++)
            known = known || strcmp(node->key, NAMES[i]) == 0;
        if (!known)
            diagnostics_add(head->diagnostics, SEVERITY_ERROR, head->source->file, node->line,
                            "unknown name \"%s\" in the head, use one of docs/DECK-FORMAT.md",
                            node->key);
    }
}

void deck_head_read(struct span bytes, uint32_t line_first, struct arena *arena,
                    struct diagnostics *diagnostics, struct deck_source *source)
{
    check(diagnostics != NULL && source != NULL);
    struct head head = {.line = line_first, .diagnostics = diagnostics, .source = source};
    source->words.present = true;
    if (yaml_tree_read(bytes, source->file, line_first, arena, diagnostics, &head.root) != OK)
        return;
    refuse_unknown_names(&head);
    read_language(&head);
    source->key_line = need_key(&head, "deck", "coping-with-stress-2", source->key);
    source->module_line = need_key(&head, "module", "coping-with-stress", source->module);
    source->session_line = need_number(&head, "session", "2", &source->session_number);
    source->sessions_line = need_number(&head, "sessions", "5", &source->session_count);
    source->title_line = need_text(&head, "title", "Signs of stress", source->words.title,
                                   sizeof source->words.title);
    (void)need_text(&head, "module-title", "Coping with stress", source->words.module_title,
                    sizeof source->words.module_title);
    source->licence_line =
        need_text(&head, "licence", "CC BY 4.0, IMR Room", source->licence, sizeof source->licence);
    read_status(&head);
    if (source->session_number > 0 && source->session_count > 0 &&
        source->session_number > source->session_count)
        diagnostics_add(diagnostics, SEVERITY_ERROR, source->file, source->session_line,
                        "session %d of %d, correct session or sessions", source->session_number,
                        source->session_count);
}

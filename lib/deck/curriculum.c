#include "deck/curriculum.h"

#include "base/check.h"
#include "base/utf8.h"
#include "deck/deck_source.h"
#include "deck/deck_text.h"
#include "deck/yaml_fields.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

// Reads a whole file as YAML, faults told.
static enum err read_yaml(const char *path, struct arena *arena, struct diagnostics *diagnostics,
                          const struct yaml_node **out_root)
{
    struct span bytes = {0};
    enum err err = file_read(path, SOURCE_BYTES_MAX, arena, &bytes);
    if (err != OK) {
        diagnostics_add(diagnostics, SEVERITY_ERROR, path, 0, "%s, correct the path or the file",
                        err_text(err));
        return err;
    }
    return yaml_tree_read(bytes, path, 1, arena, diagnostics, out_root);
}

// A title is one text (English) or a map from languages to texts.
static void read_titles(const struct yaml_reader *reader, const struct yaml_node *map,
                        struct edition_module *module)
{
    const struct yaml_node *node = yaml_find(map, "title");
    if (node == NULL || node->kind != YAML_MAP) {
        yaml_field_text(reader, map, "title", YAML_REQUIRED, module->titles[LANGUAGE_EN],
                        NAME_BYTES);
        return;
    }
    const char *names[LANGUAGES];
    for (int i = 0; i < LANGUAGES; i++) {
        names[i] = language_name((enum language)i);
        yaml_field_text(reader, node, names[i], i == LANGUAGE_EN ? YAML_REQUIRED : YAML_OPTIONAL,
                        module->titles[i], NAME_BYTES);
    }
    yaml_refuse_others(reader, node, names, LANGUAGES);
}

static void read_topics(const struct yaml_reader *reader, const struct yaml_node *map,
                        struct edition_module *module)
{
    const struct yaml_node *list = yaml_field_node(reader, map, "topics", YAML_OPTIONAL, YAML_LIST);
    if (list == NULL)
        return;
    for (const struct yaml_node *node = list->first; node != NULL; node = node->next) {
        if (module->topic_count == TOPICS_MAX) {
            diagnostics_add(reader->diagnostics, SEVERITY_ERROR, reader->file, node->line,
                            "more than %d topics, join some", TOPICS_MAX);
            return;
        }
        if (node->kind != YAML_VALUE ||
            deck_text_set(module->topics[module->topic_count], LINE_BYTES,
                          span_of_string(node->text)) != OK) {
            diagnostics_add(reader->diagnostics, SEVERITY_ERROR, reader->file, node->line,
                            "a topic that is not a short text, write one line");
            continue;
        }
        module->topic_count++;
    }
}

static void read_module(const struct yaml_reader *reader, const struct yaml_node *map,
                        struct edition *edition)
{
    static const char *const NAMES[] = {"key", "number", "title", "sessions", "topics"};
    if (map->kind != YAML_MAP || edition->module_count == MODULES_MAX) {
        diagnostics_add(reader->diagnostics, SEVERITY_ERROR, reader->file, map->line,
                        map->kind != YAML_MAP ? "not a module, write \"- key: name\" and so on"
                                              : "too many modules, take some out");
        return;
    }
    struct edition_module *module = &edition->modules[edition->module_count];
    yaml_field_key(reader, map, "key", YAML_REQUIRED, module->key, sizeof module->key);
    yaml_field_text(reader, map, "number", YAML_REQUIRED, module->number, sizeof module->number);
    read_titles(reader, map, module);
    unsigned sessions = 0;
    yaml_field_number(reader, map, "sessions", YAML_REQUIRED, 1, SESSIONS_MAX, &sessions);
    module->session_count = (uint8_t)sessions;
    read_topics(reader, map, module);
    yaml_refuse_others(reader, map, NAMES, COUNT_OF(NAMES));
    if (module->key[0] != '\0' && edition_find_module(edition, module->key) != NULL)
        diagnostics_add(reader->diagnostics, SEVERITY_ERROR, reader->file, map->line,
                        "the module %s stands here twice, remove one", module->key);
    for (uint8_t i = 0; i < edition->module_count; i++)
        if (module->number[0] != '\0' && strcmp(edition->modules[i].number, module->number) == 0)
            diagnostics_add(reader->diagnostics, SEVERITY_ERROR, reader->file, map->line,
                            "the number %s is taken by %s, give another", module->number,
                            edition->modules[i].key);
    edition->module_count++;
}

// A group names its edition by the key, and the program finds it by the file's name.
static void compare_file_name(const struct yaml_reader *reader, const struct yaml_node *root,
                              const struct edition *edition)
{
    char name[FILE_NAME_BYTES];
    path_last_part(reader->file, name);
    if (name_ends(name, ".yaml"))
        name[strlen(name) - 5] = '\0';
    const struct yaml_node *node = yaml_find(root, "key");
    if (node != NULL && edition->key[0] != '\0' && strcmp(name, edition->key) != 0)
        diagnostics_add(reader->diagnostics, SEVERITY_ERROR, reader->file, node->line,
                        "key is %s but the file is %s.yaml, make them the same", edition->key,
                        name);
}

enum err edition_load(const char *path, struct arena *arena, struct diagnostics *diagnostics,
                      struct edition *out_edition)
{
    static const char *const NAMES[] = {"key", "title", "licence", "modules"};
    check(path != NULL && arena != NULL && diagnostics != NULL && out_edition != NULL);
    const size_t errors_before = diagnostics->errors;
    const size_t start = arena->used;
    const struct yaml_node *root = NULL;
    enum err err = read_yaml(path, arena, diagnostics, &root);
    if (err != OK) {
        arena->used = start;
        return err;
    }
    const struct yaml_reader reader = {path, diagnostics};
    memset(out_edition, 0, sizeof *out_edition);
    yaml_field_key(&reader, root, "key", YAML_REQUIRED, out_edition->key, sizeof out_edition->key);
    compare_file_name(&reader, root, out_edition);
    yaml_field_text(&reader, root, "title", YAML_REQUIRED, out_edition->title,
                    sizeof out_edition->title);
    yaml_field_text(&reader, root, "licence", YAML_REQUIRED, out_edition->licence,
                    sizeof out_edition->licence);
    yaml_refuse_others(&reader, root, NAMES, COUNT_OF(NAMES));
    const struct yaml_node *modules =
        yaml_field_node(&reader, root, "modules", YAML_REQUIRED, YAML_LIST);
    if (modules != NULL)
        for (const struct yaml_node *node = modules->first; node != NULL; node = node->next)
            read_module(&reader, node, out_edition);
    arena->used = start;
    return diagnostics->errors > errors_before ? ERR_MALFORMED : OK;
}

const struct edition_module *edition_find_module(const struct edition *edition, const char *key)
{
    check(edition != NULL && key != NULL);
    for (uint8_t i = 0; i < edition->module_count; i++)
        if (strcmp(edition->modules[i].key, key) == 0)
            return &edition->modules[i];
    return NULL;
}

const char *edition_module_title(const struct edition_module *module, enum language language)
{
    check(module != NULL && (int)language < LANGUAGES);
    const char *title = module->titles[language];
    return title[0] != '\0' ? title : module->titles[LANGUAGE_EN];
}

// "14:30" as the minute of the day.
static bool read_clock(const char *text, uint16_t *out_minute)
{
    size_t hour_digits = strspn(text, "0123456789");
    if (hour_digits < 1 || hour_digits > 2 || text[hour_digits] != ':')
        return false;
    const char *minutes = text + hour_digits + 1;
    if (strspn(minutes, "0123456789") != 2 || minutes[2] != '\0')
        return false;
    unsigned long hour = strtoul(text, NULL, 10);
    unsigned long minute = strtoul(minutes, NULL, 10);
    if (hour > 23 || minute > 59)
        return false;
    *out_minute = (uint16_t)(hour * 60 + minute);
    return true;
}

// One label in one language, from the name of a map.
static void read_label_word(const struct yaml_reader *reader, const struct yaml_node *map,
                            const char *name, enum label label, struct deck_labels *labels)
{
    char word[LINE_BYTES] = "";
    yaml_field_text(reader, map, name, YAML_REQUIRED, word, sizeof word);
    const struct yaml_node *node = yaml_find(map, name);
    size_t points = text_points(span_of_string(word));
    if (points > LABEL_POINTS || strlen(word) >= LABEL_BYTES)
        diagnostics_add(reader->diagnostics, SEVERITY_ERROR, reader->file, node->line,
                        "the label \"%s\" has %zu letters and %d fit, shorten it", word, points,
                        LABEL_POINTS);
    else if (strpbrk(word, "{}") != NULL)
        diagnostics_add(reader->diagnostics, SEVERITY_ERROR, reader->file, node->line,
                        "the label \"%s\" has a brace, take it out", word);
    else if (word[0] != '\0') {
        memcpy(labels->words[label], word, strlen(word));
        labels->present = true;
    }
}

// A label is one text (English) or a map from languages to texts.
static void read_label(const struct yaml_reader *reader, const struct yaml_node *map,
                       const struct yaml_node *node, enum label label, struct group_plan *group)
{
    if (node->kind != YAML_MAP) {
        read_label_word(reader, map, node->key, label, &group->labels[LANGUAGE_EN]);
        return;
    }
    const char *names[LANGUAGES];
    for (int i = 0; i < LANGUAGES; i++) {
        names[i] = language_name((enum language)i);
        if (yaml_find(node, names[i]) != NULL)
            read_label_word(reader, node, names[i], label, &group->labels[i]);
    }
    yaml_refuse_others(reader, node, names, LANGUAGES);
}

static void read_labels(const struct yaml_reader *reader, const struct yaml_node *root,
                        struct group_plan *group)
{
    const struct yaml_node *map = yaml_field_node(reader, root, "labels", YAML_OPTIONAL, YAML_MAP);
    if (map == NULL)
        return;
    for (const struct yaml_node *node = map->first; node != NULL; node = node->next) {
        enum label label;
        if (label_find(node->key, &label))
            read_label(reader, map, node, label, group);
        else
            diagnostics_add(reader->diagnostics, SEVERITY_ERROR, reader->file, node->line,
                            "unknown label \"%s\", write participant, participants, home-practice "
                            "or group-leader",
                            node->key);
    }
}

static void read_agenda(const struct yaml_reader *reader, const struct yaml_node *root,
                        struct group_plan *group)
{
    static const char *const NAMES[] = {"key", "title", "minutes"};
    const struct yaml_node *list =
        yaml_field_node(reader, root, "agenda", YAML_REQUIRED, YAML_LIST);
    if (list == NULL)
        return;
    for (const struct yaml_node *node = list->first; node != NULL; node = node->next) {
        if (node->kind != YAML_MAP || group->step_count == STEPS_MAX) {
            diagnostics_add(reader->diagnostics, SEVERITY_ERROR, reader->file, node->line,
                            node->kind != YAML_MAP
                                ? "not a step, write \"- key: name\" and \"minutes: 5\""
                                : "too many steps, join some");
            return;
        }
        struct plan_step *step = &group->steps[group->step_count++];
        yaml_field_key(reader, node, "key", YAML_OPTIONAL, step->key, sizeof step->key);
        yaml_field_text(reader, node, "title", YAML_OPTIONAL, step->title, sizeof step->title);
        unsigned minutes = 0;
        yaml_field_number(reader, node, "minutes", YAML_REQUIRED, 0, 180, &minutes);
        step->minutes = (uint16_t)minutes;
        yaml_refuse_others(reader, node, NAMES, COUNT_OF(NAMES));
        if (step->key[0] == '\0' && step->title[0] == '\0')
            diagnostics_add(reader->diagnostics, SEVERITY_ERROR, reader->file, node->line,
                            "a step without a key and a title, give it one of them");
        for (uint8_t i = 0; i + 1 < group->step_count && step->key[0] != '\0'; i++)
            if (strcmp(group->steps[i].key, step->key) == 0)
                diagnostics_add(reader->diagnostics, SEVERITY_ERROR, reader->file, node->line,
                                "the step %s stands here twice, remove one", step->key);
    }
}

// "open", which is also what a file says that says nothing, or "closed".
static void read_entry(const struct yaml_reader *reader, const struct yaml_node *root,
                       struct group_entry *entry)
{
    const struct yaml_node *node =
        yaml_field_node(reader, root, "entry", YAML_OPTIONAL, YAML_VALUE);
    entry->closed = node != NULL && strcmp(node->text, "closed") == 0;
    if (node != NULL && !entry->closed && strcmp(node->text, "open") != 0)
        diagnostics_add(reader->diagnostics, SEVERITY_ERROR, reader->file, node->line,
                        "entry is \"%s\", write open or closed", node->text);
    unsigned until = 1;
    yaml_field_number(reader, root, "joining_until", YAML_OPTIONAL, 1, SESSIONS_MAX, &until);
    entry->joining_until = (uint8_t)until;
    const struct yaml_node *written = yaml_find(root, "joining_until");
    if (written != NULL && !entry->closed)
        diagnostics_add(reader->diagnostics, SEVERITY_ERROR, reader->file, written->line,
                        "joining_until is for a closed group, write \"entry: closed\" too");
}

static void read_group(const struct yaml_reader *reader, const struct yaml_node *root,
                       struct group_plan *group)
{
    static const char *const NAMES[] = {
        "name",      "leader",        "edition", "room",   "time",  "people", "people_joined",
        "help_line", "interval_days", "labels",  "agenda", "part2", "entry",  "joining_until"};
    yaml_refuse_others(reader, root, NAMES, COUNT_OF(NAMES));
    yaml_field_text(reader, root, "name", YAML_REQUIRED, group->name, sizeof group->name);
    yaml_field_text(reader, root, "leader", YAML_REQUIRED, group->leader, sizeof group->leader);
    yaml_field_key(reader, root, "edition", YAML_REQUIRED, group->edition, sizeof group->edition);
    yaml_field_text(reader, root, "room", YAML_OPTIONAL, group->room, sizeof group->room);
    yaml_field_text(reader, root, "help_line", YAML_OPTIONAL, group->help_line,
                    sizeof group->help_line);
    const struct yaml_node *time = yaml_field_node(reader, root, "time", YAML_OPTIONAL, YAML_VALUE);
    group->has_time = time != NULL && read_clock(time->text, &group->start_minute);
    if (time != NULL && !group->has_time)
        diagnostics_add(reader->diagnostics, SEVERITY_ERROR, reader->file, time->line,
                        "time is \"%s\", write it as \"14:30\" in quotes", time->text);
    unsigned days = 0;
    unsigned people = 0;
    unsigned joined = 0;
    yaml_field_number(reader, root, "interval_days", YAML_OPTIONAL, 1, 366, &days);
    yaml_field_number(reader, root, "people", YAML_OPTIONAL, 1, PEOPLE_MAX, &people);
    yaml_field_number(reader, root, "people_joined", YAML_OPTIONAL, 1, 255, &joined);
    yaml_field_bool(reader, root, "part2", YAML_OPTIONAL, &group->part2);
    group->interval_days = (uint16_t)days;
    group->people = (uint8_t)people;
    group->people_joined = (uint8_t)joined;
    read_entry(reader, root, &group->entry);
    read_labels(reader, root, group);
    read_agenda(reader, root, group);
}

enum err group_load(const char *path, struct arena *arena, struct diagnostics *diagnostics,
                    struct group_plan *out_group)
{
    check(path != NULL && arena != NULL && diagnostics != NULL && out_group != NULL);
    const size_t errors_before = diagnostics->errors;
    const size_t start = arena->used;
    const struct yaml_node *root = NULL;
    enum err err = read_yaml(path, arena, diagnostics, &root);
    if (err == OK) {
        const struct yaml_reader reader = {path, diagnostics};
        memset(out_group, 0, sizeof *out_group);
        read_group(&reader, root, out_group);
        err = diagnostics->errors > errors_before ? ERR_MALFORMED : OK;
    }
    arena->used = start;
    return err;
}

static bool read_session_name(const char *name, uint8_t *out_session)
{
    size_t digits = strspn(name, "0123456789");
    if (digits == 0 || digits > 2 || name[digits] != '\0' || name[0] == '0')
        return false;
    *out_session = (uint8_t)strtoul(name, NULL, 10);
    return true;
}

// The sessions of one module's folder.
static enum err list_module(const char *curriculum_folder, const char *module,
                            struct folder_names *names, struct deck_places *places)
{
    char path[PATH_BYTES];
    enum err err = path_join(curriculum_folder, module, path);
    if (err != OK || !deck_key_ok(module) || path_kind_of(path) != PATH_FOLDER)
        return err;
    err = folder_list(path, names);
    for (size_t i = 0; err == OK && i < names->count; i++) {
        struct deck_place place = {0};
        char file[PATH_BYTES];
        if (!read_session_name(names->names[i], &place.session))
            continue;
        if (deck_text_set(place.module, sizeof place.module, span_of_string(module)) != OK ||
            curriculum_deck_folder(curriculum_folder, module, place.session, path) != OK ||
            path_join(path, "en.md", file) != OK || path_kind_of(file) != PATH_FILE)
            continue;
        if (places->count == DECK_PLACES_MAX)
            return ERR_TOO_LONG;
        places->places[places->count++] = place;
    }
    return err;
}

enum err curriculum_list(const char *curriculum_folder, struct deck_places *out_places)
{
    check(curriculum_folder != NULL && out_places != NULL);
    struct folder_names *names = malloc(2 * sizeof *names);
    if (names == NULL)
        return ERR_MEMORY;
    out_places->count = 0;
    enum err err = folder_list(curriculum_folder, &names[0]);
    for (size_t i = 0; err == OK && i < names[0].count; i++)
        err = list_module(curriculum_folder, names[0].names[i], &names[1], out_places);
    free(names);
    return err;
}

enum err curriculum_deck_folder(const char *curriculum_folder, const char *module, uint8_t session,
                                char out_folder[PATH_BYTES])
{
    check(curriculum_folder != NULL && module != NULL && session > 0);
    int size =
        snprintf(out_folder, PATH_BYTES, "%s/%s/%d", curriculum_folder, module, (int)session);
    return size > 0 && size < PATH_BYTES ? OK : ERR_TOO_LONG;
}

enum err curriculum_list_yaml(const char *folder, struct folder_names *out_names)
{
    check(folder != NULL && out_names != NULL);
    enum err err = folder_list(folder, out_names);
    if (err != OK)
        return err;
    size_t kept = 0;
    for (size_t i = 0; i < out_names->count; i++) {
        char *name = out_names->names[i];
        if (!name_ends(name, ".yaml"))
            continue;
        name[strlen(name) - 5] = '\0';
        memmove(out_names->names[kept++], name, FILE_NAME_BYTES);
    }
    out_names->count = kept;
    return OK;
}

#include "base/check.h"
#include "deck/curriculum.h"
#include "deck/deck_load.h"
#include "deck/files.h"
#include "deck/strings.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Static_assert((int)DECK_LOAD_ARENA_BYTES >= (int)STRINGS_ARENA_BYTES,
               "the caller's arena fits the strings");
_Static_assert((int)DECK_LOAD_ARENA_BYTES >= (int)CURRICULUM_ARENA_BYTES, "and an edition");

// The folders still to look into, a heap of paths instead of recursion.
struct walk {
    const struct deck_art *art;
    struct arena *arena;
    struct diagnostics *diagnostics;
    struct check_totals totals;
    size_t waiting;
    size_t seen;
    char folders[CHECK_FOLDERS_MAX][PATH_BYTES];
    struct folder_names names;
    struct deck deck;
    struct edition edition;
    struct group_plan group;
};

static bool has_file(const char *folder, const char *name)
{
    char path[PATH_BYTES];
    return path_join(folder, name, path) == OK && path_kind_of(path) == PATH_FILE;
}

static bool has_language_file(const char *folder, const char *ending)
{
    char name[FILE_NAME_BYTES];
    for (int i = 0; i < LANGUAGES; i++) {
        (void)snprintf(name, sizeof name, "%s%s", language_name((enum language)i), ending);
        if (has_file(folder, name))
            return true;
    }
    return false;
}

// What is wrong stands in the list; only running out of memory ends the walk.
static enum err unless_told(enum err err)
{
    return err == ERR_MEMORY ? ERR_MEMORY : OK;
}

static enum err check_session(struct walk *walk, const char *folder)
{
    walk->totals.decks++;
    for (size_t i = 0; i < walk->names.count; i++)
        walk->totals.files += name_ends(walk->names.names[i], ".md") ? 1 : 0;
    return unless_told(deck_load(folder, walk->art, walk->arena, &walk->deck, walk->diagnostics));
}

static enum err check_strings(struct walk *walk, const char *folder)
{
    struct strings strings;
    const size_t start = walk->arena->used;
    walk->totals.files++;
    enum err err = strings_load(folder, walk->arena, walk->diagnostics, &strings);
    walk->arena->used = start;
    return unless_told(err);
}

// A group in a curriculum's "groups" folder uses an edition of the "editions" folder beside it.
static void check_edition_of_group(struct walk *walk, const char *path, const char *groups_folder)
{
    char curriculum[PATH_BYTES];
    char editions[PATH_BYTES];
    char name[FILE_NAME_BYTES];
    path_parent(groups_folder, curriculum);
    (void)snprintf(name, sizeof name, "%s.yaml", walk->group.edition);
    if (path_join(curriculum, "editions", editions) != OK || path_kind_of(editions) != PATH_FOLDER)
        return;
    if (!has_file(editions, name))
        diagnostics_add(walk->diagnostics, SEVERITY_ERROR, path, 0,
                        "no edition %s, correct its name or write editions/%s", walk->group.edition,
                        name);
}

// An edition says which modules there are, a group says its agenda.
static enum err check_yaml(struct walk *walk, const char *path)
{
    char folder[PATH_BYTES];
    char name[FILE_NAME_BYTES];
    path_parent(path, folder);
    path_last_part(folder, name);
    if (strcmp(name, "strings") == 0)
        return check_strings(walk, folder);
    walk->totals.files++;
    if (strcmp(name, "editions") == 0)
        return unless_told(edition_load(path, walk->arena, walk->diagnostics, &walk->edition));
    enum err err = group_load(path, walk->arena, walk->diagnostics, &walk->group);
    if (err == OK && strcmp(name, "groups") == 0)
        check_edition_of_group(walk, path, folder);
    return unless_told(err);
}

static enum err check_one_language(struct walk *walk, const char *path)
{
    struct span bytes = {0};
    const size_t start = walk->arena->used;
    walk->totals.files++;
    enum err err = file_read(path, SOURCE_BYTES_MAX, walk->arena, &bytes);
    if (err != OK) {
        diagnostics_add(walk->diagnostics, SEVERITY_ERROR, path, 0, "%s, check the file",
                        err_text(err));
    } else {
        struct deck_source *source = NULL;
        err = deck_source_parse(bytes, path, walk->art, walk->arena, walk->diagnostics, &source);
    }
    walk->arena->used = start;
    return unless_told(err);
}

static enum err check_file(struct walk *walk, const char *path)
{
    if (name_ends(path, ".yaml"))
        return check_yaml(walk, path);
    if (name_ends(path, ".md"))
        return check_one_language(walk, path);
    return ERR_NOT_FOUND;
}

// Looks at what lies in one folder, and remembers the folders in it, last first, so that they are
// taken in order.
static enum err check_folder(struct walk *walk, const char *folder)
{
    char name[FILE_NAME_BYTES];
    enum err err = folder_list(folder, &walk->names);
    if (err != OK)
        return err;
    path_last_part(folder, name);
    if (has_language_file(folder, ".md"))
        return check_session(walk, folder);
    if (has_language_file(folder, ".yaml"))
        return check_strings(walk, folder);
    bool yaml = strcmp(name, "editions") == 0 || strcmp(name, "groups") == 0;
    for (size_t i = walk->names.count; i > 0 && err == OK; i--) {
        char path[PATH_BYTES];
        err = path_join(folder, walk->names.names[i - 1], path);
        if (err != OK)
            break;
        if (yaml && name_ends(path, ".yaml"))
            err = check_yaml(walk, path);
        if (path_kind_of(path) != PATH_FOLDER)
            continue;
        if (walk->waiting == CHECK_FOLDERS_MAX || ++walk->seen > CHECK_FOLDERS_MAX)
            return ERR_TOO_LONG;
        memcpy(walk->folders[walk->waiting++], path, strlen(path) + 1);
    }
    return err;
}

static enum err check_tree(struct walk *walk, const char *path)
{
    enum err err = check_folder(walk, path);
    while (err == OK && walk->waiting > 0) {
        char folder[PATH_BYTES];
        memcpy(folder, walk->folders[--walk->waiting], sizeof folder);
        err = check_folder(walk, folder);
    }
    return err;
}

enum err deck_check_path(const char *path, const struct deck_art *art, struct arena *arena,
                         struct diagnostics *diagnostics, struct check_totals *out_totals)
{
    check(path != NULL && arena != NULL && diagnostics != NULL && out_totals != NULL);
    struct walk *walk = calloc(1, sizeof *walk);
    if (walk == NULL)
        return ERR_MEMORY;
    walk->art = art;
    walk->arena = arena;
    walk->diagnostics = diagnostics;
    enum err err = ERR_NOT_FOUND;
    enum path_kind kind = path_kind_of(path);
    if (kind == PATH_FILE)
        err = check_file(walk, path);
    else if (kind == PATH_FOLDER)
        err = check_tree(walk, path);
    if (err == OK && walk->totals.files == 0)
        err = ERR_NOT_FOUND;
    if (err == OK)
        *out_totals = walk->totals;
    free(walk);
    return err;
}

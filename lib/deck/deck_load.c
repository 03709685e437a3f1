#include "deck/deck_load.h"

#include "base/check.h"
#include "deck/files.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Tells that a file could not be read, in the same list as its faults.
static enum err tell_unreadable(struct diagnostics *diagnostics, const char *path, enum err err)
{
    const char *todo = err == ERR_NOT_FOUND  ? "write it or correct the path"
                       : err == ERR_TOO_LONG ? "split the session"
                                             : "check that it may be read";
    diagnostics_add(diagnostics, SEVERITY_ERROR, path, 0, "%s, %s", err_text(err), todo);
    return err;
}

static enum err read_source(const char *folder, enum language language, const struct deck_art *art,
                            struct arena *arena, struct diagnostics *diagnostics,
                            struct deck_source **out_source)
{
    char name[FILE_NAME_BYTES];
    char path[PATH_BYTES];
    (void)snprintf(name, sizeof name, "%s.md", language_name(language));
    enum err err = path_join(folder, name, path);
    if (err != OK)
        return tell_unreadable(diagnostics, folder, err);
    // Only English must be there.
    if (language != LANGUAGE_EN && path_kind_of(path) != PATH_FILE)
        return ERR_NOT_FOUND;
    struct span bytes = {0};
    err = file_read(path, SOURCE_BYTES_MAX, arena, &bytes);
    if (err != OK)
        return tell_unreadable(diagnostics, path, err);
    return deck_source_parse(bytes, path, art, arena, diagnostics, out_source);
}

// The folders' names say the session and the module too; a copied folder that still says the old
// ones would be found by the wrong name.
static void compare_folder(const char *folder, const struct deck_source *english,
                           struct diagnostics *diagnostics)
{
    char session[FILE_NAME_BYTES];
    path_last_part(folder, session);
    size_t digits = strspn(session, "0123456789");
    if (digits == 0 || digits > 2 || session[digits] != '\0')
        return; // a deck somewhere of its own
    if (strtoul(session, NULL, 10) != english->session_number && english->session_number > 0)
        diagnostics_add(diagnostics, SEVERITY_ERROR, english->file, english->session_line,
                        "session is %d but the folder is %s, make them the same",
                        english->session_number, session);
    char parent[PATH_BYTES];
    char module[FILE_NAME_BYTES];
    path_parent(folder, parent);
    path_last_part(parent, module);
    if (deck_key_ok(module) && english->module[0] != '\0' && strcmp(module, english->module) != 0)
        diagnostics_add(diagnostics, SEVERITY_ERROR, english->file, english->module_line,
                        "module is %s but the folder is %s, make them the same", english->module,
                        module);
}

// A deck that the terminals could never fetch is told here, not in front of a group.
static enum err check_size(const struct deck *deck, const char *file, struct arena *arena,
                           struct diagnostics *diagnostics)
{
    size_t size = 0;
    uint8_t *bytes = arena_take(arena, DECK_BYTES_MAX);
    uint8_t *block = arena_take(arena, DECK_SCRATCH_BYTES);
    if (bytes == NULL || block == NULL)
        return ERR_MEMORY;
    struct arena scratch; // encoding resets the arena it is given
    arena_init(&scratch, block, DECK_SCRATCH_BYTES);
    enum err err = deck_encode(deck, &scratch, bytes, DECK_BYTES_MAX, &size);
    if (err == ERR_TOO_LONG)
        diagnostics_add(diagnostics, SEVERITY_ERROR, file, 0,
                        "all languages together are over %d bytes, shorten the notes or split the "
                        "session",
                        DECK_BYTES_MAX);
    check(err == OK || err == ERR_TOO_LONG);
    return err;
}

enum err deck_load(const char *folder, const struct deck_art *art, struct arena *arena,
                   struct deck *out_deck, struct diagnostics *diagnostics)
{
    check(folder != NULL && arena != NULL && out_deck != NULL && diagnostics != NULL);
    const size_t start = arena->used;
    const size_t errors_before = diagnostics->errors;
    struct deck_source *english = NULL;
    enum err err = read_source(folder, LANGUAGE_EN, art, arena, diagnostics, &english);
    if (english == NULL) {
        check(err != OK);
        arena->used = start;
        return err;
    }
    compare_folder(folder, english, diagnostics);
    deck_merge_english(english, out_deck);
    const size_t after_english = arena->used;
    for (int i = LANGUAGE_ES; i < LANGUAGES; i++) {
        const enum language language = (enum language)i;
        struct deck_source *other = NULL;
        enum err read = read_source(folder, language, art, arena, diagnostics, &other);
        if (read == ERR_MEMORY)
            err = ERR_MEMORY;
        // The merge speaks of ids; with a broken file it would only repeat what was told.
        if (other != NULL && other->words.present && other->language == language)
            if (deck_merge_language(english, other, diagnostics, out_deck) != OK)
                err = err == OK ? ERR_MALFORMED : err;
        arena->used = after_english;
    }
    arena->used = start;
    if (err == OK && diagnostics->errors > errors_before)
        err = ERR_MALFORMED;
    if (err == OK)
        err = check_size(out_deck, folder, arena, diagnostics);
    arena->used = start;
    return err;
}

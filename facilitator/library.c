#include "facilitator/library.h"
#include "base/check.h"
#include "deck/deck_append.h"
#include "seal/random.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool join(char *out_path, size_t size, const char *folder, const char *name)
{
    int used = snprintf(out_path, size, "%s/%s", folder, name);
    return used > 0 && (size_t)used < size;
}

static bool arena_create(struct arena *arena, size_t size)
{
    void *block = malloc(size);
    if (block != NULL)
        arena_init(arena, block, size);
    return block != NULL;
}

enum err library_create(const char *assets, const struct profile *profile,
                        struct library **out_library)
{
    struct library *library = calloc(1, sizeof *library);
    if (library == NULL)
        return ERR_MEMORY;
    char strings[PATH_BYTES];
    enum err err = ERR_MEMORY;
    if (!arena_create(&library->words, STRINGS_ARENA_BYTES) ||
        !arena_create(&library->scratch, DECK_LOAD_ARENA_BYTES))
        goto fail;
    err = ERR_TOO_LONG;
    if (!join(strings, sizeof strings, assets, "strings") ||
        !join(library->curriculum, sizeof library->curriculum, assets, "curriculum") ||
        !join(library->groups, sizeof library->groups, profile->groups, "") ||
        (profile->practice && !join(library->practice_groups, sizeof library->practice_groups,
                                    library->curriculum, "groups")))
        goto fail;
    diagnostics_init(&library->diagnostics);
    err = strings_load(strings, &library->words, &library->diagnostics, &library->strings);
    if (err == OK)
        err = deck_art_read(assets, &library->art);
    if (err != OK)
        goto fail;
    *out_library = library;
    return OK;
fail:
    library_destroy(library);
    return err;
}

void library_destroy(struct library *library)
{
    if (library == NULL)
        return;
    free(library->words.block);
    free(library->scratch.block);
    free(library);
}

// Looks through one folder for a group by its file's name or its own.
static enum err find_group(struct library *library, const char *folder, const char *name,
                           struct group_plan *out_group)
{
    struct folder_names names;
    if (folder[0] == '\0' || curriculum_list_yaml(folder, &names) != OK)
        return ERR_NOT_FOUND;
    for (size_t i = 0; i < names.count; i++) {
        char path[PATH_BYTES];
        int used = snprintf(path, sizeof path, "%s/%s.yaml", folder, names.names[i]);
        if (used < 0 || (size_t)used >= sizeof path)
            continue;
        arena_reset(&library->scratch);
        diagnostics_init(&library->diagnostics);
        bool named = strcmp(names.names[i], name) == 0;
        enum err err = group_load(path, &library->scratch, &library->diagnostics, out_group);
        if (err == OK && (named || strcmp(out_group->name, name) == 0))
            return OK;
        if (named)
            return err;
    }
    return ERR_NOT_FOUND;
}

enum err library_group(struct library *library, const char *name, struct group_plan *out_group)
{
    enum err err = find_group(library, library->groups, name, out_group);
    if (err == ERR_NOT_FOUND)
        err = find_group(library, library->practice_groups, name, out_group);
    return err;
}

static enum err read_deck(struct library *library, const char *module, uint8_t session,
                          struct deck *out_deck)
{
    char folder[PATH_BYTES];
    enum err err = curriculum_deck_folder(library->curriculum, module, session, folder);
    arena_reset(&library->scratch);
    diagnostics_init(&library->diagnostics);
    if (err == OK)
        err = deck_load(folder, &library->art, &library->scratch, out_deck, &library->diagnostics);
    return err;
}

// Four short questions at the end of every group's session, whatever its edition; with one person there
// are none. A curriculum without them is fine.
static enum err add_closing(struct library *library, const char *module, enum meeting_kind meeting,
                            struct deck *deck)
{
    if (meeting == MEETING_INDIVIDUAL || strcmp(module, DECK_CLOSING_MODULE) == 0)
        return OK;
    struct deck *closing = calloc(1, sizeof *closing);
    if (closing == NULL)
        return ERR_MEMORY;
    enum err err = read_deck(library, DECK_CLOSING_MODULE, 1, closing);
    if (err == OK)
        err = deck_append(deck, closing);
    else if (err == ERR_NOT_FOUND)
        err = OK;
    free(closing);
    return err;
}

static enum err load_deck(struct library *library, const char *module, uint8_t session,
                          enum meeting_kind meeting, struct prepared *prepared)
{
    enum err err = read_deck(library, module, session, &prepared->deck);
    if (err == OK)
        err = add_closing(library, module, meeting, &prepared->deck);
    if (err != OK)
        return err;
    memcpy(prepared->deck.help_line, prepared->group.help_line, sizeof prepared->deck.help_line);
    memcpy(prepared->deck.labels, prepared->group.labels, sizeof prepared->deck.labels);
    struct arena scratch;
    if (!arena_create(&scratch, DECK_SCRATCH_BYTES))
        return ERR_MEMORY;
    err = deck_encode(&prepared->deck, &scratch, prepared->encoded, sizeof prepared->encoded,
                      &prepared->encoded_bytes);
    free(scratch.block);
    return err;
}

static void fill_begin(const struct prepared *prepared, uint8_t people, enum meeting_kind meeting,
                       struct begin *begin)
{
    const struct group_plan *group = &prepared->group;
    uint8_t hash[HASH_BYTES];
    memset(begin, 0, sizeof *begin);
    memcpy(begin->group, group->name, sizeof begin->group);
    memcpy(begin->leader, group->leader, sizeof begin->leader);
    memcpy(begin->edition, group->edition, sizeof begin->edition);
    begin->meeting = meeting;
    begin->people = people;
    begin->people_joined = group->people_joined;
    begin->step_count = group->step_count;
    memcpy(begin->steps, group->steps, sizeof begin->steps);
    seal_hash(prepared->encoded, prepared->encoded_bytes, hash);
    deck_outline_of(&prepared->deck, hash, &begin->deck);
}

enum err library_prepare(struct library *library, const char *group, const char *module,
                         uint8_t session, uint8_t people, enum meeting_kind meeting,
                         struct prepared **out_prepared)
{
    struct prepared *prepared = calloc(1, sizeof *prepared);
    if (prepared == NULL)
        return ERR_MEMORY;
    enum err err = library_group(library, group, &prepared->group);
    if (err == OK)
        err = load_deck(library, module, session, meeting, prepared);
    if (people == 0)
        people = meeting == MEETING_INDIVIDUAL ? 1 : prepared->group.people;
    if (err == OK && (people == 0 || people > PEOPLE_MAX))
        err = ERR_RANGE;
    if (err != OK) {
        prepared_destroy(prepared);
        return err;
    }
    fill_begin(prepared, people, meeting, &prepared->begin);
    *out_prepared = prepared;
    return OK;
}

void prepared_destroy(struct prepared *prepared)
{
    free(prepared);
}

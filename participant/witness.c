#include "participant/witness.h"
#include "base/check.h"
#include "base/out.h"
#include <stdlib.h>
#include <string.h>

void witness_keeper_open(struct witness_keeper *keeper, const struct profile *profile)
{
    *keeper = (struct witness_keeper){.disk = profile->disk};
    if (keeper->disk == NULL)
        return; // no folder: what it hears stays in memory
    keeper->err = profile_path(profile->live, "witness", keeper->path);
    if (keeper->err == OK)
        keeper->err = witness_load(keeper->disk, keeper->path, &keeper->book);
    if (keeper->err == ERR_NOT_FOUND)
        keeper->err = OK;
}

static bool has_session(const struct envelope *envelope)
{
    static const uint8_t none[sizeof envelope->session_id] = {0};
    return memcmp(envelope->session_id, none, sizeof none) != 0;
}

static bool same_session(const struct envelope *a, const struct envelope *b)
{
    return memcmp(a->session_id, b->session_id, sizeof a->session_id) == 0;
}

static bool has_ended(const struct envelope *envelope)
{
    return envelope->scene.phase == SCENE_ENDED || envelope->scene.phase == SCENE_FINISHED;
}

// Moments at which every screen writes, whatever was done at it.
static bool is_moment(const struct envelope *old, const struct envelope *new)
{
    if (old == NULL)
        return has_ended(new);
    if (!same_session(old, new))
        return true;
    return (old->open && !new->open) || old->scene.phase != new->scene.phase;
}

static void keeper_save(struct witness_keeper *keeper)
{
    if (!keeper->unsaved || keeper->path[0] == '\0')
        return;
    keeper->err = witness_save(keeper->disk, keeper->path, &keeper->book);
    keeper->unsaved = keeper->err != OK;
}

void witness_keeper_hear(struct witness_keeper *keeper, const struct envelope *old,
                         const struct envelope *new)
{
    check(keeper != NULL && new != NULL);
    if (keeper->err == ERR_MALFORMED || keeper->err == ERR_VERSION)
        return; // somebody else's file stands there
    bool moment = is_moment(old, new);
    if (moment && old != NULL && !same_session(old, new))
        keeper_save(keeper); // of the session that is gone
    if (has_session(new)) {
        struct record_witness witness = {.segment = new->head.segment, .frames = new->head.frame};
        memcpy(witness.session_id, new->session_id, sizeof witness.session_id);
        memcpy(witness.head, new->head.hash, sizeof witness.head);
        if (witness_take(&keeper->book, &witness))
            keeper->unsaved = true;
    }
    if (moment)
        keeper_save(keeper);
}

// A folder, say a stick, gets a file of its own for each screen.
static bool is_folder(const struct disk *disk, const char *path)
{
    int handle = -1;
    enum err err = disk->open(disk->self, path, false, &handle);
    if (err == OK)
        disk->close(disk->self, handle);
    return err == ERR_MALFORMED;
}

enum err witness_export(const struct profile *profile, uint16_t screen, const char *to)
{
    char from[ROOM_PATH_BYTES], path[ROOM_PATH_BYTES], name[32];
    struct witness_book *book = malloc(sizeof *book);
    if (book == NULL)
        return ERR_MEMORY;
    enum err err = profile_path(profile->live, "witness", from);
    if (err == OK)
        err = witness_load(profile->disk, from, book);
    struct out out = out_into(path, sizeof path);
    out_text(&out, to);
    if (err == OK && is_folder(profile->disk, to)) {
        struct out file = out_into(name, sizeof name);
        out_text(&file, "screen-");
        out_number(&file, screen);
        out_text(&file, ".witness");
        err = profile_path(to, name, path);
    } else if (err == OK && out.full) {
        err = ERR_TOO_LONG;
    }
    if (err == OK)
        err = witness_save(profile->disk, path, book);
    free(book);
    return err;
}

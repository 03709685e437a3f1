#include "seal/goal_rows.h"
#include "base/check.h"
#include "base/out.h"
#include "seal/two_copies.h"
#include "seal/vault_private.h"
#include <string.h>

static const char context[] = "goal-rows";
enum {
    PLAIN_BYTES = TWO_COPIES_HEAD_BYTES + (int)sizeof(struct goal_rows_content),
    SEALED_BYTES = PLAIN_BYTES + VAULT_OVERHEAD,
    NAME_HASH_BYTES = 16,
    FILE_NAME_BYTES = 2 * NAME_HASH_BYTES + 24,
};
_Static_assert(TWO_COPIES_HEAD_BYTES + GOAL_ROWS_HEAD_BYTES == 512, "the head is 512 bytes");

struct goal_rows {
    struct two_copies copies;
    struct unlock_key unlock_key;
    union {
        uint8_t bytes[PLAIN_BYTES];
        struct {
            uint8_t head[TWO_COPIES_HEAD_BYTES];
            struct goal_rows_content content;
        } parts;
    } plain;
    uint8_t sealed[SEALED_BYTES];
};

static void name_of(const struct unlock_key *key, struct span group, const char *tail,
                    char out_name[FILE_NAME_BYTES])
{
    uint8_t hash[HASH_BYTES];
    vault_name(key, context, group, hash);
    struct out out = out_into(out_name, FILE_NAME_BYTES);
    out_hex(&out, hash, NAME_HASH_BYTES);
    out_text(&out, ".goals-");
    out_text(&out, tail);
    check(!out.full);
}

// The first free name for bytes that did not open. ERR_EXISTS: there are as many as are kept.
static enum err aside_path(const struct goal_rows *rows, const char *folder, struct span group,
                           char out_path[DISK_PATH_BYTES])
{
    const struct disk *disk = rows->copies.disk;
    for (int i = 1; i <= GOAL_ROWS_BAD_MAX; i++) {
        char tail[16], name[FILE_NAME_BYTES];
        struct out out = out_into(tail, sizeof tail);
        out_text(&out, "bad-");
        out_number(&out, i);
        name_of(&rows->unlock_key, group, tail, name);
        enum err err = disk_join(out_path, folder, name);
        if (err != OK)
            return err;
        int handle = -1;
        err = disk->open(disk->self, out_path, false, &handle);
        if (err == ERR_NOT_FOUND)
            return OK;
        if (err != OK)
            return err;
        disk->close(disk->self, handle);
    }
    return ERR_EXISTS;
}

// The bytes of one copy, as they are, into a file of their own, before anything is written over them.
static enum err keep_aside(struct goal_rows *rows, int copy, const char *folder, struct span group,
                           struct goal_rows_found *found)
{
    const struct disk *disk = rows->copies.disk;
    size_t got = 0;
    char path[DISK_PATH_BYTES];
    enum err err = disk->read_at(disk->self, rows->copies.handles[copy], 0, rows->sealed,
                                 sizeof rows->sealed, &got);
    if (err == OK)
        err = aside_path(rows, folder, group, path);
    if (err == ERR_EXISTS)
        return OK;
    if (err == OK)
        err = disk_write_file(disk, path, rows->sealed, got);
    if (err == OK)
        memcpy(found->bad, path, sizeof found->bad);
    return err;
}

static enum err read_newest(struct goal_rows *rows, const char *folder, struct span group,
                            struct goal_rows_found *found)
{
    enum err newest = two_copies_newest(&rows->copies, rows->unlock_key.bytes);
    if (newest != OK && newest != ERR_NOT_FOUND && newest != ERR_SEAL)
        return newest;
    for (int copy = 0; copy < TWO_COPIES; copy++) {
        if (!rows->copies.bad[copy])
            continue;
        enum err err = keep_aside(rows, copy, folder, group, found);
        if (err != OK)
            return err;
    }
    found->is_new = newest != OK;
    if (found->is_new)
        seal_wipe(&rows->plain, sizeof rows->plain);
    return OK;
}

enum err goal_rows_open(const struct disk *disk, const struct random_source *random,
                        const char *folder, const struct unlock_key *unlock_key, struct span group,
                        struct goal_rows **out_rows, struct goal_rows_found *out_found)
{
    check(disk != NULL && random != NULL && unlock_key != NULL && group.size > 0);
    struct goal_rows *rows = seal_secret_create(sizeof *rows);
    if (rows == NULL)
        return ERR_MEMORY;
    memset(rows, 0, sizeof *rows);
    rows->unlock_key = *unlock_key;
    rows->copies = (struct two_copies){.disk = disk,
                                       .random = random,
                                       .context = context,
                                       .magic = "IMRGOL1",
                                       .plain = rows->plain.bytes,
                                       .plain_bytes = sizeof rows->plain,
                                       .sealed = rows->sealed};
    char a[FILE_NAME_BYTES], b[FILE_NAME_BYTES];
    name_of(unlock_key, group, "a", a);
    name_of(unlock_key, group, "b", b);
    const char *const names[TWO_COPIES] = {a, b};
    struct goal_rows_found found = {0};
    enum err err = two_copies_open(&rows->copies, folder, names);
    if (err == OK)
        err = read_newest(rows, folder, group, &found);
    if (err != OK) {
        goal_rows_close(rows);
        return err;
    }
    *out_rows = rows;
    *out_found = found;
    return OK;
}

bool goal_rows_are_there(const struct disk *disk, const char *folder,
                         const struct unlock_key *unlock_key, struct span group)
{
    char name[FILE_NAME_BYTES], path[DISK_PATH_BYTES];
    int handle = -1;
    name_of(unlock_key, group, "a", name);
    if (disk_join(path, folder, name) != OK || disk->open(disk->self, path, false, &handle) != OK)
        return false;
    disk->close(disk->self, handle);
    return true;
}

void goal_rows_close(struct goal_rows *rows)
{
    if (rows == NULL)
        return;
    two_copies_close(&rows->copies);
    seal_secret_destroy(rows);
}

struct goal_rows_content *goal_rows_content(struct goal_rows *rows)
{
    return &rows->plain.parts.content;
}

enum err goal_rows_write(struct goal_rows *rows)
{
    return two_copies_write(&rows->copies, rows->unlock_key.bytes);
}

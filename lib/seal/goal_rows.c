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
    char aside[DISK_PATH_BYTES]; // where bytes that did not open are kept: this and a number
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

// The place of the nth bytes that did not open.
static void aside_path(const struct goal_rows *rows, int n, const char *tail,
                       char out_path[DISK_PATH_BYTES])
{
    struct out out = out_into(out_path, DISK_PATH_BYTES);
    out_text(&out, rows->aside);
    out_number(&out, n);
    out_text(&out, tail);
    check(!out.full);
}

// The first that is free. ERR_EXISTS: there are as many as are kept.
static enum err aside_free(const struct goal_rows *rows, char out_path[DISK_PATH_BYTES])
{
    const struct disk *disk = rows->copies.disk;
    for (int i = 1; i <= GOAL_ROWS_BAD_MAX; i++) {
        int handle = -1;
        aside_path(rows, i, "", out_path);
        enum err err = disk->open(disk->self, out_path, false, &handle);
        if (err == ERR_NOT_FOUND)
            return OK;
        if (err != OK)
            return err;
        disk->close(disk->self, handle);
    }
    return ERR_EXISTS;
}

// The bytes of one copy, as they are, into a file of their own, before anything is written over them.
static enum err keep_aside(struct goal_rows *rows, int copy, struct goal_rows_found *found)
{
    const struct disk *disk = rows->copies.disk;
    size_t got = 0;
    char path[DISK_PATH_BYTES];
    enum err err = disk->read_at(disk->self, rows->copies.handles[copy], 0, rows->sealed,
                                 sizeof rows->sealed, &got);
    if (err == OK)
        err = aside_free(rows, path);
    if (err == ERR_EXISTS)
        return OK;
    if (err == OK)
        err = disk_write_file(disk, path, rows->sealed, got);
    if (err == OK)
        memcpy(found->bad, path, sizeof found->bad);
    return err;
}

// Zeros over the whole file, then its name goes. Nothing to do where there is none.
static enum err erase(struct goal_rows *rows, const char *path)
{
    const struct disk *disk = rows->copies.disk;
    int handle = -1;
    uint64_t size = 0;
    enum err err = disk->open(disk->self, path, false, &handle);
    if (err == ERR_NOT_FOUND)
        return OK;
    if (err != OK)
        return err;
    err = disk->size(disk->self, handle, &size);
    memset(rows->sealed, 0, sizeof rows->sealed);
    for (uint64_t at = 0; err == OK && at < size; at += sizeof rows->sealed) {
        uint64_t left = size - at;
        err = disk->write_at(disk->self, handle, at, rows->sealed,
                             left < sizeof rows->sealed ? (size_t)left : sizeof rows->sealed);
    }
    if (err == OK)
        err = disk->sync(disk->self, handle);
    disk->close(disk->self, handle);
    return err == OK ? disk->remove(disk->self, path) : err;
}

enum err goal_rows_erase_aside(struct goal_rows *rows)
{
    enum err err = OK;
    for (int i = 1; err == OK && i <= GOAL_ROWS_BAD_MAX; i++) {
        char path[DISK_PATH_BYTES];
        aside_path(rows, i, "", path);
        err = erase(rows, path);
        if (err != OK)
            break;
        aside_path(rows, i, ".new", path); // of a power cut while it was written
        err = erase(rows, path);
    }
    return err;
}

static enum err read_newest(struct goal_rows *rows, struct goal_rows_found *found)
{
    enum err newest = two_copies_newest(&rows->copies, rows->unlock_key.bytes);
    if (newest != OK && newest != ERR_NOT_FOUND && newest != ERR_SEAL)
        return newest;
    for (int copy = 0; copy < TWO_COPIES; copy++) {
        if (!rows->copies.bad[copy])
            continue;
        enum err err = keep_aside(rows, copy, found);
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
                                       .sealed = rows->sealed,
                                       .handles = {-1, -1}};
    char a[FILE_NAME_BYTES], b[FILE_NAME_BYTES];
    name_of(unlock_key, group, "a", a);
    name_of(unlock_key, group, "b", b);
    const char *const names[TWO_COPIES] = {a, b};
    char bad[FILE_NAME_BYTES];
    name_of(unlock_key, group, "bad-", bad);
    struct goal_rows_found found = {0};
    enum err err = disk_join(rows->aside, folder, bad);
    if (err == OK)
        err = two_copies_open(&rows->copies, folder, names);
    if (err == OK)
        err = read_newest(rows, &found);
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

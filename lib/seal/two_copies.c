#include "seal/two_copies.h"
#include "base/check.h"
#include "base/codec.h"
#include "seal/vault_private.h"
#include <string.h>

static bool all_zero(const uint8_t *bytes, size_t size)
{
    uint8_t any = 0;
    for (size_t i = 0; i < size; i++)
        any |= bytes[i];
    return any == 0;
}

static size_t sealed_bytes(const struct two_copies *copies)
{
    return copies->plain_bytes + VAULT_OVERHEAD;
}

// One visitor writes and reads what every image begins with.
static enum err head_visit(struct two_copies *copies, bool reading, uint64_t *generation)
{
    char magic[8];
    memcpy(magic, copies->magic, sizeof magic);
    struct codec codec = reading ? codec_reader(copies->plain, copies->plain_bytes)
                                 : codec_writer(copies->plain, copies->plain_bytes);
    codec_bytes(&codec, magic, sizeof magic);
    codec_u64(&codec, generation);
    check(codec.err == OK && codec.used == TWO_COPIES_HEAD_BYTES);
    return memcmp(magic, copies->magic, sizeof magic) == 0 ? OK : ERR_VERSION;
}

// Reads one copy into .plain. ERR_NOT_FOUND: empty or erased. ERR_SEAL: not whole.
static enum err copy_read(struct two_copies *copies, int copy, const uint8_t key[32],
                          uint64_t *out_generation)
{
    size_t got = 0;
    enum err err = copies->disk->read_at(copies->disk->self, copies->handles[copy], 0,
                                         copies->sealed, sealed_bytes(copies), &got);
    if (err != OK)
        return err;
    if (all_zero(copies->sealed, got))
        return ERR_NOT_FOUND;
    if (got != sealed_bytes(copies))
        return ERR_SEAL;
    err = vault_open_with(key, copies->context, (struct span){NULL, 0},
                          (struct span){copies->sealed, got}, copies->plain);
    if (err == OK)
        err = head_visit(copies, true, out_generation);
    if (err == OK && *out_generation == 0)
        err = ERR_MALFORMED;
    return err;
}

enum err two_copies_newest(struct two_copies *copies, const uint8_t key[32])
{
    enum err errors[TWO_COPIES];
    uint64_t generations[TWO_COPIES] = {0, 0};
    for (int copy = 0; copy < TWO_COPIES; copy++) {
        errors[copy] = copy_read(copies, copy, key, &generations[copy]);
        if (errors[copy] != OK && errors[copy] != ERR_SEAL && errors[copy] != ERR_NOT_FOUND)
            return errors[copy];
        copies->bad[copy] = errors[copy] == ERR_SEAL;
    }
    if (errors[0] != OK && errors[1] != OK)
        return errors[0] == ERR_SEAL && errors[1] == ERR_SEAL ? ERR_SEAL : ERR_NOT_FOUND;
    bool b_holds = errors[1] == OK && (errors[0] != OK || generations[1] >= generations[0]);
    copies->generation = b_holds ? generations[1] : generations[0];
    copies->first = b_holds ? 0 : 1;
    uint64_t again = 0;
    return b_holds ? OK : copy_read(copies, 0, key, &again);
}

static enum err copy_open(struct two_copies *copies, const char *folder, const char *name,
                          int *out_handle)
{
    char path[DISK_PATH_BYTES];
    enum err err = disk_join(path, folder, name);
    if (err != OK)
        return err;
    const struct disk *disk = copies->disk;
    err = disk->open(disk->self, path, false, out_handle);
    if (err == ERR_NOT_FOUND)
        err = disk->open(disk->self, path, true, out_handle);
    return err;
}

enum err two_copies_open(struct two_copies *copies, const char *folder,
                         const char *const names[TWO_COPIES])
{
    check(copies->disk != NULL && copies->random != NULL && copies->plain != NULL);
    check(copies->plain_bytes > TWO_COPIES_HEAD_BYTES && copies->sealed != NULL);
    copies->handles[0] = -1;
    copies->handles[1] = -1;
    enum err err = copy_open(copies, folder, names[0], &copies->handles[0]);
    if (err == OK)
        err = copy_open(copies, folder, names[1], &copies->handles[1]);
    return err;
}

void two_copies_close(struct two_copies *copies)
{
    for (int copy = 0; copy < TWO_COPIES; copy++)
        if (copies->handles[copy] >= 0)
            copies->disk->close(copies->disk->self, copies->handles[copy]);
}

enum err two_copies_overwrite(struct two_copies *copies)
{
    const struct disk *disk = copies->disk;
    for (int i = 0; i < TWO_COPIES && copies->failed == OK; i++) {
        int copy = copies->first ^ i;
        copies->failed = disk->write_at(disk->self, copies->handles[copy], 0, copies->sealed,
                                        sealed_bytes(copies));
        if (copies->failed == OK)
            copies->failed = disk->sync(disk->self, copies->handles[copy]);
    }
    copies->first = 0;
    return copies->failed;
}

enum err two_copies_write(struct two_copies *copies, const uint8_t key[32])
{
    if (copies->failed != OK) {
        seal_wipe(copies->plain, copies->plain_bytes);
        return copies->failed;
    }
    copies->generation++;
    enum err err = head_visit(copies, false, &copies->generation);
    check(err == OK);
    uint8_t nonce[24];
    copies->random->fill(copies->random->self, nonce, sizeof nonce);
    vault_seal_with(key, copies->context, (struct span){NULL, 0}, nonce, copies->plain,
                    copies->plain_bytes, copies->sealed);
    seal_wipe(copies->plain, copies->plain_bytes);
    return two_copies_overwrite(copies);
}

#include "seal/resume.h"
#include "base/check.h"
#include "base/codec.h"
#include "seal/vault_private.h"
#include <string.h>

static const char resume_magic[8] = "IMRRES1";
static const char resume_context[] = "resume";
enum {
    PLAIN_BYTES = 8 + 8 + 4 + RESUME_PAYLOAD_BYTES,
    IMAGE_BYTES = PLAIN_BYTES + VAULT_OVERHEAD,
    COPIES = 2,
};

struct image { // of one copy, as it is before it is sealed
    uint64_t generation;
    uint32_t size; // of the payload; the rest is zero
    uint8_t payload[RESUME_PAYLOAD_BYTES];
};

struct resume {
    const struct disk *disk;
    const struct random_source *random;
    struct unlock_key key;
    int handles[COPIES];
    uint64_t generation; // of the newest whole copy, 0 if none
    enum err failed;
    struct image image;
    uint8_t plain[PLAIN_BYTES];
    uint8_t sealed[IMAGE_BYTES];
};

static enum err image_visit(struct codec *codec, struct image *image)
{
    char magic[8];
    memcpy(magic, resume_magic, sizeof magic);
    codec_bytes(codec, magic, sizeof magic);
    codec_u64(codec, &image->generation);
    codec_u32(codec, &image->size);
    codec_bytes(codec, image->payload, sizeof image->payload);
    check(codec->err == OK && codec->used == PLAIN_BYTES);
    if (memcmp(magic, resume_magic, sizeof magic) != 0)
        return ERR_VERSION;
    return image->size <= RESUME_PAYLOAD_BYTES && image->generation > 0 ? OK : ERR_MALFORMED;
}

static bool all_zero(const uint8_t *bytes, size_t size)
{
    uint8_t any = 0;
    for (size_t i = 0; i < size; i++)
        any |= bytes[i];
    return any == 0;
}

// Reads one copy into resume->image. ERR_NOT_FOUND: empty or erased. ERR_SEAL: not whole.
static enum err copy_read(struct resume *resume, int copy)
{
    size_t got = 0;
    enum err err = resume->disk->read_at(resume->disk->self, resume->handles[copy], 0,
                                         resume->sealed, sizeof resume->sealed, &got);
    if (err != OK)
        return err;
    if (all_zero(resume->sealed, got))
        return ERR_NOT_FOUND;
    if (got != sizeof resume->sealed)
        return ERR_SEAL;
    struct span none = {NULL, 0};
    err = vault_open_with(resume->key.bytes, resume_context, none,
                          (struct span){resume->sealed, got}, resume->plain);
    if (err != OK)
        return err;
    struct codec codec = codec_reader(resume->plain, sizeof resume->plain);
    return image_visit(&codec, &resume->image);
}

// Leaves the newest whole copy in resume->image. ERR_NOT_FOUND unless both are there and damaged:
// a first write that was torn in A has an empty B, and then there was nothing before.
static enum err newest_read(struct resume *resume)
{
    enum err errors[COPIES];
    uint64_t generations[COPIES] = {0, 0};
    for (int copy = 0; copy < COPIES; copy++) {
        errors[copy] = copy_read(resume, copy);
        if (errors[copy] == OK)
            generations[copy] = resume->image.generation;
        else if (errors[copy] != ERR_SEAL && errors[copy] != ERR_NOT_FOUND)
            return errors[copy];
    }
    if (errors[0] != OK && errors[1] != OK)
        return errors[0] == ERR_SEAL && errors[1] == ERR_SEAL ? ERR_SEAL : ERR_NOT_FOUND;
    bool b_is_there = errors[1] == OK && generations[1] >= generations[0];
    return b_is_there ? OK : copy_read(resume, 0);
}

static enum err copy_open(struct resume *resume, const char *folder, int copy)
{
    static const char *const names[COPIES] = {"resume-a", "resume-b"};
    char path[DISK_PATH_BYTES];
    enum err err = disk_join(path, folder, names[copy]);
    if (err != OK)
        return err;
    const struct disk *disk = resume->disk;
    err = disk->open(disk->self, path, false, &resume->handles[copy]);
    if (err == ERR_NOT_FOUND)
        err = disk->open(disk->self, path, true, &resume->handles[copy]);
    return err;
}

enum err resume_open(const struct disk *disk, const struct random_source *random,
                     const char *folder, const struct unlock_key *key, struct resume **out_resume)
{
    check(disk != NULL && random != NULL && key != NULL && out_resume != NULL);
    struct resume *resume = seal_secret_create(sizeof *resume);
    if (resume == NULL)
        return ERR_MEMORY;
    resume->disk = disk;
    resume->random = random;
    resume->key = *key;
    resume->handles[0] = -1;
    resume->handles[1] = -1;
    enum err err = copy_open(resume, folder, 0);
    if (err == OK)
        err = copy_open(resume, folder, 1);
    if (err == OK) {
        err = newest_read(resume);
        if (err == OK)
            resume->generation = resume->image.generation;
        if (err == ERR_NOT_FOUND || err == ERR_SEAL) // resume_read says so when it is asked
            err = OK;
    }
    if (err != OK) {
        resume_close(resume);
        return err;
    }
    *out_resume = resume;
    return OK;
}

// Puts the same sealed bytes into both copies, each synced before the other is touched.
static enum err copies_write(struct resume *resume)
{
    for (int copy = 0; copy < COPIES; copy++) {
        const struct disk *disk = resume->disk;
        enum err err = disk->write_at(disk->self, resume->handles[copy], 0, resume->sealed,
                                      sizeof resume->sealed);
        if (err == OK)
            err = disk->sync(disk->self, resume->handles[copy]);
        if (err != OK)
            return err;
    }
    return OK;
}

enum err resume_write(struct resume *resume, struct span payload)
{
    check(resume != NULL && payload.size >= 1 && payload.size <= RESUME_PAYLOAD_BYTES);
    if (resume->failed != OK)
        return resume->failed;
    resume->image.generation = ++resume->generation;
    resume->image.size = (uint32_t)payload.size;
    memset(resume->image.payload, 0, sizeof resume->image.payload);
    memcpy(resume->image.payload, payload.at, payload.size);
    struct codec codec = codec_writer(resume->plain, sizeof resume->plain);
    enum err err = image_visit(&codec, &resume->image);
    check(err == OK);
    uint8_t nonce[24];
    resume->random->fill(resume->random->self, nonce, sizeof nonce);
    vault_seal_with(resume->key.bytes, resume_context, (struct span){NULL, 0}, nonce, resume->plain,
                    sizeof resume->plain, resume->sealed);
    resume->failed = copies_write(resume);
    seal_wipe(resume->plain, sizeof resume->plain);
    seal_wipe(&resume->image, sizeof resume->image);
    return resume->failed;
}

enum err resume_read(struct resume *resume, uint8_t *out_payload, size_t *out_size)
{
    check(resume != NULL && out_payload != NULL && out_size != NULL);
    enum err err = newest_read(resume);
    if (err == OK) {
        memcpy(out_payload, resume->image.payload, resume->image.size);
        *out_size = resume->image.size;
    }
    seal_wipe(resume->plain, sizeof resume->plain);
    seal_wipe(&resume->image, sizeof resume->image);
    return err;
}

enum err resume_erase(struct resume *resume)
{
    check(resume != NULL);
    if (resume->failed != OK)
        return resume->failed;
    memset(resume->sealed, 0, sizeof resume->sealed);
    resume->failed = copies_write(resume);
    return resume->failed;
}

void resume_close(struct resume *resume)
{
    if (resume == NULL)
        return;
    for (int copy = 0; copy < COPIES; copy++)
        if (resume->handles[copy] >= 0)
            resume->disk->close(resume->disk->self, resume->handles[copy]);
    seal_secret_destroy(resume);
}

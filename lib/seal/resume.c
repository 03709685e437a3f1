#include "seal/resume.h"
#include "base/check.h"
#include "base/codec.h"
#include "seal/two_copies.h"
#include "seal/vault_private.h"
#include <string.h>

enum {
    SIZE_BYTES = 4, // of the payload; the rest is zero
    PLAIN_BYTES = TWO_COPIES_HEAD_BYTES + SIZE_BYTES + RESUME_PAYLOAD_BYTES,
    IMAGE_BYTES = PLAIN_BYTES + VAULT_OVERHEAD,
};

struct resume {
    struct two_copies copies;
    struct unlock_key key;
    uint8_t plain[PLAIN_BYTES];
    uint8_t sealed[IMAGE_BYTES];
};

// The payload's size, as it stands in .plain.
static enum err size_visit(struct resume *resume, bool reading, uint32_t *size)
{
    uint8_t *at = resume->plain + TWO_COPIES_HEAD_BYTES;
    struct codec codec = reading ? codec_reader(at, SIZE_BYTES) : codec_writer(at, SIZE_BYTES);
    codec_u32(&codec, size);
    check(codec.err == OK && codec.used == SIZE_BYTES);
    return *size <= RESUME_PAYLOAD_BYTES ? OK : ERR_MALFORMED;
}

enum err resume_open(const struct disk *disk, const struct random_source *random,
                     const char *folder, const struct unlock_key *key, struct resume **out_resume)
{
    static const char *const names[TWO_COPIES] = {"resume-a", "resume-b"};
    check(disk != NULL && random != NULL && key != NULL && out_resume != NULL);
    struct resume *resume = seal_secret_create(sizeof *resume);
    if (resume == NULL)
        return ERR_MEMORY;
    resume->key = *key;
    resume->copies = (struct two_copies){.disk = disk,
                                         .random = random,
                                         .context = "resume",
                                         .magic = "IMRRES1",
                                         .plain = resume->plain,
                                         .plain_bytes = sizeof resume->plain,
                                         .sealed = resume->sealed};
    enum err err = two_copies_open(&resume->copies, folder, names);
    if (err == OK) {
        err = two_copies_newest(&resume->copies, resume->key.bytes);
        if (err == ERR_NOT_FOUND || err == ERR_SEAL) // resume_read says so when it is asked
            err = OK;
    }
    seal_wipe(resume->plain, sizeof resume->plain);
    if (err != OK) {
        resume_close(resume);
        return err;
    }
    *out_resume = resume;
    return OK;
}

enum err resume_write(struct resume *resume, struct span payload)
{
    check(resume != NULL && payload.size >= 1 && payload.size <= RESUME_PAYLOAD_BYTES);
    uint32_t size = (uint32_t)payload.size;
    memset(resume->plain, 0, sizeof resume->plain);
    enum err err = size_visit(resume, false, &size);
    check(err == OK);
    memcpy(resume->plain + TWO_COPIES_HEAD_BYTES + SIZE_BYTES, payload.at, payload.size);
    return two_copies_write(&resume->copies, resume->key.bytes);
}

enum err resume_read(struct resume *resume, uint8_t *out_payload, size_t *out_size)
{
    check(resume != NULL && out_payload != NULL && out_size != NULL);
    uint32_t size = 0;
    enum err err = two_copies_newest(&resume->copies, resume->key.bytes);
    if (err == OK)
        err = size_visit(resume, true, &size);
    if (err == OK) {
        memcpy(out_payload, resume->plain + TWO_COPIES_HEAD_BYTES + SIZE_BYTES, size);
        *out_size = size;
    }
    seal_wipe(resume->plain, sizeof resume->plain);
    return err;
}

enum err resume_erase(struct resume *resume)
{
    check(resume != NULL);
    memset(resume->sealed, 0, sizeof resume->sealed);
    return two_copies_overwrite(&resume->copies);
}

void resume_close(struct resume *resume)
{
    if (resume == NULL)
        return;
    two_copies_close(&resume->copies);
    seal_secret_destroy(resume);
}

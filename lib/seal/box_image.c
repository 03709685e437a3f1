#include "seal/box_image.h"
#include "base/check.h"
#include "base/codec.h"
#include "seal/two_copies.h"
#include "seal/vault_private.h"
#include <string.h>

static const char key_magic[8] = "IMRBXK1";
static const char key_context[] = "box-key";
enum {
    KEY_PLAIN_BYTES = BOX_KEY_BYTES - VAULT_OVERHEAD,
    PLAIN_BYTES = TWO_COPIES_HEAD_BYTES + (int)sizeof(struct box_content),
};
_Static_assert(PLAIN_BYTES + VAULT_OVERHEAD == BOX_IMAGE_BYTES, "head, slots and nothing between");
_Static_assert(TWO_COPIES_HEAD_BYTES + BOX_HEAD_BYTES == 64, "the head is 64 bytes");
// A write of one sector is whole or torn, and torn it does not open: so the keys need one copy.
_Static_assert(BOX_KEY_BYTES <= 512, "the keys fit one sector");

struct box_image {
    struct two_copies copies;
    struct unlock_key unlock_key;
    int key_handle;
    uint8_t box_key[32];
    union {
        uint8_t bytes[PLAIN_BYTES];
        struct {
            uint8_t head[TWO_COPIES_HEAD_BYTES];
            struct box_content content;
        } parts;
    } plain;
    uint8_t sealed[BOX_IMAGE_BYTES];
    uint8_t key_plain[KEY_PLAIN_BYTES];
    uint8_t key_sealed[BOX_KEY_BYTES];
};

// --- The keys.

// One visitor writes and reads them.
static enum err key_visit(struct box_image *image, bool reading, uint8_t phase[BOX_PHASE_BYTES],
                          struct phase_keys *keys)
{
    char magic[8];
    memcpy(magic, key_magic, sizeof magic);
    struct codec codec = reading ? codec_reader(image->key_plain, sizeof image->key_plain)
                                 : codec_writer(image->key_plain, sizeof image->key_plain);
    codec_bytes(&codec, magic, sizeof magic);
    codec_bytes(&codec, phase, BOX_PHASE_BYTES);
    codec_bytes(&codec, keys->box_key, sizeof keys->box_key);
    codec_bytes(&codec, keys->secret_key, sizeof keys->secret_key);
    codec_bytes(&codec, keys->public_key, sizeof keys->public_key);
    check(codec.err == OK && codec.used == KEY_PLAIN_BYTES);
    return memcmp(magic, key_magic, sizeof magic) == 0 ? OK : ERR_VERSION;
}

// Puts .key_sealed into the file.
static enum err key_put(struct box_image *image)
{
    struct two_copies *copies = &image->copies;
    const struct disk *disk = copies->disk;
    if (copies->failed == OK)
        copies->failed = disk->write_at(disk->self, image->key_handle, 0, image->key_sealed,
                                        sizeof image->key_sealed);
    if (copies->failed == OK)
        copies->failed = disk->sync(disk->self, image->key_handle);
    return copies->failed;
}

static enum err key_write(struct box_image *image, const uint8_t phase[BOX_PHASE_BYTES],
                          const struct phase_keys *keys)
{
    uint8_t name[BOX_PHASE_BYTES], nonce[24];
    struct phase_keys copy = *keys;
    memcpy(name, phase, sizeof name);
    enum err err = key_visit(image, false, name, &copy);
    check(err == OK);
    seal_wipe(&copy, sizeof copy);
    image->copies.random->fill(image->copies.random->self, nonce, sizeof nonce);
    vault_seal_with(image->unlock_key.bytes, key_context, (struct span){NULL, 0}, nonce,
                    image->key_plain, sizeof image->key_plain, image->key_sealed);
    seal_wipe(image->key_plain, sizeof image->key_plain);
    return key_put(image);
}

// ERR_NOT_FOUND: what stands there is noise, torn, or of another phase.
static enum err key_read(struct box_image *image, const uint8_t phase[BOX_PHASE_BYTES],
                         struct phase_keys *out_keys)
{
    const struct disk *disk = image->copies.disk;
    size_t got = 0;
    enum err err = disk->read_at(disk->self, image->key_handle, 0, image->key_sealed,
                                 sizeof image->key_sealed, &got);
    if (err != OK)
        return err;
    if (got != sizeof image->key_sealed ||
        vault_open_with(image->unlock_key.bytes, key_context, (struct span){NULL, 0},
                        (struct span){image->key_sealed, got}, image->key_plain) != OK)
        return ERR_NOT_FOUND;
    uint8_t name[BOX_PHASE_BYTES];
    err = key_visit(image, true, name, out_keys);
    seal_wipe(image->key_plain, sizeof image->key_plain);
    if (err == OK && memcmp(name, phase, sizeof name) != 0)
        err = ERR_NOT_FOUND;
    return err;
}

// --- Making the files.

static void noise(const struct box_image *image, uint8_t *bytes, size_t size)
{
    image->copies.random->fill(image->copies.random->self, bytes, size);
}

// A file that is shorter than it should be was never whole, and holds nothing.
static enum err make_full(struct box_image *image, int handle, uint8_t *bytes, size_t size)
{
    const struct disk *disk = image->copies.disk;
    uint64_t there = 0;
    enum err err = disk->size(disk->self, handle, &there);
    if (err != OK || there >= size)
        return err;
    noise(image, bytes, size);
    err = disk->write_at(disk->self, handle, 0, bytes, size);
    return err == OK ? disk->sync(disk->self, handle) : err;
}

static enum err files_open(struct box_image *image, const char *folder)
{
    static const char *const names[TWO_COPIES] = {"box-a", "box-b"};
    const struct disk *disk = image->copies.disk;
    enum err err = two_copies_open(&image->copies, folder, names);
    for (int copy = 0; copy < TWO_COPIES && err == OK; copy++)
        err = make_full(image, image->copies.handles[copy], image->sealed, sizeof image->sealed);
    char path[DISK_PATH_BYTES];
    if (err == OK)
        err = disk_join(path, folder, "box.key");
    if (err != OK)
        return err;
    err = disk->open(disk->self, path, false, &image->key_handle);
    if (err == ERR_NOT_FOUND)
        err = disk->open(disk->self, path, true, &image->key_handle);
    if (err == OK)
        err = make_full(image, image->key_handle, image->key_sealed, sizeof image->key_sealed);
    return err;
}

enum err box_image_open(const struct disk *disk, const struct random_source *random,
                        const char *folder, const struct unlock_key *unlock_key,
                        struct box_image **out_image)
{
    check(disk != NULL && random != NULL && unlock_key != NULL && out_image != NULL);
    struct box_image *image = seal_secret_create(sizeof *image);
    if (image == NULL)
        return ERR_MEMORY;
    memset(image, 0, sizeof *image);
    image->unlock_key = *unlock_key;
    image->key_handle = -1;
    image->copies = (struct two_copies){.disk = disk,
                                        .random = random,
                                        .context = "box",
                                        .magic = "IMRBOX1",
                                        .plain = image->plain.bytes,
                                        .plain_bytes = sizeof image->plain.bytes,
                                        .sealed = image->sealed};
    enum err err = files_open(image, folder);
    if (err != OK) {
        box_image_close(image);
        return err;
    }
    *out_image = image;
    return OK;
}

void box_image_close(struct box_image *image)
{
    if (image == NULL)
        return;
    two_copies_close(&image->copies);
    if (image->key_handle >= 0)
        image->copies.disk->close(image->copies.disk->self, image->key_handle);
    seal_secret_destroy(image);
}

// --- A phase's life.

struct box_content *box_image_content(struct box_image *image)
{
    check(image != NULL);
    return &image->plain.parts.content;
}

enum err box_image_begin(struct box_image *image, const uint8_t phase[BOX_PHASE_BYTES],
                         const struct phase_keys *keys)
{
    check(image != NULL && phase != NULL && keys != NULL);
    memcpy(image->box_key, keys->box_key, sizeof image->box_key);
    image->copies.generation = 0;
    enum err err = box_image_write(image);
    // The keys come last: where they open there is an image.
    return err == OK ? key_write(image, phase, keys) : err;
}

enum err box_image_write(struct box_image *image)
{
    check(image != NULL);
    return two_copies_write(&image->copies, image->box_key);
}

enum err box_image_resume(struct box_image *image, const uint8_t phase[BOX_PHASE_BYTES],
                          struct phase_keys *out_keys)
{
    check(image != NULL && phase != NULL && out_keys != NULL);
    enum err err = image->copies.failed;
    if (err == OK)
        err = key_read(image, phase, out_keys);
    if (err != OK)
        return err;
    err = two_copies_newest(&image->copies, out_keys->box_key);
    if (err == ERR_NOT_FOUND) // keys come after their first image, so it has been damaged since
        err = ERR_SEAL;
    if (err != OK) {
        seal_wipe(out_keys, sizeof *out_keys);
        return err;
    }
    memcpy(image->box_key, out_keys->box_key, sizeof image->box_key);
    // Writing wipes what was found; it comes back from what was sealed.
    err = box_image_write(image);
    return err == OK ? two_copies_newest(&image->copies, image->box_key) : err;
}

enum err box_image_destroy(struct box_image *image)
{
    check(image != NULL);
    seal_wipe(image->box_key, sizeof image->box_key);
    seal_wipe(image->plain.bytes, sizeof image->plain.bytes);
    noise(image, image->key_sealed, sizeof image->key_sealed);
    enum err err = key_put(image);
    noise(image, image->sealed, sizeof image->sealed);
    return err == OK ? two_copies_overwrite(&image->copies) : err;
}

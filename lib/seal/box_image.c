#include "seal/box_image.h"
#include "base/check.h"
#include "base/codec.h"
#include "seal/two_copies.h"
#include "seal/vault_private.h"
#include <string.h>

static const char key_magic[8] = "IMRBXK2";
static const char key_context[] = "box-key";
static const char room_context[] = "box-key-room";
enum {
    KEY_PLAIN_BYTES = BOX_KEY_BYTES - VAULT_OVERHEAD,
    KEYS_BYTES = 3 * 32,
    KEYS_AREA_BYTES = KEYS_BYTES + VAULT_OVERHEAD,
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

// What box.key holds under the unlock key: whose keys they are, and the keys, in the open or sealed once
// more under the room's key. One length for both, so that the file does not say which it is.
struct key_page {
    uint8_t phase[BOX_PHASE_BYTES];
    bool room;
    uint8_t keys[KEYS_AREA_BYTES];
};

// One visitor writes and reads a page.
static enum err page_visit(struct box_image *image, bool reading, struct key_page *page)
{
    char magic[8];
    memcpy(magic, key_magic, sizeof magic);
    struct codec codec = reading ? codec_reader(image->key_plain, sizeof image->key_plain)
                                 : codec_writer(image->key_plain, sizeof image->key_plain);
    codec_bytes(&codec, magic, sizeof magic);
    codec_bytes(&codec, page->phase, sizeof page->phase);
    codec_bool(&codec, &page->room);
    codec_bytes(&codec, page->keys, sizeof page->keys);
    check(reading || (codec.err == OK && codec.used == KEY_PLAIN_BYTES));
    if (codec.err != OK)
        return ERR_MALFORMED;
    return memcmp(magic, key_magic, sizeof magic) == 0 ? OK : ERR_VERSION;
}

// And one the keys themselves.
static void keys_visit(struct codec codec, struct phase_keys *keys)
{
    codec_bytes(&codec, keys->box_key, sizeof keys->box_key);
    codec_bytes(&codec, keys->secret_key, sizeof keys->secret_key);
    codec_bytes(&codec, keys->public_key, sizeof keys->public_key);
    check(codec.err == OK && codec.used == KEYS_BYTES);
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
    const struct random_source *random = image->copies.random;
    struct key_page page = {.room = phase_keys_have_room(keys)};
    struct phase_keys copy = *keys;
    uint8_t plain[KEYS_BYTES], nonce[24];
    memcpy(page.phase, phase, sizeof page.phase);
    keys_visit(codec_writer(plain, sizeof plain), &copy);
    random->fill(random->self, nonce, sizeof nonce);
    if (page.room)
        vault_seal_with(keys->room_key, room_context, (struct span){page.phase, BOX_PHASE_BYTES},
                        nonce, plain, sizeof plain, page.keys);
    else
        memcpy(page.keys, plain, sizeof plain);
    enum err err = page_visit(image, false, &page);
    check(err == OK);
    random->fill(random->self, nonce, sizeof nonce);
    vault_seal_with(image->unlock_key.bytes, key_context, (struct span){NULL, 0}, nonce,
                    image->key_plain, sizeof image->key_plain, image->key_sealed);
    seal_wipe(&copy, sizeof copy);
    seal_wipe(plain, sizeof plain);
    seal_wipe(&page, sizeof page);
    seal_wipe(image->key_plain, sizeof image->key_plain);
    return key_put(image);
}

// The keys of a page, with the room's key where it needs one. ERR_KEY: not with this one, or none.
static enum err page_open(const struct key_page *page, const uint8_t *room_key,
                          struct phase_keys *out_keys)
{
    uint8_t plain[KEYS_BYTES];
    struct phase_keys keys = {0};
    if (!page->room) {
        memcpy(plain, page->keys, sizeof plain);
    } else {
        if (room_key == NULL ||
            vault_open_with(room_key, room_context, (struct span){page->phase, BOX_PHASE_BYTES},
                            (struct span){page->keys, sizeof page->keys}, plain) != OK)
            return ERR_KEY;
        memcpy(keys.room_key, room_key, sizeof keys.room_key);
    }
    keys_visit(codec_reader(plain, sizeof plain), &keys);
    *out_keys = keys;
    seal_wipe(plain, sizeof plain);
    seal_wipe(&keys, sizeof keys);
    return OK;
}

// ERR_NOT_FOUND: what stands there is noise, torn, or of another phase. ERR_KEY as page_open.
static enum err key_read(struct box_image *image, const uint8_t phase[BOX_PHASE_BYTES],
                         const uint8_t *room_key, struct phase_keys *out_keys)
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
    struct key_page page = {0};
    err = page_visit(image, true, &page);
    seal_wipe(image->key_plain, sizeof image->key_plain);
    if (err == OK && memcmp(page.phase, phase, sizeof page.phase) != 0)
        err = ERR_NOT_FOUND;
    if (err == OK)
        err = page_open(&page, room_key, out_keys);
    seal_wipe(&page, sizeof page);
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
                          const uint8_t *room_key, struct phase_keys *out_keys)
{
    check(image != NULL && phase != NULL && out_keys != NULL);
    enum err err = image->copies.failed;
    if (err == OK)
        err = key_read(image, phase, room_key, out_keys);
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

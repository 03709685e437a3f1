#pragma once
// The box on the disk (docs/RECORD-FORMAT.md): live/box-a and live/box-b, two copies of one image of
// 64 slots, and live/box.key, the keys of the open phase sealed under the unlock key. Carries bytes and
// knows no session: what a slot means, and that slots stand in a canonical order, is the caller's.
// Every write is the whole image under a fresh nonce, copy A synced before copy B is touched, whatever
// the slots hold; so nothing outside tells one write from another. The three files are made once at
// their full size, full of noise, and are never unlinked, cut or grown afterwards. Owned by the hub,
// one thread; keys and slots lie in locked memory.
//
// There is no intent in the image. The result's exact frame and place stand in the resume image
// together with the state that follows from it, in one atomic write; a second copy of the frame here
// could only disagree with it. A phase is therefore over as soon as the resume image says so, and
// destroying the keys afterwards may be repeated as often as a crash asks for.
//
// A flash drive may keep what was overwritten, so a passphrase might open a phase long after it is over.
// Where the phase has a room's key, its keys are sealed under that as well, and the room's key is never
// written anywhere: with the memory of the last screen it is gone, and with it the phase (C10).
#include "seal/cell.h"
#include "seal/vault.h"

enum {
    BOX_SLOT_BYTES = 1024,
    BOX_HEAD_BYTES = 48,  // the caller's part of the image's head of 64
    BOX_PHASE_BYTES = 20, // the caller's name of a phase, never used twice
    BOX_IMAGE_BYTES = 16 + BOX_HEAD_BYTES + PEOPLE_MAX * BOX_SLOT_BYTES + VAULT_OVERHEAD,
    BOX_KEY_BYTES = 8 + BOX_PHASE_BYTES + 1 + 3 * 32 + 2 * VAULT_OVERHEAD,
};

struct box_content {
    uint8_t head[BOX_HEAD_BYTES];
    uint8_t slots[PEOPLE_MAX][BOX_SLOT_BYTES]; // an empty one is zero
};

struct box_image;
// Makes the files where they are missing or shorter than they should be. ERR_MEMORY, disk errors.
enum err box_image_open(const struct disk *disk, const struct random_source *random,
                        const char *folder, const struct unlock_key *unlock_key,
                        struct box_image **out_image) MUST_USE;
void box_image_close(struct box_image *image); // NULL is fine; the files stay as they are

// Lent until the image is closed: what the next begin or write puts on the disk. All zeros after each.
struct box_content *box_image_content(struct box_image *image);
// A phase begins: its first image, then its keys. Only when this is OK may anything be promised under
// these keys. Any error of this and the functions below is final for the image: later calls give it
// again and touch nothing.
enum err box_image_begin(struct box_image *image, const uint8_t phase[BOX_PHASE_BYTES],
                         const struct phase_keys *keys) MUST_USE;
// The tick.
enum err box_image_write(struct box_image *image) MUST_USE;
// After a stop: finds the phase's keys and its newest whole image, which is left in box_image_content,
// and makes both copies equal. A torn A with a whole B is what was last acknowledged; a whole A with an
// old B may hold more, never less. room_key: 32 bytes, or NULL while nobody has brought one.
// ERR_NOT_FOUND: no keys of this phase; ERR_KEY: its keys, and not with this room's key; ERR_SEAL: keys
// and no whole image; disk errors. None but the last is final.
enum err box_image_resume(struct box_image *image, const uint8_t phase[BOX_PHASE_BYTES],
                          const uint8_t *room_key, struct phase_keys *out_keys) MUST_USE;
// The phase is over, or there is none: noise over the keys, synced, then over both copies. The same
// whatever was there.
enum err box_image_destroy(struct box_image *image) MUST_USE;

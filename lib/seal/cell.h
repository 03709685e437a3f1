#pragma once
// Cells are sealed here before the network layer sees them, so that no plaintext of an answer ever
// reaches libzmq's buffers. CELL = version u8 = 1, zero[15], crypto_box_seal(body[960], phase key).
#include "base/err.h"
#include "base/limits.h"
#include <stdbool.h>
#include <stdint.h>

struct phase_keys {
    uint8_t public_key[KEY32_BYTES];
    uint8_t secret_key[KEY32_BYTES];
    uint8_t box_key[32];
    uint8_t room_key[32]; // seals the others once more at rest (box_image.h); zeros: it does not
};
// From the system's randomness, never a seeded source: a phase key must not be made twice. Without a
// room's key, which is drawn on its own.
void phase_keys_make(struct phase_keys *out_keys);
void phase_keys_add_room(struct phase_keys *keys);
bool phase_keys_have_room(const struct phase_keys *keys);
// A public key that is no point of use (all zeros, for one) is our mistake: keys come from a hub we
// pinned.
void cell_seal(const uint8_t body[CELL_BODY_BYTES], const uint8_t public_key[KEY32_BYTES],
               uint8_t out_cell[CELL_BYTES]);
// ERR_MALFORMED head, ERR_SEAL does not open.
enum err cell_open(const uint8_t cell[CELL_BYTES], const struct phase_keys *keys,
                   uint8_t out_body[CELL_BODY_BYTES]) MUST_USE;
// BLAKE2b(box key, id): the canonical order of the box.
void cell_order(const struct phase_keys *keys, const uint8_t id[SUBMISSION_ID_BYTES],
                uint8_t out_order[32]);

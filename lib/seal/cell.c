#include "seal/cell.h"
#include "base/check.h"
#include "seal/random.h"
#include <sodium.h>
#include <string.h>

enum {
    CELL_VERSION = 1,
    CELL_HEAD_BYTES = 16
};
_Static_assert(CELL_HEAD_BYTES + CELL_BODY_BYTES + crypto_box_SEALBYTES == CELL_BYTES,
               "a cell is head, body and sealed box");

void phase_keys_make(struct phase_keys *out_keys)
{
    check(out_keys != NULL);
    int result = crypto_box_keypair(out_keys->public_key, out_keys->secret_key);
    check(result == 0);
    randombytes_buf(out_keys->box_key, sizeof out_keys->box_key);
    memset(out_keys->room_key, 0, sizeof out_keys->room_key);
}

void phase_keys_add_room(struct phase_keys *keys)
{
    check(keys != NULL);
    randombytes_buf(keys->room_key, sizeof keys->room_key);
}

bool phase_keys_have_room(const struct phase_keys *keys)
{
    return !sodium_is_zero(keys->room_key, sizeof keys->room_key);
}

void cell_seal(const uint8_t body[CELL_BODY_BYTES], const uint8_t public_key[KEY32_BYTES],
               uint8_t out_cell[CELL_BYTES])
{
    check(body != NULL && public_key != NULL && out_cell != NULL);
    memset(out_cell, 0, CELL_HEAD_BYTES);
    out_cell[0] = CELL_VERSION;
    int result = crypto_box_seal(out_cell + CELL_HEAD_BYTES, body, CELL_BODY_BYTES, public_key);
    check(result == 0);
}

enum err cell_open(const uint8_t cell[CELL_BYTES], const struct phase_keys *keys,
                   uint8_t out_body[CELL_BODY_BYTES])
{
    check(cell != NULL && keys != NULL && out_body != NULL);
    // The head is outside the seal; a cell has one form only, so that it can carry no mark (C39).
    if (cell[0] != CELL_VERSION || !sodium_is_zero(cell + 1, CELL_HEAD_BYTES - 1))
        return ERR_MALFORMED;
    // libsodium checks the authenticator before it writes anything to out_body.
    int result =
        crypto_box_seal_open(out_body, cell + CELL_HEAD_BYTES, CELL_BYTES - CELL_HEAD_BYTES,
                             keys->public_key, keys->secret_key);
    return result == 0 ? OK : ERR_SEAL;
}

void cell_order(const struct phase_keys *keys, const uint8_t id[SUBMISSION_ID_BYTES],
                uint8_t out_order[32])
{
    check(keys != NULL && id != NULL);
    seal_hash_keyed(keys->box_key, (struct span){id, SUBMISSION_ID_BYTES}, out_order);
}

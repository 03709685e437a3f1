#include "seal/goal_card.h"
#include "base/check.h"
#include <sodium.h>
#include <string.h>

enum {
    PICTURES_LEAST = 1,
    PICTURES_MOST = 16,
    REAL_PASSES = 3,
    PRACTICE_PASSES = 1,
    REAL_MIB = 256,
    NONCE_BYTES = 24,
};
static const char find_context[] = "goal-id";
static const char row_context[] = "goal-row";

_Static_assert(GOAL_SALT_BYTES == crypto_pwhash_SALTBYTES, "the group's salt is Argon2id's");
_Static_assert(NONCE_BYTES == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, "one nonce");
_Static_assert(GOAL_REPLY_BYTES - GOAL_REPLY_PLAIN_BYTES == crypto_box_SEALBYTES, "a sealed box");

enum err goal_card_make(struct span pictures, const uint8_t salt[GOAL_SALT_BYTES],
                        enum goal_card_cost cost, struct goal_card_key *out_key)
{
    check(pictures.size >= PICTURES_LEAST && pictures.size <= PICTURES_MOST && out_key != NULL);
    bool real = cost == GOAL_CARD_REAL;
    int result =
        crypto_pwhash(out_key->made, sizeof out_key->made, (const char *)pictures.at, pictures.size,
                      salt, real ? REAL_PASSES : PRACTICE_PASSES,
                      real ? (size_t)REAL_MIB * 1024 * 1024 : crypto_pwhash_argon2id_MEMLIMIT_MIN,
                      crypto_pwhash_ALG_ARGON2ID13);
    return result == 0 ? OK : ERR_MEMORY; // libsodium fails for no other reason here
}

// BLAKE2b-256, keyed or not, of a context and 32 bytes behind it.
static void hash_of(const char *context, size_t context_bytes, const uint8_t *bytes,
                    const uint8_t *key, uint8_t out_hash[32])
{
    crypto_generichash_state state;
    crypto_generichash_init(&state, key, key != NULL ? 32 : 0, 32);
    crypto_generichash_update(&state, (const uint8_t *)context, context_bytes);
    crypto_generichash_update(&state, bytes, 32);
    crypto_generichash_final(&state, out_hash, 32);
    sodium_memzero(&state, sizeof state);
}

void goal_card_find(const struct goal_card_key *key, uint8_t out_find[HASH_BYTES])
{
    check(key != NULL);
    hash_of(find_context, sizeof find_context - 1, key->made, NULL, out_find);
}

void goal_row_seal(const struct goal_card_key *key, const uint8_t share[KEY32_BYTES],
                   const uint8_t plain[GOAL_PLAIN_BYTES], uint8_t out_row[GOAL_ROW_BYTES])
{
    check(key != NULL && share != NULL && plain != NULL);
    uint8_t row_key[32];
    unsigned long long used = 0;
    hash_of(row_context, sizeof row_context - 1, share, key->made, row_key);
    randombytes_buf(out_row, NONCE_BYTES);
    int result = crypto_aead_xchacha20poly1305_ietf_encrypt(
        out_row + NONCE_BYTES, &used, plain, GOAL_PLAIN_BYTES, NULL, 0, NULL, out_row, row_key);
    check(result == 0 && used == GOAL_ROW_BYTES - NONCE_BYTES);
    sodium_memzero(row_key, sizeof row_key);
}

enum err goal_row_open(const struct goal_card_key *key, const uint8_t share[KEY32_BYTES],
                       const uint8_t row[GOAL_ROW_BYTES], uint8_t out_plain[GOAL_PLAIN_BYTES])
{
    check(key != NULL && share != NULL && row != NULL);
    uint8_t row_key[32];
    unsigned long long used = 0;
    hash_of(row_context, sizeof row_context - 1, share, key->made, row_key);
    int result = crypto_aead_xchacha20poly1305_ietf_decrypt(
        out_plain, &used, NULL, row + NONCE_BYTES, GOAL_ROW_BYTES - NONCE_BYTES, NULL, 0, row,
        row_key);
    sodium_memzero(row_key, sizeof row_key);
    return result == 0 && used == GOAL_PLAIN_BYTES ? OK : ERR_SEAL;
}

void goal_reply_key_make(struct goal_reply_key *out_key)
{
    check(out_key != NULL);
    int result = crypto_box_keypair(out_key->public_key, out_key->secret_key);
    check(result == 0);
}

void goal_reply_seal(const uint8_t plain[GOAL_REPLY_PLAIN_BYTES],
                     const uint8_t public_key[KEY32_BYTES], uint8_t out_reply[GOAL_REPLY_BYTES])
{
    uint8_t usable[KEY32_BYTES];
    memcpy(usable, public_key, sizeof usable);
    // A key that is no point of use comes from a terminal that was tampered with: it gets noise.
    if (crypto_box_seal(out_reply, plain, GOAL_REPLY_PLAIN_BYTES, usable) != 0)
        randombytes_buf(out_reply, GOAL_REPLY_BYTES);
}

enum err goal_reply_open(const uint8_t reply[GOAL_REPLY_BYTES], const struct goal_reply_key *key,
                         uint8_t out_plain[GOAL_REPLY_PLAIN_BYTES])
{
    check(key != NULL);
    int result =
        crypto_box_seal_open(out_plain, reply, GOAL_REPLY_BYTES, key->public_key, key->secret_key);
    return result == 0 ? OK : ERR_SEAL;
}

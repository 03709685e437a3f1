#pragma once
// What the rooms' keys are made of, for lib/seal and its own tests only.
#include "seal/vault.h"

struct unlock_key {
    uint8_t bytes[32];
};
struct reviewer_key {
    uint8_t secret[32];
    struct recipient recipient;
};

enum {
    VAULT_SALT_BYTES = 16
};
// How a key is made of a passphrase; stands in the file, so that a later version may ask for more.
struct vault_kdf {
    uint32_t passes;
    uint64_t memory_bytes;
    uint8_t salt[VAULT_SALT_BYTES];
};
struct vault_kdf vault_kdf_make(enum vault_cost cost);
bool vault_kdf_ok(const struct vault_kdf *kdf); // within what we are willing to spend
// ERR_RANGE for the passphrase, ERR_MEMORY.
enum err vault_kdf_run(const struct vault_kdf *kdf, struct span passphrase,
                       uint8_t out_key[32]) MUST_USE;
enum err vault_passphrase_ok(struct span passphrase) MUST_USE;

// vault_seal with a nonce of the caller's, never used twice under one key, and bytes bound beside.
void vault_seal_with(const uint8_t key[32], const char *context, struct span beside,
                     const uint8_t nonce[24], const void *bytes, size_t size, uint8_t *out_sealed);
enum err vault_open_with(const uint8_t key[32], const char *context, struct span beside,
                         struct span sealed, uint8_t *out_bytes) MUST_USE;

const uint8_t *reviewer_key_secret(const struct reviewer_key *key); // lent, 32 bytes

#pragma once
// Keys at rest. The unlock key is Argon2id of the practitioner's passphrase; everything the console
// keeps is sealed under it with XChaCha20-Poly1305. A reviewer's key file is sealed under its own
// passphrase. Parameters of Argon2id are stored in the file: real profiles use 3 passes and 256 MiB
// (reviewers 4 and 1 GiB), the practice profile the least libsodium allows, since its passphrase is
// public anyway. Secrets live in seal_secret memory.
#include "seal/disk.h"
#include "seal/random.h"

enum vault_cost {
    VAULT_PRACTICE,
    VAULT_UNLOCK,
    VAULT_REVIEW
};

struct unlock_key; // opaque, in locked memory
enum {
    PASSPHRASE_BYTES_MAX = 1024
}; // longer, or empty: ERR_RANGE
// Makes the vault's salt and a check value in FOLDER/unlock.salt; ERR_EXISTS if there is one.
// ERR_MEMORY if Argon2id finds none.
enum err vault_make(const struct disk *disk, const char *folder, struct span passphrase,
                    enum vault_cost cost, struct unlock_key **out_key) MUST_USE;
// ERR_NOT_FOUND no vault, ERR_SEAL wrong passphrase.
enum err vault_unlock(const struct disk *disk, const char *folder, struct span passphrase,
                      struct unlock_key **out_key) MUST_USE;
void unlock_key_destroy(struct unlock_key *key); // NULL is fine
// Sealed bytes are exactly size + VAULT_OVERHEAD; context separates uses ("host", "resume", ...).
enum {
    VAULT_OVERHEAD = 24 + 16
};
void vault_seal(const struct unlock_key *key, const char *context, const void *bytes, size_t size,
                uint8_t *out_sealed);
// ERR_SEAL: another key, another context, or changed.
enum err vault_open(const struct unlock_key *key, const char *context, struct span sealed,
                    uint8_t *out_bytes) MUST_USE;

// A name for something, for example a file, that tells nothing to whoever has not this key.
void vault_name(const struct unlock_key *key, const char *context, struct span what,
                uint8_t out_name[HASH_BYTES]);

// The console's own keys, kept in FOLDER/host.key sealed under the unlock key.
struct host_keys {
    uint8_t curve_public[32], curve_secret[32]; // CURVE
    uint8_t sign_public[32], sign_secret[64];   // Ed25519
};
// ERR_EXISTS if there are keys. The caller keeps them in seal_secret memory.
enum err host_keys_make(const struct disk *disk, const char *folder, const struct unlock_key *key,
                        struct host_keys *out_keys) MUST_USE;
enum err host_keys_load(const struct disk *disk, const char *folder, const struct unlock_key *key,
                        struct host_keys *out_keys) MUST_USE;

// Who may replay. A recipient's public half travels as one line of text, "imrsup1" and hex with a
// checksum, compared by reading six words aloud.
struct recipient {
    uint8_t public_key[32];
    char name[64];
    bool practice;
};
struct reviewer_key; // opaque: the secret half, in locked memory
// Makes a new key file at path; ERR_EXISTS if there is one, ERR_TEXT or ERR_TOO_LONG for the name.
// A key made at VAULT_PRACTICE cost is a practice key.
enum err reviewer_key_make(const struct disk *disk, const char *path, struct span passphrase,
                           enum vault_cost cost, const char *name,
                           struct recipient *out_public) MUST_USE;
// ERR_NOT_FOUND, ERR_MALFORMED (not a key file), ERR_VERSION, ERR_SEAL (wrong passphrase).
enum err reviewer_key_load(const struct disk *disk, const char *path, struct span passphrase,
                           struct reviewer_key **out_key) MUST_USE;
// What the open part of a key file says, without its passphrase. Whether the secret half belongs to
// it only reviewer_key_load can tell. Errors as reviewer_key_load's, but for ERR_SEAL.
enum err reviewer_key_look(const struct disk *disk, const char *path,
                           struct recipient *out_public) MUST_USE;
void reviewer_key_destroy(struct reviewer_key *key); // NULL is fine
const struct recipient *reviewer_key_public(const struct reviewer_key *key);
enum {
    RECIPIENT_LINE_BYTES = 256
};
void recipient_print(const struct recipient *recipient, char out_line[RECIPIENT_LINE_BYTES]);
// Takes one line, its end of line included or not. ERR_MALFORMED, also for a typing slip (a checksum
// covers everything), ERR_VERSION.
enum err recipient_parse(struct span line, struct recipient *out_recipient) MUST_USE;
// Six plain words for the first 66 bits, from our own list of 2,048 words (seal/words_list.c).
enum {
    SIX_WORDS_BYTES = 96
};
void six_words(const uint8_t hash[HASH_BYTES], char out_words[SIX_WORDS_BYTES]);
// Those of a review key, which its owner reads aloud when it is enrolled.
void recipient_words(const struct recipient *recipient, char out_words[SIX_WORDS_BYTES]);
// Words as they may have been typed or copied from paper, in capitals and with any blanks or commas
// between, in the form that six_words gives. False if they are not six; whether they are on the list
// is not asked.
bool six_words_tidy(const char *typed, char out_words[SIX_WORDS_BYTES]);

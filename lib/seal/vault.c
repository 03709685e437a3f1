#include "seal/vault.h"
#include "base/check.h"
#include "base/codec.h"
#include "seal/vault_private.h"
#include <sodium.h>
#include <string.h>

// FOLDER/unlock.salt, byte by byte in docs/RECORD-FORMAT.md.
static const char vault_magic[8] = "IMRVLT1";
static const char vault_check_context[] = "imr-vault-check";
enum {
    VAULT_FILE_BYTES = 8 + 4 + 8 + VAULT_SALT_BYTES + 32
};

_Static_assert(VAULT_OVERHEAD == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES +
                                     crypto_aead_xchacha20poly1305_ietf_ABYTES,
               "a sealed thing is nonce, bytes and authenticator");
_Static_assert(VAULT_SALT_BYTES == crypto_pwhash_SALTBYTES, "Argon2id takes a salt of 16 bytes");

struct vault_file {
    struct vault_kdf kdf;
    uint8_t check_value[32];
};

struct vault_kdf vault_kdf_make(enum vault_cost cost)
{
    struct vault_kdf kdf = {0};
    switch (cost) {
    case VAULT_PRACTICE:
        kdf.passes = crypto_pwhash_argon2id_OPSLIMIT_MIN;
        kdf.memory_bytes = crypto_pwhash_argon2id_MEMLIMIT_MIN;
        break;
    case VAULT_UNLOCK:
        kdf.passes = 3;
        kdf.memory_bytes = (uint64_t)256 * 1024 * 1024;
        break;
    case VAULT_REVIEW:
        kdf.passes = 4;
        kdf.memory_bytes = (uint64_t)1024 * 1024 * 1024;
        break;
    }
    check(kdf.passes > 0);
    randombytes_buf(kdf.salt, sizeof kdf.salt);
    return kdf;
}

bool vault_kdf_ok(const struct vault_kdf *kdf)
{
    // A changed file must not make us spend hours or all memory before we notice.
    return kdf->passes >= crypto_pwhash_argon2id_OPSLIMIT_MIN && kdf->passes <= 16 &&
           kdf->memory_bytes >= crypto_pwhash_argon2id_MEMLIMIT_MIN &&
           kdf->memory_bytes <= (uint64_t)2 * 1024 * 1024 * 1024 &&
           kdf->memory_bytes % 1024 == 0; // Argon2id counts in KiB: one form for one meaning
}

enum err vault_passphrase_ok(struct span passphrase)
{
    bool ok = passphrase.size > 0 && passphrase.size <= PASSPHRASE_BYTES_MAX;
    return ok ? OK : ERR_RANGE;
}

enum err vault_kdf_run(const struct vault_kdf *kdf, struct span passphrase, uint8_t out_key[32])
{
    check(vault_kdf_ok(kdf));
    enum err err = vault_passphrase_ok(passphrase);
    if (err != OK)
        return err;
    int result = crypto_pwhash_argon2id(out_key, 32, (const char *)passphrase.at, passphrase.size,
                                        kdf->salt, kdf->passes, (size_t)kdf->memory_bytes,
                                        crypto_pwhash_argon2id_ALG_ARGON2ID13);
    return result == 0 ? OK : ERR_MEMORY; // with arguments in range there is no other reason
}

// One key a use: what is sealed for one can never be opened as another.
static void context_key(const uint8_t key[32], const char *context, uint8_t out_key[32])
{
    struct span name = span_of_string(context);
    check(name.size > 0 && name.size <= 64);
    seal_hash_keyed(key, name, out_key);
}

void vault_seal_with(const uint8_t key[32], const char *context, struct span beside,
                     const uint8_t nonce[24], const void *bytes, size_t size, uint8_t *out_sealed)
{
    check(bytes != NULL && size > 0);
    uint8_t use[32];
    context_key(key, context, use);
    memcpy(out_sealed, nonce, 24);
    unsigned long long written = 0;
    int result = crypto_aead_xchacha20poly1305_ietf_encrypt(
        out_sealed + 24, &written, bytes, size, beside.at, beside.size, NULL, nonce, use);
    check(result == 0 && written == size + 16);
    sodium_memzero(use, sizeof use);
}

enum err vault_open_with(const uint8_t key[32], const char *context, struct span beside,
                         struct span sealed, uint8_t *out_bytes)
{
    check(out_bytes != NULL);
    if (sealed.size <= VAULT_OVERHEAD)
        return ERR_TRUNCATED;
    uint8_t use[32];
    context_key(key, context, use);
    // libsodium checks the authenticator before it writes, and writes zeros if it fails; so check
    // first with no place to write to.
    size_t size = sealed.size - VAULT_OVERHEAD;
    const uint8_t *cipher = sealed.at + 24;
    int result = crypto_aead_xchacha20poly1305_ietf_decrypt_detached(
        NULL, NULL, cipher, size, cipher + size, beside.at, beside.size, sealed.at, use);
    if (result == 0)
        result = crypto_aead_xchacha20poly1305_ietf_decrypt_detached(
            out_bytes, NULL, cipher, size, cipher + size, beside.at, beside.size, sealed.at, use);
    sodium_memzero(use, sizeof use);
    return result == 0 ? OK : ERR_SEAL;
}

void vault_seal(const struct unlock_key *key, const char *context, const void *bytes, size_t size,
                uint8_t *out_sealed)
{
    check(key != NULL && out_sealed != NULL);
    check(strcmp(context, vault_check_context) != 0); // its use key stands in the open
    uint8_t nonce[24];
    randombytes_buf(nonce, sizeof nonce);
    vault_seal_with(key->bytes, context, (struct span){NULL, 0}, nonce, bytes, size, out_sealed);
}

enum err vault_open(const struct unlock_key *key, const char *context, struct span sealed,
                    uint8_t *out_bytes)
{
    check(key != NULL);
    return vault_open_with(key->bytes, context, (struct span){NULL, 0}, sealed, out_bytes);
}

void vault_name(const struct unlock_key *key, const char *context, struct span what,
                uint8_t out_name[HASH_BYTES])
{
    check(key != NULL && strcmp(context, vault_check_context) != 0);
    uint8_t use[32];
    context_key(key->bytes, context, use);
    seal_hash_keyed(use, what, out_name);
    sodium_memzero(use, sizeof use);
}

// Reads or writes the file's fields; ERR_MALFORMED or ERR_VERSION for the magic.
static enum err file_visit(struct codec *codec, struct vault_file *file)
{
    char magic[8];
    memcpy(magic, vault_magic, sizeof magic);
    codec_bytes(codec, magic, sizeof magic);
    codec_u32(codec, &file->kdf.passes);
    codec_u64(codec, &file->kdf.memory_bytes);
    codec_bytes(codec, file->kdf.salt, sizeof file->kdf.salt);
    codec_bytes(codec, file->check_value, sizeof file->check_value);
    if (codec->err != OK || codec->used != VAULT_FILE_BYTES || codec->used != codec->size)
        return ERR_MALFORMED;
    if (memcmp(magic, vault_magic, sizeof magic) == 0)
        return OK;
    return memcmp(magic, vault_magic, 6) == 0 ? ERR_VERSION : ERR_MALFORMED;
}

static enum err unlock_key_create(const struct vault_kdf *kdf, struct span passphrase,
                                  struct unlock_key **out_key)
{
    struct unlock_key *key = seal_secret_create(sizeof *key);
    if (key == NULL)
        return ERR_MEMORY;
    enum err err = vault_kdf_run(kdf, passphrase, key->bytes);
    if (err != OK) {
        unlock_key_destroy(key);
        return err;
    }
    *out_key = key;
    return OK;
}

enum err vault_make(const struct disk *disk, const char *folder, struct span passphrase,
                    enum vault_cost cost, struct unlock_key **out_key)
{
    check(disk != NULL && out_key != NULL);
    char path[DISK_PATH_BYTES];
    enum err err = disk_join(path, folder, "unlock.salt");
    if (err != OK)
        return err;
    uint8_t bytes[VAULT_FILE_BYTES];
    size_t size = 0;
    err = disk_read_file(disk, path, bytes, sizeof bytes, &size);
    if (err == OK || err == ERR_TOO_LONG)
        return ERR_EXISTS;
    if (err != ERR_NOT_FOUND)
        return err;

    struct vault_file file = {.kdf = vault_kdf_make(cost)};
    struct unlock_key *key = NULL;
    err = unlock_key_create(&file.kdf, passphrase, &key);
    if (err != OK)
        return err;
    context_key(key->bytes, vault_check_context, file.check_value);
    struct codec codec = codec_writer(bytes, sizeof bytes);
    err = file_visit(&codec, &file);
    check(err == OK);
    err = disk_write_file(disk, path, bytes, sizeof bytes);
    if (err != OK) {
        unlock_key_destroy(key);
        return err;
    }
    *out_key = key;
    return OK;
}

enum err vault_unlock(const struct disk *disk, const char *folder, struct span passphrase,
                      struct unlock_key **out_key)
{
    check(disk != NULL && out_key != NULL);
    char path[DISK_PATH_BYTES];
    enum err err = disk_join(path, folder, "unlock.salt");
    if (err != OK)
        return err;
    uint8_t bytes[VAULT_FILE_BYTES];
    size_t size = 0;
    err = disk_read_file(disk, path, bytes, sizeof bytes, &size);
    if (err == ERR_TOO_LONG)
        return ERR_MALFORMED;
    if (err != OK)
        return err;
    struct vault_file file = {0};
    struct codec codec = codec_reader(bytes, size);
    err = file_visit(&codec, &file);
    if (err != OK)
        return err;
    if (!vault_kdf_ok(&file.kdf))
        return ERR_RANGE;

    struct unlock_key *key = NULL;
    err = unlock_key_create(&file.kdf, passphrase, &key);
    if (err != OK)
        return err;
    uint8_t check_value[32];
    context_key(key->bytes, vault_check_context, check_value);
    if (!seal_equal(check_value, file.check_value, sizeof check_value)) {
        unlock_key_destroy(key);
        return ERR_SEAL;
    }
    *out_key = key;
    return OK;
}

void unlock_key_destroy(struct unlock_key *key)
{
    seal_secret_destroy(key);
}

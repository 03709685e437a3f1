#include "base/check.h"
#include "base/codec.h"
#include "base/utf8.h"
#include "seal/vault.h"
#include "seal/vault_private.h"
#include <sodium.h>
#include <string.h>

// FOLDER/host.key and a reviewer's key file, byte by byte in docs/RECORD-FORMAT.md.
static const char host_magic[8] = "IMRHST1";
static const char reviewer_magic[8] = "IMRREV1";
static const char reviewer_context[] = "imr-reviewer-key";
enum {
    HOST_PLAIN_BYTES = 32 + 32 + 32 + 64,
    HOST_FILE_BYTES = 8 + HOST_PLAIN_BYTES + VAULT_OVERHEAD,
    REVIEWER_OPEN_BYTES = 8 + 4 + 8 + VAULT_SALT_BYTES + 1 + 32 + 64,
    REVIEWER_FILE_BYTES = REVIEWER_OPEN_BYTES + 32 + VAULT_OVERHEAD,
};

static enum err magic_check(const uint8_t *bytes, const char magic[8])
{
    if (memcmp(bytes, magic, 8) == 0)
        return OK;
    return memcmp(bytes, magic, 6) == 0 ? ERR_VERSION : ERR_MALFORMED;
}

// ERR_EXISTS if something is there, whatever it is; OK if not.
static enum err nothing_there(const struct disk *disk, const char *path)
{
    int handle = -1;
    enum err err = disk->open(disk->self, path, false, &handle);
    if (err == ERR_NOT_FOUND)
        return OK;
    if (err != OK)
        return err;
    disk->close(disk->self, handle);
    return ERR_EXISTS;
}

static void host_visit(struct codec *codec, struct host_keys *keys)
{
    codec_bytes(codec, keys->curve_public, sizeof keys->curve_public);
    codec_bytes(codec, keys->curve_secret, sizeof keys->curve_secret);
    codec_bytes(codec, keys->sign_public, sizeof keys->sign_public);
    codec_bytes(codec, keys->sign_secret, sizeof keys->sign_secret);
    check(codec->err == OK && codec->used == HOST_PLAIN_BYTES);
}

enum err host_keys_make(const struct disk *disk, const char *folder, const struct unlock_key *key,
                        struct host_keys *out_keys)
{
    check(disk != NULL && key != NULL && out_keys != NULL);
    char path[DISK_PATH_BYTES];
    enum err err = disk_join(path, folder, "host.key");
    if (err == OK)
        err = nothing_there(disk, path);
    if (err != OK)
        return err;
    struct host_keys *keys = seal_secret_create(sizeof *keys);
    uint8_t *plain = seal_secret_create(HOST_PLAIN_BYTES);
    err = ERR_MEMORY;
    if (keys == NULL || plain == NULL)
        goto done;
    crypto_box_keypair(keys->curve_public, keys->curve_secret);
    crypto_sign_keypair(keys->sign_public, keys->sign_secret);
    struct codec codec = codec_writer(plain, HOST_PLAIN_BYTES);
    host_visit(&codec, keys);
    uint8_t bytes[HOST_FILE_BYTES];
    memcpy(bytes, host_magic, sizeof host_magic);
    vault_seal(key, "host", plain, HOST_PLAIN_BYTES, bytes + sizeof host_magic);
    err = disk_write_file(disk, path, bytes, sizeof bytes);
    if (err == OK)
        *out_keys = *keys;
done:
    seal_secret_destroy(plain);
    seal_secret_destroy(keys);
    return err;
}

// A pair that does not belong together would make a console nobody can reach or believe.
static bool host_keys_ok(const struct host_keys *keys)
{
    uint8_t curve_public[32];
    if (crypto_scalarmult_base(curve_public, keys->curve_secret) != 0)
        return false;
    return memcmp(curve_public, keys->curve_public, 32) == 0 &&
           memcmp(keys->sign_secret + 32, keys->sign_public, 32) == 0;
}

enum err host_keys_load(const struct disk *disk, const char *folder, const struct unlock_key *key,
                        struct host_keys *out_keys)
{
    check(disk != NULL && key != NULL && out_keys != NULL);
    char path[DISK_PATH_BYTES];
    enum err err = disk_join(path, folder, "host.key");
    if (err != OK)
        return err;
    uint8_t bytes[HOST_FILE_BYTES];
    size_t size = 0;
    err = disk_read_file(disk, path, bytes, sizeof bytes, &size);
    if (err == ERR_TOO_LONG || (err == OK && size != sizeof bytes))
        return ERR_MALFORMED;
    if (err == OK)
        err = magic_check(bytes, host_magic);
    if (err != OK)
        return err;
    struct host_keys *keys = seal_secret_create(sizeof *keys);
    uint8_t *plain = seal_secret_create(HOST_PLAIN_BYTES);
    err = ERR_MEMORY;
    if (keys == NULL || plain == NULL)
        goto done;
    struct span sealed = {bytes + sizeof host_magic, sizeof bytes - sizeof host_magic};
    err = vault_open(key, "host", sealed, plain);
    if (err != OK)
        goto done;
    struct codec codec = codec_reader(plain, HOST_PLAIN_BYTES);
    host_visit(&codec, keys);
    err = host_keys_ok(keys) ? OK : ERR_MALFORMED;
    if (err == OK)
        *out_keys = *keys;
done:
    seal_secret_destroy(plain);
    seal_secret_destroy(keys);
    return err;
}

// The open part of a reviewer's key file; it is bound to the sealed part, so nobody can put their
// public key or another name beside somebody's secret.
static enum err reviewer_visit(struct codec *codec, struct vault_kdf *kdf,
                               struct recipient *recipient)
{
    char magic[8];
    memcpy(magic, reviewer_magic, sizeof magic);
    codec_bytes(codec, magic, sizeof magic);
    if (codec->err != OK)
        return ERR_MALFORMED;
    enum err err = magic_check((const uint8_t *)magic, reviewer_magic);
    if (err != OK)
        return err;
    codec_u32(codec, &kdf->passes);
    codec_u64(codec, &kdf->memory_bytes);
    codec_bytes(codec, kdf->salt, sizeof kdf->salt);
    codec_bool(codec, &recipient->practice);
    codec_bytes(codec, recipient->public_key, sizeof recipient->public_key);
    codec_text(codec, recipient->name, sizeof recipient->name);
    return codec->err == OK && codec->used == REVIEWER_OPEN_BYTES ? OK : ERR_MALFORMED;
}

static enum err reviewer_write(const struct disk *disk, const char *path, struct vault_kdf *kdf,
                               struct span passphrase, struct reviewer_key *key)
{
    uint8_t *use = seal_secret_create(32);
    if (use == NULL)
        return ERR_MEMORY;
    enum err err = vault_kdf_run(kdf, passphrase, use);
    if (err == OK) {
        uint8_t bytes[REVIEWER_FILE_BYTES];
        struct codec codec = codec_writer(bytes, sizeof bytes);
        err = reviewer_visit(&codec, kdf, &key->recipient);
        check(err == OK);
        uint8_t nonce[24];
        randombytes_buf(nonce, sizeof nonce);
        vault_seal_with(use, reviewer_context, (struct span){bytes, REVIEWER_OPEN_BYTES}, nonce,
                        key->secret, sizeof key->secret, bytes + REVIEWER_OPEN_BYTES);
        err = disk_write_file(disk, path, bytes, sizeof bytes);
    }
    seal_secret_destroy(use);
    return err;
}

enum err reviewer_key_make(const struct disk *disk, const char *path, struct span passphrase,
                           enum vault_cost cost, const char *name, struct recipient *out_public)
{
    check(disk != NULL && name != NULL && out_public != NULL);
    struct recipient recipient = {.practice = cost == VAULT_PRACTICE};
    enum err err = text_set(recipient.name, sizeof recipient.name, span_of_string(name));
    if (err == OK)
        err = nothing_there(disk, path);
    if (err != OK)
        return err;
    struct reviewer_key *key = seal_secret_create(sizeof *key);
    if (key == NULL)
        return ERR_MEMORY;
    key->recipient = recipient;
    crypto_box_keypair(key->recipient.public_key, key->secret);
    struct vault_kdf kdf = vault_kdf_make(cost);
    err = reviewer_write(disk, path, &kdf, passphrase, key);
    if (err == OK)
        *out_public = key->recipient;
    reviewer_key_destroy(key);
    return err;
}

static enum err reviewer_open(struct span bytes, struct span passphrase, struct reviewer_key *key)
{
    struct codec codec = codec_reader(bytes.at, bytes.size);
    struct vault_kdf kdf = {0};
    enum err err = reviewer_visit(&codec, &kdf, &key->recipient);
    if (err != OK)
        return err;
    if (bytes.size != REVIEWER_FILE_BYTES)
        return ERR_MALFORMED;
    if (!vault_kdf_ok(&kdf))
        return ERR_RANGE;
    uint8_t *use = seal_secret_create(32);
    if (use == NULL)
        return ERR_MEMORY;
    err = vault_kdf_run(&kdf, passphrase, use);
    if (err == OK)
        err = vault_open_with(use, reviewer_context, (struct span){bytes.at, REVIEWER_OPEN_BYTES},
                              span_from(bytes, REVIEWER_OPEN_BYTES), key->secret);
    seal_secret_destroy(use);
    return err;
}

enum err reviewer_key_load(const struct disk *disk, const char *path, struct span passphrase,
                           struct reviewer_key **out_key)
{
    check(disk != NULL && out_key != NULL);
    uint8_t bytes[REVIEWER_FILE_BYTES];
    size_t size = 0;
    enum err err = disk_read_file(disk, path, bytes, sizeof bytes, &size);
    if (err == ERR_TOO_LONG)
        return ERR_MALFORMED;
    if (err != OK)
        return err;
    struct reviewer_key *key = seal_secret_create(sizeof *key);
    if (key == NULL)
        return ERR_MEMORY;
    err = reviewer_open((struct span){bytes, size}, passphrase, key);
    if (err != OK) {
        reviewer_key_destroy(key);
        return err;
    }
    *out_key = key;
    return OK;
}

enum err reviewer_key_look(const struct disk *disk, const char *path, struct recipient *out_public)
{
    check(disk != NULL && out_public != NULL);
    uint8_t bytes[REVIEWER_FILE_BYTES];
    size_t size = 0;
    struct recipient recipient = {0};
    struct vault_kdf kdf = {0};
    enum err err = disk_read_file(disk, path, bytes, sizeof bytes, &size);
    if (err == ERR_TOO_LONG)
        return ERR_MALFORMED;
    if (err != OK)
        return err;
    struct codec codec = codec_reader(bytes, size);
    err = reviewer_visit(&codec, &kdf, &recipient);
    if (err == OK && size != REVIEWER_FILE_BYTES)
        err = ERR_MALFORMED;
    if (err == OK)
        *out_public = recipient;
    return err;
}

void reviewer_key_destroy(struct reviewer_key *key)
{
    seal_secret_destroy(key);
}

const struct recipient *reviewer_key_public(const struct reviewer_key *key)
{
    check(key != NULL);
    return &key->recipient;
}

const uint8_t *reviewer_key_secret(const struct reviewer_key *key)
{
    check(key != NULL);
    return key->secret;
}

#include "seal/random.h"
#include "base/check.h"
#include <sodium.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

_Static_assert(HASH_BYTES == crypto_generichash_BYTES, "the house's hash is BLAKE2b-256");

enum err seal_start(void)
{
    if (sodium_init() < 0)
        return ERR_IO;
    // Whatever file is made from here on, a transcript or a picture too, is for this user alone.
    (void)umask(S_IRWXG | S_IRWXO);
    // No core file, and no other process of this user may attach and read our memory (C35). It also
    // keeps a debugger out; that is wanted.
    const struct rlimit none = {0, 0};
    if (setrlimit(RLIMIT_CORE, &none) != 0)
        return ERR_IO;
    if (prctl(PR_SET_DUMPABLE, 0L, 0L, 0L, 0L) != 0)
        return ERR_IO;
    return OK;
}

static void system_fill(void *self, void *bytes, size_t size)
{
    (void)self;
    randombytes_buf(bytes, size);
}

const struct random_source *random_system(void)
{
    static const struct random_source source = {.self = NULL, .fill = system_fill};
    return &source;
}

static void seeded_fill(void *self, void *bytes, size_t size)
{
    struct random_seeded *seeded = self;
    uint8_t nonce[crypto_stream_chacha20_NONCEBYTES];
    _Static_assert(sizeof nonce == 8, "the counter is the nonce");
    for (size_t i = 0; i < sizeof nonce; i++)
        nonce[i] = (uint8_t)(seeded->counter >> (8 * i));
    seeded->counter++;
    crypto_stream_chacha20(bytes, size, nonce, seeded->key);
}

void random_seeded_init(struct random_seeded *seeded, uint64_t seed)
{
    uint8_t bytes[8];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (uint8_t)(seed >> (8 * i));
    seal_hash(bytes, sizeof bytes, seeded->key);
    seeded->counter = 0;
    seeded->source = (struct random_source){.self = seeded, .fill = seeded_fill};
}

void seal_hash(const void *bytes, size_t size, uint8_t out_hash[HASH_BYTES])
{
    check(bytes != NULL || size == 0);
    int result = crypto_generichash(out_hash, HASH_BYTES, bytes, size, NULL, 0);
    check(result == 0);
}

void seal_hash_keyed(const uint8_t key[32], struct span bytes, uint8_t out_hash[HASH_BYTES])
{
    check(key != NULL && (bytes.at != NULL || bytes.size == 0));
    int result = crypto_generichash(out_hash, HASH_BYTES, bytes.at, bytes.size, key, 32);
    check(result == 0);
}

void seal_wipe(void *bytes, size_t size)
{
    check(bytes != NULL || size == 0);
    sodium_memzero(bytes, size);
}

void *seal_secret_create(size_t size)
{
    check(size > 0 && size < (size_t)1 << 30);
    // libsodium places the block against the guard page behind it: only a multiple of the strictest
    // alignment is aligned for every type.
    size_t rounded = (size + 15) / 16 * 16;
    void *secret = sodium_malloc(rounded);
    if (secret != NULL)
        memset(secret, 0, rounded);
    return secret;
}

void seal_secret_destroy(void *secret)
{
    sodium_free(secret);
}

bool seal_equal(const void *a, const void *b, size_t size)
{
    check(a != NULL && b != NULL);
    return sodium_memcmp(a, b, size) == 0;
}

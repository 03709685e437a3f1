#pragma once
// Randomness and hashing for those above seal that must not name libsodium. Tests replace the
// source with a seeded one to get the same bytes each run.
#include "base/err.h"
#include "base/limits.h"
#include "base/span.h"

// sodium_init and the machine's care: no core dumps, not dumpable, new files for this
// user alone. Call first in main.
enum err seal_start(void) MUST_USE;
struct random_source {
    void *self;
    void (*fill)(void *self, void *bytes, size_t size);
};
const struct random_source *random_system(void);
// A deterministic stream from a seed; for tests, simulation and benchmarks only. Its source points
// back at it: do not copy it once it is in use.
struct random_seeded {
    uint8_t key[32];
    uint64_t counter;
    struct random_source source;
};
void random_seeded_init(struct random_seeded *seeded, uint64_t seed);

void seal_hash(const void *bytes, size_t size, uint8_t out_hash[HASH_BYTES]); // BLAKE2b-256
void seal_hash_keyed(const uint8_t key[32], struct span bytes, uint8_t out_hash[HASH_BYTES]);
void seal_wipe(void *bytes, size_t size);
// Guarded, locked, wiped memory; NULL when there is none left.
void *seal_secret_create(size_t size);
void seal_secret_destroy(void *secret);
bool seal_equal(const void *a, const void *b, size_t size); // constant time

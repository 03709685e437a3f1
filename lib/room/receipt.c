#include "room/receipt.h"

#include "base/check.h"
#include "seal/random.h"
#include <string.h>

enum {
    CONTEXT_BYTES_MOST = 16
};

static void receipt_make(const char *context, size_t context_bytes,
                         const uint8_t phase_key[KEY32_BYTES], uint64_t tick,
                         const uint8_t id[SUBMISSION_ID_BYTES],
                         uint8_t out_receipt[SUBMISSION_ID_BYTES])
{
    uint8_t input[CONTEXT_BYTES_MOST + 8 + SUBMISSION_ID_BYTES];
    check(context_bytes <= CONTEXT_BYTES_MOST);
    memcpy(input, context, context_bytes);
    for (size_t i = 0; i < 8; i++)
        input[context_bytes + i] = (uint8_t)(tick >> (8 * i));
    memcpy(input + context_bytes + 8, id, SUBMISSION_ID_BYTES);
    uint8_t hash[HASH_BYTES];
    seal_hash_keyed(phase_key, (struct span){input, context_bytes + 8 + SUBMISSION_ID_BYTES}, hash);
    memcpy(out_receipt, hash, SUBMISSION_ID_BYTES);
    seal_wipe(input, sizeof input);
}

void receipt_of(const uint8_t phase_key[KEY32_BYTES], uint64_t tick,
                const uint8_t id[SUBMISSION_ID_BYTES], uint8_t out_receipt[SUBMISSION_ID_BYTES])
{
    static const char context[] = "imr-receipt";
    receipt_make(context, sizeof context - 1, phase_key, tick, id, out_receipt);
}

void receipt_stale_of(const uint8_t phase_key[KEY32_BYTES], uint64_t tick,
                      const uint8_t id[SUBMISSION_ID_BYTES],
                      uint8_t out_receipt[SUBMISSION_ID_BYTES])
{
    static const char context[] = "imr-stale";
    receipt_make(context, sizeof context - 1, phase_key, tick, id, out_receipt);
}

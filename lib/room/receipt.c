#include "room/receipt.h"

#include "seal/random.h"
#include <string.h>

void receipt_of(const uint8_t phase_key[KEY32_BYTES], uint64_t tick,
                const uint8_t id[SUBMISSION_ID_BYTES], uint8_t out_receipt[SUBMISSION_ID_BYTES])
{
    static const char context[] = "imr-receipt";
    uint8_t input[sizeof context - 1 + 8 + SUBMISSION_ID_BYTES];
    memcpy(input, context, sizeof context - 1);
    for (size_t i = 0; i < 8; i++)
        input[sizeof context - 1 + i] = (uint8_t)(tick >> (8 * i));
    memcpy(input + sizeof context - 1 + 8, id, SUBMISSION_ID_BYTES);
    uint8_t hash[HASH_BYTES];
    seal_hash_keyed(phase_key, (struct span){input, sizeof input}, hash);
    memcpy(out_receipt, hash, SUBMISSION_ID_BYTES);
    seal_wipe(input, sizeof input);
}

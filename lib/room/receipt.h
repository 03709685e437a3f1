#pragma once
// How a saved answer is told to be saved without telling how many are. An envelope's 64 ids are
// receipts: the first 16 bytes of BLAKE2b-256 keyed with the phase's public key over "imr-receipt",
// the envelope's tick (u64 LE) and the answer's id. The terminal that knows its id finds it; to
// anybody else each tick's list is 64 random numbers. Pure.
#include "base/limits.h"
#include <stdint.h>

// The same over "imr-stale": a save that came after another one of the same card, and was not taken.
void receipt_stale_of(const uint8_t phase_key[KEY32_BYTES], uint64_t tick,
                      const uint8_t id[SUBMISSION_ID_BYTES],
                      uint8_t out_receipt[SUBMISSION_ID_BYTES]);
void receipt_of(const uint8_t phase_key[KEY32_BYTES], uint64_t tick,
                const uint8_t id[SUBMISSION_ID_BYTES], uint8_t out_receipt[SUBMISSION_ID_BYTES]);

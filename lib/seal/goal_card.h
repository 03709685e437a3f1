#pragma once
// What the pictures of a goal card make, on the terminal, and how a row is sealed with it. A = Argon2id
// of the pictures under the group's salt; the hub learns only find, a hash of A, and lends a share; the
// row's key needs both, so that neither a stolen laptop nor a card alone opens anything (docs/PROTOCOL.md,
// "Goals"). Also the one-time keys that the hub seals its replies to. Pure but for randomness; the caller
// keeps secrets in locked memory and wipes them. goal_card_make takes a second or two and much memory:
// a short-lived worker's.
#include "base/err.h"
#include "base/limits.h"
#include "base/span.h"

enum goal_card_cost {
    GOAL_CARD_PRACTICE, // the least that there is: a practice card protects nobody
    GOAL_CARD_REAL,     // 3 passes over 256 MiB
};
enum {
    GOAL_REPLY_PLAIN_BYTES = GOAL_REPLY_BYTES - 48, // 48 of sealed box
};

struct goal_card_key {
    uint8_t made[32]; // A
};
// ERR_MEMORY: there is not enough for Argon2id.
enum err goal_card_make(struct span pictures, const uint8_t salt[GOAL_SALT_BYTES],
                        enum goal_card_cost cost, struct goal_card_key *out_key) MUST_USE;
void goal_card_find(const struct goal_card_key *key, uint8_t out_find[HASH_BYTES]);
// Under a fresh nonce. share is what the hub lent for this row.
void goal_row_seal(const struct goal_card_key *key, const uint8_t share[KEY32_BYTES],
                   const uint8_t plain[GOAL_PLAIN_BYTES], uint8_t out_row[GOAL_ROW_BYTES]);
// ERR_SEAL: another card, another share, or changed.
enum err goal_row_open(const struct goal_card_key *key, const uint8_t share[KEY32_BYTES],
                       const uint8_t row[GOAL_ROW_BYTES],
                       uint8_t out_plain[GOAL_PLAIN_BYTES]) MUST_USE;

struct goal_reply_key {
    uint8_t public_key[KEY32_BYTES];
    uint8_t secret_key[KEY32_BYTES];
};
// From the system's randomness: made for one request.
void goal_reply_key_make(struct goal_reply_key *out_key);
void goal_reply_seal(const uint8_t plain[GOAL_REPLY_PLAIN_BYTES],
                     const uint8_t public_key[KEY32_BYTES], uint8_t out_reply[GOAL_REPLY_BYTES]);
// ERR_SEAL: it is for somebody else, or for nobody.
enum err goal_reply_open(const uint8_t reply[GOAL_REPLY_BYTES], const struct goal_reply_key *key,
                         uint8_t out_plain[GOAL_REPLY_PLAIN_BYTES]) MUST_USE;

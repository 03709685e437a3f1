#pragma once
// What the hub says to whoever asked for the row of a card, before it is sealed to the key of the asking
// terminal: always the same number of bytes, on every tick of a goal phase. docs/PROTOCOL.md.
#include "base/err.h"
#include "base/limits.h"
#include "wire/goal_handle.h"
#include <stddef.h>

enum goal_reply_kind {
    GOAL_REPLY_NONE,    // to nobody: noise
    GOAL_REPLY_FOUND,   // .version, .handle, .share, .row
    GOAL_REPLY_MISSING, // there is no such card
    GOAL_REPLY_MADE,    // a row for a new card: .handle, .share; its version is 0, its row noise
    GOAL_REPLY_TAKEN,   // somebody else has these pictures: draw others
    GOAL_REPLY_FULL,    // the group has as many cards as there can be
    GOAL_REPLY_RESTING, // too many wrong cards: goals rest for all. Or new cards are not open
    GOAL_REPLY_LAST = GOAL_REPLY_RESTING,
};

struct goal_reply {
    enum goal_reply_kind kind;
    uint32_t version;
    struct goal_handle handle;
    uint8_t share[KEY32_BYTES];
    uint8_t row[GOAL_ROW_BYTES];
};

// Zeros behind it. size: GOAL_REPLY_BYTES less what its seal takes.
void goal_reply_encode(const struct goal_reply *reply, uint8_t *buffer, size_t size);
// ERR_MALFORMED, ERR_RANGE.
enum err goal_reply_decode(const uint8_t *bytes, size_t size,
                           struct goal_reply *out_reply) MUST_USE;

#pragma once
// What a terminal asks of the hub for the person with a goal card, and what becomes of it (room/link.h).
// Plain values; wiped by whoever held them.
#include "wire/goal_cell.h"
#include "wire/goal_reply.h"

enum goal_request_kind {
    GOAL_REQUEST_GET = 1, // the row of a card
    GOAL_REQUEST_NEW,     // a row for a new card
    GOAL_REQUEST_PUT,     // .version, .row, .share_count, .shares
    GOAL_REQUEST_FORGET,  // this card opens nothing any more
    GOAL_REQUEST_LAST = GOAL_REQUEST_FORGET,
};

struct goal_request {
    enum goal_request_kind kind;
    uint8_t find[HASH_BYTES]; // goal_card_find
    uint32_t version; // that the hub gave with the row, or that was saved last; 0 of a new card
    uint8_t row[GOAL_ROW_BYTES];
    // All lines of the sheet that the person shares, in the words that staff are to read.
    uint8_t share_count;
    struct goal_line shares[GOAL_SHARED_MAX];
};

enum link_goal_kind {
    LINK_GOAL_FOUND = 1, // .version, .handle, .share, .row
    LINK_GOAL_MISSING,   // no card of the group has these pictures
    LINK_GOAL_MADE,      // .handle, .share: a new card, or one that nothing was ever saved for
    LINK_GOAL_TAKEN,     // draw other pictures
    LINK_GOAL_FULL,      // the group has as many cards as there can be
    LINK_GOAL_RESTING,   // goals rest for all, or new cards are not open
    LINK_GOAL_SAVED,     // .version: the row is on the hub's disk
    LINK_GOAL_STALE, // another screen saved it meanwhile: .version, .handle, .share, .row of that
    LINK_GOAL_FORGOTTEN,
    LINK_GOAL_LAST = LINK_GOAL_FORGOTTEN,
};

struct link_goal {
    enum link_goal_kind kind;
    uint32_t version;
    struct goal_handle handle;
    uint8_t share[KEY32_BYTES];
    uint8_t row[GOAL_ROW_BYTES];
};

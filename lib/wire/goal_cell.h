#pragma once
// What a terminal says in a goal phase, as the body of a cell that looks like any other: 960 bytes before
// sealing, one on each tick. docs/PROTOCOL.md. And the lines of a card that its person shares, as the
// bytes that travel in such cells.
#include "base/err.h"
#include "wire/goal_sheet.h"

// Numbers equal CellKind in proto/cell.proto, where 1 is an answer.
enum goal_cell_kind {
    GOAL_CELL_DUMMY = 0,
    GOAL_CELL_GET = 2, // .find, .key: the row of a card
    GOAL_CELL_NEW,     // .find, .key: a row for a new card
    GOAL_CELL_PUT,     // .find, .version, .chunk, .share_chunks, .bytes: a part of a sealed row
    GOAL_CELL_SHARE,   // .chunk, .bytes: a part of the shared lines that go with it
    GOAL_CELL_FORGET,  // .find: this card opens nothing any more
    GOAL_CELL_LAST = GOAL_CELL_FORGET,
};

struct goal_cell {
    enum goal_cell_kind kind;
    uint32_t phase_id;
    uint8_t id[SUBMISSION_ID_BYTES]; // random, one per request, the same in all of its cells
    uint8_t find[HASH_BYTES];        // a hash of what the pictures made (seal/goal_card.h)
    uint8_t key[KEY32_BYTES];        // X25519, once: the reply is sealed to it
    uint32_t version;                // that this save goes over; 0: of a new card
    uint8_t chunk;                   // from 0
    uint8_t share_chunks;            // PUT: how many follow it, 0 to GOAL_SHARE_CHUNKS
    uint16_t byte_count;             // of a PUT always GOAL_ROW_CHUNK_BYTES
    uint8_t bytes[GOAL_SHARE_CHUNK_BYTES];
};

void goal_cell_encode(const struct goal_cell *cell, uint8_t buffer[CELL_BODY_BYTES]);
// Knows goal cells and dummies; an answer is ERR_RANGE.
enum err goal_cell_decode(const uint8_t bytes[CELL_BODY_BYTES],
                          struct goal_cell *out_cell) MUST_USE;

// Shared lines as bytes: for each its kind, status, length and words. Returns the bytes used, 0 for none.
size_t goal_share_encode(const struct goal_line *lines, uint8_t count,
                         uint8_t buffer[GOAL_SHARE_BYTES]);
// The same back. ERR_MALFORMED, ERR_RANGE, ERR_TEXT, ERR_TOO_LONG; what follows them is to be zero.
enum err goal_share_decode(const uint8_t bytes[GOAL_SHARE_BYTES], uint8_t *out_count,
                           struct goal_line out_lines[GOAL_SHARED_MAX]) MUST_USE;

#pragma once
// The intake of answers: sealed cells in, a box of answers out. Nothing in this unit could name a
// sender or a time (claim C5; lint reads the object): a cell is 1,024 bytes from nowhere. Whatever is
// not a fitting answer of the open phase is dropped silently and counted in one counter. Accepted
// answers are staged; cells_commit, on the tick, puts them into the box in the canonical order, and the
// box on the disk; only when both of its copies are synced do receipts appear (C6). Owned by the hub,
// one thread, secrets in locked memory, wiped.
#include "core/box.h"
#include "seal/box_image.h"

struct cells;

// FOLDER holds the box's files (seal/box_image.h). Errors as box_image_open's.
enum err cells_create(const struct disk *disk, const struct random_source *random,
                      const char *folder, const struct unlock_key *unlock_key,
                      struct cells **out_cells) MUST_USE;
// NULL is fine. Wipes the memory; an open phase's box stays on the disk.
void cells_destroy(struct cells *cells);

struct cells_phase {
    uint8_t session_id[16];
    uint32_t id; // counts the session's phases from 1
    enum prompt_kind kind;
    enum privacy_class class;
    uint8_t option_count;
    uint8_t places;
    bool room_key; // of a phase that opens: its keys need a key at rest that only screens keep
};
// A phase: new keys, an empty box, on the disk before this returns. Any error of this, cells_commit
// and cells_close is final (cells_stop). tick is that of the first receipts.
enum err cells_open(struct cells *cells, const struct cells_phase *phase, uint64_t tick) MUST_USE;
// The same phase after a stop, with the answers that its box held. room_key: 32 bytes that a screen
// brought, or NULL. ERR_KEY: it needs one, or another; ERR_NOT_FOUND, ERR_SEAL, ERR_VERSION,
// ERR_MALFORMED: there is no such box, or none that is whole; disk errors.
enum err cells_resume(struct cells *cells, const struct cells_phase *phase, const uint8_t *room_key,
                      uint64_t tick) MUST_USE;
// The phase is over: throws keys, box and stage away, in memory and on the disk, also when none is
// open. After cells_stop the disk is left as it is, for the next start to see to.
enum err cells_close(struct cells *cells) MUST_USE;
// The disk cannot be trusted any more: nothing is written, taken or acknowledged from now on.
void cells_stop(struct cells *cells, enum err err);
bool cells_are_open(const struct cells *cells);
// People present may go up while open.
void cells_places(struct cells *cells, uint8_t places);
// Whether answers are taken; while not, cells are dropped after the same work.
void cells_taking(struct cells *cells, bool taking);

// One cell from the network.
void cells_take(struct cells *cells, const uint8_t cell[CELL_BYTES]);
// The tick: staged answers go into the box, the whole box is written and synced, answers or not, and a
// new list of receipts is drawn. On an error the list is nothing but noise.
enum err cells_commit(struct cells *cells, uint64_t tick) MUST_USE;

// NULL when closed. What is staged is not in it.
const struct box *cells_box(const struct cells *cells);
void cells_public_key(const struct cells *cells, uint8_t out_key[KEY32_BYTES]);
// What the screens are to keep for the hub; zeros if this phase needs nothing of the kind.
void cells_room_key(const struct cells *cells, uint8_t out_key[KEY32_BYTES]);
uint32_t cells_phase(const struct cells *cells);
// The receipts of the last commit, for its tick: receipt_of each id in the box, filled up with random
// to 64, ascending. Lists of two ticks share nothing that an outsider could see, so that nobody
// learns a count by comparing them; only who knows an id can look for it.
void cells_receipts(const struct cells *cells, uint64_t *out_tick,
                    uint8_t out_ids[PEOPLE_MAX][SUBMISSION_ID_BYTES]);
uint64_t cells_dropped(const struct cells *cells);

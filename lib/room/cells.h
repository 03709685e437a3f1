#pragma once
// The intake of answers: sealed cells in, a box of answers out. Nothing in this unit could name a
// sender or a time (claim C5; lint reads the object): a cell is 1,024 bytes from nowhere. Whatever is
// not a fitting answer of the open phase is dropped silently and counted in one counter. Accepted
// answers are staged; cells_commit, on the tick, puts them into the box in the canonical order, and
// only then do their ids appear. Owned by the hub, one thread, secrets in locked memory, wiped.
#include "core/box.h"
#include "seal/cell.h"
#include "seal/random.h"

struct cells;

enum err cells_create(const struct random_source *random, struct cells **out_cells) MUST_USE;
void cells_destroy(struct cells *cells); // NULL is fine; wipes

// A phase: new keys, an empty box. phase_id counts phases from 1.
void cells_open(struct cells *cells, uint32_t phase_id, enum prompt_kind kind,
                enum privacy_class class, uint8_t option_count, uint8_t places);
// Throws keys, box and stage away.
void cells_close(struct cells *cells);
bool cells_are_open(const struct cells *cells);
// People present may go up while open.
void cells_places(struct cells *cells, uint8_t places);
// Whether answers are taken; while not, cells are dropped after the same work.
void cells_taking(struct cells *cells, bool taking);

// One cell from the network.
void cells_take(struct cells *cells, const uint8_t cell[CELL_BYTES]);
// The tick: staged answers go into the box and a new list of receipts is drawn.
void cells_commit(struct cells *cells, uint64_t tick);

// NULL when closed. What is staged is not in it.
const struct box *cells_box(const struct cells *cells);
void cells_public_key(const struct cells *cells, uint8_t out_key[KEY32_BYTES]);
uint32_t cells_phase(const struct cells *cells);
// The receipts of the last commit, for its tick: receipt_of each id in the box, filled up with random
// to 64, ascending. Lists of two ticks share nothing that an outsider could see, so that nobody
// learns a count by comparing them; only who knows an id can look for it.
void cells_receipts(const struct cells *cells, uint64_t *out_tick,
                    uint8_t out_ids[PEOPLE_MAX][SUBMISSION_ID_BYTES]);
uint64_t cells_dropped(const struct cells *cells);

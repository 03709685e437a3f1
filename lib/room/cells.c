#include "room/cells.h"

#include "base/check.h"
#include "room/receipt.h"
#include "wire/message.h"
#include <string.h>

// Lives in locked memory as a whole: keys and answers are all it holds.
struct cells {
    const struct random_source *random;
    bool open;
    bool taking;
    uint64_t dropped;
    struct phase_keys keys;
    struct box box;  // as of the last commit
    struct box next; // with what came since
    uint8_t body[CELL_BODY_BYTES];
    struct cell_body decoded;
    uint64_t tick; // of the receipts
    uint8_t receipts[PEOPLE_MAX][SUBMISSION_ID_BYTES];
};

enum err cells_create(const struct random_source *random, struct cells **out_cells)
{
    check(random != NULL);
    struct cells *cells = seal_secret_create(sizeof *cells);
    if (cells == NULL)
        return ERR_MEMORY;
    memset(cells, 0, sizeof *cells);
    cells->random = random;
    *out_cells = cells;
    return OK;
}

void cells_destroy(struct cells *cells)
{
    if (cells != NULL)
        seal_secret_destroy(cells);
}

void cells_open(struct cells *cells, uint32_t phase_id, enum prompt_kind kind,
                enum privacy_class class, uint8_t option_count, uint8_t places)
{
    check(!cells->open);
    check(phase_id != 0 && places <= PEOPLE_MAX);
    phase_keys_make(&cells->keys);
    memset(&cells->box, 0, sizeof cells->box);
    cells->box.phase_id = phase_id;
    cells->box.kind = kind;
    cells->box.class = class;
    cells->box.option_count = option_count;
    cells->box.places = places;
    cells->next = cells->box;
    cells->open = true;
    cells->taking = false;
    cells->tick = 0;
    cells->random->fill(cells->random->self, cells->receipts, sizeof cells->receipts);
    cells_commit(cells, 0);
}

void cells_close(struct cells *cells)
{
    seal_wipe(&cells->keys, sizeof cells->keys);
    seal_wipe(&cells->box, sizeof cells->box);
    seal_wipe(&cells->next, sizeof cells->next);
    seal_wipe(cells->receipts, sizeof cells->receipts);
    cells->open = false;
    cells->taking = false;
}

bool cells_are_open(const struct cells *cells)
{
    return cells->open;
}

void cells_places(struct cells *cells, uint8_t places)
{
    check(places <= PEOPLE_MAX);
    if (!cells->open)
        return;
    check(places >= cells->box.places);
    cells->box.places = places;
    cells->next.places = places;
}

void cells_taking(struct cells *cells, bool taking)
{
    cells->taking = taking;
}

// Everything that may be done before anything is believed. True: an answer of this phase.
static bool is_answer(struct cells *cells, const uint8_t cell[CELL_BYTES])
{
    if (cell_open(cell, &cells->keys, cells->body) != OK ||
        cell_body_decode(cells->body, &cells->decoded) != OK) {
        cells->dropped++;
        return false;
    }
    switch (cells->decoded.kind) {
    case CELL_DUMMY:
        return false;
    case CELL_ANSWER:
        if (cells->decoded.phase_id == cells->box.phase_id)
            return true;
        cells->dropped++;
        return false;
    }
    return false;
}

void cells_take(struct cells *cells, const uint8_t cell[CELL_BYTES])
{
    if (!cells->open) {
        cells->dropped++;
        return;
    }
    if (is_answer(cells, cell) && cells->taking) {
        struct box_slot slot = {.choice = cells->decoded.choice, .pass = cells->decoded.pass};
        memcpy(slot.id, cells->decoded.id, sizeof slot.id);
        cell_order(&cells->keys, slot.id, slot.order);
        switch (box_put(&cells->next, &slot)) {
        case BOX_PUT:
        case BOX_REPEAT: // its list of receipts was lost on the way: it is counted once
            break;
        case BOX_NO_PLACE:
        case BOX_NOT_AN_ANSWER:
            cells->dropped++;
            break;
        }
        seal_wipe(&slot, sizeof slot);
    }
    seal_wipe(cells->body, sizeof cells->body);
    seal_wipe(&cells->decoded, sizeof cells->decoded);
}

// Insertion keeps the list ascending; 64 short entries once a tick.
static void receipt_insert(uint8_t list[PEOPLE_MAX][SUBMISSION_ID_BYTES], size_t count,
                           const uint8_t receipt[SUBMISSION_ID_BYTES])
{
    check(count < PEOPLE_MAX);
    size_t at = count;
    while (at > 0 && memcmp(list[at - 1], receipt, SUBMISSION_ID_BYTES) > 0) {
        memcpy(list[at], list[at - 1], SUBMISSION_ID_BYTES);
        at--;
    }
    memcpy(list[at], receipt, SUBMISSION_ID_BYTES);
}

void cells_commit(struct cells *cells, uint64_t tick)
{
    if (!cells->open)
        return;
    check(cells->next.count <= cells->next.places);
    cells->box = cells->next;
    cells->tick = tick;
    for (size_t i = 0; i < PEOPLE_MAX; i++) {
        uint8_t receipt[SUBMISSION_ID_BYTES];
        if (i < cells->box.count)
            receipt_of(cells->keys.public_key, tick, cells->box.slots[i].id, receipt);
        else
            cells->random->fill(cells->random->self, receipt, sizeof receipt);
        receipt_insert(cells->receipts, i, receipt);
    }
}

const struct box *cells_box(const struct cells *cells)
{
    return cells->open ? &cells->box : NULL;
}

void cells_public_key(const struct cells *cells, uint8_t out_key[KEY32_BYTES])
{
    memcpy(out_key, cells->keys.public_key, KEY32_BYTES);
}

uint32_t cells_phase(const struct cells *cells)
{
    return cells->open ? cells->box.phase_id : 0;
}

void cells_receipts(const struct cells *cells, uint64_t *out_tick,
                    uint8_t out_ids[PEOPLE_MAX][SUBMISSION_ID_BYTES])
{
    check(cells->open);
    *out_tick = cells->tick;
    memcpy(out_ids, cells->receipts, sizeof cells->receipts);
}

uint64_t cells_dropped(const struct cells *cells)
{
    return cells->dropped;
}

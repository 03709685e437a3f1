#include "room/cells.h"

#include "base/check.h"
#include "base/codec.h"
#include "room/receipt.h"
#include "seal/care.h"
#include "wire/message.h"
#include <string.h>

// Lives in locked memory as a whole: keys and answers are all it holds.
struct cells {
    const struct random_source *random;
    struct box_image *image;
    enum err stopped; // why nothing is promised any more; OK
    bool open;
    bool taking;
    uint64_t dropped;
    struct phase_keys keys;
    struct box box;  // as of the last commit
    struct box next; // with what came since
    uint8_t body[CELL_BODY_BYTES];
    struct cell_body decoded;
    uint64_t tick; // of the receipts
    uint8_t noise[PEOPLE_MAX][SUBMISSION_ID_BYTES];
    uint8_t receipts[PEOPLE_MAX][SUBMISSION_ID_BYTES];
};

enum err cells_create(const struct disk *disk, const struct random_source *random,
                      const char *folder, const struct unlock_key *unlock_key,
                      struct cells **out_cells)
{
    check(random != NULL && out_cells != NULL);
    struct cells *cells = seal_secret_create(sizeof *cells);
    if (cells == NULL)
        return ERR_MEMORY;
    memset(cells, 0, sizeof *cells);
    cells->random = random;
    enum err err = box_image_open(disk, random, folder, unlock_key, &cells->image);
    if (err != OK) {
        cells_destroy(cells);
        return err;
    }
    *out_cells = cells;
    return OK;
}

void cells_destroy(struct cells *cells)
{
    if (cells == NULL)
        return;
    box_image_close(cells->image);
    seal_secret_destroy(cells);
}

// --- The box as it stands in its image.

static void name_of(const struct cells_phase *phase, uint8_t out_name[BOX_PHASE_BYTES])
{
    struct cells_phase copy = *phase;
    struct codec codec = codec_writer(out_name, BOX_PHASE_BYTES);
    codec_bytes(&codec, copy.session_id, sizeof copy.session_id);
    codec_u32(&codec, &copy.id);
    check(codec.err == OK && codec.used == BOX_PHASE_BYTES);
}

// One visitor writes and reads the image's head: the terms, and never how many answers there are.
static enum err head_visit(struct codec *codec, struct box *box)
{
    codec_u32(codec, &box->phase_id);
    codec_enum(codec, &box->kind, PROMPT_KIND_LAST);
    codec_enum(codec, &box->class, CLASS_SENSITIVE);
    codec_u8(codec, &box->option_count);
    codec_u8(codec, &box->places);
    return codec->err;
}

static enum err slot_visit(struct codec *codec, struct box_slot *slot)
{
    codec_bytes(codec, slot->id, sizeof slot->id);
    codec_u8(codec, &slot->choice);
    codec_bool(codec, &slot->pass);
    codec_text(codec, slot->text, sizeof slot->text);
    return codec->err;
}

// All 64 slots are filled in with the same work; those past the last answer are zero, and so they say
// neither a choice nor a pass nor words, which no answer does.
static void content_make(struct cells *cells, struct box *box)
{
    struct box_content *content = box_image_content(cells->image);
    memset(content, 0, sizeof *content);
    struct codec head = codec_writer(content->head, sizeof content->head);
    enum err err = head_visit(&head, box);
    check(err == OK);
    for (size_t i = 0; i < PEOPLE_MAX; i++) {
        struct box_slot slot = {0};
        if (i < box->count)
            slot = box->slots[i];
        struct codec codec = codec_writer(content->slots[i], sizeof content->slots[i]);
        err = slot_visit(&codec, &slot);
        check(err == OK);
        seal_wipe(&slot, sizeof slot);
    }
}

// Takes the answers of an image into .next, which has the phase's terms.
static enum err content_take(struct cells *cells)
{
    const struct box_content *content = box_image_content(cells->image);
    struct box terms = {0};
    struct codec head = codec_reader(content->head, sizeof content->head);
    enum err err = head_visit(&head, &terms);
    if (err != OK)
        return err;
    struct box *box = &cells->next;
    if (terms.phase_id != box->phase_id || terms.kind != box->kind || terms.class != box->class ||
        terms.option_count != box->option_count || terms.places > box->places)
        return ERR_MALFORMED;
    for (size_t i = 0; i < PEOPLE_MAX && err == OK; i++) {
        struct box_slot slot = {0};
        struct codec codec = codec_reader(content->slots[i], sizeof content->slots[i]);
        err = slot_visit(&codec, &slot);
        if (err == OK && (slot.choice != 0 || slot.pass || slot.text[0] != '\0')) {
            cell_order(&cells->keys, slot.id, slot.order);
            // An image has one form: answers first, each where its keyed hash puts it.
            if (box_put(box, &slot) != BOX_PUT || box->count != i + 1 ||
                memcmp(box->slots[i].id, slot.id, sizeof slot.id) != 0)
                err = ERR_MALFORMED;
        }
        seal_wipe(&slot, sizeof slot);
    }
    return err;
}

// --- Receipts.

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

// The same draws and hashes for every number of answers.
static void receipts_draw(struct cells *cells, uint64_t tick)
{
    cells->tick = tick;
    cells->random->fill(cells->random->self, cells->noise, sizeof cells->noise);
    for (size_t i = 0; i < PEOPLE_MAX; i++) {
        uint8_t receipt[SUBMISSION_ID_BYTES];
        receipt_of(cells->keys.public_key, tick, cells->box.slots[i].id, receipt);
        bool saved = cells->stopped == OK && i < cells->box.count;
        receipt_insert(cells->receipts, i, saved ? receipt : cells->noise[i]);
    }
}

// --- A phase.

static void terms_set(struct cells *cells, const struct cells_phase *phase)
{
    check(phase->id != 0 && phase->places <= PEOPLE_MAX);
    memset(&cells->next, 0, sizeof cells->next);
    cells->next.phase_id = phase->id;
    cells->next.kind = phase->kind;
    cells->next.class = phase->class;
    cells->next.option_count = phase->option_count;
    cells->next.places = phase->places;
}

static void forget(struct cells *cells)
{
    seal_wipe(&cells->keys, sizeof cells->keys);
    seal_wipe(&cells->box, sizeof cells->box);
    seal_wipe(&cells->next, sizeof cells->next);
    seal_wipe(cells->receipts, sizeof cells->receipts);
    cells->open = false;
    cells->taking = false;
    seal_wipe_stack(); // of this thread: the only one that ever opened a cell
}

static void begin(struct cells *cells, uint64_t tick)
{
    cells->box = cells->next;
    cells->open = true;
    cells->taking = false;
    receipts_draw(cells, tick);
}

enum err cells_open(struct cells *cells, const struct cells_phase *phase, uint64_t tick)
{
    check(!cells->open);
    if (cells->stopped != OK)
        return cells->stopped;
    uint8_t name[BOX_PHASE_BYTES];
    name_of(phase, name);
    phase_keys_make(&cells->keys);
    if (phase->room_key)
        phase_keys_add_room(&cells->keys);
    terms_set(cells, phase);
    content_make(cells, &cells->next);
    enum err err = box_image_begin(cells->image, name, &cells->keys);
    if (err != OK) {
        forget(cells);
        cells_stop(cells, err);
        return err;
    }
    begin(cells, tick);
    return OK;
}

enum err cells_resume(struct cells *cells, const struct cells_phase *phase, const uint8_t *room_key,
                      uint64_t tick)
{
    check(!cells->open && cells->stopped == OK);
    uint8_t name[BOX_PHASE_BYTES];
    name_of(phase, name);
    terms_set(cells, phase);
    enum err err = box_image_resume(cells->image, name, room_key, &cells->keys);
    if (err == OK) {
        err = content_take(cells);
        seal_wipe(box_image_content(cells->image), sizeof(struct box_content));
    }
    if (err != OK) {
        forget(cells);
        return err;
    }
    begin(cells, tick);
    return OK;
}

enum err cells_close(struct cells *cells)
{
    forget(cells);
    if (cells->stopped != OK)
        return cells->stopped;
    enum err err = box_image_destroy(cells->image);
    if (err != OK)
        cells_stop(cells, err);
    return err;
}

void cells_stop(struct cells *cells, enum err err)
{
    check(err != OK);
    if (cells->stopped == OK)
        cells->stopped = err;
    if (cells->open)
        receipts_draw(cells, cells->tick);
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
        memcpy(slot.text, cells->decoded.text, sizeof slot.text);
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

enum err cells_commit(struct cells *cells, uint64_t tick)
{
    if (!cells->open)
        return OK;
    check(cells->next.count <= cells->next.places);
    enum err err = cells->stopped;
    if (err == OK) {
        content_make(cells, &cells->next);
        err = box_image_write(cells->image);
    }
    if (err == OK)
        cells->box = cells->next;
    else
        cells_stop(cells, err);
    receipts_draw(cells, tick);
    return err;
}

const struct box *cells_box(const struct cells *cells)
{
    return cells->open ? &cells->box : NULL;
}

void cells_public_key(const struct cells *cells, uint8_t out_key[KEY32_BYTES])
{
    memcpy(out_key, cells->keys.public_key, KEY32_BYTES);
}

void cells_room_key(const struct cells *cells, uint8_t out_key[KEY32_BYTES])
{
    memcpy(out_key, cells->keys.room_key, KEY32_BYTES);
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

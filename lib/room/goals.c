#include "room/goals.h"

#include "base/check.h"
#include "room/goals_rows.h"
#include "room/receipt.h"
#include "seal/care.h"
#include "seal/cell.h"
#include "seal/goal_card.h"
#include "wire/goal_reply.h"
#include <string.h>

enum {
    SAVES_MAX = 32, // on their way at once
    ASKS_MAX = 64,
    DONE_MAX = PEOPLE_MAX, // receipts of one envelope
    SERVED_MAX = 64,
    AGAIN_TICKS = 4, // an answer that is asked for again sooner is still on its way
};

// A row that is asked for. What names the card is gone from here: the tag says nothing without the
// group's key.
struct ask {
    bool on;
    bool new_card;
    uint8_t order[HASH_BYTES];
    uint8_t id[SUBMISSION_ID_BYTES];
    uint8_t tag[GOAL_TAG_BYTES];
    uint8_t key[KEY32_BYTES];
};

// A save that comes in parts, or a card to forget.
struct save {
    bool on;
    bool forget;
    bool known; // a part that says how many shared ones there are has come
    uint8_t id[SUBMISSION_ID_BYTES];
    uint8_t tag[GOAL_TAG_BYTES];
    uint32_t version;
    uint8_t share_chunks;
    uint8_t row_has, share_has; // bit i: part i
    uint64_t touched;           // counts cells, for which to let go of
    uint8_t share[GOAL_SHARE_BYTES];
    uint8_t row[GOAL_ROW_BYTES];
};

struct done {
    bool on;
    bool stale;
    uint8_t id[SUBMISSION_ID_BYTES];
};

struct served {
    uint8_t id[SUBMISSION_ID_BYTES];
    uint64_t tick;
};

// Lives in locked memory as a whole.
struct goals {
    const struct disk *disk;
    const struct random_source *random;
    const struct unlock_key *unlock_key;
    char folder[ROOM_PATH_BYTES];
    char group[NAME_BYTES]; // of the rows below; empty: none
    char bad[DISK_PATH_BYTES];
    struct goal_rows *rows;
    enum err stopped;
    bool open, taking, new_cards;
    uint64_t dropped, cell_count;
    uint32_t phase_id;
    uint64_t tick;
    struct phase_keys keys;
    struct goal_cards cards;
    struct ask asks[ASKS_MAX];
    struct save saves[SAVES_MAX];
    struct done done[DONE_MAX];
    size_t done_at; // the next to be written over
    struct served served[SERVED_MAX];
    size_t served_at;
    // Of the last commit.
    uint8_t receipts[PEOPLE_MAX][SUBMISSION_ID_BYTES];
    uint8_t reply_sealed[GOAL_REPLY_BYTES];
    struct goals_gathered gathered; // as it was last lent
    // Scratch.
    uint8_t body[CELL_BODY_BYTES];
    struct goal_cell cell;
    struct goal_reply reply;
    uint8_t reply_key[KEY32_BYTES];
    uint8_t plain[GOAL_REPLY_PLAIN_BYTES];
};

enum err goals_create(const struct disk *disk, const struct random_source *random,
                      const char *folder, const struct unlock_key *unlock_key,
                      struct goals **out_goals)
{
    check(strlen(folder) < ROOM_PATH_BYTES);
    struct goals *goals = seal_secret_create(sizeof *goals);
    if (goals == NULL)
        return ERR_MEMORY;
    memset(goals, 0, sizeof *goals);
    goals->disk = disk;
    goals->random = random;
    goals->unlock_key = unlock_key;
    memcpy(goals->folder, folder, strlen(folder));
    *out_goals = goals;
    return OK;
}

void goals_destroy(struct goals *goals)
{
    if (goals == NULL)
        return;
    goal_rows_close(goals->rows);
    seal_secret_destroy(goals);
}

void goals_stop(struct goals *goals, enum err err)
{
    check(err != OK);
    if (goals->stopped == OK)
        goals->stopped = err;
}

static enum err rows_write(struct goals *goals)
{
    if (goals->stopped != OK)
        return goals->stopped;
    goal_cards_put(&goals->cards, goals->random, goal_rows_content(goals->rows));
    enum err err = goal_rows_write(goals->rows);
    if (err != OK)
        goals_stop(goals, err);
    return err;
}

// --- A group.

static void unload(struct goals *goals)
{
    goal_rows_close(goals->rows);
    goals->rows = NULL;
    seal_wipe(&goals->cards, sizeof goals->cards);
    memset(goals->group, 0, sizeof goals->group);
}

bool goals_known(const struct goals *goals, const char *group)
{
    return group[0] != '\0' && strlen(group) < NAME_BYTES &&
           goal_rows_are_there(goals->disk, goals->folder, goals->unlock_key,
                               span_of_string(group));
}

enum err goals_load(struct goals *goals, const char *group)
{
    check(!goals->open && group[0] != '\0' && strlen(group) < NAME_BYTES);
    if (strcmp(goals->group, group) == 0)
        return OK;
    unload(goals);
    struct goal_rows_found found = {0};
    enum err err = goal_rows_open(goals->disk, goals->random, goals->folder, goals->unlock_key,
                                  span_of_string(group), &goals->rows, &found);
    if (err != OK)
        return err;
    if (found.is_new)
        goal_cards_make(&goals->cards, goals->random);
    else
        err = goal_cards_take(&goals->cards, goal_rows_content(goals->rows));
    seal_wipe(goal_rows_content(goals->rows), sizeof(struct goal_rows_content));
    if (err != OK) {
        unload(goals);
        return err;
    }
    if (found.bad[0] != '\0')
        memcpy(goals->bad, found.bad, sizeof goals->bad);
    memcpy(goals->group, group, strlen(group));
    return OK;
}

const char *goals_bad_path(const struct goals *goals)
{
    return goals->bad;
}

bool goals_are_locked(const struct goals *goals, uint32_t day)
{
    return goal_cards_misses(&goals->cards, day) >= GOAL_MISSES_MONTH;
}

bool goals_are_resting(const struct goals *goals, uint32_t day)
{
    return goals->cards.misses >= GOAL_MISSES_SESSION || goals_are_locked(goals, day);
}

uint16_t goals_misses(const struct goals *goals)
{
    return goals->cards.misses;
}

enum err goals_reset(struct goals *goals)
{
    check(goals->rows != NULL && !goals->open);
    memset(goals->cards.miss_days, 0, sizeof goals->cards.miss_days);
    goals->cards.misses = 0;
    return rows_write(goals);
}

// --- A phase.

bool goals_are_open(const struct goals *goals)
{
    return goals->open;
}

uint64_t goals_dropped(const struct goals *goals)
{
    return goals->dropped;
}

void goals_taking(struct goals *goals, bool taking, bool new_cards)
{
    goals->taking = taking;
    goals->new_cards = new_cards;
}

// Insertion keeps the list ascending.
static void receipt_insert(uint8_t list[PEOPLE_MAX][SUBMISSION_ID_BYTES], size_t count,
                           const uint8_t receipt[SUBMISSION_ID_BYTES])
{
    size_t at = count;
    while (at > 0 && memcmp(list[at - 1], receipt, SUBMISSION_ID_BYTES) > 0) {
        memcpy(list[at], list[at - 1], SUBMISSION_ID_BYTES);
        at--;
    }
    memcpy(list[at], receipt, SUBMISSION_ID_BYTES);
}

// The same draws and hashes whatever there is to tell.
static void receipts_draw(struct goals *goals)
{
    uint8_t noise[PEOPLE_MAX][SUBMISSION_ID_BYTES];
    goals->random->fill(goals->random->self, noise, sizeof noise);
    for (size_t i = 0; i < DONE_MAX; i++) {
        const struct done *done = &goals->done[i];
        uint8_t saved[SUBMISSION_ID_BYTES], stale[SUBMISSION_ID_BYTES];
        receipt_of(goals->keys.public_key, goals->tick, done->id, saved);
        receipt_stale_of(goals->keys.public_key, goals->tick, done->id, stale);
        bool tell = done->on && goals->stopped == OK;
        receipt_insert(goals->receipts, i, !tell ? noise[i] : done->stale ? stale : saved);
    }
}

// To whoever asked, or to a key that nobody has: the same bytes and the same work.
static void reply_seal(struct goals *goals, bool asked)
{
    struct goal_reply_key nobody;
    goal_reply_key_make(&nobody);
    bool tell = asked && goals->stopped == OK;
    if (!tell)
        seal_wipe(&goals->reply, sizeof goals->reply);
    goal_reply_encode(&goals->reply, goals->plain, sizeof goals->plain);
    goal_reply_seal(goals->plain, tell ? goals->reply_key : nobody.public_key, goals->reply_sealed);
    seal_wipe(goals->plain, sizeof goals->plain);
    seal_wipe(&goals->reply, sizeof goals->reply);
    seal_wipe(&nobody, sizeof nobody);
}

static void forget_phase(struct goals *goals)
{
    seal_wipe(&goals->keys, sizeof goals->keys);
    seal_wipe(goals->asks, sizeof goals->asks);
    seal_wipe(goals->saves, sizeof goals->saves);
    seal_wipe(goals->done, sizeof goals->done);
    seal_wipe(goals->served, sizeof goals->served);
    seal_wipe(goals->receipts, sizeof goals->receipts);
    goals->done_at = goals->served_at = 0;
    goals->open = goals->taking = goals->new_cards = false;
    seal_wipe_stack();
}

enum err goals_open(struct goals *goals, const struct goals_phase *phase, uint64_t tick)
{
    check(!goals->open && goals->rows != NULL && phase->id != 0);
    forget_phase(goals);
    goal_cards_session(&goals->cards, phase->session_id);
    if (!phase->again)
        goal_cards_phase(&goals->cards);
    enum err err = rows_write(goals);
    if (err != OK)
        return err;
    phase_keys_make(&goals->keys);
    goals->phase_id = phase->id;
    goals->open = true;
    goals->tick = tick;
    reply_seal(goals, false);
    receipts_draw(goals);
    return OK;
}

void goals_close(struct goals *goals)
{
    forget_phase(goals);
    seal_wipe(&goals->gathered, sizeof goals->gathered);
}

enum err goals_finish(struct goals *goals)
{
    check(!goals->open);
    if (goals->rows == NULL)
        return goals->stopped;
    static const uint8_t no_session[16];
    goal_cards_session(&goals->cards, no_session);
    return rows_write(goals);
}

// --- Cells.

static bool same_id(const uint8_t a[SUBMISSION_ID_BYTES], const uint8_t b[SUBMISSION_ID_BYTES])
{
    return memcmp(a, b, SUBMISSION_ID_BYTES) == 0;
}

static struct served *served_find(struct goals *goals, const uint8_t id[SUBMISSION_ID_BYTES])
{
    for (size_t i = 0; i < SERVED_MAX; i++)
        if (goals->served[i].tick != 0 && same_id(goals->served[i].id, id))
            return &goals->served[i];
    return NULL;
}

static bool done_find(const struct goals *goals, const uint8_t id[SUBMISSION_ID_BYTES])
{
    for (size_t i = 0; i < DONE_MAX; i++)
        if (goals->done[i].on && same_id(goals->done[i].id, id))
            return true;
    return false;
}

static void ask_take(struct goals *goals)
{
    const struct goal_cell *cell = &goals->cell;
    const struct served *served = served_find(goals, cell->id);
    if (served != NULL && goals->tick < served->tick + AGAIN_TICKS)
        return;
    struct ask *place = NULL;
    for (size_t i = 0; i < ASKS_MAX; i++) {
        struct ask *ask = &goals->asks[i];
        if (ask->on && same_id(ask->id, cell->id))
            return;
        if (!ask->on && place == NULL)
            place = ask;
    }
    if (place == NULL)
        return; // asked again on the next tick
    place->on = true;
    place->new_card = cell->kind == GOAL_CELL_NEW;
    memcpy(place->id, cell->id, sizeof place->id);
    memcpy(place->key, cell->key, sizeof place->key);
    cell_order(&goals->keys, cell->id, place->order);
    goal_cards_tag(&goals->cards, cell->find, place->tag);
}

// The save that a cell belongs to; a new one takes a free place, or that of the one that nothing has
// come for the longest time.
static struct save *save_of(struct goals *goals, const uint8_t id[SUBMISSION_ID_BYTES])
{
    struct save *place = &goals->saves[0];
    for (size_t i = 0; i < SAVES_MAX; i++) {
        struct save *save = &goals->saves[i];
        if (save->on && same_id(save->id, id))
            return save;
        if (place->on && (!save->on || save->touched < place->touched))
            place = save;
    }
    seal_wipe(place, sizeof *place);
    place->on = true;
    memcpy(place->id, id, sizeof place->id);
    return place;
}

static void save_take(struct goals *goals)
{
    const struct goal_cell *cell = &goals->cell;
    if (done_find(goals, cell->id))
        return; // its receipt was lost on the way
    struct save *save = save_of(goals, cell->id);
    save->touched = ++goals->cell_count;
    if (cell->kind == GOAL_CELL_SHARE) {
        if (cell->chunk >= GOAL_SHARE_CHUNKS)
            return;
        memcpy(save->share + (size_t)cell->chunk * GOAL_SHARE_CHUNK_BYTES, cell->bytes,
               cell->byte_count);
        save->share_has |= (uint8_t)(1U << cell->chunk);
        return;
    }
    goal_cards_tag(&goals->cards, cell->find, save->tag);
    save->known = true;
    save->forget = cell->kind == GOAL_CELL_FORGET;
    if (save->forget)
        return;
    save->version = cell->version;
    save->share_chunks = cell->share_chunks;
    memcpy(save->row + (size_t)cell->chunk * GOAL_ROW_CHUNK_BYTES, cell->bytes,
           GOAL_ROW_CHUNK_BYTES);
    save->row_has |= (uint8_t)(1U << cell->chunk);
}

void goals_take(struct goals *goals, const uint8_t cell[CELL_BYTES])
{
    if (!goals->open || cell_open(cell, &goals->keys, goals->body) != OK ||
        goal_cell_decode(goals->body, &goals->cell) != OK) {
        goals->dropped++;
        return;
    }
    bool ours = goals->cell.kind == GOAL_CELL_DUMMY || goals->cell.phase_id == goals->phase_id;
    if (!ours)
        goals->dropped++;
    if (ours && goals->taking) {
        switch (goals->cell.kind) {
        case GOAL_CELL_GET:
        case GOAL_CELL_NEW:
            ask_take(goals);
            break;
        case GOAL_CELL_PUT:
        case GOAL_CELL_SHARE:
        case GOAL_CELL_FORGET:
            save_take(goals);
            break;
        case GOAL_CELL_DUMMY:
            break;
        }
    }
    seal_wipe(goals->body, sizeof goals->body);
    seal_wipe(&goals->cell, sizeof goals->cell);
}

// --- The tick.

static void done_note(struct goals *goals, const uint8_t id[SUBMISSION_ID_BYTES], bool stale)
{
    struct done *done = &goals->done[goals->done_at];
    goals->done_at = (goals->done_at + 1) % DONE_MAX;
    *done = (struct done){.on = true, .stale = stale};
    memcpy(done->id, id, sizeof done->id);
}

static bool save_is_whole(const struct save *save)
{
    if (!save->on || !save->known)
        return false;
    uint8_t want = (uint8_t)((1U << save->share_chunks) - 1);
    return save->forget ||
           (save->row_has == (1U << GOAL_ROW_CHUNKS) - 1 && (save->share_has & want) == want);
}

// Shared lines that nobody could read are no shared lines.
static bool share_ok(const struct save *save)
{
    struct goal_line lines[GOAL_SHARED_MAX];
    uint8_t count = 0;
    bool ok = goal_share_decode(save->share, &count, lines) == OK;
    seal_wipe(lines, sizeof lines);
    return ok;
}

static void row_save(struct goal_row *row, const struct save *save)
{
    row->version = save->version + 1;
    row->opened = true;
    row->shared = true;
    memcpy(row->last_id, save->id, sizeof row->last_id);
    memcpy(row->row, save->row, sizeof row->row);
    memset(row->share, 0, sizeof row->share);
    if (share_ok(save))
        memcpy(row->share, save->share, sizeof row->share);
}

static void save_apply(struct goals *goals, const struct save *save, uint32_t day)
{
    struct goal_row *row = goal_cards_find(&goals->cards, save->tag);
    if (row == NULL)
        goal_cards_miss(&goals->cards, day);
    if (save->forget) {
        if (row != NULL)
            goal_cards_remove(&goals->cards, row);
        done_note(goals, save->id, false);
        return;
    }
    bool repeat = row != NULL && same_id(row->last_id, save->id) && row->version > save->version;
    bool fits = row != NULL && row->version == save->version && save->version < UINT32_MAX;
    if (fits && !repeat)
        row_save(row, save);
    done_note(goals, save->id, !fits && !repeat);
}

static void saves_apply(struct goals *goals, uint32_t day)
{
    for (size_t i = 0; i < SAVES_MAX; i++) {
        struct save *save = &goals->saves[i];
        if (!save_is_whole(save))
            continue;
        save_apply(goals, save, day);
        seal_wipe(save, sizeof *save);
    }
}

static void reply_row(struct goals *goals, struct goal_row *row, enum goal_reply_kind kind)
{
    row->opened = true;
    goals->reply.kind = kind;
    goals->reply.version = row->version;
    goals->reply.handle = row->handle;
    goal_cards_share(&goals->cards, row->tag, goals->reply.share);
    memcpy(goals->reply.row, row->row, sizeof goals->reply.row);
}

static void serve_new(struct goals *goals, const struct ask *ask, struct goal_row *row,
                      uint32_t day)
{
    if (row != NULL && same_id(row->last_id, ask->id)) {
        reply_row(goals, row, GOAL_REPLY_MADE); // its first reply was lost on the way
        return;
    }
    if (row != NULL) {
        goal_cards_miss(&goals->cards, day); // or drawing cards would be a way to search
        goals->reply.kind = GOAL_REPLY_TAKEN;
        return;
    }
    if (!goals->new_cards) {
        goals->reply.kind = GOAL_REPLY_RESTING;
        return;
    }
    row = goal_cards_add(&goals->cards, ask->tag, goals->random);
    if (row == NULL) {
        goals->reply.kind = GOAL_REPLY_FULL;
        return;
    }
    memcpy(row->last_id, ask->id, sizeof row->last_id);
    reply_row(goals, row, GOAL_REPLY_MADE);
}

static void serve(struct goals *goals, struct ask *ask, uint32_t day)
{
    struct served *before = served_find(goals, ask->id);
    struct goal_row *row = goal_cards_find(&goals->cards, ask->tag);
    seal_wipe(&goals->reply, sizeof goals->reply);
    memcpy(goals->reply_key, ask->key, sizeof goals->reply_key);
    if (goals_are_resting(goals, day)) {
        goals->reply.kind = GOAL_REPLY_RESTING;
    } else if (ask->new_card) {
        serve_new(goals, ask, row, day);
    } else if (row != NULL) {
        reply_row(goals, row, GOAL_REPLY_FOUND);
    } else {
        goals->reply.kind = GOAL_REPLY_MISSING;
        if (before == NULL) // a repeat is the same miss
            goal_cards_miss(&goals->cards, day);
    }
    struct served *note = before != NULL ? before : &goals->served[goals->served_at];
    if (before == NULL)
        goals->served_at = (goals->served_at + 1) % SERVED_MAX;
    memcpy(note->id, ask->id, sizeof note->id);
    note->tick = goals->tick;
    seal_wipe(ask, sizeof *ask);
}

// One a tick, in the order of a keyed hash: neither time nor place of asking says who is next.
static struct ask *ask_next(struct goals *goals)
{
    struct ask *next = NULL;
    for (size_t i = 0; i < ASKS_MAX; i++) {
        struct ask *ask = &goals->asks[i];
        if (ask->on && (next == NULL || memcmp(ask->order, next->order, sizeof ask->order) < 0))
            next = ask;
    }
    return next;
}

enum err goals_commit(struct goals *goals, uint64_t tick, uint32_t day)
{
    if (!goals->open)
        return OK;
    goals->tick = tick;
    struct ask *ask = NULL;
    if (goals->stopped == OK) {
        saves_apply(goals, day);
        ask = ask_next(goals);
        if (ask != NULL)
            serve(goals, ask, day);
    }
    enum err err = rows_write(goals);
    reply_seal(goals, ask != NULL);
    receipts_draw(goals);
    return err;
}

// --- What it shows.

void goals_show(const struct goals *goals, struct envelope *envelope)
{
    check(goals->open);
    envelope->open = true;
    envelope->phase_id = goals->phase_id;
    memcpy(envelope->phase_key, goals->keys.public_key, sizeof envelope->phase_key);
    memcpy(envelope->ids, goals->receipts, sizeof envelope->ids);
    memcpy(envelope->goal_salt, goals->cards.salt, sizeof envelope->goal_salt);
    memcpy(envelope->goal_reply, goals->reply_sealed, sizeof envelope->goal_reply);
}

struct gathering {
    struct goals_gathered *to;
    uint8_t orders[GOAL_LINES_MAX][HASH_BYTES];
};

// Keeps the lines whose keyed hashes are the smallest, in that order: it says nothing of cards.
static void line_gather(struct gathering *gathering, const struct goal_line *line,
                        const uint8_t order[HASH_BYTES])
{
    struct goals_gathered *to = gathering->to;
    size_t at = to->line_count;
    while (at > 0 && memcmp(gathering->orders[at - 1], order, HASH_BYTES) > 0)
        at--;
    if (at == GOAL_LINES_MAX)
        return;
    size_t moved = to->line_count - at;
    if (to->line_count == GOAL_LINES_MAX)
        moved--;
    memmove(&to->lines[at + 1], &to->lines[at], moved * sizeof to->lines[0]);
    memmove(gathering->orders[at + 1], gathering->orders[at], moved * HASH_BYTES);
    to->lines[at] = *line;
    memcpy(gathering->orders[at], order, HASH_BYTES);
    if (to->line_count < GOAL_LINES_MAX)
        to->line_count++;
}

const struct goals_gathered *goals_gathered(struct goals *goals)
{
    struct goals_gathered *gathered = &goals->gathered;
    struct gathering gathering = {.to = gathered};
    memset(gathered, 0, sizeof *gathered);
    for (uint8_t i = 0; i < goals->cards.count; i++) {
        const struct goal_row *row = &goals->cards.rows[i];
        gathered->cards = (uint8_t)(gathered->cards + row->opened);
        struct goal_line lines[GOAL_SHARED_MAX];
        uint8_t count = 0;
        if (!row->shared || goal_share_decode(row->share, &count, lines) != OK)
            continue;
        for (uint8_t k = 0; k < count; k++) {
            uint8_t id[SUBMISSION_ID_BYTES], order[HASH_BYTES];
            memcpy(id, row->tag, sizeof id);
            id[0] ^= k; // a line's own place
            id[1] ^= (uint8_t)(k + 1);
            cell_order(&goals->keys, id, order);
            line_gather(&gathering, &lines[k], order);
        }
        seal_wipe(lines, sizeof lines);
    }
    return gathered;
}

static void board_row(struct goal_board *board, const struct goal_row *row)
{
    struct goal_line lines[GOAL_SHARED_MAX];
    uint8_t count = 0;
    if (row->made && board->new_card_count < GOAL_CARDS_MAX)
        board->new_cards[board->new_card_count++] = row->handle;
    if (goal_share_decode(row->share, &count, lines) != OK)
        return;
    for (uint8_t i = 0; i < count && board->line_count < BOARD_LINES_MAX; i++)
        board->lines[board->line_count++] =
            (struct board_line){.handle = row->handle, .line = lines[i]};
}

void goals_board(const struct goals *goals, const uint8_t session_id[16],
                 struct goal_board *out_board)
{
    memset(out_board, 0, sizeof *out_board);
    if (goals->open || goals->group[0] == '\0' ||
        memcmp(goals->cards.session_id, session_id, sizeof goals->cards.session_id) != 0)
        return;
    // By handle: the order of tags would say something to whoever sees two of them.
    for (int shape = SHAPE_WAVE; shape <= SHAPE_LAST; shape++)
        for (int number = GOAL_HANDLE_NUMBER_LEAST; number <= GOAL_HANDLE_NUMBER_MOST; number++)
            for (uint8_t i = 0; i < goals->cards.count; i++) {
                const struct goal_handle *handle = &goals->cards.rows[i].handle;
                if ((int)handle->shape == shape && handle->number == number)
                    board_row(out_board, &goals->cards.rows[i]);
            }
}

// The tick of a goal phase: what was staged goes into the rows, one request is served, and then there are
// receipts and a reply.
#include "base/check.h"
#include "room/goals_private.h"
#include "room/receipt.h"
#include <string.h>

static void done_note(struct goals *goals, const uint8_t id[SUBMISSION_ID_BYTES], bool stale)
{
    struct goal_done *done = &goals->done[goals->done_at];
    goals->done_at = (goals->done_at + 1) % GOAL_DONE_MAX;
    *done = (struct goal_done){.on = true, .stale = stale};
    memcpy(done->id, id, sizeof done->id);
}

static bool save_is_whole(const struct goal_save *save)
{
    if (!save->on || !save->known)
        return false;
    uint8_t want = (uint8_t)((1U << save->share_chunks) - 1);
    return save->forget ||
           (save->row_has == (1U << GOAL_ROW_CHUNKS) - 1 && (save->share_has & want) == want);
}

// Shared lines that nobody could read are no shared lines.
static bool share_ok(const struct goal_save *save)
{
    struct goal_line lines[GOAL_SHARED_MAX];
    uint8_t count = 0;
    bool ok = goal_share_decode(save->share, &count, lines) == OK;
    seal_wipe(lines, sizeof lines);
    return ok;
}

static void row_save(struct goal_row *row, const struct goal_save *save)
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

static void save_apply(struct goals *goals, const struct goal_save *save, uint32_t day)
{
    struct goal_row *row = goal_cards_find(&goals->cards, &save->tags);
    if (row == NULL)
        goal_cards_miss(&goals->cards, day);
    if (save->forget) {
        if (row != NULL)
            goal_cards_remove(&goals->cards, row);
        done_note(goals, save->id, false);
        return;
    }
    bool repeat =
        row != NULL && goals_same_id(row->last_id, save->id) && row->version > save->version;
    bool fits = row != NULL && row->version == save->version && save->version < UINT32_MAX;
    if (fits && !repeat)
        row_save(goal_cards_move(&goals->cards, row, &save->tags), save);
    done_note(goals, save->id, !fits && !repeat);
}

static void saves_apply(struct goals *goals, uint32_t day)
{
    for (size_t i = 0; i < GOAL_SAVES_MAX; i++) {
        struct goal_save *save = &goals->saves[i];
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
    goal_cards_share(&goals->cards, row, goals->reply.share);
    memcpy(goals->reply.row, row->row, sizeof goals->reply.row);
}

static void serve_new(struct goals *goals, const struct goal_ask *ask, struct goal_row *row,
                      uint32_t day)
{
    if (row != NULL && goals_same_id(row->last_id, ask->id)) {
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
    row = goal_cards_add(&goals->cards, &ask->tags, goals->random);
    if (row == NULL) {
        goals->reply.kind = GOAL_REPLY_FULL;
        return;
    }
    memcpy(row->last_id, ask->id, sizeof row->last_id);
    reply_row(goals, row, GOAL_REPLY_MADE);
}

static void serve(struct goals *goals, struct goal_ask *ask, uint32_t day)
{
    struct goal_served *before = goals_served_find(goals, ask->id);
    struct goal_row *row = goal_cards_find(&goals->cards, &ask->tags);
    seal_wipe(&goals->reply, sizeof goals->reply);
    memcpy(goals->reply_key, ask->key, sizeof goals->reply_key);
    if (goals_are_resting(goals, day)) {
        goals->reply.kind = GOAL_REPLY_RESTING;
    } else if (ask->new_card) {
        serve_new(goals, ask, row, day);
    } else if (row != NULL) {
        reply_row(goals, goal_cards_move(&goals->cards, row, &ask->tags), GOAL_REPLY_FOUND);
    } else {
        goals->reply.kind = GOAL_REPLY_MISSING;
        if (before == NULL) // a repeat is the same miss
            goal_cards_miss(&goals->cards, day);
    }
    struct goal_served *note = before != NULL ? before : &goals->served[goals->served_at];
    if (before == NULL)
        goals->served_at = (goals->served_at + 1) % GOAL_SERVED_MAX;
    memcpy(note->id, ask->id, sizeof note->id);
    note->tick = goals->tick;
    seal_wipe(ask, sizeof *ask);
}

// One a tick, in the order of a keyed hash: neither time nor place of asking says who is next.
static struct goal_ask *ask_next(struct goals *goals)
{
    struct goal_ask *next = NULL;
    for (size_t i = 0; i < GOAL_ASKS_MAX; i++) {
        struct goal_ask *ask = &goals->asks[i];
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
    struct goal_ask *ask = NULL;
    if (goals->stopped == OK) {
        saves_apply(goals, day);
        ask = ask_next(goals);
        if (ask != NULL)
            serve(goals, ask, day);
    }
    enum err err = goals_rows_write(goals);
    goals_reply_seal(goals, ask != NULL);
    goals_receipts_draw(goals);
    return err;
}

// --- What goes out.

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
void goals_receipts_draw(struct goals *goals)
{
    uint8_t noise[PEOPLE_MAX][SUBMISSION_ID_BYTES];
    goals->random->fill(goals->random->self, noise, sizeof noise);
    for (size_t i = 0; i < GOAL_DONE_MAX; i++) {
        const struct goal_done *done = &goals->done[i];
        uint8_t saved[SUBMISSION_ID_BYTES], stale[SUBMISSION_ID_BYTES];
        receipt_of(goals->keys.public_key, goals->tick, done->id, saved);
        receipt_stale_of(goals->keys.public_key, goals->tick, done->id, stale);
        bool tell = done->on && goals->stopped == OK;
        receipt_insert(goals->receipts, i, !tell ? noise[i] : done->stale ? stale : saved);
    }
}

// To whoever asked, or to a key that nobody has: the same bytes and the same work.
void goals_reply_seal(struct goals *goals, bool asked)
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

#include "room/link_goals.h"

#include "base/check.h"
#include "room/receipt.h"
#include <string.h>

void link_goals_init(struct link_goals *goals)
{
    memset(goals, 0, sizeof *goals);
    goal_reply_key_make(&goals->dummy);
}

void link_goals_forget(struct link_goals *goals)
{
    struct goal_reply_key dummy = goals->dummy;
    seal_wipe(goals, sizeof *goals);
    goals->dummy = dummy;
    seal_wipe(&dummy, sizeof dummy);
}

static void draw(struct link_goals *goals, const struct random_source *random)
{
    random->fill(random->self, goals->id, sizeof goals->id);
    goals->id[0] |= 1; // an id is never zero
    goal_reply_key_make(&goals->key);
    goals->next = 0;
}

void link_goals_start(struct link_goals *goals, const struct random_source *random,
                      const struct goal_request *request)
{
    check(request->kind >= GOAL_REQUEST_GET && request->kind <= GOAL_REQUEST_LAST);
    link_goals_forget(goals);
    goals->request = *request;
    goals->asking = true;
    if (request->kind == GOAL_REQUEST_PUT) {
        size_t used = goal_share_encode(request->shares, request->share_count, goals->share);
        goals->share_chunks =
            (uint8_t)((used + GOAL_SHARE_CHUNK_BYTES - 1) / GOAL_SHARE_CHUNK_BYTES);
    }
    draw(goals, random);
}

// --- Cells.

static void put_cell(struct link_goals *goals, struct goal_cell *cell)
{
    uint8_t part = goals->next;
    goals->next = (uint8_t)((part + 1) % (GOAL_ROW_CHUNKS + goals->share_chunks));
    if (part < GOAL_ROW_CHUNKS) {
        cell->kind = GOAL_CELL_PUT;
        memcpy(cell->find, goals->request.find, sizeof cell->find);
        cell->version = goals->request.version;
        cell->chunk = part;
        cell->share_chunks = goals->share_chunks;
        cell->byte_count = GOAL_ROW_CHUNK_BYTES;
        memcpy(cell->bytes, goals->request.row + (size_t)part * GOAL_ROW_CHUNK_BYTES,
               GOAL_ROW_CHUNK_BYTES);
        return;
    }
    cell->kind = GOAL_CELL_SHARE;
    cell->chunk = (uint8_t)(part - GOAL_ROW_CHUNKS);
    cell->byte_count = GOAL_SHARE_CHUNK_BYTES;
    memcpy(cell->bytes, goals->share + (size_t)cell->chunk * GOAL_SHARE_CHUNK_BYTES,
           GOAL_SHARE_CHUNK_BYTES);
}

static void request_cell(struct link_goals *goals, struct goal_cell *cell)
{
    memcpy(cell->id, goals->id, sizeof cell->id);
    switch (goals->request.kind) {
    case GOAL_REQUEST_PUT:
        put_cell(goals, cell);
        return;
    case GOAL_REQUEST_GET:
    case GOAL_REQUEST_NEW:
        cell->kind = goals->request.kind == GOAL_REQUEST_NEW ? GOAL_CELL_NEW : GOAL_CELL_GET;
        memcpy(cell->find, goals->request.find, sizeof cell->find);
        memcpy(cell->key, goals->key.public_key, sizeof cell->key);
        return;
    case GOAL_REQUEST_FORGET:
        cell->kind = GOAL_CELL_FORGET;
        memcpy(cell->find, goals->request.find, sizeof cell->find);
        return;
    }
}

void link_goals_cell(struct link_goals *goals, uint32_t phase_id, uint8_t body[CELL_BODY_BYTES])
{
    struct goal_cell *cell = &goals->cell;
    memset(cell, 0, sizeof *cell);
    if (goals->asking) {
        cell->phase_id = phase_id;
        request_cell(goals, cell);
    }
    goal_cell_encode(cell, body);
    seal_wipe(cell, sizeof *cell);
}

// --- What comes back.

static void finish(struct link_goals *goals, enum link_goal_kind kind, uint32_t version)
{
    goals->asking = false;
    goals->again = false;
    goals->done.kind = kind;
    goals->done.version = version;
    goals->done_waits = true;
}

static enum link_goal_kind kind_of(const struct link_goals *goals, const struct goal_reply *reply)
{
    switch (reply->kind) {
    case GOAL_REPLY_FOUND:
        if (goals->again)
            return LINK_GOAL_STALE;
        return reply->version == 0 ? LINK_GOAL_MADE : LINK_GOAL_FOUND;
    case GOAL_REPLY_MADE:
        return LINK_GOAL_MADE;
    case GOAL_REPLY_TAKEN:
        return LINK_GOAL_TAKEN;
    case GOAL_REPLY_FULL:
        return LINK_GOAL_FULL;
    case GOAL_REPLY_RESTING:
        return LINK_GOAL_RESTING;
    case GOAL_REPLY_MISSING:
    case GOAL_REPLY_NONE:
        break;
    }
    return LINK_GOAL_MISSING;
}

// The same work whoever a reply is for: one key tries it, one's own or the dummy.
static void reply_hear(struct link_goals *goals, const struct envelope *envelope)
{
    bool waits = goals->asking && (goals->request.kind == GOAL_REQUEST_GET ||
                                   goals->request.kind == GOAL_REQUEST_NEW);
    const struct goal_reply_key *keys[2] = {&goals->dummy, &goals->key};
    bool ours = goal_reply_open(envelope->goal_reply, keys[waits], goals->plain) == OK;
    if (ours && waits &&
        goal_reply_decode(goals->plain, sizeof goals->plain, &goals->reply) == OK) {
        goals->done.handle = goals->reply.handle;
        memcpy(goals->done.share, goals->reply.share, sizeof goals->done.share);
        memcpy(goals->done.row, goals->reply.row, sizeof goals->done.row);
        finish(goals, kind_of(goals, &goals->reply), goals->reply.version);
    }
    seal_wipe(goals->plain, sizeof goals->plain);
    seal_wipe(&goals->reply, sizeof goals->reply);
}

void link_goals_hear(struct link_goals *goals, const struct random_source *random,
                     const struct envelope *envelope)
{
    check(envelope_has_goals(envelope));
    reply_hear(goals, envelope);
    uint8_t saved[SUBMISSION_ID_BYTES], stale[SUBMISSION_ID_BYTES];
    receipt_of(envelope->phase_key, envelope->tick, goals->id, saved);
    receipt_stale_of(envelope->phase_key, envelope->tick, goals->id, stale);
    bool is_saved = envelope_has(envelope, saved);
    bool is_stale = envelope_has(envelope, stale);
    if (!goals->asking)
        return;
    if (goals->request.kind == GOAL_REQUEST_FORGET && is_saved)
        finish(goals, LINK_GOAL_FORGOTTEN, 0);
    if (goals->request.kind != GOAL_REQUEST_PUT)
        return;
    if (is_saved) {
        finish(goals, LINK_GOAL_SAVED, goals->request.version + 1);
    } else if (is_stale) {
        goals->request.kind = GOAL_REQUEST_GET;
        goals->again = true;
        draw(goals, random);
    }
}

bool link_goals_take(struct link_goals *goals, struct link_goal *out_done)
{
    if (!goals->done_waits)
        return false;
    *out_done = goals->done;
    link_goals_forget(goals);
    return true;
}

// What screens say in a goal phase: opened, judged, staged until the tick.
#include "room/goals_private.h"
#include <string.h>

enum {
    AGAIN_TICKS = 4, // an answer that is asked for again sooner is still on its way
};

bool goals_same_id(const uint8_t a[SUBMISSION_ID_BYTES], const uint8_t b[SUBMISSION_ID_BYTES])
{
    return memcmp(a, b, SUBMISSION_ID_BYTES) == 0;
}

struct goal_served *goals_served_find(struct goals *goals, const uint8_t id[SUBMISSION_ID_BYTES])
{
    for (size_t i = 0; i < GOAL_SERVED_MAX; i++)
        if (goals->served[i].tick != 0 && goals_same_id(goals->served[i].id, id))
            return &goals->served[i];
    return NULL;
}

static bool done_find(const struct goals *goals, const uint8_t id[SUBMISSION_ID_BYTES])
{
    for (size_t i = 0; i < GOAL_DONE_MAX; i++)
        if (goals->done[i].on && goals_same_id(goals->done[i].id, id))
            return true;
    return false;
}

static void ask_take(struct goals *goals)
{
    const struct goal_cell *cell = &goals->cell;
    const struct goal_served *served = goals_served_find(goals, cell->id);
    if (served != NULL && goals->tick < served->tick + AGAIN_TICKS)
        return;
    struct goal_ask *place = NULL;
    for (size_t i = 0; i < GOAL_ASKS_MAX; i++) {
        struct goal_ask *ask = &goals->asks[i];
        if (ask->on && goals_same_id(ask->id, cell->id))
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
    goal_cards_tags(&goals->cards, cell->find, &place->tags);
}

// The save that a cell belongs to; a new one takes a free place, or that of the one that nothing has
// come for the longest time.
static struct goal_save *save_of(struct goals *goals, const uint8_t id[SUBMISSION_ID_BYTES])
{
    struct goal_save *place = &goals->saves[0];
    for (size_t i = 0; i < GOAL_SAVES_MAX; i++) {
        struct goal_save *save = &goals->saves[i];
        if (save->on && goals_same_id(save->id, id))
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
    struct goal_save *save = save_of(goals, cell->id);
    save->touched = ++goals->cell_count;
    if (cell->kind == GOAL_CELL_SHARE) {
        if (cell->chunk >= GOAL_SHARE_CHUNKS)
            return;
        memcpy(save->share + (size_t)cell->chunk * GOAL_SHARE_CHUNK_BYTES, cell->bytes,
               cell->byte_count);
        save->share_has |= (uint8_t)(1U << cell->chunk);
        return;
    }
    goal_cards_tags(&goals->cards, cell->find, &save->tags);
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

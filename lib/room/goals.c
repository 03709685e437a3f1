#include "room/goals.h"

#include "base/check.h"
#include "room/goals_private.h"
#include "seal/care.h"
#include <string.h>

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

enum err goals_rows_write(struct goals *goals)
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
    memset(goals->bad, 0, sizeof goals->bad);
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

struct goals_renewal goals_renewal(const struct goals *goals, uint32_t day)
{
    return goal_key_renewal(&goals->cards, day);
}

enum err goals_reset(struct goals *goals)
{
    check(goals->rows != NULL && !goals->open);
    memset(goals->cards.miss_days, 0, sizeof goals->cards.miss_days);
    goals->cards.misses = 0;
    return goals_rows_write(goals);
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

// Where the key before ends, what was kept aside of the group's files goes first: it has cards in it that
// end now, and the newest copy, which opens, has all others.
static enum err key_turn(struct goals *goals, uint32_t day)
{
    enum goal_key_step step = goal_key_due(&goals->cards, day);
    enum err err = OK;
    if (step == GOAL_KEY_END || step == GOAL_KEY_END_RENEW) {
        err = goal_rows_erase_aside(goals->rows);
        memset(goals->bad, 0, sizeof goals->bad);
    }
    if (err == OK)
        goal_key_turn(&goals->cards, day, goals->random);
    else
        goals_stop(goals, err);
    return err;
}

enum err goals_open(struct goals *goals, const struct goals_phase *phase, uint64_t tick)
{
    check(!goals->open && goals->rows != NULL && phase->id != 0);
    forget_phase(goals);
    goal_cards_session(&goals->cards, phase->session_id);
    enum err err = OK;
    if (!phase->again) {
        goal_cards_phase(&goals->cards);
        err = key_turn(goals, phase->day);
    }
    if (err == OK)
        err = goals_rows_write(goals);
    if (err != OK)
        return err;
    phase_keys_make(&goals->keys);
    goals->phase_id = phase->id;
    goals->open = true;
    goals->tick = tick;
    goals_reply_seal(goals, false);
    goals_receipts_draw(goals);
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
    return goals_rows_write(goals);
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

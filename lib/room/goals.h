#pragma once
// The hub's half of goal cards: sealed cells in, rows on the disk, one sealed reply a tick out. It holds
// ciphertext and keyed tags, lends each row its share, and never sees pictures, what they make, or words
// that are not shared (C28). Nothing in this unit could name a sender or a time (C5; lint reads the object).
// What came is staged; goals_commit, on the tick, takes it into the rows, writes both copies, and only then
// are there receipts and a reply. The group's key is renewed, and cards expire with it, when a phase opens
// (goals_key.c). Misses are counted on the disk before anybody hears of them (C27). Owned
// by the hub, one thread, secrets in locked memory, wiped.
#include "core/session.h"
#include "room/hub.h"
#include "seal/goal_rows.h"

enum {
    GOAL_MISSES_SESSION = 20, // then goals rest for all, until the session is over
    GOAL_MISSES_MONTH = 100,  // in GOAL_MISS_DAYS: goals stay closed until goals_reset
    GOAL_MISS_DAYS = 30,
};

struct goals;
enum err goals_create(const struct disk *disk, const struct random_source *random,
                      const char *folder, const struct unlock_key *unlock_key,
                      struct goals **out_goals) MUST_USE;
void goals_destroy(struct goals *goals); // NULL is fine

// Reads the rows of a group; nothing where they are here already. Errors of goal_rows_open, and
// ERR_MALFORMED. Not while open.
bool goals_known(const struct goals *goals, const char *group); // it has cards, or had
enum err goals_load(struct goals *goals, const char *group) MUST_USE;
// Whether a hundred cards were wrong in the thirty days up to this one.
bool goals_are_locked(const struct goals *goals, uint32_t day);
enum err goals_reset(struct goals *goals) MUST_USE; // of the group that is loaded
// What is to be told of the group's key on this day, before goals open; nothing where no group is loaded.
struct goals_renewal goals_renewal(const struct goals *goals, uint32_t day);
const char *goals_bad_path(const struct goals *goals); // a file that did not open; "" for none

struct goals_phase {
    uint8_t session_id[16];
    uint32_t id;
    bool again;   // the same phase after a stop: what it gathered is kept, and so is the key
    uint32_t day; // local, for the group's key
};
// A phase: new keys; what was gathered before is forgotten unless .again; written before this returns.
// Any error of this, goals_commit and goals_finish is final (goals_stop).
enum err goals_open(struct goals *goals, const struct goals_phase *phase, uint64_t tick) MUST_USE;
// The phase is over: keys and what is staged are wiped. The rows stay.
void goals_close(struct goals *goals);
// The session is over: what it gathered for board and record is forgotten, also on the disk.
enum err goals_finish(struct goals *goals) MUST_USE;
void goals_stop(struct goals *goals, enum err err);
bool goals_are_open(const struct goals *goals);
// Whether saves are taken, and whether new cards may be made. While not, cells are dropped after the same work.
void goals_taking(struct goals *goals, bool taking, bool new_cards);

void goals_take(struct goals *goals, const uint8_t cell[CELL_BYTES]);
// The tick. day: local, for misses.
enum err goals_commit(struct goals *goals, uint64_t tick, uint32_t day) MUST_USE;

// What the envelope of an open phase carries, as of the last commit.
void goals_show(const struct goals *goals, struct envelope *envelope);
// Lent until the next call or the phase is over: lines that are shared wait in locked memory until then.
const struct goals_gathered *goals_gathered(struct goals *goals);
// Of the session with this id, whatever group is loaded.
void goals_board(const struct goals *goals, const uint8_t session_id[16],
                 struct goal_board *out_board);
uint16_t goals_misses(const struct goals *goals); // of the session of the last phase
bool goals_are_resting(const struct goals *goals, uint32_t day);
uint64_t goals_dropped(const struct goals *goals);

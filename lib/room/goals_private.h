#pragma once
// What lib/room/goals*.c share: goals.c (a group's rows, a phase), goals_cells.c (what comes from screens),
// goals_tick.c (what a tick does with it), goals_board.c (what a phase gathered). For them only.
#include "room/goals.h"
#include "room/goals_rows.h"
#include "seal/cell.h"
#include "seal/goal_card.h"
#include "wire/goal_reply.h"

enum {
    GOAL_SAVES_MAX = 32, // on their way at once
    GOAL_ASKS_MAX = 64,
    GOAL_DONE_MAX = PEOPLE_MAX, // receipts of one envelope
    GOAL_SERVED_MAX = 64,
};

// A row that is asked for. What names the card is gone from here: the tag says nothing without the
// group's key.
struct goal_ask {
    bool on;
    bool new_card;
    uint8_t order[HASH_BYTES];
    uint8_t id[SUBMISSION_ID_BYTES];
    struct goal_tags tags;
    uint8_t key[KEY32_BYTES];
};

// A save that comes in parts, or a card to forget.
struct goal_save {
    bool on;
    bool forget;
    bool known; // a part that says how many shared ones there are has come
    uint8_t id[SUBMISSION_ID_BYTES];
    struct goal_tags tags;
    uint32_t version;
    uint8_t share_chunks;
    uint8_t row_has, share_has; // bit i: part i
    uint64_t touched;           // counts cells, for which to let go of
    uint8_t share[GOAL_SHARE_BYTES];
    uint8_t row[GOAL_ROW_BYTES];
};

struct goal_done {
    bool on;
    bool stale;
    uint8_t id[SUBMISSION_ID_BYTES];
};

struct goal_served {
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
    struct goal_ask asks[GOAL_ASKS_MAX];
    struct goal_save saves[GOAL_SAVES_MAX];
    struct goal_done done[GOAL_DONE_MAX];
    size_t done_at; // the next to be written over
    struct goal_served served[GOAL_SERVED_MAX];
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

// --- goals.c
// The whole image, both copies; the first error is final.
enum err goals_rows_write(struct goals *goals) MUST_USE;

// --- goals_cells.c
bool goals_same_id(const uint8_t a[SUBMISSION_ID_BYTES], const uint8_t b[SUBMISSION_ID_BYTES]);
// A request whose answer has been given in this phase; NULL: none.
struct goal_served *goals_served_find(struct goals *goals, const uint8_t id[SUBMISSION_ID_BYTES]);

// --- goals_tick.c
// The envelope's list of receipts; the same draws and hashes whatever there is to tell.
void goals_receipts_draw(struct goals *goals);
// To whoever asked, or to a key that nobody has: the same bytes and the same work.
void goals_reply_seal(struct goals *goals, bool asked);

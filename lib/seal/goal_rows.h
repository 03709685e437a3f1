#pragma once
// The sealed goal rows of one group on the disk (docs/RECORD-FORMAT.md): FOLDER/<name>.goals-a and -b, two
// copies of one image of fixed size under the unlock key, written whole. The name is a keyed hash of the
// group's, so that a folder tells no group. Carries bytes and knows no cards: what stands in head and
// slots is the caller's. A copy that does not open is never thrown away: its bytes are kept beside as
// <name>.goals-bad-N and named to the caller, and the newest copy that opens is taken. Owned by the hub,
// one thread; plain bytes lie in locked memory.
#include "seal/disk.h"
#include "seal/random.h"
#include "seal/vault.h"

enum {
    GOAL_ROWS_HEAD_BYTES = 512 - 16, // the caller's part of the image's head of 512
    GOAL_SLOT_BYTES = 6784,          // what is known of a card, its row, its shared lines
    GOAL_ROWS_BAD_MAX = 20,          // kept aside for one group
};

struct goal_rows_content {
    uint8_t head[GOAL_ROWS_HEAD_BYTES];
    uint8_t slots[GOAL_CARDS_MAX][GOAL_SLOT_BYTES];
};

struct goal_rows;
struct goal_rows_found {
    bool is_new;               // nothing that opens was there: the content is zeros
    char bad[DISK_PATH_BYTES]; // what did not open, where its bytes lie now; empty: nothing
};
// Makes the files where they are missing, and reads the newest copy into goal_rows_content. ERR_VERSION:
// made by a newer program; ERR_MEMORY, disk errors.
enum err goal_rows_open(const struct disk *disk, const struct random_source *random,
                        const char *folder, const struct unlock_key *unlock_key, struct span group,
                        struct goal_rows **out_rows, struct goal_rows_found *out_found) MUST_USE;
// Whether the group has such files. Makes none.
bool goal_rows_are_there(const struct disk *disk, const char *folder,
                         const struct unlock_key *unlock_key, struct span group);
void goal_rows_close(struct goal_rows *rows); // NULL is fine; wipes
// Lent until the rows are closed: what goal_rows_open found, and what the next write puts on the disk,
// which wipes it.
struct goal_rows_content *goal_rows_content(struct goal_rows *rows);
// Overwrites and removes what was kept aside of this group's files. Errors are those of the disk.
enum err goal_rows_erase_aside(struct goal_rows *rows) MUST_USE;
// The whole image under a fresh nonce, one copy synced before the other is touched. An error is final:
// later calls give it again.
enum err goal_rows_write(struct goal_rows *rows) MUST_USE;

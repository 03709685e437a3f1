#pragma once
// Wrong passphrases at the console, counted in FOLDER/unlock.tries so that ending the program or the
// machine does not begin the count anew. A try is counted before it is made and taken off the count if
// it was right, so that one which is cut short counts too. The first five cost nothing; from then on
// each makes the next one wait longer. The clock is the machine's own: where it was set back the whole
// wait begins again; whoever sets it forward has the machine, and there a guess is slow because of
// Argon2id, not because of this file. Any thread, one at a time.
#include "seal/disk.h"
#include <stdint.h>

enum {
    TRIES_FREE = 5,
    TRIES_WAIT_S = 30, // after the fifth; doubles with each that follows
    TRIES_WAIT_MOST_S = 15 * 60,
};

struct tries {
    uint32_t wrong; // in a row
    uint64_t at_s;  // when the last of them was made, seconds since 1970
};

// How long until the next try may be made; 0: now. Pure.
uint32_t tries_wait_s(const struct tries *tries, uint64_t now_s);
// No file is no wrong tries; one that is not ours is five, made now. Disk errors.
enum err tries_load(const struct disk *disk, const char *folder, uint64_t now_s,
                    struct tries *out_tries) MUST_USE;
// Written and synced before this returns. No wrong tries: the file is removed. Disk errors.
enum err tries_save(const struct disk *disk, const char *folder,
                    const struct tries *tries) MUST_USE;

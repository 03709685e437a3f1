#pragma once
// One small thing on a disk that the window wants done: somebody who may replay turned on or off, let in or
// taken off, key files looked for on sticks, a pairing file written or wiped. Each syncs or reads what may be
// slow, so the ledger's worker does it (ledger.h). A plain value that goes there and back; it may hold a
// pairing key, so whoever has one wipes it.
#include "room/pair_file.h"
#include "room/profile.h"

enum errand_kind {
    ERRAND_TURN = 1, // .recipient.public_key, .on: errors of reviewers_turn
    ERRAND_ADD,      // .recipient, .role: errors of reviewers_add
    ERRAND_REMOVE,   // .recipient.public_key: errors of reviewers_remove
    ERRAND_FIND,     // fills .found: OK
    ERRAND_PAIR,     // .path, .pair: errors of pair_file_write
    ERRAND_WIPE,     // .path: errors of pair_file_wipe
};

enum {
    FOUND_KEYS_MAX = 4, // as many as the dialog shows
    FOUND_NAME_BYTES = 64,
};

// A public review key that lies on a stick, or where the console looks besides.
struct found_key {
    struct recipient recipient;
    char file[FOUND_NAME_BYTES];  // "ortiz.pub"
    char place[FOUND_NAME_BYTES]; // the stick's name; empty: the data folder or the person's own
};

struct errand {
    enum errand_kind kind;
    enum err err; // once it is done
    uint32_t today;
    struct recipient recipient;
    enum reviewer_role role;
    bool on;
    char path[ROOM_PATH_BYTES];
    struct pair_file pair;
    uint8_t found_count;
    struct found_key found[FOUND_KEYS_MAX];
};

struct errand_world {
    const struct disk *disk; // lent
    char reviewers[ROOM_PATH_BYTES];
    bool practice;
    char own[ROOM_PATH_BYTES]; // the data folder: keys may lie in it too
    // Roots under which sticks appear, each a folder of folders; empty: there is none.
    char sticks[2][ROOM_PATH_BYTES];
};
// /media and /run/media of whoever runs the program.
void errand_sticks(struct errand_world *world);
// Does it and sets .err. On any thread, one at a time.
void errand_run(const struct errand_world *world, struct errand *errand);

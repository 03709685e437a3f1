#pragma once
// The group book on the disk: FOLDER/<name>.book and, as it was one writing before, <name>.book.last.
// The name is a keyed hash of the group's, so that a stolen folder tells no group; the bytes are sealed
// under the unlock key and rewritten whole. Whatever a crash cuts, one of the two opens. A file that
// does not open is never thrown away: it is renamed to <name>.book.bad-N and named to the caller. For a
// worker, never for the window's thread: it syncs. One caller at a time for one group.
#include "room/book.h"
#include "seal/vault.h"

struct book_place_on_disk {
    const struct disk *disk;
    const char *folder;           // of the data folder: "groups"
    const struct unlock_key *key; // lent
};

enum {
    BOOK_BAD_MAX = 99, // files kept aside for one group
};

// What opening had to say beside the book.
struct book_opened {
    bool is_new;               // the group had no book yet
    bool was_last;             // the last good one was taken: what was tapped since may be missing
    char bad[DISK_PATH_BYTES]; // a file that did not open, where it lies now; empty: none
};

// Reads the group's book, or begins an empty one. ERR_VERSION made by a newer program (and nothing is
// moved), disk errors; out_book and out_opened are untouched then.
enum err book_load(const struct book_place_on_disk *place, const char *group, struct book *out_book,
                   struct book_opened *out_opened) MUST_USE;
// Old or new, never half.
enum err book_save(const struct book_place_on_disk *place, const struct book *book) MUST_USE;

#pragma once
// The terminal as a witness of the record: it keeps the newest head that the console's ticks name
// (seal/witness.h) in live/witness. It writes only when a phase closes, when the group ends, and
// when another session takes its place: moments that all screens share, so that neither the file nor
// its dates say anything of an answer. A disk that refuses costs the witness and nothing else. App's
// thread.
#include "room/profile.h"
#include "seal/witness.h"
#include "wire/message.h"

struct witness_keeper {
    const struct disk *disk;
    char path[ROOM_PATH_BYTES];
    struct witness_book book;
    bool unsaved; // the book knows more than the file
    enum err err; // of the last write
};

// Reads what there is. What is no book is left alone, and nothing is kept then (.err says why).
void witness_keeper_open(struct witness_keeper *keeper, const struct profile *profile);
// Hears the next envelope, newer than the last; old is NULL for the first.
void witness_keeper_hear(struct witness_keeper *keeper, const struct envelope *old,
                         const struct envelope *new);
// Copies what a terminal's folder holds to a file, or into a folder as screen-<n>.witness; for the
// command line. ERR_NOT_FOUND: this terminal has seen no record yet.
enum err witness_export(const struct profile *profile, uint16_t screen, const char *to) MUST_USE;

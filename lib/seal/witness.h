#pragma once
// What a terminal remembers of the records it saw being made: the newest head of each session, for
// the last WITNESSES_MAX of them (docs/RECORD-FORMAT.md, "Witnesses"). A record whose tail was cut
// cleanly looks like one that a power cut ended; a witness tells them apart. The book holds no word
// of a session and no time. A plain value: a caller owns it. One thread.
#include "seal/record.h"

enum {
    WITNESSES_MAX = 512,
    WITNESS_BYTES = 64,
    WITNESS_FILE_MAX = WITNESS_BYTES * (1 + WITNESSES_MAX),
};

struct witness_book {
    size_t count;
    struct record_witness of[WITNESSES_MAX]; // the session heard last stands last
};

// Takes a head that was heard. A session's head only ever grows: one that covers less than what is
// known is a console's that was turned back, and the longer one is what tells. Where the book is
// full the session heard longest ago makes room. Returns whether the book changed.
bool witness_take(struct witness_book *book, const struct record_witness *witness);
// The book as one file, old or new, never half. ERR_NOT_FOUND: none yet; ERR_MALFORMED: no book of
// witnesses; ERR_VERSION: a later one; and the disk's errors.
enum err witness_load(const struct disk *disk, const char *path,
                      struct witness_book *out_book) MUST_USE;
enum err witness_save(const struct disk *disk, const char *path,
                      const struct witness_book *book) MUST_USE;
// The same on bytes, for whoever has them already.
enum err witness_parse(struct span bytes, struct witness_book *out_book) MUST_USE;

#pragma once
// Two copies of one sealed image of a fixed size, for lib/seal only: what the resume image and the box
// share. A is written and synced, then B, so that a cut leaves at least one copy whole; the newest
// whole copy is what holds. After a cut that copy may be the only one, so it is written last: B, then A,
// where A is the one that holds. The generation stands inside the seal and cannot be turned back. The owner
// lends key, buffers and folder names; the files are made where they are missing and never unlinked.
#include "seal/disk.h"
#include "seal/random.h"
#include "seal/vault.h"

enum {
    TWO_COPIES = 2,
    TWO_COPIES_HEAD_BYTES = 8 + 8, // magic, generation u64: how every plain image begins
};

struct two_copies {
    const struct disk *disk;
    const struct random_source *random;
    const char *context; // of the seal (vault.h)
    const char *magic;   // 8 bytes
    uint8_t *plain;      // TWO_COPIES_HEAD_BYTES and the payload; a secret of the owner's
    size_t plain_bytes;
    uint8_t *sealed; // plain_bytes + VAULT_OVERHEAD
    int handles[TWO_COPIES];
    uint64_t generation;  // of the newest copy written or found
    int first;            // the copy to write first: not the only one that holds
    bool bad[TWO_COPIES]; // two_copies_newest: something stood there that did not open
    enum err failed;      // the first error of a write, given for ever after
};

// Opens FOLDER/NAME of both copies; those that are not there are made, empty. The other fields have
// been filled in by the owner.
enum err two_copies_open(struct two_copies *copies, const char *folder,
                         const char *const names[TWO_COPIES]) MUST_USE;
void two_copies_close(struct two_copies *copies);
// Seals the payload that stands in .plain behind its head as the next generation, with a nonce of its
// own, and puts it into both copies, each synced before the other is touched. Wipes .plain.
enum err two_copies_write(struct two_copies *copies, const uint8_t key[32]) MUST_USE;
// Puts the bytes that stand in .sealed into both copies: zeros or noise, when the image has ended.
enum err two_copies_overwrite(struct two_copies *copies) MUST_USE;
// Leaves the newest whole copy in .plain and its generation beside it. ERR_NOT_FOUND: neither opens, and
// at least one is empty: a first write that was torn in A has an empty B, and then there was nothing
// before. ERR_SEAL: both hold something and neither opens; ERR_VERSION, disk errors.
enum err two_copies_newest(struct two_copies *copies, const uint8_t key[32]) MUST_USE;

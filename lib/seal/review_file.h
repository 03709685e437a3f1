#pragma once
// A file that somebody who may replay a record writes about it and keeps beside it. Carries bytes and
// knows no content. It is sealed to everybody who may replay the record: under a random key that is
// wrapped once for each part of the record, with a key that comes from that part's file key, so
// whoever opens a part opens the file, whoever cannot cannot, and no list of recipients is needed.
// And it is signed by its author, with an Ed25519 key that comes from the author's review key: the
// others may read it and cannot change it. Byte by byte in docs/RECORD-FORMAT.md, "Review files".
#include "seal/vault.h"

enum {
    REVIEW_PARTS_MAX = 64,
    REVIEW_FILE_BYTES_MAX = 80 * 1024,
    REVIEW_PLAIN_MAX = 64 * 1024,
};

struct review_author {
    uint8_t sign_public[32];
    char name[64];
    bool practice;
};
void review_author_of(const struct reviewer_key *key, struct review_author *out_author);

// The keys that the parts of one record give; secret: keep it in seal_secret memory.
struct review_ring {
    uint8_t session_id[16];
    uint32_t count;
    struct {
        uint32_t segment;
        uint8_t key[32];
    } parts[REVIEW_PARTS_MAX];
};

// Seals and signs plain (at most REVIEW_PLAIN_MAX bytes, padded to whole 4,096) for the ring.
// before: the file as it stands, or empty: what it was wrapped for stays able to open it.
// ERR_KEY: the ring is empty; ERR_TOO_LONG, ERR_MEMORY.
enum err review_file_seal(const struct random_source *random, const struct reviewer_key *key,
                          const struct review_ring *ring, struct span before, struct span plain,
                          uint8_t out_file[REVIEW_FILE_BYTES_MAX], size_t *out_size) MUST_USE;
// ERR_MALFORMED: no review file; ERR_VERSION; ERR_KEY: about another record, or none of its parts is
// here; ERR_SEAL: changed since it was signed, or not signed by the author it names.
enum err review_file_open(struct span file, const struct review_ring *ring,
                          struct review_author *out_author, uint8_t out_plain[REVIEW_PLAIN_MAX],
                          size_t *out_size) MUST_USE;

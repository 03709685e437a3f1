#pragma once
// What the record's tests share: a reviewer, a console, and a record written with seeded randomness.
#include "base/check.h"
#include "fake_disk.h"
#include "seal/record.h"
#include "seal/vault_private.h"
#include <sodium.h>
#include <string.h>

struct fixture {
    struct fake_disk *fake;
    const struct disk *disk;
    struct random_seeded random;
    uint8_t sign_secret[64];
    struct reviewer_key reviewer; // one of the recipients
    struct reviewer_key stranger; // none of them
    struct recipient recipients[RECIPIENTS_MAX + 1];
    struct record_info info;
};

static inline void fixture_reviewer(struct reviewer_key *key, uint8_t seed, const char *name)
{
    uint8_t seeds[32];
    memset(seeds, seed, sizeof seeds);
    memset(key, 0, sizeof *key);
    crypto_box_seed_keypair(key->recipient.public_key, key->secret, seeds);
    memcpy(key->recipient.name, name, strlen(name) + 1);
    key->recipient.practice = true;
}

static inline void fixture_init(struct fixture *fixture, uint8_t recipient_count)
{
    check(sodium_init() >= 0);
    memset(fixture, 0, sizeof *fixture);
    fixture->fake = fake_disk_create();
    fixture->disk = fake_disk_of(fixture->fake);
    random_seeded_init(&fixture->random, 7);
    uint8_t seed[32] = {1};
    crypto_sign_seed_keypair(fixture->info.sign_public, fixture->sign_secret, seed);
    fixture_reviewer(&fixture->reviewer, 2, "Reviewer");
    fixture_reviewer(&fixture->stranger, 3, "Stranger");
    for (uint8_t i = 0; i <= RECIPIENTS_MAX; i++) {
        struct reviewer_key other;
        fixture_reviewer(&other, (uint8_t)(100 + i), "Other");
        fixture->recipients[i] = other.recipient;
    }
    fixture->recipients[recipient_count - 1] = fixture->reviewer.recipient;
    memset(fixture->info.session_id, 0xab, sizeof fixture->info.session_id);
    fixture->info.day = 20000; // 2024-10-04
    fixture->info.retain_days = 90;
    fixture->info.notice = 1;
    fixture->info.practice = true;
    fixture->info.recipient_count = recipient_count;
}

static inline void fixture_finish(struct fixture *fixture)
{
    fake_disk_destroy(fixture->fake);
}

static const char *const fixture_path = "sessions/2024-10-04-abababab.0.imrlog";

static inline struct record_writer *fixture_create(struct fixture *fixture)
{
    struct record_writer *writer = NULL;
    enum err err = record_create(fixture->disk, &fixture->random.source, "sessions", &fixture->info,
                                 fixture->recipients, fixture->sign_secret, &writer);
    check(err == OK);
    check(strcmp(record_path(writer), fixture_path) == 0);
    return writer;
}

// The i-th frame's text in every test: its number and its size say who it is.
static inline size_t fixture_plain(uint64_t number, uint8_t out_plain[RECORD_PLAIN_MAX])
{
    static const size_t sizes[] = {40, 494, 495, 1006, 1007, 200, 2030, 2031, 90, 4078, 8174, 1};
    size_t size = sizes[number % (sizeof sizes / sizeof sizes[0])];
    for (size_t i = 0; i < size; i++)
        out_plain[i] = (uint8_t)(number * 31 + i * 7 + 1);
    return size;
}

static inline void fixture_append(struct record_writer *writer, uint64_t number, bool final)
{
    uint8_t plain[RECORD_PLAIN_MAX];
    size_t size = fixture_plain(number, plain);
    struct record_frame frame;
    record_seal(writer, (struct span){plain, size}, 0, final, &frame);
    check(record_write(writer, &frame, true) == OK);
}

// Writes a whole record of `frames` frames to fixture_path.
static inline void fixture_write(struct fixture *fixture, uint64_t frames, bool final)
{
    struct record_writer *writer = fixture_create(fixture);
    for (uint64_t i = 0; i < frames; i++)
        fixture_append(writer, i, final && i == frames - 1);
    record_close(writer);
}

// Reads to the end; every frame that opens must hold what its place says. ERR_IO if one does not.
static inline enum err fixture_read(struct fixture *fixture, struct record_end *out_end)
{
    struct record_reader *reader = NULL;
    enum err err = record_open(fixture->disk, fixture_path, &fixture->reviewer, &reader);
    if (err != OK)
        return err;
    struct span got;
    for (uint64_t number = 0; record_next(reader, &got) && err == OK; number++) {
        uint8_t plain[RECORD_PLAIN_MAX];
        size_t size = fixture_plain(number, plain);
        if (got.size != size || memcmp(got.at, plain, size) != 0)
            err = ERR_IO;
    }
    record_reader_end(reader, out_end);
    record_reader_close(reader);
    return err;
}

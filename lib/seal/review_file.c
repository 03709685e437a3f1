#include "seal/review_file.h"
#include "base/check.h"
#include "base/codec.h"
#include "base/utf8.h"
#include "seal/vault_private.h"
#include <sodium.h>
#include <string.h>

static const char review_magic[8] = "IMRRVW1";
static const char sign_context[] = "imr-review-sign";
static const char wrap_context[] = "imr-review-part";
static const char file_context[] = "imr-review-file";
enum {
    SESSION_ID_BYTES = 16,
    AUTHOR_BYTES = 32 + 64 + 1,
    HEAD_BYTES = 8 + SESSION_ID_BYTES + AUTHOR_BYTES + 1,
    WRAP_BYTES = 32 + VAULT_OVERHEAD,
    PART_BYTES = 4 + WRAP_BYTES,
    BESIDE_BYTES = SESSION_ID_BYTES + 4,
    PAGE_BYTES = 4096, // so that the size of a file says little of how much stands in it
};
_Static_assert(HEAD_BYTES == 122 && PART_BYTES == 76, "the format says so");
_Static_assert(HEAD_BYTES + REVIEW_PARTS_MAX * PART_BYTES + REVIEW_PLAIN_MAX + VAULT_OVERHEAD +
                       crypto_sign_BYTES <=
                   REVIEW_FILE_BYTES_MAX,
               "the largest file fits");
_Static_assert(REVIEW_PLAIN_MAX % PAGE_BYTES == 0, "whole pages");

struct review_part {
    uint32_t segment;
    uint8_t wrapped[WRAP_BYTES];
};
struct review_head {
    uint8_t session_id[SESSION_ID_BYTES];
    struct review_author author;
    uint8_t part_count;
    struct review_part parts[REVIEW_PARTS_MAX];
};

static void sign_keys(const struct reviewer_key *key, uint8_t out_public[32],
                      uint8_t out_secret[64])
{
    uint8_t seed[32];
    seal_hash_keyed(reviewer_key_secret(key), span_of_string(sign_context), seed);
    crypto_sign_seed_keypair(out_public, out_secret, seed);
    sodium_memzero(seed, sizeof seed);
}

void review_author_of(const struct reviewer_key *key, struct review_author *out_author)
{
    check(key != NULL && out_author != NULL);
    uint8_t secret[64];
    const struct recipient *recipient = reviewer_key_public(key);
    memset(out_author, 0, sizeof *out_author);
    sign_keys(key, out_author->sign_public, secret);
    sodium_memzero(secret, sizeof secret);
    memcpy(out_author->name, recipient->name, sizeof out_author->name);
    out_author->practice = recipient->practice;
}

static void head_visit(struct codec *codec, struct review_head *head)
{
    codec_bytes(codec, head->session_id, sizeof head->session_id);
    codec_bytes(codec, head->author.sign_public, sizeof head->author.sign_public);
    codec_text(codec, head->author.name, sizeof head->author.name);
    codec_bool(codec, &head->author.practice);
    codec_u8(codec, &head->part_count);
    if (codec->err == OK && (head->part_count == 0 || head->part_count > REVIEW_PARTS_MAX))
        codec->err = ERR_RANGE;
    for (uint8_t i = 0; codec->err == OK && i < head->part_count; i++) {
        codec_u32(codec, &head->parts[i].segment);
        codec_bytes(codec, head->parts[i].wrapped, sizeof head->parts[i].wrapped);
    }
}

static void beside_of(const uint8_t session_id[SESSION_ID_BYTES], uint32_t segment,
                      uint8_t out[BESIDE_BYTES])
{
    memcpy(out, session_id, SESSION_ID_BYTES);
    for (size_t i = 0; i < 4; i++)
        out[SESSION_ID_BYTES + i] = (uint8_t)(segment >> (8 * i));
}

static const uint8_t *ring_key(const struct review_ring *ring, uint32_t segment)
{
    for (uint32_t i = 0; i < ring->count; i++)
        if (ring->parts[i].segment == segment)
            return ring->parts[i].key;
    return NULL;
}

// Opens the file's key with the first part that is here. ERR_KEY if none is, ERR_SEAL.
static enum err unwrap(const struct review_head *head, const struct review_ring *ring,
                       uint8_t out_key[32])
{
    for (uint8_t i = 0; i < head->part_count; i++) {
        const struct review_part *part = &head->parts[i];
        const uint8_t *with = ring_key(ring, part->segment);
        if (with == NULL)
            continue;
        uint8_t beside[BESIDE_BYTES];
        beside_of(head->session_id, part->segment, beside);
        return vault_open_with(with, wrap_context, (struct span){beside, sizeof beside},
                               (struct span){part->wrapped, sizeof part->wrapped}, out_key);
    }
    return ERR_KEY;
}

// Reads and believes the head: shape, version, signature. out_used: where the content begins.
static enum err head_read(struct span file, struct review_head *out_head, size_t *out_used)
{
    if (file.size > REVIEW_FILE_BYTES_MAX)
        return ERR_TOO_LONG;
    if (file.size < sizeof review_magic || memcmp(file.at, review_magic, 6) != 0)
        return ERR_MALFORMED;
    if (memcmp(file.at, review_magic, sizeof review_magic) != 0)
        return ERR_VERSION;
    struct codec codec =
        codec_reader(file.at + sizeof review_magic, file.size - sizeof review_magic);
    memset(out_head, 0, sizeof *out_head);
    head_visit(&codec, out_head);
    size_t used = sizeof review_magic + codec.used;
    if (codec.err != OK ||
        file.size - used < VAULT_OVERHEAD + PAGE_BYTES + (size_t)crypto_sign_BYTES)
        return ERR_MALFORMED;
    size_t content = file.size - used - VAULT_OVERHEAD - crypto_sign_BYTES;
    if (content % PAGE_BYTES != 0 || content > REVIEW_PLAIN_MAX)
        return ERR_MALFORMED;
    size_t covered = file.size - crypto_sign_BYTES;
    if (crypto_sign_verify_detached(file.at + covered, file.at, covered,
                                    out_head->author.sign_public) != 0)
        return ERR_SEAL;
    *out_used = used;
    return OK;
}

// Where a file was before, its key stays, and what it was wrapped for beside these parts too.
static enum err parts_kept(struct span before, const struct review_ring *ring,
                           struct review_head *head, uint8_t key[32])
{
    struct review_head old;
    size_t used = 0;
    enum err err = head_read(before, &old, &used);
    if (err == OK && memcmp(old.session_id, ring->session_id, sizeof old.session_id) != 0)
        err = ERR_KEY;
    if (err == OK)
        err = unwrap(&old, ring, key);
    if (err != OK)
        return err;
    for (uint8_t i = 0; i < old.part_count && head->part_count < REVIEW_PARTS_MAX; i++)
        if (ring_key(ring, old.parts[i].segment) == NULL)
            head->parts[head->part_count++] = old.parts[i];
    return OK;
}

static void wrap(const struct random_source *random, const struct review_ring *ring,
                 const uint8_t key[32], struct review_head *head)
{
    for (uint32_t i = 0; i < ring->count && head->part_count < REVIEW_PARTS_MAX; i++) {
        struct review_part *part = &head->parts[head->part_count++];
        uint8_t beside[BESIDE_BYTES], nonce[24];
        part->segment = ring->parts[i].segment;
        beside_of(ring->session_id, part->segment, beside);
        random->fill(random->self, nonce, sizeof nonce);
        vault_seal_with(ring->parts[i].key, wrap_context, (struct span){beside, sizeof beside},
                        nonce, key, 32, part->wrapped);
    }
}

enum err review_file_seal(const struct random_source *random, const struct reviewer_key *key,
                          const struct review_ring *ring, struct span before, struct span plain,
                          uint8_t out_file[REVIEW_FILE_BYTES_MAX], size_t *out_size)
{
    check(random != NULL && key != NULL && ring != NULL && out_file != NULL && out_size != NULL);
    check(ring->count <= REVIEW_PARTS_MAX);
    if (ring->count == 0)
        return ERR_KEY;
    if (plain.size >= REVIEW_PLAIN_MAX)
        return ERR_TOO_LONG;
    struct review_head head = {0};
    uint8_t *file_key = seal_secret_create(32);
    uint8_t *padded = seal_secret_create(REVIEW_PLAIN_MAX);
    enum err err = file_key == NULL || padded == NULL ? ERR_MEMORY : OK;
    if (err != OK)
        goto done;
    if (before.size == 0)
        random->fill(random->self, file_key, 32);
    else
        err = parts_kept(before, ring, &head, file_key);
    if (err != OK)
        goto done;
    memcpy(head.session_id, ring->session_id, sizeof head.session_id);
    review_author_of(key, &head.author);
    wrap(random, ring, file_key, &head);
    struct codec codec = codec_writer(out_file, REVIEW_FILE_BYTES_MAX);
    char magic[sizeof review_magic];
    memcpy(magic, review_magic, sizeof magic);
    codec_bytes(&codec, magic, sizeof magic);
    head_visit(&codec, &head);
    check(codec.err == OK);
    memcpy(padded, plain.at, plain.size);
    padded[plain.size] = 0x80;
    size_t pages = (plain.size / PAGE_BYTES + 1) * PAGE_BYTES;
    uint8_t nonce[24], sign_public[32], sign_secret[64];
    random->fill(random->self, nonce, sizeof nonce);
    vault_seal_with(file_key, file_context, (struct span){out_file, codec.used}, nonce, padded,
                    pages, out_file + codec.used);
    size_t covered = codec.used + VAULT_OVERHEAD + pages;
    sign_keys(key, sign_public, sign_secret);
    crypto_sign_detached(out_file + covered, NULL, out_file, covered, sign_secret);
    sodium_memzero(sign_secret, sizeof sign_secret);
    *out_size = covered + crypto_sign_BYTES;
done:
    seal_secret_destroy(padded);
    seal_secret_destroy(file_key);
    return err;
}

enum err review_file_open(struct span file, const struct review_ring *ring,
                          struct review_author *out_author, uint8_t out_plain[REVIEW_PLAIN_MAX],
                          size_t *out_size)
{
    check(ring != NULL && out_author != NULL && out_plain != NULL && out_size != NULL);
    struct review_head head;
    size_t used = 0;
    enum err err = head_read(file, &head, &used);
    if (err != OK)
        return err;
    if (memcmp(head.session_id, ring->session_id, sizeof head.session_id) != 0)
        return ERR_KEY;
    uint8_t *file_key = seal_secret_create(32);
    if (file_key == NULL)
        return ERR_MEMORY;
    size_t sealed = file.size - used - crypto_sign_BYTES;
    err = unwrap(&head, ring, file_key);
    if (err == OK)
        err = vault_open_with(file_key, file_context, (struct span){file.at, used},
                              (struct span){file.at + used, sealed}, out_plain);
    seal_secret_destroy(file_key);
    if (err != OK)
        return err;
    size_t last = sealed - VAULT_OVERHEAD;
    while (last > 0 && out_plain[last - 1] == 0)
        last--;
    if (last == 0 || out_plain[last - 1] != 0x80)
        return ERR_MALFORMED;
    *out_author = head.author;
    *out_size = last - 1;
    return OK;
}

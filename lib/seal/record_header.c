#include "base/check.h"
#include "seal/record_private.h"
#include <string.h>

static const char magic[8] = "IMRLOG1";
enum {
    SUITE = 1,
    MAGIC_FAMILY_BYTES = 6,
    COUNT_AT = 9
};

// Everything up to the signature, in the order of docs/RECORD-FORMAT.md.
static void header_visit(struct codec *codec, struct record_header *header)
{
    uint8_t name[sizeof magic];
    memcpy(name, magic, sizeof magic);
    uint8_t suite = SUITE;
    struct record_info *info = &header->info;
    codec_bytes(codec, name, sizeof name);
    codec_u8(codec, &suite);
    codec_u8(codec, &info->recipient_count);
    codec_bytes(codec, info->session_id, sizeof info->session_id);
    codec_u32(codec, &info->segment);
    codec_bytes(codec, info->prev_head, sizeof info->prev_head);
    codec_u32(codec, &info->day);
    codec_u16(codec, &info->retain_days);
    codec_u8(codec, &info->notice);
    codec_bool(codec, &info->practice);
    codec_bytes(codec, info->sign_public, sizeof info->sign_public);
    codec_bytes(codec, header->commit, sizeof header->commit);
    check(info->recipient_count >= 1 && info->recipient_count <= RECIPIENTS_MAX);
    for (unsigned i = 0; i < info->recipient_count; i++)
        codec_bytes(codec, header->seals[i], sizeof header->seals[i]);
    codec_bytes(codec, header->stream_header, sizeof header->stream_header);
    check(codec->err != OK || codec->used <= RECORD_SIGNED_BYTES);
}

void record_header_write(const struct record_header *header, const uint8_t sign_secret[64],
                         uint8_t out_bytes[RECORD_HEADER_BYTES])
{
    check(header != NULL && sign_secret != NULL && out_bytes != NULL);
    struct record_header copy = *header;
    memset(out_bytes, 0, RECORD_HEADER_BYTES);
    struct codec codec = codec_writer(out_bytes, RECORD_SIGNED_BYTES);
    header_visit(&codec, &copy);
    check(codec.err == OK);
    int result = crypto_sign_detached(out_bytes + RECORD_SIGNED_BYTES, NULL, out_bytes,
                                      RECORD_SIGNED_BYTES, sign_secret);
    check(result == 0);
}

// Which kind of file this is, from its first bytes.
static enum err kind_check(const uint8_t *bytes, size_t size)
{
    size_t known = size < sizeof magic ? size : sizeof magic;
    if (memcmp(bytes, magic, known) == 0)
        return size < RECORD_HEADER_BYTES ? ERR_TRUNCATED : OK;
    // "IMRLOG" and another digit is a later format of ours; anything else is none.
    bool family = size >= sizeof magic && memcmp(bytes, magic, MAGIC_FAMILY_BYTES) == 0;
    bool later = family && bytes[6] >= '2' && bytes[6] <= '9' && bytes[7] == 0;
    return later ? ERR_VERSION : ERR_MALFORMED;
}

enum err record_header_read(const uint8_t *bytes, size_t size, struct record_header *out_header)
{
    check(bytes != NULL || size == 0);
    if (size == 0)
        return ERR_TRUNCATED; // made, and cut before its first byte
    enum err err = kind_check(bytes, size);
    if (err != OK)
        return err;
    if (bytes[sizeof magic] != SUITE)
        return ERR_VERSION;
    // Before any arithmetic on a curve: a header could else ask for as much of it as it likes (C33).
    if (bytes[COUNT_AT] < 1 || bytes[COUNT_AT] > RECIPIENTS_MAX)
        return ERR_MALFORMED;
    struct record_header header = {.info.recipient_count = bytes[COUNT_AT]};
    struct codec codec = codec_reader(bytes, RECORD_SIGNED_BYTES);
    header_visit(&codec, &header);
    if (codec.err != OK)
        return ERR_MALFORMED;
    // A header has one form only: what is not used is zero.
    if (!sodium_is_zero(bytes + codec.used, RECORD_SIGNED_BYTES - codec.used))
        return ERR_MALFORMED;
    int result = crypto_sign_verify_detached(bytes + RECORD_SIGNED_BYTES, bytes,
                                             RECORD_SIGNED_BYTES, header.info.sign_public);
    if (result != 0)
        return ERR_SEAL;
    *out_header = header;
    return OK;
}

void record_commit(const uint8_t file_key[32], uint8_t out_commit[32])
{
    static const char context[] = "imrlog-commit";
    crypto_generichash_state state;
    crypto_generichash_init(&state, NULL, 0, HASH_BYTES);
    crypto_generichash_update(&state, (const uint8_t *)context, sizeof context - 1);
    crypto_generichash_update(&state, file_key, 32);
    crypto_generichash_final(&state, out_commit, HASH_BYTES);
    sodium_memzero(&state, sizeof state);
}

void record_beside(const uint8_t header_hash[32], uint64_t index, uint8_t out[RECORD_BESIDE_BYTES])
{
    memcpy(out, header_hash, HASH_BYTES);
    for (unsigned i = 0; i < 8; i++)
        out[HASH_BYTES + i] = (uint8_t)(index >> (8 * i));
}

void record_head_next(uint8_t head[32], const uint8_t *frame, size_t size)
{
    check(frame != NULL && size > RECORD_SIZE_BYTES);
    crypto_generichash_state state;
    crypto_generichash_init(&state, NULL, 0, HASH_BYTES);
    crypto_generichash_update(&state, head, HASH_BYTES);
    crypto_generichash_update(&state, frame, size);
    crypto_generichash_final(&state, head, HASH_BYTES);
}

bool record_size_ok(uint32_t size)
{
    return size >= FRAME_BYTES_MIN && size <= FRAME_BYTES_MAX && (size & (size - 1)) == 0;
}

uint32_t record_u32(const uint8_t bytes[4])
{
    return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
           (uint32_t)bytes[3] << 24;
}

struct span record_frame_at(struct span file, uint64_t offset)
{
    check(offset <= file.size);
    struct span left = span_from(file, (size_t)offset);
    if (left.size < RECORD_SIZE_BYTES)
        return (struct span){NULL, 0};
    uint32_t sealed = record_u32(left.at);
    if (!record_size_ok(sealed) || left.size - RECORD_SIZE_BYTES < sealed)
        return (struct span){NULL, 0};
    return (struct span){left.at, RECORD_SIZE_BYTES + (size_t)sealed};
}

// "imr-head" || session id || segment u32 LE || frame u64 LE || head.
enum {
    HEAD_TEXT_BYTES = 8 + 16 + 4 + 8 + 32
};

static void head_text(const struct record_info *info, uint64_t frame, const uint8_t head[32],
                      uint8_t out_text[HEAD_TEXT_BYTES])
{
    memcpy(out_text, "imr-head", 8);
    memcpy(out_text + 8, info->session_id, 16);
    for (unsigned i = 0; i < 4; i++)
        out_text[24 + i] = (uint8_t)(info->segment >> (8 * i));
    for (unsigned i = 0; i < 8; i++)
        out_text[28 + i] = (uint8_t)(frame >> (8 * i));
    memcpy(out_text + 36, head, 32);
}

void record_sign_head(const uint8_t sign_secret[64], const struct record_info *info, uint64_t frame,
                      const uint8_t head[32], uint8_t out_signature[64])
{
    check(sign_secret != NULL && info != NULL && head != NULL);
    uint8_t text[HEAD_TEXT_BYTES];
    head_text(info, frame, head, text);
    int result = crypto_sign_detached(out_signature, NULL, text, sizeof text, sign_secret);
    check(result == 0);
}

bool record_check_head(const uint8_t sign_public[32], const struct record_info *info,
                       uint64_t frame, const uint8_t head[32], const uint8_t signature[64])
{
    check(sign_public != NULL && info != NULL && head != NULL && signature != NULL);
    uint8_t text[HEAD_TEXT_BYTES];
    head_text(info, frame, head, text);
    return crypto_sign_verify_detached(signature, text, sizeof text, sign_public) == 0;
}

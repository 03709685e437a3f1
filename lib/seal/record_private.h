#pragma once
// The record's bytes, shared by its writer, its reader and the tests that look into the writer's
// memory (C32). docs/RECORD-FORMAT.md is the contract.
#include "base/codec.h"
#include "seal/record.h"
#include <sodium.h>

enum {
    RECORD_SEAL_BYTES = 32 + crypto_box_SEALBYTES,
    RECORD_SIGNED_BYTES = RECORD_HEADER_BYTES - crypto_sign_BYTES,
    RECORD_FRAME_OVERHEAD = crypto_secretstream_xchacha20poly1305_ABYTES,
    RECORD_SIZE_BYTES = 4, // the length before each frame
    FRAME_BYTES_MIN = 512,
    RECORD_BESIDE_BYTES = HASH_BYTES + 8,
};
_Static_assert(RECORD_SEAL_BYTES == 80, "the format says 80");
_Static_assert(RECORD_FRAME_OVERHEAD == 17, "the format says 17");
_Static_assert(RECORD_PLAIN_MAX == FRAME_BYTES_MAX - RECORD_FRAME_OVERHEAD - 1,
               "frame, less its seal");

struct record_header {
    struct record_info info;
    uint8_t commit[32];
    uint8_t seals[RECIPIENTS_MAX][RECORD_SEAL_BYTES];
    uint8_t stream_header[crypto_secretstream_xchacha20poly1305_HEADERBYTES];
};
void record_header_write(const struct record_header *header, const uint8_t sign_secret[64],
                         uint8_t out_bytes[RECORD_HEADER_BYTES]);
// size may be less than a header. Refuses too many recipients before any arithmetic on a curve, then
// checks the signature. Errors as record_open's.
enum err record_header_read(const uint8_t *bytes, size_t size,
                            struct record_header *out_header) MUST_USE;
// What binds a file key to its header: BLAKE2b-256("imrlog-commit" || key).
void record_commit(const uint8_t file_key[32], uint8_t out_commit[32]);
// What stands beside each frame under its seal: hash of the header, index u64 LE.
void record_beside(const uint8_t header_hash[32], uint64_t index, uint8_t out[RECORD_BESIDE_BYTES]);
void record_head_next(uint8_t head[32], const uint8_t *frame, size_t size);
bool record_size_ok(uint32_t size); // 512, 1024, 2048, 4096 or 8192
// The frame at offset with its length, or nothing if no whole frame stands there.
struct span record_frame_at(struct span file, uint64_t offset);
uint32_t record_u32(const uint8_t bytes[4]);

// record_rest.c: the file's bytes with what stands in the rest beside it, if there is one that fits.
// *bytes was allocated and may move. Only ERR_MEMORY.
enum err record_rest_join(const struct disk *disk, const char *record_path, uint8_t **bytes,
                          size_t *size) MUST_USE;

struct record_writer {
    const struct disk *disk;
    int handle;
    enum err failed;        // the first error, given for ever after
    bool final;             // the last frame was sealed
    uint64_t sealed_bytes;  // where the next frame will stand
    uint64_t written_bytes; // where the next frame to write stands
    uint64_t unsynced_bytes;
    uint64_t frames; // sealed
    uint8_t header_hash[32];
    uint8_t head[32];
    crypto_secretstream_xchacha20poly1305_state stream;
    uint8_t plain[FRAME_BYTES_MAX - RECORD_FRAME_OVERHEAD]; // padded; wiped after each frame
    char path[DISK_PATH_BYTES];
};

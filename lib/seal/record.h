#pragma once
// The sealed record of one session: segments of a 2,048-byte header and frames of 512 to 8,192
// bytes (docs/RECORD-FORMAT.md). Carries bytes and knows no session. The writer can
// never read back what it wrote. A reader needs a reviewer's key; verifying the chain of public
// hashes needs none. One thread each.
#include "seal/vault.h"

enum {
    RECORD_HEADER_BYTES = 2048,
    RECORD_PLAIN_MAX = FRAME_BYTES_MAX - 17 - 1,
    RECORD_FILE_MAX = 64 * 1024 * 1024, // a reader refuses more: ERR_TOO_LONG
    RECORD_UNSYNCED_MAX = 64 * 1024,    // record_write syncs by itself before it would exceed this
};

struct record_info { // what a header says
    uint8_t session_id[16];
    uint32_t segment;      // from 0
    uint8_t prev_head[32]; // head of the segment before; zero for segment 0
    uint32_t day;          // days since 1970-01-01
    uint16_t retain_days;
    uint8_t notice; // 1: the agency's notice must go with every export
    bool practice;
    uint8_t recipient_count;
    uint8_t sign_public[32]; // Ed25519 of the console
};

// A frame as it will stand in the file: made first, kept in the resume image, then written.
struct record_frame {
    uint64_t offset;
    uint32_t size;
    uint8_t bytes[4 + FRAME_BYTES_MAX];
};

struct record_writer;
// Creates FOLDER/<yyyy-mm-dd>-<8 hex>.<segment>.imrlog, writes and syncs the header. recipients: 1
// to RECIPIENTS_MAX, info->recipient_count of them. ERR_EXISTS if that segment is there, ERR_PROFILE
// if practice and real would mix, ERR_KEY if a recipient's key is no usable point.
// A file that a crash in here left without a whole header holds nothing, since the header is synced
// before any frame is sealed; it is replaced. So hold the folder's lock (disk_lock).
enum err record_create(const struct disk *disk, const struct random_source *random,
                       const char *folder, const struct record_info *info,
                       const struct recipient *recipients, const uint8_t sign_secret[64],
                       struct record_writer **out_writer) MUST_USE;
// Seals plain (1 to RECORD_PLAIN_MAX bytes) as the next frame, padded to the smallest frame size
// that holds it, or to frame_bytes if that is larger (result frames pass FRAME_BYTES_MAX). Advances
// the stream: the frame must then be written.
void record_seal(struct record_writer *writer, struct span plain, uint32_t frame_bytes, bool final,
                 struct record_frame *out_frame);
// Writes the frame at its offset; sync false leaves that to record_sync. Any error is final for the
// file: every later call gives it again, because a sync that succeeds after one that failed proves
// nothing. Open a new segment elsewhere.
enum err record_write(struct record_writer *writer, const struct record_frame *frame,
                      bool sync) MUST_USE;
enum err record_sync(struct record_writer *writer) MUST_USE;
// The head after the last sealed frame, and how many frames it covers: h_0 = H(header),
// h_i = H(h_(i-1) || the i-th frame with its length).
void record_head_of(const struct record_writer *writer, uint64_t *out_frame, uint8_t out_hash[32]);
const char *record_path(const struct record_writer *writer); // lent
void record_close(struct record_writer *writer);             // NULL is fine
// What a checkpoint signs: "imr-head" || session id || segment u32 LE || frame u64 LE || head.
void record_sign_head(const uint8_t sign_secret[64], const struct record_info *info, uint64_t frame,
                      const uint8_t head[32], uint8_t out_signature[64]);
bool record_check_head(const uint8_t sign_public[32], const struct record_info *info,
                       uint64_t frame, const uint8_t head[32], const uint8_t signature[64]);
// Finishes a frame that a crash cut: the same bytes at the same place, synced. OK if it stood there
// whole. ERR_TRUNCATED if the file ends before that place, so that bytes between would be missing;
// ERR_MALFORMED if something else follows. Neither touches the file.
enum err record_finish_frame(const struct disk *disk, const char *path,
                             const struct record_frame *frame) MUST_USE;
// What a failed disk may have lost of a segment, put aside in another folder: FOLDER/<name>.imrrest,
// where the record's file is <name>.imrlog. frames are whole frames, as they should stand from offset
// to the end of the file. Readers that find it beside the record read the two as one.
enum err record_rest_write(const struct disk *disk, const char *folder, const char *record_path,
                           uint64_t offset, struct span frames) MUST_USE;

// Reading. The whole file is read into memory (a 3-hour record is about 3 MB).
enum record_verdict {
    RECORD_COMPLETE,
    RECORD_UNCLOSED,
    RECORD_TRUNCATED,
    RECORD_FORKED,
    RECORD_FORGED
};
struct record_reader;
const char *record_verdict_text(enum record_verdict verdict); // one lower-case word
// ERR_NOT_FOUND, ERR_MALFORMED (not a record), ERR_TRUNCATED (cut inside its header), ERR_VERSION,
// ERR_SEAL (header's signature or key commitment), ERR_KEY (this key is not among the recipients),
// ERR_TOO_LONG. The signature proves that sign_public made the header; whether that is a console you
// know is for the caller to ask.
enum err record_open(const struct disk *disk, const char *path, const struct reviewer_key *key,
                     struct record_reader **out_reader) MUST_USE;
const struct record_info *record_reader_info(const struct record_reader *reader);
// The key of this part for files beside the record (seal/review_file.h): BLAKE2b-256 of "imr-review"
// under the file key, so that all who may replay have it, and nobody else. Secret.
void record_reader_review_key(const struct record_reader *reader, uint8_t out_key[32]);
// The next frame's plaintext (lent until the next call). false at the end or at damage.
bool record_next(struct record_reader *reader, struct span *out_plain);
// Where the frame that record_next gave last stands.
uint64_t record_reader_offset(const struct record_reader *reader);
// How it ended, the number of whole frames, bytes after the last one. Before record_next gave false:
// how far it has come, UNCLOSED so far.
struct record_end {
    enum record_verdict
        verdict; // COMPLETE (final frame), UNCLOSED, or FORGED (a frame fails its seal)
    uint64_t frames;
    uint64_t offset;         // where the first unreadable byte stands
    uint64_t trailing_bytes; // not a whole frame
};
void record_reader_end(const struct record_reader *reader, struct record_end *out_end);
// The head after the first `frames` frames, of those read so far. Computed when asked for, each byte
// once if asked in order: hashing costs as much again as opening the seals, and only signatures,
// witnesses and the six words need it.
void record_reader_head(struct record_reader *reader, uint64_t frames, uint8_t out_head[32]);
void record_reader_close(struct record_reader *reader); // NULL is fine

// A head that somebody else kept: a terminal's witness, or a checkpoint's.
struct record_witness {
    uint8_t session_id[16];
    uint32_t segment;
    uint64_t frames; // how many the head covers
    uint8_t head[32];
};
// The verdict when witnesses are heard too, after record_next gave false: TRUNCATED if one saw more
// frames than there are, FORKED if one saw others. Witnesses of other sessions and segments are
// passed over. out_witness: the one that decided it, or count.
enum record_verdict record_judge(struct record_reader *reader,
                                 const struct record_witness *witnesses, size_t count,
                                 size_t *out_witness);

// Without a key: the header, its signature checked. Errors as record_open's.
enum err record_info_of(const struct disk *disk, const char *path,
                        struct record_info *out_info) MUST_USE;
// Without a key: every head in turn, from the header's own (frames 0) to that of the last whole
// frame, until each says no. Errors as record_info_of.
enum err record_heads(const struct disk *disk, const char *path,
                      bool (*each)(void *context, uint64_t frames, const uint8_t head[32]),
                      void *context) MUST_USE;
// Without a key: the head after the first `frames` frames. ERR_TRUNCATED if there are fewer whole
// frames, and else as record_info_of. It says nothing of what the frames hold.
enum err record_head_at(const struct disk *disk, const char *path, uint64_t frames,
                        uint8_t out_head[32]) MUST_USE;

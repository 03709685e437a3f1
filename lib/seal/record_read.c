#include "base/check.h"
#include "seal/record_private.h"
#include "seal/vault_private.h"
#include <stdlib.h>
#include <string.h>

enum {
    SECTOR_BYTES = 512
};

struct record_opened { // secret, so in locked memory
    crypto_secretstream_xchacha20poly1305_state stream;
    uint8_t plain[FRAME_BYTES_MAX];
    uint8_t review_key[32]; // for what is written beside the record
};

struct record_reader {
    uint8_t *bytes; // the whole file
    size_t size;
    struct record_info info;
    struct record_opened *opened;
    uint64_t offset;       // after the last whole frame
    uint64_t frame_offset; // of the frame given last
    uint64_t frames;
    bool ended;
    enum record_verdict verdict; // once ended
    uint8_t header_hash[32];
    uint64_t head_frames; // how far the head below has come
    uint64_t head_offset;
    uint8_t head[32];
};

const char *record_verdict_text(enum record_verdict verdict)
{
    switch (verdict) {
    case RECORD_COMPLETE:
        return "complete";
    case RECORD_UNCLOSED:
        return "unclosed";
    case RECORD_TRUNCATED:
        return "truncated";
    case RECORD_FORKED:
        return "forked";
    case RECORD_FORGED:
        return "forged";
    }
    check_failed(__FILE__, __LINE__, "a verdict is one of five");
}

static enum err read_whole(const struct disk *disk, const char *path, uint8_t **out_bytes,
                           size_t *out_size)
{
    int handle = -1;
    enum err err = disk->open(disk->self, path, false, &handle);
    if (err != OK)
        return err;
    uint8_t *bytes = NULL;
    uint64_t size = 0;
    err = disk->size(disk->self, handle, &size);
    if (err == OK && size > RECORD_FILE_MAX)
        err = ERR_TOO_LONG;
    if (err == OK) {
        bytes = malloc((size_t)size + 1);
        err = bytes == NULL ? ERR_MEMORY : OK;
    }
    size_t got = 0;
    if (err == OK)
        err = disk->read_at(disk->self, handle, 0, bytes, (size_t)size, &got);
    disk->close(disk->self, handle);
    if (err == OK)
        err = record_rest_join(disk, path, &bytes, &got);
    if (err != OK) {
        free(bytes);
        return err;
    }
    *out_bytes = bytes;
    *out_size = got;
    return OK;
}

// Opens the file key with this reviewer's key and starts the stream.
static enum err stream_start(const struct record_header *header, const struct reviewer_key *key,
                             struct record_opened *opened)
{
    uint8_t *file_key = seal_secret_create(32);
    if (file_key == NULL)
        return ERR_MEMORY;
    const struct recipient *recipient = reviewer_key_public(key);
    enum err err = ERR_KEY;
    for (unsigned i = 0; i < header->info.recipient_count && err == ERR_KEY; i++)
        if (crypto_box_seal_open(file_key, header->seals[i], sizeof header->seals[i],
                                 recipient->public_key, reviewer_key_secret(key)) == 0)
            err = OK;
    if (err == OK) {
        // secretstream's authenticator binds nobody who knows the key: without the commitment a
        // header could give two people two keys, and one file two readings.
        uint8_t commit[32];
        record_commit(file_key, commit);
        err = seal_equal(commit, header->commit, sizeof commit) ? OK : ERR_SEAL;
    }
    if (err == OK) {
        int result = crypto_secretstream_xchacha20poly1305_init_pull(
            &opened->stream, header->stream_header, file_key);
        check(result == 0);
        seal_hash_keyed(file_key, span_of_string("imr-review"), opened->review_key);
    }
    seal_secret_destroy(file_key);
    return err;
}

enum err record_open(const struct disk *disk, const char *path, const struct reviewer_key *key,
                     struct record_reader **out_reader)
{
    check(disk != NULL && key != NULL && out_reader != NULL);
    struct record_reader *reader = calloc(1, sizeof *reader);
    if (reader == NULL)
        return ERR_MEMORY;
    struct record_header header;
    enum err err = read_whole(disk, path, &reader->bytes, &reader->size);
    if (err == OK)
        err = record_header_read(reader->bytes, reader->size, &header);
    if (err == OK) {
        reader->opened = seal_secret_create(sizeof *reader->opened);
        err = reader->opened == NULL ? ERR_MEMORY : stream_start(&header, key, reader->opened);
    }
    if (err != OK) {
        record_reader_close(reader);
        return err;
    }
    reader->info = header.info;
    reader->offset = RECORD_HEADER_BYTES;
    reader->head_offset = RECORD_HEADER_BYTES;
    seal_hash(reader->bytes, RECORD_HEADER_BYTES, reader->header_hash);
    memcpy(reader->head, reader->header_hash, sizeof reader->head);
    *out_reader = reader;
    return OK;
}

void record_reader_review_key(const struct record_reader *reader, uint8_t out_key[32])
{
    check(reader != NULL && out_key != NULL);
    memcpy(out_key, reader->opened->review_key, sizeof reader->opened->review_key);
}

const struct record_info *record_reader_info(const struct record_reader *reader)
{
    check(reader != NULL);
    return &reader->info;
}

static struct span file_of(const struct record_reader *reader)
{
    return (struct span){reader->bytes, reader->size};
}

// Whether a power cut explains the bytes from offset on: an unfinished frame, or one with a sector
// that never reached the disk and reads as zeros. No flip, swap or copy makes that; and whoever can
// write zeros could as well have cut the file here, so it is no weaker than believing the file's end.
static bool torn_here(const struct record_reader *reader)
{
    const uint8_t *bytes = reader->bytes;
    size_t from = (size_t)reader->offset;
    size_t left = reader->size - from;
    if (left > RECORD_UNSYNCED_MAX)
        return false; // the writer never leaves more than this unsynced
    if (left < RECORD_SIZE_BYTES)
        return true;
    // Where the length itself is lost, how far the frame reaches is not known: its sector decides.
    uint32_t sealed = record_u32(bytes + from);
    size_t end = record_size_ok(sealed) ? from + RECORD_SIZE_BYTES + sealed : from + 1;
    if (end > reader->size && record_size_ok(sealed))
        return true;
    for (size_t part = from; part < end;) {
        size_t next = (part / SECTOR_BYTES + 1) * SECTOR_BYTES;
        size_t stop = next < reader->size ? next : reader->size;
        stop = record_size_ok(sealed) && end < stop ? end : stop;
        if (stop - part >= RECORD_SIZE_BYTES && sodium_is_zero(bytes + part, stop - part))
            return true;
        part = next;
    }
    return false;
}

static bool finish(struct record_reader *reader, enum record_verdict verdict)
{
    reader->ended = true;
    reader->verdict = verdict;
    return false;
}

// The plaintext's own size: what stands before 0x80 and zeros. 0 if it is not padded so.
static size_t unpadded(const uint8_t *plain, size_t size)
{
    size_t last = size;
    // Eight zeros at a time: most of a small frame is padding, and this runs over every byte of it.
    for (uint64_t eight = 0; last >= sizeof eight; last -= sizeof eight) {
        memcpy(&eight, plain + last - sizeof eight, sizeof eight);
        if (eight != 0)
            break;
    }
    while (last > 0 && plain[last - 1] == 0)
        last--;
    return last > 0 && plain[last - 1] == 0x80 ? last - 1 : 0;
}

bool record_next(struct record_reader *reader, struct span *out_plain)
{
    check(reader != NULL && out_plain != NULL);
    if (reader->ended)
        return false;
    if (reader->offset == reader->size)
        return finish(reader, RECORD_UNCLOSED);
    struct span frame = record_frame_at(file_of(reader), reader->offset);
    if (frame.size == 0)
        return finish(reader, torn_here(reader) ? RECORD_UNCLOSED : RECORD_FORGED);

    uint8_t beside[RECORD_BESIDE_BYTES];
    record_beside(reader->header_hash, reader->frames, beside);
    struct record_opened *opened = reader->opened;
    unsigned long long size = 0;
    uint8_t tag = 0;
    int result = crypto_secretstream_xchacha20poly1305_pull(
        &opened->stream, opened->plain, &size, &tag, frame.at + RECORD_SIZE_BYTES,
        frame.size - RECORD_SIZE_BYTES, beside, sizeof beside);
    if (result != 0)
        return finish(reader, torn_here(reader) ? RECORD_UNCLOSED : RECORD_FORGED);
    // Under the seal, and still not of our making: only somebody with the file key can have done it.
    size_t plain_size = unpadded(opened->plain, (size_t)size);
    uint8_t rekey = crypto_secretstream_xchacha20poly1305_TAG_REKEY;
    uint8_t final = crypto_secretstream_xchacha20poly1305_TAG_FINAL; // REKEY is one of its bits
    if (plain_size == 0 || (tag != rekey && tag != final))
        return finish(reader, RECORD_FORGED);

    reader->frame_offset = reader->offset;
    reader->offset += frame.size;
    reader->frames++;
    if (tag == final)
        finish(reader, reader->offset == reader->size ? RECORD_COMPLETE : RECORD_FORGED);
    *out_plain = (struct span){opened->plain, plain_size};
    return true;
}

uint64_t record_reader_offset(const struct record_reader *reader)
{
    check(reader != NULL && reader->frames > 0);
    return reader->frame_offset;
}

void record_reader_end(const struct record_reader *reader, struct record_end *out_end)
{
    check(reader != NULL && out_end != NULL);
    check(reader->offset <= reader->size);
    *out_end = (struct record_end){
        .verdict = reader->ended ? reader->verdict : RECORD_UNCLOSED,
        .frames = reader->frames,
        .offset = reader->offset,
        .trailing_bytes = reader->size - reader->offset,
    };
}

void record_reader_head(struct record_reader *reader, uint64_t frames, uint8_t out_head[32])
{
    check(reader != NULL && out_head != NULL);
    check(frames <= reader->frames);
    if (frames < reader->head_frames) {
        reader->head_frames = 0;
        reader->head_offset = RECORD_HEADER_BYTES;
        memcpy(reader->head, reader->header_hash, sizeof reader->head);
    }
    while (reader->head_frames < frames) {
        struct span frame = record_frame_at(file_of(reader), reader->head_offset);
        check(frame.size > 0); // record_next has been there
        record_head_next(reader->head, frame.at, frame.size);
        reader->head_offset += frame.size;
        reader->head_frames++;
    }
    memcpy(out_head, reader->head, sizeof reader->head);
}

void record_reader_close(struct record_reader *reader)
{
    if (reader == NULL)
        return;
    seal_secret_destroy(reader->opened);
    free(reader->bytes);
    free(reader);
}

enum record_verdict record_judge(struct record_reader *reader,
                                 const struct record_witness *witnesses, size_t count,
                                 size_t *out_witness)
{
    check(reader != NULL && reader->ended && out_witness != NULL);
    check(witnesses != NULL || count == 0);
    *out_witness = count;
    // Bytes that are wrong say more than bytes that are missing; so forged stands, then forked.
    if (reader->verdict == RECORD_FORGED)
        return RECORD_FORGED;
    enum record_verdict verdict = reader->verdict;
    for (size_t i = 0; i < count; i++) {
        const struct record_witness *witness = &witnesses[i];
        if (witness->segment != reader->info.segment ||
            memcmp(witness->session_id, reader->info.session_id, 16) != 0)
            continue;
        if (witness->frames > reader->frames) {
            if (verdict != RECORD_TRUNCATED)
                *out_witness = i;
            verdict = RECORD_TRUNCATED;
            continue;
        }
        uint8_t head[32];
        record_reader_head(reader, witness->frames, head);
        if (memcmp(head, witness->head, sizeof head) != 0) {
            *out_witness = i;
            return RECORD_FORKED;
        }
    }
    return verdict;
}

enum err record_info_of(const struct disk *disk, const char *path, struct record_info *out_info)
{
    check(disk != NULL && path != NULL && out_info != NULL);
    int handle = -1;
    enum err err = disk->open(disk->self, path, false, &handle);
    if (err != OK)
        return err;
    uint8_t bytes[RECORD_HEADER_BYTES];
    size_t got = 0;
    err = disk->read_at(disk->self, handle, 0, bytes, sizeof bytes, &got);
    disk->close(disk->self, handle);
    struct record_header header;
    if (err == OK)
        err = record_header_read(bytes, got, &header);
    if (err == OK)
        *out_info = header.info;
    return err;
}

enum err record_heads(const struct disk *disk, const char *path,
                      bool (*each)(void *context, uint64_t frames, const uint8_t head[32]),
                      void *context)
{
    check(disk != NULL && path != NULL && each != NULL);
    uint8_t *bytes = NULL;
    size_t size = 0;
    enum err err = read_whole(disk, path, &bytes, &size);
    if (err != OK)
        return err;
    struct record_header header;
    err = record_header_read(bytes, size, &header);
    uint8_t head[32];
    uint64_t offset = RECORD_HEADER_BYTES;
    if (err == OK)
        seal_hash(bytes, RECORD_HEADER_BYTES, head);
    bool on = err == OK;
    for (uint64_t frames = 0; on && each(context, frames, head); frames++) {
        struct span frame = record_frame_at((struct span){bytes, size}, offset);
        on = frame.size > 0;
        if (on)
            record_head_next(head, frame.at, frame.size);
        offset += frame.size;
    }
    free(bytes);
    return err;
}

struct head_wanted {
    uint64_t frames;
    uint8_t *out_head;
    bool found;
};

static bool head_keep(void *context, uint64_t frames, const uint8_t head[32])
{
    struct head_wanted *wanted = context;
    wanted->found = frames == wanted->frames;
    if (wanted->found)
        memcpy(wanted->out_head, head, 32);
    return !wanted->found;
}

enum err record_head_at(const struct disk *disk, const char *path, uint64_t frames,
                        uint8_t out_head[32])
{
    check(out_head != NULL);
    struct head_wanted wanted = {.frames = frames, .out_head = out_head};
    enum err err = record_heads(disk, path, head_keep, &wanted);
    return err == OK && !wanted.found ? ERR_TRUNCATED : err;
}

#include "base/check.h"
#include "base/out.h"
#include "seal/record_private.h"
#include <string.h>

struct date {
    unsigned year, month, day;
};

static struct date date_of(uint32_t day_since_1970)
{
    static const unsigned month_days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    struct date date = {.year = 1970, .month = 1};
    uint32_t left = day_since_1970;
    for (;;) {
        bool leap = (date.year % 4 == 0 && date.year % 100 != 0) || date.year % 400 == 0;
        uint32_t year_days = leap ? 366 : 365;
        if (left >= year_days) {
            left -= year_days;
            date.year++;
            continue;
        }
        for (unsigned month = 0; month < 12; month++) {
            uint32_t days = month_days[month] + (month == 1 && leap ? 1 : 0);
            if (left < days)
                break;
            left -= days;
            date.month++;
        }
        date.day = left + 1;
        return date;
    }
}

static enum err path_of(const char *folder, const struct record_info *info,
                        char out_path[DISK_PATH_BYTES])
{
    struct date date = date_of(info->day);
    char name[64];
    struct out out = out_into(name, sizeof name);
    out_padded(&out, date.year, 4);
    out_text(&out, "-");
    out_padded(&out, date.month, 2);
    out_text(&out, "-");
    out_padded(&out, date.day, 2);
    out_text(&out, "-");
    out_hex(&out, info->session_id, 4);
    out_text(&out, ".");
    out_number(&out, info->segment);
    out_text(&out, ".imrlog");
    check(!out.full);
    return disk_join(out_path, folder, name);
}

// crypto_box_seal, but with our own source of randomness, so that a test can have the same bytes
// twice. crypto_box_seal_open opens it: one-time public key, then a box under the nonce
// BLAKE2b-192(one-time public key || recipient's public key).
static enum err key_seal(const struct random_source *random, const uint8_t file_key[32],
                         const uint8_t public_key[32], uint8_t out_seal[RECORD_SEAL_BYTES])
{
    uint8_t once_secret[32], nonce[crypto_box_NONCEBYTES];
    random->fill(random->self, once_secret, sizeof once_secret);
    int result = crypto_scalarmult_base(out_seal, once_secret);
    check(result == 0);
    crypto_generichash_state state;
    crypto_generichash_init(&state, NULL, 0, sizeof nonce);
    crypto_generichash_update(&state, out_seal, 32);
    crypto_generichash_update(&state, public_key, 32);
    crypto_generichash_final(&state, nonce, sizeof nonce);
    result = crypto_box_easy(out_seal + 32, file_key, 32, nonce, public_key, once_secret);
    sodium_memzero(once_secret, sizeof once_secret);
    return result == 0 ? OK : ERR_KEY;
}

// Makes the file key, the header and the stream's first state; leaves no copy of the key.
static enum err header_make(struct record_writer *writer, const struct random_source *random,
                            const struct record_info *info, const struct recipient *recipients,
                            const uint8_t sign_secret[64], uint8_t out_bytes[RECORD_HEADER_BYTES])
{
    struct record_header header = {.info = *info};
    uint8_t *file_key = seal_secret_create(32);
    if (file_key == NULL)
        return ERR_MEMORY;
    random->fill(random->self, file_key, 32);
    enum err err = OK;
    for (unsigned i = 0; i < info->recipient_count && err == OK; i++)
        err = key_seal(random, file_key, recipients[i].public_key, header.seals[i]);
    record_commit(file_key, header.commit);
    random->fill(random->self, header.stream_header, sizeof header.stream_header);
    // init_pull, because init_push would draw the stream header from the system: from the same
    // header both make the same state, as a reader's success shows.
    int result = crypto_secretstream_xchacha20poly1305_init_pull(&writer->stream,
                                                                 header.stream_header, file_key);
    check(result == 0);
    seal_secret_destroy(file_key);
    if (err != OK)
        return err;
    record_header_write(&header, sign_secret, out_bytes);
    seal_hash(out_bytes, RECORD_HEADER_BYTES, writer->header_hash);
    memcpy(writer->head, writer->header_hash, sizeof writer->head);
    return OK;
}

static enum err profiles_check(const struct record_info *info, const struct recipient *recipients)
{
    for (unsigned i = 0; i < info->recipient_count; i++)
        if (recipients[i].practice != info->practice)
            return ERR_PROFILE;
    return OK;
}

// Whether a segment was begun and its header never made whole: then nothing was ever sealed into it.
static bool is_unborn(const struct disk *disk, const char *path)
{
    uint8_t bytes[RECORD_HEADER_BYTES];
    size_t size = 0;
    struct record_header header;
    if (disk_read_file(disk, path, bytes, sizeof bytes, &size) != OK)
        return false; // larger, or not readable: not ours to judge
    return record_header_read(bytes, size, &header) != OK;
}

static enum err header_put(struct record_writer *writer, const uint8_t bytes[RECORD_HEADER_BYTES])
{
    const struct disk *disk = writer->disk;
    enum err err = disk->open(disk->self, writer->path, true, &writer->handle);
    if (err == ERR_EXISTS && is_unborn(disk, writer->path)) {
        err = disk->remove(disk->self, writer->path);
        if (err == OK)
            err = disk->open(disk->self, writer->path, true, &writer->handle);
    }
    if (err != OK)
        return err;
    err = disk->write_at(disk->self, writer->handle, 0, bytes, RECORD_HEADER_BYTES);
    if (err == OK)
        err = disk->sync(disk->self, writer->handle);
    if (err != OK) {
        // Tidy if the disk still lets us: the same segment may be made on another one.
        enum err tidied = disk->remove(disk->self, writer->path);
        (void)tidied;
    }
    writer->sealed_bytes = RECORD_HEADER_BYTES;
    writer->written_bytes = RECORD_HEADER_BYTES;
    return err;
}

enum err record_create(const struct disk *disk, const struct random_source *random,
                       const char *folder, const struct record_info *info,
                       const struct recipient *recipients, const uint8_t sign_secret[64],
                       struct record_writer **out_writer)
{
    check(disk != NULL && random != NULL && info != NULL && out_writer != NULL);
    check(info->recipient_count >= 1 && info->recipient_count <= RECIPIENTS_MAX);
    check(memcmp(sign_secret + 32, info->sign_public, 32) == 0);
    enum err err = profiles_check(info, recipients);
    if (err != OK)
        return err;
    struct record_writer *writer = seal_secret_create(sizeof *writer);
    if (writer == NULL)
        return ERR_MEMORY;
    writer->disk = disk;
    writer->handle = -1;
    uint8_t bytes[RECORD_HEADER_BYTES];
    err = path_of(folder, info, writer->path);
    if (err == OK)
        err = header_make(writer, random, info, recipients, sign_secret, bytes);
    if (err == OK)
        err = header_put(writer, bytes);
    if (err != OK) {
        record_close(writer);
        return err;
    }
    *out_writer = writer;
    return OK;
}

static uint32_t frame_size_for(size_t plain_size, uint32_t at_least)
{
    uint32_t size = FRAME_BYTES_MIN;
    while (size < at_least || size < plain_size + 1 + RECORD_FRAME_OVERHEAD)
        size *= 2;
    check(record_size_ok(size));
    return size;
}

void record_seal(struct record_writer *writer, struct span plain, uint32_t frame_bytes, bool final,
                 struct record_frame *out_frame)
{
    check(writer != NULL && out_frame != NULL && !writer->final);
    check(plain.size >= 1 && plain.size <= RECORD_PLAIN_MAX && frame_bytes <= FRAME_BYTES_MAX);
    uint32_t size = frame_size_for(plain.size, frame_bytes);
    size_t padded = size - RECORD_FRAME_OVERHEAD;
    memset(writer->plain, 0, padded);
    memcpy(writer->plain, plain.at, plain.size);
    writer->plain[plain.size] = 0x80;

    uint8_t beside[RECORD_BESIDE_BYTES];
    record_beside(writer->header_hash, writer->frames, beside);
    // A rekey after every frame: what is in memory afterwards opens nothing written before (C32).
    // libsodium's FINAL includes REKEY.
    uint8_t tag = crypto_secretstream_xchacha20poly1305_TAG_REKEY;
    if (final)
        tag = crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    for (unsigned i = 0; i < RECORD_SIZE_BYTES; i++)
        out_frame->bytes[i] = (uint8_t)(size >> (8 * i));
    unsigned long long written = 0;
    int result = crypto_secretstream_xchacha20poly1305_push(
        &writer->stream, out_frame->bytes + RECORD_SIZE_BYTES, &written, writer->plain, padded,
        beside, sizeof beside, tag);
    check(result == 0 && written == size);
    sodium_memzero(writer->plain, padded);

    out_frame->size = RECORD_SIZE_BYTES + size;
    out_frame->offset = writer->sealed_bytes;
    record_head_next(writer->head, out_frame->bytes, out_frame->size);
    writer->sealed_bytes += out_frame->size;
    writer->frames++;
    writer->final = final;
}

enum err record_sync(struct record_writer *writer)
{
    check(writer != NULL);
    if (writer->failed != OK)
        return writer->failed;
    if (writer->unsynced_bytes == 0)
        return OK;
    writer->failed = writer->disk->sync(writer->disk->self, writer->handle);
    if (writer->failed == OK)
        writer->unsynced_bytes = 0;
    return writer->failed;
}

enum err record_write(struct record_writer *writer, const struct record_frame *frame, bool sync)
{
    check(writer != NULL && frame != NULL);
    // Frames are written once each, in the order they were sealed.
    check(frame->offset == writer->written_bytes);
    check(frame->offset + frame->size <= writer->sealed_bytes);
    if (writer->failed == OK && writer->unsynced_bytes + frame->size > RECORD_UNSYNCED_MAX)
        writer->failed = record_sync(writer);
    if (writer->failed != OK)
        return writer->failed;
    writer->failed = writer->disk->write_at(writer->disk->self, writer->handle, frame->offset,
                                            frame->bytes, frame->size);
    if (writer->failed != OK)
        return writer->failed;
    writer->written_bytes += frame->size;
    writer->unsynced_bytes += frame->size;
    return sync ? record_sync(writer) : OK;
}

void record_head_of(const struct record_writer *writer, uint64_t *out_frame, uint8_t out_hash[32])
{
    check(writer != NULL && out_frame != NULL && out_hash != NULL);
    *out_frame = writer->frames;
    memcpy(out_hash, writer->head, sizeof writer->head);
}

const char *record_path(const struct record_writer *writer)
{
    check(writer != NULL);
    return writer->path;
}

void record_close(struct record_writer *writer)
{
    if (writer == NULL)
        return;
    if (writer->handle >= 0)
        writer->disk->close(writer->disk->self, writer->handle);
    seal_secret_destroy(writer);
}

// What stands at the frame's place: OK if the whole frame, ERR_NOT_FOUND if it must be written.
static enum err place_look(const struct disk *disk, int handle, const struct record_frame *frame)
{
    uint64_t size = 0;
    enum err err = disk->size(disk->self, handle, &size);
    if (err != OK)
        return err;
    if (size < frame->offset)
        return ERR_TRUNCATED;
    uint8_t there[sizeof frame->bytes];
    size_t got = 0;
    err = disk->read_at(disk->self, handle, frame->offset, there, frame->size, &got);
    if (err != OK)
        return err;
    if (got == frame->size && memcmp(there, frame->bytes, frame->size) == 0)
        return OK;
    return size > frame->offset + frame->size ? ERR_MALFORMED : ERR_NOT_FOUND;
}

enum err record_finish_frame(const struct disk *disk, const char *path,
                             const struct record_frame *frame)
{
    check(disk != NULL && path != NULL && frame != NULL);
    check(frame->size > RECORD_SIZE_BYTES && frame->size <= sizeof frame->bytes);
    check(frame->offset >= RECORD_HEADER_BYTES);
    int handle = -1;
    enum err err = disk->open(disk->self, path, false, &handle);
    if (err != OK)
        return err;
    err = place_look(disk, handle, frame);
    if (err == ERR_NOT_FOUND)
        err = disk->write_at(disk->self, handle, frame->offset, frame->bytes, frame->size);
    // Also where it stood whole: it may not have reached the disk yet.
    if (err == OK)
        err = disk->sync(disk->self, handle);
    disk->close(disk->self, handle);
    return err;
}

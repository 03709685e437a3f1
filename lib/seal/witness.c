#include "seal/witness.h"
#include "base/check.h"
#include "base/codec.h"
#include <stdlib.h>
#include <string.h>

static const char magic[8] = "IMRWIT1";
enum {
    MAGIC_FAMILY_BYTES = 6,
    ENTRY_FIELD_BYTES = 16 + 4 + 8 + HASH_BYTES,
    ENTRY_ZERO_BYTES = WITNESS_BYTES - ENTRY_FIELD_BYTES,
};

static bool is_longer(const struct record_witness *a, const struct record_witness *b)
{
    return a->segment != b->segment ? a->segment > b->segment : a->frames > b->frames;
}

static size_t place_of(const struct witness_book *book, const uint8_t session_id[16])
{
    size_t at = 0;
    while (at < book->count && memcmp(book->of[at].session_id, session_id, 16) != 0)
        at++;
    return at;
}

bool witness_take(struct witness_book *book, const struct record_witness *witness)
{
    check(book != NULL && witness != NULL && book->count <= WITNESSES_MAX);
    size_t at = place_of(book, witness->session_id);
    if (at < book->count && !is_longer(witness, &book->of[at]))
        return false;
    if (at == book->count && book->count == WITNESSES_MAX)
        at = 0;
    if (at < book->count) {
        size_t behind = book->count - at - 1;
        memmove(&book->of[at], &book->of[at + 1], behind * sizeof book->of[0]);
        book->count--;
    }
    book->of[book->count++] = *witness;
    return true;
}

static void entry_visit(struct codec *codec, struct record_witness *witness)
{
    uint8_t zero[ENTRY_ZERO_BYTES] = {0};
    codec_bytes(codec, witness->session_id, sizeof witness->session_id);
    codec_u32(codec, &witness->segment);
    codec_u64(codec, &witness->frames);
    codec_bytes(codec, witness->head, sizeof witness->head);
    codec_bytes(codec, zero, sizeof zero);
    static const uint8_t nothing[ENTRY_ZERO_BYTES] = {0};
    if (codec->err == OK && memcmp(zero, nothing, sizeof zero) != 0)
        codec->err = ERR_MALFORMED;
}

static enum err head_check(struct span bytes)
{
    static const uint8_t zero[WITNESS_BYTES - sizeof magic] = {0};
    if (bytes.size < WITNESS_BYTES || memcmp(bytes.at, magic, MAGIC_FAMILY_BYTES) != 0)
        return ERR_MALFORMED;
    if (memcmp(bytes.at, magic, sizeof magic) != 0)
        return ERR_VERSION;
    return memcmp(bytes.at + sizeof magic, zero, sizeof zero) == 0 ? OK : ERR_MALFORMED;
}

enum err witness_parse(struct span bytes, struct witness_book *out_book)
{
    check(out_book != NULL);
    enum err err = head_check(bytes);
    if (err != OK)
        return err;
    if (bytes.size > WITNESS_FILE_MAX || bytes.size % WITNESS_BYTES != 0)
        return ERR_MALFORMED;
    struct witness_book *book = calloc(1, sizeof *book);
    if (book == NULL)
        return ERR_MEMORY;
    size_t count = bytes.size / WITNESS_BYTES - 1;
    struct codec codec = codec_reader(bytes.at + WITNESS_BYTES, count * WITNESS_BYTES);
    for (size_t i = 0; i < count && err == OK; i++) {
        struct record_witness *witness = &book->of[i];
        entry_visit(&codec, witness);
        err = codec.err;
        // A session stands in a book once.
        if (err == OK && place_of(book, witness->session_id) != book->count)
            err = ERR_MALFORMED;
        book->count++;
    }
    if (err == OK)
        *out_book = *book;
    free(book);
    return err;
}

enum err witness_load(const struct disk *disk, const char *path, struct witness_book *out_book)
{
    check(disk != NULL && path != NULL && out_book != NULL);
    uint8_t bytes[WITNESS_FILE_MAX];
    size_t size = 0;
    enum err err = disk_read_file(disk, path, bytes, sizeof bytes, &size);
    if (err == ERR_TOO_LONG)
        return ERR_MALFORMED;
    return err == OK ? witness_parse((struct span){bytes, size}, out_book) : err;
}

enum err witness_save(const struct disk *disk, const char *path, const struct witness_book *book)
{
    check(disk != NULL && path != NULL && book != NULL && book->count <= WITNESSES_MAX);
    uint8_t bytes[WITNESS_FILE_MAX] = {0};
    memcpy(bytes, magic, sizeof magic);
    struct codec codec = codec_writer(bytes + WITNESS_BYTES, sizeof bytes - WITNESS_BYTES);
    for (size_t i = 0; i < book->count; i++) {
        struct record_witness copy = book->of[i];
        entry_visit(&codec, &copy);
    }
    check(codec.err == OK && codec.used == book->count * WITNESS_BYTES);
    return disk_write_file(disk, path, bytes, WITNESS_BYTES + codec.used);
}

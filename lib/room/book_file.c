#include "room/book_file.h"

#include "base/check.h"
#include "base/out.h"
#include "seal/random.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char CONTEXT[] = "group-book";

enum {
    NAME_HASH_BYTES = 16,
    SEALED_BYTES_MAX = BOOK_BYTES_MAX + VAULT_OVERHEAD,
    SIZE_STEP = 4096, // sizes are whole steps, so that a file's does not count marks
};

struct paths {
    char book[DISK_PATH_BYTES], last[DISK_PATH_BYTES];
};

static enum err paths_of(const struct book_place_on_disk *place, const char *group,
                         struct paths *paths)
{
    uint8_t hash[HASH_BYTES];
    char name[NAME_HASH_BYTES * 2 + 8];
    vault_name(place->key, CONTEXT, span_of_string(group), hash);
    struct out out = out_into(name, sizeof name);
    out_hex(&out, hash, NAME_HASH_BYTES);
    out_text(&out, ".book");
    enum err err = disk_join(paths->book, place->folder, name);
    if (err != OK)
        return err;
    int used = snprintf(paths->last, sizeof paths->last, "%s.last", paths->book);
    return used > 0 && (size_t)used < sizeof paths->last ? OK : ERR_TOO_LONG;
}

static enum err unseal(const struct book_place_on_disk *place, struct span sealed, uint8_t *plain,
                       const char *group, struct book *book)
{
    enum err err = vault_open(place->key, CONTEXT, sealed, plain);
    if (err != OK)
        return ERR_SEAL;
    struct codec codec = codec_reader(plain, sealed.size - VAULT_OVERHEAD);
    book_codec(&codec, book);
    if (codec.err == OK && strcmp(book->group, group) != 0)
        return ERR_SEAL; // another group's book, put in this one's place
    return codec.err == OK || codec.err == ERR_VERSION ? codec.err : ERR_SEAL;
}

// Reads one file. ERR_SEAL for whatever is wrong with its bytes.
static enum err read_one(const struct book_place_on_disk *place, const char *path,
                         const char *group, struct book *book)
{
    uint8_t *sealed = malloc(SEALED_BYTES_MAX);
    uint8_t *plain = seal_secret_create(BOOK_BYTES_MAX);
    size_t size = 0;
    enum err err = sealed != NULL && plain != NULL ? OK : ERR_MEMORY;
    if (err == OK)
        err = disk_read_file(place->disk, path, sealed, SEALED_BYTES_MAX, &size);
    if (err == ERR_TOO_LONG)
        err = ERR_SEAL;
    if (err == OK)
        err = unseal(place, (struct span){sealed, size}, plain, group, book);
    seal_secret_destroy(plain);
    free(sealed);
    return err;
}

static bool exists(const struct disk *disk, const char *path)
{
    int handle = -1;
    enum err err = disk->open(disk->self, path, false, &handle);
    if (err == OK)
        disk->close(disk->self, handle);
    return err != ERR_NOT_FOUND;
}

// Puts a file that does not open where nobody writes over it.
static enum err keep_aside(const struct book_place_on_disk *place, const char *book,
                           const char *path, struct book_opened *opened)
{
    for (int i = 1; i <= BOOK_BAD_MAX; i++) {
        char aside[DISK_PATH_BYTES];
        int used = snprintf(aside, sizeof aside, "%s.bad-%d", book, i);
        if (used < 0 || (size_t)used >= sizeof aside)
            return ERR_TOO_LONG;
        if (exists(place->disk, aside))
            continue;
        enum err err = place->disk->rename(place->disk->self, path, aside);
        if (err == OK)
            memcpy(opened->bad, aside, sizeof aside);
        return err;
    }
    return ERR_EXISTS;
}

static enum err try_one(const struct book_place_on_disk *place, const struct paths *paths,
                        const char *path, const char *group, struct book *book,
                        struct book_opened *opened)
{
    enum err err = read_one(place, path, group, book);
    if (err != ERR_SEAL)
        return err;
    enum err moved = keep_aside(place, paths->book, path, opened);
    return moved == OK ? ERR_NOT_FOUND : moved;
}

enum err book_load(const struct book_place_on_disk *place, const char *group, struct book *out_book,
                   struct book_opened *out_opened)
{
    struct paths paths;
    struct book_opened opened = {0};
    struct book *book = seal_secret_create(sizeof *book);
    enum err err = book != NULL ? paths_of(place, group, &paths) : ERR_MEMORY;
    if (err == OK)
        err = try_one(place, &paths, paths.book, group, book, &opened);
    if (err == ERR_NOT_FOUND) {
        err = try_one(place, &paths, paths.last, group, book, &opened);
        opened.was_last = err == OK;
    }
    if (err == ERR_NOT_FOUND) {
        book_init(book, group);
        opened.is_new = true;
        err = OK;
    }
    if (err == OK) {
        *out_book = *book;
        *out_opened = opened;
    }
    seal_secret_destroy(book);
    return err;
}

static enum err write_sealed(const struct book_place_on_disk *place, const struct paths *paths,
                             const uint8_t *sealed, size_t size)
{
    // Between the two renames there is no book, but its last one.
    enum err err = place->disk->rename(place->disk->self, paths->book, paths->last);
    if (err == OK || err == ERR_NOT_FOUND)
        err = disk_write_file(place->disk, paths->book, sealed, size);
    return err;
}

enum err book_save(const struct book_place_on_disk *place, const struct book *book)
{
    struct paths paths;
    enum err err = paths_of(place, book->group, &paths);
    if (err != OK)
        return err;
    uint8_t *sealed = malloc(SEALED_BYTES_MAX);
    uint8_t *plain = seal_secret_create(BOOK_BYTES_MAX);
    struct book *copy = seal_secret_create(sizeof *copy); // the codec takes what it may change
    err = sealed != NULL && plain != NULL && copy != NULL ? OK : ERR_MEMORY;
    if (err == OK) {
        *copy = *book;
        struct codec codec = codec_writer(plain, BOOK_BYTES_MAX);
        book_codec(&codec, copy);
        check(codec.err == OK);
        size_t size = (codec.used + SIZE_STEP - 1) / SIZE_STEP * SIZE_STEP;
        memset(plain + codec.used, 0, size - codec.used);
        vault_seal(place->key, CONTEXT, plain, size, sealed);
        err = write_sealed(place, &paths, sealed, size + VAULT_OVERHEAD);
    }
    seal_secret_destroy(copy);
    seal_secret_destroy(plain);
    free(sealed);
    return err;
}

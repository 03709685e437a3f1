// The review files of a record: finding them, believing them, writing one's own.
#include "base/check.h"
#include "base/out.h"
#include "supervisor/comments.h"
#include <stdlib.h>
#include <string.h>

enum {
    FILES_MAX = 32, // looked at; a record has as many as people who may replay it
    ASIDE_MAX = 100,
};
static const char suffix[] = ".review";
static const struct review_book nothing_written; // a book of zeros

const char *review_problem_text(enum err err)
{
    switch (err) {
    case ERR_MALFORMED:
    case ERR_RANGE:
    case ERR_TEXT:
    case ERR_TRUNCATED:
        return "not a review file";
    case ERR_TOO_LONG:
        return "larger than a review file can be";
    case ERR_VERSION:
        return "made by a newer version of the program";
    case ERR_KEY:
        return "about another record";
    case ERR_SEAL:
        return "changed since it was signed, or not sealed to this record";
    case ERR_EXISTS:
        return "a copy under another name";
    default:
        return err_text(err);
    }
}

struct review_names {
    const char *base; // without its folder
    size_t base_bytes;
    size_t count;
    char names[FILES_MAX][REVIEW_NAME_BYTES];
};

static void consider(void *context, const char *name)
{
    struct review_names *names = context;
    size_t size = strlen(name), end = sizeof suffix - 1;
    if (size < names->base_bytes + 1 + end || size >= REVIEW_NAME_BYTES ||
        memcmp(name, names->base, names->base_bytes) != 0 || name[names->base_bytes] != '.' ||
        strcmp(name + size - end, suffix) != 0 || names->count == FILES_MAX)
        return;
    memcpy(names->names[names->count++], name, size + 1);
}

static enum err folder_of(const char *base, char out_folder[DISK_PATH_BYTES], const char **out_name)
{
    const char *slash = strrchr(base, '/');
    *out_name = slash == NULL ? base : slash + 1;
    size_t size = slash == NULL ? 1 : slash == base ? 1 : (size_t)(slash - base);
    if (size >= DISK_PATH_BYTES)
        return ERR_TOO_LONG;
    memcpy(out_folder, slash == NULL ? "." : base, size);
    out_folder[size] = '\0';
    return OK;
}

static enum err name_of(const char *base_name, const struct review_author *author,
                        char out_name[REVIEW_NAME_BYTES])
{
    struct out out = out_into(out_name, REVIEW_NAME_BYTES);
    out_text(&out, base_name);
    out_text(&out, ".");
    out_hex(&out, author->sign_public, 4);
    out_text(&out, suffix);
    return out.full ? ERR_TOO_LONG : OK;
}

struct reading {
    const struct disk *disk;
    const struct review_ring *ring;
    char folder[DISK_PATH_BYTES];
    const char *base_name;
    uint8_t *file;  // REVIEW_FILE_BYTES_MAX
    uint8_t *plain; // REVIEW_PLAIN_MAX
    struct review_book *book;
};

static void reading_end(struct reading *reading)
{
    seal_secret_destroy(reading->plain);
    free(reading->file);
    free(reading->book);
}

static enum err reading_begin(const struct disk *disk, const struct meeting *meeting,
                              struct reading *reading)
{
    memset(reading, 0, sizeof *reading);
    reading->disk = disk;
    reading->ring = meeting_ring(meeting);
    reading->file = malloc(REVIEW_FILE_BYTES_MAX);
    reading->plain = seal_secret_create(REVIEW_PLAIN_MAX);
    reading->book = calloc(1, sizeof *reading->book);
    if (reading->file == NULL || reading->plain == NULL || reading->book == NULL)
        return ERR_MEMORY;
    return folder_of(meeting_base(meeting), reading->folder, &reading->base_name);
}

static enum err read_file(struct reading *reading, const char *name, size_t *out_size)
{
    char path[DISK_PATH_BYTES];
    enum err err = disk_join(path, reading->folder, name);
    if (err == OK)
        err = disk_read_file(reading->disk, path, reading->file, REVIEW_FILE_BYTES_MAX, out_size);
    return err;
}

// Reads one file into reading->book. The name must be its author's: a copy would count twice.
static enum err read_book(struct reading *reading, const char *name, size_t *out_size)
{
    size_t size = 0, plain_size = 0;
    char expected[REVIEW_NAME_BYTES];
    *reading->book = nothing_written;
    enum err err = read_file(reading, name, &size);
    if (err == OK)
        err = review_file_open((struct span){reading->file, size}, reading->ring,
                               &reading->book->author, reading->plain, &plain_size);
    if (err == OK)
        err = name_of(reading->base_name, &reading->book->author, expected);
    if (err == OK && strcmp(expected, name) != 0)
        err = ERR_EXISTS;
    if (err == OK)
        err = review_book_decode((struct span){reading->plain, plain_size}, reading->book);
    *out_size = size;
    return err;
}

static void note_problem(struct comments *comments, enum err err, bool own, const char *name)
{
    if (comments->problem_count == REVIEW_PROBLEMS_MAX)
        return;
    struct review_problem *problem = &comments->problems[comments->problem_count++];
    problem->err = err;
    problem->own = own;
    memcpy(problem->name, name, strlen(name) + 1);
}

static void take_file(struct reading *reading, struct comments *comments, const char *own_name,
                      const char *name)
{
    size_t size = 0;
    bool own = strcmp(name, own_name) == 0;
    enum err err = read_book(reading, name, &size);
    // Four bytes of a key can be met by trying; all 32 cannot.
    if (own && err == OK &&
        memcmp(reading->book->author.sign_public, comments->mine.author.sign_public, 32) != 0)
        err = ERR_SEAL;
    if (own)
        seal_hash(reading->file, size, comments->loaded);
    if (err != OK)
        note_problem(comments, err, own, name);
    else if (own)
        comments->mine = *reading->book;
    else if (comments->other_count == REVIEW_AUTHORS_MAX)
        note_problem(comments, ERR_NO_SPACE, false, name);
    else
        comments->others[comments->other_count++] = *reading->book;
}

enum err comments_load(const struct disk *disk, const struct meeting *meeting,
                       const struct reviewer_key *key, struct comments *out_comments)
{
    check(disk != NULL && meeting != NULL && key != NULL && out_comments != NULL);
    struct reading reading;
    struct comments *comments = calloc(1, sizeof *comments);
    struct review_names *names = calloc(1, sizeof *names);
    char own_name[REVIEW_NAME_BYTES];
    enum err err = reading_begin(disk, meeting, &reading);
    if (comments == NULL || names == NULL)
        err = ERR_MEMORY;
    if (err == OK) {
        review_author_of(key, &comments->mine.author);
        err = name_of(reading.base_name, &comments->mine.author, own_name);
    }
    if (err == OK) {
        names->base = reading.base_name;
        names->base_bytes = strlen(reading.base_name);
        err = disk->list(disk->self, reading.folder, consider, names);
    }
    if (err == OK) {
        for (size_t i = 0; i < names->count; i++)
            take_file(&reading, comments, own_name, names->names[i]);
        *out_comments = *comments;
    }
    reading_end(&reading);
    free(names);
    free(comments);
    return err;
}

// Moves a file that cannot be believed out of the way, under the first name that is free.
static enum err move_aside(const struct reading *reading, const char *path)
{
    for (int i = 1; i <= ASIDE_MAX; i++) {
        char aside[DISK_PATH_BYTES];
        struct out out = out_into(aside, sizeof aside);
        out_text(&out, path);
        out_text(&out, ".aside-");
        out_number(&out, i);
        if (out.full)
            return ERR_TOO_LONG;
        int handle = -1;
        enum err err = reading->disk->open(reading->disk->self, aside, false, &handle);
        if (err == ERR_NOT_FOUND)
            return reading->disk->rename(reading->disk->self, path, aside);
        if (err != OK)
            return err;
        reading->disk->close(reading->disk->self, handle);
    }
    return ERR_EXISTS;
}

static bool own_is_bad(const struct comments *comments, enum err *out_err)
{
    for (uint8_t i = 0; i < comments->problem_count; i++) {
        if (!comments->problems[i].own)
            continue;
        *out_err = comments->problems[i].err;
        return true;
    }
    return false;
}

static void forget_own_problem(struct comments *comments)
{
    uint8_t kept = 0;
    for (uint8_t i = 0; i < comments->problem_count; i++)
        if (!comments->problems[i].own)
            comments->problems[kept++] = comments->problems[i];
    comments->problem_count = kept;
}

// What stands there now, if it is what was read: ERR_BUSY if another program has written since.
static enum err check_unchanged(struct reading *reading, const struct comments *comments,
                                const char *name, size_t *out_size)
{
    static const uint8_t none[HASH_BYTES] = {0};
    uint8_t hash[HASH_BYTES];
    bool was_there = memcmp(comments->loaded, none, sizeof none) != 0;
    size_t size = 0;
    enum err err = read_file(reading, name, &size);
    if (err == ERR_NOT_FOUND)
        return was_there ? ERR_BUSY : OK;
    // Too long for one of ours: it was so when it was read, too.
    if (err != OK && err != ERR_TOO_LONG)
        return err;
    seal_hash(reading->file, err == OK ? size : 0, hash);
    if (!was_there || memcmp(hash, comments->loaded, sizeof hash) != 0)
        return ERR_BUSY;
    *out_size = err == OK ? size : 0;
    return OK;
}

enum err comments_save(const struct disk *disk, const struct meeting *meeting,
                       const struct reviewer_key *key, struct comments *comments)
{
    check(disk != NULL && meeting != NULL && key != NULL && comments != NULL);
    struct reading reading;
    char name[REVIEW_NAME_BYTES], path[DISK_PATH_BYTES];
    enum err err = reading_begin(disk, meeting, &reading);
    uint8_t *sealed = malloc(REVIEW_FILE_BYTES_MAX);
    size_t before = 0, size = 0;
    if (err == OK && sealed == NULL)
        err = ERR_MEMORY;
    if (err == OK)
        err = name_of(reading.base_name, &comments->mine.author, name);
    if (err == OK)
        err = disk_join(path, reading.folder, name);
    if (err == OK)
        err = check_unchanged(&reading, comments, name, &before);
    enum err bad = OK;
    if (err == OK && own_is_bad(comments, &bad)) {
        err = bad == ERR_VERSION ? ERR_VERSION : move_aside(&reading, path);
        before = 0;
    }
    if (err == OK) {
        size_t plain = review_book_encode(&comments->mine, reading.plain, REVIEW_BOOK_BYTES_MAX);
        err = review_file_seal(random_system(), key, reading.ring,
                               (struct span){reading.file, before},
                               (struct span){reading.plain, plain}, sealed, &size);
    }
    if (err == OK)
        err = disk_write_file(disk, path, sealed, size);
    if (err == OK) {
        seal_hash(sealed, size, comments->loaded);
        forget_own_problem(comments);
    }
    free(sealed);
    reading_end(&reading);
    return err;
}

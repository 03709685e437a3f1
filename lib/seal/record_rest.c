// The rest of a segment whose disk failed: FOLDER/<name>.imrrest, in docs/RECORD-FORMAT.md.
#include "base/check.h"
#include "base/out.h"
#include "seal/record_private.h"
#include <stdlib.h>
#include <string.h>

static const char magic[8] = "IMRRST1";
static const char record_suffix[] = ".imrlog";
enum {
    REST_HEAD_BYTES = 8 + 8,
    REST_FRAMES_MAX = RECORD_UNSYNCED_MAX,
    REST_BYTES_MAX = REST_HEAD_BYTES + REST_FRAMES_MAX,
    SUFFIX_BYTES = sizeof record_suffix - 1,
};

// PATH with ".imrrest" for ".imrlog", in folder if that is not NULL. False for another shape.
static bool rest_path(const char *folder, const char *record_path, char out_path[DISK_PATH_BYTES])
{
    size_t size = strlen(record_path);
    if (size <= SUFFIX_BYTES || size >= DISK_PATH_BYTES ||
        strcmp(record_path + size - SUFFIX_BYTES, record_suffix) != 0)
        return false;
    char stem[DISK_PATH_BYTES];
    memcpy(stem, record_path, size - SUFFIX_BYTES);
    stem[size - SUFFIX_BYTES] = '\0';
    const char *name = strrchr(stem, '/');
    struct out out = out_into(out_path, DISK_PATH_BYTES);
    if (folder != NULL) {
        out_text(&out, folder);
        out_text(&out, "/");
    }
    out_text(&out, folder != NULL && name != NULL ? name + 1 : stem);
    out_text(&out, ".imrrest");
    return !out.full;
}

enum err record_rest_write(const struct disk *disk, const char *folder, const char *record_path,
                           uint64_t offset, struct span frames)
{
    check(disk != NULL && folder != NULL && record_path != NULL);
    check(offset >= RECORD_HEADER_BYTES && frames.size <= REST_FRAMES_MAX);
    char path[DISK_PATH_BYTES];
    if (!rest_path(folder, record_path, path))
        return ERR_TOO_LONG;
    uint8_t *bytes = malloc(REST_HEAD_BYTES + frames.size);
    if (bytes == NULL)
        return ERR_MEMORY;
    memcpy(bytes, magic, sizeof magic);
    for (unsigned i = 0; i < 8; i++)
        bytes[8 + i] = (uint8_t)(offset >> (8 * i));
    memcpy(bytes + REST_HEAD_BYTES, frames.at, frames.size);
    enum err err = disk_write_file(disk, path, bytes, REST_HEAD_BYTES + frames.size);
    free(bytes);
    return err;
}

enum err record_rest_join(const struct disk *disk, const char *record_path, uint8_t **bytes,
                          size_t *size)
{
    char path[DISK_PATH_BYTES];
    size_t rest_size = 0;
    if (!rest_path(NULL, record_path, path))
        return OK;
    uint8_t *rest = malloc(REST_BYTES_MAX);
    if (rest == NULL)
        return ERR_MEMORY;
    enum err err = disk_read_file(disk, path, rest, REST_BYTES_MAX, &rest_size);
    uint64_t offset = 0;
    for (unsigned i = 0; i < 8 && err == OK && rest_size >= REST_HEAD_BYTES; i++)
        offset |= (uint64_t)rest[8 + i] << (8 * i);
    // One that does not fit is no part of the record: what it holds could only open at its place.
    bool fits = err == OK && rest_size >= REST_HEAD_BYTES &&
                memcmp(rest, magic, sizeof magic) == 0 && offset >= RECORD_HEADER_BYTES &&
                offset <= *size;
    if (fits) {
        size_t frames_bytes = rest_size - REST_HEAD_BYTES, whole = (size_t)offset + frames_bytes;
        uint8_t *joined = realloc(*bytes, whole + 1);
        if (joined != NULL) {
            *bytes = joined;
            *size = whole;
            memcpy(joined + offset, rest + REST_HEAD_BYTES, frames_bytes);
        }
        err = joined != NULL ? OK : ERR_MEMORY;
    }
    free(rest);
    return fits ? err : OK;
}

#include "room/tries.h"
#include "base/check.h"
#include "base/out.h"
#include "room/lines.h"

enum {
    FILE_BYTES_MAX = 128
};
static const char file_name[] = "unlock.tries";

uint32_t tries_wait_s(const struct tries *tries, uint64_t now_s)
{
    check(tries != NULL);
    if (tries->wrong < TRIES_FREE)
        return 0;
    uint32_t wait_s = TRIES_WAIT_S;
    for (uint32_t more = tries->wrong - TRIES_FREE; more > 0 && wait_s < TRIES_WAIT_MOST_S; more--)
        wait_s *= 2;
    if (wait_s > TRIES_WAIT_MOST_S)
        wait_s = TRIES_WAIT_MOST_S;
    if (now_s < tries->at_s)
        return wait_s;
    uint64_t gone_s = now_s - tries->at_s;
    return gone_s < wait_s ? wait_s - (uint32_t)gone_s : 0;
}

static bool parse(struct span text, struct tries *out_tries)
{
    struct span line = {0}, word = {0};
    uint64_t wrong = 0, at_s = 0;
    if (!line_take(&text, &line) || !word_take(&line, &word) || !word_is(word, "wrong") ||
        !word_take(&line, &word) || !word_number(word, UINT32_MAX, &wrong) ||
        !word_take(&line, &word) || !word_is(word, "at") || !word_take(&line, &word) ||
        !word_number(word, UINT64_MAX / 1000, &at_s) || word_take(&line, &word))
        return false;
    *out_tries = (struct tries){(uint32_t)wrong, at_s};
    return true;
}

enum err tries_load(const struct disk *disk, const char *folder, uint64_t now_s,
                    struct tries *out_tries)
{
    check(disk != NULL && folder != NULL && out_tries != NULL);
    char path[DISK_PATH_BYTES];
    enum err err = disk_join(path, folder, file_name);
    if (err != OK)
        return err;
    uint8_t bytes[FILE_BYTES_MAX];
    size_t size = 0;
    err = disk_read_file(disk, path, bytes, sizeof bytes, &size);
    if (err == ERR_NOT_FOUND) {
        *out_tries = (struct tries){0};
        return OK;
    }
    if (err != OK && err != ERR_TOO_LONG)
        return err;
    struct tries tries = {TRIES_FREE, now_s};
    if (err == OK && !parse((struct span){bytes, size}, &tries))
        tries = (struct tries){TRIES_FREE, now_s};
    *out_tries = tries;
    return OK;
}

enum err tries_save(const struct disk *disk, const char *folder, const struct tries *tries)
{
    check(disk != NULL && folder != NULL && tries != NULL);
    char path[DISK_PATH_BYTES];
    enum err err = disk_join(path, folder, file_name);
    if (err != OK)
        return err;
    if (tries->wrong == 0) {
        err = disk->remove(disk->self, path);
        return err == ERR_NOT_FOUND ? OK : err;
    }
    char text[FILE_BYTES_MAX];
    struct out out = out_into(text, sizeof text);
    out_text(&out, "wrong ");
    out_number(&out, tries->wrong);
    out_text(&out, " at ");
    out_number(&out, (int64_t)tries->at_s);
    out_text(&out, "\n");
    check(!out.full);
    return disk_write_file(disk, path, text, out.used);
}

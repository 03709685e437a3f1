#include "supervisor/notice.h"
#include "base/check.h"
#include "base/out.h"
#include "base/utf8.h"
#include "seal/random.h"
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    ENTRY_BYTES = 4096,
    NOTICE_MARK_BYTES = 8,
};
static const char heading[] = "when,what,record,session,practice,by,written to,notice\n";

// --- Where they are.

static enum err data_path(const char *name, char out_path[DISK_PATH_BYTES])
{
    char path[DISK_PATH_BYTES];
    struct out out = out_into(path, sizeof path);
    const char *base = getenv("XDG_DATA_HOME");
    if (base != NULL && base[0] == '/') {
        out_text(&out, base);
    } else {
        base = getenv("HOME");
        if (base == NULL || base[0] != '/')
            return ERR_NOT_FOUND;
        out_text(&out, base);
        out_text(&out, "/.local/share");
    }
    out_text(&out, "/imr-room/");
    out_text(&out, name);
    if (out.full)
        return ERR_TOO_LONG;
    memcpy(out_path, path, out.used + 1);
    return OK;
}

enum err notice_default_path(char out_path[DISK_PATH_BYTES])
{
    return data_path("notice.txt", out_path);
}

enum err export_log_default_path(char out_path[DISK_PATH_BYTES])
{
    return data_path("exports.csv", out_path);
}

// --- The notice.

bool notice_wanted(const struct record_info *info)
{
    check(info != NULL);
    return info->notice != 0;
}

// One line of it, without its end, into text. Blank ends of a line are left out.
static enum err line_add(struct out *text, struct span line)
{
    char copy[NOTICE_BYTES];
    while (line.size > 0 && (line.at[line.size - 1] == '\r' || line.at[line.size - 1] == ' '))
        line.size--;
    if (line.size > 0 && text_ok(line) != OK)
        return ERR_TEXT;
    memcpy(copy, line.at, line.size);
    copy[line.size] = '\0';
    out_text(text, copy);
    out_text(text, "\n");
    return text->full ? ERR_TOO_LONG : OK;
}

enum err notice_text(const struct disk *disk, const char *path, char out_notice[NOTICE_BYTES])
{
    check(disk != NULL && path != NULL && out_notice != NULL);
    uint8_t bytes[NOTICE_BYTES - 2]; // room for a last line's end, and NUL
    char text[NOTICE_BYTES];
    size_t size = 0;
    enum err err = disk_read_file(disk, path, bytes, sizeof bytes, &size);
    struct out out = out_into(text, sizeof text);
    for (size_t from = 0, at = 0; err == OK && at < size; at++)
        if (bytes[at] == '\n' || at + 1 == size) {
            size_t end = bytes[at] == '\n' ? at : at + 1;
            err = line_add(&out, (struct span){bytes + from, end - from});
            from = at + 1;
        }
    if (err != OK)
        return err;
    size_t first = strspn(text, "\n");
    while (out.used > first && text[out.used - 1] == '\n')
        out.used--;
    if (out.used == first)
        return ERR_NOT_FOUND;
    memmove(out_notice, text + first, out.used - first);
    out_notice[out.used - first] = '\0';
    return OK;
}

// --- The list.

// Quoted, so that a comma or a name like a formula stays text in every program that opens the list.
static void field_add(struct out *line, const char *text, bool last)
{
    size_t size = strnlen(text, EXPORT_FIELD_BYTES);
    out_text(line, "\"");
    if (size > 0 && strchr("=+-@", text[0]) != NULL)
        out_text(line, "'");
    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char)text[i];
        char letter[3] = {byte < ' ' ? ' ' : text[i], '\0', '\0'};
        if (byte == '"')
            letter[1] = '"';
        out_text(line, letter);
    }
    out_text(line, last ? "\"\n" : "\",");
}

static enum err when_text(int64_t at_s, char out_text_bytes[32])
{
    time_t seconds = (time_t)at_s;
    struct tm local;
    if (localtime_r(&seconds, &local) == NULL)
        return ERR_RANGE;
    return strftime(out_text_bytes, 32, "%Y-%m-%d %H:%M", &local) > 0 ? OK : ERR_RANGE;
}

// Which notice it was: the beginning of its hash, so that the agency can tell its versions apart.
static void notice_mark(const char *notice, char out_mark[2 * NOTICE_MARK_BYTES + 1])
{
    uint8_t hash[HASH_BYTES];
    struct out out = out_into(out_mark, 2 * NOTICE_MARK_BYTES + 1);
    if (notice == NULL)
        return;
    seal_hash(notice, strlen(notice), hash);
    out_hex(&out, hash, NOTICE_MARK_BYTES);
}

static enum err line_make(const struct export_entry *entry, char out_line[ENTRY_BYTES])
{
    char when[32], session[33], mark[2 * NOTICE_MARK_BYTES + 1];
    enum err err = when_text(entry->at_s, when);
    if (err != OK)
        return err;
    struct out id = out_into(session, sizeof session);
    out_hex(&id, entry->info->session_id, sizeof entry->info->session_id);
    notice_mark(entry->notice, mark);
    struct out line = out_into(out_line, ENTRY_BYTES);
    field_add(&line, when, false);
    field_add(&line, entry->what, false);
    field_add(&line, entry->record, false);
    field_add(&line, session, false);
    field_add(&line, entry->info->practice ? "practice" : "", false);
    field_add(&line, entry->by, false);
    field_add(&line, entry->to, false);
    field_add(&line, mark, true);
    check(!line.full);
    return OK;
}

// Where the next line goes, and whether the last one was torn.
static enum err end_look(const struct disk *disk, int handle, uint64_t *out_size, bool *out_torn)
{
    uint64_t size = 0;
    enum err err = disk->size(disk->self, handle, &size);
    if (err == OK && size > EXPORT_LOG_MAX)
        err = ERR_TOO_LONG;
    char last = '\n';
    size_t got = 1;
    if (err == OK && size > 0)
        err = disk->read_at(disk->self, handle, size - 1, &last, 1, &got);
    if (err != OK)
        return err;
    *out_size = size;
    *out_torn = got != 1 || last != '\n';
    return OK;
}

// Opens the list, and makes it and the folders above it where they are missing.
static enum err log_open(const struct disk *disk, const char *path, int *out_handle)
{
    enum err err = disk->open(disk->self, path, false, out_handle);
    if (err != ERR_NOT_FOUND)
        return err;
    char folder[DISK_PATH_BYTES];
    for (size_t i = 1; path[i] != '\0' && i < sizeof folder; i++) {
        if (path[i] != '/')
            continue;
        memcpy(folder, path, i);
        folder[i] = '\0';
        err = disk->make_folder(disk->self, folder);
        if (err != OK)
            return err;
    }
    return disk->open(disk->self, path, true, out_handle);
}

enum err export_log_add(const struct disk *disk, const char *path, const struct export_entry *entry)
{
    check(disk != NULL && path != NULL && entry != NULL && entry->info != NULL);
    check(entry->what != NULL && entry->record != NULL && entry->by != NULL && entry->to != NULL);
    // The notice is no matter of choice.
    check(entry->notice != NULL || !notice_wanted(entry->info));
    char line[ENTRY_BYTES], text[sizeof line + sizeof heading + 1];
    enum err err = line_make(entry, line);
    int handle = -1;
    if (err == OK)
        err = log_open(disk, path, &handle);
    if (err != OK)
        return err;
    uint64_t size = 0;
    bool torn = false;
    err = end_look(disk, handle, &size, &torn);
    struct out out = out_into(text, sizeof text);
    out_text(&out, size == 0 ? heading : torn ? "\n" : "");
    out_text(&out, line);
    check(!out.full);
    if (err == OK)
        err = disk->write_at(disk->self, handle, size, text, out.used);
    if (err == OK)
        err = disk->sync(disk->self, handle);
    disk->close(disk->self, handle);
    return err;
}

#pragma once
// What 42 CFR Part 2 asks of whoever exports from a record of a substance-use programme: the
// agency's own notice goes with every export, and every export is listed. A record says so itself
// (record_info.notice, set by the group's `part2: true`). The notice is a text file of the agency's,
// so that counsel can change it; the list is a CSV file that only grows. No window, one thread.
// Source: 42 CFR 2.32 (notice), 2.13 (list of disclosures), as in docs/RECORD-FORMAT.md.
#include "seal/disk.h"
#include "seal/record.h"

enum {
    NOTICE_BYTES = 8 * 1024, // with the closing NUL; the federal text has 1,500
    EXPORT_LOG_MAX = 16 * 1024 * 1024,
    EXPORT_FIELD_BYTES = 256,
};

// Where the notice and the list are where nobody names another file: notice.txt and exports.csv in
// this program's data folder ($XDG_DATA_HOME/imr-room, or ~/.local/share/imr-room).
// ERR_NOT_FOUND: neither XDG_DATA_HOME nor HOME is set; ERR_TOO_LONG.
enum err notice_default_path(char out_path[DISK_PATH_BYTES]) MUST_USE;
enum err export_log_default_path(char out_path[DISK_PATH_BYTES]) MUST_USE;

// Whether an export of this record must carry the notice and be listed.
bool notice_wanted(const struct record_info *info);
// Reads the notice: lines of valid text, with LF or CRLF between them; given back with LF, without
// blank ends. ERR_NOT_FOUND: no such file, or nothing in it; ERR_TOO_LONG; ERR_TEXT: a character
// that may not stand there. Where the notice is wanted and this fails, nothing may be exported.
enum err notice_text(const struct disk *disk, const char *path,
                     char out_text[NOTICE_BYTES]) MUST_USE;

struct export_entry {
    int64_t at_s;       // seconds since 1970, UTC; stands in the list as local date and time
    const char *what;   // "report", "csv", "json", "evidence", "supervision"
    const char *record; // file name of the record
    const struct record_info *info;
    const char *by;     // whose key opened it
    const char *to;     // the file that was written
    const char *notice; // its text, or NULL: none was wanted
};
// Adds one line, synced, and makes the file with its heading where there is none. A line that a
// power cut tore stays as it is; the next one begins below it. Call it before the export is given
// away: what cannot be listed must not leave. Errors of the disk; ERR_TOO_LONG: the list is full.
enum err export_log_add(const struct disk *disk, const char *path,
                        const struct export_entry *entry) MUST_USE;

#pragma once
// Retention: which records of a folder are kept longer than the rule that stands in their own header,
// and their removal. Works from headers, without a key. A record is everything of one session: its
// segments, their rests, and what was written beside it; nothing else is ever removed, and where
// anything of it cannot be read or two headers differ, nothing of it is. Each record that goes leaves
// a dated text, <name>.pruned, so that a gap in the folder is no riddle. Owns its list. One thread.
#include "base/out.h"
#include "seal/disk.h"
#include "seal/record.h"

enum {
    PRUNE_NAME_BYTES = 64, // "2026-11-04-01020304" and room to spare
    PRUNE_PARTS_MAX = 64,
    PRUNE_RECORDS_MAX = 100000,
};

enum prune_state {
    PRUNE_KEPT,      // its days are not over
    PRUNE_DUE,       // they are
    PRUNE_UNCERTAIN, // some header cannot be read, or two do not agree: it stays, and says so
    PRUNE_REMOVED,   // prune_remove has done it
};

struct prune_record {
    char name[PRUNE_NAME_BYTES]; // of its files, without ".<segment>.imrlog"
    enum prune_state state;
    uint32_t parts[PRUNE_PARTS_MAX];
    uint32_t part_count;
    struct record_info info; // of its first readable part
    uint32_t due_day;        // the first day on which it is due
    uint64_t bytes;
};

struct prune {
    const struct disk *disk;
    char folder[DISK_PATH_BYTES];
    struct prune_record *records; // oldest name first
    size_t count, room;
};

// Looks at the folder; changes nothing. today is in local days since 1970-01-01. ERR_NOT_FOUND: no
// such folder; ERR_TOO_LONG, ERR_MEMORY.
enum err prune_open(const struct disk *disk, const char *folder, uint32_t today,
                    struct prune *out_prune) MUST_USE;
void prune_close(struct prune *prune); // fine on zeros
// A day as 2026-11-04.
void prune_date(uint32_t day_number, struct out *out);
// Removes one that is due: the text first, synced, then its files, the last segment first, so that a
// cut leaves a record that is still known to be due. Errors of the disk; ERR_RANGE: it is not due.
enum err prune_remove(struct prune *prune, struct prune_record *record, uint32_t today) MUST_USE;

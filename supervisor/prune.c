#include "supervisor/prune.h"
#include "base/check.h"
#include "base/date.h"
#include "base/out.h"
#include "supervisor/shelf.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum {
    RECORDS_FIRST = 64,
    SEGMENT_DIGITS_MAX = 9,
    TEXT_BYTES = 1024,
};

struct looking {
    struct prune *prune;
    enum err err;
};

// "<name>.<segment>.imrlog", the name in the shape that records have. False for anything else.
static bool split(const char *file, char out_name[PRUNE_NAME_BYTES], uint32_t *out_segment)
{
    static const char shape[] = "0000-00-00-hhhhhhhh.";
    size_t at = 0;
    for (; shape[at] != '\0'; at++) {
        unsigned char letter = (unsigned char)file[at];
        bool fits = shape[at] == '0'   ? isdigit(letter)
                    : shape[at] == 'h' ? isxdigit(letter) && !isupper(letter)
                                       : file[at] == shape[at];
        if (!fits)
            return false;
    }
    memcpy(out_name, file, at - 1);
    out_name[at - 1] = '\0';
    uint32_t segment = 0;
    size_t digits = 0;
    for (; isdigit((unsigned char)file[at]) && digits <= SEGMENT_DIGITS_MAX; at++, digits++)
        segment = segment * 10 + (uint32_t)(file[at] - '0');
    *out_segment = segment;
    return digits > 0 && digits <= SEGMENT_DIGITS_MAX && strcmp(file + at, ".imrlog") == 0;
}

static enum err file_path(const struct prune *prune, const struct prune_record *record,
                          const char *segment, const char *suffix, char out_path[DISK_PATH_BYTES])
{
    char name[2 * PRUNE_NAME_BYTES];
    struct out out = out_into(name, sizeof name);
    out_text(&out, record->name);
    out_text(&out, segment);
    out_text(&out, suffix);
    check(!out.full);
    return disk_join(out_path, prune->folder, name);
}

static enum err part_path(const struct prune *prune, const struct prune_record *record,
                          uint32_t segment, const char *suffix, char out_path[DISK_PATH_BYTES])
{
    char number[16];
    struct out out = out_into(number, sizeof number);
    out_text(&out, ".");
    out_number(&out, segment);
    return file_path(prune, record, number, suffix, out_path);
}

// --- Looking.

static struct prune_record *record_of(struct looking *looking, const char *name)
{
    struct prune *prune = looking->prune;
    // Names come in the order of their bytes: the parts of a session stand together.
    if (prune->count > 0 && strcmp(prune->records[prune->count - 1].name, name) == 0)
        return &prune->records[prune->count - 1];
    if (prune->count == prune->room) {
        size_t room = prune->room == 0 ? RECORDS_FIRST : prune->room * 2;
        struct prune_record *records =
            room > PRUNE_RECORDS_MAX ? NULL : realloc(prune->records, room * sizeof *records);
        if (records == NULL) {
            looking->err = ERR_MEMORY;
            return NULL;
        }
        prune->records = records;
        prune->room = room;
    }
    struct prune_record *record = &prune->records[prune->count++];
    *record = (struct prune_record){.state = PRUNE_KEPT};
    memcpy(record->name, name, strlen(name) + 1);
    return record;
}

static void take_name(void *context, const char *file)
{
    struct looking *looking = context;
    char name[PRUNE_NAME_BYTES];
    uint32_t segment;
    if (looking->err != OK || !split(file, name, &segment))
        return;
    struct prune_record *record = record_of(looking, name);
    if (record == NULL)
        return;
    if (record->part_count == PRUNE_PARTS_MAX) {
        record->state = PRUNE_UNCERTAIN;
        return;
    }
    uint32_t at = record->part_count++;
    for (; at > 0 && record->parts[at - 1] > segment; at--)
        record->parts[at] = record->parts[at - 1];
    record->parts[at] = segment;
}

static uint64_t bytes_of(const struct disk *disk, const char *path)
{
    int handle = -1;
    uint64_t size = 0;
    if (disk->open(disk->self, path, false, &handle) != OK)
        return 0;
    if (disk->size(disk->self, handle, &size) != OK)
        size = 0;
    disk->close(disk->self, handle);
    return size;
}

static bool agree(const struct record_info *a, const struct record_info *b)
{
    return memcmp(a->session_id, b->session_id, sizeof a->session_id) == 0 && a->day == b->day &&
           a->practice == b->practice && a->retain_days == b->retain_days;
}

// What its headers say. A last part without a whole header held nothing and says nothing.
static void look_at(const struct prune *prune, struct prune_record *record, uint32_t today)
{
    bool known = false;
    for (uint32_t i = 0; i < record->part_count; i++) {
        char path[DISK_PATH_BYTES];
        struct record_info info;
        enum err err = part_path(prune, record, record->parts[i], ".imrlog", path);
        if (err == OK)
            err = record_info_of(prune->disk, path, &info);
        record->bytes += bytes_of(prune->disk, path);
        if (err == ERR_TRUNCATED && known && i + 1 == record->part_count)
            break;
        if (err != OK || info.segment != record->parts[i] ||
            (known && !agree(&info, &record->info))) {
            record->state = PRUNE_UNCERTAIN;
            continue;
        }
        if (!known)
            record->info = info;
        known = true;
    }
    record->due_day = record->info.day + record->info.retain_days + 1;
    if (!known)
        record->state = PRUNE_UNCERTAIN;
    if (record->state == PRUNE_KEPT && today >= record->due_day)
        record->state = PRUNE_DUE;
}

enum err prune_open(const struct disk *disk, const char *folder, uint32_t today,
                    struct prune *out_prune)
{
    check(disk != NULL && folder != NULL && out_prune != NULL);
    struct prune prune = {.disk = disk};
    if (strlen(folder) >= sizeof prune.folder)
        return ERR_TOO_LONG;
    memcpy(prune.folder, folder, strlen(folder) + 1);
    struct looking looking = {.prune = &prune};
    enum err err = disk->list(disk->self, folder, take_name, &looking);
    if (err == OK)
        err = looking.err;
    if (err != OK) {
        free(prune.records);
        return err;
    }
    for (size_t i = 0; i < prune.count; i++)
        look_at(&prune, &prune.records[i], today);
    *out_prune = prune;
    return OK;
}

void prune_close(struct prune *prune)
{
    free(prune->records);
    *prune = (struct prune){0};
}

// --- Removing.

void prune_date(uint32_t day_number, struct out *out)
{
    unsigned day, month, year;
    date_of_day(day_number, &day, &month, &year);
    out_padded(out, year, 4);
    out_text(out, "-");
    out_padded(out, month, 2);
    out_text(out, "-");
    out_padded(out, day, 2);
}

static enum err text_leave(const struct prune *prune, const struct prune_record *record,
                           uint32_t today)
{
    const struct record_info *info = &record->info;
    char text[TEXT_BYTES], path[DISK_PATH_BYTES];
    struct out out = out_into(text, sizeof text);
    out_text(&out, "removed ");
    prune_date(today, &out);
    out_text(&out, "\nrecorded ");
    prune_date(info->day, &out);
    out_text(&out, "\nkept ");
    out_number(&out, info->retain_days);
    out_text(&out, " days\nkind ");
    out_text(&out, info->practice ? "practice" : "real");
    out_text(&out, info->notice != 0 ? ", 42 CFR Part 2\nsession " : "\nsession ");
    out_hex(&out, info->session_id, sizeof info->session_id);
    out_text(&out, "\nparts ");
    out_number(&out, record->part_count);
    out_text(&out, "\nbytes ");
    out_number(&out, (int64_t)record->bytes);
    out_text(&out, "\n");
    check(!out.full);
    enum err err = file_path(prune, record, "", ".pruned", path);
    return err == OK ? disk_write_file(prune->disk, path, text, out.used) : err;
}

static enum err remove_one(const struct prune *prune, const struct prune_record *record,
                           uint32_t segment, const char *suffix)
{
    char path[DISK_PATH_BYTES];
    enum err err = part_path(prune, record, segment, suffix, path);
    if (err == OK)
        err = prune->disk->remove(prune->disk->self, path);
    return err == ERR_NOT_FOUND ? OK : err;
}

// What was written about a record can be opened by nobody once its parts are gone, and its head names
// its author: "<name>.<8 hex>.review", and those that were moved aside.
struct reviews {
    const struct prune *prune;
    const char *name; // of the record
    enum err err;
};

static void remove_review(void *context, const char *file)
{
    struct reviews *reviews = context;
    size_t size = strlen(reviews->name);
    char path[DISK_PATH_BYTES];
    if (reviews->err != OK || strncmp(file, reviews->name, size) != 0 || file[size] != '.')
        return;
    const char *kind = strchr(file + size + 1, '.');
    if (kind == NULL || strncmp(kind, ".review", sizeof ".review" - 1) != 0)
        return;
    reviews->err = disk_join(path, reviews->prune->folder, file);
    if (reviews->err == OK)
        reviews->err = reviews->prune->disk->remove(reviews->prune->disk->self, path);
    if (reviews->err == ERR_NOT_FOUND)
        reviews->err = OK;
}

static enum err remove_reviews(const struct prune *prune, const struct prune_record *record)
{
    struct reviews reviews = {prune, record->name, OK};
    enum err err = prune->disk->list(prune->disk->self, prune->folder, remove_review, &reviews);
    return err == OK ? reviews.err : err;
}

enum err prune_remove(struct prune *prune, struct prune_record *record, uint32_t today)
{
    check(prune != NULL && record != NULL);
    if (record->state != PRUNE_DUE || today < record->due_day)
        return ERR_RANGE;
    enum err err = text_leave(prune, record, today);
    if (err == OK)
        err = remove_reviews(prune, record);
    for (uint32_t i = record->part_count; i > 0 && err == OK; i--) {
        err = remove_one(prune, record, record->parts[i - 1], ".imrrest");
        if (err == OK)
            err = remove_one(prune, record, record->parts[i - 1], ".imrlog");
    }
    if (err == OK)
        record->state = PRUNE_REMOVED;
    return err;
}

#include "supervisor/shelf.h"
#include "base/check.h"
#include "base/date.h"
#include "base/out.h"
#include "supervisor/timeline.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum {
    ROOM_FIRST = 64,
    ROOM_MOST = 100000,
};

// Days since 1970-01-01 of a date, as in the name of a record; false for another shape.
static bool day_of_name(const char *name, uint32_t *out_day)
{
    static const char shape[] = "0000-00-00-";
    for (size_t i = 0; shape[i] != '\0'; i++)
        if (shape[i] == '0' ? !isdigit((unsigned char)name[i]) : name[i] != shape[i])
            return false;
    int64_t year =
        (name[0] - '0') * 1000 + (name[1] - '0') * 100 + (name[2] - '0') * 10 + (name[3] - '0');
    int64_t month = (name[5] - '0') * 10 + (name[6] - '0');
    int64_t day = (name[8] - '0') * 10 + (name[9] - '0');
    if (year < 1970 || month < 1 || month > 12 || day < 1)
        return false;
    // Years from March, so that the leap day is the last of its year.
    int64_t from = year - (month <= 2);
    int64_t era = from / 400;
    int64_t of_era = from - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t days = era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
    *out_day = (uint32_t)days;
    return true;
}

static uint32_t key_of(const char *name, size_t size)
{
    uint32_t hash = 2166136261U; // FNV-1a
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ (uint8_t)name[i]) * 16777619U;
    return hash | 0x80000000U; // away from the keys of buttons
}

// Bytes of the name before ".<segment>.imrlog"; 0 for another shape.
static size_t base_bytes(const char *name)
{
    size_t size = strlen(name);
    static const char tail[] = ".imrlog";
    if (size <= sizeof tail || strcmp(name + size - (sizeof tail - 1), tail) != 0)
        return 0;
    size_t at = size - (sizeof tail - 1);
    size_t end = at;
    while (at > 0 && isdigit((unsigned char)name[at - 1]))
        at--;
    return at == end || at < 2 || name[at - 1] != '.' ? 0 : at - 1;
}

struct listing {
    struct shelf *shelf;
    enum err err;
};

static bool grow(struct shelf *shelf)
{
    if (shelf->count < shelf->room)
        return true;
    size_t room = shelf->room == 0 ? ROOM_FIRST : shelf->room * 2;
    struct shelf_row *rows =
        room > ROOM_MOST ? NULL : realloc(shelf->rows, room * sizeof *shelf->rows);
    if (rows == NULL)
        return false;
    shelf->rows = rows;
    shelf->room = room;
    return true;
}

static void take_name(void *context, const char *name)
{
    struct listing *listing = context;
    struct shelf *shelf = listing->shelf;
    size_t base = base_bytes(name);
    if (base == 0 || strlen(name) >= SHELF_NAME_BYTES || listing->err != OK)
        return;
    // Names come in the order of their bytes, so that the parts of a session stand together.
    uint32_t key = key_of(name, base);
    if (shelf->count > 0 && shelf->rows[shelf->count - 1].key == key)
        return;
    if (!grow(shelf)) {
        listing->err = ERR_MEMORY;
        return;
    }
    struct shelf_row *row = &shelf->rows[shelf->count++];
    *row = (struct shelf_row){.key = key};
    memcpy(row->name, name, strlen(name) + 1);
    (void)day_of_name(name, &row->day);
}

static int newer_first(const void *a, const void *b)
{
    const struct shelf_row *one = a, *two = b;
    if (one->day != two->day)
        return one->day < two->day ? 1 : -1;
    return strcmp(one->name, two->name);
}

enum err shelf_open(const struct disk *disk, const char *folder, struct shelf *out_shelf)
{
    struct shelf shelf = {.disk = disk};
    if (strlen(folder) >= sizeof shelf.folder)
        return ERR_TOO_LONG;
    memcpy(shelf.folder, folder, strlen(folder) + 1);
    struct listing listing = {.shelf = &shelf};
    enum err err = disk->list(disk->self, folder, take_name, &listing);
    if (err == OK)
        err = listing.err;
    if (err != OK) {
        free(shelf.rows);
        return err;
    }
    if (shelf.count > 0)
        qsort(shelf.rows, shelf.count, sizeof *shelf.rows, newer_first);
    shelf.waiting = shelf.count;
    *out_shelf = shelf;
    return OK;
}

void shelf_close(struct shelf *shelf)
{
    free(shelf->rows);
    memset(shelf, 0, sizeof *shelf);
}

enum err shelf_path(const struct shelf *shelf, const struct shelf_row *row,
                    char out_path[SHELF_PATH_BYTES])
{
    return disk_join(out_path, shelf->folder, row->name);
}

// False if there is no memory: then the row is listed without it.
static bool trend_of(const struct meeting *meeting, struct trend_numbers *out_trend)
{
    struct timeline *timeline = malloc(sizeof *timeline);
    struct evidence *evidence = malloc(sizeof *evidence);
    bool room = timeline != NULL && evidence != NULL;
    if (room) {
        timeline_of(meeting_replay(meeting), timeline);
        evidence_of(meeting_replay(meeting), timeline, meeting_verdict(meeting)->verdict, evidence);
        trend_numbers_of(evidence, out_trend);
    }
    free(timeline);
    free(evidence);
    return room;
}

void shelf_row_of(const struct meeting *meeting, struct shelf_row *row)
{
    const struct replay *replay = meeting_replay(meeting);
    const struct session *last = &replay->last;
    const struct begin *begin = &last->begin;
    row->state = SHELF_OPENED;
    row->day = last->phase == SESSION_WAITING ? meeting_info(meeting)->day : last->wall_day;
    row->wall_minute = last->wall_minute;
    memcpy(row->group, begin->group, sizeof row->group);
    memcpy(row->leader, begin->leader, sizeof row->leader);
    memcpy(row->topic, begin->deck.module_title, sizeof row->topic);
    row->session_number = begin->deck.session_number;
    row->people = last->people;
    row->joined = begin->people_joined;
    row->verdict = meeting_verdict(meeting)->verdict;
    row->last_ms = meeting_verdict(meeting)->session_ms;
    row->plan_minutes = 0;
    for (uint8_t i = 0; i < begin->step_count; i++)
        row->plan_minutes += begin->steps[i].minutes;
    uint64_t length_ms = row->last_ms;
    for (size_t i = 0; i < replay->fact_count; i++)
        if (replay->memory.facts[i].kind == FACT_ENDED)
            length_ms = replay->memory.facts[i].at_ms;
    row->minutes = (uint32_t)(length_ms / MINUTE_MS);
    memset(&row->trend, 0, sizeof row->trend);
    (void)trend_of(meeting, &row->trend);
}

void shelf_read(const struct disk *disk, const char *path, const struct reviewer_key *key,
                struct shelf_row *row)
{
    struct meeting *meeting = NULL;
    enum err err = meeting_open_brief(disk, path, key, &meeting);
    if (err == OK)
        shelf_row_of(meeting, row);
    else
        row->state = err == ERR_KEY       ? SHELF_NOT_YOURS
                     : err == ERR_VERSION ? SHELF_NEWER
                                          : SHELF_UNREADABLE;
    meeting_close(meeting);
}

struct shelf_row *shelf_waiting(struct shelf *shelf, const struct shelf_row *const *sight,
                                size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (sight[i]->state == SHELF_WAITING)
            return &shelf->rows[sight[i] - shelf->rows];
    // Rows before this one have been read, so that a folder is not searched from its beginning.
    while (shelf->first_waiting < shelf->count &&
           shelf->rows[shelf->first_waiting].state != SHELF_WAITING)
        shelf->first_waiting++;
    return shelf->first_waiting < shelf->count ? &shelf->rows[shelf->first_waiting] : NULL;
}

void shelf_take(struct shelf *shelf, const struct shelf_row *read)
{
    check(read->state != SHELF_WAITING);
    for (size_t i = 0; i < shelf->count; i++) {
        struct shelf_row *row = &shelf->rows[i];
        if (row->key != read->key || row->state != SHELF_WAITING)
            continue;
        *row = *read;
        shelf->waiting--;
        return;
    }
}

bool shelf_look(struct shelf *shelf, const struct reviewer_key *key)
{
    const struct shelf_row *next = shelf_waiting(shelf, NULL, 0);
    if (next == NULL)
        return false;
    struct shelf_row row = *next;
    char path[SHELF_PATH_BYTES];
    if (shelf_path(shelf, &row, path) == OK)
        shelf_read(shelf->disk, path, key, &row);
    else
        row.state = SHELF_UNREADABLE;
    shelf_take(shelf, &row);
    return true;
}

// Whether text holds what is sought, letters of either case alike where they are plain ones.
static bool holds(const char *text, const char *sought)
{
    size_t size = strlen(sought);
    for (; *text != '\0'; text++) {
        size_t i = 0;
        while (i < size && tolower((unsigned char)text[i]) == tolower((unsigned char)sought[i]))
            i++;
        if (i == size)
            return true;
    }
    return size == 0;
}

// "2026-11-04", "4 Nov 2026" or "4 November 2026".
static bool holds_date(uint32_t day, const struct shelf_filter *filter)
{
    unsigned number, month, year;
    char text[NAME_BYTES];
    date_of_day(day, &number, &month, &year);
    struct out out = out_into(text, sizeof text);
    out_number(&out, year);
    out_text(&out, "-");
    out_padded(&out, month, 2);
    out_text(&out, "-");
    out_padded(&out, number, 2);
    if (holds(text, filter->find))
        return true;
    for (size_t i = 0; i < 2; i++) {
        if (filter->months[i][month - 1] == NULL)
            continue;
        out = out_into(text, sizeof text);
        out_number(&out, number);
        out_text(&out, " ");
        out_text(&out, filter->months[i][month - 1]);
        out_text(&out, " ");
        out_number(&out, year);
        if (holds(text, filter->find))
            return true;
    }
    return false;
}

bool shelf_fits(const struct shelf_row *row, const struct shelf_filter *filter)
{
    if (filter->weeks > 0 && filter->today > row->day &&
        filter->today - row->day > filter->weeks * 7)
        return false;
    bool known = row->state == SHELF_OPENED;
    if (filter->group[0] != '\0' && (!known || strcmp(filter->group, row->group) != 0))
        return false;
    if (filter->find[0] == '\0')
        return true;
    if (holds_date(row->day, filter))
        return true;
    return known && (holds(row->group, filter->find) || holds(row->topic, filter->find) ||
                     holds(row->leader, filter->find));
}

size_t shelf_choose(const struct shelf *shelf, const struct shelf_filter *filter,
                    const struct shelf_row **out_rows, size_t max)
{
    size_t count = 0;
    for (size_t i = 0; i < shelf->count && count < max; i++)
        if (shelf_fits(&shelf->rows[i], filter))
            out_rows[count++] = &shelf->rows[i];
    return count;
}

void shelf_next_group(const struct shelf *shelf, char group[NAME_BYTES])
{
    const char *next = "";
    for (size_t i = 0; i < shelf->count; i++) {
        const struct shelf_row *row = &shelf->rows[i];
        if (row->state != SHELF_OPENED || strcmp(row->group, group) <= 0)
            continue;
        if (next[0] == '\0' || strcmp(row->group, next) < 0)
            next = row->group;
    }
    char copy[NAME_BYTES] = "";
    memcpy(copy, next, strlen(next) + 1);
    memcpy(group, copy, sizeof copy);
}

void shelf_summary(const struct shelf *shelf, const char *group, struct trend_summary *out_summary)
{
    struct trend_sum sum = {.first_day = 0};
    for (size_t i = 0; i < shelf->count && shelf->waiting == 0; i++) {
        const struct shelf_row *row = &shelf->rows[i];
        if (row->state == SHELF_OPENED && strcmp(row->group, group) == 0)
            trend_sum_add(&sum, row->day, &row->trend);
    }
    *out_summary = sum.summary;
}

#pragma once
// The records of one folder. The names are listed at once, newest day first; each record is opened
// later, one at a time, so that a folder of thousands shows itself immediately. What a row keeps is
// what a list shows; the meeting itself is closed again. Owns its rows. One thread; the window has
// the opening itself done on another (shelf_reader.h).
#include "supervisor/evidence.h"
#include "supervisor/meeting.h"
#include "supervisor/trends.h"

enum {
    SHELF_PATH_BYTES = 1024,
    SHELF_NAME_BYTES = 128,
    SHELF_FIND_BYTES = 64,
};

enum shelf_state {
    SHELF_WAITING, // not opened yet
    SHELF_OPENED,
    SHELF_NOT_YOURS,  // sealed to other keys
    SHELF_UNREADABLE, // no record, or cut inside its header
    SHELF_NEWER,      // made by a newer version of the program
};

struct shelf_row {
    uint32_t key; // of its name, for the screen
    enum shelf_state state;
    char name[SHELF_NAME_BYTES]; // of the file of one part
    uint32_t day;                // from the name until it is opened
    uint16_t wall_minute;
    char group[NAME_BYTES];
    char leader[NAME_BYTES];
    char topic[NAME_BYTES];
    uint8_t session_number;
    uint32_t minutes;
    uint32_t plan_minutes;
    uint8_t people;
    uint8_t joined; // 0 if not known
    enum record_verdict verdict;
    uint64_t last_ms;
    struct trend_numbers trend;
};

struct shelf {
    const struct disk *disk;
    char folder[SHELF_PATH_BYTES];
    struct shelf_row *rows; // newest first
    size_t count;
    size_t room;
    size_t waiting;       // not opened yet
    size_t first_waiting; // none before it waits
};

// What of the shelf is to be seen.
struct shelf_filter {
    uint32_t today;              // day
    uint32_t weeks;              // 0: all dates
    char group[NAME_BYTES];      // empty: all groups
    char find[SHELF_FIND_BYTES]; // in group, topic, leader or date; empty: everything
    // The words of the months, short and long, as dates are found by; NULL: by number alone.
    const char *months[2][12];
};

// ERR_NOT_FOUND: no such folder; ERR_MEMORY, ERR_TOO_LONG.
enum err shelf_open(const struct disk *disk, const char *folder, struct shelf *out_shelf) MUST_USE;
void shelf_close(struct shelf *shelf); // fine on zeros
// Opens the first row that waits. False if none does.
bool shelf_look(struct shelf *shelf, const struct reviewer_key *key);
// The next row to open: the first that waits among those in sight, or else of all; NULL if none does.
struct shelf_row *shelf_waiting(struct shelf *shelf, const struct shelf_row *const *sight,
                                size_t count);
// Opens the record of a row and fills it in. Touches nothing but the row.
void shelf_read(const struct disk *disk, const char *path, const struct reviewer_key *key,
                struct shelf_row *row);
// Puts in place what was read of a row.
void shelf_take(struct shelf *shelf, const struct shelf_row *read);
// Fills a row from an opened meeting.
void shelf_row_of(const struct meeting *meeting, struct shelf_row *row);
bool shelf_fits(const struct shelf_row *row, const struct shelf_filter *filter);
// The rows that fit, in order, at most max of them; returns how many.
size_t shelf_choose(const struct shelf *shelf, const struct shelf_filter *filter,
                    const struct shelf_row **out_rows, size_t max);
enum err shelf_path(const struct shelf *shelf, const struct shelf_row *row,
                    char out_path[SHELF_PATH_BYTES]) MUST_USE;
// The next group's name after the one given, in the order of the alphabet; empty after the last.
void shelf_next_group(const struct shelf *shelf, char group[NAME_BYTES]);
// What the opened records of a group show together. Zeros while rows still wait: half a folder would
// look like half a program.
void shelf_summary(const struct shelf *shelf, const char *group, struct trend_summary *out_summary);

#pragma once
// Files for others made beside the window: copies of what stands on the page, a thread that writes them
// (paper/printing.h), and its word on what came of it. So a slow disk, a long report or a printer that does
// not answer holds nobody up, and what is changed meanwhile is not half in a file. One at a time.
#include "supervisor/export_give.h"
#include "supervisor/meeting.h"

enum exporting_kind {
    EXPORTING_PDF = 1, // the report
    EXPORTING_CSV,
    EXPORTING_ALL,    // report, tables and JSON
    EXPORTING_PRINT,  // the report, to the printer
    EXPORTING_BUNDLE, // of the group's records that are named
};

enum {
    EXPORTING_PATH_BYTES = DISK_PATH_BYTES
};

struct exporting_wish {
    enum exporting_kind kind;
    const struct disk *disk;        // lent until the end
    const struct reviewer_key *key; // lent until the end
    const char *folder;             // of all exports; copied
    struct export_job
        job; // strings, paper, notice, log, day and time; its paths are lent until the end
    struct export_session session;               // the open record's; everything in it is copied
    const char (*records)[EXPORTING_PATH_BYTES]; // of a bundle, the open one among them; copied
    size_t record_count;
    bool (*ring)(void *self); // NULL: poll exporting_fd
    void *ring_self;
};

struct exporting_end {
    enum exporting_kind kind;
    enum err made;                   // why there are no files; OK: they are there
    enum err sent;                   // EXPORTING_PRINT: why the printer has it not
    struct export_fault fault;       // which file or folder, where .made is not OK
    char path[EXPORTING_PATH_BYTES]; // of the file, or of the folder with all of them
};

struct exporting;
enum err exporting_start(const struct exporting_wish *wish,
                         struct exporting **out_exporting) MUST_USE;
int exporting_fd(const struct exporting *exporting); // readable once it has ended
bool exporting_take(struct exporting *exporting, struct exporting_end *out_end); // true once
void exporting_destroy(struct exporting *exporting); // waits; ends a printer's lp; NULL is fine

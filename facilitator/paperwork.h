#pragma once
// What the console prints: the sheet of a group that has ended, and blank goal cards. Made and sent beside
// the window (paper/printing.h), one at a time. A file lies in sheets/ of the data folder only until the
// printer has it; where none took it, until the console is opened the next time. App's thread.
#include "paper/paper.h"
#include "seal/disk.h"

enum paperwork_what {
    PAPERWORK_END_SHEET,
    PAPERWORK_CARDS,
};

enum paperwork_state {
    PAPERWORK_NONE, // nothing has been asked for yet, or it is forgotten
    PAPERWORK_BUSY,
    PAPERWORK_WRITTEN, // into a file that somebody named
    PAPERWORK_SENT,    // to the printer
    PAPERWORK_NO_PRINTER,
    PAPERWORK_FAILED, // the file cannot be written
};

struct paperwork_status {
    enum paperwork_what what;
    enum paperwork_state state;
    char path[DISK_PATH_BYTES];
};

struct paperwork_config {
    const struct disk *disk; // lent
    const char *folder;      // sheets/; lent
    const char *assets;      // lent
    bool (*ring)(void *self);
    void *ring_self;
};

struct paperwork;
struct end_sheet;
enum err paperwork_create(const struct paperwork_config *config,
                          struct paperwork **out_paperwork) MUST_USE;
void paperwork_destroy(
    struct paperwork *paperwork); // ends a printer that does not answer; NULL is fine
// Begins. path: a file that is kept, and nothing is printed; NULL: to the printer. False while the one
// before is not done yet.
bool paperwork_end_sheet(struct paperwork *paperwork, const struct end_sheet *sheet,
                         const char *path) MUST_USE;
bool paperwork_cards(struct paperwork *paperwork, enum paper_size paper, const char *path) MUST_USE;
bool paperwork_pump(struct paperwork *paperwork);    // true if the status has changed
int paperwork_fd(const struct paperwork *paperwork); // readable when pump has something; -1: idle
const struct paperwork_status *paperwork_status(const struct paperwork *paperwork);
void paperwork_forget(struct paperwork *paperwork); // the status, where nothing is under way

// Takes away what no printer took. On whichever thread opens the console.
void paperwork_clear(const struct disk *disk, const char *folder);

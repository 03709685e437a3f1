#pragma once
// A sheet on its way to the printer, beside the window: a thread of its own makes the file and hands it to
// the machine's lp, because either may take seconds and a printer that does not answer takes for ever. One
// sheet, one thread; the owner hears of the end by its bell or descriptor and takes it. What lp is told is
// the file and nothing else, and of the environment only what it needs to find a printer.
#include "base/err.h"
#include <stdbool.h>

enum {
    PRINTING_PATH_BYTES = 1024,
    PRINTING_PATIENCE_MS = 20 * 1000, // how long lp may take; then it is ended
};

struct printing_job {
    enum err (*make)(void *self); // writes the file; on the thread
    void *self;                   // lent to make
    const char *path;             // of the file that it writes; copied
    bool send;                    // hand it to the printer when it is written
    bool keep;                    // else the file goes once the printer has it
    int patience_ms;              // 0: PRINTING_PATIENCE_MS
    bool (*ring)(void *self);     // from the thread, when it has ended; NULL: poll printing_fd
    void *ring_self;
};

struct printing_result {
    enum err made; // why there is no file; OK: it is there
    enum err sent; // OK: lp took it. ERR_NOT_FOUND: there is no lp; ERR_WAIT: it did not answer;
                   // ERR_IO: it refused. Only where .send and .made is OK.
};

struct printing;
// ERR_MEMORY, ERR_IO, ERR_TOO_LONG (the path).
enum err printing_start(const struct printing_job *job, struct printing **out_printing) MUST_USE;
int printing_fd(const struct printing *printing); // readable once it has ended
// True once, when it has ended.
bool printing_take(struct printing *printing, struct printing_result *out_result);
// Ends an lp that still runs, and waits for the thread. NULL is fine.
void printing_destroy(struct printing *printing);

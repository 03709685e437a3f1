#pragma once
// What the window changes on disks while it is open: the group book, and errands such as who may replay.
// A short-lived worker does it (it syncs, and the window never waits), one job at a time;
// what changes meanwhile is saved with the next. App's thread.
#include "facilitator/errand.h"
#include "room/book_file.h"

struct ledger_config {
    struct book_place_on_disk place; // lent
    struct errand_world world;
    bool (*ring)(void *self); // see net/bell.h; NULL: poll ledger_fd
    void *ring_self;
};

struct ledger;
enum err ledger_create(const struct ledger_config *config, struct ledger **out_ledger) MUST_USE;
void ledger_destroy(
    struct ledger *ledger); // NULL is fine; saves what is not saved, and waits for it
// The group whose book is wanted from now on. The last one is saved first, beside the window.
void ledger_choose(struct ledger *ledger, const char *group);
// Takes what the worker has to tell and gives it the next job. True if something may look different.
bool ledger_pump(struct ledger *ledger);
int ledger_fd(const struct ledger *ledger); // readable when ledger_pump has something to take
// The chosen group's book; NULL while it is not open. The same place until ledger_choose or a pump.
struct book *ledger_book(struct ledger *ledger);
void ledger_changed(struct ledger *ledger); // the book is to be saved
bool ledger_is_saved(const struct ledger *ledger);
// Why the chosen group's book could not be read or, the last time, not be saved; OK: it could.
enum err ledger_trouble(const struct ledger *ledger);
// What opening it had to say (book_file.h).
const struct book_opened *ledger_opened(const struct ledger *ledger);

enum {
    LEDGER_ERRANDS_MAX = 8 // that wait
};
// Asks for an errand; it is copied. They are done in their order. False: too many wait already.
bool ledger_ask(struct ledger *ledger, const struct errand *errand) MUST_USE;
// True once for each, when it is done, with its .err; wipe it. The next begins only then.
bool ledger_done(struct ledger *ledger, struct errand *out_errand);

#pragma once
// What the window changes on the console's disk while it is open: the group book and who may replay.
// A short-lived worker reads and saves them (it syncs, and the window never waits), one job at a time;
// what changes meanwhile is saved with the next. App's thread.
#include "room/book_file.h"
#include "room/profile.h"

struct ledger_config {
    struct book_place_on_disk place; // lent
    char reviewers[ROOM_PATH_BYTES]; // the list (room/reviewers.h), on the same disk
    bool practice;
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

// Asks for reviewers_turn. False: one that was asked for before is not done yet.
bool ledger_turn(struct ledger *ledger, const uint8_t public_key[KEY32_BYTES], bool on,
                 uint32_t today) MUST_USE;
// True once for each, when it is done; *out_err as reviewers_turn gave it.
bool ledger_turned(struct ledger *ledger, enum err *out_err);

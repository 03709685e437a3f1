#pragma once
// A disk in memory that can fail, tear and lose power, for the tests of everything that keeps files.
// Every file has what its readers see and what has reached the platter; sync copies the first to the
// second. Names are durable at once, since struct disk promises that create, rename and remove sync
// the folder. Every call through struct disk but close is one operation, counted from 1. One thread.
#include "seal/disk.h"

enum fake_crash {
    FAKE_CRASH_DROP,    // nothing unsynced reached the platter
    FAKE_CRASH_KEEP,    // all of it did
    FAKE_CRASH_SECTORS, // each 512-byte sector by itself, by a coin
};

struct fake_disk;
struct fake_disk *fake_disk_create(void);
void fake_disk_destroy(struct fake_disk *fake); // NULL is fine
const struct disk *fake_disk_of(struct fake_disk *fake);

// Faults. Operation and write numbers count from the next one, 1; 0 turns a fault off.
void fake_disk_fail(struct fake_disk *fake, uint64_t nth_operation, enum err err, bool ever_after);
// The nth write stores its first `bytes` bytes only, and the power goes. They count as having
// reached the platter.
void fake_disk_tear(struct fake_disk *fake, uint64_t nth_write, size_t bytes);
// The power goes before the nth operation. From then on every operation gives ERR_IO.
void fake_disk_cut(struct fake_disk *fake, uint64_t nth_operation);
bool fake_disk_is_dark(const struct fake_disk *fake);
// The power comes back: what each file holds now is decided as `crash` says (seed for its coins);
// handles and locks are gone, faults are off.
void fake_disk_restart(struct fake_disk *fake, enum fake_crash crash, uint64_t seed);

uint64_t fake_disk_operations(const struct fake_disk *fake); // so far
uint64_t fake_disk_writes(const struct fake_disk *fake);
uint64_t fake_disk_syncs(const struct fake_disk *fake);

// The file's bytes as its readers see them, for looking and for damaging; NULL if there is none.
// Lent until the next operation.
uint8_t *fake_disk_bytes(struct fake_disk *fake, const char *path, size_t *out_size);
// Puts a file there, synced. Counts as no operation.
void fake_disk_put(struct fake_disk *fake, const char *path, const void *bytes, size_t size);
// Everything from one disk to a fresh one, with no faults and no open handles.
struct fake_disk *fake_disk_copy(const struct fake_disk *fake);

#pragma once
// Looks for byte strings in all writable memory of this process, or of another one that the kernel lets
// us see (a test that is root). Strings to look for are kept changed, so that the search itself is none of
// the places where they are found.
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum {
    SCAN_BYTES = 16,
    SCAN_MARKERS_MAX = 2048
};

struct scan;
struct scan *scan_create(void);             // before seal_start, which closes /proc/self/mem
struct scan *scan_create_of(pid_t process); // NULL: we may not look into it
void scan_destroy(struct scan *scan);
// A string to look for, as it is, or as scan_changed made it (for another process).
void scan_add(struct scan *scan, const uint8_t marker[SCAN_BYTES]);
void scan_add_changed(struct scan *scan, const uint8_t changed[SCAN_BYTES]);
void scan_changed(const uint8_t marker[SCAN_BYTES], uint8_t out_changed[SCAN_BYTES]);
void scan_clear(struct scan *scan);
// How often any of them stands anywhere. Tells on standard error in which mapping.
size_t scan_run(struct scan *scan);
// Of those of the last run, how many stand where the kernel may write them to its swap.
size_t scan_unlocked(const struct scan *scan);

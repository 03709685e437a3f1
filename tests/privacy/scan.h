#pragma once
// Looks for byte strings in all of this process's writable memory. Strings to look for are kept
// changed, so that the search itself is none of the places where they are found.
#include <stddef.h>
#include <stdint.h>

enum {
    SCAN_BYTES = 16,
    SCAN_MARKERS_MAX = 2048
};

struct scan;
struct scan *scan_create(void); // before seal_start, which closes /proc/self/mem
void scan_destroy(struct scan *scan);
// A string to look for, as it is, or as scan_changed made it (for another process).
void scan_add(struct scan *scan, const uint8_t marker[SCAN_BYTES]);
void scan_add_changed(struct scan *scan, const uint8_t changed[SCAN_BYTES]);
void scan_changed(const uint8_t marker[SCAN_BYTES], uint8_t out_changed[SCAN_BYTES]);
void scan_clear(struct scan *scan);
// How often any of them stands anywhere. Tells on standard error in which mapping.
size_t scan_run(struct scan *scan);

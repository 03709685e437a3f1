#define _GNU_SOURCE 1 // MAP_ANONYMOUS
#include "scan.h"

#include "base/check.h"
#include "seal/random.h"
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
    WINDOW_BYTES = 64 * 1024,
    CHANGE = 0xa7,
    TOLD_MOST = 8
};

// Has a mapping of its own, which is left out.
struct scan {
    bool own;
    int memory;
    char mappings[32];
    size_t count, unlocked;
    uint8_t changed[SCAN_MARKERS_MAX][SCAN_BYTES];
    uint8_t first[8192];                       // a bit for each pair of first bytes there is
    uint8_t window[SCAN_BYTES + WINDOW_BYTES]; // with the end of the window before
};

static struct scan *create(const char *process)
{
    char path[32];
    struct scan *scan =
        mmap(NULL, sizeof *scan, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    check(scan != MAP_FAILED);
    snprintf(path, sizeof path, "/proc/%s/mem", process);
    snprintf(scan->mappings, sizeof scan->mappings, "/proc/%s/smaps", process);
    scan->memory = open(path, O_RDONLY | O_CLOEXEC);
    if (scan->memory >= 0)
        return scan;
    munmap(scan, sizeof *scan);
    return NULL;
}

struct scan *scan_create(void)
{
    struct scan *scan = create("self");
    check(scan != NULL);
    scan->own = true;
    return scan;
}

struct scan *scan_create_of(pid_t process)
{
    char name[16];
    snprintf(name, sizeof name, "%ld", (long)process);
    return create(name);
}

void scan_destroy(struct scan *scan)
{
    close(scan->memory);
    munmap(scan, sizeof *scan);
}

void scan_changed(const uint8_t marker[SCAN_BYTES], uint8_t out_changed[SCAN_BYTES])
{
    for (size_t i = 0; i < SCAN_BYTES; i++)
        out_changed[i] = marker[i] ^ (uint8_t)(CHANGE + i);
}

void scan_add_changed(struct scan *scan, const uint8_t changed[SCAN_BYTES])
{
    check(scan->count < SCAN_MARKERS_MAX);
    memcpy(scan->changed[scan->count++], changed, SCAN_BYTES);
    unsigned first = changed[0] | (unsigned)changed[1] << 8;
    scan->first[first >> 3] |= (uint8_t)(1u << (first & 7));
}

void scan_add(struct scan *scan, const uint8_t marker[SCAN_BYTES])
{
    uint8_t changed[SCAN_BYTES];
    scan_changed(marker, changed);
    scan_add_changed(scan, changed);
}

void scan_clear(struct scan *scan)
{
    scan->count = 0;
    memset(scan->first, 0, sizeof scan->first);
}

static bool is_marker(const struct scan *scan, const uint8_t *at)
{
    unsigned first = (unsigned)(at[0] ^ CHANGE) | (unsigned)(at[1] ^ (CHANGE + 1)) << 8;
    if ((scan->first[first >> 3] >> (first & 7) & 1) == 0)
        return false;
    for (size_t m = 0; m < scan->count; m++) {
        size_t same = 0;
        while (same < SCAN_BYTES && (at[same] ^ scan->changed[m][same]) == (uint8_t)(CHANGE + same))
            same++;
        if (same == SCAN_BYTES)
            return true;
    }
    return false;
}

// What cannot be read (guard pages) holds nothing of ours.
static size_t mapping_scan(struct scan *scan, uint64_t begin, uint64_t end, const char *line)
{
    size_t found = 0, kept = 0;
    for (uint64_t at = begin; at < end;) {
        size_t want = end - at < WINDOW_BYTES ? (size_t)(end - at) : WINDOW_BYTES;
        ssize_t got = pread(scan->memory, scan->window + kept, want, (off_t)at);
        if (got <= 0)
            break;
        size_t have = kept + (size_t)got;
        for (size_t i = 0; i + SCAN_BYTES <= have; i++) {
            if (!is_marker(scan, scan->window + i))
                continue;
            if (found++ < TOLD_MOST)
                fprintf(stderr, "found at %#llx in %s", (unsigned long long)(at - kept + i), line);
        }
        kept = have < SCAN_BYTES - 1 ? have : SCAN_BYTES - 1;
        memmove(scan->window, scan->window + have - kept, kept);
        at += (uint64_t)got;
    }
    seal_wipe(scan->window, sizeof scan->window);
    return found;
}

static size_t mapping_run(struct scan *scan, uint64_t begin, uint64_t end, const char *line)
{
    uint64_t own = (uint64_t)(uintptr_t)scan;
    size_t found = 0;
    if (scan->own && begin <= own && own < end) {
        // The kernel joins neighbours: leave out what is ours and no more.
        found += mapping_scan(scan, begin, own, line);
        begin = own + sizeof *scan;
        begin += (4096 - begin % 4096) % 4096;
    }
    return found + mapping_scan(scan, begin, end, line);
}

size_t scan_run(struct scan *scan)
{
    FILE *mappings = fopen(scan->mappings, "re");
    check(mappings != NULL);
    size_t found = 0, here = 0;
    char line[512];
    scan->unlocked = 0;
    while (fgets(line, sizeof line, mappings) != NULL) {
        unsigned long long begin = 0, end = 0;
        char rights[5] = "";
        if (strncmp(line, "VmFlags:", 8) == 0) { // the last line about a mapping
            found += here;
            scan->unlocked += strstr(line, " lo") == NULL ? here : 0;
            here = 0;
        } else if (sscanf(line, "%llx-%llx %4s", &begin, &end, rights) == 3 && rights[1] == 'w') {
            here = mapping_run(scan, begin, end, line);
        }
    }
    fclose(mappings);
    return found + here;
}

size_t scan_unlocked(const struct scan *scan)
{
    return scan->unlocked;
}

#pragma once
// A console in this process and a terminal in another, on real sockets, for tests that look through the
// memory of both. The terminal's process is this program again; it is given its keys on standard input,
// tells on standard output what it did and found, and ends when its input is closed. One thread each.
#include "participant/terminal.h"
#include "place.h"
#include "scan.h"
#include <sys/types.h>

// --- Here: the console's process.

// What the terminal tells. Kinds are the test's own, from 1.
struct booth_told {
    int kind;
    size_t found;
    uint8_t changed[SCAN_BYTES];
};

struct booth {
    struct place *place;
    void (*hear)(void *self, const struct booth_told *told);
    void *self; // of hear, and of what booth_wait waits for
    pid_t child;
    int to, from;
    bool ended;
};

// Starts the other process; extra is what it finds on its input behind its keys.
void booth_start(struct booth *booth, struct span extra);
void booth_wait(struct booth *booth, bool (*holds)(const void *self));
void booth_end(struct booth *booth); // ends it, hears the rest, and closes the place

// --- There: the terminal's process. Both exit with a code of their own where something fails.

struct terminal *booth_terminal(void *extra, size_t extra_bytes);
// Runs it, and act after each step of it, until the input is closed; then it is destroyed.
void booth_run(struct terminal *terminal, void (*act)(void *seat), void *seat);
void booth_tell(int kind, size_t found, const uint8_t *changed);

// main of such a test: cares for memory as the programs do, and opens the search that both sides use.
extern struct scan *booth_scan;
int booth_main(int argc, char **argv, int (*terminal_main)(void), int (*test_main)(void));

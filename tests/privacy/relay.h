#pragma once
// Stands on the wire between terminals and a console, like anybody on the room's network could: passes
// every byte on, and notes when a frame of how many bytes went which way. What ZMTP says openly, the
// length of each frame, it reads; what is in a frame is sealed. One thread of its own; what it noted may
// be read after relay_stop. A relay that is given less room than it needs fails the test.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    RELAY_LINKS_MAX = 64,
    RELAY_SOCKETS = 3, // envelopes, cells, control: ports of the console in that order
};

struct relay_note {
    uint64_t at_us;
    uint32_t bytes;    // of the frame on the wire, its head included
    uint8_t socket;    // 0 to 2
    bool up;           // from the terminal to the console
    uint16_t link;     // counts connections of all terminals
    uint16_t terminal; // whose it is
};

struct relay;
// Each terminal has three ports of its own, so that an observer's best case is given: who is who.
struct relay *relay_start(uint16_t console_port, size_t terminals, size_t notes_max);
uint16_t relay_port(const struct relay *relay, size_t terminal);
void relay_stop(struct relay *relay);
size_t relay_notes(const struct relay *relay, const struct relay_note **out_notes);
void relay_destroy(struct relay *relay);

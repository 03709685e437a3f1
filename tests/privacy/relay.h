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
    RELAY_KEPT_MAX = 64 * 1024 * 1024,
};

struct relay_note {
    uint64_t at_us;
    uint32_t bytes;    // of the frame on the wire, its head included
    uint8_t socket;    // 0 to 2
    bool up;           // from the terminal to the console
    uint16_t link;     // counts connections of all terminals
    uint16_t terminal; // whose it is
    // Its bytes behind its head, if they were kept; lent until the relay is destroyed.
    const uint8_t *kept;
    uint32_t kept_bytes;
};

struct relay;
// Each terminal has three ports of its own, so that an observer's best case is given: who is who.
struct relay *relay_start(uint16_t console_port, size_t terminals, size_t notes_max);
// Whether the bytes of frames that begin from now on are kept.
void relay_keep(struct relay *relay, bool keep);
uint16_t relay_port(const struct relay *relay, size_t terminal);
void relay_stop(struct relay *relay);
size_t relay_notes(const struct relay *relay, const struct relay_note **out_notes);
void relay_destroy(struct relay *relay);

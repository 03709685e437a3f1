#pragma once
// A hub on this machine, terminals that are allowed in, and strangers who are not. Everything waits
// for a state with a deadline; nothing sleeps.
#include "net/curve_internal.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// cmocka needs the four above.
#include <cmocka.h>

enum {
    WORLD_TERMINALS = 64,
    WORLD_MS = 15000
};

struct world {
    struct curve_hub *hub;
    struct net_hub table;
    struct curve_hub_config config;
    struct net_terminal terminals[WORLD_TERMINALS];
    uint8_t secrets[WORLD_TERMINALS][KEY32_BYTES];
};
// Keys for everybody and a configuration for 127.0.0.1 with the first count terminals allowed. Their
// screens are 101, 102 and so on.
void world_init(struct world *world, size_t count);
void world_open(struct world *world, const struct curve_hooks *hooks); // NULL: none
void world_close(struct world *world);
struct curve_link_config world_link_config(const struct world *world, size_t terminal);
struct curve_link *world_link(const struct world *world, size_t terminal);

// Lets the hub work until done(self) is true; fails the test at the deadline.
void world_until(struct world *world, bool (*done)(void *self), void *self);

// One link and what it has heard.
struct seat {
    struct world *world;
    struct curve_link *link;
    struct net_link table;
    uint8_t mark; // fills its cells
    uint32_t envelopes, replies, cells_sent, requests_sent;
};
struct seat seat_of(struct world *world, size_t terminal, uint8_t mark);
// Takes what came; publishes nothing.
void seat_listen(struct seat *seat);
bool seat_sees(void *seat);      // publishes an envelope; true once one has arrived
bool seat_cell_sent(void *seat); // true once a cell was accepted for sending

// Somebody with the hub's public key and a key of his own, or any other client, at one port.
struct stranger {
    void *context, *socket, *monitor;
    enum curve_role role;
    bool refused, admitted;
    uint32_t heard;
};
// secret NULL: a fresh key.
void stranger_open(struct stranger *stranger, const struct world *world, enum curve_role role,
                   const uint8_t *public_key, const uint8_t *secret_key);
void stranger_speak(struct stranger *stranger); // sends what is usual at this port, and listens
void stranger_close(struct stranger *stranger);

uint64_t world_resident_bytes(void);
bool world_sanitized(void); // memory then means nothing

#pragma once
// The network as tables of functions, carrying bytes and knowing no session. net_hub and net_link
// have two implementations each: CURVE sockets (net/curve.h) and an in-process twin that loses,
// repeats, reorders and delays from a seed (net/loopback.h). Every call returns at once: sends never
// block, receives take what is there. One thread for a socket's whole life.
//
// Nothing is delivered for certain: what was sent with OK may still be lost when a cable is pulled,
// so whoever needs an answer asks again on the next tick.
#include "base/err.h"
#include "base/limits.h"
#include "base/span.h"

enum {
    // The longest control message from a terminal to the hub: a hello, a chunk's number, health.
    // What the hub sends may be as long as CONTROL_BYTES_MAX, for it carries the deck's chunks.
    CONTROL_REQUEST_BYTES_MAX = 4000,
};
_Static_assert((int)CONTROL_REQUEST_BYTES_MAX < (int)CONTROL_BYTES_MAX, "a request fits too");

// A control peer as the network layer names it: opaque, chosen by us, valid until it goes. A
// terminal that connects again is a new peer. screen comes from the allow-list entry of its key.
struct net_peer {
    uint32_t id;
    uint16_t screen;
};

// One entry of the allow-list.
struct net_terminal {
    uint8_t public_key[KEY32_BYTES];
    uint16_t screen;
};

struct net_hub {
    void *self;
    // Sends one envelope of 1 to ENVELOPE_OPEN_BYTES to every connected terminal. ERR_TOO_LONG,
    // ERR_MEMORY, ERR_NET while the sockets are being rebuilt.
    enum err (*publish)(void *self, struct span envelope);
    // Takes one sealed cell; false when there is none. Nothing tells where it came from (C5).
    bool (*take_cell)(void *self, uint8_t out_cell[CELL_BYTES]);
    // Takes one control message into buffer (CONTROL_BYTES_MAX); false when there is none.
    bool (*take_control)(void *self, struct net_peer *out_peer, uint8_t *buffer, size_t *out_size);
    // Sends at most CONTROL_BYTES_MAX to one peer. ERR_CLOSED the peer has gone, ERR_BUSY its queue
    // is full (it may ask again), ERR_TOO_LONG, ERR_NET.
    enum err (*send_control)(void *self, struct net_peer peer, struct span message);
    // Malformed, over-long or multipart input dropped since the start.
    uint64_t (*dropped)(void *self);
    // Replaces the allow-list and rebuilds the sockets, so that no live connection outlives its key.
    // Every peer id becomes invalid; allowed terminals come back by themselves. ERR_TOO_LONG more
    // than TERMINALS_MAX; ERR_BUSY or ERR_NET: the new list holds, nobody is connected, and
    // curve_hub_wait goes on trying.
    enum err (*allow)(void *self, const struct net_terminal *terminals, size_t count);
};

struct net_link {
    void *self;
    // Takes the newest envelope, discarding older ones; false when there is none.
    bool (*take_envelope)(void *self, uint8_t *buffer /* ENVELOPE_OPEN_BYTES */, size_t *out_size);
    // ERR_BUSY: not connected, or the short queue is full; send again on the next tick.
    enum err (*send_cell)(void *self, const uint8_t cell[CELL_BYTES]);
    // At most CONTROL_REQUEST_BYTES_MAX. ERR_BUSY as above, ERR_TOO_LONG.
    enum err (*send_control)(void *self, struct span message);
    // Takes one control message into buffer (CONTROL_BYTES_MAX); false when there is none.
    bool (*take_control)(void *self, uint8_t *buffer, size_t *out_size);
};

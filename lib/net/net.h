#pragma once
// The network as tables of functions, carrying bytes and knowing no session. net_hub and net_link
// have two implementations each: CURVE sockets (net/curve.h) and an in-process twin that loses,
// repeats, reorders and delays from a seed (net/loopback.h). Every call returns at once: sends never
// block, receives take what is there. One thread for a socket's whole life.
#include "base/err.h"
#include "base/limits.h"
#include "base/span.h"

// A control peer as the network layer names it: opaque, chosen by us, valid until it goes.
struct net_peer { uint32_t id; uint16_t screen; }; // screen: from the allow-list entry of its key

// One entry of the allow-list.
struct net_terminal { uint8_t public_key[KEY32_BYTES]; uint16_t screen; };

struct net_hub {
    void *self;
    enum err (*publish)(void *self, struct span envelope);
    // Takes one sealed cell; false when there is none. Nothing tells where it came from (C5).
    bool (*take_cell)(void *self, uint8_t out_cell[CELL_BYTES]);
    // Takes one control message into buffer (CONTROL_BYTES_MAX); false when there is none.
    bool (*take_control)(void *self, struct net_peer *out_peer, uint8_t *buffer, size_t *out_size);
    enum err (*send_control)(void *self, struct net_peer peer, struct span message);
    // Malformed, over-long or multipart input dropped since the start.
    uint64_t (*dropped)(void *self);
    // Replaces the allow-list and rebuilds the sockets, so that no live connection outlives its key.
    enum err (*allow)(void *self, const struct net_terminal *terminals, size_t count);
};

struct net_link {
    void *self;
    // Takes the newest envelope, discarding older ones; false when there is none.
    bool (*take_envelope)(void *self, uint8_t *buffer /* ENVELOPE_OPEN_BYTES */, size_t *out_size);
    enum err (*send_cell)(void *self, const uint8_t cell[CELL_BYTES]);
    enum err (*send_control)(void *self, struct span message);
    bool (*take_control)(void *self, uint8_t *buffer, size_t *out_size);
};

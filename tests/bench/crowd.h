#pragma once
// Many terminals on one thread: the product's links, or bare libzmq sockets with the same options that
// matter for time, behind one face, so that both are waited for by the same lines. And the bare side
// of a hub: PUB, PULL and ROUTER with CURVE and nothing else.
#include "bench.h"
#include "net/curve.h"
#include "room/link.h"

struct terminal_key {
    uint8_t public_key[KEY32_BYTES], secret_key[KEY32_BYTES];
};

struct crowd_config {
    size_t count; // 1 to TERMINALS_MAX
    uint16_t port;
    const uint8_t *server_key;
    const struct terminal_key *keys; // count of them
};

struct crowd {
    size_t count;
    int epoll;
    void *context;
    struct curve_link **links;             // the product's; NULL: bare
    struct net_link *nets;                 // of links
    void *(*sockets)[3];                   // bare: SUB, PUSH, DEALER of each
    bool *got;                             // in this round
    uint8_t (*bytes)[ENVELOPE_OPEN_BYTES]; // of the last envelope of each
    size_t *sizes;
};

// Links over loopback; whether the hub is there does not matter.
void crowd_links(struct crowd *crowd, const struct crowd_config *config);
// roles: 1 makes only the SUB sockets, 3 also PUSH and DEALER.
void crowd_bare(struct crowd *crowd, const struct crowd_config *config, size_t roles);
void crowd_finish(struct crowd *crowd);

// Waits at most timeout_us until every terminal has an envelope that fits, forgetting what they had.
// fits NULL: any. Returns how many have one.
typedef bool crowd_fits(void *self, struct span envelope);
size_t crowd_wait(struct crowd *crowd, double timeout_us, crowd_fits *fits, void *self);
// The same without forgetting, so that a caller may do other work in between.
void crowd_forget(struct crowd *crowd);
size_t crowd_look(struct crowd *crowd, double timeout_us, crowd_fits *fits, void *self);
// How many of the links, counted from the first, have all three connections; from: so many are known
// to. Says a little on each to find out, for only a connected socket takes anything.
size_t crowd_connected(struct crowd *crowd, size_t from);
// Waits on the sockets of a link again, which may be new ones. libzmq's descriptors are edges: whoever
// lets a link see to its connections must call this and then take what is there.
void crowd_watch_again(struct crowd *crowd, size_t index);

struct bare_hub {
    void *context;
    void *sockets[3]; // PUB, PULL, ROUTER
    uint16_t port;
};
// port 0: finds three in a row. zap: NULL, or the keys let in (count of them), served by bare_serve.
void bare_hub_open(struct bare_hub *hub, uint16_t port, const struct terminal_key *own,
                   size_t roles);
void bare_hub_close(struct bare_hub *hub);
void bare_publish(struct bare_hub *hub, const void *bytes, size_t size);

void terminal_keys_make(struct terminal_key *keys, size_t count);

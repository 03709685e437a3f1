#pragma once
// The real network: libzmq with CURVE on PUB, PULL and ROUTER, ZAP enforced. See
// docs/PROTOCOL.md. A hub's sockets are made, used and closed on the thread that calls
// curve_hub_create; likewise a link's.
#include "net/net.h"

struct curve_hub_config {
    const char *address; // one IPv4 or IPv6 address of this machine; never a wildcard
    uint16_t port;       // the first of three in a row; 0: three free ones are found (tests)
    uint8_t public_key[KEY32_BYTES], secret_key[KEY32_BYTES];
    const struct net_terminal *terminals;
    size_t terminal_count;
    bool self_test; // at start, an unknown key must fail to get in on each port
};
struct curve_hub;
// Binds ZAP first, then the three sockets, reads every security option back, then tries to get in
// with an unknown key. Also raises the soft limit of open files for TERMINALS_MAX terminals.
// ERR_BUSY port in use, ERR_NOT_FOUND address not of this machine, ERR_MALFORMED no address,
// ERR_RANGE a wildcard or a port too high, ERR_TOO_LONG too many terminals, ERR_KEY the two keys
// are no pair, ERR_SEAL a security option did not hold, ERR_VERSION libzmq too old, ERR_MEMORY,
// ERR_NET.
enum err curve_hub_create(const struct curve_hub_config *config,
                          struct curve_hub **out_hub) MUST_USE;
struct net_hub curve_hub_table(struct curve_hub *hub);
// The first of the three ports: envelopes, then cells (+1), then control (+2).
uint16_t curve_hub_port(const struct curve_hub *hub);
void curve_hub_destroy(struct curve_hub *hub); // NULL is fine
// Waits until a socket has input, the wake descriptor is readable or timeout_ms has passed (-1: for
// ever), serving ZAP meanwhile: a terminal's handshake completes only while somebody waits here.
// wake_fd -1: none. Returns true if wake_fd became readable.
bool curve_hub_wait(struct curve_hub *hub, int wake_fd, int timeout_ms);
// How often the sockets were rebuilt because input piled up in memory without ever being complete.
uint64_t curve_hub_relief_count(const struct curve_hub *hub);

struct curve_link_config {
    const char *address;
    uint16_t port;
    uint8_t server_key[KEY32_BYTES];                          // pinned
    uint8_t public_key[KEY32_BYTES], secret_key[KEY32_BYTES]; // the terminal's own
    void *context; // NULL: one of its own; else from curve_context_create, for many links at once
};
struct curve_link;
// Succeeds whether or not the hub is there: it is joined, and joined again, from curve_link_wait.
// ERR_MALFORMED no address, ERR_RANGE, ERR_KEY, ERR_MEMORY, ERR_NET.
enum err curve_link_create(const struct curve_link_config *config,
                           struct curve_link **out_link) MUST_USE;
struct net_link curve_link_table(struct curve_link *link);
// Waits for an envelope, a control message, either descriptor (-1: none) or timeout_ms (-1: for
// ever), and heals connections meanwhile. Returns true if wake_fd or timer_fd became readable;
// reading them is the caller's.
bool curve_link_wait(struct curve_link *link, int wake_fd, int timer_fd, int timeout_ms);
void curve_link_destroy(struct curve_link *link); // NULL is fine

void curve_keypair(uint8_t out_public[KEY32_BYTES], uint8_t out_secret[KEY32_BYTES]);

// One libzmq context for several links of one process (simulation, benchmark): two threads in all
// instead of two for each. Destroy it after its links. NULL when there is no memory.
void *curve_context_create(void);
void curve_context_destroy(void *context); // NULL is fine

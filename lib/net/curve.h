#pragma once
// The real network: libzmq with CURVE on PUB, PULL and ROUTER, ZAP enforced. See privacy.md 5 and
// docs/PROTOCOL.md. A hub's sockets are made, used and closed on the thread that calls
// curve_hub_create; likewise a link's.
#include "net/net.h"

struct curve_hub_config {
    const char *address;   // one IPv4 or IPv6 address of this machine; never a wildcard
    uint16_t port;         // the first of three; 0: let the system choose (tests)
    uint8_t public_key[KEY32_BYTES], secret_key[KEY32_BYTES];
    const struct net_terminal *terminals;
    size_t terminal_count;
    bool self_test;        // at start, an unknown key must fail to get in on each port
};
struct curve_hub;
// Binds ZAP first, then the three sockets, reads every security option back, then tries to get in
// with an unknown key. ERR_BUSY port in use, ERR_NOT_FOUND address not of this machine, ERR_SEAL a
// security option did not hold, ERR_NET.
enum err curve_hub_create(const struct curve_hub_config *config, struct curve_hub **out_hub) MUST_USE;
struct net_hub curve_hub_table(struct curve_hub *hub);
uint16_t curve_hub_port(const struct curve_hub *hub);
void curve_hub_destroy(struct curve_hub *hub); // NULL is fine
// Waits until a socket has input, the wake descriptor is readable or timeout_ms has passed (-1: for
// ever), serving ZAP meanwhile. wake_fd -1: none. Returns true if wake_fd became readable.
bool curve_hub_wait(struct curve_hub *hub, int wake_fd, int timeout_ms);

struct curve_link_config {
    const char *address;
    uint16_t port;
    uint8_t server_key[KEY32_BYTES];                            // pinned
    uint8_t public_key[KEY32_BYTES], secret_key[KEY32_BYTES];   // the terminal's own
};
struct curve_link;
enum err curve_link_create(const struct curve_link_config *config, struct curve_link **out_link) MUST_USE;
struct net_link curve_link_table(struct curve_link *link);
bool curve_link_wait(struct curve_link *link, int wake_fd, int timer_fd, int timeout_ms);
void curve_link_destroy(struct curve_link *link); // NULL is fine
void curve_keypair(uint8_t out_public[KEY32_BYTES], uint8_t out_secret[KEY32_BYTES]);

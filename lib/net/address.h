#pragma once
// Addresses as typed, found on this machine and bound to. The console binds to the one private
// address of the machine, or asks when there are several; never to a wildcard. Pure, except
// net_addresses, which asks the system.
#include "base/err.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    NET_ADDRESS_TEXT_BYTES = 64,  // longest: an IPv6 link-local address with its interface
    NET_ENDPOINT_TEXT_BYTES = 96, // the same with tcp://[], a port and the NUL
    NET_ADDRESSES_MAX = 32,
};

// In the order in which a console prefers them; NET_ELSEWHERE is never private.
enum net_reach {
    NET_ROOM_V4,   // 10/8, 172.16/12, 192.168/16 (RFC 1918)
    NET_ROOM_V6,   // fc00::/7 (RFC 4193)
    NET_LINK_V4,   // 169.254/16 (RFC 3927)
    NET_LINK_V6,   // fe80::/10 (RFC 4291)
    NET_LOOPBACK,  // 127/8, ::1
    NET_ELSEWHERE, // anything else
};

struct net_address {
    char text[NET_ADDRESS_TEXT_BYTES]; // canonical, NUL-terminated
    enum net_reach reach;
    bool v6;
};

// Reads a literal IPv4 or IPv6 address; fe80:: may name its interface after a percent sign.
// ERR_MALFORMED not such a literal; ERR_RANGE a wildcard, multicast, broadcast or mapped address.
enum err net_address_parse(const char *text, struct net_address *out_address) MUST_USE;
// Whether an address is private: the ranges above, and loopback only if asked.
bool net_address_private(const struct net_address *address, bool with_loopback);
// The private addresses of interfaces that are up, in the order of enum net_reach.
// ERR_IO the system refused. out_count is at most room.
enum err net_addresses(bool with_loopback, struct net_address *out_addresses, size_t room,
                       size_t *out_count) MUST_USE;
// The one address to bind to: the only one of the best kind present. ERR_NOT_FOUND there is none,
// ERR_EXISTS there are several of the best kind, so a person must choose.
enum err net_address_choose(const struct net_address *addresses, size_t count,
                            struct net_address *out_address) MUST_USE;
// "tcp://ADDRESS:PORT" from a checked address; the only place where endpoints are built.
void net_endpoint(const struct net_address *address, uint16_t port,
                  char out_endpoint[NET_ENDPOINT_TEXT_BYTES]);

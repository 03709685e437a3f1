// ifreq flags (IFF_UP) and getifaddrs are BSD additions to POSIX.
#define _DEFAULT_SOURCE // NOLINT: a feature test macro, named by the C library
#include "net/address.h"
#include "base/check.h"
#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

static enum net_reach reach_v4(uint32_t host)
{
    if (host >> 24 == 127)
        return NET_LOOPBACK;
    if (host >> 24 == 10 || host >> 20 == 0xac1 || host >> 16 == 0xc0a8)
        return NET_ROOM_V4;
    if (host >> 16 == 0xa9fe)
        return NET_LINK_V4;
    return NET_ELSEWHERE;
}

static enum net_reach reach_v6(const struct in6_addr *address)
{
    const uint8_t *bytes = address->s6_addr;
    if (IN6_IS_ADDR_LOOPBACK(address))
        return NET_LOOPBACK;
    if ((bytes[0] & 0xfe) == 0xfc)
        return NET_ROOM_V6;
    if (bytes[0] == 0xfe && (bytes[1] & 0xc0) == 0x80)
        return NET_LINK_V6;
    return NET_ELSEWHERE;
}

static enum err parse_v4(const struct in_addr *binary, struct net_address *out_address)
{
    const uint32_t host = ntohl(binary->s_addr);
    // 0/8 holds the wildcard, 224/4 multicast, 240/4 the broadcast address.
    if (host >> 24 == 0 || host >> 24 >= 224)
        return ERR_RANGE;
    struct net_address address = {.reach = reach_v4(host), .v6 = false};
    check(inet_ntop(AF_INET, binary, address.text, sizeof address.text) != NULL);
    *out_address = address;
    return OK;
}

static enum err parse_v6(const struct in6_addr *binary, const char *scope,
                         struct net_address *out_address)
{
    if (IN6_IS_ADDR_UNSPECIFIED(binary) || IN6_IS_ADDR_MULTICAST(binary) ||
        IN6_IS_ADDR_V4MAPPED(binary) || IN6_IS_ADDR_V4COMPAT(binary))
        if (!IN6_IS_ADDR_LOOPBACK(binary))
            return ERR_RANGE;
    struct net_address address = {.reach = reach_v6(binary), .v6 = true};
    check(inet_ntop(AF_INET6, binary, address.text, sizeof address.text) != NULL);
    if (scope != NULL) {
        if (address.reach != NET_LINK_V6)
            return ERR_MALFORMED;
        const size_t used = strlen(address.text);
        check(used + 1 + strlen(scope) < sizeof address.text);
        snprintf(address.text + used, sizeof address.text - used, "%%%s", scope);
    }
    *out_address = address;
    return OK;
}

// The name of an interface goes into an endpoint, so it may hold only what such names are made of.
static bool scope_ok(const char *scope)
{
    const size_t length = strlen(scope);
    const char *allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
    return length > 0 && length < IF_NAMESIZE && strspn(scope, allowed) == length;
}

enum err net_address_parse(const char *text, struct net_address *out_address)
{
    check(text != NULL);
    check(out_address != NULL);
    char host[NET_ADDRESS_TEXT_BYTES];
    const size_t length = strlen(text);
    if (length >= sizeof host)
        return ERR_MALFORMED;
    memcpy(host, text, length + 1);
    char *scope = strchr(host, '%');
    if (scope != NULL) {
        *scope = '\0';
        scope++;
        if (!scope_ok(scope))
            return ERR_MALFORMED;
    }
    struct in_addr v4;
    struct in6_addr v6;
    if (scope == NULL && inet_pton(AF_INET, host, &v4) == 1)
        return parse_v4(&v4, out_address);
    if (inet_pton(AF_INET6, host, &v6) == 1)
        return parse_v6(&v6, scope, out_address);
    return ERR_MALFORMED;
}

bool net_address_private(const struct net_address *address, bool with_loopback)
{
    check(address != NULL);
    switch (address->reach) {
    case NET_ROOM_V4:
    case NET_ROOM_V6:
    case NET_LINK_V4:
    case NET_LINK_V6:
        return true;
    case NET_LOOPBACK:
        return with_loopback;
    case NET_ELSEWHERE:
        return false;
    }
    return false;
}

static bool address_of_interface(const struct ifaddrs *interface, struct net_address *out_address)
{
    if (interface->ifa_addr == NULL || (interface->ifa_flags & IFF_UP) == 0)
        return false;
    if (interface->ifa_addr->sa_family == AF_INET) {
        struct sockaddr_in socket_address;
        memcpy(&socket_address, interface->ifa_addr, sizeof socket_address);
        return parse_v4(&socket_address.sin_addr, out_address) == OK;
    }
    if (interface->ifa_addr->sa_family == AF_INET6) {
        struct sockaddr_in6 socket_address;
        memcpy(&socket_address, interface->ifa_addr, sizeof socket_address);
        const bool link = reach_v6(&socket_address.sin6_addr) == NET_LINK_V6;
        if (link && !scope_ok(interface->ifa_name))
            return false;
        return parse_v6(&socket_address.sin6_addr, link ? interface->ifa_name : NULL,
                        out_address) == OK;
    }
    return false;
}

enum err net_addresses(bool with_loopback, struct net_address *out_addresses, size_t room,
                       size_t *out_count)
{
    check(out_addresses != NULL || room == 0);
    check(out_count != NULL);
    struct ifaddrs *interfaces = NULL;
    if (getifaddrs(&interfaces) != 0)
        return ERR_IO;
    size_t count = 0;
    for (int reach = NET_ROOM_V4; reach < NET_ELSEWHERE; reach++)
        for (const struct ifaddrs *at = interfaces; at != NULL && count < room; at = at->ifa_next) {
            struct net_address address;
            if (address_of_interface(at, &address) && (int)address.reach == reach &&
                net_address_private(&address, with_loopback))
                out_addresses[count++] = address;
        }
    freeifaddrs(interfaces);
    *out_count = count;
    return OK;
}

enum err net_address_choose(const struct net_address *addresses, size_t count,
                            struct net_address *out_address)
{
    check(addresses != NULL || count == 0);
    check(out_address != NULL);
    const struct net_address *best = NULL;
    bool several = false;
    for (size_t i = 0; i < count; i++) {
        if (best == NULL || addresses[i].reach < best->reach) {
            best = &addresses[i];
            several = false;
        } else if (addresses[i].reach == best->reach &&
                   strcmp(addresses[i].text, best->text) != 0) {
            several = true;
        }
    }
    if (best == NULL)
        return ERR_NOT_FOUND;
    if (several)
        return ERR_EXISTS;
    *out_address = *best;
    return OK;
}

void net_endpoint(const struct net_address *address, uint16_t port,
                  char out_endpoint[NET_ENDPOINT_TEXT_BYTES])
{
    check(address != NULL);
    check(port != 0);
    const int used =
        snprintf(out_endpoint, NET_ENDPOINT_TEXT_BYTES,
                 address->v6 ? "tcp://[%s]:%u" : "tcp://%s:%u", address->text, (unsigned)port);
    check(used > 0 && used < NET_ENDPOINT_TEXT_BYTES);
}

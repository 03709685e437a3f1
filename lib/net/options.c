#include "base/check.h"
#include "net/curve_internal.h"
#include <poll.h>
#include <sodium.h>
#include <string.h>
#include <time.h>
#include <zmq.h>

struct role_plan {
    int hub_type, link_type;
    const char *domain; // ZAP: one per socket, so that only the control socket can name a screen
    int64_t hub_inbound_bytes, link_inbound_bytes;
    int hub_send_depth, hub_receive_depth;
    int link_send_depth, link_receive_depth;
};

static const struct role_plan plans[CURVE_ROLES] = {
    [CURVE_SCENES] = {.hub_type = ZMQ_PUB,
                      .link_type = ZMQ_SUB,
                      .domain = "imr.scenes",
                      .hub_inbound_bytes = SCENES_INBOUND_BYTES,
                      .link_inbound_bytes = ENVELOPE_OPEN_BYTES + CURVE_FRAME_EXTRA_BYTES,
                      .hub_send_depth = 64,
                      .hub_receive_depth = 8,
                      .link_send_depth = 8,
                      .link_receive_depth = 16},
    [CURVE_CELLS] = {.hub_type = ZMQ_PULL,
                     .link_type = ZMQ_PUSH,
                     .domain = "imr.cells",
                     .hub_inbound_bytes = CELLS_INBOUND_BYTES,
                     .link_inbound_bytes = 512, // a PULL never speaks after the handshake
                     .hub_send_depth = 1,
                     .hub_receive_depth = 32,
                     .link_send_depth = 4,
                     .link_receive_depth = 1},
    [CURVE_CONTROL] = {.hub_type = ZMQ_ROUTER,
                       .link_type = ZMQ_DEALER,
                       .domain = "imr.control",
                       .hub_inbound_bytes = CONTROL_INBOUND_BYTES,
                       .link_inbound_bytes = CONTROL_BYTES_MAX + CURVE_FRAME_EXTRA_BYTES,
                       .hub_send_depth = 16,
                       .hub_receive_depth = 8,
                       .link_send_depth = 8,
                       .link_receive_depth = 16},
};

int curve_hub_socket_type(enum curve_role role)
{
    check(role < CURVE_ROLES);
    return plans[role].hub_type;
}

int curve_link_socket_type(enum curve_role role)
{
    check(role < CURVE_ROLES);
    return plans[role].link_type;
}

const char *curve_domain(enum curve_role role)
{
    check(role < CURVE_ROLES);
    return plans[role].domain;
}

// Sets options one after the other; the first that is refused sticks.
struct setter {
    void *socket;
    curve_set_option *set;
    bool failed;
};

static void set_bytes(struct setter *setter, int option, const void *value, size_t size)
{
    if (!setter->failed && setter->set(setter->socket, option, value, size) != 0)
        setter->failed = true;
}

static void set_int(struct setter *setter, int option, int value)
{
    set_bytes(setter, option, &value, sizeof value);
}

static void set_limits(struct setter *setter, int64_t inbound_bytes, int send_depth,
                       int receive_depth, int handshake_ms, bool v6)
{
    set_bytes(setter, ZMQ_MAXMSGSIZE, &inbound_bytes, sizeof inbound_bytes);
    set_int(setter, ZMQ_SNDHWM, send_depth);
    set_int(setter, ZMQ_RCVHWM, receive_depth);
    set_int(setter, ZMQ_LINGER, 0);
    set_int(setter, ZMQ_HANDSHAKE_IVL, handshake_ms);
    set_int(setter, ZMQ_HEARTBEAT_IVL, HEARTBEAT_MS);
    set_int(setter, ZMQ_HEARTBEAT_TIMEOUT, HEARTBEAT_TIMEOUT_MS);
    set_int(setter, ZMQ_HEARTBEAT_TTL, HEARTBEAT_TIMEOUT_MS);
    if (v6)
        set_int(setter, ZMQ_IPV6, 1);
}

static int set_by_library(void *socket, int option, const void *value, size_t size)
{
    return zmq_setsockopt(socket, option, value, size);
}

int curve_handshake_ms(size_t terminal_count)
{
    check(terminal_count <= TERMINALS_MAX);
    const int count = (int)terminal_count;
    const int further = count > HANDSHAKE_TERMINALS ? count - HANDSHAKE_TERMINALS : 0;
    return HANDSHAKE_MS + further * HANDSHAKE_FURTHER_MS;
}

enum err curve_hub_options(void *socket, enum curve_role role, const struct curve_keys *keys,
                           int handshake_ms, bool v6, curve_set_option *set)
{
    check(socket != NULL && keys != NULL);
    check(role < CURVE_ROLES);
    const struct role_plan *plan = &plans[role];
    struct setter setter = {.socket = socket, .set = set != NULL ? set : set_by_library};
    set_int(&setter, ZMQ_CURVE_SERVER, 1);
    set_bytes(&setter, ZMQ_CURVE_SECRETKEY, keys->secret_key, sizeof keys->secret_key);
    set_bytes(&setter, ZMQ_ZAP_DOMAIN, plan->domain, strlen(plan->domain));
    set_int(&setter, OPTION_ENFORCE_DOMAIN, 1);
    set_limits(&setter, plan->hub_inbound_bytes, plan->hub_send_depth, plan->hub_receive_depth,
               handshake_ms, v6);
    set_int(&setter, ZMQ_BACKLOG, BACKLOG);
    if (role == CURVE_CONTROL) {
        // A newcomer never takes a living peer's route, and a lost peer is an error, not silence.
        set_int(&setter, ZMQ_ROUTER_HANDOVER, 0);
        set_int(&setter, ZMQ_ROUTER_MANDATORY, 1);
    }
    return setter.failed ? ERR_NET : OK;
}

static bool holds_int(void *socket, int option, int expected)
{
    int value = ~expected;
    size_t size = sizeof value;
    return zmq_getsockopt(socket, option, &value, &size) == 0 && size == sizeof value &&
           value == expected;
}

static bool holds_text(void *socket, int option, const char *expected)
{
    char value[256] = {0};
    size_t size = sizeof value;
    return zmq_getsockopt(socket, option, value, &size) == 0 && size == strlen(expected) + 1 &&
           memcmp(value, expected, size) == 0;
}

static bool holds_key(void *socket, int option, const uint8_t expected[KEY32_BYTES])
{
    uint8_t value[KEY32_BYTES] = {0};
    size_t size = sizeof value;
    const bool holds = zmq_getsockopt(socket, option, value, &size) == 0 && size == sizeof value &&
                       sodium_memcmp(value, expected, sizeof value) == 0;
    sodium_memzero(value, sizeof value);
    return holds;
}

static bool holds_size(void *socket, int option, int64_t expected)
{
    int64_t value = ~expected;
    size_t size = sizeof value;
    return zmq_getsockopt(socket, option, &value, &size) == 0 && size == sizeof value &&
           value == expected;
}

enum err curve_hub_options_held(void *socket, enum curve_role role, const struct curve_keys *keys,
                                int handshake_ms)
{
    check(socket != NULL && keys != NULL);
    check(role < CURVE_ROLES);
    const struct role_plan *plan = &plans[role];
    const bool held = holds_int(socket, ZMQ_TYPE, plan->hub_type) &&
                      holds_int(socket, ZMQ_MECHANISM, ZMQ_CURVE) &&
                      holds_int(socket, ZMQ_CURVE_SERVER, 1) &&
                      holds_key(socket, ZMQ_CURVE_SECRETKEY, keys->secret_key) &&
                      holds_text(socket, ZMQ_ZAP_DOMAIN, plan->domain) &&
                      holds_int(socket, OPTION_ENFORCE_DOMAIN, 1) &&
                      holds_size(socket, ZMQ_MAXMSGSIZE, plan->hub_inbound_bytes) &&
                      holds_int(socket, ZMQ_HANDSHAKE_IVL, handshake_ms) &&
                      holds_int(socket, ZMQ_RCVHWM, plan->hub_receive_depth) &&
                      holds_int(socket, ZMQ_SNDHWM, plan->hub_send_depth) &&
                      holds_int(socket, ZMQ_LINGER, 0) && holds_int(socket, ZMQ_BACKLOG, BACKLOG);
    return held ? OK : ERR_SEAL;
}

enum err curve_link_options(void *socket, enum curve_role role, const struct curve_keys *keys,
                            const uint8_t server_key[KEY32_BYTES], bool v6)
{
    check(socket != NULL && keys != NULL && server_key != NULL);
    check(role < CURVE_ROLES);
    const struct role_plan *plan = &plans[role];
    struct setter setter = {.socket = socket, .set = set_by_library};
    set_bytes(&setter, ZMQ_CURVE_SERVERKEY, server_key, KEY32_BYTES);
    set_bytes(&setter, ZMQ_CURVE_PUBLICKEY, keys->public_key, KEY32_BYTES);
    set_bytes(&setter, ZMQ_CURVE_SECRETKEY, keys->secret_key, KEY32_BYTES);
    set_limits(&setter, plan->link_inbound_bytes, plan->link_send_depth, plan->link_receive_depth,
               HANDSHAKE_LINK_MS, v6);
    set_int(&setter, ZMQ_RECONNECT_IVL, RECONNECT_MS);
    set_int(&setter, ZMQ_RECONNECT_IVL_MAX, RECONNECT_MOST_MS);
    set_int(&setter, ZMQ_CONNECT_TIMEOUT, CONNECT_MS);
    if (role == CURVE_SCENES)
        set_bytes(&setter, ZMQ_SUBSCRIBE, "", 0);
    else // nothing waits for a connection that may never come, and nothing stale arrives after it
        set_int(&setter, ZMQ_IMMEDIATE, 1);
    return setter.failed ? ERR_NET : OK;
}

struct curve_keys *curve_keys_create(const uint8_t public_key[KEY32_BYTES],
                                     const uint8_t secret_key[KEY32_BYTES])
{
    struct curve_keys *keys = sodium_malloc(sizeof *keys);
    if (keys == NULL)
        return NULL;
    memcpy(keys->public_key, public_key, KEY32_BYTES);
    memcpy(keys->secret_key, secret_key, KEY32_BYTES);
    return keys;
}

void curve_keys_destroy(struct curve_keys *keys)
{
    sodium_free(keys);
}

void curve_keypair(uint8_t out_public[KEY32_BYTES], uint8_t out_secret[KEY32_BYTES])
{
    check(out_public != NULL && out_secret != NULL);
    _Static_assert(crypto_box_PUBLICKEYBYTES == KEY32_BYTES, "CURVE uses libsodium's box keys");
    _Static_assert(crypto_box_SECRETKEYBYTES == KEY32_BYTES, "CURVE uses libsodium's box keys");
    check(sodium_init() >= 0);
    check(crypto_box_keypair(out_public, out_secret) == 0);
}

uint64_t curve_now_ms(void)
{
    struct timespec now;
    check(clock_gettime(CLOCK_MONOTONIC, &now) == 0);
    return (uint64_t)now.tv_sec * 1000u + (uint64_t)now.tv_nsec / 1000000u;
}

void curve_pause(int ms)
{
    check(ms > 0);
    (void)poll(NULL, 0, ms);
}

#include "base/check.h"
#include "net/curve_internal.h"
#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <zmq.h>

enum {
    DESCRIPTORS_WANTED = 4096, // three connections for each of TERMINALS_MAX, and room to spare
    REBIND_TRIES = 1000,       // of REBIND_MS each: a closed listener goes a moment later
    REBIND_MS = 2,
    REOPEN_MS = 250, // between tries of a hub whose ports somebody else took meanwhile
    // Where ports are looked for when the system may choose: under the range that outgoing
    // connections take theirs from, so that no terminal on this machine connects to itself.
    PORT_LOW = 15000,
    PORT_HIGH = 32000,
    PORT_TRIES = 64,
};

struct curve_hub {
    void *context;
    void *sockets[CURVE_ROLES]; // all or none
    struct zap zap;
    struct curve_keys *keys;
    struct net_address address;
    uint16_t port;
    struct peers peers;
    struct relief relief;
    uint64_t dropped;
    uint64_t reopen_ms; // when to try again, while there are no sockets
    struct curve_hooks hooks;
};

// libzmq aborts nothing for want of descriptors, but spins; so ask for enough.
static void descriptors_raise(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= DESCRIPTORS_WANTED)
        return;
    limit.rlim_cur = limit.rlim_max < DESCRIPTORS_WANTED ? limit.rlim_max : DESCRIPTORS_WANTED;
    (void)setrlimit(RLIMIT_NOFILE, &limit);
}

static void sockets_close(struct curve_hub *hub)
{
    for (int role = 0; role < CURVE_ROLES; role++) {
        if (hub->sockets[role] != NULL)
            zmq_close(hub->sockets[role]);
        hub->sockets[role] = NULL;
    }
    curve_control_forget(&hub->peers);
}

static enum err bind_error(int number)
{
    switch (number) {
    case EADDRINUSE:
    case EACCES:
        return ERR_BUSY;
    case EADDRNOTAVAIL:
    case ENODEV:
        return ERR_NOT_FOUND;
    default:
        return ERR_NET;
    }
}

static enum err socket_open(struct curve_hub *hub, enum curve_role role, uint16_t port)
{
    void *socket = zmq_socket(hub->context, curve_hub_socket_type(role));
    if (socket == NULL)
        return ERR_MEMORY;
    hub->sockets[role] = socket;
    const int handshake_ms = curve_handshake_ms(hub->zap.terminal_count);
    enum err err = curve_hub_options(socket, role, hub->keys, handshake_ms, hub->address.v6,
                                     hub->hooks.set_option);
    if (err == OK && !hub->hooks.no_read_back)
        err = curve_hub_options_held(socket, role, hub->keys, handshake_ms);
    if (err != OK)
        return err;
    char endpoint[NET_ENDPOINT_TEXT_BYTES];
    net_endpoint(&hub->address, (uint16_t)(port + role), endpoint);
    return zmq_bind(socket, endpoint) == 0 ? OK : bind_error(zmq_errno());
}

static enum err sockets_open(struct curve_hub *hub, uint16_t port)
{
    enum err err = OK;
    for (int role = 0; role < CURVE_ROLES && err == OK; role++) {
        check(hub->sockets[role] == NULL);
        err = socket_open(hub, (enum curve_role)role, port);
    }
    if (err != OK)
        sockets_close(hub);
    return err;
}

static enum err sockets_open_anywhere(struct curve_hub *hub)
{
    enum err err = ERR_BUSY;
    for (int i = 0; i < PORT_TRIES && err == ERR_BUSY; i++) {
        hub->port = (uint16_t)(PORT_LOW + randombytes_uniform(PORT_HIGH - PORT_LOW));
        err = sockets_open(hub, hub->port);
    }
    return err;
}

// Our own listeners of a moment ago may still hold the ports; nobody else's do for so short a time.
static enum err sockets_reopen(struct curve_hub *hub)
{
    enum err err = sockets_open(hub, hub->port);
    for (int i = 0; i < REBIND_TRIES && err == ERR_BUSY; i++) {
        curve_pause(REBIND_MS);
        err = sockets_open(hub, hub->port);
    }
    hub->reopen_ms = curve_now_ms() + REOPEN_MS;
    return err;
}

static void hub_serve(void *self)
{
    struct curve_hub *hub = self;
    if (hub->hooks.zap == ZAP_SERVED)
        zap_serve(&hub->zap);
}

static enum err hub_probe(struct curve_hub *hub)
{
    const struct probe probe = {
        .address = &hub->address,
        .port = hub->port,
        .server_key = hub->keys->public_key,
        .wait_on = hub->hooks.zap == ZAP_SERVED ? hub->zap.socket : NULL,
        .serve = hub_serve,
        .self = hub,
    };
    return curve_probe(&probe);
}

static enum err hub_check(const struct curve_hub_config *config, struct net_address *out_address)
{
    int major, minor, patch;
    zmq_version(&major, &minor, &patch);
    if (major < 4 || (major == 4 && (minor < 3 || (minor == 3 && patch < 4))))
        return ERR_VERSION; // older ones have holes that an unknown key can reach
    if (config->terminal_count > TERMINALS_MAX)
        return ERR_TOO_LONG;
    if (config->port > UINT16_MAX - (CURVE_ROLES - 1))
        return ERR_RANGE;
    uint8_t public_key[KEY32_BYTES];
    if (crypto_scalarmult_base(public_key, config->secret_key) != 0 ||
        memcmp(public_key, config->public_key, KEY32_BYTES) != 0)
        return ERR_KEY;
    return net_address_parse(config->address, out_address);
}

static void terminals_set(struct curve_hub *hub, const struct net_terminal *terminals, size_t count)
{
    check(terminals != NULL || count == 0);
    check(count <= TERMINALS_MAX);
    sodium_memzero(hub->zap.terminals, sizeof hub->zap.terminals);
    if (count > 0)
        memcpy(hub->zap.terminals, terminals, count * sizeof *terminals);
    hub->zap.terminal_count = count;
}

static enum err hub_open(struct curve_hub *hub, const struct curve_hub_config *config)
{
    hub->keys = curve_keys_create(config->public_key, config->secret_key);
    hub->context = curve_context_create();
    if (hub->keys == NULL || hub->context == NULL)
        return ERR_MEMORY;
    terminals_set(hub, config->terminals, config->terminal_count);
    enum err err = hub->hooks.zap == ZAP_ABSENT ? OK : zap_open(&hub->zap, hub->context);
    if (err == OK) {
        hub->port = config->port;
        err = config->port == 0 ? sockets_open_anywhere(hub) : sockets_open(hub, config->port);
    }
    if (hub->hooks.zap == ZAP_DEAD)
        zap_close(&hub->zap);
    if (err == OK && config->self_test)
        err = hub_probe(hub);
    return err;
}

enum err curve_hub_create_broken(const struct curve_hub_config *config,
                                 const struct curve_hooks *hooks, struct curve_hub **out_hub)
{
    check(config != NULL && config->address != NULL);
    check(hooks != NULL && out_hub != NULL);
    check(sodium_init() >= 0);
    struct net_address address;
    enum err err = hub_check(config, &address);
    if (err != OK)
        return err;
    struct curve_hub *hub = calloc(1, sizeof *hub);
    if (hub == NULL)
        return ERR_MEMORY;
    hub->address = address;
    hub->hooks = *hooks;
    descriptors_raise();
    relief_open(&hub->relief,
                hooks->relief_bytes != 0
                    ? hooks->relief_bytes
                    : RELIEF_ROOM_BYTES + config->terminal_count * (uint64_t)RELIEF_TERMINAL_BYTES);
    err = hub_open(hub, config);
    if (err != OK) {
        curve_hub_destroy(hub);
        return err;
    }
    *out_hub = hub;
    return OK;
}

enum err curve_hub_create(const struct curve_hub_config *config, struct curve_hub **out_hub)
{
    const struct curve_hooks none = {.zap = ZAP_SERVED};
    return curve_hub_create_broken(config, &none, out_hub);
}

void curve_hub_destroy(struct curve_hub *hub)
{
    if (hub == NULL)
        return;
    sockets_close(hub);
    zap_close(&hub->zap);
    curve_context_destroy(hub->context);
    curve_keys_destroy(hub->keys);
    relief_close(&hub->relief);
    sodium_memzero(hub, sizeof *hub);
    free(hub);
}

uint16_t curve_hub_port(const struct curve_hub *hub)
{
    check(hub != NULL);
    return hub->port;
}

uint64_t curve_hub_relief_count(const struct curve_hub *hub)
{
    check(hub != NULL);
    return hub->relief.count;
}

static enum err hub_publish(void *self, struct span envelope)
{
    struct curve_hub *hub = self;
    check(hub != NULL && envelope.at != NULL);
    if (envelope.size == 0 || envelope.size > ENVELOPE_OPEN_BYTES)
        return ERR_TOO_LONG;
    if (hub->sockets[CURVE_SCENES] == NULL)
        return ERR_NET;
    if (zmq_send(hub->sockets[CURVE_SCENES], envelope.at, envelope.size, ZMQ_DONTWAIT) < 0)
        return zmq_errno() == ENOMEM ? ERR_MEMORY : ERR_NET;
    return OK;
}

static bool hub_take_cell(void *self, uint8_t out_cell[CELL_BYTES])
{
    struct curve_hub *hub = self;
    check(hub != NULL);
    void *socket = hub->sockets[CURVE_CELLS];
    return socket != NULL && curve_cells_take(socket, out_cell, &hub->dropped);
}

static bool hub_take_control(void *self, struct net_peer *out_peer, uint8_t *buffer,
                             size_t *out_size)
{
    struct curve_hub *hub = self;
    check(hub != NULL);
    void *socket = hub->sockets[CURVE_CONTROL];
    return socket != NULL &&
           curve_control_take(socket, &hub->peers, out_peer, buffer, out_size, &hub->dropped);
}

static enum err hub_send_control(void *self, struct net_peer peer, struct span message)
{
    struct curve_hub *hub = self;
    check(hub != NULL && message.at != NULL);
    if (hub->sockets[CURVE_CONTROL] == NULL)
        return ERR_NET;
    return curve_control_send(hub->sockets[CURVE_CONTROL], &hub->peers, peer, message);
}

static uint64_t hub_dropped(void *self)
{
    const struct curve_hub *hub = self;
    check(hub != NULL);
    return hub->dropped;
}

// ZAP decides only at the handshake, so a key that is taken off the list keeps its connection until
// the socket goes: all three go.
static enum err hub_allow(void *self, const struct net_terminal *terminals, size_t count)
{
    struct curve_hub *hub = self;
    check(hub != NULL);
    if (count > TERMINALS_MAX)
        return ERR_TOO_LONG;
    sockets_close(hub);
    terminals_set(hub, terminals, count);
    return sockets_reopen(hub);
}

struct net_hub curve_hub_table(struct curve_hub *hub)
{
    check(hub != NULL);
    return (struct net_hub){
        .self = hub,
        .publish = hub_publish,
        .take_cell = hub_take_cell,
        .take_control = hub_take_control,
        .send_control = hub_send_control,
        .dropped = hub_dropped,
        .allow = hub_allow,
    };
}

// What must be done now and then: let go of memory that a flood piled up, and take back ports that
// were lost while rebuilding.
static void hub_tend(struct curve_hub *hub, uint64_t now_ms)
{
    if (relief_due(&hub->relief, now_ms)) {
        sockets_close(hub);
        relief_settle(&hub->relief);
        hub->relief.count++;
        (void)sockets_reopen(hub); // if that failed, the next lines try again
    }
    if (hub->sockets[CURVE_SCENES] == NULL && now_ms >= hub->reopen_ms) {
        hub->reopen_ms = now_ms + REOPEN_MS;
        (void)sockets_open(hub, hub->port);
    }
}

struct hub_poll {
    zmq_pollitem_t items[CURVE_ROLES + 2];
    int count, wake, zap, input; // places in items; -1: not there
};

static void poll_fill(struct hub_poll *poll, const struct curve_hub *hub, int wake_fd)
{
    *poll = (struct hub_poll){.wake = -1, .zap = -1, .input = -1};
    if (wake_fd >= 0) {
        poll->wake = poll->count;
        poll->items[poll->count++] = (zmq_pollitem_t){.fd = wake_fd, .events = ZMQ_POLLIN};
    }
    if (hub->zap.socket != NULL && hub->hooks.zap == ZAP_SERVED) {
        poll->zap = poll->count;
        poll->items[poll->count++] =
            (zmq_pollitem_t){.socket = hub->zap.socket, .events = ZMQ_POLLIN};
    }
    if (hub->sockets[CURVE_SCENES] == NULL)
        return;
    poll->input = poll->count;
    // The publisher never has input; polling it lets it take in new subscribers before the next
    // envelope instead of during it.
    for (int role = 0; role < CURVE_ROLES; role++)
        poll->items[poll->count++] =
            (zmq_pollitem_t){.socket = hub->sockets[role], .events = ZMQ_POLLIN};
}

static bool poll_has_input(const struct hub_poll *poll)
{
    return poll->input >= 0 && ((poll->items[poll->input + CURVE_CELLS].revents & ZMQ_POLLIN) ||
                                (poll->items[poll->input + CURVE_CONTROL].revents & ZMQ_POLLIN));
}

bool curve_hub_wait(struct curve_hub *hub, int wake_fd, int timeout_ms)
{
    check(hub != NULL);
    check(timeout_ms >= -1);
    uint64_t now_ms = curve_now_ms();
    const uint64_t end_ms = timeout_ms < 0 ? UINT64_MAX : now_ms + (uint64_t)timeout_ms;
    for (;;) {
        hub_tend(hub, now_ms);
        struct hub_poll poll;
        poll_fill(&poll, hub, wake_fd);
        const uint64_t left_ms = end_ms > now_ms ? end_ms - now_ms : 0;
        // Never longer than a look at the memory may wait.
        const long slice_ms = left_ms < RELIEF_MS ? (long)left_ms : RELIEF_MS;
        const int ready = zmq_poll(poll.items, poll.count, slice_ms);
        check(ready >= 0 || zmq_errno() == EINTR);
        if (ready > 0) {
            if (poll.zap >= 0 && (poll.items[poll.zap].revents & ZMQ_POLLIN))
                hub_serve(hub);
            if (poll.wake >= 0 && poll.items[poll.wake].revents != 0)
                return true;
            if (poll_has_input(&poll))
                return false;
        }
        now_ms = curve_now_ms();
        if (now_ms >= end_ms)
            return false;
    }
}

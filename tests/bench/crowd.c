#include "crowd.h"

#include "base/check.h"
#include "net/curve_internal.h"
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>
#include <zmq.h>

static const char loopback[] = "127.0.0.1";

void terminal_keys_make(struct terminal_key *keys, size_t count)
{
    for (size_t i = 0; i < count; i++)
        curve_keypair(keys[i].public_key, keys[i].secret_key);
}

// --- Making.

static void crowd_init(struct crowd *crowd, size_t count)
{
    check(count >= 1 && count <= TERMINALS_MAX);
    *crowd = (struct crowd){.count = count};
    crowd->epoll = epoll_create1(EPOLL_CLOEXEC);
    crowd->context = curve_context_create();
    crowd->got = calloc(count, sizeof *crowd->got);
    crowd->bytes = calloc(count, sizeof *crowd->bytes);
    crowd->sizes = calloc(count, sizeof *crowd->sizes);
    check(crowd->epoll >= 0 && crowd->context != NULL && crowd->got != NULL &&
          crowd->bytes != NULL && crowd->sizes != NULL);
}

static void watch(struct crowd *crowd, size_t index, int descriptor)
{
    struct epoll_event event = {.events = EPOLLIN, .data.u64 = index};
    int added = epoll_ctl(crowd->epoll, EPOLL_CTL_ADD, descriptor, &event);
    check(added == 0);
}

void crowd_links(struct crowd *crowd, const struct crowd_config *config)
{
    crowd_init(crowd, config->count);
    crowd->links = calloc(crowd->count, sizeof(struct curve_link *));
    crowd->nets = calloc(crowd->count, sizeof *crowd->nets);
    check(crowd->links != NULL && crowd->nets != NULL);
    for (size_t i = 0; i < crowd->count; i++) {
        struct curve_link_config link = {
            .address = loopback, .port = config->port, .context = crowd->context};
        memcpy(link.server_key, config->server_key, KEY32_BYTES);
        memcpy(link.public_key, config->keys[i].public_key, KEY32_BYTES);
        memcpy(link.secret_key, config->keys[i].secret_key, KEY32_BYTES);
        enum err err = curve_link_create(&link, &crowd->links[i]);
        check(err == OK);
        crowd->nets[i] = curve_link_table(crowd->links[i]);
        watch(crowd, i, curve_link_descriptor(crowd->links[i], CURVE_SCENES));
        watch(crowd, i, curve_link_descriptor(crowd->links[i], CURVE_CONTROL));
    }
}

static void set_int(void *socket, int option, int value)
{
    int set = zmq_setsockopt(socket, option, &value, sizeof value);
    check(set == 0);
}

static void set_key(void *socket, int option, const uint8_t key[KEY32_BYTES])
{
    int set = zmq_setsockopt(socket, option, key, KEY32_BYTES);
    check(set == 0);
}

static void *bare_connect(const struct crowd *crowd, const struct crowd_config *config,
                          size_t index, size_t role)
{
    static const int types[] = {ZMQ_SUB, ZMQ_PUSH, ZMQ_DEALER};
    void *socket = zmq_socket(crowd->context, types[role]);
    check(socket != NULL);
    set_key(socket, ZMQ_CURVE_SERVERKEY, config->server_key);
    set_key(socket, ZMQ_CURVE_PUBLICKEY, config->keys[index].public_key);
    set_key(socket, ZMQ_CURVE_SECRETKEY, config->keys[index].secret_key);
    set_int(socket, ZMQ_LINGER, 0);
    set_int(socket, ZMQ_RECONNECT_IVL, RECONNECT_MS);
    set_int(socket, ZMQ_RECONNECT_IVL_MAX, RECONNECT_MOST_MS);
    if (role == 0) {
        int set = zmq_setsockopt(socket, ZMQ_SUBSCRIBE, "", 0);
        check(set == 0);
    }
    char endpoint[64];
    snprintf(endpoint, sizeof endpoint, "tcp://%s:%u", loopback,
             (unsigned)config->port + (unsigned)role);
    int connected = zmq_connect(socket, endpoint);
    check(connected == 0);
    return socket;
}

void crowd_bare(struct crowd *crowd, const struct crowd_config *config, size_t roles)
{
    check(roles == 1 || roles == 3);
    crowd_init(crowd, config->count);
    crowd->sockets = calloc(crowd->count, sizeof *crowd->sockets);
    check(crowd->sockets != NULL);
    for (size_t i = 0; i < crowd->count; i++) {
        for (size_t role = 0; role < roles; role++)
            crowd->sockets[i][role] = bare_connect(crowd, config, i, role);
        int descriptor = -1;
        size_t size = sizeof descriptor;
        int known = zmq_getsockopt(crowd->sockets[i][0], ZMQ_FD, &descriptor, &size);
        check(known == 0);
        watch(crowd, i, descriptor);
    }
}

void crowd_finish(struct crowd *crowd)
{
    for (size_t i = 0; i < crowd->count; i++) {
        if (crowd->links != NULL)
            curve_link_destroy(crowd->links[i]);
        for (size_t role = 0; crowd->sockets != NULL && role < 3; role++)
            if (crowd->sockets[i][role] != NULL)
                zmq_close(crowd->sockets[i][role]);
    }
    curve_context_destroy(crowd->context);
    close(crowd->epoll);
    free(crowd->links);
    free(crowd->nets);
    free(crowd->sockets);
    free(crowd->got);
    free(crowd->bytes);
    free(crowd->sizes);
    *crowd = (struct crowd){0};
}

// --- Waiting.

// The newest of what has come, older ones dropped, as the product does it.
static bool take(struct crowd *crowd, size_t index)
{
    if (crowd->links != NULL)
        return crowd->nets[index].take_envelope(crowd->nets[index].self, crowd->bytes[index],
                                                &crowd->sizes[index]);
    bool any = false;
    for (;;) {
        int size = zmq_recv(crowd->sockets[index][0], crowd->bytes[index],
                            sizeof crowd->bytes[index], ZMQ_DONTWAIT);
        if (size < 0)
            return any;
        crowd->sizes[index] = (size_t)size;
        any = true;
    }
}

void crowd_forget(struct crowd *crowd)
{
    memset(crowd->got, 0, crowd->count * sizeof *crowd->got);
}

static size_t got_count(const struct crowd *crowd)
{
    size_t count = 0;
    for (size_t i = 0; i < crowd->count; i++)
        count += crowd->got[i];
    return count;
}

static bool take_fitting(struct crowd *crowd, size_t index, crowd_fits *fits, void *self)
{
    if (!take(crowd, index) || crowd->got[index])
        return false;
    struct span envelope = {crowd->bytes[index], crowd->sizes[index]};
    crowd->got[index] = fits == NULL || fits(self, envelope);
    return crowd->got[index];
}

size_t crowd_look(struct crowd *crowd, double timeout_us, crowd_fits *fits, void *self)
{
    enum {
        EVENTS_MAX = 64
    };
    const double end_us = bench_now_us() + timeout_us;
    size_t count = got_count(crowd);
    while (count < crowd->count) {
        double left_us = end_us - bench_now_us();
        if (left_us < 0)
            return count;
        struct epoll_event events[EVENTS_MAX];
        int ready = epoll_wait(crowd->epoll, events, EVENTS_MAX, (int)(left_us / 1000) + 1);
        check(ready >= 0 || errno == EINTR);
        for (int i = 0; i < ready; i++)
            count += take_fitting(crowd, (size_t)events[i].data.u64, fits, self);
    }
    return count;
}

size_t crowd_wait(struct crowd *crowd, double timeout_us, crowd_fits *fits, void *self)
{
    crowd_forget(crowd);
    return crowd_look(crowd, timeout_us, fits, self);
}

size_t crowd_connected(struct crowd *crowd, size_t from)
{
    static const uint8_t nothing[CELL_BYTES] = {0};
    while (from < crowd->count) {
        struct net_link *net = &crowd->nets[from];
        if (net->send_control(net->self, (struct span){nothing, 1}) != OK ||
            net->send_cell(net->self, nothing) != OK)
            return from;
        from++;
    }
    return from;
}

void crowd_watch_again(struct crowd *crowd, size_t index)
{
    static const enum curve_role heard[] = {CURVE_SCENES, CURVE_CONTROL};
    for (size_t i = 0; i < sizeof heard / sizeof heard[0]; i++) {
        struct epoll_event event = {.events = EPOLLIN, .data.u64 = index};
        int descriptor = curve_link_descriptor(crowd->links[index], heard[i]);
        int added = descriptor < 0 ? 0 : epoll_ctl(crowd->epoll, EPOLL_CTL_ADD, descriptor, &event);
        check(added == 0 || errno == EEXIST);
    }
}

// --- The bare hub.

static bool bare_bind(struct bare_hub *hub, uint16_t port, const struct terminal_key *own,
                      size_t roles)
{
    static const int types[] = {ZMQ_PUB, ZMQ_PULL, ZMQ_ROUTER};
    for (size_t role = 0; role < roles; role++) {
        void *socket = zmq_socket(hub->context, types[role]);
        check(socket != NULL);
        hub->sockets[role] = socket;
        set_int(socket, ZMQ_CURVE_SERVER, 1);
        set_key(socket, ZMQ_CURVE_SECRETKEY, own->secret_key);
        set_int(socket, ZMQ_LINGER, 0);
        set_int(socket, ZMQ_BACKLOG, BACKLOG);
        char endpoint[64];
        snprintf(endpoint, sizeof endpoint, "tcp://%s:%u", loopback,
                 (unsigned)port + (unsigned)role);
        if (zmq_bind(socket, endpoint) != 0)
            return false;
    }
    hub->port = port;
    return true;
}

static void bare_unbind(struct bare_hub *hub)
{
    for (size_t role = 0; role < 3; role++)
        if (hub->sockets[role] != NULL)
            zmq_close(hub->sockets[role]);
    memset(hub->sockets, 0, sizeof hub->sockets);
}

void bare_hub_open(struct bare_hub *hub, uint16_t port, const struct terminal_key *own,
                   size_t roles)
{
    enum {
        PORT_FIRST = 33000 / 2,
        PORT_STEP = 7,
        PORT_TRIES = 64
    };
    *hub = (struct bare_hub){.context = curve_context_create()};
    check(hub->context != NULL);
    uint16_t first = (uint16_t)(PORT_FIRST + getpid() % 4096);
    for (unsigned i = 0; i < PORT_TRIES; i++) {
        if (bare_bind(hub, port != 0 ? port : (uint16_t)(first + i * PORT_STEP), own, roles))
            return;
        bare_unbind(hub);
        if (port != 0)
            curve_pause(2); // of a moment ago: it goes on its own
    }
    check_never("three free ports");
}

void bare_hub_close(struct bare_hub *hub)
{
    bare_unbind(hub);
    curve_context_destroy(hub->context);
    *hub = (struct bare_hub){0};
}

void bare_publish(struct bare_hub *hub, const void *bytes, size_t size)
{
    int sent = zmq_send(hub->sockets[0], bytes, size, ZMQ_DONTWAIT);
    check(sent == (int)size);
}

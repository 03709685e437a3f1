// A terminal's three connections to its hub. libzmq comes back by itself after a lost connection,
// but gives up for good after one that was refused or broke the protocol (a key not yet on the
// list, a hub of another version). So each socket that has been without a sign of life for
// REDIAL_MS is made anew.
#include "base/check.h"
#include "net/curve_internal.h"
#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <zmq.h>

enum {
    REDIAL_MS = 3000, // three idle ticks
    // Longer, once that has come to nothing: a hub with hundreds at its door may only be busy.
    REDIAL_FURTHER_MS = 3000,
    REDIAL_SPREAD_MS = 500, // so that terminals refused together do not knock together
    LOOK_MS = 500,          // how often to look for signs of life
};

struct curve_link {
    void *context;
    bool context_owned;
    void *sockets[CURVE_ROLES]; // an entry may be NULL for want of memory, until the next redial
    uint64_t redial_ms[CURVE_ROLES];
    uint64_t look_ms;
    struct curve_keys *keys;
    uint8_t server_key[KEY32_BYTES];
    struct net_address address;
    uint16_t port;
};

void *curve_context_create(void)
{
    void *context = zmq_ctx_new();
    if (context == NULL)
        return NULL;
    // Three sockets for each of TERMINALS_MAX links and some; the library's default is 1,023.
    if (zmq_ctx_set(context, ZMQ_MAX_SOCKETS, 4 * TERMINALS_MAX) != 0) {
        zmq_ctx_term(context);
        return NULL;
    }
    return context;
}

void curve_context_destroy(void *context)
{
    if (context == NULL)
        return;
    while (zmq_ctx_term(context) != 0)
        check(zmq_errno() == EINTR);
}

static void alive(struct curve_link *link, enum curve_role role, uint64_t now_ms)
{
    link->redial_ms[role] = now_ms + REDIAL_MS + randombytes_uniform(REDIAL_SPREAD_MS);
}

static enum err dial(struct curve_link *link, enum curve_role role)
{
    if (link->sockets[role] != NULL)
        zmq_close(link->sockets[role]);
    link->sockets[role] = NULL;
    alive(link, role, curve_now_ms());
    void *socket = zmq_socket(link->context, curve_link_socket_type(role));
    if (socket == NULL)
        return ERR_MEMORY;
    char endpoint[NET_ENDPOINT_TEXT_BYTES];
    net_endpoint(&link->address, (uint16_t)(link->port + role), endpoint);
    enum err err = curve_link_options(socket, role, link->keys, link->server_key, link->address.v6);
    if (err == OK && zmq_connect(socket, endpoint) != 0)
        err = ERR_NET;
    if (err != OK) {
        zmq_close(socket);
        return err;
    }
    link->sockets[role] = socket;
    return OK;
}

enum err curve_link_create(const struct curve_link_config *config, struct curve_link **out_link)
{
    check(config != NULL && config->address != NULL);
    check(out_link != NULL);
    check(sodium_init() >= 0);
    struct net_address address;
    const enum err address_err = net_address_parse(config->address, &address);
    if (address_err != OK)
        return address_err;
    if (config->port == 0 || config->port > UINT16_MAX - (CURVE_ROLES - 1))
        return ERR_RANGE;
    uint8_t public_key[KEY32_BYTES];
    if (crypto_scalarmult_base(public_key, config->secret_key) != 0 ||
        memcmp(public_key, config->public_key, KEY32_BYTES) != 0)
        return ERR_KEY;
    struct curve_link *link = calloc(1, sizeof *link);
    if (link == NULL)
        return ERR_MEMORY;
    link->address = address;
    link->port = config->port;
    memcpy(link->server_key, config->server_key, KEY32_BYTES);
    link->keys = curve_keys_create(config->public_key, config->secret_key);
    link->context_owned = config->context == NULL;
    link->context = link->context_owned ? curve_context_create() : config->context;
    enum err err = link->keys != NULL && link->context != NULL ? OK : ERR_MEMORY;
    for (int role = 0; role < CURVE_ROLES && err == OK; role++)
        err = dial(link, (enum curve_role)role);
    if (err != OK) {
        curve_link_destroy(link);
        return err;
    }
    *out_link = link;
    return OK;
}

void curve_link_destroy(struct curve_link *link)
{
    if (link == NULL)
        return;
    for (int role = 0; role < CURVE_ROLES; role++)
        if (link->sockets[role] != NULL)
            zmq_close(link->sockets[role]);
    if (link->context_owned)
        curve_context_destroy(link->context);
    curve_keys_destroy(link->keys);
    free(link);
}

static bool more(void *socket)
{
    int value = 0;
    size_t size = sizeof value;
    check(zmq_getsockopt(socket, ZMQ_RCVMORE, &value, &size) == 0);
    return value != 0;
}

// Takes one message of one part into buffer; one that is too long or has more parts is let go of.
// Returns false when nothing is there; *out_size is 0 for what was let go of.
static bool take_whole(void *socket, uint8_t *buffer, size_t room, size_t *out_size)
{
    *out_size = 0;
    const int size = zmq_recv(socket, buffer, room, ZMQ_DONTWAIT);
    if (size < 0)
        return false;
    if (!more(socket)) {
        *out_size = (size_t)size <= room ? (size_t)size : 0;
        return true;
    }
    while (more(socket)) {
        uint8_t part;
        if (zmq_recv(socket, &part, sizeof part, ZMQ_DONTWAIT) < 0)
            break;
    }
    return true;
}

static bool link_take_envelope(void *self, uint8_t *buffer, size_t *out_size)
{
    struct curve_link *link = self;
    check(link != NULL);
    check(buffer != NULL && out_size != NULL);
    void *socket = link->sockets[CURVE_SCENES];
    if (socket == NULL)
        return false;
    uint8_t newer[ENVELOPE_OPEN_BYTES];
    size_t size = 0, newest_size = 0;
    for (int i = 0; i < DRAIN_MAX && take_whole(socket, newer, sizeof newer, &size); i++)
        if (size > 0) {
            memcpy(buffer, newer, size);
            newest_size = size;
        }
    if (newest_size == 0)
        return false;
    alive(link, CURVE_SCENES, curve_now_ms());
    *out_size = newest_size;
    return true;
}

static bool link_take_control(void *self, uint8_t *buffer, size_t *out_size)
{
    struct curve_link *link = self;
    check(link != NULL);
    check(buffer != NULL && out_size != NULL);
    void *socket = link->sockets[CURVE_CONTROL];
    if (socket == NULL)
        return false;
    size_t size = 0;
    for (int i = 0; i < DRAIN_MAX && take_whole(socket, buffer, CONTROL_BYTES_MAX, &size); i++)
        if (size > 0) {
            *out_size = size;
            return true;
        }
    return false;
}

static enum err send_now(void *socket, const void *bytes, size_t size)
{
    if (socket == NULL)
        return ERR_BUSY;
    if (zmq_send(socket, bytes, size, ZMQ_DONTWAIT) >= 0)
        return OK;
    return zmq_errno() == EAGAIN ? ERR_BUSY : ERR_NET;
}

static enum err link_send_cell(void *self, const uint8_t cell[CELL_BYTES])
{
    struct curve_link *link = self;
    check(link != NULL && cell != NULL);
    return send_now(link->sockets[CURVE_CELLS], cell, CELL_BYTES);
}

static enum err link_send_control(void *self, struct span message)
{
    struct curve_link *link = self;
    check(link != NULL && message.at != NULL);
    if (message.size == 0 || message.size > CONTROL_REQUEST_BYTES_MAX)
        return ERR_TOO_LONG;
    return send_now(link->sockets[CURVE_CONTROL], message.at, message.size);
}

struct net_link curve_link_table(struct curve_link *link)
{
    check(link != NULL);
    return (struct net_link){
        .self = link,
        .take_envelope = link_take_envelope,
        .send_cell = link_send_cell,
        .send_control = link_send_control,
        .take_control = link_take_control,
    };
}

int curve_link_descriptor(const struct curve_link *link, enum curve_role role)
{
    check(link != NULL && role < CURVE_ROLES);
    int descriptor = -1;
    size_t size = sizeof descriptor;
    if (link->sockets[role] == NULL ||
        zmq_getsockopt(link->sockets[role], ZMQ_FD, &descriptor, &size) != 0)
        return -1;
    return descriptor;
}

// A sign of life is an envelope, and for the other two room in the queue of a connection, which
// without a connection they do not have (ZMQ_IMMEDIATE).
static void link_tend(struct curve_link *link, uint64_t now_ms)
{
    if (now_ms < link->look_ms)
        return;
    link->look_ms = now_ms + LOOK_MS;
    for (int role = 0; role < CURVE_ROLES; role++) {
        int events = 0;
        size_t size = sizeof events;
        void *socket = link->sockets[role];
        if (socket != NULL && zmq_getsockopt(socket, ZMQ_EVENTS, &events, &size) == 0 &&
            (events & (role == CURVE_SCENES ? ZMQ_POLLIN : ZMQ_POLLOUT)))
            alive(link, (enum curve_role)role, now_ms);
        if (now_ms < link->redial_ms[role])
            continue;
        (void)dial(link, (enum curve_role)role); // if it failed, the next redial tries again
        link->redial_ms[role] += REDIAL_FURTHER_MS;
    }
}

struct link_poll {
    zmq_pollitem_t items[4];
    int count, wake, timer; // -1: not there
};

static void poll_fill(struct link_poll *poll, const struct curve_link *link, int wake_fd,
                      int timer_fd)
{
    *poll = (struct link_poll){.wake = -1, .timer = -1};
    if (wake_fd >= 0) {
        poll->wake = poll->count;
        poll->items[poll->count++] = (zmq_pollitem_t){.fd = wake_fd, .events = ZMQ_POLLIN};
    }
    if (timer_fd >= 0) {
        poll->timer = poll->count;
        poll->items[poll->count++] = (zmq_pollitem_t){.fd = timer_fd, .events = ZMQ_POLLIN};
    }
    const enum curve_role heard[] = {CURVE_SCENES, CURVE_CONTROL};
    for (size_t i = 0; i < 2; i++)
        if (link->sockets[heard[i]] != NULL)
            poll->items[poll->count++] =
                (zmq_pollitem_t){.socket = link->sockets[heard[i]], .events = ZMQ_POLLIN};
}

bool curve_link_wait(struct curve_link *link, int wake_fd, int timer_fd, int timeout_ms)
{
    check(link != NULL);
    check(timeout_ms >= -1);
    uint64_t now_ms = curve_now_ms();
    const uint64_t end_ms = timeout_ms < 0 ? UINT64_MAX : now_ms + (uint64_t)timeout_ms;
    for (;;) {
        link_tend(link, now_ms);
        struct link_poll poll;
        poll_fill(&poll, link, wake_fd, timer_fd);
        const uint64_t left_ms = end_ms > now_ms ? end_ms - now_ms : 0;
        // Awake for the next redial at the latest.
        const long slice_ms = left_ms < REDIAL_MS ? (long)left_ms : REDIAL_MS;
        const int ready = zmq_poll(poll.items, poll.count, slice_ms);
        check(ready >= 0 || zmq_errno() == EINTR);
        if ((poll.wake >= 0 && poll.items[poll.wake].revents != 0) ||
            (poll.timer >= 0 && poll.items[poll.timer].revents != 0))
            return true;
        if (ready > 0)
            return false;
        now_ms = curve_now_ms();
        if (now_ms >= end_ms)
            return false;
    }
}

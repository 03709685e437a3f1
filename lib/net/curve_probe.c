// A hub's test of its own doors: a client that knows the hub's public key, as every terminal does,
// but whose own key nobody allowed, knocks on each port and must not get in. A socket monitor tells
// at once what became of each try.
#include "base/check.h"
#include "net/curve_internal.h"
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <zmq.h>

enum {
    FAILED_EVENTS = ZMQ_EVENT_HANDSHAKE_FAILED_AUTH | ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL |
                    ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL | ZMQ_EVENT_DISCONNECTED
};

struct knock {
    void *socket, *monitor;
    bool refused, admitted;
};

static enum err knock_open(struct knock *knock, void *context, enum curve_role role,
                           const struct probe *probe, const struct curve_keys *keys)
{
    char monitor_name[32], endpoint[NET_ENDPOINT_TEXT_BYTES];
    snprintf(monitor_name, sizeof monitor_name, "inproc://knock-%d", (int)role);
    net_endpoint(probe->address, (uint16_t)(probe->port + role), endpoint);
    knock->socket = zmq_socket(context, curve_link_socket_type(role));
    knock->monitor = zmq_socket(context, ZMQ_PAIR);
    if (knock->socket == NULL || knock->monitor == NULL)
        return ERR_MEMORY;
    const enum err err =
        curve_link_options(knock->socket, role, keys, probe->server_key, probe->address->v6);
    if (err != OK)
        return err;
    if (zmq_socket_monitor(knock->socket, monitor_name,
                           FAILED_EVENTS | ZMQ_EVENT_HANDSHAKE_SUCCEEDED) != 0 ||
        zmq_connect(knock->monitor, monitor_name) != 0 || zmq_connect(knock->socket, endpoint) != 0)
        return ERR_NET;
    return OK;
}

static void knock_close(struct knock *knock)
{
    if (knock->socket != NULL) {
        (void)zmq_socket_monitor(knock->socket, NULL, 0);
        zmq_close(knock->socket);
    }
    if (knock->monitor != NULL) {
        const int no = 0;
        (void)zmq_setsockopt(knock->monitor, ZMQ_LINGER, &no, sizeof no);
        zmq_close(knock->monitor);
    }
}

// Reads what the monitor says: a number of 16 bits and four more bytes, then the address.
static void knock_listen(struct knock *knock)
{
    for (int i = 0; i < DRAIN_MAX; i++) {
        uint8_t frame[256];
        const int size = zmq_recv(knock->monitor, frame, sizeof frame, ZMQ_DONTWAIT);
        if (size < 0)
            return;
        uint16_t event = 0;
        if (size == 6)
            memcpy(&event, frame, sizeof event);
        if (event & ZMQ_EVENT_HANDSHAKE_SUCCEEDED)
            knock->admitted = true;
        if (event & FAILED_EVENTS)
            knock->refused = true;
        (void)zmq_recv(knock->monitor, frame, sizeof frame, ZMQ_DONTWAIT);
    }
}

// A door that says nothing until the end of the time has let nobody in.
static enum err knocks_wait(struct knock knocks[CURVE_ROLES], const struct probe *probe)
{
    const uint64_t end_ms = curve_now_ms() + PROBE_MS;
    for (;;) {
        bool open = false;
        for (int role = 0; role < CURVE_ROLES; role++) {
            knock_listen(&knocks[role]);
            if (knocks[role].admitted)
                return ERR_SEAL;
            open = open || !knocks[role].refused;
        }
        const uint64_t now_ms = curve_now_ms();
        if (!open || now_ms >= end_ms)
            return OK;
        zmq_pollitem_t items[CURVE_ROLES + 1];
        int count = 0;
        for (int role = 0; role < CURVE_ROLES; role++)
            items[count++] = (zmq_pollitem_t){.socket = knocks[role].monitor, .events = ZMQ_POLLIN};
        if (probe->wait_on != NULL)
            items[count++] = (zmq_pollitem_t){.socket = probe->wait_on, .events = ZMQ_POLLIN};
        (void)zmq_poll(items, count, (long)(end_ms - now_ms));
        probe->serve(probe->self);
    }
}

enum err curve_probe(const struct probe *probe)
{
    check(probe != NULL && probe->address != NULL);
    check(probe->server_key != NULL && probe->serve != NULL);
    struct knock knocks[CURVE_ROLES] = {{0}};
    uint8_t public_key[KEY32_BYTES], secret_key[KEY32_BYTES];
    curve_keypair(public_key, secret_key);
    struct curve_keys *keys = curve_keys_create(public_key, secret_key);
    sodium_memzero(secret_key, sizeof secret_key);
    void *context = zmq_ctx_new();
    enum err err = keys != NULL && context != NULL ? OK : ERR_MEMORY;
    for (int role = 0; role < CURVE_ROLES && err == OK; role++)
        err = knock_open(&knocks[role], context, (enum curve_role)role, probe, keys);
    if (err == OK)
        err = knocks_wait(knocks, probe);
    for (int role = 0; role < CURVE_ROLES; role++)
        knock_close(&knocks[role]);
    if (context != NULL)
        zmq_ctx_term(context);
    curve_keys_destroy(keys);
    return err;
}

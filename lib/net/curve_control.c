// The control socket, the only one where a sender has a name: the number of its screen, which ZAP
// attached to its connection. Routes are the ROUTER's own: five bytes, the first of them zero. A
// terminal that brings a route of its own choice is not heard.
#include "base/check.h"
#include "net/curve_internal.h"
#include <errno.h>
#include <string.h>
#include <zmq.h>

enum {
    ROUTE_BYTES = sizeof((struct peer *)0)->route,
    SCREEN_DIGITS_MAX = 5
};

// The screen's number out of the User-Id that zap.c gave; false if it is not one.
static bool screen_of(zmq_msg_t *message, uint16_t *out_screen)
{
    const char *text = zmq_msg_gets(message, "User-Id");
    if (text == NULL)
        return false;
    const size_t digits = strspn(text, "0123456789");
    if (digits == 0 || digits > SCREEN_DIGITS_MAX || text[digits] != '\0')
        return false;
    uint32_t number = 0;
    for (size_t i = 0; i < digits; i++)
        number = number * 10 + (uint32_t)(text[i] - '0');
    if (number > UINT16_MAX)
        return false;
    *out_screen = (uint16_t)number;
    return true;
}

// The peer with this route and screen, made if it is new; the one not heard for longest gives way.
static struct peer *peer_of(struct peers *peers, const uint8_t *route, uint16_t screen)
{
    struct peer *oldest = &peers->peers[0];
    for (size_t i = 0; i < PEERS_MAX; i++) {
        struct peer *peer = &peers->peers[i];
        if (peer->id != 0 && peer->screen == screen && memcmp(peer->route, route, ROUTE_BYTES) == 0)
            return peer;
        if (peer->heard_at < oldest->heard_at)
            oldest = peer;
    }
    peers->last_id = peers->last_id == UINT32_MAX ? 1 : peers->last_id + 1;
    *oldest = (struct peer){.id = peers->last_id, .screen = screen};
    memcpy(oldest->route, route, ROUTE_BYTES);
    return oldest;
}

// One whole message in: its route, its body and how many parts it had.
struct arrival {
    zmq_msg_t body;
    uint8_t route[ROUTE_BYTES];
    size_t parts;
    bool route_ok;
};

static bool arrival_take(void *socket, struct arrival *arrival)
{
    arrival->parts = 0;
    arrival->route_ok = false;
    bool more = true;
    while (more) {
        zmq_msg_t part;
        check(zmq_msg_init(&part) == 0);
        if (zmq_msg_recv(&part, socket, ZMQ_DONTWAIT) < 0) {
            zmq_msg_close(&part);
            return false;
        }
        more = zmq_msg_more(&part) != 0;
        const uint8_t *bytes = zmq_msg_data(&part);
        if (arrival->parts == 0 && zmq_msg_size(&part) == ROUTE_BYTES && bytes[0] == 0) {
            memcpy(arrival->route, bytes, ROUTE_BYTES);
            arrival->route_ok = true;
        } else if (arrival->parts == 1) {
            check(zmq_msg_move(&arrival->body, &part) == 0);
        }
        arrival->parts++;
        zmq_msg_close(&part);
    }
    return true;
}

bool curve_control_take(void *socket, struct peers *peers, struct net_peer *out_peer,
                        uint8_t *buffer, size_t *out_size, uint64_t *dropped)
{
    check(socket != NULL && peers != NULL && dropped != NULL);
    check(out_peer != NULL && buffer != NULL && out_size != NULL);
    for (int i = 0; i < DRAIN_MAX; i++) {
        struct arrival arrival;
        check(zmq_msg_init(&arrival.body) == 0);
        if (!arrival_take(socket, &arrival)) {
            zmq_msg_close(&arrival.body);
            return false;
        }
        const size_t size = zmq_msg_size(&arrival.body);
        uint16_t screen = 0;
        const bool good = arrival.parts == 2 && arrival.route_ok && size > 0 &&
                          size <= CONTROL_REQUEST_BYTES_MAX && screen_of(&arrival.body, &screen);
        if (good) {
            struct peer *peer = peer_of(peers, arrival.route, screen);
            peer->heard_at = ++peers->clock;
            memcpy(buffer, zmq_msg_data(&arrival.body), size);
            *out_size = size;
            *out_peer = (struct net_peer){.id = peer->id, .screen = peer->screen};
        } else {
            *dropped += 1;
        }
        zmq_msg_close(&arrival.body);
        if (good)
            return true;
    }
    return false;
}

enum err curve_control_send(void *socket, const struct peers *peers, struct net_peer peer,
                            struct span message)
{
    check(socket != NULL && peers != NULL);
    check(peer.id != 0);
    if (message.size == 0 || message.size > CONTROL_BYTES_MAX)
        return ERR_TOO_LONG;
    const struct peer *found = NULL;
    for (size_t i = 0; i < PEERS_MAX && found == NULL; i++)
        if (peers->peers[i].id == peer.id)
            found = &peers->peers[i];
    if (found == NULL || found->screen != peer.screen)
        return ERR_CLOSED;
    if (zmq_send(socket, found->route, ROUTE_BYTES, ZMQ_DONTWAIT | ZMQ_SNDMORE) < 0)
        return zmq_errno() == EAGAIN ? ERR_BUSY : ERR_CLOSED;
    // The route was accepted, so the body is too, or is dropped with a peer that has just gone.
    if (zmq_send(socket, message.at, message.size, ZMQ_DONTWAIT) < 0)
        return zmq_errno() == EAGAIN ? ERR_BUSY : ERR_NET;
    return OK;
}

void curve_control_forget(struct peers *peers)
{
    check(peers != NULL);
    memset(peers->peers, 0, sizeof peers->peers);
}

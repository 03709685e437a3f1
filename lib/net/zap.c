// ZAP (RFC 27 of the ZeroMQ community): libzmq asks on inproc whether a key may come in. One more
// socket in the hub's poll: while nobody polls, nobody comes in.
#include "base/check.h"
#include "net/curve_internal.h"
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <zmq.h>

enum {
    ZAP_VERSION,
    ZAP_REQUEST_ID,
    ZAP_DOMAIN,
    ZAP_ADDRESS, // never looked at
    ZAP_ROUTE,
    ZAP_MECHANISM,
    ZAP_KEY,
    ZAP_PARTS,
};
enum {
    ZAP_PART_BYTES = 256
};

struct zap_request {
    uint8_t parts[ZAP_PARTS][ZAP_PART_BYTES];
    size_t sizes[ZAP_PARTS];
    bool whole; // exactly the parts above, none too long
};

enum err zap_open(struct zap *zap, void *context)
{
    check(zap != NULL && context != NULL);
    check(zap->socket == NULL);
    void *socket = zmq_socket(context, ZMQ_REP);
    if (socket == NULL)
        return ERR_MEMORY;
    const int no = 0;
    if (zmq_setsockopt(socket, ZMQ_LINGER, &no, sizeof no) != 0 ||
        zmq_bind(socket, "inproc://zeromq.zap.01") != 0) {
        zmq_close(socket);
        return ERR_NET;
    }
    zap->socket = socket;
    return OK;
}

void zap_close(struct zap *zap)
{
    check(zap != NULL);
    if (zap->socket != NULL)
        zmq_close(zap->socket);
    zap->socket = NULL;
}

static bool more(void *socket)
{
    int value = 0;
    size_t size = sizeof value;
    check(zmq_getsockopt(socket, ZMQ_RCVMORE, &value, &size) == 0);
    return value != 0;
}

static bool request_take(void *socket, struct zap_request *out_request)
{
    memset(out_request, 0, sizeof *out_request);
    size_t count = 0;
    bool fits = true;
    do {
        uint8_t part[ZAP_PART_BYTES];
        const int size = zmq_recv(socket, part, sizeof part, ZMQ_DONTWAIT);
        if (size < 0)
            return false;
        if (count < ZAP_PARTS && (size_t)size <= sizeof part) {
            memcpy(out_request->parts[count], part, (size_t)size);
            out_request->sizes[count] = (size_t)size;
        } else {
            fits = false;
        }
        count++;
    } while (more(socket));
    out_request->whole = fits && count == ZAP_PARTS;
    return true;
}

static bool part_is(const struct zap_request *request, int part, const char *text)
{
    return request->sizes[part] == strlen(text) &&
           memcmp(request->parts[part], text, request->sizes[part]) == 0;
}

// Looks at every entry, so that the time taken says nothing about which one it was.
static const struct net_terminal *terminal_of(const struct zap *zap, const uint8_t key[KEY32_BYTES])
{
    const struct net_terminal *found = NULL;
    for (size_t i = 0; i < zap->terminal_count; i++)
        if (sodium_memcmp(zap->terminals[i].public_key, key, KEY32_BYTES) == 0)
            found = &zap->terminals[i];
    return found;
}

// Whether to let the asker in, and under which name: on the control socket its screen's number,
// elsewhere the same for everybody.
static bool admit(const struct zap *zap, const struct zap_request *request, char out_user[8])
{
    if (!request->whole || !part_is(request, ZAP_VERSION, "1.0") ||
        !part_is(request, ZAP_MECHANISM, "CURVE") || request->sizes[ZAP_KEY] != KEY32_BYTES)
        return false;
    const struct net_terminal *terminal = terminal_of(zap, request->parts[ZAP_KEY]);
    if (terminal == NULL)
        return false;
    if (part_is(request, ZAP_DOMAIN, curve_domain(CURVE_CONTROL))) {
        snprintf(out_user, 8, "%u", (unsigned)terminal->screen);
        return true;
    }
    memcpy(out_user, "t", 2);
    return part_is(request, ZAP_DOMAIN, curve_domain(CURVE_SCENES)) ||
           part_is(request, ZAP_DOMAIN, curve_domain(CURVE_CELLS));
}

static void reply_part(void *socket, const void *bytes, size_t size, int flags)
{
    // A REP socket drops what its asker no longer wants; there is nobody to tell.
    (void)zmq_send(socket, bytes, size, flags | ZMQ_DONTWAIT);
}

static void reply(void *socket, const struct zap_request *request, bool admitted, const char *user)
{
    const char *status = admitted ? "200" : "400";
    reply_part(socket, "1.0", 3, ZMQ_SNDMORE);
    reply_part(socket, request->parts[ZAP_REQUEST_ID], request->sizes[ZAP_REQUEST_ID], ZMQ_SNDMORE);
    reply_part(socket, status, 3, ZMQ_SNDMORE);
    reply_part(socket, "", 0, ZMQ_SNDMORE);
    reply_part(socket, user, admitted ? strlen(user) : 0, ZMQ_SNDMORE);
    reply_part(socket, "", 0, 0);
}

void zap_serve(struct zap *zap)
{
    check(zap != NULL);
    check(zap->terminal_count <= TERMINALS_MAX);
    struct zap_request request;
    for (int i = 0; i < DRAIN_MAX && zap->socket != NULL; i++) {
        if (!request_take(zap->socket, &request))
            break;
        char user[8] = "";
        const bool admitted = admit(zap, &request, user);
        reply(zap->socket, &request, admitted, user);
    }
}

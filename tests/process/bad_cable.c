// A bad cable for tests on machines whose kernel has no netem: carries TCP from one address to another, for
// three ports in a row, and is slow and lossy on the way. A lost piece is one that TCP sends again, so
// it and all behind it come later by the time that takes: 200 ms, then twice that, for each loss in a row.
// Everything odd follows from the seed. Ends when it is told to, by a signal.
#include "base/check.h"
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
    PORTS = 3,
    CALLS_MAX = 64,
    PIECES_MAX = 256, // on their way in one direction; more is back pressure, as on a cable
    PIECE_BYTES = 1400,
    RESEND_MS = 200,
    RESENDS_MAX = 6,
};

struct piece {
    uint64_t due_ms;
    size_t size, sent;
    uint8_t bytes[PIECE_BYTES];
};

// One direction of a call. A piece never overtakes the one before it.
struct lane {
    struct piece *pieces;
    size_t first, count;
    uint64_t last_due_ms;
    bool ended; // the reader said so; passed on when the last piece has gone
};

struct call {
    int near, far; // -1: no call
    struct lane out, in;
};

struct cable {
    struct sockaddr_in listen, to;
    uint64_t random;
    unsigned loss_percent, delay_ms;
    int listeners[PORTS];
    struct call calls[CALLS_MAX];
};

static uint64_t now_ms(void)
{
    struct timespec now;
    int got = clock_gettime(CLOCK_MONOTONIC, &now);
    check(got == 0);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

static uint64_t random_next(struct cable *cable)
{
    // xorshift64*
    cable->random ^= cable->random >> 12;
    cable->random ^= cable->random << 25;
    cable->random ^= cable->random >> 27;
    return cable->random * UINT64_C(2685821657736338717);
}

static bool is_lost(struct cable *cable)
{
    return (random_next(cable) >> 33) % 100 < cable->loss_percent;
}

static uint64_t due_of(struct cable *cable, struct lane *lane)
{
    uint64_t due_ms = now_ms() + cable->delay_ms;
    uint64_t resend_ms = RESEND_MS + 2 * (uint64_t)cable->delay_ms;
    for (int i = 0; i < RESENDS_MAX && is_lost(cable); i++) {
        due_ms += resend_ms;
        resend_ms *= 2;
    }
    if (due_ms < lane->last_due_ms)
        due_ms = lane->last_due_ms;
    lane->last_due_ms = due_ms;
    return due_ms;
}

static void call_end(struct call *call)
{
    close(call->near);
    close(call->far);
    free(call->out.pieces);
    free(call->in.pieces);
    *call = (struct call){.near = -1, .far = -1};
}

static void call_begin(struct cable *cable, int port)
{
    int near = accept(cable->listeners[port], NULL, NULL);
    if (near < 0)
        return;
    struct call *call = cable->calls;
    while (call < cable->calls + CALLS_MAX && call->near >= 0)
        call++;
    int far = call < cable->calls + CALLS_MAX ? socket(AF_INET, SOCK_STREAM, 0) : -1;
    if (far < 0) {
        close(near);
        return;
    }
    struct sockaddr_in to = cable->to;
    to.sin_port = htons((uint16_t)(ntohs(to.sin_port) + port));
    int yes = 1;
    (void)setsockopt(near, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    (void)setsockopt(far, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    (void)fcntl(near, F_SETFL, O_NONBLOCK);
    (void)fcntl(far, F_SETFL, O_NONBLOCK);
    *call = (struct call){.near = near, .far = far};
    call->out.pieces = calloc(PIECES_MAX, sizeof *call->out.pieces);
    call->in.pieces = calloc(PIECES_MAX, sizeof *call->in.pieces);
    check(call->out.pieces != NULL && call->in.pieces != NULL);
    if (connect(far, (struct sockaddr *)&to, sizeof to) != 0 && errno != EINPROGRESS)
        call_end(call);
}

// False when the call is over.
static bool lane_take(struct cable *cable, struct lane *lane, int from)
{
    if (lane->ended || lane->count == PIECES_MAX)
        return true;
    struct piece *piece = &lane->pieces[(lane->first + lane->count) % PIECES_MAX];
    ssize_t got = read(from, piece->bytes, sizeof piece->bytes);
    if (got < 0)
        return errno == EAGAIN || errno == EINTR || errno == ENOTCONN;
    if (got == 0) {
        lane->ended = true;
        return true;
    }
    piece->size = (size_t)got;
    piece->sent = 0;
    piece->due_ms = due_of(cable, lane);
    lane->count++;
    return true;
}

static bool lane_give(struct lane *lane, int to)
{
    while (lane->count > 0 && lane->pieces[lane->first].due_ms <= now_ms()) {
        struct piece *piece = &lane->pieces[lane->first];
        ssize_t put = send(to, piece->bytes + piece->sent, piece->size - piece->sent, MSG_NOSIGNAL);
        if (put < 0)
            return errno == EAGAIN || errno == EINTR || errno == ENOTCONN;
        piece->sent += (size_t)put;
        if (piece->sent < piece->size)
            return true;
        lane->first = (lane->first + 1) % PIECES_MAX;
        lane->count--;
    }
    return !(lane->ended && lane->count == 0);
}

// When the cable has something to do without being woken: the soonest piece that is due.
static int wait_ms(const struct cable *cable)
{
    uint64_t soonest = now_ms() + 1000;
    for (size_t i = 0; i < CALLS_MAX; i++) {
        const struct call *call = &cable->calls[i];
        if (call->near < 0)
            continue;
        const struct lane *lanes[] = {&call->out, &call->in};
        for (size_t k = 0; k < 2; k++)
            if (lanes[k]->count > 0 && lanes[k]->pieces[lanes[k]->first].due_ms < soonest)
                soonest = lanes[k]->pieces[lanes[k]->first].due_ms;
    }
    uint64_t now = now_ms();
    // A receiver that takes nothing more is asked again a little later.
    return soonest > now ? (int)(soonest - now) : 5;
}

static void run(struct cable *cable)
{
    struct pollfd waits[PORTS + 2 * CALLS_MAX];
    for (;;) {
        for (size_t i = 0; i < PORTS; i++)
            waits[i] = (struct pollfd){.fd = cable->listeners[i], .events = POLLIN};
        for (size_t i = 0; i < CALLS_MAX; i++) {
            const struct call *call = &cable->calls[i];
            bool out = !call->out.ended && call->out.count < PIECES_MAX;
            bool in = !call->in.ended && call->in.count < PIECES_MAX;
            waits[PORTS + 2 * i] = (struct pollfd){.fd = out ? call->near : -1, .events = POLLIN};
            waits[PORTS + 2 * i + 1] = (struct pollfd){.fd = in ? call->far : -1, .events = POLLIN};
        }
        if (poll(waits, sizeof waits / sizeof waits[0], wait_ms(cable)) < 0 && errno != EINTR)
            return;
        for (int i = 0; i < PORTS; i++)
            if ((waits[i].revents & POLLIN) != 0)
                call_begin(cable, i);
        for (size_t i = 0; i < CALLS_MAX; i++) {
            struct call *call = &cable->calls[i];
            if (call->near < 0)
                continue;
            bool goes_on = true;
            if (waits[PORTS + 2 * i].revents != 0)
                goes_on = lane_take(cable, &call->out, call->near);
            if (goes_on && waits[PORTS + 2 * i + 1].revents != 0)
                goes_on = lane_take(cable, &call->in, call->far);
            if (!goes_on || !lane_give(&call->out, call->far) || !lane_give(&call->in, call->near))
                call_end(call);
        }
    }
}

static bool read_address(const char *text, struct sockaddr_in *out_address)
{
    char host[INET_ADDRSTRLEN];
    const char *colon = strrchr(text, ':');
    if (colon == NULL || (size_t)(colon - text) >= sizeof host)
        return false;
    memcpy(host, text, (size_t)(colon - text));
    host[colon - text] = '\0';
    long port = strtol(colon + 1, NULL, 10);
    *out_address = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    return port > 0 && port <= UINT16_MAX - PORTS &&
           inet_pton(AF_INET, host, &out_address->sin_addr) == 1;
}

static bool listen_all(struct cable *cable)
{
    for (int i = 0; i < PORTS; i++) {
        struct sockaddr_in at = cable->listen;
        at.sin_port = htons((uint16_t)(ntohs(at.sin_port) + i));
        int yes = 1;
        cable->listeners[i] = socket(AF_INET, SOCK_STREAM, 0);
        if (cable->listeners[i] < 0 ||
            setsockopt(cable->listeners[i], SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) != 0 ||
            bind(cable->listeners[i], (struct sockaddr *)&at, sizeof at) != 0 ||
            listen(cable->listeners[i], CALLS_MAX) != 0)
            return false;
    }
    return true;
}

int main(int argc, char **argv)
{
    static struct cable cable; // large
    if (argc != 6 || !read_address(argv[1], &cable.listen) || !read_address(argv[2], &cable.to)) {
        fprintf(stderr, "Usage: bad-cable LISTEN:PORT TO:PORT LOSS_PERCENT DELAY_MS SEED\n");
        return 2;
    }
    cable.loss_percent = (unsigned)strtoul(argv[3], NULL, 10);
    cable.delay_ms = (unsigned)strtoul(argv[4], NULL, 10);
    cable.random = strtoull(argv[5], NULL, 10) * 2 + 1; // never zero
    for (size_t i = 0; i < CALLS_MAX; i++)
        cable.calls[i] = (struct call){.near = -1, .far = -1};
    if (!listen_all(&cable)) {
        perror("bad-cable");
        return 2;
    }
    puts("ready");
    fflush(stdout);
    run(&cable);
    return 1;
}

#include "relay.h"

#include "base/check.h"
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
    GREETING_BYTES = 64,
    FLAG_LONG = 2,
    CHUNK_BYTES = 32 * 1024,
    PORTS_TRIES = 200,
    BACKLOG = 16,
    TERMINALS_MAX_HERE = 16,
    LISTENERS_MAX = TERMINALS_MAX_HERE * RELAY_SOCKETS,
};

// Where a stream of ZMTP stands.
struct stream {
    uint64_t left;   // of the greeting or of a frame's body
    uint8_t head[9]; // of a frame: flags and its length
    size_t head_bytes;
    bool in_body;
    uint32_t frame_bytes;
    uint8_t *kept; // where the frame's bytes go; NULL: nowhere
    uint32_t kept_bytes;
};

struct pair {
    int near, far; // the terminal's end and the console's
    uint8_t socket;
    uint16_t terminal;
    struct stream up, down;
};

struct relay {
    uint16_t console_port;
    size_t terminals;
    int listeners[LISTENERS_MAX];
    uint16_t ports[TERMINALS_MAX_HERE];
    struct pair pairs[RELAY_LINKS_MAX];
    size_t pair_count;
    struct relay_note *notes;
    size_t note_count, notes_max;
    pthread_t thread;
    atomic_bool stopping, keeping;
    uint8_t *kept;
    size_t kept_bytes;
    int wake[2];
    uint8_t chunk[CHUNK_BYTES];
};

static uint64_t now_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

static struct sockaddr_in loopback_at(uint16_t port)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

static int listen_at(uint16_t port)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    check(fd >= 0);
    int one = 1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    struct sockaddr_in address = loopback_at(port);
    if (bind(fd, (const struct sockaddr *)&address, sizeof address) != 0 ||
        listen(fd, BACKLOG) != 0) {
        close(fd);
        return -1;
    }
    return fd;
}

// Three free ports in a row.
static void ports_find(struct relay *relay, size_t terminal)
{
    static const uint16_t first = 20011;
    for (unsigned i = 0; i < PORTS_TRIES; i++) {
        unsigned port = first + ((unsigned)getpid() % 997 + i) * 37 % 11000;
        int fds[RELAY_SOCKETS];
        int made = 0;
        while (made < RELAY_SOCKETS &&
               (fds[made] = listen_at((uint16_t)(port + (unsigned)made))) >= 0)
            made++;
        if (made == RELAY_SOCKETS) {
            memcpy(relay->listeners + terminal * RELAY_SOCKETS, fds, sizeof fds);
            relay->ports[terminal] = (uint16_t)port;
            return;
        }
        while (made > 0)
            close(fds[--made]);
    }
    check(false && "no free ports");
}

// --- Reading along.

static void note(struct relay *relay, const struct pair *pair, bool up)
{
    const struct stream *stream = up ? &pair->up : &pair->down;
    check(relay->note_count < relay->notes_max);
    relay->notes[relay->note_count++] = (struct relay_note){
        .at_us = now_us(),
        .bytes = stream->frame_bytes,
        .socket = pair->socket,
        .up = up,
        .link = (uint16_t)(pair - relay->pairs),
        .terminal = pair->terminal,
        .kept = stream->kept != NULL ? stream->kept - stream->kept_bytes : NULL,
        .kept_bytes = stream->kept_bytes,
    };
}

// Each frame has its own place, since those of several streams come in turns.
static void keep_frame(struct relay *relay, struct stream *stream)
{
    stream->kept = NULL;
    stream->kept_bytes = 0;
    if (!atomic_load(&relay->keeping))
        return;
    check(relay->kept_bytes + stream->left <= RELAY_KEPT_MAX);
    stream->kept = relay->kept + relay->kept_bytes;
    relay->kept_bytes += stream->left;
}

// How many bytes of head a frame has, as far as it is known.
static size_t head_wanted(const struct stream *stream)
{
    return stream->head_bytes == 0 ? 1 : (stream->head[0] & FLAG_LONG) != 0 ? 9 : 2;
}

static uint64_t body_bytes(const struct stream *stream)
{
    uint64_t bytes = 0;
    for (size_t i = 1; i < head_wanted(stream); i++)
        bytes = bytes << 8 | stream->head[i];
    return bytes;
}

static void read_along(struct relay *relay, struct pair *pair, bool up, const uint8_t *bytes,
                       size_t size)
{
    struct stream *stream = up ? &pair->up : &pair->down;
    while (size > 0) {
        if (stream->left > 0) {
            size_t some = size < stream->left ? size : (size_t)stream->left;
            if (stream->in_body && stream->kept != NULL) {
                memcpy(stream->kept, bytes, some);
                stream->kept += some;
                stream->kept_bytes += (uint32_t)some;
            }
            stream->left -= some;
            bytes += some;
            size -= some;
            if (stream->left == 0 && stream->in_body) {
                note(relay, pair, up);
                stream->in_body = false;
            }
            continue;
        }
        stream->head[stream->head_bytes++] = *bytes++;
        size--;
        if (stream->head_bytes < head_wanted(stream))
            continue;
        stream->left = body_bytes(stream);
        stream->frame_bytes = (uint32_t)(stream->head_bytes + stream->left);
        stream->in_body = true;
        stream->head_bytes = 0;
        check(stream->left > 0);
        keep_frame(relay, stream);
    }
}

// --- Passing on.

static void pair_close(struct pair *pair)
{
    if (pair->near >= 0) {
        close(pair->near);
        close(pair->far);
    }
    pair->near = pair->far = -1;
}

static void pair_open(struct relay *relay, size_t listener)
{
    int near = accept(relay->listeners[listener], NULL, NULL);
    if (near < 0)
        return;
    check(relay->pair_count < RELAY_LINKS_MAX);
    struct pair *pair = &relay->pairs[relay->pair_count++];
    *pair = (struct pair){.near = near,
                          .far = socket(AF_INET, SOCK_STREAM, 0),
                          .socket = (uint8_t)(listener % RELAY_SOCKETS),
                          .terminal = (uint16_t)(listener / RELAY_SOCKETS),
                          .up = {.left = GREETING_BYTES},
                          .down = {.left = GREETING_BYTES}};
    check(pair->far >= 0);
    int one = 1;
    setsockopt(pair->near, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    setsockopt(pair->far, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    struct sockaddr_in address = loopback_at((uint16_t)(relay->console_port + pair->socket));
    if (connect(pair->far, (const struct sockaddr *)&address, sizeof address) != 0)
        pair_close(pair);
}

static void pass_on(struct relay *relay, struct pair *pair, bool up)
{
    int from = up ? pair->near : pair->far, to = up ? pair->far : pair->near;
    ssize_t got = recv(from, relay->chunk, sizeof relay->chunk, 0);
    if (got < 0 && errno == EINTR)
        return;
    if (got <= 0) {
        pair_close(pair);
        return;
    }
    read_along(relay, pair, up, relay->chunk, (size_t)got);
    for (size_t sent = 0; sent < (size_t)got;) {
        ssize_t some = send(to, relay->chunk + sent, (size_t)got - sent, MSG_NOSIGNAL);
        if (some < 0 && errno == EINTR)
            continue;
        if (some < 0) {
            pair_close(pair);
            return;
        }
        sent += (size_t)some;
    }
}

static void round_make(struct relay *relay)
{
    struct pollfd fds[1 + LISTENERS_MAX + 2 * RELAY_LINKS_MAX];
    size_t listeners = relay->terminals * RELAY_SOCKETS, pairs = relay->pair_count;
    fds[0] = (struct pollfd){.fd = relay->wake[0], .events = POLLIN};
    for (size_t i = 0; i < listeners; i++)
        fds[1 + i] = (struct pollfd){.fd = relay->listeners[i], .events = POLLIN};
    struct pollfd *ends = fds + 1 + listeners;
    for (size_t i = 0; i < pairs; i++) {
        ends[2 * i] = (struct pollfd){.fd = relay->pairs[i].near, .events = POLLIN};
        ends[2 * i + 1] = (struct pollfd){.fd = relay->pairs[i].far, .events = POLLIN};
    }
    if (poll(fds, 1 + listeners + 2 * pairs, -1) < 0)
        return;
    for (size_t i = 0; i < pairs; i++) {
        if (ends[2 * i].revents != 0)
            pass_on(relay, &relay->pairs[i], true);
        if (ends[2 * i + 1].revents != 0 && relay->pairs[i].far >= 0)
            pass_on(relay, &relay->pairs[i], false);
    }
    for (size_t i = 0; i < listeners; i++)
        if (fds[1 + i].revents != 0)
            pair_open(relay, i);
}

static void *relay_main(void *context)
{
    struct relay *relay = context;
    while (!atomic_load(&relay->stopping))
        round_make(relay);
    return NULL;
}

struct relay *relay_start(uint16_t console_port, size_t terminals, size_t notes_max)
{
    check(terminals >= 1 && terminals <= TERMINALS_MAX_HERE);
    struct relay *relay = calloc(1, sizeof *relay);
    check(relay != NULL);
    relay->console_port = console_port;
    relay->terminals = terminals;
    relay->notes_max = notes_max;
    relay->notes = calloc(notes_max, sizeof *relay->notes);
    relay->kept = malloc(RELAY_KEPT_MAX);
    check(relay->notes != NULL && relay->kept != NULL);
    for (size_t i = 0; i < terminals; i++)
        ports_find(relay, i);
    check(pipe(relay->wake) == 0);
    atomic_init(&relay->stopping, false);
    atomic_init(&relay->keeping, false);
    int made = pthread_create(&relay->thread, NULL, relay_main, relay);
    check(made == 0);
    return relay;
}

void relay_keep(struct relay *relay, bool keep)
{
    atomic_store(&relay->keeping, keep);
}

uint16_t relay_port(const struct relay *relay, size_t terminal)
{
    check(terminal < relay->terminals);
    return relay->ports[terminal];
}

void relay_stop(struct relay *relay)
{
    atomic_store(&relay->stopping, true);
    ssize_t woken = write(relay->wake[1], "", 1);
    check(woken == 1);
    int joined = pthread_join(relay->thread, NULL);
    check(joined == 0);
    for (size_t i = 0; i < relay->pair_count; i++)
        pair_close(&relay->pairs[i]);
    for (size_t i = 0; i < relay->terminals * RELAY_SOCKETS; i++)
        close(relay->listeners[i]);
    close(relay->wake[0]);
    close(relay->wake[1]);
}

size_t relay_notes(const struct relay *relay, const struct relay_note **out_notes)
{
    *out_notes = relay->notes;
    return relay->note_count;
}

void relay_destroy(struct relay *relay)
{
    free(relay->notes);
    free(relay->kept);
    free(relay);
}

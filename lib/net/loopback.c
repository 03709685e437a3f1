#include "net/loopback.h"
#include "base/check.h"
#include <stdlib.h>
#include <string.h>

enum {
    CELLS_DEPTH = 32,   // waiting at the hub, for each link, as CURVE's
    CONTROL_DEPTH = 16, // waiting at either end, for each link
    FLYING_MOST = 64,   // under way, for each link
    REORDER_MS = 50,    // how far behind a reordered message may fall, over its delay
};

enum kind {
    ENVELOPE,
    CELL,
    TO_HUB,
    TO_LINK,
    KINDS
};

struct packet {
    struct packet *next; // in the queue where it arrived
    uint64_t due_ms;
    uint64_t order; // among those due at once: as sent
    size_t link;
    uint32_t peer; // the connection it was sent on; one that has ended delivers nothing
    enum kind kind;
    size_t size;
    uint8_t bytes[];
};

struct queue {
    struct packet *first, **end;
    size_t count;
};

struct loopback_end {
    struct loopback *loopback;
    uint8_t key[KEY32_BYTES];
    uint16_t screen;
    uint32_t peer; // 0: not let in
    bool cut;
    struct packet *envelope; // the newest that arrived
    struct queue control;
    size_t flying, cells_waiting, control_waiting;
    uint64_t last_due_ms[KINDS]; // so that delay alone never lets one overtake another
};

struct loopback {
    uint64_t random;
    uint64_t now_ms, order;
    struct loopback_faults faults;
    bool hub_down, listed; // listed: an allow-list was given
    struct net_terminal terminals[TERMINALS_MAX];
    size_t terminal_count;
    uint32_t last_peer;
    struct packet **flying; // a heap, the next one due at its root
    size_t flying_count;
    struct queue cells, control; // at the hub
    size_t link_count;
    struct loopback_end links[];
};

// A plain counter-based generator (a Weyl sequence and two multiply-and-shift rounds): good enough
// for faults, the same everywhere, and not for keys.
static uint64_t draw(struct loopback *loopback)
{
    loopback->random += 0x9e3779b97f4a7c15u;
    uint64_t mixed = loopback->random;
    mixed = (mixed ^ (mixed >> 32)) * 0xd6e8feb86659fd93u;
    mixed = (mixed ^ (mixed >> 32)) * 0xd6e8feb86659fd93u;
    return mixed ^ (mixed >> 32);
}

static bool happens(struct loopback *loopback, uint16_t per_mille)
{
    return per_mille > 0 && draw(loopback) % 1000 < per_mille;
}

static void queue_put(struct queue *queue, struct packet *packet)
{
    if (queue->first == NULL)
        queue->end = &queue->first;
    packet->next = NULL;
    *queue->end = packet;
    queue->end = &packet->next;
    queue->count++;
}

static struct packet *queue_take(struct queue *queue)
{
    struct packet *packet = queue->first;
    if (packet == NULL)
        return NULL;
    check(queue->count > 0);
    queue->first = packet->next;
    queue->count--;
    return packet;
}

static void queue_empty(struct queue *queue)
{
    for (struct packet *packet = queue_take(queue); packet != NULL; packet = queue_take(queue))
        free(packet);
}

static bool earlier(const struct packet *a, const struct packet *b)
{
    return a->due_ms != b->due_ms ? a->due_ms < b->due_ms : a->order < b->order;
}

static void flying_put(struct loopback *loopback, struct packet *packet)
{
    struct packet **heap = loopback->flying;
    size_t at = loopback->flying_count++;
    for (; at > 0 && earlier(packet, heap[(at - 1) / 2]); at = (at - 1) / 2)
        heap[at] = heap[(at - 1) / 2];
    heap[at] = packet;
    loopback->links[packet->link].flying++;
}

static struct packet *flying_take(struct loopback *loopback)
{
    check(loopback->flying_count > 0);
    struct packet **heap = loopback->flying;
    struct packet *first = heap[0];
    struct packet *last = heap[--loopback->flying_count];
    size_t at = 0;
    for (size_t child = 1; child < loopback->flying_count; child = 2 * at + 1) {
        if (child + 1 < loopback->flying_count && earlier(heap[child + 1], heap[child]))
            child++;
        if (!earlier(heap[child], last))
            break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = last;
    check(loopback->links[first->link].flying > 0);
    loopback->links[first->link].flying--;
    return first;
}

static void arrive(struct loopback *loopback, struct packet *packet)
{
    struct loopback_end *end = &loopback->links[packet->link];
    const bool lost = end->cut || loopback->hub_down || packet->peer != end->peer;
    if (!lost && packet->kind == ENVELOPE) {
        free(end->envelope);
        end->envelope = packet;
    } else if (!lost && packet->kind == CELL && end->cells_waiting < CELLS_DEPTH) {
        end->cells_waiting++;
        queue_put(&loopback->cells, packet);
    } else if (!lost && packet->kind == TO_HUB && end->control_waiting < CONTROL_DEPTH) {
        end->control_waiting++;
        queue_put(&loopback->control, packet);
    } else if (!lost && packet->kind == TO_LINK && end->control.count < CONTROL_DEPTH) {
        queue_put(&end->control, packet);
    } else {
        free(packet);
    }
}

static void deliver(struct loopback *loopback)
{
    while (loopback->flying_count > 0 && loopback->flying[0]->due_ms <= loopback->now_ms)
        arrive(loopback, flying_take(loopback));
}

static enum err launch(struct loopback *loopback, size_t link, enum kind kind, struct span bytes)
{
    struct packet *packet = malloc(sizeof *packet + bytes.size);
    if (packet == NULL)
        return ERR_MEMORY;
    uint64_t *last_due_ms = &loopback->links[link].last_due_ms[kind];
    uint64_t due_ms = loopback->now_ms;
    if (loopback->faults.delay_ms_most > 0)
        due_ms += draw(loopback) % ((uint64_t)loopback->faults.delay_ms_most + 1);
    if (due_ms < *last_due_ms)
        due_ms = *last_due_ms;
    if (happens(loopback, loopback->faults.reorder_per_mille))
        due_ms += 1 + draw(loopback) % REORDER_MS; // those behind it may come first
    else
        *last_due_ms = due_ms;
    *packet = (struct packet){
        .due_ms = due_ms,
        .order = ++loopback->order,
        .link = link,
        .peer = loopback->links[link].peer,
        .kind = kind,
        .size = bytes.size,
    };
    memcpy(packet->bytes, bytes.at, bytes.size);
    flying_put(loopback, packet);
    return OK;
}

static enum err send_packet(struct loopback *loopback, size_t link, enum kind kind,
                            struct span bytes)
{
    check(link < loopback->link_count);
    const struct loopback_end *end = &loopback->links[link];
    if (end->flying + 2 > FLYING_MOST)
        return ERR_BUSY;
    const bool lost = happens(loopback, loopback->faults.loss_per_mille);
    const bool again = happens(loopback, loopback->faults.repeat_per_mille);
    if (end->cut || lost)
        return OK;
    enum err err = launch(loopback, link, kind, bytes);
    if (err == OK && again)
        err = launch(loopback, link, kind, bytes);
    deliver(loopback);
    return err;
}

// Ends a link's connection and all that was on it; what is under way is dropped when it arrives.
static void connection_end(struct loopback_end *end)
{
    end->peer = 0;
    free(end->envelope);
    end->envelope = NULL;
    queue_empty(&end->control);
}

static const struct net_terminal *terminal_of(const struct loopback *loopback,
                                              const uint8_t key[KEY32_BYTES])
{
    for (size_t i = 0; i < loopback->terminal_count; i++)
        if (memcmp(loopback->terminals[i].public_key, key, KEY32_BYTES) == 0)
            return &loopback->terminals[i];
    return NULL;
}

// Connects a link anew if its key is allowed and the hub is up.
static void connection_start(struct loopback *loopback, size_t link)
{
    struct loopback_end *end = &loopback->links[link];
    connection_end(end);
    const struct net_terminal *terminal = terminal_of(loopback, end->key);
    if (loopback->hub_down || (loopback->listed && terminal == NULL))
        return;
    end->peer = ++loopback->last_peer;
    end->screen = terminal != NULL ? terminal->screen : (uint16_t)(link + 1);
}

static void connections_restart(struct loopback *loopback)
{
    queue_empty(&loopback->cells);
    queue_empty(&loopback->control);
    for (size_t i = 0; i < loopback->link_count; i++) {
        loopback->links[i].cells_waiting = 0;
        loopback->links[i].control_waiting = 0;
        connection_start(loopback, i);
    }
}

enum err loopback_create(uint64_t seed, size_t link_count, struct loopback **out_loopback)
{
    check(link_count >= 1 && link_count <= TERMINALS_MAX);
    check(out_loopback != NULL);
    struct loopback *loopback =
        calloc(1, sizeof *loopback + link_count * sizeof loopback->links[0]);
    if (loopback == NULL)
        return ERR_MEMORY;
    loopback->flying = calloc(link_count * FLYING_MOST, sizeof(struct packet *));
    if (loopback->flying == NULL) {
        free(loopback);
        return ERR_MEMORY;
    }
    loopback->random = seed;
    loopback->link_count = link_count;
    for (size_t i = 0; i < link_count; i++) {
        loopback->links[i].loopback = loopback;
        loopback->links[i].key[0] = (uint8_t)(i & 0xff);
        loopback->links[i].key[1] = (uint8_t)(i >> 8);
        loopback->links[i].key[2] = 1; // so that none is all zero
    }
    connections_restart(loopback);
    *out_loopback = loopback;
    return OK;
}

void loopback_destroy(struct loopback *loopback)
{
    if (loopback == NULL)
        return;
    while (loopback->flying_count > 0)
        free(flying_take(loopback));
    queue_empty(&loopback->cells);
    queue_empty(&loopback->control);
    for (size_t i = 0; i < loopback->link_count; i++)
        connection_end(&loopback->links[i]);
    free(loopback->flying);
    free(loopback);
}

void loopback_faults_set(struct loopback *loopback, const struct loopback_faults *faults)
{
    check(loopback != NULL && faults != NULL);
    check(faults->loss_per_mille <= 1000 && faults->repeat_per_mille <= 1000);
    check(faults->reorder_per_mille <= 1000);
    loopback->faults = *faults;
}

void loopback_cut(struct loopback *loopback, size_t link, bool cut)
{
    check(loopback != NULL);
    check(link < loopback->link_count);
    if (loopback->links[link].cut == cut)
        return;
    loopback->links[link].cut = cut;
    connection_start(loopback, link); // as after the heartbeats gave up, or the cable is back
}

void loopback_hub_down(struct loopback *loopback, bool down)
{
    check(loopback != NULL);
    if (loopback->hub_down == down)
        return;
    loopback->hub_down = down;
    connections_restart(loopback);
}

void loopback_clock(struct loopback *loopback, uint64_t now_ms)
{
    check(loopback != NULL);
    check(now_ms >= loopback->now_ms);
    loopback->now_ms = now_ms;
    deliver(loopback);
}

void loopback_key(const struct loopback *loopback, size_t link, uint8_t out_key[KEY32_BYTES])
{
    check(loopback != NULL);
    check(link < loopback->link_count);
    memcpy(out_key, loopback->links[link].key, KEY32_BYTES);
}

void loopback_key_set(struct loopback *loopback, size_t link, const uint8_t key[KEY32_BYTES])
{
    check(loopback != NULL && key != NULL);
    check(link < loopback->link_count);
    memcpy(loopback->links[link].key, key, KEY32_BYTES);
    connection_start(loopback, link);
}

static enum err twin_publish(void *self, struct span envelope)
{
    struct loopback *loopback = self;
    check(loopback != NULL && envelope.at != NULL);
    if (envelope.size == 0 || envelope.size > ENVELOPE_OPEN_BYTES)
        return ERR_TOO_LONG;
    if (loopback->hub_down)
        return ERR_NET;
    for (size_t i = 0; i < loopback->link_count; i++) {
        if (loopback->links[i].peer == 0)
            continue;
        const enum err err = send_packet(loopback, i, ENVELOPE, envelope);
        if (err == ERR_MEMORY)
            return err; // ERR_BUSY: this one is too slow and misses it, as on a PUB socket
    }
    return OK;
}

static bool twin_take_cell(void *self, uint8_t out_cell[CELL_BYTES])
{
    struct loopback *loopback = self;
    check(loopback != NULL && out_cell != NULL);
    struct packet *packet = queue_take(&loopback->cells);
    if (packet == NULL)
        return false;
    check(packet->size == CELL_BYTES);
    loopback->links[packet->link].cells_waiting--;
    memcpy(out_cell, packet->bytes, CELL_BYTES);
    free(packet);
    return true;
}

static bool twin_take_control(void *self, struct net_peer *out_peer, uint8_t *buffer,
                              size_t *out_size)
{
    struct loopback *loopback = self;
    check(loopback != NULL);
    check(out_peer != NULL && buffer != NULL && out_size != NULL);
    struct packet *packet = queue_take(&loopback->control);
    if (packet == NULL)
        return false;
    struct loopback_end *end = &loopback->links[packet->link];
    end->control_waiting--;
    *out_peer = (struct net_peer){.id = packet->peer, .screen = end->screen};
    memcpy(buffer, packet->bytes, packet->size);
    *out_size = packet->size;
    free(packet);
    return true;
}

static enum err twin_send_control(void *self, struct net_peer peer, struct span message)
{
    struct loopback *loopback = self;
    check(loopback != NULL && message.at != NULL);
    check(peer.id != 0);
    if (message.size == 0 || message.size > CONTROL_BYTES_MAX)
        return ERR_TOO_LONG;
    if (loopback->hub_down)
        return ERR_NET;
    for (size_t i = 0; i < loopback->link_count; i++)
        if (loopback->links[i].peer == peer.id)
            return send_packet(loopback, i, TO_LINK, message);
    return ERR_CLOSED;
}

static uint64_t twin_dropped(void *self)
{
    check(self != NULL);
    return 0; // a link of the twin cannot send what is malformed
}

static enum err twin_allow(void *self, const struct net_terminal *terminals, size_t count)
{
    struct loopback *loopback = self;
    check(loopback != NULL);
    check(terminals != NULL || count == 0);
    if (count > TERMINALS_MAX)
        return ERR_TOO_LONG;
    if (count > 0)
        memcpy(loopback->terminals, terminals, count * sizeof *terminals);
    loopback->terminal_count = count;
    loopback->listed = true;
    connections_restart(loopback);
    return OK;
}

struct net_hub loopback_hub(struct loopback *loopback)
{
    check(loopback != NULL);
    return (struct net_hub){
        .self = loopback,
        .publish = twin_publish,
        .take_cell = twin_take_cell,
        .take_control = twin_take_control,
        .send_control = twin_send_control,
        .dropped = twin_dropped,
        .allow = twin_allow,
    };
}

static enum err end_send(struct loopback_end *end, enum kind kind, struct span bytes)
{
    struct loopback *loopback = end->loopback;
    if (end->peer == 0)
        return ERR_BUSY;
    return send_packet(loopback, (size_t)(end - loopback->links), kind, bytes);
}

static bool end_take_envelope(void *self, uint8_t *buffer, size_t *out_size)
{
    struct loopback_end *end = self;
    check(end != NULL);
    check(buffer != NULL && out_size != NULL);
    if (end->envelope == NULL)
        return false;
    check(end->envelope->size <= ENVELOPE_OPEN_BYTES);
    memcpy(buffer, end->envelope->bytes, end->envelope->size);
    *out_size = end->envelope->size;
    free(end->envelope);
    end->envelope = NULL;
    return true;
}

static enum err end_send_cell(void *self, const uint8_t cell[CELL_BYTES])
{
    check(self != NULL && cell != NULL);
    return end_send(self, CELL, (struct span){.at = cell, .size = CELL_BYTES});
}

static enum err end_send_control(void *self, struct span message)
{
    check(self != NULL && message.at != NULL);
    if (message.size == 0 || message.size > CONTROL_REQUEST_BYTES_MAX)
        return ERR_TOO_LONG;
    return end_send(self, TO_HUB, message);
}

static bool end_take_control(void *self, uint8_t *buffer, size_t *out_size)
{
    struct loopback_end *end = self;
    check(end != NULL);
    check(buffer != NULL && out_size != NULL);
    struct packet *packet = queue_take(&end->control);
    if (packet == NULL)
        return false;
    check(packet->size <= CONTROL_BYTES_MAX);
    memcpy(buffer, packet->bytes, packet->size);
    *out_size = packet->size;
    free(packet);
    return true;
}

struct net_link loopback_link(struct loopback *loopback, size_t link)
{
    check(loopback != NULL);
    check(link < loopback->link_count);
    return (struct net_link){
        .self = &loopback->links[link],
        .take_envelope = end_take_envelope,
        .send_cell = end_send_cell,
        .send_control = end_send_control,
        .take_control = end_take_control,
    };
}

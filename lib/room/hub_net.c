// What the hub says to single terminals: welcome, pieces of decks, keys. Never anything a participant
// did, and never a word about answers.
#include "room/hub_internal.h"

#include "base/check.h"
#include "room/profile.h"
#include <stdlib.h>
#include <string.h>

enum {
    REBUILD_AFTER_MS = 500
}; // so that "enrolled" has left before the sockets go

// --- The allow-list.

static struct paired_terminal *entry_of(struct hub *hub, uint16_t screen)
{
    for (size_t i = 0; i < hub->terminal_count; i++)
        if (hub->terminals[i].terminal.screen == screen)
            return &hub->terminals[i];
    return NULL;
}

void hub_screens_follow(struct hub *hub)
{
    struct net_terminal list[TERMINALS_MAX];
    for (size_t i = 0; i < hub->terminal_count; i++)
        list[i] = hub->terminals[i].terminal;
    watch_screens(&hub->watch, list, hub->terminal_count);
    for (size_t i = 0; i < hub->watch.count; i++)
        hub->watch.rows[i].enrolling = entry_of(hub, hub->watch.rows[i].screen)->expires_day != 0;
    hub->changes++;
}

static enum err list_save(const struct hub *hub)
{
    if (hub->config.terminals_path[0] == '\0')
        return OK;
    return terminals_save(hub->world.disk, hub->config.terminals_path, hub->terminals,
                          hub->terminal_count);
}

// Where the sockets cannot be rebuilt at once, nobody is connected and the network layer goes on
// trying: no live connection outlives its key either way.
static void sockets_rebuild(struct hub *hub)
{
    struct net_terminal list[TERMINALS_MAX];
    for (size_t i = 0; i < hub->terminal_count; i++)
        list[i] = hub->terminals[i].terminal;
    (void)hub->world.net.allow(hub->world.net.self, list, hub->terminal_count);
    hub->rebuild_at_ms = 0;
}

void hub_rebuild_if_due(struct hub *hub)
{
    if (hub->rebuild_at_ms != 0 && hub_now_ms(hub) >= hub->rebuild_at_ms)
        sockets_rebuild(hub);
}

enum err hub_pair(struct hub *hub, const struct paired_terminal *terminal)
{
    check(terminal->terminal.screen >= 1 && terminal->terminal.screen <= TERMINALS_MAX);
    struct paired_terminal *entry = entry_of(hub, terminal->terminal.screen);
    if (entry == NULL && hub->terminal_count == TERMINALS_MAX)
        return ERR_EXISTS;
    if (entry == NULL)
        entry = &hub->terminals[hub->terminal_count++];
    struct paired_terminal before = *entry;
    *entry = *terminal;
    enum err err = list_save(hub);
    if (err != OK) {
        *entry = before;
        if (before.terminal.screen == 0)
            hub->terminal_count--;
        return err;
    }
    hub_screens_follow(hub);
    sockets_rebuild(hub);
    return OK;
}

enum err hub_unpair(struct hub *hub, uint16_t screen)
{
    struct paired_terminal *entry = entry_of(hub, screen);
    if (entry == NULL)
        return ERR_NOT_FOUND;
    struct paired_terminal *last = &hub->terminals[--hub->terminal_count];
    struct paired_terminal removed = *entry;
    *entry = *last;
    memset(last, 0, sizeof *last);
    enum err err = list_save(hub);
    if (err != OK) {
        hub->terminals[hub->terminal_count++] = removed;
        return err;
    }
    hub_screens_follow(hub);
    sockets_rebuild(hub);
    return OK;
}

bool hub_take_enrolled(struct hub *hub, uint16_t *out_screen)
{
    for (uint16_t at = 0; at < TERMINALS_MAX; at++) {
        const uint8_t bit = (uint8_t)(1U << at % 8);
        if ((hub->enrolled[at / 8] & bit) == 0)
            continue;
        hub->enrolled[at / 8] &= (uint8_t)~bit;
        *out_screen = (uint16_t)(at + 1);
        return true;
    }
    return false;
}

// --- Decks.

struct span hub_deck(const struct hub *hub, const uint8_t hash[HASH_BYTES])
{
    for (size_t i = 0; i < hub->deck_count; i++)
        if (memcmp(hub->decks[i].hash, hash, HASH_BYTES) == 0)
            return (struct span){hub->decks[i].bytes, hub->decks[i].size};
    return (struct span){NULL, 0};
}

// Lets go of the deck that has been here longest, but never of the running session's.
static void deck_drop(struct hub *hub)
{
    check(hub->deck_count == HUB_DECKS_MAX);
    size_t at = memcmp(hub->decks[0].hash, hub->session.begin.deck.deck_hash, HASH_BYTES) == 0;
    free(hub->decks[at].bytes);
    hub->deck_count--;
    memmove(&hub->decks[at], &hub->decks[at + 1], (hub->deck_count - at) * sizeof hub->decks[0]);
}

enum err hub_deck_add(struct hub *hub, struct span encoded, uint8_t *out_hash)
{
    check(encoded.size > 0);
    if (encoded.size > DECK_BYTES_MAX)
        return ERR_TOO_LONG;
    uint8_t hash[HASH_BYTES];
    seal_hash(encoded.at, encoded.size, hash);
    if (hub_deck(hub, hash).size == 0) {
        uint8_t *bytes = malloc(encoded.size);
        if (bytes == NULL)
            return ERR_MEMORY;
        if (hub->deck_count == HUB_DECKS_MAX)
            deck_drop(hub);
        struct hub_deck *deck = &hub->decks[hub->deck_count];
        deck->bytes = bytes;
        memcpy(deck->bytes, encoded.at, encoded.size);
        memcpy(deck->hash, hash, sizeof hash);
        deck->size = encoded.size;
        hub->deck_count++;
    }
    if (out_hash != NULL)
        memcpy(out_hash, hash, sizeof hash);
    return OK;
}

// --- Control messages.

static void answer(struct hub *hub, struct net_peer peer)
{
    hub->reply.version = PROTOCOL_VERSION;
    size_t size = control_encode(&hub->reply, hub->message);
    // A terminal that does not hear an answer asks again.
    (void)hub->world.net.send_control(hub->world.net.self, peer, (struct span){hub->message, size});
}

static void refuse(struct hub *hub, struct net_peer peer, enum control_reason reason)
{
    hub->reply = (struct control){.kind = CONTROL_REFUSED, .reason = reason};
    answer(hub, peer);
}

static void hear(struct hub *hub, struct net_peer peer)
{
    if (watch_hear(&hub->watch, peer.screen, &hub->control, hub_now_ms(hub)))
        hub->changes++;
}

static void hello(struct hub *hub, struct net_peer peer)
{
    if (hub->control.version != PROTOCOL_VERSION) {
        refuse(hub, peer, REASON_VERSION);
    } else if (hub->control.practice != hub->config.practice) {
        refuse(hub, peer, REASON_PROFILE);
    } else {
        hear(hub, peer);
        hub_joining(hub);
        hub->reply = (struct control){
            .kind = CONTROL_WELCOME, .screen = peer.screen, .practice = hub->config.practice};
        answer(hub, peer);
    }
}

static void deck_get(struct hub *hub, struct net_peer peer)
{
    struct span deck = hub_deck(hub, hub->control.hash);
    uint64_t at = (uint64_t)hub->control.chunk * DECK_CHUNK_BYTES;
    if (at >= deck.size) {
        hub->control_dropped++;
        return;
    }
    struct control *reply = &hub->reply;
    *reply = (struct control){.kind = CONTROL_DECK_CHUNK, .chunk = hub->control.chunk};
    memcpy(reply->hash, hub->control.hash, HASH_BYTES);
    reply->chunk_count = (uint32_t)((deck.size + DECK_CHUNK_BYTES - 1) / DECK_CHUNK_BYTES);
    reply->total_bytes = (uint32_t)deck.size;
    size_t left = deck.size - (size_t)at;
    reply->chunk_bytes = (uint16_t)(left < DECK_CHUNK_BYTES ? left : DECK_CHUNK_BYTES);
    memcpy(reply->bytes, deck.at + at, reply->chunk_bytes);
    answer(hub, peer);
}

// The one thing a pairing file's key may do. Repeating it is harmless: the answer may have been lost.
static void enrol(struct hub *hub, struct net_peer peer)
{
    static const uint8_t zero[KEY32_BYTES] = {0};
    struct paired_terminal *entry = entry_of(hub, peer.screen);
    uint32_t day = 0;
    uint16_t minute = 0;
    hub->world.clock.wall(hub->world.clock.self, &day, &minute);
    bool same = entry != NULL && entry->expires_day == 0 &&
                memcmp(entry->terminal.public_key, hub->control.key, KEY32_BYTES) == 0;
    bool may = entry != NULL && entry->expires_day != 0 && day <= entry->expires_day &&
               memcmp(hub->control.key, zero, sizeof zero) != 0;
    if (!same && !may) {
        refuse(hub, peer, REASON_UNPAIRED);
        return;
    }
    if (may) {
        struct paired_terminal before = *entry;
        memcpy(entry->terminal.public_key, hub->control.key, KEY32_BYTES);
        entry->expires_day = 0;
        if (list_save(hub) != OK) {
            *entry = before; // the terminal asks again, and again until the disk takes it
            return;
        }
        hub_screens_follow(hub);
        hub->enrolled[(peer.screen - 1) / 8] |= (uint8_t)(1U << (peer.screen - 1) % 8);
        hub->rebuild_at_ms = hub_now_ms(hub) + REBUILD_AFTER_MS;
    }
    hub->reply = (struct control){.kind = CONTROL_ENROLLED};
    answer(hub, peer);
}

static void control_take(struct hub *hub, struct net_peer peer, struct span message)
{
    if (entry_of(hub, peer.screen) == NULL || control_decode(message, &hub->control) != OK) {
        hub->control_dropped++;
        return;
    }
    switch (hub->control.kind) {
    case CONTROL_HELLO:
        hello(hub, peer);
        return;
    case CONTROL_HEALTH:
        hear(hub, peer);
        return;
    case CONTROL_DECK_GET:
        deck_get(hub, peer);
        return;
    case CONTROL_ENROL:
        enrol(hub, peer);
        return;
    case CONTROL_ROOM_KEY:
        hub_room_key(hub, hub->control.key);
        seal_wipe(hub->control.key, sizeof hub->control.key);
        return;
    case CONTROL_WELCOME:
    case CONTROL_DECK_CHUNK:
    case CONTROL_ENROLLED:
    case CONTROL_REFUSED:
        break;
    }
    hub->control_dropped++; // only a hub says these
}

bool hub_controls(struct hub *hub)
{
    for (size_t i = 0; i < HUB_CONTROLS_A_ROUND; i++) {
        uint8_t message[CONTROL_BYTES_MAX];
        struct net_peer peer = {0};
        size_t size = 0;
        if (!hub->world.net.take_control(hub->world.net.self, &peer, message, &size))
            return false;
        control_take(hub, peer, (struct span){message, size});
    }
    return true;
}

bool hub_net(struct hub *hub)
{
    bool more_cells = hub_cells(hub);
    bool more_controls = hub_controls(hub);
    return more_cells || more_controls;
}

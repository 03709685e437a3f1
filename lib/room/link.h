#pragma once
// The terminal's end of the network, without a thread: newest envelope out, one sealed cell on each
// tick of an open phase, real or dummy with the same work, hello, health and deck fetch. Heals by
// itself: nothing here waits for anything. One thread. It holds one answer or goal request, in locked memory, until
// told to forget, and beside it the room's key of a phase until that is over, for a hub that stopped and
// wants it back; the rest of the terminal's memory is the app's.
#include "net/net.h"
#include "room/goal_request.h"
#include "seal/random.h"
#include "wire/message.h"

enum {
    LINK_CELL_MS = 500,    // divided by speed in practice
    LINK_HEALTH_MS = 1000, // with an envelope, a little later without one
    LINK_SILENT_MS = 3000, // hearing nothing for so long: reconnecting
    LINK_CHUNKS_OUT = 8,   // deck chunks asked for and not yet come
    LINK_CHUNK_AGAIN_MS = 1000,
};

struct link_clock {
    void *self;
    uint64_t (*monotonic_ms)(void *self);
};

struct link_world {
    const struct random_source *random;
    struct net_link net;
    struct link_clock clock;
};

struct link_config {
    uint16_t screen; // our number, from the pairing file; the hub's list has the last word
    bool practice;
    bool enrol;                     // pairing: send CONTROL_ENROL until enrolled
    uint8_t enrol_key[KEY32_BYTES]; // the public half of the terminal's own new key
    bool no_deck;                   // do not fetch decks (simulation of many terminals)
};

enum link_state {
    LINK_WAITING,      // nothing heard yet since the start
    LINK_HERE,         // envelopes come
    LINK_RECONNECTING, // heard before, silent for 3 s
    LINK_REFUSED,      // the hub refuses this terminal: see .reason. Keeps trying.
};

enum link_event_kind {
    LINK_EVENT_NONE,
    LINK_EVENT_STATE,    // .state, .reason
    LINK_EVENT_ENVELOPE, // .envelope: newer than the last, and while no phase is open one that
                         // shows something else. Its ids hold our own answer's id itself
                         // when the hub says that it is saved, so envelope_has works on it.
    LINK_EVENT_DECK,     // .deck, .deck_bytes, .deck_hash: whole and verified, now the receiver's
    LINK_EVENT_ENROLLED, // our own key is on the list: connect again with it
    LINK_EVENT_GOAL,     // .goal: what became of the last link_goal; once for each
};

struct link_event {
    enum link_event_kind kind;
    enum link_state state;
    enum control_reason reason;
    uint16_t screen; // the number the hub welcomed us with; 0 before
    uint8_t *deck;   // owned by whoever took the event; link_event_finish
    size_t deck_bytes;
    uint8_t deck_hash[HASH_BYTES];
    struct envelope envelope; // its goal_reply is zero: the link has opened it, or could not
    struct link_goal goal;
};
void link_event_finish(struct link_event *event); // frees .deck if it is still there

struct link;
enum err link_create(const struct link_config *config, const struct link_world *world,
                     struct link **out_link) MUST_USE;
void link_destroy(struct link *link); // NULL is fine; wipes

// The mailbox: this answer goes into every cell until link_forget or until the phase is over.
void link_answer(struct link *link, const struct cell_body *answer);
// While goals are open: this request goes into every cell until it is answered, as LINK_EVENT_GOAL says,
// until link_forget, or until goals have closed. It outlives a restart of the hub. A new one takes the
// place of the last. Of a save that another screen came before, the newer row is asked for by itself.
void link_goal(struct link *link, const struct goal_request *request);
void link_forget(struct link *link); // answer, request and what has come for it
// What health says of the table; sent on the next health tick.
void link_table(struct link *link, enum language language, bool two, enum language language2,
                uint8_t power);
// This deck is held already (cached by the app): do not fetch it.
void link_deck_held(struct link *link, const uint8_t hash[HASH_BYTES]);

// Takes what the network has.
void link_net(struct link *link);
// Does what is due now: hello, health, chunks asked for again, silence noticed.
void link_tick(struct link *link);
uint64_t link_deadline_ms(const struct link *link);
// One cell. To be called once every link_cell_period_ms, by a timer that knows nothing else.
void link_cell(struct link *link);
// 0 when no phase is open.
uint32_t link_cell_period_ms(const struct link *link);
// Cells that the network layer would not take, since the start.
uint64_t link_cells_unsent(const struct link *link);

// Takes the next thing to tell the app, oldest first; of envelopes only the newest is kept.
bool link_take(struct link *link, struct link_event *out_event);
const char *link_state_name(enum link_state state); // "waiting", "here", "reconnecting", "refused"

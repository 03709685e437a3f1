#pragma once
// The hub on its own thread with the real network, and the app's end of the queues to it. Everything
// here is called on the app's thread. Starting is a handshake that can fail and says why; stopping
// joins. The thread blocks every signal, makes its sockets itself and sleeps until its next deadline.
#include "room/hub.h"

struct hub_thread_config {
    struct hub_config hub; // .unlock_key and .keys are lent until hub_thread_stop
    const struct disk *disk;
    const char *address;                     // an address of this machine, never a wildcard
    uint16_t port;                           // the first of three; 0: the system chooses
    const struct paired_terminal *terminals; // copied
    size_t terminal_count;
    const struct span *decks; // encoded; copied
    size_t deck_count;
    // Called on the hub's thread when something waits for the app and nothing did before (an SDL
    // user event, say); false if it could not. NULL: poll hub_thread_fd.
    bool (*ring)(void *self);
    void *ring_self;
};

enum hub_event_kind {
    HUB_EVENT_NONE,
    HUB_EVENT_ANSWER,   // .serial, .refusal: what became of a request, in the order given
    HUB_EVENT_SCENE,    // .scene: the facilitator's or the room's, by its .audience
    HUB_EVENT_HEALTH,   // .health
    HUB_EVENT_ENROLLED, // .screen: its pairing file can be wiped
    HUB_EVENT_BOARD,    // .board: goals have closed
};

struct hub_event {
    enum hub_event_kind kind;
    uint32_t serial;
    enum refusal refusal;
    enum err err; // of hub_thread_speed, _pair, _unpair and _welcome; OK else
    uint16_t screen;
    uint64_t session_ms; // of a scene: session time when it was made
    union {
        struct scene scene;
        struct hub_health health;
        struct goal_board board;
    };
};

struct hub_thread;
// Returns when the hub listens, or why not; out_step (may be NULL) then names what failed, for
// example "binding to the address". The first scenes and health are waiting on return.
enum err hub_thread_start(const struct hub_thread_config *config, struct hub_thread **out_thread,
                          const char **out_step) MUST_USE;
void hub_thread_stop(struct hub_thread *thread); // joins; NULL is fine
uint16_t hub_thread_port(const struct hub_thread *thread);
// Readable when something waits for the app.
int hub_thread_fd(const struct hub_thread *thread);
// Each returns the request's serial (from 1), which HUB_EVENT_ANSWER names. Never blocks: 0 if the
// queue is full.
uint32_t hub_thread_command(struct hub_thread *thread, const struct command *command);
uint32_t hub_thread_speed(struct hub_thread *thread, uint16_t speed);
uint32_t hub_thread_pair(struct hub_thread *thread, const struct paired_terminal *terminal);
// Makes an encoded deck known to the hub before COMMAND_BEGIN names it; copies. HUB_EVENT_ANSWER's
// .err is hub_deck_add's.
uint32_t hub_thread_deck(struct hub_thread *thread, struct span encoded);
// COMMAND_BEGIN, and how its record is to be kept (hub_keep).
uint32_t hub_thread_begin(struct hub_thread *thread, const struct begin *begin,
                          const struct hub_keeping *keeping);
// hub_welcome: what the screens say before a session. The group's name is shorter than NAME_BYTES.
uint32_t hub_thread_welcome(struct hub_thread *thread, const char *group, uint16_t minute);
// hub_goals_reset.
uint32_t hub_thread_goals_reset(struct hub_thread *thread, const char *group);
uint32_t hub_thread_unpair(struct hub_thread *thread, uint16_t screen);
// Takes the next event; false when there is none. struct hub_event is large: not on a small stack.
bool hub_thread_take(struct hub_thread *thread, struct hub_event *out_event);

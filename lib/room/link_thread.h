#pragma once
// The terminal's link on its own thread with the real network. Everything here is called on the
// app's thread. Cells leave by a timerfd of the link's thread, whatever the app does. Starting is a
// handshake; stopping joins. A hub that is not there yet is not an error: the link waits.
#include "room/link.h"

struct link_thread_config {
    struct link_config link;
    const char *address;
    uint16_t port;
    uint8_t server_key[KEY32_BYTES]; // pinned
    uint8_t public_key[KEY32_BYTES], secret_key[KEY32_BYTES];
    // Called on the link's thread when something waits for the app and nothing did before;
    // false if it could not. NULL: poll link_thread_fd.
    bool (*ring)(void *self);
    void *ring_self;
};

struct link_thread;
enum err link_thread_start(const struct link_thread_config *config,
                           struct link_thread **out_thread) MUST_USE;
void link_thread_stop(struct link_thread *thread); // joins; NULL is fine
int link_thread_fd(const struct link_thread *thread);
// See link.h. false if the queue is full (the app calls again).
bool link_thread_answer(struct link_thread *thread, const struct cell_body *answer);
bool link_thread_goal(struct link_thread *thread, const struct goal_request *request);
bool link_thread_forget(struct link_thread *thread);
bool link_thread_table(struct link_thread *thread, enum language language, bool two,
                       enum language language2, uint8_t power);
bool link_thread_deck_held(struct link_thread *thread, const uint8_t hash[HASH_BYTES]);
// Practice scripts: take this terminal off the network (a pulled cable) and put it back.
bool link_thread_cut(struct link_thread *thread, bool cut);
// Takes the next event; the receiver owns its deck (link_event_finish). Large: not on a small stack.
bool link_thread_take(struct link_thread *thread, struct link_event *out_event);

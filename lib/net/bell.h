#pragma once
// A pair of bounded queues between two threads of one process, with a wake-up on each side: a bell,
// not a parcel. Messages are values, copied in and out; each direction has one size and one depth.
// Each end belongs to one thread at a time; bell_create happens before the threads start and
// bell_destroy after they have stopped.
//
// Each direction is a ring with one writer and one reader (C11 atomics) and a flag, "rung": of many
// sends before the receiver looks, only the first wakes it. A receiver woken takes until there is
// nothing left; only then may it sleep again. It is not an inproc pair of libzmq, because this way
// it needs no thread and no memory of its own, its descriptor is level-triggered, and
// ThreadSanitizer can see, and so check, every access.
#include "base/err.h"
#include <stdbool.h>
#include <stddef.h>

enum bell_side {
    BELL_FRONT, // by custom the window's thread
    BELL_BACK,  // by custom the hub's, the link's or the worker's thread
};

// One direction, named by who takes from it.
struct bell_inbox {
    size_t message_bytes; // 1 to BELL_MESSAGE_BYTES_MAX
    size_t depth;         // messages, 1 to BELL_DEPTH_MAX
    // Called on the sender's thread when this inbox was quiet and something came, instead of the
    // descriptor: it must return at once (SDL_PushEvent). False if it could not be rung; then the
    // next send tries again. NULL: the inbox wakes by its descriptor.
    bool (*ring)(void *self);
    void *self;
};
enum {
    BELL_MESSAGE_BYTES_MAX = 256 * 1024,
    BELL_DEPTH_MAX = 1024,
};

struct bell;
// front is what BELL_FRONT takes from, back what BELL_BACK takes from. ERR_MEMORY, ERR_IO no
// descriptor left.
enum err bell_create(const struct bell_inbox *front, const struct bell_inbox *back,
                     struct bell **out_bell) MUST_USE;
void bell_destroy(struct bell *bell); // NULL is fine; wipes what the queues held
// Copies a message of the other side's message_bytes into the other side's inbox and wakes it.
// ERR_BUSY: its inbox is full and nothing was sent.
enum err bell_send(struct bell *bell, enum bell_side from, const void *message) MUST_USE;
// Takes the oldest message of this side's inbox; false when there is none. The stored copy is
// wiped.
bool bell_take(struct bell *bell, enum bell_side at, void *out_message);
// Readable while this side's inbox may hold something; -1 if the inbox has a ring. Lent: only to be
// polled, never read.
int bell_descriptor(const struct bell *bell, enum bell_side at);

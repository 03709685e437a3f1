#include "net/bell.h"
#include "base/check.h"
#include "base/pages.h"
#include <errno.h>
#include <sodium.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

// One direction. written and taken count messages since the start and never wrap in practice (64
// bits); each is stored by one thread only.
struct inbox {
    struct bell_inbox plan;
    uint8_t *slots;
    int descriptor; // eventfd, or -1 if the plan has a ring
    _Atomic uint64_t written;
    _Atomic uint64_t taken;
    atomic_bool rung;
};

struct bell {
    struct inbox inboxes[2]; // by enum bell_side
};

static enum err inbox_open(struct inbox *inbox, const struct bell_inbox *plan)
{
    check(plan->message_bytes >= 1 && plan->message_bytes <= BELL_MESSAGE_BYTES_MAX);
    check(plan->depth >= 1 && plan->depth <= BELL_DEPTH_MAX);
    inbox->plan = *plan;
    atomic_init(&inbox->written, 0);
    atomic_init(&inbox->taken, 0);
    atomic_init(&inbox->rung, false);
    // Most slots are never reached: only those that are take memory.
    inbox->slots = pages_take(plan->depth * plan->message_bytes);
    if (inbox->slots == NULL)
        return ERR_MEMORY;
    if (plan->ring == NULL) {
        inbox->descriptor = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
        if (inbox->descriptor < 0)
            return ERR_IO;
    }
    return OK;
}

static void inbox_close(struct inbox *inbox)
{
    if (inbox->descriptor >= 0)
        close(inbox->descriptor);
    if (inbox->slots == NULL)
        return;
    sodium_memzero(inbox->slots, inbox->plan.depth * inbox->plan.message_bytes);
    pages_give(inbox->slots, inbox->plan.depth * inbox->plan.message_bytes);
}

enum err bell_create(const struct bell_inbox *front, const struct bell_inbox *back,
                     struct bell **out_bell)
{
    check(front != NULL && back != NULL);
    check(out_bell != NULL);
    struct bell *bell = calloc(1, sizeof *bell);
    if (bell == NULL)
        return ERR_MEMORY;
    bell->inboxes[BELL_FRONT].descriptor = -1;
    bell->inboxes[BELL_BACK].descriptor = -1;
    enum err err = inbox_open(&bell->inboxes[BELL_FRONT], front);
    if (err == OK)
        err = inbox_open(&bell->inboxes[BELL_BACK], back);
    if (err != OK) {
        bell_destroy(bell);
        return err;
    }
    *out_bell = bell;
    return OK;
}

void bell_destroy(struct bell *bell)
{
    if (bell == NULL)
        return;
    inbox_close(&bell->inboxes[BELL_FRONT]);
    inbox_close(&bell->inboxes[BELL_BACK]);
    free(bell);
}

static uint8_t *slot(const struct inbox *inbox, uint64_t number)
{
    return inbox->slots + (size_t)(number % inbox->plan.depth) * inbox->plan.message_bytes;
}

// An eventfd's count cannot overflow here: it is read before the next one is written.
static bool descriptor_ring(int descriptor)
{
    const uint64_t one = 1;
    ssize_t done;
    do
        done = write(descriptor, &one, sizeof one);
    while (done < 0 && errno == EINTR);
    return done == (ssize_t)sizeof one || errno == EAGAIN;
}

static void descriptor_quiet(int descriptor)
{
    uint64_t count;
    ssize_t done;
    do
        done = read(descriptor, &count, sizeof count);
    while (done < 0 && errno == EINTR);
    check(done == (ssize_t)sizeof count || (done < 0 && errno == EAGAIN));
}

enum err bell_send(struct bell *bell, enum bell_side from, const void *message)
{
    check(bell != NULL && message != NULL);
    check(from == BELL_FRONT || from == BELL_BACK);
    struct inbox *inbox = &bell->inboxes[from == BELL_FRONT ? BELL_BACK : BELL_FRONT];
    const uint64_t written = atomic_load(&inbox->written);
    const uint64_t taken = atomic_load(&inbox->taken);
    check(written - taken <= inbox->plan.depth);
    if (written - taken == inbox->plan.depth)
        return ERR_BUSY;
    memcpy(slot(inbox, written), message, inbox->plan.message_bytes);
    // The order of these two, and of the two in bell_take, is why no wake-up is lost: either the
    // receiver's last look sees the message, or this exchange sees that it has gone to sleep.
    atomic_store(&inbox->written, written + 1);
    if (atomic_exchange(&inbox->rung, true))
        return OK;
    const bool rang = inbox->plan.ring != NULL ? inbox->plan.ring(inbox->plan.self)
                                               : descriptor_ring(inbox->descriptor);
    if (!rang)
        atomic_store(&inbox->rung, false);
    return OK;
}

bool bell_take(struct bell *bell, enum bell_side at, void *out_message)
{
    check(bell != NULL && out_message != NULL);
    check(at == BELL_FRONT || at == BELL_BACK);
    struct inbox *inbox = &bell->inboxes[at];
    const uint64_t taken = atomic_load(&inbox->taken);
    if (atomic_load(&inbox->written) == taken) {
        if (inbox->descriptor >= 0)
            descriptor_quiet(inbox->descriptor);
        atomic_store(&inbox->rung, false);
        if (atomic_load(&inbox->written) == taken)
            return false;
    }
    memcpy(out_message, slot(inbox, taken), inbox->plan.message_bytes);
    sodium_memzero(slot(inbox, taken), inbox->plan.message_bytes);
    atomic_store(&inbox->taken, taken + 1);
    return true;
}

int bell_descriptor(const struct bell *bell, enum bell_side at)
{
    check(bell != NULL);
    check(at == BELL_FRONT || at == BELL_BACK);
    return bell->inboxes[at].descriptor;
}

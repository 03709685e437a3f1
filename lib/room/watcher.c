#include "room/watcher.h"

#include "base/check.h"
#include "room/signals.h"
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

struct watcher {
    pthread_t pthread;
    void (*ring)(void *self);
    void *self;
    int signals; // signalfd
    int knock;   // eventfd: look again at what follows
    atomic_int watched;
    atomic_bool stopping;
    atomic_bool ended;
};

static void knock(struct watcher *watcher)
{
    uint64_t one = 1;
    ssize_t written = write(watcher->knock, &one, sizeof one);
    check(written == (ssize_t)sizeof one);
}

static void *run(void *context)
{
    struct watcher *watcher = context;
    while (!atomic_load(&watcher->stopping)) {
        int fd = atomic_load(&watcher->watched);
        struct pollfd waits[] = {
            {.fd = watcher->knock, .events = POLLIN},
            {.fd = atomic_load(&watcher->ended) ? -1 : watcher->signals, .events = POLLIN},
            {.fd = fd, .events = POLLIN},
        };
        if (poll(waits, 3, -1) <= 0)
            continue;
        uint64_t knocks;
        if (waits[0].revents != 0 && read(watcher->knock, &knocks, sizeof knocks) < 0)
            continue;
        if (waits[1].revents != 0) {
            atomic_store(&watcher->ended, true);
            watcher->ring(watcher->self);
        }
        if (waits[2].revents != 0 && atomic_compare_exchange_strong(&watcher->watched, &fd, -1))
            watcher->ring(watcher->self);
    }
    return NULL;
}

enum err watcher_start(void (*ring)(void *self), void *self, struct watcher **out_watcher)
{
    check(ring != NULL && out_watcher != NULL);
    struct watcher *watcher = calloc(1, sizeof *watcher);
    if (watcher == NULL)
        return ERR_MEMORY;
    watcher->ring = ring;
    watcher->self = self;
    atomic_init(&watcher->watched, -1);
    watcher->signals = signals_open();
    watcher->knock = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    bool made = watcher->signals >= 0 && watcher->knock >= 0 &&
                pthread_create(&watcher->pthread, NULL, run, watcher) == 0;
    if (!made) {
        if (watcher->signals >= 0)
            close(watcher->signals);
        if (watcher->knock >= 0)
            close(watcher->knock);
        free(watcher);
        return ERR_IO;
    }
    *out_watcher = watcher;
    return OK;
}

void watcher_stop(struct watcher *watcher)
{
    if (watcher == NULL)
        return;
    atomic_store(&watcher->stopping, true);
    knock(watcher);
    int joined = pthread_join(watcher->pthread, NULL);
    check(joined == 0);
    close(watcher->signals);
    close(watcher->knock);
    free(watcher);
}

void watcher_watch(struct watcher *watcher, int fd)
{
    if (fd < 0 || atomic_exchange(&watcher->watched, fd) == fd)
        return;
    knock(watcher);
}

bool watcher_ended(const struct watcher *watcher)
{
    return atomic_load(&watcher->ended);
}

#pragma once
// Wakes a loop that sleeps in the window system for what the window system does not see: the signals
// that end the program, and a script's file descriptor. A thread that only waits and rings; it reads
// nothing but the signal. Made after SIGINT and SIGTERM were blocked, so that it alone gets them.
#include "base/err.h"
#include <stdbool.h>

struct watcher;

// ring is called on the watcher's thread.
enum err watcher_start(void (*ring)(void *self), void *self, struct watcher **out_watcher) MUST_USE;
void watcher_stop(struct watcher *watcher); // joins; NULL is fine
// Rings once when the descriptor is readable; again after it was asked for again.
void watcher_watch(struct watcher *watcher, int fd);
// Whether a signal has asked the program to end.
bool watcher_ended(const struct watcher *watcher);

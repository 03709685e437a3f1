#pragma once
// A pair of bounded queues between two threads of one process, with a wake descriptor on each side:
// a bell, not a parcel. Built on an inproc PAIR per direction; messages are copied values of one
// size. The owner of each end uses it from one thread only. ring (may be NULL) is called on the
// sender's thread when the receiver's bell is not yet rung; the receiver answers it by bell_take.
#include "base/err.h"
#include <stdbool.h>
#include <stddef.h>

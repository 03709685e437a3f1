// Takes cells off the PULL socket. This file is kept apart because it must not be able to learn who
// sent one (C5): it receives bytes into a buffer, never a message object that could be asked, and a
// test reads its object file's symbols.
#include "base/check.h"
#include "net/curve_internal.h"
#include <zmq.h>

static bool more(void *socket)
{
    int value = 0;
    size_t size = sizeof value;
    check(zmq_getsockopt(socket, ZMQ_RCVMORE, &value, &size) == 0);
    return value != 0;
}

bool curve_cells_take(void *socket, uint8_t out_cell[CELL_BYTES], uint64_t *dropped)
{
    check(socket != NULL);
    check(out_cell != NULL && dropped != NULL);
    for (int i = 0; i < DRAIN_MAX; i++) {
        // zmq_recv tells the true size even where it cut, so a longer one is seen.
        const int size = zmq_recv(socket, out_cell, CELL_BYTES, ZMQ_DONTWAIT);
        if (size < 0)
            return false;
        if (!more(socket) && size == CELL_BYTES)
            return true;
        while (more(socket)) {
            uint8_t part;
            if (zmq_recv(socket, &part, sizeof part, ZMQ_DONTWAIT) < 0)
                return false;
        }
        *dropped += 1;
    }
    return false;
}

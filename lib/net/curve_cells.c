// Takes cells off the PULL socket. This file is kept apart because it must not be able to learn who
// sent one (C5): it looks at a message's bytes, its size and whether more follow, and a test reads
// its object file's symbols to see that it can ask nothing else.
#include "base/check.h"
#include "net/curve_internal.h"
#include <string.h>
#include <zmq.h>

// Takes one part; false when there is none. cell gets it if it is as long as a cell.
static bool part_take(void *socket, uint8_t cell[CELL_BYTES], bool *out_fits, bool *out_more)
{
    zmq_msg_t part;
    check(zmq_msg_init(&part) == 0);
    const bool taken = zmq_msg_recv(&part, socket, ZMQ_DONTWAIT) >= 0;
    if (taken) {
        *out_fits = zmq_msg_size(&part) == CELL_BYTES;
        *out_more = zmq_msg_more(&part) != 0;
        if (*out_fits)
            memcpy(cell, zmq_msg_data(&part), CELL_BYTES);
    }
    check(zmq_msg_close(&part) == 0);
    return taken;
}

bool curve_cells_take(void *socket, uint8_t out_cell[CELL_BYTES], uint64_t *dropped)
{
    check(socket != NULL);
    check(out_cell != NULL && dropped != NULL);
    for (int i = 0; i < DRAIN_MAX; i++) {
        bool fits = false, more = false;
        if (!part_take(socket, out_cell, &fits, &more))
            return false;
        if (fits && !more)
            return true;
        while (more && part_take(socket, out_cell, &fits, &more))
            continue;
        *dropped += 1;
    }
    return false;
}

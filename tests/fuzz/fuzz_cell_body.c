// links: imr_wire
// The inside of a cell, as the hub opens it: whatever is accepted has only one encoding, so that
// nothing can be hidden in an answer (claim C39).
#include "base/check.h"
#include "fuzz/fuzz.h"
#include "wire/message.h"
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    // Always this size on the wire; a fuzzer's shorter input stands at the beginning.
    uint8_t bytes[CELL_BODY_BYTES] = {0};
    memcpy(bytes, data, size < sizeof bytes ? size : sizeof bytes);
    struct cell_body body;
    if (cell_body_decode(bytes, &body) != OK)
        return 0;
    uint8_t again[CELL_BODY_BYTES];
    cell_body_encode(&body, again);
    check(memcmp(again, bytes, sizeof bytes) == 0);
    return 0;
}

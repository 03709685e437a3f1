// links: imr_wire
// The inside of a cell of a goal phase, as the hub opens it, and the shared lines that such cells carry.
#include "base/check.h"
#include "fuzz/fuzz.h"
#include "wire/goal_cell.h"
#include <string.h>

static void share(const uint8_t *data, size_t size)
{
    uint8_t bytes[GOAL_SHARE_BYTES] = {0};
    memcpy(bytes, data, size < sizeof bytes ? size : sizeof bytes);
    struct goal_line lines[GOAL_SHARED_MAX];
    uint8_t count = 0;
    if (goal_share_decode(bytes, &count, lines) != OK)
        return;
    uint8_t again[GOAL_SHARE_BYTES];
    (void)goal_share_encode(lines, count, again);
    check(memcmp(again, bytes, sizeof bytes) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    share(data, size);
    // Always this size on the wire; a fuzzer's shorter input stands at the beginning.
    uint8_t bytes[CELL_BODY_BYTES] = {0};
    memcpy(bytes, data, size < sizeof bytes ? size : sizeof bytes);
    struct goal_cell cell;
    if (goal_cell_decode(bytes, &cell) != OK)
        return 0;
    uint8_t again[CELL_BODY_BYTES];
    goal_cell_encode(&cell, again);
    check(memcmp(again, bytes, sizeof bytes) == 0);
    return 0;
}

// links: imr_wire
// A goal sheet as a terminal reads it out of an opened row: somebody with the card may have written it
// with another program.
#include "base/check.h"
#include "fuzz/fuzz.h"
#include "wire/goal_sheet.h"
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint8_t bytes[GOAL_PLAIN_BYTES] = {0};
    memcpy(bytes, data, size < sizeof bytes ? size : sizeof bytes);
    static struct goal_sheet sheet;
    if (goal_sheet_decode(bytes, &sheet) != OK)
        return 0;
    uint8_t again[GOAL_PLAIN_BYTES];
    goal_sheet_encode(&sheet, again);
    check(memcmp(again, bytes, sizeof bytes) == 0);
    return 0;
}

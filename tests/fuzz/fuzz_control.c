// links: imr_wire
// A control message, either way: whatever is accepted encodes to the very bytes it came from (claim C39).
#include "base/check.h"
#include "fuzz/fuzz.h"
#include "wire/message.h"
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct control control;
    if (control_decode((struct span){.at = data, .size = size}, &control) != OK)
        return 0;
    static uint8_t again[CONTROL_BYTES_MAX];
    check(control_encode(&control, again) == size);
    check(memcmp(again, data, size) == 0);
    return 0;
}

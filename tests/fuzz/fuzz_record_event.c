// links: imr_wire
// One frame's content: whatever is accepted encodes to the very bytes it came from (claim C39).
#include "base/check.h"
#include "fuzz/fuzz.h"
#include "wire/message.h"
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct record_event event;
    if (record_event_decode((struct span){.at = data, .size = size}, &event) != OK)
        return 0;
    static uint8_t again[RECORD_EVENT_BYTES_MAX];
    check(record_event_encode(&event, again) == size);
    check(memcmp(again, data, size) == 0);
    return 0;
}

// links: imr_wire
// An envelope, as a terminal gets it: whatever is accepted encodes to the very bytes it came from (claim C39).
#include "base/check.h"
#include "fuzz/fuzz.h"
#include "wire/message.h"
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct envelope envelope;
    if (envelope_decode((struct span){.at = data, .size = size}, &envelope) != OK)
        return 0;
    static uint8_t again[ENVELOPE_OPEN_BYTES];
    check(envelope_encode(&envelope, again) == size);
    check(memcmp(again, data, size) == 0);
    return 0;
}

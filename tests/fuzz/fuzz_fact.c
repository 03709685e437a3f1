// links: imr_wire
// A fact of the record: whatever is accepted encodes to the very bytes it came from (claim C39).
#include "base/check.h"
#include "fuzz/fuzz.h"
#include "wire/fact.h"
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct fact fact;
    if (fact_decode((struct span){.at = data, .size = size}, &fact) != OK)
        return 0;
    static uint8_t again[FACT_BYTES_MAX];
    check(fact_encode(&fact, again) == size);
    check(memcmp(again, data, size) == 0);
    return 0;
}

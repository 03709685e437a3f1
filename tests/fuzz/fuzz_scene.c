// links: imr_wire
// A scene of a terminal or the room: whatever is accepted encodes to the very bytes it came from (claim C39).
#include "base/check.h"
#include "fuzz/fuzz.h"
#include "wire/scene.h"
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct scene scene;
    if (scene_decode((struct span){.at = data, .size = size}, &scene) != OK)
        return 0;
    static uint8_t again[SCENE_BYTES_MAX];
    check(scene_encode(&scene, again) == size);
    check(memcmp(again, data, size) == 0);
    return 0;
}

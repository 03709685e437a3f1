#include "base/arena.h"
#include "base/check.h"
#include <stdalign.h>
#include <string.h>

void arena_init(struct arena *arena, void *block, size_t size)
{
    check(arena != NULL);
    check(block != NULL || size == 0);
    *arena = (struct arena){.block = block, .size = size};
}

void *arena_take(struct arena *arena, size_t size)
{
    check(arena->used <= arena->size);
    // The block itself may start anywhere, so it is the address that is aligned, not the offset.
    const size_t alignment = alignof(max_align_t);
    const size_t past = (size_t)((uintptr_t)(arena->block + arena->used) % alignment);
    const size_t gap = past == 0 ? 0 : alignment - past;
    const size_t left = arena->size - arena->used;
    const size_t need = size == 0 ? 1 : size;
    if (gap > left || need > left - gap)
        return NULL;
    uint8_t *taken = arena->block + arena->used + gap;
    arena->used += gap + need;
    memset(taken, 0, need);
    return taken;
}

void *arena_take_array(struct arena *arena, size_t count, size_t size)
{
    check(size > 0);
    if (count > SIZE_MAX / size)
        return NULL;
    return arena_take(arena, count * size);
}

char *arena_copy(struct arena *arena, const void *bytes, size_t size)
{
    check(bytes != NULL || size == 0);
    if (size == SIZE_MAX)
        return NULL;
    char *copy = arena_take(arena, size + 1);
    if (copy != NULL && size > 0)
        memcpy(copy, bytes, size);
    return copy;
}

void arena_reset(struct arena *arena)
{
    check(arena->used <= arena->size);
    arena->used = 0;
}

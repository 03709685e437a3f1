#pragma once
// A capped block that messages and frames are unpacked into, reset as a whole. It owns no memory:
// the caller lends a block for the arena's life. Allocation fails with NULL at the cap, never
// aborts. One thread.
#include <stddef.h>
#include <stdint.h>

struct arena {
    uint8_t *block;
    size_t size; // bytes, the cap
    size_t used; // bytes
};

void arena_init(struct arena *arena, void *block, size_t size);
// Zeroed memory aligned for any type, or NULL when the cap is reached.
void *arena_take(struct arena *arena, size_t size);
void *arena_take_array(struct arena *arena, size_t count, size_t size);
// A NUL-terminated copy of size bytes.
char *arena_copy(struct arena *arena, const void *bytes, size_t size);
// Forgets everything. Does not wipe.
void arena_reset(struct arena *arena);

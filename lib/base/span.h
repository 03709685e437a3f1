#pragma once
// A lent view of bytes: never owns, never frees, lives no longer than what it points into.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct span {
    const uint8_t *at;
    size_t size; // bytes
};

// The bytes of a NUL-terminated string, without the NUL.
struct span span_of_string(const char *string);
bool span_equal(struct span a, struct span b);
// The part from offset to the end; empty if offset is past the end.
struct span span_from(struct span span, size_t offset);

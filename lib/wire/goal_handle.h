#pragma once
// What staff call a goal card: a shape and two digits, drawn by the hub, so that nobody's pictures need
// ever be named. Plain values.
#include <stdbool.h>
#include <stdint.h>

enum goal_shape {
    SHAPE_WAVE = 1,
    SHAPE_KITE,
    SHAPE_ARCH,
    SHAPE_DROP,
    SHAPE_HILL,
    SHAPE_RING,
    SHAPE_LAST = SHAPE_RING,
};
enum {
    GOAL_HANDLE_NUMBER_LEAST = 10,
    GOAL_HANDLE_NUMBER_MOST = 99,
};

struct goal_handle {
    enum goal_shape shape;
    uint8_t number; // GOAL_HANDLE_NUMBER_LEAST to _MOST
};

bool goal_handle_ok(const struct goal_handle *handle);
const char *goal_shape_name(enum goal_shape shape); // "wave", ...

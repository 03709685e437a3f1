#pragma once
// The record of a 3-hour meeting, made by the product's own hub on a clock that runs ahead and on a disk
// that need not sync.
#include "house.h"

struct made_meeting {
    struct disk disk;
    uint64_t now_ms;
    struct hub *hub;
    char path[ROOM_PATH_BYTES]; // of the record
};

enum {
    MEETING_MINUTES = 180,
};

// at_least: goes on turning slides until the record is so large.
void meeting_make(struct made_meeting *made, struct house *house, unsigned minutes,
                  uint64_t at_least);

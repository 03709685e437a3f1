#pragma once
// A goal turn in each of its states, led there as a person and a hub would, and a sheet to work with.
#include "core/goal_turn.h"

enum {
    HELP_WEEK = 2900,
};

// What the design's pictures show: long-term goal, why, two short-term goals, steps, last week's practice.
struct goal_sheet help_sheet(void);
// Fresh random numbers in every event: five pictures.
struct goal_event help_event(enum goal_input input, uint64_t now_ms);
// A turn in a state, in a room whose goals are open and where new cards may be made.
struct goal_turn help_goal_turn(enum goal_turn_state state);

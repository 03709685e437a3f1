#pragma once
// What touching a part means to a person with a goal card. Pure.
#include "core/goal_turn.h"

// The event of a part (enum of participant/view.h); false if it means nothing here.
bool goal_hand_event(uint32_t key, const struct goal_turn *turn, struct goal_event *out_event);

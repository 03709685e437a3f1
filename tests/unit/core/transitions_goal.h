#pragma once
#include "base/out.h"

void print_goal_turn(struct out *out);

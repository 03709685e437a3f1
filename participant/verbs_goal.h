#pragma once
// What a script may say for a person with a goal card: what they can do with a finger, and the card that
// they copy by hand, which is a file. Practice only, as every script.
#include "room/script.h"

extern const struct script_verb goal_verbs[];
size_t goal_verb_count(void);

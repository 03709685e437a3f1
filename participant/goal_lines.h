#pragma once
// The lines of a sheet that its person shares, in words that staff can read: what leaves the card in the
// clear, and nothing else does. Pure.
#include "core/goal_turn.h"
#include "deck/strings.h"
#include "wire/fact.h"

// Returns how many. strings may be NULL: then presets are left out.
uint8_t goal_lines_shared(const struct goal_sheet *sheet, const struct strings *strings,
                          struct goal_line out_lines[GOAL_SHARED_MAX]);
// The id of a preset's words, of a part from 0 and a preset from 1.
const char *practice_preset_id(int part, uint8_t preset);

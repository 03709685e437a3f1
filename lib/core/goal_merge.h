#pragma once
// A goal sheet between hands: put in order before it is saved, and put together when two screens had the
// same card. Pure.
#include "wire/goal_sheet.h"

// Takes out what has no words: steps, and short-term goals with neither words nor steps. No blank stays
// at the end of anything. What has no words is not shared.
void goal_sheet_tidy(struct goal_sheet *sheet);
// Three hands, line by line: what mine changed since base wins, everything else is theirs, the newer. So
// the later save wins and neither is silently lost. All three are tidy; the result is.
void goal_sheet_merge(const struct goal_sheet *base, const struct goal_sheet *mine,
                      const struct goal_sheet *theirs, struct goal_sheet *out_sheet);
// The step to ask about: the first that is not done; GOAL_STEPS_MAX if there is none.
uint8_t goal_short_step(const struct goal_short *term);
bool goal_sheet_equal(const struct goal_sheet *a, const struct goal_sheet *b);

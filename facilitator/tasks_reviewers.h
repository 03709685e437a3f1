#pragma once
// Who may replay, on the command line: enrol, list, turn on and off, remove (room/reviewers.h). Each
// complains by itself and returns an exit code.
#include "facilitator/options.h"
#include "room/profile.h"

bool task_reviewers_wanted(const struct facilitator_options *options);
int task_reviewers(const struct facilitator_options *options, const struct profile *profile);

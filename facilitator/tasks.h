#pragma once
// What imr-facilitator can do and leave: check content, enrol a reviewer, pair and unpair screens
// while no console runs on the folder. Each complains by itself and returns an exit code.
#include "facilitator/options.h"

// Whether the options ask for one of them.
bool task_wanted(const struct facilitator_options *options);
int task_run(const struct facilitator_options *options);

// Reads the passphrase that the options name into locked memory (seal_secret_destroy it); the
// practice one if it is practice and none is named. NULL after complaining, or with *out_code -1 if
// no passphrase is named at all.
char *task_passphrase(const struct facilitator_options *options, int *out_code);

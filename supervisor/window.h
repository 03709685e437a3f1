#pragma once
// Session replay as a window: records of a folder, the replay of one, the check of all. One thread, one
// loop that sleeps until something happens or the picture changes by itself; opening the key's file
// takes seconds and has a thread of its own. Also driven by a script (window_script.c).
#include "supervisor/command.h"

// imr-supervisor without a command, or `open [FOLDER|FILE]`. Returns an exit code.
int command_open(const struct supervisor_options *options);

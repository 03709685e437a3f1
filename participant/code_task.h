#pragma once
// imr-participant --staff-code: reads the staff code and keeps what it takes to know it again.
#include "room/profile.h"

// From a keyboard it asks twice and shows nothing; else it takes the first line of standard input.
// Returns an exit code, having said what is wrong.
int code_task(const struct profile *profile);

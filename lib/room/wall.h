#pragma once
// The clocks of the machine, read in one place: the local calendar, which may be wrong and may jump
// and is only ever recorded, and a clock that only goes forward. Any thread.
#include <stdint.h>

// Local days since 1970-01-01 and the minute of that day; 0 and 0 if the clock stands before 1970.
void wall_now(uint32_t *out_day, uint16_t *out_minute);
uint32_t wall_today(void);
uint64_t wall_seconds(void); // since 1970; 0 if the clock stands before it
uint64_t monotonic_now_ms(void);
// For poll: until a moment of that clock, at most a minute; -1 (for ever) for UINT64_MAX.
int monotonic_timeout_ms(uint64_t due_ms);

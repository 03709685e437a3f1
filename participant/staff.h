#pragma once
// The way out for staff: Ctrl+Alt+Q held for three seconds opens a panel over everything, and the staff
// code (room/staff_code.h) typed there ends the program. No other key and no button leads out of a
// terminal that fills its screen. What a person had begun stays as it was under the panel; the panel
// goes by itself when nobody touches it. Five codes that do not fit: it rests for a minute, then twice
// as long each time, up to 15 minutes (the same rest as a goal card's, privacy.md 6).
// A practice terminal without a code is left without one. App's thread; the code is tried on a worker.
#include "room/profile.h"
#include <stdbool.h>

enum {
    STAFF_HOLD_MS = 3000,
    STAFF_QUIET_MS = 30000, // the panel goes by itself
    STAFF_TRIES = 5,
    STAFF_REST_MS = 60000,
    STAFF_REST_MOST_MS = 15 * 60000,
};

enum staff_says {
    STAFF_ASKS,
    STAFF_TRYING, // the worker has it
    STAFF_WRONG,
    STAFF_RESTS,
    STAFF_HAS_NONE, // no code is set: the panel can only say so
};

// What the panel shows.
struct staff_panel {
    bool open;
    enum staff_says says;
    unsigned digits; // typed so far; which ones is nobody's business
    bool ready;      // enough of them
    uint64_t rest_until_ms;
};

struct staff;
// ring wakes the app's thread when the worker is done (net/bell.h). The profile is lent.
enum err staff_create(const struct profile *profile, bool (*ring)(void *self), void *self,
                      struct staff **out_staff) MUST_USE;
void staff_destroy(struct staff *staff); // NULL is fine; waits for the worker
const struct staff_panel *staff_panel(const struct staff *staff);

// Ctrl+Alt+Q went down, or is up again. Times are those of room/wall.h.
void staff_hold(struct staff *staff, bool down, uint64_t now_ms);
// On the panel. A digit past the twelfth is not taken.
void staff_digit(struct staff *staff, char digit, uint64_t now_ms);
void staff_delete(struct staff *staff, uint64_t now_ms);
void staff_enter(struct staff *staff, uint64_t now_ms);
void staff_close(struct staff *staff);
// Takes what the worker found and lets time pass. True: the program is to end.
bool staff_pump(struct staff *staff, uint64_t now_ms);
uint64_t staff_due_ms(const struct staff *staff); // UINT64_MAX: nothing to wait for

#pragma once
// The agency's rules for records, in the data folder's file `settings`, one a line:
//   retain group DAYS          how long a record is kept: 1 to 36,500 days, 90 if nothing is said
//   retain individual DAYS
//   retain practice DAYS
//   second-path FOLDER         absolute, on another disk: where a record goes on if the first one fails
// Blank lines and lines that begin with # say nothing. A file that says something else is refused, with
// its line: a rule that nobody reads is no rule. Console only.
#include "room/profile.h"

enum {
    RETAIN_DAYS_DEFAULT = 90,
    RETAIN_DAYS_MOST = 36500,
};

struct settings {
    uint16_t retain_group_days, retain_individual_days, retain_practice_days;
    char second_folder[ROOM_PATH_BYTES]; // empty: none
};

// Without a file: what stands above. ERR_MALFORMED (*out_line is the line, from 1), ERR_TOO_LONG.
enum err settings_load(const struct profile *profile, struct settings *out_settings,
                       unsigned *out_line) MUST_USE;
// How long a record of such a meeting is kept.
uint16_t settings_retain_days(const struct settings *settings, bool practice,
                              enum meeting_kind meeting);

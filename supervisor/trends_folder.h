#pragma once
// The trends of every record of a folder that this key opens. Each is opened, looked at and closed, so
// that a folder of thousands needs little memory.
#include "supervisor/shelf.h"
#include "supervisor/trends.h"

// ERR_NOT_FOUND: no such folder; ERR_MEMORY. out_passed_over: records that do not open, or that are
// practice beside real ones.
enum err trends_of_folder(const struct disk *disk, const char *folder,
                          const struct reviewer_key *key, struct trends *out_trends,
                          size_t *out_passed_over) MUST_USE;

#pragma once
// The sessions of one export: records opened for review, oldest first, with what they show together. Owns
// them. One thread.
#include "supervisor/export.h"
#include "supervisor/review.h"

struct export_set {
    struct review *reviews[EXPORT_SESSIONS_MAX];
    size_t count;
    struct trends trends;
    struct export_session sessions[EXPORT_SESSIONS_MAX]; // from export_set_finish on
};

// Any part of a record leads to all of it, so a session named twice is there once; those beyond
// EXPORT_SESSIONS_MAX are passed over. Errors of review_open.
enum err export_set_add(struct export_set *set, const struct disk *disk, const char *path,
                        const struct reviewer_key *key) MUST_USE;
// What the records show together goes into each one's evidence. ERR_PROFILE: practice and real ones.
enum err export_set_finish(struct export_set *set) MUST_USE;
void export_set_close(struct export_set *set);

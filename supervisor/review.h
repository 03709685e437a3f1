#pragma once
// One record opened for review: the meeting, what it shows, and what was written about it. Owns all of
// it. One thread.
#include "supervisor/comments.h"
#include "supervisor/evidence.h"
#include "supervisor/export.h"

struct review {
    struct meeting *meeting;
    struct timeline timeline;
    struct evidence evidence;
    struct comments comments;
    char name[REVIEW_NAME_BYTES]; // of the record, without folder and part: "2026-11-04-0123abcd"
};

// Errors as meeting_open's, and comments_load's.
enum err review_open(const struct disk *disk, const char *path, const struct reviewer_key *key,
                     struct review **out_review) MUST_USE;
void review_close(struct review *review); // NULL is fine
// What an export takes of it; lent as long as the review is open.
void review_session(const struct review *review, struct export_session *out_session);

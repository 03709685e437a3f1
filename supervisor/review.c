#include "supervisor/review.h"
#include "base/check.h"
#include <stdlib.h>
#include <string.h>

static enum err name_of(const struct meeting *meeting, char out_name[REVIEW_NAME_BYTES])
{
    const char *base = meeting_base(meeting);
    const char *slash = strrchr(base, '/');
    const char *name = slash == NULL ? base : slash + 1;
    if (strlen(name) >= REVIEW_NAME_BYTES)
        return ERR_TOO_LONG;
    memcpy(out_name, name, strlen(name) + 1);
    return OK;
}

enum err review_open(const struct disk *disk, const char *path, const struct reviewer_key *key,
                     struct review **out_review)
{
    check(disk != NULL && path != NULL && key != NULL && out_review != NULL);
    struct review *review = calloc(1, sizeof *review);
    if (review == NULL)
        return ERR_MEMORY;
    enum err err = meeting_open(disk, path, key, &review->meeting);
    if (err == OK)
        err = name_of(review->meeting, review->name);
    if (err == OK)
        err = comments_load(disk, review->meeting, key, &review->comments);
    if (err != OK) {
        review_close(review);
        return err;
    }
    timeline_of(meeting_replay(review->meeting), &review->timeline);
    evidence_of(meeting_replay(review->meeting), &review->timeline,
                meeting_verdict(review->meeting)->verdict, &review->evidence);
    *out_review = review;
    return OK;
}

void review_close(struct review *review)
{
    if (review == NULL)
        return;
    meeting_close(review->meeting);
    free(review);
}

void review_session(const struct review *review, struct export_session *out_session)
{
    memset(out_session, 0, sizeof *out_session);
    out_session->name = review->name;
    out_session->evidence = &review->evidence;
    out_session->comments = &review->comments;
    out_session->deck = meeting_deck(review->meeting);
    out_session->info = meeting_info(review->meeting);
    meeting_end_words(review->meeting, out_session->end_words);
}

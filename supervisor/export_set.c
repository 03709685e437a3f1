#include "supervisor/export_set.h"
#include <string.h>

static bool is_there(const struct export_set *set, const struct review *review)
{
    for (size_t i = 0; i < set->count; i++)
        if (memcmp(meeting_info(set->reviews[i]->meeting)->session_id,
                   meeting_info(review->meeting)->session_id, 16) == 0)
            return true;
    return false;
}

static void insert(struct export_set *set, struct review *review)
{
    size_t at = set->count++;
    while (at > 0) {
        const struct evidence *before = &set->reviews[at - 1]->evidence;
        if (before->wall_day < review->evidence.wall_day ||
            (before->wall_day == review->evidence.wall_day &&
             before->wall_minute <= review->evidence.wall_minute))
            break;
        set->reviews[at] = set->reviews[at - 1];
        at--;
    }
    set->reviews[at] = review;
}

enum err export_set_add(struct export_set *set, const struct disk *disk, const char *path,
                        const struct reviewer_key *key)
{
    struct review *review = NULL;
    enum err err = review_open(disk, path, key, &review);
    if (err != OK)
        return err;
    if (is_there(set, review) || set->count == EXPORT_SESSIONS_MAX)
        review_close(review);
    else
        insert(set, review);
    return OK;
}

enum err export_set_finish(struct export_set *set)
{
    enum err err = OK;
    for (size_t i = 0; err == OK && i < set->count; i++)
        err = trends_add(&set->trends, set->reviews[i]->name, &set->reviews[i]->evidence);
    if (err != OK)
        return err;
    for (size_t i = 0; i < set->count; i++) {
        trends_evidence(&set->trends, &set->reviews[i]->evidence);
        review_session(set->reviews[i], &set->sessions[i]);
    }
    return OK;
}

void export_set_close(struct export_set *set)
{
    for (size_t i = 0; i < set->count; i++)
        review_close(set->reviews[i]);
    trends_finish(&set->trends);
    memset(set, 0, sizeof *set);
}

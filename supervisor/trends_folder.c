#include "supervisor/trends_folder.h"
#include "base/check.h"
#include <stdlib.h>

struct looking {
    const struct reviewer_key *key;
    struct trends trends;
    struct timeline *timeline;
    struct evidence *evidence;
};

static enum err look(const struct shelf *shelf, const struct shelf_row *row,
                     struct looking *looking)
{
    char path[SHELF_PATH_BYTES];
    struct meeting *meeting = NULL;
    enum err err = shelf_path(shelf, row, path);
    if (err == OK)
        err = meeting_open(shelf->disk, path, looking->key, &meeting);
    if (err != OK)
        return err;
    timeline_of(meeting_replay(meeting), looking->timeline);
    evidence_of(meeting_replay(meeting), looking->timeline, meeting_verdict(meeting)->verdict,
                looking->evidence);
    meeting_close(meeting);
    return trends_add(&looking->trends, row->name, looking->evidence);
}

enum err trends_of_folder(const struct disk *disk, const char *folder,
                          const struct reviewer_key *key, struct trends *out_trends,
                          size_t *out_passed_over)
{
    check(disk != NULL && folder != NULL && key != NULL && out_trends != NULL);
    struct shelf shelf = {0};
    struct looking looking = {.key = key};
    size_t passed_over = 0;
    looking.timeline = malloc(sizeof *looking.timeline);
    looking.evidence = malloc(sizeof *looking.evidence);
    enum err err = looking.timeline == NULL || looking.evidence == NULL
                       ? ERR_MEMORY
                       : shelf_open(disk, folder, &shelf);
    for (size_t i = 0; err == OK && i < shelf.count; i++) {
        enum err looked = look(&shelf, &shelf.rows[i], &looking);
        err = looked == ERR_MEMORY ? ERR_MEMORY : OK;
        passed_over += looked == OK ? 0 : 1;
    }
    shelf_close(&shelf);
    free(looking.timeline);
    free(looking.evidence);
    if (err != OK) {
        trends_finish(&looking.trends);
        return err;
    }
    *out_trends = looking.trends;
    *out_passed_over = passed_over;
    return OK;
}

#include "supervisor/app.h"
#include "base/check.h"
#include "base/out.h"
#include "core/scene.h"
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const uint32_t speeds[REPLAY_SPEEDS] = {1, 4, 16};

bool app_lend_memory(struct app *app)
{
    struct app_review *review = &app->review;
    app->timeline = calloc(1, sizeof *app->timeline);
    app->session = calloc(1, sizeof *app->session);
    app->scene = calloc(1, sizeof *app->scene);
    app->list = calloc(1, sizeof *app->list);
    review->evidence = calloc(1, sizeof *review->evidence);
    review->comments = calloc(1, sizeof *review->comments);
    review->lines = calloc(REVIEW_LINES_ALL, sizeof *review->lines);
    review->comment_views = calloc(REVIEW_LINES_ALL, sizeof *review->comment_views);
    review->talks = calloc(REVIEW_LINES_ALL + MARKS_MAX, sizeof *review->talks);
    if (labelled_create(&app->strings, &app->labelled) != OK)
        return false;
    return app->timeline != NULL && app->session != NULL && app->scene != NULL &&
           app->list != NULL && review->evidence != NULL && review->comments != NULL &&
           review->lines != NULL && review->comment_views != NULL && review->talks != NULL;
}

void app_release_memory(struct app *app)
{
    labelled_destroy(app->labelled);
    free(app->timeline);
    free(app->session);
    free(app->scene);
    free(app->list);
    free(app->review.evidence);
    free(app->review.comments);
    free(app->review.lines);
    free(app->review.comment_views);
    free(app->review.talks);
}

// Dates are found by the months' words in the language of the window.
static void name_months(struct app *app)
{
    for (unsigned month = 1; month <= 12; month++)
        for (size_t i = 0; i < 2; i++) {
            char id[NAME_BYTES];
            struct out out = out_into(id, sizeof id);
            out_text(&out, i == 0 ? "month.short." : "month.");
            out_number(&out, month);
            if (strings_has(&app->strings, id))
                app->filter.months[i][month - 1] = strings_get(&app->strings, app->language, id);
        }
}

void app_wall_now(uint32_t *out_day, uint16_t *out_minute)
{
    time_t now = time(NULL);
    struct tm local, world;
    *out_day = 0;
    *out_minute = 0;
    if (now <= 0 || localtime_r(&now, &local) == NULL || gmtime_r(&now, &world) == NULL)
        return;
    // A clock some hours away from the world's may stand on the next day, or on the one before.
    int days = local.tm_year != world.tm_year ? local.tm_year - world.tm_year
                                              : local.tm_yday - world.tm_yday;
    *out_day = (uint32_t)((int64_t)(now / (24 * 3600)) + (days > 0) - (days < 0));
    *out_minute = (uint16_t)(local.tm_hour * 60 + local.tm_min);
}

bool app_list(struct app *app, const char *folder)
{
    struct shelf shelf = {0};
    const struct shelf_row **chosen = NULL, **checked = NULL;
    enum err err = shelf_open(app->disk, folder, &shelf);
    size_t room = shelf.count + 1;
    if (err == OK) {
        chosen = calloc(room, sizeof *chosen);
        checked = calloc(room, sizeof *checked);
        err = chosen == NULL || checked == NULL ? ERR_MEMORY : OK;
    }
    if (err != OK) {
        shelf_close(&shelf);
        free(chosen);
        free(checked);
        complain(err == ERR_NOT_FOUND ? "no such folder" : err_text(err), folder,
                 "say --records FOLDER, where the records are");
        return false;
    }
    shelf_close(&app->shelf);
    free(app->chosen);
    free(app->checked);
    app->shelf = shelf;
    app->chosen = chosen;
    app->checked = checked;
    app->first = 0;
    app->checked_first = 0;
    app->listings++;
    uint16_t minute;
    name_months(app);
    app_wall_now(&app->filter.today, &minute);
    app_choose_dates(app);
    return true;
}

void app_choose(struct app *app)
{
    size_t rows = (size_t)view_sessions_rows(&app->canvas);
    app->chosen_count = shelf_choose(&app->shelf, &app->filter, app->chosen, app->shelf.count);
    if (app->first + rows > app->chosen_count)
        app->first = app->chosen_count > rows ? app->chosen_count - rows : 0;
    app->checked_count = 0;
    for (size_t i = 0; i < app->shelf.count; i++)
        if (app->shelf.rows[i].state == SHELF_OPENED)
            app->checked[app->checked_count++] = &app->shelf.rows[i];
}

void app_choose_dates(struct app *app)
{
    static const uint32_t weeks[] = {3, 12, 0};
    for (size_t i = 0; i < 3; i++) {
        app->filter.weeks = weeks[i];
        app_choose(app);
        if (app->chosen_count > 0)
            return;
    }
}

void app_close_meeting(struct app *app)
{
    app_review_keep(app);
    meeting_close(app->meeting);
    app->meeting = NULL;
    app->playing = false;
    app->facts = SIZE_MAX;
}

enum err app_open_path(struct app *app, const char *path)
{
    struct meeting *meeting = NULL;
    enum err err = meeting_open(app->disk, path, app->key, &meeting);
    if (err != OK)
        return err;
    app_close_meeting(app);
    app->meeting = meeting;
    app_hear(app);
    memset(&app->open_row, 0, sizeof app->open_row);
    shelf_row_of(meeting, &app->open_row);
    memset(app->words, 0, sizeof app->words);
    app_weigh_words(app);
    memset(&app->segment, 0, sizeof app->segment);
    timeline_of(meeting_replay(meeting), app->timeline);
    app->screen = SCREEN_OVERVIEW;
    app_review_open(app);
    app_seek(app, 0);
    return OK;
}

bool app_open_row(struct app *app, const struct shelf_row *row)
{
    char path[SHELF_PATH_BYTES];
    app->selected = row->key;
    return row->state == SHELF_OPENED && shelf_path(&app->shelf, row, path) == OK &&
           app_open_path(app, path) == OK;
}

// Session time of the last fact of a kind among those shown; 0 if there is none.
static uint64_t last_of(const struct app *app, enum fact_kind kind, enum fact_kind or_kind)
{
    const struct replay *replay = meeting_replay(app->meeting);
    for (size_t i = app->facts; i > 0; i--) {
        const struct replay_fact *fact = &replay->memory.facts[i - 1];
        if (fact->kind == kind || fact->kind == or_kind)
            return fact->at_ms;
    }
    return 0;
}

void app_seek(struct app *app, uint64_t at_ms)
{
    check(app->meeting != NULL);
    const struct replay *replay = meeting_replay(app->meeting);
    app->at_ms = at_ms < app->timeline->last_ms ? at_ms : app->timeline->last_ms;
    size_t facts = replay_count_at(replay, app->at_ms);
    // The first moment is the first fact's, also where a later part stands alone.
    if (facts == 0 && replay->fact_count > 0) {
        facts = 1;
        app->at_ms = replay->memory.facts[0].at_ms;
        facts = replay_count_at(replay, app->at_ms);
    }
    if (facts == app->facts)
        return;
    app->facts = facts;
    replay_state(replay, facts, app->session);
    scene_of(app->session, NULL, AUDIENCE_SUPERVISOR, app->scene);
    app->slide_since_ms = last_of(app, FACT_SLIDE_SHOWN, FACT_SLIDE_TAKEN_BACK);
    app->closed_ms = last_of(app, FACT_PROMPT_CLOSED, FACT_PROMPT_CLOSED);
}

void app_play(struct app *app, bool on, uint64_t now_ms)
{
    if (on && app->at_ms >= app->timeline->last_ms)
        app_seek(app, 0);
    app->playing = on;
    app->played_at_ms = now_ms;
}

void app_draw_segment(struct app *app)
{
    uint64_t random = 0;
    app->random->fill(app->random->self, &random, sizeof random);
    app->segment.drawn = true;
    timeline_segment(app->timeline, random, &app->segment.from_ms, &app->segment.to_ms);
    app->playing = false;
    app_seek(app, app->segment.from_ms);
}

// Where a play that runs now ends: with the part that was drawn while it is inside that.
static uint64_t play_end_ms(const struct app *app)
{
    const struct replay_segment *segment = &app->segment;
    bool inside = segment->drawn && app->at_ms >= segment->from_ms && app->at_ms < segment->to_ms;
    return inside ? segment->to_ms : app->timeline->last_ms;
}

// Session time of the next change of the picture: the play line's next pixel, or the next fact.
static uint64_t next_change_ms(const struct app *app)
{
    const struct replay *replay = meeting_replay(app->meeting);
    uint64_t pixel_ms = view_replay_pixel_ms(app->timeline, &app->canvas);
    uint64_t next_ms = (app->at_ms / pixel_ms + 1) * pixel_ms;
    uint64_t minute_ms = (app->at_ms / MINUTE_MS + 1) * MINUTE_MS;
    next_ms = minute_ms < next_ms ? minute_ms : next_ms;
    if (app->facts < replay->fact_count && replay->memory.facts[app->facts].at_ms < next_ms)
        next_ms = replay->memory.facts[app->facts].at_ms;
    uint64_t end_ms = play_end_ms(app);
    return next_ms < end_ms ? next_ms : end_ms;
}

int app_play_wait_ms(const struct app *app)
{
    if (!app->playing || app->screen != SCREEN_REPLAY)
        return -1;
    uint64_t left_ms = next_change_ms(app) - app->at_ms;
    uint32_t speed = speeds[app->speed];
    uint64_t wait_ms = (left_ms + speed - 1) / speed;
    return wait_ms < 1 ? 1 : wait_ms > 60000 ? 60000 : (int)wait_ms;
}

bool app_play_on(struct app *app, uint64_t now_ms)
{
    if (!app->playing || now_ms <= app->played_at_ms)
        return false;
    uint64_t change_ms = next_change_ms(app);
    uint64_t to_ms = app->at_ms + (now_ms - app->played_at_ms) * speeds[app->speed];
    if (to_ms < change_ms)
        return false; // nothing to draw yet: the time stays to be counted
    uint64_t end_ms = play_end_ms(app);
    app->played_at_ms = now_ms;
    app_seek(app, to_ms < end_ms ? to_ms : end_ms);
    if (app->at_ms >= end_ms)
        app->playing = false;
    return true;
}

// The review pages without a window: the overview, the sheets, comments, and the files and prints that
// leave them.
#include "supervisor_world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void the_review_page_leads_to_moments(void **state)
{
    struct app *app = &((struct world *)*state)->app;
    open_first(app);
    touch(app, PART_REVIEW);
    app_draw(app);
    // Everything that looks as if it led somewhere does: to the replay, at its moment.
    int links = 0;
    struct draw_list *list = malloc(sizeof *list);
    *list = *app->list;
    for (int i = 0; i < list->part_count; i++) {
        uint32_t part = list->parts[i].key;
        uint64_t at_ms = 0;
        if (part < PART_STEP)
            continue;
        assert_true(app_review_moment(app, part, &at_ms));
        touch(app, PART_OVERVIEW);
        touch(app, part);
        assert_int_equal(app->screen, SCREEN_REPLAY);
        assert_int_equal(app->at_ms, at_ms);
        links++;
    }
    free(list);
    assert_true(links >= 8 + 1 + 1); // the steps, a technique, a mark
    uint64_t goals_ms;
    assert_true(app_review_moment(app, PART_STEP + 3, &goals_ms));
    assert_int_equal(goals_ms, 16 * MINUTE_MS);
}

static void scores_are_given_taken_back_and_kept(void **state)
{
    struct world *world = *state;
    struct app *app = &world->app;
    open_first(app);
    touch(app, PART_SHEETS);
    assert_int_equal(app->screen, SCREEN_SHEET);
    const uint8_t *scores = app->review.comments->mine.scores[SHEET_INTEGRITY];
    for (int item = 0; item < INTEGRITY_ITEMS; item++)
        assert_int_equal(scores[item], 0); // the program gives none
    touch(app, PART_SCORE + 8 * INTEGRITY_GOALS + 2);
    assert_int_equal(scores[INTEGRITY_GOALS], 3);
    touch(app, PART_SCORE + 8 * INTEGRITY_GOALS + 2);
    assert_int_equal(scores[INTEGRITY_GOALS], 0);
    touch(app, PART_SCORE + 8 * INTEGRITY_GOALS + 4);
    touch(app, PART_RATE + INTEGRITY_RELAPSE); // the record does not show it, the supervisor knows
    app_draw(app);
    assert_non_null(draw_find_name(app->list, "score-10-1"));
    touch(app, PART_SCALE + SHEET_FIDELITY);
    touch(app, PART_SCORE + 8 * FIDELITY_PEOPLE);
    assert_int_equal(app->review.tone, NOTE_GOOD);
    app_draw(app);
    // A chip of the sheet leads to its moment.
    touch(app, PART_SCALE + SHEET_INTEGRITY);
    app_draw(app);
    const struct part *chip = draw_find_name(app->list, "chip-1-1");
    assert_non_null(chip);
    touch(app, chip->key);
    assert_int_equal(app->screen, SCREEN_REPLAY);
    // Opened again, the scores are there.
    touch(app, PART_SESSIONS);
    press(app, KEY_ENTER, 0);
    assert_int_equal(scores[INTEGRITY_GOALS], 5);
    assert_int_equal(app->review.comments->mine.scores[SHEET_FIDELITY][FIDELITY_PEOPLE], 1);
}

static void the_comment_for_the_leader_is_kept(void **state)
{
    struct world *world = *state;
    struct app *app = &world->app;
    open_first(app);
    touch(app, PART_SHEETS);
    assert_false(app_takes_text(app));
    touch(app, PART_COMMENT);
    assert_true(app_takes_text(app));
    app_text(app, "Clear structure");
    press(app, 'v', 0); // a letter is a letter while one types
    assert_int_equal(app->screen, SCREEN_SHEET);
    app_text(app, "!");
    press(app, KEY_BACKSPACE, 0);
    app_text(app, ".");
    press(app, KEY_ENTER, 0);
    assert_false(app_takes_text(app));
    touch(app, PART_LIVE);
    touch(app, PART_SESSIONS);
    press(app, KEY_ENTER, 0);
    assert_string_equal(app->review.leader_text, "Clear structure.");
    assert_true(app->review.leader_live);
    assert_int_equal(app->review.talk_count, 2); // with the leader's mark
    // What was emptied is gone.
    touch(app, PART_SHEETS);
    touch(app, PART_COMMENT);
    for (int i = 0; i < 16; i++)
        press(app, KEY_BACKSPACE, 0);
    touch(app, PART_OVERVIEW);
    assert_int_equal(app->review.comments->mine.comment_count, 0);
    assert_int_equal(app->review.talk_count, 1);
}

static void say(struct app *app, uint64_t minute, const char *text)
{
    app_seek(app, minute * MINUTE_MS);
    app_text(app, text);
    press(app, KEY_ENTER, 0);
}

static void comments_have_moments_and_answers(void **state)
{
    struct world *world = *state;
    struct app *app = &world->app;
    open_first(app);
    press(app, 'c', 0);
    assert_true(app->review.talking && app_takes_text(app));
    say(app, 40, "why so fast?");
    touch(app, PART_DRAFT_LIVE);
    say(app, 20, "good pace here");
    assert_int_equal(app->review.line_count, 2);
    assert_string_equal(app->review.comment_views[0].text, "good pace here");
    assert_true(app->review.comment_views[0].live);
    assert_false(app->review.comment_views[1].live);
    assert_int_equal(app->review.comment_views[1].at_ms, 40 * MINUTE_MS);
    touch(app, PART_ANSWER + 1);
    say(app, 50, "the bus left early");
    assert_int_equal(app->review.line_count, 3);
    assert_true(app->review.comment_views[2].answer);
    assert_int_equal(app->review.comment_views[2].at_ms, 40 * MINUTE_MS);
    assert_int_equal(app->review.answering, -1);
    app_draw(app);
    assert_non_null(draw_find_name(app->list, "answer-1"));
    assert_null(draw_find_name(app->list, "answer-3")); // an answer is not answered
    press(app, KEY_ESCAPE, 0);
    assert_false(app->review.talking);
    // They are events of the meeting for the keys and for touches.
    app_seek(app, 10 * MINUTE_MS);
    press(app, KEY_RIGHT, MOD_SHIFT);
    assert_int_equal(app->at_ms, 20 * MINUTE_MS);
    app_act(app, PART_TRACK, &(struct ui_input){.x = 109 + 1130 * 40 / 62.0F + 9, .y = 700});
    assert_int_equal(app->at_ms, 40 * MINUTE_MS);
    app_draw(app);
    // With a comment its answers go, and the file says so too.
    touch(app, PART_TALKING);
    touch(app, PART_REMOVE + 0);
    assert_int_equal(app->review.line_count, 2);
    touch(app, PART_SESSIONS);
    press(app, KEY_ENTER, 0);
    assert_int_equal(app->review.line_count, 2);
    assert_string_equal(app->review.comment_views[0].text, "why so fast?");
}

static bool file_is(struct world *world, const char *path, const char *begins)
{
    const struct disk *disk = fake_disk_of(world->fake);
    int handle = -1;
    uint64_t size = 0;
    size_t got = 0;
    char bytes[16] = "";
    if (disk->open(disk->self, path, false, &handle) != OK)
        return false;
    bool is = disk->size(disk->self, handle, &size) == OK && size > 100 &&
              disk->read_at(disk->self, handle, 0, bytes, strlen(begins), &got) == OK &&
              memcmp(bytes, begins, strlen(begins)) == 0;
    disk->close(disk->self, handle);
    return is;
}

static void files_are_saved_and_it_is_said_where(void **state)
{
    struct world *world = *state;
    struct app *app = &world->app;
    open_first(app);
    app_draw(app);
    assert_null(draw_find_name(app->list, "export")); // no folder is known: no button promises one
    name_exports(world);
    touch(app, PART_SHEETS);
    touch(app, PART_SCORE + 3);
    touch(app, PART_PDF);
    assert_int_equal(app->review.tone, NOTE_GOOD);
    assert_non_null(
        strstr(app->review.note, "exports/2026-11-04-07070707/2026-11-04-07070707.pdf"));
    assert_true(file_is(world, "exports/2026-11-04-07070707/2026-11-04-07070707.pdf", "%PDF-"));
    touch(app, PART_CSV);
    assert_int_equal(app->review.tone, NOTE_GOOD);
    assert_true(file_is(world, "exports/2026-11-04-07070707/checkins.csv", ""));
    // The bundle is of the group, in a folder of its own, and names nobody.
    touch(app, PART_OVERVIEW);
    touch(app, PART_BUNDLE);
    assert_int_equal(app->screen, SCREEN_SHEET);
    assert_int_equal(app->review.tone, NOTE_GOOD);
    assert_non_null(strstr(app->review.note, "exports/2026-11-04-07070707-evidence"));
    assert_true(file_is(world, "exports/2026-11-04-07070707-evidence/review.pdf", "%PDF-"));
    assert_true(file_is(world, "exports/2026-11-04-07070707-evidence/README.txt", ""));
    assert_true(file_is(world, "exports/2026-11-04-07070707-evidence/goals.txt", ""));
    touch(app, PART_REPLAY);
    press(app, 'e', 0);
    assert_int_equal(app->screen, SCREEN_SHEET);
    assert_true(file_is(world, "exports/2026-11-04-07070707/export.json", "{"));
    app_draw(app);
    fake_disk_fail(world->fake, 1, ERR_NO_SPACE, true);
    touch(app, PART_PDF);
    assert_int_equal(app->review.tone, NOTE_BAD);
    fake_disk_fail(world->fake, 0, ERR_IO, false);
}

static void a_supervision_is_kept_and_stands_in_the_tables(void **state)
{
    struct world *world = *state;
    struct app *app = &world->app;
    open_first(app);
    name_exports(world);
    touch(app, PART_OVERVIEW);
    touch(app, PART_SUPERVISION);
    assert_int_equal(app->screen, SCREEN_SUPERVISION);
    const struct review_book *mine = &app->review.comments->mine;
    uint32_t today = app->review.held.day;
    assert_true(today > 0);
    assert_non_null(strstr(app->review.held.people, app->review.evidence->leader));
    app_draw(app);
    // No later than today, by as many touches as one likes.
    touch(app, PART_HELD_DAY);
    assert_int_equal(app->review.held.day, today - 1);
    touch(app, PART_HELD_DAY + 1);
    app_act(app, PART_HELD_DAY + 1, &(struct ui_input){0});
    assert_int_equal(app->review.held.day, today);
    touch(app, PART_HELD_MINUTES + 1);
    touch(app, PART_HELD_METHOD + 1);
    touch(app, PART_HELD_PEOPLE);
    assert_true(app_takes_text(app));
    app_text(app, ", K. Sun");
    press(app, KEY_ENTER, 0);
    assert_false(app_takes_text(app));
    touch(app, PART_HELD_KEEP);
    assert_int_equal(mine->supervision_count, 1);
    assert_int_equal(mine->supervisions[0].day, today);
    assert_int_equal(mine->supervisions[0].minutes, 35);
    assert_int_equal(mine->supervisions[0].method, SUPERVISION_PHONE);
    assert_non_null(strstr(mine->supervisions[0].people, ", K. Sun"));
    // What the disk refuses is said and not shown as kept.
    fake_disk_fail(world->fake, 1, ERR_NO_SPACE, true);
    touch(app, PART_HELD_KEEP);
    fake_disk_fail(world->fake, 0, ERR_IO, false);
    assert_int_equal(mine->supervision_count, 1);
    assert_string_not_equal(app->review.trouble, "");
    press(app, KEY_ESCAPE, 0);
    assert_int_equal(app->screen, SCREEN_OVERVIEW);
    // It is there when the record is opened again, and in the tables.
    touch(app, PART_SESSIONS);
    press(app, KEY_ENTER, 0);
    assert_int_equal(app->review.comments->mine.supervision_count, 1);
    touch(app, PART_SHEETS);
    touch(app, PART_CSV);
    assert_true(file_is(world, "exports/2026-11-04-07070707/supervision.csv", ""));
}

// A stand-in for the machine's lp.
static void put_lp(const char *folder, const char *script)
{
    char path[64];
    snprintf(path, sizeof path, "%s/lp", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(script, file);
    fclose(file);
    assert_int_equal(chmod(path, 0700), 0);
}

static void printing_hands_the_report_to_lp(void **state)
{
    struct world *world = *state;
    struct app *app = &world->app;
    char folder[] = "/tmp/imr-lp-XXXXXX", path[64], line[256] = "";
    assert_non_null(mkdtemp(folder));
    char *before = strdup(getenv("PATH"));
    assert_int_equal(setenv("PATH", folder, 1), 0);
    name_exports(world);
    open_first(app);
    touch(app, PART_PRINT); // there is no lp at all
    assert_int_equal(app->review.tone, NOTE_BAD);
    snprintf(path, sizeof path, "%s/asked", folder);
    char script[256];
    snprintf(script, sizeof script, "#!/bin/sh\necho \"$@\" >%s\n", path);
    put_lp(folder, script);
    touch(app, PART_PRINT);
    assert_int_equal(app->review.tone, NOTE_GOOD);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_non_null(fgets(line, sizeof line, file));
    fclose(file);
    assert_string_equal(line, "-- exports/2026-11-04-07070707/2026-11-04-07070707.pdf\n");
    put_lp(folder, "#!/bin/sh\nexit 1\n"); // the printer does not take it
    touch(app, PART_PRINT);
    assert_int_equal(app->review.tone, NOTE_BAD);
    assert_int_equal(setenv("PATH", before, 1), 0);
    free(before);
    remove(path);
    snprintf(path, sizeof path, "%s/lp", folder);
    remove(path);
    rmdir(folder);
}

static void what_cannot_be_kept_is_said(void **state)
{
    struct world *world = *state;
    struct app *app = &world->app;
    open_first(app);
    touch(app, PART_SHEETS);
    fake_disk_fail(world->fake, 1, ERR_NO_SPACE, false);
    touch(app, PART_SCORE + 1);
    assert_int_equal(app->review.tone, NOTE_BAD);
    assert_true(app->review.note[0] != '\0');
    app_draw(app);
    touch(app, PART_SCORE + 2); // the next one is kept, with all that was said before
    assert_int_equal(app->review.tone, NOTE_GOOD);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        EACH(the_review_page_leads_to_moments),
        EACH(scores_are_given_taken_back_and_kept),
        EACH(the_comment_for_the_leader_is_kept),
        EACH(comments_have_moments_and_answers),
        EACH(files_are_saved_and_it_is_said_where),
        EACH(printing_hands_the_report_to_lp),
        EACH(a_supervision_is_kept_and_stands_in_the_tables),
        EACH(printing_hands_the_report_to_lp),
        EACH(what_cannot_be_kept_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

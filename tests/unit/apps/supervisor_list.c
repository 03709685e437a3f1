// The list of sessions without a window: what is shown before anything is opened, what is typed finds,
// dates and sticks, and trends over what the filter lets through.
#include "supervisor_world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void the_list_shows_before_anything_is_opened(void **state)
{
    struct app *app = &((struct world *)*state)->app;
    assert_int_equal(app->shelf.count, 2);
    assert_int_equal(app->shelf.waiting, 2);
    assert_int_equal(app->shelf.rows[0].day, HELP_DAY);
    app->filter.weeks = 0;
    app_choose(app);
    assert_int_equal(app->chosen_count, 2);
    app_draw(app);
    assert_non_null(draw_find_name(app->list, "session-2"));
    assert_true(draw_find_name(app->list, "session-1")->off);
    look_at_all(app);
    app_draw(app);
    assert_false(draw_find_name(app->list, "session-1")->off);
    assert_true(draw_find_name(app->list, "session-2")->off); // sealed to somebody else
    assert_int_equal(app->shelf.rows[1].state, SHELF_NOT_YOURS);
}

static void what_is_typed_finds(void **state)
{
    struct app *app = &((struct world *)*state)->app;
    look_at_all(app);
    app_text(app, "R");
    app_text(app, "EYES");
    assert_string_equal(app->filter.find, "REYES");
    assert_int_equal(app->chosen_count, 1);
    app_text(app, "x");
    assert_int_equal(app->chosen_count, 0);
    press(app, KEY_BACKSPACE, 0);
    assert_int_equal(app->chosen_count, 1);
    app_text(app, "\x07"); // no control character gets in
    assert_string_equal(app->filter.find, "REYES");
    press(app, KEY_ESCAPE, 0);
    assert_int_equal(app->chosen_count, 2);
    app_act(app, PART_GROUPS, &(struct ui_input){0});
    assert_string_equal(app->filter.group, "Tuesday Recovery Group");
    assert_int_equal(app->chosen_count, 1);
    app_act(app, PART_GROUPS, &(struct ui_input){0});
    assert_string_equal(app->filter.group, "");
}

static void a_date_is_found_by_its_words(void **state)
{
    struct app *app = &((struct world *)*state)->app;
    app->filter.weeks = 0;
    app_choose(app); // nothing is opened yet: the days are in the names of the files
    static const struct {
        const char *typed;
        size_t found;
    } searches[] = {{"2026-11", 2}, {"4 nov", 2}, {"4 November 2026", 2}, {"-04", 2}, {"5 nov", 0},
                    {"2026-10", 0}, {"oct", 0}};
    for (size_t i = 0; i < sizeof searches / sizeof searches[0]; i++) {
        app_text(app, searches[i].typed);
        assert_int_equal(app->chosen_count, searches[i].found);
        press(app, KEY_ESCAPE, 0);
    }
}

static void dates_leave_old_records_out(void **state)
{
    struct app *app = &((struct world *)*state)->app;
    look_at_all(app);
    app->filter.today = HELP_DAY + 22;
    app->filter.weeks = 3;
    app_choose(app);
    assert_int_equal(app->chosen_count, 0);
    app_choose_dates(app);
    assert_int_equal(app->filter.weeks, 12);
    assert_int_equal(app->chosen_count, 2);
    app->filter.today = HELP_DAY + 1000;
    app_choose_dates(app);
    assert_int_equal(app->filter.weeks, 0);
}

static void sticks_with_records_are_places(void **state)
{
    struct app *app = &((struct world *)*state)->app;
    char root[] = "/tmp/imr-media-XXXXXX", path[96];
    static const char *const folders[] = {"", "/STICK-4", "/EMPTY", "/WARD", "/WARD/sessions"};
    static const char *const files[] = {"/STICK-4/2026-11-04-07070707.0.imrlog", "/EMPTY/notes.txt",
                                        "/WARD/sessions/2026-11-05-07070707.0.imrlog"};
    assert_non_null(mkdtemp(root));
    for (size_t i = 1; i < 5; i++) {
        snprintf(path, sizeof path, "%s%s", root, folders[i]);
        assert_int_equal(mkdir(path, 0700), 0);
    }
    for (size_t i = 0; i < 3; i++) {
        snprintf(path, sizeof path, "%s%s", root, files[i]);
        FILE *file = fopen(path, "w");
        assert_non_null(file);
        fclose(file);
    }
    app->disk = disk_posix();
    app->place_count = 1;
    snprintf(app->places[0].folder, sizeof app->places[0].folder, "%s/EMPTY", root);
    assert_true(app_list(app, app->places[0].folder));
    assert_int_equal(app->shelf.count, 0);
    app_find_places(app, root);
    assert_int_equal(app->place_count, 3);
    unsigned seen = 0;
    for (int i = 0; i < 2; i++) {
        touch(app, PART_PLACE);
        assert_int_equal(app->shelf.count, 1);
        seen |= strcmp(app->places[app->place].name, "WARD") == 0 ? 1U : 2U;
        app_draw(app);
    }
    assert_int_equal(seen, 3);
    touch(app, PART_PLACE); // and round
    assert_int_equal(app->shelf.count, 0);
    for (size_t i = 0; i < 3; i++) {
        snprintf(path, sizeof path, "%s%s", root, files[i]);
        assert_int_equal(remove(path), 0);
    }
    for (size_t i = 5; i > 0; i--) {
        snprintf(path, sizeof path, "%s%s", root, folders[i - 1]);
        assert_int_equal(rmdir(path), 0);
    }
}

static void trends_show_what_the_filter_lets_through(void **state)
{
    struct app *app = &((struct world *)*state)->app;
    look_at_all(app);
    const struct trend_numbers *trend = &app->shelf.rows[0].trend;
    assert_int_equal(trend->family_counts[FAMILY_SKILLS], 1);
    assert_int_equal(trend->family_counts[FAMILY_EDUCATION], 1); // tagged after the group
    const struct trend_checkin *checkin = trend_checkin_of(trend, "feel-now");
    assert_non_null(checkin);
    assert_true(trend_is_scale(checkin));
    assert_int_equal(checkin->bands[2], BAND_HALF);
    assert_null(trend_checkin_of(trend, "topic-next")); // plain counts stay in their record
    touch(app, PART_TRENDS);
    assert_int_equal(app->screen, SCREEN_TRENDS);
    app_draw(app);
    assert_non_null(draw_find_name(app->list, "checkins"));
    touch(app, PART_GROUPS);
    assert_int_equal(app->chosen_count, 1);
    app_draw(app);
    press(app, KEY_ESCAPE, 0);
    assert_int_equal(app->screen, SCREEN_SESSIONS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        EACH(the_list_shows_before_anything_is_opened),
        EACH(what_is_typed_finds),
        EACH(a_date_is_found_by_its_words),
        EACH(dates_leave_old_records_out),
        EACH(sticks_with_records_are_places),
        EACH(trends_show_what_the_filter_lets_through),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

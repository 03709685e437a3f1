// The replay without a window: keys, touches and plays move through a meeting, and it shows at every
// moment what the room saw then.
#include "supervisor_world.h"

#include "core/scene.h"
#include <stdlib.h>
#include <string.h>

static void keys_move_through_the_meeting(void **state)
{
    struct app *app = &((struct world *)*state)->app;
    open_first(app);
    assert_int_equal(app->at_ms, 0);
    press(app, KEY_RIGHT, 0);
    assert_int_equal(app->at_ms, 10000);
    press(app, KEY_LEFT, 0);
    press(app, KEY_LEFT, 0);
    assert_int_equal(app->at_ms, 0);
    static const uint64_t events[] = {3, 31, 34, 37, 44, 60};
    for (size_t i = 0; i < 6; i++) {
        press(app, KEY_RIGHT, MOD_SHIFT);
        assert_int_equal(app->at_ms, events[i] * MINUTE_MS);
    }
    press(app, KEY_RIGHT, MOD_SHIFT); // what was tagged after the end is no event of the meeting
    assert_int_equal(app->at_ms, 60 * MINUTE_MS);
    press(app, KEY_PAGE_UP, 0);
    assert_int_equal(app->at_ms, 58 * MINUTE_MS);
    press(app, KEY_PAGE_UP, 0);
    assert_int_equal(app->at_ms, 52 * MINUTE_MS);
    press(app, KEY_END, 0);
    assert_int_equal(app->at_ms, 62 * MINUTE_MS);
    press(app, KEY_HOME, 0);
    assert_int_equal(app->at_ms, 0);
    press(app, '3', 0);
    assert_int_equal(app->speed, 2);
}

static void a_touch_on_the_timeline_goes_there(void **state)
{
    struct app *app = &((struct world *)*state)->app;
    open_first(app);
    app_act(app, PART_TRACK, &(struct ui_input){.x = 109 + 1130 / 2.0F, .y = 640});
    assert_int_equal(app->at_ms / MINUTE_MS, 31);
    // Near a disc it is the event's own time.
    app_act(app, PART_TRACK, &(struct ui_input){.x = 109 + 1130 * 44 / 62.0F + 9, .y = 700});
    assert_int_equal(app->at_ms, 44 * MINUTE_MS);
}

static void a_play_runs_as_fast_as_it_says(void **state)
{
    struct app *app = &((struct world *)*state)->app;
    open_first(app);
    static const uint64_t speeds[] = {1, 4, 16};
    for (int speed = 0; speed < 3; speed++) {
        uint64_t now_ms = 5000;
        app_seek(app, 0);
        app->speed = speed;
        app_play(app, true, now_ms);
        // Only as often as the picture changes, and then exactly on time.
        for (int wakes = 0; now_ms < 65000 && wakes < 400; wakes++) {
            int wait_ms = app_play_wait_ms(app);
            assert_true(wait_ms > 0);
            now_ms += (uint64_t)wait_ms;
            assert_true(app_play_on(app, now_ms));
        }
        assert_int_equal(app->at_ms, (now_ms - 5000) * speeds[speed]);
    }
    app_seek(app, app->timeline->last_ms - 100);
    app_play(app, true, 0);
    assert_true(app_play_on(app, 1000));
    assert_false(app->playing);
    assert_int_equal(app_play_wait_ms(app), -1);
    app_play(app, true, 2000); // from the end it begins anew
    assert_int_equal(app->at_ms, 0);
}

static void a_random_part_lies_inside_and_ends_its_play(void **state)
{
    struct app *app = &((struct world *)*state)->app;
    open_first(app);
    bool early = false, late = false;
    for (int i = 0; i < 400; i++) {
        press(app, 'r', 0);
        const struct replay_segment *segment = &app->segment;
        assert_true(segment->drawn);
        assert_int_equal(segment->to_ms - segment->from_ms, 15 * MINUTE_MS);
        assert_true(segment->to_ms <= app->timeline->length_ms);
        assert_int_equal(app->at_ms, segment->from_ms);
        early = early || segment->from_ms < 5 * (uint64_t)MINUTE_MS;
        late = late || segment->to_ms > app->timeline->length_ms - 5 * (uint64_t)MINUTE_MS;
    }
    assert_true(early && late);
    app_act(app, PART_SEGMENT, &(struct ui_input){0});
    app_play(app, true, 0);
    assert_true(app_play_on(app, 3600 * 1000));
    assert_int_equal(app->at_ms, app->segment.to_ms);
    assert_false(app->playing);
    // Outside of the part a play goes on to the end of the meeting.
    app_play(app, true, 0);
    assert_true(app_play_on(app, 3600 * 1000));
    assert_int_equal(app->at_ms, app->timeline->last_ms);
    app_draw(app);
    app_act(app, PART_SESSIONS, &(struct ui_input){0});
    press(app, KEY_ENTER, 0);
    assert_int_equal(app->screen, SCREEN_OVERVIEW);
    assert_false(app->segment.drawn); // it belongs to the record it was drawn in
}

static void a_short_meeting_is_its_own_random_part(void **state)
{
    (void)state;
    struct timeline *timeline = calloc(1, sizeof *timeline);
    uint64_t from_ms, to_ms;
    static const uint64_t minutes[] = {0, 9, 15};
    for (size_t i = 0; i < 3; i++) {
        timeline->length_ms = minutes[i] * MINUTE_MS;
        timeline_segment(timeline, 0xFFFFFFFFFFFFFFFFU, &from_ms, &to_ms);
        assert_int_equal(from_ms, 0);
        assert_int_equal(to_ms, timeline->length_ms);
    }
    // Every second at which a part may begin does begin one, the last one too.
    timeline->length_ms = 15 * MINUTE_MS + 2000;
    for (uint64_t random = 0; random < 6; random++) {
        timeline_segment(timeline, random, &from_ms, &to_ms);
        assert_int_equal(from_ms, random % 3 * 1000);
    }
    free(timeline);
}

static void every_fact_shows_the_scene_of_then(void **state)
{
    struct world *world = *state;
    struct app *app = &world->app;
    open_first(app);
    const struct replay *replay = meeting_replay(app->meeting);
    struct session *session = calloc(1, sizeof *session);
    struct scene *scene = calloc(1, sizeof *scene);
    for (size_t i = 0; i < replay->fact_count; i++) {
        struct fact fact;
        replay_fact_at(replay, i, &fact);
        assert_int_equal(session_apply(session, &fact), OK);
        // Facts of one moment are shown together, by the last of them.
        if (i + 1 < replay->fact_count &&
            replay->memory.facts[i + 1].at_ms == replay->memory.facts[i].at_ms)
            continue;
        // From both sides, so that it does not matter where a seek comes from.
        for (int way = 0; way < 2; way++) {
            app_seek(app, way == 0 ? 0 : UINT64_MAX);
            app_seek(app, replay->memory.facts[i].at_ms);
            scene_of(session, NULL, AUDIENCE_SUPERVISOR, scene);
            assert_memory_equal(app->scene, scene, sizeof *scene);
            app_draw(app);
        }
    }
    free(scene);
    free(session);
}

static size_t count_of(const struct timeline *timeline, enum happening_kind kind)
{
    size_t count = 0;
    for (uint16_t i = 0; i < timeline->happening_count; i++)
        count += timeline->happenings[i].kind == kind;
    return count;
}

static void goals_and_home_practice_are_events(void **state)
{
    struct world *world = *state;
    struct app *app = &world->app;
    struct help_record *record = help_record_make(fake_disk_of(world->fake), "s", "review.key", 5);
    struct goals_gathered gathered = {.cards = 6, .line_count = 2};
    memcpy(gathered.lines[0].text, "Call my sister", sizeof "Call my sister");
    gathered.lines[0].kind = GOAL_SHORT_TERM;
    gathered.lines[1] = (struct goal_line){GOAL_STEP, GOAL_DID, "Walk on Monday"};
    help_begin(record, "Friday Open Group", "K. Lor");
    help_goals(record, 17 * MINUTE_MS, 22 * MINUTE_MS, &gathered);
    // A round is counted one by one; what it came to is what happened.
    for (uint8_t done = 1; done <= 6; done++)
        help_count(record, (24 + done) * (uint64_t)MINUTE_MS, MEASURE_GOALS_FOLLOWED_UP, done, 8);
    for (uint8_t done = 1; done <= 7; done++)
        help_count(record, (40 + done) * (uint64_t)MINUTE_MS, MEASURE_PRACTICE_SET, done, 8);
    help_end(record, 60 * MINUTE_MS);
    help_finish(record, 61 * MINUTE_MS);
    help_part_end(record);
    app_close_meeting(app);
    assert_int_equal(app_open_path(app, "s/2026-11-04-05050505.0.imrlog"), OK);
    touch(app, PART_REPLAY);
    const struct timeline *timeline = app->timeline;
    assert_int_equal(count_of(timeline, HAPPENED_GOALS), 1);
    assert_int_equal(count_of(timeline, HAPPENED_GOALS_CLOSED), 1);
    assert_int_equal(count_of(timeline, HAPPENED_GOAL_LINE), 2);
    assert_int_equal(count_of(timeline, HAPPENED_COUNT), 2);
    // The list knows of them what the trends show.
    assert_int_equal(app->open_row.trend.counts[MEASURE_GOALS_FOLLOWED_UP].done, 6);
    assert_int_equal(app->open_row.trend.counts[MEASURE_PRACTICE_SET].of, 8);
    assert_false(app->open_row.trend.counts[MEASURE_GOALS_SET].known);
    // Only goals opened and home practice are stops on the way through the meeting.
    press(app, KEY_HOME, 0);
    static const uint64_t stops[] = {17, 47};
    for (size_t i = 0; i < 2; i++) {
        press(app, KEY_RIGHT, MOD_SHIFT);
        assert_int_equal(app->at_ms, stops[i] * MINUTE_MS);
        app_draw(app);
    }
    press(app, KEY_RIGHT, MOD_SHIFT);
    assert_int_equal(app->at_ms, 47 * MINUTE_MS);
    help_record_free(record);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        EACH(keys_move_through_the_meeting),
        EACH(a_touch_on_the_timeline_goes_there),
        EACH(a_play_runs_as_fast_as_it_says),
        EACH(a_random_part_lies_inside_and_ends_its_play),
        EACH(a_short_meeting_is_its_own_random_part),
        EACH(every_fact_shows_the_scene_of_then),
        EACH(goals_and_home_practice_are_events),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

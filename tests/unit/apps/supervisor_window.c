// The window's mind without a window: what keys, rows and typed texts do to what is shown, and that a
// replay shows at every moment what the room saw then.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// cmocka's header needs the four above.
#include "core/scene.h"
#include "fake_disk.h"
#include "seal/witness.h"
#include "supervisor/app.h"
#include "supervisor_help.h"
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct world {
    struct fake_disk *fake;
    struct help_record *record;
    struct help_record *stranger;
    struct app app;
    struct supervisor_options options;
    struct diagnostics diagnostics;
    struct random_seeded random;
};

static void make_app(struct world *world)
{
    struct app *app = &world->app;
    char message[UI_MESSAGE_BYTES];
    struct ui_options ui = {.title = "test", .assets = TEST_ASSETS, .headless = true};
    if (ui_create(&ui, &app->ui, message) != OK)
        fail_msg("%s", message);
    struct arena arena;
    app->strings_block = malloc(STRINGS_ARENA_BYTES);
    arena_init(&arena, app->strings_block, STRINGS_ARENA_BYTES);
    assert_int_equal(
        strings_load(TEST_ASSETS "/strings", &arena, &world->diagnostics, &app->strings), OK);
    app->disk = fake_disk_of(world->fake);
    app->options = &world->options;
    app->key = world->record->key;
    random_seeded_init(&world->random, 4);
    app->random = &world->random.source;
    app->canvas = canvas_staff(1280, 800, 0);
    assert_true(app_lend_memory(app));
    app->facts = SIZE_MAX;
    app->screen = SCREEN_SESSIONS;
    hand_init(&app->hand, false);
    assert_true(app_list(app, "s"));
}

static int setup(void **state)
{
    struct world *world = calloc(1, sizeof *world);
    world->fake = fake_disk_create();
    const struct disk *disk = fake_disk_of(world->fake);
    world->record = help_record_make(disk, "s", "review.key", 7);
    help_meeting(world->record, 2);
    world->stranger = help_record_make(disk, "s", "stranger.key", 9);
    help_meeting(world->stranger, 1);
    make_app(world);
    *state = world;
    return 0;
}

static int teardown(void **state)
{
    struct world *world = *state;
    struct app *app = &world->app;
    app_close_meeting(app);
    shelf_close(&app->shelf);
    ui_destroy(app->ui);
    free(app->chosen);
    free(app->checked);
    app_release_memory(app);
    free(app->strings_block);
    help_record_free(world->record);
    help_record_free(world->stranger);
    fake_disk_destroy(world->fake);
    free(world);
    return 0;
}

static void look_at_all(struct app *app)
{
    while (shelf_look(&app->shelf, app->key))
        app_choose(app);
    app->filter.weeks = 0;
    app_choose(app);
}

static void press(struct app *app, uint32_t key, int mods)
{
    app_key(app, &(struct ui_input){.kind = UI_KEY, .key = key, .mods = mods});
}

static void touch(struct app *app, uint32_t part)
{
    app_act(app, part, &(struct ui_input){0});
}

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

static void open_first(struct app *app)
{
    look_at_all(app);
    press(app, KEY_DOWN, 0);
    press(app, KEY_ENTER, 0);
    assert_int_equal(app->screen, SCREEN_OVERVIEW); // the review page comes first
    touch(app, PART_REPLAY);
    assert_int_equal(app->screen, SCREEN_REPLAY);
}

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

static void six_words_are_compared(void **state)
{
    struct app *app = &((struct world *)*state)->app;
    open_first(app);
    press(app, 'v', 0);
    assert_int_equal(app->screen, SCREEN_VERIFY);
    char words[SIX_WORDS_BYTES];
    meeting_end_words(app->meeting, words);
    assert_int_equal(app->words_fit, SHEET_TYPING);
    for (const char *at = words; *at != '\0'; at++) {
        char letter[2] = {*at, '\0'};
        if (letter[0] >= 'a' && letter[0] <= 'z')
            letter[0] = (char)(letter[0] - 'a' + 'A'); // sheets are often written so
        app_text(app, letter);
    }
    assert_int_equal(app->words_fit, SHEET_FITS);
    assert_int_equal(app->verdict.verdict, RECORD_COMPLETE);
    // The beginning of a word is no other end.
    press(app, KEY_BACKSPACE, 0);
    assert_int_equal(app->words_fit, SHEET_TYPING);
    assert_int_equal(app->verdict.verdict, RECORD_COMPLETE);
    // Another end's words mean to the verdict what they mean on the command line.
    char *last = strrchr(words, '\0') - 1;
    app_text(app, *last == 'q' ? "z" : "q");
    *last = *last == 'q' ? 'z' : 'q';
    assert_int_equal(app->words_fit, SHEET_FITS_NOT);
    struct meeting_verdict weighed;
    assert_false(meeting_weigh_words(app->meeting, words, &weighed));
    assert_int_equal(app->verdict.verdict, RECORD_FORKED);
    assert_int_equal(app->verdict.fault, FAULT_WORDS_FORK);
    assert_memory_equal(app->verdict.place, weighed.place, sizeof weighed.place);
    app_draw(app);
    // What is rubbed out is not held against the record.
    press(app, KEY_BACKSPACE, 0);
    assert_int_equal(app->verdict.verdict, RECORD_COMPLETE);
    assert_non_null(draw_find_name(app->list, "word-6"));
}

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

static void name_exports(struct world *world)
{
    static const char notice[] = "42 CFR part 2 prohibits unauthorized disclosure.";
    world->options.out_path = "exports";
    world->options.review.notice = "notice.txt";
    world->options.review.export_log = "exports.csv";
    fake_disk_put(world->fake, "notice.txt", notice, sizeof notice - 1);
    assert_true(app_name_exports(&world->app));
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

static void a_screen_that_saw_more_is_heard(void **state)
{
    struct world *world = *state;
    struct app *app = &world->app;
    struct witness_book *book = calloc(1, sizeof *book);
    struct record_witness saw = {.segment = 1, .frames = 100000};
    memcpy(saw.session_id, world->record->info.session_id, sizeof saw.session_id);
    assert_true(witness_take(book, &saw));
    assert_int_equal(witness_save(app->disk, "s/screen-4.witnesses", book), OK);
    free(book);
    open_first(app);
    assert_int_equal(app->heard.heard, 1);
    assert_int_equal(app->heard.fit, 0);
    assert_int_equal(app->review.evidence->verdict, RECORD_TRUNCATED);
    press(app, 'v', 0);
    app_draw(app);
    assert_null(draw_find_name(app->list, "save-check"));
    name_exports(world);
    app_draw(app);
    assert_non_null(draw_find_name(app->list, "save-check"));
    touch(app, PART_SAVE_CHECK);
    assert_int_equal(app->check_saved, NOTE_GOOD);
    size_t size;
    const char *text =
        (const char *)fake_disk_bytes(world->fake, "exports/2026-11-04-07070707.check.txt", &size);
    assert_non_null(text);
    assert_true(size > 60 && memcmp(text, "2026-11-04-07070707\ntruncated", 29) == 0);
    app_draw(app);
    fake_disk_fail(world->fake, 1, ERR_NO_SPACE, false);
    touch(app, PART_SAVE_CHECK);
    assert_int_equal(app->check_saved, NOTE_BAD);
    app_draw(app);
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
#define EACH(test) cmocka_unit_test_setup_teardown(test, setup, teardown)
    const struct CMUnitTest tests[] = {
        EACH(the_list_shows_before_anything_is_opened),
        EACH(what_is_typed_finds),
        EACH(a_date_is_found_by_its_words),
        EACH(dates_leave_old_records_out),
        EACH(keys_move_through_the_meeting),
        EACH(a_touch_on_the_timeline_goes_there),
        EACH(a_play_runs_as_fast_as_it_says),
        EACH(a_random_part_lies_inside_and_ends_its_play),
        EACH(a_short_meeting_is_its_own_random_part),
        EACH(every_fact_shows_the_scene_of_then),
        EACH(six_words_are_compared),
        EACH(the_review_page_leads_to_moments),
        EACH(scores_are_given_taken_back_and_kept),
        EACH(the_comment_for_the_leader_is_kept),
        EACH(comments_have_moments_and_answers),
        EACH(files_are_saved_and_it_is_said_where),
        EACH(printing_hands_the_report_to_lp),
        EACH(a_screen_that_saw_more_is_heard),
        EACH(sticks_with_records_are_places),
        EACH(trends_show_what_the_filter_lets_through),
        EACH(goals_and_home_practice_are_events),
        EACH(what_cannot_be_kept_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// What a record shows to a supervisor, against figures counted by hand.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// cmocka's header needs the four above.
#include "fake_disk.h"
#include "supervisor/evidence_words.h"
#include "supervisor/meeting.h"
#include "supervisor_help.h"
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct world {
    struct fake_disk *fake;
    struct help_record *record;
    struct evidence *evidence;
    struct timeline *timeline;
    void *block;
    struct strings strings;
    struct words words;
};

static int setup(void **state)
{
    struct world *world = calloc(1, sizeof *world);
    world->fake = fake_disk_create();
    world->record = help_record_make(fake_disk_of(world->fake), "s", "review.key", 7);
    world->evidence = calloc(1, sizeof *world->evidence);
    world->timeline = calloc(1, sizeof *world->timeline);
    world->block = malloc(STRINGS_ARENA_BYTES);
    struct arena arena;
    struct diagnostics diagnostics = {0};
    arena_init(&arena, world->block, STRINGS_ARENA_BYTES);
    assert_int_equal(strings_load(TEST_ASSETS "/strings", &arena, &diagnostics, &world->strings),
                     OK);
    world->words = (struct words){&world->strings, LANGUAGE_EN};
    *state = world;
    return 0;
}

static int teardown(void **state)
{
    struct world *world = *state;
    help_record_free(world->record);
    fake_disk_destroy(world->fake);
    free(world->evidence);
    free(world->timeline);
    free(world->block);
    free(world);
    return 0;
}

static uint64_t minutes(unsigned count)
{
    return (uint64_t)count * MINUTE_MS;
}

static const struct evidence *evidence(struct world *world)
{
    struct meeting *meeting = NULL;
    assert_int_equal(meeting_open(fake_disk_of(world->fake), "s/2026-11-04-07070707.0.imrlog",
                                  world->record->key, &meeting),
                     OK);
    timeline_of(meeting_replay(meeting), world->timeline);
    evidence_of(meeting_replay(meeting), world->timeline, meeting_verdict(meeting)->verdict,
                world->evidence);
    meeting_close(meeting);
    return world->evidence;
}

static void expect_chip(struct world *world, enum sheet sheet, uint8_t item, uint8_t place,
                        const char *words)
{
    const struct evidence_item *of = evidence_item_of(world->evidence, sheet, item);
    assert_int_equal(of->state, EVIDENCE_CHIPS);
    assert_true(place < of->chip_count);
    char text[256];
    struct out out = out_into(text, sizeof text);
    evidence_chip_words(&out, &world->words, world->evidence, &of->chips[place]);
    assert_string_equal(text, words);
}

static bool has_flag(const struct evidence *of, enum review_flag_kind kind, unsigned number)
{
    for (uint8_t i = 0; i < of->flag_count; i++)
        if (of->flags[i].kind == kind && of->flags[i].number == number)
            return true;
    return false;
}

// The meeting of the design, counted on paper: 62 of 60 minutes, eight steps, one technique in the
// meeting and one added after it, a mark at 31, a screen lost from 34 to 35, three prompts.
static void the_page_agrees_with_hand_figures(void **state)
{
    struct world *world = *state;
    help_meeting(world->record, 2);
    const struct evidence *of = evidence(world);
    assert_int_equal(of->minutes, 62);
    assert_int_equal(of->plan_minutes, 60);
    assert_int_equal(of->step_count, 8);
    assert_int_equal(of->steps_done, 8);
    assert_int_equal(of->steps_skipped, 0);
    static const unsigned spent[] = {6, 4, 6, 9, 2, 25, 6, 4}, plan[] = {5, 4, 6, 8, 2, 25, 6, 4};
    static const unsigned began[] = {0, 6, 10, 16, 25, 27, 52, 58};
    for (uint8_t i = 0; i < 8; i++) {
        assert_int_equal(of->steps[i].spent_ms, minutes(spent[i]));
        assert_int_equal(of->steps[i].plan_minutes, plan[i]);
        assert_int_equal(of->steps[i].moment.at_ms, minutes(began[i]));
        assert_true(of->steps[i].begun && of->steps[i].done);
    }
    assert_int_equal(of->slide_first, 1);
    assert_int_equal(of->slide_last, 7);
    assert_int_equal(of->people_most, 8);
    assert_int_equal(of->technique_count, 2);
    assert_int_equal(of->techniques[0].technique, TECHNIQUE_ROLE_PLAY);
    assert_int_equal(of->techniques[0].moment.at_ms, minutes(44));
    assert_false(of->techniques[0].after);
    assert_int_equal(of->techniques[1].technique, TECHNIQUE_SAY_IT_BACK);
    assert_true(of->techniques[1].after);
    assert_int_equal(of->family_counts[FAMILY_EDUCATION], 1);
    assert_int_equal(of->family_counts[FAMILY_SKILLS], 1);
    assert_int_equal(of->family_counts[FAMILY_MOTIVATION], 0);
    assert_true(of->practised);
    assert_int_equal(of->mark_count, 1);
    assert_int_equal(of->marks[0].moment.at_ms, minutes(31));
    assert_int_equal(of->lost_count, 1);
    assert_int_equal(of->lost[0].back_ms, minutes(35));
    assert_int_equal(of->prompt_count, 3);
    assert_int_equal(of->prompts[0].release.kind, RELEASE_COUNTS);
    assert_int_equal(of->prompts[1].release.kind, RELEASE_BANDS);
    assert_int_equal(of->prompts[1].opened.at_ms, minutes(37));
    assert_int_equal(of->prompts[2].release.kind, RELEASE_BANDS);
    assert_string_equal(of->note, "A calm meeting.");
    // Nobody counted: the page does not make a zero of what it does not know.
    for (int measure = MEASURE_ATTENDANCE; measure <= MEASURE_LAST; measure++)
        assert_false(of->counts[measure].known);
    assert_true(has_flag(of, REVIEW_FLAG_LOST, 1));
    assert_true(has_flag(of, REVIEW_FLAG_RESUMED, 1));
    assert_false(has_flag(of, REVIEW_FLAG_NO_PRACTICE, 0));
    assert_false(has_flag(of, REVIEW_FLAG_OVER, 2)); // two minutes are no flag
}

static void every_item_says_what_the_record_shows(void **state)
{
    struct world *world = *state;
    help_meeting(world->record, 1);
    const struct evidence *of = evidence(world);
    expect_chip(world, SHEET_INTEGRITY, INTEGRITY_CURRICULUM, 0, "Slides 1 to 7");
    expect_chip(world, SHEET_INTEGRITY, INTEGRITY_CURRICULUM, 1,
                "10:27 Topic and practice, 25 min");
    expect_chip(world, SHEET_INTEGRITY, INTEGRITY_EDUCATION, 0, "Say it back");
    expect_chip(world, SHEET_INTEGRITY, INTEGRITY_GOALS, 0, "10:16 Goals, 9 min");
    expect_chip(world, SHEET_INTEGRITY, INTEGRITY_TIME, 0, "62 of 60 min");
    expect_chip(world, SHEET_INTEGRITY, INTEGRITY_COGNITIVE, 0, "10:44 Role-play");
    expect_chip(world, SHEET_FIDELITY, FIDELITY_PEOPLE, 0, "8 people");
    expect_chip(world, SHEET_FIDELITY, FIDELITY_COMPREHENSIVE, 0,
                "Coping with stress, session 2 of 7");
    static const uint8_t cannot[] = {INTEGRITY_RELATIONSHIP, INTEGRITY_INVOLVING, INTEGRITY_SUPPORT,
                                     INTEGRITY_OTHERS};
    for (size_t i = 0; i < sizeof cannot; i++)
        assert_int_equal(of->integrity[cannot[i]].state, EVIDENCE_CANNOT);
    assert_int_equal(of->integrity[INTEGRITY_RELAPSE].state, EVIDENCE_NOT_TRIED);
    assert_int_equal(of->integrity[INTEGRITY_MEDICATION].state, EVIDENCE_NOT_TRIED);
    assert_int_equal(of->integrity[INTEGRITY_COPING].state, EVIDENCE_NOT_TRIED);
    assert_int_equal(of->integrity[INTEGRITY_MOTIVATION].state, EVIDENCE_NONE);
    assert_int_equal(of->fidelity[FIDELITY_HANDOUTS].state, EVIDENCE_CANNOT);
    assert_int_equal(of->fidelity[FIDELITY_LENGTH].state, EVIDENCE_CANNOT);
    assert_int_equal(of->fidelity[FIDELITY_GOAL_FOLLOW_UP].chips[0].kind, EVIDENCE_STEP);
    // Every chip that leads somewhere leads into the meeting or to its closing page.
    for (int sheet = 0; sheet < SHEETS; sheet++)
        for (uint8_t item = 0; item < sheet_item_count((enum sheet)sheet); item++) {
            const struct evidence_item *each = evidence_item_of(of, (enum sheet)sheet, item);
            for (uint8_t i = 0; i < each->chip_count; i++)
                assert_true(!each->chips[i].moment.known ||
                            each->chips[i].moment.at_ms <= world->timeline->last_ms);
        }
}

// Goal set and goal followed up are two measures; a step that was skipped is not a step of no
// minutes; the ninth person and a tag taken back count as they should.
static void what_can_be_counted_is_counted(void **state)
{
    struct world *world = *state;
    struct help_record *record = world->record;
    help_begin(record, "Tuesday Recovery Group", "M. Reyes");
    help_say(record, minutes(6), COMMAND_STEP_NEXT, 0);
    struct command people = {.kind = COMMAND_PEOPLE, .amount = 9};
    help_do(record, minutes(7), &people);
    people.amount = 8;
    help_do(record, minutes(9), &people);
    help_say(record, minutes(10), COMMAND_STEP_SKIP, 3);
    help_say(record, minutes(10), COMMAND_STEP_NEXT, 0);
    help_tag(record, minutes(12), TECHNIQUE_PROS_AND_CONS);
    struct command untag = {.kind = COMMAND_UNTAG, .technique = TECHNIQUE_PROS_AND_CONS};
    help_do(record, minutes(13), &untag);
    help_tag(record, minutes(14), TECHNIQUE_LINK_TO_GOAL);
    help_end(record, minutes(71));
    struct command finish = {.kind = COMMAND_FINISH};
    finish.finish.people_here = (struct finish_count){true, 8, 9};
    finish.finish.goals_followed_up = (struct finish_count){true, 6, 8};
    finish.finish.practice_reviewed = (struct finish_count){true, 0, 8};
    finish.finish.practice_set = (struct finish_count){true, 7, 8};
    help_do(record, minutes(72), &finish);
    help_part_end(record);
    const struct evidence *of = evidence(world);
    assert_int_equal(of->people, 8);
    assert_int_equal(of->people_most, 9);
    assert_int_equal(of->people_moment.at_ms, minutes(7));
    assert_int_equal(of->steps_skipped, 1);
    assert_true(of->steps[2].skipped);
    assert_int_equal(of->technique_count, 1);
    assert_int_equal(of->techniques[0].technique, TECHNIQUE_LINK_TO_GOAL);
    assert_true(of->counts[MEASURE_GOALS_FOLLOWED_UP].confirmed);
    assert_int_equal(of->counts[MEASURE_GOALS_FOLLOWED_UP].done, 6);
    assert_false(of->counts[MEASURE_GOALS_SET].known);
    assert_false(of->practised);
    expect_chip(world, SHEET_INTEGRITY, INTEGRITY_GOALS, 1, "6 of 8 followed up");
    expect_chip(world, SHEET_INTEGRITY, INTEGRITY_PLANNING, 0, "Set, 7 of 8");
    expect_chip(world, SHEET_INTEGRITY, INTEGRITY_REVIEW, 0, "Reviewed, 0 of 8");
    expect_chip(world, SHEET_FIDELITY, FIDELITY_GOAL_FOLLOW_UP, 0, "6 of 8 followed up");
    assert_true(has_flag(of, REVIEW_FLAG_STEP_SKIPPED, 3));
    assert_true(has_flag(of, REVIEW_FLAG_STEP_MISSED, 8));
    assert_true(has_flag(of, REVIEW_FLAG_OVER, 11));
    assert_true(has_flag(of, REVIEW_FLAG_GOALS_OPEN, 6));
    assert_true(has_flag(of, REVIEW_FLAG_NOT_REVIEWED, 0));
    assert_true(has_flag(of, REVIEW_FLAG_NOT_SET, 7));
    assert_true(has_flag(of, REVIEW_FLAG_NO_PRACTICE, 0));
    assert_true(has_flag(of, REVIEW_FLAG_LARGE, 9));
    char text[1024];
    struct out out = out_into(text, sizeof text);
    for (uint8_t i = 0; i < of->flag_count; i++) {
        review_flag_words(&out, &world->words, of, &of->flags[i]);
        out_text(&out, i + 1 < of->flag_count ? "; " : "");
    }
    assert_false(out.full);
    assert_non_null(strstr(text, "Skipped: Home practice review"));
    assert_non_null(strstr(text, "6 of 8 goals followed up"));
}

// All have set a goal and none was followed up: two numbers, and neither hides the other.
static void a_goal_set_is_no_goal_followed_up(void **state)
{
    struct world *world = *state;
    struct help_record *record = world->record;
    help_begin(record, "Tuesday Recovery Group", "M. Reyes");
    help_count(record, minutes(10), MEASURE_PRACTICE_REVIEWED, 3, 8);
    help_count(record, minutes(12), MEASURE_PRACTICE_REVIEWED, 5, 8);
    help_count(record, minutes(20), MEASURE_GOALS_SET, 8, 8);
    help_count(record, minutes(20), MEASURE_GOALS_FOLLOWED_UP, 0, 8);
    help_count(record, minutes(21), MEASURE_GOALS_DEFERRED, 2, 8);
    struct goals_gathered gathered = {.cards = 6, .line_count = 2};
    gathered.lines[0].kind = GOAL_SHORT_TERM;
    memcpy(gathered.lines[0].text, "Call my sister", sizeof "Call my sister");
    gathered.lines[1].kind = GOAL_STEP;
    gathered.lines[1].status = GOAL_DID;
    memcpy(gathered.lines[1].text, "Walk on Monday", sizeof "Walk on Monday");
    help_goals(record, minutes(22), minutes(27), &gathered);
    help_count(record, minutes(55), MEASURE_PRACTICE_NOTHING, 1, 8);
    help_end(record, minutes(60));
    struct command finish = {.kind = COMMAND_FINISH};
    finish.finish.practice_reviewed = (struct finish_count){true, 6, 8};
    help_do(record, minutes(61), &finish);
    help_part_end(record);
    const struct evidence *of = evidence(world);
    assert_int_equal(of->counts[MEASURE_GOALS_SET].done, 8);
    assert_int_equal(of->counts[MEASURE_GOALS_SET].of, 8);
    assert_int_equal(of->counts[MEASURE_GOALS_FOLLOWED_UP].done, 0);
    assert_int_equal(of->counts[MEASURE_GOALS_FOLLOWED_UP].of, 8);
    assert_false(of->counts[MEASURE_GOALS_FOLLOWED_UP].confirmed);
    expect_chip(world, SHEET_FIDELITY, FIDELITY_GOAL_SETTING, 0, "10:20 Goals set, 8 of 8");
    expect_chip(world, SHEET_FIDELITY, FIDELITY_GOAL_FOLLOW_UP, 0, "10:20 0 of 8 followed up");
    // The page's number wins, and still leads to where it was counted last.
    expect_chip(world, SHEET_INTEGRITY, INTEGRITY_REVIEW, 0, "10:12 Reviewed, 6 of 8");
    expect_chip(world, SHEET_INTEGRITY, INTEGRITY_PLANNING, 0, "10:55 Nothing this week, 1");
    assert_true(of->counts[MEASURE_PRACTICE_REVIEWED].confirmed);
    assert_int_equal(of->goals_count, 1);
    assert_true(of->goals[0].closed);
    assert_int_equal(of->goals[0].opened.at_ms, minutes(22));
    assert_int_equal(of->goals[0].release.line_count, 2);
    assert_true(of->goals[0].release.banded);
    assert_true(of->covered[0] != '\0');
}

static void an_open_record_shows_what_is_there(void **state)
{
    struct world *world = *state;
    struct help_record *record = world->record;
    help_begin(record, "Tuesday Recovery Group", "M. Reyes");
    help_say(record, minutes(6), COMMAND_STEP_NEXT, 0);
    help_say(record, minutes(9), COMMAND_SLIDE_GO, 3);
    help_part_end(record);
    const struct evidence *of = evidence(world);
    assert_int_equal(of->verdict, RECORD_UNCLOSED);
    assert_false(of->ended);
    assert_int_equal(of->flags[0].kind, REVIEW_FLAG_RECORD);
    assert_int_equal(of->steps[1].spent_ms, minutes(3));
    assert_int_equal(of->steps_done, 1);
    assert_false(has_flag(of, REVIEW_FLAG_NO_PRACTICE, 0)); // it may still have come
}

// Every item, kind and flag has its words in every language.
static void everything_has_words(void **state)
{
    struct world *world = *state;
    const struct strings *strings = &world->strings;
    for (int sheet = 0; sheet < SHEETS; sheet++)
        for (uint8_t item = 0; item < sheet_item_count((enum sheet)sheet); item++)
            assert_true(strings_has(strings, sheet_item_id((enum sheet)sheet, item)));
    for (int measure = MEASURE_ATTENDANCE; measure <= MEASURE_LAST; measure++) {
        assert_true(measure_words(&world->words, (enum measure)measure)[0] != '\0');
        assert_true(words_named(&world->words, "evidence.count.",
                                measure_name((enum measure)measure))[0] != '\0');
    }
    for (int kind = REVIEW_FLAG_RECORD + 1; kind <= REVIEW_FLAG_LAST; kind++)
        assert_true(words_named(&world->words, "flag.",
                                review_flag_name((enum review_flag_kind)kind))[0] != '\0');
    char text[64];
    struct out out = out_into(text, sizeof text);
    words_date(&out, &world->words, HELP_DAY);
    assert_string_equal(text, "Wednesday 4 November 2026");
    out = out_into(text, sizeof text);
    words_date_iso(&out, HELP_DAY);
    assert_string_equal(text, "2026-11-04");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_page_agrees_with_hand_figures, setup, teardown),
        cmocka_unit_test_setup_teardown(every_item_says_what_the_record_shows, setup, teardown),
        cmocka_unit_test_setup_teardown(what_can_be_counted_is_counted, setup, teardown),
        cmocka_unit_test_setup_teardown(a_goal_set_is_no_goal_followed_up, setup, teardown),
        cmocka_unit_test_setup_teardown(an_open_record_shows_what_is_there, setup, teardown),
        cmocka_unit_test_setup_teardown(everything_has_words, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

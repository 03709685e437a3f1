// Trends over many sessions, the report as a PDF, and what is in it.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// cmocka's header needs the four above.
#include "fake_disk.h"
#include "supervisor/evidence_words.h"
#include "supervisor/report_pdf.h"
#include "supervisor/shelf.h"
#include "supervisor_help.h"
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    TREND_SESSIONS = 20
};

struct world {
    struct fake_disk *fake;
    struct help_record *record;
    struct evidence *evidence;
    struct timeline *timeline;
    struct comments *comments;
    struct meeting *meeting;
    void *block;
    struct strings strings;
};

static uint64_t minutes(unsigned count)
{
    return (uint64_t)count * MINUTE_MS;
}

static void record_meeting(struct help_record *record)
{
    static const uint8_t feel[] = {8, 8, 16, 8, 4, 4, 1, 2};
    static const uint8_t next[] = {1, 1, 2, 4, 4, 4, 4, 0};
    static const unsigned steps[] = {6, 10, 16, 25, 27, 52, 58};
    struct goals_gathered gathered = {.cards = 6, .line_count = 2};
    gathered.lines[0].kind = GOAL_SHORT_TERM;
    memcpy(gathered.lines[0].text, "Call my sister", sizeof "Call my sister");
    gathered.lines[1] = (struct goal_line){GOAL_STEP, GOAL_DID, "ຍ່າງວັນຈັນ"};
    help_begin(record, "Tuesday Recovery Group", "M. Reyes");
    help_say(record, 1000, COMMAND_SLIDE_GO, 1);
    help_prompt(record, minutes(3), minutes(4), HELP_PROMPT_PLAIN, next, 8);
    for (size_t i = 0; i < 3; i++)
        help_say(record, minutes(steps[i]), COMMAND_STEP_NEXT, 0);
    help_count(record, minutes(16), MEASURE_PRACTICE_REVIEWED, 7, 8);
    help_goals(record, minutes(17), minutes(22), &gathered);
    help_count(record, minutes(24), MEASURE_GOALS_SET, 8, 8);
    help_count(record, minutes(24), MEASURE_GOALS_FOLLOWED_UP, 6, 8);
    for (size_t i = 3; i < 5; i++)
        help_say(record, minutes(steps[i]), COMMAND_STEP_NEXT, 0);
    help_say(record, minutes(28), COMMAND_SLIDE_GO, 14);
    help_tag(record, minutes(31), TECHNIQUE_LINK_TO_GOAL);
    help_mark(record, minutes(33), "Strong talk about sleep; come back to it next week.");
    help_prompt(record, minutes(37), minutes(38), HELP_PROMPT, feel, 8);
    help_tag(record, minutes(39), TECHNIQUE_SAY_IT_BACK);
    help_tag(record, minutes(41), TECHNIQUE_ROLE_PLAY);
    help_tag(record, minutes(44), TECHNIQUE_COPING_PLAN);
    for (size_t i = 5; i < 7; i++)
        help_say(record, minutes(steps[i]), COMMAND_STEP_NEXT, 0);
    help_tag(record, minutes(58), TECHNIQUE_HOPE_AND_PRAISE);
    help_count(record, minutes(58), MEASURE_PRACTICE_SET, 7, 8);
    help_end(record, minutes(62));
    help_finish(record, minutes(64));
    help_part_end(record);
}

static int setup(void **state)
{
    struct world *world = calloc(1, sizeof *world);
    world->fake = fake_disk_create();
    const struct disk *disk = fake_disk_of(world->fake);
    world->record = help_record_make(disk, "s", "review.key", 7);
    record_meeting(world->record);
    world->evidence = calloc(1, sizeof *world->evidence);
    world->timeline = calloc(1, sizeof *world->timeline);
    world->comments = calloc(1, sizeof *world->comments);
    world->block = malloc(STRINGS_ARENA_BYTES);
    struct arena arena;
    struct diagnostics diagnostics = {0};
    arena_init(&arena, world->block, STRINGS_ARENA_BYTES);
    assert_int_equal(strings_load(TEST_ASSETS "/strings", &arena, &diagnostics, &world->strings),
                     OK);
    assert_int_equal(
        meeting_open(disk, "s/2026-11-04-07070707.0.imrlog", world->record->key, &world->meeting),
        OK);
    timeline_of(meeting_replay(world->meeting), world->timeline);
    evidence_of(meeting_replay(world->meeting), world->timeline,
                meeting_verdict(world->meeting)->verdict, world->evidence);
    assert_int_equal(comments_load(disk, world->meeting, world->record->key, world->comments), OK);
    *state = world;
    return 0;
}

static int teardown(void **state)
{
    struct world *world = *state;
    meeting_close(world->meeting);
    help_record_free(world->record);
    fake_disk_destroy(world->fake);
    free(world->evidence);
    free(world->timeline);
    free(world->comments);
    free(world->block);
    free(world);
    return 0;
}

// Twenty weeks of the group, each a little different.
static void fill(struct trends *trends, const struct evidence *like)
{
    struct evidence *evidence = malloc(sizeof *evidence);
    for (unsigned i = 0; i < TREND_SESSIONS; i++) {
        unsigned week = (i * 7) % TREND_SESSIONS; // in no order: they are put into one
        char name[64];
        *evidence = *like;
        evidence->wall_day = HELP_DAY - 7 * (TREND_SESSIONS - 1 - week);
        evidence->minutes = 52 + week % 5 * 4;
        evidence->people_most = (uint8_t)(5 + week % 5);
        evidence->people_joined = 9;
        evidence->steps[5].spent_ms = minutes(18 + week % 7 * 3);
        evidence->counts[MEASURE_GOALS_FOLLOWED_UP].done = (uint8_t)(week % 9);
        evidence->counts[MEASURE_PRACTICE_SET].known = week > 4;
        if (week % 4 == 1)
            evidence->technique_count = 1;
        if (week % 4 == 1)
            evidence->family_counts[FAMILY_EDUCATION] = 0;
        evidence->prompts[1].release.bands[0] = week % 3 == 0 ? BAND_HALF : BAND_FEW;
        evidence->prompts[1].release.bands[2] = week % 3 == 0 ? BAND_HALF : BAND_MOST;
        if (week == 6)
            evidence->prompts[1].release = (struct release){.kind = RELEASE_WITHHELD};
        if (week < 8)
            memcpy(evidence->module, "social-support", sizeof "social-support");
        snprintf(name, sizeof name, "%u.0.imrlog", evidence->wall_day);
        assert_int_equal(trends_add(trends, name, evidence), OK);
    }
    free(evidence);
}

static void twenty_sessions_stand_side_by_side(void **state)
{
    struct world *world = *state;
    struct trends trends = {0};
    fill(&trends, world->evidence);
    assert_int_equal(trends.count, TREND_SESSIONS);
    for (size_t i = 1; i < trends.count; i++)
        assert_int_equal(trends.sessions[i].day, trends.sessions[i - 1].day + 7);
    assert_int_equal(trend_drift(trends.sessions[0].minutes, trends.sessions[0].plan_minutes), -8);
    assert_int_equal(trend_drift(trends.sessions[4].minutes, trends.sessions[4].plan_minutes), 8);
    assert_int_equal(trend_step_drift(&trends.sessions[0].steps[5]), -7);
    // A plain prompt's counts stay in their own record, and so do bands nobody saw.
    assert_int_equal(trends.sessions[0].numbers.checkin_count, 1);
    assert_string_equal(trends.sessions[0].numbers.checkins[0].key, "feel-now");
    assert_int_equal(trends.sessions[6].numbers.checkins[0].release, RELEASE_WITHHELD);
    assert_int_equal(trends.sessions[6].numbers.checkins[0].row_count, 0);
    struct trend_summary summary;
    trends_summary(&trends, "Tuesday Recovery Group", &summary);
    assert_int_equal(summary.sessions, 20);
    assert_int_equal(summary.weeks, 20);
    assert_int_equal(summary.topic_areas, 2);
    assert_int_equal(summary.people_most, 9);
    assert_int_equal(summary.sessions_over, 4);
    assert_int_equal(summary.with_family[FAMILY_EDUCATION], 15);
    trends_summary(&trends, "Another", &summary);
    assert_int_equal(summary.sessions, 0);
    // What one record cannot show, the group's records do.
    assert_int_equal(world->evidence->fidelity[FIDELITY_LENGTH].state, EVIDENCE_CANNOT);
    trends_evidence(&trends, world->evidence);
    const struct evidence_item *length = &world->evidence->fidelity[FIDELITY_LENGTH];
    char text[256];
    struct out out = out_into(text, sizeof text);
    const struct words words = {&world->strings, LANGUAGE_EN};
    evidence_chip_words(&out, &words, world->evidence, &length->chips[0]);
    out_text(&out, "; ");
    const struct evidence_item *people = &world->evidence->fidelity[FIDELITY_PEOPLE];
    evidence_chip_words(&out, &words, world->evidence, &people->chips[1]);
    out_text(&out, "; ");
    const struct evidence_item *areas = &world->evidence->fidelity[FIDELITY_COMPREHENSIVE];
    evidence_chip_words(&out, &words, world->evidence, &areas->chips[1]);
    assert_string_equal(text, "20 sessions in 20 weeks; At most 8 people in 16 of 20 sessions; "
                              "2 of 9 topic areas");
    // Practice never mixes with what is real.
    struct evidence *real = malloc(sizeof *real);
    *real = *world->evidence;
    real->practice_profile = false;
    assert_int_equal(trends_add(&trends, "real", real), ERR_PROFILE);
    free(real);
    trends_finish(&trends);
}

// The window's list of records shows the same together, once all of them were read.
static void a_shelf_shows_what_its_sessions_show_together(void **state)
{
    struct world *world = *state;
    struct shelf_row *rows = calloc(4, sizeof *rows);
    for (unsigned i = 0; i < 4; i++) {
        rows[i].state = i == 3 ? SHELF_NOT_YOURS : SHELF_OPENED;
        rows[i].day = HELP_DAY - 7 * i;
        memcpy(rows[i].group, "Tuesday Recovery Group", sizeof "Tuesday Recovery Group");
        memcpy(rows[i].trend.module, i == 0 ? "A" : "B", 2);
        rows[i].trend.people_most = (uint8_t)(8 + i);
        rows[i].trend.family_counts[FAMILY_EDUCATION] = i == 1 ? 2 : 0;
        rows[i].trend.practised = i == 2;
    }
    struct shelf shelf = {.rows = rows, .count = 4, .waiting = 1};
    struct trend_summary summary;
    shelf_summary(&shelf, "Tuesday Recovery Group", &summary);
    assert_int_equal(summary.sessions, 0); // one still waits
    shelf.waiting = 0;
    shelf_summary(&shelf, "Tuesday Recovery Group", &summary);
    assert_int_equal(summary.sessions, 3);
    assert_int_equal(summary.weeks, 3);
    assert_int_equal(summary.topic_areas, 2);
    assert_int_equal(summary.people_most, 10);
    assert_int_equal(summary.sessions_over, 2);
    assert_int_equal(summary.with_family[FAMILY_EDUCATION], 1);
    assert_int_equal(summary.practised, 1);
    trend_summary_evidence(&summary, world->evidence);
    assert_int_equal(world->evidence->fidelity[FIDELITY_LENGTH].chips[0].number, 3);
    free(rows);
}

static void write_some_comments(struct comments *comments)
{
    static const uint8_t given[INTEGRITY_ITEMS] = {5, 4, 4, 4, 4, 0, 3, 3, 4, 0, 0, 0, 3, 3, 3, 0};
    for (uint8_t i = 0; i < INTEGRITY_ITEMS; i++)
        comments_score(comments, SHEET_INTEGRITY, i, given[i]);
    comments_score(comments, SHEET_FIDELITY, FIDELITY_GOAL_FOLLOW_UP, 4);
    struct review_comment comment = {
        .timed = true, .live = true, .at_ms = minutes(44), .day = HELP_DAY, .minute = 900};
    static const char text[] = "Clear structure. Next time ask each person to say the home "
                               "practice aloud.";
    memcpy(comment.text, text, sizeof text);
    uint32_t id = 0;
    assert_int_equal(comments_add(comments, &comment, &id), OK);
    struct review_comment answer = {.to_id = id, .day = HELP_DAY + 1, .minute = 540};
    memcpy(answer.to, comments->mine.author.sign_public, sizeof answer.to);
    memcpy(answer.text, "I will try it on Tuesday.", sizeof "I will try it on Tuesday.");
    assert_int_equal(comments_add(comments, &answer, &id), OK);
    struct supervision held = {HELP_DAY + 2, 45, SUPERVISION_IN_PERSON, "J. Ortiz, M. Reyes"};
    assert_int_equal(comments_supervised(comments, &held), OK);
}

static struct report report_of(struct world *world, enum paper_size paper, enum language language)
{
    return (struct report){.strings = &world->strings,
                           .language = language,
                           .paper = paper,
                           .evidence = world->evidence,
                           .comments = world->comments,
                           .deck = meeting_deck(world->meeting),
                           .end_words = "apple river stone cloud lamp tree",
                           .supervisor = "J. Ortiz",
                           .day = HELP_DAY + 1};
}

static void keep(const char *name, const uint8_t *bytes, size_t size)
{
    FILE *file = fopen(name, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    fclose(file);
}

// Left beside the test for review_report.sh, which reads it back with other programs.
static void a_report_is_made_in_every_language(void **state)
{
    struct world *world = *state;
    struct trends trends = {0};
    fill(&trends, world->evidence);
    trends_evidence(&trends, world->evidence);
    write_some_comments(world->comments);
    for (int language = 0; language < LANGUAGES; language++) {
        struct report report =
            report_of(world, language % 2 == 0 ? PAPER_A4 : PAPER_LETTER, (enum language)language);
        report.trends = &trends;
        report.notice = "42 CFR part 2 prohibits unauthorized use or disclosure of these records.";
        uint8_t *bytes = NULL;
        size_t size = 0;
        assert_int_equal(report_pdf_make(&report, &bytes, &size), OK);
        assert_memory_equal(bytes, "%PDF-", 5);
        char name[64];
        snprintf(name, sizeof name, "report-%s.pdf", language_name((enum language)language));
        keep(name, bytes, size);
        uint8_t *again = NULL;
        size_t again_size = 0;
        assert_int_equal(report_pdf_make(&report, &again, &again_size), OK);
        assert_int_equal(again_size, size);
        assert_memory_equal(again, bytes, size);
        free(again);
        free(bytes);
    }
    trends_finish(&trends);
}

static void a_bare_report_is_made_too(void **state)
{
    struct world *world = *state;
    struct report report = report_of(world, PAPER_A4, LANGUAGE_EN);
    report.comments = NULL;
    report.deck = NULL;
    report.end_words = NULL;
    memset(world->evidence, 0, sizeof *world->evidence);
    world->evidence->integrity[0].state = EVIDENCE_CANNOT;
    assert_int_equal(report_pdf_write(fake_disk_of(world->fake), "bare.pdf", &report), OK);
    size_t size = 0;
    assert_non_null(fake_disk_bytes(world->fake, "bare.pdf", &size));
    assert_true(size > 1000);
    fake_disk_fail(world->fake, 1, ERR_NO_SPACE, true);
    assert_int_equal(report_pdf_write(fake_disk_of(world->fake), "full.pdf", &report),
                     ERR_NO_SPACE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(twenty_sessions_stand_side_by_side, setup, teardown),
        cmocka_unit_test_setup_teardown(a_shelf_shows_what_its_sessions_show_together, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_report_is_made_in_every_language, setup, teardown),
        cmocka_unit_test_setup_teardown(a_bare_report_is_made_too, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

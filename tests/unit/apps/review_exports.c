// C43: whatever leaves in a file carries the notice where one is asked for, and never a tally: two
// meetings that differ in what people answered, and not in what was released, give the same files to
// the last byte. What stands in the files is compared with files beside this test; --update writes them.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// cmocka's header needs the four above.
#include "fake_disk.h"
#include "supervisor/export_give.h"
#include "supervisor/review.h"
#include "supervisor_help.h"
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOTICE "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
static bool update;

struct world {
    struct fake_disk *fake;
    const struct disk *disk;
    struct help_record *record;
    struct review *review;
    struct export_session session;
    void *block;
    struct strings strings;
};

static uint64_t minutes(unsigned count)
{
    return (uint64_t)count * MINUTE_MS;
}

// The same meeting every time, but for what people answered.
static void record_meeting(struct help_record *record, const uint8_t *feel, const uint8_t *next)
{
    static const unsigned steps[] = {6, 10, 16, 25, 27, 52, 58};
    struct goals_gathered gathered = {.cards = 6, .line_count = 2};
    gathered.lines[0].kind = GOAL_SHORT_TERM;
    memcpy(gathered.lines[0].text, "=Call my sister", sizeof "=Call my sister");
    gathered.lines[1] = (struct goal_line){GOAL_STEP, GOAL_DID, "Walk on \"Monday\""};
    help_begin(record, "Tuesday Recovery Group", "M. Reyes");
    help_say(record, 1000, COMMAND_SLIDE_GO, 1);
    help_prompt(record, minutes(3), minutes(4), HELP_PROMPT_PLAIN, next, 8);
    for (size_t i = 0; i < 3; i++)
        help_say(record, minutes(steps[i]), COMMAND_STEP_NEXT, 0);
    help_count(record, minutes(16), MEASURE_PRACTICE_REVIEWED, 7, 8);
    help_goals(record, minutes(17), minutes(22), &gathered);
    help_count(record, minutes(24), MEASURE_GOALS_FOLLOWED_UP, 6, 8);
    for (size_t i = 3; i < 5; i++)
        help_say(record, minutes(steps[i]), COMMAND_STEP_NEXT, 0);
    help_say(record, minutes(28), COMMAND_SLIDE_GO, 14);
    help_mark(record, minutes(33), "Strong talk about sleep, come back to it.");
    help_prompt(record, minutes(37), minutes(38), HELP_PROMPT, feel, 8);
    help_tag(record, minutes(41), TECHNIQUE_ROLE_PLAY);
    for (size_t i = 5; i < 7; i++)
        help_say(record, minutes(steps[i]), COMMAND_STEP_NEXT, 0);
    help_end(record, minutes(62));
    help_finish(record, minutes(64));
    help_part_end(record);
}

static void write_some_comments(struct world *world)
{
    struct comments *comments = &world->review->comments;
    struct review_comment comment = {
        .timed = true, .live = true, .at_ms = minutes(41), .day = HELP_DAY, .minute = 900};
    uint32_t id = 0;
    memcpy(comment.text, "Clear, \"calm\" structure.", sizeof "Clear, \"calm\" structure.");
    assert_int_equal(comments_add(comments, &comment, &id), OK);
    comments_score(comments, SHEET_INTEGRITY, INTEGRITY_CURRICULUM, 5);
    struct supervision held = {HELP_DAY + 2, 45, SUPERVISION_IN_PERSON, "J. Ortiz, M. Reyes"};
    assert_int_equal(comments_supervised(comments, &held), OK);
}

static struct world *world_of(const uint8_t *feel, const uint8_t *next)
{
    struct world *world = calloc(1, sizeof *world);
    world->fake = fake_disk_create();
    world->disk = fake_disk_of(world->fake);
    world->record = help_record_make(world->disk, "s", "review.key", 7);
    record_meeting(world->record, feel, next);
    world->block = malloc(STRINGS_ARENA_BYTES);
    struct arena arena;
    struct diagnostics diagnostics = {0};
    arena_init(&arena, world->block, STRINGS_ARENA_BYTES);
    assert_int_equal(strings_load(TEST_ASSETS "/strings", &arena, &diagnostics, &world->strings),
                     OK);
    assert_int_equal(review_open(world->disk, "s/2026-11-04-07070707.0.imrlog", world->record->key,
                                 &world->review),
                     OK);
    write_some_comments(world);
    review_session(world->review, &world->session);
    // Heads of the record depend on every byte that was sealed; they are no tally.
    memset(world->session.end_words, 0, sizeof world->session.end_words);
    return world;
}

static void world_end(struct world *world)
{
    review_close(world->review);
    help_record_free(world->record);
    fake_disk_destroy(world->fake);
    free(world->block);
    free(world);
}

static struct export_job job_of(struct world *world, enum export_what what)
{
    return (struct export_job){.what = what,
                               .folder = "out",
                               .source = {.sessions = &world->session,
                                          .count = 1,
                                          .strings = &world->strings,
                                          .language = LANGUAGE_EN,
                                          .day = HELP_DAY + 1},
                               .supervisor = "J. Ortiz",
                               .notice_path = "notice.txt",
                               .log_path = "exports.csv",
                               .at_s = 1794000000};
}

static const char *const written[] = {"out/export.json",
                                      "out/sessions.csv",
                                      "out/steps.csv",
                                      "out/checkins.csv",
                                      "out/techniques.csv",
                                      "out/items.csv",
                                      "out/comments.csv",
                                      "out/supervision.csv",
                                      "out/README.txt",
                                      "out/goals.txt",
                                      "out/notes.txt",
                                      "out/review.pdf",
                                      "out/2026-11-04-07070707.pdf"};
enum {
    WRITTEN = sizeof written / sizeof written[0]
};

static void give_all(struct world *world)
{
    static const enum export_what whats[] = {EXPORT_REPORT, EXPORT_CSV, EXPORT_JSON, EXPORT_BUNDLE};
    fake_disk_put(world->fake, "notice.txt", NOTICE "\n", sizeof NOTICE);
    for (size_t i = 0; i < sizeof whats / sizeof whats[0]; i++) {
        struct export_job job = job_of(world, whats[i]);
        struct export_fault fault;
        assert_int_equal(export_give(world->disk, &job, &fault), OK);
    }
}

static const uint8_t some_feel[] = {8, 8, 16, 8, 4, 4, 1, 2};
static const uint8_t some_next[] = {1, 1, 2, 4, 4, 4, 4, 0};

static void what_people_answered_leaves_no_trace(void **state)
{
    (void)state;
    // About half good, few in the middle, few low, whoever it was; and a plain question whose counts
    // the room saw, and which are other counts.
    static const uint8_t other_feel[] = {16, 16, 16, 16, 4, 1, 1, 4};
    static const uint8_t other_next[] = {4, 4, 4, 4, 4, 4, 4, 1};
    struct world *one = world_of(some_feel, some_next);
    struct world *other = world_of(other_feel, other_next);
    assert_int_not_equal(one->review->evidence.prompts[0].release.counts[0],
                         other->review->evidence.prompts[0].release.counts[0]);
    give_all(one);
    give_all(other);
    for (size_t i = 0; i < WRITTEN; i++) {
        size_t size = 0, other_size = 0;
        const uint8_t *bytes = fake_disk_bytes(one->fake, written[i], &size);
        const uint8_t *others = fake_disk_bytes(other->fake, written[i], &other_size);
        assert_non_null(bytes);
        assert_non_null(others);
        assert_int_equal(size, other_size);
        assert_memory_equal(bytes, others, size);
    }
    world_end(one);
    world_end(other);
}

static void keep(const char *name, const uint8_t *bytes, size_t size)
{
    FILE *file = fopen(name, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static void expect_golden(const char *name, const uint8_t *bytes, size_t size)
{
    static char golden[128 * 1024];
    char path[512];
    snprintf(path, sizeof path, "%s/golden/export-%s", TEST_DATA, name);
    if (update)
        keep(path, bytes, size);
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        fail_msg("%s is missing, write it with --update", path);
    size_t golden_size = fread(golden, 1, sizeof golden, file);
    fclose(file);
    if (golden_size != size || memcmp(golden, bytes, size) != 0)
        fail_msg("%s differs; look at it, then --update", path);
}

static void every_file_is_as_it_was_and_carries_the_notice(void **state)
{
    (void)state;
    struct world *world = world_of(some_feel, some_next);
    give_all(world);
    for (size_t i = 0; i < WRITTEN; i++) {
        size_t size = 0;
        const uint8_t *bytes = fake_disk_bytes(world->fake, written[i], &size);
        const char *name = written[i] + sizeof "out/" - 1;
        bool pdf = strcmp(name + strlen(name) - 4, ".pdf") == 0;
        keep(name, bytes, size); // for review_files.sh, which reads them with other programs
        if (pdf)
            continue; // review_files.sh reads the notice out of it
        char *text = malloc(size + 1);
        memcpy(text, bytes, size);
        text[size] = '\0';
        // A table without a line has its heading alone.
        if (strstr(text, "\n\"2026") != NULL || strstr(name, ".csv") == NULL)
            assert_non_null(strstr(text, NOTICE));
        free(text);
        expect_golden(name, bytes, size);
    }
    // Every export has its line in the list.
    size_t size = 0, lines = 0;
    const uint8_t *list = fake_disk_bytes(world->fake, "exports.csv", &size);
    for (size_t i = 0; i < size; i++)
        lines += list[i] == '\n' ? 1 : 0;
    assert_int_equal(lines, 1 + 4);
    world_end(world);
}

static void without_notice_or_list_nothing_leaves(void **state)
{
    (void)state;
    struct world *world = world_of(some_feel, some_next);
    struct export_job job = job_of(world, EXPORT_JSON);
    struct export_fault fault = {0};
    size_t size = 0;
    assert_int_equal(export_give(world->disk, &job, &fault), ERR_NOT_FOUND);
    assert_string_equal(fault.which, "notice.txt");
    assert_null(fake_disk_bytes(world->fake, "out/export.json", &size));
    fake_disk_put(world->fake, "notice.txt", NOTICE, sizeof NOTICE - 1);
    // The notice takes three operations to read; the list cannot be written.
    uint64_t before = fake_disk_operations(world->fake);
    assert_int_equal(export_give(world->disk, &job, &fault), OK);
    uint64_t all = fake_disk_operations(world->fake) - before;
    assert_int_equal(world->disk->remove(world->disk->self, "out/export.json"), OK);
    assert_int_equal(world->disk->remove(world->disk->self, "exports.csv"), OK);
    for (uint64_t nth = 1; nth <= all; nth++) {
        fake_disk_fail(world->fake, nth, ERR_NO_SPACE, true);
        if (export_give(world->disk, &job, &fault) != OK) {
            fake_disk_fail(world->fake, 0, ERR_IO, false);
            // Whatever left is listed.
            bool left = fake_disk_bytes(world->fake, "out/export.json", &size) != NULL;
            bool listed = fake_disk_bytes(world->fake, "exports.csv", &size) != NULL;
            assert_true(listed || !left);
        }
        fake_disk_fail(world->fake, 0, ERR_IO, false);
        (void)!world->disk->remove(world->disk->self, "out/export.json");
        (void)!world->disk->remove(world->disk->self, "exports.csv");
    }
    // A record that asks for no notice needs none, and is not listed.
    struct record_info info = *world->session.info;
    info.notice = 0;
    world->session.info = &info;
    job.notice_path = "none.txt";
    assert_int_equal(export_give(world->disk, &job, &fault), OK);
    assert_null(fake_disk_bytes(world->fake, "exports.csv", &size));
    // Practice and real never stand in one file.
    struct record_info real = info;
    real.practice = false;
    struct export_session both[] = {world->session, world->session};
    both[1].info = &real;
    job.source.sessions = both;
    job.source.count = 2;
    assert_int_equal(export_give(world->disk, &job, &fault), ERR_PROFILE);
    world_end(world);
}

static void a_bundle_has_five_notes_and_nobodys_name(void **state)
{
    (void)state;
    struct world *world = world_of(some_feel, some_next);
    struct export_session sessions[9];
    struct evidence *evidence = malloc(9 * sizeof *evidence);
    for (size_t i = 0; i < 9; i++) {
        sessions[i] = world->session;
        evidence[i] = world->review->evidence;
        evidence[i].wall_day = HELP_DAY - 7 * (8 - (uint32_t)i);
        snprintf(evidence[i].note, sizeof evidence[i].note, "Note number %zu.", i + 1);
        sessions[i].evidence = &evidence[i];
    }
    // Another group's session stands among them, and in no file.
    memcpy(evidence[6].group, "Another group", sizeof "Another group");
    memcpy(evidence[6].note, "Note of another.", sizeof "Note of another.");
    struct export_source source = job_of(world, EXPORT_BUNDLE).source;
    source.sessions = sessions;
    source.count = 9;
    assert_int_equal(export_write_bundle(world->disk, "bundle", &source, NULL), OK);
    static const char *const texts[] = {"bundle/README.txt", "bundle/goals.txt", "bundle/notes.txt",
                                        "bundle/items.csv"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        size_t size = 0;
        const uint8_t *bytes = fake_disk_bytes(world->fake, texts[i], &size);
        char *text = calloc(1, size + 1);
        memcpy(text, bytes, size);
        assert_null(strstr(text, "Reyes"));
        assert_null(strstr(text, "Ortiz"));
        assert_null(strstr(text, "of another"));
        unsigned notes = 0;
        for (const char *at = text; (at = strstr(at, "Note number ")) != NULL; at++)
            notes++;
        assert_int_equal(notes, i == 2 ? 5 : 0);
        free(text);
    }
    free(evidence);
    world_end(world);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_people_answered_leaves_no_trace),
        cmocka_unit_test(every_file_is_as_it_was_and_carries_the_notice),
        cmocka_unit_test(without_notice_or_list_nothing_leaves),
        cmocka_unit_test(a_bundle_has_five_notes_and_nobodys_name),
    };
    update = argc > 1 && strcmp(argv[1], "--update") == 0;
    return cmocka_run_group_tests(tests, NULL, NULL);
}

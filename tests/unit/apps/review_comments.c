// Scores, comments and answers beside a record: kept, merged, never lost to a bad or foreign file.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// cmocka's header needs the four above.
#include "fake_disk.h"
#include "supervisor/comments.h"
#include "supervisor_help.h"
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct world {
    struct fake_disk *fake;
    const struct disk *disk;
    struct help_record *record;
    struct reviewer_key
        *leader; // somebody else who may replay: the test gives both the same record
    struct meeting *meeting;
    struct comments *mine;
    struct comments *theirs;
    char own[256];
};

static struct meeting *meeting_of(struct world *world, const char *name)
{
    struct meeting *meeting = NULL;
    assert_int_equal(meeting_open(world->disk, name, world->record->key, &meeting), OK);
    return meeting;
}

static int setup(void **state)
{
    struct world *world = calloc(1, sizeof *world);
    world->fake = fake_disk_create();
    world->disk = fake_disk_of(world->fake);
    world->record = help_record_make(world->disk, "s", "review.key", 7);
    help_meeting(world->record, 2);
    world->meeting = meeting_of(world, "s/2026-11-04-07070707.0.imrlog");
    world->mine = calloc(1, sizeof *world->mine);
    world->theirs = calloc(1, sizeof *world->theirs);
    struct recipient recipient;
    struct span passphrase = span_of_string("practice");
    assert_int_equal(reviewer_key_make(world->disk, "leader.key", passphrase, VAULT_PRACTICE,
                                       "M. Reyes", &recipient),
                     OK);
    assert_int_equal(reviewer_key_load(world->disk, "leader.key", passphrase, &world->leader), OK);
    struct review_author author;
    review_author_of(world->record->key, &author);
    snprintf(world->own, sizeof world->own, "s/2026-11-04-07070707.%02x%02x%02x%02x.review",
             author.sign_public[0], author.sign_public[1], author.sign_public[2],
             author.sign_public[3]);
    *state = world;
    return 0;
}

static int teardown(void **state)
{
    struct world *world = *state;
    meeting_close(world->meeting);
    reviewer_key_destroy(world->leader);
    help_record_free(world->record);
    fake_disk_destroy(world->fake);
    free(world->mine);
    free(world->theirs);
    free(world);
    return 0;
}

static void load(struct world *world)
{
    assert_int_equal(comments_load(world->disk, world->meeting, world->record->key, world->mine),
                     OK);
}

static enum err save(struct world *world)
{
    return comments_save(world->disk, world->meeting, world->record->key, world->mine);
}

static uint32_t say(struct comments *comments, uint64_t at_ms, const char *text, bool live)
{
    struct review_comment comment = {
        .timed = at_ms != 0, .at_ms = at_ms, .live = live, .day = HELP_DAY, .minute = 700};
    uint32_t id = 0;
    memcpy(comment.text, text, strlen(text) + 1);
    assert_int_equal(comments_add(comments, &comment, &id), OK);
    return id;
}

static void what_is_written_is_read_again(void **state)
{
    struct world *world = *state;
    load(world);
    assert_int_equal(world->mine->mine.comment_count, 0);
    comments_score(world->mine, SHEET_INTEGRITY, INTEGRITY_CURRICULUM, 5);
    comments_score(world->mine, SHEET_FIDELITY, FIDELITY_MEDICATION, 2);
    comments_score(world->mine, SHEET_FIDELITY, FIDELITY_PEOPLE, 4);
    comments_score(world->mine, SHEET_FIDELITY, FIDELITY_PEOPLE, 0);
    say(world->mine, 44 * MINUTE_MS, "Clear structure. Ask each person to say it aloud.", true);
    say(world->mine, 0, "Thank you.", false);
    struct supervision held = {.day = HELP_DAY + 2, .minutes = 45, .method = SUPERVISION_VIDEO};
    assert_int_equal(comments_supervised(world->mine, &held), ERR_RANGE); // nobody was there
    memcpy(held.people, "J. Ortiz, M. Reyes", sizeof "J. Ortiz, M. Reyes");
    held.day = 0;
    assert_int_equal(comments_supervised(world->mine, &held), ERR_RANGE); // no live date
    held.day = HELP_DAY + 2;
    assert_int_equal(comments_supervised(world->mine, &held), OK);
    struct review_book written = world->mine->mine;
    assert_int_equal(save(world), OK);
    memset(world->mine, 0, sizeof *world->mine);
    load(world);
    assert_memory_equal(&world->mine->mine, &written, sizeof written);
    assert_int_equal(comments_scored(&world->mine->mine, SHEET_INTEGRITY), 1);
    assert_int_equal(comments_scored(&world->mine->mine, SHEET_FIDELITY), 1);
    assert_int_equal(world->mine->problem_count, 0);
    // The record itself is as it was.
    assert_int_equal(meeting_verdict(world->meeting)->verdict, RECORD_COMPLETE);
    struct meeting *again = meeting_of(world, "s/2026-11-04-07070707.1.imrlog");
    assert_int_equal(meeting_verdict(again)->verdict, RECORD_COMPLETE);
    meeting_close(again);
}

static void answers_stand_behind_what_they_answer(void **state)
{
    struct world *world = *state;
    load(world);
    say(world->mine, 44 * MINUTE_MS, "Ask each person.", true);
    uint32_t first = say(world->mine, 10 * MINUTE_MS, "A calm start.", false);
    assert_int_equal(save(world), OK);
    assert_int_equal(comments_load(world->disk, world->meeting, world->leader, world->theirs), OK);
    assert_int_equal(world->theirs->other_count, 1);
    assert_string_equal(world->theirs->others[0].author.name, "A. Supervisor");
    struct review_comment answer = {.to_id = first, .day = HELP_DAY, .minute = 720};
    memcpy(answer.to, world->mine->mine.author.sign_public, sizeof answer.to);
    memcpy(answer.text, "I will.", sizeof "I will.");
    uint32_t id = 0;
    answer.to_id = 99;
    assert_int_equal(comments_add(world->theirs, &answer, &id), ERR_NOT_FOUND);
    answer.to_id = first;
    assert_int_equal(comments_add(world->theirs, &answer, &id), OK);
    assert_int_equal(comments_save(world->disk, world->meeting, world->leader, world->theirs), OK);
    load(world);
    assert_int_equal(world->mine->other_count, 1);
    // An answer to the answer joins the thread.
    memcpy(answer.to, world->theirs->mine.author.sign_public, sizeof answer.to);
    answer.to_id = id;
    answer.minute = 721;
    memcpy(answer.text, "Good.", sizeof "Good.");
    assert_int_equal(comments_add(world->mine, &answer, &id), OK);
    static struct review_line lines[REVIEW_LINES_ALL];
    assert_int_equal(comments_thread(world->mine, lines, REVIEW_LINES_ALL), 4);
    static const char *const order[] = {"A calm start.", "I will.", "Good.", "Ask each person."};
    static const bool answers[] = {false, true, true, false};
    for (size_t i = 0; i < 4; i++) {
        assert_string_equal(lines[i].comment->text, order[i]);
        assert_int_equal(lines[i].answer, answers[i]);
    }
    assert_int_equal(comments_thread(world->mine, lines, 2), 2);
    // What is taken away leaves its answers readable.
    assert_int_equal(comments_remove(world->mine, first), OK);
    assert_int_equal(comments_remove(world->mine, first), ERR_NOT_FOUND);
    assert_int_equal(comments_thread(world->mine, lines, REVIEW_LINES_ALL), 3);
}

static void a_bad_file_is_told_and_kept_aside(void **state)
{
    struct world *world = *state;
    load(world);
    say(world->mine, 0, "First.", false);
    assert_int_equal(save(world), OK);
    size_t size = 0;
    uint8_t *bytes = fake_disk_bytes(world->fake, world->own, &size);
    bytes[size / 2] ^= 1;
    uint8_t *damaged = malloc(size);
    memcpy(damaged, bytes, size);
    load(world);
    assert_int_equal(world->mine->mine.comment_count, 0);
    assert_int_equal(world->mine->problem_count, 1);
    assert_int_equal(world->mine->problems[0].err, ERR_SEAL);
    assert_true(world->mine->problems[0].own);
    assert_string_equal(world->mine->problems[0].name, world->own + 2);
    say(world->mine, 0, "Second.", false);
    assert_int_equal(save(world), OK);
    assert_int_equal(world->mine->problem_count, 0);
    char aside[300];
    snprintf(aside, sizeof aside, "%s.aside-1", world->own);
    size_t aside_size = 0;
    bytes = fake_disk_bytes(world->fake, aside, &aside_size);
    assert_non_null(bytes);
    assert_int_equal(aside_size, size);
    assert_memory_equal(bytes, damaged, size);
    free(damaged);
    load(world);
    assert_int_equal(world->mine->problem_count, 0);
    assert_string_equal(world->mine->mine.comments[0].text, "Second.");
}

static void foreign_files_are_passed_over(void **state)
{
    struct world *world = *state;
    load(world);
    say(world->mine, 0, "Mine.", false);
    assert_int_equal(save(world), OK);
    size_t size = 0;
    const uint8_t *bytes = fake_disk_bytes(world->fake, world->own, &size);
    uint8_t *copy = malloc(size);
    memcpy(copy, bytes, size);
    // A copy under another name, a text, an empty one, a newer one, one that is too long; and one of
    // another record, put under this one's name.
    fake_disk_put(world->fake, "s/2026-11-04-07070707.aaaaaaaa.review", copy, size);
    fake_disk_put(world->fake, "s/2026-11-04-07070707.bbbbbbbb.review", "hello", 5);
    fake_disk_put(world->fake, "s/2026-11-04-07070707.cccccccc.review", "", 0);
    copy[6] = '9';
    fake_disk_put(world->fake, "s/2026-11-04-07070707.dddddddd.review", copy, size);
    copy[6] = '1';
    uint8_t *long_one = calloc(1, REVIEW_FILE_BYTES_MAX + 1);
    fake_disk_put(world->fake, "s/2026-11-04-07070707.eeeeeeee.review", long_one,
                  REVIEW_FILE_BYTES_MAX + 1);
    struct help_record *other = help_record_make(world->disk, "s", "review.key", 9);
    help_meeting(other, 1);
    struct meeting *another = meeting_of(world, "s/2026-11-04-09090909.0.imrlog");
    struct comments *theirs = world->theirs;
    assert_int_equal(comments_load(world->disk, another, world->record->key, theirs), OK);
    assert_int_equal(theirs->problem_count, 0); // the files of one record are not another's
    say(theirs, 0, "Another.", false);
    assert_int_equal(comments_save(world->disk, another, world->record->key, theirs), OK);
    meeting_close(another);
    help_record_free(other);
    char path[256];
    snprintf(path, sizeof path, "s/2026-11-04-09090909.%s", world->own + 22);
    size_t other_size = 0;
    bytes = fake_disk_bytes(world->fake, path, &other_size);
    assert_non_null(bytes);
    uint8_t *foreign = malloc(other_size);
    memcpy(foreign, bytes, other_size);
    fake_disk_put(world->fake, "s/2026-11-04-07070707.ffffffff.review", foreign, other_size);
    load(world);
    assert_string_equal(world->mine->mine.comments[0].text, "Mine.");
    assert_int_equal(world->mine->other_count, 0);
    static const enum err expected[] = {ERR_EXISTS,  ERR_MALFORMED, ERR_MALFORMED,
                                        ERR_VERSION, ERR_TOO_LONG,  ERR_KEY};
    assert_int_equal(world->mine->problem_count, 6);
    for (size_t i = 0; i < 6; i++) {
        assert_int_equal(world->mine->problems[i].err, expected[i]);
        assert_false(world->mine->problems[i].own);
    }
    assert_int_equal(save(world), OK);
    assert_non_null(fake_disk_bytes(world->fake, "s/2026-11-04-07070707.ffffffff.review", &size));
    free(foreign);
    free(long_one);
    free(copy);
}

static void two_windows_do_not_overwrite_each_other(void **state)
{
    struct world *world = *state;
    load(world);
    assert_int_equal(comments_load(world->disk, world->meeting, world->record->key, world->theirs),
                     OK);
    say(world->mine, 0, "From one.", false);
    say(world->theirs, 0, "From the other.", false);
    assert_int_equal(save(world), OK);
    assert_int_equal(comments_save(world->disk, world->meeting, world->record->key, world->theirs),
                     ERR_BUSY);
    assert_int_equal(save(world), OK); // its own file as it left it
}

// The power goes before every operation of a save: the old book or the new one, never half of one.
static void a_power_cut_leaves_old_or_new(void **state)
{
    struct world *world = *state;
    load(world);
    say(world->mine, 0, "Old.", false);
    assert_int_equal(save(world), OK);
    uint64_t from = fake_disk_operations(world->fake);
    say(world->mine, 0, "New.", false);
    assert_int_equal(save(world), OK);
    uint64_t operations = fake_disk_operations(world->fake) - from;
    for (uint64_t nth = 1; nth <= operations; nth++) {
        load(world);
        if (world->mine->mine.comment_count == 2)
            assert_int_equal(comments_remove(world->mine, world->mine->mine.comments[1].id), OK);
        assert_int_equal(save(world), OK);
        say(world->mine, 0, "New.", false);
        fake_disk_cut(world->fake, nth);
        enum err err = save(world);
        fake_disk_restart(world->fake, FAKE_CRASH_SECTORS, nth);
        load(world);
        assert_int_equal(world->mine->problem_count, 0);
        assert_string_equal(world->mine->mine.comments[0].text, "Old.");
        if (err == OK)
            assert_int_equal(world->mine->mine.comment_count, 2);
    }
}

static void a_book_has_its_limits(void **state)
{
    struct world *world = *state;
    load(world);
    struct review_comment comment = {.day = HELP_DAY};
    uint32_t id = 0;
    assert_int_equal(comments_add(world->mine, &comment, &id), ERR_TEXT);
    memcpy(comment.text, "a\nb", sizeof "a\nb");
    assert_int_equal(comments_add(world->mine, &comment, &id), ERR_TEXT);
    for (int i = 0; i < COMMENTS_MAX; i++)
        say(world->mine, 0, "One of many.", false);
    memcpy(comment.text, "One too many.", sizeof "One too many.");
    assert_int_equal(comments_add(world->mine, &comment, &id), ERR_NO_SPACE);
    assert_int_equal(save(world), OK);
    load(world);
    assert_int_equal(world->mine->mine.comment_count, COMMENTS_MAX);
    assert_int_equal(comments_remove(world->mine, 7), OK);
    assert_int_equal(comments_add(world->mine, &comment, &id), OK);
    assert_int_equal(id, COMMENTS_MAX + 1); // an id is never used again
    assert_int_equal(comments_change(world->mine, id, "Changed.", true), OK);
    assert_int_equal(comments_change(world->mine, 7, "Gone.", true), ERR_NOT_FOUND);
    assert_int_equal(save(world), OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_written_is_read_again, setup, teardown),
        cmocka_unit_test_setup_teardown(answers_stand_behind_what_they_answer, setup, teardown),
        cmocka_unit_test_setup_teardown(a_bad_file_is_told_and_kept_aside, setup, teardown),
        cmocka_unit_test_setup_teardown(foreign_files_are_passed_over, setup, teardown),
        cmocka_unit_test_setup_teardown(two_windows_do_not_overwrite_each_other, setup, teardown),
        cmocka_unit_test_setup_teardown(a_power_cut_leaves_old_or_new, setup, teardown),
        cmocka_unit_test_setup_teardown(a_book_has_its_limits, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// The page of verdicts without a window: six words from the sheet, and a screen that saw more than the
// record holds.
#include "supervisor_world.h"

#include "seal/witness.h"
#include <stdlib.h>
#include <string.h>

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        EACH(six_words_are_compared),
        EACH(a_screen_that_saw_more_is_heard),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

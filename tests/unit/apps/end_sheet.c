// The sheet of a group that has ended: what the closing page has is on it, and nothing else. It leaves a
// PDF in each language for end_sheet.sh, which reads them with a program that is not ours.
#include "facilitator/end_sheet.h"
#include "golden/f-states.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct f_states *states;

static int set_up(void **state)
{
    (void)state;
    states = f_states_create(TEST_ASSETS);
    assert_non_null(states);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    f_states_destroy(states);
    return 0;
}

static void save(const char *path, const uint8_t *bytes, size_t size)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static void the_numbers_are_those_of_the_page(void **state)
{
    (void)state;
    const struct view *view = f_state_view(states, "f-end", LANGUAGE_EN);
    static struct end_sheet sheet;
    end_sheet_fill(view, PAPER_A4, &sheet);
    assert_string_equal(sheet.group, "Tuesday Recovery Group");
    assert_string_equal(sheet.module_title, "Coping with stress");
    assert_int_equal(sheet.session_number, 2);
    assert_int_equal(sheet.day, view->scene->wall_day);
    assert_int_equal(sheet.minutes, 62);
    assert_string_equal(sheet.end_words, view->health->words);
    assert_memory_equal(&sheet.finish.people_here, &view->desk->finish.people_here,
                        sizeof sheet.finish.people_here);
    assert_int_equal(sheet.finish.goals_followed_up.done, 6);
    assert_false(sheet.finish.practice_set.known);
    assert_string_equal(sheet.finish.note, view->desk->note.text);
    assert_int_equal(sheet.step_count, 8);
    assert_string_equal(sheet.steps[0].title, "Welcome and check-in");
    assert_int_equal(sheet.steps[0].spent, 6);
    assert_int_equal(sheet.steps[0].planned, 5);
    assert_true(sheet.tagged[TECHNIQUE_ROLE_PLAY]);
    assert_false(sheet.tagged[TECHNIQUE_RELAXATION]);
}

static void where_the_group_goes_on_is_the_books_word(void **state)
{
    (void)state;
    struct view view = *f_state_view(states, "f-end", LANGUAGE_EN);
    static struct book book;
    static struct end_sheet sheet;
    view.book = NULL;
    end_sheet_fill(&view, PAPER_A4, &sheet);
    assert_false(sheet.knows_next);
    book_init(&book, view.scene->begin.group);
    view.book = &book;
    end_sheet_fill(&view, PAPER_A4, &sheet);
    assert_true(sheet.knows_next);
    assert_int_equal(sheet.next.slide, 0);
    strcpy(book.carried.module, view.scene->begin.deck.module);
    book.carried.number = 2;
    book.carried.slide = 9;
    end_sheet_fill(&view, PAPER_A4, &sheet);
    assert_string_equal(sheet.next.title, "Coping with stress");
    assert_int_equal(sheet.next.number, 2);
    assert_int_equal(sheet.next.slide, 9);
    // Another module by its title in the edition, and the book of another group not at all.
    strcpy(book.carried.module, "recovery-strategies");
    end_sheet_fill(&view, PAPER_A4, &sheet);
    assert_string_equal(sheet.next.title, "Recovery strategies");
    strcpy(book.group, "Another group");
    end_sheet_fill(&view, PAPER_A4, &sheet);
    assert_false(sheet.knows_next);
}

static bool holds(const void *bytes, size_t size, const char *what)
{
    size_t length = strlen(what);
    for (size_t i = 0; i + length <= size; i++)
        if (memcmp((const char *)bytes + i, what, length) == 0)
            return true;
    return false;
}

// Whatever else the console knows at that moment, the value that is printed has no room for it.
static void c28_no_shared_line_face_or_release_reaches_the_sheet(void **state)
{
    (void)state;
    static struct book book;
    static struct goal_board board;
    static struct scene scene;
    static struct end_sheet sheet;
    struct view view = *f_state_view(states, "f-end", LANGUAGE_EN);
    scene = *view.scene;
    book_init(&book, scene.begin.group);
    int member = book_join(&book, (struct goal_handle){SHAPE_WAVE, 27}, scene.wall_day);
    strcpy(book.members[member].next_step, "MARKER-NEXT-STEP");
    board.line_count = 1;
    strcpy(board.lines[0].line.text, "MARKER-SHARED-LINE");
    scene.goals.line_count = 1;
    strcpy(scene.goals.lines[0].text, "MARKER-SHARED-LINE");
    scene.release.line_count = 1;
    strcpy(scene.release.lines[0].text, "MARKER-RESULT-LINE");
    view.scene = &scene;
    view.book = &book;
    view.board = &board;
    end_sheet_fill(&view, PAPER_A4, &sheet);
    assert_false(holds(&sheet, sizeof sheet, "MARKER"));
    // The same meeting without any of it makes the same file, byte for byte.
    uint8_t *with = NULL, *without = NULL;
    size_t with_size = 0, without_size = 0;
    assert_int_equal(end_sheet_make(&sheet, &with, &with_size), OK);
    struct view bare = *f_state_view(states, "f-end", LANGUAGE_EN);
    static struct book empty;
    book_init(&empty, bare.scene->begin.group);
    bare.book = &empty;
    end_sheet_fill(&bare, PAPER_A4, &sheet);
    assert_int_equal(end_sheet_make(&sheet, &without, &without_size), OK);
    assert_int_equal(with_size, without_size);
    assert_memory_equal(with, without, with_size);
    free(with);
    free(without);
}

static void a_sheet_in_every_language_and_the_longest_note(void **state)
{
    (void)state;
    static struct book book;
    static struct scene scene;
    static struct end_sheet sheet;
    for (enum language language = LANGUAGE_EN; language <= LANGUAGE_SO; language++) {
        struct view view = *f_state_view(states, "f-end", language);
        scene = *view.scene;
        scene.wall_day = view.wall_day;
        view.scene = &scene;
        book_init(&book, view.scene->begin.group);
        strcpy(book.carried.module, view.scene->begin.deck.module);
        book.carried.number = 2;
        book.carried.slide = 9;
        view.book = &book;
        end_sheet_fill(&view, language == LANGUAGE_ES ? PAPER_LETTER : PAPER_A4, &sheet);
        uint8_t *bytes = NULL;
        size_t size = 0;
        assert_int_equal(end_sheet_make(&sheet, &bytes, &size), OK);
        char path[64];
        snprintf(path, sizeof path, "end-sheet-%s.pdf", language_name(language));
        save(path, bytes, size);
        free(bytes);
    }
    memset(sheet.finish.note, 'm', sizeof sheet.finish.note - 1);
    for (size_t i = 9; i < sizeof sheet.finish.note - 1; i += 10)
        sheet.finish.note[i] = ' ';
    sheet.step_count = STEPS_MAX;
    for (size_t i = 0; i <= TECHNIQUE_LAST; i++)
        sheet.tagged[i] = true;
    uint8_t *bytes = NULL;
    size_t size = 0;
    sheet.paper = PAPER_LETTER;
    assert_int_equal(end_sheet_make(&sheet, &bytes, &size), OK);
    save("end-sheet-full.pdf", bytes, size);
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_numbers_are_those_of_the_page),
        cmocka_unit_test(where_the_group_goes_on_is_the_books_word),
        cmocka_unit_test(c28_no_shared_line_face_or_release_reaches_the_sheet),
        cmocka_unit_test(a_sheet_in_every_language_and_the_longest_note),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

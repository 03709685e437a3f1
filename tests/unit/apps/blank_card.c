// The blank goal card: every picture four times, boxes beside them, and not one word.
#include "facilitator/blank_card.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    TEXT_BYTES = 256 * 1024,
};

static char text[TEXT_BYTES], kept[TEXT_BYTES];

static void load(const char *path, char out_text[TEXT_BYTES])
{
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    size_t size = fread(out_text, 1, TEXT_BYTES - 1, file);
    out_text[size] = '\0';
    assert_int_equal(fclose(file), 0);
}

static int count(const char *what)
{
    int found = 0;
    for (const char *at = text; (at = strstr(at, what)) != NULL; at += strlen(what))
        found++;
    return found;
}

static void a_sheet_has_four_cards_and_no_word(void **state)
{
    (void)state;
    char path[] = "/tmp/blank-card-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    assert_int_equal(blank_card_write(TEST_ASSETS, PAPER_A4, path), OK);
    load(path, text);
    unlink(path);
    assert_int_equal(count("<g transform="), 4 * (18 + 6));
    assert_int_equal(count("rx=\"2\" fill=\"#FFFFFF\" stroke"), 4 * (18 + 1));
    assert_int_equal(count("<g"), count("</g>"));
    assert_int_equal(count("<text"), 0);
    assert_int_equal(count("<title"), 0);
    assert_int_equal(count("<script"), 0);
    // The copy beside the documents is what the program writes.
    load(TEST_DATA "/../docs/pictures/blank-card.svg", kept);
    assert_string_equal(text, kept);
}

static void without_pictures_nothing_is_left(void **state)
{
    (void)state;
    char path[] = "/tmp/blank-card-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    unlink(path);
    assert_int_equal(blank_card_write("/nowhere", PAPER_A4, path), ERR_NOT_FOUND);
    assert_int_equal(access(path, F_OK), -1);
    assert_int_equal(blank_card_write(TEST_ASSETS, PAPER_A4, "/nowhere/card.svg"), ERR_IO);
}

// Left for paper_files.sh.
static void a_name_that_ends_in_pdf_gives_a_pdf(void **state)
{
    (void)state;
    assert_int_equal(blank_card_write(TEST_ASSETS, PAPER_A4, "blank-cards.pdf"), OK);
    assert_int_equal(blank_card_write(TEST_ASSETS, PAPER_LETTER, "blank-cards-letter.pdf"), OK);
    load("blank-cards.pdf", text);
    assert_memory_equal(text, "%PDF-", 5);
    assert_int_equal(blank_card_write("/nowhere", PAPER_A4, "none.pdf"), ERR_NOT_FOUND);
    assert_int_equal(access("none.pdf", F_OK), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sheet_has_four_cards_and_no_word),
        cmocka_unit_test(a_name_that_ends_in_pdf_gives_a_pdf),
        cmocka_unit_test(without_pictures_nothing_is_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

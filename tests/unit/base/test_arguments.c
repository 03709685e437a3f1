// A command line by its table: texts, flags and words that are taken by a function, help and version, and
// what is wrong.
#include "base/arguments.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct wishes {
    const char *file;
    bool loud;
    int count;
};

static bool take_count(void *into, const char *word)
{
    ((struct wishes *)into)->count = word[0] - '0';
    return word[0] >= '1' && word[0] <= '9' && word[1] == '\0';
}

static const struct argument TABLE[] = {
    {.name = "file", .kind = ARGUMENT_TEXT, .at = offsetof(struct wishes, file)},
    {.name = "loud", .kind = ARGUMENT_FLAG, .at = offsetof(struct wishes, loud)},
    {.name = "count",
     .kind = ARGUMENT_OWN,
     .take = take_count,
     .what = "is no count",
     .next = "say 1 to 9"},
};

// argv ends with NULL, as main's does.
static struct arguments read_words(char **argv, struct wishes *out_wishes)
{
    int argc = 0;
    while (argv[argc] != NULL)
        argc++;
    memset(out_wishes, 0, sizeof *out_wishes);
    return arguments_read(argc, argv, TABLE, sizeof TABLE / sizeof TABLE[0], out_wishes);
}

static char program[] = "program", file[] = "--file", name[] = "a name", loud[] = "--loud",
            three[] = "--count=3", many[] = "many", count[] = "--count", word[] = "word",
            help[] = "--help", letter[] = "-h", version[] = "--version", other[] = "--other";

static void what_is_said_is_read(void **state)
{
    (void)state;
    struct wishes wishes;
    struct arguments read =
        read_words((char *[]){program, file, name, loud, three, word, NULL}, &wishes);
    assert_int_equal(read.end, ARGUMENTS_READ);
    assert_int_equal(read.rest, 5);
    assert_ptr_equal(wishes.file, name);
    assert_true(wishes.loud);
    assert_int_equal(wishes.count, 3);
    read = read_words((char *[]){program, NULL}, &wishes);
    assert_int_equal(read.end, ARGUMENTS_READ);
    assert_int_equal(read.rest, 1);
    assert_null(wishes.file);
    assert_false(wishes.loud);
}

static void help_and_version_end_it(void **state)
{
    (void)state;
    struct wishes wishes;
    assert_int_equal(read_words((char *[]){program, help, other, NULL}, &wishes).end,
                     ARGUMENTS_HELP);
    assert_int_equal(read_words((char *[]){program, loud, letter, NULL}, &wishes).end,
                     ARGUMENTS_HELP);
    assert_int_equal(read_words((char *[]){program, version, NULL}, &wishes).end,
                     ARGUMENTS_VERSION);
}

static void what_is_wrong_is_named(void **state)
{
    (void)state;
    struct wishes wishes;
    struct arguments read = read_words((char *[]){program, other, NULL}, &wishes);
    assert_int_equal(read.end, ARGUMENTS_WRONG);
    assert_string_equal(read.which, "--other");
    assert_null(read.next);
    read = read_words((char *[]){program, loud, file, NULL}, &wishes);
    assert_int_equal(read.end, ARGUMENTS_WRONG); // without its word
    assert_string_equal(read.which, "--file");
    read = read_words((char *[]){program, count, many, NULL}, &wishes);
    assert_int_equal(read.end, ARGUMENTS_WRONG);
    assert_string_equal(read.what, "is no count");
    assert_string_equal(read.which, "many");
    assert_string_equal(read.next, "say 1 to 9");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_said_is_read),
        cmocka_unit_test(help_and_version_end_it),
        cmocka_unit_test(what_is_wrong_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

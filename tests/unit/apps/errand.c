// Errands of the window: keys are found on sticks, those of the other profile and broken ones passed over, each
// once; and a pairing file is written once and wiped.
#include "facilitator/errand.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char place[64];

static void path_of(const char *name, char out_path[256])
{
    int size = snprintf(out_path, 256, "%s/%s", place, name);
    assert_true(size > 0 && size < 256);
}

static void folder(const char *name)
{
    char path[256];
    path_of(name, path);
    assert_int_equal(mkdir(path, 0700), 0);
}

static void write_text(const char *name, const char *text)
{
    char path[256];
    path_of(name, path);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static void write_key(const char *file, const char *name, uint8_t number, bool practice)
{
    struct recipient recipient = {.practice = practice};
    char line[RECIPIENT_LINE_BYTES], text[RECIPIENT_LINE_BYTES + 1];
    snprintf(recipient.name, sizeof recipient.name, "%s", name);
    memset(recipient.public_key, number, sizeof recipient.public_key);
    recipient_print(&recipient, line);
    snprintf(text, sizeof text, "%s\n", line);
    write_text(file, text);
}

static int set_up(void **state)
{
    (void)state;
    strcpy(place, "/tmp/errand-XXXXXX");
    assert_non_null(mkdtemp(place));
    folder("media");
    folder("media/STICK");
    folder("media/OTHER");
    folder("data");
    folder("home");
    char home[256];
    path_of("home", home);
    assert_int_equal(setenv("HOME", home, 1), 0);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    char files[][64] = {"media/STICK/ortiz.pub",  "media/STICK/real.pub",
                        "media/STICK/broken.pub", "media/STICK/notes.txt",
                        "media/OTHER/again.pub",  "media/OTHER/reyes.pub",
                        "data/sun.pub",           "home/vang.pub",
                        "home/late.pub",          "screen.pair"};
    static const char *const folders[] = {"media/STICK", "media/OTHER", "media", "data", "home"};
    char path[256];
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        path_of(files[i], path);
        unlink(path);
    }
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        path_of(folders[i], path);
        assert_int_equal(rmdir(path), 0);
    }
    return rmdir(place);
}

static struct errand_world world_here(void)
{
    struct errand_world world = {.disk = disk_posix(), .practice = true};
    path_of("media", world.sticks[0]);
    path_of("data", world.own);
    return world;
}

static const struct found_key *found(const struct errand *errand, const char *name)
{
    for (uint8_t i = 0; i < errand->found_count; i++)
        if (strcmp(errand->found[i].recipient.name, name) == 0)
            return &errand->found[i];
    return NULL;
}

static void keys_are_found_where_they_come(void **state)
{
    (void)state;
    write_key("media/STICK/ortiz.pub", "J. Ortiz", 1, true);
    write_key("media/STICK/real.pub", "A real one", 2, false);
    write_text("media/STICK/broken.pub", "imrsup1p000 somebody\n");
    write_text("media/STICK/notes.txt", "nothing\n");
    write_key("media/OTHER/again.pub", "J. Ortiz", 1, true); // a copy of the same key
    write_key("data/sun.pub", "K. Sun", 3, true);
    write_key("home/vang.pub", "A. Vang", 4, true);
    struct errand_world world = world_here();
    struct errand errand = {.kind = ERRAND_FIND};
    errand_run(&world, &errand);
    assert_int_equal(errand.err, OK);
    assert_int_equal(errand.found_count, 3);
    assert_non_null(found(&errand, "J. Ortiz"));
    assert_string_not_equal(found(&errand, "J. Ortiz")->place, "");
    assert_string_equal(found(&errand, "K. Sun")->file, "sun.pub");
    assert_string_equal(found(&errand, "K. Sun")->place, "");
    assert_non_null(found(&errand, "A. Vang"));
    assert_null(found(&errand, "A real one"));
    // As many as the dialog shows, and those on sticks before those at home.
    write_key("media/OTHER/reyes.pub", "M. Reyes", 5, true);
    write_key("home/late.pub", "Too late", 6, true);
    errand_run(&world, &errand);
    assert_int_equal(errand.found_count, FOUND_KEYS_MAX);
    assert_non_null(found(&errand, "M. Reyes"));
    // A real console sees the real one and none of the others.
    world.practice = false;
    errand_run(&world, &errand);
    assert_int_equal(errand.found_count, 1);
    assert_non_null(found(&errand, "A real one"));
}

static void without_sticks_nothing_is_found(void **state)
{
    (void)state;
    struct errand_world world = {.disk = disk_posix(), .practice = true};
    path_of("nowhere", world.own);
    path_of("nowhere", world.sticks[1]);
    struct errand errand = {.kind = ERRAND_FIND, .found_count = 2};
    errand_run(&world, &errand);
    assert_int_equal(errand.err, OK);
    assert_int_equal(errand.found_count, 0);
}

static void a_pairing_file_is_written_once_and_wiped(void **state)
{
    (void)state;
    struct errand_world world = world_here();
    struct errand errand = {.kind = ERRAND_PAIR,
                            .pair = {.practice = true, .screen = 3, .address = "192.168.1.10"}};
    path_of("screen.pair", errand.path);
    errand_run(&world, &errand);
    assert_int_equal(errand.err, OK);
    assert_int_equal(access(errand.path, F_OK), 0);
    errand_run(&world, &errand);
    assert_int_equal(errand.err, ERR_EXISTS);
    errand.kind = ERRAND_WIPE;
    errand_run(&world, &errand);
    assert_int_equal(errand.err, OK);
    assert_int_equal(access(errand.path, F_OK), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(keys_are_found_where_they_come, set_up, tear_down),
        cmocka_unit_test_setup_teardown(without_sticks_nothing_is_found, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_pairing_file_is_written_once_and_wiped, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

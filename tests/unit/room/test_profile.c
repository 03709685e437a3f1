// Data folders and the small files in them: which side a folder is on, who may use it, what is refused.
#include "fake_disk.h"
#include "room/lines.h"
#include "room/pair_file.h"
#include "room/profile.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct world {
    struct fake_disk *fake;
    const struct disk *disk;
};

static int setup(void **state)
{
    assert_int_equal(seal_start(), OK);
    struct world *world = calloc(1, sizeof *world);
    assert_non_null(world);
    world->fake = fake_disk_create();
    world->disk = fake_disk_of(world->fake);
    *state = world;
    return 0;
}

static int teardown(void **state)
{
    struct world *world = *state;
    fake_disk_destroy(world->fake);
    free(world);
    return 0;
}

static void a_folder_never_changes_sides(void **state)
{
    struct world *world = *state;
    struct profile profile = {0};
    assert_int_equal(profile_open(world->disk, "data", PROFILE_FACILITATOR, true, &profile), OK);
    assert_string_equal(profile.sessions, "data/sessions");
    profile_close(&profile);
    profile_close(&profile); // twice is fine
    assert_int_equal(profile_open(world->disk, "data", PROFILE_FACILITATOR, false, &profile),
                     ERR_PROFILE);
    assert_int_equal(profile_open(world->disk, "data", PROFILE_PARTICIPANT, false, &profile),
                     ERR_PROFILE);
    bool practice = false;
    assert_int_equal(profile_kind_of(world->disk, "data", &practice), OK);
    assert_true(practice);
    assert_int_equal(profile_kind_of(world->disk, "other", &practice), ERR_NOT_FOUND);
    fake_disk_put(world->fake, "data/profile", "neither\n", 8);
    assert_int_equal(profile_open(world->disk, "data", PROFILE_FACILITATOR, true, &profile),
                     ERR_MALFORMED);
}

static void two_consoles_cannot_share(void **state)
{
    struct world *world = *state;
    struct profile console = {0}, second = {0}, terminal = {0};
    assert_int_equal(profile_open(world->disk, "data", PROFILE_FACILITATOR, true, &console), OK);
    assert_int_equal(profile_open(world->disk, "data", PROFILE_FACILITATOR, true, &second),
                     ERR_BUSY);
    assert_int_equal(profile_open(world->disk, "data", PROFILE_PARTICIPANT, true, &terminal), OK);
    profile_close(&console);
    assert_int_equal(profile_open(world->disk, "data", PROFILE_FACILITATOR, true, &second), OK);
    profile_close(&second);
    profile_close(&terminal);
}

// Whatever the disk refuses, and whenever, comes back as that and leaves no profile behind.
static void a_folder_that_cannot_be_written(void **state)
{
    struct world *world = *state;
    struct profile profile = {0};
    enum err err = ERR_IO;
    for (uint64_t nth = 1; err != OK; nth++) {
        assert_true(nth < 100);
        fake_disk_fail(world->fake, nth, ERR_READ_ONLY, true);
        err = profile_open(world->disk, "data", PROFILE_FACILITATOR, true, &profile);
        fake_disk_fail(world->fake, 0, ERR_IO, false);
        if (err != OK) {
            assert_int_equal(err, ERR_READ_ONLY);
            assert_null(profile.disk);
        }
    }
    profile_close(&profile);
}

static void the_allow_list(void **state)
{
    struct world *world = *state;
    struct paired_terminal list[TERMINALS_MAX], again[TERMINALS_MAX];
    memset(list, 0, sizeof list);
    for (uint16_t i = 0; i < TERMINALS_MAX; i++) {
        list[i].terminal.screen = (uint16_t)(i + 1);
        memset(list[i].terminal.public_key, i + 1, KEY32_BYTES);
        list[i].expires_day = i % 3 == 0 ? 20000u + i : 0;
    }
    size_t count = 9;
    assert_int_equal(terminals_load(world->disk, "allow", 1, again, &count), OK);
    assert_int_equal(count, 0); // no list yet
    assert_int_equal(terminals_save(world->disk, "allow", list, TERMINALS_MAX), OK);
    assert_int_equal(terminals_load(world->disk, "allow", 20000, again, &count), OK);
    assert_int_equal(count, TERMINALS_MAX);
    assert_memory_equal(list, again, sizeof list);
    // A day later the first key of a pairing file is no longer good.
    assert_int_equal(terminals_load(world->disk, "allow", 20001, again, &count), OK);
    assert_int_equal(count, TERMINALS_MAX - 1);
    static const char *const bad[] = {
        "screen 0 0000000000000000000000000000000000000000000000000000000000000000\n",
        "screen 513 0000000000000000000000000000000000000000000000000000000000000000\n",
        "screen 1 00000000000000000000000000000000000000000000000000000000000000\n",
        "screen 1 000000000000000000000000000000000000000000000000000000000000000G\n",
        "terminal 1 0000000000000000000000000000000000000000000000000000000000000000\n",
        "screen 1 0000000000000000000000000000000000000000000000000000000000000000 until\n",
        "screen 1 0000000000000000000000000000000000000000000000000000000000000000 until 0\n",
        "screen 1 0000000000000000000000000000000000000000000000000000000000000000\n"
        "screen 1 1100000000000000000000000000000000000000000000000000000000000000\n",
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        fake_disk_put(world->fake, "allow", bad[i], strlen(bad[i]));
        assert_int_equal(terminals_load(world->disk, "allow", 1, again, &count), ERR_MALFORMED);
    }
}

static void recipients(void **state)
{
    struct world *world = *state;
    struct profile profile = {0};
    struct recipient all[RECIPIENTS_MAX] = {0};
    char path[ROOM_PATH_BYTES];
    uint8_t count = 0;
    assert_int_equal(profile_open(world->disk, "data", PROFILE_FACILITATOR, true, &profile), OK);
    assert_int_equal(profile_recipients(&profile, all, &count), ERR_NOT_FOUND);
    assert_int_equal(profile_reviewers_path(&profile, path), OK);
    for (uint8_t i = 0; i < 3; i++) {
        struct recipient one = {.practice = true, .name = "Reviewer"};
        memset(one.public_key, i + 1, sizeof one.public_key);
        assert_int_equal(reviewers_add(world->disk, path, true, 20000, &one, REVIEWER_SUPERVISOR),
                         OK);
    }
    // Removed on a day long gone.
    assert_int_equal(reviewers_remove(world->disk, path, true, 20000, all[0].public_key),
                     ERR_NOT_FOUND);
    assert_int_equal(profile_recipients(&profile, all, &count), OK);
    assert_int_equal(count, 3);
    assert_int_equal(reviewers_remove(world->disk, path, true, 20000, all[0].public_key), OK);
    assert_int_equal(profile_recipients(&profile, all, &count), OK);
    assert_int_equal(count, 2);
    assert_int_equal(all[0].public_key[0], 2);
    profile_close(&profile);
}

static void terminal_keys_are_kept(void **state)
{
    struct world *world = *state;
    struct profile profile = {0};
    struct terminal_keys keys, again;
    memset(&keys, 0, sizeof keys);
    memset(&again, 0, sizeof again);
    assert_int_equal(profile_open(world->disk, "data", PROFILE_PARTICIPANT, true, &profile), OK);
    assert_int_equal(profile_terminal_keys(&profile, &again), ERR_NOT_FOUND);
    memset(keys.public_key, 1, KEY32_BYTES);
    memset(keys.secret_key, 2, KEY32_BYTES);
    memset(keys.host_key, 3, KEY32_BYTES);
    memset(keys.host_sign_key, 4, KEY32_BYTES);
    strcpy(keys.address, "fe80::1%wlan0");
    keys.port = 47001;
    keys.screen = 3;
    assert_int_equal(profile_terminal_keys_save(&profile, &keys), OK);
    assert_int_equal(profile_terminal_keys(&profile, &again), OK);
    assert_memory_equal(&keys, &again, sizeof keys);
    profile_close(&profile);
}

static void pairing_files(void **state)
{
    struct world *world = *state;
    struct host_keys keys;
    struct pair_file file, again;
    memset(&keys, 5, sizeof keys);
    pair_file_make(&keys, "192.168.7.1", 47001, 12, true, 20000, &file);
    assert_int_equal(pair_file_write(world->disk, "stick", &file), OK);
    assert_int_equal(pair_file_write(world->disk, "stick", &file), ERR_EXISTS);
    memset(&again, 0, sizeof again);
    assert_int_equal(pair_file_read(world->disk, "stick", &again), OK);
    assert_memory_equal(&file, &again, sizeof file);
    assert_int_equal(pair_file_terminal(&file).expires_day, 20001);
    // Every cut of the file is refused, and so is every line that is missing.
    size_t size = 0;
    const uint8_t *bytes = fake_disk_bytes(world->fake, "stick", &size);
    char text[PAIR_FILE_BYTES_MAX];
    assert_true(size < sizeof text);
    memcpy(text, bytes, size);
    for (size_t cut = 0; cut + 6 < size; cut++) { // the last number may be cut and still be one
        fake_disk_put(world->fake, "cut", text, cut);
        assert_int_not_equal(pair_file_read(world->disk, "cut", &again), OK);
    }
    fake_disk_put(world->fake, "next", "imr-pair = 2\n", 13);
    assert_int_equal(pair_file_read(world->disk, "next", &again), ERR_VERSION);
    assert_int_equal(pair_file_read(world->disk, "none", &again), ERR_NOT_FOUND);
    assert_int_equal(pair_file_wipe(world->disk, "stick"), OK);
    assert_null(fake_disk_bytes(world->fake, "stick", &size));
    assert_int_equal(pair_file_wipe(world->disk, "stick"), OK); // gone already
}

static void a_terminal_refuses_the_wrong_file(void **state)
{
    struct world *world = *state;
    struct profile profile = {0};
    struct host_keys keys;
    struct pair_file file;
    struct terminal_keys joined;
    memset(&keys, 5, sizeof keys);
    assert_int_equal(profile_open(world->disk, "data", PROFILE_PARTICIPANT, true, &profile), OK);
    pair_file_make(&keys, "127.0.0.1", 47001, 1, false, 20000, &file);
    assert_int_equal(pair_file_write(world->disk, "real", &file), OK);
    assert_int_equal(pair_join(&profile, "real", 20000, 1000, &joined), ERR_PROFILE);
    pair_file_make(&keys, "127.0.0.1", 47001, 1, true, 20000, &file);
    assert_int_equal(pair_file_write(world->disk, "old", &file), OK);
    assert_int_equal(pair_join(&profile, "old", 20002, 1000, &joined), ERR_KEY);
    assert_int_equal(pair_join(&profile, "none", 20000, 1000, &joined), ERR_NOT_FOUND);
    profile_close(&profile);
}

static void words_of_lines(void **state)
{
    (void)state;
    struct span text = span_of_string("one  two\r\n\n  3\nlast"), line = {0}, word = {0};
    uint64_t number = 0;
    assert_true(line_take(&text, &line));
    assert_true(word_take(&line, &word) && word_is(word, "one"));
    assert_true(word_take(&line, &word) && word_is(word, "two"));
    assert_false(word_take(&line, &word));
    assert_true(line_take(&text, &line));
    assert_false(word_take(&line, &word));
    assert_true(line_take(&text, &line));
    assert_true(word_take(&line, &word) && word_number(word, 3, &number) && number == 3);
    assert_false(word_number(word, 2, &number));
    assert_true(line_take(&text, &line));
    assert_true(word_take(&line, &word) && word_is(word, "last"));
    assert_false(word_number(word, 9, &number));
    assert_false(line_take(&text, &line));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_folder_never_changes_sides, setup, teardown),
        cmocka_unit_test_setup_teardown(two_consoles_cannot_share, setup, teardown),
        cmocka_unit_test_setup_teardown(a_folder_that_cannot_be_written, setup, teardown),
        cmocka_unit_test_setup_teardown(the_allow_list, setup, teardown),
        cmocka_unit_test_setup_teardown(recipients, setup, teardown),
        cmocka_unit_test_setup_teardown(terminal_keys_are_kept, setup, teardown),
        cmocka_unit_test_setup_teardown(pairing_files, setup, teardown),
        cmocka_unit_test_setup_teardown(a_terminal_refuses_the_wrong_file, setup, teardown),
        cmocka_unit_test(words_of_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// The program as a person runs it: its exit codes, what it says of each record, and its script, over
// records in a folder of this test's own. With --make FOLDER it only writes the records there.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// cmocka's header needs the four above.
#include "base/check.h"
#include "supervisor_help.h"
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    OUTPUT_BYTES = 1024 * 1024,
    ARGUMENTS_MAX = 12
};

static char folder[] = "supervisor-XXXXXX";
static char *output; // of the last run: standard output, then standard error

static void path_of(char path[256], const char *name)
{
    snprintf(path, 256, "%s/%s", folder, name);
}

// Four records: complete in two parts, unclosed, cut, forged; and one for somebody else.
static void make_records(const char *into)
{
    char key[256], sessions[256], path[512];
    snprintf(key, sizeof key, "%s/review.key", into);
    snprintf(sessions, sizeof sessions, "%s/sessions", into);
    struct help_record *record = help_record_make(disk_posix(), sessions, key, 7);
    help_meeting(record, 2);
    help_record_free(record);
    record = help_record_make(disk_posix(), sessions, key, 8);
    help_begin(record, "Thursday Wellness Group", "A. Vang");
    help_say(record, 58 * (uint64_t)MINUTE_MS, COMMAND_SLIDE_GO, 3);
    help_part_end(record);
    help_record_free(record);
    record = help_record_make(disk_posix(), sessions, key, 9);
    help_meeting(record, 2);
    help_record_free(record);
    snprintf(path, sizeof path, "%s/2026-11-04-09090909.0.imrlog", sessions);
    struct stat facts;
    check(stat(path, &facts) == 0 && truncate(path, facts.st_size - 700) == 0);
    record = help_record_make(disk_posix(), sessions, key, 10);
    help_meeting(record, 1);
    help_record_free(record);
    snprintf(path, sizeof path, "%s/2026-11-04-0a0a0a0a.0.imrlog", sessions);
    FILE *file = fopen(path, "r+");
    check(file != NULL && fseek(file, -700, SEEK_END) == 0 && fputc('x', file) == 'x');
    check(fclose(file) == 0);
    snprintf(key, sizeof key, "%s/stranger.key", into);
    record = help_record_make(disk_posix(), sessions, key, 11);
    help_meeting(record, 1);
    help_record_free(record);
}

static int setup(void **state)
{
    (void)state;
    output = malloc(OUTPUT_BYTES);
    return output == NULL || mkdtemp(folder) == NULL ? -1 : (make_records(folder), 0);
}

static void remove_in(const char *name)
{
    char path[256];
    path_of(path, name);
    (void)unlink(path);
    (void)rmdir(path);
}

static int teardown(void **state)
{
    (void)state;
    static const char *const names[] = {"sessions/2026-11-04-07070707.0.imrlog",
                                        "sessions/2026-11-04-07070707.1.imrlog",
                                        "sessions/2026-11-04-08080808.0.imrlog",
                                        "sessions/2026-11-04-09090909.0.imrlog",
                                        "sessions/2026-11-04-09090909.1.imrlog",
                                        "sessions/2026-11-04-0a0a0a0a.0.imrlog",
                                        "sessions/2026-11-04-0b0b0b0b.0.imrlog",
                                        "sessions",
                                        "review.key",
                                        "stranger.key",
                                        "made.key",
                                        "made.key.pub",
                                        "script",
                                        "one.png",
                                        "two.png",
                                        "three.png",
                                        ""};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        remove_in(names[i]);
    free(output);
    return 0;
}

// Runs the program with these words (FOLDER/ stands for the test's folder) and gives its exit code.
static int run(const char *line)
{
    char words[1024], paths[ARGUMENTS_MAX][1024];
    char *arguments[ARGUMENTS_MAX + 2] = {(char[]){"imr-supervisor"}};
    snprintf(words, sizeof words, "%s", line);
    int count = 1;
    for (char *at = words; *at != '\0' && count <= ARGUMENTS_MAX; count++) {
        size_t size = strcspn(at, " ");
        bool more = at[size] == ' ';
        at[size] = '\0';
        if (strncmp(at, "FOLDER/", 7) == 0)
            snprintf(paths[count - 1], sizeof paths[0], "%s/%s", folder, at + 7);
        else
            snprintf(paths[count - 1], sizeof paths[0], "%s", at);
        arguments[count] = paths[count - 1];
        at += size + more;
    }
    int ends[2], status = 0;
    assert_int_equal(pipe(ends), 0);
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        (void)dup2(ends[1], 1);
        (void)dup2(ends[1], 2);
        (void)close(ends[0]);
        (void)close(ends[1]);
        execv(SUPERVISOR, arguments);
        _exit(127);
    }
    (void)close(ends[1]);
    size_t used = 0;
    for (ssize_t got = 1; got > 0 && used + 1 < OUTPUT_BYTES; used += got > 0 ? (size_t)got : 0)
        got = read(ends[0], output + used, OUTPUT_BYTES - 1 - used);
    output[used] = '\0';
    (void)close(ends[0]);
    assert_true(waitpid(child, &status, 0) == child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void says(const char *words)
{
    if (strstr(output, words) == NULL)
        fail_msg("no \"%s\" in:\n%s", words, output);
}

#define KEY               " --key FOLDER/review.key"
#define RECORD(who, part) "FOLDER/sessions/2026-11-04-" who "." part ".imrlog" KEY

static void verify_tells_whole_from_broken(void **state)
{
    (void)state;
    assert_int_equal(run("verify " RECORD("07070707", "1")), 0);
    says("complete: nothing is missing");
    says("six words on the attendance sheet: ");
    assert_int_equal(run("verify " RECORD("08080808", "0")), 1);
    says("unclosed");
    assert_int_equal(run("verify " RECORD("09090909", "0")), 1);
    says("truncated");
    says("the end of this part is missing: part 1");
    assert_int_equal(run("verify --json " RECORD("0a0a0a0a", "0")), 1);
    says("\"verdict\":\"forged\"");
}

static void what_cannot_be_used_is_told_with_two(void **state)
{
    (void)state;
    assert_int_equal(run("verify " RECORD("0b0b0b0b", "0")), 2);
    says("it is not sealed to this key");
    assert_int_equal(run("verify FOLDER/none.0.imrlog" KEY), 2);
    says("no such record");
    assert_int_equal(run("verify FOLDER/review.key" KEY), 2);
    assert_int_equal(run("verify FOLDER/sessions/2026-11-04-07070707.0.imrlog"), 2);
    says("a review key is needed");
    assert_int_equal(run("verify FOLDER/sessions/2026-11-04-07070707.0.imrlog --key FOLDER/no"), 2);
    says("no such key file");
    assert_int_equal(run("paint" KEY), 2);
    assert_int_equal(run("verify" KEY), 2);
    assert_int_equal(run("--no-such-option"), 2);
    assert_int_equal(run("open FOLDER/sessions --language tlh" KEY), 2);
    assert_int_equal(run("--help"), 0);
    assert_int_equal(run("--version"), 0);
}

static void show_prints_what_is_intact(void **state)
{
    (void)state;
    assert_int_equal(run("show --json --audience supervisor " RECORD("07070707", "0")), 0);
    size_t whole = 0, intact = 0;
    for (const char *at = output; (at = strstr(at, "{\"scene\":")) != NULL; at++)
        whole++;
    assert_int_equal(run("show --json --audience supervisor " RECORD("09090909", "0")), 1);
    for (const char *at = output; (at = strstr(at, "{\"scene\":")) != NULL; at++)
        intact++;
    says("what is intact was shown");
    assert_true(intact < whole);
    assert_int_equal(run("show --audience nobody " RECORD("07070707", "0")), 2);
}

static void list_names_every_record_once(void **state)
{
    (void)state;
    assert_int_equal(run("list FOLDER/sessions" KEY), 0);
    says("2026-11-04-07070707.0.imrlog  complete  Tuesday Recovery Group; Coping with stress, "
         "session 2; M. Reyes; 62 of 60 min; 8 people");
    says("08080808.0.imrlog  unclosed  Thursday Wellness Group");
    says("0b0b0b0b.0.imrlog  not-yours\n");
    assert_null(strstr(output, "07070707.1"));
    assert_int_equal(run("list FOLDER/sessions --json" KEY), 0);
    says("\"state\":\"truncated\"");
    assert_int_equal(run("list FOLDER/nowhere" KEY), 2);
}

static void a_key_is_made_once(void **state)
{
    (void)state;
    assert_int_equal(run("key new --practice --out FOLDER/made.key"), 0);
    says("Six words to compare aloud");
    assert_int_equal(run("key new --practice --out FOLDER/made.key"), 2);
    says("is there already");
}

static bool is_png(const char *name)
{
    char path[256], head[8] = "";
    path_of(path, name);
    FILE *file = fopen(path, "rb");
    size_t got = file == NULL ? 0 : fread(head, 1, sizeof head, file);
    if (file != NULL)
        (void)fclose(file);
    return got == sizeof head && memcmp(head, "\x89PNG", 4) == 0;
}

static void script(const char *format)
{
    char path[256];
    path_of(path, "script");
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    for (const char *at = format; *at != '\0'; at++)
        if (*at == '@')
            fputs(folder, file);
        else
            fputc(*at, file);
    assert_int_equal(fclose(file), 0);
}

static void a_script_replays_without_a_display(void **state)
{
    (void)state;
    script("# Lists, replays and checks.\n"
           "picture @/one.png\n"
           "open @/sessions/2026-11-04-07070707.0.imrlog\n"
           "speed 16\nplay\nstop\ngo 38\nstep next\nstep back\nevent next\nevent back\n"
           "picture @/two.png\n"
           "verify\nwords anchor meadow copper lemon harbor winter\npicture @/three.png\n"
           "sessions\nfind tuesday\nselect 1\nquit\n");
    assert_int_equal(
        run("open FOLDER/sessions --headless --script FOLDER/script --assets " TEST_ASSETS KEY), 0);
    assert_true(is_png("one.png") && is_png("two.png") && is_png("three.png"));
    script("go 38\n");
    assert_int_equal(
        run("open FOLDER/sessions --headless --script FOLDER/script --assets " TEST_ASSETS KEY), 2);
    says("line 1 of the script");
    script("dance\n");
    assert_int_equal(
        run("open FOLDER/sessions --headless --script FOLDER/script --assets " TEST_ASSETS KEY), 2);
}

int main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "--make") == 0) {
        make_records(argv[2]);
        return 0;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(verify_tells_whole_from_broken),
        cmocka_unit_test(what_cannot_be_used_is_told_with_two),
        cmocka_unit_test(show_prints_what_is_intact),
        cmocka_unit_test(list_names_every_record_once),
        cmocka_unit_test(a_key_is_made_once),
        cmocka_unit_test(a_script_replays_without_a_display),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}

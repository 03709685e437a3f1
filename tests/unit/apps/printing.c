// A sheet on its way to the printer: lp that takes it, refuses it, is not there, and does not answer.
// What it says on the standard output is nobody's; what it is told is the file.
#include "paper/printing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <poll.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct world {
    char place[64];
    char sheet[96];
    char told[96];
    char path[4096]; // the environment's, to be put back
    atomic_int rings;
    enum err make;
};

static enum err make(void *self)
{
    struct world *world = self;
    if (world->make != OK)
        return world->make;
    FILE *file = fopen(world->sheet, "w");
    assert_non_null(file);
    fputs("a sheet", file);
    assert_int_equal(fclose(file), 0);
    return OK;
}

static bool ring(void *self)
{
    struct world *world = self;
    atomic_fetch_add(&world->rings, 1);
    return true;
}

static void lp_is(struct world *world, const char *body)
{
    char path[96];
    snprintf(path, sizeof path, "%s/lp", world->place);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "#!/bin/sh\n%s\n", body);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(chmod(path, 0700), 0);
}

static int set_up(void **state)
{
    struct world *world = calloc(1, sizeof *world);
    assert_non_null(world);
    strcpy(world->place, "/tmp/printing-XXXXXX");
    assert_non_null(mkdtemp(world->place));
    snprintf(world->sheet, sizeof world->sheet, "%s/sheet.pdf", world->place);
    snprintf(world->told, sizeof world->told, "%s/told", world->place);
    snprintf(world->path, sizeof world->path, "%s", getenv("PATH"));
    char path[4200];
    snprintf(path, sizeof path, "%s:/usr/bin:/bin", world->place);
    assert_int_equal(setenv("PATH", path, 1), 0);
    assert_int_equal(setenv("PRINTER", "upstairs", 1), 0);
    assert_int_equal(setenv("PRINTING_SECRET", "not for lp", 1), 0);
    *state = world;
    return 0;
}

static int tear_down(void **state)
{
    struct world *world = *state;
    char path[96];
    snprintf(path, sizeof path, "%s/lp", world->place);
    unlink(path);
    unlink(world->sheet);
    unlink(world->told);
    assert_int_equal(rmdir(world->place), 0);
    assert_int_equal(setenv("PATH", world->path, 1), 0);
    free(world);
    return 0;
}

static struct printing *start(struct world *world, int patience_ms, bool keep)
{
    const struct printing_job job = {.make = make,
                                     .self = world,
                                     .path = world->sheet,
                                     .send = true,
                                     .keep = keep,
                                     .patience_ms = patience_ms,
                                     .ring = ring,
                                     .ring_self = world};
    struct printing *printing = NULL;
    assert_int_equal(printing_start(&job, &printing), OK);
    return printing;
}

static struct printing_result result_of(struct world *world, struct printing *printing)
{
    struct pollfd ended = {.fd = printing_fd(printing), .events = POLLIN};
    assert_int_equal(poll(&ended, 1, 60000), 1);
    struct printing_result result, none;
    assert_true(printing_take(printing, &result));
    assert_false(printing_take(printing, &none));
    assert_int_equal(atomic_load(&world->rings), 1);
    printing_destroy(printing);
    return result;
}

static void told(const struct world *world, char text[512])
{
    FILE *file = fopen(world->told, "r");
    assert_non_null(file);
    size_t size = fread(text, 1, 511, file);
    text[size] = '\0';
    assert_int_equal(fclose(file), 0);
}

static void a_printer_is_told_the_file_and_little_else(void **state)
{
    struct world *world = *state;
    char body[512], text[512], expected[512];
    snprintf(body, sizeof body,
             "echo \"$1 $2 $(cat \"$2\") $# $PRINTER ${PRINTING_SECRET:-none}\" >%s\n"
             "echo request id is upstairs-1",
             world->told);
    lp_is(world, body);
    struct printing_result result = result_of(world, start(world, 0, false));
    assert_int_equal(result.made, OK);
    assert_int_equal(result.sent, OK);
    told(world, text);
    snprintf(expected, sizeof expected, "-- %s a sheet 2 upstairs none\n", world->sheet);
    assert_string_equal(text, expected);
    // What the printer has is not left on the disk.
    assert_int_equal(access(world->sheet, F_OK), -1);
}

static void a_file_that_is_to_be_kept_is(void **state)
{
    struct world *world = *state;
    lp_is(world, "exit 0");
    struct printing_result result = result_of(world, start(world, 0, true));
    assert_int_equal(result.sent, OK);
    assert_int_equal(access(world->sheet, F_OK), 0);
}

static void a_refusal_leaves_the_file(void **state)
{
    struct world *world = *state;
    lp_is(world, "exit 1");
    struct printing_result result = result_of(world, start(world, 0, false));
    assert_int_equal(result.made, OK);
    assert_int_equal(result.sent, ERR_IO);
    assert_int_equal(access(world->sheet, F_OK), 0);
}

static void without_lp_the_file_is_there(void **state)
{
    struct world *world = *state;
    assert_int_equal(setenv("PATH", world->place, 1), 0);
    struct printing_result result = result_of(world, start(world, 0, false));
    assert_int_equal(result.sent, ERR_NOT_FOUND);
    assert_int_equal(access(world->sheet, F_OK), 0);
}

// A pipe that whatever lp begins keeps open: its end tells that nothing of it runs any more.
static int hold(struct world *world, const char *then)
{
    char body[512];
    snprintf(body, sizeof body, "exec 3>%s\n%s", world->told, then);
    lp_is(world, body);
    assert_int_equal(mkfifo(world->told, 0600), 0);
    int fd = open(world->told, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    assert_true(fd >= 0);
    return fd;
}

static void runs(int fd)
{
    char text[4] = "";
    struct pollfd waits = {.fd = fd, .events = POLLIN};
    assert_int_equal(poll(&waits, 1, 60000), 1);
    assert_int_equal(read(fd, text, 3), 3);
    assert_string_equal(text, "on\n");
}

static void runs_no_more(int fd)
{
    char text[4];
    struct pollfd waits = {.fd = fd, .events = POLLIN};
    assert_int_equal(poll(&waits, 1, 60000), 1);
    assert_int_equal(read(fd, text, sizeof text), 0);
    close(fd);
}

static void a_printer_that_hangs_is_ended_with_all_it_began(void **state)
{
    struct world *world = *state;
    int fd = hold(world, "sleep 600 &\necho on >&3\nwait");
    struct printing *printing = start(world, 2000, false);
    runs(fd);
    struct printing_result result = result_of(world, printing);
    assert_int_equal(result.made, OK);
    assert_int_equal(result.sent, ERR_WAIT);
    assert_int_equal(access(world->sheet, F_OK), 0);
    runs_no_more(fd);
}

static void whoever_leaves_does_not_wait_for_a_printer(void **state)
{
    struct world *world = *state;
    int fd = hold(world, "echo on >&3\nexec sleep 600");
    struct printing *printing = start(world, 590 * 1000, false);
    runs(fd);
    struct printing_result result;
    assert_false(printing_take(printing, &result));
    printing_destroy(printing); // the test would time out if this waited
    assert_int_equal(access(world->sheet, F_OK), 0);
    runs_no_more(fd);
}

static void what_cannot_be_made_is_not_sent(void **state)
{
    struct world *world = *state;
    char body[512];
    snprintf(body, sizeof body, "echo sent >%s", world->told);
    lp_is(world, body);
    world->make = ERR_NO_SPACE;
    struct printing_result result = result_of(world, start(world, 0, false));
    assert_int_equal(result.made, ERR_NO_SPACE);
    assert_int_equal(access(world->told, F_OK), -1);
}

#define WITH_WORLD(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(a_printer_is_told_the_file_and_little_else),
        WITH_WORLD(a_file_that_is_to_be_kept_is),
        WITH_WORLD(a_refusal_leaves_the_file),
        WITH_WORLD(without_lp_the_file_is_there),
        WITH_WORLD(a_printer_that_hangs_is_ended_with_all_it_began),
        WITH_WORLD(whoever_leaves_does_not_wait_for_a_printer),
        WITH_WORLD(what_cannot_be_made_is_not_sent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// C40: memory that runs out, once, at every allocation that our own libraries make, one run for each. A
// console that starts, leads a prompt, is killed and reads its record ends no run in a crash, and no
// answer that was said to be saved is lost. malloc, calloc, realloc and sodium_malloc are replaced at
// link time, so what libzmq and other libraries allocate for themselves is not reached: libzmq ends the
// program where it finds none, and the next start goes on from the disk as after any stop.
#include "box_room.h"

#include "base/check.h"
#include "deck/deck_load.h"
#include "net/loopback.h"
#include "room/link.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static bool armed;        // the code that is tried runs, not the test's own
static uint64_t count;    // allocations while armed
static uint64_t fails_at; // the one that finds no memory; 0: none
static bool failed;

void *__real_malloc(size_t size);
void *__real_calloc(size_t items, size_t size);
void *__real_realloc(void *block, size_t size);
void *__real_sodium_malloc(size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t items, size_t size);
void *__wrap_realloc(void *block, size_t size);
void *__wrap_sodium_malloc(size_t size);

static bool none_left(void)
{
    if (!armed || ++count != fails_at)
        return false;
    failed = true;
    return true;
}

void *__wrap_malloc(size_t size)
{
    return none_left() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t items, size_t size)
{
    return none_left() ? NULL : __real_calloc(items, size);
}

void *__wrap_realloc(void *block, size_t size)
{
    return none_left() ? NULL : __real_realloc(block, size);
}

void *__wrap_sodium_malloc(size_t size)
{
    return none_left() ? NULL : __real_sodium_malloc(size);
}

static void try_from(uint64_t nth)
{
    count = 0;
    fails_at = nth;
    failed = false;
}

// --- The disk in memory is the test's own, and allocates as it likes.

static struct box_room *tried_room;

static bool rest(void)
{
    bool was = armed;
    armed = false;
    return was;
}

static const struct disk *below(void)
{
    return fake_disk_of(tried_room->fake);
}

static enum err rest_open(void *self, const char *path, bool create, int *out_handle)
{
    (void)self;
    bool was = rest();
    enum err err = below()->open(below()->self, path, create, out_handle);
    armed = was;
    return err;
}

static enum err rest_read(void *self, int handle, uint64_t offset, void *bytes, size_t size,
                          size_t *out_read)
{
    (void)self;
    bool was = rest();
    enum err err = below()->read_at(below()->self, handle, offset, bytes, size, out_read);
    armed = was;
    return err;
}

static enum err rest_write(void *self, int handle, uint64_t offset, const void *bytes, size_t size)
{
    (void)self;
    bool was = rest();
    enum err err = below()->write_at(below()->self, handle, offset, bytes, size);
    armed = was;
    return err;
}

static enum err rest_truncate(void *self, int handle, uint64_t size)
{
    (void)self;
    bool was = rest();
    enum err err = below()->truncate(below()->self, handle, size);
    armed = was;
    return err;
}

static enum err rest_rename(void *self, const char *from, const char *to)
{
    (void)self;
    bool was = rest();
    enum err err = below()->rename(below()->self, from, to);
    armed = was;
    return err;
}

static enum err rest_sync(void *self, int handle)
{
    (void)self;
    bool was = rest();
    enum err err = below()->sync(below()->self, handle);
    armed = was;
    return err;
}

static enum err rest_size(void *self, int handle, uint64_t *out_size)
{
    (void)self;
    return below()->size(below()->self, handle, out_size);
}

static void rest_close(void *self, int handle)
{
    (void)self;
    below()->close(below()->self, handle);
}

static enum err rest_remove(void *self, const char *path)
{
    (void)self;
    bool was = rest();
    enum err err = below()->remove(below()->self, path);
    armed = was;
    return err;
}

static enum err rest_folder(void *self, const char *path)
{
    (void)self;
    bool was = rest();
    enum err err = below()->make_folder(below()->self, path);
    armed = was;
    return err;
}

static struct box_room *room_make(void)
{
    struct box_room *room = box_room_create(77, 6);
    tried_room = room;
    room->disk.open = rest_open;
    room->disk.read_at = rest_read;
    room->disk.write_at = rest_write;
    room->disk.truncate = rest_truncate;
    room->disk.sync = rest_sync;
    room->disk.size = rest_size;
    room->disk.close = rest_close;
    room->disk.rename = rest_rename;
    room->disk.remove = rest_remove;
    room->disk.make_folder = rest_folder;
    return room;
}

// --- A console.

static void on(struct box_room *room)
{
    armed = true;
    enum err err = box_room_on(room);
    armed = false;
    if (err == OK)
        return;
    // It says so and ends; whoever started it starts it again.
    assert_int_equal(err, ERR_MEMORY);
    assert_true(failed);
    box_room_off(room);
    assert_int_equal(box_room_on(room), OK);
}

// One command; where no memory was left the console has stopped, or it refuses, and is started again.
static void tell(struct box_room *room, enum command_kind kind, uint16_t number)
{
    uint32_t before = room->hub->session.revision;
    armed = true;
    enum refusal refusal =
        kind == COMMAND_BEGIN ? box_room_begin(room, 8) : box_room_tell(room, kind, number);
    armed = false;
    if (refusal == ALLOWED)
        return;
    assert_true(failed);
    box_room_off(room);
    assert_int_equal(box_room_on(room), OK);
    if (room->hub->session.prompt_state == PROMPT_PAUSED)
        assert_int_equal(box_room_tell(room, COMMAND_PROMPT_WAKE, 0), ALLOWED);
    bool done = room->hub->session.revision > before + 2;
    if (!done)
        assert_int_equal(kind == COMMAND_BEGIN ? box_room_begin(room, 8)
                                               : box_room_tell(room, kind, number),
                         ALLOWED);
}

static void steps(struct box_room *room, size_t many)
{
    armed = true;
    for (size_t i = 0; i < many; i++)
        box_room_step(room, BOX_STEP_MS);
    armed = false;
}

static void read_record(struct box_room *room)
{
    char path[ROOM_PATH_BYTES];
    memcpy(path, room->hub->record.image.path, sizeof path);
    struct record_reader *reader = NULL;
    armed = true;
    enum err err = record_open(&room->disk, path, &room->reviewer, &reader);
    armed = false;
    if (err != OK) {
        assert_true(failed);
        assert_int_equal(record_open(&room->disk, path, &room->reviewer, &reader), OK);
    }
    record_reader_close(reader);
}

static void c40_a_console_outlives_every_failure(void **state)
{
    (void)state;
    uint64_t runs = 0;
    do {
        runs++;
        try_from(runs);
        struct box_room *room = room_make();
        on(room);
        tell(room, COMMAND_BEGIN, 0);
        tell(room, COMMAND_PROMPT_OPEN, 1);
        for (size_t i = 0; i < 4; i++)
            box_room_send(room, i);
        steps(room, 2);
        for (size_t i = 0; i < 4; i++)
            assert_true(room->people[i].acked);
        // A stop in between, so that taking up is tried as well.
        box_room_off(room);
        on(room);
        assert_int_equal(box_room_prompt(room), PROMPT_PAUSED);
        assert_int_equal(cells_box(room->hub->cells)->count, 4);
        tell(room, COMMAND_PROMPT_WAKE, 0);
        steps(room, 1);
        for (size_t i = 4; i < 6; i++)
            box_room_send(room, i);
        steps(room, 2);
        assert_true(box_room_all_acked(room));
        tell(room, COMMAND_PROMPT_CLOSE, 0);
        steps(room, CLOSING_MS / BOX_STEP_MS + 2);
        assert_int_equal(box_room_prompt(room), PROMPT_SHOWN);
        assert_true(box_room_result_ok(room));
        tell(room, COMMAND_END, 0);
        read_record(room);
        tell(room, COMMAND_FINISH, 0);
        assert_int_equal(box_room_results(room), 1);
        box_room_destroy(room);
        tried_room = NULL;
    } while (failed);
    assert_true(runs > 10);
    printf("%llu allocations of a console, each failed once\n", (unsigned long long)runs - 1);
}

// --- A terminal's link, and a deck that is read.

static uint64_t now_ms(void *self)
{
    (void)self;
    return 1000;
}

static void c40_a_link_outlives_every_failure(void **state)
{
    (void)state;
    uint64_t runs = 0;
    do {
        runs++;
        try_from(runs);
        struct loopback *loopback = NULL;
        struct link *link = NULL;
        armed = true;
        enum err err = loopback_create(1, 2, &loopback);
        if (err == OK) {
            struct link_config config = {.screen = 1, .practice = true};
            struct link_world world = {.random = random_system(),
                                       .net = loopback_link(loopback, 0),
                                       .clock = {.monotonic_ms = now_ms}};
            err = link_create(&config, &world, &link);
        }
        if (err == OK) {
            link_tick(link);
            link_net(link);
            link_cell(link);
        }
        armed = false;
        // What cannot be sent for want of memory is lost like anything on a network, and said again.
        assert_true(err == OK || (failed && err == ERR_MEMORY));
        link_destroy(link);
        loopback_destroy(loopback);
    } while (failed);
    assert_true(runs > 2);
}

static void c40_a_deck_outlives_every_failure(void **state)
{
    (void)state;
    uint64_t runs = 0;
    void *block = malloc(DECK_LOAD_ARENA_BYTES);
    struct deck *deck = calloc(1, sizeof *deck);
    struct diagnostics *diagnostics = calloc(1, sizeof *diagnostics);
    struct deck_art *art = calloc(1, sizeof *art);
    assert_true(block != NULL && deck != NULL && diagnostics != NULL && art != NULL);
    do {
        runs++;
        try_from(runs);
        struct arena arena;
        arena_init(&arena, block, DECK_LOAD_ARENA_BYTES);
        diagnostics_init(diagnostics);
        armed = true;
        enum err err = deck_art_read(TEST_ASSETS, art);
        if (err == OK)
            err = deck_load(TEST_ASSETS "/curriculum/coping-with-stress/2", art, &arena, deck,
                            diagnostics);
        armed = false;
        assert_int_equal(err, failed ? ERR_MEMORY : OK);
    } while (failed);
    assert_true(runs > 1);
    free(art);
    free(diagnostics);
    free(deck);
    free(block);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(c40_a_console_outlives_every_failure),
        cmocka_unit_test(c40_a_link_outlives_every_failure),
        cmocka_unit_test(c40_a_deck_outlives_every_failure),
    };
    return cmocka_run_group_tests_name("room.no_memory", tests, NULL, NULL);
}

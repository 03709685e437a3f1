// Records of the list are opened on a thread of their own: each row comes back filled in, and a
// reader may be stopped whatever it has in hand. Run under ThreadSanitizer too.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// cmocka's header needs the four above.
#include "fake_disk.h"
#include "supervisor/shelf_reader.h"
#include "supervisor_help.h"
#include <cmocka.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>

struct world {
    struct fake_disk *fake;
    struct help_record *record;
    struct help_record *stranger;
    struct shelf shelf;
    struct ui *ui;
    struct shelf_reader *reader;
};

static int setup(void **state)
{
    char message[UI_MESSAGE_BYTES];
    struct ui_options options = {.title = "test", .assets = TEST_ASSETS, .headless = true};
    struct world *world = calloc(1, sizeof *world);
    world->fake = fake_disk_create();
    const struct disk *disk = fake_disk_of(world->fake);
    world->record = help_record_make(disk, "s", "review.key", 7);
    help_meeting(world->record, 2);
    world->stranger = help_record_make(disk, "s", "stranger.key", 9);
    help_meeting(world->stranger, 1);
    if (ui_create(&options, &world->ui, message) != OK)
        fail_msg("%s", message);
    assert_int_equal(shelf_open(disk, "s", &world->shelf), OK);
    assert_int_equal(world->shelf.count, 2);
    assert_int_equal(shelf_reader_start(disk, world->record->key, world->ui, &world->reader), OK);
    *state = world;
    return 0;
}

static int teardown(void **state)
{
    struct world *world = *state;
    shelf_reader_stop(world->reader);
    shelf_close(&world->shelf);
    ui_destroy(world->ui);
    help_record_free(world->record);
    help_record_free(world->stranger);
    fake_disk_destroy(world->fake);
    free(world);
    return 0;
}

static void ask(struct world *world, const struct shelf_row *row)
{
    char path[SHELF_PATH_BYTES];
    assert_int_equal(shelf_path(&world->shelf, row, path), OK);
    shelf_reader_ask(world->reader, path, row);
}

// A window without a display is never woken, so that the desk is looked at until the row lies there.
static void wait_for(struct world *world, struct shelf_row *out_row)
{
    while (!shelf_reader_take(world->reader, out_row))
        (void)sched_yield();
}

static void rows_come_back_filled_in(void **state)
{
    struct world *world = *state;
    const struct shelf_row *sight[] = {&world->shelf.rows[1]};
    struct shelf_row *row = shelf_waiting(&world->shelf, sight, 1);
    assert_ptr_equal(row, &world->shelf.rows[1]); // what is in sight comes first
    for (size_t rows = 0; rows < 2; rows++) {
        struct shelf_row read;
        assert_true(shelf_reader_is_free(world->reader));
        assert_false(shelf_reader_take(world->reader, &read));
        ask(world, row);
        wait_for(world, &read);
        shelf_take(&world->shelf, &read);
        assert_int_equal(world->shelf.waiting, 1 - rows);
        row = shelf_waiting(&world->shelf, sight, 1);
    }
    assert_null(row);
    assert_int_equal(world->shelf.rows[0].state, SHELF_OPENED);
    assert_int_equal(world->shelf.rows[1].state, SHELF_NOT_YOURS);
}

// The list goes on changing under a row that is away: the copy is the thread's alone, and comes back to
// where its row stands by then.
static void the_list_may_change_meanwhile(void **state)
{
    struct world *world = *state;
    struct shelf *shelf = &world->shelf;
    struct shelf_row asked = shelf->rows[0], read;
    ask(world, &shelf->rows[0]);
    shelf->rows[0] = shelf->rows[1];
    shelf->rows[1] = asked;
    wait_for(world, &read);
    assert_int_equal(read.key, asked.key);
    shelf_take(shelf, &read);
    assert_int_equal(shelf->rows[0].state, SHELF_WAITING);
    assert_int_equal(shelf->rows[1].state, SHELF_OPENED);
    assert_true(shelf->rows[1].group[0] != '\0');
}

// Each stop comes while the thread may be asleep, at work, or done with a row that nobody takes.
static void a_reader_stops_whatever_it_has_in_hand(void **state)
{
    struct world *world = *state;
    for (int round = 0; round < 4; round++) {
        ask(world, &world->shelf.rows[round % 2]);
        shelf_reader_stop(world->reader);
        world->reader = NULL;
        assert_int_equal(shelf_reader_start(fake_disk_of(world->fake), world->record->key,
                                            world->ui, &world->reader),
                         OK);
        assert_true(shelf_reader_is_free(world->reader));
    }
}

int main(void)
{
#define EACH(test) cmocka_unit_test_setup_teardown(test, setup, teardown)
    const struct CMUnitTest tests[] = {
        EACH(rows_come_back_filled_in),
        EACH(the_list_may_change_meanwhile),
        EACH(a_reader_stops_whatever_it_has_in_hand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

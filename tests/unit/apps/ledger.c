// The ledger: a book is read and saved beside the window, nothing that was tapped is lost by how things
// fall together, and the thread that works never meets the one that taps.
#include "facilitator/ledger.h"
#include "fake_disk.h"
#include "seal/random.h"
#include "seal/vault_private.h"
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct room {
    struct fake_disk *fake;
    struct unlock_key key;
    struct ledger *ledger;
};

static void open_ledger(struct room *room)
{
    struct ledger_config config = {.place = {fake_disk_of(room->fake), "groups", &room->key}};
    assert_int_equal(ledger_create(&config, &room->ledger), OK);
}

static void room_init(struct room *room)
{
    assert_int_equal(seal_start(), OK);
    memset(room, 0, sizeof *room);
    room->fake = fake_disk_create();
    memset(room->key.bytes, 9, sizeof room->key.bytes);
    open_ledger(room);
}

static void room_finish(struct room *room)
{
    ledger_destroy(room->ledger);
    fake_disk_destroy(room->fake);
}

static void pump(struct room *room)
{
    struct pollfd wait = {.fd = ledger_fd(room->ledger), .events = POLLIN};
    assert_int_equal(poll(&wait, 1, 20000), 1);
    (void)ledger_pump(room->ledger);
}

static struct book *open_book(struct room *room, const char *group)
{
    ledger_choose(room->ledger, group);
    while (ledger_book(room->ledger) == NULL)
        pump(room);
    assert_string_equal(ledger_book(room->ledger)->group, group);
    return ledger_book(room->ledger);
}

static void join(struct room *room, uint8_t number)
{
    assert_true(
        book_join(ledger_book(room->ledger), (struct goal_handle){SHAPE_WAVE, number}, 20000) >= 0);
    ledger_changed(room->ledger);
}

static void test_many_taps_and_few_savings(void **state)
{
    (void)state;
    struct room room;
    room_init(&room);
    assert_null(ledger_book(room.ledger));
    (void)open_book(&room, "Tuesday");
    assert_true(ledger_opened(room.ledger)->is_new);
    for (uint8_t i = 0; i < 40; i++) // while the worker saves the first of them
        join(&room, (uint8_t)(10 + i));
    while (!ledger_is_saved(room.ledger))
        pump(&room);
    uint64_t writes = fake_disk_writes(room.fake);
    assert_true(writes >= 1 && writes < 40);
    ledger_destroy(room.ledger);
    open_ledger(&room);
    assert_int_equal(open_book(&room, "Tuesday")->member_count, 40);
    room_finish(&room);
}

static void test_the_last_tap_is_saved_at_the_end(void **state)
{
    (void)state;
    struct room room;
    room_init(&room);
    (void)open_book(&room, "Tuesday");
    join(&room, 11);
    join(&room, 12);
    ledger_destroy(room.ledger); // nobody has pumped
    open_ledger(&room);
    assert_int_equal(open_book(&room, "Tuesday")->member_count, 2);
    room_finish(&room);
}

static void test_another_group_is_chosen_meanwhile(void **state)
{
    (void)state;
    struct room room;
    room_init(&room);
    for (uint8_t i = 0; i < 20; i++) {
        (void)open_book(&room, "Tuesday");
        join(&room, (uint8_t)(10 + i));
        if (i % 2 == 0)
            join(&room, (uint8_t)(40 + i));
        ledger_choose(room.ledger, "Friday");
        assert_null(ledger_book(room.ledger));
        ledger_choose(room.ledger, "Tuesday"); // before Friday's is there
    }
    assert_int_equal(open_book(&room, "Tuesday")->member_count, 30);
    assert_int_equal(open_book(&room, "Friday")->member_count, 0);
    room_finish(&room);
}

static void test_a_disk_that_refuses(void **state)
{
    (void)state;
    struct room room;
    room_init(&room);
    (void)open_book(&room, "Tuesday");
    fake_disk_fail(room.fake, 1, ERR_NO_SPACE, true);
    join(&room, 20);
    while (ledger_trouble(room.ledger) == OK)
        pump(&room);
    assert_int_equal(ledger_trouble(room.ledger), ERR_NO_SPACE);
    assert_false(ledger_is_saved(room.ledger));
    assert_int_equal(ledger_book(room.ledger)->member_count, 1); // it can still be used
    fake_disk_fail(room.fake, 0, ERR_IO, false);
    join(&room, 21); // the next tap saves both
    while (!ledger_is_saved(room.ledger))
        pump(&room);
    assert_int_equal(ledger_trouble(room.ledger), OK);
    ledger_destroy(room.ledger);
    open_ledger(&room);
    assert_int_equal(open_book(&room, "Tuesday")->member_count, 2);
    // A book that cannot be read is not taken for an empty one.
    fake_disk_fail(room.fake, 1, ERR_IO, true);
    ledger_choose(room.ledger, "Friday");
    while (ledger_trouble(room.ledger) == OK)
        pump(&room);
    assert_null(ledger_book(room.ledger));
    room_finish(&room);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_many_taps_and_few_savings),
        cmocka_unit_test(test_the_last_tap_is_saved_at_the_end),
        cmocka_unit_test(test_another_group_is_chosen_meanwhile),
        cmocka_unit_test(test_a_disk_that_refuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

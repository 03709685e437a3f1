// The ledger: a book is read and saved beside the window, nothing that was tapped is lost by how things
// fall together, and the thread that works never meets the one that taps.
#include "facilitator/ledger.h"
#include "fake_disk.h"
#include "room/reviewers.h"
#include "seal/random.h"
#include "seal/vault_private.h"
#include <poll.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// A disk whose syncs wait until the gate is open, and which knows on which thread they came.
struct gate {
    const struct disk *under;
    struct disk disk;
    pthread_mutex_t mutex;
    pthread_cond_t opened;
    pthread_t window;
    bool shut;
    bool on_window; // something was synced on the window's thread
};

struct room {
    struct fake_disk *fake;
    struct unlock_key key;
    struct ledger *ledger;
    struct gate gate;
};

static enum err gate_sync(void *self, int handle)
{
    struct gate *gate = self;
    pthread_mutex_lock(&gate->mutex);
    gate->on_window = gate->on_window || pthread_equal(pthread_self(), gate->window);
    while (gate->shut && !gate->on_window)
        pthread_cond_wait(&gate->opened, &gate->mutex);
    pthread_mutex_unlock(&gate->mutex);
    return gate->under->sync(gate->under->self, handle);
}

static enum err gate_open(void *self, const char *path, bool create, int *out_handle)
{
    const struct disk *under = ((struct gate *)self)->under;
    return under->open(under->self, path, create, out_handle);
}

static enum err gate_read_at(void *self, int handle, uint64_t offset, void *bytes, size_t size,
                             size_t *out_read)
{
    const struct disk *under = ((struct gate *)self)->under;
    return under->read_at(under->self, handle, offset, bytes, size, out_read);
}

static enum err gate_write_at(void *self, int handle, uint64_t offset, const void *bytes,
                              size_t size)
{
    const struct disk *under = ((struct gate *)self)->under;
    return under->write_at(under->self, handle, offset, bytes, size);
}

static enum err gate_truncate(void *self, int handle, uint64_t size)
{
    const struct disk *under = ((struct gate *)self)->under;
    return under->truncate(under->self, handle, size);
}

static enum err gate_size(void *self, int handle, uint64_t *out_size)
{
    const struct disk *under = ((struct gate *)self)->under;
    return under->size(under->self, handle, out_size);
}

static void gate_close(void *self, int handle)
{
    const struct disk *under = ((struct gate *)self)->under;
    under->close(under->self, handle);
}

static enum err gate_rename(void *self, const char *from, const char *to)
{
    const struct disk *under = ((struct gate *)self)->under;
    return under->rename(under->self, from, to);
}

static enum err gate_remove(void *self, const char *path)
{
    const struct disk *under = ((struct gate *)self)->under;
    return under->remove(under->self, path);
}

static enum err gate_make_folder(void *self, const char *path)
{
    const struct disk *under = ((struct gate *)self)->under;
    return under->make_folder(under->self, path);
}

static enum err gate_list(void *self, const char *path,
                          void (*each)(void *context, const char *name), void *context)
{
    const struct disk *under = ((struct gate *)self)->under;
    return under->list(under->self, path, each, context);
}

static void gate_init(struct gate *gate, const struct disk *under)
{
    gate->under = under;
    gate->window = pthread_self();
    pthread_mutex_init(&gate->mutex, NULL);
    pthread_cond_init(&gate->opened, NULL);
    gate->disk = (struct disk){.self = gate,
                               .open = gate_open,
                               .read_at = gate_read_at,
                               .write_at = gate_write_at,
                               .truncate = gate_truncate,
                               .sync = gate_sync,
                               .size = gate_size,
                               .close = gate_close,
                               .rename = gate_rename,
                               .remove = gate_remove,
                               .make_folder = gate_make_folder,
                               .list = gate_list};
}

static void gate_set(struct gate *gate, bool shut)
{
    pthread_mutex_lock(&gate->mutex);
    gate->shut = shut;
    pthread_cond_broadcast(&gate->opened);
    pthread_mutex_unlock(&gate->mutex);
}

static void open_ledger(struct room *room)
{
    struct ledger_config config = {
        .place = {&room->gate.disk, "groups", &room->key},
        .world = {.disk = &room->gate.disk, .reviewers = "list", .practice = true}};
    assert_int_equal(ledger_create(&config, &room->ledger), OK);
}

static void room_init(struct room *room)
{
    assert_int_equal(seal_start(), OK);
    memset(room, 0, sizeof *room);
    room->fake = fake_disk_create();
    gate_init(&room->gate, fake_disk_of(room->fake));
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

static struct errand turn_of(const struct recipient *recipient, bool on)
{
    return (struct errand){.kind = ERRAND_TURN, .recipient = *recipient, .on = on, .today = 20000};
}

static void test_the_window_waits_for_no_sync(void **state)
{
    (void)state;
    struct room room;
    room_init(&room);
    const struct disk *disk = fake_disk_of(room.fake);
    struct recipient recipients[2] = {{.practice = true, .name = "One"},
                                      {.practice = true, .name = "Two"}};
    for (uint8_t i = 0; i < 2; i++) {
        memset(recipients[i].public_key, 7 + i, sizeof recipients[i].public_key);
        assert_int_equal(
            reviewers_add(disk, "list", true, 20000, &recipients[i], REVIEWER_SUPERVISOR), OK);
    }
    (void)open_book(&room, "Tuesday");
    gate_set(&room.gate, true);
    join(&room, 11); // being saved, behind the gate
    join(&room, 12);
    struct errand done, off = turn_of(&recipients[0], false);
    assert_true(ledger_ask(room.ledger, &off));
    ledger_choose(room.ledger, "Friday");
    ledger_choose(room.ledger, "Tuesday"); // the one that is not saved yet: nothing is to be read
    assert_non_null(ledger_book(room.ledger));
    join(&room, 13);
    ledger_choose(room.ledger, "Friday");
    (void)ledger_pump(room.ledger);
    assert_null(ledger_book(room.ledger));
    assert_false(ledger_done(room.ledger, &done));
    assert_false(ledger_is_saved(room.ledger));
    gate_set(&room.gate, false);
    while (!ledger_done(room.ledger, &done))
        pump(&room);
    assert_int_equal(done.kind, ERRAND_TURN);
    assert_int_equal(done.err, OK);
    while (ledger_book(room.ledger) == NULL)
        pump(&room);
    assert_int_equal(ledger_book(room.ledger)->member_count, 0);
    assert_int_equal(open_book(&room, "Tuesday")->member_count, 3);
    assert_false(room.gate.on_window);
    // What the list's rule refuses is told too, and one that nobody waits for is done all the same.
    struct errand other = turn_of(&recipients[1], false), on = turn_of(&recipients[0], true);
    assert_true(ledger_ask(room.ledger, &other));
    while (!ledger_done(room.ledger, &done))
        pump(&room);
    assert_int_equal(done.err, ERR_RANGE);
    assert_true(ledger_ask(room.ledger, &on));
    ledger_destroy(room.ledger);
    struct reviewer reviewers[REVIEWERS_MAX];
    size_t count = 0;
    assert_int_equal(reviewers_load(disk, "list", true, 20000, reviewers, &count), OK);
    assert_int_equal(count, 2);
    assert_int_equal(reviewers[0].off_from_day, 0);
    open_ledger(&room);
    room_finish(&room);
}

static void test_two_groups_that_a_disk_refuses(void **state)
{
    (void)state;
    struct room room;
    room_init(&room);
    (void)open_book(&room, "Friday");
    (void)open_book(&room, "Tuesday");
    fake_disk_fail(room.fake, 1, ERR_NO_SPACE, true);
    join(&room, 20);
    while (ledger_trouble(room.ledger) == OK)
        pump(&room);
    ledger_choose(room.ledger, "Friday"); // Tuesday is tried again, and refused again
    while (ledger_trouble(room.ledger) == OK)
        pump(&room);
    fake_disk_fail(room.fake, 0, ERR_IO, false);
    ledger_choose(room.ledger, "Monday"); // the next choice tries once more
    while (ledger_book(room.ledger) == NULL)
        pump(&room);
    assert_true(ledger_is_saved(room.ledger));
    assert_int_equal(open_book(&room, "Tuesday")->member_count, 1);
    room_finish(&room);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_many_taps_and_few_savings),
        cmocka_unit_test(test_the_last_tap_is_saved_at_the_end),
        cmocka_unit_test(test_another_group_is_chosen_meanwhile),
        cmocka_unit_test(test_a_disk_that_refuses),
        cmocka_unit_test(test_the_window_waits_for_no_sync),
        cmocka_unit_test(test_two_groups_that_a_disk_refuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

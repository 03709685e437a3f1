// The intake of answers: what is taken, what is dropped, what the receipts tell and to whom.
#include "fake_disk.h"
#include "room/cells.h"
#include "room/receipt.h"
#include "seal/vault_private.h"
#include "wire/message.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum {
    PHASE = 7,
    PLACES = 8
};

struct room {
    struct fake_disk *fake;
    struct unlock_key unlock;
    struct cells *cells;
};

static const struct cells_phase terms = {.id = PHASE,
                                         .kind = PROMPT_SINGLE,
                                         .class = CLASS_PERSONAL,
                                         .option_count = 3,
                                         .places = PLACES};

static struct cells *start(struct room *room)
{
    assert_int_equal(cells_create(fake_disk_of(room->fake), random_system(), "live", &room->unlock,
                                  &room->cells),
                     OK);
    return room->cells;
}

static int setup(void **state)
{
    static struct room room;
    assert_int_equal(seal_start(), OK);
    memset(&room, 0, sizeof room);
    room.fake = fake_disk_create();
    memset(room.unlock.bytes, 6, sizeof room.unlock.bytes);
    struct cells *cells = start(&room);
    assert_int_equal(cells_open(cells, &terms, 0), OK);
    cells_taking(cells, true);
    *state = &room;
    return 0;
}

static int teardown(void **state)
{
    struct room *room = *state;
    cells_destroy(room->cells);
    fake_disk_destroy(room->fake);
    return 0;
}

static struct cells *cells_of(void **state)
{
    return ((struct room *)*state)->cells;
}

static void commit(struct cells *cells, uint64_t tick)
{
    assert_int_equal(cells_commit(cells, tick), OK);
}

static struct cell_body answer(uint8_t number)
{
    struct cell_body body = {.kind = CELL_ANSWER, .phase_id = PHASE, .choice = 2};
    memset(body.id, number, sizeof body.id);
    return body;
}

static void seal(const struct cells *cells, const struct cell_body *body, uint8_t cell[CELL_BYTES])
{
    uint8_t bytes[CELL_BODY_BYTES], key[KEY32_BYTES];
    cells_public_key(cells, key);
    cell_body_encode(body, bytes);
    cell_seal(bytes, key, cell);
}

static void put(struct cells *cells, const struct cell_body *body)
{
    uint8_t cell[CELL_BYTES];
    seal(cells, body, cell);
    cells_take(cells, cell);
}

static void is_in_only_after_the_tick(void **state)
{
    struct cells *cells = cells_of(state);
    struct cell_body body = answer(1);
    put(cells, &body);
    assert_int_equal(cells_box(cells)->count, 0);
    commit(cells, 1);
    assert_int_equal(cells_box(cells)->count, 1);
    assert_int_equal(cells_dropped(cells), 0);
}

static void c7_repeats_count_once(void **state)
{
    struct cells *cells = cells_of(state);
    struct cell_body body = answer(1);
    uint8_t cell[CELL_BYTES];
    seal(cells, &body, cell);
    for (uint64_t tick = 1; tick < 6; tick++) {
        cells_take(cells, cell); // the very same bytes
        put(cells, &body);       // and sealed anew
        commit(cells, tick);
        assert_int_equal(cells_box(cells)->count, 1);
    }
}

static void c17_quota_is_never_exceeded(void **state)
{
    struct cells *cells = cells_of(state);
    for (uint8_t i = 0; i < 60; i++) {
        struct cell_body body = answer((uint8_t)(i + 1));
        put(cells, &body);
        if (i % 7 == 0)
            commit(cells, i);
        assert_true(cells_box(cells)->count <= PLACES);
    }
    commit(cells, 100);
    assert_int_equal(cells_box(cells)->count, PLACES);
    assert_int_equal(cells_dropped(cells), 60 - PLACES);
    // One more person has come in: one more place, and one more answer.
    cells_places(cells, PLACES + 1);
    for (uint8_t i = 0; i < 3; i++) {
        struct cell_body body = answer((uint8_t)(i + 100));
        put(cells, &body);
    }
    commit(cells, 101);
    assert_int_equal(cells_box(cells)->count, PLACES + 1);
}

// Sixteen screens go mad: a hundred thousand valid cells within one tick, most of them replays.
static void c17_a_flood_of_valid_cells(void **state)
{
    enum {
        ANSWERS = 250,
        CELLS = 100000
    };
    struct cells *cells = cells_of(state);
    static uint8_t sealed[ANSWERS][CELL_BYTES];
    for (uint8_t i = 0; i < ANSWERS; i++) {
        struct cell_body body = answer((uint8_t)(i + 1));
        seal(cells, &body, sealed[i]);
    }
    for (uint32_t i = 0; i < CELLS; i++)
        cells_take(cells, sealed[i * 7919u % ANSWERS]);
    assert_int_equal(cells_box(cells)->count, 0);
    commit(cells, 1);
    assert_int_equal(cells_box(cells)->count, PLACES);
    assert_int_equal(cells_dropped(cells), CELLS - PLACES * (CELLS / ANSWERS));
}

static void what_is_no_answer_is_dropped(void **state)
{
    struct cells *cells = cells_of(state);
    struct cell_body wrong_phase = answer(1), two = answer(3), beyond = answer(4),
                     dummy = {.kind = CELL_DUMMY};
    wrong_phase.phase_id = PHASE + 1;
    two.choice = 3;    // single choice
    beyond.choice = 8; // of three options
    put(cells, &dummy);
    assert_int_equal(cells_dropped(cells), 0); // a dummy is as it should be
    put(cells, &wrong_phase);
    put(cells, &two);
    put(cells, &beyond);
    assert_int_equal(cells_dropped(cells), 3);
    uint8_t cell[CELL_BYTES];
    struct cell_body body = answer(5);
    for (size_t bit = 0; bit < CELL_BYTES * 8; bit += 97) { // any changed bit
        seal(cells, &body, cell);
        cell[bit / 8] ^= (uint8_t)(1u << bit % 8);
        cells_take(cells, cell);
    }
    commit(cells, 1);
    assert_int_equal(cells_box(cells)->count, 0);
}

static void nothing_is_taken_while_not_taking_or_closed(void **state)
{
    struct cells *cells = cells_of(state);
    struct cell_body body = answer(1);
    uint8_t cell[CELL_BYTES];
    seal(cells, &body, cell);
    cells_taking(cells, false);
    cells_take(cells, cell);
    commit(cells, 1);
    assert_int_equal(cells_box(cells)->count, 0);
    assert_int_equal(cells_close(cells), OK);
    cells_take(cells, cell);
    assert_null(cells_box(cells));
    assert_int_equal(cells_phase(cells), 0);
    // Another phase has another key: the old cell is nothing to it.
    assert_int_equal(cells_open(cells, &terms, 2), OK);
    cells_taking(cells, true);
    cells_take(cells, cell);
    commit(cells, 2);
    assert_int_equal(cells_box(cells)->count, 0);
}

static size_t find(uint8_t ids[PEOPLE_MAX][SUBMISSION_ID_BYTES],
                   const uint8_t id[SUBMISSION_ID_BYTES])
{
    size_t found = 0;
    for (size_t i = 0; i < PEOPLE_MAX; i++)
        if (memcmp(ids[i], id, SUBMISSION_ID_BYTES) == 0)
            found++;
    return found;
}

// Whoever knows an id finds its receipt on every tick; lists of two ticks share nothing, so nobody
// else learns how many answers there are; the ids themselves never appear.
static void receipts_tell_only_who_knows_the_id(void **state)
{
    struct cells *cells = cells_of(state);
    for (uint8_t i = 0; i < 5; i++) {
        struct cell_body body = answer((uint8_t)(i + 1));
        put(cells, &body);
    }
    uint8_t before[PEOPLE_MAX][SUBMISSION_ID_BYTES], now[PEOPLE_MAX][SUBMISSION_ID_BYTES];
    uint8_t key[KEY32_BYTES], receipt[SUBMISSION_ID_BYTES];
    cells_public_key(cells, key);
    memset(before, 0, sizeof before);
    for (uint64_t tick = 1; tick < 20; tick++) {
        uint64_t said = 0;
        commit(cells, tick);
        cells_receipts(cells, &said, now);
        assert_int_equal(said, tick);
        for (uint8_t i = 0; i < 6; i++) {
            struct cell_body body = answer((uint8_t)(i + 1));
            receipt_of(key, tick, body.id, receipt);
            assert_int_equal(find(now, receipt), i < 5 ? 1 : 0);
            assert_int_equal(find(now, body.id), 0);
        }
        for (size_t i = 0; i < PEOPLE_MAX; i++) {
            assert_int_equal(find(before, now[i]), 0);
            if (i > 0)
                assert_true(memcmp(now[i - 1], now[i], SUBMISSION_ID_BYTES) < 0);
        }
        memcpy(before, now, sizeof before);
    }
}

// C1 as far as it goes here: the same answers in any order are the same box.
static void c1_box_is_a_set(void **state)
{
    struct cells *cells = cells_of(state);
    static struct box first;
    uint8_t sealed[4][CELL_BYTES];
    for (uint8_t i = 0; i < 4; i++) {
        struct cell_body body = answer((uint8_t)(i + 1));
        seal(cells, &body, sealed[i]);
        cells_take(cells, sealed[i]);
        commit(cells, i);
    }
    first = *cells_box(cells);
    for (uint8_t i = 1; i < first.count; i++)
        assert_true(memcmp(first.slots[i - 1].order, first.slots[i].order, 32) < 0);
    for (uint8_t i = 4; i > 0; i--)
        cells_take(cells, sealed[i - 1]);
    commit(cells, 9);
    assert_memory_equal(&first, cells_box(cells), sizeof first);
}

static bool is_acknowledged(struct cells *cells, uint64_t tick, uint8_t number)
{
    uint8_t ids[PEOPLE_MAX][SUBMISSION_ID_BYTES], key[KEY32_BYTES], receipt[SUBMISSION_ID_BYTES];
    uint64_t said = 0;
    struct cell_body body = answer(number);
    cells_public_key(cells, key);
    cells_receipts(cells, &said, ids);
    assert_int_equal(said, tick);
    receipt_of(key, tick, body.id, receipt);
    return find(ids, receipt) == 1;
}

// C6: the power goes, and what was acknowledged is there again, under the same key, so that a cell
// sealed before the stop still counts, and counts once.
static void c6_acknowledged_answers_outlive_a_stop(void **state)
{
    struct room *room = *state;
    struct cells *cells = room->cells;
    struct cell_body saved = answer(1), staged = answer(2);
    uint8_t cell[CELL_BYTES], before[KEY32_BYTES], after[KEY32_BYTES];
    put(cells, &saved);
    commit(cells, 1);
    assert_true(is_acknowledged(cells, 1, 1));
    seal(cells, &staged, cell);
    cells_take(cells, cell); // and never committed
    cells_public_key(cells, before);
    cells_destroy(cells);
    fake_disk_restart(room->fake, FAKE_CRASH_DROP, 0);

    cells = start(room);
    struct cells_phase other = terms;
    other.id++;
    assert_int_equal(cells_resume(cells, &other, NULL, 5), ERR_NOT_FOUND);
    assert_int_equal(cells_resume(cells, &terms, NULL, 5), OK);
    cells_public_key(cells, after);
    assert_memory_equal(before, after, sizeof before);
    assert_int_equal(cells_box(cells)->count, 1);
    assert_true(is_acknowledged(cells, 5, 1));
    assert_false(is_acknowledged(cells, 5, 2));
    cells_take(cells, cell);
    put(cells, &saved);
    commit(cells, 6); // not taking yet: paused
    assert_int_equal(cells_box(cells)->count, 1);
    cells_taking(cells, true);
    cells_take(cells, cell);
    put(cells, &saved);
    commit(cells, 7);
    assert_int_equal(cells_box(cells)->count, 2);
    assert_true(is_acknowledged(cells, 7, 2));
}

// C12: from the write that failed on, nothing is acknowledged, not even what had been before.
static void c12_a_failing_write_acknowledges_nothing(void **state)
{
    struct room *room = *state;
    struct cells *cells = room->cells;
    struct cell_body first = answer(1), second = answer(2);
    put(cells, &first);
    commit(cells, 1);
    put(cells, &second);
    fake_disk_fail(room->fake, 3, ERR_IO, false); // B's write; all that comes later would succeed
    assert_int_equal(cells_commit(cells, 2), ERR_IO);
    assert_false(is_acknowledged(cells, 2, 1));
    assert_false(is_acknowledged(cells, 2, 2));
    uint64_t writes = fake_disk_writes(room->fake);
    assert_int_equal(cells_commit(cells, 3), ERR_IO);
    assert_false(is_acknowledged(cells, 3, 1));
    assert_int_equal(cells_close(cells), ERR_IO);
    assert_int_equal(fake_disk_writes(room->fake), writes);
    cells_destroy(cells);
    cells = start(room);
    assert_int_equal(cells_resume(cells, &terms, NULL, 4), OK);
    assert_true(is_acknowledged(cells, 4, 1));
    assert_true(is_acknowledged(cells, 4, 2)); // A held it, and now both do
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(is_in_only_after_the_tick, setup, teardown),
        cmocka_unit_test_setup_teardown(c7_repeats_count_once, setup, teardown),
        cmocka_unit_test_setup_teardown(c17_quota_is_never_exceeded, setup, teardown),
        cmocka_unit_test_setup_teardown(c17_a_flood_of_valid_cells, setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_no_answer_is_dropped, setup, teardown),
        cmocka_unit_test_setup_teardown(nothing_is_taken_while_not_taking_or_closed, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(receipts_tell_only_who_knows_the_id, setup, teardown),
        cmocka_unit_test_setup_teardown(c1_box_is_a_set, setup, teardown),
        cmocka_unit_test_setup_teardown(c6_acknowledged_answers_outlive_a_stop, setup, teardown),
        cmocka_unit_test_setup_teardown(c12_a_failing_write_acknowledges_nothing, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// The intake of answers: what is taken, what is dropped, what the receipts tell and to whom.
#include "room/cells.h"
#include "room/receipt.h"
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

static int setup(void **state)
{
    assert_int_equal(seal_start(), OK);
    struct cells *cells = NULL;
    assert_int_equal(cells_create(random_system(), &cells), OK);
    cells_open(cells, PHASE, PROMPT_SINGLE, CLASS_PERSONAL, 3, PLACES);
    cells_taking(cells, true);
    *state = cells;
    return 0;
}

static int teardown(void **state)
{
    cells_destroy(*state);
    return 0;
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
    struct cells *cells = *state;
    struct cell_body body = answer(1);
    put(cells, &body);
    assert_int_equal(cells_box(cells)->count, 0);
    cells_commit(cells, 1);
    assert_int_equal(cells_box(cells)->count, 1);
    assert_int_equal(cells_dropped(cells), 0);
}

static void c7_repeats_count_once(void **state)
{
    struct cells *cells = *state;
    struct cell_body body = answer(1);
    uint8_t cell[CELL_BYTES];
    seal(cells, &body, cell);
    for (uint64_t tick = 1; tick < 6; tick++) {
        cells_take(cells, cell); // the very same bytes
        put(cells, &body);       // and sealed anew
        cells_commit(cells, tick);
        assert_int_equal(cells_box(cells)->count, 1);
    }
}

static void c17_quota_is_never_exceeded(void **state)
{
    struct cells *cells = *state;
    for (uint8_t i = 0; i < 60; i++) {
        struct cell_body body = answer((uint8_t)(i + 1));
        put(cells, &body);
        if (i % 7 == 0)
            cells_commit(cells, i);
        assert_true(cells_box(cells)->count <= PLACES);
    }
    cells_commit(cells, 100);
    assert_int_equal(cells_box(cells)->count, PLACES);
    assert_int_equal(cells_dropped(cells), 60 - PLACES);
    // One more person has come in: one more place, and one more answer.
    cells_places(cells, PLACES + 1);
    for (uint8_t i = 0; i < 3; i++) {
        struct cell_body body = answer((uint8_t)(i + 100));
        put(cells, &body);
    }
    cells_commit(cells, 101);
    assert_int_equal(cells_box(cells)->count, PLACES + 1);
}

static void what_is_no_answer_is_dropped(void **state)
{
    struct cells *cells = *state;
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
    cells_commit(cells, 1);
    assert_int_equal(cells_box(cells)->count, 0);
}

static void nothing_is_taken_while_not_taking_or_closed(void **state)
{
    struct cells *cells = *state;
    struct cell_body body = answer(1);
    uint8_t cell[CELL_BYTES];
    seal(cells, &body, cell);
    cells_taking(cells, false);
    cells_take(cells, cell);
    cells_commit(cells, 1);
    assert_int_equal(cells_box(cells)->count, 0);
    cells_close(cells);
    cells_take(cells, cell);
    assert_null(cells_box(cells));
    assert_int_equal(cells_phase(cells), 0);
    // Another phase has another key: the old cell is nothing to it.
    cells_open(cells, PHASE, PROMPT_SINGLE, CLASS_PERSONAL, 3, PLACES);
    cells_taking(cells, true);
    cells_take(cells, cell);
    cells_commit(cells, 2);
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
    struct cells *cells = *state;
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
        cells_commit(cells, tick);
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
    struct cells *cells = *state;
    static struct box first;
    uint8_t sealed[4][CELL_BYTES];
    for (uint8_t i = 0; i < 4; i++) {
        struct cell_body body = answer((uint8_t)(i + 1));
        seal(cells, &body, sealed[i]);
        cells_take(cells, sealed[i]);
        cells_commit(cells, i);
    }
    first = *cells_box(cells);
    for (uint8_t i = 1; i < first.count; i++)
        assert_true(memcmp(first.slots[i - 1].order, first.slots[i].order, 32) < 0);
    for (uint8_t i = 4; i > 0; i--)
        cells_take(cells, sealed[i - 1]);
    cells_commit(cells, 9);
    assert_memory_equal(&first, cells_box(cells), sizeof first);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(is_in_only_after_the_tick, setup, teardown),
        cmocka_unit_test_setup_teardown(c7_repeats_count_once, setup, teardown),
        cmocka_unit_test_setup_teardown(c17_quota_is_never_exceeded, setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_no_answer_is_dropped, setup, teardown),
        cmocka_unit_test_setup_teardown(nothing_is_taken_while_not_taking_or_closed, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(receipts_tell_only_who_knows_the_id, setup, teardown),
        cmocka_unit_test_setup_teardown(c1_box_is_a_set, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

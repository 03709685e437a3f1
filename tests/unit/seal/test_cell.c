// Cells: what was sealed opens, with the phase's key, unchanged in every byte.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// cmocka's header needs the four above.
#include "seal/cell.h"
#include <cmocka.h>
#include <sodium.h>
#include <string.h>

static void a_sealed_cell_opens_with_its_key_only(void **state)
{
    (void)state;
    assert_true(sodium_init() >= 0);
    struct phase_keys keys, others;
    phase_keys_make(&keys);
    phase_keys_make(&others);
    assert_memory_not_equal(&keys, &others, sizeof keys);
    uint8_t body[CELL_BODY_BYTES], opened[CELL_BODY_BYTES], cell[CELL_BYTES], again[CELL_BYTES];
    for (size_t i = 0; i < sizeof body; i++)
        body[i] = (uint8_t)(i * 3);
    cell_seal(body, keys.public_key, cell);
    cell_seal(body, keys.public_key, again);
    assert_memory_not_equal(cell, again, sizeof cell); // two alike answers do not look alike
    assert_int_equal(cell_open(cell, &keys, opened), OK);
    assert_memory_equal(opened, body, sizeof body);
    memset(opened, 0x77, sizeof opened);
    assert_int_equal(cell_open(cell, &others, opened), ERR_SEAL);
    assert_int_equal(opened[0], 0x77);
}

static void every_byte_of_a_cell_counts(void **state)
{
    (void)state;
    assert_true(sodium_init() >= 0);
    struct phase_keys keys;
    phase_keys_make(&keys);
    uint8_t body[CELL_BODY_BYTES] = {1}, opened[CELL_BODY_BYTES], untouched[CELL_BODY_BYTES];
    uint8_t cell[CELL_BYTES];
    cell_seal(body, keys.public_key, cell);
    memset(opened, 0x77, sizeof opened);
    memset(untouched, 0x77, sizeof untouched);
    for (size_t at = 0; at < sizeof cell; at++)
        for (unsigned bit = 0; bit < 8; bit += 7) {
            cell[at] ^= (uint8_t)(1U << bit);
            enum err wanted = at < 16 ? ERR_MALFORMED : ERR_SEAL;
            // The highest bit of a Curve25519 point is ignored in arithmetic, but stands in the nonce.
            assert_int_equal(cell_open(cell, &keys, opened), wanted);
            cell[at] ^= (uint8_t)(1U << bit);
        }
    assert_memory_equal(opened, untouched, sizeof opened);
    assert_int_equal(cell_open(cell, &keys, opened), OK);
}

static void order_depends_on_key_and_id_alone(void **state)
{
    (void)state;
    assert_true(sodium_init() >= 0);
    struct phase_keys keys, others;
    phase_keys_make(&keys);
    others = keys;
    others.box_key[31] ^= 1;
    uint8_t id[SUBMISSION_ID_BYTES] = {9}, other_id[SUBMISSION_ID_BYTES] = {8};
    uint8_t order[32], same[32], by_key[32], by_id[32];
    cell_order(&keys, id, order);
    cell_order(&keys, id, same);
    cell_order(&others, id, by_key);
    cell_order(&keys, other_id, by_id);
    assert_memory_equal(order, same, 32);
    assert_memory_not_equal(order, by_key, 32);
    assert_memory_not_equal(order, by_id, 32);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sealed_cell_opens_with_its_key_only),
        cmocka_unit_test(every_byte_of_a_cell_counts),
        cmocka_unit_test(order_depends_on_key_and_id_alone),
    };
    return cmocka_run_group_tests_name("seal.cell", tests, NULL, NULL);
}

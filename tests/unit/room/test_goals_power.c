// The power goes at any operation of the disk, in a goal phase with one card and two saves: what was said to
// be saved is there.
#include "goals_bench.h"

#include "base/check.h"
#include "room/receipt.h"
#include "seal/random.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const uint8_t find[HASH_BYTES] = {7};

static void save_all(struct goals_bench *bench, uint8_t id, uint32_t version, uint8_t content)
{
    uint8_t row[GOAL_ROW_BYTES];
    memset(row, content, sizeof row);
    goals_bench_save(bench, id, find, version, row);
}

// A new card, two saves; returns which of them were said to be safe: 0, 1 or 2.
static uint32_t live(struct goals_bench *bench)
{
    uint32_t safe = 0;
    if (!goals_bench_open(bench, false))
        return 0;
    struct goal_cell made = goals_bench_cell(bench, GOAL_CELL_NEW, 1, find);
    goals_bench_take(bench, &made);
    if (goals_commit(bench->goals, 101, 1000) != OK)
        return 0;
    for (uint8_t i = 1; i <= 2; i++) {
        save_all(bench, (uint8_t)(10 + i), i - 1U, i);
        if (goals_commit(bench->goals, 101U + i, 1000) != OK)
            return safe;
        safe = i;
    }
    return safe;
}

// Whether the card stands at this version: a save over it is said to be saved.
static bool takes(struct goals_bench *bench, uint8_t id, uint32_t version)
{
    static struct envelope envelope;
    const uint8_t whole[SUBMISSION_ID_BYTES] = {id};
    uint8_t receipt[SUBMISSION_ID_BYTES];
    save_all(bench, id, version, id);
    assert_int_equal(goals_commit(bench->goals, 200U + id, 1000), OK);
    goals_show(bench->goals, &envelope);
    receipt_of(envelope.phase_key, 200U + id, whole, receipt);
    return envelope_has(&envelope, receipt);
}

static void the_power_goes_at_any_write(void **state)
{
    (void)state;
    static struct goals_bench bench;
    uint64_t cuts = 0;
    for (unsigned crash = FAKE_CRASH_DROP; crash <= FAKE_CRASH_SECTORS; crash++)
        for (uint64_t at = 1;; at++) {
            goals_bench_create(&bench, at);
            fake_disk_cut(bench.fake, at);
            uint32_t safe = live(&bench);
            bool cut = fake_disk_is_dark(bench.fake);
            goals_bench_off(&bench);
            fake_disk_restart(bench.fake, (enum fake_crash)crash, at);
            assert_true(goals_bench_open(&bench, true));
            // What was said to be safe is there; a save that was not may be, whole.
            if (safe > 0) {
                assert_int_equal(goals_gathered(bench.goals)->cards, 1);
                assert_true(takes(&bench, 99, safe) || takes(&bench, 98, safe + 1));
                assert_int_equal(goals_misses(bench.goals), 0);
            }
            goals_bench_destroy(&bench);
            cuts++;
            if (!cut)
                break;
        }
    print_message("%llu power cuts\n", (unsigned long long)cuts);
    assert_true(cuts > 60);
}

int main(void)
{
    enum err err = seal_start();
    check(err == OK);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_power_goes_at_any_write),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

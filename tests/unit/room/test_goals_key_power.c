// The power goes before each operation of the disk of an evening in which the group's key is renewed, and of
// one in which what was not opened ends: what was said to be saved is there, and what ended is nowhere.
#include "goals_life.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static int setup(void **state)
{
    static struct goals_bench bench;
    goals_bench_create(&bench, 7);
    *state = &bench;
    return 0;
}

static int teardown(void **state)
{
    goals_bench_destroy(*state);
    return 0;
}

// One console's evening: opens goals on this day; somebody opens their card and saves. Their version counts what
// was said to be safe.
static void evening(struct goals_bench *bench, uint32_t day, struct bench_person *person)
{
    static struct goal_reply reply;
    goals_bench_off(bench);
    bench->phase.day = day;
    bench->phase.session_id[0]++;
    if (goals_bench_on(bench, false) != OK)
        return;
    if (goals_bench_ask(bench, GOAL_CELL_GET, bench_id(), person->find, &reply) != OK ||
        reply.kind != GOAL_REPLY_FOUND)
        return;
    uint8_t plain[GOAL_PLAIN_BYTES] = {(uint8_t)(person->version + 1)};
    uint8_t row[GOAL_ROW_BYTES];
    goal_row_seal(&person->key, person->share, plain, row);
    goals_bench_save(bench, bench_id(), person->find, person->version, row);
    if (goals_commit(bench->goals, ++bench->tick, day) != OK)
        return;
    person->version++;
    memcpy(person->row, row, sizeof row);
}

// What was acknowledged opens; a save that was not may be there, whole.
static void opens(struct goals_bench *bench, struct bench_person *person)
{
    static struct goal_reply reply;
    uint8_t plain[GOAL_PLAIN_BYTES];
    assert_int_equal(goals_bench_ask(bench, GOAL_CELL_GET, bench_id(), person->find, &reply), OK);
    assert_int_equal(reply.kind, GOAL_REPLY_FOUND);
    assert_memory_equal(reply.share, person->share, sizeof person->share);
    assert_int_equal(goal_row_open(&person->key, reply.share, reply.row, plain), OK);
    assert_int_equal(plain[0], reply.version);
    assert_true(reply.version == person->version || reply.version == person->version + 1);
}

// Cuts the power before each operation of one evening, for each thing that a disk may do.
static uint64_t cut_everywhere(const struct goals_bench *stage, uint32_t day, bool ends,
                               const struct bench_person *came, const struct bench_person *lost)
{
    uint64_t cuts = 0;
    for (unsigned crash = FAKE_CRASH_DROP; crash <= FAKE_CRASH_SECTORS; crash++)
        for (uint64_t at = 1;; at++) {
            struct goals_bench bench = *stage;
            struct bench_person here = *came, away = *lost;
            bench.fake = fake_disk_copy(stage->fake);
            bench.goals = NULL;
            fake_disk_cut(bench.fake, at);
            evening(&bench, day, &here);
            bool cut = fake_disk_is_dark(bench.fake);
            goals_bench_off(&bench);
            fake_disk_restart(bench.fake, (enum fake_crash)crash, at);
            bench_open_on(&bench, day); // the same evening, after the restart
            opens(&bench, &here);
            if (ends) {
                assert_int_equal(bench_ask(&bench, &away, GOAL_CELL_GET), GOAL_REPLY_MISSING);
                assert_int_equal(bench_copies_with(&bench, away.row, 64), 0);
            } else {
                opens(&bench, &away);
            }
            goals_bench_off(&bench);
            fake_disk_destroy(bench.fake);
            cuts++;
            if (!cut)
                break;
        }
    return cuts;
}

static void the_power_goes_at_any_operation(void **state)
{
    struct goals_bench *bench = *state;
    struct bench_person came, lost;
    bench_open_on(bench, BENCH_DAY);
    bench_make(bench, &came, 1);
    bench_make(bench, &lost, 2);
    goals_bench_off(bench);
    uint64_t renewing = cut_everywhere(bench, BENCH_DAY + GOAL_KEY_DAYS, false, &came, &lost);
    for (uint32_t week = 0; week < GOAL_OVERLAP_WEEKS; week++) {
        bench_open_on(bench, BENCH_DAY + GOAL_KEY_DAYS + BENCH_WEEK * week);
        if (week == 4)
            assert_int_equal(bench_ask(bench, &came, GOAL_CELL_GET), GOAL_REPLY_FOUND);
    }
    goals_bench_off(bench);
    bench_sealed(bench, 'a', &(size_t){0})[1000] ^= 1; // something to put aside, and to end
    uint64_t ending = cut_everywhere(
        bench, BENCH_DAY + GOAL_KEY_DAYS + BENCH_WEEK * GOAL_OVERLAP_WEEKS, true, &came, &lost);
    print_message("%u power cuts in a renewal, %u in an end\n", (unsigned)renewing,
                  (unsigned)ending);
    assert_true(renewing > 40 && ending > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_power_goes_at_any_operation, setup, teardown),
    };
    return seal_start() == OK ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}

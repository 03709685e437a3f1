// The power goes at any operation of the disk, in a goal phase with one card and two saves: what was said to
// be saved is there.
#include "fake_disk.h"

#include "base/check.h"
#include "room/goals.h"
#include "room/receipt.h"
#include "seal/cell.h"
#include "seal/random.h"
#include "seal/vault.h"
#include "wire/goal_cell.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct bench {
    struct fake_disk *fake;
    struct random_seeded random;
    struct unlock_key *unlock;
    struct goals *goals;
    struct goals_phase phase;
};

static void cell_take(struct bench *bench, const struct goal_cell *cell)
{
    uint8_t body[CELL_BODY_BYTES], sealed[CELL_BYTES];
    static struct envelope envelope;
    goals_show(bench->goals, &envelope);
    goal_cell_encode(cell, body);
    cell_seal(body, envelope.phase_key, sealed);
    goals_taking(bench->goals, true, true);
    goals_take(bench->goals, sealed);
}

static struct goal_cell cell_of(enum goal_cell_kind kind, uint8_t id, uint32_t phase)
{
    struct goal_cell cell = {.kind = kind, .phase_id = phase, .id = {id}, .find = {7}};
    if (kind == GOAL_CELL_NEW)
        cell.key[0] = 9;
    return cell;
}

static void save_cells(struct bench *bench, uint8_t id, uint32_t version, uint8_t content)
{
    for (uint8_t i = 0; i < GOAL_ROW_CHUNKS; i++) {
        struct goal_cell cell = cell_of(GOAL_CELL_PUT, id, bench->phase.id);
        cell.version = version;
        cell.chunk = i;
        cell.byte_count = GOAL_ROW_CHUNK_BYTES;
        memset(cell.bytes, content, GOAL_ROW_CHUNK_BYTES);
        cell_take(bench, &cell);
    }
}

static bool bench_open(struct bench *bench, bool again)
{
    if (goals_create(fake_disk_of(bench->fake), &bench->random.source, "goals", bench->unlock,
                     &bench->goals) != OK)
        return false;
    bench->phase.again = again;
    bench->phase.id++;
    return goals_load(bench->goals, "A group") == OK &&
           goals_open(bench->goals, &bench->phase, 100) == OK;
}

// A new card, two saves; returns which of them were said to be safe: 0, 1 or 2.
static uint32_t live(struct bench *bench)
{
    uint32_t safe = 0;
    if (!bench_open(bench, false))
        return 0;
    struct goal_cell made = cell_of(GOAL_CELL_NEW, 1, bench->phase.id);
    cell_take(bench, &made);
    if (goals_commit(bench->goals, 101, 1000) != OK)
        return 0;
    for (uint8_t i = 1; i <= 2; i++) {
        save_cells(bench, (uint8_t)(10 + i), i - 1U, i);
        if (goals_commit(bench->goals, 101U + i, 1000) != OK)
            return safe;
        safe = i;
    }
    return safe;
}

// Whether the card stands at this version: a save over it is said to be saved.
static bool takes(struct bench *bench, uint8_t id, uint32_t version)
{
    static struct envelope envelope;
    const uint8_t whole[SUBMISSION_ID_BYTES] = {id};
    uint8_t receipt[SUBMISSION_ID_BYTES];
    save_cells(bench, id, version, id);
    assert_int_equal(goals_commit(bench->goals, 200U + id, 1000), OK);
    goals_show(bench->goals, &envelope);
    receipt_of(envelope.phase_key, 200U + id, whole, receipt);
    return envelope_has(&envelope, receipt);
}

static void the_power_goes_at_any_write(void **state)
{
    (void)state;
    static struct bench bench;
    uint64_t cuts = 0;
    for (unsigned crash = FAKE_CRASH_DROP; crash <= FAKE_CRASH_SECTORS; crash++)
        for (uint64_t at = 1;; at++) {
            memset(&bench, 0, sizeof bench);
            bench.fake = fake_disk_create();
            random_seeded_init(&bench.random, at);
            const struct disk *disk = fake_disk_of(bench.fake);
            assert_int_equal(disk->make_folder(disk->self, "goals"), OK);
            assert_int_equal(vault_make(disk, "goals", span_of_string("practice"), VAULT_PRACTICE,
                                        &bench.unlock),
                             OK);
            memset(bench.phase.session_id, 3, sizeof bench.phase.session_id);
            fake_disk_cut(bench.fake, at);
            uint32_t safe = live(&bench);
            bool cut = fake_disk_is_dark(bench.fake);
            goals_destroy(bench.goals);
            bench.goals = NULL;
            fake_disk_restart(bench.fake, (enum fake_crash)crash, at);
            assert_true(bench_open(&bench, true));
            // What was said to be safe is there; a save that was not may be, whole.
            if (safe > 0) {
                assert_int_equal(goals_gathered(bench.goals)->cards, 1);
                assert_true(takes(&bench, 99, safe) || takes(&bench, 98, safe + 1));
                assert_int_equal(goals_misses(bench.goals), 0);
            }
            goals_destroy(bench.goals);
            unlock_key_destroy(bench.unlock);
            fake_disk_destroy(bench.fake);
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

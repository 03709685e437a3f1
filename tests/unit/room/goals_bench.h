#pragma once
// The hub's half of goal cards alone, on a disk in memory, with cells put straight into its hands: for
// tests that cut the power at any write, or that let half a year pass.
#include "fake_disk.h"
#include "room/goals.h"
#include "seal/goal_card.h"
#include "wire/goal_cell.h"
#include "wire/goal_reply.h"

struct goals_bench {
    struct fake_disk *fake;
    struct random_seeded random;
    struct unlock_key *unlock;
    struct goals *goals; // NULL while the console is off
    struct goals_phase phase;
    uint64_t tick;
};

void goals_bench_create(struct goals_bench *bench, uint64_t seed); // nothing is open yet
void goals_bench_destroy(struct goals_bench *bench);
// A start of the console and a phase of "A group"'s goals; again: the one that a stop cut short.
// What it gives: the first error.
enum err goals_bench_on(struct goals_bench *bench, bool again);
void goals_bench_off(struct goals_bench *bench);
bool goals_bench_open(struct goals_bench *bench, bool again); // the same, and whether it worked

struct goal_cell goals_bench_cell(const struct goals_bench *bench, enum goal_cell_kind kind,
                                  uint32_t id, const uint8_t find[HASH_BYTES]);
// Sealed for the phase, and into the hub's hands. New cards may be made.
void goals_bench_take(struct goals_bench *bench, const struct goal_cell *cell);
void goals_bench_save(struct goals_bench *bench, uint32_t id, const uint8_t find[HASH_BYTES],
                      uint32_t version, const uint8_t row[GOAL_ROW_BYTES]);
// Asks, and opens what the next tick answers. Errors of goals_commit.
enum err goals_bench_ask(struct goals_bench *bench, enum goal_cell_kind kind, uint32_t id,
                         const uint8_t find[HASH_BYTES], struct goal_reply *out_reply);

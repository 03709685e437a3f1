#include "goals_bench.h"

#include "base/check.h"
#include "seal/cell.h"
#include <string.h>

void goals_bench_create(struct goals_bench *bench, uint64_t seed)
{
    memset(bench, 0, sizeof *bench);
    bench->fake = fake_disk_create();
    random_seeded_init(&bench->random, seed);
    const struct disk *disk = fake_disk_of(bench->fake);
    enum err err = disk->make_folder(disk->self, "goals");
    check(err == OK);
    err = vault_make(disk, "goals", span_of_string("practice"), VAULT_PRACTICE, &bench->unlock);
    check(err == OK);
    memset(bench->phase.session_id, 3, sizeof bench->phase.session_id);
    bench->tick = 100;
}

void goals_bench_destroy(struct goals_bench *bench)
{
    goals_bench_off(bench);
    unlock_key_destroy(bench->unlock);
    fake_disk_destroy(bench->fake);
}

enum err goals_bench_on(struct goals_bench *bench, bool again)
{
    enum err err = goals_create(fake_disk_of(bench->fake), &bench->random.source, "goals",
                                bench->unlock, &bench->goals);
    bench->phase.again = again;
    bench->phase.id++;
    if (err == OK)
        err = goals_load(bench->goals, "A group");
    if (err == OK)
        err = goals_open(bench->goals, &bench->phase, bench->tick);
    return err;
}

bool goals_bench_open(struct goals_bench *bench, bool again)
{
    return goals_bench_on(bench, again) == OK;
}

void goals_bench_off(struct goals_bench *bench)
{
    goals_destroy(bench->goals);
    bench->goals = NULL;
}

struct goal_cell goals_bench_cell(const struct goals_bench *bench, enum goal_cell_kind kind,
                                  uint32_t id, const uint8_t find[HASH_BYTES])
{
    struct goal_cell cell = {.kind = kind, .phase_id = bench->phase.id};
    memcpy(cell.id, &id, sizeof id);
    memcpy(cell.find, find, sizeof cell.find);
    if (kind == GOAL_CELL_NEW || kind == GOAL_CELL_GET)
        cell.key[0] = 9;
    return cell;
}

void goals_bench_take(struct goals_bench *bench, const struct goal_cell *cell)
{
    uint8_t body[CELL_BODY_BYTES], sealed[CELL_BYTES];
    static struct envelope envelope;
    goals_show(bench->goals, &envelope);
    goal_cell_encode(cell, body);
    cell_seal(body, envelope.phase_key, sealed);
    goals_taking(bench->goals, true, true);
    goals_take(bench->goals, sealed);
}

void goals_bench_save(struct goals_bench *bench, uint32_t id, const uint8_t find[HASH_BYTES],
                      uint32_t version, const uint8_t row[GOAL_ROW_BYTES])
{
    for (uint8_t i = 0; i < GOAL_ROW_CHUNKS; i++) {
        struct goal_cell cell = goals_bench_cell(bench, GOAL_CELL_PUT, id, find);
        cell.version = version;
        cell.chunk = i;
        cell.byte_count = GOAL_ROW_CHUNK_BYTES;
        memcpy(cell.bytes, row + (size_t)i * GOAL_ROW_CHUNK_BYTES, GOAL_ROW_CHUNK_BYTES);
        goals_bench_take(bench, &cell);
    }
}

enum err goals_bench_ask(struct goals_bench *bench, enum goal_cell_kind kind, uint32_t id,
                         const uint8_t find[HASH_BYTES], struct goal_reply *out_reply)
{
    struct goal_reply_key key;
    static struct envelope envelope;
    uint8_t plain[GOAL_REPLY_PLAIN_BYTES];
    goal_reply_key_make(&key);
    struct goal_cell cell = goals_bench_cell(bench, kind, id, find);
    memcpy(cell.key, key.public_key, sizeof cell.key);
    goals_bench_take(bench, &cell);
    enum err err = goals_commit(bench->goals, ++bench->tick, bench->phase.day);
    if (err != OK)
        return err;
    goals_show(bench->goals, &envelope);
    err = goal_reply_open(envelope.goal_reply, &key, plain);
    return err == OK ? goal_reply_decode(plain, sizeof plain, out_reply) : err;
}

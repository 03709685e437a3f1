#include "goals_life.h"

#include "seal/vault_private.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum {
    IMAGE_BYTES = BENCH_SEALED_BYTES - VAULT_OVERHEAD
};

uint32_t bench_id(void)
{
    static uint32_t id;
    return ++id;
}

void bench_person_init(struct bench_person *person, uint8_t card)
{
    memset(person, 0, sizeof *person);
    person->key.made[0] = card;
    person->key.made[1] = 77;
    goal_card_find(&person->key, person->find);
}

enum goal_reply_kind bench_ask(struct goals_bench *bench, struct bench_person *person,
                               enum goal_cell_kind kind)
{
    static struct goal_reply reply;
    assert_int_equal(goals_bench_ask(bench, kind, bench_id(), person->find, &reply), OK);
    if (reply.kind != GOAL_REPLY_FOUND && reply.kind != GOAL_REPLY_MADE)
        return reply.kind;
    // What is lent never changes, or nobody could open what they sealed.
    if (reply.kind == GOAL_REPLY_FOUND)
        assert_memory_equal(person->share, reply.share, sizeof person->share);
    memcpy(person->share, reply.share, sizeof person->share);
    person->handle = reply.handle;
    person->version = reply.version;
    if (reply.kind == GOAL_REPLY_FOUND && reply.version > 0) {
        uint8_t plain[GOAL_PLAIN_BYTES];
        assert_memory_equal(reply.row, person->row, sizeof person->row);
        assert_int_equal(goal_row_open(&person->key, reply.share, reply.row, plain), OK);
        assert_int_equal(plain[0], person->version);
    }
    return reply.kind;
}

void bench_save(struct goals_bench *bench, struct bench_person *person)
{
    uint8_t plain[GOAL_PLAIN_BYTES] = {(uint8_t)(person->version + 1)};
    goal_row_seal(&person->key, person->share, plain, person->row);
    goals_bench_save(bench, bench_id(), person->find, person->version, person->row);
    assert_int_equal(goals_commit(bench->goals, ++bench->tick, bench->phase.day), OK);
    person->version++;
}

void bench_make(struct goals_bench *bench, struct bench_person *person, uint8_t card)
{
    bench_person_init(person, card);
    assert_int_equal(bench_ask(bench, person, GOAL_CELL_NEW), GOAL_REPLY_MADE);
    bench_save(bench, person);
}

// Goals are opened on that day by a console that has just been started.
void bench_open_on(struct goals_bench *bench, uint32_t day)
{
    goals_bench_off(bench);
    bench->phase.day = day;
    bench->phase.session_id[0]++;
    assert_int_equal(goals_bench_on(bench, false), OK);
}

struct goals_renewal bench_told(struct goals_bench *bench, uint32_t day)
{
    return goals_renewal(bench->goals, day);
}

// ---- what stands on the disk, opened with the console's own key

static const char *copy_path(const struct goals_bench *bench, char tail)
{
    static char path[64];
    uint8_t hash[HASH_BYTES];
    static const char digits[] = "0123456789abcdef";
    vault_name(bench->unlock, "goal-rows", span_of_string("A group"), hash);
    strcpy(path, "goals/");
    char *at = path + strlen(path);
    for (size_t i = 0; i < 16; i++) {
        *at++ = digits[hash[i] >> 4];
        *at++ = digits[hash[i] & 15];
    }
    strcpy(at, ".goals-");
    at[7] = tail;
    at[8] = '\0';
    return path;
}

uint8_t *bench_sealed(struct goals_bench *bench, char tail, size_t *out_size)
{
    return fake_disk_bytes(bench->fake, copy_path(bench, tail), out_size);
}

// False: it does not open.
static bool copy_plain(struct goals_bench *bench, char tail, uint8_t plain[IMAGE_BYTES])
{
    size_t size = 0;
    const uint8_t *bytes = bench_sealed(bench, tail, &size);
    return bytes != NULL && size == BENCH_SEALED_BYTES &&
           vault_open_with(bench->unlock->bytes, "goal-rows", (struct span){NULL, 0},
                           (struct span){bytes, size}, plain) == OK;
}

static bool has(const uint8_t *bytes, size_t size, const uint8_t *what, size_t what_size)
{
    for (size_t i = 0; i + what_size <= size; i++)
        if (bytes[i] == what[0] && memcmp(bytes + i, what, what_size) == 0)
            return true;
    return false;
}

// In how many of the two copies these bytes stand.
int bench_copies_with(struct goals_bench *bench, const uint8_t *what, size_t size)
{
    static uint8_t plain[IMAGE_BYTES];
    int count = 0;
    for (char tail = 'a'; tail <= 'b'; tail++) {
        assert_true(copy_plain(bench, tail, plain));
        count += has(plain, sizeof plain, what, size);
    }
    return count;
}

// The head behind magic and generation: version, then the group's key.
void bench_group_key(struct goals_bench *bench, uint8_t out_key[32], uint8_t out_salt[16])
{
    static uint8_t plain[IMAGE_BYTES];
    assert_true(copy_plain(bench, 'a', plain));
    memcpy(out_key, plain + 17, 32);
    memcpy(out_salt, plain + 49, 16);
}

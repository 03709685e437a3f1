// Randomness, hashing, and what a process does for its secrets at the start.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// cmocka's header needs the four above.
#include "seal/random.h"
#include <cmocka.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

// C35: no core file and no debugger, from the first line of main on. In a child, because it cannot be
// undone, and with core files allowed first, so that the test can fail.
static void starting_forbids_cores_and_attaching(void **state)
{
    (void)state;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct rlimit limit = {1 << 20, 1 << 20};
        struct rlimit now = {1, 1};
        int wrong = 0;
        (void)setrlimit(RLIMIT_CORE, &limit);
        (void)umask(0);
        wrong |= prctl(PR_GET_DUMPABLE, 0L, 0L, 0L, 0L) == 1 ? 0 : 1;
        wrong |= seal_start() == OK ? 0 : 2;
        wrong |= seal_start() == OK ? 0 : 2; // twice is fine
        wrong |=
            getrlimit(RLIMIT_CORE, &now) == 0 && now.rlim_cur == 0 && now.rlim_max == 0 ? 0 : 4;
        wrong |= prctl(PR_GET_DUMPABLE, 0L, 0L, 0L, 0L) == 0 ? 0 : 8;
        wrong |= umask(0) == 077 ? 0 : 16; // files that others may read are none of ours
        _exit(wrong);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static void a_seed_decides_every_byte(void **state)
{
    (void)state;
    struct random_seeded first, second, third;
    random_seeded_init(&first, 1);
    random_seeded_init(&second, 1);
    random_seeded_init(&third, 2);
    uint8_t a[100], b[100], c[100], before[100] = {0};
    for (int i = 0; i < 5; i++) {
        first.source.fill(first.source.self, a, sizeof a);
        second.source.fill(second.source.self, b, sizeof b);
        third.source.fill(third.source.self, c, sizeof c);
        assert_memory_equal(a, b, sizeof a);
        assert_memory_not_equal(a, c, sizeof a);
        assert_memory_not_equal(a, before, sizeof a);
        memcpy(before, a, sizeof a);
    }
    const struct random_source *system = random_system();
    system->fill(system->self, a, sizeof a);
    system->fill(system->self, b, sizeof b);
    assert_memory_not_equal(a, b, sizeof a);
}

static void the_hash_is_blake2b_256(void **state)
{
    (void)state;
    // The published value for the empty input.
    static const uint8_t empty[HASH_BYTES] = {0x0e, 0x57, 0x51, 0xc0, 0x26, 0xe5, 0x43, 0xb2,
                                              0xe8, 0xab, 0x2e, 0xb0, 0x60, 0x99, 0xda, 0xa1,
                                              0xd1, 0xe5, 0xdf, 0x47, 0x77, 0x8f, 0x77, 0x87,
                                              0xfa, 0xab, 0x45, 0xcd, 0xf1, 0x2f, 0xe3, 0xa8};
    uint8_t hash[HASH_BYTES], keyed[HASH_BYTES], key[32] = {1};
    seal_hash(NULL, 0, hash);
    assert_memory_equal(hash, empty, sizeof empty);
    seal_hash_keyed(key, (struct span){NULL, 0}, keyed);
    assert_memory_not_equal(hash, keyed, sizeof hash);
}

static void secrets_are_aligned_zeroed_and_wiped(void **state)
{
    (void)state;
    assert_int_equal(seal_start(), OK);
    for (size_t size = 1; size < 200; size += 13) {
        uint8_t *secret = seal_secret_create(size);
        assert_non_null(secret);
        assert_int_equal((uintptr_t)secret % 16, 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(secret[i], 0);
        memset(secret, 0xaa, size);
        seal_wipe(secret, size);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(secret[i], 0);
        seal_secret_destroy(secret);
    }
    seal_secret_destroy(NULL);
    assert_true(seal_equal("abc", "abc", 3));
    assert_false(seal_equal("abc", "abd", 3));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(starting_forbids_cores_and_attaching),
        cmocka_unit_test(a_seed_decides_every_byte),
        cmocka_unit_test(the_hash_is_blake2b_256),
        cmocka_unit_test(secrets_are_aligned_zeroed_and_wiped),
    };
    return cmocka_run_group_tests_name("seal.random", tests, NULL, NULL);
}

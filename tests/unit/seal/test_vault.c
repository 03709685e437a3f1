// Keys at rest: the right passphrase opens them, and nothing else does.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// cmocka's header needs the four above.
#include "fake_disk.h"
#include "seal/vault_private.h"
#include <cmocka.h>
#include <sodium.h>
#include <string.h>

static int setup(void **state)
{
    assert_true(sodium_init() >= 0);
    *state = fake_disk_create();
    return 0;
}

static int teardown(void **state)
{
    fake_disk_destroy(*state);
    return 0;
}

static struct span words(const char *text)
{
    return span_of_string(text);
}

static void only_the_passphrase_unlocks(void **state)
{
    const struct disk *disk = fake_disk_of(*state);
    struct unlock_key *made = NULL, *key = NULL;
    assert_int_equal(vault_unlock(disk, "data", words("practice"), &key), ERR_NOT_FOUND);
    assert_int_equal(vault_make(disk, "data", words("practice"), VAULT_PRACTICE, &made), OK);
    assert_int_equal(vault_unlock(disk, "data", words("practice"), &key), OK);
    assert_memory_equal(made->bytes, key->bytes, 32);
    unlock_key_destroy(key);
    key = NULL;
    static const char *const wrong[] = {"Practice", "practic", "practice ", "x"};
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(vault_unlock(disk, "data", words(wrong[i]), &key), ERR_SEAL);
    assert_int_equal(vault_unlock(disk, "data", words(""), &key), ERR_RANGE);
    static const uint8_t long_one[PASSPHRASE_BYTES_MAX + 1];
    struct span too_long = {long_one, sizeof long_one};
    assert_int_equal(vault_unlock(disk, "data", too_long, &key), ERR_RANGE);
    assert_null(key);
    struct unlock_key *again = NULL;
    assert_int_equal(vault_make(disk, "data", words("other"), VAULT_PRACTICE, &again), ERR_EXISTS);
    assert_null(again);
    unlock_key_destroy(made);
}

static void two_vaults_differ(void **state)
{
    const struct disk *disk = fake_disk_of(*state);
    struct unlock_key *first = NULL, *second = NULL;
    assert_int_equal(vault_make(disk, "a", words("practice"), VAULT_PRACTICE, &first), OK);
    assert_int_equal(vault_make(disk, "b", words("practice"), VAULT_PRACTICE, &second), OK);
    assert_memory_not_equal(first->bytes, second->bytes, 32);
    unlock_key_destroy(first);
    unlock_key_destroy(second);
}

static void a_changed_vault_file_never_unlocks(void **state)
{
    struct fake_disk *fake = *state;
    const struct disk *disk = fake_disk_of(fake);
    struct unlock_key *key = NULL;
    assert_int_equal(vault_make(disk, "data", words("practice"), VAULT_PRACTICE, &key), OK);
    unlock_key_destroy(key);
    size_t size = 0;
    uint8_t *bytes = fake_disk_bytes(fake, "data/unlock.salt", &size);
    assert_int_equal(size, 68);
    uint8_t original[68];
    memcpy(original, bytes, sizeof original);
    for (size_t bit = 0; bit < size * 8; bit++) {
        // Bits that ask for much more memory or many passes are within the limits and only slow.
        bool costly = (bit / 8 >= 8 && bit / 8 < 20 && bit != 64 && bit != 96);
        if (costly && bit / 8 != 11 && bit / 8 != 19)
            continue;
        bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
        struct unlock_key *none = NULL;
        enum err err = vault_unlock(disk, "data", words("practice"), &none);
        assert_true(err == ERR_SEAL || err == ERR_MALFORMED || err == ERR_RANGE ||
                    err == ERR_VERSION);
        assert_null(none);
        bytes = fake_disk_bytes(fake, "data/unlock.salt", &size);
        bytes[bit / 8] = original[bit / 8];
    }
    for (size_t cut = 0; cut < sizeof original; cut++) {
        fake_disk_put(fake, "data/unlock.salt", original, cut);
        assert_int_equal(vault_unlock(disk, "data", words("practice"), &key), ERR_MALFORMED);
    }
}

static void costs_are_as_promised(void **state)
{
    (void)state;
    struct vault_kdf practice = vault_kdf_make(VAULT_PRACTICE);
    struct vault_kdf unlock = vault_kdf_make(VAULT_UNLOCK);
    struct vault_kdf review = vault_kdf_make(VAULT_REVIEW);
    assert_int_equal(practice.passes, 1);
    assert_int_equal(practice.memory_bytes, 8192);
    assert_int_equal(unlock.passes, 3);
    assert_int_equal(unlock.memory_bytes, 256 * 1024 * 1024);
    assert_int_equal(review.passes, 4);
    assert_int_equal(review.memory_bytes, 1024 * 1024 * 1024);
    assert_true(vault_kdf_ok(&practice) && vault_kdf_ok(&unlock) && vault_kdf_ok(&review));
    review.memory_bytes = UINT64_C(1) << 40;
    assert_false(vault_kdf_ok(&review));
    unlock.passes = 1000000;
    assert_false(vault_kdf_ok(&unlock));
    assert_memory_not_equal(practice.salt, unlock.salt, 16);
}

static void sealed_things_open_whole_or_not_at_all(void **state)
{
    (void)state;
    struct unlock_key key = {{1, 2, 3}};
    const uint8_t secret[50] = "fifty bytes";
    uint8_t sealed[50 + VAULT_OVERHEAD], again[50 + VAULT_OVERHEAD], opened[50];
    vault_seal(&key, "host", secret, sizeof secret, sealed);
    vault_seal(&key, "host", secret, sizeof secret, again);
    assert_memory_not_equal(sealed, again, sizeof sealed); // a fresh nonce each time
    struct span all = {sealed, sizeof sealed};
    assert_int_equal(vault_open(&key, "host", all, opened), OK);
    assert_memory_equal(opened, secret, sizeof secret);

    uint8_t untouched[50];
    memset(opened, 0x55, sizeof opened);
    memset(untouched, 0x55, sizeof untouched);
    assert_int_equal(vault_open(&key, "resume", all, opened), ERR_SEAL);
    for (size_t bit = 0; bit < sizeof sealed * 8; bit++) {
        sealed[bit / 8] ^= (uint8_t)(1 << bit % 8);
        assert_int_equal(vault_open(&key, "host", all, opened), ERR_SEAL);
        sealed[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
    for (size_t size = 0; size < sizeof sealed; size++) {
        enum err err = vault_open(&key, "host", (struct span){sealed, size}, opened);
        assert_int_equal(err, size <= VAULT_OVERHEAD ? ERR_TRUNCATED : ERR_SEAL);
    }
    struct unlock_key other = {{1, 2, 4}};
    assert_int_equal(vault_open(&other, "host", all, opened), ERR_SEAL);
    assert_memory_equal(opened, untouched, sizeof opened);
}

static void host_keys_come_back(void **state)
{
    struct fake_disk *fake = *state;
    const struct disk *disk = fake_disk_of(fake);
    struct unlock_key key = {{7}};
    struct host_keys made, loaded;
    assert_int_equal(host_keys_load(disk, "data", &key, &loaded), ERR_NOT_FOUND);
    assert_int_equal(host_keys_make(disk, "data", &key, &made), OK);
    assert_int_equal(host_keys_load(disk, "data", &key, &loaded), OK);
    assert_memory_equal(&made, &loaded, sizeof made);
    assert_int_equal(host_keys_make(disk, "data", &key, &made), ERR_EXISTS);
    uint8_t public_key[32];
    assert_int_equal(crypto_scalarmult_base(public_key, loaded.curve_secret), 0);
    assert_memory_equal(public_key, loaded.curve_public, 32);
    uint8_t signature[64];
    crypto_sign_detached(signature, NULL, public_key, 32, loaded.sign_secret);
    assert_int_equal(crypto_sign_verify_detached(signature, public_key, 32, loaded.sign_public), 0);

    struct unlock_key other = {{8}};
    assert_int_equal(host_keys_load(disk, "data", &other, &loaded), ERR_SEAL);
    size_t size = 0;
    uint8_t *bytes = fake_disk_bytes(fake, "data/host.key", &size);
    assert_int_equal(size, 208);
    for (size_t i = 0; i < size; i++) {
        bytes[i] ^= 0x10;
        enum err err = host_keys_load(disk, "data", &key, &loaded);
        assert_true(err == ERR_SEAL || err == ERR_MALFORMED || err == ERR_VERSION);
        bytes[i] ^= 0x10;
    }
    assert_memory_equal(&made, &loaded, sizeof made);
}

static void a_reviewers_key_comes_back(void **state)
{
    struct fake_disk *fake = *state;
    const struct disk *disk = fake_disk_of(fake);
    struct recipient made;
    struct span phrase = words("long review passphrase");
    assert_int_equal(
        reviewer_key_make(disk, "rev.key", phrase, VAULT_PRACTICE, "Dr Ana Ruiz", &made), OK);
    assert_true(made.practice);
    assert_string_equal(made.name, "Dr Ana Ruiz");
    assert_int_equal(reviewer_key_make(disk, "rev.key", phrase, VAULT_PRACTICE, "Other", &made),
                     ERR_EXISTS);
    assert_int_equal(reviewer_key_make(disk, "b.key", phrase, VAULT_PRACTICE, "bad\nname", &made),
                     ERR_TEXT);
    assert_string_equal(made.name, "Dr Ana Ruiz");
    struct reviewer_key *key = NULL;
    assert_int_equal(reviewer_key_load(disk, "no.key", phrase, &key), ERR_NOT_FOUND);
    assert_int_equal(reviewer_key_load(disk, "rev.key", words("wrong"), &key), ERR_SEAL);
    assert_int_equal(reviewer_key_load(disk, "rev.key", phrase, &key), OK);
    assert_memory_equal(reviewer_key_public(key), &made, sizeof made);
    uint8_t public_key[32];
    assert_int_equal(crypto_scalarmult_base(public_key, key->secret), 0);
    assert_memory_equal(public_key, made.public_key, 32);
    reviewer_key_destroy(key);
    key = NULL;

    // Every byte of the file counts, the name and the public key too.
    size_t size = 0;
    uint8_t *bytes = fake_disk_bytes(fake, "rev.key", &size);
    assert_int_equal(size, 205);
    for (size_t i = 0; i < size; i++) {
        bool costly = i >= 9 && i < 11;         // passes: within the limits and only slow
        costly = costly || (i >= 13 && i < 18); // memory
        if (costly)
            continue;
        uint8_t mask = i == 8 ? 2 : 1;
        bytes[i] ^= mask;
        enum err err = reviewer_key_load(disk, "rev.key", phrase, &key);
        assert_true(err != OK && err != ERR_NOT_FOUND && err != ERR_MEMORY);
        bytes[i] ^= mask;
    }
    assert_null(key);
}

// A vault is made whole or not at all, whichever operation fails.
static void every_operation_may_fail(void **state)
{
    (void)state;
    static const enum err errors[] = {ERR_IO, ERR_NO_SPACE};
    for (size_t kind = 0; kind < 2; kind++) {
        enum err err = ERR_IO;
        for (uint64_t nth = 1; err != OK; nth++) {
            assert_true(nth < 40);
            struct fake_disk *fake = fake_disk_create();
            const struct disk *disk = fake_disk_of(fake);
            fake_disk_fail(fake, nth, errors[kind], true);
            struct unlock_key *key = NULL;
            struct host_keys keys;
            err = vault_make(disk, "data", words("practice"), VAULT_PRACTICE, &key);
            if (err == OK)
                err = host_keys_make(disk, "data", key, &keys);
            assert_true(err == OK || err == errors[kind]);
            unlock_key_destroy(key);
            fake_disk_restart(fake, FAKE_CRASH_DROP, 0);
            struct unlock_key *again = NULL;
            enum err unlocked = vault_unlock(disk, "data", words("practice"), &again);
            assert_true(unlocked == OK || unlocked == ERR_NOT_FOUND);
            if (unlocked == OK) {
                enum err loaded = host_keys_load(disk, "data", again, &keys);
                assert_true(loaded == OK || loaded == ERR_NOT_FOUND);
            }
            unlock_key_destroy(again);
            fake_disk_destroy(fake);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(only_the_passphrase_unlocks, setup, teardown),
        cmocka_unit_test_setup_teardown(two_vaults_differ, setup, teardown),
        cmocka_unit_test_setup_teardown(a_changed_vault_file_never_unlocks, setup, teardown),
        cmocka_unit_test_setup_teardown(costs_are_as_promised, setup, teardown),
        cmocka_unit_test_setup_teardown(sealed_things_open_whole_or_not_at_all, setup, teardown),
        cmocka_unit_test_setup_teardown(host_keys_come_back, setup, teardown),
        cmocka_unit_test_setup_teardown(a_reviewers_key_comes_back, setup, teardown),
        cmocka_unit_test_setup_teardown(every_operation_may_fail, setup, teardown),
    };
    return cmocka_run_group_tests_name("seal.vault", tests, NULL, NULL);
}

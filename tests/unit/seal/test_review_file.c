// Files beside a record: whoever may replay reads them, only their author writes them, every changed
// byte is seen.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// cmocka's header needs the four above.
#include "fake_disk.h"
#include "seal/review_file.h"
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

struct world {
    struct fake_disk *fake;
    struct random_seeded random;
    struct reviewer_key *author;
    struct reviewer_key *other;
    struct review_ring ring;
    uint8_t file[REVIEW_FILE_BYTES_MAX];
    size_t size;
    uint8_t plain[REVIEW_PLAIN_MAX];
    size_t plain_size;
    struct review_author from;
};

static struct reviewer_key *key_make(struct fake_disk *fake, const char *path, const char *name)
{
    struct recipient recipient;
    struct reviewer_key *key = NULL;
    struct span passphrase = span_of_string("practice");
    const struct disk *disk = fake_disk_of(fake);
    assert_int_equal(reviewer_key_make(disk, path, passphrase, VAULT_PRACTICE, name, &recipient),
                     OK);
    assert_int_equal(reviewer_key_load(disk, path, passphrase, &key), OK);
    return key;
}

static int setup(void **state)
{
    struct world *world = calloc(1, sizeof *world);
    assert_int_equal(seal_start(), OK);
    world->fake = fake_disk_create();
    world->author = key_make(world->fake, "a.key", "J. Ortiz");
    world->other = key_make(world->fake, "b.key", "M. Reyes");
    random_seeded_init(&world->random, 5);
    memset(world->ring.session_id, 7, sizeof world->ring.session_id);
    world->ring.count = 2;
    for (uint32_t i = 0; i < 2; i++) {
        world->ring.parts[i].segment = i;
        memset(world->ring.parts[i].key, (int)(i + 1), 32);
    }
    *state = world;
    return 0;
}

static int teardown(void **state)
{
    struct world *world = *state;
    reviewer_key_destroy(world->author);
    reviewer_key_destroy(world->other);
    fake_disk_destroy(world->fake);
    free(world);
    return 0;
}

static enum err seal(struct world *world, const char *text, bool again)
{
    uint8_t before[REVIEW_FILE_BYTES_MAX];
    size_t before_size = again ? world->size : 0;
    memcpy(before, world->file, before_size);
    return review_file_seal(&world->random.source, world->author, &world->ring,
                            (struct span){before, before_size}, span_of_string(text), world->file,
                            &world->size);
}

static enum err open_with(struct world *world, const struct review_ring *ring)
{
    return review_file_open((struct span){world->file, world->size}, ring, &world->from,
                            world->plain, &world->plain_size);
}

static void whoever_may_replay_reads_it(void **state)
{
    struct world *world = *state;
    assert_int_equal(seal(world, "Clear structure.", false), OK);
    assert_int_equal(open_with(world, &world->ring), OK);
    assert_int_equal(world->plain_size, strlen("Clear structure."));
    assert_memory_equal(world->plain, "Clear structure.", world->plain_size);
    assert_string_equal(world->from.name, "J. Ortiz");
    assert_true(world->from.practice);
    struct review_author author;
    review_author_of(world->author, &author);
    assert_memory_equal(author.sign_public, world->from.sign_public, 32);
    // Each part alone opens it.
    for (uint32_t i = 0; i < 2; i++) {
        struct review_ring one = world->ring;
        one.count = 1;
        one.parts[0] = world->ring.parts[i];
        assert_int_equal(open_with(world, &one), OK);
    }
}

static void nobody_else_does(void **state)
{
    struct world *world = *state;
    assert_int_equal(seal(world, "Clear structure.", false), OK);
    struct review_ring ring = world->ring;
    ring.session_id[3] ^= 1; // about another record
    assert_int_equal(open_with(world, &ring), ERR_KEY);
    ring = world->ring;
    ring.count = 0; // none of its parts is here
    assert_int_equal(open_with(world, &ring), ERR_KEY);
    ring = world->ring;
    ring.parts[0].key[0] ^= 1; // sealed to others
    assert_int_equal(open_with(world, &ring), ERR_SEAL);
    assert_int_equal(review_file_seal(&world->random.source, world->author,
                                      &(struct review_ring){0}, (struct span){0},
                                      span_of_string("x"), world->file, &world->size),
                     ERR_KEY);
}

static void every_changed_bit_and_every_cut_is_seen(void **state)
{
    struct world *world = *state;
    assert_int_equal(seal(world, "Clear structure.", false), OK);
    for (size_t i = 0; i < world->size; i++) {
        uint8_t bit = (uint8_t)(1U << (i % 8));
        world->file[i] ^= bit;
        assert_int_not_equal(open_with(world, &world->ring), OK);
        world->file[i] ^= bit;
    }
    size_t whole = world->size;
    for (world->size = 0; world->size < whole; world->size++)
        assert_int_not_equal(open_with(world, &world->ring), OK);
    assert_int_equal(open_with(world, &world->ring), OK);
    world->file[world->size] = 0;
    world->size++;
    assert_int_equal(open_with(world, &world->ring), ERR_MALFORMED);
    world->size--;
    world->file[6] = '2';
    assert_int_equal(open_with(world, &world->ring), ERR_VERSION);
}

// A reviewer who holds the record's keys can make a file, but none in another's name.
static void nobody_writes_in_anothers_name(void **state)
{
    struct world *world = *state;
    struct review_author author;
    assert_int_equal(seal(world, "Clear structure.", false), OK);
    assert_int_equal(review_file_seal(&world->random.source, world->other, &world->ring,
                                      (struct span){0}, span_of_string("Forged."), world->file,
                                      &world->size),
                     OK);
    review_author_of(world->author, &author);
    memcpy(world->file + 24, author.sign_public, 32);
    assert_int_equal(open_with(world, &world->ring), ERR_SEAL);
}

// Somebody who has only one part of the record writes: who has only the other part still reads.
static void parts_that_are_away_stay_able_to_open_it(void **state)
{
    struct world *world = *state;
    assert_int_equal(seal(world, "First.", false), OK);
    struct review_ring both = world->ring;
    world->ring.count = 1;
    assert_int_equal(seal(world, "Second.", true), OK);
    struct review_ring last = both;
    last.count = 1;
    last.parts[0] = both.parts[1];
    assert_int_equal(open_with(world, &last), OK);
    assert_memory_equal(world->plain, "Second.", 7);
    world->ring = both;
    // The size says nothing of how much was written, up to a page.
    size_t size = world->size;
    assert_int_equal(seal(world, "A much longer third one, in the same page.", true), OK);
    assert_int_equal(world->size, size);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(whoever_may_replay_reads_it, setup, teardown),
        cmocka_unit_test_setup_teardown(nobody_else_does, setup, teardown),
        cmocka_unit_test_setup_teardown(every_changed_bit_and_every_cut_is_seen, setup, teardown),
        cmocka_unit_test_setup_teardown(nobody_writes_in_anothers_name, setup, teardown),
        cmocka_unit_test_setup_teardown(parts_that_are_away_stay_able_to_open_it, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

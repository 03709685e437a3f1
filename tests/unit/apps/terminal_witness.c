// C31, the terminal's side: the newest head is kept, and written only at moments that all screens
// share, so that nothing that a person does at one of them can be read from its file.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// cmocka's header needs the four above.
#include "fake_disk.h"
#include "participant/witness.h"
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

struct world {
    struct fake_disk *fake;
    struct profile profile;
    struct witness_keeper keeper;
    struct witness_book book;
    struct envelope old, new;
    bool any;
};

static int setup(void **state)
{
    struct world *world = calloc(1, sizeof *world);
    world->fake = fake_disk_create();
    assert_int_equal(
        profile_open(fake_disk_of(world->fake), "data", PROFILE_PARTICIPANT, true, &world->profile),
        OK);
    witness_keeper_open(&world->keeper, &world->profile);
    *state = world;
    return 0;
}

static int teardown(void **state)
{
    struct world *world = *state;
    profile_close(&world->profile);
    fake_disk_destroy(world->fake);
    free(world);
    return 0;
}

// One envelope; returns how many writes it cost.
static uint64_t hear(struct world *world, uint8_t session, uint64_t frames, enum scene_phase phase,
                     bool open)
{
    uint64_t before = fake_disk_writes(world->fake);
    struct envelope *envelope = &world->new;
    memset(envelope->session_id, session, sizeof envelope->session_id);
    envelope->head.frame = frames;
    memset(envelope->head.hash, (int)frames, HASH_BYTES);
    envelope->scene.phase = phase;
    envelope->open = open;
    witness_keeper_hear(&world->keeper, world->any ? &world->old : NULL, envelope);
    world->old = *envelope;
    world->any = true;
    return fake_disk_writes(world->fake) - before;
}

static uint64_t frames_on_disk(struct world *world, uint8_t session)
{
    uint8_t id[16];
    memset(id, session, sizeof id);
    assert_int_equal(witness_load(fake_disk_of(world->fake), "data/live/witness", &world->book),
                     OK);
    for (size_t i = 0; i < world->book.count; i++)
        if (memcmp(world->book.of[i].session_id, id, sizeof id) == 0)
            return world->book.of[i].frames;
    return 0;
}

static void it_writes_at_shared_moments_only(void **state)
{
    struct world *world = *state;
    assert_int_equal(hear(world, 0, 0, SCENE_WAITING, false), 0);
    assert_int_equal(hear(world, 1, 3, SCENE_RUNNING, false), 1); // the group begins
    for (uint64_t frames = 4; frames < 10; frames++)
        assert_int_equal(hear(world, 1, frames, SCENE_RUNNING, false), 0); // slides, steps, marks
    for (uint64_t frames = 10; frames < 40; frames++)
        assert_int_equal(hear(world, 1, frames, SCENE_RUNNING, true), 0); // a phase is open
    assert_int_equal(frames_on_disk(world, 1), 3);
    assert_int_equal(hear(world, 1, 41, SCENE_RUNNING, false), 1); // it closes
    assert_int_equal(frames_on_disk(world, 1), 41);
    assert_int_equal(hear(world, 1, 45, SCENE_RUNNING, false), 0);
    assert_int_equal(hear(world, 1, 50, SCENE_ENDED, false), 1);
    assert_int_equal(hear(world, 1, 51, SCENE_FINISHED, false), 1);
    assert_int_equal(frames_on_disk(world, 1), 51);
    assert_int_equal(hear(world, 1, 51, SCENE_FINISHED, false), 0);
}

static void what_was_heard_last_is_saved_when_another_begins(void **state)
{
    struct world *world = *state;
    hear(world, 1, 3, SCENE_RUNNING, false);
    hear(world, 1, 7, SCENE_RUNNING, false); // and then the cable was out until next week
    assert_true(hear(world, 2, 2, SCENE_RUNNING, false) > 0);
    assert_int_equal(frames_on_disk(world, 1), 7);
    assert_int_equal(frames_on_disk(world, 2), 2);
}

static void a_console_that_was_turned_back_is_remembered(void **state)
{
    struct world *world = *state;
    hear(world, 1, 3, SCENE_RUNNING, true);
    hear(world, 1, 30, SCENE_RUNNING, false);
    hear(world, 1, 12, SCENE_RUNNING, true);
    hear(world, 1, 13, SCENE_RUNNING, false);
    assert_int_equal(frames_on_disk(world, 1), 30);
}

static void a_full_disk_stops_nothing(void **state)
{
    struct world *world = *state;
    hear(world, 1, 3, SCENE_RUNNING, true);
    fake_disk_fail(world->fake, 1, ERR_NO_SPACE, true);
    hear(world, 1, 9, SCENE_RUNNING, false);
    assert_int_equal(world->keeper.err, ERR_NO_SPACE);
    fake_disk_fail(world->fake, 0, ERR_IO, false);
    hear(world, 1, 12, SCENE_ENDED, false);
    assert_int_equal(world->keeper.err, OK);
    assert_int_equal(frames_on_disk(world, 1), 12);
}

static void a_strangers_file_is_left_alone(void **state)
{
    struct world *world = *state;
    fake_disk_put(world->fake, "data/live/witness", "a letter", 8);
    witness_keeper_open(&world->keeper, &world->profile);
    hear(world, 1, 3, SCENE_RUNNING, true);
    hear(world, 1, 9, SCENE_ENDED, false);
    size_t size = 0;
    assert_memory_equal(fake_disk_bytes(world->fake, "data/live/witness", &size), "a letter", 8);
    assert_int_equal(size, 8);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(it_writes_at_shared_moments_only, setup, teardown),
        cmocka_unit_test_setup_teardown(what_was_heard_last_is_saved_when_another_begins, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_console_that_was_turned_back_is_remembered, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_full_disk_stops_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(a_strangers_file_is_left_alone, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

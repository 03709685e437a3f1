// C31: a tail that was cut cleanly, at every frame, is truncated for whoever has one fresh witness or
// the six words; with a stale witness or none it is unclosed, and never complete.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// cmocka's header needs the four above.
#include "fake_disk.h"
#include "seal/witness.h"
#include "supervisor/meeting.h"
#include "supervisor_help.h"
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

enum {
    FRAMES_MAX = 200
};
static const char part_0[] = "s/2026-11-04-07070707.0.imrlog";
static const char part_1[] = "s/2026-11-04-07070707.1.imrlog";

struct world {
    struct fake_disk *fake;
    struct help_record *record;
    uint8_t *bytes; // of part 0, whole
    size_t size;
    uint64_t frames;
    size_t ends[FRAMES_MAX + 1]; // where the file ends after so many frames
    uint8_t heads[FRAMES_MAX + 1][HASH_BYTES];
};

static bool head_keep(void *context, uint64_t frames, const uint8_t head[32])
{
    struct world *world = context;
    assert_true(frames <= FRAMES_MAX);
    world->frames = frames;
    memcpy(world->heads[frames], head, HASH_BYTES);
    return true;
}

static int setup(void **state)
{
    struct world *world = calloc(1, sizeof *world);
    world->fake = fake_disk_create();
    world->record = help_record_make(fake_disk_of(world->fake), "s", "review.key", 7);
    *state = world;
    return 0;
}

static int teardown(void **state)
{
    struct world *world = *state;
    help_record_free(world->record);
    fake_disk_destroy(world->fake);
    free(world->bytes);
    free(world);
    return 0;
}

static void remember(struct world *world)
{
    const uint8_t *bytes = fake_disk_bytes(world->fake, part_0, &world->size);
    world->bytes = malloc(world->size);
    memcpy(world->bytes, bytes, world->size);
    assert_int_equal(record_heads(fake_disk_of(world->fake), part_0, head_keep, world), OK);
    size_t at = RECORD_HEADER_BYTES;
    for (uint64_t i = 0; i <= world->frames; i++) {
        world->ends[i] = at;
        if (i < world->frames)
            at += 4 + (size_t)(world->bytes[at] | world->bytes[at + 1] << 8);
    }
    assert_int_equal(at, world->size);
}

static struct record_witness witness_at(const struct world *world, uint64_t frames)
{
    struct record_witness witness = {.frames = frames};
    memcpy(witness.session_id, world->record->info.session_id, 16);
    memcpy(witness.head, world->heads[frames], HASH_BYTES);
    return witness;
}

static struct meeting *opened(struct world *world)
{
    struct meeting *meeting = NULL;
    assert_int_equal(meeting_open(fake_disk_of(world->fake), part_0, world->record->key, &meeting),
                     OK);
    return meeting;
}

static void expect(struct meeting *meeting, enum record_verdict verdict, enum meeting_fault fault)
{
    assert_int_equal(meeting_verdict(meeting)->verdict, verdict);
    assert_int_equal(meeting_verdict(meeting)->fault, fault);
    meeting_close(meeting);
}

static void every_cut_is_told_from_a_crash(void **state)
{
    struct world *world = *state;
    help_meeting(world->record, 1);
    remember(world);
    assert_true(world->frames > 20);
    for (uint64_t cut = 0; cut < world->frames; cut++) {
        fake_disk_put(world->fake, part_0, world->bytes, world->ends[cut]);
        expect(opened(world), RECORD_UNCLOSED, FAULT_NONE); // no witness
        for (uint64_t seen = 0; seen <= world->frames; seen++) {
            struct record_witness witness = witness_at(world, seen);
            struct meeting *meeting = opened(world);
            struct meeting_heard heard = meeting_hear(meeting, &witness, 1);
            assert_int_equal(heard.heard, 1);
            bool fresh = seen > cut;
            assert_int_equal(heard.fit, !fresh);
            if (fresh)
                assert_int_equal(meeting_verdict(meeting)->frame, cut); // its place
            expect(meeting, fresh ? RECORD_TRUNCATED : RECORD_UNCLOSED,
                   fresh ? FAULT_WITNESS_END : FAULT_NONE);
        }
    }
    // The whole record, and every witness of it.
    fake_disk_put(world->fake, part_0, world->bytes, world->size);
    for (uint64_t seen = 0; seen <= world->frames; seen++) {
        struct record_witness witness = witness_at(world, seen);
        struct meeting *meeting = opened(world);
        assert_int_equal(meeting_hear(meeting, &witness, 1).fit, 1);
        expect(meeting, RECORD_COMPLETE, FAULT_NONE);
    }
}

static void the_six_words_tell_it_too(void **state)
{
    struct world *world = *state;
    help_meeting(world->record, 1);
    remember(world);
    char words[SIX_WORDS_BYTES], others[SIX_WORDS_BYTES];
    six_words(world->heads[world->frames - 1], words);
    six_words(world->heads[3], others);
    struct meeting *meeting = opened(world);
    assert_true(meeting_hear_words(meeting, words));
    expect(meeting, RECORD_COMPLETE, FAULT_NONE);
    meeting = opened(world);
    assert_false(meeting_hear_words(meeting, others));
    expect(meeting, RECORD_FORKED, FAULT_WORDS_FORK);
    for (uint64_t cut = 0; cut < world->frames; cut++) {
        fake_disk_put(world->fake, part_0, world->bytes, world->ends[cut]);
        meeting = opened(world);
        // Before the closing page the record holds all that the words stand for.
        bool all = cut == world->frames - 1;
        assert_int_equal(meeting_hear_words(meeting, words), all);
        expect(meeting, all ? RECORD_UNCLOSED : RECORD_TRUNCATED,
               all ? FAULT_NONE : FAULT_WORDS_END);
    }
}

static void another_record_is_a_fork(void **state)
{
    struct world *world = *state;
    help_meeting(world->record, 1);
    remember(world);
    struct record_witness witness = witness_at(world, 9);
    witness.head[31] ^= 1;
    struct meeting *meeting = opened(world);
    assert_int_equal(meeting_hear(meeting, &witness, 1).fit, 0);
    assert_int_equal(meeting_verdict(meeting)->frame, 9);
    expect(meeting, RECORD_FORKED, FAULT_WITNESS_FORK);
    // Forked is said before truncated, whichever is heard first.
    fake_disk_put(world->fake, part_0, world->bytes, world->ends[15]);
    struct record_witness both[2] = {witness_at(world, 16), witness};
    for (int turn = 0; turn < 2; turn++) {
        meeting = opened(world);
        assert_int_equal(meeting_hear(meeting, both, 2).heard, 2);
        expect(meeting, RECORD_FORKED, FAULT_WITNESS_FORK);
        both[0] = witness;
        both[1] = witness_at(world, 16);
    }
    // Forged before both.
    world->bytes[world->ends[4] + 40] ^= 1;
    fake_disk_put(world->fake, part_0, world->bytes, world->ends[15]);
    meeting = opened(world);
    assert_int_equal(meeting_hear(meeting, both, 2).heard, 2);
    expect(meeting, RECORD_FORGED, FAULT_SEAL);
}

static void other_sessions_are_passed_over(void **state)
{
    struct world *world = *state;
    help_meeting(world->record, 1);
    remember(world);
    struct record_witness witness = witness_at(world, 9);
    witness.session_id[0] ^= 1;
    witness.frames = 1000;
    struct meeting *meeting = opened(world);
    assert_int_equal(meeting_hear(meeting, &witness, 1).heard, 0);
    expect(meeting, RECORD_COMPLETE, FAULT_NONE);
}

static void a_part_that_a_terminal_saw_is_missed(void **state)
{
    struct world *world = *state;
    help_meeting(world->record, 2);
    remember(world);
    struct record_witness witness = {.segment = 1};
    memcpy(witness.session_id, world->record->info.session_id, 16);
    assert_int_equal(record_head_at(fake_disk_of(world->fake), part_1, 2, witness.head), OK);
    witness.frames = 2;
    struct meeting *meeting = opened(world);
    assert_int_equal(meeting_hear(meeting, &witness, 1).fit, 1);
    expect(meeting, RECORD_COMPLETE, FAULT_NONE);
    const struct disk *disk = fake_disk_of(world->fake);
    assert_int_equal(disk->remove(disk->self, part_1), OK);
    expect(opened(world), RECORD_UNCLOSED, FAULT_NONE);
    meeting = opened(world);
    assert_int_equal(meeting_hear(meeting, &witness, 1).heard, 1);
    assert_int_equal(meeting_verdict(meeting)->segment, 1);
    expect(meeting, RECORD_TRUNCATED, FAULT_WITNESS_END);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_cut_is_told_from_a_crash, setup, teardown),
        cmocka_unit_test_setup_teardown(the_six_words_tell_it_too, setup, teardown),
        cmocka_unit_test_setup_teardown(another_record_is_a_fork, setup, teardown),
        cmocka_unit_test_setup_teardown(other_sessions_are_passed_over, setup, teardown),
        cmocka_unit_test_setup_teardown(a_part_that_a_terminal_saw_is_missed, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

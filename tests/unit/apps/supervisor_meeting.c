// A record is opened, judged and replayed: whole, cut, mixed up and forged.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// cmocka's header needs the four above.
#include "core/scene.h"
#include "fake_disk.h"
#include "supervisor/meeting.h"
#include "supervisor_help.h"
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct world {
    struct fake_disk *fake;
    struct help_record *record;
};

static char *part_path(char path[256], const char *folder, uint8_t who, unsigned part)
{
    snprintf(path, 256, "%s/2026-11-04-%02x%02x%02x%02x.%u.imrlog", folder, who, who, who, who,
             part);
    return path;
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
    free(world);
    return 0;
}

static struct meeting *opened(struct world *world, uint8_t who, unsigned part)
{
    char path[256];
    struct meeting *meeting = NULL;
    assert_int_equal(meeting_open(fake_disk_of(world->fake), part_path(path, "s", who, part),
                                  world->record->key, &meeting),
                     OK);
    return meeting;
}

static void expect_verdict(struct world *world, enum record_verdict verdict,
                           enum meeting_fault fault, size_t facts)
{
    struct meeting *meeting = opened(world, 7, 0);
    assert_int_equal(meeting_verdict(meeting)->fault, fault);
    assert_int_equal(meeting_verdict(meeting)->verdict, verdict);
    assert_int_equal(meeting_replay(meeting)->fact_count, facts);
    meeting_close(meeting);
}

static void a_whole_meeting_is_complete(void **state)
{
    struct world *world = *state;
    help_meeting(world->record, 2);
    // Any of its parts leads to the others.
    for (unsigned part = 0; part < 2; part++) {
        struct meeting *meeting = opened(world, 7, part);
        const struct meeting_verdict *verdict = meeting_verdict(meeting);
        assert_int_equal(verdict->verdict, RECORD_COMPLETE);
        assert_int_equal(verdict->fault, FAULT_NONE);
        assert_int_equal(verdict->signed_heads, 4);
        assert_int_equal(meeting_replay(meeting)->fact_count, world->record->facts);
        assert_int_equal(meeting_part_count(meeting), 2);
        assert_true(meeting_part_at(meeting, 0)->intact && meeting_part_at(meeting, 1)->intact);
        assert_int_equal(meeting_part_at(meeting, 1)->first_ms, 22 * MINUTE_MS);
        assert_int_equal(meeting_part_at(meeting, 1)->last_ms, 64 * MINUTE_MS);
        assert_non_null(meeting_deck(meeting));
        assert_string_equal(meeting_deck(meeting)->key, "coping-with-stress-2");
        assert_true(verdict->closing_head_known);
        char words[SIX_WORDS_BYTES], own[SIX_WORDS_BYTES];
        meeting_end_words(meeting, words);
        six_words(verdict->closing_head, own);
        assert_string_equal(words, own);
        assert_memory_not_equal(verdict->closing_head, verdict->last_head, HASH_BYTES);
        meeting_close(meeting);
    }
}

// The same bytes through the same two steps: a replay is what the room saw.
static void every_moment_is_the_one_that_was_shown(void **state)
{
    struct world *world = *state;
    help_meeting(world->record, 2);
    struct meeting *meeting = opened(world, 7, 0);
    const struct replay *replay = meeting_replay(meeting);
    struct session *stepped = calloc(1, sizeof *stepped);
    struct session *sought = calloc(1, sizeof *sought);
    struct scene *one = calloc(1, sizeof *one), *two = calloc(1, sizeof *two);
    for (size_t count = 1; count <= replay->fact_count; count++) {
        struct fact fact;
        replay_fact_at(replay, count - 1, &fact);
        assert_int_equal(session_apply(stepped, &fact), OK);
        replay_state(replay, count, sought);
        for (int audience = AUDIENCE_TERMINAL; audience <= AUDIENCE_SUPERVISOR; audience++) {
            scene_of(stepped, NULL, (enum audience)audience, one);
            scene_of(sought, NULL, (enum audience)audience, two);
            assert_memory_equal(one, two, sizeof *one);
        }
    }
    assert_memory_equal(stepped, &world->record->session, sizeof *stepped);
    free(one);
    free(two);
    free(stepped);
    free(sought);
    meeting_close(meeting);
}

static void a_meeting_that_never_ended_is_unclosed(void **state)
{
    struct world *world = *state;
    help_begin(world->record, "Group", "Leader");
    help_say(world->record, 1000, COMMAND_SLIDE_GO, 3);
    help_part_end(world->record);
    expect_verdict(world, RECORD_UNCLOSED, FAULT_NONE, world->record->facts);
}

// A copy that was cut anywhere opens, shows a first part of the facts, and never says complete.
static void every_cut_is_seen(void **state)
{
    struct world *world = *state;
    help_meeting(world->record, 1);
    char path[256];
    size_t size;
    part_path(path, "s", 7, 0);
    uint8_t *lent = fake_disk_bytes(world->fake, path, &size);
    uint8_t *bytes = malloc(size);
    memcpy(bytes, lent, size);
    size_t last_facts = 0, cuts = 0;
    for (size_t cut = RECORD_HEADER_BYTES; cut < size; cuts++) {
        uint32_t frame = 4 + (uint32_t)(bytes[cut] | bytes[cut + 1] << 8);
        for (int whole = 0; whole < 2; whole++) {
            fake_disk_put(world->fake, path, bytes, whole ? cut : cut + frame / 2);
            struct meeting *meeting = opened(world, 7, 0);
            const struct meeting_verdict *verdict = meeting_verdict(meeting);
            assert_int_equal(verdict->verdict, RECORD_UNCLOSED);
            assert_int_equal(verdict->trailing_bytes, whole ? 0 : frame / 2);
            assert_int_equal(verdict->offset, cut);
            assert_true(meeting_replay(meeting)->fact_count >= last_facts);
            last_facts = meeting_replay(meeting)->fact_count;
            meeting_close(meeting);
        }
        cut += frame;
    }
    assert_true(cuts > 20);
    assert_int_equal(last_facts, world->record->facts - 1);
    // Inside its header there is nothing to show.
    fake_disk_put(world->fake, path, bytes, RECORD_HEADER_BYTES - 1);
    struct meeting *none = NULL;
    assert_int_equal(meeting_open(fake_disk_of(world->fake), path, world->record->key, &none),
                     ERR_TRUNCATED);
    fake_disk_put(world->fake, path, bytes, 0);
    assert_int_not_equal(meeting_open(fake_disk_of(world->fake), path, world->record->key, &none),
                         OK);
    free(bytes);
}

// Three parts: the middle one says nothing but that it went on.
static size_t three_parts(struct world *world)
{
    struct help_record *record = world->record;
    help_begin(record, "Group", "Leader");
    help_say(record, 1000, COMMAND_SLIDE_GO, 3);
    help_part_end(record);
    size_t facts = record->facts;
    help_part_begin(record);
    help_say(record, 2000, COMMAND_SLIDE_GO, 4);
    help_part_end(record);
    help_part_begin(record);
    help_say(record, 3000, COMMAND_SLIDE_GO, 5);
    help_end(record, 4000);
    help_finish(record, 5000);
    help_part_end(record);
    return facts;
}

static void remove_part(struct world *world, unsigned part)
{
    char path[256];
    const struct disk *disk = fake_disk_of(world->fake);
    assert_int_equal(disk->remove(disk->self, part_path(path, "s", 7, part)), OK);
}

static void a_missing_part_is_named(void **state)
{
    struct world *world = *state;
    size_t first = three_parts(world);
    remove_part(world, 1);
    expect_verdict(world, RECORD_TRUNCATED, FAULT_PART_MISSING, first);
    struct meeting *meeting = opened(world, 7, 0);
    assert_int_equal(meeting_verdict(meeting)->segment, 1);
    meeting_close(meeting);
}

static void without_its_first_part_the_rest_replays(void **state)
{
    struct world *world = *state;
    size_t first = three_parts(world);
    remove_part(world, 0);
    struct meeting *meeting = opened(world, 7, 1);
    assert_int_equal(meeting_verdict(meeting)->verdict, RECORD_TRUNCATED);
    assert_int_equal(meeting_verdict(meeting)->fault, FAULT_FIRST_MISSING);
    assert_int_equal(meeting_replay(meeting)->fact_count, world->record->facts - first);
    assert_string_equal(meeting_replay(meeting)->last.begin.group, "Group");
    assert_null(meeting_deck(meeting)); // the slides were in the part that is gone
    meeting_close(meeting);
}

static void a_part_cut_before_another_is_truncated(void **state)
{
    struct world *world = *state;
    size_t first = three_parts(world);
    char path[256];
    size_t size;
    part_path(path, "s", 7, 0);
    uint8_t *lent = fake_disk_bytes(world->fake, path, &size);
    uint8_t *bytes = malloc(size);
    memcpy(bytes, lent, size);
    fake_disk_put(world->fake, path, bytes, size - 516); // its last frame
    free(bytes);
    expect_verdict(world, RECORD_TRUNCATED, FAULT_END_MISSING, first - 1);
}

static void a_part_that_died_in_its_header_held_nothing(void **state)
{
    struct world *world = *state;
    help_begin(world->record, "Group", "Leader");
    help_part_end(world->record);
    char path[256];
    size_t size;
    uint8_t torn[RECORD_HEADER_BYTES] = {0};
    const uint8_t *whole = fake_disk_bytes(world->fake, part_path(path, "s", 7, 0), &size);
    for (size_t cut = 0; cut < sizeof torn; cut += 512) {
        memcpy(torn, whole, cut);
        // Cut there, or with the rest still zero.
        fake_disk_put(world->fake, part_path(path, "s", 7, 1), torn, cut);
        expect_verdict(world, RECORD_UNCLOSED, FAULT_NONE, world->record->facts);
        fake_disk_put(world->fake, part_path(path, "s", 7, 1), torn, sizeof torn);
        expect_verdict(world, RECORD_UNCLOSED, FAULT_NONE, world->record->facts);
    }
}

static void two_ends_are_a_fork(void **state)
{
    struct world *world = *state;
    struct help_record *record = world->record;
    help_begin(record, "Group", "Leader");
    uint8_t head[HASH_BYTES];
    memcpy(head, record->head, sizeof head);
    struct session session = record->session;
    help_say(record, 1000, COMMAND_SLIDE_GO, 3);
    help_part_end(record);
    // The next part goes on from before the slide.
    memcpy(record->head, head, sizeof head);
    record->session = session;
    size_t facts = record->facts;
    help_part_begin(record);
    help_say(record, 2000, COMMAND_SLIDE_GO, 4);
    help_part_end(record);
    expect_verdict(world, RECORD_FORKED, FAULT_FORK, facts);
}

static void a_flipped_bit_is_forged_and_the_rest_shows(void **state)
{
    struct world *world = *state;
    help_meeting(world->record, 1);
    char path[256];
    size_t size;
    uint8_t *bytes = fake_disk_bytes(world->fake, part_path(path, "s", 7, 0), &size);
    bytes[size - 600] ^= 1; // in the last frame but one
    expect_verdict(world, RECORD_FORGED, FAULT_SEAL, world->record->facts - 2);
}

static void a_changed_header_opens_nothing(void **state)
{
    struct world *world = *state;
    help_meeting(world->record, 1);
    char path[256];
    size_t size;
    uint8_t *bytes = fake_disk_bytes(world->fake, part_path(path, "s", 7, 0), &size);
    bytes[40] ^= 1;
    struct meeting *meeting = NULL;
    assert_int_equal(meeting_open(fake_disk_of(world->fake), path, world->record->key, &meeting),
                     ERR_SEAL);
}

static void a_fact_decided_against_another_state_is_forged(void **state)
{
    struct world *world = *state;
    struct help_record *record = world->record;
    help_begin(record, "Group", "Leader");
    for (uint16_t i = 0; i < 100; i++) {
        record->lie = i == 70;
        help_say(record, 1000 * (uint64_t)(i + 1), COMMAND_SLIDE_GO, (uint16_t)(1 + i % 14));
    }
    uint64_t after = record->facts - 100 + 71; // the slide that was never shown is the last
    help_part_end(record);
    expect_verdict(world, RECORD_FORGED, FAULT_STATE, after);
}

static void a_checkpoint_must_sign_these_frames(void **state)
{
    struct world *world = *state;
    struct help_record *record = world->record;
    help_begin(record, "Group", "Leader");
    record->head[3] ^= 1;
    help_checkpoint(record);
    help_part_end(record);
    expect_verdict(world, RECORD_FORGED, FAULT_CHECKPOINT, record->facts);
}

static void a_checkpoint_must_be_the_consoles(void **state)
{
    struct world *world = *state;
    struct help_record *record = world->record;
    help_begin(record, "Group", "Leader");
    record->sign_secret[0] ^= 1;
    help_checkpoint(record);
    help_part_end(record);
    expect_verdict(world, RECORD_FORGED, FAULT_CHECKPOINT, record->facts);
}

// Who may read a record holds its key and could write frames that open. The console's signature
// is what they cannot make: an end without it is none.
static void an_end_that_nobody_signed_is_forged(void **state)
{
    struct world *world = *state;
    struct help_record *record = world->record;
    help_begin(record, "Group", "Leader");
    help_say(record, 1000, COMMAND_SLIDE_GO, 3);
    help_end(record, 4000);
    help_finish(record, 5000);
    help_part_end(record);
    expect_verdict(world, RECORD_COMPLETE, FAULT_NONE, record->facts);
    // The same in another session, whose checkpoints are left out.
    struct help_record *bare = help_record_make(fake_disk_of(world->fake), "s", "review.key", 9);
    bare->mute = true;
    help_begin(bare, "Group", "Leader");
    help_end(bare, 4000);
    help_finish(bare, 5000);
    help_part_end(bare);
    struct meeting *meeting = opened(world, 9, 0);
    assert_int_equal(meeting_verdict(meeting)->fault, FAULT_UNSIGNED_END);
    assert_int_equal(meeting_verdict(meeting)->verdict, RECORD_FORGED);
    assert_false(meeting_verdict(meeting)->closing_head_known);
    meeting_close(meeting);
    help_record_free(bare);
}

static void copy_part(struct world *world, uint8_t from, uint8_t to, unsigned part)
{
    char source[256], target[256];
    size_t size;
    uint8_t *lent = fake_disk_bytes(world->fake, part_path(source, "s", from, part), &size);
    uint8_t *bytes = malloc(size);
    memcpy(bytes, lent, size);
    fake_disk_put(world->fake, part_path(target, "s", to, part), bytes, size);
    free(bytes);
}

static void parts_of_two_sessions_do_not_mix(void **state)
{
    struct world *world = *state;
    size_t first = three_parts(world);
    struct help_record *other = help_record_make(fake_disk_of(world->fake), "s", "review.key", 8);
    help_begin(other, "Other", "Leader");
    help_part_end(other);
    help_part_begin(other);
    help_part_end(other);
    copy_part(world, 8, 7, 1);
    expect_verdict(world, RECORD_FORGED, FAULT_OTHER_SESSION, first);
    help_record_free(other);
}

static void a_part_signed_by_another_console_is_forged(void **state)
{
    struct world *world = *state;
    struct help_record *record = world->record;
    help_begin(record, "Group", "Leader");
    help_part_end(record);
    size_t facts = record->facts;
    struct help_record *other = help_record_make(fake_disk_of(world->fake), "o", "review.key", 8);
    memcpy(record->info.sign_public, other->info.sign_public, sizeof record->info.sign_public);
    memcpy(record->sign_secret, other->sign_secret, sizeof record->sign_secret);
    help_part_begin(record);
    help_part_end(record);
    expect_verdict(world, RECORD_FORGED, FAULT_OTHER_CONSOLE, facts);
    help_record_free(other);
}

static void a_part_after_the_end_is_forged(void **state)
{
    struct world *world = *state;
    help_meeting(world->record, 1);
    size_t facts = world->record->facts;
    help_part_begin(world->record);
    help_part_end(world->record);
    expect_verdict(world, RECORD_FORGED, FAULT_AFTER_END, facts);
}

static void another_key_opens_nothing(void **state)
{
    struct world *world = *state;
    help_meeting(world->record, 1);
    struct help_record *other = help_record_make(fake_disk_of(world->fake), "o", "stranger.key", 8);
    char path[256];
    struct meeting *meeting = NULL;
    assert_int_equal(
        meeting_open(fake_disk_of(world->fake), part_path(path, "s", 7, 0), other->key, &meeting),
        ERR_KEY);
    help_record_free(other);
}

static void what_is_no_record_is_refused(void **state)
{
    struct world *world = *state;
    const struct disk *disk = fake_disk_of(world->fake);
    struct meeting *meeting = NULL;
    static const uint8_t noise[4096] = {1, 2, 3};
    fake_disk_put(world->fake, "s/noise.0.imrlog", noise, sizeof noise);
    assert_int_equal(meeting_open(disk, "s/noise.0.imrlog", world->record->key, &meeting),
                     ERR_MALFORMED);
    assert_int_equal(meeting_open(disk, "s/none.0.imrlog", world->record->key, &meeting),
                     ERR_NOT_FOUND);
    assert_int_equal(meeting_open(disk, "s/plain.txt", world->record->key, &meeting),
                     ERR_NOT_FOUND);
    help_meeting(world->record, 1);
    char path[256];
    size_t size;
    uint8_t *bytes = fake_disk_bytes(world->fake, part_path(path, "s", 7, 0), &size);
    bytes[6] = '2'; // a later format, told before anything is signed or opened
    assert_int_equal(meeting_open(disk, path, world->record->key, &meeting), ERR_VERSION);
}

// The deck's bytes as they would be with fewer slides, or with fewer options in a prompt; what the
// session says of the deck stays as it was.
static void another_deck(struct help_record *record, uint8_t slides, uint8_t options)
{
    struct deck *deck = malloc(sizeof *deck);
    void *block = malloc(DECK_SCRATCH_BYTES);
    struct arena scratch;
    arena_init(&scratch, block, DECK_SCRATCH_BYTES);
    *deck = *record->deck;
    deck->slide_count = slides;
    memset(&deck->slides[slides], 0, (SLIDES_MAX - slides) * sizeof deck->slides[0]);
    struct deck_prompt *prompt = &deck->prompts[HELP_PROMPT_PLAIN - 1];
    for (uint8_t i = options; i < prompt->option_count; i++) {
        memset(prompt->option_keys[i], 0, sizeof prompt->option_keys[i]);
        memset(prompt->option_icons[i], 0, sizeof prompt->option_icons[i]);
        memset(prompt->words[LANGUAGE_EN].options[i], 0,
               sizeof prompt->words[LANGUAGE_EN].options[i]);
    }
    prompt->option_count = options;
    assert_int_equal(
        deck_encode(deck, &scratch, record->deck_bytes, DECK_BYTES_MAX, &record->deck_size), OK);
    // It is a deck like any other, only not the one that was outlined.
    arena_reset(&scratch);
    struct span bytes = {.at = record->deck_bytes, .size = record->deck_size};
    assert_int_equal(deck_decode(bytes, &scratch, deck), OK);
    free(block);
    free(deck);
}

// Painting trusts that a slide and an option that the session knows are in the deck.
static void a_deck_that_is_not_the_sessions_is_not_shown(void **state)
{
    static const uint8_t cuts[][2] = {{8, 3}, {14, 2}};
    struct world *world = *state;
    for (uint8_t i = 0; i < 2; i++) {
        struct help_record *record =
            help_record_make(fake_disk_of(world->fake), "s", "review.key", (uint8_t)(20 + i));
        another_deck(record, cuts[i][0], cuts[i][1]);
        help_begin(record, "Group", "Leader");
        help_say(record, 1000, COMMAND_SLIDE_GO, 14);
        help_part_end(record);
        struct meeting *meeting = opened(world, (uint8_t)(20 + i), 0);
        assert_int_equal(meeting_replay(meeting)->fact_count, record->facts);
        assert_null(meeting_deck(meeting));
        meeting_close(meeting);
        help_record_free(record);
    }
}

int main(void)
{
#define EACH(test) cmocka_unit_test_setup_teardown(test, setup, teardown)
    const struct CMUnitTest tests[] = {
        EACH(a_whole_meeting_is_complete),
        EACH(every_moment_is_the_one_that_was_shown),
        EACH(a_meeting_that_never_ended_is_unclosed),
        EACH(every_cut_is_seen),
        EACH(a_missing_part_is_named),
        EACH(without_its_first_part_the_rest_replays),
        EACH(a_part_cut_before_another_is_truncated),
        EACH(a_part_that_died_in_its_header_held_nothing),
        EACH(two_ends_are_a_fork),
        EACH(a_flipped_bit_is_forged_and_the_rest_shows),
        EACH(a_changed_header_opens_nothing),
        EACH(a_fact_decided_against_another_state_is_forged),
        EACH(a_checkpoint_must_sign_these_frames),
        EACH(a_checkpoint_must_be_the_consoles),
        EACH(an_end_that_nobody_signed_is_forged),
        EACH(parts_of_two_sessions_do_not_mix),
        EACH(a_part_signed_by_another_console_is_forged),
        EACH(a_part_after_the_end_is_forged),
        EACH(another_key_opens_nothing),
        EACH(what_is_no_record_is_refused),
        EACH(a_deck_that_is_not_the_sessions_is_not_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

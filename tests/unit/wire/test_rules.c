// The rules inside one message that no schema can say, seen through bytes made by hand from valid
// ones: a number that contradicts another is refused.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
// cmocka.h needs the ones above.
#include <cmocka.h>

#include "unit/wire/samples.h"
#include "wire/goal_cell.h"
#include "wire/map_private.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void chunks_fit_their_deck(void **state)
{
    (void)state;
    assert_int_equal(chunk_rules(0, 1, 1, 1), OK);
    assert_int_equal(chunk_rules(0, 1, 8000, 8000), OK);
    assert_int_equal(chunk_rules(1, 2, 8001, 1), OK);
    assert_int_equal(chunk_rules(65, 66, DECK_BYTES_MAX, DECK_BYTES_MAX - 65 * 8000), OK);
    assert_int_equal(chunk_rules(0, 0, 0, 0), ERR_RANGE);
    assert_int_equal(chunk_rules(0, 2, 8000, 8000), ERR_RANGE);
    assert_int_equal(chunk_rules(1, 1, 8000, 8000), ERR_RANGE);
    assert_int_equal(chunk_rules(0, 2, 8001, 7999), ERR_RANGE);
    assert_int_equal(chunk_rules(UINT32_MAX, 2, 8001, 1), ERR_RANGE);
    assert_int_equal(chunk_rules(0, 67, DECK_BYTES_MAX + 1, 8000), ERR_RANGE);
}

static void varints_are_the_shortest(void **state)
{
    (void)state;
    static const struct {
        uint8_t bytes[11];
        size_t size, used;
        uint64_t value;
    } rows[] = {
        {{0}, 1, 1, 0},
        {{0x7f}, 1, 1, 127},
        {{0x80, 1}, 2, 2, 128},
        {{0x80, 0}, 2, 0, 0},
        {{0x80}, 1, 0, 0},
        {{0}, 0, 0, 0},
        {{255, 255, 255, 255, 255, 255, 255, 255, 255, 1}, 10, 10, UINT64_MAX},
        {{255, 255, 255, 255, 255, 255, 255, 255, 255, 2}, 10, 0, 0},
        {{255, 255, 255, 255, 255, 255, 255, 255, 255, 129, 1}, 11, 0, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        uint64_t value = 0;
        assert_int_equal(scan_varint((struct span){rows[i].bytes, rows[i].size}, &value),
                         rows[i].used);
        assert_int_equal(value, rows[i].value);
    }
}

// A scene's release as bytes: tag 17, then kind, bands and the legend.
static enum err legend(uint8_t few, uint8_t half_least, uint8_t half_most, uint8_t most_least,
                       uint8_t most)
{
    const uint8_t bytes[] = {0x8a, 0x01,      17,   0x08,       2,    0x1a, 3,
                             1,    2,         3,    0x28,       few,  0x30, half_least,
                             0x38, half_most, 0x40, most_least, 0x48, most};
    struct scene scene;
    return scene_decode((struct span){bytes, sizeof bytes}, &scene);
}

static void a_legend_has_no_gap(void **state)
{
    (void)state;
    assert_int_equal(legend(3, 4, 4, 5, 8), OK);
    assert_int_equal(legend(2, 3, 2, 3, 5), OK); // five people: no "about half"
    assert_int_equal(legend(3, 5, 4, 5, 8), ERR_RANGE);
    assert_int_equal(legend(3, 4, 4, 6, 9), ERR_RANGE);
    assert_int_equal(legend(3, 4, 4, 5, 9), ERR_RANGE);
    assert_int_equal(legend(3, 4, 2, 3, 6), ERR_RANGE);
    assert_int_equal(legend(3, 4, 4, 5, 65), ERR_RANGE);
}

static void a_scene_does_not_contradict_itself(void **state)
{
    (void)state;
    struct scene scene;
    static const uint8_t slide[] = {0x30, 3, 0x38, 2};
    assert_int_equal(scene_decode((struct span){slide, sizeof slide}, &scene), ERR_RANGE);
    static const uint8_t slides[] = {0x38, SLIDES_MAX + 1};
    assert_int_equal(scene_decode((struct span){slides, sizeof slides}, &scene), ERR_RANGE);
    static const uint8_t open[] = {0x60, PROMPT_OPEN};
    assert_int_equal(scene_decode((struct span){open, sizeof open}, &scene), ERR_RANGE);
    static const uint8_t shown[] = {0x80, 0x01, 1};
    assert_int_equal(scene_decode((struct span){shown, sizeof shown}, &scene), ERR_RANGE);
    static const uint8_t group[] = {0x92, 0x01, 1, 'x'}; // to a terminal
    assert_int_equal(scene_decode((struct span){group, sizeof group}, &scene), ERR_MALFORMED);
}

static void answers_are_timed_in_whole_minutes(void **state)
{
    (void)state;
    struct fact fact;
    static const uint8_t paused[] = {0x08, FACT_PROMPT_PAUSED, 0x10, 1, 0x18, 1};
    assert_int_equal(fact_decode((struct span){paused, sizeof paused}, &fact), ERR_RANGE);
    static const uint8_t slide[] = {0x08, FACT_SLIDE_SHOWN, 0x10, 1, 0x18, 1, 0x20, 1};
    assert_int_equal(fact_decode((struct span){slide, sizeof slide}, &fact), OK);
    static const uint8_t nothing[] = {0x08, FACT_PROMPT_CLOSED, 0x10, 1, 0x20, 1};
    assert_int_equal(fact_decode((struct span){nothing, sizeof nothing}, &fact), ERR_RANGE);
    static const uint8_t crowd[] = {0x08, FACT_PEOPLE, 0x10, 1, 0x28, PEOPLE_MAX + 1};
    assert_int_equal(fact_decode((struct span){crowd, sizeof crowd}, &fact), ERR_RANGE);
    assert_int_equal(fact_decode((struct span){crowd, 4}, &fact), ERR_RANGE);
}

static void a_failed_decode_touches_nothing(void **state)
{
    (void)state;
    struct samples *samples = calloc(1, sizeof *samples);
    assert_non_null(samples);
    samples_make(samples);
    struct fact fact;
    struct fact before;
    memset(&fact, 0x5a, sizeof fact);
    memset(&before, 0x5a, sizeof before);
    assert_int_equal(samples->items[0].message, MESSAGE_FACT);
    const struct span cut = {samples->items[0].bytes, samples->items[0].size - 1};
    assert_int_not_equal(fact_decode(cut, &fact), OK);
    assert_memory_equal(&fact, &before, sizeof fact);
    samples_free(samples);
    free(samples);
}

static void every_arena_too_small_is_an_error(void **state)
{
    (void)state;
    // The room's scene through arenas of every size up to one that suffices.
    const struct scene scene = sample_scene(AUDIENCE_ROOM);
    uint8_t bytes[SCENE_BYTES_MAX];
    const size_t size = scene_encode(&scene, bytes);
    static uint8_t block[MAP_ARENA_BYTES];
    static struct scene back;
    bool sufficed = false;
    for (size_t cap = 0; cap <= sizeof block && !sufficed; cap += 16) {
        struct arena arena;
        arena_init(&arena, block, cap);
        const enum err err =
            map_decode(&scene_map, (struct span){bytes, size}, SCENE_BYTES_MAX, &arena, &back);
        assert_true(err == OK || err == ERR_MEMORY);
        sufficed = err == OK;
    }
    assert_true(sufficed);
}

// The hub gives the room's key or wants it back, in a session and never both.
static void the_room_key_goes_one_way(void **state)
{
    (void)state;
    static struct envelope envelope, back;
    uint8_t bytes[ENVELOPE_OPEN_BYTES];
    envelope = sample_envelope(false);
    envelope.room_key_wanted = true;
    size_t size = envelope_encode(&envelope, bytes);
    assert_int_equal(envelope_decode((struct span){bytes, size}, &back), OK);
    assert_true(back.room_key_wanted);
    const size_t used = (size_t)bytes[0] | (size_t)bytes[1] << 8;
    memmove(bytes + 2 + used - 2 + 34, bytes + 2 + used - 2, 2); // wanted stands last
    bytes[used] = 13 << 3 | 2;                                   // room_key
    bytes[used + 1] = KEY32_BYTES;
    memset(bytes + used + 2, 9, KEY32_BYTES);
    bytes[0] = (uint8_t)((used + 34) & 0xff);
    bytes[1] = (uint8_t)((used + 34) >> 8);
    assert_int_equal(envelope_decode((struct span){bytes, size}, &back), ERR_MALFORMED);
    // Alone the key is well there, also where no phase is open.
    bytes[0] = (uint8_t)((used + 32) & 0xff);
    bytes[1] = (uint8_t)((used + 32) >> 8);
    memset(bytes + 2 + used + 32, 0, 2);
    assert_int_equal(envelope_decode((struct span){bytes, size}, &back), OK);
    assert_false(back.room_key_wanted);
    assert_int_equal(back.room_key[31], 9);
}

// The welcome screen's words are for a room that waits, and go as soon as a session runs.
static void a_running_session_says_no_welcome(void **state)
{
    (void)state;
    static struct envelope envelope, back;
    uint8_t bytes[ENVELOPE_OPEN_BYTES];
    envelope = (struct envelope){.tick = 1, .speed = 1, .starts_known = true, .starts_minute = 600};
    snprintf(envelope.welcome_group, sizeof envelope.welcome_group, "Tuesday Recovery Group");
    size_t size = envelope_encode(&envelope, bytes);
    assert_int_equal(envelope_decode((struct span){bytes, size}, &back), OK);
    assert_string_equal(back.welcome_group, envelope.welcome_group);
    assert_true(back.starts_known);
    assert_int_equal(back.starts_minute, 600);

    envelope = sample_envelope(false);
    size = envelope_encode(&envelope, bytes);
    const size_t used = (size_t)bytes[0] | (size_t)bytes[1] << 8;
    bytes[2 + used] = 11 << 3; // starts_known
    bytes[3 + used] = 1;
    bytes[0] = (uint8_t)((used + 2) & 0xff);
    bytes[1] = (uint8_t)((used + 2) >> 8);
    assert_int_equal(envelope_decode((struct span){bytes, size}, &back), ERR_MALFORMED);
}

// A NUL among the words would leave bytes behind it that no encoding writes: a place to hide a mark.
static void shared_lines_have_one_encoding(void **state)
{
    (void)state;
    struct goal_line line = {.kind = GOAL_LONG_TERM, .text = "a walk"};
    struct goal_line back[GOAL_SHARED_MAX];
    uint8_t bytes[GOAL_SHARE_BYTES];
    uint8_t count = 0;
    const size_t used = goal_share_encode(&line, 1, bytes);
    assert_int_equal(goal_share_decode(bytes, &count, back), OK);
    assert_int_equal(count, 1);
    assert_string_equal(back[0].text, "a walk");
    for (size_t at = used - strlen(line.text); at < used; at++) {
        uint8_t hidden[GOAL_SHARE_BYTES];
        memcpy(hidden, bytes, sizeof hidden);
        hidden[at] = 0;
        assert_int_not_equal(goal_share_decode(hidden, &count, back), OK);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chunks_fit_their_deck),
        cmocka_unit_test(varints_are_the_shortest),
        cmocka_unit_test(a_legend_has_no_gap),
        cmocka_unit_test(a_scene_does_not_contradict_itself),
        cmocka_unit_test(answers_are_timed_in_whole_minutes),
        cmocka_unit_test(a_failed_decode_touches_nothing),
        cmocka_unit_test(every_arena_too_small_is_an_error),
        cmocka_unit_test(the_room_key_goes_one_way),
        cmocka_unit_test(a_running_session_says_no_welcome),
        cmocka_unit_test(shared_lines_have_one_encoding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

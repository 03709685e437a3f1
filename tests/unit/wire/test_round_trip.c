// What is encoded is what is decoded, field by field, for every kind of every message and every
// value of every enum; sizes stay constant where they must.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
// cmocka.h needs the ones above.
#include <cmocka.h>

#include "unit/wire/samples.h"
#include <string.h>

static void every_fact(void **state)
{
    (void)state;
    for (int kind = FACT_BEGUN; kind <= FACT_LAST; kind++) {
        const struct fact fact = sample_fact((enum fact_kind)kind);
        struct fact back;
        memset(&back, 0xee, sizeof back);
        uint8_t bytes[FACT_BYTES_MAX];
        const size_t size = fact_encode(&fact, bytes);
        assert_int_equal(fact_decode((struct span){bytes, size}, &back), OK);
        assert_memory_equal(&back, &fact, sizeof fact);
    }
}

static void trip_fact(const struct fact *fact)
{
    struct fact back;
    uint8_t bytes[FACT_BYTES_MAX];
    const size_t size = fact_encode(fact, bytes);
    assert_int_equal(fact_decode((struct span){bytes, size}, &back), OK);
    assert_memory_equal(&back, fact, sizeof back);
}

static void every_enum_of_a_fact(void **state)
{
    (void)state;
    struct fact fact = sample_fact(FACT_TAGGED);
    for (int v = TECHNIQUE_HOPE_AND_PRAISE; v <= TECHNIQUE_LAST; v++) {
        fact.technique = (enum technique)v;
        trip_fact(&fact);
    }
    fact = sample_fact(FACT_PROMPT_OPENED);
    for (int v = CLASS_PLAIN; v <= CLASS_SENSITIVE; v++) {
        fact.class = (enum privacy_class)v;
        trip_fact(&fact);
    }
    fact = sample_fact(FACT_PROMPT_CLOSED);
    for (int v = RELEASE_COUNTS; v <= RELEASE_KIND_LAST; v++) {
        fact.release = sample_release((enum release_kind)v);
        trip_fact(&fact);
    }
    fact = sample_fact(FACT_BEGUN); // its prompts go through every kind and class
    fact.begin.meeting = MEETING_INDIVIDUAL;
    fact.begin.practice = false;
    fact.begin.speed = 1;
    trip_fact(&fact);
}

static void scenes_of_terminal_and_room(void **state)
{
    (void)state;
    for (int audience = AUDIENCE_TERMINAL; audience <= AUDIENCE_ROOM; audience++) {
        for (int phase = SCENE_WAITING; phase <= SCENE_FINISHED; phase++) {
            for (int prompt = PROMPT_IDLE; prompt <= PROMPT_STATE_LAST; prompt++) {
                struct scene scene = sample_scene((enum audience)audience);
                scene.phase = (enum scene_phase)phase;
                scene.prompt_state = (enum prompt_state)prompt;
                scene.prompt_class = (enum privacy_class)(prompt % 4);
                uint8_t bytes[SCENE_BYTES_MAX];
                const size_t size = scene_encode(&scene, bytes);
                struct scene back;
                assert_int_equal(scene_decode((struct span){bytes, size}, &back), OK);
                assert_int_equal(back.audience, audience);
                assert_int_equal(back.phase, phase);
                assert_int_equal(back.prompt_state, prompt);
                assert_int_equal(back.prompt_class, prompt % 4);
                assert_int_equal(back.session_ms, scene.session_ms);
                assert_int_equal(back.revision, scene.revision);
                assert_true(back.paused && back.blank && back.practice && back.box_full);
                assert_int_equal(back.meeting, MEETING_INDIVIDUAL);
                assert_int_equal(back.slide, SLIDES_MAX);
                assert_memory_equal(back.deck_hash, scene.deck_hash, HASH_BYTES);
                assert_memory_equal(&back.release, &scene.release, sizeof back.release);
                assert_string_equal(back.group, scene.group);
            }
        }
    }
}

static void a_terminal_never_learns_more(void **state)
{
    (void)state;
    struct scene plain = sample_scene(AUDIENCE_TERMINAL);
    struct scene scene = plain;
    strcpy(scene.group, "Tuesday Recovery Group");
    strcpy(scene.begin.leader, "somebody");
    scene.people = 8;
    scene.places = 8;
    scene.mark_count = 1;
    strcpy(scene.marks[0].text, "a mark");
    scene.box_state = BOX_ENOUGH;
    scene.box_count_known = true;
    scene.box_count = 5;
    scene.finish.words_copied = true;
    uint8_t bytes[SCENE_BYTES_MAX];
    uint8_t plain_bytes[SCENE_BYTES_MAX];
    const size_t size = scene_encode(&scene, bytes);
    assert_int_equal(size, scene_encode(&plain, plain_bytes));
    assert_memory_equal(bytes, plain_bytes, size);
    // A scene of zeros is a console that waits: no bytes at all, and back.
    memset(&scene, 0, sizeof scene);
    assert_int_equal(scene_encode(&scene, bytes), 0);
    struct scene back;
    assert_int_equal(scene_decode((struct span){bytes, 0}, &back), OK);
    assert_memory_equal(&back, &scene, sizeof scene);
}

static void envelopes_have_two_sizes(void **state)
{
    (void)state;
    for (int open = 0; open <= 1; open++) {
        const struct envelope envelope = sample_envelope(open == 1);
        static uint8_t bytes[ENVELOPE_OPEN_BYTES];
        const size_t size = envelope_encode(&envelope, bytes);
        assert_int_equal(size, open ? ENVELOPE_OPEN_BYTES : ENVELOPE_IDLE_BYTES);
        static struct envelope back;
        assert_int_equal(envelope_decode((struct span){bytes, size}, &back), OK);
        assert_int_equal(back.open, open);
        assert_int_equal(back.tick, envelope.tick);
        assert_int_equal(back.now_ms, envelope.now_ms);
        assert_int_equal(back.speed, envelope.speed);
        assert_int_equal(back.phase_id, envelope.phase_id);
        assert_memory_equal(back.phase_key, envelope.phase_key, KEY32_BYTES);
        assert_memory_equal(back.session_id, envelope.session_id, 16);
        assert_int_equal(back.head.segment, envelope.head.segment);
        assert_int_equal(back.head.frame, envelope.head.frame);
        assert_memory_equal(back.head.hash, envelope.head.hash, HASH_BYTES);
        assert_memory_equal(back.ids, envelope.ids, sizeof back.ids);
        assert_int_equal(back.scene.revision, envelope.scene.revision);
        for (size_t i = 0; i < PEOPLE_MAX; i++)
            assert_int_equal(envelope_has(&back, sample_envelope(true).ids[i]), open == 1);
        const uint8_t other[SUBMISSION_ID_BYTES] = {0xfe, 1};
        assert_false(envelope_has(&back, other));
    }
}

static void cells_are_one_size_and_dummies_are_empty(void **state)
{
    (void)state;
    uint8_t bytes[CELL_BODY_BYTES];
    struct cell_body back;
    for (unsigned choice = 0; choice < 1U << OPTIONS_MAX; choice++) {
        struct cell_body body = sample_cell(CELL_ANSWER);
        body.choice = (uint8_t)choice;
        body.pass = choice == 0;
        cell_body_encode(&body, bytes);
        assert_int_equal(cell_body_decode(bytes, &back), OK);
        assert_int_equal(back.kind, CELL_ANSWER);
        assert_int_equal(back.choice, choice);
        assert_int_equal(back.pass, choice == 0);
        assert_int_equal(back.phase_id, body.phase_id);
        assert_memory_equal(back.id, body.id, sizeof back.id);
    }
    struct cell_body dummy = sample_cell(CELL_ANSWER);
    dummy.kind = CELL_DUMMY;
    cell_body_encode(&dummy, bytes);
    const uint8_t zero[CELL_BODY_BYTES] = {0};
    assert_memory_equal(bytes, zero, sizeof zero);
    assert_int_equal(cell_body_decode(bytes, &back), OK);
    assert_int_equal(back.kind, CELL_DUMMY);
}

static void every_control_and_record_event(void **state)
{
    (void)state;
    static struct control control, control_back;
    static uint8_t bytes[CONTROL_BYTES_MAX];
    for (int kind = CONTROL_HELLO; kind <= CONTROL_ROOM_KEY; kind++) {
        sample_control((enum control_kind)kind, &control);
        for (int reason = REASON_VERSION; reason <= REASON_UNPAIRED; reason++) {
            if (kind == CONTROL_REFUSED)
                control.reason = (enum control_reason)reason;
            const size_t size = control_encode(&control, bytes);
            assert_int_equal(control_decode((struct span){bytes, size}, &control_back), OK);
            assert_memory_equal(&control_back, &control, sizeof control);
        }
    }
    static struct record_event event, event_back;
    for (int kind = RECORD_FACT; kind <= RECORD_CONTINUED; kind++) {
        sample_record_event((enum record_event_kind)kind, &event);
        const size_t size = record_event_encode(&event, bytes);
        assert_int_equal(record_event_decode((struct span){bytes, size}, &event_back), OK);
        assert_memory_equal(&event_back, &event, sizeof event);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fact),
        cmocka_unit_test(every_enum_of_a_fact),
        cmocka_unit_test(scenes_of_terminal_and_room),
        cmocka_unit_test(a_terminal_never_learns_more),
        cmocka_unit_test(envelopes_have_two_sizes),
        cmocka_unit_test(cells_are_one_size_and_dummies_are_empty),
        cmocka_unit_test(every_control_and_record_event),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

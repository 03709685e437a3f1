// C15: of too few answers nothing is told to anybody, whatever they were. C37: whatever somebody chooses,
// the screen goes the same way in the same time.
#include "base/out.h"
#include "core/release.h"
#include "core/scene.h"
#include "core/transcript.h"
#include "core/turn.h"
#include "unit/core/help.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
    BOXES = 1000000,
    TEXT_BYTES = 64 * 1024,
    TRACE_MOST = 64,
};

// --- C15

static void random_bytes(uint64_t *seed, uint8_t *bytes, size_t size)
{
    for (size_t i = 0; i < size; i += 4) {
        uint32_t some = help_random(seed);
        memcpy(bytes + i, &some, size - i < 4 ? size - i : 4);
    }
}

static void box_fill(uint64_t *seed, const struct session *session, uint8_t answers,
                     struct box *out_box)
{
    struct session_phase phase;
    session_phase_of(session, &phase);
    memset(out_box, 0, sizeof *out_box);
    out_box->phase_id = 1;
    out_box->kind = phase.kind;
    out_box->class = phase.class;
    out_box->option_count = phase.option_count;
    out_box->places = phase.places;
    while (out_box->count < answers) {
        struct box_slot slot = {0};
        random_bytes(seed, slot.id, sizeof slot.id);
        random_bytes(seed, slot.order, sizeof slot.order);
        uint32_t draw = help_random(seed);
        slot.pass = draw % 7 == 0;
        if (!slot.pass && phase.kind == PROMPT_CHOOSE_ALL)
            slot.choice = (uint8_t)(1 + draw / 7 % ((1u << phase.option_count) - 1));
        else if (!slot.pass)
            slot.choice = (uint8_t)(1u << draw / 7 % phase.option_count);
        assert_int_equal(box_put(out_box, &slot), BOX_PUT);
    }
}

static struct moment closing_moment(const struct session *session, const struct box *box)
{
    struct moment moment = help_moment(session->now_ms + CLOSING_MS);
    moment.closing_ms = CLOSING_MS;
    moment.box = box;
    return moment;
}

// Every audience's scene and its text after these facts: withheld, and not a number with it.
static void everybody_sees_nothing(const struct session *closing, const struct facts *facts)
{
    struct session *session = malloc(sizeof *session);
    struct scene *scene = malloc(sizeof *scene);
    char *text = malloc(TEXT_BYTES);
    assert_true(session != NULL && scene != NULL && text != NULL);
    *session = *closing;
    for (uint8_t i = 0; i < facts->count; i++)
        assert_int_equal(session_apply(session, &facts->items[i]), OK);
    const struct release withheld = {.kind = RELEASE_WITHHELD};
    for (int audience = AUDIENCE_TERMINAL; audience <= AUDIENCE_SUPERVISOR; audience++) {
        scene_of(session, NULL, (enum audience)audience, scene);
        assert_int_equal(scene->prompt_state, PROMPT_WITHHELD);
        assert_memory_equal(&scene->release, &withheld, sizeof withheld);
        struct out out = out_into(text, TEXT_BYTES);
        transcript_scene(&out, scene);
        assert_non_null(strstr(text, "withheld"));
        assert_null(strstr(text, "few"));
        out = out_into(text, TEXT_BYTES);
        transcript_scene_json(&out, scene);
        assert_null(strstr(text, "\"bands\""));
        assert_null(strstr(text, "\"counts\""));
    }
    free(text);
    free(scene);
    free(session);
}

// The facts are all that a scene, a record, a transcript and an export can ever be made of.
static void c15_too_few_tell_nothing(void **state)
{
    (void)state;
    uint64_t seed = 15;
    struct facts *empty = calloc(HELP_PROMPTS, sizeof *empty);
    struct facts *facts = calloc(1, sizeof *facts);
    struct session *closing = calloc(HELP_PROMPTS, sizeof *closing);
    assert_true(empty != NULL && facts != NULL && closing != NULL);
    const struct command clock = {.kind = COMMAND_CLOCK};
    struct box box;
    for (uint16_t prompt = 1; prompt <= HELP_PROMPTS; prompt++) {
        struct session *session = &closing[prompt - 1];
        help_start(session);
        assert_int_equal(help_now(session, COMMAND_PROMPT_OPEN, prompt), ALLOWED);
        struct command close = {.kind = COMMAND_PROMPT_CLOSE, .show = true};
        struct moment moment = help_moment(session->now_ms);
        assert_int_equal(help_do(session, &close, &moment), ALLOWED);
        box_fill(&seed, session, 0, &box);
        moment = closing_moment(session, &box);
        assert_int_equal(session_decide(session, &clock, &moment, &empty[prompt - 1]), ALLOWED);
        everybody_sees_nothing(session, &empty[prompt - 1]);
    }
    for (uint32_t run = 0; run < BOXES; run++) {
        uint32_t prompt = help_random(&seed) % HELP_PROMPTS;
        const struct session *session = &closing[prompt];
        struct session_phase phase;
        session_phase_of(session, &phase);
        uint8_t answers = (uint8_t)(help_random(&seed) % release_least(phase.class));
        box_fill(&seed, session, answers, &box);
        struct moment moment = closing_moment(session, &box);
        facts->count = 0;
        if (session_decide(session, &clock, &moment, facts) != ALLOWED ||
            facts->count != empty[prompt].count ||
            memcmp(facts->items, empty[prompt].items, facts->count * sizeof facts->items[0]) != 0)
            fail_msg("box %u of prompt %u tells something", run, prompt + 1);
    }
    // One answer more, and it would: the comparison can see a result.
    for (uint16_t prompt = 0; prompt < HELP_PROMPTS; prompt++) {
        struct session_phase phase;
        session_phase_of(&closing[prompt], &phase);
        box_fill(&seed, &closing[prompt], release_least(phase.class), &box);
        struct moment moment = closing_moment(&closing[prompt], &box);
        assert_int_equal(session_decide(&closing[prompt], &clock, &moment, facts), ALLOWED);
        assert_memory_not_equal(facts->items, empty[prompt].items, sizeof facts->items[0]);
    }
    free(closing);
    free(facts);
    free(empty);
}

// --- C37

// Everything of a step that somebody across the room could notice.
struct trace_step {
    enum turn_state state;
    uint8_t slide, prompt;
    bool touched, slide_waits, send, forget, redraw;
    uint64_t due_ms;
};

struct walk {
    struct turn turn;
    struct envelope envelope;
    uint64_t now_ms;
    enum prompt_kind kind;
    size_t count;
    struct trace_step steps[TRACE_MOST];
};

static void walk_step(struct walk *walk, enum turn_input input, uint8_t choice)
{
    struct turn_event event = {.input = input,
                               .now_ms = walk->now_ms,
                               .choice = choice,
                               .kind = walk->kind,
                               .option_count = OPTIONS_MAX,
                               .envelope = input == TURN_IN_SCENE ? &walk->envelope : NULL};
    memset(event.random_id, 0x5c, sizeof event.random_id);
    struct turn_effect effect;
    turn_step(&walk->turn, &event, &effect);
    assert_true(walk->count < TRACE_MOST);
    struct trace_step *step = &walk->steps[walk->count++];
    memset(step, 0, sizeof *step);
    step->state = walk->turn.state;
    step->slide = walk->turn.slide;
    step->prompt = walk->turn.prompt;
    step->touched = walk->turn.touched;
    step->slide_waits = walk->turn.slide_waits;
    step->send = effect.send;
    step->forget = effect.forget;
    step->redraw = effect.redraw;
    step->due_ms = turn_due_ms(&walk->turn);
}

static void scene_say(struct walk *walk, enum prompt_state state)
{
    walk->envelope.scene.prompt_state = state;
    walk->envelope.scene.revision++;
    walk->envelope.open = state == PROMPT_OPEN || state == PROMPT_CLOSING;
    walk->envelope.phase_id = walk->envelope.open ? 3 : 0;
    walk_step(walk, TURN_IN_SCENE, 0);
}

// How a turn may end: saved, closed before it was, thrown away, left alone before it was sent.
enum ending {
    ENDING_SAVED,
    ENDING_CLOSED,
    ENDING_VOIDED,
    ENDING_LEFT,
    ENDINGS
};

static void walk_whole(struct walk *walk, enum prompt_kind kind, uint8_t choice, enum ending ending)
{
    memset(walk, 0, sizeof *walk);
    walk->kind = kind;
    walk->now_ms = 1000;
    turn_init(&walk->turn, walk->now_ms);
    walk->envelope.scene.phase = SCENE_RUNNING;
    walk->envelope.scene.slide = 2;
    walk->envelope.scene.prompt = 1;
    walk->envelope.session_id[0] = 1;
    walk->envelope.speed = 1;
    scene_say(walk, PROMPT_IDLE);
    scene_say(walk, PROMPT_OPEN);
    walk->now_ms += 3000;
    walk_step(walk, TURN_IN_CHOOSE, choice);
    walk->now_ms += 2000;
    if (ending == ENDING_LEFT) {
        for (size_t i = 0; i < 3 && turn_due_ms(&walk->turn) != UINT64_MAX; i++) {
            walk->now_ms = turn_due_ms(&walk->turn);
            walk_step(walk, TURN_IN_TIME, 0);
        }
        return;
    }
    walk_step(walk, TURN_IN_SEND, 0);
    walk->now_ms += 500;
    scene_say(walk, PROMPT_OPEN);
    if (ending == ENDING_SAVED) {
        memcpy(walk->envelope.ids[PEOPLE_MAX - 1], walk->turn.answer.id, SUBMISSION_ID_BYTES);
        scene_say(walk, PROMPT_OPEN);
        walk->now_ms += TURN_SAVED_MS;
        walk_step(walk, TURN_IN_TIME, 0);
        walk_step(walk, TURN_IN_WAKE, 0);
        return;
    }
    scene_say(walk, ending == ENDING_CLOSED ? PROMPT_HELD : PROMPT_IDLE);
    for (size_t i = 0; i < 3 && turn_due_ms(&walk->turn) != UINT64_MAX; i++) {
        walk->now_ms = turn_due_ms(&walk->turn);
        walk_step(walk, TURN_IN_TIME, 0);
    }
}

static void c37_every_option_goes_the_same_way(void **state)
{
    (void)state;
    struct walk *first = malloc(sizeof *first), *other = malloc(sizeof *other);
    assert_true(first != NULL && other != NULL);
    for (int kind = PROMPT_FACES; kind <= PROMPT_CHOOSE_ALL; kind++)
        for (int ending = 0; ending < ENDINGS; ending++) {
            walk_whole(first, (enum prompt_kind)kind, 0, (enum ending)ending);
            assert_true(first->count >= 4);
            for (uint8_t choice = 1; choice <= TURN_PASS; choice++) {
                walk_whole(other, (enum prompt_kind)kind, choice, (enum ending)ending);
                assert_int_equal(other->count, first->count);
                assert_int_equal(other->now_ms, first->now_ms);
                assert_memory_equal(other->steps, first->steps, sizeof first->steps);
                // And nothing of either is left at the end.
                assert_memory_equal(&other->turn.answer, &first->turn.answer,
                                    sizeof first->turn.answer);
                assert_int_equal(other->turn.answer.kind, CELL_DUMMY);
                assert_int_equal(other->turn.choice, 0);
                assert_false(other->turn.pass);
            }
        }
    free(other);
    free(first);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(c15_too_few_tell_nothing),
        cmocka_unit_test(c37_every_option_goes_the_same_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// A terminal's turn: what people in turn see and what is left of them.
#include "core/turn.h"
#include "test.h"

#include <string.h>

static struct turn turn;
static struct turn_effect effect;
static struct envelope envelope;
static uint64_t now_ms;

static void step(enum turn_input input, uint8_t choice)
{
    struct turn_event event = {.input = input,
                               .now_ms = now_ms,
                               .envelope = input == TURN_IN_SCENE ? &envelope : NULL,
                               .choice = choice,
                               .kind = PROMPT_SINGLE,
                               .option_count = 5};
    memset(event.random_id, 0xab, sizeof event.random_id);
    turn_step(&turn, &event, &effect);
}

static void scene(void)
{
    step(TURN_IN_SCENE, 0);
}

static void time_passes(uint64_t ms)
{
    now_ms += ms;
    step(TURN_IN_TIME, 0);
}

// A terminal on slide 3 of a running session.
static void on_slide(void)
{
    memset(&envelope, 0, sizeof envelope);
    now_ms = 1000;
    turn_init(&turn, now_ms);
    envelope.session_id[0] = 1;
    envelope.scene.phase = SCENE_RUNNING;
    envelope.scene.slide = 3;
    scene();
    assert_int_equal(turn.state, TURN_SLIDE);
}

static void open_prompt(void)
{
    on_slide();
    envelope.phase_id++;
    envelope.open = true;
    envelope.scene.prompt = 2;
    envelope.scene.prompt_state = PROMPT_OPEN;
    scene();
    assert_int_equal(turn.state, TURN_QUESTION);
}

static void close_prompt(enum prompt_state state)
{
    envelope.phase_id = 0;
    envelope.open = false;
    envelope.scene.prompt_state = state;
    envelope.scene.box_full = false;
    envelope.scene.result_on = state == PROMPT_SHOWN || state == PROMPT_WITHHELD;
    scene();
}

static void nothing_is_left(void)
{
    struct cell_body none = {0};
    assert_int_equal(turn.choice, 0);
    assert_false(turn.pass);
    assert_memory_equal(&turn.answer, &none, sizeof none);
}

// The whole way of one answer. Every option takes the same screens for the same time.
static void test_every_option_goes_the_same_way(void **state)
{
    (void)state;
    for (uint8_t choice = 0; choice <= TURN_PASS; choice++) {
        open_prompt();
        step(TURN_IN_CHOOSE, choice);
        assert_int_equal(turn.state, TURN_CHOSEN);
        assert_false(effect.send);
        step(TURN_IN_SEND, 0);
        assert_int_equal(turn.state, TURN_SENDING);
        assert_true(effect.send);
        assert_int_equal(effect.answer.kind, CELL_ANSWER);
        assert_int_equal(effect.answer.phase_id, envelope.phase_id);
        assert_int_equal(effect.answer.pass, choice == TURN_PASS);
        assert_int_equal(effect.answer.choice, choice == TURN_PASS ? 0 : 1 << choice);
        scene(); // not saved yet: it is tried again
        assert_int_equal(turn.state, TURN_SENDING);
        assert_true(effect.send);
        memset(envelope.ids[17], 0xab, SUBMISSION_ID_BYTES);
        scene();
        assert_int_equal(turn.state, TURN_SAVED);
        assert_true(effect.forget);
        nothing_is_left();
        time_passes(TURN_SAVED_MS - 1);
        assert_int_equal(turn.state, TURN_SAVED);
        time_passes(1);
        assert_int_equal(turn.state, TURN_COVER);
        step(TURN_IN_TOUCH, 0);
        assert_int_equal(turn.state, TURN_COVER);
        step(TURN_IN_WAKE, 0);
        assert_int_equal(turn.state, TURN_QUESTION);
        nothing_is_left();
    }
}

static void test_choosing_again_replaces(void **state)
{
    (void)state;
    open_prompt();
    step(TURN_IN_CHOOSE, 1);
    step(TURN_IN_CHOOSE, 4);
    assert_int_equal(turn.choice, 16);
    step(TURN_IN_CHOOSE, TURN_PASS);
    assert_true(turn.pass);
    assert_int_equal(turn.choice, 0);
    step(TURN_IN_CHOOSE, 0);
    assert_false(turn.pass);
    assert_int_equal(turn.choice, 1);
    step(TURN_IN_CHOOSE, 9); // no such option
    assert_int_equal(turn.choice, 1);
    assert_false(effect.redraw);
    struct turn_event event = {.input = TURN_IN_CHOOSE,
                               .now_ms = now_ms,
                               .choice = 2,
                               .kind = PROMPT_CHOOSE_ALL,
                               .option_count = 3};
    turn_step(&turn, &event, &effect);
    assert_int_equal(turn.choice, 5);
    event.choice = 0;
    turn_step(&turn, &event, &effect);
    assert_int_equal(turn.choice, 4);
    event.choice = 2;
    turn_step(&turn, &event, &effect);
    assert_int_equal(turn.state, TURN_QUESTION); // the last one taken off: nothing is chosen
    event.choice = 3;
    turn_step(&turn, &event, &effect);
    assert_int_equal(turn.state, TURN_QUESTION); // only three options
}

static void test_left_alone(void **state)
{
    (void)state;
    open_prompt();
    time_passes(10 * UINT64_C(60000));
    assert_int_equal(turn.state, TURN_QUESTION); // nobody was here
    assert_int_equal(turn_due_ms(&turn), UINT64_MAX);
    step(TURN_IN_CHOOSE, 2);
    assert_int_equal(turn_due_ms(&turn), now_ms + TURN_QUIET_MS);
    time_passes(TURN_QUIET_MS - 1);
    assert_int_equal(turn.state, TURN_CHOSEN);
    time_passes(1);
    assert_int_equal(turn.state, TURN_STILL_THERE);
    step(TURN_IN_YES, 0);
    assert_int_equal(turn.state, TURN_CHOSEN);
    assert_int_equal(turn.choice, 4);
    time_passes(TURN_QUIET_MS);
    assert_int_equal(turn.state, TURN_STILL_THERE);
    time_passes(TURN_WARNING_MS - 1);
    assert_int_equal(turn.state, TURN_STILL_THERE);
    time_passes(1);
    assert_int_equal(turn.state, TURN_COVER);
    assert_true(effect.forget);
    nothing_is_left();
}

static void test_done_asks_when_something_is_chosen(void **state)
{
    (void)state;
    open_prompt();
    step(TURN_IN_CHOOSE, 2);
    step(TURN_IN_DONE, 0);
    assert_int_equal(turn.state, TURN_CLEAR_ASK);
    step(TURN_IN_NO, 0);
    assert_int_equal(turn.state, TURN_CHOSEN);
    assert_int_equal(turn.choice, 4);
    step(TURN_IN_DONE, 0);
    step(TURN_IN_YES, 0);
    assert_int_equal(turn.state, TURN_COVER);
    nothing_is_left();
    step(TURN_IN_WAKE, 0);
    step(TURN_IN_DONE, 0);
    assert_int_equal(turn.state, TURN_COVER);
}

static void test_box_full(void **state)
{
    (void)state;
    static const bool chosen[] = {false, true};
    for (size_t i = 0; i < 2; i++) {
        open_prompt();
        if (chosen[i])
            step(TURN_IN_CHOOSE, 0);
        envelope.scene.box_full = true;
        scene();
        assert_int_equal(turn.state, chosen[i] ? TURN_NOT_TAKEN : TURN_BOX_FULL);
        assert_true(effect.forget);
        nothing_is_left();
        time_passes(10 * UINT64_C(60000));
        assert_int_equal(turn.state, chosen[i] ? TURN_NOT_TAKEN : TURN_BOX_FULL);
        envelope.scene.box_full = false; // one more person is present
        scene();
        assert_int_equal(turn.state, TURN_COVER);
    }
    // Our own answer filled it: saved comes first, then that the box is full.
    open_prompt();
    step(TURN_IN_CHOOSE, 0);
    step(TURN_IN_SEND, 0);
    memset(envelope.ids[0], 0xab, SUBMISSION_ID_BYTES);
    envelope.scene.box_full = true;
    scene();
    assert_int_equal(turn.state, TURN_SAVED);
    time_passes(TURN_SAVED_MS);
    assert_int_equal(turn.state, TURN_BOX_FULL);
    // Sent, and it came too late.
    open_prompt();
    step(TURN_IN_CHOOSE, 0);
    step(TURN_IN_SEND, 0);
    envelope.scene.box_full = true;
    scene();
    assert_int_equal(turn.state, TURN_NOT_TAKEN);
}

static void test_closing_lets_people_send(void **state)
{
    (void)state;
    open_prompt();
    step(TURN_IN_CHOOSE, 3);
    envelope.scene.prompt_state = PROMPT_CLOSING;
    scene();
    assert_int_equal(turn.state, TURN_CHOSEN);
    step(TURN_IN_SEND, 0);
    close_prompt(PROMPT_SHOWN);
    assert_int_equal(turn.state, TURN_NOT_TAKEN);
    nothing_is_left();
    time_passes(TURN_NOT_TAKEN_MS);
    assert_int_equal(turn.state, TURN_RESULT);
    envelope.scene.result_on = false;
    envelope.scene.slide = 4;
    scene();
    assert_int_equal(turn.state, TURN_SLIDE);
    assert_int_equal(turn.slide, 4);
}

static void test_throwing_away_clears_every_screen_alike(void **state)
{
    (void)state;
    for (int sent = 0; sent <= 2; sent++) {
        open_prompt();
        if (sent >= 1)
            step(TURN_IN_CHOOSE, 1);
        if (sent == 2)
            step(TURN_IN_SEND, 0);
        close_prompt(PROMPT_IDLE);
        assert_int_equal(turn.state, TURN_CLEARED);
        nothing_is_left();
        time_passes(TURN_CLEARED_MS);
        assert_int_equal(turn.state, TURN_SLIDE);
    }
}

static void test_thrown_away_and_asked_again_unseen(void **state)
{
    (void)state;
    open_prompt();
    step(TURN_IN_CHOOSE, 1);
    step(TURN_IN_SEND, 0);
    envelope.phase_id++; // this terminal heard nothing in between
    scene();
    assert_int_equal(turn.state, TURN_QUESTION);
    assert_true(effect.forget);
    assert_false(effect.send);
    nothing_is_left();
}

static void test_only_a_slide_waits(void **state)
{
    (void)state;
    open_prompt();
    step(TURN_IN_CHOOSE, 1);
    envelope.scene.slide = 5;
    scene();
    assert_int_equal(turn.state, TURN_CHOSEN);
    assert_int_equal(turn.slide, 3);
    assert_true(turn.slide_waits);
    close_prompt(PROMPT_HELD);
    assert_int_equal(turn.state, TURN_CLEARED);
    assert_int_equal(turn.slide, 5);
    assert_false(turn.slide_waits);
}

static void test_pause_covers_and_comes_back(void **state)
{
    (void)state;
    open_prompt();
    step(TURN_IN_CHOOSE, 1);
    envelope.scene.paused = true;
    scene();
    assert_int_equal(turn.state, TURN_PAUSED);
    step(TURN_IN_SEND, 0); // covered: nothing can be sent
    assert_false(effect.send);
    envelope.scene.paused = false;
    scene();
    assert_int_equal(turn.state, TURN_CHOSEN);
    assert_int_equal(turn.choice, 2);
    envelope.scene.prompt_state = PROMPT_PAUSED;
    scene();
    assert_int_equal(turn.state, TURN_PAUSED);
    time_passes(TURN_QUIET_MS + TURN_WARNING_MS); // a long pause forgets
    nothing_is_left();
    envelope.scene.prompt_state = PROMPT_OPEN;
    scene();
    assert_int_equal(turn.state, TURN_COVER);
}

static void test_end_acts_at_once(void **state)
{
    (void)state;
    open_prompt();
    step(TURN_IN_CHOOSE, 1);
    envelope.phase_id = 0;
    envelope.scene.phase = SCENE_ENDED;
    scene();
    assert_int_equal(turn.state, TURN_ENDED);
    assert_true(effect.forget);
    nothing_is_left();
}

static void test_promise_when_a_group_starts(void **state)
{
    (void)state;
    memset(&envelope, 0, sizeof envelope);
    turn_init(&turn, 0);
    scene();
    assert_int_equal(turn.state, TURN_WELCOME);
    envelope.session_id[0] = 4;
    envelope.scene.phase = SCENE_RUNNING;
    envelope.scene.slide = 1;
    scene();
    assert_int_equal(turn.state, TURN_PROMISE);
    scene();
    assert_int_equal(turn.state, TURN_PROMISE);
    step(TURN_IN_START, 0);
    assert_int_equal(turn.state, TURN_SLIDE);
    scene();
    assert_int_equal(turn.state, TURN_SLIDE);
}

// No input in any state leaves an answer where none may be, or sends without a touch on Send.
static void test_every_state_and_input(void **state)
{
    (void)state;
    for (int from = 0; from <= TURN_LAST; from++)
        for (int input = TURN_IN_TIME; input <= TURN_IN_LAST; input++) {
            open_prompt();
            bool chosen = from == TURN_CHOSEN || from == TURN_CLEAR_ASK || from == TURN_STILL_THERE;
            turn.state = (enum turn_state)from;
            turn.under = chosen ? TURN_CHOSEN : (enum turn_state)from;
            turn.choice = chosen ? 1 : 0;
            bool writing = from == TURN_WRITING;
            if (writing)
                turn.text[0] = 'a';
            now_ms += 1;
            step((enum turn_input)input, 2);
            bool sends = (from == TURN_CHOSEN || writing) && input == TURN_IN_SEND;
            assert_int_equal(effect.send, sends);
            enum turn_state to = turn.state;
            bool may_hold = to == TURN_CHOSEN || to == TURN_WRITING || to == TURN_CLEAR_ASK ||
                            to == TURN_STILL_THERE;
            if (!may_hold)
                assert_true(turn.choice == 0 && !turn.pass && turn.text[0] == '\0');
            if (to != TURN_SENDING)
                assert_int_equal(turn.answer.kind, CELL_DUMMY);
            if (turn.state != (enum turn_state)from)
                assert_true(effect.redraw);
            assert_non_null(turn_state_name(to));
            assert_non_null(turn_input_name((enum turn_input)input));
        }
}

// Goals that cannot be kept on the disk cover every screen, whoever is at it.
static void paused_goals_pause_the_screen(void **state)
{
    (void)state;
    on_slide();
    envelope.scene.goals_state = GOALS_OPEN;
    scene();
    assert_int_equal(turn.state, TURN_SLIDE);
    envelope.scene.goals_state = GOALS_PAUSED;
    scene();
    assert_int_equal(turn.state, TURN_PAUSED);
    envelope.scene.goals_state = GOALS_OPEN;
    scene();
    assert_int_equal(turn.state, TURN_SLIDE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_option_goes_the_same_way),
        cmocka_unit_test(test_choosing_again_replaces),
        cmocka_unit_test(test_left_alone),
        cmocka_unit_test(test_done_asks_when_something_is_chosen),
        cmocka_unit_test(test_box_full),
        cmocka_unit_test(test_closing_lets_people_send),
        cmocka_unit_test(test_throwing_away_clears_every_screen_alike),
        cmocka_unit_test(test_thrown_away_and_asked_again_unseen),
        cmocka_unit_test(test_only_a_slide_waits),
        cmocka_unit_test(test_pause_covers_and_comes_back),
        cmocka_unit_test(test_end_acts_at_once),
        cmocka_unit_test(test_promise_when_a_group_starts),
        cmocka_unit_test(test_every_state_and_input),
        cmocka_unit_test(paused_goals_pause_the_screen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

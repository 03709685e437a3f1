// Prints the transition tables of prompt, goals and turn as Markdown, and checks that
// docs/TRANSITIONS.md holds exactly that: `test-core-transitions --print-tables > docs/TRANSITIONS.md`.
#include "base/out.h"
#include "core/session_goals.h"
#include "core/session_prompt.h"
#include "core/turn.h"
#include "test.h"
#include "transitions_goal.h"

#include <stdio.h>
#include <string.h>

enum {
    TEXT_BYTES = 64 * 1024
};

static void print_prompt(struct out *out)
{
    out_text(out,
             "## A prompt\n\n"
             "What happens, and the state it leads to; `-` where it cannot happen. *Closed* is "
             "shown, held or withheld by the release. *Opening* is the hub's work between "
             "decide and apply and never a state of the session. A text prompt with enough answers "
             "*is to be read* instead of closed.\n\n|  |");
    for (int state = PROMPT_IDLE; state <= PROMPT_STATE_LAST; state++) {
        if (state == PROMPT_OPENING)
            continue;
        out_text(out, " ");
        out_text(out, prompt_state_name((enum prompt_state)state));
        out_text(out, " |");
    }
    out_text(out, "\n|---|---|---|---|---|---|---|---|---|\n");
    for (int event = 0; event <= PROMPT_EVENT_LAST; event++) {
        out_text(out, "| ");
        out_text(out, prompt_event_name((enum prompt_event)event));
        out_text(out, " |");
        for (int state = PROMPT_IDLE; state <= PROMPT_STATE_LAST; state++) {
            if (state == PROMPT_OPENING)
                continue;
            int next = prompt_transition((enum prompt_state)state, (enum prompt_event)event);
            out_text(out, " ");
            out_text(out, next == PROMPT_STEP_IMPOSSIBLE ? "-"
                          : event == PROMPT_IS_CLOSED    ? "shown, held or withheld"
                          : event == PROMPT_IS_APPROVED
                              ? "shown or held"
                              : prompt_state_name((enum prompt_state)next));
            out_text(out, " |");
        }
        out_text(out, "\n");
    }
}

static void print_goals(struct out *out)
{
    out_text(out, "\n## Goals on the screens\n\nA prompt cannot open while goals are not idle, nor "
                  "goals while a prompt is open or its lines are read.\n\n|  |");
    for (int state = GOALS_IDLE; state <= GOALS_STATE_LAST; state++) {
        out_text(out, " ");
        out_text(out, goals_state_name((enum goals_state)state));
        out_text(out, " |");
    }
    out_text(out, "\n|---|---|---|---|---|\n");
    for (int event = 0; event <= GOALS_EVENT_LAST; event++) {
        out_text(out, "| ");
        out_text(out, goals_event_name((enum goals_event)event));
        out_text(out, " |");
        for (int state = GOALS_IDLE; state <= GOALS_STATE_LAST; state++) {
            int next = goals_transition((enum goals_state)state, (enum goals_event)event);
            out_text(out, " ");
            out_text(out, next == GOALS_STEP_IMPOSSIBLE ? "-"
                                                        : goals_state_name((enum goals_state)next));
            out_text(out, " |");
        }
        out_text(out, "\n");
    }
}

// A turn that stands in a state as it does in a room: a prompt is open wherever the state is about
// one, something is chosen where that is what it is about.
static struct turn turn_in(enum turn_state state)
{
    struct turn turn;
    turn_init(&turn, 0);
    turn.seen.any = state != TURN_WELCOME;
    turn.seen.phase = state == TURN_WELCOME ? SCENE_WAITING
                      : state == TURN_ENDED ? SCENE_ENDED
                                            : SCENE_RUNNING;
    turn.seen.slide = turn.seen.phase == SCENE_RUNNING;
    turn.slide = turn.seen.slide;
    bool chosen = state == TURN_CHOSEN || state == TURN_CLEAR_ASK || state == TURN_STILL_THERE;
    bool writing = state == TURN_WRITING;
    bool prompt = chosen || writing || state == TURN_QUESTION || state == TURN_SENDING ||
                  state == TURN_SAVED || state == TURN_COVER || state == TURN_BOX_FULL ||
                  state == TURN_NOT_TAKEN;
    if (prompt) {
        turn.seen.phase_id = 1;
        turn.seen.prompt_state = PROMPT_OPEN;
        turn.seen.prompt = turn.prompt = 1;
        turn.seen.box_full = state == TURN_BOX_FULL || state == TURN_NOT_TAKEN;
        turn.touched = state != TURN_COVER;
    }
    turn.seen.result_on = state == TURN_RESULT;
    turn.seen.paused = state == TURN_PAUSED;
    turn.choice = chosen ? 1 : 0;
    if (writing)
        turn.text[0] = 'a';
    if (state == TURN_SENDING)
        turn.answer =
            (struct cell_body){.kind = CELL_ANSWER, .phase_id = 1, .choice = 1, .id = {9}};
    turn.state = state;
    turn.under = chosen ? TURN_CHOSEN : state == TURN_PAUSED ? TURN_SLIDE : state;
    return turn;
}

// What the leader or the hub can do to a terminal, as the next envelope tells it.
enum news {
    NEWS_WAITING,
    NEWS_BEGUN,
    NEWS_SLIDE,
    NEWS_PAUSED,
    NEWS_OPENED,
    NEWS_SAVED,
    NEWS_FULL,
    NEWS_CLOSING,
    NEWS_SHOWN,
    NEWS_HELD,
    NEWS_REVIEW,
    NEWS_VOIDED,
    NEWS_ENDED,
    NEWS_COUNT
};
static const char *const news_names[NEWS_COUNT] = {
    "no session",     "group starts", "another slide", "pause",        "prompt opens",
    "id is saved",    "box full",     "closing",       "result shown", "result held",
    "lines are read", "thrown away",  "group ends"};

static struct envelope envelope_of(enum news news, const struct turn *turn)
{
    struct envelope envelope = {.phase_id = 0};
    struct scene *scene = &envelope.scene;
    scene->audience = AUDIENCE_TERMINAL;
    scene->phase = news == NEWS_WAITING ? SCENE_WAITING
                   : news == NEWS_ENDED ? SCENE_ENDED
                                        : SCENE_RUNNING;
    scene->slide = scene->phase == SCENE_RUNNING ? (news == NEWS_SLIDE ? 2 : 1) : 0;
    scene->paused = news == NEWS_PAUSED;
    // A pause comes over whatever is there; the rest tells what it tells by itself.
    bool below = news == NEWS_PAUSED && turn->seen.phase_id != 0;
    bool open = below || news == NEWS_OPENED || news == NEWS_SAVED || news == NEWS_FULL ||
                news == NEWS_CLOSING;
    if (open) {
        envelope.phase_id = 1;
        envelope.open = true;
        scene->prompt = 1;
        scene->prompt_state = news == NEWS_CLOSING ? PROMPT_CLOSING : PROMPT_OPEN;
        scene->box_full = below ? turn->seen.box_full : news == NEWS_FULL;
    }
    if (news == NEWS_SAVED)
        envelope.ids[5][0] = 9;
    if (news == NEWS_BEGUN)
        envelope.session_id[0] = 1;
    if (news == NEWS_SHOWN || news == NEWS_HELD || news == NEWS_REVIEW) {
        scene->prompt = 1;
        scene->prompt_state = news == NEWS_SHOWN    ? PROMPT_SHOWN
                              : news == NEWS_REVIEW ? PROMPT_REVIEW
                                                    : PROMPT_HELD;
        scene->result_on = news == NEWS_SHOWN;
    }
    return envelope;
}

static void print_cell(struct out *out, enum turn_state state, const struct turn *turn,
                       const struct turn_effect *effect)
{
    out_text(out, " ");
    out_text(out, turn->state == state ? "." : turn_state_name(turn->state));
    out_text(out, effect->forget ? " ✗" : "");
    out_text(out, effect->send ? " ↑" : "");
    out_text(out, " |");
}

static void print_turn_news(struct out *out)
{
    out_text(out, "\n### What the room does\n\n|  |");
    for (int news = 0; news < NEWS_COUNT; news++) {
        out_text(out, " ");
        out_text(out, news_names[news]);
        out_text(out, " |");
    }
    out_text(out, "\n|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
    for (int state = 0; state <= TURN_LAST; state++) {
        out_text(out, "| ");
        out_text(out, turn_state_name((enum turn_state)state));
        out_text(out, " |");
        for (int news = 0; news < NEWS_COUNT; news++) {
            struct turn turn = turn_in((enum turn_state)state);
            static struct envelope envelope;
            envelope = envelope_of((enum news)news, &turn);
            struct turn_event event = {.input = TURN_IN_SCENE, .envelope = &envelope};
            struct turn_effect effect;
            turn_step(&turn, &event, &effect);
            print_cell(out, (enum turn_state)state, &turn, &effect);
        }
        out_text(out, "\n");
    }
}

static void print_turn_inputs(struct out *out)
{
    out_text(out, "\n### What a person does, and time\n\n|  |");
    for (int input = TURN_IN_TIME; input <= TURN_IN_LAST; input++) {
        out_text(out, " ");
        out_text(out, turn_input_name((enum turn_input)input));
        out_text(out, " |");
    }
    out_text(out, "\n|---|---|---|---|---|---|---|---|---|---|---|---|\n");
    for (int state = 0; state <= TURN_LAST; state++) {
        out_text(out, "| ");
        out_text(out, turn_state_name((enum turn_state)state));
        out_text(out, " |");
        for (int input = TURN_IN_TIME; input <= TURN_IN_LAST; input++) {
            struct turn turn = turn_in((enum turn_state)state);
            struct turn_event event = {.input = (enum turn_input)input,
                                       .now_ms = input == TURN_IN_TIME ? 600000 : 1,
                                       .choice = 2,
                                       .kind = PROMPT_SINGLE,
                                       .option_count = 5,
                                       .key = {BOARD_LETTER, 'b'}};
            struct turn_effect effect;
            turn_step(&turn, &event, &effect);
            print_cell(out, (enum turn_state)state, &turn, &effect);
        }
        out_text(out, "\n");
    }
}

static void print_tables(struct out *out)
{
    out_text(out, "# Transitions\n\nPrinted by `test-core-transitions --print-tables`; a test "
                  "compares this file with what the code does. Do not edit it by hand.\n\n");
    print_prompt(out);
    print_goals(out);
    out_text(out,
             "\n## A turn at a terminal\n\n"
             "Rows: the state. `.` stays; ✗ everything of this person is wiped; ↑ an answer is "
             "on its way. Time is ten minutes without a touch.\n");
    print_turn_news(out);
    print_turn_inputs(out);
    print_goal_turn(out);
}

static void test_document_is_what_the_code_does(void **state)
{
    (void)state;
    static char printed[TEXT_BYTES];
    static char written[TEXT_BYTES];
    struct out out = out_into(printed, sizeof printed);
    print_tables(&out);
    assert_false(out.full);
    FILE *file = fopen(TEST_TRANSITIONS, "rb");
    if (file == NULL)
        fail_msg("%s cannot be read", TEST_TRANSITIONS);
    size_t size = fread(written, 1, sizeof written - 1, file);
    written[size] = '\0';
    assert_int_equal(fclose(file), 0);
    assert_string_equal(written, printed);
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--print-tables") == 0) {
        static char printed[TEXT_BYTES];
        struct out out = out_into(printed, sizeof printed);
        print_tables(&out);
        return out.full || fputs(printed, stdout) < 0 ? 1 : 0;
    }
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_document_is_what_the_code_does)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// Text prompts: what is written at a terminal, what the practitioner reads, what everybody sees.
#include "core/release.h"
#include "core/scene.h"
#include "core/transcript.h"
#include "core/turn.h"
#include "help.h"
#include "test.h"

#include <string.h>

static struct session session;
static struct box box;
static const char *const five[5] = {"marker one", "music", NULL, "a walk", "marker two"};

static struct scene *look(enum audience audience)
{
    static struct scene scene;
    struct box_view view = {.review = &box};
    scene_of(&session, &view, audience, &scene);
    return &scene;
}

static enum refusal approve(const struct text_line *lines, uint8_t count)
{
    struct command command = {.kind = COMMAND_PROMPT_APPROVE, .line_count = count};
    for (uint8_t i = 0; i < count && i < TEXT_LINES_MAX; i++)
        command.lines[i] = lines[i];
    struct moment moment = help_moment(session.now_ms);
    return help_do(&session, &command, &moment);
}

// ---- the review

// C13: until lines are approved nobody but the practitioner sees any, in no scene and no state.
static void test_only_the_practitioner_reads(void **state)
{
    (void)state;
    static char printed[64 * 1024];
    static uint8_t bytes[SESSION_BYTES_MAX];
    help_start(&session);
    help_write(&session, five, 5, &box);
    assert_int_equal(session.prompt_state, PROMPT_REVIEW);
    for (int audience = AUDIENCE_TERMINAL; audience <= AUDIENCE_SUPERVISOR; audience++) {
        const struct scene *scene = look((enum audience)audience);
        bool reads = audience == AUDIENCE_FACILITATOR;
        assert_int_equal(scene->review_count, reads ? 4 : 0);
        struct out out = out_into(printed, sizeof printed);
        transcript_scene(&out, scene);
        transcript_scene_json(&out, scene);
        assert_false(out.full);
        assert_null(strstr(printed, "marker"));
        assert_null(strstr(printed, "music"));
        assert_false(scene->result_on);
        assert_int_equal(scene->places, 0);
    }
    struct codec writer = codec_writer(bytes, sizeof bytes);
    session_codec(&writer, &session);
    for (size_t i = 0; i + 6 <= writer.used; i++)
        assert_memory_not_equal(bytes + i, "marker", 6);
    help_round_trip(&session);
}

// The order in which the lines are read is that of the box, whatever order they came in.
static void test_lines_stand_in_the_box_s_order(void **state)
{
    (void)state;
    help_start(&session);
    assert_int_equal(help_now(&session, COMMAND_PROMPT_OPEN, TEXT), ALLOWED);
    static const char *const words[4] = {"one", "two", "three", "four"};
    static const uint8_t orders[3][4] = {{0, 1, 2, 3}, {3, 1, 0, 2}, {2, 3, 1, 0}};
    struct text_line first[PEOPLE_MAX];
    for (int order = 0; order < 3; order++) {
        static struct box filled;
        help_box(&session, NULL, 0, &filled);
        for (int i = 0; i < 4; i++) {
            uint8_t at = orders[order][i];
            struct box_slot slot = {.id = {(uint8_t)(at + 1)}, .order = {(uint8_t)(at * 71 + 3)}};
            strcpy(slot.text, words[at]);
            assert_int_equal(box_put(&filled, &slot), BOX_PUT);
        }
        struct text_line lines[PEOPLE_MAX];
        assert_int_equal(box_lines(&filled, lines), 4);
        if (order == 0)
            memcpy(first, lines, sizeof first);
        assert_memory_equal(lines, first, sizeof first);
    }
}

static void test_approved_lines_are_shown_at_once(void **state)
{
    (void)state;
    static const struct text_line lines[3] = {{0, "being outside"}, {2, ""}, {0, "music"}};
    help_start(&session);
    help_write(&session, five, 5, &box);
    assert_int_equal(approve(lines, 3), ALLOWED);
    assert_int_equal(session.prompt_state, PROMPT_SHOWN);
    for (int audience = AUDIENCE_TERMINAL; audience <= AUDIENCE_SUPERVISOR; audience++) {
        const struct scene *scene = look((enum audience)audience);
        assert_true(scene->result_on);
        assert_int_equal(scene->release.kind, RELEASE_LINES);
        assert_int_equal(scene->release.line_count, 3);
        assert_string_equal(scene->release.lines[0].text, "being outside");
        assert_int_equal(scene->release.lines[1].phrase, 2);
        assert_int_equal(scene->review_count, 0);
    }
    help_round_trip(&session);
    assert_int_equal(help_now(&session, COMMAND_PROMPT_OPEN, TEXT), REFUSED_PROMPT_USED);
    // When the group has ended, no screen shows them and the state has let go of them.
    assert_int_equal(help_now(&session, COMMAND_END, 0), ALLOWED);
    assert_int_equal(look(AUDIENCE_SUPERVISOR)->release.line_count, 0);
    help_round_trip(&session);
}

static void test_lines_that_may_not_be_shown(void **state)
{
    (void)state;
    struct text_line lines[TEXT_LINES_MAX] = {{0}};
    help_start(&session);
    assert_int_equal(approve(lines, 0), REFUSED_NO_REVIEW);
    help_write(&session, five, 5, &box);
    assert_int_equal(approve(lines, 1), REFUSED_LINES); // empty
    lines[0].phrase = 4;                                // there are three
    assert_int_equal(approve(lines, 1), REFUSED_LINES);
    lines[0].phrase = 3;
    assert_int_equal(approve(lines, TEXT_LINES_MAX + 1), REFUSED_LINES);
    strcpy(lines[0].text, "both");
    assert_int_equal(approve(lines, 1), REFUSED_LINES);
    static const char *const bad[] = {" blank", "blank ", "tab\t", "\xe2\x80\xae", "\xff"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        memset(lines, 0, sizeof lines);
        strcpy(lines[0].text, bad[i]);
        assert_int_equal(approve(lines, 1), REFUSED_LINES);
    }
    memset(lines, 0, sizeof lines);
    memset(lines[0].text, 'x', OWN_WORDS_POINTS + 1);
    assert_int_equal(approve(lines, 1), REFUSED_LINES);
    lines[0].text[OWN_WORDS_POINTS] = '\0';
    assert_int_equal(session.prompt_state, PROMPT_REVIEW);
    assert_int_equal(approve(lines, 1), ALLOWED);
}

// C15: fewer than five, passes included, are never read by anybody.
static void test_too_few_are_not_even_read(void **state)
{
    (void)state;
    for (uint8_t count = 0; count <= 8; count++) {
        static const char *const eight[8] = {"marker", NULL, "music", NULL, NULL, NULL, NULL, NULL};
        help_start(&session);
        help_write(&session, eight, count, &box);
        bool enough = count >= 5;
        assert_int_equal(session.prompt_state, enough ? PROMPT_REVIEW : PROMPT_WITHHELD);
        const struct scene *scene = look(AUDIENCE_FACILITATOR);
        assert_int_equal(scene->review_count, enough ? 2 : 0);
        assert_int_equal(session.release.kind, enough ? RELEASE_NONE : RELEASE_WITHHELD);
    }
}

static void test_a_review_ends_held(void **state)
{
    (void)state;
    struct command clock = {.kind = COMMAND_CLOCK};
    struct moment moment;
    // By showing none, by ten minutes, by the end of the group.
    for (int way = 0; way < 3; way++) {
        help_start(&session);
        help_write(&session, five, 5, &box);
        uint32_t revision = session.revision;
        moment = help_moment(session.now_ms);
        moment.review_ms = REVIEW_MS - 1;
        assert_int_equal(help_do(&session, &clock, &moment), ALLOWED);
        assert_int_equal(session.revision, revision);
        moment.review_ms = REVIEW_MS;
        if (way == 0)
            assert_int_equal(approve(NULL, 0), ALLOWED);
        else if (way == 1)
            assert_int_equal(help_do(&session, &clock, &moment), ALLOWED);
        else
            assert_int_equal(help_now(&session, COMMAND_END, 0), ALLOWED);
        assert_int_equal(session.prompt_state, PROMPT_HELD);
        assert_int_equal(session.release.kind, RELEASE_HELD);
        assert_true(session.prompts_used[TEXT - 1]);
        assert_false(session.result_on);
        assert_int_equal(look(AUDIENCE_FACILITATOR)->review_count, 0);
        help_round_trip(&session);
    }
}

static void test_a_review_survives_restart_and_disk(void **state)
{
    (void)state;
    help_start(&session);
    help_write(&session, five, 5, &box);
    assert_int_equal(help_now(&session, COMMAND_DISK_FAILED, 0), ALLOWED);
    assert_int_equal(session.prompt_state, PROMPT_REVIEW);
    assert_int_equal(help_now(&session, COMMAND_RESUMED, 0), ALLOWED);
    assert_int_equal(session.prompt_state, PROMPT_REVIEW);
    struct session_phase phase;
    session_phase_of(&session, &phase);
    assert_true(phase.review && !phase.open);
    assert_int_equal(phase.kind, PROMPT_TEXT);
    assert_int_equal(phase.places, 8);
    // People may come and go; the box has its answers.
    assert_int_equal(help_do(&session, &(struct command){.kind = COMMAND_PEOPLE, .amount = 6},
                             &(struct moment){.session_ms = session.now_ms}),
                     ALLOWED);
    help_round_trip(&session);
    assert_int_equal(approve(NULL, 0), ALLOWED);
}

static void test_words_are_always_personal(void **state)
{
    (void)state;
    help_start(&session);
    struct command open = {.kind = COMMAND_PROMPT_OPEN, .number = TEXT, .class = CLASS_SENSITIVE};
    struct moment moment = help_moment(0);
    assert_int_equal(help_do(&session, &open, &moment), REFUSED_CLASS_TEXT);
    open.class = CLASS_PLAIN;
    assert_int_equal(help_do(&session, &open, &moment), REFUSED_CLASS_LOWER);
    open.class = CLASS_PERSONAL;
    assert_int_equal(help_do(&session, &open, &moment), ALLOWED);
}

static void test_what_a_box_takes(void **state)
{
    (void)state;
    for (int kind = PROMPT_FACES; kind <= PROMPT_KIND_LAST; kind++) {
        struct box empty = {.kind = (enum prompt_kind)kind,
                            .class = CLASS_PERSONAL,
                            .option_count = 4,
                            .places = 8};
        struct box_slot slot = {.text = "words"};
        bool text = kind == PROMPT_TEXT;
        struct box one = empty;
        assert_int_equal(box_put(&one, &slot), text ? BOX_PUT : BOX_NOT_AN_ANSWER);
        one = empty;
        slot.pass = true;
        assert_int_equal(box_put(&one, &slot), BOX_NOT_AN_ANSWER);
        slot = (struct box_slot){.text = "words", .choice = 1};
        assert_int_equal(box_put(&one, &slot), BOX_NOT_AN_ANSWER);
        slot = (struct box_slot){.choice = 1};
        assert_int_equal(box_put(&one, &slot), BOX_PUT);
    }
}

// A forged record cannot show lines without a review, or what no review could show.
static void test_forged_lines(void **state)
{
    (void)state;
    static struct fact fact;
    help_start(&session);
    assert_int_equal(help_now(&session, COMMAND_PROMPT_OPEN, TEXT), ALLOWED);
    assert_int_equal(help_do(&session,
                             &(struct command){.kind = COMMAND_PROMPT_CLOSE, .show = true},
                             &(struct moment){.session_ms = session.now_ms}),
                     ALLOWED);
    fact = (struct fact){.kind = FACT_PROMPT_CLOSED,
                         .revision = session.revision + 1,
                         .number = TEXT,
                         .release = {.kind = RELEASE_LINES, .line_count = 1}};
    strcpy(fact.release.lines[0].text, "forged");
    assert_int_equal(session_apply(&session, &fact), ERR_MALFORMED);
    struct fact review = {.kind = FACT_PROMPT_REVIEW, .revision = session.revision + 1};
    assert_int_equal(session_apply(&session, &review), OK);
    fact.revision++;
    fact.release.lines[0].text[0] = ' ';
    assert_int_equal(session_apply(&session, &fact), ERR_MALFORMED);
    fact.release.lines[0].text[0] = 'F';
    fact.release.lines[3].phrase = 1; // behind the last
    assert_int_equal(session_apply(&session, &fact), ERR_MALFORMED);
    fact.release.lines[3].phrase = 0;
    assert_int_equal(session_apply(&session, &review), ERR_MALFORMED);
    fact.release.kind = RELEASE_WITHHELD;
    assert_int_equal(session_apply(&session, &fact), ERR_MALFORMED);
    fact.release.kind = RELEASE_LINES;
    assert_int_equal(session_apply(&session, &fact), OK);
}

// ---- a turn

static struct turn turn;
static struct envelope envelope;
static struct turn_effect effect;

static void step(enum turn_input input, uint8_t choice)
{
    struct turn_event event = {.input = input,
                               .now_ms = 5000,
                               .choice = choice,
                               .kind = PROMPT_TEXT,
                               .option_count = 3,
                               .random_id = {9}};
    turn_step(&turn, &event, &effect);
}

static void type(const char *words)
{
    for (; *words != '\0'; words++) {
        struct turn_event event = {.input = TURN_IN_KEY, .now_ms = 5000};
        event.key = (struct board_key){BOARD_LETTER, (uint32_t)*words};
        turn_step(&turn, &event, &effect);
    }
}

static void scene(void)
{
    struct turn_event event = {.input = TURN_IN_SCENE, .now_ms = 5000, .envelope = &envelope};
    turn_step(&turn, &event, &effect);
}

static void open_text(void)
{
    memset(&envelope, 0, sizeof envelope);
    turn_init(&turn, 1000);
    envelope.scene.phase = SCENE_RUNNING;
    envelope.scene.slide = 3;
    scene();
    envelope.phase_id = 4;
    envelope.open = true;
    envelope.scene.prompt = TEXT;
    envelope.scene.prompt_state = PROMPT_OPEN;
    scene();
    assert_int_equal(turn.state, TURN_QUESTION);
}

static bool holds_words(void)
{
    static const char words[] = "my cat";
    const uint8_t *bytes = (const uint8_t *)&turn;
    for (size_t i = 0; i + sizeof words - 1 <= sizeof turn; i++)
        if (memcmp(bytes + i, words, sizeof words - 1) == 0)
            return true;
    return false;
}

static void write_words(void)
{
    open_text();
    step(TURN_IN_CHOOSE, TURN_OWN);
    assert_int_equal(turn.state, TURN_CHOSEN);
    step(TURN_IN_SEND, 0);
    assert_int_equal(turn.state, TURN_WRITING);
    assert_false(effect.send);
    type("my cat ");
    assert_true(holds_words());
}

static void test_writing_and_sending(void **state)
{
    (void)state;
    write_words();
    step(TURN_IN_SEND, 0);
    assert_true(effect.send);
    assert_string_equal(effect.answer.text, "my cat"); // without the blank behind it
    assert_true(effect.answer.choice == 0 && !effect.answer.pass);
    assert_int_equal(turn.state, TURN_SENDING);
    assert_int_equal(turn.text[0], '\0');
    memset(envelope.ids, 0, sizeof envelope.ids);
    envelope.ids[5][0] = 9;
    scene();
    assert_int_equal(turn.state, TURN_SAVED);
    assert_true(effect.forget);
    assert_false(holds_words());
}

static void test_nothing_written_is_not_sent(void **state)
{
    (void)state;
    open_text();
    step(TURN_IN_CHOOSE, TURN_OWN);
    step(TURN_IN_SEND, 0);
    step(TURN_IN_SEND, 0);
    assert_false(effect.send);
    assert_int_equal(turn.state, TURN_WRITING);
    // To pass is chosen first and sent then, like words.
    step(TURN_IN_CHOOSE, TURN_PASS);
    assert_true(turn.pass);
    assert_int_equal(turn.state, TURN_WRITING);
    type("x"); // who writes on does not pass
    assert_false(turn.pass);
    step(TURN_IN_CHOOSE, TURN_PASS);
    step(TURN_IN_SEND, 0);
    assert_true(effect.answer.pass && effect.answer.text[0] == '\0');
}

static void test_back_to_the_phrases(void **state)
{
    (void)state;
    write_words();
    step(TURN_IN_BACK, 0);
    assert_int_equal(turn.state, TURN_CHOSEN);
    assert_true(turn.own);
    step(TURN_IN_CHOOSE, 1);
    assert_false(turn.own);
    step(TURN_IN_SEND, 0);
    assert_int_equal(effect.answer.choice, 2);
    assert_int_equal(effect.answer.text[0], '\0');
    assert_false(holds_words());
}

// C16: whatever ends a turn while somebody writes, no word of it stays.
static void test_every_end_wipes_the_words(void **state)
{
    (void)state;
    for (int way = 0; way < 8; way++) {
        write_words();
        struct turn_event time = {.input = TURN_IN_TIME, .now_ms = 5000 + TURN_QUIET_MS};
        switch (way) {
        case 0: // left alone: a warning, then it clears
            assert_int_equal(turn_due_ms(&turn), 5000 + TURN_QUIET_MS);
            turn_step(&turn, &time, &effect);
            assert_int_equal(turn.state, TURN_STILL_THERE);
            assert_true(holds_words());
            time.now_ms += TURN_WARNING_MS;
            turn_step(&turn, &time, &effect);
            break;
        case 1: // I am done
            step(TURN_IN_DONE, 0);
            assert_int_equal(turn.state, TURN_CLEAR_ASK);
            step(TURN_IN_NO, 0);
            assert_int_equal(turn.state, TURN_WRITING);
            step(TURN_IN_DONE, 0);
            step(TURN_IN_YES, 0);
            break;
        case 2:
            envelope.scene.box_full = true;
            scene();
            assert_int_equal(turn.state, TURN_NOT_TAKEN);
            break;
        case 3:
        case 4:
        case 5:
            envelope.phase_id = 0;
            envelope.open = false;
            envelope.scene.prompt_state = way == 3   ? PROMPT_REVIEW
                                          : way == 4 ? PROMPT_WITHHELD
                                                     : PROMPT_IDLE;
            scene();
            break;
        case 6:
            envelope.scene.phase = SCENE_ENDED;
            envelope.phase_id = 0;
            envelope.open = false;
            scene();
            break;
        case 7: // thrown away and asked again between two envelopes
            envelope.phase_id++;
            scene();
            break;
        }
        assert_true(effect.forget);
        assert_false(holds_words());
        assert_false(turn.keyboard.numbers || turn.keyboard.shift || turn.keyboard.by_letter);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_only_the_practitioner_reads),
        cmocka_unit_test(test_lines_stand_in_the_box_s_order),
        cmocka_unit_test(test_approved_lines_are_shown_at_once),
        cmocka_unit_test(test_lines_that_may_not_be_shown),
        cmocka_unit_test(test_too_few_are_not_even_read),
        cmocka_unit_test(test_a_review_ends_held),
        cmocka_unit_test(test_a_review_survives_restart_and_disk),
        cmocka_unit_test(test_words_are_always_personal),
        cmocka_unit_test(test_what_a_box_takes),
        cmocka_unit_test(test_forged_lines),
        cmocka_unit_test(test_writing_and_sending),
        cmocka_unit_test(test_nothing_written_is_not_sent),
        cmocka_unit_test(test_back_to_the_phrases),
        cmocka_unit_test(test_every_end_wipes_the_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

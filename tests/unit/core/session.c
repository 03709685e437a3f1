// What a session allows, refuses and becomes.
#include "core/session.h"
#include "core/session_prompt.h"
#include "help.h"
#include "test.h"

#include <string.h>

static struct session session;
static const uint8_t eight[8] = {1, 2, 4, 8, 16, 16, 8, 0};
static const char *const five_words[5] = {"my cat", "music", NULL, "a walk", "music"};

// ---- every command in every situation gives exactly the documented refusal

enum situation {
    S_WAITING, // no session
    S_FRESH,   // just begun: slide 1, step 1
    S_OPEN,
    S_PAUSED,
    S_CLOSING,
    S_SHOWN,
    S_HELD,
    S_WITHHELD,
    S_DISK, // an open prompt lost the disk
    S_ENDED,
    S_FINISHED,
    S_REVIEW,
    S_GOALS,
    S_GOALS_CLOSING,
    SITUATIONS
};

static void close_prompt(bool show)
{
    struct command close = {.kind = COMMAND_PROMPT_CLOSE, .show = show};
    struct moment moment = help_moment(session.now_ms);
    assert_int_equal(help_do(&session, &close, &moment), ALLOWED);
}

static void reach(enum situation situation)
{
    memset(&session, 0, sizeof session);
    if (situation == S_WAITING)
        return;
    help_start(&session);
    switch (situation) {
    case S_OPEN:
    case S_PAUSED:
    case S_CLOSING:
    case S_DISK:
        assert_int_equal(help_now(&session, COMMAND_PROMPT_OPEN, PERSONAL_FACES), ALLOWED);
        if (situation == S_PAUSED)
            assert_int_equal(help_now(&session, COMMAND_PROMPT_PAUSE, 0), ALLOWED);
        if (situation == S_CLOSING)
            close_prompt(true);
        if (situation == S_DISK)
            assert_int_equal(help_now(&session, COMMAND_DISK_FAILED, 0), ALLOWED);
        break;
    case S_SHOWN:
    case S_HELD:
        help_run_prompt(&session, PERSONAL_FACES, eight, 8, situation == S_SHOWN);
        break;
    case S_WITHHELD:
        help_run_prompt(&session, PERSONAL_FACES, eight, 4, true);
        break;
    case S_REVIEW: {
        static struct box box;
        help_write(&session, five_words, 5, &box);
        assert_int_equal(session.prompt_state, PROMPT_REVIEW);
        break;
    }
    case S_GOALS:
    case S_GOALS_CLOSING:
        assert_int_equal(help_now(&session, COMMAND_GOALS_OPEN, 0), ALLOWED);
        if (situation == S_GOALS_CLOSING)
            assert_int_equal(help_now(&session, COMMAND_GOALS_CLOSE, 0), ALLOWED);
        break;
    case S_ENDED:
    case S_FINISHED:
        assert_int_equal(help_now(&session, COMMAND_END, 0), ALLOWED);
        if (situation == S_FINISHED)
            assert_int_equal(help_now(&session, COMMAND_FINISH, 0), ALLOWED);
        break;
    case S_WAITING:
    case S_FRESH:
    case SITUATIONS:
        break;
    }
}

#define A  ALLOWED
#define NS REFUSED_NOT_STARTED
#define EN REFUSED_ENDED
#define FI REFUSED_FINISHED
#define PO REFUSED_PROMPT_OPEN
#define PN REFUSED_PROMPT_NOT_OPEN
#define CL REFUSED_CLOSING
#define PA REFUSED_PAUSED
#define NP REFUSED_NOT_PAUSED
#define NR REFUSED_NO_RESULT
#define DI REFUSED_DISK
#define FS REFUSED_FIRST_SLIDE
#define TB REFUSED_NOTHING_TO_TAKE_BACK
#define NB REFUSED_NOT_BLANK
#define NT REFUSED_NO_SUCH_TAG
#define ST REFUSED_STARTED
#define NE REFUSED_NOT_ENDED
#define RV REFUSED_REVIEW
#define NV REFUSED_NO_REVIEW
#define GO REFUSED_GOALS_OPEN
#define GN REFUSED_GOALS_NOT_OPEN
#define GC REFUSED_GOALS_CLOSING

// Each command with number and amount 1, or as made below. Columns: the situations in their order.
static const uint8_t expected[COMMAND_LAST + 1][SITUATIONS] = {
    //                          wait fresh open paus clos show held with disk end fini review goals closing
    [COMMAND_BEGIN] = {A, ST, ST, ST, ST, ST, ST, ST, ST, EN, FI, ST, ST, ST},
    [COMMAND_CLOCK] = {A, A, A, A, A, A, A, A, A, A, A, A, A, A},
    [COMMAND_RESUMED] = {NS, A, A, A, A, A, A, A, A, A, FI, A, A, A},
    [COMMAND_SLIDE_NEXT] = {NS, A, A, A, A, A, A, A, A, EN, FI, A, A, A},
    [COMMAND_SLIDE_BACK] = {NS, FS, FS, FS, FS, FS, FS, FS, FS, EN, FI, FS, FS, FS},
    [COMMAND_SLIDE_FIRST] = {NS, FS, FS, FS, FS, FS, FS, FS, FS, EN, FI, FS, FS, FS},
    [COMMAND_SLIDE_LAST] = {NS, A, A, A, A, A, A, A, A, EN, FI, A, A, A},
    [COMMAND_SLIDE_GO] = {NS, A, A, A, A, A, A, A, A, EN, FI, A, A, A},
    [COMMAND_SLIDE_TAKE_BACK] = {NS, TB, TB, TB, TB, TB, TB, TB, TB, EN, FI, TB, TB, TB},
    [COMMAND_STEP_NEXT] = {NS, A, A, A, A, A, A, A, A, EN, FI, A, A, A},
    [COMMAND_STEP_GO] = {NS, A, A, A, A, A, A, A, A, EN, FI, A, A, A},
    [COMMAND_STEP_SKIP] = {NS, A, A, A, A, A, A, A, A, EN, FI, A, A, A},
    [COMMAND_STEP_RENAME] = {NS, A, A, A, A, A, A, A, A, EN, FI, A, A, A},
    [COMMAND_STEP_RESIZE] = {NS, A, A, A, A, A, A, A, A, EN, FI, A, A, A},
    [COMMAND_STEP_MOVE] = {NS, A, A, A, A, A, A, A, A, EN, FI, A, A, A},
    [COMMAND_PEOPLE] = {NS, A, A, A, A, A, A, A, A, EN, FI, A, A, A},             // to nine
    [COMMAND_PROMPT_OPEN] = {NS, A, PO, PO, PO, A, A, A, PO, EN, FI, RV, GO, GO}, // the plain one
    [COMMAND_PROMPT_CLOSE] = {NS, PN, A, PA, CL, PN, PN, PN, DI, EN, FI, RV, PN, PN},
    [COMMAND_PROMPT_PAUSE] = {NS, PN, A, PA, CL, PN, PN, PN, PA, EN, FI, RV, PN, PN},
    [COMMAND_PROMPT_WAKE] = {NS, PN, NP, A, NP, PN, PN, PN, DI, EN, FI, RV, PN, PN},
    [COMMAND_PROMPT_VOID] = {NS, PN, A, A, A, PN, PN, PN, A, EN, FI, RV, PN, PN},
    [COMMAND_PROMPT_APPROVE] = {NS, NV, NV, NV, NV, NV, NV, NV, NV, EN, FI, A, NV, NV},
    [COMMAND_PROMPT_SHOW] = {NS, NR, PO, PO, PO, NR, NR, NR, PO, EN, FI, RV, GO, GO},
    [COMMAND_PROMPT_HIDE] = {NS, NR, NR, NR, NR, A, NR, A, NR, EN, FI, NR, NR, NR},
    [COMMAND_SCREENS_PAUSE] = {NS, A, A, A, CL, A, A, A, A, EN, FI, A, A, GC},
    [COMMAND_SCREENS_WAKE] = {NS, NP, NP, NP, NP, NP, NP, NP, NP, EN, FI, NP, NP, NP},
    [COMMAND_ROOM_BLANK] = {NS, A, A, A, A, A, A, A, A, EN, FI, A, A, A},
    [COMMAND_ROOM_SHOW] = {NS, NB, NB, NB, NB, NB, NB, NB, NB, EN, FI, NB, NB, NB},
    [COMMAND_MARK] = {NS, A, A, A, A, A, A, A, A, A, FI, A, A, A},
    [COMMAND_TAG] = {NS, A, A, A, A, A, A, A, A, A, FI, A, A, A},
    [COMMAND_UNTAG] = {NS, NT, NT, NT, NT, NT, NT, NT, NT, NT, FI, NT, NT, NT},
    [COMMAND_SCREEN_FOUND] = {A, A, A, A, A, A, A, A, A, A, A, A, A, A},
    [COMMAND_SCREEN_LOST] = {A, A, A, A, A, A, A, A, A, A, A, A, A, A},
    [COMMAND_DISK_FAILED] = {A, A, A, A, A, A, A, A, A, A, A, A, A, A},
    [COMMAND_GOALS_OPEN] = {NS, A, PO, PO, PO, A, A, A, PO, EN, FI, RV, GO, GO},
    [COMMAND_GOALS_CLOSE] = {NS, GN, GN, GN, GN, GN, GN, GN, GN, EN, FI, GN, A, GC},
    [COMMAND_COUNT] = {NS, A, A, A, A, A, A, A, A, A, FI, A, A, A}, // 1 of 2
    [COMMAND_END] = {NS, A, A, A, A, A, A, A, A, EN, FI, A, A, A},
    [COMMAND_FINISH] = {NS, NE, NE, NE, NE, NE, NE, NE, NE, A, FI, NE, NE, NE},
};

static void test_every_command_in_every_situation(void **state)
{
    (void)state;
    for (int kind = COMMAND_BEGIN; kind <= COMMAND_LAST; kind++)
        for (int situation = 0; situation < SITUATIONS; situation++) {
            reach((enum situation)situation);
            struct command command = help_command((enum command_kind)kind, 1, 1);
            command.begin = help_begin();
            command.technique = TECHNIQUE_ROLE_PLAY;
            strcpy(command.text, "words");
            if (kind == COMMAND_PEOPLE)
                command.amount = 9;
            command.of = 2;
            struct moment moment = help_moment(session.now_ms);
            enum refusal refusal = help_do(&session, &command, &moment);
            if (refusal != expected[kind][situation])
                fail_msg("%s in situation %d: %s, not %s", command_kind_name(command.kind),
                         situation, refusal_name(refusal),
                         refusal_name((enum refusal)expected[kind][situation]));
            help_round_trip(&session);
        }
}

static enum refusal do_command(struct command command)
{
    struct moment moment = help_moment(session.now_ms);
    return help_do(&session, &command, &moment);
}

static enum refusal do_number(enum command_kind kind, uint16_t number, uint16_t amount)
{
    return do_command(help_command(kind, number, amount));
}

// ---- beginning

static enum refusal begin_with(const struct begin *begin)
{
    memset(&session, 0, sizeof session);
    return do_command((struct command){.kind = COMMAND_BEGIN, .begin = *begin});
}

static void test_begin_shows_first_step_and_slide(void **state)
{
    (void)state;
    help_start(&session);
    assert_int_equal(session.revision, 3);
    assert_int_equal(session.slide, 1);
    assert_int_equal(session.step, 1);
    assert_int_equal(session.people, 8);
}

static void test_begin_is_judged(void **state)
{
    (void)state;
    struct begin begin = help_begin();
    begin.people = 0;
    assert_int_equal(begin_with(&begin), REFUSED_PEOPLE_RANGE);
    begin.people = 65;
    assert_int_equal(begin_with(&begin), REFUSED_PEOPLE_RANGE);
    begin = help_begin();
    begin.meeting = MEETING_INDIVIDUAL;
    assert_int_equal(begin_with(&begin), REFUSED_PEOPLE_RANGE);
    begin = help_begin();
    begin.step_count = 0;
    assert_int_equal(begin_with(&begin), REFUSED_NO_SUCH_STEP);
    begin = help_begin();
    begin.steps[2].minutes = 181;
    assert_int_equal(begin_with(&begin), REFUSED_MINUTES);
    begin = help_begin();
    begin.deck.slide_count = 0;
    assert_int_equal(begin_with(&begin), REFUSED_NO_SUCH_SLIDE);
    begin = help_begin();
    begin.deck.prompts[0].slide = 11;
    assert_int_equal(begin_with(&begin), REFUSED_NO_SUCH_SLIDE);
    begin = help_begin();
    strcpy(begin.deck.prompts[1].key, begin.deck.prompts[0].key);
    assert_int_equal(begin_with(&begin), REFUSED_NO_SUCH_PROMPT);
    begin = help_begin();
    begin.deck.prompts[0].option_count = 6;
    assert_int_equal(begin_with(&begin), REFUSED_NO_SUCH_PROMPT);
    begin = help_begin();
    strcpy(begin.group, "bad\x01");
    assert_int_equal(begin_with(&begin), REFUSED_TEXT);
    begin = help_begin();
    memset(begin.leader, 'x', sizeof begin.leader);
    assert_int_equal(begin_with(&begin), REFUSED_TEXT);
}

static void test_individual_has_all_but_prompts(void **state)
{
    (void)state;
    struct begin begin = help_begin();
    begin.meeting = MEETING_INDIVIDUAL;
    begin.people = 1;
    assert_int_equal(begin_with(&begin), ALLOWED);
    for (uint16_t prompt = 0; prompt <= HELP_PROMPTS + 1; prompt++)
        assert_int_equal(do_number(COMMAND_PROMPT_OPEN, prompt, 0), REFUSED_INDIVIDUAL);
    assert_int_equal(do_number(COMMAND_PEOPLE, 0, 2), REFUSED_PEOPLE_RANGE);
    assert_int_equal(do_number(COMMAND_SLIDE_NEXT, 0, 0), ALLOWED);
    assert_int_equal(do_number(COMMAND_MARK, 0, 0), ALLOWED);
    assert_int_equal(do_number(COMMAND_STEP_NEXT, 0, 0), ALLOWED);
}

// ---- slides

static void test_slides_and_taking_back(void **state)
{
    (void)state;
    help_start(&session);
    assert_int_equal(do_number(COMMAND_SLIDE_LAST, 0, 0), ALLOWED);
    assert_int_equal(session.slide, HELP_SLIDES);
    assert_int_equal(do_number(COMMAND_SLIDE_NEXT, 0, 0), REFUSED_LAST_SLIDE);
    assert_int_equal(do_number(COMMAND_SLIDE_LAST, 0, 0), REFUSED_LAST_SLIDE);
    assert_int_equal(do_number(COMMAND_SLIDE_GO, 0, 0), REFUSED_NO_SUCH_SLIDE);
    assert_int_equal(do_number(COMMAND_SLIDE_GO, HELP_SLIDES + 1, 0), REFUSED_NO_SUCH_SLIDE);
    uint32_t revision = session.revision;
    assert_int_equal(do_number(COMMAND_SLIDE_GO, HELP_SLIDES, 0), ALLOWED);
    assert_int_equal(session.revision, revision); // it is shown already: no fact
    assert_int_equal(do_number(COMMAND_SLIDE_GO, 4, 0), ALLOWED);
    assert_int_equal(do_number(COMMAND_SLIDE_TAKE_BACK, 0, 0), ALLOWED);
    assert_int_equal(session.slide, HELP_SLIDES);
    assert_int_equal(do_number(COMMAND_SLIDE_TAKE_BACK, 0, 0), ALLOWED);
    assert_int_equal(session.slide, 1);
    assert_int_equal(do_number(COMMAND_SLIDE_TAKE_BACK, 0, 0), REFUSED_NOTHING_TO_TAKE_BACK);
    // Only the last eight changes are remembered, and they come back in order.
    for (uint16_t slide = 2; slide <= HELP_SLIDES; slide++)
        assert_int_equal(do_number(COMMAND_SLIDE_GO, slide, 0), ALLOWED);
    for (uint16_t slide = HELP_SLIDES - 1; slide >= 2; slide--) {
        assert_int_equal(do_number(COMMAND_SLIDE_TAKE_BACK, 0, 0), ALLOWED);
        assert_int_equal(session.slide, slide);
    }
    assert_int_equal(do_number(COMMAND_SLIDE_TAKE_BACK, 0, 0), REFUSED_NOTHING_TO_TAKE_BACK);
}

// ---- the agenda

static enum refusal at(uint64_t ms, struct command command)
{
    struct moment moment = help_moment(ms);
    return help_do(&session, &command, &moment);
}

static void test_steps_take_time(void **state)
{
    (void)state;
    help_start(&session);
    assert_int_equal(at(60500, help_command(COMMAND_STEP_NEXT, 0, 0)), ALLOWED);
    assert_int_equal(session.step, 2);
    assert_true(session.steps[0].done);
    assert_int_equal(session.steps[0].spent_ms, 60500);
    assert_int_equal(at(61000, help_command(COMMAND_STEP_GO, 6, 0)), ALLOWED);
    assert_int_equal(session.steps[1].spent_ms, 500);
    assert_int_equal(at(62000, help_command(COMMAND_STEP_GO, 1, 0)), ALLOWED);
    assert_false(session.steps[0].done); // gone back to, it runs again
    assert_int_equal(at(65000, help_command(COMMAND_STEP_NEXT, 0, 0)), ALLOWED);
    assert_int_equal(session.steps[0].spent_ms, 63500);
    assert_int_equal(session.step, 3); // two is done
}

static void test_skipping(void **state)
{
    (void)state;
    help_start(&session);
    assert_int_equal(do_number(COMMAND_STEP_SKIP, 2, 0), ALLOWED);
    assert_int_equal(do_number(COMMAND_STEP_SKIP, 9, 0), REFUSED_NO_SUCH_STEP);
    assert_int_equal(do_number(COMMAND_STEP_SKIP, 1, 0), ALLOWED); // the current one: on to three
    assert_int_equal(session.step, 3);
    assert_true(session.steps[0].skipped);
    assert_false(session.steps[0].done);
    assert_int_equal(do_number(COMMAND_STEP_NEXT, 0, 0), ALLOWED);
    assert_int_equal(do_number(COMMAND_STEP_SKIP, 3, 0), REFUSED_STEP_DONE);
    assert_int_equal(do_number(COMMAND_STEP_GO, 2, 0), ALLOWED); // it happens after all
    assert_false(session.steps[1].skipped);
    assert_int_equal(do_number(COMMAND_STEP_GO, 8, 0), ALLOWED);
    assert_int_equal(do_number(COMMAND_STEP_NEXT, 0, 0), REFUSED_NO_SUCH_STEP);
    assert_int_equal(do_number(COMMAND_STEP_SKIP, 8, 0), ALLOWED);
    assert_int_equal(session.step, 0);
}

static void test_moving_keeps_who_is_current(void **state)
{
    (void)state;
    for (uint16_t current = 1; current <= HELP_STEPS; current++)
        for (uint16_t from = 1; from <= HELP_STEPS; from++)
            for (uint16_t to = 1; to <= HELP_STEPS; to++) {
                help_start(&session);
                assert_int_equal(do_number(COMMAND_STEP_GO, current, 0), ALLOWED);
                uint8_t identity = session.steps[session.step - 1].origin;
                uint8_t moved = session.steps[from - 1].origin;
                bool done = current != 1 && (from == 1 || to == 1);
                assert_int_equal(do_number(COMMAND_STEP_MOVE, from, to),
                                 done ? REFUSED_STEP_DONE : ALLOWED);
                assert_int_equal(session.steps[session.step - 1].origin, identity);
                if (!done)
                    assert_int_equal(session.steps[to - 1].origin, moved);
                help_round_trip(&session);
            }
}

static void test_names_and_minutes(void **state)
{
    (void)state;
    help_start(&session);
    struct command rename = help_command(COMMAND_STEP_RENAME, 3, 0);
    assert_int_equal(do_command(rename), REFUSED_TEXT);
    memset(rename.text, 'x', NAME_BYTES);
    assert_int_equal(do_command(rename), REFUSED_TEXT); // one byte too long
    rename.text[NAME_BYTES - 1] = '\0';
    assert_int_equal(do_command(rename), ALLOWED);
    assert_string_equal(session.steps[2].title, rename.text);
    assert_int_equal(do_number(COMMAND_STEP_RESIZE, 3, 180), ALLOWED);
    assert_int_equal(do_number(COMMAND_STEP_RESIZE, 3, 181), REFUSED_MINUTES);
    assert_int_equal(session.steps[2].minutes, 180);
}

static void test_words_have_one_budget(void **state)
{
    (void)state;
    help_start(&session);
    struct command mark = {.kind = COMMAND_MARK};
    memset(mark.text, 'm', LINE_BYTES - 1);
    size_t used = 0;
    while (used + LINE_BYTES - 1 <= SESSION_TEXT_BYTES_MAX) {
        assert_int_equal(do_command(mark), ALLOWED);
        used += LINE_BYTES - 1;
    }
    assert_int_equal(do_command(mark), REFUSED_FULL);
    mark.text[0] = '\0'; // a mark without words still fits
    while (session.mark_count < MARKS_MAX)
        assert_int_equal(do_command(mark), ALLOWED);
    assert_int_equal(do_command(mark), REFUSED_FULL);
    help_round_trip(&session);
}

static void test_warning_comes_once(void **state)
{
    (void)state;
    struct command clock = {.kind = COMMAND_CLOCK};
    help_start(&session);
    // 90 minutes planned, the last two need 15.
    assert_int_equal(at(75 * UINT64_C(60000), clock), ALLOWED);
    assert_false(session.warned);
    assert_int_equal(at(75 * UINT64_C(60000) + 1, clock), ALLOWED);
    assert_true(session.warned);
    uint32_t revision = session.revision;
    assert_int_equal(at(80 * UINT64_C(60000), clock), ALLOWED);
    assert_int_equal(session.revision, revision);
    help_start(&session);
    assert_int_equal(do_number(COMMAND_STEP_GO, 7, 0), ALLOWED); // in the last two: no warning
    assert_int_equal(at(80 * UINT64_C(60000), clock), ALLOWED);
    assert_false(session.warned);
    help_start(&session);
    assert_int_equal(do_number(COMMAND_STEP_SKIP, 8, 0), ALLOWED); // now six and seven: 40 of 85
    assert_int_equal(at(45 * UINT64_C(60000) + 1, clock), ALLOWED);
    assert_true(session.warned);
}

// ---- prompts

static void test_classes_and_people(void **state)
{
    (void)state;
    static const uint16_t least[HELP_PROMPTS + 1] = {0, 4, 5, 7, 5, 5};
    for (uint16_t prompt = 1; prompt <= HELP_PROMPTS; prompt++)
        for (uint16_t people = 1; people <= 9; people++) {
            help_start(&session);
            assert_int_equal(do_number(COMMAND_PEOPLE, 0, people), ALLOWED);
            assert_int_equal(do_number(COMMAND_PROMPT_OPEN, prompt, 0),
                             people < least[prompt] ? REFUSED_TOO_FEW_PRESENT : ALLOWED);
        }
    help_start(&session);
    struct command open = help_command(COMMAND_PROMPT_OPEN, PERSONAL_FACES, 0);
    open.class = CLASS_PLAIN;
    assert_int_equal(do_command(open), REFUSED_CLASS_LOWER);
    open.class = CLASS_SENSITIVE;
    assert_int_equal(do_command(open), ALLOWED);
    assert_int_equal(session.prompt_class, CLASS_SENSITIVE);
    assert_int_equal(do_number(COMMAND_PEOPLE, 0, 7), REFUSED_PEOPLE_DOWN);
    assert_int_equal(do_number(COMMAND_PEOPLE, 0, 10), ALLOWED);
    struct session_phase phase;
    session_phase_of(&session, &phase);
    assert_int_equal(phase.places, 10);
    assert_int_equal(do_number(COMMAND_PROMPT_OPEN, 0, 0), REFUSED_NO_SUCH_PROMPT);
}

static void test_closing_takes_its_time(void **state)
{
    (void)state;
    reach(S_OPEN);
    struct box box;
    help_box(&session, eight, 8, &box);
    close_prompt(true);
    struct command clock = {.kind = COMMAND_CLOCK};
    struct moment moment = help_moment(10 * UINT64_C(60000));
    moment.box = &box;
    moment.closing_ms = CLOSING_MS - 1;
    assert_int_equal(help_do(&session, &clock, &moment), ALLOWED);
    assert_int_equal(session.prompt_state, PROMPT_CLOSING);
    moment.closing_ms = CLOSING_MS;
    moment.box = NULL; // nothing to release yet
    assert_int_equal(help_do(&session, &clock, &moment), ALLOWED);
    assert_int_equal(session.prompt_state, PROMPT_CLOSING);
    moment.box = &box;
    assert_int_equal(help_do(&session, &clock, &moment), ALLOWED);
    assert_int_equal(session.prompt_state, PROMPT_SHOWN);
    assert_true(session.result_on);
    assert_int_equal(session.release.kind, RELEASE_BANDS);
    assert_int_equal(do_number(COMMAND_PROMPT_OPEN, PERSONAL_FACES, 0), REFUSED_PROMPT_USED);
}

static void test_results_come_and_go(void **state)
{
    (void)state;
    reach(S_SHOWN);
    assert_int_equal(do_number(COMMAND_SLIDE_NEXT, 0, 0), ALLOWED);
    assert_false(session.result_on);
    assert_int_equal(do_number(COMMAND_PROMPT_SHOW, 0, 0), ALLOWED);
    assert_true(session.result_on);
    assert_int_equal(do_number(COMMAND_SLIDE_TAKE_BACK, 0, 0), ALLOWED);
    assert_false(session.result_on);
    assert_int_equal(do_number(COMMAND_PROMPT_SHOW, 0, 0), ALLOWED);
    assert_int_equal(do_number(COMMAND_PROMPT_OPEN, PERSONAL_SINGLE, 0), ALLOWED);
    assert_false(session.result_on);
    assert_int_equal(session.release.kind, RELEASE_NONE);
    reach(S_HELD);
    assert_int_equal(session.release.kind, RELEASE_HELD);
    assert_int_equal(do_number(COMMAND_PROMPT_SHOW, 0, 0), REFUSED_NO_RESULT);
    reach(S_WITHHELD);
    assert_true(session.result_on);
    assert_int_equal(do_number(COMMAND_PROMPT_HIDE, 0, 0), ALLOWED);
    assert_int_equal(do_number(COMMAND_PROMPT_SHOW, 0, 0), ALLOWED);
}

static void test_void_offers_it_again(void **state)
{
    (void)state;
    static const enum situation open[] = {S_OPEN, S_PAUSED, S_CLOSING, S_DISK};
    for (size_t i = 0; i < 4; i++) {
        reach(open[i]);
        assert_int_equal(do_number(COMMAND_PROMPT_VOID, 0, 0), ALLOWED);
        assert_int_equal(session.prompt_state, PROMPT_IDLE);
        assert_int_equal(do_number(COMMAND_PROMPT_OPEN, PERSONAL_FACES, 0),
                         open[i] == S_DISK ? REFUSED_DISK : ALLOWED);
    }
}

static void test_restart_and_disk(void **state)
{
    (void)state;
    reach(S_OPEN);
    assert_int_equal(do_number(COMMAND_RESUMED, 0, 0), ALLOWED);
    assert_int_equal(session.prompt_state, PROMPT_PAUSED);
    reach(S_CLOSING);
    assert_int_equal(do_number(COMMAND_RESUMED, 0, 0), ALLOWED);
    assert_int_equal(session.prompt_state, PROMPT_PAUSED);
    assert_false(session.closing_show); // it is asked again at the next close
    reach(S_CLOSING);
    assert_int_equal(do_number(COMMAND_DISK_FAILED, 0, 0), ALLOWED);
    assert_int_equal(session.prompt_state, PROMPT_PAUSED);
    assert_int_equal(do_number(COMMAND_RESUMED, 0, 0), ALLOWED); // a new segment could be opened
    assert_int_equal(do_number(COMMAND_PROMPT_WAKE, 0, 0), ALLOWED);
    reach(S_OPEN);
    assert_int_equal(do_number(COMMAND_SCREENS_PAUSE, 0, 0), ALLOWED);
    assert_int_equal(do_command((struct command){.kind = COMMAND_PROMPT_CLOSE}), REFUSED_PAUSED);
}

static void test_end_throws_an_open_prompt_away(void **state)
{
    (void)state;
    static struct facts facts;
    reach(S_CLOSING);
    struct command end = {.kind = COMMAND_END};
    struct moment moment = help_moment(session.now_ms);
    assert_int_equal(session_decide(&session, &end, &moment, &facts), ALLOWED);
    assert_int_equal(facts.count, 3);
    assert_int_equal(facts.items[0].kind, FACT_PROMPT_VOIDED);
    assert_int_equal(facts.items[1].kind, FACT_COVERED);
    assert_int_equal(facts.items[2].kind, FACT_ENDED);
    assert_int_equal(help_do(&session, &end, &moment), ALLOWED);
    assert_int_equal(session.step, 0);
    assert_true(session.steps[0].done);
    struct command finish = {.kind = COMMAND_FINISH};
    finish.finish.people_here = (struct finish_count){true, 9, 8};
    assert_int_equal(do_command(finish), REFUSED_PEOPLE_RANGE);
    finish.finish.people_here.done = 8;
    strcpy(finish.finish.note, "A good group.");
    assert_int_equal(do_command(finish), ALLOWED);
    assert_string_equal(session.finish.note, "A good group.");
}

static void test_screens_wait_for_the_end_of_a_phase(void **state)
{
    (void)state;
    help_start(&session);
    assert_int_equal(do_number(COMMAND_SCREEN_FOUND, 2, 0), ALLOWED);
    assert_true(session_screen_here(&session, 2));
    assert_int_equal(do_number(COMMAND_PROMPT_OPEN, PERSONAL_FACES, 0), ALLOWED);
    uint32_t revision = session.revision;
    assert_int_equal(do_number(COMMAND_SCREEN_LOST, 2, 0), ALLOWED);
    assert_int_equal(session.revision, revision);
    assert_true(session_screen_here(&session, 2));
    assert_int_equal(do_number(COMMAND_PROMPT_VOID, 0, 0), ALLOWED);
    assert_int_equal(do_number(COMMAND_SCREEN_LOST, 2, 0), ALLOWED);
    assert_false(session_screen_here(&session, 2));
    assert_int_equal(do_number(COMMAND_SCREEN_FOUND, 0, 0), ALLOWED); // none such: nothing said
    assert_int_equal(do_number(COMMAND_SCREEN_FOUND, TERMINALS_MAX + 1, 0), ALLOWED);
    assert_int_equal(session.revision, revision + 2);
}

// ---- time

static void test_answers_are_told_in_whole_minutes(void **state)
{
    (void)state;
    static struct facts facts;
    help_start(&session);
    struct command open = help_command(COMMAND_PROMPT_OPEN, PERSONAL_FACES, 0);
    struct moment moment = help_moment(119999);
    assert_int_equal(session_decide(&session, &open, &moment, &facts), ALLOWED);
    assert_int_equal(facts.items[0].at_ms, 60000);
    assert_int_equal(at(119999, help_command(COMMAND_SLIDE_NEXT, 0, 0)), ALLOWED);
    assert_int_equal(help_do(&session, &open, &moment), ALLOWED);
    assert_int_equal(session.now_ms, 119999); // and time does not go back for it
    assert_int_equal(session.prompt_since_ms, 60000);
}

static void test_any_clock_will_do(void **state)
{
    (void)state;
    static const uint64_t times[] = {0, 1, 59999, 5000000, 3, UINT64_MAX, 0, SESSION_MS_MAX};
    static const uint32_t days[] = {0, 47481, UINT32_MAX}; // 1970, 2099, nonsense
    for (size_t d = 0; d < 3; d++) {
        memset(&session, 0, sizeof session);
        struct command begin = {.kind = COMMAND_BEGIN, .begin = help_begin()};
        struct moment moment = {.session_ms = 77, .wall_day = days[d], .wall_minute = 9999};
        assert_int_equal(help_do(&session, &begin, &moment), ALLOWED);
        assert_int_equal(session.now_ms, 0);
        assert_in_range(session.wall_day, 0, WALL_DAY_MAX);
        uint64_t before = 0;
        for (size_t t = 0; t < sizeof times / sizeof times[0]; t++) {
            moment.session_ms = times[t];
            struct command next =
                help_command(t % 2 == 0 ? COMMAND_STEP_NEXT : COMMAND_SLIDE_NEXT, 0, 0);
            assert_int_equal(help_do(&session, &next, &moment), ALLOWED);
            assert_true(session.now_ms >= before && session.now_ms <= SESSION_MS_MAX);
            before = session.now_ms;
            help_round_trip(&session);
        }
    }
}

// ---- what does not follow

static void test_forged_facts_change_nothing(void **state)
{
    (void)state;
    for (int situation = 0; situation < SITUATIONS; situation++)
        for (int kind = 0; kind <= FACT_LAST + 1; kind++) {
            reach((enum situation)situation);
            static struct session before;
            memcpy(&before, &session, sizeof before);
            struct fact fact = {.kind = (enum fact_kind)kind, .revision = session.revision + 2};
            fact.at_ms = session.now_ms;
            assert_int_equal(session_apply(&session, &fact), ERR_MALFORMED); // a gap
            fact.revision = session.revision + 1;
            fact.number = 999;
            fact.amount = 999;
            fact.gap_minutes = UINT32_MAX;
            fact.at_ms = UINT64_MAX;
            assert_int_equal(session_apply(&session, &fact), ERR_MALFORMED);
            assert_memory_equal(&before, &session, sizeof before);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_command_in_every_situation),
        cmocka_unit_test(test_begin_shows_first_step_and_slide),
        cmocka_unit_test(test_begin_is_judged),
        cmocka_unit_test(test_individual_has_all_but_prompts),
        cmocka_unit_test(test_slides_and_taking_back),
        cmocka_unit_test(test_steps_take_time),
        cmocka_unit_test(test_skipping),
        cmocka_unit_test(test_moving_keeps_who_is_current),
        cmocka_unit_test(test_names_and_minutes),
        cmocka_unit_test(test_words_have_one_budget),
        cmocka_unit_test(test_warning_comes_once),
        cmocka_unit_test(test_classes_and_people),
        cmocka_unit_test(test_closing_takes_its_time),
        cmocka_unit_test(test_results_come_and_go),
        cmocka_unit_test(test_void_offers_it_again),
        cmocka_unit_test(test_restart_and_disk),
        cmocka_unit_test(test_end_throws_an_open_prompt_away),
        cmocka_unit_test(test_screens_wait_for_the_end_of_a_phase),
        cmocka_unit_test(test_answers_are_told_in_whole_minutes),
        cmocka_unit_test(test_any_clock_will_do),
        cmocka_unit_test(test_forged_facts_change_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

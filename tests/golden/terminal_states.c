#include "terminal_states.h"

#include "base/check.h"
#include "core/box.h"
#include "core/release.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    NOW_MS = 1000000, // of every moment, on the turn's clock
    PROMPT_FEEL = 1,
    PROMPT_SIGNS = 2,
    PROMPT_TRY = 3,
    PROMPT_TOPIC = 4,
    PROMPT_HOPE = 3, // of the other deck: five steps
};

static const char *const NAMES[STATES] = {
    [STATE_WELCOME] = "welcome",
    [STATE_WELCOME_BARE] = "welcome-bare",
    [STATE_WELCOME_ALONE] = "welcome-alone",
    [STATE_SLIDE] = "slide",
    [STATE_SLIDE_TWO] = "slide-two",
    [STATE_FACES] = "faces",
    [STATE_FACES_REST] = "faces-rest",
    [STATE_FACES_FOCUS] = "faces-focus",
    [STATE_FACES_URGED] = "faces-urged",
    [STATE_FACES_CLOSING] = "faces-closing",
    [STATE_FACES_SILENT] = "faces-silent",
    [STATE_STEPS] = "steps",
    [STATE_SINGLE] = "single",
    [STATE_CHOOSE_ALL] = "choose-all",
    [STATE_PASS] = "pass",
    [STATE_PLAIN] = "plain",
    [STATE_PHRASES] = "phrases",
    [STATE_PHRASES_REST] = "phrases-rest",
    [STATE_PHRASES_OWN] = "phrases-own",
    [STATE_PHRASES_CLOSING] = "phrases-closing",
    [STATE_PHRASES_SILENT] = "phrases-silent",
    [STATE_PHRASES_ALL] = "phrases-all",
    [STATE_WRITING] = "writing",
    [STATE_WRITING_NONE] = "writing-none",
    [STATE_WRITING_FULL] = "writing-full",
    [STATE_WRITING_SHIFT] = "writing-shift",
    [STATE_WRITING_NUMBERS] = "writing-numbers",
    [STATE_WRITING_BY_LETTER] = "writing-by-letter",
    [STATE_WRITING_PASS] = "writing-pass",
    [STATE_WRITING_CLOSING] = "writing-closing",
    [STATE_WRITING_SILENT] = "writing-silent",
    [STATE_SENDING] = "sending",
    [STATE_SENDING_SILENT] = "sending-silent",
    [STATE_SAVED] = "saved",
    [STATE_COVER] = "cover",
    [STATE_COVER_SILENT] = "cover-silent",
    [STATE_BANDS] = "bands",
    [STATE_LINES] = "lines",
    [STATE_LINES_TWO] = "lines-two",
    [STATE_TOO_FEW] = "too-few",
    [STATE_COUNTS] = "counts",
    [STATE_RESULT_SILENT] = "result-silent",
    [STATE_RESULT_TWO] = "result-two",
    [STATE_RECONNECTING] = "reconnecting",
    [STATE_PAUSED] = "paused",
    [STATE_STILL_THERE] = "still-there",
    [STATE_CLEAR_ASK] = "clear-ask",
    [STATE_SETTINGS] = "settings",
    [STATE_SETTINGS_TWO] = "settings-two",
    [STATE_PROMISE] = "promise",
    [STATE_BOX_FULL] = "box-full",
    [STATE_NOT_TAKEN] = "not-taken",
    [STATE_CLOSED_NOT_TAKEN] = "closed-not-taken",
    [STATE_CLEARED] = "cleared",
    [STATE_STAFF] = "staff",
    [STATE_STAFF_TYPED] = "staff-typed",
    [STATE_STAFF_WRONG] = "staff-wrong",
    [STATE_STAFF_RESTS] = "staff-rests",
    [STATE_STAFF_NONE] = "staff-none",
    [STATE_LOADING] = "loading",
    [STATE_ENDED] = "ended",
};

const char *terminal_state_name(enum terminal_state_id id)
{
    if (id >= STATE_GOALS && id < STATES)
        return goal_moment_name(id);
    check(id < STATES && NAMES[id] != NULL);
    return NAMES[id];
}

static uint8_t text_prompt(const struct deck *deck, uint8_t nth)
{
    for (uint8_t i = 0; i < deck->prompt_count; i++)
        if (deck->prompts[i].kind == PROMPT_TEXT && nth-- == 0)
            return (uint8_t)(i + 1);
    check(false && "the deck has that text prompt");
    return 0;
}

void terminal_other_deck(const struct golden *golden, struct deck *out_deck)
{
    struct deck *first = calloc(1, sizeof *first);
    check(first != NULL);
    golden_load_deck("coping-with-stress", 1, first);
    golden_load_deck("recovery-strategies", 1, out_deck);
    check(out_deck->prompt_count + 2 <= PROMPTS_MAX);
    out_deck->prompts[out_deck->prompt_count++] = first->prompts[text_prompt(first, 0) - 1];
    free(first);
    struct deck_prompt *all = &out_deck->prompts[out_deck->prompt_count++];
    *all = golden->deck->prompts[PROMPT_TRY - 1];
    all->kind = PROMPT_TEXT;
    all->class = CLASS_PERSONAL;
    all->option_count = 4;
}

static void choosing(struct terminal_moment *moment, uint8_t prompt, uint8_t choice, bool pass)
{
    moment->turn.prompt = prompt;
    moment->turn.choice = choice;
    moment->turn.pass = pass;
    moment->turn.state = choice != 0 || pass ? TURN_CHOSEN : TURN_QUESTION;
    moment->envelope.scene.prompt = prompt;
    moment->envelope.scene.prompt_state = PROMPT_OPEN;
}

static void silent(struct terminal_moment *moment)
{
    moment->view.link = LINK_RECONNECTING;
    moment->view.silent_ms = 4000;
}

static void waiting(struct terminal_moment *moment)
{
    memset(&moment->envelope.scene, 0, sizeof moment->envelope.scene);
    moment->turn.state = TURN_WELCOME;
}

static void released(struct terminal_moment *moment, const struct deck *deck, uint8_t prompt,
                     const uint8_t answers[OPTIONS_MAX])
{
    const struct deck_prompt *from = &deck->prompts[prompt - 1];
    struct box box = {.kind = from->kind, .class = from->class, .option_count = from->option_count};
    for (uint8_t option = 0; option < from->option_count; option++)
        for (uint8_t i = 0; i < answers[option]; i++)
            box.slots[box.count++].choice = (uint8_t)(1u << option);
    release_of(&box, true, &moment->envelope.scene.release);
    moment->envelope.scene.prompt = prompt;
    moment->envelope.scene.result_on = true;
    moment->turn.state = TURN_RESULT;
}

static void set_question(enum terminal_state_id id, struct terminal_moment *moment,
                         const struct deck *other)
{
    if (id == STATE_STEPS) {
        moment->view.deck = other;
        choosing(moment, PROMPT_HOPE, 1u << 1, false);
    } else if (id == STATE_SINGLE) {
        choosing(moment, PROMPT_TRY, 1u << 2, false);
    } else if (id == STATE_CHOOSE_ALL) {
        choosing(moment, PROMPT_SIGNS, 1u << 0 | 1u << 2, false);
    } else if (id == STATE_PLAIN) {
        choosing(moment, PROMPT_TOPIC, 1u << 3, false);
    } else if (id == STATE_PASS) {
        choosing(moment, PROMPT_FEEL, 0, true);
    } else if (id == STATE_FACES || id == STATE_FACES_CLOSING || id == STATE_FACES_SILENT) {
        choosing(moment, PROMPT_FEEL, 1u << 3, false);
    } else {
        choosing(moment, PROMPT_FEEL, 0, false);
    }
    moment->view.urged = id == STATE_FACES_URGED;
    if (id == STATE_FACES_FOCUS)
        hand_focus(&moment->hand, PART_ANSWER + 1, true);
    if (id == STATE_FACES_SILENT)
        silent(moment);
    if (id == STATE_FACES_CLOSING) {
        moment->view.closing = true;
        moment->view.closing_ms = NOW_MS - 6000;
    }
}

static void set_phrases(enum terminal_state_id id, struct terminal_moment *moment,
                        const struct deck *other)
{
    bool rest = id == STATE_PHRASES_REST, own = id == STATE_PHRASES_OWN;
    moment->view.deck = other;
    choosing(moment, text_prompt(other, id == STATE_PHRASES_ALL ? 1 : 0), rest || own ? 0 : 1u << 2,
             false);
    if (own) {
        moment->turn.own = true;
        moment->turn.state = TURN_CHOSEN;
    }
    if (id == STATE_PHRASES_SILENT)
        silent(moment);
    moment->view.closing = id == STATE_PHRASES_CLOSING;
    moment->view.closing_ms = NOW_MS - 6000;
}

static void set_writing(enum terminal_state_id id, struct terminal_moment *moment,
                        const struct deck *other)
{
    struct turn *turn = &moment->turn;
    static struct deck helped; // with the longest help line that a group may have
    moment->view.deck = other;
    if (id == STATE_WRITING_CLOSING) {
        helped = *other;
        snprintf(helped.help_line, sizeof helped.help_line, "988 or 1 (800) 555-0100");
        moment->view.deck = &helped;
    }
    choosing(moment, text_prompt(other, 0), 0, id == STATE_WRITING_PASS);
    turn->state = TURN_WRITING;
    turn->own = true;
    turn->keyboard.shift = id == STATE_WRITING_SHIFT;
    turn->keyboard.numbers = id == STATE_WRITING_NUMBERS;
    turn->keyboard.by_letter = id == STATE_WRITING_BY_LETTER;
    const char *words = id == STATE_WRITING_NONE ? ""
                        : id == STATE_WRITING_FULL
                            ? "when my mother made us warm soup and we all sat together now"
                        : id == STATE_WRITING_SHIFT ? "music and " // more will follow
                                                    : "a walk after lunch";
    snprintf(turn->text, sizeof turn->text, "%s", words);
    if (id == STATE_WRITING_SILENT)
        silent(moment);
    moment->view.closing = id == STATE_WRITING_CLOSING;
    moment->view.closing_ms = NOW_MS - 6000;
}

static void set_message(enum terminal_state_id id, struct terminal_moment *moment)
{
    struct turn *turn = &moment->turn;
    choosing(moment, PROMPT_FEEL, 0, false);
    if (id == STATE_SENDING || id == STATE_SENDING_SILENT)
        turn->state = TURN_SENDING;
    else if (id == STATE_COVER || id == STATE_COVER_SILENT)
        turn->state = TURN_COVER;
    else if (id == STATE_BOX_FULL)
        turn->state = TURN_BOX_FULL;
    else if (id == STATE_NOT_TAKEN || id == STATE_CLOSED_NOT_TAKEN)
        turn->state = TURN_NOT_TAKEN;
    else if (id == STATE_PAUSED)
        turn->state = TURN_PAUSED;
    else if (id == STATE_STILL_THERE)
        turn->state = TURN_STILL_THERE;
    else if (id == STATE_CLEAR_ASK)
        turn->state = TURN_CLEAR_ASK;
    else if (id == STATE_SAVED)
        turn->state = TURN_SAVED;
    turn->under = TURN_QUESTION;
    turn->since_ms = NOW_MS - 1000;
    turn->warned_at_ms = NOW_MS - 10000;
    moment->envelope.scene.box_full = id == STATE_BOX_FULL || id == STATE_NOT_TAKEN;
    if (id == STATE_SENDING_SILENT || id == STATE_COVER_SILENT)
        silent(moment);
}

static void set_result(enum terminal_state_id id, struct terminal_moment *moment,
                       const struct golden *golden)
{
    static const uint8_t FEEL[] = {0, 1, 1, 5, 1}, TOPIC[] = {4, 2, 1, 0, 0},
                         FEW[] = {1, 1, 1, 1, 0};
    if (id == STATE_COUNTS)
        released(moment, golden->deck, PROMPT_TOPIC, TOPIC);
    else
        released(moment, golden->deck, PROMPT_FEEL, id == STATE_TOO_FEW ? FEW : FEEL);
    moment->view.table.two_languages = id == STATE_RESULT_TWO;
    if (id == STATE_RESULT_SILENT)
        silent(moment);
}

// What the practitioner approved: phrases in the reader's language, and people's own words.
static void set_lines(enum terminal_state_id id, struct terminal_moment *moment,
                      const struct deck *other)
{
    struct release *release = &moment->envelope.scene.release;
    static const char *const WORDS[] = {
        "a walk after lunch", NULL, "ກິນນ້ຳຊາ", NULL,
        "when my mother made us warm soup and we all sat together now"};
    release->kind = RELEASE_LINES;
    for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++) {
        struct text_line *line = &release->lines[release->line_count++];
        line->phrase = WORDS[i] == NULL ? (uint8_t)(1 + i) : 0;
        snprintf(line->text, sizeof line->text, "%s", WORDS[i] == NULL ? "" : WORDS[i]);
    }
    moment->view.deck = other;
    moment->view.table.two_languages = id == STATE_LINES_TWO;
    moment->envelope.scene.prompt = text_prompt(other, 1);
    moment->envelope.scene.result_on = true;
    moment->turn.state = TURN_RESULT;
}

// The way out for staff, over a question that somebody is at.
static void set_staff(enum terminal_state_id id, struct terminal_moment *moment)
{
    struct staff_panel *staff = &moment->staff;
    choosing(moment, PROMPT_FEEL, 1u << 3, false);
    staff->open = true;
    staff->says = id == STATE_STAFF_WRONG   ? STAFF_WRONG
                  : id == STATE_STAFF_RESTS ? STAFF_RESTS
                  : id == STATE_STAFF_NONE  ? STAFF_HAS_NONE
                                            : STAFF_ASKS;
    staff->digits = id == STATE_STAFF_TYPED ? 12 : 0;
    staff->ready = id == STATE_STAFF_TYPED;
    moment->view.staff_rests_s = id == STATE_STAFF_RESTS ? 838 : 0;
}

void terminal_moment_of(enum terminal_state_id id, const struct golden *golden,
                        const struct deck *other, struct terminal_moment *out_moment)
{
    struct terminal_moment *moment = out_moment;
    memset(moment, 0, sizeof *moment);
    hand_init(&moment->hand, true);
    moment->view = (struct terminal_view){.strings = golden->strings,
                                          .turn = &moment->turn,
                                          .envelope = &moment->envelope,
                                          .deck = golden->deck,
                                          .table = {.language2 = LANGUAGE_LO},
                                          .link = LINK_HERE,
                                          .screen = 3,
                                          .speed = 1,
                                          .now_ms = NOW_MS};
    struct scene *scene = &moment->envelope.scene;
    scene->phase = SCENE_RUNNING;
    scene->slide = moment->turn.slide = 7;
    scene->slide_count = golden->deck->slide_count;
    moment->turn.state = TURN_SLIDE;
    if (id >= STATE_GOALS && id < STATES) {
        goal_moment_of(id, NOW_MS, moment);
        return;
    }
    switch (id) {
    case STATE_WELCOME:
        waiting(moment);
        snprintf(moment->envelope.welcome_group, sizeof moment->envelope.welcome_group,
                 "Tuesday Recovery Group");
        moment->envelope.starts_known = true;
        moment->envelope.starts_minute = 600;
        break;
    case STATE_WELCOME_BARE:
        waiting(moment);
        moment->view.picked = true;
        break;
    case STATE_WELCOME_ALONE:
        waiting(moment);
        moment->view.envelope = NULL;
        moment->view.link = LINK_REFUSED;
        moment->view.screen = 0;
        break;
    case STATE_SLIDE:
        break;
    case STATE_SLIDE_TWO:
        moment->view.table.two_languages = true;
        break;
    case STATE_RECONNECTING:
        silent(moment);
        break;
    case STATE_LOADING:
        choosing(moment, PROMPT_FEEL, 0, false);
        moment->view.deck = NULL;
        break;
    case STATE_PROMISE:
        moment->turn.state = TURN_PROMISE;
        break;
    case STATE_STAFF:
    case STATE_STAFF_TYPED:
    case STATE_STAFF_WRONG:
    case STATE_STAFF_RESTS:
    case STATE_STAFF_NONE:
        set_staff(id, moment);
        break;
    case STATE_CLEARED:
        moment->turn.state = TURN_CLEARED;
        break;
    case STATE_ENDED:
        moment->turn.state = TURN_ENDED;
        break;
    case STATE_SETTINGS:
    case STATE_SETTINGS_TWO:
        choosing(moment, PROMPT_FEEL, 0, false);
        moment->view.settings = true;
        moment->view.table.two_languages = id == STATE_SETTINGS_TWO;
        break;
    case STATE_FACES:
    case STATE_FACES_REST:
    case STATE_FACES_FOCUS:
    case STATE_FACES_URGED:
    case STATE_FACES_CLOSING:
    case STATE_FACES_SILENT:
    case STATE_STEPS:
    case STATE_SINGLE:
    case STATE_CHOOSE_ALL:
    case STATE_PASS:
    case STATE_PLAIN:
        set_question(id, moment, other);
        break;
    case STATE_PHRASES:
    case STATE_PHRASES_REST:
    case STATE_PHRASES_OWN:
    case STATE_PHRASES_CLOSING:
    case STATE_PHRASES_SILENT:
    case STATE_PHRASES_ALL:
        set_phrases(id, moment, other);
        break;
    case STATE_WRITING:
    case STATE_WRITING_NONE:
    case STATE_WRITING_FULL:
    case STATE_WRITING_SHIFT:
    case STATE_WRITING_NUMBERS:
    case STATE_WRITING_BY_LETTER:
    case STATE_WRITING_PASS:
    case STATE_WRITING_CLOSING:
    case STATE_WRITING_SILENT:
        set_writing(id, moment, other);
        break;
    case STATE_SENDING:
    case STATE_SENDING_SILENT:
    case STATE_SAVED:
    case STATE_COVER:
    case STATE_COVER_SILENT:
    case STATE_PAUSED:
    case STATE_STILL_THERE:
    case STATE_CLEAR_ASK:
    case STATE_BOX_FULL:
    case STATE_NOT_TAKEN:
    case STATE_CLOSED_NOT_TAKEN:
        set_message(id, moment);
        break;
    case STATE_BANDS:
    case STATE_TOO_FEW:
    case STATE_COUNTS:
    case STATE_RESULT_SILENT:
    case STATE_RESULT_TWO:
        set_result(id, moment, golden);
        break;
    case STATE_LINES:
    case STATE_LINES_TWO:
        set_lines(id, moment, other);
        break;
    default:
        check(false && "a state");
        break;
    }
}

void terminal_moment_draw(const struct golden *golden, const struct terminal_moment *moment)
{
    struct canvas canvas = canvas_participant(golden->pixels_w, golden->pixels_h);
    struct terminal_view view = moment->view;
    view.turn = &moment->turn;
    view.staff = &moment->staff;
    if (view.goal != NULL)
        view.goal = &moment->goal;
    if (view.envelope != NULL)
        view.envelope = &moment->envelope;
    view.steady = view.table.size == TEXT_LARGEST;
    struct hand hand = moment->hand;
    view_paint(golden->list, &canvas, golden->fonts, &hand, &view);
}

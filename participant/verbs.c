// What a script may say to a terminal: what a person can do with a finger, and the cable.
#include "base/check.h"
#include "base/utf8.h"
#include "participant/app.h"
#include "participant/verbs_goal.h"
#include "room/script_words.h"
#include "room/wall.h"
#include <string.h>

// An option by its key in the deck, by its place from 1, or "pass".
static bool find_option(const struct app *app, const char *word, uint8_t *out_choice)
{
    if (strcmp(word, "pass") == 0) {
        *out_choice = TURN_PASS;
        return true;
    }
    const struct deck *deck = terminal_deck(app->terminal);
    uint8_t prompt = terminal_turn(app->terminal)->prompt;
    if (deck == NULL || prompt == 0 || prompt > deck->prompt_count)
        return false;
    const struct deck_prompt *asked = &deck->prompts[prompt - 1];
    for (uint8_t i = 0; i < asked->option_count; i++) {
        char place[2] = {(char)('1' + i), '\0'};
        if (strcmp(word, asked->option_keys[i]) == 0 || strcmp(word, place) == 0) {
            *out_choice = i;
            return true;
        }
    }
    return false;
}

static enum script_step choose(void *program, const char *rest, struct out *problem)
{
    struct app *app = program;
    uint8_t choice;
    if (terminal_deck(app->terminal) == NULL)
        return SCRIPT_AGAIN; // the deck is on its way
    if (!find_option(app, rest, &choice))
        return script_wrong(problem, "no such answer here: ", rest);
    terminal_input(app->terminal, TURN_IN_CHOOSE, choice);
    return SCRIPT_DONE;
}

// Write my own words: chosen on the phrases, then written.
static enum script_step own(void *program, const char *rest, struct out *problem)
{
    struct app *app = program;
    (void)rest, (void)problem;
    if (terminal_in_goals(app->terminal)) {
        terminal_goal(app->terminal, &(struct goal_event){.input = GOAL_IN_OWN});
        return SCRIPT_DONE;
    }
    if (terminal_deck(app->terminal) == NULL)
        return SCRIPT_AGAIN; // the deck is on its way
    terminal_input(app->terminal, TURN_IN_CHOOSE, TURN_OWN);
    return SCRIPT_DONE;
}

// One key after the other, as on the screen.
static enum script_step write_words(void *program, const char *rest, struct out *problem)
{
    struct app *app = program;
    enum goal_turn_state goal = terminal_goal_turn(app->terminal)->state;
    bool line = goal == GOAL_AT_WRITING || goal == GOAL_AT_PART_WORDS;
    if (terminal_turn(app->terminal)->state != TURN_WRITING && !line)
        return script_wrong(problem, "nobody is writing", "");
    struct span words = span_of_string(rest);
    while (words.size > 0) {
        struct board_key key = {.kind = BOARD_LETTER};
        size_t size = utf8_decode(words, &key.point);
        if (size == 0)
            return script_wrong(problem, "these are no letters: ", rest);
        if (line)
            terminal_goal(app->terminal, &(struct goal_event){.input = GOAL_IN_KEY, .key = key});
        else
            terminal_key(app->terminal, &key);
        words = span_from(words, size);
    }
    return SCRIPT_DONE;
}

// The same word means the same touch to whoever is at the screen.
static enum script_step give(struct app *app, enum turn_input input)
{
    static const enum goal_input GOALS[TURN_IN_LAST + 1] = {
        [TURN_IN_BACK] = GOAL_IN_BACK, [TURN_IN_SEND] = GOAL_IN_SAVE,
        [TURN_IN_DONE] = GOAL_IN_DONE, [TURN_IN_YES] = GOAL_IN_YES,
        [TURN_IN_NO] = GOAL_IN_NO,     [TURN_IN_TOUCH] = GOAL_IN_TOUCH};
    if (terminal_in_goals(app->terminal)) {
        if (GOALS[input] != GOAL_IN_ROOM)
            terminal_goal(app->terminal, &(struct goal_event){.input = GOALS[input]});
        return SCRIPT_DONE;
    }
    terminal_input(app->terminal, input, 0);
    return SCRIPT_DONE;
}

static enum script_step send_answer(void *program, const char *rest, struct out *problem)
{
    (void)rest, (void)problem;
    return give(program, TURN_IN_SEND);
}

static enum script_step back(void *program, const char *rest, struct out *problem)
{
    (void)rest, (void)problem;
    return give(program, TURN_IN_BACK);
}

static enum script_step done(void *program, const char *rest, struct out *problem)
{
    (void)rest, (void)problem;
    return give(program, TURN_IN_DONE);
}

static enum script_step yes(void *program, const char *rest, struct out *problem)
{
    (void)rest, (void)problem;
    return give(program, TURN_IN_YES);
}

static enum script_step no(void *program, const char *rest, struct out *problem)
{
    (void)rest, (void)problem;
    return give(program, TURN_IN_NO);
}

static enum script_step wake(void *program, const char *rest, struct out *problem)
{
    (void)rest, (void)problem;
    return give(program, TURN_IN_WAKE);
}

static enum script_step start(void *program, const char *rest, struct out *problem)
{
    (void)rest, (void)problem;
    return give(program, TURN_IN_START);
}

static enum script_step touch(void *program, const char *rest, struct out *problem)
{
    (void)rest, (void)problem;
    return give(program, TURN_IN_TOUCH);
}

static enum script_step language(void *program, const char *rest, struct out *problem)
{
    struct app *app = program;
    struct table table = *terminal_table(app->terminal);
    if (!language_find(rest, &table.language))
        return script_wrong(problem, "no such language: ", rest);
    terminal_set_table(app->terminal, &table);
    return SCRIPT_DONE;
}

static enum script_step second_language(void *program, const char *rest, struct out *problem)
{
    struct app *app = program;
    struct table table = *terminal_table(app->terminal);
    table.two_languages = strcmp(rest, "off") != 0;
    if (table.two_languages && !language_find(rest, &table.language2))
        return script_wrong(problem, "no such language: ", rest);
    terminal_set_table(app->terminal, &table);
    return SCRIPT_DONE;
}

static enum script_step size(void *program, const char *rest, struct out *problem)
{
    static const char *const names[] = {"large", "larger", "largest", NULL};
    struct app *app = program;
    struct table table = *terminal_table(app->terminal);
    int place = script_word_of(rest, names);
    if (place < 0)
        return script_wrong(problem, "no such text size: ", rest);
    table.size = (enum text_size)place;
    terminal_set_table(app->terminal, &table);
    return SCRIPT_DONE;
}

static enum script_step cable(void *program, const char *rest, struct out *problem)
{
    struct app *app = program;
    bool out = strcmp(rest, "out") == 0;
    if (!out && strcmp(rest, "in") != 0)
        return script_wrong(problem, "say cable out or cable in, not ", rest);
    return terminal_cut(app->terminal, out) ? SCRIPT_DONE : SCRIPT_AGAIN;
}

// "talk SECONDS": people talk for so long; in practice as many times shorter as the hub's clocks.
static enum script_step talk(void *program, const char *rest, struct out *problem)
{
    struct app *app = program;
    long seconds;
    if (!script_number(rest, 1, 3600, &seconds))
        return script_wrong(problem, "is not a number of seconds from 1 to 3600: ", rest);
    uint64_t now_ms = monotonic_now_ms();
    if (app->talk_until_ms == 0)
        app->talk_until_ms = now_ms + (uint64_t)seconds * 1000 / terminal_speed(app->terminal);
    if (now_ms < app->talk_until_ms)
        return SCRIPT_AGAIN;
    app->talk_until_ms = 0;
    return SCRIPT_DONE;
}

static enum script_step press(void *program, const char *rest, struct out *problem)
{
    struct app *app = program;
    struct terminal_window *window = app_window(app);
    if (window == NULL)
        return script_wrong(problem, "there is no page to press: ", rest);
    if (!terminal_window_press(window, rest))
        return script_wrong(problem, "nothing to press here is called ", rest);
    return SCRIPT_DONE;
}

static enum script_step picture(void *program, const char *rest, struct out *problem)
{
    struct app *app = program;
    struct terminal_window *window = app_window(app);
    if (window == NULL || terminal_window_picture(window, rest) != OK)
        return script_wrong(problem, "the picture cannot be written: ", rest);
    return SCRIPT_DONE;
}

static enum script_step quit(void *program, const char *rest, struct out *problem)
{
    struct app *app = program;
    (void)rest, (void)problem;
    app->quit = true;
    return SCRIPT_DONE;
}

static const struct script_verb VERBS[] = {
    {"language", "language en|es|hmn|lo|so: choose the language", language},
    {"two", "two LANGUAGE|off: show slides in two languages", second_language},
    {"size", "size large|larger|largest: text size", size},
    {"start", "start: leave the welcome or the promise", start},
    {"choose", "choose KEY|PLACE|pass: touch an answer", choose},
    {"own", "own: touch \"write my own words\"; send goes to the keyboard", own},
    {"write", "write WORDS: touch the keys one by one", write_words},
    {"back", "back: from the keyboard to the phrases", back},
    {"send", "send: send the chosen answer", send_answer},
    {"done", "done: I am done", done},
    {"yes", "yes: clear it, or I am still here", yes},
    {"no", "no: go back", no},
    {"wake", "wake: touch the cover", wake},
    {"touch", "touch: touch anything else", touch},
    {"cable", "cable out|in: pull the network cable or put it back", cable},
    {"talk", "talk SECONDS: people talk, in session time", talk},
    {"press", "press PART: touch the part of that name", press},
    {"picture", "picture FILE: paint the screen to a PNG", picture},
    {"say", "say TEXT: print it", script_say},
    {"stay", "stay: run no further line, until the program is ended", script_stay},
    {"quit", "quit: end the program", quit},
};

size_t participant_verbs(struct script_verb verbs[PARTICIPANT_VERBS_MAX])
{
    const size_t own = sizeof VERBS / sizeof VERBS[0];
    check(own + goal_verb_count() <= PARTICIPANT_VERBS_MAX);
    memcpy(verbs, VERBS, sizeof VERBS);
    memcpy(verbs + own, goal_verbs, goal_verb_count() * sizeof goal_verbs[0]);
    return own + goal_verb_count();
}

// state, link, language, saved answers are never told: only what the screen shows.
enum script_step participant_holds(void *program, const char *name, const char *value,
                                   struct out *problem)
{
    const struct app *app = program;
    const char *is = NULL;
    char number[16] = "";
    struct out out = out_into(number, sizeof number);
    if (strcmp(name, "state") == 0) {
        is = turn_state_name(terminal_turn(app->terminal)->state);
    } else if (strcmp(name, "link") == 0) {
        is = link_state_name(terminal_link(app->terminal));
    } else if (strcmp(name, "language") == 0) {
        is = language_name(terminal_table(app->terminal)->language);
    } else if (strcmp(name, "deck") == 0) {
        is = terminal_deck(app->terminal) != NULL ? "whole" : "none";
    } else if (strcmp(name, "goal-state") == 0) {
        is = goal_turn_state_name(terminal_goal_turn(app->terminal)->state);
    } else if (strcmp(name, "both") == 0) {
        is = terminal_goal_turn(app->terminal)->both ? "yes" : "no";
    } else if (strcmp(name, "on-slide") == 0) {
        out_number(&out, terminal_turn(app->terminal)->slide);
        is = number;
    } else if (strcmp(name, "screen") == 0) {
        out_number(&out, terminal_screen(app->terminal));
        is = number;
    } else {
        return SCRIPT_WRONG;
    }
    if (strcmp(is, value) == 0)
        return SCRIPT_DONE;
    out_text(problem, name);
    out_text(problem, " is ");
    out_text(problem, is);
    return SCRIPT_AGAIN;
}

// What a script may say to the console beside the session's own commands: unlock, begin, pair, speed.
#include "facilitator/app.h"
#include "facilitator/verbs_book.h"
#include "room/approve.h"
#include "room/script_words.h"
#include "room/wall.h"
#include <string.h>

// "unlock PASSPHRASE" stays the line being run until the console is open.
static enum script_step unlock(void *program, const char *rest, struct out *problem)
{
    struct app *app = program;
    const struct console_problem *trouble = console_trouble(app->console);
    switch (console_state(app->console)) {
    case CONSOLE_OPEN:
        return SCRIPT_DONE;
    case CONSOLE_OPENING:
        return SCRIPT_AGAIN;
    case CONSOLE_LOCKED:
        break;
    }
    if (trouble->what == NULL && console_unlock(app->console, rest) == OK)
        return SCRIPT_AGAIN;
    out_text(problem, trouble->which);
    out_text(problem, ": ");
    out_text(problem, trouble->what);
    out_text(problem, "; ");
    return script_wrong(problem, trouble->next, "");
}

// "begin" stays the line being run until the session does.
static enum script_step begun(struct app *app, struct out *problem)
{
    enum refusal refusal = ALLOWED;
    enum err err = OK;
    if (!console_answer(app->console, app->asked, &refusal, &err))
        return SCRIPT_AGAIN;
    const struct scene *scene = console_scene(app->console);
    if (refusal == ALLOWED && err == OK && (scene == NULL || scene->phase != SCENE_RUNNING))
        return SCRIPT_AGAIN; // the scene follows the answer
    app->beginning = false;
    if (refusal != ALLOWED)
        return script_wrong(problem, "this is refused, ", refusal_name(refusal));
    return err == OK ? SCRIPT_DONE : script_wrong(problem, err_text(err), "");
}

// begin GROUP MODULE SESSION [people N] [individual]; GROUP is the name of a group's file.
static enum script_step begin(void *program, const char *rest, struct out *problem)
{
    struct app *app = program;
    if (app->beginning)
        return begun(app, problem);
    char group[NAME_BYTES];
    char module[KEY_BYTES];
    char word[KEY_BYTES];
    long session;
    long people = 0;
    enum meeting_kind meeting = MEETING_GROUP;
    if (!script_take_word(&rest, group, sizeof group) ||
        !script_take_word(&rest, module, sizeof module) ||
        !script_take_word(&rest, word, sizeof word) ||
        !script_number(word, 1, SESSIONS_MAX, &session))
        return script_wrong(problem, "say begin GROUP MODULE SESSION [people N] [individual]", "");
    while (script_take_word(&rest, word, sizeof word)) {
        if (strcmp(word, "individual") == 0)
            meeting = MEETING_INDIVIDUAL;
        else if (strcmp(word, "people") != 0 || !script_take_word(&rest, word, sizeof word) ||
                 !script_number(word, 1, PEOPLE_MAX, &people))
            return script_wrong(problem, "say begin GROUP MODULE SESSION [people N] [individual]",
                                "");
    }
    enum err err;
    app->asked = console_begin(app->console, group, module, (uint8_t)session, (uint8_t)people,
                               meeting, &err);
    app->beginning = err == OK;
    if (err == ERR_BUSY || err == OK)
        return SCRIPT_AGAIN;
    const struct diagnostics *diagnostics = &console_library(app->console)->diagnostics;
    if (err == ERR_MALFORMED && diagnostics->count > 0)
        diagnostic_format(&diagnostics->items[0], problem);
    else
        out_text(problem, err == ERR_NOT_FOUND ? "no such group or session" : err_text(err));
    return SCRIPT_WRONG;
}

static enum script_step speed(void *program, const char *rest, struct out *problem)
{
    struct app *app = program;
    long factor;
    if (!script_number(rest, 1, 60, &factor))
        return script_wrong(problem, "is not a speed from 1 to 60: ", rest);
    app->asked = console_speed(app->console, (uint16_t)factor);
    return app->asked != 0 ? SCRIPT_DONE : SCRIPT_AGAIN;
}

// "pair FILE SCREEN" stays the line being run until the file is written.
static enum script_step pair(void *program, const char *rest, struct out *problem)
{
    struct app *app = program;
    char path[ROOM_PATH_BYTES];
    long screen;
    enum err err;
    if (!script_take_word(&rest, path, sizeof path) ||
        !script_number(rest, 1, TERMINALS_MAX, &screen))
        return script_wrong(problem, "say pair FILE SCREEN", "");
    if (!app->pairing) {
        app->pairing = console_pair(app->console, path, (uint16_t)screen, &err);
        return app->pairing ? SCRIPT_AGAIN : script_wrong(problem, err_text(err), "");
    }
    const struct console_pairing *pairing = console_pairing(app->console);
    if (pairing->state == PAIRING_BUSY)
        return SCRIPT_AGAIN;
    app->pairing = false;
    app->asked = pairing->serial;
    return pairing->err == OK ? SCRIPT_DONE : script_wrong(problem, err_text(pairing->err), "");
}

static enum script_step unpair(void *program, const char *rest, struct out *problem)
{
    struct app *app = program;
    long screen;
    if (!script_number(rest, 1, TERMINALS_MAX, &screen))
        return script_wrong(problem, "is not a screen: ", rest);
    app->asked = console_unpair(app->console, (uint16_t)screen);
    return app->asked != 0 ? SCRIPT_DONE : SCRIPT_AGAIN;
}

// "picture FILE" paints the console, "picture room FILE" the room screen, as a PNG.
static enum script_step picture(void *program, const char *rest, struct out *problem)
{
    struct app *app = program;
    bool room = strncmp(rest, "room ", 5) == 0;
    const char *path = room ? rest + 5 + strspn(rest + 5, " ") : rest;
    if (path[0] == '\0')
        return script_wrong(problem, "say picture FILE or picture room FILE", "");
    enum err err = app_picture(app, room, path);
    if (err == OK)
        return SCRIPT_DONE;
    out_text(problem, path);
    out_text(problem, ": ");
    return script_wrong(problem, err_text(err), "");
}

// "press NAME": touches the part of that name, as a hand would.
static enum script_step press(void *program, const char *rest, struct out *problem)
{
    enum err err = app_press(program, rest);
    return err == OK ? SCRIPT_DONE
                     : script_wrong(problem, "nothing to touch here is called ", rest);
}

// "type PART TEXT": into the field of that name, as a hand would.
static enum script_step type(void *program, const char *rest, struct out *problem)
{
    char name[PART_NAME_BYTES];
    if (!script_take_word(&rest, name, sizeof name))
        return script_wrong(problem, "say type PART TEXT", "");
    enum err err = app_type(program, name, rest);
    return err == OK ? SCRIPT_DONE
                     : script_wrong(problem, "nothing to type into, or too long for it: ", name);
}

// "sheet FILE" stays the line being run until the closing page's sheet is written.
static enum script_step sheet(void *program, const char *rest, struct out *problem)
{
    struct app *app = program;
    struct paperwork *paperwork = console_paperwork(app->console);
    if (!app->printing) {
        enum err err = app_sheet(app, rest);
        if (err != OK)
            return script_wrong(problem, "there is no closing page to print", "");
        app->printing = true;
    }
    const struct paperwork_status *status = paperwork_status(paperwork);
    if (status->state == PAPERWORK_BUSY)
        return SCRIPT_AGAIN;
    app->printing = false;
    return status->state == PAPERWORK_WRITTEN ? SCRIPT_DONE
                                              : script_wrong(problem, "cannot be written: ", rest);
}

// "projector": the room screen, as F5 opens it. Without a window there is nothing to open.
static enum script_step projector(void *program, const char *rest, struct out *problem)
{
    struct app *app = program;
    (void)rest, (void)problem;
    if (app_has_window(app))
        stage_act(app->stage, PART_ROOM);
    return SCRIPT_DONE;
}

// "talk SECONDS": the group talks for so long, in session time.
static enum script_step talk(void *program, const char *rest, struct out *problem)
{
    struct app *app = program;
    const struct scene *scene = console_scene(app->console);
    long seconds;
    if (!script_number(rest, 1, 3600, &seconds))
        return script_wrong(problem, "is not a number of seconds from 1 to 3600: ", rest);
    if (scene == NULL || scene->phase != SCENE_RUNNING)
        return script_wrong(problem, "no session is running", "");
    uint64_t now_ms = console_session_ms(app->console);
    if (app->talk_until_ms == 0)
        app->talk_until_ms = now_ms + (uint64_t)seconds * 1000;
    if (now_ms >= app->talk_until_ms) {
        app->talk_until_ms = 0;
        app->wake_at_ms = 0;
        return SCRIPT_DONE;
    }
    uint16_t factor = scene->begin.speed > 0 ? scene->begin.speed : 1;
    app->wake_at_ms = monotonic_now_ms() + (app->talk_until_ms - now_ms) / factor + 1;
    return SCRIPT_AGAIN;
}

static enum script_step quit(void *program, const char *rest, struct out *problem)
{
    struct app *app = program;
    (void)rest, (void)problem;
    app->quit = true;
    return SCRIPT_DONE;
}

// The lines that the console shows, made into the one command that carries the result.
static enum script_step approve(void *program, const char *rest, struct out *problem)
{
    struct app *app = program;
    const struct scene *scene = console_scene(app->console);
    struct command command;
    if (scene == NULL || scene->prompt_state != PROMPT_REVIEW)
        return script_wrong(problem, "no lines are waiting to be approved", "");
    const char *why = approve_parse(rest, scene, &command);
    if (why != NULL)
        return script_wrong(problem, why, "");
    return facilitator_command(program, &command, problem);
}

const struct script_verb facilitator_verbs[] = {
    {"unlock", "unlock PASSPHRASE: open the console", unlock},
    {"begin", "begin GROUP MODULE SESSION [people N] [individual]: start a group", begin},
    {"speed", "speed N: practice: the clocks run N times faster; before begin", speed},
    {"approve", "approve none|all|N ...|shorten N WORDS|theme WORDS; ...: show lines", approve},
    {"group", "group NAME: choose a group, and open its book, before begin", verb_group},
    {"member", "member join [FACE] | leave FACE | card FACE NEW: the group's list", verb_member},
    {"here", "here FACE ...|new: they have come; new: who made a card today", verb_here},
    {"away", "away FACE ...: they have not", verb_away},
    {"round", "round FACE followed-up|deferred|not-due|clear; round not-today", verb_round},
    {"goal-set", "goal-set FACE: they set a goal or a step; again: they did not", verb_goal_set},
    {"look-back", "look-back FACE tried|some|not-yet [forgot|no-time|too-hard|unwell|other]",
     verb_look_back},
    {"home-practice", "home-practice FACE item|nothing|open: until next time", verb_home_practice},
    {"caught-up", "caught-up FACE: they have been told what they missed", verb_caught_up},
    {"pair", "pair FILE SCREEN: write a pairing file for a screen", pair},
    {"unpair", "unpair SCREEN: take a screen off at once", unpair},
    {"picture", "picture [room] FILE: paint the console or the room screen as a PNG", picture},
    {"press", "press PART: touch the part of that name", press},
    {"type", "type PART TEXT: type into the field of that name", type},
    {"sheet", "sheet FILE: write the closing page's sheet as a PDF", sheet},
    {"projector", "projector: open the room screen in a window, or close it", projector},
    {"talk", "talk SECONDS: the group talks, in session time", talk},
    {"say", "say TEXT: print it", script_say},
    {"stay", "stay: run no further line, until the program is ended", script_stay},
    {"quit", "quit: end the program; a running session can be resumed", quit},
};

size_t facilitator_verb_count(void)
{
    return sizeof facilitator_verbs / sizeof facilitator_verbs[0];
}

enum script_step facilitator_command(void *program, const struct command *command,
                                     struct out *problem)
{
    struct app *app = program;
    if (console_state(app->console) != CONSOLE_OPEN)
        return script_wrong(problem, "the console is locked: unlock first", "");
    app->asked = console_command(app->console, command);
    return app->asked != 0 ? SCRIPT_DONE : SCRIPT_AGAIN;
}

enum script_step facilitator_answer(void *program, enum refusal *out_refusal)
{
    const struct app *app = program;
    enum err err;
    return console_answer(app->console, app->asked, out_refusal, &err) ? SCRIPT_DONE : SCRIPT_AGAIN;
}

// As scripts call what became of a sheet.
static const char *const PRINTED[] = {
    [PAPERWORK_NONE] = "no",
    [PAPERWORK_BUSY] = "busy",
    [PAPERWORK_WRITTEN] = "file",
    [PAPERWORK_SENT] = "yes",
    [PAPERWORK_NO_PRINTER] = "no-printer",
    [PAPERWORK_FAILED] = "failed",
};

// How many may replay what begins from now on.
static int64_t may_replay(struct console *console)
{
    struct reviewer reviewers[REVIEWERS_MAX];
    size_t count = console_reviewers(console, reviewers);
    int64_t on = 0;
    for (size_t i = 0; i < count; i++)
        on += reviewers[i].off_from_day == 0;
    return on;
}

// The cards of the group that runs or is chosen: fine; renewed, with so many weeks left; or those that were
// not opened end when goals open next.
static void tell_cards(const struct hub_health *health, struct out *out)
{
    switch (health != NULL ? health->renewal.kind : RENEWAL_NONE) {
    case RENEWAL_NONE:
        out_text(out, "fine");
        break;
    case RENEWAL_RUNS:
        out_text(out, "weeks-");
        out_number(out, health->renewal.weeks);
        break;
    case RENEWAL_ENDS:
        out_text(out, "end");
        break;
    }
}

enum script_step facilitator_holds(void *program, const char *name, const char *value,
                                   struct out *problem)
{
    const struct app *app = program;
    const struct hub_health *health = console_health(app->console);
    char text[64] = "0";
    struct out out = out_into(text, sizeof text);
    if (strcmp(name, "screens") == 0)
        out_number(&out, health != NULL ? health->here : 0);
    else if (strcmp(name, "screens-lost") == 0)
        out_number(&out, health != NULL ? health->lost : 0);
    else if (strcmp(name, "decks") == 0) { // screens that hold the whole deck
        int64_t whole = 0;
        for (size_t i = 0; health != NULL && i < health->screen_count && i < SCREENS_SHOWN_MAX; i++)
            whole += health->screens[i].state == WATCH_HERE && health->screens[i].deck_whole;
        out_number(&out, whole);
    } else if (strcmp(name, "resumed") == 0)
        out_text(&out, health != NULL && health->resumed ? "yes" : "no");
    else if (strcmp(name, "answers-locked") == 0)
        out_text(&out, health != NULL && health->answers_locked ? "yes" : "no");
    else if (strcmp(name, "answers-gone") == 0)
        out_text(&out, health != NULL && health->answers_gone ? "yes" : "no");
    else if (strcmp(name, "cards") == 0)
        tell_cards(health, &out);
    else if (strcmp(name, "disk") == 0)
        out_text(&out, health == NULL || health->disk == HUB_DISK_FINE ? "fine"
                       : health->disk == HUB_DISK_SECOND               ? "second"
                                                                       : "failed");
    else if (strcmp(name, "reviewers") == 0)
        out_number(&out, may_replay(app->console));
    else if (strcmp(name, "keys") == 0) // that were found
        out_number(&out,
                   console_keys(app->console)->searching ? -1 : console_keys(app->console)->count);
    else if (strcmp(name, "printed") == 0)
        out_text(&out, PRINTED[paperwork_status(console_paperwork(app->console))->state]);
    else if ((out = out_into(text, sizeof text), !book_holds(program, name, &out)))
        return SCRIPT_WRONG;
    if (strcmp(text, value) == 0)
        return SCRIPT_DONE;
    out_text(problem, name);
    out_text(problem, " is ");
    out_text(problem, text);
    return SCRIPT_AGAIN;
}

// The window's own script: one line a command, for pictures, demos and tests. The consoles' runner
// lives in room, which replay must not know; what replay needs of it is this page.
#include "base/out.h"
#include "supervisor/app.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool wrong(const char *what, const char *rest)
{
    (void)complain(what, rest[0] == '\0' ? "script" : rest, "see imr-supervisor --help");
    return false;
}

// A number from 0 to most, and nothing after it.
static bool number_of(const char *text, uint64_t most, uint64_t *out_number)
{
    uint64_t number = 0;
    if (text[0] == '\0')
        return false;
    for (; *text != '\0'; text++) {
        if (*text < '0' || *text > '9')
            return false;
        number = number * 10 + (uint64_t)(*text - '0');
        if (number > most)
            return false;
    }
    *out_number = number;
    return true;
}

static bool run_open(struct app *app, const char *rest)
{
    return app_open_path(app, rest) == OK || wrong("the record cannot be opened", rest);
}

// The row of the list, counted from 1.
static bool run_select(struct app *app, const char *rest)
{
    uint64_t place = 0;
    if (!number_of(rest, app->chosen_count, &place) || place == 0)
        return wrong("no such row", rest);
    return app_open_row(app, app->chosen[place - 1]) || wrong("this row does not open", rest);
}

static bool run_go(struct app *app, const char *rest)
{
    uint64_t minute = 0;
    if (app->meeting == NULL || !number_of(rest, 100000, &minute))
        return wrong("go needs an open record and a minute", rest);
    app->screen = SCREEN_REPLAY;
    app_seek(app, minute * MINUTE_MS);
    return true;
}

static bool run_step(struct app *app, const char *rest)
{
    int way = strcmp(rest, "back") == 0 ? -1 : 1;
    uint64_t at_ms = 0;
    if (app->meeting == NULL)
        return wrong("no record is open", rest);
    if (!timeline_step(app->timeline, app->at_ms, way, &at_ms))
        return wrong("there is no such step", rest);
    app->screen = SCREEN_REPLAY;
    app_seek(app, at_ms);
    return true;
}

static bool run_event(struct app *app, const char *rest)
{
    int way = strcmp(rest, "back") == 0 ? -1 : 1;
    uint64_t at_ms = 0;
    if (app->meeting == NULL)
        return wrong("no record is open", rest);
    if (!timeline_event(app->timeline, app->at_ms, way, &at_ms))
        return wrong("there is no such event", rest);
    app->screen = SCREEN_REPLAY;
    app_seek(app, at_ms);
    return true;
}

static bool run_play(struct app *app, const char *rest)
{
    if (app->meeting == NULL)
        return wrong("no record is open", rest);
    app->screen = SCREEN_REPLAY;
    app_play(app, true, ui_now_ms());
    return true;
}

static bool run_stop(struct app *app, const char *rest)
{
    (void)rest;
    app->playing = false;
    return true;
}

static bool run_speed(struct app *app, const char *rest)
{
    static const uint64_t speeds[REPLAY_SPEEDS] = {1, 4, 16};
    uint64_t speed = 0;
    for (int i = 0; number_of(rest, 16, &speed) && i < REPLAY_SPEEDS; i++)
        if (speeds[i] == speed) {
            app->speed = i;
            return true;
        }
    return wrong("speed is 1, 4 or 16", rest);
}

static bool run_picture(struct app *app, const char *rest)
{
    app_draw(app);
    return ui_picture(app->ui, app->list, rest) == OK || wrong("cannot be written", rest);
}

static bool run_sessions(struct app *app, const char *rest)
{
    (void)rest;
    app->playing = false;
    app->screen = SCREEN_SESSIONS;
    return true;
}

static bool run_trends(struct app *app, const char *rest)
{
    (void)rest;
    app_act(app, PART_TRENDS, &(struct ui_input){0});
    return true;
}

static bool run_verify(struct app *app, const char *rest)
{
    (void)rest;
    app_check(app);
    return true;
}

// A button of the pages about one record.
static bool touch(struct app *app, uint32_t part)
{
    if (app->meeting == NULL)
        return wrong("no record is open", "");
    app_act(app, part, &(struct ui_input){0});
    return true;
}

static bool run_review(struct app *app, const char *rest)
{
    (void)rest;
    return touch(app, PART_OVERVIEW);
}

static bool run_replay(struct app *app, const char *rest)
{
    (void)rest;
    return touch(app, PART_REPLAY);
}

static bool run_random(struct app *app, const char *rest)
{
    (void)rest;
    return touch(app, PART_REPLAY) && touch(app, PART_SEGMENT);
}

static bool run_sheet(struct app *app, const char *rest)
{
    enum sheet sheet;
    if (!sheet_find(rest, &sheet))
        return wrong("a sheet is fidelity or integrity", rest);
    return touch(app, PART_SHEETS) && touch(app, PART_SCALE + (uint32_t)sheet);
}

// score ITEM SCORE, both from 1, on the sheet that is shown.
static bool run_score(struct app *app, const char *rest)
{
    char item_text[8] = "";
    uint64_t item = 0, score = 0;
    size_t size = strcspn(rest, " ");
    if (size < sizeof item_text)
        memcpy(item_text, rest, size);
    if (app->meeting == NULL || app->screen != SCREEN_SHEET ||
        !number_of(item_text, sheet_item_count(app->review.sheet), &item) || item == 0 ||
        !number_of(rest + size + (rest[size] == ' '), SCORE_MOST, &score) || score == 0)
        return wrong("score needs a sheet, an item of it and 1 to 5", rest);
    app_review_score(app, (uint8_t)(item - 1), (uint8_t)score);
    return true;
}

// What is typed into the field of the page: the sheet's comment, or one at the replay's moment.
static bool type(struct app *app, uint32_t field, const char *text)
{
    if (!touch(app, field))
        return false;
    app_text(app, text);
    app_key(app, &(struct ui_input){.kind = UI_KEY, .key = KEY_ENTER});
    return true;
}

static bool run_comment(struct app *app, const char *rest)
{
    return touch(app, PART_SHEETS) && type(app, PART_COMMENT, rest);
}

static bool run_live(struct app *app, const char *rest)
{
    (void)rest;
    return touch(app, app->screen == SCREEN_REPLAY ? PART_DRAFT_LIVE : PART_LIVE);
}

static bool run_comments(struct app *app, const char *rest)
{
    (void)rest;
    return touch(app, PART_REPLAY) && touch(app, PART_TALKING);
}

static bool run_say(struct app *app, const char *rest)
{
    if (!app->review.talking)
        return wrong("say needs the comments of a replay", rest);
    return type(app, PART_DRAFT, rest);
}

static bool run_export(struct app *app, const char *rest)
{
    (void)rest;
    return touch(app, PART_EXPORT);
}

static bool run_bundle(struct app *app, const char *rest)
{
    (void)rest;
    return touch(app, PART_OVERVIEW) && touch(app, PART_BUNDLE);
}

static bool run_words(struct app *app, const char *rest)
{
    char copy[SHEET_WORDS * SHEET_WORD_BYTES];
    struct out out = out_into(copy, sizeof copy);
    out_text(&out, rest);
    memset(app->words, 0, sizeof app->words);
    char *at = copy;
    for (int i = 0; i < SHEET_WORDS && *at != '\0'; i++) {
        size_t size = strcspn(at, " ");
        if (size >= SHEET_WORD_BYTES)
            return wrong("too long a word", rest);
        memcpy(app->words[i], at, size);
        at += size + (at[size] == ' ');
    }
    app_weigh_words(app);
    return true;
}

static bool run_find(struct app *app, const char *rest)
{
    if (strlen(rest) >= sizeof app->filter.find)
        return wrong("too long", rest);
    memcpy(app->filter.find, rest, strlen(rest) + 1);
    app_choose(app);
    return true;
}

static bool run_quit(struct app *app, const char *rest)
{
    (void)rest;
    app->quit = true;
    return true;
}

static const struct {
    const char *name;
    bool (*run)(struct app *app, const char *rest);
} verbs[] = {
    {"open", run_open},         {"select", run_select},   {"go", run_go},
    {"step", run_step},         {"event", run_event},     {"play", run_play},
    {"stop", run_stop},         {"speed", run_speed},     {"picture", run_picture},
    {"sessions", run_sessions}, {"verify", run_verify},   {"words", run_words},
    {"find", run_find},         {"quit", run_quit},       {"review", run_review},
    {"replay", run_replay},     {"random", run_random},   {"sheet", run_sheet},
    {"score", run_score},       {"comment", run_comment}, {"live", run_live},
    {"comments", run_comments}, {"trends", run_trends},   {"export", run_export},
    {"say", run_say},           {"bundle", run_bundle},
};

bool app_script_line(struct app *app, char *line, unsigned number)
{
    line[strcspn(line, "\r\n")] = '\0';
    line += strspn(line, " \t");
    if (line[0] == '\0' || line[0] == '#')
        return true;
    size_t size = strcspn(line, " \t");
    char *rest = line + size + strspn(line + size, " \t");
    line[size] = '\0';
    for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++)
        if (strcmp(verbs[i].name, line) == 0) {
            if (verbs[i].run(app, rest))
                return true;
            (void)fprintf(stderr, "imr-supervisor: in line %u of the script\n", number);
            return false;
        }
    (void)fprintf(stderr, "imr-supervisor: line %u: no such command: %s\n", number, line);
    return false;
}

#include "facilitator/app.h"
#include "base/check.h"
#include "core/scene.h"
#include "core/transcript.h"
#include "facilitator/tasks.h"
#include "room/signals.h"
#include "room/wall.h"
#include "room/watcher.h"
#include "seal/random.h"
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    SCENE_TEXT_BYTES = 64 * 1024
};

// On the hub's thread, after each fact: what every audience of the record sees now.
static void write_transcript(void *self, const struct session *session)
{
    static const enum audience audiences[] = {AUDIENCE_TERMINAL, AUDIENCE_ROOM,
                                              AUDIENCE_SUPERVISOR};
    struct app *app = self;
    struct scene *scene = malloc(sizeof *scene);
    char *text = malloc(SCENE_TEXT_BYTES);
    for (size_t i = 0; scene != NULL && text != NULL && i < 3; i++) {
        struct out out = out_into(text, SCENE_TEXT_BYTES);
        scene_of(session, NULL, audiences[i], scene);
        transcript_scene(&out, scene);
        fputs(text, app->transcript);
    }
    fflush(app->transcript);
    free(text);
    free(scene);
}

static const struct scene *script_scene(void *program)
{
    const struct app *app = program;
    return console_scene(app->console);
}

static uint64_t script_now(void *program)
{
    (void)program;
    return monotonic_now_ms();
}

static int open_script(struct app *app)
{
    struct script_program program = {
        .self = app,
        .verbs = facilitator_verbs,
        .verb_count = facilitator_verb_count(),
        .command = facilitator_command,
        .answer = facilitator_answer,
        .secret_verb = "unlock",
        .holds = facilitator_holds,
        .scene = script_scene,
        .now_ms = script_now,
    };
    if (app->options->script == NULL ||
        script_open(app->options->script, &program, &app->script) == OK)
        return -1;
    return complain("the script cannot be read", app->options->script, "check the path");
}

static enum err make_stage(struct app *app, bool headless, char message[UI_MESSAGE_BYTES])
{
    struct stage_config config = {
        .assets = app->options->assets,
        .headless = headless,
        .windowed = app->options->window,
        .place = app->options->place,
        .language = app->options->language,
        .paper = app->options->paper,
    };
    return stage_create(&config, &app->stage, message);
}

// A script without a display runs without a window; a person without one is told.
static int open_window(struct app *app)
{
    char message[UI_MESSAGE_BYTES] = "";
    if (app->options->headless || make_stage(app, false, message) == OK)
        return -1;
    if (app->options->script != NULL)
        return -1;
    fprintf(stderr, "imr-facilitator: %s\n", message);
    return EXIT_USE;
}

bool app_has_window(const struct app *app)
{
    return app->stage != NULL && !app->headless_stage;
}

int app_open(struct app *app, const struct facilitator_options *options)
{
    app->options = options;
    if (options->transcript != NULL) {
        // Appended, so that a restart goes on where the first run stopped.
        app->transcript = fopen(options->transcript, "a");
        if (app->transcript == NULL)
            return complain("cannot be written", options->transcript, "choose another file");
    }
    int code = open_window(app);
    if (code >= 0)
        return code;
    struct console_config config = {
        .assets = options->assets,
        .data = options->data,
        .practice = options->practice,
        .bind = options->bind,
        .port = options->port,
        .second_path = options->second_path,
        .room_key = options->room_key,
        .ring = app->stage != NULL ? stage_ring : NULL,
        .ring_self = app->stage,
        .applied = app->transcript != NULL ? write_transcript : NULL,
        .applied_self = app,
    };
    struct console_problem problem;
    if (console_create(&config, &app->console, &problem) != OK)
        return complain(problem.what, problem.which, problem.next);
    if (app->stage != NULL && stage_attach(app->stage, app->console) != OK)
        return complain("there is not enough memory", "the words of the window",
                        "close other programs");
    code = open_script(app);
    if (code >= 0 || options->unlock_file == NULL)
        return code;
    char *passphrase = task_passphrase(options, &code);
    if (passphrase == NULL)
        return code;
    enum err err = console_unlock(app->console, passphrase);
    seal_secret_destroy(passphrase);
    if (err == OK)
        return -1;
    const struct console_problem *trouble = console_trouble(app->console);
    return complain(trouble->what, trouble->which, trouble->next);
}

void app_close(struct app *app)
{
    script_close(app->script);
    // The hub rings the stage's bell until it has stopped.
    console_destroy(app->console);
    stage_destroy(app->stage);
    if (app->transcript != NULL)
        fclose(app->transcript);
}

static void tell_refusal(struct app *app)
{
    uint64_t at_ms;
    uint32_t count = console_refusals(app->console);
    if (!app->options->json || count == app->told_refusals)
        return;
    app->told_refusals = count;
    printf("{\"refusal\":\"%s\"}\n", refusal_name(console_last_refusal(app->console, &at_ms)));
    fflush(stdout);
}

void app_tell(struct app *app)
{
    tell_refusal(app);
    const struct scene *scene = console_scene(app->console);
    if (!app->options->json || scene == NULL ||
        (app->told && app->told_revision == scene->revision))
        return;
    app->told = true;
    app->told_revision = scene->revision;
    char *text = malloc(SCENE_TEXT_BYTES);
    if (text == NULL)
        return;
    struct out out = out_into(text, SCENE_TEXT_BYTES);
    transcript_scene_json(&out, scene);
    fputs(text, stdout);
    fflush(stdout);
    free(text);
}

bool app_script(struct app *app, int *out_code)
{
    const struct console_problem *trouble = console_trouble(app->console);
    bool waits = console_state(app->console) == CONSOLE_OPENING;
    if (app->options->unlock_file != NULL && trouble->what != NULL) {
        *out_code = complain(trouble->what, trouble->which, trouble->next);
        return false;
    }
    if (app->script != NULL && !(waits && app->options->unlock_file != NULL)) {
        app->script_reads = false;
        switch (script_run(app->script)) {
        case SCRIPT_READING:
            app->script_reads = true;
            break;
        case SCRIPT_RUNNING:
            break;
        case SCRIPT_ENDED:
            app->quit = true;
            break;
        case SCRIPT_FAILED:
            fprintf(stderr, "imr-facilitator: %s\n", script_problem(app->script));
            if (app_has_window(app)) {
                // A person has taken over: what the script expected is no longer so.
                script_close(app->script);
                app->script = NULL;
                break;
            }
            *out_code = EXIT_FAILED;
            return false;
        }
    }
    if (app->quit) {
        *out_code = EXIT_DONE;
        return false;
    }
    return true;
}

static int timeout_ms(const struct app *app)
{
    uint64_t due = app->script != NULL ? script_deadline_ms(app->script) : UINT64_MAX;
    if (app->wake_at_ms != 0 && app->wake_at_ms < due)
        due = app->wake_at_ms;
    return monotonic_timeout_ms(due);
}

int app_run_headless(struct app *app)
{
    int signal_fd = signals_open();
    check(signal_fd >= 0);
    int code = EXIT_DONE;
    for (;;) {
        int fds[CONSOLE_FDS];
        console_pump(app->console);
        app_tell(app);
        if (!app_script(app, &code))
            break;
        console_fds(app->console, fds);
        struct pollfd waits[CONSOLE_FDS + 2] = {
            {.fd = signal_fd, .events = POLLIN},
            {.fd = app->script_reads ? script_fd(app->script) : -1, .events = POLLIN},
            {.fd = fds[0], .events = POLLIN},
            {.fd = fds[1], .events = POLLIN},
            {.fd = fds[2], .events = POLLIN},
            {.fd = fds[3], .events = POLLIN},
        };
        if (poll(waits, CONSOLE_FDS + 2, timeout_ms(app)) > 0 && (waits[0].revents & POLLIN) != 0)
            break;
    }
    close(signal_fd);
    return code;
}

// The stage, as the console stands now: of the window, or one that only paints.
static enum err need_stage(struct app *app)
{
    if (app->stage == NULL) {
        char message[UI_MESSAGE_BYTES] = "";
        enum err err = make_stage(app, true, message);
        if (err != OK)
            return err;
        app->headless_stage = true;
        err = stage_attach(app->stage, app->console);
        if (err != OK)
            return err;
    }
    stage_follow(app->stage);
    return OK;
}

enum err app_picture(struct app *app, bool room, const char *path)
{
    enum err err = need_stage(app);
    return err == OK ? stage_picture(app->stage, room, path) : err;
}

enum err app_press(struct app *app, const char *name)
{
    enum err err = need_stage(app);
    if (err == OK && !stage_press(app->stage, name))
        err = ERR_NOT_FOUND;
    return err;
}

enum err app_sheet(struct app *app, const char *path)
{
    enum err err = need_stage(app);
    return err != OK ? err : stage_sheet(app->stage, path) ? OK : ERR_NOT_FOUND;
}

enum err app_type(struct app *app, const char *name, const char *text)
{
    enum err err = need_stage(app);
    return err != OK ? err : stage_type(app->stage, name, text) ? OK : ERR_NOT_FOUND;
}

static void ring(void *stage)
{
    (void)stage_ring(stage);
}

int app_run_window(struct app *app)
{
    check(app_has_window(app));
    struct watcher *watcher = NULL;
    if (watcher_start(ring, app->stage, &watcher) != OK)
        return complain("cannot start", "signals", "close other programs");
    int code = EXIT_DONE;
    for (;;) {
        console_pump(app->console);
        app_tell(app);
        stage_follow(app->stage);
        if (!app_script(app, &code))
            break;
        if (stage_quit(app->stage) || watcher_ended(watcher))
            break;
        stage_paint(app->stage);
        if (app->script_reads)
            watcher_watch(watcher, script_fd(app->script));
        stage_wait(app->stage, timeout_ms(app));
    }
    watcher_stop(watcher);
    return code;
}

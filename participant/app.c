#include "participant/app.h"
#include "base/check.h"
#include "core/transcript.h"
#include "participant/code_task.h"
#include "participant/witness.h"
#include "room/pair_file.h"
#include "room/signals.h"
#include "room/wall.h"
#include "room/watcher.h"
#include "seal/random.h"
#include <poll.h>
#include <string.h>
#include <unistd.h>

enum {
    SCENE_TEXT_BYTES = 16 * 1024,
    PAIR_LIMIT_MS = 120000
};

static int root_of(const struct participant_options *options, char out_root[ROOM_PATH_BYTES])
{
    if (options->data == NULL) {
        if (profile_folder_default(options->practice, out_root) != OK)
            return complain("no home folder is set", "HOME", "say --data DIR");
        return -1;
    }
    if (strlen(options->data) >= ROOM_PATH_BYTES)
        return complain("the path is too long", options->data, "choose a shorter one");
    memcpy(out_root, options->data, strlen(options->data) + 1);
    return -1;
}

static int open_profile(const struct participant_options *options, enum profile_program program,
                        struct profile *out_profile)
{
    char root[ROOM_PATH_BYTES];
    int code = root_of(options, root);
    if (code >= 0)
        return code;
    switch (profile_open(disk_posix(), root, program, options->practice, out_profile)) {
    case OK:
        return -1;
    case ERR_PROFILE:
        return complain(options->practice ? "this folder is a real terminal's"
                                          : "this folder is a practice terminal's",
                        root, options->practice ? "choose another folder" : "add --practice");
    case ERR_BUSY:
        return complain("another terminal is running on this folder", root, "close that one first");
    case ERR_NO_SPACE:
        return complain("the disk is full", root, "make room and start again");
    default:
        return complain("the data folder cannot be written", root,
                        "choose another with --data DIR or change its permissions");
    }
}

int app_witnesses(const struct participant_options *options)
{
    struct profile profile = {.lock = -1};
    struct terminal_keys keys = {0};
    // A supervisor's way in takes no lock: the terminal goes on meanwhile.
    int code = open_profile(options, PROFILE_SUPERVISOR, &profile);
    if (code >= 0)
        return code;
    enum err err = profile_terminal_keys(&profile, &keys);
    uint16_t screen = err == OK ? keys.screen : 0;
    seal_wipe(&keys, sizeof keys);
    err = witness_export(&profile, screen, options->witnesses);
    char root[ROOM_PATH_BYTES];
    memcpy(root, profile.root, sizeof root);
    profile_close(&profile);
    switch (err) {
    case OK:
        return EXIT_DONE;
    case ERR_NOT_FOUND:
        return complain("this screen has seen no record yet, or the folder is not there", root,
                        "copy its witnesses after a group, to a path that is there");
    case ERR_MALFORMED:
    case ERR_VERSION:
        return complain("its witnesses cannot be read", root, "look at live/witness");
    default:
        return complain(err_text(err), options->witnesses, "choose a file that can be written");
    }
}

// Pairing may wait for two minutes, and whoever started it may give up: a signal ends the program here.
// What is half paired by then is taken up by the next try.
static enum err join(const struct profile *profile, const char *file,
                     struct terminal_keys *out_keys)
{
    signals_unblock();
    enum err err = pair_join(profile, file, wall_today(), PAIR_LIMIT_MS, out_keys);
    signals_block();
    return err;
}

static int load_keys(struct app *app, struct terminal_keys *out_keys)
{
    const char *file = app->options->pair_file;
    enum err err = file != NULL ? join(&app->profile, file, out_keys)
                                : profile_terminal_keys(&app->profile, out_keys);
    switch (err) {
    case OK:
        return -1;
    case ERR_NOT_FOUND:
        return file != NULL ? complain("no such pairing file", file, "check the path")
                            : complain("this terminal is not paired yet", app->profile.root,
                                       "write a file on the console with --pair-file, then start "
                                       "here with --pair-file");
    case ERR_PROFILE:
        return complain("practice and real screens cannot be paired with each other",
                        file != NULL ? file : app->profile.root,
                        "start both with --practice or both without");
    case ERR_KEY:
        return complain("its day has passed", file, "write a new one on the console");
    case ERR_NET:
        return complain("the console was not there within two minutes", file,
                        "start the console, check the cable, and start this again");
    default:
        return complain(err_text(err), file != NULL ? file : app->profile.root,
                        "write a new pairing file on the console");
    }
}

static const struct scene *script_scene(void *program)
{
    const struct app *app = program;
    const struct envelope *envelope = terminal_envelope(app->terminal);
    return envelope != NULL ? &envelope->scene : NULL;
}

static uint64_t script_now(void *program)
{
    (void)program;
    return monotonic_now_ms();
}

static int open_script(struct app *app)
{
    const struct participant_options *options = app->options;
    bool wants = options->script != NULL || options->json || options->transcript != NULL;
    if (wants && !app->profile.practice)
        return complain("exist only for practice terminals", "--script, --json and --transcript",
                        "start with --practice");
    if (options->transcript != NULL) {
        app->transcript = fopen(options->transcript, "w");
        if (app->transcript == NULL)
            return complain("cannot be written", options->transcript, "choose another file");
    }
    if (options->script == NULL)
        return -1;
    struct script_program program = {
        .self = app,
        .verbs = app->verbs,
        .verb_count = participant_verbs(app->verbs),
        .holds = participant_holds,
        .scene = script_scene,
        .now_ms = script_now,
    };
    if (script_open(options->script, &program, &app->script) != OK)
        return complain("the script cannot be read", options->script, "check the path");
    return -1;
}

int app_open(struct app *app, const struct participant_options *options)
{
    struct terminal_keys keys;
    app->options = options;
    int code = open_profile(options, PROFILE_PARTICIPANT, &app->profile);
    if (code < 0 && options->staff_code)
        code = code_task(&app->profile);
    if (code < 0)
        code = load_keys(app, &keys);
    if (code < 0 && !options->headless)
        code = terminal_window_open(options, false, &app->window);
    const struct strings *strings =
        app->window != NULL ? terminal_window_strings(app->window) : NULL;
    if (code < 0 && options->headless)
        code = words_begin(options->assets, &app->words);
    if (code < 0 && options->headless)
        code = words_end(app->words, &strings);
    if (code < 0) {
        struct terminal_config config = {
            .profile = &app->profile, .keys = &keys, .table = {.language = options->language}};
        config.strings = strings;
        if (app->window != NULL) {
            terminal_window_begin(app->window, &config.table);
            config.ring = terminal_window_ring;
            config.ring_self = app->window;
        }
        if (terminal_create(&config, &app->terminal) != OK)
            code = complain("the network could not be started", keys.address,
                            "pair this terminal again");
    }
    seal_wipe(&keys, sizeof keys);
    if (code < 0 && app->window != NULL &&
        terminal_window_attach(app->window, app->terminal, &app->profile) != OK)
        code = complain("there is not enough memory", "the window", "close other programs");
    if (code < 0)
        code = open_script(app);
    return code;
}

void app_close(struct app *app)
{
    script_close(app->script);
    terminal_destroy(app->terminal); // its link rings the window until then
    terminal_window_close(app->window);
    words_close(app->words);
    if (app->transcript != NULL)
        fclose(app->transcript);
    profile_close(&app->profile);
}

void app_tell(struct app *app)
{
    const struct envelope *envelope = terminal_envelope(app->terminal);
    bool wanted = app->options->json || app->transcript != NULL;
    if (!wanted || envelope == NULL ||
        (app->told && app->told_revision == envelope->scene.revision))
        return;
    app->told = true;
    app->told_revision = envelope->scene.revision;
    char text[SCENE_TEXT_BYTES];
    if (app->options->json) {
        struct out out = out_into(text, sizeof text);
        transcript_scene_json(&out, &envelope->scene);
        fputs(text, stdout);
        fflush(stdout);
    }
    if (app->transcript != NULL) {
        struct out out = out_into(text, sizeof text);
        transcript_scene(&out, &envelope->scene);
        fputs(text, app->transcript);
        fflush(app->transcript);
    }
}

bool app_script(struct app *app, int *out_code)
{
    if (app->script != NULL) {
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
            fprintf(stderr, "imr-participant: %s\n", script_problem(app->script));
            if (!app->options->headless) {
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

uint64_t app_due_ms(const struct app *app)
{
    uint64_t due = terminal_due_ms(app->terminal);
    if (app->script != NULL && script_deadline_ms(app->script) < due)
        due = script_deadline_ms(app->script);
    if (app->talk_until_ms != 0 && app->talk_until_ms < due)
        due = app->talk_until_ms;
    return due;
}

int app_run_headless(struct app *app)
{
    int signal_fd = signals_open();
    check(signal_fd >= 0);
    int code = EXIT_DONE;
    for (;;) {
        terminal_pump(app->terminal);
        app_tell(app);
        if (!app_script(app, &code))
            break;
        struct pollfd waits[] = {
            {.fd = signal_fd, .events = POLLIN},
            {.fd = terminal_fd(app->terminal), .events = POLLIN},
            {.fd = app->script_reads ? script_fd(app->script) : -1, .events = POLLIN},
            {.fd = terminal_work_fd(app->terminal), .events = POLLIN},
        };
        if (poll(waits, sizeof waits / sizeof waits[0], monotonic_timeout_ms(app_due_ms(app))) >
                0 &&
            (waits[0].revents & POLLIN) != 0)
            break;
    }
    close(signal_fd);
    return code;
}

static void ring(void *window)
{
    terminal_window_ring(window);
}

int app_run_window(struct app *app)
{
    struct watcher *watcher = NULL;
    if (watcher_start(ring, app->window, &watcher) != OK)
        return complain("the watch for signals could not be started", "imr-participant",
                        "close other programs and start it again");
    int code = EXIT_DONE;
    do {
        terminal_pump(app->terminal);
        app_tell(app);
        // What a script says is on the window by then, so that who hears it may look there.
        if (app->script != NULL)
            terminal_window_show(app->window);
        if (!app_script(app, &code))
            break;
        if (app->script_reads)
            watcher_watch(watcher, script_fd(app->script));
        terminal_window_show(app->window);
    } while (terminal_window_wait(app->window, app_due_ms(app)) && !watcher_ended(watcher));
    watcher_stop(watcher);
    return code;
}

struct terminal_window *app_window(struct app *app)
{
    if (app->window != NULL || terminal_window_open(app->options, true, &app->window) >= 0)
        return app->window;
    if (terminal_window_attach(app->window, app->terminal, &app->profile) != OK) {
        terminal_window_close(app->window);
        app->window = NULL;
    }
    return app->window;
}

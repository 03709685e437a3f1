#include "supervisor/window.h"
#include "base/check.h"
#include "seal/random.h"
#include "supervisor/app.h"
#include "supervisor/exporting.h"
#include "supervisor/review_key.h"
#include "supervisor/shelf_reader.h"
#include "supervisor/window_unlock.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
    SCRIPT_LINE_BYTES = 1024
};

// ------------------------------------------------------------------------------------ making ready

static bool load_words(struct app *app)
{
    char folder[SHELF_PATH_BYTES];
    struct diagnostics *diagnostics = calloc(1, sizeof *diagnostics);
    struct arena arena;
    app->strings_block = malloc(STRINGS_ARENA_BYTES);
    enum err err = app->strings_block == NULL || diagnostics == NULL ? ERR_MEMORY : OK;
    if (err == OK)
        err = disk_join(folder, app->options->assets, "strings");
    if (err == OK) {
        arena_init(&arena, app->strings_block, STRINGS_ARENA_BYTES);
        err = strings_load(folder, &arena, diagnostics, &app->strings);
    }
    free(diagnostics);
    if (err == OK)
        return true;
    (void)complain("the words of the screens cannot be read", app->options->assets,
                   "say --assets DIR");
    return false;
}

static bool make_window(struct app *app)
{
    char message[UI_MESSAGE_BYTES];
    struct ui_options ui = {.title = "IMR Room session replay",
                            .assets = app->options->assets,
                            .headless = app->options->headless,
                            .windowed = !app->options->fullscreen,
                            .place = app->options->place};
    if (ui_create(&ui, &app->ui, message) == OK)
        return true;
    (void)fprintf(stderr, "imr-supervisor: %s\n", message);
    return false;
}

// A practice key's passphrase is known to everybody; another one's is asked for in the window.
static bool asks_passphrase(const struct supervisor_options *options)
{
    return options->key_path != NULL && options->passphrase_path == NULL && !options->headless &&
           !review_key_is_practice(options->key_path);
}

static bool open_key(struct app *app)
{
    app->key = review_key_of(app->options);
    return app->key != NULL;
}

// Where the console keeps the records of this machine.
static bool default_folder(const struct app *app, char out_path[SHELF_PATH_BYTES])
{
    const char *base = getenv("XDG_DATA_HOME");
    const char *home = getenv("HOME");
    bool own = base != NULL && base[0] == '/';
    if (!own && (home == NULL || home[0] != '/'))
        return false;
    bool practice = reviewer_key_public(app->key)->practice;
    int size = snprintf(out_path, SHELF_PATH_BYTES, "%s%s/imr-room%s/sessions", own ? base : home,
                        own ? "" : "/.local/share", practice ? "-practice" : "");
    return size > 0 && size < SHELF_PATH_BYTES;
}

static bool is_folder(const char *path)
{
    struct stat facts;
    return stat(path, &facts) == 0 && S_ISDIR(facts.st_mode);
}

// The folder of the list, and the record to begin with where a file was named.
static bool open_records(struct app *app)
{
    const struct supervisor_options *options = app->options;
    const char *named = options->operand_count > 0 ? options->operands[0] : NULL;
    char folder[SHELF_PATH_BYTES];
    struct out out = out_into(folder, sizeof folder);
    bool file = named != NULL && !is_folder(named);
    if (file) {
        const char *slash = strrchr(named, '/');
        size_t size = slash == NULL ? 0 : (size_t)(slash - named);
        if (size >= sizeof folder)
            return complain("the path is too long", named, "choose a shorter one") == EXIT_DONE;
        memcpy(folder, slash == NULL ? "." : named, slash == NULL ? 2 : size);
        if (slash != NULL)
            folder[size] = '\0';
        if (slash == named)
            memcpy(folder, "/", 2);
    } else if (named != NULL || options->records != NULL) {
        out_text(&out, named != NULL ? named : options->records);
    } else if (!default_folder(app, folder)) {
        (void)complain("no folder is known", "HOME", "say --records FOLDER");
        return false;
    }
    app->screen = SCREEN_SESSIONS;
    (void)app_name_exports(app);
    if (!app_list(app, folder))
        return false;
    memcpy(app->places[0].folder, app->shelf.folder, sizeof app->shelf.folder);
    app->place_count = 1;
    app_look_for_places(app);
    if (file && app_open_path(app, named) != OK) {
        (void)complain("the record cannot be opened", named, "see imr-supervisor verify");
        return false;
    }
    return true;
}

// ------------------------------------------------------------------------------------------- loop

static void show(struct app *app)
{
    int w, h;
    ui_size(app->ui, UI_MAIN, &w, &h);
    app->canvas = canvas_staff(w, h, 0);
    app_draw(app);
    hand_screen(&app->hand, app->list, ui_now_ms());
    ui_text_input(app->ui, app_takes_text(app));
    (void)ui_show(app->ui, UI_MAIN, app->list);
}

static void take(struct app *app, const struct ui_input *input)
{
    if (input->kind == UI_QUIT)
        app->quit = true;
    if (input->kind == UI_WHEEL)
        app_wheel(app, input->wheel);
    struct hand_result result = hand_feed(&app->hand, input, app->list);
    bool track = app->screen == SCREEN_REPLAY && app->hand.pressed == PART_TRACK;
    if (track && (input->kind == UI_PRESS || input->kind == UI_MOVE))
        app_act(app, PART_TRACK, input);
    switch (result.does) {
    case HAND_ACT:
        app_act(app, result.key, input);
        return;
    case HAND_KEY:
        app_key(app, input);
        return;
    case HAND_TEXT:
        app_text(app, input->text);
        return;
    case HAND_NOTHING:
    case HAND_SHOW:
        return;
    }
}

// One thread for the list that is shown.
struct reading {
    struct shelf_reader *reader;
    unsigned listing; // that the row in work belongs to
};

// Takes what the reader has read and gives it the next row: one of those in sight first.
static void read_on(struct app *app, struct reading *reading)
{
    struct shelf_reader *reader = reading->reader;
    struct shelf_row read;
    if (shelf_reader_take(reader, &read) && reading->listing == app->listings) {
        shelf_take(&app->shelf, &read);
        app_choose(app);
    }
    if (!shelf_reader_is_free(reader))
        return;
    size_t count = app->chosen_count - app->first;
    size_t rows = (size_t)view_sessions_rows(&app->canvas);
    char path[SHELF_PATH_BYTES];
    struct shelf_row *row =
        shelf_waiting(&app->shelf, app->chosen + app->first, count < rows ? count : rows);
    if (row == NULL || shelf_path(&app->shelf, row, path) != OK)
        return;
    reading->listing = app->listings;
    shelf_reader_ask(reader, path, row);
}

static int run_window(struct app *app)
{
    struct reading reading = {.reader = NULL};
    enum err err = shelf_reader_start(app->disk, app->key, app->ui, &reading.reader);
    if (err != OK)
        return complain(err_text(err), "the list", "close other programs");
    app->beside = true;
    while (!app->quit) {
        read_on(app, &reading);
        (void)app_export_take(app);
        show(app);
        struct ui_input input;
        if (ui_wait(app->ui, app_play_wait_ms(app), &input))
            take(app, &input);
        (void)app_play_on(app, ui_now_ms());
    }
    shelf_reader_stop(reading.reader);
    return EXIT_DONE;
}

// All lines of the script at once: nothing in it waits. False after complaining.
static bool run_script(struct app *app)
{
    const char *path = app->options->script;
    FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
    if (file == NULL) {
        (void)complain("the script cannot be read", path, "check the path");
        return false;
    }
    while (shelf_look(&app->shelf, app->key))
        continue;
    app_choose_dates(app);
    char line[SCRIPT_LINE_BYTES];
    bool good = true;
    for (unsigned number = 1; good && !app->quit && fgets(line, sizeof line, file) != NULL;
         number++)
        good = app_script_line(app, line, number);
    if (file != stdin)
        (void)fclose(file);
    return good;
}

static void close_app(struct app *app)
{
    exporting_destroy(app->exporting);
    app_close_meeting(app);
    shelf_close(&app->shelf);
    reviewer_key_destroy(app->key);
    ui_destroy(app->ui);
    free(app->chosen);
    free(app->checked);
    app_release_memory(app);
    free(app->strings_block);
}

static bool lend_memory(struct app *app)
{
    if (app_lend_memory(app))
        return true;
    (void)complain("no memory", "the window", "close other programs");
    return false;
}

// What is wrong with key or records is told before any display is opened: a display that cannot be
// opened says so itself, and then ours is not the one line. Only who types a passphrase needs it first.
static bool make_ready(struct app *app)
{
    if (asks_passphrase(app->options))
        return make_window(app) && window_unlock(app) && open_records(app);
    return open_key(app) && open_records(app) && make_window(app);
}

static int run(struct app *app)
{
    if (!lend_memory(app) || !load_words(app) || !make_ready(app))
        return app->ui != NULL && app->quit ? EXIT_DONE : EXIT_USE;
    // A script without a window still needs a canvas to seek and paint on.
    int w = app->options->place.width > 0 ? app->options->place.width : CANVAS_WIDTH;
    int h = app->options->place.height > 0 ? app->options->place.height : CANVAS_HEIGHT;
    app->canvas = canvas_staff(w, h, 0);
    if (app->options->script != NULL && !run_script(app))
        return EXIT_USE;
    return app->options->headless || app->quit ? EXIT_DONE : run_window(app);
}

int command_open(const struct supervisor_options *options)
{
    struct app app = {.options = options,
                      .disk = disk_posix(),
                      .random = random_system(),
                      .speed = 1,
                      .facts = SIZE_MAX};
    if (options->language != NULL && !language_find(options->language, &app.language))
        return complain("no such language", options->language, "say en, es, hmn, lo or so");
    hand_init(&app.hand, false);
    int code = run(&app);
    close_app(&app);
    return code;
}

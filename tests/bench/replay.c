// A seek in the replay of a 3-hour record to the drawn frame: the supervisor's program itself, its window
// at 1920 x 1080, from a place on the timeline chosen at random to the moment the X server has its pixels.
// The yardstick is what no replay can leave out: the same list put on the window once more, all of it.
#include "base/check.h"
#include "deck/diagnostics.h"
#include "made_meeting.h"
#include "supervisor/app.h"
#include <X11/Xlib.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    WIDTH = 1920,
    HEIGHT = 1080,
    SEEK_ROUNDS = 400,
    EVENTS_MOST = 16,
};

static void app_make(struct app *app, const struct house *house)
{
    static const struct supervisor_options options = {.assets = BENCH_ASSETS};
    struct ui_options window = {.title = "bench",
                                .assets = BENCH_ASSETS,
                                .windowed = true,
                                .place = {.width = WIDTH, .height = HEIGHT}};
    char message[UI_MESSAGE_BYTES] = "";
    struct diagnostics *diagnostics = malloc(sizeof *diagnostics);
    struct arena arena;
    app->options = &options;
    app->disk = disk_posix();
    app->random = random_system();
    app->key = house->reviewer;
    app->strings_block = malloc(STRINGS_ARENA_BYTES);
    check(diagnostics != NULL && app->strings_block != NULL && app_lend_memory(app));
    diagnostics_init(diagnostics);
    arena_init(&arena, app->strings_block, STRINGS_ARENA_BYTES);
    enum err err = strings_load(BENCH_ASSETS "/strings", &arena, diagnostics, &app->strings);
    check(err == OK);
    free(diagnostics);
    if (ui_create(&window, &app->ui, message) != OK) {
        fprintf(stderr, "%s\n", message);
        abort();
    }
    app->canvas = canvas_staff(WIDTH, HEIGHT, 0);
}

static void app_end(struct app *app)
{
    app_close_meeting(app);
    ui_destroy(app->ui);
    app_release_memory(app);
    free(app->strings_block);
}

static void settle(struct app *app)
{
    struct ui_input input;
    for (int i = 0; i < EVENTS_MOST && ui_wait(app->ui, 5, &input); i++)
        continue;
}

// The server works on one connection's requests in order, and on none of another while it does: a round
// trip of ours behind the pixels comes back once they are there.
static double put(struct app *app, Display *display)
{
    const double from_us = bench_now_us();
    (void)ui_show(app->ui, UI_MAIN, app->list);
    XSync(display, False);
    return bench_now_us() - from_us;
}

static void measure(struct bench *bench, struct app *app, Display *display)
{
    struct samples seeks, builds, whole;
    size_t rounds = bench_rounds(bench, SEEK_ROUNDS);
    samples_init(&seeks, rounds);
    samples_init(&builds, rounds);
    samples_init(&whole, rounds);
    const uint64_t length_ms = app->timeline->length_ms;
    for (size_t i = 0; i < rounds; i++) {
        const uint64_t at_ms = randombytes_uniform((uint32_t)length_ms + 1);
        const double from_us = bench_now_us();
        app_seek(app, at_ms);
        app_draw(app);
        const double built_us = bench_now_us() - from_us;
        samples_add(&builds, built_us / 1000);
        samples_add(&seeks, (built_us + put(app, display)) / 1000);
        ui_forget(app->ui); // the window is bare again: all of it is painted
        samples_add(&whole, put(app, display) / 1000);
        settle(app);
    }
    figure_print(bench, &(struct figure){.name = "seek-built.p99",
                                         .unit = "ms",
                                         .product = samples_at(&builds, 0.99)});
    const double parts[] = {0.5, 0.99};
    static const char *const names[] = {"seek-drawn.p50", "seek-drawn.p99"};
    for (size_t i = 0; i < 2; i++)
        figure_print(bench, &(struct figure){.name = names[i],
                                             .unit = "ms",
                                             .product = samples_at(&seeks, parts[i]),
                                             .kind = GOAL_MOST,
                                             .goal = 16});
    figure_pair(bench, "seek-drawn.ratio", "ms", &seeks, "all of the same page, painted anew",
                &whole, 0, 0);
    samples_finish(&seeks);
    samples_finish(&builds);
    samples_finish(&whole);
}

int main(int argc, char **argv)
{
    struct bench bench;
    bench_start(&bench, "replay", argc, argv);
    char folder[BENCH_PATH_BYTES + 16];
    struct made_meeting *made = calloc(1, sizeof *made);
    struct app *app = calloc(1, sizeof *app);
    struct house house;
    check(made != NULL && app != NULL);
    snprintf(folder, sizeof folder, "%s/meeting", bench.folder);
    house_make(&house, folder, 1);
    meeting_make(made, &house, MEETING_MINUTES, 0);
    Display *display = XOpenDisplay(NULL);
    if (display == NULL)
        bench_fail(&bench, "there is no display");
    app_make(app, &house);
    if (app_open_path(app, made->path) != OK)
        bench_fail(&bench, "the record cannot be opened");
    app->screen = SCREEN_REPLAY;
    app_draw(app);
    check(draw_find_name(app->list, "slide") != NULL);
    (void)put(app, display);
    settle(app);
    measure(&bench, app, display);
    app_end(app);
    XCloseDisplay(display);
    house_finish(&house);
    free(app);
    free(made);
    bench_finish(&bench);
    return 0;
}

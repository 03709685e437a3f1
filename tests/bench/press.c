// From a person's hand to changed pixels, through the programs themselves and from outside: a key goes
// to the console's window as an X event, and this process watches the pixels of the terminal's window
// in the X server until they differ. The same for a touch of the terminal's own window, from the start
// of the program to its first picture, and its resident memory. The yardsticks are windows of this
// program that do it the naive way, watched in the same manner.
#include "base/check.h"
#include "house.h"
#include "programs.h"
#include <SDL2/SDL.h>
#include <SDL2/SDL_image.h>
#include <SDL2/SDL_ttf.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/keysym.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    WIDTH = 1920,
    HEIGHT = 1080,
    ROUNDS = 24,
    TURNS = 2, // slides one way, then the other
    START_MS = 2500,
    STARTS = 7,
    REST_MS =
        700, // a fade takes 150 ms, a screen rests 350, and what comes next is painted meanwhile
    GIVE_UP_MS = 10000,
    TITLE_PIXELS = 64,
    TEXT_PIXELS = 40,
    ICON_PIXELS = 96,
};

static const double FRAME_MS = 1000.0 / 60;

// --- The naive window: SDL's defaults, nothing kept from one frame to the next.

struct naive {
    SDL_Window *window;
    SDL_Renderer *renderer;
    TTF_Font *title, *text;
    struct deck *deck;
    int slide;
};

static void naive_put(struct naive *naive, SDL_Surface *surface, int x, int y)
{
    check(surface != NULL);
    SDL_Texture *texture = SDL_CreateTextureFromSurface(naive->renderer, surface);
    check(texture != NULL);
    SDL_Rect to = {x, y, surface->w, surface->h};
    SDL_RenderCopy(naive->renderer, texture, NULL, &to);
    SDL_DestroyTexture(texture);
}

static int naive_text(struct naive *naive, TTF_Font *font, const char *text, int x, int y)
{
    if (text[0] == '\0')
        return y;
    SDL_Surface *surface = TTF_RenderUTF8_Blended_Wrapped(font, text, (SDL_Color){20, 30, 30, 255},
                                                          (Uint32)(WIDTH - x - 80));
    naive_put(naive, surface, x, y);
    y += surface->h;
    SDL_FreeSurface(surface);
    return y;
}

static void naive_icon(struct naive *naive, int x, int y)
{
    SDL_RWops *file = SDL_RWFromFile(BENCH_ASSETS "/icons/check.svg", "rb");
    check(file != NULL);
    SDL_Surface *surface = IMG_LoadSizedSVG_RW(file, ICON_PIXELS, ICON_PIXELS);
    SDL_RWclose(file);
    naive_put(naive, surface, x, y);
    SDL_FreeSurface(surface);
}

static void naive_paint(struct naive *naive)
{
    SDL_SetRenderDrawColor(naive->renderer, 250, 247, 240, 255);
    SDL_RenderClear(naive->renderer);
    const struct deck_slide_words *words = NULL;
    if (naive->deck != NULL)
        words = deck_slide_words(naive->deck, (uint8_t)naive->slide, LANGUAGE_EN);
    int y = naive_text(naive, naive->title, words != NULL ? words->title : "IMR Room", 80, 60);
    for (uint8_t i = 0; words != NULL && i < words->card_count; i++) {
        naive_icon(naive, 80, y + 16);
        y = naive_text(naive, naive->text, words->cards[i].head, 200, y + 16);
        y = naive_text(naive, naive->text, words->cards[i].text, 200, y);
    }
    char number[8];
    snprintf(number, sizeof number, "%d", naive->slide);
    (void)naive_text(naive, naive->text, number, 1650, 850);
    SDL_RenderPresent(naive->renderer);
}

static int naive_run(const char *mode, const char *folder)
{
    static const char font[] = "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf";
    struct naive naive = {.slide = 1};
    struct house house;
    SDL_Event event;
    bool software = strcmp(mode, "naive-renderer") != 0;
    bool bare = strcmp(mode, "bare-hint") == 0; // no deck: its first frame is its title
    if (bare || strcmp(mode, "naive-hint") == 0)
        SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    if (SDL_Init(SDL_INIT_VIDEO) != 0 || TTF_Init() != 0)
        return 1;
    naive.window = SDL_CreateWindow("bench", 0, HEIGHT, WIDTH, HEIGHT, 0);
    naive.renderer = SDL_CreateRenderer(naive.window, -1, software ? SDL_RENDERER_SOFTWARE : 0);
    naive.title = TTF_OpenFont(font, TITLE_PIXELS);
    naive.text = TTF_OpenFont(font, TEXT_PIXELS);
    check(naive.renderer != NULL && naive.title != NULL && naive.text != NULL);
    if (!bare) {
        house_open(&house, folder);
        naive.deck = house.deck;
    }
    naive_paint(&naive);
    while (SDL_WaitEvent(&event) == 1 && event.type != SDL_QUIT) {
        if (!bare && event.type == SDL_KEYDOWN) {
            int step = event.key.keysym.sym == SDLK_PAGEUP ? -1 : 1;
            int count = house.deck->slide_count;
            naive.slide = (naive.slide - 1 + step + count) % count + 1;
            naive_paint(&naive);
        } else if (event.type == SDL_WINDOWEVENT && event.window.event == SDL_WINDOWEVENT_EXPOSED) {
            naive_paint(&naive);
        }
    }
    if (!bare)
        house_finish(&house);
    SDL_Quit();
    return 0;
}

// --- Watching the pixels.

struct view {
    Display *display;
    Window root;
};

// A part of the screen as one number. Small enough to be asked for many times in a frame.
static uint64_t look(const struct view *view, SDL_Rect at)
{
    XImage *image = XGetImage(view->display, view->root, at.x, at.y, (unsigned)at.w, (unsigned)at.h,
                              AllPlanes, ZPixmap);
    check(image != NULL);
    uint64_t hash = 0;
    for (int y = 0; y < at.h; y++) {
        const char *row = image->data + (ptrdiff_t)y * image->bytes_per_line;
        for (int x = 0; x + 8 <= at.w * image->bits_per_pixel / 8; x += 8) {
            uint64_t word;
            memcpy(&word, row + x, sizeof word);
            hash = (hash ^ word) * 0x9E3779B97F4A7C15U;
            hash ^= hash >> 29;
        }
    }
    XDestroyImage(image);
    return hash;
}

// Milliseconds until that part is no longer what it was; less than 0 when it stays.
static double changed_ms(const struct view *view, SDL_Rect at, uint64_t was, double from_us)
{
    for (;;) {
        uint64_t is = look(view, at);
        double ms = (bench_now_us() - from_us) / 1000;
        if (is != was)
            return ms;
        if (ms > GIVE_UP_MS)
            return -1;
    }
}

static void rest(int ms)
{
    (void)poll(NULL, 0, ms);
}

// The window at a place of the screen: there is no window manager, so it is a child of the root.
static Window window_at(struct bench *bench, const struct view *view, int x, int y)
{
    Window root, parent, *children = NULL, found = None;
    unsigned count = 0;
    if (XQueryTree(view->display, view->root, &root, &parent, &children, &count) != 0)
        for (unsigned i = 0; i < count; i++) {
            XWindowAttributes facts;
            if (XGetWindowAttributes(view->display, children[i], &facts) != 0 &&
                facts.map_state == IsViewable && facts.x == x && facts.y == y && facts.width > 64)
                found = children[i];
        }
    if (children != NULL)
        XFree(children);
    if (found == None)
        bench_fail(bench, "a window is not there");
    return found;
}

static void send_key(const struct view *view, Window window, KeySym key)
{
    XKeyEvent event = {.type = KeyPress,
                       .display = view->display,
                       .window = window,
                       .root = view->root,
                       .same_screen = True,
                       .keycode = XKeysymToKeycode(view->display, key)};
    XSendEvent(view->display, window, True, KeyPressMask, (XEvent *)&event);
    event.type = KeyRelease;
    XSendEvent(view->display, window, True, KeyReleaseMask, (XEvent *)&event);
    XFlush(view->display);
}

static double press(struct bench *bench, const struct view *view, Window window, KeySym key,
                    SDL_Rect at)
{
    rest(REST_MS);
    uint64_t was = look(view, at);
    const double from_us = bench_now_us();
    send_key(view, window, key);
    double ms = changed_ms(view, at, was, from_us);
    if (ms < 0)
        bench_fail(bench, "a key changed nothing");
    return ms;
}

// --- The programs.

// The slide's number, at its lower right: no two slides are alike there, and it is put up last.
static const SDL_Rect NUMBER = {1640, 850, 96, 52};
static const SDL_Rect NAIVE_NUMBER = {1640, HEIGHT + 850, 96, 52};
// On the terminal's bar, where its language stands, which opens the settings.
static const SDL_Rect BUTTON = {30, 960, 280, 100};
static const SDL_Point TOUCHED = {150, 1010};

static void start_naive(struct bench *bench, struct process *process, char *mode)
{
    char program[PROGRAM_PATH_BYTES], folder[PROGRAM_PATH_BYTES];
    snprintf(program, sizeof program, "%s/bench-press", bench->bin);
    snprintf(folder, sizeof folder, "%s/house", bench->folder);
    char *arguments[] = {program, "--as", mode, "--folder", folder, NULL};
    process_start(bench, process, arguments);
}

static void start_console(struct bench *bench, struct programs *p, struct process *console)
{
    char *arguments[] = {p->facilitator, "--practice", "--data", p->console, "--bind",
                         "127.0.0.1",    "--port",     p->port,  "--window", "1280x800+1920+0",
                         "--script",     p->lead,      NULL};
    process_start(bench, console, arguments);
}

static void start_terminal(struct bench *bench, struct programs *p, struct process *terminal,
                           bool paired)
{
    char *arguments[] = {p->participant,
                         "--practice",
                         "--data",
                         p->terminal,
                         "--window",
                         "1920x1080+0+0",
                         paired ? NULL : "--pair-file",
                         p->pair,
                         NULL};
    process_start(bench, terminal, arguments);
}

struct scene_of_bench {
    struct bench *bench;
    struct view view;
    struct programs *programs;
    struct process console, terminal;
    Window board, slide;
};

// Round by round in turn: the product's whole way from the console's window over the hub, the disk
// and the network to the terminal's, and the naive window's own, which gets its key directly.
static void measure_key(const struct scene_of_bench *scene, char *mode, const char *against,
                        double goal)
{
    struct bench *bench = scene->bench;
    const struct view *view = &scene->view;
    struct samples ours, back, theirs;
    struct process naive;
    size_t rounds = bench_rounds(bench, ROUNDS);
    char name[BENCH_NAME_BYTES];
    samples_init(&ours, rounds);
    samples_init(&back, rounds);
    samples_init(&theirs, rounds);
    start_naive(bench, &naive, mode);
    rest(START_MS);
    Window window = window_at(bench, view, 0, HEIGHT);
    for (size_t i = 0; i < rounds; i++) {
        // Some slides on, then as many back: what comes next is prepared, what went by is not.
        bool goes_back = i / TURNS % 2 != 0;
        KeySym key = goes_back ? XK_Page_Up : XK_Page_Down;
        samples_add(goes_back ? &back : &ours, press(bench, view, scene->board, key, NUMBER));
        samples_add(&theirs, press(bench, view, window, key, NAIVE_NUMBER));
    }
    snprintf(name, sizeof name, "key.%s", mode);
    figure_pair(bench, name, "ms", &ours, against, &theirs, goal, 0);
    snprintf(name, sizeof name, "key-back.%s", mode);
    figure_pair(bench, name, "ms", &back, against, &theirs, 0, 0);
    snprintf(name, sizeof name, "key-value.%s", mode);
    figure_print(bench, &(struct figure){.name = name,
                                         .unit = "ms",
                                         .product = samples_at(&ours, 0.5),
                                         .kind = GOAL_MOST,
                                         .goal = 6});
    samples_finish(&ours);
    samples_finish(&back);
    samples_finish(&theirs);
    process_stop(&naive);
}

static void send_button(const struct scene_of_bench *scene, bool down)
{
    XButtonEvent event = {.type = down ? ButtonPress : ButtonRelease,
                          .display = scene->view.display,
                          .window = scene->slide,
                          .root = scene->view.root,
                          .x = TOUCHED.x,
                          .y = TOUCHED.y,
                          .x_root = TOUCHED.x,
                          .y_root = TOUCHED.y,
                          .button = Button1,
                          .state = down ? 0 : Button1Mask,
                          .same_screen = True};
    XSendEvent(scene->view.display, scene->slide, True, down ? ButtonPressMask : ButtonReleaseMask,
               (XEvent *)&event);
    XFlush(scene->view.display);
}

static double touch(const struct scene_of_bench *scene, bool down, SDL_Rect at)
{
    uint64_t was = look(&scene->view, at);
    const double from_us = bench_now_us();
    send_button(scene, down);
    double ms = changed_ms(&scene->view, at, was, from_us);
    if (ms < 0)
        bench_fail(scene->bench, "a touch changed nothing");
    return ms;
}

// A mouse's press goes the way of a touch from the moment the window system tells of it.
static void measure_touch(const struct scene_of_bench *scene)
{
    struct samples pressed, next;
    size_t rounds = bench_rounds(scene->bench, ROUNDS);
    samples_init(&pressed, rounds);
    samples_init(&next, rounds);
    // A button's place is where the pointer was last.
    XWarpPointer(scene->view.display, None, scene->view.root, 0, 0, 0, 0, TOUCHED.x, TOUCHED.y);
    XFlush(scene->view.display);
    for (size_t i = 0; i < rounds; i++) {
        rest(REST_MS);
        samples_add(&pressed, touch(scene, true, BUTTON));
        rest(100);
        samples_add(&next, touch(scene, false, NUMBER));
        rest(REST_MS);
        send_key(&scene->view, scene->slide, XK_Escape);
    }
    static const char *const names[] = {"touch-pressed.p50", "touch-pressed.p99", "touch-next.p50",
                                        "touch-next.p99"};
    const double values[] = {samples_at(&pressed, 0.5), samples_at(&pressed, 0.99),
                             samples_at(&next, 0.5), samples_at(&next, 0.99)};
    for (size_t i = 0; i < 4; i++)
        figure_print(scene->bench, &(struct figure){.name = names[i],
                                                    .unit = "ms",
                                                    .product = values[i],
                                                    .against = "frames at 60 Hz",
                                                    .yardstick = i < 2 ? FRAME_MS : 2 * FRAME_MS,
                                                    .kind = GOAL_RATIO_MOST,
                                                    .goal = 1});
    samples_finish(&pressed);
    samples_finish(&next);
}

static double first_ms(const struct scene_of_bench *scene, SDL_Rect at, uint64_t bare,
                       double from_us)
{
    double ms = changed_ms(&scene->view, at, bare, from_us);
    if (ms < 0)
        bench_fail(scene->bench, "a window did not come");
    return ms;
}

// From fork to pixels that are not the window system's own black.
static void measure_start(const struct scene_of_bench *scene)
{
    struct samples ours, theirs;
    static char mode[] = "bare-hint";
    size_t rounds = scene->bench->quick ? 1 : STARTS;
    samples_init(&ours, rounds);
    samples_init(&theirs, rounds);
    rest(START_MS);
    uint64_t bare = look(&scene->view, NUMBER), below = look(&scene->view, NAIVE_NUMBER);
    for (size_t i = 0; i < rounds; i++) {
        struct process process;
        double from_us = bench_now_us();
        start_terminal(scene->bench, scene->programs, &process, true);
        samples_add(&ours, first_ms(scene, NUMBER, bare, from_us));
        rest(REST_MS);
        process_stop(&process);
        from_us = bench_now_us();
        start_naive(scene->bench, &process, mode);
        samples_add(&theirs, first_ms(scene, NAIVE_NUMBER, below, from_us));
        rest(REST_MS);
        process_stop(&process);
        rest(REST_MS);
    }
    figure_pair(scene->bench, "first-frame", "ms", &ours, "bare SDL, same font and hint", &theirs,
                1.4, 0);
    samples_finish(&ours);
    samples_finish(&theirs);
}

static void measure(struct scene_of_bench *scene)
{
    static char naive[] = "naive", renderer[] = "naive-renderer", hint[] = "naive-hint";
    struct bench *bench = scene->bench;
    start_console(bench, scene->programs, &scene->console);
    start_terminal(bench, scene->programs, &scene->terminal, false);
    process_ready(bench, &scene->console);
    rest(START_MS);
    scene->board = window_at(bench, &scene->view, WIDTH, 0);
    scene->slide = window_at(bench, &scene->view, 0, 0);
    measure_key(scene, naive, "all anew, SDL's own way to the window", 0.25);
    measure_key(scene, renderer, "all anew, SDL's first renderer (OpenGL)", 0);
    measure_key(scene, hint, "all anew, with our hint", 0);
    figure_print(bench, &(struct figure){.name = "terminal.resident",
                                         .unit = "MB",
                                         .product = process_resident_mb(&scene->terminal),
                                         .kind = GOAL_MOST,
                                         .goal = 45});
    figure_print(bench, &(struct figure){.name = "console.resident",
                                         .unit = "MB",
                                         .product = process_resident_mb(&scene->console)});
    measure_touch(scene);
    process_stop(&scene->terminal);
    measure_start(scene);
    process_stop(&scene->console);
}

int main(int argc, char **argv)
{
    struct bench bench;
    bench_start(&bench, "press", argc, argv);
    if (bench.mode != NULL && bench.mode_folder != NULL)
        return naive_run(bench.mode, bench.mode_folder);
    struct scene_of_bench scene = {.bench = &bench, .view.display = XOpenDisplay(NULL)};
    if (scene.view.display == NULL)
        bench_fail(&bench, "there is no display");
    scene.view.root = DefaultRootWindow(scene.view.display);
    char folder[PROGRAM_PATH_BYTES];
    struct house house;
    snprintf(folder, sizeof folder, "%s/house", bench.folder);
    house_make(&house, folder, 1);
    scene.programs = calloc(1, sizeof *scene.programs);
    check(scene.programs != NULL);
    programs_make(&bench, scene.programs, "press",
                  "unlock practice\nwait for screens=1 within 20 s\n"
                  "begin tuesday-recovery-group coping-with-stress 2 people 8\n"
                  "wait for decks=1 within 20 s\nslide next\nsay ready\nstay\n");
    measure(&scene);
    free(scene.programs);
    house_finish(&house);
    XCloseDisplay(scene.view.display);
    bench_finish(&bench);
    return 0;
}

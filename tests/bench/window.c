// A slide change at 1920 x 1080: the product's draw list and ui_show against what one would write
// first (SDL's default renderer, every text rendered anew for each frame), frame by frame in turn.
// Then the same list again, a button pressed, a frame that was prepared, and the first frame after
// the start. Each side is a process of its own: SDL's choice of how to present is made once.
#include "base/check.h"
#include "deck/diagnostics.h"
#include "deck/strings.h"
#include "house.h"
#include "show/slide.h"
#include "ui/ui.h"
#include "ui/widget.h"
#include <SDL2/SDL.h>
#include <SDL2/SDL_syswm.h>
#include <SDL2/SDL_ttf.h>
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
    ROUNDS = 40,
    STARTS = 7,
    ANSWER_MS = 20000,
    BUTTON = 7,
    TITLE_PIXELS = 64,
    TEXT_PIXELS = 40,
};

// --- A side's process: one letter in, the microseconds it took out.

static void answer(double us)
{
    ssize_t wrote = write(STDOUT_FILENO, &us, sizeof us);
    check(wrote == (ssize_t)sizeof us);
}

struct product {
    struct house house;
    struct strings *strings;
    uint8_t *block;
    struct ui *ui;
    struct draw_list list;
    struct hand hand;
    uint8_t slide;
};

static void list_make(struct product *product, uint8_t slide, bool pressed)
{
    struct canvas canvas = canvas_participant(WIDTH, HEIGHT);
    struct slide_view view = {.deck = product->house.deck,
                              .strings = product->strings,
                              .slide = slide,
                              .language = LANGUAGE_EN,
                              .size = TEXT_LARGE};
    product->hand.pressed = pressed ? BUTTON : 0;
    draw_begin(&product->list, &canvas, ui_fonts(product->ui), &product->hand, COLOR_PAPER);
    draw_screen(&product->list, 1);
    show_slide(&product->list, rect_of(50, 20, 1180, 666), SLIDE_ON_TERMINAL, "slide", &view);
    widget_main(&product->list, &(struct widget){.key = BUTTON,
                                                 .name = "send",
                                                 .rect = rect_of(860, 690, 372, 88),
                                                 .text = "Send my answer"});
    draw_end(&product->list);
}

static void strings_make(struct product *product)
{
    struct arena arena;
    product->strings = calloc(1, sizeof *product->strings);
    product->block = malloc(STRINGS_ARENA_BYTES);
    struct diagnostics *diagnostics = malloc(sizeof *diagnostics);
    check(product->strings != NULL && product->block != NULL && diagnostics != NULL);
    diagnostics_init(diagnostics);
    arena_init(&arena, product->block, STRINGS_ARENA_BYTES);
    enum err err = strings_load(BENCH_ASSETS "/strings", &arena, diagnostics, product->strings);
    check(err == OK);
    free(diagnostics);
}

static void settle(struct ui *ui)
{
    struct ui_input input;
    for (int i = 0; i < 16 && ui_wait(ui, 5, &input); i++)
        continue;
}

static double product_do(struct product *product, char order)
{
    const uint8_t slides = product->house.deck->slide_count;
    const uint8_t next = (uint8_t)(product->slide % slides + 1);
    if (order == 'p') {
        list_make(product, next, false);
        ui_prepare(product->ui, UI_MAIN, &product->list);
    }
    if (order == 'n' || order == 'p')
        product->slide = next;
    const double from_us = bench_now_us();
    list_make(product, product->slide, order == 'b');
    (void)ui_show(product->ui, UI_MAIN, &product->list);
    return bench_now_us() - from_us;
}

static int product_run(const char *folder)
{
    struct product *product = calloc(1, sizeof *product);
    char message[UI_MESSAGE_BYTES] = "";
    struct ui_options options = {.title = "bench",
                                 .assets = BENCH_ASSETS,
                                 .windowed = true,
                                 .place = {.width = WIDTH, .height = HEIGHT},
                                 .steady = true};
    check(product != NULL);
    if (ui_create(&options, &product->ui, message) != OK) {
        fprintf(stderr, "%s\n", message);
        return 1;
    }
    house_open(&product->house, folder);
    strings_make(product);
    hand_init(&product->hand, true);
    answer(product_do(product, 'n'));
    settle(product->ui);
    for (char order; read(STDIN_FILENO, &order, 1) == 1;) {
        double us = product_do(product, order);
        settle(product->ui);
        answer(us);
    }
    ui_destroy(product->ui);
    house_finish(&product->house);
    free(product->strings);
    free(product->block);
    free(product);
    return 0;
}

struct naive {
    SDL_Window *window;
    SDL_Renderer *renderer;
    TTF_Font *title, *text;
    struct house house;
    uint8_t slide;
};

static int naive_text(struct naive *naive, TTF_Font *font, const char *text, int x, int y,
                      int width)
{
    if (text[0] == '\0')
        return y;
    SDL_Surface *surface =
        TTF_RenderUTF8_Blended_Wrapped(font, text, (SDL_Color){20, 30, 30, 255}, (Uint32)width);
    check(surface != NULL);
    SDL_Texture *texture = SDL_CreateTextureFromSurface(naive->renderer, surface);
    check(texture != NULL);
    SDL_Rect to = {x, y, surface->w, surface->h};
    SDL_RenderCopy(naive->renderer, texture, NULL, &to);
    SDL_DestroyTexture(texture);
    SDL_FreeSurface(surface);
    return to.y + to.h;
}

static double naive_do(struct naive *naive, char order)
{
    if (order == 'n' || order == 'p')
        naive->slide = (uint8_t)(naive->slide % naive->house.deck->slide_count + 1);
    const struct deck_slide_words *words =
        deck_slide_words(naive->house.deck, naive->slide, LANGUAGE_EN);
    const double from_us = bench_now_us();
    SDL_SetRenderDrawColor(naive->renderer, 250, 247, 240, 255);
    SDL_RenderClear(naive->renderer);
    int y = naive_text(naive, naive->title, words->title, 80, 60, WIDTH - 160);
    for (uint8_t i = 0; i < words->card_count; i++) {
        y = naive_text(naive, naive->text, words->cards[i].head, 80, y + 16, WIDTH - 160);
        y = naive_text(naive, naive->text, words->cards[i].text, 80, y, WIDTH - 160);
    }
    SDL_RenderPresent(naive->renderer);
    // Presenting only hands the frame over; ui_show comes back when the pixels are there.
    SDL_SysWMinfo info;
    SDL_VERSION(&info.version);
    if (SDL_GetWindowWMInfo(naive->window, &info) && info.subsystem == SDL_SYSWM_X11)
        XSync(info.info.x11.display, False);
    return bench_now_us() - from_us;
}

static int naive_run(const char *folder)
{
    static const char font[] = "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf";
    struct naive naive = {0};
    SDL_Event event;
    if (SDL_Init(SDL_INIT_VIDEO) != 0 || TTF_Init() != 0)
        return 1;
    naive.window = SDL_CreateWindow("bench", 0, 0, WIDTH, HEIGHT, 0);
    naive.renderer = SDL_CreateRenderer(naive.window, -1, 0);
    naive.title = TTF_OpenFont(font, TITLE_PIXELS);
    naive.text = TTF_OpenFont(font, TEXT_PIXELS);
    check(naive.renderer != NULL && naive.title != NULL && naive.text != NULL);
    house_open(&naive.house, folder);
    answer(naive_do(&naive, 'n'));
    for (char order; read(STDIN_FILENO, &order, 1) == 1;) {
        while (SDL_PollEvent(&event))
            continue;
        answer(naive_do(&naive, order));
    }
    house_finish(&naive.house);
    SDL_Quit();
    return 0;
}

// --- The other end.

struct side {
    pid_t pid;
    int orders, times;
    double first_ms;
};

static double time_take(struct bench *bench, const struct side *side)
{
    struct pollfd said = {.fd = side->times, .events = POLLIN};
    double us = 0;
    if (poll(&said, 1, ANSWER_MS) != 1 || read(side->times, &us, sizeof us) != (ssize_t)sizeof us)
        bench_fail(bench, "a window did not answer; is there a display?");
    return us;
}

static void side_start(struct bench *bench, struct side *side, const char *mode, bool hint)
{
    int orders[2], times[2];
    char path[BENCH_PATH_BYTES + 16], folder[BENCH_PATH_BYTES + 16];
    snprintf(path, sizeof path, "%s/bench-window", bench->bin);
    snprintf(folder, sizeof folder, "%s/house", bench->folder);
    if (pipe(orders) != 0 || pipe(times) != 0)
        bench_fail(bench, "no pipe");
    const double from_us = bench_now_us();
    side->pid = fork();
    if (side->pid == 0) {
        (void)dup2(orders[0], STDIN_FILENO);
        (void)dup2(times[1], STDOUT_FILENO);
        (void)close(orders[1]);
        (void)close(times[0]);
        if (hint)
            setenv("SDL_FRAMEBUFFER_ACCELERATION", "0", 1);
        if (hint)
            setenv("SDL_RENDER_DRIVER", "software", 1);
        execl(path, path, "--as", mode, "--folder", folder, (char *)NULL);
        _exit(127);
    }
    close(orders[0]);
    close(times[1]);
    side->orders = orders[1];
    side->times = times[0];
    (void)time_take(bench, side);
    side->first_ms = (bench_now_us() - from_us) / 1000;
}

static void side_stop(struct side *side)
{
    close(side->orders);
    close(side->times);
    kill(side->pid, SIGKILL); // SDL takes a SIGTERM for a wish
    while (waitpid(side->pid, NULL, 0) < 0 && errno == EINTR)
        continue;
}

static double side_do(struct bench *bench, const struct side *side, char order)
{
    if (write(side->orders, &order, 1) != 1)
        bench_fail(bench, "a window has gone");
    return time_take(bench, side) / 1000;
}

static void measure_frames(struct bench *bench)
{
    static const struct {
        const char *name, *against;
        char order;
        double goal;
        bool hint;
    } rows[] = {{"slide", "SDL's defaults, all text anew", 'n', 0.25, false},
                {"slide-hint", "the same with software and the hint", 'n', 0.7, true},
                {"slide-prepared", "SDL's defaults, all text anew", 'p', 0.25, false},
                {"unchanged", "SDL's defaults, all text anew", 's', 0.05, false},
                {"pressed", "SDL's defaults, all text anew", 'b', 0.25, false}};
    struct side product, naive, hinted;
    side_start(bench, &product, "product", false);
    side_start(bench, &naive, "naive", false);
    side_start(bench, &hinted, "naive", true);
    size_t rounds = bench_rounds(bench, ROUNDS);
    for (size_t row = 0; row < sizeof rows / sizeof rows[0]; row++) {
        struct samples ours, theirs;
        samples_init(&ours, rounds);
        samples_init(&theirs, rounds);
        (void)side_do(bench, &product, 's');
        for (size_t i = 0; i < rounds; i++) {
            samples_add(&ours, side_do(bench, &product, rows[row].order));
            samples_add(&theirs,
                        side_do(bench, rows[row].hint ? &hinted : &naive, rows[row].order));
            if (rows[row].order == 'b')
                (void)side_do(bench, &product, 's'); // lifted again
        }
        figure_pair(bench, rows[row].name, "ms", &ours, rows[row].against, &theirs, rows[row].goal,
                    0);
        samples_finish(&ours);
        samples_finish(&theirs);
    }
    side_stop(&product);
    side_stop(&naive);
    side_stop(&hinted);
}

static void measure_start(struct bench *bench)
{
    struct samples ours, theirs;
    size_t rounds = bench->quick ? 1 : STARTS;
    samples_init(&ours, rounds);
    samples_init(&theirs, rounds);
    for (size_t i = 0; i < rounds; i++) {
        struct side side;
        side_start(bench, &side, "product", false);
        samples_add(&ours, side.first_ms);
        side_stop(&side);
        side_start(bench, &side, "naive", true);
        samples_add(&theirs, side.first_ms);
        side_stop(&side);
    }
    figure_pair(bench, "first-frame", "ms", &ours, "bare SDL, same font and hint", &theirs, 1.4, 0);
    samples_finish(&ours);
    samples_finish(&theirs);
}

int main(int argc, char **argv)
{
    struct bench bench;
    struct house house;
    char folder[BENCH_PATH_BYTES + 16];
    bench_start(&bench, "window", argc, argv);
    if (bench.mode != NULL && bench.mode_folder != NULL)
        return strcmp(bench.mode, "naive") == 0 ? naive_run(bench.mode_folder)
                                                : product_run(bench.mode_folder);
    snprintf(folder, sizeof folder, "%s/house", bench.folder);
    house_make(&house, folder, 1);
    measure_frames(&bench);
    measure_start(&bench);
    house_finish(&house);
    bench_finish(&bench);
    return 0;
}

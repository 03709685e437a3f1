#include "ui/ui.h"

#include "base/check.h"
#include "ui/ui_sdl_window.h"
#include <SDL2/SDL_image.h>
#include <X11/Xlib.h> // the shape of XErrorEvent; its library is SDL's to load
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// Xlib ends the program where its server dies, by exit(): beside a hub or a link that still runs,
// their libraries would be torn down under them. Nothing can be shown and the thread that drew is
// inside Xlib, so this is the same end as a power cut, which every program here gets over, but said.
void display_lost(void)
{
    static const char SAID[] = "the display is gone: start again when it is back; a running "
                               "session goes on where it was\n";
    if (write(STDERR_FILENO, SAID, sizeof(SAID) - 1) < 0) {
        // Nobody reads it.
    }
    _exit(UI_EXIT_LOST);
}

static int server_gone(void *display)
{
    (void)display;
    display_lost();
}

// SDL loads Xlib only where it is the way to the display, and so do we: it is no library of ours.
// A request that named something already gone: Xlib's own way is to end the program; ours is to go on,
// for the room does not depend on it. It is said which request that was. SDL 2.26 makes such requests by
// itself: after each move or resize it asks for the window's parent, and then where that is (X_QueryTree,
// X_TranslateCoords, 40.0). A window manager that takes its frame away between the two (when it starts or
// ends, a window comes to fill a screen, or a projector goes) makes the second a BadWindow
// (process.frames). No order of our calls prevents it.
static int request_failed(void *display, void *told)
{
    (void)display;
    const XErrorEvent *event = told;
    char said[128];
    int size =
        snprintf(said, sizeof(said),
                 "an X request failed and was left out: error %d, request %d.%d, on %lx\n",
                 event->error_code, event->request_code, event->minor_code, event->resourceid);
    check(size > 0 && (size_t)size < sizeof(said));
    if (write(STDERR_FILENO, said, (size_t)size) < 0) {
        // Nobody reads it.
    }
    return 0;
}

// Hands one of Xlib's functions a handler of ours; where it is not to be had, Xlib keeps its own way.
static void set_handler(void *xlib, const char *function, void (*ours)(void))
{
    typedef void (*handler)(void);
    handler (*set)(handler handler_of_ours);
    void *found = SDL_LoadFunction(xlib, function);
    if (found == NULL)
        return;
    _Static_assert(sizeof(set) == sizeof(found), "a function's address is an address");
    memcpy(&set, &found, sizeof(set));
    (void)set(ours);
}

static void watch_display(void)
{
    const char *driver = SDL_GetCurrentVideoDriver();
    if (driver == NULL || strcmp(driver, "x11") != 0)
        return;
    void *xlib = SDL_LoadObject("libX11.so.6"); // kept: the same that SDL has
    if (xlib == NULL)
        return;
    set_handler(xlib, "XSetIOErrorHandler", (void (*)(void))server_gone);
    set_handler(xlib, "XSetErrorHandler", (void (*)(void))request_failed);
}

// On X11 without a graphics card SDL puts a window's pixels on screen through a software OpenGL:
// eleven times slower and 110 MB larger. The hint must come before SDL_Init, and not on Wayland,
// which has no other way.
static bool hint_plain_surface(void)
{
    const char *driver = getenv("SDL_VIDEODRIVER");
    bool x11 = driver != NULL ? strcmp(driver, "x11") == 0 : getenv("DISPLAY") != NULL;
    if (!x11 || getenv("SDL_FRAMEBUFFER_ACCELERATION") != NULL)
        return false;
    return SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0") == SDL_TRUE;
}

static bool start_video(void)
{
    // A touch must not come a second time as a mouse, nor the other way round.
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");
    // Video and no more: other subsystems turn waiting into polling.
    if (SDL_Init(SDL_INIT_VIDEO) != 0)
        return false;
    // Where there is no display SDL draws into nothing; only who asks for that by name gets it.
    const char *driver = SDL_GetCurrentVideoDriver();
    bool nothing = driver == NULL || strcmp(driver, "offscreen") == 0 ||
                   strcmp(driver, "dummy") == 0 || strcmp(driver, "evdev") == 0;
    if (nothing && getenv("SDL_VIDEODRIVER") == NULL) {
        SDL_Quit();
        SDL_SetError("there is no display");
        return false;
    }
    SDL_StopTextInput();
    return true;
}

static bool open_window(struct window *window, const char *title, SDL_Rect place, uint32_t flags)
{
    window->sdl = SDL_CreateWindow(title, place.x, place.y, place.w, place.h, flags);
    if (window->sdl == NULL)
        return false;
    window->id = SDL_GetWindowID(window->sdl);
    window->ground = 0xF7F5F0;
    if (SDL_GetWindowSurface(window->sdl) != NULL)
        return true;
    SDL_DestroyWindow(window->sdl);
    window->sdl = NULL;
    return false;
}

static bool open_main(struct ui *ui, const struct ui_options *options)
{
    const struct ui_place *want = &options->place;
    SDL_Rect place = {want->placed ? want->x : (int)SDL_WINDOWPOS_CENTERED,
                      want->placed ? want->y : (int)SDL_WINDOWPOS_CENTERED,
                      want->width > 0 ? want->width : 1280, want->height > 0 ? want->height : 800};
    uint32_t flags = SDL_WINDOW_RESIZABLE;
    if (!options->windowed)
        flags |= SDL_WINDOW_FULLSCREEN_DESKTOP;
    return open_window(&ui->windows[UI_MAIN], ui->title, place, flags);
}

static enum err start_windows(struct ui *ui, const struct ui_options *options,
                              char out_message[UI_MESSAGE_BYTES])
{
    bool hinted = hint_plain_surface();
    ui->video = start_video();
    if (ui->video && !open_main(ui, options) && hinted) {
        // The choice sticks once made: begin again without the hint.
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
        SDL_ResetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION);
        ui->video = start_video() && open_main(ui, options);
    }
    if (!ui->video || ui->windows[UI_MAIN].sdl == NULL) {
        snprintf(out_message, UI_MESSAGE_BYTES,
                 "no window: %s (is there a display? pictures and scripts work with --headless)",
                 SDL_GetError());
        return ERR_IO;
    }
    watch_display();
    SDL_SetWindowMinimumSize(ui->windows[UI_MAIN].sdl, 640, 400);
    ui->bell_event = SDL_RegisterEvents(1);
    return OK;
}

enum err ui_create(const struct ui_options *options, struct ui **out_ui,
                   char out_message[UI_MESSAGE_BYTES])
{
    check(options != NULL && out_ui != NULL);
    check(out_message != NULL);
    out_message[0] = '\0';
    struct ui *ui = calloc(1, sizeof(*ui));
    if (ui == NULL)
        return ERR_MEMORY;
    ui->headless = options->headless;
    ui->steady = options->steady;
    snprintf(ui->title, sizeof(ui->title), "%s", options->title != NULL ? options->title : "");
    enum err err = fonts_create(options->fonts, &ui->fonts, out_message, UI_MESSAGE_BYTES);
    if (err == OK)
        err =
            painter_create(options->assets, ui->fonts, &ui->painter, out_message, UI_MESSAGE_BYTES);
    if (err == OK && !options->headless)
        err = start_windows(ui, options, out_message);
    if (err != OK) {
        ui_destroy(ui);
        return err;
    }
    *out_ui = ui;
    return OK;
}

void ui_destroy(struct ui *ui)
{
    if (ui == NULL)
        return;
    for (int i = 0; i < UI_WINDOWS; i++)
        window_close(&ui->windows[i]);
    painter_destroy(ui->painter);
    fonts_destroy(ui->fonts);
    if (ui->video)
        SDL_Quit();
    free(ui);
}

struct fonts *ui_fonts(struct ui *ui)
{
    check(ui != NULL);
    return ui->fonts;
}

int ui_displays(const struct ui *ui)
{
    int count = ui->headless ? 0 : SDL_GetNumVideoDisplays();
    return count > 0 ? count : 0;
}

// With one display alone the room screen is small, in the corner that hides least.
static SDL_Rect room_corner(int display)
{
    SDL_Rect room = {0, 0, 1280, 800};
    if (display >= 0)
        (void)SDL_GetDisplayUsableBounds(display, &room);
    int width = SDL_max(room.w / 4, 320), height = width * 9 / 16;
    return (SDL_Rect){room.x + room.w - width, room.y + room.h - height, width, height};
}

enum err ui_room_open(struct ui *ui)
{
    check(!ui->headless);
    struct window *window = &ui->windows[UI_ROOM];
    if (window->sdl != NULL)
        return OK;
    ui->room_display = (SDL_Rect){0};
    int mine = SDL_GetWindowDisplayIndex(ui->windows[UI_MAIN].sdl);
    for (int display = 0; display < ui_displays(ui); display++) {
        SDL_Rect place;
        if (display == mine || SDL_GetDisplayBounds(display, &place) != 0)
            continue;
        bool opened =
            open_window(window, ui->title, place, SDL_WINDOW_BORDERLESS | SDL_WINDOW_ALWAYS_ON_TOP);
        SDL_RaiseWindow(ui->windows[UI_MAIN].sdl);
        ui->room_display = place;
        return opened ? OK : ERR_IO;
    }
    SDL_Rect place = room_corner(mine);
    return open_window(window, ui->title, place, SDL_WINDOW_RESIZABLE) ? OK : ERR_IO;
}

void ui_room_close(struct ui *ui)
{
    window_close(&ui->windows[UI_ROOM]);
}

bool ui_room_is_open(const struct ui *ui)
{
    return ui->windows[UI_ROOM].sdl != NULL;
}

bool ui_room_is_stranded(const struct ui *ui)
{
    if (!ui_room_is_open(ui) || SDL_RectEmpty(&ui->room_display))
        return false;
    for (int display = 0; display < ui_displays(ui); display++) {
        SDL_Rect place;
        if (SDL_GetDisplayBounds(display, &place) == 0 && SDL_RectEquals(&place, &ui->room_display))
            return false;
    }
    return true;
}

void ui_fullscreen(struct ui *ui, bool on)
{
    if (ui->windows[UI_MAIN].sdl != NULL)
        SDL_SetWindowFullscreen(ui->windows[UI_MAIN].sdl, on ? SDL_WINDOW_FULLSCREEN_DESKTOP : 0);
}

bool ui_is_fullscreen(const struct ui *ui)
{
    SDL_Window *main = ui->windows[UI_MAIN].sdl;
    return main != NULL && (SDL_GetWindowFlags(main) & SDL_WINDOW_FULLSCREEN_DESKTOP) != 0;
}

void ui_cursor(struct ui *ui, bool visible)
{
    if (!ui->headless)
        SDL_ShowCursor(visible ? SDL_ENABLE : SDL_DISABLE);
}

void ui_set_steady(struct ui *ui, bool steady)
{
    ui->steady = steady;
}

void ui_text_input(struct ui *ui, bool on)
{
    if (ui->headless)
        return;
    if (on)
        SDL_StartTextInput();
    else
        SDL_StopTextInput();
}

void ui_size(const struct ui *ui, int index, int *out_w, int *out_h)
{
    check(index >= 0 && index < UI_WINDOWS);
    const struct window *window = &ui->windows[index];
    *out_w = CANVAS_WIDTH;
    *out_h = CANVAS_HEIGHT;
    if (window->sdl != NULL)
        SDL_GetWindowSize(window->sdl, out_w, out_h);
    *out_w = *out_w > 0 ? *out_w : 1;
    *out_h = *out_h > 0 ? *out_h : 1;
}

void ui_set_canvas(struct ui *ui, int index, const struct canvas *canvas)
{
    check(index >= 0 && index < UI_WINDOWS);
    ui->windows[index].canvas = *canvas;
    ui->windows[index].has_canvas = true;
}

struct ui_cost ui_last_cost(const struct ui *ui)
{
    return ui->cost;
}

enum err ui_picture(struct ui *ui, const struct draw_list *list, const char *path)
{
    check(list->hash != 0);
    check(path != NULL);
    int w = list->canvas.pixels_w, h = list->canvas.pixels_h;
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(0, w, h, 32, SDL_PIXELFORMAT_RGB888);
    if (surface == NULL)
        return ERR_MEMORY;
    struct raster raster = {surface->pixels, surface->pitch / 4, {0, 0, w, h}};
    painter_paint(ui->painter, list, &raster);
    enum err err = IMG_SavePNG(surface, path) == 0 ? OK : ERR_IO;
    SDL_FreeSurface(surface);
    return err;
}

void ui_forget(struct ui *ui)
{
    for (int i = 0; i < UI_WINDOWS; i++)
        window_forget(&ui->windows[i]);
    fonts_forget(ui->fonts);
    if (ui->headless)
        return;
    // What is still queued was typed by the person before. Touches stay: their lift-off is needed.
    SDL_PumpEvents();
    SDL_FlushEvents(SDL_KEYDOWN, SDL_TEXTINPUT);
}

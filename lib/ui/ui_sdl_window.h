#pragma once
// A window and what is on it. Private to ui_sdl*.c.
#include "ui/ui.h"
#include "ui/ui_sdl_private.h"
#include <stdatomic.h>

enum {
    CELL_PIXELS = 64, // a frame is compared with the last one square by square
    DIRTY_MAX = 96,
    FADE_MS = 150,
    FADE_STEP_MS = 16,
};

// A picture of a whole window and what it shows, square by square.
struct frame {
    uint32_t *pixels;
    int w, h;
    uint64_t hash; // of the list; 0: nothing
    uint64_t *cells;
};

// The rectangles of a window that differ, and how many squares that is.
struct dirty {
    SDL_Rect rects[DIRTY_MAX];
    int count, cells;
};

struct window {
    SDL_Window *sdl; // NULL: not open
    uint32_t id;
    SDL_Surface *shadow; // only where the window's pixels are not 32-bit XRGB
    struct canvas canvas;
    bool has_canvas;
    uint32_t screen;
    uint32_t ground;
    struct frame shown; // .pixels NULL: they are the window's own
    struct frame next;  // painted before it is asked for
    struct frame fade;  // what a fade goes to, while it lasts
    uint64_t fade_at_ms;
    float fade_share; // done so far
    struct dirty fade_dirty;
    bool fade_ended; // and nobody has been told yet
    struct fingers fingers;
    bool mouse_down;
};

struct ui {
    struct fonts *fonts;
    struct painter *painter;
    bool headless, steady, video;
    bool close_asked; // by a close button; SDL says so again when it was the only window's
    char title[128];
    uint32_t bell_event;
    atomic_bool rung;
    struct window windows[UI_WINDOWS];
    SDL_Rect room_display; // the one that the room screen fills; empty: it is an ordinary window
    struct ui_cost cost;
};

// Forgets what is on the window: everything will be painted again.
void window_stale(struct window *window);
void window_close(struct window *window);
// Whether a fade is going on, and one step of it.
bool window_fading(const struct window *window);
void window_fade_step(struct window *window, uint64_t now_ms);
// Ends the program: nothing can be shown any more.
_Noreturn void display_lost(void);
// Paints the whole window in its ground colour and wipes what was prepared.
void window_forget(struct window *window);

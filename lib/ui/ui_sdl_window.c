#include "ui/ui_sdl_window.h"

#include "base/check.h"
#include <stdlib.h>
#include <string.h>

static int cells_across(int pixels)
{
    return (pixels + CELL_PIXELS - 1) / CELL_PIXELS;
}

static size_t cell_count(const struct frame *frame)
{
    return (size_t)cells_across(frame->w) * (size_t)cells_across(frame->h);
}

static void frame_drop(struct frame *frame)
{
    if (frame->pixels != NULL)
        wipe(frame->pixels, (size_t)frame->w * (size_t)frame->h * 4);
    free(frame->pixels);
    free(frame->cells);
    *frame = (struct frame){0};
}

// Makes room for a frame of a size. False without memory: the caller does without.
static bool frame_fit(struct frame *frame, int w, int h, bool own_pixels)
{
    if (frame->cells != NULL && frame->w == w && frame->h == h &&
        (frame->pixels != NULL) == own_pixels)
        return true;
    frame_drop(frame);
    frame->w = w;
    frame->h = h;
    frame->cells = calloc(cell_count(frame), sizeof(*frame->cells));
    if (own_pixels)
        frame->pixels = malloc((size_t)w * (size_t)h * 4);
    if (frame->cells == NULL || (own_pixels && frame->pixels == NULL)) {
        frame_drop(frame);
        return false;
    }
    return true;
}

// What each square shows: the hashes, in order, of the items that touch it.
static void hash_cells(struct frame *frame, const struct draw_list *list)
{
    int across = cells_across(frame->w), down = cells_across(frame->h);
    uint64_t seed = (uint64_t)list->ground * 0x9E3779B97F4A7C15U ^
                    (uint64_t)(int64_t)(list->canvas.s * 65536) << 8 ^
                    (uint64_t)(int64_t)(list->canvas.left + list->canvas.top * 7919);
    for (size_t i = 0; i < cell_count(frame); i++)
        frame->cells[i] = seed;
    struct pixels_rect all = {0, 0, frame->w, frame->h};
    for (int i = 0; i < list->item_count; i++) {
        const struct draw_item *item = &list->items[i];
        struct pixels_rect rect = pixels_meet(item_bounds(&list->canvas, item), all);
        if (pixels_empty(rect))
            continue;
        int x1 = cells_across(rect.x1), y1 = cells_across(rect.y1);
        check(x1 <= across && y1 <= down);
        for (int y = rect.y0 / CELL_PIXELS; y < y1; y++)
            for (int x = rect.x0 / CELL_PIXELS; x < x1; x++) {
                uint64_t *cell = &frame->cells[y * across + x];
                *cell = (*cell ^ item->hash) * 0x9E3779B97F4A7C15U;
                *cell ^= *cell >> 29;
            }
    }
}

static void dirty_add(struct dirty *dirty, SDL_Rect rect)
{
    // A run right under one of the same width joins it.
    for (int i = 0; i < dirty->count; i++) {
        SDL_Rect *other = &dirty->rects[i];
        if (other->x == rect.x && other->w == rect.w && other->y + other->h == rect.y) {
            other->h += rect.h;
            return;
        }
    }
    if (dirty->count < DIRTY_MAX) {
        dirty->rects[dirty->count++] = rect;
        return;
    }
    SDL_Rect all;
    SDL_UnionRect(&dirty->rects[DIRTY_MAX - 1], &rect, &all);
    dirty->rects[DIRTY_MAX - 1] = all;
}

static struct dirty dirty_squares(const struct frame *was, const struct frame *is, bool everything)
{
    struct dirty dirty = {.count = 0};
    int across = cells_across(is->w), down = cells_across(is->h);
    for (int y = 0; y < down; y++) {
        for (int x = 0; x < across;) {
            int from = x;
            while (x < across &&
                   (everything || was->cells[y * across + x] != is->cells[y * across + x]))
                x++;
            if (x > from) {
                SDL_Rect run = {from * CELL_PIXELS, y * CELL_PIXELS, (x - from) * CELL_PIXELS,
                                CELL_PIXELS};
                SDL_Rect whole = {0, 0, is->w, is->h};
                SDL_IntersectRect(&run, &whole, &run);
                dirty_add(&dirty, run);
                dirty.cells += x - from;
            }
            x += x == from;
        }
    }
    return dirty;
}

// The surface to paint on: the window's own if it is 32-bit XRGB, else a shadow of it.
static SDL_Surface *canvas_surface(struct window *window)
{
    SDL_Surface *surface = SDL_GetWindowSurface(window->sdl);
    if (surface == NULL)
        return NULL;
    uint32_t format = surface->format->format;
    if ((format == SDL_PIXELFORMAT_RGB888 || format == SDL_PIXELFORMAT_ARGB8888) &&
        surface->pitch % 4 == 0)
        return surface;
    if (window->shadow != NULL &&
        (window->shadow->w != surface->w || window->shadow->h != surface->h)) {
        SDL_FreeSurface(window->shadow);
        window->shadow = NULL;
    }
    if (window->shadow == NULL)
        window->shadow =
            SDL_CreateRGBSurfaceWithFormat(0, surface->w, surface->h, 32, SDL_PIXELFORMAT_RGB888);
    return window->shadow;
}

static void present(struct window *window, const SDL_Rect *rects, int count)
{
    SDL_Surface *surface = SDL_GetWindowSurface(window->sdl);
    if (surface != NULL && window->shadow != NULL)
        for (int i = 0; i < count; i++) {
            SDL_Rect to = rects[i];
            SDL_BlitSurface(window->shadow, &rects[i], surface, &to);
        }
    // A window that was just resized refuses; the resize event brings everything again.
    if (surface != NULL && count > 0 &&
        SDL_UpdateWindowSurfaceRects(window->sdl, rects, count) != 0)
        window->shown.hash = 0;
}

static void copy_rect(SDL_Surface *surface, const struct frame *from, SDL_Rect rect)
{
    for (int y = rect.y; y < rect.y + rect.h; y++)
        memcpy((uint8_t *)surface->pixels + (ptrdiff_t)y * surface->pitch + 4 * (ptrdiff_t)rect.x,
               from->pixels + (ptrdiff_t)y * from->w + rect.x, 4 * (size_t)rect.w);
}

static struct raster frame_raster(const struct frame *frame)
{
    return (struct raster){frame->pixels, frame->w, {0, 0, frame->w, frame->h}};
}

static double milliseconds_since(uint64_t counter)
{
    uint64_t ticks = SDL_GetPerformanceCounter() - counter;
    return (double)ticks * 1000 / (double)SDL_GetPerformanceFrequency();
}

void window_stale(struct window *window)
{
    window->shown.hash = 0;
}

bool window_fading(const struct window *window)
{
    return window->sdl != NULL && window->fade.pixels != NULL;
}

// Byte by byte, in 16 bits: the compiler makes whole vectors of it.
static void mix_row(uint8_t *to, const uint8_t *from, int bytes, uint16_t share)
{
    const uint16_t rest = (uint16_t)(256 - share);
    for (int i = 0; i < bytes; i++)
        to[i] = (uint8_t)((uint16_t)(to[i] * rest + from[i] * share) >> 8);
}

// What the fade went to has arrived. Its pixels' memory serves the next frame that is prepared.
static void fade_over(struct window *window)
{
    if (window->next.pixels != NULL) {
        frame_drop(&window->fade);
    } else {
        window->next = window->fade;
        window->next.hash = 0;
        window->fade = (struct frame){0};
    }
    window->fade_dirty.count = 0;
    window->fade_ended = true;
}

static void fade_end(struct window *window)
{
    SDL_Surface *surface = canvas_surface(window);
    const struct dirty *dirty = &window->fade_dirty;
    if (surface != NULL && surface->w == window->fade.w && surface->h == window->fade.h) {
        for (int i = 0; i < dirty->count; i++)
            copy_rect(surface, &window->fade, dirty->rects[i]);
        present(window, dirty->rects, dirty->count);
    } else {
        window_stale(window);
    }
    fade_over(window);
}

void window_fade_step(struct window *window, uint64_t now_ms)
{
    check(window_fading(window));
    SDL_Surface *surface = canvas_surface(window);
    // The first step is already a fifth of the way, so that a change shows at once.
    float share = 0.2F + 0.8F * (float)(now_ms - window->fade_at_ms) / FADE_MS;
    if (share >= 1 || surface == NULL || surface->w != window->fade.w ||
        surface->h != window->fade.h) {
        fade_end(window);
        return;
    }
    // What is on screen is already part of the way: mix in the rest of the way's share.
    float rest = (share - window->fade_share) / (1 - window->fade_share);
    const uint16_t mix = (uint16_t)(rest * 256);
    const struct dirty *dirty = &window->fade_dirty;
    for (int i = 0; i < dirty->count; i++) {
        SDL_Rect at = dirty->rects[i];
        for (int y = at.y; y < at.y + at.h; y++) {
            uint8_t *to = (uint8_t *)surface->pixels + (ptrdiff_t)y * surface->pitch;
            const uint32_t *from = window->fade.pixels + (ptrdiff_t)y * window->fade.w + at.x;
            mix_row(to + 4 * (ptrdiff_t)at.x, (const uint8_t *)from, 4 * at.w, mix);
        }
    }
    window->fade_share = share;
    present(window, dirty->rects, dirty->count);
}

static bool fade_begin(struct ui *ui, struct window *window, const struct draw_list *list,
                       SDL_Surface *surface, const struct dirty *dirty)
{
    bool prepared = window->next.hash == list->hash && window->next.w == surface->w &&
                    window->next.h == surface->h;
    // Also where something else was prepared its memory is at hand.
    frame_drop(&window->fade);
    window->fade = window->next;
    window->next = (struct frame){0};
    if (!prepared) {
        if (!frame_fit(&window->fade, surface->w, surface->h, true))
            return false;
        for (int i = 0; i < dirty->count; i++) {
            SDL_Rect at = dirty->rects[i];
            struct raster raster = frame_raster(&window->fade);
            raster.clip = (struct pixels_rect){at.x, at.y, at.x + at.w, at.y + at.h};
            painter_paint(ui->painter, list, &raster);
        }
    }
    window->fade_dirty = *dirty;
    window->fade_at_ms = ui_now_ms();
    window->fade_share = 0;
    window_fade_step(window, window->fade_at_ms);
    return true;
}

static void paint_dirty(struct ui *ui, struct window *window, const struct draw_list *list,
                        SDL_Surface *surface, const struct dirty *dirty)
{
    bool prepared = window->next.hash == list->hash && window->next.w == surface->w &&
                    window->next.h == surface->h;
    for (int i = 0; i < dirty->count; i++) {
        SDL_Rect rect = dirty->rects[i];
        if (prepared) {
            copy_rect(surface, &window->next, rect);
            continue;
        }
        struct raster raster = {surface->pixels,
                                surface->pitch / 4,
                                {rect.x, rect.y, rect.x + rect.w, rect.y + rect.h}};
        painter_paint(ui->painter, list, &raster);
    }
}

bool ui_show(struct ui *ui, int index, const struct draw_list *list)
{
    check(index >= 0 && index < UI_WINDOWS);
    check(list->hash != 0);
    struct window *window = &ui->windows[index];
    if (window->sdl == NULL)
        return false;
    ui_set_canvas(ui, index, &list->canvas);
    if (window->shown.hash == list->hash)
        return false;
    if (window_fading(window))
        fade_end(window);
    uint64_t started = SDL_GetPerformanceCounter();
    SDL_Surface *surface = canvas_surface(window);
    struct frame now = {0};
    if (surface == NULL || !frame_fit(&now, surface->w, surface->h, false))
        return false;
    hash_cells(&now, list);
    bool fresh = window->shown.hash == 0 || window->shown.w != now.w || window->shown.h != now.h;
    bool fades = !fresh && !ui->steady && window->screen != list->screen;
    struct dirty dirty = dirty_squares(&window->shown, &now, fresh);
    now.hash = list->hash;
    frame_drop(&window->shown);
    window->shown = now;
    window->screen = list->screen;
    window->ground = color_rgb(list->ground);
    ui->cost = (struct ui_cost){.cells_painted = dirty.cells, .cells = (int)cell_count(&now)};
    if (fades && fade_begin(ui, window, list, surface, &dirty)) {
        ui->cost.paint_ms = milliseconds_since(started);
        return true;
    }
    paint_dirty(ui, window, list, surface, &dirty);
    ui->cost.paint_ms = milliseconds_since(started);
    started = SDL_GetPerformanceCounter();
    present(window, dirty.rects, dirty.count);
    ui->cost.present_ms = milliseconds_since(started);
    return true;
}

void ui_prepare(struct ui *ui, int index, const struct draw_list *list)
{
    check(index >= 0 && index < UI_WINDOWS);
    check(list->hash != 0);
    struct window *window = &ui->windows[index];
    int w = list->canvas.pixels_w, h = list->canvas.pixels_h;
    if (window->sdl == NULL || window->next.hash == list->hash ||
        !frame_fit(&window->next, w, h, true))
        return;
    window->next.hash = 0;
    struct raster raster = frame_raster(&window->next);
    painter_paint(ui->painter, list, &raster);
    window->next.hash = list->hash;
}

bool ui_is_fading(const struct ui *ui, int index)
{
    check(index >= 0 && index < UI_WINDOWS);
    return window_fading(&ui->windows[index]);
}

bool ui_is_prepared(const struct ui *ui, int index, const struct draw_list *list)
{
    check(index >= 0 && index < UI_WINDOWS);
    return list->hash != 0 && ui->windows[index].next.hash == list->hash;
}

void window_forget(struct window *window)
{
    frame_drop(&window->next);
    frame_drop(&window->fade);
    window_stale(window);
    SDL_Surface *surface = window->sdl != NULL ? canvas_surface(window) : NULL;
    if (surface == NULL)
        return;
    SDL_FillRect(surface, NULL,
                 SDL_MapRGB(surface->format, (uint8_t)(window->ground >> 16),
                            (uint8_t)(window->ground >> 8), (uint8_t)window->ground));
    SDL_Rect all = {0, 0, surface->w, surface->h};
    present(window, &all, 1);
}

void window_close(struct window *window)
{
    if (window->sdl != NULL)
        window_forget(window);
    frame_drop(&window->shown);
    SDL_FreeSurface(window->shadow);
    if (window->sdl != NULL)
        SDL_DestroyWindow(window->sdl);
    *window = (struct window){0};
}

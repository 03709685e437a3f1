#include "ui/ui_sdl_private.h"

#include "base/check.h"
#include "ui/draw.h"
#include <SDL2/SDL_image.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    ARTS_MAX = 384,
    ART_BYTES_MAX = 6 * 1024 * 1024,
    ART_FILE_BYTES_MAX = 16 * 1024,
    ART_PIXELS_MAX = 1024, // side of the largest picture
};

// An icon (one byte a pixel) or a picture (ARGB) at one size.
struct art {
    char name[ART_NAME_BYTES];
    bool is_picture;
    int stroke; // tenths of the 24 grid; pictures have their own
    int side;
    uint64_t stamp; // 0: empty
    void *pixels;   // NULL: the file is missing or not a picture, so it is not tried again
};

struct painter {
    char assets[512];
    struct fonts *fonts;
    struct art arts[ARTS_MAX];
    size_t art_bytes;
    uint64_t stamp;
};

static bool is_folder(const char *assets, const char *name)
{
    char path[640];
    snprintf(path, sizeof(path), "%s/%s/check.svg", assets, name);
    SDL_RWops *file = SDL_RWFromFile(path, "rb");
    if (file != NULL)
        SDL_RWclose(file);
    return file != NULL;
}

enum err painter_create(const char *assets, struct fonts *fonts, struct painter **out_painter,
                        char *out_message, size_t message_size)
{
    check(fonts != NULL);
    if (assets == NULL || strlen(assets) >= 512 || !is_folder(assets, "icons")) {
        snprintf(out_message, message_size,
                 "no icons in the assets folder %s (name it with --assets)",
                 assets != NULL ? assets : "(none)");
        return ERR_NOT_FOUND;
    }
    struct painter *painter = calloc(1, sizeof(*painter));
    if (painter == NULL) {
        snprintf(out_message, message_size, "no memory to paint with");
        return ERR_MEMORY;
    }
    snprintf(painter->assets, sizeof(painter->assets), "%s", assets);
    painter->fonts = fonts;
    *out_painter = painter;
    return OK;
}

static size_t art_bytes(const struct art *art)
{
    size_t side = (size_t)art->side;
    return art->pixels != NULL ? side * side * (art->is_picture ? 4 : 1) : 0;
}

static void drop_art(struct painter *painter, struct art *art)
{
    check(painter->art_bytes >= art_bytes(art));
    painter->art_bytes -= art_bytes(art);
    free(art->pixels);
    *art = (struct art){0};
}

void painter_destroy(struct painter *painter)
{
    if (painter == NULL)
        return;
    for (int i = 0; i < ARTS_MAX; i++)
        drop_art(painter, &painter->arts[i]);
    free(painter);
}

// Only names of our own art: letters, digits and dashes, so that no path leads elsewhere.
static bool name_ok(const char *name)
{
    for (const char *at = name; *at != '\0'; at++)
        if (!((*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9') || *at == '-'))
            return false;
    return name[0] != '\0';
}

// Icons are drawn with a stroke of 2 on their grid of 24; small ones need more to stay readable, very
// large ones less.
static int icon_stroke(const struct draw_item *item)
{
    if (item->miniature)
        return 20;
    if (item->rect.w <= 24)
        return strcmp(item->art, "check") == 0 ? 30 : 24;
    return item->rect.w < 70 ? 20 : 18;
}

// Copies an icon's text with another stroke. Returns its bytes, 0 if it does not fit.
static size_t with_stroke(const char *svg, size_t bytes, int stroke, char *out_svg, size_t size)
{
    static const char WIDTH[] = "stroke-width=\"2\"";
    const char *at = strstr(svg, WIDTH);
    size_t before = at != NULL ? (size_t)(at - svg) : bytes;
    const char *after = at != NULL ? at + sizeof(WIDTH) - 1 : "";
    int used = snprintf(out_svg, size, "%.*s", (int)before, svg);
    if (at != NULL && used >= 0 && (size_t)used < size)
        used += snprintf(out_svg + used, size - (size_t)used, "stroke-width=\"%d.%d\"%s",
                         stroke / 10, stroke % 10, after);
    return used >= 0 && (size_t)used < size ? (size_t)used : 0;
}

static SDL_Surface *rasterise(const char *svg, size_t bytes, int side)
{
    SDL_RWops *file = bytes > 0 ? SDL_RWFromConstMem(svg, (int)bytes) : NULL;
    SDL_Surface *loaded = file != NULL ? IMG_LoadSizedSVG_RW(file, side, side) : NULL;
    if (file != NULL)
        SDL_RWclose(file);
    if (loaded == NULL)
        return NULL;
    SDL_Surface *argb = SDL_ConvertSurfaceFormat(loaded, SDL_PIXELFORMAT_ARGB8888, 0);
    SDL_FreeSurface(loaded);
    return argb;
}

static SDL_Surface *load_svg(const struct painter *painter, const struct art *art)
{
    char path[640], svg[ART_FILE_BYTES_MAX], heavier[ART_FILE_BYTES_MAX];
    if (!name_ok(art->name))
        return NULL;
    snprintf(path, sizeof(path), "%s/%s/%s.svg", painter->assets,
             art->is_picture ? "pictures" : "icons", art->name);
    SDL_RWops *file = SDL_RWFromFile(path, "rb");
    if (file == NULL)
        return NULL;
    size_t bytes = SDL_RWread(file, svg, 1, sizeof(svg));
    SDL_RWclose(file);
    if (bytes >= sizeof(svg))
        return NULL;
    svg[bytes] = '\0';
    if (art->is_picture)
        return rasterise(svg, bytes, art->side);
    return rasterise(heavier, with_stroke(svg, bytes, art->stroke, heavier, sizeof(heavier)),
                     art->side);
}

static void *art_pixels(const SDL_Surface *surface, bool is_picture, int side)
{
    size_t count = (size_t)side * (size_t)side;
    uint8_t *pixels = calloc(count, is_picture ? 4 : 1);
    if (pixels == NULL)
        return NULL;
    int w = surface->w < side ? surface->w : side, h = surface->h < side ? surface->h : side;
    // A picture that is not square keeps its shape: it is put in the middle.
    int left = (side - w) / 2, top = (side - h) / 2;
    for (int y = 0; y < h; y++) {
        const uint8_t *row = (const uint8_t *)surface->pixels + (ptrdiff_t)y * surface->pitch;
        for (int x = 0; x < w; x++) {
            uint32_t argb;
            memcpy(&argb, row + 4 * (ptrdiff_t)x, 4);
            size_t at = (size_t)(top + y) * (size_t)side + (size_t)(left + x);
            if (is_picture)
                memcpy(pixels + 4 * at, &argb, 4);
            else
                pixels[at] = (uint8_t)(argb >> 24);
        }
    }
    return pixels;
}

static struct art *art_to_fill(struct painter *painter, size_t bytes)
{
    for (;;) {
        struct art *oldest = &painter->arts[0], *empty = NULL;
        for (int i = 0; i < ARTS_MAX; i++) {
            struct art *art = &painter->arts[i];
            if (art->stamp == 0)
                empty = art;
            else if (oldest->stamp == 0 || art->stamp < oldest->stamp)
                oldest = art;
        }
        bool fits = painter->art_bytes + bytes <= ART_BYTES_MAX || painter->art_bytes == 0;
        if (empty != NULL && fits)
            return empty;
        drop_art(painter, oldest);
    }
}

static const struct art *find_art(struct painter *painter, const struct draw_item *item, int side)
{
    if (side < 1 || side > ART_PIXELS_MAX)
        return NULL;
    struct art wanted = {.is_picture = item->kind == DRAW_PICTURE, .side = side};
    wanted.stroke = wanted.is_picture ? 0 : icon_stroke(item);
    memcpy(wanted.name, item->art, sizeof(wanted.name));
    for (int i = 0; i < ARTS_MAX; i++) {
        struct art *art = &painter->arts[i];
        if (art->stamp != 0 && art->side == side && art->is_picture == wanted.is_picture &&
            art->stroke == wanted.stroke && strcmp(art->name, wanted.name) == 0) {
            art->stamp = ++painter->stamp;
            return art;
        }
    }
    SDL_Surface *surface = load_svg(painter, &wanted);
    if (surface != NULL)
        wanted.pixels = art_pixels(surface, wanted.is_picture, side);
    SDL_FreeSurface(surface);
    struct art *place = art_to_fill(painter, art_bytes(&wanted));
    wanted.stamp = ++painter->stamp;
    *place = wanted;
    painter->art_bytes += art_bytes(place);
    return place;
}

static int edge_x(const struct canvas *canvas, float x)
{
    return (int)lrintf(canvas->left + x * canvas->s);
}

static int edge_y(const struct canvas *canvas, float y)
{
    return (int)lrintf(canvas->top + y * canvas->s);
}

static struct pixels_rect device(const struct canvas *canvas, struct rect rect)
{
    return (struct pixels_rect){edge_x(canvas, rect.x), edge_y(canvas, rect.y),
                                edge_x(canvas, rect.x + rect.w), edge_y(canvas, rect.y + rect.h)};
}

static int stroke(const struct canvas *canvas, float width)
{
    int pixels = (int)lrintf(width * canvas->s - 0.15F);
    return pixels > 1 ? pixels : 1;
}

static struct pixels_rect grown(struct pixels_rect rect, int by)
{
    return (struct pixels_rect){rect.x0 - by, rect.y0 - by, rect.x1 + by, rect.y1 + by};
}

static struct pixels_rect reach(const struct canvas *canvas, const struct draw_item *item)
{
    struct pixels_rect rect = device(canvas, item->rect);
    switch (item->kind) {
    case DRAW_LINE: {
        struct pixels_rect line = {
            rect.x0 < rect.x1 ? rect.x0 : rect.x1, rect.y0 < rect.y1 ? rect.y0 : rect.y1,
            rect.x0 < rect.x1 ? rect.x1 : rect.x0, rect.y0 < rect.y1 ? rect.y1 : rect.y0};
        return grown(line, (int)(item->border_width * canvas->s) + 2);
    }
    case DRAW_FOCUS:
        return grown(rect, 2 * stroke(canvas, item->border_width) + 1);
    case DRAW_TEXT: {
        // Marks stand out of their line, and a last letter out of its rectangle, by less than this.
        int beside = (int)(item->style.size * canvas->s),
            line = (int)(item->style.line * canvas->s);
        return (struct pixels_rect){rect.x0 - beside, rect.y0 - line,
                                    item->rect.w > 0 ? rect.x1 + beside : canvas->pixels_w,
                                    rect.y1 + line};
    }
    case DRAW_RECT:
    case DRAW_RING:
    case DRAW_ELLIPSE:
    case DRAW_TRIANGLE:
    case DRAW_ICON:
    case DRAW_PICTURE:
        return grown(rect, 1);
    }
    check(false);
    return rect;
}

struct pixels_rect item_bounds(const struct canvas *canvas, const struct draw_item *item)
{
    struct pixels_rect rect = reach(canvas, item);
    return item->cut ? pixels_meet(rect, device(canvas, item->cut_to)) : rect;
}

static void paint_rect(const struct canvas *canvas, const struct draw_item *item,
                       struct raster *raster)
{
    struct pixels_rect rect = device(canvas, item->rect);
    float radius = item->radius * canvas->s;
    bool has_border = item->border != COLOR_NONE && item->border_width > 0;
    int wide = has_border ? stroke(canvas, item->border_width) : 0;
    if (has_border && !item->dashed && item->fill != COLOR_NONE) {
        raster_round(raster, rect, radius, item->corners, color_rgb(item->border));
        raster_round(raster, grown(rect, -wide), fmaxf(0, radius - (float)wide), item->corners,
                     color_rgb(item->fill));
        return;
    }
    if (item->fill != COLOR_NONE)
        raster_round(raster, rect, radius, item->corners, color_rgb(item->fill));
    if (has_border)
        raster_frame(raster, rect, radius, (float)wide, item->dashed ? 8 * canvas->s : 0,
                     6 * canvas->s, color_rgb(item->border));
}

static void paint_ellipse(const struct canvas *canvas, const struct draw_item *item,
                          struct raster *raster)
{
    struct pixels_rect rect = device(canvas, item->rect);
    float rx = (float)(rect.x1 - rect.x0) / 2, ry = (float)(rect.y1 - rect.y0) / 2;
    float x = (float)rect.x0 + rx, y = (float)rect.y0 + ry;
    float wide = 0;
    if (item->border != COLOR_NONE && item->border_width > 0) {
        wide = (float)stroke(canvas, item->border_width);
        if (item->fill != COLOR_NONE)
            raster_ellipse(raster, x, y, rx, ry, color_rgb(item->border));
        else
            raster_ring(raster, x, y, rx - wide / 2, wide / 2, 0, 1, color_rgb(item->border));
    }
    if (item->fill != COLOR_NONE)
        raster_ellipse(raster, x, y, rx - wide, ry - wide, color_rgb(item->fill));
}

static void paint_ring(const struct canvas *canvas, const struct draw_item *item,
                       struct raster *raster)
{
    struct pixels_rect rect = device(canvas, item->rect);
    float outer = (float)(rect.x1 - rect.x0) / 2, half = item->border_width * canvas->s / 2;
    raster_ring(raster, (float)rect.x0 + outer, (float)(rect.y0 + rect.y1) / 2, outer - half, half,
                item->from, item->span, color_rgb(item->fill));
}

static void paint_line(const struct canvas *canvas, const struct draw_item *item,
                       struct raster *raster)
{
    struct rect r = item->rect;
    uint32_t rgb = color_rgb(item->fill);
    int wide = stroke(canvas, item->border_width);
    // Level and upright lines fall on whole pixels.
    if (r.h == 0) {
        int y = edge_y(canvas, r.y - item->border_width / 2);
        raster_fill(
            raster,
            (struct pixels_rect){edge_x(canvas, r.x), y, edge_x(canvas, r.x + r.w), y + wide}, rgb);
    } else if (r.w == 0) {
        int x = edge_x(canvas, r.x - item->border_width / 2);
        raster_fill(
            raster,
            (struct pixels_rect){x, edge_y(canvas, r.y), x + wide, edge_y(canvas, r.y + r.h)}, rgb);
    } else {
        raster_line(raster, canvas->left + r.x * canvas->s, canvas->top + r.y * canvas->s,
                    canvas->left + (r.x + r.w) * canvas->s, canvas->top + (r.y + r.h) * canvas->s,
                    item->border_width * canvas->s / 2, rgb);
    }
}

static void paint_triangle(const struct canvas *canvas, const struct draw_item *item,
                           struct raster *raster)
{
    struct pixels_rect rect = device(canvas, item->rect);
    float l = (float)rect.x0, r = (float)rect.x1, t = (float)rect.y0, b = (float)rect.y1;
    float mx = (l + r) / 2, my = (t + b) / 2;
    const float xs[4][3] = {{l, r, mx}, {l, l, r}, {l, r, mx}, {r, r, l}};
    const float ys[4][3] = {{b, b, t}, {t, b, my}, {t, t, b}, {t, b, my}};
    raster_triangle(raster, xs[item->turn], ys[item->turn], color_rgb(item->fill));
}

static void paint_art(struct painter *painter, const struct canvas *canvas,
                      const struct draw_item *item, struct raster *raster)
{
    bool is_picture = item->kind == DRAW_PICTURE;
    int side = (int)lrintf(item->rect.w * canvas->s);
    const struct art *art = find_art(painter, item, side);
    if (art == NULL || art->pixels == NULL)
        return;
    int x = edge_x(canvas, item->rect.x), y = edge_y(canvas, item->rect.y);
    if (is_picture)
        raster_image(raster, x, y, art->pixels, side, side);
    else
        raster_mask(raster, x, y, art->pixels, side, side, side, color_rgb(item->fill));
}

// Gold directly around the part, ink around that, the corners rounder by as much.
static void paint_focus(const struct canvas *canvas, const struct draw_item *item,
                        struct raster *raster)
{
    struct pixels_rect rect = device(canvas, item->rect);
    int wide = stroke(canvas, item->border_width);
    float radius = item->radius * canvas->s;
    raster_frame(raster, grown(rect, 2 * wide), radius + 2 * (float)wide, (float)wide, 0, 0,
                 color_rgb(item->border));
    raster_frame(raster, grown(rect, wide), radius + (float)wide, (float)wide, 0, 0,
                 color_rgb(item->fill));
}

static void paint_item(struct painter *painter, const struct draw_list *list,
                       const struct draw_item *item, struct raster *raster)
{
    const struct canvas *canvas = &list->canvas;
    switch (item->kind) {
    case DRAW_RECT:
        paint_rect(canvas, item, raster);
        return;
    case DRAW_RING:
        paint_ring(canvas, item, raster);
        return;
    case DRAW_ELLIPSE:
        paint_ellipse(canvas, item, raster);
        return;
    case DRAW_LINE:
        paint_line(canvas, item, raster);
        return;
    case DRAW_TRIANGLE:
        paint_triangle(canvas, item, raster);
        return;
    case DRAW_ICON:
    case DRAW_PICTURE:
        paint_art(painter, canvas, item, raster);
        return;
    case DRAW_TEXT:
        fonts_paint(painter->fonts, raster, canvas, item, draw_item_text(list, item));
        return;
    case DRAW_FOCUS:
        paint_focus(canvas, item, raster);
        return;
    }
    check(false);
}

void painter_paint(struct painter *painter, const struct draw_list *list, struct raster *raster)
{
    check(list->hash != 0);
    raster_fill(raster, raster->clip, color_rgb(list->ground));
    for (int i = 0; i < list->item_count; i++) {
        const struct draw_item *item = &list->items[i];
        // Nothing is painted outside an item's bounds: a later change could not clean it up.
        struct raster bounded = *raster;
        bounded.clip = pixels_meet(item_bounds(&list->canvas, item), raster->clip);
        if (!pixels_empty(bounded.clip))
            paint_item(painter, list, item, &bounded);
    }
}

#include "ui/draw.h"

#include "base/check.h"
#include "ui/input.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

// FNV-1a, 64 bits: lists are compared with themselves of a moment ago, not with an enemy's.
static uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t size)
{
    const uint8_t *at = bytes;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ at[i]) * 0x100000001B3U;
    return hash;
}

static uint64_t hash_number(uint64_t hash, uint64_t number)
{
    // Eight bytes in one step: enough mixing for a field, and cheap for hundreds of items.
    hash = (hash ^ number) * 0x9E3779B97F4A7C15U;
    return hash ^ hash >> 29;
}

static uint64_t hash_float(uint64_t hash, float value)
{
    return hash_number(hash, (uint64_t)(int64_t)lrintf(value * 256));
}

static uint64_t hash_rect(uint64_t hash, struct rect rect)
{
    hash = hash_float(hash_float(hash, rect.x), rect.y);
    return hash_float(hash_float(hash, rect.w), rect.h);
}

static uint64_t hash_item(const struct draw_list *list, const struct draw_item *item)
{
    uint64_t hash = hash_number(0xCBF29CE484222325U, (uint64_t)item->kind);
    hash = hash_rect(hash, item->rect);
    hash = hash_number(hash, (uint64_t)item->fill << 16 | (uint64_t)item->border << 8 |
                                 (uint64_t)item->dashed << 4 | item->corners);
    hash = hash_float(hash_float(hash, item->border_width), item->radius);
    if (item->kind == DRAW_RING)
        hash = hash_float(hash_float(hash, item->from * 1024), item->span * 1024);
    hash = hash_number(hash, item->turn);
    if (item->cut)
        hash = hash_rect(hash, item->cut_to);
    if (item->kind == DRAW_ICON || item->kind == DRAW_PICTURE)
        hash = hash_bytes(hash, item->art, strlen(item->art));
    if (item->kind == DRAW_TEXT) {
        const struct text_style *style = &item->style;
        hash = hash_float(hash_float(hash, style->size), style->line);
        hash = hash_number(hash, (uint64_t)style->bold | (uint64_t)style->middle << 1 |
                                     (uint64_t)style->struck << 2 | (uint64_t)style->align << 4 |
                                     (uint64_t)style->color << 8 | (uint64_t)style->tongue << 16 |
                                     (uint64_t)style->lines_max << 24 |
                                     (uint64_t)style->bold_bytes << 40);
        hash = hash_bytes(hash, list->strings + item->text, item->text_bytes);
    }
    return hash;
}

void draw_begin(struct draw_list *list, const struct canvas *canvas, struct fonts *fonts,
                const struct hand *hand, enum color ground)
{
    check(canvas->s > 0);
    check(ground > COLOR_NONE && ground < COLORS);
    // The arrays are left as they are: only what the counts say is ever read.
    list->canvas = *canvas;
    list->fonts = fonts;
    list->ground = ground;
    list->screen = 0;
    list->staff = false;
    list->wake_in_ms = -1;
    list->pressed = hand != NULL ? hand->pressed : 0;
    list->focused = hand != NULL && hand->focus_visible ? hand->focused : 0;
    list->mini.on = false;
    list->item_count = 0;
    list->part_count = 0;
    list->string_bytes = 0;
    list->hash = 0;
}

void draw_screen(struct draw_list *list, uint32_t screen)
{
    list->screen = screen;
}

static void emit_focus(struct draw_list *list)
{
    const struct part *part = list->focused != 0 ? draw_find(list, list->focused) : NULL;
    if (part == NULL || part->off)
        return;
    check(list->item_count < ITEMS_MAX);
    struct draw_item *item = &list->items[list->item_count++];
    memset(item, 0, sizeof(*item));
    item->kind = DRAW_FOCUS;
    item->rect = part->rect;
    item->radius = part->radius;
    item->fill = COLOR_GOLD;
    item->border = COLOR_INK;
    item->border_width = list->staff ? 3 : 5;
    item->hash = hash_item(list, item);
}

void draw_end(struct draw_list *list)
{
    check(!list->mini.on);
    check(list->hash == 0);
    emit_focus(list);
    uint64_t hash = hash_number(0xCBF29CE484222325U, (uint64_t)list->ground);
    hash = hash_number(hash, list->screen);
    hash =
        hash_number(hash, (uint64_t)list->canvas.pixels_w << 32 | (uint64_t)list->canvas.pixels_h);
    hash = hash_float(hash, list->canvas.s * 1024);
    hash = hash_float(hash_float(hash, list->canvas.left), list->canvas.top);
    for (int i = 0; i < list->item_count; i++)
        hash = hash_number(hash, list->items[i].hash);
    list->hash = hash != 0 ? hash : 1;
}

void draw_forget(struct draw_list *list)
{
    // Through a volatile pointer, or the compiler may leave out writes that nobody reads.
    volatile uint8_t *at = (volatile uint8_t *)list;
    for (size_t i = 0; i < sizeof(*list); i++)
        at[i] = 0;
    list->wake_in_ms = -1;
}

void draw_wake(struct draw_list *list, int in_ms)
{
    check(in_ms >= 0);
    if (list->wake_in_ms < 0 || in_ms < list->wake_in_ms)
        list->wake_in_ms = in_ms;
}

void draw_mini_begin(struct draw_list *list, struct rect into, float w, float h)
{
    check(!list->mini.on);
    check(w > 0 && h > 0);
    float scale = fminf(into.w / w, into.h / h);
    list->mini.on = true;
    list->mini.scale = scale;
    list->mini.into = rect_middle(into, w * scale, h * scale);
}

void draw_mini_end(struct draw_list *list)
{
    check(list->mini.on);
    list->mini.on = false;
}

static struct rect placed(const struct draw_list *list, struct rect rect)
{
    if (!list->mini.on)
        return rect;
    float scale = list->mini.scale;
    return (struct rect){list->mini.into.x + rect.x * scale, list->mini.into.y + rect.y * scale,
                         rect.w * scale, rect.h * scale};
}

static float sized(const struct draw_list *list, float length)
{
    return list->mini.on ? length * list->mini.scale : length;
}

static struct draw_item *emit(struct draw_list *list, enum draw_kind kind, struct rect rect)
{
    check(list->hash == 0);
    check(list->item_count < ITEMS_MAX);
    struct draw_item *item = &list->items[list->item_count++];
    memset(item, 0, sizeof(*item));
    item->kind = kind;
    item->rect = placed(list, rect);
    item->corners = CORNERS_ALL;
    item->miniature = list->mini.on;
    return item;
}

void draw_touch_up(struct draw_list *list, struct draw_item *item)
{
    check(item >= list->items && item < list->items + list->item_count);
    check(item->fill < COLORS && item->border < COLORS);
    item->hash = hash_item(list, item);
}

static struct draw_item *finish(struct draw_list *list, struct draw_item *item)
{
    draw_touch_up(list, item);
    return item;
}

struct draw_item *draw_rect(struct draw_list *list, struct rect rect, float radius, enum color fill)
{
    return draw_box(list, rect, radius, fill, COLOR_NONE, 0);
}

struct draw_item *draw_box(struct draw_list *list, struct rect rect, float radius, enum color fill,
                           enum color border, float border_width)
{
    struct draw_item *item = emit(list, DRAW_RECT, rect);
    item->radius = sized(list, fminf(radius, fminf(rect.w, rect.h) / 2));
    item->fill = fill;
    item->border = border;
    item->border_width = sized(list, border_width);
    return finish(list, item);
}

struct draw_item *draw_dashed(struct draw_list *list, struct rect rect, float radius,
                              enum color fill, enum color border, float border_width)
{
    struct draw_item *item = draw_box(list, rect, radius, fill, border, border_width);
    item->dashed = true;
    return finish(list, item);
}

struct draw_item *draw_corners(struct draw_list *list, struct rect rect, float radius, int corners,
                               enum color fill)
{
    check(corners >= 0 && corners <= CORNERS_ALL);
    struct draw_item *item = draw_rect(list, rect, radius, fill);
    item->corners = (uint8_t)corners;
    return finish(list, item);
}

struct draw_item *draw_ellipse(struct draw_list *list, struct rect bounds, enum color fill)
{
    struct draw_item *item = emit(list, DRAW_ELLIPSE, bounds);
    item->fill = fill;
    return finish(list, item);
}

struct draw_item *draw_disc(struct draw_list *list, float x, float y, float radius, enum color fill,
                            enum color border, float border_width)
{
    struct rect bounds = {x - radius, y - radius, 2 * radius, 2 * radius};
    struct draw_item *item = draw_ellipse(list, bounds, fill);
    item->border = border;
    item->border_width = sized(list, border_width);
    return finish(list, item);
}

struct draw_item *draw_ring(struct draw_list *list, struct rect bounds, float stroke, float from,
                            float span, enum color color)
{
    check(stroke > 0);
    struct draw_item *item = emit(list, DRAW_RING, bounds);
    item->fill = color;
    item->border_width = sized(list, stroke);
    item->from = from;
    item->span = fmaxf(0, fminf(span, 1));
    return finish(list, item);
}

struct draw_item *draw_line(struct draw_list *list, float x1, float y1, float x2, float y2,
                            float width, enum color color)
{
    struct draw_item *item = emit(list, DRAW_LINE, (struct rect){x1, y1, x2 - x1, y2 - y1});
    item->fill = color;
    item->border_width = sized(list, width);
    return finish(list, item);
}

struct draw_item *draw_triangle(struct draw_list *list, struct rect bounds, int turn,
                                enum color color)
{
    check(turn >= TURN_UP && turn <= TURN_LEFT);
    struct draw_item *item = emit(list, DRAW_TRIANGLE, bounds);
    item->turn = (uint8_t)turn;
    item->fill = color;
    return finish(list, item);
}

static struct draw_item *emit_art(struct draw_list *list, enum draw_kind kind, const char *name,
                                  struct rect rect, enum color color)
{
    check(name != NULL && name[0] != '\0');
    check(strlen(name) < ART_NAME_BYTES);
    struct draw_item *item = emit(list, kind, rect);
    item->fill = color;
    memcpy(item->art, name, strlen(name));
    return finish(list, item);
}

struct draw_item *draw_icon(struct draw_list *list, const char *name, float x, float y, float size,
                            enum color color)
{
    return emit_art(list, DRAW_ICON, name, (struct rect){x, y, size, size}, color);
}

struct draw_item *draw_picture(struct draw_list *list, const char *name, float x, float y,
                               float size)
{
    return emit_art(list, DRAW_PICTURE, name, (struct rect){x, y, size, size}, COLOR_NONE);
}

struct draw_item *draw_text(struct draw_list *list, struct rect rect,
                            const struct text_style *style, const char *text)
{
    check(text != NULL);
    check(style->size > 0 && style->line > 0);
    size_t bytes = strlen(text);
    check(list->string_bytes + bytes + 1 <= DRAW_TEXT_BYTES_MAX);
    struct draw_item *item = emit(list, DRAW_TEXT, rect);
    item->style = *style;
    item->style.size = sized(list, style->size);
    item->style.line = sized(list, style->line);
    item->fill = style->color;
    item->text = list->string_bytes;
    item->text_bytes = (uint32_t)bytes;
    memcpy(list->strings + list->string_bytes, text, bytes + 1);
    list->string_bytes += (uint32_t)bytes + 1;
    return finish(list, item);
}

struct draw_item *draw_type(struct draw_list *list, struct rect rect, enum type type,
                            enum tongue tongue, enum color color, enum align align,
                            const char *text)
{
    struct text_style style = text_style_of(type, TEXT_LARGE, tongue, color);
    style.align = align;
    return draw_text(list, rect, &style, text);
}

struct part *draw_part(struct draw_list *list, enum role role, uint32_t key, const char *name,
                       struct rect rect, float radius)
{
    check(!list->mini.on);
    check(list->hash == 0);
    check(list->part_count < PARTS_MAX);
    check(role == ROLE_AREA || key != 0);
    struct part *part = &list->parts[list->part_count++];
    memset(part, 0, sizeof(*part));
    part->key = key;
    part->role = role;
    part->rect = rect;
    part->radius = radius;
    if (name != NULL)
        snprintf(part->name, sizeof(part->name), "%s", name);
    return part;
}

struct part *draw_area(struct draw_list *list, const char *name, struct rect rect)
{
    return draw_part(list, ROLE_AREA, 0, name, rect, 0);
}

bool draw_is_pressed(const struct draw_list *list, uint32_t key)
{
    return key != 0 && list->pressed == key;
}

bool draw_is_focused(const struct draw_list *list, uint32_t key)
{
    return key != 0 && list->focused == key;
}

const struct part *draw_find(const struct draw_list *list, uint32_t key)
{
    for (int i = 0; i < list->part_count; i++)
        if (key != 0 && list->parts[i].key == key)
            return &list->parts[i];
    return NULL;
}

const struct part *draw_find_name(const struct draw_list *list, const char *name)
{
    check(name != NULL);
    for (int i = 0; i < list->part_count; i++)
        if (strcmp(list->parts[i].name, name) == 0)
            return &list->parts[i];
    return NULL;
}

const char *draw_item_text(const struct draw_list *list, const struct draw_item *item)
{
    check(item->kind == DRAW_TEXT);
    check(item->text + item->text_bytes < DRAW_TEXT_BYTES_MAX);
    return list->strings + item->text;
}

const struct part *draw_hit(const struct draw_list *list, float x, float y, float slop)
{
    for (int i = list->part_count - 1; i >= 0; i--) {
        const struct part *part = &list->parts[i];
        struct rect touch = part->touch.w > 0 ? part->touch : part->rect;
        if (part->role != ROLE_AREA && !part->off && rect_holds(rect_inset(touch, -slop), x, y))
            return part;
    }
    return NULL;
}

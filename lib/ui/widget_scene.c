#include "ui/widget.h"

#include "base/check.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

void widget_dialog(struct draw_list *list, struct rect rect)
{
    // Opaque: what the last person saw must not shine through.
    draw_rect(list, rect_of(0, 0, list->canvas.w, list->canvas.h), 0, COLOR_NIGHT);
    draw_rect(list, rect, 32, COLOR_PAPER);
    draw_area(list, "dialog", rect);
}

void widget_card(struct draw_list *list, struct rect rect, float radius)
{
    draw_box(list, rect, radius, COLOR_SURFACE, COLOR_LINE, 2);
}

void widget_mark(struct draw_list *list, float x, float y, float size)
{
    float unit = size / 48, cx = x + size / 2, cy = y + size / 2;
    for (int seat = 0; seat < 8; seat++) {
        float angle = (float)seat * 0.785398163F;
        draw_disc(list, cx + 16.5F * unit * sinf(angle), cy - 16.5F * unit * cosf(angle),
                  4.1F * unit, COLOR_PINE, COLOR_NONE, 0);
    }
    draw_disc(list, cx, cy, 8.75F * unit, COLOR_PINE_T, COLOR_PINE, 2.5F * unit);
}

struct hill_colors {
    enum color sky, sun, back, middle, front, tree;
};

struct shape {
    float x, y, rx, ry; // shares of the picture's width and height
};

static void hill(struct draw_list *list, struct rect rect, struct shape shape, enum color color)
{
    float rx = shape.rx * rect.w, ry = shape.ry * rect.h;
    draw_ellipse(
        list,
        rect_of(rect.x + shape.x * rect.w - rx, rect.y + shape.y * rect.h - ry, 2 * rx, 2 * ry),
        color);
}

static void tree(struct draw_list *list, struct rect rect, float x, float y, float scale,
                 const struct hill_colors *colors)
{
    float cx = rect.x + rect.w * x, cy = rect.y + rect.h * y, r = rect.w * 0.034F * scale;
    draw_rect(list, rect_of(cx - 2.5F * scale, cy, 5 * scale, r * 1.9F), 2, colors->front);
    draw_ellipse(list, rect_of(cx - r, cy - r * 1.7F, 2 * r, r * 2.7F), colors->tree);
}

static void sky_marks(struct draw_list *list, struct rect rect, bool night)
{
    static const float STARS[][3] = {{.12F, .14F, 2.2F}, {.25F, .26F, 1.6F}, {.38F, .11F, 2},
                                     {.52F, .2F, 1.5F},  {.86F, .1F, 1.8F},  {.9F, .33F, 2.2F},
                                     {.07F, .36F, 1.5F}};
    if (night) {
        for (size_t i = 0; i < sizeof(STARS) / sizeof(STARS[0]); i++)
            draw_disc(list, rect.x + rect.w * STARS[i][0], rect.y + rect.h * STARS[i][1],
                      STARS[i][2], COLOR_MOON, COLOR_NONE, 0);
        return;
    }
    // Two birds, each two short strokes.
    static const float BIRDS[][3] = {{.26F, .24F, 16}, {.38F, .17F, 12}};
    for (size_t i = 0; i < 2; i++) {
        float x = rect.x + rect.w * BIRDS[i][0], y = rect.y + rect.h * BIRDS[i][1];
        float wing = BIRDS[i][2];
        // An arc with a chord as long as the wing, a little over a quarter as high.
        float d = wing * 1.17F, in = (d - wing) / 2, top = y - wing * 0.28F;
        draw_ring(list, rect_of(x - in, top, d, d), 3, -0.163F, 0.326F, COLOR_PINE_M);
        draw_ring(list, rect_of(x + wing - in, top, d, d), 3, -0.163F, 0.326F, COLOR_PINE_M);
    }
}

// The hills are larger than the picture: each item is cut to it.
void widget_hills(struct draw_list *list, struct rect rect, bool night)
{
    const struct hill_colors day = {COLOR_PINE_T, COLOR_SUN,   COLOR_HILL1,
                                    COLOR_HILL2,  COLOR_HILL3, COLOR_PINE_M};
    const struct hill_colors dark = {COLOR_NIGHT_SKY,   COLOR_NIGHT_MOON,  COLOR_NIGHT_HILL1,
                                     COLOR_NIGHT_HILL2, COLOR_NIGHT_HILL3, COLOR_NIGHT_TREE};
    const struct hill_colors colors = night ? dark : day;
    int first = list->item_count;
    draw_rect(list, rect, 0, colors.sky);
    sky_marks(list, rect, night);
    float sun = rect.w * (night ? 0.042F : 0.095F);
    draw_disc(list, rect.x + rect.w * (night ? 0.82F : 0.70F),
              rect.y + rect.h * (night ? 0.17F : 0.235F), sun, colors.sun, COLOR_NONE, 0);
    hill(list, rect, (struct shape){.30F, 1.02F, .62F, .46F}, colors.back);
    hill(list, rect, (struct shape){.86F, 1.06F, .60F, .42F}, colors.middle);
    tree(list, rect, .16F, .70F, 1.0F, &colors);
    tree(list, rect, .225F, .715F, .72F, &colors);
    tree(list, rect, .80F, .665F, 1.1F, &colors);
    tree(list, rect, .87F, .69F, .8F, &colors);
    hill(list, rect, (struct shape){.40F, 1.16F, .86F, .36F}, colors.front);
    for (int i = first; i < list->item_count; i++) {
        list->items[i].cut = true;
        list->items[i].cut_to = rect;
        draw_touch_up(list, &list->items[i]);
    }
}

static const float BAND_SHARES[] = {[BAR_FEW] = 0.20F, [BAR_HALF] = 0.50F, [BAR_MOST] = 0.80F};

void widget_band(struct draw_list *list, struct rect track, enum bar_size band,
                 enum band_place place)
{
    check(band <= BAR_MOST);
    static const float RADII[] = {14, 16, 8, 6};
    static const enum color TRACKS[] = {COLOR_SUNKEN, COLOR_ROOM_TRACK, COLOR_SUNKEN,
                                        COLOR_SURFACE};
    check(place <= BAND_IN_LEGEND);
    enum color fill = place == BAND_IN_LEGEND ? COLOR_PLUM : COLOR_PINE_M;
    float radius = fminf(RADII[place], track.h / 2);
    draw_rect(list, track, radius, TRACKS[place]);
    draw_rect(list, rect_of(track.x, track.y, roundf(track.w * BAND_SHARES[band]), track.h), radius,
              fill);
}

float widget_legend(struct draw_list *list, float x, float y, float bar_w, float bar_h, float size,
                    float line, enum bar_size band, enum tongue tongue, const char *word,
                    const char *range)
{
    check(word != NULL && range != NULL);
    widget_band(list, rect_of(x, y + (line - bar_h) / 2, bar_w, bar_h), band, BAND_IN_LEGEND);
    char text[256];
    snprintf(text, sizeof(text), "%s = %s", word, range);
    struct text_style style = text_style_of(TYPE_NOTE, TEXT_LARGE, tongue, COLOR_INK);
    style.size = size;
    style.line = line;
    style.bold_bytes = (int)strlen(word);
    float width = ceilf(fonts_width(list->fonts, list->canvas.s, &style, text)) + 1;
    float left = x + bar_w + (bar_w > 50 ? 14 : 10);
    draw_text(list, rect_of(left, y, width, line), &style, text);
    return left + width;
}

void widget_tally(struct draw_list *list, float x, float y, int count, int most,
                  enum text_size size)
{
    check(count >= 0 && count <= most);
    float each = most > 6 ? 768.0F / (float)most : 128;
    float width = each * (float)count;
    if (count > 0)
        draw_rect(list, rect_of(x, y, width, 50), 14, COLOR_PINE_M);
    char number[12];
    snprintf(number, sizeof(number), "%d", count);
    struct text_style style = text_style_of(TYPE_H2, size, TONGUE_EN, COLOR_INK);
    style.middle = true;
    draw_text(list, rect_of(x + width + (count > 0 ? 18.0F : 0), y, 80, 50), &style, number);
}

#include "ui/staff.h"

#include "base/check.h"
#include <math.h>
#include <stddef.h>

// A staff control's edge is one device pixel at s = 1 and two from 1.2 on.
static float thin(const struct draw_list *list)
{
    return list->canvas.s >= 1.2F ? 1.5F : 1;
}

static float words_width(struct draw_list *list, const struct text_style *style, const char *text)
{
    return ceilf(fonts_width(list->fonts, list->canvas.s, style, text)) + 1;
}

static struct text_style keycap_style(enum color color)
{
    struct text_style style = text_style_of(TYPE_S_FLOOR, TEXT_LARGE, TONGUE_EN, color);
    style.bold = true;
    style.middle = true;
    style.align = ALIGN_CENTER;
    return style;
}

float staff_keycap_width(struct draw_list *list, const char *text)
{
    struct text_style style = keycap_style(COLOR_INK2);
    return fmaxf(26, words_width(list, &style, text) + 16);
}

float staff_keycap(struct draw_list *list, float x, float y, const char *text, bool on_pine)
{
    check(text != NULL);
    struct text_style style = keycap_style(on_pine ? COLOR_SURFACE : COLOR_INK2);
    float width = staff_keycap_width(list, text);
    enum color edge = on_pine ? COLOR_KEY_EDGE : COLOR_LINE;
    // The edge is thicker at the bottom, like a key's side.
    draw_rect(list, rect_of(x, y, width, 26), 7, edge);
    float line = thin(list);
    draw_rect(list, rect_of(x + line, y + line, width - 2 * line, 26 - line - 3), 6,
              on_pine ? COLOR_PINE : COLOR_SURFACE);
    draw_text(list, rect_of(x, y, width, 24), &style, text);
    return width;
}

struct button_look {
    enum color fill, edge, text, pressed;
    float radius, size, icon, pad_icon, pad;
};

static struct button_look button_look(const struct widget *widget, enum staff_button kind)
{
    static const struct button_look LOOKS[] = {
        [STAFF_PLAIN] = {COLOR_SURFACE, COLOR_EDGE, COLOR_INK, COLOR_PINE_T, 0, 0, 0, 0, 0},
        [STAFF_MAIN] = {COLOR_PINE, COLOR_PINE, COLOR_SURFACE, COLOR_PINE_D, 0, 0, 0, 0, 0},
        [STAFF_TINT] = {COLOR_PINE_T, COLOR_PINE_T, COLOR_PINE, COLOR_PINE_W, 0, 0, 0, 0, 0},
        [STAFF_GHOST] = {COLOR_NONE, COLOR_NONE, COLOR_INK2, COLOR_PINE_T, 0, 0, 0, 0, 0},
        [STAFF_END] = {COLOR_SURFACE, COLOR_CLAY, COLOR_CLAY_I, COLOR_CLAY_T, 0, 0, 0, 0, 0},
        [STAFF_LATCHED] = {COLOR_INK, COLOR_INK, COLOR_SURFACE, COLOR_NIGHT2, 0, 0, 0, 0, 0},
        [STAFF_PLUM] = {COLOR_PLUM, COLOR_PLUM, COLOR_SURFACE, COLOR_PLUM_D, 0, 0, 0, 0, 0},
    };
    check(kind <= STAFF_PLUM);
    struct button_look look = LOOKS[kind];
    bool big = widget->rect.h >= 54;
    look.radius = big ? 14 : 12;
    look.size = big ? 19 : 17;
    look.icon = big ? 22 : 20;
    look.pad_icon = big ? 22 : 14;
    look.pad = big ? 26 : 18;
    return look;
}

static struct text_style button_style(const struct widget *widget, const struct button_look *look,
                                      enum color color)
{
    struct text_style style = text_style_of(TYPE_S_BOLD, TEXT_LARGE, widget->tongue, color);
    style.size = look->size;
    style.line = 24;
    style.middle = true;
    return style;
}

static float button_contents(struct draw_list *list, const struct widget *widget,
                             const struct button_look *look, const char *keycap)
{
    struct text_style style = button_style(widget, look, COLOR_INK);
    float width = widget->text != NULL ? words_width(list, &style, widget->text) : 0;
    if (widget->icon != NULL)
        width += look->icon + (widget->text != NULL ? 10.0F : 0);
    if (keycap != NULL)
        width += staff_keycap_width(list, keycap) + 10;
    return width;
}

float staff_button_width(struct draw_list *list, const struct widget *widget,
                         enum staff_button kind, const char *keycap)
{
    struct button_look look = button_look(widget, kind);
    float pads =
        widget->icon != NULL && !widget->icon_last ? look.pad_icon + look.pad : 2 * look.pad_icon;
    return button_contents(list, widget, &look, keycap) + pads;
}

static void button_contents_at(struct draw_list *list, const struct widget *widget,
                               const struct button_look *look, const char *keycap, struct rect rect,
                               enum color color)
{
    struct text_style style = button_style(widget, look, color);
    float middle = rect.y + rect.h / 2;
    float room = rect.w - 16;
    float x = rect.x + (rect.w - fminf(button_contents(list, widget, look, keycap), room)) / 2;
    if (widget->icon != NULL && !widget->icon_last) {
        draw_icon(list, widget->icon, x, middle - look->icon / 2, look->icon, color);
        x += look->icon + 10;
    }
    if (widget->text != NULL) {
        float width = words_width(list, &style, widget->text);
        draw_text(list, rect_of(x, rect.y, width, rect.h), &style, widget->text);
        x += width + 10;
    }
    if (keycap != NULL)
        x += staff_keycap(list, x, middle - 13, keycap, color == COLOR_SURFACE) + 10;
    if (widget->icon != NULL && widget->icon_last)
        draw_icon(list, widget->icon, x, middle - look->icon / 2, look->icon, color);
}

float staff_button(struct draw_list *list, const struct widget *widget, enum staff_button kind,
                   const char *keycap)
{
    check(widget->text != NULL || widget->icon != NULL);
    struct button_look look = button_look(widget, kind);
    struct rect rect = widget->rect;
    if (rect.w == 0)
        rect.w = staff_button_width(list, widget, kind, keycap);
    draw_part(list, ROLE_BUTTON, widget->key, widget->name, rect, look.radius)->off = widget->off;
    bool pressed = draw_is_pressed(list, widget->key);
    enum color color = look.text;
    if (widget->off || widget->not_ready) {
        draw_dashed(list, rect, look.radius, COLOR_SUNKEN, COLOR_EDGE, thin(list));
        color = COLOR_INK2;
    } else if (look.fill != COLOR_NONE || pressed) {
        draw_box(list, rect, look.radius, pressed ? look.pressed : look.fill, look.edge,
                 thin(list));
    }
    button_contents_at(list, widget, &look, keycap, rect, color);
    return rect.x + rect.w;
}

static struct text_style chip_style(enum color color)
{
    struct text_style style = text_style_of(TYPE_S_CHIP, TEXT_LARGE, TONGUE_EN, color);
    style.middle = true;
    return style;
}

float staff_chip_width(struct draw_list *list, const char *icon, const char *text)
{
    struct text_style style = chip_style(COLOR_INK2);
    float width = words_width(list, &style, text);
    return width + (icon != NULL ? 10 + 19 + 8 + 14 : 28);
}

float staff_chip(struct draw_list *list, float x, float y, enum chip chip, const char *icon,
                 const char *text, bool right_aligned)
{
    static const enum color LOOKS[][2] = {
        [CHIP_PINE] = {COLOR_PINE_T, COLOR_PINE},   [CHIP_AMBER] = {COLOR_AMBER_T, COLOR_AMBER_I},
        [CHIP_CLAY] = {COLOR_CLAY_T, COLOR_CLAY_I}, [CHIP_PLUM] = {COLOR_PLUM_T, COLOR_PLUM},
        [CHIP_GREY] = {COLOR_SUNKEN, COLOR_INK2},   [CHIP_LINE] = {COLOR_SURFACE, COLOR_INK2},
    };
    check(chip <= CHIP_LINE && text != NULL);
    float width = staff_chip_width(list, icon, text);
    float left = right_aligned ? x - width : x;
    enum color color = LOOKS[chip][1];
    draw_box(list, rect_of(left, y, width, 34), 17, LOOKS[chip][0],
             chip == CHIP_LINE ? COLOR_LINE : COLOR_NONE, thin(list));
    float words = left + 14;
    if (icon != NULL) {
        draw_icon(list, icon, left + 10, y + 7.5F, 19, color);
        words = left + 37;
    }
    struct text_style style = chip_style(color);
    draw_text(list, rect_of(words, y, left + width - 12 - words, 34), &style, text);
    return width;
}

void staff_panel(struct draw_list *list, struct rect rect)
{
    draw_box(list, rect, 16, COLOR_SURFACE, COLOR_LINE, 1);
}

void staff_top(struct draw_list *list)
{
    struct rect bar = {0, 0, list->canvas.w, 68};
    draw_area(list, "top-bar", bar);
    draw_rect(list, bar, 0, COLOR_SURFACE);
    draw_rect(list, rect_of(0, 67, bar.w, 1), 0, COLOR_LINE);
    widget_mark(list, 24, 15, 38);
}

void staff_command_bar(struct draw_list *list)
{
    struct rect bar = {0, list->canvas.h - 66, list->canvas.w, 66};
    draw_area(list, "command-bar", bar);
    draw_rect(list, bar, 0, COLOR_SURFACE);
    draw_rect(list, rect_of(0, bar.y, bar.w, 1), 0, COLOR_LINE);
}

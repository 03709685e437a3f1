#include "ui/widget.h"

#include "base/check.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    TOOL_HEIGHT = 68,
    TOOL_ICON = 30,
    TOOL_GAP = 12,
    TOOL_LEFT = 20,
    TOOL_RIGHT = 24
};

static float bar_top(const struct draw_list *list)
{
    return list->canvas.h - BAR_HEIGHT;
}

void widget_bar(struct draw_list *list)
{
    float top = bar_top(list);
    struct rect bar = {0, top, list->canvas.w, BAR_HEIGHT};
    draw_area(list, "tool-bar", bar);
    draw_rect(list, bar, 0, COLOR_SURFACE);
    draw_rect(list, rect_of(0, top, list->canvas.w, 2), 0, COLOR_LINE);
}

static struct text_style tool_style(const struct widget *widget, enum color color)
{
    struct text_style style = text_style_of(TYPE_TOOL, widget->size, widget->tongue, color);
    style.middle = true;
    return style;
}

static float tool_icon(const struct widget *widget)
{
    return widget->size == TEXT_LARGEST ? 38 : TOOL_ICON;
}

float widget_tool_width(struct draw_list *list, const struct widget *widget)
{
    struct text_style style = tool_style(widget, COLOR_INK);
    float width = fonts_width(list->fonts, list->canvas.s, &style, widget->text);
    return TOOL_LEFT + tool_icon(widget) + TOOL_GAP + ceilf(width) + TOOL_RIGHT;
}

// A tool counts as touched anywhere in the height of the bar.
static struct rect tool_touch(const struct draw_list *list, struct rect rect)
{
    return rect_of(rect.x, fminf(rect.y, bar_top(list)), rect.w, fmaxf(rect.h, BAR_HEIGHT));
}

float widget_tool(struct draw_list *list, const struct widget *widget)
{
    check(widget->text != NULL && widget->icon != NULL);
    struct rect rect = widget->rect;
    if (rect.w == 0)
        rect.w = widget_tool_width(list, widget);
    if (rect.h == 0) {
        rect.h = TOOL_HEIGHT;
        rect.y = bar_top(list) + 15;
    }
    struct part *part = draw_part(list, ROLE_TOOL, widget->key, widget->name, rect, 16);
    part->touch = tool_touch(list, rect);
    part->off = widget->off;
    bool lit = widget->chosen || draw_is_pressed(list, widget->key);
    enum color color = lit ? COLOR_PINE : widget->off ? COLOR_INK2 : COLOR_INK;
    if (widget->off)
        draw_dashed(list, rect, 16, COLOR_SUNKEN, COLOR_EDGE, 2);
    else
        draw_box(list, rect, 16, lit ? COLOR_PINE_T : COLOR_SURFACE, lit ? COLOR_PINE : COLOR_EDGE,
                 2);
    float icon = tool_icon(widget);
    draw_icon(list, widget->icon, rect.x + TOOL_LEFT, rect.y + (rect.h - icon) / 2, icon, color);
    struct text_style style = tool_style(widget, color);
    float words = rect.x + TOOL_LEFT + icon + TOOL_GAP;
    draw_text(list, rect_of(words, rect.y, rect.x + rect.w - 12 - words, rect.h), &style,
              widget->text);
    return rect.x + rect.w;
}

void widget_size_switch(struct draw_list *list, const struct widget *widget)
{
    static const float LETTERS[] = {22, 30, 38};
    struct rect rect = widget->rect;
    if (rect.h == 0) {
        rect.h = TOOL_HEIGHT;
        rect.y = bar_top(list) + 15;
    }
    draw_box(list, rect, 16, COLOR_SURFACE, COLOR_EDGE, 2);
    draw_area(list, widget->name, rect);
    float each = (rect.w - 4) / 3;
    for (int i = 0; i < 3; i++) {
        uint32_t key = widget->key + (uint32_t)i;
        struct rect third = {rect.x + 2 + each * (float)i, rect.y + 2, each, rect.h - 4};
        bool on = (int)widget->size == i || draw_is_pressed(list, key);
        int corners = i == 0 ? CORNERS_LEFT : i == 2 ? CORNERS_RIGHT : 0;
        if (on)
            draw_corners(list, third, 14, corners, COLOR_PINE_T);
        if (i > 0)
            draw_rect(list, rect_of(third.x - 1, third.y, 2, third.h), 0, COLOR_LINE);
        struct text_style style =
            text_style_of(TYPE_TOOL, TEXT_LARGE, TONGUE_EN, on ? COLOR_PINE : COLOR_INK);
        // These letters show the sizes: they are the same in every size.
        style.size = LETTERS[i];
        style.line = roundf(LETTERS[i] * 1.25F);
        style.middle = true;
        style.align = ALIGN_CENTER;
        draw_text(list, third, &style, "A");
        char name[PART_NAME_BYTES];
        snprintf(name, sizeof(name), "%.24s-%d", widget->name != NULL ? widget->name : "", i + 1);
        struct rect whole = {third.x - (i == 0 ? 2.0F : 0), rect.y, each + (i == 1 ? 0 : 2.0F),
                             rect.h};
        draw_part(list, ROLE_TOOL, key, name, whole, 16)->touch = tool_touch(list, whole);
    }
}

void widget_privacy(struct draw_list *list, const struct widget *widget)
{
    check(widget->text != NULL);
    struct text_style style = text_style_of(TYPE_PRIVACY, widget->size, widget->tongue, COLOR_INK2);
    struct rect rect = widget->rect;
    if (widget->read)
        draw_rect(list, rect_inset(rect, -6), 12, COLOR_GOLD_T);
    draw_icon(list, widget->icon != NULL ? widget->icon : "lock", rect.x,
              rect.y + (style.line - 30) / 2, 30, COLOR_INK2);
    draw_text(list, rect_of(rect.x + 42, rect.y, rect.w - 42, rect.h), &style, widget->text);
    if (widget->name != NULL)
        draw_area(list, widget->name, rect);
}

enum {
    SAFETY_LEFT = 88,
    SAFETY_RIGHT = 16,
    SAFETY_HEIGHT = 84
};

static struct text_style safety_style(const struct widget *widget)
{
    struct text_style style = text_style_of(TYPE_NOTE, widget->size, widget->tongue, COLOR_INK);
    if (widget->size == TEXT_LARGE)
        style.size = 23;
    else if (widget->tongue != TONGUE_LO)
        style.line = ceilf(style.size * 1.2F); // closer: other languages may need four lines
    return style;
}

static float safety_line(struct draw_list *list, const struct widget *widget, bool bold,
                         const char *text)
{
    struct text_style style = safety_style(widget);
    style.bold = bold;
    float width = widget->rect.w - SAFETY_LEFT - SAFETY_RIGHT;
    return fonts_measure(list->fonts, list->canvas.s, &style, text, width).height;
}

float widget_safety_height(struct draw_list *list, const struct widget *widget,
                           const char *second_line)
{
    float words = safety_line(list, widget, false, widget->text) +
                  safety_line(list, widget, true, second_line);
    return fmaxf(SAFETY_HEIGHT, words + 8);
}

void widget_safety(struct draw_list *list, const struct widget *widget, const char *second_line)
{
    check(widget->text != NULL && second_line != NULL);
    struct rect rect = widget->rect;
    draw_rect(list, rect, 20, widget->read ? COLOR_GOLD_T : COLOR_PLUM_T);
    draw_icon(list, "hand", rect.x + 26, rect.y + (rect.h - 42) / 2, 42, COLOR_PLUM);
    struct text_style style = safety_style(widget);
    float first = safety_line(list, widget, false, widget->text);
    float second = safety_line(list, widget, true, second_line);
    float left = rect.x + SAFETY_LEFT, width = rect.w - SAFETY_LEFT - SAFETY_RIGHT;
    float top = rect.y + (rect.h - first - second) / 2;
    draw_text(list, rect_of(left, top, width, first), &style, widget->text);
    style.bold = true;
    draw_text(list, rect_of(left, top + first, width, second), &style, second_line);
    draw_area(list, widget->name, rect);
}

struct notice {
    enum color tint, edge, color, text;
    float icon;
};

static void notice(struct draw_list *list, const struct widget *widget, const struct notice *look)
{
    struct rect rect = widget->rect;
    draw_box(list, rect, 20, look->tint, look->edge, 2);
    draw_icon(list, widget->icon, rect.x + 22, rect.y + (rect.h - look->icon) / 2, look->icon,
              look->color);
    struct text_style style = text_style_of(TYPE_TOOL, widget->size, widget->tongue, look->text);
    style.middle = true;
    // The first sentence is bold, what follows it regular.
    const char *stop = strstr(widget->text, ". ");
    if (stop != NULL) {
        style.bold = false;
        style.bold_bytes = (int)(stop + 1 - widget->text);
    }
    float left = rect.x + 22 + look->icon + 16;
    draw_text(list, rect_of(left, rect.y, rect.x + rect.w - 20 - left, rect.h), &style,
              widget->text);
    draw_area(list, widget->name, rect);
}

void widget_banner(struct draw_list *list, const struct widget *widget)
{
    check(widget->text != NULL && widget->icon != NULL);
    notice(list, widget,
           &(struct notice){COLOR_AMBER_T, COLOR_AMBER, COLOR_AMBER_I, COLOR_INK, 40});
}

void widget_problem(struct draw_list *list, const struct widget *widget)
{
    check(widget->text != NULL);
    struct widget with_icon = *widget;
    if (with_icon.icon == NULL)
        with_icon.icon = "warning";
    notice(list, &with_icon,
           &(struct notice){COLOR_CLAY_T, COLOR_CLAY, COLOR_CLAY_I, COLOR_INK, 34});
}

void widget_toast(struct draw_list *list, const struct widget *widget)
{
    check(widget->text != NULL);
    struct rect rect = widget->rect;
    bool staff = list->staff;
    float icon = staff ? 24 : 30;
    draw_rect(list, rect, staff ? 12 : 20, COLOR_INK);
    draw_icon(list, widget->icon != NULL ? widget->icon : "check", rect.x + (staff ? 16 : 24),
              rect.y + (rect.h - icon) / 2, icon, COLOR_GOLD);
    struct text_style style =
        text_style_of(staff ? TYPE_S_BODY : TYPE_TOOL, widget->size, widget->tongue, COLOR_SURFACE);
    style.bold = false;
    style.middle = true;
    float left = rect.x + (staff ? 52 : 68);
    draw_text(list, rect_of(left, rect.y, rect.x + rect.w - 16 - left, rect.h), &style,
              widget->text);
    draw_area(list, widget->name, rect);
}

// The width of what stands before the caret.
static float caret_at(struct draw_list *list, const struct text_style *style, const char *text,
                      int bytes)
{
    char before[512];
    size_t size = bytes > 0 ? (size_t)bytes : 0;
    size = size < sizeof(before) - 1 ? size : sizeof(before) - 1;
    size = size < strlen(text) ? size : strlen(text);
    memcpy(before, text, size);
    before[size] = '\0';
    // A line has no width for the space at its end, but the caret stands after it.
    bool blank = size > 0 && before[size - 1] == ' ';
    float s = list->canvas.s;
    float width = size > 0 ? fonts_width(list->fonts, s, style, before) : 0;
    if (blank)
        width +=
            fonts_width(list->fonts, s, style, "n n") - fonts_width(list->fonts, s, style, "nn");
    for (volatile char *at = before; at < before + sizeof(before); at++)
        *at = 0;
    return width;
}

void widget_field(struct draw_list *list, const struct widget *widget, int caret_bytes,
                  const char *count)
{
    check(widget->text != NULL);
    struct rect rect = widget->rect;
    draw_part(list, ROLE_FIELD, widget->key, widget->name, rect, 20)->off = widget->off;
    draw_box(list, rect, 20, COLOR_SURFACE, COLOR_PINE, 4);
    struct text_style style = text_style_of(TYPE_H2, TEXT_LARGE, widget->tongue, COLOR_INK);
    style.secret = true;
    style.middle = true;
    style.bold = false;
    float left = rect.x + 30, right = rect.x + rect.w - 30;
    if (count != NULL) {
        struct text_style note = text_style_of(TYPE_NOTE, widget->size, widget->tongue, COLOR_INK2);
        note.middle = true;
        note.align = ALIGN_RIGHT;
        note.secret = true;
        float width = ceilf(fonts_width(list->fonts, list->canvas.s, &note, count)) + 1;
        draw_text(list, rect_of(right - width, rect.y, width, rect.h), &note, count);
        right -= width + 20;
    }
    // A long answer keeps its end in sight: letters get smaller, but never under the floor.
    float wide = fonts_width(list->fonts, list->canvas.s, &style, widget->text);
    if (wide > right - left)
        style.size = fmaxf(widget->size == TEXT_LARGEST ? 32 : 22,
                           floorf(style.size * (right - left) / wide));
    bool two = fonts_width(list->fonts, list->canvas.s, &style, widget->text) > right - left;
    if (two)
        style.line = fminf(style.line, rect.h / 2 - 4);
    draw_text(list, rect_of(left, rect.y, right - left, rect.h), &style, widget->text);
    if (caret_bytes < 0)
        return;
    float x = left + (two ? right - left : caret_at(list, &style, widget->text, caret_bytes));
    draw_rect(list, rect_of(fminf(x + 4, right), rect.y + (rect.h - 48) / 2, 4, 48), 2, COLOR_PINE);
}

void widget_ring(struct draw_list *list, struct rect rect, float stroke, float left, bool amber,
                 const char *number, float number_size)
{
    check(number != NULL);
    draw_ring(list, rect, stroke, 0, 1, amber ? COLOR_AMBER_T : COLOR_PINE_T);
    if (left > 0)
        draw_ring(list, rect, stroke, 0, left, amber ? COLOR_AMBER : COLOR_PINE);
    struct text_style style = text_style_of(TYPE_H2, TEXT_LARGE, TONGUE_EN, COLOR_INK);
    style.size = number_size;
    style.line = ceilf(number_size * 1.3F);
    style.middle = true;
    style.align = ALIGN_CENTER;
    draw_text(list, rect, &style, number);
}

void widget_step(struct draw_list *list, float x, float y, enum step_state state, int number)
{
    check(number >= 0 && number < 100);
    if (state == STEP_DONE) {
        draw_disc(list, x + 26, y + 26, 26, COLOR_PINE, COLOR_NONE, 0);
        widget_tick(list, x + 11, y + 11, 30, COLOR_SURFACE);
        return;
    }
    bool now = state == STEP_NOW;
    draw_disc(list, x + 26, y + 26, 26, COLOR_SURFACE, now ? COLOR_PLUM : COLOR_EDGE, now ? 5 : 3);
    char digits[4];
    snprintf(digits, sizeof(digits), "%d", number);
    struct text_style style =
        text_style_of(TYPE_H3, TEXT_LARGE, TONGUE_EN, now ? COLOR_PLUM : COLOR_INK2);
    style.size = 26;
    style.middle = true;
    style.align = ALIGN_CENTER;
    draw_text(list, rect_of(x, y, 52, 52), &style, digits);
}

void widget_check(struct draw_list *list, const struct widget *widget)
{
    struct rect rect = widget->rect;
    if (widget->key != 0)
        draw_part(list, ROLE_CHECK, widget->key, widget->name, rect, 9)->off = widget->off;
    bool pressed = draw_is_pressed(list, widget->key);
    float radius = rect.w > 40 ? 13 : 9, icon = rect.w * 21 / 32;
    if (!widget->chosen) {
        draw_box(list, rect, radius, pressed ? COLOR_PINE_T : COLOR_SURFACE,
                 pressed ? COLOR_PINE : COLOR_EDGE, 2);
        return;
    }
    draw_rect(list, rect, radius, pressed ? COLOR_PINE_D : COLOR_PINE);
    widget_tick(list, rect.x + (rect.w - icon) / 2, rect.y + (rect.h - icon) / 2, icon,
                COLOR_SURFACE);
}

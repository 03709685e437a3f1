#include "ui/staff.h"

#include "base/check.h"
#include <math.h>
#include <stdio.h>

static void words(struct draw_list *list, struct rect rect, enum type type, enum tongue tongue,
                  enum color color, enum align align, const char *text)
{
    struct text_style style = text_style_of(type, TEXT_LARGE, tongue, color);
    style.middle = true;
    style.align = align;
    draw_text(list, rect, &style, text);
}

float staff_plan_height(enum plan_state state, bool wide)
{
    check(state <= PLAN_NEXT);
    if (state == PLAN_NOW || state == PLAN_OVER)
        return 103;
    return wide ? 58 : 48;
}

static void plan_mark(struct draw_list *list, float x, float y, enum plan_state state)
{
    switch (state) {
    case PLAN_DONE:
        draw_disc(list, x, y, 13, COLOR_PINE_T, COLOR_NONE, 0);
        draw_icon(list, "check", x - 9, y - 9, 18, COLOR_PINE);
        return;
    case PLAN_NOW:
        draw_disc(list, x, y, 13, COLOR_PINE, COLOR_NONE, 0);
        draw_icon(list, "play", x - 7.5F, y - 7.5F, 15, COLOR_SURFACE);
        return;
    case PLAN_OVER:
        draw_disc(list, x, y, 13, COLOR_AMBER_I, COLOR_NONE, 0);
        draw_icon(list, "clock", x - 9, y - 9, 18, COLOR_SURFACE);
        return;
    case PLAN_NEXT:
        draw_disc(list, x, y, 13, COLOR_SURFACE, COLOR_EDGE, 2);
        return;
    }
}

static void plan_tall(struct draw_list *list, const struct plan_row *row)
{
    bool over = row->state == PLAN_OVER;
    struct rect r = row->rect;
    draw_rect(list, r, 0, over ? COLOR_AMBER_T : COLOR_PINE_W);
    draw_rect(list, rect_of(r.x, r.y, 5, r.h), 0, over ? COLOR_AMBER : COLOR_PINE);
    plan_mark(list, r.x + 27, r.y + 25, row->state);
    float left = r.x + 52, right = r.x + r.w - 14;
    words(list, rect_of(left, r.y + 12, right - left, 26), TYPE_S_BOLD, TONGUE_EN, COLOR_INK,
          ALIGN_LEFT, row->title);
    struct rect track = {left, r.y + 50, right - left, 8};
    draw_rect(list, track, 4, over ? COLOR_SURFACE : COLOR_SEGMENT);
    float share = fmaxf(0, fminf(row->progress, 1));
    if (share > 0)
        draw_rect(list, rect_of(track.x, track.y, fmaxf(8, track.w * share), 8), 4,
                  over ? COLOR_AMBER : COLOR_PINE_M);
    if (row->under != NULL)
        words(list, rect_of(left, r.y + 65, right - left, 23), TYPE_S_NOTE, TONGUE_EN, COLOR_INK2,
              ALIGN_LEFT, row->under);
    if (row->right != NULL) {
        float half = (right - left) / 2;
        words(list, rect_of(left + half, r.y + 65, half, 23), TYPE_S_CHIP, TONGUE_EN,
              over ? COLOR_AMBER_I : COLOR_PINE, ALIGN_RIGHT, row->right);
    }
}

void staff_plan_row(struct draw_list *list, const struct plan_row *row)
{
    check(row->title != NULL);
    struct rect r = row->rect;
    if (row->key != 0)
        draw_part(list, ROLE_ROW, row->key, row->name, r, 8);
    else
        draw_area(list, row->name, r);
    if (row->state == PLAN_NOW || row->state == PLAN_OVER) {
        plan_tall(list, row);
        return;
    }
    if (draw_is_pressed(list, row->key))
        draw_rect(list, r, 8, COLOR_PINE_T);
    plan_mark(list, r.x + 27, r.y + r.h / 2, row->state);
    float right = r.x + r.w - 14, number = 60;
    enum color color = row->state == PLAN_DONE ? COLOR_INK2 : COLOR_INK;
    words(list, rect_of(r.x + 52, r.y, right - number - r.x - 56, r.h), TYPE_S_BODY, TONGUE_EN,
          color, ALIGN_LEFT, row->title);
    if (row->right != NULL)
        words(list, rect_of(right - number, r.y, number, r.h), TYPE_S_NOTE, TONGUE_EN, COLOR_INK2,
              ALIGN_RIGHT, row->right);
}

struct screen_look {
    enum color tint, color;
    const char *icon;
};

void staff_screen_row(struct draw_list *list, const struct screen_row *row)
{
    static const struct screen_look LOOKS[] = {
        [SCREEN_GOOD] = {COLOR_PINE_T, COLOR_PINE, "check"},
        [SCREEN_GOALS] = {COLOR_PINE_T, COLOR_PINE, "flag"},
        [SCREEN_PAUSED] = {COLOR_SUNKEN, COLOR_INK2, "pause"},
        [SCREEN_CABLE] = {COLOR_AMBER_T, COLOR_AMBER_I, "warning"},
        [SCREEN_LOST] = {COLOR_CLAY_T, COLOR_CLAY_I, "link-off"},
    };
    check(row->state <= SCREEN_LOST);
    check(row->language != NULL && row->word != NULL);
    const struct screen_look *look = &LOOKS[row->state];
    struct rect r = row->rect;
    if (row->key != 0)
        draw_part(list, ROLE_ROW, row->key, row->name, r, 8);
    else
        draw_area(list, row->name, r);
    float middle = r.y + r.h / 2;
    char number[8];
    snprintf(number, sizeof(number), "%d", row->number);
    draw_rect(list, rect_of(r.x, middle - 16, 32, 32), 8, look->tint);
    words(list, rect_of(r.x, middle - 16, 32, 32), TYPE_S_CHIP, TONGUE_EN, look->color,
          ALIGN_CENTER, number);
    struct text_style style = text_style_of(TYPE_S_CHIP, TEXT_LARGE, TONGUE_EN, look->color);
    style.middle = true;
    float width = ceilf(fonts_width(list->fonts, list->canvas.s, &style, row->word)) + 1;
    float right = r.x + r.w;
    draw_text(list, rect_of(right - width, r.y, width, r.h), &style, row->word);
    draw_icon(list, look->icon, right - width - 24, middle - 9, 18, look->color);
    words(list, rect_of(r.x + 44, r.y, right - width - 30 - r.x - 44, r.h), TYPE_S_BODY,
          row->tongue, COLOR_INK, ALIGN_LEFT, row->language);
}

void staff_state_strip(struct draw_list *list, struct rect rect, const char *const states[3],
                       const char *const icons[3], int now)
{
    check(now >= 0 && now < 3);
    float widths[3], total = 0;
    struct text_style style = text_style_of(TYPE_S_BOLD, TEXT_LARGE, TONGUE_EN, COLOR_INK);
    style.size = 17;
    style.middle = true;
    for (int i = 0; i < 3; i++) {
        widths[i] = ceilf(fonts_width(list->fonts, list->canvas.s, &style, states[i])) + 1 + 32;
        total += widths[i];
    }
    float spare = (rect.w - 2 * 28 - total) / 3, x = rect.x;
    for (int i = 0; i < 3; i++) {
        struct rect box = {x, rect.y, widths[i] + spare, rect.h};
        enum color fill = i == now ? COLOR_PLUM : i < now ? COLOR_PLUM_T : COLOR_SURFACE;
        style.color = i == now ? COLOR_SURFACE : i < now ? COLOR_PLUM : COLOR_INK2;
        if (i > now)
            draw_dashed(list, box, 14, fill, COLOR_EDGE, 1.5F);
        else
            draw_rect(list, box, 14, fill);
        float left = box.x + (box.w - widths[i]) / 2;
        draw_icon(list, icons[i], left, box.y + (box.h - 22) / 2, 22, style.color);
        draw_text(list, rect_of(left + 32, box.y, widths[i] - 32, box.h), &style, states[i]);
        x = box.x + box.w;
        if (i < 2)
            draw_icon(list, "right", x + 4, rect.y + (rect.h - 20) / 2, 20, COLOR_INK2);
        x += 28;
    }
}

static void stepper_button(struct draw_list *list, const struct widget *widget, struct rect rect,
                           bool plus, bool may)
{
    uint32_t key = widget->key + (plus ? 1 : 0);
    char name[PART_NAME_BYTES];
    snprintf(name, sizeof(name), "%.24s-%s", widget->name != NULL ? widget->name : "",
             plus ? "more" : "less");
    draw_part(list, ROLE_BUTTON, key, name, rect, 10)->off = !may;
    float icon = rect.w * 0.55F;
    if (may)
        draw_box(list, rect, 10, draw_is_pressed(list, key) ? COLOR_PINE_T : COLOR_SURFACE,
                 COLOR_EDGE, 1.5F);
    else
        draw_dashed(list, rect, 10, COLOR_SUNKEN, COLOR_EDGE, 1.5F);
    draw_icon(list, plus ? "plus" : "minus", rect.x + (rect.w - icon) / 2,
              rect.y + (rect.h - icon) / 2, icon, may ? COLOR_INK : COLOR_INK2);
}

void staff_stepper(struct draw_list *list, const struct widget *widget, float button,
                   const char *value, bool may_less, bool may_more)
{
    check(value != NULL);
    struct rect r = widget->rect;
    float y = r.y + (r.h - button) / 2;
    stepper_button(list, widget, rect_of(r.x, y, button, button), false, may_less);
    words(list, rect_of(r.x + button, r.y, r.w - 2 * button, r.h),
          button > 40 ? TYPE_S_H2 : TYPE_S_BOLD, TONGUE_EN, COLOR_INK, ALIGN_CENTER, value);
    stepper_button(list, widget, rect_of(r.x + r.w - button, y, button, button), true, may_more);
}

void staff_score(struct draw_list *list, const struct widget *widget, int score)
{
    check(score >= 0 && score <= 5);
    struct rect r = widget->rect;
    draw_box(list, r, 8, COLOR_SURFACE, COLOR_EDGE, 1.5F);
    float each = r.w / 5;
    for (int i = 0; i < 5; i++) {
        uint32_t key = widget->key != 0 ? widget->key + (uint32_t)i : 0;
        struct rect cell = {r.x + each * (float)i, r.y, each, r.h};
        bool on = i + 1 == score, pressed = draw_is_pressed(list, key);
        if (on || pressed)
            draw_corners(list, cell, 8,
                         i == 0   ? CORNERS_LEFT
                         : i == 4 ? CORNERS_RIGHT
                                  : 0,
                         on ? COLOR_PINE : COLOR_PINE_T);
        else if (i > 0)
            draw_rect(list, rect_of(cell.x, cell.y + 1, 1, cell.h - 2), 0, COLOR_LINE);
        char digit[2] = {(char)('1' + i), '\0'};
        words(list, cell, TYPE_S_CHIP, TONGUE_EN, on ? COLOR_SURFACE : COLOR_INK2, ALIGN_CENTER,
              digit);
        char name[PART_NAME_BYTES];
        snprintf(name, sizeof(name), "%.24s-%d", widget->name != NULL ? widget->name : "", i + 1);
        if (key != 0)
            draw_part(list, ROLE_BUTTON, key, name, cell, 8);
    }
}

void staff_plan_bar(struct draw_list *list, struct rect rect, float fill, float mark, bool over)
{
    draw_rect(list, rect, rect.h / 2, COLOR_SUNKEN);
    float share = fmaxf(0, fminf(fill, 1));
    if (share > 0)
        draw_rect(list, rect_of(rect.x, rect.y, fmaxf(rect.h, rect.w * share), rect.h), rect.h / 2,
                  over ? COLOR_AMBER : COLOR_PINE_M);
    float at = rect.x + rect.w * fmaxf(0, fminf(mark, 1));
    draw_rect(list, rect_of(at - 2, rect.y + rect.h / 2 - 10, 4, 20), 2, COLOR_INK);
}

void staff_segment(struct draw_list *list, struct rect rect, int tint, bool bold, const char *text)
{
    static const enum color TINTS[] = {COLOR_SEGMENT, COLOR_SKY_T, COLOR_PLUM_T, COLOR_PINE_T,
                                       COLOR_AMBER_T, COLOR_SKY_T, COLOR_SUNKEN};
    check(tint >= 0 && tint < 7);
    draw_rect(list, rect, 8, TINTS[tint]);
    struct text_style style =
        text_style_of(TYPE_S_FLOOR, TEXT_LARGE, TONGUE_EN, bold ? COLOR_INK : COLOR_INK2);
    style.bold = bold;
    style.middle = true;
    // A segment too short for its word shows none: the legend and the list beside it have it.
    if (text != NULL && fonts_width(list->fonts, list->canvas.s, &style, text) <= rect.w - 14)
        draw_text(list, rect_of(rect.x + 9, rect.y, rect.w - 10, rect.h), &style, text);
}

void staff_event(struct draw_list *list, float x, float y, enum event_tint tint, const char *icon)
{
    static const enum color FILLS[] = {COLOR_PLUM, COLOR_AMBER_I, COLOR_CLAY_I, COLOR_PINE};
    check(tint <= EVENT_PINE);
    draw_disc(list, x, y, 15, FILLS[tint], COLOR_NONE, 0);
    draw_icon(list, icon, x - 9, y - 9, 18, COLOR_SURFACE);
}

void staff_play_line(struct draw_list *list, float x, float top, float bottom, const char *time)
{
    draw_rect(list, rect_of(x - 2, top, 4, bottom - top), 2, COLOR_INK);
    if (time == NULL)
        return;
    struct rect label = {x - 27, top - 28, 54, 28};
    draw_rect(list, label, 8, COLOR_INK);
    words(list, label, TYPE_S_CHIP, TONGUE_EN, COLOR_SURFACE, ALIGN_CENTER, time);
}

void staff_switch(struct draw_list *list, const struct widget *widget, int count,
                  const char *const labels[], int on)
{
    check(count > 0 && count <= 8);
    struct rect r = widget->rect;
    draw_box(list, r, 12, COLOR_SURFACE, COLOR_EDGE, 1.5F);
    float each = r.w / (float)count;
    for (int i = 0; i < count; i++) {
        uint32_t key = widget->key + (uint32_t)i;
        struct rect cell = {r.x + each * (float)i, r.y, each, r.h};
        bool lit = i == on || draw_is_pressed(list, key);
        int corners = (i == 0 ? CORNERS_LEFT : 0) | (i == count - 1 ? CORNERS_RIGHT : 0);
        if (lit)
            draw_corners(list, rect_of(cell.x + 1, cell.y + 1, cell.w - 2, cell.h - 2), 11, corners,
                         COLOR_PINE_T);
        if (i > 0)
            draw_rect(list, rect_of(cell.x, cell.y + 1, 1, cell.h - 2), 0, COLOR_LINE);
        words(list, cell, TYPE_S_BOLD, TONGUE_EN, lit ? COLOR_PINE : COLOR_INK2, ALIGN_CENTER,
              labels[i]);
        char name[PART_NAME_BYTES];
        snprintf(name, sizeof(name), "%.24s-%d", widget->name != NULL ? widget->name : "", i + 1);
        draw_part(list, ROLE_BUTTON, key, name, cell, 12);
    }
}

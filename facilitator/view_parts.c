#include "facilitator/view_parts.h"
#include "base/check.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

#define ELLIPSIS "\xE2\x80\xA6"

const char *page_word(const struct page *page, const char *id)
{
    return strings_get(page->view->strings, page->view->language, id);
}

const char *page_fill(const struct page *page, char buffer[WORDS_BYTES], const char *id,
                      struct fill first, struct fill second)
{
    const struct fill fills[] = {first, second};
    struct strings_value values[2];
    char numbers[2][24];
    size_t count = 0;
    for (size_t i = 0; i < 2; i++) {
        if (fills[i].name == NULL)
            continue;
        struct out number = out_into(numbers[i], sizeof numbers[i]);
        out_number(&number, fills[i].number);
        values[count++] = (struct strings_value){
            fills[i].name, fills[i].text != NULL ? fills[i].text : numbers[i]};
    }
    struct out out = out_into(buffer, WORDS_BYTES);
    strings_fill(&out, page_word(page, id), values, count);
    return buffer;
}

const char *page_number(const struct page *page, char buffer[WORDS_BYTES], const char *id,
                        const char *name, int64_t number)
{
    return page_fill(page, buffer, id, (struct fill){name, NULL, number}, (struct fill){0});
}

const char *page_time(char buffer[16], uint64_t minute)
{
    uint64_t of_day = minute % (24 * 60);
    struct out out = out_into(buffer, 16);
    out_number(&out, (int64_t)(of_day / 60));
    out_text(&out, ":");
    out_padded(&out, of_day % 60, 2);
    return buffer;
}

const char *page_seconds(char buffer[16], uint64_t seconds)
{
    struct out out = out_into(buffer, 16);
    out_number(&out, (int64_t)(seconds / 60));
    out_text(&out, ":");
    out_padded(&out, seconds % 60, 2);
    return buffer;
}

float page_width(const struct page *page, enum type type, const char *text)
{
    struct text_style style = text_style_of(type, TEXT_LARGE, page->tongue, COLOR_INK);
    return ceilf(fonts_width(page->list->fonts, page->list->canvas.s, &style, text)) + 1;
}

static bool fits(const struct page *page, const struct text_style *style, struct rect rect,
                 const char *text)
{
    struct text_size_used used =
        fonts_measure(page->list->fonts, page->list->canvas.s, style, text, rect.w);
    float height = used.lines > 1 ? used.height : style->size * 1.2F;
    return used.width <= rect.w + 0.5F && height <= rect.h + 0.5F;
}

static size_t point_before(const char *text, size_t at)
{
    while (at > 0 && ((unsigned char)text[--at] & 0xC0) == 0x80)
        ;
    return at;
}

// The longest beginning that fits with an ellipsis after it.
static void shorten(const struct page *page, const struct text_style *style, struct rect rect,
                    char *text, size_t size)
{
    size_t used = strlen(text);
    if (used + sizeof ELLIPSIS > size)
        used = size - sizeof ELLIPSIS;
    do {
        used = point_before(text, used);
        while (used > 0 && text[used - 1] == ' ')
            used--;
        memcpy(text + used, ELLIPSIS, sizeof ELLIPSIS);
    } while (used > 0 && !fits(page, style, rect, text));
}

void page_say(const struct page *page, const struct say *say, const char *text)
{
    static const float SMALLER[] = {28, 24, 21, 18, 16, 15};
    struct text_style style = text_style_of(say->type, TEXT_LARGE, page->tongue, say->color);
    style.align = say->align;
    style.middle = !say->top;
    style.secret = say->secret;
    style.struck = say->struck;
    style.bold_bytes = say->bold_bytes;
    float share = style.line / style.size * (say->tight ? 0.88F : 1);
    if (say->size > 0) {
        style.size = say->size;
        style.line = roundf(style.size * share);
    }
    for (size_t i = 0; i < sizeof SMALLER / sizeof SMALLER[0]; i++) {
        if (fits(page, &style, say->rect, text))
            break;
        if (SMALLER[i] < style.size) {
            style.size = SMALLER[i];
            style.line = roundf(style.size * share);
        }
    }
    char cut[NOTE_BYTES + 8];
    if (!fits(page, &style, say->rect, text) && strlen(text) < sizeof cut - 8) {
        memcpy(cut, text, strlen(text) + 1);
        shorten(page, &style, say->rect, cut, sizeof cut);
        style.bold_bytes = 0;
        text = cut;
    }
    draw_text(page->list, say->rect, &style, text);
}

void page_line(const struct page *page, struct rect rect, enum type type, enum color color,
               const char *text)
{
    page_say(page, &(struct say){.rect = rect, .type = type, .color = color}, text);
}

void page_pair(const struct page *page, float x, float y, float w, const char *title,
               const char *note)
{
    bool two = page_width(page, TYPE_S_FLOOR, note) > w;
    page_line(page, rect_of(x, y - (two ? 11 : 0), w, 26), TYPE_S_BOLD, COLOR_INK, title);
    page_line(page, rect_of(x, y + (two ? 14 : 25), w, two ? 46 : 24), TYPE_S_NOTE, COLOR_INK2,
              note);
}

static struct widget widget_of(const struct press *press)
{
    return (struct widget){.key = press->part,
                           .name = press->name,
                           .rect = press->rect,
                           .text = press->text,
                           .icon = press->icon,
                           .off = press->off,
                           .not_ready = press->not_ready,
                           .icon_last = press->icon_last};
}

float page_press_width(const struct page *page, const struct press *press)
{
    struct widget widget = widget_of(press);
    widget.tongue = page->tongue;
    return staff_button_width(page->list, &widget, press->kind, press->keycap);
}

void page_dialog_head(const struct page *page, struct rect dialog, const char *title)
{
    float x = dialog.x + 40, y = dialog.y + 32;
    struct press done = {.part = PART_DONE,
                         .name = "done",
                         .rect = {0, y, 0, 44},
                         .text = page_word(page, "connect.done"),
                         .kind = STAFF_MAIN};
    done.rect.w = page_press_width(page, &done);
    done.rect.x = dialog.x + dialog.w - 40 - done.rect.w;
    page_line(page, rect_of(x, y, done.rect.x - x - 16, 44), TYPE_S_H0, COLOR_INK, title);
    page_press(page, &done);
}

static enum color press_color(const struct press *press)
{
    if (press->off || press->not_ready)
        return COLOR_INK2;
    switch (press->kind) {
    case STAFF_MAIN:
    case STAFF_LATCHED:
    case STAFF_PLUM:
        return COLOR_SURFACE;
    case STAFF_TINT:
        return COLOR_PINE;
    case STAFF_GHOST:
        return COLOR_INK2;
    case STAFF_END:
        return COLOR_CLAY_I;
    case STAFF_PLAIN:
        return COLOR_INK;
    }
    return COLOR_INK;
}

// Smaller words beside their icon, or on two lines without it.
static void press_small(const struct page *page, const struct press *press)
{
    struct rect rect = rect_inset(press->rect, 4);
    float words = page_width(page, TYPE_S_CHIP, press->text);
    bool beside = press->icon != NULL && words + 26 <= rect.w;
    if (beside) {
        float x = rect.x + (rect.w - words - 26) / 2;
        draw_icon(page->list, press->icon, x, rect.y + rect.h / 2 - 9, 18, press_color(press));
        rect = rect_of(x + 26, rect.y, words, rect.h);
    }
    page_say(page,
             &(struct say){.rect = rect,
                           .type = TYPE_S_CHIP,
                           .color = press_color(press),
                           .align = beside ? ALIGN_LEFT : ALIGN_CENTER},
             press->text);
}

void page_press(const struct page *page, const struct press *press)
{
    struct press made = *press;
    // Pads inside the edge: what staff_button needs at the least.
    float room = press->rect.w == 0 ? page->w : press->rect.w + 12;
    if (press->rect.w > 0 && page_press_width(page, &made) > room + 8)
        made.keycap = NULL;
    if (press->rect.w > 0 && page_press_width(page, &made) > room + 8)
        made.icon = NULL;
    bool small =
        press->rect.w > 0 && (made.icon != press->icon || page_press_width(page, &made) > room + 8);
    struct widget widget = widget_of(&made);
    widget.tongue = page->tongue;
    if (small) {
        widget.text = "";
        widget.icon = NULL;
    }
    staff_button(page->list, &widget, press->kind, small ? NULL : made.keycap);
    if (small)
        press_small(page, press);
}

void page_stepper(const struct page *page, uint32_t less, const char *name, struct rect rect,
                  float button, const char *value, bool may_less, bool may_more)
{
    struct widget widget = {.key = less, .name = name, .rect = rect};
    if (button > 40)
        draw_area(page->list, name, rect);
    staff_stepper(page->list, &widget, button, "", may_less, may_more);
    // The value may be two words in some languages, and then takes two lines.
    float high = fmaxf(rect.h, 50);
    page_say(page,
             &(struct say){.rect = {rect.x + button + 2, rect.y + (rect.h - high) / 2,
                                    rect.w - 2 * button - 4, high},
                           .type = button > 40 ? TYPE_S_H2 : TYPE_S_BOLD,
                           .color = COLOR_INK,
                           .align = ALIGN_CENTER,
                           .size = button > 40 ? 26 : 0},
             value);
}

// Where in a text the visible end begins, so that the caret is always seen.
static const char *visible(const struct page *page, const struct text_style *style,
                           const char *text, size_t caret, float width)
{
    char before[FIELD_BYTES];
    size_t from = 0;
    for (;;) {
        size_t bytes = caret - from;
        memcpy(before, text + from, bytes);
        before[bytes] = '\0';
        if (from >= caret ||
            fonts_width(page->list->fonts, page->list->canvas.s, style, before) <= width)
            return text + from;
        from++;
        while (((unsigned char)text[from] & 0xC0) == 0x80)
            from++;
    }
}

static void hidden_text(const struct page *page, struct rect inner, const struct field *field,
                        bool focused)
{
    size_t points = 0, caret = 0;
    for (size_t i = 0; field->text[i] != '\0'; i++) {
        bool starts = ((unsigned char)field->text[i] & 0xC0) != 0x80;
        points += starts;
        caret += starts && i < field->caret;
    }
    size_t most = (size_t)(inner.w / 22);
    size_t from = caret > most ? caret - most : 0;
    for (size_t i = from; i < points && i - from < most; i++)
        draw_disc(page->list, inner.x + 22 * (float)(i - from) + 6.5F, inner.y + inner.h / 2, 6.5F,
                  COLOR_INK, COLOR_NONE, 0);
    if (focused)
        draw_rect(page->list,
                  rect_of(inner.x + 22 * (float)(caret - from), inner.y + inner.h / 2 - 17, 3, 34),
                  1.5F, COLOR_PINE);
}

void page_field(const struct page *page, uint32_t part, const char *name, struct rect rect,
                const struct field *field, bool hidden)
{
    struct draw_list *list = page->list;
    bool focused = page->view->desk->field_focus == part;
    float edge = focused ? 3 : page->list->canvas.s >= 1.2F ? 1.5F : 1;
    float pad = rect.h >= 60 ? 23 : 14;
    draw_part(list, ROLE_FIELD, part, name, rect, 14);
    draw_box(list, rect, rect.h >= 60 ? 14 : 12, COLOR_SURFACE, focused ? COLOR_PINE : COLOR_EDGE,
             edge);
    struct rect inner = {rect.x + pad, rect.y, rect.w - 2 * pad, rect.h};
    if (hidden) {
        hidden_text(page, inner, field, focused);
        return;
    }
    struct text_style style = text_style_of(TYPE_S_BODY, TEXT_LARGE, page->tongue, COLOR_INK);
    style.middle = true;
    style.secret = true;
    const char *text = visible(page, &style, field->text, field->caret, inner.w - 4);
    size_t caret = field->caret - (size_t)(text - field->text);
    char shown[FIELD_BYTES];
    size_t bytes = strlen(text);
    memcpy(shown, text, bytes + 1);
    while (bytes > caret && fonts_width(list->fonts, list->canvas.s, &style, shown) > inner.w - 2) {
        bytes = point_before(shown, bytes);
        shown[bytes] = '\0';
    }
    if (bytes > 0) {
        struct draw_item *item =
            draw_text(list, rect_of(inner.x, inner.y, inner.w + 4, inner.h), &style, shown);
        item->cut = true;
        item->cut_to = rect_inset(rect, 3);
        draw_touch_up(list, item);
    }
    shown[caret] = '\0';
    if (focused)
        draw_rect(list,
                  rect_of(inner.x + fonts_width(list->fonts, list->canvas.s, &style, shown),
                          inner.y + inner.h / 2 - 12, 2, 24),
                  1, COLOR_PINE);
}

float page_chip(const struct page *page, float right, float y, enum chip chip, const char *icon,
                const char *text)
{
    return right - staff_chip(page->list, right, y, chip, icon, text, true) - 16;
}

void page_rule(const struct page *page, float x, float y, float w)
{
    draw_rect(page->list, rect_of(x, y, w, 1), 0, COLOR_LINE);
}

const char *page_step_title(const struct page *page, const char *key, const char *title,
                            bool is_short)
{
    if (title[0] != '\0')
        return title;
    char id[KEY_BYTES + 16];
    snprintf(id, sizeof id, "agenda.%s.short", key);
    if (!is_short || !strings_has(page->view->strings, id))
        snprintf(id, sizeof id, "agenda.%s", key);
    return strings_has(page->view->strings, id) ? page_word(page, id) : key;
}

uint32_t page_step_minutes(const struct view *view, const struct scene_step *step)
{
    uint64_t ms = step->spent_ms;
    if (!step->current)
        return (uint32_t)((ms + 30000) / 60000);
    if (view->scene->phase == SCENE_RUNNING && view->session_ms > step->since_ms)
        ms += view->session_ms - step->since_ms;
    return (uint32_t)(ms / 60000);
}

struct plan_time page_plan_time(const struct view *view)
{
    const struct scene *scene = view->scene;
    struct plan_time time = {.elapsed = (uint32_t)(view->session_ms / 60000)};
    uint32_t ends = time.elapsed;
    for (uint8_t i = 0; i < scene->step_count; i++) {
        const struct scene_step *step = &scene->steps[i];
        if (!step->skipped)
            time.planned += step->plan_minutes;
        if (step->done || step->skipped)
            continue;
        uint32_t spent = page_step_minutes(view, step);
        ends += step->plan_minutes > spent ? step->plan_minutes - spent : 0;
    }
    time.behind = (int32_t)ends - (int32_t)time.planned;
    time.ends_minute = scene->wall_minute + (uint64_t)ends;
    return time;
}

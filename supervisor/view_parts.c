#include "supervisor/view_parts.h"
#include "base/check.h"
#include "base/out.h"
#include <math.h>
#include <string.h>

enum {
    PAGE_WIDTH_MOST = 1760,
    PAGE_HEIGHT_MOST = 1000,
};

const char *view_word(const struct view_frame *frame, const char *id)
{
    return strings_get(frame->strings, frame->language, id);
}

enum tongue view_tongue(const struct view_frame *frame)
{
    return (enum tongue)frame->language; // lib/show asserts that they are numbered alike
}

const char *view_word_of(const struct view_frame *frame, const char *group, const char *name)
{
    char id[NAME_BYTES];
    struct out out = out_into(id, sizeof id);
    out_text(&out, group);
    out_text(&out, name);
    check(!out.full);
    // An id that English lacks would be given back itself, and that is ours to lend.
    return strings_has(frame->strings, id) ? strings_get(frame->strings, frame->language, id) : "";
}

const char *view_fill(const struct view_frame *frame, const char *id,
                      const struct strings_value *values, size_t count,
                      char buffer[VIEW_TEXT_BYTES])
{
    struct out out = out_into(buffer, VIEW_TEXT_BYTES);
    strings_fill(&out, view_word(frame, id), values, count);
    return buffer;
}

const char *view_number(uint64_t number, char buffer[24])
{
    struct out out = out_into(buffer, 24);
    out_number(&out, (int64_t)number);
    return buffer;
}

const char *view_time(uint16_t wall_minute, uint64_t at_ms, char buffer[24])
{
    uint64_t minutes = (wall_minute + at_ms / 60000) % ((uint64_t)24 * 60);
    struct out out = out_into(buffer, 24);
    out_number(&out, (int64_t)(minutes / 60));
    out_text(&out, ":");
    out_padded(&out, minutes % 60, 2);
    return buffer;
}

const char *view_date(const struct view_frame *frame, uint32_t day, bool whole,
                      char buffer[VIEW_TEXT_BYTES])
{
    unsigned number, month, year;
    char days[24], months[24];
    shelf_date(day, &number, &month, &year);
    view_number(number, days);
    view_number(month, months);
    const struct strings_value values[] = {
        {"day", days}, {"month", view_word_of(frame, whole ? "month." : "month.short.", months)}};
    return view_fill(frame, whole ? "date.long" : "date.short", values, 2, buffer);
}

void view_begin(struct draw_list *list, const struct view_frame *frame, enum view_screen screen)
{
    draw_begin(list, frame->canvas, frame->fonts, frame->hand, COLOR_PAPER);
    draw_screen(list, screen);
    list->staff = true;
}

struct page view_page(const struct canvas *canvas)
{
    float w = canvas->w >= CANVAS_WIDE ? fminf(canvas->w, PAGE_WIDTH_MOST) : CANVAS_WIDTH;
    float h = fminf(fmaxf(canvas->h, CANVAS_HEIGHT), PAGE_HEIGHT_MOST);
    return (struct page){floorf((canvas->w - w) / 2), floorf(w), floorf(h)};
}

struct rect view_at(const struct draw_list *list, float x, float y, float w, float h)
{
    return rect_of(x + view_page(&list->canvas).x, y, w, h);
}

void view_text(struct draw_list *list, const struct view_frame *frame, struct rect rect,
               enum type type, enum color color, enum align align, const char *text)
{
    struct text_style style = text_style_of(type, TEXT_LARGE, view_tongue(frame), color);
    style.middle = true;
    style.align = align;
    style.lines_max = 1;
    if (text[0] != '\0')
        draw_text(list, rect, &style, text);
}

void view_sized(struct draw_list *list, const struct view_frame *frame, struct rect rect,
                float size, float line, bool bold, enum color color, const char *text)
{
    struct text_style style =
        text_style_of(bold ? TYPE_S_BOLD : TYPE_S_BODY, TEXT_LARGE, view_tongue(frame), color);
    style.size = size;
    style.line = line;
    if (text[0] != '\0')
        draw_text(list, rect, &style, text);
}

float view_width(struct draw_list *list, const struct view_frame *frame, enum type type,
                 const char *text)
{
    struct text_style style = text_style_of(type, TEXT_LARGE, view_tongue(frame), COLOR_INK);
    return ceilf(fonts_width(list->fonts, list->canvas.s, &style, text)) + 1;
}

const char *view_fit(struct draw_list *list, const struct view_frame *frame, enum type type,
                     float width, const char *text, char buffer[VIEW_TEXT_BYTES])
{
    static const char dots[] = "…";
    if (view_width(list, frame, type, text) <= width)
        return text;
    size_t size = strlen(text);
    check(size + sizeof dots <= VIEW_TEXT_BYTES);
    memcpy(buffer, text, size + 1);
    while (size > 0) {
        size--;
        while (size > 0 && ((unsigned char)buffer[size] & 0xC0) == 0x80)
            size--;
        memcpy(buffer + size, dots, sizeof dots);
        if (view_width(list, frame, type, buffer) <= width)
            break;
    }
    return buffer;
}

void view_top(struct draw_list *list, const struct view_frame *frame, const char *title,
              const char *sub, float right)
{
    char buffer[VIEW_TEXT_BYTES];
    float room = right - 78 - 16;
    staff_top(list);
    view_text(list, frame, rect_of(78, 11, room, 25), TYPE_S_BOLD, COLOR_INK, ALIGN_LEFT,
              view_fit(list, frame, TYPE_S_BOLD, room, title, buffer));
    view_text(list, frame, rect_of(78, 36, room, 21), TYPE_S_NOTE, COLOR_INK2, ALIGN_LEFT,
              view_fit(list, frame, TYPE_S_NOTE, room, sub, buffer));
}

float view_button(struct draw_list *list, const struct view_frame *frame, enum view_part part,
                  const char *name, const char *icon, const char *id, float right, float y)
{
    struct widget widget = {.key = (uint32_t)part,
                            .name = name,
                            .rect = {0, y, 0, 44},
                            .text = view_word(frame, id),
                            .icon = icon,
                            .tongue = view_tongue(frame)};
    float width = staff_button_width(list, &widget, STAFF_PLAIN, NULL);
    widget.rect.x = right - width;
    staff_button(list, &widget, STAFF_PLAIN, NULL);
    return right - width;
}

float view_pill(struct draw_list *list, const struct view_frame *frame, struct rect rect,
                enum color ground, enum color color, const char *icon, const char *text,
                bool right_aligned)
{
    float words = view_width(list, frame, TYPE_S_CHIP, text);
    float width = 10 + 19 + 8 + words + 14;
    float left = right_aligned ? rect.x - width : rect.x;
    bool outlined = ground == COLOR_SURFACE;
    draw_box(list, rect_of(left, rect.y, width, rect.h), rect.h / 2, ground,
             outlined ? COLOR_LINE : COLOR_NONE, outlined ? 1.5F : 0);
    draw_icon(list, icon, left + 10, rect.y + (rect.h - 19) / 2, 19, color);
    view_text(list, frame, rect_of(left + 37, rect.y, words, rect.h), TYPE_S_CHIP, color,
              ALIGN_LEFT, text);
    return width;
}

void view_read_only(struct draw_list *list, const struct view_frame *frame, float right)
{
    view_pill(list, frame, rect_of(right, 17, 0, 34), COLOR_SURFACE, COLOR_INK2, "lock",
              view_word(frame, "replay.readonly"), true);
}

const struct verdict_look *view_verdict(enum record_verdict verdict)
{
    static const struct verdict_look looks[] = {
        [RECORD_COMPLETE] = {CHIP_PINE, "seal", "complete", COLOR_PINE_T, COLOR_PINE},
        [RECORD_UNCLOSED] = {CHIP_AMBER, "open-end", "unclosed", COLOR_AMBER_T, COLOR_AMBER_I},
        [RECORD_TRUNCATED] = {CHIP_CLAY, "cut", "truncated", COLOR_CLAY_T, COLOR_CLAY_I},
        [RECORD_FORKED] = {CHIP_PLUM, "fork", "forked", COLOR_PLUM_T, COLOR_PLUM},
        [RECORD_FORGED] = {CHIP_CLAY, "forged", "forged", COLOR_CLAY_T, COLOR_CLAY_I},
    };
    check(verdict <= RECORD_FORGED);
    return &looks[verdict];
}

#include "supervisor/view_parts.h"
#include "base/check.h"
#include "base/date.h"
#include "base/out.h"
#include <math.h>
#include <string.h>

enum {
    PAGE_WIDTH_MOST = 1760,
    PAGE_HEIGHT_MOST = 1000,
    TOP_BUTTONS_MAX = 4,
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
    date_of_day(day, &number, &month, &year);
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

static const char dots[] = "…";

// Takes one character off the end, and puts "…" there. False if there is none left.
static bool shorten(char *text)
{
    size_t size = strlen(text);
    if (size >= sizeof dots - 1 && strcmp(text + size - (sizeof dots - 1), dots) == 0)
        size -= sizeof dots - 1;
    if (size == 0)
        return false;
    size--;
    while (size > 0 && ((unsigned char)text[size] & 0xC0) == 0x80)
        size--;
    memcpy(text + size, dots, sizeof dots);
    return size > 0;
}

static const char *fit(struct draw_list *list, const struct text_style *style, float width,
                       const char *text, char buffer[VIEW_TEXT_BYTES])
{
    if (ceilf(fonts_width(list->fonts, list->canvas.s, style, text)) + 1 <= width)
        return text;
    size_t size = strlen(text);
    check(size + sizeof dots <= VIEW_TEXT_BYTES);
    memcpy(buffer, text, size + 1);
    while (shorten(buffer))
        if (ceilf(fonts_width(list->fonts, list->canvas.s, style, buffer)) + 1 <= width)
            break;
    return buffer;
}

const char *view_fit(struct draw_list *list, const struct view_frame *frame, enum type type,
                     float width, const char *text, char buffer[VIEW_TEXT_BYTES])
{
    struct text_style style = text_style_of(type, TEXT_LARGE, view_tongue(frame), COLOR_INK);
    return fit(list, &style, width, text, buffer);
}

float view_line(struct draw_list *list, const struct view_frame *frame, struct rect rect,
                float size, bool bold, enum color color, enum align align, const char *text)
{
    struct text_style style =
        text_style_of(bold ? TYPE_S_BOLD : TYPE_S_BODY, TEXT_LARGE, view_tongue(frame), color);
    style.size = size;
    style.middle = true;
    style.align = align;
    style.lines_max = 1;
    char buffer[VIEW_TEXT_BYTES];
    text = fit(list, &style, rect.w, text, buffer);
    if (text[0] == '\0')
        return 0;
    draw_text(list, rect, &style, text);
    return ceilf(fonts_width(list->fonts, list->canvas.s, &style, text)) + 1;
}

float view_lines(struct draw_list *list, const struct view_frame *frame, struct rect rect,
                 float size, float line, enum color color, int bold_bytes, const char *text)
{
    struct text_style style = text_style_of(TYPE_S_BODY, TEXT_LARGE, view_tongue(frame), color);
    style.size = size;
    style.line = line;
    style.bold_bytes = bold_bytes;
    if (text[0] == '\0')
        return 0;
    int most = (int)(rect.h / line);
    char buffer[VIEW_TEXT_BYTES];
    size_t size_bytes = strlen(text);
    struct text_size_used used = fonts_measure(list->fonts, list->canvas.s, &style, text, rect.w);
    if (used.lines > most && size_bytes + sizeof dots <= sizeof buffer) {
        memcpy(buffer, text, size_bytes + 1);
        text = buffer;
        while (used.lines > most && shorten(buffer))
            used = fonts_measure(list->fonts, list->canvas.s, &style, text, rect.w);
    }
    draw_text(list, rect_of(rect.x, rect.y, rect.w, used.height), &style, text);
    return used.height;
}

void view_record_top(struct draw_list *list, const struct view_frame *frame, const char *title,
                     const char *sub, enum record_verdict verdict,
                     const struct view_top_button *buttons, size_t count)
{
    const struct verdict_look *look = view_verdict(verdict);
    char id[NAME_BYTES];
    struct out out = out_into(id, sizeof id);
    out_text(&out, look->name);
    out_text(&out, ".record");
    const char *record = view_word_of(frame, "verdict.", id);
    float edge = list->canvas.w - 24, right = edge;
    struct widget widgets[TOP_BUTTONS_MAX];
    check(count <= TOP_BUTTONS_MAX);
    for (size_t i = count; i > 0; i--) {
        const struct view_top_button *button = &buttons[i - 1];
        struct widget *widget = &widgets[i - 1];
        *widget = (struct widget){.key = (uint32_t)button->part,
                                  .name = button->name,
                                  .rect = {0, 12, 0, 44},
                                  .icon = button->icon,
                                  .text = view_word(frame, button->id),
                                  .tongue = view_tongue(frame)};
        widget->rect.x = right - staff_button_width(list, widget, button->kind, NULL);
        right = widget->rect.x - 16;
    }
    float chip = 51 + view_width(list, frame, TYPE_S_CHIP, record);
    view_top(list, frame, title, sub, right - chip);
    view_pill(list, frame, rect_of(right, 17, 0, 34), look->ground, look->color, look->icon, record,
              true);
    for (size_t i = 0; i < count; i++)
        staff_button(list, &widgets[i], buttons[i].kind, NULL);
}

void view_review_top(struct draw_list *list, const struct view_frame *frame,
                     const struct evidence *evidence, const struct view_top_button *buttons,
                     size_t count)
{
    char sub[VIEW_TEXT_BYTES], date[VIEW_TEXT_BYTES];
    const struct strings_value values[] = {
        {"group", evidence->group},
        {"date", view_date(frame, evidence->wall_day, true, date)},
        {"leader", evidence->leader}};
    view_record_top(list, frame, view_word(frame, "review.title"),
                    view_fill(frame, "review.head", values, 3, sub), evidence->verdict, buttons,
                    count);
}

void view_button_in(struct draw_list *list, const struct view_frame *frame,
                    const struct view_top_button *button, struct rect rect)
{
    char buffer[VIEW_TEXT_BYTES];
    struct widget widget = {.key = (uint32_t)button->part,
                            .name = button->name,
                            .rect = rect,
                            .icon = button->icon,
                            .text = view_word(frame, button->id),
                            .tongue = view_tongue(frame)};
    // Its words may come nearer to the edge than those of a button that is as wide as it needs.
    float over = staff_button_width(list, &widget, button->kind, NULL) - 20 - rect.w;
    if (over > 0) { // the words say more than the picture
        widget.icon = NULL;
        over = staff_button_width(list, &widget, button->kind, NULL) - 16 - rect.w;
    }
    if (over > 0) {
        enum type type = rect.h >= 54 ? TYPE_S_H2 : TYPE_S_BOLD;
        float width = view_width(list, frame, type, widget.text);
        widget.text = view_fit(list, frame, type, width - over, widget.text, buffer);
    }
    staff_button(list, &widget, button->kind, NULL);
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

float view_filters(struct draw_list *list, const struct view_frame *frame,
                   const struct shelf_filter *filter, float right, float y)
{
    char number[24], text[VIEW_TEXT_BYTES], name[VIEW_TEXT_BYTES];
    const struct strings_value weeks = {"n", view_number(filter->weeks, number)};
    struct widget group = {.key = PART_GROUPS,
                           .name = "groups",
                           .rect = {0, y, 0, 44},
                           .icon = "people",
                           .tongue = view_tongue(frame),
                           .text = filter->group[0] == '\0' ? view_word(frame, "replay.all")
                                                            : view_fit(list, frame, TYPE_S_BOLD,
                                                                       220, filter->group, name)};
    group.rect.x = right - staff_button_width(list, &group, STAFF_PLAIN, NULL);
    struct widget dates = {.key = PART_DATES,
                           .name = "dates",
                           .rect = {0, y, 0, 44},
                           .icon = "calendar",
                           .tongue = view_tongue(frame),
                           .text = filter->weeks == 0
                                       ? view_word(frame, "replay.dates")
                                       : view_fill(frame, "replay.last", &weeks, 1, text)};
    dates.rect.x = group.rect.x - 12 - staff_button_width(list, &dates, STAFF_PLAIN, NULL);
    staff_button(list, &dates, STAFF_PLAIN, NULL);
    staff_button(list, &group, STAFF_PLAIN, NULL);
    return dates.rect.x;
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

float view_card(struct draw_list *list, const struct view_frame *frame, struct rect rect,
                const char *number, const char *first, const char *second)
{
    staff_panel(list, rect);
    float width = view_width(list, frame, TYPE_S_BIG, number);
    view_text(list, frame, rect_of(rect.x + 21, rect.y, width, rect.h), TYPE_S_BIG, COLOR_INK,
              ALIGN_LEFT, number);
    float left = rect.x + 21 + width + 15;
    float room = rect.x + rect.w - 14 - left;
    float y = rect.y + rect.h / 2 - 21;
    if (view_width(list, frame, TYPE_S_NOTE, first) <= room &&
        view_width(list, frame, TYPE_S_NOTE, second) <= room) {
        view_text(list, frame, rect_of(left, y, room, 21), TYPE_S_NOTE, COLOR_INK2, ALIGN_LEFT,
                  first);
        view_text(list, frame, rect_of(left, y + 21, room, 21), TYPE_S_NOTE, COLOR_INK2, ALIGN_LEFT,
                  second);
        return left + fmaxf(view_width(list, frame, TYPE_S_NOTE, first),
                            view_width(list, frame, TYPE_S_NOTE, second));
    }
    char both[VIEW_TEXT_BYTES];
    struct out out = out_into(both, sizeof both);
    out_text(&out, first);
    out_text(&out, " ");
    out_text(&out, second);
    struct text_style style =
        text_style_of(TYPE_S_NOTE, TEXT_LARGE, view_tongue(frame), COLOR_INK2);
    style.line = 21;
    style.middle = true;
    draw_text(list, rect_of(left, rect.y + 2, room, rect.h - 4), &style, both);
    return left + room;
}

static struct text_style link_style(const struct view_frame *frame)
{
    struct text_style style =
        text_style_of(TYPE_S_BOLD, TEXT_LARGE, view_tongue(frame), COLOR_PINE);
    style.size = 15;
    style.middle = true;
    style.lines_max = 1;
    return style;
}

float view_link_width(struct draw_list *list, const struct view_frame *frame, bool leads,
                      const char *text)
{
    struct text_style style = link_style(frame);
    float words = ceilf(fonts_width(list->fonts, list->canvas.s, &style, text)) + 1;
    return 20 + words + (leads ? 20.0F : 4.0F);
}

float view_link(struct draw_list *list, const struct view_frame *frame, uint32_t part,
                const char *name, float x, float y, float most, const char *text)
{
    struct text_style style = link_style(frame);
    char buffer[VIEW_TEXT_BYTES];
    float arrow = part != 0 ? 20 : 4;
    text = fit(list, &style, most - 20 - arrow, text, buffer);
    float words = ceilf(fonts_width(list->fonts, list->canvas.s, &style, text)) + 1;
    float width = 12 + words + arrow + 8;
    struct rect pill = {x, y + 3, width, 28};
    draw_rect(list, pill, 14, draw_is_pressed(list, part) && part != 0 ? COLOR_LINE : COLOR_PINE_T);
    draw_text(list, rect_of(x + 12, pill.y, words, 28), &style, text);
    if (part != 0) {
        draw_icon(list, "right", x + 12 + words + 5, pill.y + 6.5F, 15, COLOR_PINE);
        draw_part(list, ROLE_BUTTON, part, name, rect_of(x, y, width, 34), 14);
    }
    return width;
}

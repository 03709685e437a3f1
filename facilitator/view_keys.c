// f07: the keys, from the table that the key handler obeys.
#include "facilitator/keys.h"
#include "facilitator/view_parts.h"
#include <string.h>

// A key cap of the help page: 32 high. Returns the x after it.
static float cap(const struct page *page, float x, float y, const char *text)
{
    struct text_style style = text_style_of(TYPE_S_FLOOR, TEXT_LARGE, page->tongue, COLOR_INK2);
    style.bold = true;
    style.middle = true;
    style.align = ALIGN_CENTER;
    bool is_icon = strncmp(text, "icon.", 5) == 0;
    float words = is_icon ? 14 : fonts_width(page->list->fonts, page->list->canvas.s, &style, text);
    float width = words + 21 > 28 ? words + 21 : 28;
    draw_rect(page->list, rect_of(x, y, width, 32), 7, COLOR_LINE);
    draw_rect(page->list, rect_of(x + 1.5F, y + 1.5F, width - 3, 32 - 4.5F), 6, COLOR_SURFACE);
    if (is_icon)
        draw_icon(page->list, text + 5, x + width / 2 - 8, y + 7, 16, COLOR_INK2);
    else
        draw_text(page->list, rect_of(x, y, width, 30), &style, text);
    return x + width + 7;
}

static float row(const struct page *page, const struct key_row *row, struct rect rect, float keys)
{
    float x = rect.x;
    for (size_t i = 0; i < KEY_BINDS_MAX && row->binds[i].key != 0; i++) {
        const char *text = row->binds[i].cap;
        if (text == NULL)
            continue;
        bool is_id = strncmp(text, "cap.", 4) == 0;
        x = cap(page, x, rect.y + 8, is_id ? page_word(page, text) : text);
    }
    // Caps that are wider in a language push their words to the right.
    float from = rect.x + keys + 14 > x + 7 ? rect.x + keys + 14 : x + 7;
    page_line(page, rect_of(from, rect.y, rect.x + rect.w - from, 47), TYPE_S_BODY, COLOR_INK,
              page_word(page, row->words));
    return rect.y + 47;
}

static float section(const struct page *page, enum key_section section, const char *id,
                     struct rect rect, float keys)
{
    size_t count;
    const struct key_row *rows = keys_table(&count);
    page_line(page, rect_of(rect.x, rect.y, rect.w, 30), TYPE_S_H2, COLOR_PINE,
              page_word(page, id));
    float y = rect.y + 34;
    for (size_t i = 0; i < count; i++)
        if (rows[i].section == section)
            y = row(page, &rows[i], rect_of(rect.x, y, rect.w, 47), keys);
    return y;
}

void view_keys(const struct page *page)
{
    struct rect rect = {(page->w - 1040) / 2, (page->h - 688) / 2, 1040, 688};
    widget_dialog(page->list, rect);
    float x = rect.x + 40, y = rect.y + 32, right = rect.x + rect.w - 40;
    struct press close = {.part = PART_NO,
                          .name = "close",
                          .rect = {0, y, 0, 44},
                          .text = page_word(page, "keys.close"),
                          .icon = "x",
                          .keycap = page_word(page, "cap.esc")};
    close.rect.w = page_press_width(page, &close);
    close.rect.x = right - close.rect.w;
    page_press(page, &close);
    int steps = page->view->desk->scale_steps;
    page_press(page, &(struct press){.part = PART_LARGER,
                                     .name = "larger",
                                     .rect = {close.rect.x - 76, y, 64, 44},
                                     .text = "A",
                                     .icon = "plus",
                                     .off = steps >= SCALE_STEP_MOST});
    page_press(page, &(struct press){.part = PART_SMALLER,
                                     .name = "smaller",
                                     .rect = {close.rect.x - 152, y, 64, 44},
                                     .text = "A",
                                     .icon = "minus",
                                     .off = steps <= -SCALE_STEP_MOST});
    page_line(page, rect_of(x, y, close.rect.x - 164 - x, 44), TYPE_S_H0, COLOR_INK,
              page_word(page, "keys.title"));
    y += 62;
    float after = section(page, KEYS_SLIDES, "keys.slides", rect_of(x, y, 462, 0), 236);
    section(page, KEYS_ROOM, "keys.room", rect_of(x, after + 14, 462, 0), 236);
    section(page, KEYS_GROUP, "keys.group", rect_of(x + 498, y, 462, 0), 164);
    struct rect line = {x, rect.y + rect.h - 28 - 64, rect.w - 80, 64};
    draw_rect(page->list, line, 14, COLOR_GOLD_T);
    draw_icon(page->list, "info", line.x + 20, line.y + 20, 24, COLOR_AMBER_I);
    page_line(page, rect_of(line.x + 58, line.y + 2, line.w - 78, 60), TYPE_S_BODY, COLOR_INK,
              page_word(page, "keys.clicker"));
}

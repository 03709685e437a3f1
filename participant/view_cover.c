// t11: between two people. The whole screen is the button; the touch that wakes it does nothing else.
#include "participant/view_parts.h"

#include "base/out.h"

static void hills(struct draw_list *list)
{
    float w = list->canvas.w, h = list->canvas.h, x = (w - CANVAS_WIDTH) / 2;
    struct rect low = {0, h - 270, w, 270};
    int first = list->item_count;
    draw_ellipse(list, rect_of(x - 380, h - 140, 1400, 400), COLOR_COVER1);
    draw_ellipse(list, rect_of(x + 460, h - 160, 1240, 460), COLOR_COVER2);
    for (int i = first; i < list->item_count; i++) {
        list->items[i].cut = true;
        list->items[i].cut_to = low;
        draw_touch_up(list, &list->items[i]);
    }
}

static void other_titles(struct draw_list *list, const struct terminal_view *view,
                         struct text_column *column)
{
    struct text_style style = view_style(view, TYPE_BODY, COLOR_CAPTION);
    style.line = style.size * 40 / 26;
    style.tongue = TONGUE_LO;
    char text[VIEW_TEXT_BYTES];
    struct out out = out_into(text, sizeof text);
    for (enum language language = LANGUAGE_EN; language <= LANGUAGE_SO; language++) {
        if (language == view->table.language)
            continue;
        if (out.used > 0)
            out_text(&out, " · ");
        out_text(&out, strings_get(view->strings, language, "cover.title"));
    }
    column_styled(list, column, &style, text);
}

void view_cover(struct draw_list *list, const struct terminal_view *view)
{
    float w = list->canvas.w, h = list->canvas.h;
    struct rect all = {0, 0, w, h};
    draw_part(list, ROLE_BUTTON, PART_WAKE, "cover", all, 0);
    // Held down it is darker at once, as every part is.
    if (draw_is_pressed(list, PART_WAKE))
        draw_rect(list, all, 0, COLOR_PINE_D);
    else
        hills(list);
    view_banner(list, view);
    float y = view_is_silent(view) ? 112 : 96;
    draw_disc(list, w / 2, y + 98, 98, COLOR_SURFACE, COLOR_PINE_M, 10);
    draw_icon(list, "next-person", w / 2 - 56, y + 42, 112, COLOR_PINE);
    struct text_column column = {80, y + 196 + 36, 1120, ALIGN_CENTER};
    struct text_style title = view_style(view, TYPE_H0, COLOR_SURFACE);
    title.size = 68;
    column_styled(list, &column, &title, view_words(view, "cover.title"));
    column.y += 8;
    struct text_style start = view_style(view, TYPE_H2, COLOR_SURFACE);
    start.bold = false;
    column_styled(list, &column, &start, view_words(view, "cover.start"));
    column.y += view->table.size == TEXT_LARGE ? 26 : 12;
    other_titles(list, view, &column);
    draw_area(list, "message", rect_of(0, y, w, column.y - y));

    struct text_style cleared = view_style(view, TYPE_PRIVACY, COLOR_SURFACE);
    const char *text = view_words(view, "cover.cleared");
    float width = fonts_width(list->fonts, list->canvas.s, &cleared, text);
    float room = w - 96 - 42;
    float high = view_height(list, &cleared, text, room);
    float top = h - 44 - (high < 40 ? 40 : high);
    width = width > room ? room : width + 1;
    float left = (w - width - 42) / 2;
    widget_tick(list, left, top + (cleared.line - 30) / 2, 30, COLOR_SURFACE);
    draw_text(list, rect_of(left + 42, top, width, high), &cleared, text);
    draw_area(list, "cleared", rect_of(0, top, w, high < 40 ? 40 : high));
}

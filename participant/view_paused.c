// t17: a short pause. Nothing of what lies under it can be seen, and nothing can be touched.
#include "participant/view_parts.h"

void view_paused(struct draw_list *list, const struct terminal_view *view)
{
    struct rect all = {0, 0, list->canvas.w, list->canvas.h};
    widget_hills(list, all, true);
    draw_area(list, "scene", all);
    struct text_column column = {80, 196, 1120, ALIGN_CENTER};
    column_text(list, view, &column, TYPE_H0, COLOR_MOON, view_words(view, "pause.title"));
    column.y += 10;
    struct text_style style = view_style(view, TYPE_BODY, COLOR_MOON);
    if (style.size < 30) {
        style.size = 30;
        style.line = style.line * 44 / 38;
    }
    column_styled(list, &column, &style, view_words(view, "pause.body"));
    draw_area(list, "message", rect_of(0, 196, list->canvas.w, column.y - 196));
    view_banner(list, view);
}

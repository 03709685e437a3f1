// The group has ended: this screen is clear.
#include "participant/view_parts.h"

void view_ended(struct draw_list *list, const struct terminal_view *view)
{
    struct rect mark = view_at(list, 542, 150, 196, 196);
    widget_mark(list, mark.x, mark.y, 196);
    struct text_column column = {60, 390, 1160, ALIGN_CENTER};
    column_text(list, view, &column, TYPE_H0, COLOR_INK, view_words(view, "end.title"));
    column.y += 12;
    struct text_style style = view_style(view, TYPE_H2, COLOR_INK2);
    style.bold = false;
    column_styled(list, &column, &style, view_words(view, "end.body"));
    draw_area(list, "message", rect_of(0, 150, list->canvas.w, column.y - 150));
}

// t32: everyone has had a turn; with a third line where an answer was not taken. And the calm screen
// after a question was closed without a result or thrown away.
#include "participant/view_parts.h"

#include "base/check.h"

static void message(struct draw_list *list, const struct terminal_view *view, const char *title,
                    const char *body, const char *third)
{
    bool large = view->table.size == TEXT_LARGE;
    float size = large ? 196 : 140, top = large ? 112 : 60;
    struct rect mark = view_at(list, 640 - size / 2, top, size, size);
    widget_mark(list, mark.x, mark.y, size);
    struct text_column column = {60, mark.y + size + (large ? 44 : 24), 1160, ALIGN_CENTER};
    column_text(list, view, &column, TYPE_H0, COLOR_INK, title);
    column.y += 12;
    struct text_style style = view_style(view, TYPE_H2, COLOR_INK2);
    style.bold = false;
    column_styled(list, &column, &style, body);
    if (third != NULL) {
        column.y += 20;
        style.bold = true;
        style.color = COLOR_INK;
        column_styled(list, &column, &style, third);
    }
    draw_area(list, "message", rect_of(0, 0, list->canvas.w, BAR_TOP));
}

void view_box_full(struct draw_list *list, const struct terminal_view *view, bool not_taken)
{
    bool full = view->envelope != NULL && view->envelope->scene.box_full;
    const char *third = not_taken ? view_words(view, "full.nottaken") : NULL;
    if (not_taken && !full) // the question closed before this answer came in
        message(list, view, view_words(view, "saved.title"), third,
                view_words(view, "toofew.talk"));
    else
        message(list, view, view_words(view, "full.title"), view_words(view, "full.body"), third);
    view_bar(list, view, false);
}

void view_cleared(struct draw_list *list, const struct terminal_view *view)
{
    message(list, view, view_words(view, "saved.title"), view_words(view, "cover.cleared"), NULL);
    view_bar(list, view, false);
}

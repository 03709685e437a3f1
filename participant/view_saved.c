// t10: sent and saved, the same four seconds after every answer; and the moment before, while the
// answer is on its way.
#include "participant/view_parts.h"

#include <math.h>

enum {
    DISC = 148,
    TOP = 74
};

// The check has the heavier stroke that large checks have; icon NULL stands for it.
static void disc(struct draw_list *list, float y, float size, const char *icon)
{
    struct rect rect = view_at(list, 640 - size / 2, y, size, size);
    float art = size * 94 / DISC;
    draw_disc(list, rect.x + size / 2, y + size / 2, size / 2, COLOR_PINE_T, COLOR_NONE, 0);
    float left = rect.x + (size - art) / 2, top = y + (size - art) / 2;
    if (icon != NULL)
        draw_icon(list, icon, left, top, art, COLOR_PINE);
    else
        widget_tick(list, left, top, art, COLOR_PINE);
}

void view_sending(struct draw_list *list, const struct terminal_view *view)
{
    view_banner(list, view);
    disc(list, 180, DISC, "lock");
    struct text_column column = {80, 360, 1120, ALIGN_CENTER};
    column_text(list, view, &column, TYPE_H2, COLOR_INK, view_words(view, "saved.sending"));
    view_bar_line(list, view, "lock", COLOR_PINE, COLOR_INK, view_words(view, "privacy.line"));
}

// The card with the ring: what happens next, and when.
static void hand_over(struct draw_list *list, const struct terminal_view *view, float top)
{
    float width = view->table.size == TEXT_LARGE ? 800 : 1000;
    float left = 640 - width / 2, text_left = left + 192, room = width - 192 - 42;
    char text[VIEW_TEXT_BYTES];
    unsigned seconds = view_seconds_left(view, view->turn->since_ms, TURN_SAVED_MS);
    view_fill_number(view, "saved.clears", "n", seconds, text);
    struct text_style title = view_style(view, TYPE_H2, COLOR_INK);
    struct text_style note = view_style(view, TYPE_NOTE, COLOR_INK2);
    const char *pass = view_words(view, "saved.pass");
    float high = view_height(list, &title, pass, room) + 6 + view_height(list, &note, text, room);
    float height = fmaxf(188, high + 44);
    struct rect card = view_at(list, left, top, width, height);
    widget_card(list, card, 24);
    draw_area(list, "handover", card);
    struct rect ring = view_at(list, left + 42, top + (height - 116) / 2, 116, 116);
    view_ring(list, view, ring, 11, view->turn->since_ms, TURN_SAVED_MS, 44, false);
    draw_area(list, "countdown", ring);
    struct text_column column = {text_left, top + (height - high) / 2, room, ALIGN_LEFT};
    column_styled(list, &column, &title, pass);
    column.y += 6;
    column_styled(list, &column, &note, text);
}

void view_saved(struct draw_list *list, const struct terminal_view *view)
{
    bool large = view->table.size == TEXT_LARGE;
    float size = large ? DISC : 116, top = large ? TOP : 40;
    disc(list, top, size, NULL);
    struct text_column column = {80, top + size + (large ? 24 : 12), 1120, ALIGN_CENTER};
    column_text(list, view, &column, TYPE_H0, COLOR_INK, view_words(view, "saved.title"));
    column.y += 6;
    struct rect said =
        column_text(list, view, &column, TYPE_BODY, COLOR_INK2, view_words(view, "saved.body"));
    struct text_style style = view_style(view, TYPE_BODY, COLOR_INK2);
    float wide = fonts_width(list->fonts, list->canvas.s, &style, view_words(view, "saved.body"));
    draw_area(list, "saved", rect_middle(said, fminf(wide, said.w), said.h));
    hand_over(list, view, large ? fmaxf(410, column.y + 44) : column.y + 24);
    view_bar_line(list, view, "hand", COLOR_PINE, COLOR_INK, view_words(view, "saved.help"));
}

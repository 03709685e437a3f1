// t19 and "Clear this screen?": a question on opaque night, so that nothing shines through.
#include "participant/view_parts.h"

#include <math.h>
#include <string.h>

enum {
    PAD = 48,
    GAP = 22,
    TOP_PAD = 40,
    RING = 132,
    ICON = 96,
};

struct dialog {
    const char *title, *body; // body may be NULL
    struct widget second, main;
    float second_least, main_least; // widths
    bool ring;
};

// What one button takes: as wide as its words, on two lines if the row would else be too wide.
static void place_buttons(struct draw_list *list, struct dialog *dialog, float y, float room,
                          float height)
{
    float second = fmaxf(dialog->second_least, widget_button_width(list, &dialog->second));
    float main = fmaxf(dialog->main_least, widget_button_width(list, &dialog->main));
    if (second + GAP + main > room) {
        float share = (room - GAP) / (second + main);
        second *= share;
        main *= share;
    }
    float left = 640 - (second + GAP + main) / 2;
    dialog->second.rect = view_at(list, left, y, second, height);
    dialog->main.rect = view_at(list, left + second + GAP, y, main, height);
}

// Each sentence has its own line: writes the first, returns what follows it.
static const char *split(const char *text, char first[VIEW_TEXT_BYTES])
{
    const char *stop = strstr(text, ". ");
    size_t bytes = stop != NULL ? (size_t)(stop + 1 - text) : strlen(text);
    if (bytes >= VIEW_TEXT_BYTES)
        bytes = VIEW_TEXT_BYTES - 1;
    memcpy(first, text, bytes);
    first[bytes] = '\0';
    return stop != NULL ? stop + 2 : "";
}

static void paint(struct draw_list *list, const struct terminal_view *view, struct dialog *dialog)
{
    enum text_size size = view->table.size;
    float width = size == TEXT_LARGE ? 840 : size == TEXT_LARGER ? 1040 : 1184;
    struct text_style title = view_style(view, TYPE_H1, COLOR_INK);
    struct text_style body = view_style(view, TYPE_BODY, COLOR_INK2);
    float room = width - 2 * PAD, body_room = fminf(room, size == TEXT_LARGE ? 700 : room);
    float art = dialog->ring ? RING : ICON;
    float high = TOP_PAD + art + 18 + view_height(list, &title, dialog->title, room);
    char sentences[VIEW_TEXT_BYTES];
    const char *second = "";
    if (dialog->body != NULL) {
        second = split(dialog->body, sentences);
        high += 6 + view_height(list, &body, sentences, body_room);
        high += second[0] != '\0' ? view_height(list, &body, second, body_room) : 0;
    }
    float action = action_height(size);
    float height = fmaxf(dialog->ring ? 500 : 420, high + 34 + action + 44);
    struct rect panel = view_at(list, 640 - width / 2, (800 - height) / 2, width, height);
    widget_dialog(list, panel);
    struct rect top = view_at(list, 640 - art / 2, panel.y + TOP_PAD, art, art);
    if (dialog->ring) {
        view_ring(list, view, top, 12,
                  view_in_goals(view) ? view->goal->warned_at_ms : view->turn->warned_at_ms,
                  TURN_WARNING_MS, 46, true);
        draw_area(list, "countdown", top);
    } else {
        draw_disc(list, top.x + art / 2, top.y + art / 2, art / 2, COLOR_PINE_T, COLOR_NONE, 0);
        draw_icon(list, "refresh", top.x + 20, top.y + 20, art - 40, COLOR_PINE);
    }
    struct text_column column = {640 - room / 2, panel.y + TOP_PAD + art + 18, room, ALIGN_CENTER};
    column_styled(list, &column, &title, dialog->title);
    if (dialog->body != NULL) {
        column = (struct text_column){640 - body_room / 2, column.y + 6, body_room, ALIGN_CENTER};
        column_styled(list, &column, &body, sentences);
        if (second[0] != '\0')
            column_styled(list, &column, &body, second);
    }
    place_buttons(list, dialog, fmaxf(column.y + 34, panel.y + height - 138 + 88 - action), room,
                  action);
    widget_second(list, &dialog->second);
    widget_main(list, &dialog->main);
}

static struct widget button(const struct terminal_view *view, uint32_t key, const char *name,
                            const char *id)
{
    return (struct widget){.key = key,
                           .name = name,
                           .text = view_words(view, id),
                           .size = view->table.size,
                           .tongue = view_tongue(view)};
}

void view_still_there(struct draw_list *list, const struct terminal_view *view)
{
    struct dialog dialog = {
        .title = view_words(view, "idle.title"),
        .body = view_words(view, "idle.body"),
        .second = button(view, PART_DONE, "done", "idle.done"),
        .main = button(view, PART_YES, "still", "idle.still"),
        .second_least = 300,
        .main_least = 420,
        .ring = true,
    };
    paint(list, view, &dialog);
}

void view_clear_ask(struct draw_list *list, const struct terminal_view *view)
{
    struct dialog dialog = {
        .title = view_words(view, "clear.ask"),
        .second = button(view, PART_NO, "go-back", "clear.no"),
        .main = button(view, PART_YES, "clear", "clear.yes"),
        .second_least = 320,
        .main_least = 320,
    };
    paint(list, view, &dialog);
}

void view_forget_ask(struct draw_list *list, const struct terminal_view *view)
{
    struct dialog dialog = {
        .title = view_words(view, "goal.forget.ask"),
        .body = view_words(view, "goal.forget.body"),
        .second = button(view, PART_NO, "go-back", "clear.no"),
        .main = button(view, PART_YES, "forget", "goal.forget.yes"),
        .second_least = 320,
        .main_least = 320,
    };
    paint(list, view, &dialog);
}

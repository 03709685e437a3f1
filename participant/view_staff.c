// The way out for staff: a panel on opaque night, so that nothing of a person shines through, with a
// number pad for the staff code. How many digits stand there is shown, and which is not.
#include "participant/view_parts.h"

#include "base/out.h"
#include <math.h>

enum {
    WIDTH = 840,
    PAD = 44,
    FIELD_HEIGHT = 76,
    DOT = 9,
    DOT_GAP = 36,
    KEY_HEIGHT = 84,
    KEY_GAP = 12,
    KEY_COLUMNS = 6, // five digits and, in the first row, delete
    DELETE_ICON = 42,
    ROWS_GAP = 16,
};

static const char *line_of(const struct terminal_view *view, char buffer[VIEW_TEXT_BYTES])
{
    const struct staff_panel *panel = view->staff;
    switch (panel->says) {
    case STAFF_ASKS:
        return view_words(view, "staff.ask");
    case STAFF_TRYING:
        return view_words(view, "staff.trying");
    case STAFF_WRONG:
        return view_words(view, "staff.wrong");
    case STAFF_RESTS:
        return view_fill_number(view, "staff.rests", "n", view->staff_rests_s, buffer);
    case STAFF_HAS_NONE:
        return view_words(view, "staff.none");
    }
    return "";
}

static void field(struct draw_list *list, const struct staff_panel *panel, struct rect rect)
{
    draw_box(list, rect, 20, COLOR_SURFACE, COLOR_PINE, 4);
    draw_area(list, "code", rect);
    float x = rect.x + rect.w / 2 - (float)(panel->digits - 1) * DOT_GAP / 2;
    for (unsigned i = 0; i < panel->digits; i++)
        draw_disc(list, x + (float)i * DOT_GAP, rect.y + rect.h / 2, DOT, COLOR_INK, COLOR_NONE, 0);
}

static void pad(struct draw_list *list, const struct terminal_view *view, struct rect rect)
{
    static const char digits[] = "1234567890";
    bool off = view->staff->says != STAFF_ASKS && view->staff->says != STAFF_WRONG;
    float w = (rect.w - (KEY_COLUMNS - 1) * KEY_GAP) / KEY_COLUMNS;
    struct widget key = {.tongue = TONGUE_EN, .off = off};
    for (int i = 0; i < 10; i++) {
        char label[2] = {digits[i], '\0'}, name[] = {'k', 'e', 'y', '-', digits[i], '\0'};
        key.key = PART_LETTER + (uint32_t)digits[i];
        key.name = name;
        key.text = label;
        key.rect = rect_of(rect.x + (float)(i % 5) * (w + KEY_GAP),
                           rect.y + (float)(i / 5) * (KEY_HEIGHT + KEY_GAP), w, KEY_HEIGHT);
        widget_key(list, &key);
    }
    key.key = PART_BOARD + BOARD_DELETE;
    key.name = "key-back";
    key.icon = "backspace";
    key.word_size = DELETE_ICON;
    key.rect = rect_of(rect.x + 5 * (w + KEY_GAP), rect.y, w, KEY_HEIGHT);
    widget_key(list, &key);
}

static void buttons(struct draw_list *list, const struct terminal_view *view, struct rect rect)
{
    const struct staff_panel *panel = view->staff;
    bool can_end = panel->says != STAFF_HAS_NONE;
    float w = can_end ? (rect.w - 22) / 2 : rect.w;
    struct widget widget = {.key = PART_NO,
                            .name = "go-back",
                            .rect = rect_of(rect.x, rect.y, w, rect.h),
                            .text = view_words(view, "clear.no"),
                            .size = view->table.size,
                            .tongue = view_tongue(view)};
    widget_second(list, &widget);
    if (!can_end)
        return;
    widget.key = PART_YES;
    widget.name = "end-program";
    widget.rect.x += w + 22;
    widget.text = view_words(view, "staff.end");
    widget.not_ready = !panel->ready || panel->says == STAFF_TRYING;
    widget_main(list, &widget);
}

void view_staff(struct draw_list *list, const struct terminal_view *view)
{
    const struct staff_panel *panel = view->staff;
    char buffer[VIEW_TEXT_BYTES];
    const char *line = line_of(view, buffer);
    struct text_style title = view_style(view, TYPE_H2, COLOR_INK);
    struct text_style body = view_style(view, TYPE_BODY, COLOR_INK2);
    bool asks = panel->says != STAFF_HAS_NONE;
    const float room = WIDTH - 2 * PAD, action = action_height(view->table.size);
    const float pad_high = 2 * KEY_HEIGHT + KEY_GAP;
    // As high as the longest of its lines needs, so that no key moves under a finger.
    float words = view_height(list, &body, view_words(view, "staff.ask"), room);
    words = fmaxf(words, view_height(list, &body, line, room));
    float heading = view_height(list, &title, view_words(view, "staff.title"), room);
    float high = PAD - 8 + heading + 6 + words + ROWS_GAP + action + PAD;
    if (asks)
        high += FIELD_HEIGHT + ROWS_GAP + pad_high + ROWS_GAP;
    struct rect rect = view_at(list, 640 - WIDTH / 2, roundf((800 - high) / 2), WIDTH, high);
    widget_dialog(list, rect);
    draw_area(list, "staff", rect);
    struct text_column column = {640 - room / 2, rect.y + PAD - 8, room, ALIGN_CENTER};
    column_styled(list, &column, &title, view_words(view, "staff.title"));
    column.y += 6;
    float top = column.y;
    column_styled(list, &column, &body, line);
    float y = top + words + ROWS_GAP;
    if (asks) {
        field(list, panel, view_at(list, 640 - room / 2, y, room, FIELD_HEIGHT));
        y += FIELD_HEIGHT + ROWS_GAP;
        pad(list, view, view_at(list, 640 - room / 2, y, room, pad_high));
        y += pad_high + ROWS_GAP;
    }
    buttons(list, view, view_at(list, 640 - room / 2, y, room, action));
    if (panel->says == STAFF_RESTS)
        draw_wake(list, 1000);
}

// t30: how answers are kept private, and from whom they cannot be; on every screen when a group
// starts. A touch anywhere goes on; so does the first slide after this one.
#include "participant/view_parts.h"

#include "base/check.h"
#include <math.h>

enum {
    ROWS_MAX = 5,
    DISC = 56,
    ROW = 72,
    LEAST_ROW = 40,
    TEXT_LEFT = 76,
};

struct promise_row {
    const char *icon, *id;
};

struct promise_card {
    struct rect rect;
    const char *name, *icon, *title;
    float pad;
    enum color color, disc;
    const struct promise_row *rows;
    int count;
};

static float row_height(struct draw_list *list, const struct text_style *style, float width,
                        const char *text, float least)
{
    return fmaxf(least, view_height(list, style, text, width) + 4);
}

// Rows are 72 high; where larger words need more, what is left over is shared out.
static float least_row(struct draw_list *list, const struct terminal_view *view,
                       const struct promise_card *card, const struct text_style *style, float width,
                       float room)
{
    for (float least = ROW; least > LEAST_ROW; least -= 4) {
        float sum = 0;
        for (int i = 0; i < card->count; i++)
            sum += row_height(list, style, width, view_words(view, card->rows[i].id), least);
        if (sum <= room)
            return least;
    }
    return LEAST_ROW;
}

static void paint_card(struct draw_list *list, const struct terminal_view *view,
                       const struct promise_card *card)
{
    check(card->count <= ROWS_MAX);
    float left = card->rect.x + card->pad, right = card->rect.x + card->rect.w - 28;
    struct text_style head = view_style(view, TYPE_H3, card->color);
    head.middle = true;
    float head_width = right - left - 54;
    float head_high = fmaxf(56, view_height(list, &head, card->title, head_width));
    float y = card->rect.y + (view->table.size == TEXT_LARGE ? 26 : 12);
    draw_icon(list, card->icon, left, y + (head_high - 40) / 2, 40, card->color);
    draw_text(list, rect_of(left + 54, y, head_width, head_high), &head, card->title);
    y += head_high + (view->table.size == TEXT_LARGE ? 8 : 2);
    struct text_style style = view_style(view, TYPE_BODY, COLOR_INK);
    if (view->table.size == TEXT_LARGE && view->table.language != LANGUAGE_LO)
        style.line = 34;
    style.middle = true;
    float width = right - left - TEXT_LEFT, room = card->rect.y + card->rect.h - 8 - y;
    float least = least_row(list, view, card, &style, width, room);
    // Latin lines may stand closer before anything runs over the card's edge; Lao marks need theirs.
    bool closer = least <= LEAST_ROW && view->table.language != LANGUAGE_LO;
    if (closer)
        style.line = roundf(style.size * 1.32F);
    float disc = fminf(DISC, least - 8);
    for (int i = 0; i < card->count; i++) {
        const char *text = view_words(view, card->rows[i].id);
        float high = row_height(list, &style, width, text, least);
        draw_disc(list, left + DISC / 2, y + high / 2, disc / 2, card->disc, COLOR_NONE, 0);
        draw_icon(list, card->rows[i].icon, left + DISC / 2 - 17, y + high / 2 - 17, 34,
                  card->color);
        draw_text(list, rect_of(left + TEXT_LEFT, y, width, high), &style, text);
        y += high;
    }
    draw_area(list, card->name, card->rect);
}

void view_promise(struct draw_list *list, const struct terminal_view *view)
{
    static const struct promise_row YES[] = {{"people", "promise.yes.people"},
                                             {"person", "promise.yes.staff"},
                                             {"eye", "promise.yes.supervisors"},
                                             {"link", "promise.yes.network"},
                                             {"lock", "promise.yes.thieves"}};
    static const struct promise_row NO[] = {{"eye", "promise.no.looking"},
                                            {"warning", "promise.no.tampered"},
                                            {"chat", "promise.no.words"}};
    bool large = view->table.size == TEXT_LARGE;
    draw_part(list, ROLE_BUTTON, PART_GO_ON, "go-on",
              rect_of(12, 12, list->canvas.w - 24, BAR_TOP - 24), 24);
    struct text_column column = {48, large ? 24 : 8, 1184, ALIGN_LEFT};
    column_text(list, view, &column, TYPE_H1, COLOR_INK, view_words(view, "promise.title"));
    column.y += large ? 4 : 0;
    column.w = large ? 800 : 1184;
    struct text_style how = view_style(view, TYPE_BODY, COLOR_INK2);
    if (large && view->table.language != LANGUAGE_LO)
        how.line = 36;
    column_styled(list, &column, &how, view_words(view, "promise.how"));
    float top = large ? fmaxf(184, column.y + 8) : column.y + 8;
    float height = (large ? 676 : 692) - top;
    struct promise_card yes = {.rect = view_at(list, 48, top, 580, height),
                               .name = "protects",
                               .icon = "seal",
                               .title = view_words(view, "promise.yes"),
                               .pad = 34,
                               .color = COLOR_PINE,
                               .disc = COLOR_PINE_T,
                               .rows = YES,
                               .count = sizeof YES / sizeof YES[0]};
    struct promise_card no = {.rect = view_at(list, 652, top, 580, height),
                              .name = "cannot",
                              .icon = "info",
                              .title = view_words(view, "promise.no"),
                              .pad = 34,
                              .color = COLOR_PLUM,
                              .disc = COLOR_SURFACE,
                              .rows = NO,
                              .count = sizeof NO / sizeof NO[0]};
    widget_card(list, yes.rect, 24);
    paint_card(list, view, &yes);
    draw_rect(list, no.rect, 24, COLOR_PLUM_T);
    paint_card(list, view, &no);
    view_bar(list, view, false);
}

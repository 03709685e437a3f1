// The promise, on the room screen until the first slide.
#include "show/room_parts.h"

#include "base/check.h"
#include "base/out.h"
#include "ui/widget.h"
#include <math.h>
#include <stddef.h>

enum {
    TOP = 52,
    BOTTOM = 852,
    GAP = 32,
    CARD_W = (ROOM_INNER - GAP) / 2,
    CARD_PAD = 36,
    HEAD = 68,
    DISC = 66,
    REPLAY_H = 72, // of the line that says who may replay
    REPLAY_BYTES = 1024,
};

struct line {
    const char *icon, *id;
};

// One of the two cards: what the program protects from, and what it cannot.
struct promise_card {
    struct line head;
    const struct line *lines;
    int count;
    enum color ground, edge, disc, ink;
    const char *name;
};

static void draw_card(struct draw_list *list, const struct room_view *view, struct rect rect,
                      const struct promise_card *card, float scale)
{
    enum tongue tongue = show_tongue(view->language);
    draw_area(list, card->name, rect);
    draw_box(list, rect, 32, card->ground, card->edge, card->edge != COLOR_NONE ? 2 : 0);
    struct text_style head = style_scaled(room_style(tongue, card->ink, 38, 50, true), scale);
    struct text_style text = style_scaled(room_style(tongue, COLOR_INK, 31, 41, false), scale);
    head.middle = text.middle = true;
    float x = rect.x + CARD_PAD, y = rect.y + 28, words = rect.w - 2 * CARD_PAD;
    draw_icon(list, card->head.icon, x + 8, y + (HEAD - 50) / 2, 50, card->ink);
    draw_text(list, rect_of(x + 84, y, words - 84, HEAD), &head, room_string(view, card->head.id));
    y += HEAD + 8;
    float row = fminf(96, (rect.y + rect.h - 20 - y) / 5);
    for (int i = 0; i < card->count; i++, y += row) {
        float middle = y + row / 2, disc = fminf(DISC, row - 8);
        draw_disc(list, x + DISC / 2.0F, middle, disc / 2, card->disc, COLOR_NONE, 0);
        draw_icon(list, card->lines[i].icon, x + DISC / 2.0F - 20, middle - 20, 40, card->ink);
        draw_text(list, rect_of(x + 84, y, words - 84, row), &text,
                  room_string(view, card->lines[i].id));
    }
}

// Whether every line of a card has room in its row.
static bool card_fits(struct draw_list *list, const struct room_view *view,
                      const struct promise_card *card, float row, float scale)
{
    enum tongue tongue = show_tongue(view->language);
    struct text_style text = style_scaled(room_style(tongue, COLOR_INK, 31, 41, false), scale);
    struct text_style head = style_scaled(room_style(tongue, card->ink, 38, 50, true), scale);
    float width = CARD_W - 2 * CARD_PAD - 84;
    if (show_measure(list, &head, room_string(view, card->head.id), width).height > HEAD + 4)
        return false;
    for (int i = 0; i < card->count; i++)
        if (show_measure(list, &text, room_string(view, card->lines[i].id), width).height > row)
            return false;
    return true;
}

// Who may replay, with as many names as have room in two lines; how many others there are is said.
static void replay_line(const struct room_view *view, size_t names, char out_line[REPLAY_BYTES])
{
    char list[REPLAY_BYTES], number[16], some[REPLAY_BYTES];
    struct out out = out_into(list, sizeof list);
    for (size_t i = 0; i < names; i++) {
        out_text(&out, i > 0 ? ", " : "");
        out_text(&out, view->reviewers[i]);
    }
    const char *named = list;
    if (names < view->reviewer_count) {
        struct out count = out_into(number, sizeof number);
        out_number(&count, (int64_t)(view->reviewer_count - names));
        struct strings_value values[] = {{"names", list}, {"n", number}};
        out = out_into(some, sizeof some);
        strings_fill(&out, room_string(view, "room.replay.more"), values, 2);
        named = some;
    }
    struct strings_value value = {"names", named};
    out = out_into(out_line, REPLAY_BYTES);
    strings_fill(&out, room_string(view, "room.replay"), &value, 1);
}

static void draw_replay(struct draw_list *list, const struct room_view *view)
{
    char line[REPLAY_BYTES];
    struct text_style style = room_style(show_tongue(view->language), COLOR_INK2, 28, 36, false);
    struct rect rect = {ROOM_MARGIN + 56, BOTTOM - REPLAY_H + 24, ROOM_INNER - 56, REPLAY_H};
    style.middle = true;
    for (size_t names = view->reviewer_count; names > 0; names--) {
        replay_line(view, names, line);
        if (show_measure(list, &style, line, rect.w).height <= REPLAY_H)
            break;
    }
    draw_icon(list, "eye", ROOM_MARGIN, rect.y + (REPLAY_H - 40) / 2.0F, 40, COLOR_PLUM);
    draw_text(list, rect, &style, line);
}

void room_promise_draw(struct draw_list *list, const struct room_view *view)
{
    static const struct line YES[] = {{"people", "promise.yes.people"},
                                      {"person", "promise.yes.staff"},
                                      {"eye", "promise.yes.supervisors"},
                                      {"link", "promise.yes.network"},
                                      {"lock", "promise.yes.thieves"}};
    static const struct line NO[] = {{"eye", "promise.no.looking"},
                                     {"warning", "promise.no.tampered"},
                                     {"chat", "promise.no.words"}};
    const struct promise_card yes = {.head = {"seal", "promise.yes"},
                                     .lines = YES,
                                     .count = sizeof YES / sizeof YES[0],
                                     .ground = COLOR_SURFACE,
                                     .edge = COLOR_LINE,
                                     .disc = COLOR_PINE_T,
                                     .ink = COLOR_PINE,
                                     .name = "protects"};
    const struct promise_card no = {.head = {"info", "promise.no"},
                                    .lines = NO,
                                    .count = sizeof NO / sizeof NO[0],
                                    .ground = COLOR_PLUM_T,
                                    .edge = COLOR_NONE,
                                    .disc = COLOR_SURFACE,
                                    .ink = COLOR_PLUM,
                                    .name = "cannot"};
    enum tongue tongue = show_tongue(view->language);
    struct block head = {.head = room_string(view, "promise.title"),
                         .text = room_string(view, "promise.how"),
                         .head_style = room_style(tongue, COLOR_INK, 64, 80, true),
                         .text_style = room_style(tongue, COLOR_INK2, 33, 45, false),
                         .balanced = true};
    float top = block_draw(list, &head, ROOM_MARGIN, TOP, ROOM_INNER) + 28;
    float bottom = view->reviewer_count > 0 ? BOTTOM - REPLAY_H : BOTTOM;
    struct rect left = {ROOM_MARGIN, top, CARD_W, bottom - top};
    struct rect right = {ROOM_MARGIN + CARD_W + GAP, top, CARD_W, bottom - top};
    float row = fminf(96, (left.h - 28 - HEAD - 8 - 20) / 5), scale = 1;
    for (int step = 0; fit_scale(TEXT_LARGE, step, &scale); step++)
        if (card_fits(list, view, &yes, row, scale) && card_fits(list, view, &no, row, scale))
            break;
    draw_card(list, view, left, &yes, scale);
    draw_card(list, view, right, &no, scale);
    if (view->reviewer_count > 0)
        draw_replay(list, view);
}

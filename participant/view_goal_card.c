// t14 and t29: the pictures of a card, touched in order; and the same while cards rest. t26: a new card,
// shown once. Which pictures they are is as secret as an answer: whatever is touched, the same parts
// stand in the same places.
#include "participant/view_parts.h"

#include "base/check.h"
#include <math.h>
#include <string.h>

enum {
    COLUMNS = 6,
    SLOT_WIDE = 92,
    SLOT_HIGH = 116,
    SLOT_PITCH = 102,
    TRAY_WIDE = 740,
    TRAY_HIGH = 144,
    UNDO_WIDE = 100,
    HEAD_WIDE = 424, // beside the tray
};

// Where everything stands: beside each other, or, where the words are longer, the head above the tray.
struct card_place {
    bool beside;
    struct rect title, help, tray, pictures;
    float slot, pitch, undo;
};

static const char *help_words(const struct terminal_view *view, char buffer[VIEW_TEXT_BYTES])
{
    const struct goal_turn *goal = view->goal;
    if (goal->wrong && goal->state == GOAL_AT_CARD)
        return view_words(view, goal->wrongs < 2 ? "card.check" : "card.ended");
    if (goal->state != GOAL_AT_REST)
        return view_words(view, "card.help");
    if (goal->rest_for_all)
        return view_words(view, "card.restall");
    uint64_t left = goal->rest_until_ms > view->now_ms ? goal->rest_until_ms - view->now_ms : 0;
    return view_fill_number(view, "card.rest", "n", (unsigned)((left + 999) / 1000), buffer);
}

static bool is_problem(const struct goal_turn *goal)
{
    return goal->wrong || goal->state == GOAL_AT_REST;
}

static struct text_style help_style(const struct terminal_view *view)
{
    struct text_style style = view_style(view, TYPE_BODY, COLOR_INK2);
    style.line = roundf(style.line * 34 / 38);
    return style;
}

static void place_beside(struct draw_list *list, struct card_place *place)
{
    place->beside = true;
    place->title = view_at(list, 48, 24, HEAD_WIDE, 56);
    place->help = view_at(list, 48, 85, 380, 83);
    place->tray = view_at(list, 492, 20, TRAY_WIDE, TRAY_HIGH);
    place->pictures = view_at(list, 48, 188, 1184, 480);
    place->slot = SLOT_HIGH;
    place->pitch = SLOT_PITCH;
    place->undo = UNDO_WIDE;
}

static void place_above(struct draw_list *list, float words, struct card_place *place)
{
    float top = fmaxf(words, 40) + 12;
    place->beside = false;
    place->title = rect_of(0, 0, 0, 0);
    place->help = view_at(list, 48, 8, 1184, fmaxf(words, 40));
    place->slot = 84;
    place->tray = view_at(list, 48, top, 1184, place->slot + 20);
    place->pitch = SLOT_PITCH;
    place->undo = 1184 - 6 * SLOT_PITCH - 46;
    place->pictures = view_at(list, 48, top + place->slot + 34, 1184, 692 - top - place->slot - 34);
}

static struct card_place find_place(struct draw_list *list, const struct terminal_view *view,
                                    const char *help)
{
    struct card_place place;
    struct text_style title = view_style(view, TYPE_H1, COLOR_INK), body = help_style(view);
    struct text_style tool = view_style(view, TYPE_TOOL, COLOR_INK);
    float s = list->canvas.s;
    body.bold = is_problem(view->goal);
    bool fits =
        fonts_width(list->fonts, s, &title, view_words(view, "card.title")) <= HEAD_WIDE &&
        fonts_width(list->fonts, s, &tool, view_words(view, "card.undo")) <= UNDO_WIDE - 8 &&
        view_height(list, is_problem(view->goal) ? &tool : &body, help,
                    is_problem(view->goal) ? 288 : 380) <= 80;
    if (fits && view->table.size == TEXT_LARGE)
        place_beside(list, &place);
    else
        place_above(list, view_height(list, &body, help, is_problem(view->goal) ? 1090 : 1184),
                    &place);
    return place;
}

static void head(struct draw_list *list, const struct terminal_view *view,
                 const struct card_place *place, const char *help)
{
    const struct goal_turn *goal = view->goal;
    if (place->beside) {
        struct text_style title = view_style(view, TYPE_H1, COLOR_INK);
        draw_text(list, place->title, &title, view_words(view, "card.title"));
    }
    if (is_problem(goal)) {
        struct rect rect = place->beside ? view_at(list, 48, 88, 380, 80) : place->help;
        bool wrong = goal->state == GOAL_AT_CARD;
        enum color tint = wrong ? COLOR_CLAY_T : COLOR_AMBER_T;
        draw_box(list, rect, 20, tint, wrong ? COLOR_CLAY : COLOR_AMBER, 2);
        const float icon = fminf(34, rect.h - 8);
        draw_icon(list, wrong ? "warning" : "clock", rect.x + 22, rect.y + (rect.h - icon) / 2,
                  icon, wrong ? COLOR_CLAY_I : COLOR_AMBER_I);
        struct text_style style =
            place->beside ? view_style(view, TYPE_TOOL, COLOR_INK) : help_style(view);
        style.color = COLOR_INK;
        style.bold = true;
        style.middle = true;
        if (place->beside)
            style.line = view->table.language == LANGUAGE_LO ? 38 : 30;
        draw_text(list, rect_of(rect.x + 72, rect.y, rect.w - 72 - 18, rect.h), &style, help);
        draw_area(list, "problem", rect);
        return;
    }
    struct text_style style = help_style(view);
    draw_text(list, place->help, &style, help);
    draw_area(list, "help", place->help);
}

// Takes the last picture back; gold when the card must be checked.
static void undo(struct draw_list *list, const struct terminal_view *view, struct rect rect,
                 bool below)
{
    bool pressed = draw_is_pressed(list, PART_UNDO), wrong = view->goal->wrong;
    draw_part(list, ROLE_BUTTON, PART_UNDO, "undo", rect, 16);
    if (wrong || pressed)
        draw_rect(list, rect, 16, pressed ? COLOR_PINE_T : COLOR_GOLD);
    struct text_style style = view_style(view, TYPE_TOOL, wrong ? COLOR_INK : COLOR_INK2);
    const char *words = view_words(view, "card.undo");
    style.middle = true;
    if (below) {
        style.size = fminf(style.size, 22);
        style.align = ALIGN_CENTER;
        draw_icon(list, "undo", rect.x + (rect.w - 36) / 2, rect.y + 22, 36, style.color);
        draw_text(list, rect_of(rect.x, rect.y + 60, rect.w, 38), &style, words);
        return;
    }
    float wide = fminf(fonts_width(list->fonts, list->canvas.s, &style, words) + 2, rect.w - 64);
    float left = rect.x + (rect.w - wide - 48) / 2;
    draw_icon(list, "undo", left, rect.y + (rect.h - 36) / 2, 36, style.color);
    draw_text(list, rect_of(left + 48, rect.y, wide, rect.h), &style, words);
}

static void tray(struct draw_list *list, const struct terminal_view *view,
                 const struct card_place *place)
{
    const struct goal_turn *goal = view->goal;
    struct rect rect = place->tray;
    draw_box(list, rect, 24, COLOR_SURFACE, goal->wrong ? COLOR_CLAY : COLOR_LINE, 2);
    draw_area(list, "slots", rect);
    float top = rect.y + (rect.h - place->slot) / 2;
    for (int i = 0; i < CARD_PICTURES; i++) {
        struct rect slot = {rect.x + 16 + place->pitch * (float)i, top, SLOT_WIDE, place->slot};
        const char *picture = i < goal->count ? goal_picture_name(goal->pictures[i]) : NULL;
        char name[] = "slot-1";
        name[5] = (char)('1' + i);
        widget_slot(list, slot, i + 1, picture, goal->wrong);
        draw_area(list, name, slot);
    }
    undo(list, view,
         rect_of(rect.x + 16 + place->pitch * CARD_PICTURES, top, place->undo, place->slot),
         place->beside);
}

static void pictures(struct draw_list *list, const struct terminal_view *view,
                     const struct card_place *place)
{
    struct rect rect = place->pictures;
    float gap_y = place->beside ? 18 : 12, high = (rect.h - 2 * gap_y) / 3;
    // Larger words need each pixel of a row.
    float wide = place->beside ? 184 : 189, pitch = place->beside ? 200 : 199;
    draw_area(list, "pictures", rect);
    for (uint8_t i = 0; i < PICTURES_COUNT; i++) {
        char id[PART_NAME_BYTES], name[PART_NAME_BYTES];
        struct out out = out_into(id, sizeof id), part = out_into(name, sizeof name);
        out_text(&out, "picture.");
        out_text(&out, goal_picture_name(i));
        out_text(&part, "pic-");
        out_text(&part, goal_picture_name(i));
        struct widget widget = {.key = PART_PICTURE + (uint32_t)i,
                                .name = name,
                                .rect = {rect.x + pitch * (float)(i % COLUMNS),
                                         rect.y + (high + gap_y) * (float)(i / COLUMNS), wide,
                                         high},
                                .text = view_words(view, id),
                                .icon = goal_picture_name(i),
                                .off = view->goal->state == GOAL_AT_REST,
                                .size = view->table.size,
                                .tongue = view_tongue(view)};
        widget_picture_tile(list, &widget);
    }
}

void view_card(struct draw_list *list, const struct terminal_view *view)
{
    char buffer[VIEW_TEXT_BYTES];
    const char *help = help_words(view, buffer);
    struct card_place place = find_place(list, view, help);
    head(list, view, &place, help);
    tray(list, view, &place);
    pictures(list, view, &place);
    struct bar_tool tools[BAR_TOOLS_MAX] = {{.key = PART_DONE,
                                             .name = "tool-back",
                                             .words = "bar.back",
                                             .brief = "text.back",
                                             .icon = "arrow-left"}};
    int count = 1;
    if (view->goal->room.new_cards && view->goal->state == GOAL_AT_CARD)
        tools[count++] = (struct bar_tool){
            .key = PART_NEW_CARD, .name = "tool-new-card", .words = "bar.newcard", .icon = "plus"};
    view_bar_tools(list, view, tools, count);
    if (view->goal->state == GOAL_AT_REST && !view->goal->rest_for_all)
        draw_wake(list, 1000);
}

// --- A new card.

struct new_place {
    bool title;
    float help_y, help_high, cards_y, cards_high, handle_y, handle_high, note_y, note_high;
};

static struct text_style note_style(const struct terminal_view *view)
{
    struct text_style style = view_style(view, TYPE_PRIVACY, COLOR_INK);
    if (view->table.size == TEXT_LARGE)
        style.size = 25;
    else if (view->table.size == TEXT_LARGEST)
        style.size = 32;
    if (view->table.language != LANGUAGE_LO)
        style.line = roundf(style.size * 34 / 25);
    return style;
}

static struct text_style handle_style(const struct terminal_view *view)
{
    struct text_style style = view_style(view, TYPE_H2, COLOR_INK);
    style.size = fminf(style.size, 38);
    style.middle = true;
    return style;
}

// "Staff see this name, ...": what follows the handle in the sentence about it.
static const char *after_handle(const struct terminal_view *view)
{
    const char *words = view_words(view, "newcard.handle");
    const char *at = strstr(words, "}:");
    at = at != NULL ? at + 2 : words;
    return at + strspn(at, " ");
}

static float handle_width(struct draw_list *list, const struct terminal_view *view,
                          const char *handle)
{
    struct text_style style = handle_style(view);
    return ceilf(fonts_width(list->fonts, list->canvas.s, &style, handle)) + 2;
}

static struct new_place find_new_place(struct draw_list *list, const struct terminal_view *view,
                                       const char *handle)
{
    struct new_place place = {.title = view->table.size == TEXT_LARGE};
    struct text_style body = view_style(view, TYPE_BODY, COLOR_INK2), note = note_style(view);
    const char *help = view_words(view, "newcard.help");
    float action = action_height(view->table.size), wide = 1184 - 112 - 24;
    struct text_style bold = note;
    bold.bold = true;
    place.help_high = view_height(list, &body, help, 1184);
    place.note_high =
        fmaxf(88, 18 + view_height(list, &bold, view_words(view, "newcard.note.1"), 1046) +
                      view_height(list, &note, view_words(view, "newcard.note.2"), 1046));
    float beside = wide - handle_width(list, view, handle) - 36;
    place.handle_high = fmaxf(76, 8 + view_height(list, &note, after_handle(view), beside));
    float bottom = place.title && place.note_high <= 88 && place.handle_high <= 76 ? 672 : 692;
    place.note_y = bottom - action - (bottom < 680 ? 14 : 8) - place.note_high;
    float gap = bottom < 680 ? 12 : 8;
    place.handle_y = place.note_y - gap - place.handle_high;
    place.help_y = place.title && place.help_high <= 60 ? 86 : 6;
    place.title = place.help_y > 80;
    place.cards_y = place.title ? 146 : place.help_y + place.help_high + 8;
    place.cards_high = fminf(236, place.handle_y - gap - place.cards_y);
    return place;
}

static void new_picture(struct draw_list *list, const struct terminal_view *view, int at,
                        struct rect rect)
{
    uint8_t picture = view->goal->pictures[at];
    char id[PART_NAME_BYTES], name[] = "new-1", digit[] = "1";
    struct out out = out_into(id, sizeof id);
    out_text(&out, "picture.");
    out_text(&out, goal_picture_name(picture));
    name[4] = digit[0] = (char)('1' + at);
    draw_box(list, rect, 24, COLOR_GOLD_T, COLOR_INK, 3);
    draw_area(list, name, rect);
    bool tall = rect.h >= 220;
    float x = rect.x + rect.w / 2, disc = tall ? rect.y + 41 : rect.y + 30;
    struct text_style number = view_style(view, TYPE_TOOL, COLOR_SURFACE);
    number.size = view->table.size == TEXT_LARGEST ? 32 : 24;
    number.line = 40;
    number.align = ALIGN_CENTER;
    number.middle = true;
    float left = tall ? x : rect.x + 32;
    draw_disc(list, left, disc, 22, COLOR_INK, COLOR_NONE, 0);
    draw_text(list, rect_of(left - 22, disc - 22, 44, 44), &number, digit);
    struct text_style words = view_style(view, TYPE_H3, COLOR_INK);
    words.size = view->table.size == TEXT_LARGE ? 28 : 32;
    words.line = view->table.language == LANGUAGE_LO ? 50 : 40;
    words.align = ALIGN_CENTER;
    words.middle = true;
    words.secret = true;
    float foot = tall ? 64 : words.line + 4;
    float art = fminf(96, rect.h - foot - (tall ? 76 : 14));
    float top = tall ? rect.y + 76 : rect.y + 10;
    draw_picture(list, goal_picture_name(picture), x - art / 2, top, art);
    draw_text(list, rect_of(rect.x + 4, rect.y + rect.h - foot, rect.w - 8, words.line), &words,
              view_words(view, id));
}

static void handle_row(struct draw_list *list, const struct terminal_view *view, struct rect rect,
                       const char *handle)
{
    widget_card(list, rect, 20);
    draw_area(list, "handle", rect);
    widget_card_face(list, rect.x + 34, rect.y + (rect.h - 56) / 2, 56,
                     view_shape(&view->goal->sheet.handle));
    struct text_style name = handle_style(view), note = note_style(view);
    name.secret = true;
    note.middle = true;
    float wide = handle_width(list, view, handle);
    draw_text(list, rect_of(rect.x + 112, rect.y, wide, rect.h), &name, handle);
    float left = rect.x + 112 + wide + 36;
    draw_text(list, rect_of(left, rect.y, rect.x + rect.w - 24 - left, rect.h), &note,
              after_handle(view));
}

static void card_note(struct draw_list *list, const struct terminal_view *view, struct rect rect)
{
    draw_rect(list, rect, 20, COLOR_PLUM_T);
    draw_area(list, "card-note", rect);
    draw_disc(list, rect.x + 62, rect.y + rect.h / 2, 30, COLOR_SURFACE, COLOR_NONE, 0);
    draw_icon(list, "lock", rect.x + 46, rect.y + rect.h / 2 - 16, 32, COLOR_PLUM);
    struct text_style style = note_style(view);
    style.bold = true;
    const char *first = view_words(view, "newcard.note.1");
    float high = view_height(list, &style, first, 1046);
    draw_text(list, rect_of(rect.x + 114, rect.y + 10, 1046, high), &style, first);
    style.bold = false;
    const char *second = view_words(view, "newcard.note.2");
    draw_text(
        list,
        rect_of(rect.x + 114, rect.y + 10 + high, 1046, view_height(list, &style, second, 1046)),
        &style, second);
}

void view_new_card(struct draw_list *list, const struct terminal_view *view)
{
    char handle[VIEW_TEXT_BYTES];
    struct out out = out_into(handle, sizeof handle);
    view_handle(view, &view->goal->sheet.handle, &out);
    struct new_place place = find_new_place(list, view, handle);
    if (place.title) {
        struct text_style title = view_style(view, TYPE_H1, COLOR_INK);
        draw_text(list, view_at(list, 48, 28, 1184, title.line), &title,
                  view_words(view, "newcard.title"));
    }
    struct text_style body = view_style(view, TYPE_BODY, COLOR_INK2);
    draw_text(list, view_at(list, 48, place.help_y, 1184, place.help_high), &body,
              view_words(view, "newcard.help"));
    draw_area(list, "new-card", view_at(list, 48, place.cards_y, 1184, place.cards_high));
    for (int i = 0; i < CARD_PICTURES; i++)
        new_picture(
            list, view, i,
            view_at(list, 48 + roundf(200.8F * (float)i), place.cards_y, 180, place.cards_high));
    handle_row(list, view, view_at(list, 48, place.handle_y, 1184, place.handle_high), handle);
    card_note(list, view, view_at(list, 48, place.note_y, 1184, place.note_high));
    struct widget written = {.key = PART_WRITTEN,
                             .name = "written",
                             .text = view_words(view, "newcard.written"),
                             .icon = "check",
                             .size = view->table.size,
                             .tongue = view_tongue(view)};
    float wide = fmaxf(560, widget_button_width(list, &written)),
          high = action_height(view->table.size);
    written.rect =
        view_at(list, 1232 - wide,
                place.note_y + place.note_high + (place.note_high <= 88 && place.title ? 14 : 8),
                wide, high);
    draw_area(list, "actions", view_at(list, 48, written.rect.y, 1184, high));
    widget_main(list, &written);
    memset(handle, 0, sizeof handle);
    view_goal_tools(list, view, NULL);
}

// t28: home practice in four parts, six tiles each, own words by the keyboard, or nothing this week.
#include "participant/view_parts.h"

#include "base/check.h"
#include <math.h>
#include <string.h>

enum {
    PART_TOP = 24,
    PART_HIGH = 92,
    TILES = GOAL_PRESETS,
};

static const char *const NAMES[PRACTICE_PARTS] = {"practice.what", "practice.when",
                                                  "practice.where", "practice.who"};
static const char *const ASKS[PRACTICE_PARTS] = {"practice.ask.what", "practice.ask.when",
                                                 "practice.ask.where", "practice.ask.who"};
static const char *const NEXTS[PRACTICE_PARTS - 1] = {"practice.next.when", "practice.next.where",
                                                      "practice.next.who"};
static const char *const ICONS[PRACTICE_PARTS][TILES] = {
    {"walk", "breath", "chat", "bed", "steps", "bookmark"},
    {"sunrise", "sun", "sunset", "moon", "calendar", "refresh"},
    {"home", "tree", "people", "card", "bus", "dot"},
    {"person", "chat", "heart", "people", "hand", "dot"},
};
static const char *const TILE_NAMES[PRACTICE_PARTS] = {"what-1", "when-1", "where-1", "who-1"};

static bool is_set(const struct goal_practice *practice, int part)
{
    return practice->kind == PRACTICE_NOTHING || practice_part_set(&practice->parts[part]);
}

static const char *set_words(const struct terminal_view *view, int part)
{
    const struct goal_practice *practice = &view->goal->practice;
    if (practice->kind == PRACTICE_NOTHING)
        return view_words(view, "practice.nothing");
    return view_part_words(view, &practice->parts[part], part);
}

static void step_disc(struct draw_list *list, enum text_size size, float x, float y, bool done,
                      bool now, int number)
{
    char digit[2] = {(char)('0' + number), '\0'};
    if (done && !now) {
        draw_disc(list, x, y, 24, COLOR_PINE, COLOR_NONE, 0);
        widget_tick(list, x - 14, y - 14, 28, COLOR_SURFACE);
        return;
    }
    draw_disc(list, x, y, 24, now ? COLOR_PLUM : COLOR_PAPER, now ? COLOR_NONE : COLOR_EDGE,
              now ? 0 : 3);
    struct text_style style =
        text_style_of(TYPE_TOOL, TEXT_LARGE, TONGUE_EN, now ? COLOR_SURFACE : COLOR_INK2);
    style.size = size == TEXT_LARGEST ? 32 : 26;
    style.align = ALIGN_CENTER;
    style.middle = true;
    draw_text(list, rect_of(x - 24, y - 24, 48, 48), &style, digit);
}

// A part's box: done with its words, now, or to come. In the larger sizes, where the words have no room,
// the number and the check have to do.
static void part_box(struct draw_list *list, const struct terminal_view *view, int part,
                     struct rect rect, bool words)
{
    bool now = part == view->goal->part, done = is_set(&view->goal->practice, part);
    char name[] = "part-1";
    name[5] = (char)('1' + part);
    uint32_t key = PART_PRACTICE_PART + (uint32_t)part;
    draw_part(list, ROLE_BUTTON, key, name, rect, 24);
    bool pressed = draw_is_pressed(list, key);
    if (now)
        draw_box(list, rect, 24, COLOR_PLUM_T, COLOR_PLUM, 4);
    else if (done || pressed)
        draw_box(list, rect, 24, pressed ? COLOR_PINE_T : COLOR_SURFACE, COLOR_LINE, 2);
    else
        draw_dashed(list, rect, 24, COLOR_PAPER, COLOR_EDGE, 2);
    float x = words ? rect.x + 46 : rect.x + rect.w / 2;
    step_disc(list, view->table.size, x, rect.y + rect.h / 2, done, now, part + 1);
    if (!words)
        return;
    const char *label = view_words(view, NAMES[part]);
    struct rect room = {rect.x + 86, rect.y + 6, rect.w - 86 - 12, rect.h - 12};
    struct text_style style = view_style(view, TYPE_TOOL, done || now ? COLOR_INK : COLOR_INK2);
    style.middle = true;
    if (now || !done) {
        style.size = 26;
        draw_text(list, room, &style, label);
        return;
    }
    struct text_style note = view_style(view, TYPE_NOTE, COLOR_INK2);
    note.line = 30;
    draw_text(list, rect_of(room.x, rect.y + 16, room.w, 30), &note, label);
    view_own_words(list, view, rect_of(room.x, rect.y + 46, room.w, 36), TYPE_TOOL, COLOR_INK,
                   set_words(view, part));
}

static bool labels_fit(struct draw_list *list, const struct terminal_view *view)
{
    struct text_style style = view_style(view, TYPE_TOOL, COLOR_INK);
    style.size = 26;
    for (int i = 0; i < PRACTICE_PARTS; i++)
        if (fonts_width(list->fonts, list->canvas.s, &style, view_words(view, NAMES[i])) > 166)
            return false;
    return view->table.size == TEXT_LARGE && view->table.language != LANGUAGE_LO;
}

static void parts(struct draw_list *list, const struct terminal_view *view, float room, bool words)
{
    static const float LEFTS[] = {48, 389, 675, 962}, WIDES[] = {325, 270, 270, 270};
    draw_area(list, "parts", view_at(list, 48, PART_TOP, room, PART_HIGH));
    for (int i = 0; i < PRACTICE_PARTS; i++) {
        float wide = (room - 3 * 12) / 4;
        struct rect rect =
            words ? view_at(list, LEFTS[i], PART_TOP, WIDES[i], PART_HIGH)
                  : view_at(list, 48 + (wide + 12) * (float)i, PART_TOP, wide, PART_HIGH);
        part_box(list, view, i, rect, words);
    }
}

static void nothing(struct draw_list *list, const struct terminal_view *view, struct rect rect)
{
    struct widget widget = {.key = PART_NOTHING,
                            .name = "nothing",
                            .rect = rect,
                            .text = view_words(view, "practice.nothing"),
                            .icon = "pass",
                            .chosen = view->goal->practice.kind == PRACTICE_NOTHING,
                            .word_size = view->table.size == TEXT_LARGEST ? 32 : 28,
                            .size = view->table.size,
                            .tongue = view_tongue(view)};
    widget_second(list, &widget);
}

static void tiles(struct draw_list *list, const struct terminal_view *view, float top, float bottom)
{
    const struct goal_turn *goal = view->goal;
    const struct practice_part *part = &goal->practice.parts[goal->part];
    float gap = 20, high = fminf(158, (bottom - top - gap) / 2);
    draw_area(list, "answers", view_at(list, 48, top, 1184, 2 * high + gap));
    struct widget widgets[TILES];
    char names[TILES][PART_NAME_BYTES];
    for (int i = 0; i < TILES; i++) {
        struct out out = out_into(names[i], PART_NAME_BYTES);
        out_text(&out, TILE_NAMES[goal->part]);
        names[i][strlen(names[i]) - 1] = (char)('1' + i);
        widgets[i] =
            (struct widget){.key = PART_PICK + (uint32_t)i + 1,
                            .name = names[i],
                            .rect = view_at(list, 48 + 402 * (float)(i % 3),
                                            top + (high + gap) * (float)(i / 3), 380, high),
                            .text = view_preset_words(view, goal->part, (uint8_t)(i + 1)),
                            .icon = ICONS[goal->part][i],
                            .chosen = goal->practice.kind == PRACTICE_SET && part->preset == i + 1,
                            .size = view->table.size,
                            .tongue = view_tongue(view)};
    }
    static const float SMALLER[][4] = {{0, 28, 26, 24}, {0, 32, 30, 28}, {0, 36, 34, 32}};
    for (size_t i = 0; i < 4; i++) {
        bool fits = true;
        float size = SMALLER[view->table.size][i];
        for (int at = 0; at < TILES; at++) {
            widgets[at].word_size = size;
            fits = fits && widget_choice_fits(list, &widgets[at]);
        }
        if (fits)
            break;
    }
    for (int i = 0; i < TILES; i++)
        widget_choice(list, &widgets[i]);
}

static void actions(struct draw_list *list, const struct terminal_view *view, float top)
{
    const struct goal_turn *goal = view->goal;
    bool last = goal->part + 1 >= PRACTICE_PARTS;
    float high = action_height(view->table.size);
    draw_area(list, "actions", view_at(list, 48, top, 1184, high));
    struct widget back = {.key = PART_GOAL_BACK,
                          .name = "back",
                          .text = view_words(view, "practice.back"),
                          .icon = "arrow-left",
                          .size = view->table.size,
                          .tongue = view_tongue(view)};
    bool ready = goal->practice.kind != PRACTICE_NONE;
    struct widget next = {.key = last ? PART_SAVE : PART_NEXT,
                          .name = "next",
                          .text = view_words(view, !last   ? NEXTS[goal->part]
                                                   : ready ? "goal.save"
                                                           : "q.first"),
                          .icon = last ? (ready ? "check" : NULL) : "arrow-right",
                          .icon_last = !last,
                          .not_ready = last && !ready,
                          .size = view->table.size,
                          .tongue = view_tongue(view)};
    bool large = view->table.size == TEXT_LARGE;
    float back_wide = large ? 200 : 250, next_wide = large ? 372 : 430;
    if (!large) {
        back.word_size = view->table.size == TEXT_LARGER ? 30 : 34;
        next.word_size = back.word_size;
    } else if (widget_button_width(list, &back) > 246 || widget_button_width(list, &next) > 420) {
        back.word_size = next.word_size = 26;
    }
    back.rect = view_at(list, 48, top, back_wide, high);
    next.rect = view_at(list, 1232 - next_wide, top, next_wide, high);
    widget_second(list, &back);
    const char *words = view_words(view, "goal.share");
    float room = 1184 - back_wide - next_wide - 2 * 24;
    float wide = view_share_width(list, view, TYPE_PRIVACY, words);
    struct rect area = view_at(list, 48 + back_wide + 24, top + (high - 48) / 2, room, 48);
    if (wide < room) {
        area.x += (room - wide) / 2;
        area.w = wide;
    } else { // in two lines
        area.y = back.rect.y;
        area.h = high;
    }
    view_share(list, view, area, TYPE_PRIVACY, PART_SHARE + GOAL_SLOT_PRACTICE, words,
               goal->practice.share);
    if (large && wide < room)
        list->parts[list->part_count - 1].rect = view_at(list, 272, 604, 564, 48);
    widget_main(list, &next);
}

void view_practice(struct draw_list *list, const struct terminal_view *view)
{
    const struct goal_turn *goal = view->goal;
    struct text_style style = view_style(view, TYPE_H1, COLOR_INK);
    const char *ask = view_words(view, ASKS[goal->part]);
    bool words = labels_fit(list, view);
    float wide = ceilf(fonts_width(list->fonts, list->canvas.s, &style, ask)) + 1;
    bool beside = words && wide <= 780;
    struct rect question = view_at(list, 48, 136, beside ? fmaxf(wide, 440) : 1184, 56);
    float top = 212, actions_top = 584;
    if (!beside) {
        style = view_style(view, view->table.size == TEXT_LARGE ? TYPE_H1 : TYPE_H2, COLOR_INK);
        float high = view_height(list, &style, ask, 1184);
        question = view_at(list, 48, PART_TOP + PART_HIGH + 8, 1184, high);
        top = fmaxf(question.y + high + 14, 0);
        actions_top = BAR_TOP - 12 - action_height(view->table.size);
    }
    draw_part(list, ROLE_QUESTION, PART_QUESTION, "question", question, 12);
    draw_text(list, question, &style, ask);
    tiles(list, view, top, actions_top - 20);
    parts(list, view, words ? 1184 : 1184 - 520 - 24, words);
    nothing(list, view,
            beside  ? view_at(list, 852, 126, 380, 74)
            : words ? view_at(list, 852, 126, 380, 74)
                    : view_at(list, 48 + 664, PART_TOP + 4, 520, PART_HIGH - 8));
    actions(list, view, actions_top);
    static const struct bar_tool OWN = {.key = PART_OWN,
                                        .name = "tool-own",
                                        .words = "text.own",
                                        .brief = "text.letters",
                                        .icon = "keyboard"};
    view_goal_tools(list, view, &OWN);
}

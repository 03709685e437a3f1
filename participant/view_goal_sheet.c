// t15: the sheet, line by line, each with its tick; at the right what is asked: how the step went, how
// last week's home practice went, what got in the way. And the way so far: rungs over the weeks, this
// week's to choose, the card's handle, and how to forget the card.
#include "participant/view_parts.h"

#include "base/check.h"
#include "core/goal_merge.h"
#include <math.h>
#include <string.h>

enum {
    LEFT = 32,
    TOP = 20,
    WIDE = 712,
    HIGH = 668,
    LINE_TOP = 92,
    LINE_HIGH = 82,
    RIGHT = 772,
    RIGHT_WIDE = 476,
    ROWS_TOP = 158,
    ROWS_BOTTOM = 555,
    FOOT = 596,
    ROWS_MAX = 5,
    PRACTICE_BYTES = 1024,
    WEEKS_SHOWN = 12,
};

// --- The lines.

enum line_look {
    LOOK_PLAIN,
    LOOK_DONE,
    LOOK_NOW,
};

struct line {
    enum goal_slot slot;
    enum line_look look;
    const char *icon, *words;
    char label[VIEW_TEXT_BYTES];
    bool asked; // the right side is about it
};

static void step_line(const struct terminal_view *view, uint8_t at, struct line *line)
{
    const struct goal_turn *goal = view->goal;
    const struct goal_step *step = &goal->sheet.shorts[goal->short_term].steps[at];
    bool none = step->words.text[0] == '\0', now = at == goal->step;
    bool done = !none && !now && step->status == GOAL_DID;
    line->slot = (enum goal_slot)(GOAL_SLOT_STEP + at);
    line->look = done ? LOOK_DONE : now ? LOOK_NOW : LOOK_PLAIN;
    line->icon = "arrow-right";
    line->words = step->words.text;
    line->asked = now && goal->ask == GOAL_ASK_STEP;
    struct out out = out_into(line->label, sizeof line->label);
    out_text(&out, view_words(view, done ? "goal.stepdone" : now ? "goal.stepnow" : "goal.next"));
}

// The step asked about and the one before it; with nothing before it, the one after.
static uint8_t first_step(const struct goal_turn *goal)
{
    uint8_t count = goal->sheet.shorts[goal->short_term].step_count;
    uint8_t at = goal->step < GOAL_STEPS_MAX ? goal->step : count;
    if (at > 0)
        at--;
    return at + 1 < GOAL_STEPS_MAX ? at : GOAL_STEPS_MAX - 2;
}

static void find_line(const struct terminal_view *view, int index, char practice[PRACTICE_BYTES],
                      struct line *out_line)
{
    const struct goal_turn *goal = view->goal;
    const struct goal_sheet *sheet = &goal->sheet;
    *out_line = (struct line){.look = LOOK_PLAIN};
    struct out label = out_into(out_line->label, sizeof out_line->label);
    switch (index) {
    case 0:
    case 1:
        out_line->slot = index == 0 ? GOAL_SLOT_LONG : GOAL_SLOT_WHY;
        out_line->icon = index == 0 ? "flag" : "heart";
        out_line->words = index == 0 ? sheet->long_term.text : sheet->why.text;
        out_text(&label, view_words(view, index == 0 ? "goal.long" : "goal.why"));
        return;
    case 2:
        out_line->slot = GOAL_SLOT_SHORT;
        out_line->icon = "steps";
        out_line->words = sheet->shorts[goal->short_term].words.text;
        view_short_label(view, sheet->short_count > 0 ? sheet->short_count : 1, &label);
        return;
    case 3:
    case 4:
        step_line(view, (uint8_t)(first_step(goal) + index - 3), out_line);
        return;
    default: {
        struct out out = out_into(practice, PRACTICE_BYTES);
        view_practice_words(view, &sheet->practice, &out);
        out_line->slot = GOAL_SLOT_PRACTICE;
        out_line->icon = "home";
        out_line->words = practice;
        out_line->asked = goal->ask == GOAL_ASK_TRIED || goal->ask == GOAL_ASK_OBSTACLE;
        out_text(&label, view_words(view, "goal.practice"));
        return;
    }
    }
}

static void line_disc(struct draw_list *list, const struct line *line, float x, float y)
{
    if (line->look == LOOK_DONE) {
        draw_disc(list, x, y, 26, COLOR_PINE, COLOR_NONE, 0);
        widget_tick(list, x - 15, y - 15, 30, COLOR_SURFACE);
    } else if (line->look == LOOK_NOW) {
        draw_disc(list, x, y, 26, COLOR_SURFACE, COLOR_PLUM, 5);
        draw_disc(list, x, y, 6, COLOR_PLUM, COLOR_NONE, 0);
    } else {
        draw_disc(list, x, y, 26, COLOR_PLUM_T, COLOR_NONE, 0);
        draw_icon(list, line->icon, x - 15, y - 15, 30, COLOR_PLUM);
    }
}

// The label over the words, if both have room on the line; else the words alone: the sign beside them
// says what they are.
static void line_words(struct draw_list *list, const struct terminal_view *view,
                       const struct line *line, struct rect rect)
{
    bool none = line->words[0] == '\0';
    struct text_style label = view_style(view, TYPE_NOTE, COLOR_INK2);
    struct text_style words = view_style(view, TYPE_H3, COLOR_INK);
    if (view->table.language == LANGUAGE_LO) {
        label.line = 36;
        words.line = roundf(words.size * 44 / 27);
    } else {
        label.line = roundf(label.size * 30 / 22);
        words.line = roundf(words.size * 36 / 27);
    }
    bool tight = view->table.size != TEXT_LARGE;
    float least = view->table.size == TEXT_LARGEST ? 32.0F : 27.0F;
    bool both = !none && label.line + least * 1.2F <= rect.h &&
                view_height(list, &label, line->label, rect.w) <= label.line;
    if (view->table.language == LANGUAGE_LO && tight)
        both = false;
    if (none) { // what it would be, to be touched
        struct text_style style = view_style(view, TYPE_BODY, COLOR_INK2);
        bool room = style.line + label.line <= rect.h &&
                    view_height(list, &label, line->label, rect.w) <= label.line;
        label.middle = style.middle = true;
        if (room) {
            float top = rect.y + (rect.h - label.line - style.line) / 2;
            draw_text(list, rect_of(rect.x, top, rect.w, label.line), &label, line->label);
            draw_text(list, rect_of(rect.x, top + label.line, rect.w, style.line), &style,
                      view_words(view, "goal.write"));
        } else {
            label.line = fminf(label.line, rect.h / 2 - 1);
            draw_text(list, rect, &label, line->label);
        }
        return;
    }
    if (!both) {
        view_own_words(list, view, rect, TYPE_BODY, COLOR_INK, line->words);
        return;
    }
    float high = rect.h - label.line;
    draw_text(list, rect_of(rect.x, rect.y + 1, rect.w, label.line), &label, line->label);
    view_own_words(list, view, rect_of(rect.x, rect.y + label.line - 2, rect.w, high), TYPE_H3,
                   COLOR_INK, line->words);
}

static void draw_line_of(struct draw_list *list, const struct terminal_view *view, int index)
{
    char practice[PRACTICE_BYTES];
    struct line line;
    find_line(view, index, practice, &line);
    struct rect rect =
        view_at(list, LEFT + 12, LINE_TOP + (float)index * LINE_HIGH, WIDE - 24, LINE_HIGH);
    char name[] = "line-1", tick[] = "share-1";
    name[5] = tick[6] = (char)('1' + index);
    uint32_t key = PART_LINE + (uint32_t)line.slot;
    draw_part(list, ROLE_ROW, key, name, rect, 16);
    if (line.asked || draw_is_pressed(list, key))
        draw_rect(list, rect, 16, line.asked ? COLOR_PLUM_T : COLOR_PINE_T);
    line_disc(list, &line, rect.x + 48, rect.y + 41);
    line_words(list, view, &line, rect_of(rect.x + 94, rect.y + 5, 504, LINE_HIGH - 8));
    bool share;
    bool has = goal_turn_slot(view->goal, line.slot, &share);
    struct widget check = {.key = PART_SHARE + (uint32_t)line.slot,
                           .name = tick,
                           .rect = {rect.x + 616, rect.y + 17, 48, 48},
                           .chosen = share,
                           .off = !has};
    widget_check(list, &check);
    list->parts[list->part_count - 1].touch = rect_of(rect.x + 600, rect.y, 88, LINE_HIGH);
    memset(practice, 0, sizeof practice);
}

static void sheet_head(struct draw_list *list, const struct terminal_view *view)
{
    struct rect card = view_at(list, LEFT, TOP, WIDE, HIGH);
    widget_card(list, card, 24);
    draw_area(list, "goal", card);
    struct text_style title = view_style(view, TYPE_H3, COLOR_INK);
    title.size = fminf(title.size, 34);
    struct text_style share = view_style(view, TYPE_NOTE, COLOR_PINE);
    share.bold = true;
    share.middle = title.middle = true;
    const char *head = view_words(view, "goal.head"), *words = view_words(view, "goal.share");
    float s = list->canvas.s;
    float wide = ceilf(fonts_width(list->fonts, s, &title, head)) + 2;
    float room = WIDE - 34 - wide - 24 - 36 - 42 - 34;
    float share_wide = ceilf(fonts_width(list->fonts, s, &share, words)) + 2;
    struct rect row = rect_of(card.x + 34, card.y + 18, WIDE - 68, 52);
    bool title_too = share_wide <= room;
    if (title_too)
        draw_text(list, rect_of(row.x, row.y, wide, row.h), &title, head);
    else
        share_wide = fminf(share_wide, WIDE - 34 - 36 - 42 - 34);
    float x = row.x + row.w - 34 - share_wide;
    share.line = fminf(share.line, row.h / 2);
    draw_icon(list, "eye", x - 42, row.y + 12, 28, COLOR_PINE);
    draw_text(list, rect_of(x, row.y, share_wide, row.h), &share, words);
    draw_icon(list, "down", row.x + row.w - 24, row.y + 13, 26, COLOR_PINE);
}

static struct widget small_button(const struct terminal_view *view, uint32_t key, const char *name,
                                  const char *id, const char *icon)
{
    static const float SIZES[] = {24, 26, 32};
    return (struct widget){.key = key,
                           .name = name,
                           .text = view_words(view, id),
                           .icon = icon,
                           .word_size = SIZES[view->table.size],
                           .size = view->table.size,
                           .tongue = view_tongue(view)};
}

// --- What is asked.

struct asked {
    const char *label, *id, *name, *words; // the question; words fill {name}
    const char *rows[ROWS_MAX], *icons[ROWS_MAX];
    int count;
};

static void ask_practice(const struct terminal_view *view, struct asked *asked)
{
    static const char *const TRIED[] = {"goal.tried.yes", "goal.tried.some", "goal.notyet"};
    static const char *const TRIED_ICONS[] = {"check", "half", "clock"};
    static const char *const OBSTACLES[] = {"goal.obstacle.1", "goal.obstacle.2", "goal.obstacle.3",
                                            "goal.obstacle.4", "goal.obstacle.5"};
    static const char *const OBSTACLE_ICONS[] = {"cloud", "clock", "bed", "up", "dot"};
    bool tried = view->goal->ask == GOAL_ASK_TRIED;
    asked->label = "goal.practice";
    asked->id = tried ? "goal.tried.ask" : "goal.obstacle.ask";
    asked->name = "practice";
    asked->count = tried ? 3 : GOAL_OBSTACLES;
    for (int i = 0; i < asked->count; i++) {
        asked->rows[i] = tried ? TRIED[i] : OBSTACLES[i];
        asked->icons[i] = tried ? TRIED_ICONS[i] : OBSTACLE_ICONS[i];
    }
}

static void ask_step(const struct terminal_view *view, struct asked *asked)
{
    static const char *const WENT[] = {"goal.did", "goal.part", "goal.notyet", "goal.help"};
    static const char *const ICONS[] = {"check", "half", "clock", "hand"};
    const struct goal_turn *goal = view->goal;
    asked->label = "goal.stepnow";
    asked->id = "goal.ask";
    asked->name = "step";
    asked->words = goal->sheet.shorts[goal->short_term].steps[goal->step].words.text;
    asked->count = 4;
    memcpy(asked->rows, WENT, sizeof WENT);
    memcpy(asked->icons, ICONS, sizeof ICONS);
}

static void rows(struct draw_list *list, const struct terminal_view *view,
                 const struct asked *asked, uint8_t chosen)
{
    // Four rows stand as the design has them; five share the same room.
    float pitch = asked->count > 4 ? 80 : 103, high = asked->count > 4 ? 70 : 88;
    for (int i = 0; i < asked->count; i++) {
        char name[] = "progress-0";
        name[9] = (char)('0' + i);
        struct widget row = {
            .key = PART_PICK + (uint32_t)i + 1,
            .name = name,
            .rect = view_at(list, RIGHT, ROWS_TOP + pitch * (float)i, RIGHT_WIDE, high),
            .text = view_words(view, asked->rows[i]),
            .icon = asked->icons[i],
            .chosen = chosen == i + 1,
            .size = view->table.size,
            .tongue = view_tongue(view)};
        view_row(list, &row);
    }
}

static void save_button(struct draw_list *list, const struct terminal_view *view)
{
    struct widget save = {.key = PART_SAVE,
                          .name = "save",
                          .rect = view_at(list, RIGHT, FOOT, RIGHT_WIDE, 88),
                          .text = view_words(view, "goal.save"),
                          .icon = "check",
                          .size = view->table.size,
                          .tongue = view_tongue(view)};
    widget_main(list, &save);
}

// With nothing to ask about: where to begin, or the step that comes next.
static void invite(struct draw_list *list, const struct terminal_view *view)
{
    bool begun = view->goal->sheet.short_count > 0;
    struct text_column column = {RIGHT, begun ? TOP + 34 : 54, RIGHT_WIDE, ALIGN_LEFT};
    column_text(list, view, &column, TYPE_H2, COLOR_INK,
                view_words(view, begun ? "goal.next" : "goal.empty.title"));
    if (!begun) {
        column.y += 12;
        column_text(list, view, &column, TYPE_BODY, COLOR_INK2,
                    view_words(view, "goal.empty.body"));
        return;
    }
    struct widget row = {.key = PART_GOAL_FIELD + GOAL_FIELD_STEP,
                         .name = "next-step",
                         .rect = view_at(list, RIGHT, ROWS_TOP, RIGHT_WIDE, 88),
                         .text = view_words(view, "goal.write"),
                         .icon = "pencil",
                         .size = view->table.size,
                         .tongue = view_tongue(view)};
    view_row(list, &row);
}

static void update(struct draw_list *list, const struct terminal_view *view)
{
    const struct goal_turn *goal = view->goal;
    char practice[PRACTICE_BYTES] = "";
    struct asked asked = {.words = practice};
    draw_area(list, "update", view_at(list, RIGHT, TOP, RIGHT_WIDE, HIGH));
    if (goal->ask == GOAL_ASK_NOTHING) {
        invite(list, view);
        save_button(list, view);
        return;
    }
    if (goal->ask == GOAL_ASK_STEP)
        ask_step(view, &asked);
    else
        ask_practice(view, &asked);
    struct out out = out_into(practice, sizeof practice);
    if (goal->ask != GOAL_ASK_STEP)
        view_practice_words(view, &goal->sheet.practice, &out);
    struct text_style label = view_style(view, TYPE_NOTE, COLOR_INK2);
    const char *label_words = view_words(view, asked.label);
    bool one = view_height(list, &label, label_words, RIGHT_WIDE) <= 34;
    if (one)
        draw_text(list, view_at(list, RIGHT, TOP + 1, RIGHT_WIDE, label.line), &label, label_words);
    float top = one ? TOP + label.line : 10;
    view_sentence(list, view, view_at(list, RIGHT, top, RIGHT_WIDE, ROWS_TOP - 10 - top), TYPE_H2,
                  COLOR_INK, asked.id, asked.name, asked.words);
    rows(list, view, &asked, goal_turn_answer(goal));
    save_button(list, view);
    memset(practice, 0, sizeof practice);
}

// "Saved", and that another screen had the same card, for a moment in the place of the two buttons.
static void toast(struct draw_list *list, const struct terminal_view *view)
{
    bool both = view->goal->both;
    const char *words = view_words(view, both ? "goal.both" : "goal.saved");
    struct rect rect = view_at(list, 60, FOOT - 8, 656, 92);
    struct text_style style = view_style(view, TYPE_TOOL, COLOR_SURFACE);
    style.bold = false;
    style.middle = true;
    float high = view_height(list, &style, words, rect.w - 68 - 16);
    if (high > rect.h - 4)
        style.line = fmaxf(style.size * 1.05F, floorf(style.line * (rect.h - 4) / high));
    draw_rect(list, rect, 20, COLOR_INK);
    draw_icon(list, "check", rect.x + 24, rect.y + (rect.h - 30) / 2, 30, COLOR_GOLD);
    draw_text(list, rect_of(rect.x + 68, rect.y, rect.w - 68 - 16, rect.h), &style, words);
    draw_area(list, "toast", rect);
}

static void buttons(struct draw_list *list, const struct terminal_view *view)
{
    struct widget edit = small_button(view, PART_EDIT, "edit", "goal.change", "pencil");
    edit.rect = view_at(list, 60, FOOT, 320, 72);
    widget_second(list, &edit);
    struct widget home = small_button(view, PART_HOME, "practice", "goal.practice", "home");
    home.rect = view_at(list, 396, FOOT, 320, 72);
    widget_second(list, &home);
}

void view_sheet(struct draw_list *list, const struct terminal_view *view)
{
    sheet_head(list, view);
    for (int i = 0; i < 6; i++)
        draw_line_of(list, view, i);
    if (view->goal->toast_ms != 0)
        toast(list, view);
    else
        buttons(list, view);
    update(list, view);
    static const struct bar_tool CARD = {
        .key = PART_WAY, .name = "tool-card", .words = "bar.card", .icon = "card"};
    // The largest words leave room for one beside the seconds that are left.
    bool one = view->goals_closing && view->table.size == TEXT_LARGEST;
    view_goal_tools(list, view, one ? NULL : &CARD);
}

// --- The way so far.

static const char *const RUNGS[GOAL_RUNGS] = {"goal.way.1", "goal.way.2", "goal.way.3",
                                              "goal.way.4", "goal.way.5"};
enum {
    RUNG_TOP = 120,
    RUNG_PITCH = 92,
    RUNG_HIGH = 80,
};

// The middle of a rung's row, from the highest down.
static float rung_y(const struct draw_list *list, uint8_t rung)
{
    return view_at(list, 0, RUNG_TOP + RUNG_PITCH * (float)(GOAL_RUNGS - rung), 1, RUNG_HIGH).y +
           (float)RUNG_HIGH / 2;
}

// One column a week, the newest at the right, at the height of the rung's own row.
static void picture(struct draw_list *list, const struct terminal_view *view, struct rect card)
{
    const struct goal_turn *goal = view->goal;
    const float left = card.x + 40, right = card.x + card.w - 48;
    float pitch = (right - left) / (WEEKS_SHOWN - 1), before_x = 0, before_y = 0;
    for (uint8_t rung = 1; rung <= GOAL_RUNGS; rung++)
        draw_line(list, left - 8, rung_y(list, rung), right + 16, rung_y(list, rung), 2,
                  COLOR_LINE);
    bool before = false;
    for (int i = 0; i < WEEKS_SHOWN; i++) {
        uint32_t ago = (uint32_t)(WEEKS_SHOWN - 1 - i);
        uint8_t rung = goal->week >= ago ? goal_sheet_rung(&goal->sheet, goal->week - ago) : 0;
        if (rung < 1 || rung > GOAL_RUNGS)
            continue;
        float x = left + pitch * (float)i, y = rung_y(list, rung);
        if (before)
            draw_line(list, before_x, before_y, x, y, 5, COLOR_PLUM_M);
        before_x = x;
        before_y = y;
        before = true;
    }
    for (int i = 0; i < WEEKS_SHOWN; i++) {
        uint32_t ago = (uint32_t)(WEEKS_SHOWN - 1 - i);
        uint8_t rung = goal->week >= ago ? goal_sheet_rung(&goal->sheet, goal->week - ago) : 0;
        if (rung < 1 || rung > GOAL_RUNGS)
            continue;
        draw_disc(list, left + pitch * (float)i, rung_y(list, rung), ago == 0 ? 15 : 11,
                  ago == 0 ? COLOR_PLUM : COLOR_SURFACE, COLOR_PLUM, 5);
    }
}

static void picture_foot(struct draw_list *list, const struct terminal_view *view, struct rect card)
{
    char ago[VIEW_TEXT_BYTES];
    view_fill_number(view, "goal.way.ago", "n", WEEKS_SHOWN - 1, ago);
    struct text_style style = view_style(view, TYPE_NOTE, COLOR_INK2);
    float half = (card.w - 60) / 2;
    float y = rung_y(list, 1) + 16;
    style.line = fminf(style.line, 42);
    draw_text(list, rect_of(card.x + 24, y, half, style.line), &style, ago);
    style.align = ALIGN_RIGHT;
    draw_text(list, rect_of(card.x + 36 + half, y, half, style.line), &style,
              view_words(view, "goal.way.now"));
}

static void way_card(struct draw_list *list, const struct terminal_view *view)
{
    struct rect card = view_at(list, LEFT, TOP, WIDE, HIGH);
    char handle[VIEW_TEXT_BYTES];
    struct out out = out_into(handle, sizeof handle);
    view_handle(view, &view->goal->sheet.handle, &out);
    widget_card(list, card, 24);
    draw_area(list, "way", card);
    struct text_style title = view_style(view, TYPE_H3, COLOR_INK), name = title;
    title.middle = name.middle = name.secret = true;
    title.size = fminf(title.size, 34);
    float s = list->canvas.s;
    float wide = ceilf(fonts_width(list->fonts, s, &name, handle)) + 2;
    float room = WIDE - 34 - 34 - 52 - 14 - wide - 16;
    float least = view->table.size == TEXT_LARGEST ? 32 : 24;
    while (title.size > least &&
           fonts_width(list->fonts, s, &title, view_words(view, "goal.way.title")) > room)
        title.size -= 1;
    title.line = fmaxf(28, title.size * (view->table.language == LANGUAGE_LO ? 1.3F : 1.2F));
    draw_text(list, rect_of(card.x + 34, card.y + 8, room, 84), &title,
              view_words(view, "goal.way.title"));
    float x = card.x + WIDE - 34 - wide;
    widget_card_face(list, x - 66, card.y + 22, 52, view_shape(&view->goal->sheet.handle));
    draw_text(list, rect_of(x, card.y + 18, wide, 60), &name, handle);
    draw_area(list, "handle", rect_of(x - 66, card.y + 18, wide + 66, 60));
    picture(list, view, card);
    picture_foot(list, view, card);
    struct widget forget = small_button(view, PART_FORGET, "forget", "goal.forget", "x");
    forget.rect = view_at(list, 60, FOOT + 12, 400, 72);
    widget_second(list, &forget);
    memset(handle, 0, sizeof handle);
}

void view_way(struct draw_list *list, const struct terminal_view *view)
{
    const struct goal_turn *goal = view->goal;
    way_card(list, view);
    draw_area(list, "update", view_at(list, RIGHT, TOP, RIGHT_WIDE, HIGH));
    struct text_style ask = view_style(view, TYPE_H2, COLOR_INK);
    const char *words = view_words(view, "goal.way.ask");
    ask.middle = true;
    float share = ask.line / ask.size, least = view->table.size == TEXT_LARGEST ? 32 : 24;
    while (view_height(list, &ask, words, RIGHT_WIDE) > 94 && ask.size > least) {
        ask.size -= 1;
        ask.line = roundf(ask.size * share);
    }
    float high = view_height(list, &ask, words, RIGHT_WIDE);
    if (high > 100)
        ask.line = floorf(ask.line * 100 / high);
    draw_text(list, view_at(list, RIGHT, 12, RIGHT_WIDE, 100), &ask, words);
    uint8_t chosen = goal_sheet_rung(&goal->sheet, goal->week);
    for (uint8_t rung = GOAL_RUNGS; rung >= 1; rung--) {
        static const char *const ICONS[GOAL_RUNGS] = {"dot", "walk", "half", "steps", "flag"};
        char name[] = "rung-1";
        name[5] = (char)('0' + rung);
        struct widget row = {.key = PART_PICK + (uint32_t)rung,
                             .name = name,
                             .rect = view_at(list, RIGHT,
                                             RUNG_TOP + RUNG_PITCH * (float)(GOAL_RUNGS - rung),
                                             RIGHT_WIDE, RUNG_HIGH),
                             .text = view_words(view, RUNGS[rung - 1]),
                             .icon = ICONS[rung - 1],
                             .chosen = chosen == rung,
                             .size = view->table.size,
                             .tongue = view_tongue(view)};
        view_row(list, &row);
    }
    save_button(list, view);
    view_goal_tools(list, view, &view_goal_back);
}

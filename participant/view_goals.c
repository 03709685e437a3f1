// What the screens of a goal card share: people's words, handles, ticks, rows; the messages between
// them; and which screen belongs to which state. Words that a person wrote are drawn as secrets, from
// where they lie.
#include "participant/goal_lines.h"
#include "participant/view_parts.h"

#include "base/check.h"
#include "base/utf8.h"
#include "core/session.h"
#include <math.h>
#include <string.h>

enum {
    TICK = 48,
    TICK_SMALL = 44,
    TICK_GAP = 18,
    ROW_LEFT = 32,
    ROW_ICON = 36,
    ROW_TEXT = 94,
    WORDS_BYTES = 384, // of words in a sentence; a home practice may have more
};

// --- Words.

// What a sentence says with so many bytes of the words in it.
static void fill_cut(const struct terminal_view *view, const char *id, const char *name,
                     const char *words, size_t bytes, char text[VIEW_TEXT_BYTES])
{
    char kept[WORDS_BYTES + 4] = {0};
    check(bytes <= WORDS_BYTES);
    memcpy(kept, words, bytes);
    if (words[bytes] != '\0')
        memcpy(kept + bytes, "…", sizeof "…");
    if (id != NULL)
        view_fill(view, id, name, kept, text);
    else
        memcpy(text, kept, strlen(kept) + 1);
    memset(kept, 0, sizeof kept);
}

// Fewer bytes than there are, up to a letter's end and no more than a sentence has room for.
static size_t shortened(const char *words, size_t bytes)
{
    bytes = bytes - 1 < WORDS_BYTES ? bytes - 1 : WORDS_BYTES;
    while (bytes > 1 && ((unsigned char)words[bytes] & 0xc0) == 0x80)
        bytes--;
    return bytes;
}

static bool words_fit(struct draw_list *list, const struct text_style *style, struct rect rect,
                      const char *text)
{
    struct text_size_used used = fonts_measure(list->fonts, list->canvas.s, style, text, rect.w);
    return used.height <= rect.h + 1 && used.width <= rect.w;
}

// In the size of its type, or smaller ones down to the floor; then with fewer words.
void view_sentence(struct draw_list *list, const struct terminal_view *view, struct rect rect,
                   enum type type, enum color color, const char *id, const char *name,
                   const char *words)
{
    char text[VIEW_TEXT_BYTES];
    struct text_style style = view_style(view, type, color);
    size_t bytes = shortened(words, strlen(words) + 1);
    float floor_size = view->table.size == TEXT_LARGEST ? 32 : 22;
    float share = style.line / style.size;
    style.secret = true;
    style.middle = true;
    fill_cut(view, id, name, words, bytes, text);
    while (!words_fit(list, &style, rect, text) && style.size > floor_size) {
        style.size = fmaxf(floor_size, style.size - 2);
        style.line = roundf(style.size * share);
    }
    while (!words_fit(list, &style, rect, text) && bytes > 1) {
        bytes = shortened(words, bytes);
        fill_cut(view, id, name, words, bytes, text);
    }
    draw_text(list, rect, &style, text);
    memset(text, 0, sizeof text);
}

void view_own_words(struct draw_list *list, const struct terminal_view *view, struct rect rect,
                    enum type type, enum color color, const char *words)
{
    view_sentence(list, view, rect, type, color, NULL, NULL, words);
}

// --- A home practice, a handle.

const char *view_preset_words(const struct terminal_view *view, int place, uint8_t preset)
{
    check(place >= 0 && place < PRACTICE_PARTS);
    bool known = preset >= 1 && preset <= GOAL_PRESETS;
    return known ? view_words(view, practice_preset_id(place, preset)) : "";
}

const char *view_part_words(const struct terminal_view *view, const struct practice_part *part,
                            int place)
{
    return part->own[0] != '\0' ? part->own : view_preset_words(view, place, part->preset);
}

void view_practice_words(const struct terminal_view *view, const struct goal_practice *practice,
                         struct out *out)
{
    if (practice->kind == PRACTICE_NOTHING) {
        out_text(out, view_words(view, "practice.nothing"));
        return;
    }
    bool first = true;
    for (int i = 0; i < PRACTICE_PARTS; i++) {
        const char *words = view_part_words(view, &practice->parts[i], i);
        if (words[0] == '\0')
            continue;
        out_text(out, first ? "" : " · ");
        out_text(out, words);
        first = false;
    }
}

static const char *const SHAPES[SHAPE_LAST + 1] = {
    [SHAPE_WAVE] = "shape-wave", [SHAPE_KITE] = "shape-kite", [SHAPE_ARCH] = "shape-arch",
    [SHAPE_DROP] = "shape-drop", [SHAPE_HILL] = "shape-hill", [SHAPE_RING] = "shape-ring"};
static const char *const SHAPE_WORDS[SHAPE_LAST + 1] = {
    [SHAPE_WAVE] = "shape.wave", [SHAPE_KITE] = "shape.kite", [SHAPE_ARCH] = "shape.arch",
    [SHAPE_DROP] = "shape.drop", [SHAPE_HILL] = "shape.hill", [SHAPE_RING] = "shape.ring"};

const char *view_shape(const struct goal_handle *handle)
{
    check(handle->shape >= SHAPE_WAVE && handle->shape <= SHAPE_LAST);
    return SHAPES[handle->shape];
}

void view_handle(const struct terminal_view *view, const struct goal_handle *handle,
                 struct out *out)
{
    check(handle->shape >= SHAPE_WAVE && handle->shape <= SHAPE_LAST);
    out_text(out, view_words(view, SHAPE_WORDS[handle->shape]));
    out_text(out, " ");
    out_number(out, handle->number);
}

// --- A tick with its words, a row.

static struct text_style share_style(const struct terminal_view *view, enum type type)
{
    struct text_style style = view_style(view, type, COLOR_INK);
    // On a page of its own it is a little larger than notes.
    if (type == TYPE_PRIVACY && view->table.size == TEXT_LARGE)
        style.size = 25;
    if (view->table.size == TEXT_LARGEST)
        style.size = 32;
    style.middle = true;
    return style;
}

static float tick_gap(enum type type)
{
    return type == TYPE_NOTE ? 12 : TICK_GAP;
}

float view_share_width(struct draw_list *list, const struct terminal_view *view, enum type type,
                       const char *words)
{
    struct text_style style = share_style(view, type);
    float tick = type == TYPE_NOTE ? TICK_SMALL : TICK;
    return tick + tick_gap(type) + ceilf(fonts_width(list->fonts, list->canvas.s, &style, words)) +
           2;
}

void view_share(struct draw_list *list, const struct terminal_view *view, struct rect rect,
                enum type type, uint32_t key, const char *words, bool on)
{
    float tick = type == TYPE_NOTE ? TICK_SMALL : TICK;
    struct widget widget = {.key = key,
                            .name = "share",
                            .rect = {rect.x, rect.y + (rect.h - tick) / 2, tick, tick},
                            .chosen = on};
    widget_check(list, &widget);
    struct part *part = &list->parts[list->part_count - 1];
    part->rect = rect;
    part->touch = rect_of(rect.x, rect.y + rect.h / 2 - 40, rect.w, 80);
    struct text_style style = share_style(view, type);
    float left = rect.x + tick + tick_gap(type), wide = rect.x + rect.w - left;
    float high = view_height(list, &style, words, wide);
    if (high > rect.h)
        style.line = fmaxf(style.size * 1.1F, floorf(style.line * rect.h / high));
    draw_text(list, rect_of(left, rect.y, wide, rect.h), &style, words);
}

const struct bar_tool view_goal_back = {
    .key = PART_GOAL_BACK, .name = "tool-back", .words = "text.back", .icon = "arrow-left"};

void view_goal_tools(struct draw_list *list, const struct terminal_view *view,
                     const struct bar_tool *beside)
{
    struct bar_tool tools[2] = {{.key = PART_DONE,
                                 .name = "tool-done",
                                 .words = "bar.done",
                                 .brief = "bar.done.short",
                                 .icon = "door"}};
    if (beside != NULL)
        tools[1] = *beside;
    view_bar_tools(list, view, tools, beside != NULL ? 2 : 1);
}

void view_short_label(const struct terminal_view *view, unsigned of, struct out *out)
{
    char a[8], b[8];
    struct out first = out_into(a, sizeof a), last = out_into(b, sizeof b);
    out_number(&first, view->goal->short_term + 1);
    out_number(&last, of);
    const struct strings_value values[] = {{"a", a}, {"b", b}};
    strings_fill(out, view_words(view, "goal.short"), values, 2);
}

void view_row(struct draw_list *list, const struct widget *widget)
{
    check(widget->icon != NULL && widget->text != NULL);
    enum color color;
    struct rect rect = view_tile(list, widget, 20, &color);
    float left = widget->rect.x + (widget->size == TEXT_LARGE ? ROW_LEFT : 20);
    float words = widget->size == TEXT_LARGE ? ROW_TEXT : 72;
    draw_icon(list, widget->icon, left - 2, rect.y + (rect.h - ROW_ICON - 4) / 2, ROW_ICON + 4,
              color == COLOR_SURFACE ? COLOR_SURFACE : COLOR_PINE);
    struct text_style style = text_style_of(TYPE_H3, widget->size, widget->tongue, color);
    float floor_size = widget->size == TEXT_LARGEST ? 32 : 24, share = style.line / style.size;
    style.middle = true;
    // The badge of a chosen one stands at the right.
    struct rect room = {widget->rect.x + words, rect.y, widget->rect.w - words - 46, rect.h};
    while (!words_fit(list, &style, rect_inset(room, 2), widget->text) && style.size > floor_size) {
        style.size -= 1;
        style.line = floorf(style.size * share);
    }
    float high = view_height(list, &style, widget->text, room.w);
    if (high > room.h - 4) // two lines of large words stand closer
        style.line = fmaxf(style.size * (widget->tongue == TONGUE_LO ? 1.4F : 1.15F),
                           floorf(style.line * (room.h - 4) / high));
    draw_text(list, room, &style, widget->text);
}

// --- Between the screens.

// While something is on its way: what. Returns the place below its words.
static struct text_column wait_words(struct draw_list *list, const struct terminal_view *view,
                                     const char *icon, const char *id)
{
    const float disc = 148, art = 94;
    struct rect rect = view_at(list, 640 - disc / 2, 180, disc, disc);
    draw_disc(list, rect.x + disc / 2, rect.y + disc / 2, disc / 2, COLOR_PINE_T, COLOR_NONE, 0);
    draw_icon(list, icon, rect.x + (disc - art) / 2, rect.y + (disc - art) / 2, art, COLOR_PINE);
    struct text_column column = {80, 360, 1120, ALIGN_CENTER};
    column_text(list, view, &column, TYPE_H2, COLOR_INK, view_words(view, id));
    draw_area(list, "message", rect_of(0, 0, list->canvas.w, BAR_TOP));
    return column;
}

// It stays until it is safe: nothing to touch.
static void wait_for(struct draw_list *list, const struct terminal_view *view, const char *icon,
                     const char *id)
{
    view_banner(list, view);
    (void)wait_words(list, view, icon, id);
    view_bar_line(list, view, "lock", COLOR_PINE, COLOR_INK, view_words(view, "newcard.note.1"));
}

// A card is being opened: whoever has waited enough leaves as from the pictures, at the same place.
static void opening(struct draw_list *list, const struct terminal_view *view)
{
    struct text_column column = wait_words(list, view, "card", "card.opening");
    column.y += 12;
    column_text(list, view, &column, TYPE_PRIVACY, COLOR_INK2, view_words(view, "newcard.note.1"));
    const struct bar_tool back = {.key = PART_DONE,
                                  .name = "tool-back",
                                  .words = "bar.back",
                                  .brief = "text.back",
                                  .icon = "arrow-left"};
    view_bar_tools(list, view, &back, 1);
}

static void told(struct draw_list *list, const struct terminal_view *view)
{
    static const char *const TITLES[] = {[GOAL_TOLD_NOTHING] = "goal.closed.title",
                                         [GOAL_TOLD_CLOSED] = "goal.closed.title",
                                         [GOAL_TOLD_FORGOTTEN] = "goal.gone.title",
                                         [GOAL_TOLD_FULL] = "goal.full.title",
                                         [GOAL_TOLD_BROKEN] = "goal.broken.title"};
    static const char *const BODIES[] = {[GOAL_TOLD_NOTHING] = "goal.closed.body",
                                         [GOAL_TOLD_CLOSED] = "goal.closed.body",
                                         [GOAL_TOLD_FORGOTTEN] = "goal.gone.body",
                                         [GOAL_TOLD_FULL] = "goal.full.body",
                                         [GOAL_TOLD_BROKEN] = "goal.broken.body"};
    bool large = view->table.size == TEXT_LARGE;
    float size = large ? 196 : 140, top = large ? 112 : 60;
    struct rect all = {0, 0, list->canvas.w, list->canvas.h};
    draw_part(list, ROLE_BUTTON, PART_GO_ON, "go-on", all, 0);
    struct rect mark = view_at(list, 640 - size / 2, top, size, size);
    widget_mark(list, mark.x, mark.y, size);
    struct text_column column = {60, top + size + (large ? 44 : 24), 1160, ALIGN_CENTER};
    column_text(list, view, &column, TYPE_H0, COLOR_INK,
                view_words(view, TITLES[view->goal->told]));
    column.y += 12;
    struct text_style style = view_style(view, TYPE_H2, COLOR_INK2);
    style.bold = false;
    column_styled(list, &column, &style, view_words(view, BODIES[view->goal->told]));
}

void view_goals(struct draw_list *list, const struct terminal_view *view)
{
    check(view->goal != NULL);
    switch (view->goal->state) {
    case GOAL_AT_CARD:
    case GOAL_AT_REST:
        view_card(list, view);
        return;
    case GOAL_AT_OPENING:
        opening(list, view);
        return;
    case GOAL_AT_MAKING:
        wait_for(list, view, "card", "card.making");
        return;
    case GOAL_AT_NEW_CARD:
        view_new_card(list, view);
        return;
    case GOAL_AT_SHEET:
        view_sheet(list, view);
        return;
    case GOAL_AT_WRITING:
    case GOAL_AT_PART_WORDS:
        view_goal_words(list, view);
        return;
    case GOAL_AT_PRACTICE:
        view_practice(list, view);
        return;
    case GOAL_AT_WAY:
        view_way(list, view);
        return;
    case GOAL_AT_SAVING:
    case GOAL_AT_FORGETTING:
        wait_for(list, view, "lock", "goal.saving");
        return;
    case GOAL_AT_FORGET_ASK:
        view_forget_ask(list, view);
        return;
    case GOAL_AT_TOLD:
        told(list, view);
        return;
    case GOAL_AT_STILL_THERE:
        view_still_there(list, view);
        return;
    case GOAL_AT_CLEAR_ASK:
        view_clear_ask(list, view);
        return;
    case GOAL_AT_AWAY:
        break;
    }
    check(false && "somebody is in goals");
}

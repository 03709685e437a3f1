// t27: the lines of a sheet being written, four at a time on the keyboard of t09; and the own words of one
// part of a home practice. Where larger words leave no room for four, the one being written stands alone.
#include "participant/view_parts.h"

#include "base/check.h"
#include <math.h>
#include <string.h>

enum {
    PAGE_LEFT = 32,
    PAGE_WIDE = 1216,
    HEAD_LEFT = 36,
    HEAD_TOP = 10,
    HEAD_HIGH = 48,
    SAFETY_TOP = 64,
    FIELD_HIGH = 86,
    FIELD_LOW = 72,
    FIELD_WIDE = 600,
    FIELD_TEXT = 78,
    COUNT_ROOM = 130,
};
static const struct board BOARD = {356, 74, 74, 11};

struct writing {
    bool part;         // of a home practice
    const char *label; // of the line being written
    const char *text;
    bool share;
    bool can_share;
    enum goal_slot slot;
};

static const char *const PART_ASKS[PRACTICE_PARTS] = {"practice.ask.what", "practice.ask.when",
                                                      "practice.ask.where", "practice.ask.who"};

// "Short-term goal 1 of 3", or the plain name of the field.
static const char *field_label(const struct terminal_view *view, enum goal_field field,
                               char buffer[VIEW_TEXT_BYTES])
{
    static const char *const IDS[GOAL_FIELDS] = {"goal.long", "goal.why", "goal.short",
                                                 "goal.next"};
    if (field != GOAL_FIELD_SHORT)
        return view_words(view, IDS[field]);
    struct out out = out_into(buffer, VIEW_TEXT_BYTES);
    view_short_label(view, GOAL_SHORTS_MAX, &out);
    return buffer;
}

static enum goal_slot slot_of(const struct goal_turn *goal)
{
    switch (goal->field) {
    case GOAL_FIELD_LONG:
        return GOAL_SLOT_LONG;
    case GOAL_FIELD_WHY:
        return GOAL_SLOT_WHY;
    case GOAL_FIELD_SHORT:
        return GOAL_SLOT_SHORT;
    case GOAL_FIELD_STEP:
    case GOAL_FIELDS:
        break;
    }
    return (enum goal_slot)(GOAL_SLOT_STEP + goal_turn_written_step(goal));
}

static struct writing what(const struct terminal_view *view, char buffer[VIEW_TEXT_BYTES])
{
    const struct goal_turn *goal = view->goal;
    struct writing writing = {.part = goal->state == GOAL_AT_PART_WORDS};
    if (writing.part) {
        writing.label = view_words(view, PART_ASKS[goal->part]);
        writing.text = goal->practice.parts[goal->part].own;
        writing.share = goal->practice.share;
        writing.can_share = true;
        writing.slot = GOAL_SLOT_PRACTICE;
        return writing;
    }
    writing.label = field_label(view, goal->field, buffer);
    writing.text = goal_turn_words(goal, goal->field);
    writing.slot = slot_of(goal);
    writing.can_share = goal_turn_slot(goal, writing.slot, &writing.share);
    return writing;
}

static void count_of(const struct terminal_view *view, const char *text,
                     char count[VIEW_TEXT_BYTES])
{
    unsigned points = 0;
    for (size_t i = 0; text[i] != '\0'; i++)
        points += ((unsigned char)text[i] & 0xc0) != 0x80;
    view_fill_number(view, "text.count", "n", points, count);
}

// --- The four fields.

// The end of a long text, where the caret is.
static void draw_tail(struct draw_list *list, const struct terminal_view *view, struct rect rect,
                      const char *text)
{
    struct text_style style = view_style(view, TYPE_H3, COLOR_INK);
    char shown[OWN_WORDS_BYTES + 4];
    size_t from = 0, bytes = strlen(text);
    float s = list->canvas.s, wide;
    style.size = 27;
    style.line = rect.h;
    style.secret = true;
    for (;;) {
        size_t used = from > 0 ? sizeof "…" - 1 : 0;
        memcpy(shown, "…", sizeof "…");
        memcpy(shown + used, text + from, bytes - from + 1);
        wide = shown[0] != '\0' ? fonts_width(list->fonts, s, &style, shown) : 0;
        if (wide <= rect.w - 10 || from >= bytes)
            break;
        do
            from++;
        while (from < bytes && ((unsigned char)text[from] & 0xc0) == 0x80);
    }
    if (bytes > 0 && text[bytes - 1] == ' ')
        wide += 8;
    if (shown[0] != '\0')
        draw_text(list, rect, &style, shown);
    draw_rect(list, rect_of(rect.x + wide + 3, rect.y + (rect.h - 36) / 2, 4, 36), 2, COLOR_PINE);
    memset(shown, 0, sizeof shown);
}

static void field(struct draw_list *list, const struct terminal_view *view, enum goal_field at,
                  struct rect rect)
{
    static const char *const ICONS[GOAL_FIELDS] = {"flag", "heart", "steps", "arrow-right"};
    const struct goal_turn *goal = view->goal;
    char buffer[VIEW_TEXT_BYTES], count[VIEW_TEXT_BYTES], name[] = "field-1";
    bool on = goal->field == at, pressed = draw_is_pressed(list, PART_GOAL_FIELD + (uint32_t)at);
    const char *text = goal_turn_words(goal, at), *label = field_label(view, at, buffer);
    name[6] = (char)('1' + at);
    draw_part(list, ROLE_FIELD, PART_GOAL_FIELD + (uint32_t)at, name, rect, 20);
    draw_box(list, rect, 20, pressed ? COLOR_PINE_T : COLOR_SURFACE, on ? COLOR_PINE : COLOR_EDGE,
             on ? 4 : 2);
    draw_icon(list, ICONS[at], rect.x + 26, rect.y + (rect.h - 34) / 2, 34, COLOR_PLUM);
    struct text_style note = view_style(view, TYPE_NOTE, COLOR_INK2);
    struct rect room = {rect.x + FIELD_TEXT, rect.y + 38, rect.w - FIELD_TEXT - 20, 40};
    note.line = 30;
    draw_text(list, rect_of(room.x, rect.y + 11, room.w - (on ? COUNT_ROOM : 0), 30), &note, label);
    if (!on && text[0] != '\0') {
        view_own_words(list, view, room, TYPE_H3, COLOR_INK, text);
    } else if (!on) {
        struct text_style style = view_style(view, TYPE_BODY, COLOR_INK2);
        style.line = 40;
        draw_text(list, room, &style, view_words(view, "goal.write"));
    } else {
        count_of(view, text, count);
        struct text_style number = note;
        number.align = ALIGN_RIGHT;
        number.secret = true;
        float wide = ceilf(fonts_width(list->fonts, list->canvas.s, &number, count)) + 2;
        struct text_style words = view_style(view, TYPE_H3, COLOR_INK);
        words.size = 27;
        bool beside = text[0] == '\0' ||
                      fonts_width(list->fonts, list->canvas.s, &words, text) < room.w - wide - 24;
        float y = beside ? rect.y + (rect.h - 30) / 2 : rect.y + 8;
        draw_text(list, rect_of(rect.x + rect.w - 24 - wide, y, wide, 30), &number, count);
        draw_tail(list, view, room, text);
    }
}

static bool labels_fit(struct draw_list *list, const struct terminal_view *view)
{
    struct text_style note = view_style(view, TYPE_NOTE, COLOR_INK2);
    char buffer[VIEW_TEXT_BYTES];
    for (int i = 0; i < GOAL_FIELDS; i++) {
        const char *label = field_label(view, (enum goal_field)i, buffer);
        if (fonts_width(list->fonts, list->canvas.s, &note, label) >
            FIELD_WIDE - FIELD_TEXT - 20 - COUNT_ROOM)
            return false;
    }
    return view->table.size == TEXT_LARGE && view->table.language != LANGUAGE_LO;
}

static void fields(struct draw_list *list, const struct terminal_view *view, float top)
{
    draw_area(list, "fields", view_at(list, PAGE_LEFT, top, PAGE_WIDE, 2 * FIELD_HIGH + 11));
    for (int i = 0; i < GOAL_FIELDS; i++)
        field(list, view, (enum goal_field)i,
              view_at(list, PAGE_LEFT + (float)(i % 2) * (FIELD_WIDE + 16),
                      top + (float)(i / 2) * (FIELD_HIGH + 11), FIELD_WIDE, FIELD_HIGH));
}

static void one_field(struct draw_list *list, const struct terminal_view *view,
                      const struct writing *writing, float top, float high)
{
    char count[VIEW_TEXT_BYTES];
    count_of(view, writing->text, count);
    widget_field(list,
                 &(struct widget){.key = PART_GOAL_FIELD + (uint32_t)view->goal->field,
                                  .name = "field",
                                  .rect = view_at(list, PAGE_LEFT, top, PAGE_WIDE, high),
                                  .text = writing->text,
                                  .secret = true,
                                  .size = view->table.size,
                                  .tongue = view_tongue(view)},
                 (int)strlen(writing->text), count);
}

// --- The head.

static void head(struct draw_list *list, const struct terminal_view *view,
                 const struct writing *writing, const char *title)
{
    struct text_style style = view_style(view, TYPE_H2, COLOR_INK);
    const char *shares[] = {view_words(view, "goal.shareline"), view_words(view, "goal.share")};
    float s = list->canvas.s, high = HEAD_HIGH;
    style.middle = true;
    style.size = fminf(style.size, 36);
    style.line = fminf(style.line, 48);
    float title_wide = ceilf(fonts_width(list->fonts, s, &style, title)) + 2;
    const char *words = shares[0];
    float share_wide = view_share_width(list, view, TYPE_NOTE, words);
    for (int i = 0; i < 2 && HEAD_LEFT + title_wide + 24 + share_wide > 1244; i++) {
        words = shares[i];
        share_wide = view_share_width(list, view, TYPE_NOTE, words);
    }
    float room = 1244 - HEAD_LEFT - 24 - share_wide;
    if (title_wide > room && view->table.size != TEXT_LARGEST) {
        style.size = fmaxf(24, style.size * room / title_wide);
        title_wide = ceilf(fonts_width(list->fonts, s, &style, title)) + 2;
    }
    // Without room for both the tick goes before the title: what is written stands in the field.
    if (title_wide <= room)
        draw_text(list, view_at(list, HEAD_LEFT, HEAD_TOP, title_wide, high), &style, title);
    struct rect rect = view_at(list, 1244 - share_wide, HEAD_TOP + 1, share_wide, 44);
    view_share(list, view, rect, TYPE_NOTE, PART_SHARE + (uint32_t)writing->slot, words,
               writing->share);
    list->parts[list->part_count - 1].off = !writing->can_share;
}

static float safety(struct draw_list *list, const struct terminal_view *view)
{
    char second[VIEW_TEXT_BYTES];
    view_fill(view, "safety.2", "help", view_words(view, "safety.help"), second);
    struct widget widget = {.name = "safety",
                            .rect = {PAGE_LEFT, 0, PAGE_WIDE, 0},
                            .text = view_words(view, "safety.1"),
                            .size = view->table.size,
                            .tongue = view_tongue(view)};
    float high = widget_safety_height(list, &widget, second);
    high = high <= 84 && view->table.language != LANGUAGE_LO ? 80 : high;
    widget.rect = view_at(list, PAGE_LEFT, SAFETY_TOP, PAGE_WIDE, high);
    widget_safety(list, &widget, second);
    return SAFETY_TOP + high;
}

// --- The two wide keys.

static void wide_keys(struct draw_list *list, const struct terminal_view *view,
                      const struct writing *writing, struct rect rect)
{
    static const char *const NEXTS[PRACTICE_PARTS] = {"practice.next.when", "practice.next.where",
                                                      "practice.next.who", "goal.save"};
    bool largest = view->table.size == TEXT_LARGEST;
    struct widget widget = {.key = writing->part ? PART_GOAL_BACK : PART_NEXT,
                            .name = writing->part ? "back" : "next-line",
                            .rect = rect,
                            .text =
                                view_words(view, writing->part ? "practice.back" : "goal.nextline"),
                            .word_size = largest ? 32 : 26,
                            .size = view->table.size,
                            .tongue = view_tongue(view)};
    widget_second(list, &widget);
    widget.key = writing->part ? PART_NEXT : PART_SAVE;
    widget.name = writing->part ? "next" : "save";
    widget.rect.x += BOARD_WIDE + BOARD_GAP;
    widget.text = view_words(view, writing->part ? NEXTS[view->goal->part] : "goal.save");
    bool check_it = !writing->part || view->goal->part + 1 == PRACTICE_PARTS;
    widget.icon = check_it ? "check" : "arrow-right";
    widget.icon_last = !check_it;
    widget_main(list, &widget);
}

void view_goal_words(struct draw_list *list, const struct terminal_view *view)
{
    char buffer[VIEW_TEXT_BYTES];
    struct writing writing = what(view, buffer);
    float top = safety(list, view) + 12;
    bool four =
        !writing.part && top + 2 * FIELD_HIGH + 11 <= BOARD.top - 6 && labels_fit(list, view);
    head(list, view, &writing, four ? view_words(view, "goal.change") : writing.label);
    if (four)
        fields(list, view, top);
    else
        one_field(list, view, &writing, top - 4, fminf(FIELD_HIGH, BOARD.top - 8 - (top - 4)));
    wide_keys(list, view, &writing, view_board(list, view, &view->goal->keyboard, &BOARD));
    view_goal_tools(list, view, writing.part ? NULL : &view_goal_back);
}

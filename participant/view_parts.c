#include "participant/view_parts.h"

#include "base/check.h"
#include "base/out.h"
#include "core/session.h"
#include <math.h>
#include <string.h>

enum {
    TOOL_GAP = 16,
    SWITCH_WIDTH = 222,
    TOOL_TOP = 15, // below the bar's edge
    TOOL_HIGH = 68,
    BANNER_DOT = 16,
    BANNER_DOTS = 3,
    RING_STEP_MS = 100,
    LAST_SECONDS = 5,
};

void view_relabel(struct draw_list *list, struct rect rect, float size, float line)
{
    check(list->item_count > 0);
    struct draw_item *item = &list->items[list->item_count - 1];
    check(item->kind == DRAW_TEXT);
    item->rect = rect_of(rect.x + 8, item->rect.y, rect.w - 16, item->rect.h);
    item->style.size = size;
    item->style.line = line;
    item->style.align = ALIGN_CENTER;
    draw_touch_up(list, item);
}

struct rect view_tile(struct draw_list *list, const struct widget *widget, float radius,
                      enum color *out_color)
{
    struct widget bare = *widget;
    bare.text = NULL;
    widget_tile(list, &bare, radius);
    // Not one of the answers that the design counts.
    list->parts[list->part_count - 1].role = ROLE_BUTTON;
    bool pressed = draw_is_pressed(list, widget->key);
    *out_color = widget->chosen && !pressed ? COLOR_SURFACE : COLOR_INK;
    struct rect rect = widget->rect;
    return rect_of(rect.x + 8, rect.y + (pressed ? LIP : 0), rect.w - 16, rect.h);
}

// --- The ring.

unsigned view_seconds_left(const struct terminal_view *view, uint64_t since_ms, uint64_t span_ms)
{
    uint64_t end_ms = since_ms + span_ms;
    if (view->now_ms >= end_ms)
        return 0;
    return (unsigned)((end_ms - view->now_ms + 999) / 1000);
}

void view_ring(struct draw_list *list, const struct terminal_view *view, struct rect rect,
               float stroke, uint64_t since_ms, uint64_t span_ms, float number_size, bool warning)
{
    check(span_ms > 0);
    uint64_t passed = view->now_ms > since_ms ? view->now_ms - since_ms : 0;
    if (passed > span_ms)
        passed = span_ms;
    uint64_t step = view->steady ? 1000 : RING_STEP_MS;
    unsigned seconds = view_seconds_left(view, since_ms, span_ms);
    // What is left, in whole steps: two paints within one step are the same picture.
    float left = (float)((span_ms - passed + step - 1) / step * step) / (float)span_ms;
    char number[16];
    struct out out = out_into(number, sizeof number);
    out_number(&out, seconds);
    widget_ring(list, rect, stroke, fminf(left, 1), warning && seconds <= LAST_SECONDS, number,
                number_size);
    if (passed < span_ms) {
        uint64_t wait = step - passed % step;
        uint64_t speed = view->speed > 0 ? view->speed : 1;
        draw_wake(list, (int)((wait + speed - 1) / speed));
    }
}

// --- The tool bar and what may stand in it.

static struct rect bar_spot(const struct draw_list *list, float x, float w)
{
    return rect_of(x, list->canvas.h - BAR_HEIGHT + TOOL_TOP, w, TOOL_HIGH);
}

// Three dots, one more dark each second.
static void dots(struct draw_list *list, const struct terminal_view *view, float right, float y)
{
    uint64_t step = view->silent_ms / 1000 % BANNER_DOTS;
    for (unsigned i = 0; i < BANNER_DOTS; i++) {
        float x = right - 68 + (float)i * (BANNER_DOT + 10);
        draw_disc(list, x + 8, y, 8, i <= step ? COLOR_AMBER_I : COLOR_AMBER_T,
                  i <= step ? COLOR_NONE : COLOR_AMBER, i <= step ? 0 : 2);
    }
    draw_wake(list, (int)(1000 - view->silent_ms % 1000));
}

// Between the tools: there it covers nothing, and nothing moves under the hand of whoever answers.
static void bar_banner(struct draw_list *list, const struct terminal_view *view, float left,
                       float right)
{
    struct rect rect = bar_spot(list, left, right - left);
    struct text_style style = view_style(view, TYPE_TOOL, COLOR_INK);
    const char *text = view_words(view, "net.title");
    const float icon = 30, pad = 16;
    float words = rect.w - pad - icon - 12 - pad;
    bool room = fonts_width(list->fonts, list->canvas.s, &style, text) < words - 84;
    style.middle = true;
    style.line = fminf(style.line, rect.h / 2 - 1);
    draw_box(list, rect, 16, COLOR_AMBER_T, COLOR_AMBER, 2);
    draw_icon(list, "link-off", rect.x + pad, rect.y + (rect.h - icon) / 2, icon, COLOR_AMBER_I);
    // Between many tools the sign has to do.
    bool fits = view_height(list, &style, text, words) <= rect.h;
    if (room || fits)
        draw_text(list,
                  rect_of(rect.x + pad + icon + 12, rect.y, room ? words - 84 : words, rect.h),
                  &style, text);
    if (room || !fits)
        dots(list, view, rect.x + rect.w - pad, rect.y + rect.h / 2);
    else
        draw_wake(list, 1000);
    draw_area(list, "banner", rect);
}

// What a tool says: the short words where the long ones have no room.
static struct widget tool_of(const struct terminal_view *view, const struct bar_tool *tool,
                             bool brief)
{
    return (struct widget){
        .key = tool->key,
        .name = tool->name,
        .text = view_words(view, brief && tool->brief != NULL ? tool->brief : tool->words),
        .icon = tool->icon,
        .chosen = tool->on,
        .size = view->table.size,
        .tongue = view_tongue(view)};
}

static float tools_width(struct draw_list *list, const struct terminal_view *view,
                         const struct bar_tool *tools, int count, bool brief)
{
    float width = 0;
    for (int i = 0; i < count; i++) {
        struct widget widget = tool_of(view, &tools[i], brief);
        width += TOOL_GAP + widget_tool_width(list, &widget);
    }
    return width;
}

// Goals are closing: between the tools, in words if there is room, else only how long is left.
static void bar_closing(struct draw_list *list, const struct terminal_view *view, float left,
                        float right)
{
    struct rect rect = bar_spot(list, left, right - left);
    const float icon = 30, pad = 16;
    char text[VIEW_TEXT_BYTES], number[16];
    unsigned seconds = view_seconds_left(view, view->goals_closing_ms, GOALS_CLOSING_MS);
    view_fill_number(view, "goals.closing", "n", seconds, text);
    struct out out = out_into(number, sizeof number);
    out_number(&out, seconds);
    struct text_style style = view_style(view, TYPE_TOOL, COLOR_INK);
    style.middle = true;
    style.line = fminf(style.line, rect.h / 2 - 1);
    float words = rect.w - pad - icon - 12 - pad;
    bool fits = view_height(list, &style, text, words) <= rect.h;
    draw_box(list, rect, 16, COLOR_AMBER_T, COLOR_AMBER, 2);
    draw_icon(list, "clock", rect.x + pad, rect.y + (rect.h - icon) / 2, icon, COLOR_AMBER_I);
    draw_text(list, rect_of(rect.x + pad + icon + 12, rect.y, words, rect.h), &style,
              fits ? text : number);
    draw_area(list, "closing", rect);
    uint64_t speed = view->speed > 0 ? view->speed : 1;
    draw_wake(list, (int)((1000 + speed - 1) / speed));
}

static float bar_left(struct draw_list *list, const struct terminal_view *view)
{
    const struct table *table = &view->table;
    char names[VIEW_TEXT_BYTES];
    struct out out = out_into(names, sizeof names);
    out_text(&out, language_own_name(table->language));
    if (view_is_two(view)) {
        out_text(&out, " + ");
        out_text(&out, language_own_name(table->language2));
    }
    struct widget tool = {.key = PART_TOOL_LANGUAGE,
                          .name = "tool-language",
                          .rect = {BAR_MARGIN, 0, 0, 0},
                          .text = names,
                          .icon = "globe",
                          .chosen = view_is_two(view),
                          .size = table->size,
                          .tongue = view_tongue(view)};
    float x = widget_tool(list, &tool) + TOOL_GAP;
    widget_size_switch(list, &(struct widget){.key = PART_TOOL_SIZE,
                                              .name = "tool-text-size",
                                              .rect = {x, 0, SWITCH_WIDTH, 0},
                                              .size = table->size});
    return x + SWITCH_WIDTH + TOOL_GAP;
}

void view_bar_tools(struct draw_list *list, const struct terminal_view *view,
                    const struct bar_tool *tools, int count)
{
    widget_bar(list);
    float x = bar_left(list, view), right = list->canvas.w - BAR_MARGIN;
    bool brief = tools_width(list, view, tools, count, false) > right - x;
    float lefts[BAR_TOOLS_MAX];
    check(count <= BAR_TOOLS_MAX);
    for (int i = 0; i < count; i++) {
        struct widget widget = tool_of(view, &tools[i], brief);
        lefts[i] = right - widget_tool_width(list, &widget);
        right = lefts[i] - TOOL_GAP;
    }
    // The focus goes from left to right; the last of the tools stands first.
    for (int i = count - 1; i >= 0; i--) {
        struct widget widget = tool_of(view, &tools[i], brief);
        widget.rect.x = lefts[i];
        widget_tool(list, &widget);
    }
    bool top = view->turn->state == TURN_SLIDE && !view->settings && !view_is_two(view) &&
               !view_in_goals(view);
    if (view_is_silent(view) && !top)
        bar_banner(list, view, x, right);
    else if (view_in_goals(view) && view->goals_closing)
        bar_closing(list, view, x, right);
}

bool view_goals_offered(const struct terminal_view *view)
{
    return view->goal != NULL && view->goal->room.open && !view->goal->room.paused &&
           !view_in_goals(view) && !view->settings &&
           (view->turn->state == TURN_SLIDE || view->turn->state == TURN_PROMISE ||
            view->turn->state == TURN_CLEARED);
}

void view_bar(struct draw_list *list, const struct terminal_view *view, bool done)
{
    struct bar_tool tools[BAR_TOOLS_MAX];
    int count = 0;
    bool largest = view->table.size == TEXT_LARGEST;
    if (done)
        tools[count++] = (struct bar_tool){.key = PART_DONE,
                                           .name = "tool-done",
                                           .words = largest ? "bar.done.short" : "bar.done",
                                           .icon = "door"};
    // From the keyboard one can go back to the phrases; what was written stays.
    if (done && view->turn->state == TURN_WRITING)
        tools[count++] = (struct bar_tool){
            .key = PART_BACK, .name = "tool-back", .words = "text.back", .icon = "arrow-left"};
    if (view_goals_offered(view))
        tools[count++] = (struct bar_tool){
            .key = PART_GOALS, .name = "tool-goals", .words = "bar.goals", .icon = "flag"};
    view_bar_tools(list, view, tools, count);
}

void view_bar_line(struct draw_list *list, const struct terminal_view *view, const char *icon,
                   enum color icon_color, enum color color, const char *text)
{
    widget_bar(list);
    const float size = 34;
    float top = list->canvas.h - BAR_HEIGHT;
    struct text_style style = view_style(view, TYPE_PRIVACY, color);
    style.middle = true;
    draw_icon(list, icon, BAR_MARGIN, top + (BAR_HEIGHT + 2 - size) / 2, size, icon_color);
    float left = BAR_MARGIN + size + 12;
    struct rect rect = {left, top + 4, list->canvas.w - BAR_MARGIN - left, BAR_HEIGHT - 6};
    float height = view_height(list, &style, text, rect.w);
    if (height > rect.h)
        style.line = floorf(rect.h * style.line / height);
    draw_text(list, rect, &style, text);
}

void view_banner(struct draw_list *list, const struct terminal_view *view)
{
    if (!view_is_silent(view))
        return;
    struct rect rect = {32, 16, list->canvas.w - 64, 76};
    struct text_style style = view_style(view, TYPE_BODY, COLOR_INK);
    char text[VIEW_TEXT_BYTES];
    struct out out = out_into(text, sizeof text);
    const char *title = view_words(view, "net.title");
    out_text(&out, title);
    out_text(&out, "  ");
    out_text(&out, view_words(view, "net.body"));
    style.bold_bytes = (int)strlen(title);
    style.middle = true;
    const float icon = 40, left = rect.x + 30 + icon + 20;
    float width = rect.x + rect.w - 30 - 84 - left;
    // The larger sizes keep the first sentence: what it says is enough, and the type stays large.
    if (view_height(list, &style, text, width) > 2 * style.line ||
        view_height(list, &style, text, width) > rect.h - 4) {
        out = out_into(text, sizeof text);
        out_text(&out, title);
        style.bold = true;
        style.bold_bytes = 0;
    }
    draw_box(list, rect, 20, COLOR_AMBER_T, COLOR_AMBER, 2);
    draw_icon(list, "link-off", rect.x + 30, rect.y + (rect.h - icon) / 2, icon, COLOR_AMBER_I);
    draw_text(list, rect_of(left, rect.y, width, rect.h), &style, text);
    dots(list, view, rect.x + rect.w - 30, rect.y + rect.h / 2);
    draw_area(list, "banner", rect);
}

// A supervision that was held about a meeting: when, how long, how and with whom. What it leaves stands in the
// report and in supervision.csv, as fidelity reviews ask for.
#include "base/check.h"
#include "base/out.h"
#include "supervisor/comments.h"
#include "supervisor/view_parts.h"
#include "ui/widget.h"
#include <math.h>
#include <stdio.h>

enum {
    WIDTH = 560,
    ROW = 74,
};

static float label(struct draw_list *list, const struct view_frame *frame, float x, float y,
                   const char *id)
{
    view_line(list, frame, rect_of(x, y, WIDTH, 26), 16, true, COLOR_INK2, ALIGN_LEFT,
              view_word(frame, id));
    return y + 28;
}

static void stepper(struct draw_list *list, const struct view_frame *frame, enum view_part part,
                    const char *name, struct rect rect, const char *value, bool may_less,
                    bool may_more)
{
    struct widget widget = {
        .key = (uint32_t)part, .name = name, .rect = rect, .tongue = view_tongue(frame)};
    staff_stepper(list, &widget, 44, value, may_less, may_more);
}

static void methods(struct draw_list *list, const struct view_frame *frame,
                    const struct supervision *held, float x, float y)
{
    float each = (WIDTH - 24) / 3.0F;
    for (int i = SUPERVISION_IN_PERSON; i <= SUPERVISION_METHOD_LAST; i++) {
        const char *name = supervision_method_name((enum supervision_method)i);
        struct widget widget = {.key = PART_HELD_METHOD + (uint32_t)(i - SUPERVISION_IN_PERSON),
                                .name = name,
                                .rect = {x, y, each, 44},
                                .text = view_word_of(frame, "supervision.", name),
                                .tongue = view_tongue(frame)};
        staff_button(list, &widget, (int)held->method == i ? STAFF_TINT : STAFF_PLAIN, NULL);
        x += each + 12;
    }
}

static void people(struct draw_list *list, const struct view_frame *frame,
                   const struct supervision_view *view, struct rect rect)
{
    char text[VIEW_TEXT_BYTES];
    draw_box(list, rect, 12, COLOR_SURFACE, view->typing ? COLOR_PINE : COLOR_EDGE,
             view->typing ? 3 : 1);
    draw_part(list, ROLE_FIELD, PART_HELD_PEOPLE, "held-people", rect, 12);
    float width = view_line(
        list, frame, rect_of(rect.x + 14, rect.y, rect.w - 28, rect.h), 18, false, COLOR_INK,
        ALIGN_LEFT, view_fit(list, frame, TYPE_S_BODY, rect.w - 32, view->held->people, text));
    if (view->typing)
        draw_rect(list, rect_of(rect.x + 16 + width, rect.y + 13, 2, rect.h - 26), 0, COLOR_PINE);
}

static void form(struct draw_list *list, const struct view_frame *frame,
                 const struct supervision_view *view, struct rect panel)
{
    char text[VIEW_TEXT_BYTES], number[24];
    const struct supervision *held = view->held;
    staff_panel(list, panel);
    float x = panel.x + 24, y = panel.y + 20;
    view_line(list, frame, rect_of(x, y, WIDTH, 30), 21, true, COLOR_INK, ALIGN_LEFT,
              view_word(frame, "report.supervision"));
    y = label(list, frame, x, y + 46, "held.day");
    stepper(list, frame, PART_HELD_DAY, "held-day", rect_of(x, y, WIDTH, 44),
            view_date(frame, held->day, true, text), held->day > 1, held->day < view->today);
    y = label(list, frame, x, y + ROW - 16, "held.minutes");
    const struct strings_value minutes = {"n", view_number(held->minutes, number)};
    stepper(list, frame, PART_HELD_MINUTES, "held-minutes", rect_of(x, y, WIDTH, 44),
            view_fill(frame, "start.minutes", &minutes, 1, text), held->minutes > 5,
            held->minutes < 240);
    y = label(list, frame, x, y + ROW - 16, "held.method");
    methods(list, frame, held, x, y);
    y = label(list, frame, x, y + ROW - 16, "held.people");
    people(list, frame, view, rect_of(x, y, WIDTH, 52));
    struct widget keep = {.key = PART_HELD_KEEP,
                          .name = "held-keep",
                          .rect = {x, y + 76, WIDTH, 56},
                          .icon = "check",
                          .text = view_word(frame, "held.keep"),
                          .not_ready = held->people[0] == '\0',
                          .tongue = view_tongue(frame)};
    staff_button(list, &keep, STAFF_MAIN, NULL);
}

// Those that stand there already, newest first, and why one could not be kept.
static void list_of(struct draw_list *list, const struct view_frame *frame,
                    const struct supervision_view *view, struct rect panel)
{
    staff_panel(list, panel);
    float x = panel.x + 24, y = panel.y + 20, width = panel.w - 48;
    view_line(list, frame, rect_of(x, y, width, 30), 21, true, COLOR_INK, ALIGN_LEFT,
              view_word(frame, "held.kept"));
    y += 44;
    if (view->trouble[0] != '\0')
        y += 12 + view_lines(list, frame, rect_of(x, y, width, 72), 17, 24, COLOR_CLAY_I, 0,
                             view->trouble);
    if (view->kept_count == 0)
        view_lines(list, frame, rect_of(x, y, width, 60), 17, 25, COLOR_INK2, 0,
                   view_word(frame, "held.none"));
    for (uint8_t i = view->kept_count; i > 0 && y + 58 < panel.y + panel.h; i--, y += 62) {
        const struct supervision *kept = &view->kept[i - 1];
        char line[VIEW_TEXT_BYTES], date[VIEW_TEXT_BYTES], minutes[VIEW_TEXT_BYTES], number[24];
        const struct strings_value value = {"n", view_number(kept->minutes, number)};
        struct out out = out_into(line, sizeof line);
        out_text(&out, view_date(frame, kept->day, true, date));
        out_text(&out, " \xC2\xB7 ");
        out_text(&out, view_fill(frame, "start.minutes", &value, 1, minutes));
        out_text(&out, " \xC2\xB7 ");
        out_text(&out, view_word_of(frame, "supervision.", supervision_method_name(kept->method)));
        draw_rect(list, rect_of(x, y, width, 1), 0, COLOR_LINE);
        view_line(list, frame, rect_of(x, y + 6, width, 26), 17, true, COLOR_INK, ALIGN_LEFT, line);
        view_line(list, frame, rect_of(x, y + 31, width, 24), 16, false, COLOR_INK2, ALIGN_LEFT,
                  kept->people);
    }
}

void view_supervision(struct draw_list *list, const struct view_frame *frame,
                      const struct supervision_view *view)
{
    check(view->held != NULL && view->evidence != NULL);
    view_begin(list, frame, SCREEN_SUPERVISION);
    static const struct view_top_button buttons[] = {
        {PART_OVERVIEW, STAFF_PLAIN, "overview", "arrow-left", "review.overview"}};
    view_review_top(list, frame, view->evidence, buttons, 1);
    struct page page = view_page(&list->canvas);
    float high = page.h - 84 - 16;
    form(list, frame, view, rect_of(page.x + 20, 84, WIDTH + 48, high));
    list_of(list, frame, view,
            rect_of(page.x + 20 + WIDTH + 64, 84, page.w - 40 - WIDTH - 64, high));
    draw_end(list);
}

// The list of records (design s01): what was held when, against its plan, and whether its record is
// whole. Rows fill in while records are opened.
#include "base/check.h"
#include "base/date.h"
#include "base/out.h"
#include "supervisor/view_parts.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    ROW_HEIGHT = 66,
    TABLE_TOP = 250,
    BAR_MINUTES = 75, // of the time bar's whole length
    LATE_MINUTES = 3
};

int view_sessions_rows(const struct canvas *canvas)
{
    // The design's seven leave 40 px of ground under the table.
    return SESSION_ROWS + (int)((view_page(canvas).h - CANVAS_HEIGHT) / ROW_HEIGHT);
}

// Where the columns begin, and how wide they are. What a wide window has more goes mostly to the
// names.
enum column {
    COLUMN_DATE,
    COLUMN_GROUP,
    COLUMN_TOPIC,
    COLUMN_LEADER,
    COLUMN_TIME,
    COLUMN_HERE,
    COLUMN_RECORD,
    COLUMN_ARROW,
    COLUMNS
};
struct columns {
    float x[COLUMNS], w[COLUMNS];
};

static struct columns columns_of(const struct draw_list *list)
{
    static const float widths[COLUMNS] = {88, 338, 220, 112, 196, 60, 140, 36};
    static const float shares[COLUMNS] = {0.06F, 0.34F, 0.3F, 0.14F, 0.12F, 0.04F, 0, 0};
    struct columns columns;
    float more = view_page(&list->canvas).w - CANVAS_WIDTH, x = 45;
    for (int i = 0; i < COLUMNS; i++) {
        columns.x[i] = x;
        columns.w[i] = floorf(widths[i] + shares[i] * more);
        x += columns.w[i];
    }
    return columns;
}

struct totals {
    unsigned opened;
    unsigned people;
    unsigned seats;
    bool seats_known;
    unsigned in_time;
    unsigned complete;
};

static bool is_in_time(const struct shelf_row *row)
{
    return row->minutes <= row->plan_minutes + LATE_MINUTES &&
           row->plan_minutes <= row->minutes + LATE_MINUTES;
}

static struct totals totals_of(const struct sessions_view *view)
{
    struct totals totals = {.seats_known = true};
    for (size_t i = 0; i < view->row_count; i++) {
        const struct shelf_row *row = view->rows[i];
        if (row->state != SHELF_OPENED)
            continue;
        totals.opened++;
        totals.people += row->people;
        totals.seats += row->joined;
        totals.seats_known = totals.seats_known && row->joined > 0;
        totals.in_time += is_in_time(row);
        totals.complete += row->verdict == RECORD_COMPLETE;
    }
    return totals;
}

static void card(struct draw_list *list, const struct view_frame *frame, int place,
                 const char *number, const char *first, const char *second)
{
    float each = (view_page(&list->canvas).w - 48 - 3 * 16) / 4;
    view_card(list, frame, view_at(list, 24 + (each + 16) * (float)place, 154, each, 78), number,
              first, second);
}

static const char *of(const struct view_frame *frame, unsigned a, unsigned b,
                      char buffer[VIEW_TEXT_BYTES])
{
    char first[24], second[24];
    const struct strings_value values[] = {{"a", view_number(a, first)},
                                           {"b", view_number(b, second)}};
    return view_fill(frame, "replay.of", values, 2, buffer);
}

static void cards(struct draw_list *list, const struct view_frame *frame,
                  const struct sessions_view *view)
{
    struct totals totals = totals_of(view);
    char number[24], text[VIEW_TEXT_BYTES];
    const char *listed = view_word(frame, "replay.card.listed");
    if (view->filter->weeks > 0) {
        const struct strings_value value = {"n", view_number(view->filter->weeks, number)};
        listed = view_fill(frame, "replay.card.weeks", &value, 1, text);
    }
    char count[24];
    card(list, frame, 0, view_number(view->row_count, count),
         view_word(frame, "replay.card.sessions"), listed);
    if (totals.seats_known && totals.seats > 0) {
        const struct strings_value value = {"n", view_number(totals.seats, number)};
        card(list, frame, 1, view_number(totals.people, count),
             view_word(frame, "replay.card.seats"),
             view_fill(frame, "replay.card.seatsof", &value, 1, text));
    } else {
        card(list, frame, 1, view_number(totals.people, count),
             view_word(frame, "replay.card.people"), "");
    }
    card(list, frame, 2, of(frame, totals.in_time, totals.opened, text),
         view_word(frame, "replay.card.ran"), view_word(frame, "replay.card.plan"));
    card(list, frame, 3, of(frame, totals.complete, totals.opened, text),
         view_word(frame, "replay.card.records"), view_word(frame, "replay.card.complete"));
}

static void find_box(struct draw_list *list, const struct view_frame *frame,
                     const struct sessions_view *view, float right)
{
    struct rect rect = {right - 270, 92, 270, 44};
    draw_part(list, ROLE_FIELD, PART_FIND, "find", rect, 12);
    bool typing = view->caret >= 0;
    draw_box(list, rect, 12, COLOR_SURFACE, typing ? COLOR_PINE : COLOR_EDGE, typing ? 2 : 1);
    draw_icon(list, "search", rect.x + 15, rect.y + 12, 20, COLOR_INK2);
    const char *text = view->filter->find;
    char buffer[VIEW_TEXT_BYTES];
    struct rect words = {rect.x + 45, rect.y, rect.w - 59, rect.h};
    if (text[0] == '\0' && !typing)
        text = view_fit(list, frame, TYPE_S_BODY, words.w, view_word(frame, "replay.find"), buffer);
    else
        text = view_fit(list, frame, TYPE_S_BODY, words.w - 6, text, buffer);
    view_text(list, frame, words, TYPE_S_BODY,
              view->filter->find[0] == '\0' ? COLOR_INK2 : COLOR_INK, ALIGN_LEFT, text);
    if (typing)
        draw_rect(
            list,
            rect_of(words.x + (text[0] == '\0' ? 0 : view_width(list, frame, TYPE_S_BODY, text)),
                    rect.y + 11, 2, 22),
            0, COLOR_PINE);
}

// Which place is listed, where there are several. Returns its width.
static float place_button(struct draw_list *list, const struct view_frame *frame,
                          const struct sessions_view *view, float left, float right)
{
    bool stick = view->place[0] != '\0';
    char name[VIEW_TEXT_BYTES];
    struct widget widget = {.key = PART_PLACE,
                            .name = "place",
                            .rect = {left, 92, 0, 44},
                            .icon = stick ? "box" : "screen",
                            .tongue = view_tongue(frame)};
    widget.text = view_fit(list, frame, TYPE_S_BOLD, right - left - 64,
                           stick ? view->place : view_word(frame, "replay.here.place"), name);
    return staff_button(list, &widget, STAFF_PLAIN, NULL) - left;
}

// Title, find box and the two filters, from the right.
static void head(struct draw_list *list, const struct view_frame *frame,
                 const struct sessions_view *view)
{
    char text[VIEW_TEXT_BYTES];
    struct rect page = view_at(list, 24, 92, view_page(&list->canvas).w - 48, 44);
    float filters = view_filters(list, frame, view->filter, page.x + page.w, 92);
    find_box(list, frame, view, filters - 12);
    const char *title = view_word(frame, "replay.sessions");
    float width = view_width(list, frame, TYPE_S_H0, title);
    view_text(list, frame, rect_of(page.x, 92, width, 44), TYPE_S_H0, COLOR_INK, ALIGN_LEFT, title);
    float left = page.x + width + 14;
    if (view->places)
        left += 12 + place_button(list, frame, view, left, filters - 12 - 270 - 12);
    size_t fit = (size_t)view_sessions_rows(&list->canvas);
    if (view->row_count <= fit)
        return;
    char a[24], b[24], c[24];
    size_t last = view->first + fit;
    const struct strings_value rows[] = {
        {"a", view_number(view->first + 1, a)},
        {"b", view_number(last < view->row_count ? last : view->row_count, b)},
        {"n", view_number(view->row_count, c)}};
    float room = filters - 12 - 270 - 12 - left;
    const char *shown = view_fill(frame, "replay.rows", rows, 3, text);
    if (view_width(list, frame, TYPE_S_NOTE, shown) <= room)
        view_text(list, frame, rect_of(left, 96, room, 44), TYPE_S_NOTE, COLOR_INK2, ALIGN_LEFT,
                  shown);
}

static void cell(struct draw_list *list, const struct view_frame *frame, float x, float y, float w,
                 bool bold, enum color color, const char *text)
{
    char buffer[VIEW_TEXT_BYTES];
    enum type type = bold ? TYPE_S_BOLD : TYPE_S_BODY;
    view_text(list, frame, view_at(list, x, y, w, ROW_HEIGHT), type, color, ALIGN_LEFT,
              view_fit(list, frame, type, w, text, buffer));
}

static void time_bar(struct draw_list *list, const struct view_frame *frame,
                     const struct shelf_row *row, const struct columns *columns, float y)
{
    char number[24], text[VIEW_TEXT_BYTES];
    float x = columns->x[COLUMN_TIME], bar = columns->w[COLUMN_TIME] - 76;
    bool over = row->minutes > row->plan_minutes + LATE_MINUTES;
    // Long meetings share the bar by what is longest of theirs.
    float whole = fmaxf(BAR_MINUTES, 1.05F * fmaxf((float)row->minutes, (float)row->plan_minutes));
    staff_plan_bar(list, view_at(list, x, y + 27, bar, 12), (float)row->minutes / whole,
                   (float)row->plan_minutes / whole, over);
    const struct strings_value value = {"n", view_number(row->minutes, number)};
    const char *words = view_fill(frame, "replay.minutes", &value, 1, text);
    char buffer[VIEW_TEXT_BYTES];
    view_text(list, frame, view_at(list, x + bar + 12, y, 62, ROW_HEIGHT), TYPE_S_NOTE, COLOR_INK2,
              ALIGN_LEFT, view_fit(list, frame, TYPE_S_NOTE, 62, words, buffer));
}

static const char *state_words(const struct view_frame *frame, enum shelf_state state)
{
    switch (state) {
    case SHELF_WAITING:
        return view_word(frame, "replay.opening");
    case SHELF_NOT_YOURS:
        return view_word(frame, "replay.notyours");
    case SHELF_UNREADABLE:
        return view_word(frame, "replay.unreadable");
    case SHELF_NEWER:
        return view_word(frame, "replay.newer");
    case SHELF_OPENED:
        break;
    }
    return "";
}

static void row_opened(struct draw_list *list, const struct view_frame *frame,
                       const struct shelf_row *row, const struct columns *columns, float y)
{
    char topic[VIEW_TEXT_BYTES], number[24];
    const float *x = columns->x, *w = columns->w;
    cell(list, frame, x[COLUMN_GROUP], y, w[COLUMN_GROUP] - 12, true, COLOR_INK, row->group);
    snprintf(topic, sizeof topic, "%s · %u", row->topic, (unsigned)row->session_number);
    cell(list, frame, x[COLUMN_TOPIC], y, w[COLUMN_TOPIC] - 8, false, COLOR_INK2, topic);
    cell(list, frame, x[COLUMN_LEADER], y, w[COLUMN_LEADER] - 8, false, COLOR_INK2, row->leader);
    time_bar(list, frame, row, columns, y);
    cell(list, frame, x[COLUMN_HERE], y, w[COLUMN_HERE] - 8, false, COLOR_INK,
         view_number(row->people, number));
    const struct verdict_look *look = view_verdict(row->verdict);
    view_pill(list, frame, view_at(list, x[COLUMN_RECORD], y + 16, 0, 34), look->ground,
              look->color, look->icon, view_word_of(frame, "verdict.", look->name), false);
    struct rect arrow = view_at(list, x[COLUMN_ARROW], y + 22, 22, 22);
    draw_icon(list, "right", arrow.x, arrow.y, 22, COLOR_INK2);
}

// Day and month; of another year than this one the year under it.
static void date_cell(struct draw_list *list, const struct view_frame *frame, uint32_t day,
                      uint32_t today, float x, float w, float y)
{
    char date[VIEW_TEXT_BYTES], number[24];
    unsigned day_of, month, year, this_year;
    date_of_day(day, &day_of, &month, &year);
    date_of_day(today, &day_of, &month, &this_year);
    view_date(frame, day, false, date);
    if (year == this_year || today == 0) {
        cell(list, frame, x, y, w, true, COLOR_INK, date);
        return;
    }
    view_line(list, frame, view_at(list, x, y + 9, w, 27), 18, true, COLOR_INK, ALIGN_LEFT, date);
    view_line(list, frame, view_at(list, x, y + 36, w, 22), 15, false, COLOR_INK2, ALIGN_LEFT,
              view_number(year, number));
}

static void row_draw(struct draw_list *list, const struct view_frame *frame,
                     const struct shelf_row *row, const struct columns *columns, uint32_t today,
                     int place, bool selected)
{
    char name[PART_NAME_BYTES];
    float y = TABLE_TOP + 47 + ROW_HEIGHT * (float)place;
    struct rect rect = view_at(list, 25, y, view_page(&list->canvas).w - 50, ROW_HEIGHT);
    snprintf(name, sizeof name, "session-%d", place + 1);
    struct part *part = draw_part(list, ROLE_ROW, row->key, name, rect, 0);
    part->off = row->state != SHELF_OPENED;
    bool pressed = draw_is_pressed(list, row->key);
    if (pressed || selected)
        draw_rect(list, rect, 0, pressed ? COLOR_PINE_T : COLOR_PINE_W);
    draw_rect(list, rect_of(rect.x, rect.y, rect.w, 1), 0, COLOR_LINE);
    date_cell(list, frame, row->day, today, columns->x[COLUMN_DATE], columns->w[COLUMN_DATE] - 6,
              y);
    if (row->state == SHELF_OPENED)
        row_opened(list, frame, row, columns, y);
    else
        cell(list, frame, columns->x[COLUMN_GROUP], y, 900, false, COLOR_INK2,
             state_words(frame, row->state));
}

static void table(struct draw_list *list, const struct view_frame *frame,
                  const struct sessions_view *view)
{
    static const char *const heads[] = {"replay.date",   "replay.group", "replay.topic",
                                        "replay.leader", "replay.time",  "replay.here",
                                        "replay.record"};
    struct columns columns = columns_of(list);
    size_t fit = (size_t)view_sessions_rows(&list->canvas);
    size_t left = view->row_count > view->first ? view->row_count - view->first : 0;
    size_t shown = left < fit ? left : fit;
    float height = 47 + ROW_HEIGHT * (float)(shown > 0 ? shown : 1) + 1;
    staff_panel(list, view_at(list, 24, TABLE_TOP, view_page(&list->canvas).w - 48, height));
    char buffer[VIEW_TEXT_BYTES];
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
        float width = columns.w[i] - 6;
        view_text(list, frame, view_at(list, columns.x[i], TABLE_TOP + 1, width, 46), TYPE_S_CHIP,
                  COLOR_INK2, ALIGN_LEFT,
                  view_fit(list, frame, TYPE_S_CHIP, width, view_word(frame, heads[i]), buffer));
    }
    for (size_t i = 0; i < shown; i++) {
        const struct shelf_row *row = view->rows[view->first + i];
        row_draw(list, frame, row, &columns, view->filter->today, (int)i,
                 row->key == view->selected);
    }
    if (shown == 0)
        cell(list, frame, 45, TABLE_TOP + 47, 1180, false, COLOR_INK2,
             view_word(frame, view->shelf_empty ? "replay.none" : "replay.nothing"));
}

void view_sessions(struct draw_list *list, const struct view_frame *frame,
                   const struct sessions_view *view)
{
    check(view->first <= view->row_count);
    view_begin(list, frame, SCREEN_SESSIONS);
    char sub[VIEW_TEXT_BYTES];
    const struct strings_value name = {"name", frame->supervisor};
    float right = list->canvas.w - 24;
    struct widget buttons[] = {{.rect = {0, 12, 0, 44},
                                .icon = "seal",
                                .text = view_word(frame, "verify.title"),
                                .tongue = view_tongue(frame)},
                               {.rect = {0, 12, 0, 44},
                                .icon = "chart",
                                .text = view_word(frame, "trends.title"),
                                .tongue = view_tongue(frame)}};
    float trends = right - staff_button_width(list, &buttons[0], STAFF_PLAIN, NULL) - 16;
    float chip = trends - staff_button_width(list, &buttons[1], STAFF_PLAIN, NULL) - 16;
    float chip_w = 51 + view_width(list, frame, TYPE_S_CHIP, view_word(frame, "replay.readonly"));
    view_top(list, frame, view_word(frame, "replay.title"),
             view_fill(frame, "replay.supervisor", &name, 1, sub), chip - chip_w);
    view_read_only(list, frame, chip);
    view_button(list, frame, PART_TRENDS, "trends", "chart", "trends.title", trends, 12);
    view_button(list, frame, PART_CHECK, "check", "seal", "verify.title", right, 12);
    head(list, frame, view);
    cards(list, frame, view);
    table(list, frame, view);
    draw_end(list);
}

// Checking the records (design s04): the list with its verdicts, and one record's chain of parts, the
// six words of the attendance sheet, and the reasons.
#include "base/check.h"
#include "base/out.h"
#include "supervisor/view_parts.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    ROW_HEIGHT = 92,
    CHAIN_TOP = 229,
    PARTS_SHOWN = 3
};

int view_verify_rows(const struct canvas *canvas)
{
    return VERIFY_ROWS + (int)((view_page(canvas).h - CANVAS_HEIGHT) / ROW_HEIGHT);
}

// The list keeps its width until there is more than the design's; then it takes a third of that.
static float list_width(const struct draw_list *list)
{
    return 388 + floorf((view_page(&list->canvas).w - CANVAS_WIDTH) / 3);
}

// A rectangle of the panel at the right, by its place on the design's page. Where wide is true it
// takes the panel's whole width.
static struct rect at_right(const struct draw_list *list, float x, float y, float w, float h,
                            bool wide)
{
    float more = view_page(&list->canvas).w - CANVAS_WIDTH;
    float moved = list_width(list) - 388;
    return view_at(list, x + moved, y, wide ? w + more - moved : w, h);
}

// "Never ended. Last fact 14:26", and so on.
static const char *row_line(const struct view_frame *frame, const struct shelf_row *row,
                            enum record_verdict verdict, char buffer[VIEW_TEXT_BYTES])
{
    static const char *const ids[] = {
        [RECORD_COMPLETE] = "verdict.complete.line",    [RECORD_UNCLOSED] = "verdict.unclosed.line",
        [RECORD_TRUNCATED] = "verdict.truncated.short", [RECORD_FORKED] = "verdict.forked.line",
        [RECORD_FORGED] = "verdict.forged.line",
    };
    char time[24];
    const struct strings_value value = {"time", view_time(row->wall_minute, row->last_ms, time)};
    return view_fill(frame, ids[verdict], &value, 1, buffer);
}

static void record_row(struct draw_list *list, const struct view_frame *frame,
                       const struct shelf_row *row, int place, const struct verify_view *view)
{
    // What witnesses and words say of the open record stands in the list too.
    bool chosen = row == view->row;
    enum record_verdict verdict = chosen ? view->verdict->verdict : row->verdict;
    char name[PART_NAME_BYTES], text[VIEW_TEXT_BYTES], buffer[VIEW_TEXT_BYTES];
    struct rect rect =
        view_at(list, 25, 131 + ROW_HEIGHT * (float)place, list_width(list) - 2, ROW_HEIGHT);
    snprintf(name, sizeof name, "record-%d", place + 1);
    draw_part(list, ROLE_ROW, row->key, name, rect, 0);
    if (chosen || draw_is_pressed(list, row->key))
        draw_rect(list, rect, 0, chosen ? COLOR_PINE_W : COLOR_PINE_T);
    if (chosen)
        draw_rect(list, rect_of(rect.x, rect.y, 5, rect.h), 0, COLOR_PINE);
    if (place > 0)
        draw_rect(list, rect_of(rect.x, rect.y, rect.w, 1), 0, COLOR_LINE);
    const struct verdict_look *look = view_verdict(verdict);
    draw_disc(list, rect.x + 42, rect.y + 46, 24, look->ground, COLOR_NONE, 0);
    draw_icon(list, look->icon, rect.x + 28, rect.y + 32, 28, look->color);
    float x = rect.x + 80, room = rect.w - 80 - 14;
    const char *word = view_word_of(frame, "verdict.", look->name);
    float width = view_width(list, frame, TYPE_S_BOLD, word);
    view_text(list, frame, rect_of(x, rect.y + 10, width, 26), TYPE_S_BOLD, look->color, ALIGN_LEFT,
              word);
    view_text(list, frame, rect_of(x + width + 10, rect.y + 10, room - width - 10, 26), TYPE_S_NOTE,
              COLOR_INK2, ALIGN_LEFT, view_date(frame, row->day, false, text));
    view_text(list, frame, rect_of(x, rect.y + 36, room, 23), TYPE_S_BODY, COLOR_INK, ALIGN_LEFT,
              view_fit(list, frame, TYPE_S_BODY, room, row->group, buffer));
    view_text(
        list, frame, rect_of(x, rect.y + 59, room, 23), TYPE_S_NOTE, COLOR_INK2, ALIGN_LEFT,
        view_fit(list, frame, TYPE_S_NOTE, room, row_line(frame, row, verdict, text), buffer));
}

static void records(struct draw_list *list, const struct view_frame *frame,
                    const struct verify_view *view)
{
    char number[24], text[VIEW_TEXT_BYTES];
    const struct strings_value value = {"n", view_number(view->row_count, number)};
    const char *title = view_word(frame, "verify.records");
    float width = view_width(list, frame, TYPE_S_H2, title);
    struct rect head = view_at(list, 24, 88, list_width(list), 30);
    view_text(list, frame, rect_of(head.x, 88, width, 30), TYPE_S_H2, COLOR_INK, ALIGN_LEFT, title);
    view_text(list, frame, rect_of(head.x + width + 12, 88, head.w - width - 12, 30), TYPE_S_NOTE,
              COLOR_INK2, ALIGN_RIGHT, view_fill(frame, "verify.checked", &value, 1, text));
    size_t left = view->row_count - view->first;
    size_t fit = (size_t)view_verify_rows(&list->canvas);
    size_t shown = left < fit ? left : fit;
    struct rect panel =
        view_at(list, 24, 130, list_width(list), ROW_HEIGHT * (float)(shown > 0 ? shown : 1) + 2);
    draw_area(list, "records", panel);
    staff_panel(list, panel);
    for (size_t i = 0; i < shown; i++) {
        const struct shelf_row *row = view->rows[view->first + i];
        record_row(list, frame, row, (int)i, view);
    }
    if (shown == 0)
        view_text(list, frame, rect_of(panel.x + 20, panel.y, panel.w - 40, panel.h), TYPE_S_NOTE,
                  COLOR_INK2, ALIGN_LEFT, view_word(frame, "replay.none"));
    snprintf(text, sizeof text, "%s %s", view_word(frame, "verify.note"),
             view_word(frame, "verify.note.intact"));
    struct text_style style = text_style_of(TYPE_S_NOTE, TEXT_LARGE, view_tongue(frame), COLOR_INK);
    struct text_size_used used =
        fonts_measure(list->fonts, list->canvas.s, &style, text, panel.w - 66);
    struct rect note = {panel.x, panel.y + panel.h + 12, panel.w, used.height + 28};
    draw_rect(list, note, 14, COLOR_PLUM_T);
    draw_icon(list, "info", note.x + 16, note.y + 14, 22, COLOR_PLUM);
    draw_text(list, rect_of(note.x + 50, note.y + 14, panel.w - 66, used.height), &style, text);
}

// ------------------------------------------------------------------------------------------ chain

struct link {
    char words[VIEW_TEXT_BYTES];
    uint64_t from_ms, to_ms;
    bool torn; // its end is gone
};

// The parts that were read as at most three links: the first ones of many stand together.
static int links_of(const struct view_frame *frame, const struct verify_view *view,
                    struct link links[PARTS_SHOWN])
{
    char a[24], b[24];
    int count = 0;
    uint32_t joined = view->part_count > PARTS_SHOWN ? view->part_count - PARTS_SHOWN + 1 : 1;
    for (uint32_t i = 0; i < view->part_count;) {
        uint32_t last = i == 0 ? joined - 1 : i;
        const struct strings_value values[] = {
            {"n", view_number(view->parts[i].segment + 1, a)},
            {"a", a},
            {"b", view_number(view->parts[last].segment + 1, b)}};
        struct link *link = &links[count++];
        view_fill(frame, last > i ? "verify.parts" : "verify.part", values, 3, link->words);
        link->from_ms = view->parts[i].first_ms;
        link->to_ms = view->parts[last].last_ms;
        link->torn = false;
        i = last + 1;
    }
    return count;
}

static void chain_link(struct draw_list *list, const struct view_frame *frame,
                       const struct verify_view *view, const struct link *link, struct rect rect)
{
    char time[24], buffer[VIEW_TEXT_BYTES];
    uint16_t start = view->row->wall_minute;
    draw_corners(list, rect_of(rect.x, rect.y, rect.w, 60), 14,
                 link->torn ? CORNERS_LEFT : CORNERS_ALL, COLOR_PINE_T);
    draw_icon(list, "check", rect.x + 18, rect.y + 20, 20, COLOR_PINE);
    float room = rect.w - 48 - (link->torn ? 22.0F : 8.0F);
    view_text(list, frame, rect_of(rect.x + 48, rect.y, room, 60), TYPE_S_BOLD, COLOR_PINE,
              ALIGN_LEFT, view_fit(list, frame, TYPE_S_BOLD, room, link->words, buffer));
    view_text(list, frame, rect_of(rect.x, rect.y + 66, rect.w / 2, 23), TYPE_S_NOTE, COLOR_INK2,
              ALIGN_LEFT, view_time(start, link->from_ms, time));
    view_text(list, frame, rect_of(rect.x + rect.w / 2, rect.y + 66, rect.w / 2, 23), TYPE_S_NOTE,
              COLOR_INK2, ALIGN_RIGHT, view_time(start, link->to_ms, time));
}

// The torn edge of a part whose end is gone.
static void tear(struct draw_list *list, float x, float y)
{
    static const float points[][2] = {{0, 0}, {9, 12}, {-1, 24}, {9, 36}, {-1, 48}, {5, 60}};
    for (size_t i = 0; i + 1 < sizeof points / sizeof points[0]; i++)
        draw_line(list, x + points[i][0], y + points[i][1], x + points[i + 1][0],
                  y + points[i + 1][1], 3.5F, COLOR_CLAY_I);
}

static void missing(struct draw_list *list, const struct view_frame *frame,
                    const struct verify_view *view, float x, float width)
{
    char time[24], text[VIEW_TEXT_BYTES], buffer[VIEW_TEXT_BYTES];
    bool lacks = view->verdict->verdict == RECORD_TRUNCATED;
    struct rect rect = {x, CHAIN_TOP, width, 60};
    struct draw_item *item = draw_dashed(list, rect, 14, COLOR_SURFACE, COLOR_CLAY, 2);
    item->corners = CORNERS_RIGHT;
    draw_touch_up(list, item);
    const char *word =
        lacks ? view_word(frame, "verify.missing")
              : view_word_of(frame, "verdict.", view_verdict(view->verdict->verdict)->name);
    view_text(list, frame, rect, TYPE_S_BOLD, COLOR_CLAY_I, ALIGN_CENTER,
              view_fit(list, frame, TYPE_S_BOLD, width - 12, word, buffer));
    const struct strings_value value = {
        "time", view_time(view->row->wall_minute, view->verdict->session_ms, time)};
    view_text(list, frame, rect_of(x, CHAIN_TOP + 66, width, 23), TYPE_S_NOTE, COLOR_INK2,
              ALIGN_LEFT, view_fill(frame, "verify.after", &value, 1, text));
}

static void chain(struct draw_list *list, const struct view_frame *frame,
                  const struct verify_view *view)
{
    struct rect area = at_right(list, 465, CHAIN_TOP, 758, 89, true);
    draw_area(list, "chain", area);
    struct link links[PARTS_SHOWN];
    int count = links_of(frame, view, links);
    bool whole = view->verdict->fault == FAULT_NONE;
    float room = whole ? area.w : area.w - 218 - 33;
    float width = (room - 38 * (float)(count - 1)) / (float)(count > 0 ? count : 1);
    float x = area.x;
    for (int i = 0; i < count; i++) {
        links[i].torn = !whole && i + 1 == count;
        chain_link(list, frame, view, &links[i], rect_of(x, area.y, width, area.h));
        if (i + 1 < count)
            draw_icon(list, "right", x + width + 7, area.y + 18, 24, COLOR_PINE);
        if (links[i].torn)
            tear(list, x + width + 4, area.y);
        x += width + 38;
    }
    if (!whole)
        missing(list, frame, view, area.x + area.w - 218, 218);
}

// ------------------------------------------------------------------------------------------ words

static void sheet_word(struct draw_list *list, const struct view_frame *frame,
                       const struct verify_view *view, int place, struct rect rect)
{
    char name[PART_NAME_BYTES], number[24], buffer[VIEW_TEXT_BYTES];
    snprintf(name, sizeof name, "word-%d", place + 1);
    draw_part(list, ROLE_FIELD, PART_WORD + (uint32_t)place, name, rect, 12);
    bool typing = view->word == place;
    draw_box(list, rect, 12, COLOR_SURFACE, typing ? COLOR_PINE : COLOR_EDGE, typing ? 2.0F : 1.5F);
    view_text(list, frame, rect_of(rect.x + 13, rect.y, 12, rect.h), TYPE_S_NOTE, COLOR_INK2,
              ALIGN_LEFT, view_number((uint64_t)place + 1, number));
    float x = rect.x + 31, room = rect.w - 31 - 5;
    const char *word = view_fit(list, frame, TYPE_S_BOLD, room - 3, view->words[place], buffer);
    view_text(list, frame, rect_of(x, rect.y, room, rect.h), TYPE_S_BOLD, COLOR_INK, ALIGN_LEFT,
              word);
    if (typing) {
        float width = word[0] == '\0' ? 0 : view_width(list, frame, TYPE_S_BOLD, word);
        draw_rect(list, rect_of(x + width, rect.y + 12, 2, 22), 0, COLOR_PINE);
    }
}

static void words(struct draw_list *list, const struct view_frame *frame,
                  const struct verify_view *view)
{
    struct rect area = at_right(list, 465, 405, 758, 46, true);
    char buffer[VIEW_TEXT_BYTES];
    draw_rect(list, rect_of(area.x, 340, area.w, 1), 0, COLOR_LINE);
    float right = area.x + area.w;
    float used = 0;
    if (view->fit == SHEET_FITS)
        used = view_pill(list, frame, rect_of(right, 359, 0, 34), COLOR_PINE_T, COLOR_PINE, "check",
                         view_word(frame, "verify.fit"), true);
    else if (view->fit == SHEET_FITS_NOT)
        used = view_pill(list, frame, rect_of(right, 359, 0, 34), COLOR_CLAY_T, COLOR_CLAY_I, "x",
                         view_word(frame, "verify.notfit"), true);
    else
        used = view_width(list, frame, TYPE_S_NOTE, view_word(frame, "verify.type"));
    if (view->fit == SHEET_TYPING)
        view_text(list, frame, rect_of(right - used, 359, used, 34), TYPE_S_NOTE, COLOR_INK2,
                  ALIGN_LEFT, view_word(frame, "verify.type"));
    float room = area.w - used - 16;
    view_text(list, frame, rect_of(area.x, 359, room, 34), TYPE_S_BOLD, COLOR_INK, ALIGN_LEFT,
              view_fit(list, frame, TYPE_S_BOLD, room, view_word(frame, "verify.words"), buffer));
    draw_area(list, "sheet-words", area);
    float each = (area.w - 5 * 10) / SHEET_WORDS;
    for (int i = 0; i < SHEET_WORDS; i++)
        sheet_word(list, frame, view, i,
                   rect_of(area.x + (each + 10) * (float)i, area.y, each, area.h));
    draw_rect(list, rect_of(area.x, 473, area.w, 1), 0, COLOR_LINE);
}

// ---------------------------------------------------------------------------------------- reasons

static void reason(struct verify_reasons *reasons, bool good, const char *text)
{
    if (reasons->count == VERIFY_REASONS_MAX)
        return;
    struct verify_reason *one = &reasons->of[reasons->count++];
    struct out out = out_into(one->text, sizeof one->text);
    out_text(&out, text);
    one->good = good;
}

void view_verify_reasons(const struct view_frame *frame, const struct verify_view *view,
                         struct verify_reasons *out_reasons)
{
    const struct meeting_verdict *verdict = view->verdict;
    char a[24], b[24], text[VIEW_TEXT_BYTES];
    out_reasons->count = 0;
    struct strings_value heads = {"n", view_number(verdict->signed_heads, a)};
    reason(out_reasons, true, view_fill(frame, "verify.reason.signed", &heads, 1, text));
    const struct strings_value frames[] = {
        {"n", view_number(verdict->frames, a)},
        {"time", view_time(view->row->wall_minute, verdict->session_ms, b)}};
    reason(out_reasons, true, view_fill(frame, "verify.reason.frames", frames, 2, text));
    if (view->heard.heard > 0) {
        bool fit = view->heard.fit == view->heard.heard;
        const struct strings_value heard[] = {
            {"a", view_number(fit ? view->heard.fit : view->heard.heard - view->heard.fit, a)},
            {"b", view_number(view->heard.heard, b)}};
        reason(
            out_reasons, fit,
            view_fill(frame, fit ? "verify.reason.heard" : "verify.reason.other", heard, 2, text));
    }
    if (verdict->fault != FAULT_NONE)
        reason(out_reasons, false,
               view_word_of(frame, "fault.", meeting_fault_name(verdict->fault)));
    // A fork has two ends, and this one may have its closing page.
    bool closed = verdict->verdict == RECORD_COMPLETE ||
                  (verdict->verdict == RECORD_FORKED && verdict->closing_head_known);
    reason(out_reasons, closed,
           view_word(frame, closed ? "verify.reason.closing" : "verify.reason.noclosing"));
    if (verdict->trailing_bytes > 0) {
        struct strings_value bytes = {"n", view_number(verdict->trailing_bytes, a)};
        reason(out_reasons, false, view_fill(frame, "verify.reason.bytes", &bytes, 1, text));
    }
    if (!view->deck_whole)
        reason(out_reasons, false, view_word(frame, "verify.reason.deck"));
}

static void reasons(struct draw_list *list, const struct view_frame *frame,
                    const struct verify_view *view, float bottom)
{
    struct verify_reasons all;
    view_verify_reasons(frame, view, &all);
    draw_area(list, "reasons", at_right(list, 465, 488, 758, 140, true));
    float each = all.count > 4 ? floorf(fminf(38, (bottom - 488) / (float)all.count)) : 38;
    for (size_t i = 0; i < all.count; i++) {
        const struct verify_reason *one = &all.of[i];
        struct rect at = at_right(list, 465, 488 + each * (float)i, 758, 26, true);
        draw_icon(list, one->good ? "check" : "warning", at.x, at.y + 1, 24,
                  one->good ? COLOR_PINE : COLOR_CLAY_I);
        view_line(list, frame, rect_of(at.x + 38, at.y, at.w - 38, 26), 18, false, COLOR_INK,
                  ALIGN_LEFT, one->text);
    }
}

static const char *verdict_line(const struct view_frame *frame, const struct verify_view *view,
                                char buffer[VIEW_TEXT_BYTES])
{
    char time[24], part[24], number[24];
    const struct meeting_verdict *verdict = view->verdict;
    if (verdict->verdict != RECORD_TRUNCATED)
        return row_line(frame, view->row, verdict->verdict, buffer);
    const struct strings_value values[] = {
        {"time", view_time(view->row->wall_minute, verdict->session_ms, time)},
        {"a", view_number((uint64_t)verdict->segment + 1, part)},
        {"b", view_number(verdict->frame, number)}};
    return view_fill(frame, "verdict.truncated.line", values, 3, buffer);
}

static void verdict_panel(struct draw_list *list, const struct view_frame *frame,
                          const struct verify_view *view)
{
    float high = view_page(&list->canvas).h - 112;
    struct rect panel = at_right(list, 432, 88, 824, high, true);
    draw_area(list, "verdict", panel);
    staff_panel(list, panel);
    if (view->row == NULL)
        return;
    char text[VIEW_TEXT_BYTES], buffer[VIEW_TEXT_BYTES];
    const struct verdict_look *look = view_verdict(view->verdict->verdict);
    draw_disc(list, panel.x + 77, 159, 44, look->ground, COLOR_NONE, 0);
    draw_icon(list, look->icon, panel.x + 51, 133, 52, look->color);
    float x = panel.x + 143, room = panel.w - 176;
    view_text(list, frame, rect_of(x, 123, room, 44), TYPE_S_H0, COLOR_INK, ALIGN_LEFT,
              view_word_of(frame, "verdict.", look->name));
    struct text_style style = text_style_of(TYPE_S_BODY, TEXT_LARGE, view_tongue(frame), COLOR_INK);
    style.size = 19;
    style.line = 28;
    const char *line = verdict_line(frame, view, text);
    // One line, or two smaller ones in languages that need more words.
    if (fonts_width(list->fonts, list->canvas.s, &style, line) > room) {
        style.size = 17;
        style.line = 24;
    }
    draw_text(list, rect_of(x, 167, room, style.size < 19 ? 48 : 28), &style, line);
    chain(list, frame, view);
    words(list, frame, view);
    float buttons = panel.y + panel.h - 83;
    reasons(list, frame, view, buttons - 12);
    bool complete = view->verdict->verdict == RECORD_COMPLETE;
    struct widget replay = {
        .key = PART_REPLAY,
        .name = "replay",
        .rect = at_right(list, 465, buttons, 0, 56, false),
        .icon = "play",
        .text = view_fit(list, frame, TYPE_S_H2, 360,
                         view_word(frame, complete ? "verify.whole" : "verify.replay"), buffer),
        .tongue = view_tongue(frame)};
    float after = replay.rect.x + staff_button_width(list, &replay, STAFF_MAIN, NULL) + 14;
    staff_button(list, &replay, STAFF_MAIN, NULL);
    if (!view->saves)
        return;
    char words[VIEW_TEXT_BYTES];
    struct widget save = {.key = PART_SAVE_CHECK,
                          .name = "save-check",
                          .rect = {after, buttons, 0, 56},
                          .icon = view->saved == NOTE_GOOD  ? "check"
                                  : view->saved == NOTE_BAD ? "warning"
                                                            : "download",
                          .tongue = view_tongue(frame)};
    float left = panel.x + panel.w - 33 - after - 80;
    save.text =
        view_fit(list, frame, TYPE_S_BOLD, left,
                 view->saved == NOTE_NONE ? view_word(frame, "verify.save") : view->note, words);
    staff_button(list, &save, STAFF_PLAIN, NULL);
}

void view_verify(struct draw_list *list, const struct view_frame *frame,
                 const struct verify_view *view)
{
    check(view->first <= view->row_count);
    view_begin(list, frame, SCREEN_VERIFY);
    char sub[VIEW_TEXT_BYTES];
    const struct strings_value name = {"name", frame->supervisor};
    float right = list->canvas.w - 24;
    struct widget sessions = {.rect = {0, 12, 0, 44},
                              .icon = "arrow-left",
                              .text = view_word(frame, "replay.sessions"),
                              .tongue = view_tongue(frame)};
    float chip = right - staff_button_width(list, &sessions, STAFF_PLAIN, NULL) - 16;
    float chip_w = 51 + view_width(list, frame, TYPE_S_CHIP, view_word(frame, "replay.readonly"));
    view_top(list, frame, view_word(frame, "verify.title"),
             view_fill(frame, "replay.supervisor", &name, 1, sub), chip - chip_w);
    view_read_only(list, frame, chip);
    view_button(list, frame, PART_SESSIONS, "sessions", "arrow-left", "replay.sessions", right, 12);
    records(list, frame, view);
    verdict_panel(list, frame, view);
    draw_end(list);
}

// The two scales beside the evidence (design s03): each item with what the record shows, linked to the
// moment, and the score that the supervisor gives. Nothing here is rated by the program.
#include "base/check.h"
#include "base/out.h"
#include "supervisor/evidence_words.h"
#include "supervisor/view_parts.h"
#include "ui/widget.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    ITEMS_TOP = 84,
    HEAD_HEIGHT = 91, // of the panel: title and heads of the columns
    ITEM_HEIGHT = 37,
    SCORE_WIDTH = 166,
    NUMBER_WIDTH = 34,
    NAME_WIDTH = 236,
    SIDE_WIDTH = 316,
};

struct sheet_layout {
    struct rect items, side;
    float row; // height of one
    float name, shows, score;
};

static struct sheet_layout layout_of(const struct draw_list *list)
{
    struct page page = view_page(&list->canvas);
    float more = page.w - CANVAS_WIDTH;
    float side = SIDE_WIDTH + floorf(more / 4);
    struct sheet_layout layout;
    float left = page.x + 20, right = page.x + page.w - 20;
    layout.side = rect_of(right - side, ITEMS_TOP, side, page.h - ITEMS_TOP - 16);
    layout.items = rect_of(left, ITEMS_TOP, right - side - 18 - left, layout.side.h);
    layout.row = floorf((layout.items.h - HEAD_HEIGHT - 17) / INTEGRITY_ITEMS);
    layout.name = left + 19 + NUMBER_WIDTH;
    layout.shows = layout.name + NAME_WIDTH + floorf(more / 10);
    layout.score = layout.items.x + layout.items.w - 19 - SCORE_WIDTH;
    return layout;
}

static struct words words_in(const struct view_frame *frame)
{
    return (struct words){frame->strings, frame->language};
}

// ------------------------------------------------------------------------------------------ items

static bool is_rated(const struct sheet_view *view, uint8_t item)
{
    const struct evidence_item *shown = evidence_item_of(view->evidence, view->sheet, item);
    return shown->state != EVIDENCE_NOT_TRIED || view->scores[item] > 0 ||
           (view->rated & 1U << item) != 0;
}

static void shows(struct draw_list *list, const struct view_frame *frame,
                  const struct sheet_view *view, uint8_t item, struct rect rect)
{
    const struct evidence_item *shown = evidence_item_of(view->evidence, view->sheet, item);
    struct words words = words_in(frame);
    float y = rect.y + (rect.h - 34) / 2;
    if (shown->state != EVIDENCE_CHIPS) {
        draw_icon(list, "eye-off", rect.x, rect.y + (rect.h - 18) / 2, 18, COLOR_INK2);
        view_line(list, frame, rect_of(rect.x + 25, y, rect.w - 25, 34), 15, false, COLOR_INK2,
                  ALIGN_LEFT, evidence_state_words(&words, shown->state));
        return;
    }
    float x = rect.x, right = rect.x + rect.w;
    for (uint8_t i = 0; i < shown->chip_count; i++) {
        char text[VIEW_TEXT_BYTES], name[PART_NAME_BYTES];
        struct out out = out_into(text, sizeof text);
        evidence_chip_words(&out, &words, view->evidence, &shown->chips[i]);
        // A chip that has no room left stands in the report all the same.
        if (right - x < 120)
            return;
        snprintf(name, sizeof name, "chip-%u-%u", item + 1U, i + 1U);
        uint32_t part = PART_CHIP + item * 8U + i;
        x += 8 + view_link(list, frame, shown->chips[i].moment.known ? part : 0, name, x, y,
                           right - x, text);
    }
}

static void score(struct draw_list *list, const struct view_frame *frame,
                  const struct sheet_view *view, uint8_t item, struct rect rect)
{
    char name[PART_NAME_BYTES];
    if (is_rated(view, item)) {
        snprintf(name, sizeof name, "score-%u", item + 1U);
        struct widget widget = {.key = PART_SCORE + item * 8U,
                                .name = name,
                                .rect = rect_of(rect.x, rect.y + (rect.h - 30) / 2, rect.w, 30)};
        staff_score(list, &widget, view->scores[item]);
        return;
    }
    // What the record does not show may have been tried all the same; the supervisor knows.
    snprintf(name, sizeof name, "rate-%u", item + 1U);
    struct rect at = rect_of(rect.x, rect.y + (rect.h - 34) / 2, rect.w, 34);
    uint32_t part = PART_RATE + item;
    draw_part(list, ROLE_BUTTON, part, name, at, 9);
    if (draw_is_pressed(list, part))
        draw_rect(list, at, 9, COLOR_PINE_T);
    view_text(list, frame, at, TYPE_S_NOTE, COLOR_INK2, ALIGN_CENTER,
              view_word(frame, "review.notrated"));
}

static void item_row(struct draw_list *list, const struct view_frame *frame,
                     const struct sheet_view *view, const struct sheet_layout *layout, uint8_t item)
{
    char name[PART_NAME_BYTES], number[24], words[VIEW_TEXT_BYTES];
    struct rect row = {layout->items.x + 1, layout->items.y + HEAD_HEIGHT + layout->row * item,
                       layout->items.w - 2, layout->row};
    snprintf(name, sizeof name, "item-%u", item + 1U);
    draw_area(list, name, row);
    draw_rect(list, rect_of(row.x, row.y, row.w, 1), 0, COLOR_LINE);
    view_line(list, frame, rect_of(row.x + 18, row.y, NUMBER_WIDTH - 4, row.h), 15, false,
              COLOR_INK3, ALIGN_LEFT, view_number(item + 1U, number));
    struct out out = out_into(words, sizeof words);
    out_text(&out, view_word(frame, sheet_item_id(view->sheet, item)));
    if (sheet_item_optional(view->sheet, item))
        out_text(&out, " *");
    view_line(list, frame, rect_of(layout->name, row.y, layout->shows - layout->name - 8, row.h),
              17, false, COLOR_INK, ALIGN_LEFT, words);
    shows(list, frame, view, item,
          rect_of(layout->shows, row.y, layout->score - 12 - layout->shows, row.h));
    score(list, frame, view, item, rect_of(layout->score, row.y, SCORE_WIDTH, row.h));
}

// Two words of which one is chosen, as wide as they need; the chosen one has a check.
static float scale_switch(struct draw_list *list, const struct view_frame *frame, enum sheet on,
                          float right, float y)
{
    static const char *const ids[SHEETS] = {"review.fidelity", "review.integrity"};
    float widths[SHEETS], whole = 0;
    for (int i = 0; i < SHEETS; i++) {
        widths[i] = 32 + view_width(list, frame, TYPE_S_BOLD, view_word(frame, ids[i])) +
                    (i == (int)on ? 26.0F : 0);
        whole += widths[i];
    }
    struct rect box = {right - whole, y, whole, 42};
    draw_area(list, "scale", box);
    draw_box(list, box, 12, COLOR_SURFACE, COLOR_EDGE, 1.5F);
    float x = box.x;
    for (int i = 0; i < SHEETS; i++) {
        uint32_t part = PART_SCALE + (uint32_t)i;
        bool chosen = i == (int)on;
        struct rect cell = {x, y, widths[i], 42};
        if (chosen || draw_is_pressed(list, part))
            draw_corners(list, rect_inset(cell, 1), 11, i == 0 ? CORNERS_LEFT : CORNERS_RIGHT,
                         COLOR_PINE_T);
        if (i > 0)
            draw_rect(list, rect_of(x, y + 1, 1, 40), 0, COLOR_LINE);
        if (chosen)
            widget_tick(list, x + 16, y + 12, 18, COLOR_PINE);
        view_text(list, frame, rect_of(x + (chosen ? 42.0F : 16.0F), y, widths[i] - 16, 42),
                  TYPE_S_BOLD, chosen ? COLOR_PINE : COLOR_INK, ALIGN_LEFT,
                  view_word(frame, ids[i]));
        draw_part(list, ROLE_BUTTON, part, sheet_name((enum sheet)i), cell, 12);
        x += widths[i];
    }
    return box.x;
}

static void items(struct draw_list *list, const struct view_frame *frame,
                  const struct sheet_view *view, const struct sheet_layout *layout)
{
    struct rect panel = layout->items;
    draw_area(list, "items", panel);
    staff_panel(list, panel);
    float left = scale_switch(list, frame, view->sheet, panel.x + panel.w - 19, panel.y + 11);
    view_line(list, frame, rect_of(panel.x + 19, panel.y + 17, left - panel.x - 35, 30), 21, true,
              COLOR_INK, ALIGN_LEFT, view_word(frame, "review.items"));
    struct rect head = {layout->name, panel.y + 63, layout->shows - layout->name - 8, 23};
    view_line(list, frame, head, 16, true, COLOR_INK2, ALIGN_LEFT, view_word(frame, "review.item"));
    view_line(list, frame, rect_of(layout->shows, head.y, layout->score - 12 - layout->shows, 23),
              16, true, COLOR_INK2, ALIGN_LEFT, view_word(frame, "review.shows"));
    view_line(list, frame, rect_of(layout->score - 10, head.y, SCORE_WIDTH + 20, 23), 16, true,
              COLOR_INK2, ALIGN_CENTER, view_word(frame, "review.score"));
    for (uint8_t item = 0; item < sheet_item_count(view->sheet); item++)
        item_row(list, frame, view, layout, item);
}

// ------------------------------------------------------------------------------------------- side

// The bytes of a text's first sentence.
static int first_sentence(const char *text)
{
    const char *end = strstr(text, ". ");
    return end == NULL ? 0 : (int)(end + 1 - text);
}

static void scored(struct draw_list *list, const struct view_frame *frame,
                   const struct sheet_view *view, struct rect panel)
{
    char a[24], b[24], text[VIEW_TEXT_BYTES];
    unsigned given = 0, of = 0;
    bool optional = false;
    for (uint8_t item = 0; item < sheet_item_count(view->sheet); item++) {
        given += view->scores[item] > 0;
        of += is_rated(view, item);
        optional = optional || sheet_item_optional(view->sheet, item);
    }
    draw_area(list, "scored", panel);
    staff_panel(list, panel);
    struct rect ring = {panel.x + 21, panel.y + 19, 84, 84};
    widget_ring(list, ring, 9, of > 0 ? (float)given / (float)of : 0, false, view_number(given, a),
                28);
    const struct strings_value values[] = {{"a", a}, {"b", view_number(of, b)}};
    float x = ring.x + ring.w + 18, room = panel.x + panel.w - 20 - x;
    float y = panel.y + (optional ? 23.0F : 46.0F);
    view_fill(frame, "review.scored", values, 2, text);
    bool fits = view_width(list, frame, TYPE_S_H2, text) <= room;
    view_line(list, frame, rect_of(x, y, room, 30), fits ? 21 : 16, true, COLOR_INK, ALIGN_LEFT,
              text);
    if (optional)
        view_lines(list, frame, rect_of(x, y + 30, room, 47), 16, 23, COLOR_INK2, 0,
                   view_word(frame, "review.iftried"));
    draw_rect(list, rect_of(panel.x + 21, panel.y + 119, panel.w - 42, 1), 0, COLOR_LINE);
    draw_icon(list, "person", panel.x + 21, panel.y + 132, 24, COLOR_PINE);
    const char *yours = view_word(frame, "review.yours");
    if (view->scorer != NULL) {
        const struct strings_value scorer = {"name", view->scorer};
        yours = view_fill(frame, "review.theirs", &scorer, 1, text);
    }
    view_lines(list, frame, rect_of(panel.x + 57, panel.y + 132, panel.w - 77, panel.h - 144), 17,
               24, COLOR_INK, first_sentence(yours), yours);
}

// A text while it is typed, with its caret: as many of its last lines as there is room for.
static float typed_lines(struct draw_list *list, const struct view_frame *frame, struct rect rect,
                         const char *text)
{
    struct text_style style = text_style_of(TYPE_S_BODY, TEXT_LARGE, view_tongue(frame), COLOR_INK);
    float s = list->canvas.s, width = rect.w - 6;
    if (text[0] == '\0') {
        draw_rect(list, rect_of(rect.x, rect.y + 3, 2, 22), 0, COLOR_PINE);
        return style.line;
    }
    struct text_size_used used = fonts_measure(list->fonts, s, &style, text, width);
    int fit = (int)(rect.h / style.line);
    int first = used.lines > fit ? used.lines - fit : 0;
    size_t from = 0, last = 0, to = 0;
    if (!fonts_line(list->fonts, s, &style, text, width, first, &from, &to))
        from = 0;
    if (!fonts_line(list->fonts, s, &style, text, width, used.lines - 1, &last, &to))
        last = 0;
    float height = style.line * (float)(used.lines - first);
    draw_text(list, rect_of(rect.x, rect.y, width, height), &style, text + from);
    float x = fminf(width, fonts_width(list->fonts, s, &style, text + last));
    draw_rect(list, rect_of(rect.x + x + 1, rect.y + height - style.line + 3, 2, 22), 0,
              COLOR_PINE);
    return height;
}

// What is written, or what may be: its last lines while it is written, else its first.
static float comment_text(struct draw_list *list, const struct view_frame *frame,
                          const struct sheet_view *view, struct rect rect)
{
    bool empty = view->comment[0] == '\0';
    const char *text = empty && !view->typing ? view_word(frame, "review.write") : view->comment;
    if (!view->typing)
        return fmaxf(27, view_lines(list, frame, rect, 18, 27, COLOR_INK2, 0, text));
    return typed_lines(list, frame, rect, text);
}

static void comment(struct draw_list *list, const struct view_frame *frame,
                    const struct sheet_view *view, struct rect panel)
{
    char text[VIEW_TEXT_BYTES];
    draw_area(list, "comment", panel);
    staff_panel(list, panel);
    const struct strings_value leader = {"leader", view->evidence->leader};
    view_line(list, frame, rect_of(panel.x + 21, panel.y + 17, panel.w - 42, 27), 18, true,
              COLOR_INK, ALIGN_LEFT, view_fill(frame, "review.comment", &leader, 1, text));
    struct rect field = {panel.x + 21, panel.y + 48, panel.w - 42,
                         27 * floorf((panel.h - 110) / 27)};
    float used = comment_text(list, frame, view, field);
    struct rect touch = {panel.x + 13, field.y - 4, panel.w - 26, fmaxf(used, 81) + 8};
    if (view->typing)
        draw_box(list, touch, 9, COLOR_NONE, COLOR_PINE, 2);
    draw_part(list, ROLE_FIELD, PART_COMMENT, "comment-text", touch, 9);
    struct rect box = {field.x, touch.y + touch.h + 10, 30, 30};
    struct widget check_box = {.key = PART_LIVE, .name = "live", .rect = box, .chosen = view->live};
    widget_check(list, &check_box);
    view_line(list, frame, rect_of(box.x + 42, box.y, field.w - 42, 30), 18, false, COLOR_INK,
              ALIGN_LEFT, view_word(frame, "review.live"));
}

static void note(struct draw_list *list, const struct view_frame *frame,
                 const struct sheet_view *view, struct rect rect)
{
    static const struct {
        enum color ground, color;
        const char *icon;
    } looks[] = {[NOTE_NONE] = {COLOR_PLUM_T, COLOR_PLUM, "lock"},
                 [NOTE_BUSY] = {COLOR_PLUM_T, COLOR_PLUM, "clock"},
                 [NOTE_GOOD] = {COLOR_PINE_T, COLOR_PINE, "check"},
                 [NOTE_BAD] = {COLOR_CLAY_T, COLOR_CLAY_I, "warning"}};
    draw_area(list, "note", rect);
    draw_rect(list, rect, 14, looks[view->tone].ground);
    draw_icon(list, looks[view->tone].icon, rect.x + 16, rect.y + 12, 22, looks[view->tone].color);
    bool lao = frame->language == LANGUAGE_LO;
    view_lines(list, frame, rect_of(rect.x + 50, rect.y + 12, rect.w - 66, rect.h - 20),
               lao ? 15 : 16, lao ? 23 : 22, COLOR_INK, 0,
               view->tone == NOTE_NONE ? view_word(frame, "review.files") : view->note);
}

static void side(struct draw_list *list, const struct view_frame *frame,
                 const struct sheet_view *view, struct rect area)
{
    float bottom = area.y + area.h;
    scored(list, frame, view, rect_of(area.x, area.y, area.w, 223));
    float files = view->exports ? 130.0F : 0;
    comment(list, frame, view, rect_of(area.x, area.y + 235, area.w, area.h - 337 - files));
    note(list, frame, view, rect_of(area.x, bottom - 90, area.w, 90));
    if (!view->exports)
        return;
    static const struct view_top_button pdf = {PART_PDF, STAFF_MAIN, "pdf", "file", "review.pdf"};
    static const struct view_top_button csv = {PART_CSV, STAFF_PLAIN, "csv", "grid", "review.csv"};
    static const struct view_top_button print = {PART_PRINT, STAFF_PLAIN, "print", "print",
                                                 "review.print"};
    float half = (area.w - 12) / 2;
    view_button_in(list, frame, &pdf, rect_of(area.x, bottom - 220, area.w, 56));
    view_button_in(list, frame, &csv, rect_of(area.x, bottom - 152, half, 50));
    view_button_in(list, frame, &print, rect_of(area.x + half + 12, bottom - 152, half, 50));
}

void view_sheet(struct draw_list *list, const struct view_frame *frame,
                const struct sheet_view *view)
{
    check(view->sheet < SHEETS);
    view_begin(list, frame, SCREEN_SHEET);
    static const struct view_top_button buttons[] = {
        {PART_OVERVIEW, STAFF_PLAIN, "overview", "list", "review.overview"},
        {PART_REPLAY, STAFF_PLAIN, "replay", "arrow-left", "review.replay"},
    };
    view_review_top(list, frame, view->evidence, buttons, 2);
    struct sheet_layout layout = layout_of(list);
    items(list, frame, view, &layout);
    side(list, frame, view, layout.side);
    draw_end(list);
}

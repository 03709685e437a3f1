// f11: a text prompt has closed. The practitioner alone sees its lines, in mixed order, and decides
// about each; beside them stands what all screens will show. Nothing leaves before the button.
#include "base/check.h"
#include "facilitator/view_parts.h"
#include "show/prompt_words.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    TOP = 88,
    HEAD = 102, // of the panel, down to its first row
    ROW = 84,
    RIGHT = 372,
    SEGMENTS = 45,
};

static struct prompt_view prompt_of(const struct view *view)
{
    return (struct prompt_view){.deck = view->deck,
                                .strings = view->strings,
                                .prompt = view->scene->prompt,
                                .language = view->language};
}

static const char *line_words(const struct view *view, const struct text_line *line)
{
    if (line->phrase == 0)
        return line->text;
    bool has_prompt = view->deck != NULL && view->scene->prompt > 0;
    struct prompt_view prompt = prompt_of(view);
    bool known = has_prompt && line->phrase <= show_prompt(&prompt)->option_count;
    return known ? show_prompt_option(&prompt, (uint8_t)(line->phrase - 1)) : "";
}

const char *view_review_words(const struct view *view, uint8_t line)
{
    check(line >= 1 && line <= view->scene->review_count);
    return line_words(view, &view->scene->review[line - 1]);
}

// -------------------------------------------------------------------------------- the three choices

static const struct {
    const char *id, *icon, *name;
    enum color chosen;
} CHOICES[LINE_CHOICES] = {
    {"con.text.show", "check", "show", COLOR_PINE},
    {"con.text.shorten", "pencil", "shorten", COLOR_PLUM},
    {"con.text.leave", "x", "leave", COLOR_INK2},
};

static float segment_width(const struct page *page, int i)
{
    return page_width(page, TYPE_S_CHIP, page_word(page, CHOICES[i].id)) + 51;
}

static float segments_width(const struct page *page)
{
    float width = 4; // edges and the two lines between
    for (int i = 0; i < LINE_CHOICES; i++)
        width += segment_width(page, i);
    return width;
}

static void segment(const struct page *page, uint8_t line, int i, struct rect rect, bool chosen)
{
    uint32_t part = PART_LINE + (uint32_t)(LINE_CHOICES * (line - 1) + i);
    char name[PART_NAME_BYTES];
    snprintf(name, sizeof name, "text-%u-%s", (unsigned)line, CHOICES[i].name);
    draw_part(page->list, ROLE_BUTTON, part, name, rect, i == 1 ? 4 : 12);
    int corners = i == 0 ? CORNERS_LEFT : i == LINE_CHOICES - 1 ? CORNERS_RIGHT : 0;
    enum color color = chosen ? COLOR_SURFACE : COLOR_INK2;
    if (chosen || draw_is_pressed(page->list, part))
        draw_corners(page->list, rect_of(rect.x, rect.y + 1, rect.w, rect.h - 2), 11, corners,
                     chosen ? CHOICES[i].chosen : COLOR_SUNKEN);
    float y = rect.y + rect.h / 2 - 8.5F;
    if (i == 0)
        widget_tick(page->list, rect.x + 14, y, 17, color);
    else
        draw_icon(page->list, CHOICES[i].icon, rect.x + 14, y, 17, color);
    page_line(page, rect_of(rect.x + 38, rect.y, rect.w - 51, rect.h), TYPE_S_CHIP, color,
              page_word(page, CHOICES[i].id));
}

static void segments(const struct page *page, uint8_t line, struct rect rect)
{
    enum line_choice choice = page->view->desk->review.choices[line - 1];
    draw_box(page->list, rect, 12, COLOR_SURFACE, COLOR_EDGE, 1);
    float x = rect.x + 1;
    for (int i = 0; i < LINE_CHOICES; i++) {
        float width = segment_width(page, i);
        if (i > 0)
            draw_rect(page->list, rect_of(x, rect.y + 1, 1, rect.h - 2), 0, COLOR_LINE);
        x += i > 0;
        segment(page, line, i, rect_of(x, rect.y, width, rect.h), (int)choice == LINE_SHOW + i);
        x += width;
    }
}

// ------------------------------------------------------------------------------------------ a row

static void say_line(const struct page *page, struct rect rect, enum type type, enum color color,
                     bool struck, const char *text)
{
    page_say(page,
             &(struct say){.rect = rect,
                           .type = type,
                           .color = color,
                           .secret = true,
                           .struck = struck,
                           .size = 22},
             text);
}

static void was(const struct page *page, struct rect rect, const char *words)
{
    char text[WORDS_BYTES];
    page_fill(page, text, "con.text.was", (struct fill){"text", words, 0}, (struct fill){0});
    page_say(page,
             &(struct say){.rect = rect, .type = TYPE_S_NOTE, .color = COLOR_INK2, .secret = true},
             text);
}

static void row_typing(const struct page *page, struct rect rect, const char *words)
{
    const struct field *field = &page->view->desk->review.field;
    page_field(page, PART_LINE_FIELD, "text-field", rect_of(rect.x, rect.y + 8, rect.w, 44), field,
               false);
    char count[WORDS_BYTES];
    int64_t points = 0;
    for (const char *at = field->text; *at != '\0'; at++)
        points += ((unsigned char)*at & 0xC0) != 0x80;
    page_number(page, count, "text.count", "n", points);
    float width = page_width(page, TYPE_S_NOTE, count);
    was(page, rect_of(rect.x, rect.y + 54, rect.w - width - 16, 24), words);
    page_line(page, rect_of(rect.x + rect.w - width, rect.y + 54, width, 24), TYPE_S_NOTE,
              COLOR_INK2, count);
}

static void row_shortened(const struct page *page, struct rect rect, uint8_t line,
                          const char *words)
{
    const char *typed = review_typed(&page->view->desk->review, line);
    // Words of 22 on one line; longer ones are smaller and take two.
    bool one = page_width(page, TYPE_S_BOLD, typed) * 22 / 18 <= rect.w;
    say_line(page, rect_of(rect.x, rect.y + (one ? 16 : 3), rect.w, one ? 30 : 43), TYPE_S_BOLD,
             COLOR_INK, false, typed);
    was(page, rect_of(rect.x, rect.y + 46, rect.w, 24), words);
}

static void row(const struct page *page, uint8_t line, struct rect rect)
{
    const struct view *view = page->view;
    const struct review *review = &view->desk->review;
    char name[PART_NAME_BYTES];
    snprintf(name, sizeof name, "text-%u", (unsigned)line);
    draw_area(page->list, name, rect);
    page_rule(page, rect.x, rect.y, rect.w);
    float width = segments_width(page);
    struct rect choices = {rect.x + rect.w - 24 - width, rect.y + 20, width, SEGMENTS};
    struct rect left = {rect.x + 24, rect.y, choices.x - 18 - rect.x - 24, rect.h};
    struct rect words = {left.x, left.y + 6, left.w, left.h - 10};
    const char *text = view_review_words(view, line);
    switch (review->choices[line - 1]) {
    case LINE_UNDECIDED:
        say_line(page, words, TYPE_S_BODY, COLOR_INK, false, text);
        break;
    case LINE_SHOW:
        say_line(page, words, TYPE_S_BOLD, COLOR_INK, false, text);
        break;
    case LINE_LEAVE:
        say_line(page, words, TYPE_S_BODY, COLOR_INK3, true, text);
        break;
    case LINE_SHORTEN:
        if (review->editing == line)
            row_typing(page, left, text);
        else
            row_shortened(page, left, line, text);
        break;
    }
    segments(page, line, choices);
}

// More lines than rows: the last row turns the page.
static void pager(const struct page *page, struct rect rect, unsigned first, unsigned last)
{
    char where[32];
    snprintf(where, sizeof where, "%u\xE2\x80\x93%u / %u", first, last,
             (unsigned)page->view->scene->review_count);
    page_rule(page, rect.x, rect.y, rect.w);
    page_line(page, rect_of(rect.x + 24, rect.y, 200, rect.h), TYPE_S_NOTE, COLOR_INK2, where);
    struct press more = {.part = PART_LINES_MORE,
                         .name = "lines-more",
                         .rect = {0, rect.y + 20, 0, 44},
                         .text = page_word(page, "q.more"),
                         .icon = "down"};
    more.rect.w = page_press_width(page, &more);
    more.rect.x = rect.x + rect.w - 24 - more.rect.w;
    page_press(page, &more);
}

static void rows(const struct page *page, struct rect panel)
{
    unsigned count = page->view->scene->review_count;
    unsigned fit = (unsigned)((panel.h - HEAD) / ROW);
    bool turns = count > fit;
    unsigned each = turns ? fit - 1 : fit;
    unsigned pages = (count + each - 1) / each;
    unsigned first = turns ? page->view->desk->review.page % pages * each : 0;
    unsigned last = first + each < count ? first + each : count;
    float y = panel.y + HEAD;
    for (unsigned i = first; i < last; i++, y += ROW)
        row(page, (uint8_t)(i + 1), rect_of(panel.x + 1, y, panel.w - 2, ROW));
    if (turns)
        pager(page, rect_of(panel.x + 1, panel.y + HEAD + (float)each * ROW, panel.w - 2, ROW),
              first + 1, last);
}

static void lines(const struct page *page, struct rect panel)
{
    const struct view *view = page->view;
    draw_area(page->list, "lines", panel);
    staff_panel(page->list, panel);
    const char *closed = page_word(page, "con.text.closed");
    float x = panel.x + 25, right = panel.x + panel.w - 25;
    float chip = staff_chip(page->list, right, panel.y + 23, CHIP_GREY, "lock", closed, true);
    if (view->deck != NULL && view->scene->prompt > 0) {
        struct prompt_view prompt = prompt_of(view);
        page_line(page, rect_of(x, panel.y + 21, right - chip - 16 - x, 38), TYPE_S_H1, COLOR_INK,
                  show_prompt_question(&prompt));
    }
    page_line(page, rect_of(x, panel.y + 59, right - x, 27), TYPE_S_BODY, COLOR_INK2,
              page_word(page, "con.text.order"));
    rows(page, panel);
}

// ------------------------------------------------------------------------- what screens will show

// The words of a place in what will be shown, 0 to review_count - 1; false past the last.
static bool shown_words(const struct view *view, uint8_t line, struct text_line *out_line,
                        const char **out_words)
{
    if (!review_line(&view->desk->review, view->scene, line, out_line))
        return false;
    *out_words = line_words(view, out_line);
    return true;
}

static float preview_lines(const struct page *page, const struct text_style *style,
                           struct rect rect, float gap, bool paint)
{
    const struct view *view = page->view;
    float y = rect.y;
    struct text_line line;
    const char *words;
    unsigned shown = 0;
    for (uint8_t i = 1; i <= view->scene->review_count && shown < TEXT_LINES_MAX; i++) {
        if (!shown_words(view, i, &line, &words))
            continue;
        shown++;
        struct text_size_used used =
            fonts_measure(page->list->fonts, page->list->canvas.s, style, words, rect.w - 19);
        if (paint) {
            draw_disc(page->list, rect.x + 4.5F, roundf(y + gap / 2 + style->line / 2) - 0.5F, 4.5F,
                      COLOR_PLUM_M, COLOR_NONE, 0);
            draw_text(page->list, rect_of(rect.x + 19, y + gap / 2, rect.w - 19, used.height),
                      style, words);
        }
        y += used.height + gap;
    }
    memset(&line, 0, sizeof line);
    return y - rect.y;
}

// Returns the y under it; at most max_y. The space between gives way before the letters do.
static float preview(const struct page *page, float x, float y, float max_y)
{
    static const struct {
        float size, line, gap;
    } STEPS[] = {{18, 24, 12}, {18, 24, 4}, {16, 21, 3}, {15, 19, 1}};
    struct text_style style = text_style_of(TYPE_S_BOLD, TEXT_LARGE, page->tongue, COLOR_INK);
    style.secret = true;
    struct rect rect = {x + 23, y + 61, RIGHT - 46, 0};
    float high = 0, gap = 0;
    for (size_t i = 0; i < sizeof STEPS / sizeof STEPS[0]; i++) {
        style.size = STEPS[i].size;
        style.line = STEPS[i].line;
        gap = STEPS[i].gap;
        high = preview_lines(page, &style, rect, gap, false);
        if (rect.y + high + 21 <= max_y)
            break;
    }
    struct rect panel = {x, y, RIGHT, 61 + high + 21};
    draw_area(page->list, "preview", panel);
    staff_panel(page->list, panel);
    if (page->view->deck != NULL && page->view->scene->prompt > 0) {
        struct prompt_view prompt = prompt_of(page->view);
        page_say(page,
                 &(struct say){.rect = {rect.x, y + 21, rect.w, 30},
                               .type = TYPE_S_BOLD,
                               .color = COLOR_INK,
                               .size = 22},
                 show_prompt_result_title(&prompt));
    }
    (void)preview_lines(page, &style, rect, gap, true);
    return y + panel.h;
}

static float talk_height(const struct page *page, struct text_style *out_style)
{
    *out_style = text_style_of(TYPE_S_BODY, TEXT_LARGE, page->tongue, COLOR_INK);
    out_style->size = 17;
    out_style->line = 25;
    return fonts_measure(page->list->fonts, page->list->canvas.s, out_style,
                         page_word(page, "con.text.talk"), RIGHT - 76)
               .height +
           32;
}

static void talk(const struct page *page, float x, float y)
{
    struct text_style style;
    float height = talk_height(page, &style);
    draw_area(page->list, "talk", rect_of(x, y, RIGHT, height));
    draw_rect(page->list, rect_of(x, y, RIGHT, height), 16, COLOR_PLUM_T);
    draw_icon(page->list, "hand", x + 18, y + 16, 26, COLOR_PLUM);
    draw_text(page->list, rect_of(x + 58, y + 16, RIGHT - 76, height - 32), &style,
              page_word(page, "con.text.talk"));
}

static void right_side(const struct page *page, float x, float bottom)
{
    const struct view *view = page->view;
    uint8_t count = review_count(&view->desk->review, view->scene);
    struct text_style style;
    page_line(page, rect_of(x, TOP, RIGHT, 30), TYPE_S_H2, COLOR_INK,
              page_word(page, "con.text.will"));
    float most = bottom - 134 - 14 - talk_height(page, &style) - 14;
    talk(page, x, preview(page, x, TOP + 44, most) + 14);
    char words[WORDS_BYTES];
    page_number(page, words, "con.text.showall", "n", count);
    page_press(page,
               &(struct press){.part = PART_LINES_SHOW,
                               .name = "show-lines",
                               .rect = {x, bottom - 134, RIGHT, 64},
                               .text = count == 1 ? page_word(page, "con.text.showone") : words,
                               .icon = "projector",
                               .kind = STAFF_MAIN,
                               .not_ready = count == 0 || count > TEXT_LINES_MAX});
    page_press(page, &(struct press){.part = PART_LINES_NONE,
                                     .name = "show-none",
                                     .rect = {x, bottom - 56, RIGHT, 56},
                                     .text = page_word(page, "con.text.shownone")});
}

void view_review(const struct page *page)
{
    float bottom = page->h - 86;
    page_top_session(page);
    lines(page, rect_of(24, TOP, page->w - 48 - 20 - RIGHT, bottom - TOP));
    right_side(page, page->w - 24 - RIGHT, bottom);
    view_commands(page);
    draw_wake(page->list, (int)((60000 - page->view->session_ms % 60000) / page->view->speed + 1));
}

// Results where there is little width: half of the two-language view, and panels of staff.
#include "show/result_parts.h"

#include "base/check.h"
#include <math.h>
#include <stdio.h>

static const char *label_of(const struct result_view *view, uint8_t row,
                            char buffer[RESULT_TEXT_BYTES])
{
    return show_result_label(view, row, buffer);
}

// A band's bar or a count's, with the word after it, in a line as high as the higher of the two.
struct value_line {
    float bar_w, bar_h, gap;
    struct text_style style;
    enum band_place place;
};

static float value_height(const struct value_line *line)
{
    return fmaxf(line->bar_h, line->style.line);
}

static void value_draw(struct draw_list *list, const struct result_view *view, uint8_t row,
                       const struct value_line *line, struct rect room)
{
    char buffer[RESULT_TEXT_BYTES];
    const char *value = result_value(view, row, buffer);
    float middle = room.y + room.h / 2, x = room.x;
    struct rect bar = {x, middle - line->bar_h / 2, line->bar_w, line->bar_h};
    if (view->release->kind == RELEASE_BANDS) {
        widget_band(list, bar, result_bar(view->release->bands[row]), line->place);
        x += line->bar_w + line->gap;
    } else if (view->release->counts[row] > 0) {
        bar.w *= (float)view->release->counts[row] / (float)result_most(view);
        draw_rect(list, bar, fminf(8, bar.h / 2), COLOR_PINE_M);
        x += bar.w + line->gap;
    }
    struct text_style style = line->style;
    style.middle = true;
    draw_text(list, rect_of(x, room.y, room.x + room.w - x, room.h), &style, value);
}

// ----------------------------------------------------------------------------------------- half

enum {
    PAD = 30,
    PILL = 42,
    HALF_ART = 60,
    ART_GAP = 18,
    NO_ART = -ART_GAP, // the words begin at the edge
    HALF_BAR = 230,
    HALF_BAR_H = 32,
    PANEL_PAD = 14,
    LEGEND_SIZE_LEAST = 22,
};

struct half {
    struct rect rect;
    bool compact; // label and word in one line, the bar under them: for more than three rows
    struct text_style title, label;
    struct value_line value;
    struct legend_look legend;
    float title_h, top, row_h, art_w, value_w, panel_h;
};

static float half_words_w(const struct half *half)
{
    return half->rect.w - 2 * PAD - half->art_w - ART_GAP;
}

static float half_label_w(const struct half *half)
{
    return half->compact ? half_words_w(half) - half->value_w - 14 : half_words_w(half);
}

static float half_row_height(struct draw_list *list, const struct result_view *view,
                             const struct half *half)
{
    float tallest = 0;
    for (uint8_t row = 0; row < view->release->row_count; row++) {
        char buffer[RESULT_TEXT_BYTES];
        const char *label = label_of(view, row, buffer);
        tallest =
            fmaxf(tallest, show_measure(list, &half->label, label, half_label_w(half)).height);
    }
    return tallest + 2 + (half->compact ? half->value.bar_h : value_height(&half->value));
}

static float widest_value(struct draw_list *list, const struct result_view *view,
                          const struct text_style *style)
{
    if (view->release->kind == RELEASE_COUNTS)
        return ceilf(fonts_width(list->fonts, list->canvas.s, style, "00")) + 2;
    float widest = 0;
    for (enum band band = BAND_FEW; band <= BAND_MOST; band++) {
        const char *word = show_band_word(view->prompt.strings, view->prompt.language, band);
        widest = fmaxf(widest, fonts_width(list->fonts, list->canvas.s, style, word));
    }
    return ceilf(widest) + 2;
}

static void half_styles(const struct result_view *view, float scale, struct half *half)
{
    bool bands = view->release->kind == RELEASE_BANDS;
    enum tongue deck = show_prompt_tongue(&view->prompt), own = result_tongue(view);
    half->title =
        style_scaled(text_style_of(TYPE_H3, view->size, deck, COLOR_INK), scale * 30 / 28);
    half->label = style_scaled(text_style_of(TYPE_BODY, view->size, deck, COLOR_INK), scale);
    half->label.bold = true;
    struct text_style value = style_scaled(
        text_style_of(TYPE_BODY, view->size, bands ? own : TONGUE_EN, COLOR_INK), scale);
    value.bold = true;
    half->value = (struct value_line){HALF_BAR, HALF_BAR_H, 16, value, BAND_TERMINAL};
    struct text_style legend = text_style_of(TYPE_NOTE, view->size, own, COLOR_INK);
    half->legend = (struct legend_look){
        .bar_w = 48,
        .bar_h = 16,
        .gap = 20,
        .line_gap = 2,
        .style = style_scaled(legend, fmaxf(scale, LEGEND_SIZE_LEAST / legend.size)),
        .column = true,
    };
}

// Lays one half out at a scale; returns whether everything has room.
static bool half_measure(struct draw_list *list, const struct result_view *view, bool pictures,
                         float scale, struct half *half)
{
    bool bands = view->release->kind == RELEASE_BANDS;
    half_styles(view, scale, half);
    half->compact = view->release->row_count > 3;
    half->art_w = !pictures ? NO_ART : view->release->joined ? 112 : HALF_ART;
    half->value_w = widest_value(list, view, &half->value.style);
    if (half->compact)
        half->value.bar_h = 18;
    float width = half->rect.w - 2 * PAD, words = half_words_w(half);
    half->value.bar_w = bands ? fminf(HALF_BAR, words - half->value.gap - half->value_w)
                              : words - half->value.gap - half->value_w;
    if (half->compact)
        half->value.bar_w = words;
    half->title_h =
        show_measure(list, &half->title, show_prompt_result_title(&view->prompt), width).height;
    half->top = half->rect.y + 26 + PILL + 8 + half->title_h + 12;
    half->panel_h = 0;
    if (bands)
        half->panel_h =
            2 * PANEL_PAD + legend_height(list, view, &half->legend, width - 2 * PANEL_PAD);
    float bottom = half->rect.y + half->rect.h - 24 - half->panel_h - (bands ? 8 : 0);
    half->row_h = fminf(124, (bottom - half->top) / (float)view->release->row_count);
    return half->value.bar_w >= 80 && half_row_height(list, view, half) <= half->row_h - 4;
}

// Words come before pictures: these go where type would have to be smaller than any other here.
static void half_fit(struct draw_list *list, const struct result_view *view, struct half *half)
{
    float scale = 1, least = LEGEND_SIZE_LEAST / type_spec(TYPE_BODY, view->size, TONGUE_EN).size;
    for (int pictures = 1; pictures >= 0; pictures--)
        for (int step = 0; fit_scale(TEXT_LARGE, step, &scale) && scale >= least; step++)
            if (half_measure(list, view, pictures == 1, scale, half))
                return;
    for (int step = 0; fit_scale(TEXT_LARGE, step, &scale); step++)
        if (half_measure(list, view, false, scale, half))
            return;
}

// A bar as long as its line: a band's, or a share of the largest count.
static void long_bar(struct draw_list *list, const struct result_view *view, uint8_t row,
                     struct rect bar, enum band_place place)
{
    if (view->release->kind == RELEASE_BANDS) {
        widget_band(list, bar, result_bar(view->release->bands[row]), place);
        return;
    }
    bar.w *= (float)view->release->counts[row] / (float)result_most(view);
    if (bar.w > 0)
        draw_rect(list, bar, bar.h / 2, COLOR_PINE_M);
}

static void half_row(struct draw_list *list, const struct result_view *view,
                     const struct half *half, uint8_t row, float y)
{
    char buffer[RESULT_TEXT_BYTES], value_buffer[RESULT_TEXT_BYTES];
    const char *label = label_of(view, row, buffer);
    float x = half->rect.x + PAD, width = half_words_w(half);
    float art = fminf(view->release->joined ? 56 : HALF_ART, half->row_h - 10);
    if (half->art_w > NO_ART)
        result_picture(list, view, row, x + half->art_w / 2, y + half->row_h / 2, art);
    float label_h = show_measure(list, &half->label, label, half_label_w(half)).height;
    float below = half->compact ? half->value.bar_h : value_height(&half->value);
    float top = y + (half->row_h - label_h - 2 - below) / 2;
    x += half->art_w + ART_GAP;
    draw_text(list, rect_of(x, top, half_label_w(half), label_h), &half->label, label);
    struct rect line = {x, top + label_h + 2, width, below};
    if (!half->compact) {
        value_draw(list, view, row, &half->value, line);
        return;
    }
    struct text_style value = half->value.style;
    value.align = ALIGN_RIGHT;
    value.middle = true;
    draw_text(list, rect_of(x + width - half->value_w, top, half->value_w, label_h), &value,
              result_value(view, row, value_buffer));
    long_bar(list, view, row, line, BAND_TERMINAL);
}

static void half_head(struct draw_list *list, const struct result_view *view,
                      const struct half *half)
{
    char name[PART_NAME_BYTES];
    snprintf(name, sizeof name, "result-%s", language_name(view->prompt.language));
    draw_area(list, name, half->rect);
    widget_card(list, half->rect, 24);
    struct text_style pill = text_style_of(TYPE_NOTE, TEXT_LARGE, result_tongue(view), COLOR_INK2);
    pill.bold = true;
    pill.middle = true;
    const char *own = language_own_name(view->prompt.language);
    float width = ceilf(fonts_width(list->fonts, list->canvas.s, &pill, own)) + 1;
    float x = half->rect.x + PAD, y = half->rect.y + 26;
    draw_rect(list, rect_of(x, y, width + 36, PILL), PILL / 2.0F, COLOR_SUNKEN);
    draw_text(list, rect_of(x + 18, y, width, PILL), &pill, own);
    draw_text(list, rect_of(x, y + PILL + 8, half->rect.w - 2 * PAD, half->title_h), &half->title,
              show_prompt_result_title(&view->prompt));
}

void show_result_half(struct draw_list *list, struct rect rect, const struct result_view *view)
{
    check(!list->mini.on);
    check(view->release->kind != RELEASE_NONE);
    bool rows = view->release->kind == RELEASE_BANDS || view->release->kind == RELEASE_COUNTS;
    struct half half = {.rect = rect};
    if (!rows) {
        half.title =
            text_style_of(TYPE_H3, view->size, show_prompt_tongue(&view->prompt), COLOR_INK);
        half.title_h = show_measure(list, &half.title, show_prompt_result_title(&view->prompt),
                                    rect.w - 2 * PAD)
                           .height;
        half_head(list, view, &half);
        float top = rect.y + 26 + PILL + 8 + half.title_h;
        if (view->release->kind == RELEASE_LINES) {
            struct text_style style =
                text_style_of(TYPE_BODY, view->size, show_prompt_tongue(&view->prompt), COLOR_INK);
            struct rect room = {rect.x + PAD, top + 16, rect.w - 2 * PAD,
                                rect.y + rect.h - top - 32};
            (void)lines_draw(list, view, room, style);
            return;
        }
        thanks_draw(list, view, rect_of(rect.x, top, rect.w, rect.y + rect.h - top), 140, 0.8F);
        return;
    }
    half_fit(list, view, &half);
    half_head(list, view, &half);
    for (uint8_t place = 0; place < view->release->row_count; place++)
        half_row(list, view, &half, show_result_row(view, place),
                 half.top + (float)place * half.row_h);
    if (half.panel_h <= 0)
        return;
    struct rect panel = {rect.x + 24, rect.y + rect.h - 20 - half.panel_h, rect.w - 48,
                         half.panel_h};
    draw_rect(list, panel, 20, COLOR_PLUM_T);
    // Both halves have a legend; one name for two areas would be no name.
    float y = panel.y + PANEL_PAD;
    legend_paint(list, view, &half.legend, panel.x + PANEL_PAD + 6, y, panel.w - 2 * PANEL_PAD);
}

// ---------------------------------------------------------------------------------------- staff

enum {
    STAFF_BAR = 140,
    STAFF_BAR_LEAST = 104,
    STAFF_BAR_H = 22,
    STAFF_PITCH_GAP = 11,
    STAFF_WIDE = 520, // from here a row is one line
    STAFF_PANEL_PAD = 8,
};

// How the rows of a staff panel are laid out.
enum staff_rows {
    STAFF_STACKED, // label, then bar and word under it
    STAFF_COMPACT, // label and word in one line, the bar under them
    STAFF_LINE,    // label, bar and word in one line
};

struct staff {
    enum staff_rows rows;
    struct text_style label;
    struct value_line value;
    struct legend_look legend;
    float panel_h, panel_pad, label_w, gap;
};

// The track leaves room for the longest of the words, whichever of them come.
static float staff_bar(struct draw_list *list, const struct result_view *view,
                       const struct text_style *style, float width)
{
    float widest = 0;
    for (enum band band = BAND_FEW; band <= BAND_MOST; band++)
        widest = fmaxf(
            widest, fonts_width(list->fonts, list->canvas.s, style,
                                show_band_word(view->prompt.strings, view->prompt.language, band)));
    return fmaxf(STAFF_BAR_LEAST, fminf(STAFF_BAR, floorf(width - 15 - widest)));
}

static float staff_panel_height(struct draw_list *list, const struct result_view *view,
                                const struct staff *staff, float width)
{
    return 2 * staff->panel_pad + legend_height(list, view, &staff->legend, width - 28);
}

static struct staff staff_of(struct draw_list *list, const struct result_view *view, float width)
{
    bool bands = view->release->kind == RELEASE_BANDS;
    enum tongue deck = show_prompt_tongue(&view->prompt), own = result_tongue(view);
    struct staff staff = {.rows = width >= STAFF_WIDE ? STAFF_LINE : STAFF_STACKED};
    staff.label = text_style_of(TYPE_S_BODY, TEXT_LARGE, deck, COLOR_INK);
    if (deck != TONGUE_LO)
        staff.label.line = 24;
    struct text_style value =
        text_style_of(TYPE_S_BOLD, TEXT_LARGE, bands ? own : TONGUE_EN, COLOR_INK);
    float bar = bands ? staff_bar(list, view, &value, width) : fminf(STAFF_BAR, width - 60);
    staff.value = (struct value_line){bar, STAFF_BAR_H, 14, value, BAND_ON_STAFF};
    staff.legend = (struct legend_look){
        .bar_w = 44,
        .bar_h = 12,
        .gap = 24,
        .line_gap = 3,
        .style = text_style_of(TYPE_S_FLOOR, TEXT_LARGE, own, COLOR_INK),
        .column = width < STAFF_WIDE,
    };
    if (own != TONGUE_LO)
        staff.legend.style.line = 21;
    staff.panel_pad = STAFF_PANEL_PAD;
    if (bands)
        staff.panel_h = staff_panel_height(list, view, &staff, width);
    staff.label_w = staff.rows == STAFF_LINE ? width - STAFF_BAR - 14 - 160 - 20 : width;
    return staff;
}

static float staff_row_height(struct draw_list *list, const struct result_view *view,
                              const struct staff *staff, uint8_t row)
{
    char buffer[RESULT_TEXT_BYTES];
    const char *label = label_of(view, row, buffer);
    float label_h = show_measure(list, &staff->label, label, staff->label_w).height;
    switch (staff->rows) {
    case STAFF_STACKED:
        return label_h + 8 + STAFF_BAR_H + STAFF_PITCH_GAP;
    case STAFF_COMPACT:
        return label_h + 2 + staff->value.bar_h + staff->gap;
    case STAFF_LINE:
        break;
    }
    return fmaxf(label_h, staff->value.style.line) + 8;
}

static float staff_rows_height(struct draw_list *list, const struct result_view *view,
                               const struct staff *staff)
{
    float height = 0;
    for (uint8_t row = 0; row < view->release->row_count; row++)
        height += staff_row_height(list, view, staff, row);
    return height;
}

// The air below the last row, of which a full panel needs little.
static float staff_after(const struct staff *staff)
{
    return staff->rows == STAFF_STACKED ? STAFF_PITCH_GAP - 4 : 0;
}

static bool staff_fits(struct draw_list *list, const struct result_view *view,
                       const struct staff *staff, float height)
{
    return staff_rows_height(list, view, staff) - staff_after(staff) <= height - staff->panel_h;
}

// Rows that do not fit under each other put the word beside the label, and the legend's bars give way
// to its words, so that none of them takes a second line.
static void staff_compact(struct draw_list *list, const struct result_view *view,
                          struct staff *staff, float width, bool tight)
{
    float widest = 0;
    staff->rows = STAFF_COMPACT;
    staff->gap = tight ? 2 : 6;
    staff->value.bar_h = tight ? 6 : 8;
    staff->value.bar_w = width;
    staff->legend.bar_w = tight ? 24 : 44;
    staff->legend.line_gap = tight ? 0 : 3;
    staff->panel_pad = tight ? 4 : STAFF_PANEL_PAD;
    if (staff->panel_h > 0)
        staff->panel_h = staff_panel_height(list, view, staff, width);
    staff->label.size = staff->value.style.size = tight ? 15 : 16;
    bool lao = staff->label.tongue == TONGUE_LO || staff->value.style.tongue == TONGUE_LO;
    staff->label.line = lao ? (tight ? 25 : 27) : (tight ? 20 : 21);
    for (uint8_t row = 0; row < view->release->row_count; row++) {
        char buffer[RESULT_TEXT_BYTES];
        const char *value = result_value(view, row, buffer);
        widest =
            fmaxf(widest, fonts_width(list->fonts, list->canvas.s, &staff->value.style, value));
    }
    staff->label_w = fmaxf(80, width - ceilf(widest) - 2 - 10);
}

static void staff_row(struct draw_list *list, const struct result_view *view,
                      const struct staff *staff, struct rect room, uint8_t row)
{
    char buffer[RESULT_TEXT_BYTES], value_buffer[RESULT_TEXT_BYTES];
    const char *label = label_of(view, row, buffer);
    float label_h = show_measure(list, &staff->label, label, staff->label_w).height;
    if (staff->rows == STAFF_LINE) {
        float height = fmaxf(label_h, staff->value.style.line);
        struct text_style style = staff->label;
        style.middle = true;
        draw_text(list, rect_of(room.x, room.y, staff->label_w, height), &style, label);
        float x = room.x + staff->label_w + 20;
        value_draw(list, view, row, &staff->value, rect_of(x, room.y, room.x + room.w - x, height));
        return;
    }
    draw_text(list, rect_of(room.x, room.y, staff->label_w, label_h), &staff->label, label);
    if (staff->rows == STAFF_STACKED) {
        float line = value_height(&staff->value);
        value_draw(list, view, row, &staff->value,
                   rect_of(room.x, room.y + label_h + 8 - (line - STAFF_BAR_H) / 2, room.w, line));
        return;
    }
    struct text_style style = staff->value.style;
    style.align = ALIGN_RIGHT;
    style.line = staff->label.line;
    float left = room.x + staff->label_w + 10;
    draw_text(list, rect_of(left, room.y, room.x + room.w - left, style.line), &style,
              result_value(view, row, value_buffer));
    long_bar(list, view, row, rect_of(room.x, room.y + label_h + 2, room.w, staff->value.bar_h),
             BAND_ON_STAFF);
}

static float staff_nothing(struct draw_list *list, struct rect rect, const struct result_view *view)
{
    bool held = view->release->kind == RELEASE_HELD;
    enum tongue tongue = result_tongue(view);
    struct block words = {
        .head = result_string(view, held ? "result.held" : "toofew.body"),
        .text = held ? "" : result_string(view, "toofew.talk"),
        .head_style = text_style_of(TYPE_S_BODY, TEXT_LARGE, tongue, COLOR_INK),
        .text_style = text_style_of(TYPE_S_BOLD, TEXT_LARGE, tongue, COLOR_PINE),
    };
    return block_draw(list, &words, rect.x, rect.y, rect.w);
}

float show_result_staff(struct draw_list *list, struct rect rect, const struct result_view *view)
{
    check(!list->mini.on);
    check(rect.w >= 120 && view->release->kind != RELEASE_NONE);
    if (view->release->kind == RELEASE_HELD || view->release->kind == RELEASE_WITHHELD)
        return staff_nothing(list, rect, view);
    if (view->release->kind == RELEASE_LINES)
        return lines_staff(list, view, rect);
    struct staff staff = staff_of(list, view, rect.w);
    bool bounded = rect.h > 0 && staff.rows == STAFF_STACKED;
    if (bounded && !staff_fits(list, view, &staff, rect.h))
        staff_compact(list, view, &staff, rect.w, false);
    if (bounded && !staff_fits(list, view, &staff, rect.h))
        staff_compact(list, view, &staff, rect.w, true);
    float y = rect.y;
    for (uint8_t place = 0; place < view->release->row_count; place++) {
        uint8_t row = show_result_row(view, place);
        float height = staff_row_height(list, view, &staff, row);
        staff_row(list, view, &staff, rect_of(rect.x, y, rect.w, height), row);
        y += height;
    }
    if (staff.panel_h <= 0)
        return y;
    float top =
        rect.h > 0 ? fmaxf(y - staff_after(&staff), rect.y + rect.h - staff.panel_h) : y + 4;
    draw_rect(list, rect_of(rect.x, top, rect.w, staff.panel_h), 12, COLOR_PLUM_T);
    struct rect legend = {rect.x + 14, top + staff.panel_pad, rect.w - 28,
                          staff.panel_h - 2 * staff.panel_pad};
    draw_area(list, "legend", legend);
    legend_paint(list, view, &staff.legend, legend.x, legend.y, legend.w);
    return top + staff.panel_h;
}

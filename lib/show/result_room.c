// A result on the room screen, canvas 1600 x 900 (f10 of the design).
#include "show/result_parts.h"

#include "base/check.h"
#include "show/room.h"
#include <math.h>
#include <stdio.h>

enum {
    MARGIN = 96,
    WIDTH = ROOM_WIDTH - 2 * MARGIN,
    TITLE_Y = 60,
    ROWS_TOP = 176,
    ROWS_BOTTOM = 688,
    ROW = 96,
    ROW_GAP_MOST = 48,
    PANEL_BOTTOM = 848,
    PANEL_LEAST = 140,
    PANEL_WORDS_X = 136,
};

struct layout {
    struct text_style title, why;
    float title_h, why_h, why_w, legend_h;
    struct legend_look legend;
    struct rect panel, rows;
    struct row_geometry geometry;
    struct row_styles styles;
    struct row_columns columns;
    float row_h, pitch;
};

static struct text_style sized_style(enum type type, enum tongue tongue, enum color color,
                                     float size, float line, float lao_line)
{
    struct text_style style = text_style_of(type, TEXT_LARGE, tongue, color);
    style.size = size;
    style.line = tongue == TONGUE_LO ? lao_line : line;
    return style;
}

static void lay_title(struct draw_list *list, const struct result_view *view, float scale,
                      struct layout *out)
{
    out->title = style_scaled(
        sized_style(TYPE_H0, show_prompt_tongue(&view->prompt), COLOR_INK, 72, 92, 112), scale);
    const char *title = show_prompt_result_title(&view->prompt);
    out->title_h = show_measure(list, &out->title, title, WIDTH).height;
}

static void draw_title(struct draw_list *list, const struct result_view *view,
                       const struct layout *layout)
{
    draw_text(list, rect_of(MARGIN, TITLE_Y, WIDTH, layout->title_h), &layout->title,
              show_prompt_result_title(&view->prompt));
}

static void lay_panel(struct draw_list *list, const struct result_view *view, struct layout *out)
{
    enum tongue tongue = result_tongue(view);
    bool counts = view->release->kind == RELEASE_COUNTS;
    const char *why = result_string(view, counts ? "plain.why" : "results.why");
    out->why = sized_style(TYPE_BODY, tongue, COLOR_INK, 32, 42, 54);
    out->why.bold_bytes = counts ? 0 : first_sentence(why);
    out->why_w = WIDTH - PANEL_WORDS_X - 40;
    out->why_h = show_measure(list, &out->why, why, out->why_w).height;
    out->legend = (struct legend_look){
        .bar_w = 84,
        .bar_h = 24,
        .gap = 36,
        .line_gap = 6,
        .style = sized_style(TYPE_BODY, tongue, COLOR_INK, 27, 36, 46),
    };
    out->legend_h = counts ? 0 : 10 + legend_height(list, view, &out->legend, out->why_w);
    float height = fmaxf(PANEL_LEAST, out->why_h + out->legend_h + 40);
    out->panel = rect_of(MARGIN, PANEL_BOTTOM - height, WIDTH, height);
}

static bool lay_rows(struct draw_list *list, const struct result_view *view, float scale,
                     struct layout *out)
{
    bool joined = view->release->joined, counts = view->release->kind == RELEASE_COUNTS;
    enum tongue deck = show_prompt_tongue(&view->prompt), own = result_tongue(view);
    lay_title(list, view, scale, out);
    lay_panel(list, view, out);
    float art_w = joined ? 160 : 84;
    out->geometry = (struct row_geometry){
        .art_x = MARGIN,
        .art_w = art_w,
        .art = 84,
        .label_x = MARGIN + art_w + 28,
        .end_x = MARGIN + WIDTH,
        .gap = 28,
        .label_least = joined ? 304 : 380,
        .track_most = 620,
        .word_least = counts ? 80 : 240,
        .track_h = 60,
        .place = BAND_ON_ROOM,
    };
    out->styles = (struct row_styles){
        .label = style_scaled(sized_style(TYPE_H3, deck, COLOR_INK, 38, 48, 62), scale),
        .value = style_scaled(sized_style(TYPE_H3, counts ? TONGUE_EN : own, COLOR_INK, 40, 50, 66),
                              scale),
    };
    out->columns = row_columns_of(list, view, &out->geometry, &out->styles);
    float needed = row_height(list, view, &out->columns, &out->styles);
    float count = (float)view->release->row_count;
    float top = fmaxf(ROWS_TOP, TITLE_Y + out->title_h + 24);
    float bottom = fminf(ROWS_BOTTOM, out->panel.y - 20);
    out->pitch = fminf(ROW + ROW_GAP_MOST, (bottom - top + 8) / count);
    out->row_h = fminf(ROW, out->pitch - 8);
    out->rows = rect_of(MARGIN, top, WIDTH, bottom - top);
    return needed <= out->pitch - 6;
}

static void draw_panel(struct draw_list *list, const struct result_view *view,
                       const struct layout *layout)
{
    struct rect panel = layout->panel;
    bool counts = view->release->kind == RELEASE_COUNTS;
    draw_area(list, counts ? "plain" : "legend-panel", panel);
    draw_rect(list, panel, 32, counts ? COLOR_PINE_T : COLOR_PLUM_T);
    draw_icon(list, counts ? "eye" : "lock", panel.x + 40, panel.y + (panel.h - 62) / 2, 62,
              counts ? COLOR_PINE : COLOR_PLUM);
    float x = panel.x + PANEL_WORDS_X;
    float y = panel.y + (panel.h - layout->why_h - layout->legend_h) / 2;
    draw_text(list, rect_of(x, y, layout->why_w, layout->why_h), &layout->why,
              result_string(view, counts ? "plain.why" : "results.why"));
    if (!counts)
        legend_draw(list, view, &layout->legend, x, y + layout->why_h + 10, layout->why_w);
}

static void draw_rows(struct draw_list *list, const struct result_view *view)
{
    struct layout layout = {0};
    float scale = 1;
    for (int step = 0; fit_scale(TEXT_LARGE, step, &scale); step++)
        if (lay_rows(list, view, scale, &layout))
            break;
    draw_title(list, view, &layout);
    draw_area(list, view->release->kind == RELEASE_COUNTS ? "tally" : "bands", layout.rows);
    for (uint8_t place = 0; place < view->release->row_count; place++)
        row_draw(list, view, show_result_row(view, place),
                 layout.rows.y + (float)place * layout.pitch, layout.row_h, &layout.geometry,
                 &layout.columns, &layout.styles);
    draw_panel(list, view, &layout);
}

static void draw_too_few(struct draw_list *list, const struct result_view *view)
{
    struct layout layout = {0};
    lay_title(list, view, 1, &layout);
    float top = TITLE_Y + layout.title_h + 24;
    struct rect card = {MARGIN, top, WIDTH, PANEL_BOTTOM - top};
    draw_title(list, view, &layout);
    draw_area(list, "too-few", card);
    widget_card(list, card, 32);
    thanks_draw(list, view, card, fminf(220, card.h / 3), 1.25F);
}

static void draw_lines(struct draw_list *list, const struct result_view *view)
{
    struct layout layout = {0};
    lay_title(list, view, 1, &layout);
    float top = TITLE_Y + layout.title_h + 24;
    draw_title(list, view, &layout);
    lines_card(list, view, rect_of(MARGIN, top, WIDTH, PANEL_BOTTOM - top),
               sized_style(TYPE_H0, show_prompt_tongue(&view->prompt), COLOR_INK, 48, 64, 80));
}

void show_result_room(struct draw_list *list, const struct result_view *view)
{
    check(!list->mini.on);
    switch (view->release->kind) {
    case RELEASE_BANDS:
    case RELEASE_COUNTS:
        draw_rows(list, view);
        return;
    case RELEASE_HELD:
    case RELEASE_WITHHELD:
        draw_too_few(list, view);
        return;
    case RELEASE_LINES:
        draw_lines(list, view);
        return;
    case RELEASE_NONE:
        break;
    }
    check(false && "a result is shown only once there is one");
}

// A result on a terminal: t12 (bands), t25 (counts) and t13 (nothing to show) of the design.
#include "show/result_parts.h"

#include "base/check.h"
#include <math.h>
#include <stdio.h>

enum {
    TITLE_Y = 36,
    REGION_BOTTOM = 676, // 28 above the tool bar
    CARD_GAP = 24,       // under the title
    PANEL_GAP = 22,
    PANEL_LEAST = 164,
    ROW_MOST = 114,
    CARD_PAD_BANDS = 32, // above and below all rows, with the border
    PLAIN_BOTTOM = 592,
    PLAIN_PAD = 28,
};

// What the panel under the bands says, from everything to what may never be left out.
enum panel_mode {
    PANEL_WHOLE,
    PANEL_WITHOUT_LOCK,
    PANEL_LEGEND,
    PANEL_WORDS, // and the rows go without pictures
    PANEL_MODES
};

// A screen laid out at one scale.
struct layout {
    float x; // of the column
    struct text_style title;
    float title_h;
    enum panel_mode mode;
    struct legend_look legend;
    struct text_style why;
    float why_w, why_h, legend_h;
    struct rect panel, card;
    struct row_geometry geometry;
    struct row_styles styles;
    struct row_columns columns;
    float row_h;
};

static void lay_title(struct draw_list *list, const struct result_view *view, float scale,
                      struct layout *out)
{
    out->x = canvas_column(&list->canvas);
    out->title = style_scaled(
        text_style_of(TYPE_H1, view->size, show_prompt_tongue(&view->prompt), COLOR_INK), scale);
    out->title_h =
        show_measure(list, &out->title, show_prompt_result_title(&view->prompt), CONTENT_WIDTH)
            .height;
}

static void draw_title(struct draw_list *list, const struct result_view *view,
                       const struct layout *layout)
{
    draw_text(list, rect_of(layout->x, TITLE_Y, CONTENT_WIDTH, layout->title_h), &layout->title,
              show_prompt_result_title(&view->prompt));
}

// Air of the design, and what is left of it where words need the room.
struct air {
    float card, panel, rows, inside;
};

static struct air air_of(enum panel_mode mode)
{
    if (mode >= PANEL_LEGEND)
        return (struct air){10, 12, 16, 24};
    return (struct air){CARD_GAP, PANEL_GAP, CARD_PAD_BANDS, 40};
}

static struct row_styles styles_of(const struct result_view *view, float scale, bool counts)
{
    enum tongue deck = show_prompt_tongue(&view->prompt), own = result_tongue(view);
    struct row_styles styles = {
        .label = text_style_of(TYPE_H3, view->size, deck, COLOR_INK),
        .value = text_style_of(TYPE_H3, view->size, counts ? TONGUE_EN : own, COLOR_INK),
    };
    if (deck != TONGUE_LO)
        styles.label.line *= 36.0F / 38;
    styles.label = style_scaled(styles.label, scale);
    // The words of the bands are larger than the labels, until both are large.
    float more = counts ? 40.0F / 28 : view->size == TEXT_LARGE ? 32.0F / 28 : 1;
    styles.value = style_scaled(styles.value, scale * more);
    return styles;
}

// ---------------------------------------------------------------------------------------- bands

static float panel_words_x(const struct layout *layout)
{
    return layout->x + (layout->mode == PANEL_WHOLE ? 148 : 32);
}

static void lay_panel(struct draw_list *list, const struct result_view *view, struct layout *layout)
{
    enum tongue tongue = result_tongue(view);
    layout->legend = (struct legend_look){
        .bar_w = 60,
        .bar_h = 20,
        .gap = 28,
        .line_gap = 4,
        .style = text_style_of(TYPE_NOTE, view->size, tongue, COLOR_INK),
    };
    layout->why = text_style_of(TYPE_BODY, view->size, tongue, COLOR_INK);
    if (tongue != TONGUE_LO)
        layout->why.line -= 2;
    const char *why = result_string(view, "results.why");
    layout->why.bold_bytes = first_sentence(why);
    layout->why_w = CONTENT_WIDTH - (panel_words_x(layout) - layout->x) - 32;
    layout->why_h = layout->mode >= PANEL_LEGEND
                        ? 0
                        : show_measure(list, &layout->why, why, layout->why_w).height + 16;
    layout->legend_h = legend_height(list, view, &layout->legend, layout->why_w);
    float least = layout->mode == PANEL_WHOLE ? PANEL_LEAST : 0;
    float height = fmaxf(least, layout->why_h + layout->legend_h + air_of(layout->mode).inside);
    layout->panel = rect_of(layout->x, REGION_BOTTOM - height, CONTENT_WIDTH, height);
}

static bool lay_bands(struct draw_list *list, const struct result_view *view, enum panel_mode mode,
                      float scale, struct layout *out)
{
    lay_title(list, view, scale, out);
    out->mode = mode;
    lay_panel(list, view, out);
    bool joined = view->release->joined;
    float art_w = mode == PANEL_WORDS ? -12 : joined ? 150 : 110;
    out->geometry = (struct row_geometry){
        .art_x = out->x + 22,
        .art_w = art_w,
        .art = mode == PANEL_WORDS ? 0
               : joined            ? 68
                                   : 84,
        .label_x = out->x + 22 + art_w + 28,
        .end_x = out->x + CONTENT_WIDTH - 38,
        .gap = 28,
        .label_least = 290,
        .track_most = 430,
        .word_least = 170,
        .track_h = 50,
        .place = BAND_TERMINAL,
    };
    out->styles = styles_of(view, scale, false);
    out->columns = row_columns_of(list, view, &out->geometry, &out->styles);
    float needed = row_height(list, view, &out->columns, &out->styles);
    struct air air = air_of(mode);
    float top = TITLE_Y + out->title_h + air.card, count = (float)view->release->row_count;
    float room = out->panel.y - air.panel - top - air.rows;
    out->row_h = fminf(ROW_MOST, floorf(room / count));
    out->card = rect_of(out->x, top, CONTENT_WIDTH, out->row_h * count + air.rows);
    return needed <= out->row_h - 4;
}

// The first of the ways to lay it out that has room for all the words, kindest first: type shrinks
// last, and within what may be read at this text size.
static struct layout choose_bands(struct draw_list *list, const struct result_view *view)
{
    static const float FLOORS[] = {
        [TEXT_LARGE] = 0.79F, [TEXT_LARGER] = 0.66F, [TEXT_LARGEST] = 0.77F};
    struct layout layout = {0};
    for (int mode = PANEL_WHOLE; mode < PANEL_MODES; mode++) {
        float scale = 1;
        for (int step = 0; fit_scale(TEXT_LARGE, step, &scale); step++) {
            if (scale < FLOORS[view->size])
                break;
            if (lay_bands(list, view, (enum panel_mode)mode, scale, &layout))
                return layout;
        }
    }
    float scale = 1;
    for (int step = 0; fit_scale(TEXT_LARGE, step, &scale); step++)
        if (lay_bands(list, view, PANEL_WORDS, scale, &layout))
            break;
    return layout;
}

static void draw_panel(struct draw_list *list, const struct result_view *view,
                       const struct layout *layout)
{
    struct rect panel = layout->panel;
    draw_area(list, "small-group", panel);
    draw_rect(list, panel, 24, COLOR_PLUM_T);
    if (layout->mode == PANEL_WHOLE) {
        float middle = panel.y + panel.h / 2;
        draw_disc(list, panel.x + 78, middle, 42, COLOR_SURFACE, COLOR_NONE, 0);
        draw_icon(list, "lock", panel.x + 55, middle - 23, 46, COLOR_PLUM);
    }
    float x = panel_words_x(layout);
    float y = panel.y + (panel.h - layout->why_h - layout->legend_h) / 2;
    if (layout->why_h > 0)
        draw_text(list, rect_of(x, y, layout->why_w, layout->why_h - 16), &layout->why,
                  result_string(view, "results.why"));
    legend_draw(list, view, &layout->legend, x, y + layout->why_h, layout->why_w);
}

static void draw_bands(struct draw_list *list, const struct result_view *view)
{
    struct layout layout = choose_bands(list, view);
    draw_title(list, view, &layout);
    draw_area(list, "bands", layout.card);
    widget_card(list, layout.card, 24);
    for (uint8_t place = 0; place < view->release->row_count; place++) {
        char name[PART_NAME_BYTES];
        float y = layout.card.y + air_of(layout.mode).rows / 2 + (float)place * layout.row_h;
        snprintf(name, sizeof name, "band-%d", place + 1);
        draw_area(list, name, rect_of(layout.x + 22, y, CONTENT_WIDTH - 60, layout.row_h));
        row_draw(list, view, show_result_row(view, place), y, layout.row_h, &layout.geometry,
                 &layout.columns, &layout.styles);
    }
    draw_panel(list, view, &layout);
}

// --------------------------------------------------------------------------------------- counts

static bool lay_counts(struct draw_list *list, const struct result_view *view, float scale,
                       struct layout *out)
{
    lay_title(list, view, scale, out);
    out->why = text_style_of(TYPE_PRIVACY, view->size, result_tongue(view), COLOR_INK2);
    if (result_tongue(view) != TONGUE_LO)
        out->why.line += 2;
    out->why_h =
        show_measure(list, &out->why, result_string(view, "plain.why"), CONTENT_WIDTH - 50).height;
    float bottom = fminf(PLAIN_BOTTOM, REGION_BOTTOM + 14 - out->why_h - 20);
    out->geometry = (struct row_geometry){
        .art_x = out->x + 38,
        .art_w = 84,
        .art = 84,
        .label_x = out->x + 148,
        .end_x = out->x + CONTENT_WIDTH - 38,
        .gap = 26,
        .label_least = 330,
        .track_most = 540,
        .word_least = 60,
        .track_h = 50,
        .place = BAND_TERMINAL,
    };
    out->styles = styles_of(view, scale, true);
    out->columns = row_columns_of(list, view, &out->geometry, &out->styles);
    float needed = row_height(list, view, &out->columns, &out->styles);
    float top = TITLE_Y + out->title_h + CARD_GAP, count = (float)view->release->row_count;
    out->row_h = fminf(112, floorf((bottom - top - PLAIN_PAD) / count));
    out->card = rect_of(out->x, top, CONTENT_WIDTH, out->row_h * count + PLAIN_PAD);
    return needed <= out->row_h - 4;
}

static void draw_counts(struct draw_list *list, const struct result_view *view)
{
    struct layout layout = {0};
    float scale = 1;
    for (int step = 0; fit_scale(TEXT_LARGE, step, &scale); step++)
        if (lay_counts(list, view, scale, &layout))
            break;
    draw_title(list, view, &layout);
    draw_area(list, "tally", layout.card);
    widget_card(list, layout.card, 24);
    for (uint8_t place = 0; place < view->release->row_count; place++)
        row_draw(list, view, show_result_row(view, place),
                 layout.card.y + PLAIN_PAD / 2 + (float)place * layout.row_h, layout.row_h,
                 &layout.geometry, &layout.columns, &layout.styles);
    float y = layout.card.y + layout.card.h + 20;
    draw_area(list, "plain", rect_of(layout.x, y, CONTENT_WIDTH, layout.why_h));
    draw_icon(list, "eye", layout.x, y + (layout.why.line - 34) / 2, 34, COLOR_INK2);
    draw_text(list, rect_of(layout.x + 50, y, CONTENT_WIDTH - 50, layout.why_h), &layout.why,
              result_string(view, "plain.why"));
}

static void draw_too_few(struct draw_list *list, const struct result_view *view)
{
    struct layout layout = {0};
    lay_title(list, view, 1, &layout);
    float top = TITLE_Y + layout.title_h + 36;
    struct rect card = {layout.x, top, CONTENT_WIDTH, 668 - top};
    draw_title(list, view, &layout);
    draw_area(list, "too-few", card);
    widget_card(list, card, 24);
    thanks_draw(list, view, card, fminf(176, card.h / 3), 1);
}

static void draw_lines(struct draw_list *list, const struct result_view *view)
{
    struct layout layout = {0};
    lay_title(list, view, 1, &layout);
    float top = TITLE_Y + layout.title_h + 24;
    draw_title(list, view, &layout);
    lines_card(list, view, rect_of(layout.x, top, CONTENT_WIDTH, 680 - top),
               text_style_of(TYPE_BODY, view->size, show_prompt_tongue(&view->prompt), COLOR_INK));
}

void show_result_terminal(struct draw_list *list, const struct result_view *view)
{
    check(!list->mini.on);
    switch (view->release->kind) {
    case RELEASE_BANDS:
        draw_bands(list, view);
        return;
    case RELEASE_COUNTS:
        draw_counts(list, view);
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

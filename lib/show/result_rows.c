// Rows with the label beside its bar: terminals and the room screen.
#include "show/result_parts.h"

#include "base/check.h"
#include <math.h>

static float widest_value(struct draw_list *list, const struct result_view *view,
                          const struct text_style *style)
{
    if (view->release->kind == RELEASE_COUNTS)
        return ceilf(fonts_width(list->fonts, list->canvas.s, style, "00")) + 1;
    float widest = 0;
    for (enum band band = BAND_FEW; band <= BAND_MOST; band++) {
        const char *word = show_band_word(view->prompt.strings, view->prompt.language, band);
        widest = fmaxf(widest, fonts_width(list->fonts, list->canvas.s, style, word));
    }
    return ceilf(widest) + 1;
}

static float widest_label(struct draw_list *list, const struct result_view *view,
                          const struct text_style *style)
{
    float widest = 0;
    for (uint8_t row = 0; row < view->release->row_count; row++) {
        char buffer[RESULT_TEXT_BYTES];
        const char *label = show_result_label(view, row, buffer);
        widest = fmaxf(widest, fonts_width(list->fonts, list->canvas.s, style, label));
    }
    return ceilf(widest) + 1;
}

struct row_columns row_columns_of(struct draw_list *list, const struct result_view *view,
                                  const struct row_geometry *geometry,
                                  const struct row_styles *styles)
{
    // The track gives way to words, down to half its length; then words take two lines.
    float room = geometry->end_x - geometry->label_x - 2 * geometry->gap;
    float track_least = geometry->track_most / 2;
    float value_w = fmaxf(geometry->word_least, widest_value(list, view, &styles->value));
    value_w = fminf(value_w, room * 0.36F);
    float label_w = fmaxf(geometry->label_least, widest_label(list, view, &styles->label));
    label_w = fminf(label_w, room - value_w - track_least);
    // A label that would take two short lines keeps its column and leaves the track long.
    label_w = fminf(label_w, geometry->label_least * 1.6F);
    float track_w = fminf(geometry->track_most, room - value_w - label_w);
    struct row_columns columns = {
        .label_w = room - value_w - track_w, .track_w = track_w, .value_w = value_w};
    if (view->release->kind == RELEASE_COUNTS)
        columns.label_w = label_w;
    columns.track_x = geometry->label_x + columns.label_w + geometry->gap;
    columns.value_x = columns.track_x + track_w + geometry->gap;
    return columns;
}

float row_height(struct draw_list *list, const struct result_view *view,
                 const struct row_columns *columns, const struct row_styles *styles)
{
    float tallest = 0;
    for (uint8_t row = 0; row < view->release->row_count; row++) {
        char buffer[RESULT_TEXT_BYTES];
        const char *label = show_result_label(view, row, buffer);
        tallest =
            fmaxf(tallest, show_measure(list, &styles->label, label, columns->label_w).height);
    }
    if (view->release->kind == RELEASE_COUNTS)
        return fmaxf(tallest, styles->value.line);
    for (enum band band = BAND_FEW; band <= BAND_MOST; band++) {
        const char *word = show_band_word(view->prompt.strings, view->prompt.language, band);
        tallest = fmaxf(tallest, show_measure(list, &styles->value, word, columns->value_w).height);
    }
    return tallest;
}

// A plain prompt's bar: 128 px an answer while the largest number fits, else as long as it may be.
static float draw_tally(struct draw_list *list, const struct result_view *view, uint8_t row,
                        struct rect track, float most_w, float gap)
{
    float each = fminf(128, most_w / (float)result_most(view));
    float width = each * (float)view->release->counts[row];
    if (width <= 0)
        return track.x;
    draw_rect(list, rect_of(track.x, track.y, width, track.h), fminf(14, track.h / 2),
              COLOR_PINE_M);
    return track.x + width + gap;
}

void row_draw(struct draw_list *list, const struct result_view *view, uint8_t row, float y,
              float height, const struct row_geometry *geometry, const struct row_columns *columns,
              const struct row_styles *styles)
{
    char label_buffer[RESULT_TEXT_BYTES], value_buffer[RESULT_TEXT_BYTES];
    const char *label = show_result_label(view, row, label_buffer);
    const char *value = result_value(view, row, value_buffer);
    float art = fminf(geometry->art, height - 4), middle = y + height / 2;
    if (geometry->art > 0)
        result_picture(list, view, row, geometry->art_x + geometry->art_w / 2, middle, art);
    struct text_style style = styles->label;
    style.middle = true;
    draw_text(list, rect_of(geometry->label_x, y, columns->label_w, height), &style, label);
    float bar_h = fminf(geometry->track_h, height - 8);
    struct rect track = {columns->track_x, middle - bar_h / 2, columns->track_w, bar_h};
    float value_x = columns->value_x, value_w = columns->value_w;
    if (view->release->kind == RELEASE_COUNTS)
        value_x = draw_tally(list, view, row, track,
                             geometry->end_x - track.x - geometry->gap - value_w, geometry->gap);
    else
        widget_band(list, track, result_bar(view->release->bands[row]), geometry->place);
    style = styles->value;
    style.middle = true;
    draw_text(list, rect_of(value_x, y, value_w, height), &style, value);
}

// The approved lines of a text prompt: a list that fits its place, in the order of the release.
#include "show/result_parts.h"

#include "base/check.h"

enum {
    LINES_PAD = 24,
    DOT = 12,
    DOT_COLUMN = 40,
    LINES_GAP = 14,
    LINES_GAP_LEAST = 2,
    STAFF_DOT = 9,
    STAFF_DOT_COLUMN = 20,
};

// A phrase in the reader's language, or somebody's own words.
static const char *line_words(const struct result_view *view, uint8_t place)
{
    const struct text_line *line = &view->release->lines[place];
    if (line->phrase == 0)
        return line->text;
    bool known = line->phrase <= show_prompt(&view->prompt)->option_count;
    return known ? show_prompt_option(&view->prompt, (uint8_t)(line->phrase - 1)) : "";
}

static float lines_height(struct draw_list *list, const struct result_view *view,
                          const struct text_style *style, float width, float gap)
{
    float height = 0;
    for (uint8_t i = 0; i < view->release->line_count; i++)
        height += show_measure(list, style, line_words(view, i), width).height + gap;
    return height;
}

float lines_draw(struct draw_list *list, const struct result_view *view, struct rect rect,
                 struct text_style style)
{
    check(view->release->kind == RELEASE_LINES);
    float width = rect.w - DOT_COLUMN;
    struct text_style fitted = style;
    float scale = 1;
    float gap = rect.h > 0 ? LINES_GAP : LINES_GAP_LEAST;
    // The space between the lines gives way before the letters do.
    for (int step = 0; rect.h > 0 && fit_scale(view->size, step, &scale); step++) {
        fitted = style_scaled(style, scale);
        gap = LINES_GAP;
        if (lines_height(list, view, &fitted, width, gap) > rect.h)
            gap = LINES_GAP_LEAST;
        if (lines_height(list, view, &fitted, width, gap) <= rect.h)
            break;
    }
    float y = rect.y;
    for (uint8_t i = 0; i < view->release->line_count; i++) {
        const char *words = line_words(view, i);
        float height = show_measure(list, &fitted, words, width).height;
        draw_rect(list, rect_of(rect.x, y + (fitted.line - DOT) / 2, DOT, DOT), DOT / 2.0F,
                  COLOR_PLUM);
        draw_text(list, rect_of(rect.x + DOT_COLUMN, y, width, height), &fitted, words);
        y += height + gap;
    }
    return y;
}

float lines_staff(struct draw_list *list, const struct result_view *view, struct rect rect)
{
    // The last is for eight lines that are all as long as may be: small, but whole and in the panel.
    static const struct {
        float size, line, gap;
    } STEPS[] = {{18, 27, 9}, {18, 24, 4}, {16, 21, 3}, {15, 19, 2}, {13, 16, 1}, {12, 14, 0}};
    check(view->release->kind == RELEASE_LINES);
    float width = rect.w - STAFF_DOT_COLUMN;
    struct text_style style =
        text_style_of(TYPE_S_BODY, TEXT_LARGE, show_prompt_tongue(&view->prompt), COLOR_INK);
    float gap = STEPS[0].gap;
    for (size_t i = 0; i < sizeof STEPS / sizeof STEPS[0]; i++) {
        style.size = STEPS[i].size;
        style.line = STEPS[i].line;
        gap = STEPS[i].gap;
        if (rect.h <= 0 || lines_height(list, view, &style, width, gap) <= rect.h)
            break;
    }
    float y = rect.y;
    for (uint8_t i = 0; i < view->release->line_count; i++) {
        const char *words = line_words(view, i);
        float height = show_measure(list, &style, words, width).height;
        draw_disc(list, rect.x + STAFF_DOT / 2.0F, y + style.line / 2, STAFF_DOT / 2.0F,
                  COLOR_PLUM_M, COLOR_NONE, 0);
        draw_text(list, rect_of(rect.x + STAFF_DOT_COLUMN, y, width, height), &style, words);
        y += height + gap;
    }
    return y;
}

void lines_card(struct draw_list *list, const struct result_view *view, struct rect card,
                struct text_style style)
{
    draw_area(list, "lines", card);
    widget_card(list, card, 24);
    (void)lines_draw(list, view,
                     rect_of(card.x + LINES_PAD, card.y + LINES_PAD, card.w - 2 * LINES_PAD,
                             card.h - 2 * LINES_PAD),
                     style);
}

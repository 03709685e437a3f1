// Half a slide: one language of the two-language view.
#include "show/slide_parts.h"

#include "base/check.h"
#include "show/prompt_words.h"
#include "ui/widget.h"
#include <math.h>
#include <stdio.h>

enum {
    PAD_X = 30, // border included
    PAD_Y = 26,
    PILL = 42,
    ROW = 112,
    ROW_GAP = 12,
    ROW_TALL = 150,
    TALK_ROW = 84, // no ground of its own, so less air
    DISC = 68,
    ROW_PAD = 22,
    DISC_GAP = 20,
    ART = 200,
};

// Everything of one half at one scale of its type.
struct half {
    const struct slide_words *words;
    struct rect rect;
    enum color ground, ink;
    float scale;
    float title_h, top, row_h;
    bool icons;
};

static struct text_style half_style(const struct half *half, enum type type, float size, float line,
                                    float lao_line, enum color color)
{
    struct text_style style = slide_style(half->words, type, color);
    style.size = size;
    style.line = half->words->lao ? lao_line : line;
    return style_scaled(style, half->scale);
}

static struct text_style title_style(const struct half *half)
{
    return half_style(half, TYPE_SLIDE_TITLE, 30, 44, 50, half->ink);
}

static bool is_talk(const struct half *half)
{
    return half->words->slide->layout == LAYOUT_TALK;
}

static struct block row_block(const struct half *half, const struct deck_card *card)
{
    bool headed = card->head[0] != '\0';
    enum color text = is_talk(half) ? half->ink : headed ? COLOR_INK2 : COLOR_INK;
    return (struct block){
        .head = card->head,
        .text = card->text,
        .head_style = half_style(half, TYPE_SLIDE_HEADING, 27, 36, 42, half->ink),
        .text_style = half_style(half, TYPE_SLIDE_TEXT, headed ? 24 : 26, headed ? 32 : 36,
                                 headed ? 38 : 42, text),
        .balanced = true,
    };
}

static float words_left(const struct half *half)
{
    return half->icons ? ROW_PAD + DISC + DISC_GAP : ROW_PAD + 34;
}

static float words_width(const struct half *half)
{
    return half->rect.w - 2 * PAD_X - words_left(half) - 16;
}

// Measures at a scale; returns whether everything has room.
static bool half_measure(const struct draw_list *list, struct half *half, float scale)
{
    int count = half->words->words->card_count;
    float width = half->rect.w - 2 * PAD_X, bottom = half->rect.y + half->rect.h - PAD_Y - 2;
    half->scale = scale;
    struct text_style title = title_style(half);
    half->title_h = show_measure(list, &title, half->words->words->title, width).height;
    float gap = half->title_h + 14 > 68 ? half->title_h + 14 : 68;
    half->top = half->rect.y + PAD_Y + PILL + 8 + gap;
    if (half->words->slide->layout == LAYOUT_PICTURE)
        half->top += ART + 24;
    if (count == 0)
        return half->top <= bottom;
    float room = (bottom - half->top - (float)(count - 1) * ROW_GAP) / (float)count;
    float tallest = 0;
    for (int i = 0; i < count; i++) {
        struct block block = row_block(half, &half->words->words->cards[i]);
        tallest = fmaxf(tallest, block_height(list, &block, words_width(half)));
    }
    float most = tallest + 16 > ROW ? ROW_TALL : ROW;
    half->row_h = fminf(room, is_talk(half) ? fmaxf(TALK_ROW, tallest + 12) : most);
    return tallest + 12 <= half->row_h;
}

static void draw_pill(struct draw_list *list, const struct half *half, enum language language)
{
    struct text_style style =
        text_style_of(TYPE_NOTE, TEXT_LARGE, show_tongue(language), COLOR_INK2);
    style.bold = true;
    style.middle = true;
    const char *name = language_own_name(language);
    float width = ceilf(fonts_width(list->fonts, list->canvas.s, &style, name)) + 1;
    float x = half->rect.x + PAD_X, y = half->rect.y + PAD_Y;
    draw_rect(list, rect_of(x, y, width + 36, PILL), PILL / 2, COLOR_SUNKEN);
    draw_text(list, rect_of(x + 18, y, width, PILL), &style, name);
    if (!is_talk(half))
        return;
    struct text_style kicker =
        text_style_of(TYPE_NOTE, TEXT_LARGE, half->words->tongue, COLOR_CAPTION);
    kicker.middle = true;
    kicker.lines_max = 1;
    float left = x + width + 36 + 20;
    draw_text(list, rect_of(left, y, half->rect.x + half->rect.w - PAD_X - left, PILL), &kicker,
              half->words->kicker);
}

static void draw_row_art(struct draw_list *list, const struct half *half, struct rect row,
                         const char *icon, enum color color)
{
    float x = row.x + ROW_PAD + DISC / 2.0F, y = row.y + row.h / 2;
    if (icon[0] == '\0') {
        draw_disc(list, row.x + ROW_PAD + 8, y, 8, is_talk(half) ? COLOR_GOLD : COLOR_PINE_M,
                  COLOR_NONE, 0);
        return;
    }
    if (!is_talk(half))
        draw_disc(list, x, y, DISC / 2.0F, COLOR_SURFACE, COLOR_NONE, 0);
    draw_icon(list, show_art_name(icon), x - 21, y - 21, 42, color);
}

static void draw_row(struct draw_list *list, const struct half *half, int place, float y)
{
    const struct deck_card *card = &half->words->words->cards[place];
    bool cards = half->words->slide->layout == LAYOUT_CARDS;
    struct card_colors colors = slide_card_colors(cards ? place : 0);
    struct rect row = {half->rect.x + PAD_X, y, half->rect.w - 2 * PAD_X, half->row_h};
    if (is_talk(half))
        colors.art = COLOR_GOLD;
    else
        draw_rect(list, row, 20, colors.ground);
    draw_row_art(list, half, row, card->icon, colors.art);
    struct block block = row_block(half, card);
    block_draw_middle(list, &block,
                      rect_of(row.x + words_left(half), row.y, words_width(half), row.h));
}

static struct half half_of(const struct slide_words *words, struct rect rect)
{
    bool talk = words->slide->layout == LAYOUT_TALK;
    struct half half = {.words = words,
                        .rect = rect,
                        .ground = talk ? COLOR_PINE : COLOR_SURFACE,
                        .ink = talk ? COLOR_SURFACE : COLOR_INK,
                        .scale = 1};
    for (int i = 0; i < words->words->card_count; i++)
        half.icons = half.icons || words->words->cards[i].icon[0] != '\0';
    return half;
}

void show_slide_half(struct draw_list *list, struct rect rect, const struct slide_view *view)
{
    check(!list->mini.on);
    check(rect.w > 2 * PAD_X + ROW_PAD + DISC && rect.h > ROW);
    struct slide_words words = slide_words_of(view);
    struct half half = half_of(&words, rect);
    float scale = 1;
    for (int step = 0; fit_scale(view->size, step, &scale); step++)
        if (half_measure(list, &half, scale))
            break;
    char name[PART_NAME_BYTES];
    snprintf(name, sizeof name, "slide-%s", language_name(view->language));
    draw_area(list, name, rect);
    draw_box(list, rect, 24, half.ground, COLOR_LINE, 2);
    draw_pill(list, &half, view->language);
    struct text_style title = title_style(&half);
    draw_text(list,
              rect_of(rect.x + PAD_X, rect.y + PAD_Y + PILL + 8, rect.w - 2 * PAD_X, half.title_h),
              &title, words.words->title);
    if (words.slide->layout == LAYOUT_PICTURE && words.slide->picture[0] != '\0')
        draw_picture(list, show_art_name(words.slide->picture), rect.x + (rect.w - ART) / 2,
                     half.top - ART - 24, ART);
    for (int i = 0; i < words.words->card_count; i++)
        draw_row(list, &half, i, half.top + (float)i * (half.row_h + ROW_GAP));
}

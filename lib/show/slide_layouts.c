// The five layouts of a slide on its 1280 x 720 canvas.
#include "show/slide_parts.h"

#include "base/check.h"
#include "ui/widget.h"
#include <math.h>
#include <stdio.h>

enum {
    LEFT = 56,
    TOP = 50,
    WIDTH = SLIDE_WIDTH - 2 * LEFT,
    BODY_BOTTOM = 646, // above the foot
    GAP = 24,
};

static void draw_foot(struct draw_list *list, const struct slide_words *words)
{
    struct text_style style = slide_style(words, TYPE_SLIDE_FOOT, COLOR_INK2);
    float y = SLIDE_HEIGHT - 22 - style.line;
    style.lines_max = 1;
    if (words->foot[0] != '\0')
        draw_text(list, rect_of(LEFT, y, WIDTH - 120, style.line), &style, words->foot);
    char number[8];
    snprintf(number, sizeof number, "%d", words->number);
    style.align = ALIGN_RIGHT;
    draw_text(list, rect_of(SLIDE_WIDTH - LEFT - 100, y, 100, style.line), &style, number);
}

// The title; long ones take two smaller lines. Returns where the body begins.
static float draw_title(struct draw_list *list, const struct slide_words *words)
{
    struct text_style style = slide_style(words, TYPE_SLIDE_TITLE, COLOR_INK);
    const char *title = words->words->title;
    struct text_style fits = style;
    int lines = 1;
    float scale = 1;
    for (int step = 0; fit_scale(TEXT_LARGE, step, &scale); step++) {
        fits = style_scaled(style, scale);
        lines = show_measure(list, &fits, title, WIDTH).lines;
        if (lines <= (step == 0 ? 1 : 2))
            break;
    }
    float height = (float)lines * fits.line;
    draw_text(list, rect_of(LEFT, TOP, WIDTH, height), &fits, title);
    return TOP + height + (words->lao ? 20 : 32);
}

// --------------------------------------------------------------------------------------- cards

struct grid {
    int columns, rows;
    float top, cell_w, cell_h;
    float disc, pad, gap; // of one card
};

static struct grid grid_of(int count, float top)
{
    // Up to three cards are rows as wide as the slide; from four on there are two columns.
    int columns = count > 3 ? 2 : 1;
    int rows = (count + columns - 1) / columns;
    float room = BODY_BOTTOM - top - (float)(rows - 1) * GAP;
    struct grid grid = {
        .columns = columns,
        .rows = rows,
        .top = top,
        .cell_w = ((float)WIDTH - (float)(columns - 1) * GAP) / (float)columns,
        .cell_h = fminf(228, room / (float)rows),
        .pad = 36,
        .gap = 30,
    };
    grid.disc = fminf(112, grid.cell_h - 32);
    return grid;
}

static struct rect grid_cell(const struct grid *grid, int place)
{
    float x = LEFT + (float)(place % grid->columns) * (grid->cell_w + GAP);
    float y = grid->top + (float)(place / grid->columns) * (grid->cell_h + GAP);
    return rect_of(x, y, grid->cell_w, grid->cell_h);
}

static bool any_icon(const struct slide_words *words)
{
    for (int i = 0; i < words->words->card_count; i++)
        if (words->words->cards[i].icon[0] != '\0')
            return true;
    return false;
}

static struct rect card_words(const struct grid *grid, struct rect cell, bool icons)
{
    float before = grid->pad + (icons ? grid->disc + grid->gap : 0);
    return rect_of(cell.x + before, cell.y, cell.w - before - grid->pad, cell.h);
}

// The largest scale at which every card holds its words.
static float cards_scale(const struct draw_list *list, const struct slide_words *words,
                         const struct grid *grid, bool icons)
{
    struct rect room = card_words(grid, grid_cell(grid, 0), icons);
    float scale = 1;
    for (int step = 0; fit_scale(words->size, step, &scale); step++) {
        float tallest = 0;
        for (int i = 0; i < words->words->card_count; i++) {
            struct block block = slide_block(words, &words->words->cards[i]);
            block_scale(&block, scale);
            tallest = fmaxf(tallest, block_height(list, &block, room.w));
        }
        if (tallest <= grid->cell_h - 16)
            break;
    }
    return scale;
}

static void draw_card_disc(struct draw_list *list, const struct grid *grid, struct rect cell,
                           const char *icon, enum color color)
{
    float x = cell.x + grid->pad + grid->disc / 2, y = cell.y + cell.h / 2;
    float art = roundf(grid->disc * 78 / 112);
    draw_disc(list, x, y, grid->disc / 2, COLOR_SURFACE, COLOR_NONE, 0);
    draw_icon(list, show_art_name(icon), x - art / 2, y - art / 2, art, color);
}

static void draw_cards(struct draw_list *list, const struct slide_words *words)
{
    float top = draw_title(list, words);
    int count = words->words->card_count;
    draw_foot(list, words);
    if (count == 0)
        return;
    struct grid grid = grid_of(count, top);
    bool icons = any_icon(words);
    float scale = cards_scale(list, words, &grid, icons);
    for (int i = 0; i < count; i++) {
        const struct deck_card *card = &words->words->cards[i];
        struct card_colors colors = slide_card_colors(i);
        struct rect cell = grid_cell(&grid, i);
        struct block block = slide_block(words, card);
        draw_rect(list, cell, 28, colors.ground);
        if (card->icon[0] != '\0')
            draw_card_disc(list, &grid, cell, card->icon, colors.art);
        block_scale(&block, scale);
        block_draw_middle(list, &block, card_words(&grid, cell, icons));
    }
}

// --------------------------------------------------------------------------------------- lines

struct lines {
    struct rect room;
    float indent, gap;
};

static struct block line_block(const struct slide_words *words, const struct deck_card *card)
{
    struct block block = slide_block(words, card);
    if (card->head[0] != '\0')
        return block;
    // A line of a text slide is as large as a heading, but not bold.
    block.text_style = slide_style(words, TYPE_SLIDE_HEADING, COLOR_INK);
    block.text_style.bold = false;
    return block;
}

static float lines_height(const struct draw_list *list, const struct slide_words *words,
                          const struct lines *lines, float scale)
{
    float height = 0;
    for (int i = 0; i < words->words->card_count; i++) {
        struct block block = line_block(words, &words->words->cards[i]);
        block_scale(&block, scale);
        height += block_height(list, &block, lines->room.w - lines->indent);
        height += i > 0 ? lines->gap : 0;
    }
    return height;
}

static void draw_bullet(struct draw_list *list, float x, float middle, const char *icon)
{
    if (icon[0] == '\0') {
        draw_disc(list, x + 12, middle, 9, COLOR_PINE_M, COLOR_NONE, 0);
        return;
    }
    draw_disc(list, x + 32, middle, 32, COLOR_PINE_T, COLOR_NONE, 0);
    draw_icon(list, show_art_name(icon), x + 10, middle - 22, 44, COLOR_PINE);
}

// Lines one under the other, the first at the top of the room, with as much air as there is.
static void draw_lines(struct draw_list *list, const struct slide_words *words, struct rect room)
{
    int count = words->words->card_count;
    struct lines lines = {room, any_icon(words) ? 92 : 52, 18};
    float scale = 1;
    // A few lines on an empty slide may as well be large.
    enum text_size wanted = words->size > TEXT_LARGER ? words->size : TEXT_LARGER;
    for (int step = 0; fit_scale(wanted, step, &scale); step++)
        if (lines_height(list, words, &lines, scale) <= room.h)
            break;
    float spare = room.h - lines_height(list, words, &lines, scale);
    if (count > 1)
        lines.gap += fmaxf(0, fminf(26, spare / (float)(count - 1)));
    float y = room.y;
    for (int i = 0; i < count; i++) {
        const struct deck_card *card = &words->words->cards[i];
        struct block block = line_block(words, card);
        block_scale(&block, scale);
        float first = card->head[0] != '\0' ? block.head_style.line : block.text_style.line;
        draw_bullet(list, room.x, y + first / 2, card->icon);
        y = block_draw(list, &block, room.x + lines.indent, y, room.w - lines.indent) + lines.gap;
    }
}

static void draw_text_slide(struct draw_list *list, const struct slide_words *words)
{
    float top = draw_title(list, words) + 8;
    draw_foot(list, words);
    draw_lines(list, words, rect_of(LEFT + 8, top, WIDTH - 16, BODY_BOTTOM - top));
}

static void draw_picture_slide(struct draw_list *list, const struct slide_words *words)
{
    enum {
        PANEL = 460,
        PICTURE = 320
    };
    float top = draw_title(list, words), left = SLIDE_WIDTH - LEFT - PANEL;
    bool lines = words->words->card_count > 0;
    struct rect panel = {lines ? left : LEFT, top, lines ? PANEL : WIDTH, BODY_BOTTOM - 16 - top};
    struct rect art = rect_middle(panel, PICTURE, PICTURE);
    draw_foot(list, words);
    draw_rect(list, panel, 28, COLOR_PINE_W);
    if (words->slide->picture[0] != '\0')
        draw_picture(list, show_art_name(words->slide->picture), art.x, art.y, PICTURE);
    if (lines)
        draw_lines(list, words,
                   rect_of(LEFT + 8, top + 12, left - LEFT - 8 - 40, BODY_BOTTOM - top - 12));
}

// ------------------------------------------------------------------------------- title and talk

// A large title in a column, at the largest scale that leaves room below it.
static struct text_style big_title(const struct draw_list *list, const struct slide_words *words,
                                   enum color color, float width, float height)
{
    struct text_style style = slide_style(words, TYPE_SLIDE_TITLE, color);
    style.size = 76;
    style.line = words->lao ? 118 : 96;
    struct text_style fits = style;
    float scale = 1;
    for (int step = 0; fit_scale(TEXT_LARGE, step, &scale); step++) {
        fits = style_scaled(style, scale);
        if (show_measure(list, &fits, words->words->title, width).height <= height)
            break;
    }
    return fits;
}

static void draw_title_slide(struct draw_list *list, const struct slide_words *words)
{
    int count = words->words->card_count;
    // Many lines take the place of the mark.
    bool crowded = count > 2;
    float column = crowded ? WIDTH : 700;
    float y = crowded ? 60 : count > 0 ? 130 : 200;
    struct text_style title = big_title(list, words, COLOR_INK, column, crowded ? 180 : 300);
    float height = show_measure(list, &title, words->words->title, column).height;
    draw_text(list, rect_of(LEFT, y, column, height), &title, words->words->title);
    y += height + 28;
    draw_rect(list, rect_of(LEFT, y, 120, 8), 4, COLOR_GOLD);
    y += 44;
    if (!crowded) {
        draw_disc(list, 1010, 330, 206, COLOR_PINE_T, COLOR_NONE, 0);
        widget_mark(list, 1010 - 140, 330 - 140, 280);
    }
    draw_foot(list, words);
    float scale = 1;
    struct lines lines = {rect_of(LEFT, y, column, BODY_BOTTOM - y), 0, 12};
    for (int step = 0; fit_scale(words->size, step, &scale); step++)
        if (lines_height(list, words, &lines, scale) <= lines.room.h)
            break;
    for (int i = 0; i < count; i++) {
        struct block block = line_block(words, &words->words->cards[i]);
        block_scale(&block, scale);
        block.text_style.color = COLOR_INK2;
        y = block_draw(list, &block, LEFT, y, column) + lines.gap;
    }
}

enum {
    TALK_LEFT = 110,
    TALK_WIDTH = SLIDE_WIDTH - 2 * TALK_LEFT,
    TALK_TITLE = TALK_WIDTH + 24, // the design's line ends where ours would begin a word too early
    TALK_TOP = 150,
    TALK_ART = 84,
    TALK_GAP = 26,
};

static struct text_style talk_word_style(const struct slide_words *words, float scale)
{
    struct text_style style = slide_style(words, TYPE_SLIDE_TEXT, COLOR_SURFACE);
    style.middle = true;
    return style_scaled(style, scale);
}

static const char *card_word(const struct deck_card *card)
{
    return card->text[0] != '\0' ? card->text : card->head;
}

// One picture with its words; several stand in a row while they fit, and wrap like words.
struct talk_flow {
    float x, y, bottom;
    float art;
};

static struct talk_flow talk_begin(float y, float scale)
{
    return (struct talk_flow){TALK_LEFT, y, y, TALK_ART * fminf(1, scale)};
}

static void talk_place(const struct draw_list *list, const struct deck_card *card,
                       const struct text_style *style, struct talk_flow *flow, struct rect *out_art,
                       struct rect *out_words)
{
    const char *word = card_word(card);
    float art = card->icon[0] != '\0' ? flow->art : 0;
    float before = art > 0 && word[0] != '\0' ? art + 16 : art;
    float most = TALK_WIDTH - before;
    struct text_size_used used = {0};
    if (word[0] != '\0')
        used = show_measure(list, style, word, most);
    float width = used.lines > 1 ? most : fminf(most, ceilf(used.width) + 3);
    if (flow->x > TALK_LEFT && flow->x + before + width > TALK_LEFT + TALK_WIDTH) {
        flow->x = TALK_LEFT;
        flow->y = flow->bottom + 14;
    }
    float height = fmaxf(art, used.height);
    *out_art = rect_of(flow->x, flow->y + (height - art) / 2, art, art);
    *out_words = rect_of(flow->x + before, flow->y, width, height);
    flow->x += before + width + TALK_GAP + 14;
    flow->bottom = fmaxf(flow->bottom, flow->y + height);
}

static float talk_bottom(const struct draw_list *list, const struct slide_words *words, float y,
                         float scale)
{
    struct text_style style = talk_word_style(words, scale);
    struct talk_flow flow = talk_begin(y, scale);
    struct rect art, room;
    for (int i = 0; i < words->words->card_count; i++)
        talk_place(list, &words->words->cards[i], &style, &flow, &art, &room);
    return flow.bottom;
}

static void draw_talk_cards(struct draw_list *list, const struct slide_words *words, float y)
{
    float scale = 1;
    for (int step = 0; fit_scale(words->size, step, &scale); step++)
        if (talk_bottom(list, words, y, scale) <= SLIDE_HEIGHT - 30)
            break;
    struct text_style style = talk_word_style(words, scale);
    struct talk_flow flow = talk_begin(y, scale);
    for (int i = 0; i < words->words->card_count; i++) {
        const struct deck_card *card = &words->words->cards[i];
        struct rect art, room;
        talk_place(list, card, &style, &flow, &art, &room);
        if (art.w > 0)
            draw_icon(list, show_art_name(card->icon), art.x, art.y, art.w, COLOR_GOLD);
        if (card_word(card)[0] != '\0')
            draw_text(list, room, &style, card_word(card));
    }
}

static void draw_talk(struct draw_list *list, const struct slide_words *words)
{
    struct text_style kicker = slide_style(words, TYPE_SLIDE_TEXT, COLOR_CAPTION);
    kicker.size = 30;
    kicker.line = words->lao ? 48 : 40;
    kicker.lines_max = 1;
    struct text_style title = big_title(list, words, COLOR_SURFACE, TALK_TITLE, 240);
    float height = show_measure(list, &title, words->words->title, TALK_TITLE).height;
    // Pictures and words in many rows: all moves up so that they find room.
    float below = TALK_TOP + kicker.line + 22 + height + 46;
    float over = talk_bottom(list, words, below, 1) - (SLIDE_HEIGHT - 30);
    float y = TALK_TOP - fmaxf(0, fminf(100, over));
    draw_text(list, rect_of(TALK_LEFT, y, TALK_WIDTH, kicker.line), &kicker, words->kicker);
    y += kicker.line + 22;
    draw_text(list, rect_of(TALK_LEFT, y, TALK_TITLE, height), &title, words->words->title);
    draw_talk_cards(list, words, y + height + 46);
}

void slide_body(struct draw_list *list, const struct slide_words *words)
{
    switch (words->slide->layout) {
    case LAYOUT_TITLE:
        draw_title_slide(list, words);
        return;
    case LAYOUT_TEXT:
        draw_text_slide(list, words);
        return;
    case LAYOUT_CARDS:
        draw_cards(list, words);
        return;
    case LAYOUT_TALK:
        draw_talk(list, words);
        return;
    case LAYOUT_PICTURE:
        draw_picture_slide(list, words);
        return;
    }
    check(false && "a slide has one of the layouts");
}

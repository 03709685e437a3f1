#include "show/block.h"

#include "base/check.h"
#include <math.h>
#include <stddef.h>
#include <string.h>

enum {
    LAST_LINE_BYTES = 512
};

struct text_size_used show_measure(const struct draw_list *list, const struct text_style *style,
                                   const char *text, float width)
{
    check(text != NULL && width > 0);
    float scale = list->mini.on ? list->mini.scale : 1;
    struct text_style scaled = style_scaled(*style, scale);
    struct text_size_used used =
        fonts_measure(list->fonts, list->canvas.s, &scaled, text, width * scale);
    used.width /= scale;
    used.height = (float)used.lines * style->line;
    return used;
}

// Width of a text's last line.
static float last_line(const struct draw_list *list, const struct text_style *style,
                       const char *text, float width, int lines)
{
    float scale = list->mini.on ? list->mini.scale : 1;
    struct text_style scaled = style_scaled(*style, scale);
    size_t start = 0, end = 0;
    if (!fonts_line(list->fonts, list->canvas.s, &scaled, text, width * scale, lines - 1, &start,
                    &end))
        return width;
    char line[LAST_LINE_BYTES];
    if (end < start || end - start >= sizeof line)
        return width;
    memcpy(line, text + start, end - start);
    line[end - start] = '\0';
    return fonts_width(list->fonts, list->canvas.s, &scaled, line) / scale;
}

float show_balanced(const struct draw_list *list, const struct text_style *style, const char *text,
                    float width)
{
    int lines = show_measure(list, style, text, width).lines;
    for (float next = width; lines > 1 && next > width * 0.55F; next -= width / 40) {
        struct text_size_used used = show_measure(list, style, text, next);
        if (used.lines > lines || used.width > next * 1.02F) // a word too long for the column
            break;
        if (last_line(list, style, text, next, lines) >= used.width * 0.55F)
            return next;
    }
    return width;
}

struct text_style style_scaled(struct text_style style, float scale)
{
    check(scale > 0);
    style.size *= scale;
    style.line *= scale;
    return style;
}

static float text_height(const struct draw_list *list, const struct text_style *style,
                         const char *text, float width)
{
    return text[0] == '\0' ? 0 : show_measure(list, style, text, width).height;
}

float block_height(const struct draw_list *list, const struct block *block, float width)
{
    check(block->head != NULL && block->text != NULL);
    return text_height(list, &block->head_style, block->head, width) +
           text_height(list, &block->text_style, block->text, width);
}

static float text_draw(struct draw_list *list, const struct text_style *style, const char *text,
                       float x, float y, float width)
{
    float height = text_height(list, style, text, width);
    if (height > 0)
        draw_text(list, rect_of(x, y, width, height), style, text);
    return y + height;
}

float block_draw(struct draw_list *list, const struct block *block, float x, float y, float width)
{
    float below = text_draw(list, &block->head_style, block->head, x, y, width);
    float column = width;
    if (block->balanced && block->text_style.align == ALIGN_LEFT)
        column = show_balanced(list, &block->text_style, block->text, width);
    return text_draw(list, &block->text_style, block->text, x, below, column);
}

void block_draw_middle(struct draw_list *list, const struct block *block, struct rect rect)
{
    float height = block_height(list, block, rect.w);
    block_draw(list, block, rect.x, rect.y + (rect.h - height) / 2, rect.w);
}

void block_scale(struct block *block, float scale)
{
    block->head_style = style_scaled(block->head_style, scale);
    block->text_style = style_scaled(block->text_style, scale);
}

bool fit_scale(enum text_size size, int step, float *out_scale)
{
    // Largest first. A text size says where to begin; what is too long for it goes on from there.
    static const float SCALES[] = {1.5F,  1.4F,  1.32F, 1.25F, 1.16F, 1.08F, 1.0F,
                                   0.93F, 0.86F, 0.8F,  0.74F, 0.68F, 0.62F, 0.56F,
                                   0.5F,  0.45F, 0.4F,  0.36F, 0.32F};
    static const int FIRST[] = {[TEXT_LARGE] = 6, [TEXT_LARGER] = 3, [TEXT_LARGEST] = 0};
    check(size <= TEXT_LARGEST && step >= 0);
    int index = FIRST[size] + step;
    if (index >= (int)(sizeof SCALES / sizeof SCALES[0]))
        return false;
    *out_scale = SCALES[index];
    return true;
}

const char *show_art_name(const char *name)
{
    check(name != NULL && name[0] != '\0');
    return strlen(name) < ART_NAME_BYTES ? name : "dot";
}

// An open question on the room screen: the question in the room's language, the others below it,
// the answers that people find on their screens, and a calm panel. It reads the scene's prompt
// number and whether it is closing, and nothing else of it.
#include "show/room_parts.h"

#include "base/check.h"
#include "ui/widget.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    TOP = 84,
    COLUMN = 1000,
    ANSWERS_TOP = 614,
    ANSWERS_BOTTOM = 828,
    PANEL_X = 1132,
    PANEL_W = 372,
    PANEL_H = 732,
    ANSWERS_MAX = OPTIONS_MAX + 1,
};

static struct prompt_view prompt_of(const struct room_view *view, enum language language)
{
    return (struct prompt_view){.deck = view->deck,
                                .strings = view->strings,
                                .prompt = view->scene->prompt,
                                .language = language};
}

// ------------------------------------------------------------------------------------- question

// The question in the other languages that have it, two in a line where they fit.
struct others {
    float x, y, line;
};

static void place_other(struct draw_list *list, struct others *others, enum language language,
                        const char *text, float scale, bool paint)
{
    struct text_style style =
        style_scaled(room_style(show_tongue(language), COLOR_INK2, 34, 54, false), scale);
    struct text_style dot = style_scaled(room_style(TONGUE_EN, COLOR_INK2, 34, 54, false), scale);
    style.line = dot.line = fmaxf(style.line, 54 * scale);
    float width = ceilf(fonts_width(list->fonts, list->canvas.s, &style, text)) + 1;
    float dot_w = ceilf(fonts_width(list->fonts, list->canvas.s, &dot, "·")) + 1;
    float space = 10 * scale;
    bool first = others->x <= ROOM_MARGIN;
    if (!first && others->x + dot_w + 2 * space + width > ROOM_MARGIN + COLUMN) {
        others->y += others->line;
        others->x = ROOM_MARGIN;
        others->line = 0;
        first = true;
    }
    if (!first && paint)
        draw_text(list, rect_of(others->x + space, others->y, dot_w, dot.line), &dot, "·");
    float x = first ? ROOM_MARGIN : others->x + dot_w + 2 * space;
    float column = fminf(width, COLUMN);
    float height = show_measure(list, &style, text, column).height;
    if (paint)
        draw_text(list, rect_of(x, others->y, column, height), &style, text);
    others->x = x + column;
    others->line = fmaxf(others->line, height);
}

static float draw_others(struct draw_list *list, const struct room_view *view, float y, float scale,
                         bool paint)
{
    struct prompt_view own = prompt_of(view, view->language);
    enum tongue shown = show_prompt_tongue(&own);
    struct others others = {ROOM_MARGIN, y, 0};
    for (int i = 0; i < LANGUAGES; i++) {
        struct prompt_view other = prompt_of(view, (enum language)i);
        if (show_prompt_falls_back(&other) || show_prompt_tongue(&other) == shown)
            continue;
        place_other(list, &others, other.language, show_prompt_question(&other), scale, paint);
    }
    return others.y + others.line;
}

static void draw_question(struct draw_list *list, const struct room_view *view)
{
    struct prompt_view prompt = prompt_of(view, view->language);
    bool closing = view->scene->prompt_state == PROMPT_CLOSING;
    const char *ask = room_string(view, closing ? "closing.line" : "room.ask");
    struct text_style head = room_style(show_tongue(view->language), COLOR_PLUM, 36, 50, true);
    head.middle = true;
    draw_icon(list, "chat", ROOM_MARGIN, TOP, 52, COLOR_PLUM);
    float head_h = fmaxf(52, show_measure(list, &head, ask, COLUMN - 70).height);
    draw_text(list, rect_of(ROOM_MARGIN + 70, TOP, COLUMN - 70, head_h), &head, ask);
    const char *question = show_prompt_question(&prompt);
    struct text_style fits = {0};
    float y = TOP + head_h + 26, width = COLUMN, height = 0, scale = 1;
    for (int step = 0; fit_scale(TEXT_LARGE, step, &scale); step++) {
        fits =
            style_scaled(room_style(show_prompt_tongue(&prompt), COLOR_INK, 84, 104, true), scale);
        width = show_balanced(list, &fits, question, COLUMN);
        height = show_measure(list, &fits, question, width).height;
        if (draw_others(list, view, y + height + 20, scale, false) <= ANSWERS_TOP - 12)
            break;
    }
    draw_area(list, "question", rect_of(ROOM_MARGIN, y, COLUMN, height));
    draw_text(list, rect_of(ROOM_MARGIN, y, width, height), &fits, question);
    draw_others(list, view, y + height + 20, scale, true);
}

// -------------------------------------------------------------------------------------- answers

// One of the answers or, last, "Prefer not to say".
static const char *answer_words(const struct prompt_view *prompt, int place)
{
    int options = show_prompt(prompt)->option_count;
    return place < options ? show_prompt_option(prompt, (uint8_t)place)
                           : strings_get(prompt->strings, prompt->language, "q.nosay");
}

static struct text_style answer_style(const struct prompt_view *prompt, int place, float scale)
{
    bool option = place < show_prompt(prompt)->option_count;
    enum tongue tongue = option ? show_prompt_tongue(prompt) : show_tongue(prompt->language);
    return style_scaled(room_style(tongue, COLOR_INK, 30, 38, true), scale);
}

static void draw_answer_picture(struct draw_list *list, const struct prompt_view *prompt, int place,
                                float x, float y, float size)
{
    if (place < show_prompt(prompt)->option_count)
        show_prompt_picture(list, x, y, size, prompt, (uint8_t)place);
    else
        show_pass_picture(list, x, y, size);
}

struct answer_grid {
    int count, columns;
    float left, pitch_x, pitch_y, words_w, words_h, art;
    bool under; // words under the picture
};

// Scales stand in one row, low to high; choices in rows of three.
static struct answer_grid grid_of(const struct prompt_view *prompt)
{
    int count = show_prompt(prompt)->option_count + 1;
    check(count <= ANSWERS_MAX);
    if (show_prompt_is_scale(prompt))
        return (struct answer_grid){count, count, ROOM_MARGIN - 12, 160, 0, 154, 76, 124, true};
    return (struct answer_grid){count, 3, ROOM_MARGIN, 338, 112, 228, 100, 84, false};
}

static float answers_scale(struct draw_list *list, const struct prompt_view *prompt,
                           const struct answer_grid *grid)
{
    float scale = 1;
    for (int step = 0; fit_scale(TEXT_LARGE, step, &scale); step++) {
        bool fits = true;
        for (int i = 0; i < grid->count && fits; i++) {
            struct text_style style = answer_style(prompt, i, scale);
            struct text_size_used used =
                show_measure(list, &style, answer_words(prompt, i), grid->words_w);
            fits = used.width <= grid->words_w && used.height <= grid->words_h + 4;
        }
        if (fits)
            break;
    }
    return scale;
}

static void draw_answer(struct draw_list *list, const struct prompt_view *prompt,
                        const struct answer_grid *grid, int place, float scale)
{
    struct text_style style = answer_style(prompt, place, scale);
    const char *words = answer_words(prompt, place);
    float x = grid->left + (float)(place % grid->columns) * grid->pitch_x;
    float y = ANSWERS_TOP + (float)(place / grid->columns) * grid->pitch_y;
    if (grid->under) {
        style.align = ALIGN_CENTER;
        draw_answer_picture(list, prompt, place, x + grid->words_w / 2, y + grid->art / 2,
                            grid->art);
        draw_text(list, rect_of(x, y + grid->art + 14, grid->words_w, grid->words_h + 4), &style,
                  words);
        return;
    }
    style.middle = true;
    draw_answer_picture(list, prompt, place, x + grid->art / 2, y + grid->words_h / 2, grid->art);
    draw_text(list, rect_of(x + grid->art + 18, y, grid->words_w, grid->words_h), &style, words);
}

static void draw_answers(struct draw_list *list, const struct room_view *view)
{
    struct prompt_view prompt = prompt_of(view, view->language);
    struct answer_grid grid = grid_of(&prompt);
    float scale = answers_scale(list, &prompt, &grid);
    draw_area(list, "answers",
              rect_of(ROOM_MARGIN, ANSWERS_TOP, COLUMN, ANSWERS_BOTTOM - ANSWERS_TOP));
    for (int place = 0; place < grid.count; place++)
        draw_answer(list, &prompt, &grid, place, scale);
}

// ---------------------------------------------------------------------------------------- panel

// A text in three: what comes before a part of it that is to be bold, that part, and the rest.
struct three {
    char before[STRING_BYTES_MAX], part[STRING_BYTES_MAX], after[STRING_BYTES_MAX];
};

static void copy_bytes(char *into, const char *from, size_t bytes)
{
    check(bytes < STRING_BYTES_MAX);
    while (bytes > 0 && from[bytes - 1] == ' ')
        bytes--;
    memcpy(into, from, bytes);
    into[bytes] = '\0';
}

static struct three split_at(const char *text, const char *part)
{
    struct three three = {0};
    const char *at = part[0] != '\0' ? strstr(text, part) : NULL;
    if (at == NULL) {
        copy_bytes(three.before, text, strlen(text));
        return three;
    }
    const char *after = at + strlen(part);
    copy_bytes(three.before, text, (size_t)(at - text));
    copy_bytes(three.part, part, strlen(part));
    after += strspn(after, " ");
    copy_bytes(three.after, after, strlen(after));
    return three;
}

struct calm {
    char names[STRING_BYTES_MAX], time[STRING_BYTES_MAX];
    struct three pass;
    struct block head, choose, rest;
    float height;
};

static struct block calm_block(const struct room_view *view, const char *head, const char *text,
                               bool head_bold, bool text_bold)
{
    enum tongue tongue = show_tongue(view->language);
    struct block block = {.head = head,
                          .text = text,
                          .head_style = room_style(tongue, COLOR_INK, 32, 46, head_bold),
                          .text_style = room_style(tongue, COLOR_INK, 32, 46, text_bold)};
    block.head_style.align = block.text_style.align = ALIGN_CENTER;
    return block;
}

static void calm_lay(const struct room_view *view, float scale, struct calm *calm)
{
    const char *names = room_string(view, "room.noname");
    size_t first = strcspn(names, ".");
    copy_bytes(calm->names, names, first);
    const char *rest = names + first + (names[first] == '.' ? 1 : 0);
    rest += strspn(rest, " ");
    copy_bytes(calm->time, rest, strlen(rest));
    calm->pass = split_at(room_string(view, "room.pass"), room_string(view, "q.nosay"));
    enum tongue tongue = show_tongue(view->language);
    calm->head = calm_block(view, calm->names, calm->time, true, false);
    calm->head.head_style = room_style(tongue, COLOR_INK, 44, 68, true);
    calm->head.head_style.align = ALIGN_CENTER;
    calm->choose = calm_block(view, calm->pass.before, calm->pass.part, false, true);
    calm->rest = calm_block(view, calm->pass.after, "", false, false);
    block_scale(&calm->head, scale);
    block_scale(&calm->choose, scale);
    block_scale(&calm->rest, scale);
}

static void draw_calm(struct draw_list *list, const struct room_view *view)
{
    enum {
        DISC = 176,
        TEXT_W = PANEL_W - 2 * 32,
        BREAK = 66 // the line between, with its space
    };
    struct rect panel = {PANEL_X, TOP, PANEL_W, PANEL_H};
    struct calm calm = {0};
    float scale = 1, words = 0, narrow = 286;
    for (int step = 0; fit_scale(TEXT_LARGE, step, &scale); step++) {
        calm_lay(view, scale, &calm);
        words = block_height(list, &calm.head, narrow) + block_height(list, &calm.choose, TEXT_W) +
                block_height(list, &calm.rest, TEXT_W);
        if (words + DISC + 34 + BREAK <= PANEL_H - 48)
            break;
    }
    draw_area(list, "calm", panel);
    draw_rect(list, panel, 40, COLOR_PLUM_T);
    float middle = panel.x + panel.w / 2, x = middle - TEXT_W / 2.0F;
    float y = panel.y + (panel.h - words - DISC - 34 - BREAK) / 2;
    draw_disc(list, middle, y + DISC / 2.0F, DISC / 2.0F, COLOR_SURFACE, COLOR_NONE, 0);
    draw_icon(list, "lock", middle - 48, y + DISC / 2.0F - 48, 96, COLOR_PLUM);
    y = block_draw(list, &calm.head, middle - narrow / 2, y + DISC + 34, narrow);
    draw_rect(list, rect_of(middle - 115, y + 32, 230, 2), 0, COLOR_LINE);
    y = block_draw(list, &calm.choose, x, y + BREAK, TEXT_W);
    block_draw(list, &calm.rest, x, y, TEXT_W);
}

void room_prompt_draw(struct draw_list *list, const struct room_view *view)
{
    check(view->deck != NULL);
    draw_question(list, view);
    draw_answers(list, view);
    draw_calm(list, view);
}

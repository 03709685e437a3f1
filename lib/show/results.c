// The words of a result and the pieces that every place shares.
#include "show/result_parts.h"

#include "base/check.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

enum tongue result_tongue(const struct result_view *view)
{
    return show_tongue(view->prompt.language);
}

const char *result_string(const struct result_view *view, const char *id)
{
    check(view->prompt.strings != NULL);
    return strings_get(view->prompt.strings, view->prompt.language, id);
}

int first_sentence(const char *text)
{
    const char *stop = strstr(text, ". ");
    return stop == NULL ? 0 : (int)(stop - text) + 1;
}

enum bar_size result_bar(enum band band)
{
    switch (band) {
    case BAND_FEW:
        return BAR_FEW;
    case BAND_HALF:
        return BAR_HALF;
    case BAND_MOST:
        return BAR_MOST;
    }
    check(false && "a row of bands has one of the bands");
    return BAR_FEW;
}

const char *show_band_word(const struct strings *strings, enum language language, enum band band)
{
    switch (band) {
    case BAND_FEW:
        return strings_get(strings, language, "band.few");
    case BAND_HALF:
        return strings_get(strings, language, "band.half");
    case BAND_MOST:
        return strings_get(strings, language, "band.most");
    }
    check(false && "a row of bands has one of the bands");
    return "";
}

uint8_t show_result_row(const struct result_view *view, uint8_t place)
{
    uint8_t count = view->release->row_count;
    check(place < count);
    bool scale = view->release->joined || show_prompt_is_scale(&view->prompt);
    return scale ? (uint8_t)(count - 1 - place) : place;
}

// The options that a joined row stands for.
static const uint8_t JOINED_FIRST[] = {0, 2, 3}, JOINED_LAST[] = {1, 2, 4};

static const char *joined_words(const struct result_view *view, uint8_t row)
{
    const struct deck_prompt_words *words =
        deck_prompt_words(view->prompt.deck, view->prompt.prompt, view->prompt.language);
    check(row < sizeof JOINED_FIRST);
    return row == 0 ? words->low : row == 1 ? words->middle : words->high;
}

const char *show_result_label(const struct result_view *view, uint8_t row,
                              char buffer[RESULT_TEXT_BYTES])
{
    check(row < view->release->row_count);
    if (!view->release->joined)
        return show_prompt_option(&view->prompt, row);
    const char *words = joined_words(view, row);
    if (words[0] != '\0')
        return words;
    const char *first = show_prompt_option(&view->prompt, JOINED_FIRST[row]);
    if (JOINED_FIRST[row] == JOINED_LAST[row])
        return first;
    snprintf(buffer, RESULT_TEXT_BYTES, "%s / %s", first,
             show_prompt_option(&view->prompt, JOINED_LAST[row]));
    return buffer;
}

const char *result_value(const struct result_view *view, uint8_t row,
                         char buffer[RESULT_TEXT_BYTES])
{
    const struct release *release = view->release;
    check(row < release->row_count);
    if (release->kind == RELEASE_BANDS)
        return show_band_word(view->prompt.strings, view->prompt.language, release->bands[row]);
    check(release->kind == RELEASE_COUNTS);
    snprintf(buffer, RESULT_TEXT_BYTES, "%d", release->counts[row]);
    return buffer;
}

int result_most(const struct result_view *view)
{
    int most = 1;
    for (uint8_t row = 0; row < view->release->row_count; row++)
        if (view->release->counts[row] > most)
            most = view->release->counts[row];
    return most;
}

// --------------------------------------------------------------------------------------- legend

struct edges {
    uint8_t least, most;
};

static struct edges edges_of(const struct release *release, enum band band)
{
    switch (band) {
    case BAND_FEW:
        return (struct edges){0, release->few_most};
    case BAND_HALF:
        return (struct edges){release->half_least, release->half_most};
    case BAND_MOST:
        return (struct edges){release->most_least, release->most_most};
    }
    check(false && "a legend has the three bands");
    return (struct edges){1, 0};
}

bool show_legend_text(const struct result_view *view, enum band band, struct out *out,
                      int *out_bold_bytes)
{
    check(view->release->kind == RELEASE_BANDS);
    struct edges edges = edges_of(view->release, band);
    if (edges.least > edges.most)
        return false;
    const char *word = show_band_word(view->prompt.strings, view->prompt.language, band);
    char least[8], most[8];
    snprintf(least, sizeof least, "%d", edges.least);
    snprintf(most, sizeof most, "%d", edges.most);
    const struct strings_value values[] = {{"band", word}, {"a", least}, {"b", most}};
    const char *id = edges.least == edges.most ? "band.legend.same" : "band.legend";
    size_t before = out->used;
    strings_fill(out, result_string(view, id), values, sizeof values / sizeof values[0]);
    bool first = strncmp(out->at + before, word, strlen(word)) == 0;
    *out_bold_bytes = first ? (int)strlen(word) : 0;
    return true;
}

// One entry ready to be placed.
struct entry {
    char text[RESULT_TEXT_BYTES];
    int bold_bytes;
    float width;  // bar, gap and words
    float height; // of its words: more than a line where one is wider than the whole room
};

static float before_words(const struct legend_look *look)
{
    return look->bar_w + (look->bar_w > 50 ? 14 : 10);
}

static bool entry_of(struct draw_list *list, const struct result_view *view,
                     const struct legend_look *look, enum band band, float room,
                     struct entry *out_entry)
{
    struct out out = out_into(out_entry->text, sizeof out_entry->text);
    if (!show_legend_text(view, band, &out, &out_entry->bold_bytes))
        return false;
    struct text_style style = look->style;
    style.bold_bytes = out_entry->bold_bytes;
    float words = fonts_width(list->fonts, list->canvas.s, &style, out_entry->text);
    out_entry->width = before_words(look) + ceilf(words) + 1;
    out_entry->height = look->style.line;
    if (out_entry->width > room + 0.5F) {
        out_entry->width = room;
        out_entry->height = fonts_measure(list->fonts, list->canvas.s, &style, out_entry->text,
                                          room - before_words(look))
                                .height;
    }
    return true;
}

static void entry_draw(struct draw_list *list, const struct legend_look *look, float x, float y,
                       enum band band, const struct entry *entry)
{
    float line = look->style.line;
    struct rect bar = {x, y + (line - look->bar_h) / 2, look->bar_w, look->bar_h};
    widget_band(list, bar, result_bar(band), BAND_IN_LEGEND);
    struct text_style style = look->style;
    style.bold_bytes = entry->bold_bytes;
    float before = before_words(look);
    draw_text(list, rect_of(x + before, y, entry->width - before, entry->height), &style,
              entry->text);
}

// Walks the entries; paints when asked. Returns the height, and the widest line.
static float legend_flow(struct draw_list *list, const struct result_view *view,
                         const struct legend_look *look, struct rect room, bool paint,
                         float *out_width)
{
    float x = room.x, y = room.y, high = look->style.line;
    *out_width = 0;
    for (enum band band = BAND_FEW; band <= BAND_MOST; band++) {
        struct entry entry;
        if (!entry_of(list, view, look, band, room.w, &entry))
            continue;
        if (x > room.x && (look->column || x + entry.width > room.x + room.w + 0.5F)) {
            x = room.x;
            y += high + look->line_gap;
            high = look->style.line;
        }
        high = fmaxf(high, entry.height);
        if (paint)
            entry_draw(list, look, x, y, band, &entry);
        x += entry.width;
        *out_width = fmaxf(*out_width, x - room.x);
        x += look->gap;
    }
    return y + high - room.y;
}

float legend_height(struct draw_list *list, const struct result_view *view,
                    const struct legend_look *look, float width)
{
    float widest;
    return legend_flow(list, view, look, rect_of(0, 0, width, 0), false, &widest);
}

float legend_paint(struct draw_list *list, const struct result_view *view,
                   const struct legend_look *look, float x, float y, float width)
{
    float widest;
    legend_flow(list, view, look, rect_of(x, y, width, 0), true, &widest);
    return widest;
}

void legend_draw(struct draw_list *list, const struct result_view *view,
                 const struct legend_look *look, float x, float y, float width)
{
    float widest = legend_paint(list, view, look, x, y, width);
    float height = legend_height(list, view, look, width);
    draw_area(list, "legend", rect_of(x, y, widest, height));
}

// ------------------------------------------------------------------------------------- pictures

void result_picture(struct draw_list *list, const struct result_view *view, uint8_t row, float x,
                    float y, float size)
{
    if (!view->release->joined) {
        show_prompt_picture(list, x, y, size, &view->prompt, row);
        return;
    }
    check(row < sizeof JOINED_FIRST);
    uint8_t first = JOINED_FIRST[row], last = JOINED_LAST[row];
    bool faces = show_prompt(&view->prompt)->kind == PROMPT_FACES;
    // Two faces touch like people side by side; steps keep apart, or their bars would mix.
    float each = faces ? size : size * 0.9F;
    float apart = faces ? size * 54 / 68 : each * 1.1F;
    if (first == last) {
        show_prompt_picture(list, x, y, each, &view->prompt, first);
        return;
    }
    show_prompt_picture(list, x - apart / 2, y, each, &view->prompt, first);
    show_prompt_picture(list, x + apart / 2, y, each, &view->prompt, last);
}

void thanks_draw(struct draw_list *list, const struct result_view *view, struct rect rect,
                 float mark, float scale)
{
    enum tongue tongue = result_tongue(view);
    struct text_style title = text_style_of(TYPE_H0, view->size, tongue, COLOR_INK);
    struct text_style line = text_style_of(TYPE_BODY, view->size, tongue, COLOR_INK);
    title = style_scaled(title, scale);
    line = style_scaled(line, scale * 30 / 26);
    struct text_style talk = line;
    talk.bold = true;
    talk.color = COLOR_PINE;
    title.align = line.align = talk.align = ALIGN_CENTER;
    const char *thanks = result_string(view, "toofew.title");
    const char *why =
        view->release->kind == RELEASE_WITHHELD ? result_string(view, "toofew.body") : "";
    struct block words = {.head = why,
                          .text = result_string(view, "toofew.talk"),
                          .head_style = line,
                          .text_style = talk};
    float width = rect.w - 48;
    float title_h = show_measure(list, &title, thanks, width).height;
    float height = mark + 30 + title_h + 8 + block_height(list, &words, width);
    float y = rect.y + (rect.h - height) / 2;
    widget_mark(list, rect.x + (rect.w - mark) / 2, y, mark);
    y += mark + 30;
    draw_text(list, rect_of(rect.x + 24, y, width, title_h), &title, thanks);
    block_draw(list, &words, rect.x + 24, y + title_h + 8, width);
}

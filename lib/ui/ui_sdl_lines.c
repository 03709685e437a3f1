#include "ui/ui_sdl_private.h"

#include "base/check.h"
#include "base/span.h"
#include "base/utf8.h"
#include "ui/draw.h"
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

enum {
    TONGUES = TONGUE_SO + 1,
    FOREVER = INT_MAX
};

struct breaker {
    UBreakIterator *lines[TONGUES]; // opened at first use: Lao's dictionary takes 5 ms
    UBreakIterator *clusters;
    UText text;
};

struct breaker *breaker_create(void)
{
    struct breaker *breaker = calloc(1, sizeof(*breaker));
    if (breaker != NULL)
        breaker->text = (UText)UTEXT_INITIALIZER;
    return breaker;
}

void breaker_destroy(struct breaker *breaker)
{
    if (breaker == NULL)
        return;
    for (int i = 0; i < TONGUES; i++)
        if (breaker->lines[i] != NULL)
            ubrk_close(breaker->lines[i]);
    if (breaker->clusters != NULL)
        ubrk_close(breaker->clusters);
    utext_close(&breaker->text);
    free(breaker);
}

static UBreakIterator *set_text(struct breaker *breaker, UBreakIterator **iterator,
                                UBreakIteratorType type, const char *locale, const char *text,
                                size_t bytes)
{
    UErrorCode status = U_ZERO_ERROR;
    if (*iterator == NULL)
        *iterator = ubrk_open(type, locale, NULL, 0, &status);
    utext_openUTF8(&breaker->text, text, (int64_t)bytes, &status);
    if (*iterator != NULL)
        ubrk_setUText(*iterator, &breaker->text, &status);
    return U_SUCCESS(status) ? *iterator : NULL;
}

void breaker_forget(struct breaker *breaker)
{
    // An iterator keeps a copy of where the last text was: point them all at an empty one.
    for (int i = 0; i < TONGUES; i++)
        if (breaker->lines[i] != NULL)
            set_text(breaker, &breaker->lines[i], UBRK_LINE, "", "", 0);
    if (breaker->clusters != NULL)
        set_text(breaker, &breaker->clusters, UBRK_CHARACTER, "", "", 0);
}

// A break may not come before the Lao repetition or ellipsis sign, or a mark: they belong to the
// word before, whatever the dictionary thinks.
static bool may_break_before(const char *text, size_t at, size_t bytes)
{
    uint32_t point = 0;
    if (at >= bytes)
        return true;
    size_t size = utf8_decode((struct span){(const uint8_t *)text + at, bytes - at}, &point);
    check(size > 0);
    bool mark = point == 0x0EB1 || (point >= 0x0EB4 && point <= 0x0EBC) ||
                (point >= 0x0EC8 && point <= 0x0ECE);
    return point != 0x0EC6 && point != 0x0EAF && !mark;
}

struct wrapping {
    struct fonts *fonts;
    const struct text_style *style;
    const char *text;
    size_t bytes;
    int pixels, column;
    struct wrap *wrap;
    size_t start; // of the line being filled
    int width;    // of it so far, with the spaces at its end
    int words;    // on it
};

static size_t without_spaces(const char *text, size_t start, size_t end)
{
    while (end > start) {
        char last = text[end - 1];
        bool mark = end - start >= 3 && memcmp(text + end - 3, "\xE2\x80\x8B", 3) == 0;
        if (last != ' ' && last != '\n' && last != '\t' && !mark)
            break;
        end -= mark ? 3 : 1;
    }
    return end;
}

static void end_line(struct wrapping *it, size_t end)
{
    struct wrap *wrap = it->wrap;
    size_t last = without_spaces(it->text, it->start, end);
    int width = fonts_stretch(it->fonts, it->pixels, it->style, it->text, it->start, last);
    if (wrap->lines < WRAP_LINES_MAX) {
        wrap->kept[wrap->lines].start = (uint16_t)it->start;
        wrap->kept[wrap->lines].end = (uint16_t)last;
        wrap->kept[wrap->lines].width = width;
    }
    wrap->lines++;
    if (width > wrap->widest)
        wrap->widest = width;
    it->start = end;
    it->width = 0;
    it->words = 0;
}

// One word wider than the column: cut between what the eye sees as characters.
static void cut_word(struct wrapping *it, size_t start, size_t end)
{
    struct breaker *breaker = it->fonts->breaker;
    UBreakIterator *clusters =
        set_text(breaker, &breaker->clusters, UBRK_CHARACTER, "en", it->text + start, end - start);
    if (clusters == NULL)
        return;
    size_t last = start;
    for (int32_t at = ubrk_next(clusters); at != UBRK_DONE; at = ubrk_next(clusters)) {
        size_t next = start + (size_t)at;
        int width = fonts_stretch(it->fonts, it->pixels, it->style, it->text, it->start, next);
        if (width > it->column && last > it->start)
            end_line(it, last);
        last = next;
    }
    it->width = fonts_stretch(it->fonts, it->pixels, it->style, it->text, it->start, end);
}

static void take_word(struct wrapping *it, size_t start, size_t end)
{
    size_t last = without_spaces(it->text, start, end);
    int bare = fonts_stretch(it->fonts, it->pixels, it->style, it->text, start, last);
    // Each word's width is rounded, so a line's is known only to a pixel a word: near the edge it is
    // measured whole.
    bool over = it->width + bare > it->column;
    if (it->width > 0 && it->width + bare + ++it->words > it->column)
        over =
            fonts_stretch(it->fonts, it->pixels, it->style, it->text, it->start, last) > it->column;
    if (it->width > 0 && over)
        end_line(it, start);
    if (bare > it->column) {
        cut_word(it, start, end);
        return;
    }
    it->width +=
        last == end ? bare : fonts_stretch(it->fonts, it->pixels, it->style, it->text, start, end);
}

enum {
    BREAKS_MAX = 1024
};

static void wrap_lines(struct wrapping *it)
{
    struct breaker *breaker = it->fonts->breaker;
    UBreakIterator *words = set_text(breaker, &breaker->lines[it->style->tongue], UBRK_LINE,
                                     tongue_locale(it->style->tongue), it->text, it->bytes);
    // Cutting a long word moves the shared text, so all breaks are taken first.
    uint16_t at[BREAKS_MAX];
    bool hard[BREAKS_MAX];
    int count = 0;
    for (int32_t next = words != NULL ? ubrk_next(words) : UBRK_DONE;
         next != UBRK_DONE && count < BREAKS_MAX - 1; next = ubrk_next(words)) {
        int32_t status = ubrk_getRuleStatus(words);
        bool must = status >= UBRK_LINE_HARD && status < UBRK_LINE_HARD_LIMIT &&
                    (size_t)next <= it->bytes && it->text[next - 1] == '\n';
        if (!must && !may_break_before(it->text, (size_t)next, it->bytes))
            continue;
        at[count] = (uint16_t)next;
        hard[count++] = must;
    }
    if (count == 0 || at[count - 1] != it->bytes) {
        at[count] = (uint16_t)it->bytes;
        hard[count++] = false;
    }
    size_t start = 0;
    for (int i = 0; i < count; i++) {
        take_word(it, start, at[i]);
        if (hard[i] && at[i] < it->bytes)
            end_line(it, at[i]);
        start = at[i];
    }
    end_line(it, it->bytes);
}

const struct wrap *fonts_wrap(struct fonts *fonts, int pixels, const struct text_style *style,
                              const char *text, int column)
{
    size_t bytes = strlen(text);
    check(bytes < TEXT_BYTES_MAX);
    check(pixels > 0 && pixels < 4096);
    uint64_t seed = (uint64_t)pixels | (uint64_t)style->bold << 12 | (uint64_t)style->secret << 13 |
                    (uint64_t)style->tongue << 14 | (uint64_t)(uint16_t)style->bold_bytes << 17;
    uint64_t hash = hash_text(seed ^ (uint64_t)(uint32_t)column << 33, text, bytes);
    struct wrap *wrap = &fonts->wraps[0];
    for (int i = 0; i < WRAPS_MAX; i++) {
        struct wrap *other = &fonts->wraps[i];
        if (other->stamp != 0 && other->hash == hash) {
            other->stamp = ++fonts->stamp;
            return other;
        }
        if (other->stamp < wrap->stamp)
            wrap = other;
    }
    wipe(wrap, sizeof(*wrap));
    wrap->hash = hash;
    wrap->stamp = ++fonts->stamp;
    wrap->secret = style->secret;
    struct wrapping it = {fonts, style, text, bytes, pixels, column, wrap, 0, 0, 0};
    if (column == FOREVER)
        end_line(&it, bytes);
    else
        wrap_lines(&it);
    return wrap;
}

float fonts_width(struct fonts *fonts, float s, const struct text_style *style, const char *text)
{
    const struct wrap *wrap = fonts_wrap(fonts, fonts_pixels(s, style->size), style, text, FOREVER);
    return (float)wrap->widest / s;
}

static int column_pixels(float s, float width)
{
    // No width is no limit. Half a pixel of grace: a column that was measured for its text must hold it again.
    return width > 0 ? (int)floorf(width * s + 0.51F) : FOREVER;
}

struct text_size_used fonts_measure(struct fonts *fonts, float s, const struct text_style *style,
                                    const char *text, float width)
{
    const struct wrap *wrap =
        fonts_wrap(fonts, fonts_pixels(s, style->size), style, text, column_pixels(s, width));
    return (struct text_size_used){wrap->lines, (float)wrap->widest / s,
                                   (float)wrap->lines * style->line};
}

bool fonts_line(struct fonts *fonts, float s, const struct text_style *style, const char *text,
                float width, int number, size_t *out_start, size_t *out_end)
{
    const struct wrap *wrap =
        fonts_wrap(fonts, fonts_pixels(s, style->size), style, text, column_pixels(s, width));
    if (number < 0 || number >= wrap->lines || number >= WRAP_LINES_MAX)
        return false;
    *out_start = wrap->kept[number].start;
    *out_end = wrap->kept[number].end;
    return true;
}

struct line_place {
    int x, baseline;
    int pixels;
};

static void paint_line(struct fonts *fonts, struct raster *raster, const struct draw_item *item,
                       const char *text, size_t start, size_t end, struct line_place place)
{
    int x = place.x;
    struct run run;
    for (size_t at = start; fonts_run(&item->style, text, at, end, &run); at = run.end) {
        size_t bytes = run.end - run.start;
        const struct piece *piece =
            fonts_piece(fonts, place.pixels, run.face, text + run.start, bytes, item->style.secret);
        if (piece == NULL)
            continue;
        raster_mask(raster, x, place.baseline - piece->ascent, piece->mask, piece->w, piece->h,
                    piece->w, color_rgb(item->fill));
        x += piece->advance;
    }
    if (item->style.struck) {
        int half = place.pixels / 24 > 0 ? place.pixels / 24 : 1;
        int y = place.baseline - place.pixels * 27 / 100;
        raster_fill(raster, (struct pixels_rect){place.x, y - half, x, y + half},
                    color_rgb(item->fill));
    }
}

void fonts_paint(struct fonts *fonts, struct raster *raster, const struct canvas *canvas,
                 const struct draw_item *item, const char *text)
{
    const struct text_style *style = &item->style;
    int pixels = fonts_pixels(canvas->s, style->size);
    const struct wrap *wrap =
        fonts_wrap(fonts, pixels, style, text, column_pixels(canvas->s, item->rect.w));
    // Noto Sans's own metrics; both faces stand on this baseline.
    float ascent = 1.069F * (float)pixels, descent = 0.293F * (float)pixels;
    int lines = wrap->lines < WRAP_LINES_MAX ? wrap->lines : WRAP_LINES_MAX;
    if (style->lines_max > 0 && lines > style->lines_max)
        lines = style->lines_max;
    float step = style->line * canvas->s;
    float top = item->rect.y * canvas->s + canvas->top;
    if (style->middle)
        top += (item->rect.h * canvas->s - step * (float)lines) / 2;
    float left = item->rect.x * canvas->s + canvas->left, wide = item->rect.w * canvas->s;
    // The cache may turn over while pieces are made: the lines are copied out first.
    struct wrap copy = *wrap;
    for (int i = 0; i < lines; i++) {
        float spare = wide - (float)copy.kept[i].width;
        float x = style->align == ALIGN_LEFT     ? left
                  : style->align == ALIGN_CENTER ? left + spare / 2
                                                 : left + spare;
        float middle = (step - (ascent + descent)) / 2;
        struct line_place place = {
            .x = (int)lrintf(x),
            .baseline = (int)lrintf(top + step * (float)i + middle + ascent),
            .pixels = pixels,
        };
        paint_line(fonts, raster, item, text, copy.kept[i].start, copy.kept[i].end, place);
    }
    wipe(&copy, sizeof(copy));
}

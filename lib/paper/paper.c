#include "paper/paper.h"
#include "base/check.h"
#include <cairo-pdf.h>
#include <librsvg/rsvg.h>
#include <pango/pangocairo.h>
#include <stdlib.h>
#include <string.h>

struct paper_ink {
    cairo_t *cr;
    PangoLayout *layout;
    enum err err; // of a drawing
};

const char *paper_word(const struct paper *paper, const char *id)
{
    return words_get(&paper->words, id);
}

static void set_color(struct paper *paper, enum color color)
{
    uint32_t rgb = color_rgb(color);
    cairo_set_source_rgb(paper->ink->cr, (double)(rgb >> 16) / 255, (double)(rgb >> 8 & 255) / 255,
                         (double)(rgb & 255) / 255);
}

static void lay(struct paper *paper, double width, const struct paper_text *style, const char *text)
{
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family_static(font, "Noto Sans");
    pango_font_description_set_weight(font, style->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_absolute_size(font, style->size * PANGO_SCALE);
    pango_layout_set_font_description(paper->ink->layout, font);
    pango_font_description_free(font);
    pango_layout_set_width(paper->ink->layout, width > 0 ? (int)(width * PANGO_SCALE) : -1);
    pango_layout_set_wrap(paper->ink->layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(paper->ink->layout, style->align == PAPER_LEFT ? PANGO_ALIGN_LEFT
                                                   : style->align == PAPER_MIDDLE
                                                       ? PANGO_ALIGN_CENTER
                                                       : PANGO_ALIGN_RIGHT);
    pango_layout_set_ellipsize(paper->ink->layout,
                               style->lines > 0 ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
    pango_layout_set_height(paper->ink->layout, style->lines > 0 ? -style->lines : -1);
    pango_layout_set_text(paper->ink->layout, text, -1);
}

static double laid_height(struct paper *paper)
{
    int height = 0;
    pango_layout_get_size(paper->ink->layout, NULL, &height);
    return (double)height / PANGO_SCALE;
}

double paper_draw(struct paper *paper, double x, double y, double width,
                  const struct paper_text *style, const char *text)
{
    check(style->size > 0);
    if (text[0] == '\0')
        return 0;
    lay(paper, width, style, text);
    set_color(paper, style->color);
    cairo_move_to(paper->ink->cr, x, y);
    pango_cairo_show_layout(paper->ink->cr, paper->ink->layout);
    return laid_height(paper);
}

double paper_measure(struct paper *paper, double width, const struct paper_text *style,
                     const char *text)
{
    if (text[0] == '\0')
        return 0;
    lay(paper, width, style, text);
    return laid_height(paper);
}

double paper_width(struct paper *paper, const struct paper_text *style, const char *text)
{
    int width = 0;
    lay(paper, 0, style, text);
    pango_layout_get_size(paper->ink->layout, &width, NULL);
    return (double)width / PANGO_SCALE;
}

static void round_path(cairo_t *cr, double x, double y, double width, double height, double radius)
{
    static const double quarter = 1.57079632679489661923;
    double most = (width < height ? width : height) / 2;
    double r = radius < most ? radius : most;
    cairo_new_sub_path(cr);
    cairo_arc(cr, x + width - r, y + r, r, -quarter, 0);
    cairo_arc(cr, x + width - r, y + height - r, r, 0, quarter);
    cairo_arc(cr, x + r, y + height - r, r, quarter, 2 * quarter);
    cairo_arc(cr, x + r, y + r, r, 2 * quarter, 3 * quarter);
    cairo_close_path(cr);
}

void paper_box(struct paper *paper, double x, double y, double width, double height, double radius,
               enum color fill, enum color edge)
{
    if (width <= 0 || height <= 0)
        return;
    round_path(paper->ink->cr, x, y, width, height, radius);
    if (fill != COLOR_NONE) {
        set_color(paper, fill);
        cairo_fill_preserve(paper->ink->cr);
    }
    if (edge != COLOR_NONE) {
        set_color(paper, edge);
        cairo_set_line_width(paper->ink->cr, 0.6);
        cairo_stroke_preserve(paper->ink->cr);
    }
    cairo_new_path(paper->ink->cr);
}

void paper_rule(struct paper *paper, double y)
{
    set_color(paper, COLOR_LINE);
    cairo_set_line_width(paper->ink->cr, 0.6);
    cairo_move_to(paper->ink->cr, paper->left, y);
    cairo_line_to(paper->ink->cr, paper->right, y);
    cairo_stroke(paper->ink->cr);
}

void paper_disc(struct paper *paper, double x, double y, double radius, enum color fill)
{
    set_color(paper, fill);
    cairo_new_path(paper->ink->cr); // text leaves a point behind, and an arc would begin there
    cairo_arc(paper->ink->cr, x, y, radius, 0, 2 * 3.14159265358979323846);
    cairo_fill(paper->ink->cr);
}

void paper_drawing(struct paper *paper, const char *svg, size_t bytes)
{
    RsvgRectangle page = {0, 0, paper->width, paper->height};
    RsvgHandle *drawing = rsvg_handle_new_from_data((const guint8 *)svg, bytes, NULL);
    if (drawing == NULL || !rsvg_handle_render_document(drawing, paper->ink->cr, &page, NULL))
        paper->ink->err = ERR_MALFORMED;
    if (drawing != NULL)
        g_object_unref(drawing);
}

// ------------------------------------------------------------------------------------ the page

// What every page says at its foot: what is in the file, and which page it is.
static void foot(struct paper *paper)
{
    if (paper->foot == NULL)
        return;
    static const struct paper_text note = {.size = 7, .color = COLOR_INK3, .lines = 1};
    struct paper_text number = note;
    number.align = PAPER_RIGHT;
    double y = paper->height - PAPER_FOOT;
    paper_rule(paper, y);
    paper_draw(paper, paper->left, y + 6, paper->right - paper->left - 110, &note, paper->foot);
    char text[PAPER_TEXT_BYTES];
    struct out out = out_into(text, sizeof text);
    words_two(&out, &paper->words, "report.page", paper->page, paper->pages);
    paper_draw(paper, paper->right - 110, y + 6, 110, &number, text);
}

void paper_next(struct paper *paper)
{
    if (paper->page > 0) {
        foot(paper);
        cairo_show_page(paper->ink->cr);
    }
    paper->page++;
    paper->y = PAPER_MARGIN;
}

bool paper_need(struct paper *paper, double height)
{
    if (paper->y + height <= paper->height - PAPER_FOOT - 10 || paper->y <= PAPER_MARGIN)
        return false;
    paper_next(paper);
    return true;
}

void paper_heading(struct paper *paper, const char *text, double follows)
{
    static const struct paper_text heading = {
        .size = 11.5, .bold = true, .color = COLOR_INK, .lines = 1};
    if (!paper_need(paper, HEADING_ABOVE + HEADING_HEIGHT + follows))
        paper->y += HEADING_ABOVE;
    paper_draw(paper, paper->left, paper->y, paper->right - paper->left, &heading, text);
    paper->y += HEADING_HEIGHT;
}

static const struct paper_text pill_text = {
    .size = 8.5, .bold = true, .color = COLOR_PINE, .lines = 1};

double paper_pill(struct paper *paper, double x, double y, enum color fill, enum color color,
                  const char *text)
{
    struct paper_text style = pill_text;
    style.color = color;
    double width = paper_width(paper, &style, text) + 1;
    paper_box(paper, x, y, width + 16, PILL_HEIGHT, PILL_HEIGHT / 2.0, fill, COLOR_NONE);
    double height = paper_measure(paper, width, &style, text);
    paper_draw(paper, x + 8, y + (PILL_HEIGHT - height) / 2, width, &style, text);
    return width + 16;
}

void paper_row_pill(struct paper *paper, struct paper_row *row, const char *text)
{
    struct paper_text style = pill_text;
    style.color = row->color;
    double most = row->right - row->left - 16;
    double width = paper_width(paper, &style, text) + 1;
    width = width < most ? width : most;
    if (row->x > row->left && row->x + width + 16 > row->right) {
        row->x = row->left;
        row->y += PILL_HEIGHT + PILL_GAP;
    }
    if (!row->measure) {
        double height = paper_measure(paper, width, &style, text);
        paper_box(paper, row->x, row->y, width + 16, PILL_HEIGHT, PILL_HEIGHT / 2.0, row->fill,
                  COLOR_NONE);
        paper_draw(paper, row->x + 8, row->y + (PILL_HEIGHT - height) / 2, width, &style, text);
    }
    row->x += width + 16 + PILL_GAP;
}

// ------------------------------------------------------------------------------------- the file

struct sink {
    uint8_t *bytes; // NULL while pages are counted
    size_t size;
    size_t room;
    bool keep;
    bool failed;
};

static cairo_status_t sink_write(void *closure, const unsigned char *bytes, unsigned int size)
{
    struct sink *sink = closure;
    if (!sink->keep)
        return CAIRO_STATUS_SUCCESS;
    if (sink->size + size > sink->room) {
        size_t room = (sink->size + size) * 2;
        uint8_t *more = realloc(sink->bytes, room);
        if (more == NULL) {
            sink->failed = true;
            return CAIRO_STATUS_NO_MEMORY;
        }
        sink->bytes = more;
        sink->room = room;
    }
    memcpy(sink->bytes + sink->size, bytes, size);
    sink->size += size;
    return CAIRO_STATUS_SUCCESS;
}

static void describe(cairo_surface_t *surface, const struct paper_sheet *sheet)
{
    if (sheet->title != NULL)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, sheet->title);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "IMR Room");
    char text[PAPER_TEXT_BYTES];
    struct out out = out_into(text, sizeof text);
    words_date_iso(&out, sheet->day);
    out_text(&out, "T00:00:00Z");
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, text);
}

static void paint(struct paper *paper, const struct paper_sheet *sheet)
{
    paper_next(paper);
    sheet->paint(paper);
    foot(paper);
    cairo_show_page(paper->ink->cr);
}

static enum err paint_into(const struct paper_sheet *sheet, unsigned pages, struct sink *sink,
                           unsigned *out_pages)
{
    bool a4 = sheet->size == PAPER_A4;
    struct paper_ink ink = {0};
    struct paper paper = {.words = sheet->words,
                          .self = sheet->self,
                          .width = a4 ? 595.28 : 612,
                          .height = a4 ? 841.89 : 792,
                          .pages = pages,
                          .foot = sheet->foot,
                          .ink = &ink};
    paper.left = PAPER_MARGIN;
    paper.right = paper.width - PAPER_MARGIN;
    cairo_surface_t *surface =
        cairo_pdf_surface_create_for_stream(sink_write, sink, paper.width, paper.height);
    describe(surface, sheet);
    ink.cr = cairo_create(surface);
    // A font map of its own, so that nothing of a sheet's fonts outlives it.
    PangoFontMap *fonts = pango_cairo_font_map_new();
    PangoContext *context = pango_font_map_create_context(fonts);
    pango_cairo_update_context(ink.cr, context);
    ink.layout = pango_layout_new(context);
    pango_context_set_language(context,
                               pango_language_from_string(language_name(sheet->words.language)));
    paint(&paper, sheet);
    g_object_unref(ink.layout);
    g_object_unref(context);
    g_object_unref(fonts);
    bool painted = cairo_status(ink.cr) == CAIRO_STATUS_SUCCESS;
    cairo_destroy(ink.cr);
    cairo_surface_finish(surface);
    bool written = cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
    cairo_surface_destroy(surface);
    *out_pages = paper.page;
    if (sink->failed)
        return ERR_MEMORY;
    if (ink.err != OK)
        return ink.err;
    return painted && written ? OK : ERR_IO;
}

enum err paper_make(const struct paper_sheet *sheet, uint8_t **out_bytes, size_t *out_size)
{
    check(sheet != NULL && sheet->paint != NULL && out_bytes != NULL && out_size != NULL);
    struct sink sink = {0};
    unsigned pages = 0;
    enum err err = paint_into(sheet, 0, &sink, &pages);
    if (err == OK) {
        unsigned again = 0;
        sink.keep = true;
        err = paint_into(sheet, pages, &sink, &again);
        check(err != OK || again == pages);
    }
    if (err != OK) {
        free(sink.bytes);
        return err;
    }
    *out_bytes = sink.bytes;
    *out_size = sink.size;
    return OK;
}

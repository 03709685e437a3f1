#pragma once
// Sheets that are printed: pages of text, boxes and drawings as a PDF, made in memory. Lengths are points
// (1/72 inch). Text is set by pango, so that every script is shaped and falls back to a font that has it;
// fonts are found by fontconfig and stand in the file, so that it prints the same everywhere. Whoever has a
// sheet paints it page by page from the top; it is painted twice, the first time only to learn how many
// pages there are, so painting must do the same both times. The same sheet is the same bytes.
#include "base/err.h"
#include "deck/words.h"
#include "ui/token.h"

enum paper_size {
    PAPER_A4,
    PAPER_LETTER
};

enum {
    PAPER_MARGIN = 40,
    PAPER_FOOT = 34, // from the bottom: the line of page number
    HEADING_ABOVE = 10,
    HEADING_HEIGHT = 19,
    PAPER_TEXT_BYTES = 1024,
};

struct paper {
    struct words words;
    const void *self; // of the sheet
    double width, height;
    double left, right; // of what is printed
    double y;           // where the next thing goes
    unsigned page;      // from 1
    unsigned pages;     // 0 while they are counted
    const char *foot;   // the words at the foot of every page; NULL: no foot
    struct paper_ink *ink;
};

struct paper_sheet {
    struct words words;
    enum paper_size size;
    const char *title; // of the file; NULL: none
    uint32_t day; // on which it was made: the day alone, so that the same sheet is the same file
    const char *foot; // what stands at the foot of every page beside its number; NULL: nothing does
    void (*paint)(struct paper *paper); // from the top of the first page; lent .self
    const void *self;
};

// ERR_MEMORY, ERR_IO (cairo, or no font), ERR_MALFORMED (a drawing).
enum err paper_make(const struct paper_sheet *sheet, uint8_t **out_bytes,
                    size_t *out_size) MUST_USE; // free() it

// ------------------------------------------------------------------------------------ painting

enum paper_align {
    PAPER_LEFT,
    PAPER_MIDDLE,
    PAPER_RIGHT
};

struct paper_text {
    double size; // points
    bool bold;
    enum color color;
    enum paper_align align;
    int lines; // at most, then "…"; 0: as many as it takes
};

const char *paper_word(const struct paper *paper, const char *id);
// Paints text in a box of this width, from its top; gives the height that it takes.
double paper_draw(struct paper *paper, double x, double y, double width,
                  const struct paper_text *style, const char *text);
// The same without painting.
double paper_measure(struct paper *paper, double width, const struct paper_text *style,
                     const char *text);
double paper_width(struct paper *paper, const struct paper_text *style, const char *text);

void paper_box(struct paper *paper, double x, double y, double width, double height, double radius,
               enum color fill, enum color edge); // either may be COLOR_NONE
void paper_rule(struct paper *paper, double y);
void paper_disc(struct paper *paper, double x, double y, double radius, enum color fill);
// An SVG of our own over the whole page, as drawn, in lines and not in points of colour.
void paper_drawing(struct paper *paper, const char *svg, size_t bytes);

// Goes to a new page if less than height is left on this one; true if it did.
bool paper_need(struct paper *paper, double height);
void paper_next(struct paper *paper);
// A heading of a part, with space above it, kept together with what follows.
void paper_heading(struct paper *paper, const char *text, double follows);
// One pill; gives its width.
double paper_pill(struct paper *paper, double x, double y, enum color fill, enum color color,
                  const char *text);
enum {
    PILL_HEIGHT = 16,
    PILL_GAP = 5
};
// Pills beside each other, wrapped between two edges. Set x to left before the first; begin the next
// line by adding PILL_HEIGHT + PILL_GAP to y where it does not fit.
struct paper_row {
    double left, right;
    double x, y;
    enum color fill, color;
    bool measure; // only find the height
};
void paper_row_pill(struct paper *paper, struct paper_row *row, const char *text);

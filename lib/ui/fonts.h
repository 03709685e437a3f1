#pragma once
// The fonts and how text falls into lines. Noto Sans and Noto Sans Lao, Regular and Bold, from the
// distribution (package fonts-noto-core). Works without a window, so that lint and golden tests
// measure exactly what is painted. A text is split into runs by script (U+0E80-0EFF in Noto Sans
// Lao, all else in Noto Sans) on one baseline; lines break where ICU says, never by the text
// library. Lines and pieces are cached, bounded, least recently used first out. Owned by one thread.
#include "base/err.h"
#include "ui/token.h"
#include <stddef.h>

struct fonts;

enum align {
    ALIGN_LEFT,
    ALIGN_CENTER,
    ALIGN_RIGHT,
};

// How a text is set. text_style_of() fills size, line and bold from the type table.
struct text_style {
    float size; // logical em pixels
    float line; // distance of lines
    bool bold;
    bool middle; // centred from top to bottom in its rectangle, else at the top
    bool secret; // typed by a person, or a goal or card: pixels are wiped at ui_forget()
    bool struck; // a line through it
    enum align align;
    enum color color;
    enum tongue tongue; // for line breaks
    int lines_max;      // 0: all of them; lint tells when they do not fit
    int bold_bytes;     // the first bytes that are bold in a regular text ("**a few** = ...")
};

struct text_size_used {
    int lines;    // that it takes with no limit
    float width;  // of the widest line, logical
    float height; // lines x line
};

// Opens the four faces. folder NULL means the distribution's. ERR_NOT_FOUND with a sentence that
// says which file is missing and which package brings it; ERR_MEMORY.
enum err fonts_create(const char *folder, struct fonts **out_fonts, char *out_message,
                      size_t message_size) MUST_USE;
void fonts_destroy(struct fonts *fonts);

struct text_style text_style_of(enum type type, enum text_size text_size, enum tongue tongue,
                                enum color color);
// Width of the text on one line, logical pixels at factor s.
float fonts_width(struct fonts *fonts, float s, const struct text_style *style, const char *text);
// The lines it falls into in a column of width (logical).
struct text_size_used fonts_measure(struct fonts *fonts, float s, const struct text_style *style,
                                    const char *text, float width);
// Where line number of the text starts and ends, in bytes; false past the last line.
bool fonts_line(struct fonts *fonts, float s, const struct text_style *style, const char *text,
                float width, int number, size_t *out_start, size_t *out_end);
// Wipes and drops every cached line and piece of a secret text.
void fonts_forget(struct fonts *fonts);
// What the caches hold now, and may hold at most.
struct fonts_load {
    size_t pieces, pieces_max;
    size_t bytes, bytes_max; // pixels of pieces
    size_t wraps, wraps_max;
    size_t secrets; // entries that ui_forget() would wipe
};
struct fonts_load fonts_load(const struct fonts *fonts);

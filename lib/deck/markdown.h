#pragma once
// CommonMark as a flat stream of pieces: headings, list items, lines of paragraphs and notes, each
// with its line, the code marks it starts with, and its words. What a slide cannot show (links,
// tables, pictures in text, lists in lists) is refused here. Built on md4c's callbacks, without
// recursion of our own. One thread.
#include "base/arena.h"
#include "base/err.h"
#include "base/limits.h"
#include "base/span.h"
#include "deck/diagnostics.h"

enum {
    MARKDOWN_CODES_MAX = 4,
    MARKDOWN_CODE_BYTES = 96,
    MARKDOWN_TEXT_BYTES = 2048,
    MARKDOWN_LINE_BYTES_MAX = 4096,
    MARKDOWN_NESTING_MAX = 6,
};

enum piece_kind {
    PIECE_HEADING = 1, // .level
    PIECE_LINE,        // of a paragraph
    PIECE_ITEM,        // of a list
    PIECE_NOTE,        // of a block quote; .note
};

struct piece {
    enum piece_kind kind;
    uint32_t line;
    uint32_t level;    // of a heading
    size_t code_count; // code marks in front of the words
    char codes[MARKDOWN_CODES_MAX][MARKDOWN_CODE_BYTES];
    char head[LINE_BYTES]; // bold words that begin an item
    char text[MARKDOWN_TEXT_BYTES];
};

typedef void (*markdown_take)(void *context, const struct piece *piece);

// Hands every piece to take, in order. bytes: the Markdown, acceptable text with line breaks;
// line_first: the number of its first line. Faults go to the list. ERR_MALFORMED if reading had to
// stop before the end.
enum err markdown_read(struct span bytes, const char *file, uint32_t line_first,
                       struct diagnostics *diagnostics, markdown_take take, void *context) MUST_USE;
// How many bytes of a note's beginning are its keyword ("Say:"); 0 if there is none. Sets the kind,
// an enum note_kind, if out_kind is not NULL.
size_t markdown_note_keyword(struct span text, int *out_kind);

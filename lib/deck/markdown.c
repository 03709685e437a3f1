#include "deck/markdown.h"

#include "base/check.h"
#include "wire/words.h"
#include <md4c.h>
#include <string.h>
#include <strings.h>

struct reader {
    struct span bytes;
    const char *file;
    struct diagnostics *diagnostics;
    markdown_take take;
    void *context;

    // Where we are in the text: md4c tells it only for words, so breaks keep the last place.
    size_t offset;
    uint32_t offset_line;

    size_t depth;
    size_t list_depth;
    size_t quote_depth;
    bool in_refused_block; // its words are passed over, the fault is told once
    bool in_item;
    bool in_code;
    bool in_head;
    bool break_pending; // a line break inside a paragraph
    bool piece_open;
    bool too_long_told;
    size_t code_used;
    size_t head_used;
    size_t text_used;
    struct piece piece;
};

static void fault(struct reader *reader, uint32_t line, const char *what)
{
    diagnostics_add(reader->diagnostics, SEVERITY_ERROR, reader->file, line, "%s", what);
}

static void advance_to(struct reader *reader, size_t offset)
{
    check(offset <= reader->bytes.size);
    while (reader->offset < offset)
        if (reader->bytes.at[reader->offset++] == '\n')
            reader->offset_line++;
}

// The line of words that md4c hands us, if they lie in our text; else the last known line.
static uint32_t line_of_text(struct reader *reader, const char *text)
{
    uintptr_t start = (uintptr_t)reader->bytes.at;
    uintptr_t at = (uintptr_t)text;
    if (at >= start && at < start + reader->bytes.size && at - start >= reader->offset)
        advance_to(reader, (size_t)(at - start));
    return reader->offset_line;
}

// The next line that begins with one of these marks (NULL: any): where a block that has told us no
// words yet must stand.
static uint32_t line_of_mark(const struct reader *reader, const char *marks)
{
    uint32_t line = reader->offset_line;
    bool line_start = reader->offset == 0 || reader->bytes.at[reader->offset - 1] == '\n';
    for (size_t i = reader->offset; i < reader->bytes.size; i++) {
        uint8_t byte = reader->bytes.at[i];
        if (byte == '\n') {
            line++;
            line_start = true;
        } else if (line_start && byte != ' ' && (byte != '>' || marks == NULL)) {
            if (marks == NULL || strchr(marks, byte) != NULL)
                return line;
            line_start = false;
        }
    }
    return reader->offset_line;
}

size_t markdown_note_keyword(struct span text, int *out_kind)
{
    static const struct {
        const char *word;
        enum note_kind kind;
    } keywords[] = {{"Say:", NOTE_SAY}, {"Ask:", NOTE_ASK}, {"Tip:", NOTE_TIP}};
    for (size_t i = 0; i < sizeof keywords / sizeof keywords[0]; i++) {
        size_t size = strlen(keywords[i].word);
        if (text.size < size || strncasecmp((const char *)text.at, keywords[i].word, size) != 0)
            continue;
        if (out_kind != NULL)
            *out_kind = (int)keywords[i].kind;
        return size;
    }
    return 0;
}

static void piece_begin(struct reader *reader, enum piece_kind kind, uint32_t line, uint32_t level)
{
    struct piece *piece = &reader->piece;
    piece->kind = kind;
    piece->line = line;
    piece->level = level;
    piece->code_count = 0;
    memset(piece->codes, 0, sizeof piece->codes);
    piece->head[0] = '\0';
    piece->text[0] = '\0';
    reader->code_used = reader->head_used = reader->text_used = 0;
    reader->in_head = reader->in_code = false;
    reader->break_pending = false;
    reader->piece_open = true;
    reader->too_long_told = false;
}

static size_t trimmed(const char *text, size_t used)
{
    while (used > 0 && text[used - 1] == ' ')
        used--;
    return used;
}

static void piece_end(struct reader *reader)
{
    if (!reader->piece_open)
        return;
    struct piece *piece = &reader->piece;
    if (piece->line == 0) // no words told us
        piece->line = line_of_mark(reader, piece->kind == PIECE_HEADING ? "#" : "-*+");
    piece->text[trimmed(piece->text, reader->text_used)] = '\0';
    piece->head[trimmed(piece->head, reader->head_used)] = '\0';
    reader->piece_open = false;
    reader->take(reader->context, piece);
}

static void append(struct reader *reader, char *field, size_t size, size_t *used, struct span words)
{
    check(*used < size);
    if (words.size >= size - *used) {
        if (!reader->too_long_told)
            fault(reader, reader->piece.line, "much too long a text, split it");
        reader->too_long_told = true;
        return;
    }
    memcpy(field + *used, words.at, words.size);
    *used += words.size;
    field[*used] = '\0';
}

static void append_words(struct reader *reader, struct span words)
{
    struct piece *piece = &reader->piece;
    if (reader->in_code) {
        append(reader, piece->codes[piece->code_count], MARKDOWN_CODE_BYTES, &reader->code_used,
               words);
        return;
    }
    char *field = reader->in_head ? piece->head : piece->text;
    size_t size = reader->in_head ? sizeof piece->head : sizeof piece->text;
    size_t *used = reader->in_head ? &reader->head_used : &reader->text_used;
    while (*used == 0 && words.size > 0 && words.at[0] == ' ')
        words = span_from(words, 1);
    append(reader, field, size, used, words);
}

// A line break inside a paragraph is a space, unless the next line begins something of its own:
// a code mark, or a note's keyword.
static void settle_break(struct reader *reader, bool next_is_code, struct span next, uint32_t line)
{
    if (!reader->break_pending)
        return;
    reader->break_pending = false;
    enum piece_kind kind = reader->piece.kind;
    bool begins = (kind == PIECE_LINE && next_is_code) ||
                  (kind == PIECE_NOTE && markdown_note_keyword(next, NULL) > 0);
    if (begins) {
        piece_end(reader);
        piece_begin(reader, kind, line, 0);
    } else if (reader->text_used > 0) {
        append(reader, reader->piece.text, sizeof reader->piece.text, &reader->text_used,
               span_of_string(" "));
    }
}

static int refuse_block(struct reader *reader, uint32_t line, const char *what)
{
    if (!reader->in_refused_block)
        fault(reader, line, what);
    reader->in_refused_block = true;
    return 0;
}

static void begin_heading(struct reader *reader, uint32_t level)
{
    piece_begin(reader, PIECE_HEADING, 0, level);
    if (level > 2)
        fault(reader, line_of_mark(reader, "#"),
              "a heading with three or more #, use # for a slide and ## for a prompt");
}

static void begin_paragraph(struct reader *reader)
{
    if (reader->in_refused_block)
        return;
    if (reader->in_item) {
        // A loose list wraps each item's words in a paragraph; a second one is not one item.
        if (reader->text_used > 0 || reader->head_used > 0)
            fault(reader, reader->offset_line, "a second paragraph in a list item, make it one");
        return;
    }
    piece_begin(reader, reader->quote_depth > 0 ? PIECE_NOTE : PIECE_LINE, 0, 0);
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *context)
{
    struct reader *reader = context;
    if (++reader->depth > MARKDOWN_NESTING_MAX) {
        fault(reader, reader->offset_line, "nested too deep, write it flatter");
        return 1;
    }
    switch (type) {
    case MD_BLOCK_DOC:
        return 0;
    case MD_BLOCK_QUOTE:
        if (reader->quote_depth++ > 0 || reader->list_depth > 0)
            return refuse_block(reader, line_of_mark(reader, NULL),
                                "a note inside a note or list, start it at the margin");
        return 0;
    case MD_BLOCK_UL:
        if (reader->list_depth++ > 0)
            return refuse_block(reader, line_of_mark(reader, "-*+"),
                                "a list inside a list, make it one list");
        if (reader->quote_depth > 0)
            return refuse_block(reader, line_of_mark(reader, "-*+"),
                                "a list inside a note, write a Say, Ask or Tip for each line");
        return 0;
    case MD_BLOCK_OL:
        reader->list_depth++;
        return refuse_block(reader, line_of_mark(reader, "0123456789"),
                            "a numbered list, begin each line with - instead");
    case MD_BLOCK_LI:
        if (reader->in_refused_block)
            return 0;
        reader->in_item = true;
        piece_begin(reader, PIECE_ITEM, 0, 0);
        return 0;
    case MD_BLOCK_HR:
        fault(reader, line_of_mark(reader, "-*_"), "a line across, leave it out");
        return 0;
    case MD_BLOCK_H:
        if (reader->in_item || reader->quote_depth > 0)
            return refuse_block(reader, line_of_mark(reader, "#-=*+"),
                                "a heading inside a list or note, start it at the margin");
        begin_heading(reader, ((const MD_BLOCK_H_DETAIL *)detail)->level);
        return 0;
    case MD_BLOCK_CODE:
        return refuse_block(reader, line_of_mark(reader, NULL),
                            "a block of code (four spaces in front, or ```), start the line at "
                            "the margin");
    case MD_BLOCK_HTML:
        return refuse_block(reader, line_of_mark(reader, "<"), "HTML, write plain words");
    case MD_BLOCK_P:
        begin_paragraph(reader);
        return 0;
    case MD_BLOCK_TABLE:
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
    case MD_BLOCK_TR:
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        return refuse_block(reader, reader->offset_line, "a table, write a list");
    }
    return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *context)
{
    (void)detail;
    struct reader *reader = context;
    check(reader->depth > 0);
    reader->depth--;
    switch (type) {
    case MD_BLOCK_QUOTE:
        reader->quote_depth--;
        break;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        reader->list_depth--;
        break;
    case MD_BLOCK_LI:
        piece_end(reader);
        reader->in_item = false;
        break;
    case MD_BLOCK_H:
        piece_end(reader);
        break;
    case MD_BLOCK_P:
        if (!reader->in_item)
            piece_end(reader);
        break;
    case MD_BLOCK_DOC:
    case MD_BLOCK_HR:
    case MD_BLOCK_CODE:
    case MD_BLOCK_HTML:
    case MD_BLOCK_TABLE:
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
    case MD_BLOCK_TR:
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        break;
    }
    if (reader->list_depth == 0 && reader->quote_depth == 0)
        reader->in_refused_block = false;
    return 0;
}

static void begin_code(struct reader *reader)
{
    struct piece *piece = &reader->piece;
    settle_break(reader, true, (struct span){0}, 0);
    if (reader->text_used > 0 || reader->head_used > 0) {
        fault(reader, reader->offset_line, "a `mark` after words, put it in front of them");
        return;
    }
    if (piece->code_count == MARKDOWN_CODES_MAX) {
        fault(reader, reader->offset_line, "too many `marks` in one line, split the line");
        return;
    }
    reader->in_code = true;
    reader->code_used = 0;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *context)
{
    (void)detail;
    struct reader *reader = context;
    if (!reader->piece_open || reader->in_refused_block)
        return 0;
    switch (type) {
    case MD_SPAN_CODE:
        begin_code(reader);
        break;
    case MD_SPAN_STRONG:
        if (reader->piece.kind == PIECE_ITEM && reader->text_used == 0 && reader->head_used == 0)
            reader->in_head = true;
        break;
    case MD_SPAN_A:
        fault(reader, reader->offset_line, "a link, write only the words");
        break;
    case MD_SPAN_IMG:
        fault(reader, reader->offset_line,
              "a picture among words, use `layout: picture` `picture: name`");
        break;
    case MD_SPAN_EM: // shown as plain words
    case MD_SPAN_DEL:
    case MD_SPAN_LATEXMATH:
    case MD_SPAN_LATEXMATH_DISPLAY:
    case MD_SPAN_WIKILINK:
    case MD_SPAN_U:
        break;
    }
    return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *context)
{
    (void)detail;
    struct reader *reader = context;
    if (type == MD_SPAN_CODE && reader->in_code) {
        reader->in_code = false;
        reader->piece.code_count++;
    }
    if (type == MD_SPAN_STRONG)
        reader->in_head = false;
    return 0;
}

static void take_entity(struct reader *reader, struct span entity)
{
    static const struct {
        const char *name;
        const char *meaning;
    } entities[] = {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}};
    for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++) {
        if (span_equal(entity, span_of_string(entities[i].name))) {
            append_words(reader, span_of_string(entities[i].meaning));
            return;
        }
    }
    fault(reader, reader->offset_line, "a code like &name;, type the character itself");
}

static void take_words(struct reader *reader, struct span words)
{
    uint32_t line = line_of_text(reader, (const char *)words.at);
    if (reader->piece.line == 0)
        reader->piece.line = line;
    if (!reader->in_code)
        settle_break(reader, false, words, line);
    append_words(reader, words);
}

static int text(MD_TEXTTYPE type, const MD_CHAR *at, MD_SIZE size, void *context)
{
    struct reader *reader = context;
    struct span words = {(const uint8_t *)at, size};
    if (!reader->piece_open || reader->in_refused_block) {
        (void)line_of_text(reader, at);
        return 0;
    }
    switch (type) {
    case MD_TEXT_NORMAL:
    case MD_TEXT_CODE:
        take_words(reader, words);
        break;
    case MD_TEXT_BR:
    case MD_TEXT_SOFTBR:
        reader->break_pending = true;
        break;
    case MD_TEXT_ENTITY:
        take_words(reader, (struct span){words.at, 0});
        take_entity(reader, words);
        break;
    case MD_TEXT_HTML:
        fault(reader, line_of_text(reader, at), "HTML, write plain words");
        break;
    case MD_TEXT_NULLCHAR:
    case MD_TEXT_LATEXMATH:
        break;
    }
    return 0;
}

enum err markdown_read(struct span bytes, const char *file, uint32_t line_first,
                       struct diagnostics *diagnostics, markdown_take take, void *context)
{
    check(file != NULL && diagnostics != NULL && take != NULL && line_first > 0);
    check(bytes.size <= UINT32_MAX);
    if (bytes.size == 0)
        return OK;
    struct reader reader = {.bytes = bytes,
                            .file = file,
                            .offset_line = line_first,
                            .diagnostics = diagnostics,
                            .take = take,
                            .context = context};
    const MD_PARSER parser = {.enter_block = enter_block,
                              .leave_block = leave_block,
                              .enter_span = enter_span,
                              .leave_span = leave_span,
                              .text = text};
    int result = md_parse((const MD_CHAR *)bytes.at, (MD_SIZE)bytes.size, &parser, &reader);
    return result == 0 ? OK : ERR_MALFORMED;
}

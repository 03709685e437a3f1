#include "deck/diagnostics.h"

#include "base/check.h"
#include "base/utf8.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void diagnostics_init(struct diagnostics *list)
{
    check(list != NULL);
    memset(list, 0, sizeof *list);
}

// A message quotes what a stranger wrote; what is not acceptable text is shown as question marks.
static void make_printable(char *text)
{
    if (text_ok_deck(span_of_string(text)) == OK)
        return;
    for (char *at = text; *at != '\0'; at++)
        if ((unsigned char)*at < 0x20 || (unsigned char)*at > 0x7e)
            *at = '?';
}

// Cuts a text that snprintf shortened back to whole code points.
static void drop_torn_point(char *text)
{
    size_t size = strlen(text);
    for (size_t back = 1; back <= 4 && back <= size; back++) {
        unsigned char byte = (unsigned char)text[size - back];
        if ((byte & 0xc0) == 0x80)
            continue;
        uint32_t point = 0;
        struct span tail = {(const uint8_t *)text + size - back, back};
        if (utf8_decode(tail, &point) != back)
            text[size - back] = '\0';
        return;
    }
}

void diagnostics_add(struct diagnostics *list, enum severity severity, const char *file,
                     uint32_t line, const char *format, ...)
{
    check(list != NULL && file != NULL && format != NULL);
    check(severity == SEVERITY_ERROR || severity == SEVERITY_WARNING);
    if (severity == SEVERITY_ERROR)
        list->errors++;
    else
        list->warnings++;
    if (list->count == DIAGNOSTICS_MAX) {
        list->dropped++;
        return;
    }
    struct diagnostic *item = &list->items[list->count++];
    item->severity = severity;
    item->line = line;
    size_t file_size = strlen(file);
    const char *tail =
        file_size < sizeof item->file ? file : file + file_size - (sizeof item->file - 1);
    (void)snprintf(item->file, sizeof item->file, "%s", tail);
    make_printable(item->file);
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(item->text, sizeof item->text, format, arguments);
    va_end(arguments);
    drop_torn_point(item->text);
    make_printable(item->text);
}

void diagnostic_format(const struct diagnostic *diagnostic, struct out *out)
{
    check(diagnostic != NULL && out != NULL);
    out_text(out, diagnostic->file);
    if (diagnostic->line > 0) {
        out_text(out, ":");
        out_number(out, diagnostic->line);
    }
    out_text(out, diagnostic->severity == SEVERITY_WARNING ? ": warning: " : ": ");
    out_text(out, diagnostic->text);
}

#pragma once
// What is wrong with a file that a person wrote, told as "file:line: what, what to do". A bounded
// list of plain values; the caller owns it (about 200 kB, so not on a small stack). Texts are safe
// to print: no control or bidi character of a broken file gets through. One thread.
#include "base/out.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum severity {
    SEVERITY_ERROR = 1,
    SEVERITY_WARNING
};

enum {
    DIAGNOSTICS_MAX = 400,
    DIAGNOSTIC_FILE_BYTES = 256,
    DIAGNOSTIC_TEXT_BYTES = 320,
};

struct diagnostic {
    enum severity severity;
    uint32_t line;                    // from 1; 0 when it is about the whole file or folder
    char file[DIAGNOSTIC_FILE_BYTES]; // as it was named; only the end of a very long path
    char text[DIAGNOSTIC_TEXT_BYTES]; // "what, what to do"
};

struct diagnostics {
    size_t count;    // in items
    size_t dropped;  // counted but not kept: the list was full
    size_t errors;   // all, kept or not
    size_t warnings; // all, kept or not
    struct diagnostic items[DIAGNOSTICS_MAX];
};

void diagnostics_init(struct diagnostics *list);
// Adds one. The text is "what, what to do", without a full stop.
void diagnostics_add(struct diagnostics *list, enum severity severity, const char *file,
                     uint32_t line, const char *format, ...) __attribute__((format(printf, 5, 6)));
// "file:line: what, what to do"; a warning says "warning: " before the what. No line break.
void diagnostic_format(const struct diagnostic *diagnostic, struct out *out);

#pragma once
// A line of typed text: what the person has written and where the caret stands. Valid UTF-8 always;
// what may not be text is not taken. Fields that may hold secrets live in locked memory (desk.h).
#include "ui/input.h"
#include <stdbool.h>
#include <stddef.h>

enum {
    FIELD_BYTES = 1024
};

struct field {
    char text[FIELD_BYTES];
    size_t caret;      // a byte offset, at the start of a code point
    size_t bytes_max;  // with the closing NUL; 0: FIELD_BYTES
    size_t points_max; // code points; 0: as many as fit
};

void field_clear(struct field *field); // overwrites; keeps the limits
void field_set(struct field *field, const char *text);
// Takes as much of a typed text as is acceptable and fits, at the caret.
bool field_type(struct field *field, const char *text);
// Backspace, Delete, arrows, Home, End. False if the key is none of them or changes nothing.
bool field_key(struct field *field, uint32_t key);

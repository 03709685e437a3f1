#include "facilitator/field.h"
#include "base/check.h"
#include "base/utf8.h"
#include <string.h>

static size_t bytes_max(const struct field *field)
{
    size_t most = field->bytes_max == 0 ? FIELD_BYTES : field->bytes_max;
    check(most <= FIELD_BYTES);
    return most;
}

void field_clear(struct field *field)
{
    // Through a volatile pointer: a passphrase must go even where nobody reads it again.
    volatile char *at = field->text;
    for (size_t i = 0; i < FIELD_BYTES; i++)
        at[i] = '\0';
    field->caret = 0;
}

void field_set(struct field *field, const char *text)
{
    field_clear(field);
    (void)field_type(field, text);
}

bool field_type(struct field *field, const char *text)
{
    size_t used = strlen(field->text);
    check(field->caret <= used);
    size_t points = text_points(span_of_string(field->text));
    size_t points_max = field->points_max == 0 ? FIELD_BYTES : field->points_max;
    bool took = false;
    for (struct span rest = span_of_string(text); rest.size > 0;) {
        uint32_t point;
        size_t bytes = utf8_decode(rest, &point);
        if (bytes == 0)
            break;
        if (text_point_ok(point) && used + bytes < bytes_max(field) && points < points_max) {
            char *at = field->text + field->caret;
            memmove(at + bytes, at, used - field->caret + 1);
            memcpy(at, rest.at, bytes);
            field->caret += bytes;
            used += bytes;
            points++;
            took = true;
        }
        rest.at += bytes;
        rest.size -= bytes;
    }
    return took;
}

static bool continues(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

static size_t before(const struct field *field)
{
    size_t at = field->caret;
    while (at > 0 && continues(field->text[--at]))
        ;
    return at;
}

static size_t after(const struct field *field)
{
    size_t at = field->caret;
    if (field->text[at] != '\0')
        at++;
    while (continues(field->text[at]))
        at++;
    return at;
}

static bool cut(struct field *field, size_t from, size_t to)
{
    if (from == to)
        return false;
    size_t used = strlen(field->text);
    memmove(field->text + from, field->text + to, used - to + 1);
    memset(field->text + used - (to - from), 0, to - from);
    field->caret = from;
    return true;
}

bool field_key(struct field *field, uint32_t key)
{
    size_t was = field->caret;
    switch (key) {
    case KEY_BACKSPACE:
        return cut(field, before(field), field->caret);
    case KEY_DELETE:
        return cut(field, field->caret, after(field));
    case KEY_LEFT:
        field->caret = before(field);
        break;
    case KEY_RIGHT:
        field->caret = after(field);
        break;
    case KEY_HOME:
        field->caret = 0;
        break;
    case KEY_END:
        field->caret = strlen(field->text);
        break;
    default:
        return false;
    }
    return field->caret != was;
}

#include "base/out.h"
#include "base/check.h"
#include <string.h>

struct out out_into(char *buffer, size_t size)
{
    check(buffer != NULL);
    check(size > 0);
    buffer[0] = '\0';
    return (struct out){.at = buffer, .size = size};
}

// Adds bytes whole or not at all. After the first that did not fit nothing is added any more, so
// that a reader sees a text that stops, never one with a hole.
static void add(struct out *out, const char *bytes, size_t size)
{
    check(out->used < out->size);
    if (out->full || size >= out->size - out->used) {
        out->full = true;
        return;
    }
    memcpy(out->at + out->used, bytes, size);
    out->used += size;
    out->at[out->used] = '\0';
}

void out_text(struct out *out, const char *text)
{
    check(text != NULL);
    add(out, text, strlen(text));
}

void out_padded(struct out *out, uint64_t number, int digits)
{
    enum {
        DIGITS_MAX = 20
    }; // of 2^64 - 1
    check(digits >= 0 && digits <= DIGITS_MAX);
    char text[DIGITS_MAX];
    size_t at = DIGITS_MAX;
    do {
        text[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    while (DIGITS_MAX - at < (size_t)digits)
        text[--at] = '0';
    add(out, text + at, DIGITS_MAX - at);
}

void out_number(struct out *out, int64_t number)
{
    const size_t start = out->used;
    if (number < 0)
        add(out, "-", 1);
    // The magnitude of the lowest number does not fit an int64_t, but does fit a uint64_t.
    out_padded(out, number < 0 ? UINT64_C(0) - (uint64_t)number : (uint64_t)number, 0);
    if (out->full && out->used != start) {
        out->used = start;
        out->at[start] = '\0';
    }
}

void out_hex(struct out *out, const void *bytes, size_t size)
{
    check(bytes != NULL || size == 0);
    static const char digits[] = "0123456789abcdef";
    if (out->full || size > (out->size - out->used - 1) / 2) {
        out->full = true;
        return;
    }
    const uint8_t *byte = bytes;
    for (size_t i = 0; i < size; i++) {
        const char pair[2] = {digits[byte[i] >> 4], digits[byte[i] & 15]};
        add(out, pair, sizeof pair);
    }
}

static void add_escaped(struct out *out, uint8_t byte)
{
    static const char digits[] = "0123456789abcdef";
    if (byte == '"' || byte == '\\') {
        const char pair[2] = {'\\', (char)byte};
        add(out, pair, sizeof pair);
    } else if (byte == '\n') {
        add(out, "\\n", 2);
    } else if (byte < 0x20 || byte == 0x7f) {
        const char escape[6] = {'\\', 'u', '0', '0', digits[byte >> 4], digits[byte & 15]};
        add(out, escape, sizeof escape);
    } else {
        const char plain = (char)byte;
        add(out, &plain, 1);
    }
}

void out_json(struct out *out, const char *text)
{
    check(text != NULL);
    const size_t start = out->used;
    add(out, "\"", 1);
    for (const char *at = text; *at != '\0'; at++)
        add_escaped(out, (uint8_t)*at);
    add(out, "\"", 1);
    // Half a string would break the line it stands in.
    if (out->full && out->used != start) {
        out->used = start;
        out->at[start] = '\0';
    }
}

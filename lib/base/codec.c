#include "base/codec.h"
#include "base/check.h"
#include "base/utf8.h"
#include <string.h>

struct codec codec_writer(void *buffer, size_t size)
{
    check(buffer != NULL || size == 0);
    return (struct codec){.at = buffer, .size = size};
}

struct codec codec_reader(const void *buffer, size_t size)
{
    check(buffer != NULL || size == 0);
    // Nothing is ever written through .at while .reading is set.
    return (struct codec){.at = (uint8_t *)buffer, .size = size, .reading = true};
}

// The next size bytes of the buffer, or NULL after the first failure.
static uint8_t *take(struct codec *codec, size_t size)
{
    check(codec->used <= codec->size);
    if (codec->err != OK)
        return NULL;
    if (size > codec->size - codec->used) {
        codec->err = codec->reading ? ERR_TRUNCATED : ERR_TOO_LONG;
        return NULL;
    }
    uint8_t *at = codec->at + codec->used;
    codec->used += size;
    return at;
}

// One little-endian number of the given width; returns what is in the buffer afterwards.
static uint64_t number(struct codec *codec, uint64_t value, size_t width)
{
    check(width <= sizeof(uint64_t));
    uint8_t *at = take(codec, width);
    if (at == NULL)
        return value;
    if (codec->reading) {
        value = 0;
        for (size_t i = 0; i < width; i++)
            value |= (uint64_t)at[i] << (8 * i);
    } else {
        for (size_t i = 0; i < width; i++)
            at[i] = (uint8_t)(value >> (8 * i));
    }
    return value;
}

void codec_u8(struct codec *codec, uint8_t *value)
{
    *value = (uint8_t)number(codec, *value, sizeof *value);
}

void codec_u16(struct codec *codec, uint16_t *value)
{
    *value = (uint16_t)number(codec, *value, sizeof *value);
}

void codec_u32(struct codec *codec, uint32_t *value)
{
    *value = (uint32_t)number(codec, *value, sizeof *value);
}

void codec_u64(struct codec *codec, uint64_t *value)
{
    *value = number(codec, *value, sizeof *value);
}

void codec_i64(struct codec *codec, int64_t *value)
{
    // Two's complement both ways, by copying bits: a conversion could depend on the compiler.
    uint64_t bits;
    memcpy(&bits, value, sizeof bits);
    bits = number(codec, bits, sizeof bits);
    memcpy(value, &bits, sizeof bits);
}

void codec_bool(struct codec *codec, bool *value)
{
    const uint64_t byte = number(codec, *value ? 1 : 0, 1);
    if (byte > 1 && codec->err == OK)
        codec->err = ERR_RANGE;
    if (codec->err == OK)
        *value = byte == 1;
}

void codec_bytes(struct codec *codec, void *bytes, size_t size)
{
    check(bytes != NULL || size == 0);
    uint8_t *at = take(codec, size);
    if (at == NULL || size == 0)
        return;
    if (codec->reading)
        memcpy(bytes, at, size);
    else
        memcpy(at, bytes, size);
}

// Whether a fixed field is text as it should be: valid, ended by a NUL, zero from there on.
static enum err field_ok(const uint8_t *field, size_t size)
{
    const uint8_t *end = memchr(field, 0, size);
    if (end == NULL)
        return ERR_TEXT;
    for (const uint8_t *at = end; at < field + size; at++)
        if (*at != 0)
            return ERR_TEXT;
    return text_ok((struct span){.at = field, .size = (size_t)(end - field)});
}

void codec_text(struct codec *codec, char *text, size_t size)
{
    check(text != NULL);
    check(size > 0);
    uint8_t *at = take(codec, size);
    if (at == NULL)
        return;
    const uint8_t *source = codec->reading ? at : (const uint8_t *)text;
    codec->err = field_ok(source, size);
    if (codec->err != OK)
        return;
    if (codec->reading)
        memcpy(text, at, size);
    else
        memcpy(at, text, size);
}

#include "base/check.h"
#include "base/utf8.h"
#include "wire/map_private.h"
#include <string.h>

enum {
    WIRE_VARINT = 0,
    WIRE_BYTES = 2,
    VARINT_BYTES_MAX = 10,
};

// One message that the walk is inside of.
struct level {
    const struct map *map;
    size_t end;       // offset in the input
    size_t next;      // index of the first field that may still come
    uint32_t repeats; // elements of the field before it, if that one repeats
};

size_t scan_varint(struct span bytes, uint64_t *out_value)
{
    check(out_value != NULL);
    uint64_t value = 0;
    for (size_t i = 0; i < VARINT_BYTES_MAX && i < bytes.size; i++) {
        const uint64_t payload = bytes.at[i] & 0x7fU;
        if (i == VARINT_BYTES_MAX - 1 && payload > 1)
            return 0; // more than 64 bits
        value |= payload << (7 * i);
        if ((bytes.at[i] & 0x80) == 0) {
            if (payload == 0 && i > 0)
                return 0; // a shorter one would do
            *out_value = value;
            return i + 1;
        }
    }
    return 0;
}

enum err map_text_ok(const struct map_field *field, struct span text)
{
    check(field->form == FORM_TEXT || field->form == FORM_WORDS);
    if (text.size >= field->size)
        return ERR_TOO_LONG;
    return field->form == FORM_TEXT ? text_ok(text) : text_ok_deck(text);
}

// Finds the field with this number among those that may still come, and keeps the order: fields
// ascend, and only a repeated one comes again.
static const struct map_field *find(struct level *level, uint64_t id)
{
    for (size_t i = level->next; i < level->map->field_count; i++) {
        if (level->map->fields[i].id == id) {
            level->next = i + 1;
            level->repeats = 1;
            return &level->map->fields[i];
        }
    }
    if (level->next == 0)
        return NULL;
    const struct map_field *last = &level->map->fields[level->next - 1];
    if (last->id != id || last->repeat == REPEAT_NOT)
        return NULL;
    level->repeats++;
    return last;
}

static bool is_number(enum form form)
{
    return form <= FORM_BOOL;
}

static enum err scan_number(const struct map_field *field, uint64_t value)
{
    check(is_number(field->form));
    if (field->form == FORM_VERSION)
        return value == field->low ? OK : ERR_VERSION;
    if (field->form == FORM_KIND && value > field->high)
        return ERR_VERSION;
    if (field->form == FORM_BOOL)
        return value <= 1 ? OK : ERR_RANGE;
    return value >= field->low && value <= field->high ? OK : ERR_RANGE;
}

// The numbers of a repeated field in one block, as proto3 packs them.
static enum err scan_packed(const struct map_field *field, struct span block)
{
    uint32_t count = 0;
    for (size_t at = 0; at < block.size;) {
        uint64_t value = 0;
        const size_t used = scan_varint(span_from(block, at), &value);
        if (used == 0)
            return ERR_MALFORMED;
        const enum err err = scan_number(field, value);
        if (err != OK)
            return err;
        if (++count > field->most)
            return ERR_TOO_LONG;
        at += used;
    }
    return count > 0 ? OK : ERR_MALFORMED;
}

static enum err scan_bytes(const struct map_field *field, struct span block)
{
    switch (field->form) {
    case FORM_TEXT:
    case FORM_WORDS:
        return map_text_ok(field, block);
    case FORM_HASH:
        return block.size == field->size ? OK : ERR_MALFORMED;
    case FORM_BLOB:
        return block.size <= field->size ? OK : ERR_TOO_LONG;
    case FORM_NUMBER:
    case FORM_VERSION:
    case FORM_KIND:
    case FORM_ENUM:
    case FORM_LANGUAGE:
    case FORM_BOOL:
        return scan_packed(field, block);
    case FORM_MESSAGE:
        return OK; // walked next
    }
    check_never("every form is scanned");
}

// One field: its tag and, unless it is a message, its value. Moves *at behind it.
static enum err scan_field(struct level *level, struct span bytes, size_t *at,
                           const struct map_field **out_field, size_t *out_size)
{
    const struct span inside = {.at = bytes.at, .size = level->end};
    uint64_t tag = 0;
    const size_t tag_size = scan_varint(span_from(inside, *at), &tag);
    if (tag_size == 0)
        return ERR_MALFORMED;
    const struct map_field *field = find(level, tag >> 3);
    if (field == NULL)
        return ERR_MALFORMED;
    const bool by_value = is_number(field->form) && field->repeat == REPEAT_NOT;
    if ((tag & 7) != (by_value ? WIRE_VARINT : WIRE_BYTES))
        return ERR_MALFORMED;
    if (field->repeat != REPEAT_NOT &&
        (level->repeats > field->most || (is_number(field->form) && level->repeats > 1)))
        return ERR_TOO_LONG;
    uint64_t value = 0;
    const size_t value_size = scan_varint(span_from(inside, *at + tag_size), &value);
    if (value_size == 0)
        return ERR_MALFORMED;
    *at += tag_size + value_size;
    *out_field = field;
    *out_size = 0;
    if (by_value)
        return scan_number(field, value);
    if (value > level->end - *at)
        return ERR_TRUNCATED;
    *out_size = (size_t)value;
    return scan_bytes(field, (struct span){.at = bytes.at + *at, .size = (size_t)value});
}

enum err scan_message(const struct map *map, struct span bytes)
{
    check(map != NULL);
    check(bytes.at != NULL || bytes.size == 0);
    struct level levels[MAP_DEPTH_MAX] = {{.map = map, .end = bytes.size}};
    size_t depth = 0;
    size_t at = 0;
    for (;;) {
        while (depth > 0 && at == levels[depth].end)
            depth--;
        if (at == levels[depth].end)
            return OK;
        const struct map_field *field = NULL;
        size_t size = 0;
        const enum err err = scan_field(&levels[depth], bytes, &at, &field, &size);
        if (err != OK)
            return err;
        if (field->form != FORM_MESSAGE) {
            at += size;
            continue;
        }
        if (depth + 1 == MAP_DEPTH_MAX)
            return ERR_MALFORMED;
        check(at + size <= levels[depth].end);
        levels[++depth] = (struct level){.map = field->map, .end = at + size};
    }
}

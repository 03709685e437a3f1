#include "base/check.h"
#include "wire/map_private.h"
#include <stdalign.h>
#include <string.h>

// protobuf-c keeps numbers, enums and booleans in four bytes each, or eight for uint64.
_Static_assert(sizeof(protobuf_c_boolean) == 4 && sizeof(int) == 4, "as this file copies them");

// ------------------------------------------------------------------------------- common

static const ProtobufCFieldDescriptor *described(const struct map *map,
                                                 const struct map_field *field)
{
    const ProtobufCFieldDescriptor *found =
        protobuf_c_message_descriptor_get_field(map->descriptor, field->id);
    check(found != NULL);
    check((field->repeat != REPEAT_NOT) == (found->label == PROTOBUF_C_LABEL_REPEATED));
    return found;
}

static uint64_t number_get(const uint8_t *at, size_t size)
{
    uint8_t u8 = 0;
    uint16_t u16 = 0;
    uint32_t u32 = 0;
    uint64_t u64 = 0;
    switch (size) {
    case sizeof u8:
        return *at;
    case sizeof u16:
        memcpy(&u16, at, sizeof u16);
        return u16;
    case sizeof u32:
        memcpy(&u32, at, sizeof u32);
        return u32;
    default:
        check(size == sizeof u64);
        memcpy(&u64, at, sizeof u64);
        return u64;
    }
}

static void number_set(uint8_t *at, size_t size, uint64_t value)
{
    const uint8_t u8 = (uint8_t)value;
    const uint16_t u16 = (uint16_t)value;
    const uint32_t u32 = (uint32_t)value;
    check(size >= sizeof value || value >> (8 * size) == 0);
    switch (size) {
    case sizeof u8:
        *at = u8;
        return;
    case sizeof u16:
        memcpy(at, &u16, sizeof u16);
        return;
    case sizeof u32:
        memcpy(at, &u32, sizeof u32);
        return;
    default:
        check(size == sizeof value);
        memcpy(at, &value, sizeof value);
    }
}

static bool all_zero(const uint8_t *at, size_t size)
{
    uint8_t any = 0;
    for (size_t i = 0; i < size; i++)
        any |= at[i];
    return any == 0;
}

static enum err in_range(const struct map_field *field, uint64_t value)
{
    if (field->form == FORM_BOOL)
        return value <= 1 ? OK : ERR_RANGE;
    return value >= field->low && value <= field->high ? OK : ERR_RANGE;
}

// Bits of the fields that a message of this kind uses. The kind itself has been checked before.
static uint32_t uses_of(const struct map *map, const uint8_t *plain)
{
    check(map->field_count <= MAP_FIELDS_MAX);
    if (map->uses == NULL)
        return UINT32_MAX;
    const struct map_field *kind = &map->fields[0];
    check(kind->form == FORM_KIND || kind->form == FORM_ENUM);
    const uint64_t value = number_get(plain + kind->offset, kind->size);
    check(value <= kind->high);
    return map->uses(value) | 1U;
}

// Bytes that one number takes in protobuf-c's structs.
static size_t number_width(const ProtobufCFieldDescriptor *descriptor)
{
    return descriptor->type == PROTOBUF_C_TYPE_UINT64 ? 8 : 4;
}

// ------------------------------------------------------------------------------- plain to protobuf

struct builder {
    struct arena *arena;
    bool full;
};

static ProtobufCMessage *build(struct builder *builder, const struct map *map,
                               const uint8_t *plain);

static void *take(struct builder *builder, size_t count, size_t size)
{
    void *taken = arena_take_array(builder->arena, count, size);
    if (taken == NULL)
        builder->full = true;
    return taken;
}

// Writes the value of one element to where protobuf-c looks for it.
static void build_value(struct builder *builder, const struct map_field *field,
                        const ProtobufCFieldDescriptor *descriptor, const uint8_t *source,
                        uint8_t *target)
{
    if (field->form == FORM_TEXT || field->form == FORM_WORDS) {
        const uint8_t *end = memchr(source, 0, field->size);
        check(end != NULL);
        check(map_text_ok(field, (struct span){source, (size_t)(end - source)}) == OK);
        memcpy(target, &source, sizeof source);
    } else if (field->form == FORM_MESSAGE) {
        ProtobufCMessage *inner = build(builder, field->map, source);
        // What is all defaults is left out, as proto3 does with numbers; list elements stay.
        if (inner != NULL && field->repeat == REPEAT_NOT &&
            protobuf_c_message_get_packed_size(inner) == 0)
            inner = NULL;
        memcpy(target, &inner, sizeof inner);
    } else {
        const uint64_t value = number_get(source, field->size);
        check(in_range(field, value) == OK);
        number_set(target, number_width(descriptor), value);
    }
}

static void build_block(const struct map_field *field, const uint8_t *plain, const uint8_t *source,
                        uint8_t *target)
{
    size_t size = field->size;
    if (field->form == FORM_BLOB)
        size = (size_t)number_get(plain + field->count_offset, field->count_size);
    else if (all_zero(source, size))
        size = 0;
    check(size <= field->size);
    // protobuf-c only reads what it packs.
    const ProtobufCBinaryData block = {.len = size, .data = size > 0 ? (uint8_t *)source : NULL};
    memcpy(target, &block, sizeof block);
}

static bool is_present(const struct map_field *field, const uint8_t *element)
{
    bool present = false;
    memcpy(&present, element + field->present_offset, sizeof present);
    return present;
}

// How many elements a repeated field has; for languages, slots to look at.
static uint32_t count_of(const struct map_field *field, const uint8_t *plain)
{
    uint64_t count = field->most;
    if (field->repeat == REPEAT_COUNTED)
        count = number_get(plain + field->count_offset, field->count_size);
    else if (field->repeat == REPEAT_TRIMMED)
        while (count > 0 && plain[field->offset + (count - 1) * field->size] == 0)
            count--;
    check(count <= field->most);
    return (uint32_t)count;
}

static size_t element_width(const struct map_field *field,
                            const ProtobufCFieldDescriptor *descriptor)
{
    return field->form <= FORM_BOOL ? number_width(descriptor) : sizeof(void *);
}

static void build_list(struct builder *builder, const struct map_field *field,
                       const ProtobufCFieldDescriptor *descriptor, const uint8_t *plain,
                       uint8_t *message)
{
    const uint32_t count = count_of(field, plain);
    if (count == 0)
        return;
    const size_t width = element_width(field, descriptor);
    uint8_t *elements = take(builder, count, width);
    size_t used = 0;
    for (uint32_t i = 0; i < count && !builder->full; i++) {
        const uint8_t *source = plain + field->offset + i * field->size;
        if (field->repeat == REPEAT_LANGUAGE && !is_present(field, source))
            continue;
        build_value(builder, field, descriptor, source, elements + used * width);
        if (field->repeat == REPEAT_LANGUAGE && !builder->full) {
            ProtobufCMessage *inner = NULL;
            memcpy(&inner, elements + used * width, sizeof inner);
            const ProtobufCFieldDescriptor *language =
                protobuf_c_message_descriptor_get_field(inner->descriptor, 1);
            number_set((uint8_t *)inner + language->offset, 4, i);
        }
        used++;
    }
    memcpy(message + descriptor->quantifier_offset, &used, sizeof used);
    memcpy(message + descriptor->offset, &elements, sizeof elements);
}

static ProtobufCMessage *build(struct builder *builder, const struct map *map, const uint8_t *plain)
{
    ProtobufCMessage *message = take(builder, 1, map->descriptor->sizeof_message);
    if (message == NULL)
        return NULL;
    protobuf_c_message_init(map->descriptor, message);
    const uint32_t uses = uses_of(map, plain);
    check(map->rules == NULL || map->rules(plain) == OK);
    for (size_t i = 0; i < map->field_count && !builder->full; i++) {
        const struct map_field *field = &map->fields[i];
        if ((uses >> i & 1U) == 0)
            continue;
        const ProtobufCFieldDescriptor *descriptor = described(map, field);
        uint8_t *target = (uint8_t *)message + descriptor->offset;
        const uint8_t *source = plain + field->offset;
        if (field->form == FORM_VERSION)
            number_set(target, 4, field->low);
        else if (field->form == FORM_LANGUAGE)
            continue; // set by the list that this message stands in
        else if (field->repeat != REPEAT_NOT)
            build_list(builder, field, descriptor, plain, (uint8_t *)message);
        else if (field->form == FORM_HASH || field->form == FORM_BLOB)
            build_block(field, plain, source, target);
        else
            build_value(builder, field, descriptor, source, target);
    }
    return message;
}

size_t map_encode(const struct map *map, const void *plain, struct arena *arena, uint8_t *buffer,
                  size_t size)
{
    check(plain != NULL);
    check(buffer != NULL);
    struct builder builder = {.arena = arena};
    const ProtobufCMessage *message = build(&builder, map, plain);
    if (builder.full || protobuf_c_message_get_packed_size(message) > size)
        return 0;
    return protobuf_c_message_pack(message, buffer);
}

// ------------------------------------------------------------------------------- protobuf to plain

static enum err read_message(struct arena *arena, const struct map *map,
                             const ProtobufCMessage *message, uint8_t *plain);

static enum err read_value(struct arena *arena, const struct map_field *field,
                           const ProtobufCFieldDescriptor *descriptor, const uint8_t *source,
                           uint8_t *target)
{
    if (field->form == FORM_TEXT || field->form == FORM_WORDS) {
        const char *text = NULL;
        memcpy(&text, source, sizeof text);
        check(text != NULL);
        const struct span span = span_of_string(text);
        const enum err err = map_text_ok(field, span); // the scan saw it, and it is read again here
        if (err == OK)
            memcpy(target, span.at, span.size);
        return err;
    }
    if (field->form == FORM_MESSAGE) {
        const ProtobufCMessage *inner = NULL;
        memcpy(&inner, source, sizeof inner);
        if (inner != NULL)
            return read_message(arena, field->map, inner, target);
        // One that was left out reads as one of defaults, so that its rules are asked all the same.
        const ProtobufCMessageDescriptor *defaults = field->map->descriptor;
        ProtobufCMessage *empty = arena_take(arena, defaults->sizeof_message);
        if (empty == NULL)
            return ERR_MEMORY;
        protobuf_c_message_init(defaults, empty);
        return read_message(arena, field->map, empty, target);
    }
    const uint64_t value = number_get(source, number_width(descriptor));
    const enum err err = in_range(field, value);
    if (err == OK)
        number_set(target, field->size, value);
    return err;
}

static enum err read_block(const struct map_field *field, const uint8_t *source, uint8_t *plain)
{
    ProtobufCBinaryData block;
    memcpy(&block, source, sizeof block);
    if (field->form == FORM_BLOB && block.len == 0)
        return ERR_MALFORMED;
    if (block.len > field->size)
        return ERR_TOO_LONG;
    if (block.len > 0)
        memcpy(plain + field->offset, block.data, block.len);
    if (field->form == FORM_BLOB)
        number_set(plain + field->count_offset, field->count_size, block.len);
    return OK;
}

// The slot of one language's words, taken only once and in order.
static enum err language_slot(const struct map_field *field, const uint8_t *source,
                              uint32_t *io_next, uint32_t *out_slot)
{
    const ProtobufCMessage *inner = NULL;
    memcpy(&inner, source, sizeof inner);
    const ProtobufCFieldDescriptor *language =
        protobuf_c_message_descriptor_get_field(inner->descriptor, 1);
    const uint64_t slot = number_get((const uint8_t *)inner + language->offset, 4);
    if (slot >= field->most)
        return ERR_RANGE;
    if (slot < *io_next)
        return ERR_MALFORMED;
    *out_slot = (uint32_t)slot;
    *io_next = *out_slot + 1;
    return OK;
}

static enum err read_list(struct arena *arena, const struct map_field *field,
                          const ProtobufCFieldDescriptor *descriptor, const uint8_t *message,
                          uint8_t *plain)
{
    size_t count = 0;
    const uint8_t *elements = NULL;
    memcpy(&count, message + descriptor->quantifier_offset, sizeof count);
    memcpy(&elements, message + descriptor->offset, sizeof elements);
    if (count > field->most)
        return ERR_TOO_LONG;
    const size_t width = element_width(field, descriptor);
    uint32_t next = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t slot = i;
        enum err err = OK;
        if (field->repeat == REPEAT_LANGUAGE)
            err = language_slot(field, elements + i * width, &next, &slot);
        if (err != OK)
            return err;
        uint8_t *target = plain + field->offset + slot * field->size;
        err = read_value(arena, field, descriptor, elements + i * width, target);
        if (err != OK)
            return err;
        if (field->repeat == REPEAT_LANGUAGE)
            memcpy(target + field->present_offset, &(bool){true}, sizeof(bool));
    }
    if (field->repeat == REPEAT_COUNTED)
        number_set(plain + field->count_offset, field->count_size, count);
    return OK;
}

static enum err read_field(struct arena *arena, const struct map *map,
                           const struct map_field *field, const ProtobufCMessage *message,
                           uint8_t *plain)
{
    const ProtobufCFieldDescriptor *descriptor = described(map, field);
    const uint8_t *source = (const uint8_t *)message + descriptor->offset;
    if (field->form == FORM_VERSION)
        return number_get(source, 4) == field->low ? OK : ERR_VERSION;
    if (field->form == FORM_LANGUAGE)
        return OK; // read by the list that this message stands in
    if (field->repeat != REPEAT_NOT)
        return read_list(arena, field, descriptor, (const uint8_t *)message, plain);
    if (field->form == FORM_HASH || field->form == FORM_BLOB)
        return read_block(field, source, plain);
    return read_value(arena, field, descriptor, source, plain + field->offset);
}

// plain is all zero before.
static enum err read_message(struct arena *arena, const struct map *map,
                             const ProtobufCMessage *message, uint8_t *plain)
{
    const uint32_t kind_only = 1;
    uint32_t uses = map->uses == NULL ? UINT32_MAX : kind_only;
    for (size_t i = 0; i < map->field_count; i++) {
        if ((uses >> i & 1U) == 0)
            continue;
        const enum err err = read_field(arena, map, &map->fields[i], message, plain);
        if (err != OK)
            return err;
        if (i == 0)
            uses = uses_of(map, plain);
    }
    return map->rules == NULL ? OK : map->rules(plain);
}

// ------------------------------------------------------------------------------- decoding

// What protobuf-c unpacks into, and whether that was ever too small.
struct capped {
    struct arena arena;
    bool full;
};

static void *arena_allocate(void *data, size_t size)
{
    struct capped *capped = data;
    void *taken = arena_take(&capped->arena, size);
    if (taken == NULL)
        capped->full = true;
    return taken;
}

static void arena_release(void *data, void *pointer)
{
    // The arena goes as a whole.
    (void)data;
    (void)pointer;
}

// A buffer that keeps nothing: it compares what is packed with the bytes that came.
struct comparer {
    ProtobufCBuffer base; // first, so that protobuf-c's pointer is ours
    struct span rest;
    bool same;
};

static void compare(ProtobufCBuffer *buffer, size_t size, const uint8_t *data)
{
    struct comparer *comparer = (struct comparer *)buffer;
    if (size > comparer->rest.size || (size > 0 && memcmp(comparer->rest.at, data, size) != 0)) {
        comparer->same = false;
        return;
    }
    comparer->rest = span_from(comparer->rest, size);
}

static enum err is_canonical(const struct map *map, const uint8_t *plain, struct arena *arena,
                             struct span bytes)
{
    struct builder builder = {.arena = arena};
    const ProtobufCMessage *message = build(&builder, map, plain);
    if (builder.full)
        return ERR_MEMORY;
    struct comparer comparer = {.base = {.append = compare}, .rest = bytes, .same = true};
    protobuf_c_message_pack_to_buffer(message, &comparer.base);
    return comparer.same && comparer.rest.size == 0 ? OK : ERR_MALFORMED;
}

enum err map_decode(const struct map *map, struct span bytes, size_t size_max, struct arena *arena,
                    void *out_plain)
{
    check(out_plain != NULL);
    if (bytes.size > size_max)
        return ERR_TOO_LONG;
    enum err err = scan_message(map, bytes);
    if (err != OK)
        return err;
    uint8_t *plain = arena_take(arena, map->size);
    if (plain == NULL)
        return ERR_MEMORY;
    // What is unpacked lives in the rest of the arena, and makes room for the second encoding.
    struct capped rest = {.full = false};
    arena_init(&rest.arena, arena->block + arena->used, arena->size - arena->used);
    ProtobufCAllocator allocator = {arena_allocate, arena_release, &rest};
    const ProtobufCMessage *message =
        protobuf_c_message_unpack(map->descriptor, &allocator, bytes.size, bytes.at);
    if (message == NULL)
        return rest.full ? ERR_MEMORY : ERR_MALFORMED;
    err = read_message(&rest.arena, map, message, plain);
    if (err != OK)
        return err;
    arena_reset(&rest.arena);
    err = is_canonical(map, plain, &rest.arena, bytes);
    if (err == OK)
        memcpy(out_plain, plain, map->size);
    return err;
}

size_t message_encode(const struct map *map, const void *plain, uint8_t *buffer, size_t size)
{
    alignas(max_align_t) uint8_t block[MAP_ARENA_BYTES];
    struct arena arena;
    arena_init(&arena, block, sizeof block);
    return map_encode(map, plain, &arena, buffer, size);
}

enum err message_decode(const struct map *map, struct span bytes, size_t size_max, void *out_plain)
{
    alignas(max_align_t) uint8_t block[MAP_ARENA_BYTES];
    struct arena arena;
    arena_init(&arena, block, sizeof block);
    return map_decode(map, bytes, size_max, &arena, out_plain);
}

#include "base/check.h"
#include "control.pb-c.h"
#include "wire/map_private.h"
#include "wire/message.h"
#include <string.h>

enum {
    POWER_PERCENT_MOST = 100,
    POWER_ON_MAINS = 255,
};

_Static_assert((int)CONTROL_ROOM_KEY == (int)IMR__V1__CONTROL_KIND__CONTROL_KIND_ROOM_KEY,
               "numbers");

enum err chunk_rules(uint32_t chunk, uint32_t chunk_count, uint32_t total_bytes,
                     uint16_t chunk_bytes)
{
    if (total_bytes == 0 || total_bytes > DECK_BYTES_MAX)
        return ERR_RANGE;
    if (chunk_count != (total_bytes + DECK_CHUNK_BYTES - 1) / DECK_CHUNK_BYTES)
        return ERR_RANGE;
    if (chunk >= chunk_count)
        return ERR_RANGE;
    const bool last = chunk == chunk_count - 1;
    const uint32_t size = last ? total_bytes - chunk * DECK_CHUNK_BYTES : DECK_CHUNK_BYTES;
    return chunk_bytes == size ? OK : ERR_RANGE;
}

static const struct map_field fields[] = {
    MAP_KIND(1, struct control, kind, CONTROL_HELLO, CONTROL_ROOM_KEY),
    MAP_NUMBER(2, struct control, version, 0, UINT16_MAX),
    MAP_NUMBER(3, struct control, screen, 0, TERMINALS_MAX),
    MAP_BOOL(4, struct control, practice),
    MAP_ENUM(5, struct control, reason, REASON_NONE, REASON_UNPAIRED),
    MAP_HASH(6, struct control, hash),
    MAP_BOOL(7, struct control, deck_whole),
    MAP_ENUM(8, struct control, language, LANGUAGE_EN, LANGUAGE_SO),
    MAP_BOOL(9, struct control, two_languages),
    MAP_ENUM(10, struct control, language2, LANGUAGE_EN, LANGUAGE_SO),
    MAP_NUMBER(11, struct control, power, 0, POWER_ON_MAINS),
    MAP_NUMBER(12, struct control, chunk, 0, UINT32_MAX),
    MAP_NUMBER(13, struct control, chunk_count, 0, UINT32_MAX),
    MAP_NUMBER(14, struct control, total_bytes, 0, DECK_BYTES_MAX),
    MAP_BLOB(15, struct control, bytes, chunk_bytes),
    MAP_HASH(16, struct control, key),
};

// Bits are indexes into fields.
enum {
    USES_VERSION = 1 << 1,
    USES_SCREEN = 1 << 2,
    USES_PRACTICE = 1 << 3,
    USES_REASON = 1 << 4,
    USES_HASH = 1 << 5,
    USES_HEALTH = 1 << 6 | 1 << 7 | 1 << 8 | 1 << 9 | 1 << 10,
    USES_CHUNK = 1 << 11,
    USES_CONTENT = 1 << 12 | 1 << 13 | 1 << 14,
    USES_KEY = 1 << 15,
};

static uint32_t uses(uint64_t kind)
{
    static const uint32_t by_kind[] = {
        [CONTROL_HELLO] = USES_VERSION | USES_SCREEN | USES_PRACTICE,
        [CONTROL_WELCOME] = USES_VERSION | USES_SCREEN | USES_PRACTICE,
        [CONTROL_HEALTH] = USES_HASH | USES_HEALTH,
        [CONTROL_DECK_GET] = USES_HASH | USES_CHUNK,
        [CONTROL_DECK_CHUNK] = USES_HASH | USES_CHUNK | USES_CONTENT,
        [CONTROL_ENROL] = USES_KEY,
        [CONTROL_ENROLLED] = 0,
        [CONTROL_REFUSED] = USES_VERSION | USES_REASON,
        [CONTROL_ROOM_KEY] = USES_KEY,
    };
    check(kind < sizeof by_kind / sizeof by_kind[0]);
    return by_kind[kind];
}

static bool is_set(const uint8_t bytes[HASH_BYTES])
{
    static const uint8_t zero[HASH_BYTES];
    return memcmp(bytes, zero, sizeof zero) != 0;
}

static enum err rules(const void *plain)
{
    const struct control *control = plain;
    switch (control->kind) {
    case CONTROL_HELLO:
    case CONTROL_WELCOME:
        return control->version > 0 && control->screen > 0 ? OK : ERR_RANGE;
    case CONTROL_HEALTH:
        if (control->power > POWER_PERCENT_MOST && control->power != POWER_ON_MAINS)
            return ERR_RANGE;
        return control->two_languages || control->language2 == LANGUAGE_EN ? OK : ERR_RANGE;
    case CONTROL_DECK_GET:
        return is_set(control->hash) ? OK : ERR_RANGE;
    case CONTROL_DECK_CHUNK:
        if (!is_set(control->hash))
            return ERR_RANGE;
        return chunk_rules(control->chunk, control->chunk_count, control->total_bytes,
                           control->chunk_bytes);
    case CONTROL_ENROL:
    case CONTROL_ROOM_KEY:
        return is_set(control->key) ? OK : ERR_RANGE;
    case CONTROL_ENROLLED:
        return OK;
    case CONTROL_REFUSED:
        return control->reason != REASON_NONE ? OK : ERR_RANGE;
    }
    return ERR_VERSION;
}

static const struct map control_map = {
    .descriptor = &imr__v1__control__descriptor,
    .fields = fields,
    .field_count = sizeof fields / sizeof fields[0],
    .size = sizeof(struct control),
    .uses = uses,
    .rules = rules,
};

size_t control_encode(const struct control *control, uint8_t buffer[CONTROL_BYTES_MAX])
{
    check(control != NULL);
    const size_t size = message_encode(&control_map, control, buffer, CONTROL_BYTES_MAX);
    check(size > 0);
    return size;
}

enum err control_decode(struct span bytes, struct control *out_control)
{
    check(out_control != NULL);
    return message_decode(&control_map, bytes, CONTROL_BYTES_MAX, out_control);
}

#include "base/check.h"
#include "cell.pb-c.h"
#include "wire/map_private.h"
#include "wire/message.h"
#include <stdalign.h>
#include <string.h>

enum {
    SIZE_BYTES = 2,          // before the protobuf, little-endian
    CELL_ARENA_BYTES = 2048, // small, because it is wiped each time
    CELL_BITS = (1 << OPTIONS_MAX) - 1,
};

static uint32_t uses(uint64_t kind)
{
    // A dummy says nothing, so that it has no place to hide anything in.
    return kind == CELL_ANSWER ? 0x3fU : 0;
}

static enum err rules(const void *plain)
{
    const struct cell_body *body = plain;
    if (body->kind == CELL_DUMMY)
        return OK;
    static const uint8_t no_id[SUBMISSION_ID_BYTES];
    if (body->phase_id == 0 || memcmp(body->id, no_id, sizeof no_id) == 0)
        return ERR_RANGE;
    // Passing on "choose all" is not the same as choosing none, but nobody is asked to send that.
    const bool words = body->text[0] != '\0';
    const int given = (body->choice != 0) + body->pass + words;
    if (given != 1 || (words && !own_words_ok(body->text)))
        return ERR_RANGE;
    return OK;
}

static const struct map_field fields[] = {
    MAP_KIND(1, struct cell_body, kind, CELL_DUMMY, CELL_ANSWER),
    MAP_NUMBER(2, struct cell_body, phase_id, 0, UINT32_MAX),
    MAP_HASH(3, struct cell_body, id),
    MAP_NUMBER(4, struct cell_body, choice, 0, CELL_BITS),
    MAP_BOOL(5, struct cell_body, pass),
    MAP_TEXT(6, struct cell_body, text),
};
static const struct map cell_map = {
    .descriptor = &imr__v1__cell__descriptor,
    .fields = fields,
    .field_count = sizeof fields / sizeof fields[0],
    .size = sizeof(struct cell_body),
    .uses = uses,
    .rules = rules,
};

// An answer must not stay behind on the stack. Through a volatile pointer, or the compiler would
// leave out writes to memory that nobody reads again.
static void wipe(uint8_t *bytes, size_t size)
{
    for (volatile uint8_t *at = bytes; at < bytes + size; at++)
        *at = 0;
}

void cell_body_encode(const struct cell_body *body, uint8_t buffer[CELL_BODY_BYTES])
{
    check(body != NULL);
    alignas(max_align_t) uint8_t block[CELL_ARENA_BYTES];
    struct arena arena;
    arena_init(&arena, block, sizeof block);
    memset(buffer, 0, CELL_BODY_BYTES);
    const size_t used =
        map_encode(&cell_map, body, &arena, buffer + SIZE_BYTES, CELL_BODY_BYTES - SIZE_BYTES);
    check((used > 0) == (body->kind == CELL_ANSWER));
    buffer[0] = (uint8_t)(used & 0xff);
    buffer[1] = (uint8_t)(used >> 8);
    wipe(block, sizeof block);
}

enum err cell_body_decode(const uint8_t bytes[CELL_BODY_BYTES], struct cell_body *out_body)
{
    check(out_body != NULL);
    const size_t used = (size_t)bytes[0] | (size_t)bytes[1] << 8;
    if (used > CELL_BODY_BYTES - SIZE_BYTES)
        return ERR_MALFORMED;
    for (size_t i = SIZE_BYTES + used; i < CELL_BODY_BYTES; i++)
        if (bytes[i] != 0)
            return ERR_MALFORMED;
    alignas(max_align_t) uint8_t block[CELL_ARENA_BYTES];
    struct arena arena;
    arena_init(&arena, block, sizeof block);
    const enum err err = map_decode(&cell_map, (struct span){bytes + SIZE_BYTES, used},
                                    CELL_BODY_BYTES - SIZE_BYTES, &arena, out_body);
    wipe(block, sizeof block);
    return err;
}

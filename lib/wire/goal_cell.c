#include "wire/goal_cell.h"
#include "base/check.h"
#include "base/codec.h"
#include "cell.pb-c.h"
#include "wire/map_private.h"
#include <stdalign.h>
#include <string.h>

enum {
    SIZE_BYTES = 2, // before the protobuf, little-endian
    ARENA_BYTES = 4096,
    USES_BASE = 7U,
    USES_FIND = 1U << 3,
    USES_KEY = 1U << 4,
    USES_PUT = 1U << 5 | 1U << 6 | 1U << 7,
    USES_CHUNK = 1U << 6,
    USES_BYTES = 1U << 8,
};

_Static_assert((int)GOAL_CELL_GET == (int)IMR__V1__CELL_KIND__CELL_KIND_GOAL_GET, "numbers");
_Static_assert((int)GOAL_CELL_LAST == (int)IMR__V1__CELL_KIND__CELL_KIND_GOAL_FORGET, "numbers");

static uint32_t uses(uint64_t kind)
{
    switch (kind) {
    case GOAL_CELL_GET:
    case GOAL_CELL_NEW:
        return USES_BASE | USES_FIND | USES_KEY;
    case GOAL_CELL_PUT:
        return USES_BASE | USES_FIND | USES_PUT | USES_BYTES;
    case GOAL_CELL_SHARE:
        return USES_BASE | USES_CHUNK | USES_BYTES;
    case GOAL_CELL_FORGET:
        return USES_BASE | USES_FIND;
    default:
        return 0; // a dummy says nothing
    }
}

static bool is_zero(const uint8_t *bytes, size_t size)
{
    uint8_t any = 0;
    for (size_t i = 0; i < size; i++)
        any |= bytes[i];
    return any == 0;
}

static enum err rules(const void *plain)
{
    const struct goal_cell *cell = plain;
    if (cell->kind == GOAL_CELL_DUMMY)
        return OK;
    if (cell->kind < GOAL_CELL_GET || cell->phase_id == 0 || is_zero(cell->id, sizeof cell->id))
        return ERR_RANGE;
    const uint32_t used = uses(cell->kind);
    if (((used & USES_FIND) != 0 && is_zero(cell->find, sizeof cell->find)) ||
        ((used & USES_KEY) != 0 && is_zero(cell->key, sizeof cell->key)))
        return ERR_RANGE;
    if (cell->kind == GOAL_CELL_PUT &&
        (cell->chunk >= GOAL_ROW_CHUNKS || cell->byte_count != GOAL_ROW_CHUNK_BYTES))
        return ERR_RANGE;
    return OK;
}

static const struct map_field fields[] = {
    MAP_KIND(1, struct goal_cell, kind, GOAL_CELL_DUMMY, GOAL_CELL_LAST),
    MAP_NUMBER(2, struct goal_cell, phase_id, 0, UINT32_MAX),
    MAP_HASH(3, struct goal_cell, id),
    MAP_HASH(7, struct goal_cell, find),
    MAP_HASH(8, struct goal_cell, key),
    MAP_NUMBER(9, struct goal_cell, version, 0, UINT32_MAX),
    MAP_NUMBER(10, struct goal_cell, chunk, 0, GOAL_ROW_CHUNKS - 1),
    MAP_NUMBER(11, struct goal_cell, share_chunks, 0, GOAL_SHARE_CHUNKS),
    MAP_BLOB(12, struct goal_cell, bytes, byte_count),
};
static const struct map cell_map = {
    .descriptor = &imr__v1__cell__descriptor,
    .fields = fields,
    .field_count = sizeof fields / sizeof fields[0],
    .size = sizeof(struct goal_cell),
    .uses = uses,
    .rules = rules,
};

// Neither words nor cards may stay behind on the stack.
static void wipe(uint8_t *bytes, size_t size)
{
    for (volatile uint8_t *at = bytes; at < bytes + size; at++)
        *at = 0;
}

void goal_cell_encode(const struct goal_cell *cell, uint8_t buffer[CELL_BODY_BYTES])
{
    check(cell != NULL);
    alignas(max_align_t) uint8_t block[ARENA_BYTES];
    struct arena arena;
    arena_init(&arena, block, sizeof block);
    memset(buffer, 0, CELL_BODY_BYTES);
    const size_t used =
        map_encode(&cell_map, cell, &arena, buffer + SIZE_BYTES, CELL_BODY_BYTES - SIZE_BYTES);
    check((used > 0) == (cell->kind != GOAL_CELL_DUMMY));
    buffer[0] = (uint8_t)(used & 0xff);
    buffer[1] = (uint8_t)(used >> 8);
    wipe(block, sizeof block);
}

enum err goal_cell_decode(const uint8_t bytes[CELL_BODY_BYTES], struct goal_cell *out_cell)
{
    check(out_cell != NULL);
    const size_t used = (size_t)bytes[0] | (size_t)bytes[1] << 8;
    if (used > CELL_BODY_BYTES - SIZE_BYTES)
        return ERR_MALFORMED;
    if (!is_zero(bytes + SIZE_BYTES + used, CELL_BODY_BYTES - SIZE_BYTES - used))
        return ERR_MALFORMED;
    alignas(max_align_t) uint8_t block[ARENA_BYTES];
    struct arena arena;
    arena_init(&arena, block, sizeof block);
    const enum err err = map_decode(&cell_map, (struct span){bytes + SIZE_BYTES, used},
                                    CELL_BODY_BYTES - SIZE_BYTES, &arena, out_cell);
    wipe(block, sizeof block);
    return err;
}

// ------------------------------------------------------------------------------- shared lines

// One visitor writes and reads a line.
static void line_visit(struct codec *codec, struct goal_line *line)
{
    uint8_t size = codec->reading ? 0 : (uint8_t)strlen(line->text);
    codec_enum(codec, &line->kind, GOAL_LINE_KIND_LAST);
    codec_enum(codec, &line->status, GOAL_STATUS_LAST);
    codec_u8(codec, &size);
    if (codec->err == OK && size > GOAL_WORDS_BYTES_MOST)
        codec->err = ERR_TOO_LONG;
    if (codec->err == OK)
        codec_bytes(codec, line->text, size);
    if (codec->err == OK && strlen(line->text) != size)
        codec->err = ERR_MALFORMED; // a NUL among the words: there is one encoding of each line
}

static enum err line_ok(const struct goal_line *line)
{
    const bool moves = line->kind == GOAL_STEP || line->kind == GOAL_PRACTICE;
    if (line->kind < GOAL_LONG_TERM || (!moves && line->status != GOAL_STATUS_NONE))
        return ERR_RANGE;
    return goal_words_ok(line->text) ? OK : ERR_TEXT;
}

size_t goal_share_encode(const struct goal_line *lines, uint8_t count,
                         uint8_t buffer[GOAL_SHARE_BYTES])
{
    check(count <= GOAL_SHARED_MAX);
    memset(buffer, 0, GOAL_SHARE_BYTES);
    struct codec codec = codec_writer(buffer, GOAL_SHARE_BYTES);
    for (uint8_t i = 0; i < count; i++) {
        struct goal_line line = lines[i];
        check(line_ok(&line) == OK);
        line_visit(&codec, &line);
    }
    check(codec.err == OK);
    return codec.used;
}

enum err goal_share_decode(const uint8_t bytes[GOAL_SHARE_BYTES], uint8_t *out_count,
                           struct goal_line out_lines[GOAL_SHARED_MAX])
{
    struct codec codec = codec_reader(bytes, GOAL_SHARE_BYTES);
    uint8_t count = 0;
    memset(out_lines, 0, GOAL_SHARED_MAX * sizeof *out_lines);
    // No line is of kind 0, so a zero is the end.
    while (codec.used < GOAL_SHARE_BYTES && bytes[codec.used] != 0) {
        if (count == GOAL_SHARED_MAX)
            return ERR_TOO_LONG;
        line_visit(&codec, &out_lines[count]);
        if (codec.err != OK)
            return codec.err;
        const enum err err = line_ok(&out_lines[count]);
        if (err != OK)
            return err;
        count++;
    }
    if (!is_zero(bytes + codec.used, GOAL_SHARE_BYTES - codec.used))
        return ERR_MALFORMED;
    *out_count = count;
    return OK;
}

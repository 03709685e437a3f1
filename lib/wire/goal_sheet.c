#include "wire/goal_sheet.h"
#include "base/check.h"
#include "goal.pb-c.h"
#include "wire/map_private.h"
#include <stdalign.h>
#include <string.h>

enum {
    SIZE_BYTES = 2,          // before the protobuf, little-endian
    ARENA_BYTES = 64 * 1024, // wiped each time
    PRESETS_MOST = 15,       // and obstacles: more than a screen shows
};

_Static_assert((int)PRACTICE_KIND_LAST == (int)IMR__V1__PRACTICE_KIND__PRACTICE_KIND_NOTHING,
               "numbers");
_Static_assert((int)TRIED_LAST == (int)IMR__V1__PRACTICE_TRIED__PRACTICE_TRIED_NOT_YET, "numbers");

// ------------------------------------------------------------------------------- handles

bool goal_handle_ok(const struct goal_handle *handle)
{
    return handle->shape >= SHAPE_WAVE && handle->shape <= SHAPE_LAST &&
           handle->number >= GOAL_HANDLE_NUMBER_LEAST && handle->number <= GOAL_HANDLE_NUMBER_MOST;
}

const char *goal_shape_name(enum goal_shape shape)
{
    static const char *const names[SHAPE_LAST + 1] = {
        [SHAPE_WAVE] = "wave", [SHAPE_KITE] = "kite", [SHAPE_ARCH] = "arch",
        [SHAPE_DROP] = "drop", [SHAPE_HILL] = "hill", [SHAPE_RING] = "ring",
    };
    check(shape >= SHAPE_WAVE && shape <= SHAPE_LAST);
    return names[shape];
}

static enum err handle_rules(const void *plain)
{
    return goal_handle_ok(plain) ? OK : ERR_RANGE;
}

static const struct map_field handle_fields[] = {
    MAP_NUMBER(1, struct goal_handle, shape, SHAPE_WAVE, SHAPE_LAST),
    MAP_NUMBER(2, struct goal_handle, number, GOAL_HANDLE_NUMBER_LEAST, GOAL_HANDLE_NUMBER_MOST),
};
static const struct map handle_map = {
    .descriptor = &imr__v1__goal_handle__descriptor,
    .fields = handle_fields,
    .field_count = sizeof handle_fields / sizeof handle_fields[0],
    .size = sizeof(struct goal_handle),
    .rules = handle_rules,
};

// ------------------------------------------------------------------------------- lines

// Nothing written is nothing shared.
static enum err words_rules(const void *plain)
{
    const struct goal_words *words = plain;
    if (words->text[0] == '\0')
        return words->share ? ERR_RANGE : OK;
    return goal_words_ok(words->text) ? OK : ERR_TEXT;
}

static const struct map_field words_fields[] = {
    MAP_TEXT(1, struct goal_words, text),
    MAP_BOOL(2, struct goal_words, share),
};
static const struct map words_map = {
    .descriptor = &imr__v1__goal_words__descriptor,
    .fields = words_fields,
    .field_count = sizeof words_fields / sizeof words_fields[0],
    .size = sizeof(struct goal_words),
    .rules = words_rules,
};

static const struct map_field step_fields[] = {
    MAP_MESSAGE(1, struct goal_step, words, &words_map),
    MAP_ENUM(2, struct goal_step, status, GOAL_STATUS_NONE, GOAL_STATUS_LAST),
    MAP_NUMBER(3, struct goal_step, week, 0, UINT32_MAX),
};
static const struct map step_map = {
    .descriptor = &imr__v1__goal_step__descriptor,
    .fields = step_fields,
    .field_count = sizeof step_fields / sizeof step_fields[0],
    .size = sizeof(struct goal_step),
};

static const struct map_field short_fields[] = {
    MAP_MESSAGE(1, struct goal_short, words, &words_map),
    MAP_MESSAGES(2, struct goal_short, steps, step_count, &step_map),
};
static const struct map short_map = {
    .descriptor = &imr__v1__goal_short__descriptor,
    .fields = short_fields,
    .field_count = sizeof short_fields / sizeof short_fields[0],
    .size = sizeof(struct goal_short),
};

// ------------------------------------------------------------------------------- practice

static enum err part_rules(const void *plain)
{
    const struct practice_part *part = plain;
    if (part->own[0] == '\0')
        return OK;
    if (part->preset != 0)
        return ERR_RANGE;
    return goal_words_ok(part->own) ? OK : ERR_TEXT;
}

static const struct map_field part_fields[] = {
    MAP_NUMBER(1, struct practice_part, preset, 0, PRESETS_MOST),
    MAP_TEXT(2, struct practice_part, own),
};
static const struct map part_map = {
    .descriptor = &imr__v1__practice_part__descriptor,
    .fields = part_fields,
    .field_count = sizeof part_fields / sizeof part_fields[0],
    .size = sizeof(struct practice_part),
    .rules = part_rules,
};

static const struct map_field practice_fields[] = {
    MAP_ENUM(1, struct goal_practice, kind, PRACTICE_NONE, PRACTICE_KIND_LAST),
    MAP_MESSAGE(2, struct goal_practice, parts[0], &part_map),
    MAP_MESSAGE(3, struct goal_practice, parts[1], &part_map),
    MAP_MESSAGE(4, struct goal_practice, parts[2], &part_map),
    MAP_MESSAGE(5, struct goal_practice, parts[3], &part_map),
    MAP_BOOL(6, struct goal_practice, share),
    MAP_ENUM(7, struct goal_practice, tried, TRIED_NONE, TRIED_LAST),
    MAP_NUMBER(8, struct goal_practice, obstacle, 0, PRESETS_MOST),
    MAP_NUMBER(9, struct goal_practice, week, 0, UINT32_MAX),
};
static const struct map practice_map = {
    .descriptor = &imr__v1__goal_practice__descriptor,
    .fields = practice_fields,
    .field_count = sizeof practice_fields / sizeof practice_fields[0],
    .size = sizeof(struct goal_practice),
};

// ------------------------------------------------------------------------------- the sheet

static const struct map_field rung_fields[] = {
    MAP_NUMBER(1, struct goal_rung, week, 0, UINT32_MAX),
    MAP_NUMBER(2, struct goal_rung, rung, 1, GOAL_RUNGS),
};
static const struct map rung_map = {
    .descriptor = &imr__v1__goal_rung__descriptor,
    .fields = rung_fields,
    .field_count = sizeof rung_fields / sizeof rung_fields[0],
    .size = sizeof(struct goal_rung),
};

static enum err sheet_rules(const void *plain)
{
    const struct goal_sheet *sheet = plain;
    for (uint8_t i = 1; i < sheet->week_count; i++)
        if (sheet->weeks[i].week <= sheet->weeks[i - 1].week)
            return ERR_RANGE;
    return goal_handle_ok(&sheet->handle) ? OK : ERR_RANGE;
}

static const struct map_field sheet_fields[] = {
    MAP_MESSAGE(1, struct goal_sheet, handle, &handle_map),
    MAP_MESSAGE(2, struct goal_sheet, long_term, &words_map),
    MAP_MESSAGE(3, struct goal_sheet, why, &words_map),
    MAP_MESSAGES(4, struct goal_sheet, shorts, short_count, &short_map),
    MAP_MESSAGE(5, struct goal_sheet, practice, &practice_map),
    MAP_MESSAGES(6, struct goal_sheet, weeks, week_count, &rung_map),
};
static const struct map sheet_map = {
    .descriptor = &imr__v1__goal_sheet__descriptor,
    .fields = sheet_fields,
    .field_count = sizeof sheet_fields / sizeof sheet_fields[0],
    .size = sizeof(struct goal_sheet),
    .rules = sheet_rules,
};

// A person's words must not stay behind on the stack.
static void wipe(uint8_t *bytes, size_t size)
{
    for (volatile uint8_t *at = bytes; at < bytes + size; at++)
        *at = 0;
}

void goal_sheet_encode(const struct goal_sheet *sheet, uint8_t buffer[GOAL_PLAIN_BYTES])
{
    check(sheet != NULL);
    alignas(max_align_t) uint8_t block[ARENA_BYTES];
    struct arena arena;
    arena_init(&arena, block, sizeof block);
    memset(buffer, 0, GOAL_PLAIN_BYTES);
    const size_t used =
        map_encode(&sheet_map, sheet, &arena, buffer + SIZE_BYTES, GOAL_PLAIN_BYTES - SIZE_BYTES);
    check(used > 0); // a sheet has a handle, and the fullest one fits: a test fills it
    buffer[0] = (uint8_t)(used & 0xff);
    buffer[1] = (uint8_t)(used >> 8);
    wipe(block, sizeof block);
}

enum err goal_sheet_decode(const uint8_t bytes[GOAL_PLAIN_BYTES], struct goal_sheet *out_sheet)
{
    check(out_sheet != NULL);
    const size_t used = (size_t)bytes[0] | (size_t)bytes[1] << 8;
    if (used > GOAL_PLAIN_BYTES - SIZE_BYTES)
        return ERR_MALFORMED;
    for (size_t i = SIZE_BYTES + used; i < GOAL_PLAIN_BYTES; i++)
        if (bytes[i] != 0)
            return ERR_MALFORMED;
    alignas(max_align_t) uint8_t block[ARENA_BYTES];
    struct arena arena;
    arena_init(&arena, block, sizeof block);
    const enum err err = map_decode(&sheet_map, (struct span){bytes + SIZE_BYTES, used},
                                    GOAL_PLAIN_BYTES - SIZE_BYTES, &arena, out_sheet);
    wipe(block, sizeof block);
    return err;
}

#include "base/check.h"
#include "envelope.pb-c.h"
#include "wire/map_private.h"
#include "wire/message.h"
#include "words.pb-c.h"
#include <string.h>

enum {
    MINUTES_OF_A_DAY = 1440,
    SIZE_BYTES = 2, // before the protobuf, little-endian
    IDS_AT = ENVELOPE_IDLE_BYTES,
    LINES_AT = IDS_AT + PEOPLE_MAX * SUBMISSION_ID_BYTES,
};
_Static_assert(LINES_AT + LINES_AREA_BYTES == ENVELOPE_OPEN_BYTES, "lines stand last");

static const struct map_field record_head_fields[] = {
    MAP_NUMBER(1, struct record_head, segment, 0, UINT32_MAX),
    MAP_NUMBER(2, struct record_head, frame, 0, UINT64_MAX),
    MAP_HASH(3, struct record_head, hash),
};
const struct map record_head_map = {
    .descriptor = &imr__v1__record_head__descriptor,
    .fields = record_head_fields,
    .field_count = sizeof record_head_fields / sizeof record_head_fields[0],
    .size = sizeof(struct record_head),
};

static bool is_zero(const uint8_t *bytes, size_t size)
{
    uint8_t any = 0;
    for (size_t i = 0; i < size; i++)
        any |= bytes[i];
    return any == 0;
}

static enum err rules(const void *plain)
{
    const struct envelope *envelope = plain;
    if (envelope->scene.audience != AUDIENCE_TERMINAL)
        return ERR_RANGE;
    if ((envelope->phase_id == 0) != is_zero(envelope->phase_key, sizeof envelope->phase_key))
        return ERR_MALFORMED;
    // A running session tells a terminal neither its group's name nor anything of the console's.
    bool welcome = envelope->welcome_group[0] != '\0' || envelope->starts_known;
    if (welcome && envelope->scene.phase != SCENE_WAITING)
        return ERR_MALFORMED;
    if (!envelope->starts_known && envelope->starts_minute != 0)
        return ERR_MALFORMED;
    // What a card needs is there exactly while goals are open.
    const bool goals = envelope->phase_id != 0 && envelope->scene.goals_state != GOALS_IDLE;
    if (goals != !is_zero(envelope->goal_salt, sizeof envelope->goal_salt) ||
        (!goals && envelope->goal_week != 0))
        return ERR_MALFORMED;
    // The hub gives the room's key or wants it back, for a phase of a session and never both.
    bool room_key = !is_zero(envelope->room_key, sizeof envelope->room_key);
    if (room_key && envelope->room_key_wanted)
        return ERR_MALFORMED;
    if ((room_key || envelope->room_key_wanted) && envelope->scene.phase == SCENE_WAITING)
        return ERR_MALFORMED;
    return OK;
}

static const struct map_field fields[] = {
    MAP_VERSION(1, PROTOCOL_VERSION),
    MAP_HASH(2, struct envelope, session_id),
    MAP_NUMBER(3, struct envelope, tick, 0, UINT64_MAX),
    MAP_NUMBER(4, struct envelope, now_ms, 0, MAP_TIME_MS_MAX),
    MAP_NUMBER(5, struct envelope, speed, 1, UINT16_MAX),
    MAP_NUMBER(6, struct envelope, phase_id, 0, UINT32_MAX),
    MAP_HASH(7, struct envelope, phase_key),
    MAP_MESSAGE(8, struct envelope, head, &record_head_map),
    MAP_MESSAGE(9, struct envelope, scene, &scene_map),
    MAP_TEXT(10, struct envelope, welcome_group),
    MAP_BOOL(11, struct envelope, starts_known),
    MAP_NUMBER(12, struct envelope, starts_minute, 0, MINUTES_OF_A_DAY - 1),
    MAP_HASH(13, struct envelope, room_key),
    MAP_BOOL(14, struct envelope, room_key_wanted),
    MAP_HASH(15, struct envelope, goal_salt),
    MAP_NUMBER(16, struct envelope, goal_week, 0, UINT32_MAX),
};
static const struct map envelope_map = {
    .descriptor = &imr__v1__envelope__descriptor,
    .fields = fields,
    .field_count = sizeof fields / sizeof fields[0],
    .size = sizeof(struct envelope),
    .rules = rules,
};

// Ids ascend strictly: the order tells nothing of arrival, and filling up with anything but random
// bytes would show as two that are equal.
static bool ids_ascend(const uint8_t *ids)
{
    for (size_t i = 1; i < PEOPLE_MAX; i++)
        if (memcmp(ids + (i - 1) * SUBMISSION_ID_BYTES, ids + i * SUBMISSION_ID_BYTES,
                   SUBMISSION_ID_BYTES) >= 0)
            return false;
    return true;
}

static bool shows_lines(const struct envelope *envelope)
{
    return envelope->scene.release.kind == RELEASE_LINES;
}

// The lines of a release in their area, behind their size.
static void lines_encode(const struct release *release, uint8_t area[LINES_AREA_BYTES])
{
    check(text_lines_ok(release->lines, release->line_count, PHRASES_MAX));
    const size_t used =
        message_encode(&lines_map, release, area + SIZE_BYTES, LINES_AREA_BYTES - SIZE_BYTES);
    check(used > 0);
    area[0] = (uint8_t)(used & 0xff);
    area[1] = (uint8_t)(used >> 8);
}

static enum err lines_decode(const uint8_t area[LINES_AREA_BYTES], struct release *out_release)
{
    const size_t used = (size_t)area[0] | (size_t)area[1] << 8;
    if (used == 0 || used > LINES_AREA_BYTES - SIZE_BYTES)
        return ERR_MALFORMED;
    if (!is_zero(area + SIZE_BYTES + used, LINES_AREA_BYTES - SIZE_BYTES - used))
        return ERR_MALFORMED;
    struct release lines = {0};
    const enum err err = message_decode(&lines_map, (struct span){area + SIZE_BYTES, used},
                                        LINES_AREA_BYTES - SIZE_BYTES, &lines);
    if (err != OK)
        return err;
    check(lines.line_count > 0);
    out_release->line_count = lines.line_count;
    memcpy(out_release->lines, lines.lines, sizeof lines.lines);
    return OK;
}

size_t envelope_encode(const struct envelope *envelope, uint8_t buffer[ENVELOPE_OPEN_BYTES])
{
    check(envelope != NULL);
    check(envelope->open == (envelope->phase_id != 0));
    const bool lines = shows_lines(envelope);
    check(!(lines && envelope->open));
    const size_t size = envelope->open || lines ? ENVELOPE_OPEN_BYTES : ENVELOPE_IDLE_BYTES;
    memset(buffer, 0, size);
    const size_t used = message_encode(&envelope_map, envelope, buffer + SIZE_BYTES,
                                       ENVELOPE_IDLE_BYTES - SIZE_BYTES);
    check(used > 0);
    buffer[0] = (uint8_t)(used & 0xff);
    buffer[1] = (uint8_t)(used >> 8);
    if (envelope->open) {
        check(ids_ascend(envelope->ids[0]));
        memcpy(buffer + IDS_AT, envelope->ids, sizeof envelope->ids);
    }
    if (envelope_has_goals(envelope))
        memcpy(buffer + LINES_AT, envelope->goal_reply, sizeof envelope->goal_reply);
    if (lines)
        lines_encode(&envelope->scene.release, buffer + LINES_AT);
    return size;
}

enum err envelope_decode(struct span bytes, struct envelope *out_envelope)
{
    check(out_envelope != NULL);
    if (bytes.size > ENVELOPE_OPEN_BYTES)
        return ERR_TOO_LONG;
    const bool large = bytes.size == ENVELOPE_OPEN_BYTES;
    if (!large && bytes.size != ENVELOPE_IDLE_BYTES)
        return ERR_TRUNCATED;
    const size_t used = (size_t)bytes.at[0] | (size_t)bytes.at[1] << 8;
    if (used > ENVELOPE_IDLE_BYTES - SIZE_BYTES)
        return ERR_MALFORMED;
    const size_t padding_at = SIZE_BYTES + used;
    if (!is_zero(bytes.at + padding_at, ENVELOPE_IDLE_BYTES - padding_at))
        return ERR_MALFORMED;
    struct envelope envelope;
    enum err err =
        message_decode(&envelope_map, (struct span){.at = bytes.at + SIZE_BYTES, .size = used},
                       ENVELOPE_IDLE_BYTES - SIZE_BYTES, &envelope);
    if (err != OK)
        return err;
    envelope.open = envelope.phase_id != 0;
    const bool lines = shows_lines(&envelope);
    if (large != (envelope.open || lines) || (envelope.open && lines))
        return ERR_MALFORMED;
    if (envelope.open) {
        const bool goals = envelope_has_goals(&envelope);
        if (!ids_ascend(bytes.at + IDS_AT) ||
            (!goals && !is_zero(bytes.at + LINES_AT, LINES_AREA_BYTES)))
            return ERR_MALFORMED;
        if (goals)
            memcpy(envelope.goal_reply, bytes.at + LINES_AT, sizeof envelope.goal_reply);
        memcpy(envelope.ids, bytes.at + IDS_AT, sizeof envelope.ids);
    } else if (lines) {
        if (!is_zero(bytes.at + IDS_AT, LINES_AT - IDS_AT))
            return ERR_MALFORMED;
        err = lines_decode(bytes.at + LINES_AT, &envelope.scene.release);
        if (err != OK)
            return err;
    }
    *out_envelope = envelope;
    return OK;
}

bool envelope_has_goals(const struct envelope *envelope)
{
    return envelope->phase_id != 0 && envelope->scene.goals_state != GOALS_IDLE;
}

bool envelope_has(const struct envelope *envelope, const uint8_t id[SUBMISSION_ID_BYTES])
{
    check(envelope != NULL);
    if (!envelope->open)
        return false;
    bool found = false;
    for (size_t i = 0; i < PEOPLE_MAX; i++)
        found |= memcmp(envelope->ids[i], id, SUBMISSION_ID_BYTES) == 0;
    return found;
}

#include "base/check.h"
#include "record.pb-c.h"
#include "wire/map_private.h"
#include "wire/message.h"

_Static_assert((int)RECORD_CONTINUED ==
                   (int)IMR__V1__RECORD_EVENT_KIND__RECORD_EVENT_KIND_CONTINUED,
               "numbers");

static const struct map_field fields[] = {
    MAP_KIND(1, struct record_event, kind, RECORD_FACT, RECORD_CONTINUED),
    MAP_HASH(2, struct record_event, digest_before),
    MAP_BLOB(3, struct record_event, fact, fact_bytes),
    MAP_HASH(4, struct record_event, deck_hash),
    MAP_NUMBER(5, struct record_event, chunk, 0, UINT32_MAX),
    MAP_NUMBER(6, struct record_event, chunk_count, 0, UINT32_MAX),
    MAP_NUMBER(7, struct record_event, total_bytes, 0, DECK_BYTES_MAX),
    MAP_BLOB(8, struct record_event, bytes, chunk_bytes),
    MAP_MESSAGE(9, struct record_event, head, &record_head_map),
    MAP_HASH(10, struct record_event, signature),
    MAP_BLOB(11, struct record_event, state, state_bytes),
};

static uint32_t uses(uint64_t kind)
{
    // Bits are indexes into fields.
    static const uint32_t by_kind[] = {
        [RECORD_FACT] = 1 << 1 | 1 << 2,
        [RECORD_DECK_CHUNK] = 1 << 3 | 1 << 4 | 1 << 5 | 1 << 6 | 1 << 7,
        [RECORD_CHECKPOINT] = 1 << 8 | 1 << 9,
        [RECORD_CONTINUED] = 1 << 10,
    };
    check(kind < sizeof by_kind / sizeof by_kind[0]);
    return by_kind[kind];
}

static enum err rules(const void *plain)
{
    const struct record_event *event = plain;
    switch (event->kind) {
    case RECORD_FACT:
        return event->fact_bytes > 0 ? OK : ERR_MALFORMED;
    case RECORD_DECK_CHUNK:
        return chunk_rules(event->chunk, event->chunk_count, event->total_bytes,
                           event->chunk_bytes);
    case RECORD_CHECKPOINT:
        return OK; // whether the signature holds is for seal to say
    case RECORD_CONTINUED:
        return event->state_bytes > 0 ? OK : ERR_MALFORMED;
    }
    return ERR_VERSION;
}

static const struct map event_map = {
    .descriptor = &imr__v1__record_event__descriptor,
    .fields = fields,
    .field_count = sizeof fields / sizeof fields[0],
    .size = sizeof(struct record_event),
    .uses = uses,
    .rules = rules,
};

size_t record_event_encode(const struct record_event *event, uint8_t buffer[RECORD_EVENT_BYTES_MAX])
{
    check(event != NULL);
    const size_t size = message_encode(&event_map, event, buffer, RECORD_EVENT_BYTES_MAX);
    check(size > 0);
    return size;
}

enum err record_event_decode(struct span bytes, struct record_event *out_event)
{
    check(out_event != NULL);
    return message_decode(&event_map, bytes, RECORD_EVENT_BYTES_MAX, out_event);
}

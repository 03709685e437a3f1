#pragma once
// A meeting played again from its facts: the same decode, apply and scene_of as in the room, only the
// bytes come from a record. Keeps the facts' own bytes and a snapshot of the state every
// REPLAY_SNAPSHOT_FACTS, so that any moment is at most that many applications away. Pure: the
// caller lends all memory and checks digests, since hashing lives in seal. One thread.
#include "core/session.h"

enum {
    REPLAY_SNAPSHOT_FACTS = 64
};

struct replay_fact {
    uint64_t at_ms; // session time, never backwards
    enum fact_kind kind;
    uint16_t number;
    uint32_t offset; // in the memory of fact bytes
    uint32_t size;   // bytes
};

// Memory that the caller lends for the life of a replay.
struct replay_memory {
    struct replay_fact *facts;
    size_t fact_max;
    uint8_t *bytes;
    size_t byte_max;
    struct session *snapshots;
    size_t snapshot_max; // at least fact_max / REPLAY_SNAPSHOT_FACTS + 1
};

struct replay {
    struct replay_memory memory;
    size_t fact_count;
    size_t bytes_used;
    struct session first; // before the first fact: zeros, or the state a later segment begins with
    struct session last;  // after the last fact
};

void replay_init(struct replay *replay, const struct replay_memory *memory);
// Starts from the state that a later segment carries; only before the first fact. ERR_MALFORMED if
// the bytes are not one whole state.
enum err replay_begin_with(struct replay *replay, struct span state) MUST_USE;
// Decodes one fact, applies it and remembers it. ERR_MEMORY when the lent memory is full, else as
// fact_decode and session_apply; on failure nothing has changed.
enum err replay_add(struct replay *replay, struct span fact) MUST_USE;
// How many facts had happened at a session time.
size_t replay_count_at(const struct replay *replay, uint64_t at_ms);
// Moves a state that holds the first `index` facts forward by the next one, and tells which it was.
void replay_forward(const struct replay *replay, size_t index, struct session *session,
                    struct fact *out_fact);
// The state after the first count facts.
void replay_state(const struct replay *replay, size_t count, struct session *out_session);
// One fact again, decoded; index below fact_count.
void replay_fact_at(const struct replay *replay, size_t index, struct fact *out_fact);

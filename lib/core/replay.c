#include "core/replay.h"
#include "base/check.h"
#include <string.h>

void replay_init(struct replay *replay, const struct replay_memory *memory)
{
    check(memory->snapshot_max >= memory->fact_max / REPLAY_SNAPSHOT_FACTS + 1);
    memset(replay, 0, sizeof *replay);
    replay->memory = *memory;
    memory->snapshots[0] = replay->first;
}

enum err replay_begin_with(struct replay *replay, struct span state)
{
    check(replay->fact_count == 0);
    struct session session = {0};
    struct codec codec = codec_reader(state.at, state.size);
    session_codec(&codec, &session);
    if (codec.err != OK || codec.used != state.size)
        return ERR_MALFORMED;
    replay->first = session;
    replay->last = session;
    replay->memory.snapshots[0] = session;
    return OK;
}

enum err replay_add(struct replay *replay, struct span bytes)
{
    const struct replay_memory *memory = &replay->memory;
    struct fact fact;
    if (replay->fact_count == memory->fact_max ||
        bytes.size > memory->byte_max - replay->bytes_used)
        return ERR_MEMORY;
    enum err err = fact_decode(bytes, &fact);
    if (err == OK)
        err = session_apply(&replay->last, &fact);
    if (err != OK)
        return err;

    memcpy(memory->bytes + replay->bytes_used, bytes.at, bytes.size);
    memory->facts[replay->fact_count] = (struct replay_fact){
        .at_ms = replay->last.now_ms,
        .kind = fact.kind,
        .number = fact.number,
        .offset = (uint32_t)replay->bytes_used,
        .size = (uint32_t)bytes.size,
    };
    replay->bytes_used += bytes.size;
    replay->fact_count++;
    if (replay->fact_count % REPLAY_SNAPSHOT_FACTS == 0)
        memory->snapshots[replay->fact_count / REPLAY_SNAPSHOT_FACTS] = replay->last;
    return OK;
}

size_t replay_count_at(const struct replay *replay, uint64_t at_ms)
{
    size_t low = 0;
    size_t high = replay->fact_count;
    while (low < high) { // the first fact after at_ms
        size_t middle = low + (high - low) / 2;
        if (replay->memory.facts[middle].at_ms <= at_ms)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void replay_fact_at(const struct replay *replay, size_t index, struct fact *out_fact)
{
    check(index < replay->fact_count);
    const struct replay_fact *fact = &replay->memory.facts[index];
    struct span bytes = {.at = replay->memory.bytes + fact->offset, .size = fact->size};
    enum err err = fact_decode(bytes, out_fact);
    check(err == OK); // it was decoded when it was added
}

void replay_forward(const struct replay *replay, size_t index, struct session *session,
                    struct fact *out_fact)
{
    replay_fact_at(replay, index, out_fact);
    enum err err = session_apply(session, out_fact);
    check(err == OK); // it was applied when it was added
}

void replay_state(const struct replay *replay, size_t count, struct session *out_session)
{
    check(count <= replay->fact_count);
    size_t snapshot = count / REPLAY_SNAPSHOT_FACTS;
    *out_session = replay->memory.snapshots[snapshot];
    for (size_t i = snapshot * REPLAY_SNAPSHOT_FACTS; i < count; i++) {
        struct fact fact;
        replay_forward(replay, i, out_session, &fact);
    }
}

#pragma once
// Replay: the events of a record, in order, become sessions again, by the same session_apply that the
// hub ran on the same bytes. Every SNAPSHOT_EVERY facts the state is kept, so that going to any fact
// applies at most so many. Pure: memory is lent, and the digest is a function handed in (core knows no
// hash). The supervisor's program and the tests use it.
#include "core/session.h"
#include "wire/message.h"

enum {
    REPLAY_SNAPSHOT_EVERY = 64
};

struct replay_fact {
    size_t offset; // into .bytes
    uint32_t size;
    uint32_t segment;
    uint64_t at_ms; // session time
    enum fact_kind kind;
};

// What a segment's first frame carried: the state a reader may begin from.
struct replay {
    void (*digest)(const void *bytes, size_t size, uint8_t out_digest[HASH_BYTES]);
    // Lent by the caller for the replay's life.
    uint8_t *bytes; // facts as recorded
    size_t bytes_size, bytes_used;
    struct replay_fact *facts;
    size_t fact_most, fact_count;
    struct session *snapshots; // [i]: before fact i * REPLAY_SNAPSHOT_EVERY
    size_t snapshot_most;
    // The state after all facts pushed so far.
    struct session session;
    bool begun;        // a BEGUN fact or a continued state came
    size_t differs_at; // first fact whose digest does not match, counted from 1; 0: none
};

// fact_most facts of the record at most; bytes_size of them; snapshot_most at least
// fact_most / REPLAY_SNAPSHOT_EVERY + 1.
void replay_init(struct replay *replay,
                 void (*digest)(const void *bytes, size_t size, uint8_t out_digest[HASH_BYTES]),
                 uint8_t *bytes, size_t bytes_size, struct replay_fact *facts, size_t fact_most,
                 struct session *snapshots, size_t snapshot_most);
// One event. Deck chunks and checkpoints are passed over. ERR_MALFORMED: it cannot follow what came;
// ERR_SEAL: the state it was decided against is not ours (.differs_at); ERR_MEMORY: lent memory is
// full. The replay then stands where it stood.
enum err replay_push(struct replay *replay, const struct record_event *event) MUST_USE;
// The state after the first count facts (0: before any).
enum err replay_seek(const struct replay *replay, size_t count,
                     struct session *out_session) MUST_USE;
// How many facts had happened by this session time.
size_t replay_count_at(const struct replay *replay, uint64_t session_ms);

// Reading one segment: every frame's event is checked and taken, and the first that does not fit
// stops the reading.
#include "base/check.h"
#include "base/out.h"
#include "seal/random.h"
#include "supervisor/meeting_private.h"
#include "wire/message.h"
#include <string.h>

struct fault_words {
    enum record_verdict verdict;
    const char *name; // of the interface's words: "fault.<name>"
    const char *text; // for a line of English
};

static const struct fault_words faults[FAULT_LAST + 1] = {
    [FAULT_NONE] = {RECORD_COMPLETE, "none", ""},
    [FAULT_SEAL] = {RECORD_FORGED, "seal", "a frame fails its seal"},
    [FAULT_EVENT] = {RECORD_FORGED, "event", "a frame that is not an event"},
    [FAULT_CHECKPOINT] = {RECORD_FORGED, "checkpoint", "a checkpoint that signs other frames"},
    [FAULT_STATE] = {RECORD_FORGED, "state", "a fact that was decided against another state"},
    [FAULT_FACT] = {RECORD_FORGED, "fact", "a fact that cannot follow"},
    [FAULT_FULL] = {RECORD_FORGED, "full", "more facts than a meeting can hold"},
    [FAULT_PARTS] = {RECORD_FORGED, "parts", "two parts that do not fit together"},
    [FAULT_OTHER_SESSION] = {RECORD_FORGED, "other-session", "a part of another session"},
    [FAULT_OTHER_CONSOLE] = {RECORD_FORGED, "other-console", "a part that another console signed"},
    [FAULT_HEADER] = {RECORD_FORGED, "header", "a header that was changed after it was signed"},
    [FAULT_NOT_RECORD] = {RECORD_FORGED, "not-record", "a part that is no session record"},
    [FAULT_AFTER_END] = {RECORD_FORGED, "after-end", "a part that follows the end"},
    [FAULT_FALSE_END] = {RECORD_FORGED, "false-end", "an end in the middle of the meeting"},
    [FAULT_UNSIGNED_END] = {RECORD_FORGED, "unsigned-end", "an end that nobody signed"},
    [FAULT_FORK] = {RECORD_FORKED, "fork", "two different ends"},
    [FAULT_WITNESS_FORK] = {RECORD_FORKED, "witness-fork", "a terminal saw another record"},
    [FAULT_WORDS_FORK] = {RECORD_FORKED, "words-fork", "the six words are of another end"},
    [FAULT_VERSION] = {RECORD_TRUNCATED, "version", "made by a newer version of the program"},
    [FAULT_KEY] = {RECORD_TRUNCATED, "key", "a part that is not sealed to this key"},
    [FAULT_FIRST_MISSING] = {RECORD_TRUNCATED, "first-missing", "the first part is missing"},
    [FAULT_PART_MISSING] = {RECORD_TRUNCATED, "part-missing", "a part is missing"},
    [FAULT_END_MISSING] = {RECORD_TRUNCATED, "end-missing", "the end of this part is missing"},
    [FAULT_WITNESS_END] = {RECORD_TRUNCATED, "witness-end", "a terminal saw more than there is"},
    [FAULT_WORDS_END] = {RECORD_TRUNCATED, "words-end", "the end with the six words is missing"},
};

const char *meeting_fault_name(enum meeting_fault fault)
{
    check(fault <= FAULT_LAST);
    return faults[fault].name;
}

static void fault_put(struct meeting_verdict *to, enum meeting_fault fault, uint32_t segment,
                      const struct record_end *at)
{
    check(fault > FAULT_NONE && fault <= FAULT_LAST);
    to->verdict = faults[fault].verdict;
    to->fault = fault;
    to->segment = segment;
    to->frame = at->frames;
    to->offset = at->offset;
    to->trailing_bytes = at->trailing_bytes;
    struct out out = out_into(to->place, sizeof to->place);
    out_text(&out, faults[fault].text);
    out_text(&out, ": part ");
    out_number(&out, (int64_t)segment + 1);
    out_text(&out, ", frame ");
    out_number(&out, (int64_t)at->frames);
}

void meeting_fault_note(struct meeting *meeting, enum meeting_fault fault, uint32_t segment,
                        const struct record_end *at)
{
    if (!meeting->faulty)
        fault_put(&meeting->verdict, fault, segment, at);
    meeting->faulty = true;
}

void meeting_fault_heard(struct meeting_verdict *verdict, enum meeting_fault fault,
                         uint32_t segment, const struct record_end *at)
{
    // The verdicts stand in the order of how much they say.
    if (verdict->fault == FAULT_NONE || faults[fault].verdict > verdict->verdict)
        fault_put(verdict, fault, segment, at);
}

static void gather_chunk(struct meeting *meeting, const struct record_event *event)
{
    struct deck_gather *gather = &meeting->gather;
    if (gather->whole || gather->bytes == NULL)
        return;
    if (event->chunk == 0) {
        memcpy(gather->hash, event->deck_hash, HASH_BYTES);
        gather->total_bytes = event->total_bytes;
        gather->chunk_next = 0;
    }
    uint64_t at = (uint64_t)event->chunk * DECK_CHUNK_BYTES;
    if (event->chunk != gather->chunk_next || event->total_bytes != gather->total_bytes ||
        event->total_bytes > DECK_BYTES_MAX || at + event->chunk_bytes > gather->total_bytes ||
        memcmp(gather->hash, event->deck_hash, HASH_BYTES) != 0)
        return; // not the chunk that is due: the deck stays unread, the rest replays
    memcpy(gather->bytes + at, event->bytes, event->chunk_bytes);
    gather->chunk_next++;
    uint8_t hash[HASH_BYTES];
    if (gather->chunk_next != event->chunk_count)
        return;
    seal_hash(gather->bytes, gather->total_bytes, hash);
    gather->whole = memcmp(hash, gather->hash, HASH_BYTES) == 0;
}

static void digest_of(const struct session *session, uint8_t out_digest[HASH_BYTES])
{
    uint8_t bytes[SESSION_BYTES_MAX];
    struct session copy = *session;
    struct codec codec = codec_writer(bytes, sizeof bytes);
    session_codec(&codec, &copy);
    check(codec.err == OK);
    seal_hash(bytes, codec.used, out_digest);
}

static bool checkpoint_fits(struct record_reader *reader, const struct record_end *before,
                            const struct record_event *event)
{
    const struct record_info *info = record_reader_info(reader);
    uint8_t head[HASH_BYTES];
    record_reader_head(reader, before->frames, head);
    return event->head.segment == info->segment && event->head.frame == before->frames &&
           memcmp(event->head.hash, head, HASH_BYTES) == 0 &&
           record_check_head(info->sign_public, info, before->frames, head, event->signature);
}

static enum meeting_fault take_checkpoint(struct meeting *meeting, struct record_reader *reader,
                                          const struct record_end *before,
                                          const struct record_event *event)
{
    if (!checkpoint_fits(reader, before, event))
        return FAULT_CHECKPOINT;
    meeting->verdict.signed_heads++;
    meeting->end_signed = meeting->replay.last.phase == SESSION_ENDED;
    return FAULT_NONE;
}

// Every fact names the state it was decided against. A later state may have forgotten what a fact
// did, so each digest is held against the replay, not only some.
static enum meeting_fault take_fact(struct meeting *meeting, const struct record_event *event)
{
    struct span bytes = {.at = event->fact, .size = event->fact_bytes};
    uint8_t digest[HASH_BYTES];
    if (meeting->replay.fact_count == MEETING_FACTS_MAX)
        return FAULT_FULL;
    digest_of(&meeting->replay.last, digest);
    if (memcmp(digest, event->digest_before, HASH_BYTES) != 0)
        return FAULT_STATE;
    return replay_add(&meeting->replay, bytes) == OK ? FAULT_NONE : FAULT_FACT;
}

static enum meeting_fault take_state(struct meeting *meeting, const struct record_event *event)
{
    struct span state = {.at = event->state, .size = event->state_bytes};
    if (meeting->replay.fact_count == 0 && meeting->replay.last.revision == 0)
        return replay_begin_with(&meeting->replay, state) == OK ? FAULT_NONE : FAULT_EVENT;
    uint8_t claimed[HASH_BYTES];
    uint8_t own[HASH_BYTES];
    seal_hash(state.at, state.size, claimed);
    digest_of(&meeting->replay.last, own);
    return memcmp(claimed, own, HASH_BYTES) == 0 ? FAULT_NONE : FAULT_PARTS;
}

// One event of the record, and what is wrong with it.
static enum meeting_fault take_event(struct meeting *meeting, struct record_reader *reader,
                                     const struct record_end *before,
                                     const struct record_event *event)
{
    const struct record_info *info = record_reader_info(reader);
    // The state so far opens every part but the first, and stands nowhere else.
    if ((event->kind == RECORD_CONTINUED) != (info->segment > 0 && before->frames == 0))
        return FAULT_PARTS;
    switch (event->kind) {
    case RECORD_DECK_CHUNK:
        gather_chunk(meeting, event);
        return FAULT_NONE;
    case RECORD_CHECKPOINT:
        return take_checkpoint(meeting, reader, before, event);
    case RECORD_FACT:
        return take_fact(meeting, event);
    case RECORD_CONTINUED:
        return take_state(meeting, event);
    }
    check_never("an event is one of four");
}

// One frame that opened. False if it does not fit.
static bool take_frame(struct meeting *meeting, struct record_reader *reader, struct span plain,
                       const struct record_end *before, struct record_event *event)
{
    enum err err = record_event_decode(plain, event);
    enum meeting_fault fault = err == ERR_VERSION ? FAULT_VERSION
                               : err != OK        ? FAULT_EVENT
                                                  : take_event(meeting, reader, before, event);
    if (fault != FAULT_NONE)
        meeting_fault_note(meeting, fault, record_reader_info(reader)->segment, before);
    return fault == FAULT_NONE;
}

void meeting_read_part(struct meeting *meeting, struct record_reader *reader,
                       struct record_end *out_end)
{
    check(meeting->part_count < MEETING_SEGMENTS_MAX);
    struct meeting_part *part = &meeting->parts[meeting->part_count++];
    struct record_event event;
    struct record_end before;
    struct span plain;
    uint64_t closing_frames = 0;
    *part = (struct meeting_part){.segment = record_reader_info(reader)->segment,
                                  .first_ms = meeting->replay.last.now_ms};
    record_reader_end(reader, &before);
    while (record_next(reader, &plain) && take_frame(meeting, reader, plain, &before, &event)) {
        if (part->frames == 0)
            part->first_ms = meeting->replay.last.now_ms;
        part->frames++;
        closing_frames = before.frames;
        record_reader_end(reader, &before);
    }
    record_reader_end(reader, out_end);
    if (!meeting->faulty && out_end->verdict == RECORD_FORGED)
        meeting_fault_note(meeting, FAULT_SEAL, part->segment, out_end);
    part->last_ms = meeting->replay.last.now_ms;
    part->intact = !meeting->faulty && out_end->trailing_bytes == 0;
    struct meeting_verdict *verdict = &meeting->verdict;
    verdict->frames += part->frames;
    record_reader_head(reader, part->frames, verdict->last_head);
    memset(verdict->closing_head, 0, sizeof verdict->closing_head);
    if (out_end->verdict == RECORD_COMPLETE && !meeting->faulty)
        record_reader_head(reader, closing_frames, verdict->closing_head);
}

#include "supervisor/meeting.h"
#include "base/check.h"
#include "base/out.h"
#include "seal/random.h"
#include "wire/message.h"
#include <stdlib.h>
#include <string.h>

enum {
    // A 3-hour meeting has under 2,000 facts; a record can hold ten times that.
    FACTS_KEPT_MAX = 20000,
    FACT_BYTES_KEPT_MAX = 8 * 1024 * 1024,
    PATH_BYTES = 1024,
    SEGMENT_DIGITS_MAX = 10
};

// The deck, gathered chunk by chunk.
struct deck_gather {
    uint8_t hash[HASH_BYTES];
    uint32_t total_bytes;
    uint32_t chunk_next; // chunks are written in order
    uint8_t *bytes;      // DECK_BYTES_MAX
    bool whole;
};

// Where a fact stands in its segment, and the digest of the state it says it was decided against.
struct fact_claim {
    uint8_t digest_before[HASH_BYTES];
    uint64_t frame;
    uint64_t offset;
    uint32_t segment;
};

struct meeting {
    const struct disk *disk;
    struct record_info info;
    uint32_t segments[MEETING_SEGMENTS_MAX]; // numbers, ascending
    uint32_t segment_count;
    char base[PATH_BYTES];     // path without ".<segment>.imrlog"
    struct fact_claim *claims; // FACTS_KEPT_MAX
    struct replay replay;
    struct deck_gather gather;
    struct deck *deck;
    struct meeting_verdict verdict;
    uint64_t closing_frames; // before the frame that was read last
    bool faulty;             // a fault was found: nothing after it is believed
};

// Splits "<base>.<segment>.imrlog"; false if the name has another shape.
static bool split_name(const char *path, size_t *out_base_bytes, uint32_t *out_segment)
{
    static const char suffix[] = ".imrlog";
    size_t size = strlen(path);
    size_t suffix_bytes = sizeof suffix - 1;
    if (size <= suffix_bytes || strcmp(path + size - suffix_bytes, suffix) != 0)
        return false;
    size_t end = size - suffix_bytes;
    size_t start = end;
    while (start > 0 && path[start - 1] >= '0' && path[start - 1] <= '9')
        start--;
    if (start == end || end - start >= SEGMENT_DIGITS_MAX || start < 2 || path[start - 1] != '.')
        return false;
    uint32_t segment = 0;
    for (size_t i = start; i < end; i++)
        segment = segment * 10 + (uint32_t)(path[i] - '0');
    *out_base_bytes = start - 1;
    *out_segment = segment;
    return true;
}

struct sibling_search {
    struct meeting *meeting;
    const char *name; // of the base, without its folder
    size_t name_bytes;
};

static void consider_sibling(void *context, const char *name)
{
    struct sibling_search *search = context;
    struct meeting *meeting = search->meeting;
    size_t base_bytes;
    uint32_t segment;
    if (!split_name(name, &base_bytes, &segment) || base_bytes != search->name_bytes ||
        memcmp(name, search->name, base_bytes) != 0 ||
        meeting->segment_count == MEETING_SEGMENTS_MAX)
        return;
    uint32_t at = meeting->segment_count++;
    while (at > 0 && meeting->segments[at - 1] > segment) {
        meeting->segments[at] = meeting->segments[at - 1];
        at--;
    }
    meeting->segments[at] = segment;
}

// Finds every segment of the session beside path. A file with a name of its own stands alone.
static enum err find_segments(struct meeting *meeting, const char *path)
{
    size_t base_bytes;
    uint32_t segment;
    if (!split_name(path, &base_bytes, &segment))
        return ERR_NOT_FOUND;
    if (base_bytes >= sizeof meeting->base)
        return ERR_TOO_LONG;
    memcpy(meeting->base, path, base_bytes);

    char folder[PATH_BYTES] = ".";
    const char *name = meeting->base;
    const char *slash = strrchr(meeting->base, '/');
    if (slash != NULL) {
        size_t folder_bytes = (size_t)(slash - meeting->base);
        memcpy(folder, meeting->base, folder_bytes);
        folder[folder_bytes] = '\0';
        if (folder_bytes == 0)
            folder[0] = '/', folder[1] = '\0';
        name = slash + 1;
    }
    struct sibling_search search = {meeting, name, strlen(name)};
    return meeting->disk->list(meeting->disk->self, folder, consider_sibling, &search);
}

static void segment_path(const struct meeting *meeting, uint32_t segment, char out_path[PATH_BYTES])
{
    struct out out = out_into(out_path, PATH_BYTES);
    out_text(&out, meeting->base);
    out_text(&out, ".");
    out_number(&out, segment);
    out_text(&out, ".imrlog");
}

// Notes the first fault; later ones are its consequences.
static void fault(struct meeting *meeting, enum record_verdict verdict, uint32_t segment,
                  const struct record_end *end, const char *what)
{
    if (meeting->faulty)
        return;
    meeting->faulty = true;
    struct meeting_verdict *to = &meeting->verdict;
    to->verdict = verdict;
    to->segment = segment;
    to->frame = end->frames;
    to->offset = end->offset;
    to->trailing_bytes = end->trailing_bytes;
    struct out out = out_into(to->place, sizeof to->place);
    out_text(&out, what);
    out_text(&out, ": part ");
    out_number(&out, (int64_t)segment + 1);
    out_text(&out, ", frame ");
    out_number(&out, (int64_t)end->frames);
    out_text(&out, ", byte ");
    out_number(&out, (int64_t)end->offset);
}

static void gather_chunk(struct meeting *meeting, const struct record_event *event)
{
    struct deck_gather *gather = &meeting->gather;
    if (gather->whole)
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

static bool claim_holds(const struct meeting *meeting, size_t fact, const struct session *before)
{
    uint8_t digest[HASH_BYTES];
    digest_of(before, digest);
    return memcmp(digest, meeting->claims[fact].digest_before, HASH_BYTES) == 0;
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

static const char *take_fact(struct meeting *meeting, const struct record_info *info,
                             const struct record_end *before, const struct record_event *event)
{
    struct span bytes = {.at = event->fact, .size = event->fact_bytes};
    size_t count = meeting->replay.fact_count;
    if (count == FACTS_KEPT_MAX)
        return "more facts than a meeting can hold";
    struct fact_claim *claim = &meeting->claims[count];
    memcpy(claim->digest_before, event->digest_before, HASH_BYTES);
    claim->frame = before->frames;
    claim->offset = before->offset;
    claim->segment = info->segment;
    // The state holds all that came before it, so that a digest that fits here vouches for the
    // facts before it too; when one does not, find_first_difference walks back.
    if (count % REPLAY_SNAPSHOT_FACTS == 0 && !claim_holds(meeting, count, &meeting->replay.last))
        return "a fact that was decided against another state";
    return replay_add(&meeting->replay, bytes) == OK ? NULL : "a fact that cannot follow";
}

static const char *take_state(struct meeting *meeting, const struct record_event *event)
{
    struct span state = {.at = event->state, .size = event->state_bytes};
    if (meeting->replay.fact_count == 0 && meeting->replay.last.revision == 0)
        return replay_begin_with(&meeting->replay, state) == OK ? NULL : "a state that is none";
    uint8_t claimed[HASH_BYTES];
    uint8_t own[HASH_BYTES];
    seal_hash(state.at, state.size, claimed);
    digest_of(&meeting->replay.last, own);
    return memcmp(claimed, own, HASH_BYTES) == 0 ? NULL : "two parts that do not fit together";
}

// One event of the record. Returns what is wrong with it, or NULL.
static const char *take_event(struct meeting *meeting, struct record_reader *reader,
                              const struct record_end *before, const struct record_event *event)
{
    switch (event->kind) {
    case RECORD_DECK_CHUNK:
        gather_chunk(meeting, event);
        return NULL;
    case RECORD_CHECKPOINT:
        return checkpoint_fits(reader, before, event) ? NULL
                                                      : "a checkpoint that signs other frames";
    case RECORD_FACT:
        return take_fact(meeting, record_reader_info(reader), before, event);
    case RECORD_CONTINUED:
        return take_state(meeting, event);
    }
    check(false);
    return NULL;
}

// Reads one segment to its end or to its first fault. out_end tells how it ended.
static void read_segment(struct meeting *meeting, struct record_reader *reader,
                         struct record_end *out_end)
{
    const struct record_info *info = record_reader_info(reader);
    struct record_event event;
    struct record_end before;
    struct span plain;
    record_reader_end(reader, &before);
    while (!meeting->faulty && record_next(reader, &plain)) {
        enum err err = record_event_decode(plain, &event);
        const char *wrong = err == ERR_VERSION ? "made by a newer version of the program"
                            : err != OK        ? "a frame that is not an event"
                                               : take_event(meeting, reader, &before, &event);
        if (wrong != NULL) {
            fault(meeting, RECORD_FORGED, info->segment, &before, wrong);
        } else {
            meeting->closing_frames = before.frames;
            record_reader_end(reader, &before);
        }
    }
    record_reader_end(reader, out_end);
    struct meeting_verdict *verdict = &meeting->verdict;
    record_reader_head(reader, out_end->frames, verdict->last_head);
    verdict->closing_head_known = out_end->verdict == RECORD_COMPLETE && !meeting->faulty;
    if (verdict->closing_head_known)
        record_reader_head(reader, meeting->closing_frames, verdict->closing_head);
}

// A digest at a stride's end, or the last one, does not fit: names the first fact that differs.
static void find_first_difference(struct meeting *meeting)
{
    struct replay *replay = &meeting->replay;
    struct session *state = malloc(sizeof *state);
    if (state == NULL || replay->fact_count == 0) {
        free(state);
        return;
    }
    size_t last = replay->fact_count - 1;
    replay_state(replay, last, state);
    if (!meeting->faulty && claim_holds(meeting, last, state)) {
        free(state);
        return;
    }
    size_t first = last / REPLAY_SNAPSHOT_FACTS * REPLAY_SNAPSHOT_FACTS;
    for (size_t fact = first; fact <= last; fact++) {
        replay_state(replay, fact, state);
        if (claim_holds(meeting, fact, state))
            continue;
        const struct fact_claim *claim = &meeting->claims[fact];
        struct record_end at = {.frames = claim->frame, .offset = claim->offset};
        meeting->faulty = false;
        fault(meeting, RECORD_FORGED, claim->segment, &at,
              "a fact that was decided against another state");
        break;
    }
    free(state);
}

static void finish_deck(struct meeting *meeting)
{
    const struct deck_gather *gather = &meeting->gather;
    if (!gather->whole)
        return;
    struct arena scratch;
    void *block = malloc(DECK_SCRATCH_BYTES);
    struct deck *deck = calloc(1, sizeof *deck);
    if (block != NULL && deck != NULL) {
        arena_init(&scratch, block, DECK_SCRATCH_BYTES);
        struct span bytes = {.at = gather->bytes, .size = gather->total_bytes};
        if (deck_decode(bytes, &scratch, deck) == OK) {
            meeting->deck = deck;
            deck = NULL;
        }
    }
    free(deck);
    free(block);
}

// Opens and reads every segment in order. Fails only if the first one that is there cannot be
// opened at all; later trouble is a verdict.
static enum err read_all(struct meeting *meeting, const struct reviewer_key *key)
{
    struct record_end end = {.verdict = RECORD_UNCLOSED};
    uint8_t head[HASH_BYTES] = {0};
    for (uint32_t i = 0; i < meeting->segment_count && !meeting->faulty; i++) {
        char path[PATH_BYTES];
        struct record_reader *reader = NULL;
        segment_path(meeting, meeting->segments[i], path);
        enum err err = record_open(meeting->disk, path, key, &reader);
        if (err != OK && i == 0)
            return err;
        if (err != OK) {
            fault(meeting, RECORD_FORGED, meeting->segments[i], &(struct record_end){0},
                  err_text(err));
            break;
        }
        const struct record_info *info = record_reader_info(reader);
        if (i == 0)
            meeting->info = *info;
        bool follows = i == 0 || (info->segment == meeting->segments[i - 1] + 1 &&
                                  memcmp(info->prev_head, head, HASH_BYTES) == 0 &&
                                  memcmp(info->session_id, meeting->info.session_id, 16) == 0);
        if (follows) {
            read_segment(meeting, reader, &end);
            memcpy(head, meeting->verdict.last_head, HASH_BYTES);
            if (!meeting->faulty && end.verdict == RECORD_FORGED)
                fault(meeting, RECORD_FORGED, info->segment, &end, "a frame fails its seal");
        } else {
            fault(meeting, RECORD_TRUNCATED, info->segment, &(struct record_end){0},
                  "this part does not follow the end of the part before it");
        }
        record_reader_close(reader);
    }
    find_first_difference(meeting);
    struct meeting_verdict *verdict = &meeting->verdict;
    if (!meeting->faulty) {
        verdict->verdict = end.verdict;
        verdict->segment = meeting->segments[meeting->segment_count - 1];
        verdict->frame = end.frames;
        verdict->offset = end.offset;
        verdict->trailing_bytes = end.trailing_bytes;
    }
    if (meeting->segments[0] != 0 && !meeting->faulty) {
        verdict->verdict = RECORD_TRUNCATED;
        fault(meeting, RECORD_TRUNCATED, 0, &(struct record_end){0}, "the first part is missing");
    }
    verdict->session_ms = meeting->replay.last.now_ms;
    return OK;
}

static enum err lend_memory(struct meeting *meeting)
{
    struct replay_memory memory = {.fact_max = FACTS_KEPT_MAX, .byte_max = FACT_BYTES_KEPT_MAX};
    memory.snapshot_max = FACTS_KEPT_MAX / REPLAY_SNAPSHOT_FACTS + 1;
    memory.facts = malloc(memory.fact_max * sizeof *memory.facts);
    memory.bytes = malloc(memory.byte_max);
    memory.snapshots = malloc(memory.snapshot_max * sizeof *memory.snapshots);
    meeting->claims = malloc(FACTS_KEPT_MAX * sizeof *meeting->claims);
    meeting->gather.bytes = malloc(DECK_BYTES_MAX);
    meeting->replay.memory = memory; // so that meeting_close frees what there is
    if (memory.facts == NULL || memory.bytes == NULL || memory.snapshots == NULL ||
        meeting->claims == NULL || meeting->gather.bytes == NULL)
        return ERR_MEMORY;
    replay_init(&meeting->replay, &memory);
    return OK;
}

enum err meeting_open(const struct disk *disk, const char *path, const struct reviewer_key *key,
                      struct meeting **out_meeting)
{
    struct meeting *meeting = calloc(1, sizeof *meeting);
    if (meeting == NULL)
        return ERR_MEMORY;
    meeting->disk = disk;
    enum err err = lend_memory(meeting);
    if (err == OK)
        err = find_segments(meeting, path);
    if (err == OK && meeting->segment_count == 0)
        err = ERR_NOT_FOUND;
    if (err == OK)
        err = read_all(meeting, key);
    if (err != OK) {
        meeting_close(meeting);
        return err;
    }
    finish_deck(meeting);
    *out_meeting = meeting;
    return OK;
}

void meeting_close(struct meeting *meeting)
{
    if (meeting == NULL)
        return;
    free(meeting->replay.memory.facts);
    free(meeting->replay.memory.bytes);
    free(meeting->replay.memory.snapshots);
    free(meeting->claims);
    free(meeting->gather.bytes);
    free(meeting->deck);
    free(meeting);
}

const struct replay *meeting_replay(const struct meeting *meeting)
{
    return &meeting->replay;
}

const struct meeting_verdict *meeting_verdict(const struct meeting *meeting)
{
    return &meeting->verdict;
}

const struct record_info *meeting_info(const struct meeting *meeting)
{
    return &meeting->info;
}

uint32_t meeting_segment_count(const struct meeting *meeting)
{
    return meeting->segment_count;
}

const struct deck *meeting_deck(const struct meeting *meeting)
{
    return meeting->deck;
}

// Finding the segments of a session, opening them in order, and what follows from how they fit.
#include "supervisor/meeting.h"
#include "base/check.h"
#include "base/out.h"
#include "supervisor/meeting_private.h"
#include <stdlib.h>
#include <string.h>

enum {
    FACT_BYTES_KEPT_MAX = 8 * 1024 * 1024,
    SEGMENT_DIGITS_MAX = 10,
    FRAME_BYTES_LEAST = 512, // a fact has a frame of its own
    // What may be written between looking at a file's size and reading it.
    FACTS_MEANWHILE = 1024,
    FACT_BYTES_MEANWHILE = 256 * 1024,
    SEGMENT_LOOK_MAX = 128, // numbers of siblings that are looked for; a session has a few
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

void meeting_segment_path(const struct meeting *meeting, uint32_t segment,
                          char out_path[MEETING_PATH_BYTES])
{
    struct out out = out_into(out_path, MEETING_PATH_BYTES);
    out_text(&out, meeting->base);
    out_text(&out, ".");
    out_number(&out, segment);
    out_text(&out, ".imrlog");
}

static bool is_there(const struct meeting *meeting, uint32_t segment)
{
    const struct disk *disk = meeting->disk;
    char path[MEETING_PATH_BYTES];
    int handle = -1;
    meeting_segment_path(meeting, segment, path);
    enum err err = disk->open(disk->self, path, false, &handle);
    if (err == OK)
        disk->close(disk->self, handle);
    return err != ERR_NOT_FOUND && err != ERR_MALFORMED; // no such file, or no plain file
}

// Finds every segment of the session beside path by its name: a folder may hold thousands of others,
// and is not read through for each of them. A file with a name of its own stands alone.
static enum err find_segments(struct meeting *meeting, const char *path)
{
    size_t base_bytes;
    uint32_t segment;
    if (!split_name(path, &base_bytes, &segment))
        return ERR_NOT_FOUND;
    if (base_bytes >= sizeof meeting->base)
        return ERR_TOO_LONG;
    memcpy(meeting->base, path, base_bytes);
    // The named one counts wherever its number lies.
    uint32_t most = MEETING_SEGMENTS_MAX - (segment >= SEGMENT_LOOK_MAX);
    for (uint32_t i = 0; i < SEGMENT_LOOK_MAX && meeting->segment_count < most; i++)
        if (is_there(meeting, i))
            meeting->segments[meeting->segment_count++] = i;
    if (segment >= SEGMENT_LOOK_MAX && is_there(meeting, segment))
        meeting->segments[meeting->segment_count++] = segment;
    return OK;
}

// Whether a deck is the one that the session named and outlined. Whoever holds the file's key can put
// another beside the facts, and a slide or an option that it does not have cannot be shown.
static bool deck_fits(const struct deck *deck, const uint8_t hash[HASH_BYTES],
                      const struct deck_outline *named)
{
    if (memcmp(hash, named->deck_hash, HASH_BYTES) != 0 ||
        deck->slide_count != named->slide_count || deck->prompt_count != named->prompt_count)
        return false;
    for (uint8_t i = 0; i < deck->prompt_count; i++)
        if (deck->prompts[i].kind != named->prompts[i].kind ||
            deck->prompts[i].option_count != named->prompts[i].option_count)
            return false;
    return true;
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
        if (deck_decode(bytes, &scratch, deck) == OK &&
            deck_fits(deck, gather->hash, &meeting->replay.last.begin.deck)) {
            meeting->deck = deck;
            deck = NULL;
        }
    }
    free(deck);
    free(block);
}

// Where two parts should meet and do not. The head that the later part continues tells how: one of
// the earlier part's own heads is a second end; none of them is an end that is gone.
static void fault_between(struct meeting *meeting, struct record_reader *before,
                          const struct record_end *end, const struct record_info *info)
{
    uint8_t head[HASH_BYTES];
    uint32_t segment = record_reader_info(before)->segment;
    for (uint64_t frames = 0; frames < end->frames; frames++) {
        record_reader_head(before, frames, head);
        if (memcmp(head, info->prev_head, HASH_BYTES) != 0)
            continue;
        meeting_fault_note(meeting, FAULT_FORK, segment,
                           &(struct record_end){.frames = frames, .offset = 0});
        return;
    }
    meeting_fault_note(meeting, FAULT_END_MISSING, segment, end);
}

// Whether the part may follow what was read so far; notes why not.
static bool part_follows(struct meeting *meeting, const struct part_read *last,
                         const struct record_info *info)
{
    static const struct record_end start = {0};
    const struct record_info *first = &meeting->info;
    if (memcmp(info->session_id, first->session_id, sizeof info->session_id) != 0)
        meeting_fault_note(meeting, FAULT_OTHER_SESSION, info->segment, &start);
    else if (memcmp(info->sign_public, first->sign_public, sizeof info->sign_public) != 0)
        meeting_fault_note(meeting, FAULT_OTHER_CONSOLE, info->segment, &start);
    else if (info->segment != record_reader_info(last->reader)->segment + 1)
        meeting_fault_note(meeting, FAULT_PART_MISSING,
                           record_reader_info(last->reader)->segment + 1, &start);
    else if (memcmp(info->prev_head, meeting->verdict.last_head, HASH_BYTES) != 0)
        fault_between(meeting, last->reader, &last->end, info);
    else if (last->end.verdict == RECORD_COMPLETE)
        meeting_fault_note(meeting, FAULT_AFTER_END, info->segment, &start);
    return !meeting->faulty;
}

// A console that died while it made this header: it is synced before any frame is written, so
// nothing was in it.
static bool is_unborn(const struct meeting *meeting, const char *path)
{
    const struct disk *disk = meeting->disk;
    int handle = -1;
    uint64_t size = UINT64_MAX;
    if (disk->open(disk->self, path, false, &handle) != OK)
        return false;
    enum err err = disk->size(disk->self, handle, &size);
    disk->close(disk->self, handle);
    return err == OK && size <= RECORD_HEADER_BYTES;
}

// A segment that does not open, after others that did.
static void part_unopened(struct meeting *meeting, enum err err, const char *path, uint32_t index)
{
    static const struct record_end start = {0};
    bool readable = err == ERR_VERSION || err == ERR_KEY;
    if (index + 1 == meeting->segment_count && !readable && is_unborn(meeting, path))
        return;
    enum meeting_fault fault = err == ERR_VERSION     ? FAULT_VERSION
                               : err == ERR_KEY       ? FAULT_KEY
                               : err == ERR_SEAL      ? FAULT_HEADER
                               : err == ERR_TRUNCATED ? FAULT_PART_MISSING
                                                      : FAULT_NOT_RECORD;
    meeting_fault_note(meeting, fault, meeting->segments[index], &start);
}

static bool is_trouble_of_file(enum err err)
{
    return err == ERR_TRUNCATED || err == ERR_VERSION || err == ERR_KEY || err == ERR_SEAL ||
           err == ERR_MALFORMED;
}

static void note_ring(struct meeting *meeting, const struct record_reader *reader)
{
    struct review_ring *ring = meeting->ring;
    if (ring->count == REVIEW_PARTS_MAX)
        return;
    memcpy(ring->session_id, meeting->info.session_id, sizeof ring->session_id);
    ring->parts[ring->count].segment = record_reader_info(reader)->segment;
    record_reader_review_key(reader, ring->parts[ring->count++].key);
}

// Opens and reads every segment in order, from the first that opens. Fails only if none does; other
// trouble is a verdict.
static enum err read_parts(struct meeting *meeting, const struct reviewer_key *key,
                           struct part_read *last)
{
    enum err first_err = OK;
    for (uint32_t i = 0; i < meeting->segment_count && !meeting->faulty; i++) {
        char path[MEETING_PATH_BYTES];
        struct record_reader *reader = NULL;
        meeting_segment_path(meeting, meeting->segments[i], path);
        enum err err = record_open(meeting->disk, path, key, &reader);
        if (err != OK && !is_trouble_of_file(err))
            return err;
        if (err != OK && last->reader == NULL) {
            first_err = first_err == OK ? err : first_err;
            continue;
        }
        if (err != OK) {
            part_unopened(meeting, err, path, i);
            continue;
        }
        const struct record_info *info = record_reader_info(reader);
        if (last->reader == NULL)
            meeting->info = *info;
        else if (!part_follows(meeting, last, info)) {
            record_reader_close(reader);
            break;
        }
        note_ring(meeting, reader);
        record_reader_close(last->reader);
        last->reader = reader;
        meeting_read_part(meeting, reader, &last->end);
    }
    return last->reader != NULL ? OK : first_err;
}

// What can only be said once everything has been read.
static void judge_end(struct meeting *meeting, const struct part_read *last)
{
    struct meeting_verdict *verdict = &meeting->verdict;
    uint32_t segment = record_reader_info(last->reader)->segment;
    bool whole = last->end.verdict == RECORD_COMPLETE;
    // Who holds the file's key could make other frames that open; the console's signature could
    // not be made again. So an end counts only if a checkpoint vouches for it.
    if (whole && meeting->replay.last.phase != SESSION_FINISHED)
        meeting_fault_note(meeting, FAULT_FALSE_END, segment, &last->end);
    else if (whole && !meeting->end_signed)
        meeting_fault_note(meeting, FAULT_UNSIGNED_END, segment, &last->end);
    uint32_t first = meeting->info.segment;
    if (first != 0)
        meeting_fault_note(meeting, FAULT_FIRST_MISSING, 0, &(struct record_end){0});
    if (meeting->faulty)
        return;
    verdict->verdict = last->end.verdict;
    verdict->segment = segment;
    verdict->frame = last->end.frames;
    verdict->offset = last->end.offset;
    verdict->trailing_bytes = last->end.trailing_bytes;
}

static enum err read_all(struct meeting *meeting, const struct reviewer_key *key)
{
    struct part_read last = {.end = {.verdict = RECORD_UNCLOSED}};
    enum err err = read_parts(meeting, key, &last);
    if (err == OK) {
        judge_end(meeting, &last);
        meeting->verdict.session_ms = meeting->replay.last.now_ms;
        meeting->verdict.closing_head_known = meeting->verdict.verdict == RECORD_COMPLETE;
    }
    record_reader_close(last.reader);
    return err;
}

// How much the files of all parts hold; one that cannot be read counts for nothing.
static uint64_t bytes_of_parts(const struct meeting *meeting)
{
    const struct disk *disk = meeting->disk;
    uint64_t sum = 0;
    for (uint32_t i = 0; i < meeting->segment_count; i++) {
        char path[MEETING_PATH_BYTES];
        uint64_t size = 0;
        int handle = -1;
        meeting_segment_path(meeting, meeting->segments[i], path);
        if (disk->open(disk->self, path, false, &handle) != OK)
            continue;
        if (disk->size(disk->self, handle, &size) == OK)
            sum += size;
        disk->close(disk->self, handle);
    }
    return sum;
}

static size_t at_most(uint64_t wanted, size_t most)
{
    return wanted < most ? (size_t)wanted : most;
}

// As much as these files can need, and some more: a console may be writing to them meanwhile. Freed
// memory is overwritten, so that what is not needed would cost a list of thousands most of its time.
static enum err lend_memory(struct meeting *meeting, bool brief)
{
    uint64_t bytes = bytes_of_parts(meeting);
    struct replay_memory memory = {
        .fact_max = at_most(bytes / FRAME_BYTES_LEAST + FACTS_MEANWHILE, MEETING_FACTS_MAX),
        .byte_max = at_most(bytes + FACT_BYTES_MEANWHILE, FACT_BYTES_KEPT_MAX)};
    memory.snapshot_max = memory.fact_max / REPLAY_SNAPSHOT_FACTS + 1;
    memory.facts = malloc(memory.fact_max * sizeof *memory.facts);
    memory.bytes = malloc(memory.byte_max);
    memory.snapshots = malloc(memory.snapshot_max * sizeof *memory.snapshots);
    meeting->gather.bytes = brief ? NULL : malloc(DECK_BYTES_MAX);
    meeting->ring = seal_secret_create(sizeof *meeting->ring);
    meeting->replay.memory = memory; // so that meeting_close frees what there is
    if (memory.facts == NULL || memory.bytes == NULL || memory.snapshots == NULL ||
        (meeting->gather.bytes == NULL && !brief) || meeting->ring == NULL)
        return ERR_MEMORY;
    replay_init(&meeting->replay, &memory);
    return OK;
}

static enum err open_meeting(const struct disk *disk, const char *path,
                             const struct reviewer_key *key, bool brief,
                             struct meeting **out_meeting)
{
    struct meeting *meeting = calloc(1, sizeof *meeting);
    if (meeting == NULL)
        return ERR_MEMORY;
    meeting->disk = disk;
    enum err err = find_segments(meeting, path);
    if (err == OK && meeting->segment_count == 0)
        err = ERR_NOT_FOUND;
    if (err == OK)
        err = lend_memory(meeting, brief);
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

enum err meeting_open(const struct disk *disk, const char *path, const struct reviewer_key *key,
                      struct meeting **out_meeting)
{
    return open_meeting(disk, path, key, false, out_meeting);
}

enum err meeting_open_brief(const struct disk *disk, const char *path,
                            const struct reviewer_key *key, struct meeting **out_meeting)
{
    return open_meeting(disk, path, key, true, out_meeting);
}

void meeting_close(struct meeting *meeting)
{
    if (meeting == NULL)
        return;
    free(meeting->replay.memory.facts);
    free(meeting->replay.memory.bytes);
    free(meeting->replay.memory.snapshots);
    free(meeting->gather.bytes);
    seal_secret_destroy(meeting->ring);
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

uint32_t meeting_part_count(const struct meeting *meeting)
{
    return meeting->part_count;
}

const struct meeting_part *meeting_part_at(const struct meeting *meeting, uint32_t index)
{
    check(index < meeting->part_count);
    return &meeting->parts[index];
}

void meeting_end_words(const struct meeting *meeting, char out_words[SIX_WORDS_BYTES])
{
    const struct meeting_verdict *verdict = &meeting->verdict;
    six_words(verdict->closing_head_known ? verdict->closing_head : verdict->last_head, out_words);
}

uint32_t meeting_segment_count(const struct meeting *meeting)
{
    return meeting->segment_count;
}

const struct deck *meeting_deck(const struct meeting *meeting)
{
    return meeting->deck;
}

const char *meeting_base(const struct meeting *meeting)
{
    return meeting->base;
}

const struct review_ring *meeting_ring(const struct meeting *meeting)
{
    return meeting->ring;
}

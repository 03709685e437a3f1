// What terminals and the attendance sheet say of a meeting that has been read.
#include "base/check.h"
#include "supervisor/meeting_private.h"
#include <string.h>

static bool has_segment(const struct meeting *meeting, uint32_t segment)
{
    for (uint32_t i = 0; i < meeting->segment_count; i++)
        if (meeting->segments[i] == segment)
            return true;
    return false;
}

static const struct meeting_part *part_of(const struct meeting *meeting, uint32_t segment)
{
    for (uint32_t i = 0; i < meeting->part_count; i++)
        if (meeting->parts[i].segment == segment)
            return &meeting->parts[i];
    return NULL;
}

// --- Witnesses.

// The record's own head at a witness's place, or how far it goes.
struct head_sought {
    uint64_t frames;
    bool found;
    uint64_t whole; // frames of the file
    uint8_t head[HASH_BYTES];
};

static bool head_look(void *context, uint64_t frames, const uint8_t head[32])
{
    struct head_sought *sought = context;
    sought->whole = frames;
    sought->found = frames == sought->frames;
    if (sought->found)
        memcpy(sought->head, head, HASH_BYTES);
    return !sought->found;
}

// FAULT_NONE: the record says the same as this witness.
static enum meeting_fault witness_fault(const struct meeting *meeting,
                                        const struct record_witness *witness, uint64_t *out_whole)
{
    *out_whole = 0;
    if (!has_segment(meeting, witness->segment))
        return FAULT_WITNESS_END;
    char path[MEETING_PATH_BYTES];
    struct head_sought sought = {.frames = witness->frames};
    meeting_segment_path(meeting, witness->segment, path);
    if (record_heads(meeting->disk, path, head_look, &sought) != OK)
        return FAULT_WITNESS_END;
    *out_whole = sought.whole;
    if (!sought.found)
        return FAULT_WITNESS_END;
    return memcmp(sought.head, witness->head, HASH_BYTES) == 0 ? FAULT_NONE : FAULT_WITNESS_FORK;
}

struct meeting_heard meeting_hear(struct meeting *meeting, const struct record_witness *witnesses,
                                  size_t count)
{
    check(meeting != NULL && (witnesses != NULL || count == 0));
    struct meeting_heard heard = {0};
    for (size_t i = 0; i < count; i++) {
        const struct record_witness *witness = &witnesses[i];
        if (memcmp(witness->session_id, meeting->info.session_id, sizeof witness->session_id) != 0)
            continue;
        heard.heard++;
        uint64_t whole;
        enum meeting_fault fault = witness_fault(meeting, witness, &whole);
        if (fault == FAULT_NONE) {
            heard.fit++;
            continue;
        }
        // Where there are too few frames: the first that is missing. Where others stand: the first
        // that the witness did not see, since the difference is somewhere before it. No byte is named.
        struct record_end at = {.frames = whole};
        meeting_fault_heard(&meeting->verdict, fault, witness->segment, &at);
    }
    return heard;
}

// --- The six words.

struct words_sought {
    const char *words;
    bool found;
};

static bool words_look(void *context, uint64_t frames, const uint8_t head[32])
{
    struct words_sought *sought = context;
    char words[SIX_WORDS_BYTES];
    six_words(head, words);
    // The header's own head is no end of anything.
    sought->found = frames > 0 && strcmp(words, sought->words) == 0;
    return !sought->found;
}

// Whether any head that was read has these words.
static bool words_found(const struct meeting *meeting, const char *words)
{
    struct words_sought sought = {.words = words};
    for (uint32_t i = 0; i < meeting->part_count && !sought.found; i++) {
        char path[MEETING_PATH_BYTES];
        meeting_segment_path(meeting, meeting->parts[i].segment, path);
        if (record_heads(meeting->disk, path, words_look, &sought) != OK)
            return false;
    }
    return sought.found;
}

bool meeting_weigh_words(const struct meeting *meeting, const char *words,
                         struct meeting_verdict *out_verdict)
{
    check(meeting != NULL && words != NULL && out_verdict != NULL);
    const struct meeting_verdict *verdict = &meeting->verdict;
    if (out_verdict != verdict)
        *out_verdict = *verdict;
    if (verdict->closing_head_known) {
        char own[SIX_WORDS_BYTES];
        six_words(verdict->closing_head, own);
        if (strcmp(own, words) == 0)
            return true;
    } else if (words_found(meeting, words)) {
        return true;
    }
    const struct meeting_part *part = part_of(meeting, verdict->segment);
    struct record_end at = {.frames = part != NULL ? part->frames : 0};
    enum meeting_fault fault = verdict->closing_head_known ? FAULT_WORDS_FORK : FAULT_WORDS_END;
    meeting_fault_heard(out_verdict, fault, verdict->segment, &at);
    return false;
}

bool meeting_hear_words(struct meeting *meeting, const char *words)
{
    return meeting_weigh_words(meeting, words, &meeting->verdict);
}

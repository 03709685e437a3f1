#pragma once
// One recorded meeting, opened: every segment of it, its deck, and the replay. Given any segment's
// file it finds the others beside it. Needs a reviewer's key. Whatever is intact is loaded even if
// something else is damaged; the verdict and its place say what. One thread.
#include "base/arena.h"
#include "core/replay.h"
#include "seal/record.h"
#include "wire/deck.h"

enum {
    MEETING_SEGMENTS_MAX = 64,
    MEETING_PLACE_BYTES = 256
};

struct meeting_verdict {
    enum record_verdict verdict;
    uint32_t segment;                 // where it was decided
    uint64_t frame;                   // the first frame that is not intact, from 0
    uint64_t offset;                  // its byte in that segment's file
    uint64_t trailing_bytes;          // after the last whole frame
    uint64_t session_ms;              // session time of the last intact fact
    char place[MEETING_PLACE_BYTES];  // the same in words
    uint8_t last_head[HASH_BYTES];    // of the last segment's whole frames
    uint8_t closing_head[HASH_BYTES]; // before the final frame: the six words; zero if none
    bool closing_head_known;
};

struct meeting;
// ERR_NOT_FOUND, ERR_MALFORMED (not a record), ERR_VERSION, ERR_KEY (not sealed to this key),
// ERR_SEAL (its header is not the one that was signed), ERR_MEMORY.
enum err meeting_open(const struct disk *disk, const char *path, const struct reviewer_key *key,
                      struct meeting **out_meeting) MUST_USE;
void meeting_close(struct meeting *meeting); // NULL is fine
const struct replay *meeting_replay(const struct meeting *meeting);
const struct meeting_verdict *meeting_verdict(const struct meeting *meeting);
// The header of the first segment that was found.
const struct record_info *meeting_info(const struct meeting *meeting);
uint32_t meeting_segment_count(const struct meeting *meeting);
// NULL if the record holds no whole deck.
const struct deck *meeting_deck(const struct meeting *meeting);

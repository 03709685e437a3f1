#pragma once
// One recorded meeting, opened: every segment of it, its deck, and the replay. Given any segment's
// file it finds the others beside it. Needs a reviewer's key. Whatever is intact is loaded even if
// something else is damaged; the verdict and its place say what. One thread.
#include "base/arena.h"
#include "core/replay.h"
#include "seal/record.h"
#include "seal/review_file.h"
#include "wire/deck.h"

enum {
    MEETING_SEGMENTS_MAX = 64,
    MEETING_PLACE_BYTES = 256
};

// What the first thing is that does not fit; FAULT_NONE for a record that is complete or unclosed.
enum meeting_fault {
    FAULT_NONE,
    // Forged.
    FAULT_SEAL,
    FAULT_EVENT,
    FAULT_CHECKPOINT,
    FAULT_STATE,
    FAULT_FACT,
    FAULT_FULL,
    FAULT_PARTS,
    FAULT_OTHER_SESSION,
    FAULT_OTHER_CONSOLE,
    FAULT_HEADER,
    FAULT_NOT_RECORD,
    FAULT_AFTER_END,
    FAULT_FALSE_END,
    FAULT_UNSIGNED_END,
    // Forked: a part goes on from the middle of the part before it, or somebody saw another end.
    FAULT_FORK,
    FAULT_WITNESS_FORK,
    FAULT_WORDS_FORK,
    // Truncated.
    FAULT_VERSION,
    FAULT_KEY,
    FAULT_FIRST_MISSING,
    FAULT_PART_MISSING,
    FAULT_END_MISSING,
    FAULT_WITNESS_END,
    FAULT_WORDS_END,
    FAULT_LAST = FAULT_WORDS_END,
};

struct meeting_verdict {
    enum record_verdict verdict;
    enum meeting_fault fault;
    uint32_t signed_heads;            // checkpoints whose signature fits
    uint64_t frames;                  // whole and believed, in all parts
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

// One part that was read.
struct meeting_part {
    uint32_t segment;  // from 0
    uint64_t frames;   // believed
    uint64_t first_ms; // session time
    uint64_t last_ms;
    bool intact; // to its last byte
};

struct meeting;
// ERR_NOT_FOUND, ERR_MALFORMED (not a record), ERR_VERSION, ERR_KEY (not sealed to this key),
// ERR_SEAL (its header is not the one that was signed), ERR_MEMORY.
enum err meeting_open(const struct disk *disk, const char *path, const struct reviewer_key *key,
                      struct meeting **out_meeting) MUST_USE;
// The same for a list of thousands: the slides are left alone, so that meeting_deck is NULL. All else,
// the verdict too, is as above.
enum err meeting_open_brief(const struct disk *disk, const char *path,
                            const struct reviewer_key *key, struct meeting **out_meeting) MUST_USE;
void meeting_close(struct meeting *meeting); // NULL is fine
const struct replay *meeting_replay(const struct meeting *meeting);
const struct meeting_verdict *meeting_verdict(const struct meeting *meeting);
// The header of the first segment that was found.
const struct record_info *meeting_info(const struct meeting *meeting);
const char *meeting_fault_name(enum meeting_fault fault); // "seal", "part-missing", ...
// The parts that were read, oldest first.
uint32_t meeting_part_count(const struct meeting *meeting);
const struct meeting_part *meeting_part_at(const struct meeting *meeting, uint32_t index);
// The six words of its end: of the head before the final frame, or of the last head where there is
// no final frame. They stand on the attendance sheet if nothing is missing.
void meeting_end_words(const struct meeting *meeting, char out_words[SIX_WORDS_BYTES]);
uint32_t meeting_segment_count(const struct meeting *meeting);
// NULL if the record holds no whole deck.
const struct deck *meeting_deck(const struct meeting *meeting);

// What others kept of the session; the verdict and its place follow. A fault that says more is not
// covered up by one that says less: forged, forked, truncated.
//
// Witnesses of terminals (seal/witness.h). A part or frames that one of them saw and that are not
// there are truncated; other frames are forked. Those of other sessions are passed over.
struct meeting_heard {
    size_t heard; // that were of this session
    size_t fit;   // and say the same as the record
};
struct meeting_heard meeting_hear(struct meeting *meeting, const struct record_witness *witnesses,
                                  size_t count);
// The six words of the attendance sheet. In a complete record another end's words are forked. One
// that is not complete is truncated if no head in it has these words, since a group that has words
// has ended; else only the closing page is missing, and it stays unclosed. True if they fit.
bool meeting_hear_words(struct meeting *meeting, const char *words);
// The verdict that they would lead to, while they are still typed and may change; the meeting keeps
// its own.
bool meeting_weigh_words(const struct meeting *meeting, const char *words,
                         struct meeting_verdict *out_verdict);
// The path that all its files share: "FOLDER/2026-11-04-0123abcd".
const char *meeting_base(const struct meeting *meeting);
// The keys of the parts that were read, for what is written beside them.
const struct review_ring *meeting_ring(const struct meeting *meeting);

#pragma once
// Private to meeting*.c: a meeting while it is read, and how reading is shared between the files.
#include "supervisor/meeting.h"

enum {
    // A 3-hour meeting has under 2,000 facts; a record can hold ten times that.
    MEETING_FACTS_MAX = 20000,
    MEETING_PATH_BYTES = 1024,
};

// The deck, gathered chunk by chunk.
struct deck_gather {
    uint8_t hash[HASH_BYTES];
    uint32_t total_bytes;
    uint32_t chunk_next; // chunks are written in order
    uint8_t *bytes;      // DECK_BYTES_MAX; NULL: the slides are left alone
    bool whole;
};

struct meeting {
    const struct disk *disk;
    struct record_info info;
    uint32_t segments[MEETING_SEGMENTS_MAX]; // numbers, ascending
    uint32_t segment_count;
    char base[MEETING_PATH_BYTES]; // path without ".<segment>.imrlog"
    struct review_ring *ring;      // in locked memory
    struct replay replay;
    struct deck_gather gather;
    struct deck *deck;
    struct meeting_verdict verdict;
    struct meeting_part parts[MEETING_SEGMENTS_MAX]; // that were read, in order
    uint32_t part_count;
    bool end_signed; // a checkpoint that fits follows the fact that ended the session
    bool faulty;     // a fault was found: nothing after it is believed
};

// The part that was read last.
struct part_read {
    struct record_reader *reader;
    struct record_end end;
};

// Notes the first fault; later ones are its consequences.
void meeting_fault_note(struct meeting *meeting, enum meeting_fault fault, uint32_t segment,
                        const struct record_end *at);
// The same once everything has been read: what others kept outweighs what says less.
void meeting_fault_heard(struct meeting_verdict *verdict, enum meeting_fault fault,
                         uint32_t segment, const struct record_end *at);
void meeting_segment_path(const struct meeting *meeting, uint32_t segment,
                          char out_path[MEETING_PATH_BYTES]);
// Reads one segment to its end or to its first fault. out_end tells how it ended.
void meeting_read_part(struct meeting *meeting, struct record_reader *reader,
                       struct record_end *out_end);

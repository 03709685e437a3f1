#pragma once
// Records for the supervisor's tests, made as a console makes them: commands are decided, facts
// encoded and sealed with the digest of the state before them, heads signed. A test may then break
// the record wherever it likes. Seeded, so that every run writes the same bytes.
#include "core/session.h"
#include "seal/record.h"
#include "wire/deck.h"
#include "wire/message.h"

struct help_record {
    const struct disk *disk;
    const char *folder;
    struct random_seeded random;
    struct record_info info;
    struct recipient recipients[RECIPIENTS_MAX]; // the last of info.recipient_count is the key's
    struct reviewer_key *key;
    uint8_t sign_secret[64];
    struct record_writer *writer;
    struct session session;
    struct record_event event;
    struct deck *deck;
    uint8_t *deck_bytes;
    size_t deck_size;
    uint8_t head[HASH_BYTES]; // of everything written so far in this part
    uint64_t frames;
    uint64_t facts;
    // Called after each fact with the state it led to. May be NULL.
    void (*applied)(void *self, const struct session *session);
    void *applied_self;
    bool mute; // no checkpoints follow facts by themselves
    bool lie;  // the next fact, a slide's, is written with another number
};

enum {
    HELP_DAY = 20761,         // 4 November 2026
    HELP_START = 10 * 60,     // ten o'clock
    HELP_PROMPT = 1,          // faces, personal
    HELP_PROMPT_PLAIN = 2,    // single, plain
    HELP_PROMPT_SENSITIVE = 3 // choose all, sensitive
};

// Makes folder, a practice key at key_path, a console's signing key and the test's own deck; who
// tells sessions and their random bytes apart. Fails the test if anything does.
struct help_record *help_record_make(const struct disk *disk, const char *folder,
                                     const char *key_path, uint8_t who);
void help_record_free(struct help_record *record); // NULL is fine

// From the next part on there are so many recipients; this record's key is the last of them.
void help_recipients(struct help_record *record, uint8_t count);
// Opens the next part: its header, the state so far if it is not the first, and the deck if it is.
void help_part_begin(struct help_record *record);
void help_part_end(struct help_record *record); // closes the file
// One command at a session time. Fails the test if it is refused.
void help_do(struct help_record *record, uint64_t at_ms, const struct command *command);
// The same at any moment, and false where it is refused.
bool help_try(struct help_record *record, const struct moment *moment,
              const struct command *command);
void help_say(struct help_record *record, uint64_t at_ms, enum command_kind kind, uint16_t number);
void help_mark(struct help_record *record, uint64_t at_ms, const char *text);
void help_tag(struct help_record *record, uint64_t at_ms, enum technique technique);
// Opens a prompt at open_ms, answers it (bits of options; 0: prefer not to say), closes it at
// close_ms and shows the result.
void help_prompt(struct help_record *record, uint64_t open_ms, uint64_t close_ms, uint16_t prompt,
                 const uint8_t *answers, uint8_t count);
// Opens goals at open_ms and closes them a minute before closed_ms, with what was gathered.
void help_goals(struct help_record *record, uint64_t open_ms, uint64_t closed_ms,
                const struct goals_gathered *gathered);
// What was counted, as the practitioner's console says it.
void help_count(struct help_record *record, uint64_t at_ms, enum measure measure, uint8_t done,
                uint8_t of);
void help_checkpoint(struct help_record *record);
void help_begin(struct help_record *record, const char *group, const char *leader);
void help_end(struct help_record *record, uint64_t at_ms);    // and the checkpoint after it
void help_finish(struct help_record *record, uint64_t at_ms); // the final frame

// The meeting of the design's replay: 62 minutes, planned 60, with a mark, a screen lost and found,
// a prompt at its 37th minute, a technique, in as many parts as said (1 or 2).
void help_meeting(struct help_record *record, unsigned parts);

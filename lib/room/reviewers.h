#pragma once
// Who may replay: keys/recipients.list, one line a reviewer: "<role> on <recipient's line>", or
// instead of on "off <day>" or "gone <day>", the local day from which records are not sealed to them
// any more. Who is added or turned on may replay from the next session on; who is turned off or
// removed still may replay what is recorded today: nobody can be kept from seeing one session by
// taking them off the list just before it. A bare recipient's line, as older versions wrote it, is a
// supervisor's. Read and written whole. One thread at a time.
#include "seal/disk.h"
#include "seal/vault.h"

enum {
    REVIEWERS_MAX = 16, // on the list; RECIPIENTS_MAX of them at once may replay
};

enum reviewer_role {
    REVIEWER_SUPERVISOR,
    REVIEWER_OWN,      // the practitioner's own review
    REVIEWER_RECOVERY, // kept offline, in case all others are lost
    REVIEWER_ROLE_LAST = REVIEWER_RECOVERY,
};

struct reviewer {
    struct recipient recipient;
    enum reviewer_role role;
    uint32_t off_from_day; // local days since 1970-01-01; 0: on
    bool gone;             // off for good: not on the list any more once that day has come
};

const char *reviewer_role_name(enum reviewer_role role); // "supervisor", "own", "recovery"
bool reviewer_role_find(const char *name, enum reviewer_role *out_role);
// Whether records of that day are sealed to this reviewer.
bool reviewer_may(const struct reviewer *reviewer, uint32_t day);

// In the order in which they were added, those gone left out. OK and 0 where there is no list yet;
// ERR_MALFORMED, ERR_TOO_LONG; ERR_PROFILE: a practice key in a real profile or the reverse.
enum err reviewers_load(const struct disk *disk, const char *path, bool practice, uint32_t today,
                        struct reviewer out_reviewers[REVIEWERS_MAX], size_t *out_count) MUST_USE;
// ERR_EXISTS: on the list and on (who is off is turned on again, with the new role); ERR_TOO_LONG:
// RECIPIENTS_MAX may replay already, or the list is full; ERR_PROFILE as above.
enum err reviewers_add(const struct disk *disk, const char *path, bool practice, uint32_t today,
                       const struct recipient *recipient, enum reviewer_role role) MUST_USE;
// Turns one on (from the next session) or off (from tomorrow). ERR_NOT_FOUND; ERR_TOO_LONG as above;
// ERR_RANGE: somebody must be left who may replay, the recovery key not counted.
enum err reviewers_turn(const struct disk *disk, const char *path, bool practice, uint32_t today,
                        const uint8_t public_key[32], bool on) MUST_USE;
// Takes one off the list, from tomorrow on. ERR_NOT_FOUND, ERR_RANGE as above.
enum err reviewers_remove(const struct disk *disk, const char *path, bool practice, uint32_t today,
                          const uint8_t public_key[32]) MUST_USE;
// Those of the list to whom a record of that day is sealed; returns how many.
uint8_t reviewers_recipients(const struct reviewer *reviewers, size_t count, uint32_t day,
                             struct recipient out_recipients[RECIPIENTS_MAX]);

#pragma once
// The cards of one group as plain values, how they stand in their image, and how they expire with the
// group's key: for lib/room/goals*.c only. Plain values without pointers, in locked memory; nothing here
// reads a clock or touches a disk. docs/RECORD-FORMAT.md, "Goal rows".
#include "room/goals.h"
#include "wire/goal_cell.h"

enum {
    GOAL_TAG_BYTES = 16,
    GOAL_NUMBERS = GOAL_HANDLE_NUMBER_MOST - GOAL_HANDLE_NUMBER_LEAST + 1,
    GOAL_HANDLES = SHAPE_LAST * GOAL_NUMBERS,
};

struct goal_row {
    bool used;
    bool old;                    // its tag is keyed with the key before: not opened since
    uint8_t tag[GOAL_TAG_BYTES]; // keyed with the group's key; rows stand in this order
    uint8_t shift[KEY32_BYTES];  // what the key gives for the tag, and this over it, is lent
    uint32_t version;            // 0: made, and nothing saved yet
    struct goal_handle handle;
    bool opened;                          // in this phase
    bool shared;                          // its lines were saved in this phase
    bool made;                            // in this session
    uint8_t last_id[SUBMISSION_ID_BYTES]; // of the last save, so that its repeat is known
    uint8_t share[GOAL_SHARE_BYTES];      // its shared lines, of this session
    uint8_t row[GOAL_ROW_BYTES];
};

struct goal_miss_day {
    uint32_t day;
    uint16_t count;
};

// The group's key before, for as long as cards may still be moved over from it.
struct goal_overlap {
    uint8_t weeks; // in which goals were open since the key was renewed; 0: there is no key before
    uint32_t week; // the last of these, as days / 7
    uint8_t key[KEY32_BYTES];
};

struct goal_cards {
    uint8_t group_key[32];
    uint32_t key_day;              // local, since when it is the group's; 0: not said yet
    uint8_t salt[GOAL_SALT_BYTES]; // the group's for ever: cards are made with it
    struct goal_overlap overlap;
    uint8_t given[(GOAL_HANDLES + 7) / 8]; // handles that cards of the group have had
    uint8_t session_id[16];                // that the marks of the rows, and the misses, are of
    uint16_t misses;                       // in it
    struct goal_miss_day miss_days[GOAL_MISS_DAYS];
    uint8_t count;
    struct goal_row rows[GOAL_CARDS_MAX]; // used ones first, by tag
};

// A group's first cards: its key and salt.
void goal_cards_make(struct goal_cards *cards, const struct random_source *random);
// Into the image; unused rows are noise.
void goal_cards_put(const struct goal_cards *cards, const struct random_source *random,
                    struct goal_rows_content *content);
enum err goal_cards_take(struct goal_cards *cards,
                         const struct goal_rows_content *content) MUST_USE;

// What a card is looked up by: under the group's key, and under the one before.
struct goal_tags {
    uint8_t now[GOAL_TAG_BYTES];
    uint8_t before[GOAL_TAG_BYTES];
};
void goal_cards_tags(const struct goal_cards *cards, const uint8_t find[HASH_BYTES],
                     struct goal_tags *out_tags);
// What the hub lends to whoever has the card. The same for as long as there is the row.
void goal_cards_share(const struct goal_cards *cards, const struct goal_row *row,
                      uint8_t out_share[KEY32_BYTES]);
struct goal_row *goal_cards_find(struct goal_cards *cards, const struct goal_tags *tags);
// A new row with a handle that no other has, nor had while one is left; NULL if there is no place.
struct goal_row *goal_cards_add(struct goal_cards *cards, const struct goal_tags *tags,
                                const struct random_source *random);
void goal_cards_remove(struct goal_cards *cards, struct goal_row *row);
// Its card was opened: a row under the key before comes under the group's key. What is lent for it stays
// the same, so that what was sealed still opens. Returns where the row stands then.
struct goal_row *goal_cards_move(struct goal_cards *cards, struct goal_row *row,
                                 const struct goal_tags *tags);
// Marks and misses of another session, or of an earlier phase of this one, are forgotten.
void goal_cards_session(struct goal_cards *cards, const uint8_t session_id[16]);
void goal_cards_phase(struct goal_cards *cards);
void goal_cards_miss(struct goal_cards *cards, uint32_t day);
uint32_t goal_cards_misses(const struct goal_cards *cards, uint32_t day); // in the month up to day

// --- The group's key (goals_key.c). It is renewed after GOAL_KEY_DAYS, or sooner when no place is left for
// a card. A renewal takes nothing from anybody. Cards that were not opened end with the key before, and
// for that no clock is enough: goals must have been open in GOAL_OVERLAP_WEEKS different weeks since, and
// that many weeks must have passed.

enum {
    GOAL_KEY_DAYS = 26 * 7,
    GOAL_OVERLAP_WEEKS = 8,
};

// What goals that open on this day do: they end the key before, or renew the key, or neither.
enum goal_key_step {
    GOAL_KEY_STAYS,
    GOAL_KEY_RENEW,
    GOAL_KEY_END,       // the key before goes, and with it the cards that were not opened
    GOAL_KEY_END_RENEW, // both: the key has become old meanwhile
};
enum goal_key_step goal_key_due(const struct goal_cards *cards, uint32_t day);
// Goals open: takes that step, and counts the week.
void goal_key_turn(struct goal_cards *cards, uint32_t day, const struct random_source *random);
// As a console tells it on this day, before goals open.
struct goals_renewal goal_key_renewal(const struct goal_cards *cards, uint32_t day);

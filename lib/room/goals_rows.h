#pragma once
// The cards of one group as plain values, and how they stand in their image: for lib/room/goals*.c only.
// In locked memory. docs/RECORD-FORMAT.md.
#include "room/goals.h"
#include "wire/goal_cell.h"

enum {
    GOAL_TAG_BYTES = 16
};

struct goal_row {
    bool used;
    uint8_t tag[GOAL_TAG_BYTES]; // keyed with the group's key; rows stand in this order
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

struct goal_cards {
    uint8_t group_key[32];
    uint8_t salt[GOAL_SALT_BYTES];
    uint8_t session_id[16]; // that the marks of the rows, and the misses, are of
    uint16_t misses;        // in it
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

void goal_cards_tag(const struct goal_cards *cards, const uint8_t find[HASH_BYTES],
                    uint8_t out_tag[GOAL_TAG_BYTES]);
// What the hub lends to whoever has the card.
void goal_cards_share(const struct goal_cards *cards, const uint8_t tag[GOAL_TAG_BYTES],
                      uint8_t out_share[KEY32_BYTES]);
struct goal_row *goal_cards_find(struct goal_cards *cards, const uint8_t tag[GOAL_TAG_BYTES]);
// A new row with a handle that no other has; NULL if there is no place.
struct goal_row *goal_cards_add(struct goal_cards *cards, const uint8_t tag[GOAL_TAG_BYTES],
                                const struct random_source *random);
void goal_cards_remove(struct goal_cards *cards, struct goal_row *row);
// Marks and misses of another session, or of an earlier phase of this one, are forgotten.
void goal_cards_session(struct goal_cards *cards, const uint8_t session_id[16]);
void goal_cards_phase(struct goal_cards *cards);
void goal_cards_miss(struct goal_cards *cards, uint32_t day);
uint32_t goal_cards_misses(const struct goal_cards *cards, uint32_t day); // in the month up to day

#pragma once
// A console alone with people who answer, for the tests of the durable box: the real hub on the disk
// in memory, cells put straight into its hands, the clock in ours. No links and no screens, so that
// ten thousand prompts can be cut short in a minute.
#include "fake_disk.h"
#include "room/hub_internal.h"
#include "seal/vault_private.h"

enum {
    BOX_PEOPLE_MAX = 12,
    BOX_OPTIONS = 3,
    BOX_QUEUE_MAX = 64,
    BOX_STEP_MS = 500,
    BOX_SCREENS = 3,
    BOX_SAID_MAX = 16,
};

// The two copies of the image and its key.
extern const char *const box_room_files[3];

struct box_person {
    uint8_t id[SUBMISSION_ID_BYTES];
    uint8_t option; // 0 to BOX_OPTIONS - 1
    bool sent;
    bool acked; // its receipt was in an envelope
};

struct box_room {
    struct fake_disk *fake;
    struct disk disk; // what the hub is given: the fake, unless a test puts its own before it
    struct random_seeded random;
    struct hub_config config;
    struct unlock_key unlock;
    struct host_keys keys;
    struct reviewer_key reviewer;
    struct hub *hub; // NULL while it is off
    uint64_t now_ms;
    uint8_t queue[BOX_QUEUE_MAX][CELL_BYTES];
    size_t queue_count;
    // Screens, where a test wants them, and what they say that the hub has not heard yet.
    struct paired_terminal terminals[BOX_SCREENS];
    size_t screen_count;
    struct box_said {
        uint16_t screen;
        struct control control;
    } said[BOX_SAID_MAX];
    size_t said_count;
    struct envelope envelope; // the last one
    struct box_person people[BOX_PEOPLE_MAX];
    size_t people_count;
    uint32_t acked_on_failed_disk; // receipts that left after the disk had failed
};

// People get random ids and options from the seed.
struct box_room *box_room_create(uint64_t seed, size_t people);
void box_room_destroy(struct box_room *room);
// One start of the console: OK or why not.
enum err box_room_on(struct box_room *room) MUST_USE;
void box_room_off(struct box_room *room); // ends the program; the disk is left to the caller
enum refusal box_room_tell(struct box_room *room, enum command_kind kind, uint16_t number);
// Begins a session with `people` present.
enum refusal box_room_begin(struct box_room *room, uint8_t people);
// A sealed cell of this person, for the phase of the last envelope, under way to the hub.
void box_room_send(struct box_room *room, size_t person);
void box_room_say(struct box_room *room, uint16_t screen, const struct control *control);
// Time passes, and the hub does what is due.
void box_room_step(struct box_room *room, uint64_t ms);
enum prompt_state box_room_prompt(const struct box_room *room);
bool box_room_all_acked(const struct box_room *room);
// Whether the release counts every acknowledged answer, and none that was not sent or twice.
bool box_room_result_ok(const struct box_room *room);
// How many results stand in the record, over all its segments; aborts if a segment does not read.
uint32_t box_room_results(struct box_room *room);

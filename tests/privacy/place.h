#pragma once
// A console on real encrypted sockets of this machine with its data folder on the real disk, and keys
// for a number of terminals that are on its list. For tests of what can be seen from outside of it and
// what stays behind inside of it. Clocks run as many times faster as asked for.
#include "room/hub_thread.h"
#include "room/profile.h"
#include "twin.h"

enum {
    PLACE_TERMINALS_MAX = 16,
    PLACE_LIMIT_MS = 60000
};

struct place {
    char root[64];
    struct profile profile;
    struct unlock_key *unlock;
    struct host_keys keys;
    struct recipient recipient;
    struct twin *twin; // for its deck and its way to begin
    struct hub_thread *hub;
    uint16_t port;
    struct terminal_keys terminals[PLACE_TERMINALS_MAX];
    size_t terminal_count;
    // What was heard last.
    struct scene scene; // the facilitator's
    struct hub_health health;
    uint32_t answered;
    enum refusal refusal;
    struct hub_event event;
};

// Starts a console with a session of that many people. Fails the test if it cannot.
struct place *place_create(size_t terminals, uint8_t people, uint16_t speed);
void place_destroy(struct place *place);
// Takes what the console has to tell.
void place_take(struct place *place);
// One command, and waits for what became of it.
enum refusal place_do(struct place *place, enum command_kind kind, uint16_t number);

#pragma once
// A console's data folder for a benchmark: keys, a reviewer, terminals, the deck of a real session and
// the command that begins it, all in practice mode. Made in one process, opened again by another that
// plays the console's part.
#include "bench.h"
#include "crowd.h"
#include "room/hub.h"
#include "wire/command.h"
#include "wire/deck.h"

struct house {
    char folder[BENCH_PATH_BYTES];
    struct unlock_key *unlock;
    struct host_keys keys;
    struct reviewer_key *reviewer;
    struct hub_config config; // lent: of this house
    size_t terminal_count;
    struct terminal_key *secrets; // of the terminals; NULL when opened
    struct paired_terminal *terminals;
    uint8_t *deck_bytes;
    size_t deck_size;
    struct deck *deck;
    struct command begin;
    struct hub_clock clock; // the machine's
};

void house_make(struct house *house, const char *folder, size_t terminals);
void house_open(struct house *house, const char *folder);
void house_finish(struct house *house);
// A hub on these parts, the deck known to it.
struct hub *house_hub(const struct house *house, const struct disk *disk, struct net_hub net);
// Commands that must be allowed.
void house_command(struct hub *hub, const struct command *command);
void house_say(struct hub *hub, enum command_kind kind, uint16_t number, uint16_t amount);
struct curve_hub *house_net(const struct house *house, uint16_t port);

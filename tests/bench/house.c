#include "house.h"

#include "base/check.h"
#include "deck/curriculum.h"
#include "deck/deck_load.h"
#include "deck/diagnostics.h"
#include "room/profile.h"
#include "room/wall.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    BENCH_SPEED = 1,
    BENCH_RETAIN_DAYS = 90,
    BENCH_PEOPLE = 64,
};

static uint64_t monotonic(void *self)
{
    (void)self;
    return monotonic_now_ms();
}

static void wall(void *self, uint32_t *out_day, uint16_t *out_minute)
{
    (void)self;
    wall_now(out_day, out_minute);
}

static void path_of(const struct house *house, const char *name, char out_path[ROOM_PATH_BYTES])
{
    int size = snprintf(out_path, ROOM_PATH_BYTES, "%s/%s", house->folder, name);
    check(size > 0 && size < ROOM_PATH_BYTES);
}

static void paths_fill(struct house *house)
{
    path_of(house, "live", house->config.live_folder);
    path_of(house, "sessions", house->config.sessions_folder);
    path_of(house, "decks", house->config.decks_folder);
    path_of(house, "keys/terminals.allow", house->config.terminals_path);
    house->config.practice = true;
    house->config.speed = BENCH_SPEED;
    house->config.retain_days = BENCH_RETAIN_DAYS;
    house->config.recipient_count = 1;
    house->config.keys = &house->keys;
    house->clock = (struct hub_clock){.monotonic_ms = monotonic, .wall = wall};
}

// The deck of a real session and the group's own plan, as the console would load them.
static void deck_load_into(struct house *house)
{
    uint8_t *block = malloc(DECK_LOAD_ARENA_BYTES);
    struct diagnostics *diagnostics = malloc(sizeof *diagnostics);
    struct group_plan *group = malloc(sizeof *group);
    house->deck = malloc(sizeof *house->deck);
    house->deck_bytes = malloc(DECK_BYTES_MAX);
    check(block != NULL && diagnostics != NULL && group != NULL && house->deck != NULL &&
          house->deck_bytes != NULL);
    struct arena arena;
    arena_init(&arena, block, DECK_LOAD_ARENA_BYTES);
    diagnostics_init(diagnostics);
    enum err err = deck_load(BENCH_ASSETS "/curriculum/coping-with-stress/2", NULL, &arena,
                             house->deck, diagnostics);
    check(err == OK);
    arena_reset(&arena);
    err = deck_encode(house->deck, &arena, house->deck_bytes, DECK_BYTES_MAX, &house->deck_size);
    check(err == OK);
    arena_reset(&arena);
    err = group_load(BENCH_ASSETS "/curriculum/groups/tuesday-recovery-group.yaml", &arena,
                     diagnostics, group);
    check(err == OK);
    struct begin *begin = &house->begin.begin;
    house->begin.kind = COMMAND_BEGIN;
    memcpy(begin->group, group->name, sizeof begin->group);
    memcpy(begin->leader, group->leader, sizeof begin->leader);
    memcpy(begin->edition, group->edition, sizeof begin->edition);
    begin->meeting = MEETING_GROUP;
    begin->people = BENCH_PEOPLE;
    begin->people_joined = BENCH_PEOPLE;
    begin->step_count = group->step_count;
    memcpy(begin->steps, group->steps, sizeof begin->steps);
    uint8_t hash[HASH_BYTES];
    seal_hash(house->deck_bytes, house->deck_size, hash);
    deck_outline_of(house->deck, hash, &begin->deck);
    free(group);
    free(diagnostics);
    free(block);
}

void house_make(struct house *house, const char *folder, size_t terminals)
{
    check(terminals <= TERMINALS_MAX);
    *house = (struct house){.terminal_count = terminals};
    snprintf(house->folder, sizeof house->folder, "%s", folder);
    paths_fill(house);
    const struct disk *disk = disk_posix();
    const struct span passphrase = span_of_string("practice");
    char keys[ROOM_PATH_BYTES], review[ROOM_PATH_BYTES];
    path_of(house, "keys", keys);
    path_of(house, "keys/review.key", review);
    enum err err = seal_start();
    check(err == OK);
    err = disk->make_folder(disk->self, house->folder);
    if (err == OK)
        err = disk->make_folder(disk->self, keys);
    if (err == OK)
        err = vault_make(disk, keys, passphrase, VAULT_PRACTICE, &house->unlock);
    if (err == OK)
        err = host_keys_make(disk, keys, house->unlock, &house->keys);
    if (err == OK)
        err = reviewer_key_make(disk, review, passphrase, VAULT_PRACTICE, "Reviewer",
                                &house->config.recipients[0]);
    if (err == OK)
        err = reviewer_key_load(disk, review, passphrase, &house->reviewer);
    check(err == OK);
    house->config.unlock_key = house->unlock;
    house->secrets = calloc(terminals + 1, sizeof *house->secrets);
    house->terminals = calloc(terminals + 1, sizeof *house->terminals);
    check(house->secrets != NULL && house->terminals != NULL);
    terminal_keys_make(house->secrets, terminals);
    for (size_t i = 0; i < terminals; i++) {
        struct net_terminal *terminal = &house->terminals[i].terminal;
        terminal->screen = (uint16_t)(i + 1);
        memcpy(terminal->public_key, house->secrets[i].public_key, KEY32_BYTES);
    }
    err = terminals_save(disk, house->config.terminals_path, house->terminals, terminals);
    check(err == OK);
    deck_load_into(house);
}

void house_open(struct house *house, const char *folder)
{
    *house = (struct house){0};
    snprintf(house->folder, sizeof house->folder, "%s", folder);
    paths_fill(house);
    const struct disk *disk = disk_posix();
    const struct span passphrase = span_of_string("practice");
    char keys[ROOM_PATH_BYTES], review[ROOM_PATH_BYTES];
    path_of(house, "keys", keys);
    path_of(house, "keys/review.key", review);
    enum err err = seal_start();
    if (err == OK)
        err = vault_unlock(disk, keys, passphrase, &house->unlock);
    if (err == OK)
        err = host_keys_load(disk, keys, house->unlock, &house->keys);
    if (err == OK)
        err = reviewer_key_load(disk, review, passphrase, &house->reviewer);
    check(err == OK);
    house->config.recipients[0] = *reviewer_key_public(house->reviewer);
    house->config.unlock_key = house->unlock;
    house->terminals = calloc(TERMINALS_MAX, sizeof *house->terminals);
    check(house->terminals != NULL);
    err = terminals_load(disk, house->config.terminals_path, wall_today(), house->terminals,
                         &house->terminal_count);
    check(err == OK);
    deck_load_into(house);
}

void house_finish(struct house *house)
{
    unlock_key_destroy(house->unlock);
    reviewer_key_destroy(house->reviewer);
    free(house->secrets);
    free(house->terminals);
    free(house->deck);
    free(house->deck_bytes);
    seal_wipe(house, sizeof *house);
}

struct hub *house_hub(const struct house *house, const struct disk *disk, struct net_hub net)
{
    struct hub_world world = {
        .disk = disk, .random = random_system(), .net = net, .clock = house->clock};
    struct hub *hub = NULL;
    enum err err =
        hub_create(&house->config, &world, house->terminals, house->terminal_count, &hub);
    check(err == OK);
    err = hub_deck_add(hub, (struct span){house->deck_bytes, house->deck_size}, NULL);
    check(err == OK);
    return hub;
}

void house_command(struct hub *hub, const struct command *command)
{
    enum refusal refusal = hub_command(hub, command);
    check(refusal == ALLOWED);
}

void house_say(struct hub *hub, enum command_kind kind, uint16_t number, uint16_t amount)
{
    struct command *command = calloc(1, sizeof *command);
    check(command != NULL);
    command->kind = kind;
    command->number = number;
    command->amount = amount;
    house_command(hub, command);
    free(command);
}

struct curve_hub *house_net(const struct house *house, uint16_t port)
{
    struct net_terminal *list = calloc(TERMINALS_MAX, sizeof *list);
    check(list != NULL);
    for (size_t i = 0; i < house->terminal_count; i++)
        list[i] = house->terminals[i].terminal;
    struct curve_hub_config config = {.address = "127.0.0.1",
                                      .port = port,
                                      .terminals = list,
                                      .terminal_count = house->terminal_count,
                                      .self_test = true};
    memcpy(config.public_key, house->keys.curve_public, KEY32_BYTES);
    memcpy(config.secret_key, house->keys.curve_secret, KEY32_BYTES);
    struct curve_hub *net = NULL;
    enum err err = curve_hub_create(&config, &net);
    seal_wipe(&config, sizeof config);
    free(list);
    check(err == OK);
    return net;
}

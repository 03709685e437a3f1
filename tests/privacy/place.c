#include "place.h"

#include "base/check.h"
#include "net/curve.h"
#include "room/wall.h"
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void keys_make(struct place *place)
{
    struct span passphrase = span_of_string("practice");
    enum err err =
        vault_make(disk_posix(), place->profile.keys, passphrase, VAULT_PRACTICE, &place->unlock);
    check(err == OK);
    err = host_keys_make(disk_posix(), place->profile.keys, place->unlock, &place->keys);
    check(err == OK);
    char path[ROOM_PATH_BYTES];
    err = profile_path(place->profile.keys, "review.key", path);
    check(err == OK);
    err = reviewer_key_make(disk_posix(), path, passphrase, VAULT_PRACTICE, "Reviewer",
                            &place->recipient);
    check(err == OK);
}

static void hub_start(struct place *place, const struct paired_terminal *terminals, uint16_t speed)
{
    struct hub_thread_config config = {
        .hub = {.unlock_key = place->unlock,
                .keys = &place->keys,
                .recipients = {place->recipient},
                .recipient_count = 1,
                .practice = true,
                .speed = speed,
                .retain_days = 90},
        .disk = disk_posix(),
        .address = "127.0.0.1",
        .terminals = terminals,
        .terminal_count = place->terminal_count,
        .decks = &(struct span){place->twin->deck_bytes, place->twin->deck_size},
        .deck_count = 1,
    };
    profile_hub_paths(&place->profile, &config.hub);
    const char *step = NULL;
    enum err err = hub_thread_start(&config, &place->hub, &step);
    check(err == OK);
    place->port = hub_thread_port(place->hub);
}

struct place *place_create(size_t terminals, uint8_t people, uint16_t speed)
{
    check(terminals <= PLACE_TERMINALS_MAX);
    enum err err = seal_start();
    check(err == OK);
    struct place *place = calloc(1, sizeof *place);
    check(place != NULL);
    strcpy(place->root, "place-XXXXXX");
    check(mkdtemp(place->root) != NULL);
    err = profile_open(disk_posix(), place->root, PROFILE_FACILITATOR, true, &place->profile);
    check(err == OK);
    keys_make(place);
    place->twin = twin_create(1, 1);
    place->terminal_count = terminals;
    struct paired_terminal list[PLACE_TERMINALS_MAX] = {0};
    for (size_t i = 0; i < terminals; i++) {
        struct terminal_keys *keys = &place->terminals[i];
        curve_keypair(keys->public_key, keys->secret_key);
        memcpy(keys->host_key, place->keys.curve_public, KEY32_BYTES);
        memcpy(keys->host_sign_key, place->keys.sign_public, KEY32_BYTES);
        strcpy(keys->address, "127.0.0.1");
        keys->screen = (uint16_t)(i + 1);
        list[i].terminal.screen = keys->screen;
        memcpy(list[i].terminal.public_key, keys->public_key, KEY32_BYTES);
    }
    hub_start(place, list, speed);
    for (size_t i = 0; i < terminals; i++)
        place->terminals[i].port = place->port;
    struct command *begin = malloc(sizeof *begin);
    check(begin != NULL);
    twin_begin(place->twin, people, begin);
    uint32_t serial = hub_thread_command(place->hub, begin);
    check(serial > 0);
    free(begin);
    enum refusal refusal = place_do(place, COMMAND_SLIDE_NEXT, 0);
    check(refusal == ALLOWED);
    return place;
}

void place_destroy(struct place *place)
{
    hub_thread_stop(place->hub);
    profile_close(&place->profile);
    twin_destroy(place->twin);
    unlock_key_destroy(place->unlock);
    pid_t child = fork();
    if (child == 0) {
        execlp("rm", "rm", "-rf", place->root, (char *)NULL);
        _exit(127);
    }
    waitpid(child, NULL, 0);
    seal_wipe(place, sizeof *place);
    free(place);
}

void place_take(struct place *place)
{
    while (hub_thread_take(place->hub, &place->event)) {
        if (place->event.kind == HUB_EVENT_SCENE &&
            place->event.scene.audience == AUDIENCE_FACILITATOR)
            place->scene = place->event.scene;
        if (place->event.kind == HUB_EVENT_HEALTH)
            place->health = place->event.health;
        if (place->event.kind == HUB_EVENT_ANSWER) {
            place->answered = place->event.serial;
            place->refusal = place->event.refusal;
        }
    }
}

enum refusal place_do(struct place *place, enum command_kind kind, uint16_t number)
{
    struct command *command = calloc(1, sizeof *command);
    check(command != NULL);
    command->kind = kind;
    command->number = number;
    command->show = true;
    uint32_t serial = hub_thread_command(place->hub, command);
    check(serial > 0);
    free(command);
    uint64_t until_ms = monotonic_now_ms() + PLACE_LIMIT_MS;
    for (place_take(place); place->answered < serial; place_take(place)) {
        struct pollfd fd = {.fd = hub_thread_fd(place->hub), .events = POLLIN};
        check(monotonic_now_ms() < until_ms);
        poll(&fd, 1, 1000);
    }
    return place->refusal;
}

// A console and two screens over real encrypted sockets of this machine: pairing by file, a screen that
// is there first, a check-in, a restart into the same session, and a screen that is taken off.
#include "net/curve.h"
#include "room/hub_thread.h"
#include "room/link_thread.h"
#include "room/pair_file.h"
#include "room/profile.h"
#include "room/wall.h"
#include "twin.h"
#include <poll.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum {
    SCREENS = 2,
    LIMIT_MS = 20000,
    PORT_TRIES = 20
};

struct place { // a console and its screens, each with a data folder
    char root[64];
    struct profile console;
    struct profile terminal[SCREENS];
    struct unlock_key *unlock;
    struct host_keys keys;
    struct recipient recipient;
    struct twin *twin; // for its deck and its way to begin
    struct hub_thread *hub;
    uint16_t port;
    struct link_thread *links[SCREENS];
    // What was heard last.
    struct scene scene;
    struct hub_health health;
    struct envelope envelopes[SCREENS];
    enum link_state states[SCREENS];
    enum control_reason reasons[SCREENS];
    bool decks[SCREENS];
    uint32_t answered;
    enum refusal refusal;
    struct hub_event event;
    struct link_event link_event;
};

static void folder(struct place *place, const char *name, char out_path[ROOM_PATH_BYTES])
{
    int size = snprintf(out_path, ROOM_PATH_BYTES, "%s/%s", place->root, name);
    assert_true(size > 0);
}

static void profiles_open(struct place *place)
{
    char path[ROOM_PATH_BYTES];
    folder(place, "console", path);
    assert_int_equal(profile_open(disk_posix(), path, PROFILE_FACILITATOR, true, &place->console),
                     OK);
    for (size_t i = 0; i < SCREENS; i++) {
        folder(place, i == 0 ? "screen1" : "screen2", path);
        assert_int_equal(
            profile_open(disk_posix(), path, PROFILE_PARTICIPANT, true, &place->terminal[i]), OK);
    }
}

static int setup(void **state)
{
    assert_int_equal(seal_start(), OK);
    struct place *place = calloc(1, sizeof *place);
    assert_non_null(place);
    strcpy(place->root, "live-XXXXXX");
    assert_non_null(mkdtemp(place->root));
    profiles_open(place);
    struct span passphrase = span_of_string("practice");
    assert_int_equal(
        vault_make(disk_posix(), place->console.keys, passphrase, VAULT_PRACTICE, &place->unlock),
        OK);
    assert_int_equal(host_keys_make(disk_posix(), place->console.keys, place->unlock, &place->keys),
                     OK);
    char path[ROOM_PATH_BYTES];
    folder(place, "review.key", path);
    assert_int_equal(reviewer_key_make(disk_posix(), path, passphrase, VAULT_PRACTICE, "Reviewer",
                                       &place->recipient),
                     OK);
    place->twin = twin_create(1, 1);
    *state = place;
    return 0;
}

static int teardown(void **state)
{
    struct place *place = *state;
    for (size_t i = 0; i < SCREENS; i++) {
        link_thread_stop(place->links[i]);
        profile_close(&place->terminal[i]);
    }
    hub_thread_stop(place->hub);
    profile_close(&place->console);
    twin_destroy(place->twin);
    unlock_key_destroy(place->unlock);
    pid_t child = fork();
    if (child == 0) {
        execlp("rm", "rm", "-rf", place->root, (char *)NULL);
        _exit(127);
    }
    waitpid(child, NULL, 0);
    free(place);
    return 0;
}

static enum err console_start_at(struct place *place, uint16_t port)
{
    struct paired_terminal terminals[TERMINALS_MAX];
    struct hub_thread_config config = {
        .hub = {.unlock_key = place->unlock,
                .keys = &place->keys,
                .recipients = {place->recipient},
                .recipient_count = 1,
                .practice = true,
                .speed = 1,
                .retain_days = 90},
        .disk = disk_posix(),
        .address = "127.0.0.1",
        .port = port,
        .terminals = terminals,
        .decks = &(struct span){place->twin->deck_bytes, place->twin->deck_size},
        .deck_count = 1,
    };
    profile_hub_paths(&place->console, &config.hub);
    assert_int_equal(
        profile_terminals(&place->console, wall_today(), terminals, &config.terminal_count), OK);
    const char *step = NULL;
    enum err err = hub_thread_start(&config, &place->hub, &step);
    if (err == OK)
        place->port = hub_thread_port(place->hub);
    else
        assert_non_null(step);
    return err;
}

static void take_all(struct place *place)
{
    while (place->hub != NULL && hub_thread_take(place->hub, &place->event)) {
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
    for (size_t i = 0; i < SCREENS; i++) {
        while (place->links[i] != NULL && link_thread_take(place->links[i], &place->link_event)) {
            place->states[i] = place->link_event.state;
            place->reasons[i] = place->link_event.reason;
            if (place->link_event.kind == LINK_EVENT_ENVELOPE)
                place->envelopes[i] = place->link_event.envelope;
            if (place->link_event.kind == LINK_EVENT_DECK)
                place->decks[i] = place->link_event.deck_bytes == place->twin->deck_size &&
                                  memcmp(place->link_event.deck, place->twin->deck_bytes,
                                         place->twin->deck_size) == 0;
            link_event_finish(&place->link_event);
        }
    }
}

// Waits until it holds, woken by the bells; fails after LIMIT_MS.
static void wait_until(struct place *place, bool (*holds)(const struct place *place))
{
    uint64_t until_ms = monotonic_now_ms() + LIMIT_MS;
    for (take_all(place); !holds(place); take_all(place)) {
        struct pollfd fds[SCREENS + 1];
        nfds_t count = 0;
        if (place->hub != NULL)
            fds[count++] = (struct pollfd){.fd = hub_thread_fd(place->hub), .events = POLLIN};
        for (size_t i = 0; i < SCREENS; i++)
            if (place->links[i] != NULL)
                fds[count++] =
                    (struct pollfd){.fd = link_thread_fd(place->links[i]), .events = POLLIN};
        uint64_t now_ms = monotonic_now_ms();
        assert_true(now_ms < until_ms);
        poll(fds, count, (int)(until_ms - now_ms));
    }
}

static uint32_t wanted_serial;
static bool is_answered(const struct place *place)
{
    return place->answered >= wanted_serial;
}

static enum refusal command(struct place *place, const struct command *command)
{
    wanted_serial = hub_thread_command(place->hub, command);
    assert_true(wanted_serial > 0);
    wait_until(place, is_answered);
    return place->refusal;
}

static enum refusal command_kind(struct place *place, enum command_kind kind, uint16_t number)
{
    struct command *one = calloc(1, sizeof *one);
    assert_non_null(one);
    one->kind = kind;
    one->number = number;
    one->show = true;
    enum refusal refusal = command(place, one);
    free(one);
    return refusal;
}

// --- Pairing. The terminal's part blocks, so it gets a thread here.

struct joining {
    const struct profile *profile;
    const char *path;
    struct terminal_keys keys;
    enum err err;
};

static void *join_main(void *context)
{
    struct joining *joining = context;
    joining->err =
        pair_join(joining->profile, joining->path, wall_today(), LIMIT_MS, &joining->keys);
    return NULL;
}

static void pair(struct place *place, size_t screen)
{
    char path[ROOM_PATH_BYTES];
    folder(place, "stick", path);
    struct pair_file file;
    pair_file_make(&place->keys, "127.0.0.1", place->port, (uint16_t)(screen + 1), true,
                   wall_today(), &file);
    assert_int_equal(pair_file_write(disk_posix(), path, &file), OK);
    struct stat found;
    assert_int_equal(stat(path, &found), 0);
    assert_int_equal(found.st_mode & 0777, 0600);
    struct paired_terminal terminal = pair_file_terminal(&file);
    assert_true(hub_thread_pair(place->hub, &terminal) > 0);
    struct joining joining = {.profile = &place->terminal[screen], .path = path};
    pthread_t joiner;
    assert_int_equal(pthread_create(&joiner, NULL, join_main, &joining), 0);
    assert_int_equal(pthread_join(joiner, NULL), 0);
    assert_int_equal(joining.err, OK);
    assert_int_equal(joining.keys.screen, screen + 1);
    assert_int_not_equal(stat(path, &found), 0); // wiped
    struct paired_terminal list[TERMINALS_MAX];
    size_t count = 0;
    assert_int_equal(profile_terminals(&place->console, wall_today(), list, &count), OK);
    assert_int_equal(count, screen + 1);
    assert_int_equal(list[screen].expires_day, 0); // the day's key has gone
    assert_memory_not_equal(list[screen].terminal.public_key, file.key_public, KEY32_BYTES);
}

static void link_start(struct place *place, size_t screen)
{
    struct terminal_keys keys;
    assert_int_equal(profile_terminal_keys(&place->terminal[screen], &keys), OK);
    struct link_thread_config config = {.link = {.screen = keys.screen, .practice = true},
                                        .address = keys.address,
                                        .port = keys.port};
    memcpy(config.server_key, keys.host_key, KEY32_BYTES);
    memcpy(config.public_key, keys.public_key, KEY32_BYTES);
    memcpy(config.secret_key, keys.secret_key, KEY32_BYTES);
    assert_int_equal(link_thread_start(&config, &place->links[screen]), OK);
}

static bool both_here(const struct place *place)
{
    return place->states[0] == LINK_HERE && place->states[1] == LINK_HERE &&
           place->health.here == SCREENS;
}

static bool both_have_the_deck(const struct place *place)
{
    return place->decks[0] && place->decks[1];
}

static bool both_on_slide_2(const struct place *place)
{
    return place->envelopes[0].scene.slide == 2 && place->envelopes[1].scene.slide == 2;
}

static bool both_open(const struct place *place)
{
    return place->envelopes[0].open && place->envelopes[1].open;
}

static uint8_t answer_id[SUBMISSION_ID_BYTES];
static bool first_saved(const struct place *place)
{
    return place->envelopes[0].open && envelope_has(&place->envelopes[0], answer_id);
}

static bool box_has_one(const struct place *place)
{
    return place->scene.box_count == 1;
}

static bool both_reconnecting(const struct place *place)
{
    return place->states[0] == LINK_RECONNECTING && place->states[1] == LINK_RECONNECTING;
}

static bool second_is_off(const struct place *place)
{
    return place->states[0] == LINK_HERE && place->states[1] == LINK_RECONNECTING;
}

static void check_in(struct place *place)
{
    assert_int_equal(command_kind(place, COMMAND_PROMPT_OPEN, 1), ALLOWED);
    wait_until(place, both_open);
    struct cell_body answer = {
        .kind = CELL_ANSWER, .phase_id = place->envelopes[0].phase_id, .choice = 2};
    random_system()->fill(random_system()->self, answer.id, sizeof answer.id);
    memcpy(answer_id, answer.id, sizeof answer_id);
    assert_true(link_thread_answer(place->links[0], &answer));
    wait_until(place, first_saved);
    // The other screen's list tells nothing of it.
    assert_false(envelope_has(&place->envelopes[1], answer_id));
    wait_until(place, box_has_one);
    assert_true(link_thread_forget(place->links[0]));
    assert_int_equal(command_kind(place, COMMAND_PROMPT_VOID, 0), ALLOWED);
}

static void a_whole_life(void **state)
{
    struct place *place = *state;
    assert_int_equal(console_start_at(place, 0), OK);
    pair(place, 0);
    pair(place, 1);

    // The screens are there first, the console comes later.
    hub_thread_stop(place->hub);
    place->hub = NULL;
    link_start(place, 0);
    link_start(place, 1);
    assert_int_equal(console_start_at(place, place->port), OK);
    wait_until(place, both_here);

    struct command *begin = malloc(sizeof *begin);
    assert_non_null(begin);
    twin_begin(place->twin, 8, begin);
    assert_int_equal(command(place, begin), ALLOWED);
    assert_int_equal(command(place, begin), REFUSED_STARTED);
    free(begin);
    wait_until(place, both_have_the_deck);
    assert_int_equal(command_kind(place, COMMAND_SLIDE_NEXT, 0), ALLOWED);
    wait_until(place, both_on_slide_2);
    check_in(place);

    // The console goes and comes back into the same session; nobody touches the screens.
    hub_thread_stop(place->hub);
    place->hub = NULL;
    place->answered = 0;
    wait_until(place, both_reconnecting);
    assert_int_equal(console_start_at(place, place->port), OK);
    memset(&place->health, 0, sizeof place->health);
    wait_until(place, both_here);
    assert_int_equal(place->scene.slide, 2);
    assert_true(place->health.resumed);

    // A screen that is taken off is off at once and stays off.
    assert_true(hub_thread_unpair(place->hub, 2) > 0);
    wait_until(place, second_is_off);
    assert_int_equal(command_kind(place, COMMAND_END, 0), ALLOWED);
    assert_true(place->health.words[0] != '\0' || place->scene.phase == SCENE_ENDED);
    assert_int_equal(command_kind(place, COMMAND_FINISH, 0), ALLOWED);
}

static void a_start_that_fails_says_why(void **state)
{
    struct place *place = *state;
    assert_int_equal(console_start_at(place, 0), OK);
    struct hub_thread *first = place->hub;
    assert_int_equal(console_start_at(place, place->port), ERR_BUSY);
    place->hub = first;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_whole_life, setup, teardown),
        cmocka_unit_test_setup_teardown(a_start_that_fails_says_why, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "room/hub_thread.h"

#include "base/check.h"
#include "net/bell.h"
#include "net/curve.h"
#include "room/thread_start.h"
#include "room/wall.h"
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum {
    REQUESTS_MAX = 64,
    EVENTS_MAX = 32,
    ROUNDS_MAX = 16, // of input before time gets its turn
    FULL_MS = 5,     // how soon an event is offered again when the app has not taken the last ones
};

enum request_kind {
    REQUEST_COMMAND,
    REQUEST_SPEED,
    REQUEST_PAIR,
    REQUEST_UNPAIR,
    REQUEST_DECK,
    REQUEST_WELCOME,
    REQUEST_GOALS_RESET,
    REQUEST_STOP
};

struct request {
    enum request_kind kind;
    uint32_t serial;
    uint16_t number; // speed, screen, minute
    char group[NAME_BYTES];
    struct paired_terminal terminal;
    uint8_t *deck; // owned by the request until it is obeyed
    size_t deck_bytes;
    struct command command;
    struct hub_keeping keeping; // of a session that begins; .retain_days 0: nothing is said
};

// The app's side reads .bell, .port and .pthread; everything else is the thread's from its start to
// its end.
struct hub_thread {
    struct bell *bell;
    pthread_t pthread;
    uint16_t port;
    uint32_t serial; // of the app's last request
    struct request outgoing;

    struct hub_thread_config config;
    struct paired_terminal terminals[TERMINALS_MAX];
    sem_t started;
    enum err start_err;
    const char *start_step;
    struct curve_hub *net;
    struct hub *hub;
    uint64_t told_changes;
    uint64_t told_board;
    bool tell_facilitator, tell_room, tell_health;
    bool waiting;   // .event could not be sent yet
    bool answering; // .request has been obeyed and its answer not yet sent
    enum refusal refusal;
    enum err err;
    atomic_bool stopping; // set by the app's thread
    struct request request;
    struct hub_event event;
    struct hub_health health;
};

// --- On the hub's thread.

static uint64_t clock_monotonic(void *self)
{
    (void)self;
    return monotonic_now_ms();
}

static void clock_wall(void *self, uint32_t *out_day, uint16_t *out_minute)
{
    (void)self;
    wall_now(out_day, out_minute);
}

static enum err net_start(struct hub_thread *thread)
{
    struct net_terminal list[TERMINALS_MAX];
    for (size_t i = 0; i < thread->config.terminal_count; i++)
        list[i] = thread->terminals[i].terminal;
    struct curve_hub_config config = {
        .address = thread->config.address,
        .port = thread->config.port,
        .terminals = list,
        .terminal_count = thread->config.terminal_count,
        .self_test = true,
    };
    memcpy(config.public_key, thread->config.hub.keys->curve_public, KEY32_BYTES);
    memcpy(config.secret_key, thread->config.hub.keys->curve_secret, KEY32_BYTES);
    enum err err = curve_hub_create(&config, &thread->net);
    seal_wipe(&config, sizeof config);
    return err;
}

static enum err engine_start(struct hub_thread *thread)
{
    struct hub_world world = {
        .disk = thread->config.disk,
        .random = random_system(),
        .net = curve_hub_table(thread->net),
        .clock = {.monotonic_ms = clock_monotonic, .wall = clock_wall},
    };
    return hub_create(&thread->config.hub, &world, thread->terminals, thread->config.terminal_count,
                      &thread->hub);
}

static enum err decks_add(struct hub_thread *thread)
{
    for (size_t i = 0; i < thread->config.deck_count; i++) {
        enum err err = hub_deck_add(thread->hub, thread->config.decks[i], NULL);
        if (err != OK)
            return err;
    }
    return OK;
}

static enum err start(struct hub_thread *thread)
{
    thread->start_step = "listening on the address";
    enum err err = net_start(thread);
    if (err != OK)
        return err;
    thread->port = curve_hub_port(thread->net);
    thread->start_step = "taking up the data folder";
    err = engine_start(thread);
    if (err != OK)
        return err;
    thread->start_step = "loading the decks";
    return decks_add(thread);
}

static bool offer(struct hub_thread *thread)
{
    thread->waiting = bell_send(thread->bell, BELL_BACK, &thread->event) != OK;
    return !thread->waiting;
}

static void event_begin(struct hub_thread *thread, enum hub_event_kind kind)
{
    check(!thread->waiting);
    memset(&thread->event, 0, sizeof thread->event);
    thread->event.kind = kind;
}

static bool scene_offer(struct hub_thread *thread, enum audience audience)
{
    event_begin(thread, HUB_EVENT_SCENE);
    hub_scene(thread->hub, audience, &thread->event.scene);
    thread->event.session_ms = hub_session_ms(thread->hub);
    return offer(thread);
}

// Tells the app what has changed, as far as the queue takes it. An event that was made waits in
// .event and goes first.
static void tell(struct hub_thread *thread)
{
    if (thread->waiting && !offer(thread))
        return;
    if (hub_changes(thread->hub) != thread->told_changes) {
        thread->told_changes = hub_changes(thread->hub);
        thread->tell_facilitator = thread->tell_room = thread->tell_health = true;
    }
    uint16_t screen = 0;
    while (hub_take_enrolled(thread->hub, &screen)) {
        event_begin(thread, HUB_EVENT_ENROLLED);
        thread->event.screen = screen;
        if (!offer(thread))
            return;
    }
    if (thread->tell_facilitator) {
        thread->tell_facilitator = false;
        if (!scene_offer(thread, AUDIENCE_FACILITATOR))
            return;
    }
    if (thread->tell_room) {
        thread->tell_room = false;
        if (!scene_offer(thread, AUDIENCE_ROOM))
            return;
    }
    if (thread->tell_health) {
        thread->tell_health = false;
        event_begin(thread, HUB_EVENT_HEALTH);
        hub_health(thread->hub, &thread->event.health);
        if (!offer(thread))
            return;
    }
    if (hub_board_changes(thread->hub) != thread->told_board) {
        thread->told_board = hub_board_changes(thread->hub);
        event_begin(thread, HUB_EVENT_BOARD);
        hub_goal_board(thread->hub, &thread->event.board);
        if (!offer(thread))
            return;
    }
    // An answer follows the scenes it led to, so that whoever reads it knows them already.
    if (thread->answering) {
        thread->answering = false;
        event_begin(thread, HUB_EVENT_ANSWER);
        thread->event.serial = thread->request.serial;
        thread->event.refusal = thread->refusal;
        thread->event.err = thread->err;
        (void)offer(thread);
    }
}

static void obey(struct hub_thread *thread)
{
    thread->refusal = ALLOWED;
    thread->err = OK;
    thread->answering = true;
    switch (thread->request.kind) {
    case REQUEST_COMMAND:
        if (thread->request.keeping.retain_days > 0)
            hub_keep(thread->hub, &thread->request.keeping);
        thread->refusal = hub_command(thread->hub, &thread->request.command);
        return;
    case REQUEST_SPEED:
        thread->err = hub_speed(thread->hub, thread->request.number);
        return;
    case REQUEST_PAIR:
        thread->err = hub_pair(thread->hub, &thread->request.terminal);
        return;
    case REQUEST_UNPAIR:
        thread->err = hub_unpair(thread->hub, thread->request.number);
        return;
    case REQUEST_WELCOME:
        thread->err = hub_welcome(thread->hub, thread->request.group, thread->request.number);
        return;
    case REQUEST_GOALS_RESET:
        thread->err = hub_goals_reset(thread->hub, thread->request.group);
        return;
    case REQUEST_DECK:
        thread->err = hub_deck_add(
            thread->hub, (struct span){thread->request.deck, thread->request.deck_bytes}, NULL);
        free(thread->request.deck);
        thread->request.deck = NULL;
        return;
    case REQUEST_STOP: // only a wake-up; .stopping says it
        thread->answering = false;
        return;
    }
}

// One at a time: the next is taken when the answer to the last has gone.
static void requests_take(struct hub_thread *thread)
{
    while (!thread->waiting && !thread->answering &&
           bell_take(thread->bell, BELL_BACK, &thread->request)) {
        obey(thread);
        tell(thread);
    }
}

static int timeout_of(const struct hub_thread *thread)
{
    if (thread->waiting)
        return FULL_MS;
    uint64_t now_ms = monotonic_now_ms();
    uint64_t due_ms = hub_deadline_ms(thread->hub);
    if (due_ms <= now_ms)
        return 0;
    return due_ms - now_ms > 1000 ? 1000 : (int)(due_ms - now_ms);
}

static void run(struct hub_thread *thread)
{
    int bell = bell_descriptor(thread->bell, BELL_BACK);
    while (!atomic_load(&thread->stopping)) {
        (void)curve_hub_wait(thread->net, bell, timeout_of(thread));
        for (size_t i = 0; i < ROUNDS_MAX && hub_net(thread->hub); i++)
            continue;
        hub_tick(thread->hub);
        tell(thread);
        requests_take(thread);
    }
    // What was asked for before the stop is still done; nobody listens for the answers.
    while (bell_take(thread->bell, BELL_BACK, &thread->request))
        obey(thread);
}

static void *thread_main(void *context)
{
    struct hub_thread *thread = context;
    thread->start_err = start(thread);
    bool started = thread->start_err == OK;
    if (started) {
        thread->tell_facilitator = thread->tell_room = thread->tell_health = true;
        thread->told_changes = hub_changes(thread->hub);
        tell(thread);
    }
    sem_post(&thread->started);
    if (started)
        run(thread);
    hub_destroy(thread->hub);
    curve_hub_destroy(thread->net);
    return NULL;
}

// --- On the app's thread.

static void thread_free(struct hub_thread *thread)
{
    bell_destroy(thread->bell);
    sem_destroy(&thread->started);
    seal_wipe(thread, sizeof *thread);
    free(thread);
}

enum err hub_thread_start(const struct hub_thread_config *config, struct hub_thread **out_thread,
                          const char **out_step)
{
    check(config->terminal_count <= TERMINALS_MAX && config->disk != NULL);
    struct hub_thread *thread = calloc(1, sizeof *thread);
    if (thread == NULL)
        return ERR_MEMORY;
    thread->config = *config;
    thread->start_step = "starting the thread";
    if (config->terminal_count > 0)
        memcpy(thread->terminals, config->terminals,
               config->terminal_count * sizeof *config->terminals);
    atomic_init(&thread->stopping, false);
    int made = sem_init(&thread->started, 0, 0);
    check(made == 0);
    struct bell_inbox front = {.message_bytes = sizeof(struct hub_event),
                               .depth = EVENTS_MAX,
                               .ring = config->ring,
                               .self = config->ring_self};
    struct bell_inbox back = {.message_bytes = sizeof(struct request), .depth = REQUESTS_MAX};
    enum err err = bell_create(&front, &back, &thread->bell);
    if (err == OK)
        err = thread_start_and_hear(&thread->pthread, thread_main, thread, &thread->started,
                                    &thread->start_err);
    if (err != OK) {
        if (out_step != NULL)
            *out_step = thread->start_step;
        thread_free(thread);
        return err;
    }
    *out_thread = thread;
    return OK;
}

void hub_thread_stop(struct hub_thread *thread)
{
    if (thread == NULL)
        return;
    atomic_store(&thread->stopping, true);
    thread->outgoing = (struct request){.kind = REQUEST_STOP};
    // Where the queue is full the thread has been woken already.
    enum err sent = bell_send(thread->bell, BELL_FRONT, &thread->outgoing);
    check(sent == OK || sent == ERR_BUSY);
    int joined = pthread_join(thread->pthread, NULL);
    check(joined == 0);
    thread_free(thread);
}

uint16_t hub_thread_port(const struct hub_thread *thread)
{
    return thread->port;
}

int hub_thread_fd(const struct hub_thread *thread)
{
    return bell_descriptor(thread->bell, BELL_FRONT);
}

static uint32_t request_send(struct hub_thread *thread)
{
    thread->outgoing.serial = thread->serial + 1;
    if (bell_send(thread->bell, BELL_FRONT, &thread->outgoing) != OK)
        return 0;
    return ++thread->serial;
}

uint32_t hub_thread_command(struct hub_thread *thread, const struct command *command)
{
    thread->outgoing = (struct request){.kind = REQUEST_COMMAND, .command = *command};
    return request_send(thread);
}

uint32_t hub_thread_begin(struct hub_thread *thread, const struct begin *begin,
                          const struct hub_keeping *keeping)
{
    thread->outgoing = (struct request){.kind = REQUEST_COMMAND,
                                        .command = {.kind = COMMAND_BEGIN, .begin = *begin},
                                        .keeping = *keeping};
    return request_send(thread);
}

uint32_t hub_thread_speed(struct hub_thread *thread, uint16_t speed)
{
    thread->outgoing = (struct request){.kind = REQUEST_SPEED, .number = speed};
    return request_send(thread);
}

uint32_t hub_thread_pair(struct hub_thread *thread, const struct paired_terminal *terminal)
{
    thread->outgoing = (struct request){.kind = REQUEST_PAIR, .terminal = *terminal};
    return request_send(thread);
}

uint32_t hub_thread_welcome(struct hub_thread *thread, const char *group, uint16_t minute)
{
    size_t size = strlen(group);
    check(size < NAME_BYTES);
    thread->outgoing = (struct request){.kind = REQUEST_WELCOME, .number = minute};
    memcpy(thread->outgoing.group, group, size);
    return request_send(thread);
}

uint32_t hub_thread_goals_reset(struct hub_thread *thread, const char *group)
{
    size_t size = strlen(group);
    check(size < NAME_BYTES);
    thread->outgoing = (struct request){.kind = REQUEST_GOALS_RESET};
    memcpy(thread->outgoing.group, group, size);
    return request_send(thread);
}

uint32_t hub_thread_deck(struct hub_thread *thread, struct span encoded)
{
    uint8_t *copy = malloc(encoded.size > 0 ? encoded.size : 1);
    if (copy == NULL)
        return 0;
    memcpy(copy, encoded.at, encoded.size);
    thread->outgoing =
        (struct request){.kind = REQUEST_DECK, .deck = copy, .deck_bytes = encoded.size};
    uint32_t serial = request_send(thread);
    if (serial == 0)
        free(copy);
    return serial;
}

uint32_t hub_thread_unpair(struct hub_thread *thread, uint16_t screen)
{
    thread->outgoing = (struct request){.kind = REQUEST_UNPAIR, .number = screen};
    return request_send(thread);
}

bool hub_thread_take(struct hub_thread *thread, struct hub_event *out_event)
{
    return bell_take(thread->bell, BELL_FRONT, out_event);
}

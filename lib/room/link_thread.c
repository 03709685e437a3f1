#include "room/link_thread.h"

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
#include <sys/timerfd.h>
#include <unistd.h>

enum {
    REQUESTS_MAX = 32,
    EVENTS_MAX = 16,
    FULL_MS = 5, // how soon an event is offered again when the app has not taken the last ones
};

enum request_kind {
    REQUEST_ANSWER,
    REQUEST_GOAL,
    REQUEST_FORGET,
    REQUEST_TABLE,
    REQUEST_DECK_HELD,
    REQUEST_CUT,
    REQUEST_STOP,
};

struct request {
    enum request_kind kind;
    struct cell_body answer;
    struct goal_request goal;
    enum language language, language2;
    bool on; // two languages, cut
    uint8_t power;
    uint8_t hash[HASH_BYTES];
};

struct link_thread {
    struct bell *bell;
    pthread_t pthread;

    struct link_thread_config config;
    sem_t started;
    enum err start_err;
    struct curve_link *curve;
    struct net_link net; // of .curve
    struct link *link;
    int timer;
    uint32_t period_ms; // that the timer is set to
    bool cut;
    bool waiting;         // .event could not be sent yet
    atomic_bool stopping; // set by the app's thread
    struct request request;
    struct link_event event;
};

// --- On the link's thread: the network, with a cable that a practice script can pull.

static bool cut_take_envelope(void *self, uint8_t *buffer, size_t *out_size)
{
    struct link_thread *thread = self;
    bool taken = thread->net.take_envelope(thread->net.self, buffer, out_size);
    return taken && !thread->cut;
}

static enum err cut_send_cell(void *self, const uint8_t cell[CELL_BYTES])
{
    struct link_thread *thread = self;
    return thread->cut ? ERR_BUSY : thread->net.send_cell(thread->net.self, cell);
}

static enum err cut_send_control(void *self, struct span message)
{
    struct link_thread *thread = self;
    return thread->cut ? ERR_BUSY : thread->net.send_control(thread->net.self, message);
}

static bool cut_take_control(void *self, uint8_t *buffer, size_t *out_size)
{
    struct link_thread *thread = self;
    bool taken = thread->net.take_control(thread->net.self, buffer, out_size);
    return taken && !thread->cut;
}

static uint64_t clock_monotonic(void *self)
{
    (void)self;
    return monotonic_now_ms();
}

static enum err start(struct link_thread *thread)
{
    struct curve_link_config config = {.address = thread->config.address,
                                       .port = thread->config.port};
    memcpy(config.server_key, thread->config.server_key, KEY32_BYTES);
    memcpy(config.public_key, thread->config.public_key, KEY32_BYTES);
    memcpy(config.secret_key, thread->config.secret_key, KEY32_BYTES);
    enum err err = curve_link_create(&config, &thread->curve);
    seal_wipe(&config, sizeof config);
    seal_wipe(thread->config.secret_key, sizeof thread->config.secret_key);
    if (err != OK)
        return err;
    thread->net = curve_link_table(thread->curve);
    struct link_world world = {
        .random = random_system(),
        .net = {.self = thread,
                .take_envelope = cut_take_envelope,
                .send_cell = cut_send_cell,
                .send_control = cut_send_control,
                .take_control = cut_take_control},
        .clock = {.monotonic_ms = clock_monotonic},
    };
    err = link_create(&thread->config.link, &world, &thread->link);
    if (err != OK)
        return err;
    thread->timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    return thread->timer >= 0 ? OK : ERR_IO;
}

// The timer beats while a phase is open, whatever the app does and whoever answers.
static void timer_follow(struct link_thread *thread)
{
    uint32_t period_ms = link_cell_period_ms(thread->link);
    if (period_ms == thread->period_ms)
        return;
    thread->period_ms = period_ms;
    struct timespec beat = {.tv_sec = period_ms / 1000,
                            .tv_nsec = (long)(period_ms % 1000) * 1000000};
    struct itimerspec spec = {.it_interval = beat, .it_value = beat};
    int set = timerfd_settime(thread->timer, 0, &spec, NULL);
    check(set == 0);
}

static void timer_beat(struct link_thread *thread)
{
    uint64_t beats = 0;
    // Beats that were slept through are not made up for: one cell a beat, never two.
    if (read(thread->timer, &beats, sizeof beats) == (ssize_t)sizeof beats && beats > 0)
        link_cell(thread->link);
}

static void obey(struct link_thread *thread)
{
    const struct request *request = &thread->request;
    switch (request->kind) {
    case REQUEST_ANSWER:
        link_answer(thread->link, &request->answer);
        break;
    case REQUEST_GOAL:
        link_goal(thread->link, &request->goal);
        break;
    case REQUEST_FORGET:
        link_forget(thread->link);
        break;
    case REQUEST_TABLE:
        link_table(thread->link, request->language, request->on, request->language2,
                   request->power);
        break;
    case REQUEST_DECK_HELD:
        link_deck_held(thread->link, request->hash);
        break;
    case REQUEST_CUT:
        thread->cut = request->on;
        break;
    case REQUEST_STOP: // only a wake-up; .stopping says it
        break;
    }
    seal_wipe(&thread->request, sizeof thread->request);
}

static void tell(struct link_thread *thread)
{
    for (;;) {
        if (!thread->waiting && !link_take(thread->link, &thread->event))
            return;
        thread->waiting = bell_send(thread->bell, BELL_BACK, &thread->event) != OK;
        if (thread->waiting)
            return;
        // What was sent is the receiver's now, its deck and all.
        seal_wipe(&thread->event, sizeof thread->event);
    }
}

static int timeout_of(const struct link_thread *thread)
{
    if (thread->waiting)
        return FULL_MS;
    uint64_t now_ms = monotonic_now_ms();
    uint64_t due_ms = link_deadline_ms(thread->link);
    if (due_ms <= now_ms)
        return 0;
    return due_ms - now_ms > 1000 ? 1000 : (int)(due_ms - now_ms);
}

static void run(struct link_thread *thread)
{
    int bell = bell_descriptor(thread->bell, BELL_BACK);
    while (!atomic_load(&thread->stopping)) {
        (void)curve_link_wait(thread->curve, bell, thread->timer, timeout_of(thread));
        while (bell_take(thread->bell, BELL_BACK, &thread->request))
            obey(thread);
        timer_beat(thread);
        link_net(thread->link);
        link_tick(thread->link);
        timer_follow(thread);
        tell(thread);
    }
}

static void *thread_main(void *context)
{
    struct link_thread *thread = context;
    thread->start_err = start(thread);
    bool started = thread->start_err == OK;
    sem_post(&thread->started);
    if (started)
        run(thread);
    if (thread->timer >= 0)
        close(thread->timer);
    link_destroy(thread->link);
    curve_link_destroy(thread->curve);
    link_event_finish(&thread->event);
    return NULL;
}

// --- On the app's thread.

static void thread_free(struct link_thread *thread)
{
    bell_destroy(thread->bell);
    sem_destroy(&thread->started);
    seal_wipe(thread, sizeof *thread);
    free(thread);
}

enum err link_thread_start(const struct link_thread_config *config, struct link_thread **out_thread)
{
    struct link_thread *thread = calloc(1, sizeof *thread);
    if (thread == NULL)
        return ERR_MEMORY;
    thread->config = *config;
    thread->timer = -1;
    atomic_init(&thread->stopping, false);
    int made = sem_init(&thread->started, 0, 0);
    check(made == 0);
    struct bell_inbox front = {.message_bytes = sizeof(struct link_event),
                               .depth = EVENTS_MAX,
                               .ring = config->ring,
                               .self = config->ring_self};
    struct bell_inbox back = {.message_bytes = sizeof(struct request), .depth = REQUESTS_MAX};
    enum err err = bell_create(&front, &back, &thread->bell);
    if (err == OK)
        err = thread_start_and_hear(&thread->pthread, thread_main, thread, &thread->started,
                                    &thread->start_err);
    if (err != OK) {
        thread_free(thread);
        return err;
    }
    *out_thread = thread;
    return OK;
}

void link_thread_stop(struct link_thread *thread)
{
    if (thread == NULL)
        return;
    atomic_store(&thread->stopping, true);
    struct request wake = {.kind = REQUEST_STOP};
    // Where the queue is full the thread has been woken already.
    enum err sent = bell_send(thread->bell, BELL_FRONT, &wake);
    check(sent == OK || sent == ERR_BUSY);
    int joined = pthread_join(thread->pthread, NULL);
    check(joined == 0);
    // Decks that nobody took.
    while (bell_take(thread->bell, BELL_FRONT, &thread->event))
        link_event_finish(&thread->event);
    thread_free(thread);
}

int link_thread_fd(const struct link_thread *thread)
{
    return bell_descriptor(thread->bell, BELL_FRONT);
}

static bool request_send(struct link_thread *thread, struct request *request)
{
    enum err err = bell_send(thread->bell, BELL_FRONT, request);
    seal_wipe(request, sizeof *request);
    return err == OK;
}

bool link_thread_answer(struct link_thread *thread, const struct cell_body *answer)
{
    struct request request = {.kind = REQUEST_ANSWER, .answer = *answer};
    return request_send(thread, &request);
}

bool link_thread_goal(struct link_thread *thread, const struct goal_request *goal)
{
    struct request request = {.kind = REQUEST_GOAL, .goal = *goal};
    return request_send(thread, &request);
}

bool link_thread_forget(struct link_thread *thread)
{
    struct request request = {.kind = REQUEST_FORGET};
    return request_send(thread, &request);
}

bool link_thread_table(struct link_thread *thread, enum language language, bool two,
                       enum language language2, uint8_t power)
{
    struct request request = {.kind = REQUEST_TABLE,
                              .language = language,
                              .on = two,
                              .language2 = language2,
                              .power = power};
    return request_send(thread, &request);
}

bool link_thread_deck_held(struct link_thread *thread, const uint8_t hash[HASH_BYTES])
{
    struct request request = {.kind = REQUEST_DECK_HELD};
    memcpy(request.hash, hash, HASH_BYTES);
    return request_send(thread, &request);
}

bool link_thread_cut(struct link_thread *thread, bool cut)
{
    struct request request = {.kind = REQUEST_CUT, .on = cut};
    return request_send(thread, &request);
}

bool link_thread_take(struct link_thread *thread, struct link_event *out_event)
{
    return bell_take(thread->bell, BELL_FRONT, out_event);
}

// The bell between two threads: nothing lost, nothing doubled, nobody left asleep.
#include "net/bell.h"
#include <poll.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>
// cmocka needs setjmp.h, stdarg.h, stddef.h and stdint.h.
#include <cmocka.h>

enum {
    MESSAGES = 100000,
    WAIT_MS = 20000
};

struct note {
    uint32_t number;
    uint8_t filling[60];
};

// Stands in for the window's event queue: a ring is one byte in a pipe.
struct events {
    int ends[2];
    uint32_t rings;
};

static bool push_event(void *self)
{
    struct events *events = self;
    events->rings++;
    return write(events->ends[1], "x", 1) == 1;
}

static struct bell *bell_for(struct events *events, size_t depth)
{
    const struct bell_inbox front = {
        .message_bytes = sizeof(struct note), .depth = depth, .ring = push_event, .self = events};
    const struct bell_inbox back = {.message_bytes = sizeof(struct note), .depth = depth};
    struct bell *bell = NULL;
    assert_int_equal(bell_create(&front, &back, &bell), OK);
    return bell;
}

static struct note note_of(uint32_t number)
{
    struct note note = {.number = number};
    memset(note.filling, (int)(number & 0xff), sizeof note.filling);
    return note;
}

static bool whole(const struct note *note)
{
    const struct note expected = note_of(note->number);
    return memcmp(note, &expected, sizeof expected) == 0;
}

// One thread's work: sends its messages, takes the other's, and sleeps when it can do neither. A
// lost wake-up leaves it asleep past the deadline.
struct worker {
    struct bell *bell;
    enum bell_side side;
    int wake; // what to poll
    bool eats_bytes;
    uint32_t sent, taken;
    const char *fault;
};

static void *work(void *self)
{
    struct worker *worker = self;
    while (worker->fault == NULL && (worker->sent < MESSAGES || worker->taken < MESSAGES)) {
        bool moved = false;
        for (int i = 0; i < 7 && worker->sent < MESSAGES; i++) {
            const struct note note = note_of(worker->sent);
            if (bell_send(worker->bell, worker->side, &note) != OK)
                break;
            worker->sent++;
            moved = true;
        }
        struct note note;
        while (bell_take(worker->bell, worker->side, &note)) {
            if (note.number != worker->taken || !whole(&note))
                worker->fault = "a message was lost, doubled or torn";
            worker->taken++;
            moved = true;
        }
        if (moved || worker->taken == MESSAGES)
            continue; // the last ones are sent without sleeping: the other side takes them
        struct pollfd item = {.fd = worker->wake, .events = POLLIN};
        // With room to send there is work to do; without, the other side must wake us.
        if (poll(&item, 1, worker->sent < MESSAGES ? 1 : WAIT_MS) == 0 && worker->sent == MESSAGES)
            worker->fault = "a wake-up was lost";
        char bytes[64];
        if (worker->eats_bytes && (item.revents & POLLIN))
            (void)!read(worker->wake, bytes, sizeof bytes);
    }
    return NULL;
}

static void two_threads_lose_no_wake_up(void **state)
{
    (void)state;
    struct events events = {0};
    assert_int_equal(pipe(events.ends), 0);
    struct bell *bell = bell_for(&events, 64);
    struct worker front = {
        .bell = bell, .side = BELL_FRONT, .wake = events.ends[0], .eats_bytes = true};
    struct worker back = {
        .bell = bell, .side = BELL_BACK, .wake = bell_descriptor(bell, BELL_BACK)};
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, work, &back), 0);
    (void)work(&front);
    assert_int_equal(pthread_join(thread, NULL), 0);
    if (front.fault != NULL || back.fault != NULL)
        fail_msg("%s", front.fault != NULL ? front.fault : back.fault);
    assert_int_equal(front.taken, MESSAGES);
    assert_int_equal(back.taken, MESSAGES);
    assert_true(events.rings >= 1 && events.rings <= MESSAGES);
    bell_destroy(bell);
    close(events.ends[0]);
    close(events.ends[1]);
}

// One message at a time and an answer to each: here each side sleeps before every message, so that
// each one needs its wake-up.
enum {
    ROUNDS = 20000
};

static void *answer(void *self)
{
    struct worker *worker = self;
    while (worker->taken < ROUNDS && worker->fault == NULL) {
        struct pollfd item = {.fd = worker->wake, .events = POLLIN};
        if (poll(&item, 1, WAIT_MS) == 0)
            worker->fault = "a wake-up was lost";
        struct note note;
        while (bell_take(worker->bell, worker->side, &note)) {
            worker->taken++;
            if (bell_send(worker->bell, worker->side, &note) != OK)
                worker->fault = "the inbox was full";
        }
    }
    return NULL;
}

static void every_message_wakes_a_sleeper(void **state)
{
    (void)state;
    struct events events = {0};
    assert_int_equal(pipe(events.ends), 0);
    struct bell *bell = bell_for(&events, 4);
    struct worker back = {
        .bell = bell, .side = BELL_BACK, .wake = bell_descriptor(bell, BELL_BACK)};
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, answer, &back), 0);
    for (uint32_t i = 0; i < ROUNDS; i++) {
        const struct note question = note_of(i);
        assert_int_equal(bell_send(bell, BELL_FRONT, &question), OK);
        struct note reply = {0};
        while (!bell_take(bell, BELL_FRONT, &reply)) {
            struct pollfd item = {.fd = events.ends[0], .events = POLLIN};
            assert_int_equal(poll(&item, 1, WAIT_MS), 1);
            char bytes[64];
            assert_true(read(events.ends[0], bytes, sizeof bytes) > 0);
        }
        assert_int_equal(reply.number, i);
    }
    assert_int_equal(pthread_join(thread, NULL), 0);
    if (back.fault != NULL)
        fail_msg("%s", back.fault);
    bell_destroy(bell);
    close(events.ends[0]);
    close(events.ends[1]);
}

static void many_sends_ring_once(void **state)
{
    (void)state;
    struct events events = {0};
    assert_int_equal(pipe(events.ends), 0);
    struct bell *bell = bell_for(&events, 8);
    const struct note note = note_of(1);
    for (int i = 0; i < 8; i++)
        assert_int_equal(bell_send(bell, BELL_BACK, &note), OK);
    assert_int_equal(events.rings, 1);
    assert_int_equal(bell_send(bell, BELL_BACK, &note), ERR_BUSY);
    struct note taken;
    int count = 0;
    while (bell_take(bell, BELL_FRONT, &taken))
        count++;
    assert_int_equal(count, 8);
    assert_int_equal(bell_send(bell, BELL_BACK, &note), OK);
    assert_int_equal(events.rings, 2);
    bell_destroy(bell);
    close(events.ends[0]);
    close(events.ends[1]);
}

static bool deaf(void *self)
{
    uint32_t *calls = self;
    *calls += 1;
    return *calls > 2; // the event queue is full twice
}

static void a_failed_ring_is_tried_again(void **state)
{
    (void)state;
    uint32_t calls = 0;
    const struct bell_inbox front = {
        .message_bytes = sizeof(struct note), .depth = 8, .ring = deaf, .self = &calls};
    const struct bell_inbox back = {.message_bytes = 1, .depth = 1};
    struct bell *bell = NULL;
    assert_int_equal(bell_create(&front, &back, &bell), OK);
    const struct note note = note_of(1);
    for (int i = 0; i < 5; i++)
        assert_int_equal(bell_send(bell, BELL_BACK, &note), OK);
    assert_int_equal(calls, 3); // two failures, then one that holds for the rest
    assert_int_equal(bell_descriptor(bell, BELL_FRONT), -1);
    bell_destroy(bell);
    bell_destroy(NULL);
}

static void descriptor_stays_readable_until_empty(void **state)
{
    (void)state;
    struct events events = {.ends = {-1, -1}};
    struct bell *bell = bell_for(&events, 8);
    struct pollfd item = {.fd = bell_descriptor(bell, BELL_BACK), .events = POLLIN};
    assert_int_equal(poll(&item, 1, 0), 0);
    const struct note note = note_of(1);
    assert_int_equal(bell_send(bell, BELL_FRONT, &note), OK);
    assert_int_equal(bell_send(bell, BELL_FRONT, &note), OK);
    struct note taken;
    assert_true(bell_take(bell, BELL_BACK, &taken));
    assert_int_equal(poll(&item, 1, 0), 1); // one is left: a receiver that stopped early wakes
    assert_true(bell_take(bell, BELL_BACK, &taken));
    assert_false(bell_take(bell, BELL_BACK, &taken));
    assert_int_equal(poll(&item, 1, 0), 0);
    bell_destroy(bell);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(many_sends_ring_once),
        cmocka_unit_test(a_failed_ring_is_tried_again),
        cmocka_unit_test(descriptor_stays_readable_until_empty),
        cmocka_unit_test(every_message_wakes_a_sleeper),
        cmocka_unit_test(two_threads_lose_no_wake_up),
    };
    return cmocka_run_group_tests_name("net.bell", tests, NULL, NULL);
}

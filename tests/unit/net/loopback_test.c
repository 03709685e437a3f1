// The twin: the same seed gives the same meeting, and each fault does what it says.
#include "net/loopback.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
// cmocka needs setjmp.h, stdarg.h, stddef.h and stdint.h.
#include <cmocka.h>

enum {
    LINKS = 16,
    TICKS = 400
};

static void send_number(const struct net_link *link, uint32_t number)
{
    uint8_t cell[CELL_BYTES] = {0};
    memcpy(cell, &number, sizeof number);
    assert_int_equal(link->send_cell(link->self, cell), OK);
}

static bool take_number(const struct net_hub *hub, uint32_t *out_number)
{
    uint8_t cell[CELL_BYTES];
    if (!hub->take_cell(hub->self, cell))
        return false;
    memcpy(out_number, cell, sizeof *out_number);
    return true;
}

static void without_faults_everything_is_there_at_once(void **state)
{
    (void)state;
    struct loopback *loopback = NULL;
    assert_int_equal(loopback_create(1, 3, &loopback), OK);
    const struct net_hub hub = loopback_hub(loopback);
    const struct net_link first = loopback_link(loopback, 0), third = loopback_link(loopback, 2);
    uint32_t number = 0;
    send_number(&first, 11);
    send_number(&third, 33);
    send_number(&first, 12);
    const uint32_t expected[] = {11, 33, 12};
    for (size_t i = 0; i < 3; i++) {
        assert_true(take_number(&hub, &number));
        assert_int_equal(number, expected[i]);
    }
    assert_false(take_number(&hub, &number));

    struct net_peer peer = {0};
    uint8_t buffer[CONTROL_BYTES_MAX];
    size_t size = 0;
    assert_int_equal(third.send_control(third.self, span_of_string("hello")), OK);
    assert_true(hub.take_control(hub.self, &peer, buffer, &size));
    assert_int_equal(peer.screen, 3);
    assert_int_equal(size, 5);
    assert_int_equal(hub.send_control(hub.self, peer, span_of_string("welcome")), OK);
    assert_false(first.take_control(first.self, buffer, &size));
    assert_true(third.take_control(third.self, buffer, &size));
    assert_memory_equal(buffer, "welcome", 7);
    const struct net_peer nobody = {.id = 999, .screen = 3};
    assert_int_equal(hub.send_control(hub.self, nobody, span_of_string("x")), ERR_CLOSED);

    uint8_t envelope[ENVELOPE_OPEN_BYTES] = {5};
    const struct span older = {.at = envelope, .size = ENVELOPE_OPEN_BYTES};
    assert_int_equal(hub.publish(hub.self, older), OK);
    envelope[0] = 6;
    const struct span newer = {.at = envelope, .size = ENVELOPE_IDLE_BYTES};
    assert_int_equal(hub.publish(hub.self, newer), OK);
    assert_true(first.take_envelope(first.self, buffer, &size));
    assert_int_equal(buffer[0], 6);
    assert_int_equal(size, ENVELOPE_IDLE_BYTES);
    assert_false(first.take_envelope(first.self, buffer, &size));
    loopback_destroy(loopback);
}

static void mix(uint64_t *trace, const void *bytes, size_t size)
{
    const uint8_t *at = bytes;
    for (size_t i = 0; i < size; i++)
        *trace = (*trace ^ at[i]) * 0x100000001b3u; // FNV-1a
}

// Everything every end takes in a meeting with all faults, cuts and a restart, as one number.
static uint64_t trace_of(uint64_t seed)
{
    struct loopback *loopback = NULL;
    assert_int_equal(loopback_create(seed, LINKS, &loopback), OK);
    const struct loopback_faults faults = {
        .loss_per_mille = 50, .repeat_per_mille = 50, .reorder_per_mille = 50, .delay_ms_most = 90};
    loopback_faults_set(loopback, &faults);
    const struct net_hub hub = loopback_hub(loopback);
    uint64_t trace = 0xcbf29ce484222325u;
    uint8_t buffer[CONTROL_BYTES_MAX] = {0};
    size_t size;
    struct net_peer peer;
    for (uint32_t tick = 0; tick < TICKS; tick++) {
        loopback_clock(loopback, tick * 50u);
        loopback_cut(loopback, 3, tick % 40 > 30);
        loopback_hub_down(loopback, tick % 100 > 95);
        memcpy(buffer, &tick, sizeof tick);
        (void)hub.publish(hub.self, (struct span){.at = buffer, .size = ENVELOPE_IDLE_BYTES});
        for (size_t i = 0; i < LINKS; i++) {
            const struct net_link link = loopback_link(loopback, i);
            const uint32_t mark[2] = {tick, (uint32_t)i};
            memcpy(buffer, mark, sizeof mark);
            (void)link.send_cell(link.self, buffer);
            (void)link.send_control(link.self, (struct span){.at = buffer, .size = 100});
            if (link.take_envelope(link.self, buffer, &size))
                mix(&trace, buffer, size);
            while (link.take_control(link.self, buffer, &size))
                mix(&trace, buffer, size);
        }
        while (hub.take_cell(hub.self, buffer))
            mix(&trace, buffer, CELL_BYTES);
        while (hub.take_control(hub.self, &peer, buffer, &size)) {
            mix(&trace, &peer.id, sizeof peer.id);
            mix(&trace, buffer, size);
            (void)hub.send_control(hub.self, peer, (struct span){.at = buffer, .size = size});
        }
    }
    loopback_destroy(loopback);
    return trace;
}

static void same_seed_same_trace(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 5; seed++) {
        assert_true(trace_of(seed) == trace_of(seed));
        assert_true(trace_of(seed) != trace_of(seed + 1));
    }
}

struct tally {
    uint32_t sent, arrived, twice, overtaken;
};

static struct tally tally_of(const struct loopback_faults *faults)
{
    struct loopback *loopback = NULL;
    assert_int_equal(loopback_create(7, 1, &loopback), OK);
    loopback_faults_set(loopback, faults);
    const struct net_hub hub = loopback_hub(loopback);
    const struct net_link link = loopback_link(loopback, 0);
    static uint8_t seen[4000];
    memset(seen, 0, sizeof seen);
    struct tally tally = {0};
    uint32_t number, newest = 0;
    for (uint32_t i = 0; i < 4000 + 400; i++) {
        loopback_clock(loopback, i * 20u);
        if (i < 4000) {
            send_number(&link, i);
            tally.sent++;
        }
        while (take_number(&hub, &number)) {
            tally.arrived += seen[number] == 0;
            tally.twice += seen[number] == 1;
            tally.overtaken += number < newest && seen[number] == 0;
            newest = number > newest ? number : newest;
            seen[number]++;
        }
    }
    loopback_destroy(loopback);
    return tally;
}

static void each_fault_does_what_it_says(void **state)
{
    (void)state;
    const struct loopback_faults none = {0};
    struct tally tally = tally_of(&none);
    assert_int_equal(tally.arrived, 4000);
    assert_int_equal(tally.twice + tally.overtaken, 0);

    const struct loopback_faults loss = {.loss_per_mille = 250};
    tally = tally_of(&loss);
    assert_in_range(tally.arrived, 2850, 3150);
    assert_int_equal(tally.twice + tally.overtaken, 0);

    const struct loopback_faults repeat = {.repeat_per_mille = 250};
    tally = tally_of(&repeat);
    assert_int_equal(tally.arrived, 4000);
    assert_in_range(tally.twice, 850, 1150);

    const struct loopback_faults reorder = {.reorder_per_mille = 250};
    tally = tally_of(&reorder);
    assert_int_equal(tally.arrived, 4000);
    assert_in_range(tally.overtaken, 300, 1150);

    // Delay alone is what TCP does: late, but in order and whole.
    const struct loopback_faults delay = {.delay_ms_most = 300};
    tally = tally_of(&delay);
    assert_int_equal(tally.arrived, 4000);
    assert_int_equal(tally.twice + tally.overtaken, 0);

    const struct loopback_faults all = {.loss_per_mille = 1000};
    assert_int_equal(tally_of(&all).arrived, 0);
}

static void delay_waits_for_the_clock(void **state)
{
    (void)state;
    struct loopback *loopback = NULL;
    assert_int_equal(loopback_create(3, 1, &loopback), OK);
    const struct loopback_faults faults = {.delay_ms_most = 1000};
    loopback_faults_set(loopback, &faults);
    const struct net_hub hub = loopback_hub(loopback);
    const struct net_link link = loopback_link(loopback, 0);
    for (uint32_t i = 0; i < 10; i++)
        send_number(&link, i);
    uint32_t number, at_once = 0, in_time = 0;
    while (take_number(&hub, &number))
        at_once++;
    assert_true(at_once < 10);
    loopback_clock(loopback, 1000);
    while (take_number(&hub, &number))
        in_time++;
    assert_int_equal(at_once + in_time, 10);
    loopback_destroy(loopback);
}

static void a_cut_loses_what_is_under_way(void **state)
{
    (void)state;
    struct loopback *loopback = NULL;
    assert_int_equal(loopback_create(3, 2, &loopback), OK);
    const struct net_hub hub = loopback_hub(loopback);
    const struct net_link first = loopback_link(loopback, 0), second = loopback_link(loopback, 1);
    const struct loopback_faults faults = {.delay_ms_most = 1000};
    loopback_faults_set(loopback, &faults);
    for (uint32_t i = 0; i < 20; i++)
        send_number(&first, i);
    uint32_t number, before = 0;
    while (take_number(&hub, &number))
        before++;
    assert_true(before < 20);
    loopback_cut(loopback, 0, true);
    send_number(&first, 50); // seems to succeed
    send_number(&second, 60);
    loopback_clock(loopback, 5000);
    assert_true(take_number(&hub, &number));
    assert_int_equal(number, 60);
    assert_false(take_number(&hub, &number));
    loopback_cut(loopback, 0, false);
    send_number(&first, 70);
    loopback_clock(loopback, 9000);
    assert_true(take_number(&hub, &number));
    assert_int_equal(number, 70);
    loopback_destroy(loopback);
}

static struct net_peer hello(const struct net_hub *hub, const struct net_link *link)
{
    struct net_peer peer = {0};
    uint8_t buffer[CONTROL_BYTES_MAX];
    size_t size;
    assert_int_equal(link->send_control(link->self, span_of_string("hello")), OK);
    assert_true(hub->take_control(hub->self, &peer, buffer, &size));
    return peer;
}

static void a_dead_console_comes_back_with_new_peers(void **state)
{
    (void)state;
    struct loopback *loopback = NULL;
    assert_int_equal(loopback_create(3, 1, &loopback), OK);
    const struct net_hub hub = loopback_hub(loopback);
    const struct net_link link = loopback_link(loopback, 0);
    const struct net_peer before = hello(&hub, &link);
    loopback_hub_down(loopback, true);
    const uint8_t cell[CELL_BYTES] = {0};
    uint8_t taken[CELL_BYTES];
    assert_int_equal(link.send_cell(link.self, cell), ERR_BUSY);
    assert_int_equal(hub.publish(hub.self, span_of_string("x")), ERR_NET);
    loopback_hub_down(loopback, false);
    assert_false(hub.take_cell(hub.self, taken));
    const struct net_peer after = hello(&hub, &link);
    assert_int_not_equal(before.id, after.id);
    assert_int_equal(hub.send_control(hub.self, before, span_of_string("x")), ERR_CLOSED);
    loopback_destroy(loopback);
}

// C21 on the twin: off the list is off at once, and a key of one's own must be allowed first.
static void c21_the_list_decides_who_is_in(void **state)
{
    (void)state;
    struct loopback *loopback = NULL;
    assert_int_equal(loopback_create(3, 2, &loopback), OK);
    const struct net_hub hub = loopback_hub(loopback);
    const struct net_link first = loopback_link(loopback, 0), second = loopback_link(loopback, 1);
    struct net_terminal terminals[2] = {{.screen = 41}, {.screen = 42}};
    loopback_key(loopback, 0, terminals[0].public_key);
    loopback_key(loopback, 1, terminals[1].public_key);
    assert_int_equal(hub.allow(hub.self, terminals, 2), OK);
    assert_int_equal(hello(&hub, &first).screen, 41);
    assert_int_equal(hello(&hub, &second).screen, 42);
    assert_int_equal(hub.allow(hub.self, &terminals[1], 1), OK);
    const uint8_t cell[CELL_BYTES] = {0};
    uint8_t buffer[ENVELOPE_OPEN_BYTES];
    size_t size;
    assert_int_equal(first.send_cell(first.self, cell), ERR_BUSY);
    assert_int_equal(hub.publish(hub.self, span_of_string("scene")), OK);
    assert_false(first.take_envelope(first.self, buffer, &size));
    assert_true(second.take_envelope(second.self, buffer, &size));

    terminals[0].public_key[31] = 77;
    loopback_key_set(loopback, 0, terminals[0].public_key);
    assert_int_equal(first.send_cell(first.self, cell), ERR_BUSY);
    assert_int_equal(hub.allow(hub.self, terminals, 2), OK);
    assert_int_equal(hello(&hub, &first).screen, 41);
    loopback_destroy(loopback);
}

static void queues_are_bounded(void **state)
{
    (void)state;
    struct loopback *loopback = NULL;
    assert_int_equal(loopback_create(3, 1, &loopback), OK);
    const struct net_hub hub = loopback_hub(loopback);
    const struct net_link link = loopback_link(loopback, 0);
    uint32_t number, count = 0;
    for (uint32_t i = 0; i < 1000; i++)
        send_number(&link, i);
    while (take_number(&hub, &number))
        count++;
    assert_int_equal(count, 32);
    const struct loopback_faults faults = {.delay_ms_most = 100000};
    loopback_faults_set(loopback, &faults);
    const uint8_t cell[CELL_BYTES] = {0};
    enum err err = OK;
    for (uint32_t i = 0; i < 1000 && err == OK; i++)
        err = link.send_cell(link.self, cell);
    assert_int_equal(err, ERR_BUSY);
    loopback_destroy(loopback);
    loopback_destroy(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_faults_everything_is_there_at_once),
        cmocka_unit_test(same_seed_same_trace),
        cmocka_unit_test(each_fault_does_what_it_says),
        cmocka_unit_test(delay_waits_for_the_clock),
        cmocka_unit_test(a_cut_loses_what_is_under_way),
        cmocka_unit_test(a_dead_console_comes_back_with_new_peers),
        cmocka_unit_test(c21_the_list_decides_who_is_in),
        cmocka_unit_test(queues_are_bounded),
    };
    return cmocka_run_group_tests_name("net.loopback", tests, NULL, NULL);
}

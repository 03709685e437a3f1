// 64 answers at once: how long until the hub has taken the last, over CURVE, against a bare CURVE
// PUSH/PULL burst of the same bytes. And how many cells a second the hub's intake sustains, from
// memory and over the network, and what part of that is the one X25519 that each cell costs. And how
// long one answer takes from Send to Saved, and how much of that is waiting for ticks.
#include "base/check.h"
#include "house.h"
#include "net/curve_internal.h"
#include "room/receipt.h"
#include "room/wall.h"
#include "seal/cell.h"
#include "terminals.h"
#include <poll.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zmq.h>

#define JOIN_US 10e6

enum {
    ANSWERS = 64,
    ROUNDS = 60,
    CELLS = 40000,
    CELLS_MADE = 512, // sealed before the clock starts, then given again and again
    TICK_MS = 500,
    SAVED_ROUNDS = 40,
};

// --- A hub whose network counts what it takes.

struct counted {
    struct net_hub below;
    uint64_t taken;
};

static enum err counted_publish(void *self, struct span envelope)
{
    struct counted *counted = self;
    return counted->below.publish(counted->below.self, envelope);
}

static bool counted_take_cell(void *self, uint8_t out_cell[CELL_BYTES])
{
    struct counted *counted = self;
    bool taken = counted->below.take_cell(counted->below.self, out_cell);
    counted->taken += taken;
    return taken;
}

static bool counted_take_control(void *self, struct net_peer *out_peer, uint8_t *buffer,
                                 size_t *out_size)
{
    struct counted *counted = self;
    return counted->below.take_control(counted->below.self, out_peer, buffer, out_size);
}

static enum err counted_send_control(void *self, struct net_peer peer, struct span message)
{
    struct counted *counted = self;
    return counted->below.send_control(counted->below.self, peer, message);
}

static uint64_t counted_dropped(void *self)
{
    struct counted *counted = self;
    return counted->below.dropped(counted->below.self);
}

static enum err counted_allow(void *self, const struct net_terminal *terminals, size_t count)
{
    struct counted *counted = self;
    return counted->below.allow(counted->below.self, terminals, count);
}

static struct net_hub counted_table(struct counted *counted)
{
    return (struct net_hub){.self = counted,
                            .publish = counted_publish,
                            .take_cell = counted_take_cell,
                            .take_control = counted_take_control,
                            .send_control = counted_send_control,
                            .dropped = counted_dropped,
                            .allow = counted_allow};
}

// --- The burst.

struct burst {
    struct curve_hub *net;
    struct counted counted;
    struct hub *hub;
    struct terminals terminals;
    struct bare_hub bare;
    struct crowd sockets;
};

static void hub_turn(struct burst *burst, int wait_ms)
{
    (void)curve_hub_wait(burst->net, -1, wait_ms);
    while (hub_net(burst->hub))
        continue;
    hub_tick(burst->hub);
}

static size_t open_count(const struct terminals *terminals)
{
    size_t count = 0;
    for (size_t i = 0; i < terminals->crowd.count; i++)
        count += terminals->rows[i].open && link_cell_period_ms(terminals->rows[i].link) > 0;
    return count;
}

static void burst_open(struct bench *bench, struct burst *burst, const struct house *house)
{
    burst->net = house_net(house, 0);
    burst->counted.below = curve_hub_table(burst->net);
    burst->hub = house_hub(house, disk_posix(), counted_table(&burst->counted));
    house_command(burst->hub, &house->begin);
    struct crowd_config config = {.count = ANSWERS,
                                  .port = curve_hub_port(burst->net),
                                  .server_key = house->keys.curve_public,
                                  .keys = house->secrets};
    terminals_make(&burst->terminals, &config);
    burst->terminals.cells_held = true;
    double end_us = bench_now_us() + JOIN_US;
    house_say(burst->hub, COMMAND_PROMPT_OPEN, 1, 0);
    while (open_count(&burst->terminals) < ANSWERS && bench_now_us() < end_us) {
        hub_turn(burst, 5);
        terminals_step(&burst->terminals, 0);
    }
    if (open_count(&burst->terminals) < ANSWERS)
        bench_fail(bench, "not every terminal saw the prompt");
    struct terminal_key own;
    terminal_keys_make(&own, 1);
    bare_hub_open(&burst->bare, 0, &own, 3);
    config.port = burst->bare.port;
    config.server_key = own.public_key;
    crowd_bare(&burst->sockets, &config, 3);
    static const uint8_t hello[ENVELOPE_IDLE_BYTES];
    crowd_forget(&burst->sockets);
    end_us = bench_now_us() + JOIN_US;
    while (crowd_look(&burst->sockets, 5000, NULL, NULL) < ANSWERS) {
        if (bench_now_us() > end_us)
            bench_fail(bench, "not every bare socket could join");
        bare_publish(&burst->bare, hello, sizeof hello);
    }
}

static double burst_product(struct bench *bench, struct burst *burst)
{
    terminals_step(&burst->terminals, 0);
    hub_turn(burst, 0);
    const uint64_t want = burst->counted.taken + ANSWERS;
    const double from_us = bench_now_us();
    for (size_t i = 0; i < ANSWERS; i++)
        link_cell(burst->terminals.rows[i].link);
    while (burst->counted.taken < want && bench_now_us() < from_us + JOIN_US)
        hub_turn(burst, 10);
    if (burst->counted.taken < want)
        bench_fail(bench, "an answer was lost");
    return bench_now_us() - from_us;
}

// Sealing and opening belong to the product's work and not to libzmq's; here only bytes travel.
static double burst_bare(struct bench *bench, struct burst *burst)
{
    static const uint8_t bytes[CELL_BYTES] = {1};
    uint8_t taken[CELL_BYTES];
    const double from_us = bench_now_us();
    for (size_t i = 0; i < ANSWERS; i++) {
        int sent = zmq_send(burst->sockets.sockets[i][1], bytes, sizeof bytes, ZMQ_DONTWAIT);
        check(sent == (int)sizeof bytes);
    }
    zmq_pollitem_t item = {.socket = burst->bare.sockets[1], .events = ZMQ_POLLIN};
    for (size_t count = 0; count < ANSWERS;) {
        if (zmq_recv(item.socket, taken, sizeof taken, ZMQ_DONTWAIT) >= 0)
            count++;
        else if (zmq_poll(&item, 1, 2000) <= 0)
            bench_fail(bench, "a bare message was lost");
    }
    return bench_now_us() - from_us;
}

static void measure_burst(struct bench *bench, const struct house *house)
{
    struct burst *burst = calloc(1, sizeof *burst);
    check(burst != NULL);
    burst_open(bench, burst, house);
    for (size_t i = 0; i < ANSWERS; i++)
        terminal_answer(&burst->terminals.rows[i], (uint8_t)(1u << (i % 5)));
    struct samples product, yardstick;
    size_t rounds = bench_rounds(bench, ROUNDS);
    samples_init(&product, rounds);
    samples_init(&yardstick, rounds);
    for (size_t i = 0; i < rounds; i++) {
        samples_add(&product, burst_product(bench, burst) / 1000);
        samples_add(&yardstick, burst_bare(bench, burst) / 1000);
    }
    figure_pair(bench, "burst.64", "ms", &product, "bare CURVE PUSH/PULL, unsealed", &yardstick, 0,
                0);
    figure_print(bench, &(struct figure){.name = "burst.64.worst",
                                         .unit = "ms",
                                         .product = samples_at(&product, 1),
                                         .kind = GOAL_MOST,
                                         .goal = TICK_MS});
    samples_finish(&product);
    samples_finish(&yardstick);
    terminals_finish(&burst->terminals);
    crowd_finish(&burst->sockets);
    bare_hub_close(&burst->bare);
    hub_destroy(burst->hub);
    curve_hub_destroy(burst->net);
    free(burst);
}

// --- The intake, fed from memory.

struct feed {
    uint8_t (*cells)[CELL_BYTES];
    size_t next, left;
    struct envelope envelope; // the last published
};

static enum err feed_publish(void *self, struct span envelope)
{
    struct feed *feed = self;
    return envelope_decode(envelope, &feed->envelope);
}

static bool feed_take_cell(void *self, uint8_t out_cell[CELL_BYTES])
{
    struct feed *feed = self;
    if (feed->left == 0)
        return false;
    feed->left--;
    memcpy(out_cell, feed->cells[feed->next], CELL_BYTES);
    feed->next = (feed->next + 1) % CELLS_MADE;
    return true;
}

static bool feed_take_control(void *self, struct net_peer *out_peer, uint8_t *buffer,
                              size_t *out_size)
{
    (void)self;
    (void)out_peer;
    (void)buffer;
    (void)out_size;
    return false;
}

static enum err feed_send_control(void *self, struct net_peer peer, struct span message)
{
    (void)self;
    (void)peer;
    (void)message;
    return ERR_CLOSED;
}

static uint64_t feed_dropped(void *self)
{
    (void)self;
    return 0;
}

static enum err feed_allow(void *self, const struct net_terminal *terminals, size_t count)
{
    (void)self;
    (void)terminals;
    (void)count;
    return OK;
}

// One in eight an answer of its own, the others dummies, as in a full room.
static void cells_make(struct feed *feed)
{
    for (size_t i = 0; i < CELLS_MADE; i++) {
        struct cell_body body = {.kind = i % 8 == 0 ? CELL_ANSWER : CELL_DUMMY,
                                 .phase_id = feed->envelope.phase_id,
                                 .choice = 1};
        const struct random_source *random = random_system();
        random->fill(random->self, body.id, sizeof body.id);
        uint8_t plain[CELL_BODY_BYTES];
        cell_body_encode(&body, plain);
        cell_seal(plain, feed->envelope.phase_key, feed->cells[i]);
    }
}

static double x25519_us(size_t rounds)
{
    uint8_t secret[32], point[32], product[32];
    randombytes_buf(secret, sizeof secret);
    int done = crypto_scalarmult_base(point, secret);
    check(done == 0);
    const double from_us = bench_now_us();
    for (size_t i = 0; i < rounds; i++) {
        done = crypto_scalarmult(product, secret, point);
        check(done == 0);
    }
    return (bench_now_us() - from_us) / (double)rounds;
}

static void measure_intake(struct bench *bench, const struct house *house)
{
    struct feed *feed = calloc(1, sizeof *feed);
    check(feed != NULL);
    feed->cells = calloc(CELLS_MADE, CELL_BYTES);
    check(feed->cells != NULL);
    struct net_hub net = {.self = feed,
                          .publish = feed_publish,
                          .take_cell = feed_take_cell,
                          .take_control = feed_take_control,
                          .send_control = feed_send_control,
                          .dropped = feed_dropped,
                          .allow = feed_allow};
    struct hub *hub = house_hub(house, disk_posix(), net);
    house_command(hub, &house->begin);
    house_say(hub, COMMAND_PROMPT_OPEN, 1, 0);
    check(feed->envelope.open);
    cells_make(feed);
    const size_t rounds = 8, cells = bench->quick ? 1000 : CELLS / rounds;
    struct samples product, yardstick;
    samples_init(&product, rounds);
    samples_init(&yardstick, rounds);
    for (size_t i = 0; i < rounds; i++) {
        feed->left = cells;
        const double from_us = bench_now_us();
        while (hub_net(hub))
            hub_tick(hub);
        samples_add(&product, (double)cells * 1e6 / (bench_now_us() - from_us));
        samples_add(&yardstick, 1e6 / x25519_us(cells));
    }
    const double rate = samples_at(&product, 0.5), bound = samples_at(&yardstick, 0.5);
    figure_print(bench, &(struct figure){.name = "intake",
                                         .unit = "cells/s",
                                         .product = rate,
                                         .against = "X25519 alone, one each",
                                         .yardstick = bound,
                                         .kind = GOAL_LEAST,
                                         .goal = 20000});
    figure_print(bench, &(struct figure){.name = "intake.part-of-X25519",
                                         .unit = "percent",
                                         .product = 100 * rate / bound});
    samples_finish(&product);
    samples_finish(&yardstick);
    hub_destroy(hub);
    free(feed->cells);
    free(feed);
}

// --- From Send to Saved.

// Until a moment, with the ticks that are due meanwhile.
static void run_until(struct hub *hub, double at_us)
{
    for (double left_us = at_us - bench_now_us(); left_us > 0; left_us = at_us - bench_now_us()) {
        hub_tick(hub);
        uint64_t due_ms = hub_deadline_ms(hub), now_ms = monotonic_now_ms();
        double wait_ms = due_ms > now_ms ? (double)(due_ms - now_ms) : 0;
        (void)poll(NULL, 0, (int)(wait_ms < left_us / 1000 ? wait_ms : left_us / 1000 + 1));
    }
}

// The hub does what is due until an envelope says that this answer is saved.
static double saved_at_us(struct hub *hub, const struct feed *feed, const uint8_t *id)
{
    for (;;) {
        uint8_t receipt[SUBMISSION_ID_BYTES];
        hub_tick(hub);
        receipt_of(feed->envelope.phase_key, feed->envelope.tick, id, receipt);
        if (envelope_has(&feed->envelope, receipt))
            return bench_now_us();
        uint64_t due_ms = hub_deadline_ms(hub), now_ms = monotonic_now_ms();
        (void)poll(NULL, 0, due_ms > now_ms ? (int)(due_ms - now_ms) : 0);
    }
}

// One answer after another, each at a moment of its own. It waits twice on purpose, for the terminal's
// timer and for the hub's tick, so that neither tells when a person touched the screen; what is left is
// ours: opening it, two synced copies of the box, the envelope. Without a network between.
static void measure_saved(struct bench *bench, const struct house *house)
{
    struct feed *feed = calloc(1, sizeof *feed);
    check(feed != NULL);
    feed->cells = calloc(CELLS_MADE, CELL_BYTES);
    check(feed->cells != NULL);
    struct net_hub net = {.self = feed,
                          .publish = feed_publish,
                          .take_cell = feed_take_cell,
                          .take_control = feed_take_control,
                          .send_control = feed_send_control,
                          .dropped = feed_dropped,
                          .allow = feed_allow};
    struct hub *hub = house_hub(house, disk_posix(), net);
    house_command(hub, &house->begin);
    house_say(hub, COMMAND_PROMPT_OPEN, 1, 0);
    check(feed->envelope.open);
    const size_t rounds = bench->quick ? 2 : SAVED_ROUNDS;
    struct samples whole, ours;
    samples_init(&whole, rounds);
    samples_init(&ours, rounds);
    for (size_t i = 0; i < rounds; i++) {
        const struct random_source *random = random_system();
        uint16_t draws[2];
        struct cell_body body = {
            .kind = CELL_ANSWER, .phase_id = feed->envelope.phase_id, .choice = 1};
        uint8_t plain[CELL_BODY_BYTES];
        random->fill(random->self, body.id, sizeof body.id);
        random->fill(random->self, draws, sizeof draws);
        cell_body_encode(&body, plain);
        run_until(hub, bench_now_us() + draws[0] % TICK_MS * 1000.0); // anywhere in the tick
        const double sent_us = bench_now_us();
        run_until(hub, sent_us + draws[1] % TICK_MS * 1000.0); // until the terminal's next cell
        cell_seal(plain, feed->envelope.phase_key, feed->cells[0]);
        feed->left = 1;
        feed->next = 0;
        while (hub_net(hub))
            continue;
        const double due_us =
            bench_now_us() + (double)(hub_deadline_ms(hub) - monotonic_now_ms()) * 1000;
        const double saved_us = saved_at_us(hub, feed, body.id);
        samples_add(&whole, (saved_us - sent_us) / 1000);
        samples_add(&ours, saved_us > due_us ? (saved_us - due_us) / 1000 : 0);
    }
    figure_print(bench, &(struct figure){
                            .name = "saved.p50", .unit = "ms", .product = samples_at(&whole, 0.5)});
    figure_print(bench, &(struct figure){.name = "saved.p99",
                                         .unit = "ms",
                                         .product = samples_at(&whole, 0.99),
                                         .kind = GOAL_MOST,
                                         .goal = 2 * TICK_MS + 100});
    figure_print(bench, &(struct figure){.name = "saved.without-ticks.p50",
                                         .unit = "ms",
                                         .product = samples_at(&ours, 0.5)});
    figure_print(bench, &(struct figure){.name = "saved.without-ticks.p99",
                                         .unit = "ms",
                                         .product = samples_at(&ours, 0.99)});
    samples_finish(&whole);
    samples_finish(&ours);
    hub_destroy(hub);
    free(feed->cells);
    free(feed);
}

int main(int argc, char **argv)
{
    struct bench bench;
    struct house house;
    char folder[BENCH_PATH_BYTES + 16];
    bench_start(&bench, "answers", argc, argv);
    snprintf(folder, sizeof folder, "%s/burst", bench.folder);
    house_make(&house, folder, ANSWERS);
    measure_burst(&bench, &house);
    house_finish(&house);
    snprintf(folder, sizeof folder, "%s/intake", bench.folder);
    house_make(&house, folder, 1);
    measure_intake(&bench, &house);
    house_finish(&house);
    snprintf(folder, sizeof folder, "%s/saved", bench.folder);
    house_make(&house, folder, 1);
    measure_saved(&bench, &house);
    house_finish(&house);
    bench_finish(&bench);
    return 0;
}

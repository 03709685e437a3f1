// The console is killed and started again: how long until 8, 64 and 512 terminals have its scene, from
// the start of the process, against bare libzmq sockets of the same shape (three CURVE connections a
// terminal, the same reconnect intervals, a snapshot every 10 ms). Then 512 terminals hold: every
// scene must reach every one, while cells come in. The console is a process of its own, as in life.
#include "base/check.h"
#include "house.h"
#include "room/hub_thread.h"
#include "terminals.h"
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define JOIN_US  15e6
#define SCENE_US 3e6

enum {
    TERMINALS_MOST = 512,
    ROUNDS = 5,
    DOWN_MS = 300, // between the kill and the start: terminals are in the middle of trying
    BARE_SNAPSHOT_MS = 10,
    HOLD_SCENES = 40,
    HOLD_ANSWERS = 64,
};

// --- The console's part, in a process of its own. It says its port when it listens, then obeys: n and
// b turn the slide, o opens a prompt, any end of the input ends it.

static void say_port(uint16_t port)
{
    printf("%u\n", (unsigned)port);
    fflush(stdout);
}

static uint16_t port_read(const char *folder, const char *name)
{
    char path[BENCH_PATH_BYTES + 16];
    unsigned port = 0;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "r");
    if (file != NULL) {
        if (fscanf(file, "%u", &port) != 1)
            port = 0;
        fclose(file);
    }
    return port <= UINT16_MAX ? (uint16_t)port : 0;
}

static void port_keep(const char *folder, const char *name, uint16_t port)
{
    char path[BENCH_PATH_BYTES + 16];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    check(file != NULL);
    fprintf(file, "%u", (unsigned)port);
    fclose(file);
}

static bool order_wait(int timeout_ms, char *out_order)
{
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    *out_order = '\0';
    if (poll(&input, 1, timeout_ms) <= 0)
        return true;
    return read(STDIN_FILENO, out_order, 1) == 1;
}

static void console_obey(struct hub_thread *thread, const struct house *house, char order)
{
    static const struct {
        char order;
        enum command_kind kind;
    } orders[] = {{'n', COMMAND_SLIDE_NEXT}, {'b', COMMAND_SLIDE_BACK}, {'o', COMMAND_PROMPT_OPEN}};
    struct command *command = calloc(1, sizeof *command);
    check(command != NULL);
    for (size_t i = 0; i < sizeof orders / sizeof orders[0]; i++)
        if (orders[i].order == order)
            command->kind = orders[i].kind;
    command->number = order == 'o' ? 1 : 0;
    const struct command *what = order == 's' ? &house->begin : command;
    uint32_t serial = what->kind != 0 ? hub_thread_command(thread, what) : 1;
    check(serial != 0);
    free(command);
}

static int console_run(const char *folder)
{
    struct house house;
    house_open(&house, folder);
    struct span deck = {house.deck_bytes, house.deck_size};
    uint16_t port = port_read(folder, "port");
    struct hub_thread_config config = {.hub = house.config,
                                       .disk = disk_posix(),
                                       .address = "127.0.0.1",
                                       .port = port,
                                       .terminals = house.terminals,
                                       .terminal_count = house.terminal_count,
                                       .decks = &deck,
                                       .deck_count = 1};
    struct hub_thread *thread = NULL;
    struct hub_event *event = malloc(sizeof *event);
    check(event != NULL);
    enum err err = hub_thread_start(&config, &thread, NULL);
    check(err == OK);
    if (port == 0) {
        port_keep(folder, "port", hub_thread_port(thread));
        console_obey(thread, &house, 's');
    }
    say_port(hub_thread_port(thread));
    char order;
    while (order_wait(20, &order)) {
        if (order != '\0')
            console_obey(thread, &house, order);
        while (hub_thread_take(thread, event))
            continue;
    }
    hub_thread_stop(thread);
    free(event);
    house_finish(&house);
    return 0;
}

static int bare_run(const char *folder)
{
    struct house house; // only for its keys
    house_open(&house, folder);
    struct terminal_key own;
    memcpy(own.public_key, house.keys.curve_public, KEY32_BYTES);
    memcpy(own.secret_key, house.keys.curve_secret, KEY32_BYTES);
    struct bare_hub hub;
    bare_hub_open(&hub, port_read(folder, "bare-port"), &own, 3);
    port_keep(folder, "bare-port", hub.port);
    say_port(hub.port);
    static const uint8_t scene[ENVELOPE_IDLE_BYTES];
    char order;
    while (order_wait(BARE_SNAPSHOT_MS, &order))
        bare_publish(&hub, scene, sizeof scene);
    bare_hub_close(&hub);
    house_finish(&house);
    return 0;
}

// --- The terminals' part.

struct child {
    pid_t pid;
    int orders, words; // pipes to it and from it
};

static void child_start(struct bench *bench, struct child *child, const char *mode,
                        const char *folder)
{
    int orders[2], words[2];
    char path[BENCH_PATH_BYTES + 32];
    snprintf(path, sizeof path, "%s/bench-rejoin", bench->bin);
    if (pipe(orders) != 0 || pipe(words) != 0)
        bench_fail(bench, "no pipe");
    child->pid = fork();
    if (child->pid < 0)
        bench_fail(bench, "no process");
    if (child->pid == 0) {
        (void)dup2(orders[0], STDIN_FILENO);
        (void)dup2(words[1], STDOUT_FILENO);
        // Sockets of ours must not stay open over there.
        for (int i = STDERR_FILENO + 1; i < 4096; i++)
            (void)close(i);
        execl(path, path, "--as", mode, "--folder", folder, (char *)NULL);
        _exit(127);
    }
    close(orders[0]);
    close(words[1]);
    child->orders = orders[1];
    child->words = words[0];
}

static uint16_t child_port(struct bench *bench, const struct child *child)
{
    struct pollfd said = {.fd = child->words, .events = POLLIN};
    char text[16] = "";
    if (poll(&said, 1, 10000) != 1 || read(child->words, text, sizeof text - 1) <= 0)
        bench_fail(bench, "the console did not start");
    return (uint16_t)strtoul(text, NULL, 10);
}

static void child_kill(struct child *child)
{
    kill(child->pid, SIGKILL);
    while (waitpid(child->pid, NULL, 0) < 0 && errno == EINTR)
        continue;
    close(child->orders);
    close(child->words);
}

static void order(struct bench *bench, const struct child *child, char what)
{
    if (write(child->orders, &what, 1) != 1)
        bench_fail(bench, "the console has gone");
}

static bool words_wait(const struct child *child)
{
    struct pollfd said = {.fd = child->words, .events = POLLIN};
    return poll(&said, 1, 0) == 1;
}

static bool links_whole(struct terminals *terminals)
{
    return terminals_with(terminals, 1, 0) == terminals->crowd.count;
}

static void links_join(struct bench *bench, struct terminals *terminals)
{
    const double end_us = bench_now_us() + JOIN_US;
    while (!links_whole(terminals)) {
        if (bench_now_us() > end_us)
            bench_fail(bench, "not every terminal could join");
        terminals_step(terminals, 5000);
    }
}

static void rest(struct terminals *terminals, double us)
{
    const double end_us = bench_now_us() + us;
    while (bench_now_us() < end_us)
        terminals_step(terminals, 5000);
}

struct times {
    double listening_ms, last_ms; // from the start of the process
};

static struct times rejoin_product(struct bench *bench, struct child *child,
                                   struct terminals *terminals, const char *folder)
{
    child_kill(child);
    rest(terminals, DOWN_MS * 1000.0);
    terminals_forget(terminals);
    struct times times = {0};
    double from_us = bench_now_us();
    child_start(bench, child, "console", folder);
    const double end_us = from_us + JOIN_US;
    while (!links_whole(terminals) && bench_now_us() < end_us) {
        terminals_step(terminals, 2000);
        if (times.listening_ms == 0 && words_wait(child))
            times.listening_ms = (bench_now_us() - from_us) / 1000;
    }
    times.last_ms = (bench_now_us() - from_us) / 1000;
    if (!links_whole(terminals))
        bench_fail(bench, "not every terminal came back");
    (void)child_port(bench, child);
    return times;
}

static struct times rejoin_bare(struct bench *bench, struct child *child, struct crowd *crowd,
                                const char *folder)
{
    child_kill(child);
    (void)crowd_wait(crowd, DOWN_MS * 1000.0, NULL, NULL);
    (void)crowd_wait(crowd, 0, NULL, NULL);
    crowd_forget(crowd);
    struct times times = {0};
    double from_us = bench_now_us();
    child_start(bench, child, "bare", folder);
    const double end_us = from_us + JOIN_US;
    while (crowd_look(crowd, 2000, NULL, NULL) < crowd->count && bench_now_us() < end_us)
        if (times.listening_ms == 0 && words_wait(child))
            times.listening_ms = (bench_now_us() - from_us) / 1000;
    times.last_ms = (bench_now_us() - from_us) / 1000;
    if (crowd_look(crowd, 0, NULL, NULL) < crowd->count)
        bench_fail(bench, "not every bare socket came back");
    (void)child_port(bench, child);
    return times;
}

static void figure(struct bench *bench, const char *name, size_t count, struct samples *product,
                   struct samples *yardstick, double goal)
{
    char full[BENCH_NAME_BYTES];
    snprintf(full, sizeof full, "%zu.%s", count, name);
    figure_print(bench, &(struct figure){.name = full,
                                         .unit = "ms",
                                         .product = samples_at(product, 0.5),
                                         .against = "bare CURVE, three sockets each",
                                         .yardstick = samples_at(yardstick, 0.5),
                                         .kind = goal > 0 ? GOAL_RATIO_MOST : GOAL_NONE,
                                         .goal = goal});
}

static void measure(struct bench *bench, const char *folder, size_t count)
{
    struct house house;
    char bare_folder[BENCH_PATH_BYTES + 16];
    snprintf(bare_folder, sizeof bare_folder, "%s", folder);
    house_make(&house, folder, count);
    struct child console, bare;
    struct terminals terminals;
    struct crowd sockets;
    child_start(bench, &console, "console", folder);
    uint16_t port = child_port(bench, &console);
    child_start(bench, &bare, "bare", folder);
    uint16_t bare_port = child_port(bench, &bare);
    struct crowd_config config = {
        .count = count, .port = port, .server_key = house.keys.curve_public, .keys = house.secrets};
    terminals_make(&terminals, &config);
    links_join(bench, &terminals);
    config.port = bare_port;
    crowd_bare(&sockets, &config, 3);
    if (crowd_wait(&sockets, JOIN_US, NULL, NULL) < count)
        bench_fail(bench, "not every bare socket could join");
    struct samples product, yardstick, product_listens, yardstick_listens;
    size_t rounds = bench->quick ? 1 : ROUNDS;
    samples_init(&product, rounds);
    samples_init(&yardstick, rounds);
    samples_init(&product_listens, rounds);
    samples_init(&yardstick_listens, rounds);
    for (size_t i = 0; i < rounds; i++) {
        struct times times = rejoin_product(bench, &console, &terminals, folder);
        samples_add(&product, times.last_ms);
        samples_add(&product_listens, times.listening_ms);
        times = rejoin_bare(bench, &bare, &sockets, folder);
        samples_add(&yardstick, times.last_ms);
        samples_add(&yardstick_listens, times.listening_ms);
        rest(&terminals, 200e3);
    }
    figure(bench, "start-to-listening", count, &product_listens, &yardstick_listens, 0);
    figure(bench, "start-to-last-scene", count, &product, &yardstick, 1.25);
    if (count == 64)
        figure_print(bench, &(struct figure){.name = "64.within",
                                             .unit = "ms",
                                             .product = samples_at(&product, 1),
                                             .kind = GOAL_MOST,
                                             .goal = 500});
    samples_finish(&product);
    samples_finish(&yardstick);
    samples_finish(&product_listens);
    samples_finish(&yardstick_listens);
    child_kill(&console);
    child_kill(&bare);
    terminals_finish(&terminals);
    crowd_finish(&sockets);
    house_finish(&house);
}

// --- 512 terminals hold.

static size_t saved_count(const struct terminals *terminals)
{
    size_t count = 0;
    for (size_t i = 0; i < terminals->crowd.count; i++)
        count += terminals->rows[i].saved;
    return count;
}

static size_t open_count(const struct terminals *terminals)
{
    size_t count = 0;
    for (size_t i = 0; i < terminals->crowd.count; i++)
        count += terminals->rows[i].open;
    return count;
}

// Cells of all of them, real and dummy, and 64 answers among them.
static size_t hold_answers(struct bench *bench, const struct child *console,
                           struct terminals *terminals)
{
    order(bench, console, 'o');
    double end_us = bench_now_us() + SCENE_US;
    while (open_count(terminals) < terminals->crowd.count && bench_now_us() < end_us)
        terminals_step(terminals, 5000);
    for (size_t i = 0; i < HOLD_ANSWERS; i++)
        terminal_answer(&terminals->rows[i * (TERMINALS_MOST / HOLD_ANSWERS)], 1);
    end_us = bench_now_us() + 2 * SCENE_US;
    while (saved_count(terminals) < HOLD_ANSWERS && bench_now_us() < end_us)
        terminals_step(terminals, 5000);
    return HOLD_ANSWERS - saved_count(terminals);
}

static void hold(struct bench *bench, const char *folder)
{
    struct house house;
    house_make(&house, folder, TERMINALS_MOST);
    struct child console;
    struct terminals terminals;
    child_start(bench, &console, "console", folder);
    uint16_t port = child_port(bench, &console);
    double from_us = bench_now_us();
    terminals_make(&terminals, &(struct crowd_config){.count = TERMINALS_MOST,
                                                      .port = port,
                                                      .server_key = house.keys.curve_public,
                                                      .keys = house.secrets});
    links_join(bench, &terminals);
    figure_print(bench, &(struct figure){.name = "hold.512.first-join",
                                         .unit = "ms",
                                         .product = (bench_now_us() - from_us) / 1000});
    rest(&terminals,
         bench->quick ? 2e6 : 5e6); // every screen is found, each found screen is a scene
    size_t scenes = bench_rounds(bench, HOLD_SCENES), lost = 0;
    struct samples spread;
    samples_init(&spread, scenes);
    for (size_t i = 0; i < scenes; i++) {
        uint32_t revision = terminals.rows[0].revision + 1;
        from_us = bench_now_us();
        order(bench, &console, i % 2 == 0 ? 'n' : 'b');
        while (terminals_with(&terminals, revision, 0) < TERMINALS_MOST &&
               bench_now_us() < from_us + SCENE_US)
            terminals_step(&terminals, 5000);
        lost += TERMINALS_MOST - terminals_with(&terminals, revision, 0);
        samples_add(&spread, (bench_now_us() - from_us) / 1000);
    }
    figure_print(bench, &(struct figure){.name = "hold.512.scenes-lost",
                                         .unit = "scenes",
                                         .product = (double)lost,
                                         .kind = GOAL_MOST,
                                         .goal = 0});
    figure_pair(bench, "hold.512.command-to-last", "ms", &spread, NULL, NULL, 0, 0);
    figure_print(bench,
                 &(struct figure){.name = "hold.512.answers-lost",
                                  .unit = "answers",
                                  .product = (double)hold_answers(bench, &console, &terminals),
                                  .kind = GOAL_MOST,
                                  .goal = 0});
    uint64_t unsent = 0;
    for (size_t i = 0; i < TERMINALS_MOST; i++)
        unsent += link_cells_unsent(terminals.rows[i].link);
    figure_print(bench, &(struct figure){.name = "hold.512.cells-unsent",
                                         .unit = "cells",
                                         .product = (double)unsent,
                                         .kind = GOAL_MOST,
                                         .goal = 0});
    samples_finish(&spread);
    child_kill(&console);
    terminals_finish(&terminals);
    house_finish(&house);
}

int main(int argc, char **argv)
{
    static const size_t counts[] = {8, 64, TERMINALS_MOST};
    struct bench bench;
    bench_start(&bench, "rejoin", argc, argv);
    if (bench.mode != NULL && bench.mode_folder != NULL)
        return strcmp(bench.mode, "bare") == 0 ? bare_run(bench.mode_folder)
                                               : console_run(bench.mode_folder);
    char folder[BENCH_PATH_BYTES + 16];
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        if (bench.quick && counts[i] > 64)
            continue;
        snprintf(folder, sizeof folder, "%s/%zu", bench.folder, counts[i]);
        measure(&bench, folder, counts[i]);
    }
    snprintf(folder, sizeof folder, "%s/hold", bench.folder);
    hold(&bench, folder);
    bench_finish(&bench);
    return 0;
}

// A scene to the last of 2, 8, 32 and 64 terminals over CURVE on loopback: from zmq_send against a bare
// libzmq fan-out of the same bytes, and from the command with and without its sync. Rounds of product
// and yardstick alternate.
#include "base/check.h"
#include "house.h"
#include "room/hub_thread.h"
#include "room/wall.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define JOIN_US  10e6
#define ROUND_US 2e6

enum {
    ROUNDS = 400,
    COMMAND_ROUNDS = 150,
    COUNT_MOST = 64,
};

// --- From zmq_send.

struct pair_of_fans {
    struct curve_hub *net;
    struct net_hub table;
    struct bare_hub bare;
    struct crowd links, sockets;
};

// Cells and control messages that the joining left behind.
static void input_take(struct pair_of_fans *fans)
{
    static uint8_t buffer[CONTROL_BYTES_MAX];
    struct net_peer peer;
    size_t size = 0;
    while (fans->table.take_cell(fans->table.self, buffer) ||
           fans->table.take_control(fans->table.self, &peer, buffer, &size))
        continue;
}

static void fans_open(struct bench *bench, struct pair_of_fans *fans, const struct house *house,
                      size_t count)
{
    struct house part = *house;
    part.terminal_count = count;
    fans->net = house_net(&part, 0);
    fans->table = curve_hub_table(fans->net);
    crowd_links(&fans->links, &(struct crowd_config){.count = count,
                                                     .port = curve_hub_port(fans->net),
                                                     .server_key = house->keys.curve_public,
                                                     .keys = house->secrets});
    struct terminal_key own;
    terminal_keys_make(&own, 1);
    bare_hub_open(&fans->bare, 0, &own, 1);
    crowd_bare(&fans->sockets,
               &(struct crowd_config){.count = count,
                                      .port = fans->bare.port,
                                      .server_key = own.public_key,
                                      .keys = house->secrets},
               1);
    static const uint8_t hello[ENVELOPE_IDLE_BYTES];
    crowd_forget(&fans->links);
    crowd_forget(&fans->sockets);
    const double end_us = bench_now_us() + JOIN_US;
    size_t here = 0, there = 0, whole = 0;
    while ((here < count || there < count || whole < count) && bench_now_us() < end_us) {
        (void)curve_hub_wait(fans->net, -1, 10); // serves ZAP
        whole = crowd_connected(&fans->links, whole);
        enum err err = fans->table.publish(fans->table.self, (struct span){hello, sizeof hello});
        check(err == OK);
        bare_publish(&fans->bare, hello, sizeof hello);
        here = crowd_look(&fans->links, 5000, NULL, NULL);
        there = crowd_look(&fans->sockets, 5000, NULL, NULL);
    }
    if (here < count || there < count || whole < count)
        bench_fail(bench, "not every terminal could join");
    input_take(fans);
}

static void fans_close(struct pair_of_fans *fans)
{
    crowd_finish(&fans->links);
    crowd_finish(&fans->sockets);
    bare_hub_close(&fans->bare);
    curve_hub_destroy(fans->net);
}

static bool has_number(void *self, struct span envelope)
{
    return memcmp(envelope.at, self, sizeof(uint32_t)) == 0;
}

static double fan_product(struct pair_of_fans *fans, const uint8_t *bytes, size_t size)
{
    uint32_t number;
    memcpy(&number, bytes, sizeof number);
    double from_us = bench_now_us();
    enum err err = fans->table.publish(fans->table.self, (struct span){bytes, size});
    check(err == OK);
    size_t count = crowd_wait(&fans->links, ROUND_US, has_number, &number);
    return count == fans->links.count ? bench_now_us() - from_us : -1;
}

static double fan_bare(struct pair_of_fans *fans, const uint8_t *bytes, size_t size)
{
    uint32_t number;
    memcpy(&number, bytes, sizeof number);
    double from_us = bench_now_us();
    bare_publish(&fans->bare, bytes, size);
    size_t count = crowd_wait(&fans->sockets, ROUND_US, has_number, &number);
    return count == fans->sockets.count ? bench_now_us() - from_us : -1;
}

static void measure_send(struct bench *bench, const struct house *house, size_t count, size_t size)
{
    struct pair_of_fans fans = {0};
    fans_open(bench, &fans, house, count);
    size_t rounds = bench_rounds(bench, ROUNDS);
    struct samples product, yardstick;
    samples_init(&product, rounds);
    samples_init(&yardstick, rounds);
    uint8_t bytes[ENVELOPE_OPEN_BYTES] = {0};
    for (uint32_t i = 1; i <= rounds; i++) {
        memcpy(bytes, &i, sizeof i);
        // Who goes first alternates too: the second finds the caches of the first.
        double first = i % 2 == 0 ? fan_product(&fans, bytes, size) : fan_bare(&fans, bytes, size);
        double second = i % 2 == 0 ? fan_bare(&fans, bytes, size) : fan_product(&fans, bytes, size);
        if (first < 0 || second < 0)
            bench_fail(bench, "a scene was lost");
        samples_add(i % 2 == 0 ? &product : &yardstick, first);
        samples_add(i % 2 == 0 ? &yardstick : &product, second);
    }
    char name[BENCH_NAME_BYTES];
    snprintf(name, sizeof name, "send.%zu.%zu-bytes", count, size);
    figure_pair(bench, name, "us", &product, "bare CURVE PUB/SUB", &yardstick, 1.25, 1.25);
    samples_finish(&product);
    samples_finish(&yardstick);
    fans_close(&fans);
}

// --- From the command.

// The machine's disk, whose sync can be left out to see what it costs.
struct lazy_disk {
    struct disk table;
    bool lazy;
};

static enum err lazy_sync(void *self, int handle)
{
    const struct lazy_disk *disk = self;
    return disk->lazy ? OK : disk_posix()->sync(disk_posix()->self, handle);
}

// The other functions of the real disk do not look at self.
static void lazy_init(struct lazy_disk *disk)
{
    disk->table = *disk_posix();
    check(disk->table.self == NULL);
    disk->table.self = disk;
    disk->table.sync = lazy_sync;
    disk->lazy = false;
}

// The scene of a revision, decoded once and then known by its bytes.
struct wanted {
    uint32_t revision;
    uint8_t bytes[ENVELOPE_OPEN_BYTES];
    size_t size;
    struct envelope envelope;
};

static bool is_wanted(void *self, struct span envelope)
{
    struct wanted *wanted = self;
    if (envelope.size == wanted->size && memcmp(envelope.at, wanted->bytes, envelope.size) == 0)
        return true;
    if (envelope_decode(envelope, &wanted->envelope) != OK ||
        wanted->envelope.scene.revision < wanted->revision)
        return false;
    memcpy(wanted->bytes, envelope.at, envelope.size);
    wanted->size = envelope.size;
    return true;
}

struct stage {
    struct bench *bench;
    struct lazy_disk disk;
    struct curve_hub *net;
    struct hub *hub;
    struct hub_thread *thread;
    struct crowd crowd;
    struct bare_hub bare;
    struct crowd sockets;
    struct wanted wanted;
    struct scene scene;
    struct hub_event *event;
    int file; // for the plain append
    uint64_t file_bytes;
    uint32_t round;
    uint16_t people;
};

static uint32_t revision_of(struct stage *stage)
{
    hub_scene(stage->hub, AUDIENCE_TERMINAL, &stage->scene);
    return stage->scene.revision;
}

static void bare_join(struct stage *stage, const struct house *house, size_t count)
{
    struct terminal_key own;
    terminal_keys_make(&own, 1);
    bare_hub_open(&stage->bare, 0, &own, 1);
    crowd_bare(&stage->sockets,
               &(struct crowd_config){.count = count,
                                      .port = stage->bare.port,
                                      .server_key = own.public_key,
                                      .keys = house->secrets},
               1);
    static const uint8_t hello[ENVELOPE_IDLE_BYTES];
    crowd_forget(&stage->sockets);
    const double end_us = bench_now_us() + JOIN_US;
    while (crowd_look(&stage->sockets, 5000, NULL, NULL) < count) {
        if (bench_now_us() > end_us)
            bench_fail(stage->bench, "not every bare socket could join");
        bare_publish(&stage->bare, hello, sizeof hello);
    }
}

static void links_open(struct stage *stage, const struct house *house, size_t count, uint16_t port)
{
    crowd_links(&stage->crowd, &(struct crowd_config){.count = count,
                                                      .port = port,
                                                      .server_key = house->keys.curve_public,
                                                      .keys = house->secrets});
    crowd_forget(&stage->crowd);
}

// Time passes between rounds; a tick that fell due is drained before the next round begins.
static void stage_rest(struct stage *stage)
{
    (void)curve_hub_wait(stage->net, -1, 0);
    (void)hub_net(stage->hub);
    if (hub_deadline_ms(stage->hub) <= monotonic_now_ms()) {
        hub_tick(stage->hub);
        (void)crowd_wait(&stage->crowd, 20000, NULL, NULL);
    }
}

static double round_command(struct stage *stage, enum command_kind kind, uint16_t amount)
{
    stage_rest(stage);
    stage->wanted.revision = revision_of(stage) + 1;
    stage->wanted.size = 0;
    double from_us = bench_now_us();
    house_say(stage->hub, kind, 0, amount);
    size_t count = crowd_wait(&stage->crowd, ROUND_US, is_wanted, &stage->wanted);
    double us = bench_now_us() - from_us;
    if (count < stage->crowd.count)
        bench_fail(stage->bench, "a scene was lost");
    return us;
}

static enum command_kind turn_of(uint32_t round)
{
    return round % 2 == 1 ? COMMAND_SLIDE_NEXT : COMMAND_SLIDE_BACK;
}

// The same fan-out by bare libzmq, after a plain append and fdatasync of as many bytes, or without.
static double round_bare(struct stage *stage, bool append)
{
    uint8_t bytes[ENVELOPE_IDLE_BYTES] = {0};
    uint32_t number = ++stage->round;
    memcpy(bytes, &number, sizeof number);
    double from_us = bench_now_us();
    if (append) {
        ssize_t wrote = pwrite(stage->file, bytes, sizeof bytes, (off_t)stage->file_bytes);
        int synced = fdatasync(stage->file);
        check(wrote == (ssize_t)sizeof bytes && synced == 0);
        stage->file_bytes += sizeof bytes;
    }
    bare_publish(&stage->bare, bytes, sizeof bytes);
    size_t count = crowd_wait(&stage->sockets, ROUND_US, has_number, &number);
    double us = bench_now_us() - from_us;
    if (count < stage->sockets.count)
        bench_fail(stage->bench, "a bare message was lost");
    return us;
}

static void stage_open(struct stage *stage, const struct house *house, size_t count)
{
    lazy_init(&stage->disk);
    char path[BENCH_PATH_BYTES + 16];
    snprintf(path, sizeof path, "%s/append", house->folder);
    stage->file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    check(stage->file >= 0);
    stage->net = house_net(house, 0);
    stage->hub = house_hub(house, &stage->disk.table, curve_hub_table(stage->net));
    house_command(stage->hub, &house->begin);
    links_open(stage, house, count, curve_hub_port(stage->net));
    const double end_us = bench_now_us() + JOIN_US;
    while (crowd_look(&stage->crowd, 5000, NULL, NULL) < count) {
        if (bench_now_us() > end_us)
            bench_fail(stage->bench, "not every terminal could join");
        (void)curve_hub_wait(stage->net, -1, 10);
        (void)hub_net(stage->hub);
        hub_tick(stage->hub);
    }
    bare_join(stage, house, count);
}

static void stage_close(struct stage *stage)
{
    house_say(stage->hub, COMMAND_END, 0, 0);
    house_say(stage->hub, COMMAND_FINISH, 0, 0);
    hub_destroy(stage->hub);
    crowd_finish(&stage->crowd);
    crowd_finish(&stage->sockets);
    bare_hub_close(&stage->bare);
    curve_hub_destroy(stage->net);
    close(stage->file);
}

static void measure_command(struct bench *bench, const struct house *house, size_t count)
{
    struct stage *stage = calloc(1, sizeof *stage);
    check(stage != NULL);
    stage->bench = bench;
    stage_open(stage, house, count);
    size_t rounds = bench_rounds(bench, COMMAND_ROUNDS);
    struct samples slide, people, nosync, bare, durable;
    samples_init(&slide, rounds);
    samples_init(&people, rounds);
    samples_init(&nosync, rounds);
    samples_init(&bare, rounds);
    samples_init(&durable, rounds);
    uint32_t turn = 0;
    for (size_t i = 0; i < rounds; i++) {
        samples_add(&slide, round_command(stage, turn_of(++turn), 0));
        samples_add(&bare, round_bare(stage, false));
        samples_add(&people, round_command(stage, COMMAND_PEOPLE, (uint16_t)(30 + i % 2)));
        samples_add(&durable, round_bare(stage, true));
        stage->disk.lazy = true;
        samples_add(&nosync, round_command(stage, turn_of(++turn), 0));
        stage->disk.lazy = false;
    }
    char name[BENCH_NAME_BYTES];
    snprintf(name, sizeof name, "command.slide.%zu", count);
    figure_pair(bench, name, "us", &slide, "bare fan-out", &bare, 0, 0);
    snprintf(name, sizeof name, "command.people-synced.%zu", count);
    figure_pair(bench, name, "us", &people, "append, fdatasync, bare fan-out", &durable, 0, 0);
    snprintf(name, sizeof name, "command.slide-no-disk-sync.%zu", count);
    figure_pair(bench, name, "us", &nosync, "bare fan-out", &bare, 0, 0);
    samples_finish(&slide);
    samples_finish(&people);
    samples_finish(&nosync);
    samples_finish(&bare);
    samples_finish(&durable);
    stage_close(stage);
    free(stage);
}

// --- Through the hub's thread, as the window does it.

static bool thread_answered(struct hub_thread *thread, struct hub_event *event, uint32_t serial)
{
    while (hub_thread_take(thread, event))
        if (event->kind == HUB_EVENT_ANSWER && event->serial == serial)
            return event->refusal == ALLOWED;
    return false;
}

static struct hub_thread *thread_open(const struct house *house)
{
    struct span deck = {house->deck_bytes, house->deck_size};
    struct hub_thread_config config = {.hub = house->config,
                                       .disk = disk_posix(),
                                       .address = "127.0.0.1",
                                       .terminals = house->terminals,
                                       .terminal_count = house->terminal_count,
                                       .decks = &deck,
                                       .deck_count = 1};
    struct hub_thread *thread = NULL;
    enum err err = hub_thread_start(&config, &thread, NULL);
    check(err == OK);
    return thread;
}

static void thread_command(struct bench *bench, struct hub_thread *thread, struct hub_event *event,
                           const struct command *command)
{
    uint32_t serial = hub_thread_command(thread, command);
    check(serial != 0);
    const double end_us = bench_now_us() + ROUND_US;
    while (!thread_answered(thread, event, serial))
        if (bench_now_us() > end_us)
            bench_fail(bench, "the hub's thread did not answer");
}

static void measure_thread(struct bench *bench, const struct house *house, size_t count)
{
    struct stage *stage = calloc(1, sizeof *stage);
    struct command *command = calloc(1, sizeof *command);
    struct hub_event *event = malloc(sizeof *event);
    check(stage != NULL && command != NULL && event != NULL);
    stage->bench = bench;
    stage->thread = thread_open(house);
    thread_command(bench, stage->thread, event, &house->begin);
    links_open(stage, house, count, hub_thread_port(stage->thread));
    stage->wanted.revision = 1;
    if (crowd_look(&stage->crowd, JOIN_US, is_wanted, &stage->wanted) < count)
        bench_fail(bench, "not every terminal could join");
    bare_join(stage, house, count);
    size_t rounds = bench_rounds(bench, COMMAND_ROUNDS);
    struct samples slide, bare;
    samples_init(&slide, rounds);
    samples_init(&bare, rounds);
    for (uint32_t i = 1; i <= rounds; i++) {
        while (hub_thread_take(stage->thread, event))
            continue;
        stage->wanted.revision = stage->wanted.envelope.scene.revision + 1;
        stage->wanted.size = 0;
        command->kind = turn_of(i);
        double from_us = bench_now_us();
        uint32_t serial = hub_thread_command(stage->thread, command);
        check(serial != 0);
        if (crowd_wait(&stage->crowd, ROUND_US, is_wanted, &stage->wanted) < count)
            bench_fail(bench, "a scene was lost");
        samples_add(&slide, bench_now_us() - from_us);
        samples_add(&bare, round_bare(stage, false));
    }
    char name[BENCH_NAME_BYTES];
    snprintf(name, sizeof name, "thread.slide.%zu", count);
    figure_pair(bench, name, "us", &slide, "bare fan-out", &bare, 0, 0);
    samples_finish(&slide);
    samples_finish(&bare);
    crowd_finish(&stage->crowd);
    crowd_finish(&stage->sockets);
    bare_hub_close(&stage->bare);
    *command = (struct command){.kind = COMMAND_END};
    thread_command(bench, stage->thread, event, command);
    *command = (struct command){.kind = COMMAND_FINISH};
    thread_command(bench, stage->thread, event, command);
    hub_thread_stop(stage->thread);
    free(event);
    free(command);
    free(stage);
}

int main(int argc, char **argv)
{
    static const size_t counts[] = {2, 8, 32, 64};
    struct bench bench;
    struct house house;
    bench_start(&bench, "fanout", argc, argv);
    house_make(&house, bench.folder, COUNT_MOST);
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++)
        measure_send(&bench, &house, counts[i], ENVELOPE_IDLE_BYTES);
    measure_send(&bench, &house, 64, ENVELOPE_OPEN_BYTES);
    measure_command(&bench, &house, 8);
    measure_command(&bench, &house, 64);
    measure_thread(&bench, &house, 64);
    house_finish(&house);
    bench_finish(&bench);
    return 0;
}

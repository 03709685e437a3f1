// C22 and C23: floods, from outside the list and from inside. Nothing gets in and nothing grows.
#include "world.h"
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zmq.h>

enum {
    MALFORMED = 6000,       // connections with a malformed handshake
    IDLE = 200,             // connections that say nothing, held all the time
    DRIPPING = 20,          // connections that say one byte at a time
    GROWTH_BYTES = 8 << 20, // C22
};

// --- C22: strangers without a key.

static int knock(uint16_t port)
{
    const int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    assert_true(fd >= 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(fd, (const struct sockaddr *)&address, sizeof address) != 0)
        assert_int_equal(errno, EINPROGRESS);
    return fd;
}

// A ZMTP 3 greeting that asks for CURVE, whole and right.
static size_t greeting(uint8_t *bytes)
{
    memset(bytes, 0, 64);
    bytes[0] = 0xff;
    bytes[9] = 0x7f;
    bytes[10] = 3;
    memcpy(bytes + 12, "CURVE", 5);
    return 64;
}

// One malformed handshake: noise, or a right greeting with something wrong after or inside it.
static size_t handshake(uint32_t number, uint8_t bytes[2048])
{
    const uint32_t kind = number % 8;
    randombytes_buf(bytes, 2048);
    if (kind == 0)
        return 1 + number % 2047; // noise
    const size_t at = greeting(bytes);
    if (kind == 1) { // one byte of the greeting changed
        bytes[randombytes_uniform(64)] ^= (uint8_t)(1 + randombytes_uniform(255));
        return at + number % 300;
    }
    if (kind == 2) // another mechanism
        memcpy(bytes + 12, "NULL\0", 5);
    bytes[at] = kind == 3 ? 6 : 4; // a long or a short command
    if (kind == 3) {               // of a length nobody has
        memset(bytes + at + 1, kind == 3 && number % 2 ? 0xff : 0x1f, 8);
        return 2048;
    }
    if (kind == 4) { // HELLO of the right length, full of noise
        bytes[at + 1] = 200;
        memcpy(bytes + at + 2, "\x05HELLO\x01\x00", 8);
        return at + 2 + 200;
    }
    if (kind == 5) { // INITIATE before HELLO
        bytes[at + 1] = 255;
        memcpy(bytes + at + 2, "\x08INITIATE", 9);
        return at + 2 + 255;
    }
    if (kind == 6) { // HELLO cut short by its own length
        bytes[at + 1] = (uint8_t)(number % 200);
        memcpy(bytes + at + 2, "\x05HELLO", 6);
        return at + 2 + number % 200;
    }
    return at + number % 600;
}

struct besiegers {
    struct world *world;
    struct seat good;
    int idle[IDLE], dripping[DRIPPING];
    uint32_t drips, good_cells, other_cells;
};

static void take_all(struct besiegers *besiegers)
{
    uint8_t cell[CELL_BYTES];
    while (besiegers->world->table.take_cell(besiegers->world->table.self, cell)) {
        besiegers->good_cells += cell[0] == 7;
        besiegers->other_cells += cell[0] != 7;
    }
}

static bool good_cell_came(void *self)
{
    struct besiegers *besiegers = self;
    (void)seat_cell_sent(&besiegers->good);
    take_all(besiegers);
    return besiegers->good_cells > 0;
}

static void drip(struct besiegers *besiegers)
{
    uint8_t bytes[64];
    greeting(bytes);
    for (size_t i = 0; i < DRIPPING; i++)
        (void)send(besiegers->dripping[i], &bytes[besiegers->drips % 64], 1, MSG_NOSIGNAL);
    besiegers->drips++;
}

// Sends malformed handshakes to all three ports in turn, 30 at a time, while the hub works.
static void besiege(struct besiegers *besiegers, uint32_t first, uint32_t count)
{
    const uint16_t port = curve_hub_port(besiegers->world->hub);
    for (uint32_t at = first; at < first + count; at += 30) {
        int fds[30];
        for (uint32_t i = 0; i < 30; i++)
            fds[i] = knock((uint16_t)(port + (at + i) % CURVE_ROLES));
        (void)curve_hub_wait(besiegers->world->hub, -1, 0);
        for (uint32_t i = 0; i < 30; i++) {
            uint8_t bytes[2048];
            const size_t size = handshake(at + i, bytes);
            (void)send(fds[i], bytes, size, MSG_NOSIGNAL);
        }
        drip(besiegers);
        (void)seat_cell_sent(&besiegers->good);
        (void)curve_hub_wait(besiegers->world->hub, -1, 1);
        take_all(besiegers);
        for (uint32_t i = 0; i < 30; i++)
            close(fds[i]);
    }
}

static void c22_malformed_handshakes_grow_nothing(void **state)
{
    (void)state;
    struct world world;
    world_init(&world, 1);
    world_open(&world, NULL);
    static struct besiegers besiegers;
    besiegers = (struct besiegers){.world = &world, .good = seat_of(&world, 0, 7)};
    world_until(&world, good_cell_came, &besiegers);
    const uint16_t port = curve_hub_port(world.hub);
    for (size_t i = 0; i < IDLE; i++)
        besiegers.idle[i] = knock((uint16_t)(port + i % CURVE_ROLES));
    for (size_t i = 0; i < DRIPPING; i++)
        besiegers.dripping[i] = knock((uint16_t)(port + i % CURVE_ROLES));
    besiege(&besiegers, 0, 600); // so that what is made once is made
    const uint64_t before = world_resident_bytes();
    besiege(&besiegers, 600, MALFORMED);
    const uint64_t after = world_resident_bytes();
    if (!world_sanitized())
        assert_true(after < before + GROWTH_BYTES);

    // A cell still gets through within two seconds, with the idle ones still there.
    besiegers.good_cells = 0;
    const uint64_t began_ms = curve_now_ms();
    world_until(&world, good_cell_came, &besiegers);
    assert_true(curve_now_ms() - began_ms < 2000);
    assert_int_equal(besiegers.other_cells, 0);
    assert_int_equal(curve_hub_relief_count(world.hub), 0);
    for (size_t i = 0; i < IDLE; i++)
        close(besiegers.idle[i]);
    for (size_t i = 0; i < DRIPPING; i++)
        close(besiegers.dripping[i]);
    curve_link_destroy(besiegers.good.link);
    world_close(&world);
}

static bool idle_ones_were_sent_away(void *self)
{
    const int *fds = self;
    for (size_t i = 0; i < DRIPPING; i++) {
        char bytes[256];
        ssize_t size;
        do
            size = recv(fds[i], bytes, sizeof bytes, 0);
        while (size > 0);
        if (size < 0 && (errno == EAGAIN || errno == EINTR))
            return false; // still open
    }
    return true;
}

static void c22_idle_connections_are_sent_away(void **state)
{
    (void)state;
    struct world world;
    world_init(&world, 1);
    world_open(&world, NULL);
    int fds[DRIPPING];
    for (size_t i = 0; i < DRIPPING; i++)
        fds[i] = knock((uint16_t)(curve_hub_port(world.hub) + i % CURVE_ROLES));
    const uint64_t began_ms = curve_now_ms();
    world_until(&world, idle_ones_were_sent_away, fds);
    assert_true(curve_now_ms() - began_ms < HANDSHAKE_MS + 2000);
    for (size_t i = 0; i < DRIPPING; i++)
        close(fds[i]);
    world_close(&world);
}

// --- C23: an enrolled terminal that sends messages of many parts. It is another process, so that
// what it holds is not counted as ours.

// Sends for ever; the parent ends it, and if the parent has failed, an alarm does.
static _Noreturn void flood_for_ever(const struct world *world, uint32_t parts)
{
    alarm(60);
    for (int fd = STDERR_FILENO + 1; fd < 4096; fd++)
        close(fd); // the parent's listeners would keep its ports taken
    struct stranger client;
    stranger_open(&client, world, CURVE_CELLS, world->terminals[1].public_key, world->secrets[1]);
    uint8_t cell[CELL_BYTES];
    memset(cell, 0x66, sizeof cell);
    for (;;)
        for (uint32_t i = 0; i < parts; i++) {
            // The first part is as long as a cell, the others are small and many.
            const size_t size = i == 0 ? sizeof cell : 64;
            const int last = i + 1 == parts ? 0 : ZMQ_SNDMORE;
            if (zmq_send(client.socket, cell, size, last) < 0)
                _exit(1);
        }
}

struct flooded {
    struct besiegers besiegers;
    uint64_t began_ms, most_bytes;
    uint64_t dropped_at_least;
    uint64_t reliefs_at_least;
};

static bool flood_had_its_turn(void *self)
{
    struct flooded *flooded = self;
    (void)seat_cell_sent(&flooded->besiegers.good);
    (void)curve_hub_wait(flooded->besiegers.world->hub, -1, 5);
    take_all(&flooded->besiegers);
    const uint64_t bytes = world_resident_bytes();
    flooded->most_bytes = bytes > flooded->most_bytes ? bytes : flooded->most_bytes;
    struct world *world = flooded->besiegers.world;
    return world->table.dropped(world->table.self) >= flooded->dropped_at_least &&
           curve_hub_relief_count(world->hub) >= flooded->reliefs_at_least;
}

static void flooded_by(uint32_t parts, uint64_t relief_bytes, uint64_t dropped, uint64_t reliefs)
{
    struct world world;
    world_init(&world, 2);
    const struct curve_hooks hooks = {.zap = ZAP_SERVED, .relief_bytes = relief_bytes};
    world_open(&world, &hooks);
    world.config.port = curve_hub_port(world.hub);
    struct flooded flooded = {.besiegers = {.world = &world, .good = seat_of(&world, 0, 7)},
                              .dropped_at_least = dropped,
                              .reliefs_at_least = reliefs};
    world_until(&world, good_cell_came, &flooded.besiegers);
    const uint64_t before = world_resident_bytes();
    const pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0)
        flood_for_ever(&world, parts);
    world_until(&world, flood_had_its_turn, &flooded);
    flooded.besiegers.good_cells = 0;
    const uint64_t began_ms = curve_now_ms();
    world_until(&world, good_cell_came, &flooded.besiegers); // while the flood goes on
    const uint64_t took_ms = curve_now_ms() - began_ms;
    kill(pid, SIGKILL);
    assert_int_equal(waitpid(pid, NULL, 0), pid);
    print_message("%u parts: grew by %u kB at most, cell after %u ms, %u rebuilds\n",
                  (unsigned)parts, (unsigned)((flooded.most_bytes - before) / 1024),
                  (unsigned)took_ms, (unsigned)curve_hub_relief_count(world.hub));
    assert_int_equal(flooded.besiegers.other_cells, 0);
    if (!world_sanitized()) {
        assert_true(flooded.most_bytes - before < (uint64_t)128 << 20);
        assert_true(took_ms < 5000);
    }
    curve_link_destroy(flooded.besiegers.good.link);
    world_close(&world);
}

static void c23_multipart_cells_are_dropped(void **state)
{
    (void)state;
    flooded_by(100, 0, 3000, 0);
}

// Messages so long that they are never whole in time: the hub lets go of its sockets.
static void c23_endless_multipart_is_let_go_of(void **state)
{
    (void)state;
    flooded_by(600000, (uint64_t)24 << 20, 0, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(c22_malformed_handshakes_grow_nothing),
        cmocka_unit_test(c22_idle_connections_are_sent_away),
        cmocka_unit_test(c23_multipart_cells_are_dropped),
        cmocka_unit_test(c23_endless_multipart_is_let_go_of),
    };
    return cmocka_run_group_tests_name("net.flood", tests, NULL, NULL);
}

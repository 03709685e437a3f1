#include "world.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <zmq.h>

void world_init(struct world *world, size_t count)
{
    assert_true(count <= WORLD_TERMINALS);
    memset(world, 0, sizeof *world);
    for (size_t i = 0; i < WORLD_TERMINALS; i++) {
        curve_keypair(world->terminals[i].public_key, world->secrets[i]);
        world->terminals[i].screen = (uint16_t)(101 + i);
    }
    world->config.address = "127.0.0.1";
    world->config.terminals = world->terminals;
    world->config.terminal_count = count;
    world->config.self_test = true;
    curve_keypair(world->config.public_key, world->config.secret_key);
}

void world_open(struct world *world, const struct curve_hooks *hooks)
{
    if (hooks == NULL)
        assert_int_equal(curve_hub_create(&world->config, &world->hub), OK);
    else
        assert_int_equal(curve_hub_create_broken(&world->config, hooks, &world->hub), OK);
    world->table = curve_hub_table(world->hub);
}

void world_close(struct world *world)
{
    curve_hub_destroy(world->hub);
    world->hub = NULL;
}

struct curve_link_config world_link_config(const struct world *world, size_t terminal)
{
    struct curve_link_config config = {.address = world->config.address,
                                       .port = curve_hub_port(world->hub)};
    memcpy(config.server_key, world->config.public_key, KEY32_BYTES);
    memcpy(config.public_key, world->terminals[terminal].public_key, KEY32_BYTES);
    memcpy(config.secret_key, world->secrets[terminal], KEY32_BYTES);
    return config;
}

struct curve_link *world_link(const struct world *world, size_t terminal)
{
    const struct curve_link_config config = world_link_config(world, terminal);
    struct curve_link *link = NULL;
    assert_int_equal(curve_link_create(&config, &link), OK);
    return link;
}

void world_until(struct world *world, bool (*done)(void *self), void *self)
{
    const uint64_t end_ms = curve_now_ms() + WORLD_MS;
    while (!done(self)) {
        if (curve_now_ms() > end_ms)
            fail_msg("what was waited for did not come");
        (void)curve_hub_wait(world->hub, -1, 5);
    }
}

struct seat seat_of(struct world *world, size_t terminal, uint8_t mark)
{
    struct seat seat = {.world = world, .link = world_link(world, terminal), .mark = mark};
    seat.table = curve_link_table(seat.link);
    return seat;
}

void seat_listen(struct seat *seat)
{
    (void)curve_link_wait(seat->link, -1, -1, 0);
    uint8_t buffer[CONTROL_BYTES_MAX];
    size_t size = 0;
    if (seat->table.take_envelope(seat->table.self, buffer, &size))
        seat->envelopes++;
    while (seat->table.take_control(seat->table.self, buffer, &size))
        seat->replies++;
}

bool seat_sees(void *self)
{
    struct seat *seat = self;
    const uint8_t envelope[ENVELOPE_IDLE_BYTES] = {1};
    const struct span span = {.at = envelope, .size = sizeof envelope};
    assert_int_equal(seat->world->table.publish(seat->world->table.self, span), OK);
    seat_listen(seat);
    return seat->envelopes > 0;
}

bool seat_cell_sent(void *self)
{
    struct seat *seat = self;
    uint8_t cell[CELL_BYTES];
    memset(cell, seat->mark, sizeof cell);
    (void)curve_link_wait(seat->link, -1, -1, 0);
    const enum err err = seat->table.send_cell(seat->table.self, cell);
    assert_true(err == OK || err == ERR_BUSY);
    seat->cells_sent += err == OK;
    return err == OK;
}

void stranger_open(struct stranger *stranger, const struct world *world, enum curve_role role,
                   const uint8_t *public_key, const uint8_t *secret_key)
{
    uint8_t fresh_public[KEY32_BYTES], fresh_secret[KEY32_BYTES];
    curve_keypair(fresh_public, fresh_secret);
    *stranger = (struct stranger){.context = zmq_ctx_new(), .role = role};
    stranger->socket = zmq_socket(stranger->context, curve_link_socket_type(role));
    stranger->monitor = zmq_socket(stranger->context, ZMQ_PAIR);
    struct curve_keys *keys = curve_keys_create(public_key != NULL ? public_key : fresh_public,
                                                secret_key != NULL ? secret_key : fresh_secret);
    assert_non_null(keys);
    assert_int_equal(
        curve_link_options(stranger->socket, role, keys, world->config.public_key, false), OK);
    curve_keys_destroy(keys);
    // Unlike a terminal, a stranger has his message ready before the door opens.
    const int no = 0;
    assert_int_equal(zmq_setsockopt(stranger->socket, ZMQ_IMMEDIATE, &no, sizeof no), 0);
    assert_int_equal(zmq_socket_monitor(stranger->socket, "inproc://watch", ZMQ_EVENT_ALL), 0);
    assert_int_equal(zmq_connect(stranger->monitor, "inproc://watch"), 0);
    struct net_address address;
    char endpoint[NET_ENDPOINT_TEXT_BYTES];
    assert_int_equal(net_address_parse(world->config.address, &address), OK);
    net_endpoint(&address, (uint16_t)(curve_hub_port(world->hub) + role), endpoint);
    assert_int_equal(zmq_connect(stranger->socket, endpoint), 0);
}

void stranger_speak(struct stranger *stranger)
{
    uint8_t cell[CELL_BYTES];
    memset(cell, 0x66, sizeof cell);
    if (stranger->role == CURVE_CELLS)
        (void)zmq_send(stranger->socket, cell, sizeof cell, ZMQ_DONTWAIT);
    if (stranger->role == CURVE_CONTROL)
        (void)zmq_send(stranger->socket, "hello", 5, ZMQ_DONTWAIT);
    if (stranger->role != CURVE_CELLS && zmq_recv(stranger->socket, cell, 1, ZMQ_DONTWAIT) >= 0)
        stranger->heard++;
    uint8_t frame[256];
    for (;;) {
        const int size = zmq_recv(stranger->monitor, frame, sizeof frame, ZMQ_DONTWAIT);
        if (size < 0)
            return;
        uint16_t event = 0;
        if (size == 6)
            memcpy(&event, frame, sizeof event);
        if (event & ZMQ_EVENT_HANDSHAKE_SUCCEEDED)
            stranger->admitted = true;
        if (event & (ZMQ_EVENT_HANDSHAKE_FAILED_AUTH | ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL |
                     ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL | ZMQ_EVENT_DISCONNECTED))
            stranger->refused = true;
    }
}

void stranger_close(struct stranger *stranger)
{
    const int no = 0;
    (void)zmq_socket_monitor(stranger->socket, NULL, 0);
    zmq_close(stranger->socket);
    (void)zmq_setsockopt(stranger->monitor, ZMQ_LINGER, &no, sizeof no);
    zmq_close(stranger->monitor);
    zmq_ctx_term(stranger->context);
}

uint64_t world_resident_bytes(void)
{
    unsigned long pages = 0, resident = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    assert_non_null(file);
    assert_int_equal(fscanf(file, "%lu %lu", &pages, &resident), 2);
    fclose(file);
    return (uint64_t)resident * (uint64_t)sysconf(_SC_PAGESIZE);
}

bool world_sanitized(void)
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
    return true;
#else
    return false;
#endif
#else
    return false;
#endif
}

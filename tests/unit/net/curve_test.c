// The real sockets between a hub and terminals that may come in: what is carried, what is refused.
#include "world.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#include <zmq.h>

static void a_session_carries_all_three_ways(void **state)
{
    (void)state;
    struct world world;
    world_init(&world, 2);
    world_open(&world, NULL);
    struct seat seat = seat_of(&world, 1, 7);
    world_until(&world, seat_sees, &seat);
    world_until(&world, seat_cell_sent, &seat);
    uint8_t cell[CELL_BYTES] = {0};
    const uint64_t end_ms = curve_now_ms() + WORLD_MS;
    while (!world.table.take_cell(world.table.self, cell)) {
        assert_true(curve_now_ms() < end_ms);
        (void)curve_hub_wait(world.hub, -1, 100);
    }
    for (size_t i = 0; i < CELL_BYTES; i++)
        assert_int_equal(cell[i], 7);

    const struct span hello = span_of_string("hello");
    while (seat.table.send_control(seat.table.self, hello) == ERR_BUSY) {
        assert_true(curve_now_ms() < end_ms);
        (void)curve_hub_wait(world.hub, -1, 5);
    }
    struct net_peer peer = {0};
    uint8_t buffer[CONTROL_BYTES_MAX];
    size_t size = 0;
    while (!world.table.take_control(world.table.self, &peer, buffer, &size)) {
        assert_true(curve_now_ms() < end_ms);
        (void)curve_hub_wait(world.hub, -1, 100);
    }
    assert_int_equal(peer.screen, 102);
    assert_int_equal(size, 5);
    assert_memory_equal(buffer, "hello", 5);

    uint8_t chunk[CONTROL_BYTES_MAX];
    memset(chunk, 9, sizeof chunk);
    const struct span whole = {.at = chunk, .size = sizeof chunk};
    assert_int_equal(world.table.send_control(world.table.self, peer, whole), OK);
    while (!seat.table.take_control(seat.table.self, buffer, &size)) {
        assert_true(curve_now_ms() < end_ms);
        (void)curve_link_wait(seat.link, -1, -1, 100);
    }
    assert_int_equal(size, CONTROL_BYTES_MAX);
    assert_memory_equal(buffer, chunk, sizeof chunk);
    assert_int_equal(world.table.dropped(world.table.self), 0);

    // A peer that was never there, and one whose screen is another's.
    const struct net_peer nobody = {.id = peer.id + 1, .screen = peer.screen};
    const struct net_peer other = {.id = peer.id, .screen = 101};
    assert_int_equal(world.table.send_control(world.table.self, nobody, hello), ERR_CLOSED);
    assert_int_equal(world.table.send_control(world.table.self, other, hello), ERR_CLOSED);
    // A rebuild ends every peer.
    assert_int_equal(world.table.allow(world.table.self, world.terminals, 2), OK);
    assert_int_equal(world.table.send_control(world.table.self, peer, hello), ERR_CLOSED);
    curve_link_destroy(seat.link);
    world_close(&world);
}

static void newest_envelope_wins(void **state)
{
    (void)state;
    struct world world;
    world_init(&world, 1);
    world_open(&world, NULL);
    struct seat seat = seat_of(&world, 0, 1);
    world_until(&world, seat_sees, &seat);
    uint8_t envelope[ENVELOPE_OPEN_BYTES] = {0};
    for (uint8_t i = 1; i <= 10; i++) {
        memset(envelope, i, sizeof envelope);
        const struct span span = {.at = envelope, .size = sizeof envelope};
        assert_int_equal(world.table.publish(world.table.self, span), OK);
    }
    // Ten were sent; the last is the one that is taken, however they arrive.
    const uint64_t end_ms = curve_now_ms() + WORLD_MS;
    uint8_t newest[ENVELOPE_OPEN_BYTES] = {0}, last = 0;
    size_t size = 0;
    while (last != 10) {
        assert_true(curve_now_ms() < end_ms);
        (void)curve_link_wait(seat.link, -1, -1, 100);
        if (seat.table.take_envelope(seat.table.self, newest, &size)) {
            assert_true(size == ENVELOPE_OPEN_BYTES || newest[0] == 1);
            assert_true(newest[0] >= last || last == 0);
            last = newest[0];
        }
    }
    curve_link_destroy(seat.link);
    world_close(&world);
}

static void sizes_are_refused_before_they_are_sent(void **state)
{
    (void)state;
    struct world world;
    world_init(&world, 1);
    world_open(&world, NULL);
    struct seat seat = seat_of(&world, 0, 1);
    static const uint8_t bytes[CONTROL_BYTES_MAX + 1];
    const struct span none = {.at = bytes, .size = 0};
    const struct span long_envelope = {.at = bytes, .size = ENVELOPE_OPEN_BYTES + 1};
    const struct span long_control = {.at = bytes, .size = CONTROL_BYTES_MAX + 1};
    const struct span long_request = {.at = bytes, .size = CONTROL_REQUEST_BYTES_MAX + 1};
    const struct net_peer peer = {.id = 1, .screen = 1};
    assert_int_equal(world.table.publish(world.table.self, none), ERR_TOO_LONG);
    assert_int_equal(world.table.publish(world.table.self, long_envelope), ERR_TOO_LONG);
    assert_int_equal(world.table.send_control(world.table.self, peer, long_control), ERR_TOO_LONG);
    assert_int_equal(seat.table.send_control(seat.table.self, none), ERR_TOO_LONG);
    assert_int_equal(seat.table.send_control(seat.table.self, long_request), ERR_TOO_LONG);
    struct net_terminal too_many[TERMINALS_MAX + 1] = {0};
    assert_int_equal(world.table.allow(world.table.self, too_many, TERMINALS_MAX + 1),
                     ERR_TOO_LONG);
    curve_link_destroy(seat.link);
    world_close(&world);
}

// An enrolled terminal whose program sends what ours never would.
struct odd {
    struct world *world;
    struct stranger client;
    struct seat good;
    size_t size;
    uint32_t good_cells, odd_cells;
};

static bool good_cell_after_odd_ones(void *self)
{
    struct odd *odd = self;
    static const uint8_t bytes[8192] = {0x66};
    (void)zmq_send(odd->client.socket, bytes, odd->size, ZMQ_DONTWAIT);
    stranger_speak(&odd->client);
    (void)seat_cell_sent(&odd->good);
    uint8_t cell[CELL_BYTES];
    while (odd->world->table.take_cell(odd->world->table.self, cell)) {
        odd->good_cells += cell[0] == 7;
        odd->odd_cells += cell[0] != 7;
    }
    // The client is let in by its key; too long a frame ends its connection.
    return odd->good_cells > 20 && odd->client.admitted;
}

static void oversized_and_short_cells_are_dropped(void **state)
{
    (void)state;
    const size_t sizes[] = {1, CELL_BYTES - 1, CELL_BYTES + 1, 1055, 1056, 8192};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        struct world world;
        world_init(&world, 2);
        world_open(&world, NULL);
        struct odd odd = {.world = &world, .good = seat_of(&world, 0, 7), .size = sizes[i]};
        stranger_open(&odd.client, &world, CURVE_CELLS, world.terminals[1].public_key,
                      world.secrets[1]);
        odd.client.role = CURVE_SCENES; // so that only what is odd is sent
        world_until(&world, good_cell_after_odd_ones, &odd);
        assert_int_equal(odd.odd_cells, 0);
        const uint64_t dropped = world.table.dropped(world.table.self);
        if (sizes[i] + CURVE_FRAME_EXTRA_BYTES <= CELLS_INBOUND_BYTES)
            assert_true(dropped > 0); // seen by us, counted, thrown away
        else
            assert_int_equal(dropped, 0); // never came as far
        stranger_close(&odd.client);
        curve_link_destroy(odd.good.link);
        world_close(&world);
    }
}

struct talker {
    struct world *world;
    struct stranger client;
    uint64_t dropped_at_least;
    uint32_t heard;
};

static bool hub_dropped_enough(void *self)
{
    struct talker *talker = self;
    stranger_speak(&talker->client);
    uint8_t buffer[CONTROL_BYTES_MAX];
    struct net_peer peer;
    size_t size;
    while (talker->world->table.take_control(talker->world->table.self, &peer, buffer, &size))
        talker->heard++;
    return talker->world->table.dropped(talker->world->table.self) >= talker->dropped_at_least;
}

// Routing ids come from clients unless the hub refuses: an enrolled terminal cannot pose as another.
static void routes_chosen_by_clients_are_not_heard(void **state)
{
    (void)state;
    struct world world;
    world_init(&world, 1);
    world_open(&world, NULL);
    struct talker talker = {.world = &world, .dropped_at_least = 3};
    talker.client.role = CURVE_CONTROL;
    stranger_open(&talker.client, &world, CURVE_CONTROL, world.terminals[0].public_key,
                  world.secrets[0]);
    // The name counts from the next connection on.
    char endpoint[NET_ENDPOINT_TEXT_BYTES];
    size_t length = sizeof endpoint;
    assert_int_equal(zmq_getsockopt(talker.client.socket, ZMQ_LAST_ENDPOINT, endpoint, &length), 0);
    assert_int_equal(zmq_disconnect(talker.client.socket, endpoint), 0);
    assert_int_equal(zmq_setsockopt(talker.client.socket, ZMQ_ROUTING_ID, "other", 5), 0);
    assert_int_equal(zmq_connect(talker.client.socket, endpoint), 0);
    world_until(&world, hub_dropped_enough, &talker);
    assert_int_equal(talker.heard, 0);
    stranger_close(&talker.client);
    world_close(&world);
}

static bool hub_dropped_requests(void *self)
{
    struct talker *talker = self;
    static const uint8_t bytes[4050];
    for (int i = 0; i < 3; i++) // three parts where one is right
        (void)zmq_send(talker->client.socket, "part", 4, ZMQ_DONTWAIT | (i < 2 ? ZMQ_SNDMORE : 0));
    (void)zmq_send(talker->client.socket, "", 0, ZMQ_DONTWAIT);
    (void)zmq_send(talker->client.socket, bytes, sizeof bytes, ZMQ_DONTWAIT);
    return hub_dropped_enough(self);
}

static void odd_requests_are_dropped(void **state)
{
    (void)state;
    struct world world;
    world_init(&world, 1);
    world_open(&world, NULL);
    struct talker talker = {.world = &world, .dropped_at_least = 12};
    stranger_open(&talker.client, &world, CURVE_CONTROL, world.terminals[0].public_key,
                  world.secrets[0]);
    talker.client.role = CURVE_SCENES; // so that only what is odd is sent
    world_until(&world, hub_dropped_requests, &talker);
    assert_int_equal(talker.heard, 0);
    stranger_close(&talker.client);
    world_close(&world);
}

static void faults_of_a_start_have_names(void **state)
{
    (void)state;
    struct world world, second;
    world_init(&world, 1);
    world_open(&world, NULL);
    world_init(&second, 1);
    // Each of the three ports in turn is in use.
    for (int i = -2; i <= 2; i++) {
        second.config.port = (uint16_t)(curve_hub_port(world.hub) + i);
        assert_int_equal(curve_hub_create(&second.config, &second.hub), ERR_BUSY);
    }
    second.config.port = 0;
    const struct {
        const char *address;
        enum err err;
    } cases[] = {
        {"10.255.255.254", ERR_NOT_FOUND},
        {"fd00:1234::1", ERR_NOT_FOUND},
        {"0.0.0.0", ERR_RANGE},
        {"::", ERR_RANGE},
        {"*", ERR_MALFORMED},
        {"localhost", ERR_MALFORMED},
        {"lo", ERR_MALFORMED},
        {"127.0.0.1:80", ERR_MALFORMED},
        {"224.0.0.1", ERR_RANGE},
        {"255.255.255.255", ERR_RANGE},
        {"::ffff:127.0.0.1", ERR_RANGE},
        {"", ERR_MALFORMED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        second.config.address = cases[i].address;
        assert_int_equal(curve_hub_create(&second.config, &second.hub), cases[i].err);
    }
    second.config.address = "127.0.0.1";
    second.config.port = 65534;
    assert_int_equal(curve_hub_create(&second.config, &second.hub), ERR_RANGE);
    second.config.port = 0;
    second.config.terminal_count = TERMINALS_MAX + 1;
    assert_int_equal(curve_hub_create(&second.config, &second.hub), ERR_TOO_LONG);
    second.config.terminal_count = 1;
    second.config.public_key[3] ^= 1;
    assert_int_equal(curve_hub_create(&second.config, &second.hub), ERR_KEY);
    assert_null(second.hub);

    struct curve_link_config link_config = world_link_config(&world, 0);
    struct curve_link *link = NULL;
    link_config.port = 0;
    assert_int_equal(curve_link_create(&link_config, &link), ERR_RANGE);
    link_config.port = 1;
    link_config.address = "hub.example";
    assert_int_equal(curve_link_create(&link_config, &link), ERR_MALFORMED);
    link_config.address = "127.0.0.1";
    link_config.secret_key[9] ^= 1;
    assert_int_equal(curve_link_create(&link_config, &link), ERR_KEY);
    assert_null(link);
    world_close(&world);
    curve_hub_destroy(NULL);
    curve_link_destroy(NULL);
    curve_context_destroy(NULL);
}

static void a_session_over_ipv6(void **state)
{
    (void)state;
    struct world world;
    world_init(&world, 1);
    world.config.address = "::1";
    const enum err err = curve_hub_create(&world.config, &world.hub);
    if (err == ERR_NOT_FOUND)
        skip(); // a machine without IPv6
    assert_int_equal(err, OK);
    world.table = curve_hub_table(world.hub);
    struct seat seat = seat_of(&world, 0, 1);
    world_until(&world, seat_sees, &seat);
    world_until(&world, seat_cell_sent, &seat);
    curve_link_destroy(seat.link);
    world_close(&world);
}

struct crowd {
    struct world *world;
    void *context;
    struct seat seats[WORLD_TERMINALS];
};

static bool everyone_sees(void *self)
{
    struct crowd *crowd = self;
    bool all = true;
    uint8_t envelope[ENVELOPE_IDLE_BYTES] = {1};
    const struct span span = {.at = envelope, .size = sizeof envelope};
    (void)crowd->world->table.publish(crowd->world->table.self, span);
    for (size_t i = 0; i < WORLD_TERMINALS; i++) {
        seat_listen(&crowd->seats[i]);
        all = all && crowd->seats[i].envelopes > 0;
    }
    return all;
}

// The console is gone and comes back on the same ports: all 64 come back untouched.
static void a_room_full_joins_and_rejoins(void **state)
{
    (void)state;
    struct world world;
    world_init(&world, WORLD_TERMINALS);
    world_open(&world, NULL);
    static struct crowd crowd;
    crowd = (struct crowd){.world = &world, .context = curve_context_create()};
    assert_non_null(crowd.context);
    for (size_t i = 0; i < WORLD_TERMINALS; i++) {
        struct curve_link_config config = world_link_config(&world, i);
        config.context = crowd.context;
        crowd.seats[i] = (struct seat){.world = &world};
        assert_int_equal(curve_link_create(&config, &crowd.seats[i].link), OK);
        crowd.seats[i].table = curve_link_table(crowd.seats[i].link);
    }
    world_until(&world, everyone_sees, &crowd);
    world.config.port = curve_hub_port(world.hub);
    world_close(&world);
    uint8_t late[ENVELOPE_OPEN_BYTES];
    size_t size;
    for (size_t i = 0; i < WORLD_TERMINALS; i++) {
        (void)crowd.seats[i].table.take_envelope(crowd.seats[i].table.self, late, &size);
        crowd.seats[i].envelopes = 0;
    }
    const uint64_t began_ms = curve_now_ms();
    world_open(&world, NULL);
    world_until(&world, everyone_sees, &crowd);
    print_message("64 terminals were back after %u ms\n", (unsigned)(curve_now_ms() - began_ms));
    for (size_t i = 0; i < WORLD_TERMINALS; i++)
        curve_link_destroy(crowd.seats[i].link);
    curve_context_destroy(crowd.context);
    world_close(&world);
}

static void waiting_ends_with_its_descriptor(void **state)
{
    (void)state;
    struct world world;
    world_init(&world, 1);
    world_open(&world, NULL);
    struct seat seat = seat_of(&world, 0, 1);
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_false(curve_hub_wait(world.hub, ends[0], 0));
    assert_int_equal(write(ends[1], "x", 1), 1);
    assert_true(curve_hub_wait(world.hub, ends[0], -1));
    assert_true(curve_link_wait(seat.link, ends[0], -1, -1));
    assert_true(curve_link_wait(seat.link, -1, ends[0], -1));
    close(ends[0]);
    close(ends[1]);
    curve_link_destroy(seat.link);
    world_close(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_session_carries_all_three_ways),
        cmocka_unit_test(newest_envelope_wins),
        cmocka_unit_test(sizes_are_refused_before_they_are_sent),
        cmocka_unit_test(oversized_and_short_cells_are_dropped),
        cmocka_unit_test(routes_chosen_by_clients_are_not_heard),
        cmocka_unit_test(odd_requests_are_dropped),
        cmocka_unit_test(faults_of_a_start_have_names),
        cmocka_unit_test(a_session_over_ipv6),
        cmocka_unit_test(a_room_full_joins_and_rejoins),
        cmocka_unit_test(waiting_ends_with_its_descriptor),
    };
    return cmocka_run_group_tests_name("net.curve", tests, NULL, NULL);
}

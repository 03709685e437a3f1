// C18 to C21: who may come in, and that the hub does not start where that cannot be kept.
#include "world.h"
#include <string.h>
#include <zmq.h>

// --- C18: an unknown key gets nothing through, whatever becomes of the ZAP handler.

struct strangers {
    struct world *world;
    struct stranger list[CURVE_ROLES];
};

static bool all_turned_away_or_in(void *self)
{
    struct strangers *strangers = self;
    const uint8_t envelope[ENVELOPE_IDLE_BYTES] = {1};
    (void)strangers->world->table.publish(strangers->world->table.self,
                                          (struct span){.at = envelope, .size = sizeof envelope});
    bool settled = true;
    for (int role = 0; role < CURVE_ROLES; role++) {
        stranger_speak(&strangers->list[role]);
        settled = settled && (strangers->list[role].refused || strangers->list[role].admitted);
    }
    return settled;
}

static void strangers_open(struct strangers *strangers, struct world *world)
{
    strangers->world = world;
    for (int role = 0; role < CURVE_ROLES; role++)
        stranger_open(&strangers->list[role], world, (enum curve_role)role, NULL, NULL);
}

static void strangers_close(struct strangers *strangers)
{
    for (int role = 0; role < CURVE_ROLES; role++)
        stranger_close(&strangers->list[role]);
}

static void nothing_comes_in(enum zap_mode mode)
{
    struct world world;
    world_init(&world, 2);
    const struct curve_hooks hooks = {.zap = mode};
    world_open(&world, &hooks);
    struct strangers strangers;
    strangers_open(&strangers, &world);
    world_until(&world, all_turned_away_or_in, &strangers);
    for (int role = 0; role < CURVE_ROLES; role++) {
        assert_true(strangers.list[role].refused);
        assert_false(strangers.list[role].admitted);
        assert_int_equal(strangers.list[role].heard, 0);
    }
    uint8_t buffer[CONTROL_BYTES_MAX];
    size_t size;
    struct net_peer peer;
    assert_false(world.table.take_cell(world.table.self, buffer));
    assert_false(world.table.take_control(world.table.self, &peer, buffer, &size));
    strangers_close(&strangers);
    world_close(&world);
}

static void c18_unknown_key_zap_up(void **state)
{
    (void)state;
    nothing_comes_in(ZAP_SERVED);
}

static void c18_unknown_key_zap_hung(void **state)
{
    (void)state;
    nothing_comes_in(ZAP_HUNG);
}

static void c18_unknown_key_zap_dead(void **state)
{
    (void)state;
    nothing_comes_in(ZAP_DEAD);
}

static void c18_unknown_key_zap_not_started(void **state)
{
    (void)state;
    nothing_comes_in(ZAP_ABSENT);
}

// A setsockopt that swallows one option and says it set it.
static int swallowed_option;
static int swallow(void *socket, int option, const void *value, size_t size)
{
    return option == swallowed_option ? 0 : zmq_setsockopt(socket, option, value, size);
}

// The other half of C18: where the handler is missing and its absence is not enforced, everybody
// would come in (so the strangers above do knock), and the hub does not start.
static void c18_not_enforced_refuses_to_start(void **state)
{
    (void)state;
    const enum zap_mode modes[] = {ZAP_DEAD, ZAP_ABSENT};
    swallowed_option = OPTION_ENFORCE_DOMAIN;
    for (size_t i = 0; i < 2; i++) {
        struct world world;
        world_init(&world, 2);
        struct curve_hooks hooks = {.zap = modes[i], .set_option = swallow, .no_read_back = true};
        assert_int_equal(curve_hub_create_broken(&world.config, &hooks, &world.hub), ERR_SEAL);
        assert_null(world.hub);
        world.config.self_test = false;
        world_open(&world, &hooks);
        struct strangers strangers;
        strangers_open(&strangers, &world);
        world_until(&world, all_turned_away_or_in, &strangers);
        for (int role = 0; role < CURVE_ROLES; role++)
            assert_true(strangers.list[role].admitted);
        strangers_close(&strangers);
        world_close(&world);
    }
}

// --- C19: every security option is read back.

static void c19_dropped_option_refuses_to_start(void **state)
{
    (void)state;
    const int options[] = {ZMQ_CURVE_SERVER,
                           ZMQ_CURVE_SECRETKEY,
                           ZMQ_ZAP_DOMAIN,
                           ZMQ_MAXMSGSIZE,
                           OPTION_ENFORCE_DOMAIN,
                           ZMQ_HANDSHAKE_IVL,
                           ZMQ_RCVHWM,
                           ZMQ_SNDHWM,
                           ZMQ_LINGER,
                           ZMQ_BACKLOG};
    const struct curve_hooks hooks = {.zap = ZAP_SERVED, .set_option = swallow};
    struct world world;
    world_init(&world, 1);
    world.config.self_test = false;
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
        swallowed_option = options[i];
        assert_int_equal(curve_hub_create_broken(&world.config, &hooks, &world.hub), ERR_SEAL);
    }
    swallowed_option = -1;
    world_open(&world, &hooks);
    world_close(&world);
}

static int refuse(void *socket, int option, const void *value, size_t size)
{
    return option == swallowed_option ? -1 : zmq_setsockopt(socket, option, value, size);
}

static void c19_refused_option_refuses_to_start(void **state)
{
    (void)state;
    const struct curve_hooks hooks = {.zap = ZAP_SERVED, .set_option = refuse};
    struct world world;
    world_init(&world, 1);
    swallowed_option = OPTION_ENFORCE_DOMAIN;
    assert_int_equal(curve_hub_create_broken(&world.config, &hooks, &world.hub), ERR_NET);
    assert_null(world.hub);
}

// --- C20: a terminal speaks only with the hub whose key it has pinned.

struct rogue {
    struct world *world;
    struct seat *victim;
    void *context, *sockets[CURVE_ROLES], *monitor;
    uint32_t tries; // handshakes that failed
};

static bool rogue_tried_often(void *self)
{
    struct rogue *rogue = self;
    assert_false(seat_cell_sent(rogue->victim));
    const struct span hello = span_of_string("hello");
    assert_int_equal(rogue->victim->table.send_control(rogue->victim->table.self, hello), ERR_BUSY);
    seat_listen(rogue->victim);
    uint8_t bytes[ENVELOPE_IDLE_BYTES] = {1};
    assert_true(zmq_send(rogue->sockets[CURVE_SCENES], bytes, sizeof bytes, ZMQ_DONTWAIT) > 0);
    assert_true(zmq_recv(rogue->sockets[CURVE_CELLS], bytes, sizeof bytes, ZMQ_DONTWAIT) < 0);
    assert_true(zmq_recv(rogue->sockets[CURVE_CONTROL], bytes, sizeof bytes, ZMQ_DONTWAIT) < 0);
    while (zmq_recv(rogue->monitor, bytes, sizeof bytes, ZMQ_DONTWAIT) == 6) {
        uint16_t event;
        memcpy(&event, bytes, sizeof event);
        rogue->tries += event == ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL;
        (void)zmq_recv(rogue->monitor, bytes, sizeof bytes, ZMQ_DONTWAIT);
    }
    return rogue->tries >= 50;
}

static void c20_rogue_hub_gets_and_gives_nothing(void **state)
{
    (void)state;
    struct world world;
    world_init(&world, 1);
    world_open(&world, NULL);
    const uint16_t port = curve_hub_port(world.hub);
    struct seat victim = seat_of(&world, 0, 1);
    world_until(&world, seat_sees, &victim);
    assert_true(victim.envelopes > 0);
    world_close(&world);

    // The same ports, another key, everybody welcome.
    struct rogue rogue = {.world = &world, .victim = &victim, .context = zmq_ctx_new()};
    uint8_t public_key[KEY32_BYTES], secret_key[KEY32_BYTES];
    curve_keypair(public_key, secret_key);
    for (int role = 0; role < CURVE_ROLES; role++) {
        void *socket = zmq_socket(rogue.context, curve_hub_socket_type((enum curve_role)role));
        const int yes = 1;
        zmq_setsockopt(socket, ZMQ_CURVE_SERVER, &yes, sizeof yes);
        zmq_setsockopt(socket, ZMQ_CURVE_SECRETKEY, secret_key, sizeof secret_key);
        struct net_address address;
        char endpoint[NET_ENDPOINT_TEXT_BYTES];
        assert_int_equal(net_address_parse("127.0.0.1", &address), OK);
        net_endpoint(&address, (uint16_t)(port + role), endpoint);
        const uint64_t end_ms = curve_now_ms() + WORLD_MS;
        while (zmq_bind(socket, endpoint) != 0) // until the hub's own listener has gone
            assert_true(curve_now_ms() < end_ms);
        rogue.sockets[role] = socket;
    }
    rogue.monitor = zmq_socket(rogue.context, ZMQ_PAIR);
    assert_int_equal(zmq_socket_monitor(rogue.sockets[CURVE_CONTROL], "inproc://rogue",
                                        ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL),
                     0);
    assert_int_equal(zmq_connect(rogue.monitor, "inproc://rogue"), 0);
    uint8_t late[ENVELOPE_OPEN_BYTES];
    size_t size;
    (void)victim.table.take_envelope(victim.table.self, late, &size); // the true hub's last words
    victim.envelopes = 0;
    victim.replies = 0;
    const uint64_t end_ms = curve_now_ms() + WORLD_MS;
    while (!rogue_tried_often(&rogue)) {
        assert_true(curve_now_ms() < end_ms);
        (void)curve_link_wait(victim.link, -1, -1, 5);
    }
    assert_int_equal(victim.envelopes, 0);
    assert_int_equal(victim.replies, 0);
    assert_int_equal(victim.cells_sent, 0);
    curve_link_destroy(victim.link);
    const int no = 0;
    zmq_setsockopt(rogue.monitor, ZMQ_LINGER, &no, sizeof no);
    for (int role = 0; role < CURVE_ROLES; role++) {
        zmq_setsockopt(rogue.sockets[role], ZMQ_LINGER, &no, sizeof no);
        (void)zmq_socket_monitor(rogue.sockets[role], NULL, 0);
        zmq_close(rogue.sockets[role]);
    }
    zmq_close(rogue.monitor);
    zmq_ctx_term(rogue.context);
}

// --- C21: a terminal taken off the list is off, its living connection included.

struct pair {
    struct world *world;
    struct seat seats[2];
    uint32_t cells[256]; // taken, by mark
    bool publish;
    uint64_t until_ms;
};

static void pair_step(struct pair *pair)
{
    uint8_t envelope[ENVELOPE_IDLE_BYTES] = {1};
    const struct span span = {.at = envelope, .size = sizeof envelope};
    assert_int_equal(pair->world->table.publish(pair->world->table.self, span), OK);
    for (int i = 0; i < 2; i++) {
        (void)seat_cell_sent(&pair->seats[i]);
        seat_listen(&pair->seats[i]);
    }
    uint8_t cell[CELL_BYTES];
    while (pair->world->table.take_cell(pair->world->table.self, cell))
        pair->cells[cell[0]]++;
}

static bool both_flow(void *self)
{
    struct pair *pair = self;
    pair_step(pair);
    return pair->cells[1] > 2 && pair->cells[2] > 2 && pair->seats[0].envelopes > 2 &&
           pair->seats[1].envelopes > 2;
}

static bool second_flows(void *self)
{
    struct pair *pair = self;
    pair_step(pair);
    return pair->cells[2] > 2 && pair->seats[1].envelopes > 2;
}

static bool time_is_over(void *self)
{
    struct pair *pair = self;
    pair_step(pair);
    return curve_now_ms() >= pair->until_ms;
}

static void pair_forget(struct pair *pair)
{
    memset(pair->cells, 0, sizeof pair->cells);
    pair->seats[0].envelopes = 0;
    pair->seats[1].envelopes = 0;
}

static void c21_revoked_terminal_is_off(void **state)
{
    (void)state;
    struct world world;
    world_init(&world, 2);
    world_open(&world, NULL);
    struct pair pair = {.world = &world, .seats = {seat_of(&world, 0, 1), seat_of(&world, 1, 2)}};
    world_until(&world, both_flow, &pair);

    assert_int_equal(world.table.allow(world.table.self, &world.terminals[1], 1), OK);
    // Whatever had arrived at the first terminal before is not news.
    seat_listen(&pair.seats[0]);
    seat_listen(&pair.seats[1]);
    pair_forget(&pair);
    const uint64_t began_ms = curve_now_ms();
    world_until(&world, second_flows, &pair);
    assert_true(curve_now_ms() - began_ms < 2000);
    // C21 gives two seconds: what was on its way when the list changed may still be read in them.
    pair.until_ms = began_ms + 2000;
    world_until(&world, time_is_over, &pair);
    pair_forget(&pair);
    pair.until_ms = curve_now_ms() + 5000; // longer than a link takes to dial anew
    world_until(&world, time_is_over, &pair);
    assert_int_equal(pair.cells[1], 0);
    assert_int_equal(pair.seats[0].envelopes, 0);
    assert_true(pair.cells[2] > 100);

    // Put back on the list, it comes back by itself.
    assert_int_equal(world.table.allow(world.table.self, world.terminals, 2), OK);
    pair_forget(&pair);
    world_until(&world, both_flow, &pair);
    curve_link_destroy(pair.seats[0].link);
    curve_link_destroy(pair.seats[1].link);
    world_close(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(c18_unknown_key_zap_up),
        cmocka_unit_test(c18_unknown_key_zap_hung),
        cmocka_unit_test(c18_unknown_key_zap_dead),
        cmocka_unit_test(c18_unknown_key_zap_not_started),
        cmocka_unit_test(c18_not_enforced_refuses_to_start),
        cmocka_unit_test(c19_dropped_option_refuses_to_start),
        cmocka_unit_test(c19_refused_option_refuses_to_start),
        cmocka_unit_test(c20_rogue_hub_gets_and_gives_nothing),
        cmocka_unit_test(c21_revoked_terminal_is_off),
    };
    return cmocka_run_group_tests_name("net.trust", tests, NULL, NULL);
}

// What bad input gets: cells from a screen that is not on the list, of another phase, repeated,
// malformed, past the quota, by the thousand. They are dropped without a word and counted once in the
// console's health, and a person at another screen is saved as soon as ever. C17: places are never
// exceeded, whatever comes in one tick.
// bad_input [--long]: 3,000 cells of each kind and 5,000 in one tick; or more than two million in all,
// and 100,000 in one tick.
#include "net/curve.h"
#include "place.h"
#include "room/cells.h"
#include "room/link_thread.h"
#include "room/wall.h"
#include "seal/vault_private.h"
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
    SPEED = 5,
    PEOPLE = 9,
    HONEST = 0, // the place's first terminal; the second belongs to whoever sends the rest
    SENDER = 1,
    // An answer waits for its cell's beat, the cell for the tick, the receipt for the screen's turn.
    TICKS_MOST = 4,
    QUIET_TICKS = 20,
    PLAIN = 1,
    TERMINALS_C17 = 16,
    OF_EACH_LONG = 330000, // of six kinds, and a quarter as many of two more: 2,145,000
    IN_ONE_TICK_LONG = 100000,
};

static size_t of_each = 3000, in_one_tick = 5000;

struct room {
    struct place *place;
    struct link_thread *honest;
    struct envelope envelope; // the honest terminal's newest
    struct link_event event;
    struct curve_link *sender, *stranger;
    uint64_t sent, refused, stranger_sent;
    uint64_t grew_tick, grew_to; // when the count of dropped cells last grew
};

// A screen takes what it is sent. libzmq may abort the program of one that never does.
static void drain(struct curve_link *link)
{
    static uint8_t bytes[CONTROL_BYTES_MAX];
    struct net_link net = curve_link_table(link);
    size_t size = 0;
    (void)curve_link_wait(link, -1, -1, 0);
    (void)net.take_envelope(net.self, bytes, &size);
    while (net.take_control(net.self, bytes, &size))
        continue;
}

static void take(struct room *room)
{
    place_take(room->place);
    while (link_thread_take(room->honest, &room->event)) {
        if (room->event.kind == LINK_EVENT_ENVELOPE)
            room->envelope = room->event.envelope;
        link_event_finish(&room->event);
    }
    drain(room->sender);
    drain(room->stranger);
    if (room->place->health.cells_dropped != room->grew_to) {
        room->grew_to = room->place->health.cells_dropped;
        room->grew_tick = room->envelope.tick;
    }
}

static void rest(struct room *room)
{
    struct pollfd fds[2] = {{.fd = link_thread_fd(room->honest), .events = POLLIN},
                            {.fd = hub_thread_fd(room->place->hub), .events = POLLIN}};
    poll(fds, 2, 20);
}

static struct curve_link *raw_link(const struct terminal_keys *keys)
{
    struct curve_link_config config = {.address = keys->address, .port = keys->port};
    memcpy(config.server_key, keys->host_key, KEY32_BYTES);
    memcpy(config.public_key, keys->public_key, KEY32_BYTES);
    memcpy(config.secret_key, keys->secret_key, KEY32_BYTES);
    struct curve_link *link = NULL;
    assert_int_equal(curve_link_create(&config, &link), OK);
    return link;
}

static void room_open(struct room *room)
{
    room->place = place_create(2, PEOPLE, SPEED);
    const struct terminal_keys *keys = &room->place->terminals[HONEST];
    struct link_thread_config config = {
        .link = {.screen = keys->screen, .practice = true, .no_deck = true},
        .address = keys->address,
        .port = keys->port};
    memcpy(config.server_key, keys->host_key, KEY32_BYTES);
    memcpy(config.public_key, keys->public_key, KEY32_BYTES);
    memcpy(config.secret_key, keys->secret_key, KEY32_BYTES);
    assert_int_equal(link_thread_start(&config, &room->honest), OK);
    room->sender = raw_link(&room->place->terminals[SENDER]);
    struct terminal_keys strange = *keys;
    curve_keypair(strange.public_key, strange.secret_key);
    room->stranger = raw_link(&strange);
}

static void room_close(struct room *room)
{
    curve_link_destroy(room->sender);
    curve_link_destroy(room->stranger);
    link_thread_stop(room->honest);
    place_destroy(room->place);
}

static bool is_open(const struct room *room)
{
    return room->envelope.open;
}

// All that came is counted: as many as were sent, or no more for a while. On a slow machine the
// console throws connections away whose input piles up, and what was on them with them.
static bool all_counted(const struct room *room)
{
    return room->place->health.cells_dropped >= room->sent ||
           room->envelope.tick > room->grew_tick + QUIET_TICKS;
}

static void wait_until(struct room *room, bool (*holds)(const struct room *room))
{
    uint64_t until_ms = monotonic_now_ms() + PLACE_LIMIT_MS;
    for (take(room); !holds(room); take(room)) {
        assert_true(monotonic_now_ms() < until_ms);
        rest(room);
    }
}

// --- What is sent.

enum bad {
    BAD_NOISE,  // 1,024 random bytes
    BAD_ZEROS,  // nothing at all
    BAD_KEY,    // sealed for somebody else
    BAD_PHASE,  // a good answer to a question of another time
    BAD_BODY,   // sealed well, and no answer inside
    BAD_CHOICE, // an answer that the question does not offer
    BADS
};

static void random_fill(void *bytes, size_t size)
{
    random_system()->fill(random_system()->self, bytes, size);
}

static void answer_seal(const struct room *room, uint32_t phase_id, uint8_t choice,
                        uint8_t out_cell[CELL_BYTES])
{
    struct cell_body body = {.kind = CELL_ANSWER, .phase_id = phase_id, .choice = choice};
    random_fill(body.id, sizeof body.id);
    uint8_t bytes[CELL_BODY_BYTES];
    cell_body_encode(&body, bytes);
    cell_seal(bytes, room->envelope.phase_key, out_cell);
}

static void bad_make(const struct room *room, enum bad bad, uint8_t out_cell[CELL_BYTES])
{
    uint8_t bytes[CELL_BODY_BYTES], public_key[KEY32_BYTES], secret_key[KEY32_BYTES];
    switch (bad) {
    case BAD_NOISE:
        random_fill(out_cell, CELL_BYTES);
        break;
    case BAD_ZEROS:
        memset(out_cell, 0, CELL_BYTES);
        break;
    case BAD_KEY:
        curve_keypair(public_key, secret_key);
        memset(bytes, 0, sizeof bytes);
        cell_seal(bytes, public_key, out_cell);
        break;
    case BAD_PHASE:
        answer_seal(room, room->envelope.phase_id + 1, 1, out_cell);
        break;
    case BAD_BODY:
        random_fill(bytes, sizeof bytes);
        cell_seal(bytes, room->envelope.phase_key, out_cell);
        break;
    case BAD_CHOICE:
        answer_seal(room, room->envelope.phase_id, 1 << (OPTIONS_MAX - 1), out_cell);
        break;
    case BADS:
        break;
    }
}

// Sends unless the network layer will not take it now.
static bool send(struct room *room, const uint8_t cell[CELL_BYTES])
{
    struct net_link strange = curve_link_table(room->stranger);
    room->stranger_sent += strange.send_cell(strange.self, cell) == OK;
    struct net_link net = curve_link_table(room->sender);
    bool sent = net.send_cell(net.self, cell) == OK;
    room->sent += sent;
    room->refused += !sent;
    return sent;
}

// Sends, and lets what is under way go first where the network layer asks for it.
static void send_surely(struct room *room, const uint8_t cell[CELL_BYTES])
{
    uint64_t until_ms = monotonic_now_ms() + PLACE_LIMIT_MS;
    while (!send(room, cell)) {
        assert_true(monotonic_now_ms() < until_ms);
        take(room);
    }
}

// One person's answer at the other screen, with or without (BADS) a flood meanwhile. Returns how many
// ticks it took.
static uint64_t answer_saved_after(struct room *room, enum bad meanwhile)
{
    struct cell_body answer = {
        .kind = CELL_ANSWER, .phase_id = room->envelope.phase_id, .choice = 2};
    random_fill(answer.id, sizeof answer.id);
    uint64_t since = room->envelope.tick;
    assert_true(link_thread_answer(room->honest, &answer));
    uint8_t cell[CELL_BYTES];
    uint64_t until_ms = monotonic_now_ms() + PLACE_LIMIT_MS;
    for (take(room); !envelope_has(&room->envelope, answer.id); take(room)) {
        assert_true(monotonic_now_ms() < until_ms);
        if (meanwhile == BADS)
            rest(room);
        for (size_t i = 0; meanwhile != BADS && i < 64; i++) {
            bad_make(room, i % 2 == 0 ? BAD_NOISE : meanwhile, cell);
            (void)send(room, cell);
        }
    }
    assert_true(link_thread_forget(room->honest));
    return room->envelope.tick - since;
}

static void bad_cells_are_counted_and_no_more(void **state)
{
    (void)state;
    struct room *room = calloc(1, sizeof *room);
    assert_non_null(room);
    room_open(room);
    assert_int_equal(place_do(room->place, COMMAND_PROMPT_OPEN, PLAIN), ALLOWED);
    wait_until(room, is_open);
    uint8_t cell[CELL_BYTES];
    uint64_t alone = answer_saved_after(room, BADS), slowest = 0, answers = 1;
    for (enum bad bad = BAD_NOISE; bad < BADS; bad++) {
        for (size_t i = 0; i < of_each; i++) {
            bad_make(room, bad, cell);
            send_surely(room, cell);
            if (i % 64 == 0)
                take(room);
        }
        uint64_t ticks = answer_saved_after(room, bad);
        slowest = ticks > slowest ? ticks : slowest;
        answers++;
    }
    wait_until(room, all_counted);
    // Once each at most, and whoever is not on the list got nothing in at all.
    assert_true(room->place->health.cells_dropped <= room->sent);
    assert_true(room->place->health.cells_dropped >= of_each);
    assert_int_equal(room->place->scene.box_count, answers);
    print_message(
        "%llu bad cells, %llu not taken by the network; an answer saved within %llu ticks, "
        "%llu without them\n",
        (unsigned long long)room->sent, (unsigned long long)room->refused,
        (unsigned long long)slowest, (unsigned long long)alone);
    assert_true(room->sent >= BADS * of_each);
    assert_true(slowest <= TICKS_MOST);

    // Repeats of one good cell are one answer and no fault; past the places, good cells are dropped.
    uint64_t dropped = room->place->health.cells_dropped;
    answer_seal(room, room->envelope.phase_id, 1, cell);
    for (size_t i = 0; i < of_each / 4; i++)
        send_surely(room, cell);
    uint64_t until_ms = monotonic_now_ms() + PLACE_LIMIT_MS;
    while (room->place->scene.box_count == answers) {
        assert_true(monotonic_now_ms() < until_ms);
        take(room);
        rest(room);
    }
    assert_int_equal(room->place->scene.box_count, answers + 1);
    assert_int_equal(room->place->health.cells_dropped, dropped);
    for (size_t i = 0; i < of_each / 4; i++) {
        answer_seal(room, room->envelope.phase_id, 1, cell);
        send_surely(room, cell);
        take(room);
        assert_true(room->place->scene.box_count <= PEOPLE);
    }
    until_ms = monotonic_now_ms() + PLACE_LIMIT_MS;
    while (room->place->scene.box_state != BOX_FULL) {
        assert_true(monotonic_now_ms() < until_ms);
        take(room);
        rest(room);
    }
    assert_int_equal(room->place->scene.box_count, PEOPLE);
    room_close(room);
    free(room);
}

// C17: so many valid cells between two ticks, in an order of the sender's choice.
static void c17_places_are_never_exceeded(void **state)
{
    (void)state;
    assert_int_equal(seal_start(), OK);
    struct fake_disk *fake = fake_disk_create();
    struct unlock_key unlock;
    memset(&unlock, 6, sizeof unlock);
    struct cells *cells = NULL;
    assert_int_equal(cells_create(fake_disk_of(fake), random_system(), "live", &unlock, &cells),
                     OK);
    struct cells_phase phase = {.id = 3,
                                .kind = PROMPT_SINGLE,
                                .class = CLASS_PERSONAL,
                                .option_count = 3,
                                .places = TERMINALS_C17 / 2};
    assert_int_equal(cells_open(cells, &phase, 0), OK);
    cells_taking(cells, true);
    uint8_t key[KEY32_BYTES], bytes[CELL_BODY_BYTES], cell[CELL_BYTES];
    cells_public_key(cells, key);
    for (size_t i = 0; i < in_one_tick; i++) {
        struct cell_body body = {.kind = CELL_ANSWER, .phase_id = 3, .choice = 1};
        random_fill(body.id, sizeof body.id);
        cell_body_encode(&body, bytes);
        cell_seal(bytes, key, cell);
        cells_take(cells, cell);
        if (i % 3 == 0)
            cells_take(cells, cell); // and once more
    }
    assert_int_equal(cells_box(cells)->count, 0);
    assert_int_equal(cells_commit(cells, 1), OK);
    assert_int_equal(cells_box(cells)->count, phase.places);
    // People present go up by one: one more is taken, of as many as come.
    cells_places(cells, (uint8_t)(phase.places + 1));
    for (size_t i = 0; i < TERMINALS_C17; i++) {
        struct cell_body body = {.kind = CELL_ANSWER, .phase_id = 3, .choice = 1};
        random_fill(body.id, sizeof body.id);
        cell_body_encode(&body, bytes);
        cell_seal(bytes, key, cell);
        cells_take(cells, cell);
    }
    assert_int_equal(cells_commit(cells, 2), OK);
    assert_int_equal(cells_box(cells)->count, phase.places + 1);
    cells_destroy(cells);
    fake_disk_destroy(fake);
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "--long") == 0) {
        of_each = OF_EACH_LONG;
        in_one_tick = IN_ONE_TICK_LONG;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(c17_places_are_never_exceeded),
        cmocka_unit_test(bad_cells_are_counted_and_no_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

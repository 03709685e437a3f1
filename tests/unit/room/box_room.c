#include "box_room.h"

#include "base/check.h"
#include "base/out.h"
#include "room/receipt.h"
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum {
    DAY = 20000,
    SEGMENTS_MAX = 64
};
const char *const box_room_files[3] = {"live/box-a", "live/box-b", "live/box.key"};
static const char deck[] = "a deck that nobody opens";

// --- The world.

static enum err publish(void *self, struct span bytes)
{
    struct box_room *room = self;
    static struct envelope envelope;
    enum err err = envelope_decode(bytes, &envelope);
    check(err == OK);
    // What leaves when the power has gone is heard by nobody.
    if (fake_disk_is_dark(room->fake))
        return OK;
    room->envelope = envelope;
    for (size_t i = 0; envelope.open && i < room->people_count; i++) {
        uint8_t receipt[SUBMISSION_ID_BYTES];
        receipt_of(envelope.phase_key, envelope.tick, room->people[i].id, receipt);
        if (!envelope_has(&envelope, receipt))
            continue;
        if (room->hub->record.err != OK)
            room->acked_on_failed_disk++;
        check(room->people[i].sent);
        room->people[i].acked = true;
    }
    return OK;
}

static bool take_cell(void *self, uint8_t out_cell[CELL_BYTES])
{
    struct box_room *room = self;
    if (room->queue_count == 0)
        return false;
    memcpy(out_cell, room->queue[0], CELL_BYTES);
    room->queue_count--;
    memmove(room->queue[0], room->queue[1], room->queue_count * CELL_BYTES);
    return true;
}

static bool take_control(void *self, struct net_peer *out_peer, uint8_t *buffer, size_t *out_size)
{
    struct box_room *room = self;
    if (room->said_count == 0)
        return false;
    *out_peer = (struct net_peer){.id = room->said[0].screen, .screen = room->said[0].screen};
    *out_size = control_encode(&room->said[0].control, buffer);
    room->said_count--;
    memmove(&room->said[0], &room->said[1], room->said_count * sizeof room->said[0]);
    return true;
}

void box_room_say(struct box_room *room, uint16_t screen, const struct control *control)
{
    check(room->said_count < BOX_SAID_MAX);
    room->said[room->said_count++] = (struct box_said){screen, *control};
}

static enum err send_control(void *self, struct net_peer peer, struct span message)
{
    (void)self;
    (void)peer;
    (void)message;
    return OK;
}

static uint64_t dropped(void *self)
{
    (void)self;
    return 0;
}

static enum err allow(void *self, const struct net_terminal *terminals, size_t count)
{
    (void)self;
    (void)terminals;
    (void)count;
    return OK;
}

static uint64_t monotonic(void *self)
{
    const struct box_room *room = self;
    return room->now_ms;
}

static void wall(void *self, uint32_t *out_day, uint16_t *out_minute)
{
    const struct box_room *room = self;
    *out_day = DAY;
    *out_minute = (uint16_t)(14 * 60 + room->now_ms / 60000);
}

// --- Making it.

static void keys_make(struct box_room *room)
{
    uint8_t seed[32] = {1};
    crypto_sign_seed_keypair(room->keys.sign_public, room->keys.sign_secret, seed);
    memset(room->unlock.bytes, 4, sizeof room->unlock.bytes);
    seed[0] = 2;
    crypto_box_seed_keypair(room->reviewer.recipient.public_key, room->reviewer.secret, seed);
    strcpy(room->reviewer.recipient.name, "Reviewer");
    room->reviewer.recipient.practice = true;
    room->config.recipients[0] = room->reviewer.recipient;
    room->config.recipient_count = 1;
    room->config.unlock_key = &room->unlock;
    room->config.keys = &room->keys;
}

struct box_room *box_room_create(uint64_t seed, size_t people)
{
    check(people <= BOX_PEOPLE_MAX);
    enum err err = seal_start();
    check(err == OK);
    struct box_room *room = calloc(1, sizeof *room);
    check(room != NULL);
    room->fake = fake_disk_create();
    room->disk = *fake_disk_of(room->fake);
    room->now_ms = 1000;
    random_seeded_init(&room->random, seed);
    strcpy(room->config.live_folder, "live");
    strcpy(room->config.sessions_folder, "sessions");
    strcpy(room->config.decks_folder, "decks");
    room->config.practice = true;
    room->config.speed = 1;
    room->config.retain_days = 90;
    keys_make(room);
    room->people_count = people;
    struct random_seeded persons; // not the hub's: it must not depend on what the hub draws
    random_seeded_init(&persons, seed + 1000000);
    for (size_t i = 0; i < people; i++) {
        uint8_t draw = 0;
        persons.source.fill(persons.source.self, room->people[i].id, sizeof room->people[i].id);
        persons.source.fill(persons.source.self, &draw, 1);
        room->people[i].option = draw % BOX_OPTIONS;
    }
    return room;
}

void box_room_destroy(struct box_room *room)
{
    box_room_off(room);
    fake_disk_destroy(room->fake);
    free(room);
}

enum err box_room_on(struct box_room *room)
{
    check(room->hub == NULL);
    struct hub_world world = {
        .disk = &room->disk,
        .random = &room->random.source,
        .net = {.self = room,
                .publish = publish,
                .take_cell = take_cell,
                .take_control = take_control,
                .send_control = send_control,
                .dropped = dropped,
                .allow = allow},
        .clock = {.self = room, .monotonic_ms = monotonic, .wall = wall},
    };
    enum err err =
        hub_create(&room->config, &world, room->terminals, room->screen_count, &room->hub);
    if (err == OK)
        err = hub_deck_add(room->hub, (struct span){(const uint8_t *)deck, sizeof deck}, NULL);
    return err;
}

void box_room_off(struct box_room *room)
{
    hub_destroy(room->hub);
    room->hub = NULL;
    room->queue_count = 0;
}

// --- What is done in it.

static enum refusal tell(struct box_room *room, struct command *command)
{
    command->show = true;
    return hub_command(room->hub, command);
}

enum refusal box_room_tell(struct box_room *room, enum command_kind kind, uint16_t number)
{
    static struct command command;
    memset(&command, 0, sizeof command);
    command.kind = kind;
    command.number = number;
    command.amount = number;
    return tell(room, &command);
}

enum refusal box_room_begin(struct box_room *room, uint8_t people)
{
    static struct command command;
    memset(&command, 0, sizeof command);
    command.kind = COMMAND_BEGIN;
    struct begin *begin = &command.begin;
    strcpy(begin->group, "Tuesday Recovery Group");
    strcpy(begin->leader, "M. Ortiz");
    strcpy(begin->edition, "third-edition-2011");
    begin->meeting = MEETING_GROUP;
    begin->people = people;
    begin->step_count = 1;
    strcpy(begin->steps[0].key, "welcome");
    begin->steps[0].minutes = 60;
    struct deck_outline *outline = &begin->deck;
    seal_hash(deck, sizeof deck, outline->deck_hash);
    strcpy(outline->module, "coping-with-stress");
    strcpy(outline->module_title, "Coping with stress");
    strcpy(outline->title, "Signs of stress");
    outline->session_number = 1;
    outline->session_count = 1;
    outline->slide_count = 2;
    outline->prompt_count = 3;
    for (uint8_t i = 0; i < outline->prompt_count; i++) {
        static const char *const keys[] = {"which-next", "what-helps", "what-else"};
        strcpy(outline->prompts[i].key, keys[i]);
        outline->prompts[i].kind = PROMPT_SINGLE;
        outline->prompts[i].class = CLASS_PLAIN;
        outline->prompts[i].option_count = BOX_OPTIONS;
        outline->prompts[i].slide = 1;
    }
    return tell(room, &command);
}

void box_room_send(struct box_room *room, size_t person)
{
    check(person < room->people_count);
    if (!room->envelope.open || room->queue_count == BOX_QUEUE_MAX)
        return;
    struct box_person *who = &room->people[person];
    struct cell_body body = {.kind = CELL_ANSWER,
                             .phase_id = room->envelope.phase_id,
                             .choice = (uint8_t)(1u << who->option)};
    memcpy(body.id, who->id, sizeof body.id);
    uint8_t bytes[CELL_BODY_BYTES];
    cell_body_encode(&body, bytes);
    cell_seal(bytes, room->envelope.phase_key, room->queue[room->queue_count++]);
    who->sent = true;
}

void box_room_step(struct box_room *room, uint64_t ms)
{
    while (hub_net(room->hub))
        continue;
    room->now_ms += ms;
    hub_tick(room->hub);
}

enum prompt_state box_room_prompt(const struct box_room *room)
{
    return room->hub->session.prompt_state;
}

bool box_room_all_acked(const struct box_room *room)
{
    for (size_t i = 0; i < room->people_count; i++)
        if (!room->people[i].acked)
            return false;
    return true;
}

bool box_room_result_ok(const struct box_room *room)
{
    uint32_t sent[BOX_OPTIONS] = {0}, acked[BOX_OPTIONS] = {0}, all = 0;
    for (size_t i = 0; i < room->people_count; i++) {
        sent[room->people[i].option] += room->people[i].sent;
        acked[room->people[i].option] += room->people[i].acked;
        all += room->people[i].acked;
    }
    const struct release *release = &room->hub->session.release;
    if (release->kind == RELEASE_WITHHELD)
        return all < 4; // plain prompts need four
    if (release->kind != RELEASE_COUNTS)
        return false;
    for (size_t i = 0; i < BOX_OPTIONS; i++)
        if (release->counts[i] < acked[i] || release->counts[i] > sent[i])
            return false;
    return true;
}

// --- Its record.

struct paths {
    char at[SEGMENTS_MAX][DISK_PATH_BYTES];
    size_t count;
};

static void path_found(void *context, const char *name)
{
    struct paths *paths = context;
    check(paths->count < SEGMENTS_MAX);
    enum err err = disk_join(paths->at[paths->count++], "sessions", name);
    check(err == OK);
}

static uint32_t segment_results(struct box_room *room, const char *path)
{
    static struct record_event event;
    static struct fact fact;
    const struct disk *disk = fake_disk_of(room->fake);
    struct record_reader *reader = NULL;
    enum err err = record_open(disk, path, &room->reviewer, &reader);
    if (err == ERR_TRUNCATED)
        return 0; // a start that died while it made this header
    check(err == OK);
    uint32_t results = 0;
    struct span plain;
    while (record_next(reader, &plain)) {
        err = record_event_decode(plain, &event);
        check(err == OK);
        if (event.kind != RECORD_FACT)
            continue;
        err = fact_decode((struct span){event.fact, event.fact_bytes}, &fact);
        check(err == OK);
        results += fact.kind == FACT_PROMPT_CLOSED;
    }
    struct record_end end;
    record_reader_end(reader, &end);
    check(end.verdict == RECORD_COMPLETE || end.verdict == RECORD_UNCLOSED);
    check(end.trailing_bytes == 0);
    record_reader_close(reader);
    return results;
}

uint32_t box_room_results(struct box_room *room)
{
    static struct paths paths;
    paths.count = 0;
    const struct disk *disk = fake_disk_of(room->fake);
    enum err err = disk->list(disk->self, "sessions", path_found, &paths);
    check(err == OK);
    uint32_t results = 0;
    for (size_t i = 0; i < paths.count; i++)
        results += segment_results(room, paths.at[i]);
    return results;
}

// C13: until a prompt has closed, nothing that leaves the console says anything of an answer. Two
// meetings that differ in nothing but what the people answered are held side by side; up to the end
// of the twenty seconds of closing every envelope, every control message, every scene and every file's
// name and size is the same in both, and the ids of the answers stand nowhere. Then they differ.
#include "twin.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
    SCREENS = 4,
    PEOPLE = 8,
    STEPS_MOST = 20000,
    LOG_MOST = 200000,
    FILES_EVERY = 100, // steps
};

// What an onlooker notes, as a list of hashes in the order of things.
struct meeting {
    struct twin *twin;
    struct net_hub net; // below what is noted
    uint64_t *log;
    size_t logged;
    uint8_t ids[PEOPLE][SUBMISSION_ID_BYTES];
    size_t id_count;
    size_t ids_found;
    size_t envelopes, controls;
    uint8_t choices; // what everybody answers
};

static void log_bytes(struct meeting *meeting, const void *bytes, size_t size)
{
    uint8_t hash[HASH_BYTES];
    seal_hash(bytes, size, hash);
    assert_true(meeting->logged < LOG_MOST);
    memcpy(&meeting->log[meeting->logged++], hash, sizeof meeting->log[0]);
}

static void search(struct meeting *meeting, const uint8_t *bytes, size_t size)
{
    for (size_t at = 0; at + SUBMISSION_ID_BYTES <= size; at++)
        for (size_t i = 0; i < meeting->id_count; i++)
            meeting->ids_found += memcmp(bytes + at, meeting->ids[i], SUBMISSION_ID_BYTES) == 0;
}

// All of an envelope but what is noise by design: the phase's key, the room's, the receipts, the hash of a record
// that is sealed with keys of its own.
static void published(void *context, struct span bytes)
{
    struct meeting *meeting = context;
    static struct envelope envelope;
    assert_int_equal(envelope_decode(bytes, &envelope), OK);
    memset(envelope.phase_key, envelope.open ? 1 : 0, sizeof envelope.phase_key);
    static const uint8_t none[KEY32_BYTES] = {0};
    bool room_key = memcmp(envelope.room_key, none, sizeof none) != 0;
    memset(envelope.room_key, room_key ? 1 : 0, sizeof envelope.room_key);
    memset(envelope.head.hash, 0, sizeof envelope.head.hash);
    for (size_t i = 0; i < PEOPLE_MAX; i++)
        memset(envelope.ids[i], envelope.open ? (int)i + 1 : 0, SUBMISSION_ID_BYTES);
    static uint8_t again[ENVELOPE_OPEN_BYTES];
    size_t size = envelope_encode(&envelope, again);
    assert_int_equal(size, bytes.size);
    log_bytes(meeting, again, size);
    search(meeting, bytes.at, bytes.size);
    meeting->envelopes++;
}

// --- The console's network, with somebody who notes what is sent to one screen.

static enum err note_publish(void *self, struct span envelope)
{
    struct meeting *meeting = self;
    return meeting->net.publish(meeting->net.self, envelope);
}

static bool note_take_cell(void *self, uint8_t out_cell[CELL_BYTES])
{
    struct meeting *meeting = self;
    return meeting->net.take_cell(meeting->net.self, out_cell);
}

static bool note_take_control(void *self, struct net_peer *out_peer, uint8_t *buffer,
                              size_t *out_size)
{
    struct meeting *meeting = self;
    bool taken = meeting->net.take_control(meeting->net.self, out_peer, buffer, out_size);
    if (taken) {
        log_bytes(meeting, buffer, *out_size); // from a screen: health, no more
        search(meeting, buffer, *out_size);
    }
    return taken;
}

static enum err note_send_control(void *self, struct net_peer peer, struct span message)
{
    struct meeting *meeting = self;
    log_bytes(meeting, message.at, message.size);
    search(meeting, message.at, message.size);
    meeting->controls++;
    return meeting->net.send_control(meeting->net.self, peer, message);
}

static uint64_t note_dropped(void *self)
{
    struct meeting *meeting = self;
    return meeting->net.dropped(meeting->net.self);
}

static enum err note_allow(void *self, const struct net_terminal *terminals, size_t count)
{
    struct meeting *meeting = self;
    return meeting->net.allow(meeting->net.self, terminals, count);
}

// --- What is shown and what is kept.

static void log_scenes(struct meeting *meeting)
{
    static struct scene scene;
    for (int audience = AUDIENCE_TERMINAL; audience <= AUDIENCE_SUPERVISOR; audience++) {
        memset(&scene, 0, sizeof scene);
        hub_scene(meeting->twin->hub, (enum audience)audience, &scene);
        log_bytes(meeting, &scene, sizeof scene);
    }
    struct hub_health health;
    memset(&health, 0, sizeof health);
    hub_health(meeting->twin->hub, &health);
    log_bytes(meeting, &health.cells_dropped, sizeof health.cells_dropped);
    log_bytes(meeting, health.screens, sizeof health.screens);
}

struct files {
    struct meeting *meeting;
    const char *folder;
    size_t count;
};

static void log_file(void *context, const char *name)
{
    struct files *files = context;
    char path[DISK_PATH_BYTES];
    assert_int_equal(disk_join(path, files->folder, name), OK);
    size_t size = 0;
    const uint8_t *bytes = fake_disk_bytes(files->meeting->twin->fake, path, &size);
    if (bytes == NULL)
        return; // a folder
    search(files->meeting, bytes, size);
    log_bytes(files->meeting, path, strlen(path));
    log_bytes(files->meeting, &size, sizeof size);
    files->count++;
}

static size_t log_files(struct meeting *meeting)
{
    static const char *const folders[] = {"room/live", "room/sessions", "room/decks", "room/keys"};
    size_t count = 0;
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        struct files files = {.meeting = meeting, .folder = folders[i]};
        const struct disk *disk = fake_disk_of(meeting->twin->fake);
        (void)disk->list(disk->self, folders[i], log_file, &files);
        count += files.count;
    }
    return count;
}

// --- A meeting.

static void tell(struct meeting *meeting, enum command_kind kind, uint16_t number)
{
    struct command *command = calloc(1, sizeof *command);
    assert_non_null(command);
    if (kind == COMMAND_BEGIN)
        twin_begin(meeting->twin, PEOPLE, command);
    command->kind = kind;
    command->number = number;
    command->show = true;
    bool died = false;
    assert_int_equal(twin_command(meeting->twin, command, &died), ALLOWED);
    free(command);
}

static void step(struct meeting *meeting)
{
    (void)twin_step(meeting->twin);
    log_scenes(meeting);
}

static enum prompt_state prompt_state(const struct meeting *meeting)
{
    static struct scene scene;
    hub_scene(meeting->twin->hub, AUDIENCE_ROOM, &scene);
    return scene.prompt_state;
}

static void meeting_open(struct meeting *meeting, uint8_t choices)
{
    memset(meeting, 0, sizeof *meeting);
    meeting->choices = choices;
    meeting->log = calloc(LOG_MOST, sizeof *meeting->log);
    assert_non_null(meeting->log);
    struct twin *twin = twin_create(77, SCREENS);
    meeting->twin = twin;
    meeting->net = twin->real_net;
    twin->real_net = (struct net_hub){.self = meeting,
                                      .publish = note_publish,
                                      .take_cell = note_take_cell,
                                      .take_control = note_take_control,
                                      .send_control = note_send_control,
                                      .dropped = note_dropped,
                                      .allow = note_allow};
    twin->published = published;
    twin->published_context = meeting;
    assert_true(twin_console_on(twin));
    tell(meeting, COMMAND_BEGIN, 0);
    for (size_t i = 0; i < 100; i++)
        step(meeting);
}

static void meeting_close(struct meeting *meeting)
{
    twin_destroy(meeting->twin);
    free(meeting->log);
}

// Everybody answers, one after the other at each screen.
static void answer_all(struct meeting *meeting, size_t people)
{
    bool sent[PEOPLE] = {false};
    bool noted[PEOPLE] = {false};
    size_t saved = 0, steps = 0;
    int done[PEOPLE] = {0};
    meeting->id_count = 0;
    while (saved < people) {
        assert_true(steps++ < STEPS_MOST);
        for (size_t screen = 0; screen < SCREENS; screen++) {
            size_t person = screen;
            while (person < people && done[person] != 0)
                person += SCREENS;
            if (person >= people)
                continue;
            done[person] =
                twin_answer(meeting->twin, screen, meeting->choices, false, &sent[person]);
            assert_true(done[person] >= 0);
            saved += done[person] == 1;
            const struct turn *turn = &meeting->twin->screens[screen].turn;
            if (sent[person] && !noted[person]) {
                memcpy(meeting->ids[meeting->id_count++], turn->answer.id, SUBMISSION_ID_BYTES);
                noted[person] = true;
            }
        }
        step(meeting);
    }
    assert_int_equal(meeting->id_count, people);
}

// Up to the last moment before the result: everything up to there is in the log.
static void until_closed(struct meeting *meeting)
{
    tell(meeting, COMMAND_PROMPT_CLOSE, 0);
    size_t steps = 0, before = 0;
    while (prompt_state(meeting) == PROMPT_CLOSING) {
        assert_true(steps++ < STEPS_MOST);
        if (steps % FILES_EVERY == 0)
            assert_true(log_files(meeting) > 4);
        before = meeting->logged;
        step(meeting);
    }
    assert_true(steps >= (size_t)(CLOSING_MS - 100) / TWIN_STEP_MS);
    meeting->logged = before; // what the last step brought is the result
}

static void the_same_until_closed(uint16_t prompt, uint8_t one, uint8_t other, size_t people)
{
    struct meeting meetings[2];
    for (size_t i = 0; i < 2; i++) {
        meeting_open(&meetings[i], i == 0 ? one : other);
        tell(&meetings[i], COMMAND_PROMPT_OPEN, prompt);
        answer_all(&meetings[i], people);
        until_closed(&meetings[i]);
    }
    assert_true(meetings[0].envelopes > 50 && meetings[0].controls > 4);
    assert_int_equal(meetings[0].logged, meetings[1].logged);
    assert_memory_equal(meetings[0].log, meetings[1].log,
                        meetings[0].logged * sizeof meetings[0].log[0]);
    // Once closed they do differ: what is compared could have told.
    size_t at = meetings[0].logged;
    for (size_t i = 0; i < 2; i++) {
        log_scenes(&meetings[i]);
        assert_int_equal(meetings[i].ids_found, 0);
    }
    assert_int_not_equal(meetings[0].log[at], meetings[1].log[at]);
    for (size_t i = 0; i < 2; i++)
        meeting_close(&meetings[i]);
}

static void c13_a_personal_prompt(void **state)
{
    (void)state;
    the_same_until_closed(2, 1, 16, PEOPLE);
    the_same_until_closed(3, 1, 14, 6);
}

static void c13_a_sensitive_prompt(void **state)
{
    (void)state;
    the_same_until_closed(4, 1, 2, 7);
}

static void c13_a_plain_prompt(void **state)
{
    (void)state;
    the_same_until_closed(1, 2, 4, 5);
}

// The search for ids finds one where there is one.
static void the_search_finds(void **state)
{
    (void)state;
    struct meeting meeting = {.id_count = 1};
    uint8_t bytes[100] = {0};
    memset(meeting.ids[0], 9, SUBMISSION_ID_BYTES);
    memset(bytes + 37, 9, SUBMISSION_ID_BYTES);
    search(&meeting, bytes, sizeof bytes);
    assert_int_equal(meeting.ids_found, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_search_finds),
        cmocka_unit_test(c13_a_personal_prompt),
        cmocka_unit_test(c13_a_sensitive_prompt),
        cmocka_unit_test(c13_a_plain_prompt),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

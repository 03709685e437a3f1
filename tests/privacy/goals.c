// Goals on the wire and in the console's memory. C28: the console never holds pictures, what they make, or
// a word that is not shared; a person with a card sits in another process, and all of this one's memory is
// searched. C29: a capture cannot tell a goal phase's cells from a prompt's, nor a save from nothing, and
// no key, id or frame of one stands in the other.
#include "room/goals.h"
#include "base/check.h"
#include "room/link_goals.h"
#include "scan.h"
#include "seal/cell.h"
#include "seal/goal_card.h"
#include "twin.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

// ---- C28

enum {
    MARKS = 5, // what the pictures made, what finds the card, its words: two, and the shared ones
};

// What the person's process says last: everything that must not be in ours, changed, and one thing that
// must, or the search would prove nothing.
struct secrets {
    uint8_t absent[MARKS - 1][SCAN_BYTES];
    uint8_t shared[SCAN_BYTES];
};

static void put(int pipe, const void *bytes, size_t size)
{
    const uint8_t *at = bytes;
    while (size > 0) {
        ssize_t wrote = write(pipe, at, size);
        check(wrote > 0);
        at += wrote;
        size -= (size_t)wrote;
    }
}

static void get(int pipe, void *bytes, size_t size)
{
    uint8_t *at = bytes;
    while (size > 0) {
        ssize_t got = read(pipe, at, size);
        check(got > 0);
        at += got;
        size -= (size_t)got;
    }
}

static void words_make(char text[OWN_WORDS_BYTES])
{
    uint8_t random[32];
    memset(text, 0, OWN_WORDS_BYTES);
    random_system()->fill(random_system()->self, random, sizeof random);
    for (size_t i = 0; i < sizeof random; i++)
        text[i] = (char)('a' + random[i] % 26);
}

// Sends one cell a tick and hears the envelope that answers it, until the request is done.
static struct link_goal talk(int out, int in, struct link_goals *goals,
                             const struct goal_request *request, struct envelope *envelope)
{
    struct link_goal done = {0};
    link_goals_start(goals, random_system(), request);
    while (!link_goals_take(goals, &done)) {
        uint8_t body[CELL_BODY_BYTES], cell[CELL_BYTES];
        link_goals_cell(goals, envelope->phase_id, body);
        cell_seal(body, envelope->phase_key, cell);
        put(out, cell, sizeof cell);
        get(in, envelope, sizeof *envelope);
        link_goals_hear(goals, random_system(), envelope);
    }
    return done;
}

static void person(int out, int in)
{
    static struct link_goals goals;
    static struct envelope envelope;
    static struct goal_sheet sheet;
    static struct goal_request request;
    struct goal_card_key key;
    struct secrets secrets;
    uint8_t pictures[6], plain[GOAL_PLAIN_BYTES];
    check(seal_start() == OK);
    get(in, &envelope, sizeof envelope);
    random_system()->fill(random_system()->self, pictures, sizeof pictures);
    check(goal_card_make((struct span){pictures, sizeof pictures}, envelope.goal_salt,
                         GOAL_CARD_PRACTICE, &key) == OK);
    link_goals_init(&goals);
    request.kind = GOAL_REQUEST_NEW;
    goal_card_find(&key, request.find);
    struct link_goal made = talk(out, in, &goals, &request, &envelope);
    check(made.kind == LINK_GOAL_MADE);
    sheet.handle = made.handle;
    words_make(sheet.long_term.text);
    words_make(sheet.why.text);
    goal_sheet_encode(&sheet, plain);
    goal_row_seal(&key, made.share, plain, request.row);
    request.kind = GOAL_REQUEST_PUT;
    request.share_count = 1;
    request.shares[0].kind = GOAL_WHY;
    words_make(request.shares[0].text);
    check(talk(out, in, &goals, &request, &envelope).kind == LINK_GOAL_SAVED);
    scan_changed(key.made, secrets.absent[0]);
    scan_changed(request.find, secrets.absent[1]);
    scan_changed((const uint8_t *)sheet.long_term.text, secrets.absent[2]);
    scan_changed((const uint8_t *)sheet.why.text, secrets.absent[3]);
    scan_changed((const uint8_t *)request.shares[0].text, secrets.shared);
    const uint8_t last[CELL_BYTES] = {0}; // of no form: there are no more cells
    put(out, last, sizeof last);
    put(out, &secrets, sizeof secrets);
    _exit(0);
}

// The console's half: takes cells and answers with envelopes, as many as it takes.
static void console(struct goals *goals, int out, int in, struct secrets *out_secrets)
{
    static struct envelope envelope;
    envelope.scene.goals_state = GOALS_OPEN;
    goals_show(goals, &envelope);
    envelope.tick = 100;
    put(out, &envelope, sizeof envelope);
    for (uint64_t tick = 101;; tick++) {
        uint8_t cell[CELL_BYTES];
        get(in, cell, sizeof cell);
        if (cell[0] == 0)
            break;
        goals_taking(goals, true, true);
        goals_take(goals, cell);
        assert_int_equal(goals_commit(goals, tick, 20000), OK);
        goals_show(goals, &envelope);
        envelope.tick = tick;
        put(out, &envelope, sizeof envelope);
    }
    get(in, out_secrets, sizeof *out_secrets);
}

static void c28_the_console_holds_no_card_and_no_unshared_word(void **state)
{
    (void)state;
    int to_person[2], to_console[2];
    struct scan *scan = scan_create();
    assert_int_equal(pipe(to_person), 0);
    assert_int_equal(pipe(to_console), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        person(to_console[1], to_person[0]);
    assert_int_equal(seal_start(), OK);
    struct fake_disk *fake = fake_disk_create();
    const struct disk *disk = fake_disk_of(fake);
    struct unlock_key *unlock = NULL;
    struct goals *goals = NULL;
    struct goals_phase phase = {.id = 1, .session_id = {4}};
    struct secrets secrets;
    assert_int_equal(disk->make_folder(disk->self, "goals"), OK);
    assert_int_equal(vault_make(disk, "goals", span_of_string("practice"), VAULT_PRACTICE, &unlock),
                     OK);
    assert_int_equal(goals_create(disk, random_system(), "goals", unlock, &goals), OK);
    assert_int_equal(goals_load(goals, "A group"), OK);
    assert_int_equal(goals_open(goals, &phase, 100), OK);
    console(goals, to_person[1], to_console[0], &secrets);
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    for (size_t i = 0; i < MARKS - 1; i++)
        scan_add_changed(scan, secrets.absent[i]);
    assert_int_equal(scan_run(scan), 0);
    scan_clear(scan);
    scan_add_changed(scan, secrets.shared);
    assert_true(scan_run(scan) >
                0); // it is there for the board, and the search finds what is there
    goals_close(goals);
    assert_int_equal(goals_finish(goals), OK);
    assert_int_equal(scan_run(scan), 0);
    goals_destroy(goals);
    unlock_key_destroy(unlock);
    fake_disk_destroy(fake);
    scan_destroy(scan);
}

// ---- C29

enum {
    SCREENS = 2,
    CAPTURED_MAX = 512,
    BLOCK = 16,
};

struct capture {
    struct twin *twin;
    struct net_hub net;
    uint8_t cells[CAPTURED_MAX][CELL_BYTES];
    uint64_t at_ms[CAPTURED_MAX];
    size_t count;
    size_t envelope_bytes; // of the last one
};
static struct capture capture;

static bool take_cell(void *self, uint8_t out_cell[CELL_BYTES])
{
    (void)self;
    if (!capture.net.take_cell(capture.net.self, out_cell))
        return false;
    assert_true(capture.count < CAPTURED_MAX);
    memcpy(capture.cells[capture.count], out_cell, CELL_BYTES);
    capture.at_ms[capture.count++] = capture.twin->now_ms;
    return true;
}

static void published(void *context, struct span envelope)
{
    (void)context;
    capture.envelope_bytes = envelope.size;
}

static enum refusal tell(struct twin *twin, enum command_kind kind, uint16_t number)
{
    static struct command command;
    memset(&command, 0, sizeof command);
    if (kind == COMMAND_BEGIN)
        twin_begin(twin, 8, &command);
    command.kind = kind;
    command.number = number;
    command.show = true;
    bool died = false;
    return twin_command(twin, &command, &died);
}

static void pass(struct twin *twin, uint64_t ms)
{
    for (uint64_t i = 0; i < ms / TWIN_STEP_MS; i++)
        (void)twin_step(twin);
}

// The capture of ten seconds: when cells came, as the only thing that one cell has and another might not.
static size_t ten_seconds(struct twin *twin, uint64_t gaps[CAPTURED_MAX])
{
    size_t from = capture.count;
    pass(twin, 10000);
    for (size_t i = from; i < capture.count; i++)
        gaps[i - from] = i == from ? 0 : capture.at_ms[i] - capture.at_ms[i - 1];
    return capture.count - from;
}

static int by_bytes(const void *a, const void *b)
{
    return memcmp(a, b, BLOCK);
}

// No sixteen bytes behind the head stand twice in anything captured.
static void assert_no_block_twice(void)
{
    size_t blocks_each = CELL_BYTES / BLOCK - 1;
    size_t count = capture.count * blocks_each;
    uint8_t(*blocks)[BLOCK] = malloc(count * BLOCK);
    assert_non_null(blocks);
    for (size_t i = 0; i < capture.count; i++)
        memcpy(blocks[i * blocks_each], capture.cells[i] + BLOCK, blocks_each * BLOCK);
    qsort(blocks, count, BLOCK, by_bytes);
    for (size_t i = 1; i < count; i++)
        assert_memory_not_equal(blocks[i - 1], blocks[i], BLOCK);
    free(blocks);
}

static void c29_goal_cells_are_cells(void **state)
{
    (void)state;
    struct twin *twin = twin_create(11, SCREENS);
    static uint64_t answering[CAPTURED_MAX], resting[CAPTURED_MAX], saving[CAPTURED_MAX];
    capture.twin = twin;
    capture.net = twin->real_net;
    twin->real_net.take_cell = take_cell;
    twin->published = published;
    assert_true(twin_console_on(twin));
    assert_int_equal(tell(twin, COMMAND_BEGIN, 0), ALLOWED);
    pass(twin, 2000);

    assert_int_equal(tell(twin, COMMAND_PROMPT_OPEN, 1), ALLOWED);
    pass(twin, 1000);
    bool sent = false;
    (void)twin_answer(twin, 0, 1, false, &sent);
    size_t answers = ten_seconds(twin, answering);
    uint8_t prompt_key[KEY32_BYTES];
    uint32_t prompt_id = twin->screens[0].envelope.phase_id;
    memcpy(prompt_key, twin->screens[0].envelope.phase_key, sizeof prompt_key);
    assert_int_equal(capture.envelope_bytes, ENVELOPE_OPEN_BYTES);
    assert_int_equal(tell(twin, COMMAND_PROMPT_VOID, 0), ALLOWED);
    pass(twin, 2000);

    assert_int_equal(tell(twin, COMMAND_GOALS_OPEN, 0), ALLOWED);
    pass(twin, 1000);
    const struct envelope *envelope = &twin->screens[0].envelope;
    assert_true(envelope_has_goals(envelope));
    assert_memory_not_equal(envelope->phase_key, prompt_key, sizeof prompt_key);
    assert_int_not_equal(envelope->phase_id, prompt_id);
    assert_int_equal(capture.envelope_bytes, ENVELOPE_OPEN_BYTES);
    size_t dummies = ten_seconds(twin, resting);
    static struct goal_request request;
    memset(&request, 0, sizeof request);
    request.kind = GOAL_REQUEST_NEW;
    memset(request.find, 1, sizeof request.find);
    link_goal(twin->screens[0].link, &request);
    pass(twin, 2000);
    assert_int_equal(twin->screens[0].goal.kind, LINK_GOAL_MADE);
    request.kind = GOAL_REQUEST_PUT;
    memset(request.row, 7,
           sizeof request.row); // the same bytes in every cell, and nobody can see it
    link_goal(twin->screens[0].link, &request);
    size_t saves = ten_seconds(twin, saving);
    assert_int_equal(twin->screens[0].goal.kind, LINK_GOAL_SAVED);

    assert_int_equal(answers, dummies);
    assert_int_equal(answers, saves);
    assert_memory_equal(answering, resting, answers * sizeof answering[0]);
    assert_memory_equal(answering, saving, answers * sizeof answering[0]);
    for (size_t i = 1; i < capture.count; i++)
        assert_memory_equal(capture.cells[i], capture.cells[0], BLOCK); // one form
    assert_no_block_twice();
    twin_destroy(twin);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(c28_the_console_holds_no_card_and_no_unshared_word),
        cmocka_unit_test(c29_goal_cells_are_cells),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

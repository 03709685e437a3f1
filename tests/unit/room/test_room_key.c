// The room's key: sensitive prompts' keys at rest need it, only the memories of console and screens hold
// it, and a console that stopped gets it back from any one of them. Whole rooms in one process.
#include "twin.h"

#include "base/check.h"
#include "room/hub_internal.h"
#include "seal/vault_private.h"
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
    PERSONAL = 2,
    SENSITIVE = 4, // prompts of the test deck
};

struct room {
    struct twin *twin;
    uint8_t given[KEY32_BYTES]; // as it last left the console
    bool wanted;
};

static void published(void *context, struct span bytes)
{
    struct room *room = context;
    static struct envelope envelope;
    assert_int_equal(envelope_decode(bytes, &envelope), OK);
    memcpy(room->given, envelope.room_key, sizeof room->given);
    room->wanted = envelope.room_key_wanted;
}

static bool gives(const struct room *room)
{
    static const uint8_t none[KEY32_BYTES] = {0};
    return memcmp(room->given, none, sizeof none) != 0;
}

static enum refusal tell(struct twin *twin, enum command_kind kind, uint16_t number)
{
    struct command *command = calloc(1, sizeof *command);
    assert_non_null(command);
    if (kind == COMMAND_BEGIN)
        twin_begin(twin, (uint8_t)number, command);
    command->kind = kind;
    command->number = number;
    command->show = true;
    bool died = false;
    enum refusal refusal = twin_command(twin, command, &died);
    free(command);
    return refusal;
}

static void pass(struct twin *twin, uint64_t ms)
{
    for (uint64_t i = 0; i < ms / TWIN_STEP_MS; i++)
        (void)twin_step(twin);
}

static const struct hub_health *health(const struct twin *twin)
{
    static struct hub_health found;
    hub_health(twin->hub, &found);
    return &found;
}

static enum prompt_state prompt_state(const struct twin *twin)
{
    return twin->hub->session.prompt_state;
}

static uint8_t saved(const struct twin *twin)
{
    const struct box *box = cells_box(twin->hub->cells);
    return box == NULL ? 0 : box->count;
}

static void answer(struct twin *twin, size_t screen, uint8_t choice)
{
    bool sent = false;
    for (size_t i = 0; i < 3000; i++) {
        int became = twin_answer(twin, screen, choice, false, &sent);
        assert_int_not_equal(became, -1);
        if (became == 1)
            return;
        (void)twin_step(twin);
    }
    fail_msg("the answer is not saved");
}

static int setup(void **state)
{
    struct room *room = calloc(1, sizeof *room);
    assert_non_null(room);
    struct twin *twin = twin_create(31, SCREENS);
    room->twin = twin;
    twin->published = published;
    twin->published_context = room;
    assert_true(twin_console_on(twin));
    assert_int_equal(tell(twin, COMMAND_BEGIN, PEOPLE), ALLOWED);
    pass(twin, 3000);
    *state = room;
    return 0;
}

static int teardown(void **state)
{
    struct room *room = *state;
    twin_destroy(room->twin);
    free(room);
    return 0;
}

// Seven of eight people answer a prompt.
static void seven_answer(struct twin *twin, uint16_t prompt)
{
    assert_int_equal(tell(twin, COMMAND_PROMPT_OPEN, prompt), ALLOWED);
    pass(twin, 1500);
    for (size_t i = 0; i < PEOPLE - 1; i++)
        answer(twin, i % SCREENS, 1);
    assert_int_equal(saved(twin), PEOPLE - 1);
}

static void back_after_a_power_cut(struct twin *twin)
{
    twin_console_off(twin, true, FAKE_CRASH_DROP);
    assert_true(twin_console_on(twin));
    assert_int_equal(prompt_state(twin), PROMPT_PAUSED);
}

static void screens_cut(struct twin *twin, bool cut)
{
    for (size_t i = 0; i < SCREENS; i++)
        loopback_cut(twin->loopback, i, cut);
}

// --- A thief with the disk and the passphrase.

static enum err phase_open(struct twin *twin, struct fake_disk *fake, const uint8_t *room_key)
{
    uint8_t name[BOX_PHASE_BYTES] = {0};
    memcpy(name, twin->hub->record.image.session_id, 16);
    name[16] = (uint8_t)twin->hub->record.image.phase_count;
    struct box_image *image = NULL;
    struct phase_keys keys;
    assert_int_equal(
        box_image_open(fake_disk_of(fake), random_system(), "room/live", twin->unlock, &image), OK);
    enum err err = box_image_resume(image, name, room_key, &keys);
    box_image_close(image);
    return err;
}

static bool holds(struct fake_disk *fake, const char *path, const uint8_t *what)
{
    size_t size = 0;
    const uint8_t *bytes = fake_disk_bytes(fake, path, &size);
    for (size_t at = 0; bytes != NULL && at + KEY32_BYTES <= size; at++)
        if (memcmp(bytes + at, what, KEY32_BYTES) == 0)
            return true;
    return false;
}

static void c10_the_passphrase_opens_no_sensitive_phase(void **state)
{
    struct room *room = *state;
    struct twin *twin = room->twin;
    seven_answer(twin, SENSITIVE);
    assert_true(gives(room));
    uint8_t key[KEY32_BYTES], tried[KEY32_BYTES] = {0};
    memcpy(key, room->given, sizeof key);
    struct fake_disk *before = fake_disk_copy(twin->fake);
    assert_int_equal(phase_open(twin, before, NULL), ERR_KEY);
    // Every key that the console owns, one bit off, and noise.
    assert_int_equal(phase_open(twin, before, twin->keys.curve_secret), ERR_KEY);
    assert_int_equal(phase_open(twin, before, twin->keys.sign_secret), ERR_KEY);
    assert_int_equal(phase_open(twin, before, twin->unlock->bytes), ERR_KEY);
    for (size_t bit = 0; bit < 8 * sizeof key; bit++) {
        memcpy(tried, key, sizeof tried);
        tried[bit / 8] ^= (uint8_t)(1U << bit % 8);
        assert_int_equal(phase_open(twin, before, tried), ERR_KEY);
    }
    for (size_t i = 0; i < 1000; i++) {
        random_system()->fill(random_system()->self, tried, sizeof tried);
        assert_int_equal(phase_open(twin, before, tried), ERR_KEY);
    }
    static const char *const files[] = {"room/live/box-a",    "room/live/box-b",
                                        "room/live/box.key",  "room/live/resume-a",
                                        "room/live/resume-b", "room/keys/host.key"};
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
        assert_false(holds(before, files[i], key));
    // That the test can see an opening: with the key it is one.
    assert_int_equal(phase_open(twin, before, key), OK);
    assert_int_equal(tell(twin, COMMAND_PROMPT_CLOSE, 0), ALLOWED);
    pass(twin, CLOSING_MS + 1000);
    assert_int_equal(prompt_state(twin), PROMPT_SHOWN);
    assert_false(gives(room));
    struct fake_disk *after = fake_disk_copy(twin->fake);
    assert_int_equal(phase_open(twin, after, NULL), ERR_NOT_FOUND);
    assert_int_equal(phase_open(twin, after, key), ERR_NOT_FOUND);
    fake_disk_destroy(before);
    fake_disk_destroy(after);
}

// What overwriting did not erase on a flash drive: the disk as it was while the prompt was open, and all
// screens still on. They have let go of the key, so even the console itself cannot open it.
static void c10_screens_let_go_of_the_key(void **state)
{
    struct room *room = *state;
    struct twin *twin = room->twin;
    seven_answer(twin, SENSITIVE);
    struct fake_disk *before = fake_disk_copy(twin->fake);
    assert_int_equal(tell(twin, COMMAND_PROMPT_CLOSE, 0), ALLOWED);
    pass(twin, CLOSING_MS + 1000);
    assert_int_equal(prompt_state(twin), PROMPT_SHOWN);
    twin_console_off(twin, false, FAKE_CRASH_KEEP);
    fake_disk_destroy(twin->fake);
    twin->fake = before;
    assert_true(twin_console_on(twin));
    assert_true(health(twin)->answers_locked);
    pass(twin, HUB_ROOM_KEY_MS + 2000);
    assert_true(room->wanted);
    assert_true(health(twin)->answers_gone);
    assert_false(cells_are_open(twin->hub->cells));
}

// --- A console that stopped.

static void screens_bring_it_back(void **state)
{
    struct room *room = *state;
    struct twin *twin = room->twin;
    seven_answer(twin, SENSITIVE);
    back_after_a_power_cut(twin);
    assert_true(health(twin)->answers_locked);
    assert_false(health(twin)->answers_gone);
    assert_int_equal(saved(twin), 0);
    assert_int_equal(tell(twin, COMMAND_PROMPT_WAKE, 0), REFUSED_ANSWERS_LOCKED);
    assert_int_equal(tell(twin, COMMAND_PROMPT_CLOSE, 0), REFUSED_ANSWERS_LOCKED);
    pass(twin, 5000);
    assert_false(health(twin)->answers_locked);
    assert_int_equal(saved(twin), PEOPLE - 1);
    assert_true(gives(room)); // a screen that comes now may be the only one left at the next stop
    assert_int_equal(tell(twin, COMMAND_PROMPT_WAKE, 0), ALLOWED);
    answer(twin, 0, 2);
    assert_int_equal(tell(twin, COMMAND_PROMPT_CLOSE, 0), ALLOWED);
    pass(twin, CLOSING_MS + 1000);
    assert_int_equal(prompt_state(twin), PROMPT_SHOWN);
    assert_int_equal(twin->hub->session.release.most_most, PEOPLE);
}

// Whoever had sent an answer that was not said to be saved goes on with it, as after any stop: the same
// answer with the same id, not a second one.
static void who_was_sending_is_counted_once(void **state)
{
    struct room *room = *state;
    struct twin *twin = room->twin;
    seven_answer(twin, SENSITIVE);
    bool sent = false;
    for (size_t i = 0; i < 3000 && !sent; i++) {
        (void)twin_answer(twin, 0, 2, false, &sent);
        (void)twin_step(twin);
    }
    assert_true(sent);
    back_after_a_power_cut(twin);
    pass(twin, 5000);
    assert_false(health(twin)->answers_locked);
    assert_int_equal(tell(twin, COMMAND_PROMPT_WAKE, 0), ALLOWED);
    int became = 0;
    for (size_t i = 0; i < 3000 && became == 0; i++) {
        became = twin_answer(twin, 0, 2, false, &sent);
        (void)twin_step(twin);
    }
    assert_int_equal(became, 1);
    pass(twin, 2000);
    assert_int_equal(saved(twin), PEOPLE);
}

static void one_screen_is_enough(void **state)
{
    struct room *room = *state;
    struct twin *twin = room->twin;
    seven_answer(twin, SENSITIVE);
    screens_cut(twin, true);
    back_after_a_power_cut(twin);
    loopback_cut(twin->loopback, SCREENS - 1, false);
    pass(twin, 6000);
    assert_false(health(twin)->answers_locked);
    assert_int_equal(saved(twin), PEOPLE - 1);
}

// None comes: after half a minute the console says that the answers are lost, and only void is left. A
// screen that comes even later still brings them.
static void none_has_it(void **state)
{
    struct room *room = *state;
    struct twin *twin = room->twin;
    for (size_t late = 0; late < 2; late++) {
        seven_answer(twin, SENSITIVE);
        screens_cut(twin, true);
        back_after_a_power_cut(twin);
        pass(twin, HUB_ROOM_KEY_MS - 2000);
        assert_true(health(twin)->answers_locked);
        pass(twin, 4000);
        assert_false(health(twin)->answers_locked);
        assert_true(health(twin)->answers_gone);
        assert_int_equal(tell(twin, COMMAND_PROMPT_WAKE, 0), REFUSED_ANSWERS_GONE);
        assert_int_equal(tell(twin, COMMAND_PROMPT_CLOSE, 0), REFUSED_ANSWERS_GONE);
        if (late == 1) {
            screens_cut(twin, false);
            pass(twin, 5000);
            assert_false(health(twin)->answers_gone);
            assert_int_equal(saved(twin), PEOPLE - 1);
        }
        assert_int_equal(tell(twin, COMMAND_PROMPT_VOID, 0), ALLOWED);
        screens_cut(twin, false);
        pass(twin, 10000);
        assert_false(gives(room) || room->wanted);
        assert_false(health(twin)->answers_gone);
    }
}

static void wrong_keys_change_nothing(void **state)
{
    struct room *room = *state;
    struct twin *twin = room->twin;
    seven_answer(twin, SENSITIVE);
    uint8_t key[KEY32_BYTES];
    memcpy(key, room->given, sizeof key);
    screens_cut(twin, true);
    back_after_a_power_cut(twin);
    for (size_t i = 0; i < 100; i++) {
        uint8_t wrong[KEY32_BYTES];
        random_system()->fill(random_system()->self, wrong, sizeof wrong);
        hub_room_key(twin->hub, wrong);
        assert_true(health(twin)->answers_locked);
    }
    pass(twin, HUB_ROOM_KEY_MS + 1000);
    uint8_t wrong[KEY32_BYTES] = {1};
    hub_room_key(twin->hub, wrong);
    assert_true(health(twin)->answers_gone);
    hub_room_key(twin->hub, key);
    assert_int_equal(saved(twin), PEOPLE - 1);
    // And whoever brings one where none is wanted is not listened to.
    hub_room_key(twin->hub, wrong);
    assert_int_equal(saved(twin), PEOPLE - 1);
}

// --- Which prompts.

static void the_setting_says_which(void **state)
{
    struct room *room = *state;
    struct twin *twin = room->twin;
    static const struct {
        enum room_key_use use;
        uint16_t prompt;
        bool key;
    } cases[] = {{ROOM_KEY_SENSITIVE, PERSONAL, false}, {ROOM_KEY_SENSITIVE, SENSITIVE, true},
                 {ROOM_KEY_ALWAYS, PERSONAL, true},     {ROOM_KEY_ALWAYS, SENSITIVE, true},
                 {ROOM_KEY_NEVER, PERSONAL, false},     {ROOM_KEY_NEVER, SENSITIVE, false}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        twin_console_off(twin, false, FAKE_CRASH_KEEP);
        twin->config.room_key = cases[i].use;
        assert_true(twin_console_on(twin));
        pass(twin, 3000);
        assert_int_equal(tell(twin, COMMAND_PROMPT_OPEN, cases[i].prompt), ALLOWED);
        pass(twin, 1000);
        assert_int_equal(gives(room), cases[i].key);
        back_after_a_power_cut(twin);
        assert_int_equal(health(twin)->answers_locked, cases[i].key);
        pass(twin, 5000);
        assert_false(health(twin)->answers_locked);
        assert_int_equal(tell(twin, COMMAND_PROMPT_VOID, 0), ALLOWED);
        pass(twin, 1000);
        assert_false(gives(room));
    }
}

// A text prompt's box lives through its review, and so does its key.
static void a_review_is_taken_up(void **state)
{
    struct room *room = *state;
    struct twin *twin = room->twin;
    twin_console_off(twin, false, FAKE_CRASH_KEEP);
    twin->config.room_key = ROOM_KEY_ALWAYS;
    assert_true(twin_console_on(twin));
    pass(twin, 3000);
    seven_answer(twin, 5);
    assert_int_equal(tell(twin, COMMAND_PROMPT_CLOSE, 0), ALLOWED);
    pass(twin, CLOSING_MS + 1000);
    assert_int_equal(prompt_state(twin), PROMPT_REVIEW);
    assert_true(gives(room));
    twin_console_off(twin, true, FAKE_CRASH_DROP);
    assert_true(twin_console_on(twin));
    assert_true(health(twin)->answers_locked);
    pass(twin, 5000);
    assert_false(health(twin)->answers_locked);
    assert_int_equal(saved(twin), PEOPLE - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(c10_the_passphrase_opens_no_sensitive_phase, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(c10_screens_let_go_of_the_key, setup, teardown),
        cmocka_unit_test_setup_teardown(screens_bring_it_back, setup, teardown),
        cmocka_unit_test_setup_teardown(who_was_sending_is_counted_once, setup, teardown),
        cmocka_unit_test_setup_teardown(one_screen_is_enough, setup, teardown),
        cmocka_unit_test_setup_teardown(none_has_it, setup, teardown),
        cmocka_unit_test_setup_teardown(wrong_keys_change_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(the_setting_says_which, setup, teardown),
        cmocka_unit_test_setup_teardown(a_review_is_taken_up, setup, teardown),
    };
    return cmocka_run_group_tests_name("room.room_key", tests, NULL, NULL);
}

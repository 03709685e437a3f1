// The hub alone, in the twin: what is synced before it shows, what a failing disk does at every
// operation, which answers a closing prompt still takes, how decks travel, who is here, which
// terminals are refused.
#include "twin.h"

#include "base/check.h"
#include "room/hub_internal.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
    SCREENS = 2
};

static int setup(void **state)
{
    struct twin *twin = twin_create(5, SCREENS);
    assert_true(twin_console_on(twin));
    *state = twin;
    return 0;
}

static int teardown(void **state)
{
    twin_destroy(*state);
    return 0;
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

static struct scene *look(const struct twin *twin)
{
    static struct scene scene;
    hub_scene(twin->hub, AUDIENCE_FACILITATOR, &scene);
    return &scene;
}

static struct hub_health *health(const struct twin *twin)
{
    static struct hub_health found;
    hub_health(twin->hub, &found);
    return &found;
}

// Whatever touches answers or the end is on the disk before it shows; the rest within half a second.
static void sync_policy(void **state)
{
    struct twin *twin = *state;
    for (int kind = FACT_BEGUN; kind <= FACT_LAST; kind++) {
        const char *name = fact_kind_name((enum fact_kind)kind);
        bool touches = strncmp(name, "prompt-", 7) == 0 || strncmp(name, "result-", 7) == 0 ||
                       strncmp(name, "goals-", 6) == 0 || kind == FACT_BEGUN ||
                       kind == FACT_ENDED || kind == FACT_FINISHED;
        if (touches)
            assert_true(hub_fact_synced_first((enum fact_kind)kind));
    }
    assert_false(hub_fact_synced_first(FACT_SLIDE_SHOWN));
    assert_int_equal(tell(twin, COMMAND_BEGIN, 8), ALLOWED);
    pass(twin, 2000);
    assert_false(twin->hub->record.unsynced);
    assert_int_equal(tell(twin, COMMAND_SLIDE_NEXT, 0), ALLOWED);
    assert_true(twin->hub->record.unsynced);
    assert_true(hub_deadline_ms(twin->hub) <= twin->now_ms + HUB_SYNC_WITHIN_MS);
    pass(twin, HUB_SYNC_WITHIN_MS + TWIN_STEP_MS);
    assert_false(twin->hub->record.unsynced);
    assert_int_equal(tell(twin, COMMAND_PROMPT_OPEN, 1), ALLOWED);
    assert_false(twin->hub->record.unsynced);
}

// Slides shown and not yet synced outlive a power cut, because the resume image holds their frames.
static void unsynced_frames_survive_a_power_cut(void **state)
{
    for (unsigned crash = FAKE_CRASH_DROP; crash <= FAKE_CRASH_SECTORS; crash++) {
        struct twin *twin = twin_create(5, SCREENS);
        assert_true(twin_console_on(twin));
        assert_int_equal(tell(twin, COMMAND_BEGIN, 8), ALLOWED);
        for (size_t i = 0; i < 7; i++)
            assert_int_equal(tell(twin, COMMAND_SLIDE_NEXT, 0), ALLOWED);
        assert_true(twin->hub->record.unsynced);
        twin_console_off(twin, true, (enum fake_crash)crash);
        assert_true(twin_console_on(twin));
        assert_int_equal(look(twin)->slide, 8);
        assert_int_equal(tell(twin, COMMAND_END, 0), ALLOWED);
        assert_int_equal(tell(twin, COMMAND_FINISH, 0), ALLOWED);
        assert_int_equal(twin_replay_check(twin, true), twin->seen_count);
        twin_destroy(twin);
    }
    (void)state;
}

// C12: whichever disk operation fails, the hub says so, refuses from then on, and what it did show is
// in the record afterwards.
static void c12_every_operation_fails_once(void **state)
{
    (void)state;
    for (uint64_t nth = 1; nth < 400; nth += 3) {
        struct twin *twin = twin_create(5, SCREENS);
        assert_true(twin_console_on(twin));
        fake_disk_fail(twin->fake, nth, nth % 2 == 0 ? ERR_NO_SPACE : ERR_IO, false);
        enum refusal refusal = tell(twin, COMMAND_BEGIN, 8);
        bool failed = refusal == REFUSED_DISK;
        for (size_t i = 0; i < 12 && !failed; i++) {
            refusal = tell(twin, i % 4 == 2 ? COMMAND_MARK : COMMAND_SLIDE_NEXT, 0);
            pass(twin, 200);
            failed = refusal == REFUSED_DISK;
        }
        failed = failed || health(twin)->disk == HUB_DISK_FAILED;
        if (failed) {
            assert_int_equal(health(twin)->disk, HUB_DISK_FAILED);
            assert_int_equal(tell(twin, COMMAND_MARK, 0), REFUSED_DISK);
        }
        twin_destroy(twin);
        if (!failed) {
            assert_true(nth > 60); // later operations are never reached
            return;
        }
    }
    fail_msg("the disk fails for ever");
}

static void the_last_call(void **state)
{
    struct twin *twin = *state;
    assert_int_equal(tell(twin, COMMAND_BEGIN, 8), ALLOWED);
    pass(twin, 3000);
    assert_int_equal(tell(twin, COMMAND_PROMPT_OPEN, 1), ALLOWED);
    assert_int_equal(tell(twin, COMMAND_PROMPT_CLOSE, 0), ALLOWED);
    // While it closes one can still send.
    bool sent = false;
    int became = 0;
    for (size_t i = 0; i < 200 && became == 0; i++) {
        became = twin_answer(twin, 0, 1, false, &sent);
        (void)twin_step(twin);
    }
    assert_int_equal(became, 1);
    assert_int_equal(look(twin)->box_count, 1);
    // In the last second nothing is taken any more; what was taken has been said to be saved.
    uint64_t left_ms = 0;
    bool tried = false;
    while (look(twin)->prompt_state == PROMPT_CLOSING) {
        bool taking = twin->hub->closing_since_ms + CLOSING_MS > twin->now_ms + HUB_LAST_CALL_MS;
        left_ms = twin->hub->closing_since_ms + CLOSING_MS - twin->now_ms;
        if (!taking)
            assert_true(left_ms <= HUB_LAST_CALL_MS);
        if (left_ms == HUB_LAST_CALL_MS) {
            struct cell_body body = {.kind = CELL_ANSWER,
                                     .phase_id = cells_phase(twin->hub->cells),
                                     .id = {9},
                                     .choice = 1};
            uint8_t bytes[CELL_BODY_BYTES], cell[CELL_BYTES], key[KEY32_BYTES];
            cells_public_key(twin->hub->cells, key);
            cell_body_encode(&body, bytes);
            cell_seal(bytes, key, cell);
            (void)hub_net(twin->hub); // lets it see what time it is
            cells_take(twin->hub->cells, cell);
            tried = true;
        }
        assert_int_equal(look(twin)->box_count, 1);
        (void)twin_step(twin);
    }
    assert_true(tried);
    assert_int_equal(look(twin)->prompt_state, PROMPT_WITHHELD);
    assert_true(twin->now_ms >= twin->hub->closing_since_ms + CLOSING_MS);
}

// The machine's calendar stands at 1970, then at 2099, and the console is started anew each time: the
// session's own time goes on as if nothing had happened.
static void the_calendar_may_jump(void **state)
{
    struct twin *twin = *state;
    static const uint32_t days[] = {0, 47481, 20000};
    assert_int_equal(tell(twin, COMMAND_BEGIN, 8), ALLOWED);
    pass(twin, 60000);
    assert_int_equal(hub_session_ms(twin->hub), 60000);
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        assert_int_equal(tell(twin, COMMAND_MARK, 0), ALLOWED);
        uint64_t before_ms = hub_session_ms(twin->hub);
        twin->wall_day = days[i];
        twin_console_off(twin, true, FAKE_CRASH_DROP);
        assert_true(twin_console_on(twin));
        assert_true(hub_session_ms(twin->hub) >= before_ms);
        assert_true(hub_session_ms(twin->hub) <= before_ms + 60000);
        pass(twin, 2000);
    }
    assert_int_equal(look(twin)->mark_count, 3);
}

// A break of forty minutes is part of the session.
static void a_break_counts(void **state)
{
    struct twin *twin = *state;
    assert_int_equal(tell(twin, COMMAND_BEGIN, 8), ALLOWED);
    pass(twin, 2000);
    twin_console_off(twin, true, FAKE_CRASH_DROP);
    twin->now_ms += UINT64_C(40) * 60000;
    assert_true(twin_console_on(twin));
    assert_in_range(hub_session_ms(twin->hub), UINT64_C(39) * 60000, UINT64_C(41) * 60000);
}

// A console that stays on all week begins with one deck after another.
static void old_decks_give_way_and_the_sessions_stays(void **state)
{
    struct twin *twin = *state;
    uint8_t hashes[2 * HUB_DECKS_MAX][HASH_BYTES];
    assert_int_equal(tell(twin, COMMAND_BEGIN, 8), ALLOWED);
    for (uint8_t i = 0; i < 2 * HUB_DECKS_MAX; i++) {
        const uint8_t bytes[] = {i, 1, 2, 3};
        assert_int_equal(hub_deck_add(twin->hub, (struct span){bytes, sizeof bytes}, hashes[i]),
                         OK);
        assert_int_equal(hub_deck(twin->hub, hashes[i]).size, sizeof bytes);
        assert_int_equal(hub_deck(twin->hub, twin->outline.deck_hash).size, twin->deck_size);
    }
    for (uint8_t i = 0; i < 2 * HUB_DECKS_MAX; i++) {
        struct span deck = hub_deck(twin->hub, hashes[i]);
        bool kept = i > HUB_DECKS_MAX; // the last seven, beside the session's
        assert_int_equal(deck.size, kept ? 4 : 0);
        assert_true(!kept || deck.at[0] == i);
    }
}

// A deck comes whole through a network that loses and repeats, chunk by chunk.
static void decks_arrive_through_loss(void **state)
{
    struct twin *twin = *state;
    loopback_faults_set(twin->loopback, &(struct loopback_faults){.loss_per_mille = 300,
                                                                  .repeat_per_mille = 200,
                                                                  .reorder_per_mille = 200,
                                                                  .delay_ms_most = 100});
    assert_int_equal(tell(twin, COMMAND_BEGIN, 8), ALLOWED);
    for (size_t i = 0;
         i < 60000 / TWIN_STEP_MS && !(twin->screens[0].deck && twin->screens[1].deck); i++)
        (void)twin_step(twin);
    assert_true(twin->screens[0].deck && twin->screens[1].deck);
    loopback_faults_set(twin->loopback, &(struct loopback_faults){0});
    pass(twin, 3000);
    assert_true(health(twin)->screens[0].deck_whole && health(twin)->screens[1].deck_whole);
}

static void screens_are_found_and_lost(void **state)
{
    struct twin *twin = *state;
    assert_int_equal(tell(twin, COMMAND_BEGIN, 8), ALLOWED);
    pass(twin, 3000);
    assert_int_equal(health(twin)->here, SCREENS);
    link_table(twin->screens[1].link, LANGUAGE_LO, true, LANGUAGE_EN, 80);
    pass(twin, 1500);
    assert_int_equal(health(twin)->screens[1].language, LANGUAGE_LO);
    assert_true(health(twin)->screens[1].two_languages);
    assert_int_equal(health(twin)->screens[1].power, 80);
    loopback_cut(twin->loopback, 1, true);
    pass(twin, WATCH_LOST_MS + 1500);
    assert_int_equal(health(twin)->lost, 1);
    assert_int_equal(look(twin)->screens_lost, 1);
    loopback_cut(twin->loopback, 1, false);
    pass(twin, 2500);
    assert_int_equal(look(twin)->screens_lost, 0);
    // While answers are being given it is known here and recorded only afterwards.
    assert_int_equal(tell(twin, COMMAND_PROMPT_OPEN, 1), ALLOWED);
    uint32_t revision = look(twin)->revision;
    loopback_cut(twin->loopback, 1, true);
    pass(twin, WATCH_LOST_MS + 1500);
    assert_int_equal(health(twin)->lost, 1);
    assert_int_equal(look(twin)->revision, revision);
    assert_int_equal(look(twin)->screens_lost, 0);
    assert_int_equal(tell(twin, COMMAND_PROMPT_VOID, 0), ALLOWED);
    pass(twin, 1500);
    assert_int_equal(look(twin)->screens_lost, 1);
}

// A terminal of a real group is told no by a practice console, and shows nothing of it.
static void profiles_do_not_mix(void **state)
{
    struct twin *twin = *state;
    struct link_config config = {.screen = 1, .practice = false};
    struct link_world world = {
        .random = &twin->random.source,
        .net = loopback_link(twin->loopback, 0),
        .clock = {.self = twin, .monotonic_ms = twin->hub->world.clock.monotonic_ms}};
    link_destroy(twin->screens[0].link);
    assert_int_equal(link_create(&config, &world, &twin->screens[0].link), OK);
    twin->screens[0].any = false;
    assert_int_equal(tell(twin, COMMAND_BEGIN, 8), ALLOWED);
    pass(twin, 5000);
    assert_int_equal(twin->screens[0].state, LINK_REFUSED);
    assert_false(twin->screens[0].any);
    assert_true(twin->screens[1].any);
    assert_int_equal(health(twin)->here, 1);
    // And a practice record is not taken up by a real console.
    twin_console_off(twin, false, FAKE_CRASH_KEEP);
    twin->config.practice = false;
    twin->config.recipients[0].practice = false;
    struct hub_world real = {.disk = &twin->disk,
                             .random = &twin->random.source,
                             .net = loopback_hub(twin->loopback),
                             .clock = {.self = twin, .monotonic_ms = world.clock.monotonic_ms}};
    static const struct paired_terminal none;
    struct hub *hub = NULL;
    real.clock.wall = NULL;
    assert_int_equal(hub_create(&twin->config, &real, &none, 0, &hub), ERR_PROFILE);
    assert_null(hub);
}

static void a_new_session_after_a_finished_one(void **state)
{
    struct twin *twin = *state;
    assert_int_equal(hub_speed(twin->hub, 0), ERR_RANGE);
    assert_int_equal(hub_speed(twin->hub, 10), OK);
    assert_int_equal(tell(twin, COMMAND_BEGIN, 8), ALLOWED);
    assert_int_equal(hub_speed(twin->hub, 1), ERR_BUSY);
    uint64_t before_ms = hub_session_ms(twin->hub);
    pass(twin, 1000);
    assert_int_equal(hub_session_ms(twin->hub) - before_ms, 10000);
    assert_int_equal(tell(twin, COMMAND_END, 0), ALLOWED);
    char words[SIX_WORDS_BYTES];
    memcpy(words, health(twin)->words, sizeof words);
    assert_true(words[0] != '\0');
    assert_int_equal(tell(twin, COMMAND_FINISH, 0), ALLOWED);
    assert_string_equal(health(twin)->words, words); // of the head before the final frame
    uint8_t session_id[16];
    memcpy(session_id, twin->hub->record.image.session_id, sizeof session_id);
    assert_int_equal(tell(twin, COMMAND_BEGIN, 6), ALLOWED);
    assert_memory_not_equal(session_id, twin->hub->record.image.session_id, sizeof session_id);
    assert_int_equal(look(twin)->people, 6);
    pass(twin, 2000);
    assert_int_equal(twin->screens[0].envelope.scene.phase, SCENE_RUNNING);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(sync_policy, setup, teardown),
        cmocka_unit_test(unsynced_frames_survive_a_power_cut),
        cmocka_unit_test(c12_every_operation_fails_once),
        cmocka_unit_test_setup_teardown(the_last_call, setup, teardown),
        cmocka_unit_test_setup_teardown(the_calendar_may_jump, setup, teardown),
        cmocka_unit_test_setup_teardown(a_break_counts, setup, teardown),
        cmocka_unit_test_setup_teardown(old_decks_give_way_and_the_sessions_stays, setup, teardown),
        cmocka_unit_test_setup_teardown(decks_arrive_through_loss, setup, teardown),
        cmocka_unit_test_setup_teardown(screens_are_found_and_lost, setup, teardown),
        cmocka_unit_test_setup_teardown(profiles_do_not_mix, setup, teardown),
        cmocka_unit_test_setup_teardown(a_new_session_after_a_finished_one, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// A text prompt in a whole room: what was written and not approved is in nothing that leaves the hub
// but the practitioner's scene (C13).
#include "room/approve.h"
#include "twin.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *const written[6] = {"marker one",  "marker two",  "marker three",
                                       "marker four", "marker five", "marker six"};

struct tap {
    uint32_t envelopes;
    uint32_t markers;
    size_t last_bytes;
};

static bool holds(const void *bytes, size_t size, const char *text)
{
    size_t length = strlen(text);
    for (size_t i = 0; i + length <= size; i++)
        if (memcmp((const uint8_t *)bytes + i, text, length) == 0)
            return true;
    return false;
}

static void published(void *context, struct span envelope)
{
    struct tap *tap = context;
    tap->envelopes++;
    tap->last_bytes = envelope.size;
    tap->markers += holds(envelope.at, envelope.size, "marker");
}

static enum prompt_state prompt_state(struct twin *twin)
{
    static struct scene scene;
    hub_scene(twin->hub, AUDIENCE_ROOM, &scene);
    return scene.prompt_state;
}

static enum refusal tell(struct twin *twin, enum command_kind kind, uint16_t number)
{
    static struct command command;
    command = (struct command){.kind = kind, .number = number, .show = true};
    bool died = false;
    return twin_command(twin, &command, &died);
}

static void steps(struct twin *twin, uint64_t ms)
{
    for (uint64_t until_ms = twin->now_ms + ms; twin->now_ms < until_ms;)
        assert_false(twin_step(twin));
}

// Six people write; the prompt closes; lines wait.
static struct twin *until_review(struct tap *tap)
{
    static struct command begin;
    bool died = false;
    struct twin *twin = twin_create(11, 2);
    twin->published = published;
    twin->published_context = tap;
    assert_true(twin_console_on(twin));
    twin_begin(twin, 6, &begin);
    assert_int_equal(twin_command(twin, &begin, &died), ALLOWED);
    steps(twin, 3000);
    assert_int_equal(tell(twin, COMMAND_PROMPT_OPEN, 5), ALLOWED);
    for (size_t i = 0; i < 6; i++) {
        bool sent = false;
        while (twin_write(twin, i % 2, written[i], &sent) != 1)
            assert_false(twin_step(twin));
    }
    assert_int_equal(tell(twin, COMMAND_PROMPT_CLOSE, 0), ALLOWED);
    steps(twin, 21000);
    assert_int_equal(prompt_state(twin), PROMPT_REVIEW);
    return twin;
}

static void nothing_leaves_before_it_is_approved(void **state)
{
    (void)state;
    static struct scene scene;
    static struct tap tap;
    tap = (struct tap){0};
    struct twin *twin = until_review(&tap);
    steps(twin, 2500);
    assert_true(tap.envelopes > 20);
    assert_int_equal(tap.markers, 0);
    // In a review no cell is asked for and envelopes are small again.
    assert_int_equal(tap.last_bytes, ENVELOPE_IDLE_BYTES);
    hub_scene(twin->hub, AUDIENCE_ROOM, &scene);
    assert_false(holds(&scene, sizeof scene, "marker"));
    hub_scene(twin->hub, AUDIENCE_FACILITATOR, &scene);
    assert_int_equal(scene.review_count, 6);

    // One is kept, one shortened; four are dropped and never seen.
    static struct command command;
    assert_null(approve_parse("1; shorten 2 something new", &scene, &command));
    assert_int_equal(command.line_count, 2);
    char kept[OWN_WORDS_BYTES];
    memcpy(kept, scene.review[0].text, sizeof kept);
    bool died = false;
    assert_int_equal(twin_command(twin, &command, &died), ALLOWED);
    steps(twin, 2000);
    assert_int_equal(tap.last_bytes, ENVELOPE_OPEN_BYTES);
    for (size_t i = 0; i < 2; i++) {
        const struct scene *seen = &twin->screens[i].envelope.scene;
        assert_int_equal(seen->release.line_count, 2);
        assert_string_equal(seen->release.lines[0].text, kept);
        assert_string_equal(seen->release.lines[1].text, "something new");
        for (size_t k = 0; k < 6; k++)
            assert_int_equal(holds(&twin->screens[i].envelope, sizeof(struct envelope), written[k]),
                             strcmp(written[k], kept) == 0);
        assert_false(holds(&twin->screens[i].turn, sizeof(struct turn), "marker"));
    }
    // The record tells the same, and no more.
    assert_int_equal(tell(twin, COMMAND_END, 0), ALLOWED);
    assert_int_equal(tell(twin, COMMAND_FINISH, 0), ALLOWED);
    assert_int_equal(twin_replay_check(twin, true), twin->seen_count);
    for (size_t i = 0; i < TWIN_REVISIONS_MAX; i++)
        for (size_t k = 0; k < 6 && twin->seen[i] != NULL; k++)
            if (strcmp(written[k], kept) != 0)
                assert_null(strstr(twin->seen[i], written[k]));
    twin_destroy(twin);
}

// C6, C7: a review that the power interrupts has the same lines again, in the same order.
static void a_review_survives_the_power(void **state)
{
    (void)state;
    static struct scene before;
    static struct scene after;
    static struct tap tap;
    tap = (struct tap){0};
    struct twin *twin = until_review(&tap);
    hub_scene(twin->hub, AUDIENCE_FACILITATOR, &before);
    twin_console_off(twin, true, FAKE_CRASH_DROP);
    assert_true(twin_console_on(twin));
    hub_scene(twin->hub, AUDIENCE_FACILITATOR, &after);
    assert_int_equal(after.prompt_state, PROMPT_REVIEW);
    assert_int_equal(after.review_count, 6);
    assert_memory_equal(after.review, before.review, sizeof after.review);
    assert_int_equal(tell(twin, COMMAND_PROMPT_VOID, 0), REFUSED_REVIEW);
    // Held back, its box is gone: after the next stop there is nothing to read.
    assert_int_equal(tell(twin, COMMAND_PROMPT_APPROVE, 0), ALLOWED);
    twin_console_off(twin, true, FAKE_CRASH_DROP);
    assert_true(twin_console_on(twin));
    hub_scene(twin->hub, AUDIENCE_FACILITATOR, &after);
    assert_int_equal(after.prompt_state, PROMPT_HELD);
    assert_int_equal(after.review_count, 0);
    assert_int_equal(tap.markers, 0);
    twin_destroy(twin);
}

static void steps_of_approval(void **state)
{
    (void)state;
    static struct scene scene;
    static struct command command;
    memset(&scene, 0, sizeof scene);
    scene.review_count = 3;
    scene.review[0].phrase = 2;
    strcpy(scene.review[1].text, "my cat");
    strcpy(scene.review[2].text, "tea with Ana");
    assert_null(approve_parse("2 1; shorten 3 tea; theme being outside", &scene, &command));
    assert_int_equal(command.kind, COMMAND_PROMPT_APPROVE);
    assert_int_equal(command.line_count, 4);
    assert_string_equal(command.lines[0].text, "my cat");
    assert_int_equal(command.lines[1].phrase, 2);
    assert_string_equal(command.lines[2].text, "tea");
    assert_string_equal(command.lines[3].text, "being outside");
    assert_null(approve_parse("all", &scene, &command));
    assert_int_equal(command.line_count, 3);
    assert_null(approve_parse("none", &scene, &command));
    assert_int_equal(command.line_count, 0);
    static const char *const wrong[] = {
        "", "4", "0", "one", "shorten", "shorten 9 x", "theme", "1 1 1 1 1 1 1 1 1", "1;;2"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_non_null(approve_parse(wrong[i], &scene, &command));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_leaves_before_it_is_approved),
        cmocka_unit_test(a_review_survives_the_power),
        cmocka_unit_test(steps_of_approval),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

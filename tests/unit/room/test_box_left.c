// What is left of the box: C10 after the close nothing that opens; what a start makes of a box that the
// disk has damaged, lost or not seen for a moment.
#include "box_room.h"

#include "base/check.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// --- C10

static bool holds(struct fake_disk *fake, const char *path, const void *what, size_t what_size)
{
    size_t size = 0;
    const uint8_t *bytes = fake_disk_bytes(fake, path, &size);
    for (size_t at = 0; at + what_size <= size; at++)
        if (memcmp(bytes + at, what, what_size) == 0)
            return true;
    return false;
}

// Tries to take up the phase of a disk with the passphrase's key, as a thief who knows it would.
static enum err phase_open(struct box_room *room, struct fake_disk *fake, struct phase_keys *keys)
{
    uint8_t name[BOX_PHASE_BYTES] = {0};
    memcpy(name, room->hub->record.image.session_id, 16);
    name[16] = (uint8_t)room->hub->record.image.phase_count;
    struct box_image *image = NULL;
    enum err err =
        box_image_open(fake_disk_of(fake), random_system(), "live", &room->unlock, &image);
    assert_int_equal(err, OK);
    err = box_image_resume(image, name, NULL, keys);
    box_image_close(image);
    return err;
}

static void c10_after_the_close_nothing_opens(void **state)
{
    (void)state;
    for (unsigned voided = 0; voided < 2; voided++) {
        struct box_room *room = box_room_create(14, 6);
        assert_int_equal(box_room_on(room), OK);
        assert_int_equal(box_room_begin(room, 8), ALLOWED);
        assert_int_equal(box_room_tell(room, COMMAND_PROMPT_OPEN, 1), ALLOWED);
        for (size_t i = 0; i < 6; i++)
            box_room_send(room, i);
        box_room_step(room, BOX_STEP_MS);
        struct phase_keys keys, none;
        struct fake_disk *before = fake_disk_copy(room->fake);
        assert_int_equal(phase_open(room, before, &keys), OK);
        if (voided == 1) {
            assert_int_equal(box_room_tell(room, COMMAND_PROMPT_VOID, 0), ALLOWED);
        } else {
            assert_int_equal(box_room_tell(room, COMMAND_PROMPT_CLOSE, 0), ALLOWED);
            box_room_step(room, CLOSING_MS);
            assert_int_equal(box_room_prompt(room), PROMPT_SHOWN);
        }
        struct fake_disk *after = fake_disk_copy(room->fake);
        assert_int_equal(phase_open(room, after, &none), ERR_NOT_FOUND);
        // Not even who kept the keys finds anything to open with them.
        for (size_t i = 0; i < 2; i++) {
            static uint8_t plain[BOX_IMAGE_BYTES];
            size_t size = 0;
            const uint8_t *bytes = fake_disk_bytes(after, box_room_files[i], &size);
            assert_int_equal(vault_open_with(keys.box_key, "box", (struct span){NULL, 0},
                                             (struct span){bytes, size}, plain),
                             ERR_SEAL);
        }
        const char *const files[] = {box_room_files[0], box_room_files[1],
                                     box_room_files[2], "live/resume-a",
                                     "live/resume-b",   room->hub->record.image.path};
        for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
            assert_false(holds(after, files[i], keys.box_key, sizeof keys.box_key));
            assert_false(holds(after, files[i], keys.secret_key, sizeof keys.secret_key));
            for (size_t person = 0; person < 6; person++)
                assert_false(holds(after, files[i], room->people[person].id, SUBMISSION_ID_BYTES));
        }
        fake_disk_destroy(before);
        fake_disk_destroy(after);
        box_room_destroy(room);
    }
}

// --- A disk that lost what it had synced.

static void a_lost_box_is_said_and_only_thrown_away(void **state)
{
    (void)state;
    for (size_t file = 1; file < 3; file++) {
        struct box_room *room = box_room_create(15, 6);
        assert_int_equal(box_room_on(room), OK);
        assert_int_equal(box_room_begin(room, 8), ALLOWED);
        assert_int_equal(box_room_tell(room, COMMAND_PROMPT_OPEN, 1), ALLOWED);
        for (size_t i = 0; i < 6; i++)
            box_room_send(room, i);
        box_room_step(room, BOX_STEP_MS);
        assert_true(box_room_all_acked(room));
        box_room_off(room);
        size_t size = 0;
        fake_disk_bytes(room->fake, box_room_files[file], &size)[70] ^= 1;
        if (file == 1)
            fake_disk_bytes(room->fake, box_room_files[0], &size)[70] ^= 1;
        // As often as it starts it says so, and makes nothing up.
        for (size_t start = 0; start < 3; start++) {
            struct hub_health health;
            assert_int_equal(box_room_on(room), OK);
            hub_health(room->hub, &health);
            assert_true(health.answers_gone);
            assert_int_equal(box_room_prompt(room), PROMPT_PAUSED);
            assert_int_equal(box_room_tell(room, COMMAND_PROMPT_WAKE, 0), REFUSED_ANSWERS_GONE);
            assert_int_equal(box_room_tell(room, COMMAND_PROMPT_CLOSE, 0), REFUSED_ANSWERS_GONE);
            box_room_step(room, BOX_STEP_MS);
            assert_false(room->envelope.open);
            if (start < 2)
                box_room_off(room);
        }
        assert_int_equal(box_room_tell(room, COMMAND_PROMPT_VOID, 0), ALLOWED);
        assert_int_equal(box_room_tell(room, COMMAND_PROMPT_OPEN, 1), ALLOWED);
        for (size_t i = 0; i < 6; i++)
            room->people[i].acked = false;
        for (size_t i = 0; i < 6; i++)
            box_room_send(room, i);
        box_room_step(room, BOX_STEP_MS);
        assert_true(box_room_all_acked(room));
        box_room_destroy(room);
    }
}

// One copy is enough.
static void one_damaged_copy_costs_nothing(void **state)
{
    (void)state;
    for (size_t file = 0; file < 2; file++) {
        struct box_room *room = box_room_create(16, 6);
        assert_int_equal(box_room_on(room), OK);
        assert_int_equal(box_room_begin(room, 8), ALLOWED);
        assert_int_equal(box_room_tell(room, COMMAND_PROMPT_OPEN, 1), ALLOWED);
        for (size_t i = 0; i < 6; i++)
            box_room_send(room, i);
        box_room_step(room, BOX_STEP_MS);
        box_room_off(room);
        size_t size = 0;
        fake_disk_bytes(room->fake, box_room_files[file], &size)[3000] ^= 1;
        assert_int_equal(box_room_on(room), OK);
        assert_false(room->hub->answers_gone);
        assert_int_equal(cells_box(room->hub->cells)->count, 6);
        box_room_destroy(room);
    }
}

// Somebody came in, and the power went before the box was written again: the place is there.
static void places_that_were_added_survive(void **state)
{
    (void)state;
    struct box_room *room = box_room_create(17, 9);
    assert_int_equal(box_room_on(room), OK);
    assert_int_equal(box_room_begin(room, 8), ALLOWED);
    assert_int_equal(box_room_tell(room, COMMAND_PROMPT_OPEN, 1), ALLOWED);
    for (size_t i = 0; i < 8; i++)
        box_room_send(room, i);
    box_room_step(room, BOX_STEP_MS);
    assert_int_equal(box_room_tell(room, COMMAND_PEOPLE, 9), ALLOWED);
    box_room_off(room);
    fake_disk_restart(room->fake, FAKE_CRASH_DROP, 0);
    assert_int_equal(box_room_on(room), OK);
    assert_int_equal(cells_box(room->hub->cells)->places, 9);
    assert_int_equal(box_room_tell(room, COMMAND_PROMPT_WAKE, 0), ALLOWED);
    for (size_t i = 0; i < 9; i++)
        box_room_send(room, i); // the eight are repeats
    box_room_step(room, BOX_STEP_MS);
    assert_true(box_room_all_acked(room));
    assert_int_equal(cells_box(room->hub->cells)->count, 9);
    box_room_destroy(room);
}

// After a power cut the machine's clock begins again, and with it the ticks would: a list made with the
// same key and the same tick as one before the cut would share its saved answers with it, and nothing
// else, and so count them for whoever kept both.
static void lists_before_and_after_a_power_cut_share_nothing(void **state)
{
    (void)state;
    enum {
        LISTS = 16
    };
    static uint8_t before[LISTS][PEOPLE_MAX][SUBMISSION_ID_BYTES];
    struct box_room *room = box_room_create(18, 6);
    const uint64_t started_ms = room->now_ms;
    assert_int_equal(box_room_on(room), OK);
    assert_int_equal(box_room_begin(room, 8), ALLOWED);
    assert_int_equal(box_room_tell(room, COMMAND_PROMPT_OPEN, 1), ALLOWED);
    for (size_t i = 0; i < 6; i++)
        box_room_send(room, i);
    for (size_t i = 0; i < LISTS; i++) {
        box_room_step(room, BOX_STEP_MS);
        assert_true(room->envelope.open);
        memcpy(before[i], room->envelope.ids, sizeof before[i]);
    }
    assert_true(box_room_all_acked(room));
    box_room_off(room);
    fake_disk_restart(room->fake, FAKE_CRASH_DROP, 0);
    room->now_ms = started_ms;
    assert_int_equal(box_room_on(room), OK);
    for (size_t i = 0; i < 2 * LISTS; i++) {
        box_room_step(room, BOX_STEP_MS);
        assert_true(room->envelope.open);
        for (size_t k = 0; k < LISTS * PEOPLE_MAX; k++)
            assert_false(envelope_has(&room->envelope, before[k / PEOPLE_MAX][k % PEOPLE_MAX]));
    }
    box_room_destroy(room);
}

int main(void)
{
    enum err err = seal_start();
    check(err == OK);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(c10_after_the_close_nothing_opens),
        cmocka_unit_test(a_lost_box_is_said_and_only_thrown_away),
        cmocka_unit_test(one_damaged_copy_costs_nothing),
        cmocka_unit_test(places_that_were_added_survive),
        cmocka_unit_test(lists_before_and_after_a_power_cut_share_nothing),
    };
    return cmocka_run_group_tests_name("room.box_left", tests, NULL, NULL);
}

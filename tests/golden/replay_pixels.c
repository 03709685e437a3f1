// C42, pixel by pixel: the room screen as it was painted when a fact was
// new, and painted again from the sealed record alone, with the record's own deck. Every fact of one
// meeting is sampled, of each a whole picture.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// cmocka's header needs the four above.
#include "base/check.h"
#include "core/scene.h"
#include "fake_disk.h"
#include "golden.h"
#include "seal/random.h"
#include "show/room.h"
#include "supervisor/meeting.h"
#include "unit/apps/supervisor_help.h"
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    PAINTED_MAX = 64,
    PICTURE_BYTES_MAX = 8 * 1024 * 1024,
};

struct world {
    struct golden golden;
    struct scene scene;
    const struct deck *deck;
    size_t count;
    uint8_t painted[PAINTED_MAX][HASH_BYTES];
    uint8_t *bytes;
};

static void paint(struct world *world, const struct session *session, const struct deck *deck,
                  uint8_t out_hash[HASH_BYTES])
{
    static const char path[] = "c42-room.png";
    struct golden *golden = &world->golden;
    scene_of(session, NULL, AUDIENCE_ROOM, &world->scene);
    struct room_view view = {.scene = &world->scene, .deck = deck, .strings = golden->strings};
    show_room(golden->list, golden->fonts, golden->pixels_w, golden->pixels_h, &view);
    assert_int_equal(ui_picture(golden->ui, golden->list, path), OK);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t size = fread(world->bytes, 1, PICTURE_BYTES_MAX, file);
    (void)fclose(file);
    (void)remove(path);
    assert_in_range(size, 1000, PICTURE_BYTES_MAX - 1);
    seal_hash(world->bytes, size, out_hash);
}

static void applied(void *self, const struct session *session)
{
    struct world *world = self;
    assert_true(world->count < PAINTED_MAX);
    paint(world, session, world->deck, world->painted[world->count++]);
}

static void replay_paints_the_same_pixels(void **state)
{
    (void)state;
    struct world *world = calloc(1, sizeof *world);
    world->bytes = malloc(PICTURE_BYTES_MAX);
    assert_non_null(world->bytes);
    golden_open(&world->golden);
    struct fake_disk *fake = fake_disk_create();
    struct help_record *record = help_record_make(fake_disk_of(fake), "s", "review.key", 7);
    world->deck = record->deck;
    record->applied = applied;
    record->applied_self = world;
    help_meeting(record, 2);
    struct meeting *meeting = NULL;
    assert_int_equal(
        meeting_open(fake_disk_of(fake), "s/2026-11-04-07070707.0.imrlog", record->key, &meeting),
        OK);
    const struct replay *replay = meeting_replay(meeting);
    assert_int_equal(replay->fact_count, world->count);
    struct session *session = calloc(1, sizeof *session);
    size_t pictures = 0;
    for (size_t i = 0; i < replay->fact_count; i++) {
        uint8_t hash[HASH_BYTES];
        replay_state(replay, i + 1, session);
        paint(world, session, meeting_deck(meeting), hash);
        assert_memory_equal(hash, world->painted[i], HASH_BYTES);
        // They are pictures of different things, or nothing would be compared.
        pictures += i == 0 || memcmp(hash, world->painted[i - 1], HASH_BYTES) != 0;
    }
    assert_true(pictures > 8);
    free(session);
    meeting_close(meeting);
    help_record_free(record);
    fake_disk_destroy(fake);
    golden_close(&world->golden);
    free(world->bytes);
    free(world);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(replay_paints_the_same_pixels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

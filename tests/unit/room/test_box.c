// What the box on the disk gives away, and to whom: C1 the image is a function of the set of answers, C3
// the calls to the disk do not depend on them, C4 nor do the record's bytes.
// Usage: [all], for C1 and C4 over every order of eight answers as well.
#include "box_room.h"

#include "base/check.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
    ORDER_MAX = 8,
    SAMPLES = 1500,
    CALLS_MAX = 4096
};

static uint64_t draw(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state >> 11;
}

// The next order of the numbers in rising order of orders; false after the last.
static bool next_order(uint8_t *order, size_t count)
{
    size_t at = count - 1;
    while (at > 0 && order[at - 1] > order[at])
        at--;
    if (at == 0)
        return false;
    size_t with = count - 1;
    while (order[with] < order[at - 1])
        with--;
    uint8_t kept = order[with];
    order[with] = order[at - 1];
    order[at - 1] = kept;
    for (size_t low = at, high = count - 1; low < high; low++, high--) {
        kept = order[low];
        order[low] = order[high];
        order[high] = kept;
    }
    return true;
}

// --- C1

struct set { // of answers, sealed once, and an empty box to put them into again and again
    struct fake_disk *fake;
    struct unlock_key unlock;
    struct cells_phase phase;
    uint8_t name[BOX_PHASE_BYTES];
    uint8_t empty[2][BOX_IMAGE_BYTES];
    uint8_t key[BOX_KEY_BYTES];
    uint8_t sealed[ORDER_MAX][CELL_BYTES];
    struct box_content first, found;
    uint64_t random;
};

static uint8_t *file_of(struct set *set, size_t file)
{
    size_t size = 0;
    return fake_disk_bytes(set->fake, box_room_files[file], &size);
}

static struct cells *cells_start(struct set *set)
{
    struct cells *cells = NULL;
    assert_int_equal(
        cells_create(fake_disk_of(set->fake), random_system(), "live", &set->unlock, &cells), OK);
    return cells;
}

static void set_make(struct set *set)
{
    memset(set, 0, sizeof *set);
    set->random = 88172645463325252u;
    set->fake = fake_disk_create();
    set->phase = (struct cells_phase){.session_id = {7},
                                      .id = 1,
                                      .kind = PROMPT_CHOOSE_ALL,
                                      .class = CLASS_PERSONAL,
                                      .option_count = 5,
                                      .places = 12};
    set->name[0] = 7;
    set->name[16] = 1;
    struct cells *cells = cells_start(set);
    assert_int_equal(cells_open(cells, &set->phase, 1), OK);
    uint8_t key[KEY32_BYTES], bytes[CELL_BODY_BYTES];
    cells_public_key(cells, key);
    for (uint8_t i = 0; i < ORDER_MAX; i++) {
        struct cell_body body = {.kind = CELL_ANSWER, .phase_id = 1, .pass = i == 3};
        random_system()->fill(random_system()->self, body.id, sizeof body.id);
        body.choice = i == 3 ? 0 : (uint8_t)(i % 31 + 1);
        cell_body_encode(&body, bytes);
        cell_seal(bytes, key, set->sealed[i]);
    }
    cells_destroy(cells);
    memcpy(set->empty[0], file_of(set, 0), BOX_IMAGE_BYTES);
    memcpy(set->empty[1], file_of(set, 1), BOX_IMAGE_BYTES);
    memcpy(set->key, file_of(set, 2), BOX_KEY_BYTES);
}

// Puts the answers in this order, on as many ticks as chance wants; leaves the image in .found.
static void set_put(struct set *set, const uint8_t *order, size_t count)
{
    fake_disk_put(set->fake, box_room_files[0], set->empty[0], BOX_IMAGE_BYTES);
    fake_disk_put(set->fake, box_room_files[1], set->empty[1], BOX_IMAGE_BYTES);
    fake_disk_put(set->fake, box_room_files[2], set->key, BOX_KEY_BYTES);
    struct cells *cells = cells_start(set);
    assert_int_equal(cells_resume(cells, &set->phase, NULL, 1), OK);
    cells_taking(cells, true);
    for (size_t i = 0; i < count; i++) {
        cells_take(cells, set->sealed[order[i]]);
        if (draw(&set->random) % 3 == 0)
            assert_int_equal(cells_commit(cells, 2 + i), OK);
    }
    assert_int_equal(cells_commit(cells, 99), OK);
    assert_int_equal(cells_box(cells)->count, count);
    cells_destroy(cells);
    struct box_image *image = NULL;
    struct phase_keys keys;
    assert_int_equal(
        box_image_open(fake_disk_of(set->fake), random_system(), "live", &set->unlock, &image), OK);
    assert_int_equal(box_image_resume(image, set->name, NULL, &keys), OK);
    set->found = *box_image_content(image);
    box_image_close(image);
}

static void c1_the_image_is_a_function_of_the_set(void **state)
{
    const bool *all = *state;
    struct set *set = calloc(1, sizeof *set);
    assert_non_null(set);
    set_make(set);
    uint32_t images = 0;
    for (size_t count = 1; count <= (*all ? ORDER_MAX : 6); count++) {
        uint8_t order[ORDER_MAX] = {0, 1, 2, 3, 4, 5, 6, 7};
        set_put(set, order, count);
        set->first = set->found;
        do {
            set_put(set, order, count);
            assert_memory_equal(&set->first, &set->found, sizeof set->first);
            images++;
        } while (next_order(order, count));
    }
    assert_int_equal(images, *all ? 46233 : 873);
    for (size_t sample = 0; sample < SAMPLES; sample++) {
        uint8_t order[ORDER_MAX] = {0, 1, 2, 3, 4, 5, 6, 7};
        if (sample == 0) {
            set_put(set, order, ORDER_MAX);
            set->first = set->found;
        }
        for (size_t i = ORDER_MAX - 1; i > 0; i--) {
            size_t with = draw(&set->random) % (i + 1);
            uint8_t kept = order[i];
            order[i] = order[with];
            order[with] = kept;
        }
        set_put(set, order, ORDER_MAX);
        assert_memory_equal(&set->first, &set->found, sizeof set->first);
    }
    // Another set is another image: what was compared is not a constant.
    uint8_t fewer[ORDER_MAX] = {0, 1, 2, 3, 4, 5, 6};
    set_put(set, fewer, ORDER_MAX - 1);
    assert_memory_not_equal(&set->first, &set->found, sizeof set->first);
    fake_disk_destroy(set->fake);
    free(set);
}

// --- C3: every call to the disk, as the system sees it, and when.

struct call {
    char what;
    int handle;
    uint64_t offset, size, at_ms;
};

struct calls {
    const struct box_room *room;
    struct call at[CALLS_MAX];
    size_t count;
};

static const struct disk *note(void *self, char what, int handle, uint64_t offset, uint64_t size)
{
    struct calls *calls = self;
    assert_true(calls->count < CALLS_MAX);
    struct call *call = &calls->at[calls->count++];
    memset(call, 0, sizeof *call);
    call->what = what;
    call->handle = handle;
    call->offset = offset;
    call->size = size;
    call->at_ms = calls->room->now_ms;
    return fake_disk_of(calls->room->fake);
}

static enum err note_read(void *self, int handle, uint64_t offset, void *bytes, size_t size,
                          size_t *out_read)
{
    const struct disk *below = note(self, 'r', handle, offset, size);
    return below->read_at(below->self, handle, offset, bytes, size, out_read);
}

static enum err note_write(void *self, int handle, uint64_t offset, const void *bytes, size_t size)
{
    const struct disk *below = note(self, 'w', handle, offset, size);
    return below->write_at(below->self, handle, offset, bytes, size);
}

static enum err note_sync(void *self, int handle)
{
    const struct disk *below = note(self, 's', handle, 0, 0);
    return below->sync(below->self, handle);
}

static enum err note_open(void *self, const char *path, bool create, int *out_handle)
{
    const struct disk *below = note(self, create ? 'c' : 'o', 0, 0, strlen(path));
    return below->open(below->self, path, create, out_handle);
}

static enum err note_truncate(void *self, int handle, uint64_t size)
{
    const struct disk *below = note(self, 't', handle, 0, size);
    return below->truncate(below->self, handle, size);
}

static enum err note_size(void *self, int handle, uint64_t *out_size)
{
    const struct disk *below = note(self, 'z', handle, 0, 0);
    return below->size(below->self, handle, out_size);
}

static void note_close(void *self, int handle)
{
    const struct disk *below = note(self, 'x', handle, 0, 0);
    below->close(below->self, handle);
}

static enum err note_rename(void *self, const char *from, const char *to)
{
    const struct disk *below = note(self, 'n', 0, strlen(from), strlen(to));
    return below->rename(below->self, from, to);
}

static enum err note_remove(void *self, const char *path)
{
    const struct disk *below = note(self, 'd', 0, 0, strlen(path));
    return below->remove(below->self, path);
}

static enum err note_folder(void *self, const char *path)
{
    const struct disk *below = note(self, 'f', 0, 0, strlen(path));
    return below->make_folder(below->self, path);
}

static void calls_before(struct calls *calls, struct box_room *room)
{
    calls->count = 0;
    calls->room = room;
    room->disk = (struct disk){.self = calls,
                               .open = note_open,
                               .read_at = note_read,
                               .write_at = note_write,
                               .truncate = note_truncate,
                               .sync = note_sync,
                               .size = note_size,
                               .close = note_close,
                               .rename = note_rename,
                               .remove = note_remove,
                               .make_folder = note_folder};
}

// A whole session with one prompt on a fixed number of ticks.
static void session_run(struct box_room *room, const uint8_t *order, size_t answers, size_t ticks,
                        uint64_t *random)
{
    assert_int_equal(box_room_on(room), OK);
    assert_int_equal(box_room_begin(room, BOX_PEOPLE_MAX), ALLOWED);
    assert_int_equal(box_room_tell(room, COMMAND_PROMPT_OPEN, 1), ALLOWED);
    size_t sent = 0;
    for (size_t tick = 0; tick < ticks; tick++) {
        bool last = tick + 1 == ticks;
        while (sent < answers && (last || draw(random) % 2 == 0))
            box_room_send(room, order[sent++]);
        box_room_step(room, BOX_STEP_MS);
    }
    assert_int_equal(box_room_tell(room, COMMAND_PROMPT_CLOSE, 0), ALLOWED);
    box_room_step(room, CLOSING_MS);
    assert_int_equal(box_room_prompt(room), answers < 4 ? PROMPT_WITHHELD : PROMPT_SHOWN);
    assert_true(box_room_result_ok(room));
    assert_int_equal(box_room_tell(room, COMMAND_END, 0), ALLOWED);
}

static void c3_the_disk_is_called_alike(void **state)
{
    (void)state;
    static struct calls calls[2];
    static const uint8_t order[BOX_PEOPLE_MAX] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    uint64_t random = 5;
    for (size_t answers = 0; answers <= BOX_PEOPLE_MAX; answers++) {
        struct calls *into = &calls[answers == 0 ? 0 : 1];
        struct box_room *room = box_room_create(11, BOX_PEOPLE_MAX);
        calls_before(into, room);
        session_run(room, order, answers, 20, &random);
        assert_int_equal(box_room_tell(room, COMMAND_FINISH, 0), ALLOWED);
        box_room_destroy(room);
        assert_true(into->count > 20 * 4);
        assert_int_equal(into->count, calls[0].count);
        assert_memory_equal(into->at, calls[0].at, into->count * sizeof into->at[0]);
    }
}

// --- C4

static void c4_the_record_tells_no_order(void **state)
{
    const bool *all = *state;
    const size_t people = *all ? ORDER_MAX : 6;
    uint8_t *first = NULL;
    size_t first_size = 0, orders = 0;
    uint64_t random = 99;
    uint8_t order[ORDER_MAX] = {0, 1, 2, 3, 4, 5, 6, 7};
    do {
        struct box_room *room = box_room_create(12, people);
        session_run(room, order, people, 4, &random);
        char path[ROOM_PATH_BYTES];
        memcpy(path, room->hub->record.image.path, sizeof path);
        assert_int_equal(box_room_tell(room, COMMAND_FINISH, 0), ALLOWED);
        size_t size = 0;
        const uint8_t *bytes = fake_disk_bytes(room->fake, path, &size);
        assert_non_null(bytes);
        if (first == NULL) {
            first = malloc(size);
            assert_non_null(first);
            memcpy(first, bytes, size);
            first_size = size;
        }
        assert_int_equal(size, first_size);
        assert_memory_equal(bytes, first, size);
        box_room_destroy(room);
        orders++;
    } while (next_order(order, people));
    assert_int_equal(orders, *all ? 40320 : 720);
    free(first);
}

// Everybody at their own screen, each table in its own language: a screen sends one cell a tick, so who
// stands where decides which answers come together and in which order.
static void session_at_screens(struct box_room *room, const uint8_t screen_of[6],
                               const enum language languages[BOX_SCREENS])
{
    room->screen_count = BOX_SCREENS;
    for (uint16_t i = 0; i < BOX_SCREENS; i++)
        room->terminals[i].terminal.screen = (uint16_t)(i + 1);
    assert_int_equal(box_room_on(room), OK);
    bool sent[6] = {false};
    for (size_t tick = 0; tick < 10; tick++) {
        for (uint16_t screen = 0; screen < BOX_SCREENS; screen++) {
            struct control health = {
                .kind = CONTROL_HEALTH, .language = languages[screen], .power = UINT8_MAX};
            box_room_say(room, (uint16_t)(screen + 1), &health);
            for (size_t person = 0; tick >= 4 && person < 6; person++)
                if (screen_of[person] == screen && !sent[person]) {
                    box_room_send(room, person);
                    sent[person] = true;
                    break;
                }
        }
        box_room_step(room, BOX_STEP_MS);
        if (tick == 1)
            assert_int_equal(box_room_begin(room, BOX_PEOPLE_MAX), ALLOWED);
        if (tick == 3)
            assert_int_equal(box_room_tell(room, COMMAND_PROMPT_OPEN, 1), ALLOWED);
    }
    for (uint16_t i = 0; i < BOX_SCREENS; i++) { // they have been heard
        assert_true(session_screen_here(&room->hub->session, (uint16_t)(i + 1)));
        assert_int_equal(room->hub->watch.rows[i].language, languages[i]);
    }
    assert_true(box_room_all_acked(room));
    assert_int_equal(box_room_tell(room, COMMAND_PROMPT_CLOSE, 0), ALLOWED);
    box_room_step(room, CLOSING_MS);
    assert_int_equal(box_room_prompt(room), PROMPT_SHOWN);
    assert_int_equal(box_room_tell(room, COMMAND_END, 0), ALLOWED);
}

// All 729 ways of six people at three screens, with all 125 of three tables' languages among them; by
// hand, "all" holds each of the first against each of the second.
static void c4_the_record_tells_no_screen_and_no_language(void **state)
{
    const bool *all = *state;
    uint8_t *first = NULL;
    size_t first_size = 0, runs = 0;
    bool seen[125] = {false};
    for (unsigned at = 0; at < (*all ? 729u * 125u : 729u); at++) {
        unsigned screens = at % 729, tables = (at / 729 + at * 7) % 125;
        uint8_t screen_of[6];
        enum language languages[BOX_SCREENS];
        seen[tables] = true;
        for (size_t i = 0; i < 6; i++, screens /= 3)
            screen_of[i] = (uint8_t)(screens % 3);
        for (size_t i = 0; i < BOX_SCREENS; i++, tables /= LANGUAGES)
            languages[i] = (enum language)(LANGUAGE_EN + (int)(tables % LANGUAGES));
        struct box_room *room = box_room_create(12, 6);
        session_at_screens(room, screen_of, languages);
        char path[ROOM_PATH_BYTES];
        memcpy(path, room->hub->record.image.path, sizeof path);
        assert_int_equal(box_room_tell(room, COMMAND_FINISH, 0), ALLOWED);
        size_t size = 0;
        const uint8_t *bytes = fake_disk_bytes(room->fake, path, &size);
        assert_non_null(bytes);
        if (first == NULL) {
            first = malloc(size);
            assert_non_null(first);
            memcpy(first, bytes, size);
            first_size = size;
        }
        assert_int_equal(size, first_size);
        assert_memory_equal(bytes, first, size);
        box_room_destroy(room);
        runs++;
    }
    for (size_t i = 0; i < sizeof seen / sizeof seen[0]; i++)
        assert_true(seen[i]);
    assert_true(runs >= 729);
    free(first);
}

// What is recorded when a console comes back says nothing of how many had answered before.
static void resuming_tells_no_count(void **state)
{
    (void)state;
    static uint8_t first[2][256 * 1024];
    size_t sizes[2] = {0, 0};
    for (size_t answers = 0; answers <= 6; answers += 3) {
        struct box_room *room = box_room_create(13, 6);
        assert_int_equal(box_room_on(room), OK);
        assert_int_equal(box_room_begin(room, 8), ALLOWED);
        assert_int_equal(box_room_tell(room, COMMAND_PROMPT_OPEN, 1), ALLOWED);
        for (size_t i = 0; i < answers; i++)
            box_room_send(room, i);
        box_room_step(room, BOX_STEP_MS);
        char paths[2][ROOM_PATH_BYTES];
        memcpy(paths[0], room->hub->record.image.path, sizeof paths[0]);
        box_room_off(room);
        fake_disk_restart(room->fake, FAKE_CRASH_DROP, 1);
        assert_int_equal(box_room_on(room), OK);
        assert_int_equal(box_room_prompt(room), PROMPT_PAUSED);
        assert_int_equal(cells_box(room->hub->cells)->count, answers);
        memcpy(paths[1], room->hub->record.image.path, sizeof paths[1]);
        for (size_t i = 0; i < 2; i++) {
            size_t size = 0;
            const uint8_t *bytes = fake_disk_bytes(room->fake, paths[i], &size);
            assert_true(size > RECORD_HEADER_BYTES && size <= sizeof first[i]);
            if (answers == 0) {
                memcpy(first[i], bytes, size);
                sizes[i] = size;
            }
            assert_int_equal(size, sizes[i]);
            assert_memory_equal(bytes, first[i], size);
        }
        box_room_destroy(room);
    }
}

int main(int count, char **arguments)
{
    bool all = count > 1 && strcmp(arguments[1], "all") == 0;
    enum err err = seal_start();
    check(err == OK);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(c1_the_image_is_a_function_of_the_set, &all),
        cmocka_unit_test(c3_the_disk_is_called_alike),
        cmocka_unit_test_prestate(c4_the_record_tells_no_order, &all),
        cmocka_unit_test_prestate(c4_the_record_tells_no_screen_and_no_language, &all),
        cmocka_unit_test(resuming_tells_no_count),
    };
    return cmocka_run_group_tests_name("room.box", tests, NULL, NULL);
}

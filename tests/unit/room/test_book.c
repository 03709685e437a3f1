// The group book: what it counts, and that whatever a disk does, what is read is the old book or the
// new one.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// cmocka's header needs the four above.
#include "fake_disk.h"
#include "room/book_figures.h"
#include "room/book_file.h"
#include "seal/vault_private.h"
#include <cmocka.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    DAY = 20000,
    WEEK = 7
};

static struct book *book_of(int members)
{
    struct book *book = malloc(sizeof *book);
    assert_non_null(book);
    book_init(book, "Tuesday Recovery Group");
    for (int i = 0; i < members; i++) {
        struct goal_handle handle = {(uint8_t)(1 + i % SHAPE_LAST), (uint8_t)(20 + i)};
        assert_int_equal(book_join(book, handle, DAY), i);
    }
    return book;
}

static struct scene *scene_of_week(int week, enum meeting_kind meeting)
{
    struct scene *scene = calloc(1, sizeof *scene);
    assert_non_null(scene);
    scene->audience = AUDIENCE_FACILITATOR;
    scene->phase = SCENE_RUNNING;
    scene->meeting = meeting;
    scene->begin.meeting = meeting;
    scene->begin.session_id[0] = (uint8_t)(week + 1);
    scene->begin.session_id[1] = (uint8_t)meeting;
    memcpy(scene->begin.group, "Tuesday Recovery Group", sizeof "Tuesday Recovery Group");
    memcpy(scene->begin.deck.module, "coping-with-stress", sizeof "coping-with-stress");
    scene->begin.deck.session_number = 2;
    scene->begin.deck.slide_count = 14;
    scene->slide_count = 14;
    scene->wall_day = (uint32_t)(DAY + WEEK * week);
    scene->people = 8;
    return scene;
}

static void show(struct book *book, struct scene *scene, uint8_t from, uint8_t to)
{
    for (uint8_t slide = from; slide <= to; slide++) {
        scene->slide = slide;
        scene->slides_shown |= UINT64_C(1) << (slide - 1);
        (void)book_follow(book, scene);
    }
}

static struct book_session *session_of_week(struct book *book, int week, uint8_t from, uint8_t to)
{
    struct scene *scene = scene_of_week(week, MEETING_GROUP);
    (void)book_follow(book, scene);
    show(book, scene, from, to);
    scene->phase = SCENE_ENDED;
    (void)book_follow(book, scene);
    struct book_session *session = book_session_of(book, scene);
    assert_non_null(session);
    free(scene);
    return session;
}

// --- Members.

static void test_members(void **state)
{
    (void)state;
    struct book *book = book_of(3);
    struct goal_handle wave = {1, 20}, fresh = {4, 77};
    assert_int_equal(book_join(book, wave, DAY), -1); // the face is taken
    assert_true(book_new_card(book, 0, fresh));       // a lost card: the same person
    assert_int_equal(book_find(book, fresh), 0);
    assert_false(book_has_handle(book, wave));
    assert_false(book_new_card(book, 1, fresh));
    book_leave(book, 2, DAY + 3);
    assert_int_equal(book_joined(book, DAY + 2), 3);
    assert_int_equal(book_joined(book, DAY + 3), 2);
    assert_int_equal(book_joined(book, DAY - 1), 0);
    assert_true(book_return(book, 2));
    assert_int_equal(book_joined(book, DAY + 3), 3);
    free(book);
}

static void test_a_full_book_forgets_who_left_longest_ago(void **state)
{
    (void)state;
    struct book *book = book_of(0);
    for (uint32_t i = 0; i < BOOK_MEMBERS_MAX; i++) {
        struct goal_handle handle = book_free_handle(book, i * 7919);
        assert_int_equal(book_join(book, handle, DAY), i);
    }
    struct book_session *session = session_of_week(book, 0, 1, 2);
    session->marks[9].here = session->marks[20].here = true;
    struct goal_handle next = book_free_handle(book, 0);
    assert_int_equal(book_join(book, next, DAY), -1); // all are still here
    book_leave(book, 20, DAY + 9);
    book_leave(book, 5, DAY + 2);
    struct goal_handle tenth = book->members[9].handle;
    assert_int_equal(book_join(book, next, DAY + 9), BOOK_MEMBERS_MAX - 1);
    assert_int_equal(book_find(book, tenth), 8); // and its marks came along
    assert_true(session->marks[8].here && session->marks[19].here);
    assert_false(session->marks[9].here || session->marks[BOOK_MEMBERS_MAX - 1].here);
    free(book);
}

// --- Sessions.

static void test_attendance_before_and_after_the_start(void **state)
{
    (void)state;
    struct book *book = book_of(4);
    struct scene *scene = scene_of_week(0, MEETING_GROUP);
    book_set_here(book, NULL, 1, DAY - 1, true); // of another day
    book_set_here(book, NULL, 2, DAY, true);
    book_set_here(book, NULL, 3, DAY, true);
    book_set_here(book, NULL, 3, DAY, false);
    assert_int_equal(book_here(book, NULL, DAY), 1);
    assert_true(book_follow(book, scene));
    struct book_session *session = book_session_of(book, scene);
    assert_int_equal(book_here(book, session, DAY), 1);
    book_set_here(book, session, 0, DAY, true);
    struct book_counts counts;
    book_count(book, session, &counts);
    assert_true(counts.here.known && counts.here.done == 2 && counts.here.of == 4);
    assert_false(book_follow(book, scene)); // the same scene again tells nothing new
    assert_int_equal(book_here(book, NULL, DAY), 0);
    memcpy(scene->begin.group, "Another", sizeof "Another");
    scene->begin.session_id[0] = 99;
    assert_false(book_follow(book, scene));
    assert_int_equal(book->session_count, 1);
    free(scene);
    free(book);
}

static void test_stop_anywhere_and_go_on_next_week(void **state)
{
    (void)state;
    struct book *book = book_of(2);
    struct book_session *first = session_of_week(book, 0, 1, 6);
    assert_int_equal(first->slide_first, 1);
    assert_int_equal(first->slide_last, 6);
    assert_string_equal(book->carried.module, "coping-with-stress");
    assert_int_equal(book->carried.number, 2);
    assert_int_equal(book->carried.slide, 6);
    const struct book_deck *deck = book_deck_find(book, "coping-with-stress", 2);
    assert_int_equal(book_deck_shown(deck), 6);
    assert_int_equal(book_module_done(book, "coping-with-stress"), 0);

    // One person alone covers nothing for the group.
    struct scene *alone = scene_of_week(0, MEETING_INDIVIDUAL);
    (void)book_follow(book, alone);
    show(book, alone, 9, 12);
    assert_int_equal(book->carried.slide, 6);
    assert_int_equal(book_deck_shown(deck), 6);
    free(alone);

    struct book_session *second = session_of_week(book, 1, 6, 14);
    assert_int_equal(second->slide_first, 6);
    assert_int_equal(second->from, 6);
    assert_string_equal(book->carried.module, ""); // to the end: nothing is carried over
    assert_int_equal(book_deck_shown(deck), 14);
    assert_int_equal(deck->meetings, 2);
    assert_int_equal(book_module_done(book, "coping-with-stress"), 1);
    free(book);
}

static void test_catching_up(void **state)
{
    (void)state;
    struct book *book = book_of(3);
    struct book_session *week0 = session_of_week(book, 0, 1, 6);
    week0->marks[0].here = true;
    struct book_session *week1 = session_of_week(book, 1, 6, 14);
    week1->marks[0].here = week1->marks[1].here = true;
    uint16_t missed[8];
    assert_int_equal(book_missed(book, 0, missed, 8), 0);
    assert_int_equal(book_missed(book, 1, missed, 8), 1);
    assert_int_equal(missed[0], 0);
    assert_int_equal(book_missed(book, 2, missed, 8), 2);
    assert_int_equal(missed[0], 1);
    // Alone with the practitioner it is caught up, and so it is by one tick.
    struct scene *alone = scene_of_week(1, MEETING_INDIVIDUAL);
    (void)book_follow(book, alone);
    show(book, alone, 1, 7);
    book_session_of(book, alone)->marks[2].here = true;
    assert_int_equal(book_missed(book, 2, missed, 8), 1);
    week1->marks[2].caught_up = true;
    assert_int_equal(book_missed(book, 2, missed, 8), 0);
    // What was before somebody joined is not theirs to catch up.
    assert_int_equal(book_join(book, (struct goal_handle){6, 60}, DAY + 2 * WEEK), 3);
    assert_int_equal(book_missed(book, 3, missed, 8), 0);
    free(alone);
    free(book);
}

static void test_the_note_and_the_agenda(void **state)
{
    (void)state;
    struct book *book = book_of(1);
    struct scene *scene = scene_of_week(0, MEETING_GROUP);
    scene->begin.step_count = 2;
    scene->begin.steps[1].minutes = 9;
    (void)book_follow(book, scene);
    assert_int_equal(book->step_count, 2);
    assert_int_equal(book->steps[1].minutes, 9);
    scene->phase = SCENE_FINISHED;
    memcpy(scene->finish.note, "Slower on 5.", sizeof "Slower on 5.");
    assert_true(book_follow(book, scene));
    assert_string_equal(book->note, "Slower on 5.");
    assert_int_equal(book->note_day, DAY);
    assert_false(book_follow(book, scene));
    scene->begin.session_id[0] = 77; // over long before this book
    assert_false(book_follow(book, scene));
    free(scene);
    free(book);
}

// The closing check-in that every deck ends with is no part of the topic: a group may be in the middle of
// its slides and still close with it.
static void test_the_closing_check_in_is_no_place(void **state)
{
    (void)state;
    struct book *book = book_of(1);
    struct scene *scene = scene_of_week(0, MEETING_GROUP);
    scene->begin.deck.slide_count = 16;
    scene->begin.deck.prompt_count = 2;
    scene->begin.deck.prompts[0].slide = 4;
    scene->begin.deck.prompts[1].slide = 15;
    memcpy(scene->begin.deck.prompts[1].key, "closing-mood", sizeof "closing-mood");
    show(book, scene, 1, 6);
    show(book, scene, 15, 16);
    const struct book_session *session = book_session_of(book, scene);
    assert_int_equal(session->slide_count, 14);
    assert_int_equal(session->slide_last, 6);
    assert_int_equal(book->carried.slide, 6);
    assert_int_equal(book_deck_shown(book_deck_find(book, "coping-with-stress", 2)), 6);
    show(book, scene, 14, 14);
    assert_string_equal(book->carried.module, "");
    assert_int_equal(book_module_done(book, "coping-with-stress"), 1);
    free(scene);
    free(book);
}

// --- The goal round and home practice.

static void test_who_was_not_followed_up_stands_first(void **state)
{
    (void)state;
    struct book *book = book_of(4);
    for (int week = 0; week < 2; week++) {
        struct book_session *past = session_of_week(book, week, 1, 2);
        past->marks[0].round = ROUND_FOLLOWED_UP;
        past->marks[1].round = week == 0 ? ROUND_FOLLOWED_UP : ROUND_DEFERRED;
        past->marks[3].round = ROUND_NOT_DUE;
    }
    struct book_session *now = session_of_week(book, 2, 1, 2);
    assert_int_equal(book_rounds_missed(book, now, 0), 0);
    assert_int_equal(book_rounds_missed(book, now, 1), 1);
    assert_int_equal(book_rounds_missed(book, now, 2), 2);
    assert_int_equal(book_rounds_missed(book, now, 3), 0);
    for (int i = 0; i < 4; i++)
        now->marks[i].here = true;
    uint8_t order[BOOK_MEMBERS_MAX];
    assert_int_equal(book_round_order(book, now, now->day, order), 4);
    assert_int_equal(order[0], 2); // two sessions without
    assert_int_equal(order[1], 0); // one is not yet a reason to change the order
    assert_int_equal(order[2], 1);
    now->marks[2].here = false;
    assert_int_equal(book_round_order(book, now, now->day, order), 4);
    assert_int_equal(order[3], 2); // who is away stands behind
    book_leave(book, 2, now->day);
    assert_int_equal(book_round_order(book, now, now->day, order), 3);
    assert_false(book_round_begun(book, now));
    now->not_today = true;
    assert_true(book_round_begun(book, now));
    free(book);
}

static void test_home_practice_and_counts(void **state)
{
    (void)state;
    struct book *book = book_of(4);
    struct book_session *past = session_of_week(book, 0, 1, 2);
    past->marks[0].practice = HOME_ITEM;
    past->marks[1].practice = HOME_NOTHING;
    past->marks[2].practice = HOME_ITEM;
    struct book_session *now = session_of_week(book, 1, 2, 3);
    assert_true(book_practice_due(book, now, 0));
    assert_false(book_practice_due(book, now, 1));
    assert_false(book_practice_due(book, now, 3));
    for (int i = 0; i < 3; i++)
        now->marks[i].here = true;
    assert_int_equal(book_practice_open(book, now), 3);
    struct book_counts counts;
    book_count(book, now, &counts);
    assert_false(counts.reviewed.known || counts.practice_set.known || counts.followed_up.known);
    assert_int_equal(counts.reviewed.of, 2);
    now->marks[0].review = REVIEW_SOME;
    now->marks[0].practice = HOME_ITEM;
    now->marks[1].practice = HOME_NOTHING;
    now->marks[2].round = ROUND_DEFERRED;
    now->marks[2].goal_set = true;
    book_count(book, now, &counts);
    assert_int_equal(book_practice_open(book, now), 1);
    assert_true(counts.reviewed.known && counts.reviewed.done == 1 && counts.reviewed.of == 2);
    assert_true(counts.practice_set.known && counts.practice_set.done == 1);
    assert_true(counts.nothing.known && counts.nothing.done == 1 && counts.nothing.of == 3);
    assert_true(counts.followed_up.known && counts.followed_up.done == 0);
    assert_true(counts.deferred.done == 1 && counts.deferred.of == 3);
    assert_true(counts.set.known && counts.set.done == 1);
    struct book_session *later = session_of_week(book, 2, 3, 4);
    assert_true(book_practice_due(book, later, 0));  // a new item
    assert_true(book_practice_due(book, later, 2));  // nobody has looked back on the old one
    assert_false(book_practice_due(book, later, 1)); // nothing this week
    free(book);
}

// --- Encoding.

static struct book *full_book(void)
{
    struct book *book = book_of(12);
    for (int week = 0; week < 150; week++) {
        struct book_session *session = session_of_week(book, week, 1, (uint8_t)(1 + week % 14));
        for (int i = 0; i < 12; i++)
            session->marks[i] = (struct book_mark){.here = (week + i) % 4 != 0,
                                                   .goal_set = i == 3,
                                                   .caught_up = i == 5,
                                                   .round = (enum book_round)((week + i) % 4),
                                                   .review = (enum book_review)(i % 4),
                                                   .obstacle = (enum book_obstacle)(week % 6),
                                                   .practice = (enum book_home)(i % 3)};
    }
    return book;
}

static void test_encoding(void **state)
{
    (void)state;
    struct book *book = full_book(), *back = malloc(sizeof *back);
    uint8_t *bytes = malloc(BOOK_BYTES_MAX);
    assert_true(back != NULL && bytes != NULL);
    struct codec writer = codec_writer(bytes, BOOK_BYTES_MAX);
    book_codec(&writer, book);
    assert_int_equal(writer.err, OK);
    struct codec reader = codec_reader(bytes, writer.used);
    book_codec(&reader, back);
    assert_int_equal(reader.err, OK);
    assert_int_equal(reader.used, writer.used);
    assert_memory_equal(back, book, sizeof *book);
    for (size_t size = 0; size < writer.used; size += 61) {
        reader = codec_reader(bytes, size);
        book_codec(&reader, back);
        assert_int_equal(reader.err, ERR_TRUNCATED);
    }
    free(bytes);
    free(back);
    free(book);
}

// The largest book there can be still fits its place.
static void test_the_largest_book(void **state)
{
    (void)state;
    struct book *book = book_of(0);
    for (uint32_t i = 0; i < BOOK_MEMBERS_MAX; i++)
        assert_true(book_join(book, book_free_handle(book, i), DAY) >= 0);
    for (int week = 0; week < BOOK_SESSIONS_MAX + 3; week++) {
        struct scene *scene = scene_of_week(week % 250, MEETING_GROUP);
        scene->begin.session_id[2] = (uint8_t)(week / 250);
        scene->begin.deck.session_number = (uint8_t)(week % 200);
        scene->begin.step_count = STEPS_MAX;
        show(book, scene, 1, 14);
        free(scene);
    }
    assert_int_equal(book->session_count, BOOK_SESSIONS_MAX);
    assert_int_equal(book->deck_count, BOOK_DECKS_MAX);
    assert_int_equal(book->sessions[0].id[0], 4); // the oldest three are forgotten
    uint8_t *bytes = malloc(BOOK_BYTES_MAX);
    struct codec writer = codec_writer(bytes, BOOK_BYTES_MAX);
    book_codec(&writer, book);
    assert_int_equal(writer.err, OK);
    free(bytes);
    free(book);
}

// --- The disk.

struct shelf {
    struct fake_disk *fake;
    struct unlock_key key;
    struct book_place_on_disk place;
};

static void shelf_init(struct shelf *shelf)
{
    assert_true(sodium_init() >= 0);
    memset(shelf, 0, sizeof *shelf);
    shelf->fake = fake_disk_create();
    memset(shelf->key.bytes, 4, sizeof shelf->key.bytes);
    shelf->place = (struct book_place_on_disk){fake_disk_of(shelf->fake), "groups", &shelf->key};
}

static void shelf_finish(struct shelf *shelf)
{
    fake_disk_destroy(shelf->fake);
}

static void remember_name(void *context, const char *name)
{
    char *out = context;
    size_t used = strlen(name);
    // The book itself, not its last one or one kept aside.
    if (used > 5 && strcmp(name + used - 5, ".book") == 0)
        memcpy(out, name, used + 1);
}

static void path_of_book(struct shelf *shelf, char path[DISK_PATH_BYTES])
{
    char name[DISK_PATH_BYTES] = "";
    const struct disk *disk = shelf->place.disk;
    assert_int_equal(disk->list(disk->self, "groups", remember_name, name), OK);
    assert_true(name[0] != '\0');
    assert_int_equal(disk_join(path, "groups", name), OK);
}

static int sessions_read(struct shelf *shelf, struct book_opened *opened)
{
    struct book *book = malloc(sizeof *book);
    assert_int_equal(book_load(&shelf->place, "Tuesday Recovery Group", book, opened), OK);
    int sessions = book->session_count;
    free(book);
    return sessions;
}

static void save(struct shelf *shelf, const struct book *book)
{
    assert_int_equal(book_save(&shelf->place, book), OK);
}

static void test_saved_and_read(void **state)
{
    (void)state;
    struct shelf shelf;
    struct book_opened opened;
    shelf_init(&shelf);
    assert_int_equal(sessions_read(&shelf, &opened), 0);
    assert_true(opened.is_new);
    struct book *book = full_book(), *back = malloc(sizeof *back);
    save(&shelf, book);
    assert_int_equal(book_load(&shelf.place, book->group, back, &opened), OK);
    assert_memory_equal(back, book, sizeof *book);
    assert_false(opened.is_new || opened.was_last || opened.bad[0] != '\0');
    // Neither the name nor the bytes tell the group or a member.
    char path[DISK_PATH_BYTES];
    path_of_book(&shelf, path);
    assert_null(strstr(path, "uesday"));
    size_t size = 0;
    const uint8_t *bytes = fake_disk_bytes(shelf.fake, path, &size);
    for (size_t i = 0; i + 7 <= size; i++)
        assert_true(memcmp(bytes + i, "Tuesday", 7) != 0);
    free(back);
    free(book);
    shelf_finish(&shelf);
}

static void test_a_crash_leaves_old_or_new(void **state)
{
    (void)state;
    static const enum fake_crash HOW[] = {FAKE_CRASH_DROP, FAKE_CRASH_KEEP, FAKE_CRASH_SECTORS};
    struct book *book = full_book();
    struct book *next = malloc(sizeof *next);
    *next = *book;
    next->session_count = 151; // told apart by how many sessions they have
    unsigned olds = 0, news = 0;
    for (size_t how = 0; how < 3; how++) {
        for (uint64_t nth = 1;; nth++) {
            struct shelf shelf;
            struct book_opened opened;
            shelf_init(&shelf);
            save(&shelf, book);
            fake_disk_cut(shelf.fake, nth);
            bool died = book_save(&shelf.place, next) != OK;
            fake_disk_restart(shelf.fake, HOW[how], nth);
            int sessions = sessions_read(&shelf, &opened);
            assert_true(sessions == 150 || sessions == 151);
            assert_true(died || sessions == 151);
            assert_string_equal(opened.bad, ""); // no crash makes a file that does not open
            olds += sessions == 150, news += sessions == 151;
            // And it can be written again from there.
            save(&shelf, next);
            assert_int_equal(sessions_read(&shelf, &opened), 151);
            shelf_finish(&shelf);
            if (!died)
                break;
        }
    }
    assert_true(olds > 3 && news >= 3);
    free(next);
    free(book);
}

static void test_every_torn_or_failed_write(void **state)
{
    (void)state;
    struct book *book = full_book(), *next = malloc(sizeof *next);
    *next = *book;
    next->session_count = 151;
    for (size_t bytes = 0; bytes < 9000; bytes += 512) {
        struct shelf shelf;
        struct book_opened opened;
        shelf_init(&shelf);
        save(&shelf, book);
        fake_disk_tear(shelf.fake, 1, bytes);
        assert_true(book_save(&shelf.place, next) != OK);
        fake_disk_restart(shelf.fake, FAKE_CRASH_KEEP, bytes);
        assert_int_equal(sessions_read(&shelf, &opened), 150);
        shelf_finish(&shelf);
    }
    static const enum err ERRS[] = {ERR_IO, ERR_NO_SPACE, ERR_READ_ONLY};
    for (uint64_t nth = 1; nth < 40; nth++) {
        struct shelf shelf;
        struct book_opened opened;
        shelf_init(&shelf);
        save(&shelf, book);
        fake_disk_fail(shelf.fake, nth, ERRS[nth % 3], true);
        bool failed = book_save(&shelf.place, next) != OK;
        fake_disk_fail(shelf.fake, 0, ERR_IO, false);
        assert_int_equal(sessions_read(&shelf, &opened), failed ? 150 : 151);
        shelf_finish(&shelf);
    }
    free(next);
    free(book);
}

static void test_a_bad_book_is_kept_aside(void **state)
{
    (void)state;
    struct shelf shelf;
    struct book_opened opened;
    shelf_init(&shelf);
    struct book *book = full_book();
    save(&shelf, book);
    book->session_count = 140;
    save(&shelf, book);
    char path[DISK_PATH_BYTES];
    path_of_book(&shelf, path);
    size_t size = 0;
    for (int round = 1; round <= 2; round++) {
        fake_disk_bytes(shelf.fake, path, &size)[size / 2] ^= 1;
        assert_int_equal(sessions_read(&shelf, &opened), round == 1 ? 150 : 140);
        assert_true(opened.was_last && !opened.is_new);
        assert_non_null(strstr(opened.bad, round == 1 ? ".book.bad-1" : ".book.bad-2"));
        assert_non_null(fake_disk_bytes(shelf.fake, opened.bad, &size)); // not thrown away
        save(&shelf, book);
        save(&shelf, book);
    }
    // Another group's book in this one's place, an empty file, and both files bad.
    struct book *other = book_of(0);
    book_init(other, "Other");
    struct shelf elsewhere;
    shelf_init(&elsewhere);
    save(&elsewhere, other);
    char other_path[DISK_PATH_BYTES];
    path_of_book(&elsewhere, other_path);
    assert_string_not_equal(other_path, path);
    const uint8_t *bytes = fake_disk_bytes(elsewhere.fake, other_path, &size);
    fake_disk_put(shelf.fake, path, bytes, size);
    assert_int_equal(sessions_read(&shelf, &opened), 140);
    assert_non_null(strstr(opened.bad, ".bad-3"));
    fake_disk_put(shelf.fake, path, "", 0);
    char last[DISK_PATH_BYTES + 8];
    snprintf(last, sizeof last, "%s.last", path);
    fake_disk_put(shelf.fake, last, "nonsense", 8);
    assert_int_equal(sessions_read(&shelf, &opened), 0);
    assert_true(opened.is_new);
    assert_non_null(strstr(opened.bad, ".bad-5"));
    shelf_finish(&elsewhere);
    free(other);
    free(book);
    shelf_finish(&shelf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_members),
        cmocka_unit_test(test_a_full_book_forgets_who_left_longest_ago),
        cmocka_unit_test(test_attendance_before_and_after_the_start),
        cmocka_unit_test(test_stop_anywhere_and_go_on_next_week),
        cmocka_unit_test(test_the_closing_check_in_is_no_place),
        cmocka_unit_test(test_catching_up),
        cmocka_unit_test(test_the_note_and_the_agenda),
        cmocka_unit_test(test_who_was_not_followed_up_stands_first),
        cmocka_unit_test(test_home_practice_and_counts),
        cmocka_unit_test(test_encoding),
        cmocka_unit_test(test_the_largest_book),
        cmocka_unit_test(test_saved_and_read),
        cmocka_unit_test(test_a_crash_leaves_old_or_new),
        cmocka_unit_test(test_every_torn_or_failed_write),
        cmocka_unit_test(test_a_bad_book_is_kept_aside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

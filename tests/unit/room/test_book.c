// The group book: what it counts, and how it is encoded.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// cmocka's header needs the four above.
#include "book_help.h"
#include "room/book_file.h"
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// --- Members.

static void test_members(void **state)
{
    (void)state;
    struct book *book = book_of(3);
    struct goal_handle wave = {1, 20}, fresh = {4, 77};
    assert_int_equal(book_join(book, wave, BOOK_DAY), -1); // the face is taken
    assert_true(book_new_card(book, 0, fresh));            // a lost card: the same person
    assert_int_equal(book_find(book, fresh), 0);
    assert_false(book_has_handle(book, wave));
    assert_false(book_new_card(book, 1, fresh));
    book_leave(book, 2, BOOK_DAY + 3);
    assert_int_equal(book_joined(book, BOOK_DAY + 2), 3);
    assert_int_equal(book_joined(book, BOOK_DAY + 3), 2);
    assert_int_equal(book_joined(book, BOOK_DAY - 1), 0);
    assert_true(book_return(book, 2));
    assert_int_equal(book_joined(book, BOOK_DAY + 3), 3);
    free(book);
}

static void test_a_full_book_forgets_who_left_longest_ago(void **state)
{
    (void)state;
    struct book *book = book_of(0);
    for (uint32_t i = 0; i < BOOK_MEMBERS_MAX; i++) {
        struct goal_handle handle = book_free_handle(book, i * 7919);
        assert_int_equal(book_join(book, handle, BOOK_DAY), i);
    }
    struct book_session *session = session_of_week(book, 0, 1, 2);
    session->marks[9].here = session->marks[20].here = true;
    struct goal_handle next = book_free_handle(book, 0);
    assert_int_equal(book_join(book, next, BOOK_DAY), -1); // all are still here
    book_leave(book, 20, BOOK_DAY + 9);
    book_leave(book, 5, BOOK_DAY + 2);
    struct goal_handle tenth = book->members[9].handle;
    assert_int_equal(book_join(book, next, BOOK_DAY + 9), BOOK_MEMBERS_MAX - 1);
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
    book_set_here(book, NULL, 1, BOOK_DAY - 1, true); // of another day
    book_set_here(book, NULL, 2, BOOK_DAY, true);
    book_set_here(book, NULL, 3, BOOK_DAY, true);
    book_set_here(book, NULL, 3, BOOK_DAY, false);
    assert_int_equal(book_here(book, NULL, BOOK_DAY), 1);
    assert_true(book_follow(book, scene));
    struct book_session *session = book_session_of(book, scene);
    assert_int_equal(book_here(book, session, BOOK_DAY), 1);
    book_set_here(book, session, 0, BOOK_DAY, true);
    struct book_counts counts;
    book_count(book, session, &counts);
    assert_true(counts.here.known && counts.here.done == 2 && counts.here.of == 4);
    assert_false(book_follow(book, scene)); // the same scene again tells nothing new
    assert_int_equal(book_here(book, NULL, BOOK_DAY), 0);
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
    assert_int_equal(book_missed(book, 0, SHARE_SINCE_JOINED, missed, 8), 0);
    assert_int_equal(book_missed(book, 1, SHARE_SINCE_JOINED, missed, 8), 1);
    assert_int_equal(missed[0], 0);
    assert_int_equal(book_missed(book, 2, SHARE_SINCE_JOINED, missed, 8), 2);
    assert_int_equal(missed[0], 1);
    // Alone with the practitioner it is caught up, and so it is by one tick.
    struct scene *alone = scene_of_week(1, MEETING_INDIVIDUAL);
    (void)book_follow(book, alone);
    show(book, alone, 1, 7);
    book_session_of(book, alone)->marks[2].here = true;
    assert_int_equal(book_missed(book, 2, SHARE_SINCE_JOINED, missed, 8), 1);
    week1->marks[2].caught_up = true;
    assert_int_equal(book_missed(book, 2, SHARE_SINCE_JOINED, missed, 8), 0);
    // What was before somebody joined is not theirs to catch up.
    assert_int_equal(book_join(book, (struct goal_handle){6, 60}, BOOK_DAY + 2 * BOOK_WEEK), 3);
    assert_int_equal(book_missed(book, 3, SHARE_SINCE_JOINED, missed, 8), 0);
    free(alone);
    free(book);
}

// A closed group goes through the program together: who comes late catches up on what was before. In an
// open one a person's figures begin with them.
static void test_open_and_closed(void **state)
{
    (void)state;
    struct book *book = book_of(2);
    for (int week = 0; week < 3; week++) {
        struct book_session *session = session_of_week(book, week, 1, (uint8_t)(6 + week));
        session->marks[0].here = true;
        session->marks[1].here = week == 1;
    }
    int late = book_join(book, (struct goal_handle){6, 60}, BOOK_DAY + 3 * BOOK_WEEK);
    session_of_week(book, 3, 9, 12)->marks[late].here = true;
    session_of_week(book, 4, 12, 14);
    struct book_person person;
    book_person(book, late, SHARE_SINCE_JOINED, &person);
    assert_int_equal(person.of, 2);
    assert_int_equal(person.here, 1);
    assert_int_equal(person.shown, 2);
    assert_int_equal(person.covered, 1);
    uint16_t missed[8];
    assert_int_equal(book_missed(book, late, SHARE_SINCE_JOINED, missed, 8), 1);
    assert_int_equal(missed[0], 4);
    // Attendance is since they joined all the same; coverage is the group's.
    book_person(book, late, SHARE_WHOLE, &person);
    assert_int_equal(person.of, 2);
    assert_int_equal(person.here, 1);
    assert_int_equal(person.shown, 5);
    assert_int_equal(person.covered, 1);
    assert_int_equal(book_missed(book, late, SHARE_WHOLE, missed, 8), 4);
    assert_int_equal(missed[3], 0);
    book->sessions[0].marks[late].caught_up = true;
    book_person(book, late, SHARE_WHOLE, &person);
    assert_int_equal(person.covered, 2);
    // Whoever has left owes nothing of later.
    book_leave(book, 1, BOOK_DAY + 3 * BOOK_WEEK);
    assert_int_equal(book_missed(book, 1, SHARE_WHOLE, missed, 8), 2);
    free(book);
}

static void test_the_first_sessions(void **state)
{
    (void)state;
    struct book *book = book_of(1);
    assert_false(book_is_past(book, NULL, 1)); // the first is to come
    const struct book_session *first = session_of_week(book, 0, 1, 6);
    assert_false(book_is_past(book, first, 1)); // and runs
    assert_true(book_is_past(book, NULL, 1));
    assert_false(book_is_past(book, NULL, 2));
    struct scene *alone = scene_of_week(1, MEETING_INDIVIDUAL);
    (void)book_follow(book, alone);
    assert_false(book_is_past(book, NULL, 2)); // one person alone is no session of the group
    session_of_week(book, 2, 1, 6);
    assert_true(book_is_past(book, NULL, 2));
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
    assert_int_equal(book->note_day, BOOK_DAY);
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
        assert_true(book_join(book, book_free_handle(book, i), BOOK_DAY) >= 0);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_members),
        cmocka_unit_test(test_a_full_book_forgets_who_left_longest_ago),
        cmocka_unit_test(test_attendance_before_and_after_the_start),
        cmocka_unit_test(test_stop_anywhere_and_go_on_next_week),
        cmocka_unit_test(test_the_closing_check_in_is_no_place),
        cmocka_unit_test(test_catching_up),
        cmocka_unit_test(test_open_and_closed),
        cmocka_unit_test(test_the_first_sessions),
        cmocka_unit_test(test_the_note_and_the_agenda),
        cmocka_unit_test(test_who_was_not_followed_up_stands_first),
        cmocka_unit_test(test_home_practice_and_counts),
        cmocka_unit_test(test_encoding),
        cmocka_unit_test(test_the_largest_book),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

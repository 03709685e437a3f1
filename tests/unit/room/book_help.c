#include "book_help.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// cmocka's header needs the four above.
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

struct book *book_of(int members)
{
    struct book *book = malloc(sizeof *book);
    assert_non_null(book);
    book_init(book, "Tuesday Recovery Group");
    for (int i = 0; i < members; i++) {
        struct goal_handle handle = {(uint8_t)(1 + i % SHAPE_LAST), (uint8_t)(20 + i)};
        assert_int_equal(book_join(book, handle, BOOK_DAY), i);
    }
    return book;
}

struct scene *scene_of_week(int week, enum meeting_kind meeting)
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
    scene->wall_day = (uint32_t)(BOOK_DAY + BOOK_WEEK * week);
    scene->people = 8;
    return scene;
}

void show(struct book *book, struct scene *scene, uint8_t from, uint8_t to)
{
    for (uint8_t slide = from; slide <= to; slide++) {
        scene->slide = slide;
        scene->slides_shown |= UINT64_C(1) << (slide - 1);
        (void)book_follow(book, scene);
    }
}

struct book_session *session_of_week(struct book *book, int week, uint8_t from, uint8_t to)
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

struct book *full_book(void)
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

#include "f-states_private.h"

#include "base/check.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The group of the design and two weeks of it: one deck to its end, the next begun.
void f_fill_book(struct f_states *states)
{
    static const struct goal_handle FACES[] = {{1, 27}, {2, 14}, {3, 21}, {4, 33}, {5, 19},
                                               {6, 52}, {1, 44}, {3, 60}, {2, 71}};
    struct book *book = states->book;
    uint32_t today = states->view.wall_day;
    book_init(book, "Tuesday Recovery Group");
    for (size_t i = 0; i < sizeof FACES / sizeof FACES[0]; i++) {
        int member = book_join(book, FACES[i], i < 8 ? today - 28 : today);
        check(member == (int)i);
    }
    struct scene scene = states->scene;
    for (int week = 2; week >= 1; week--) {
        scene.phase = SCENE_RUNNING;
        scene.wall_day = today - 7 * (uint32_t)week;
        scene.begin.session_id[0] = (uint8_t)(10 - week);
        scene.begin.deck.session_number = (uint8_t)(3 - week);
        scene.slide = week == 2 ? scene.slide_count : 6;
        scene.slides_shown = (UINT64_C(1) << scene.slide) - 1;
        (void)book_follow(book, &scene);
        struct book_session *past = book_session_of(book, &scene);
        for (int i = 0; i < 8; i++)
            past->marks[i] = (struct book_mark){.here = i != 3,
                                                .round = i == 2 ? ROUND_NONE : ROUND_FOLLOWED_UP,
                                                .practice = i == 4 ? HOME_NOTHING : HOME_ITEM};
        scene.phase = SCENE_ENDED;
        (void)book_follow(book, &scene);
    }
    memcpy(book->note, "Go slower on slide 5.", sizeof "Go slower on slide 5.");
    book->note_day = today - 7;
    states->view.book = book;
}

// Today's marks, half way through each.
static void fill_today(struct f_states *states)
{
    struct scene *scene = &states->scene;
    scene->wall_day = states->view.wall_day;
    scene->begin.session_id[0] = 77;
    (void)book_follow(states->book, scene);
    struct book_session *today = book_session_of(states->book, scene);
    for (int i = 0; i < 9; i++)
        today->marks[i].here = i != 6;
    for (int i = 0; i < 4; i++) {
        struct book_mark *mark = &today->marks[i];
        mark->round = (enum book_round)i;
        mark->review = (enum book_review)i;
        mark->practice = (enum book_home)(i % 3);
    }
    today->marks[3].obstacle = OBSTACLE_UNWELL;
    today->marks[1].goal_set = true;
    snprintf(states->book->members[2].next_step, sizeof states->book->members[2].next_step, "%s",
             "Call the job center");
    snprintf(states->book->members[0].next_step, sizeof states->book->members[0].next_step, "%s",
             "Walk to the park in the morning with a friend from the group");
    states->view.today = today;
}

// The last step, and some have nothing for home yet.
void f_close_state(struct f_states *states)
{
    struct scene *scene = &states->scene;
    fill_today(states);
    scene->steps[5].done = scene->steps[6].done = true;
    scene->steps[5].current = false;
    scene->steps[7].current = true;
    scene->step = 8;
    scene->steps[7].since_ms = 55 * 60000;
    states->view.session_ms = 57 * 60000;
}

static void share(struct goal_board *board, enum goal_shape shape, uint8_t number,
                  enum goal_line_kind kind, enum goal_status status, const char *words)
{
    struct board_line *line = &board->lines[board->line_count++];
    *line =
        (struct board_line){.handle = {shape, number}, .line = {.kind = kind, .status = status}};
    snprintf(line->line.text, sizeof line->line.text, "%s", words);
}

void f_board_state(struct f_states *states, const char *name)
{
    struct goal_board *board = states->board;
    struct scene *scene = &states->scene;
    memset(board, 0, sizeof *board);
    share(board, SHAPE_WAVE, 27, GOAL_SHORT_TERM, GOAL_STATUS_NONE, "Walk three times a week");
    share(board, SHAPE_WAVE, 27, GOAL_STEP, GOAL_DID, "Walk to the park");
    share(board, SHAPE_KITE, 14, GOAL_SHORT_TERM, GOAL_STATUS_NONE,
          "See my sister once this month");
    share(board, SHAPE_KITE, 14, GOAL_STEP, GOAL_PART, "Pick a day to meet");
    share(board, SHAPE_ARCH, 21, GOAL_STEP, GOAL_NOT_YET, "Call the job center");
    share(board, SHAPE_DROP, 33, GOAL_STEP, GOAL_HELP, "Turn off the TV at 10");
    share(board, SHAPE_DROP, 33, GOAL_PRACTICE, GOAL_STATUS_NONE, "Every evening, at home, alone");
    share(board, SHAPE_HILL, 19, GOAL_STEP, GOAL_DID, "Buy rice and vegetables");
    for (uint8_t i = 0; strcmp(name, "f-board-many") == 0 && i < 12; i++) {
        share(board, SHAPE_RING, (uint8_t)(10 + i), GOAL_LONG_TERM, GOAL_STATUS_NONE,
              "ຂ້ອຍຢາກຢູ່ເຮືອນຂອງຂ້ອຍເອງ ແລະ ເຮັດວຽກ");
        share(board, SHAPE_RING, (uint8_t)(10 + i), GOAL_WHY, GOAL_STATUS_NONE,
              "my children come to see me then");
        share(board, SHAPE_RING, (uint8_t)(10 + i), GOAL_STEP, (enum goal_status)(1 + i % 4),
              "ask at the office for the form");
    }
    scene->goals = (struct goals_release){.banded = true,
                                          .opened = BAND_MOST,
                                          .few_most = 3,
                                          .half_least = 4,
                                          .half_most = 4,
                                          .most_least = 5,
                                          .most_most = 8};
    if (strcmp(name, "f-board-none") == 0)
        board->line_count = 0;
    states->view.board = board;
    states->desk.board = true;
    if (strcmp(name, "f-board-open") == 0 || strcmp(name, "f-board-resting") == 0) {
        states->desk.new_cards = scene->new_cards = true;
        scene->goals_state = GOALS_OPEN;
        scene->goals = (struct goals_release){0};
        states->view.board = NULL;
    }
}

void f_people_state(struct f_states *states, const char *name)
{
    struct desk *desk = &states->desk;
    if (strcmp(name, "f-people-empty") == 0) {
        book_init(states->book, "Tuesday Recovery Group");
        states->view.scene = NULL;
    } else {
        fill_today(states);
    }
    desk->people = true;
    desk->tab = strcmp(name, "f-people-look-back") == 0  ? PEOPLE_LOOK_BACK
                : strcmp(name, "f-people-round") == 0    ? PEOPLE_ROUND
                : strcmp(name, "f-people-practice") == 0 ? PEOPLE_PRACTICE
                                                         : PEOPLE_HERE;
    if (strcmp(name, "f-people-practice") == 0)
        states->view.book_trouble = ERR_NO_SPACE;
    if (strcmp(name, "f-people-look-back") == 0) {
        snprintf(states->book_opened.bad, sizeof states->book_opened.bad, "%s",
                 "/groups/63a1.book.bad-1");
        states->view.book_opened = &states->book_opened;
    }
    // In a closed group a new face is mostly somebody's new card; in an open one, somebody new.
    states->view.entry =
        (struct group_entry){.closed = strcmp(name, "f-people-closed") == 0, .joining_until = 2};
    if (strcmp(name, "f-people-closed") == 0 || strcmp(name, "f-people-open") == 0)
        book_session_of(states->book, &states->scene)->marks[5].here = false; // eight are no many
    if (strcmp(name, "f-member") == 0) {
        desk->dialog = DIALOG_MEMBER;
        desk->member = 3;
    }
}

// What the hub says of the group's cards: they are renewed, or rest, or a file of them did not open.
void f_cards_state(struct f_states *states, const char *name)
{
    struct hub_health *health = &states->health;
    bool end = strstr(name, "-cards-end") != NULL, last = strstr(name, "-cards-last") != NULL;
    if (strstr(name, "-cards") != NULL)
        health->renewal = (struct goals_renewal){end ? RENEWAL_ENDS : RENEWAL_RUNS, end    ? 0
                                                                                    : last ? 1
                                                                                           : 7};
    if (strncmp(name, "f-board-cards", 13) == 0 || strcmp(name, "f-board-bad") == 0) {
        states->view.board = NULL; // goals have not been open yet
        states->scene.goals = (struct goals_release){0};
    }
    health->goals_resting = strcmp(name, "f-board-resting") == 0;
    if (strcmp(name, "f-board-bad") == 0)
        snprintf(health->goals_bad, sizeof health->goals_bad, "%s",
                 "/groups/63a1f0c294b87d5e63a1f0c294b87d5e.goals-bad-1");
}

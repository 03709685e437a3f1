#include "facilitator/marks.h"
#include "room/book_figures.h"
#include "seal/random.h"
#include <string.h>

static struct book *book_with(struct console *console, int member)
{
    struct book *book = console_book(console);
    return book != NULL && member >= 0 && member < book->member_count ? book : NULL;
}

// Today's marks of a member; NULL where there is nothing to mark.
static struct book_mark *mark_of(struct console *console, int member)
{
    struct book_session *session = console_book_session(console);
    return book_with(console, member) != NULL && session != NULL ? &session->marks[member] : NULL;
}

int marks_join(struct console *console, const struct goal_handle *handle)
{
    struct book *book = console_book(console);
    if (book == NULL)
        return -1;
    uint32_t dice;
    random_system()->fill(random_system()->self, &dice, sizeof dice);
    int member = book_join(book, handle != NULL ? *handle : book_free_handle(book, dice),
                           console_day(console));
    if (member >= 0)
        console_book_changed(console);
    return member;
}

bool marks_leave(struct console *console, int member)
{
    struct book *book = book_with(console, member);
    if (book == NULL || book->members[member].left_day != 0)
        return false;
    book_leave(book, member, console_day(console));
    console_book_changed(console);
    return true;
}

bool marks_return(struct console *console, int member)
{
    struct book *book = book_with(console, member);
    if (book == NULL || !book_return(book, member))
        return false;
    console_book_changed(console);
    return true;
}

bool marks_new_card(struct console *console, int member, struct goal_handle handle)
{
    struct book *book = book_with(console, member);
    if (book == NULL || !book_take_card(book, member, handle))
        return false;
    console_book_changed(console);
    return true;
}

// Where a prompt is open the hub refuses to lower people present; who is here is still known.
static void people_follow(struct console *console, bool here)
{
    const struct scene *scene = console_scene(console);
    if (scene == NULL || scene->phase != SCENE_RUNNING || scene->meeting != MEETING_GROUP ||
        (!here && scene->people <= 1))
        return;
    struct command wish = {.kind = COMMAND_PEOPLE,
                           .amount = (uint16_t)(scene->people + (here ? 1 : -1))};
    (void)console_command(console, &wish);
}

bool marks_here(struct console *console, int member, bool here)
{
    struct book *book = book_with(console, member);
    uint32_t day = console_day(console);
    if (book == NULL || !book_is_with(book, member, day))
        return false;
    struct book_session *session = console_book_session(console);
    if (book_is_here(book, session, member, day) == here)
        return true;
    int before = book_here(book, session, day);
    book_set_here(book, session, member, day, here);
    console_book_changed(console);
    const struct scene *scene = console_scene(console);
    // The first marks only say who is among those who were counted at the start.
    if (session != NULL && scene != NULL &&
        (here ? before + 1 > scene->people : before == scene->people))
        people_follow(console, here);
    return true;
}

bool marks_round(struct console *console, int member, enum book_round round)
{
    struct book_mark *mark = mark_of(console, member);
    if (mark == NULL)
        return false;
    mark->round = mark->round == round ? ROUND_NONE : round;
    console_book_session(console)->not_today = false;
    console_book_changed(console);
    return true;
}

bool marks_goal_set(struct console *console, int member)
{
    struct book_mark *mark = mark_of(console, member);
    if (mark == NULL)
        return false;
    mark->goal_set = !mark->goal_set;
    console_book_changed(console);
    return true;
}

bool marks_review(struct console *console, int member, enum book_review review)
{
    struct book_mark *mark = mark_of(console, member);
    if (mark == NULL)
        return false;
    mark->review = mark->review == review ? REVIEW_NONE : review;
    if (mark->review == REVIEW_NONE || mark->review == REVIEW_TRIED)
        mark->obstacle = OBSTACLE_NONE;
    console_book_changed(console);
    return true;
}

bool marks_obstacle(struct console *console, int member, enum book_obstacle obstacle)
{
    struct book_mark *mark = mark_of(console, member);
    if (mark == NULL || mark->review == REVIEW_NONE || mark->review == REVIEW_TRIED)
        return false;
    mark->obstacle = obstacle;
    console_book_changed(console);
    return true;
}

bool marks_practice(struct console *console, int member, enum book_home practice)
{
    struct book_mark *mark = mark_of(console, member);
    if (mark == NULL)
        return false;
    mark->practice = mark->practice == practice ? HOME_OPEN : practice;
    console_book_changed(console);
    return true;
}

bool marks_not_today(struct console *console)
{
    struct book_session *session = console_book_session(console);
    if (session == NULL)
        return false;
    session->not_today = true;
    console_book_changed(console);
    return true;
}

bool marks_caught_up(struct console *console, int member, uint16_t session, bool caught_up)
{
    struct book *book = book_with(console, member);
    if (book == NULL || session >= book->session_count)
        return false;
    book->sessions[session].marks[member].caught_up = caught_up;
    console_book_changed(console);
    return true;
}

bool marks_round_is_left(struct console *console)
{
    const struct scene *scene = console_scene(console);
    struct book *book = console_book(console);
    struct book_session *session = console_book_session(console);
    return session != NULL && scene->phase == SCENE_RUNNING && scene->step > 0 &&
           strcmp(scene->steps[scene->step - 1].key, "goals") == 0 &&
           book_joined(book, session->day) > 0 && !book_round_begun(book, session);
}

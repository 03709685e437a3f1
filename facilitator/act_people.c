// What the roster's parts do, and when it opens by itself.
#include "base/check.h"
#include "facilitator/marks.h"
#include "facilitator/stage_private.h"
#include "facilitator/view_parts.h"
#include "seal/random.h"
#include <string.h>

enum {
    FACES = BOOK_MEMBERS_MAX
};

// The tab that an agenda step is about, or PEOPLE_TABS.
static enum people_tab tab_of(const struct scene *scene)
{
    static const struct {
        const char *step;
        enum people_tab tab;
    } STEPS[] = {{"practice-review", PEOPLE_LOOK_BACK},
                 {"goals", PEOPLE_ROUND},
                 {"new-practice", PEOPLE_PRACTICE}};
    const char *key = scene->step > 0 ? scene->steps[scene->step - 1].key : "";
    for (size_t i = 0; i < sizeof STEPS / sizeof STEPS[0]; i++)
        if (strcmp(STEPS[i].step, key) == 0)
            return STEPS[i].tab;
    return PEOPLE_TABS;
}

static void open_people(struct stage *stage)
{
    const struct scene *scene = console_scene(stage->console);
    struct desk *desk = stage->desk;
    bool runs = scene != NULL && scene->phase == SCENE_RUNNING;
    enum people_tab tab = runs ? tab_of(scene) : PEOPLE_HERE;
    desk->people = true;
    desk->board = false;
    desk->people_page = 0;
    desk->step = 0;
    desk->join_asked = false;
    desk->tab =
        tab == PEOPLE_TABS || console_book_session(stage->console) == NULL ? PEOPLE_HERE : tab;
}

void people_follow(struct stage *stage, const struct scene *scene)
{
    struct desk *desk = stage->desk;
    const struct book *book = console_book(stage->console);
    const struct book_session *session = console_book_session(stage->console);
    if (scene->phase != SCENE_RUNNING) {
        desk->followed_step = 0;
        desk->round_asked = false;
        desk->board = desk->new_cards = false;
        if (scene->phase == SCENE_ENDED)
            desk->people = false;
        return;
    }
    if (session == NULL || desk->followed_step == scene->step)
        return;
    // A step about people opens the roster by itself, where there is anybody to ask.
    desk->followed_step = scene->step;
    if (tab_of(scene) != PEOPLE_TABS && book_here(book, session, session->day) > 0)
        open_people(stage);
    else if (desk->tab != PEOPLE_HERE)
        desk->people = false;
}

bool people_leaves_round(struct stage *stage, enum desk_leave to, uint8_t step)
{
    struct desk *desk = stage->desk;
    if (desk->round_asked || !marks_round_is_left(stage->console))
        return false;
    desk->round_asked = true;
    desk->leaving.to = to;
    desk->leaving.step = step;
    desk->dialog = DIALOG_ROUND;
    return true;
}

void people_not_today(struct stage *stage)
{
    struct desk *desk = stage->desk;
    (void)marks_not_today(stage->console);
    switch (desk->leaving.to) {
    case LEAVE_TO_NEXT:
        stage_command(stage, COMMAND_STEP_NEXT, 0, 0);
        break;
    case LEAVE_TO_STEP:
        stage_command(stage, COMMAND_STEP_GO, desk->leaving.step, 0);
        break;
    case LEAVE_TO_END:
        desk->dialog = DIALOG_END;
        break;
    }
}

static void toggle_here(struct stage *stage, int member)
{
    struct book *book = console_book(stage->console);
    const struct book_session *session = console_book_session(stage->console);
    uint32_t day = console_day(stage->console);
    int before = book_here(book, session, day);
    bool here = !book_is_here(book, session, member, day);
    if (!marks_here(stage->console, member, here) || session != NULL || stage->start == NULL)
        return;
    // Before the start people present are those who are marked, and who was counted beside them.
    struct start *start = stage->start;
    start_set_people(start, before == 0 ? 1 : start->people + (here ? 1 : -1));
}

static void draw_face(struct stage *stage)
{
    uint32_t dice;
    random_system()->fill(random_system()->self, &dice, sizeof dice);
    struct book *book = console_book(stage->console);
    (void)marks_new_card(stage->console, stage->desk->member, book_free_handle(book, dice));
}

// The dialog of one person.
static bool act_member(struct stage *stage, struct book *book, uint32_t part)
{
    struct desk *desk = stage->desk;
    int member = desk->member;
    if (desk->dialog != DIALOG_MEMBER || member >= book->member_count)
        return false;
    if (part == PART_MEMBER_LEFT) {
        if (!marks_leave(stage->console, member) && !marks_return(stage->console, member))
            stage_toast(stage, "member.taken");
        return true;
    }
    if (part == PART_MEMBER_FACE) {
        draw_face(stage);
        return true;
    }
    if (part >= PART_MISSED && part < PART_MISSED + BOOK_SESSIONS_MAX)
        return marks_caught_up(stage->console, member, (uint16_t)(part - PART_MISSED), true);
    if (part >= PART_NEW_FACE && part < PART_NEW_FACE + (uint32_t)book->member_count) {
        struct goal_handle handle = book->members[part - PART_NEW_FACE].handle;
        if (marks_new_card(stage->console, member, handle))
            desk->member = (uint8_t)book_find(book, handle);
        return true;
    }
    return false;
}

static bool act_marks(struct stage *stage, uint32_t part)
{
    struct console *console = stage->console;
    if (part >= PART_ROUND && part < PART_ROUND + 4 * FACES) {
        int member = (int)(part - PART_ROUND) / 4, which = (int)(part - PART_ROUND) % 4;
        return which == 3 ? marks_goal_set(console, member)
                          : marks_round(console, member, (enum book_round)(which + 1));
    }
    if (part >= PART_LOOK_BACK && part < PART_LOOK_BACK + 4 * FACES) {
        int member = (int)(part - PART_LOOK_BACK) / 4, which = (int)(part - PART_LOOK_BACK) % 4;
        if (which < 3)
            return marks_review(console, member, (enum book_review)(which + 1));
        const struct book_session *session = console_book_session(console);
        int now = session != NULL ? (int)session->marks[member].obstacle : 0;
        return marks_obstacle(console, member,
                              (enum book_obstacle)((now + 1) % (OBSTACLE_LAST + 1)));
    }
    if (part >= PART_HOME_PRACTICE && part < PART_HOME_PRACTICE + 2 * FACES) {
        int member = (int)(part - PART_HOME_PRACTICE) / 2;
        bool item = (part - PART_HOME_PRACTICE) % 2 == 0;
        return marks_practice(console, member, item ? HOME_ITEM : HOME_NOTHING);
    }
    return false;
}

void people_join(struct stage *stage)
{
    stage->desk->join_asked = true;
    if (marks_join(stage->console, NULL) < 0)
        stage_toast(stage, "people.full");
}

// A closed group asks once: staff decide, and the second of two people needs no second question.
static void ask_or_join(struct stage *stage)
{
    struct desk *desk = stage->desk;
    struct view view;
    stage_view(stage, &view);
    if (page_is_closed(&view) && !desk->join_asked)
        desk->dialog = DIALOG_JOIN;
    else
        people_join(stage);
}

bool act_people(struct stage *stage, uint32_t part)
{
    struct desk *desk = stage->desk;
    struct book *book = console_book(stage->console);
    if (book == NULL)
        return false;
    switch (part) {
    case PART_PEOPLE:
        if (desk->people)
            desk->people = false;
        else
            open_people(stage);
        return true;
    case PART_PEOPLE_BACK:
        desk->people = false;
        return true;
    case PART_ROSTER_MORE:
        desk->people_page++;
        return true;
    case PART_PEOPLE_JOIN:
        ask_or_join(stage);
        return true;
    case PART_NOT_TODAY:
        return marks_not_today(stage->console);
    default:
        break;
    }
    if (part >= PART_PEOPLE_TAB && part < PART_PEOPLE_TAB + (uint32_t)PEOPLE_TABS) {
        desk->people = true;
        desk->tab = (enum people_tab)(part - PART_PEOPLE_TAB);
        desk->people_page = 0;
        return true;
    }
    if (part >= PART_FACE && part < PART_FACE + (uint32_t)book->member_count) {
        toggle_here(stage, (int)(part - PART_FACE));
        return true;
    }
    if (part >= PART_FACE_OPEN && part < PART_FACE_OPEN + (uint32_t)book->member_count) {
        desk->member = (uint8_t)(part - PART_FACE_OPEN);
        desk->dialog = DIALOG_MEMBER;
        return true;
    }
    return act_member(stage, book, part) || act_marks(stage, part);
}

static void goals(struct stage *stage)
{
    const struct scene *scene = console_scene(stage->console);
    struct desk *desk = stage->desk;
    bool open = scene->goals_state != GOALS_IDLE;
    struct command wish = {.kind = open ? COMMAND_GOALS_CLOSE : COMMAND_GOALS_OPEN,
                           .show = !open && desk->new_cards};
    if (console_command(stage->console, &wish) == 0)
        stage_toast(stage, "con.busy");
    else if (open)
        desk->new_cards = false; // each time anew
}

bool act_board(struct stage *stage, uint32_t part)
{
    struct desk *desk = stage->desk;
    const struct scene *scene = console_scene(stage->console);
    if (scene == NULL || scene->phase != SCENE_RUNNING)
        return false;
    switch (part) {
    case PART_BOARD:
        desk->board = !desk->board;
        desk->people = false;
        desk->board_page = 0;
        return true;
    case PART_BOARD_MORE:
        desk->board_page++;
        return true;
    case PART_NEW_CARDS:
        desk->new_cards = !desk->new_cards;
        return true;
    case PART_PRINT_CARDS:
        if (!paperwork_cards(console_paperwork(stage->console), stage->config.paper, NULL))
            stage_toast(stage, "con.busy");
        return true;
    case PART_GOALS:
        goals(stage);
        return true;
    default:
        return false;
    }
}

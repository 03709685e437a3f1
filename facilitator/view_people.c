// The roster: who is here, home practice looked back on, the goal round, home practice until next time.
// One thing at a time, each with one touch a person; people are card faces and nothing else.
#include "base/check.h"
#include "facilitator/view_parts.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    TABS_TOP = 84,
    LIST_TOP = 144,
    BOTTOM = 98,
    ROW = 56,
    TILE = 84,
    TILES = 4, // side by side
};

static const struct {
    const char *id, *icon, *name;
} TABS[PEOPLE_TABS] = {
    [PEOPLE_HERE] = {"people.tab.here", "people", "tab-here"},
    [PEOPLE_LOOK_BACK] = {"people.tab.lookback", "check", "tab-look-back"},
    [PEOPLE_ROUND] = {"people.tab.round", "flag", "tab-round"},
    [PEOPLE_PRACTICE] = {"people.tab.practice", "home", "tab-practice"},
};

static uint32_t day_of(const struct view *view)
{
    return view->today != NULL ? view->today->day : view->wall_day;
}

// Whom the chosen tab is about, in the order of the round.
static int listed(const struct view *view, uint8_t out_members[BOOK_MEMBERS_MAX])
{
    uint8_t order[BOOK_MEMBERS_MAX];
    uint32_t day = day_of(view);
    const struct book *book = view->book;
    int count = 0;
    if (view->desk->tab == PEOPLE_HERE) { // everybody, in the order of joining
        for (int i = 0; i < book->member_count; i++)
            if (book_is_with(book, i, day))
                out_members[count++] = (uint8_t)i;
        return count;
    }
    int all = book_round_order(book, view->today, day, order);
    for (int i = 0; i < all; i++)
        if (book_is_here(book, view->today, order[i], day))
            out_members[count++] = order[i];
    return count;
}

static void top(const struct page *page)
{
    const struct view *view = page->view;
    float right = page_top(page, NULL, NULL);
    if (page_disk_failed(view))
        return;
    struct press back = {.part = PART_PEOPLE_BACK,
                         .name = "back",
                         .rect = {0, 12, 0, 44},
                         .text =
                             page_word(page, view->today != NULL ? "board.back" : "people.back"),
                         .icon = "arrow-left",
                         .keycap = "A",
                         .kind = STAFF_MAIN};
    back.rect.w = page_press_width(page, &back);
    back.rect.x = right - back.rect.w;
    page_press(page, &back);
    right = back.rect.x - 16;
    right = page_chip(page, right, 17, CHIP_PLUM, "eye-off", page_word(page, "board.never"));
    char line[NAME_BYTES + WORDS_BYTES];
    const char *entry = view->entry.closed ? "people.closed" : "people.openentry";
    snprintf(line, sizeof line, "%s \xC2\xB7 %s", view->book->group, page_word(page, entry));
    page_title(page, page_word(page, "people.title"), line, right);
}

static void tabs(const struct page *page)
{
    enum people_tab now = page->view->desk->tab;
    float each = (page->w - 48 - 36) / 4;
    for (int i = 0; i < PEOPLE_TABS; i++) {
        bool off = page->view->today == NULL && i != PEOPLE_HERE;
        page_press(page, &(struct press){.part = PART_PEOPLE_TAB + (uint32_t)i,
                                         .name = TABS[i].name,
                                         .rect = {24 + (each + 12) * (float)i, TABS_TOP, each, 44},
                                         .text = page_word(page, TABS[i].id),
                                         .icon = TABS[i].icon,
                                         .kind = (int)now == i ? STAFF_TINT : STAFF_PLAIN,
                                         .off = off});
    }
}

// What is worth knowing of a person at once.
static const char *about(const struct page *page, int member, char words[WORDS_BYTES])
{
    const struct view *view = page->view;
    uint16_t missed[1];
    int topics = book_missed(view->book, member, page_share(view), missed, 1);
    if (view->book->members[member].joined_day == day_of(view))
        return page_word(page, "people.new");
    if (topics > 0)
        return page_number(page, words, topics == 1 ? "people.missed.one" : "people.missed", "n",
                           topics);
    return "";
}

static void tile(const struct page *page, int member, struct rect rect)
{
    const struct view *view = page->view;
    bool here = book_is_here(view->book, view->today, member, day_of(view));
    uint32_t part = PART_FACE + (uint32_t)member;
    char name[PART_NAME_BYTES], words[WORDS_BYTES], note[WORDS_BYTES];
    struct rect touch = {rect.x, rect.y, rect.w - 52, rect.h};
    snprintf(name, sizeof name, "face-%d", member + 1);
    draw_box(page->list, rect, 16, here ? COLOR_PINE_W : COLOR_SURFACE,
             here ? COLOR_PINE : COLOR_LINE, here ? 3 : 1);
    draw_part(page->list, ROLE_CHECK, part, name, touch, 16);
    if (draw_is_pressed(page->list, part))
        draw_rect(page->list, rect_inset(touch, 3), 13, COLOR_PINE_T);
    page_face(page, rect.x + 38, rect.y + rect.h / 2, 22, view->book->members[member].handle);
    float x = rect.x + 76, w = rect.w - 76 - 56;
    const char *line = about(page, member, note);
    float y = rect.y + rect.h / 2 - (line[0] != '\0' ? 25 : 14);
    page_line(page, rect_of(x, y, w, 28), TYPE_S_BOLD, COLOR_INK,
              page_face_name(page, words, view->book->members[member].handle));
    if (line[0] != '\0')
        page_line(page, rect_of(x, y + 26, w, 24), TYPE_S_NOTE, COLOR_INK2, line);
    if (here) {
        draw_disc(page->list, rect.x + 56, rect.y + rect.h / 2 + 18, 11, COLOR_PINE, COLOR_NONE, 0);
        widget_tick(page->list, rect.x + 49, rect.y + rect.h / 2 + 11, 14, COLOR_SURFACE);
    }
    snprintf(name, sizeof name, "face-%d-open", member + 1);
    page_press(page,
               &(struct press){.part = PART_FACE_OPEN + (uint32_t)member,
                               .name = name,
                               .rect = {rect.x + rect.w - 50, rect.y + (rect.h - 44) / 2, 44, 44},
                               .text = "",
                               .icon = "right",
                               .kind = STAFF_GHOST});
}

// A choice of a row: one of several that are equal.
static void choice(const struct page *page, uint32_t part, struct rect rect, const char *id,
                   bool on)
{
    char name[PART_NAME_BYTES];
    snprintf(name, sizeof name, "mark-%u", (unsigned)part);
    page_press(page, &(struct press){.part = part,
                                     .name = name,
                                     .rect = rect,
                                     .text = page_word(page, id),
                                     .kind = on ? STAFF_LATCHED : STAFF_PLAIN});
}

static void round_row(const struct page *page, int member, struct rect rect)
{
    static const char *const IDS[] = {"people.followed", "people.deferred", "people.notdue"};
    const struct book_mark *mark = &page->view->today->marks[member];
    float each = 138, x = rect.x + rect.w - 4 * each - 3 * 8 - 16;
    for (int i = 0; i < 3; i++)
        choice(page, PART_ROUND + 4 * (uint32_t)member + (uint32_t)i,
               rect_of(x + (each + 8) * (float)i, rect.y + 6, each, 44), IDS[i],
               (int)mark->round == i + 1);
    choice(page, PART_ROUND + 4 * (uint32_t)member + 3,
           rect_of(x + (each + 8) * 3 + 16, rect.y + 6, each, 44), "people.goalset",
           mark->goal_set);
}

static void look_back_row(const struct page *page, int member, struct rect rect)
{
    static const char *const IDS[] = {"people.tried", "people.some", "people.notyet"};
    static const char *const WAYS[OBSTACLE_LAST + 1] = {"people.way",        "people.way.forgot",
                                                        "people.way.notime", "people.way.hard",
                                                        "people.way.unwell", "people.way.other"};
    const struct book_mark *mark = &page->view->today->marks[member];
    float each = 138, wide = 190, x = rect.x + rect.w - 3 * each - wide - 2 * 8 - 16;
    for (int i = 0; i < 3; i++)
        choice(page, PART_LOOK_BACK + 4 * (uint32_t)member + (uint32_t)i,
               rect_of(x + (each + 8) * (float)i, rect.y + 6, each, 44), IDS[i],
               (int)mark->review == i + 1);
    // What got in the way: the next reason with each touch.
    bool asked = mark->review == REVIEW_SOME || mark->review == REVIEW_NOT_YET;
    char name[PART_NAME_BYTES];
    snprintf(name, sizeof name, "way-%d", member + 1);
    page_press(page,
               &(struct press){.part = PART_LOOK_BACK + 4 * (uint32_t)member + 3,
                               .name = name,
                               .rect = {rect.x + rect.w - wide, rect.y + 6, wide, 44},
                               .text = page_word(page, WAYS[mark->obstacle]),
                               .icon = "down",
                               .icon_last = true,
                               .kind = mark->obstacle != OBSTACLE_NONE ? STAFF_TINT : STAFF_PLAIN,
                               .off = !asked});
}

static void practice_row(const struct page *page, int member, struct rect rect)
{
    const struct book_mark *mark = &page->view->today->marks[member];
    float each = 230, x = rect.x + rect.w - 2 * each - 8;
    choice(page, PART_HOME_PRACTICE + 2 * (uint32_t)member, rect_of(x, rect.y + 6, each, 44),
           "people.item", mark->practice == HOME_ITEM);
    choice(page, PART_HOME_PRACTICE + 2 * (uint32_t)member + 1,
           rect_of(x + each + 8, rect.y + 6, each, 44), "practice.nothing",
           mark->practice == HOME_NOTHING);
}

// The next step that they share, and under it for how long nobody has asked.
static void next_step(const struct page *page, int member, int missed, struct rect rect)
{
    char words[WORDS_BYTES];
    bool waits = missed >= BOOK_ROUNDS_FIRST;
    page_say(page,
             &(struct say){.rect = {rect.x, rect.y + (waits ? 4 : 0), rect.w, waits ? 26 : rect.h},
                           .type = TYPE_S_BODY,
                           .color = COLOR_INK,
                           .secret = true},
             page->view->book->members[member].next_step);
    if (waits)
        page_line(page, rect_of(rect.x, rect.y + 28, rect.w, 24), TYPE_S_NOTE, COLOR_AMBER_I,
                  page_number(page, words, "people.waits", "n", missed));
}

// Why a person stands where they stand, or what was agreed.
static void row_note(const struct page *page, int member, struct rect rect)
{
    const struct view *view = page->view;
    char words[WORDS_BYTES];
    const char *text = "";
    enum color color = COLOR_INK2;
    int missed = book_rounds_missed(view->book, view->today, member);
    switch (view->desk->tab) {
    case PEOPLE_ROUND:
        if (view->book->members[member].next_step[0] != '\0') {
            next_step(page, member, missed, rect);
            return;
        }
        if (missed >= BOOK_ROUNDS_FIRST) {
            text = page_number(page, words, "people.waits", "n", missed);
            color = COLOR_AMBER_I;
        }
        break;
    case PEOPLE_LOOK_BACK:
        text =
            page_word(page, book_practice_due(view->book, view->today, member) ? "people.hadone"
                                                                               : "people.hadnone");
        break;
    case PEOPLE_PRACTICE:
        if (view->today->marks[member].practice == HOME_OPEN) {
            text = page_word(page, "people.open");
            color = COLOR_AMBER_I;
        }
        break;
    case PEOPLE_HERE:
    case PEOPLE_TABS:
        break;
    }
    if (text[0] != '\0')
        page_line(page, rect, TYPE_S_NOTE, color, text);
}

static void row(const struct page *page, int member, struct rect rect)
{
    static const float TAKEN[PEOPLE_TABS] = {
        [PEOPLE_LOOK_BACK] = 642, [PEOPLE_ROUND] = 592, [PEOPLE_PRACTICE] = 468};
    const struct view *view = page->view;
    char name[PART_NAME_BYTES], words[WORDS_BYTES];
    snprintf(name, sizeof name, "person-%d", member + 1);
    draw_area(page->list, name, rect);
    page_face(page, rect.x + 38, rect.y + rect.h / 2, 20, view->book->members[member].handle);
    page_line(page, rect_of(rect.x + 70, rect.y, 130, rect.h), TYPE_S_BOLD, COLOR_INK,
              page_face_name(page, words, view->book->members[member].handle));
    struct rect marks = {rect.x, rect.y, rect.w - 12, rect.h};
    row_note(page, member,
             rect_of(rect.x + 204, rect.y, marks.w - TAKEN[view->desk->tab] - 204 - 12, rect.h));
    switch (view->desk->tab) {
    case PEOPLE_LOOK_BACK:
        look_back_row(page, member, marks);
        return;
    case PEOPLE_ROUND:
        round_row(page, member, marks);
        return;
    case PEOPLE_PRACTICE:
        practice_row(page, member, marks);
        return;
    case PEOPLE_HERE:
    case PEOPLE_TABS:
        return;
    }
}

static void more(const struct page *page, size_t pages)
{
    if (pages > 1)
        page_press(page,
                   &(struct press){.part = PART_ROSTER_MORE,
                                   .name = "people-more",
                                   .rect = {page->w - 24 - 150, page->h - BOTTOM + 27, 150, 44},
                                   .text = page_word(page, "q.more"),
                                   .icon = "down"});
}

static void empty(const struct page *page, const char *id)
{
    page_say(page,
             &(struct say){.rect = {24, LIST_TOP + 8, page->w - 48, 60},
                           .type = TYPE_S_BODY,
                           .color = COLOR_INK2,
                           .top = true},
             page_word(page, id));
}

// Returns how many pages there are.
static size_t list(const struct page *page)
{
    const struct view *view = page->view;
    uint8_t members[BOOK_MEMBERS_MAX];
    size_t count = (size_t)listed(view, members);
    bool tiles = view->desk->tab == PEOPLE_HERE;
    float room = page->h - BOTTOM - 8 - LIST_TOP;
    size_t most = (size_t)(tiles ? TILES * (int)(room / TILE) : (int)((room - 2) / ROW));
    size_t pages = (count + most - 1) / most;
    size_t first = pages > 1 ? view->desk->people_page % pages * most : 0;
    size_t shown = count - first < most ? count - first : most;
    if (count == 0) {
        empty(page, tiles ? "people.none" : "people.nobody");
        return 0;
    }
    float each = (page->w - 48 - 36) / TILES;
    struct rect panel = {24, LIST_TOP, page->w - 48, ROW * (float)shown + 2};
    if (!tiles) {
        draw_area(page->list, "roster", panel);
        staff_panel(page->list, panel);
    }
    for (size_t i = 0; i < shown; i++) {
        if (tiles) {
            tile(page, members[first + i],
                 rect_of(24 + (each + 12) * (float)(i % TILES),
                         LIST_TOP + TILE * (float)(i / TILES), each, TILE - 12));
            continue;
        }
        struct rect rect = {25, LIST_TOP + 1 + ROW * (float)i, panel.w - 2, ROW};
        if (i > 0)
            page_rule(page, rect.x, rect.y, rect.w);
        row(page, members[first + i], rect);
    }
    return pages;
}

// One line of what the tab has come to, at the bottom.
static const char *sum(const struct page *page, char words[WORDS_BYTES])
{
    const struct view *view = page->view;
    struct book_counts counts = {0};
    if (view->today != NULL)
        book_count(view->book, view->today, &counts);
    const struct finish_count *count = &counts.here;
    const char *id = "people.sum.here";
    int here = book_here(view->book, view->today, day_of(view));
    switch (view->desk->tab) {
    case PEOPLE_HERE:
    case PEOPLE_TABS:
        return page_fill(page, words, id, (struct fill){"n", NULL, here},
                         (struct fill){"m", NULL, book_joined(view->book, day_of(view))});
    case PEOPLE_LOOK_BACK:
        count = &counts.reviewed;
        id = "people.sum.lookback";
        break;
    case PEOPLE_ROUND:
        count = &counts.followed_up;
        id = "people.sum.round";
        break;
    case PEOPLE_PRACTICE:
        return page_number(page, words, "people.sum.practice", "n",
                           view->today != NULL ? book_practice_open(view->book, view->today) : 0);
    }
    return page_fill(page, words, id, (struct fill){"n", NULL, count->done},
                     (struct fill){"m", NULL, count->of});
}

// Whether somebody, by a face of their own or a new card, has joined today; not on the group's first day.
static bool somebody_is_new(const struct view *view)
{
    bool is_first = !book_is_past(view->book, view->today, 1);
    for (int i = 0; !is_first && i < view->book->member_count; i++)
        if (view->book->members[i].joined_day == day_of(view) &&
            view->book->members[i].left_day == 0)
            return true;
    return false;
}

// What is amiss with the book, the one quiet note on a large group, or what a new face asks for.
static void book_note(const struct page *page, struct rect rect)
{
    const struct view *view = page->view;
    char words[WORDS_BYTES];
    const char *bad = view->book_opened != NULL ? view->book_opened->bad : "";
    if (view->book_trouble != OK) {
        page_line(page, rect, TYPE_S_NOTE, COLOR_CLAY_I, page_word(page, "people.notsaved"));
    } else if (bad[0] != '\0') {
        const char *name = strrchr(bad, '/');
        page_fill(page, words, "people.bad",
                  (struct fill){"file", name != NULL ? name + 1 : bad, 0}, (struct fill){0});
        page_line(page, rect, TYPE_S_NOTE, COLOR_CLAY_I, words);
    } else if (book_here(view->book, view->today, day_of(view)) > BOOK_HERE_MAX) {
        page_line(page, rect, TYPE_S_NOTE, COLOR_INK2, page_word(page, "people.many"));
    } else if (somebody_is_new(view)) {
        page_line(page, rect, TYPE_S_NOTE, COLOR_INK2,
                  page_word(page, page_is_closed(view) ? "people.newcard" : "people.welcome"));
    }
}

static void bottom(const struct page *page, size_t pages)
{
    const struct view *view = page->view;
    float y = page->h - BOTTOM;
    char words[WORDS_BYTES];
    draw_rect(page->list, rect_of(0, y, page->w, BOTTOM), 0, COLOR_SURFACE);
    page_rule(page, 0, y, page->w);
    page_line(page, rect_of(24, y + 14, 380, 70), TYPE_S_H2, COLOR_INK, sum(page, words));
    float right = page->w - 24 - (pages > 1 ? 166 : 0);
    float left = 24 + 380 + 16;
    bool tiles = view->desk->tab == PEOPLE_HERE;
    if (tiles || view->desk->tab == PEOPLE_ROUND) {
        struct press press = {.part = tiles ? PART_PEOPLE_JOIN : PART_NOT_TODAY,
                              .name = tiles ? "join" : "not-today",
                              .rect = {right - 230, y + 27, 230, 44},
                              .text =
                                  page_word(page, tiles ? "people.join" : "people.round.nottoday"),
                              .icon = tiles ? "plus" : "skip"};
        if (!tiles && view->today != NULL && view->today->not_today)
            press.kind = STAFF_LATCHED;
        page_press(page, &press);
        right -= 230 + 16;
    }
    if (view->desk->tab == PEOPLE_ROUND && view->scene != NULL &&
        view->scene->phase == SCENE_RUNNING) {
        struct press board = {.part = PART_BOARD,
                              .name = "goals",
                              .rect = {0, y + 27, 0, 44},
                              .text = page_word(page, "con.goals"),
                              .icon = "flag",
                              .keycap = "G"};
        board.rect.w = page_press_width(page, &board);
        board.rect.x = right - board.rect.w;
        page_press(page, &board);
        right = board.rect.x - 16;
    }
    book_note(page, rect_of(left, y + 10, right - left, 78));
    more(page, pages);
}

void view_people(const struct page *page)
{
    check(page->view->book != NULL);
    top(page);
    tabs(page);
    size_t pages = list(page);
    bottom(page, pages);
}

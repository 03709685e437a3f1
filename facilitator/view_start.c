// f01: who, what and how long. Only sessions that have slides on this machine can be chosen.
#include "base/check.h"
#include "deck/deck_append.h"
#include "facilitator/view_parts.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    GROUPS_SHOWN = 5,
    MODULES_SHOWN = 11,
    DOTS_MOST = 12,
};

// That the group's cards are renewed, and what it means today; NULL: they are not. The board of goals says
// the whole of it.
static const char *renewal(const struct page *page, char words[WORDS_BYTES])
{
    const struct hub_health *health = page->view->health;
    if (health == NULL || health->renewal.kind == RENEWAL_NONE)
        return NULL;
    return health->renewal.kind == RENEWAL_ENDS
               ? page_word(page, "start.cards.end")
               : page_number(page, words, "start.cards", "n", health->renewal.weeks);
}

// Returns whether it has told of cards that are renewed: where words are long there is no room.
static bool top(const struct page *page)
{
    const struct view *view = page->view;
    char date[WORDS_BYTES], words[WORDS_BYTES];
    float right = page_top(page, NULL, NULL);
    struct press connect = {.part = PART_CONNECT,
                            .name = "connect",
                            .rect = {0, 12, 0, 44},
                            .text = page_word(page, "start.connect"),
                            .icon = "screen"};
    connect.rect.w = page_press_width(page, &connect);
    connect.rect.x = right - connect.rect.w;
    page_press(page, &connect);
    right = connect.rect.x - 16;
    const struct group_plan *group = start_group(view->start);
    if (group != NULL && group->leader[0] != '\0') {
        page_fill(page, words, "start.signedin", (struct fill){"leader", group->leader, 0},
                  (struct fill){0});
        right = page_chip(page, right, 17, CHIP_LINE, "lock", words);
    }
    if (view->health != NULL && view->health->screen_count > 0) {
        page_number(page, words, "start.screens", "n", view->health->here);
        right = page_chip(page, right, 17, view->health->here > 0 ? CHIP_PINE : CHIP_GREY, "screen",
                          words);
    }
    const char *title = page_word(page, "start.title"), *cards = renewal(page, words);
    page_date(page, date, page->view->wall_day);
    float left =
        78 + 16 + fmaxf(page_width(page, TYPE_S_BOLD, title), page_width(page, TYPE_S_NOTE, date));
    bool told = cards != NULL && right - staff_chip_width(page->list, "card", cards) > left;
    if (told)
        right = page_chip(page, right, 17, CHIP_AMBER, "card", cards);
    page_title(page, title, date, right);
    return told;
}

// How many, in the group's own words: the page's are those of the group that is chosen.
static void group_people(const struct page *page, const struct group_plan *group, const char *id,
                         int people, struct out *out)
{
    const struct view *view = page->view;
    const struct deck_labels *labels = &group->labels[view->language];
    const char *own = labels->words[LABEL_PARTICIPANTS];
    char digits[16];
    snprintf(digits, sizeof digits, "%d", people);
    const struct strings_value values[] = {
        {"participants", own[0] != '\0' ? own : page_word(page, "label.participants")},
        {"n", digits}};
    strings_fill(out, strings_pattern(view->strings, view->language, id), values, 2);
}

static void group_line(const struct page *page, const struct group_plan *group, struct out *out)
{
    char time[16];
    // A group without a list is open: as many may come as there are places.
    bool joined = group->people_joined > 0;
    int people = joined ? group->people_joined : group->people;
    if (people > 0)
        group_people(page, group, joined ? "start.people" : "start.upto", people, out);
    if (group->room[0] != '\0') {
        out_text(out, out->used > 0 ? " \xC2\xB7 " : "");
        out_text(out, group->room);
    }
    if (group->has_time) {
        out_text(out, out->used > 0 ? " \xC2\xB7 " : "");
        out_text(out, page_time(time, group->start_minute));
    }
}

static void group_card(const struct page *page, size_t index, struct rect rect)
{
    const struct start *start = page->view->start;
    const struct group_plan *group = &start->groups[index];
    bool chosen = index == start->group;
    uint32_t part = PART_GROUP + (uint32_t)index;
    char name[PART_NAME_BYTES], line[WORDS_BYTES];
    snprintf(name, sizeof name, "group-%zu", index + 1);
    draw_part(page->list, ROLE_ROW, part, name, rect, 16);
    enum color fill = chosen || draw_is_pressed(page->list, part) ? COLOR_PINE_W : COLOR_SURFACE;
    draw_box(page->list, rect, 16, fill, chosen ? COLOR_PINE : COLOR_LINE, chosen ? 3 : 1);
    struct out out = out_into(line, sizeof line);
    group_line(page, group, &out);
    float x = rect.x + 17, width = rect.w - 34 - (chosen ? 34 : 0);
    page_line(page, rect_of(x, rect.y + 12, width, 26), TYPE_S_BOLD, COLOR_INK, group->name);
    page_line(page, rect_of(x, rect.y + 37, rect.w - 34, 23), TYPE_S_NOTE, COLOR_INK2, line);
    if (!chosen)
        return;
    draw_disc(page->list, rect.x + rect.w - 30, rect.y + 25, 13, COLOR_PINE, COLOR_NONE, 0);
    widget_tick(page->list, rect.x + rect.w - 38.5F, rect.y + 16.5F, 17, COLOR_SURFACE);
}

// Group or one person; one person says at once why there are no prompts.
static void meeting(const struct page *page, struct rect rect)
{
    const struct start *start = page->view->start;
    bool alone = start->meeting == MEETING_INDIVIDUAL;
    const char *const words[] = {page_word(page, "start.meeting.group"),
                                 page_word(page, "start.meeting.one")};
    draw_area(page->list, "meeting", rect);
    float half = (rect.w - 12) / 2;
    for (int i = 0; i < 2; i++)
        page_press(page,
                   &(struct press){.part = PART_MEETING_GROUP + (uint32_t)i,
                                   .name = i == 0 ? "meeting-group" : "meeting-one",
                                   .rect = {rect.x + (half + 12) * (float)i, rect.y, half, 44},
                                   .text = words[i],
                                   .icon = i == 0 ? "people" : "person",
                                   .kind = (i == 1) == alone ? STAFF_TINT : STAFF_PLAIN});
    if (alone)
        page_say(page,
                 &(struct say){.rect = {rect.x, rect.y + 54, rect.w, 70},
                               .type = TYPE_S_NOTE,
                               .color = COLOR_INK2,
                               .top = true},
                 page_word(page, "start.alone"));
}

// One who may replay: on from the next session, off from tomorrow.
static void recipient(const struct page *page, size_t index, int place, struct rect row)
{
    static const char *const KINDS[] = {"reviewer.supervisor", "reviewer.own", "reviewer.recovery"};
    const struct reviewer *reviewer = &page->view->reviewers[index];
    bool on = reviewer->off_from_day == 0;
    bool still = !on && reviewer_may(reviewer, page->view->wall_day);
    char name[PART_NAME_BYTES], line[WORDS_BYTES];
    snprintf(name, sizeof name, "recipient-%d", place + 1);
    draw_part(page->list, ROLE_CHECK, PART_REVIEWER + (uint32_t)index, name, row, 8);
    struct rect box = {row.x, row.y + 7, 30, 30};
    draw_box(page->list, box, 9, on ? COLOR_PINE : COLOR_SURFACE, on ? COLOR_PINE : COLOR_EDGE, 2);
    if (on)
        widget_tick(page->list, box.x + 5, box.y + 5, 20, COLOR_SURFACE);
    snprintf(line, sizeof line, "%s \xC2\xB7 %s", reviewer->recipient.name,
             page_word(page, still ? "reviewer.tomorrow" : KINDS[reviewer->role]));
    page_say(page,
             &(struct say){.rect = {row.x + 44, row.y, row.w - 44, 44},
                           .type = TYPE_S_BODY,
                           .color = COLOR_INK,
                           .bold_bytes = (int)strlen(reviewer->recipient.name)},
             line);
}

// Who will be able to open the record of what begins now.
static void recipients(const struct page *page, struct rect rect, size_t rows)
{
    const struct view *view = page->view;
    char words[WORDS_BYTES];
    size_t may = 0, pages = (view->reviewer_count + rows - 1) / rows;
    for (size_t i = 0; i < view->reviewer_count; i++)
        may += reviewer_may(&view->reviewers[i], view->wall_day);
    draw_area(page->list, "recipients", rect);
    staff_panel(page->list, rect);
    float x = rect.x + 19, w = rect.w - 38;
    draw_icon(page->list, "eye", x, rect.y + 17, 22, COLOR_PLUM);
    page_fill(page, words, "start.replay.count", (struct fill){"a", NULL, (int64_t)may},
              (struct fill){"b", NULL, RECIPIENTS_MAX});
    float count = page_width(page, TYPE_S_NOTE, words), right = x + w;
    if (pages > 1) {
        page_press(page, &(struct press){.part = PART_REVIEWERS_MORE,
                                         .name = "reviewers-more",
                                         .rect = {right - 36, rect.y + 6, 44, 44},
                                         .text = "",
                                         .icon = "down",
                                         .kind = STAFF_GHOST});
        right -= 44;
    }
    page_say(page,
             &(struct say){.rect = {right - count, rect.y + 14, count, 28},
                           .type = TYPE_S_NOTE,
                           .color = COLOR_INK2,
                           .align = ALIGN_RIGHT},
             words);
    struct press change = {.part = PART_REVIEWERS,
                           .name = "reviewers",
                           .rect = {right - count - 12 - 44, rect.y + 6, 44, 44},
                           .text = "",
                           .icon = "pencil",
                           .kind = STAFF_GHOST};
    page_press(page, &change);
    page_line(page, rect_of(x + 32, rect.y + 4, change.rect.x - 8 - x - 32, 48), TYPE_S_BOLD,
              COLOR_INK, page_word(page, "start.replay"));
    size_t first = view->desk->reviewer_page % pages * rows;
    for (size_t i = 0; i < rows && first + i < view->reviewer_count; i++)
        recipient(page, first + i, (int)i, rect_of(x, rect.y + 47 + 44 * (float)i, w, 44));
}

static void groups(const struct page *page, float x, float w)
{
    const struct start *start = page->view->start;
    page_line(page, rect_of(x, 86, w, 38), TYPE_S_H1, COLOR_INK, page_word(page, "start.group"));
    size_t pages = (start->group_count + GROUPS_SHOWN - 1) / GROUPS_SHOWN;
    size_t first = pages > 1 ? page->view->desk->group_page % pages * GROUPS_SHOWN : 0;
    float y = 134;
    for (size_t i = first; i < start->group_count && i < first + GROUPS_SHOWN; i++, y += 83)
        group_card(page, i, rect_of(x, y, w, 73));
    if (start->group_count == 0) {
        page_say(page,
                 &(struct say){.rect = {x, y, w, 80}, .type = TYPE_S_BODY, .color = COLOR_INK2},
                 page_word(page, "start.nogroup"));
        y += 90;
    }
    if (pages > 1) {
        page_press(page, &(struct press){.part = PART_GROUPS_MORE,
                                         .name = "groups-more",
                                         .rect = {x, y, w, 44},
                                         .text = page_word(page, "q.more"),
                                         .icon = "down"});
        y += 54;
    }
    // One person or a group: under the groups, and never over the bar at the bottom.
    float bottom = page->h - 98 - 12;
    y += 6;
    float rows = fminf((float)page->view->reviewer_count, floorf((bottom - y - 56 - 10 - 44) / 44));
    if (rows >= 1) {
        recipients(page, rect_of(x, y, w, 56 + 44 * rows), (size_t)rows);
        y += 56 + 44 * rows + 10;
    }
    if (y + 44 <= bottom && start->group_count > 0)
        meeting(page, rect_of(x, y, w, fminf(124, bottom - y)));
}

// One dot a session of the module, full where the book says that its slides were shown to the end.
// Returns where they begin.
static float dots(const struct page *page, const struct edition_module *module, struct rect rect)
{
    const struct book *book = page->view->book;
    int count = module->session_count < DOTS_MOST ? module->session_count : DOTS_MOST;
    int done = book != NULL ? book_module_done(book, module->key) : 0;
    float x = rect.x + rect.w - 16 - 9 - 13 * (float)(count - 1);
    for (int i = 0; i < count; i++) {
        float at = x + 13 * (float)i + 4.5F;
        draw_disc(page->list, at, rect.y + rect.h / 2, 4.5F, i < done ? COLOR_PINE_M : COLOR_LINE,
                  COLOR_NONE, 0);
    }
    return count > 0 ? x : rect.x + rect.w - 16;
}

static void module_row(const struct page *page, size_t index, struct rect rect, bool ends)
{
    const struct start *start = page->view->start;
    const struct edition_module *module = &start_edition(start)->modules[index];
    size_t sessions = start_sessions(start, index);
    bool chosen = index == start->module;
    uint32_t part = PART_MODULE + (uint32_t)index;
    char name[PART_NAME_BYTES];
    snprintf(name, sizeof name, "module-%zu", index + 1);
    draw_part(page->list, ROLE_ROW, part, name, rect, 8)->off = sessions == 0;
    if (chosen || draw_is_pressed(page->list, part))
        draw_corners(page->list, rect, 15,
                     ends         ? CORNERS_BOTTOM
                     : index == 0 ? CORNERS_TOP
                                  : 0,
                     COLOR_PINE_W);
    if (chosen)
        draw_rect(page->list, rect_of(rect.x, rect.y, 5, rect.h), 0, COLOR_PINE);
    if (!ends)
        page_rule(page, rect.x, rect.y + rect.h - 1, rect.w);
    float right = dots(page, module, rect);
    page_line(page, rect_of(rect.x + 16, rect.y, right - 12 - rect.x - 16, rect.h),
              chosen ? TYPE_S_BOLD : TYPE_S_BODY, sessions > 0 ? COLOR_INK : COLOR_INK3,
              edition_module_title(module, page->view->language));
}

static float modules(const struct page *page, float x, float w)
{
    const struct start *start = page->view->start;
    const struct edition *edition = start_edition(start);
    size_t count = edition == NULL ? 0 : edition->module_count;
    // More than fit: those around the chosen one.
    size_t first = 0;
    if (count > MODULES_SHOWN && start->module >= MODULES_SHOWN)
        first = start->module - MODULES_SHOWN + 1;
    size_t shown = count - first > MODULES_SHOWN ? MODULES_SHOWN : count - first;
    float room = page->h - 98 - 20 - 89 - 198;
    float each = floorf(fminf(44, room / (float)(shown > 0 ? shown : 1)));
    struct rect panel = {x, 198, w, each * (float)shown + 2};
    draw_area(page->list, "modules", panel);
    staff_panel(page->list, panel);
    for (size_t i = 0; i < shown; i++)
        module_row(page, first + i, rect_of(x + 1, panel.y + 1 + each * (float)i, w - 2, each),
                   i + 1 == shown);
    return panel.y + panel.h;
}

// Today's slides and prompts: all of the deck's, or from where the group stopped.
static void session_line(const struct page *page, char line[WORDS_BYTES])
{
    const struct start *start = page->view->start;
    const struct deck *deck = &start->prepared->deck;
    uint8_t from = start_carried(start, page->view->book);
    char digits[3][8];
    snprintf(digits[0], sizeof digits[0], "%u", (unsigned)from);
    uint8_t to = from > 0 ? deck_topic_slides(&start->prepared->begin.deck) : deck->slide_count;
    snprintf(digits[1], sizeof digits[1], "%u", (unsigned)to);
    snprintf(digits[2], sizeof digits[2], "%u", (unsigned)deck->prompt_count);
    const struct strings_value values[] = {{"a", digits[0]}, {"n", digits[1]}, {"m", digits[2]}};
    struct out out = out_into(line, WORDS_BYTES);
    strings_fill(&out, page_word(page, from > 0 ? "start.deck.from" : "start.deck"), values, 3);
}

static void session(const struct page *page, struct rect rect)
{
    const struct start *start = page->view->start;
    const struct deck *deck = start->prepared != NULL ? &start->prepared->deck : NULL;
    bool several = start_sessions(start, start->module) > 1;
    struct part *part = draw_part(page->list, ROLE_ROW, PART_SESSION, "session", rect, 16);
    part->off = !several;
    bool pressed = draw_is_pressed(page->list, PART_SESSION);
    draw_box(page->list, rect, 16, pressed ? COLOR_PINE_T : COLOR_PINE_W,
             deck != NULL ? COLOR_PINE : COLOR_EDGE, 3);
    float right = 18;
    if (several) {
        const char *change = page_word(page, "start.change");
        float width = page_width(page, TYPE_S_CHIP, change);
        draw_icon(page->list, "right", rect.x + rect.w - 18 - 20, rect.y + rect.h / 2 - 10, 20,
                  COLOR_PINE);
        page_line(page, rect_of(rect.x + rect.w - 42 - width, rect.y + 20, width, rect.h - 40),
                  TYPE_S_CHIP, COLOR_PINE, change);
        right = 42 + width + 12;
    }
    char title[WORDS_BYTES + NAME_BYTES], line[WORDS_BYTES];
    float width = rect.w - 19 - right;
    if (deck == NULL) {
        page_line(page, rect_of(rect.x + 19, rect.y + 8, width, rect.h - 16), TYPE_S_BOLD,
                  COLOR_INK, page_word(page, start->err == OK ? "start.nodeck" : "start.badfile"));
        return;
    }
    const struct deck_language *own = &deck->languages[page->view->language];
    if (!own->present || own->title[0] == '\0')
        own = &deck->languages[LANGUAGE_EN];
    page_fill(page, title, "start.session.title", (struct fill){"n", NULL, deck->session_number},
              (struct fill){"title", own->title, 0});
    session_line(page, line);
    bool lines = page_width(page, TYPE_S_CHIP, title) > width;
    page_line(page, rect_of(rect.x + 19, rect.y + (lines ? 4 : 6), width, 45), TYPE_S_BOLD,
              COLOR_INK, title);
    page_line(page, rect_of(rect.x + 19, rect.y + (lines ? 50 : 42), width, 23), TYPE_S_NOTE,
              COLOR_INK2, line);
}

static void sessions(const struct page *page, float x, float w)
{
    const struct start *start = page->view->start;
    const struct edition *edition = start_edition(start);
    page_line(page, rect_of(x, 86, w, 38), TYPE_S_H1, COLOR_INK, page_word(page, "start.session"));
    struct rect rect = {x, 134, w, 54};
    draw_part(page->list, ROLE_ROW, PART_EDITION, "edition", rect, 16)->off =
        start->edition_count < 2;
    bool pressed = draw_is_pressed(page->list, PART_EDITION);
    draw_box(page->list, rect, 16, pressed ? COLOR_PINE_T : COLOR_SURFACE, COLOR_EDGE, 1);
    const char *label = page_word(page, "start.edition");
    float width = page_width(page, TYPE_S_BODY, label);
    page_line(page, rect_of(x + 19, 134, width, 54), TYPE_S_BODY, COLOR_INK2, label);
    page_line(page, rect_of(x + 19 + width + 4, 134, w - 19 - width - 4 - 50, 54), TYPE_S_BOLD,
              COLOR_INK, edition != NULL ? edition->title : "");
    if (start->edition_count > 1)
        draw_icon(page->list, "down", x + w - 15 - 22, 150, 22, COLOR_INK2);
    float y = modules(page, x, w);
    session(page, rect_of(x, y + 10, w, 79));
}

static void plan_row(const struct page *page, size_t index, struct rect rect)
{
    const struct plan_step *step = &page->view->start->steps[index];
    char name[PART_NAME_BYTES], digits[16];
    snprintf(name, sizeof name, "plan-%zu", index + 1);
    draw_area(page->list, name, rect);
    snprintf(digits, sizeof digits, "%zu", index + 1);
    page_line(page, rect_of(rect.x, rect.y, 28, rect.h), TYPE_S_BODY, COLOR_INK3, digits);
    page_line(page, rect_of(rect.x + 32, rect.y, rect.w - 32 - 120, rect.h), TYPE_S_BODY, COLOR_INK,
              page_step_title(page, step->key, step->title, false));
    snprintf(name, sizeof name, "minutes-%zu", index + 1);
    snprintf(digits, sizeof digits, "%u", (unsigned)step->minutes);
    page_stepper(page, PART_PLAN + 2 * (uint32_t)index, name,
                 rect_of(rect.x + rect.w - 112, rect.y, 112, rect.h), 34, digits, step->minutes > 0,
                 step->minutes < 180);
}

// Behind what stands there already, where it fits.
static void add_part(const struct page *page, struct out *out, float width, const char *text)
{
    size_t used = out->used;
    out_text(out, used > 0 ? " \xC2\xB7 " : "");
    out_text(out, text);
    if (used == 0 || page_width(page, TYPE_S_NOTE, out->at) <= width)
        return;
    out->used = used;
    out->at[used] = '\0';
}

// What waits for the group: cards that are renewed, unless that is told, and, from its book, goals to follow
// up, home practice to look back on.
static void prepare(const struct page *page, struct rect rect, bool told)
{
    const struct view *view = page->view;
    const struct book *book = view->book;
    if (book == NULL || rect.h < 24)
        return;
    int goals = 0, practice = 0;
    for (int i = 0; i < book->member_count; i++) {
        if (!book_is_with(book, i, view->wall_day))
            continue;
        goals += book_rounds_missed(book, NULL, i) > 0;
        practice += book_practice_due(book, NULL, i);
    }
    char line[2 * WORDS_BYTES];
    struct out out = out_into(line, sizeof line);
    char words[WORDS_BYTES];
    float width = rect.w - 53;
    const char *cards = told ? NULL : renewal(page, words);
    if (cards != NULL)
        add_part(page, &out, width, cards);
    if (goals > 0)
        add_part(page, &out, width, page_number(page, words, "start.goalsdue", "n", goals));
    if (practice > 0)
        add_part(page, &out, width, page_number(page, words, "start.practicedue", "n", practice));
    if (out.used == 0)
        return;
    draw_area(page->list, "prepare", rect);
    draw_icon(page->list, cards != NULL ? "card" : "flag", rect.x + 20, rect.y + rect.h / 2 - 10,
              20, cards != NULL ? COLOR_AMBER_I : COLOR_PINE);
    page_line(page, rect_of(rect.x + 53, rect.y, width, rect.h), TYPE_S_NOTE, COLOR_INK, line);
}

// The note that was written last time, or when there was one.
// Returns its height: a long note takes two lines.
static float last_time(const struct page *page, struct rect rect)
{
    const struct book *book = page->view->book;
    if (book == NULL || book->session_count == 0 || rect.y + rect.h > page->h - 98 - 8)
        return rect.h;
    char date[WORDS_BYTES], words[WORDS_BYTES], line[WORDS_BYTES + NOTE_BYTES + 16];
    const struct book_session *last = &book->sessions[book->session_count - 1];
    bool noted = book->note_day != 0;
    page_day(page, date, noted ? book->note_day : last->day);
    page_fill(page, words, "start.last", (struct fill){"date", date, 0}, (struct fill){0});
    if (noted)
        snprintf(line, sizeof line, "%s: \xE2\x80\x9C%s\xE2\x80\x9D", words, book->note);
    else
        snprintf(line, sizeof line, "%s", words);
    if (page_width(page, TYPE_S_NOTE, line) > rect.w - 53 - 16)
        rect.h += 6;
    draw_area(page->list, "last-time", rect);
    draw_rect(page->list, rect, 14, COLOR_PLUM_T);
    draw_icon(page->list, "note", rect.x + 20, rect.y + rect.h / 2 - 10, 20, COLOR_PLUM);
    page_say(page,
             &(struct say){.rect = {rect.x + 53, rect.y, rect.w - 53 - 16, rect.h},
                           .type = TYPE_S_NOTE,
                           .color = COLOR_INK,
                           .secret = true},
             line);
    return rect.h;
}

static void plan(const struct page *page, float x, float w, bool told)
{
    const struct start *start = page->view->start;
    page_line(page, rect_of(x, 86, w, 38), TYPE_S_H1, COLOR_INK, page_word(page, "start.plan"));
    // Eight rows as drawn; more of them stand closer, and at last take the room of what waits.
    float room = page->h - 98 - 14 - 143 - 62, count = fmaxf(1, (float)start->step_count);
    float each = fminf(51, room / count);
    if (page->view->book != NULL && page->view->book->session_count > 0)
        each = fminf(each, fmaxf(40, (room - 75) / count));
    float rows = each * (float)start->step_count;
    struct rect panel = {x, 134, w, rows + 71};
    draw_area(page->list, "plan", panel);
    staff_panel(page->list, panel);
    uint32_t total = 0;
    for (size_t i = 0; i < start->step_count; i++) {
        plan_row(page, i, rect_of(x + 21, 143 + each * (float)i, w - 42, each));
        total += start->steps[i].minutes;
    }
    page_rule(page, x + 21, 143 + rows + 8, w - 42);
    float y = 143 + rows + 19;
    char words[WORDS_BYTES];
    page_line(page, rect_of(x + 21, y, 180, 30), TYPE_S_BOLD, COLOR_INK,
              page_word(page, "start.total"));
    page_say(page,
             &(struct say){.rect = {x + 201, y, w - 222, 30},
                           .type = TYPE_S_H2,
                           .color = COLOR_INK,
                           .align = ALIGN_RIGHT},
             page_number(page, words, "start.minutes", "n", total));
    float under = panel.y + panel.h + 10;
    under += last_time(page, rect_of(x, under, w, 44)) + 1;
    prepare(page, rect_of(x, under, w, fminf(40, page->h - 98 - 2 - under)), told);
}

static void bottom(const struct page *page)
{
    const struct start *start = page->view->start;
    float y = page->h - 98;
    bool group = start->meeting == MEETING_GROUP;
    draw_rect(page->list, rect_of(0, y, page->w, 98), 0, COLOR_SURFACE);
    page_rule(page, 0, y, page->w);
    draw_disc(page->list, 48, y + 50, 24, COLOR_PLUM_T, COLOR_NONE, 0);
    draw_icon(page->list, "people", 35, y + 37, 26, COLOR_PLUM);
    page_pair(page, 90, y + 25, 284, page_word(page, "start.present"),
              page_word(page, group ? "start.present.each" : "start.alone.short"));
    char digits[8];
    snprintf(digits, sizeof digits, "%u", (unsigned)start->people);
    page_stepper(page, PART_PEOPLE_LESS, "people-present", rect_of(385, y + 28, 158, 44), 44,
                 digits, start->people > 1 && group, start->people < PEOPLE_MAX && group);
    struct rect go = {page->w - 24 - 230, y + 20, 230, 60};
    if (page->view->book != NULL)
        page_press(page, &(struct press){.part = PART_PEOPLE,
                                         .name = "people",
                                         .rect = {561, y + 28, 168, 44},
                                         .text = page_word(page, "people.who"),
                                         .icon = "check"});
    if (group)
        page_say(
            page,
            &(struct say){.rect = {go.x - 18 - 260, y + 15, 260, 70},
                          .type = TYPE_S_NOTE,
                          .color = COLOR_INK2,
                          .align = ALIGN_RIGHT},
            page_word(page, start->people > BOOK_HERE_MAX ? "people.many" : "start.present.least"));
    page_press(page, &(struct press){.part = PART_START,
                                     .name = "start",
                                     .rect = go,
                                     .text = page_word(page, "start.go"),
                                     .icon = "play",
                                     .kind = STAFF_MAIN,
                                     .not_ready = !start_ready(start) || page->view->desk->busy});
}

void view_start(const struct page *page)
{
    check(page->view->start != NULL);
    bool told = top(page);
    // The columns of the design at 1280; on wider canvases the sessions and the plan grow.
    float spare = fmaxf(0, page->w - 1280);
    float left = 372 + spare * 0.3F, middle = 388 + spare * 0.35F;
    float x = 24;
    groups(page, x, left);
    x += left + 20;
    sessions(page, x, middle);
    x += middle + 20;
    plan(page, x, page->w - 24 - x, told);
    bottom(page);
}

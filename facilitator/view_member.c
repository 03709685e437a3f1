// One person of the group, by their card's face: since when, how often here, what they missed, another
// card, and that they have left.
#include "base/check.h"
#include "facilitator/view_parts.h"
#include <stdio.h>

enum {
    WIDTH = 780,
    HEIGHT = 664,
    MISSED_SHOWN = 5,
    FACES_SHOWN = 3,
};

static void head(const struct page *page, int member, struct rect rect)
{
    const struct book *book = page->view->book;
    const struct book_member *who = &book->members[member];
    char words[WORDS_BYTES], joined[WORDS_BYTES], here[WORDS_BYTES], day[WORDS_BYTES];
    char covered[WORDS_BYTES], line[3 * WORDS_BYTES + 16];
    page_face(page, rect.x + 30, rect.y + 30, 30, who->handle);
    page_line(page, rect_of(rect.x + 76, rect.y, rect.w - 76 - 160, 36), TYPE_S_H1, COLOR_INK,
              page_face_name(page, words, who->handle));
    struct book_person person;
    book_person(book, member, page_share(page->view), &person);
    page_fill(page, joined, "member.joined",
              (struct fill){"date", page_day(page, day, who->joined_day), 0}, (struct fill){0});
    page_fill(page, here, "member.here", (struct fill){"n", NULL, person.here},
              (struct fill){"m", NULL, person.of});
    page_fill(page, covered, "member.covered", (struct fill){"n", NULL, person.covered},
              (struct fill){"m", NULL, person.shown});
    int used = snprintf(line, sizeof line, "%s", joined);
    if (person.of > 0)
        used += snprintf(line + used, sizeof line - (size_t)used, " \xC2\xB7 %s", here);
    if (person.shown > 0)
        snprintf(line + used, sizeof line - (size_t)used, " \xC2\xB7 %s", covered);
    // Under the button beside the name: in some languages the line is as long as the page is wide.
    page_line(page, rect_of(rect.x + 76, rect.y + 45, rect.w - 76, 26), TYPE_S_NOTE, COLOR_INK2,
              line);
    page_press(page, &(struct press){.part = PART_DONE,
                                     .name = "done",
                                     .rect = {rect.x + rect.w - 150, rect.y, 150, 44},
                                     .text = page_word(page, "connect.done"),
                                     .icon = "x"});
}

static void missed_row(const struct page *page, uint16_t index, struct rect rect)
{
    const struct book_session *session = &page->view->book->sessions[index];
    char day[WORDS_BYTES], slides[WORDS_BYTES], name[PART_NAME_BYTES];
    char line[2 * WORDS_BYTES + 8];
    page_fill(page, slides, "member.slides", (struct fill){"a", NULL, session->slide_first},
              (struct fill){"b", NULL, session->slide_last});
    snprintf(line, sizeof line, "%s \xC2\xB7 %s", page_day(page, day, session->day), slides);
    snprintf(name, sizeof name, "missed-%u", (unsigned)index + 1);
    page_line(page, rect_of(rect.x, rect.y, rect.w - 200, rect.h), TYPE_S_BODY, COLOR_INK, line);
    page_press(page, &(struct press){.part = PART_MISSED + (uint32_t)index,
                                     .name = name,
                                     .rect = {rect.x + rect.w - 190, rect.y + 3, 190, 44},
                                     .text = page_word(page, "member.told"),
                                     .icon = "check"});
}

// The catch-up list. Returns the y under it.
static float missed(const struct page *page, int member, struct rect rect)
{
    uint16_t sessions[MISSED_SHOWN];
    int count =
        book_missed(page->view->book, member, page_share(page->view), sessions, MISSED_SHOWN);
    page_line(page, rect_of(rect.x, rect.y, rect.w, 30), TYPE_S_H2, COLOR_INK,
              page_word(page, "member.missed"));
    float y = rect.y + 34;
    if (count == 0)
        page_line(page, rect_of(rect.x, y, rect.w, 30), TYPE_S_BODY, COLOR_INK2,
                  page_word(page, "member.missed.none"));
    for (int i = 0; i < count && i < MISSED_SHOWN; i++)
        missed_row(page, sessions[i], rect_of(rect.x, y + 50 * (float)i, rect.w, 50));
    return rect.y + 34 + 50 * MISSED_SHOWN + 12;
}

// A lost card is a fresh start. The hub says which faces are new, and the person whose it is.
static void another_card(const struct page *page, int member, struct rect rect)
{
    const struct book *book = page->view->book;
    page_line(page, rect_of(rect.x, rect.y, rect.w, 30), TYPE_S_H2, COLOR_INK,
              page_word(page, "member.card"));
    page_line(page, rect_of(rect.x, rect.y + 30, rect.w, 24), TYPE_S_NOTE, COLOR_INK2,
              page_word(page, "member.card.note"));
    float each = (rect.w - 36) / 4, x = rect.x, y = rect.y + 60;
    int shown = 0;
    for (int i = book->member_count - 1; i >= 0 && shown < FACES_SHOWN; i--) {
        const struct book_member *other = &book->members[i];
        if (i == member || other->left_day != 0 ||
            other->joined_day < book->members[member].joined_day ||
            other->joined_day !=
                (page->view->today != NULL ? page->view->today->day : page->view->wall_day))
            continue;
        char name[PART_NAME_BYTES], words[WORDS_BYTES];
        snprintf(name, sizeof name, "new-face-%d", i + 1);
        page_press(page, &(struct press){.part = PART_NEW_FACE + (uint32_t)i,
                                         .name = name,
                                         .rect = {x, y, each, 44},
                                         .text = page_face_name(page, words, other->handle)});
        x += each + 12;
        shown++;
    }
    page_press(page, &(struct press){.part = PART_MEMBER_FACE,
                                     .name = "another-face",
                                     .rect = {x, y, each, 44},
                                     .text = page_word(page, "member.card.other"),
                                     .icon = "refresh"});
}

void view_member(const struct page *page)
{
    const struct view *view = page->view;
    int member = view->desk->member;
    struct rect rect = {(page->w - WIDTH) / 2, (page->h - HEIGHT) / 2, WIDTH, HEIGHT};
    widget_dialog(page->list, rect);
    if (view->book == NULL || member >= view->book->member_count)
        return; // it goes with the next turn of the loop
    struct rect inner = {rect.x + 40, rect.y + 36, rect.w - 80, 0};
    head(page, member, inner);
    inner.y += 88;
    inner.y = missed(page, member, inner);
    another_card(page, member, inner);
    bool left = view->book->members[member].left_day != 0;
    page_press(page, &(struct press){.part = PART_MEMBER_LEFT,
                                     .name = "left",
                                     .rect = {inner.x, rect.y + rect.h - 36 - 56, 300, 56},
                                     .text = page_word(page, left ? "member.back" : "member.left"),
                                     .icon = left ? "undo" : "door",
                                     .kind = left ? STAFF_PLAIN : STAFF_END});
}

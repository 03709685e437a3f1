// Who may replay: those on the list, each with a way off it, and the keys that were found on sticks, each with a
// way in. A real key is let in only with the six words that its owner reads aloud.
#include "facilitator/view_parts.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    SHOWN = 8,
    ROW = 58,
    KEY_ROW = 52,
};

static const char *const ROLE_IDS[] = {"reviewer.supervisor", "reviewer.own", "reviewer.recovery"};

static void yes_or_no(const struct page *page, size_t index, struct rect rect)
{
    struct press yes = {.part = PART_REVIEWER_YES + (uint32_t)index,
                        .name = "remove-yes",
                        .rect = {0, rect.y + 6, 0, 44},
                        .text = page_word(page, "reviewers.yes"),
                        .kind = STAFF_END};
    struct press no = {.part = PART_REVIEWER_KEEP,
                       .name = "remove-no",
                       .rect = {0, rect.y + 6, 0, 44},
                       .text = page_word(page, "reviewers.keep")};
    no.rect.w = fminf(page_press_width(page, &no), 150);
    yes.rect.w = fminf(page_press_width(page, &yes), 180);
    no.rect.x = rect.x + rect.w - no.rect.w;
    yes.rect.x = no.rect.x - 10 - yes.rect.w;
    page_line(page, rect_of(rect.x, rect.y, yes.rect.x - rect.x - 10, 56), TYPE_S_BOLD,
              COLOR_CLAY_I, page->view->reviewers[index].recipient.name);
    page_press(page, &yes);
    page_press(page, &no);
}

static void on_list(const struct page *page, size_t index, struct rect rect)
{
    const struct reviewer *reviewer = &page->view->reviewers[index];
    bool off = reviewer->off_from_day != 0;
    bool still = off && reviewer_may(reviewer, page->view->wall_day);
    char name[PART_NAME_BYTES];
    float right = rect.x + rect.w;
    if (page->view->desk->remove_asked == index + 1) {
        yes_or_no(page, index, rect);
        return;
    }
    if (!reviewer->gone) {
        struct press away = {.part = PART_REVIEWER_REMOVE + (uint32_t)index,
                             .name = name,
                             .rect = {0, rect.y + 6, 0, 44},
                             .text = page_word(page, "reviewers.remove"),
                             .icon = "x"};
        snprintf(name, sizeof name, "remove-%zu", index + 1);
        away.rect.w = fminf(page_press_width(page, &away), 190);
        away.rect.x = right - away.rect.w;
        page_press(page, &away);
        right = away.rect.x - 10;
    }
    page_pair(page, rect.x, rect.y + 4, right - rect.x, reviewer->recipient.name,
              page_word(page, still ? "reviewer.tomorrow"
                              : off ? "reviewers.off"
                                    : ROLE_IDS[reviewer->role]));
}

static void list_of(const struct page *page, struct rect rect)
{
    const struct view *view = page->view;
    size_t pages = (view->reviewer_count + SHOWN - 1) / SHOWN;
    size_t first = pages > 1 ? view->desk->reviewer_page % pages * SHOWN : 0;
    page_line(page, rect_of(rect.x, rect.y, rect.w, 30), TYPE_S_H2, COLOR_PINE,
              page_word(page, "reviewers.now"));
    for (size_t i = 0; i < SHOWN && first + i < view->reviewer_count; i++)
        on_list(page, first + i, rect_of(rect.x, rect.y + 40 + ROW * (float)i, rect.w, 56));
    if (pages > 1)
        page_press(page,
                   &(struct press){.part = PART_REVIEWERS_MORE,
                                   .name = "reviewers-more",
                                   .rect = {rect.x, rect.y + 44 + ROW * (float)SHOWN, 150, 44},
                                   .text = page_word(page, "q.more"),
                                   .icon = "down"});
}

static void key_row(const struct page *page, uint8_t index, struct rect rect)
{
    const struct found_key *found = &page->view->keys->found[index];
    bool chosen = page->view->desk->key_chosen == index + 1;
    uint32_t part = PART_KEY + index;
    char name[PART_NAME_BYTES], line[WORDS_BYTES];
    snprintf(name, sizeof name, "key-%u", index + 1U);
    snprintf(line, sizeof line, "%s \xC2\xB7 %s%s%s", found->recipient.name, found->place,
             found->place[0] != '\0' ? "/" : "", found->file);
    draw_part(page->list, ROLE_CHECK, part, name, rect, 10);
    draw_box(page->list, rect, 10,
             chosen || draw_is_pressed(page->list, part) ? COLOR_PINE_W : COLOR_SURFACE,
             chosen ? COLOR_PINE : COLOR_EDGE, chosen ? 3 : 1);
    page_say(page,
             &(struct say){.rect = {rect.x + 14, rect.y, rect.w - 28, rect.h},
                           .type = TYPE_S_BODY,
                           .color = COLOR_INK,
                           .tight = true,
                           .bold_bytes = (int)strlen(found->recipient.name)},
             line);
}

static void roles(const struct page *page, struct rect rect)
{
    float each = (rect.w - 20) / 3;
    for (int i = 0; i < 3; i++) {
        char name[PART_NAME_BYTES];
        snprintf(name, sizeof name, "role-%s", reviewer_role_name((enum reviewer_role)i));
        page_press(page,
                   &(struct press){.part = PART_KEY_ROLE + (uint32_t)i,
                                   .name = name,
                                   .rect = {rect.x + (each + 10) * (float)i, rect.y, each, 44},
                                   .text = page_word(page, ROLE_IDS[i]),
                                   .kind = (int)page->view->desk->key_role == i ? STAFF_TINT
                                                                                : STAFF_PLAIN});
    }
}

// What is asked about the key that was chosen.
static void chosen(const struct page *page, const struct found_key *found, struct rect rect)
{
    const struct desk *desk = page->view->desk;
    char words[WORDS_BYTES];
    float y = rect.y;
    roles(page, rect_of(rect.x, y, rect.w, 44));
    y += 56;
    if (!found->recipient.practice) { // a practice key's passphrase is known to everybody
        page_fill(page, words, "reviewers.words", (struct fill){"name", found->recipient.name, 0},
                  (struct fill){0});
        page_line(page, rect_of(rect.x, y, rect.w, 46), TYPE_S_BODY, COLOR_INK, words);
        page_field(page, PART_KEY_WORDS, "key-words", rect_of(rect.x, y + 50, rect.w, 52),
                   &desk->key_words, false);
        y += 114;
    }
    page_press(page, &(struct press){.part = PART_KEY_ADD,
                                     .name = "let-in",
                                     .rect = {rect.x, y, rect.w, 56},
                                     .text = page_word(page, "reviewers.add"),
                                     .icon = "check",
                                     .kind = STAFF_MAIN,
                                     .not_ready = !found->recipient.practice &&
                                                  desk->key_words.text[0] == '\0'});
}

static void keys(const struct page *page, struct rect rect)
{
    const struct view *view = page->view;
    const struct desk *desk = view->desk;
    uint8_t count = view->keys != NULL ? view->keys->count : 0;
    bool searching = view->keys != NULL && view->keys->searching;
    struct press again = {.part = PART_KEYS_AGAIN,
                          .name = "look-again",
                          .rect = {0, rect.y - 7, 0, 44},
                          .text = page_word(page, "reviewers.again"),
                          .icon = "refresh",
                          .off = searching};
    again.rect.w = fminf(page_press_width(page, &again), 200);
    again.rect.x = rect.x + rect.w - again.rect.w;
    page_line(page, rect_of(rect.x, rect.y, again.rect.x - rect.x - 12, 30), TYPE_S_H2, COLOR_PINE,
              page_word(page, "reviewers.new"));
    page_press(page, &again);
    const char *say = desk->reviewer_say[0] != '\0' ? desk->reviewer_say
                      : count == 0 && !searching    ? "reviewers.none"
                                                    : "reviewers.how";
    draw_area(page->list, "reviewers-say", rect_of(rect.x, rect.y + 42, rect.w, 50));
    page_say(page,
             &(struct say){.rect = {rect.x, rect.y + 42, rect.w, 50},
                           .type = desk->reviewer_say[0] != '\0' ? TYPE_S_BOLD : TYPE_S_BODY,
                           .color = desk->reviewer_say[0] != '\0' ? COLOR_INK : COLOR_INK2,
                           .tight = true},
             page_word(page, say));
    float y = rect.y + 104;
    for (uint8_t i = 0; i < count; i++, y += KEY_ROW + 6)
        key_row(page, i, rect_of(rect.x, y, rect.w, KEY_ROW));
    if (desk->key_chosen > 0 && desk->key_chosen <= count)
        chosen(page, &view->keys->found[desk->key_chosen - 1],
               rect_of(rect.x, rect.y + 104 + FOUND_KEYS_MAX * (KEY_ROW + 6) + 6, rect.w, 0));
}

void view_reviewers(const struct page *page)
{
    struct rect rect = {(page->w - 1040) / 2, (page->h - 728) / 2, 1040, 728};
    widget_dialog(page->list, rect);
    float x = rect.x + 40, y = rect.y + 32, right = rect.x + rect.w - 40;
    page_dialog_head(page, rect, page_word(page, "start.replay"));
    list_of(page, rect_of(x, y + 70, 440, 560));
    keys(page, rect_of(x + 480, y + 70, right - x - 480, 560));
}

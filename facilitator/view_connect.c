// Connecting screens by a file on a stick: which screen, into which folder; and the screens that are
// on the list, each with a way off it.
#include "facilitator/view_parts.h"
#include <math.h>
#include <stdio.h>

enum {
    SHOWN = 8
};

static void paired(const struct page *page, const struct watch_row *row, struct rect rect)
{
    struct draw_list *list = page->list;
    bool here = row->state == WATCH_HERE, lost = row->state == WATCH_LOST;
    enum color tint = here ? COLOR_PINE_T : lost ? COLOR_CLAY_T : COLOR_SUNKEN;
    enum color color = here ? COLOR_PINE : lost ? COLOR_CLAY_I : COLOR_INK2;
    char name[PART_NAME_BYTES], number[8];
    snprintf(name, sizeof name, "found-%u", (unsigned)row->screen);
    snprintf(number, sizeof number, "%u", (unsigned)row->screen);
    draw_area(list, name, rect);
    draw_rect(list, rect_of(rect.x, rect.y + 8, 40, 40), 11, tint);
    page_say(page,
             &(struct say){.rect = {rect.x, rect.y + 8, 40, 40},
                           .type = TYPE_S_BOLD,
                           .color = color,
                           .align = ALIGN_CENTER},
             number);
    struct press off = {.part = PART_UNPAIR + row->screen,
                        .rect = {0, rect.y + 6, 0, 44},
                        .text = page_word(page, "connect.off"),
                        .icon = "x"};
    snprintf(name, sizeof name, "unpair-%u", (unsigned)row->screen);
    off.name = name;
    off.rect.w = fminf(page_press_width(page, &off), 190);
    off.rect.x = rect.x + rect.w - off.rect.w;
    page_line(page, rect_of(rect.x + 54, rect.y, off.rect.x - rect.x - 64, 56), TYPE_S_BOLD, color,
              page_word(page, here   ? "connect.connected"
                              : lost ? "connect.notfound"
                                     : "connect.waiting"));
    page_press(page, &off);
}

static void list_of(const struct page *page, struct rect rect)
{
    const struct hub_health *health = page->view->health;
    size_t count = health == NULL ? 0 : health->screen_count;
    page_line(page, rect_of(rect.x, rect.y, rect.w, 30), TYPE_S_H2, COLOR_PINE,
              page_word(page, "connect.room"));
    if (count == 0) {
        page_say(page,
                 &(struct say){.rect = {rect.x, rect.y + 44, rect.w, 80},
                               .type = TYPE_S_BODY,
                               .color = COLOR_INK2,
                               .top = true},
                 page_word(page, "connect.none"));
        return;
    }
    size_t shown = count <= SHOWN ? count : SHOWN;
    for (size_t i = 0; i < shown; i++)
        paired(page, &health->screens[i], rect_of(rect.x, rect.y + 40 + 58 * (float)i, rect.w, 56));
    if (count > shown) {
        char more[WORDS_BYTES];
        page_line(page, rect_of(rect.x, rect.y + 40 + 58 * (float)shown, rect.w, 30), TYPE_S_NOTE,
                  COLOR_INK2,
                  page_number(page, more, "con.screens.more", "n", (int64_t)(count - shown)));
    }
}

static void outcome(const struct page *page, struct rect rect)
{
    const struct desk *desk = page->view->desk;
    if (desk->pair == PAIR_NOT_YET || desk->pair == PAIR_BUSY)
        return;
    bool good = desk->pair == PAIR_WRITTEN;
    char words[WORDS_BYTES + DESK_PATH_BYTES];
    draw_area(page->list, "outcome", rect);
    draw_rect(page->list, rect, 14, good ? COLOR_PINE_T : COLOR_CLAY_T);
    draw_icon(page->list, good ? "check" : "warning", rect.x + 16, rect.y + 18, 26,
              good ? COLOR_PINE : COLOR_CLAY_I);
    page_fill(page, words, good ? "connect.written" : "connect.failed",
              (struct fill){"path", desk->pair_path, 0}, (struct fill){0});
    page_line(page, rect_of(rect.x + 56, rect.y + 4, rect.w - 70, rect.h - 8), TYPE_S_BODY,
              COLOR_INK, words);
}

void view_connect(const struct page *page)
{
    const struct view *view = page->view;
    const struct desk *desk = view->desk;
    struct rect rect = {(page->w - 1040) / 2, (page->h - 688) / 2, 1040, 688};
    widget_dialog(page->list, rect);
    float x = rect.x + 40, y = rect.y + 32, right = rect.x + rect.w - 40;
    page_dialog_head(page, rect, page_word(page, "connect.title"));
    y += 70;
    list_of(page, rect_of(x, y, 420, 560));
    float left = x + 468, width = right - left;
    page_line(page, rect_of(left, y, width, 30), TYPE_S_H2, COLOR_PINE,
              page_word(page, "connect.file"));
    page_say(page,
             &(struct say){.rect = {left, y + 36, width, 84},
                           .type = TYPE_S_BODY,
                           .color = COLOR_INK2,
                           .top = true},
             page_word(page, "connect.file.how"));
    y += 132;
    char digits[8];
    snprintf(digits, sizeof digits, "%u", (unsigned)desk->pair_screen);
    page_line(page, rect_of(left, y, width - 170, 44), TYPE_S_BOLD, COLOR_INK,
              page_word(page, "connect.number"));
    page_stepper(page, PART_PAIR_LESS, "pair-screen", rect_of(right - 158, y, 158, 44), 44, digits,
                 desk->pair_screen > 1, desk->pair_screen < TERMINALS_MAX);
    y += 58;
    page_line(page, rect_of(left, y, width, 26), TYPE_S_BOLD, COLOR_INK,
              page_word(page, "connect.folder"));
    page_field(page, PART_FOLDER, "folder", rect_of(left, y + 32, width, 52), &desk->folder, false);
    y += 100;
    page_press(page, &(struct press){.part = PART_WRITE,
                                     .name = "write",
                                     .rect = {left, y, width, 60},
                                     .text = page_word(page, "connect.write"),
                                     .icon = "download",
                                     .kind = STAFF_MAIN,
                                     .not_ready =
                                         desk->folder.text[0] == '\0' || desk->pair == PAIR_BUSY});
    outcome(page, rect_of(left, y + 76, width, 96));
}

// The bars, the questions on night, the banner of a failed disk and the toast; and which screen is due.
#include "base/check.h"
#include "facilitator/view_parts.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

bool page_disk_failed(const struct view *view)
{
    return (view->health != NULL && view->health->disk == HUB_DISK_FAILED) ||
           (view->scene != NULL && view->scene->disk_failed);
}

// Which disk, and what to do about what it says.
static const char *disk_words(const struct hub_health *health)
{
    if (health != NULL && health->disk_err == ERR_READ_ONLY)
        return "con.disk.read-only";
    return health != NULL && health->disk_err == ERR_IO ? "con.disk.broken" : "con.disk";
}

// In the place of the title, so that it covers nothing that is needed now.
static void disk_banner(const struct page *page, float right)
{
    const struct hub_health *health = page->view->health;
    struct rect rect = {16, 5, right - 8 - 16, 58};
    draw_area(page->list, "disk-failed", rect);
    draw_box(page->list, rect, 14, COLOR_CLAY_T, COLOR_CLAY, 2);
    draw_icon(page->list, "warning", rect.x + 16, rect.y + 15, 28, COLOR_CLAY_I);
    char words[WORDS_BYTES];
    const char *path = health != NULL ? health->record_path : "";
    page_fill(page, words, disk_words(health), (struct fill){"path", path, 0}, (struct fill){0});
    page_line(page, rect_of(rect.x + 56, rect.y + 2, rect.w - 72, 54), TYPE_S_BOLD, COLOR_CLAY_I,
              words);
}

float page_top(const struct page *page, const char *clock, const char *under_clock)
{
    staff_top(page->list);
    float right = page->w - 24;
    if (clock == NULL)
        return right;
    struct text_style style = text_style_of(TYPE_S_H2, TEXT_LARGE, page->tongue, COLOR_INK);
    style.size = 25;
    style.line = 29;
    style.align = ALIGN_RIGHT;
    style.middle = true;
    float width = fmaxf(page_width(page, TYPE_S_NOTE, under_clock),
                        fonts_width(page->list->fonts, page->list->canvas.s, &style, clock) + 2);
    draw_text(page->list, rect_of(right - width, 9, width, 29), &style, clock);
    page_say(page,
             &(struct say){.rect = {right - width, 38, width, 20},
                           .type = TYPE_S_NOTE,
                           .color = COLOR_INK2,
                           .align = ALIGN_RIGHT},
             under_clock);
    if (page_disk_failed(page->view))
        disk_banner(page, right - width - 16);
    return right - width - 24;
}

// In the place of the title for a few seconds: there it covers nothing that is needed now.
static bool page_toast(const struct page *page, float right)
{
    const struct desk *desk = page->view->desk;
    if (desk->toast[0] == '\0' || page->view->now_ms >= desk->toast_until_ms)
        return false;
    draw_wake(page->list, (int)(desk->toast_until_ms - page->view->now_ms));
    const char *text = page_word(page, desk->toast);
    float width = fminf(page_width(page, TYPE_S_BOLD, text) + 78, fmaxf(160, right - 16));
    struct rect rect = {16, 8, width, 52};
    draw_area(page->list, "toast", rect);
    draw_rect(page->list, rect, 14, COLOR_INK);
    draw_icon(page->list, "info", rect.x + 16, rect.y + 13, 26, COLOR_GOLD);
    page_line(page, rect_of(rect.x + 54, rect.y + 2, width - 66, 48), TYPE_S_BOLD, COLOR_SURFACE,
              text);
    return true;
}

void page_title(const struct page *page, const char *title, const char *line, float right)
{
    float width = fmaxf(120, right - 78);
    if (page_toast(page, right))
        return;
    page_line(page, rect_of(78, 11, width, 25), TYPE_S_BOLD, COLOR_INK, title);
    page_line(page, rect_of(78, 35, width, 21), TYPE_S_NOTE, COLOR_INK2, line);
}

// What the chips of a running session say; short, they leave room for the group's name.
struct chips {
    const char *here, *screens, *room;
    char words[2][WORDS_BYTES];
};

static void chips_say(const struct page *page, struct chips *chips, bool is_short)
{
    const struct view *view = page->view;
    const struct hub_health *health = view->health;
    *chips = (struct chips){.here = chips->words[0]};
    chips->room = page_word(page, view->room_on ? "con.roomon" : "keys.roomon");
    if (is_short)
        snprintf(chips->words[0], WORDS_BYTES, "%u", (unsigned)view->scene->people);
    else
        page_number(page, chips->words[0], "con.here", "n", view->scene->people);
    if (health == NULL || health->screen_count == 0)
        return;
    chips->screens = chips->words[1];
    if (is_short)
        snprintf(chips->words[1], WORDS_BYTES, "%u / %u", (unsigned)health->here,
                 (unsigned)health->screen_count);
    else
        page_fill(page, chips->words[1], "con.screens.count",
                  (struct fill){"a", NULL, health->here},
                  (struct fill){"b", NULL, health->screen_count});
}

static float chips_width(const struct page *page, const struct chips *chips)
{
    float width = staff_chip_width(page->list, "projector", chips->room) + 16 +
                  staff_chip_width(page->list, "people", chips->here) + 16;
    if (chips->screens != NULL)
        width += staff_chip_width(page->list, "screen", chips->screens) + 16;
    if (page->view->scene->practice)
        width += staff_chip_width(page->list, "info", page_word(page, "con.practice")) + 16;
    return width;
}

static void room_chip(const struct page *page, float *right, const char *text)
{
    bool on = page->view->room_on;
    float width = staff_chip_width(page->list, "projector", text);
    struct rect rect = {*right - width, 17, width, 34};
    *right = page_chip(page, *right, 17, on ? CHIP_PINE : CHIP_LINE, "projector", text);
    struct part *part = draw_part(page->list, ROLE_BUTTON, PART_ROOM, "room-screen", rect, 17);
    part->touch = rect_inset(rect, -5);
    if (!on)
        draw_box(page->list, rect, 17, COLOR_NONE, COLOR_EDGE, 1);
}

// How many are here; it opens the roster.
static void people_chip(const struct page *page, float *right, const char *text)
{
    float width = staff_chip_width(page->list, "people", text);
    struct rect rect = {*right - width, 17, width, 34};
    *right = page_chip(page, *right, 17, CHIP_LINE, "people", text);
    if (page->view->book == NULL)
        return;
    draw_part(page->list, ROLE_BUTTON, PART_PEOPLE, "people", rect, 17)->touch =
        rect_inset(rect, -5);
    draw_box(page->list, rect, 17, COLOR_NONE, COLOR_EDGE, 1);
}

void page_top_session(const struct page *page)
{
    const struct view *view = page->view;
    const struct scene *scene = view->scene;
    char session[WORDS_BYTES], line[WORDS_BYTES + NAME_BYTES], clock[16], under[WORDS_BYTES];
    page_fill(page, session, "con.session",
              (struct fill){"a", NULL, scene->begin.deck.session_number},
              (struct fill){"b", NULL, scene->begin.deck.session_count});
    struct out out = out_into(line, sizeof line);
    const struct deck *deck = view->deck;
    bool own = deck != NULL && deck->languages[view->language].module_title[0] != '\0';
    out_text(&out,
             own ? deck->languages[view->language].module_title : scene->begin.deck.module_title);
    out_text(&out, " \xC2\xB7 ");
    out_text(&out, session);
    uint64_t minutes = view->session_ms / 60000;
    page_time(clock, scene->wall_minute + minutes);
    page_number(page, under, "con.minutesin", "n", (int64_t)minutes);
    float right = page_top(page, clock, under);
    if (page_disk_failed(view))
        return;
    struct chips chips;
    chips_say(page, &chips, false);
    float title =
        fmaxf(page_width(page, TYPE_S_BOLD, scene->group), page_width(page, TYPE_S_NOTE, line));
    if (78 + title + chips_width(page, &chips) > right)
        chips_say(page, &chips, true);
    bool review = scene->prompt_state == PROMPT_REVIEW;
    if (!review)
        room_chip(page, &right, chips.room);
    if (chips.screens != NULL)
        right = page_chip(page, right, 17,
                          view->health->here == view->health->screen_count ? CHIP_PINE : CHIP_CLAY,
                          "screen", chips.screens);
    if (review)
        right = page_chip(page, right, 17, CHIP_PLUM, "eye-off", page_word(page, "con.text.only"));
    else
        people_chip(page, &right, chips.here);
    if (scene->practice)
        right = page_chip(page, right, 17, CHIP_AMBER, "info", page_word(page, "con.practice"));
    page_title(page, scene->group, line, right);
}

void page_ask(const struct page *page, const struct ask *ask)
{
    struct rect rect = {(page->w - 640) / 2, (page->h - 320) / 2, 640, 320};
    widget_dialog(page->list, rect);
    draw_disc(page->list, rect.x + 40 + 30, rect.y + 70, 30, COLOR_CLAY_T, COLOR_NONE, 0);
    draw_icon(page->list, ask->icon, rect.x + 40 + 14, rect.y + 54, 32, COLOR_CLAY_I);
    page_line(page, rect_of(rect.x + 118, rect.y + 28, rect.w - 158, 150), TYPE_S_H1, COLOR_INK,
              page_word(page, ask->question));
    float half = (rect.w - 80 - 16) / 2;
    page_press(page, &(struct press){.part = PART_NO,
                                     .name = "no",
                                     .rect = {rect.x + 40, rect.y + 216, half, 64},
                                     .text = page_word(page, ask->no)});
    page_press(page, &(struct press){.part = PART_YES,
                                     .name = "yes",
                                     .rect = {rect.x + 56 + half, rect.y + 216, half, 64},
                                     .text = page_word(page, ask->yes),
                                     .kind = ask->mild ? STAFF_MAIN : STAFF_END});
}

enum view_screen view_screen(const struct view *view)
{
    if (view->state != CONSOLE_OPEN)
        return view->is_new ? VIEW_FIRST : VIEW_UNLOCK;
    const struct scene *scene = view->scene;
    bool people = view->desk->people && view->book != NULL;
    if (scene == NULL || scene->phase == SCENE_WAITING || scene->phase == SCENE_FINISHED)
        return people ? VIEW_PEOPLE : VIEW_START;
    if (scene->phase == SCENE_ENDED)
        return VIEW_END;
    if (scene->prompt_state == PROMPT_REVIEW)
        return VIEW_REVIEW;
    if (prompt_state_is_open(scene->prompt_state))
        return VIEW_PROMPT;
    if (view->desk->board)
        return VIEW_BOARD;
    return people ? VIEW_PEOPLE : VIEW_LIVE;
}

static void dialog(const struct page *page)
{
    static const struct ask END = {"end",        "con.end.ask", "con.end.yes",
                                   "con.end.no", "stop",        false};
    static const struct ask VOID = {"void",        "con.void.ask", "con.void.yes",
                                    "con.void.no", "refresh",      false};
    static const struct ask ROUND = {
        "round", "people.round.ask", "people.round.nottoday", "people.round.open", "flag", false};
    static const struct ask JOIN = {.id = "join",
                                    .question = "people.join.ask",
                                    .yes = "people.join.yes",
                                    .no = "people.join.no",
                                    .icon = "people",
                                    .mild = true};
    switch (page->view->desk->dialog) {
    case DIALOG_NONE:
        return;
    case DIALOG_KEYS:
        view_keys(page);
        return;
    case DIALOG_END:
        page_ask(page, &END);
        return;
    case DIALOG_VOID:
        page_ask(page, &VOID);
        return;
    case DIALOG_CONNECT:
        view_connect(page);
        return;
    case DIALOG_ROUND:
        page_ask(page, &ROUND);
        return;
    case DIALOG_JOIN:
        page_ask(page, &JOIN);
        return;
    case DIALOG_MEMBER:
        view_member(page);
        return;
    case DIALOG_REVIEWERS:
        view_reviewers(page);
        return;
    }
}

void view_console(struct draw_list *list, struct fonts *fonts, const struct canvas *canvas,
                  const struct hand *hand, const struct view *view)
{
    struct page page = {.list = list,
                        .view = view,
                        .tongue = (enum tongue)view->language,
                        .w = canvas->w,
                        .h = canvas->h,
                        .wide = canvas->w >= CANVAS_WIDE};
    enum view_screen screen = view_screen(view);
    bool over = view->desk->dialog != DIALOG_NONE;
    draw_begin(list, canvas, fonts, hand, over ? COLOR_NIGHT : COLOR_PAPER);
    list->staff = true;
    draw_screen(list, over ? VIEW_DIALOG + (uint32_t)view->desk->dialog : (uint32_t)screen);
    if (over) {
        dialog(&page);
        draw_end(list);
        return;
    }
    switch (screen) {
    case VIEW_UNLOCK:
    case VIEW_FIRST:
        view_unlock(&page);
        break;
    case VIEW_START:
        view_start(&page);
        break;
    case VIEW_LIVE:
        view_live(&page);
        break;
    case VIEW_PROMPT:
        view_prompt(&page);
        break;
    case VIEW_REVIEW:
        view_review(&page);
        break;
    case VIEW_BOARD:
        view_board(&page);
        break;
    case VIEW_PEOPLE:
        view_people(&page);
        break;
    case VIEW_END:
    case VIEW_DIALOG:
        view_end(&page);
        break;
    }
    draw_end(list);
}

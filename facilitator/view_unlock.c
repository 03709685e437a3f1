// f12: the passphrase opens the console; on the first run one is chosen and typed twice.
#include "facilitator/view_parts.h"
#include <stdio.h>
#include <string.h>

static struct rect panel_of(const struct page *page)
{
    return rect_of((page->w - 740) / 2, 164 + (page->h - 800) / 2, 740, 480);
}

static void reveal(const struct page *page, struct rect rect)
{
    bool on = page->view->desk->reveal;
    page_press(page, &(struct press){.part = PART_REVEAL,
                                     .name = "reveal",
                                     .rect = rect,
                                     .text = page_word(page, on ? "unlock.hide" : "unlock.show"),
                                     .icon = on ? "eye-off" : "eye"});
}

static void note(const struct page *page, struct rect rect, const char *id)
{
    draw_area(page->list, "note", rect);
    draw_icon(page->list, "info", rect.x, rect.y + 12, 20, COLOR_INK2);
    page_line(page, rect_of(rect.x + 30, rect.y, rect.w - 30, rect.h), TYPE_S_NOTE, COLOR_INK2,
              page_word(page, id));
}

// After five wrong tries: how long the next one waits. Nothing has gone wrong with the machine, so this
// is a notice and no alarm.
static void waiting(const struct page *page, struct rect rect)
{
    uint32_t wait_s = page->view->wait_s;
    char clock[16], words[WORDS_BYTES];
    snprintf(clock, sizeof clock, "%u:%02u", (unsigned)(wait_s / 60), (unsigned)(wait_s % 60));
    draw_area(page->list, "waiting", rect);
    draw_box(page->list, rect, 12, COLOR_AMBER_T, COLOR_AMBER, 2);
    draw_icon(page->list, "clock", rect.x + 14, rect.y + rect.h / 2 - 12, 24, COLOR_AMBER_I);
    page_line(
        page, rect_of(rect.x + 50, rect.y + 2, rect.w - 64, rect.h - 4), TYPE_S_BOLD, COLOR_AMBER_I,
        page_fill(page, words, "unlock.wait", (struct fill){"t", clock, 0}, (struct fill){0}));
    draw_wake(page->list, 1000);
}

// What went wrong with unlocking, above the field it is about. Typed text stays.
static bool problem(const struct page *page, struct rect rect)
{
    const struct view *view = page->view;
    const struct console_problem *trouble = view->trouble;
    if (view->wait_s > 0) {
        waiting(page, rect);
        return true;
    }
    if (trouble == NULL || trouble->what == NULL)
        return false;
    draw_area(page->list, "problem", rect);
    draw_box(page->list, rect, 12, COLOR_CLAY_T, COLOR_CLAY, 2);
    draw_icon(page->list, "warning", rect.x + 14, rect.y + rect.h / 2 - 12, 24, COLOR_CLAY_I);
    char words[WORDS_BYTES];
    const char *text = page_word(page, "unlock.check");
    if (!view->passphrase_wrong) {
        // Why the machine could not: said by the program in English, as on the command line.
        struct out out = out_into(words, sizeof words);
        out_text(&out, trouble->which);
        out_text(&out, ": ");
        out_text(&out, trouble->what);
        out_text(&out, "; ");
        out_text(&out, trouble->next);
        text = words;
    }
    page_line(page, rect_of(rect.x + 50, rect.y + 2, rect.w - 64, rect.h - 4), TYPE_S_BOLD,
              COLOR_CLAY_I, text);
    return true;
}

static void buttons(const struct page *page, struct rect panel, bool first)
{
    const struct view *view = page->view;
    const struct desk *desk = view->desk;
    bool opening = view->state == CONSOLE_OPENING;
    bool same = strcmp(desk->passphrase.text, desk->again.text) == 0;
    bool ready = desk->passphrase.text[0] != '\0' && (!first || same);
    struct press go = {.part = PART_UNLOCK,
                       .name = "unlock",
                       .rect = {panel.x + 455, panel.y + 387, 240, 60},
                       .text = page_word(page, first ? "unlock.first.start" : "unlock.go"),
                       .keycap = page_word(page, "cap.enter"),
                       .kind = STAFF_MAIN};
    struct press quit = {
        .part = PART_QUIT, .name = "quit", .rect = {0, go.rect.y, 0, 60}, .text = NULL};
    quit.text = page_word(page, "unlock.quit");
    float width = page_press_width(page, &quit) + 5;
    quit.rect = rect_of(go.rect.x - 16 - width, go.rect.y, width, 60);
    page_press(page, &quit);
    if (opening) {
        go.text = page_word(page, "unlock.opening");
        go.keycap = NULL;
        go.off = true;
    } else if (!ready || view->wait_s > 0) {
        go.not_ready = true;
        go.keycap = NULL;
    }
    page_press(page, &go);
}

static void one_field(const struct page *page, struct rect panel)
{
    const struct desk *desk = page->view->desk;
    page_line(page, rect_of(panel.x + 45, panel.y + 112, 650, 27), TYPE_S_BODY, COLOR_INK2,
              page_word(page, "unlock.body"));
    struct rect trouble = {panel.x + 45, panel.y + 146, 650, 32};
    (void)problem(page, trouble);
    page_line(page, rect_of(panel.x + 45, panel.y + 174, 400, 26), TYPE_S_BOLD, COLOR_INK,
              page_word(page, "unlock.field"));
    struct press show = {.part = PART_REVEAL, .icon = "eye", .rect = {0, 0, 0, 68}};
    show.text = page_word(page, "unlock.show");
    float width = page_press_width(page, &show);
    page_field(page, PART_PASSPHRASE, "field",
               rect_of(panel.x + 45, panel.y + 208, 650 - 12 - width, 68), &desk->passphrase,
               !desk->reveal);
    reveal(page, rect_of(panel.x + 695 - width, panel.y + 208, width, 68));
    note(page, rect_of(panel.x + 45, panel.y + 288, 650, 44), "unlock.note");
}

static void two_fields(const struct page *page, struct rect panel)
{
    const struct desk *desk = page->view->desk;
    struct press show = {.part = PART_REVEAL, .icon = "eye", .rect = {0, 0, 0, 68}};
    show.text = page_word(page, "unlock.show");
    float width = page_press_width(page, &show);
    float field = 650 - 12 - width;
    if (!problem(page, rect_of(panel.x + 45, panel.y + 100, 650, 32)))
        page_line(page, rect_of(panel.x + 45, panel.y + 106, 650, 26), TYPE_S_BOLD, COLOR_INK,
                  page_word(page, "unlock.field"));
    page_field(page, PART_PASSPHRASE, "field", rect_of(panel.x + 45, panel.y + 138, field, 68),
               &desk->passphrase, !desk->reveal);
    reveal(page, rect_of(panel.x + 695 - width, panel.y + 138, width, 68));
    page_line(page, rect_of(panel.x + 45, panel.y + 212, 400, 26), TYPE_S_BOLD, COLOR_INK,
              page_word(page, "unlock.first.again"));
    page_field(page, PART_AGAIN, "field-again", rect_of(panel.x + 45, panel.y + 244, field, 68),
               &desk->again, !desk->reveal);
    note(page, rect_of(panel.x + 45, panel.y + 318, 650, 44), "unlock.first.note");
}

void view_unlock(const struct page *page)
{
    bool first = page->view->is_new;
    float right = page_top(page, NULL, NULL);
    right = page_chip(page, right, 17, CHIP_GREY, "lock", page_word(page, "unlock.locked"));
    page_title(page, page_word(page, "unlock.app"), page_word(page, "unlock.locked"), right);
    struct rect panel = panel_of(page);
    draw_area(page->list, "dialog", panel);
    staff_panel(page->list, panel);
    draw_disc(page->list, panel.x + 75, panel.y + 67, 30, COLOR_PINE_T, COLOR_NONE, 0);
    draw_icon(page->list, "lock", panel.x + 59, panel.y + 51, 32, COLOR_PINE);
    page_line(page, rect_of(panel.x + 123, panel.y + 42, 572, 50), TYPE_S_H0, COLOR_INK,
              page_word(page, first ? "unlock.first.choose" : "unlock.title"));
    if (first)
        two_fields(page, panel);
    else
        one_field(page, panel);
    page_rule(page, panel.x + 45, panel.y + (first ? 370 : 358), 650);
    buttons(page, panel, first);
}

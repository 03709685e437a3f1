// f02: the slide that everybody sees, the next one, notes, the prompt that is ready, screens, commands.
// And, in the same places, a result that is on the screens.
#include "base/check.h"
#include "core/release.h"
#include "facilitator/view_parts.h"
#include "show/results.h"
#include "show/slide.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

struct columns {
    float left, middle, right; // widths
    float gap;
    float x2, x3;
    float top, bottom;
};

static struct columns columns_of(const struct page *page)
{
    struct columns c = {.left = 268, .right = 300, .gap = 16, .top = 84};
    if (page->wide) {
        c.left = 330;
        c.right = 412;
        c.gap = 20;
    }
    c.middle = page->w - 40 - c.left - c.right - 2 * c.gap;
    // Between the two layouts the slide may not grow over what stands below it.
    float most = (page->h - 84 - 82 - 46 - 12 - 56 - 12 - 147) * 16 / 9;
    if (!page->wide && c.middle > most + 4) {
        float spare = c.middle - most;
        c.left += spare / 2;
        c.right += spare - spare / 2;
        c.middle = most;
    }
    c.x2 = 20 + c.left + c.gap;
    c.x3 = c.x2 + c.middle + c.gap;
    c.bottom = page->h - 66 - 16;
    return c;
}

static struct slide_view slide_of(const struct page *page, uint8_t slide)
{
    return (struct slide_view){.deck = page->view->deck,
                               .strings = page->view->strings,
                               .slide = slide,
                               .language = page->view->language,
                               .staff = true};
}

// A panel's name and a note beside it, or under it where the words are too long.
static void heading(const struct page *page, struct rect rect, const char *title, const char *line)
{
    float width = page_width(page, TYPE_S_H2, title), note = page_width(page, TYPE_S_NOTE, line);
    if (width + 12 + note > rect.w) {
        page_line(page, rect_of(rect.x, rect.y - 8, rect.w, 28), TYPE_S_H2, COLOR_INK, title);
        page_line(page, rect_of(rect.x, rect.y + 18, rect.w, 24), TYPE_S_NOTE, COLOR_INK2, line);
        return;
    }
    page_line(page, rect_of(rect.x, rect.y, width, 34), TYPE_S_H2, COLOR_INK, title);
    page_line(page, rect_of(rect.x + width + 12, rect.y, note, 34), TYPE_S_NOTE, COLOR_INK2, line);
}

// What everybody sees now: the slide, a result, a pause, or nothing.
static void now_header(const struct page *page, const struct columns *c)
{
    const struct scene *scene = page->view->scene;
    char words[WORDS_BYTES];
    page_fill(page, words, "con.slide", (struct fill){"a", NULL, scene->slide},
              (struct fill){"b", NULL, scene->slide_count});
    const char *chip = page_word(page, "con.seen");
    enum chip look = CHIP_PINE;
    const char *icon = "eye";
    if (scene->paused) {
        chip = page_word(page, "con.screen.paused");
        look = CHIP_GREY;
        icon = "pause";
    } else if (scene->blank) {
        chip = page_word(page, "con.blanked");
        look = CHIP_GREY;
        icon = "moon";
    }
    float width = staff_chip(page->list, c->x2 + c->middle, 84, look, icon, chip, true);
    heading(page, rect_of(c->x2, 84, c->middle - width - 12, 34), page_word(page, "con.now"),
            words);
}

static void result(const struct page *page, struct rect rect)
{
    const struct view *view = page->view;
    struct result_view shown = {.prompt = {.deck = view->deck,
                                           .strings = view->strings,
                                           .prompt = view->scene->prompt,
                                           .language = view->language},
                                .release = &view->scene->release};
    draw_area(page->list, "result", rect);
    draw_box(page->list, rect, 14, COLOR_SURFACE, COLOR_PLUM, 2);
    page_line(page, rect_of(rect.x + 24, rect.y + 14, rect.w - 48, 76), TYPE_S_H1, COLOR_INK,
              show_prompt_result_title(&shown.prompt));
    show_result_staff(page->list,
                      rect_of(rect.x + 24, rect.y + 100, rect.w - 48, rect.h - 100 - 18), &shown);
}

static void turn_buttons(const struct page *page, const struct columns *c, float y)
{
    const struct scene *scene = page->view->scene;
    float back = page->wide ? 190 : 150;
    page_press(page, &(struct press){.part = PART_PREVIOUS,
                                     .name = "previous",
                                     .rect = {c->x2, y, back, 56},
                                     .text = page_word(page, "con.back"),
                                     .icon = "arrow-left",
                                     .off = scene->slide <= 1});
    bool hides = scene->blank;
    page_press(page,
               &(struct press){.part = PART_NEXT,
                               .name = "next",
                               .rect = {c->x2 + back + 12, y, c->middle - back - 12, 56},
                               .text = page_word(page, hides ? "con.unblank" : "con.nextslide"),
                               .keycap = page_word(page, "cap.pagedown"),
                               .icon = "arrow-right",
                               .icon_last = true,
                               .kind = STAFF_MAIN,
                               .not_ready = scene->slide >= scene->slide_count && !hides});
}

static const char *note_id(enum note_kind kind)
{
    switch (kind) {
    case NOTE_SAY:
        return "con.notes.say";
    case NOTE_ASK:
        return "con.notes.ask";
    case NOTE_TIP:
        return "con.notes.tip";
    }
    return "con.notes.tip";
}

static float note_height(const struct page *page, const struct text_style *style, const char *text,
                         float width)
{
    return fonts_measure(page->list->fonts, page->list->canvas.s, style, text, width).height;
}

// As many notes as there is room for. Returns how many are left.
static int notes_lines(const struct page *page, struct rect rect,
                       const struct deck_slide_words *words, enum tongue tongue)
{
    float size = (page->wide ? 22 : 18) + 2 * (float)page->view->desk->notes_steps;
    struct text_style style = text_style_of(TYPE_S_BODY, TEXT_LARGE, tongue, COLOR_INK);
    style.size = fmaxf(15, fminf(size, 32));
    style.line = roundf(style.size * 1.42F);
    struct text_style head = style;
    head.bold = true;
    head.color = COLOR_PINE;
    float column = 0;
    static const enum note_kind KINDS[] = {NOTE_SAY, NOTE_ASK, NOTE_TIP};
    for (size_t i = 0; i < 3; i++)
        column = fmaxf(column, fonts_width(page->list->fonts, page->list->canvas.s, &head,
                                           page_word(page, note_id(KINDS[i]))));
    column = fmaxf(64, ceilf(column) + 14);
    float y = rect.y, width = rect.w - column;
    for (uint8_t i = 0; i < words->note_count; i++) {
        const struct deck_note *note = &words->notes[i];
        float height = note_height(page, &style, note->text, width);
        float room = rect.y + rect.h - y;
        if (height > room + 1 && (i > 0 || room < style.line))
            return words->note_count - i;
        draw_text(page->list, rect_of(rect.x, y, column, style.line), &head,
                  page_word(page, note_id(note->kind)));
        if (height > room + 1) // one long note: what fits of it
            page_say(page,
                     &(struct say){.rect = {rect.x + column, y, width, room},
                                   .type = TYPE_S_BODY,
                                   .color = COLOR_INK,
                                   .top = true,
                                   .size = style.size},
                     note->text);
        else
            draw_text(page->list, rect_of(rect.x + column, y, width, height), &style, note->text);
        y += height + (page->wide ? 7 : 6);
    }
    return 0;
}

static void size_button(const struct page *page, uint32_t part, const char *name, struct rect rect,
                        float size, bool off)
{
    struct part *made = draw_part(page->list, ROLE_BUTTON, part, name, rect, 8);
    made->off = off;
    if (draw_is_pressed(page->list, part))
        draw_rect(page->list, rect, 8, COLOR_PINE_T);
    struct text_style style =
        text_style_of(TYPE_S_BOLD, TEXT_LARGE, TONGUE_EN, off ? COLOR_INK3 : COLOR_INK2);
    style.size = size;
    style.align = ALIGN_CENTER;
    style.middle = true;
    draw_text(page->list, rect, &style, "A");
}

void view_notes(const struct page *page, struct rect rect)
{
    const struct view *view = page->view;
    draw_area(page->list, "notes", rect);
    staff_panel(page->list, rect);
    float pad = page->wide ? 23 : 19;
    page_line(page, rect_of(rect.x + pad, rect.y + 13, rect.w - 2 * pad - 210, 26), TYPE_S_BOLD,
              COLOR_INK, page_word(page, "con.notes"));
    int steps = view->desk->notes_steps;
    float right = rect.x + rect.w - pad;
    size_button(page, PART_NOTES_SMALLER, "notes-smaller", rect_of(right - 51, rect.y + 4, 34, 40),
                15, steps <= NOTES_STEP_LEAST);
    size_button(page, PART_NOTES_BIGGER, "notes-bigger", rect_of(right - 24, rect.y + 4, 34, 40),
                21, steps >= NOTES_STEP_MOST);
    if (view->deck == NULL || view->scene->slide == 0)
        return;
    const struct deck_slide *slide = &view->deck->slides[view->scene->slide - 1];
    bool own = slide->words[view->language].present;
    const struct deck_slide_words *words =
        deck_slide_words(view->deck, view->scene->slide, view->language);
    int left =
        notes_lines(page, rect_of(rect.x + pad, rect.y + 45, rect.w - 2 * pad, rect.h - 45 - 8),
                    words, own ? page->tongue : TONGUE_EN);
    char more[WORDS_BYTES];
    if (left > 0)
        page_say(page,
                 &(struct say){.rect = {right - 60 - 140, rect.y + 13, 130, 26},
                               .type = TYPE_S_NOTE,
                               .color = COLOR_INK2,
                               .align = ALIGN_RIGHT},
                 page_number(page, more, "con.notes.more", "n", left));
}

static void next_slide(const struct page *page, const struct columns *c, struct rect rect)
{
    const struct scene *scene = page->view->scene;
    char words[WORDS_BYTES];
    bool last = scene->slide >= scene->slide_count;
    uint8_t next = book_next_slide(page->view->today, scene);
    const char *line = last ? "" : page_number(page, words, "con.slide.one", "n", next);
    float width = page_width(page, TYPE_S_NOTE, line);
    page_line(page, rect_of(c->x3, 84, c->right - width - 8, 34), TYPE_S_H2, COLOR_INK,
              page_word(page, "con.next.head"));
    page_say(page,
             &(struct say){.rect = {c->x3 + c->right - width, 84, width, 34},
                           .type = TYPE_S_NOTE,
                           .color = COLOR_INK2,
                           .align = ALIGN_RIGHT},
             line);
    if (!last && page->view->deck != NULL) {
        struct slide_view slide = slide_of(page, next);
        show_slide(page->list, rect, SLIDE_ON_STAFF, "next-slide", &slide);
        return;
    }
    draw_area(page->list, "next-slide", rect);
    draw_dashed(page->list, rect, 14, COLOR_SUNKEN, COLOR_EDGE, 1);
    page_say(page,
             &(struct say){.rect = rect_inset(rect, 20),
                           .type = TYPE_S_BODY,
                           .color = COLOR_INK2,
                           .align = ALIGN_CENTER},
             page_word(page, "con.lastslide"));
}

void view_commands(const struct page *page)
{
    const struct scene *scene = page->view->scene;
    staff_command_bar(page->list);
    float y = page->h - 55;
    struct press end = {.part = PART_END,
                        .name = "end",
                        .rect = {0, y, 0, 44},
                        .text = page_word(page, "con.end"),
                        .icon = "stop",
                        .kind = STAFF_END};
    end.rect.w = page_press_width(page, &end);
    end.rect.x = page->w - 20 - end.rect.w;
    struct press keys = {.part = PART_KEYS,
                         .name = "keys",
                         .rect = {0, y, 0, 44},
                         .text = page_word(page, "con.keys"),
                         .icon = "help",
                         .keycap = "?",
                         .kind = STAFF_GHOST};
    keys.rect.w = page_press_width(page, &keys);
    keys.rect.x = end.rect.x - 12 - keys.rect.w;
    struct press presses[] = {
        {.part = PART_PAUSE,
         .name = "pause",
         .rect = {20, y, 0, 44},
         .text = page_word(page, scene->paused ? "con.wake" : "con.pause"),
         .icon = scene->paused ? "play" : "pause",
         .keycap = "P",
         .kind = scene->paused ? STAFF_LATCHED : STAFF_PLAIN},
        {.part = PART_BLANK,
         .name = "blank",
         .rect = {0, y, 0, 44},
         .text = page_word(page, scene->blank ? "con.unblank" : "con.blank"),
         .icon = "moon",
         .keycap = "B",
         .kind = scene->blank ? STAFF_LATCHED : STAFF_PLAIN},
        {.part = PART_BOARD,
         .name = "goals",
         .rect = {0, y, 0, 44},
         .text = page_word(page, "con.goals"),
         .icon = "flag",
         .keycap = "G",
         .kind = scene->goals_state != GOALS_IDLE ? STAFF_TINT : STAFF_PLAIN},
        {.part = PART_MARK,
         .name = "mark",
         .rect = {0, y, 0, 44},
         .text = page_word(page, "con.mark"),
         .icon = "bookmark",
         .keycap = "M"},
    };
    enum {
        PRESSES = sizeof presses / sizeof presses[0]
    };
    float gaps = 12 * (float)(PRESSES - 1), total = gaps, room = keys.rect.x - 12 - 20;
    for (size_t i = 0; i < PRESSES; i++) {
        presses[i].rect.w = page_press_width(page, &presses[i]);
        total += presses[i].rect.w;
    }
    // Words that are too long for all that share what there is.
    float share = fminf(1, (room - gaps) / (total - gaps)), x = 20;
    for (size_t i = 0; i < PRESSES; i++) {
        presses[i].rect.x = x;
        presses[i].rect.w = floorf(presses[i].rect.w * share);
        page_press(page, &presses[i]);
        x += presses[i].rect.w + 12;
    }
    page_press(page, &keys);
    page_press(page, &end);
}

static void left_and_right(const struct page *page, const struct columns *c)
{
    float thumb = roundf(c->right * 9 / 16 + (page->wide ? 0 : 1));
    next_slide(page, c, rect_of(c->x3, 130, c->right, thumb));
    float y = 130 + thumb + 12;
    view_prompt_card(page, rect_of(c->x3, y, c->right, 154));
    y += 154 + 12;
    struct rect screens = {c->x3, y, c->right, c->bottom - y};
    view_screens(page, screens, 49, 44);
}

void view_live(const struct page *page)
{
    const struct view *view = page->view;
    struct columns c = columns_of(page);
    page_top_session(page);
    view_plan(page, rect_of(20, c.top, c.left, c.bottom - c.top));
    now_header(page, &c);
    float high = roundf(c.middle * 9 / 16);
    struct rect slide = {c.x2, 130, c.middle, high + (page->wide ? 0 : 1)};
    bool shows_result = view->scene->result_on && view->scene->prompt > 0 && view->deck != NULL &&
                        view->scene->release.kind != RELEASE_NONE;
    if (shows_result) {
        result(page, slide);
    } else if (view->deck != NULL && view->scene->slide > 0) {
        struct slide_view shown = slide_of(page, view->scene->slide);
        show_slide(page->list, slide, SLIDE_ON_STAFF, "current-slide", &shown);
    } else {
        draw_area(page->list, "current-slide", slide);
        draw_dashed(page->list, slide, 14, COLOR_SUNKEN, COLOR_EDGE, 1);
        page_say(page,
                 &(struct say){.rect = rect_inset(slide, 40),
                               .type = TYPE_S_BODY,
                               .color = COLOR_INK2,
                               .align = ALIGN_CENTER},
                 page_word(page, "con.nodeck"));
    }
    float y = slide.y + slide.h + 12;
    turn_buttons(page, &c, y);
    y += 68;
    struct rect below = {c.x2, y, c.middle, c.bottom - y};
    if (view->desk->step > 0)
        view_step(page, below);
    else
        view_notes(page, below);
    left_and_right(page, &c);
    view_commands(page);
    // The clocks step on the minute of the session, whatever the speed of practice.
    draw_wake(page->list, (int)((60000 - view->session_ms % 60000) / view->speed + 1));
}

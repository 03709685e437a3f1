// f05: after the group: time against plan, what was used, a note, the six words, numbers.
#include "base/check.h"
#include "facilitator/view_parts.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    ROW_PITCH = 53,
    WORDS = 6
};

struct finish_count *view_finish_count(struct finish *finish, int index)
{
    check(index >= 0 && index < VIEW_COUNTS);
    struct finish_count *counts[VIEW_COUNTS] = {&finish->people_here, &finish->goals_followed_up,
                                                &finish->practice_reviewed, &finish->practice_set};
    return counts[index];
}

static void time_row(const struct page *page, const struct scene_step *step, uint32_t spent,
                     uint32_t most, struct rect rect)
{
    char right[32];
    int bold = snprintf(right, sizeof right, "%u", (unsigned)spent);
    snprintf(right + bold, sizeof right - (size_t)bold, " / %u", (unsigned)step->plan_minutes);
    float width = page_width(page, TYPE_S_CHIP, right) + 4;
    const char *whole = page_step_title(page, step->key, step->title, false);
    bool is_long = page_width(page, TYPE_S_FLOOR, whole) > rect.w - width - 8;
    page_line(page, rect_of(rect.x, rect.y, rect.w - width - 8, 26), TYPE_S_BODY, COLOR_INK,
              page_step_title(page, step->key, step->title, is_long));
    page_say(page,
             &(struct say){.rect = {rect.x + rect.w - width, rect.y, width, 26},
                           .type = TYPE_S_NOTE,
                           .color = COLOR_INK2,
                           .align = ALIGN_RIGHT,
                           .bold_bytes = bold},
             right);
    float full = rect.w / ((float)most * 1.08F);
    float y = rect.y + 29;
    if (spent > 0)
        draw_rect(page->list, rect_of(rect.x, y, fmaxf(6, (float)spent * full), 14), 5,
                  spent >= step->plan_minutes + 3U ? COLOR_AMBER : COLOR_PINE_M);
    draw_rect(page->list,
              rect_of(rect.x + fmaxf(0, (float)step->plan_minutes * full - 2), y - 3, 4, 20), 2,
              COLOR_INK);
}

static void time_panel(const struct page *page, struct rect rect)
{
    const struct view *view = page->view;
    const struct scene *scene = view->scene;
    draw_area(page->list, "time", rect);
    staff_panel(page->list, rect);
    float x = rect.x + 21, width = rect.w - 42;
    const char *plan = page_word(page, "done.plan");
    float words = page_width(page, TYPE_S_NOTE, plan);
    page_line(page, rect_of(x, rect.y + 17, width - words - 24, 30), TYPE_S_H2, COLOR_INK,
              page_word(page, "done.time"));
    page_line(page, rect_of(x + width - words, rect.y + 17, words, 30), TYPE_S_NOTE, COLOR_INK2,
              plan);
    draw_rect(page->list, rect_of(x + width - words - 12, rect.y + 23, 4, 18), 2, COLOR_INK);
    uint32_t most = 1, total = 0, planned = 0, spent[STEPS_MAX] = {0};
    for (uint8_t i = 0; i < scene->step_count; i++) {
        const struct scene_step *step = &scene->steps[i];
        spent[i] = page_step_minutes(view, step);
        total += spent[i];
        planned += step->skipped ? 0U : step->plan_minutes;
        most = spent[i] > most ? spent[i] : most;
        most = step->plan_minutes > most ? step->plan_minutes : most;
    }
    float room = rect.h - 47 - 66;
    float pitch = fminf(ROW_PITCH, room / (float)(scene->step_count > 0 ? scene->step_count : 1));
    for (uint8_t i = 0; i < scene->step_count; i++)
        time_row(page, &scene->steps[i], spent[i], most,
                 rect_of(x, rect.y + 57 + pitch * (float)i, width, pitch));
    char line[WORDS_BYTES];
    page_rule(page, x, rect.y + rect.h - 54, width);
    page_line(page, rect_of(x, rect.y + rect.h - 43, 110, 26), TYPE_S_BOLD, COLOR_INK,
              page_word(page, "start.total"));
    page_say(page,
             &(struct say){.rect = {x + 110, rect.y + rect.h - 43, width - 110, 26},
                           .type = TYPE_S_BOLD,
                           .color = COLOR_INK,
                           .align = ALIGN_RIGHT},
             page_fill(page, line, "done.time.of", (struct fill){"a", NULL, total},
                       (struct fill){"b", NULL, planned}));
}

// The three families of techniques; the last of each closes it.
static const enum technique LAST_OF[] = {TECHNIQUE_LINK_TO_GOAL, TECHNIQUE_ASK_AND_TELL,
                                         TECHNIQUE_LAST};
static const char *const FAMILIES[] = {"done.motivation", "done.education", "done.skills"};
static const char *const FAMILY_NAMES[] = {"tags-1", "tags-2", "tags-3"};

struct flow {
    float x, y, high, gap; // where the next pill goes
    struct rect rect;
    bool paint;
};

static void pill(const struct page *page, struct flow *flow, enum technique technique)
{
    char id[64], name[PART_NAME_BYTES];
    snprintf(id, sizeof id, "technique.%s", technique_name(technique));
    snprintf(name, sizeof name, "tag-%.20s", technique_name(technique));
    bool on = page->view->scene->tagged[technique];
    struct text_style style = text_style_of(on ? TYPE_S_BOLD : TYPE_S_BODY, TEXT_LARGE,
                                            page->tongue, on ? COLOR_SURFACE : COLOR_INK);
    style.size = flow->high > 40 ? 17 : 16;
    style.middle = true;
    const char *text = page_word(page, id);
    float words = ceilf(fonts_width(page->list->fonts, page->list->canvas.s, &style, text)) + 1;
    words = fminf(words, flow->rect.w - 36);
    float width = words + (on ? 14 + 18 + 8 + 18 : 36);
    if (flow->x > flow->rect.x && flow->x + width > flow->rect.x + flow->rect.w + 0.5F) {
        flow->x = flow->rect.x;
        flow->y += flow->high + flow->gap;
    }
    if (flow->paint) {
        struct rect rect = {flow->x, flow->y, width, flow->high};
        uint32_t part = PART_TAG + (uint32_t)technique;
        bool pressed = draw_is_pressed(page->list, part);
        draw_part(page->list, ROLE_CHECK, part, name, rect, flow->high / 2);
        if (on)
            draw_rect(page->list, rect, flow->high / 2, pressed ? COLOR_PINE_D : COLOR_PINE);
        else
            draw_box(page->list, rect, flow->high / 2, pressed ? COLOR_PINE_T : COLOR_SURFACE,
                     COLOR_EDGE, page->list->canvas.s >= 1.2F ? 1.5F : 1);
        if (on)
            widget_tick(page->list, rect.x + 14, rect.y + flow->high / 2 - 9, 18, COLOR_SURFACE);
        page_say(page,
                 &(struct say){.rect = {rect.x + (on ? 40 : 18), rect.y, words, flow->high},
                               .type = on ? TYPE_S_BOLD : TYPE_S_BODY,
                               .color = style.color,
                               .size = style.size},
                 text);
    }
    flow->x += width + flow->gap;
}

// Paints the families, or only measures them. Returns the y after the last.
static float families(const struct page *page, struct rect rect, float high, bool paint)
{
    float y = rect.y;
    enum technique next = TECHNIQUE_HOPE_AND_PRAISE;
    for (size_t i = 0; i < 3; i++) {
        if (paint)
            page_line(page, rect_of(rect.x, y, rect.w, 23), TYPE_S_CHIP, COLOR_INK2,
                      page_word(page, FAMILIES[i]));
        struct flow flow = {
            .x = rect.x, .y = y + 28, .high = high, .gap = 8, .rect = rect, .paint = paint};
        for (; next <= LAST_OF[i]; next++)
            pill(page, &flow, next);
        if (paint)
            draw_area(page->list, FAMILY_NAMES[i], rect_of(rect.x, y, rect.w, flow.y + high - y));
        y = flow.y + high + 12;
    }
    return y - 12;
}

static void techniques(const struct page *page, struct rect rect)
{
    draw_area(page->list, "techniques", rect);
    staff_panel(page->list, rect);
    float x = rect.x + 23, width = rect.w - 46;
    page_line(page, rect_of(x, rect.y + 17, width, 30), TYPE_S_H2, COLOR_INK,
              page_word(page, "done.used"));
    page_line(page, rect_of(x, rect.y + 47, width, 23), TYPE_S_NOTE, COLOR_INK2,
              page_word(page, "done.touch"));
    struct rect room = {x, rect.y + 82, width, rect.h - 82 - 14};
    float high = families(page, room, 42, false) <= room.y + room.h + 8 ? 42 : 34;
    families(page, room, high, true);
}

static void caret(const struct page *page, const struct text_style *style, struct rect room,
                  const char *text, size_t from, size_t at, int line)
{
    char before[NOTE_BYTES];
    size_t bytes = at - from;
    memcpy(before, text + from, bytes);
    before[bytes] = '\0';
    float x = room.x + fonts_width(page->list->fonts, page->list->canvas.s, style, before);
    draw_rect(page->list, rect_of(x, room.y + style->line * (float)line + 2, 2, style->line - 4), 1,
              COLOR_PINE);
}

// The note shows the lines around the caret.
static void note_text(const struct page *page, struct rect room)
{
    const struct field *field = &page->view->desk->note;
    struct fonts *fonts = page->list->fonts;
    float s = page->list->canvas.s;
    struct text_style style = text_style_of(TYPE_S_BODY, TEXT_LARGE, page->tongue, COLOR_INK2);
    style.secret = true;
    int visible = (int)(room.h / style.line), at_line = 0;
    size_t start = 0, end = 0, from = 0, to = 0, caret_from = 0;
    for (int i = 0; fonts_line(fonts, s, &style, field->text, room.w, i, &start, &end); i++)
        if (start <= field->caret) {
            at_line = i;
            caret_from = start;
        }
    int first = at_line >= visible ? at_line - visible + 1 : 0;
    for (int i = 0; i < visible; i++)
        if (fonts_line(fonts, s, &style, field->text, room.w, first + i, &start, &end)) {
            from = i == 0 ? start : from;
            to = end;
        }
    char shown[NOTE_BYTES];
    memcpy(shown, field->text + from, to - from);
    shown[to - from] = '\0';
    if (shown[0] != '\0')
        draw_text(page->list, room, &style, shown);
    if (page->view->desk->field_focus == PART_NOTE)
        caret(page, &style, room, field->text, caret_from, field->caret, at_line - first);
}

static void note(const struct page *page, struct rect rect)
{
    bool focused = page->view->desk->field_focus == PART_NOTE;
    draw_part(page->list, ROLE_FIELD, PART_NOTE, "note", rect, 16);
    draw_box(page->list, rect, 16, COLOR_SURFACE, focused ? COLOR_PINE : COLOR_LINE,
             focused ? 3 : 1);
    page_line(page, rect_of(rect.x + 23, rect.y + 15, rect.w - 46, 26), TYPE_S_BOLD, COLOR_INK,
              page_word(page, "done.note"));
    note_text(page, rect_of(rect.x + 23, rect.y + 45, rect.w - 46, rect.h - 45 - 14));
}

static void words_panel(const struct page *page, struct rect rect)
{
    const struct hub_health *health = page->view->health;
    draw_area(page->list, "closing-words", rect);
    draw_rect(page->list, rect, 16, COLOR_PLUM_T);
    float x = rect.x + 21, width = rect.w - 42;
    draw_icon(page->list, "pencil", x, rect.y + 20, 24, COLOR_PLUM);
    page_line(page, rect_of(x + 34, rect.y + 17, width - 34, 30), TYPE_S_H2, COLOR_INK,
              page_word(page, "done.words"));
    page_line(page, rect_of(x, rect.y + 46, width, 26), TYPE_S_NOTE, COLOR_INK,
              page_word(page, "done.words.note"));
    const char *at = health != NULL ? health->words : "";
    float each = (width - 8) / 2;
    for (int i = 0; i < WORDS; i++) {
        at += strspn(at, " ");
        size_t bytes = strcspn(at, " ");
        char word[SIX_WORDS_BYTES], digit[4];
        memcpy(word, at, bytes);
        word[bytes] = '\0';
        at += bytes;
        struct rect box = {x + (each + 8) * (float)(i % 2), rect.y + 82 + 60 * (float)(i / 2), each,
                           52};
        draw_rect(page->list, box, 14, COLOR_SURFACE);
        draw_disc(page->list, box.x + 27, box.y + 26, 13, COLOR_PLUM, COLOR_NONE, 0);
        snprintf(digit, sizeof digit, "%d", i + 1);
        page_say(page,
                 &(struct say){.rect = {box.x + 14, box.y + 13, 26, 26},
                               .type = TYPE_S_CHIP,
                               .color = COLOR_SURFACE,
                               .align = ALIGN_CENTER,
                               .size = 15},
                 digit);
        page_say(page,
                 &(struct say){.rect = {box.x + 54, box.y, each - 62, 52},
                               .type = TYPE_S_H2,
                               .color = COLOR_INK,
                               .size = 23},
                 word);
    }
}

static void counts(const struct page *page, struct rect rect)
{
    static const char *const ICONS[] = {"people", "flag", "check", "home"};
    static const char *const IDS[] = {"done.people", "done.goals", "done.reviewed", "done.set"};
    static const char *const NAMES[] = {"attendance", "goals-followed", "practice-reviewed",
                                        "practice-set"};
    draw_area(page->list, "counts", rect);
    staff_panel(page->list, rect);
    float x = rect.x + 21, width = rect.w - 42;
    page_line(page, rect_of(x, rect.y + 13, width, 30), TYPE_S_H2, COLOR_INK,
              page_word(page, "done.counts"));
    struct rect line = {x, rect.y + 43, width, 46};
    draw_area(page->list, "prefilled", line);
    page_line(page, line, TYPE_S_NOTE, COLOR_INK2, page_word(page, "done.counts.note"));
    struct finish finish = page->view->desk->finish;
    for (int i = 0; i < VIEW_COUNTS; i++) {
        const struct finish_count *count = view_finish_count(&finish, i);
        struct rect row = {x, rect.y + 97 + 56 * (float)i, width, 56};
        char words[WORDS_BYTES], name[PART_NAME_BYTES];
        draw_area(page->list, NAMES[i], row);
        page_rule(page, row.x, row.y, row.w);
        draw_icon(page->list, ICONS[i], x, row.y + 18, 22, COLOR_PINE);
        page_line(page, rect_of(x + 34, row.y + 1, width - 34 - 150, 55), TYPE_S_BODY, COLOR_INK,
                  page_word(page, IDS[i]));
        const char *value = "\xE2\x80\x93"; // not counted
        if (count->known)
            value = page_fill(page, words, "done.of", (struct fill){"n", NULL, count->done},
                              (struct fill){"m", NULL, count->of});
        snprintf(name, sizeof name, "%s-stepper", NAMES[i]);
        page_stepper(page, PART_COUNT + 2 * (uint32_t)i, name,
                     rect_of(x + width - 142, row.y + 11, 142, 34), 34, value,
                     !count->known || count->done > 0, !count->known || count->done < PEOPLE_MAX);
    }
}

// Returns its left edge.
static float copied(const struct page *page, float right, float y)
{
    const char *text = page_word(page, "done.copied");
    float most = right - 24;
    float words = fminf(page_width(page, TYPE_S_BODY, text), most - 42);
    struct rect rect = {right - words - 42, y, words + 42, 30};
    struct part *part = draw_part(page->list, ROLE_CHECK, PART_COPIED, "copied", rect, 9);
    part->touch = rect_inset(rect, -8);
    struct rect box = {rect.x, y, 30, 30};
    bool on = page->view->desk->finish.words_copied;
    draw_box(page->list, box, 9, on ? COLOR_PINE : COLOR_SURFACE, on ? COLOR_PINE : COLOR_EDGE, 2);
    if (on)
        widget_tick(page->list, box.x + 5, box.y + 5, 20, COLOR_SURFACE);
    page_line(page, rect_of(rect.x + 42, y - 8, words, 46), TYPE_S_BODY, COLOR_INK, text);
    return rect.x;
}

static void top(const struct page *page)
{
    const struct view *view = page->view;
    const struct scene *scene = view->scene;
    char line[WORDS_BYTES + 2 * NAME_BYTES], words[WORDS_BYTES], clock[16], under[WORDS_BYTES];
    page_fill(page, words, "done.session",
              (struct fill){"title", scene->begin.deck.module_title, 0},
              (struct fill){"n", NULL, scene->begin.deck.session_number});
    snprintf(line, sizeof line, "%s \xC2\xB7 %s", scene->group, words);
    uint64_t minutes = view->session_ms / 60000;
    page_time(clock, scene->wall_minute + minutes);
    page_number(page, under, "start.minutes", "n", (int64_t)minutes);
    float right = page_top(page, clock, under);
    if (page_disk_failed(view))
        return;
    right = page_chip(page, right, 17, CHIP_PINE, "seal", page_word(page, "done.kept"));
    if (view->health != NULL && view->health->here > 0) {
        page_number(page, words, view->health->here == 1 ? "done.cleared.one" : "done.cleared", "n",
                    view->health->here);
        right = page_chip(page, right, 17, CHIP_PINE, "check", words);
    }
    page_title(page, page_word(page, "done.title"), line, right);
}

void view_end(const struct page *page)
{
    top(page);
    float spare = fmaxf(0, page->w - 1280), bottom = page->h - 88;
    float left = 300 + spare * 0.3F, right = 432, middle = page->w - 48 - 36 - left - right;
    float x2 = 24 + left + 18, x3 = x2 + middle + 18;
    time_panel(page, rect_of(24, 86, left, bottom - 86));
    techniques(page, rect_of(x2, 86, middle, 487));
    note(page, rect_of(x2, 587, middle, bottom - 587));
    words_panel(page, rect_of(x3, 86, right, 275));
    counts(page, rect_of(x3, 375, right, 326));
    float y = bottom + 16;
    struct press save = {.part = PART_SAVE,
                         .name = "save",
                         .rect = {page->w - 24 - 230, y, 230, 56},
                         .text = page_word(page, "done.save"),
                         .icon = "check",
                         .kind = STAFF_MAIN};
    struct press later = {.part = PART_LATER, .name = "later", .rect = {0, y, 0, 56}, .text = NULL};
    later.text = page_word(page, "done.later");
    later.rect.w = page_press_width(page, &later) + 5;
    later.rect.x = save.rect.x - 14 - later.rect.w;
    float left_of_copied = copied(page, later.rect.x - 24, y + 13);
    struct press print = {.part = PART_PRINT,
                          .name = "print",
                          .rect = {24, y, 0, 56},
                          .text = page_word(page, "done.print"),
                          .icon = "print",
                          .off = page_printing(page->view)};
    print.rect.w = page_press_width(page, &print);
    page_press(page, &print);
    float x = print.rect.x + print.rect.w + 20;
    page_paperwork(page, PAPERWORK_END_SHEET, rect_of(x, y - 10, left_of_copied - 20 - x, 76));
    page_press(page, &later);
    page_press(page, &save);
}

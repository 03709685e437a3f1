// Today's plan at the left of a running session, and the small panel in which one step is changed.
#include "base/check.h"
#include "facilitator/view_parts.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

static void row(const struct page *page, uint8_t index, struct rect rect)
{
    const struct view *view = page->view;
    const struct scene_step *step = &view->scene->steps[index];
    uint32_t spent = page_step_minutes(view, step);
    char name[PART_NAME_BYTES], right[WORDS_BYTES] = "", under[WORDS_BYTES] = "";
    snprintf(name, sizeof name, "agenda-%d", index + 1);
    struct plan_row made = {.key = PART_STEP + 1 + (uint32_t)index,
                            .name = name,
                            .rect = rect,
                            .state = PLAN_NEXT,
                            .title = "",
                            .right = right};
    if (step->skipped) {
        snprintf(right, sizeof right, "%s", page_word(page, "con.step.skipped"));
    } else if (step->current) {
        bool over = spent > step->plan_minutes;
        made.state = over ? PLAN_OVER : PLAN_NOW;
        made.progress =
            step->plan_minutes > 0 ? (float)spent / (float)step->plan_minutes : (float)(spent > 0);
        page_fill(page, under, "con.plan.of", (struct fill){"a", NULL, spent},
                  (struct fill){"p", NULL, step->plan_minutes});
        int64_t apart = (int64_t)step->plan_minutes - (int64_t)spent;
        page_number(page, right, over ? "con.plan.over" : "con.plan.left", "n",
                    apart < 0 ? -apart : apart);
    } else if (step->done) {
        made.state = PLAN_DONE;
        snprintf(right, sizeof right, "%u / %u", (unsigned)spent, (unsigned)step->plan_minutes);
    } else {
        snprintf(right, sizeof right, "%u", (unsigned)step->plan_minutes);
    }
    bool tall = step->current && !step->skipped;
    if (tall)
        made.right = NULL;
    staff_plan_row(page->list, &made);
    // The words are set here: a step may have any name.
    float number = tall ? 0 : page_width(page, TYPE_S_NOTE, right) + 8;
    if (tall) {
        float left = rect.x + 52, width = rect.w - 66;
        float side = fminf(page_width(page, TYPE_S_CHIP, right), width * 0.55F);
        page_line(page, rect_of(left, rect.y + 56, width - side - 8, 46), TYPE_S_NOTE, COLOR_INK2,
                  under);
        page_say(page,
                 &(struct say){.rect = {left + width - side, rect.y + 56, side, 46},
                               .type = TYPE_S_CHIP,
                               .color = made.state == PLAN_OVER ? COLOR_AMBER_I : COLOR_PINE,
                               .align = ALIGN_RIGHT},
                 right);
    }
    struct rect words = {rect.x + 52, rect.y + (tall ? 3 : 0), rect.w - 66 - number,
                         tall ? 44 : rect.h};
    page_line(page, words, tall ? TYPE_S_BOLD : TYPE_S_BODY,
              step->done && !step->current ? COLOR_INK2 : COLOR_INK,
              page_step_title(page, step->key, step->title, !page->wide));
}

// Returns the y under the last.
static float rows(const struct page *page, struct rect rect)
{
    const struct scene *scene = page->view->scene;
    float each = page->wide ? 58 : 48, now = 103 + 8;
    // More than eight steps stand closer.
    float room = rect.h - now, others = (float)(scene->step_count - (scene->step > 0 ? 1 : 0));
    if (scene->step == 0)
        room = rect.h;
    if (others > 0)
        each = fminf(each, floorf(room / others));
    float y = rect.y;
    for (uint8_t i = 0; i < scene->step_count; i++) {
        bool current = scene->steps[i].current;
        y += current ? 4 : 0;
        float height = current ? 103 : each;
        row(page, i, rect_of(rect.x, y, rect.w, height));
        y += height + (current ? 4 : 0);
    }
    return y;
}

// Before the group closes everybody has something for home or has chosen nothing: how many have not.
static void practice_open(const struct page *page, struct rect rect)
{
    const struct view *view = page->view;
    const struct scene *scene = view->scene;
    const char *key = scene->step > 0 ? scene->steps[scene->step - 1].key : "";
    if (view->today == NULL || rect.h < 34 ||
        (strcmp(key, "new-practice") != 0 && strcmp(key, "close") != 0))
        return;
    int open = book_practice_open(view->book, view->today);
    char words[WORDS_BYTES];
    if (open > 0)
        page_press(page, &(struct press){
                             .part = PART_PEOPLE_TAB + PEOPLE_PRACTICE,
                             .name = "practice-open",
                             .rect = rect,
                             .text = page_number(page, words, "people.sum.practice", "n", open),
                             .icon = "home",
                             .kind = STAFF_TINT});
}

// Elapsed, the effect on the end time, and the warning when the last two steps are being eaten.
static void foot(const struct page *page, struct rect rect)
{
    const struct view *view = page->view;
    struct plan_time time = page_plan_time(view);
    char words[WORDS_BYTES], behind[WORDS_BYTES], ends[WORDS_BYTES], clock[16], digits[16];
    page_rule(page, rect.x, rect.y, rect.w);
    bool warned = view->scene->warned;
    if (warned) {
        draw_corners(page->list, rect_of(rect.x, rect.y, rect.w, rect.h), 15, CORNERS_BOTTOM,
                     COLOR_AMBER_T);
        draw_rect(page->list, rect_of(rect.x, rect.y, rect.w, 2), 0, COLOR_AMBER);
    }
    struct rect ring = {rect.x + 16, rect.y + rect.h / 2 - 30, 60, 60};
    float left = time.planned > 0 ? (float)time.elapsed / (float)time.planned : 0;
    snprintf(digits, sizeof digits, "%u", (unsigned)time.elapsed);
    widget_ring(page->list, ring, 7, fminf(left, 1), warned, digits, 20);
    float x = rect.x + 88, width = rect.w - 88 - 12;
    page_fill(page, words, "con.plan.of", (struct fill){"a", NULL, time.elapsed},
              (struct fill){"p", NULL, time.planned});
    if (time.behind == 0)
        snprintf(behind, sizeof behind, "%s", page_word(page, "con.plan.ontime"));
    else
        page_number(page, behind, time.behind > 0 ? "con.plan.behind" : "con.plan.ahead", "n",
                    time.behind > 0 ? time.behind : -time.behind);
    page_fill(page, ends, "con.plan.ends",
              (struct fill){"time", page_time(clock, time.ends_minute), 0}, (struct fill){0});
    char line[2 * WORDS_BYTES + 8];
    snprintf(line, sizeof line, "%s \xC2\xB7 %s", behind, ends);
    if (warned) {
        // Where both do not fit, when it ends says more than by how much it is late.
        bool both = page_width(page, TYPE_S_CHIP, line) <= width;
        page_line(page, rect_of(x, rect.y + 2, width, 22), TYPE_S_CHIP, COLOR_AMBER_I,
                  both ? line : ends);
        page_line(page, rect_of(x, rect.y + 22, width, 66), TYPE_S_NOTE, COLOR_AMBER_I,
                  page_word(page, "con.plan.warn"));
        return;
    }
    page_pair(page, x, rect.y + 20, width, words, line);
}

void view_plan(const struct page *page, struct rect rect)
{
    draw_area(page->list, "agenda", rect);
    staff_panel(page->list, rect);
    const char *unit = page_word(page, "con.plan.minutes");
    float width = page_width(page, TYPE_S_NOTE, unit);
    page_line(page, rect_of(rect.x + 17, rect.y + 17, rect.w - 34 - width - 8, 30), TYPE_S_H2,
              COLOR_INK, page_word(page, "con.plan"));
    page_say(page,
             &(struct say){.rect = {rect.x + rect.w - 17 - width, rect.y + 17, width, 30},
                           .type = TYPE_S_NOTE,
                           .color = COLOR_INK2,
                           .align = ALIGN_RIGHT},
             unit);
    float y = rows(page, rect_of(rect.x + 1, rect.y + 55, rect.w - 2, rect.h - 55 - 90 - 6));
    float foot_y = rect.y + rect.h - 90;
    practice_open(page, rect_of(rect.x + 12, y + 1, rect.w - 24, fminf(44, foot_y - y - 3)));
    foot(page, rect_of(rect.x + 1, rect.y + rect.h - 90, rect.w - 2, 89));
}

static void step_button(const struct page *page, uint32_t part, const char *name, struct rect rect,
                        const char *id, const char *icon, bool off)
{
    page_press(page, &(struct press){.part = part,
                                     .name = name,
                                     .rect = rect,
                                     .text = page_word(page, id),
                                     .icon = icon,
                                     .off = off});
}

// In the place of the notes: name, minutes, place and whether it happens at all.
void view_step(const struct page *page, struct rect rect)
{
    const struct view *view = page->view;
    uint8_t number = view->desk->step;
    check(number >= 1 && number <= view->scene->step_count);
    const struct scene_step *step = &view->scene->steps[number - 1];
    char words[WORDS_BYTES];
    draw_area(page->list, "step", rect);
    draw_box(page->list, rect, 16, COLOR_SURFACE, COLOR_PINE, 3);
    float x = rect.x + 18, width = rect.w - 36, y = rect.y + (rect.h - 126) / 2;
    page_line(page, rect_of(x, y, width - 50, 26), TYPE_S_BOLD, COLOR_INK,
              page_step_title(page, step->key, step->title, false));
    page_press(page, &(struct press){.part = PART_STEP_CLOSE,
                                     .name = "step-close",
                                     .rect = {rect.x + rect.w - 8 - 36, rect.y + 6, 36, 36},
                                     .text = "",
                                     .icon = "x",
                                     .kind = STAFF_GHOST});
    y += 32;
    float field = width - 112 - 90;
    page_field(page, PART_STEP_NAME, "step-name", rect_of(x, y, field, 44), &view->desk->step_name,
               false);
    page_say(page,
             &(struct say){.rect = {x + field + 8, y, 74, 44},
                           .type = TYPE_S_NOTE,
                           .color = COLOR_INK2,
                           .align = ALIGN_RIGHT},
             page_word(page, "con.plan.minutes"));
    snprintf(words, sizeof words, "%u", (unsigned)step->plan_minutes);
    page_stepper(page, PART_STEP_LESS, "step-minutes", rect_of(x + width - 112, y, 112, 44), 34,
                 words, step->plan_minutes > 0, step->plan_minutes < 180);
    y += 50;
    float each = (width - 24) / 4;
    bool first = number == 1 || view->scene->steps[number - 2].done;
    bool last = number == view->scene->step_count || view->scene->steps[number].done;
    step_button(page, PART_STEP_EARLIER, "step-earlier", rect_of(x, y, each, 44),
                "con.step.earlier", "up", step->done || first);
    step_button(page, PART_STEP_LATER, "step-later", rect_of(x + each + 8, y, each, 44),
                "con.step.later", "down", step->done || last);
    step_button(page, PART_STEP_SKIP, "step-skip", rect_of(x + 2 * (each + 8), y, each, 44),
                "con.step.skip", "skip", step->done || step->skipped);
    step_button(page, PART_STEP_GO, "step-go", rect_of(x + 3 * (each + 8), y, each, 44),
                "con.step.go", "play", step->current);
}

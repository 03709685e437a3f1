// f03: a prompt that is open, closing or stopped. A state and never a number, but for a plain prompt.
// And the card of the live screen: the prompt that is ready, what it needs, or the result.
#include "base/check.h"
#include "core/release.h"
#include "deck/deck_append.h"
#include "facilitator/view_parts.h"
#include "show/prompt_words.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    CLOSING_SECONDS = 20
};

static bool is_closing_step(const struct scene *scene)
{
    return scene->step > 0 && strcmp(scene->steps[scene->step - 1].key, "close") == 0;
}

uint8_t view_prompt_ready(const struct scene *scene, const struct deck *deck)
{
    uint8_t passed = 0, closing = 0;
    if (deck == NULL || scene->meeting == MEETING_INDIVIDUAL)
        return 0;
    for (uint8_t i = 0; i < deck->prompt_count && i < PROMPTS_MAX; i++) {
        if (scene->prompts_used[i])
            continue;
        if (deck->prompts[i].slide == scene->slide)
            return (uint8_t)(i + 1);
        if (deck->prompts[i].slide < scene->slide)
            passed = (uint8_t)(i + 1);
        if (closing == 0 && deck_prompt_is_closing(deck, (uint8_t)(i + 1)))
            closing = (uint8_t)(i + 1);
    }
    return is_closing_step(scene) && closing != 0 ? closing : passed;
}

static uint8_t slide_of_next(const struct scene *scene, const struct deck *deck)
{
    uint8_t slide = 0;
    for (uint8_t i = 0; deck != NULL && i < deck->prompt_count && i < PROMPTS_MAX; i++)
        if (!scene->prompts_used[i] && deck->prompts[i].slide > scene->slide &&
            (slide == 0 || deck->prompts[i].slide < slide))
            slide = deck->prompts[i].slide;
    return slide;
}

enum privacy_class view_prompt_class(const struct view *view, uint8_t prompt)
{
    check(view->deck != NULL && prompt >= 1 && prompt <= view->deck->prompt_count);
    enum privacy_class class = view->deck->prompts[prompt - 1].class;
    const struct desk *desk = view->desk;
    return desk->raised_prompt == prompt && desk->raised > class ? desk->raised : class;
}

static struct prompt_view words_of(const struct page *page, uint8_t prompt)
{
    return (struct prompt_view){.deck = page->view->deck,
                                .strings = page->view->strings,
                                .prompt = prompt,
                                .language = page->view->language};
}

struct class_look {
    enum chip chip;
    const char *icon, *id;
};

static struct class_look class_look(enum privacy_class class)
{
    switch (class) {
    case CLASS_PLAIN:
        return (struct class_look){CHIP_PINE, "eye", "class.plain"};
    case CLASS_PERSONAL:
        return (struct class_look){CHIP_PLUM, "lock", "class.personal"};
    case CLASS_SENSITIVE:
        return (struct class_look){CHIP_AMBER, "lock", "class.sensitive"};
    }
    return (struct class_look){CHIP_AMBER, "lock", "class.sensitive"};
}

// ------------------------------------------------------------------------------------- the card

static void card_head(const struct page *page, struct rect rect, float room, const char *text)
{
    page_line(page, rect_of(rect.x + 19, rect.y + 6, room, 46), TYPE_S_CHIP, COLOR_PLUM, text);
}

// One line, or two smaller ones where the question is longer than the card is wide.
static void card_question(const struct page *page, struct rect rect, const char *text)
{
    page_say(page,
             &(struct say){.rect = {rect.x + 19, rect.y + 44, rect.w - 38, 42},
                           .type = TYPE_S_BOLD,
                           .color = COLOR_INK,
                           .tight = true,
                           .size = 19},
             text);
}

static void card_ready(const struct page *page, struct rect rect, uint8_t prompt)
{
    const struct view *view = page->view;
    enum privacy_class class = view_prompt_class(view, prompt);
    struct class_look look = class_look(class);
    const char *word = page_word(page, look.id);
    float width = staff_chip_width(page->list, look.icon, word);
    struct rect chip = {rect.x + rect.w - 19 - width, rect.y + 13, width, 34};
    // Words are always personal.
    bool text = view->deck->prompts[prompt - 1].kind == PROMPT_TEXT;
    bool may_raise = !text && view->deck->prompts[prompt - 1].class < CLASS_SENSITIVE;
    staff_chip(page->list, chip.x, chip.y, look.chip, look.icon, word, false);
    if (may_raise) {
        // Touched, it goes up; past the highest it comes back to the deck's own.
        draw_part(page->list, ROLE_BUTTON, PART_RAISE, "class", chip, 17)->touch =
            rect_inset(chip, -5);
        draw_box(page->list, chip, 17, COLOR_NONE, COLOR_EDGE, 1);
    }
    card_head(page, rect, rect.w - 38 - width - 8,
              page_word(page, text ? "con.prompt.ready.text" : "con.prompt.ready"));
    struct prompt_view words = words_of(page, prompt);
    card_question(page, rect, show_prompt_question(&words));
    uint8_t least = release_least(class);
    bool few = view->scene->people < least;
    char needs[WORDS_BYTES];
    page_fill(page, needs, "con.prompt.needs", (struct fill){"n", NULL, least},
              (struct fill){"m", NULL, view->scene->people});
    page_press(page, &(struct press){.part = PART_OPEN,
                                     .name = "open",
                                     .rect = {rect.x + 19, rect.y + 87, rect.w - 38, 50},
                                     .text = few ? needs : page_word(page, "con.prompt.open"),
                                     .keycap = few ? NULL : "O",
                                     .kind = STAFF_MAIN,
                                     .not_ready = few});
}

static void card_result(const struct page *page, struct rect rect)
{
    const struct scene *scene = page->view->scene;
    card_head(page, rect, rect.w - 38, page_word(page, "con.result"));
    struct prompt_view words = words_of(page, scene->prompt);
    card_question(page, rect, show_prompt_question(&words));
    page_press(page, &(struct press){.part = PART_RESULT,
                                     .name = "result-switch",
                                     .rect = {rect.x + 19, rect.y + 87, rect.w - 38, 50},
                                     .text = page_word(page, scene->result_on ? "con.result.hide"
                                                                              : "con.result.show"),
                                     .keycap = "R",
                                     .kind = scene->result_on ? STAFF_MAIN : STAFF_PLAIN});
}

static void card_none(const struct page *page, struct rect rect)
{
    const struct scene *scene = page->view->scene;
    char words[WORDS_BYTES];
    bool alone = scene->meeting == MEETING_INDIVIDUAL;
    uint8_t next = alone ? 0 : slide_of_next(scene, page->view->deck);
    card_head(page, rect, rect.w - 38, page_word(page, "con.prompts"));
    page_say(page,
             &(struct say){.rect = {rect.x + 19, rect.y + 48, rect.w - 38, next > 0 ? 50 : 92},
                           .type = TYPE_S_BODY,
                           .color = COLOR_INK,
                           .top = true},
             page_word(page, alone                                ? "refusal.individual"
                             : scene->prompt_state == PROMPT_HELD ? "result.held"
                                                                  : "con.prompt.none"));
    if (next > 0)
        page_line(page, rect_of(rect.x + 19, rect.y + 104, rect.w - 38, 30), TYPE_S_NOTE,
                  COLOR_INK2, page_number(page, words, "con.prompt.next", "n", next));
}

void view_prompt_card(const struct page *page, struct rect rect)
{
    const struct scene *scene = page->view->scene;
    draw_area(page->list, "prompt", rect);
    staff_panel(page->list, rect);
    uint8_t ready = view_prompt_ready(scene, page->view->deck);
    bool has_result =
        page->view->deck != NULL && scene->prompt > 0 &&
        (scene->prompt_state == PROMPT_SHOWN || scene->prompt_state == PROMPT_WITHHELD);
    if (has_result && (scene->result_on || ready == 0))
        card_result(page, rect);
    else if (ready > 0)
        card_ready(page, rect, ready);
    else
        card_none(page, rect);
}

// ------------------------------------------------------------------------------------- the page

struct measures {
    float left, right, gap, pad, mark, mark_y, strip_y, strip_h, rule_y, people_y, panel_h;
    bool wide;
};

static struct measures measures_of(const struct page *page)
{
    if (page->wide)
        return (struct measures){316, 364, 20, 32, 132, 175, 337, 58, 421, 446, 520, true};
    return (struct measures){268, 300, 16, 26, 104, 182, 308, 50, 378, 398, 466, false};
}

struct state_look {
    enum color ground, art;
    const char *icon;
};

static const struct state_look STATES[] = {
    [BOX_WAITING] = {COLOR_SUNKEN, COLOR_INK2, "clock"},
    [BOX_ENOUGH] = {COLOR_PINE_T, COLOR_PINE, "check"},
    [BOX_FULL] = {COLOR_PLUM_T, COLOR_PLUM, "box"},
};
static const char *const STATE_IDS[] = {"box.waiting", "box.enough", "box.full"};
static const char *const STATE_LINES[] = {"box.waiting.line", "box.enough.line", "box.full.line"};
static const char *const STATE_NAMES[] = {"state-waiting", "state-enough", "state-full"};

static void strip(const struct page *page, struct rect rect, enum box_state now)
{
    draw_area(page->list, "state", rect);
    float dashed = (float)(BOX_FULL - now);
    float unit = (rect.w - 56 - 4 * dashed) / 3.25F, x = rect.x;
    for (int i = BOX_WAITING; i <= BOX_FULL; i++) {
        bool ahead = i > (int)now;
        float width = unit * (i == BOX_ENOUGH ? 1.25F : 1) + (ahead ? 4 : 0);
        struct rect box = {x, rect.y, width, rect.h};
        draw_area(page->list, STATE_NAMES[i], box);
        enum color fill = ahead ? COLOR_SURFACE : i == (int)now ? COLOR_PLUM : COLOR_PLUM_T;
        enum color color = ahead ? COLOR_INK2 : i == (int)now ? COLOR_SURFACE : COLOR_PLUM;
        if (ahead)
            draw_dashed(page->list, box, 14, fill, COLOR_EDGE, 2);
        else
            draw_rect(page->list, box, 14, fill);
        const char *word = page_word(page, STATE_IDS[i]);
        float words = fminf(page_width(page, TYPE_S_CHIP, word), width - 46);
        float left = x + (width - words - 29) / 2;
        draw_icon(page->list, i < (int)now ? "check" : STATES[i].icon, left,
                  rect.y + rect.h / 2 - 10, 20, color);
        page_line(page, rect_of(left + 29, rect.y, words, rect.h), TYPE_S_CHIP, color, word);
        x += width;
        if (i < BOX_FULL)
            draw_icon(page->list, "right", x + 4, rect.y + rect.h / 2 - 10, 20, COLOR_EDGE);
        x += 28;
    }
}

static void question(const struct page *page, struct rect rect, const struct measures *m)
{
    const struct scene *scene = page->view->scene;
    static const char *const KINDS[] = {
        [PROMPT_FACES] = "kind.faces",   [PROMPT_FIVE_STEPS] = "kind.five-steps",
        [PROMPT_SINGLE] = "kind.single", [PROMPT_CHOOSE_ALL] = "kind.choose-all",
        [PROMPT_TEXT] = "kind.text",
    };
    struct prompt_view words = words_of(page, scene->prompt);
    struct class_look look = class_look(scene->prompt_class);
    const char *class = page_word(page, look.id);
    float width = staff_chip_width(page->list, look.icon, class);
    float x = rect.x + m->pad, right = rect.x + rect.w - m->pad;
    float chip_y = rect.y + (m->wide ? 94 : 122);
    draw_area(page->list, "class", rect_of(right - width, chip_y, width, 38));
    staff_chip(page->list, right - width, chip_y + 2, look.chip, look.icon, class, false);
    float first = m->wide ? right - width - 14 - x : right - x;
    page_line(page, rect_of(x, rect.y + (m->wide ? 82 : 66), first, m->wide ? 38 : 60), TYPE_S_H1,
              COLOR_INK, show_prompt_question(&words));
    page_line(page, rect_of(x, rect.y + (m->wide ? 120 : 124), right - width - 14 - x, 34),
              TYPE_S_NOTE, COLOR_INK2, page_word(page, KINDS[show_prompt(&words)->kind]));
}

// Waiting, enough or full; or that it stopped, and why.
static void state(const struct page *page, struct rect rect, const struct measures *m)
{
    const struct view *view = page->view;
    const struct scene *scene = view->scene;
    bool stopped = scene->prompt_state == PROMPT_PAUSED;
    enum box_state now = scene->box_state;
    struct state_look look = STATES[now];
    const char *title = page_word(page, STATE_IDS[now]);
    const char *line = page_word(page, STATE_LINES[now]);
    char words[WORDS_BYTES];
    if (stopped) {
        bool gone = view->health != NULL && view->health->answers_gone;
        bool locked = view->health != NULL && view->health->answers_locked;
        look = (struct state_look){COLOR_AMBER_T, COLOR_AMBER_I, "pause"};
        title = page_word(page, "con.prompt.stopped");
        line = page_word(page, gone                 ? "refusal.answers-gone"
                               : locked             ? "refusal.answers-locked"
                               : scene->disk_failed ? "con.prompt.stopped.disk"
                                                    : "con.prompt.stopped.line");
    } else if (scene->box_count_known) {
        line = page_fill(page, words, "con.count", (struct fill){"n", NULL, scene->box_count},
                         (struct fill){"m", NULL, scene->places});
    }
    struct rect mark = {rect.x + m->pad, rect.y + m->mark_y, m->mark, m->mark};
    draw_area(page->list, "state-mark", mark);
    draw_ellipse(page->list, mark, look.ground);
    float icon = roundf(m->mark * 0.62F);
    draw_icon(page->list, look.icon, mark.x + (m->mark - icon) / 2, mark.y + (m->mark - icon) / 2,
              icon, look.art);
    float x = mark.x + m->mark + 26, width = rect.x + rect.w - m->pad - x;
    float middle = mark.y + m->mark / 2;
    float big = m->wide ? 40 : 34;
    page_say(page,
             &(struct say){.rect = {x, middle - (m->wide ? 40 : 36), width, m->wide ? 50 : 44},
                           .type = TYPE_S_H0,
                           .color = COLOR_INK,
                           .size = big},
             title);
    page_say(page,
             &(struct say){.rect = {x, middle + 10, width, m->mark / 2 - 6},
                           .type = TYPE_S_BODY,
                           .color = COLOR_INK2,
                           .top = true},
             line);
    if (!stopped)
        strip(page, rect_of(rect.x + m->pad, rect.y + m->strip_y, rect.w - 2 * m->pad, m->strip_h),
              now);
}

static void people(const struct page *page, struct rect rect, const struct measures *m)
{
    float x = rect.x + m->pad, y = rect.y + m->people_y, right = rect.x + rect.w - m->pad;
    page_rule(page, x, rect.y + m->rule_y, rect.w - 2 * m->pad);
    draw_icon(page->list, "people", x, y + 7, 30, COLOR_PLUM);
    page_pair(page, x + 46, y - 3, right - 170 - x - 46, page_word(page, "con.present"),
              page_word(page, "con.present.line"));
    char digits[8];
    snprintf(digits, sizeof digits, "%u", (unsigned)page->view->scene->people);
    page_stepper(page, PART_PEOPLE_LESS, "people-present", rect_of(right - 158, y, 158, 44), 44,
                 digits, false, page->view->scene->people < PEOPLE_MAX);
}

static uint64_t phase_seconds(const struct view *view)
{
    uint64_t ms = view->session_ms > view->phase_at_ms ? view->session_ms - view->phase_at_ms : 0;
    return ms / 1000;
}

static void open_panel(const struct page *page, struct rect rect, const struct measures *m)
{
    const struct view *view = page->view;
    const struct scene *scene = view->scene;
    bool closing = scene->prompt_state == PROMPT_CLOSING;
    bool stopped = scene->prompt_state == PROMPT_PAUSED;
    draw_area(page->list, "prompt-open", rect);
    draw_rect(page->list, rect, 16, COLOR_PLUM);
    draw_corners(page->list, rect_of(rect.x + 2, rect.y + 56, rect.w - 4, rect.h - 58), 14,
                 CORNERS_BOTTOM, COLOR_SURFACE);
    draw_icon(page->list, "chat", rect.x + 24, rect.y + 17, 24, COLOR_SURFACE);
    char words[WORDS_BYTES], time[16];
    uint64_t seconds = phase_seconds(view);
    uint64_t left = seconds < CLOSING_SECONDS ? CLOSING_SECONDS - seconds : 0;
    const char *title = page_word(page, stopped ? "con.prompt.stopped" : "con.prompt.isopen");
    if (closing)
        title = page_number(page, words, "con.close.closing", "n", (int64_t)left);
    page_line(page, rect_of(rect.x + 60, rect.y + 2, rect.w - 60 - 100, 54), TYPE_S_BOLD,
              COLOR_SURFACE, title);
    if (!closing && !stopped)
        page_say(page,
                 &(struct say){.rect = {rect.x + rect.w - 24 - 90, rect.y + 2, 90, 54},
                               .type = TYPE_S_BOLD,
                               .color = COLOR_SURFACE,
                               .align = ALIGN_RIGHT},
                 page_seconds(time, seconds));
    // The time since it opened steps on the second; the plan's minutes fall on one of them.
    draw_wake(page->list, (int)((1000 - view->session_ms % 1000) / view->speed + 1));
    question(page, rect, m);
    state(page, rect, m);
    people(page, rect, m);
}

static void hidden(const struct page *page, struct rect rect)
{
    draw_area(page->list, "hidden-until-closed", rect);
    draw_rect(page->list, rect, 16, COLOR_PLUM_T);
    float middle = rect.y + rect.h / 2;
    draw_disc(page->list, rect.x + 57, middle, 30, COLOR_SURFACE, COLOR_NONE, 0);
    draw_icon(page->list, "lock", rect.x + 41, middle - 16, 32, COLOR_PLUM);
    float x = rect.x + 107, width = rect.w - 107 - 20;
    page_line(page, rect_of(x, middle - 31, width, 36), TYPE_S_H2, COLOR_INK,
              page_word(page, "con.hidden"));
    page_say(page,
             &(struct say){.rect = {x, middle + 2, width, 56},
                           .type = TYPE_S_BODY,
                           .color = COLOR_INK,
                           .top = true},
             page_word(page, "con.hidden.line"));
}

static void actions(const struct page *page, struct rect rect)
{
    const struct view *view = page->view;
    const struct scene *scene = view->scene;
    bool gone =
        view->health != NULL && (view->health->answers_gone || view->health->answers_locked);
    bool stopped = scene->prompt_state == PROMPT_PAUSED;
    bool only_void =
        scene->prompt_state == PROMPT_CLOSING || gone || (stopped && scene->disk_failed);
    draw_area(page->list, "close-actions", rect);
    staff_panel(page->list, rect);
    float x = rect.x + 19, width = rect.w - 38;
    page_line(page, rect_of(x, rect.y + 19, width, 30), TYPE_S_H2, COLOR_INK,
              page_word(page, "con.close.ready"));
    struct press show = {.part = PART_CLOSE_SHOW,
                         .name = "close-show",
                         .rect = {x, rect.y + 61, width, 60},
                         .text = page_word(page, "con.close.show"),
                         .keycap = only_void ? NULL : "O",
                         .kind = STAFF_MAIN,
                         .off = only_void};
    // People must be able to see for 20 s that they can still send: wake first, then close.
    if (!only_void && (stopped || scene->paused)) {
        show.part = stopped ? PART_PROMPT_WAKE : PART_PAUSE;
        show.name = "wake";
        show.text = page_word(page, stopped ? "con.prompt.wake" : "con.wake");
        show.keycap = stopped ? NULL : "P";
        show.icon = "play";
    }
    // The command bar has the same part then: one of the two is enough to be touched.
    if (show.part == PART_PAUSE)
        show.part = PART_PROMPT_WAKE;
    page_press(page, &show);
    page_press(page, &(struct press){.part = PART_CLOSE_HOLD,
                                     .name = "close",
                                     .rect = {x, rect.y + 133, width, 50},
                                     .text = page_word(page, "con.close.hold"),
                                     .off = only_void || stopped || scene->paused});
    page_rule(page, x, rect.y + 197, width);
    page_press(page, &(struct press){.part = PART_VOID,
                                     .name = "void",
                                     .rect = {x, rect.y + 212, width, 50},
                                     .text = page_word(page, "con.void"),
                                     .icon = "refresh",
                                     .kind = STAFF_END});
    page_line(page, rect_of(x, rect.y + 263, width, 44), TYPE_S_NOTE, COLOR_INK2,
              page_word(page, "con.void.line"));
}

void view_prompt(const struct page *page)
{
    struct measures m = measures_of(page);
    float bottom = page->h - 82;
    page_top_session(page);
    view_plan(page, rect_of(20, 84, m.left, bottom - 84));
    float x = 20 + m.left + m.gap, width = page->w - 40 - m.left - m.right - 2 * m.gap;
    struct rect panel = {x, 84, width, m.panel_h};
    if (page->view->deck != NULL && page->view->scene->prompt > 0)
        open_panel(page, panel, &m);
    struct rect below = {x, 84 + m.panel_h + 14, width, bottom - 84 - m.panel_h - 14};
    if (page->view->desk->step > 0)
        view_step(page, below);
    else
        hidden(page, below);
    x += width + m.gap;
    actions(page, rect_of(x, 84, m.right, 316));
    view_screens(page, rect_of(x, 412, m.right, bottom - 412), 41, page->wide ? 44 : 39);
    view_commands(page);
}

// f04: what people share of their goals, under the faces of their cards, when goals have closed. Never
// on the room screen.
#include "base/check.h"
#include "facilitator/view_parts.h"
#include "room/hub.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    COLUMNS = 4,
    GAP = 18,
    TOP = 88,
    CARDS_TOP = 148,
    PANEL = 112,
    LINES_MAX = 5, // of one card; a person who shares more tells the rest
};

struct look {
    const char *id, *icon;
    enum color tint, color;
};

static const struct look LOOKS[COLUMNS] = {
    {"goal.did", "check", COLOR_PINE_T, COLOR_PINE},
    {"goal.part", "half", COLOR_SKY_T, COLOR_SKY},
    {"goal.notyet", "clock", COLOR_SUNKEN, COLOR_INK2},
    {"goal.help", "hand", COLOR_AMBER_T, COLOR_AMBER_I},
};

// A person's lines: a run of the board's, which stands by face.
struct card {
    struct goal_handle handle;
    int first, count;
    int column;
};

// Whoever wants help stands there, then what is not done yet, in parts, or done.
static int column_of(const struct goal_board *board, const struct card *card)
{
    static const int PLACE[GOAL_STATUS_LAST + 1] = {[GOAL_STATUS_NONE] = -1,
                                                    [GOAL_DID] = 0,
                                                    [GOAL_PART] = 1,
                                                    [GOAL_NOT_YET] = 2,
                                                    [GOAL_HELP] = 3};
    int column = -1;
    for (int i = card->first; i < card->first + card->count; i++)
        if (PLACE[board->lines[i].line.status] > column)
            column = PLACE[board->lines[i].line.status];
    return column >= 0 ? column : PLACE[GOAL_NOT_YET];
}

static int cards_of(const struct goal_board *board, struct card out_cards[GOAL_CARDS_MAX])
{
    int count = 0;
    for (int i = 0; board != NULL && i < board->line_count && count < GOAL_CARDS_MAX; i++) {
        struct goal_handle handle = board->lines[i].handle;
        struct card *last = count > 0 ? &out_cards[count - 1] : NULL;
        if (last != NULL && last->handle.shape == handle.shape &&
            last->handle.number == handle.number)
            last->count++;
        else
            out_cards[count++] = (struct card){.handle = handle, .first = i, .count = 1};
    }
    for (int i = 0; i < count; i++)
        out_cards[i].column = column_of(board, &out_cards[i]);
    return count;
}

static bool is_open(const struct view *view)
{
    return view->scene->goals_state != GOALS_IDLE;
}

static void top(const struct page *page)
{
    const struct view *view = page->view;
    static const char *const STATES[] = {
        [GOALS_IDLE] = "board.state.closed",
        [GOALS_OPEN] = "board.state.open",
        [GOALS_PAUSED] = "board.state.paused",
        [GOALS_CLOSING] = "board.state.closing",
    };
    char line[WORDS_BYTES + NAME_BYTES];
    float right = page_top(page, NULL, NULL);
    if (page_disk_failed(view))
        return;
    struct press back = {.part = PART_BOARD,
                         .name = "back",
                         .rect = {0, 12, 0, 44},
                         .text = page_word(page, "board.back"),
                         .icon = "arrow-left",
                         .keycap = "G",
                         .kind = STAFF_MAIN};
    struct press goals = {.part = PART_GOALS,
                          .name = "open-goals",
                          .rect = {0, 12, 0, 44},
                          .text = page_word(page, is_open(view) ? "board.close" : "board.open"),
                          .icon = "flag",
                          .not_ready = view->scene->goals_state == GOALS_CLOSING};
    back.rect.w = page_press_width(page, &back);
    back.rect.x = right - back.rect.w;
    goals.rect.w = page_press_width(page, &goals);
    goals.rect.x = back.rect.x - 16 - goals.rect.w;
    page_press(page, &goals);
    page_press(page, &back);
    right = goals.rect.x - 16;
    // Where words are long the chip goes first, then the group's name.
    const char *never = page_word(page, "board.never");
    const char *state = page_word(page, STATES[view->scene->goals_state]);
    snprintf(line, sizeof line, "%s \xC2\xB7 %s", view->scene->group, state);
    float width = page_width(page, TYPE_S_NOTE, line);
    if (right - staff_chip_width(page->list, "eye-off", never) - 16 > 78 + width)
        right = page_chip(page, right, 17, CHIP_PLUM, "eye-off", never);
    page_title(page, page_word(page, "board.title"), 78 + width < right ? line : state, right);
}

static struct rect column_rect(const struct page *page, int column)
{
    float each = (page->w - 48 - GAP * (COLUMNS - 1)) / COLUMNS;
    return rect_of(24 + (each + GAP) * (float)column, TOP, each, 48);
}

static void head(const struct page *page, int column)
{
    const struct look *look = &LOOKS[column];
    struct rect rect = column_rect(page, column);
    draw_rect(page->list, rect, 14, look->tint);
    draw_icon(page->list, look->icon, rect.x + 16, rect.y + 13, 22, look->color);
    page_line(page, rect_of(rect.x + 48, rect.y, rect.w - 60, rect.h), TYPE_S_BOLD, look->color,
              page_word(page, look->id));
}

static const char *kind_word(const struct page *page, enum goal_line_kind kind)
{
    static const char *const IDS[GOAL_LINE_KIND_LAST + 1] = {
        [GOAL_LONG_TERM] = "board.longterm",   [GOAL_WHY] = "board.why",
        [GOAL_SHORT_TERM] = "board.shortterm", [GOAL_STEP] = "board.step",
        [GOAL_PRACTICE] = "board.practice",
    };
    return page_word(page, IDS[kind]);
}

static struct text_style words_style(const struct page *page)
{
    struct text_style style = text_style_of(TYPE_S_BOLD, TEXT_LARGE, page->tongue, COLOR_INK);
    style.size = 19;
    style.line = 26;
    style.secret = true; // a person wrote it
    return style;
}

static float words_height(const struct page *page, const char *text, float width)
{
    struct text_style style = words_style(page);
    struct text_size_used used =
        fonts_measure(page->list->fonts, page->list->canvas.s, &style, text, width);
    return 26 * (float)(used.lines > 0 ? used.lines : 1);
}

static int shown_lines(const struct card *card)
{
    return card->count < LINES_MAX ? card->count : LINES_MAX;
}

static float card_height(const struct page *page, const struct card *card, float width)
{
    float height = 75 + 22 - 13;
    for (int i = 0; i < shown_lines(card); i++)
        height += 13 + 22 +
                  words_height(page, page->view->board->lines[card->first + i].line.text, width);
    return height;
}

static void card_draw(const struct page *page, const struct card *card, struct rect rect)
{
    char name[PART_NAME_BYTES], words[WORDS_BYTES];
    float x = rect.x + 21, width = rect.w - 42, y = rect.y + 75;
    snprintf(name, sizeof name, "face-%u", (unsigned)card->handle.number);
    draw_area(page->list, name, rect);
    staff_panel(page->list, rect);
    page_face(page, x + 22, rect.y + 41, 22, card->handle);
    page_line(page, rect_of(x + 56, rect.y + 27, width - 56, 28), TYPE_S_BOLD, COLOR_INK,
              page_face_name(page, words, card->handle));
    struct text_style style = words_style(page);
    for (int i = 0; i < shown_lines(card); i++) {
        const struct goal_line *line = &page->view->board->lines[card->first + i].line;
        page_line(page, rect_of(x, y, width, 22), TYPE_S_NOTE, COLOR_INK2,
                  kind_word(page, line->kind));
        float high = words_height(page, line->text, width);
        draw_text(page->list, rect_of(x, y + 22, width, high), &style, line->text);
        y += 22 + high + 13;
    }
}

// The cards of one page; the rest comes with "more". Returns how many pages there are.
static uint8_t cards(const struct page *page)
{
    struct card all[GOAL_CARDS_MAX];
    const struct view *view = page->view;
    int count = cards_of(view->board, all);
    float bottom = page->h - 22 - PANEL - 12 - 44; // over the row of new cards
    float ends[COLUMNS];
    uint8_t pages[COLUMNS] = {0}, most = 1;
    uint8_t page_of[GOAL_CARDS_MAX];
    float at[GOAL_CARDS_MAX];
    for (int i = 0; i < COLUMNS; i++)
        ends[i] = CARDS_TOP;
    for (int i = 0; i < count; i++) {
        int column = all[i].column;
        float high = card_height(page, &all[i], column_rect(page, column).w - 42);
        if (ends[column] > CARDS_TOP && ends[column] + high > bottom) {
            pages[column]++;
            ends[column] = CARDS_TOP;
        }
        page_of[i] = pages[column];
        at[i] = ends[column];
        ends[column] += high + 12;
        if (pages[column] + 1 > most)
            most = (uint8_t)(pages[column] + 1);
    }
    for (int i = 0; i < count; i++) {
        struct rect column = column_rect(page, all[i].column);
        if (page_of[i] == view->desk->board_page % most)
            card_draw(
                page, &all[i],
                rect_of(column.x, at[i], column.w, card_height(page, &all[i], column.w - 42)));
    }
    return most;
}

static const char *legend_words(const struct page *page, enum band band, char words[WORDS_BYTES])
{
    static const char *const IDS[] = {
        [BAND_FEW] = "band.few", [BAND_HALF] = "band.half", [BAND_MOST] = "band.most"};
    const struct goals_release *goals = &page->view->scene->goals;
    const uint8_t from[] = {
        [BAND_FEW] = 0, [BAND_HALF] = goals->half_least, [BAND_MOST] = goals->most_least};
    const uint8_t to[] = {[BAND_FEW] = goals->few_most,
                          [BAND_HALF] = goals->half_most,
                          [BAND_MOST] = goals->most_most};
    char digits[2][8];
    snprintf(digits[0], sizeof digits[0], "%u", (unsigned)from[band]);
    snprintf(digits[1], sizeof digits[1], "%u", (unsigned)to[band]);
    const struct strings_value values[] = {
        {"band", page_word(page, IDS[band])}, {"a", digits[0]}, {"b", digits[1]}};
    struct out out = out_into(words, WORDS_BYTES);
    strings_fill(&out, page_word(page, from[band] == to[band] ? "band.legend.same" : "band.legend"),
                 values, 3);
    return page_word(page, IDS[band]);
}

static float band_width(enum band band, float track)
{
    return track * (band == BAND_FEW ? 0.2F : band == BAND_HALF ? 0.5F : 0.8F);
}

// How many have opened their goals, as a band of the people present. Returns its left edge.
static float opened(const struct page *page, struct rect rect)
{
    const struct goals_release *goals = &page->view->scene->goals;
    if (!goals->banded || is_open(page->view))
        return rect.x + rect.w - 24;
    char words[WORDS_BYTES];
    float width = 0;
    for (enum band band = BAND_FEW; band <= BAND_MOST; band++) {
        // The band's name is bold, and half a pixel a letter wider for it.
        float bold = 0.5F * (float)strlen(legend_words(page, band, words));
        width = fmaxf(width, page_width(page, TYPE_S_FLOOR, words) + bold);
    }
    float x = rect.x + rect.w - 24 - width - 54;
    struct rect legend = {x, rect.y + 20, width + 54, 72};
    draw_area(page->list, "legend", legend);
    for (enum band band = BAND_FEW; band <= BAND_MOST; band++) {
        float y = legend.y + 24 * (float)(band - BAND_FEW);
        int bold = (int)strlen(legend_words(page, band, words));
        draw_rect(page->list, rect_of(x, y + 7, 44, 11), 4, COLOR_SURFACE);
        draw_rect(page->list, rect_of(x, y + 7, band_width(band, 44), 11), 4, COLOR_PLUM);
        page_say(page,
                 &(struct say){.rect = {x + 54, y, width, 24},
                               .type = TYPE_S_FLOOR,
                               .color = COLOR_INK,
                               .bold_bytes = bold},
                 words);
    }
    draw_rect(page->list, rect_of(x - 21, rect.y + 24, 1, 64), 0, COLOR_EDGE);
    const char *value = legend_words(page, goals->opened, words);
    float value_w = page_width(page, TYPE_S_BOLD, value);
    struct rect bar = {x - 40 - value_w - 12 - 150, rect.y + 30, 150 + 12 + value_w, 53};
    draw_area(page->list, "updated", bar);
    page_line(page, rect_of(bar.x, bar.y, bar.w, 24), TYPE_S_NOTE, COLOR_INK,
              page_word(page, "board.opened"));
    draw_rect(page->list, rect_of(bar.x, bar.y + 29, 150, 22), 7, COLOR_SURFACE);
    draw_rect(page->list, rect_of(bar.x, bar.y + 29, band_width(goals->opened, 150), 22), 7,
              COLOR_PLUM);
    page_line(page, rect_of(bar.x + 162, bar.y + 26, value_w, 28), TYPE_S_BOLD, COLOR_INK, value);
    return bar.x;
}

static void shared_only(const struct page *page)
{
    struct rect rect = {24, page->h - 22 - PANEL, page->w - 48, PANEL};
    draw_area(page->list, "shared-only", rect);
    draw_rect(page->list, rect, 16, COLOR_PLUM_T);
    draw_disc(page->list, rect.x + 52, rect.y + 56, 28, COLOR_SURFACE, COLOR_NONE, 0);
    draw_icon(page->list, "lock", rect.x + 38, rect.y + 42, 28, COLOR_PLUM);
    float right = opened(page, rect);
    float w = right - rect.x - 100 - 16;
    const char *only = page_word(page, "board.only"), *rest = page_word(page, "board.card");
    float high = page_width(page, TYPE_S_BOLD, only) > w ? 48 : 26;
    page_line(page, rect_of(rect.x + 100, rect.y + 56 - high, w, high), TYPE_S_BOLD, COLOR_INK,
              only);
    high = page_width(page, TYPE_S_BODY, rest) > w ? 48 : 26;
    page_line(page, rect_of(rect.x + 100, rect.y + 56, w, high), TYPE_S_BODY, COLOR_INK, rest);
}

// What staff should know of the cards: a file that did not open, cards that rest, cards that are renewed.
static const char *notice_words(const struct page *page, char words[WORDS_BYTES])
{
    const struct hub_health *health = page->view->health;
    if (health == NULL)
        return NULL;
    if (health->goals_bad[0] != '\0') {
        const char *name = strrchr(health->goals_bad, '/');
        return page_fill(page, words, "board.bad",
                         (struct fill){"file", name != NULL ? name + 1 : health->goals_bad, 0},
                         (struct fill){0});
    }
    if (health->goals_resting)
        return page_word(page, health->goals_locked ? "refusal.goals-locked" : "board.resting");
    switch (health->renewal.kind) {
    case RENEWAL_NONE:
        break;
    case RENEWAL_RUNS:
        return health->renewal.weeks > 1
                   ? page_number(page, words, "board.renewal", "n", health->renewal.weeks)
                   : page_word(page, "board.renewal.last");
    case RENEWAL_ENDS:
        return page_word(page, "board.renewal.end");
    }
    return NULL;
}

// Where lines will stand, while there are none.
static void notice(const struct page *page)
{
    char words[WORDS_BYTES];
    const char *text = notice_words(page, words);
    if (text == NULL)
        return;
    float w = fminf(760, page->w - 48);
    struct rect rect = {(page->w - w) / 2, CARDS_TOP + 84, w, 72};
    draw_area(page->list, "notice", rect);
    draw_rect(page->list, rect, 16, COLOR_AMBER_T);
    draw_icon(page->list, "card", rect.x + 24, rect.y + 22, 28, COLOR_AMBER_I);
    page_line(page, rect_of(rect.x + 72, rect.y, rect.w - 72 - 24, rect.h), TYPE_S_BODY, COLOR_INK,
              text);
}

// Whether people may make new cards while goals are open; it is chosen before they open. Returns its
// right edge.
static float new_cards(const struct page *page, float y)
{
    const struct view *view = page->view;
    bool on = is_open(view) ? view->scene->new_cards : view->desk->new_cards;
    const char *text = page_word(page, "board.newcards");
    float words = fminf(page_width(page, TYPE_S_BODY, text), page->w - 48 - 42 - 200);
    struct rect rect = {24, y, words + 42, 30};
    struct part *part = draw_part(page->list, ROLE_CHECK, PART_NEW_CARDS, "new-cards", rect, 9);
    part->off = is_open(view);
    part->touch = rect_inset(rect, -8);
    draw_box(page->list, rect_of(24, y, 30, 30), 9, on ? COLOR_PINE : COLOR_SURFACE,
             on ? COLOR_PINE : COLOR_EDGE, 2);
    if (on)
        widget_tick(page->list, 29, y + 5, 20, COLOR_SURFACE);
    page_line(page, rect_of(66, y - 8, words, 46), TYPE_S_BODY, part->off ? COLOR_INK2 : COLOR_INK,
              text);
    return rect.x + rect.w;
}

// Cards to mark what a screen shows once, for whoever makes a new one: to be printed beforehand.
static void blank_cards(const struct page *page, float x, float right, float y)
{
    struct press press = {.part = PART_PRINT_CARDS,
                          .name = "print-cards",
                          .rect = {x, y - 7, 0, 44},
                          .text = page_word(page, "board.blank"),
                          .icon = "print",
                          .kind = STAFF_GHOST,
                          .off = page_printing(page->view)};
    press.rect.w = fminf(page_press_width(page, &press), right - x);
    page_press(page, &press);
    x += press.rect.w + 16;
    if (right > x)
        page_paperwork(page, PAPERWORK_CARDS, rect_of(x, y - 10, right - x, 50));
}

void view_board(const struct page *page)
{
    check(page->view->scene != NULL);
    top(page);
    for (int i = 0; i < COLUMNS; i++)
        head(page, i);
    float y = page->h - 22 - PANEL - 12 - 36;
    uint8_t pages = 1;
    bool waits = is_open(page->view) || page->view->board == NULL;
    if (waits || page->view->board->line_count == 0) {
        page_say(page,
                 &(struct say){.rect = {24, CARDS_TOP + 12, page->w - 48, 60},
                               .type = TYPE_S_BODY,
                               .color = COLOR_INK2,
                               .align = ALIGN_CENTER},
                 page_word(page, waits ? "board.wait" : "board.none"));
        notice(page);
    } else {
        pages = cards(page);
    }
    blank_cards(page, new_cards(page, y) + 28, page->w - 24 - (pages > 1 ? 150 + 16 : 0), y);
    shared_only(page);
    if (pages > 1)
        page_press(page, &(struct press){.part = PART_BOARD_MORE,
                                         .name = "board-more",
                                         .rect = {page->w - 24 - 150, y - 10, 150, 44},
                                         .text = page_word(page, "q.more"),
                                         .icon = "down"});
}

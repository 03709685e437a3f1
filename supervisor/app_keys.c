// What a touch, a key or a typed text means on each screen (design system 10).
#include "base/check.h"
#include "base/utf8.h"
#include "supervisor/app.h"
#include <ctype.h>
#include <string.h>

enum {
    SEEK_MS = 10000
};

static void show_sessions(struct app *app)
{
    app->playing = false;
    app->screen = SCREEN_SESSIONS;
}

static void next_dates(struct app *app)
{
    app->filter.weeks = app->filter.weeks == 3 ? 12 : app->filter.weeks == 12 ? 0 : 3;
    app->first = 0;
    app_choose(app);
}

// To the next step, or to the next of what happened and what was said about it.
static void step(struct app *app, bool event, int way)
{
    uint64_t at_ms, said_ms;
    bool found = event ? timeline_event(app->timeline, app->at_ms, way, &at_ms)
                       : timeline_step(app->timeline, app->at_ms, way, &at_ms);
    if (event && app_review_event(app, way, &said_ms) &&
        (!found || (way > 0 ? said_ms < at_ms : said_ms > at_ms))) {
        at_ms = said_ms;
        found = true;
    }
    if (found)
        app_seek(app, at_ms);
}

static void show_record(struct app *app, enum view_screen screen)
{
    check(app->meeting != NULL);
    app->playing = false;
    app->screen = screen;
}

static const struct shelf_row *row_of(const struct app *app, uint32_t key)
{
    for (size_t i = 0; i < app->shelf.count; i++)
        if (app->shelf.rows[i].key == key)
            return &app->shelf.rows[i];
    return NULL;
}

static void act_on_row(struct app *app, uint32_t key)
{
    const struct shelf_row *row = row_of(app, key);
    enum view_screen screen = app->screen;
    // A row of the check shows its verdict; a row of the sessions opens its replay.
    if (row != NULL && app_open_row(app, row) && screen == SCREEN_VERIFY)
        app->screen = SCREEN_VERIFY;
}

// A part that comes in numbers; false if it is none of these.
static bool act_on_number(struct app *app, uint32_t part)
{
    struct app_review *review = &app->review;
    uint64_t at_ms;
    if (app_review_moment(app, part, &at_ms)) {
        app_seek(app, at_ms);
        show_record(app, SCREEN_REPLAY);
        return true;
    }
    if (part >= PART_SCORE && part < PART_SCORE + 8U * SHEET_ITEMS_MAX) {
        app_review_score(app, (uint8_t)((part - PART_SCORE) / 8),
                         (uint8_t)((part - PART_SCORE) % 8 + 1));
        return true;
    }
    if (part >= PART_RATE && part < PART_RATE + (uint32_t)SHEET_ITEMS_MAX) {
        review->rated |= 1U << (part - PART_RATE);
        return true;
    }
    uint32_t line = part & 0xFFFU;
    if (line >= review->line_count)
        return false;
    switch (part & ~0xFFFU) {
    case PART_ANSWER:
        app_review_answer(app, line);
        return true;
    case PART_REMOVE:
        app_review_remove(app, line);
        return true;
    case PART_GO:
        app_seek(app, review->comment_views[line].at_ms);
        return true;
    default:
        return false;
    }
}

static void show_talking(struct app *app)
{
    struct app_review *review = &app->review;
    review->talking = !review->talking;
    review->answering = -1;
    if (!review->talking)
        return;
    app->playing = false;
    hand_focus(&app->hand, PART_DRAFT, true);
}

// A part of the pages about one record; false if it is none of these.
static bool act_on_record(struct app *app, uint32_t part)
{
    struct app_review *review = &app->review;
    if (app_supervision_act(app, part))
        return true;
    switch (part) {
    case PART_REVIEW:
    case PART_OVERVIEW:
        show_record(app, SCREEN_OVERVIEW);
        return true;
    case PART_SHEETS:
        show_record(app, SCREEN_SHEET);
        return true;
    case PART_REPLAY:
        show_record(app, SCREEN_REPLAY);
        return true;
    case PART_SCALE:
    case PART_SCALE + 1:
        review->sheet = (enum sheet)(part - PART_SCALE);
        review->rated = 0;
        return true;
    case PART_LIVE:
        app_review_live(app);
        return true;
    case PART_TALKING:
        show_talking(app);
        return true;
    case PART_DRAFT_LIVE:
        review->draft_live = !review->draft_live;
        return true;
    case PART_KEEP:
        app_review_say(app);
        return true;
    case PART_PDF:
    case PART_CSV:
    case PART_PRINT:
    case PART_BUNDLE:
    case PART_EXPORT:
        app->playing = false;
        app_export(app, (enum view_part)part);
        return true;
    default:
        return act_on_number(app, part);
    }
}

void app_act(struct app *app, uint32_t part, const struct ui_input *input)
{
    if ((part & 0x80000000U) != 0) {
        act_on_row(app, part);
        return;
    }
    app_review_keep(app);
    if (app->meeting != NULL && act_on_record(app, part))
        return;
    switch (part) {
    case PART_SESSIONS:
        show_sessions(app);
        return;
    case PART_CHECK:
        app_check(app);
        return;
    case PART_PLACE:
        app_next_place(app);
        return;
    case PART_SAVE_CHECK:
        app_save_check(app);
        return;
    case PART_TRENDS:
        app->playing = false;
        app->screen = SCREEN_TRENDS;
        return;
    case PART_DATES:
        next_dates(app);
        return;
    case PART_GROUPS:
        shelf_next_group(&app->shelf, app->filter.group);
        app->first = 0;
        app_choose(app);
        return;
    case PART_STEP_BACK:
        step(app, false, -1);
        return;
    case PART_STEP_NEXT:
        step(app, false, 1);
        return;
    case PART_PLAY:
        app_play(app, !app->playing, input->at_ms);
        return;
    case PART_SPEED:
    case PART_SPEED + 1:
    case PART_SPEED + 2:
        app->speed = (int)(part - PART_SPEED);
        return;
    case PART_SEGMENT:
        app_draw_segment(app);
        return;
    case PART_TRACK: {
        struct replay_view view = app_replay_view(app);
        app_seek(app, view_replay_at(&view, &app->canvas, input->x, input->y));
        return;
    }
    default:
        if (part == PART_FIND || part == PART_COMMENT || part == PART_DRAFT ||
            (part >= PART_WORD && part < PART_WORD + SHEET_WORDS))
            hand_focus(&app->hand, part, true);
    }
}

// The text that is being typed into, and its size; NULL if none is.
static char *typed_into(struct app *app, size_t *out_size)
{
    uint32_t focused = app->hand.focused;
    if (app->screen == SCREEN_SESSIONS && focused == PART_FIND) {
        *out_size = sizeof app->filter.find;
        return app->filter.find;
    }
    if (app->screen == SCREEN_VERIFY && focused >= PART_WORD && focused < PART_WORD + SHEET_WORDS) {
        *out_size = SHEET_WORD_BYTES;
        return app->words[focused - PART_WORD];
    }
    if (app->screen == SCREEN_SHEET && focused == PART_COMMENT) {
        *out_size = sizeof app->review.leader_text;
        return app->review.leader_text;
    }
    if (app->screen == SCREEN_SUPERVISION && focused == PART_HELD_PEOPLE) {
        *out_size = sizeof app->review.held.people;
        return app->review.held.people;
    }
    if (app->screen == SCREEN_REPLAY && app->review.talking && focused == PART_DRAFT) {
        *out_size = sizeof app->review.draft;
        return app->review.draft;
    }
    return NULL;
}

bool app_takes_text(const struct app *app)
{
    return app->screen == SCREEN_SESSIONS || app->screen == SCREEN_VERIFY ||
           (app->screen == SCREEN_SHEET && app->hand.focused == PART_COMMENT) ||
           (app->screen == SCREEN_SUPERVISION && app->hand.focused == PART_HELD_PEOPLE) ||
           (app->screen == SCREEN_REPLAY && app->hand.focused == PART_DRAFT);
}

static void typed(struct app *app)
{
    if (app->screen == SCREEN_SHEET)
        app->review.leader_changed = true;
    if (app->screen == SCREEN_VERIFY)
        app_weigh_words(app);
    if (app->screen != SCREEN_SESSIONS)
        return;
    app->first = 0;
    app_choose(app);
}

static void next_word(struct app *app, int way)
{
    uint32_t next = app->hand.focused + (uint32_t)way;
    if (next >= PART_WORD && next < PART_WORD + SHEET_WORDS)
        hand_focus(&app->hand, next, true);
}

void app_text(struct app *app, const char *text)
{
    size_t size, used;
    // Letters begin a search, or the first word of the sheet, by themselves.
    if (app->screen == SCREEN_SESSIONS && app->hand.focused != PART_FIND)
        hand_focus(&app->hand, PART_FIND, true);
    bool in_word = app->hand.focused >= PART_WORD && app->hand.focused < PART_WORD + SHEET_WORDS;
    if (app->screen == SCREEN_VERIFY && !in_word && app->meeting != NULL)
        hand_focus(&app->hand, PART_WORD, true);
    char *field = typed_into(app, &size);
    if (field == NULL || text_ok(span_of_string(text)) != OK)
        return;
    bool word = app->screen == SCREEN_VERIFY;
    if (word && strcmp(text, " ") == 0) {
        next_word(app, 1);
        return;
    }
    used = strlen(field);
    if (used + strlen(text) >= size)
        return;
    memcpy(field + used, text, strlen(text) + 1);
    // The sheet may be written in capitals; our words are not.
    for (char *at = field + used; word && *at != '\0'; at++)
        *at = (char)tolower((unsigned char)*at);
    typed(app);
}

static void rub_out(struct app *app)
{
    size_t size;
    char *field = typed_into(app, &size);
    if (field == NULL)
        return;
    size_t used = strlen(field);
    if (used == 0 && app->screen == SCREEN_VERIFY) {
        next_word(app, -1);
        return;
    }
    while (used > 0 && ((unsigned char)field[used - 1] & 0xC0) == 0x80)
        used--;
    memset(field + (used > 0 ? used - 1 : 0), 0, size - (used > 0 ? used - 1 : 0));
    typed(app);
}

static void scroll(struct app *app, int64_t rows)
{
    bool sessions = app->screen == SCREEN_SESSIONS;
    size_t count = sessions ? app->chosen_count : app->checked_count;
    size_t page =
        (size_t)(sessions ? view_sessions_rows(&app->canvas) : view_verify_rows(&app->canvas));
    size_t *first = sessions ? &app->first : &app->checked_first;
    int64_t most = count > page ? (int64_t)(count - page) : 0;
    int64_t to = (int64_t)*first + rows;
    *first = (size_t)(to < 0 ? 0 : to > most ? most : to);
}

static void scroll_talking(struct app *app, int64_t lines)
{
    struct app_review *review = &app->review;
    size_t rows = view_talking_rows(&app->canvas);
    int64_t most = review->line_count > rows ? (int64_t)(review->line_count - rows) : 0;
    int64_t to = (int64_t)review->talking_first + lines;
    review->talking_first = (size_t)(to < 0 ? 0 : to > most ? most : to);
}

void app_wheel(struct app *app, float rows)
{
    int64_t way = rows > 0 ? -1 : 1;
    if (app->screen == SCREEN_SESSIONS || app->screen == SCREEN_VERIFY)
        scroll(app, way);
    else if (app->screen == SCREEN_REPLAY && app->review.talking)
        scroll_talking(app, way);
}

// The next row of the list that can be opened becomes the selected one, and is brought into view.
static void select_row(struct app *app, int64_t way)
{
    int64_t count = (int64_t)app->chosen_count, at = -1;
    for (int64_t i = 0; i < count; i++)
        if (app->chosen[i]->key == app->selected)
            at = i;
    int64_t to = at + way;
    if (at < 0)
        to = 0;
    if (to < 0 || to >= count)
        return;
    app->selected = app->chosen[to]->key;
    if (to < (int64_t)app->first)
        app->first = (size_t)to;
    int64_t rows = view_sessions_rows(&app->canvas);
    if (to >= (int64_t)app->first + rows)
        app->first = (size_t)(to - rows + 1);
}

static void key_sessions(struct app *app, const struct ui_input *input)
{
    const struct shelf_row *row = NULL;
    switch (input->key) {
    case KEY_UP:
        select_row(app, -1);
        return;
    case KEY_DOWN:
        select_row(app, 1);
        return;
    case KEY_PAGE_UP:
        scroll(app, -view_sessions_rows(&app->canvas));
        return;
    case KEY_PAGE_DOWN:
        scroll(app, view_sessions_rows(&app->canvas));
        return;
    case KEY_ENTER:
        row = row_of(app, app->selected);
        if ((row == NULL || !shelf_fits(row, &app->filter)) && app->chosen_count > 0)
            row = app->chosen[0];
        if (row != NULL)
            (void)app_open_row(app, row);
        return;
    case KEY_F1 + 4:
        app_list_again(app);
        return;
    case KEY_ESCAPE:
        memset(app->filter.find, 0, sizeof app->filter.find);
        hand_reset(&app->hand);
        typed(app);
        return;
    default:
        return;
    }
}

// While a comment is written the keys belong to it.
static void key_draft(struct app *app, const struct ui_input *input)
{
    switch (input->key) {
    case KEY_ENTER:
        app_review_say(app);
        return;
    case KEY_ESCAPE:
        show_talking(app);
        hand_reset(&app->hand);
        return;
    case KEY_UP:
        scroll_talking(app, -1);
        return;
    case KEY_DOWN:
        scroll_talking(app, 1);
        return;
    default:
        return;
    }
}

static void key_review(struct app *app, const struct ui_input *input)
{
    if (app->hand.focused == PART_COMMENT && app->screen == SCREEN_SHEET) {
        if (input->key == KEY_ENTER || input->key == KEY_ESCAPE) {
            hand_reset(&app->hand);
            app_review_keep(app);
        }
        return;
    }
    if (input->key == 'v')
        app_check(app);
    else if (input->key == 'e')
        app_act(app, PART_EXPORT, input);
    else if (input->key == ' ' && !input->repeat)
        show_record(app, SCREEN_REPLAY);
}

static void key_replay(struct app *app, const struct ui_input *input)
{
    if (app->review.talking && app->hand.focused == PART_DRAFT) {
        key_draft(app, input);
        return;
    }
    bool shift = (input->mods & MOD_SHIFT) != 0;
    switch (input->key) {
    case ' ':
        if (!input->repeat)
            app_play(app, !app->playing, input->at_ms);
        return;
    case KEY_LEFT:
        if (shift)
            step(app, true, -1);
        else
            app_seek(app, app->at_ms > SEEK_MS ? app->at_ms - SEEK_MS : 0);
        return;
    case KEY_RIGHT:
        if (shift)
            step(app, true, 1);
        else
            app_seek(app, app->at_ms + SEEK_MS);
        return;
    case KEY_PAGE_UP:
        step(app, false, -1);
        return;
    case KEY_PAGE_DOWN:
        step(app, false, 1);
        return;
    case KEY_HOME:
        app_seek(app, 0);
        return;
    case KEY_END:
        app_seek(app, app->timeline->length_ms);
        return;
    case '1':
    case '2':
    case '3':
        app->speed = (int)(input->key - '1');
        return;
    case 'c':
        show_talking(app);
        return;
    case 'e':
        app_act(app, PART_EXPORT, input);
        return;
    case 'r':
        app_draw_segment(app);
        return;
    case 'v':
        app_check(app);
        return;
    default:
        return;
    }
}

static void key_verify(struct app *app, const struct ui_input *input)
{
    switch (input->key) {
    case KEY_ENTER:
    case KEY_RIGHT:
        next_word(app, 1);
        return;
    case KEY_LEFT:
        next_word(app, -1);
        return;
    case KEY_PAGE_UP:
        scroll(app, -view_verify_rows(&app->canvas));
        return;
    case KEY_PAGE_DOWN:
        scroll(app, view_verify_rows(&app->canvas));
        return;
    default:
        return;
    }
}

void app_key(struct app *app, const struct ui_input *input)
{
    if (input->key == KEY_BACKSPACE) {
        rub_out(app);
        return;
    }
    if (input->key == 'q' && (input->mods & MOD_CTRL) != 0) {
        app->quit = true; // nothing is lost: a replay only reads
        return;
    }
    switch (app->screen) {
    case SCREEN_SESSIONS:
        key_sessions(app, input);
        return;
    case SCREEN_REPLAY:
        key_replay(app, input);
        return;
    case SCREEN_VERIFY:
        key_verify(app, input);
        return;
    case SCREEN_SUPERVISION:
        if (app->hand.focused == PART_HELD_PEOPLE) {
            if (input->key == KEY_ENTER || input->key == KEY_ESCAPE)
                hand_reset(&app->hand);
            return;
        }
        if (input->key == KEY_ESCAPE)
            show_record(app, SCREEN_OVERVIEW);
        return;
    case SCREEN_OVERVIEW:
    case SCREEN_SHEET:
        key_review(app, input);
        return;
    case SCREEN_TRENDS:
        if (input->key == KEY_ESCAPE)
            show_sessions(app);
        return;
    case SCREEN_UNLOCK:
        return;
    }
}

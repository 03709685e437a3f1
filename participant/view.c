#include "participant/view_parts.h"

#include "base/check.h"
#include "base/out.h"
#include "wire/text_line.h"
#include <math.h>
#include <string.h>

const char *view_words(const struct terminal_view *view, const char *id)
{
    check(view->strings != NULL);
    return strings_get(view->strings, view->table.language, id);
}

const char *view_fill(const struct terminal_view *view, const char *id, const char *name,
                      const char *value, char buffer[VIEW_TEXT_BYTES])
{
    struct out out = out_into(buffer, VIEW_TEXT_BYTES);
    strings_fill(&out, view_words(view, id), &(struct strings_value){name, value}, 1);
    return buffer;
}

const char *view_fill_number(const struct terminal_view *view, const char *id, const char *name,
                             unsigned number, char buffer[VIEW_TEXT_BYTES])
{
    char digits[16];
    struct out out = out_into(digits, sizeof digits);
    out_number(&out, number);
    return view_fill(view, id, name, digits, buffer);
}

enum tongue view_tongue(const struct terminal_view *view)
{
    return show_tongue(view->table.language);
}

struct rect view_at(const struct draw_list *list, float x, float y, float w, float h)
{
    return rect_of(x + canvas_column(&list->canvas) - PAGE_MARGIN, y, w, h);
}

struct text_style view_style(const struct terminal_view *view, enum type type, enum color color)
{
    return text_style_of(type, view->table.size, view_tongue(view), color);
}

float view_height(struct draw_list *list, const struct text_style *style, const char *text,
                  float width)
{
    return fonts_measure(list->fonts, list->canvas.s, style, text, width).height;
}

struct rect column_styled(struct draw_list *list, struct text_column *column,
                          const struct text_style *style, const char *text)
{
    struct text_style aligned = *style;
    aligned.align = column->align;
    struct rect rect =
        view_at(list, column->x, column->y, column->w, view_height(list, style, text, column->w));
    draw_text(list, rect, &aligned, text);
    column->y += rect.h;
    return rect;
}

struct rect column_text(struct draw_list *list, const struct terminal_view *view,
                        struct text_column *column, enum type type, enum color color,
                        const char *text)
{
    struct text_style style = view_style(view, type, color);
    return column_styled(list, column, &style, text);
}

bool view_is_two(const struct terminal_view *view)
{
    return view->table.two_languages && view->table.language2 != view->table.language;
}

bool view_is_staffs(const struct terminal_view *view)
{
    return view->staff != NULL && view->staff->open;
}

bool view_answers_open(const struct terminal_view *view)
{
    return view->turn->state == TURN_QUESTION || view->turn->state == TURN_CHOSEN;
}

bool view_is_silent(const struct terminal_view *view)
{
    return view->link == LINK_RECONNECTING || view->link == LINK_REFUSED;
}

bool view_in_goals(const struct terminal_view *view)
{
    return view->goal != NULL && view->goal->state != GOAL_AT_AWAY &&
           view->turn->state != TURN_PAUSED;
}

static bool goals_have_settings(enum goal_turn_state state)
{
    switch (state) {
    case GOAL_AT_CARD:
    case GOAL_AT_REST:
    case GOAL_AT_OPENING: // its answer closes them
    case GOAL_AT_NEW_CARD:
    case GOAL_AT_SHEET:
    case GOAL_AT_WRITING:
    case GOAL_AT_PRACTICE:
    case GOAL_AT_PART_WORDS:
    case GOAL_AT_WAY:
        return true;
    case GOAL_AT_AWAY:
    case GOAL_AT_MAKING: // it stays as it is until the hub has answered
    case GOAL_AT_SAVING:
    case GOAL_AT_FORGETTING:
    case GOAL_AT_FORGET_ASK:
    case GOAL_AT_TOLD:
    case GOAL_AT_STILL_THERE:
    case GOAL_AT_CLEAR_ASK:
        return false;
    }
    return false;
}

bool view_has_settings(const struct terminal_view *view)
{
    if (view_in_goals(view))
        return goals_have_settings(view->goal->state);
    switch (view->turn->state) {
    case TURN_SLIDE:
    case TURN_PROMISE:
    case TURN_QUESTION:
    case TURN_CHOSEN:
    case TURN_WRITING:
    case TURN_BOX_FULL:
    case TURN_NOT_TAKEN:
    case TURN_CLEARED:
    case TURN_RESULT:
        return true;
    case TURN_WELCOME:
    case TURN_SENDING: // it stays as it is until the answer is safe
    case TURN_SAVED:
    case TURN_COVER: // the touch that wakes it does nothing else
    case TURN_PAUSED:
    case TURN_STILL_THERE:
    case TURN_CLEAR_ASK:
    case TURN_ENDED:
        return false;
    }
    return false;
}

bool view_has_tools(const struct terminal_view *view)
{
    return !view->settings && view_has_settings(view);
}

// The prompt of the turn can be painted: its deck is here and knows it.
static bool prompt_is_here(const struct terminal_view *view)
{
    uint8_t prompt = view->turn->prompt;
    return view->deck != NULL && prompt >= 1 && prompt <= view->deck->prompt_count;
}

static bool slide_is_here(const struct terminal_view *view, uint8_t slide)
{
    return view->deck != NULL && slide >= 1 && slide <= view->deck->slide_count;
}

// What a paint is about: the screen, and what the screen is of (a slide changes with a fade too).
static void begin(struct draw_list *list, enum view_screen screen, unsigned of)
{
    draw_screen(list, (uint32_t)screen << 8 | (of & 0xff));
}

static void paint_question(struct draw_list *list, const struct terminal_view *view)
{
    if (!prompt_is_here(view)) {
        begin(list, SCREEN_LOADING, 0);
        view_loading(list, view);
        return;
    }
    bool text = view->deck->prompts[view->turn->prompt - 1].kind == PROMPT_TEXT;
    if (text && view->turn->state == TURN_WRITING) {
        begin(list, SCREEN_WRITING, view->turn->prompt);
        view_writing(list, view);
        return;
    }
    begin(list, SCREEN_QUESTION, view->turn->prompt);
    view_question(list, view);
}

static void paint_slide(struct draw_list *list, const struct terminal_view *view, uint8_t slide)
{
    if (!slide_is_here(view, slide)) {
        begin(list, SCREEN_LOADING, 0);
        view_loading(list, view);
        return;
    }
    begin(list, SCREEN_SLIDE, slide);
    view_slide(list, view, slide);
}

// A result can be painted: its deck is here, knows the prompt and has an option for each row.
static bool result_is_here(const struct terminal_view *view, const struct scene *scene)
{
    if (scene == NULL || scene->release.kind == RELEASE_NONE || view->deck == NULL ||
        scene->prompt < 1 || scene->prompt > view->deck->prompt_count)
        return false;
    uint8_t options = view->deck->prompts[scene->prompt - 1].option_count;
    if (scene->release.kind == RELEASE_LINES)
        return text_lines_ok(scene->release.lines, scene->release.line_count, options);
    return scene->release.joined ? options == OPTIONS_MAX : scene->release.row_count <= options;
}

static void paint_result(struct draw_list *list, const struct terminal_view *view)
{
    const struct scene *scene = view->envelope != NULL ? &view->envelope->scene : NULL;
    if (!result_is_here(view, scene)) {
        begin(list, SCREEN_LOADING, 0);
        view_loading(list, view);
        return;
    }
    begin(list, SCREEN_RESULT, scene->prompt);
    view_result(list, view);
}

static void paint_state(struct draw_list *list, const struct terminal_view *view)
{
    const struct turn *turn = view->turn;
    if (view_in_goals(view)) {
        unsigned of = view->goal->state == GOAL_AT_PRACTICE ? view->goal->part : 0;
        begin(list, (enum view_screen)(SCREEN_GOALS + (unsigned)view->goal->state), of);
        view_goals(list, view);
        return;
    }
    switch (turn->state) {
    case TURN_WELCOME:
        begin(list, SCREEN_WELCOME, 0);
        view_welcome(list, view);
        return;
    case TURN_SLIDE:
        paint_slide(list, view, turn->slide);
        return;
    case TURN_PROMISE:
        begin(list, SCREEN_PROMISE, 0);
        view_promise(list, view);
        return;
    case TURN_QUESTION:
    case TURN_CHOSEN:
    case TURN_WRITING:
        paint_question(list, view);
        return;
    case TURN_SENDING:
        begin(list, SCREEN_SENDING, 0);
        view_sending(list, view);
        return;
    case TURN_SAVED:
        begin(list, SCREEN_SAVED, 0);
        view_saved(list, view);
        return;
    case TURN_COVER:
        begin(list, SCREEN_COVER, 0);
        view_cover(list, view);
        return;
    case TURN_BOX_FULL:
        begin(list, SCREEN_BOX_FULL, 0);
        view_box_full(list, view, false);
        return;
    case TURN_NOT_TAKEN:
        begin(list, SCREEN_NOT_TAKEN, 0);
        view_box_full(list, view, true);
        return;
    case TURN_CLEARED:
        begin(list, SCREEN_CLEARED, 0);
        view_cleared(list, view);
        return;
    case TURN_RESULT:
        paint_result(list, view);
        return;
    case TURN_PAUSED:
        begin(list, SCREEN_PAUSED, 0);
        view_paused(list, view);
        return;
    case TURN_STILL_THERE:
        begin(list, SCREEN_STILL_THERE, 0);
        view_still_there(list, view);
        return;
    case TURN_CLEAR_ASK:
        begin(list, SCREEN_CLEAR_ASK, 0);
        view_clear_ask(list, view);
        return;
    case TURN_ENDED:
        begin(list, SCREEN_ENDED, 0);
        view_ended(list, view);
        return;
    }
    check(false && "a turn is in one of its states");
}

static enum color ground(const struct terminal_view *view)
{
    if (view_in_goals(view)) {
        enum goal_turn_state state = view->goal->state;
        bool asks = state == GOAL_AT_STILL_THERE || state == GOAL_AT_CLEAR_ASK ||
                    state == GOAL_AT_FORGET_ASK;
        return asks ? COLOR_NIGHT : COLOR_PAPER;
    }
    switch (view->turn->state) {
    case TURN_PAUSED:
    case TURN_STILL_THERE:
    case TURN_CLEAR_ASK:
        return COLOR_NIGHT;
    case TURN_COVER:
        return COLOR_PINE;
    case TURN_WELCOME:
    case TURN_SLIDE:
    case TURN_PROMISE:
    case TURN_QUESTION:
    case TURN_CHOSEN:
    case TURN_WRITING:
    case TURN_SENDING:
    case TURN_SAVED:
    case TURN_BOX_FULL:
    case TURN_NOT_TAKEN:
    case TURN_CLEARED:
    case TURN_RESULT:
    case TURN_ENDED:
        return COLOR_PAPER;
    }
    return COLOR_PAPER;
}

void view_paint(struct draw_list *list, const struct canvas *canvas, struct fonts *fonts,
                const struct hand *hand, const struct terminal_view *view)
{
    check(view->turn != NULL && view->strings != NULL);
    if (view_is_staffs(view)) {
        draw_begin(list, canvas, fonts, hand, COLOR_NIGHT);
        begin(list, SCREEN_STAFF, 0);
        view_staff(list, view);
        draw_end(list);
        return;
    }
    bool settings = view->settings && view_has_settings(view);
    draw_begin(list, canvas, fonts, hand, settings ? COLOR_PAPER : ground(view));
    if (settings) {
        begin(list, SCREEN_SETTINGS, 0);
        view_settings(list, view);
    } else {
        paint_state(list, view);
    }
    draw_end(list);
}

bool view_paint_next(struct draw_list *list, const struct canvas *canvas, struct fonts *fonts,
                     const struct terminal_view *view)
{
    uint8_t next = (uint8_t)(view->turn->slide + 1);
    if (view->settings || view_in_goals(view) || view->turn->state != TURN_SLIDE ||
        !slide_is_here(view, next))
        return false;
    draw_begin(list, canvas, fonts, NULL, COLOR_PAPER);
    paint_slide(list, view, next);
    draw_end(list);
    return true;
}

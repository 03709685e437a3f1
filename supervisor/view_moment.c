// What happened by the moment of a replay (design s02, "At this moment").
#include "base/check.h"
#include "base/out.h"
#include "supervisor/evidence_words.h"
#include "supervisor/view_replay_parts.h"
#include <math.h>

enum {
    LINES_SHOWN = 12
};

struct line {
    uint64_t at_ms;
    const char *icon;
    enum color ground, color;
    char text[VIEW_TEXT_BYTES];
    float height; // of the text
};

static void line_look(struct line *line, const char *icon, enum color ground, enum color color)
{
    line->icon = icon;
    line->ground = ground;
    line->color = color;
}

static void line_value(struct line *line, const struct view_frame *frame, const char *id,
                       const char *name, const char *value)
{
    const struct strings_value values = {name, value};
    view_fill(frame, id, &values, 1, line->text);
}

static void line_plain(struct line *line, const struct view_frame *frame, const char *id)
{
    view_fill(frame, id, NULL, 0, line->text);
}

static void line_lost(struct line *line, const struct view_frame *frame,
                      const struct replay_view *view, const struct happening *happening)
{
    char number[24], time[24];
    const struct strings_value values[] = {
        {"n", view_number(happening->number, number)},
        {"time", view_time(view->timeline->wall_minute, happening->back_ms, time)}};
    bool back = happening->back_ms > 0 && happening->back_ms <= view->at_ms;
    view_fill(frame, back ? "moment.back" : "moment.lost", values, 2, line->text);
    line_look(line, "link-off", COLOR_CLAY_T, COLOR_CLAY_I);
}

static void line_open(struct line *line, const struct view_frame *frame,
                      const struct happening *happening)
{
    char id[NAME_BYTES];
    struct out out = out_into(id, sizeof id);
    out_text(&out, "moment.open.");
    out_text(&out, privacy_class_name(happening->class));
    line_plain(line, frame, id);
    line_look(line, "chat", COLOR_PLUM_T, COLOR_PLUM);
}

// "Goals closed. About half opened them."; below five cards there is no band.
static void line_goals(struct line *line, const struct view_frame *frame,
                       const struct happening *happening)
{
    static const char *const bands[] = {
        [BAND_FEW] = "band.few", [BAND_HALF] = "band.half", [BAND_MOST] = "band.most"};
    line_look(line, "flag", COLOR_PLUM_T, COLOR_PLUM);
    if (!happening->banded) {
        line_plain(line, frame, "moment.goals.closed");
        return;
    }
    check(happening->band <= BAND_MOST && bands[happening->band] != NULL);
    line_value(line, frame, "moment.goals.band", "band", view_word(frame, bands[happening->band]));
}

static void line_count(struct line *line, const struct view_frame *frame,
                       const struct happening *happening)
{
    struct words words = {frame->strings, frame->language};
    char a[24], b[24];
    const struct strings_value values[] = {
        {"name", measure_words(&words, (enum measure)happening->measure)},
        {"a", view_number(happening->number, a)},
        {"b", view_number(happening->of, b)}};
    bool practice = happening_is_practice(happening);
    line_look(line, practice ? "home" : "flag", COLOR_PLUM_T, COLOR_PLUM);
    view_fill(frame, happening->of > 0 ? "moment.count" : "moment.count.bare", values, 3,
              line->text);
}

static void line_of(struct line *line, const struct view_frame *frame,
                    const struct replay_view *view, const struct happening *happening)
{
    char number[24];
    line->at_ms = happening->at_ms;
    line_look(line, "clock", COLOR_SUNKEN, COLOR_INK2);
    switch (happening->kind) {
    case HAPPENED_MARK:
        line_look(line, "bookmark", COLOR_GOLD_T, COLOR_AMBER_I);
        if (happening->text[0] == '\0')
            line_plain(line, frame, "moment.mark.bare");
        else
            line_value(line, frame, "moment.mark", "text", happening->text);
        return;
    case HAPPENED_LOST:
        line_lost(line, frame, view, happening);
        return;
    case HAPPENED_OPEN:
        line_open(line, frame, happening);
        return;
    case HAPPENED_SHOWN:
    case HAPPENED_HELD:
    case HAPPENED_FEW:
        line_look(line, "chart", COLOR_PLUM_T, COLOR_PLUM);
        line_plain(line, frame,
                   happening->kind == HAPPENED_SHOWN  ? "moment.shown"
                   : happening->kind == HAPPENED_HELD ? "moment.held"
                                                      : "moment.few");
        return;
    case HAPPENED_VOID:
        line_look(line, "x", COLOR_PLUM_T, COLOR_PLUM);
        line_plain(line, frame, "moment.void");
        return;
    case HAPPENED_TAG:
        line_look(line, "star", COLOR_PINE_T, COLOR_PINE);
        line_value(line, frame, "moment.tag", "name",
                   view_word_of(frame, "technique.", technique_name(happening->technique)));
        return;
    case HAPPENED_PAUSE:
        line_look(line, "pause", COLOR_SUNKEN, COLOR_INK2);
        line_plain(line, frame, "moment.pause");
        return;
    case HAPPENED_WAKE:
        line_look(line, "play", COLOR_SUNKEN, COLOR_INK2);
        line_plain(line, frame, "moment.wake");
        return;
    case HAPPENED_PEOPLE:
        line_look(line, "people", COLOR_SUNKEN, COLOR_INK2);
        line_value(line, frame, "moment.people", "n", view_number(happening->number, number));
        return;
    case HAPPENED_RESUMED:
        line_look(line, "refresh", COLOR_AMBER_T, COLOR_AMBER_I);
        line_plain(line, frame, "moment.resumed");
        return;
    case HAPPENED_DISK:
        line_look(line, "warning", COLOR_CLAY_T, COLOR_CLAY_I);
        line_plain(line, frame, "moment.disk");
        return;
    case HAPPENED_GOALS:
        line_look(line, "flag", COLOR_PLUM_T, COLOR_PLUM);
        line_plain(line, frame, "moment.goals.open");
        return;
    case HAPPENED_GOALS_CLOSED:
        line_goals(line, frame, happening);
        return;
    case HAPPENED_GOAL_LINE:
        line_look(line, "flag", COLOR_PLUM_T, COLOR_PLUM);
        line_value(line, frame, "moment.goal.line", "text", happening->text);
        return;
    case HAPPENED_COUNT:
        line_count(line, frame, happening);
        return;
    case HAPPENED_ENDED:
        line_look(line, "flag", COLOR_SUNKEN, COLOR_INK2);
        line_plain(line, frame, "moment.ended");
        return;
    }
    check_never("what happened is of a known kind");
}

static void comment_line(struct line *line, const struct view_frame *frame,
                         const struct comment_view *comment)
{
    const struct strings_value values[] = {{"name", comment->who}, {"text", comment->text}};
    line->at_ms = comment->at_ms;
    line_look(line, comment->live ? "people" : "note", COLOR_SKY_T, COLOR_SKY);
    view_fill(frame, "moment.comment", values, 2, line->text);
}

// Goes back over what happened and what was said about it, both in the order of time.
struct newest {
    const struct replay_view *view;
    size_t happenings, comments; // not yet taken
};

// Passes over what is later than the moment, and over comments that belong to no moment.
static void settle(struct newest *newest)
{
    const struct replay_view *view = newest->view;
    while (newest->happenings > 0 &&
           view->timeline->happenings[newest->happenings - 1].at_ms > view->at_ms)
        newest->happenings--;
    while (newest->comments > 0 && (!view->comments[newest->comments - 1].timed ||
                                    view->comments[newest->comments - 1].at_ms > view->at_ms))
        newest->comments--;
}

static bool line_before(struct newest *newest, const struct view_frame *frame, struct line *line)
{
    const struct replay_view *view = newest->view;
    const struct happening *happening = NULL;
    const struct comment_view *comment = NULL;
    settle(newest);
    if (newest->happenings > 0)
        happening = &view->timeline->happenings[newest->happenings - 1];
    if (newest->comments > 0)
        comment = &view->comments[newest->comments - 1];
    if (happening == NULL && comment == NULL)
        return false;
    if (comment != NULL && (happening == NULL || comment->at_ms >= happening->at_ms)) {
        newest->comments--;
        comment_line(line, frame, comment);
        return true;
    }
    newest->happenings--;
    line_of(line, frame, view, happening);
    return true;
}

static void behind_line(struct line *line, const struct view_frame *frame,
                        const struct replay_view *view)
{
    char number[24];
    line->at_ms = view->at_ms;
    line_look(line, "clock", COLOR_SUNKEN, COLOR_INK2);
    line_value(line, frame, "moment.behind", "n", view_number(view->behind_minutes, number));
}

static float line_height(const struct line *line)
{
    return fmaxf(34, 18 + line->height);
}

// The newest lines up to now that fit, oldest first.
void view_moment(struct draw_list *list, const struct view_frame *frame,
                 const struct replay_view *view, struct rect panel)
{
    draw_area(list, "notes", panel);
    staff_panel(list, panel);
    float width = panel.w - 86;
    view_text(list, frame, rect_of(panel.x + 21, 101, panel.w - 42, 26), TYPE_S_BOLD, COLOR_INK,
              ALIGN_LEFT, view_word(frame, "replay.moment"));
    struct text_style style = text_style_of(TYPE_S_BODY, TEXT_LARGE, view_tongue(frame), COLOR_INK);
    style.size = 17;
    style.line = frame->language == LANGUAGE_LO ? 28 : 24;
    struct line lines[LINES_SHOWN];
    int count = 0;
    float used = 0, room = panel.y + panel.h - 14 - 137;
    bool behind = view->behind_minutes > 0;
    struct newest newest = {view, view->timeline->happening_count, view->comment_count};
    while (count < LINES_SHOWN) {
        struct line *line = &lines[count];
        if (behind)
            behind_line(line, frame, view);
        else if (!line_before(&newest, frame, line))
            break;
        behind = false;
        line->height = fonts_measure(list->fonts, list->canvas.s, &style, line->text, width).height;
        float height = line_height(line) + (count > 0 ? 14.0F : 0);
        if (used + height > room)
            break;
        used += height;
        count++;
    }
    float y = 137;
    for (int n = count - 1; n >= 0; n--) {
        const struct line *line = &lines[n];
        char time[24];
        draw_rect(list, rect_of(panel.x + 21, y, 34, 34), 10, line->ground);
        draw_icon(list, line->icon, panel.x + 28, y + 7, 20, line->color);
        view_text(list, frame, rect_of(panel.x + 67, y, width, 18), TYPE_S_NOTE, COLOR_INK2,
                  ALIGN_LEFT, view_time(view->timeline->wall_minute, line->at_ms, time));
        draw_text(list, rect_of(panel.x + 67, y + 18, width, line->height), &style, line->text);
        y += line_height(line) + 14;
    }
}

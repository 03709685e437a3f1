// Comments on a meeting, read and written beside its replay: each with its moment, with answers and
// "discuss live". In place of the result and the moment, so that the slide and the time stay in sight.
#include "base/check.h"
#include "base/out.h"
#include "supervisor/view_replay_parts.h"
#include "ui/widget.h"
#include <math.h>
#include <stdio.h>

enum {
    TITLE_HEIGHT = 44,
    COMMENT_HEIGHT = 76,
    WRITE_HEIGHT = 112,
};

size_t view_talking_fit(float height)
{
    float room = height - TITLE_HEIGHT - WRITE_HEIGHT;
    return room < COMMENT_HEIGHT ? 1 : (size_t)(room / COMMENT_HEIGHT);
}

// What a comment belongs to: its moment, or the meeting as a whole.
static float where(struct draw_list *list, const struct view_frame *frame,
                   const struct replay_view *view, size_t line, float x, float y)
{
    const struct comment_view *comment = &view->comments[line];
    char time[24], name[PART_NAME_BYTES];
    if (comment->answer)
        return 0;
    snprintf(name, sizeof name, "go-%zu", line + 1);
    const char *text = comment->timed ? view_time(view->timeline->wall_minute, comment->at_ms, time)
                                      : view_word(frame, "replay.whole");
    return 10 + view_link(list, frame, comment->timed ? PART_GO + (uint32_t)line : 0, name, x, y,
                          180, text);
}

// A round button of 34 with an icon and no edge.
static void small_button(struct draw_list *list, uint32_t part, const char *name, const char *icon,
                         float x, float y)
{
    struct rect rect = {x, y, 34, 34};
    if (draw_is_pressed(list, part))
        draw_rect(list, rect, 17, COLOR_PINE_T);
    draw_icon(list, icon, x + 8, y + 8, 18, COLOR_INK2);
    draw_part(list, ROLE_BUTTON, part, name, rect, 17);
}

static void comment_row(struct draw_list *list, const struct view_frame *frame,
                        const struct replay_view *view, size_t line, struct rect rect)
{
    const struct comment_view *comment = &view->comments[line];
    char name[PART_NAME_BYTES];
    bool answered = view->talking.answering == (int)line;
    if (answered)
        draw_rect(list, rect, 0, COLOR_PINE_W);
    draw_rect(list, rect_of(rect.x, rect.y, rect.w, 1), 0, COLOR_LINE);
    float x = rect.x + 20 + (comment->answer ? 32.0F : 0), right = rect.x + rect.w - 12;
    float y = rect.y + 3;
    if (comment->own) {
        snprintf(name, sizeof name, "remove-%zu", line + 1);
        small_button(list, PART_REMOVE + (uint32_t)line, name, "x", right - 34, y);
        right -= 42;
    }
    if (!comment->answer) {
        char words[VIEW_TEXT_BYTES];
        const char *answer = view_word(frame, "replay.answer");
        float width = fminf(150, view_link_width(list, frame, true, answer));
        snprintf(name, sizeof name, "answer-%zu", line + 1);
        struct out out = out_into(words, sizeof words);
        out_text(&out, answer);
        view_link(list, frame, PART_ANSWER + (uint32_t)line, name, right - width, y, width, words);
        right -= width + 8;
    }
    if (comment->answer)
        draw_icon(list, "enter", x - 24, y + 9, 16, COLOR_INK2);
    x += where(list, frame, view, line, x, y);
    if (comment->live) {
        draw_icon(list, "people", x, y + 8, 18, COLOR_PLUM);
        x += 26;
    }
    view_line(list, frame, rect_of(x, y, right - x - 8, 34), 16, true, COLOR_INK, ALIGN_LEFT,
              comment->who);
    float left = rect.x + 20 + (comment->answer ? 32.0F : 0);
    bool lao = frame->language == LANGUAGE_LO;
    view_lines(list, frame,
               rect_of(left, rect.y + 36, rect.x + rect.w - 20 - left, COMMENT_HEIGHT - 37),
               lao ? 15 : 16, lao ? 25 : 19, COLOR_INK, 0, comment->text);
}

static void draft_field(struct draw_list *list, const struct view_frame *frame,
                        const struct replay_view *view, struct rect field)
{
    const struct talking_view *talking = &view->talking;
    char time[24], hint[VIEW_TEXT_BYTES];
    draw_box(list, field, 12, COLOR_SURFACE, talking->typing ? COLOR_PINE : COLOR_EDGE,
             talking->typing ? 2.0F : 1.0F);
    draw_part(list, ROLE_FIELD, PART_DRAFT, "draft", field, 12);
    float room = field.w - 32;
    if (talking->draft[0] == '\0') {
        bool answers = talking->answering >= 0;
        const struct strings_value values[] = {
            {"name", answers ? view->comments[talking->answering].who : ""},
            {"time", view_time(view->timeline->wall_minute, view->at_ms, time)}};
        view_line(
            list, frame, rect_of(field.x + 16, field.y, room, field.h), 17, false, COLOR_INK2,
            ALIGN_LEFT,
            view_fill(frame, answers ? "replay.answer.to" : "replay.comment.at", values, 2, hint));
        if (talking->typing)
            draw_rect(list, rect_of(field.x + 14, field.y + 11, 2, 22), 0, COLOR_PINE);
        return;
    }
    // What is typed last is what a person looks at: a long text loses its beginning.
    struct text_style style = text_style_of(TYPE_S_BODY, TEXT_LARGE, view_tongue(frame), COLOR_INK);
    style.middle = true;
    style.lines_max = 1;
    const char *text = talking->draft;
    float width = fonts_width(list->fonts, list->canvas.s, &style, text);
    while (width > room) {
        text++;
        while (((unsigned char)*text & 0xC0) == 0x80)
            text++;
        width = fonts_width(list->fonts, list->canvas.s, &style, text);
    }
    draw_text(list, rect_of(field.x + 16, field.y, room + 2, field.h), &style, text);
    if (talking->typing)
        draw_rect(list, rect_of(field.x + 17 + width, field.y + 11, 2, 22), 0, COLOR_PINE);
}

static void write_one(struct draw_list *list, const struct view_frame *frame,
                      const struct replay_view *view, struct rect rect)
{
    const struct talking_view *talking = &view->talking;
    draw_rect(list, rect_of(rect.x + 1, rect.y, rect.w - 2, 1), 0, COLOR_LINE);
    draft_field(list, frame, view, rect_of(rect.x + 20, rect.y + 10, rect.w - 40, 44));
    float y = rect.y + 60;
    struct widget keep = {.key = PART_KEEP,
                          .name = "keep",
                          .rect = {0, y, 0, 44},
                          .icon = "check",
                          .text = view_word(frame, "replay.keep"),
                          .tongue = view_tongue(frame)};
    float width = staff_button_width(list, &keep, STAFF_MAIN, NULL);
    keep.rect.x = rect.x + rect.w - 20 - width;
    struct widget live = {.key = PART_DRAFT_LIVE,
                          .name = "draft-live",
                          .rect = {rect.x + 20, y + 7, 30, 30},
                          .chosen = talking->live};
    widget_check(list, &live);
    float left = rect.x + 62, room = keep.rect.x - 16 - left;
    if (talking->trouble == NULL)
        view_line(list, frame, rect_of(left, y, room, 44), 17, false, COLOR_INK, ALIGN_LEFT,
                  view_word(frame, "review.live"));
    else
        view_line(list, frame, rect_of(left, y, room, 44), 16, false, COLOR_CLAY_I, ALIGN_LEFT,
                  talking->trouble);
    staff_button(list, &keep, STAFF_MAIN, NULL);
}

void view_talking(struct draw_list *list, const struct view_frame *frame,
                  const struct replay_view *view, struct rect panel)
{
    const struct talking_view *talking = &view->talking;
    check(talking->answering < (int)view->comment_count);
    draw_area(list, "comments", panel);
    staff_panel(list, panel);
    char text[VIEW_TEXT_BYTES], a[24], b[24], c[24];
    size_t fit = view_talking_fit(panel.h), count = view->comment_count;
    size_t last = talking->first + fit < count ? talking->first + fit : count;
    float used = 0;
    if (count > fit) {
        const struct strings_value rows[] = {{"a", view_number(talking->first + 1, a)},
                                             {"b", view_number(last, b)},
                                             {"n", view_number(count, c)}};
        view_fill(frame, "replay.rows", rows, 3, text);
        used = view_width(list, frame, TYPE_S_NOTE, text);
        view_text(list, frame, rect_of(panel.x + panel.w - 20 - used, panel.y + 8, used, 34),
                  TYPE_S_NOTE, COLOR_INK2, ALIGN_RIGHT, text);
    }
    view_line(list, frame, rect_of(panel.x + 20, panel.y + 8, panel.w - 52 - used, 34), 18, true,
              COLOR_INK, ALIGN_LEFT, view_word(frame, "replay.comments"));
    struct rect row = {panel.x + 1, panel.y + TITLE_HEIGHT, panel.w - 2, COMMENT_HEIGHT};
    for (size_t i = talking->first; i < last; i++, row.y += COMMENT_HEIGHT)
        comment_row(list, frame, view, i, row);
    if (count == 0)
        view_lines(list, frame, rect_of(panel.x + 20, row.y + 6, panel.w - 40, 80), 17, 25,
                   COLOR_INK2, 0, view_word(frame, "replay.comments.none"));
    write_one(list, frame, view,
              rect_of(panel.x, panel.y + panel.h - WRITE_HEIGHT, panel.w, WRITE_HEIGHT));
}

// The replay (design s02): the slide as it was shown, the last result, what happened by now, and the
// meeting's time with its plan above it. The moment and the time have files of their own.
#include "base/check.h"
#include "base/out.h"
#include "show/results.h"
#include "show/slide.h"
#include "supervisor/view_replay_parts.h"
#include <math.h>
#include <string.h>

enum {
    TIMELINE_HEIGHT = 300,
    SLIDE_TOP = 124,
    PANELS_WIDTH = 600, // of the two at the right, at least
};

// The timeline keeps its height; the slide takes what is left of it, and the two panels beside it what
// is left of the width.
struct replay_layout view_replay_layout(const struct canvas *canvas)
{
    struct page page = view_page(canvas);
    struct replay_layout layout;
    float top = page.h - 20 - TIMELINE_HEIGHT, right = page.x + page.w - 20;
    float high = top - 13 - SLIDE_TOP;
    // On a high window the two panels keep their width, and the slide its shape.
    float wide = floorf(fminf(high * 608 / 343, page.w - 40 - 2 * 16 - PANELS_WIDTH));
    high = fminf(high, ceilf(wide * 343 / 608));
    layout.slide = rect_of(page.x + 20, SLIDE_TOP, wide, high);
    float left = page.x + 20 + wide + 16;
    float room = right - left - 16;
    layout.bands = rect_of(left, 84, floorf(room * 296 / 600), top - 12 - 84);
    left += layout.bands.w + 16;
    layout.notes = rect_of(left, 84, right - left, layout.bands.h);
    layout.timeline = rect_of(page.x + 20, top, page.w - 40, TIMELINE_HEIGHT);
    layout.track_left = page.x + 109;
    layout.track_width = page.w - 150;
    return layout;
}

// ------------------------------------------------------------------------------------------ slide

// In place of the two panels at the right.
static struct rect talking_panel(const struct replay_layout *layout)
{
    float right = layout->notes.x + layout->notes.w;
    return rect_of(layout->bands.x, layout->bands.y, right - layout->bands.x, layout->bands.h);
}

size_t view_talking_rows(const struct canvas *canvas)
{
    struct replay_layout layout = view_replay_layout(canvas);
    return view_talking_fit(talking_panel(&layout).h);
}

static void slide_note(const struct view_frame *frame, const struct replay_view *view,
                       struct out *out)
{
    char a[24], b[24], c[24], text[VIEW_TEXT_BYTES];
    const struct scene *scene = view->scene;
    if (scene->slide == 0) {
        out_text(out, view_word(frame, "replay.slide.none"));
    } else {
        const struct strings_value values[] = {
            {"a", view_number(scene->slide, a)},
            {"b", view_number(scene->slide_count, b)},
            {"time", view_time(view->timeline->wall_minute, view->slide_since_ms, c)}};
        out_text(out, view_fill(frame, "replay.slide.at", values, 3, text));
    }
    if (scene->paused) {
        out_text(out, " · ");
        out_text(out, view_word(frame, "replay.paused"));
    }
    if (scene->blank) {
        out_text(out, " · ");
        out_text(out, view_word(frame, "replay.blank"));
    }
}

static void slide(struct draw_list *list, const struct view_frame *frame,
                  const struct replay_view *view, struct rect rect)
{
    const char *title = view_word(frame, "replay.slide");
    float width = view_width(list, frame, TYPE_S_H2, title);
    struct rect head = {rect.x, 84, width, 30};
    view_text(list, frame, head, TYPE_S_H2, COLOR_INK, ALIGN_LEFT, title);
    char note[VIEW_TEXT_BYTES], buffer[VIEW_TEXT_BYTES];
    struct out out = out_into(note, sizeof note);
    slide_note(frame, view, &out);
    float room = rect.w - width - 12;
    view_text(list, frame, rect_of(head.x + width + 12, 84, room, 30), TYPE_S_NOTE, COLOR_INK2,
              ALIGN_LEFT, view_fit(list, frame, TYPE_S_NOTE, room, note, buffer));
    if (view->deck != NULL && view->scene->slide > 0) {
        struct slide_view slide_view = {.deck = view->deck,
                                        .strings = frame->strings,
                                        .slide = view->scene->slide,
                                        .language = frame->language,
                                        .staff = true};
        show_slide(list, rect, SLIDE_ON_STAFF, "slide", &slide_view);
        return;
    }
    draw_area(list, "slide", rect);
    draw_box(list, rect, 14, COLOR_SURFACE, COLOR_LINE, 1);
    struct text_style style =
        text_style_of(TYPE_S_BODY, TEXT_LARGE, view_tongue(frame), COLOR_INK2);
    style.middle = true;
    style.align = ALIGN_CENTER;
    draw_text(
        list, rect_inset(rect, 40), &style,
        view_word(frame, view->scene->slide > 0 ? "replay.slides.gone" : "replay.slide.none"));
}

// ----------------------------------------------------------------------------------------- result

static void class_pill(struct draw_list *list, const struct view_frame *frame, float right, float y,
                       enum privacy_class class)
{
    static const struct {
        enum color ground, color;
        const char *icon;
    } looks[] = {[CLASS_PLAIN] = {COLOR_PINE_T, COLOR_PINE, "eye"},
                 [CLASS_PERSONAL] = {COLOR_PLUM_T, COLOR_PLUM, "lock"},
                 [CLASS_SENSITIVE] = {COLOR_AMBER_T, COLOR_AMBER_I, "lock"}};
    check(class >= CLASS_PLAIN && class <= CLASS_SENSITIVE);
    view_pill(list, frame, rect_of(right, y, 0, 28), looks[class].ground, looks[class].color,
              looks[class].icon, view_word_of(frame, "class.", privacy_class_name(class)), true);
}

// Height of a question over at most three lines; painted too.
static float question(struct draw_list *list, const struct view_frame *frame, struct rect rect,
                      const char *text)
{
    struct text_style style = text_style_of(TYPE_S_BOLD, TEXT_LARGE, view_tongue(frame), COLOR_INK);
    style.line = 26;
    struct text_size_used used = fonts_measure(list->fonts, list->canvas.s, &style, text, rect.w);
    draw_text(list, rect_of(rect.x, rect.y, rect.w, used.height), &style, text);
    return used.height;
}

// Answers are still hidden; those of a text prompt until the leader has approved some.
static bool is_open(enum prompt_state state)
{
    return state == PROMPT_OPEN || state == PROMPT_PAUSED || state == PROMPT_CLOSING ||
           state == PROMPT_REVIEW;
}

static const char *result_when(const struct view_frame *frame, const struct replay_view *view,
                               char buffer[VIEW_TEXT_BYTES])
{
    const struct scene *scene = view->scene;
    char time[24];
    bool open = is_open(scene->prompt_state);
    bool shown = scene->release.kind == RELEASE_BANDS || scene->release.kind == RELEASE_COUNTS ||
                 scene->release.kind == RELEASE_LINES;
    uint64_t at_ms = open ? scene->prompt_since_ms : view->closed_ms;
    const struct strings_value value = {"time",
                                        view_time(view->timeline->wall_minute, at_ms, time)};
    return view_fill(frame,
                     open    ? "replay.prompt.since"
                     : shown ? "replay.shown"
                             : "replay.prompt.closed",
                     &value, 1, buffer);
}

// While goals are open there is no prompt; what is in them nobody sees.
static void goals(struct draw_list *list, const struct view_frame *frame,
                  const struct replay_view *view, struct rect panel)
{
    const struct timeline *timeline = view->timeline;
    char time[24], text[VIEW_TEXT_BYTES];
    uint64_t since_ms = 0;
    for (uint16_t i = 0; i < timeline->happening_count; i++)
        if (timeline->happenings[i].kind == HAPPENED_GOALS &&
            timeline->happenings[i].at_ms <= view->at_ms)
            since_ms = timeline->happenings[i].at_ms;
    const struct strings_value since = {"time", view_time(timeline->wall_minute, since_ms, time)};
    view_line(list, frame, rect_of(panel.x + 21, panel.y + 17, panel.w - 42, 28), 16, true,
              COLOR_PLUM, ALIGN_LEFT, view_fill(frame, "replay.goals.since", &since, 1, text));
    view_lines(list, frame, rect_of(panel.x + 21, panel.y + 53, panel.w - 42, panel.h - 70), 18, 26,
               COLOR_INK2, 0, view_word(frame, "replay.goals.hidden"));
}

static void result(struct draw_list *list, const struct view_frame *frame,
                   const struct replay_view *view, struct rect panel)
{
    draw_area(list, "bands", panel);
    staff_panel(list, panel);
    const struct scene *scene = view->scene;
    if (scene->goals_state != GOALS_IDLE) {
        goals(list, frame, view, panel);
        return;
    }
    struct rect rect = {panel.x + 21, panel.y + 17, panel.w - 42, panel.h - 34};
    // A high and narrow panel is filled as the design's own: long words stand under their bars.
    if (panel.w < 300)
        rect.h = fminf(rect.h, 350);
    bool any =
        scene->prompt > 0 && (is_open(scene->prompt_state) || scene->release.kind != RELEASE_NONE);
    if (!any) {
        view_text(list, frame, rect_of(rect.x, rect.y, rect.w, 28), TYPE_S_NOTE, COLOR_INK2,
                  ALIGN_LEFT, view_word(frame, "replay.prompt.none"));
        return;
    }
    char text[VIEW_TEXT_BYTES], buffer[VIEW_TEXT_BYTES];
    class_pill(list, frame, rect.x + rect.w, rect.y, scene->prompt_class);
    const char *class = view_word_of(frame, "class.", privacy_class_name(scene->prompt_class));
    float room = rect.w - 51 - view_width(list, frame, TYPE_S_CHIP, class) - 8;
    const char *when = result_when(frame, view, text);
    bool fits = view_width(list, frame, TYPE_S_CHIP, when) <= room;
    // Where the words are too long they stand on a line of their own.
    view_text(list, frame,
              rect_of(rect.x, rect.y + (fits ? 0.0F : 30.0F), fits ? room : rect.w, 28),
              TYPE_S_CHIP, COLOR_PLUM, ALIGN_LEFT,
              view_fit(list, frame, TYPE_S_CHIP, fits ? room : rect.w, when, buffer));
    float y = rect.y + (fits ? 32.0F : 62.0F);
    struct result_view result_view = {.prompt = {.deck = view->deck,
                                                 .strings = frame->strings,
                                                 .prompt = scene->prompt,
                                                 .language = frame->language},
                                      .release = &scene->release};
    if (view->deck == NULL || scene->prompt > view->deck->prompt_count) {
        view_sized(list, frame, rect_of(rect.x, y, rect.w, 120), 18, 26, false, COLOR_INK2,
                   view_word(frame, "replay.slides.gone"));
        return;
    }
    y += question(list, frame, rect_of(rect.x, y, rect.w, 0),
                  show_prompt_question(&result_view.prompt));
    if (is_open(scene->prompt_state)) {
        view_sized(list, frame, rect_of(rect.x, y + 8, rect.w, 150), 18, 26, false, COLOR_INK2,
                   view_word(frame, "replay.prompt.hidden"));
        return;
    }
    y += 8;
    show_result_staff(list, rect_of(rect.x, y, rect.w, rect.y + rect.h - y), &result_view);
}

void view_replay(struct draw_list *list, const struct view_frame *frame,
                 const struct replay_view *view)
{
    check(view->speed >= 0 && view->speed < REPLAY_SPEEDS);
    check(view->scene->audience == AUDIENCE_SUPERVISOR);
    view_begin(list, frame, SCREEN_REPLAY);
    const struct begin *begin = &view->scene->begin;
    char title[VIEW_TEXT_BYTES], sub[VIEW_TEXT_BYTES], date[VIEW_TEXT_BYTES], number[24];
    const struct strings_value head[] = {
        {"group", begin->group}, {"date", view_date(frame, view->timeline->wall_day, true, date)}};
    const struct strings_value led[] = {{"topic", begin->deck.module_title},
                                        {"n", view_number(begin->deck.session_number, number)},
                                        {"leader", begin->leader}};
    static const struct view_top_button buttons[] = {
        {PART_SESSIONS, STAFF_PLAIN, "sessions", "arrow-left", "replay.sessions"},
        {PART_REVIEW, STAFF_PLAIN, "review", "file", "replay.review"},
        {PART_EXPORT, STAFF_MAIN, "export", "download", "replay.export"},
    };
    view_record_top(list, frame, view_fill(frame, "replay.head", head, 2, title),
                    view_fill(frame, "replay.led", led, 3, sub), view->verdict, buttons,
                    view->exports ? 3 : 2);
    struct replay_layout layout = view_replay_layout(&list->canvas);
    slide(list, frame, view, layout.slide);
    if (view->talking.on) {
        view_talking(list, frame, view, talking_panel(&layout));
    } else {
        result(list, frame, view, layout.bands);
        view_moment(list, frame, view, layout.notes);
    }
    view_timeline(list, frame, view, &layout);
    draw_end(list);
}

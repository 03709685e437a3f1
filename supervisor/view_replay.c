// The replay (design s02): the slide as it was shown, the last result, what happened by now, and the
// meeting's time with its plan above it.
#include "base/check.h"
#include "base/out.h"
#include "show/results.h"
#include "show/slide.h"
#include "supervisor/view_parts.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    TRACK_LEFT = 109,
    TRACK_WIDTH = 1130,
    PLAN_TOP = 579,
    ACTUAL_TOP = 623,
    EVENTS_TOP = 685,
    EVENT_RADIUS = 15,
    HAPPENINGS_SHOWN = 8,
};

// The timeline is as long as the meeting or its plan, whichever is longer.
static uint64_t scale_ms(const struct timeline *timeline)
{
    uint64_t longest =
        timeline->length_ms > timeline->plan_ms ? timeline->length_ms : timeline->plan_ms;
    return longest < MINUTE_MS ? MINUTE_MS : longest;
}

static float track_x(const struct timeline *timeline, uint64_t at_ms)
{
    double share = (double)at_ms / (double)scale_ms(timeline);
    return TRACK_LEFT + (float)(TRACK_WIDTH * (share > 1 ? 1 : share));
}

uint64_t view_replay_pixel_ms(const struct timeline *timeline, const struct canvas *canvas)
{
    double pixels = TRACK_WIDTH * (double)canvas->s;
    uint64_t each = (uint64_t)((double)scale_ms(timeline) / pixels);
    return each == 0 ? 1 : each;
}

uint64_t view_replay_at(const struct timeline *timeline, const struct canvas *canvas, float x,
                        float y)
{
    float page_x = x - (canvas->w - CANVAS_WIDTH) / 2;
    if (y >= EVENTS_TOP - 4 && y <= EVENTS_TOP + 34)
        for (uint16_t i = timeline->happening_count; i > 0; i--) {
            const struct happening *happening = &timeline->happenings[i - 1];
            if (timeline_has_event(timeline, happening) &&
                fabsf(track_x(timeline, happening->at_ms) - page_x) <= EVENT_RADIUS + 2)
                return happening->at_ms;
        }
    double share = (double)(page_x - TRACK_LEFT) / TRACK_WIDTH;
    share = share < 0 ? 0 : share > 1 ? 1 : share;
    uint64_t at_ms = (uint64_t)(share * (double)scale_ms(timeline));
    return at_ms < timeline->last_ms ? at_ms : timeline->last_ms;
}

// ------------------------------------------------------------------------------------------ slide

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
                  const struct replay_view *view)
{
    const char *title = view_word(frame, "replay.slide");
    float width = view_width(list, frame, TYPE_S_H2, title);
    struct rect head = view_at(list, 20, 84, width, 30);
    view_text(list, frame, head, TYPE_S_H2, COLOR_INK, ALIGN_LEFT, title);
    char note[VIEW_TEXT_BYTES], buffer[VIEW_TEXT_BYTES];
    struct out out = out_into(note, sizeof note);
    slide_note(frame, view, &out);
    float room = 608 - width - 12;
    view_text(list, frame, rect_of(head.x + width + 12, 84, room, 30), TYPE_S_NOTE, COLOR_INK2,
              ALIGN_LEFT, view_fit(list, frame, TYPE_S_NOTE, room, note, buffer));
    struct rect rect = view_at(list, 20, 124, 608, 343);
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

static void result(struct draw_list *list, const struct view_frame *frame,
                   const struct replay_view *view)
{
    struct rect panel = view_at(list, 644, 84, 296, 384);
    draw_area(list, "bands", panel);
    staff_panel(list, panel);
    const struct scene *scene = view->scene;
    struct rect rect = {panel.x + 21, panel.y + 17, 254, 350};
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

// ------------------------------------------------------------------------------------- happenings

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
    case HAPPENED_ENDED:
        line_look(line, "flag", COLOR_SUNKEN, COLOR_INK2);
        line_plain(line, frame, "moment.ended");
        return;
    }
    check_never("what happened is of a known kind");
}

// The newest lines up to now that fit, oldest first.
static void happenings(struct draw_list *list, const struct view_frame *frame,
                       const struct replay_view *view)
{
    struct rect panel = view_at(list, 956, 84, 304, 384);
    draw_area(list, "notes", panel);
    staff_panel(list, panel);
    view_text(list, frame, rect_of(panel.x + 21, 101, 262, 26), TYPE_S_BOLD, COLOR_INK, ALIGN_LEFT,
              view_word(frame, "replay.moment"));
    struct text_style style = text_style_of(TYPE_S_BODY, TEXT_LARGE, view_tongue(frame), COLOR_INK);
    style.size = 17;
    style.line = frame->language == LANGUAGE_LO ? 28 : 24;
    struct line lines[HAPPENINGS_SHOWN];
    int count = 0;
    float used = 0, room = panel.y + panel.h - 14 - 137;
    if (view->behind_minutes > 0) {
        struct line *line = &lines[count];
        char number[24];
        line->at_ms = view->at_ms;
        line_look(line, "clock", COLOR_SUNKEN, COLOR_INK2);
        line_value(line, frame, "moment.behind", "n", view_number(view->behind_minutes, number));
        count = 1;
    }
    uint16_t i = view->timeline->happening_count;
    for (int n = 0; n < HAPPENINGS_SHOWN; n++) {
        if (n == count) {
            while (i > 0 && view->timeline->happenings[i - 1].at_ms > view->at_ms)
                i--;
            if (i == 0)
                break;
            line_of(&lines[count++], frame, view, &view->timeline->happenings[--i]);
        }
        struct line *line = &lines[n];
        line->height = fonts_measure(list->fonts, list->canvas.s, &style, line->text, 218).height;
        float height = fmaxf(34, 18 + line->height) + (n > 0 ? 14.0F : 0);
        if (used + height > room) {
            count = n;
            break;
        }
        used += height;
    }
    float y = 137;
    for (int n = count - 1; n >= 0; n--) {
        const struct line *line = &lines[n];
        char time[24];
        draw_rect(list, rect_of(panel.x + 21, y, 34, 34), 10, line->ground);
        draw_icon(list, line->icon, panel.x + 28, y + 7, 20, line->color);
        view_text(list, frame, rect_of(panel.x + 67, y, 218, 18), TYPE_S_NOTE, COLOR_INK2,
                  ALIGN_LEFT, view_time(view->timeline->wall_minute, line->at_ms, time));
        draw_text(list, rect_of(panel.x + 67, y + 18, 218, line->height), &style, line->text);
        y += fmaxf(34, 18 + line->height) + 14;
    }
}

// --------------------------------------------------------------------------------------- timeline

static int tint_of(const char *key)
{
    static const struct {
        const char *key;
        int tint;
    } tints[] = {{"welcome", 0}, {"look-back", 1}, {"practice-review", 4}, {"goals", 2},
                 {"agenda", 6},  {"topic", 3},     {"new-practice", 4},    {"close", 5}};
    for (size_t i = 0; i < sizeof tints / sizeof tints[0]; i++)
        if (strcmp(tints[i].key, key) == 0)
            return tints[i].tint;
    return 6;
}

static void spans(struct draw_list *list, const struct view_frame *frame,
                  const struct replay_view *view, const struct timeline_span *from, uint8_t count,
                  float top, float height, bool bold)
{
    for (uint8_t i = 0; i < count; i++) {
        const struct timeline_span *span = &from[i];
        float left = track_x(view->timeline, span->from_ms);
        float width = track_x(view->timeline, span->to_ms) - left - 3;
        if (width < 2)
            continue;
        const char *words =
            span->title[0] != '\0' ? span->title : view_word_of(frame, "agenda.short.", span->key);
        struct rect rect = view_at(list, left, top, width, height);
        staff_segment(list, rect, tint_of(span->key), bold, words[0] != '\0' ? words : NULL);
    }
}

static const struct {
    enum happening_kind kind;
    enum event_tint tint;
    enum color color;
    const char *icon;
    const char *id;
} events[] = {
    {HAPPENED_OPEN, EVENT_PLUM, COLOR_PLUM, "chat", "replay.prompt"},
    {HAPPENED_TAG, EVENT_PINE, COLOR_PINE, "star", "replay.technique"},
    {HAPPENED_MARK, EVENT_AMBER, COLOR_AMBER_I, "bookmark", "replay.marked"},
    {HAPPENED_LOST, EVENT_CLAY, COLOR_CLAY_I, "link-off", "replay.lost"},
};
enum {
    EVENTS = sizeof events / sizeof events[0]
};

static void discs(struct draw_list *list, const struct view_frame *frame,
                  const struct replay_view *view)
{
    for (uint16_t i = 0; i < view->timeline->happening_count; i++) {
        const struct happening *happening = &view->timeline->happenings[i];
        if (!timeline_has_event(view->timeline, happening))
            continue;
        struct rect at = view_at(list, track_x(view->timeline, happening->at_ms), 0, 0, 0);
        for (size_t k = 0; k < EVENTS; k++)
            if (events[k].kind == happening->kind)
                staff_event(list, at.x, EVENTS_TOP + EVENT_RADIUS, events[k].tint, events[k].icon);
    }
    float x = TRACK_LEFT;
    for (size_t k = 0; k < EVENTS; k++) {
        const char *words = view_word(frame, events[k].id);
        float width = view_width(list, frame, TYPE_S_NOTE, words);
        struct rect at = view_at(list, x, 727, 0, 0);
        draw_disc(list, at.x + 11, 738, 11, events[k].color, COLOR_NONE, 0);
        draw_icon(list, events[k].icon, at.x + 4.5F, 731.5F, 13, COLOR_SURFACE);
        view_text(list, frame, rect_of(at.x + 30, 727, width, 23), TYPE_S_NOTE, COLOR_INK2,
                  ALIGN_LEFT, words);
        x += 30 + width + 22;
    }
}

static void minutes(struct draw_list *list, const struct view_frame *frame,
                    const struct replay_view *view)
{
    uint64_t whole = scale_ms(view->timeline) / MINUTE_MS;
    uint64_t step = whole <= 120 ? 10 : whole <= 300 ? 30 : whole <= 1200 ? 120 : whole / 8;
    float line = track_x(view->timeline, view->at_ms);
    for (uint64_t minute = 0; minute <= whole; minute += step) {
        char number[24];
        const char *text = view_number(minute, number);
        float width = view_width(list, frame, TYPE_S_FLOOR, text);
        float x = track_x(view->timeline, minute * MINUTE_MS);
        // The number under the play line's label is not drawn.
        if (x + width > line - 31 && x < line + 31)
            continue;
        if (x + width > TRACK_LEFT + TRACK_WIDTH)
            continue;
        view_text(list, frame, view_at(list, x, 553, width, 20), TYPE_S_FLOOR, COLOR_INK2,
                  ALIGN_LEFT, text);
    }
}

static void labels(struct draw_list *list, const struct view_frame *frame)
{
    static const struct {
        const char *id;
        float y, h;
    } rows[] = {{"replay.min", 553, 20},
                {"replay.plan", 579, 44},
                {"replay.actual", 623, 58},
                {"replay.events", 681, 42}};
    char buffer[VIEW_TEXT_BYTES];
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct text_style style = text_style_of(TYPE_S_FLOOR, TEXT_LARGE, view_tongue(frame),
                                                i == 2 ? COLOR_INK : COLOR_INK2);
        style.bold = i == 2;
        style.middle = true;
        const char *text = view_fit(list, frame, i == 2 ? TYPE_S_CHIP : TYPE_S_FLOOR, 66,
                                    view_word(frame, rows[i].id), buffer);
        draw_text(list, view_at(list, 41, rows[i].y, 66, rows[i].h), &style, text);
    }
}

static void controls(struct draw_list *list, const struct view_frame *frame,
                     const struct replay_view *view)
{
    static const char *const speeds[REPLAY_SPEEDS] = {"1×", "4×", "16×"};
    struct rect at = view_at(list, 41, 495, 48, 44);
    staff_button(list,
                 &(struct widget){
                     .key = PART_STEP_BACK, .name = "step-back", .rect = at, .icon = "skip-back"},
                 STAFF_PLAIN, NULL);
    staff_button(list,
                 &(struct widget){.key = PART_PLAY,
                                  .name = "play",
                                  .rect = {at.x + 60, 495, 64, 44},
                                  .icon = view->playing ? "pause" : "play"},
                 STAFF_MAIN, NULL);
    staff_button(list,
                 &(struct widget){.key = PART_STEP_NEXT,
                                  .name = "step-next",
                                  .rect = {at.x + 136, 495, 48, 44},
                                  .icon = "skip"},
                 STAFF_PLAIN, NULL);
    char time[24], a[24], b[24], text[VIEW_TEXT_BYTES];
    view_time(view->timeline->wall_minute, view->at_ms, time);
    float width = view_width(list, frame, TYPE_S_H2, time);
    view_text(list, frame, rect_of(at.x + 204, 495, width, 44), TYPE_S_H2, COLOR_INK, ALIGN_LEFT,
              time);
    const struct strings_value values[] = {
        {"a", view_number(view->at_ms / MINUTE_MS, a)},
        {"b", view_number(view->timeline->length_ms / MINUTE_MS, b)}};
    view_text(list, frame, rect_of(at.x + 204 + width + 12, 495, 300, 44), TYPE_S_NOTE, COLOR_INK2,
              ALIGN_LEFT, view_fill(frame, "replay.position", values, 2, text));
    staff_switch(list,
                 &(struct widget){
                     .key = PART_SPEED, .name = "speed", .rect = view_at(list, 1067, 495, 172, 44)},
                 REPLAY_SPEEDS, speeds, view->speed);
}

static void timeline(struct draw_list *list, const struct view_frame *frame,
                     const struct replay_view *view)
{
    struct rect panel = view_at(list, 20, 480, 1240, 300);
    draw_area(list, "timeline", panel);
    staff_panel(list, panel);
    controls(list, frame, view);
    struct part *track = draw_part(list, ROLE_BUTTON, PART_TRACK, "track",
                                   view_at(list, TRACK_LEFT, PLAN_TOP, TRACK_WIDTH, 140), 8);
    track->skip_focus = true; // the arrow keys do the same
    labels(list, frame);
    minutes(list, frame, view);
    spans(list, frame, view, view->timeline->plan, view->timeline->plan_count, PLAN_TOP, 36, false);
    spans(list, frame, view, view->timeline->spans, view->timeline->span_count, ACTUAL_TOP, 50,
          true);
    discs(list, frame, view);
    char time[24];
    struct rect line = view_at(list, track_x(view->timeline, view->at_ms), 0, 0, 0);
    staff_play_line(list, line.x, 575, 725,
                    view_time(view->timeline->wall_minute, view->at_ms, time));
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
    float right = list->canvas.w - 24;
    struct widget sessions = {.rect = {0, 12, 0, 44},
                              .icon = "arrow-left",
                              .text = view_word(frame, "replay.sessions"),
                              .tongue = view_tongue(frame)};
    float chip = right - staff_button_width(list, &sessions, STAFF_PLAIN, NULL) - 16;
    const struct verdict_look *look = view_verdict(view->verdict);
    char id[NAME_BYTES];
    struct out out = out_into(id, sizeof id);
    out_text(&out, look->name);
    out_text(&out, ".record");
    const char *record = view_word_of(frame, "verdict.", id);
    float chip_w = 51 + view_width(list, frame, TYPE_S_CHIP, record);
    view_top(list, frame, view_fill(frame, "replay.head", head, 2, title),
             view_fill(frame, "replay.led", led, 3, sub), chip - chip_w);
    view_pill(list, frame, rect_of(chip, 17, 0, 34), look->ground, look->color, look->icon, record,
              true);
    view_button(list, frame, PART_SESSIONS, "sessions", "arrow-left", "replay.sessions", right, 12);
    slide(list, frame, view);
    result(list, frame, view);
    happenings(list, frame, view);
    timeline(list, frame, view);
    draw_end(list);
}

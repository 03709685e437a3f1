// The meeting's time in the replay (design s02): the controls, the plan above the steps as they went,
// what happened when, and the 15 minutes that were drawn.
#include "base/check.h"
#include "supervisor/view_replay_parts.h"
#include <math.h>
#include <string.h>

enum {
    // From the panel's top.
    CONTROLS_TOP = 15,
    MINUTES_TOP = 73,
    PLAN_TOP = 99,
    PLAN_HEIGHT = 36,
    ACTUAL_TOP = 143,
    ACTUAL_HEIGHT = 50,
    EVENTS_TOP = 205,
    LEGEND_TOP = 247,
    EVENT_RADIUS = 15,
    BUTTON_WIDTH_MOST = 252,
};

// The timeline is as long as the meeting or its plan, whichever is longer.
static uint64_t scale_ms(const struct timeline *timeline)
{
    uint64_t longest =
        timeline->length_ms > timeline->plan_ms ? timeline->length_ms : timeline->plan_ms;
    return longest < MINUTE_MS ? MINUTE_MS : longest;
}

struct track {
    const struct timeline *timeline;
    float left, width, top; // top: of the panel
};

static float track_x(const struct track *track, uint64_t at_ms)
{
    double share = (double)at_ms / (double)scale_ms(track->timeline);
    return track->left + (float)((double)track->width * (share > 1 ? 1 : share));
}

static struct track track_of(const struct timeline *timeline, const struct replay_layout *layout)
{
    return (struct track){timeline, layout->track_left, layout->track_width, layout->timeline.y};
}

uint64_t view_replay_pixel_ms(const struct timeline *timeline, const struct canvas *canvas)
{
    struct replay_layout layout = view_replay_layout(canvas);
    double pixels = (double)layout.track_width * (double)canvas->s;
    uint64_t each = (uint64_t)((double)scale_ms(timeline) / pixels);
    return each == 0 ? 1 : each;
}

// Whether a disc at a time is under a point.
static bool is_under(const struct track *track, uint64_t at_ms, float x)
{
    return fabsf(track_x(track, at_ms) - x) <= EVENT_RADIUS + 2;
}

uint64_t view_replay_at(const struct replay_view *view, const struct canvas *canvas, float x,
                        float y)
{
    struct replay_layout layout = view_replay_layout(canvas);
    const struct timeline *timeline = view->timeline;
    struct track track = track_of(timeline, &layout);
    float events = track.top + EVENTS_TOP;
    bool on_events = y >= events - 4 && y <= events + 34;
    // The disc that was painted last is the one in sight.
    for (size_t i = view->comment_count; on_events && i > 0; i--)
        if (view->comments[i - 1].timed && is_under(&track, view->comments[i - 1].at_ms, x))
            return view->comments[i - 1].at_ms;
    for (uint16_t i = timeline->happening_count; on_events && i > 0; i--) {
        const struct happening *happening = &timeline->happenings[i - 1];
        if (timeline_has_event(timeline, happening) && is_under(&track, happening->at_ms, x))
            return happening->at_ms;
    }
    double share = (double)((x - track.left) / track.width);
    share = share < 0 ? 0 : share > 1 ? 1 : share;
    uint64_t at_ms = (uint64_t)(share * (double)scale_ms(timeline));
    return at_ms < timeline->last_ms ? at_ms : timeline->last_ms;
}

// ----------------------------------------------------------------------------------------- tracks

int view_step_tint(const char *key)
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

static void spans(struct draw_list *list, const struct view_frame *frame, const struct track *track,
                  const struct timeline_span *from, uint8_t count, bool actual)
{
    float top = track->top + (actual ? ACTUAL_TOP : PLAN_TOP);
    for (uint8_t i = 0; i < count; i++) {
        const struct timeline_span *span = &from[i];
        float left = track_x(track, span->from_ms);
        float width = track_x(track, span->to_ms) - left - 3;
        if (width < 2)
            continue;
        const char *words =
            span->title[0] != '\0' ? span->title : view_word_of(frame, "agenda.short.", span->key);
        struct rect rect = {left, top, width, actual ? ACTUAL_HEIGHT : PLAN_HEIGHT};
        staff_segment(list, rect, view_step_tint(span->key), actual,
                      words[0] != '\0' ? words : NULL);
    }
}

// The 15 minutes that were drawn, as a bracket between the plan and the steps.
static void segment(struct draw_list *list, const struct track *track,
                    const struct replay_segment *drawn)
{
    if (!drawn->drawn)
        return;
    float from = track_x(track, drawn->from_ms), to = track_x(track, drawn->to_ms);
    // Its ends reach a little into both rows, beside their words.
    float gap = track->top + PLAN_TOP + PLAN_HEIGHT;
    draw_rect(list, rect_of(from, gap + 1, fmaxf(6, to - from), 6), 0, COLOR_PLUM);
    draw_rect(list, rect_of(from, gap - 6, 4, 20), 2, COLOR_PLUM);
    draw_rect(list, rect_of(to - 4, gap - 6, 4, 20), 2, COLOR_PLUM);
}

// ----------------------------------------------------------------------------------------- events

static const struct {
    enum happening_kind kind;
    enum event_tint tint;
    enum color color;
    const char *icon;
    const char *id;
} events[] = {
    {HAPPENED_OPEN, EVENT_PLUM, COLOR_PLUM, "chat", "replay.prompt"},
    {HAPPENED_GOALS, EVENT_PLUM, COLOR_PLUM, "flag", "replay.goals"},
    {HAPPENED_COUNT, EVENT_PLUM, COLOR_PLUM, "home", "replay.practice"},
    {HAPPENED_TAG, EVENT_PINE, COLOR_PINE, "star", "replay.technique"},
    {HAPPENED_MARK, EVENT_AMBER, COLOR_AMBER_I, "bookmark", "replay.marked"},
    {HAPPENED_LOST, EVENT_CLAY, COLOR_CLAY_I, "link-off", "replay.lost"},
};
enum {
    EVENTS = sizeof events / sizeof events[0]
};

static bool has_comments(const struct replay_view *view)
{
    for (size_t i = 0; i < view->comment_count; i++)
        if (view->comments[i].timed)
            return true;
    return false;
}

static void discs(struct draw_list *list, const struct track *track, const struct replay_view *view)
{
    const struct timeline *timeline = track->timeline;
    float y = track->top + EVENTS_TOP + EVENT_RADIUS;
    for (uint16_t i = 0; i < timeline->happening_count; i++) {
        const struct happening *happening = &timeline->happenings[i];
        if (!timeline_has_event(timeline, happening))
            continue;
        float x = track_x(track, happening->at_ms);
        for (size_t k = 0; k < EVENTS; k++)
            if (events[k].kind == happening->kind)
                staff_event(list, x, y, events[k].tint, events[k].icon);
    }
    for (size_t i = 0; i < view->comment_count; i++) {
        const struct comment_view *comment = &view->comments[i];
        if (!comment->timed || comment->answer)
            continue;
        float x = track_x(track, comment->at_ms);
        draw_disc(list, x, y, EVENT_RADIUS, COLOR_SKY, COLOR_NONE, 0);
        draw_icon(list, "note", x - 9, y - 9, 18, COLOR_SURFACE);
    }
}

static float legend_entry(struct draw_list *list, const struct view_frame *frame, float x, float y,
                          float most, enum color color, const char *icon, const char *id)
{
    char buffer[VIEW_TEXT_BYTES];
    const char *words = view_fit(list, frame, TYPE_S_NOTE, most, view_word(frame, id), buffer);
    float width = view_width(list, frame, TYPE_S_NOTE, words);
    draw_disc(list, x + 11, y + 11, 11, color, COLOR_NONE, 0);
    draw_icon(list, icon, x + 4.5F, y + 4.5F, 13, COLOR_SURFACE);
    view_text(list, frame, rect_of(x + 30, y, width, 23), TYPE_S_NOTE, COLOR_INK2, ALIGN_LEFT,
              words);
    return x + 30 + width + 22;
}

// What one entry may take: as much as it wants while all of them fit, else an equal share.
static float legend_most(struct draw_list *list, const struct view_frame *frame,
                         const struct track *track, bool comments)
{
    float whole = 0;
    int count = EVENTS + (comments ? 1 : 0);
    for (size_t k = 0; k < EVENTS; k++)
        whole += view_width(list, frame, TYPE_S_NOTE, view_word(frame, events[k].id)) + 52;
    if (comments)
        whole += view_width(list, frame, TYPE_S_NOTE, view_word(frame, "replay.comments")) + 52;
    return whole - 22 <= track->width ? track->width : track->width / (float)count - 52;
}

static void legend(struct draw_list *list, const struct view_frame *frame,
                   const struct track *track, const struct replay_view *view)
{
    float x = track->left, y = track->top + LEGEND_TOP;
    bool comments = has_comments(view);
    float most = legend_most(list, frame, track, comments);
    for (size_t k = 0; k < EVENTS; k++)
        x = legend_entry(list, frame, x, y, most, events[k].color, events[k].icon, events[k].id);
    if (comments)
        legend_entry(list, frame, x, y, most, COLOR_SKY, "note", "replay.comments");
}

// ----------------------------------------------------------------------------------------- labels

static void minutes(struct draw_list *list, const struct view_frame *frame,
                    const struct track *track, uint64_t at_ms)
{
    uint64_t whole = scale_ms(track->timeline) / MINUTE_MS;
    uint64_t step = whole <= 120 ? 10 : whole <= 300 ? 30 : whole <= 1200 ? 120 : whole / 8;
    float line = track_x(track, at_ms);
    for (uint64_t minute = 0; minute <= whole; minute += step) {
        char number[24];
        const char *text = view_number(minute, number);
        float width = view_width(list, frame, TYPE_S_FLOOR, text);
        float x = track_x(track, minute * MINUTE_MS);
        // The number under the play line's label is not drawn.
        if (x + width > line - 31 && x < line + 31)
            continue;
        if (x + width > track->left + track->width)
            continue;
        view_text(list, frame, rect_of(x, track->top + MINUTES_TOP, width, 20), TYPE_S_FLOOR,
                  COLOR_INK2, ALIGN_LEFT, text);
    }
}

static void labels(struct draw_list *list, const struct view_frame *frame,
                   const struct track *track)
{
    static const struct {
        const char *id;
        float y, h;
    } rows[] = {{"replay.min", MINUTES_TOP, 20},
                {"replay.plan", PLAN_TOP, 44},
                {"replay.actual", ACTUAL_TOP, 58},
                {"replay.events", EVENTS_TOP - 4, 42}};
    char buffer[VIEW_TEXT_BYTES];
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        bool actual = i == 2;
        struct text_style style = text_style_of(TYPE_S_FLOOR, TEXT_LARGE, view_tongue(frame),
                                                actual ? COLOR_INK : COLOR_INK2);
        style.bold = actual;
        style.middle = true;
        const char *text = view_fit(list, frame, actual ? TYPE_S_CHIP : TYPE_S_FLOOR, 66,
                                    view_word(frame, rows[i].id), buffer);
        draw_text(list, rect_of(track->left - 68, track->top + rows[i].y, 66, rows[i].h), &style,
                  text);
    }
}

// --------------------------------------------------------------------------------------- controls

// Returns the left edge of the buttons at the right.
static float tools(struct draw_list *list, const struct view_frame *frame, float right, float y)
{
    static const struct {
        enum view_part part;
        const char *name, *icon, *id;
    } buttons[] = {{PART_SEGMENT, "random", "refresh", "replay.random"},
                   {PART_TALKING, "talking", "note", "replay.comments"}};
    for (size_t i = 0; i < sizeof buttons / sizeof buttons[0]; i++) {
        char buffer[VIEW_TEXT_BYTES];
        struct widget widget = {.key = (uint32_t)buttons[i].part,
                                .name = buttons[i].name,
                                .rect = {0, y, 0, 44},
                                .icon = buttons[i].icon,
                                .text = view_fit(list, frame, TYPE_S_BOLD, BUTTON_WIDTH_MOST - 56,
                                                 view_word(frame, buttons[i].id), buffer),
                                .tongue = view_tongue(frame)};
        float width = staff_button_width(list, &widget, STAFF_PLAIN, NULL);
        widget.rect.x = right - width;
        staff_button(list, &widget, STAFF_PLAIN, NULL);
        right -= width + 12;
    }
    return right;
}

static void position(struct draw_list *list, const struct view_frame *frame,
                     const struct replay_view *view, float x, float right, float y)
{
    char time[24], a[24], b[24], text[VIEW_TEXT_BYTES], buffer[VIEW_TEXT_BYTES];
    const struct timeline *timeline = view->timeline;
    view_time(timeline->wall_minute, view->at_ms, time);
    float width = view_width(list, frame, TYPE_S_H2, time);
    view_text(list, frame, rect_of(x, y, width, 44), TYPE_S_H2, COLOR_INK, ALIGN_LEFT, time);
    x += width + 12;
    const struct strings_value values[] = {{"a", view_number(view->at_ms / MINUTE_MS, a)},
                                           {"b", view_number(timeline->length_ms / MINUTE_MS, b)}};
    view_fill(frame, "replay.position", values, 2, text);
    width = view_width(list, frame, TYPE_S_NOTE, text);
    view_text(list, frame, rect_of(x, y, width, 44), TYPE_S_NOTE, COLOR_INK2, ALIGN_LEFT, text);
    x += width + 16;
    if (!view->segment.drawn)
        return;
    const struct strings_value drawn[] = {
        {"a", view_time(timeline->wall_minute, view->segment.from_ms, a)},
        {"b", view_time(timeline->wall_minute, view->segment.to_ms, b)}};
    view_text(list, frame, rect_of(x, y, right - x, 44), TYPE_S_CHIP, COLOR_PLUM, ALIGN_LEFT,
              view_fit(list, frame, TYPE_S_CHIP, right - x,
                       view_fill(frame, "replay.segment", drawn, 2, text), buffer));
}

static void controls(struct draw_list *list, const struct view_frame *frame,
                     const struct replay_view *view, struct rect panel)
{
    static const char *const speeds[REPLAY_SPEEDS] = {"1×", "4×", "16×"};
    float x = panel.x + 21, y = panel.y + CONTROLS_TOP;
    staff_button(list,
                 &(struct widget){.key = PART_STEP_BACK,
                                  .name = "step-back",
                                  .rect = {x, y, 48, 44},
                                  .icon = "skip-back"},
                 STAFF_PLAIN, NULL);
    staff_button(list,
                 &(struct widget){.key = PART_PLAY,
                                  .name = "play",
                                  .rect = {x + 60, y, 64, 44},
                                  .icon = view->playing ? "pause" : "play"},
                 STAFF_MAIN, NULL);
    staff_button(list,
                 &(struct widget){.key = PART_STEP_NEXT,
                                  .name = "step-next",
                                  .rect = {x + 136, y, 48, 44},
                                  .icon = "skip"},
                 STAFF_PLAIN, NULL);
    struct rect speed = {panel.x + panel.w - 193, y, 172, 44};
    float left = tools(list, frame, speed.x - 16, y);
    position(list, frame, view, x + 204, left - 12, y);
    staff_switch(list, &(struct widget){.key = PART_SPEED, .name = "speed", .rect = speed},
                 REPLAY_SPEEDS, speeds, view->speed);
}

void view_timeline(struct draw_list *list, const struct view_frame *frame,
                   const struct replay_view *view, const struct replay_layout *layout)
{
    struct rect panel = layout->timeline;
    struct track track = track_of(view->timeline, layout);
    draw_area(list, "timeline", panel);
    staff_panel(list, panel);
    controls(list, frame, view, panel);
    struct part *part = draw_part(list, ROLE_BUTTON, PART_TRACK, "track",
                                  rect_of(track.left, track.top + PLAN_TOP, track.width, 140), 8);
    part->skip_focus = true; // the arrow keys do the same
    labels(list, frame, &track);
    minutes(list, frame, &track, view->at_ms);
    spans(list, frame, &track, view->timeline->plan, view->timeline->plan_count, false);
    spans(list, frame, &track, view->timeline->spans, view->timeline->span_count, true);
    segment(list, &track, &view->segment);
    discs(list, &track, view);
    legend(list, frame, &track, view);
    char time[24];
    staff_play_line(list, track_x(&track, view->at_ms), track.top + 95, track.top + 245,
                    view_time(view->timeline->wall_minute, view->at_ms, time));
}

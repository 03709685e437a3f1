// Sessions side by side: length, drift, attendance, follow-up, home practice, techniques and the bands
// of check-ins, one column for each session, the newest at the right. Nothing is added up over people
// and bands are never summed, so that nobody can be followed or ranked.
#include "base/check.h"
#include "base/out.h"
#include "supervisor/view_parts.h"
#include <math.h>
#include <string.h>

enum {
    HEAD_TOP = 84,
    PANELS_TOP = 144,
    PLOTS_ACROSS = 4,
    COLUMNS_MOST = 60,
    COLUMN_LEAST = 9,
    LATE_MINUTES = 3,
};

// The sessions that are shown, oldest first, and where their columns stand.
struct plots {
    const struct shelf_row *rows[COLUMNS_MOST];
    int count;
    size_t all; // opened ones in the list
};

struct plot {
    struct rect panel, area;
    float column;
    int first; // of the sessions: the newest that fit are drawn
    int shown;
};

static int most_columns(float width)
{
    int fit = (int)(width / COLUMN_LEAST);
    return fit < COLUMNS_MOST ? fit : COLUMNS_MOST;
}

static struct plots plots_of(const struct trends_view *view)
{
    struct plots plots = {.count = 0};
    for (size_t i = view->row_count; i > 0; i--)
        plots.all += view->rows[i - 1]->state == SHELF_OPENED;
    for (size_t i = 0; i < view->row_count && plots.count < COLUMNS_MOST; i++)
        if (view->rows[i]->state == SHELF_OPENED)
            plots.rows[plots.count++] = view->rows[i];
    for (int i = 0; i < plots.count / 2; i++) {
        const struct shelf_row *row = plots.rows[i];
        plots.rows[i] = plots.rows[plots.count - 1 - i];
        plots.rows[plots.count - 1 - i] = row;
    }
    return plots;
}

static struct plot plot_of(struct draw_list *list, const struct view_frame *frame,
                           const struct plots *plots, struct rect panel, const char *name,
                           const char *title, const char *latest, bool legend)
{
    struct plot plot = {.panel = panel};
    draw_area(list, name, panel);
    staff_panel(list, panel);
    float used = latest[0] == '\0' ? 0 : view_width(list, frame, TYPE_S_NOTE, latest) + 8;
    used = fminf(used, panel.w / 2);
    view_line(list, frame, rect_of(panel.x + 18, panel.y + 12, panel.w - 36 - used, 26), 17, true,
              COLOR_INK, ALIGN_LEFT, title);
    if (used > 0)
        view_line(list, frame, rect_of(panel.x + panel.w - 18 - used, panel.y + 12, used, 26), 16,
                  false, COLOR_INK2, ALIGN_RIGHT, latest);
    float top = legend ? 78 : 58;
    plot.area = rect_of(panel.x + 56, panel.y + top, panel.w - 74, panel.h - top - 40);
    int fit = most_columns(plot.area.w);
    plot.shown = plots->count < fit ? plots->count : fit;
    plot.first = plots->count - plot.shown;
    plot.column = plot.shown > 0 ? fminf(40, plot.area.w / (float)plot.shown) : 0;
    return plot;
}

// The middle of a session's column.
static float column_x(const struct plot *plot, int place)
{
    return plot->area.x + plot->column * ((float)(place - plot->first) + 0.5F);
}

static void dates(struct draw_list *list, const struct view_frame *frame, const struct plots *plots,
                  const struct plot *plot)
{
    if (plot->shown == 0)
        return;
    char first[VIEW_TEXT_BYTES], last[VIEW_TEXT_BYTES];
    const struct rect *area = &plot->area;
    float y = area->y + area->h + 8, half = area->w / 2 - 4;
    float end = fminf(area->x + area->w, area->x + plot->column * (float)plot->shown);
    view_line(list, frame, rect_of(area->x, y, half, 20), 15, false, COLOR_INK2, ALIGN_LEFT,
              view_date(frame, plots->rows[plot->first]->day, false, first));
    if (plot->shown > 1 && end - area->x > 150)
        view_line(list, frame, rect_of(end - half, y, half, 20), 15, false, COLOR_INK2, ALIGN_RIGHT,
                  view_date(frame, plots->rows[plots->count - 1]->day, false, last));
}

static void level(struct draw_list *list, const struct view_frame *frame, const struct plot *plot,
                  float share, int value, bool base)
{
    char number[24];
    struct out out = out_into(number, sizeof number);
    float y = plot->area.y + plot->area.h * (1 - share);
    if (value < 0)
        out_text(&out, "–");
    out_number(&out, value < 0 ? -value : value);
    draw_rect(list, rect_of(plot->area.x, y, plot->area.w, 1), 0, base ? COLOR_EDGE : COLOR_LINE);
    view_line(list, frame, rect_of(plot->panel.x + 10, y - 10, 38, 20), 15, false, COLOR_INK2,
              ALIGN_RIGHT, number);
}

// Nothing was counted: a small ring on the base line.
static void unknown(struct draw_list *list, const struct plot *plot, int place)
{
    draw_disc(list, column_x(plot, place), plot->area.y + plot->area.h - 6, 3.5F, COLOR_SURFACE,
              COLOR_EDGE, 1.5F);
}

// A bar of a session from one share of the height to another. lane of lanes stand side by side.
static void bar(struct draw_list *list, const struct plot *plot, int place, float from, float to,
                int lane, int lanes, enum color color)
{
    float wide = fmaxf(3, floorf(plot->column * (lanes > 1 ? 0.84F : 0.66F) / (float)lanes));
    float x = column_x(plot, place) + wide * ((float)lane - (float)lanes / 2);
    float top = plot->area.y + plot->area.h * (1 - fminf(1, to));
    float bottom = plot->area.y + plot->area.h * (1 - fminf(1, from));
    if (bottom - top < 1)
        return;
    draw_corners(list, rect_of(x, top, wide, bottom - top), fminf(3, wide / 2), CORNERS_TOP, color);
}

static void tick(struct draw_list *list, const struct plot *plot, int place, float share)
{
    float wide = fmaxf(5, floorf(plot->column * 0.86F));
    float y = plot->area.y + plot->area.h * (1 - fminf(1, share));
    draw_rect(list, rect_of(column_x(plot, place) - wide / 2, y - 1, wide, 2), 1, COLOR_INK);
}

static int rounded_up(int value, int step)
{
    return value <= step ? step : (value + step - 1) / step * step;
}

// ------------------------------------------------------------------------------------------ plots

static const char *with_number(const struct view_frame *frame, const char *id, int64_t n,
                               char buffer[VIEW_TEXT_BYTES])
{
    char number[24];
    struct out out = out_into(number, sizeof number);
    out_number(&out, n);
    const struct strings_value value = {"n", number};
    return view_fill(frame, id, &value, 1, buffer);
}

static void plot_length(struct draw_list *list, const struct view_frame *frame,
                        const struct plots *plots, struct rect panel)
{
    char latest[VIEW_TEXT_BYTES] = "";
    int most = 30;
    for (int i = 0; i < plots->count; i++) {
        most = (int)plots->rows[i]->minutes > most ? (int)plots->rows[i]->minutes : most;
        most = (int)plots->rows[i]->plan_minutes > most ? (int)plots->rows[i]->plan_minutes : most;
    }
    if (plots->count > 0)
        with_number(frame, "replay.minutes", plots->rows[plots->count - 1]->minutes, latest);
    struct plot plot = plot_of(list, frame, plots, panel, "length",
                               view_word(frame, "trends.length"), latest, false);
    most = rounded_up(most, 30);
    level(list, frame, &plot, 1, most, false);
    level(list, frame, &plot, 0.5F, most / 2, false);
    level(list, frame, &plot, 0, 0, true);
    for (int i = plot.first; i < plots->count; i++) {
        const struct shelf_row *row = plots->rows[i];
        bool over = row->minutes >= row->plan_minutes + LATE_MINUTES;
        bar(list, &plot, i, 0, (float)row->minutes / (float)most, 0, 1,
            over ? COLOR_AMBER : COLOR_PINE_M);
        tick(list, &plot, i, (float)row->plan_minutes / (float)most);
    }
    dates(list, frame, plots, &plot);
}

static void plot_drift(struct draw_list *list, const struct view_frame *frame,
                       const struct plots *plots, struct rect panel)
{
    char latest[VIEW_TEXT_BYTES] = "";
    int most = 5;
    for (int i = 0; i < plots->count; i++) {
        int drift = trend_drift(plots->rows[i]->minutes, plots->rows[i]->plan_minutes);
        most = drift > most ? drift : -drift > most ? -drift : most;
    }
    if (plots->count > 0) {
        const struct shelf_row *row = plots->rows[plots->count - 1];
        with_number(frame, "replay.minutes", trend_drift(row->minutes, row->plan_minutes), latest);
    }
    struct plot plot = plot_of(list, frame, plots, panel, "drift", view_word(frame, "trends.drift"),
                               latest, false);
    most = rounded_up(most, 5);
    level(list, frame, &plot, 1, most, false);
    level(list, frame, &plot, 0.5F, 0, true);
    level(list, frame, &plot, 0, -most, false);
    for (int i = plot.first; i < plots->count; i++) {
        const struct shelf_row *row = plots->rows[i];
        int drift = trend_drift(row->minutes, row->plan_minutes);
        float end = 0.5F + (float)drift / (float)most / 2;
        bar(list, &plot, i, fminf(0.5F, end), fmaxf(0.5F, end), 0, 1,
            drift >= LATE_MINUTES ? COLOR_AMBER : COLOR_PINE_M);
        if (drift == 0)
            draw_disc(list, column_x(&plot, i), plot.area.y + plot.area.h / 2, 3, COLOR_PINE_M,
                      COLOR_NONE, 0);
    }
    dates(list, frame, plots, &plot);
}

static const char *a_of_b(const struct view_frame *frame, unsigned a, unsigned b,
                          char buffer[VIEW_TEXT_BYTES])
{
    char first[24], second[24];
    const struct strings_value values[] = {{"a", view_number(a, first)},
                                           {"b", view_number(b, second)}};
    return view_fill(frame, b > 0 ? "replay.of" : "trends.bare", values, 2, buffer);
}

// One or two counts of each session, each of so many people.
struct series {
    const char *name, *title;
    enum measure measures[2];
    const char *legends[2];
    int count;
};

static struct trend_count count_of(const struct shelf_row *row, enum measure measure)
{
    if (measure != MEASURE_ATTENDANCE)
        return row->trend.counts[measure];
    return (struct trend_count){true, row->people, row->joined};
}

static void legends(struct draw_list *list, const struct view_frame *frame, struct rect panel,
                    const char *const ids[], const enum color colors[], int count)
{
    // Each as wide as its word, and all cut alike where they are too wide together.
    float y = panel.y + 44, x = panel.x + 18, whole = 0, widths[TECHNIQUE_FAMILIES];
    check(count <= TECHNIQUE_FAMILIES);
    for (int i = 0; i < count; i++) {
        widths[i] = view_width(list, frame, TYPE_S_FLOOR, view_word(frame, ids[i])) + 2;
        whole += widths[i];
    }
    float room = panel.w - 36 - 17 * (float)count - 8 * (float)(count - 1);
    float share = whole > room ? room / whole : 1;
    for (int i = 0; i < count; i++) {
        draw_rect(list, rect_of(x, y + 4, 12, 12), 3, colors[i]);
        view_line(list, frame, rect_of(x + 17, y, widths[i] * share, 20), 15, false, COLOR_INK2,
                  ALIGN_LEFT, view_word(frame, ids[i]));
        x += 17 + widths[i] * share + 8;
    }
}

static void plot_counts(struct draw_list *list, const struct view_frame *frame,
                        const struct plots *plots, struct rect panel, const struct series *series)
{
    static const enum color colors[] = {COLOR_PINE_M, COLOR_PLUM_M};
    char latest[VIEW_TEXT_BYTES] = "";
    int most = 4;
    for (int i = 0; i < plots->count; i++)
        for (int k = 0; k < series->count; k++) {
            struct trend_count count = count_of(plots->rows[i], series->measures[k]);
            int high = count.done > count.of ? count.done : count.of;
            most = count.known && high > most ? high : most;
        }
    if (plots->count > 0) {
        struct trend_count count =
            count_of(plots->rows[plots->count - 1], series->measures[series->count - 1]);
        if (count.known)
            a_of_b(frame, count.done, count.of, latest);
    }
    struct plot plot = plot_of(list, frame, plots, panel, series->name,
                               view_word(frame, series->title), latest, series->count > 1);
    if (series->count > 1)
        legends(list, frame, panel, series->legends, colors, series->count);
    most = rounded_up(most, 4);
    level(list, frame, &plot, 1, most, false);
    level(list, frame, &plot, 0.5F, most / 2, false);
    level(list, frame, &plot, 0, 0, true);
    for (int i = plot.first; i < plots->count; i++) {
        bool any = false;
        uint8_t of = 0;
        for (int k = 0; k < series->count; k++) {
            struct trend_count count = count_of(plots->rows[i], series->measures[k]);
            if (!count.known)
                continue;
            any = true;
            of = count.of > of ? count.of : of;
            bar(list, &plot, i, 0, (float)count.done / (float)most, k, series->count, colors[k]);
        }
        if (!any)
            unknown(list, &plot, i);
        else if (of > 0)
            tick(list, &plot, i, (float)of / (float)most);
    }
    dates(list, frame, plots, &plot);
}

static void plot_techniques(struct draw_list *list, const struct view_frame *frame,
                            const struct plots *plots, struct rect panel)
{
    static const char *const ids[] = {"done.motivation", "done.education", "done.skills"};
    static const enum color colors[] = {COLOR_PINE_M, COLOR_PLUM_M, COLOR_SKY};
    int most = 4;
    for (int i = 0; i < plots->count; i++) {
        int sum = 0;
        for (int family = 0; family < TECHNIQUE_FAMILIES; family++)
            sum += plots->rows[i]->trend.family_counts[family];
        most = sum > most ? sum : most;
    }
    struct plot plot = plot_of(list, frame, plots, panel, "techniques",
                               view_word(frame, "review.techniques"), "", true);
    legends(list, frame, panel, ids, colors, TECHNIQUE_FAMILIES);
    most = rounded_up(most, 2);
    level(list, frame, &plot, 1, most, false);
    level(list, frame, &plot, 0.5F, most / 2, false);
    level(list, frame, &plot, 0, 0, true);
    for (int i = plot.first; i < plots->count; i++) {
        float from = 0;
        for (int family = 0; family < TECHNIQUE_FAMILIES; family++) {
            float to = from + (float)plots->rows[i]->trend.family_counts[family] / (float)most;
            bar(list, &plot, i, from, to, 0, 1, colors[family]);
            from = to;
        }
        if (from <= 0)
            unknown(list, &plot, i);
    }
    dates(list, frame, plots, &plot);
}

// The bands of a session's check-in; NULL if it had none or it was not shown in bands of a scale.
static const struct trend_checkin *scale_of(const struct shelf_row *row, const char *key)
{
    const struct trend_checkin *checkin = trend_checkin_of(&row->trend, key);
    return checkin != NULL && trend_is_scale(checkin) ? checkin : NULL;
}

// The check-in that most of the sessions had; empty if none had one.
static void common_checkin(const struct plots *plots, char key[KEY_BYTES])
{
    int best = 0;
    memset(key, 0, KEY_BYTES);
    for (int i = 0; i < plots->count; i++)
        for (uint8_t k = 0; k < plots->rows[i]->trend.checkin_count; k++) {
            const char *one = plots->rows[i]->trend.checkins[k].key;
            int same = 0;
            for (int j = 0; j < plots->count; j++)
                same += scale_of(plots->rows[j], one) != NULL;
            if (same > best) {
                best = same;
                memcpy(key, one, KEY_BYTES);
            }
        }
}

// Three rows, high on top; in each the band's own size, 20, 50 or 80 parts of the row.
static void plot_checkins(struct draw_list *list, const struct view_frame *frame,
                          const struct plots *plots, struct rect panel)
{
    static const char *const faces[] = {"face-5", "face-3", "face-1"};
    static const float sizes[] = {[BAND_FEW] = 0.2F, [BAND_HALF] = 0.5F, [BAND_MOST] = 0.8F};
    char key[KEY_BYTES];
    common_checkin(plots, key);
    struct plot plot = plot_of(list, frame, plots, panel, "checkins",
                               view_word(frame, "trends.checkins"), "", false);
    float high = floorf((plot.area.h - 16) / 3), wide = fmaxf(3, floorf(plot.column * 0.72F));
    if (key[0] == '\0') {
        view_lines(list, frame, rect_of(panel.x + 18, panel.y + 60, panel.w - 36, panel.h - 80), 16,
                   23, COLOR_INK2, 0, view_word(frame, "trends.checkins.none"));
        return;
    }
    for (int row = 0; row < 3; row++) {
        float top = plot.area.y + (high + 8) * (float)row;
        draw_picture(list, faces[row], panel.x + 16, top + high / 2 - 15, 30);
        for (int i = plot.first; i < plots->count; i++) {
            const struct trend_checkin *checkin = scale_of(plots->rows[i], key);
            float x = column_x(&plot, i) - wide / 2;
            if (checkin == NULL) {
                draw_rect(list, rect_of(x, top + high - 2, wide, 2), 1, COLOR_LINE);
                continue;
            }
            enum band band = checkin->bands[2 - row];
            check(band >= BAND_FEW && band <= BAND_MOST);
            draw_rect(list, rect_of(x, top, wide, high), 3, COLOR_SUNKEN);
            draw_corners(list, rect_of(x, top + high * (1 - sizes[band]), wide, high * sizes[band]),
                         3, CORNERS_BOTTOM, COLOR_PINE_M);
        }
    }
    dates(list, frame, plots, &plot);
}

// How the plots are read, and what they do not hold.
static void reading(struct draw_list *list, const struct view_frame *frame, struct rect panel)
{
    draw_area(list, "reading", panel);
    draw_rect(list, panel, 16, COLOR_PLUM_T);
    float x = panel.x + 18, room = panel.w - 36, y = panel.y + 12;
    view_line(list, frame, rect_of(x, y, room, 26), 17, true, COLOR_INK, ALIGN_LEFT,
              view_word(frame, "trends.reading"));
    y += 36;
    draw_rect(list, rect_of(x, y + 11, 24, 2), 1, COLOR_INK);
    y += fmaxf(26, view_lines(list, frame, rect_of(x + 36, y, room - 36, 50), 16, 23, COLOR_INK, 0,
                              view_word(frame, "trends.tick"))) +
         8;
    draw_rect(list, rect_of(x + 4, y + 3, 16, 18), 3, COLOR_AMBER);
    y += fmaxf(26, view_lines(list, frame, rect_of(x + 36, y, room - 36, 50), 16, 23, COLOR_INK, 0,
                              view_word(frame, "trends.late"))) +
         8;
    draw_disc(list, x + 12, y + 12, 4.5F, COLOR_SURFACE, COLOR_EDGE, 1.5F);
    y += fmaxf(26, view_lines(list, frame, rect_of(x + 36, y, room - 36, 50), 16, 23, COLOR_INK, 0,
                              view_word(frame, "trends.uncounted"))) +
         8;
    view_lines(list, frame, rect_of(x, y, room, panel.y + panel.h - 10 - y), 16, 23, COLOR_INK, 0,
               view_word(frame, "trends.people"));
}

// ------------------------------------------------------------------------------------------- page

static void head(struct draw_list *list, const struct view_frame *frame,
                 const struct trends_view *view, const struct plots *plots)
{
    char text[VIEW_TEXT_BYTES], a[VIEW_TEXT_BYTES], b[VIEW_TEXT_BYTES], number[24];
    struct page page = view_page(&list->canvas);
    float left = view_filters(list, frame, view->filter, page.x + page.w - 20, HEAD_TOP);
    const char *title =
        view->filter->group[0] == '\0' ? view_word(frame, "replay.all") : view->filter->group;
    float room = left - 16 - page.x - 20;
    float used = view_line(list, frame, rect_of(page.x + 20, HEAD_TOP, room * 0.6F, 44), 28, true,
                           COLOR_INK, ALIGN_LEFT, title);
    if (plots->count == 0)
        return;
    const struct strings_value values[] = {
        {"n", view_number(plots->all, number)},
        {"a", view_date(frame, plots->rows[0]->day, false, a)},
        {"b", view_date(frame, plots->rows[plots->count - 1]->day, false, b)}};
    view_line(list, frame, rect_of(page.x + 20 + used + 14, HEAD_TOP + 4, room - used - 14, 44), 16,
              false, COLOR_INK2, ALIGN_LEFT, view_fill(frame, "trends.sessions", values, 3, text));
}

void view_trends(struct draw_list *list, const struct view_frame *frame,
                 const struct trends_view *view)
{
    static const struct series attendance = {
        "attendance", "measure.attendance", {MEASURE_ATTENDANCE}, {NULL}, 1};
    static const struct series followed = {
        "followed", "measure.goals-followed-up", {MEASURE_GOALS_FOLLOWED_UP}, {NULL}, 1};
    static const struct series practice = {"practice",
                                           "replay.practice",
                                           {MEASURE_PRACTICE_REVIEWED, MEASURE_PRACTICE_SET},
                                           {"trends.reviewed", "trends.set"},
                                           2};
    view_begin(list, frame, SCREEN_TRENDS);
    char sub[VIEW_TEXT_BYTES];
    const struct strings_value name = {"name", frame->supervisor};
    float right = list->canvas.w - 24;
    struct widget sessions = {.rect = {0, 12, 0, 44},
                              .icon = "arrow-left",
                              .text = view_word(frame, "replay.sessions"),
                              .tongue = view_tongue(frame)};
    float button = right - staff_button_width(list, &sessions, STAFF_PLAIN, NULL);
    view_top(list, frame, view_word(frame, "trends.title"),
             view_fill(frame, "replay.supervisor", &name, 1, sub), button);
    view_button(list, frame, PART_SESSIONS, "sessions", "arrow-left", "replay.sessions", right, 12);
    struct plots plots = plots_of(view);
    head(list, frame, view, &plots);
    struct page page = view_page(&list->canvas);
    float wide = (page.w - 40 - (PLOTS_ACROSS - 1) * 16) / PLOTS_ACROSS;
    float high = floorf((page.h - PANELS_TOP - 16 - 12) / 2);
    struct rect at[2 * PLOTS_ACROSS];
    for (int i = 0; i < 2 * PLOTS_ACROSS; i++)
        at[i] = rect_of(page.x + 20 + (wide + 16) * (float)(i % PLOTS_ACROSS),
                        PANELS_TOP + (high + 12) * (float)(i / PLOTS_ACROSS), wide, high);
    plot_length(list, frame, &plots, at[0]);
    plot_drift(list, frame, &plots, at[1]);
    plot_counts(list, frame, &plots, at[2], &attendance);
    plot_counts(list, frame, &plots, at[3], &followed);
    plot_counts(list, frame, &plots, at[4], &practice);
    plot_techniques(list, frame, &plots, at[5]);
    plot_checkins(list, frame, &plots, at[6]);
    reading(list, frame, at[7]);
    draw_end(list);
}

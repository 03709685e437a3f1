// The review page, which comes first when a record is opened: what a supervisor asks, on one screen.
// Every line that has a moment leads there. In the manner of s01 and s03.
#include "base/check.h"
#include "base/out.h"
#include "supervisor/evidence_words.h"
#include "supervisor/view_parts.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    CARDS_TOP = 84,
    CARD_HEIGHT = 88,
    PANELS_TOP = 184,
    TITLE_HEIGHT = 50,
    ROW_HEIGHT = 38,
    TALK_HEIGHT = 60, // two lines
    LATE_MINUTES = 3,
};

static struct words words_in(const struct view_frame *frame)
{
    return (struct words){frame->strings, frame->language};
}

static const char *a_of_b(const struct view_frame *frame, uint64_t a, uint64_t b,
                          char buffer[VIEW_TEXT_BYTES])
{
    char first[24], second[24];
    const struct strings_value values[] = {{"a", view_number(a, first)},
                                           {"b", view_number(b, second)}};
    return view_fill(frame, "replay.of", values, 2, buffer);
}

static const char *with_number(const struct view_frame *frame, const char *id, uint64_t n,
                               char buffer[VIEW_TEXT_BYTES])
{
    char number[24];
    const struct strings_value value = {"n", view_number(n, number)};
    return view_fill(frame, id, &value, 1, buffer);
}

static const char *count_words(const struct view_frame *frame, const struct review_count *count,
                               char buffer[VIEW_TEXT_BYTES])
{
    struct out out = out_into(buffer, VIEW_TEXT_BYTES);
    if (!count->known)
        out_text(&out, "–");
    else if (count->of > 0)
        return a_of_b(frame, count->done, count->of, buffer);
    else
        out_number(&out, count->done);
    return buffer;
}

// A panel with its title; a note at the title's right. Returns the rectangle that is left.
static struct rect panel_of(struct draw_list *list, const struct view_frame *frame,
                            const char *name, struct rect rect, const char *title, const char *note)
{
    draw_area(list, name, rect);
    staff_panel(list, rect);
    float used = 0;
    if (note[0] != '\0') {
        used = fminf(rect.w / 2, view_width(list, frame, TYPE_S_NOTE, note));
        view_line(list, frame, rect_of(rect.x + rect.w - 20 - used, rect.y + 12, used, 30), 16,
                  false, COLOR_INK2, ALIGN_RIGHT, note);
        used += 12;
    }
    view_line(list, frame, rect_of(rect.x + 20, rect.y + 12, rect.w - 40 - used, 30), 21, true,
              COLOR_INK, ALIGN_LEFT, title);
    return rect_of(rect.x + 1, rect.y + TITLE_HEIGHT, rect.w - 2, rect.h - TITLE_HEIGHT - 8);
}

// A row that leads to its moment, if it has one: its ground, its line above, its arrow. Returns what
// is left of it for words.
static struct rect row_of(struct draw_list *list, uint32_t part, const char *name, unsigned place,
                          const struct review_moment *moment, struct rect rect)
{
    draw_rect(list, rect_of(rect.x, rect.y, rect.w, 1), 0, COLOR_LINE);
    struct rect inside = {rect.x + 19, rect.y, rect.w - 38, rect.h};
    if (!moment->known)
        return inside;
    char whole[PART_NAME_BYTES];
    snprintf(whole, sizeof whole, "%s-%u", name, place + 1U);
    if (draw_is_pressed(list, part + place))
        draw_rect(list, rect_of(rect.x, rect.y + 1, rect.w, rect.h - 1), 0, COLOR_PINE_T);
    draw_part(list, ROLE_ROW, part + place, whole, rect, 0);
    draw_icon(list, "right", rect.x + rect.w - 33, rect.y + (rect.h - 16) / 2, 16, COLOR_PINE);
    inside.w -= 22;
    return inside;
}

static void time_of(struct draw_list *list, const struct view_frame *frame,
                    const struct evidence *evidence, const struct review_moment *moment,
                    struct rect rect)
{
    char time[24];
    if (moment->known)
        view_line(list, frame, rect, 16, false, COLOR_INK2, ALIGN_LEFT,
                  view_time(evidence->wall_minute, moment->at_ms, time));
}

// ------------------------------------------------------------------------------------------ cards

static void cards(struct draw_list *list, const struct view_frame *frame,
                  const struct evidence *evidence)
{
    struct page page = view_page(&list->canvas);
    float each = (page.w - 40 - 3 * 16) / 4;
    char number[24], planned[VIEW_TEXT_BYTES], joined[VIEW_TEXT_BYTES] = "";
    char followed[VIEW_TEXT_BYTES], set[VIEW_TEXT_BYTES];
    const struct review_count *goals = &evidence->counts[MEASURE_GOALS_FOLLOWED_UP];
    const struct review_count *practice = &evidence->counts[MEASURE_PRACTICE_SET];
    const struct {
        const char *name, *number, *first, *second;
    } all[] = {
        {"card-time", view_number(evidence->minutes, number), view_word(frame, "review.minutes"),
         with_number(frame, "review.planned", evidence->plan_minutes, planned)},
        {"card-people", NULL, view_word(frame, "replay.card.people"), joined},
        {"card-goals", count_words(frame, goals, followed), view_word(frame, "review.card.goals"),
         view_word(frame, goals->known ? "review.card.followed" : "review.uncounted")},
        {"card-practice", count_words(frame, practice, set),
         view_word(frame, "review.card.practice"),
         view_word(frame, practice->known ? "review.card.set" : "review.uncounted")},
    };
    if (evidence->people_joined > 0)
        with_number(frame, "review.joined", evidence->people_joined, joined);
    float after = 0; // the words of the first card
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        char people[24];
        struct rect rect = view_at(list, 20 + (each + 16) * (float)i, CARDS_TOP, each, CARD_HEIGHT);
        draw_area(list, all[i].name, rect);
        float end =
            view_card(list, frame, rect,
                      all[i].number != NULL ? all[i].number : view_number(evidence->people, people),
                      all[i].first, all[i].second);
        after = i == 0 ? end : after;
    }
    // Time against plan, as in the list of sessions, where the words leave room for it.
    struct rect card = view_at(list, 20, CARDS_TOP, each, CARD_HEIGHT);
    struct rect bar = {after + 18, card.y + card.h / 2 - 6, card.x + card.w - 20 - after - 18, 12};
    if (bar.w < 40)
        return;
    float longest = fmaxf(1, 1.1F * fmaxf((float)evidence->minutes, (float)evidence->plan_minutes));
    staff_plan_bar(list, bar, (float)evidence->minutes / longest,
                   (float)evidence->plan_minutes / longest,
                   evidence->minutes >= evidence->plan_minutes + LATE_MINUTES);
}

// ------------------------------------------------------------------------------------------ steps

static void step_row(struct draw_list *list, const struct view_frame *frame,
                     const struct evidence *evidence, uint8_t place, float longest,
                     struct rect rect)
{
    const struct review_step *step = &evidence->steps[place];
    struct words words = words_in(frame);
    char text[VIEW_TEXT_BYTES];
    struct rect in = row_of(list, PART_STEP, "step", place, &step->moment, rect);
    bool good = step->done && !step->skipped;
    float middle = rect.y + rect.h / 2;
    if (good)
        draw_disc(list, in.x + 13, middle, 13, COLOR_PINE_T, COLOR_NONE, 0);
    else
        draw_disc(list, in.x + 13, middle, 13, COLOR_AMBER_T, COLOR_NONE, 0);
    draw_icon(list,
              good          ? "check"
              : step->begun ? "dot"
                            : "minus",
              in.x + 4, middle - 9, 18, good ? COLOR_PINE : COLOR_AMBER_I);
    // The name above its time where the row is high enough, else beside it.
    bool tall = rect.h >= 52;
    float right = 104, x = in.x + 40;
    float room = in.w - 40 - right - 12;
    float name_width = tall ? room : floorf(room * 0.6F);
    view_line(list, frame, rect_of(x, tall ? middle - 26 : rect.y, name_width, tall ? 26 : rect.h),
              17, true, COLOR_INK, ALIGN_LEFT, words_step(&words, step->key, step->title));
    struct rect bar = {x, middle + 5, room, 12};
    if (!tall)
        bar = rect_of(x + name_width + 12, middle - 6, room - name_width - 12, 12);
    if (!step->begun) {
        view_line(list, frame, rect_of(in.x + in.w - right, rect.y, right, rect.h), 16, false,
                  COLOR_AMBER_I, ALIGN_RIGHT,
                  view_word(frame, step->skipped ? "review.skipped" : "review.missed"));
        return;
    }
    float minutes = (float)step->spent_ms / (float)MINUTE_MS;
    staff_plan_bar(list, bar, minutes / longest, (float)step->plan_minutes / longest,
                   minutes >= (float)step->plan_minutes + LATE_MINUTES);
    uint64_t whole = (step->spent_ms + MINUTE_MS / 2) / MINUTE_MS;
    char a[24], b[24];
    const struct strings_value values[] = {{"a", view_number(whole, a)},
                                           {"b", view_number(step->plan_minutes, b)}};
    view_line(list, frame, rect_of(in.x + in.w - right, rect.y, right, rect.h), 16, false,
              COLOR_INK2, ALIGN_RIGHT, view_fill(frame, "replay.position", values, 2, text));
}

static void steps(struct draw_list *list, const struct view_frame *frame,
                  const struct evidence *evidence, struct rect rect)
{
    char done[VIEW_TEXT_BYTES], a[24], b[24];
    const struct strings_value values[] = {{"a", view_number(evidence->steps_done, a)},
                                           {"b", view_number(evidence->step_count, b)}};
    struct rect in = panel_of(list, frame, "steps", rect, view_word(frame, "review.steps"),
                              view_fill(frame, "review.done", values, 2, done));
    float longest = 1;
    for (uint8_t i = 0; i < evidence->step_count; i++) {
        float minutes = (float)evidence->steps[i].spent_ms / (float)MINUTE_MS;
        longest = fmaxf(longest, fmaxf(minutes, (float)evidence->steps[i].plan_minutes));
    }
    uint8_t count = evidence->step_count;
    float high = count > 0 ? fminf(80, floorf(in.h / (float)count)) : in.h;
    for (uint8_t i = 0; i < count; i++)
        step_row(list, frame, evidence, i, longest * 1.05F,
                 rect_of(in.x, in.y + high * i, in.w, high));
}

// --------------------------------------------------------------------------------------- measures

static const enum measure measured[] = {
    MEASURE_GOALS_SET,        MEASURE_GOALS_FOLLOWED_UP, MEASURE_GOALS_DEFERRED,
    MEASURE_GOALS_NOT_DUE,    MEASURE_PRACTICE_REVIEWED, MEASURE_PRACTICE_SET,
    MEASURE_PRACTICE_NOTHING,
};
enum {
    MEASURED = sizeof measured / sizeof measured[0]
};

enum measure view_overview_measure(unsigned place)
{
    check(place < MEASURED);
    return measured[place];
}

static void measures(struct draw_list *list, const struct view_frame *frame,
                     const struct evidence *evidence, struct rect rect)
{
    struct words words = words_in(frame);
    struct rect in =
        panel_of(list, frame, "measures", rect, view_word(frame, "review.measures"), "");
    float high = floorf(in.h / MEASURED);
    for (unsigned i = 0; i < MEASURED; i++) {
        const struct review_count *count = &evidence->counts[measured[i]];
        char text[VIEW_TEXT_BYTES];
        struct rect row = row_of(list, PART_MEASURE, "measure", i, &count->moment,
                                 rect_of(in.x, in.y + high * (float)i, in.w, high));
        // The numbers stand under each other, whether or not the row leads somewhere.
        float right = in.x + in.w - 41;
        const char *number =
            count->known ? count_words(frame, count, text) : view_word(frame, "review.uncounted");
        float width = view_width(list, frame, count->known ? TYPE_S_BOLD : TYPE_S_NOTE, number);
        width = fminf(width, in.w * 0.45F);
        view_line(list, frame, rect_of(right - width, row.y, width, row.h), count->known ? 18 : 16,
                  count->known, count->known ? COLOR_INK : COLOR_INK2, ALIGN_RIGHT, number);
        bool share = count->known && count->of > 0;
        struct rect ring = {right - 76 - 22, row.y + row.h / 2 - 11, 22, 22};
        if (share) {
            float done = fminf(1, (float)count->done / (float)count->of);
            draw_ring(list, ring, 5, 0, 1, COLOR_PINE_T);
            if (done > 0)
                draw_ring(list, ring, 5, 0, done, COLOR_PINE_M);
        }
        float room = right - fmaxf(width, share ? 98 : 0) - 12 - row.x;
        view_line(list, frame, rect_of(row.x, row.y, room, row.h), 16, false, COLOR_INK, ALIGN_LEFT,
                  measure_words(&words, measured[i]));
    }
}

// ------------------------------------------------------------------------------------- techniques

static bool technique_leads(const struct review_technique *used)
{
    return used->moment.known && !used->after; // what was added after the group has no moment in it
}

// "10:44 Coping plan"
static void technique_text(const struct view_frame *frame, const struct evidence *evidence,
                           const struct review_technique *used, bool timed,
                           char text[VIEW_TEXT_BYTES])
{
    char time[24];
    struct out out = out_into(text, VIEW_TEXT_BYTES);
    if (timed && technique_leads(used)) {
        out_text(&out, view_time(evidence->wall_minute, used->moment.at_ms, time));
        out_text(&out, " ");
    }
    out_text(&out, view_word_of(frame, "technique.", technique_name(used->technique)));
}

// Of the techniques of a family in one line.
static float family_width(struct draw_list *list, const struct view_frame *frame,
                          const struct evidence *evidence, enum technique_family which, bool timed)
{
    float width = 0;
    for (uint8_t i = 0; i < evidence->technique_count; i++) {
        const struct review_technique *used = &evidence->techniques[i];
        char text[VIEW_TEXT_BYTES];
        if (technique_family_of(used->technique) != which)
            continue;
        technique_text(frame, evidence, used, timed, text);
        width += (width > 0 ? 8.0F : 0) + view_link_width(list, frame, technique_leads(used), text);
    }
    return width;
}

static void family(struct draw_list *list, const struct view_frame *frame,
                   const struct evidence *evidence, enum technique_family which, struct rect rect)
{
    static const char *const ids[TECHNIQUE_FAMILIES] = {"done.motivation", "done.education",
                                                        "done.skills"};
    draw_rect(list, rect_of(rect.x, rect.y, rect.w, 1), 0, COLOR_LINE);
    float x = rect.x + 19, right = rect.x + rect.w - 19;
    view_line(list, frame, rect_of(x, rect.y + 6, right - x, 23), 16, true, COLOR_INK2, ALIGN_LEFT,
              view_word(frame, ids[which]));
    float y = rect.y + 31;
    bool times = family_width(list, frame, evidence, which, true) <= right - x;
    bool all = times || family_width(list, frame, evidence, which, false) <= right - x;
    unsigned left = 0;
    bool any = false;
    for (uint8_t i = 0; i < evidence->technique_count; i++) {
        const struct review_technique *used = &evidence->techniques[i];
        if (technique_family_of(used->technique) != which)
            continue;
        char text[VIEW_TEXT_BYTES], name[PART_NAME_BYTES];
        technique_text(frame, evidence, used, times, text);
        any = true;
        if (!all && right - x < 150) {
            left++;
            continue;
        }
        snprintf(name, sizeof name, "technique-%u", i + 1U);
        x += 8 + view_link(list, frame, technique_leads(used) ? PART_TECHNIQUE + i : 0, name, x, y,
                           right - x - (all ? 0.0F : 46.0F), text);
    }
    if (!any)
        view_line(list, frame, rect_of(x, y, right - x, 34), 16, false, COLOR_INK2, ALIGN_LEFT,
                  view_word(frame, "review.nothing"));
    if (left > 0) {
        char more[VIEW_TEXT_BYTES];
        view_line(list, frame, rect_of(x, y, right - x, 34), 16, false, COLOR_INK2, ALIGN_LEFT,
                  with_number(frame, "review.plus", left, more));
    }
}

static void techniques(struct draw_list *list, const struct view_frame *frame,
                       const struct evidence *evidence, struct rect rect)
{
    struct rect in =
        panel_of(list, frame, "techniques", rect, view_word(frame, "review.techniques"), "");
    float high = floorf(in.h / TECHNIQUE_FAMILIES);
    for (int i = 0; i < TECHNIQUE_FAMILIES; i++)
        family(list, frame, evidence, (enum technique_family)i,
               rect_of(in.x, in.y + high * (float)i, in.w, high));
}

// ---------------------------------------------------------------------------------- flags and talk

// How many rows there is room for; where not all have it the last row says how many more there are.
static unsigned rows_shown(unsigned count, float room, float height)
{
    unsigned fit = (unsigned)(room / height);
    if (count <= fit)
        return count;
    return (unsigned)((room - ROW_HEIGHT) / height);
}

static void more_row(struct draw_list *list, const struct view_frame *frame, unsigned more,
                     struct rect in, float y)
{
    char text[VIEW_TEXT_BYTES];
    struct rect rect = {in.x + 19, y, in.w - 38, ROW_HEIGHT};
    draw_rect(list, rect_of(in.x, rect.y, in.w, 1), 0, COLOR_LINE);
    view_line(list, frame, rect, 16, false, COLOR_INK2, ALIGN_LEFT,
              with_number(frame, "review.more", more, text));
}

static bool is_trouble(enum review_flag_kind kind)
{
    return kind == REVIEW_FLAG_RECORD || kind == REVIEW_FLAG_DISK;
}

static void flags(struct draw_list *list, const struct view_frame *frame,
                  const struct evidence *evidence, struct rect rect)
{
    struct words words = words_in(frame);
    struct rect in = panel_of(list, frame, "flags", rect, view_word(frame, "review.flags"), "");
    if (evidence->flag_count == 0) {
        draw_icon(list, "check", in.x + 19, in.y + 6, 22, COLOR_PINE);
        view_lines(list, frame, rect_of(in.x + 51, in.y + 5, in.w - 70, in.h - 5), 17, 25,
                   COLOR_INK2, 0, view_word(frame, "review.flags.none"));
        return;
    }
    unsigned shown = rows_shown(evidence->flag_count, in.h, ROW_HEIGHT);
    for (unsigned i = 0; i < shown; i++) {
        const struct review_flag *flag = &evidence->flags[i];
        char text[VIEW_TEXT_BYTES];
        struct out out = out_into(text, sizeof text);
        review_flag_words(&out, &words, evidence, flag);
        struct rect row = row_of(list, PART_FLAG, "flag", i, &flag->moment,
                                 rect_of(in.x, in.y + ROW_HEIGHT * (float)i, in.w, ROW_HEIGHT));
        bool trouble = is_trouble(flag->kind);
        draw_icon(list, trouble ? "warning" : "flag", row.x, row.y + 9, 20,
                  trouble ? COLOR_CLAY_I : COLOR_AMBER_I);
        float time = flag->moment.known ? 56 : 0;
        time_of(list, frame, evidence, &flag->moment,
                rect_of(row.x + row.w - time + 4, row.y, time, row.h));
        view_line(list, frame, rect_of(row.x + 32, row.y, row.w - 32 - time, row.h), 17, false,
                  COLOR_INK, ALIGN_LEFT, text);
    }
    if (shown < evidence->flag_count)
        more_row(list, frame, evidence->flag_count - shown, in, in.y + ROW_HEIGHT * (float)shown);
}

static void talks(struct draw_list *list, const struct view_frame *frame,
                  const struct overview_view *view, struct rect rect)
{
    struct rect in = panel_of(list, frame, "talk", rect, view_word(frame, "review.talk"), "");
    if (view->talk_count == 0) {
        view_lines(list, frame, rect_of(in.x + 19, in.y + 5, in.w - 38, in.h - 5), 17, 25,
                   COLOR_INK2, 0, view_word(frame, "review.talk.none"));
        return;
    }
    unsigned count = (unsigned)view->talk_count, shown = rows_shown(count, in.h, TALK_HEIGHT);
    for (unsigned i = 0; i < shown; i++) {
        const struct talk_view *talk = &view->talks[i];
        struct review_moment moment = {.known = talk->timed, .at_ms = talk->at_ms};
        struct rect row = row_of(list, PART_TALK, "talk", i, &moment,
                                 rect_of(in.x, in.y + TALK_HEIGHT * (float)i, in.w, TALK_HEIGHT));
        bool mark = talk->who == NULL;
        draw_icon(list, mark ? "bookmark" : "people", row.x, row.y + 9, 20,
                  mark ? COLOR_AMBER_I : COLOR_PINE);
        float time = talk->timed ? 56 : 0;
        time_of(list, frame, view->evidence, &moment,
                rect_of(row.x + row.w - time + 4, row.y, time, row.h));
        const char *text =
            talk->text[0] != '\0' ? talk->text : view_word(frame, "moment.mark.bare");
        struct rect words = {row.x + 32, row.y + 7, row.w - 32 - time, TALK_HEIGHT - 12};
        view_lines(list, frame, words, 16, frame->language == LANGUAGE_LO ? 24 : 23, COLOR_INK, 0,
                   text);
    }
    if (shown < count)
        more_row(list, frame, count - shown, in, in.y + TALK_HEIGHT * (float)shown);
}

// What a fidelity review reads of a group, in one folder without names; and that a supervision was held.
static void foot(struct draw_list *list, const struct view_frame *frame,
                 const struct overview_view *view, struct rect rect)
{
    static const struct view_top_button bundle = {PART_BUNDLE, STAFF_PLAIN, "bundle", "box",
                                                  "review.bundle"};
    static const struct view_top_button supervision = {PART_SUPERVISION, STAFF_PLAIN, "supervision",
                                                       "people", "review.supervision"};
    float half = (rect.w - 12) / 2, left = rect.x;
    if (view->exports) {
        view_button_in(list, frame, &bundle, rect_of(left, rect.y, half, rect.h));
        left += half + 12;
    }
    view_button_in(list, frame, &supervision,
                   rect_of(left, rect.y, rect.x + rect.w - left, rect.h));
}

void view_overview(struct draw_list *list, const struct view_frame *frame,
                   const struct overview_view *view)
{
    const struct evidence *evidence = view->evidence;
    check(evidence != NULL);
    view_begin(list, frame, SCREEN_OVERVIEW);
    static const struct view_top_button buttons[] = {
        {PART_SESSIONS, STAFF_PLAIN, "sessions", "arrow-left", "replay.sessions"},
        {PART_SHEETS, STAFF_PLAIN, "sheets", "file", "review.sheets"},
        {PART_REPLAY, STAFF_MAIN, "replay", "play", "review.replay"},
    };
    char title[VIEW_TEXT_BYTES], sub[VIEW_TEXT_BYTES], date[VIEW_TEXT_BYTES], number[24];
    const struct strings_value head[] = {
        {"group", evidence->group}, {"date", view_date(frame, evidence->wall_day, true, date)}};
    const struct strings_value led[] = {{"topic", evidence->module_title},
                                        {"n", view_number(evidence->session_number, number)},
                                        {"leader", evidence->leader}};
    view_record_top(list, frame, view_fill(frame, "replay.head", head, 2, title),
                    view_fill(frame, "replay.led", led, 3, sub), evidence->verdict, buttons, 3);
    cards(list, frame, evidence);
    struct page page = view_page(&list->canvas);
    float room = page.w - 40 - 2 * 16, high = page.h - PANELS_TOP - 16;
    float first = floorf(room * 0.37F), second = floorf(room * 0.305F);
    float third = room - first - second;
    float upper = floorf((high - 12) * 0.52F), lower = high - 12 - upper;
    float left = page.x + 20;
    steps(list, frame, evidence, rect_of(left, PANELS_TOP, first, high));
    left += first + 16;
    measures(list, frame, evidence, rect_of(left, PANELS_TOP, second, upper));
    techniques(list, frame, evidence, rect_of(left, PANELS_TOP + upper + 12, second, lower));
    left += second + 16;
    upper = floorf((high - 12) * 0.46F);
    lower = high - 12 - upper;
    flags(list, frame, evidence, rect_of(left, PANELS_TOP, third, upper));
    lower -= 50 + 12;
    talks(list, frame, view, rect_of(left, PANELS_TOP + upper + 12, third, lower));
    foot(list, frame, view, rect_of(left, PANELS_TOP + high - 50, third, 50));
    draw_end(list);
}

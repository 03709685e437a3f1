// The first page of a report: who, when, what came of it, on one page where it fits.
#include "base/check.h"
#include "show/results.h"
#include "supervisor/report_paper.h"
#include <string.h>

static const struct paper_text title_text = {
    .size = 16, .bold = true, .color = COLOR_INK, .lines = 1};
static const struct paper_text note_text = {.size = 8.5, .color = COLOR_INK2};
static const struct paper_text line_text = {.size = 8.5, .color = COLOR_INK2, .lines = 1};
static const struct paper_text bold_line = {
    .size = 9, .bold = true, .color = COLOR_INK, .lines = 1};

// ---------------------------------------------------------------------------------------- head

// The house's mark: a ring of eight around one.
static void mark(struct paper *paper, double x, double y, double size)
{
    static const double places[8][2] = {{1, 0},  {0.707, 0.707},   {0, 1},  {-0.707, 0.707},
                                        {-1, 0}, {-0.707, -0.707}, {0, -1}, {0.707, -0.707}};
    double middle = size / 2, ring = size * 0.38, dot = size * 0.1;
    for (size_t i = 0; i < 8; i++)
        paper_disc(paper, x + middle + places[i][0] * ring, y + middle + places[i][1] * ring, dot,
                   COLOR_PINE);
    paper_disc(paper, x + middle, y + middle, size * 0.16, COLOR_PINE);
    paper_disc(paper, x + middle, y + middle, size * 0.1, COLOR_PINE_T);
}

static double verdict_pill(struct paper *paper)
{
    const struct evidence *evidence = report_of(paper)->evidence;
    bool complete = evidence->verdict == RECORD_COMPLETE;
    bool forged = evidence->verdict == RECORD_FORGED || evidence->verdict == RECORD_FORKED;
    enum color fill = complete ? COLOR_PINE_T : forged ? COLOR_CLAY_T : COLOR_AMBER_T;
    enum color color = complete ? COLOR_PINE : forged ? COLOR_CLAY_I : COLOR_AMBER_I;
    char text[PAPER_TEXT_BYTES];
    struct out out = out_into(text, sizeof text);
    out_text(&out, record_verdict_text(evidence->verdict));
    out_text(&out, ".record");
    const char *words = words_named(&paper->words, "verdict.", text);
    struct paper_text style = {.size = 8.5, .bold = true};
    double width = paper_width(paper, &style, words) + 17;
    paper_pill(paper, paper->right - width, paper->y + 4, fill, color, words);
    return width;
}

static void head_lines(struct paper *paper, double x, double width)
{
    const struct evidence *evidence = report_of(paper)->evidence;
    char text[PAPER_TEXT_BYTES];
    struct out out = out_into(text, sizeof text);
    out_text(&out, evidence->group);
    out_text(&out, " · ");
    words_date(&out, &paper->words, evidence->wall_day);
    out_text(&out, " · ");
    words_time(&out, evidence->wall_minute, 0);
    out_text(&out, " – ");
    words_time(&out, evidence->wall_minute, evidence->length_ms);
    paper_draw(paper, x, paper->y + 21, width, &line_text, text);
    char a[24], b[24];
    struct out number = out_into(a, sizeof a);
    out_number(&number, evidence->session_number);
    number = out_into(b, sizeof b);
    out_number(&number, evidence->session_count);
    const struct strings_value module[] = {{"title", evidence->module_title}, {"a", a}, {"b", b}};
    const struct strings_value leader[] = {{"leader", evidence->leader}};
    out = out_into(text, sizeof text);
    strings_fill(&out, paper_word(paper, "evidence.module"), module, 3);
    out_text(&out, " · ");
    out_text(&out, evidence->topic);
    if (evidence->leader[0] != '\0') { // an evidence bundle names nobody
        out_text(&out, " · ");
        strings_fill(&out, paper_word(paper, "report.led"), leader, 1);
    }
    paper_draw(paper, x, paper->y + 33, width, &line_text, text);
}

static void notice(struct paper *paper)
{
    const char *text = report_of(paper)->notice;
    if (text == NULL || text[0] == '\0')
        return;
    static const struct paper_text style = {.size = 8, .color = COLOR_PLUM_D};
    double width = paper->right - paper->left;
    double height = paper_measure(paper, width - 24, &style, text);
    paper_box(paper, paper->left, paper->y, width, height + 16, 6, COLOR_PLUM_T, COLOR_NONE);
    paper_draw(paper, paper->left + 12, paper->y + 8, width - 24, &style, text);
    paper->y += height + 16 + 12;
}

void report_head(struct paper *paper)
{
    const struct report *report = report_of(paper);
    double x = paper->left + 40, width = paper->right - x;
    mark(paper, paper->left, paper->y + 6, 30);
    double pill = report->evidence != NULL ? verdict_pill(paper) : 0;
    const char *id = report->evidence != NULL ? "review.title" : "report.trends";
    paper_draw(paper, x, paper->y - 3, width - pill - 10, &title_text, paper_word(paper, id));
    if (report->evidence != NULL)
        head_lines(paper, x, width);
    paper->y += 50;
    char text[PAPER_TEXT_BYTES];
    char date[PAPER_TEXT_BYTES];
    struct out out = out_into(date, sizeof date);
    words_date(&out, &paper->words, report->day);
    const struct strings_value made[] = {{"date", date}, {"name", report->supervisor}};
    out = out_into(text, sizeof text);
    if (report->supervisor[0] != '\0')
        strings_fill(&out, paper_word(paper, "report.made"), made, 2);
    else
        out_text(&out, date);
    if (report->end_words != NULL) {
        const struct strings_value words[] = {{"words", report->end_words}};
        out_text(&out, "  ·  ");
        strings_fill(&out, paper_word(paper, "report.words"), words, 1);
    }
    static const struct paper_text small = {.size = 7.5, .color = COLOR_INK3, .lines = 1};
    paper_draw(paper, paper->left, paper->y, paper->right - paper->left, &small, text);
    paper->y += 15;
    paper_rule(paper, paper->y);
    paper->y += 12;
    notice(paper);
}

// --------------------------------------------------------------------------------------- tiles

enum {
    TILE_HEIGHT = 42,
    TILE_GAP = 8,
    TILES = 8,
    TILE_COLUMNS = 4
};

static void tile(struct paper *paper, unsigned place, const char *value, const char *caption)
{
    double width =
        (paper->right - paper->left - (TILE_COLUMNS - 1) * TILE_GAP) / (double)TILE_COLUMNS;
    double x = paper->left + (place % TILE_COLUMNS) * (width + TILE_GAP);
    double y = paper->y + (double)(place / TILE_COLUMNS) * (TILE_HEIGHT + TILE_GAP);
    paper_box(paper, x, y, width, TILE_HEIGHT, 6, COLOR_SURFACE, COLOR_LINE);
    const struct paper_text number = {.size = 15, .bold = true, .color = COLOR_PINE, .lines = 1};
    const struct paper_text under = {.size = 8, .color = COLOR_INK2, .lines = 1};
    paper_draw(paper, x + 10, y + 3, width - 20, &number, value);
    paper_draw(paper, x + 10, y + 25, width - 20, &under, caption);
}

static void count_tile(struct paper *paper, unsigned place, enum measure measure)
{
    const struct review_count *count = &report_of(paper)->evidence->counts[measure];
    char text[64] = "–";
    struct out out = out_into(text, sizeof text);
    if (count->known)
        words_two(&out, &paper->words, "replay.of", count->done, count->of);
    else
        out_text(&out, "–");
    tile(paper, place, text, measure_words(&paper->words, measure));
}

static void people_tile(struct paper *paper, unsigned place)
{
    const struct evidence *evidence = report_of(paper)->evidence;
    if (evidence->counts[MEASURE_ATTENDANCE].known) {
        count_tile(paper, place, MEASURE_ATTENDANCE);
        return;
    }
    char text[64];
    struct out out = out_into(text, sizeof text);
    if (evidence->people_joined > 0)
        words_two(&out, &paper->words, "replay.of", evidence->people_most, evidence->people_joined);
    else
        out_number(&out, evidence->people_most);
    tile(paper, place, text, measure_words(&paper->words, MEASURE_ATTENDANCE));
}

static void tiles(struct paper *paper)
{
    const struct evidence *evidence = report_of(paper)->evidence;
    char text[64];
    struct out out = out_into(text, sizeof text);
    words_two(&out, &paper->words, "evidence.minutes", evidence->minutes, evidence->plan_minutes);
    tile(paper, 0, text, paper_word(paper, "done.time"));
    out = out_into(text, sizeof text);
    words_two(&out, &paper->words, "replay.of", evidence->steps_done, evidence->step_count);
    tile(paper, 1, text, paper_word(paper, "report.steps"));
    people_tile(paper, 2);
    count_tile(paper, 3, MEASURE_GOALS_SET);
    count_tile(paper, 4, MEASURE_GOALS_FOLLOWED_UP);
    count_tile(paper, 5, MEASURE_PRACTICE_REVIEWED);
    count_tile(paper, 6, MEASURE_PRACTICE_SET);
    tile(paper, 7, paper_word(paper, evidence->practised ? "report.yes" : "report.no"),
         paper_word(paper, "report.practised"));
    paper->y += 2 * TILE_HEIGHT + TILE_GAP;
}

// --------------------------------------------------------------------------------------- steps

static void step_row(struct paper *paper, const struct review_step *step, double scale)
{
    const struct evidence *evidence = report_of(paper)->evidence;
    double y = paper->y, track = paper->left + 200, end = paper->right - 84;
    char text[PAPER_TEXT_BYTES];
    struct out out = out_into(text, sizeof text);
    if (step->moment.known && step->begun)
        words_time(&out, evidence->wall_minute, step->moment.at_ms);
    paper_draw(paper, paper->left, y, 34, &line_text, text);
    paper_draw(paper, paper->left + 38, y, 156, &bold_line,
               words_step(&paper->words, step->key, step->title));
    uint64_t spent = (step->spent_ms + MINUTE_MS / 2) / MINUTE_MS;
    double planned = step->plan_minutes * scale, actual = (double)spent * scale;
    double within = actual < planned ? actual : planned;
    paper_box(paper, track, y + 2.5, planned, 8, 2, COLOR_SUNKEN, COLOR_NONE);
    paper_box(paper, track, y + 2.5, within, 8, 2, COLOR_PINE_M, COLOR_NONE);
    if (actual > planned)
        paper_box(paper, track + planned + 0.8, y + 2.5, actual - planned, 8, 2, COLOR_AMBER,
                  COLOR_NONE);
    struct paper_text right = line_text;
    right.align = PAPER_RIGHT;
    out = out_into(text, sizeof text);
    if (step->skipped)
        out_text(&out, paper_word(paper, "con.step.skipped"));
    else
        words_two(&out, &paper->words, "evidence.minutes", (int64_t)spent, step->plan_minutes);
    paper_draw(paper, end, y, paper->right - end, &right, text);
    paper->y += 14;
}

static void steps(struct paper *paper)
{
    const struct evidence *evidence = report_of(paper)->evidence;
    double most = 1;
    for (uint8_t i = 0; i < evidence->step_count; i++) {
        double spent = (double)evidence->steps[i].spent_ms / MINUTE_MS;
        most = spent > most ? spent : most;
        most = evidence->steps[i].plan_minutes > most ? evidence->steps[i].plan_minutes : most;
    }
    double room = paper->right - 84 - (paper->left + 200) - 6;
    paper_heading(paper, paper_word(paper, "report.plan"), 15);
    for (uint8_t i = 0; i < evidence->step_count; i++) {
        paper_need(paper, 15);
        step_row(paper, &evidence->steps[i], room / most);
    }
}

// ---------------------------------------------------------------------------------- flags, tags

static void flags(struct paper *paper)
{
    const struct evidence *evidence = report_of(paper)->evidence;
    paper_heading(paper, paper_word(paper, "report.flags"), PILL_HEIGHT);
    struct paper_row row = {.left = paper->left,
                            .right = paper->right,
                            .x = paper->left,
                            .y = paper->y,
                            .fill = COLOR_AMBER_T,
                            .color = COLOR_AMBER_I};
    for (uint8_t i = 0; i < evidence->flag_count; i++) {
        char text[PAPER_TEXT_BYTES];
        struct out out = out_into(text, sizeof text);
        review_flag_words(&out, &paper->words, evidence, &evidence->flags[i]);
        paper_row_pill(paper, &row, text);
    }
    paper->y = row.y + PILL_HEIGHT;
    if (evidence->flag_count == 0)
        paper_draw(paper, paper->left, paper->y - PILL_HEIGHT, paper->right - paper->left,
                   &line_text, paper_word(paper, "report.flags.none"));
}

static void techniques(struct paper *paper)
{
    const struct evidence *evidence = report_of(paper)->evidence;
    paper_heading(paper, paper_word(paper, "report.techniques"), PILL_HEIGHT);
    struct paper_row row = {.left = paper->left,
                            .right = paper->right,
                            .x = paper->left,
                            .y = paper->y,
                            .fill = COLOR_PINE_T,
                            .color = COLOR_PINE};
    for (uint8_t i = 0; i < evidence->technique_count; i++) {
        const struct review_technique *used = &evidence->techniques[i];
        char text[PAPER_TEXT_BYTES];
        struct out out = out_into(text, sizeof text);
        if (!used->after) {
            words_time(&out, evidence->wall_minute, used->moment.at_ms);
            out_text(&out, " ");
        }
        out_text(&out, words_named(&paper->words, "technique.", technique_name(used->technique)));
        paper_row_pill(paper, &row, text);
    }
    paper->y = row.y + PILL_HEIGHT;
    if (evidence->technique_count == 0)
        paper_draw(paper, paper->left, paper->y - PILL_HEIGHT, paper->right - paper->left,
                   &line_text, paper_word(paper, "review.nothing"));
}

// ----------------------------------------------------------------------------------- check-ins

static struct result_view view_of(const struct paper *paper, const struct review_prompt *prompt)
{
    const struct report *report = report_of(paper);
    return (struct result_view){
        .prompt = {report->deck, report->strings, prompt->prompt, report->language},
        .release = &prompt->release};
}

static const char *why_nothing(const struct paper *paper, const struct review_prompt *prompt)
{
    if (prompt->voided)
        return paper_word(paper, "moment.void");
    if (!prompt->closed)
        return paper_word(paper, "report.open");
    if (prompt->release.kind == RELEASE_COUNTS)
        return paper_word(paper, "report.plain");
    return paper_word(paper,
                      prompt->release.kind == RELEASE_WITHHELD ? "toofew.body" : "result.held");
}

// The bar says the same as the word, and no more.
static void row_bar(struct paper *paper, enum band band, double x, double y, double width)
{
    double share = band == BAND_FEW ? 0.22 : band == BAND_HALF ? 0.55 : 1;
    paper_box(paper, x, y, width, 7, 3.5, COLOR_SUNKEN, COLOR_NONE);
    paper_box(paper, x, y, width * share, 7, 3.5, COLOR_PLUM_M, COLOR_NONE);
}

static void result_rows(struct paper *paper, const struct review_prompt *prompt)
{
    struct result_view view = view_of(paper, prompt);
    const struct release *release = &prompt->release;
    for (uint8_t place = 0; place < release->row_count; place++) {
        char label[RESULT_TEXT_BYTES];
        uint8_t row = show_result_row(&view, place);
        enum band band = release->bands[row];
        paper_need(paper, 12);
        paper_draw(paper, paper->left + 38, paper->y, 232, &line_text,
                   show_result_label(&view, row, label));
        row_bar(paper, band, paper->left + 276, paper->y + 2.5, 120);
        paper_draw(paper, paper->left + 406, paper->y, paper->right - paper->left - 406, &line_text,
                   show_band_word(report_of(paper)->strings, report_of(paper)->language, band));
        paper->y += 12;
    }
}

static void result_lines(struct paper *paper, const struct review_prompt *prompt)
{
    const struct release *release = &prompt->release;
    struct result_view view = view_of(paper, prompt);
    for (uint8_t i = 0; i < release->line_count; i++) {
        const struct text_line *line = &release->lines[i];
        const char *words = line->text;
        if (line->phrase > 0 && line->phrase <= show_prompt(&view.prompt)->option_count)
            words = show_prompt_option(&view.prompt, (uint8_t)(line->phrase - 1));
        double width = paper->right - paper->left - 50;
        double height = paper_measure(paper, width, &note_text, words);
        paper_need(paper, height + 2);
        paper_disc(paper, paper->left + 41, paper->y + 6, 1.8, COLOR_PLUM);
        paper_draw(paper, paper->left + 50, paper->y, width, &note_text, words);
        paper->y += height + 2;
    }
}

static void legend(struct paper *paper, const struct review_prompt *prompt)
{
    struct result_view view = view_of(paper, prompt);
    char text[PAPER_TEXT_BYTES];
    struct out out = out_into(text, sizeof text);
    for (enum band band = BAND_FEW; band <= BAND_MOST; band++) {
        char each[RESULT_TEXT_BYTES];
        struct out one = out_into(each, sizeof each);
        int bold = 0;
        if (!show_legend_text(&view, band, &one, &bold))
            continue;
        out_text(&out, out.used > 0 ? "  ·  " : "");
        out_text(&out, each);
    }
    static const struct paper_text small = {.size = 7.5, .color = COLOR_INK3, .lines = 1};
    paper_draw(paper, paper->left + 38, paper->y + 1, paper->right - paper->left - 38, &small,
               text);
    paper->y += 13;
}

static void checkin(struct paper *paper, const struct review_prompt *prompt)
{
    const struct evidence *evidence = report_of(paper)->evidence;
    const struct report *report = report_of(paper);
    bool named = report->deck != NULL && prompt->prompt <= report->deck->prompt_count;
    struct result_view view = view_of(paper, prompt);
    char time[24];
    struct out out = out_into(time, sizeof time);
    if (prompt->ended.known)
        words_time(&out, evidence->wall_minute, prompt->ended.at_ms);
    paper_need(paper, 15 + 13 * 3);
    paper_draw(paper, paper->left, paper->y, 34, &line_text, time);
    paper_draw(paper, paper->left + 38, paper->y, paper->right - paper->left - 38, &bold_line,
               named ? show_prompt_question(&view.prompt) : prompt->key);
    paper->y += 13;
    enum release_kind kind = prompt->release.kind;
    // Exact counts of a plain prompt were seen by the room, and still leave no file (C43).
    if (kind == RELEASE_BANDS && named) {
        result_rows(paper, prompt);
        legend(paper, prompt);
    } else if (kind == RELEASE_LINES && named) {
        result_lines(paper, prompt);
    } else if (kind != RELEASE_BANDS && kind != RELEASE_LINES) {
        paper_draw(paper, paper->left + 38, paper->y, paper->right - paper->left - 38, &line_text,
                   why_nothing(paper, prompt));
        paper->y += 13;
    }
    paper->y += 4;
}

static void checkins(struct paper *paper)
{
    const struct evidence *evidence = report_of(paper)->evidence;
    if (evidence->prompt_count == 0)
        return;
    paper_heading(paper, paper_word(paper, "report.checkins"), 60);
    for (uint8_t i = 0; i < evidence->prompt_count; i++)
        checkin(paper, &evidence->prompts[i]);
}

// -------------------------------------------------------------------------- marks, lines, note

static void timed_line(struct paper *paper, const struct review_moment *moment, const char *text)
{
    double width = paper->right - paper->left - 38;
    double height = paper_measure(paper, width, &note_text, text);
    char time[24];
    struct out out = out_into(time, sizeof time);
    if (moment != NULL)
        words_time(&out, report_of(paper)->evidence->wall_minute, moment->at_ms);
    paper_need(paper, height + 3);
    paper_draw(paper, paper->left, paper->y, 34, &line_text, time);
    paper_draw(paper, paper->left + 38, paper->y, width, &note_text, text);
    paper->y += (height > 12 ? height : 12) + 1;
}

static void marks(struct paper *paper)
{
    const struct evidence *evidence = report_of(paper)->evidence;
    if (evidence->mark_count == 0)
        return;
    paper_heading(paper, paper_word(paper, "replay.marked"), 15);
    for (uint8_t i = 0; i < evidence->mark_count; i++) {
        const struct review_mark *mark = &evidence->marks[i];
        timed_line(paper, &mark->moment,
                   mark->text[0] != '\0' ? mark->text : paper_word(paper, "moment.mark.bare"));
    }
}

// One line of a goal sheet that somebody shared: what it is, its words, how it went.
static void goal_line(struct paper *paper, const struct goal_line *line)
{
    char text[PAPER_TEXT_BYTES];
    struct out out = out_into(text, sizeof text);
    out_text(&out, words_named(&paper->words, "goalline.", goal_line_kind_name(line->kind)));
    out_text(&out, ": ");
    out_text(&out, line->text);
    if (line->status != GOAL_STATUS_NONE) {
        out_text(&out, " (");
        out_text(&out, words_named(&paper->words, "goalstatus.", goal_status_name(line->status)));
        out_text(&out, ")");
    }
    timed_line(paper, NULL, text);
}

static void goals(struct paper *paper)
{
    const struct evidence *evidence = report_of(paper)->evidence;
    for (uint8_t i = 0; i < evidence->goals_count; i++) {
        const struct review_goals *goals = &evidence->goals[i];
        if (!goals->closed || (!goals->release.banded && goals->release.line_count == 0))
            continue;
        paper_heading(paper, paper_word(paper, "report.lines"), 30);
        if (goals->release.banded) {
            char text[PAPER_TEXT_BYTES];
            struct out out = out_into(text, sizeof text);
            const struct strings_value band[] = {
                {"band", show_band_word(report_of(paper)->strings, report_of(paper)->language,
                                        goals->release.opened)}};
            strings_fill(&out, paper_word(paper, "report.cards"), band, 1);
            timed_line(paper, &goals->opened, text);
        }
        for (uint8_t k = 0; k < goals->release.line_count; k++)
            goal_line(paper, &goals->release.lines[k]);
    }
}

static void note(struct paper *paper)
{
    const char *text = report_of(paper)->evidence->note;
    if (text[0] == '\0')
        return;
    paper_heading(paper, paper_word(paper, "done.note"), 15);
    timed_line(paper, NULL, text);
}

void report_review(struct paper *paper)
{
    check(report_of(paper)->evidence != NULL);
    tiles(paper);
    steps(paper);
    flags(paper);
    techniques(paper);
    checkins(paper);
    goals(paper);
    marks(paper);
    note(paper);
}

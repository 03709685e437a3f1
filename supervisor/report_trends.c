// Sessions side by side: every plot has the same columns, one for each session, oldest first, so that
// one line down the page is one meeting. Nothing is added up over people, and nobody has a column.
#include "base/check.h"
#include "supervisor/report_paper.h"
#include <string.h>

enum {
    COLUMNS_MAX = 26, // the latest; more would be too narrow to read
    LABEL_WIDTH = 132,
    COLUMN_MOST = 44,
    CELL_HEIGHT = 15,
    BARS_HEIGHT = 66,
    DATE_WIDTH = 26,
};

static const struct paper_text label_text = {.size = 8.5, .color = COLOR_INK, .lines = 1};
static const struct paper_text cell_text = {
    .size = 7, .color = COLOR_INK2, .align = PAPER_MIDDLE, .lines = 1};

struct plot {
    const struct trend_session *sessions[COLUMNS_MAX];
    unsigned count;
    double x, column;
};

static double column_x(const struct plot *plot, unsigned i)
{
    return plot->x + i * plot->column;
}

static void choose(const struct paper *paper, struct plot *plot)
{
    const struct trends *trends = report_of(paper)->trends;
    const struct evidence *evidence = report_of(paper)->evidence;
    const char *group =
        evidence != NULL ? evidence->group : trends->sessions[trends->count - 1].group;
    memset(plot, 0, sizeof *plot);
    for (size_t i = trends->count; i > 0 && plot->count < COLUMNS_MAX; i--)
        if (strcmp(trends->sessions[i - 1].group, group) == 0)
            plot->sessions[plot->count++] = &trends->sessions[i - 1];
    for (unsigned i = 0; i < plot->count / 2; i++) { // oldest first
        const struct trend_session *swap = plot->sessions[i];
        plot->sessions[i] = plot->sessions[plot->count - 1 - i];
        plot->sessions[plot->count - 1 - i] = swap;
    }
    plot->x = paper->left + LABEL_WIDTH;
    double width = plot->count > 0 ? (paper->right - plot->x) / plot->count : 0;
    plot->column = width < COLUMN_MOST ? width : COLUMN_MOST;
}

// Day and month under each column.
static void dates(struct paper *paper, const struct plot *plot)
{
    // "11-04", as many as are apart; the latest always has its own.
    unsigned each = plot->column >= DATE_WIDTH ? 1 : plot->column * 2 >= DATE_WIDTH ? 2 : 3;
    for (unsigned i = (plot->count - 1) % each; i < plot->count; i += each) {
        char text[24];
        struct out out = out_into(text, sizeof text);
        words_date_iso(&out, plot->sessions[i]->day);
        double x = column_x(plot, i) + (plot->column - DATE_WIDTH) / 2;
        paper_draw(paper, x, paper->y, DATE_WIDTH, &cell_text, text + 5);
    }
    paper->y += 13;
}

static void number_cell(struct paper *paper, const struct plot *plot, unsigned i, double y,
                        int64_t number)
{
    char text[24];
    struct out out = out_into(text, sizeof text);
    out_number(&out, number);
    paper_draw(paper, column_x(plot, i), y, plot->column, &cell_text, text);
}

// Bars from the bottom, with the plan or the whole as an outline behind.
static void bars(struct paper *paper, const struct plot *plot, bool people)
{
    double most = 1, bottom = paper->y + BARS_HEIGHT;
    for (unsigned i = 0; i < plot->count; i++) {
        const struct trend_session *session = plot->sessions[i];
        double a = people ? session->numbers.people_most : session->minutes;
        double b = people ? session->people_joined : session->plan_minutes;
        most = a > most ? a : most;
        most = b > most ? b : most;
    }
    double scale = (BARS_HEIGHT - 12) / most;
    for (unsigned i = 0; i < plot->count; i++) {
        const struct trend_session *session = plot->sessions[i];
        unsigned value = people ? session->numbers.people_most : session->minutes;
        unsigned of = people ? session->people_joined : session->plan_minutes;
        double x = column_x(plot, i) + plot->column * 0.18, width = plot->column * 0.64;
        paper_box(paper, x, bottom - of * scale, width, of * scale, 2, COLOR_SUNKEN, COLOR_NONE);
        double within = value < of || of == 0 ? value : of;
        paper_box(paper, x, bottom - within * scale, width, within * scale, 2, COLOR_PINE_M,
                  COLOR_NONE);
        if (of > 0 && value > of)
            paper_box(paper, x, bottom - value * scale, width, (value - of) * scale - 0.8, 2,
                      COLOR_AMBER, COLOR_NONE);
        double top = value > of ? value * scale : of * scale;
        number_cell(paper, plot, i, bottom - top - 11, value);
    }
    paper->y = bottom + 3;
    dates(paper, plot);
}

// ------------------------------------------------------------------------------------- matrices

static void drift_cell(struct paper *paper, const struct plot *plot, unsigned i,
                       const struct trend_step *step)
{
    int32_t drift = trend_step_drift(step);
    enum color fill = drift > 1 ? COLOR_AMBER_T : drift < -1 ? COLOR_SKY_T : COLOR_PINE_W;
    paper_box(paper, column_x(plot, i) + 1, paper->y + 1, plot->column - 2, CELL_HEIGHT - 2, 2,
              fill, COLOR_NONE);
    char text[24];
    struct out out = out_into(text, sizeof text);
    out_text(&out, drift > 0 ? "+" : drift < 0 ? "−" : "");
    out_number(&out, drift < 0 ? -drift : drift);
    paper_draw(paper, column_x(plot, i), paper->y + 3, plot->column,
               &(struct paper_text){.size = 7.5,
                                    .color = drift > 1    ? COLOR_AMBER_I
                                             : drift < -1 ? COLOR_SKY
                                                          : COLOR_INK3,
                                    .align = PAPER_MIDDLE,
                                    .lines = 1},
               text);
}

static const struct trend_step *step_of(const struct trend_session *session, const char *key,
                                        const char *title)
{
    for (uint8_t i = 0; i < session->step_count; i++)
        if (strcmp(session->steps[i].key, key) == 0 &&
            (key[0] != '\0' || strcmp(session->steps[i].title, title) == 0))
            return &session->steps[i];
    return NULL;
}

// The steps of the latest session; what an older plan had besides is in its own report.
static void drift(struct paper *paper, const struct plot *plot)
{
    const struct trend_session *latest = plot->sessions[plot->count - 1];
    paper_heading(paper, paper_word(paper, "report.trend.drift"), 3 * CELL_HEIGHT);
    for (uint8_t row = 0; row < latest->step_count; row++) {
        const struct trend_step *named = &latest->steps[row];
        paper_need(paper, CELL_HEIGHT + 13);
        paper_draw(paper, paper->left, paper->y + 2, LABEL_WIDTH - 8, &label_text,
                   words_step(&paper->words, named->key, named->title));
        for (unsigned i = 0; i < plot->count; i++) {
            const struct trend_step *step = step_of(plot->sessions[i], named->key, named->title);
            if (step != NULL)
                drift_cell(paper, plot, i, step);
        }
        paper->y += CELL_HEIGHT;
    }
    dates(paper, plot);
}

static void share_cell(struct paper *paper, const struct plot *plot, unsigned i,
                       const struct trend_count *count)
{
    double x = column_x(plot, i) + 1, width = plot->column - 2;
    if (!count->known)
        return;
    paper_box(paper, x, paper->y + 1, width, CELL_HEIGHT - 2, 2, COLOR_SUNKEN, COLOR_NONE);
    double share = count->of > 0 ? (double)count->done / count->of : 0;
    paper_box(paper, x, paper->y + 1, width * (share > 1 ? 1 : share), CELL_HEIGHT - 2, 2,
              COLOR_SEGMENT, COLOR_NONE);
    char text[24];
    struct out out = out_into(text, sizeof text);
    out_number(&out, count->done);
    out_text(&out, "/");
    out_number(&out, count->of);
    paper_draw(paper, x, paper->y + 3, width, &cell_text, text);
}

static void shares(struct paper *paper, const struct plot *plot)
{
    static const enum measure rows[] = {MEASURE_GOALS_SET, MEASURE_GOALS_FOLLOWED_UP,
                                        MEASURE_PRACTICE_REVIEWED, MEASURE_PRACTICE_SET};
    paper_heading(paper, paper_word(paper, "report.trend.shares"), 4 * CELL_HEIGHT + 13);
    for (size_t row = 0; row < sizeof rows / sizeof rows[0]; row++) {
        paper_draw(paper, paper->left, paper->y + 2, LABEL_WIDTH - 8, &label_text,
                   measure_words(&paper->words, rows[row]));
        for (unsigned i = 0; i < plot->count; i++)
            share_cell(paper, plot, i, &plot->sessions[i]->numbers.counts[rows[row]]);
        paper->y += CELL_HEIGHT;
    }
    dates(paper, plot);
}

static void techniques(struct paper *paper, const struct plot *plot)
{
    paper_heading(paper, paper_word(paper, "report.techniques"), 4 * CELL_HEIGHT);
    for (int technique = 1; technique <= TECHNIQUE_LAST; technique++) {
        paper_need(paper, CELL_HEIGHT + 13);
        paper_draw(
            paper, paper->left, paper->y + 2, LABEL_WIDTH - 8, &label_text,
            words_named(&paper->words, "technique.", technique_name((enum technique)technique)));
        for (unsigned i = 0; i < plot->count; i++) {
            double x = column_x(plot, i) + plot->column / 2, y = paper->y + CELL_HEIGHT / 2.0;
            bool used = plot->sessions[i]->tagged[technique];
            paper_disc(paper, x, y, used ? 4 : 1.2, used ? COLOR_PINE_M : COLOR_LINE);
        }
        paper->y += CELL_HEIGHT;
    }
    dates(paper, plot);
}

// ------------------------------------------------------------------------------------ check-ins

// The question as the deck of this report has it, else the prompt's key.
static const char *question_of(const struct paper *paper, const char *key)
{
    const struct deck *deck = report_of(paper)->deck;
    for (uint8_t i = 0; deck != NULL && i < deck->prompt_count; i++)
        if (strcmp(deck->prompts[i].key, key) == 0)
            return deck_prompt_words(deck, (uint8_t)(i + 1), report_of(paper)->language)->question;
    return key;
}

static void checkin_plot(struct paper *paper, const struct plot *plot, const char *key)
{
    static const char *const rows[] = {"report.low", "report.middle", "report.high"};
    static const enum color shades[BAND_MOST + 1] = {
        [BAND_FEW] = COLOR_PLUM_T, [BAND_HALF] = COLOR_PLUM_M, [BAND_MOST] = COLOR_PLUM_D};
    paper_need(paper, 4 * CELL_HEIGHT + 13);
    struct paper_text bold = label_text;
    bold.bold = true;
    paper_draw(paper, paper->left, paper->y + 2, paper->right - paper->left, &bold,
               question_of(paper, key));
    paper->y += CELL_HEIGHT;
    for (int row = 2; row >= 0; row--) {
        paper_draw(paper, paper->left, paper->y + 2, LABEL_WIDTH - 8, &label_text,
                   paper_word(paper, rows[row]));
        for (unsigned i = 0; i < plot->count; i++) {
            const struct trend_checkin *checkin =
                trend_checkin_of(&plot->sessions[i]->numbers, key);
            if (checkin != NULL && trend_is_scale(checkin))
                paper_box(paper, column_x(plot, i) + 1, paper->y + 1, plot->column - 2,
                          CELL_HEIGHT - 2, 2, shades[checkin->bands[row]], COLOR_NONE);
            else if (checkin != NULL)
                paper_draw(paper, column_x(plot, i), paper->y + 2, plot->column, &cell_text, "–");
        }
        paper->y += CELL_HEIGHT;
    }
    dates(paper, plot);
    paper->y += 4;
}

static void band_key(struct paper *paper)
{
    static const struct {
        const char *id;
        enum color color;
    } bands[] = {
        {"band.few", COLOR_PLUM_T}, {"band.half", COLOR_PLUM_M}, {"band.most", COLOR_PLUM_D}};
    double x = paper->left + LABEL_WIDTH;
    struct paper_text left = cell_text;
    left.align = PAPER_LEFT;
    left.size = 8;
    for (size_t i = 0; i < sizeof bands / sizeof bands[0]; i++) {
        const char *word = paper_word(paper, bands[i].id);
        double width = paper_width(paper, &left, word) + 1;
        paper_box(paper, x, paper->y + 1, 10, 10, 2, bands[i].color, COLOR_NONE);
        paper_draw(paper, x + 14, paper->y, width, &left, word);
        x += 14 + width + 16;
    }
    paper->y += 16;
}

static void checkins(struct paper *paper, const struct plot *plot)
{
    char seen[PROMPTS_MAX][KEY_BYTES];
    unsigned seen_count = 0;
    for (unsigned i = plot->count; i > 0; i--)
        for (uint8_t k = 0; k < plot->sessions[i - 1]->numbers.checkin_count; k++) {
            const struct trend_checkin *checkin = &plot->sessions[i - 1]->numbers.checkins[k];
            unsigned at = 0;
            while (at < seen_count && strcmp(seen[at], checkin->key) != 0)
                at++;
            if (!trend_is_scale(checkin) || at < seen_count || seen_count == PROMPTS_MAX)
                continue;
            if (seen_count == 0) {
                paper_heading(paper, paper_word(paper, "report.trend.checkins"),
                              5 * CELL_HEIGHT + 30);
                band_key(paper);
            }
            memcpy(seen[seen_count++], checkin->key, KEY_BYTES);
            checkin_plot(paper, plot, checkin->key);
        }
}

void report_trends(struct paper *paper)
{
    struct plot plot;
    choose(paper, &plot);
    if (plot.count == 0)
        return;
    const struct paper_text title = {.size = 14, .bold = true, .color = COLOR_INK, .lines = 1};
    if (report_of(paper)->evidence != NULL) {
        paper_draw(paper, paper->left, paper->y - 4, paper->right - paper->left, &title,
                   paper_word(paper, "report.trends"));
        paper->y += 20;
    }
    struct paper_text sub = label_text;
    sub.color = COLOR_INK2;
    paper_draw(paper, paper->left, paper->y, paper->right - paper->left, &sub,
               plot.sessions[0]->group);
    paper->y += 6;
    paper_heading(paper, paper_word(paper, "report.trend.length"), BARS_HEIGHT + 16);
    bars(paper, &plot, false);
    drift(paper, &plot);
    paper_heading(paper, paper_word(paper, "report.trend.people"), BARS_HEIGHT + 16);
    bars(paper, &plot, true);
    shares(paper, &plot);
    techniques(paper, &plot);
    checkins(paper, &plot);
}

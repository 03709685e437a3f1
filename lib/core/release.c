#include "core/release.h"

#include "base/check.h"

#include <string.h>

enum {
    JOINED_ROWS = 3,
    GOALS_BAND_LEAST = 5, // cards
};

uint8_t release_least(enum privacy_class class)
{
    switch (class) {
    case CLASS_PLAIN:
        return 4;
    case CLASS_PERSONAL:
        return 5;
    case CLASS_SENSITIVE:
        return 7;
    }
    check(false && "a prompt has one of the classes");
    return PEOPLE_MAX;
}

uint8_t release_few_most(uint8_t answer_count)
{
    if (answer_count <= 6)
        return 2;
    uint8_t third = (uint8_t)((2u * answer_count + 3) / 6); // round(n / 3) in whole numbers
    return third < 3 ? 3 : third;
}

static bool is_scale(enum prompt_kind kind)
{
    return kind == PROMPT_FACES || kind == PROMPT_FIVE_STEPS;
}

// Five points are joined to low, middle and high before anybody sees a band.
static uint8_t row_of_option(uint8_t option, bool joined)
{
    static const uint8_t joined_rows[OPTIONS_MAX] = {0, 0, 1, 2, 2};
    return joined ? joined_rows[option] : option;
}

static void legend(struct release *release, uint8_t n)
{
    uint8_t few = release_few_most(n);
    check(n > 2 * few || n == 2 * few + 1);
    release->few_most = few;
    release->half_least = (uint8_t)(few + 1);
    release->half_most = (uint8_t)(n - few - 1);
    release->most_least = (uint8_t)(n - few);
    release->most_most = n;
}

static enum band band_of(uint8_t count, const struct release *release)
{
    if (count <= release->few_most)
        return BAND_FEW;
    return count >= release->most_least ? BAND_MOST : BAND_HALF;
}

// Rows of a box: how many answers fall on each. A person counts once on a row.
static void count_rows(const struct box *box, bool joined, uint8_t rows[OPTIONS_MAX])
{
    memset(rows, 0, OPTIONS_MAX);
    for (uint8_t i = 0; i < box->count; i++)
        for (uint8_t option = 0; option < box->option_count; option++)
            if (!box->slots[i].pass && (box->slots[i].choice >> option & 1) != 0)
                rows[row_of_option(option, joined)]++;
}

void release_of(const struct box *box, bool show, struct release *out_release)
{
    check(box->count <= PEOPLE_MAX);
    check(box->option_count >= 2 && box->option_count <= OPTIONS_MAX);
    memset(out_release, 0, sizeof *out_release);
    if (!show) {
        out_release->kind = RELEASE_HELD;
        return;
    }
    if (box->count < release_least(box->class)) {
        out_release->kind = RELEASE_WITHHELD;
        return;
    }
    check(box->kind != PROMPT_TEXT); // it needs a review first
    bool plain = box->class == CLASS_PLAIN;
    bool joined = !plain && is_scale(box->kind);
    uint8_t rows[OPTIONS_MAX];
    count_rows(box, joined, rows);
    out_release->joined = joined;
    out_release->row_count = joined ? JOINED_ROWS : box->option_count;
    if (plain) {
        out_release->kind = RELEASE_COUNTS;
        memcpy(out_release->counts, rows, sizeof rows);
        return;
    }
    out_release->kind = RELEASE_BANDS;
    legend(out_release, box->count);
    for (uint8_t row = 0; row < out_release->row_count; row++)
        out_release->bands[row] = band_of(rows[row], out_release);
}

bool release_needs_review(const struct box *box, bool show)
{
    return box->kind == PROMPT_TEXT && show && box->count >= release_least(box->class);
}

void release_of_lines(const struct text_line *lines, uint8_t count, struct release *out_release)
{
    check(count <= TEXT_LINES_MAX);
    memset(out_release, 0, sizeof *out_release);
    out_release->kind = count == 0 ? RELEASE_HELD : RELEASE_LINES;
    out_release->line_count = count;
    for (uint8_t i = 0; i < count; i++) {
        out_release->lines[i].phrase = lines[i].phrase;
        memcpy(out_release->lines[i].text, lines[i].text, sizeof lines[i].text);
    }
}

static bool legend_equal(const struct release *a, const struct release *b)
{
    return a->few_most == b->few_most && a->half_least == b->half_least &&
           a->half_most == b->half_most && a->most_least == b->most_least &&
           a->most_most == b->most_most;
}

static void goals_legend(struct goals_release *release, uint8_t people)
{
    struct release rows = {0};
    legend(&rows, people);
    release->few_most = rows.few_most;
    release->half_least = rows.half_least;
    release->half_most = rows.half_most;
    release->most_least = rows.most_least;
    release->most_most = rows.most_most;
}

void release_of_goals(const struct goals_gathered *gathered, uint8_t people,
                      struct goals_release *out_release)
{
    check(people >= 1 && people <= PEOPLE_MAX && gathered->line_count <= GOAL_LINES_MAX);
    memset(out_release, 0, sizeof *out_release);
    uint8_t cards = gathered->cards < people ? gathered->cards : people;
    if (cards >= GOALS_BAND_LEAST) {
        out_release->banded = true;
        goals_legend(out_release, people);
        out_release->opened = cards <= out_release->few_most     ? BAND_FEW
                              : cards >= out_release->most_least ? BAND_MOST
                                                                 : BAND_HALF;
    }
    out_release->line_count = gathered->line_count;
    for (uint8_t i = 0; i < gathered->line_count; i++) {
        out_release->lines[i].kind = gathered->lines[i].kind;
        out_release->lines[i].status = gathered->lines[i].status;
        memcpy(out_release->lines[i].text, gathered->lines[i].text,
               sizeof out_release->lines[i].text);
    }
}

static bool goal_line_can_be(const struct goal_line *line)
{
    bool moves = line->kind == GOAL_STEP || line->kind == GOAL_PRACTICE;
    return line->kind >= GOAL_LONG_TERM && line->kind <= GOAL_LINE_KIND_LAST &&
           line->status <= GOAL_STATUS_LAST && (moves || line->status == GOAL_STATUS_NONE) &&
           goal_words_ok(line->text);
}

bool goals_release_can_be(const struct goals_release *release, uint8_t people)
{
    struct goals_release expected = {.banded = release->banded};
    if (release->banded) {
        if (people < GOALS_BAND_LEAST || release->opened < BAND_FEW || release->opened > BAND_MOST)
            return false;
        goals_legend(&expected, people);
        // Five cards are never few where few is fewer than five.
        if (release->opened == BAND_FEW && expected.few_most < GOALS_BAND_LEAST)
            return false;
        if (release->opened == BAND_HALF &&
            (expected.half_most < GOALS_BAND_LEAST || expected.half_least > expected.half_most))
            return false;
    } else if (release->opened != 0) {
        return false;
    }
    if (release->few_most != expected.few_most || release->half_least != expected.half_least ||
        release->half_most != expected.half_most || release->most_least != expected.most_least ||
        release->most_most != expected.most_most || release->line_count > GOAL_LINES_MAX)
        return false;
    for (uint8_t i = 0; i < release->line_count; i++)
        if (!goal_line_can_be(&release->lines[i]))
            return false;
    return true;
}

static bool rows_can_be(const struct release *release, const struct release_terms *terms)
{
    unsigned sum = 0;
    for (uint8_t row = 0; row < OPTIONS_MAX; row++) {
        bool used = row < release->row_count;
        bool banded = used && release->kind == RELEASE_BANDS;
        if (banded ? release->bands[row] < BAND_FEW || release->bands[row] > BAND_MOST
                   : release->bands[row] != 0)
            return false;
        if (release->counts[row] > (used && release->kind == RELEASE_COUNTS ? terms->places : 0))
            return false;
        sum += release->counts[row];
    }
    return terms->kind == PROMPT_CHOOSE_ALL || sum <= terms->places;
}

bool release_can_be(const struct release *release, const struct release_terms *terms)
{
    struct release expected = {0};
    uint8_t least = release_least(terms->class);
    bool joined = terms->class != CLASS_PLAIN && is_scale(terms->kind);
    switch (release->kind) {
    case RELEASE_NONE:
        return false;
    case RELEASE_HELD:
        if (terms->show && !terms->reviewed)
            return false;
        break;
    case RELEASE_WITHHELD:
        if (!terms->show || terms->reviewed)
            return false;
        break;
    case RELEASE_LINES:
        if (!terms->reviewed ||
            !text_lines_ok(release->lines, release->line_count, terms->option_count))
            return false;
        expected.line_count = release->line_count;
        break;
    case RELEASE_COUNTS:
    case RELEASE_BANDS:
        if (terms->kind == PROMPT_TEXT)
            return false;
        if (!terms->show || (release->kind == RELEASE_COUNTS) != (terms->class == CLASS_PLAIN))
            return false;
        expected.row_count = joined ? JOINED_ROWS : terms->option_count;
        expected.joined = joined;
        break;
    }
    if (release->kind == RELEASE_BANDS) {
        if (release->most_most < least || release->most_most > terms->places)
            return false;
        legend(&expected, release->most_most);
    }
    return release->row_count == expected.row_count && release->joined == expected.joined &&
           release->line_count == expected.line_count && legend_equal(release, &expected) &&
           rows_can_be(release, terms);
}

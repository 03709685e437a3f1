// The two scales beside the evidence, and the conversation about them.
#include "base/check.h"
#include "supervisor/report_paper.h"
#include <stdlib.h>
#include <string.h>

static const struct paper_text name_text = {.size = 9, .color = COLOR_INK, .lines = 2};
static const struct paper_text number_text = {.size = 8, .color = COLOR_INK3, .lines = 1};
static const struct paper_text quiet_text = {.size = 8.5, .color = COLOR_INK3, .lines = 2};
static const struct paper_text head_text = {.size = 8.5, .color = COLOR_INK2, .lines = 1};
static const struct paper_text body_text = {.size = 9, .color = COLOR_INK};

enum {
    ITEM_X = 20,
    CHIPS_X = 158,
    SCORES_WIDTH = 96,
    SCORE_WIDTH = 18,
    ROW_PAD = 6,
};

static void scores(struct paper *paper, double y, uint8_t score)
{
    double x = paper->right - SCORES_WIDTH;
    for (int i = 1; i <= SCORE_MOST; i++) {
        bool given = i == score;
        char text[8];
        struct out out = out_into(text, sizeof text);
        out_number(&out, i);
        struct paper_text style = {.size = 8.5,
                                   .bold = given,
                                   .color = given ? COLOR_SURFACE : COLOR_INK3,
                                   .align = PAPER_MIDDLE,
                                   .lines = 1};
        paper_box(paper, x, y, SCORE_WIDTH, PILL_HEIGHT, 3, given ? COLOR_PINE : COLOR_NONE,
                  given ? COLOR_PINE : COLOR_LINE);
        paper_draw(paper, x, y + 2, SCORE_WIDTH, &style, text);
        x += SCORE_WIDTH + 1;
    }
}

static void chips(struct paper *paper, struct paper_row *row, const struct evidence_item *item)
{
    for (uint8_t i = 0; i < item->chip_count; i++) {
        char text[PAPER_TEXT_BYTES];
        struct out out = out_into(text, sizeof text);
        evidence_chip_words(&out, &paper->words, report_of(paper)->evidence, &item->chips[i]);
        paper_row_pill(paper, row, text);
    }
}

static void item_row(struct paper *paper, enum sheet sheet, uint8_t index, uint8_t score)
{
    const struct evidence_item *item = evidence_item_of(report_of(paper)->evidence, sheet, index);
    struct paper_row row = {.left = paper->left + CHIPS_X,
                            .right = paper->right - SCORES_WIDTH - 10,
                            .x = paper->left + CHIPS_X,
                            .fill = COLOR_PINE_T,
                            .color = COLOR_PINE,
                            .measure = true};
    chips(paper, &row, item);
    char name[PAPER_TEXT_BYTES];
    struct out out = out_into(name, sizeof name);
    out_text(&out, paper_word(paper, sheet_item_id(sheet, index)));
    out_text(&out, sheet_item_optional(sheet, index) ? " *" : "");
    double name_width = CHIPS_X - ITEM_X - 8;
    double name_height = paper_measure(paper, name_width, &name_text, name);
    double height = row.y + PILL_HEIGHT;
    height = name_height > height ? name_height : height;
    paper_need(paper, height + 2 * ROW_PAD);
    double y = paper->y + ROW_PAD;
    char number[8];
    out = out_into(number, sizeof number);
    out_number(&out, index + 1);
    paper_draw(paper, paper->left + 2, y + 2, ITEM_X, &number_text, number);
    paper_draw(paper, paper->left + ITEM_X, y + 1, name_width, &name_text, name);
    row.measure = false;
    row.x = row.left;
    row.y = y;
    chips(paper, &row, item);
    if (item->state != EVIDENCE_CHIPS)
        paper_draw(paper, row.left, y + 2, row.right - row.left, &quiet_text,
                   evidence_state_words(&paper->words, item->state));
    struct paper_text middle = quiet_text;
    middle.align = PAPER_MIDDLE;
    if (item->state == EVIDENCE_NOT_TRIED && score == 0)
        paper_draw(paper, paper->right - SCORES_WIDTH, y + 2, SCORES_WIDTH, &middle,
                   paper_word(paper, "review.notrated"));
    else
        scores(paper, y, score);
    paper->y += height + 2 * ROW_PAD;
    paper_rule(paper, paper->y);
}

static void sheet_head(struct paper *paper)
{
    struct paper_text middle = head_text;
    middle.align = PAPER_MIDDLE;
    double scores_x = paper->right - SCORES_WIDTH;
    paper_draw(paper, paper->left + ITEM_X, paper->y, CHIPS_X - ITEM_X, &head_text,
               paper_word(paper, "report.item"));
    paper_draw(paper, paper->left + CHIPS_X, paper->y, scores_x - paper->left - CHIPS_X, &head_text,
               paper_word(paper, "review.shows"));
    paper_draw(paper, scores_x - 10, paper->y, SCORES_WIDTH + 20, &middle,
               paper_word(paper, "report.score"));
    paper->y += 15;
    paper_rule(paper, paper->y);
}

// How many items there are to score: those that were not tried are none unless they were scored.
static unsigned scorable(const struct evidence *evidence, enum sheet sheet,
                         const struct review_book *book)
{
    unsigned count = 0;
    for (uint8_t i = 0; i < sheet_item_count(sheet); i++) {
        bool tried = evidence_item_of(evidence, sheet, i)->state != EVIDENCE_NOT_TRIED;
        if (tried || (book != NULL && book->scores[sheet][i] != 0))
            count++;
    }
    return count;
}

void report_sheet(struct paper *paper, enum sheet sheet)
{
    const struct evidence *evidence = report_of(paper)->evidence;
    const struct comments *comments = report_of(paper)->comments;
    const struct review_book *book = comments != NULL ? comments_scores(comments) : NULL;
    paper_heading(
        paper, paper_word(paper, sheet == SHEET_FIDELITY ? "report.fidelity" : "report.integrity"),
        60);
    sheet_head(paper);
    for (uint8_t i = 0; i < sheet_item_count(sheet); i++)
        item_row(paper, sheet, i, book != NULL ? book->scores[sheet][i] : 0);
    char text[PAPER_TEXT_BYTES];
    struct out out = out_into(text, sizeof text);
    words_two(&out, &paper->words, "review.scored", book != NULL ? comments_scored(book, sheet) : 0,
              scorable(evidence, sheet, book));
    if (book != NULL) {
        const struct strings_value by[] = {{"name", book->author.name}};
        out_text(&out, "  ·  ");
        strings_fill(&out, paper_word(paper, "report.scores.by"), by, 1);
    }
    if (sheet == SHEET_INTEGRITY) {
        out_text(&out, "  ·  ");
        out_text(&out, paper_word(paper, "review.iftried"));
    }
    paper_need(paper, 34);
    paper->y += 8;
    paper_draw(paper, paper->left, paper->y, paper->right - paper->left, &head_text, text);
    paper->y += 14;
    paper->y += paper_draw(paper, paper->left, paper->y, paper->right - paper->left, &quiet_text,
                           paper_word(paper, "review.yours"));
}

// ------------------------------------------------------------------------------------ comments

static void comment_head(struct paper *paper, const struct review_line *line, double x)
{
    const struct review_comment *comment = line->comment;
    char text[PAPER_TEXT_BYTES];
    struct out out = out_into(text, sizeof text);
    if (comment->timed) {
        words_time(&out, report_of(paper)->evidence->wall_minute, comment->at_ms);
        x += paper_pill(paper, x, paper->y - 2, COLOR_PINE_T, COLOR_PINE, text) + 6;
    }
    const struct paper_text author = {.size = 9, .bold = true, .color = COLOR_INK, .lines = 1};
    double width = paper_width(paper, &author, line->book->author.name) + 1;
    paper_draw(paper, x, paper->y, width, &author, line->book->author.name);
    x += width + 8;
    out = out_into(text, sizeof text);
    words_date(&out, &paper->words, comment->day);
    width = paper_width(paper, &number_text, text) + 1;
    paper_draw(paper, x, paper->y + 1, width, &number_text, text);
    x += width + 8;
    if (comment->live)
        paper_pill(paper, x, paper->y - 2, COLOR_GOLD_T, COLOR_AMBER_I,
                   paper_word(paper, "review.live"));
}

static void comment_line(struct paper *paper, const struct review_line *line)
{
    double x = paper->left + (line->answer ? 26 : 0);
    double width = paper->right - x;
    double height = paper_measure(paper, width, &body_text, line->comment->text);
    paper_need(paper, height + 30);
    comment_head(paper, line, x);
    paper->y += 17;
    paper->y += paper_draw(paper, x, paper->y, width, &body_text, line->comment->text);
    paper->y += 9;
}

static void supervision_line(struct paper *paper, const struct review_book *book,
                             const struct supervision *held)
{
    char text[PAPER_TEXT_BYTES];
    struct out out = out_into(text, sizeof text);
    words_date(&out, &paper->words, held->day);
    out_text(&out, "  ·  ");
    words_one(&out, &paper->words, "replay.minutes", held->minutes);
    out_text(&out, "  ·  ");
    out_text(&out,
             words_named(&paper->words, "supervision.", supervision_method_name(held->method)));
    out_text(&out, "  ·  ");
    out_text(&out, held->people);
    out_text(&out, "  ·  ");
    out_text(&out, book->author.name);
    double width = paper->right - paper->left;
    double height = paper_measure(paper, width, &body_text, text);
    paper_need(paper, height + 4);
    paper_draw(paper, paper->left, paper->y, width, &body_text, text);
    paper->y += height + 4;
}

static void supervisions(struct paper *paper, const struct comments *comments)
{
    bool headed = false;
    for (unsigned b = 0; b <= comments->other_count; b++) {
        const struct review_book *book = comments_book(comments, b);
        for (uint8_t i = 0; i < book->supervision_count; i++) {
            if (!headed)
                paper_heading(paper, paper_word(paper, "report.supervision"), 16);
            headed = true;
            supervision_line(paper, book, &book->supervisions[i]);
        }
    }
}

void report_comments(struct paper *paper)
{
    const struct comments *comments = report_of(paper)->comments;
    struct review_line *lines = malloc(REVIEW_LINES_ALL * sizeof *lines);
    check(lines != NULL);
    size_t count = comments_thread(comments, lines, REVIEW_LINES_ALL);
    if (count > 0)
        paper_heading(paper, paper_word(paper, "report.comments"), 40);
    for (size_t i = 0; i < count; i++)
        comment_line(paper, &lines[i]);
    free(lines);
    supervisions(paper, comments);
}

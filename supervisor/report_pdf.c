#include "supervisor/report_pdf.h"
#include "base/check.h"
#include "supervisor/report_paper.h"
#include <stdlib.h>

const struct report *report_of(const struct paper *paper)
{
    return paper->self;
}

static void paint(struct paper *paper)
{
    const struct report *report = report_of(paper);
    report_head(paper);
    if (report->evidence != NULL) {
        report_review(paper);
        // A sheet has a page of its own, or what a few last lines of the page before left of one.
        if (paper->y > paper->height / 3)
            paper_next(paper);
        report_sheet(paper, SHEET_FIDELITY);
        paper_next(paper);
        report_sheet(paper, SHEET_INTEGRITY);
        if (report->comments != NULL)
            report_comments(paper);
    }
    if (report->trends != NULL && report->trends->count > 1) {
        if (report->evidence != NULL)
            paper_next(paper);
        report_trends(paper);
    }
}

enum err report_pdf_make(const struct report *report, uint8_t **out_bytes, size_t *out_size)
{
    check(report != NULL && report->strings != NULL);
    const struct words words = {report->strings, report->language};
    char title[PAPER_TEXT_BYTES];
    struct out out = out_into(title, sizeof title);
    out_text(&out, words_get(&words, "review.title"));
    if (report->evidence != NULL) {
        out_text(&out, " ");
        out_text(&out, report->evidence->group);
    }
    const struct paper_sheet sheet = {.words = words,
                                      .size = report->paper,
                                      .title = title,
                                      .day = report->day,
                                      .foot = words_get(&words, "review.files"),
                                      .paint = paint,
                                      .self = report};
    return paper_make(&sheet, out_bytes, out_size);
}

enum err report_pdf_write(const struct disk *disk, const char *path, const struct report *report)
{
    uint8_t *bytes = NULL;
    size_t size = 0;
    enum err err = report_pdf_make(report, &bytes, &size);
    if (err == OK)
        err = disk_write_file(disk, path, bytes, size);
    free(bytes);
    return err;
}

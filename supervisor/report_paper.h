#pragma once
// Private to report_*.c: the parts of a report, painted on paper, each beginning where the paper stands.
#include "paper/paper.h"
#include "supervisor/evidence_words.h"
#include "supervisor/report_pdf.h"

// The report that is being painted.
const struct report *report_of(const struct paper *paper);

void report_head(struct paper *paper);
void report_review(struct paper *paper);
void report_sheet(struct paper *paper, enum sheet sheet);
void report_comments(struct paper *paper);
void report_trends(struct paper *paper);

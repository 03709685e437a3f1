#pragma once
// The report of one meeting, or of several, as a PDF that prints well on A4 and Letter: the review
// page, the two sheets with evidence and scores, comments, and plots of the sessions where there are
// several. Everything in it stands in the evidence, the comments and the trends, so it holds no
// more than the room saw. Made in memory (paper/paper.h).
#include "deck/strings.h"
#include "paper/paper.h"
#include "supervisor/comments.h"
#include "supervisor/evidence.h"
#include "supervisor/trends.h"
#include "wire/deck.h"

struct report {
    const struct strings *strings;
    enum language language;
    enum paper_size paper;
    const struct evidence *evidence; // NULL: only trends
    const struct comments *comments; // NULL: none
    const struct deck *deck;         // NULL: prompts are named by their keys
    const struct trends *trends;     // NULL: no plots
    const char *end_words;           // the six words of the end, or NULL
    const char *notice;              // the agency's text that must go with every export, or NULL
    const char *supervisor;          // whose report it is
    uint32_t day;                    // when it was made
};
// ERR_MEMORY, ERR_IO (cairo, or no font).
enum err report_pdf_make(const struct report *report, uint8_t **out_bytes,
                         size_t *out_size) MUST_USE; // free() it
// Makes it and writes it whole.
enum err report_pdf_write(const struct disk *disk, const char *path,
                          const struct report *report) MUST_USE;

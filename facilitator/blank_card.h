#pragma once
// The blank goal card, to be printed before a group: the eighteen pictures, each with boxes for its place,
// so that people mark what a screen shows them once instead of drawing it. Four to an A4 sheet, to be cut.
// No name, no word, no agency: a card that is lost tells nothing of what it is for.
#include "paper/paper.h"

// A file from the pictures of the assets: a PDF if its name ends in .pdf, else an SVG in millimetres.
// ERR_NOT_FOUND: a picture is missing; ERR_MALFORMED: one is no drawing of ours; ERR_IO; ERR_MEMORY;
// ERR_TOO_LONG: a path.
enum err blank_card_write(const char *assets, enum paper_size paper, const char *path) MUST_USE;
// The PDF in memory; free() it. The cards are A6 on A4, and a little smaller on Letter.
enum err blank_card_pdf(const char *assets, enum paper_size paper, uint8_t **out_bytes,
                        size_t *out_size) MUST_USE;

#pragma once
// The blank goal card, to be printed before a group: the eighteen pictures, each with boxes for its place,
// so that people mark what a screen shows them once instead of drawing it. Four to an A4 sheet, to be cut.
// No name, no word, no agency: a card that is lost tells nothing of what it is for.
#include "base/err.h"

// An SVG file in millimetres from the pictures of the assets. ERR_NOT_FOUND: a picture is missing;
// ERR_MALFORMED: one is no drawing of ours; ERR_IO; ERR_TOO_LONG: a path.
enum err blank_card_write(const char *assets, const char *path) MUST_USE;

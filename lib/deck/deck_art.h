#pragma once
// The names of the icons and pictures that a deck may use: what lies in assets/icons and
// assets/pictures. A plain value, filled once and then only read.
#include "base/err.h"
#include "base/limits.h"
#include <stdbool.h>
#include <stddef.h>

enum {
    DECK_ART_MAX = 256
};

struct deck_art {
    size_t icon_count;
    size_t picture_count;
    char icons[DECK_ART_MAX][KEY_BYTES];
    char pictures[DECK_ART_MAX][KEY_BYTES];
};

// Reads both folders below the assets folder. ERR_NOT_FOUND, ERR_IO, ERR_TOO_LONG.
enum err deck_art_read(const char *assets_folder, struct deck_art *out_art) MUST_USE;
// A card or an answer may carry an icon or a picture; a picture slide shows a picture.
bool deck_art_has_icon(const struct deck_art *art, const char *name);
bool deck_art_has_picture(const struct deck_art *art, const char *name);

#pragma once
// The look, as data: colours, type, spaces. Every colour on any screen is one of these tokens, so
// that contrast can be checked on a draw list without looking at pixels. Sizes are logical pixels
// on a canvas 800 high (canvas.h). Pure; no state.
#include <stdbool.h>
#include <stdint.h>

enum color {
    COLOR_NONE, // draws nothing: no fill, or no border
    COLOR_PAPER,
    COLOR_SURFACE, // also white text on dark fills
    COLOR_SUNKEN,
    COLOR_LINE, // decorative lines and the lip under white parts
    COLOR_EDGE, // edge of anything touchable
    COLOR_INK,
    COLOR_INK2,
    COLOR_INK3, // staff captions only
    COLOR_PINE,
    COLOR_PINE_D,
    COLOR_PINE_M,
    COLOR_PINE_T,
    COLOR_PINE_W,
    COLOR_PLUM,
    COLOR_PLUM_D, // lip under plum
    COLOR_PLUM_M,
    COLOR_PLUM_T,
    COLOR_GOLD,
    COLOR_GOLD_T,
    COLOR_AMBER_I,
    COLOR_AMBER,
    COLOR_AMBER_T,
    COLOR_CLAY_I,
    COLOR_CLAY,
    COLOR_CLAY_T,
    COLOR_SKY,
    COLOR_SKY_T,
    COLOR_NIGHT,
    COLOR_NIGHT2,
    COLOR_NIGHT_L,
    COLOR_MOON,
    COLOR_MOON2,
    // Used in one place each.
    COLOR_SEGMENT,    // first timeline tint
    COLOR_ROOM_TRACK, // track of a band bar on the room screen
    COLOR_KEY_EDGE,   // key cap on a pine button
    COLOR_CAPTION,    // caption on a pine slide
    COLOR_SUN,        // the hills by day
    COLOR_HILL1,
    COLOR_HILL2,
    COLOR_HILL3,
    COLOR_COVER1, // the hills of the cover between two people
    COLOR_COVER2,
    COLOR_NIGHT_SKY, // the hills by night
    COLOR_NIGHT_HILL1,
    COLOR_NIGHT_HILL2,
    COLOR_NIGHT_HILL3,
    COLOR_NIGHT_TREE,
    COLOR_NIGHT_MOON,
    COLORS, // how many
};

// 0xRRGGBB. COLOR_NONE is a caller's mistake.
uint32_t color_rgb(enum color color);
// The token's name in dumps, for example "pineT". Never NULL.
const char *color_name(enum color color);
// WCAG contrast between two colours, 1 to 21.
float color_contrast(enum color a, enum color b);

// The languages of a screen, in the order in which they are always offered. The same order and
// numbers as enum language of lib/wire, so that a view may cast (lib/show holds the static assert).
enum tongue {
    TONGUE_EN,
    TONGUE_ES,
    TONGUE_HMN,
    TONGUE_LO,
    TONGUE_SO,
};

// ICU's name of the locale, for line breaking.
const char *tongue_locale(enum tongue tongue);

// A participant's three text sizes.
enum text_size {
    TEXT_LARGE,
    TEXT_LARGER,
    TEXT_LARGEST, // nothing under 32
};

enum type {
    TYPE_H0,            // 64 Bold: welcome, thank you, pause
    TYPE_H1,            // 44 Bold: the question
    TYPE_H2,            // 34 Bold: second heading, typed answer
    TYPE_H3,            // 28 Bold: answer words, buttons
    TYPE_BODY,          // 26: help line
    TYPE_TOOL,          // 24 Bold: tool bar
    TYPE_PRIVACY,       // 24: the privacy line
    TYPE_NOTE,          // 22: smallest participant text
    TYPE_S_H0,          // 34 Bold: staff page title
    TYPE_S_H1,          // 28 Bold: staff question
    TYPE_S_H2,          // 21 Bold: panel title
    TYPE_S_BODY,        // 18
    TYPE_S_BOLD,        // 18 Bold
    TYPE_S_NOTE,        // 16: captions
    TYPE_S_CHIP,        // 16 Bold
    TYPE_S_FLOOR,       // 15: key caps and timelines, the smallest of all
    TYPE_S_BIG,         // 40 Bold: counts
    TYPE_SLIDE_TITLE,   // 54 Bold, on the 1280 x 720 slide canvas
    TYPE_SLIDE_HEADING, // 36 Bold
    TYPE_SLIDE_TEXT,    // 31
    TYPE_SLIDE_FOOT,    // 22
    TYPE_PAIR,          // 104 Bold: pairing digits
    TYPES,
};

// The size passed to the font opener, the distance of lines, and the weight.
struct type_spec {
    float size;
    float line;
    bool bold;
};

// Participant types grow with the text size; staff and slide types do not. Lao lines are taller.
struct type_spec type_spec(enum type type, enum text_size text_size, enum tongue tongue);
// Height of the main action: 88, 104 or 116.
float action_height(enum text_size text_size);

enum {
    SPACE_4 = 4,
    SPACE_8 = 8,
    SPACE_12 = 12,
    SPACE_16 = 16,
    SPACE_24 = 24,
    SPACE_32 = 32,
    SPACE_48 = 48,
    PAGE_MARGIN = 48, // participant page
    BAR_MARGIN = 32,  // participant tool bar
    BAR_HEIGHT = 96,
    STAFF_MARGIN = 20,
    LIP = 4, // a participant's button or tile; keys have 3
    KEY_LIP = 3,
};

#include "ui/token.h"

#include "base/check.h"
#include <math.h>
#include <stddef.h>

struct token {
    const char *name;
    uint32_t rgb;
};

static const struct token TOKENS[COLORS] = {
    [COLOR_NONE] = {"none", 0},
    [COLOR_PAPER] = {"paper", 0xF7F5F0},
    [COLOR_SURFACE] = {"surface", 0xFFFFFF},
    [COLOR_SUNKEN] = {"sunken", 0xEEEBE3},
    [COLOR_LINE] = {"line", 0xDDD8CC},
    [COLOR_EDGE] = {"edge", 0x7B8582},
    [COLOR_INK] = {"ink", 0x16292E},
    [COLOR_INK2] = {"ink2", 0x3B4F55},
    [COLOR_INK3] = {"ink3", 0x54666B},
    [COLOR_PINE] = {"pine", 0x0D5355},
    [COLOR_PINE_D] = {"pineD", 0x083C3E},
    [COLOR_PINE_M] = {"pineM", 0x2F7F7E},
    [COLOR_PINE_T] = {"pineT", 0xDCECE8},
    [COLOR_PINE_W] = {"pineW", 0xEDF5F2},
    [COLOR_PLUM] = {"plum", 0x4B4180},
    [COLOR_PLUM_D] = {"plumD", 0x322A5C},
    [COLOR_PLUM_M] = {"plumM", 0x7A6FB5},
    [COLOR_PLUM_T] = {"plumT", 0xECE9F6},
    [COLOR_GOLD] = {"gold", 0xFFC94A},
    [COLOR_GOLD_T] = {"goldT", 0xFFF1C9},
    [COLOR_AMBER_I] = {"amberI", 0x6E4204},
    [COLOR_AMBER] = {"amber", 0xB8720C},
    [COLOR_AMBER_T] = {"amberT", 0xFBEFD6},
    [COLOR_CLAY_I] = {"clayI", 0x842A17},
    [COLOR_CLAY] = {"clay", 0xB5482F},
    [COLOR_CLAY_T] = {"clayT", 0xFAE6DF},
    [COLOR_SKY] = {"sky", 0x2C5A7C},
    [COLOR_SKY_T] = {"skyT", 0xE1ECF3},
    [COLOR_NIGHT] = {"night", 0x10242A},
    [COLOR_NIGHT2] = {"night2", 0x1B353C},
    [COLOR_NIGHT_L] = {"nightL", 0x6E8A90},
    [COLOR_MOON] = {"moon", 0xF4EFE4},
    [COLOR_MOON2] = {"moon2", 0xB9C7C6},
    [COLOR_SEGMENT] = {"segment", 0xCFE3DE},
    [COLOR_ROOM_TRACK] = {"roomTrack", 0xE6E1D5},
    [COLOR_KEY_EDGE] = {"keyEdge", 0x6FA3A1},
    [COLOR_CAPTION] = {"caption", 0xE6F3EF},
    [COLOR_SUN] = {"sun", 0xFFD978},
    [COLOR_HILL1] = {"hill1", 0xA8CDC3},
    [COLOR_HILL2] = {"hill2", 0x6FAAA1},
    [COLOR_HILL3] = {"hill3", 0x3E8781},
    [COLOR_COVER1] = {"cover1", 0x10595B},
    [COLOR_COVER2] = {"cover2", 0x156163},
    [COLOR_NIGHT_SKY] = {"nightSky", 0x142B32},
    [COLOR_NIGHT_HILL1] = {"nightHill1", 0x24484F},
    [COLOR_NIGHT_HILL2] = {"nightHill2", 0x1C3D44},
    [COLOR_NIGHT_HILL3] = {"nightHill3", 0x15313A},
    [COLOR_NIGHT_TREE] = {"nightTree", 0x2F5C62},
    [COLOR_NIGHT_MOON] = {"nightMoon", 0xEADFC4},
};

uint32_t color_rgb(enum color color)
{
    check(color > COLOR_NONE && color < COLORS);
    return TOKENS[color].rgb;
}

const char *color_name(enum color color)
{
    check(color < COLORS);
    check(TOKENS[color].name != NULL);
    return TOKENS[color].name;
}

// The sRGB curve, as WCAG 2.2 writes it.
static double linear(uint32_t channel)
{
    double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double luminance(uint32_t rgb)
{
    return 0.2126 * linear(rgb >> 16 & 255) + 0.7152 * linear(rgb >> 8 & 255) +
           0.0722 * linear(rgb & 255);
}

float color_contrast(enum color a, enum color b)
{
    double light = luminance(color_rgb(a)), dark = luminance(color_rgb(b));
    if (light < dark) {
        double swap = light;
        light = dark;
        dark = swap;
    }
    return (float)((light + 0.05) / (dark + 0.05));
}

const char *tongue_locale(enum tongue tongue)
{
    switch (tongue) {
    case TONGUE_EN:
        return "en";
    case TONGUE_ES:
        return "es";
    case TONGUE_HMN:
        return "hmn";
    case TONGUE_LO:
        return "lo";
    case TONGUE_SO:
        return "so";
    }
    check(false);
    return "en";
}

struct type_row {
    float size, line, lao_line; // lao_line 0: staff text, the line grows by the same share
    bool bold;
    float larger, largest; // 0: does not grow
};

static const struct type_row TYPE_ROWS[TYPES] = {
    [TYPE_H0] = {64, 76, 104, true, 64, 64},         [TYPE_H1] = {44, 56, 72, true, 52, 60},
    [TYPE_H2] = {34, 46, 58, true, 38, 44},          [TYPE_H3] = {28, 38, 46, true, 34, 42},
    [TYPE_BODY] = {26, 38, 44, false, 30, 34},       [TYPE_TOOL] = {24, 32, 38, true, 28, 32},
    [TYPE_PRIVACY] = {24, 34, 40, false, 28, 34},    [TYPE_NOTE] = {22, 32, 38, false, 28, 32},
    [TYPE_S_H0] = {34, 44, 0, true, 0, 0},           [TYPE_S_H1] = {28, 38, 0, true, 0, 0},
    [TYPE_S_H2] = {21, 30, 0, true, 0, 0},           [TYPE_S_BODY] = {18, 27, 0, false, 0, 0},
    [TYPE_S_BOLD] = {18, 26, 0, true, 0, 0},         [TYPE_S_NOTE] = {16, 23, 0, false, 0, 0},
    [TYPE_S_CHIP] = {16, 22, 0, true, 0, 0},         [TYPE_S_FLOOR] = {15, 20, 0, false, 0, 0},
    [TYPE_S_BIG] = {40, 48, 0, true, 0, 0},          [TYPE_SLIDE_TITLE] = {54, 68, 84, true, 0, 0},
    [TYPE_SLIDE_HEADING] = {36, 46, 56, true, 0, 0}, [TYPE_SLIDE_TEXT] = {31, 42, 50, false, 0, 0},
    [TYPE_SLIDE_FOOT] = {22, 30, 36, false, 0, 0},   [TYPE_PAIR] = {104, 120, 0, true, 0, 0},
};

struct type_spec type_spec(enum type type, enum text_size text_size, enum tongue tongue)
{
    check(type < TYPES);
    check(text_size <= TEXT_LARGEST);
    const struct type_row *row = &TYPE_ROWS[type];
    float size = row->size;
    if (text_size == TEXT_LARGER && row->larger > 0)
        size = row->larger;
    if (text_size == TEXT_LARGEST && row->largest > 0)
        size = row->largest;
    float line = tongue == TONGUE_LO && row->lao_line > 0 ? row->lao_line : row->line;
    return (struct type_spec){size, roundf(line * size / row->size), row->bold};
}

float action_height(enum text_size text_size)
{
    check(text_size <= TEXT_LARGEST);
    return text_size == TEXT_LARGE ? 88 : text_size == TEXT_LARGER ? 104 : 116;
}

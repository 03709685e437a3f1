#include "core/keyboard.h"

#include "base/check.h"
#include "base/utf8.h"

#include <string.h>

// ---- the layouts: one text a row. S is shift, D delete, N the layer, O the order, _ space.

struct layout {
    const char *rows[KEYBOARD_ROWS];
};

static const struct layout latin = {{"qwertyuiop", "asdfghjkl", "SzxcvbnmD", "NO_'"}};
static const struct layout latin_by_letter = {{"abcdefghij", "klmnopqrs", "StuvwxyzD", "NO_'"}};
static const struct layout spanish = {{"qwertyuiopáé", "asdfghjklñíó", "SzxcvbnmúüD", "NO_'"}};
static const struct layout spanish_by_letter = {
    {"abcdefghijáé", "klmnñopqrsíó", "StuvwxyzúüD", "NO_'"}};
static const struct layout numbers = {{"1234567890", ".,?!:;-()", "/\"+=%°&#D", "N_'"}};
static const struct layout spanish_numbers = {{"1234567890", ".,?!¿¡:;-", "/\"+=%()&D", "N_'"}};
// Common letters on the first layer, roughly where the national keyboard has them.
static const struct layout lao = {{"ຢຄຕຈຂໍຸູ່ົີິ", "ໄພະນຍບລັຫກດເ", "S້າສວງປແອທມD", "N_"}};
static const struct layout lao_more = {{"ຟຖຊໂຮໆຯຶືຼໃຝ", "ຜຳຽໜໝຣ໊໋໌.,?", "S!:;-()'\"/+D", "N_"}};
static const struct layout lao_numbers = {{"1234567890", ".,?!:;-()", "/\"+=%°&#D", "N_"}};

static const struct layout *layout_of(const struct keyboard *keyboard, enum language language)
{
    switch (language) {
    case LANGUAGE_EN:
    case LANGUAGE_HMN:
    case LANGUAGE_SO:
        if (keyboard->numbers)
            return &numbers;
        return keyboard->by_letter ? &latin_by_letter : &latin;
    case LANGUAGE_ES:
        if (keyboard->numbers)
            return &spanish_numbers;
        return keyboard->by_letter ? &spanish_by_letter : &spanish;
    case LANGUAGE_LO:
        if (keyboard->numbers)
            return &lao_numbers;
        return keyboard->shift ? &lao_more : &lao;
    }
    check(false && "there is a keyboard for each language");
    return &latin;
}

// The capital of what our Latin layouts hold.
static uint32_t upper_of(uint32_t point)
{
    bool ascii = point >= 'a' && point <= 'z';
    bool accented = point >= 0xe0 && point <= 0xfe && point != 0xf7;
    return ascii || accented ? point - 0x20 : point;
}

static struct board_key key_of(uint32_t point, bool capitals)
{
    switch (point) {
    case 'S':
        return (struct board_key){.kind = BOARD_SHIFT};
    case 'D':
        return (struct board_key){.kind = BOARD_DELETE};
    case 'N':
        return (struct board_key){.kind = BOARD_LAYER};
    case 'O':
        return (struct board_key){.kind = BOARD_ORDER};
    case '_':
        return (struct board_key){.kind = BOARD_SPACE};
    default:
        return (struct board_key){.kind = BOARD_LETTER,
                                  .point = capitals ? upper_of(point) : point};
    }
}

void keyboard_row(const struct keyboard *keyboard, enum language language, uint8_t row,
                  struct keyboard_row *out_row)
{
    check(row < KEYBOARD_ROWS);
    const char *text = layout_of(keyboard, language)->rows[row];
    struct span rest = {.at = (const uint8_t *)text, .size = strlen(text)};
    memset(out_row, 0, sizeof *out_row);
    bool capitals = keyboard->shift && !keyboard->numbers;
    while (rest.size > 0) {
        uint32_t point = 0;
        size_t size = utf8_decode(rest, &point);
        check(size > 0 && out_row->count < KEYBOARD_KEYS_MAX);
        out_row->keys[out_row->count++] = key_of(point, capitals);
        rest = span_from(rest, size);
    }
}

bool keyboard_equal(const struct keyboard *a, const struct keyboard *b)
{
    return a->numbers == b->numbers && a->shift == b->shift && a->by_letter == b->by_letter;
}

// ---- the words, code point by code point

struct points {
    size_t count;
    uint32_t at[OWN_WORDS_POINTS + 1]; // one more than may be, so that it can be refused
};

static void points_of(const char text[OWN_WORDS_BYTES], struct points *out_points)
{
    struct span rest = {.at = (const uint8_t *)text, .size = strlen(text)};
    out_points->count = 0;
    while (rest.size > 0) {
        size_t size = utf8_decode(rest, &out_points->at[out_points->count]);
        check(size > 0 && out_points->count < OWN_WORDS_POINTS);
        out_points->count++;
        rest = span_from(rest, size);
    }
}

// Writes the points back if they may be words so far: a blank may stand last, since more may follow.
static bool points_take(const struct points *points, char text[OWN_WORDS_BYTES])
{
    char next[OWN_WORDS_BYTES + 4] = {0};
    size_t used = 0;
    if (points->count > OWN_WORDS_POINTS)
        return false;
    for (size_t i = 0; i < points->count; i++)
        used += utf8_encode(points->at[i], next + used);
    check(used < OWN_WORDS_BYTES);
    if (text_ok((struct span){(const uint8_t *)next, used}) != OK)
        return false;
    memcpy(text, next, OWN_WORDS_BYTES);
    return true;
}

// ---- Lao: a mark stands above or below a consonant. Classes, in the order fonts expect: the semivowel
// below, a vowel or the sign of the open o, a tone or the sign of silence.

static int lao_class(uint32_t point)
{
    if (point == 0x0ebc)
        return 1;
    bool vowel = point == 0x0eb1 || (point >= 0x0eb4 && point <= 0x0eb9) || point == 0x0ebb;
    if (vowel || point == 0x0ecd)
        return 2;
    return point >= 0x0ec8 && point <= 0x0ecc ? 3 : 0;
}

static bool is_lao_consonant(uint32_t point)
{
    return (point >= 0x0e81 && point <= 0x0eae) || (point >= 0x0edc && point <= 0x0edf);
}

// Puts a mark among those of the last consonant, at its place; one of the same class gives way to it.
static bool add_mark(struct points *points, uint32_t mark)
{
    int class = lao_class(mark);
    size_t base = points->count;
    while (base > 0 && lao_class(points->at[base - 1]) != 0)
        base--;
    if (base == 0 || !is_lao_consonant(points->at[base - 1]))
        return false;
    size_t at = base;
    while (at < points->count && lao_class(points->at[at]) < class)
        at++;
    if (at < points->count && lao_class(points->at[at]) == class) {
        bool changed = points->at[at] != mark;
        points->at[at] = mark;
        return changed;
    }
    memmove(&points->at[at + 1], &points->at[at], (points->count - at) * sizeof points->at[0]);
    points->at[at] = mark;
    points->count++;
    return true;
}

static bool add_point(char text[OWN_WORDS_BYTES], uint32_t point)
{
    struct points points;
    points_of(text, &points);
    if (!text_point_ok(point))
        return false;
    if (lao_class(point) != 0)
        return add_mark(&points, point) && points_take(&points, text);
    // No blank first, and no two.
    if (point == ' ' && (points.count == 0 || points.at[points.count - 1] == ' '))
        return false;
    points.at[points.count++] = point;
    return points_take(&points, text);
}

// Marks of other scripts that a real keyboard may have written: they go with their letter.
static bool is_other_mark(uint32_t point)
{
    return point >= 0x0300 && point <= 0x036f;
}

static bool delete_last(char text[OWN_WORDS_BYTES])
{
    struct points points;
    points_of(text, &points);
    if (points.count == 0)
        return false;
    while (points.count > 1 && is_other_mark(points.at[points.count - 1]))
        points.count--;
    points.count--;
    bool taken = points_take(&points, text);
    check(taken);
    return true;
}

bool keyboard_press(struct keyboard *keyboard, const struct board_key *key,
                    char text[OWN_WORDS_BYTES])
{
    bool changed = false;
    switch (key->kind) {
    case BOARD_NONE:
        break;
    case BOARD_LETTER:
        changed = add_point(text, key->point);
        // Upper case is for one letter; the other layer of Lao stays until it is left.
        if (changed && (key->point < 0x0e80 || key->point > 0x0eff))
            keyboard->shift = false;
        break;
    case BOARD_SHIFT:
        keyboard->shift = !keyboard->shift;
        break;
    case BOARD_DELETE:
        changed = delete_last(text);
        break;
    case BOARD_LAYER:
        keyboard->numbers = !keyboard->numbers;
        keyboard->shift = false;
        break;
    case BOARD_ORDER:
        keyboard->by_letter = !keyboard->by_letter;
        break;
    case BOARD_SPACE:
        changed = add_point(text, ' ');
        break;
    }
    return changed;
}

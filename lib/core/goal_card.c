#include "core/goal_card.h"

#include "base/check.h"
#include <stddef.h>
#include <string.h>

static const char *const names[PICTURES_COUNT] = {
    "sun",  "moon",  "star", "tree", "leaf", "flower", "house",    "boat",  "fish",
    "bird", "apple", "cup",  "key",  "book", "hat",    "mountain", "chair", "ball"};

// The quasigroup: 0 to 16 are counted round, and the eighteenth stands apart. x * y depends on how far
// y stands from x alone, so that one row of 17 numbers holds the whole square of 324. There is no short
// rule for such rows; this one was found by trying, and the test tries every slip and every swap of it.
enum {
    ROUND = 17,
    APART = 17,
    APART_TIMES = 10, // APART * y = y + 10
    TIMES_APART = 1,  // x * APART = x + 1
};
static const uint8_t STEPS[ROUND] = {11, 8, 4, 15, 0, 10, 7, 13, APART, 6, 9, 14, 3, 5, 12, 2, 16};

static uint8_t times(uint8_t x, uint8_t y)
{
    check(x <= APART && y <= APART);
    if (x == APART)
        return y == APART ? APART : (uint8_t)((y + APART_TIMES) % ROUND);
    if (y == APART)
        return (uint8_t)((x + TIMES_APART) % ROUND);
    uint8_t step = STEPS[(y + ROUND - x) % ROUND];
    return step == APART ? APART : (uint8_t)((x + step) % ROUND);
}

uint8_t goal_card_check(const uint8_t pictures[CARD_RANDOM])
{
    uint8_t folded = 0;
    for (int i = 0; i < CARD_RANDOM; i++)
        folded = times(folded, pictures[i]);
    for (uint8_t last = 0; last < PICTURES_COUNT; last++)
        if (times(folded, last) == 0)
            return last;
    check(false && "each row of the square holds every number");
    return 0;
}

bool goal_card_ok(const uint8_t pictures[CARD_PICTURES])
{
    uint8_t folded = 0;
    for (int i = 0; i < CARD_PICTURES; i++) {
        if (pictures[i] >= PICTURES_COUNT)
            return false;
        folded = times(folded, pictures[i]);
    }
    return folded == 0;
}

const char *goal_picture_name(uint8_t picture)
{
    check(picture < PICTURES_COUNT);
    return names[picture];
}

bool goal_picture_find(const char *name, uint8_t *out_picture)
{
    for (uint8_t i = 0; i < PICTURES_COUNT; i++) {
        if (strcmp(names[i], name) != 0)
            continue;
        *out_picture = i;
        return true;
    }
    return false;
}

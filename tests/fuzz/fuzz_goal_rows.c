// links: imr_room
// The image of a group's goal rows, as it stands inside its seal: whatever is accepted is a set of cards that
// can be looked up, moved and renewed, and is written as bytes that are read back as the same cards.
#include "base/check.h"
#include "fuzz/fuzz.h"
#include "room/goals_rows.h"
#include <string.h>

static void fill(void *self, void *bytes, size_t size)
{
    memset(bytes, *(const uint8_t *)self, size);
}

static bool same(const struct goal_cards *a, const struct goal_cards *b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

// Half a year of openings; what is lent for a card stays what it was, moved or not.
static void live(struct goal_cards *cards, const struct random_source *random)
{
    static const uint8_t find[HASH_BYTES] = {1};
    struct goal_tags tags;
    uint8_t count = cards->count;
    for (uint32_t day = 3; day < 400; day += 7) {
        struct goals_renewal renewal = goal_key_renewal(cards, day);
        check(renewal.weeks <= GOAL_OVERLAP_WEEKS);
        goal_key_turn(cards, day, random);
        check(cards->overlap.weeks <= GOAL_OVERLAP_WEEKS && cards->count <= count);
        goal_cards_tags(cards, find, &tags);
        struct goal_row *row = goal_cards_find(cards, &tags);
        if (row == NULL && cards->count > 0 && cards->rows[0].old) {
            uint8_t before[KEY32_BYTES], after[KEY32_BYTES];
            row = &cards->rows[0];
            goal_cards_share(cards, row, before);
            row = goal_cards_move(cards, row, &tags);
            goal_cards_share(cards, row, after);
            check(!row->old && memcmp(before, after, sizeof before) == 0);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct goal_rows_content content, again;
    static struct goal_cards cards, copy;
    uint8_t noise = 7;
    const struct random_source random = {.self = &noise, .fill = fill};
    memset(&content, 0, sizeof content);
    memcpy(&content, data, size < sizeof content ? size : sizeof content);
    if (goal_cards_take(&cards, &content) != OK)
        return 0;
    check(cards.count <= GOAL_CARDS_MAX);
    goal_cards_put(&cards, &random, &again);
    enum err err = goal_cards_take(&copy, &again);
    check(err == OK && same(&cards, &copy));
    live(&cards, &random);
    return 0;
}

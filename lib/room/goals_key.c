// When the group's key is renewed, and when what was not opened since ends with the one before.
#include "base/check.h"
#include "room/goals_rows.h"
#include <string.h>

enum {
    DAYS_A_WEEK = 7,
    OVERLAP_DAYS = GOAL_OVERLAP_WEEKS * DAYS_A_WEEK,
};

// A day before the key's own: the clock was set back, or it was ahead when the key was made. Nothing is
// due then; goal_key_turn begins to count anew.
static bool days_passed(const struct goal_cards *cards, uint32_t day, uint32_t days)
{
    return cards->key_day != 0 && day >= cards->key_day && day - cards->key_day >= days;
}

static bool in_overlap(const struct goal_cards *cards)
{
    return cards->overlap.weeks > 0;
}

// Weeks with goals, this one included, in which cards still move over; 0: goals that open now end it.
static uint8_t weeks_left(const struct goal_cards *cards, uint32_t day)
{
    bool counted = cards->overlap.week == day / DAYS_A_WEEK;
    uint8_t left = (uint8_t)(GOAL_OVERLAP_WEEKS - cards->overlap.weeks + counted);
    return left == 0 && !days_passed(cards, day, OVERLAP_DAYS) ? 1 : left;
}

static bool ends(const struct goal_cards *cards, uint32_t day)
{
    return in_overlap(cards) && weeks_left(cards, day) == 0;
}

static uint8_t opened_count(const struct goal_cards *cards)
{
    uint8_t count = 0;
    for (uint8_t i = 0; i < cards->count; i++)
        count = (uint8_t)(count + !cards->rows[i].old);
    return count;
}

enum goal_key_step goal_key_due(const struct goal_cards *cards, uint32_t day)
{
    bool end = ends(cards, day);
    uint8_t stay = end ? opened_count(cards) : cards->count;
    bool renew = (end || !in_overlap(cards)) &&
                 (stay == GOAL_CARDS_MAX || days_passed(cards, day, GOAL_KEY_DAYS));
    if (end)
        return renew ? GOAL_KEY_END_RENEW : GOAL_KEY_END;
    return renew ? GOAL_KEY_RENEW : GOAL_KEY_STAYS;
}

static void end(struct goal_cards *cards)
{
    for (uint8_t i = cards->count; i > 0; i--)
        if (cards->rows[i - 1].old)
            goal_cards_remove(cards, &cards->rows[i - 1]);
    seal_wipe(&cards->overlap, sizeof cards->overlap);
}

static void renew(struct goal_cards *cards, uint32_t day, const struct random_source *random)
{
    check(!in_overlap(cards));
    if (cards->count > 0) {
        memcpy(cards->overlap.key, cards->group_key, sizeof cards->overlap.key);
        cards->overlap.weeks = 1;
        cards->overlap.week = day / DAYS_A_WEEK;
    }
    for (uint8_t i = 0; i < cards->count; i++)
        cards->rows[i].old = true;
    random->fill(random->self, cards->group_key, sizeof cards->group_key);
    cards->key_day = day;
}

static void count_week(struct goal_cards *cards, uint32_t day)
{
    uint32_t week = day / DAYS_A_WEEK;
    if (!in_overlap(cards) || cards->overlap.week == week)
        return;
    cards->overlap.week = week;
    if (cards->overlap.weeks < GOAL_OVERLAP_WEEKS)
        cards->overlap.weeks++;
}

void goal_key_turn(struct goal_cards *cards, uint32_t day, const struct random_source *random)
{
    enum goal_key_step step = goal_key_due(cards, day);
    if (step == GOAL_KEY_END || step == GOAL_KEY_END_RENEW)
        end(cards);
    if (step == GOAL_KEY_RENEW || step == GOAL_KEY_END_RENEW)
        renew(cards, day, random);
    if (cards->key_day == 0 || day < cards->key_day)
        cards->key_day = day;
    count_week(cards, day);
}

struct goals_renewal goal_key_renewal(const struct goal_cards *cards, uint32_t day)
{
    switch (goal_key_due(cards, day)) {
    case GOAL_KEY_END:
    case GOAL_KEY_END_RENEW:
        return (struct goals_renewal){.kind = RENEWAL_ENDS};
    case GOAL_KEY_RENEW:
        if (cards->count == 0)
            break;
        return (struct goals_renewal){.kind = RENEWAL_RUNS, .weeks = GOAL_OVERLAP_WEEKS};
    case GOAL_KEY_STAYS:
        if (!in_overlap(cards))
            break;
        return (struct goals_renewal){.kind = RENEWAL_RUNS, .weeks = weeks_left(cards, day)};
    }
    return (struct goals_renewal){0};
}

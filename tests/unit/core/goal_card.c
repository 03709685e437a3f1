// The check of a goal card: every single slip and every swap of two neighbours is caught, for every card
// there is: 18 * 18 * 18 * 18 * 18 of them.
#include "core/goal_card.h"
#include "test.h"

#include <string.h>

enum {
    CARDS = 18 * 18 * 18 * 18 * 18
};

static void card_of(uint32_t number, uint8_t out_card[CARD_PICTURES])
{
    for (int i = 0; i < CARD_RANDOM; i++, number /= PICTURES_COUNT)
        out_card[i] = (uint8_t)(number % PICTURES_COUNT);
    out_card[CARD_RANDOM] = goal_card_check(out_card);
}

static void exactly_one_picture_checks_five(void **state)
{
    (void)state;
    for (uint32_t number = 0; number < CARDS; number += 7) {
        uint8_t card[CARD_PICTURES];
        card_of(number, card);
        int fit = 0;
        for (card[CARD_RANDOM] = 0; card[CARD_RANDOM] < PICTURES_COUNT; card[CARD_RANDOM]++)
            fit += goal_card_ok(card);
        assert_int_equal(fit, 1);
    }
}

static void every_single_slip_is_caught(void **state)
{
    (void)state;
    uint32_t missed = 0;
    for (uint32_t number = 0; number < CARDS; number++) {
        uint8_t card[CARD_PICTURES];
        card_of(number, card);
        missed += !goal_card_ok(card);
        for (int at = 0; at < CARD_PICTURES; at++) {
            uint8_t right = card[at];
            for (uint8_t wrong = 0; wrong < PICTURES_COUNT; wrong++) {
                card[at] = wrong;
                missed += wrong != right && goal_card_ok(card);
            }
            card[at] = right;
        }
    }
    assert_int_equal(missed, 0);
}

static void every_swap_of_neighbours_is_caught(void **state)
{
    (void)state;
    uint32_t missed = 0, swaps = 0;
    for (uint32_t number = 0; number < CARDS; number++) {
        uint8_t card[CARD_PICTURES];
        card_of(number, card);
        for (int at = 0; at + 1 < CARD_PICTURES; at++) {
            if (card[at] == card[at + 1])
                continue;
            uint8_t swapped[CARD_PICTURES];
            memcpy(swapped, card, sizeof swapped);
            swapped[at] = card[at + 1];
            swapped[at + 1] = card[at];
            missed += goal_card_ok(swapped);
            swaps++;
        }
    }
    assert_int_equal(missed, 0);
    assert_true(swaps > CARDS);
}

// What a slip is caught by must not be a rule that a guesser could use: each picture stands as often
// in the sixth place as any other.
static void the_sixth_picture_favours_none(void **state)
{
    (void)state;
    uint32_t seen[PICTURES_COUNT] = {0};
    for (uint32_t number = 0; number < CARDS; number++) {
        uint8_t card[CARD_PICTURES];
        card_of(number, card);
        seen[card[CARD_RANDOM]]++;
    }
    for (int i = 0; i < PICTURES_COUNT; i++)
        assert_int_equal(seen[i], CARDS / PICTURES_COUNT);
}

static void what_is_no_picture_is_no_card(void **state)
{
    (void)state;
    uint8_t card[CARD_PICTURES] = {0, 1, 2, 3, 4, 0};
    card[CARD_RANDOM] = goal_card_check(card);
    assert_true(goal_card_ok(card));
    for (int at = 0; at < CARD_PICTURES; at++) {
        uint8_t bad[CARD_PICTURES];
        memcpy(bad, card, sizeof bad);
        bad[at] = PICTURES_COUNT;
        assert_false(goal_card_ok(bad));
        bad[at] = 255;
        assert_false(goal_card_ok(bad));
    }
}

static void pictures_have_names(void **state)
{
    (void)state;
    for (uint8_t i = 0; i < PICTURES_COUNT; i++) {
        uint8_t found = 255;
        assert_true(goal_picture_find(goal_picture_name(i), &found));
        assert_int_equal(found, i);
    }
    uint8_t none;
    assert_false(goal_picture_find("snake", &none));
    assert_false(goal_picture_find("", &none));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exactly_one_picture_checks_five),
        cmocka_unit_test(every_single_slip_is_caught),
        cmocka_unit_test(every_swap_of_neighbours_is_caught),
        cmocka_unit_test(the_sixth_picture_favours_none),
        cmocka_unit_test(what_is_no_picture_is_no_card),
        cmocka_unit_test(pictures_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

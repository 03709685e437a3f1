// The group's key is renewed, and cards and goals expire with it: what is opened in the overlap lives on,
// the rest is gone from both copies; clocks that are wrong, months without a group, lost cards, files of
// an older program.
#include "goals_life.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static int setup(void **state)
{
    static struct goals_bench bench;
    goals_bench_create(&bench, 7);
    *state = &bench;
    return 0;
}

static int teardown(void **state)
{
    goals_bench_destroy(*state);
    return 0;
}

// ---- the tests

static void renewed_after_half_a_year(void **state)
{
    struct goals_bench *bench = *state;
    struct bench_person ann, wrong;
    uint8_t first[32], salt[16], key[32], again[16];
    bench_open_on(bench, BENCH_DAY);
    bench_make(bench, &ann, 1);
    bench_person_init(&wrong, 99);
    assert_int_equal(bench_ask(bench, &wrong, GOAL_CELL_GET), GOAL_REPLY_MISSING);
    bench_group_key(bench, first, salt);
    bench_open_on(bench, BENCH_DAY + GOAL_KEY_DAYS - 1);
    bench_group_key(bench, key, again);
    assert_memory_equal(key, first, sizeof key);
    assert_int_equal(bench_told(bench, BENCH_DAY + GOAL_KEY_DAYS - 1).kind, RENEWAL_NONE);
    assert_int_equal(bench_told(bench, BENCH_DAY + GOAL_KEY_DAYS).kind,
                     RENEWAL_RUNS); // before goals open
    assert_int_equal(bench_told(bench, BENCH_DAY + GOAL_KEY_DAYS).weeks, GOAL_OVERLAP_WEEKS);
    // The month's misses are counted on, over the renewal too.
    for (int i = 0; i < 5; i++)
        assert_int_equal(bench_ask(bench, &wrong, GOAL_CELL_GET), GOAL_REPLY_MISSING);
    bench_open_on(bench, BENCH_DAY + GOAL_KEY_DAYS);
    bench_group_key(bench, key, again);
    assert_memory_not_equal(key, first, sizeof key);
    assert_memory_equal(again, salt, sizeof salt); // or nobody's pictures would make what they made
    assert_int_equal(bench_copies_with(bench, first, sizeof first),
                     2); // for those who have not come yet
    for (int i = 0; i < GOAL_MISSES_SESSION - 1; i++)
        assert_int_equal(bench_ask(bench, &wrong, GOAL_CELL_GET), GOAL_REPLY_MISSING);
    assert_int_equal(bench_ask(bench, &ann, GOAL_CELL_GET), GOAL_REPLY_FOUND);
    // An old card's pictures are taken as any other's, and drawing them is a miss.
    assert_false(goals_are_resting(bench->goals, bench->phase.day));
    assert_int_equal(bench_ask(bench, &ann, GOAL_CELL_NEW), GOAL_REPLY_TAKEN);
    assert_true(goals_are_resting(bench->goals, bench->phase.day));
}

static void c27_misses_outlive_the_key(void **state)
{
    struct goals_bench *bench = *state;
    struct bench_person ann, wrong;
    bench_open_on(bench, BENCH_DAY);
    bench_make(bench, &ann, 1);
    bench_person_init(&wrong, 99);
    for (uint32_t session = 0; session < 5; session++) {
        bench_open_on(bench,
                      BENCH_DAY + GOAL_KEY_DAYS - 4 + session); // the last one renews the key
        for (int i = 0; i < GOAL_MISSES_SESSION; i++)
            assert_int_equal(bench_ask(bench, &wrong, GOAL_CELL_GET), GOAL_REPLY_MISSING);
    }
    assert_int_equal(bench_told(bench, bench->phase.day).kind, RENEWAL_RUNS);
    assert_true(goals_are_locked(bench->goals, bench->phase.day));
    goals_bench_off(bench);
    assert_int_equal(goals_bench_on(bench, true), OK);
    assert_true(goals_are_locked(bench->goals, bench->phase.day));
}

// Two cards; one of them is opened in the overlap, in the week `week` of it, the other never.
static void live_through(struct goals_bench *bench, struct bench_person *came,
                         struct bench_person *lost, uint32_t week)
{
    bench_open_on(bench, BENCH_DAY);
    bench_make(bench, came, 1);
    bench_make(bench, lost, 2);
    for (uint32_t i = 0; i < GOAL_OVERLAP_WEEKS; i++) {
        uint32_t day = BENCH_DAY + GOAL_KEY_DAYS + BENCH_WEEK * i;
        bench_open_on(bench, day);
        assert_int_equal(bench_told(bench, day).kind, RENEWAL_RUNS);
        assert_int_equal(bench_told(bench, day).weeks, GOAL_OVERLAP_WEEKS - i);
        if (i + 1 == week)
            assert_int_equal(bench_ask(bench, came, GOAL_CELL_GET), GOAL_REPLY_FOUND);
        assert_int_equal(bench_told(bench, day).weeks,
                         GOAL_OVERLAP_WEEKS - i); // it does not count them
    }
}

static void what_was_not_opened_is_gone(void **state)
{
    (void)state;
    static struct goals_bench bench;
    static uint8_t sealed[2][BENCH_SEALED_BYTES];
    for (uint32_t week = 1; week <= GOAL_OVERLAP_WEEKS; week++) {
        struct bench_person came, lost;
        uint8_t key[32], salt[16];
        size_t size = 0;
        goals_bench_create(&bench, week);
        bench_open_on(&bench, BENCH_DAY);
        bench_group_key(&bench, key, salt);
        live_through(&bench, &came, &lost, week);
        assert_int_equal(bench_copies_with(&bench, lost.row, sizeof lost.row), 2);
        assert_int_equal(bench_copies_with(&bench, key, sizeof key), 2);
        for (int copy = 0; copy < 2; copy++)
            memcpy(sealed[copy], bench_sealed(&bench, (char)('a' + copy), &size), sizeof sealed[0]);
        uint32_t day = BENCH_DAY + GOAL_KEY_DAYS + BENCH_WEEK * GOAL_OVERLAP_WEEKS;
        assert_int_equal(bench_told(&bench, day).kind, RENEWAL_ENDS); // said before it happens
        bench_open_on(&bench, day);
        assert_int_equal(bench_told(&bench, day).kind, RENEWAL_NONE);
        assert_int_equal(bench_copies_with(&bench, lost.row, 64), 0);
        assert_int_equal(bench_copies_with(&bench, lost.share, sizeof lost.share), 0);
        assert_int_equal(bench_copies_with(&bench, key, sizeof key), 0);
        assert_int_equal(bench_copies_with(&bench, came.row, sizeof came.row), 2);
        // Nor is any piece of the sealed files left as it was, for whoever opens them some day.
        for (int copy = 0; copy < 2; copy++)
            for (size_t at = 0; at < sizeof sealed[0]; at += 4096)
                assert_memory_not_equal(bench_sealed(&bench, (char)('a' + copy), &size) + at,
                                        sealed[copy] + at, 32);
        assert_int_equal(bench_ask(&bench, &lost, GOAL_CELL_GET), GOAL_REPLY_MISSING);
        assert_int_equal(bench_ask(&bench, &came, GOAL_CELL_GET), GOAL_REPLY_FOUND);
        bench_save(&bench, &came);
        goals_bench_off(&bench);
        assert_int_equal(goals_bench_on(&bench, true), OK);
        assert_int_equal(bench_ask(&bench, &came, GOAL_CELL_GET), GOAL_REPLY_FOUND);
        goals_bench_destroy(&bench);
    }
}

// What the key before gave for a card is nowhere once that key has gone: not for whoever was moved
// either, until the card is shown.
static void lives_through_three_keys(void **state)
{
    struct goals_bench *bench = *state;
    struct bench_person ann;
    uint8_t keys[4][32], salt[16];
    uint32_t day = BENCH_DAY;
    bench_open_on(bench, day);
    bench_make(bench, &ann, 1);
    bench_group_key(bench, keys[0], salt);
    for (int renewal = 1; renewal <= 3; renewal++) {
        day += GOAL_KEY_DAYS;
        for (int week = 0; week <= GOAL_OVERLAP_WEEKS; week++, day += BENCH_WEEK) {
            bench_open_on(bench, day);
            if (week % 3 == 1) {
                assert_int_equal(bench_ask(bench, &ann, GOAL_CELL_GET), GOAL_REPLY_FOUND);
                bench_save(bench, &ann);
            }
        }
        bench_group_key(bench, keys[renewal], salt);
        for (int before = 0; before < renewal; before++)
            assert_int_equal(bench_copies_with(bench, keys[before], 32), 0);
        assert_int_equal(bench_copies_with(bench, ann.share, sizeof ann.share), 0);
    }
    assert_int_equal(bench_ask(bench, &ann, GOAL_CELL_GET), GOAL_REPLY_FOUND);
    assert_int_equal(bench_ask(bench, &ann, GOAL_CELL_NEW), GOAL_REPLY_TAKEN);
}

static void a_card_can_be_saved_and_forgotten_in_the_overlap(void **state)
{
    struct goals_bench *bench = *state;
    struct bench_person saves, forgets, refused;
    bench_open_on(bench, BENCH_DAY);
    bench_make(bench, &saves, 1);
    bench_make(bench, &forgets, 2);
    bench_make(bench, &refused, 3);
    bench_open_on(bench, BENCH_DAY + GOAL_KEY_DAYS);
    bench_save(bench, &saves); // known from its cells alone
    struct goal_cell cell = goals_bench_cell(bench, GOAL_CELL_FORGET, bench_id(), forgets.find);
    goals_bench_take(bench, &cell);
    assert_int_equal(bench_ask(bench, &refused, GOAL_CELL_NEW), GOAL_REPLY_TAKEN); // opens nothing
    assert_int_equal(bench_copies_with(bench, forgets.row, 64), 0);
    for (uint32_t week = 1; week <= GOAL_OVERLAP_WEEKS; week++)
        bench_open_on(bench, BENCH_DAY + GOAL_KEY_DAYS + BENCH_WEEK * week);
    assert_int_equal(bench_ask(bench, &saves, GOAL_CELL_GET), GOAL_REPLY_FOUND);
    assert_int_equal(bench_ask(bench, &refused, GOAL_CELL_GET), GOAL_REPLY_MISSING);
}

// A clock that is years ahead or behind, for one session or for good, costs nobody their goals.
static void clocks_that_are_wrong(void **state)
{
    struct goals_bench *bench = *state;
    struct bench_person ann;
    const uint32_t jumps[] = {BENCH_DAY + 730, BENCH_DAY + 7, 3, BENCH_DAY + 14, BENCH_DAY + 9000,
                              BENCH_DAY + 15,  BENCH_DAY + 16};
    bench_open_on(bench, BENCH_DAY);
    bench_make(bench, &ann, 1);
    // Seven of them: fewer than the weeks that an overlap has, whatever they are.
    for (size_t i = 0; i < sizeof jumps / sizeof jumps[0]; i++)
        bench_open_on(bench, jumps[i]);
    assert_int_equal(bench_ask(bench, &ann, GOAL_CELL_GET), GOAL_REPLY_FOUND);
    // All on one day, over and over: not one week more.
    for (int i = 0; i < 40; i++)
        bench_open_on(bench, BENCH_DAY + 16);
    assert_int_equal(bench_told(bench, BENCH_DAY + 16).kind, RENEWAL_RUNS);
    // Once it is right again the overlap comes to its end; a key that seemed old by then is renewed
    // once more, which again takes eight weeks; and then it is half a year, as ever.
    uint32_t day = BENCH_DAY + 17;
    for (; bench_told(bench, day).kind != RENEWAL_NONE; day += BENCH_WEEK) {
        bench_open_on(bench, day);
        assert_int_equal(bench_ask(bench, &ann, GOAL_CELL_GET), GOAL_REPLY_FOUND);
    }
    assert_true(day < BENCH_DAY + 17 + BENCH_WEEK * 20);
    bench_open_on(bench, day + GOAL_KEY_DAYS);
    assert_int_equal(bench_told(bench, day + GOAL_KEY_DAYS).kind, RENEWAL_RUNS);
    assert_int_equal(bench_ask(bench, &ann, GOAL_CELL_GET), GOAL_REPLY_FOUND);
}

// Eight different weeks on one day, by a clock that leaps about, are no eight weeks.
static void leaps_are_no_weeks(void **state)
{
    struct goals_bench *bench = *state;
    struct bench_person ann;
    bench_open_on(bench, BENCH_DAY);
    bench_make(bench, &ann, 1);
    const uint32_t renewed = BENCH_DAY + GOAL_KEY_DAYS;
    for (uint32_t i = 0; i < 3 * GOAL_OVERLAP_WEEKS; i++)
        bench_open_on(bench, renewed + (i % 2 == 0 ? 0 : BENCH_WEEK));
    assert_int_equal(bench_told(bench, renewed + 2 * BENCH_WEEK).kind, RENEWAL_RUNS);
    assert_int_equal(bench_told(bench, renewed + 2 * BENCH_WEEK).weeks, 1);
    assert_int_equal(bench_ask(bench, &ann, GOAL_CELL_GET), GOAL_REPLY_FOUND);
}

static void a_group_that_pauses(void **state)
{
    struct goals_bench *bench = *state;
    struct bench_person ann;
    bench_open_on(bench, BENCH_DAY);
    bench_make(bench, &ann, 1);
    bench_open_on(bench, BENCH_DAY + GOAL_KEY_DAYS);
    uint32_t day = BENCH_DAY + GOAL_KEY_DAYS + 400; // no group for more than a year
    for (uint32_t week = 1; week < GOAL_OVERLAP_WEEKS; week++, day += BENCH_WEEK) {
        assert_int_equal(bench_told(bench, day).weeks, GOAL_OVERLAP_WEEKS - week);
        bench_open_on(bench, day);
    }
    assert_int_equal(bench_ask(bench, &ann, GOAL_CELL_GET), GOAL_REPLY_FOUND);
    bench_open_on(bench, day);
    // The key is more than half a year old by now, so that the next one begins at once.
    assert_int_equal(bench_told(bench, day).kind, RENEWAL_RUNS);
    assert_int_equal(bench_told(bench, day).weeks, GOAL_OVERLAP_WEEKS);
    assert_int_equal(bench_ask(bench, &ann, GOAL_CELL_GET), GOAL_REPLY_FOUND);
}

static bool same_handle(struct goal_handle a, struct goal_handle b)
{
    return a.shape == b.shape && a.number == b.number;
}

// Sixty-four places, sixty-one of them of cards that nobody has any more.
static void lost_cards_make_room(void **state)
{
    struct goals_bench *bench = *state;
    static struct bench_person people[GOAL_CARDS_MAX + 8];
    bench_open_on(bench, BENCH_DAY);
    for (uint8_t i = 0; i < GOAL_CARDS_MAX; i++)
        bench_make(bench, &people[i], (uint8_t)(i + 1));
    bench_person_init(&people[GOAL_CARDS_MAX], 200);
    assert_int_equal(bench_ask(bench, &people[GOAL_CARDS_MAX], GOAL_CELL_NEW), GOAL_REPLY_FULL);
    // No half year has to pass: it begins when goals open next.
    uint32_t day = BENCH_DAY + BENCH_WEEK;
    assert_int_equal(bench_told(bench, day).kind, RENEWAL_RUNS);
    for (uint32_t week = 0; week < GOAL_OVERLAP_WEEKS; week++, day += BENCH_WEEK) {
        bench_open_on(bench, day);
        for (int i = 0; i < 3; i++)
            assert_int_equal(bench_ask(bench, &people[i], GOAL_CELL_GET), GOAL_REPLY_FOUND);
        assert_int_equal(bench_ask(bench, &people[GOAL_CARDS_MAX], GOAL_CELL_NEW), GOAL_REPLY_FULL);
    }
    bench_open_on(bench, day);
    for (int i = 0; i < 3; i++)
        assert_int_equal(bench_ask(bench, &people[i], GOAL_CELL_GET), GOAL_REPLY_FOUND);
    for (int i = GOAL_CARDS_MAX; i < GOAL_CARDS_MAX + 8; i++) {
        bench_make(bench, &people[i], (uint8_t)(136 + i));
        // The group book still knows those who had the other faces.
        for (int before = 0; before < i; before++)
            assert_false(same_handle(people[i].handle, people[before].handle));
    }
    bench_open_on(bench, day + BENCH_WEEK);
    assert_int_equal(bench_told(bench, day + BENCH_WEEK).kind, RENEWAL_NONE);
}

// More cards than there are faces: then those of cards that have gone are given again.
static void faces_are_given_again_last(void **state)
{
    (void)state;
    static struct goal_cards cards;
    struct random_seeded random;
    struct goal_tags tags = {0};
    random_seeded_init(&random, 3);
    goal_cards_make(&cards, &random.source);
    static uint16_t given[SHAPE_LAST + 1][GOAL_HANDLE_NUMBER_MOST + 1];
    for (uint32_t i = 0; i < GOAL_HANDLES + 20; i++) {
        memcpy(tags.now, &i, sizeof i);
        struct goal_row *row = goal_cards_add(&cards, &tags, &random.source);
        assert_non_null(row);
        assert_true(goal_handle_ok(&row->handle));
        // A row's shift is random from the first, or it would tell which cards have seen a renewal.
        assert_memory_not_equal(row->shift, (uint8_t[KEY32_BYTES]){0}, KEY32_BYTES);
        given[row->handle.shape][row->handle.number]++;
        if (cards.count > 2)
            goal_cards_remove(&cards, &cards.rows[cards.rows[0].version == 0 ? 0 : 1]);
        if (i + 1 == GOAL_HANDLES)
            for (int shape = SHAPE_WAVE; shape <= SHAPE_LAST; shape++)
                for (int n = GOAL_HANDLE_NUMBER_LEAST; n <= GOAL_HANDLE_NUMBER_MOST; n++)
                    assert_int_equal(given[shape][n], 1);
    }
}

// ---- files of other programs

// As version 1 wrote it: one key, no tags of another, all 2,880 bytes of shared lines.
static void write_version_1(struct goals_bench *bench, const struct bench_person *people,
                            uint8_t count, const uint8_t key[32], const uint8_t salt[16],
                            uint8_t version)
{
    struct goal_rows *rows = NULL;
    struct goal_rows_found found;
    assert_int_equal(goal_rows_open(fake_disk_of(bench->fake), &bench->random.source, "goals",
                                    bench->unlock, span_of_string("A group"), &rows, &found),
                     OK);
    struct goal_rows_content *content = goal_rows_content(rows);
    memset(content, 0, sizeof *content);
    content->head[0] = version;
    memcpy(content->head + 1, key, 32);
    memcpy(content->head + 33, salt, 16);
    content->head[1 + 32 + 16 + 16 + 2 + 30 * 6] = count;
    for (uint8_t i = 0; i < count; i++) {
        uint8_t *at = content->slots[i];
        *at++ = 1;
        *at++ = i; // a tag that stands in order; those that are looked up are put in below
        at += 15;
        *at = 1; // version
        at += 4;
        *at++ = (uint8_t)people[i].handle.shape;
        *at++ = people[i].handle.number;
        at += 3 + 16 + 2880;
        memcpy(at, people[i].row, GOAL_ROW_BYTES);
    }
    if (count == 1) {
        uint8_t input[8 + HASH_BYTES], tag[HASH_BYTES];
        memcpy(input, "goal-tag", 8);
        memcpy(input + 8, people[0].find, HASH_BYTES);
        seal_hash_keyed(key, (struct span){input, sizeof input}, tag);
        memcpy(content->slots[0] + 1, tag, 16);
    }
    assert_int_equal(goal_rows_write(rows), OK);
    goal_rows_close(rows);
}

static void version_1_is_read_and_renewed(void **state)
{
    struct goals_bench *bench = *state;
    const uint8_t key[32] = {5, 4, 3}, salt[16] = {1, 2};
    uint8_t input[8 + 16], tag[HASH_BYTES], wide[8 + HASH_BYTES], now[32], same[16];
    struct bench_person ann;
    bench_person_init(&ann, 1);
    ann.handle = (struct goal_handle){.shape = SHAPE_HILL, .number = 33};
    memcpy(wide, "goal-tag", 8);
    memcpy(wide + 8, ann.find, HASH_BYTES);
    seal_hash_keyed(key, (struct span){wide, sizeof wide}, tag);
    memcpy(input, "goal-row", 8);
    memcpy(input + 8, tag, 16);
    seal_hash_keyed(key, (struct span){input, sizeof input}, ann.share);
    uint8_t plain[GOAL_PLAIN_BYTES] = {1};
    goal_row_seal(&ann.key, ann.share, plain, ann.row);
    write_version_1(bench, &ann, 1, key, salt, 1);
    bench_open_on(bench, BENCH_DAY);
    assert_int_equal(bench_ask(bench, &ann, GOAL_CELL_GET), GOAL_REPLY_FOUND);
    assert_int_equal(ann.handle.number, 33);
    bench_group_key(bench, now, same);
    assert_memory_equal(now, key, sizeof key); // half a year from today on
    assert_memory_equal(same, salt, sizeof salt);
    bench_open_on(bench, BENCH_DAY + GOAL_KEY_DAYS - 1);
    assert_int_equal(bench_told(bench, BENCH_DAY + GOAL_KEY_DAYS - 1).kind, RENEWAL_NONE);
    bench_open_on(bench, BENCH_DAY + GOAL_KEY_DAYS);
    assert_int_equal(bench_ask(bench, &ann, GOAL_CELL_GET), GOAL_REPLY_FOUND);
    bench_save(bench, &ann);
    for (uint32_t week = 1; week <= GOAL_OVERLAP_WEEKS; week++)
        bench_open_on(bench, BENCH_DAY + GOAL_KEY_DAYS + BENCH_WEEK * week);
    assert_int_equal(bench_copies_with(bench, key, sizeof key), 0);
    assert_int_equal(bench_ask(bench, &ann, GOAL_CELL_GET), GOAL_REPLY_FOUND);
}

// A file of a newer program is refused, and stays as it is.
static void a_newer_version_is_left_alone(void **state)
{
    struct goals_bench *bench = *state;
    const uint8_t key[32] = {5}, salt[16] = {1};
    static uint8_t before[BENCH_SEALED_BYTES];
    struct bench_person ann;
    size_t size = 0;
    bench_person_init(&ann, 1);
    ann.handle = (struct goal_handle){.shape = SHAPE_HILL, .number = 33};
    write_version_1(bench, &ann, 1, key, salt, 3);
    memcpy(before, bench_sealed(bench, 'a', &size), sizeof before);
    assert_int_equal(goals_bench_on(bench, false), ERR_VERSION);
    assert_memory_equal(bench_sealed(bench, 'a', &size), before, sizeof before);
}

// ---- what was kept aside

static void what_was_kept_aside_ends_too(void **state)
{
    struct goals_bench *bench = *state;
    struct bench_person came, lost;
    char aside[80];
    size_t size = 0;
    live_through(bench, &came, &lost, 3);
    goals_bench_off(bench);
    bench_sealed(bench, 'b', &size)[size / 2] ^= 1;
    uint32_t day = BENCH_DAY + GOAL_KEY_DAYS + BENCH_WEEK * (GOAL_OVERLAP_WEEKS - 1);
    bench_open_on(bench, day); // the same week again: nothing ends yet
    strcpy(aside, goals_bad_path(bench->goals));
    assert_non_null(fake_disk_bytes(bench->fake, aside, &size));
    assert_true(size > (size_t)GOAL_CARDS_MAX * GOAL_SLOT_BYTES);
    bench_open_on(bench, day + BENCH_WEEK);
    assert_null(fake_disk_bytes(bench->fake, aside, &size));
    assert_string_equal(goals_bad_path(bench->goals), "");
    assert_int_equal(bench_ask(bench, &came, GOAL_CELL_GET), GOAL_REPLY_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(renewed_after_half_a_year, setup, teardown),
        cmocka_unit_test_setup_teardown(c27_misses_outlive_the_key, setup, teardown),
        cmocka_unit_test(what_was_not_opened_is_gone),
        cmocka_unit_test_setup_teardown(lives_through_three_keys, setup, teardown),
        cmocka_unit_test_setup_teardown(a_card_can_be_saved_and_forgotten_in_the_overlap, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(clocks_that_are_wrong, setup, teardown),
        cmocka_unit_test_setup_teardown(leaps_are_no_weeks, setup, teardown),
        cmocka_unit_test_setup_teardown(a_group_that_pauses, setup, teardown),
        cmocka_unit_test_setup_teardown(lost_cards_make_room, setup, teardown),
        cmocka_unit_test(faces_are_given_again_last),
        cmocka_unit_test_setup_teardown(version_1_is_read_and_renewed, setup, teardown),
        cmocka_unit_test_setup_teardown(a_newer_version_is_left_alone, setup, teardown),
        cmocka_unit_test_setup_teardown(what_was_kept_aside_ends_too, setup, teardown),
    };
    return seal_start() == OK ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}

// A person with a goal card at a terminal, apart from the network: what leaves the card in the clear, and
// what each part of the screen means.
#include "participant/goal_hand.h"
#include "participant/goal_lines.h"
#include "participant/view.h"
#include "wire/text_line.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

static struct goal_sheet sheet;
static struct goal_line lines[GOAL_SHARED_MAX];

static void words(struct goal_words *words, const char *text, bool share)
{
    memset(words, 0, sizeof *words);
    snprintf(words->text, sizeof words->text, "%s", text);
    words->share = share;
}

static void whole_sheet(bool share)
{
    memset(&sheet, 0, sizeof sheet);
    sheet.handle = (struct goal_handle){SHAPE_DROP, 55};
    words(&sheet.long_term, "long", share);
    words(&sheet.why, "why", share);
    sheet.short_count = GOAL_SHORTS_MAX;
    for (int i = 0; i < GOAL_SHORTS_MAX; i++) {
        words(&sheet.shorts[i].words, "short", share);
        sheet.shorts[i].step_count = GOAL_STEPS_MAX;
        for (int at = 0; at < GOAL_STEPS_MAX; at++) {
            words(&sheet.shorts[i].steps[at].words, "step", share);
            sheet.shorts[i].steps[at].status = GOAL_HELP;
        }
    }
    sheet.practice.kind = PRACTICE_SET;
    sheet.practice.share = share;
    sheet.practice.tried = TRIED_SOME;
    snprintf(sheet.practice.parts[0].own, OWN_WORDS_BYTES, "text her");
    snprintf(sheet.practice.parts[3].own, OWN_WORDS_BYTES, "alone");
}

static void only_what_is_ticked_leaves_the_card(void **state)
{
    (void)state;
    whole_sheet(false);
    assert_int_equal(goal_lines_shared(&sheet, NULL, lines), 0);
    whole_sheet(true);
    assert_int_equal(goal_lines_shared(&sheet, NULL, lines), GOAL_SHARED_MAX);
    whole_sheet(false);
    sheet.shorts[1].steps[2].words.share = true;
    assert_int_equal(goal_lines_shared(&sheet, NULL, lines), 1);
    assert_int_equal(lines[0].kind, GOAL_STEP);
    assert_int_equal(lines[0].status, GOAL_HELP);
    assert_string_equal(lines[0].text, "step");
}

static void a_practice_is_one_line_that_fits(void **state)
{
    (void)state;
    whole_sheet(false);
    sheet.practice.share = true;
    assert_int_equal(goal_lines_shared(&sheet, NULL, lines), 1);
    assert_int_equal(lines[0].kind, GOAL_PRACTICE);
    assert_int_equal(lines[0].status, GOAL_PART);
    assert_string_equal(lines[0].text, "text her, alone");
    // Longer than a line may be, in letters of three bytes: cut at a letter, and still words.
    for (int i = 0; i < PRACTICE_PARTS; i++) {
        memset(sheet.practice.parts[i].own, 0, OWN_WORDS_BYTES);
        for (int at = 0; at < 30; at++)
            memcpy(sheet.practice.parts[i].own + 3 * at, "ທ", 3);
    }
    assert_int_equal(goal_lines_shared(&sheet, NULL, lines), 1);
    assert_true(goal_words_ok(lines[0].text));
    // Presets without words of theirs leave nothing to share.
    memset(sheet.practice.parts, 0, sizeof sheet.practice.parts);
    sheet.practice.parts[0].preset = 3;
    assert_int_equal(goal_lines_shared(&sheet, NULL, lines), 0);
}

static struct goal_turn turn;

static enum goal_input meant(uint32_t key, uint8_t number)
{
    struct goal_event event;
    assert_true(goal_hand_event(key, &turn, &event));
    assert_int_equal(event.number, number);
    return event.input;
}

static void each_part_means_one_thing(void **state)
{
    (void)state;
    goal_turn_init(&turn, 0);
    whole_sheet(false);
    turn.sheet = sheet;
    turn.state = GOAL_AT_SHEET;
    turn.step = 1;
    for (uint8_t i = 0; i < PICTURES_COUNT; i++)
        assert_int_equal(meant(PART_PICTURE + i, i), GOAL_IN_PICTURE);
    for (uint8_t i = 0; i < GOAL_SLOTS; i++)
        assert_int_equal(meant(PART_SHARE + i, i), GOAL_IN_SHARE);
    assert_int_equal(meant(PART_LINE + GOAL_SLOT_LONG, GOAL_FIELD_LONG), GOAL_IN_EDIT);
    assert_int_equal(meant(PART_LINE + GOAL_SLOT_SHORT, 0), GOAL_IN_SHORT);
    assert_int_equal(meant(PART_LINE + GOAL_SLOT_STEP + 1, GOAL_ASK_STEP), GOAL_IN_ASK);
    assert_int_equal(meant(PART_LINE + GOAL_SLOT_STEP, GOAL_FIELD_STEP), GOAL_IN_EDIT);
    assert_int_equal(meant(PART_LINE + GOAL_SLOT_PRACTICE, GOAL_ASK_TRIED), GOAL_IN_ASK);
    assert_int_equal(meant(PART_PICK + 2, 2), GOAL_IN_ANSWER);
    turn.state = GOAL_AT_WAY;
    assert_int_equal(meant(PART_PICK + 2, 2), GOAL_IN_RUNG);
    turn.state = GOAL_AT_PRACTICE;
    assert_int_equal(meant(PART_PICK + 2, 2), GOAL_IN_CHOOSE);
    struct goal_event event;
    assert_true(goal_hand_event(PART_LETTER + 'q', &turn, &event));
    assert_int_equal(event.input, GOAL_IN_KEY);
    assert_int_equal(event.key.point, 'q');
    // Language and size belong to everybody.
    assert_false(goal_hand_event(PART_TOOL_LANGUAGE, &turn, &event));
    assert_false(goal_hand_event(PART_LANGUAGE + 2, &turn, &event));
    assert_false(goal_hand_event(PART_SIZE + 1, &turn, &event));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_what_is_ticked_leaves_the_card),
        cmocka_unit_test(a_practice_is_one_line_that_fits),
        cmocka_unit_test(each_part_means_one_thing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

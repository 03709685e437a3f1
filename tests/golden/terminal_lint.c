// Every screen of a terminal, in every language and every text size, measured with a ruler: contrast,
// floor of type, targets, gaps, clipping, overlap, focus. And where the named parts of the design's
// pictures stand.
#include "labels.h"
#include "terminal_states.h"
#include "ui/lint.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct golden golden;
static struct deck *other;

static int setup(void **state)
{
    (void)state;
    golden_open(&golden);
    other = calloc(1, sizeof *other);
    if (other == NULL)
        return -1;
    terminal_other_deck(&golden, other);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    free(other);
    golden_close(&golden);
    return 0;
}

static void draw(enum terminal_state_id id, enum language language, enum text_size size)
{
    struct terminal_moment moment;
    terminal_moment_of(id, &golden, other, &moment);
    moment.view.table.language = language;
    moment.view.table.size = size;
    if (moment.view.table.language2 == language)
        moment.view.table.language2 = LANGUAGE_EN;
    terminal_moment_draw(&golden, &moment);
}

// Prints what is wrong with the list that stands in golden; returns how much.
static int tell(enum terminal_state_id id, enum language language, enum text_size size)
{
    static struct lint_finding findings[LINT_FINDINGS_MAX];
    // Two languages side by side have one size, whatever the table's.
    bool halves = id == STATE_SLIDE_TWO || id == STATE_RESULT_TWO || id == STATE_LINES_TWO;
    int count = lint_list(golden.list, LINT_TERMINAL, halves ? TEXT_LARGE : size, findings);
    for (int i = 0; i < count && i < LINT_FINDINGS_MAX; i++) {
        char text[512];
        struct out out = out_into(text, sizeof text);
        lint_explain(golden.list, &findings[i], &out);
        fprintf(stderr, "%s, %s, size %d: %s\n", terminal_state_name(id), language_name(language),
                (int)size, text);
    }
    return count;
}

static void screens_are_clean(void **state)
{
    (void)state;
    static const struct {
        int w, h;
    } SIZES[] = {{1280, 800}, {1920, 1080}, {1366, 768}};
    int wrong = 0;
    for (size_t window = 0; window < sizeof SIZES / sizeof SIZES[0]; window++)
        for (enum terminal_state_id id = STATE_WELCOME; id < STATES; id++)
            for (enum language language = LANGUAGE_EN; language <= LANGUAGE_SO; language++)
                for (enum text_size size = TEXT_LARGE; size <= TEXT_LARGEST; size++) {
                    golden.pixels_w = SIZES[window].w;
                    golden.pixels_h = SIZES[window].h;
                    draw(id, language, size);
                    wrong += tell(id, language, size);
                }
    golden.pixels_w = CANVAS_WIDTH;
    golden.pixels_h = CANVAS_HEIGHT;
    assert_int_equal(wrong, 0);
}

// A group's own words stand wherever the interface's stood, and the longest of them stay in their boxes.
static void every_screen_says_the_groups_own_words(void **state)
{
    (void)state;
    int wrong = 0;
    struct labelled *labelled = NULL;
    const struct strings *plain = golden.strings;
    assert_int_equal(labelled_create(plain, &labelled), OK);
    for (enum labels_kind kind = LABELS_FIRST; kind <= LABELS_LONGEST; kind++) {
        golden.strings = labelled_strings(labelled, labels_of(kind));
        for (enum terminal_state_id id = STATE_WELCOME; id < STATES; id++)
            for (enum language language = LANGUAGE_EN; language <= LANGUAGE_SO; language++)
                for (enum text_size size = TEXT_LARGE; size <= TEXT_LARGEST; size++) {
                    draw(id, language, size);
                    wrong += tell(id, language, size);
                    wrong += labels_left(golden.list, plain, language, LABEL_HOME_PRACTICE,
                                         golden.deck, NULL, terminal_state_name(id));
                }
    }
    golden.strings = plain;
    labelled_destroy(labelled);
    assert_int_equal(wrong, 0);
}

// --- Where parts stand: layout-terminal.txt has one line for each, "screen part x y w h", taken from
// the design's rectangles.

struct pictured {
    const char *screen;
    enum terminal_state_id id;
    enum language language;
    enum text_size size;
};

static const struct pictured PICTURES[] = {
    {"t01", STATE_WELCOME, LANGUAGE_EN, TEXT_LARGE},
    {"t02", STATE_SLIDE, LANGUAGE_EN, TEXT_LARGE},
    {"t03", STATE_SLIDE, LANGUAGE_ES, TEXT_LARGE},
    {"t04", STATE_SLIDE, LANGUAGE_LO, TEXT_LARGE},
    {"t05", STATE_SLIDE_TWO, LANGUAGE_ES, TEXT_LARGE},
    {"t06", STATE_FACES, LANGUAGE_EN, TEXT_LARGE},
    {"t07", STATE_STEPS, LANGUAGE_EN, TEXT_LARGE},
    {"t08", STATE_SINGLE, LANGUAGE_EN, TEXT_LARGE},
    {"t09", STATE_WRITING, LANGUAGE_EN, TEXT_LARGE},
    {"t10", STATE_SAVED, LANGUAGE_EN, TEXT_LARGE},
    {"t11", STATE_COVER, LANGUAGE_EN, TEXT_LARGE},
    {"t12", STATE_BANDS, LANGUAGE_EN, TEXT_LARGE},
    {"t13", STATE_TOO_FEW, LANGUAGE_EN, TEXT_LARGE},
    {"t16", STATE_RECONNECTING, LANGUAGE_EN, TEXT_LARGE},
    {"t17", STATE_PAUSED, LANGUAGE_EN, TEXT_LARGE},
    {"t19", STATE_STILL_THERE, LANGUAGE_EN, TEXT_LARGE},
    {"t20", STATE_SETTINGS, LANGUAGE_ES, TEXT_LARGE},
    {"t21", STATE_FACES, LANGUAGE_EN, TEXT_LARGEST},
    {"t23", STATE_FACES_REST, LANGUAGE_SO, TEXT_LARGE},
    {"t24", STATE_FACES_REST, LANGUAGE_HMN, TEXT_LARGE},
    {"t25", STATE_COUNTS, LANGUAGE_EN, TEXT_LARGE},
    {"t30", STATE_PROMISE, LANGUAGE_EN, TEXT_LARGE},
    {"t31", STATE_PHRASES, LANGUAGE_EN, TEXT_LARGE},
    {"t32", STATE_BOX_FULL, LANGUAGE_EN, TEXT_LARGE},
    {"t14", STATE_CARD, LANGUAGE_EN, TEXT_LARGE},
    {"t15", STATE_SHEET, LANGUAGE_EN, TEXT_LARGE},
    {"t26", STATE_NEW_CARD, LANGUAGE_EN, TEXT_LARGE},
    {"t27", STATE_GOAL_WORDS, LANGUAGE_EN, TEXT_LARGE},
    {"t28", STATE_PRACTICE, LANGUAGE_EN, TEXT_LARGE},
    {"t29", STATE_CARD_CHECK, LANGUAGE_EN, TEXT_LARGE},
};

static bool draw_pictured(const char *screen)
{
    for (size_t i = 0; i < sizeof PICTURES / sizeof PICTURES[0]; i++) {
        if (strcmp(PICTURES[i].screen, screen) != 0)
            continue;
        draw(PICTURES[i].id, PICTURES[i].language, PICTURES[i].size);
        return true;
    }
    return false;
}

static bool near(float found, int wanted)
{
    return fabsf(found - (float)wanted) <= 2.0F;
}

static void parts_stand_where_the_design_has_them(void **state)
{
    (void)state;
    FILE *file = fopen(TEST_DATA "/golden/layout-terminal.txt", "r");
    assert_non_null(file);
    char line[256], screen[32], part[PART_NAME_BYTES];
    int x, y, w, h, wrong = 0, seen = 0;
    while (fgets(line, sizeof line, file) != NULL) {
        if (line[0] == '#' || line[0] == '\n')
            continue;
        assert_int_equal(sscanf(line, "%31s %31s %d %d %d %d", screen, part, &x, &y, &w, &h), 6);
        assert_true(draw_pictured(screen));
        seen++;
        const struct part *found = draw_find_name(golden.list, part);
        if (found != NULL && near(found->rect.x, x) && near(found->rect.y, y) &&
            near(found->rect.w, w) && near(found->rect.h, h))
            continue;
        wrong++;
        if (found == NULL)
            fprintf(stderr, "%s has no %s\n", screen, part);
        else
            fprintf(stderr, "%s %s is at %.0f %.0f %.0f %.0f, not %d %d %d %d\n", screen, part,
                    (double)found->rect.x, (double)found->rect.y, (double)found->rect.w,
                    (double)found->rect.h, x, y, w, h);
    }
    fclose(file);
    assert_true(seen > 100);
    assert_int_equal(wrong, 0);
}

// --- C37: whatever is chosen, "Prefer not to say" too, the screen has the same parts and items.

static void choose(struct terminal_moment *moment, uint8_t option)
{
    moment->turn.choice = option == TURN_PASS ? 0 : (uint8_t)(1u << option);
    moment->turn.pass = option == TURN_PASS;
    moment->turn.own = false;
    moment->turn.state = TURN_CHOSEN;
}

static uint8_t place_of(const struct terminal_moment *moment, int index)
{
    const struct deck_prompt *prompt = &moment->view.deck->prompts[moment->turn.prompt - 1];
    return index == prompt->option_count ? (uint8_t)TURN_PASS : (uint8_t)index;
}

static int answer_count(const struct terminal_moment *moment)
{
    const struct deck_prompt *prompt = &moment->view.deck->prompts[moment->turn.prompt - 1];
    return prompt->option_count + 1;
}

// What of a list may not depend on the choice.
struct shape {
    uint32_t screen;
    int items, parts, wake;
    int kinds[DRAW_FOCUS + 1];
    struct part list[PARTS_MAX];
};

static void take_shape(struct shape *shape)
{
    memset(shape, 0, sizeof *shape);
    shape->screen = golden.list->screen;
    shape->items = golden.list->item_count;
    shape->parts = golden.list->part_count;
    shape->wake = golden.list->wake_in_ms;
    for (int i = 0; i < golden.list->item_count; i++)
        shape->kinds[golden.list->items[i].kind]++;
    memcpy(shape->list, golden.list->parts, sizeof shape->list);
}

static void same_structure(enum terminal_state_id id, enum language language, enum text_size size)
{
    static struct shape first, now;
    struct terminal_moment moment;
    terminal_moment_of(id, &golden, other, &moment);
    moment.view.table.language = language;
    moment.view.table.size = size;
    for (int i = 0; i < answer_count(&moment); i++) {
        choose(&moment, place_of(&moment, i));
        terminal_moment_draw(&golden, &moment);
        if (i == 0) {
            take_shape(&first);
            continue;
        }
        take_shape(&now);
        assert_int_equal(now.screen, first.screen);
        assert_int_equal(now.items, first.items);
        assert_int_equal(now.parts, first.parts);
        assert_int_equal(now.wake, first.wake);
        for (int part = 0; part < now.parts; part++) {
            assert_int_equal(now.list[part].key, first.list[part].key);
            assert_int_equal(now.list[part].role, first.list[part].role);
            assert_string_equal(now.list[part].name, first.list[part].name);
            assert_memory_equal(&now.list[part].rect, &first.list[part].rect,
                                sizeof now.list[part].rect);
            assert_false(now.list[part].off);
        }
    }
}

static void every_answer_looks_the_same(void **state)
{
    (void)state;
    static const enum terminal_state_id QUESTIONS[] = {
        STATE_FACES,           STATE_STEPS,          STATE_SINGLE,       STATE_CHOOSE_ALL,
        STATE_PLAIN,           STATE_FACES_CLOSING,  STATE_FACES_SILENT, STATE_PHRASES,
        STATE_PHRASES_CLOSING, STATE_PHRASES_SILENT, STATE_PHRASES_ALL};
    for (size_t i = 0; i < sizeof QUESTIONS / sizeof QUESTIONS[0]; i++)
        for (enum language language = LANGUAGE_EN; language <= LANGUAGE_SO; language++)
            for (enum text_size size = TEXT_LARGE; size <= TEXT_LARGEST; size++)
                same_structure(QUESTIONS[i], language, size);
}

// After Send nothing on any screen depends on what was sent, even while the turn still knows it.
static void nothing_shows_what_was_sent(void **state)
{
    (void)state;
    static const enum terminal_state_id AFTER[] = {
        STATE_SENDING, STATE_SAVED,  STATE_COVER,       STATE_BOX_FULL,  STATE_NOT_TAKEN,
        STATE_CLEARED, STATE_PAUSED, STATE_STILL_THERE, STATE_CLEAR_ASK, STATE_SETTINGS};
    for (size_t i = 0; i < sizeof AFTER / sizeof AFTER[0]; i++) {
        uint64_t hash = 0;
        for (uint8_t option = 0; option <= TURN_PASS; option++) {
            struct terminal_moment moment;
            terminal_moment_of(AFTER[i], &golden, other, &moment);
            moment.turn.choice = option == TURN_PASS ? 0 : (uint8_t)(1u << option);
            moment.turn.pass = option == TURN_PASS;
            moment.turn.answer =
                (struct cell_body){.kind = CELL_ANSWER, .choice = moment.turn.choice};
            terminal_moment_draw(&golden, &moment);
            if (option == 0)
                hash = golden.list->hash;
            assert_int_equal(golden.list->hash, hash);
        }
    }
}

// A question asked again looks exactly as it did before the person before answered.
static void a_reset_leaves_nothing(void **state)
{
    (void)state;
    struct terminal_moment moment;
    terminal_moment_of(STATE_FACES_REST, &golden, other, &moment);
    terminal_moment_draw(&golden, &moment);
    uint64_t fresh = golden.list->hash;
    hand_focus(&moment.hand, PART_ANSWER + 2, true);
    moment.hand.pressed = PART_SEND;
    moment.view.urged = true;
    choose(&moment, 2);
    terminal_moment_draw(&golden, &moment);
    assert_true(golden.list->hash != fresh);
    assert_int_equal(golden.list->focused, PART_ANSWER + 2);
    turn_forget(&moment.turn);
    moment.turn.state = TURN_QUESTION;
    moment.view.urged = false;
    hand_reset(&moment.hand);
    draw_forget(golden.list);
    for (size_t i = 0; i < sizeof golden.list->strings; i++)
        assert_int_equal(golden.list->strings[i], 0);
    terminal_moment_draw(&golden, &moment);
    assert_int_equal(golden.list->hash, fresh);
}

// Typed words are secrets wherever they stand in a list, and a reset takes them, the keyboard's
// layer and order, and every byte of the list: what follows looks as it did before.
static void a_reset_leaves_no_word(void **state)
{
    (void)state;
    static const enum terminal_state_id WRITTEN[] = {STATE_WRITING,           STATE_WRITING_FULL,
                                                     STATE_WRITING_SHIFT,     STATE_WRITING_NUMBERS,
                                                     STATE_WRITING_BY_LETTER, STATE_WRITING_PASS};
    for (size_t i = 0; i < sizeof WRITTEN / sizeof WRITTEN[0]; i++) {
        struct terminal_moment moment;
        terminal_moment_of(STATE_WRITING_NONE, &golden, other, &moment);
        moment.turn.own = false;
        terminal_moment_draw(&golden, &moment);
        uint64_t fresh = golden.list->hash;
        terminal_moment_of(WRITTEN[i], &golden, other, &moment);
        terminal_moment_draw(&golden, &moment);
        assert_true(golden.list->hash != fresh);
        int secrets = 0;
        for (int item = 0; item < golden.list->item_count; item++) {
            const struct draw_item *at = &golden.list->items[item];
            bool holds = at->kind == DRAW_TEXT &&
                         strstr(draw_item_text(golden.list, at), moment.turn.text) != NULL;
            assert_true(!holds || at->style.secret);
            secrets += holds;
        }
        assert_int_equal(secrets, 1);
        turn_forget(&moment.turn);
        assert_int_equal(moment.turn.text[0], 0);
        hand_reset(&moment.hand);
        draw_forget(golden.list);
        for (size_t at = 0; at < sizeof golden.list->strings; at++)
            assert_int_equal(golden.list->strings[at], 0);
        terminal_moment_draw(&golden, &moment);
        assert_int_equal(golden.list->hash, fresh);
    }
}

// What a person wrote, and a new card's pictures' names, are secrets wherever they stand; and after the
// reset the card's screen looks as it did before anybody touched it.
static void a_reset_leaves_no_goal(void **state)
{
    (void)state;
    static const char *const WORDS[] = {"Be closer",  "She makes", "See her", "Call my",
                                        "Pick a day", "Text",      "Wave 27"};
    struct terminal_moment moment;
    terminal_moment_of(STATE_CARD_FIRST, &golden, other, &moment);
    terminal_moment_draw(&golden, &moment);
    uint64_t fresh = golden.list->hash;
    int secrets = 0;
    for (enum terminal_state_id id = STATE_GOALS; id < STATES; id++) {
        terminal_moment_of(id, &golden, other, &moment);
        terminal_moment_draw(&golden, &moment);
        for (int item = 0; item < golden.list->item_count; item++) {
            const struct draw_item *at = &golden.list->items[item];
            for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++) {
                bool holds = at->kind == DRAW_TEXT &&
                             strstr(draw_item_text(golden.list, at), WORDS[i]) != NULL;
                assert_true(!holds || at->style.secret);
                secrets += holds;
            }
        }
        goal_turn_forget(&moment.goal);
        moment.goal.state = GOAL_AT_CARD;
        moment.goal.room.new_cards = true;
        moment.goal.rest_until_ms = 0;
        moment.view.goals_closing = false;
        draw_forget(golden.list);
        terminal_moment_draw(&golden, &moment);
        assert_int_equal(golden.list->hash, fresh);
    }
    assert_true(secrets > 40);
}

// Each of the keyboard's keys is on the screen, once, with the part that presses it.
static void every_key_can_be_touched(void **state)
{
    (void)state;
    for (enum language language = LANGUAGE_EN; language <= LANGUAGE_SO; language++)
        for (int layer = 0; layer < 8; layer++) {
            struct terminal_moment moment;
            terminal_moment_of(STATE_WRITING, &golden, other, &moment);
            moment.view.table.language = language;
            moment.turn.keyboard =
                (struct keyboard){(layer & 1) != 0, (layer & 2) != 0, (layer & 4) != 0};
            terminal_moment_draw(&golden, &moment);
            int keys = 0, shown = 0;
            for (uint8_t i = 0; i < KEYBOARD_ROWS; i++) {
                struct keyboard_row row;
                keyboard_row(&moment.turn.keyboard, language, i, &row);
                for (uint8_t k = 0; k < row.count; k++, keys++) {
                    const struct board_key *key = &row.keys[k];
                    bool letter = key->kind == BOARD_LETTER;
                    uint32_t part = letter ? PART_LETTER + key->point : PART_BOARD + key->kind;
                    const struct part *found = draw_find(golden.list, part);
                    assert_non_null(found);
                    assert_int_equal(found->role, ROLE_KEY);
                }
            }
            for (int i = 0; i < golden.list->part_count; i++)
                shown += golden.list->parts[i].role == ROLE_KEY;
            assert_int_equal(shown, keys);
        }
}

static void a_second_paint_changes_nothing(void **state)
{
    (void)state;
    for (enum terminal_state_id id = STATE_WELCOME; id < STATES; id++) {
        draw(id, LANGUAGE_EN, TEXT_LARGE);
        uint64_t hash = golden.list->hash;
        draw(id, LANGUAGE_EN, TEXT_LARGE);
        assert_int_equal(golden.list->hash, hash);
    }
}

// Rings move by themselves: ten times a second, or once where motion is less. What counts seconds moves
// once a second, and nothing else at all.
static void only_rings_and_dots_wake(void **state)
{
    (void)state;
    for (enum terminal_state_id id = STATE_WELCOME; id < STATES; id++) {
        draw(id, LANGUAGE_EN, TEXT_LARGE);
        bool ring = id == STATE_SAVED || id == STATE_STILL_THERE || id == STATE_FACES_CLOSING ||
                    id == STATE_PHRASES_CLOSING || id == STATE_GOAL_STILL_THERE;
        bool dots = id == STATE_PHRASES_SILENT || id == STATE_WRITING_SILENT ||
                    id == STATE_FACES_SILENT || id == STATE_SENDING_SILENT ||
                    id == STATE_COVER_SILENT || id == STATE_RESULT_SILENT ||
                    id == STATE_RECONNECTING || id == STATE_STAFF_RESTS;
        dots = dots || id == STATE_SHEET_CLOSING || id == STATE_CARD_REST; // seconds that are told
        assert_int_equal(golden.list->wake_in_ms, ring ? 100 : dots ? 1000 : -1);
        draw(id, LANGUAGE_EN, TEXT_LARGEST);
        assert_int_equal(golden.list->wake_in_ms, ring || dots ? 1000 : -1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(screens_are_clean),
        cmocka_unit_test(every_screen_says_the_groups_own_words),
        cmocka_unit_test(parts_stand_where_the_design_has_them),
        cmocka_unit_test(every_answer_looks_the_same),
        cmocka_unit_test(nothing_shows_what_was_sent),
        cmocka_unit_test(a_reset_leaves_nothing),
        cmocka_unit_test(a_reset_leaves_no_word),
        cmocka_unit_test(a_reset_leaves_no_goal),
        cmocka_unit_test(every_key_can_be_touched),
        cmocka_unit_test(a_second_paint_changes_nothing),
        cmocka_unit_test(only_rings_and_dots_wake),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}

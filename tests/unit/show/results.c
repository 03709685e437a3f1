// Results: the same release for everybody, its words and its legend, in every language and size.
#include "show/results.h"
#include "core/box.h"
#include "core/release.h"
#include "fixture.h"
#include <stdio.h>

enum {
    PROMPT_FEEL = 1,
    PROMPT_TRY = 3,
    PROMPT_TOPIC
};

static struct result_view view_of(const struct deck *deck, uint8_t prompt,
                                  const struct release *release, enum language language)
{
    return (struct result_view){.prompt = {.deck = deck,
                                           .strings = world.golden.strings,
                                           .prompt = prompt,
                                           .language = language},
                                .release = release};
}

// The release of a box in which `count` people all chose one option.
static struct release release_by(const struct deck *deck, uint8_t prompt, uint8_t count,
                                 uint8_t option)
{
    const struct deck_prompt *from = &deck->prompts[prompt - 1];
    struct box box = {.kind = from->kind,
                      .class = from->class,
                      .option_count = from->option_count,
                      .count = count};
    for (uint8_t i = 0; i < count; i++)
        box.slots[i].choice = (uint8_t)(1u << option);
    struct release release;
    if (!release_needs_review(&box, true)) {
        release_of(&box, true, &release);
        return release;
    }
    // A text prompt: as many lines as may be, phrases and own words.
    struct text_line lines[TEXT_LINES_MAX] = {{0}};
    for (uint8_t i = 0; i < TEXT_LINES_MAX; i++) {
        if (i < from->option_count)
            lines[i].phrase = (uint8_t)(i + 1);
        else
            memcpy(lines[i].text, "a walk after lunch", 18);
    }
    release_of_lines(lines, TEXT_LINES_MAX, &release);
    return release;
}

// ----------------------------------------------------------------------------------------- words

static const char *legend_text(const struct result_view *view, enum band band, char *buffer,
                               size_t size)
{
    int bold = -1;
    struct out out = out_into(buffer, size);
    if (!show_legend_text(view, band, &out, &bold))
        return NULL;
    assert_int_equal(
        bold, (int)strlen(show_band_word(view->prompt.strings, view->prompt.language, band)));
    return buffer;
}

static void the_legend_tells_the_ranges(void **state)
{
    (void)state;
    static const struct {
        uint8_t answers;
        const char *few, *half, *most;
    } LEGENDS[] = {
        {5, "a few = 0 to 2 people", NULL, "most = 3 to 5 people"},
        {6, "a few = 0 to 2 people", "about half = 3 people", "most = 4 to 6 people"},
        {7, "a few = 0 to 3 people", NULL, "most = 4 to 7 people"},
        {8, "a few = 0 to 3 people", "about half = 4 people", "most = 5 to 8 people"},
        {9, "a few = 0 to 3 people", "about half = 4 to 5 people", "most = 6 to 9 people"},
        {10, "a few = 0 to 3 people", "about half = 4 to 6 people", "most = 7 to 10 people"},
        {11, "a few = 0 to 4 people", "about half = 5 to 6 people", "most = 7 to 11 people"},
        {12, "a few = 0 to 4 people", "about half = 5 to 7 people", "most = 8 to 12 people"},
    };
    for (size_t i = 0; i < sizeof LEGENDS / sizeof LEGENDS[0]; i++) {
        char text[RESULT_TEXT_BYTES];
        struct release release = release_by(world.golden.deck, PROMPT_FEEL, LEGENDS[i].answers, 3);
        struct result_view view = view_of(world.golden.deck, PROMPT_FEEL, &release, LANGUAGE_EN);
        const char *half = legend_text(&view, BAND_HALF, text, sizeof text);
        assert_int_equal(half == NULL, LEGENDS[i].half == NULL);
        if (half != NULL)
            assert_string_equal(half, LEGENDS[i].half);
        assert_string_equal(legend_text(&view, BAND_FEW, text, sizeof text), LEGENDS[i].few);
        assert_string_equal(legend_text(&view, BAND_MOST, text, sizeof text), LEGENDS[i].most);
    }
}

static void scales_go_from_high_to_low(void **state)
{
    (void)state;
    char buffer[RESULT_TEXT_BYTES];
    struct release release = release_by(world.golden.deck, PROMPT_FEEL, 8, 4);
    struct result_view view = view_of(world.golden.deck, PROMPT_FEEL, &release, LANGUAGE_EN);
    static const char *const ROWS[] = {"Good or very good", "OK", "Bad or very bad"};
    assert_int_equal(release.row_count, 3);
    for (uint8_t place = 0; place < 3; place++)
        assert_string_equal(show_result_label(&view, show_result_row(&view, place), buffer),
                            ROWS[place]);
    assert_int_equal(release.bands[show_result_row(&view, 0)], BAND_MOST);
    release = release_by(world.golden.deck, PROMPT_TRY, 8, 0);
    view = view_of(world.golden.deck, PROMPT_TRY, &release, LANGUAGE_EN);
    assert_string_equal(show_result_label(&view, show_result_row(&view, 0), buffer), "Take a walk");
}

static void joined_rows_without_words_name_their_options(void **state)
{
    (void)state;
    char buffer[RESULT_TEXT_BYTES];
    struct deck *deck = calloc(1, sizeof *deck);
    assert_non_null(deck);
    *deck = *world.golden.deck;
    struct deck_prompt_words *words = &deck->prompts[PROMPT_FEEL - 1].words[LANGUAGE_EN];
    words->low[0] = words->middle[0] = words->high[0] = '\0';
    struct release release = release_by(deck, PROMPT_FEEL, 8, 4);
    struct result_view view = view_of(deck, PROMPT_FEEL, &release, LANGUAGE_EN);
    assert_string_equal(show_result_label(&view, 0, buffer), "Very bad / Bad");
    assert_string_equal(show_result_label(&view, 1, buffer), "OK");
    assert_string_equal(show_result_label(&view, 2, buffer), "Good / Very good");
    free(deck);
}

// --------------------------------------------------------------------------------------- screens

static void draw_terminal(const struct result_view *view)
{
    begin_terminal(world.golden.list);
    show_result_terminal(world.golden.list, view);
    draw_end(world.golden.list);
}

static void draw_half(const struct result_view *view)
{
    begin_terminal(world.golden.list);
    show_result_half(world.golden.list, rect_of(32, 24, 596, 656), view);
    draw_end(world.golden.list);
}

static void draw_room(const struct result_view *view)
{
    struct canvas canvas = canvas_fitted(1600, 900, 1600, 900);
    draw_begin(world.golden.list, &canvas, world.golden.fonts, NULL, COLOR_PAPER);
    show_result_room(world.golden.list, view);
    draw_end(world.golden.list);
}

static void draw_staff(const struct result_view *view, struct rect panel, const char *what)
{
    begin_terminal(world.golden.list);
    struct rect ground = panel;
    ground.h = panel.h > 0 ? panel.h : 600; // without a height the rows take what they need
    draw_box(world.golden.list, rect_inset(ground, -20), 16, COLOR_SURFACE, COLOR_LINE, 1);
    float bottom = show_result_staff(world.golden.list, panel, view);
    draw_end(world.golden.list);
    if (panel.h > 0 && bottom > panel.y + panel.h + 0.5F)
        fail_msg("%s: the rows of a panel end %.0f px below it", what,
                 (double)(bottom - panel.y - panel.h));
}

static void try_everywhere(struct result_view *view, const char *what)
{
    struct draw_list *list = world.golden.list;
    for (int size = TEXT_LARGE; size <= TEXT_LARGEST; size++) {
        view->size = (enum text_size)size;
        draw_terminal(view);
        expect_clean(list, LINT_TERMINAL, view->size, what);
        expect_within(list, rect_of(48, 0, 1184, 704), what);
        draw_half(view);
        // Two languages share a screen: here a text may be smaller than on a whole one.
        expect_clean(list, LINT_TERMINAL, TEXT_LARGE, what);
        expect_within(list, rect_of(32, 24, 596, 656), what);
    }
    view->size = TEXT_LARGE;
    draw_room(view);
    expect_clean(list, LINT_ROOM, TEXT_LARGE, what);
    expect_within(list, rect_of(96, 0, 1408, 900), what);
    draw_staff(view, rect_of(665, 168, 254, 283), what);
    expect_clean(list, LINT_STAFF, TEXT_LARGE, what);
    draw_staff(view, rect_of(304, 160, 600, 0), what);
    expect_clean(list, LINT_STAFF, TEXT_LARGE, what);
}

static void every_result_fits_everywhere(void **state)
{
    (void)state;
    static const uint8_t ANSWERS[] = {3, 7, 8, 12};
    for (int i = 0; i < DECKS; i++)
        for (uint8_t prompt = 1; prompt <= world.decks[i]->prompt_count; prompt++)
            for (size_t n = 0; n < sizeof ANSWERS; n++)
                for (int language = 0; language < LANGUAGES; language++) {
                    char what[160];
                    struct release release =
                        release_by(world.decks[i], prompt, ANSWERS[n],
                                   (uint8_t)(n % world.decks[i]->prompts[prompt - 1].option_count));
                    struct result_view view =
                        view_of(world.decks[i], prompt, &release, (enum language)language);
                    snprintf(what, sizeof what, "%s, %s, %d answers, %s", world.decks[i]->key,
                             world.decks[i]->prompts[prompt - 1].key, ANSWERS[n],
                             language_name((enum language)language));
                    try_everywhere(&view, what);
                }
}

static void terminals_stand_as_designed(void **state)
{
    (void)state;
    struct draw_list *list = world.golden.list;
    struct release release = release_by(world.golden.deck, PROMPT_FEEL, 8, 4);
    struct result_view view = view_of(world.golden.deck, PROMPT_FEEL, &release, LANGUAGE_EN);
    draw_terminal(&view);
    expect_part(list, "bands", rect_of(48, 116, 1184, 374));
    expect_part(list, "band-1", rect_of(70, 132, 1124, 114));
    expect_part(list, "band-2", rect_of(70, 246, 1124, 114));
    expect_part(list, "band-3", rect_of(70, 360, 1124, 114));
    expect_part(list, "small-group", rect_of(48, 512, 1184, 164));
    // The legend is as wide as its words, and those as the font: only its place is fixed.
    const struct part *legend = draw_find_name(list, "legend");
    assert_non_null(legend);
    assert_in_range((int)legend->rect.x, 194, 198);
    assert_in_range((int)legend->rect.y, 602, 606);
    assert_in_range((int)legend->rect.w, 916, 956);
    release = release_by(world.golden.deck, PROMPT_TOPIC, 4, 0);
    view = view_of(world.golden.deck, PROMPT_TOPIC, &release, LANGUAGE_EN);
    draw_terminal(&view);
    expect_part(list, "tally", rect_of(48, 116, 1184, 476));
    expect_part(list, "plain", rect_of(48, 612, 1184, 34));
    release = release_by(world.golden.deck, PROMPT_FEEL, 4, 0);
    view = view_of(world.golden.deck, PROMPT_FEEL, &release, LANGUAGE_EN);
    assert_int_equal(release.kind, RELEASE_WITHHELD);
    draw_terminal(&view);
    expect_part(list, "too-few", rect_of(48, 128, 1184, 540));
}

static void the_room_stands_as_designed(void **state)
{
    (void)state;
    struct release release = release_by(world.golden.deck, PROMPT_TRY, 8, 0);
    struct result_view view = view_of(world.golden.deck, PROMPT_TRY, &release, LANGUAGE_EN);
    draw_room(&view);
    expect_part(world.golden.list, "bands", rect_of(96, 176, 1408, 512));
    expect_part(world.golden.list, "legend-panel", rect_of(96, 708, 1408, 140));
    const struct part *legend = draw_find_name(world.golden.list, "legend");
    assert_non_null(legend);
    assert_in_range((int)legend->rect.x, 230, 234);
    assert_in_range((int)legend->rect.y, 784, 788);
}

// --------------------------------------------------------------------------------------- privacy

// Digits stand in the legend and nowhere else, whatever the bands are.
static void bands_show_no_number_but_the_legend(void **state)
{
    (void)state;
    struct draw_list *list = world.golden.list;
    struct release release = release_by(world.golden.deck, PROMPT_TRY, 8, 0);
    struct result_view view = view_of(world.golden.deck, PROMPT_TRY, &release, LANGUAGE_EN);
    for (int place = 0; place < 3; place++) {
        if (place == 0)
            draw_terminal(&view);
        else if (place == 1)
            draw_room(&view);
        else
            draw_staff(&view, rect_of(665, 168, 254, 283), "panel");
        int legends = 0;
        for (int i = 0; i < list->item_count; i++) {
            if (list->items[i].kind != DRAW_TEXT)
                continue;
            const char *text = draw_item_text(list, &list->items[i]);
            bool digit = strpbrk(text, "0123456789%") != NULL;
            bool legend = strstr(text, " people") != NULL;
            assert_int_equal(digit, legend);
            legends += legend ? 1 : 0;
        }
        assert_int_equal(legends, 3);
    }
}

// Where things stand does not tell which band it is: only the bar and the word do.
static void bands_do_not_move_anything(void **state)
{
    (void)state;
    struct draw_list *list = world.golden.list;
    struct rect labels[2][OPTIONS_MAX];
    for (uint8_t option = 0; option < 2; option++) {
        struct release release = release_by(world.golden.deck, PROMPT_TRY, 8, option);
        struct result_view view = view_of(world.golden.deck, PROMPT_TRY, &release, LANGUAGE_ES);
        draw_terminal(&view);
        for (uint8_t row = 0; row < release.row_count; row++) {
            char buffer[RESULT_TEXT_BYTES];
            const struct draw_item *item = find_text(list, show_result_label(&view, row, buffer));
            assert_non_null(item);
            labels[option][row] = item->rect;
        }
    }
    assert_memory_equal(labels[0], labels[1], sizeof labels[0]);
}

static void bars_have_three_lengths(void **state)
{
    (void)state;
    struct draw_list *list = world.golden.list;
    for (uint8_t count = 5; count <= 12; count++) {
        struct release release = release_by(world.golden.deck, PROMPT_TRY, count, 2);
        struct result_view view = view_of(world.golden.deck, PROMPT_TRY, &release, LANGUAGE_EN);
        draw_terminal(&view);
        int bars = 0;
        for (int i = 0; i < list->item_count; i++) {
            if (list->items[i].kind != DRAW_RECT || list->items[i].fill != COLOR_PINE_M)
                continue;
            int width = (int)list->items[i].rect.w;
            assert_true(width == 86 || width == 215 || width == 344);
            bars++;
        }
        assert_int_equal(bars, 5);
    }
}

static void too_few_says_nothing_else(void **state)
{
    (void)state;
    char dumps[2][16384];
    for (uint8_t i = 0; i < 2; i++) {
        struct release release =
            release_by(world.golden.deck, PROMPT_FEEL, (uint8_t)(1 + 3 * i), (uint8_t)(4 * i));
        struct result_view view = view_of(world.golden.deck, PROMPT_FEEL, &release, LANGUAGE_EN);
        struct out out = out_into(dumps[i], sizeof dumps[i]);
        draw_terminal(&view);
        draw_dump(world.golden.list, &out);
        assert_false(out.full);
    }
    assert_string_equal(dumps[0], dumps[1]);
    assert_non_null(strstr(dumps[0], "Too few answers to show safely."));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_legend_tells_the_ranges),
        cmocka_unit_test(scales_go_from_high_to_low),
        cmocka_unit_test(joined_rows_without_words_name_their_options),
        cmocka_unit_test(every_result_fits_everywhere),
        cmocka_unit_test(terminals_stand_as_designed),
        cmocka_unit_test(the_room_stands_as_designed),
        cmocka_unit_test(bands_show_no_number_but_the_legend),
        cmocka_unit_test(bands_do_not_move_anything),
        cmocka_unit_test(bars_have_three_lengths),
        cmocka_unit_test(too_few_says_nothing_else),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}

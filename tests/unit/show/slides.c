// Slides: every one of the curriculum, in every language, text size and frame, and words as long as
// a deck may hold.
#include "fixture.h"
#include "show/prompt_words.h"
#include "show/slide.h"
#include <stdio.h>

static const struct rect TERMINAL = {50, 20, 1180, 666}, STAFF = {304, 130, 640, 361},
                         NEXT = {960, 130, 300, 169}, HALF = {32, 24, 596, 656};

static struct slide_view view_of(const struct deck *deck, uint8_t slide, enum language language)
{
    return (struct slide_view){
        .deck = deck, .strings = world.golden.strings, .slide = slide, .language = language};
}

typedef void (*try_slide)(const struct slide_view *view, const char *what);

static void for_every_slide(try_slide try_one)
{
    for (int i = 0; i < DECKS; i++)
        for (uint8_t slide = 1; slide <= world.decks[i]->slide_count; slide++)
            for (int language = 0; language < LANGUAGES; language++) {
                char what[128];
                struct slide_view view = view_of(world.decks[i], slide, (enum language)language);
                snprintf(what, sizeof what, "%s, slide %d, %s", world.decks[i]->key, slide,
                         language_name((enum language)language));
                try_one(&view, what);
            }
}

static void try_terminal(const struct slide_view *view, const char *what)
{
    struct draw_list *list = world.golden.list;
    struct slide_view sized = *view;
    for (int size = TEXT_LARGE; size <= TEXT_LARGEST; size++) {
        sized.size = (enum text_size)size;
        begin_terminal(list);
        show_slide(list, TERMINAL, SLIDE_ON_TERMINAL, "slide", &sized);
        draw_end(list);
        expect_clean(list, LINT_TERMINAL, sized.size, what);
        expect_within(list, TERMINAL, what);
        expect_part(list, "slide", TERMINAL);
    }
}

static void terminals_show_every_slide_whole(void **state)
{
    (void)state;
    for_every_slide(try_terminal);
}

static void try_staff(const struct slide_view *view, const char *what)
{
    struct draw_list *list = world.golden.list;
    struct slide_view marked = *view;
    marked.staff = true;
    const struct rect frames[] = {STAFF, NEXT};
    for (int i = 0; i < 2; i++) {
        begin_terminal(list);
        show_slide(list, frames[i], SLIDE_ON_STAFF, "slide", &marked);
        draw_end(list);
        expect_clean(list, LINT_STAFF, TEXT_LARGE, what);
        expect_within(list, frames[i], what);
    }
}

static void staff_see_every_slide_whole(void **state)
{
    (void)state;
    for_every_slide(try_staff);
}

static void try_half(const struct slide_view *view, const char *what)
{
    struct draw_list *list = world.golden.list;
    struct slide_view sized = *view;
    for (int size = TEXT_LARGE; size <= TEXT_LARGEST; size++) {
        sized.size = (enum text_size)size;
        begin_terminal(list);
        show_slide_half(list, HALF, &sized);
        draw_end(list);
        // Two languages share a screen: here a text may be smaller than on a whole one.
        expect_clean(list, LINT_TERMINAL, TEXT_LARGE, what);
        expect_within(list, HALF, what);
    }
}

static void halves_show_every_slide_whole(void **state)
{
    (void)state;
    for_every_slide(try_half);
}

static void halves_stand_as_designed(void **state)
{
    (void)state;
    struct draw_list *list = world.golden.list;
    struct slide_view spanish = view_of(world.golden.deck, 7, LANGUAGE_ES);
    struct slide_view lao = view_of(world.golden.deck, 7, LANGUAGE_LO);
    begin_terminal(list);
    show_slide_half(list, HALF, &spanish);
    show_slide_half(list, rect_of(652, 24, 596, 656), &lao);
    draw_end(list);
    expect_part(list, "slide-es", rect_of(32, 24, 596, 656));
    expect_part(list, "slide-lo", rect_of(652, 24, 596, 656));
    // Both sides have the same rows: same ground, same height, 620 px apart.
    int rows = 0;
    for (int i = 0; i < list->item_count; i++)
        for (int j = i + 1; j < list->item_count; j++) {
            const struct draw_item *a = &list->items[i], *b = &list->items[j];
            if (a->kind == DRAW_RECT && b->kind == DRAW_RECT && a->rect.w == 536 &&
                a->fill == b->fill && a->rect.y == b->rect.y && a->rect.h == b->rect.h &&
                b->rect.x - a->rect.x == 620)
                rows++;
        }
    assert_int_equal(rows, 4);
}

// A deck whose every text is as long as it may be.
static void fill_words(char *text, size_t size, const char *word)
{
    size_t used = 0, bytes = strlen(word);
    while (used + bytes + 1 < size) {
        memcpy(text + used, word, bytes);
        used += bytes;
    }
    while (used > 0 && text[used - 1] == ' ')
        used--;
    text[used] = '\0';
}

static void long_words_stay_in_their_frame(void **state)
{
    (void)state;
    struct deck *deck = calloc(1, sizeof *deck);
    assert_non_null(deck);
    deck->slide_count = 1;
    struct deck_slide *slide = &deck->slides[0];
    struct deck_slide_words *words = &slide->words[LANGUAGE_EN];
    words->present = true;
    memcpy(slide->picture, "sun", 4);
    fill_words(words->title, sizeof words->title, "Remember small steps ");
    fill_words(words->kicker, 60, "Together now ");
    fill_words(deck->languages[LANGUAGE_EN].module_title, NAME_BYTES, "Recovery strategies ");
    for (int i = 0; i < CARDS_MAX; i++) {
        memcpy(words->cards[i].icon, "body", 5);
        fill_words(words->cards[i].head, 120, "Something we notice ");
        fill_words(words->cards[i].text, 200, "a longer line of words ");
    }
    for (int layout = LAYOUT_TITLE; layout <= LAYOUT_PICTURE; layout++)
        for (uint8_t count = 0; count <= CARDS_MAX; count++) {
            char what[64];
            snprintf(what, sizeof what, "layout %d with %d cards", layout, count);
            slide->layout = (enum slide_layout)layout;
            words->card_count = count;
            struct slide_view view = view_of(deck, 1, LANGUAGE_EN);
            struct draw_list *list = world.golden.list;
            begin_terminal(list);
            show_slide(list, TERMINAL, SLIDE_ON_TERMINAL, "slide", &view);
            draw_end(list);
            expect_within(list, TERMINAL, what);
        }
    free(deck);
}

static void a_missing_language_falls_back_and_staff_are_told(void **state)
{
    (void)state;
    struct draw_list *list = world.golden.list;
    struct deck *deck = calloc(1, sizeof *deck);
    assert_non_null(deck);
    *deck = *world.golden.deck;
    deck->slides[6].words[LANGUAGE_SO].present = false;
    struct slide_view view = view_of(deck, 7, LANGUAGE_SO);
    assert_true(show_slide_falls_back(&view));
    assert_string_equal(show_slide_title(&view), "Stress shows up in many ways");
    const char *mark = strings_get(view.strings, LANGUAGE_SO, "slide.fallback");
    begin_terminal(list);
    show_slide(list, TERMINAL, SLIDE_ON_TERMINAL, "slide", &view);
    draw_end(list);
    assert_non_null(find_text(list, "Stress shows up in many ways"));
    assert_null(find_text(list, mark));
    view.staff = true;
    begin_terminal(list);
    show_slide(list, STAFF, SLIDE_ON_STAFF, "slide", &view);
    draw_end(list);
    assert_non_null(find_text(list, mark));
    free(deck);
}

static void drafts_are_marked_for_staff_alone(void **state)
{
    (void)state;
    struct draw_list *list = world.golden.list;
    struct slide_view view = view_of(world.golden.deck, 7, LANGUAGE_ES);
    assert_true(view.deck->languages[LANGUAGE_ES].draft);
    const char *mark = strings_get(view.strings, LANGUAGE_ES, "slide.draft");
    for (int staff = 0; staff < 2; staff++) {
        view.staff = staff == 1;
        begin_terminal(list);
        show_slide(list, STAFF, SLIDE_ON_STAFF, "slide", &view);
        draw_end(list);
        assert_int_equal(find_text(list, mark) != NULL, staff);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(terminals_show_every_slide_whole),
        cmocka_unit_test(staff_see_every_slide_whole),
        cmocka_unit_test(halves_show_every_slide_whole),
        cmocka_unit_test(halves_stand_as_designed),
        cmocka_unit_test(long_words_stay_in_their_frame),
        cmocka_unit_test(a_missing_language_falls_back_and_staff_are_told),
        cmocka_unit_test(drafts_are_marked_for_staff_alone),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}

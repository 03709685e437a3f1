// Every screen of the console with a ruler: contrast, sizes, clipping, overlap, focus, identity, in five
// languages and two layouts; the places of the design; and that the focus reaches every part.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "f-states.h"
#include "labels.h"
#include "ui/input.h"
#include "ui/lint.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

static struct fonts *fonts;
static struct f_states *states;
static struct draw_list list;

static int open_all(void **state)
{
    (void)state;
    char message[256] = "";
    if (fonts_create(NULL, &fonts, message, sizeof message) != OK)
        fail_msg("%s", message);
    states = f_states_create(TEST_ASSETS);
    return 0;
}

static int close_all(void **state)
{
    (void)state;
    f_states_destroy(states);
    fonts_destroy(fonts);
    return 0;
}

static void draw(const char *name, enum language language, int w, int h)
{
    struct canvas canvas = canvas_staff(w, h, 0);
    view_console(&list, fonts, &canvas, NULL, f_state_view(states, name, language));
}

// A text that was cut to fit: an ellipsis at its end that no file has there.
static int cut_one(const char *name, enum language language, int w)
{
    int cut = 0;
    for (int i = 0; i < list.item_count; i++) {
        if (list.items[i].kind != DRAW_TEXT || list.items[i].miniature)
            continue;
        const char *text = draw_item_text(&list, &list.items[i]);
        size_t bytes = strlen(text);
        if (bytes < 3 || strcmp(text + bytes - 3, "\xE2\x80\xA6") != 0)
            continue;
        print_error("%s, %s, %d: cut: %s\n", name, language_name(language), w, text);
        cut++;
    }
    return cut;
}

static int lint_one(const char *name, enum language language, int w, int h)
{
    struct lint_finding findings[LINT_FINDINGS_MAX];
    draw(name, language, w, h);
    int count = lint_list(&list, LINT_STAFF, TEXT_LARGE, findings);
    for (int i = 0; i < count && i < LINT_FINDINGS_MAX; i++) {
        char text[512];
        struct out out = out_into(text, sizeof text);
        lint_explain(&list, &findings[i], &out);
        print_error("%s, %s, %d x %d: %s\n", name, language_name(language), w, h, text);
    }
    return count + cut_one(name, language, w);
}

static void every_screen_passes_in_every_language_and_size_of_window(void **state)
{
    (void)state;
    static const int SIZES[][2] = {
        {1280, 800}, {1366, 768}, {1600, 900}, {1920, 1080}, {1920, 1200}};
    size_t count;
    int found = 0;
    const struct f_state *all = f_states_list(&count);
    for (size_t i = 0; i < count; i++)
        for (enum language language = LANGUAGE_EN; language <= LANGUAGE_SO; language++)
            for (size_t size = 0; size < sizeof SIZES / sizeof SIZES[0]; size++)
                found += lint_one(all[i].name, language, SIZES[size][0], SIZES[size][1]);
    assert_int_equal(found, 0);
}

// A group's own words stand wherever the interface's stood, and the longest of them stay in their boxes.
static void every_screen_says_the_groups_own_words(void **state)
{
    (void)state;
    size_t count;
    int found = 0;
    const struct f_state *all = f_states_list(&count);
    struct labelled *labelled = NULL;
    assert_int_equal(labelled_create(f_states_words(states), &labelled), OK);
    for (enum labels_kind kind = LABELS_FIRST; kind <= LABELS_LONGEST; kind++) {
        f_states_say(states, labelled_strings(labelled, labels_of(kind)), labels_of(kind));
        for (size_t i = 0; i < count; i++)
            for (enum language language = LANGUAGE_EN; language <= LANGUAGE_SO; language++) {
                if (kind == LABELS_LONGEST)
                    found += lint_one(all[i].name, language, 1920, 1080) +
                             lint_one(all[i].name, language, 1280, 800);
                else
                    draw(all[i].name, language, 1280, 800);
                // Elsewhere the word for a person is also the one that counts them.
                enum label first =
                    language == LANGUAGE_EN ? LABEL_PARTICIPANT : LABEL_HOME_PRACTICE;
                found += labels_left(&list, f_states_words(states), language, first,
                                     f_state_view(states, all[i].name, language)->deck, NULL,
                                     all[i].name);
            }
    }
    f_states_say(states, NULL, NULL);
    labelled_destroy(labelled);
    assert_int_equal(found, 0);
}

static void buttons_are_where_the_design_has_them(void **state)
{
    (void)state;
    FILE *file = fopen(TEST_DATA "/golden/layout-console.txt", "r");
    assert_non_null(file);
    char line[256], screen[64], part[64];
    int x, y, w, h, wrong = 0, seen = 0;
    while (fgets(line, sizeof line, file) != NULL) {
        if (sscanf(line, "%63s %63s %d %d %d %d", screen, part, &x, &y, &w, &h) != 6)
            continue;
        bool wide = strlen(screen) > 5 && strcmp(screen + strlen(screen) - 5, "-wide") == 0;
        if (wide)
            screen[strlen(screen) - 5] = '\0';
        draw(screen, LANGUAGE_EN, wide ? 1920 : 1280, wide ? 1080 : 800);
        const struct part *found = draw_find_name(&list, part);
        seen++;
        bool fits = found != NULL && fabsf(found->rect.x - (float)x) <= 2 &&
                    fabsf(found->rect.y - (float)y) <= 2 && fabsf(found->rect.w - (float)w) <= 2 &&
                    fabsf(found->rect.h - (float)h) <= 2;
        if (fits)
            continue;
        wrong++;
        if (found == NULL)
            print_error("%s%s: no %s\n", screen, wide ? "-wide" : "", part);
        else
            print_error("%s%s: %s is at %.1f %.1f %.1f %.1f, wanted %d %d %d %d\n", screen,
                        wide ? "-wide" : "", part, (double)found->rect.x, (double)found->rect.y,
                        (double)found->rect.w, (double)found->rect.h, x, y, w, h);
    }
    fclose(file);
    assert_true(seen > 100);
    assert_int_equal(wrong, 0);
}

// Tab from nothing comes by every part that can be touched, once, and back to the first.
static void tab_reaches_every_part(void **state)
{
    (void)state;
    size_t count;
    const struct f_state *all = f_states_list(&count);
    for (size_t i = 0; i < count; i++) {
        draw(all[i].name, LANGUAGE_EN, 1280, 800);
        struct hand hand;
        hand_init(&hand, false);
        int touchable = 0;
        for (int j = 0; j < list.part_count; j++)
            touchable += list.parts[j].role != ROLE_AREA && !list.parts[j].off;
        assert_true(touchable > 0);
        hand_step(&hand, &list, 1);
        uint32_t first = hand.focused;
        for (int step = 1; step < touchable; step++) {
            hand_step(&hand, &list, 1);
            assert_int_not_equal(hand.focused, first);
        }
        hand_step(&hand, &list, 1);
        assert_int_equal(hand.focused, first);
    }
}

// A personal prompt with more or fewer answers in the same state is the same picture.
static void a_personal_prompt_shows_a_state_and_no_number(void **state)
{
    (void)state;
    const struct view *view = f_state_view(states, "f-prompt", LANGUAGE_EN);
    struct canvas canvas = canvas_staff(1280, 800, 0);
    struct scene scene = *view->scene;
    struct view other = *view;
    other.scene = &scene;
    view_console(&list, fonts, &canvas, NULL, &other);
    uint64_t hash = list.hash;
    scene.box_count = 7; // never known for it, and never shown
    view_console(&list, fonts, &canvas, NULL, &other);
    assert_true(list.hash == hash);
    scene.box_state = BOX_FULL;
    view_console(&list, fonts, &canvas, NULL, &other);
    assert_true(list.hash != hash);
}

static void clocks_step_on_the_minute_and_the_second_only(void **state)
{
    (void)state;
    struct canvas canvas = canvas_staff(1280, 800, 0);
    struct view view = *f_state_view(states, "f-prompt", LANGUAGE_EN);
    view.session_ms = 10 * 60000 + 300;
    view_console(&list, fonts, &canvas, NULL, &view);
    assert_in_range(list.wake_in_ms, 700, 702);
    view = *f_state_view(states, "f-end", LANGUAGE_EN);
    view_console(&list, fonts, &canvas, NULL, &view);
    assert_int_equal(list.wake_in_ms, -1);
    view = *f_state_view(states, "f-start", LANGUAGE_EN);
    view_console(&list, fonts, &canvas, NULL, &view);
    assert_int_equal(list.wake_in_ms, -1);
    view = *f_state_view(states, "f-result", LANGUAGE_EN); // one screen is lost: by the second
    view.now_ms += 250;
    view_console(&list, fonts, &canvas, NULL, &view);
    assert_in_range(list.wake_in_ms, 749, 751);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_screen_passes_in_every_language_and_size_of_window),
        cmocka_unit_test(every_screen_says_the_groups_own_words),
        cmocka_unit_test(buttons_are_where_the_design_has_them),
        cmocka_unit_test(tab_reaches_every_part),
        cmocka_unit_test(a_personal_prompt_shows_a_state_and_no_number),
        cmocka_unit_test(clocks_step_on_the_minute_and_the_second_only),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}

// Every state of session replay in five languages under the ruler, and its parts against the design.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// cmocka's header needs the four above.
#include "labels.h"
#include "replay_states.h"
#include "ui/lint.h"
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static int setup(void **state)
{
    static struct golden golden;
    golden_open(&golden);
    *state = &golden;
    return 0;
}

static int teardown(void **state)
{
    golden_close(*state);
    return 0;
}

static int lint_one(struct golden *golden, enum replay_state_name name, enum language language)
{
    struct lint_finding findings[LINT_FINDINGS_MAX];
    replay_state_draw(golden, name, language);
    int count = lint_list(golden->list, LINT_STAFF, TEXT_LARGE, findings);
    for (int i = 0; i < count && i < LINT_FINDINGS_MAX; i++) {
        char text[1024];
        struct out out = out_into(text, sizeof text);
        lint_explain(golden->list, &findings[i], &out);
        print_error("%s %s %dx%d: %s\n", replay_state_name(name), language_name(language),
                    golden->pixels_w, golden->pixels_h, text);
    }
    return count;
}

static void every_screen_is_clean_in_every_language(void **state)
{
    struct golden *golden = *state;
    // As designed, wider, wide, high, and as wide and high as a page grows.
    static const int sizes[][2] = {
        {1280, 800}, {1366, 768}, {1920, 1080}, {1280, 1024}, {2560, 1080}};
    int found = 0;
    for (size_t size = 0; size < sizeof sizes / sizeof sizes[0]; size++) {
        golden->pixels_w = sizes[size][0];
        golden->pixels_h = sizes[size][1];
        for (int name = 0; name < REPLAY_STATES; name++)
            for (int language = 0; language < LANGUAGES; language++)
                found += lint_one(golden, (enum replay_state_name)name, (enum language)language);
    }
    golden->pixels_w = 1280;
    golden->pixels_h = 800;
    assert_int_equal(found, 0);
}

// A record's own words stand wherever the interface's stood, and the longest of them stay in their boxes.
static void every_screen_says_the_groups_own_words(void **state)
{
    struct golden *golden = *state;
    int found = 0;
    struct labelled *labelled = NULL;
    const struct strings *plain = golden->strings;
    assert_int_equal(labelled_create(plain, &labelled), OK);
    for (enum labels_kind kind = LABELS_FIRST; kind <= LABELS_LONGEST; kind++) {
        golden->strings = labelled_strings(labelled, labels_of(kind));
        for (int name = 0; name < REPLAY_STATES; name++)
            for (int language = 0; language < LANGUAGES; language++) {
                found += lint_one(golden, (enum replay_state_name)name, (enum language)language);
                enum label first =
                    language == LANGUAGE_EN ? LABEL_PARTICIPANT : LABEL_HOME_PRACTICE;
                found += labels_left(golden->list, plain, (enum language)language, first,
                                     golden->deck, "each person", replay_state_name(name));
            }
    }
    golden->strings = plain;
    labelled_destroy(labelled);
    assert_int_equal(found, 0);
}

static void parts_stand_where_the_design_has_them(void **state)
{
    struct golden *golden = *state;
    FILE *file = fopen(TEST_DATA "/golden/layout-replay.txt", "r");
    assert_non_null(file);
    static const struct {
        const char *screen;
        enum replay_state_name state;
    } screens[] = {{"s01", STATE_SESSIONS},
                   {"s02", STATE_REPLAY},
                   {"s03", STATE_SHEET},
                   {"s04", STATE_VERIFY_TRUNCATED}};
    enum {
        SCREENS = sizeof screens / sizeof screens[0]
    };
    char line[256], screen[8], part[PART_NAME_BYTES], drawn[8] = "";
    float want[4];
    int compared = 0;
    while (fgets(line, sizeof line, file) != NULL) {
        if (line[0] == '#')
            continue;
        assert_int_equal(sscanf(line, "%7s %31s %f %f %f %f", screen, part, &want[0], &want[1],
                                &want[2], &want[3]),
                         6);
        for (size_t i = 0; i < SCREENS && strcmp(drawn, screen) != 0; i++)
            if (strcmp(screens[i].screen, screen) == 0) {
                replay_state_draw(golden, screens[i].state, LANGUAGE_EN);
                memcpy(drawn, screen, sizeof drawn);
            }
        const struct part *found = draw_find_name(golden->list, part);
        if (found == NULL)
            fail_msg("%s has no part %s", screen, part);
        const float is[4] = {found->rect.x, found->rect.y, found->rect.w, found->rect.h};
        for (int i = 0; i < 4; i++)
            if (fabsf(is[i] - want[i]) > 2)
                fail_msg("%s %s is at %.0f %.0f %.0f %.0f", screen, part, (double)is[0],
                         (double)is[1], (double)is[2], (double)is[3]);
        compared++;
    }
    fclose(file);
    assert_true(compared > 40);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_screen_is_clean_in_every_language),
        cmocka_unit_test(every_screen_says_the_groups_own_words),
        cmocka_unit_test(parts_stand_where_the_design_has_them),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}

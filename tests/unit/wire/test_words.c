// Stable names: each value has one, no two are equal, and what is found is what was named.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
// cmocka.h needs the ones above.
#include <cmocka.h>

#include "wire/command.h"
#include "wire/fact.h"
#include "wire/refusal.h"
#include <string.h>

static const char *language(int v)
{
    return language_name((enum language)v);
}
static const char *own_language(int v)
{
    return language_own_name((enum language)v);
}
static const char *kind(int v)
{
    return prompt_kind_name((enum prompt_kind)v);
}
static const char *class(int v)
{
    return privacy_class_name((enum privacy_class)v);
}
static const char *band(int v)
{
    return band_name((enum band)v);
}
static const char *release(int v)
{
    return release_kind_name((enum release_kind)v);
}
static const char *state_of(int v)
{
    return prompt_state_name((enum prompt_state)v);
}
static const char *box(int v)
{
    return box_state_name((enum box_state)v);
}
static const char *audience(int v)
{
    return audience_name((enum audience)v);
}
static const char *technique(int v)
{
    return technique_name((enum technique)v);
}
static const char *layout(int v)
{
    return slide_layout_name((enum slide_layout)v);
}
static const char *note(int v)
{
    return note_kind_name((enum note_kind)v);
}
static const char *goals_state(int v)
{
    return goals_state_name((enum goals_state)v);
}
static const char *goal_line(int v)
{
    return goal_line_kind_name((enum goal_line_kind)v);
}
static const char *goal_status(int v)
{
    return goal_status_name((enum goal_status)v);
}
static const char *measure(int v)
{
    return measure_name((enum measure)v);
}
static const char *refusal(int v)
{
    return refusal_name((enum refusal)v);
}
static const char *command(int v)
{
    return command_kind_name((enum command_kind)v);
}
static const char *fact(int v)
{
    return fact_kind_name((enum fact_kind)v);
}

static void every_value_has_a_name_of_its_own(void **state)
{
    (void)state;
    static const struct {
        const char *(*name)(int);
        int first, last;
    } rows[] = {
        {language, LANGUAGE_EN, LANGUAGE_SO},
        {own_language, LANGUAGE_EN, LANGUAGE_SO},
        {kind, PROMPT_FACES, PROMPT_KIND_LAST},
        {class, CLASS_PLAIN, CLASS_SENSITIVE},
        {band, BAND_FEW, BAND_MOST},
        {release, RELEASE_NONE, RELEASE_KIND_LAST},
        {state_of, PROMPT_IDLE, PROMPT_STATE_LAST},
        {box, BOX_WAITING, BOX_FULL},
        {audience, AUDIENCE_TERMINAL, AUDIENCE_SUPERVISOR},
        {goals_state, GOALS_IDLE, GOALS_STATE_LAST},
        {goal_line, GOAL_LONG_TERM, GOAL_LINE_KIND_LAST},
        {goal_status, GOAL_STATUS_NONE, GOAL_STATUS_LAST},
        {measure, MEASURE_ATTENDANCE, MEASURE_LAST},
        {technique, TECHNIQUE_HOPE_AND_PRAISE, TECHNIQUE_LAST},
        {layout, LAYOUT_TITLE, LAYOUT_PICTURE},
        {note, NOTE_SAY, NOTE_TIP},
        {refusal, ALLOWED, REFUSAL_LAST},
        {command, COMMAND_BEGIN, COMMAND_LAST},
        {fact, FACT_BEGUN, FACT_LAST},
    };
    for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
        for (int a = rows[r].first; a <= rows[r].last; a++) {
            assert_true(strlen(rows[r].name(a)) >= 2);
            for (int b = rows[r].first; b < a; b++)
                assert_string_not_equal(rows[r].name(a), rows[r].name(b));
        }
    }
    assert_string_equal(refusal_name(REFUSED_FIRST_SLIDE), "first-slide");
    assert_string_equal(command_kind_name(COMMAND_PROMPT_OPEN), "prompt open");
    assert_string_equal(fact_kind_name(FACT_SLIDE_SHOWN), "slide-shown");
}

#define FINDS(find, name, type, first, last)                                                       \
    for (int v = (first); v <= (last); v++) {                                                      \
        type found;                                                                                \
        memset(&found, 0xff, sizeof found);                                                        \
        assert_true(find(name((type)v), &found));                                                  \
        assert_int_equal(found, v);                                                                \
        assert_false(find("no such name", &found));                                                \
        assert_false(find("", &found));                                                            \
        assert_int_equal(found, v);                                                                \
    }

static void names_are_found_again(void **state)
{
    (void)state;
    FINDS(language_find, language_name, enum language, LANGUAGE_EN, LANGUAGE_SO)
    FINDS(prompt_kind_find, prompt_kind_name, enum prompt_kind, PROMPT_FACES, PROMPT_KIND_LAST)
    FINDS(privacy_class_find, privacy_class_name, enum privacy_class, CLASS_PLAIN, CLASS_SENSITIVE)
    FINDS(technique_find, technique_name, enum technique, TECHNIQUE_HOPE_AND_PRAISE, TECHNIQUE_LAST)
    FINDS(measure_find, measure_name, enum measure, MEASURE_ATTENDANCE, MEASURE_LAST)
    FINDS(slide_layout_find, slide_layout_name, enum slide_layout, LAYOUT_TITLE, LAYOUT_PICTURE)
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_value_has_a_name_of_its_own),
        cmocka_unit_test(names_are_found_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

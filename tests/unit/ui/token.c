#include "fixture.h"
#include <math.h>

struct measured {
    enum color text, ground;
    float ratio;
};

// The design system's own measurements, to one place.
static void contrast_agrees_with_the_measured_table(void **state)
{
    (void)state;
    static const struct measured TABLE[] = {
        {COLOR_EDGE, COLOR_SURFACE, 3.8F},    {COLOR_EDGE, COLOR_PAPER, 3.5F},
        {COLOR_EDGE, COLOR_SUNKEN, 3.2F},     {COLOR_INK, COLOR_SURFACE, 15.1F},
        {COLOR_INK, COLOR_PAPER, 13.9F},      {COLOR_INK, COLOR_SUNKEN, 12.7F},
        {COLOR_INK2, COLOR_SURFACE, 8.6F},    {COLOR_INK2, COLOR_PAPER, 7.9F},
        {COLOR_INK2, COLOR_SUNKEN, 7.2F},     {COLOR_INK2, COLOR_PINE_T, 7.1F},
        {COLOR_INK3, COLOR_SURFACE, 6.0F},    {COLOR_INK3, COLOR_PAPER, 5.5F},
        {COLOR_INK3, COLOR_SUNKEN, 5.0F},     {COLOR_SURFACE, COLOR_PINE, 8.8F},
        {COLOR_PINE, COLOR_PAPER, 8.1F},      {COLOR_PINE, COLOR_PINE_T, 7.2F},
        {COLOR_SURFACE, COLOR_PINE_D, 12.2F}, {COLOR_PINE_M, COLOR_SURFACE, 4.7F},
        {COLOR_PINE_M, COLOR_PAPER, 4.3F},    {COLOR_INK, COLOR_PINE_T, 12.4F},
        {COLOR_INK, COLOR_PINE_W, 13.6F},     {COLOR_SURFACE, COLOR_PLUM, 8.9F},
        {COLOR_PLUM, COLOR_PLUM_T, 7.4F},     {COLOR_PLUM_M, COLOR_SURFACE, 4.4F},
        {COLOR_INK, COLOR_PLUM_T, 12.6F},     {COLOR_INK, COLOR_GOLD, 9.9F},
        {COLOR_GOLD, COLOR_PINE, 5.8F},       {COLOR_INK, COLOR_GOLD_T, 13.4F},
        {COLOR_AMBER_I, COLOR_AMBER_T, 7.5F}, {COLOR_AMBER, COLOR_AMBER_T, 3.4F},
        {COLOR_CLAY_I, COLOR_CLAY_T, 7.5F},   {COLOR_SKY, COLOR_SKY_T, 6.1F},
        {COLOR_MOON, COLOR_NIGHT, 14.0F},     {COLOR_MOON2, COLOR_NIGHT, 9.2F},
    };
    for (size_t i = 0; i < sizeof(TABLE) / sizeof(TABLE[0]); i++) {
        float found = color_contrast(TABLE[i].text, TABLE[i].ground);
        if (fabsf(found - TABLE[i].ratio) > 0.06F)
            fail_msg("%s on %s: %.2f, the table says %.1f", color_name(TABLE[i].text),
                     color_name(TABLE[i].ground), (double)found, (double)TABLE[i].ratio);
        assert_true(found == color_contrast(TABLE[i].ground, TABLE[i].text));
    }
}

static void every_token_has_a_name_of_its_own(void **state)
{
    (void)state;
    for (int a = COLOR_NONE; a < COLORS; a++)
        for (int b = a + 1; b < COLORS; b++)
            assert_string_not_equal(color_name((enum color)a), color_name((enum color)b));
}

static void nothing_is_under_32_in_largest(void **state)
{
    (void)state;
    for (int type = TYPE_H0; type <= TYPE_NOTE; type++) {
        struct type_spec spec = type_spec((enum type)type, TEXT_LARGEST, TONGUE_EN);
        assert_true(spec.size >= 32);
        assert_true(spec.line > spec.size);
        assert_true(type_spec((enum type)type, TEXT_LARGEST, TONGUE_LO).line >= spec.line);
    }
    assert_true(type_spec(TYPE_H1, TEXT_LARGER, TONGUE_EN).size == 52);
    assert_true(type_spec(TYPE_H3, TEXT_LARGE, TONGUE_LO).line == 46);
    assert_true(action_height(TEXT_LARGEST) == 116);
}

struct sized {
    int w, h;
    float s, logical;
};

static void canvases_follow_the_rule(void **state)
{
    (void)state;
    static const struct sized SIZES[] = {{1280, 800, 1.0F, 1280},
                                         {1366, 768, 0.96F, 1423},
                                         {1600, 900, 1.125F, 1422},
                                         {1920, 1080, 1.35F, 1422},
                                         {1920, 1200, 1.5F, 1280}};
    for (size_t i = 0; i < sizeof(SIZES) / sizeof(SIZES[0]); i++) {
        struct canvas canvas = canvas_participant(SIZES[i].w, SIZES[i].h);
        assert_true(fabsf(canvas.s - SIZES[i].s) < 0.001F);
        assert_true(fabsf(canvas.w - SIZES[i].logical) < 1);
        assert_true(fabsf(canvas.h - 800) < 0.01F);
        assert_true(canvas_column(&canvas) >= 48);
    }
    struct canvas console = canvas_staff(1920, 1080, 0);
    assert_true(fabsf(console.s - 1.2F) < 0.001F && fabsf(console.w - 1600) < 0.5F);
    struct canvas larger = canvas_staff(1920, 1080, 1);
    assert_true(fabsf(larger.s - 1.3F) < 0.001F);
    struct canvas room = canvas_fitted(1920, 1200, SLIDE_WIDTH, SLIDE_HEIGHT);
    float x = 1, y = 1;
    canvas_logical(&room, 0, 60, &x, &y);
    assert_true(x == 0 && y == 0 && room.s == 1.5F);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(contrast_agrees_with_the_measured_table),
        cmocka_unit_test(every_token_has_a_name_of_its_own),
        cmocka_unit_test(nothing_is_under_32_in_largest),
        cmocka_unit_test(canvases_follow_the_rule),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "ui/raster.h"
#include "fixture.h"
#include <math.h>

enum {
    SIDE = 100,
    WHITE = 0xFFFFFF,
    BLACK = 0
};

static uint32_t pixels[SIDE * SIDE];

static struct raster blank(void)
{
    struct raster raster = {pixels, SIDE, {0, 0, SIDE, SIDE}};
    raster_fill(&raster, raster.clip, WHITE);
    return raster;
}

static uint32_t at(int x, int y)
{
    return pixels[y * SIDE + x] & 0xFFFFFF;
}

// How much black there is, in pixels.
static double area(void)
{
    double sum = 0;
    for (int i = 0; i < SIDE * SIDE; i++)
        sum += (255 - (pixels[i] & 255)) / 255.0;
    return sum;
}

static void round_corners_are_round(void **state)
{
    (void)state;
    struct raster raster = blank();
    raster_round(&raster, (struct pixels_rect){10, 20, 90, 70}, 20, CORNERS_ALL, BLACK);
    assert_int_equal(at(10, 20), WHITE);
    assert_int_equal(at(30, 20), BLACK);
    assert_int_equal(at(10, 45), BLACK);
    assert_int_equal(at(9, 45), WHITE);
    assert_int_equal(at(89, 69), WHITE);
    double wanted = 80 * 50 - (4 - 3.14159265) * 20 * 20;
    assert_true(fabs(area() - wanted) < 4);
    // The same on all four corners.
    for (int y = 20; y < 70; y++)
        for (int x = 10; x < 90; x++)
            assert_int_equal(at(x, y), at(99 - x, 89 - y));
}

static void single_corners_stay_square(void **state)
{
    (void)state;
    struct raster raster = blank();
    raster_round(&raster, (struct pixels_rect){10, 10, 60, 60}, 14, CORNERS_LEFT, BLACK);
    assert_int_equal(at(10, 10), WHITE);
    assert_int_equal(at(10, 59), WHITE);
    assert_int_equal(at(59, 10), BLACK);
    assert_int_equal(at(59, 59), BLACK);
}

static void frames_are_hollow_and_dashes_have_gaps(void **state)
{
    (void)state;
    struct raster raster = blank();
    struct pixels_rect rect = {10, 10, 90, 90};
    raster_frame(&raster, rect, 10, 2, 0, 0, BLACK);
    double whole = area();
    assert_int_equal(at(50, 10), BLACK);
    assert_int_equal(at(50, 11), BLACK);
    assert_int_equal(at(50, 12), WHITE);
    assert_int_equal(at(11, 50), BLACK);
    raster = blank();
    raster_frame(&raster, rect, 10, 2, 8, 6, BLACK);
    assert_true(fabs(area() / whole - 8.0 / 14) < 0.04);
}

static void rings_start_at_twelve_and_go_clockwise(void **state)
{
    (void)state;
    struct raster raster = blank();
    raster_ring(&raster, 50, 50, 40, 5, 0, 0.25F, BLACK);
    assert_int_equal(at(78, 22), BLACK); // half past one
    assert_int_equal(at(22, 22), WHITE);
    assert_int_equal(at(22, 78), WHITE);
    assert_int_equal(at(78, 78), WHITE);
    assert_int_equal(at(50, 50), WHITE);
    assert_int_equal(at(47, 10), BLACK); // the round cap stands out behind the start
    raster = blank();
    raster_ring(&raster, 50, 50, 40, 5, 0, 1, BLACK);
    assert_true(fabs(area() - 2 * 3.14159265 * 40 * 10) < 10);
}

static void ellipses_lines_and_triangles_have_their_area(void **state)
{
    (void)state;
    struct raster raster = blank();
    raster_ellipse(&raster, 50, 50, 40, 25, BLACK);
    assert_true(fabs(area() - 3.14159265 * 40 * 25) < 8);
    raster = blank();
    raster_line(&raster, 20, 20, 80, 60, 3, BLACK);
    assert_true(fabs(area() - (hypot(60, 40) * 6 + 3.14159265 * 9)) < 6);
    raster = blank();
    raster_triangle(&raster, (float[]){10, 90, 50}, (float[]){80, 80, 20}, BLACK);
    assert_true(fabs(area() - 80 * 60 / 2.0) < 60);
    assert_int_equal(at(50, 70), BLACK);
    assert_int_equal(at(15, 30), WHITE);
}

static void nothing_is_painted_outside_the_clip(void **state)
{
    (void)state;
    struct raster raster = blank();
    raster.clip = (struct pixels_rect){40, 40, 60, 60};
    struct pixels_rect large = {-500, -500, 600, 600};
    uint8_t mask[30 * 30];
    uint32_t image[30 * 30];
    for (int i = 0; i < 900; i++) {
        mask[i] = 255;
        image[i] = 0xFF000000U;
    }
    raster_round(&raster, large, 30, CORNERS_ALL, BLACK);
    raster_frame(&raster, large, 30, 9, 8, 6, BLACK);
    raster_ellipse(&raster, 50, 50, 4000, 4000, BLACK);
    raster_ring(&raster, 50, 50, 30, 20, 0, 1, BLACK);
    raster_line(&raster, -900, 50, 900, 51, 30, BLACK);
    raster_mask(&raster, 35, 35, mask, 30, 30, 30, BLACK);
    raster_image(&raster, 35, 35, image, 30, 30);
    for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++) {
            bool inside = x >= 40 && x < 60 && y >= 40 && y < 60;
            assert_int_equal(at(x, y), inside ? BLACK : WHITE);
        }
}

static void half_cover_is_half_colour(void **state)
{
    (void)state;
    struct raster raster = blank();
    uint8_t mask[3] = {0, 128, 255};
    raster_mask(&raster, 10, 10, mask, 3, 1, 3, 0x0D5355);
    assert_int_equal(at(10, 10), WHITE);
    assert_int_equal(at(12, 10), 0x0D5355);
    assert_in_range(at(11, 10) >> 16, 0x84, 0x87);
    assert_int_equal(pixels[10 * SIDE + 11] >> 24, 255);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(round_corners_are_round),
        cmocka_unit_test(single_corners_stay_square),
        cmocka_unit_test(frames_are_hollow_and_dashes_have_gaps),
        cmocka_unit_test(rings_start_at_twelve_and_go_clockwise),
        cmocka_unit_test(ellipses_lines_and_triangles_have_their_area),
        cmocka_unit_test(nothing_is_painted_outside_the_clip),
        cmocka_unit_test(half_cover_is_half_colour),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

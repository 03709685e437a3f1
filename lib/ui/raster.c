#include "ui/raster.h"

#include "base/check.h"
#include "ui/draw.h"
#include <math.h>

static const uint32_t OPAQUE = 0xFF000000U;
static const float TURN = 6.28318531F;

struct pixels_rect pixels_meet(struct pixels_rect a, struct pixels_rect b)
{
    return (struct pixels_rect){a.x0 > b.x0 ? a.x0 : b.x0, a.y0 > b.y0 ? a.y0 : b.y0,
                                a.x1 < b.x1 ? a.x1 : b.x1, a.y1 < b.y1 ? a.y1 : b.y1};
}

bool pixels_empty(struct pixels_rect rect)
{
    return rect.x0 >= rect.x1 || rect.y0 >= rect.y1;
}

static uint32_t *row_of(const struct raster *raster, int y)
{
    return raster->pixels + (int64_t)y * raster->stride;
}

static uint32_t blend(uint32_t under, uint32_t over, uint32_t alpha)
{
    // 0 to 255 becomes 0 to 256, so that a shift divides and full cover is exact.
    uint32_t a = alpha + (alpha >> 7), b = 256 - a;
    uint32_t red_blue = ((over & 0xFF00FFU) * a + (under & 0xFF00FFU) * b) >> 8 & 0xFF00FFU;
    uint32_t green = ((over & 0xFF00U) * a + (under & 0xFF00U) * b) >> 8 & 0xFF00U;
    return OPAQUE | red_blue | green;
}

static void put(uint32_t *pixel, uint32_t rgb, float cover)
{
    if (cover >= 1)
        *pixel = OPAQUE | rgb;
    else if (cover > 0)
        *pixel = blend(*pixel, rgb, (uint32_t)(cover * 255 + 0.5F));
}

static float clamp1(float value)
{
    return value < 0 ? 0 : value > 1 ? 1 : value;
}

static void span_fill(uint32_t *row, int x0, int x1, uint32_t rgb)
{
    for (int x = x0; x < x1; x++)
        row[x] = OPAQUE | rgb;
}

void raster_fill(struct raster *raster, struct pixels_rect rect, uint32_t rgb)
{
    struct pixels_rect seen = pixels_meet(rect, raster->clip);
    for (int y = seen.y0; y < seen.y1; y++)
        span_fill(row_of(raster, y), seen.x0, seen.x1, rgb);
}

// How much of the pixel at x, y lies in the rounded rectangle that fills rect.
static float round_cover(struct pixels_rect rect, float radius, int corners, int x, int y)
{
    if (x < rect.x0 || y < rect.y0 || x >= rect.x1 || y >= rect.y1)
        return 0;
    float px = (float)x + 0.5F, py = (float)y + 0.5F;
    float left = (float)rect.x0 + radius, right = (float)rect.x1 - radius;
    float top = (float)rect.y0 + radius, bottom = (float)rect.y1 - radius;
    bool is_left = px<left, is_right = px> right, is_top = py<top, is_bottom = py> bottom;
    if (!((is_left || is_right) && (is_top || is_bottom)))
        return 1;
    int corner = is_top ? (is_left ? CORNER_TOP_LEFT : CORNER_TOP_RIGHT)
                        : (is_left ? CORNER_BOTTOM_LEFT : CORNER_BOTTOM_RIGHT);
    if ((corners & corner) == 0)
        return 1;
    float dx = px - (is_left ? left : right), dy = py - (is_top ? top : bottom);
    return clamp1(radius - sqrtf(dx * dx + dy * dy) + 0.5F);
}

void raster_round(struct raster *raster, struct pixels_rect rect, float radius, int corners,
                  uint32_t rgb)
{
    struct pixels_rect seen = pixels_meet(rect, raster->clip);
    float most =
        (float)(rect.x1 - rect.x0 < rect.y1 - rect.y0 ? rect.x1 - rect.x0 : rect.y1 - rect.y0) / 2;
    if (radius > most)
        radius = most;
    int edge = (int)ceilf(radius);
    for (int y = seen.y0; y < seen.y1; y++) {
        uint32_t *row = row_of(raster, y);
        if (y >= rect.y0 + edge && y < rect.y1 - edge) {
            span_fill(row, seen.x0, seen.x1, rgb);
            continue;
        }
        int left = rect.x0 + edge < seen.x1 ? rect.x0 + edge : seen.x1;
        int right = rect.x1 - edge > left ? rect.x1 - edge : left;
        right = right < seen.x1 ? right : seen.x1;
        for (int x = seen.x0; x < left; x++)
            put(&row[x], rgb, round_cover(rect, radius, corners, x, y));
        int from = left > seen.x0 ? left : seen.x0;
        span_fill(row, from, right, rgb);
        for (int x = right > seen.x0 ? right : seen.x0; x < seen.x1; x++)
            put(&row[x], rgb, round_cover(rect, radius, corners, x, y));
    }
}

// How far along the middle of the frame the pixel lies, clockwise from the top left corner's end.
static float along_frame(struct pixels_rect rect, float radius, float px, float py)
{
    float left = (float)rect.x0 + radius, right = (float)rect.x1 - radius;
    float top = (float)rect.y0 + radius, bottom = (float)rect.y1 - radius;
    float across = right - left, down = bottom - top, arc = radius * TURN / 4;
    if (py < top && px >= left && px <= right)
        return px - left;
    if (px > right && py < top)
        return across + radius * atan2f(px - right, top - py);
    if (px > right && py <= bottom)
        return across + arc + py - top;
    if (px > right)
        return across + arc + down + radius * atan2f(py - bottom, px - right);
    if (py > bottom && px >= left)
        return across + 2 * arc + down + right - px;
    if (px < left && py > bottom)
        return 2 * across + 2 * arc + down + radius * atan2f(left - px, py - bottom);
    if (px < left && py >= top)
        return 2 * across + 3 * arc + down + bottom - py;
    if (px < left)
        return 2 * across + 3 * arc + 2 * down + radius * atan2f(top - py, left - px);
    return 0;
}

struct frame_shape {
    struct pixels_rect outer, inner;
    float radius, inner_radius;
    float dash, period; // period 0: unbroken
};

static float frame_cover(const struct frame_shape *shape, int x, int y)
{
    float cover = round_cover(shape->outer, shape->radius, CORNERS_ALL, x, y) -
                  round_cover(shape->inner, shape->inner_radius, CORNERS_ALL, x, y);
    if (cover <= 0 || shape->period <= 0)
        return cover;
    float along = along_frame(shape->outer, shape->radius, (float)x + 0.5F, (float)y + 0.5F);
    float at = fmodf(along, shape->period);
    return cover * clamp1(fminf(at + 0.5F, shape->dash - at + 0.5F));
}

void raster_frame(struct raster *raster, struct pixels_rect rect, float radius, float width,
                  float dash, float gap, uint32_t rgb)
{
    int wide = (int)lrintf(width);
    if (wide < 1)
        wide = 1;
    struct frame_shape shape = {
        .outer = rect,
        .inner = {rect.x0 + wide, rect.y0 + wide, rect.x1 - wide, rect.y1 - wide},
        .radius = radius,
        .inner_radius = fmaxf(0, radius - (float)wide),
    };
    if (dash > 0) {
        // A whole number of dashes, so that the frame closes without a seam.
        float length =
            2 * ((float)(rect.x1 - rect.x0) + (float)(rect.y1 - rect.y0)) - radius * (8 - TURN);
        float count = fmaxf(1, roundf(length / (dash + gap)));
        shape.period = length / count;
        shape.dash = shape.period * dash / (dash + gap);
    }
    struct pixels_rect seen = pixels_meet(rect, raster->clip);
    int edge = (int)ceilf(radius) > wide ? (int)ceilf(radius) : wide;
    for (int y = seen.y0; y < seen.y1; y++) {
        uint32_t *row = row_of(raster, y);
        bool middle = y >= rect.y0 + edge && y < rect.y1 - edge;
        for (int x = seen.x0; x < seen.x1; x++) {
            // Rows beside the corners have only their two ends.
            if (middle && x >= rect.x0 + wide && x < rect.x1 - wide)
                x = rect.x1 - wide;
            if (x >= seen.x1)
                break;
            put(&row[x], rgb, frame_cover(&shape, x, y));
        }
    }
}

static float half_width(float rx, float ry, float dy)
{
    float inside = 1 - dy * dy / (ry * ry);
    return inside > 0 ? rx * sqrtf(inside) : 0;
}

// Distance outside the ellipse, to first order: exact enough within a pixel of the edge.
static float ellipse_cover(float dx, float dy, float rx, float ry)
{
    float fx = dx / (rx * rx), fy = dy / (ry * ry);
    float value = dx * fx + dy * fy - 1;
    float slope = 2 * sqrtf(fx * fx + fy * fy);
    return slope > 0 ? clamp1(0.5F - value / slope) : 1;
}

void raster_ellipse(struct raster *raster, float x, float y, float rx, float ry, uint32_t rgb)
{
    if (rx <= 0 || ry <= 0)
        return;
    struct pixels_rect bounds = {(int)floorf(x - rx) - 1, (int)floorf(y - ry) - 1,
                                 (int)ceilf(x + rx) + 1, (int)ceilf(y + ry) + 1};
    struct pixels_rect seen = pixels_meet(bounds, raster->clip);
    for (int row = seen.y0; row < seen.y1; row++) {
        uint32_t *pixels = row_of(raster, row);
        float dy = (float)row + 0.5F - y;
        // Every pixel nearer the middle than the inner width is full: the middle of its row and of
        // both neighbours is inside.
        float inner = half_width(rx, ry, fabsf(dy) + 1) - 1;
        int full0 = (int)ceilf(x - inner), full1 = (int)floorf(x + inner);
        if (inner <= 0 || full0 > full1)
            full0 = full1 = seen.x1;
        full0 = full0 < seen.x0 ? seen.x0 : full0 > seen.x1 ? seen.x1 : full0;
        full1 = full1 < full0 ? full0 : full1 > seen.x1 ? seen.x1 : full1;
        for (int i = seen.x0; i < full0; i++)
            put(&pixels[i], rgb, ellipse_cover((float)i + 0.5F - x, dy, rx, ry));
        span_fill(pixels, full0, full1, rgb);
        for (int i = full1; i < seen.x1; i++)
            put(&pixels[i], rgb, ellipse_cover((float)i + 0.5F - x, dy, rx, ry));
    }
}

void raster_ring(struct raster *raster, float x, float y, float radius, float half, float from,
                 float span, uint32_t rgb)
{
    if (span <= 0 || radius <= 0)
        return;
    float reach = radius + half + 1;
    struct pixels_rect bounds = {(int)floorf(x - reach), (int)floorf(y - reach),
                                 (int)ceilf(x + reach), (int)ceilf(y + reach)};
    struct pixels_rect seen = pixels_meet(bounds, raster->clip);
    float start = from * TURN, sweep = span * TURN;
    float ax = x + radius * sinf(start), ay = y - radius * cosf(start);
    float bx = x + radius * sinf(start + sweep), by = y - radius * cosf(start + sweep);
    for (int row = seen.y0; row < seen.y1; row++) {
        uint32_t *pixels = row_of(raster, row);
        for (int i = seen.x0; i < seen.x1; i++) {
            float dx = (float)i + 0.5F - x, dy = (float)row + 0.5F - y;
            float off = fabsf(sqrtf(dx * dx + dy * dy) - radius);
            if (off > half + 1)
                continue;
            float angle = atan2f(dx, -dy) - start;
            angle -= floorf(angle / TURN) * TURN;
            if (angle > sweep) {
                float to_a = hypotf(dx + x - ax, dy + y - ay);
                float to_b = hypotf(dx + x - bx, dy + y - by);
                off = fminf(to_a, to_b);
            }
            put(&pixels[i], rgb, clamp1(half - off + 0.5F));
        }
    }
}

void raster_line(struct raster *raster, float x1, float y1, float x2, float y2, float half,
                 uint32_t rgb)
{
    float dx = x2 - x1, dy = y2 - y1, length2 = dx * dx + dy * dy;
    struct pixels_rect bounds = {
        (int)floorf(fminf(x1, x2) - half) - 1, (int)floorf(fminf(y1, y2) - half) - 1,
        (int)ceilf(fmaxf(x1, x2) + half) + 1, (int)ceilf(fmaxf(y1, y2) + half) + 1};
    struct pixels_rect seen = pixels_meet(bounds, raster->clip);
    for (int row = seen.y0; row < seen.y1; row++) {
        uint32_t *pixels = row_of(raster, row);
        for (int i = seen.x0; i < seen.x1; i++) {
            float px = (float)i + 0.5F - x1, py = (float)row + 0.5F - y1;
            float at = length2 > 0 ? clamp1((px * dx + py * dy) / length2) : 0;
            float off = hypotf(px - at * dx, py - at * dy);
            put(&pixels[i], rgb, clamp1(half - off + 0.5F));
        }
    }
}

void raster_triangle(struct raster *raster, const float x[3], const float y[3], uint32_t rgb)
{
    struct pixels_rect bounds = {
        (int)floorf(fminf(x[0], fminf(x[1], x[2]))), (int)floorf(fminf(y[0], fminf(y[1], y[2]))),
        (int)ceilf(fmaxf(x[0], fmaxf(x[1], x[2]))), (int)ceilf(fmaxf(y[0], fmaxf(y[1], y[2])))};
    float area = (x[1] - x[0]) * (y[2] - y[0]) - (y[1] - y[0]) * (x[2] - x[0]);
    float side = area < 0 ? -1 : 1;
    struct pixels_rect seen = pixels_meet(bounds, raster->clip);
    for (int row = seen.y0; row < seen.y1; row++) {
        for (int i = seen.x0; i < seen.x1; i++) {
            float cover = 1;
            for (int e = 0; e < 3; e++) {
                float ex = x[(e + 1) % 3] - x[e], ey = y[(e + 1) % 3] - y[e];
                float px = (float)i + 0.5F - x[e], py = (float)row + 0.5F - y[e];
                float length = hypotf(ex, ey);
                float inside = length > 0 ? side * (ex * py - ey * px) / length : 0;
                cover = fminf(cover, clamp1(inside + 0.5F));
            }
            put(&row_of(raster, row)[i], rgb, cover);
        }
    }
}

void raster_mask(struct raster *raster, int x, int y, const uint8_t *mask, int w, int h, int stride,
                 uint32_t rgb)
{
    check(mask != 0 && stride >= w);
    struct pixels_rect seen = pixels_meet((struct pixels_rect){x, y, x + w, y + h}, raster->clip);
    for (int row = seen.y0; row < seen.y1; row++) {
        uint32_t *pixels = row_of(raster, row);
        const uint8_t *cover = mask + (int64_t)(row - y) * stride - x;
        for (int i = seen.x0; i < seen.x1; i++) {
            if (cover[i] == 255)
                pixels[i] = OPAQUE | rgb;
            else if (cover[i] != 0)
                pixels[i] = blend(pixels[i], rgb, cover[i]);
        }
    }
}

void raster_image(struct raster *raster, int x, int y, const uint32_t *image, int w, int h)
{
    check(image != 0);
    struct pixels_rect seen = pixels_meet((struct pixels_rect){x, y, x + w, y + h}, raster->clip);
    for (int row = seen.y0; row < seen.y1; row++) {
        uint32_t *pixels = row_of(raster, row);
        const uint32_t *from = image + (int64_t)(row - y) * w - x;
        for (int i = seen.x0; i < seen.x1; i++) {
            uint32_t alpha = from[i] >> 24;
            if (alpha == 255)
                pixels[i] = OPAQUE | from[i];
            else if (alpha != 0)
                pixels[i] = blend(pixels[i], from[i], alpha);
        }
    }
}

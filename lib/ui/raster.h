#pragma once
// Anti-aliased shapes in one flat colour on a 32-bit XRGB picture. Coverage is computed from the
// distance to the edge, so shapes are as crisp at s = 1.35 as at 1. Everything is clipped; every
// pixel written is opaque. Pure. Private to lib/ui.
#include <stdbool.h>
#include <stdint.h>

struct pixels_rect {
    int x0, y0, x1, y1; // device pixels, x1 and y1 past the end
};

struct raster {
    uint32_t *pixels;
    int stride;              // pixels from row to row
    struct pixels_rect clip; // within the picture
};

struct pixels_rect pixels_meet(struct pixels_rect a, struct pixels_rect b);
bool pixels_empty(struct pixels_rect rect);

void raster_fill(struct raster *raster, struct pixels_rect rect, uint32_t rgb);
// corners: which are round, CORNER_ bits of draw.h.
void raster_round(struct raster *raster, struct pixels_rect rect, float radius, int corners,
                  uint32_t rgb);
// A frame of some width inside rect; with dash > 0 in dashes of that length with gaps between.
void raster_frame(struct raster *raster, struct pixels_rect rect, float radius, float width,
                  float dash, float gap, uint32_t rgb);
void raster_ellipse(struct raster *raster, float x, float y, float rx, float ry, uint32_t rgb);
// radius to the middle of the stroke; from and span in turns from 12 o'clock; round caps.
void raster_ring(struct raster *raster, float x, float y, float radius, float half, float from,
                 float span, uint32_t rgb);
void raster_line(struct raster *raster, float x1, float y1, float x2, float y2, float half,
                 uint32_t rgb);
void raster_triangle(struct raster *raster, const float x[3], const float y[3], uint32_t rgb);
// One byte of coverage a pixel, in one colour.
void raster_mask(struct raster *raster, int x, int y, const uint8_t *mask, int w, int h, int stride,
                 uint32_t rgb);
// ARGB, alpha not multiplied in.
void raster_image(struct raster *raster, int x, int y, const uint32_t *image, int w, int h);

#include "ui/canvas.h"

#include "base/check.h"
#include <math.h>

struct canvas canvas_participant(int pixels_w, int pixels_h)
{
    check(pixels_w > 0 && pixels_h > 0);
    float across = (float)pixels_w / CANVAS_WIDTH, down = (float)pixels_h / CANVAS_HEIGHT;
    float s = fminf(across, down);
    return (struct canvas){(float)pixels_w / s, (float)pixels_h / s, s, pixels_w, pixels_h, 0, 0};
}

struct canvas canvas_staff(int pixels_w, int pixels_h, int steps)
{
    check(pixels_w > 0 && pixels_h > 0);
    check(steps >= -10 && steps <= 10);
    float fit = fminf((float)pixels_w / CANVAS_WIDTH, (float)pixels_h / CANVAS_HEIGHT);
    float s = fit;
    // A full HD screen has room for the wide layout and for larger type together.
    if (pixels_w >= 1920 && pixels_h >= 1080)
        s = fminf((float)pixels_w / 1600, (float)pixels_h / 900);
    s += (float)steps / 10;
    float most = fminf(fmaxf(1.5F, s), fit), least = fminf(1.0F, fit);
    s = fmaxf(least, fminf(s, most));
    return (struct canvas){(float)pixels_w / s, (float)pixels_h / s, s, pixels_w, pixels_h, 0, 0};
}

struct canvas canvas_fitted(int pixels_w, int pixels_h, float w, float h)
{
    check(pixels_w > 0 && pixels_h > 0);
    check(w > 0 && h > 0);
    float s = fminf((float)pixels_w / w, (float)pixels_h / h);
    return (struct canvas){w,
                           h,
                           s,
                           pixels_w,
                           pixels_h,
                           roundf(((float)pixels_w - w * s) / 2),
                           roundf(((float)pixels_h - h * s) / 2)};
}

float canvas_column(const struct canvas *canvas)
{
    check(canvas != 0);
    return fmaxf(0, (canvas->w - CONTENT_WIDTH) / 2);
}

void canvas_logical(const struct canvas *canvas, int x, int y, float *out_x, float *out_y)
{
    check(canvas->s > 0);
    *out_x = ((float)x - canvas->left) / canvas->s;
    *out_y = ((float)y - canvas->top) / canvas->s;
}

struct rect rect_of(float x, float y, float w, float h)
{
    return (struct rect){x, y, w, h};
}

struct rect rect_inset(struct rect rect, float by)
{
    return (struct rect){rect.x + by, rect.y + by, rect.w - 2 * by, rect.h - 2 * by};
}

bool rect_holds(struct rect rect, float x, float y)
{
    return x >= rect.x && y >= rect.y && x < rect.x + rect.w && y < rect.y + rect.h;
}

bool rect_overlaps(struct rect a, struct rect b)
{
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

struct rect rect_middle(struct rect rect, float w, float h)
{
    return (struct rect){rect.x + (rect.w - w) / 2, rect.y + (rect.h - h) / 2, w, h};
}

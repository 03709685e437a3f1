#pragma once
// From logical to device pixels. The logical canvas is 800 high (slides: 720) and as wide as the
// window allows; s is the factor between the two. Every rectangle edge is rounded to a whole device
// pixel after scaling, fonts are opened at round(size x s), and rendered text is never scaled. Pure.
#include <stdbool.h>

struct rect {
    float x, y, w, h;
};

struct canvas {
    float w, h; // logical pixels
    float s;    // device pixels for one logical pixel
    int pixels_w, pixels_h;
    float left, top; // device pixels left of and above the logical origin (letterbox); else 0
};

enum {
    CANVAS_HEIGHT = 800,
    CANVAS_WIDTH = 1280,  // the narrowest
    CONTENT_WIDTH = 1184, // the participant's column, always centred
    CANVAS_WIDE = 1500,   // from here the console uses its wide layout
    SLIDE_WIDTH = 1280,
    SLIDE_HEIGHT = 720,
};

// s = min(W / 1280, H / 800); the canvas is W / s wide and H / s high.
struct canvas canvas_participant(int pixels_w, int pixels_h);
// The console's and replay's: at 1920 x 1080 and above s leaves room for the wide layout (logical
// 1600 x 900). steps is the "Larger / Smaller" setting, in tenths added to s, kept within 1.0 - 1.5
// on a window that has the room.
struct canvas canvas_staff(int pixels_w, int pixels_h, int steps);
// One canvas of w x h scaled to fit and centred. The room screen: 1280 x 720 for slides, 1600 x 900
// for prompts and results.
struct canvas canvas_fitted(int pixels_w, int pixels_h, float w, float h);
// Left edge of the participant's content column (48 at 1280).
float canvas_column(const struct canvas *canvas);
// Device pixels to logical.
void canvas_logical(const struct canvas *canvas, int x, int y, float *out_x, float *out_y);

struct rect rect_of(float x, float y, float w, float h);
struct rect rect_inset(struct rect rect, float by); // negative grows
bool rect_holds(struct rect rect, float x, float y);
bool rect_overlaps(struct rect a, struct rect b);
// A w x h rectangle in the middle of another.
struct rect rect_middle(struct rect rect, float w, float h);

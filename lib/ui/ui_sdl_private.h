#pragma once
// What the files of lib/ui that know SDL share with each other and with nobody else.
#include "ui/fonts.h"
#include "ui/raster.h"
#include <SDL2/SDL.h>
#include <SDL2/SDL_ttf.h>

enum {
    TEXT_BYTES_MAX = 4096, // of one text item
    WRAP_LINES_MAX = 24,   // kept of one text; no screen shows more
    WRAPS_MAX = 512,
    PIECES_MAX = 768,
    PIECE_BYTES_MAX = 2 * 1024 * 1024, // four screens full of text
    SIZES_MAX = 48,                    // faces open at once, one a size
};

// A run of one face on one line, rendered: one byte of coverage a pixel.
struct piece {
    uint64_t hash;
    uint64_t stamp; // of the last use; 0: empty
    uint8_t *mask;
    int w, h, ascent;
    int advance; // how far the next run begins to the right
    bool secret;
};

// A text fallen into lines.
struct wrap {
    uint64_t hash;
    uint64_t stamp;
    bool secret;
    int lines; // all of them, also those not kept
    int widest;
    struct {
        uint16_t start, end; // bytes, without the spaces at the end
        int width;           // device pixels
    } kept[WRAP_LINES_MAX];
};

struct face_size {
    TTF_Font *font;
    uint64_t stamp;
    int face, pixels;
};

enum {
    FACE_REGULAR,
    FACE_BOLD,
    FACE_LAO_REGULAR,
    FACE_LAO_BOLD,
    FACES
};

// One stretch of a line in one face.
struct run {
    size_t start, end;
    int face;
};

struct breaker; // ICU's iterators, in ui_sdl_lines.c

struct fonts {
    void *files[FACES]; // the font files, read once and shared by all sizes
    size_t file_bytes[FACES];
    struct face_size sizes[SIZES_MAX];
    struct piece pieces[PIECES_MAX];
    struct wrap wraps[WRAPS_MAX];
    size_t piece_bytes;
    uint64_t stamp;
    struct breaker *breaker;
};

// The face at a size, opened if need be; NULL if the machine refuses.
TTF_Font *fonts_face(struct fonts *fonts, int face, int pixels);
// The next run of text from start, none past end. False at the end.
bool fonts_run(const struct text_style *style, const char *text, size_t start, size_t end,
               struct run *out_run);
// Width of a stretch of text in device pixels, run by run.
int fonts_stretch(struct fonts *fonts, int pixels, const struct text_style *style, const char *text,
                  size_t start, size_t end);
const struct piece *fonts_piece(struct fonts *fonts, int pixels, int face, const char *text,
                                size_t bytes, bool secret);
// The lines of a text in a column of so many device pixels.
const struct wrap *fonts_wrap(struct fonts *fonts, int pixels, const struct text_style *style,
                              const char *text, int column);
int fonts_pixels(float s, float size);
struct breaker *breaker_create(void);
void breaker_destroy(struct breaker *breaker);
// Lets go of the last text.
void breaker_forget(struct breaker *breaker);
// Overwrites for good.
void wipe(void *at, size_t size);
uint64_t hash_text(uint64_t seed, const char *text, size_t bytes);

// Paints the text of an item. Pixels of lines past lines_max are left out.
struct draw_item;
struct canvas;
void fonts_paint(struct fonts *fonts, struct raster *raster, const struct canvas *canvas,
                 const struct draw_item *item, const char *text);

// Painting a list, in ui_sdl_paint.c. Art is rasterised once a size and kept, bounded.
struct painter;
struct draw_list;
enum err painter_create(const char *assets, struct fonts *fonts, struct painter **out_painter,
                        char *out_message, size_t message_size) MUST_USE;
void painter_destroy(struct painter *painter);
void painter_paint(struct painter *painter, const struct draw_list *list, struct raster *raster);
// The device pixels an item may touch.
struct pixels_rect item_bounds(const struct canvas *canvas, const struct draw_item *item);

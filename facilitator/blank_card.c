#include "facilitator/blank_card.h"

#include "base/check.h"
#include "core/goal_card.h"
#include "room/profile.h"
#include "wire/goal_handle.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// In tenths of a millimetre: a card is an A6 sheet, upright.
enum {
    SHEET_WIDE = 2100,
    SHEET_HIGH = 2970,
    CARD_WIDE = SHEET_WIDE / 2,
    CARD_HIGH = SHEET_HIGH / 2,
    MARGIN = 60,
    COLUMNS = 3,
    ROWS = PICTURES_COUNT / COLUMNS,
    CELL_WIDE = (CARD_WIDE - 2 * MARGIN) / COLUMNS,
    CELL_HIGH = 200,
    PICTURE = 140,
    BOX = 120,      // a picture may come twice: two boxes, one over the other, would be too low
    BOX_HIGH = 150, // for one or two numbers
    SHAPE = 110,
    CARDS = 4, // on a sheet
    DRAWING_BYTES = 8 * 1024,
};

// On the sheet.
struct spot {
    int x, y;
};

// What stands between the outer <svg ...> and </svg> of a drawing of ours.
static enum err read_drawing(const char *assets, const char *folder, const char *name,
                             char out_inside[DRAWING_BYTES])
{
    char path[ROOM_PATH_BYTES], text[DRAWING_BYTES];
    int length = snprintf(path, sizeof path, "%s/%s/%s.svg", assets, folder, name);
    if (length < 0 || (size_t)length >= sizeof path)
        return ERR_TOO_LONG;
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return ERR_NOT_FOUND;
    size_t size = fread(text, 1, sizeof text - 1, file);
    bool failed = ferror(file) != 0 || size == sizeof text - 1;
    fclose(file);
    text[size] = '\0';
    char *from = strstr(text, "<svg"), *to = strstr(text, "</svg>");
    from = from != NULL ? strchr(from, '>') : NULL;
    if (failed || from == NULL || to == NULL || to < from)
        return ERR_MALFORMED;
    *to = '\0';
    memcpy(out_inside, from + 1, strlen(from + 1) + 1);
    return OK;
}

// A number of tenths of a millimetre, as SVG writes it.
static void put_mm(FILE *file, const char *name, int tenths)
{
    fprintf(file, " %s=\"%d.%d\"", name, tenths / 10, tenths % 10);
}

static void put_box(FILE *file, int x, int y, int wide, int high, const char *look)
{
    fputs("<rect", file);
    put_mm(file, "x", x);
    put_mm(file, "y", y);
    put_mm(file, "width", wide);
    put_mm(file, "height", high);
    fprintf(file, " %s/>\n", look);
}

static const char BOX_LOOK[] = "rx=\"2\" fill=\"#FFFFFF\" stroke=\"#16292E\" stroke-width=\"0.4\"";

// At a place of the card, scaled from its own square of so many units.
static void put_drawing(FILE *file, struct spot spot, int size, int units, const char *inside)
{
    fprintf(file, "<g transform=\"translate(%d.%d %d.%d) scale(%d.%03d)\">%s</g>\n", spot.x / 10,
            spot.x % 10, spot.y / 10, spot.y % 10, size / 10 / units, size * 100 / units % 1000,
            inside);
}

static enum err put_pictures(FILE *file, const char *assets, struct spot card)
{
    char inside[DRAWING_BYTES];
    for (uint8_t i = 0; i < PICTURES_COUNT; i++) {
        enum err err = read_drawing(assets, "pictures", goal_picture_name(i), inside);
        if (err != OK)
            return err;
        int x = card.x + MARGIN + i % COLUMNS * CELL_WIDE;
        int y = card.y + MARGIN + i / COLUMNS * CELL_HIGH;
        put_drawing(file, (struct spot){x + 5, y + (CELL_HIGH - PICTURE) / 2}, PICTURE, 48, inside);
        put_box(file, x + PICTURE + 25, y + (CELL_HIGH - BOX_HIGH) / 2, BOX, BOX_HIGH, BOX_LOOK);
    }
    return OK;
}

// At the foot the six shapes and a box: what staff call the card, for whoever wants to know it.
static enum err put_handle(FILE *file, const char *assets, struct spot card)
{
    int y = card.y + MARGIN + ROWS * CELL_HIGH + 30;
    char inside[DRAWING_BYTES], name[32];
    for (int shape = SHAPE_WAVE; shape <= SHAPE_LAST; shape++) {
        snprintf(name, sizeof name, "shape-%s", goal_shape_name((enum goal_shape)shape));
        enum err err = read_drawing(assets, "icons", name, inside);
        if (err != OK)
            return err;
        fputs("<g fill=\"none\" stroke=\"#16292E\" stroke-width=\"1.6\" stroke-linecap=\"round\" "
              "stroke-linejoin=\"round\">",
              file);
        put_drawing(file, (struct spot){card.x + MARGIN + (shape - SHAPE_WAVE) * (SHAPE + 10), y},
                    SHAPE, 24, inside);
        fputs("</g>", file);
    }
    put_box(file, card.x + CARD_WIDE - MARGIN - 180, y - 5, 180, SHAPE + 10, BOX_LOOK);
    return OK;
}

static enum err put_sheet(FILE *file, const char *assets)
{
    enum err err = OK;
    fputs("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"210mm\" height=\"297mm\" "
          "viewBox=\"0 0 210 297\">\n<rect width=\"210\" height=\"297\" fill=\"#FFFFFF\"/>\n",
          file);
    for (int i = 0; i < CARDS && err == OK; i++) {
        struct spot card = {i % 2 * CARD_WIDE, i / 2 * CARD_HIGH};
        err = put_pictures(file, assets, card);
        if (err == OK)
            err = put_handle(file, assets, card);
    }
    fputs("<path d=\"M105 0V297M0 148.5H210\" fill=\"none\" stroke=\"#7B8582\" "
          "stroke-width=\"0.2\" stroke-dasharray=\"2 2\"/>\n</svg>\n",
          file);
    return err;
}

// The sheet in memory; free() it.
static enum err make_sheet(const char *assets, char **out_svg, size_t *out_bytes)
{
    char *svg = NULL;
    size_t bytes = 0;
    FILE *file = open_memstream(&svg, &bytes);
    if (file == NULL)
        return ERR_MEMORY;
    enum err err = put_sheet(file, assets);
    bool failed = ferror(file) != 0;
    failed = fclose(file) != 0 || failed;
    if (err == OK && failed)
        err = ERR_MEMORY;
    if (err == OK) {
        *out_svg = svg;
        *out_bytes = bytes;
    } else {
        free(svg);
    }
    return err;
}

struct drawing {
    const char *svg;
    size_t bytes;
};

static void paint(struct paper *paper)
{
    const struct drawing *drawing = paper->self;
    paper_drawing(paper, drawing->svg, drawing->bytes);
}

enum err blank_card_pdf(const char *assets, enum paper_size paper, uint8_t **out_bytes,
                        size_t *out_size)
{
    char *svg = NULL;
    struct drawing drawing = {0};
    enum err err = make_sheet(assets, &svg, &drawing.bytes);
    if (err != OK)
        return err;
    drawing.svg = svg;
    // No title either: a card that is lost tells nothing of what it is for.
    const struct paper_sheet sheet = {.size = paper, .paint = paint, .self = &drawing};
    err = paper_make(&sheet, out_bytes, out_size);
    free(svg);
    return err;
}

static bool wants_pdf(const char *path)
{
    size_t bytes = strlen(path);
    return bytes > 4 && strcmp(path + bytes - 4, ".pdf") == 0;
}

enum err blank_card_write(const char *assets, enum paper_size paper, const char *path)
{
    check(assets != NULL && path != NULL);
    char *svg = NULL;
    uint8_t *pdf = NULL;
    size_t bytes = 0;
    enum err err = wants_pdf(path) ? blank_card_pdf(assets, paper, &pdf, &bytes)
                                   : make_sheet(assets, &svg, &bytes);
    if (err != OK)
        return err;
    FILE *file = fopen(path, "w");
    bool failed =
        file == NULL || fwrite(svg != NULL ? (const void *)svg : pdf, 1, bytes, file) != bytes;
    failed = (file != NULL && fclose(file) != 0) || failed;
    if (file != NULL && failed)
        (void)remove(path);
    free(svg);
    free(pdf);
    return failed ? ERR_IO : OK;
}

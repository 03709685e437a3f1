#include "ui/ui_sdl_private.h"

#include "base/check.h"
#include "base/span.h"
#include "base/utf8.h"
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const FACE_FILES[FACES] = {
    [FACE_REGULAR] = "NotoSans-Regular.ttf",
    [FACE_BOLD] = "NotoSans-Bold.ttf",
    [FACE_LAO_REGULAR] = "NotoSansLao-Regular.ttf",
    [FACE_LAO_BOLD] = "NotoSansLao-Bold.ttf",
};

static const char FONT_FOLDER[] = "/usr/share/fonts/truetype/noto";

void wipe(void *at, size_t size)
{
    // Through volatile words, which the compiler may not leave out; eight bytes at a time, because
    // whole frames are wiped too.
    check(at != NULL || size == 0);
    volatile uint8_t *byte = at;
    size_t i = 0;
    for (; i < size && ((uintptr_t)(byte + i) & 7) != 0; i++)
        byte[i] = 0;
    for (; i + 8 <= size; i += 8)
        *(volatile uint64_t *)(volatile void *)(byte + i) = 0;
    for (; i < size; i++)
        byte[i] = 0;
}

uint64_t hash_text(uint64_t seed, const char *text, size_t bytes)
{
    uint64_t hash = 0xCBF29CE484222325U ^ seed * 0x9E3779B97F4A7C15U;
    for (size_t i = 0; i < bytes; i++)
        hash = (hash ^ (uint8_t)text[i]) * 0x100000001B3U;
    return hash ^ hash >> 31;
}

// Mapped, not read: of a megabyte few glyphs are looked at, and the pages are everybody's. A package
// that is upgraded puts a new file in its place; the old one stays for who has it. NULL: it is not there.
static void *map_file(const char *path, size_t *out_bytes)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    struct stat status;
    void *mapped = NULL;
    if (file >= 0 && fstat(file, &status) == 0 && status.st_size > 0) {
        *out_bytes = (size_t)status.st_size;
        mapped = mmap(NULL, *out_bytes, PROT_READ, MAP_PRIVATE, file, 0);
    }
    if (file >= 0)
        (void)close(file);
    return mapped != MAP_FAILED ? mapped : NULL;
}

static void unmap_files(struct fonts *fonts)
{
    for (int face = 0; face < FACES; face++)
        if (fonts->files[face] != NULL)
            (void)munmap(fonts->files[face], fonts->file_bytes[face]);
}

static enum err read_faces(struct fonts *fonts, const char *folder, char *out_message,
                           size_t message_size)
{
    for (int face = 0; face < FACES; face++) {
        char path[512];
        int length = snprintf(path, sizeof(path), "%s/%s", folder, FACE_FILES[face]);
        if (length < 0 || (size_t)length >= sizeof(path))
            return ERR_TOO_LONG;
        fonts->files[face] = map_file(path, &fonts->file_bytes[face]);
        if (fonts->files[face] == NULL) {
            snprintf(out_message, message_size,
                     "font missing: %s (install the package fonts-noto-core)", path);
            return ERR_NOT_FOUND;
        }
    }
    return OK;
}

enum err fonts_create(const char *folder, struct fonts **out_fonts, char *out_message,
                      size_t message_size)
{
    check(out_fonts != NULL);
    check(out_message != NULL && message_size > 0);
    enum err err = ERR_MEMORY;
    struct fonts *fonts = calloc(1, sizeof(*fonts));
    bool started = false;
    if (fonts == NULL)
        goto failed;
    err = read_faces(fonts, folder != NULL ? folder : FONT_FOLDER, out_message, message_size);
    if (err != OK)
        goto failed;
    err = ERR_MEMORY;
    started = TTF_Init() == 0;
    if (!started)
        goto failed;
    fonts->breaker = breaker_create();
    if (fonts->breaker == NULL || fonts_face(fonts, FACE_REGULAR, 16) == NULL) {
        snprintf(out_message, message_size, "the fonts cannot be opened: %s", TTF_GetError());
        goto failed;
    }
    *out_fonts = fonts;
    return OK;
failed:
    if (err == ERR_MEMORY && fonts == NULL)
        snprintf(out_message, message_size, "no memory for the fonts");
    if (fonts != NULL && started)
        fonts_destroy(fonts);
    else if (fonts != NULL) {
        unmap_files(fonts);
        free(fonts);
    }
    return err;
}

static void drop_piece(struct fonts *fonts, struct piece *piece)
{
    if (piece->stamp == 0)
        return;
    size_t bytes = (size_t)piece->w * (size_t)piece->h;
    check(fonts->piece_bytes >= bytes);
    if (piece->secret)
        wipe(piece->mask, bytes);
    free(piece->mask);
    fonts->piece_bytes -= bytes;
    wipe(piece, sizeof(*piece));
}

void fonts_destroy(struct fonts *fonts)
{
    if (fonts == NULL)
        return;
    for (int i = 0; i < PIECES_MAX; i++)
        drop_piece(fonts, &fonts->pieces[i]);
    for (int i = 0; i < SIZES_MAX; i++)
        if (fonts->sizes[i].font != NULL)
            TTF_CloseFont(fonts->sizes[i].font);
    breaker_destroy(fonts->breaker);
    unmap_files(fonts);
    wipe(fonts, sizeof(*fonts));
    free(fonts);
    TTF_Quit();
}

TTF_Font *fonts_face(struct fonts *fonts, int face, int pixels)
{
    check(face >= 0 && face < FACES);
    check(pixels > 0);
    struct face_size *oldest = &fonts->sizes[0];
    for (int i = 0; i < SIZES_MAX; i++) {
        struct face_size *size = &fonts->sizes[i];
        if (size->font != NULL && size->face == face && size->pixels == pixels) {
            size->stamp = ++fonts->stamp;
            return size->font;
        }
        if (size->stamp < oldest->stamp)
            oldest = size;
    }
    SDL_RWops *file = SDL_RWFromConstMem(fonts->files[face], (int)fonts->file_bytes[face]);
    TTF_Font *font = file != NULL ? TTF_OpenFontRW(file, 1, pixels) : NULL;
    if (font == NULL)
        return NULL;
    TTF_SetFontHinting(font, TTF_HINTING_LIGHT);
    // Without its script's name the shaper does not take sara am apart, and tone marks collide.
    if (face == FACE_LAO_REGULAR || face == FACE_LAO_BOLD) {
        TTF_SetFontScriptName(font, "Laoo");
        TTF_SetFontDirection(font, TTF_DIRECTION_LTR);
    }
    if (oldest->font != NULL)
        TTF_CloseFont(oldest->font);
    *oldest = (struct face_size){font, ++fonts->stamp, face, pixels};
    return font;
}

int fonts_pixels(float s, float size)
{
    check(s > 0 && size > 0);
    int pixels = (int)lrintf(s * size);
    return pixels > 0 ? pixels : 1;
}

static const char BREAK_MARK[] = "\xE2\x80\x8B"; // U+200B: where a translator wants a break

static bool is_lao(uint32_t point)
{
    return point >= 0x0E80 && point <= 0x0EFF;
}

bool fonts_run(const struct text_style *style, const char *text, size_t start, size_t end,
               struct run *out_run)
{
    check(start <= end);
    if (start == end)
        return false;
    size_t at = start;
    int face = -1;
    while (at < end) {
        uint32_t point = 0;
        size_t bytes = utf8_decode((struct span){(const uint8_t *)text + at, end - at}, &point);
        check(bytes > 0);
        bool bold = style->bold || at < (size_t)style->bold_bytes;
        int wanted = (is_lao(point) ? FACE_LAO_REGULAR : FACE_REGULAR) + (bold ? 1 : 0);
        // The break mark shows nothing: it stays in the run it is in.
        if (point == 0x200B && face >= 0)
            wanted = face;
        if (face >= 0 && wanted != face)
            break;
        face = wanted;
        at += bytes;
    }
    *out_run = (struct run){start, at, face};
    return true;
}

// The run as the renderer gets it: NUL-terminated, without break marks.
static size_t run_text(const char *text, size_t bytes, char out_run[TEXT_BYTES_MAX])
{
    check(bytes < TEXT_BYTES_MAX);
    size_t used = 0;
    for (size_t i = 0; i < bytes;) {
        if (bytes - i >= 3 && memcmp(text + i, BREAK_MARK, 3) == 0)
            i += 3;
        else
            out_run[used++] = text[i++];
    }
    out_run[used] = '\0';
    return used;
}

int fonts_stretch(struct fonts *fonts, int pixels, const struct text_style *style, const char *text,
                  size_t start, size_t end)
{
    int width = 0;
    struct run run;
    for (size_t at = start; fonts_run(style, text, at, end, &run); at = run.end) {
        char words[TEXT_BYTES_MAX];
        if (run_text(text + run.start, run.end - run.start, words) == 0)
            continue;
        TTF_Font *font = fonts_face(fonts, run.face, pixels);
        int w = 0;
        if (font != NULL && TTF_SizeUTF8(font, words, &w, NULL) == 0)
            width += w;
        if (style->secret)
            wipe(words, sizeof(words));
    }
    return width;
}

static struct piece *piece_to_fill(struct fonts *fonts, size_t bytes)
{
    for (;;) {
        struct piece *oldest = NULL, *empty = NULL;
        for (int i = 0; i < PIECES_MAX; i++) {
            struct piece *piece = &fonts->pieces[i];
            if (piece->stamp == 0)
                empty = piece;
            else if (oldest == NULL || piece->stamp < oldest->stamp)
                oldest = piece;
        }
        if (empty != NULL && fonts->piece_bytes + bytes <= PIECE_BYTES_MAX)
            return empty;
        if (oldest == NULL)
            return empty; // one piece larger than the whole cache
        drop_piece(fonts, oldest);
    }
}

static uint8_t *copy_mask(const SDL_Surface *surface)
{
    size_t w = (size_t)surface->w, h = (size_t)surface->h;
    uint8_t *mask = malloc(w * h);
    for (size_t y = 0; mask != NULL && y < h; y++)
        memcpy(mask + y * w, (const uint8_t *)surface->pixels + y * (size_t)surface->pitch, w);
    return mask;
}

const struct piece *fonts_piece(struct fonts *fonts, int pixels, int face, const char *text,
                                size_t bytes, bool secret)
{
    uint64_t hash = hash_text((uint64_t)face << 32 | (uint64_t)pixels << 1 | secret, text, bytes);
    for (int i = 0; i < PIECES_MAX; i++) {
        struct piece *piece = &fonts->pieces[i];
        if (piece->hash == hash && piece->stamp != 0) {
            piece->stamp = ++fonts->stamp;
            return piece;
        }
    }
    char words[TEXT_BYTES_MAX];
    TTF_Font *font = fonts_face(fonts, face, pixels);
    if (font == NULL || run_text(text, bytes, words) == 0)
        return NULL;
    // White on black with a palette of 256 greys: each byte of the picture is its coverage.
    SDL_Color white = {255, 255, 255, 255}, black = {0, 0, 0, 0};
    SDL_Surface *surface = TTF_RenderUTF8_Shaded(font, words, white, black);
    int advance = 0;
    if (TTF_SizeUTF8(font, words, &advance, NULL) != 0)
        advance = surface != NULL ? surface->w : 0;
    if (secret)
        wipe(words, sizeof(words));
    if (surface == NULL)
        return NULL;
    struct piece *piece = NULL;
    uint8_t *mask = copy_mask(surface);
    if (mask != NULL) {
        size_t size = (size_t)surface->w * (size_t)surface->h;
        piece = piece_to_fill(fonts, size);
        *piece = (struct piece){hash,       ++fonts->stamp,       mask,    surface->w,
                                surface->h, TTF_FontAscent(font), advance, secret};
        fonts->piece_bytes += size;
    }
    if (secret)
        wipe(surface->pixels, (size_t)surface->pitch * (size_t)surface->h);
    SDL_FreeSurface(surface);
    return piece;
}

void fonts_forget(struct fonts *fonts)
{
    for (int i = 0; i < PIECES_MAX; i++)
        if (fonts->pieces[i].secret)
            drop_piece(fonts, &fonts->pieces[i]);
    for (int i = 0; i < WRAPS_MAX; i++)
        if (fonts->wraps[i].secret)
            wipe(&fonts->wraps[i], sizeof(fonts->wraps[i]));
    breaker_forget(fonts->breaker);
}

struct fonts_load fonts_load(const struct fonts *fonts)
{
    struct fonts_load load = {
        .pieces_max = PIECES_MAX,
        .bytes = fonts->piece_bytes,
        .bytes_max = PIECE_BYTES_MAX,
        .wraps_max = WRAPS_MAX,
    };
    for (int i = 0; i < PIECES_MAX; i++) {
        load.pieces += fonts->pieces[i].stamp != 0;
        load.secrets += fonts->pieces[i].secret;
    }
    for (int i = 0; i < WRAPS_MAX; i++) {
        load.wraps += fonts->wraps[i].stamp != 0;
        load.secrets += fonts->wraps[i].secret;
    }
    return load;
}

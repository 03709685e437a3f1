#include "golden.h"

#include "base/check.h"
#include "deck/deck_load.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    DUMP_BYTES = 1024 * 1024
};

static void *need(size_t size)
{
    void *block = calloc(1, size);
    check(block != NULL);
    return block;
}

static void fail(const char *what, const char *why)
{
    fprintf(stderr, "%s: %s\n", what, why);
    exit(2);
}

void golden_load_deck(const char *module, int session, struct deck *out_deck)
{
    char folder[512];
    snprintf(folder, sizeof folder, "%s/curriculum/%s/%d", TEST_ASSETS, module, session);
    struct arena arena;
    void *block = need(DECK_LOAD_ARENA_BYTES);
    struct diagnostics *diagnostics = need(sizeof *diagnostics);
    arena_init(&arena, block, DECK_LOAD_ARENA_BYTES);
    diagnostics_init(diagnostics);
    if (deck_load(folder, NULL, &arena, out_deck, diagnostics) != OK)
        fail(folder, "this deck cannot be loaded");
    free(diagnostics);
    free(block);
}

static struct strings *load_strings(void **out_block)
{
    struct arena arena;
    struct strings *strings = need(sizeof *strings);
    struct diagnostics *diagnostics = need(sizeof *diagnostics);
    *out_block = need(STRINGS_ARENA_BYTES);
    arena_init(&arena, *out_block, STRINGS_ARENA_BYTES);
    diagnostics_init(diagnostics);
    if (strings_load(TEST_ASSETS "/strings", &arena, diagnostics, strings) != OK)
        fail("strings", "the words cannot be loaded");
    free(diagnostics);
    return strings;
}

// What golden_close gives back, behind the lent pointers.
struct owned {
    struct golden *golden;
    struct strings *strings;
    void *strings_block;
    struct deck *deck;
};
static struct owned owned;

void golden_open(struct golden *golden)
{
    char message[UI_MESSAGE_BYTES];
    struct ui_options options = {.assets = TEST_ASSETS, .headless = true};
    memset(golden, 0, sizeof *golden);
    if (ui_create(&options, &golden->ui, message) != OK)
        fail("fonts and pictures", message);
    owned = (struct owned){.golden = golden, .deck = need(sizeof *owned.deck)};
    owned.strings = load_strings(&owned.strings_block);
    golden_load_deck("coping-with-stress", 2, owned.deck);
    golden->list = need(sizeof *golden->list);
    golden->fonts = ui_fonts(golden->ui);
    golden->deck = owned.deck;
    golden->strings = owned.strings;
    golden->pixels_w = CANVAS_WIDTH;
    golden->pixels_h = CANVAS_HEIGHT;
}

void golden_close(struct golden *golden)
{
    check(owned.golden == golden);
    ui_destroy(golden->ui);
    free(golden->list);
    free(owned.deck);
    free(owned.strings);
    free(owned.strings_block);
    memset(&owned, 0, sizeof owned);
}

static char *read_file(const char *path)
{
    char *text = need(DUMP_BYTES);
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        free(text);
        return NULL;
    }
    size_t bytes = fread(text, 1, DUMP_BYTES - 1, file);
    text[bytes] = '\0';
    fclose(file);
    return text;
}

// Tells the first line in which two texts differ.
static void tell_difference(const char *name, const char *kept, const char *now)
{
    int line = 1;
    while (*kept != '\0' && *kept == *now) {
        line += *kept == '\n';
        kept++;
        now++;
    }
    fprintf(stderr, "%s.txt differs in line %d\n  kept: ...%.*s\n  now:  ...%.*s\n", name, line,
            (int)strcspn(kept, "\n"), kept, (int)strcspn(now, "\n"), now);
}

static bool compare(const struct golden_screen *screen, const char *dump, bool update)
{
    char path[512];
    snprintf(path, sizeof path, "%s/golden/%s.txt", TEST_DATA, screen->name);
    if (update) {
        FILE *file = fopen(path, "wb");
        bool written = file != NULL && fputs(dump, file) >= 0;
        if (file != NULL && fclose(file) != 0)
            written = false;
        if (!written)
            fail(path, "cannot be written");
        return true;
    }
    char *kept = read_file(path);
    if (kept == NULL) {
        fprintf(stderr, "%s is missing, write it with --update\n", path);
        return false;
    }
    bool same = strcmp(kept, dump) == 0;
    if (!same)
        tell_difference(screen->name, kept, dump);
    free(kept);
    return same;
}

static bool paint(struct golden *golden, const struct golden_screen *screen, const char *folder)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s.png", folder, screen->name);
    return ui_picture(golden->ui, golden->list, path) == OK;
}

int golden_main(int argc, char **argv, const struct golden_screen *screens, size_t count)
{
    struct golden golden;
    const char *folder = argc > 2 && strcmp(argv[1], "--pictures") == 0 ? argv[2] : NULL;
    bool update = argc > 1 && strcmp(argv[1], "--update") == 0;
    check(count > 0);
    golden_open(&golden);
    if (folder != NULL && argc > 3 &&
        sscanf(argv[3], "%dx%d", &golden.pixels_w, &golden.pixels_h) != 2)
        fail(argv[3], "a size is written as 1920x1080");
    char *dump = need(DUMP_BYTES);
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++) {
        struct out out = out_into(dump, DUMP_BYTES);
        screens[i].draw(&golden);
        draw_dump(golden.list, &out);
        check(!out.full);
        bool good = folder != NULL ? paint(&golden, &screens[i], folder)
                                   : compare(&screens[i], dump, update);
        wrong += good ? 0 : 1;
    }
    free(dump);
    golden_close(&golden);
    return wrong > 0 ? 1 : 0;
}

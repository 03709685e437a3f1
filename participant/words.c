#include "participant/words.h"
#include "base/pages.h"
#include "participant/options.h"
#include "room/profile.h"
#include "room/thread_start.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct words {
    char folder[ROOM_PATH_BYTES];
    pthread_t thread;
    void *block; // of the arena
    struct arena arena;
    struct strings strings;
    enum err err;
};

static void *read_all(void *self)
{
    struct words *words = self;
    struct diagnostics *diagnostics = malloc(sizeof *diagnostics);
    words->block = pages_take(STRINGS_ARENA_BYTES);
    words->err = ERR_MEMORY;
    if (diagnostics != NULL && words->block != NULL) {
        diagnostics_init(diagnostics);
        arena_init(&words->arena, words->block, STRINGS_ARENA_BYTES);
        words->err = strings_load(words->folder, &words->arena, diagnostics, &words->strings);
    }
    free(diagnostics);
    return NULL;
}

int words_begin(const char *assets, struct words **out_words)
{
    struct words *words = calloc(1, sizeof *words);
    if (words == NULL)
        return complain("there is not enough memory", "the words of the screen",
                        "close other programs");
    int size = snprintf(words->folder, sizeof words->folder, "%s/strings", assets);
    bool fits = size > 0 && (size_t)size < sizeof words->folder;
    if (fits && thread_start(&words->thread, read_all, words) == OK) {
        *out_words = words;
        return -1;
    }
    free(words);
    return fits ? complain("no thread can be started", "the words of the screen",
                           "close other programs")
                : complain("the path is too long", assets, "choose a shorter one with --assets");
}

int words_end(struct words *words, const struct strings **out_strings)
{
    pthread_join(words->thread, NULL);
    if (words->err != OK)
        return complain("the words of the screen cannot be read", words->folder,
                        "check --assets or install the program again");
    *out_strings = &words->strings;
    return -1;
}

void words_close(struct words *words)
{
    if (words == NULL)
        return;
    pages_give(words->block, STRINGS_ARENA_BYTES);
    free(words);
}

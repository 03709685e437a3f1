// links: imr_deck
// A deck in one language as somebody wrote it, head and Markdown: no input crashes the parser, every
// fault is told with a line of the file, and whatever passes is a deck that the wire carries.
#include "base/check.h"
#include "deck/deck_load.h"
#include "fuzz/fuzz.h"
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

static void every_fault_has_a_place(const struct diagnostics *found, struct span text)
{
    uint32_t lines = 1;
    for (size_t i = 0; i < text.size; i++)
        lines += text.at[i] == '\n' ? 1 : 0;
    for (size_t i = 0; i < found->count; i++) {
        check(found->items[i].line <= lines + 1); // libyaml may see the end behind the last line
        check(found->items[i].text[0] != '\0');
    }
}

static void the_wire_carries_it(const struct deck_source *source, struct arena *arena)
{
    static struct deck deck;
    static struct deck back;
    static uint8_t bytes[DECK_BYTES_MAX];
    static struct diagnostics found;
    deck_merge_english(source, &deck);
    // A language merged with its own copy agrees with itself.
    struct deck_source *copy = arena_take(arena, sizeof *copy);
    check(copy != NULL);
    *copy = *source;
    copy->language = LANGUAGE_SO;
    diagnostics_init(&found);
    check(deck_merge_language(source, copy, &found, &deck) == OK);
    check(found.errors == 0);
    size_t size = 0;
    if (deck_encode(&deck, arena, bytes, sizeof bytes, &size) != OK)
        return; // larger than a deck may be; the sources in the arena are gone now
    check(deck_decode((struct span){bytes, size}, arena, &back) == OK);
    check(back.slide_count == deck.slide_count && back.prompt_count == deck.prompt_count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum {
        BLOCK_BYTES = DECK_LOAD_ARENA_BYTES + DECK_SCRATCH_BYTES
    };
    static alignas(max_align_t) uint8_t block[BLOCK_BYTES];
    static struct diagnostics found;
    struct arena arena;
    struct deck_source *source = NULL;
    const struct span text = {data, size};
    arena_init(&arena, block, sizeof block);
    diagnostics_init(&found);
    enum err err = deck_source_parse(text, "en.md", NULL, &arena, &found, &source);
    check((err == OK) == (found.errors == 0));
    every_fault_has_a_place(&found, text);
    if (err == OK)
        the_wire_carries_it(source, &arena);
    return 0;
}

// links: imr_wire
// A deck's bytes, as a terminal or the supervisor's program unpacks them: whatever is accepted
// encodes to the very bytes it came from, and every word of it can be asked for.
#include "base/check.h"
#include "fuzz/fuzz.h"
#include "wire/deck.h"
#include <stdalign.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct deck deck;
    static alignas(max_align_t) uint8_t block[DECK_SCRATCH_BYTES];
    static uint8_t again[DECK_BYTES_MAX];
    struct arena scratch;
    arena_init(&scratch, block, sizeof block);
    if (deck_decode((struct span){.at = data, .size = size}, &scratch, &deck) != OK)
        return 0;
    size_t used = 0;
    check(deck_encode(&deck, &scratch, again, sizeof again, &used) == OK);
    check(used == size);
    check(memcmp(again, data, size) == 0);
    for (uint8_t slide = 1; slide <= deck.slide_count; slide++)
        check(deck_slide_words(&deck, slide, LANGUAGE_LO)->present);
    for (uint8_t prompt = 1; prompt <= deck.prompt_count; prompt++)
        check(deck_prompt_words(&deck, prompt, LANGUAGE_SO)->present);
    struct deck_outline outline;
    deck_outline_of(&deck, (const uint8_t[HASH_BYTES]){1}, &outline);
    check(outline.slide_count == deck.slide_count);
    return 0;
}

// Decks: round trip, the largest, fallback to English, the outline.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
// cmocka.h needs the ones above.
#include <cmocka.h>

#include "unit/wire/samples.h"
#include <stdlib.h>
#include <string.h>

static struct deck deck, back;
static uint8_t block[DECK_SCRATCH_BYTES];
static uint8_t bytes[DECK_BYTES_MAX];

static struct arena scratch_of(size_t size)
{
    struct arena scratch;
    arena_init(&scratch, block, size);
    return scratch;
}

static void trip(void)
{
    struct arena scratch = scratch_of(sizeof block);
    size_t size = 0;
    assert_int_equal(deck_encode(&deck, &scratch, bytes, sizeof bytes, &size), OK);
    assert_int_equal(deck_decode((struct span){bytes, size}, &scratch, &back), OK);
    assert_memory_equal(&back, &deck, sizeof deck);
}

static void what_is_read_was_written(void **state)
{
    (void)state;
    sample_deck(&deck);
    trip();
    for (int kind = PROMPT_FACES; kind <= PROMPT_KIND_LAST; kind++) {
        for (int class = CLASS_PLAIN; class <= CLASS_SENSITIVE; class ++) {
            // Words are always personal, and have at most four phrases.
            const bool text = kind == PROMPT_TEXT;
            if (text && class != CLASS_PERSONAL)
                continue;
            deck.prompts[0].kind = (enum prompt_kind)kind;
            deck.prompts[0].class = (enum privacy_class) class;
            deck.prompts[0].option_count = text ? PHRASES_MAX : OPTIONS_MAX;
            trip();
        }
    }
    for (int layout = LAYOUT_TITLE; layout <= LAYOUT_PICTURE; layout++) {
        deck.slides[0].layout = (enum slide_layout)layout;
        trip();
    }
    for (int kind = NOTE_SAY; kind <= NOTE_TIP; kind++) {
        deck.slides[0].words[LANGUAGE_EN].notes[0].kind = (enum note_kind)kind;
        trip();
    }
    for (int i = 0; i < LANGUAGES; i++) {
        deck.slides[0].words[i].present = true;
        trip();
    }
}

static void the_largest_deck_fits_its_scratch(void **state)
{
    (void)state;
    sample_deck_full(&deck, SLIDES_MAX, 60); // as many texts as there can be
    trip();
    sample_deck_full(&deck, 12, LINE_BYTES * 2); // fewer, each as long as it can be
    trip();
    sample_deck_full(&deck, SLIDES_MAX, LINE_BYTES * 2);
    struct arena scratch = scratch_of(sizeof block);
    size_t size = 77;
    assert_int_equal(deck_encode(&deck, &scratch, bytes, sizeof bytes, &size), ERR_TOO_LONG);
    assert_int_equal(size, 77);
}

static void a_small_scratch_is_an_error(void **state)
{
    (void)state;
    sample_deck(&deck);
    struct arena scratch = scratch_of(sizeof block);
    size_t size = 0;
    assert_int_equal(deck_encode(&deck, &scratch, bytes, sizeof bytes, &size), OK);
    bool sufficed = false;
    for (size_t cap = 0; cap < sizeof block && !sufficed; cap += sizeof deck / 7) {
        scratch = scratch_of(cap);
        const enum err err = deck_decode((struct span){bytes, size}, &scratch, &back);
        assert_true(err == OK || err == ERR_MEMORY);
        sufficed = err == OK;
    }
    assert_true(sufficed);
}

static void missing_words_fall_back_to_english(void **state)
{
    (void)state;
    sample_deck(&deck);
    assert_ptr_equal(deck_slide_words(&deck, 2, LANGUAGE_LO), &deck.slides[1].words[LANGUAGE_LO]);
    assert_ptr_equal(deck_slide_words(&deck, 2, LANGUAGE_ES), &deck.slides[1].words[LANGUAGE_EN]);
    assert_ptr_equal(deck_prompt_words(&deck, 1, LANGUAGE_LO), &deck.prompts[0].words[LANGUAGE_EN]);
    // A deck without English has nothing to fall back to.
    struct arena scratch = scratch_of(sizeof block);
    size_t size = 0;
    assert_int_equal(deck_encode(&deck, &scratch, bytes, sizeof bytes, &size), OK);
    size_t english = 0; // the DeckLanguage of English says no language: 0 is left out
    while (memcmp(bytes + english, "\x22\x06Stress", 8) != 0)
        english++;
    memcpy(bytes + english, "\x08\x01\x22\x04Stre", 8);
    assert_int_equal(deck_decode((struct span){bytes, size}, &scratch, &back), ERR_MALFORMED);
}

static void the_outline_is_what_a_session_needs(void **state)
{
    (void)state;
    sample_deck(&deck);
    strcpy(deck.languages[LANGUAGE_EN].title, "Stress\u200band you\u200b");
    const uint8_t hash[HASH_BYTES] = {1, 2, 3};
    struct deck_outline outline;
    deck_outline_of(&deck, hash, &outline);
    assert_memory_equal(outline.deck_hash, hash, sizeof hash);
    assert_string_equal(outline.module, "coping-with-stress");
    assert_string_equal(outline.module_title, "Coping with stress");
    assert_string_equal(outline.title, "Stressand you"); // no line breaks where none may stand
    assert_int_equal(outline.session_number, 2);
    assert_int_equal(outline.session_count, 3);
    assert_int_equal(outline.slide_count, 2);
    assert_int_equal(outline.prompt_count, 2);
    assert_string_equal(outline.prompts[1].key, "helps");
    assert_int_equal(outline.prompts[1].kind, PROMPT_CHOOSE_ALL);
    assert_int_equal(outline.prompts[1].class, CLASS_PLAIN);
    assert_int_equal(outline.prompts[1].option_count, 3);
    assert_int_equal(outline.prompts[1].slide, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_read_was_written),
        cmocka_unit_test(the_largest_deck_fits_its_scratch),
        cmocka_unit_test(a_small_scratch_is_an_error),
        cmocka_unit_test(missing_words_fall_back_to_english),
        cmocka_unit_test(the_outline_is_what_a_session_needs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// The curriculum that is shipped: every deck, edition and group is right, and they fit together.
#include "fixture.h"

#include "deck/deck_append.h"

#include "deck/curriculum.h"
#include "wire/deck.h"

static const char CURRICULUM[] = TEST_ASSETS "/curriculum";

static void every_deck_is_without_error(void **state)
{
    struct fixture *fixture = *state;
    struct deck_places *places = calloc(1, sizeof *places);
    assert_non_null(places);
    assert_int_equal(curriculum_list(CURRICULUM, places), OK);
    assert_true(places->count >= 3);
    for (size_t i = 0; i < places->count; i++) {
        char folder[PATH_BYTES];
        fixture_reset(fixture);
        assert_int_equal(curriculum_deck_folder(CURRICULUM, places->places[i].module,
                                                places->places[i].session, folder),
                         OK);
        enum err err =
            deck_load(folder, &fixture->art, &fixture->arena, &fixture->deck, &fixture->found);
        print_found(&fixture->found);
        assert_int_equal(err, OK);
        assert_string_equal(fixture->deck.module, places->places[i].module);
        assert_int_equal(fixture->deck.session_number, places->places[i].session);
        assert_true(fixture->deck.prompt_count > 0);
        // Nobody leads a group with an unreviewed English deck.
        assert_false(fixture->deck.languages[LANGUAGE_EN].draft);
    }
    free(places);
}

// What a deck says must reach the terminals and the record byte for byte.
static void every_deck_survives_the_wire(void **state)
{
    struct fixture *fixture = *state;
    struct deck_places *places = calloc(1, sizeof *places);
    struct deck *back = malloc(sizeof *back);
    uint8_t *bytes = malloc(DECK_BYTES_MAX);
    assert_true(places != NULL && back != NULL && bytes != NULL);
    assert_int_equal(curriculum_list(CURRICULUM, places), OK);
    for (size_t i = 0; i < places->count; i++) {
        char folder[PATH_BYTES];
        fixture_reset(fixture);
        assert_int_equal(curriculum_deck_folder(CURRICULUM, places->places[i].module,
                                                places->places[i].session, folder),
                         OK);
        assert_int_equal(
            deck_load(folder, &fixture->art, &fixture->arena, &fixture->deck, &fixture->found), OK);
        size_t size = 0;
        assert_int_equal(deck_encode(&fixture->deck, &fixture->arena, bytes, DECK_BYTES_MAX, &size),
                         OK);
        arena_reset(&fixture->arena);
        assert_int_equal(deck_decode((struct span){bytes, size}, &fixture->arena, back), OK);
        assert_memory_equal(back->slides, fixture->deck.slides, sizeof back->slides);
        assert_memory_equal(back->prompts, fixture->deck.prompts, sizeof back->prompts);
        assert_memory_equal(back->languages, fixture->deck.languages, sizeof back->languages);
        assert_string_equal(back->key, fixture->deck.key);
        assert_string_equal(back->licence, fixture->deck.licence);
    }
    free(bytes);
    free(back);
    free(places);
}

// The whole tree, as --check sees it, with everything that is told.
static void the_whole_tree_passes_its_check(void **state)
{
    struct fixture *fixture = *state;
    struct check_totals totals = {0};
    fixture_reset(fixture);
    assert_int_equal(
        deck_check_path(TEST_ASSETS, &fixture->art, &fixture->arena, &fixture->found, &totals), OK);
    print_found(&fixture->found);
    print_message("    %zu decks, %zu files, %zu warnings\n", totals.decks, totals.files,
                  fixture->found.warnings);
    assert_int_equal(fixture->found.errors, 0);
    assert_true(totals.decks >= 3 && totals.files > totals.decks);
}

static void editions_hold_the_decks_and_the_groups(void **state)
{
    struct fixture *fixture = *state;
    static struct edition edition;
    static struct group_plan group;
    static struct folder_names names;
    static struct deck_places places;
    size_t editions = 0;
    fixture_reset(fixture);
    assert_int_equal(curriculum_list(CURRICULUM, &places), OK);
    assert_int_equal(curriculum_list_yaml(TEST_ASSETS "/curriculum/editions", &names), OK);
    for (size_t i = 0; i < names.count; i++, editions++) {
        char path[PATH_BYTES];
        (void)snprintf(path, sizeof path, "%s/editions/%s.yaml", CURRICULUM, names.names[i]);
        enum err err = edition_load(path, &fixture->arena, &fixture->found, &edition);
        print_found(&fixture->found);
        assert_int_equal(err, OK);
        assert_string_equal(edition.key, names.names[i]);
        for (size_t at = 0; at < places.count; at++) {
            // The closing check-in is a ready set of prompts for any group, and no module.
            if (strcmp(places.places[at].module, "closing-check-in") == 0)
                continue;
            const struct edition_module *module =
                edition_find_module(&edition, places.places[at].module);
            assert_non_null(module);
            assert_true(places.places[at].session <= module->session_count);
        }
    }
    assert_true(editions > 0);
    if (curriculum_list_yaml(TEST_ASSETS "/curriculum/groups", &names) != OK)
        return; // samples may lie elsewhere
    for (size_t i = 0; i < names.count; i++) {
        char path[PATH_BYTES];
        (void)snprintf(path, sizeof path, "%s/groups/%s.yaml", CURRICULUM, names.names[i]);
        assert_int_equal(group_load(path, &fixture->arena, &fixture->found, &group), OK);
        (void)snprintf(path, sizeof path, "%s/editions/%s.yaml", CURRICULUM, group.edition);
        assert_int_equal(path_kind_of(path), PATH_FILE);
    }
}

static void load_place(struct fixture *fixture, const struct deck_place *place,
                       struct deck *out_deck)
{
    char folder[PATH_BYTES];
    assert_int_equal(curriculum_deck_folder(CURRICULUM, place->module, place->session, folder), OK);
    arena_reset(&fixture->arena);
    diagnostics_init(&fixture->found);
    assert_int_equal(deck_load(folder, NULL, &fixture->arena, out_deck, &fixture->found), OK);
}

// The ready closing check-in fits behind every session, of every module and so in every edition: four
// short questions, in five languages, two taps each.
static void the_closing_check_in_fits_behind_every_session(void **state)
{
    struct fixture *fixture = *state;
    static struct deck closing, deck, whole, back;
    static uint8_t bytes[DECK_BYTES_MAX];
    static struct deck_places places;
    const struct deck_place last = {.module = DECK_CLOSING_MODULE, .session = 1};
    load_place(fixture, &last, &closing);
    static const char *const keys[] = {"closing-heard", "closing-matters", "closing-way",
                                       "closing-overall"};
    assert_int_equal(closing.prompt_count, sizeof keys / sizeof keys[0]);
    for (uint8_t i = 0; i < closing.prompt_count; i++) {
        assert_string_equal(closing.prompts[i].key, keys[i]);
        assert_int_equal(closing.prompts[i].class, CLASS_PERSONAL);
        for (int language = 0; language < LANGUAGES; language++)
            assert_true(closing.prompts[i].words[language].present);
    }
    struct arena scratch;
    void *block = malloc(DECK_SCRATCH_BYTES);
    assert_non_null(block);
    arena_init(&scratch, block, DECK_SCRATCH_BYTES);
    assert_int_equal(curriculum_list(CURRICULUM, &places), OK);
    size_t sessions = 0;
    for (size_t i = 0; i < places.count; i++) {
        if (strcmp(places.places[i].module, DECK_CLOSING_MODULE) == 0)
            continue;
        load_place(fixture, &places.places[i], &deck);
        whole = deck;
        assert_int_equal(deck_append(&whole, &closing), OK);
        assert_int_equal(whole.slide_count, deck.slide_count + closing.slide_count);
        for (uint8_t prompt = 1; prompt <= whole.prompt_count; prompt++) {
            assert_int_equal(deck_prompt_is_closing(&whole, prompt), prompt > deck.prompt_count);
            if (prompt > deck.prompt_count)
                assert_true(whole.prompts[prompt - 1].slide > deck.slide_count);
        }
        size_t size = 0;
        assert_int_equal(deck_encode(&whole, &scratch, bytes, sizeof bytes, &size), OK);
        assert_int_equal(deck_decode((struct span){bytes, size}, &scratch, &back), OK);
        assert_memory_equal(&back, &whole, sizeof back);
        // Twice is refused, and leaves the deck as it is.
        assert_int_equal(deck_append(&back, &closing), ERR_EXISTS);
        assert_memory_equal(&back, &whole, sizeof back);
        sessions++;
    }
    free(block);
    assert_true(sessions >= 3);
    deck.prompt_count = PROMPTS_MAX - 3;
    assert_int_equal(deck_append(&deck, &closing), ERR_TOO_LONG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_deck_is_without_error),
        cmocka_unit_test(the_closing_check_in_fits_behind_every_session),
        cmocka_unit_test(every_deck_survives_the_wire),
        cmocka_unit_test(the_whole_tree_passes_its_check),
        cmocka_unit_test(editions_hold_the_decks_and_the_groups),
    };
    return cmocka_run_group_tests(tests, fixture_make, fixture_drop);
}

// The room screen: which of its screens a scene asks for, that each fits, and that an open question
// says nothing about who or how many.
#include "show/room.h"
#include "core/scene.h"
#include "fixture.h"
#include <stdio.h>

static char dump_text[2][65536];

static struct scene running(void)
{
    return (struct scene){
        .audience = AUDIENCE_ROOM, .phase = SCENE_RUNNING, .slide = 7, .slide_count = 14};
}

static void draw(const struct scene *scene, const struct deck *deck, enum language language)
{
    const struct room_view view = {
        .scene = scene, .deck = deck, .strings = world.golden.strings, .language = language};
    show_room(world.golden.list, world.golden.fonts, 1600, 900, &view);
}

static const char *dump(int which)
{
    struct out out = out_into(dump_text[which], sizeof dump_text[which]);
    draw_dump(world.golden.list, &out);
    assert_false(out.full);
    return dump_text[which];
}

// ----------------------------------------------------------------------------------- which screen

static void a_scene_asks_for_one_screen(void **state)
{
    (void)state;
    struct scene scene = {.audience = AUDIENCE_ROOM, .phase = SCENE_WAITING};
    assert_int_equal(show_room_screen(&scene), ROOM_WELCOME);
    scene = running();
    assert_int_equal(show_room_screen(&scene), ROOM_SLIDE);
    scene.slide = 0;
    assert_int_equal(show_room_screen(&scene), ROOM_PROMISE);
    scene.slide = 7;
    static const enum prompt_state OPEN[] = {PROMPT_OPENING, PROMPT_OPEN, PROMPT_CLOSING};
    scene.prompt = 1;
    for (int i = 0; i < 3; i++) {
        scene.prompt_state = OPEN[i];
        assert_int_equal(show_room_screen(&scene), ROOM_PROMPT);
    }
    // People are told for 20 s that they can still send, full or not.
    scene.box_full = true;
    assert_int_equal(show_room_screen(&scene), ROOM_PROMPT);
    scene.prompt_state = PROMPT_OPEN;
    assert_int_equal(show_room_screen(&scene), ROOM_FULL);
    scene.prompt_state = PROMPT_PAUSED;
    assert_int_equal(show_room_screen(&scene), ROOM_PAUSE);
    scene = running();
    scene.prompt = 1;
    scene.prompt_state = PROMPT_WITHHELD;
    assert_int_equal(show_room_screen(&scene), ROOM_SLIDE);
    scene.result_on = true;
    scene.release.kind = RELEASE_WITHHELD;
    assert_int_equal(show_room_screen(&scene), ROOM_RESULT);
    scene.paused = true;
    assert_int_equal(show_room_screen(&scene), ROOM_PAUSE);
    scene.blank = true;
    assert_int_equal(show_room_screen(&scene), ROOM_BLANK);
    scene.phase = SCENE_ENDED;
    assert_int_equal(show_room_screen(&scene), ROOM_ENDED);
}

static void a_blank_room_is_night_and_nothing_else(void **state)
{
    (void)state;
    struct scene scene = running();
    scene.blank = true;
    draw(&scene, world.golden.deck, LANGUAGE_EN);
    assert_int_equal(world.golden.list->item_count, 0);
    assert_int_equal(world.golden.list->part_count, 0);
    assert_int_equal(world.golden.list->ground, COLOR_NIGHT);
    // Also where the deck is not here: a blank room does not fall back to the welcome.
    assert_false(show_room_needs_deck(&scene));
    draw(&scene, NULL, LANGUAGE_EN);
    assert_int_equal(world.golden.list->item_count, 0);
    scene.blank = false;
    assert_true(show_room_needs_deck(&scene));
}

// ------------------------------------------------------------------------------------------ fits

static void try_scene(const struct scene *scene, const struct deck *deck, enum language language,
                      const char *name)
{
    char what[128];
    snprintf(what, sizeof what, "%s, %s, prompt %d, %s", name, deck->key, scene->prompt,
             language_name(language));
    draw(scene, deck, language);
    expect_clean(world.golden.list, LINT_ROOM, TEXT_LARGE, what);
}

static void every_state_fits_in_every_language(void **state)
{
    (void)state;
    for (int language = 0; language < LANGUAGES; language++) {
        enum language of = (enum language)language;
        struct scene scene = {.audience = AUDIENCE_ROOM, .phase = SCENE_WAITING};
        try_scene(&scene, world.golden.deck, of, "welcome");
        scene.phase = SCENE_ENDED;
        try_scene(&scene, world.golden.deck, of, "ended");
        scene = running();
        scene.slide = 0;
        try_scene(&scene, world.golden.deck, of, "promise");
        scene.paused = true;
        try_scene(&scene, world.golden.deck, of, "pause");
        scene = running();
        scene.prompt = 1;
        scene.prompt_state = PROMPT_OPEN;
        scene.box_full = true;
        try_scene(&scene, world.golden.deck, of, "full");
    }
}

static void every_question_fits_in_every_language(void **state)
{
    (void)state;
    for (int i = 0; i < DECKS; i++)
        for (uint8_t prompt = 1; prompt <= world.decks[i]->prompt_count; prompt++)
            for (int language = 0; language < LANGUAGES; language++) {
                struct scene scene = running();
                scene.prompt = prompt;
                scene.prompt_state = PROMPT_OPEN;
                try_scene(&scene, world.decks[i], (enum language)language, "open");
                scene.prompt_state = PROMPT_CLOSING;
                try_scene(&scene, world.decks[i], (enum language)language, "closing");
            }
}

static void every_slide_fits_in_every_language(void **state)
{
    (void)state;
    for (int i = 0; i < DECKS; i++)
        for (uint8_t slide = 1; slide <= world.decks[i]->slide_count; slide++)
            for (int language = 0; language < LANGUAGES; language++) {
                struct scene scene = running();
                scene.slide = slide;
                try_scene(&scene, world.decks[i], (enum language)language, "slide");
                expect_part(world.golden.list, "slide", rect_of(0, 0, 1600, 900));
            }
}

static void the_question_stands_as_designed(void **state)
{
    (void)state;
    struct scene scene = running();
    scene.prompt = 1;
    scene.prompt_state = PROMPT_OPEN;
    draw(&scene, world.golden.deck, LANGUAGE_EN);
    expect_part(world.golden.list, "calm", rect_of(1132, 84, 372, 732));
}

// --------------------------------------------------------------------------------------- privacy

// Whatever the scene's other parts would say of a box, an open question looks the same.
static void an_open_question_tells_nothing_of_the_box(void **state)
{
    (void)state;
    struct scene quiet = running();
    quiet.prompt = 1;
    quiet.prompt_state = PROMPT_OPEN;
    quiet.prompt_class = CLASS_PERSONAL;
    draw(&quiet, world.golden.deck, LANGUAGE_EN);
    const char *kept = dump(0);
    static const enum box_state BOXES[] = {BOX_WAITING, BOX_ENOUGH, BOX_FULL};
    for (int i = 0; i < 3; i++) {
        struct scene loud = quiet;
        loud.box_state = BOXES[i];
        loud.box_count_known = true;
        loud.box_count = (uint8_t)(3 + i);
        loud.people = loud.places = (uint8_t)(8 + i);
        loud.screens_lost = (uint16_t)i;
        loud.revision = 40 + (uint32_t)i;
        loud.session_ms = 60000 * (uint64_t)(i + 1);
        loud.prompt_since_ms = 1000;
        draw(&loud, world.golden.deck, LANGUAGE_EN);
        assert_string_equal(dump(1), kept);
    }
    struct scene full = quiet;
    full.box_full = true;
    draw(&full, world.golden.deck, LANGUAGE_EN);
    assert_string_not_equal(dump(1), kept);
}

// The same through the door that makes scenes: the room's is blind to all but full.
static void the_rooms_scene_of_any_box_draws_the_same(void **state)
{
    (void)state;
    struct session *session = calloc(1, sizeof *session);
    assert_non_null(session);
    session->phase = SESSION_RUNNING;
    session->slide = 2;
    session->prompt = 1;
    session->prompt_state = PROMPT_OPEN;
    session->prompt_class = CLASS_PERSONAL;
    session->places = session->people = 8;
    session->begin.deck.slide_count = world.golden.deck->slide_count;
    static const struct box_view BOXES[] = {{.state = BOX_WAITING},
                                            {.state = BOX_ENOUGH},
                                            {.state = BOX_ENOUGH, .count_known = true, .count = 7},
                                            {.state = BOX_FULL}};
    for (int i = 0; i < 4; i++) {
        struct scene scene;
        scene_of(session, &BOXES[i], AUDIENCE_ROOM, &scene);
        draw(&scene, world.golden.deck, LANGUAGE_EN);
        const char *now = dump(i == 0 ? 0 : 1);
        if (i > 0)
            assert_int_equal(strcmp(now, dump_text[0]) == 0, BOXES[i].state != BOX_FULL);
    }
    free(session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_scene_asks_for_one_screen),
        cmocka_unit_test(a_blank_room_is_night_and_nothing_else),
        cmocka_unit_test(every_state_fits_in_every_language),
        cmocka_unit_test(every_question_fits_in_every_language),
        cmocka_unit_test(every_slide_fits_in_every_language),
        cmocka_unit_test(the_question_stands_as_designed),
        cmocka_unit_test(an_open_question_tells_nothing_of_the_box),
        cmocka_unit_test(the_rooms_scene_of_any_box_draws_the_same),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}

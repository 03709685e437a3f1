#include "fixture.h"
#include "ui/ui.h"
#include <SDL2/SDL.h>
#include <SDL2/SDL_image.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

static struct draw_list list;
static struct ui *ui;

static int open_ui(void **state)
{
    (void)state;
    char message[UI_MESSAGE_BYTES] = "";
    struct ui_options options = {.title = "test",
                                 .assets = TEST_ASSETS,
                                 .windowed = true,
                                 .place = {.width = 1280, .height = 800},
                                 .steady = true};
    if (ui_create(&options, &ui, message) != OK)
        fail_msg("%s", message);
    return 0;
}

static int close_ui(void **state)
{
    (void)state;
    ui_destroy(ui);
    return 0;
}

// What the window holds now, against the same list painted whole.
static void same_as_picture(void)
{
    static const char PATH[] = "window-test.png";
    assert_int_equal(ui_picture(ui, &list, PATH), OK);
    SDL_RWops *file = SDL_RWFromFile(PATH, "rb");
    assert_non_null(file);
    SDL_Surface *loaded = IMG_LoadPNG_RW(file);
    SDL_RWclose(file);
    assert_non_null(loaded);
    SDL_Surface *wanted = SDL_ConvertSurfaceFormat(loaded, SDL_PIXELFORMAT_RGB888, 0);
    SDL_Surface *shown = SDL_GetWindowSurface(SDL_GetWindowFromID(1));
    assert_non_null(shown);
    assert_int_equal(shown->w, wanted->w);
    assert_int_equal(shown->h, wanted->h);
    int wrong = 0;
    for (int y = 0; y < shown->h; y++)
        for (int x = 0; x < shown->w; x++) {
            uint32_t a, b;
            memcpy(&a, (uint8_t *)shown->pixels + y * shown->pitch + 4 * x, 4);
            memcpy(&b, (uint8_t *)wanted->pixels + y * wanted->pitch + 4 * x, 4);
            wrong += (a & 0xFFFFFF) != (b & 0xFFFFFF);
        }
    SDL_FreeSurface(loaded);
    SDL_FreeSurface(wanted);
    remove(PATH);
    assert_int_equal(wrong, 0);
}

static void only_what_changed_is_painted_and_nothing_is_missed(void **state)
{
    (void)state;
    struct hand hand;
    hand_init(&hand, true);
    question_screen(&list, ui_fonts(ui), &hand, 1);
    assert_true(ui_show(ui, UI_MAIN, &list));
    same_as_picture();
    assert_false(ui_show(ui, UI_MAIN, &list));
    static const uint32_t PRESSED[] = {KEY_SEND, KEY_ANSWER, KEY_TOOL, 0, KEY_LETTER};
    for (size_t i = 0; i < sizeof(PRESSED) / sizeof(PRESSED[0]); i++) {
        hand.pressed = PRESSED[i];
        hand_focus(&hand, KEY_ANSWER + (uint32_t)(i % 3), i % 2 == 0);
        question_screen(&list, ui_fonts(ui), &hand, 1);
        assert_true(ui_show(ui, UI_MAIN, &list));
        struct ui_cost cost = ui_last_cost(ui);
        assert_in_range(cost.cells_painted, 1, cost.cells / 2);
        same_as_picture();
    }
}

static void a_prepared_screen_is_the_same_screen(void **state)
{
    (void)state;
    question_screen(&list, ui_fonts(ui), NULL, 1);
    ui_show(ui, UI_MAIN, &list);
    struct canvas canvas = list.canvas;
    draw_begin(&list, &canvas, ui_fonts(ui), NULL, COLOR_NIGHT);
    draw_screen(&list, 5);
    widget_hills(&list, rect_of(0, 0, 1280, 800), true);
    draw_end(&list);
    ui_prepare(ui, UI_MAIN, &list);
    assert_true(ui_is_prepared(ui, UI_MAIN, &list));
    assert_true(ui_show(ui, UI_MAIN, &list));
    same_as_picture();
}

static void a_fade_ends_with_the_new_screen(void **state)
{
    (void)state;
    question_screen(&list, ui_fonts(ui), NULL, 1);
    ui_show(ui, UI_MAIN, &list);
    ui_set_steady(ui, false);
    draw_begin(&list, &(struct canvas){1280, 800, 1, 1280, 800, 0, 0}, ui_fonts(ui), NULL,
               COLOR_PINE);
    draw_screen(&list, 8);
    draw_end(&list);
    assert_true(ui_show(ui, UI_MAIN, &list));
    struct ui_input input;
    uint64_t from = ui_now_ms();
    while (ui_now_ms() < from + 300)
        ui_wait(ui, 300, &input);
    same_as_picture();
    ui_set_steady(ui, true);
}

static void pixels_of_text_are_bounded(void **state)
{
    (void)state;
    struct text_style style = text_style_of(TYPE_H0, TEXT_LARGE, TONGUE_EN, COLOR_INK);
    struct canvas canvas = canvas_participant(1280, 800);
    for (int frame = 0; frame < 30; frame++) {
        draw_begin(&list, &canvas, ui_fonts(ui), NULL, COLOR_PAPER);
        for (int line = 0; line < 10; line++) {
            char text[64];
            snprintf(text, sizeof(text), "Words no other frame has %d", frame * 10 + line);
            draw_text(&list, rect_of(40, 76 * (float)line, 1200, 76), &style, text);
        }
        draw_end(&list);
        assert_true(ui_show(ui, UI_MAIN, &list));
        struct fonts_load load = fonts_load(ui_fonts(ui));
        assert_true(load.pieces >= 10 && load.pieces <= load.pieces_max);
        assert_true(load.bytes <= load.bytes_max);
    }
    // More was painted than the cache may hold, so it did let go.
    assert_true(fonts_load(ui_fonts(ui)).pieces < 300);
    same_as_picture();
}

static void forgetting_covers_the_window(void **state)
{
    (void)state;
    struct text_style style = text_style_of(TYPE_H2, TEXT_LARGE, TONGUE_EN, COLOR_INK);
    style.secret = true;
    struct canvas canvas = canvas_participant(1280, 800);
    draw_begin(&list, &canvas, ui_fonts(ui), NULL, COLOR_PAPER);
    draw_text(&list, rect_of(50, 50, 900, 46), &style, "my garden");
    draw_end(&list);
    ui_show(ui, UI_MAIN, &list);
    ui_prepare(ui, UI_MAIN, &list);
    assert_true(fonts_load(ui_fonts(ui)).secrets > 0);
    ui_forget(ui);
    assert_int_equal(fonts_load(ui_fonts(ui)).secrets, 0);
    assert_false(ui_is_prepared(ui, UI_MAIN, &list));
    draw_begin(&list, &canvas, ui_fonts(ui), NULL, COLOR_PAPER);
    draw_end(&list);
    same_as_picture();
}

static bool next_input(enum ui_kind kind, struct ui_input *out_input)
{
    while (ui_wait(ui, 1000, out_input))
        if (out_input->kind == kind)
            return true;
    return false;
}

static void push(SDL_Event event)
{
    event.common.timestamp = SDL_GetTicks();
    assert_int_equal(SDL_PushEvent(&event), 1);
}

static void events_become_inputs_on_the_canvas(void **state)
{
    (void)state;
    struct canvas canvas = canvas_fitted(1280, 800, 640, 400);
    ui_set_canvas(ui, UI_MAIN, &canvas);
    struct ui_input input;
    push((SDL_Event){.tfinger = {.type = SDL_FINGERDOWN, .fingerId = 3, .x = 0.5F, .y = 0.25F}});
    assert_true(next_input(UI_PRESS, &input));
    assert_true(input.touch && input.x == 320 && input.y == 100);
    push((SDL_Event){.tfinger = {.type = SDL_FINGERDOWN, .fingerId = 4, .x = 0.9F, .y = 0.9F}});
    assert_true(next_input(UI_CANCEL, &input));
    push((SDL_Event){.tfinger = {.type = SDL_FINGERUP, .fingerId = 3}});
    push((SDL_Event){.tfinger = {.type = SDL_FINGERUP, .fingerId = 4}});
    // A mouse that is only a copy of the touch is dropped.
    push((SDL_Event){.button = {.type = SDL_MOUSEBUTTONDOWN,
                                .which = SDL_TOUCH_MOUSEID,
                                .button = SDL_BUTTON_LEFT}});
    push((SDL_Event){
        .button = {.type = SDL_MOUSEBUTTONDOWN, .button = SDL_BUTTON_LEFT, .x = 200, .y = 100}});
    assert_true(next_input(UI_PRESS, &input));
    assert_false(input.touch);
    assert_true(input.x == 100 && input.y == 50);
    push((SDL_Event){
        .key = {.type = SDL_KEYDOWN, .keysym = {.sym = SDLK_F3, .mod = KMOD_LCTRL}, .repeat = 1}});
    assert_true(next_input(UI_KEY, &input));
    assert_int_equal(input.key, KEY_F1 + 2);
    assert_int_equal(input.mods, MOD_CTRL);
    assert_true(input.repeat);
    // What may not be in a text does not come in.
    SDL_Event bad = {.text = {.type = SDL_TEXTINPUT}}, good = bad;
    memcpy(bad.text.text, "\xE2\x80\xAE", 4);
    memcpy(good.text.text, "ñ", 3);
    push(bad);
    push(good);
    assert_true(next_input(UI_TEXT, &input));
    assert_string_equal(input.text, "ñ");
}

static void *ring_often(void *argument)
{
    for (int i = 0; i < 1000; i++)
        ui_bell_ring(argument);
    return NULL;
}

static void many_rings_make_one_bell(void **state)
{
    (void)state;
    pthread_t thread;
    struct ui_input input;
    while (ui_wait(ui, 0, &input))
        continue;
    assert_int_equal(pthread_create(&thread, NULL, ring_often, ui), 0);
    pthread_join(thread, NULL);
    assert_true(next_input(UI_BELL, &input));
    assert_false(ui_wait(ui, 0, &input) && input.kind == UI_BELL);
    ui_bell_ring(ui);
    assert_true(next_input(UI_BELL, &input));
}

static void a_picture_needs_no_display(void **state)
{
    (void)state;
    struct ui *quiet = NULL;
    char message[UI_MESSAGE_BYTES] = "";
    struct ui_options options = {.assets = TEST_ASSETS, .headless = true};
    assert_int_equal(ui_create(&options, &quiet, message), OK);
    question_screen(&list, ui_fonts(quiet), NULL, 1);
    assert_false(ui_show(quiet, UI_MAIN, &list));
    assert_int_equal(ui_picture(quiet, &list, "quiet.png"), OK);
    FILE *file = fopen("quiet.png", "rb");
    assert_non_null(file);
    fseek(file, 0, SEEK_END);
    assert_true(ftell(file) > 10000);
    fclose(file);
    remove("quiet.png");
    assert_int_equal(ui_picture(quiet, &list, "no/such/folder/quiet.png"), ERR_IO);
    ui_destroy(quiet);
    options.assets = "no/such/folder";
    assert_int_equal(ui_create(&options, &quiet, message), ERR_NOT_FOUND);
    assert_non_null(strstr(message, "no/such/folder"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(only_what_changed_is_painted_and_nothing_is_missed, open_ui,
                                        close_ui),
        cmocka_unit_test_setup_teardown(a_prepared_screen_is_the_same_screen, open_ui, close_ui),
        cmocka_unit_test_setup_teardown(a_fade_ends_with_the_new_screen, open_ui, close_ui),
        cmocka_unit_test_setup_teardown(pixels_of_text_are_bounded, open_ui, close_ui),
        cmocka_unit_test_setup_teardown(forgetting_covers_the_window, open_ui, close_ui),
        cmocka_unit_test_setup_teardown(events_become_inputs_on_the_canvas, open_ui, close_ui),
        cmocka_unit_test_setup_teardown(many_rings_make_one_bell, open_ui, close_ui),
        cmocka_unit_test(a_picture_needs_no_display),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

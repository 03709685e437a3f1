#include "supervisor_world.h"

#include <stdlib.h>
#include <string.h>

static void make_app(struct world *world)
{
    struct app *app = &world->app;
    char message[UI_MESSAGE_BYTES];
    struct ui_options ui = {.title = "test", .assets = TEST_ASSETS, .headless = true};
    if (ui_create(&ui, &app->ui, message) != OK)
        fail_msg("%s", message);
    struct arena arena;
    app->strings_block = malloc(STRINGS_ARENA_BYTES);
    arena_init(&arena, app->strings_block, STRINGS_ARENA_BYTES);
    assert_int_equal(
        strings_load(TEST_ASSETS "/strings", &arena, &world->diagnostics, &app->strings), OK);
    app->disk = fake_disk_of(world->fake);
    app->options = &world->options;
    app->key = world->record->key;
    random_seeded_init(&world->random, 4);
    app->random = &world->random.source;
    app->canvas = canvas_staff(1280, 800, 0);
    assert_true(app_lend_memory(app));
    app->facts = SIZE_MAX;
    app->screen = SCREEN_SESSIONS;
    hand_init(&app->hand, false);
    assert_true(app_list(app, "s"));
}

int world_setup(void **state)
{
    struct world *world = calloc(1, sizeof *world);
    world->fake = fake_disk_create();
    const struct disk *disk = fake_disk_of(world->fake);
    world->record = help_record_make(disk, "s", "review.key", 7);
    help_meeting(world->record, 2);
    world->stranger = help_record_make(disk, "s", "stranger.key", 9);
    help_meeting(world->stranger, 1);
    make_app(world);
    *state = world;
    return 0;
}

int world_teardown(void **state)
{
    struct world *world = *state;
    struct app *app = &world->app;
    app_close_meeting(app);
    shelf_close(&app->shelf);
    ui_destroy(app->ui);
    free(app->chosen);
    free(app->checked);
    app_release_memory(app);
    free(app->strings_block);
    help_record_free(world->record);
    help_record_free(world->stranger);
    fake_disk_destroy(world->fake);
    free(world);
    return 0;
}

void look_at_all(struct app *app)
{
    while (shelf_look(&app->shelf, app->key))
        app_choose(app);
    app->filter.weeks = 0;
    app_choose(app);
}

void press(struct app *app, uint32_t key, int mods)
{
    app_key(app, &(struct ui_input){.kind = UI_KEY, .key = key, .mods = mods});
}

void touch(struct app *app, uint32_t part)
{
    app_act(app, part, &(struct ui_input){0});
}

void open_first(struct app *app)
{
    look_at_all(app);
    press(app, KEY_DOWN, 0);
    press(app, KEY_ENTER, 0);
    assert_int_equal(app->screen, SCREEN_OVERVIEW); // the review page comes first
    touch(app, PART_REPLAY);
    assert_int_equal(app->screen, SCREEN_REPLAY);
}

void name_exports(struct world *world)
{
    static const char notice[] = "42 CFR part 2 prohibits unauthorized disclosure.";
    world->options.out_path = "exports";
    world->options.review.notice = "notice.txt";
    world->options.review.export_log = "exports.csv";
    fake_disk_put(world->fake, "notice.txt", notice, sizeof notice - 1);
    assert_true(app_name_exports(&world->app));
}

#pragma once
// The supervisor's window without a window, for the tests of its pages: two records on the disk in memory,
// one of them sealed to somebody else, and what hands do. Include it before cmocka's header.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// cmocka's header needs the four above.
#include "fake_disk.h"
#include "supervisor/app.h"
#include "supervisor_help.h"
#include <cmocka.h>

struct world {
    struct fake_disk *fake;
    struct help_record *record;
    struct help_record *stranger;
    struct app app;
    struct supervisor_options options;
    struct diagnostics diagnostics;
    struct random_seeded random;
};

// cmocka's setup and teardown: each test has a world of its own.
int world_setup(void **state);
int world_teardown(void **state);
#define EACH(test) cmocka_unit_test_setup_teardown(test, world_setup, world_teardown)

// Reads every record of the folder, as the window does in its spare moments, and shows all dates.
void look_at_all(struct app *app);
void press(struct app *app, uint32_t key, int mods);
void touch(struct app *app, uint32_t part);
// Opens the first record, on the replay.
void open_first(struct app *app);
// Gives the window a folder for exports, a notice to print on them and a log of them.
void name_exports(struct world *world);

#pragma once
// The program: a console, and whoever uses it: the window, a script, or nobody (headless). One
// loop, on the main thread.
#include "facilitator/console.h"
#include "facilitator/options.h"
#include "facilitator/stage.h"
#include "room/script.h"
#include <stdio.h>

struct app {
    const struct facilitator_options *options;
    struct console *console;
    struct stage *stage;    // the window; headless only once a picture was asked for
    bool pairing;           // a script's "pair" waits for its file
    bool printing;          // a script's "sheet" waits for its file
    bool beginning;         // a script's "begin" waits for its answer
    struct script *script;  // NULL: none
    bool headless_stage;    // .stage paints pictures only
    bool script_reads;      // it waits for its file descriptor
    FILE *transcript;       // NULL: none; written by the hub's thread
    uint32_t asked;         // serial of the script's last request
    uint64_t talk_until_ms; // session time; 0 when nobody talks
    uint64_t wake_at_ms;    // monotonic: when the script should be looked at again; 0: not
    uint32_t told_refusals; // that --json has printed
    uint32_t told_revision;
    bool told;
    bool quit;
};

// Opens the console and the script and unlocks if the options name a passphrase. Complains by
// itself. Returns -1 to go on, or an exit code.
int app_open(struct app *app, const struct facilitator_options *options);
void app_close(struct app *app);
// Prints the newest scene where --json asks for it, once a revision.
void app_tell(struct app *app);
// Runs the script as far as it goes. True while the program should go on; *out_code is set when not.
bool app_script(struct app *app, int *out_code);
// The loop without a window, and the one with it. Each returns an exit code.
int app_run_headless(struct app *app);
int app_run_window(struct app *app);
// Whether app_open has opened a window.
bool app_has_window(const struct app *app);
// The present console, or the room screen, as a PNG; makes a stage where there is no window.
enum err app_picture(struct app *app, bool room, const char *path) MUST_USE;
// Touches the part of that name; makes a stage where there is no window. ERR_NOT_FOUND.
enum err app_press(struct app *app, const char *name) MUST_USE;
// Types into the field of that name; makes a stage where there is no window. ERR_NOT_FOUND.
enum err app_type(struct app *app, const char *name, const char *text) MUST_USE;
// The closing page's sheet as a PDF file; makes a stage where there is no window. ERR_NOT_FOUND: there is
// no closing page now.
enum err app_sheet(struct app *app, const char *path) MUST_USE;

// The console's own script verbs.
extern const struct script_verb facilitator_verbs[];
size_t facilitator_verb_count(void);
enum script_step facilitator_command(void *program, const struct command *command,
                                     struct out *out_problem);
enum script_step facilitator_answer(void *program, enum refusal *out_refusal);
enum script_step facilitator_holds(void *program, const char *name, const char *value,
                                   struct out *out_problem);

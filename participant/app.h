#pragma once
// The program: a terminal, and whoever uses it: the window, a script, or nobody (headless). One
// loop, on the main thread.
#include "participant/options.h"
#include "participant/terminal.h"
#include "participant/window.h"
#include "participant/words.h"
#include "room/script.h"
#include <stdio.h>

enum {
    PARTICIPANT_VERBS_MAX = 64
};

struct app {
    const struct participant_options *options;
    struct profile profile;
    struct words *words; // headless: for lines that people share; else the window has them
    struct terminal *terminal;
    struct terminal_window *window; // NULL: headless, until a script asks for a picture
    struct script_verb verbs[PARTICIPANT_VERBS_MAX]; // for the script's life
    struct script *script;                           // NULL: none
    bool script_reads;                               // it waits for its file descriptor
    uint64_t talk_until_ms; // monotonic; 0 when the script lets nobody talk
    FILE *transcript;       // NULL: none
    uint32_t told_revision; // of the last scene that --json and --transcript printed
    bool told;
    bool quit;
};

// Opens the data folder, pairs if asked to, starts the link, opens the script. Complains by itself.
// Returns -1 to go on, or an exit code.
int app_open(struct app *app, const struct participant_options *options);
void app_close(struct app *app);
// --witnesses: copies them and gives the exit code. The terminal itself may run meanwhile.
int app_witnesses(const struct participant_options *options);
// Prints the newest scene where the options ask for it, once a revision.
void app_tell(struct app *app);
// Runs the script as far as it goes. True while the program should go on; *out_code is set when not.
bool app_script(struct app *app, int *out_code);
// When the loop has something to do by itself, on the clock of room/wall.h; UINT64_MAX: never.
uint64_t app_due_ms(const struct app *app);
// The loop without a window, and with one. Each returns an exit code.
int app_run_headless(struct app *app);
int app_run_window(struct app *app);
// The window, or headless a page in its place that is made when it is first asked for. NULL after a
// complaint.
struct terminal_window *app_window(struct app *app);

// The terminal's own script verbs.
size_t participant_verbs(struct script_verb verbs[PARTICIPANT_VERBS_MAX]);
enum script_step participant_holds(void *program, const char *name, const char *value,
                                   struct out *out_problem);

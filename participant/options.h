#pragma once
// The command line of imr-participant.
#include "ui/ui.h"
#include "wire/words.h"
#include <stdbool.h>
#include <stdint.h>

struct participant_options {
    const char *data;       // NULL: the default folder
    const char *assets;     // folder of icons, words and pictures
    const char *pair_file;  // NULL: paired already
    const char *witnesses;  // copy this terminal's witnesses to it, and leave
    const char *script;     // practice only; "-" is standard input
    const char *transcript; // practice only
    bool staff_code;        // set it and leave
    bool practice;
    bool json; // practice only
    bool headless;
    bool window; // else the whole screen
    struct ui_place place;
    enum language language; // the table's, until somebody chooses
};

enum {
    EXIT_DONE = 0,
    EXIT_FAILED = 1, // a script failed
    EXIT_USE = 2
};

// Returns -1 to go on, or an exit code after printing help, version or a complaint.
int participant_options_read(int argc, char **argv, const char *version,
                             struct participant_options *options);
// One line on standard error: what, which, what to do next. Returns EXIT_USE.
int complain(const char *what, const char *which, const char *next);

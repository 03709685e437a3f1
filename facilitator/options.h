#pragma once
// The command line of imr-facilitator.
#include "paper/paper.h"
#include "room/hub.h"
#include "ui/ui.h"
#include "wire/words.h"
#include <stdbool.h>
#include <stdint.h>

struct facilitator_options {
    const char *data;   // NULL: the default folder
    const char *assets; // folder of icons, words, pictures and the curriculum
    const char *bind;   // NULL: the one private address
    uint16_t port;      // the first of three
    const char *unlock_file;
    const char *second_path; // NULL: as the settings say
    const char *script;      // "-" is standard input
    const char *transcript;
    bool practice;
    bool json;
    bool headless;
    bool window; // else the whole screen
    struct ui_place place;
    enum language language; // of the console's own words
    enum room_key_use room_key;
    enum paper_size paper;
    // One thing to do and leave.
    const char *check;        // a path
    const char *blank_card;   // where the sheet of blank goal cards is to go
    const char *pair_file;    // with .screen
    uint16_t screen;          // 0: not said
    uint16_t unpair;          // 0: not said
    const char *reset_goals;  // a group's name: its wrong cards are forgiven
    const char *add_reviewer; // a public review key
    const char *role;         // with it: supervisor, own or recovery; NULL: supervisor
    const char *words;        // with it: the six words that the key's owner read aloud
    const char *turn_off, *turn_on, *remove_reviewer; // a name, or the beginning of its six words
    bool reviewers;                                   // list them
};

enum {
    EXIT_DONE = 0,
    EXIT_FAILED = 1, // a script failed, or --check found errors
    EXIT_USE = 2,
    PORT_DEFAULT = 47001
};

// Returns -1 to go on, or an exit code after printing help, version or a complaint.
int facilitator_options_read(int argc, char **argv, const char *version,
                             struct facilitator_options *options);
// One line on standard error: what, which, what to do next. Returns EXIT_USE.
int complain(const char *what, const char *which, const char *next);

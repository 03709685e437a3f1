#pragma once
// The subcommands of imr-supervisor as a table. Every one works without a display.
// Exit codes: 0 done and, for verify, complete; 1 the record is not complete; 2 wrong use or a
// file, key or folder that cannot be used.
#include "ui/ui.h"
#include <stdbool.h>
#include <stdio.h>

enum {
    WITNESS_FILES_MAX = 64
};

enum {
    REVIEW_SCORES_MAX = 32
};

// What review and export are told.
struct review_options {
    bool pdf, csv, bundle; // export; --json is an option of all
    const char *paper;     // "a4" or "letter"; NULL: a4
    const char *notice;    // the agency's, or NULL for the usual place
    const char *export_log;
    const char *scores[REVIEW_SCORES_MAX]; // "integrity:1=5"
    int score_count;
    const char *comment;
    const char *at;         // minute of the meeting that the comment is about
    const char *answer;     // which comment it answers
    const char *supervised; // "2026-11-06 45 in-person J. Ortiz, M. Reyes"
    bool live;
};

struct supervisor_options {
    const char *assets;
    const char *key_path;
    const char *passphrase_path; // "-" for standard input
    const char *out_path;
    const char *name;
    bool json;
    bool practice;
    bool recovery;                            // key new
    bool yes;                                 // prune: do it
    const char *witnesses[WITNESS_FILES_MAX]; // verify: books of terminals
    int witness_count;
    const char *words;    // verify: the six words of the attendance sheet
    const char *audience; // name, or NULL for all three
    struct review_options review;
    // The window.
    const char *records;  // folder
    const char *language; // name, or NULL for English
    const char *script;
    bool headless;
    bool fullscreen;
    struct ui_place place;
    int operand_count;
    char **operands;
};

enum {
    EXIT_DONE = 0,
    EXIT_INCOMPLETE = 1,
    EXIT_USE = 2
};

int supervisor_run(int argc, char **argv, const char *version, const char *assets);

int command_prune(const struct supervisor_options *options);
int command_list(const struct supervisor_options *options);
int command_key(const struct supervisor_options *options);
int command_export(const struct supervisor_options *options);
int command_review(const struct supervisor_options *options);
int command_trends(const struct supervisor_options *options);
int command_show(const struct supervisor_options *options);
int command_verify(const struct supervisor_options *options);

// One line on standard error: what, which, what to do next. Returns EXIT_USE.
int complain(const char *what, const char *which, const char *next);

#pragma once
// What the benchmark's programs share: options, samples, and figures printed as a table or as one
// JSON object a line. A figure stands beside its yardstick, taken in the same run, because a machine
// is only comparable with itself, and with itself only on the same afternoon. A missed goal is
// printed, not an error; a program fails only if what it measured did not work.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    BENCH_PATH_BYTES = 400,
    BENCH_NAME_BYTES = 64,
};

struct bench {
    const char *group; // "fanout", "rejoin", ...
    bool json;
    bool quick;                    // a few rounds: shows that it runs, the numbers mean little
    char bin[BENCH_PATH_BYTES];    // the folder this program lies in, where the others are too
    char folder[BENCH_PATH_BYTES]; // made for this run, on a real disk; removed at the end
    const char *mode;              // --as MODE: this process is a part of another's benchmark
    const char *mode_folder;       // --folder F: of that other
};

// Reads --json, --quick, --as and --folder; exits with 2 for anything else. Makes the folder beside
// the programs, so that its disk is the one the build is on and not a memory file system.
void bench_start(struct bench *bench, const char *group, int argc, char **argv);
void bench_finish(struct bench *bench);
// Gives up on this program: says why, removes the folder, exits with 1.
_Noreturn void bench_fail(struct bench *bench, const char *what);
// Rounds of a measurement: many, or few with --quick.
size_t bench_rounds(const struct bench *bench, size_t rounds);

double bench_now_us(void); // monotonic
double bench_cpu_us(void); // of this process

struct samples {
    double *values;
    size_t count, room;
    bool sorted;
};
void samples_init(struct samples *samples, size_t room); // aborts for want of memory
void samples_add(struct samples *samples, double value);
double samples_at(struct samples *samples, double part); // 0.5: the median; 0 when empty
void samples_finish(struct samples *samples);

enum goal {
    GOAL_NONE,       // printed because somebody will ask
    GOAL_RATIO_MOST, // product / yardstick at most .goal
    GOAL_MOST,       // product at most .goal
    GOAL_LEAST,      // product at least .goal
};

struct figure {
    const char *name; // "send.32.p50"
    const char *unit; // "us", "ms", "bytes", "cells/s", ...
    double product;
    const char *against; // what the yardstick is; NULL: there is none
    double yardstick;
    enum goal kind;
    double goal;
};
void figure_print(const struct bench *bench, const struct figure *figure);
// Prints NAME.p50 and NAME.p99 of two series; the goal, a ratio, counts for both. Either goal may be
// 0: none.
void figure_pair(const struct bench *bench, const char *name, const char *unit,
                 struct samples *product, const char *against, struct samples *yardstick,
                 double goal_p50, double goal_p99);

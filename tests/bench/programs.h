#pragma once
// The programs themselves as processes of a benchmark: a console and one terminal in practice mode,
// paired and with a reviewer, in folders of the benchmark's own.
#include "bench.h"
#include <sys/types.h>

enum {
    PROGRAM_PATH_BYTES = BENCH_PATH_BYTES + 64,
};

struct process {
    pid_t pid;
    int words; // what it prints
};

void process_start(struct bench *bench, struct process *process, char *const arguments[]);
void process_stop(struct process *process);
// Until it has printed "ready".
void process_ready(struct bench *bench, const struct process *process);
// Runs a command to its end; a failure ends the benchmark.
void process_run(struct bench *bench, char *const arguments[]);
double process_resident_mb(const struct process *process);

struct programs {
    char facilitator[PROGRAM_PATH_BYTES], participant[PROGRAM_PATH_BYTES];
    char supervisor[PROGRAM_PATH_BYTES], console[PROGRAM_PATH_BYTES];
    char terminal[PROGRAM_PATH_BYTES], review[PROGRAM_PATH_BYTES];
    char review_public[PROGRAM_PATH_BYTES], pair[PROGRAM_PATH_BYTES];
    char lead[PROGRAM_PATH_BYTES], stay[PROGRAM_PATH_BYTES], port[8];
};

// Makes the keys and the pairing file. lead is the console's script.
void programs_make(struct bench *bench, struct programs *programs, const char *name,
                   const char *lead);

#include "bench.h"

#include "base/check.h"
#include "base/out.h"
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static _Noreturn void usage(const char *group, const char *wrong)
{
    fprintf(stderr, "bench-%s: %s; usage: bench-%s [--json] [--quick]\n", group, wrong, group);
    exit(2);
}

static void bin_find(struct bench *bench)
{
    ssize_t size = readlink("/proc/self/exe", bench->bin, sizeof bench->bin - 1);
    check(size > 0 && (size_t)size < sizeof bench->bin - 1);
    bench->bin[size] = '\0';
    char *slash = strrchr(bench->bin, '/');
    check(slash != NULL);
    *slash = '\0';
}

static void folder_make(struct bench *bench)
{
    struct out out = out_into(bench->folder, sizeof bench->folder);
    out_text(&out, bench->bin);
    out_text(&out, "/bench-");
    out_text(&out, bench->group);
    out_text(&out, "-XXXXXX");
    check(!out.full);
    if (mkdtemp(bench->folder) != NULL)
        return;
    fprintf(stderr, "bench-%s: cannot make a folder in %s: %s\n", bench->group, bench->bin,
            strerror(errno));
    exit(2);
}

void bench_start(struct bench *bench, const char *group, int argc, char **argv)
{
    *bench = (struct bench){.group = group};
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--json") == 0)
            bench->json = true;
        else if (strcmp(argv[i], "--quick") == 0)
            bench->quick = true;
        else if (strcmp(argv[i], "--as") == 0 && i + 1 < argc)
            bench->mode = argv[++i];
        else if (strcmp(argv[i], "--folder") == 0 && i + 1 < argc)
            bench->mode_folder = argv[++i];
        else
            usage(group, "unknown option");
    }
    bin_find(bench);
    if (bench->mode == NULL)
        folder_make(bench);
}

// One level and the one below it are all that a run makes.
static void folder_empty(const char *path, int levels)
{
    DIR *folder = opendir(path);
    if (folder == NULL)
        return;
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        char below[2 * BENCH_PATH_BYTES];
        struct stat status;
        struct out out = out_into(below, sizeof below);
        out_text(&out, path);
        out_text(&out, "/");
        out_text(&out, entry->d_name);
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 || out.full ||
            lstat(below, &status) != 0)
            continue;
        if (S_ISDIR(status.st_mode) && levels > 0)
            folder_empty(below, levels - 1);
        else
            (void)unlink(below);
    }
    closedir(folder);
    (void)rmdir(path);
}

void bench_finish(struct bench *bench)
{
    if (bench->folder[0] != '\0')
        folder_empty(bench->folder, 3);
    bench->folder[0] = '\0';
    fflush(stdout);
}

void bench_fail(struct bench *bench, const char *what)
{
    fprintf(stderr, "bench-%s: %s\n", bench->group, what);
    bench_finish(bench);
    exit(1);
}

size_t bench_rounds(const struct bench *bench, size_t rounds)
{
    enum {
        QUICK_ROUNDS = 5
    };
    return bench->quick && rounds > QUICK_ROUNDS ? QUICK_ROUNDS : rounds;
}

static double clock_us(clockid_t clock)
{
    struct timespec now;
    int read = clock_gettime(clock, &now);
    check(read == 0);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

double bench_now_us(void)
{
    return clock_us(CLOCK_MONOTONIC);
}

double bench_cpu_us(void)
{
    return clock_us(CLOCK_PROCESS_CPUTIME_ID);
}

void samples_init(struct samples *samples, size_t room)
{
    *samples = (struct samples){.room = room};
    samples->values = malloc(room * sizeof *samples->values);
    check(samples->values != NULL);
}

void samples_add(struct samples *samples, double value)
{
    check(samples->count < samples->room);
    samples->values[samples->count++] = value;
    samples->sorted = false;
}

static int compare(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

double samples_at(struct samples *samples, double part)
{
    check(part >= 0 && part <= 1);
    if (samples->count == 0)
        return 0;
    if (!samples->sorted)
        qsort(samples->values, samples->count, sizeof *samples->values, compare);
    samples->sorted = true;
    return samples->values[(size_t)(part * (double)(samples->count - 1) + 0.5)];
}

void samples_finish(struct samples *samples)
{
    free(samples->values);
    *samples = (struct samples){0};
}

static bool met(const struct figure *figure)
{
    switch (figure->kind) {
    case GOAL_NONE:
        return true;
    case GOAL_RATIO_MOST:
        return figure->product <= figure->goal * figure->yardstick;
    case GOAL_MOST:
        return figure->product <= figure->goal;
    case GOAL_LEAST:
        return figure->product >= figure->goal;
    }
    check_never("a goal is one of four");
}

static const char *goal_sign(enum goal kind)
{
    static const char *const signs[] = {[GOAL_NONE] = "",
                                        [GOAL_RATIO_MOST] = "at most ratio",
                                        [GOAL_MOST] = "at most",
                                        [GOAL_LEAST] = "at least"};
    return signs[kind];
}

static void print_json(const struct bench *bench, const struct figure *figure)
{
    printf("{\"figure\":\"%s.%s\",\"unit\":\"%s\",\"product\":%.4g", bench->group, figure->name,
           figure->unit, figure->product);
    if (figure->against != NULL)
        printf(",\"yardstick\":%.4g,\"against\":\"%s\",\"ratio\":%.3f", figure->yardstick,
               figure->against, figure->yardstick > 0 ? figure->product / figure->yardstick : 0);
    if (figure->kind != GOAL_NONE)
        printf(",\"goal\":\"%s\",\"limit\":%g,\"met\":%s", goal_sign(figure->kind), figure->goal,
               met(figure) ? "true" : "false");
    printf("}\n");
}

static void print_line(const struct bench *bench, const struct figure *figure)
{
    char name[BENCH_NAME_BYTES];
    snprintf(name, sizeof name, "%s.%s", bench->group, figure->name);
    printf("%-34s %10.4g %-9s", name, figure->product, figure->unit);
    if (figure->against != NULL)
        printf(" %10.4g  %-36s %6.2fx", figure->yardstick, figure->against,
               figure->yardstick > 0 ? figure->product / figure->yardstick : 0);
    if (figure->kind != GOAL_NONE)
        printf("  %s %g: %s", goal_sign(figure->kind), figure->goal,
               met(figure) ? "met" : "MISSED");
    printf("\n");
}

void figure_print(const struct bench *bench, const struct figure *figure)
{
    check(figure->kind != GOAL_RATIO_MOST || figure->against != NULL);
    if (bench->json)
        print_json(bench, figure);
    else
        print_line(bench, figure);
    fflush(stdout);
}

void figure_pair(const struct bench *bench, const char *name, const char *unit,
                 struct samples *product, const char *against, struct samples *yardstick,
                 double goal_p50, double goal_p99)
{
    static const struct {
        const char *tail;
        double part;
    } parts[] = {{".p50", 0.5}, {".p99", 0.99}};
    const double goals[] = {goal_p50, goal_p99};
    for (size_t i = 0; i < 2; i++) {
        char full[BENCH_NAME_BYTES];
        snprintf(full, sizeof full, "%s%s", name, parts[i].tail);
        struct figure figure = {.name = full,
                                .unit = unit,
                                .product = samples_at(product, parts[i].part),
                                .against = against,
                                .yardstick =
                                    yardstick != NULL ? samples_at(yardstick, parts[i].part) : 0,
                                .kind = goals[i] > 0 ? GOAL_RATIO_MOST : GOAL_NONE,
                                .goal = goals[i]};
        figure_print(bench, &figure);
    }
}

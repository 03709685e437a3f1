// What the programs cost while nothing happens: wake-ups a second (voluntary switches of every thread
// of the process, libzmq's included), processor time and resident memory of a console and a terminal
// with a session running, without windows and, where there is a display, with them. The yardstick is a
// process that does no more than hear one bare CURVE message a second.
#include "base/check.h"
#include "crowd.h"
#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    WATCH_MS = 20000,
    QUICK_MS = 1500,
    SETTLE_MS = 4000, // decks fetched, hellos said
    ARGUMENTS_MAX = 20,
    READY_MS = 30000,
};

struct usage {
    uint64_t switches;
    uint64_t busy_ns; // of all its threads
    uint64_t resident_kb;
};

struct process {
    pid_t pid;
    int words;
};

static void process_start(struct bench *bench, struct process *process, char *const arguments[])
{
    int words[2];
    if (pipe(words) != 0)
        bench_fail(bench, "no pipe");
    process->pid = fork();
    if (process->pid < 0)
        bench_fail(bench, "no process");
    if (process->pid == 0) {
        (void)dup2(words[1], STDOUT_FILENO);
        (void)dup2(words[1], STDERR_FILENO);
        (void)close(words[0]);
        execv(arguments[0], arguments);
        _exit(127);
    }
    close(words[1]);
    process->words = words[0];
}

static void process_stop(struct process *process)
{
    kill(process->pid, SIGTERM);
    while (waitpid(process->pid, NULL, 0) < 0 && errno == EINTR)
        continue;
    close(process->words);
}

static void run(struct bench *bench, char *const arguments[])
{
    struct process process;
    int status = 0;
    char text[512];
    process_start(bench, &process, arguments);
    while (read(process.words, text, sizeof text) > 0)
        continue;
    while (waitpid(process.pid, &status, 0) < 0 && errno == EINTR)
        continue;
    close(process.words);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        bench_fail(bench, arguments[0]);
}

static void ready_wait(struct bench *bench, const struct process *process)
{
    struct pollfd said = {.fd = process->words, .events = POLLIN};
    char text[512];
    ssize_t size = poll(&said, 1, READY_MS) == 1 ? read(process->words, text, sizeof text - 1) : 0;
    text[size > 0 ? size : 0] = '\0';
    if (strstr(text, "ready") != NULL)
        return;
    fprintf(stderr, "%s", text);
    bench_fail(bench, "a program did not become ready");
}

static uint64_t field_of(const char *path, const char *name)
{
    char line[256];
    unsigned long long value = 0;
    size_t size = strlen(name);
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return 0; // a thread that has just ended
    while (fgets(line, sizeof line, file) != NULL)
        if (strncmp(line, name, size) == 0)
            value = strtoull(line + size, NULL, 10);
    fclose(file);
    return value;
}

// Nanoseconds on a processor; the ticks of proc(5) would be as large as the goal.
static uint64_t busy_of(const char *task)
{
    char path[400];
    unsigned long long busy = 0;
    snprintf(path, sizeof path, "%s/schedstat", task);
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return 0; // a thread that has just ended
    int read = fscanf(file, "%llu", &busy);
    fclose(file);
    return read == 1 ? busy : 0;
}

static struct usage usage_of(pid_t pid)
{
    struct usage usage = {0};
    char path[300];
    snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
    usage.resident_kb = field_of(path, "VmRSS:");
    snprintf(path, sizeof path, "/proc/%d/task", (int)pid);
    DIR *tasks = opendir(path);
    check(tasks != NULL);
    for (struct dirent *task = readdir(tasks); task != NULL; task = readdir(tasks)) {
        if (task->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "/proc/%d/task/%s", (int)pid, task->d_name);
        usage.busy_ns += busy_of(path);
        snprintf(path, sizeof path, "/proc/%d/task/%s/status", (int)pid, task->d_name);
        usage.switches += field_of(path, "voluntary_ctxt_switches:");
    }
    closedir(tasks);
    return usage;
}

static void pass(int ms)
{
    (void)poll(NULL, 0, ms);
}

struct idle {
    double wakes, cpu, resident_mb;
};

static struct idle idle_of(const struct usage *from, const struct usage *to, int ms)
{
    double seconds = ms / 1000.0;
    return (struct idle){.wakes = (double)(to->switches - from->switches) / seconds,
                         .cpu = (double)(to->busy_ns - from->busy_ns) / 1e7 / seconds,
                         .resident_mb = (double)to->resident_kb / 1024};
}

static void print(struct bench *bench, const char *who, const struct idle *product,
                  const struct idle *bare, double goal_wakes, double goal_cpu)
{
    char name[BENCH_NAME_BYTES];
    static const char against[] = "one bare CURVE message a second";
    snprintf(name, sizeof name, "%s.wake-ups", who);
    figure_print(bench, &(struct figure){.name = name,
                                         .unit = "per s",
                                         .product = product->wakes,
                                         .against = against,
                                         .yardstick = bare->wakes,
                                         .kind = goal_wakes > 0 ? GOAL_MOST : GOAL_NONE,
                                         .goal = goal_wakes});
    snprintf(name, sizeof name, "%s.cpu", who);
    figure_print(bench, &(struct figure){.name = name,
                                         .unit = "percent",
                                         .product = product->cpu,
                                         .against = against,
                                         .yardstick = bare->cpu,
                                         .kind = GOAL_MOST,
                                         .goal = goal_cpu});
    snprintf(name, sizeof name, "%s.resident", who);
    figure_print(bench, &(struct figure){.name = name,
                                         .unit = "MB",
                                         .product = product->resident_mb,
                                         .against = against,
                                         .yardstick = bare->resident_mb});
}

// --- The yardstick: a process with one SUB socket.

static int bare_run(const char *folder)
{
    struct terminal_key keys[2];
    struct crowd crowd;
    FILE *file = fopen(folder, "r");
    unsigned port = 0;
    check(file != NULL);
    size_t got = fread(keys, sizeof keys, 1, file);
    check(got == 1 && fscanf(file, "%u", &port) == 1);
    fclose(file);
    crowd_bare(
        &crowd,
        &(struct crowd_config){
            .count = 1, .port = (uint16_t)port, .server_key = keys[0].public_key, .keys = &keys[1]},
        1);
    printf("ready\n");
    fflush(stdout);
    for (;;)
        (void)crowd_wait(&crowd, 3600e6, NULL, NULL);
}

static struct idle measure_bare(struct bench *bench, int ms)
{
    struct terminal_key keys[2];
    struct bare_hub hub;
    char path[BENCH_PATH_BYTES + 16], program[BENCH_PATH_BYTES + 16];
    terminal_keys_make(keys, 2);
    bare_hub_open(&hub, 0, &keys[0], 1);
    snprintf(path, sizeof path, "%s/bare", bench->folder);
    snprintf(program, sizeof program, "%s/bench-idle", bench->bin);
    FILE *file = fopen(path, "w");
    check(file != NULL);
    size_t put = fwrite(keys, sizeof keys, 1, file);
    fprintf(file, "%u", (unsigned)hub.port);
    check(put == 1 && fclose(file) == 0);
    char *arguments[] = {program, "--as", "bare", "--folder", path, NULL};
    struct process process;
    process_start(bench, &process, arguments);
    ready_wait(bench, &process);
    static const uint8_t scene[ENVELOPE_IDLE_BYTES];
    struct usage from = {0};
    for (int at = -2000; at < ms; at += 1000) {
        if (at == 0)
            from = usage_of(process.pid);
        bare_publish(&hub, scene, sizeof scene);
        pass(1000);
    }
    struct usage to = usage_of(process.pid);
    process_stop(&process);
    bare_hub_close(&hub);
    int whole = (ms + 999) / 1000 * 1000;
    return idle_of(&from, &to, whole);
}

// --- The programs.

static void script_write(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    check(file != NULL);
    fprintf(file, "%s", text);
    int closed = fclose(file);
    check(closed == 0);
}

struct paths {
    char facilitator[BENCH_PATH_BYTES + 32], participant[BENCH_PATH_BYTES + 32];
    char supervisor[BENCH_PATH_BYTES + 32], console[BENCH_PATH_BYTES + 32];
    char terminal[BENCH_PATH_BYTES + 32], review[BENCH_PATH_BYTES + 32];
    char review_public[BENCH_PATH_BYTES + 32], pair[BENCH_PATH_BYTES + 32];
    char lead[BENCH_PATH_BYTES + 32], stay[BENCH_PATH_BYTES + 32], port[8];
};

static void paths_fill(const struct bench *bench, struct paths *paths, const char *name)
{
    size_t room = sizeof paths->console;
    snprintf(paths->facilitator, room, "%s/imr-facilitator", bench->bin);
    snprintf(paths->participant, room, "%s/imr-participant", bench->bin);
    snprintf(paths->supervisor, room, "%s/imr-supervisor", bench->bin);
    snprintf(paths->console, room, "%s/%s-console", bench->folder, name);
    snprintf(paths->terminal, room, "%s/%s-terminal", bench->folder, name);
    snprintf(paths->review, room, "%s/%s-review", bench->folder, name);
    snprintf(paths->review_public, room, "%s/%s-review.pub", bench->folder, name);
    snprintf(paths->pair, room, "%s/%s.pair", bench->folder, name);
    snprintf(paths->lead, room, "%s/%s-lead.txt", bench->folder, name);
    snprintf(paths->stay, room, "%s/%s-stay.txt", bench->folder, name);
    snprintf(paths->port, sizeof paths->port, "%d", 40000 + getpid() % 5000 * 3);
}

static void prepare(struct bench *bench, struct paths *p)
{
    char *key[] = {p->supervisor, "key",   "new",     "--practice", "--name",
                   "Reviewer",    "--out", p->review, NULL};
    char *add[] = {p->facilitator,   "--practice",     "--data", p->console,
                   "--add-reviewer", p->review_public, NULL};
    char *pair[] = {p->facilitator, "--practice", "--data", p->console,    "--bind",
                    "127.0.0.1",    "--port",     p->port,  "--pair-file", p->pair,
                    "--screen",     "1",          NULL};
    run(bench, key);
    run(bench, add);
    run(bench, pair);
    script_write(p->lead, "unlock practice\nwait for screens=1 within 20 s\n"
                          "begin tuesday-recovery-group coping-with-stress 2 people 8\n"
                          "wait for decks=1 within 20 s\nslide next\nsay ready\nstay\n");
    script_write(p->stay, "stay\n");
}

static void measure(struct bench *bench, const char *name, bool windows, const struct idle *bare,
                    int ms)
{
    struct paths *p = calloc(1, sizeof *p);
    check(p != NULL);
    paths_fill(bench, p, name);
    prepare(bench, p);
    struct process console, terminal;
    char *lead[ARGUMENTS_MAX] = {p->facilitator,
                                 "--practice",
                                 "--data",
                                 p->console,
                                 "--bind",
                                 "127.0.0.1",
                                 "--port",
                                 p->port,
                                 "--script",
                                 p->lead,
                                 windows ? NULL : "--headless"};
    char *stay[ARGUMENTS_MAX] = {p->participant,
                                 "--practice",
                                 "--data",
                                 p->terminal,
                                 "--pair-file",
                                 p->pair,
                                 windows ? NULL : "--script",
                                 p->stay,
                                 "--headless"};
    process_start(bench, &console, lead);
    process_start(bench, &terminal, stay);
    ready_wait(bench, &console);
    pass(bench->quick ? QUICK_MS : SETTLE_MS);
    struct usage console_from = usage_of(console.pid), terminal_from = usage_of(terminal.pid);
    pass(ms);
    struct usage console_to = usage_of(console.pid), terminal_to = usage_of(terminal.pid);
    struct idle console_idle = idle_of(&console_from, &console_to, ms);
    struct idle terminal_idle = idle_of(&terminal_from, &terminal_to, ms);
    process_stop(&terminal);
    process_stop(&console);
    char who[32];
    snprintf(who, sizeof who, "%s.terminal", name);
    print(bench, who, &terminal_idle, bare, 4, 0.05);
    snprintf(who, sizeof who, "%s.console", name);
    print(bench, who, &console_idle, bare, 0, 0.3);
    free(p);
}

int main(int argc, char **argv)
{
    struct bench bench;
    bench_start(&bench, "idle", argc, argv);
    if (bench.mode != NULL && bench.mode_folder != NULL)
        return bare_run(bench.mode_folder);
    const int ms = bench.quick ? QUICK_MS : WATCH_MS;
    struct idle bare = measure_bare(&bench, ms);
    measure(&bench, "headless", false, &bare, ms);
    if (getenv("DISPLAY") != NULL)
        measure(&bench, "window", true, &bare, ms);
    bench_finish(&bench);
    return 0;
}

#include "programs.h"
#include "base/check.h"
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    READY_MS = 30000
};

void process_start(struct bench *bench, struct process *process, char *const arguments[])
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

static int wait_for(const struct process *process)
{
    int status = 0;
    while (waitpid(process->pid, &status, 0) < 0 && errno == EINTR)
        continue;
    close(process->words);
    return status;
}

void process_stop(struct process *process)
{
    kill(process->pid, SIGTERM);
    (void)wait_for(process);
}

void process_ready(struct bench *bench, const struct process *process)
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

void process_run(struct bench *bench, char *const arguments[])
{
    struct process process;
    char text[512];
    process_start(bench, &process, arguments);
    while (read(process.words, text, sizeof text) > 0)
        continue;
    int status = wait_for(&process);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        bench_fail(bench, arguments[0]);
}

double process_resident_mb(const struct process *process)
{
    char path[64], line[256];
    unsigned long kb = 0;
    snprintf(path, sizeof path, "/proc/%d/status", (int)process->pid);
    FILE *file = fopen(path, "r");
    check(file != NULL);
    while (fgets(line, sizeof line, file) != NULL)
        if (strncmp(line, "VmRSS:", 6) == 0)
            kb = strtoul(line + 6, NULL, 10);
    fclose(file);
    return (double)kb / 1024;
}

static void write_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    check(file != NULL);
    fprintf(file, "%s", text);
    int closed = fclose(file);
    check(closed == 0);
}

void programs_make(struct bench *bench, struct programs *programs, const char *name,
                   const char *lead)
{
    struct programs *p = programs;
    const size_t room = sizeof p->console;
    snprintf(p->facilitator, room, "%s/imr-facilitator", bench->bin);
    snprintf(p->participant, room, "%s/imr-participant", bench->bin);
    snprintf(p->supervisor, room, "%s/imr-supervisor", bench->bin);
    snprintf(p->console, room, "%s/%s-console", bench->folder, name);
    snprintf(p->terminal, room, "%s/%s-terminal", bench->folder, name);
    snprintf(p->review, room, "%s/%s-review", bench->folder, name);
    snprintf(p->review_public, room, "%s/%s-review.pub", bench->folder, name);
    snprintf(p->pair, room, "%s/%s.pair", bench->folder, name);
    snprintf(p->lead, room, "%s/%s-lead.txt", bench->folder, name);
    snprintf(p->stay, room, "%s/%s-stay.txt", bench->folder, name);
    snprintf(p->port, sizeof p->port, "%d", 30002 + getpid() % 900 * 3);
    char *key[] = {p->supervisor, "key",   "new",     "--practice", "--name",
                   "Reviewer",    "--out", p->review, NULL};
    char *add[] = {p->facilitator,   "--practice",     "--data", p->console,
                   "--add-reviewer", p->review_public, NULL};
    char *pair[] = {p->facilitator, "--practice", "--data", p->console,    "--bind",
                    "127.0.0.1",    "--port",     p->port,  "--pair-file", p->pair,
                    "--screen",     "1",          NULL};
    process_run(bench, key);
    process_run(bench, add);
    process_run(bench, pair);
    write_text(p->lead, lead);
    write_text(p->stay, "stay\n");
}

#include "paper/printing.h"
#include "base/check.h"
#include "base/out.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

struct printing {
    struct printing_job job;
    char path[PRINTING_PATH_BYTES];
    pthread_t thread;
    bool running; // the thread is to be joined
    int ended;    // written once, by the thread
    int stop;     // written once, by the owner
    struct printing_result result;
};

// ------------------------------------------------------------------------------------------ lp

enum {
    SETTINGS = 5,
    SETTING_BYTES = 2048
};

struct settings {
    char memory[SETTINGS][SETTING_BYTES];
    char *list[SETTINGS + 1];
};

// Of the environment lp is given what it needs to find the printer, and no more.
static void settings_read(struct settings *settings)
{
    static const char *const names[SETTINGS] = {"PATH", "HOME", "CUPS_SERVER", "LPDEST", "PRINTER"};
    int count = 0;
    for (int i = 0; i < SETTINGS; i++) {
        const char *value = getenv(names[i]);
        struct out out = out_into(settings->memory[count], SETTING_BYTES);
        if (value == NULL)
            continue;
        out_text(&out, names[i]);
        out_text(&out, "=");
        out_text(&out, value);
        if (!out.full) {
            settings->list[count] = settings->memory[count];
            count++;
        }
    }
    settings->list[count] = NULL;
}

// In a group of its own, so that it can be ended with whatever it began; with no signal blocked, which
// our threads are; and without a terminal, because what it says is not for whoever reads ours.
static enum err lp_spawn(char *path, pid_t *out_child)
{
    struct settings settings = {0};
    settings_read(&settings);
    char program[] = "lp", end_of_options[] = "--";
    char *arguments[] = {program, end_of_options, path, NULL};
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_t how;
    posix_spawn_file_actions_t files;
    if (posix_spawnattr_init(&how) != 0)
        return ERR_MEMORY;
    if (posix_spawn_file_actions_init(&files) != 0) {
        posix_spawnattr_destroy(&how);
        return ERR_MEMORY;
    }
    int result = posix_spawnattr_setflags(&how, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
    if (result == 0)
        result = posix_spawnattr_setsigmask(&how, &none);
    for (int fd = 0; fd <= STDERR_FILENO && result == 0; fd++)
        result = posix_spawn_file_actions_addopen(&files, fd, "/dev/null", O_RDWR, 0);
    if (result == 0)
        result = posix_spawnp(out_child, program, &files, &how, arguments, settings.list);
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&how);
    return result == 0 ? OK : result == ENOENT ? ERR_NOT_FOUND : ERR_IO;
}

// Waits until the child has ended, the owner gives up or patience does. True: it has ended.
static bool lp_wait(const struct printing *printing, pid_t child)
{
    int alive = pidfd_open(child, 0);
    if (alive < 0)
        return false;
    struct pollfd waits[2] = {{.fd = alive, .events = POLLIN},
                              {.fd = printing->stop, .events = POLLIN}};
    int ready;
    do
        ready = poll(waits, 2, printing->job.patience_ms);
    while (ready < 0 && errno == EINTR);
    close(alive);
    return ready > 0 && (waits[0].revents & POLLIN) != 0;
}

static enum err lp_send(struct printing *printing)
{
    pid_t child;
    enum err err = lp_spawn(printing->path, &child);
    if (err != OK)
        return err;
    bool ended = lp_wait(printing, child);
    if (!ended)
        (void)kill(-child, SIGKILL);
    int status = 0;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return ERR_IO;
    if (!ended)
        return ERR_WAIT;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? OK : ERR_IO;
}

// ------------------------------------------------------------------------------------ the thread

static void post(int event)
{
    const uint64_t one = 1;
    ssize_t written = write(event, &one, sizeof one);
    check(written == sizeof one);
}

static void *print(void *argument)
{
    struct printing *printing = argument;
    struct printing_job *job = &printing->job;
    printing->result.made = job->make(job->self);
    printing->result.sent = ERR_IO;
    if (job->send && printing->result.made == OK)
        printing->result.sent = lp_send(printing);
    if (!job->keep && printing->result.sent == OK)
        (void)unlink(printing->path);
    post(printing->ended);
    if (job->ring != NULL)
        (void)job->ring(job->ring_self);
    return NULL;
}

// Signals reach the app's thread and nobody else.
static int thread_start(struct printing *printing)
{
    sigset_t all, before;
    sigfillset(&all);
    int result = pthread_sigmask(SIG_SETMASK, &all, &before);
    check(result == 0);
    int started = pthread_create(&printing->thread, NULL, print, printing);
    result = pthread_sigmask(SIG_SETMASK, &before, NULL);
    check(result == 0);
    return started;
}

enum err printing_start(const struct printing_job *job, struct printing **out_printing)
{
    check(job->make != NULL && job->path != NULL && job->patience_ms >= 0);
    if (strlen(job->path) >= PRINTING_PATH_BYTES)
        return ERR_TOO_LONG;
    struct printing *printing = calloc(1, sizeof *printing);
    if (printing == NULL)
        return ERR_MEMORY;
    printing->job = *job;
    memcpy(printing->path, job->path, strlen(job->path) + 1);
    printing->job.path = printing->path;
    if (job->patience_ms == 0)
        printing->job.patience_ms = PRINTING_PATIENCE_MS;
    printing->ended = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    printing->stop = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    enum err err = printing->ended >= 0 && printing->stop >= 0 ? OK : ERR_IO;
    if (err == OK && thread_start(printing) != 0)
        err = ERR_MEMORY;
    if (err != OK) {
        printing_destroy(printing);
        return err;
    }
    printing->running = true;
    *out_printing = printing;
    return OK;
}

int printing_fd(const struct printing *printing)
{
    return printing->ended;
}

bool printing_take(struct printing *printing, struct printing_result *out_result)
{
    uint64_t ended;
    if (!printing->running || read(printing->ended, &ended, sizeof ended) != sizeof ended)
        return false;
    int joined = pthread_join(printing->thread, NULL);
    check(joined == 0);
    printing->running = false;
    *out_result = printing->result;
    return true;
}

void printing_destroy(struct printing *printing)
{
    if (printing == NULL)
        return;
    if (printing->running) {
        post(printing->stop);
        int joined = pthread_join(printing->thread, NULL);
        check(joined == 0);
    }
    if (printing->ended >= 0)
        close(printing->ended);
    if (printing->stop >= 0)
        close(printing->stop);
    free(printing);
}

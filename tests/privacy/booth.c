#include "booth.h"

#include "base/check.h"
#include "room/wall.h"
#include "seal/care.h"
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct scan *booth_scan;

// --- Here.

void booth_start(struct booth *booth, struct span extra)
{
    int to[2], from[2];
    check(pipe(to) == 0);
    check(pipe(from) == 0);
    booth->child = fork();
    if (booth->child == 0) {
        dup2(to[0], STDIN_FILENO);
        dup2(from[1], STDOUT_FILENO);
        close(to[1]);
        close(from[0]);
        execl("/proc/self/exe", "terminal", "terminal", (char *)NULL);
        _exit(126);
    }
    close(to[0]);
    close(from[1]);
    booth->to = to[1];
    booth->from = from[0];
    const struct terminal_keys *keys = &booth->place->terminals[0];
    check(write(booth->to, keys, sizeof *keys) == (ssize_t)sizeof *keys);
    if (extra.size > 0)
        check(write(booth->to, extra.at, extra.size) == (ssize_t)extra.size);
}

static void hear(struct booth *booth)
{
    struct booth_told told = {0};
    ssize_t got = read(booth->from, &told, sizeof told);
    check(got == 0 || got == (ssize_t)sizeof told);
    if (got == 0)
        booth->ended = true;
    else
        booth->hear(booth->self, &told);
}

static void step(struct booth *booth)
{
    struct pollfd fds[2] = {{.fd = booth->from, .events = POLLIN},
                            {.fd = hub_thread_fd(booth->place->hub), .events = POLLIN}};
    poll(fds, 2, 1000);
    if (fds[0].revents != 0)
        hear(booth);
}

void booth_wait(struct booth *booth, bool (*holds)(const void *self))
{
    uint64_t until_ms = monotonic_now_ms() + 4 * PLACE_LIMIT_MS;
    for (place_take(booth->place); !holds(booth->self); place_take(booth->place)) {
        check(!booth->ended && monotonic_now_ms() < until_ms);
        step(booth);
    }
}

void booth_end(struct booth *booth)
{
    close(booth->to);
    uint64_t until_ms = monotonic_now_ms() + PLACE_LIMIT_MS;
    for (; !booth->ended; place_take(booth->place)) {
        check(monotonic_now_ms() < until_ms);
        step(booth);
    }
    int status = 0;
    check(waitpid(booth->child, &status, 0) == booth->child);
    check(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    close(booth->from);
    place_destroy(booth->place);
}

// --- There.

struct terminal *booth_terminal(void *extra, size_t extra_bytes)
{
    struct terminal_keys keys;
    if (read(STDIN_FILENO, &keys, sizeof keys) != (ssize_t)sizeof keys ||
        (extra_bytes > 0 && read(STDIN_FILENO, extra, extra_bytes) != (ssize_t)extra_bytes) ||
        seal_start() != OK)
        exit(3);
    const struct profile profile = {.practice = true};
    struct terminal_config config = {.profile = &profile, .keys = &keys};
    struct terminal *terminal = NULL;
    if (terminal_create(&config, &terminal) != OK)
        exit(4);
    return terminal;
}

void booth_run(struct terminal *terminal, void (*act)(void *seat), void *seat)
{
    struct pollfd fds[] = {{.fd = STDIN_FILENO, .events = POLLIN},
                           {.fd = terminal_fd(terminal), .events = POLLIN},
                           {.fd = terminal_work_fd(terminal), .events = POLLIN}};
    do {
        terminal_pump(terminal);
        act(seat);
        fds[2].fd = terminal_work_fd(terminal);
        poll(fds, 3, monotonic_timeout_ms(terminal_due_ms(terminal)));
    } while (fds[0].revents == 0);
    terminal_destroy(terminal);
}

void booth_tell(int kind, size_t found, const uint8_t *changed)
{
    struct booth_told told = {.kind = kind, .found = found};
    if (changed != NULL)
        memcpy(told.changed, changed, sizeof told.changed);
    if (write(STDOUT_FILENO, &told, sizeof told) != (ssize_t)sizeof told)
        exit(5);
}

int booth_main(int argc, char **argv, int (*terminal_main)(void), int (*test_main)(void))
{
    // As the programs do; the search needs a descriptor that seal_start would refuse it.
    if (seal_care(argv) != OK)
        return 2;
    booth_scan = scan_create();
    bool there = argc > 1 && strcmp(argv[1], "terminal") == 0;
    int code = there ? terminal_main() : test_main();
    scan_destroy(booth_scan);
    return code;
}
